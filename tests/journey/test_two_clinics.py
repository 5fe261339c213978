"""One phone takes part in two clinics, each with a sender of its own: who hears what, who is held, whose STOP is it?"""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Notice
from schemas.tables.messages import InboundText
from schemas.tables.people import Patient
from services.accounts import sender
from services.journey.hearing import hear
from services.storage.database import Database, confine
from tests.clinic import SHARED, ClinicInTests
from tests.journey.clinics import (
    ANOTHER,
    DANGERS,
    HARBOR,
    HILL,
    SERVICE,
    STRANGER,
    all_alerts,
    evening,
    is_out,
    ledger,
    line_texts,
    seen_by,
)
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10), sender=HARBOR)


@pytest.fixture
def other(database: Database, clinic: ClinicInTests) -> ClinicInTests:
    return ClinicInTests(database, clinic.now, name="Hill Clinic", sender=HILL)


@pytest.fixture
def here(clinic: ClinicInTests) -> Patient:
    return clinic.begin()


@pytest.fixture
def there(other: ClinicInTests, here: Patient) -> Patient:
    """The same phone, at the other clinic."""
    patient = other.begin()
    assert patient.phone == here.phone
    return patient


# A reply goes by (From, To).


def test_texts_leave_from_the_clinics_own_sender_and_a_reply_is_heard_by_whom_it_was_sent_to(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    evening(clinic, other)
    clinic.text(here, "2")
    other.text(there, "8")
    assert (clinic.plans(here)[-1].light, other.plans(there)[-1].light) == ("green", "red")
    assert {text.sender for text in clinic.carrier.sent} | {text.sender for text in other.carrier.sent} == {
        HARBOR,
        HILL,
    }
    assert all(
        ("Hill" in text.body) <= (text.sender == HILL) and ("Harbor" in text.body) <= (text.sender == HARBOR)
        for text in (*clinic.carrier.sent, *other.carrier.sent)
    )
    assert "8" not in [text.body for text in _inbound(clinic, here)]


def _inbound(clinic: ClinicInTests, patient: Patient) -> list[InboundText]:
    with clinic.database.unit_of_work() as session:
        return list(session.exec(select(InboundText).where(col(InboundText.patient_id) == patient.id)).all())


def test_a_reply_through_a_messaging_service_is_its_clinics(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    with clinic.database.unit_of_work() as session:
        sender.change(session, other.id, SERVICE, "test", clinic.now)
    other.sender = f"+15005550199 {SERVICE}"
    other.text(there, "hello from the service")
    assert "hello from the service" in seen_by(other, there)
    assert "hello from the service" not in seen_by(clinic, here)
    assert {row.clinic_id for row in _inbound(other, there)} == {other.id}


def test_of_a_number_and_a_service_of_two_clinics_the_number_decides(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient
) -> None:
    with clinic.database.unit_of_work() as session:
        sender.change(session, other.id, SERVICE, "test", clinic.now)
    clinic.sender = f"{HARBOR} {SERVICE}"
    clinic.text(here, "hello")
    assert "hello" in seen_by(clinic, here)


def test_a_text_from_a_phone_that_runs_elsewhere_is_a_strangers_and_stays_where_it_was_sent(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient
) -> None:
    other.text(here, "my wife says I drink too much")
    (alert,) = all_alerts(clinic.database)
    assert (alert.kind, alert.clinic_id, alert.patient_id) == (AlertKind.UNKNOWN_SENDER, other.id, None)
    with clinic.database.unit_of_work() as session:
        (text,) = session.exec(select(InboundText).where(col(InboundText.id).in_(alert.inbound_ids))).all()
        assert (text.clinic_id, text.patient_id) == (other.id, None)
        confine(session, clinic.id)
        assert session.get(InboundText, text.id, populate_existing=True) is None
    with clinic.database.unit_of_work() as session:
        confine(session, other.id)
        assert session.get_one(InboundText, text.id).body == "my wife says I drink too much"
    assert "wife" not in seen_by(clinic, here)
    assert line_texts(clinic.database) == []


# The texts of strangers.


@pytest.mark.parametrize(("words", "answer"), DANGERS.items())
def test_a_stranger_in_danger_is_answered_by_the_clinic_that_was_texted_and_listed_there(
    clinic: ClinicInTests, words: str, answer: str
) -> None:
    clinic.text(STRANGER, words)
    clinic.text(STRANGER, words)
    (alert,) = all_alerts(clinic.database)
    assert (alert.kind, alert.clinic_id, alert.times) == (AlertKind.STRANGER_DANGER, clinic.id, 2)
    assert len(alert.inbound_ids) == 2
    (text,) = line_texts(clinic.database)
    assert answer in text.body
    assert "Harbor Spine" in text.body
    assert (text.sender, text.phone, text.clinic_id) == (HARBOR, "+12025550999", clinic.id)
    with clinic.database.unit_of_work() as session:
        assert [notice.address for notice in session.exec(select(Notice))] == ["a@b.co"], "an admin is told once"
    clinic.now += timedelta(days=1)
    clinic.text(STRANGER, words)
    assert len(line_texts(clinic.database)) == 2, "once a day"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("me quiero morir", "Su vida importa"),
        ("je veux mourir", "Vous comptez"),
        ("no siento la entrepierna", "Esto puede ser grave"),
        ("my brother wants to die", "You matter"),
    ],
)
def test_a_stranger_is_answered_in_the_language_of_the_words(clinic: ClinicInTests, words: str, answer: str) -> None:
    clinic.text(STRANGER, words)
    (text,) = line_texts(clinic.database)
    assert text.body.startswith(answer)


def test_on_a_shared_line_with_one_clinic_that_one_is_meant(database: Database) -> None:
    only = ClinicInTests(database, at(10))
    only.text(STRANGER, "I want to die")
    (alert,) = all_alerts(database)
    (text,) = line_texts(database)
    assert alert.clinic_id == text.clinic_id == only.id
    assert (text.sender, "Harbor Spine" in text.body) == (SHARED, True)


def test_on_a_shared_line_with_several_nobody_knows_which_is_meant(database: Database) -> None:
    one, two = ClinicInTests(database, at(10)), ClinicInTests(database, at(10), name="Hill Clinic")
    one.text(STRANGER, "I want to die")
    (alert,) = all_alerts(database)
    (text,) = line_texts(database)
    assert (alert.kind, alert.clinic_id, text.clinic_id) == (AlertKind.STRANGER_DANGER, None, None)
    assert "call 911 now" in text.body
    assert "Harbor" not in text.body
    assert "Hill" not in text.body
    with database.unit_of_work() as session:
        session.execute(sa.text("UPDATE clinic SET emergency_number = '112' WHERE id = :id"), {"id": two.id})
    one.text(ANOTHER, "I want to die")
    assert "your local emergency number" in line_texts(database)[-1].body


def test_a_stranger_who_texts_stop_gets_no_more_than_the_safety_answer(clinic: ClinicInTests) -> None:
    clinic.text(STRANGER, "please stop texting me")
    assert line_texts(clinic.database) == []
    assert [entry[:2] for entry in ledger(clinic)] == [("opted_out", "stop_phrase")]
    clinic.text(STRANGER, "I want to die")
    assert len(line_texts(clinic.database)) == 1
    assert is_out(clinic, STRANGER)
    clinic.text(STRANGER, "START")
    assert not is_out(clinic, STRANGER)
    assert len(line_texts(clinic.database)) == 1


def test_a_text_that_could_not_be_heard_is_for_the_clinic_that_was_texted(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient
) -> None:
    with clinic.database.unit_of_work() as session:
        text = InboundText(
            provider="twilio", sid="SMx", from_phone=here.phone, from_index=here.phone, to_phone=HILL, body="?", raw="",
            received_at=clinic.now,
        )  # fmt: skip
        session.add(text)
    for _ in range(hear.MOST_TRIES):
        with clinic.database.unit_of_work() as session:
            hear.count_failure(session, here.phone, clinic.now)
    (alert,) = all_alerts(clinic.database)
    assert (alert.kind, alert.clinic_id, alert.patient_id) == (AlertKind.UNHEARD_TEXT, other.id, None)
