"""Who answers on some days of the week only (18-15): is a day on which nobody asked neither silent nor green?"""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume
from hypothesis import strategies as st

from schemas.decisions import Course, Decision, Reason
from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import Absent, CareProfile, ClinicianAct, DayReport, Light, State, Task
from services.progression import dose, engine
from services.progression.check_in import EVERY_DAY, is_asked, unanswered, usual_days, was_left_out, window_begins
from services.progression.dose import Earned
from services.progression.explanation import why
from services.progression.facts import HELD, STOPPED, read_day
from services.progression.liveness import SettingsWouldDeadlock, check_liveness
from services.progression.next_step import next_step
from services.wiring import engines
from tests.rulebook.histories import (
    PROFILE,
    after,
    began,
    days_told,
    decide,
    holds_for,
    legal_settings,
    lived,
    profiles,
    told,
)
from tests.rulebook.test_table import WEEKENDS_ALONE

WEEKENDS = ProgressionSettings(check_in_days=(5, 6))
SATURDAY, SUNDAY = 5, 6
MONDAY = date(2025, 3, 3)
History = list[dict[str, Any]]


def on_weekends(
    decision: Decision, days: int, pain: float | None = 1, settings: ProgressionSettings = WEEKENDS
) -> list[Decision]:
    """Days of whoever answers each check-in with this pain, or not at all; nobody asks on the others."""
    decisions = []
    for _ in range(days):
        asked = is_asked(decision.course, settings)
        report = told(decision.day, pain) if asked else DayReport(decision.day)
        decision = engine.next_day(decision.course, settings, report)
        decisions.append(decision)
    return decisions


def standing(state: State, day: date) -> Course:
    """A course in this state before a day."""
    return replace(began(WEEKENDS).course, state=state, day=day)


@pytest.mark.parametrize("state", State)
def test_18_15_every_day_is_asked_but_where_all_is_well(state: State) -> None:
    week = [MONDAY + timedelta(days=number) for number in range(7)]
    asked = [is_asked(standing(state, day), WEEKENDS) for day in week]
    calm = state in (State.ACTIVE, State.MAINTENANCE)
    assert asked == ([False] * 5 + [True] * 2 if calm else [True] * 7)


def test_at_the_goal_it_is_some_of_the_days_spread_over_them() -> None:
    week = [MONDAY + timedelta(days=number) for number in range(7)]
    for checks in range(1, 8):
        settings = ProgressionSettings(maintenance_checks=checks)
        assert sum(is_asked(standing(State.MAINTENANCE, day), settings) for day in week) == checks
    four = ProgressionSettings(check_in_days=(0, 2, 4, 6), maintenance_checks=2)
    assert [day.weekday() for day in week if is_asked(standing(State.MAINTENANCE, day), four)] == [0, 4]


def test_18_15_whoever_answers_all_check_ins_steps_and_is_called_by_nobody() -> None:
    decisions = on_weekends(began(WEEKENDS), 84)
    assert decisions[-1].course.dose.minutes >= 30
    asked = [task for decision in decisions for task in decision.tasks]
    assert set(asked) <= {Task.REVIEW_SOON, Task.REVIEW_DUE}
    assert {decision.state for decision in decisions} == {State.ACTIVE}
    steps = [decision.day for decision in decisions if decision.rule == "step-up"]
    assert all((later - earlier).days >= 7 for earlier, later in pairwise(steps))


def test_18_15_the_same_answers_asked_daily_step_never_and_call_somebody_each_week() -> None:
    daily = after(*WEEKENDS_ALONE)
    assert daily.course.dose.minutes == 10
    assert on_weekends(began(WEEKENDS), 28)[-1].course.dose.minutes > 10


def test_18_15_silence_eases_and_stops_by_the_calendar_on_days_that_were_asked_about() -> None:
    decision = on_weekends(began(WEEKENDS), 7)[-1]
    assert decision.day.weekday() == 0
    silent = on_weekends(decision, 21, None)
    eased = next(day for day in silent if day.rule == "silence-eases")
    stopped = next(day for day in silent if day.rule == "silence-stops")
    last_score = decision.day - timedelta(days=1)
    assert (eased.day - last_score).days - 1 == 7, "the Sunday after"
    assert (stopped.day - last_score).days - 1 == 14
    left_out = [day for day in silent if day.rule == "not-asked"]
    assert all(day.reason is Reason.NOT_ASKED and day.tasks == () for day in left_out)


def test_18_15_somebody_calls_when_the_plan_eases_though_few_days_were_asked_about() -> None:
    silent = on_weekends(on_weekends(began(WEEKENDS), 7)[-1], 14, None)
    called = [day.day.weekday() for day in silent if Task.SILENCE in day.tasks]
    assert called[0] == 0, "what was decided after the first silent Sunday"
    assert Task.SILENCE not in silent[4].tasks


def test_18_15_a_score_on_any_day_counts_in_full() -> None:
    left_out = on_weekends(began(WEEKENDS), 2)[-1]
    assert left_out.day.weekday() == 2
    green = decide(left_out.course, 1, WEEKENDS)
    assert green.course.credits == (left_out.day,)
    assert decide(left_out.course, 5, WEEKENDS).state is State.YELLOW
    assert decide(left_out.course, 8, WEEKENDS).state is State.RED_REST
    assert decide(left_out.course, None, WEEKENDS, flare=True).state is State.YELLOW


@pytest.mark.parametrize("pain", [5.0, 8.0])
def test_18_15_after_yellow_or_red_every_day_is_asked_and_counts(pain: float) -> None:
    sunday = on_weekends(began(WEEKENDS), 6)[-1]
    assert sunday.day.weekday() == SUNDAY
    hurt = decide(sunday.course, pain, WEEKENDS)
    silent = engine.next_day(hurt.course, WEEKENDS, DayReport(hurt.day))
    assert is_asked(hurt.course, WEEKENDS)
    assert silent.rule in ("silence", "silent-rest")
    assert silent.course.silent_days == 1


def test_18_15_the_window_of_credits_holds_as_many_check_ins_as_it_holds_days() -> None:
    friday = MONDAY + timedelta(days=32)
    assert window_begins(friday, STANDARD) == friday - timedelta(days=6)
    window = [window_begins(friday, WEEKENDS) + timedelta(days=number) for number in range(28)]
    inside = [day for day in window if day <= friday]
    assert sum(day.weekday() in (5, 6) for day in inside) == 7
    assert len(inside) <= 28


def test_18_15_a_rising_pain_is_seen_though_a_week_holds_two_scores() -> None:
    decision = on_weekends(began(WEEKENDS), 14)[-1]
    seen = [day.rule for day in on_weekends(decision, 14, 3)]
    assert "trend-alert" in seen or "trend-hold" in seen


def test_the_next_step_is_as_near_as_the_window_says() -> None:
    decision = on_weekends(began(WEEKENDS), 7)[-1]
    assert next_step(decision, WEEKENDS).days == 1


@pytest.mark.parametrize(
    ("answered", "proposed"),
    [
        ({5: 4, 6: 4}, (5, 6)),
        ({0: 3, 2: 4, 4: 3}, (0, 2, 4)),
        ({5: 4, 6: 4, 1: 1}, (5, 6)),
        ({5: 4, 6: 4, 1: 2}, ()),
        ({6: 4}, ()),
        (dict.fromkeys(range(7), 4), ()),
        ({}, ()),
    ],
)
def test_18_15_the_days_on_which_a_patient_usually_answers(answered: dict[int, int], proposed: tuple[int, ...]) -> None:
    days = [1 if day // 7 < answered.get(day % 7, 0) else None for day in range(28)]
    assert usual_days(after(*days).course.marks) == proposed


def test_18_15_they_are_proposed_once_in_four_weeks_and_nothing_is_applied() -> None:
    decision, proposals = began(), []
    for _ in range(3):
        for pain in WEEKENDS_ALONE:
            decision = decide(decision.course, pain)
            if Task.CHECK_IN_DAYS in decision.tasks:
                proposals.append((decision.day - MONDAY).days)
                assert dict(decision.numbers)["answers_on"] == "Sat, Sun"
                assert "answers mostly on Sat, Sun" in why(decision).therapist
    assert proposals == [28, 56, 84]
    assert decision.light is not Absent.NOT_ASKED
    set_already = on_weekends(began(WEEKENDS), 28)
    assert not any(Task.CHECK_IN_DAYS in day.tasks for day in set_already)


def test_18_15_a_stopped_course_proposes_nothing() -> None:
    decision = after(*WEEKENDS_ALONE[:-1])
    paused = decide(decision.course, None, acts=(ClinicianAct.PAUSE,))
    assert Task.CHECK_IN_DAYS in decide(decision.course, 1).tasks
    assert Task.CHECK_IN_DAYS not in decide(paused.course, None).tasks


def test_settings_that_leave_no_day_of_walking_to_ask_about_are_refused() -> None:
    rests_only = ProgressionSettings(planned_rest_days=2, check_in_days=(2, 6))
    with pytest.raises(SettingsWouldDeadlock, match="asked, the window of credits holds at most 0"):
        check_liveness(rests_only)
    weekends = check_liveness(WEEKENDS)
    assert weekends is not None
    assert weekends > (check_liveness(STANDARD) or 0)


@holds_for(legal_settings(), profiles(), days_told())
def test_18_15_a_day_left_out_never_raises_nor_lowers_what_a_silent_day_would(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, _, _ in lived(settings, profile, history):
        report = DayReport(course.day)
        day = read_day(course, settings, report)
        left_out = engine.next_day(course, settings, report)
        silent = engine.next_day(course, settings, DayReport(course.day, Absent.NO_REPLY, completed=Absent.NO_REPLY))
        assert dose.is_not_above(left_out.course.prescription, course.prescription)
        assert left_out.course.dose.minutes <= course.dose.minutes
        if not was_left_out(day) or not dose.fits(Earned(course.dose, course.walks), settings):
            continue
        assert dose.is_not_above(silent.course.prescription, left_out.course.prescription)
        assert (left_out.course.prescription.walks, left_out.state) == (course.prescription.walks, course.state)
        assert (left_out.course.dose, left_out.course.credits) == (course.dose, course.credits)
        assert (left_out.course.last_step, left_out.course.goal_reached) == (course.last_step, course.goal_reached)
        asks_nobody = {Task.SILENCE, Task.RESCREEN, Task.RED_REST_USED_UP, Task.PAUSED}
        assert not asks_nobody & set(left_out.tasks)


@holds_for(legal_settings(), profiles(), days_told())
def test_18_15_days_left_out_are_counted_by_the_calendar_and_never_called_about(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, report, decision in lived(settings, profile, history):
        if course.state is State.ACTIVE and isinstance(decision.light, Absent) and decision.state is State.ACTIVE:
            assert decision.course.silent_days == (0 if report.unread else course.silent_days + 1)
        if course.state not in STOPPED:
            assert 1 <= unanswered(read_day(course, settings, report)) <= course.silent_days + 1


@holds_for(legal_settings(), days_told())
def test_18_15_asked_on_every_day_nothing_is_otherwise(settings: ProgressionSettings, history: History) -> None:
    every = settings.model_copy(update={"check_in_days": EVERY_DAY})
    assume(every.check_in_days == EVERY_DAY)
    for course, report, decision in lived(every, PROFILE, history)[-8:]:
        day = read_day(course, every, report)
        assert not was_left_out(day) or course.state is State.MAINTENANCE
        if course.state not in HELD:
            assert unanswered(day) == course.silent_days + 1
        assert decision.rule != "not-asked"


@holds_for(st.sets(st.integers(0, 6), min_size=2), st.integers(0, 6))
def test_18_15_whoever_answers_every_check_in_is_never_eased_for_silence(days: set[int], begins: int) -> None:
    settings = ProgressionSettings(check_in_days=tuple(sorted(days)), silence_ease_day=5)
    first = engine.first_day(PROFILE, settings, MONDAY + timedelta(days=begins))
    for decision in on_weekends(first, 42, 2, settings):
        assert decision.state is State.ACTIVE
        assert decision.light in (Light.GREEN, Absent.NOT_ASKED)
        assert Task.SILENCE not in decision.tasks
        assert decision.prescription.walks == dose.lay_out(
            Earned(decision.course.dose, decision.course.walks), settings
        )


def test_the_released_rule_reads_settings_that_name_days() -> None:
    asked = {"taken": "first_day", "settings": WEEKENDS.model_dump(mode="json"), "day": "2026-03-02"}
    profile = {"diagnosis": "ddd", "flags": [], "baseline_minutes": "not_asked", "orders": []}
    decided = engines()["4.1"].decide(asked | {"profile": profile})
    assert decided is not None
    assert decided["prescription"]["walks"] == [5, 5]


def test_of_words_that_nobody_has_read_a_day_left_out_is_still_one_of_words() -> None:
    decision = on_weekends(began(WEEKENDS), 2)[-1]
    assert decide(decision.course, Absent.NOT_ASKED, WEEKENDS, done=None, unread=True).rule == "unread"
    flared = replace(DayReport(decision.day), stopped_early=True)
    assert engine.next_day(decision.course, WEEKENDS, flared).light is Light.YELLOW
