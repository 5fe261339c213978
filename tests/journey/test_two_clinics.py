"""One phone takes part in two clinics, each with a sender of its own: who hears what, who is held, whose STOP is it?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind
from schemas.api.care import ClearHold, DischargePatient, ReadmitPatient
from schemas.tables.alerts import Alert, LineText, Notice, StaffPhone
from schemas.tables.messages import InboundText, Suppression
from schemas.tables.people import ConsentEntry, DischargeReason, EnrolmentStatus, Patient
from schemas.tables.plans import LastAct
from schemas.text_kinds import TextKind
from schemas.vocabulary import State
from services.accounts import sender
from services.carrier.errors import Remedy
from services.carrier.port import Refused
from services.journey import refusals
from services.journey.caring import course, discharge, undo
from services.journey.hearing import hear
from services.journey.participation import consent
from services.journey.refusals import PhoneCannotBeEnrolled
from services.storage import records
from services.storage.database import Database, confine
from services.views import export, timeline
from tests.clinic import SHARED, ClinicInTests, application
from tests.journey.test_loop import at

HARBOR, HILL = "+15005550007", "+15005550008"
SERVICE = "MG" + "0" * 32
SORRY = "This phone cannot be enrolled here now; the operator has been told."
STRANGER, ANOTHER = (Patient.model_construct(phone=f"+1202555099{digit}") for digit in (9, 8))
DANGERS = {
    "I cannot feel my groin": "Call 911",
    "I want to kill myself": "You matter",
    "I fell and hit my head": "call 911",
}


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


def all_alerts(database: Database) -> list[Alert]:
    with database.unit_of_work() as session:
        return list(session.exec(select(Alert).where(col(Alert.closed_at).is_(None))).all())


def line_texts(database: Database) -> list[LineText]:
    with database.unit_of_work() as session:
        return list(session.exec(select(LineText).order_by(col(LineText.created_at))).all())


def ledger(clinic: ClinicInTests) -> list[tuple[str, str, str]]:
    with clinic.database.unit_of_work() as session:
        statement = select(ConsentEntry).where(col(ConsentEntry.clinic_id) == clinic.id).order_by(col(ConsentEntry.id))
        return [(entry.act.value, entry.source.value, entry.evidence) for entry in session.exec(statement)]


@contextmanager
def as_door_of(clinic: ClinicInTests) -> Iterator[Session]:
    """A unit of work in which PostgreSQL shows the rows of this clinic only."""
    with clinic.database.unit_of_work() as session:
        confine(session, clinic.id)
        yield session


def is_out(clinic: ClinicInTests, patient: Patient) -> bool:
    with clinic.database.unit_of_work() as session:
        return records.has_opted_out(session, patient.phone, clinic.id)


def evening(*clinics: ClinicInTests) -> None:
    for clinic in clinics:
        clinic.turn_to(at(19, 1, day=1))


def seen_by(clinic: ClinicInTests, patient: Patient) -> str:
    """All that a clinic's own feed and record hold of a patient."""
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        confine(session, clinic.id)
        feed = timeline.page(session, patient, enrolment, limit=200)
        record = export.record_of(session, patient, enrolment)
        return f"{feed} {record.inbound} {record.alerts} {record.consents}"


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


# Danger holds everybody.


@pytest.mark.parametrize("words", [*DANGERS, "no fever but numb", "my husband wants to die"])
def test_a_danger_holds_every_course_of_the_phone_and_no_word_goes_along(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient, words: str
) -> None:
    evening(clinic, other)
    before = len(other.bodies(there))
    clinic.text(here, words)
    assert other.alerts(there) == {"danger_elsewhere"}
    assert clinic.alerts(here) & {"red_flag_emergency", "red_flag_urgent", "crisis", "possible_danger"}
    assert "danger_elsewhere" not in clinic.alerts(here)
    assert other.plans(there)[-1].state is State.HOLD_CLINICAL
    other.turn_to(at(12, day=3))
    assert other.bodies(there)[before:] == [], "no walking text, and no second safety text"
    assert {text.suppression for text in other.texts(there, kind=TextKind.MORNING_PLAN) if not text.sent_at} <= {
        Suppression.RED_FLAG,
        None,
    }
    seen = seen_by(other, there)
    assert words not in seen
    assert "Harbor" not in seen
    assert "A danger was told from this phone elsewhere" in seen


def test_only_a_clinician_of_the_other_clinic_opens_it(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    evening(clinic, other)
    clinic.text(here, "I cannot feel my groin")
    with clinic.database.unit_of_work() as session:
        course.clear_hold(session, clinic.enrolment(here).id, ClearHold(note="called"), "user:x", clinic.now)
    assert other.alerts(there) == {"danger_elsewhere"}
    other.text(there, "2")
    other.turn_to(at(20, day=2))
    assert other.plans(there)[-1].state is State.HOLD_CLINICAL
    assert "danger_elsewhere" in other.alerts(there)
    assert not {"rescreen", "held_by_staff", "red_flag_urgent"} & other.alerts(there)
    with clinic.database.unit_of_work() as session, pytest.raises(refusals.DangerIsOpen):
        discharge.discharge(
            session,
            other.enrolment(there).id,
            DischargePatient(reason=DischargeReason.OTHER, note="gone"),
            "user:x",
            other.now,
        )
    with clinic.database.unit_of_work() as session:
        course.clear_hold(session, other.enrolment(there).id, ClearHold(note="called"), "user:y", other.now)
    assert other.plans(there)[-1].state is State.REENTRY
    assert "danger_elsewhere" not in other.alerts(there)


def test_a_danger_told_as_a_stranger_holds_the_course_elsewhere(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient
) -> None:
    clinic.turn_to(at(9, day=1))
    before = len(clinic.bodies(here))
    other.text(here, "I cannot feel my groin")
    assert clinic.alerts(here) == {"danger_elsewhere"}
    assert clinic.plans(here)[-1].state is State.HOLD_CLINICAL
    clinic.turn_to(at(12, day=2))
    assert clinic.bodies(here)[before:] == []
    assert "groin" not in seen_by(clinic, here)
    (text,) = line_texts(clinic.database)
    assert (text.sender, "Hill Clinic" in text.body) == (HILL, True)


def test_a_danger_elsewhere_keeps_ready_from_beginning_a_course(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient
) -> None:
    waits = other.enrol()
    other.run()
    clinic.text(here, "I cannot feel my groin")
    other.text(waits, "READY")
    assert other.enrolment(waits).status is EnrolmentStatus.AWAITING_CONSENT
    with clinic.database.unit_of_work() as session:
        course.clear_hold(session, other.enrolment(waits).id, ClearHold(note="called"), "user:y", other.now)
    other.text(waits, "READY")
    assert other.enrolment(waits).status is EnrolmentStatus.ACTIVE


def test_who_has_left_the_other_clinic_is_not_held_and_not_told(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    _discharge(other, there)
    clinic.text(here, "I cannot feel my groin")
    assert other.alerts(there) == set()


# The ledger is the clinic's.


def test_stop_counts_for_all_and_only_the_clinic_that_was_told_reads_how(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.text(here, "no more texts please")
    assert clinic.enrolment(here).status is other.enrolment(there).status is EnrolmentStatus.OPTED_OUT
    assert "opted_out" in other.alerts(there)
    own, theirs = ledger(clinic)[-1], ledger(other)[-1]
    assert (own[1], own[2].split(":")[0]) == ("stop_phrase", "inbound")
    assert theirs == ("opted_out", "stop_elsewhere", "STOP was told from this phone elsewhere.")
    other.turn_to(at(12, day=2))
    assert all("Today" not in body for body in other.bodies(there))


def test_start_brings_back_the_clinic_that_it_is_told_to_and_no_other(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.text(here, "STOP")
    other.text(there, "START")
    assert other.enrolment(there).status is EnrolmentStatus.ACTIVE
    assert clinic.enrolment(here).status is EnrolmentStatus.OPTED_OUT
    assert (is_out(clinic, here), is_out(other, there)) == (True, False)
    clinic.text(here, "START")
    assert clinic.enrolment(here).status is EnrolmentStatus.ACTIVE
    assert not is_out(clinic, here)


def test_the_staff_lift_only_a_stop_that_was_told_to_them(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.text(here, "STOP")
    with pytest.raises(refusals.StopWasToldElsewhere, match="Only START"), as_door_of(other) as session:
        consent.consent_again(session, other.enrolment(there).id, "user:y", "asked by phone", other.now)
    assert [entry[1] for entry in ledger(other)] == ["ready_reply", "stop_elsewhere"]
    with as_door_of(clinic) as session:
        consent.consent_again(session, clinic.enrolment(here).id, "user:x", "asked by phone", clinic.now)
    assert (is_out(clinic, here), is_out(other, there)) == (False, True)
    other.text(there, "STOP")
    with pytest.raises(refusals.StopWasToldElsewhere), other.database.unit_of_work() as session:
        consent.consent_again(session, other.enrolment(there).id, "user:y", "asked by phone", other.now)


def test_ready_counts_for_the_clinic_that_it_was_told_to(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient
) -> None:
    clinic.text(here, "STOP")
    late = other.enrol()
    other.run()
    assert other.bodies(late) == [], "whoever opted out is texted by nobody"
    other.text(late, "READY")
    assert other.enrolment(late).status is EnrolmentStatus.AWAITING_CONSENT
    assert ledger(other) == []


def test_a_carriers_refusal_counts_for_all(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.carrier.outcomes.append(Refused(False, 21610, Remedy.OPTED_OUT))
    clinic.text(here, "HELP")
    assert [entry[1] for entry in ledger(clinic)][-1] == "carrier_refusal"
    assert [entry[1] for entry in ledger(other)][-1] == "stop_elsewhere"
    assert other.enrolment(there).status is EnrolmentStatus.OPTED_OUT


def test_a_record_and_a_feed_hold_the_clinics_own_entries(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.text(here, "STOP")
    clinic.text(here, "START")
    with clinic.database.unit_of_work() as session:
        for one, patient in ((clinic, here), (other, there)):
            enrolment = records.enrolment_of_patient(session, patient.id)
            record = export.record_of(session, patient, enrolment)
            assert {entry.clinic_id for entry in record.consents} == {one.id}
            feed = timeline.page(session, patient, enrolment, limit=200)
            told = [item.detail["source"] for item in feed if item.what == "consent"]
            assert told == [entry[1] for entry in reversed(ledger(one))]
    assert [entry[1] for entry in ledger(other)] == ["ready_reply", "stop_elsewhere"]


def test_an_erasure_forgets_its_own_clinics_words_only(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.text(here, "5 and my boss Xavier was mean")
    clinic.text(here, "STOP")
    kept = ledger(clinic)
    with as_door_of(other) as session:
        discharge.erase(session, other.enrolment(there).id, "user:y", other.now)
    assert ledger(clinic) == kept
    assert {entry[2] for entry in ledger(other)} == {"erased"}
    assert "Xavier" in seen_by(clinic, here)
    assert is_out(clinic, here)


# One place on a sender.


@pytest.fixture
def sharing(database: Database) -> tuple[ClinicInTests, ClinicInTests]:
    """Two clinics on the shared sender; the phone runs at the first."""
    one, two = ClinicInTests(database, at(10)), ClinicInTests(database, at(10), name="Hill Clinic")
    return one, two


def _discharge(clinic: ClinicInTests, patient: Patient) -> None:
    with clinic.database.unit_of_work() as session:
        discharge.discharge(
            session,
            clinic.enrolment(patient).id,
            DischargePatient(reason=DischargeReason.OTHER, note="moved away"),
            "user:x",
            clinic.now,
        )


def _readmit(clinic: ClinicInTests, patient: Patient) -> None:
    wanted = application(clinic.therapist.id, clinic.now)
    body = {name: wanted[name] for name in ReadmitPatient.model_fields if name in wanted}
    with as_door_of(clinic) as session:
        discharge.readmit(
            session, clinic.enrolment(patient).id, ReadmitPatient.model_validate(body), "user:x", clinic.now
        )


def test_on_a_shared_sender_a_phone_runs_in_one_clinic(sharing: tuple[ClinicInTests, ClinicInTests]) -> None:
    one, two = sharing
    first = one.begin()
    with pytest.raises(PhoneCannotBeEnrolled, match=SORRY):
        two.enrol()
    _discharge(one, first)
    second = two.begin()
    with pytest.raises(PhoneCannotBeEnrolled, match=SORRY):
        _readmit(one, first)
    assert one.enrolment(first).status is EnrolmentStatus.DISCHARGED
    with two.database.unit_of_work() as session:
        discharge.erase(session, two.enrolment(second).id, "user:y", two.now)
    _readmit(one, first)
    assert one.enrolment(first).status is EnrolmentStatus.AWAITING_CONSENT


def test_an_opted_out_phone_still_runs_where_it_is(sharing: tuple[ClinicInTests, ClinicInTests]) -> None:
    one, two = sharing
    one.text(one.begin(), "STOP")
    with pytest.raises(PhoneCannotBeEnrolled):
        two.enrol()


def test_a_discharge_cannot_be_taken_back_once_the_phone_runs_elsewhere(
    sharing: tuple[ClinicInTests, ClinicInTests],
) -> None:
    one, two = sharing
    first = one.enrol()
    _discharge(one, first)
    two.enrol()
    with one.database.unit_of_work() as session:
        act = session.get_one(LastAct, one.enrolment(first).id)
    with pytest.raises(PhoneCannotBeEnrolled, match=SORRY), as_door_of(one) as session:
        undo.take_back(session, one.enrolment(first).id, act.id, "user:x", one.now)
    assert one.enrolment(first).status is EnrolmentStatus.DISCHARGED


def test_a_course_of_before_begins_anew_only_where_its_phone_runs_alone(
    sharing: tuple[ClinicInTests, ClinicInTests],
) -> None:
    one, two = sharing
    first = one.begin()
    one.turn_to(at(12, day=2))
    with one.database.unit_of_work() as session:
        session.execute(sa.text("UPDATE enrolment SET running_phone = NULL"))
    two.now = one.now
    second = two.enrol()
    with pytest.raises(PhoneCannotBeEnrolled, match=SORRY), one.database.unit_of_work() as session:
        course.start_over(session, one.enrolment(first).id, "user:x", "again", one.now)
    _discharge(two, second)
    with one.database.unit_of_work() as session:
        course.start_over(session, one.enrolment(first).id, "user:x", "again", one.now)
    assert one.enrolment(first).running_phone == first.phone_index


def test_a_phone_of_the_staff_enrols_nowhere(clinic: ClinicInTests, other: ClinicInTests) -> None:
    phone = "+12025550143"
    desk = StaffPhone(clinic_id=clinic.id, label="Desk", phone=phone, phone_index=phone, created_at=clinic.now)
    with clinic.database.unit_of_work() as session:
        session.add(desk)
    for one in (clinic, other):
        with pytest.raises(PhoneCannotBeEnrolled, match=SORRY):
            one.enrol()


def test_a_change_of_sender_moves_the_courses_or_is_refused_as_a_whole(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    with clinic.database.unit_of_work() as session:
        sender.change(session, clinic.id, None, "user:o", clinic.now)
    with pytest.raises(PhoneCannotBeEnrolled, match=SORRY), other.database.unit_of_work() as session:
        sender.change(session, other.id, None, "user:o", other.now)
    assert (clinic.enrolment(here).line, other.enrolment(there).line) == ("", HILL)
    with pytest.raises(refusals.SenderIsTaken), clinic.database.unit_of_work() as session:
        sender.change(session, clinic.id, HILL, "user:o", clinic.now)
    clinic.sender = ""
    evening(clinic, other)
    clinic.text(here, "2")
    assert clinic.plans(here)[-1].light == "green"
    assert "" in {text.sender for text in clinic.carrier.sent}
