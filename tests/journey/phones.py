"""What tests do with the phones of the staff, and what they look at."""

import re

from sqlmodel import col, select

from schemas.api.ladder import NewStaffPhone
from schemas.tables.alerts import Alert, StaffPhone
from services.journey.alerting import staff_phones
from services.storage.case import in_hand
from tests.clinic import STAFF_SENDER, ClinicInTests
from tests.journey.alarms import NUMB, PHONE, texts_to

OTHER = "+12025550172"


def added(clinic: ClinicInTests, phone: str = PHONE) -> None:
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        wanted = NewStaffPhone(label="On call", phone=phone)
        staff_phones.add(batch, clinic.id, wanted, STAFF_SENDER, "test")
    clinic.run()


def says(clinic: ClinicInTests, body: str, phone: str = PHONE) -> list[str]:
    """What the phone is answered."""
    before = len(texts_to(clinic, phone))
    clinic.text_from(phone, body, to=STAFF_SENDER)
    return texts_to(clinic, phone)[before:]


def row_of(clinic: ClinicInTests, phone: str = PHONE) -> StaffPhone:
    with clinic.database.unit_of_work() as session:
        return session.exec(select(StaffPhone).where(col(StaffPhone.phone_index) == phone)).one()


def codes(clinic: ClinicInTests, phone: str = PHONE) -> list[str]:
    return [found[1] for body in texts_to(clinic, phone) if (found := re.search(r"Code (\d{4})\.", body))]


def open_kinds(clinic: ClinicInTests) -> set[str]:
    with clinic.database.unit_of_work() as session:
        return {row.kind.value for row in session.exec(select(Alert).where(col(Alert.closed_at).is_(None)))}


def in_danger(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, NUMB)
