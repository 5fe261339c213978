"""Which texts wait for a person, the most urgent first, what was made of each, and what was answered?"""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind, Severity, alerts_that, facts_of
from schemas.alerts import Alert
from schemas.messages import InboundText
from schemas.people import Enrolment, Patient
from schemas.to_read import AnsweredOut, Mark, PlanLeft, ReadingOut, TextAnswer, TextToRead
from schemas.transitions import MAY_HAVE_LEFT
from schemas.vocabulary import Language, OpenQuestion
from services.conversation import replies
from services.conversation.replies import Asked
from services.conversation.tokens import plain
from services.journey import ladder
from services.journey.clinic_ladder import terms_of

_ABOUT_WORDS = sorted(alerts_that(lambda kind: kind.about_words))
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’](?=[^\W_]))*")
_SEVERITIES = (Severity.NOW, Severity.HOUR, Severity.SAME_DAY, Severity.ROUTINE)
# Nobody has answered it, or the answer was taken back; a call that is to be made was read.
WAITS = """told.unread AND told.read_at IS NULL AND coalesce(
    (SELECT answer FROM text_answer WHERE inbound_id = told.id ORDER BY number DESC LIMIT 1), 'taken_back'
) = 'taken_back'"""
# The alert that asks for it says how soon; where that is closed, the same day.
_LISTED = f"""
    SELECT told.id, told.patient_id, coalesce(raised.rank, 2) AS rank, raised.kind
    FROM inbound_text AS told JOIN patient ON patient.id = told.patient_id AND patient.erased_at IS NULL
    LEFT JOIN LATERAL (
        SELECT CASE severity WHEN 'now' THEN 0 WHEN 'hour' THEN 1 WHEN 'same_day' THEN 2 ELSE 3 END AS rank, kind
        FROM alert WHERE alert.clinic_id = told.clinic_id AND alert.patient_id = told.patient_id
            AND closed_at IS NULL AND kind = ANY (:kinds) AND inbound_ids @> to_jsonb(told.id)
        ORDER BY rank LIMIT 1
    ) AS raised ON true
    WHERE told.clinic_id = :clinic AND {WAITS}
"""  # noqa: S608  (our own words only)
_PAGE = sa.text(
    f"SELECT * FROM ({_LISTED}) AS listed WHERE (rank, id) > (:rank, :after) "  # noqa: S608
    "AND (CAST(:patient AS uuid) IS NULL OR patient_id = :patient) ORDER BY rank, id LIMIT :limit"
)
_WAITING = sa.text(f"SELECT count(*) FROM ({_LISTED}) AS listed")  # noqa: S608
_ANSWERED = sa.text(
    """
    SELECT answer.inbound_id AS id, answer.id AS answer_id, 2 AS rank, NULL AS kind FROM text_answer AS answer
    JOIN patient ON patient.id = answer.patient_id AND patient.erased_at IS NULL
    WHERE answer.clinic_id = :clinic AND answer.id < :before AND answer.answer <> 'taken_back'
        AND NOT EXISTS (SELECT FROM text_answer AS later
            WHERE later.inbound_id = answer.inbound_id AND later.number > answer.number)
    ORDER BY answer.id DESC LIMIT :limit
    """
)
_OLDEST = sa.text(
    f"SELECT min(told.received_at) FROM inbound_text AS told WHERE told.id = ANY (:ids) AND {WAITS}"  # noqa: S608
)
_PLANS = sa.text(
    """
    SELECT note.inbound_id, plan.day, plan.light, plan.state, plan.minutes, plan.walks, plan.rule, EXISTS (
        SELECT FROM outbound_text AS morning WHERE morning.enrolment_id = plan.enrolment_id
            AND morning.local_date = plan.day AND morning.kind = 'morning_plan' AND morning.state = ANY (:left)
    ) AS told
    FROM (SELECT DISTINCT ON (inbound_id) * FROM day_note WHERE inbound_id = ANY (:ids) ORDER BY inbound_id, id DESC)
        AS note
    JOIN LATERAL (SELECT * FROM plan_day WHERE enrolment_id = note.enrolment_id AND day = note.day + 1
        ORDER BY revision DESC LIMIT 1) AS plan ON true
    """
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the rank and the id of its last text."""

    rank: int
    id: int


BEGINNING = Place(-1, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the list is asked for: what comes after a place, so many texts, of one patient or of all."""

    after: Place = BEGINNING
    limit: int = 50
    patient_id: uuid.UUID | None = None


FIRST_PART = Part()


@dataclass(frozen=True, slots=True)
class Listed:
    """A text on the list, and where it stands there."""

    place: Place
    text: TextToRead


def page(session: Session, clinic_id: uuid.UUID, now: datetime, part: Part = FIRST_PART) -> list[Listed]:
    """Texts that nobody has answered, the most urgent first, then the oldest."""
    asked = {"clinic": clinic_id, "kinds": _ABOUT_WORDS, "patient": part.patient_id}
    rows = session.execute(_PAGE, asked | {"rank": part.after.rank, "after": part.after.id, "limit": part.limit}).all()
    return _listed(session, clinic_id, rows, now)


def answered(session: Session, clinic_id: uuid.UUID, now: datetime, *, before: int, limit: int = 50) -> list[Listed]:
    """Texts that were answered, the last first; a place's id is that of the answer."""
    rows = session.execute(_ANSWERED, {"clinic": clinic_id, "before": before, "limit": limit}).all()
    return _listed(session, clinic_id, rows, now)


def waiting(session: Session, clinic_id: uuid.UUID) -> int:
    """How many texts wait."""
    found: int = session.execute(_WAITING, {"clinic": clinic_id, "kinds": _ABOUT_WORDS}).scalar_one()
    return found


def long_unread_at(session: Session, alert: Alert) -> datetime | None:
    """From when on the admins are told of the words of an alert; None where it has none that wait."""
    if not facts_of(alert.kind).about_words or not alert.inbound_ids:
        return None
    oldest = session.execute(_OLDEST, {"ids": alert.inbound_ids}).scalar_one()
    return oldest + ladder.UNREAD_FOR_LONG if oldest else None


def answered_out(row: TextAnswer) -> AnsweredOut:
    """An answer as it is shown."""
    return AnsweredOut(answer=row.answer, pain=row.pain, by=row.by, at=row.at)


def _listed(session: Session, clinic_id: uuid.UUID, rows: Sequence[Any], now: datetime) -> list[Listed]:
    ids = [row.id for row in rows]
    told = {text.id: text for text in session.exec(select(InboundText).where(col(InboundText.id).in_(ids)))}
    people = _people(session, [text.patient_id for text in told.values() if text.patient_id])
    plans = {row.inbound_id: row for row in session.execute(_PLANS, {"ids": ids, "left": [*MAY_HAVE_LEFT]})}
    last = {}
    for row in session.exec(select(TextAnswer).where(col(TextAnswer.inbound_id).in_(ids)).order_by(col(TextAnswer.id))):
        last[row.inbound_id] = row
    terms = terms_of(session, clinic_id)
    listed = []
    for row in rows:
        text, answer = told[row.id], last.get(row.id) if "answer_id" in row._mapping else None
        severity, kind = _SEVERITIES[row.rank], AlertKind(row.kind or AlertKind.UNCLEAR_REPLY)
        one = _out(text, people[text.patient_id], plans.get(row.id), now, answer)
        due_at = ladder.seen_by(terms, kind, severity, text.heard_at or text.received_at)
        whole = one | {"severity": severity, "due_at": due_at}
        place = Place(row.rank, row.answer_id if "answer_id" in row._mapping else row.id)
        listed.append(Listed(place, TextToRead(**whole)))
    return listed


def _people(session: Session, patient_ids: Sequence[uuid.UUID]) -> Mapping[Any, tuple[Patient, Enrolment]]:
    pairs = select(Patient, Enrolment).join(Enrolment, col(Enrolment.patient_id) == col(Patient.id))
    found = session.exec(pairs.where(col(Patient.id).in_(patient_ids)))
    return {patient.id: (patient, enrolment) for patient, enrolment in found}


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
    """Which words of a body nothing accounts for; read anew, for a stored reading holds no words."""
    kept = (text.reading or {}).get("asked") or {}
    question = OpenQuestion(kept.get("open", OpenQuestion.NONE.value))
    reading = replies.read(text.body, Asked(language, question, kept.get("planned_walks", 0)))
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
