"""A clinic in the real processes, spoken to over HTTP only, with the rehearsal's turnable clock."""

import json
from datetime import datetime, timedelta
from typing import Any

import httpx2

from infra.local.processes import LOOPBACK
from infra.local.stack import Stack
from tests.clinic import SCREEN


class Played:
    """The clinic, its staff, and the clock."""

    def __init__(self, stack: Stack, start: str = "2026-03-06T15:00:00Z") -> None:
        self.stack = stack
        self.http = httpx2.Client(base_url=stack.base_url, timeout=120, verify=LOOPBACK)
        child = stack.start("key", "operator-key", "--json")
        child.process.wait(timeout=60)
        self.operator = json.loads(child.tail().splitlines()[-1])["api_key"]
        self.turn(to=start)
        clinic = {
            "name": "Harbor",
            "phone": "+12025550100",
            "country": "US",
            "admin_name": "A",
            "admin_email": "a@b.co",
        }
        opened = self.ask("POST", "/v1/clinics", self.operator, clinic)
        user = {"name": "T", "email": "sam@harbor.example", "role": "therapist"}
        if "api_key" in opened:
            # The version before, which gave everybody a key.
            self.admin = opened["api_key"]
            added = self.ask("POST", "/v1/users", self.admin, user)
            self.therapist = added["api_key"]
        else:
            self.admin, self.therapist = (self.program(opened["clinic"]["id"], role) for role in ("admin", "therapist"))
            added = self.ask("POST", "/v1/users", self.admin, user)
        self.therapist_id = added["user"]["id"]

    def program(self, clinic_id: str, role: str) -> str:
        """The key of a program of that clinic, which only a rehearsal gives so freely."""
        key: str = self.ask("POST", "/rehearsal/programs", body={"clinic_id": clinic_id, "role": role})["api_key"]
        return key

    def ask(self, method: str, path: str, key: str = "", body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        answer = self.http.request(method, path, json=body, headers=headers)
        assert answer.status_code < 400, (path, answer.status_code, answer.text)
        return answer.json()

    def turn(self, **how: str) -> None:
        assert self.ask("POST", "/rehearsal/clock", body=how)["settled"]

    def turn_to_next(self, hour: str) -> None:
        """To this hour, UTC, of the next day."""
        now = datetime.fromisoformat(self.ask("GET", "/rehearsal/clock")["now"])
        self.turn(to=f"{(now + timedelta(days=1)).date()}T{hour}:00Z")

    def enrol(self, phone: str, zone: str, language: str = "en", *, key: str = "", **more: Any) -> str:
        """A patient's id; more are fields of the application, key another clinic's admin's."""
        body = {
            "phone": phone,
            "zone": zone,
            "language": language,
            "therapist_id": self.therapist_id,
            "diagnosis": "ddd",
            "baseline_pain": {"worst": 6, "average": 4, "now": 3},
            "onset_date": "2026-01-01",
            "clearance": {"by": "Dr. Cole", "at": "2026-03-05T15:00:00Z"},
            "red_flag_screen": SCREEN | {"at": "2026-03-05T15:00:00Z"},
            "shoes_confirmed": True,
        } | more
        patient: str = self.ask("POST", "/v1/patients", key or self.admin, body)["patient"]["id"]
        return patient

    def change(self, patient: str, **changes: Any) -> None:
        """Change a patient, as an admin who has just looked."""
        key, path = {"Authorization": f"Bearer {self.admin}"}, f"/v1/patients/{patient}"
        seen = {"If-Match": self.http.get(path, headers=key).headers["etag"]}
        self.http.patch(path, json=changes, headers=key | seen).raise_for_status()

    def keep_settings(self, patient: str, changes: dict[str, Any], reason: str) -> None:
        """Change a patient's numbers, as their therapist who has just looked."""
        key, path = {"Authorization": f"Bearer {self.therapist}"}, f"/v1/patients/{patient}/settings"
        seen = {"If-Match": self.http.get(path, headers=key).headers["etag"]}
        body = {"changes": changes, "reason": reason}
        self.http.put(path, json=body, headers=key | seen).raise_for_status()

    def text(self, phone: str, body: str) -> list[dict[str, Any]]:
        thread: list[dict[str, Any]] = self.ask("POST", f"/rehearsal/phones/{phone}/texts", body={"body": body})
        return thread

    def got(self, phone: str) -> list[tuple[str, str]]:
        thread = self.ask("GET", f"/rehearsal/phones/{phone}/texts")
        return [(text["at"][:16], text["body"]) for text in thread if text["direction"] == "to_patient"]

    def fail(self, fault: str, count: int = 1) -> None:
        self.ask("POST", "/rehearsal/carrier/faults", body={"fault": fault, "count": count})
