"""The rehearsal's door beside the API: turn the clock, text as a patient, make the carrier fail.

Present only in rehearsal mode. The clock goes from one due moment to the next and waits at each until all work has
settled, so that a week passes in seconds and nothing of it is left out.
"""

import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import httpx2
from fastapi import APIRouter, FastAPI, Request
from fastapi import Path as PathParameter
from fastapi.responses import FileResponse, RedirectResponse
from sqlmodel import col, select

from infra.local.rehearsal_bodies import E164, Fault, NewProgram, PatientText, Texts, Turn
from schemas.tables.alerts import Notice
from schemas.tables.clinics import Clinic
from schemas.tables.identity import Kind, Role, User
from schemas.tables.people import Enrolment, Patient
from services import wiring
from services.accounts import clinics, sign_in
from services.intake.request.problems import ProblemError
from services.intake.v1.sign_in import give_cookie
from services.operations.due import Due, due_now, next_due_at
from services.storage.database import now, set_clock

SETTLE_SECONDS = 30.0
_LONGEST_SETTLING = 300.0
_POLL_SECONDS, _SLOWEST_POLL_SECONDS = 0.015, 0.05
_WAKE_FIRST_SECONDS, _WAKE_AGAIN_SECONDS = 0.05, 0.25
_LONGEST_TURN = timedelta(days=400)
_WAKE_UPS = {
    "replies": ("amble.hear_due",),
    "receipts": ("amble.read_receipts",),
    "texts": ("amble.send_due",),
    "days": ("amble.close_days",),
    "lost": ("amble.settle_lost",),
    "notices": ("amble.tell_staff", "amble.tell_systems"),
    "rungs": ("amble.climb",),
    "lines": ("amble.send_line_texts",),
    "sweeps": ("amble.sweep",),
}
_PAGES = Path(__file__).parent / "pages"

router = APIRouter(prefix="/rehearsal", tags=["rehearsal"])
_turning = threading.Lock()
Phone = Annotated[str, PathParameter(pattern=E164, description="E.164")]


@cache
def _carrier() -> httpx2.Client:
    # Cached: a client reads every authority's certificate when it is made, and the clock asks at every poll.
    limits = httpx2.Limits(keepalive_expiry=2)  # below a server's keep-alive: none is used while closing
    return httpx2.Client(base_url=wiring.configuration().carrier_api_base_url, timeout=20, limits=limits)


def _emulator(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    answer = _carrier().request(method, f"/emulator{path}", json=body)
    if answer.status_code >= httpx2.codes.BAD_REQUEST:
        raise ProblemError(502, "carrier-emulator", f"The carrier emulator answered {answer.status_code}.")
    return answer.json() if answer.content else None


def _time() -> datetime:
    with wiring.database().unit_of_work() as session:
        return now(session)


def _set_clock(to: datetime) -> None:
    # The carrier's clock first: a worker may send as soon as ours says it is time.
    _emulator("POST", "/clock", {"now": to.isoformat()})
    with wiring.database().unit_of_work() as session:
        set_clock(session, to)


def _look() -> tuple[Due, int]:
    with wiring.database().unit_of_work() as session:
        due = due_now(session, now(session))
    pending = _emulator("GET", "/pending")
    return due, sum(pending.values())


def settle(wake_up: Callable[[str], None]) -> bool:
    """Wait until everything due by now is done; false if nothing of it moved for SETTLE_SECONDS, or it never ends."""
    began, calm, waking = time.monotonic(), 0, _Waking(wake_up)
    latest = began + _LONGEST_SETTLING
    seen, end = None, latest
    while time.monotonic() < min(end, latest):
        due, pending = _look()
        if (due, pending) != seen:
            seen, end = (due, pending), time.monotonic() + SETTLE_SECONDS
        calm = calm + 1 if due.nothing and not pending else 0
        if calm == 2:  # a single check may fall between a webhook's arrival and its row
            return True
        waking.wake(due)
        # Checking has a cost as well: after waiting for a while, check less often.
        time.sleep(
            _POLL_SECONDS if calm else min(_SLOWEST_POLL_SECONDS, _POLL_SECONDS + (time.monotonic() - began) / 20)
        )
    return False


class _Waking:
    """Wakes workers for what is due: at once if it was not due before, and again if they do not come."""

    def __init__(self, wake_up: Callable[[str], None]) -> None:
        self._wake_up = wake_up
        self._was_due: set[str] = set()
        self._woken: dict[str, float] = {}

    def wake(self, due: Due) -> None:
        """Send the tasks of each kind that is due; a queue that holds wake-ups already gains nothing by one more."""
        moment, is_due = time.monotonic(), {kind for kind in _WAKE_UPS if getattr(due, kind)}
        for kind in is_due:
            patience = _WAKE_AGAIN_SECONDS if kind in self._was_due else _WAKE_FIRST_SECONDS
            if moment - self._woken.get(kind, 0.0) > patience:
                self._woken[kind] = moment
                for task in _WAKE_UPS[kind]:
                    self._wake_up(task)
        self._was_due = is_due


def _turn(to: datetime, wake_up: Callable[[str], None]) -> tuple[int, bool]:
    """From one due moment to the next until `to`; returns the number of stops, and whether all settled."""
    stops, settled = 0, settle(wake_up)
    while True:
        with wiring.database().unit_of_work() as session:
            following = next_due_at(session)
        if following is None or following >= to:
            break
        current = _time()
        if following > current:
            _set_clock(following)
        settled = settle(wake_up) and settled
        stops += 1
        if not settled:
            break
    if settled and to > _time():
        _set_clock(to)
        settled = settle(wake_up)
    return stops, settled


@router.get("/clock")
def show_clock() -> dict[str, str]:
    """The time that the API, the workers and beat share."""
    return {"now": _time().isoformat()}


@router.post("/clock")
def turn_clock(turn: Turn, request: Request) -> dict[str, Any]:
    """Turn the clock forward; returns when all work due by then has settled."""
    with _turning:
        current = _time()
        to = turn.to.astimezone(UTC) if turn.to else current + (turn.advance or timedelta(0))
        with wiring.database().unit_of_work() as session:
            begun = session.exec(select(Patient.id).limit(1)).first() is not None
        if not begun:
            _set_clock(to)
            return {"now": _time().isoformat(), "stops": 0, "settled": True}
        if to < current:
            detail = f"The clock stands at {current.isoformat()} and only goes forward once a patient is enrolled."
            raise ProblemError(409, "clock-goes-forward", detail)
        if to - current > _LONGEST_TURN:
            raise ProblemError(422, "turn-too-long", f"Turn at most {_LONGEST_TURN.days} days at once.")
        stops, settled = _turn(to, request.app.state.wake_ups.wake_up)
        if not settled:
            due, pending = _look()
            detail = (
                f"Work due by {_time().isoformat()} did not settle: {due}, {pending} at the carrier. Is a worker up?"
            )
            raise ProblemError(503, "not-settled", detail)
        return {"now": _time().isoformat(), "stops": stops, "settled": settled}


@router.get("/phones")
def list_phones() -> list[dict[str, Any]]:
    """Every enrolled phone, for the phone page."""
    statement = select(Patient, Enrolment).join(Enrolment, col(Enrolment.patient_id) == col(Patient.id))
    with wiring.database().unit_of_work() as session:
        living = statement.where(col(Patient.erased_at).is_(None))
        rows = session.exec(living.order_by(col(Patient.created_at))).all()
        return [
            {
                "phone": patient.phone,
                "name": patient.first_name or patient.phone,
                "zone": patient.zone,
                "status": enrolment.status.value,
            }
            for patient, enrolment in rows
        ]


@router.get("/phones/{phone}/texts")
def read_phone(phone: Phone) -> list[dict[str, Any]]:
    """The texts on a phone, both ways, oldest first."""
    texts: list[dict[str, Any]] = _emulator("GET", f"/phones/{phone}/texts")
    return texts


@router.post("/phones/{phone}/texts", status_code=201)
def text_as_patient(phone: Phone, text: PatientText, request: Request) -> list[dict[str, Any]]:
    """Text as this patient; returns the whole thread once the text was heard and answered."""
    settle(request.app.state.wake_ups.wake_up)  # a patient answers what they have read
    _emulator("POST", f"/phones/{phone}/texts", text.model_dump(exclude_none=True))
    settle(request.app.state.wake_ups.wake_up)
    return read_phone(phone)


@router.post("/texts", status_code=201)
def text_as_many(wanted: Texts, request: Request) -> dict[str, Any]:
    """Text as many patients at once; returns when all texts were heard and answered, with their number."""
    settle(request.app.state.wake_ups.wake_up)
    _emulator("POST", "/texts", wanted.model_dump(exclude_none=True))
    if not settle(request.app.state.wake_ups.wake_up):
        raise ProblemError(503, "not-settled", f"{len(wanted.texts)} texts were brought and not all heard in time.")
    return {"brought": len(wanted.texts)}


@router.get("/console", include_in_schema=False)
def console_as_therapist() -> RedirectResponse:
    """Enter the therapists' pages without a password: a rehearsal has no patients to protect."""
    with wiring.database().unit_of_work() as session:
        statement = select(User).where(col(User.role) == Role.THERAPIST, col(User.deactivated_at).is_(None))
        people = statement.where(col(User.kind) == Kind.PERSON)
        therapist = session.exec(people.order_by(col(User.created_at)).limit(1)).first()
        if therapist is None:
            raise ProblemError(404, "no-therapist", "There is no therapist yet: add one with POST /v1/users.")
        token = sign_in.begin_session(session, therapist, now(session))
    response = RedirectResponse("/console/", status_code=303)
    give_cookie(response, token)
    return response


@router.post("/programs", status_code=201)
def add_program(wanted: NewProgram) -> dict[str, str]:
    """A program of this role and its key, for playing a clinic; outside a rehearsal nobody gets one."""
    with wiring.database().unit_of_work() as session:
        clinic = session.get(Clinic, wanted.clinic_id)
        if clinic is None:
            raise ProblemError(404, "not-found", "There is no clinic with that id.")
        email = f"{wanted.role.value}-{uuid4().hex[:8]}@rehearsal.example"
        newcomer = clinics.Newcomer(f"Rehearsal {wanted.role.value}", email, wanted.role)
        program, key = clinics.add_program(session, clinic, newcomer, by="rehearsal", now=now(session))
    return {"user_id": str(program.id), "api_key": key}


@router.get("/notices")
def list_notices() -> list[dict[str, Any]]:
    """The notices to the care team outside Amble, the latest last."""
    with wiring.database().unit_of_work() as session:
        notices = session.exec(select(Notice).order_by(col(Notice.created_at))).all()
        return [notice.model_dump(mode="json", exclude={"lease_until"}) for notice in notices]


@router.post("/carrier/faults", status_code=201)
def make_carrier_fail(fault: Fault) -> dict[str, Any]:
    """Make the next calls to the carrier fail in a named way."""
    _emulator("POST", "/faults", fault.model_dump(exclude_none=True))
    return fault.model_dump(exclude_none=True)


@router.get("", include_in_schema=False)
def phone_page() -> FileResponse:
    """A phone in the browser."""
    return FileResponse(_PAGES / "phone.html", headers={"Content-Security-Policy": "default-src 'self'"})


@router.get("/{page}", include_in_schema=False)
def page_part(page: str) -> FileResponse:
    """The page's script and style."""
    if not re.fullmatch(r"phone\.(js|css)", page):
        raise ProblemError(404, "not-found", "There is no such page.")
    return FileResponse(_PAGES / page)


def open_door(app: FastAPI) -> None:
    """Add the rehearsal's door to the app."""
    app.include_router(router)
