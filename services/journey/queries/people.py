"""Which users, clinics and patients are there? Each query with what it answers."""

import uuid

from sqlmodel import Session, col, select

from schemas.identity import User


def user_with_address(session: Session, clinic_id: uuid.UUID | None, email: str) -> User | None:
    """The user of a clinic (None: the operators) who has this address, in small letters; those that have left too."""
    of_clinic = col(User.clinic_id) == clinic_id
    return session.exec(select(User).where(col(User.email) == email, of_clinic)).first()
