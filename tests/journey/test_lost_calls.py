"""Is a text whose answer was lost ever sent twice, or lost, whatever the carrier's list shows of it?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schemas.api.care import OrderDay
from schemas.tables.messages import DeliveryReceipt, OutboundText, TextState
from schemas.tables.people import EnrolmentStatus, Patient
from schemas.text_kinds import TextKind
from services.carrier.port import Unknown
from services.journey.caring import course
from services.journey.hearing import lost_calls
from services.operations import repair
from services.storage import records
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.listed import SHAPES, nothing

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


def at(hour: int, minute: int = 0, *, day: int = 1) -> datetime:
    return datetime(2026, 3, 2 + day, hour, minute, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def morning(clinic: ClinicInTests, patient: Patient) -> OutboundText:
    return clinic.texts(patient, kind=TextKind.MORNING_PLAN)[0]


def on_the_phone(clinic: ClinicInTests, patient: Patient, beginning: str) -> int:
    return sum(body.startswith(beginning) for body in clinic.bodies(patient))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_listed_text_was_taken_whatever_is_shown_of_it(clinic: ClinicInTests, shape: str) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = SHAPES[shape]
    clinic.carrier.outcomes = ["lost"]
    clinic.turn_to(at(12, 30))
    text = morning(clinic, patient)
    assert text.state in (TextState.ACCEPTED, TextState.DELIVERED)
    assert text.sid == clinic.carrier.accepted[2][1]
    assert on_the_phone(clinic, patient, "Today:") == 1
    assert clinic.events("text.listed_with_another_body") == (shape == "another body altogether")


def test_what_is_listed_nowhere_yet_is_not_sent_again_and_its_receipt_still_counts(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = nothing
    clinic.carrier.outcomes = ["lost"]
    clinic.turn_to(at(8, 34))
    assert morning(clinic, patient).state is TextState.UNKNOWN, "looked for once"
    clinic.turn_to(at(9))
    text = morning(clinic, patient)
    assert (text.state, clinic.events("text.unlisted")) == (TextState.EXPIRED, 1)
    assert on_the_phone(clinic, patient, "Today:") == 1
    sid = clinic.carrier.accepted[-1][1]
    clinic.receipt(sid, "delivered", of=(text.id, 1))
    text = morning(clinic, patient)
    assert (text.state, text.sid) == (TextState.DELIVERED, sid)
    assert local(text.sent_at) == "08:30"


def local(moment: datetime | None) -> str:
    assert moment is not None
    return f"{moment.astimezone(ZoneInfo('America/New_York')):%H:%M}"


def test_what_shows_up_between_the_two_looks_was_taken(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = nothing
    clinic.carrier.outcomes = ["lost"]
    clinic.turn_to(at(8, 34))
    clinic.carrier.shown_as = SHAPES["still queued"]
    clinic.turn_to(at(9))
    assert morning(clinic, patient).state is TextState.ACCEPTED
    assert on_the_phone(clinic, patient, "Today:") == 1


def test_one_look_however_late_is_not_two(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes = [Unknown("reset")]
    clinic.turn_to(at(8, 31))
    clinic.carrier.is_away = True
    clinic.now = at(10).astimezone(UTC)
    clinic.run()
    clinic.carrier.is_away = False
    clinic.run()
    assert morning(clinic, patient).state is TextState.UNKNOWN
    clinic.turn_to(at(10, 6))
    assert morning(clinic, patient).state is TextState.EXPIRED


def test_a_net_leaves_again_after_two_looks_and_once_more_is_better_than_never(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = nothing
    clinic.carrier.outcomes = ["lost"]
    clinic.text(patient, "I can't feel my groin")
    (net,) = clinic.texts(patient, state=TextState.UNKNOWN)
    clinic.turn_to(clinic.now + timedelta(minutes=4))
    (again,) = clinic.texts(patient, id=net.id)
    assert (again.state, again.attempts) == (TextState.ACCEPTED, 2)


def test_a_receipt_of_the_first_call_keeps_a_net_from_leaving_again(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = nothing
    clinic.carrier.outcomes = ["lost"]
    clinic.text(patient, "I can't feel my groin")
    (net,) = clinic.texts(patient, state=TextState.UNKNOWN)
    with clinic.database.unit_of_work() as session:
        repair.say_what_became(session, net.id, None, "operator", clinic.now)
    clinic.receipt(clinic.carrier.accepted[-1][1], "sent", of=(net.id, 1))
    clinic.turn_to(clinic.now + timedelta(minutes=10))
    (net,) = clinic.texts(patient, id=net.id)
    assert (net.state, net.attempts) == (TextState.SENT, 1)


def _two_lost(clinic: ClinicInTests, patient: Patient, outcomes: Sequence[str | Unknown]) -> list[OutboundText]:
    """Two texts to one phone in the same minute, each with its answer lost: a help and a danger."""
    clinic.carrier.outcomes = list(outcomes)
    clinic.text(patient, "pause 3")
    clinic.text(patient, "help")
    return sorted(clinic.texts(patient, state=TextState.UNKNOWN), key=lambda text: text.kind is TextKind.HELP)


@pytest.mark.parametrize("shape", ["as it is", "words of a trial account before it", "redacted"])
def test_two_texts_of_one_minute_are_each_their_own(clinic: ClinicInTests, shape: str) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = SHAPES[shape]
    pause, help_text = _two_lost(clinic, patient, ["lost", "lost"])
    clinic.turn_to(clinic.now + timedelta(minutes=20))
    sids = {text.sid for text in clinic.texts(patient) if text.id in (pause.id, help_text.id)}
    assert sids == {sid for _, sid, _ in clinic.carrier.accepted[-2:]}
    assert len(clinic.carrier.sent) == 4


def test_of_two_texts_of_one_minute_the_words_say_which_was_taken(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = SHAPES["words of a trial account before it"]
    pause, help_text = _two_lost(clinic, patient, [Unknown("reset"), "lost"])
    clinic.turn_to(clinic.now + timedelta(minutes=20))
    states = {text.id: text.state for text in clinic.texts(patient)}
    assert (states[pause.id], states[help_text.id]) == (TextState.EXPIRED, TextState.DELIVERED)
    assert len(clinic.carrier.sent) == 4


def test_where_no_words_are_shown_the_count_says_it_and_a_net_leaves_again(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = SHAPES["redacted"]
    pause, help_text = _two_lost(clinic, patient, ["lost", Unknown("reset")])
    clinic.turn_to(clinic.now + timedelta(minutes=20))
    rows = {text.id: text for text in clinic.texts(patient)}
    assert (rows[pause.id].state, rows[pause.id].attempts) == (TextState.DELIVERED, 1)
    assert (rows[help_text.id].state, rows[help_text.id].attempts) == (TextState.ACCEPTED, 2)


def test_a_text_of_which_we_know_is_never_taken_for_another(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = SHAPES["redacted"]
    clinic.carrier.outcomes = ["accept", Unknown("reset")]
    clinic.text(patient, "help")
    clinic.text(patient, "pause 3")
    clinic.turn_to(clinic.now + timedelta(minutes=20))
    assert clinic.events("text.unlisted") == 1


def test_a_callback_that_lies_unread_says_whose_a_record_is(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = SHAPES["redacted"]
    pause, help_text = _two_lost(clinic, patient, [Unknown("reset"), "lost"])
    sid = clinic.carrier.accepted[-1][1]
    with clinic.database.unit_of_work() as session:
        session.add(
            DeliveryReceipt(sid=sid, status="queued", text_id=help_text.id, attempt=1, raw="", received_at=clinic.now)
        )
    clinic.turn_to(clinic.now + timedelta(minutes=20))
    states = {text.id: text.state for text in clinic.texts(patient)}
    assert (states[pause.id], states[help_text.id]) == (TextState.EXPIRED, TextState.DELIVERED)


def test_a_record_of_another_time_is_not_this_call(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = lambda record: replace(record, created_at=record.created_at + timedelta(minutes=5))
    clinic.carrier.outcomes = ["lost"]
    clinic.turn_to(at(9))
    assert morning(clinic, patient).state is TextState.EXPIRED


def test_an_unlisted_prompt_goes_again_at_an_operators_word(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes = [Unknown("500")]
    clinic.turn_to(at(9))
    with clinic.database.unit_of_work() as session:
        repair.redeliver(session, morning(clinic, patient).id, "operator", clinic.now)
    clinic.turn_to(at(9, 5))
    assert on_the_phone(clinic, patient, "Today:") == 1


@pytest.mark.parametrize(
    ("status", "code", "learnt"),
    [("failed", 21610, "opted_out"), ("undelivered", 30005, "number_bad"), ("failed", 30007, "sending_incident")],
)
def test_what_the_list_says_of_a_lost_call_counts_as_its_callback(
    clinic: ClinicInTests, status: str, code: int, learnt: str
) -> None:
    patient = clinic.begin()
    clinic.carrier.shown_as = lambda record: replace(record, status=status, error_code=code)
    clinic.carrier.outcomes = ["lost"]
    clinic.turn_to(at(8, 40))
    assert learnt in clinic.alerts(patient)
    text = morning(clinic, patient)
    assert (text.state, text.error_code) == (TextState(status), code)
    assert (clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT) == (code == 21610)


@pytest.mark.parametrize(("code", "learnt"), [(21610, "opted_out"), (30005, "number_bad")])
def test_the_code_of_a_lost_callback_is_learnt_from_the_list(clinic: ClinicInTests, code: int, learnt: str) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(9, 45))
    clinic.carrier.shown_as = lambda record: replace(record, status="failed", error_code=code)
    _repair(clinic, patient)
    assert learnt in clinic.alerts(patient)
    sent = len(clinic.carrier.sent)
    clinic.turn_to(at(12, day=3))
    assert len(clinic.carrier.sent) == sent, "and nobody texts them again"


def _repair(clinic: ClinicInTests, patient: Patient) -> None:
    text_id = morning(clinic, patient).id
    with clinic.database.unit_of_work() as session:
        assert text_id in repair.without_final_status(session, clinic.now, 50)
        asked = repair.question_about(session, text_id, clinic.now)
    assert asked is not None
    listed = clinic.carrier.find(asked.phone, asked.since, asked.lines)
    with clinic.database.unit_of_work() as session:
        assert repair.learn_status(session, text_id, listed, clinic.now)


def test_another_phone_of_the_same_minute_is_not_asked_about(clinic: ClinicInTests) -> None:
    patient, other = clinic.begin(), clinic.begin(phone="+12025550177")
    clinic.carrier.outcomes = ["lost", "lost"]
    clinic.turn_to(at(8, 40))
    sids = {morning(clinic, one).sid for one in (patient, other)}
    assert len(sids) == 2


def test_the_question_names_the_clinics_own_sender(database: Database) -> None:
    clinic = ClinicInTests(database, START, sender="+15005550020")
    patient = clinic.begin()
    clinic.carrier.outcomes = ["lost"]
    clinic.turn_to(at(8, 31))
    with database.unit_of_work() as session:
        grace_is_over = clinic.now + timedelta(minutes=5)
        asked = lost_calls.question_about(session, morning(clinic, patient).id, grace_is_over)
    assert asked is not None
    assert (asked.phone, asked.lines) == (patient.phone, frozenset({"+15005550020"}))
    clinic.turn_to(at(8, 40))
    assert morning(clinic, patient).state is TextState.DELIVERED


def test_a_plan_that_may_be_on_the_phone_is_corrected_by_a_text(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes = [Unknown("reset")]
    clinic.turn_to(at(9))
    assert morning(clinic, patient).state is TextState.EXPIRED
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        course.order_day(
            session,
            enrolment.id,
            OrderDay(day=morning(clinic, patient).local_date, walks=[5], note="a bad night"),
            "user:x",
            clinic.now,
        )
    clinic.turn_to(at(9, 5))
    assert clinic.texts(patient, kind=TextKind.CORRECTED_PLAN)[0].state is TextState.ACCEPTED
