"""Does what the ear learns from name nobody, and does nothing leave before the clinic has agreed?"""

from datetime import date

import pytest

from schemas.api.to_read import AnswerText, EarConsentChange
from schemas.tables.messages import InboundText
from schemas.tables.to_read import ReadAnswer
from services.accounts import ear_consent
from services.journey.caring import answering, discharge
from services.journey.refusals import ConsentRefused
from services.storage import records
from services.storage.database import Database
from services.views import ear_export, to_read
from services.views.ear_export import EarIsNotAgreed, Taught, without_names
from tests.clinic import ClinicInTests
from tests.journey.moments import at

NAMES = frozenset({"rosa", "harbor", "spine"})


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def agree(clinic: ClinicInTests, *, agreed: bool = True) -> None:
    wanted = EarConsentChange(agreed=agreed, person="Dr. Imani Okafor", agreed_on=clinic.now.date())
    with clinic.database.unit_of_work() as session:
        ear_consent.decide(session, clinic.id, wanted, "user:a", clinic.now)


def answer_all(clinic: ClinicInTests, answer: ReadAnswer = ReadAnswer.NOTHING) -> None:
    with clinic.database.unit_of_work() as session:
        for entry in to_read.page(session, clinic.id, clinic.now):
            text = session.get_one(InboundText, entry.text.id)
            answering.answer(session, text, AnswerText(answer=answer), clinic.therapist, clinic.now)


def exported(clinic: ClinicInTests) -> list[Taught]:
    with clinic.database.unit_of_work() as session:
        return ear_export.texts(session, clinic.id)


@pytest.mark.parametrize(
    ("body", "gone"),
    [
        ("call me at 202-555-0143 my leg hurts", "0143"),
        ("call (202) 555 01 43", "555"),
        ("my number is +34 612 34 56 78 now", "612"),
        ("ring ٠١٢٣٤٥٦٧٨٩ please", "٤"),
        ("write to rosa.diaz@mail.example", "mail"),
        ("see www.rosas-page.example for it", "rosas"),
        ("this is Beatriz, my leg hurts", "Beatriz"),
        ("soy beatriz y me duele", "beatriz"),
        ("je m'appelle beatrix, mal au dos", "beatrix"),
        ("my leg hurts, Thadeus drove me home", "Thadeus"),
        ("ROSA here, my leg hurts", "ROSA"),
        ("Rosa's leg hurts", "Rosa"),
        ("Dr. Quimby said walk less", "Quimby"),
        ("zebulon drove me home", "zebulon"),
        ("the people at Harbor Spine said so", "Harbor"),
    ],
)
def test_names_numbers_and_addresses_are_taken_out(body: str, gone: str) -> None:
    left = without_names(body, NAMES, ())
    assert gone.casefold() not in left.casefold()
    assert "_" in left or "#" in left


def test_what_says_how_somebody_is_stays() -> None:
    told = "pain 6 today, my leg hurts and I can not walk 20 min"
    assert without_names(told, NAMES, ()) == told


def test_nothing_leaves_unless_the_clinic_agrees(clinic: ClinicInTests) -> None:
    patient = clinic.begin(first_name="Rosa")
    clinic.text(patient, "the trailer was too much for my leg")
    answer_all(clinic)
    with pytest.raises(EarIsNotAgreed, match="has not agreed"):
        exported(clinic)
    clinic.turn_to(at(11))
    agree(clinic)
    assert exported(clinic) == [], "it came before"
    clinic.turn_to(at(12, day=1))
    clinic.text(patient, "Rosa here. the trailer was too much for my leg, call 202 555 0143")
    assert exported(clinic) == [], "nobody has answered it"
    answer_all(clinic, ReadAnswer.CALL)
    (one,) = exported(clinic)
    assert (one.language, one.answer) == ("en", ReadAnswer.CALL)
    assert one.text.endswith("too much for my leg, call #")
    for word in ("rosa", "trailer", "0143"):
        assert word not in one.text.casefold()
    agree(clinic, agreed=False)
    with pytest.raises(EarIsNotAgreed):
        exported(clinic)


def test_a_word_that_three_patients_write_is_nobodys_name(clinic: ClinicInTests) -> None:
    agree(clinic)
    clinic.turn_to(at(12, day=1))
    for number in range(3):
        clinic.text(clinic.begin(phone=f"+1202555018{number}"), "the trailer was too much for my leg")
    answer_all(clinic)
    assert [one.text for one in exported(clinic)] == ["the trailer was too much for my leg"]


def test_who_was_erased_teaches_nothing(clinic: ClinicInTests) -> None:
    agree(clinic)
    patient = clinic.begin()
    clinic.turn_to(at(12, day=1))
    clinic.text(patient, "the trailer was too much for my leg")
    answer_all(clinic)
    assert len(exported(clinic)) == 1
    with clinic.database.unit_of_work() as session:
        discharge.erase(session, records.enrolment_of_patient(session, patient.id).id, "user:a", clinic.now)
    assert exported(clinic) == []


def test_a_day_to_come_is_no_day_of_consent(clinic: ClinicInTests) -> None:
    wanted = EarConsentChange(agreed=True, person="Dr. Imani Okafor", agreed_on=date(2030, 1, 1))
    with clinic.database.unit_of_work() as session, pytest.raises(ConsentRefused, match="agreed_on"):
        ear_consent.decide(session, clinic.id, wanted, "user:a", clinic.now)
