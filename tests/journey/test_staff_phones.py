"""Do a clinic's phones get what they agreed to and nothing else, and does SEEN halt only what it names?"""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.api.ladder import NewStaffPhone
from schemas.tables.alerts import LineText, LineTextKind, NoticeState, StaffPhone
from services.carrier.errors import Remedy, remedy_of
from services.carrier.port import Refused, Unknown
from services.journey.alerting import line_texts, staff_phones
from services.journey.refusals import PhoneCannotBeUsed
from services.storage.case import in_hand
from services.storage.database import Database
from services.storage.sealing import CannotUnseal
from tests.clinic import STAFF_SENDER, ClinicInTests
from tests.journey.alarms import MINUTE, NUMB, PHONE, add_phone, alert, raised, texts_to, told
from tests.journey.moments import at
from tests.journey.phones import OTHER, added, codes, in_danger, open_kinds, row_of, says


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def test_a_phone_is_asked_once_and_gets_urgent_texts_only_after_ready(clinic: ClinicInTests) -> None:
    added(clinic)
    asked = "Amble for Harbor Spine: reply READY to get a text here when an urgent item waits. Reply STOP to end."
    assert texts_to(clinic, PHONE) == [asked]
    in_danger(clinic)
    clinic.turn_to(clinic.now + 50 * MINUTE)
    assert texts_to(clinic, PHONE) == [asked]
    assert says(clinic, "Ready!") == [
        "Amble for Harbor Spine: this phone gets a text when an urgent item waits. Reply STOP to end."
    ]
    assert row_of(clinic).consented_at == clinic.now
    clinic.turn_to(clinic.now + 11 * MINUTE)
    assert len(codes(clinic)) == 1


def test_several_items_are_one_text_a_phone_with_a_code_of_its_own(clinic: ClinicInTests) -> None:
    for phone in (PHONE, OTHER):
        add_phone(clinic, phone)
    patients = [clinic.begin(phone=f"+1202555{number}") for number in (1201, 1202)]
    for patient in patients:
        clinic.text(patient, NUMB)
    clinic.turn_to(clinic.now + 36 * MINUTE)
    for phone in (PHONE, OTHER):
        assert texts_to(clinic, phone)[-1].startswith("Amble: 2 urgent items wait. Sign in. Code ")
        assert len(codes(clinic, phone)) == 1


@pytest.mark.parametrize("words", ["SEEN {}", "seen{}", " Seen: {}!", "SEEN  {} thanks", "SEEN-{}."])
def test_seen_with_its_code_halts_half_an_hour_and_no_longer(clinic: ClinicInTests, words: str) -> None:
    add_phone(clinic, PHONE)
    in_danger(clinic)
    clinic.turn_to(clinic.now + 36 * MINUTE)
    (code,) = codes(clinic)
    said_at = clinic.now
    assert says(clinic, words.format(code)) == ["Amble: noted for 30 minutes. Please sign in."]
    row = alert(clinic, AlertKind.RED_FLAG_EMERGENCY)
    assert (row.acknowledged_at, row.next_rung_at) == (None, said_at + 30 * MINUTE)
    clinic.turn_to(said_at + 29 * MINUTE)
    assert len(codes(clinic)) == 1
    clinic.turn_to(said_at + 30 * MINUTE)
    assert len(set(codes(clinic))) == 2, "only a signed-in person ends it"


def test_what_is_not_urgent_now_is_halted_for_two_hours(clinic: ClinicInTests) -> None:
    add_phone(clinic, PHONE)
    patient = clinic.begin()
    raised(clinic, patient, AlertKind.POSSIBLE_DANGER)
    clinic.turn_to(at(12, 1))
    assert says(clinic, f"SEEN {codes(clinic)[0]}") == ["Amble: noted for two hours. Please sign in."]
    assert alert(clinic, AlertKind.POSSIBLE_DANGER).next_rung_at == at(14, 1)


def test_seen_halts_the_items_of_its_own_text_only(clinic: ClinicInTests) -> None:
    add_phone(clinic, PHONE)
    patient = clinic.begin()
    raised(clinic, patient, AlertKind.CRISIS)
    clinic.turn_to(at(10, 36))
    raised(clinic, patient, AlertKind.CANNOT_BE_TEXTED)
    first = codes(clinic)[0]
    before = alert(clinic, AlertKind.CANNOT_BE_TEXTED).next_rung_at
    says(clinic, f"SEEN {first}")
    assert alert(clinic, AlertKind.CRISIS).next_rung_at == at(11, 6)
    assert alert(clinic, AlertKind.CANNOT_BE_TEXTED).next_rung_at == before
    clinic.turn_to(at(11, 12))
    assert len(told(clinic, AlertKind.CRISIS)) < len(codes(clinic)) + 10
    assert codes(clinic)[1] != first


def test_a_wrong_code_another_phones_code_and_a_used_one_halt_nothing(clinic: ClinicInTests) -> None:
    for phone in (PHONE, OTHER):
        add_phone(clinic, phone)
    in_danger(clinic)
    clinic.turn_to(clinic.now + 36 * MINUTE)
    (code,), (others,) = codes(clinic), codes(clinic, OTHER)
    while others == code:
        clinic.turn_to(clinic.now + 10 * MINUTE)
        code, others = codes(clinic)[-1], codes(clinic, OTHER)[-1]
    before = alert(clinic, AlertKind.RED_FLAG_EMERGENCY).next_rung_at
    wrong = next(f"{n:04}" for n in range(9) if f"{n:04}" not in (code, others))
    for words in (f"SEEN {wrong}", f"SEEN {others}", "SEEN", f"seen {code}9"):
        assert says(clinic, words) == ["Amble: that code is not open. Sign in."]
    clinic.text_from("+12025550199", f"SEEN {code}", to=STAFF_SENDER)
    assert alert(clinic, AlertKind.RED_FLAG_EMERGENCY).next_rung_at == before
    says(clinic, f"SEEN {code}")
    halted = alert(clinic, AlertKind.RED_FLAG_EMERGENCY).next_rung_at
    clinic.turn_to(clinic.now + 5 * MINUTE)
    assert says(clinic, f"SEEN {code}") == ["Amble: that code is not open. Sign in."]
    assert alert(clinic, AlertKind.RED_FLAG_EMERGENCY).next_rung_at == halted


def test_a_code_counts_for_a_day_and_is_not_given_twice_to_one_phone_meanwhile(clinic: ClinicInTests) -> None:
    add_phone(clinic, PHONE)
    in_danger(clinic)
    clinic.turn_to(clinic.now + timedelta(hours=20))
    assert len(codes(clinic)) > 100
    assert len(set(codes(clinic))) == len(codes(clinic))
    first = codes(clinic)[0]
    clinic.turn_to(clinic.now + timedelta(hours=5))
    if codes(clinic).count(first) == 1:
        assert says(clinic, f"SEEN {first}") == ["Amble: that code is not open. Sign in."]


@pytest.mark.parametrize("words", ["STOP", "stop texting me please", "STOP. Wrong phone", "no más mensajes"])
def test_stop_is_obeyed_and_the_admins_are_told(clinic: ClinicInTests, words: str) -> None:
    add_phone(clinic, PHONE)
    in_danger(clinic)
    clinic.turn_to(clinic.now + 36 * MINUTE)
    assert says(clinic, words) == []
    assert row_of(clinic).stopped_at == clinic.now
    assert [address for _, address, _ in told(clinic, AlertKind.STAFF_PHONE_STOPPED)] == ["a@b.co"]
    sent = len(texts_to(clinic, PHONE))
    clinic.turn_to(clinic.now + timedelta(hours=2))
    assert len(texts_to(clinic, PHONE)) == sent
    assert told(clinic, AlertKind.RED_FLAG_EMERGENCY)[-1][1] == "a@b.co", "the admins again, for there is no phone"


@pytest.mark.parametrize("words", ["READY", "START", "start please"])
def test_a_phone_that_said_stop_comes_back_by_its_own_word(clinic: ClinicInTests, words: str) -> None:
    add_phone(clinic, PHONE)
    says(clinic, "STOP")
    assert len(says(clinic, words)) == 1
    assert (row_of(clinic).stopped_at, row_of(clinic).consented_at) == (None, clinic.now)
    assert "staff_phone_stopped" not in open_kinds(clinic)


def test_what_the_carrier_calls_a_stop_is_one(clinic: ClinicInTests) -> None:
    add_phone(clinic, PHONE)
    clinic.text_from(PHONE, "ARRET", "STOP", to=STAFF_SENDER)
    assert row_of(clinic).stopped_at is not None


@pytest.mark.parametrize("code", [21610, 21614])
def test_a_phone_that_the_carrier_refuses_is_stopped_too(clinic: ClinicInTests, code: int) -> None:
    add_phone(clinic, PHONE)
    in_danger(clinic)
    clinic.turn_to(clinic.now + 34 * MINUTE)
    clinic.carrier.outcomes = [Refused(False, code, remedy_of(code))]
    clinic.turn_to(clinic.now + 2 * MINUTE)
    assert row_of(clinic).stopped_at is not None
    assert "staff_phone_stopped" in open_kinds(clinic)


def test_nothing_that_a_staff_phone_says_becomes_an_alert_of_a_patient(clinic: ClinicInTests) -> None:
    add_phone(clinic, PHONE)
    for words in ("I can't feel my groin", "8", "who is this?", "HELP"):
        assert says(clinic, words) == []
    assert open_kinds(clinic) == set()
    with clinic.database.unit_of_work() as session:
        kept = sa.text("SELECT count(*) FROM inbound_text WHERE heard_at IS NOT NULL AND clinic_id = :clinic")
        assert session.execute(kept, {"clinic": clinic.id}).scalar_one() == 5


def test_a_patients_phone_and_another_clinics_phone_are_refused_in_the_same_words(clinic: ClinicInTests) -> None:
    patient, other = clinic.enrol(), ClinicInTests(clinic.database, at(10))
    with clinic.database.unit_of_work() as session:
        session.execute(sa.text("UPDATE enrolment SET running_phone = (SELECT phone_index FROM patient)"))
    added(other, OTHER)
    for phone in (patient.phone, OTHER):
        with pytest.raises(PhoneCannotBeUsed, match="cannot be used here now; the operator has been told"):
            added(clinic, phone)


def test_a_phone_that_was_removed_gets_nothing_and_can_be_added_again(clinic: ClinicInTests) -> None:
    add_phone(clinic, PHONE)
    with clinic.database.unit_of_work() as session:
        staff_phones.remove(session, session.get_one(StaffPhone, row_of(clinic).id), "test", clinic.now)
    in_danger(clinic)
    clinic.turn_to(clinic.now + 50 * MINUTE)
    assert codes(clinic) == []
    added(clinic)
    assert texts_to(clinic, PHONE)[-1].endswith("Reply STOP to end.")


def lines(clinic: ClinicInTests, kind: LineTextKind) -> list[LineText]:
    with clinic.database.unit_of_work() as session:
        return list(session.exec(select(LineText).where(col(LineText.kind) == kind)))


def test_a_refusal_that_passes_and_a_lost_answer_are_tried_again_within_their_time(clinic: ClinicInTests) -> None:
    retry = Refused(True, 20429, Remedy.RETRY)
    clinic.carrier.outcomes = [retry, Unknown("lost"), "lost"]
    added(clinic)
    began = clinic.now
    clinic.turn_to(began + 10 * MINUTE)
    (row,) = lines(clinic, LineTextKind.STAFF_CONSENT)
    assert (row.state, row.attempts) == (NoticeState.SENT, 4)
    assert [text.attempt for text in clinic.carrier.sent] == [1, 2, 3, 4]
    assert len(texts_to(clinic, PHONE)) == 2, "twice, where the answer was lost, is better than never"


def test_what_never_leaves_in_its_time_is_given_up(clinic: ClinicInTests) -> None:
    clinic.carrier.outcomes = [Refused(True, None, Remedy.RETRY)] * 200
    added(clinic)
    clinic.turn_to(clinic.now + timedelta(hours=13))
    assert [row.state for row in lines(clinic, LineTextKind.STAFF_CONSENT)] == [NoticeState.GIVEN_UP]
    assert clinic.events("line_text.given_up") == 1


def test_a_sender_that_is_set_up_wrongly_is_the_operators_matter(clinic: ClinicInTests) -> None:
    clinic.carrier.outcomes = [Refused(False, 21606, Remedy.OPERATOR)]
    added(clinic)
    assert open_kinds(clinic) == {"sending_incident"}
    assert row_of(clinic).stopped_at is None


def test_a_row_that_nobody_can_open_is_left_to_the_operator_and_stops_no_other(clinic: ClinicInTests) -> None:
    added(clinic)
    with clinic.database.unit_of_work() as session:
        session.execute(
            sa.text("UPDATE line_text SET state = 'planned', attempts = 0, body = 'x', due_at = :now"), {"now": at(10)}
        )
    for _ in range(line_texts.MOST_BREAKS):
        clinic.now += MINUTE
        with clinic.database.unit_of_work() as session:
            (text_id,) = line_texts.claim(session, clinic.now, limit=10)
        with clinic.database.unit_of_work() as session, pytest.raises(CannotUnseal):
            line_texts.make_ready(session, text_id, clinic.now)
        with clinic.database.unit_of_work() as session:
            line_texts.count_break(session, text_id, clinic.now)
    assert open_kinds(clinic) == {"unsendable_text"}
    with clinic.database.unit_of_work() as session:
        assert line_texts.claim(session, clinic.now + timedelta(hours=1), limit=10) == []


def test_two_workers_take_a_text_once(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        staff_phones.add(batch, clinic.id, NewStaffPhone(label="x", phone=PHONE), STAFF_SENDER, "test")
    with clinic.database.unit_of_work() as first, clinic.database.unit_of_work() as second:
        assert len(line_texts.claim(first, clinic.now, limit=10)) == 1
        assert line_texts.claim(second, clinic.now, limit=10) == []


def test_a_text_says_nothing_of_anybody_and_fits_one_segment(clinic: ClinicInTests) -> None:
    add_phone(clinic, PHONE)
    patient = clinic.begin(first_name="Ann")
    clinic.text(patient, NUMB)
    clinic.turn_to(clinic.now + 36 * MINUTE)
    says(clinic, f"SEEN {codes(clinic)[0]}")
    for body in texts_to(clinic, PHONE):
        assert len(body) <= 160
        assert not re.search(r"Ann|groin|numb|emergency|pain|red|\+1", body.replace("Spine", ""), re.IGNORECASE)
