"""How does a clinic's own system enrol many at once? One CSV: a report row by row first, then all or the good rows."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Query, Request

from schemas.api.rosters import Outcome, RosterReport, RosterRow
from services.intake.request.caller import AsEnroller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.route import PROBLEMS
from services.intake.v1.refusing import asker_of, note_refused
from services.journey.enrolling import roster

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["patients"], responses=PROBLEMS)
_EXAMPLE = ",".join(roster.COLUMNS)


@router.get("/roster/columns")
def list_columns(_: AsEnroller) -> dict[str, list[str]]:
    """The columns that a roster may have, and those that it must have."""
    return {"columns": list(roster.COLUMNS), "needed": sorted(roster.NEEDED)}


@router.post("/roster")
def enrol_roster(
    content: Annotated[bytes, Body(media_type="text/csv", examples=[_EXAMPLE], description="CSV in UTF-8, or XLSX")],
    session: Work,
    caller: AsEnroller,
    http: Request,
    take: Annotated[
        Literal["none", "all", "good"],
        Query(description="none: only report; all: enrol every row or none; good: enrol the rows that are right"),
    ] = "none",
) -> RosterReport:
    """Enrol up to 500 patients from a CSV in UTF-8 or XLSX. Phones that the clinic has already are left as they are."""
    told = roster.read_table(content)
    asker = asker_of(http, caller)
    reports: list[roster.RowReport] = []
    try:
        with session.begin_nested():
            reports += roster.take_in(session, caller.clinic_id, caller.user, told, caller.now)
            _check_wanted(take, reports)
        written = True
    except _OnlyLookedAt:
        written, reports = False, [_would(report) for report in reports]
    note_refused(http, asker, sum(report.phone_taken for report in reports))
    return RosterReport(
        written=written,
        rows=[
            RosterRow(
                line=report.line,
                outcome=report.outcome.value,
                patient_id=report.patient_id,
                errors=[{"field": field, "detail": sentence} for field, sentence in report.errors],
            )
            for report in reports
        ],
    )


class _OnlyLookedAt(Exception):
    """Nothing of this table is to be kept."""


def _check_wanted(take: str, reports: list[roster.RowReport]) -> None:
    refused = any(report.outcome is Outcome.REFUSED for report in reports)
    if take == "none" or (take == "all" and refused):
        raise _OnlyLookedAt


def _would(report: roster.RowReport) -> roster.RowReport:
    if report.outcome is not Outcome.ENROLLED:
        return report
    return replace(report, outcome=Outcome.WOULD_ENROL, patient_id=None)
