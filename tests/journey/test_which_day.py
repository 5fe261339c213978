"""What counts while two check-ins are open and nobody knows which day a score is of?"""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.settings import ProgressionSettings
from schemas.tables.clinics import SettingsVersion
from services.storage import records
from services.storage.database import Database
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
# The evening question of the second day, in New York; nobody answered the first.
SECOND_EVENING = START + timedelta(days=2, hours=9, minutes=5)
# Both evenings may be meant now; a question about it leaves when the quiet hours end.
AFTER_MIDNIGHT = START + timedelta(days=2, hours=15, minutes=5)
IN_THE_MORNING = START + timedelta(days=2, hours=22, minutes=10)
WHICH_DAY = "Is that for today or yesterday? Reply like: today 5"


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def test_an_answer_within_the_evening_is_todays_whatever_yesterday_left_open(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(SECOND_EVENING)
    clinic.text(patient, "2 2")
    assert clinic.bodies(patient)[-1].startswith("Thanks. Green light. Tomorrow:")
    clinic.text(patient, "sorry, 8")
    assert clinic.plans(patient)[-1].light == "red"
    lights = {plan.day.day: plan.light for plan in clinic.plans(patient)}
    assert (lights[4], lights[5]) == ("no_reply", "red")


def test_an_unanswered_which_day_counts_for_today_and_earns_nothing(clinic: ClinicInTests) -> None:
    calm, red = clinic.begin(), clinic.begin(phone="+12025550144")
    clinic.turn_to(AFTER_MIDNIGHT)
    clinic.text(calm, "2 2")
    clinic.text(red, "8")
    clinic.turn_to(IN_THE_MORNING)
    for patient in (calm, red):
        assert clinic.bodies(patient)[-1] == WHICH_DAY
    clinic.turn_to(SECOND_EVENING + timedelta(hours=16))
    assert clinic.plans(calm)[-1].light == "green"
    assert "No word on your walks, so the same" in clinic.bodies(calm)[-1]
    assert clinic.plans(red)[-1].walks == []
    assert clinic.bodies(red)[-1].startswith("Today: rest")


@pytest.mark.parametrize("named", ["today", "today 3", "3"])
def test_the_day_may_be_named_with_or_without_the_score(clinic: ClinicInTests, named: str) -> None:
    patient = clinic.begin()
    clinic.turn_to(AFTER_MIDNIGHT)
    clinic.text(patient, "3")
    clinic.text(patient, named)
    assert clinic.plans(patient)[-1].light == "green"
    clinic.turn_to(IN_THE_MORNING)
    assert WHICH_DAY not in clinic.bodies(patient)


def test_the_day_may_be_named_in_the_morning(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(AFTER_MIDNIGHT)
    clinic.text(patient, "3 2")
    clinic.turn_to(IN_THE_MORNING)
    clinic.text(patient, "yesterday")
    assert clinic.plans(patient)[-1].light == "green"
    assert "unclear_reply" not in clinic.alerts(patient)


@pytest.mark.parametrize("named", ["", "today"])
def test_a_flare_told_without_a_day_counts_too(clinic: ClinicInTests, named: str) -> None:
    patient = clinic.begin()
    clinic.turn_to(AFTER_MIDNIGHT)
    clinic.text(patient, "3, had to stop, leg hurt")
    if named:
        clinic.text(patient, named)
    assert clinic.plans(patient)[-1].light == "yellow"


@pytest.mark.parametrize("named", ["yesterday", "yesterday 8"])
def test_a_score_of_yesterday_is_no_longer_one_of_today(clinic: ClinicInTests, named: str) -> None:
    patient = clinic.begin()
    clinic.turn_to(AFTER_MIDNIGHT)
    clinic.text(patient, "8")
    clinic.text(patient, named)
    lights = {plan.day.day: plan.light for plan in clinic.plans(patient)}
    assert lights[4] == "red", "what yesterday's score did to today"
    assert lights[5] == "no_reply", "today has no score yet"
    assert clinic.plans(patient)[-1].walks == [], "the red day before still rests"
    clinic.text(patient, "2")
    assert clinic.plans(patient)[-1].light == "green"


def test_an_evening_that_was_unclear_does_not_spoil_the_next(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(SECOND_EVENING - timedelta(days=1))
    clinic.text(patient, "well, you know")
    clinic.turn_to(SECOND_EVENING)
    clinic.text(patient, "so so")
    assert clinic.bodies(patient)[-1].startswith("Sorry, we did not get all of that.")


def test_of_two_low_numbers_the_higher_counts_where_it_is_another_light(clinic: ClinicInTests) -> None:
    usual, strict = clinic.begin(), clinic.begin(phone="+12025550144")
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, strict.id)
        values = ProgressionSettings(green_max=1).model_dump(mode="json")
        session.add(
            SettingsVersion(
                clinic_id=clinic.id,
                enrolment_id=enrolment.id,
                version=1,
                values=values,
                author="user:x",
                reason="Strict",
                created_at=clinic.now,
            )
        )
    clinic.turn_to(SECOND_EVENING - timedelta(days=1))
    for patient in (usual, strict):
        clinic.text(patient, "1 2")
    assert clinic.plans(usual)[-1].light == "green"
    assert clinic.plans(strict)[-1].light == "yellow"


def test_a_reply_within_a_pause_never_makes_it_longer(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=1))
    clinic.text(patient, "pause 2")
    clinic.turn_to(START + timedelta(days=3, hours=9))
    clinic.text(patient, "2")
    clinic.turn_to(START + timedelta(days=4))
    assert clinic.enrolment(patient).status == "active"
    assert clinic.plans(patient)[-1].walks != []
    assert any(body.startswith("Today: 2 walks") for body in clinic.bodies(patient)[-2:])
