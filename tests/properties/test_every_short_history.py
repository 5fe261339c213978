"""Is every course of seven days safe, from every state? All of them are walked: 7 kinds of day, 7 days, 9 states."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from schemas.decisions import Course, Decision
from schemas.settings import STANDARD
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Light, Pace, State, Tier, Walked
from services.progression import engine
from services.progression.facts import HELD, STOPPED
from tests.rulebook.histories import after, decide

DAYS = 7
SILENT = DayReport(after(1).day, Absent.NO_REPLY, completed=Absent.NO_REPLY)
KINDS = {
    "green": replace(SILENT, pain_worst=2.0, completed=Walked(1.0)),
    "undone": replace(SILENT, pain_worst=2.0, completed=Walked(0.0)),
    "yellow": replace(SILENT, pain_worst=5.0, completed=Walked(1.0)),
    "red": replace(SILENT, pain_worst=7.0, completed=Walked(1.0)),
    "silence": SILENT,
    "flag": replace(SILENT, flag=Tier.URGENT),
    "clear": replace(SILENT, acts=(ClinicianAct.CLEAR,)),
}
STARTS: dict[State, Course] = {
    State.ACTIVE: after(1, 1).course,
    State.YELLOW: after(1, 5).course,
    State.RED_REST: after(1, 8).course,
    State.REENTRY: after(8, 1).course,
    State.HOLD_ESCALATED: after(8, 8, 8).course,
    State.HOLD_CLINICAL: decide(after(1).course, 1, flag=Tier.URGENT).course,
    State.EMERGENCY: decide(after(1).course, 1, flag=Tier.EMERGENCY).course,
    State.PAUSED: decide(after(1).course, 1, acts=(ClinicianAct.PAUSE,)).course,
    State.MAINTENANCE: replace(after(1, 1).course, state=State.MAINTENANCE, goal_reached=after(1).day),
}
ONE_DAY = timedelta(days=1)


def wrong_with(course: Course, kind: str, decision: Decision) -> str:
    """Which invariant that speaks of states a day breaks; empty if none. Kept lean: it is asked millions of times."""
    plan, earned, state = decision.prescription, decision.course.dose, decision.state
    minutes, before = plan.minutes, course.prescription
    if decision.light is Light.RED and minutes:
        return "1: red, and yet walking"
    if kind == "silence" and course.state not in STOPPED and minutes > before.minutes:
        return "6: silence raised the plan"
    if earned.minutes > course.dose.minutes and (kind != "green" or course.state is not State.ACTIVE):
        return "5: only a green day walked in an active course earns"
    if decision.light is Light.YELLOW and state not in STOPPED and minutes >= earned.minutes:
        return "12: yellow asks for all that is earned"
    if decision.course.rest_days > STANDARD.max_auto_rest_days:
        return "13: too long a rest without a person"
    if state in STOPPED and minutes:
        return "13: stopped, and yet walking"
    if course.state in HELD and state not in HELD and kind != "clear":
        return "13: only a clinician opens a hold"
    if course.state is State.RED_REST and minutes * 10 > earned.minutes * 7:
        return "14: too much after rest"
    if kind == "flag" and state not in (State.HOLD_CLINICAL, State.EMERGENCY):
        return "15: a flag was passed over"
    if earned.minutes > course.dose.minutes and earned.brisk > course.dose.brisk:
        return "10: two levers at once"
    if sum(plan.walks) != minutes or len(plan.walks) > STANDARD.max_walks_per_day or minutes > earned.minutes:
        return "11: the walks are not the plan"
    if plan.pace is Pace.BRISK and state not in (State.ACTIVE, State.MAINTENANCE):
        return "12: brisk beside pain"
    return ""


@pytest.mark.parametrize("start", STARTS)
def test_every_course_of_seven_days_is_safe_from_every_state(start: State) -> None:
    assert STARTS[start].state is start
    # Two ways to the very same course go on alike, so each course is walked once, and how many ways led to it is kept.
    ways: Counter[Course] = Counter([STARTS[start]])
    for depth in range(DAYS):
        onward: Counter[Course] = Counter()
        for course, led in ways.items():
            for kind, report in KINDS.items():
                decision = engine.next_day(course, STANDARD, replace(report, day=course.day))
                wrong = wrong_with(course, kind, decision)
                assert not wrong, (wrong, course, kind, decision)
                if depth + 1 < DAYS:
                    onward[decision.course] += led
        assert ways.total() == len(KINDS) ** depth
        ways = onward


@pytest.mark.parametrize("start", STARTS)
def test_no_state_is_a_dead_end_but_those_that_a_person_opens(start: State) -> None:
    to_go = [(STARTS[start], 0)]
    while to_go:
        course, depth = to_go.pop()
        decision = None
        for _ in range(5):
            decision = decide(decision.course if decision else course, 2)
        assert decision is not None
        stuck = not decision.prescription.walks
        assert stuck == (course.state in STOPPED), course
        opened = decision if not stuck else decide(decision.course, 2, acts=(ClinicianAct.CLEAR, ClinicianAct.RESUME))
        assert opened.prescription.walks
        if depth < 3:
            to_go += [
                (engine.next_day(course, STANDARD, replace(report, day=course.day)).course, depth + 1)
                for report in KINDS.values()
            ]
