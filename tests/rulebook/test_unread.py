"""What does a day with words that nobody has read yet do to the plan, in every state, and what does reading it give?"""

from dataclasses import replace

from schemas.decisions import Reason
from schemas.settings import STANDARD
from schemas.vocabulary import ClinicianAct, State, Task, Tier
from services.progression import dose, engine
from tests.rulebook.histories import after, decide, told

QUIET_WEEK = [None] * 8


def test_green_with_unread_words_holds_and_earns_nothing() -> None:
    before = after(1, 1)
    held = decide(before.course, 1, unread=True)
    assert (held.rule, held.state, held.reason) == ("unread", State.ACTIVE, Reason.UNREAD_HOLD)
    assert held.prescription == before.prescription
    assert held.course.credits == before.course.credits
    assert decide(before.course, 1).rule == "step-up"


def test_yellow_falls_and_red_rests_whatever_is_unread() -> None:
    before = after(*[1] * 38)
    assert decide(before.course, 5, unread=True).prescription == decide(before.course, 5).prescription
    assert decide(before.course, 8, unread=True).rule == "red"


def test_words_alone_are_no_silence_and_are_not_asked_about() -> None:
    before = after(1, None, None)
    held = decide(before.course, None, unread=True)
    assert (held.rule, held.course.silent_days, held.tasks) == ("unread", 0, ())
    assert Task.SILENCE in decide(before.course, None).tasks
    assert decide(after(*[None] * 13).course, None, unread=True).state is State.ACTIVE


def test_words_after_a_long_silence_keep_what_the_silence_leaves() -> None:
    before = after(*[1] * 38, *QUIET_WEEK)
    unread = decide(before.course, 1, unread=True)
    answered = decide(before.course, 1)
    assert unread.course.dose == answered.course.dose
    assert dose.is_not_above(unread.prescription, answered.prescription)
    assert decide(unread.course, 1).course.dose.minutes <= decide(answered.course, 1).course.dose.minutes


def test_on_the_way_back_the_step_stays_and_yellow_falls() -> None:
    before = after(*[1] * 38, 8, 1, 1)
    assert before.course.reentry == 1
    assert decide(before.course, 1, unread=True).prescription == before.prescription
    assert decide(before.course, None, unread=True).course.reentry == 1
    assert decide(before.course, 5, unread=True).rule == "reentry-yellow"
    gap = after(*[1] * 38, 8, 1, 1, *QUIET_WEEK)
    assert decide(gap.course, None, unread=True).course.reentry == 0


def test_rest_goes_on_while_words_are_unread_and_then_a_person_decides() -> None:
    rest = after(1, 8)
    for pain in (1, 5, None):
        again = decide(rest.course, pain, unread=True)
        assert (again.rule, again.state) == ("unread-rest", State.RED_REST)
        held = decide(again.course, pain, unread=True)
        assert (held.rule, held.tasks) == ("unread-rest-too-long", (Task.RED_REST_USED_UP,))


def test_a_rising_week_eases_although_words_are_unread() -> None:
    course = after(*[1] * 13).course
    marks = tuple(replace(mark, pain=0.0 if i < 6 else 3.0) for i, mark in enumerate(course.marks))
    assert decide(replace(course, marks=marks), 3, unread=True).rule == "trend-alert"


def test_what_people_do_and_danger_go_before() -> None:
    before = after(1)
    assert decide(before.course, 1, unread=True, flag=Tier.URGENT).rule == "urgent-flag"
    assert decide(before.course, 1, unread=True, acts=(ClinicianAct.PAUSE,)).rule == "pause"
    held = after(8, 8, 8)
    assert decide(held.course, 1, unread=True, acts=(ClinicianAct.CLEAR,)).rule == "clinician-clears"
    begun_anew = decide(after(*[1] * 38, 5).course, 1, unread=True, acts=(ClinicianAct.START_OVER,))
    assert dose.is_not_above(begun_anew.prescription, after(*[1] * 38, 5).prescription)


def test_read_as_nothing_the_credit_counts_and_todays_plan_stays() -> None:
    before = after(1, 1)
    assertion = decide(before.course, 1, unread=True)
    amended = engine.amend(before.course, STANDARD, told(before.day, 1), assertion)
    assert amended is not None
    assert amended.prescription == assertion.prescription
    assert amended.course.credits == (*assertion.course.credits, before.day)
    assert amended.course.dose == assertion.course.dose
    assert decide(amended.course, 1).rule == "step-up"


def test_read_as_nothing_a_day_that_earns_nothing_earns_nothing() -> None:
    before = after(1, 1)
    for report in (told(before.day, 1, done=0.2), told(before.day, 5), told(before.day, None)):
        assertion = decide(before.course, None, unread=True)
        unread = engine.next_day(before.course, STANDARD, replace(report, unread=True))
        for stood in (assertion, unread):
            amended = engine.amend(before.course, STANDARD, report, stood)
            assert amended is None or before.day not in amended.course.credits


def test_words_that_come_late_hold_what_was_earned() -> None:
    before = after(1)
    assertion = decide(before.course, 1)
    amended = engine.amend(before.course, STANDARD, told(before.day, 1, unread=True), assertion)
    assert amended is not None
    assert amended.course.credits == before.course.credits
    assert dose.is_not_above(amended.prescription, assertion.prescription)
