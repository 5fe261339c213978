"""Does the loop close as the policy and the conversation say, on real PostgreSQL, step by step?"""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from schemas.api.care import ClearHold
from schemas.tables.people import EnrolmentStatus
from schemas.text_kinds import TextKind
from schemas.vocabulary import State
from services.journey import refusals
from services.journey.caring import course
from services.journey.refusals import EnrolmentRefused, PhoneIsEnrolledAlready
from services.storage import history, in_force, records
from services.storage.case import Batch
from services.storage.database import Database
from tests.clinic import SCREEN, ClinicInTests
from tests.journey.moments import MONDAY, at
from tests.rulebook.histories import recompute


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def test_enrolment_makes_a_plan_and_the_consent_text_and_nothing_walks_before_consent(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.turn_to(at(22, day=3))
    assert [text.kind for text in clinic.texts(patient)] == [TextKind.CONSENT]
    assert "READY" in clinic.bodies(patient)[0]
    assert clinic.plans(patient)[0].walks == [5, 5]


def test_one_day_of_the_loop(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(8, 30, day=1))
    assert "2 walks of 5 min" in clinic.bodies(patient)[-1]
    clinic.turn_to(at(13, day=1))
    clinic.text(patient, "DONE")
    clinic.turn_to(at(19, day=1))
    assert clinic.bodies(patient)[-1] == "Worst leg or back pain today, 0-10?"
    clinic.text(patient, "2")
    assert "Green light. Tomorrow: 2 walks of 5 min" in clinic.bodies(patient)[-1]
    assert [plan.rule for plan in clinic.plans(patient)] == ["start", "green"]


@pytest.mark.parametrize(("reply", "minutes", "light"), [("2 2", 10, "green"), ("5", 6, "yellow"), ("8", 0, "red")])
def test_the_reply_decides_tomorrow(clinic: ClinicInTests, reply: str, minutes: int, light: str) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, reply)
    plan = clinic.plans(patient)[-1]
    assert (plan.minutes, plan.light) == (minutes, light)


def test_silence_decides_at_four_in_the_morning(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(3, 59, day=2))
    assert len(clinic.plans(patient)) == 1
    clinic.turn_to(at(4, 1, day=2))
    plan = clinic.plans(patient)[-1]
    assert (plan.rule, plan.light, plan.cause) == ("silence", "no_reply", "silence")


def test_a_late_red_after_the_morning_text_rests_today_and_says_so_once(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(9, day=2))
    clinic.text(patient, "8")
    assert clinic.bodies(patient)[-1].startswith("Change for today: rest")
    assert clinic.plans(patient)[-1].state is State.RED_REST
    assert len(clinic.texts(patient, kind=TextKind.CORRECTED_PLAN)) == 1


def test_a_correction_upward_takes_effect_at_once_and_keeps_both(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "2")
    clinic.text(patient, "sorry, 8")
    assert clinic.plans(patient)[-1].minutes == 0
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        notes = history.notes_of(Batch(session, clinic.now).case(enrolment.id), MONDAY + timedelta(days=1))
        assert [note.pain for note in notes] == [2, 8]
    clinic.text(patient, "1")
    assert clinic.plans(patient)[-1].minutes == 0


def test_a_flare_at_noon_eases_today(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(13, day=1))
    clinic.text(patient, "FLARE")
    assert clinic.plans(patient)[-1].walks == [3, 3]
    assert "No more walks today" in clinic.bodies(patient)[-1]


def test_an_emergency_stops_all_texts_but_the_safety_text_until_a_clinician_clears(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(23, day=1))
    before = len(clinic.bodies(patient))
    clinic.text(patient, "I can't feel my groin")
    assert "Call 911" in clinic.bodies(patient)[-1]
    clinic.turn_to(at(12, day=5))
    assert len(clinic.bodies(patient)) == before + 1
    assert "red_flag_emergency" in clinic.alerts(patient)
    with clinic.database.unit_of_work() as session:
        course.clear_hold(
            session, clinic.enrolment(patient).id, ClearHold(note="Seen; no cauda equina."), "user:t", clinic.now
        )
    assert "red_flag_emergency" not in clinic.alerts(patient)
    clinic.turn_to(at(9, day=6))
    assert clinic.bodies(patient)[-1].startswith("Today: ")
    assert 0 < clinic.plans(patient)[-1].minutes <= 5


def test_clearing_where_nothing_is_held_is_refused(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    with clinic.database.unit_of_work() as session, pytest.raises(refusals.EnrolmentIsNotOnHold, match="no hold"):
        course.clear_hold(session, clinic.enrolment(patient).id, ClearHold(note="x"), "user:t", clinic.now)


def test_16_stop_is_the_last_word_and_only_start_undoes_it(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "STOP")
    sent = len(clinic.bodies(patient))
    for body in ("yes", "7", "READY", "HELP"):
        clinic.text(patient, body)
    clinic.turn_to(at(12, day=3))
    assert len(clinic.bodies(patient)) == sent
    assert clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT
    clinic.text(patient, "START")
    assert "on again" in clinic.bodies(patient)[-1]
    clinic.turn_to(at(9, day=4))
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks")


def test_a_phrase_is_an_opt_out_too_and_is_confirmed_once(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "please stop texting me")
    assert "no more texts" in clinic.bodies(patient)[-1]
    sent = len(clinic.bodies(patient))
    clinic.turn_to(at(20, day=2))
    assert len(clinic.bodies(patient)) == sent


def test_an_emergency_before_stop_and_start_is_still_an_emergency(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(9, day=1))
    for body in ("wet myself", "STOP", "START"):
        clinic.text(patient, body)
    clinic.turn_to(at(9, day=3))
    assert clinic.plans(patient)[-1].state is State.EMERGENCY


def test_a_red_flag_before_consent_keeps_walking_away(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.run()
    clinic.text(patient, "both legs numb")
    clinic.text(patient, "READY")
    assert clinic.enrolment(patient).status is EnrolmentStatus.AWAITING_CONSENT


def test_shoes_are_asked_for_before_the_first_walk(clinic: ClinicInTests) -> None:
    patient = clinic.enrol(shoes_confirmed=False)
    clinic.run()
    clinic.text(patient, "ready")
    assert "SHOES" in clinic.bodies(patient)[-1]
    clinic.text(patient, "shoes")
    assert "Great, you are in" in clinic.bodies(patient)[-1]


def test_a_pause_ends_by_itself_without_a_burst(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(9, day=1))
    clinic.text(patient, "PAUSE 2")
    assert "Mar 6" in clinic.bodies(patient)[-1]
    sent = len(clinic.bodies(patient))
    clinic.turn_to(at(8, day=4))
    assert len(clinic.bodies(patient)) == sent
    clinic.turn_to(at(9, day=4))
    assert len(clinic.bodies(patient)) == sent + 1
    assert clinic.plans(patient)[-1].minutes == 10


def test_what_cannot_be_read_is_asked_once_then_handed_to_a_person_then_left(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    sent = len(clinic.bodies(patient))
    clinic.text(patient, "terrible")
    assert "unclear_reply" in clinic.alerts(patient)
    for body in ("hmm", "what"):
        clinic.text(patient, body)
    assert len(clinic.bodies(patient)) == sent + 2


def test_two_patients_on_one_phone_stop_together(clinic: ClinicInTests, database: Database) -> None:
    other_clinic = ClinicInTests(database, clinic.now, sender="+15005550007")
    one, other = clinic.begin(), other_clinic.begin()
    clinic.text(one, "STOP")
    assert clinic.enrolment(one).status is clinic.enrolment(other).status is EnrolmentStatus.OPTED_OUT


def test_a_text_from_an_unknown_number_is_kept_for_a_person(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    stranger = patient.model_copy(update={"phone": "+12025550999"})
    clinic.text(stranger, "hello?")
    assert clinic.events("reply.from_unknown_number") == 1


def test_the_record_recomputes_every_plan_that_was_told(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for day, reply in enumerate(("2 2", "5", "8", "", "4", "2 1"), start=1):
        clinic.turn_to(at(19, 5, day=day))
        if reply:
            clinic.text(patient, reply)
    clinic.turn_to(at(9, day=7))
    for plan in clinic.plans(patient)[1:]:
        assert plan.course_before
        assert plan.report
        with clinic.database.unit_of_work() as session:
            settings, _ = in_force.settings_of(session, clinic.enrolment(patient))
        assert recompute(plan.course_before, settings, plan.report) == plan.decision


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"red_flag_screen": SCREEN | {"saddle_numbness": True, "at": "2026-03-01T00:00:00Z"}}, "saddle_numbness"),
        ({"prompt_times": {"morning": "07:00", "evening": "19:00"}}, "prompt_times.morning"),
        ({"prompt_times": {"morning": "08:30", "evening": "21:00"}}, "prompt_times.evening"),
        ({"clearance": {"by": "Dr", "at": "2026-12-01T00:00:00Z"}}, "clearance.at"),
        ({"onset_date": "2027-01-01"}, "onset_date"),
        ({"therapist_id": "00000000-0000-0000-0000-000000000000"}, "therapist_id"),
    ],
)
def test_a_refused_enrolment_names_the_field_and_writes_nothing(
    clinic: ClinicInTests, change: dict[str, object], field: str
) -> None:
    with pytest.raises(EnrolmentRefused, match=field):
        clinic.enrol(**change)
    with clinic.database.unit_of_work() as session:
        assert session.execute(sa.text("SELECT count(*) FROM patient")).scalar_one() == 0


def test_the_same_phone_twice_in_a_clinic_is_refused(clinic: ClinicInTests) -> None:
    clinic.enrol()
    with pytest.raises(PhoneIsEnrolledAlready):
        clinic.enrol()


@pytest.mark.parametrize("table", ["event", "plan_day", "consent_entry", "day_note", "settings_version"])
def test_history_cannot_be_rewritten(clinic: ClinicInTests, owner: sa.Engine, table: str) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "3")
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
        with pytest.raises(DBAPIError, match="permission denied"), clinic.database.unit_of_work() as session:
            session.execute(sa.text(statement))
        with pytest.raises(DBAPIError, match="never changed or deleted"), owner.begin() as connection:
            connection.execute(sa.text(statement))
