"""Plays six patients for a few days, and prints each text and its answer as it happens."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.live import Live
from rich.table import Table

from infra.local.cast import CAST, Part
from infra.local.played_clinic import CLINIC, Answer, PlayedClinic, local
from infra.local.stack import Stack

_START = time(15, 0)
_CONSENT = time(12, 0)
_LIGHT_STYLES = {"green": "green", "yellow": "yellow", "red": "red", "no_reply": "dim", "not_asked": "dim"}
_STATE_STYLES = {"emergency": "bold white on red", "hold_clinical": "bold red", "hold_escalated": "bold red"}
_COLUMNS = {"Patient": 2, "Lights": 2, "State": 2, "Next plan": 2, "Said": 3, "Last text": 8}


@dataclass
class Shown:
    """What the table shows of one patient."""

    part: Part
    id: str = ""
    lights: list[str] = field(default_factory=list)
    state: str = "awaiting consent"
    plan: str = ""
    said: str = ""
    heard: str = ""


class SmallDemo:
    """One clinic, its cast of six, and a number of days after the day of consent."""

    def __init__(self, console: Console, days: int, first: date) -> None:
        self.console, self.days, self.first = console, days, first
        self.shown = [Shown(part) for part in CAST]
        self._live: Live | None = None

    def introduce(self) -> None:
        """Print who the patients are, before anything runs."""
        self.console.print(f"\n[bold]{CLINIC}[/]: {len(CAST)} made-up patients, played for {self.days} days")
        for part in CAST:
            place = part.zone.partition("/")[2].replace("_", " ")
            self.console.print(f"  {part.name:<7} {place:<9} {part.language}  {part.story}")
        self.console.print()

    def play(self, stack: Stack) -> PlayedClinic:
        """Play consent, then each day's replies at each patient's own hour, on a stack that is up."""
        self.clinic = PlayedClinic(stack, datetime.combine(self.first, _START, UTC))
        self.clinic.open()
        if self.console.is_terminal:
            with Live(self.table(), console=self.console, refresh_per_second=8) as self._live:
                self._play()
            self._live = None
        else:
            self._play()
            self.console.print(self.table())
        return self.clinic

    def _play(self) -> None:
        for shown in self.shown:
            shown.id = self.clinic.enrol(shown.part)
            self._tell(shown, f"enrolled {shown.part.name} ({shown.part.zone}, {shown.part.language})")
        script = sorted(self._script(), key=lambda entry: entry[0])
        for moment, together in groupby(script, key=lambda entry: entry[0]):
            self.clinic.turn_to(moment)
            self._text([(shown, body) for _, shown, body in together])
        last = self.first + timedelta(days=self.days + 1)
        self.clinic.turn_to(max(local(last, time(9, 0), shown.part.zone) for shown in self.shown))
        for shown in self.shown:
            self._look(shown)
        self._tell(self.shown[0], "the next morning has come for everybody")

    def _script(self) -> Iterator[tuple[datetime, Shown, str]]:
        after_enrolment = datetime.combine(self.first, _START, UTC) + timedelta(minutes=5)
        for shown in self.shown:
            zone = shown.part.zone
            yield max(local(self.first, _CONSENT, zone), after_enrolment), shown, shown.part.ready
            for number in range(self.days):
                for at, body in shown.part.day(number):
                    yield local(self.first + timedelta(days=number + 1), at, zone), shown, body

    def _text(self, said: list[tuple[Shown, str]]) -> None:
        """Patients text at the same moment, and are answered; a therapist sees what is dangerous."""
        self.clinic.text([(shown.part.phone, body) for shown, body in said])
        for shown, body in said:
            shown.said = body
            self._look(shown)
            self._tell(shown, f'{shown.part.name}: "{body}"  ->  {shown.heard or "(no answer)"}')
        self.clinic.see_dangers()

    def _look(self, shown: Shown) -> None:
        plans = self.clinic.plans(shown.id)
        if plans:
            newest = plans[0]
            shown.state = newest["state"]
            walks = " + ".join(map(str, newest["walks"]))
            shown.plan = f"{walks} min" if walks else "rest"
            lights: dict[str, str] = {}
            for plan in plans:
                lights.setdefault(plan["day"], plan["light"])
            shown.lights = [lights[day] for day in sorted(lights)][1:]
        texts = [text for text in self.clinic.thread(shown.part.phone) if text["direction"] == "to_patient"]
        shown.heard = texts[-1]["body"] if texts else ""

    def _tell(self, shown: Shown, line: str) -> None:
        """Show what happened: in the table on a terminal, as a line in a pipe."""
        if self._live is not None:
            self._live.update(self.table())
        else:
            at = self.clinic.now.astimezone(ZoneInfo(shown.part.zone))
            self.console.print(f"{at:%a %d %b %H:%M}  {line}", soft_wrap=True, markup=False)

    def table(self) -> Table:
        """The clinic as it is now."""
        table = Table(title=f"{CLINIC}, {self.clinic.now:%A %d %B %H:%M} UTC", expand=True, title_style="bold")
        for name, ratio in _COLUMNS.items():
            table.add_column(name, ratio=ratio, overflow="ellipsis", no_wrap=name != "Last text")
        for shown in self.shown:
            marks = " ".join(
                f"[{_LIGHT_STYLES[light]}]{'-' if light.startswith('no') else light[0].upper()}[/]"
                for light in shown.lights
            )
            state = f"[{_STATE_STYLES.get(shown.state, 'default')}]{shown.state.replace('_', ' ')}[/]"
            table.add_row(shown.part.name, marks, state, shown.plan, shown.said, shown.heard)
        return table

    def check(self) -> list[str]:
        """The places where the loop did not close, as sentences; empty if it closed for everybody."""
        alerts: list[Answer] = self.clinic.call("GET", "/v1/alerts", key="therapist")
        kinds = {(alert["patient_id"], alert["kind"]) for alert in alerts}
        wrong = []
        for shown in self.shown:
            plans, texts = self.clinic.plans(shown.id), self.clinic.thread(shown.part.phone)
            found = shown.part.closed(plans, texts, self.days)
            expected = shown.part.alert
            if expected and self.days >= expected[1] and (shown.id, expected[0]) not in kinds:
                found.append(f"no alert {expected[0]!r} was raised")
            wrong += [f"{shown.part.name}: {sentence}" for sentence in found]
        return wrong

    def told(self) -> str:
        """A sentence about the patients for whom the loop closed."""
        return f"all {len(self.shown)} patients over {self.days} days"

    def examples(self) -> tuple[str, str]:
        """The phone of a patient to text as, and the id of a patient whose plans are worth a look."""
        eased = next(shown for shown in self.shown if shown.part.name == "Ben")
        return self.shown[0].part.phone, eased.id
