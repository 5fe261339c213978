"""What does Amble do for a small clinic in a few days? Played through the API, on the real processes, and watched."""

import json
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
from rich.console import Console
from rich.live import Live
from rich.table import Table

from infra.local.cast import CAST, SCREEN, Part
from infra.local.stack import Stack

_START = time(15, 0)
_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LIGHT_STYLES = {"green": "green", "yellow": "yellow", "red": "red", "no_reply": "dim", "not_asked": "dim"}
_STATE_STYLES = {"emergency": "bold white on red", "hold_clinical": "bold red", "hold_escalated": "bold red"}


@dataclass
class Shown:
    """What the table shows of one patient."""

    part: Part
    id: str = ""
    day: int = 0
    lights: list[str] = field(default_factory=list)
    state: str = "awaiting consent"
    plan: str = ""
    said: str = ""
    heard: str = ""


class Demo:
    """One clinic, its cast, and the clock."""

    def __init__(self, stack: Stack, console: Console, days: int) -> None:
        self.console, self.days, self.stack = console, days, stack
        self.http = httpx2.Client(base_url=stack.base_url, timeout=120)
        self.shown = [Shown(part) for part in CAST]
        self.live: Live | None = None
        self.keys: dict[str, str] = {}
        self.now = datetime.now(UTC)  # noqa: TID251  (only the day on which the story starts)

    def call(self, method: str, path: str, *, key: str = "", body: Any = None) -> Any:
        """One request to the API; a refusal ends the demo with what the API said."""
        headers = {"Authorization": f"Bearer {self.keys[key]}"} if key else {}
        answer = self.http.request(method, path, json=body, headers=headers)
        if answer.status_code >= httpx2.codes.BAD_REQUEST:
            raise RuntimeError(f"{method} {path} answered {answer.status_code}: {answer.text[:400]}")
        return answer.json() if answer.content else None

    def turn_to(self, moment: datetime) -> None:
        """Turn the clock; everything due by then is done when this returns."""
        if moment > self.now:
            self.now = datetime.fromisoformat(
                self.call("POST", "/rehearsal/clock", body={"to": moment.isoformat()})["now"]
            )

    def open_clinic(self, operator_key: str) -> None:
        """The clinic, its admin and its therapist, through the API."""
        self.keys["operator"] = operator_key
        clinic = {"name": "Harbor Spine Clinic", "phone": "+12025550100", "country": "US",
                  "admin_name": "Robin Admin", "admin_email": "robin@harbor.example"}  # fmt: skip
        clinic_id = self.call("POST", "/v1/clinics", key="operator", body=clinic)["clinic"]["id"]
        for role in ("admin", "therapist"):
            wanted = {"clinic_id": clinic_id, "role": role}
            self.keys[role] = self.call("POST", "/rehearsal/programs", body=wanted)["api_key"]
        therapist = {"name": "Sam Therapist", "email": "sam@harbor.example", "role": "therapist"}
        self.therapist_id = self.call("POST", "/v1/users", key="admin", body=therapist)["user"]["id"]

    def enrol(self) -> None:
        """Everybody of the cast, through the API."""
        for shown in self.shown:
            part, at = shown.part, (self.now - timedelta(hours=1)).isoformat()
            body = {
                "phone": part.phone, "zone": part.zone, "language": part.language, "first_name": part.name,
                "therapist_id": self.therapist_id, "diagnosis": part.diagnosis, "flags": [],
                "baseline_pain": {"worst": 6, "average": 4, "now": 3}, "onset_date": "2026-01-15",
                "clearance": {"by": "Dr. Imani Cole", "at": at}, "red_flag_screen": SCREEN | {"at": at},
                "shoes_confirmed": True,
            }  # fmt: skip
            shown.id = self.call("POST", "/v1/patients", key="admin", body=body)["patient"]["id"]
            self.tell(shown, f"enrolled {part.name} ({part.zone}, {part.language}): {part.story}")

    def text(self, shown: Shown, body: str) -> None:
        """A patient texts, and is answered."""
        shown.said = body
        self.call("POST", f"/rehearsal/phones/{shown.part.phone}/texts", body={"body": body})
        self.look(shown)
        self.tell(shown, f'{shown.part.name}: "{body}"  ->  {shown.heard or "(no answer)"}')

    def look(self, shown: Shown) -> None:
        """Read plans and phone again."""
        plans = self.plans(shown)
        if plans:
            newest = plans[0]
            shown.state, shown.day = newest["state"], len({plan["day"] for plan in plans}) - 1
            walks = " + ".join(map(str, newest["walks"]))
            shown.plan = f"{walks} min" if walks else "rest"
            lights: dict[str, str] = {}
            for plan in plans:
                lights.setdefault(plan["day"], plan["light"])
            shown.lights = [lights[day] for day in sorted(lights)][1:]
        texts = [text for text in self.thread(shown) if text["direction"] == "to_patient"]
        shown.heard = texts[-1]["body"] if texts else ""

    def plans(self, shown: Shown) -> list[dict[str, Any]]:
        """Every decision about a patient, the newest first."""
        plans: list[dict[str, Any]] = self.call("GET", f"/v1/patients/{shown.id}/plans", key="therapist")
        return plans

    def thread(self, shown: Shown) -> list[dict[str, Any]]:
        """What stands on a patient's phone."""
        texts: list[dict[str, Any]] = self.call("GET", f"/rehearsal/phones/{shown.part.phone}/texts")
        return texts

    def tell(self, shown: Shown, line: str) -> None:
        """Show what happened: in the table on a terminal, as a line in a pipe."""
        if self.live is not None:
            self.live.update(self.table())
        else:
            local = self.now.astimezone(ZoneInfo(shown.part.zone))
            self.console.print(f"{local:%a %d %b %H:%M}  {line}", soft_wrap=True, markup=False)

    def table(self) -> Table:
        """The clinic as it stands."""
        table = Table(title=f"Harbor Spine Clinic, {self.now:%A %d %B %H:%M} UTC", expand=True, title_style="bold")
        for name, ratio in (
            ("Patient", 2),
            ("Lights", 2),
            ("State", 2),
            ("Next plan", 2),
            ("Said", 3),
            ("Last text", 8),
        ):
            table.add_column(name, ratio=ratio, overflow="ellipsis", no_wrap=name != "Last text")
        for shown in self.shown:
            marks = " ".join(
                f"[{_LIGHT_STYLES[light]}]{'-' if light.startswith('no') else light[0].upper()}[/]"
                for light in shown.lights
            )
            state = f"[{_STATE_STYLES.get(shown.state, 'default')}]{shown.state.replace('_', ' ')}[/]"
            table.add_row(shown.part.name, marks, state, shown.plan, shown.said, shown.heard)
        return table

    def play(self) -> None:
        """Consent, then each day's replies at each patient's own hour."""
        start = datetime.combine(self.now.date(), _START, UTC)
        self.now = datetime.fromisoformat(self.call("POST", "/rehearsal/clock", body={"to": start.isoformat()})["now"])
        self.enrol()
        first = self.now.date()
        self.turn_to(start + timedelta(minutes=5))
        for shown in self.shown:
            consent = _local(first, time(12, 0), shown.part.zone)
            self.turn_to(max(consent, self.now))
            self.text(shown, shown.part.ready)
        for moment, shown, body in sorted(self._script(first), key=lambda entry: entry[0]):
            self.turn_to(moment)
            self.text(shown, body)
        last = max(_local(first + timedelta(days=self.days + 1), time(9, 0), s.part.zone) for s in self.shown)
        self.turn_to(last)
        for shown in self.shown:
            self.look(shown)
        self.tell(self.shown[0], "the next morning has come for everybody")

    def _script(self, first: date) -> Iterable[tuple[datetime, Shown, str]]:
        for shown in self.shown:
            for number in range(self.days):
                day = first + timedelta(days=number + 1)
                for at, body in shown.part.day(number):
                    yield _local(day, at, shown.part.zone), shown, body

    def check(self) -> list[str]:
        """Where the loop did not close, as sentences; nothing if it closed for everybody."""
        alerts = self.call("GET", "/v1/alerts", key="therapist")
        kinds = {(alert["patient_id"], alert["kind"]) for alert in alerts}
        wrong = []
        for shown in self.shown:
            found = shown.part.closed(self.plans(shown), self.thread(shown), self.days)
            expected = shown.part.alert
            if expected and self.days >= expected[1] and (shown.id, expected[0]) not in kinds:
                found.append(f"no alert {expected[0]!r} was raised")
            wrong += [f"{shown.part.name}: {sentence}" for sentence in found]
        return wrong


def _stop_once(_number: int, _frame: FrameType | None) -> None:
    # The first signal stops everything, which takes seconds and has its own limits; `make` passes a second one on.
    for name in _ENDS:
        signal.signal(name, signal.SIG_IGN)
    raise KeyboardInterrupt


def _local(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def _operator_key(stack: Stack) -> str:
    child = stack.start("operator-key", "operator-key", "--json")
    child.process.wait(timeout=60)
    key: str = json.loads(child.tail().splitlines()[-1])["api_key"]
    return key


def play(*, days: int, stay: bool, port: int, console: Console | None = None) -> int:
    """Run the demo; 0 if the loop closed for every patient, else 1."""
    console = console or Console(highlight=False)
    for name in _ENDS:
        signal.signal(name, _stop_once)
    say: Callable[[str], None] = lambda line: console.print(f"[dim]{line}[/]")  # noqa: E731
    say("Nothing is installed: servers run as you, or as the system's user `nobody` where you are root.")
    with Stack(port=port, say=say, durable=False) as stack:
        demo = Demo(stack, console, days)
        demo.open_clinic(_operator_key(stack))
        if console.is_terminal:
            with Live(demo.table(), console=console, refresh_per_second=8) as live:
                demo.live = live
                demo.play()
                live.update(demo.table())
                demo.live = None
        else:
            demo.play()
            console.print(demo.table())
        wrong = demo.check()
        for sentence in wrong:
            console.print(f"[bold red]The loop did not close.[/] {sentence}")
        if not wrong:
            console.print(f"[bold green]The loop closed for all {len(demo.shown)} patients over {days} days.[/]")
        if stay:
            _stay(console, demo)
    return 1 if wrong else 0


def _stay(console: Console, demo: Demo) -> None:
    base = demo.stack.base_url
    console.print("\n[bold]Still up.[/] Ctrl-C stops everything.")
    console.print(f"  Phones   {base}/rehearsal\n  Console  {base}/rehearsal/console\n  API docs {base}/docs")
    console.print(
        "  Logins (Authorization: Bearer KEY)", *[f"    {who:<10} {key}" for who, key in demo.keys.items()], sep="\n"
    )
    sys.stdout.flush()
    try:
        while True:
            signal.pause()
    except KeyboardInterrupt:
        console.print("Stopping.")
        sys.stdout.flush()
