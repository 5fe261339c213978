"""What does version 5 decide otherwise than 4.1: the way out of a flare-up, the signed usual, what is said and asked?"""

from dataclasses import replace

import pytest

from schemas.decisions import Course, Reason
from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import Absent, Dose, Light, Stage, State, Task
from services.progression import boundary, dose, engine, reentry
from services.progression.dose import Earned
from services.progression.explanation import PATIENT_SENTENCES
from services.progression.facts import read_day
from services.progression.rules import BY_A_WORD, RULES
from services.wiring import engines
from tests.rulebook.histories import after, began, decide, told
from tests.rulebook.lived import minutes, walked
from tests.rulebook.test_table import REACHED, TWO_RESTS
from tests.rulebook.version_4 import lived_by

# What 4.1 called by one name.
_CALLED_BEFORE = {
    "reentry-too-much": "reentry-stays",
    "reentry-untold": "reentry-stays",
    "reentry-undone": "reentry-stays",
    "green-untold": "green-undone",
    "green-cut-short": "green-undone",
}
_NEW_TASKS = {
    "check_in_days",
    "no_step",
    "own_usual",
    "reentry_stuck",
    "review_due",
    "fewer_walks",
    "steady_above_plan",
    "third_red_in_month",
}


# Beside version 4.1.


@pytest.mark.parametrize("number", range(28))
def test_without_a_signature_each_day_is_decided_as_by_version_4_but_for_the_way_out(number: int) -> None:
    released = engines()["4.1"]
    for asked, decided in lived_by(number, boundary.HERE):
        was = released.decide(asked)
        assert was is not None
        assert (decided["light"], decided["course"]["dose"]) == (was["light"], was["course"]["dose"])
        assert set(was["tasks"]) <= set(decided["tasks"]) <= set(was["tasks"]) | _NEW_TASKS
        if (
            asked["course"]["state"] == "reentry"
            and decided["course"].get("reentry_told", 0) >= STANDARD.reentry_out_days
        ):
            continue
        assert _CALLED_BEFORE.get(decided["rule"], decided["rule"]) == was["rule"]
        assert (decided["state"], decided["prescription"]) == (was["state"], was["prescription"])
        course = {name: said for name, said in was["course"].items() if name != "marks"}
        assert {name: decided["course"][name] for name in course} == course


# 18-6: the way out.


def test_whoever_lives_at_yellow_after_a_flare_up_comes_to_the_yellow_plan() -> None:
    grown = after(*[1] * 40)
    earned = Earned(grown.course.dose, grown.course.walks)
    yellow = dose.eased(earned, STANDARD).minutes
    plans = minutes([8, *[5] * 12], start=grown)
    half = dose.share(earned, STANDARD, 50).minutes
    assert plans[:4] == [0, half, half, half]
    assert plans[4:] == [yellow] * 9


def test_a_green_day_from_the_way_out_goes_to_the_next_share_and_never_straight_to_all() -> None:
    grown = after(*[1] * 40)
    whole = grown.course.dose.minutes
    plans = walked([8, 5, 5, 5, 5, 1, 1], start=grown)
    assert [plan.rule for plan in plans[-2:]] == ["reentry-forward", "reentry-ends"]
    assert plans[-2].prescription.minutes == whole * 85 // 100
    one_step = ProgressionSettings(reentry_steps=(50,))
    course = after(8, 5, 5, 5, 5, settings=one_step).course
    first = decide(course, 1, one_step)
    assert (first.rule, first.state) == ("reentry-forward", State.REENTRY)
    assert decide(first.course, 1, one_step).rule == "reentry-ends"


def test_days_without_a_reply_neither_lead_out_nor_back() -> None:
    grown = after(*[1] * 40)
    with_gaps = minutes([8, 5, 5, None, 5, None, 5, None, 5], start=grown)
    assert with_gaps[-1] == with_gaps[-2] == with_gaps[-3] == minutes([8, 5, 5, 5, 5], start=grown)[-1]


def test_the_way_back_is_asked_about_again_every_seven_yellow_days() -> None:
    asked = [number for number, plan in enumerate(walked([8, 1, *[5] * 20])) if Task.REENTRY_STUCK in plan.tasks]
    assert asked == [4, 11, 18]


@pytest.mark.parametrize("steps", [(25,), (50, 70, 85), (40, 60, 60, 95), (70, 75, 80, 85, 95)])
@pytest.mark.parametrize("factor", [0.3, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("greens", [1, 3])
def test_on_every_step_a_green_day_untold_or_undone_gets_no_less_than_a_yellow_one(
    steps: tuple[int, ...], factor: float, greens: int
) -> None:
    settings = ProgressionSettings(reentry_steps=steps, yellow_factor=factor, reentry_greens_per_step=greens)
    for minutes_earned, longest, walks in ((3, 3, 1), (10, 5, 2), (15, 5, 3), (29, 10, 3), (45, 20, 3), (60, 30, 2)):
        stage = Stage.DURATION if minutes_earned < 30 else Stage.CONSOLIDATION
        earned = Dose(minutes_earned, longest, 0, stage)
        base = replace(after(8, 1, settings=settings).course, dose=earned, walks=walks)
        for at in range(len(steps)):
            for days in range(3 * len(steps) + 4):
                course = replace(base, reentry=at, reentry_told=days)
                yellow = decide(course, 5, settings)
                for share in (0.0, 0.5, None):
                    green = decide(course, 1, settings, done=share)
                    assert dose.is_not_above(yellow.prescription, green.prescription)
                done = decide(course, 1, settings)
                assert dose.is_not_above(green.prescription, done.prescription)


def test_each_day_told_brings_the_way_out_nearer_and_never_farther() -> None:
    for factor in (0.3, 0.7, 0.9):
        settings = ProgressionSettings(yellow_factor=factor)
        for earned in (Earned(Dose(10, 5, 0, Stage.FREQUENCY), 2), Earned(Dose(45, 20, 0, Stage.CONSOLIDATION), 3)):
            for at in range(3):
                plans = [reentry.plan_of_step(earned, settings, at, days).minutes for days in range(16)]
                assert plans == sorted(plans)
                own = dose.share(earned, settings, settings.reentry_steps[at]).minutes
                assert plans[-1] == max(own, dose.eased(earned, settings).minutes)


# 18-12: words that fit.

CALM = {Reason.STEADY, Reason.STEP_UP, Reason.REENTRY_DONE, Reason.MAINTENANCE, Reason.TREND_HOLD}
BY_LIGHT: dict[Reason, set[Light | Absent]] = {
    Reason.YELLOW_EASE: {Light.YELLOW, Absent.NO_REPLY},
    Reason.REENTRY_BACK: {Light.YELLOW},
    Reason.TREND_EASE: {Light.GREEN},
    Reason.USUAL_STEADY: {Light.YELLOW},
    Reason.USUAL_STEP: {Light.YELLOW, Light.GREEN},
    **{reason: {Light.GREEN, Absent.NOT_ASKED} for reason in CALM},
}


@pytest.mark.parametrize("rule", [rule for rule in REACHED if rule != "reentry-usual-ends"])
def test_a_reason_fits_the_light_and_the_cause(rule: str) -> None:
    decision = REACHED[rule]()
    assert decision.light in BY_LIGHT.get(decision.reason, {decision.light})
    sentence = PATIENT_SENTENCES[decision.reason]
    assert ("green" not in sentence) or decision.light is Light.GREEN
    assert ("yellow" not in sentence) or decision.light is not Light.GREEN
    course = {row.id: row for row in RULES}[rule]
    if decision.reason is Reason.UNTOLD:
        assert decision.course.marks[-1].walked is Absent.NO_REPLY
    if decision.reason is Reason.PART_DONE:
        assert decision.course.marks[-1].walked == 0.2
    if decision.reason is Reason.OVER_WALKED:
        assert decision.course.marks[-1].above > 0
    assert course.reason is decision.reason


def test_a_green_day_that_a_rising_week_eases_is_not_called_yellow() -> None:
    eased = REACHED["trend-alert"]()
    assert (eased.light, eased.reason) == (Light.GREEN, Reason.TREND_EASE)
    assert "yellow" not in PATIENT_SENTENCES[eased.reason]


# 18-18: what was a constant.


def test_weekdays_of_planned_rest_can_be_chosen() -> None:
    chosen = ProgressionSettings(planned_rest_days=2, planned_rest_weekdays=(0, 3))
    decision, rests = began(chosen), set()
    for _ in range(21):
        decision = decide(decision.course, 1, chosen)
        rests |= {decision.day.weekday()} if decision.course.planned_rest else set()
    assert rests == {0, 3}
    assert TWO_RESTS.rest_weekdays == (2, 6)


def test_days_of_review_and_of_asking_are_the_therapists() -> None:
    settings = ProgressionSettings(
        yellow_review_days=(2, 4), reentry_stuck_after=2, second_red_days=14, no_step_days=14
    )
    decision, asked = began(settings), []
    for number in range(1, 15):
        decision = decide(decision.course, 5, settings)
        asked += [(number, task) for task in decision.tasks if task is not Task.OWN_USUAL]
    assert asked == [(2, Task.YELLOW_REVIEW), (4, Task.YELLOW_REVIEW), (14, Task.NO_STEP)]
    assert Task.SECOND_RED_IN_WEEK in after(8, *[1] * 9, 8, settings=settings).tasks
    assert Task.SECOND_RED_IN_WEEK not in after(8, *[1] * 9, 8).tasks


def test_on_a_quiet_day_no_condition_holds_that_needs_a_word() -> None:
    """Such rows are left out on most days: they must not hold on any of them."""
    courses: list[Course] = [reach().course for reach in REACHED.values()]
    for course in courses:
        for pain in (1.0, 5.0, 8.0, None):
            day = read_day(course, STANDARD, told(course.day, pain))
            assert not [row.id for row in RULES if row.when in BY_A_WORD and row.when(day)]


def test_a_goal_shorter_than_the_longest_walk_is_reached_and_not_taken_as_reached_at_once() -> None:
    settings = ProgressionSettings(goal_cap_minutes=28, pace_stage_enabled=False)
    decision = after(*[1] * 120, settings=settings)
    assert (decision.state, decision.course.dose.minutes) == (State.MAINTENANCE, 28)


def test_the_engine_answers_for_its_version_alone() -> None:
    assert boundary.VERSIONS == ("5",)
    assert engine.next_day(began().course, STANDARD, told(began().day, 1)).rules_version == "5"
