"""When is nobody left standing still: what is told, offered and reviewed, and what would have freed the days (18-8, 18-9, 18-16)?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from schemas.decisions import Decision, Standstill
from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import Absent, ClinicianAct, DayReport, State, Task
from services.progression.chosen_dose import dose_errors
from services.progression.freeing import _STEPS, _changes, _with, smallest_change
from services.progression.offers import fewer_walks
from tests.rulebook.histories import PROFILE, after, began, decide, told
from tests.rulebook.lived import ONE_DAY, walked

# 18-9: four weeks without a step.

STANDING: dict[Standstill, tuple[list[float | None], dict[str, Any], ProgressionSettings]] = {
    Standstill.YELLOW: ([5] * 28, {}, STANDARD),
    Standstill.WAY_BACK: ([1, *[8, 5, 5, 5, 5, 5, 5, 5, 5] * 3], {}, STANDARD),
    Standstill.UNTOLD: ([1] * 28, {"done": None}, STANDARD),
    Standstill.PART_DONE: ([1] * 28, {"done": 0.5}, STANDARD),
    Standstill.OVER_WALKING: ([1] * 28, {"extra_minutes": 20}, STANDARD),
    Standstill.SILENCE: ([None] * 28, {}, STANDARD),
    Standstill.HELD: ([8, 8, 8, *[1] * 25], {}, STANDARD),
    Standstill.FROZEN: ([1] * 28, {}, ProgressionSettings(weekly_cap_percent=0, weekly_cap_minutes=0)),
}


@pytest.mark.parametrize("why", STANDING)
def test_no_step_for_28_days_is_told_with_its_cause(why: Standstill) -> None:
    pains, told_of_day, settings = STANDING[why]
    decision, asked = began(settings), []
    for number, pain in enumerate(pains, start=1):
        decision = decide(decision.course, pain, settings, **told_of_day)
        asked += [number] if Task.NO_STEP in decision.tasks else []
    assert asked == [28]
    assert dict(decision.numbers)["no_step"] == why.value


def test_a_week_that_never_stops_rising_is_told_as_the_trend() -> None:
    course = replace(after(1, 1).course, still_since=after(1, 1).day - 27 * ONE_DAY)
    marks = tuple(
        replace(course.marks[0], day=course.day - number * ONE_DAY, pain=float(number < 7))
        for number in range(13, 0, -1)
    )
    decision = decide(replace(course, marks=marks), 3)
    assert decision.rule == "trend-hold"
    assert dict(decision.numbers)["no_step"] == "trend"


def test_it_is_told_again_every_28_days_and_counted_anew_from_a_step() -> None:
    told_on = [number for number, decision in enumerate(walked([5.0] * 90), 1) if Task.NO_STEP in decision.tasks]
    assert told_on == [28, 56, 84]
    grown = walked([1, 1, 1, *[5] * 40])
    assert [number for number, decision in enumerate(grown, 1) if Task.NO_STEP in decision.tasks] == [31]


def test_whoever_keeps_the_goal_or_rests_by_choice_is_not_told_of() -> None:
    decision = after(*[1] * 200)
    assert decision.state is State.MAINTENANCE
    assert not any(Task.NO_STEP in kept.tasks for kept in walked([1.0] * 60, start=decision))
    paused = decide(after(1).course, 1, acts=(ClinicianAct.PAUSE,))
    assert not any(Task.NO_STEP in rest.tasks for rest in walked([None] * 27, start=paused))
    lives_at_yellow = walked([5.0] * 60, start=decision)
    assert any(Task.NO_STEP in sore.tasks for sore in lives_at_yellow), "the goal is not kept at yellow"


# 18-8 and 18-13: what a clinician may set for whoever does less, or calmly more.


def offered_on(decisions: list[Decision], task: Task) -> dict[int, tuple[Any, Any]]:
    told = {number: dict(plan.numbers) for number, plan in enumerate(decisions, 1) if task in plan.tasks}
    return {number: (numbers["offered_minutes"], numbers["offered_walks"]) for number, numbers in told.items()}


def test_seven_days_of_two_walks_of_three_offer_two_as_long_as_one_that_was_done() -> None:
    three = walked([1, 1, 1])[-1]
    decisions = walked([1.0] * 16, start=three, done=0.67)
    assert decisions[-1].prescription.walks == (5, 5, 5), "only offered"
    assert offered_on(decisions, Task.FEWER_WALKS) == {7: (10, 2), 14: (10, 2)}


@pytest.mark.parametrize(
    "days",
    [
        [*[(1, 0.67)] * 6, (5, 0.67)],
        [(5, 0.67), *[(1, 0.67)] * 6],
        [*[(1, 0.67)] * 6, (1, 1.0)],
        [*[(1, 0.67)] * 6, (1, 0.0)],
        [*[(1, None)] * 3, *[(1, 0.67)] * 4],
    ],
)
def test_fewer_walks_are_not_offered_after_pain_or_where_all_or_nothing_was_done(days: list[Any]) -> None:
    decision = walked([1, 1, 1])[-1]
    for pain, done in days:
        decision = decide(decision.course, pain, done=done)
    assert Task.FEWER_WALKS not in decision.tasks


def test_an_offer_of_fewer_walks_never_raises_the_total_or_a_walk() -> None:
    decision = began()
    for number in range(120):
        decision = decide(decision.course, 1, done=1.0 if number < 60 else 0.67)
        course, offer = decision.course, fewer_walks(decision.course, STANDARD, decision.course.marks)
        if isinstance(offer, Absent):
            continue
        assert offer.minutes <= course.dose.minutes
        assert -(-offer.minutes // offer.walks) <= max(mark.longest for mark in course.marks)
        assert offer.walks < len(decision.prescription.walks)
        assert not dose_errors(offer, STANDARD)


def test_fourteen_calm_days_above_the_plan_offer_a_share_of_the_least_and_at_most_ten_minutes_more() -> None:
    decision, decisions = began(), []
    for number in range(30):
        decision = decide(decision.course, 1, extra_minutes=4 if number == 3 else 30)
        decisions.append(decision)
    assert offered_on(decisions, Task.STEADY_ABOVE_PLAN) == {14: (11, 2), 28: (20, 2)}
    assert {plan.course.dose.minutes for plan in decisions} == {10}, "the engine never takes it"
    sore = decide(decisions[12].course, 5, extra_minutes=30)
    assert Task.STEADY_ABOVE_PLAN not in sore.tasks


# 18-16: reviews.


def test_reviews_come_on_days_of_the_course_and_of_the_complaint_and_monthly_at_the_goal() -> None:
    profile = replace(PROFILE, onset=began().day - 20 * ONE_DAY)
    decision = began(profile=profile)
    found = [number for number in range(2, 230) if Task.REVIEW_DUE in (decision := decide(decision.course, 1)).tasks]
    reached = decision.course.goal_reached
    assert found[:4] == [30, 60, 71, 90]
    assert isinstance(reached, date)
    monthly = {(began().day + (number - 1) * ONE_DAY - reached).days % 30 for number in found[4:]}
    assert (decision.state, monthly) == (State.MAINTENANCE, {0})


# 18-9: what would have freed it.


def lived(pains: list[float | None], settings: ProgressionSettings = STANDARD, **told_of_day: Any) -> list[DayReport]:
    day = began(settings).day
    return [told(day + number * ONE_DAY, pain, **told_of_day) for number, pain in enumerate(pains)]


def test_the_smallest_change_that_would_have_freed_the_days_is_named() -> None:
    start = began().course
    found = smallest_change(start, lived([1.0] * 60, done=0.78), STANDARD)
    assert found is not None
    assert (found.name, found.before, found.after) == ("completion_min", 0.8, 0.75)
    assert found.earned > 10
    frozen = ProgressionSettings(weekly_cap_percent=0, weekly_cap_minutes=0)
    thawed = smallest_change(start, lived([1.0] * 60), frozen)
    assert thawed is not None
    assert thawed.name in ("weekly_cap_minutes", "weekly_cap_percent")


def test_where_no_setting_frees_a_signature_may_and_safety_is_never_offered() -> None:
    start = began().course
    found = smallest_change(start, lived([5.0] * 60), STANDARD)
    assert found is not None
    assert (found.name, found.after) == ("own_usual", 5)
    assert smallest_change(start, lived([8.0] * 60), STANDARD) is None
    assert smallest_change(start, lived([None] * 60), STANDARD) is None
    offered = set(_STEPS)
    kept = {"red_min", "green_max", "stop_rule", "trend_hold", "trend_alert", "max_auto_rest_days", "morning_rise"}
    assert not offered & kept


def test_a_change_is_looked_for_purely_and_is_legal() -> None:
    reports, start = lived([1.0] * 60, done=0.5), began().course
    assert smallest_change(start, reports, STANDARD) == smallest_change(start, reports, STANDARD)
    for _, change in _changes(STANDARD):
        changed = _with(STANDARD, change)
        assert changed is None or getattr(changed, change.name) == change.after
