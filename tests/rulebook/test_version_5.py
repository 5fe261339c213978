"""What does version 5 decide otherwise than 4.1: the way out of a flare-up, the signed usual, what is said and asked?"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from schemas.decisions import Course, Decision, Reason, Standstill
from schemas.settings import STANDARD, OwnUsual, ProgressionSettings
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Dose, Light, Pace, Stage, State, Task
from services.progression import boundary, dose, engine, reentry
from services.progression.chosen_dose import dose_errors
from services.progression.dose import Earned
from services.progression.explanation import PATIENT_SENTENCES
from services.progression.facts import read_day
from services.progression.freeing import _STEPS, _changes, _with, smallest_change
from services.progression.offers import fewer_walks
from services.progression.rules import BY_A_WORD, RULES
from services.progression.titration import smaller_step, step
from services.wiring import engines
from tests.rulebook.histories import PROFILE, after, began, decide, told
from tests.rulebook.test_table import REACHED, SIGNED, TWO_RESTS, signed
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
}
ONE_DAY = timedelta(days=1)


def walked(pains: list[float | None], start: Decision | None = None, done: float | None = 1.0) -> list[Decision]:
    """The decision after each of these days."""
    found, decision = [], start or began()
    for pain in pains:
        decision = decide(decision.course, pain, done=done)
        found.append(decision)
    return found


def minutes(pains: list[float | None], **more: Any) -> list[int]:
    return [decision.prescription.minutes for decision in walked(pains, **more)]


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


# 18-5: the signed usual.


def test_days_at_the_signed_usual_ask_for_all_that_is_earned_and_five_of_them_earn_half_a_step() -> None:
    plans = [decide(signed(), 5)]
    for _ in range(9):
        plans.append(decide(plans[-1].course, 5))
    assert [plan.prescription.walks for plan in plans[:4]] == [(5, 5)] * 4
    assert [(number, plan.prescription.walks) for number, plan in enumerate(plans) if plan.rule == "usual-step"] == [
        (4, (6, 6)),
        (9, (7, 6)),
    ]
    assert {plan.prescription.pace for plan in plans} == {Pace.EASY}
    assert {plan.reason for plan in plans} == {Reason.USUAL_STEADY, Reason.USUAL_STEP}


def test_without_a_signature_the_same_days_stay_eased() -> None:
    assert minutes([5.0] * 20) == [6] * 20


def test_yellow_above_the_signed_usual_is_eased_earns_nothing_and_holds_the_step_for_two_days() -> None:
    above = after(5, 5, 5, 5, 6, start=signed())
    assert (above.rule, above.prescription.walks) == ("yellow", (3, 3))
    assert [decision.rule for decision in walked([5, 5, 5], start=above)] == ["usual", "usual", "usual-step"]


def test_green_days_count_in_the_lane_and_the_ordinary_step_comes_first() -> None:
    assert [decision.rule for decision in walked([1, 1, 1], start=after(start=signed()))] == [
        "green",
        "green",
        "step-up",
    ]
    mixed = walked([5, 1, 1, 1], start=after(start=signed()))
    assert (mixed[-1].rule, mixed[-1].prescription.walks) == ("step-up", (5, 5, 5))


@pytest.mark.parametrize(
    ("told_of_day", "rule"),
    [
        ({"stopped_early": True}, "yellow"),
        ({"flare": True}, "yellow"),
        ({"pain_morning": 6.0}, "yellow"),
        ({"done": 0.5}, "usual-undone"),
        ({"done": None}, "usual-untold"),
        ({"extra_minutes": 8}, "usual-too-much"),
    ],
)
def test_what_takes_a_credit_of_a_green_day_takes_one_of_the_lane(told_of_day: dict[str, Any], rule: str) -> None:
    decision = decide(signed(), 5, **told_of_day)
    assert decision.rule == rule
    assert decision.course.lane_credits == ()
    assert decision.prescription.minutes <= 10


def test_red_leaves_the_lane_and_no_step_of_any_kind_comes_for_fourteen_days() -> None:
    decision = after(5, 5, 5, 5, 8, start=signed())
    red = decision.day - ONE_DAY
    assert decision.course.lane_credits == ()
    rose = []
    for _ in range(40):
        before = decision
        decision = decide(decision.course, 1)
        if decision.course.dose.minutes > before.course.dose.minutes:
            rose.append((decision.day - red).days)
    assert rose[0] == 15
    without = after(5, 5, 5, 5, 8)
    for _ in range(14):
        without = decide(without.course, 1)
    assert without.course.dose.minutes > 10


def test_a_week_that_rises_leaves_the_lane() -> None:
    calm = after(*[4] * 7, start=replace(signed(), profile=replace(SIGNED, own_usual=6)))
    assert calm.rule in ("usual", "usual-step")
    decisions = walked([6] * 7, start=calm)
    assert decisions[-1].rule in ("yellow", "yellow-again")
    assert decisions[-1].course.lane_credits == ()
    assert isinstance(decisions[-1].course.lane_left, type(decisions[-1].day))


def test_after_a_flare_up_the_lane_opens_again_and_leads_all_the_way_back() -> None:
    start = after(start=signed())
    rules = [decision.rule for decision in walked([8, *[5] * 40], start=start)]
    assert "reentry-usual" not in rules[:14]
    assert rules.index("reentry-usual") < rules.index("reentry-usual-ends") < rules.index("usual") < 30
    assert "usual-step" in rules


def test_the_lane_never_leads_to_brisk_minutes() -> None:
    decision = after(start=signed())
    for _ in range(400):
        decision = decide(decision.course, 5)
    assert decision.course.dose.stage is Stage.CONSOLIDATION
    assert decision.course.dose.minutes == STANDARD.goal_minutes
    at_goal = replace(decision.course, dose=Dose(60, 30, 40, Stage.PACE))
    assert decide(at_goal, 5).prescription == replace(decide(at_goal, 1).prescription, pace=Pace.EASY, brisk_minutes=0)


def test_a_part_of_a_step_is_at_most_half_of_it_or_a_minute() -> None:
    course = began().course
    for _ in range(150):
        course = decide(course, 1).course
        whole, part = step(course, STANDARD, course.day), smaller_step(course, STANDARD, course.day)
        if part is None:
            continue
        rise = part.dose.minutes - course.dose.minutes
        assert part.dose.brisk == 0
        assert whole is None or rise <= max(1, (whole.dose.minutes - course.dose.minutes) // 2)
        assert part.dose.longest - course.dose.longest <= 2


def test_a_signed_usual_outside_of_yellow_changes_nothing() -> None:
    for usual in (0, 3, 7, 10):
        profile = replace(PROFILE, own_usual=usual)
        for pain in (1, 3, 7):
            own, without = (decide(began(profile=who).course, pain) for who in (profile, PROFILE))
            assert (own.rule, own.prescription) == (without.rule, without.prescription)


# 18-5: asking for a signature.


def asked_on(decisions: list[Decision]) -> list[int]:
    return [number for number, decision in enumerate(decisions, start=1) if Task.OWN_USUAL in decision.tasks]


def test_a_signature_is_asked_for_after_fourteen_told_days_at_yellow_and_every_28_days() -> None:
    decisions = walked([5.0] * 80)
    assert asked_on(decisions) == [14, 42, 70]
    assert dict(decisions[13].numbers)["own_usual_proposed"] == 5


@pytest.mark.parametrize(
    ("pains", "proposed"),
    [([4, 6] * 7, 5), ([4, 4, 4, 6, 6] * 3, 4), ([6] * 14, 6), ([4, 5] * 7, 4), ([3, 4] * 7, None), ([7] * 14, None)],
)
def test_what_is_proposed_is_the_median_rounded_down(pains: list[float], proposed: int | None) -> None:
    numbers = [dict(decision.numbers).get("own_usual_proposed") for decision in walked(list(pains))]
    assert [number for number in numbers if number is not None][:1] == ([] if proposed is None else [proposed])


def test_it_is_not_asked_for_while_red_is_near_walks_are_undone_or_it_is_signed_or_switched_off() -> None:
    assert asked_on(walked([5, 8, *[5.0] * 13])) == []
    assert asked_on(walked([5.0] * 20, done=0.5)) == []
    assert asked_on(walked([5.0] * 20, start=after(start=signed()))) == []
    off = ProgressionSettings(own_usual=OwnUsual.OFF)
    assert Task.OWN_USUAL not in after(*[5] * 14, settings=off).tasks


@pytest.mark.parametrize("act", [ClinicianAct.REFUSE_USUAL, ClinicianAct.END_USUAL])
def test_after_an_answer_it_is_asked_for_again_28_days_later(act: ClinicianAct) -> None:
    answered = decide(after(*[5] * 20).course, 5, acts=(act,))
    assert Task.OWN_USUAL not in answered.tasks
    assert asked_on(walked([5.0] * 40, start=answered)) == [28]


def test_asking_changes_no_plan() -> None:
    """Only a task, and when it was asked: plans change by a signature alone."""
    for number in range(12):
        for (asked, decided), (_, plain) in zip(
            lived_by(number, boundary.HERE), lived_by(number, boundary.HERE, own_usual="off"), strict=True
        ):
            assert asked["settings"].get("own_usual", "ask") == "ask"
            kept = {name: said for name, said in decided["course"].items() if name != "usual_asked"}
            assert kept == plain["course"]
            assert [task for task in decided["tasks"] if task != "own_usual"] == plain["tasks"]
            assert (decided["prescription"], decided["rule"]) == (plain["prescription"], plain["rule"])


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
