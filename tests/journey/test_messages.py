"""Does a therapist's own text reach the patient as it was seen, and no text that should not leave?"""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.tables.messages import Suppression, TextState
from schemas.tables.people import Enrolment, Patient
from schemas.vocabulary import Language
from services.conversation.writing import own_words
from services.journey.caring import message
from services.journey.refusals import CannotBeTexted, TextHasLeft, WordsRefused
from services.journey.texting import queue
from services.storage.database import Database
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
WORDS = "We tried to ring you. Please call us on Tuesday at 10."


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def _write(clinic: ClinicInTests, patient: Patient, words: str = WORDS) -> tuple[Enrolment, object]:
    enrolment = clinic.enrolment(patient)
    with clinic.database.unit_of_work() as session:
        text = message.write(session, enrolment.id, words, "user:t", clinic.now)
        return enrolment, text.id


def _state(clinic: ClinicInTests, patient: Patient) -> tuple[TextState, Suppression | None]:
    text = next(text for text in clinic.texts(patient) if text.kind == "care_message")
    return text.state, text.suppression


def test_it_leaves_after_a_minute_with_the_clinics_name_before_it(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    _write(clinic, patient)
    before = len(clinic.bodies(patient))
    clinic.run()
    assert len(clinic.bodies(patient)) == before, "it can be taken back for a minute"
    clinic.turn_to(clinic.now + queue.KEPT_BACK)
    assert clinic.bodies(patient)[before:] == [f"Harbor Spine: {WORDS}"]


def test_what_was_taken_back_never_leaves_and_what_left_is_not_taken_back(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    enrolment, text_id = _write(clinic, patient)
    with clinic.database.unit_of_work() as session:
        message.take_back(session, enrolment.id, text_id, "user:t", clinic.now)  # type: ignore[arg-type]
    clinic.turn_to(clinic.now + timedelta(minutes=5))
    assert _state(clinic, patient) == (TextState.SUPPRESSED, Suppression.TAKEN_BACK)
    assert not [body for body in clinic.bodies(patient) if WORDS in body]
    with pytest.raises(TextHasLeft), clinic.database.unit_of_work() as session:
        message.take_back(session, enrolment.id, text_id, "user:t", clinic.now)  # type: ignore[arg-type]


def test_at_night_it_waits_for_the_morning(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=1, hours=12))
    before = len(clinic.bodies(patient))
    _write(clinic, patient)
    clinic.turn_to(clinic.now + timedelta(hours=2))
    assert len(clinic.bodies(patient)) == before
    clinic.turn_to(START + timedelta(days=2))
    assert f"Harbor Spine: {WORDS}" in clinic.bodies(patient)[before:]


def test_who_told_of_a_danger_or_rests_is_still_written_to_and_who_said_stop_never(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    _write(clinic, patient)
    clinic.text(patient, "I can't feel my groin")
    clinic.turn_to(clinic.now + queue.KEPT_BACK)
    assert clinic.bodies(patient)[-1] == f"Harbor Spine: {WORDS}"
    other = clinic.begin(phone="+12025550177")
    _write(clinic, other)
    clinic.text(other, "STOP")
    clinic.turn_to(clinic.now + queue.KEPT_BACK)
    assert _state(clinic, other) == (TextState.SUPPRESSED, Suppression.OPTED_OUT)
    with pytest.raises(CannotBeTexted, match="opted_out"):
        _write(clinic, other)


def test_who_has_not_consented_is_not_written_to(clinic: ClinicInTests) -> None:
    with pytest.raises(CannotBeTexted, match="awaiting_consent"):
        _write(clinic, clinic.enrol())


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Please walk 30 minutes today.", "order the day instead"),
        ("Haga 2 caminatas hoy.", "order the day instead"),
        ("See https://harbor.example/x", "links"),
        ("Look at harbor.com please", "links"),
        ("Take some ibuprofen.", "no diagnosis and no drug"),
        ("Reply STOP to end.", "STOP"),
        ("x" * 320, "characters; 320 are allowed"),
        ("Bravo 👍", "halve the room"),
        ("Two  spaces", "Single spaces"),
    ],
)
def test_what_may_not_be_sent_is_refused_with_what_would_be_right(
    clinic: ClinicInTests, words: str, fault: str
) -> None:
    patient = clinic.begin()
    with pytest.raises(WordsRefused, match=fault):
        _write(clinic, patient, words)
    assert own_words.message_faults(WORDS, WORDS) == []


@pytest.mark.parametrize("language", Language)
def test_ready_made_words_may_be_sent_and_are_the_same_in_every_language(language: Language) -> None:
    messages = own_words.ready_made(language)
    assert messages.keys() == own_words.ready_made(Language.ENGLISH).keys()
    assert [own_words.message_faults(words, words) for words in messages.values()] == [[]] * len(messages)
