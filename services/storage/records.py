"""How are patients, plans, texts and settings found again? Every question that the journey asks of the tables."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, col, select

from schemas.alert_kinds import facts_of
from schemas.columns import PhoneIndex
from schemas.messages import InboundText, OutboundText, WordingVersion
from schemas.people import Clinic, Enrolment, Patient, SettingsVersion
from schemas.phones import one_spelling
from schemas.settings import ProgressionSettings
from schemas.transitions import DAYS_END
from schemas.vocabulary import Language
from services.storage import recent

# Asked for every reply and every text: built once, because building them costs as much as answering them.
_IDS = sa.any_(sa.bindparam("ids", type_=ARRAY(sa.Uuid)))
_PHONES = sa.any_(sa.bindparam("phones", type_=ARRAY(PhoneIndex)))
# In one order, so that two who lock several never wait for each other.
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
_OWNERS = select(OutboundText.enrolment_id).where(col(OutboundText.id) == _IDS)
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
    """Enrolments with their patients, held until the unit of work ends."""
    wanted = list(dict.fromkeys(ids))
    missing = [key for key in wanted if recent.if_locked(session, key) is None]
    if missing:
        recent.locked(session, [(row[0], row[1]) for row in session.exec(_LOCKED, params={"ids": missing})])
    pairs = {key: recent.if_locked(session, key) for key in wanted}
    return {key: pair for key, pair in pairs.items() if pair is not None}


def lock_enrolment(session: Session, enrolment_id: uuid.UUID) -> tuple[Enrolment, Patient]:
    """An enrolment and its patient, held until the unit of work ends: one patient at a time. Raises NoResultFound."""
    found = lock_enrolments(session, [enrolment_id])
    if not found:
        raise NoResultFound("No enrolment has that id.")
    return found[enrolment_id]


def lock_texts(session: Session, ids: Sequence[uuid.UUID]) -> list[tuple[OutboundText, Enrolment, Patient]]:
    """Texts and their patients, held until the unit of work ends; texts that are not there are left out."""
    owners = session.exec(_OWNERS, params={"ids": list(ids)}).all()
    pairs = lock_enrolments(session, owners)
    held = session.exec(_LOCKED_TEXTS, params={"ids": list(ids)}).all()
    texts = {text.id: text for text in held}
    return [(texts[key], *pairs[texts[key].enrolment_id]) for key in ids if key in texts]


def lock_text(session: Session, text_id: uuid.UUID) -> tuple[OutboundText, Enrolment, Patient]:
    """A text and its patient, held until the unit of work ends. Raises NoResultFound when there is no such text."""
    found = lock_texts(session, [text_id])
    if not found:
        raise NoResultFound("No text has that id.")
    return found[0]


def enrolments_of_phones(session: Session, phones: Sequence[str]) -> dict[str, list[tuple[Enrolment, Patient]]]:
    """Everyone who shares each phone number, the longest enrolled first; a number that nobody has is left out."""
    sharing: dict[str, list[tuple[Enrolment, Patient]]] = {}
    for enrolment, patient in session.exec(_OF_PHONES, params={"phones": list(phones)}):
        sharing.setdefault(one_spelling(patient.phone), []).append((enrolment, patient))
    # A network may write a number otherwise than the clinic did.
    return {phone: sharing[plain] for phone in phones if (plain := one_spelling(phone)) in sharing}


def enrolments_of_phone(session: Session, phone: str) -> Sequence[tuple[Enrolment, Patient]]:
    """Everyone who shares a phone number, the longest enrolled first."""
    return enrolments_of_phones(session, [phone]).get(phone, [])


def clinics_of_senders(session: Session, senders: Iterable[str]) -> dict[str, Clinic]:
    """The clinic that each sender is its own of; a sender that clinics share is left out."""
    found = session.exec(_OF_SENDERS, params={"senders": list(dict.fromkeys(senders))}).all()
    return {clinic.sender: clinic for clinic in found if clinic.sender is not None}


def clinics_without_sender(session: Session) -> Sequence[Clinic]:
    """The clinics whose texts come from a sender that several share."""
    return session.exec(select(Clinic).where(col(Clinic.sender).is_(None)).order_by(col(Clinic.id))).all()


def clinic_of(session: Session, clinic_id: uuid.UUID) -> Clinic:
    """The clinic with this id, which must exist."""
    return recent.once(session, (Clinic, clinic_id), lambda: session.get_one(Clinic, clinic_id))


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

    def ask() -> dict[str, str]:
        return {row.name: row.words for row in wordings_in_force(session, clinic_id, language) if row.words}

    return recent.once(session, (WordingVersion, clinic_id, language), ask)


def settings_of(session: Session, enrolment: Enrolment) -> tuple[ProgressionSettings, uuid.UUID]:
    """The settings in force for a patient and their version's id: the patient's own, else the clinic's."""
    known = recent.of(session, enrolment)
    if known is None:
        return recent.settings_in_force(session, [enrolment])[enrolment.id]
    if known.settings is None:
        known.settings = recent.settings_in_force(session, [enrolment])[enrolment.id]
    return known.settings


def has_opted_out(session: Session, phone: str, clinic_id: uuid.UUID) -> bool:
    """Whether a phone wants no texts of a clinic: STOP counts wherever it was told, what undoes it only there."""
    return recent.opted_out(session, [(phone, clinic_id)])[phone, clinic_id]


def settings_before(
    session: Session, enrolment: Enrolment, since: datetime
) -> list[tuple[ProgressionSettings, uuid.UUID]]:
    """The settings that were in force for a patient at a moment or later and are no more, the oldest first."""

    def ask() -> set[uuid.UUID | None]:
        of_clinic = col(SettingsVersion.clinic_id) == enrolment.clinic_id
        changed = select(SettingsVersion.enrolment_id).where(of_clinic, col(SettingsVersion.created_at) > since)
        return set(session.exec(changed.distinct()).all())

    # Most days nobody in the clinic changes a number: one question answers for everybody.
    changed = recent.once(session, (SettingsVersion, enrolment.clinic_id, since), ask)
    return recent.settings_replaced(session, enrolment, since) if changed & {None, enrolment.id} else []


def settings_versions(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, ProgressionSettings]:
    """The settings of versions by their id."""
    return recent.parsed(session, set(ids))


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
    """The next text of each number to hear; numbers that another worker is hearing just now are left out."""
    ours = session.execute(_OURS, {"phones": list(phones)}).scalars().all()
    return session.exec(_OLDEST_UNHEARD, params={"phones": list(ours)}).all()


def enrolments_at_boundary(
    session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()
) -> Sequence[uuid.UUID]:
    """Whose plan day has ended and has not been closed, the longest first; locked, and without whom another holds."""
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


def red_flag_is_open(session: Session, enrolment: Enrolment) -> bool:
    """Whether a danger that was told of this patient, here or elsewhere, has not been closed by a person."""
    return any(facts_of(alert.kind).told_danger for alert in recent.open_alerts(session, enrolment))


def is_wrong_person(session: Session, enrolment: Enrolment) -> bool:
    """Whether somebody else has the phone, or the patient has died, as was told and no person has settled yet."""
    return any(facts_of(alert.kind).somebody_else for alert in recent.open_alerts(session, enrolment))


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
