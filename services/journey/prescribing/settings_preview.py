"""What would settings do, before they are kept? A patient's real days again and the coming ones; a clinic's too."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlmodel import Session

from schemas.decisions import Taken
from schemas.settings import ProgressionSettings
from schemas.tables.people import Enrolment
from schemas.tables.plans import PlanDay
from schemas.vocabulary import CareProfile, Diagnosis
from services.journey.prescribing.settings_change import Change, differences
from services.progression import calendar, engine
from services.progression.forecast import TYPICAL, Sample, band, futures, learnt_mix, what_if
from services.progression.liveness import check_liveness
from services.progression.replay import course_from_record, decision_from_record, report_from_record
from services.storage import history, in_force, records
from services.storage.queries import courses

PAST_DAYS, BAND_DAYS, FUTURES, PATIENTS_LOOKED_AT = 60, 60, 100, 25
# What a therapist ordered for a day stands beside the engine's own inputs.
_OF_THE_ENGINE = (Taken.NEXT_DAY, Taken.ORDERED)


@dataclass(frozen=True, slots=True)
class DayCompared:
    """One past day: what was planned after it, and what would have been; minutes a day."""

    day: date
    light: str
    state: str
    minutes: int
    state_under_new: str
    minutes_under_new: int
    rule_under_new: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a set of settings would do to one patient.

    band holds percentiles (p10, p50, p90) of the minutes prescribed on each coming day over simulated
    futures, drawn from how this patient answered lately; nothing of them is a promise.
    """

    changes: list[Change]
    days_to_goal_all_green: int | None
    past: list[DayCompared]
    band: list[dict[str, int | None]]


@dataclass(frozen=True, slots=True)
class ClinicPreview:
    """What a clinic's default would do to those who follow it.

    looked_at: the patients, at most 25 and the last enrolled, whose last 60 real days were decided again; days are
    theirs, days_changed those that would have had another plan. Minutes and rest days are sums over these days. band: a
    typical patient's coming days from the start.
    """

    changes: list[Change]
    days_to_goal_all_green: int | None
    following: int
    looked_at: int
    days: int
    days_changed: int
    minutes: int
    minutes_under_new: int
    rest_days: int
    rest_days_under_new: int
    band: list[dict[str, int | None]]


def preview_clinic(
    session: Session, clinic_id: uuid.UUID, settings: ProgressionSettings, now: datetime
) -> ClinicPreview:
    """What a new default would have done to the patients who follow the clinic's, and would do to a typical one."""
    before, _ = records.clinic_settings(session, clinic_id)
    following, looked_at = courses.following_the_clinic(session, clinic_id, PATIENTS_LOOKED_AT)
    days = [
        day
        for enrolment, zone in looked_at
        for day in _past(session, enrolment, settings, calendar.plan_day(now, zone))
    ]
    return ClinicPreview(
        changes=differences(before, settings),
        days_to_goal_all_green=check_liveness(settings),
        following=following,
        looked_at=len(looked_at),
        days=len(days),
        days_changed=sum((day.minutes, day.state) != (day.minutes_under_new, day.state_under_new) for day in days),
        minutes=sum(day.minutes for day in days),
        minutes_under_new=sum(day.minutes_under_new for day in days),
        rest_days=sum(day.minutes == 0 for day in days),
        rest_days_under_new=sum(day.minutes_under_new == 0 for day in days),
        band=_typical(clinic_id, settings, now),
    )


def _typical(clinic_id: uuid.UUID, settings: ProgressionSettings, now: datetime) -> list[dict[str, int | None]]:
    profile = CareProfile(Diagnosis.UNSPECIFIED, frozenset())
    start = engine.first_day(profile, settings, now.date())
    chance = Random(clinic_id.int)  # noqa: S311
    drawn = futures(start, settings, TYPICAL, Sample(FUTURES, BAND_DAYS, chance.random))
    return band(list(drawn))


def preview(session: Session, enrolment: Enrolment, zone: str, settings: ProgressionSettings, now: datetime) -> Preview:
    """The patient's last 60 days as they were and as they would have been, and their coming days."""
    before, _ = in_force.settings_of(session, enrolment)
    return Preview(
        changes=differences(before, settings),
        days_to_goal_all_green=check_liveness(settings),
        past=_past(session, enrolment, settings, calendar.plan_day(now, zone)),
        band=_coming(session, enrolment, settings),
    )


def _past(session: Session, enrolment: Enrolment, settings: ProgressionSettings, today: date) -> list[DayCompared]:
    """Decisions that were taken after a day, beside those under the new settings, from the first of them on."""
    taken = decisions_day_upon_day(session, enrolment, today - timedelta(days=PAST_DAYS))
    if not taken:
        return []
    course = course_from_record(taken[0].course_before or {})
    reports = [report_from_record(plan.report or {}) for plan in taken]
    # The first real course is where both begin; from then on each goes its own way.
    first = engine.next_day(course, settings, reports[0])
    under_new = [first, *what_if(first, reports[1:], settings)]
    return [
        DayCompared(
            day=report.day,
            light=plan.light.value,
            state=plan.state.value,
            minutes=plan.minutes,
            state_under_new=decision.state.value,
            minutes_under_new=decision.prescription.minutes,
            rule_under_new=decision.rule,
        )
        for plan, report, decision in zip(taken, reports, under_new, strict=True)
    ]


def decisions_day_upon_day(session: Session, enrolment: Enrolment, since: date) -> list[PlanDay]:
    """The last decision about each day since, as far as they stand day upon day."""
    unbroken: list[PlanDay] = []
    for plan in courses.decisions_since(session, enrolment.id, since, _OF_THE_ENGINE):
        if unbroken and plan.day != unbroken[-1].day + timedelta(days=1):
            unbroken = []
        unbroken.append(plan)
    return unbroken


def _coming(session: Session, enrolment: Enrolment, settings: ProgressionSettings) -> list[dict[str, int | None]]:
    newest = history.newest_plan_of(session, enrolment)
    if newest is None:
        return []
    start = decision_from_record(newest.decision)
    # The same patient and settings give the same picture each time it is looked at.
    chance = Random(enrolment.id.int)  # noqa: S311
    drawn = futures(start, settings, learnt_mix(start.course), Sample(FUTURES, BAND_DAYS, chance.random))
    return band(list(drawn))
