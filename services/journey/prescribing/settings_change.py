"""How does a therapist change a number safely? Look at what it would do, then keep it as a new version."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, select

from schemas.settings import PRESETS, ProgressionSettings
from schemas.tables.clinics import SettingsVersion
from schemas.tables.events import Fact
from schemas.tables.identity import User
from schemas.tables.people import Enrolment
from services.journey.planning.due_texts import check_prompt_times
from services.journey.refusals import MayNotRaiseRed, SettingsHaveChanged, SettingsRefused
from services.progression.check_in import EVERY_DAY
from services.progression.liveness import SettingsWouldDeadlock, check_liveness
from services.storage import in_force, records
from services.storage.database import save
from services.storage.queries import people


@dataclass(frozen=True, slots=True)
class Change:
    """One setting before and after, as JSON values."""

    name: str
    before: Any
    after: Any


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
        raise SettingsRefused([(error.field, str(error))]) from None
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


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose settings are meant: one patient's, or, without an enrolment, the clinic's default."""

    clinic_id: uuid.UUID
    enrolment: Enrolment | None = None


@dataclass(frozen=True, slots=True)
class NewSettings:
    """Settings to be kept, why, and the version that their author looked at, if they looked at one.

    values None lets a patient follow the clinic's default again.
    """

    values: ProgressionSettings | None
    reason: str
    seen: uuid.UUID | None = None


def versions(session: Session, whose: Whose) -> Sequence[SettingsVersion]:
    """Every version of the clinic's default, or of one patient's own settings, the newest first."""
    owner = col(SettingsVersion.enrolment_id)
    statement = (
        select(SettingsVersion)
        .where(col(SettingsVersion.clinic_id) == whose.clinic_id)
        .where(owner == whose.enrolment.id if whose.enrolment else owner.is_(None))
        .order_by(col(SettingsVersion.version).desc())
    )
    return session.exec(statement).all()


def version_in_force(session: Session, whose: Whose) -> SettingsVersion:
    """The version that decides: the patient's own, else the clinic's default."""
    if whose.enrolment is None:
        return session.get_one(SettingsVersion, records.clinic_settings(session, whose.clinic_id)[1])
    return session.get_one(SettingsVersion, in_force.settings_of(session, whose.enrolment)[1])


def keep(session: Session, whose: Whose, new: NewSettings, user: User, now: datetime) -> SettingsVersion:
    """Keep settings as the newest version; they count from the next decision on and rewrite no past day.

    Raises SettingsHaveChanged, MayNotRaiseRed, SettingsRefused.
    """
    clinic_id, enrolment, settings = whose.clinic_id, whose.enrolment, new.values
    # One author at a time: the clinic's row, or the patient's enrolment, is held until the version stands.
    if enrolment is None:
        people.lock_clinic(session, clinic_id)
    else:
        records.lock_enrolment(session, enrolment.id)
    current = version_in_force(session, whose)
    if new.seen is not None and current.id != new.seen:
        raise SettingsHaveChanged(
            f"{current.author} saved version {current.version} meanwhile. Look at it, then save again."
        )
    before = ProgressionSettings.model_validate(current.values)
    after = settings or records.clinic_settings(session, clinic_id)[0]
    if after.red_min > before.red_min and not user.may_raise_red:
        raise MayNotRaiseRed(f"Red begins at {before.red_min}. Raising it needs the scope raise_red_min.")
    if enrolment is None and after.check_in_days != EVERY_DAY:
        raise SettingsRefused(
            [("check_in_days", "are one patient's: set them there, so that nobody else is asked less")]
        )
    _check_times(session, whose, after)
    newest = next(iter(versions(session, whose)), None)
    version = SettingsVersion(
        clinic_id=clinic_id,
        enrolment_id=enrolment.id if enrolment else None,
        version=newest.version + 1 if newest else 1,
        values=settings.model_dump(mode="json") if settings else {},
        author=f"user:{user.id}",
        reason=new.reason,
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


def _check_times(session: Session, whose: Whose, settings: ProgressionSettings) -> None:
    """Quiet hours must leave every patient concerned their prompt times. Raises SettingsRefused."""
    enrolment_id = whose.enrolment.id if whose.enrolment else None
    for morning, evening in people.prompt_times(session, whose.clinic_id, enrolment_id):
        wrong = check_prompt_times(morning, evening, settings)
        if wrong:
            said = f"a patient is texted at {morning:%H:%M} and {evening:%H:%M}: the {wrong[0][0]} time {wrong[0][1]}"
            raise SettingsRefused([("quiet_hours_start", said)])
