"""What does this version of the rule decide, asked and answered in plain JSON?

A version that was released is asked the same questions for ever, by programs of years later: names and meanings here
stay as they are, and what is asked besides is added.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from schemas.decisions import Decision, Taken
from schemas.settings import ProgressionSettings, settings_from_record
from schemas.value import value
from services.progression import engine, replay
from services.progression.explanation import why
from services.progression.ordered import as_ordered

# The versions whose decisions this one takes again.
VERSIONS = ("5",)

Asked = Mapping[str, Any]
Record = dict[str, Any]


@value
class Engine:
    """One version of the rule behind its boundary. versions: those whose decisions it takes again."""

    versions: tuple[str, ...]
    decide: Callable[[Asked], Record | None]
    recompute: Callable[[Asked], Record]
    explain: Callable[[Asked], Record]
    follow: Callable[[Asked], Record]


# Which engine takes a version's decisions again.
Engines = Mapping[str, Engine]


def decide(asked: Asked) -> Record | None:
    """One decision as a record, or None where nothing changes.

    taken says which question is put, in the words of `Taken`; settings are all settings by name. Of a first_day:
    profile and day. Of next_day and amend: course, the one before the report, and report. Of amend, lower_today and
    ordered_late: standing, the decision that the plan rests on. Of ordered: what its next_day or first_day takes. Of
    both orders: walks. rules_version, where it is given, is the version that is asked for. Raises ValueError for
    another question.
    """
    decision = _decided(asked)
    return None if decision is None else replay.to_record(decision)


def recompute(asked: Asked) -> Record:
    """Whether the question of `decide` still leads to the record in decided; and the decision that it leads to."""
    decision = _decided(asked)
    if decision is None:
        return {"same": False, "decision": None}
    record = replay.to_record(decision)
    return {"same": record == asked["decided"], "decision": record}


def explain(asked: Asked) -> Record:
    """The explanation of the record in decision, which was taken on report (None of a first day)."""
    report = None if asked.get("report") is None else replay.report_from_record(asked["report"])
    told = why(replay.decision_from_record(asked["decision"]), report)
    return {
        "rule": told.rule,
        "says": told.says,
        "told": [list(pair) for pair in told.told],
        "compared": [list(pair) for pair in told.compared],
        "therapist": told.therapist,
        "patient": told.patient,
    }


def follow(asked: Asked) -> Record:
    """Many days at once under one set of settings: from course on, report upon report of reports.

    days hold what was decided after each; course is the one that they lead to, for whoever goes on.
    """
    settings = settings_from_record(asked["settings"])
    course, days = replay.course_from_record(asked["course"]), []
    for report in asked["reports"]:
        decision = engine.next_day(course, settings, replay.report_from_record(report))
        course = decision.course
        days.append(_in_short(decision))
    return {"days": days, "course": replay.to_record(course)}


def _in_short(decision: Decision) -> Record:
    # What is asked of people says with which numbers; all other days are kept short.
    numbers = {"numbers": dict(decision.numbers)} if decision.tasks else {}
    return numbers | {
        "day": decision.day.isoformat(),
        "state": decision.state.value,
        "light": decision.light.value,
        "walks": list(decision.prescription.walks),
        "earned": decision.course.dose.minutes,
        "rule": decision.rule,
        "reason": decision.reason.value,
        "tasks": [task.value for task in decision.tasks],
    }


def _decided(asked: Asked) -> Decision | None:
    settings = settings_from_record(asked["settings"])
    match Taken(asked["taken"]):
        case Taken.FIRST_DAY | Taken.NEXT_DAY:
            return _from_the_start(asked, settings)
        case Taken.AMEND:
            course, report = replay.course_from_record(asked["course"]), replay.report_from_record(asked["report"])
            return engine.amend(course, settings, report, replay.decision_from_record(asked["standing"]))
        case Taken.LOWER_TODAY:
            standing = replay.decision_from_record(asked["standing"])
            return engine.lower_today(standing, settings, replay.report_from_record(asked["report"]))
        case Taken.ORDERED:
            return as_ordered(_from_the_start(asked, settings), asked["walks"])
        case Taken.ORDERED_LATE:
            return as_ordered(replay.decision_from_record(asked["standing"]), asked["walks"])
        case _:
            raise ValueError(f"{asked['taken']} is no question to the rule.")


def _from_the_start(asked: Asked, settings: ProgressionSettings) -> Decision:
    """The engine's own decision: of the next day, or of a course's first, which has no course before it."""
    if asked.get("course") is None:
        profile = replay.profile_from_record(asked["profile"])
        return engine.first_day(profile, settings, date.fromisoformat(asked["day"]))
    return engine.next_day(
        replay.course_from_record(asked["course"]), settings, replay.report_from_record(asked["report"])
    )


HERE = Engine(VERSIONS, decide, recompute, explain, follow)
