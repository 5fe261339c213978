"""The patient in hand: all that a step of the wheel needs to know of one patient, loaded once for a locked batch.

A Batch is what one unit of work has in hand: its patients, its time, whatever is the same for all of them, and what it
writes at the end. A Case is one patient of the batch, locked until the unit of work ends.
"""

import uuid
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy.exc import NoResultFound
from sqlalchemy.sql import Executable
from sqlmodel import Session, SQLModel

from schemas.alert_kinds import facts_of
from schemas.settings import ProgressionSettings
from schemas.tables.alerts import Alert
from schemas.tables.clinics import Clinic
from schemas.tables.events import Fact
from schemas.tables.messages import OutboundText
from schemas.tables.people import Enrolment, Patient
from schemas.tables.plans import CareAct, DayNote, PlanDay
from schemas.vocabulary import Language
from services.storage import in_force, records
from services.storage.database import write_events
from services.storage.events import AMBLE
from services.storage.in_force import InForce
from services.storage.loading import Days, load

Answer = TypeVar("Answer")
_LISTS: dict[type[SQLModel], str] = {
    PlanDay: "plans",
    DayNote: "notes",
    CareAct: "acts",
    OutboundText: "texts",
    Alert: "alerts",
}


class Writer(Protocol):
    """Anything that writes rows together with the event that says why: a batch, or one patient of it."""

    def save(self, *rows: SQLModel, event: Fact) -> None:
        """Write rows with their event."""


class Batch:
    """What one unit of work has in hand. Its rows and events are written in one go at the end, see in_hand.

    Only for work whose new rows do not refer to one another: nothing orders them, except statements passed to after().
    """

    def __init__(self, session: Session, now: datetime) -> None:
        self.session, self.now = session, now
        self._cases: dict[uuid.UUID, Case] = {}
        self._answers: dict[tuple[Hashable, ...], Any] = {}
        self._happened: list[Fact] = []
        self._after: list[Executable] = []

    def save(self, *rows: SQLModel, event: Fact) -> None:
        """Write rows together with the event that says why, at the end."""
        self.session.add_all(rows)
        self._happened.append(event)

    def after(self, statement: Executable) -> None:
        """Run a statement after the rows have been written, because its row refers to one of them."""
        self._after.append(statement)

    def write(self) -> None:
        """Write what was saved so far. If that fails, none of it has happened: the events are dropped with the rows."""
        noted, self._happened = self._happened, []
        waiting, self._after = self._after, []
        self.session.flush()
        write_events(self.session, noted)
        for statement in waiting:
            self.session.execute(statement)

    def once(self, key: tuple[Hashable, ...], ask: Callable[[], Answer]) -> Answer:
        """A value that is the same for every patient of the batch, computed on first use only."""
        if key not in self._answers:
            self._answers[key] = ask()
        answer: Answer = self._answers[key]
        return answer

    def clinic(self, clinic_id: uuid.UUID) -> Clinic:
        """The clinic with this id, which must exist."""
        return self.once((Clinic, clinic_id), lambda: records.clinic_of(self.session, clinic_id))

    def own_words(self, clinic_id: uuid.UUID, language: Language) -> Mapping[str, str]:
        """The clinic's own wordings by the text's name; texts that it has not reworded are left out."""
        return self.once(
            ("words", clinic_id, language), lambda: records.own_words_of(self.session, clinic_id, language)
        )

    def case(self, enrolment_id: uuid.UUID) -> "Case":
        """One patient, locked until the unit of work ends. Raises NoResultFound."""
        held = self.cases([enrolment_id])
        if not held:
            raise NoResultFound("No enrolment has that id.")
        return held[enrolment_id]

    def cases(
        self, ids: Iterable[uuid.UUID], *, since: date | None = None, ahead: bool = True
    ) -> dict[uuid.UUID, "Case"]:
        """Patients by their enrolment's id, locked in a fixed order; unknown ids are left out.

        since: the earliest day that will be asked for, if the caller knows it. ahead: load the coming days' texts too.
        """
        wanted = list(dict.fromkeys(ids))
        missing = [key for key in wanted if key not in self._cases]
        if missing:
            pairs = list(records.lock_enrolments(self.session, missing).values())
            loaded = load(self.session, pairs, since=since, ahead=ahead)
            self._cases |= {of_one.enrolment.id: Case(self, *of_one) for of_one in loaded}
        return {key: self._cases[key] for key in wanted if key in self._cases}

    def texts(self, ids: Sequence[uuid.UUID], *, ahead: bool = True) -> list[tuple[OutboundText, "Case"]]:
        """Texts and their patients, all locked; texts that do not exist are left out."""
        days = records.days_of_texts(self.session, ids)
        earliest = min((day for _, day in days), default=None)
        cases = self.cases((owner for owner, _ in days), since=None if ahead else earliest, ahead=ahead)
        texts = {text.id: text for text in records.lock_texts(self.session, ids)}
        return [(texts[key], cases[texts[key].enrolment_id]) for key in ids if key in texts]

    def text(self, text_id: uuid.UUID) -> tuple[OutboundText, "Case"]:
        """A text and its patient, both locked. Raises NoResultFound when there is no such text."""
        found = self.texts([text_id])
        if not found:
            raise NoResultFound("No text has that id.")
        return found[0]

    def look_at(self, enrolment: Enrolment, patient: Patient) -> "Case":
        """One patient, not locked, for reading only: nothing may be written with it."""
        return Case(self, *load(self.session, [(enrolment, patient)])[0])

    def begin(self, pairs: Iterable[tuple[Enrolment, Patient]], settings: InForce) -> list["Case"]:
        """Patients who were created a moment ago and have no past, so nothing is loaded."""
        fresh = [
            Case(self, enrolment, patient, *settings, Days(date.min, date.max), opted_out=False)
            for enrolment, patient in pairs
        ]
        self._cases |= {case.enrolment.id: case for case in fresh}
        return fresh


def happened(name: str, enrolment: Enrolment, now: datetime, *, actor: str = AMBLE, **detail: str | int | None) -> Fact:
    """An event in the past tense about one enrolment: ids and numbers only."""
    return Fact(
        at=now,
        name=name,
        actor=actor,
        clinic_id=enrolment.clinic_id,
        patient_id=enrolment.patient_id,
        subject=f"enrolment:{enrolment.id}",
        detail=detail,
    )


@contextmanager
def in_hand(session: Session, now: datetime) -> Iterator[Batch]:
    """The batch of a unit of work, written when the block ends; after an error in the block nothing is written."""
    batch = Batch(session, now)
    yield batch
    batch.write()


@dataclass(slots=True, eq=False)
class Case:
    """One patient, locked: their enrolment, the settings in force for them, their last days and their open alerts.

    days stays complete until the work ends because every new row goes through add(); history answers questions about
    it. opted_out: by the ledger of consent, their phone wants no texts from this clinic. session, now (UTC): the
    batch's.
    """

    batch: Batch
    enrolment: Enrolment
    patient: Patient
    settings: ProgressionSettings
    settings_id: uuid.UUID
    days: Days
    opted_out: bool
    session: Session = field(init=False)
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.session, self.now = self.batch.session, self.batch.now

    @property
    def clinic(self) -> Clinic:
        """The patient's clinic."""
        return self.batch.clinic(self.enrolment.clinic_id)

    @property
    def own_words(self) -> Mapping[str, str]:
        """The clinic's own wordings in the patient's language, by the text's name."""
        return self.batch.own_words(self.enrolment.clinic_id, self.patient.language)

    def save(self, *rows: SQLModel, event: Fact) -> None:
        """Write rows that the case already holds, together with the event that says why."""
        self.batch.save(*rows, event=event)

    def add(self, row: SQLModel, *others: SQLModel, event: Fact) -> None:
        """Write a new row of this patient's days, or a new alert of theirs; the case holds it at once."""
        getattr(self.days, _LISTS[type(row)]).append(row)
        self.batch.save(row, *others, event=event)

    def happened(self, name: str, *, actor: str = AMBLE, **detail: str | int | None) -> Fact:
        """An event in the past tense about this patient."""
        return happened(name, self.enrolment, self.now, actor=actor, **detail)

    @property
    def open_alerts(self) -> Sequence[Alert]:
        """The alerts that a person must still look at."""
        return [alert for alert in self.days.alerts if alert.closed_at is None]

    def open_again(self, alert: Alert) -> None:
        """Put an alert that was closed back among the open ones."""
        if all(known is not alert for known in self.days.alerts):
            self.days.alerts.append(alert)

    @property
    def red_flag_is_open(self) -> bool:
        """Whether a reported danger to this patient, here or elsewhere, has not been closed by a person."""
        return told_danger(self.open_alerts)

    @property
    def words_wait(self) -> bool:
        """Whether this patient's own words wait for a person to read them, so that no plan may rise."""
        return any(facts_of(alert.kind).about_words for alert in self.open_alerts)

    @property
    def caution_waits(self) -> bool:
        """Whether words wait for a person before whom no morning text may propose a walk: a danger, a hospital stay."""
        return any(facts_of(alert.kind).keeps_walks_back for alert in self.open_alerts)

    @property
    def is_wrong_person(self) -> bool:
        """Whether somebody else has the phone, or the patient has died, as was reported and not settled yet."""
        return somebody_else(self.open_alerts)

    def read_ledger(self) -> bool:
        """Whether the phone is opted out by the ledger as it is now, with what this unit of work added to it."""
        self.session.flush()
        number = self.patient.phone, self.patient.clinic_id
        self.opted_out = in_force.opted_out(self.session, [number])[number]
        return self.opted_out


def told_danger(alerts: Iterable[Alert]) -> bool:
    """Whether one of these open alerts reports danger."""
    return any(facts_of(alert.kind).told_danger for alert in alerts)


def somebody_else(alerts: Iterable[Alert]) -> bool:
    """Whether one of these open alerts says that somebody else has the phone."""
    return any(facts_of(alert.kind).somebody_else for alert in alerts)
