"""Does the engine keep its safety invariants (section 15) under all legal settings and histories?"""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import Absent, CareProfile, DayReport, Light, Pace, State, Task, Tier
from services.progression import dose, engine, reentry
from services.progression.facts import HELD, STOPPED, band
from services.progression.modality import incline_allowed
from tests.rulebook.histories import (
    ONE_DAY,
    after,
    day_told,
    days_told,
    holds_for,
    is_at_usual,
    legal_settings,
    lived,
    profiles,
    scores,
)

History = list[dict[str, Any]]


@holds_for(legal_settings(), profiles(), days_told())
def test_1_after_a_red_day_nobody_walks(settings: ProgressionSettings, profile: CareProfile, history: History) -> None:
    for course, report, decision in lived(settings, profile, history):
        red = engine.next_day(course, settings, replace(report, pain_worst=10.0))
        assert red.prescription.minutes == 0
        if decision.light is Light.RED:
            assert decision.prescription.minutes == 0


@holds_for(legal_settings(), st.floats(7.0, 10.0, exclude_min=True))
def test_2_above_seven_is_red_under_every_legal_setting(settings: ProgressionSettings, pain: float) -> None:
    assert band(pain, settings) is Light.RED
    assert band(7, STANDARD) is Light.RED
    assert band(6.5, STANDARD) is Light.RED
    assert band(3.5, STANDARD) is Light.YELLOW


@holds_for(legal_settings(), st.floats(0, 10), st.floats(0, 10))
def test_3_every_score_has_one_light_and_more_pain_never_a_calmer_one(
    settings: ProgressionSettings, a: float, b: float
) -> None:
    order = [Light.GREEN, Light.YELLOW, Light.RED]
    less, more = (order.index(band(pain, settings)) for pain in sorted((a, b)))
    assert less <= more
    assert band(settings.green_max, settings) is Light.GREEN
    assert band(settings.red_min - 1, settings) is Light.YELLOW


@holds_for(legal_settings(), profiles(), days_told(), scores(), scores())
def test_4_more_pain_never_brings_more_walking(
    settings: ProgressionSettings, profile: CareProfile, history: History, a: float, b: float
) -> None:
    less, more = sorted((a, b))
    for course, report, _ in lived(settings, profile, history)[-8:]:
        calm = replace(report, pain_worst=less, pain_morning=Absent.NOT_ASKED)
        for worse in (replace(calm, pain_worst=more), replace(calm, pain_morning=more)):
            asked = engine.next_day(course, settings, worse).prescription
            assert dose.is_not_above(asked, engine.next_day(course, settings, calm).prescription)


@holds_for(legal_settings(), profiles(), days_told())
def test_5_only_a_green_day_walked_as_planned_raises_the_earned_dose(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, report, decision in lived(settings, profile, history):
        before, now = course.dose, decision.course.dose
        if now.minutes > before.minutes or now.longest > before.longest or now.brisk > before.brisk:
            at_usual = is_at_usual(settings, profile, decision.course.marks[-1].pain)
            assert decision.light is Light.GREEN or (decision.light is Light.YELLOW and at_usual)
            assert (report.stopped_early, report.flare) == (False, False)
            assert not isinstance(report.flag, Tier)
            assert report.extra_minutes * 100 <= settings.over_walking_percent * course.prescription.minutes
            assert course.state is State.ACTIVE


@holds_for(legal_settings(), profiles(), days_told())
def test_6_a_missing_reply_never_raises_the_plan(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, _, _ in lived(settings, profile, history):
        decision = engine.next_day(course, settings, DayReport(course.day, Absent.NO_REPLY))
        assert dose.is_not_above(decision.prescription, course.prescription)


@holds_for(legal_settings(), profiles(), days_told())
def test_12_yellow_asks_for_less_than_earned_easily_and_on_the_flat(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, report, _ in lived(settings, profile, history):
        usual = profile.own_usual if isinstance(profile.own_usual, int) else 0
        if usual >= settings.red_min - 1:
            return
        above = float(max(settings.green_max, usual) + 1)
        sore = replace(report, pain_worst=above, pain_morning=Absent.NOT_ASKED)
        once = engine.next_day(course, settings, sore)
        # One minute, which only a clinician chooses, cannot be eased.
        assert once.prescription.minutes < max(2, once.course.dose.minutes)
        assert (once.prescription.pace, once.prescription.incline_percent) == (Pace.EASY, 0)
        if once.state is State.YELLOW:
            twice = engine.next_day(once.course, settings, replace(sore, day=once.day, acts=(), flag=Absent.NOT_ASKED))
            assert twice.course.prescription == once.course.prescription


@holds_for(legal_settings(), profiles(), days_told())
def test_13_no_third_rest_day_without_a_person_and_no_walk_out_of_a_hold_without_a_clear(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    rested = planned = 0
    for course, report, decision in lived(settings, profile, history):
        still = not decision.prescription.walks and decision.state not in STOPPED
        rested = rested + 1 if still else 0
        planned += still and decision.course.planned_rest
        planned = planned if still else 0
        assert rested - planned <= settings.max_auto_rest_days
        assert rested <= 2
        if decision.state is State.HOLD_ESCALATED and course.state is State.RED_REST:
            assert Task.RED_REST_USED_UP in decision.tasks
        if course.state in HELD and decision.prescription.walks:
            assert "clear" in report.acts


@holds_for(legal_settings(), profiles(), days_told())
def test_14_the_first_plan_after_rest_is_at_most_seven_tenths_and_grows_only_while_green(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, report, decision in lived(settings, profile, history):
        if course.state is State.RED_REST and decision.prescription.walks:
            assert decision.prescription.minutes * 10 <= max(10, decision.course.dose.minutes * 7)
        # A clinician may begin anew on any day, and the start dose may be the larger one.
        alone = "start_over" not in report.acts
        if alone and course.state is State.REENTRY and decision.prescription.minutes > course.prescription.minutes:
            earned = dose.Earned(decision.course.dose, decision.course.walks)
            way_out = decision.course.reentry_told % settings.reentry_out_days == 0
            green = decision.light is Light.GREEN or is_at_usual(settings, profile, decision.course.marks[-1].pain)
            assert green or way_out
            assert (
                decision.rule == "reentry-usual-ends"
                or decision.light is Light.GREEN
                or dose.is_not_above(decision.prescription, dose.eased(earned, settings))
            )


@holds_for(legal_settings(), profiles(), days_told(), st.sampled_from(Tier))
def test_15_a_red_flag_stops_all_walking_and_asks_once(
    settings: ProgressionSettings, profile: CareProfile, history: History, tier: Tier
) -> None:
    asked = {Tier.EMERGENCY: Task.PAGE_NOW, Tier.URGENT: Task.CALL_SAME_DAY}[tier]
    for course, report, _ in lived(settings, profile, history)[-8:]:
        first = engine.next_day(course, settings, replace(report, flag=tier))
        again = engine.next_day(first.course, settings, replace(report, day=first.day, flag=tier, acts=()))
        assert not first.prescription.walks
        assert not again.prescription.walks
        assert first.state in (State.EMERGENCY, State.HOLD_CLINICAL)
        assert asked not in again.tasks
        assert asked in first.tasks or course.state in (State.EMERGENCY, State.HOLD_CLINICAL)


@holds_for(legal_settings(), profiles(), days_told())
def test_33_while_words_of_a_day_are_unread_nothing_of_the_plan_rises(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, report, decision in lived(settings, profile, history):
        unread = engine.next_day(course, settings, replace(report, unread=True))
        if course.state not in STOPPED:
            assert dose.is_not_above(unread.prescription, course.prescription)
            assert unread.course.dose.minutes <= course.dose.minutes
            assert report.day not in unread.course.credits
        if not isinstance(report.pain_worst, Absent) or isinstance(decision.light, Light):
            read = engine.next_day(course, settings, replace(report, unread=False))
            assert dose.is_not_above(unread.prescription, read.prescription)
        if unread.light is Light.RED:
            assert unread.rule == engine.next_day(course, settings, replace(report, unread=False)).rule
        assert Task.SILENCE not in unread.tasks


@holds_for(legal_settings(), profiles(), days_told(), scores(), scores())
def test_33_more_pain_beside_unread_words_never_brings_more_walking(
    settings: ProgressionSettings, profile: CareProfile, history: History, a: float, b: float
) -> None:
    less, more = sorted((a, b))
    for course, report, _ in lived(settings, profile, history)[-8:]:
        calm = replace(report, pain_worst=less, pain_morning=Absent.NOT_ASKED, unread=True)
        asked = engine.next_day(course, settings, replace(calm, pain_worst=more)).prescription
        assert dose.is_not_above(asked, engine.next_day(course, settings, calm).prescription)


@holds_for(legal_settings(), profiles(), days_told())
def test_33_unread_words_never_lengthen_the_rest_without_a_person(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    decision = lived(settings, profile, [*history, {"pain_worst": 10.0}])[-1][2]
    resting = decision.state is State.RED_REST
    for _ in range(settings.max_auto_rest_days):
        told = DayReport(decision.day, pain_worst=float(settings.green_max), unread=True)
        decision = engine.next_day(decision.course, settings, told)
        assert not decision.prescription.walks
    assert decision.state is not State.RED_REST
    assert not resting or decision.state is State.HOLD_ESCALATED


@holds_for(legal_settings(), profiles(), days_told(90))
def test_18_uphill_only_where_diagnosis_and_flags_allow(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for _, _, decision in lived(settings, profile, history):
        assert decision.prescription.incline_percent <= incline_allowed(profile, settings)


@holds_for(legal_settings(), profiles(), days_told(), day_told())
def test_19_what_is_heard_later_only_lowers_a_plan(
    settings: ProgressionSettings, profile: CareProfile, history: History, late: dict[str, Any]
) -> None:
    for course, _, standing in lived(settings, profile, history)[-5:]:
        changed = (
            engine.lower_today(standing, settings, DayReport(day=standing.day, **late)),
            engine.lower_today(standing, settings, DayReport(day=standing.day - ONE_DAY, **late)),
            engine.amend(course, settings, DayReport(day=course.day, **late), standing),
        )
        for decision in filter(None, changed):
            assert dose.is_not_above(decision.prescription, standing.prescription)
            assert decision.course.planned_rest or decision.prescription == decision.course.prescription
            assert decision.state is decision.course.state


@holds_for(legal_settings(), st.integers(0, 60), st.integers(0, 4), st.integers(1, 4))
def test_32_reductions_never_multiply(settings: ProgressionSettings, before: int, greens: int, yellows: int) -> None:
    sore = float(settings.green_max + 1)
    decision = after(*[0] * before, 10, *[0] * greens, settings=settings)
    for _ in range(yellows):
        decision = engine.next_day(decision.course, settings, DayReport(decision.day, sore))
        earned = dose.Earned(decision.course.dose, decision.course.walks)
        step, told = decision.course.reentry, decision.course.reentry_told
        eased, share = dose.eased(earned, settings), reentry.plan_of_step(earned, settings, step, told)
        expected = eased if decision.state is State.YELLOW else dose.lower_of(share, eased)
        assert decision.course.prescription == expected
        assert decision.prescription in (expected, dose.REST)
