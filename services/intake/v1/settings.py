"""How does a therapist see and change the numbers? Settings of the clinic and of one patient."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from sqlmodel import Session

from schemas.api.requests import KeepSettings, TrySettings
from schemas.api.settings import (
    ChangeOut,
    ClinicPreviewOut,
    SettingOut,
    SettingsOut,
    SettingsPreviewOut,
    SettingsVersionOut,
)
from schemas.settings import PRESETS, ProgressionSettings
from schemas.tables.clinics import SettingsVersion
from schemas.tables.people import Enrolment
from services.intake.request.caller import AsReader, AsTherapist, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.route import PROBLEMS, BothVersions, Versions
from services.journey import refusals
from services.journey.prescribing import settings_change, settings_preview
from services.journey.prescribing.settings_change import NewSettings, Whose
from services.progression.rulebook import settings_described

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["settings"], responses=PROBLEMS)


def _answer(versions: Versions, version: SettingsVersion, enrolment: Enrolment | None) -> SettingsOut:
    versions.answer(version.id)
    return SettingsOut(
        version=version.version,
        follows_clinic=enrolment is not None and version.enrolment_id is None,
        values=ProgressionSettings.model_validate(version.values).model_dump(mode="json"),
        author=version.author,
        reason=version.reason,
        created_at=version.created_at,
    )


def _seen(versions: Versions) -> UUID:
    try:
        return UUID(versions.expected)
    except ValueError:
        raise refusals.SettingsHaveChanged("If-Match is not an ETag of settings.") from None


def _proposed(current: SettingsVersion, request: TrySettings) -> ProgressionSettings:
    return settings_change.proposed(ProgressionSettings.model_validate(current.values), request.changes, request.preset)


@router.get("/settings/fields")
def describe_settings(_: AsReader) -> list[SettingOut]:
    """Every setting with its unit, range, default, source and hard rule."""
    return [SettingOut.model_validate(asdict(setting)) for setting in settings_described()]


@router.get("/settings/presets")
def list_presets(_: AsReader) -> dict[str, dict[str, Any]]:
    """Whole sets of settings to begin from."""
    return {name: settings.model_dump(mode="json") for name, settings in PRESETS.items()}


@router.get("/settings")
def clinic_settings(session: Work, caller: AsReader, response: Response) -> SettingsOut:
    """The clinic's default settings; the ETag names this version."""
    return _answer(Versions(response, None), settings_change.version_in_force(session, Whose(caller.clinic_id)), None)


@router.get("/settings/versions")
def clinic_versions(session: Work, caller: AsReader) -> list[SettingsVersionOut]:
    """Every version of the clinic's default, the newest first, with what each changed."""
    return _versions(session, caller, None)


@router.post("/settings/preview")
def preview_clinic_settings(request: TrySettings, session: Work, caller: AsReader) -> ClinicPreviewOut:
    """What a new default would have done to patients who follow the clinic's, and would do to a typical one."""
    settings = _proposed(settings_change.version_in_force(session, Whose(caller.clinic_id)), request)
    return ClinicPreviewOut.model_validate(
        asdict(settings_preview.preview_clinic(session, caller.clinic_id, settings, caller.now))
    )


@router.put("/settings")
def keep_clinic_settings(
    request: KeepSettings, session: Work, caller: AsTherapist, versions: BothVersions
) -> SettingsOut:
    """Change the clinic's default. It counts from each patient's next decision on; no past day is rewritten."""
    settings = _proposed(settings_change.version_in_force(session, Whose(caller.clinic_id)), request)
    new = NewSettings(settings, request.reason, _seen(versions))
    return _answer(versions, settings_change.keep(session, Whose(caller.clinic_id), new, caller.user, caller.now), None)


@router.get("/patients/{patient_id}/settings")
def patient_settings(patient_id: PatientId, session: Work, caller: AsReader, response: Response) -> SettingsOut:
    """The settings in force for a patient: their own, else the clinic's."""
    _, enrolment = find_patient(session, caller, patient_id)
    version = settings_change.version_in_force(session, Whose(caller.clinic_id, enrolment))
    return _answer(Versions(response, None), version, enrolment)


@router.get("/patients/{patient_id}/settings/versions")
def patient_versions(patient_id: PatientId, session: Work, caller: AsReader) -> list[SettingsVersionOut]:
    """Every version of a patient's own settings, the newest first, with what each changed."""
    _, enrolment = find_patient(session, caller, patient_id)
    return _versions(session, caller, enrolment)


@router.post("/patients/{patient_id}/settings/preview")
def preview_settings(
    patient_id: PatientId, request: TrySettings, session: Work, caller: AsReader
) -> SettingsPreviewOut:
    """What settings would do to this patient, before anything is saved: the last 60 days, and the coming 60."""
    patient, enrolment = find_patient(session, caller, patient_id)
    settings = _proposed(settings_change.version_in_force(session, Whose(caller.clinic_id, enrolment)), request)
    shown = settings_preview.preview(session, enrolment, patient.zone, settings, caller.now)
    return SettingsPreviewOut.model_validate(asdict(shown))


@router.put("/patients/{patient_id}/settings")
def keep_patient_settings(
    patient_id: PatientId, request: KeepSettings, session: Work, caller: AsTherapist, versions: BothVersions
) -> SettingsOut:
    """Give a patient settings of their own, or change them. They count from the next decision on."""
    _, enrolment = find_patient(session, caller, patient_id)
    whose, settings = Whose(caller.clinic_id, enrolment), None
    if not request.follow_clinic:
        settings = _proposed(settings_change.version_in_force(session, whose), request)
    new = NewSettings(settings, request.reason, _seen(versions))
    kept = settings_change.keep(session, whose, new, caller.user, caller.now)
    return _answer(versions, settings_change.version_in_force(session, whose) if settings is None else kept, enrolment)


def _versions(session: Session, caller: Caller, enrolment: Enrolment | None) -> list[SettingsVersionOut]:
    rows = settings_change.versions(session, Whose(caller.clinic_id, enrolment))
    before = [*rows[1:], None][: len(rows)]
    return [
        SettingsVersionOut(
            version=row.version,
            author=row.author,
            reason=row.reason,
            created_at=row.created_at,
            values=row.values,
            changes=[ChangeOut.model_validate(asdict(change)) for change in _changes(older, row)],
        )
        for row, older in zip(rows, before, strict=True)
    ]


def _changes(older: SettingsVersion | None, row: SettingsVersion) -> list[settings_change.Change]:
    if older is None or not older.values or not row.values:
        return []
    before, after = (ProgressionSettings.model_validate(version.values) for version in (older, row))
    return settings_change.differences(before, after)
