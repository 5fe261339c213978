"""Does the engine hold, pause and return as the policy says, in the words of the policy?"""

import pytest

from schemas.vocabulary import (
    CareProfile,
    ClinicianAct,
    Diagnosis,
    State,
    Task,
)
from tests.rulebook.histories import after, began, decide

CLEAR, PAUSE, RESUME = ((act,) for act in (ClinicianAct.CLEAR, ClinicianAct.PAUSE, ClinicianAct.RESUME))


def test_who_cannot_walk_three_minutes_waits_for_a_person() -> None:
    decision = began(profile=CareProfile(Diagnosis.DDD, frozenset(), 3))
    assert (decision.state, decision.prescription.walks) == (State.HOLD_CLINICAL, ())
    assert decision.tasks == (Task.TEST_WALK_SHORT,)
    assert decide(decision.course, 1, acts=CLEAR).prescription.walks == (2,)


def test_a_pause_does_not_open_a_hold() -> None:
    held = after(8, 8, 8)
    assert decide(held.course, 1, acts=PAUSE).state is State.HOLD_ESCALATED
    assert decide(held.course, 1, acts=RESUME).state is State.HOLD_ESCALATED


def test_a_course_held_for_two_weeks_comes_back_from_a_smaller_dose() -> None:
    course = after(*[1] * 38, 8, 8, 8).course
    at_once = decide(course, 1, acts=CLEAR)
    for _ in range(14):
        course = decide(course, 1).course
    later = decide(course, 1, acts=CLEAR)
    assert (at_once.course.dose.minutes, later.course.dose.minutes) == (30, 18)
    assert later.prescription.minutes == 9


@pytest.mark.parametrize(("days", "minutes"), [(1, 30), (5, 30), (7, 24), (13, 24), (14, 18), (27, 18)])
def test_days_paused_leave_a_share_of_the_earned_dose(days: int, minutes: int) -> None:
    course = decide(after(*[1] * 39).course, 1, acts=PAUSE).course
    for _ in range(days - 1):
        course = decide(course, None).course
    decision = decide(course, 1, acts=RESUME)
    assert decision.state is State.ACTIVE
    assert decision.prescription.minutes == minutes


def test_four_weeks_paused_restart_only_after_a_new_screen() -> None:
    course = decide(after(*[1] * 38).course, 1, acts=PAUSE).course
    for _ in range(28):
        course = decide(course, None).course
    back = decide(course, 1, acts=RESUME)
    assert (back.state, back.tasks) == (State.HOLD_ESCALATED, (Task.RESCREEN,))
    assert back.course.dose.minutes == 10
    assert decide(back.course, 1, acts=CLEAR).prescription.minutes == 5


def test_red_told_while_paused_is_not_forgotten() -> None:
    course = decide(after(1).course, 1, acts=PAUSE).course
    course = decide(course, 8).course
    assert decide(course, None, acts=RESUME).state is State.RED_REST


def test_after_a_cut_the_dose_grows_again_at_the_weekly_pace() -> None:
    course = decide(after(*[1] * 60).course, 1, acts=PAUSE).course
    for _ in range(28):
        course = decide(course, None).course
    course = decide(decide(course, 1, acts=RESUME).course, 1, acts=CLEAR).course
    for _ in range(14):
        course = decide(course, 1).course
    assert course.dose.minutes <= 20


def test_a_hold_opened_on_a_red_day_and_paused_is_resumed_at_rest() -> None:
    held = after(8, 8, 8).course
    red = decide(held, 8, acts=CLEAR + PAUSE)
    green = decide(held, 2, acts=CLEAR + PAUSE)
    assert (red.state, green.state) == (State.PAUSED, State.PAUSED)
    assert decide(red.course, None, acts=RESUME).state is State.RED_REST
    assert decide(green.course, None, acts=RESUME).state is State.REENTRY
