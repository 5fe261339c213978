"""Is a patient asked every four weeks how well they can do what matters, and is the answer never taken for a pain?"""

from typing import Any

import pytest
from sqlmodel import col, select

from schemas.api.requests import PatientChange
from schemas.edit import Edit
from schemas.settings import STANDARD
from schemas.tables.messages import OutboundText, Suppression
from schemas.tables.people import Patient
from schemas.tables.plans import DayNote
from schemas.text_kinds import TextKind
from services.journey.caring import details
from services.journey.deciding.recompute import replay_patient
from services.journey.prescribing import settings_change
from services.journey.refusals import EnrolmentRefused
from services.storage import records
from services.storage.database import Database
from services.views.plan_days import function_told
from services.wiring import engines
from tests.clinic import ClinicInTests
from tests.journey.moments import at

DOG = "walk the dog"
ASKED = f"How well can you {DOG} now? From F0, hardly, to F10, as before. Reply F and the number."
EVERY = STANDARD.function_every_days


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    return clinic.begin(activity=DOG)


def questions(clinic: ClinicInTests, patient: Patient) -> list[OutboundText]:
    return clinic.texts(patient, kind=TextKind.FUNCTION_QUESTION)


def asked_on(clinic: ClinicInTests, patient: Patient) -> list[int]:
    """The days, from Monday on, on which the question has left."""
    return [(text.local_date - at(12).date()).days for text in questions(clinic, patient) if text.sent_at]


def notes(clinic: ClinicInTests, patient: Patient) -> list[DayNote]:
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        return list(session.exec(select(DayNote).where(col(DayNote.enrolment_id) == enrolment.id)).all())


def functions(clinic: ClinicInTests, patient: Patient) -> list[int]:
    with clinic.database.unit_of_work() as session:
        return [row.function for row in function_told(session, records.enrolment_of_patient(session, patient.id))]


def live(clinic: ClinicInTests, patient: Patient, days: range, reply: str = "2 2") -> None:
    """Evenings of a patient who answers."""
    for day in days:
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, reply)


def decided(clinic: ClinicInTests, patient: Patient) -> list[tuple[Any, ...]]:
    return [(plan.day, plan.rule, plan.light, plan.walks) for plan in clinic.plans(patient)]


def test_it_is_asked_at_noon_of_the_first_day_and_every_four_weeks(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(at(12, day=1))
    assert clinic.bodies(patient)[-1] == ASKED
    live(clinic, patient, range(1, 1 + EVERY * 2))
    clinic.turn_to(at(13, day=1 + EVERY * 2))
    assert asked_on(clinic, patient) == [1, 1 + EVERY, 1 + EVERY * 2]


def test_of_whom_nobody_said_what_matters_it_is_asked_from_the_fifth_week_on(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    live(clinic, patient, range(1, EVERY + 1))
    clinic.turn_to(at(13, day=EVERY + 1))
    assert asked_on(clinic, patient) == [EVERY + 1]
    assert clinic.bodies(patient)[-1].startswith("How well can you do your day's work now?")


def test_an_answer_is_kept_with_its_day_and_decides_nothing(clinic: ClinicInTests, patient: Patient) -> None:
    other = clinic.begin(activity=DOG, phone="+12025550178")
    clinic.turn_to(at(12, 5, day=1))
    clinic.text(patient, "F6")
    assert clinic.bodies(patient)[-1] == "Thanks, noted as what you can do. Tonight we ask about your pain."
    assert [(note.function, note.pain, note.pain_morning) for note in notes(clinic, patient)] == [(6, None, None)]
    for day in range(1, 5):
        clinic.turn_to(at(19, 5, day=day))
        for each in (patient, other):
            clinic.text(each, "2 2")
    assert decided(clinic, patient) == decided(clinic, other)
    assert functions(clinic, patient) == [6]
    with clinic.database.unit_of_work() as session:
        replayed = replay_patient(session, patient.id, engines())
        assert replayed is not None
        assert replayed.differences == []


def test_the_evening_asks_about_pain_all_the_same_and_f_is_no_answer_to_that(
    clinic: ClinicInTests, patient: Patient
) -> None:
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "F8")
    assert clinic.bodies(patient)[-1].endswith("And your worst leg or back pain today, 0-10?")
    assert clinic.plans(patient)[-1].day == at(12, day=1).date(), "nothing was decided"
    clinic.turn_to(at(20, day=1))
    clinic.text(patient, "3 2")
    assert clinic.plans(patient)[-1].light == "green"
    assert functions(clinic, patient) == [8]


def test_a_bare_number_at_noon_is_asked_back_once_and_counts_as_neither(
    clinic: ClinicInTests, patient: Patient
) -> None:
    clinic.turn_to(at(12, 5, day=1))
    clinic.text(patient, "8")
    assert clinic.bodies(patient)[-1].startswith("Is that what you can do now? Then reply F and the number.")
    assert notes(clinic, patient) == []
    assert clinic.alerts(patient) == set()
    clinic.text(patient, "F8")
    assert functions(clinic, patient) == [8]
    clinic.text(patient, "9")
    assert clinic.alerts(patient) == {"unclear_reply"}, "the second time a person reads it"


def test_a_pain_that_is_called_one_is_heard_at_noon(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(at(12, 5, day=1))
    clinic.text(patient, "my leg pain is 8, F3")
    assert [(note.function, note.pain_morning) for note in notes(clinic, patient)] == [(3, 8)]
    assert clinic.plans(patient)[-1].walks == []


def test_f_and_a_bare_number_are_asked_about(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "F6 4")
    assert functions(clinic, patient) == []
    assert "send your worst pain, 0-10" in clinic.bodies(patient)[-1]
    clinic.text(patient, "4")
    assert clinic.plans(patient)[-1].light == "yellow"


def test_it_gives_way_to_a_pain_question_that_is_open_and_comes_a_week_later(
    clinic: ClinicInTests, patient: Patient
) -> None:
    live(clinic, patient, range(1, EVERY))
    clinic.turn_to(at(13, day=EVERY + 1))
    assert questions(clinic, patient)[-1].suppression is Suppression.GAVE_WAY
    live(clinic, patient, range(EVERY + 1, EVERY + 8))
    clinic.turn_to(at(13, day=EVERY + 8))
    assert asked_on(clinic, patient) == [1, EVERY + 8]


@pytest.mark.parametrize(("reply", "hold"), [("8 2", "red rest"), ("I can't pee", "danger"), ("falconry 2", "words")])
def test_it_gives_way_to_red_rest_danger_and_words_that_nobody_has_read(
    clinic: ClinicInTests, patient: Patient, reply: str, hold: str
) -> None:
    live(clinic, patient, range(1, EVERY))
    live(clinic, patient, range(EVERY, EVERY + 1), reply)
    clinic.turn_to(at(13, day=EVERY + 1))
    assert questions(clinic, patient)[-1].suppression in (Suppression.GAVE_WAY, Suppression.RED_FLAG), hold
    assert asked_on(clinic, patient) == [1]


def test_the_evenings_question_keeps_its_place_and_a_lower_plan_is_always_told(
    clinic: ClinicInTests, patient: Patient
) -> None:
    with clinic.database.unit_of_work() as session:
        new = settings_change.NewSettings(STANDARD.model_copy(update={"daily_text_max": 2}), "Fewer texts.")
        settings_change.keep(
            session, settings_change.Whose(clinic.id, None), new, session.merge(clinic.therapist), clinic.now
        )
    clinic.turn_to(at(12, 5, day=1))
    assert questions(clinic, patient)[-1].suppression is Suppression.DAILY_MAXIMUM
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "2 2")
    clinic.turn_to(at(9, day=2))
    clinic.text(patient, "flare")
    corrected = clinic.texts(patient, kind=TextKind.CORRECTED_PLAN)
    assert all(text.suppression is None for text in corrected)
    clinic.turn_to(at(19, day=2))
    evenings = clinic.texts(patient, kind=TextKind.EVENING_QUESTION, local_date=at(12, day=2).date())
    assert [text.sent_at is not None for text in evenings] == [True]


def test_what_matters_is_said_in_a_text_and_is_checked_like_one(clinic: ClinicInTests, patient: Patient) -> None:
    def change(activity: str | None) -> None:
        with clinic.database.unit_of_work() as session:
            enrolment = records.enrolment_of_patient(session, patient.id)
            seen = details.mark(session.merge(patient), enrolment)
            wanted = PatientChange(activity=activity)
            details.change(session, enrolment.id, Edit(wanted, seen), "user:test", clinic.now)

    for refused in ("walk 30 minutes", "get off ibuprofen", "read www.amble.io", "reach stage 2", "reply STOP"):
        with pytest.raises(EnrolmentRefused):
            change(refused)
    change("tie my shoes")
    assert clinic.enrolment(patient).activity == "tie my shoes"
    change(None)
    assert clinic.enrolment(patient).activity is None
