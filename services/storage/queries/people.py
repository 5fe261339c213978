"""Queries about users, clinics, patients and settings, each with what it answers."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, time

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col, select

from schemas.tables.alerts import StaffPhone
from schemas.tables.clinics import Clinic
from schemas.tables.columns import PhoneIndex
from schemas.tables.identity import BrowserSession, Invitation, Kind, Role, User
from schemas.tables.people import Enrolment, EnrolmentStatus, Patient


def user_with_address(session: Session, clinic_id: uuid.UUID | None, email: str) -> User | None:
    """The user of a clinic (None: the operators) who has this address, in lower case; deactivated users too."""
    of_clinic = col(User.clinic_id) == clinic_id
    return session.exec(select(User).where(col(User.email) == email, of_clinic)).first()


def passwords_to_compare(
    session: Session, email: str, clinic_id: uuid.UUID | None, limit: int
) -> Sequence[tuple[uuid.UUID, str | None]]:
    """The users whom an address, in lower case, may belong to, with the hash of their password, the oldest first.

    Of one clinic if one is named. Deactivated users are left out.
    """
    of_address = select(User.id, User.password_hash).where(*_active_with_email(email, clinic_id))
    return session.exec(of_address.order_by(col(User.created_at)).limit(limit)).all()


def lock_users_to_sign_in(
    session: Session, email: str, clinic_id: uuid.UUID | None, ids: Iterable[uuid.UUID]
) -> Sequence[User]:
    """Those of them with these ids, in their current state, locked."""
    compared = select(User).where(*_active_with_email(email, clinic_id), col(User.id).in_(ids))
    return session.exec(compared.order_by(col(User.created_at)).with_for_update()).all()


def _active_with_email(email: str, clinic_id: uuid.UUID | None) -> list[sa.ColumnElement[bool]]:
    """The conditions for users who have an address and are not deactivated."""
    conditions = [col(User.email) == email, col(User.deactivated_at).is_(None)]
    return conditions if clinic_id is None else [*conditions, col(User.clinic_id) == clinic_id]


def other_admins(session: Session, user: User) -> Sequence[User]:
    """The other admins of the user's clinic, in their current state, now that the clinic's row is locked."""
    session.exec(select(Clinic.id).where(col(Clinic.id) == user.clinic_id).with_for_update()).one()
    others = select(User).where(
        col(User.clinic_id) == user.clinic_id,
        col(User.id) != user.id,
        col(User.role) == Role.ADMIN,
        col(User.kind) == Kind.PERSON,
        col(User.deactivated_at).is_(None),
    )
    return session.exec(others.execution_options(populate_existing=True)).all()


def admins_at_work(session: Session, clinic_id: uuid.UUID | None) -> Sequence[User]:
    """The admins of a clinic who are not deactivated."""
    of_clinic = col(User.clinic_id) == clinic_id, col(User.role) == Role.ADMIN, col(User.deactivated_at).is_(None)
    return session.exec(select(User).where(*of_clinic)).all()


def therapists_by_address(session: Session, clinic_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """The therapists of a clinic who are not deactivated, by their address."""
    of_clinic = col(User.clinic_id) == clinic_id, col(User.role) == Role.THERAPIST, col(User.deactivated_at).is_(None)
    return dict(session.exec(select(User.email, User.id).where(*of_clinic)).all())


def unused_invitations(session: Session, user_id: uuid.UUID) -> Sequence[Invitation]:
    """A user's invitations that nobody has used, expired or not."""
    of_user = col(Invitation.user_id) == user_id, col(Invitation.used_at).is_(None)
    return session.exec(select(Invitation).where(*of_user)).all()


def running_sessions(session: Session, user_id: uuid.UUID) -> Sequence[BrowserSession]:
    """A user's sessions that nobody has ended."""
    of_user = col(BrowserSession.user_id) == user_id, col(BrowserSession.ended_at).is_(None)
    return session.exec(select(BrowserSession).where(*of_user)).all()


def lock_clinic(session: Session, clinic_id: uuid.UUID) -> Clinic:
    """A clinic, locked until the unit of work ends. Raises NoResultFound."""
    return session.exec(select(Clinic).where(col(Clinic.id) == clinic_id).with_for_update()).one()


def has_patients(session: Session, therapist_id: uuid.UUID) -> bool:
    """Whether a therapist treats anybody who is not discharged."""
    theirs = select(Enrolment.id).where(col(Enrolment.therapist_id) == therapist_id)
    running = theirs.where(col(Enrolment.status) != EnrolmentStatus.DISCHARGED)
    return session.exec(running.limit(1)).first() is not None


def caseload(session: Session, therapist_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """The enrolments of a therapist's patients, discharged ones included."""
    return session.exec(select(Enrolment.id).where(col(Enrolment.therapist_id) == therapist_id)).all()


def therapist_of(session: Session, patient_id: uuid.UUID) -> uuid.UUID | None:
    """The id of the therapist who treats a patient."""
    return session.exec(select(Enrolment.therapist_id).where(col(Enrolment.patient_id) == patient_id)).first()


def patients_with_phones(session: Session, clinic_id: uuid.UUID, phones: Sequence[str]) -> Sequence[Patient]:
    """The patients of a clinic who have one of these numbers."""
    known = sa.any_(sa.bindparam("phones", type_=ARRAY(PhoneIndex)))
    statement = select(Patient).where(col(Patient.clinic_id) == clinic_id, col(Patient.phone_index) == known)
    return session.exec(statement, params={"phones": list(phones)}).all()


def prompt_times(session: Session, clinic_id: uuid.UUID, enrolment_id: uuid.UUID | None) -> Sequence[tuple[time, time]]:
    """The distinct morning and evening times of a clinic's patients; of one patient if one is named."""
    statement = sa.select(col(Enrolment.morning_time), col(Enrolment.evening_time))
    statement = statement.where(col(Enrolment.clinic_id) == clinic_id)
    if enrolment_id is not None:
        statement = statement.where(col(Enrolment.id) == enrolment_id)
    return [(row[0], row[1]) for row in session.execute(statement.distinct())]


def discharged_until(
    session: Session, clinic_id: uuid.UUID, until: datetime, limit: int
) -> tuple[int, Sequence[tuple[uuid.UUID, datetime]]]:
    """How many patients of a clinic were discharged by a moment and are not erased, and the first of them with the
    time.
    """
    meant = (
        sa.select(col(Patient.id), col(Enrolment.discharged_at))
        .join(Enrolment, col(Enrolment.patient_id) == col(Patient.id))
        .where(col(Patient.clinic_id) == clinic_id, col(Patient.erased_at).is_(None))
        .where(col(Enrolment.discharged_at) <= until)
    )
    count = session.execute(sa.select(sa.func.count()).select_from(meant.subquery())).scalar_one()
    first = session.execute(meant.order_by(col(Enrolment.discharged_at), col(Patient.id)).limit(limit))
    return count, [(row[0], row[1]) for row in first]


def senders_of_clinics(session: Session) -> Sequence[str]:
    """The clinics' own senders, in order."""
    own = select(Clinic.sender).where(col(Clinic.sender).is_not(None)).order_by(col(Clinic.sender))
    return [sender for sender in session.exec(own) if sender]


def has_sender_of_another(session: Session, sender: str, own: uuid.UUID | None) -> bool:
    """Whether another clinic than `own` (None: any) has this sender."""
    others = select(Clinic.id).where(col(Clinic.sender) == sender, col(Clinic.id) != own)
    return session.exec(others).first() is not None


def first_zone(session: Session, clinic_id: uuid.UUID) -> str | None:
    """The zone of a clinic's first patient."""
    of_clinic = select(Patient.zone).where(col(Patient.clinic_id) == clinic_id)
    return session.exec(of_clinic.order_by(col(Patient.created_at)).limit(1)).first()


def clinics_that_text_staff(session: Session) -> int:
    """How many clinics have a phone that receives texts."""
    texted = (
        col(StaffPhone.removed_at).is_(None),
        col(StaffPhone.stopped_at).is_(None),
        col(StaffPhone.consented_at).is_not(None),
    )
    return session.exec(select(sa.func.count(sa.distinct(col(StaffPhone.clinic_id)))).where(*texted)).one()


def patients_by_id(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[Patient, Enrolment]]:
    """Patients with their enrolments, by the patient's id."""
    pairs = select(Patient, Enrolment).join(Enrolment, col(Enrolment.patient_id) == col(Patient.id))
    return {
        patient.id: (patient, enrolment) for patient, enrolment in session.exec(pairs.where(col(Patient.id).in_(ids)))
    }
