"""A clinician sets the dose from tomorrow (18-14): is it the earned dose alone, and does the day's light still decide?"""

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume
from hypothesis import strategies as st

from schemas.decisions import Decision, Reason
from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import Absent, CareProfile, ChosenDose, ClinicianAct, DayReport, Light, Stage, State
from services.progression import dose, engine, replay
from services.progression.chosen_dose import caps, dose_errors, earned_as_chosen, past_caps, times_a_week_ago
from services.progression.dose import Earned
from services.progression.explanation import why
from services.progression.facts import HELD, STOPPED
from tests.rulebook.histories import (
    PROFILE,
    after,
    days_told,
    decide,
    holds_for,
    is_at_usual,
    legal_settings,
    lived,
    profiles,
    told,
)
from tests.rulebook.test_table import HELD as ON_HOLD
from tests.rulebook.test_table import kept_goal

SET = (ClinicianAct.SET_DOSE,)
FORTY = ChosenDose(40, 2)
History = list[dict[str, Any]]


def setting(decision: Decision, chosen: ChosenDose, pain: float | None = 2, **more: Any) -> Decision:
    return decide(decision.course, pain, acts=more.pop("acts", SET), chosen_dose=chosen, **more)


def choices() -> st.SearchStrategy[ChosenDose]:
    return st.builds(ChosenDose, st.integers(1, 90), st.integers(1, 6))


def test_18_14_a_green_day_asks_for_the_whole_of_what_was_set_and_says_who_set_it() -> None:
    decision = setting(after(1, 1), FORTY)
    assert decision.prescription.walks == (20, 20)
    assert (decision.rule, decision.reason) == ("green", Reason.DOSE_SET)
    told_why = why(decision)
    assert "earned 10 -> 40 min, set by a clinician to 40 min in 2 walks" in told_why.therapist
    assert told_why.patient == "Your care team gave you a new plan."


@pytest.mark.parametrize(
    ("pain", "walks", "rule"),
    [(5, (3, 3), "yellow"), (8, (), "red"), (None, (20, 20), "silence"), (3, (20, 20), "green")],
)
def test_18_14_tonights_light_still_decides(pain: float | None, walks: tuple[int, ...], rule: str) -> None:
    decision = setting(after(1, 1), FORTY, pain)
    assert (decision.prescription.walks, decision.rule) == (walks, rule)
    assert (decision.course.dose.minutes, decision.course.walks) == (40, 2)


def test_18_14_the_day_after_a_yellow_one_brings_what_was_set() -> None:
    yellow = setting(after(1, 1), FORTY, 5)
    assert decide(yellow.course, 2).prescription.walks == (20, 20)


def test_18_14_on_the_way_back_it_is_a_share_of_what_was_set() -> None:
    decision = setting(after(1, 8, 1), ChosenDose(20, 2), 2)
    assert decision.state is State.REENTRY
    assert decision.prescription.minutes == 14


def test_18_14_whose_walks_are_never_told_are_asked_for_what_was_set_all_the_same() -> None:
    decision = setting(after(1, 1), FORTY, 2, done=None)
    assert decision.rule == "green-untold"
    assert decision.prescription.walks == (20, 20)


def test_18_14_no_plan_rises_while_words_wait() -> None:
    before = after(1, 1)
    decision = setting(before, FORTY, 2, unread=True)
    assert decision.prescription == before.prescription
    assert decision.reason is Reason.UNREAD_HOLD
    assert decide(decision.course, 2).prescription.walks == (20, 20)


def test_18_14_below_the_goal_a_course_that_kept_it_is_to_earn_it_again() -> None:
    decision = setting(after(1, start=kept_goal()), ChosenDose(30, 2), 1)
    assert decision.state is State.ACTIVE
    assert decision.course.goal_reached is Absent.NOT_ASKED
    later = after(*[1] * 40, start=decision.course)
    assert later.course.dose.minutes > 30


def test_18_14_credits_begin_anew_and_days_count_as_after_a_step() -> None:
    decision = setting(after(1, 1), FORTY)
    assert decision.course.credits == ()
    assert decision.course.last_step == decision.day


def test_18_14_of_two_acts_of_one_day_the_later_counts() -> None:
    begun_anew = setting(after(1, 1, 5), FORTY, acts=(ClinicianAct.START_OVER, ClinicianAct.SET_DOSE))
    assert (begun_anew.rule, begun_anew.prescription.walks) == ("starts-over", (20, 20))
    cleared = (ClinicianAct.CLEAR, ClinicianAct.SET_DOSE)
    opened = decide(ON_HOLD, 2, acts=cleared, clear_minutes=12, chosen_dose=ChosenDose(20, 2))
    assert (opened.rule, opened.prescription.walks) == ("clinician-sets-dose", (10, 10))


def test_18_14_a_choice_past_a_cap_says_how_far() -> None:
    found = caps(after(*[1] * 3).course, STANDARD)
    assert (found.minutes, found.week_ago, found.most_minutes, found.longest_walk) == (15, 10, 15, 7)
    assert past_caps(ChosenDose(15, 3), found) == []
    assert past_caps(ChosenDose(26, 2), found) == [
        "26 minutes a day are 2.6 times what was earned a week ago (10); a step may lead to 15 at most.",
        "A walk of 13 minutes is longer than a step may lead to: 7.",
    ]
    assert times_a_week_ago(ChosenDose(26, 2), found) == 2.6


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        (ChosenDose(61, 4), "minutes"),
        (ChosenDose(40, 5), "walks_per_day"),
        (ChosenDose(9, 2), "walks_per_day"),
        (ChosenDose(31, 1), "walks_per_day"),
    ],
)
def test_18_14_what_the_settings_forbid_no_reason_allows(chosen: ChosenDose, field: str) -> None:
    assert [name for name, _ in dose_errors(chosen, STANDARD)] == [field]


def test_18_14_one_walk_may_be_as_short_as_a_clinician_wants() -> None:
    assert dose_errors(ChosenDose(1, 1), STANDARD) == []


@holds_for(legal_settings(), choices())
def test_18_14_what_is_set_is_laid_out_as_it_was_set(settings: ProgressionSettings, chosen: ChosenDose) -> None:
    assume(not dose_errors(chosen, settings))
    earned = earned_as_chosen(chosen, settings)
    walks = dose.lay_out(earned, settings)
    assert (len(walks), sum(walks)) == (chosen.walks, chosen.minutes)
    assert max(walks) - min(walks) <= chosen.walks
    assert max(walks) == earned.dose.longest == math.ceil(chosen.minutes / chosen.walks)
    assert dose.fits(earned, settings)
    assert earned.dose.brisk == 0
    assert earned.dose.stage is not Stage.PACE


@holds_for(legal_settings(), profiles(), days_told(), choices())
def test_18_14_only_the_earned_dose_is_set_and_never_more_than_it_is_asked_for(
    settings: ProgressionSettings, profile: CareProfile, history: History, chosen: ChosenDose
) -> None:
    assume(not dose_errors(chosen, settings))
    for course, report, own in lived(settings, profile, history)[-6:]:
        acts = (*report.acts, ClinicianAct.SET_DOSE)
        decision = engine.next_day(course, settings, replace(report, acts=acts, chosen_dose=chosen))
        whole = dose.whole(earned_as_chosen(chosen, settings), settings)
        assert dose.is_not_above(replace(decision.prescription, incline_percent=0), whole)
        assert decision.course.dose.minutes <= chosen.minutes or decision.rule == "clinician-sets-dose"
        assert decision.course.credits == ()
        assert decision.light is own.light
        if own.light is Light.RED or own.state in STOPPED:
            assert not decision.prescription.walks
        is_above = own.light is Light.YELLOW and not is_at_usual(settings, profile, own.course.marks[-1].pain)
        if is_above and course.state not in STOPPED and chosen.minutes > 1:
            assert decision.prescription.minutes < chosen.minutes
            # On the way back a yellow day asks for the step's share of what is earned, whatever today asked for.
            back = course.state in (State.RED_REST, State.REENTRY)
            assert back or decision.prescription.minutes <= course.prescription.minutes
        if course.state in HELD and ClinicianAct.CLEAR not in report.acts:
            assert decision.state in HELD, "a dose opens no hold"
        if report.unread and course.state not in STOPPED:
            assert dose.is_not_above(decision.prescription, course.prescription)
        if decision.reason is Reason.DOSE_SET:
            assert decision.prescription.walks == whole.walks


@holds_for(legal_settings(), days_told(), choices(), st.floats(0, 10), st.floats(0, 10))
def test_18_14_more_pain_on_the_day_of_the_choice_never_brings_more_walking(
    settings: ProgressionSettings, history: History, chosen: ChosenDose, one: float, other: float
) -> None:
    assume(not dose_errors(chosen, settings))
    less, more = sorted((one, other))
    for course, report, _ in lived(settings, PROFILE, history)[-4:]:
        calm = replace(report, pain_worst=less, pain_morning=Absent.NOT_ASKED, chosen_dose=chosen, acts=SET)
        asked = engine.next_day(course, settings, calm).prescription
        assert dose.is_not_above(engine.next_day(course, settings, replace(calm, pain_worst=more)).prescription, asked)


@holds_for(legal_settings(), profiles(), days_told(), choices())
def test_18_14_after_it_the_engine_grows_no_faster_than_its_caps(
    settings: ProgressionSettings, profile: CareProfile, history: History, chosen: ChosenDose
) -> None:
    assume(not dose_errors(chosen, settings))
    course, report, _ = lived(settings, profile, history)[-1]
    decision = engine.next_day(course, settings, replace(report, acts=SET, chosen_dose=chosen))
    for _ in range(20):
        before = decision.course
        limits = caps(before, settings)
        decision = engine.next_day(before, settings, told(decision.day, 0))
        assert decision.course.dose.minutes <= limits.most_minutes
        assert decision.course.dose.longest <= limits.longest_walk


@pytest.mark.parametrize("chosen", [Absent.NOT_ASKED, FORTY])
def test_a_report_with_a_dose_comes_back_from_its_record(chosen: ChosenDose | Absent) -> None:
    report = DayReport(after(1).day, 2.0, acts=SET, chosen_dose=chosen)
    record = replay.to_record(report)
    assert replay.report_from_record(record) == report
    assert ("chosen_dose" in record) is (chosen is FORTY)


def test_a_day_without_a_choice_is_decided_as_before() -> None:
    earned = Earned(after(1, 1).course.dose, after(1, 1).course.walks)
    assert dose.whole(earned, STANDARD).walks == (5, 5)
    assert "chosen_minutes" not in dict(after(1, 1).numbers)
