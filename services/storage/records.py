"""Finds patients, texts, clinics and wordings: what every room asks, and what is locked before an act."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, col, select

from schemas.phones import one_spelling
from schemas.settings import ProgressionSettings
from schemas.tables.clinics import Clinic, SettingsVersion
from schemas.tables.columns import PhoneIndex
from schemas.tables.messages import InboundText, OutboundText, WordingVersion
from schemas.tables.people import Enrolment, Patient
from schemas.transitions import DAYS_END
from schemas.vocabulary import Language
from services.storage import in_force

# Asked for every reply and every text: built once, because building a query costs as much as answering it.
_IDS = sa.any_(sa.bindparam("ids", type_=ARRAY(sa.Uuid)))
_PHONES = sa.any_(sa.bindparam("phones", type_=ARRAY(PhoneIndex)))
# In a fixed order, so that two transactions that lock several rows never wait for each other.
_LOCKED = (
    select(Enrolment, Patient)
    .join(Patient, col(Enrolment.patient_id) == col(Patient.id))
    .where(col(Enrolment.id) == _IDS)
    .order_by(col(Enrolment.id))
    .with_for_update(of=[Enrolment, Patient])
    .execution_options(populate_existing=True)
)
_OF_PHONES = (
    select(Enrolment, Patient)
    .join(Patient, col(Enrolment.patient_id) == col(Patient.id))
    .where(col(Patient.phone_index) == _PHONES)
    .order_by(col(Enrolment.created_at))
)
_OF_SENDERS = select(Clinic).where(col(Clinic.sender) == sa.any_(sa.bindparam("senders", type_=ARRAY(sa.String))))
_OWNERS = sa.select(col(OutboundText.enrolment_id), col(OutboundText.local_date)).where(col(OutboundText.id) == _IDS)
_LOCKED_TEXTS = (
    select(OutboundText)
    .where(col(OutboundText.id) == _IDS)
    .order_by(col(OutboundText.id))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_PHONE_LOCKS = sa.text(
    "SELECT phone FROM unnest(cast(:phones AS bytea[])) AS phone "
    "WHERE pg_try_advisory_xact_lock(hashtextextended(encode(phone, 'hex'), 1))"
).bindparams(sa.bindparam("phones", type_=ARRAY(PhoneIndex)))
_OURS = _PHONE_LOCKS.columns(phone=PhoneIndex)
_OLDEST_UNHEARD = (
    select(InboundText)
    .ext(distinct_on(col(InboundText.from_index)))
    .where(col(InboundText.from_index) == _PHONES)
    .where(col(InboundText.heard_at).is_(None))
    .order_by(col(InboundText.from_index), col(InboundText.id))
)


def lock_enrolments(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[Enrolment, Patient]]:
    """Enrolments with their patients, locked until the unit of work ends."""
    wanted = list(dict.fromkeys(ids))
    locked = {row[0].id: (row[0], row[1]) for row in session.exec(_LOCKED, params={"ids": wanted})}
    return {key: locked[key] for key in wanted if key in locked}


def lock_enrolment(session: Session, enrolment_id: uuid.UUID) -> tuple[Enrolment, Patient]:
    """An enrolment and its patient, locked until the unit of work ends: one patient at a time. Raises NoResultFound."""
    pairs = lock_enrolments(session, [enrolment_id])
    if not pairs:
        raise NoResultFound("No enrolment has that id.")
    return pairs[enrolment_id]


def days_of_texts(session: Session, ids: Sequence[uuid.UUID]) -> Sequence[tuple[uuid.UUID, date]]:
    """The enrolment's id and the local date of each of these texts."""
    return [(row[0], row[1]) for row in session.execute(_OWNERS, {"ids": list(ids)})]


def lock_texts(session: Session, ids: Sequence[uuid.UUID]) -> Sequence[OutboundText]:
    """Texts, locked until the unit of work ends; their enrolments are locked already."""
    return session.exec(_LOCKED_TEXTS, params={"ids": list(ids)}).all()


def enrolments_of_phones(session: Session, phones: Sequence[str]) -> dict[str, list[tuple[Enrolment, Patient]]]:
    """Everyone who shares each phone number, the longest enrolled first; a number that nobody has is left out."""
    sharing: dict[str, list[tuple[Enrolment, Patient]]] = {}
    for enrolment, patient in session.exec(_OF_PHONES, params={"phones": list(phones)}):
        sharing.setdefault(one_spelling(patient.phone), []).append((enrolment, patient))
    # A network may spell a number differently from the clinic.
    return {phone: sharing[plain] for phone in phones if (plain := one_spelling(phone)) in sharing}


def enrolments_of_phone(session: Session, phone: str) -> Sequence[tuple[Enrolment, Patient]]:
    """Everyone who shares a phone number, the longest enrolled first."""
    return enrolments_of_phones(session, [phone]).get(phone, [])


def clinics_of_senders(session: Session, senders: Iterable[str]) -> dict[str, Clinic]:
    """The clinic that owns each sender; a sender that clinics share is left out."""
    found = session.exec(_OF_SENDERS, params={"senders": list(dict.fromkeys(senders))}).all()
    return {clinic.sender: clinic for clinic in found if clinic.sender is not None}


def clinics_without_sender(session: Session) -> Sequence[Clinic]:
    """The clinics whose texts come from a shared sender."""
    return session.exec(select(Clinic).where(col(Clinic.sender).is_(None)).order_by(col(Clinic.id))).all()


def clinic_of(session: Session, clinic_id: uuid.UUID) -> Clinic:
    """The clinic with this id, which must exist."""
    return session.get_one(Clinic, clinic_id)


def wording_versions(session: Session, clinic_id: uuid.UUID, language: Language, name: str) -> Sequence[WordingVersion]:
    """Every version of a clinic's wording of a text, the newest first."""
    statement = (
        select(WordingVersion)
        .where(col(WordingVersion.clinic_id) == clinic_id)
        .where(col(WordingVersion.language) == language, col(WordingVersion.name) == name)
        .order_by(col(WordingVersion.version).desc())
    )
    return session.exec(statement).all()


def wordings_in_force(session: Session, clinic_id: uuid.UUID, language: Language) -> Sequence[WordingVersion]:
    """The newest version of each text that a clinic ever reworded in a language."""
    statement = (
        select(WordingVersion)
        .ext(distinct_on(col(WordingVersion.name)))
        .where(col(WordingVersion.clinic_id) == clinic_id, col(WordingVersion.language) == language)
        .order_by(col(WordingVersion.name), col(WordingVersion.version).desc())
    )
    return session.exec(statement).all()


def own_words_of(session: Session, clinic_id: uuid.UUID, language: Language) -> dict[str, str]:
    """The clinic's own wordings by the text's name; texts that it has not reworded are left out."""
    return {row.name: row.words for row in wordings_in_force(session, clinic_id, language) if row.words}


def has_opted_out(session: Session, phone: str, clinic_id: uuid.UUID) -> bool:
    """Whether a phone wants no texts from a clinic: STOP counts wherever it was sent, what revokes it counts only
    there.
    """
    return in_force.opted_out(session, [(phone, clinic_id)])[phone, clinic_id]


def unheard_phones(session: Session, limit: int) -> Sequence[str]:
    """Numbers, as their index, with a stored text that nobody has heard yet, the longest waiting first."""
    statement = (
        select(InboundText.from_index)
        .where(col(InboundText.heard_at).is_(None))
        .group_by(col(InboundText.from_index))
        .order_by(sa.func.min(InboundText.id))
        .limit(limit)
    )
    return session.exec(statement).all()


def oldest_unheard(session: Session, phones: Sequence[str]) -> Sequence[InboundText]:
    """The next text of each number to hear; numbers that another worker is hearing are left out."""
    ours = session.execute(_OURS, {"phones": list(phones)}).scalars().all()
    return session.exec(_OLDEST_UNHEARD, params={"phones": list(ours)}).all()


def enrolments_at_boundary(
    session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()
) -> Sequence[uuid.UUID]:
    """Enrolments whose plan day has ended and is not closed, the longest first; locked, without those another worker
    holds.
    """
    statement = (
        select(Enrolment.id)
        .where(col(Enrolment.next_boundary_at) <= now)
        .where(col(Enrolment.status).in_(DAYS_END))
        .where(col(Enrolment.id).not_in(besides))
        .order_by(col(Enrolment.next_boundary_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return session.exec(statement).all()


def enrolment_of_patient(session: Session, patient_id: uuid.UUID) -> Enrolment:
    """The enrolment of a patient, who must exist."""
    return session.exec(select(Enrolment).where(col(Enrolment.patient_id) == patient_id)).one()


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
