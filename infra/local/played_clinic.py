"""Plays a clinic over HTTP only: its staff call the API, its patients text, and a clock is turned."""

import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import httpx2

from infra.local.processes import LOOPBACK
from infra.local.stack import Stack
from schemas.alert_kinds import facts_of
from schemas.tables.identity import Role
from services.accounts.clinics import Newcomer, add_program
from services.storage.database import Database, now

CLINIC = "Harbor Spine Clinic"
# A danger that was seen is raised again after four hours, and then every few minutes: somebody looks right then.
_WATCH = timedelta(hours=4, minutes=1)
# Nobody watches the seconds that a text takes; without them, a clinic's morning is over at once.
_AT_ONCE = {"queued": 0, "step": 0, "final": 0}
_SCREENED = (
    "bladder_or_bowel_trouble", "saddle_numbness", "both_legs_affected", "new_or_worsening_leg_weakness",
    "fever_or_recent_infection", "cancer_or_unexplained_weight_loss", "recent_fall_or_trauma",
    "cannot_walk_two_minutes",
)  # fmt: skip
Answer = dict[str, Any]


class Enrolled(Protocol):
    """The fields of an enrolment."""

    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def diagnosis(self) -> str: ...


class Refused(RuntimeError):
    """The API refused; the sentence holds its response."""


class PlayedClinic:
    """One clinic of the stack, its admin, its therapist and the clock. Call `open` first."""

    def __init__(self, stack: Stack, start: datetime) -> None:
        self.stack, self.now = stack, start
        self.http = httpx2.Client(base_url=stack.base_url, timeout=600, verify=LOOPBACK)
        self.keys: dict[str, str] = {}
        self._danger_stands = False

    def call(self, method: str, path: str, *, key: str = "", body: Any = None) -> Any:
        """One request to the API. Raises Refused with its response."""
        headers = {"Authorization": f"Bearer {self.keys[key]}"} if key else {}
        answer = self.http.request(method, path, json=body, headers=headers)
        if answer.status_code >= httpx2.codes.BAD_REQUEST:
            raise Refused(f"{method} {path} answered {answer.status_code}: {answer.text[:400]}")
        return answer.json() if answer.content else None

    def open(self) -> None:
        """Set the clock to the start; create the clinic, its admin and its therapist."""
        self.keys["operator"] = _operator_key(self.stack)
        httpx2.post(f"{self.stack.carrier_url}/emulator/face", json=_AT_ONCE, verify=LOOPBACK).raise_for_status()
        self._turn(self.now)
        clinic = {"name": CLINIC, "phone": "+12025550100", "country": "US",
                  "admin_name": "Robin Admin", "admin_email": "robin@harbor.example"}  # fmt: skip
        clinic_id = self.call("POST", "/v1/clinics", key="operator", body=clinic)["clinic"]["id"]
        for role in ("admin", "therapist"):
            wanted = {"clinic_id": clinic_id, "role": role}
            self.keys[role] = self.call("POST", "/rehearsal/programs", body=wanted)["api_key"]
        therapist = {"name": "Sam Therapist", "email": "sam@harbor.example", "role": "therapist"}
        self.therapist_id = self.call("POST", "/v1/users", key="admin", body=therapist)["user"]["id"]

    def enrol(self, person: Enrolled) -> str:
        """Enrol a patient; returns their id."""
        at = (self.now - timedelta(hours=1)).isoformat()
        body = {
            "phone": person.phone, "zone": person.zone, "language": person.language, "first_name": person.name,
            "therapist_id": self.therapist_id, "diagnosis": person.diagnosis, "flags": [],
            "baseline_pain": {"worst": 6, "average": 4, "now": 3},
            "onset_date": (self.now.date() - timedelta(days=60)).isoformat(),
            "clearance": {"by": "Dr. Imani Cole", "at": at},
            "red_flag_screen": dict.fromkeys(_SCREENED, False) | {"at": at}, "shoes_confirmed": True,
        }  # fmt: skip
        patient: str = self.call("POST", "/v1/patients", key="admin", body=body)["patient"]["id"]
        return patient

    def turn_to(self, moment: datetime) -> None:
        """Turn the clock; everything due by then is done when this returns. While a danger is open somebody watches."""
        while self.now < moment:
            self._turn(min(moment, self.now + _WATCH) if self._danger_stands else moment)
            if self._danger_stands:
                self.see_dangers()

    def _turn(self, moment: datetime) -> None:
        told = self.call("POST", "/rehearsal/clock", body={"to": moment.isoformat()})
        self.now = datetime.fromisoformat(told["now"])

    def text(self, texts: Sequence[tuple[str, str]]) -> None:
        """Patients text at the same moment, each (phone, body), and are answered."""
        if texts:
            body = {"texts": [{"phone": phone, "body": body} for phone, body in texts]}
            self.call("POST", "/rehearsal/texts", body=body)

    def see_dangers(self) -> list[Answer]:
        """The therapist acknowledges every open danger; returns all open alerts, the most urgent first."""
        alerts: list[Answer] = self.call("GET", "/v1/alerts?limit=400", key="therapist")
        dangers = [alert for alert in alerts if facts_of(alert["kind"]).is_danger]
        for alert in dangers:
            if alert["acknowledged_at"] is None:
                self.call("POST", f"/v1/alerts/{alert['id']}/acknowledge", key="therapist")
        self._danger_stands = bool(dangers)
        return alerts

    def plans(self, patient: str) -> list[Answer]:
        """Every decision about a patient, the newest first."""
        plans: list[Answer] = self.call("GET", f"/v1/patients/{patient}/plans?limit=400", key="therapist")
        return plans

    def thread(self, phone: str) -> list[Answer]:
        """The texts on a phone, oldest first."""
        texts: list[Answer] = self.call("GET", f"/rehearsal/phones/{phone}/texts")
        return texts


class Watch:
    """Measures how many seconds something has taken so far."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __str__(self) -> str:
        return f"{time.monotonic() - self._began:.0f} s"


def local(day: date, at: hour, zone: str) -> datetime:
    """A patient's local time on a day, in UTC."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def today() -> date:
    """The day on which somebody looks at the demo, UTC."""
    return datetime.fromtimestamp(time.time(), UTC).date()


def _operator_key(stack: Stack) -> str:
    database = Database(stack.database_url, stack.keys)
    try:
        with database.unit_of_work() as session:
            operator = Newcomer("Operator", "operator@localhost", Role.OPERATOR)
            _, key = add_program(session, None, operator, by="demo", now=now(session))
        return key
    finally:
        database.close()
