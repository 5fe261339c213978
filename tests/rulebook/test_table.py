"""Is the table whole: unique rows, a last row that matches all, every row reached, every word used?"""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from schemas.decisions import Course, Decision, Reason
from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import (
    Absent,
    CareFlag,
    CareProfile,
    ChosenDose,
    ClinicianAct,
    DayReport,
    Diagnosis,
    Dose,
    Stage,
    State,
    Task,
    Tier,
)
from services.progression import engine
from services.progression.facts import read_day
from services.progression.ordered import as_ordered
from services.progression.rules import ANY, BY_STATE, RULES, RULES_VERSION, Row
from tests.rulebook.histories import ONE_DAY, PROFILE, after, began, decide, told

CLEAR, PAUSE, RESUME, MOVE, HOLD, START_OVER, SET_DOSE, *_ = ((act,) for act in ClinicianAct)
AT_GOAL = Dose(60, 30, 60, Stage.PACE)


def paused(*pains: float | None, days: int, by: float | None = 1, acts: tuple[ClinicianAct, ...] = PAUSE) -> Course:
    """A course that was paused after these days, `days` days ago; by is the pain told on the day of the pause."""
    course = decide(after(*pains).course, by, acts=acts).course
    for _ in range(days):
        course = decide(course, None).course
    return course


def at_goal() -> Course:
    course = after(1, 1).course
    return replace(course, dose=AT_GOAL, goal_reached=course.first_day)


def kept_goal() -> Course:
    return decide(after(*[1] * 13, start=at_goal()).course, 1).course


def worse_week(before: float, now: float, then: State = State.ACTIVE) -> Course:
    """Two weeks whose means differ, in a state of choice."""
    course = after(*[1] * 13).course
    marks = tuple(replace(mark, pain=float(before if i < 6 else now)) for i, mark in enumerate(course.marks))
    return replace(course, marks=marks, state=then)


TWO_RESTS = ProgressionSettings(planned_rest_days=2)


def planned_rest() -> Decision:
    """A day of planned rest."""
    decision = began(TWO_RESTS)
    for _ in range(7):
        decision = decide(decision.course, 1, TWO_RESTS)
        if decision.course.planned_rest:
            break
    return decision


WEEKENDS = ProgressionSettings(check_in_days=(5, 6))
# A Tuesday.
WEEKENDS_FROM = after(1, settings=WEEKENDS)
WEEKENDS_ALONE = [1 if day % 7 in (5, 6) else None for day in range(28)]
SIGNED = replace(PROFILE, own_usual=5)


def signed() -> Course:
    """The first day of a patient whose usual pain was signed as 5."""
    return began(profile=SIGNED).course


def at_last_step() -> Course:
    """Three weeks after a red day, on the last step back and with two days told since, a signed usual of 5."""
    course = after(8, 1).course
    left = course.day - 21 * ONE_DAY
    return replace(course, profile=SIGNED, reentry=2, reentry_told=2, lane_left=left)


def part_done(days: int) -> Decision:
    """After so many days with one of two walks."""
    decision = began()
    for _ in range(days):
        decision = decide(decision.course, 1, done=0.5)
    return decision


def above_plan(days: int) -> Decision:
    """After so many calm days of 30 minutes in all."""
    decision = began()
    for _ in range(days):
        decision = decide(decision.course, 1, extra_minutes=20)
    return decision


HELD = after(8, 8, 8).course
EMERGENCY = decide(after(1).course, 1, flag=Tier.EMERGENCY).course
QUIET_WEEK = [None] * 7

REACHED: dict[str, Callable[[], Decision]] = {
    "emergency-flag": lambda: decide(after(1).course, 1, flag=Tier.EMERGENCY),
    "urgent-flag": lambda: decide(after(1).course, 1, flag=Tier.URGENT),
    "flag-before-clear": lambda: decide(EMERGENCY, 1, flag=Tier.EMERGENCY, acts=CLEAR),
    "cleared-and-paused": lambda: decide(HELD, 1, acts=CLEAR + PAUSE),
    "cleared-but-red": lambda: decide(HELD, 8, acts=CLEAR),
    "clinician-sets-dose": lambda: decide(HELD, 2, acts=CLEAR, clear_minutes=12),
    "clinician-clears": lambda: decide(HELD, 2, acts=CLEAR),
    "held": lambda: decide(HELD, 1),
    "pause": lambda: decide(after(1).course, 1, acts=PAUSE),
    "clinician-holds-on": lambda: decide(HELD, 1, acts=CLEAR + HOLD),
    "clinician-holds": lambda: decide(after(1).course, 1, acts=HOLD),
    "starts-over-red": lambda: decide(after(1, 1, 1).course, 8, acts=START_OVER),
    "starts-over": lambda: decide(after(1, 1, 1).course, 1, acts=START_OVER),
    "resume-long-gap": lambda: decide(paused(1, days=28), 1, acts=RESUME),
    "resume-red": lambda: decide(paused(1, days=2), 8, acts=RESUME),
    "resume-to-rest": lambda: decide(paused(8, days=2, by=None), None, acts=RESUME),
    "resume-in-flare": lambda: decide(paused(8, days=2, by=None), 2, acts=RESUME),
    "resume-yellow": lambda: decide(paused(1, days=2), 5, acts=RESUME),
    "resume-after-gap": lambda: decide(paused(1, days=8), 1, acts=RESUME),
    "resume": lambda: decide(paused(1, days=2), 1, acts=RESUME),
    "paused": lambda: decide(paused(1, days=2), 1),
    "red-too-long": lambda: after(8, 8, 8),
    "red": lambda: after(8),
    "unread-rest-too-long": lambda: decide(after(8, None).course, 2, unread=True),
    "unread-rest": lambda: decide(after(8).course, 2, unread=True),
    "unread": lambda: decide(after(1).course, 1, unread=True),
    "silent-rest-too-long": lambda: after(8, None, None),
    "silent-rest": lambda: after(8, None),
    "rest-is-over": lambda: after(8, 5),
    "maintenance-not-asked": lambda: decide(after(1, start=kept_goal()).course, Absent.NOT_ASKED),
    "silence-stops": lambda: after(*[None] * 14),
    "silence-eases": lambda: after(*[None] * 7),
    "silence": lambda: after(None),
    "reentry-after-gap": lambda: after(8, 1, *QUIET_WEEK, 1),
    "yellow-after-gap": lambda: after(1, *QUIET_WEEK, 5),
    "green-after-gap": lambda: after(1, *QUIET_WEEK, 1),
    "reentry-usual-ends": lambda: after(5, start=at_last_step()),
    "reentry-usual": lambda: after(5, start=replace(at_last_step(), reentry=0)),
    "reentry-at-usual": lambda: decide(at_last_step(), 5, done=0.0),
    "reentry-yellow": lambda: after(8, 1, 5),
    "reentry-ends": lambda: after(8, 1, 1, 1, 1),
    "reentry-forward": lambda: after(8, 1, 1),
    "reentry-too-much": lambda: decide(after(8, 1).course, 1, extra_minutes=9),
    "reentry-untold": lambda: decide(after(8, 1).course, 1, done=None),
    "reentry-undone": lambda: decide(after(8, 1).course, 1, done=0.2),
    "reentry-stays": lambda: decide(after(8, 1).course, 1, acts=MOVE),
    "usual-step": lambda: after(5, 5, 5, 5, 5, start=signed()),
    "usual": lambda: after(5, start=signed()),
    "usual-too-much": lambda: decide(signed(), 5, extra_minutes=9),
    "usual-untold": lambda: decide(signed(), 5, done=None),
    "usual-undone": lambda: decide(signed(), 5, done=0.2),
    "yellow-again": lambda: after(5, 5),
    "yellow": lambda: after(1, 5),
    "trend-alert": lambda: decide(worse_week(0, 3), 3),
    "green-after-yellow": lambda: after(5, 1),
    "rested-as-planned": lambda: decide(planned_rest().course, 1, TWO_RESTS, done=Absent.NOT_ASKED),
    "walked-too-much": lambda: decide(after(1).course, 1, extra_minutes=9),
    "maintenance": lambda: after(1, start=kept_goal()),
    "goal-kept": lambda: after(*[1] * 13, start=at_goal()),
    "trend-hold": lambda: decide(worse_week(1, 2.2), 3),
    "not-asked": lambda: engine.next_day(WEEKENDS_FROM.course, WEEKENDS, DayReport(WEEKENDS_FROM.day)),
    "step-up": lambda: after(1, 1, 1),
    "usual-step-green": lambda: after(5, 5, 5, 5, 1, start=signed()),
    "green": lambda: after(1),
    "green-untold": lambda: decide(after(1).course, 1, done=None),
    "green-undone": lambda: decide(after(1).course, 1, done=0.2),
    "green-cut-short": lambda: decide(after(1).course, 1, acts=MOVE),
}


@pytest.mark.parametrize("row", RULES, ids=lambda row: row.id)
def test_every_row_is_reached_and_does_what_it_says(row: Row) -> None:
    decision = REACHED[row.id]()
    assert decision.rule == row.id
    assert decision.reason is row.reason
    assert row.to is None or decision.state is row.to
    assert set(row.tasks) <= set(decision.tasks)
    assert decision.rules_version == RULES_VERSION


def test_row_ids_are_unique_and_short_enough_to_store() -> None:
    ids = [row.id for row in RULES]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z-]{1,38}[a-z]", name) for name in ids)
    assert set(REACHED) == set(ids)


def test_the_last_row_matches_all_and_asks_for_no_more_than_today() -> None:
    last = RULES[-1]
    assert last.states == ANY
    for decision in (reach() for reach in REACHED.values()):
        course = decision.course
        day = read_day(course, STANDARD, told(course.day, 9))
        assert last.when(day)
        assert BY_STATE[course.state][-1][1] is last


def test_every_row_names_its_source() -> None:
    source = re.compile(r"[0-4]-\d{1,2}|section \d{1,2}|invariant \d{1,2}")
    assert [row.id for row in RULES if not row.sources] == []
    assert [name for row in RULES for name in row.sources if not source.fullmatch(name)] == []


def _everything_asked() -> list[Decision]:
    """Every row, and the decisions that come from somewhere else than the table."""
    baseline_of_two = CareProfile(Diagnosis.DDD, frozenset(), 2)
    foot_drop = CareProfile(Diagnosis.DDD, frozenset({CareFlag.FOOT_DROP}))
    little = began()
    for _ in range(8):
        little = decide(little.course, 1, done=0.0)
    eased = engine.lower_today(after(1), STANDARD, told(after(1).day, None, flare=True))
    assert eased is not None
    ordered = as_ordered(after(1), [7])
    assert ordered is not None
    return [
        *(reach() for reach in REACHED.values()),
        began(),
        began(profile=baseline_of_two),
        began(profile=foot_drop),
        began(profile=replace(PROFILE, pain_now=8)),
        after(1, 1, 1, start=HELD),
        eased,
        little,
        after(9),
        after(8, 1, 8),
        after(5, 5, 5),
        after(*([1] * 7 + [8]) * 3),
        after(8, 1, 5, 5, 5),
        after(None, None, None),
        after(*[1] * 74),
        after(*[1] * 89),
        decide(after(8).course, 1, extra_minutes=5),
        planned_rest(),
        ordered,
        after(*WEEKENDS_ALONE),
        after(*[5] * 14),
        after(*[5] * 28),
        part_done(7),
        above_plan(14),
        decide(after(1).course, 1, acts=SET_DOSE, chosen_dose=ChosenDose(12, 2)),
    ]


def test_every_reason_is_given_and_every_task_is_asked_for() -> None:
    decisions = _everything_asked()
    assert {decision.reason for decision in decisions} == set(Reason) - {Reason.UNDONE_HOLD}
    assert {task for decision in decisions for task in decision.tasks} == set(Task)


def test_every_state_is_entered() -> None:
    assert {decision.state for decision in _everything_asked()} == set(State)


def test_a_report_of_another_day_is_refused_with_a_sentence() -> None:
    decision = after(1)
    with pytest.raises(ValueError, match="cannot be decided upon"):
        engine.next_day(decision.course, STANDARD, told(decision.course.first_day, 1))
    with pytest.raises(ValueError, match="cannot be lowered"):
        engine.lower_today(after(1, 1, 1), STANDARD, told(decision.course.first_day, 1))


def test_settings_lowered_by_a_therapist_bring_the_earned_dose_down() -> None:
    course = after(*[1] * 60).course
    lower = ProgressionSettings(goal_longest_walk=12, goal_cap_minutes=20, max_walks_per_day=3)
    decision = decide(course, 1, lower)
    assert course.dose.minutes > 20
    assert decision.prescription.walks == (12, 8)
    assert decision.course.dose.minutes == 20


def test_absence_is_a_value_and_never_a_zero() -> None:
    mark = after(None).course.marks[-1]
    assert mark.pain is Absent.NO_REPLY
    assert mark.walked is Absent.NO_REPLY
