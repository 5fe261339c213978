"""How does a therapist change a number safely? Look at what it would do, then keep it as a new version."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, select

from schemas.events import Fact
from schemas.identity import User
from schemas.people import Clinic, Enrolment, SettingsVersion
from schemas.plans import PlanDay
from schemas.settings import PRESETS, ProgressionSettings
from services.journey import local_time
from services.journey.prompt import check_prompt_times
from services.progression import engine
from services.progression.forecast import band, futures, learnt_mix, what_if
from services.progression.liveness import SettingsWouldDeadlock, check_liveness
from services.progression.replay import course_from_record, decision_from_record, report_from_record
from services.storage import history, records
from services.storage.database import save

PAST_DAYS, BAND_DAYS, FUTURES = 60, 60, 100


class SettingsRefused(Exception):
    """The settings would not be right; errors are (field, sentence) pairs."""

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{field}: {sentence}" for field, sentence in errors))
        self.errors = errors


class SettingsHaveChanged(Exception):
    """Somebody saved another version meanwhile."""


class MayNotRaiseRed(Exception):
    """Where red begins may be raised only by who has that scope."""


@dataclass(frozen=True, slots=True)
class Change:
    """One setting before and after, as JSON values."""

    name: str
    before: Any
    after: Any


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


def proposed(
    current: ProgressionSettings, changes: Mapping[str, Any], preset: str | None = None
) -> ProgressionSettings:
    """The settings with some numbers changed, from a preset if one is named. Raises SettingsRefused."""
    if preset is not None and preset not in PRESETS:
        raise SettingsRefused([("preset", f"must be one of {', '.join(PRESETS)}")])
    base = PRESETS[preset] if preset is not None else current
    known = set(ProgressionSettings.model_fields)
    unknown = [name for name in changes if name not in known]
    if unknown:
        raise SettingsRefused([(name, "there is no setting of that name") for name in unknown])
    try:
        settings = ProgressionSettings.model_validate(base.model_dump(mode="json") | dict(changes))
        check_liveness(settings)
    except ValidationError as error:
        raise SettingsRefused([_sentence(item) for item in error.errors()]) from None
    except SettingsWouldDeadlock as error:
        raise SettingsRefused([("weekly_cap_minutes", str(error))]) from None
    return settings


def _sentence(item: Any) -> tuple[str, str]:
    field = ".".join(str(part) for part in item["loc"])
    said = str(item["msg"]).removeprefix("Value error, ")
    if not field and ": " in said:
        field, _, said = said.partition(": ")
    return field or "settings", said


def differences(before: ProgressionSettings, after: ProgressionSettings) -> list[Change]:
    """Which numbers differ, in the order in which settings are shown."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    return [Change(name, old[name], new[name]) for name in old if old[name] != new[name]]


def versions(session: Session, clinic_id: uuid.UUID, enrolment: Enrolment | None) -> Sequence[SettingsVersion]:
    """Every version of the clinic's default, or of one patient's own settings, the newest first."""
    owner = col(SettingsVersion.enrolment_id)
    statement = (
        select(SettingsVersion)
        .where(col(SettingsVersion.clinic_id) == clinic_id)
        .where(owner == enrolment.id if enrolment else owner.is_(None))
        .order_by(col(SettingsVersion.version).desc())
    )
    return session.exec(statement).all()


def version_in_force(session: Session, clinic_id: uuid.UUID, enrolment: Enrolment | None) -> SettingsVersion:
    """The version that decides: the patient's own, else the clinic's default."""
    if enrolment is None:
        return session.get_one(SettingsVersion, records.clinic_settings(session, clinic_id)[1])
    return session.get_one(SettingsVersion, records.settings_of(session, enrolment)[1])


def keep(
    session: Session,
    clinic_id: uuid.UUID,
    enrolment: Enrolment | None,
    settings: ProgressionSettings | None,
    user: User,
    reason: str,
    seen: uuid.UUID | None,
    now: datetime,
) -> SettingsVersion:
    """Keep settings as the newest version; they count from the next decision on and rewrite no past day.

    settings None lets a patient follow the clinic's default again. seen is the version that the author looked at.
    Raises SettingsHaveChanged, MayNotRaiseRed, SettingsRefused.
    """
    # One author at a time: the clinic's row, or the patient's enrolment, is held until the version stands.
    if enrolment is None:
        session.exec(select(Clinic).where(col(Clinic.id) == clinic_id).with_for_update()).one()
    else:
        enrolment, _ = records.lock_enrolment(session, enrolment.id)
    current = version_in_force(session, clinic_id, enrolment)
    if seen is not None and current.id != seen:
        raise SettingsHaveChanged(
            f"{current.author} saved version {current.version} meanwhile. Look at it, then save again."
        )
    before = ProgressionSettings.model_validate(current.values)
    after = settings or records.clinic_settings(session, clinic_id)[0]
    if after.red_min > before.red_min and not user.may_raise_red:
        raise MayNotRaiseRed(f"Red begins at {before.red_min}. Raising it needs the scope raise_red_min.")
    _check_times(session, clinic_id, enrolment, after)
    newest = next(iter(versions(session, clinic_id, enrolment)), None)
    version = SettingsVersion(
        clinic_id=clinic_id,
        enrolment_id=enrolment.id if enrolment else None,
        version=newest.version + 1 if newest else 1,
        values=settings.model_dump(mode="json") if settings else {},
        author=f"user:{user.id}",
        reason=reason,
        created_at=now,
    )
    event = Fact(
        at=now,
        name="settings.changed" if settings else "settings.follow_the_clinic",
        actor=version.author,
        clinic_id=clinic_id,
        patient_id=enrolment.patient_id if enrolment else None,
        subject=f"settings:{version.id}",
        detail={"changed": [change.name for change in differences(before, after)], "version": version.version},
    )
    save(session, version, event=event)
    return version


def _check_times(
    session: Session, clinic_id: uuid.UUID, enrolment: Enrolment | None, settings: ProgressionSettings
) -> None:
    """Quiet hours must leave every patient concerned their prompt times. Raises SettingsRefused."""
    statement = select(Enrolment.morning_time, Enrolment.evening_time).where(col(Enrolment.clinic_id) == clinic_id)  # type: ignore[call-overload]
    if enrolment is not None:
        statement = statement.where(col(Enrolment.id) == enrolment.id)
    for morning, evening in session.exec(statement.distinct()):
        wrong = check_prompt_times(morning, evening, settings)
        if wrong:
            said = f"a patient is texted at {morning:%H:%M} and {evening:%H:%M}: the {wrong[0][0]} time {wrong[0][1]}"
            raise SettingsRefused([("quiet_hours_start", said)])


def preview(session: Session, enrolment: Enrolment, zone: str, settings: ProgressionSettings, now: datetime) -> Preview:
    """The patient's last 60 days as they were and as they would have been, and their coming days."""
    before, _ = records.settings_of(session, enrolment)
    return Preview(
        changes=differences(before, settings),
        days_to_goal_all_green=check_liveness(settings),
        past=_past(session, enrolment, settings, local_time.plan_day(now, zone)),
        band=_coming(session, enrolment, settings),
    )


def _past(session: Session, enrolment: Enrolment, settings: ProgressionSettings, today: date) -> list[DayCompared]:
    """Decisions that were taken after a day, beside those under the new settings, from the first of them on."""
    taken = _decisions(session, enrolment, today - timedelta(days=PAST_DAYS))
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


def _decisions(session: Session, enrolment: Enrolment, since: date) -> list[PlanDay]:
    """The last decision about each day since, as far as they stand day upon day."""
    statement = (
        select(PlanDay)
        .where(col(PlanDay.enrolment_id) == enrolment.id, col(PlanDay.day) > since, col(PlanDay.taken) == "next_day")
        .order_by(col(PlanDay.day), col(PlanDay.revision))
    )
    newest = {plan.day: plan for plan in session.exec(statement)}
    unbroken: list[PlanDay] = []
    for plan in newest.values():
        if unbroken and plan.day != unbroken[-1].day + timedelta(days=1):
            unbroken = []
        unbroken.append(plan)
    return unbroken


def _coming(session: Session, enrolment: Enrolment, settings: ProgressionSettings) -> list[dict[str, int | None]]:
    newest = history.newest_plan(session, enrolment)
    if newest is None:
        return []
    start = decision_from_record(newest.decision)
    # The same patient and settings give the same picture each time it is looked at.
    chance = Random(enrolment.id.int)  # noqa: S311
    drawn = futures(start, settings, learnt_mix(start.course), patients=FUTURES, days=BAND_DAYS, draw=chance.random)
    return band(list(drawn))
