"""Where does a course begin: by the test walks, a known foot drop, the pain told at enrolment, a clinician's dose?"""

from dataclasses import replace

import pytest

from schemas.settings import STANDARD
from schemas.vocabulary import CareFlag, CareProfile, ClinicianAct, Diagnosis, State, Task
from services.progression import engine
from tests.rulebook.histories import FIRST_DAY, PROFILE, began, decide

SHORT = replace(PROFILE, baseline_minutes=2)
FOOT = CareProfile(Diagnosis.DDD, frozenset({CareFlag.FOOT_DROP}))


@pytest.mark.parametrize(
    ("now", "state", "walks", "tasks"),
    [
        (0, State.ACTIVE, (5, 5), ()),
        (3, State.ACTIVE, (5, 5), ()),
        (4, State.YELLOW, (3, 3), ()),
        (6, State.YELLOW, (3, 3), ()),
        (7, State.RED_REST, (), (Task.PAIN_AT_START,)),
        (10, State.RED_REST, (), (Task.PAIN_AT_START,)),
    ],
)
def test_the_pain_told_at_enrolment_is_the_light_of_the_first_day(
    now: int, state: State, walks: tuple[int, ...], tasks: tuple[Task, ...]
) -> None:
    decision = began(profile=replace(PROFILE, pain_now=now))
    assert (decision.state, decision.prescription.walks, decision.tasks) == (state, walks, tasks)


def test_a_short_test_walk_and_a_known_foot_drop_each_wait_for_a_dose_by_their_own_name() -> None:
    assert began(profile=SHORT).tasks == (Task.TEST_WALK_SHORT,)
    assert began(profile=FOOT).tasks == (Task.FOOT_DROP_KNOWN,)
    both = began(profile=replace(FOOT, baseline_minutes=2, pain_now=9))
    assert both.tasks == (Task.TEST_WALK_SHORT, Task.FOOT_DROP_KNOWN, Task.PAIN_AT_START)
    assert both.state is State.HOLD_CLINICAL


@pytest.mark.parametrize("minutes", [1, 2, 3])
@pytest.mark.parametrize("profile", [SHORT, FOOT])
def test_the_dose_that_a_clinician_chose_is_one_walk_and_lives(profile: CareProfile, minutes: int) -> None:
    decision = began(profile=replace(profile, first_minutes=minutes))
    assert (decision.state, decision.prescription.walks) == (State.ACTIVE, (minutes,))
    assert decide(decision.course, 5).prescription.minutes <= max(1, minutes - 1)
    back = decide(decide(decision.course, 8).course, 2)
    assert (back.state, back.prescription.walks) == (State.REENTRY, (max(1, minutes - 1),))
    for _ in range(200):
        decision = decide(decision.course, 1)
    assert decision.course.dose.minutes == STANDARD.goal_minutes


def test_a_clinicians_dose_is_eased_by_the_pain_told_at_enrolment_too() -> None:
    chosen = replace(FOOT, first_minutes=8)
    assert began(profile=replace(chosen, pain_now=5)).prescription.walks == (5,)
    assert began(profile=replace(chosen, pain_now=8)).prescription.walks == ()


def test_a_course_that_begins_anew_begins_with_the_chosen_dose() -> None:
    decision = began(profile=replace(SHORT, first_minutes=2))
    for _ in range(30):
        decision = decide(decision.course, 1)
    assert decision.course.dose.minutes > 2
    again = decide(decision.course, 1, acts=(ClinicianAct.START_OVER,))
    assert again.prescription.walks == (2,)


def test_on_a_running_course_a_clinician_may_clear_to_a_dose_of_two_minutes() -> None:
    held = began(profile=SHORT)
    opened = decide(held.course, 1, acts=(ClinicianAct.CLEAR,), clear_minutes=2)
    assert (opened.state, opened.prescription.walks) == (State.ACTIVE, (2,))
    assert engine.first_day(SHORT, STANDARD, FIRST_DAY).course.dose.minutes == 3
