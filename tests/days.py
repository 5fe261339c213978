"""Shorthand of the tests for days, reports and patients."""

from datetime import date

from schemas.decisions import Decision
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, CareProfile, ClinicianAct, DayReport, Diagnosis, Tier, Walked
from services.progression import engine

STANDARD = ProgressionSettings()
PROFILE = CareProfile(Diagnosis.DDD, frozenset())
FIRST = date(2026, 3, 1)


def told(
    decision: Decision,
    pain: float | Absent = 2.0,
    done: float | Absent = 1.0,
    *,
    flag: Tier | Absent = Absent.NOT_ASKED,
    acts: tuple[ClinicianAct, ...] = (),
) -> DayReport:
    """What a patient told about the day of a decision."""
    return DayReport(
        day=decision.day,
        pain_worst=pain,
        completed=done if isinstance(done, Absent) else Walked(done),
        flag=flag,
        acts=acts,
    )


def silent(decision: Decision) -> DayReport:
    """A day without a reply."""
    return told(decision, Absent.NO_REPLY, Absent.NO_REPLY)


def start(settings: ProgressionSettings = STANDARD, profile: CareProfile = PROFILE) -> Decision:
    """The first day."""
    return engine.first_day(profile, settings, FIRST)


def after(decision: Decision, *reports: float | str, settings: ProgressionSettings = STANDARD) -> Decision:
    """The decision after days told in short: a pain score with all walks done, or `silence`."""
    for report in reports:
        said = silent(decision) if isinstance(report, str) else told(decision, float(report))
        decision = engine.next_day(decision.course, settings, said)
    return decision


def grown(minutes: int, settings: ProgressionSettings = STANDARD) -> Decision:
    """A course that has earned so many minutes by green days alone."""
    decision = start(settings)
    for _ in range(400):
        if decision.course.dose.minutes >= minutes:
            break
        decision = after(decision, 2, settings=settings)
    return decision
