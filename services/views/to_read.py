"""Texts that a person must read, the most urgent first, with their reading; and those that were answered."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind, Severity, alerts_that
from schemas.api.to_read import AnsweredOut, Mark, PlanLeft, ReadingOut, TextToRead
from schemas.tables.messages import InboundText
from schemas.tables.people import Enrolment, Patient
from schemas.tables.to_read import TextAnswer
from schemas.vocabulary import Language, OpenQuestion
from services.conversation.reading import replies
from services.conversation.reading.replies import ReplyContext
from services.conversation.reading.tokens import plain
from services.progression import ladder
from services.storage.ladders import terms_of
from services.storage.queries.people import patients_by_id
from services.storage.queries.to_read import ANSWERED, PAGE, PLANS_THAT_FOLLOW, WAITING, answers_of
from services.storage.queries.worklist import RANK

_ABOUT_WORDS = sorted(alerts_that(lambda kind: kind.about_words))
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’](?=[^\W_]))*")
_SEVERITIES: dict[int, Severity] = {rank: severity for severity, rank in RANK.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the rank and id of its last text."""

    rank: int
    id: int


BEGINNING = Place(-1, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the list to return: after a place, at most so many texts, of one patient or of all."""

    after: Place = BEGINNING
    limit: int = 50
    patient_id: uuid.UUID | None = None


FIRST_PART = Part()


@dataclass(frozen=True, slots=True)
class Listed:
    """A text on the list, and its place there."""

    place: Place
    text: TextToRead


def page(session: Session, clinic_id: uuid.UUID, now: datetime, part: Part = FIRST_PART) -> list[Listed]:
    """Texts without an answer, the most urgent first, then the oldest."""
    asked = {"clinic": clinic_id, "kinds": _ABOUT_WORDS, "patient": part.patient_id}
    rows = session.execute(PAGE, asked | {"rank": part.after.rank, "after": part.after.id, "limit": part.limit}).all()
    return _listed(session, clinic_id, rows, now)


def answered(session: Session, clinic_id: uuid.UUID, now: datetime, *, before: int, limit: int = 50) -> list[Listed]:
    """Answered texts, the latest first. The id in a place is that of the answer."""
    rows = session.execute(ANSWERED, {"clinic": clinic_id, "before": before, "limit": limit}).all()
    return _listed(session, clinic_id, rows, now)


def waiting(session: Session, clinic_id: uuid.UUID) -> int:
    """The number of texts without an answer."""
    found: int = session.execute(WAITING, {"clinic": clinic_id, "kinds": _ABOUT_WORDS}).scalar_one()
    return found


def answered_out(row: TextAnswer) -> AnsweredOut:
    """An answer, as the API shows it."""
    return AnsweredOut(answer=row.answer, pain=row.pain, by=row.by, at=row.at)


def _listed(session: Session, clinic_id: uuid.UUID, rows: Sequence[Any], now: datetime) -> list[Listed]:
    ids = [row.id for row in rows]
    told = {text.id: text for text in session.exec(select(InboundText).where(col(InboundText.id).in_(ids)))}
    people = patients_by_id(session, [row.patient_id for row in rows])
    plans = {row.inbound_id: row for row in session.execute(PLANS_THAT_FOLLOW, {"ids": ids})}
    answers = answers_of(session, told.values())
    terms = terms_of(session, clinic_id)
    listed = []
    for row in rows:
        text, answer = told[row.id], answers[row.id][-1] if "answer_id" in row._mapping else None
        severity, kind = _SEVERITIES[row.rank], AlertKind(row.kind or AlertKind.UNCLEAR_REPLY)
        one = _out(text, people[row.patient_id], plans.get(row.id), now, answer)
        due_at = ladder.seen_by(terms, kind, severity, text.heard_at or text.received_at)
        whole = one | {"kind": kind, "severity": severity, "due_at": due_at}
        place = Place(row.rank, row.answer_id if "answer_id" in row._mapping else row.id)
        listed.append(Listed(place, TextToRead(**whole)))
    return listed


def _out(
    text: InboundText, whose: tuple[Patient, Enrolment], plan: Any, now: datetime, answer: TextAnswer | None
) -> dict[str, Any]:
    patient, enrolment = whose
    read_at = answer.at if answer else now
    return {
        "id": text.id,
        "patient_id": patient.id,
        "first_name": patient.first_name,
        "zone": patient.zone,
        "language": patient.language,
        "therapist_id": enrolment.therapist_id,
        "at": text.received_at,
        "body": text.body,
        "marks": marks_of(text, patient.language),
        "waits_minutes": max(0, int((read_at - text.received_at).total_seconds() // 60)),
        "reading": _reading(text.reading or {}),
        "plan": PlanLeft(**{name: getattr(plan, name) for name in PlanLeft.model_fields}) if plan else None,
        "answered": answered_out(answer) if answer else None,
    }


def _reading(kept: Mapping[str, Any]) -> ReadingOut:
    ear = kept.get("ear") or {}
    if not isinstance(ear, dict):
        ear = dict(zip(("version", "score"), ear, strict=False))
    plainly = {name: kept.get(name) for name in ("kind", "pain", "walks", "words", "reader")}
    return ReadingOut(**plainly, ear=ear.get("version"), ear_score=ear.get("score"))


def marks_of(text: InboundText, language: Language) -> list[Mark]:
    """The words that Amble could not read. The text is read again, because a stored reading holds no words."""
    kept = (text.reading or {}).get("asked") or {}
    question = OpenQuestion(kept.get("open", OpenQuestion.NONE.value))
    reading = replies.read(text.body, ReplyContext(language, question, kept.get("planned_walks", 0)))
    left = set(reading.unread)
    runs: list[Mark] = []
    for found in _WORD.finditer(text.body):
        if plain(found.group()) not in left:
            continue
        if runs and not text.body[runs[-1].last : found.start()].strip(" "):
            runs[-1].last = found.end()
        else:
            runs.append(Mark(first=found.start(), last=found.end()))
    return runs
