"""Who needs a call? The worklist of a clinic, and what a therapist does about its entries."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from sqlmodel import Session

from schemas.alert_kinds import AlertKind, Severity
from schemas.api.answers import AlertOut
from schemas.api.evidence import Evidence
from schemas.api.requests import AssignAlert, NoteOnAlert, SnoozeAlert
from schemas.api.worklist import AlertActOut, Urgencies, WorklistCounts, WorklistEntry, WorklistPage
from schemas.tables.alerts import Act, Alert
from schemas.tables.identity import User
from services.intake.request import queries
from services.intake.request.caller import AsReader, AsTherapist, Caller, Work
from services.intake.request.cursors import cursor, parts_of
from services.intake.request.idempotency import OnceRoute
from services.intake.request.problems import ProblemError
from services.intake.request.route import PROBLEMS
from services.journey.caring import alert_acts
from services.journey.caring.alert_acts import Handled
from services.storage.audit import note_listed
from services.views import worklist, worklist_counts
from services.views.evidence import evidence_of
from services.views.worklist import BEGINNING, Entry, Part, Place, WorklistFilters

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["worklist"], responses=PROBLEMS)
AlertId = Annotated[UUID, Path(description="The alert's id")]


def _filters(
    therapist_id: Annotated[UUID | None, Query(description="Of this therapist, or assigned to them")] = None,
    severity: Severity | None = None,
    kind: AlertKind | None = None,
    snoozed: Annotated[bool, Query(description="Also what was put off")] = False,
) -> WorklistFilters:
    return WorklistFilters(therapist_id, severity, kind, snoozed)


def _place(after: str | None) -> Place:
    return BEGINNING if after is None else Place(*parts_of(after, int, datetime.fromisoformat, UUID))


def _out(alert: Alert, told: Mapping[UUID, Sequence[Evidence]]) -> AlertOut:
    return AlertOut(**alert.model_dump(), evidence=list(told[alert.id]))


def _done(alert: Alert) -> AlertOut:
    """Without what was told: an answer to a POST is kept for a repeat, and an erasure must not look for words there."""
    return AlertOut(**alert.model_dump())


def _entry(entry: Entry, told: Mapping[UUID, Sequence[Evidence]]) -> WorklistEntry:
    return WorklistEntry(
        patient_id=entry.patient.id,
        first_name=entry.patient.first_name,
        zone=entry.patient.zone,
        therapist_id=entry.enrolment.therapist_id,
        status=entry.enrolment.status,
        state=entry.state,
        severity=entry.severity.value,
        since=entry.place.since,
        lights=entry.lights,
        last_pain=entry.pain,
        alerts=[_out(alert, told) for alert in entry.alerts],
        tried=[AlertActOut(**act.model_dump()) for act in entry.acts],
    )


@router.get("/worklist")
def show_worklist(
    session: Work,
    caller: AsReader,
    filters: Annotated[WorklistFilters, Depends(_filters, scope="function")],
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    after: Annotated[str | None, Query(max_length=200, description="next_after of the page before")] = None,
) -> WorklistPage:
    """Patients who need attention, one entry each: the most urgent first, then those who wait longest."""
    entries = worklist.page(session, caller.clinic_id, filters, caller.now, Part(_place(after), limit + 1))
    more = len(entries) > limit
    note_listed(session, caller.user, [entry.patient.id for entry in entries[:limit]], caller.operation, caller.now)
    last = entries[limit - 1].place if more else BEGINNING
    clinics_own = worklist_counts.of_clinic(session, caller.clinic_id, filters, caller.now)
    totals = worklist_counts.totals(session, caller.clinic_id, filters, caller.now, clinics_own)
    meant = [alert for alert in clinics_own if after is None and filters.severity in (None, alert.severity)]
    shown = [alert for entry in entries[:limit] for alert in entry.alerts]
    told = evidence_of(session, caller.clinic_id, [*shown, *meant])
    return WorklistPage(
        items=[_entry(entry, told) for entry in entries[:limit]],
        of_clinic=[_out(alert, told) for alert in meant],
        totals=Urgencies(**totals),
        next_after=cursor(last.rank, last.since, last.patient_id) if more else None,
    )


@router.get("/worklist/counts")
def count_worklist(session: Work, caller: AsReader) -> list[WorklistCounts]:
    """How many patients of each therapist need attention, by urgency."""
    counted = worklist_counts.counts(session, caller.clinic_id, caller.now)
    return [
        WorklistCounts(therapist_id=key, **row.by_severity, raised_at=row.raised_at) for key, row in counted.items()
    ]


def _alert(session: Session, caller: Caller, alert_id: UUID) -> Alert:
    alert = session.get(Alert, alert_id)
    if alert is None or alert.clinic_id != caller.clinic_id:
        raise ProblemError(404, "alert-not-found", "No alert of this clinic has that id.")
    return alert


@router.post("/alerts/{alert_id}/tried")
def note_try(alert_id: AlertId, request: NoteOnAlert, session: Work, caller: AsTherapist) -> AlertOut:
    """Write down that the patient was called, and what came of it."""
    alert = _alert(session, caller, alert_id)
    return _done(alert_acts.write_down(session, alert, Handled(Act.TRIED, caller.user, request.note), caller.now))


@router.post("/alerts/{alert_id}/resolve")
def resolve_alert(alert_id: AlertId, request: NoteOnAlert, session: Work, caller: AsTherapist) -> AlertOut:
    """The matter is settled; the note says how. A danger is closed by clearing the hold, never here."""
    alert = _alert(session, caller, alert_id)
    return _done(alert_acts.write_down(session, alert, Handled(Act.RESOLVED, caller.user, request.note), caller.now))


@router.post("/alerts/{alert_id}/assign")
def assign_alert(alert_id: AlertId, request: AssignAlert, session: Work, caller: AsTherapist) -> AlertOut:
    """Give an alert to a colleague; null gives it back to the patient's therapist."""
    alert = _alert(session, caller, alert_id)
    to = session.get(User, request.user_id) if request.user_id else None
    if request.user_id and (to is None or to.clinic_id != caller.clinic_id):
        raise ProblemError(404, "user-not-found", "No user of this clinic has that id.")
    return _done(alert_acts.assign(session, alert, to, caller.user, caller.now))


@router.post("/alerts/{alert_id}/snooze")
def snooze_alert(alert_id: AlertId, request: SnoozeAlert, session: Work, caller: AsTherapist) -> AlertOut:
    """Put an alert off, for a week at most; what needs somebody now cannot be put off."""
    alert = _alert(session, caller, alert_id)
    return _done(alert_acts.snooze(session, alert, request, caller.user, caller.now))


@router.get("/alerts")
def list_alerts(
    session: Work,
    caller: AsReader,
    patient_id: Annotated[UUID | None, Query(description="Of one patient")] = None,
    limit: Annotated[int, Query(ge=1, le=400)] = 100,
) -> list[AlertOut]:
    """What somebody must look at: open alerts, the most urgent first."""
    alerts = queries.open_alerts(session, caller.clinic_id, patient_id, limit)
    seen = dict.fromkeys(alert.patient_id for alert in alerts if alert.patient_id is not None)
    note_listed(session, caller.user, list(seen), caller.operation, caller.now)
    told = evidence_of(session, caller.clinic_id, alerts)
    return [_out(alert, told) for alert in alerts]


@router.post("/alerts/{alert_id}/acknowledge")
def acknowledge_alert(alert_id: AlertId, session: Work, caller: AsTherapist) -> AlertOut:
    """Say that somebody has seen it; the first name is kept."""
    alert = _alert(session, caller, alert_id)
    return _done(alert_acts.acknowledge(session, alert, f"user:{caller.user.id}", caller.now))
