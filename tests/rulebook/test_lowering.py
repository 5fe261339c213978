"""What is heard after a plan was made: does it lower the plan, and never raise it (invariants 19 and 24)?"""

from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import DayReport, State, Task, Tier
from services.progression import engine
from tests.rulebook.histories import ONE_DAY, after, decide, told


def test_a_bad_morning_eases_todays_walks() -> None:
    assertion = after(*[1] * 38)
    lowered = engine.lower_today(assertion, STANDARD, DayReport(assertion.day, pain_morning=5.0))
    assert lowered is not None
    assert lowered.prescription.walks == (7, 7, 7)
    assert engine.lower_today(lowered, STANDARD, DayReport(assertion.day, pain_morning=5.0)) is None


def test_a_red_morning_is_the_first_of_the_rest_days() -> None:
    assertion = after(1)
    lowered = engine.lower_today(assertion, STANDARD, DayReport(assertion.day, pain_morning=8.0))
    assert lowered is not None
    assert (lowered.state, lowered.prescription.walks) == (State.RED_REST, ())
    tomorrow = engine.next_day(lowered.course, STANDARD, DayReport(assertion.day, 8.0, 8.0))
    assert tomorrow.state is State.RED_REST
    assert decide(tomorrow.course, 8).state is State.HOLD_ESCALATED


def test_a_flag_this_morning_stops_today_once() -> None:
    assertion = after(1)
    flagged = DayReport(assertion.day, flag=Tier.EMERGENCY)
    stopped = engine.lower_today(assertion, STANDARD, flagged)
    assert stopped is not None
    assert (stopped.state, stopped.prescription.walks, stopped.tasks) == (State.EMERGENCY, (), (Task.PAGE_NOW,))
    assert engine.lower_today(stopped, STANDARD, flagged) is None
    assert engine.next_day(stopped.course, STANDARD, flagged).tasks == ()


def test_a_late_red_reply_lowers_the_plan_that_silence_had_made() -> None:
    assertion = after(1, None)
    late = told(assertion.day - ONE_DAY, 8, done=None)
    lowered = engine.lower_today(assertion, STANDARD, late)
    amended = engine.amend(after(1).course, STANDARD, late, assertion)
    assert lowered is not None
    assert amended is not None
    assert lowered.state is amended.state is State.RED_REST
    assert lowered.course.marks == amended.course.marks
    assert decide(amended.course, 1).prescription.walks == (3, 2)


def test_a_late_green_reply_ends_the_silence_but_raises_nothing() -> None:
    before = after(1, 1)
    assertion = decide(before.course, None)
    amended = engine.amend(before.course, STANDARD, told(before.day, 1), assertion)
    assert amended is not None
    assert amended.prescription == assertion.prescription
    assert (assertion.course.silent_days, amended.course.silent_days) == (1, 0)


def test_a_late_reply_that_says_nothing_new_changes_nothing() -> None:
    before = after(1)
    assertion = decide(before.course, 1)
    assert engine.amend(before.course, STANDARD, told(before.day, 1), assertion) is None


def test_a_late_reply_never_opens_what_has_been_stopped_since() -> None:
    before = after(1)
    assertion = decide(before.course, None)
    stopped = engine.lower_today(assertion, STANDARD, DayReport(assertion.day, flag=Tier.EMERGENCY))
    assert stopped is not None
    amended = engine.amend(before.course, STANDARD, told(before.day, 8), stopped)
    assert amended is not None
    assert (amended.state, amended.prescription.walks) == (State.EMERGENCY, ())


def test_a_flare_never_lifts_a_plan_that_silence_has_eased_further() -> None:
    gentle = ProgressionSettings(silence_ease_day=5, silence_ease_percent=50, yellow_factor=0.9)
    assertion = after(1, 1, 1, *[None] * 5, settings=gentle)
    assert assertion.prescription.minutes == 7
    assert engine.lower_today(assertion, gentle, DayReport(assertion.day, flare=True)) is None
