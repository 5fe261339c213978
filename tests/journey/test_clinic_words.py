"""Do patients read the clinic's own words, and only words that a person may send?"""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.api.requests import NewWords
from schemas.tables.clinics import Clinic
from schemas.text_kinds import TextKind
from schemas.vocabulary import Language
from services.conversation.writing import own_words
from services.journey import refusals
from services.journey.texting import clinic_wordings
from services.storage import records
from services.storage.case import Batch
from services.storage.database import Database
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
REST = "{hello}No walks today.{why} Rest well."
SAFETY = "Please do not walk. Call {emergency} now. Then {clinic}: {phone}."


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def word_anew(
    clinic: ClinicInTests, name: str, words: str | None, approved_by: str | None = None, language: str = "en"
) -> int:
    asked = NewWords(words=words, reason="Our house style", approved_by=approved_by)
    with clinic.database.unit_of_work() as session:
        row = session.get_one(Clinic, clinic.id)
        return clinic_wordings.word_anew(
            session, row, clinic_wordings.Rewording(Language(language), name, asked), "user:x", clinic.now
        ).version


def test_patients_read_the_clinics_words_in_their_language_only(clinic: ClinicInTests) -> None:
    ana, bea = clinic.begin(), clinic.begin(phone="+12025550144", language="es")
    assert word_anew(clinic, "thanks_rest", "Thank you.{light} No walks tomorrow.{why}") == 1
    clinic.turn_to(START + timedelta(days=1, hours=9, minutes=5))
    for patient in (ana, bea):
        clinic.text(patient, "8")
    assert clinic.bodies(ana)[-1].startswith("Thank you. Sorry it hurts so much. Red light. No walks tomorrow.")
    assert clinic.bodies(bea)[-1].startswith("Gracias. Sentimos que duela tanto. Luz roja. Mañana: descanso")
    assert word_anew(clinic, "thanks_rest", "Thank you.{light} No walks tomorrow.{why}") == 1, "the same is no change"
    assert word_anew(clinic, "thanks_rest", None) == 2
    clinic.turn_to(START + timedelta(days=2, hours=9, minutes=5))
    clinic.text(ana, "8")
    assert clinic.bodies(ana)[-1].startswith("Thanks. Sorry it hurts so much. Red light. Tomorrow: rest")


def test_a_safety_text_is_reworded_only_with_a_clinicians_name(clinic: ClinicInTests) -> None:
    with pytest.raises(refusals.WordsRefused, match="approved_by must name the clinician"):
        word_anew(clinic, "safety_emergency", SAFETY)
    with pytest.raises(refusals.WordsRefused, match=r"\{emergency\} must stand in it"):
        word_anew(clinic, "safety_emergency", "Call {clinic}: {phone}.", "Dr. Cole")
    word_anew(clinic, "safety_emergency", SAFETY, "Dr. Cole")
    patient = clinic.begin()
    clinic.text(patient, "I can't feel my groin")
    assert clinic.bodies(patient)[-1] == "Please do not walk. Call 911 now. Then Harbor Spine: +12025550100."


def test_a_preview_shows_what_would_be_read_and_sends_nothing(clinic: ClinicInTests) -> None:
    patient = clinic.begin(first_name="Ana")
    sent, texts = len(clinic.carrier.sent), len(clinic.texts(patient))

    def preview(kind: TextKind, draft: str | None = None) -> clinic_wordings.Preview:
        with clinic.database.unit_of_work() as session:
            enrolment = records.enrolment_of_patient(session, patient.id)
            return clinic_wordings.preview(Batch(session, clinic.now).look_at(enrolment, patient), kind, draft)

    for kind in TextKind:
        shown = preview(kind)
        assert shown.body
        assert shown.counted.segments <= 2
        assert shown.name in own_words.names(Language.ENGLISH)
    assert preview(TextKind.MORNING_PLAN).body.startswith("Today: 2 walks of 5 min")
    drafted = preview(TextKind.HELP, "{clinic} walks: {phone}, urgent {emergency}. 3 texts a day. STOP ends.")
    assert drafted.body == "Harbor Spine walks: +12025550100, urgent 911. 3 texts a day. STOP ends."
    with pytest.raises(refusals.WordsRefused):
        preview(TextKind.HELP, "Call 911")
    clinic.run()
    assert (len(clinic.carrier.sent), len(clinic.texts(patient))) == (sent, texts)


def test_a_first_name_is_said_only_where_the_clinic_turned_it_on(clinic: ClinicInTests) -> None:
    patient = clinic.begin(first_name="Ana")
    clinic.turn_to(START + timedelta(hours=23))
    assert clinic.bodies(patient)[-1].startswith("Today:")
    with clinic.database.unit_of_work() as session:
        session.get_one(Clinic, clinic.id).greets_by_name = True
    clinic.turn_to(START + timedelta(hours=47))
    assert any(body.startswith("Ana: Today:") for body in clinic.bodies(patient))
