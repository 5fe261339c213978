"""What does a signed usual change at yellow, and when is a signature asked for (18-5)?"""

from dataclasses import replace
from typing import Any

import pytest

from schemas.decisions import Decision, Reason
from schemas.settings import STANDARD, OwnUsual, ProgressionSettings
from schemas.vocabulary import ClinicianAct, Dose, Pace, Stage, Task
from services.progression import boundary
from services.progression.titration import smaller_step, step
from tests.rulebook.histories import PROFILE, after, began, decide
from tests.rulebook.lived import ONE_DAY, minutes, walked
from tests.rulebook.test_table import SIGNED, signed
from tests.rulebook.version_4 import lived_by

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
