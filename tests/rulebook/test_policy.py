"""Does the engine do what each sentence of the policy says, in the words of the policy (sections 12, 13, 17)?"""

from dataclasses import replace
from itertools import pairwise

import pytest

from schemas.decisions import Reason
from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import (
    Absent,
    Diagnosis,
    Light,
    Pace,
    Stage,
    State,
    Task,
)
from services.progression import engine
from tests.rulebook.histories import PROFILE, after, began, decide, told


def test_the_first_day_is_two_walks_of_five_minutes() -> None:
    decision = began()
    assert decision.prescription.walks == (5, 5)
    assert decision.reason is Reason.START


@pytest.mark.parametrize(("tolerated", "minutes"), [(60, 9), (12, 9), (10, 8), (7, 5), (5, 4)])
def test_the_start_is_within_four_fifths_of_the_tolerated_test_walks(tolerated: int, minutes: int) -> None:
    decision = began(ProgressionSettings(start_minutes=9, start_walks=1), replace(PROFILE, baseline_minutes=tolerated))
    assert decision.prescription.walks == (minutes,)
    assert decision.prescription.minutes <= 0.8 * tolerated


def test_third_red_day_holds_and_calls_the_therapist() -> None:
    first, second, third = (after(*[8] * days) for days in (1, 2, 3))
    assert (first.state, second.state, third.state) == (State.RED_REST, State.RED_REST, State.HOLD_ESCALATED)
    assert Task.RED_REST_USED_UP in third.tasks
    assert Task.SECOND_RED_IN_WEEK in second.tasks
    assert Task.SECOND_RED_IN_WEEK not in first.tasks


def test_nine_out_of_ten_tells_the_therapist_and_eight_does_not() -> None:
    assert after(8).tasks == ()
    assert after(9).tasks == (Task.SEVERE_PAIN,)


def test_a_weekly_mean_of_seven_tells_the_therapist() -> None:
    settings = ProgressionSettings(red_min=8, red_min_reason="Signed.")
    assert Task.SEVERE_PAIN not in after(7, 7, settings=settings).tasks
    assert Task.SEVERE_PAIN in after(7, 7, 7, settings=settings).tasks


def test_silence_is_asked_after_on_the_third_day_eases_on_the_seventh_and_stops_on_the_fourteenth() -> None:
    days = [after(1, 1, 1, *[None] * count) for count in range(15)]
    assert [count for count, day in enumerate(days) if Task.SILENCE in day.tasks] == [3]
    assert [day.prescription.minutes for day in days] == [15] * 7 + [12] * 7 + [0]
    assert days[14].state is State.PAUSED
    assert days[14].tasks == (Task.RESCREEN,)


def test_a_reply_after_a_silent_week_keeps_four_fifths_of_the_earned_dose() -> None:
    decision = after(*[1] * 38, *[None] * 8, 1)
    assert decision.reason is Reason.RETURN_AFTER_GAP
    assert decision.course.dose.minutes == 24


def test_credits_count_in_a_rolling_window_so_a_missed_text_costs_a_day_and_not_a_week() -> None:
    assert after(1, None, 1, 1).reason is Reason.STEP_UP
    assert after(1, 1, None, None, None, None, None, 1).reason is not Reason.STEP_UP


def test_yellow_takes_the_credits() -> None:
    assert after(1, 1, 5, 1).course.credits == ()
    assert after(1, 1, 5, 1, 1, 1).reason is not Reason.STEP_UP
    assert after(1, 1, 5, 1, 1, 1, 1).reason is Reason.STEP_UP


def test_three_days_pass_between_two_steps() -> None:
    settings = ProgressionSettings(credits_to_step=2, min_days_between_steps=5, start_minutes=3, min_walk_minutes=3)
    rises = [n for n in range(1, 21) if after(*[1] * n, settings=settings).reason is Reason.STEP_UP]
    assert len(rises) > 2
    assert all(later - earlier >= 5 for earlier, later in pairwise(rises))


def test_a_walk_stopped_for_pain_makes_a_green_day_yellow() -> None:
    assert decide(after(1).course, 1, stopped_early=True).state is State.YELLOW
    assert decide(after(1).course, 1, flare=True).state is State.YELLOW


def test_a_morning_two_points_above_usual_makes_a_green_day_yellow() -> None:
    course = after(1, 1, 1).course
    assert decide(course, 1, pain_morning=3.0).state is State.YELLOW
    assert decide(course, 1, pain_morning=2.0).state is State.ACTIVE


def test_a_low_morning_score_alone_is_not_a_green_day() -> None:
    decision = decide(after(1).course, None, pain_morning=1.0)
    assert decision.reason is Reason.SILENCE_HOLD


def test_walks_without_a_score_earn_nothing() -> None:
    course = after(1).course
    report = replace(told(course.day, 1), pain_worst=Absent.NO_REPLY)
    assert engine.next_day(course, STANDARD, report).course.credits == course.credits


def test_yellow_is_reviewed_on_the_third_day_and_the_seventh() -> None:
    days = [after(*[5] * count) for count in range(1, 9)]
    assert [n for n, day in enumerate(days, start=1) if Task.YELLOW_REVIEW in day.tasks] == [3, 7]


def test_falling_back_three_times_on_the_way_back_asks_for_a_person() -> None:
    decisions = [after(8, 1, *[5] * count) for count in range(1, 5)]
    assert [Task.REENTRY_STUCK in decision.tasks for decision in decisions] == [False, False, True, False]


def test_the_review_falls_on_day_ninety_and_on_no_other() -> None:
    decisions = [after(*[1] * count) for count in (88, 89, 90)]
    assert [Task.REVIEW_DUE in decision.tasks for decision in decisions] == [False, True, False]


def test_walking_on_a_rest_day_is_a_safety_note() -> None:
    assert decide(after(8).course, 1, extra_minutes=10).tasks == (Task.WALKED_ON_REST_DAY,)


def test_a_week_of_less_than_half_asks_what_is_in_the_way() -> None:
    decision = began()
    asked = []
    for _ in range(8):
        decision = decide(decision.course, 1, done=0.4)
        asked.append(Task.LOW_COMPLETION in decision.tasks)
    assert asked == [False] * 6 + [True] * 2


def test_a_rest_day_that_the_engine_ordered_never_counts_as_undone() -> None:
    course = decide(after(8).course, 1, done=0.0).course
    assert course.marks[-1].walked is Absent.NOT_ASKED


def test_a_green_day_while_the_week_is_much_worse_stays_eased() -> None:
    course = after(*[0] * 7, *[3] * 7).course
    assert course.state is State.YELLOW
    assert decide(course, 3).state is State.YELLOW


def test_two_weeks_at_the_goal_become_maintenance_and_yellow_leaves_it_for_a_while() -> None:
    decision = after(*[1] * 150)
    assert decision.state is State.MAINTENANCE
    assert decision.prescription.minutes == decision.prescription.brisk_minutes == 60
    yellow = decide(decision.course, 5)
    assert (yellow.state, yellow.prescription.brisk_minutes) == (State.YELLOW, 0)
    back = decide(decide(yellow.course, 1).course, 1)
    assert back.state is State.MAINTENANCE


def test_pace_comes_last_and_leaves_the_total_alone() -> None:
    before, brisk = after(*[1] * 97), after(*[1] * 98)
    assert before.prescription.brisk_minutes == 0
    assert (brisk.prescription.brisk_minutes, brisk.prescription.pace) == (5, Pace.BRISK)
    assert brisk.course.dose.stage is Stage.PACE
    assert brisk.prescription.walks == before.prescription.walks


def test_walking_more_than_asked_does_not_speed_up_the_way_back() -> None:
    course = after(8, 1).course
    assert decide(course, 1).rule == "reentry-forward"
    assert decide(course, 1, extra_minutes=5).rule == "reentry-too-much"


def test_of_walks_done_in_part_only_the_shortest_counts_as_completed() -> None:
    course = after(*[1] * 41).course
    assert course.prescription.walks == (12, 10, 10)
    longest = [decide(course, 1, done=share).course.marks[-1].longest for share in (1.0, 0.67, 0.2, 0.0)]
    assert longest == [12, 10, 0, 0]


def test_no_step_within_two_days_of_yellow_whatever_the_credits() -> None:
    course = after(1, 1).course
    assert decide(course, 1).reason is Reason.STEP_UP
    yellow_before = replace(course, marks=(replace(course.marks[0], light=Light.YELLOW), course.marks[1]))
    assert decide(yellow_before, 1).reason is Reason.STEADY


def test_a_walk_too_short_to_be_doubled_grows_first() -> None:
    decision = began(profile=replace(PROFILE, baseline_minutes=5))
    for _ in range(3):
        decision = decide(decision.course, 1)
    assert decision.reason is Reason.STEP_UP
    assert decision.prescription.walks == (6,)


def test_silence_on_the_way_back_keeps_the_step_and_a_week_of_it_begins_anew() -> None:
    assert after(8, 1, 1, None).course.reentry == 1
    again = after(8, 1, 1, *[None] * 7, 1)
    assert (again.reason, again.course.reentry) == (Reason.RETURN_AFTER_GAP, 0)


def test_yellow_after_an_eased_week_asks_for_no_more_than_the_week_did() -> None:
    gentle = ProgressionSettings(silence_ease_day=5, silence_ease_percent=50, yellow_factor=0.9)
    silent = after(1, 1, 1, *[None] * 5, settings=gentle)
    assert silent.prescription.minutes == 7
    assert decide(silent.course, 5, gentle).prescription.minutes == 7
    assert decide(silent.course, 1, gentle, done=0.2).prescription.minutes == 7


def test_the_same_day_can_be_asked_of_no_other_pain_than_the_days_worst() -> None:
    assert decide(after(1).course, 2, pain_morning=7.0).state is State.RED_REST


def test_an_incline_never_comes_on_the_day_of_a_step() -> None:
    uphill = ProgressionSettings(incline_max_percent=3)
    decision = began(uphill, replace(PROFILE, diagnosis=Diagnosis.STENOSIS_FLEXION_RELIEF))
    for _ in range(30):
        decision = decide(decision.course, 1, uphill)
    assert decision.prescription.incline_percent == 3
    flat = replace(decision.course, prescription=replace(decision.prescription, incline_percent=0))
    step, no_step = decide(flat, 1, uphill), decide(replace(flat, credits=()), 1, uphill)
    assert (step.reason, step.prescription.incline_percent) == (Reason.STEP_UP, 0)
    assert (no_step.reason, no_step.prescription.incline_percent) == (Reason.STEADY, 3)


def test_more_pain_never_leads_past_a_planned_day_of_rest() -> None:
    sundays = ProgressionSettings(planned_rest_days=1, reentry_steps=(50,))
    saturday = after(1, 8, 1, 1, 5, settings=sundays).course
    assert (saturday.day.strftime("%A"), saturday.state) == ("Saturday", State.YELLOW)
    on_the_way_back = after(1, 1, 8, 1, 5, settings=sundays).course
    assert on_the_way_back.state is State.REENTRY
    for course in (saturday, on_the_way_back):
        for pain in (1, 5):
            sunday = decide(course, pain, sundays)
            assert (sunday.prescription.walks, sunday.reason) == ((), Reason.PLANNED_REST)
            assert sunday.course.prescription.walks


def test_exactly_the_share_that_is_needed_earns_a_credit() -> None:
    course = after(1).course
    assert decide(course, 1, done=STANDARD.completion_min).rule == "green"
    assert decide(course, 1, done=STANDARD.completion_min - 0.01).rule == "green-undone"


def test_exactly_a_fifth_more_than_the_plan_is_not_too_much() -> None:
    course = after(1).course
    assert decide(course, 1, extra_minutes=2).rule == "green"
    assert decide(course, 1, extra_minutes=3).rule == "walked-too-much"


def test_one_minute_on_a_rest_day_is_told() -> None:
    assert Task.WALKED_ON_REST_DAY in decide(after(8).course, 2, extra_minutes=1).tasks


def test_three_scores_in_each_of_two_weeks_make_a_trend_and_two_make_none() -> None:
    def risen(before: int) -> float | int | str:
        weeks = [*[0] * before, *[None] * (7 - before), *[None] * 4, 3, 3]
        return dict(decide(after(*weeks).course, 3).numbers)["weekly_rise"]

    assert (risen(3), risen(2)) == (3.0, 0.0)


def test_the_week_before_is_seven_days_and_no_more() -> None:
    weeks = [9, *[1] * 6, *[1] * 6]
    course = replace(after(1).course, marks=())
    for pain in weeks:
        course = replace(decide(course, float(pain)).course, state=State.ACTIVE)
    first = dict(decide(course, 1.0).numbers)["weekly_rise"]
    assert first == pytest.approx(1 - 15 / 7, abs=0.06)
    course = decide(course, 1.0).course
    assert dict(decide(course, 1.0).numbers)["weekly_rise"] == 0.0
