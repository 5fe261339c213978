"""Do the policy's safety invariants hold for any history under any legal settings? Numbers are those of section 15."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.decisions import Decision
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Light, Pace, Stage, State, Tier, Walked
from services.progression import dose, engine, replay
from services.progression.dose import Earned
from services.progression.facts import band
from tests.days import PROFILE, start
from tests.rulebook.histories import recompute

HELD = (State.EMERGENCY, State.HOLD_CLINICAL, State.HOLD_ESCALATED)
pains = st.one_of(st.just(Absent.NO_REPLY), st.integers(0, 10).map(float), st.floats(0, 10).map(lambda x: round(x, 1)))
shares = st.one_of(st.just(Absent.NO_REPLY), st.sampled_from([0.0, 0.5, 1.0, 1.0, 1.0]).map(Walked))
ACTS = [(ClinicianAct.CLEAR,), (ClinicianAct.PAUSE,), (ClinicianAct.RESUME,), (ClinicianAct.RESUME,)]
rare = st.sampled_from([False] * 9 + [True])


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    greenish = draw(st.booleans())
    return {
        "pain_worst": float(draw(st.integers(0, 3))) if greenish else draw(pains),
        "completed": Walked(1.0) if greenish else draw(shares),
        "stopped_early": draw(rare),
        "flare": draw(rare),
        "flag": draw(st.sampled_from([Absent.NOT_ASKED] * 24 + [Tier.EMERGENCY, Tier.URGENT])),
        "extra_minutes": draw(st.sampled_from([0] * 8 + [1, 30])),
        "acts": draw(
            st.sampled_from(
                [()] * 20
                + [(ClinicianAct.CLEAR,), (ClinicianAct.PAUSE,), (ClinicianAct.RESUME,), (ClinicianAct.RESUME,)]
            )
        ),
    }


@st.composite
def legal_settings(draw: st.DrawFn) -> ProgressionSettings:
    values: dict[str, Any] = {
        "red_min": draw(st.integers(5, 7)),
        "green_max": draw(st.integers(1, 3)),
        "start_walks": draw(st.integers(1, 4)),
        "start_minutes": draw(st.integers(3, 15)),
        "min_walk_minutes": draw(st.integers(3, 10)),
        "credits_to_step": draw(st.integers(2, 7)),
        "credit_window_days": draw(st.integers(5, 14)),
        "min_days_between_steps": draw(st.integers(2, 7)),
        "weekly_cap_percent": draw(st.integers(0, 20)),
        "weekly_cap_minutes": draw(st.integers(0, 10)),
        "longest_step_percent": draw(st.integers(0, 20)),
        "longest_step_minutes": draw(st.integers(0, 5)),
        "yellow_factor": draw(st.integers(30, 90)) / 100,
        "max_auto_rest_days": draw(st.integers(1, 2)),
        "reentry_steps": tuple(sorted(draw(st.lists(st.integers(25, 70), min_size=1, max_size=4)))),
        "reentry_greens_per_step": draw(st.integers(1, 3)),
        "goal_distance_miles": draw(st.integers(5, 30)) / 10,
        "goal_pace_mph": draw(st.integers(20, 40)) / 10,
        "goal_longest_walk": draw(st.integers(10, 60)),
        "pace_stage_enabled": draw(st.booleans()),
    }
    try:
        return ProgressionSettings.model_validate(values)
    except ValidationError:
        return ProgressionSettings(red_min=values["red_min"], green_max=min(values["green_max"], values["red_min"] - 2))


def _report(decision: Decision, told: dict[str, Any]) -> DayReport:
    return DayReport(day=decision.day, **told)


def _walk(history: list[dict[str, Any]], chosen: ProgressionSettings) -> list[tuple[Decision, DayReport, Decision]]:
    decision, steps = start(chosen), []
    for told in history:
        report = _report(decision, told)
        following = engine.next_day(decision.course, chosen, report)
        steps.append((decision, report, following))
        decision = following
    return steps


histories = st.lists(reports(), min_size=1, max_size=45)


@settings(max_examples=600, deadline=None)
@given(histories, legal_settings())
def test_every_day_of_every_history_is_safe(history: list[dict[str, Any]], chosen: ProgressionSettings) -> None:
    rest_in_row = 0
    earned: list[int] = []
    for before, report, after in _walk(history, chosen):
        plan, dose_after = after.prescription, after.course.dose
        if after.light is Light.RED:
            assert plan.minutes == 0, "1: red is never followed by walking"
        if after.light is not Light.GREEN or report.stopped_early or report.flag in Tier:
            assert dose_after.minutes <= before.course.dose.minutes, "5: only green may earn"
            assert dose_after.brisk <= before.course.dose.brisk
        if isinstance(after.light, Absent) and after.rule.startswith("silence"):
            assert plan.minutes <= before.prescription.minutes, "6: silence never raises"
        if dose_after.minutes > before.course.dose.minutes or dose_after.brisk > before.course.dose.brisk:
            assert after.rule == "step-up"
            assert len(before.course.credits) + 1 >= chosen.credits_to_step, "7: credits are replies received"
            assert (dose_after.minutes == before.course.dose.minutes) or (
                dose_after.brisk == before.course.dose.brisk
            ), "10: one lever a step"
        assert dose_after.brisk == 0 or dose_after.stage is Stage.PACE, "10: brisk in stage D only"
        assert 0 <= dose_after.minutes <= max(chosen.goal_minutes, start(chosen).course.dose.minutes), "11"
        assert sum(plan.walks) == plan.minutes
        assert len(plan.walks) <= chosen.max_walks_per_day
        full = dose.whole(Earned(dose_after, after.course.walks), chosen)
        assert max(full.walks) <= dose_after.longest, "11: each walk within the longest"
        if dose_after.minutes < before.course.dose.minutes:
            assert dose_after.longest <= before.course.dose.longest, "a gap never makes a walk longer"
        assert all(walk >= 2 for walk in plan.walks)
        if after.state is State.YELLOW and after.rule != "silence":
            assert plan.minutes < dose_after.minutes, "12: yellow is strictly less than earned"
            assert plan.pace is Pace.EASY
        rest_in_row = rest_in_row + 1 if after.state is State.RED_REST else 0
        assert rest_in_row <= chosen.max_auto_rest_days <= 2, "13: never more than two automatic rest days"
        if after.state in HELD or after.state is State.PAUSED:
            assert plan.minutes == 0
        if before.state in HELD and after.state not in HELD:
            assert ClinicianAct.CLEAR in report.acts, "13, 15: only a clinician opens a hold"
        if before.state is State.RED_REST and plan.minutes:
            assert plan.minutes <= 0.7 * dose_after.minutes, "14"
        assert dose.whole(Earned(dose_after, after.course.walks), chosen).minutes == dose_after.minutes
        assert after.rule, "27"
        assert dict(after.numbers)
        assert len(after.course.marks) <= 28, "the memory does not grow"
        earned.append(dose_after.minutes)


@settings(max_examples=600, deadline=None)
@given(histories, legal_settings())
def test_08_and_09_the_dose_grows_no_faster_than_the_caps(
    history: list[dict[str, Any]], chosen: ProgressionSettings
) -> None:
    steps = _walk(history, chosen)
    first = steps[0][0].course.dose.minutes
    totals = {steps[0][0].day: first} | {after.day: after.course.dose.minutes for _, _, after in steps}
    for before, _, after in steps:
        if after.course.dose.minutes <= before.course.dose.minutes:
            continue
        window = [m for day, m in totals.items() if 7 <= (after.day - day).days <= 14]
        base = max(window) if window else first
        cap = max(base * (1 + chosen.weekly_cap_percent / 100), base + chosen.weekly_cap_minutes)
        assert after.course.dose.minutes <= min(cap, base + 10)
        done = [mark.longest for mark in after.course.marks if mark.longest] or [before.course.dose.longest]
        longest = max(done)
        limit = max(longest * (1 + chosen.longest_step_percent / 100), longest + chosen.longest_step_minutes)
        assert after.course.dose.longest <= max(limit, before.course.dose.longest)


@settings(max_examples=250, deadline=None)
@given(histories, legal_settings(), st.floats(0, 10), st.floats(0, 10))
def test_04_more_pain_never_asks_for_more_tomorrow(
    history: list[dict[str, Any]], chosen: ProgressionSettings, one: float, other: float
) -> None:
    before = _walk(history, chosen)[-1][2]
    low, high = sorted((one, other))
    template = _report(before, history[-1])
    less = engine.next_day(before.course, chosen, replace(template, pain_worst=low)).prescription
    more = engine.next_day(before.course, chosen, replace(template, pain_worst=high)).prescription
    assert dose.is_not_above(more, less)


@given(st.floats(8, 10), legal_settings())
def test_02_eight_and_more_is_red_under_every_legal_setting(pain: float, chosen: ProgressionSettings) -> None:
    assert band(pain, chosen) is Light.RED


@settings(max_examples=60, deadline=None)
@given(histories, legal_settings())
def test_20_the_record_of_any_course_recomputes_every_plan(
    history: list[dict[str, Any]], chosen: ProgressionSettings
) -> None:
    for before, report, after in _walk(history, chosen):
        again = recompute(replay.to_record(before.course), chosen, replay.to_record(report))
        assert again == replay.to_record(after)
        assert replay.decision_from_record(again) == after


@settings(max_examples=100, deadline=None)
@given(histories, legal_settings(), reports())
def test_19_what_is_learnt_today_only_lowers_today(
    history: list[dict[str, Any]], chosen: ProgressionSettings, told: dict[str, Any]
) -> None:
    standing = _walk(history, chosen)[-1][2]
    lowered = engine.lower_today(standing, chosen, _report(standing, told))
    if lowered is not None:
        assert lowered.prescription.minutes <= standing.prescription.minutes
        assert len(lowered.prescription.walks) <= len(standing.prescription.walks)


@settings(max_examples=100, deadline=None)
@given(histories, legal_settings(), reports())
def test_24_a_late_reply_holds_or_lowers_and_never_advances(
    history: list[dict[str, Any]], chosen: ProgressionSettings, told: dict[str, Any]
) -> None:
    before, _, standing = _walk(history, chosen)[-1]
    amended = engine.amend(before.course, chosen, _report(before, told), standing)
    if amended is not None:
        assert dose.is_not_above(amended.prescription, standing.prescription)
        assert len(amended.course.credits) <= len(standing.course.credits)


@pytest.mark.parametrize("walk", range(1, 91))
def test_29_the_way_out_is_never_more_than_half(walk: int) -> None:
    assert walk // 2 <= walk / 2


def test_17_a_course_needs_a_profile() -> None:
    assert start().course.profile == PROFILE
