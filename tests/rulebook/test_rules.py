"""Does the table decide as a therapist would expect, told in days? A second reading of the policy."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from schemas.decisions import Decision, Reason
from schemas.vocabulary import (
    Absent,
    CareFlag,
    CareProfile,
    ClinicianAct,
    Diagnosis,
    Light,
    Pace,
    Stage,
    State,
    Task,
    Tier,
)
from services.progression import engine, replay
from services.progression.explanation import why
from services.progression.facts import band
from services.progression.modality import Modality, Permission, permission
from services.progression.rules import ANY, RULES
from tests.days import PROFILE, STANDARD, after, grown, start, told
from tests.rulebook.histories import recompute

ROOT = Path(__file__).resolve().parents[2]


def test_row_ids_are_unique_and_the_last_row_matches_everything() -> None:
    ids = [row.id for row in RULES]
    assert len(set(ids)) == len(ids)
    assert RULES[-1].states == ANY
    assert RULES[-1].when(object())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pain", "light"),
    [(0, "green"), (3, "green"), (3.5, "yellow"), (4, "yellow"), (6, "yellow"), (6.5, "red"), (7, "red"), (10, "red")],
)
def test_every_score_has_one_light_and_halves_round_up(pain: float, light: str) -> None:
    assert band(pain, STANDARD) is Light(light)


def test_worked_example_of_the_policy() -> None:
    decision = grown(30)
    assert decision.prescription.walks == (10, 10, 10)
    seen = []
    for pain in (5, 2, 7, 6, 3, 2, 2, 2, 2, 2):
        decision = after(decision, pain)
        seen.append(decision.prescription.walks)
    assert seen == [
        (7, 7, 7), (10, 10, 10), (), (5, 5, 5), (7, 7, 7), (9, 8, 8), (10, 10, 10), (10, 10, 10), (10, 10, 10),
        (12, 10, 10),
    ]  # fmt: skip
    assert decision.course.dose.minutes == 32
    assert decision.course.dose.stage is Stage.CONSOLIDATION


def test_first_day_is_two_short_easy_walks() -> None:
    decision = start()
    assert decision.prescription.walks == (5, 5)
    assert decision.prescription.pace is Pace.EASY
    assert decision.reason is Reason.START


@pytest.mark.parametrize("tolerated", range(3, 60))
def test_start_is_never_above_the_share_of_what_the_test_walks_showed(tolerated: int) -> None:
    profile = CareProfile(Diagnosis.DDD, frozenset(), tolerated)
    assert engine.first_day(profile, STANDARD, start().day).prescription.minutes <= tolerated * 0.8


def test_yellow_at_the_start_asks_for_two_walks_of_three() -> None:
    assert after(start(), 5).prescription.walks == (3, 3)


def test_yellow_days_do_not_compound() -> None:
    once, twice = after(grown(30), 5), after(grown(30), 5, 6)
    assert once.prescription == twice.prescription


def test_red_rests_and_the_way_back_is_half() -> None:
    red = after(grown(30), 8)
    assert (red.state, red.prescription.walks) == (State.RED_REST, ())
    back = after(red, 2)
    assert (back.state, back.prescription.minutes) == (State.REENTRY, 15)


def test_third_red_day_holds_and_calls_the_therapist() -> None:
    decision = after(grown(30), 8, 8)
    assert decision.state is State.RED_REST
    held = after(decision, 8)
    assert held.state is State.HOLD_ESCALATED
    assert Task.RED_REST_USED_UP in held.tasks
    assert after(held, 0, 0, 0).state is State.HOLD_ESCALATED


def test_silence_while_resting_counts_as_rest_and_then_holds() -> None:
    assert after(grown(30), 8, "silence").state is State.RED_REST
    assert after(grown(30), 8, "silence", "silence").state is State.HOLD_ESCALATED


def test_yellow_on_the_way_back_steps_back_and_the_third_time_asks_for_help() -> None:
    decision = after(grown(30), 8, 2, 2)
    assert decision.course.reentry == 1
    decision = after(decision, 5)
    assert decision.course.reentry == 0
    assert Task.REENTRY_STUCK not in decision.tasks
    assert Task.REENTRY_STUCK in after(decision, 5, 5).tasks


def test_unknown_completion_earns_no_credit_but_is_no_step_back() -> None:
    decision = start()
    for _ in range(10):
        decision = engine.next_day(decision.course, STANDARD, told(decision, 1.0, Absent.NO_REPLY))
    assert decision.prescription.walks == (5, 5)
    assert decision.rule == "green-untold"


def test_three_qualifying_greens_earn_one_more_walk() -> None:
    decision = after(start(), 2, 2)
    assert decision.prescription.walks == (5, 5)
    decision = after(decision, 2)
    assert (decision.rule, decision.prescription.walks) == ("step-up", (5, 5, 5))


def test_a_missed_text_does_not_cost_the_credits_of_the_week() -> None:
    assert after(start(), 2, "silence", 2, 2).rule == "step-up"


def test_silence_holds_then_calls_then_eases_then_stops() -> None:
    decision = grown(30)
    tasks, minutes = [], []
    for _ in range(14):
        decision = after(decision, "silence")
        tasks.append(decision.tasks)
        minutes.append(decision.prescription.minutes)
    assert [number for number, asked in enumerate(tasks, 1) if Task.SILENCE in asked] == [3]
    assert minutes[:6] == [30] * 6
    assert minutes[6:13] == [24] * 7
    assert (decision.state, minutes[13]) == (State.PAUSED, 0)
    assert Task.RESCREEN in decision.tasks


def test_a_reply_after_a_week_of_silence_returns_at_four_fifths() -> None:
    decision = after(grown(30), *["silence"] * 8, 2)
    assert decision.course.dose.minutes == 24
    assert decision.reason is Reason.RETURN_AFTER_GAP


def test_emergency_stops_everything_until_a_clinician_clears() -> None:
    decision = grown(30)
    flagged = engine.next_day(decision.course, STANDARD, told(decision, 1.0, flag=Tier.EMERGENCY))
    assert (flagged.state, flagged.tasks) == (State.EMERGENCY, (Task.PAGE_NOW,))
    waited = after(flagged, 0, "silence", 0)
    assert (waited.state, waited.prescription.minutes) == (State.EMERGENCY, 0)
    cleared = engine.next_day(waited.course, STANDARD, told(waited, acts=(ClinicianAct.CLEAR,)))
    assert (cleared.state, cleared.prescription.minutes) == (State.REENTRY, 15)


def test_urgent_flag_never_downgrades_an_emergency() -> None:
    decision = start()
    flagged = engine.next_day(decision.course, STANDARD, told(decision, flag=Tier.EMERGENCY))
    again = engine.next_day(flagged.course, STANDARD, told(flagged, flag=Tier.URGENT))
    assert again.state is State.EMERGENCY


def test_a_pause_never_leads_out_of_a_hold() -> None:
    decision = start()
    flagged = engine.next_day(decision.course, STANDARD, told(decision, flag=Tier.URGENT))
    paused = engine.next_day(flagged.course, STANDARD, told(flagged, acts=(ClinicianAct.PAUSE,)))
    resumed = engine.next_day(paused.course, STANDARD, told(paused, acts=(ClinicianAct.RESUME,)))
    assert resumed.state is State.HOLD_CLINICAL


def test_over_walking_is_no_reward_and_on_a_rest_day_a_note_to_the_therapist() -> None:
    decision = after(start(), 2, 2)
    over = engine.next_day(decision.course, STANDARD, replace(told(decision), extra_minutes=10))
    assert (over.rule, len(over.course.credits)) == ("walked-too-much", 2)
    resting = after(start(), 8)
    walked = engine.next_day(resting.course, STANDARD, replace(told(resting, 2.0), extra_minutes=5))
    assert Task.WALKED_ON_REST_DAY in walked.tasks


def test_a_walk_stopped_for_pain_makes_a_green_day_yellow() -> None:
    decision = start()
    assert (
        engine.next_day(decision.course, STANDARD, replace(told(decision, 2.0), stopped_early=True)).light
        is Light.YELLOW
    )


def test_a_low_morning_score_alone_is_not_green() -> None:
    decision = start()
    report = replace(told(decision, Absent.NO_REPLY), pain_morning=1.0)
    assert engine.next_day(decision.course, STANDARD, report).light is Absent.NO_REPLY


def test_a_rising_week_holds_the_step_but_keeps_the_credits() -> None:
    decision = grown(30)
    decision = after(decision, *[1.0] * 7)
    held = after(decision, 3, 3, 3, 3, 3)
    assert held.rule == "trend-hold"


def test_two_weeks_at_the_goal_become_maintenance() -> None:
    decision = start()
    for _ in range(400):
        decision = after(decision, 1)
        if decision.state is State.MAINTENANCE:
            break
    assert decision.prescription.minutes == 60
    assert decision.prescription.brisk_minutes == 60
    assert (decision.day - start().day) < timedelta(weeks=24)


def test_all_green_takes_the_weeks_that_the_policy_says() -> None:
    weeks: dict[str, float] = {}
    decision = start()
    for day in range(1, 200):
        decision = after(decision, 1)
        for name, reached in (
            ("30", decision.course.dose.minutes >= 30),
            ("60", decision.course.dose.minutes >= 60),
            ("brisk", decision.course.dose.brisk >= 60),
        ):
            if reached:
                weeks.setdefault(name, day / 7)
    assert weeks["30"] == pytest.approx(5, rel=0.15)
    assert weeks["60"] == pytest.approx(13, rel=0.15)
    assert weeks["brisk"] == pytest.approx(18, rel=0.15)


def _lowered(decision: Decision, *, morning: float) -> Decision | None:
    report = replace(told(decision, Absent.NOT_ASKED, Absent.NOT_ASKED), pain_morning=morning)
    return engine.lower_today(decision, STANDARD, report)


def test_the_morning_may_only_lower_the_day() -> None:
    decision = grown(30)
    assert _lowered(decision, morning=1.0) is None
    eased = _lowered(decision, morning=5.0)
    assert eased is not None
    assert eased.prescription.walks == (7, 7, 7)
    rested = _lowered(decision, morning=9.0)
    assert rested is not None
    assert rested.prescription.walks == ()


def test_a_late_red_rests_today_and_a_late_green_changes_nothing() -> None:
    before = grown(30)
    assertion = after(before, "silence")
    red = engine.amend(before.course, STANDARD, told(before, 8.0), assertion)
    assert red is not None
    assert (red.state, red.prescription.walks) == (State.RED_REST, ())
    green = engine.amend(before.course, STANDARD, told(before, 1.0), assertion)
    assert green is not None
    assert green.prescription == assertion.prescription
    assert len(green.course.credits) == len(assertion.course.credits)
    assert green.course.silent_days == 0


def test_a_late_reply_never_raises_a_told_plan() -> None:
    before = after(grown(30), 8)
    assertion = after(before, "silence")
    assert assertion.prescription.minutes == 0
    late = engine.amend(before.course, STANDARD, told(before, 1.0), assertion)
    assert late is not None
    assert late.prescription.minutes == 0


def test_every_decision_comes_back_from_its_record() -> None:
    decision = after(grown(20), 5, 8, "silence")
    assert replay.decision_from_record(replay.to_record(decision)) == decision
    day = replace(told(decision, 4.5, 0.5), extra_minutes=3)
    again = recompute(replay.to_record(decision.course), STANDARD, replay.to_record(day))
    assert again == replay.to_record(engine.next_day(decision.course, STANDARD, day))


def test_why_names_the_rule_and_the_numbers() -> None:
    sentence = why(after(start(), 8)).therapist
    assert "Rule red" in sentence
    assert "pain 8.0" in sentence
    assert "no walks" in sentence


def test_contraindications_block() -> None:
    falls = CareProfile(Diagnosis.DDD, frozenset({CareFlag.FALL_RISK}))
    assert permission(falls, Modality.TREADMILL) is Permission.BLOCKED
    flexion = CareProfile(Diagnosis.STENOSIS_FLEXION_RELIEF, frozenset({CareFlag.FLEXION_INTOLERANT}))
    assert permission(flexion, Modality.INCLINE) is Permission.BLOCKED
    assert permission(PROFILE, Modality.FLAT_WALK) is Permission.ALLOWED
