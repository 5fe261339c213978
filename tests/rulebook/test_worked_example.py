"""Does the policy's worked example come out exactly (section 16)?"""

from datetime import timedelta

from schemas.decisions import Reason
from schemas.vocabulary import Pace, Stage, State
from tests.rulebook.histories import after, decide


def test_the_worked_example_comes_out_exactly() -> None:
    decision = after(*[1] * 39)
    assert decision.day == decision.course.first_day + timedelta(days=39)
    assert decision.prescription.walks == (10, 10, 10)

    decision = decide(decision.course, 5)
    assert (decision.prescription.walks, decision.prescription.pace) == ((7, 7, 7), Pace.EASY)
    decision = decide(decision.course, 2)
    assert decision.prescription.walks == (10, 10, 10)
    assert decision.course.credits == ()
    decision = decide(decision.course, 7)
    assert (decision.state, decision.prescription.walks) == (State.RED_REST, ())
    decision = decide(decision.course, 6)
    assert (decision.state, decision.prescription.walks) == (State.REENTRY, (5, 5, 5))
    decision = decide(decision.course, 3)
    assert decision.prescription.walks == (7, 7, 7)
    decision = decide(decision.course, 2)
    assert decision.prescription.minutes == 25
    decision = decide(decision.course, 2)
    assert (decision.state, decision.prescription.minutes) == (State.ACTIVE, 30)

    for _ in range(2):
        decision = decide(decision.course, 2)
        assert decision.prescription.walks == (10, 10, 10)
    decision = decide(decision.course, 2)
    assert decision.reason is Reason.STEP_UP
    assert decision.prescription.walks == (12, 10, 10)
    assert decision.course.dose.stage is Stage.CONSOLIDATION


def test_yellow_at_two_walks_of_five_asks_for_two_of_three() -> None:
    assert after(5).prescription.walks == (3, 3)


def test_an_all_green_patient_reaches_half_an_hour_in_five_weeks_and_the_goal_in_eighteen() -> None:
    decision = after()
    reached: dict[int, int] = {}
    for number in range(1, 200):
        decision = decide(decision.course, 1)
        for minutes in (30, 60, 120):
            if decision.course.dose.minutes + decision.course.dose.brisk >= minutes:
                reached.setdefault(minutes, number)
    assert 5 <= reached[30] / 7 < 6
    assert 13 <= reached[60] / 7 < 14
    assert 18 <= reached[120] / 7 < 19
