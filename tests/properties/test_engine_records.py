"""Does every decision say why, and come back the same from its record, in any year?"""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from schemas.decisions import Course, Reason
from schemas.settings import ProgressionSettings
from schemas.vocabulary import (
    CareProfile,
    Light,
    Pace,
)
from services.progression import engine, replay
from services.progression.check_in import EVERY_DAY
from services.progression.explanation import why
from services.progression.facts import STOPPED
from services.progression.rules import RULES
from tests.rulebook.histories import (
    began,
    days_told,
    holds_for,
    legal_settings,
    lived,
    profiles,
    recompute,
    told,
)

History = list[dict[str, Any]]
ROW = {row.id: row for row in RULES}


@holds_for(legal_settings(), profiles(), days_told())
def test_20_the_same_history_gives_the_same_plans_also_through_its_records(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, report, decision in lived(settings, profile, history)[-12:]:
        stored = json.loads(json.dumps([replay.to_record(course), replay.to_record(report)]))
        again = recompute(stored[0], settings, stored[1])
        assert json.loads(json.dumps(again)) == json.loads(json.dumps(replay.to_record(decision)))
        assert replay.decision_from_record(again) == decision


@holds_for(legal_settings(), profiles(), days_told())
def test_20_the_calendar_does_not_matter(settings: ProgressionSettings, profile: CareProfile, history: History) -> None:
    here = began(settings, profile)
    there = engine.first_day(profile, settings, here.day + timedelta(weeks=209))
    for facts in history:
        here = engine.next_day(here.course, settings, replace(told(here.day, None), **facts))
        there = engine.next_day(there.course, settings, replace(told(there.day, None), **facts))
        assert (here.rule, here.prescription, here.tasks) == (there.rule, there.prescription, there.tasks)


@holds_for(legal_settings(), profiles(), days_told())
def test_27_every_decision_says_its_rule_its_reason_and_its_numbers(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    for course, _, decision in lived(settings, profile, history):
        row = ROW[decision.rule]
        assert course.state in row.states
        assert decision.reason is (Reason.PLANNED_REST if decision.course.planned_rest else row.reason)
        assert dict(decision.numbers)["earned"] == decision.course.dose.minutes
        easing = {
            "unread_hold",
            "untold",
            "part_done",
            "over_walked",
            "usual_steady",
            "usual_step",
            "reentry_done",
            "yellow_ease",
            "red_rest",
            "reentry",
            "reentry_back",
            "held_for_call",
            "paused",
            "restart",
        }
        if decision.light in (Light.YELLOW, Light.RED) and decision.state not in STOPPED:
            assert decision.reason.value in easing | {"return_after_gap", "planned_rest", "start"}
        assert why(decision).therapist.endswith(".")


@holds_for(legal_settings(), profiles(), days_told(200))
def test_the_course_remembers_four_weeks_and_no_more(
    settings: ProgressionSettings, profile: CareProfile, history: History
) -> None:
    course: Course = lived(settings, profile, history)[-1][2].course
    assert len(course.marks) <= 28
    # On chosen weekdays a window is longer, and a day told besides counts, too.
    every_day = settings.check_in_days == EVERY_DAY
    assert len(course.credits) <= (settings.credit_window_days if every_day else 28)
    assert course.prescription.pace is Pace.EASY or course.prescription.brisk_minutes > 0
