"""What tests do with alerts that climb from rung to rung, and what they look at."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.api.ladder import NewStaffPhone
from schemas.api.requests import SnoozeAlert
from schemas.ladder import Ladder
from schemas.tables.alerts import Act, Alert, LineText, LineTextKind, Notice
from schemas.tables.clinics import Clinic
from schemas.tables.identity import Role, User
from schemas.tables.people import Patient
from services.accounts import clinics
from services.journey.alerting import staff_phones
from services.journey.alerting.alerts import raise_alert
from services.journey.caring import alert_acts
from services.storage import records
from services.storage.case import in_hand
from tests.clinic import STAFF_SENDER, ClinicInTests

PHONE = "+12025550171"
NUMB = "I can't feel my groin"
MINUTE = timedelta(minutes=1)


def add_colleague(clinic: ClinicInTests, email: str) -> User:
    with clinic.database.unit_of_work() as session:
        row = session.get_one(Clinic, clinic.id)
        newcomer = clinics.Newcomer("C", email, Role.THERAPIST)
        user = clinics.new_user(session, row, newcomer, by="test", now=clinic.now)
        ladder = Ladder.model_validate(row.ladder)
        row.ladder = ladder.model_copy(update={"rota": (*ladder.rota, user.id)}).model_dump(mode="json")
    return user


def add_phone(clinic: ClinicInTests, phone: str) -> None:
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        wanted = NewStaffPhone(label="On call", phone=phone)
        staff_phones.add(batch, clinic.id, wanted, STAFF_SENDER, "test")
    clinic.run()
    clinic.text_from(phone, "READY", to=STAFF_SENDER)


def alert(clinic: ClinicInTests, kind: AlertKind) -> Alert:
    with clinic.database.unit_of_work() as session:
        return session.exec(select(Alert).where(col(Alert.kind) == kind, col(Alert.clinic_id) == clinic.id)).one()


def told(clinic: ClinicInTests, kind: AlertKind) -> list[tuple[int, str, datetime]]:
    """Every telling of an alert, in order: its number, the address or the phone, and when."""
    found = alert(clinic, kind)
    with clinic.database.unit_of_work() as session:
        mails = session.exec(select(Notice).where(col(Notice.alert_id) == found.id)).all()
        texts = session.exec(select(LineText).where(col(LineText.kind) == LineTextKind.STAFF_URGENT)).all()
    rows = [(notice.telling, notice.address, notice.created_at) for notice in mails]
    rows += [(99, text.phone, text.created_at) for text in texts if str(found.id) in text.alert_ids]
    return sorted(rows, key=lambda row: (row[2], row[0]))


def whom(clinic: ClinicInTests, kind: AlertKind) -> list[str]:
    return [address for _, address, _ in told(clinic, kind)]


def texts_to(clinic: ClinicInTests, phone: str) -> list[str]:
    return [text.body for text, _, _ in clinic.carrier.accepted if text.to == phone]


def raised(clinic: ClinicInTests, patient: Patient, kind: AlertKind, inbound_id: int | None = None) -> None:
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        raise_alert(batch.case(records.enrolment_of_patient(session, patient.id).id), kind, inbound_id)


def acted(clinic: ClinicInTests, kind: AlertKind, act: str, until: datetime | None = None) -> None:
    with clinic.database.unit_of_work() as session:
        row = session.get_one(Alert, alert(clinic, kind).id)
        if act == "acknowledge":
            alert_acts.acknowledge(session, row, f"user:{clinic.therapist.id}", clinic.now)
        elif act == "assign":
            alert_acts.assign(session, row, clinic.admin, clinic.therapist, clinic.now)
        elif act == "snooze" and until is not None:
            alert_acts.snooze(session, row, SnoozeAlert(until=until, note="Later."), clinic.therapist, clinic.now)
        else:
            alert_acts.write_down(session, row, alert_acts.Handled(Act(act), clinic.therapist, "Called."), clinic.now)
