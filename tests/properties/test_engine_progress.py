"""Does a dose grow only as the policy allows, and does it grow at all (section 15)?"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from schemas.settings import PRESETS, ProgressionSettings
from schemas.vocabulary import (
    Absent,
    CareFlag,
    CareProfile,
    ClinicianAct,
    Dose,
    Light,
    Stage,
    State,
    Task,
    Walked,
)
from services.progression import dose, engine
from services.progression.liveness import SettingsWouldDeadlock, check_liveness
from services.progression.titration import is_at_goal
from tests.rulebook.histories import (
    began,
    days_told,
    holds_for,
    is_at_usual,
    legal_settings,
    lived,
    profiles,
    told,
)

History = list[dict[str, Any]]
START_RULES = {"start", "start-needs-a-person"}


def rose(before: Dose, now: Dose) -> bool:
    """Whether anything of the earned dose grew."""
    return now.minutes > before.minutes or now.longest > before.longest or now.brisk > before.brisk


@holds_for(legal_settings(), profiles(), days_told(120))
def test_7_no_step_without_enough_green_replies_since_the_last(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    greens: list[date] = []
    usual: list[date] = []
    for course, report, decision in lived(settings, profile, history):
        if decision.light is Light.GREEN:
            greens.append(report.day)
        elif is_at_usual(settings, profile, decision.course.marks[-1].pain):
            usual.append(report.day)
        elif decision.light in (Light.YELLOW, Light.RED):
            greens.clear()
        if decision.light is Light.RED:
            usual.clear()
        if rose(course.dose, decision.course.dose):
            window = report.day - timedelta(days=settings.credit_window_days)
            small, counted = decision.rule.startswith("usual-step"), [day for day in greens if day > window]
            if small:
                counted += [day for day in usual if day > window]
            needed = min(settings.lane_credits, settings.credit_window_days) if small else settings.credits_to_step
            assert len(counted) >= needed
            greens.clear()
            usual.clear()


@holds_for(legal_settings(), profiles(), days_told(120))
def test_8_the_daily_total_stays_under_the_weekly_cap_and_the_ceiling(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    first = began(settings, profile)
    earned = {first.day: first.course.dose.minutes}
    for _, _, decision in lived(settings, profile, history):
        day, total = decision.day, decision.course.dose.minutes
        base = max(
            (earned[past] for past in earned if timedelta(days=7) <= day - past <= timedelta(days=14)),
            default=earned[first.day],
        )
        grows = total > max(earned.values())
        earned[day] = total
        if grows:
            by_setting = max(base * (1 + settings.weekly_cap_percent / 100), base + settings.weekly_cap_minutes)
            assert total <= by_setting + 1e-9
            assert total <= base + 10
            assert base < 30 or total <= base * 1.3 + 1e-9


@holds_for(legal_settings(), profiles(), days_told(120))
def test_9_the_longest_walk_grows_a_little_beyond_the_longest_one_done(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    first = began(settings, profile).course.dose.longest
    done: dict[date, int] = {}
    for course, report, decision in lived(settings, profile, history):
        if isinstance(report.completed, Walked) and report.completed.fraction > 0:
            done[report.day] = max(course.prescription.walks, default=0)
        recent = [done[day] for day in done if report.day - day <= timedelta(days=28)]
        longest = max(recent, default=0) or first
        if decision.course.dose.longest > course.dose.longest:
            room = max(longest * settings.longest_step_percent / 100, settings.longest_step_minutes)
            assert decision.course.dose.longest <= longest + room + 1e-9


@holds_for(legal_settings(), profiles(), days_told(120))
def test_10_one_lever_rises_at_a_time_and_pace_comes_last(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, _, decision in lived(settings, profile, history):
        before, now = course.dose, decision.course.dose
        if not rose(before, now):
            continue
        assert decision.rule in ("step-up", "usual-step", "usual-step-green")
        more_walks = decision.course.walks > course.walks
        longer = now.longest > before.longest or (now.minutes > before.minutes and not more_walks)
        brisker = now.brisk > before.brisk
        assert [more_walks, longer, brisker].count(True) == 1
        if brisker:
            assert decision.rule == "step-up", "a step of the lane is never brisk (18-5)"
            assert now.stage is Stage.PACE
            assert now.minutes == before.minutes
        assert now.brisk == 0 or now.stage is Stage.PACE
        assert now.brisk <= now.minutes


@holds_for(legal_settings(), profiles(), days_told(120))
def test_11_the_earned_dose_is_whole_walks_within_goal_count_and_length(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, _, decision in lived(settings, profile, history):
        earned = decision.course.dose
        walks = dose.lay_out(dose.Earned(earned, decision.course.walks), settings)
        before = dose.lay_out(dose.Earned(course.dose, course.walks), settings)
        assert sum(walks) == earned.minutes <= settings.goal_minutes
        assert max(walks) <= earned.longest <= settings.goal_longest_walk
        assert len(walks) <= settings.max_walks_per_day
        if rose(course.dose, earned):
            assert min(walks) >= min(settings.min_walk_minutes, *before)
        asked = decision.prescription
        assert asked.minutes <= earned.minutes
        shortest = dose.shortest_walk(dose.Earned(earned, decision.course.walks))
        assert all(walk >= shortest for walk in asked.walks)
        assert asked.brisk_minutes <= asked.minutes


@holds_for(legal_settings(), profiles())
def test_17_who_tolerates_less_than_a_smallest_dose_or_has_a_foot_drop_gets_no_plan_but_a_clinicians(
    settings: ProgressionSettings, profile: CareProfile
) -> None:
    decision = began(settings, profile)
    if isinstance(profile.first_minutes, int):
        assert decision.prescription.minutes <= profile.first_minutes
        assert decision.state is not State.HOLD_CLINICAL
        return
    short = False
    if isinstance(profile.baseline_minutes, int):
        tolerated = profile.baseline_minutes * settings.baseline_factor + 1e-9
        assert decision.prescription.minutes <= tolerated
        short = int(tolerated) < dose.SMALLEST_EARNED
    asked = {Task.TEST_WALK_SHORT} if short else set()
    asked |= {Task.FOOT_DROP_KNOWN} if CareFlag.FOOT_DROP in profile.flags else set()
    assert set(decision.tasks) - {Task.PAIN_AT_START} == asked
    assert (decision.state is State.HOLD_CLINICAL) == bool(asked)
    assert not (asked and decision.prescription.walks)


@holds_for(legal_settings(), profiles(), st.integers(0, 10), st.integers(0, 10))
def test_4_more_pain_at_enrolment_never_brings_more_walking_on_the_first_day(
    settings: ProgressionSettings, profile: CareProfile, a: int, b: int
) -> None:
    calm, sore = (began(settings, replace(profile, pain_now=pain)) for pain in sorted((a, b)))
    untold = began(settings, replace(profile, pain_now=Absent.NOT_ASKED))
    assert dose.is_not_above(sore.prescription, calm.prescription)
    assert dose.is_not_above(calm.prescription, untold.prescription)
    if max(a, b) >= settings.red_min:
        assert not sore.prescription.walks
        assert Task.PAIN_AT_START in sore.tasks


@holds_for(legal_settings(), profiles(), days_told(), st.floats(0, 1), st.floats(0, 1))
def test_21_minutes_missed_are_never_carried_over(
    settings: ProgressionSettings, profile: CareProfile, history: History, a: float, b: float
) -> None:
    little, much = sorted((a, b))
    for course, report, _ in lived(settings, profile, history)[-8:]:
        after_little = engine.next_day(course, settings, replace(report, completed=Walked(little)))
        after_much = engine.next_day(course, settings, replace(report, completed=Walked(much)))
        assert after_little.prescription.minutes <= after_much.prescription.minutes
        assert after_little.course.dose.longest <= after_much.course.dose.longest


@holds_for(legal_settings(), profiles(), days_told(), st.integers(1, 60))
def test_22_walking_more_than_asked_never_brings_a_step_nearer(
    settings: ProgressionSettings, profile: CareProfile, history: History, extra: int
) -> None:
    for course, report, decision in lived(settings, profile, history):
        more = engine.next_day(course, settings, replace(report, extra_minutes=report.extra_minutes + extra))
        assert more.course.dose.minutes <= decision.course.dose.minutes
        assert len(more.course.credits) <= max(len(decision.course.credits), len(course.credits))
        assert more.course.marks[-1].longest <= decision.course.marks[-1].longest


@holds_for(legal_settings())
def test_26_an_all_green_patient_reaches_the_goal_unless_caps_or_planned_rest_leave_no_step(
    settings: ProgressionSettings,
) -> None:
    try:
        days = check_liveness(settings)
    except SettingsWouldDeadlock as error:
        if error.field == "credits_to_step":
            assert settings.planned_rest_days
            return
        assert settings.weekly_cap_minutes < 10 or settings.longest_step_minutes == 0
        return
    if days is None:
        assert settings.is_frozen
        return
    decision = began(settings)
    for _ in range(days):
        decision = engine.next_day(decision.course, settings, told(decision.day, 0))
    assert decision.course.dose.minutes >= min(settings.goal_minutes, settings.min_walk_minutes)
    assert not settings.pace_stage_enabled or decision.course.dose.brisk == decision.course.dose.minutes


@holds_for(st.sampled_from(sorted(PRESETS)), profiles(), days_told())
def test_26_no_history_is_a_dead_end_once_a_clinician_opens_and_the_days_are_green(
    preset: str, profile: CareProfile, history: History
) -> None:
    settings = PRESETS[preset]
    decision = lived(settings, profile, history)[-1][2]
    opened = (ClinicianAct.CLEAR, ClinicianAct.RESUME)
    for _ in range(250):
        acts = () if decision.prescription.walks else opened
        decision = engine.next_day(decision.course, settings, told(decision.day, 1, acts=acts))
    assert is_at_goal(decision.course.dose, settings)
    assert decision.state is State.MAINTENANCE
