"""Plays a clinic with many patients for some weeks: two stops of the clock a day, all phones between them."""

from collections import Counter
from contextlib import suppress
from datetime import date, time, timedelta
from typing import Any

from rich.console import Console
from rich.table import Table

from infra.local.cast import loop_is_open
from infra.local.people_by_seed import Course, Person, people
from infra.local.played_clinic import CLINIC, PlayedClinic, Refused, local
from infra.local.stack import Stack
from schemas.alert_kinds import facts_of

_ZONE = "America/New_York"
_NOON, _EVENING, _MORNING = time(12, 30), time(19, 30), time(9, 0)
# What the staff leave for the viewer: all alerts of the last days except dangers.
_LEFT_DAYS = 6
_RESOLVED = "Looked at and talked over on the phone."
_CLEARED = "Called: was seen at the hospital, nothing found; may walk again."


class FullClinic:
    """Many patients over some weeks, and the staff who look after them; the same for the same seed.

    first: the first day. The last morning is the one after all weeks.
    """

    def __init__(self, console: Console, *, patients: int, weeks: int, seed: int, first: date) -> None:
        self.console, self.first, self.days = console, first, 7 * weeks
        self.people = people(patients, weeks, seed)
        self.ids: dict[str, str] = {}

    def introduce(self) -> None:
        """Print who the patients are, before anything runs."""
        self.console.print(f"\n[bold]{CLINIC}[/]: {len(self.people)} made-up patients, played for {self.days} days")
        for course, number in Counter(person.course for person in self.people).most_common():
            names = [person.name for person in self.people if person.course is course]
            more = ", ..." if number > 5 else ""
            self.console.print(f"  {number:>3}  {course.value:<23} {', '.join(names[:5])}{more}")
        languages = Counter(person.language for person in self.people)
        told = ", ".join(f"{number} {language}" for language, number in languages.most_common())
        self.console.print(f"  They text in {told}.\n")

    def play(self, stack: Stack) -> PlayedClinic:
        """Play all days on a stack that is up: at noon new patients consent, in the evening everybody replies."""
        self.clinic = PlayedClinic(stack, local(self.first, time(9, 0), _ZONE))
        self.clinic.open()
        for number in range(self.days):
            self._play_day(number, self.first + timedelta(days=number))
        self.clinic.turn_to(local(self.first + timedelta(days=self.days), _MORNING, _ZONE))
        self.console.print(self.table())
        return self.clinic

    def _play_day(self, number: int, day: date) -> None:
        self.clinic.turn_to(local(day, _NOON, _ZONE))
        new = [person for person in self.people if person.joins == number]
        for person in new:
            self.ids[person.phone] = self.clinic.enrol(person)
        alerts = self._look_after(number)
        self.clinic.text([(person.phone, person.ready) for person in new if person.ready])
        self.clinic.turn_to(local(day, _EVENING, _ZONE))
        said = {person.phone: person.says[number] for person in self.people if number in person.says}
        self.clinic.text(list(said.items()))
        self.clinic.see_dangers()
        self._tell(number, day, said, alerts, len(new))

    def _look_after(self, number: int) -> int:
        """The staff make the calls and settle the alerts that can be settled; returns how many alerts they found."""
        alerts = self.clinic.see_dangers()
        for alert in alerts:
            if number < self.days - _LEFT_DAYS or facts_of(alert["kind"]).is_danger:
                self._settle(alert)
        return len(alerts)

    def _settle(self, alert: dict[str, Any]) -> None:
        path, note = f"/v1/alerts/{alert['id']}/resolve", _RESOLVED
        if facts_of(alert["kind"]).is_danger:
            path, note = f"/v1/patients/{alert['patient_id']}/clear", _CLEARED
        with suppress(Refused):  # Alerts that a note cannot close stay open.
            self.clinic.call("POST", path, key="therapist", body={"note": note})

    def _tell(self, number: int, day: date, said: dict[str, str], alerts: int, new: int) -> None:
        came = f", {new} new" if new else ""
        told = f"{day:%a %d %b}  day {number + 1:>2} of {self.days}: {len(said):>2} answered{came}, alerts: {alerts}"
        if said:
            phone = max(said, key=lambda phone: _telling(said[phone]))
            name = next(person.name for person in self.people if person.phone == phone)
            told += f', {name}: "{said[phone]}"'
        self.console.print(told, soft_wrap=True, markup=False)

    def table(self) -> Table:
        """The patients who wait for a person, the most urgent first."""
        found = self.clinic.call("GET", "/v1/worklist?limit=200", key="therapist")
        table = Table(title=f"Who needs a person, {self.clinic.now:%A %d %B}", title_style="bold")
        for name in ("Patient", "How soon", "Why", "State"):
            table.add_column(name)
        for entry in found["items"]:
            kinds = ", ".join(dict.fromkeys(alert["kind"].replace("_", " ") for alert in entry["alerts"]))
            table.add_row(entry["first_name"], entry["severity"].replace("_", " "), kinds, entry["state"] or "")
        return table

    def check(self) -> list[str]:
        """The places where the loop did not close, as sentences."""
        alerts = self.clinic.call("GET", "/v1/alerts?limit=400", key="therapist")
        kinds = {(alert["patient_id"], alert["kind"]) for alert in alerts}
        wrong = []
        for person in self.people:
            patient = self.ids[person.phone]
            if not person.ready:
                continue
            found = loop_is_open(self.clinic.plans(patient), self.clinic.thread(person.phone), self._own_days(person))
            if person.course is Course.ASKS and (patient, "call_requested") not in kinds:
                found.append("nobody was told of the wish to be called")
            wrong += [f"{person.name}: {sentence}" for sentence in found]
        return wrong

    def _own_days(self, person: Person) -> int:
        return self.days - person.joins - 1

    def told(self) -> str:
        """A sentence about the patients for whom the loop closed."""
        began = sum(bool(person.ready) for person in self.people)
        return f"all {began} patients who began, {len(self.people) - began} await consent, over {self.days} days"

    def examples(self) -> tuple[str, str]:
        """The phone of a patient to text as, and the id of a patient whose plans are worth a look."""
        flares = (person for person in self.people if person.course is Course.FLARES)
        eased = next(flares, self.people[0])
        return self.people[0].phone, self.ids[eased.phone]


def _telling(body: str) -> int:
    """How much a text says compared with the others of its evening: words most, then the highest score."""
    score, comma, _ = body.partition(",")
    return int(score) if comma and score.isdigit() else 99
