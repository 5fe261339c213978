"""How are patients, plans, texts and settings found again? Every question that the journey asks of the tables."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session, col, select

from schemas.alerts import Alert, AlertKind
from schemas.messages import InboundText, OutboundText, TextState, WordingVersion
from schemas.people import (
    Clinic,
    ConsentAct,
    ConsentEntry,
    Enrolment,
    EnrolmentStatus,
    Patient,
    SettingsVersion,
)
from schemas.plans import CareAct, DayNote, PlanDay
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Language, ReplyKind, TextKind
from services.storage.database import forget, remembered

REACHED_THE_CARRIER = (TextState.ACCEPTED, TextState.SENT, TextState.DELIVERED, TextState.UNDELIVERED)


_ONE_CONVERSATION = timedelta(hours=12)
# Asked for every reply and every text: built once, because building them costs as much as answering them.
_LOCKED = (
    select(Enrolment, Patient)
    .join(Patient, col(Enrolment.patient_id) == col(Patient.id))
    .where(col(Enrolment.id) == sa.bindparam("enrolment"))
    .with_for_update(of=[Enrolment, Patient])
    .execution_options(populate_existing=True)
)
_OF_PHONE = (
    select(Enrolment, Patient)
    .join(Patient, col(Enrolment.patient_id) == col(Patient.id))
    .where(col(Patient.phone) == sa.bindparam("phone"))
    .order_by(col(Enrolment.created_at))
)
_SETTINGS = (
    select(SettingsVersion)
    .where(col(SettingsVersion.clinic_id) == sa.bindparam("clinic"))
    .where(
        sa.or_(
            col(SettingsVersion.enrolment_id) == sa.bindparam("enrolment"), col(SettingsVersion.enrolment_id).is_(None)
        )
    )
    .order_by(col(SettingsVersion.enrolment_id).is_(None), col(SettingsVersion.version).desc())
    .limit(1)
)
_NEWEST_PLAN = (
    select(PlanDay)
    .where(col(PlanDay.enrolment_id) == sa.bindparam("enrolment"))
    .order_by(col(PlanDay.day).desc(), col(PlanDay.revision).desc())
    .limit(1)
)
_PLAN_OF_DAY = _NEWEST_PLAN.where(col(PlanDay.day) == sa.bindparam("day"))
_NOTES = (
    select(DayNote)
    .where(col(DayNote.enrolment_id) == sa.bindparam("enrolment"), col(DayNote.day) == sa.bindparam("day"))
    .order_by(col(DayNote.id))
)
_ACTS = (
    select(CareAct)
    .where(col(CareAct.enrolment_id) == sa.bindparam("enrolment"), col(CareAct.day) == sa.bindparam("day"))
    .order_by(col(CareAct.id))
)
_REACHED = (
    select(OutboundText)
    .where(col(OutboundText.enrolment_id) == sa.bindparam("enrolment"))
    .where(
        col(OutboundText.kind).in_(sa.bindparam("kinds", expanding=True)),
        col(OutboundText.state).in_(REACHED_THE_CARRIER),
    )
    .order_by(col(OutboundText.sent_at).desc())
    .limit(1)
)
_REACHED_THAT_DAY = _REACHED.where(col(OutboundText.local_date) == sa.bindparam("day"))
_LAST_WORD = (
    select(ConsentEntry.act)
    .where(col(ConsentEntry.phone) == sa.bindparam("phone"))
    .order_by(col(ConsentEntry.id).desc())
    .limit(1)
)
_PHONE_LOCK = sa.text("SELECT pg_try_advisory_xact_lock(hashtextextended(:phone, 1))")
_OLDEST_UNHEARD = (
    select(InboundText)
    .where(col(InboundText.from_phone) == sa.bindparam("phone"), col(InboundText.heard_at).is_(None))
    .order_by(col(InboundText.id))
    .limit(1)
)


def lock_enrolment(session: Session, enrolment_id: uuid.UUID) -> tuple[Enrolment, Patient]:
    """An enrolment and its patient, held until the unit of work ends: one patient at a time."""
    forget(session)
    enrolment, patient = session.exec(_LOCKED, params={"enrolment": enrolment_id}).one()
    return enrolment, patient


def lock_text(session: Session, text_id: uuid.UUID) -> tuple[OutboundText, Enrolment, Patient]:
    """A text and its patient, held until the unit of work ends. Raises NoResultFound when there is no such text."""
    text = session.get_one(OutboundText, text_id)
    enrolment, patient = lock_enrolment(session, text.enrolment_id)
    session.refresh(text, with_for_update=True)
    return text, enrolment, patient


def enrolments_of_phone(session: Session, phone: str) -> Sequence[tuple[Enrolment, Patient]]:
    """Everyone who shares a phone number, the longest enrolled first."""
    found = session.exec(_OF_PHONE, params={"phone": phone})
    return [(enrolment, patient) for enrolment, patient in found]


def clinic_of(session: Session, clinic_id: uuid.UUID) -> Clinic:
    """The clinic with this id, which must exist."""
    return session.get_one(Clinic, clinic_id)


def wording_versions(session: Session, clinic_id: uuid.UUID, language: Language, name: str) -> Sequence[WordingVersion]:
    """Every version of a clinic's words for a text, the newest first."""
    statement = (
        select(WordingVersion)
        .where(col(WordingVersion.clinic_id) == clinic_id)
        .where(col(WordingVersion.language) == language, col(WordingVersion.name) == name)
        .order_by(col(WordingVersion.version).desc())
    )
    return session.exec(statement).all()


def wordings_in_force(session: Session, clinic_id: uuid.UUID, language: Language) -> Sequence[WordingVersion]:
    """The newest version of each text that a clinic ever worded anew in a language."""
    statement = (
        select(WordingVersion)
        .ext(distinct_on(col(WordingVersion.name)))
        .where(col(WordingVersion.clinic_id) == clinic_id, col(WordingVersion.language) == language)
        .order_by(col(WordingVersion.name), col(WordingVersion.version).desc())
    )
    return session.exec(statement).all()


def own_words_of(session: Session, clinic_id: uuid.UUID, language: Language) -> dict[str, str]:
    """The clinic's own words by the text's name; texts in Amble's words are not among them."""
    return {row.name: row.words for row in wordings_in_force(session, clinic_id, language) if row.words}


def settings_of(session: Session, enrolment: Enrolment) -> tuple[ProgressionSettings, uuid.UUID]:
    """The settings in force for a patient and their version's id: the patient's own, else the clinic's."""
    asked = {"clinic": enrolment.clinic_id, "enrolment": enrolment.id}

    def ask() -> tuple[ProgressionSettings, uuid.UUID]:
        version = session.exec(_SETTINGS, params=asked).one()
        return ProgressionSettings.model_validate(version.values), version.id

    return remembered(session, SettingsVersion, tuple(asked.values()), ask)


def plan_of(session: Session, enrolment: Enrolment, day: date) -> PlanDay | None:
    """The plan in force for a day: its highest revision."""
    asked = {"enrolment": enrolment.id, "day": day}
    return remembered(session, PlanDay, tuple(asked.values()), lambda: session.exec(_PLAN_OF_DAY, params=asked).first())


def newest_plan(session: Session, enrolment: Enrolment) -> PlanDay | None:
    """The plan of the latest day decided so far; its state is the patient's state."""
    return session.exec(_NEWEST_PLAN, params={"enrolment": enrolment.id}).first()


def notes_of(session: Session, enrolment: Enrolment, day: date) -> Sequence[DayNote]:
    """What the patient told about a day, in the order of telling; without what was settled to be of another day."""
    asked = {"enrolment": enrolment.id, "day": day}
    return remembered(session, DayNote, tuple(asked.values()), lambda: _notes(session, asked))


def _notes(session: Session, asked: dict[str, Any]) -> Sequence[DayNote]:
    notes = session.exec(_NOTES, params=asked).all()
    undated = [note.id for note in notes if note.undated]
    if not undated:
        return notes
    settled = set(session.exec(select(DayNote.settles).where(col(DayNote.settles).in_(undated))).all())
    return [note for note in notes if note.id not in settled]


def undated_note(session: Session, enrolment: Enrolment, day: date) -> DayNote | None:
    """The score told on this day of which nobody knows yet which day it is of."""
    return next((note for note in notes_of(session, enrolment, day) if note.undated), None)


def acts_of(session: Session, enrolment: Enrolment, day: date) -> Sequence[CareAct]:
    """What people did to the course on a day, in order."""
    return session.exec(_ACTS, params={"enrolment": enrolment.id, "day": day}).all()


def text_that_reached(
    session: Session, enrolment: Enrolment, kinds: Sequence[TextKind], day: date | None = None
) -> OutboundText | None:
    """The newest text of these kinds that the carrier took, of a given local date if one is named."""
    asked: dict[str, Any] = {"enrolment": enrolment.id, "kinds": list(kinds)}
    statement = _REACHED
    if day is not None:
        statement, asked = _REACHED_THAT_DAY, {**asked, "day": day}
    key = (enrolment.id, tuple(kinds), day)
    return remembered(session, OutboundText, key, lambda: session.exec(statement, params=asked).first())


def text_is_under_way(session: Session, enrolment: Enrolment, kind: TextKind, day: date) -> bool:
    """Whether the text of this kind and date may have left us: then a plan can only be corrected, not replaced."""
    statement = (
        select(OutboundText.id)
        .where(col(OutboundText.enrolment_id) == enrolment.id)
        .where(col(OutboundText.kind) == kind, col(OutboundText.local_date) == day)
        .where(col(OutboundText.state).in_((TextState.SENDING, TextState.UNKNOWN, *REACHED_THE_CARRIER)))
    )
    return session.exec(statement).first() is not None


def has_opted_out(session: Session, phone: str) -> bool:
    """Whether the ledger's last word on a number is out."""
    return session.exec(_LAST_WORD, params={"phone": phone}).first() == ConsentAct.OPTED_OUT


def unheard_phones(session: Session, limit: int) -> Sequence[str]:
    """Numbers with a stored text that nobody has heard yet, the longest waiting first."""
    statement = (
        select(InboundText.from_phone)
        .where(col(InboundText.heard_at).is_(None))
        .group_by(col(InboundText.from_phone))
        .order_by(sa.func.min(InboundText.id))
        .limit(limit)
    )
    return session.exec(statement).all()


def oldest_unheard(session: Session, phone: str) -> InboundText | None:
    """The next text of a number to hear, or none when another worker is hearing this number just now."""
    if not session.execute(_PHONE_LOCK, {"phone": phone}).scalar_one():
        return None
    return session.exec(_OLDEST_UNHEARD, params={"phone": phone}).first()


def enrolments_at_boundary(session: Session, now: datetime, limit: int) -> Sequence[uuid.UUID]:
    """Whose plan day has ended and has not been closed."""
    statement = (
        select(Enrolment.id)
        .where(col(Enrolment.next_boundary_at) <= now)
        .where(col(Enrolment.status).in_((EnrolmentStatus.ACTIVE, EnrolmentStatus.PAUSED, EnrolmentStatus.OPTED_OUT)))
        .order_by(col(Enrolment.next_boundary_at))
        .limit(limit)
    )
    return session.exec(statement).all()


def enrolment_of_patient(session: Session, patient_id: uuid.UUID) -> Enrolment:
    """The enrolment of a patient, who must exist."""
    return session.exec(select(Enrolment).where(col(Enrolment.patient_id) == patient_id)).one()


def red_flag_is_open(session: Session, patient_id: uuid.UUID) -> bool:
    """Whether a red flag or crisis of this patient has not been closed by a person."""
    kinds = (AlertKind.RED_FLAG_EMERGENCY, AlertKind.RED_FLAG_URGENT, AlertKind.CRISIS)
    statement = select(Alert.id).where(
        col(Alert.patient_id) == patient_id, col(Alert.kind).in_(kinds), col(Alert.closed_at).is_(None)
    )
    return session.exec(statement).first() is not None


def unclear_in_a_row(session: Session, patient_id: uuid.UUID, inbound: InboundText) -> int:
    """How many texts of the patient just before this one, at most two and of the same evening, could not be read."""
    statement = (
        select(InboundText.reading)
        .where(col(InboundText.patient_id) == patient_id, col(InboundText.heard_at).is_not(None))
        .where(col(InboundText.id) < inbound.id)
        .where(col(InboundText.received_at) > inbound.received_at - _ONE_CONVERSATION)
        .order_by(col(InboundText.id).desc())
        .limit(2)
    )
    count = 0
    for reading in session.exec(statement):
        if reading is None or reading["kind"] != ReplyKind.UNCLEAR.value:
            break
        count += 1
    return count


def note_of_text(session: Session, enrolment: Enrolment, inbound: InboundText) -> DayNote | None:
    """The note that this text has already led to."""
    statement = select(DayNote).where(col(DayNote.enrolment_id) == enrolment.id, col(DayNote.inbound_id) == inbound.id)
    return session.exec(statement).first()


def automatic_texts_of_day(session: Session, text: OutboundText, kinds: Iterable[TextKind]) -> int:
    """How many other automatic texts of the same local date have left, or may have."""
    statement = (
        sa.select(sa.func.count())
        .select_from(OutboundText)
        .where(col(OutboundText.patient_id) == text.patient_id, col(OutboundText.local_date) == text.local_date)
        .where(col(OutboundText.kind).in_(list(kinds)), col(OutboundText.id) != text.id)
        .where(col(OutboundText.state).in_((TextState.SENDING, TextState.UNKNOWN, *REACHED_THE_CARRIER)))
    )
    return int(session.execute(statement).scalar_one())


def clinic_settings(session: Session, clinic_id: uuid.UUID) -> tuple[ProgressionSettings, uuid.UUID]:
    """The clinic's default settings and their version's id."""
    statement = (
        select(SettingsVersion)
        .where(col(SettingsVersion.clinic_id) == clinic_id, col(SettingsVersion.enrolment_id).is_(None))
        .order_by(col(SettingsVersion.version).desc())
        .limit(1)
    )
    version = session.exec(statement).one()
    return ProgressionSettings.model_validate(version.values), version.id


def corrected_now(session: Session, enrolment: Enrolment, now: datetime) -> bool:
    """Whether a corrected plan was queued in this very unit of work."""
    statement = select(OutboundText.id).where(
        col(OutboundText.enrolment_id) == enrolment.id,
        col(OutboundText.kind) == TextKind.CORRECTED_PLAN,
        col(OutboundText.created_at) == now,
    )
    return session.exec(statement).first() is not None
