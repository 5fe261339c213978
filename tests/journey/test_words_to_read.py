"""Is nothing that a patient writes lost? What nobody understood is read by a person, and thanked as nothing more."""

from datetime import timedelta

import pytest

from schemas.alert_kinds import AlertKind
from schemas.tables.people import EnrolmentStatus
from schemas.text_kinds import TextKind
from services.journey.caring import undo
from services.storage import records
from services.storage.case import Batch
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at
from tests.journey.unread_words import quoted, resolve, second_evening, third_green_with_words, unread_of

NET = "A person will read your words. New numbness between the legs"


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def test_a_score_with_words_beside_it_is_noted_and_never_a_green_light(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "3. nobody told the archivist")
    assert NET in clinic.bodies(patient)[-1]
    assert "Green" not in clinic.bodies(patient)[-1]
    assert unread_of(clinic, patient) == ["3. nobody told the archivist"]
    assert len(quoted(clinic, patient, AlertKind.UNCLEAR_REPLY)) == 1
    plan = clinic.plans(patient)[-1]
    assert (plan.rule, plan.minutes, len(plan.decision["course"]["credits"])) == ("unread", 10, 1)


def test_a_wish_to_die_beside_a_score_is_a_crisis(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "3. thinking about ending it")
    assert clinic.bodies(patient)[-1].startswith("You matter, and people are there for you now.")
    assert len(quoted(clinic, patient, AlertKind.CRISIS)) == 1


def test_the_first_text_that_is_not_understood_is_on_the_worklist(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "the weather got into everything")
    assert clinic.bodies(patient)[-1].startswith("Sorry, we did not get all of that. A person will read it.")
    assert len(quoted(clinic, patient, AlertKind.UNCLEAR_REPLY)) == 1
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "unread", "the words of this evening still wait"


def test_one_question_an_evening_then_a_person_then_silence_whatever_comes_between(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    sent = len(clinic.bodies(patient))
    for body in ("blimey", "2 2", "crikey", "gosh", "golly"):
        clinic.text(patient, body)
    answers = clinic.bodies(patient)[sent:]
    assert [answer[:5] for answer in answers] == ["Sorry", "Thank", "Thank"]
    assert answers[-1].startswith("Thank you. A person from Harbor Spine will read your text.")
    assert len(quoted(clinic, patient, AlertKind.UNCLEAR_REPLY)) == 4


def test_words_after_the_score_hold_the_plan_that_it_had_decided(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "green"
    clinic.text(patient, "my neighbour drove off with the trailer")
    assert clinic.plans(patient)[-1].rule == "unread"


def test_words_of_the_early_morning_hold_the_plan_that_was_not_told_yet(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for day in (1, 2, 3):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "step-up"
    clinic.turn_to(at(7, 30, day=4))
    clinic.text(patient, "the trailer again")
    clinic.turn_to(at(9, day=4))
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks of 5 min")
    assert "We read your text first, so the same" in clinic.bodies(patient)[-1]


def test_a_command_with_words_is_obeyed_and_its_words_are_read(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "pause 3, going to hospital")
    assert clinic.enrolment(patient).status is EnrolmentStatus.PAUSED
    assert clinic.bodies(patient)[-1].startswith("OK, no walks and no texts until")
    assert unread_of(clinic, patient) == ["pause 3, going to hospital"]


def test_stop_with_words_gets_its_confirmation_only_and_is_read(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    sent = len(clinic.bodies(patient))
    clinic.text(patient, "please stop texting me, the trailer is sold")
    assert len(clinic.bodies(patient)) == sent + 1
    assert "no more texts" in clinic.bodies(patient)[-1]
    assert {"opted_out", "unclear_reply"} <= clinic.alerts(patient)


def test_after_stop_words_are_read_and_not_answered(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "STOP")
    sent = len(clinic.bodies(patient))
    clinic.text(patient, "the trailer came back")
    assert len(clinic.bodies(patient)) == sent
    assert unread_of(clinic, patient) == ["the trailer came back"]


def test_a_denied_danger_is_due_the_same_day_and_holds_the_plan(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "2 2, no numbness")
    assert "New numbness between the legs" in clinic.bodies(patient)[-1]
    assert clinic.alerts(patient) & {"possible_danger", "unclear_reply"} == {"unclear_reply"}
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "unread"


@pytest.mark.parametrize(("body", "kind"), [("wet myself", "red_flag_emergency"), ("2 2", "")])
def test_danger_and_a_plain_score_have_no_second_item(clinic: ClinicInTests, body: str, kind: str) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, body)
    assert "unclear_reply" not in clinic.alerts(patient)
    assert kind in clinic.alerts(patient) | {""}
    assert unread_of(clinic, patient) == []


def test_the_answer_to_which_day_is_understood(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(1, day=3))
    clinic.text(patient, "3")
    assert clinic.texts(patient, kind=TextKind.UNCLEAR_QUESTION)
    clinic.text(patient, "yesterday")
    assert unread_of(clinic, patient) == []


@pytest.mark.parametrize(
    "body", ['Liked "Worst leg or back pain today, 0-10?"', "👍 to “Today: 2 walks”", "thank you!"]
)
def test_a_reaction_and_bare_thanks_are_nobodys_answer(clinic: ClinicInTests, body: str) -> None:
    patient = second_evening(clinic)
    sent, alerts, plans = len(clinic.bodies(patient)), clinic.alerts(patient), len(clinic.plans(patient))
    clinic.text(patient, body)
    assert (len(clinic.bodies(patient)), clinic.alerts(patient)) == (sent, alerts)
    assert len(clinic.plans(patient)) == plans
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "green"


def test_thanks_that_may_be_a_farewell_are_read(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "thanks for everything")
    assert "New numbness between the legs" in clinic.bodies(patient)[-1]
    assert unread_of(clinic, patient) == ["thanks for everything"]


def test_a_question_reaches_a_person_at_once(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "may I take the dog?")
    assert clinic.bodies(patient)[-1].startswith("Thank you. A person from Harbor Spine will read your text.")
    assert unread_of(clinic, patient) == ["may I take the dog?"]
    assert "unclear_reply" in clinic.alerts(patient)


def test_read_in_time_the_day_counts_at_once(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    assert clinic.plans(patient)[-1].rule == "unread"
    resolve(clinic, patient, AlertKind.UNCLEAR_REPLY)
    assert unread_of(clinic, patient) == []
    assert clinic.plans(patient)[-1].rule == "step-up"
    clinic.turn_to(at(9, day=4))
    assert clinic.bodies(patient)[-1].startswith("Today: 3 walks of 5 min")


def test_read_after_the_morning_text_a_told_plan_never_rises(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    clinic.turn_to(at(9, day=4))
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks of 5 min")
    sent = len(clinic.bodies(patient))
    resolve(clinic, patient, AlertKind.UNCLEAR_REPLY)
    clinic.turn_to(at(12, day=4))
    assert len(clinic.bodies(patient)) == sent
    clinic.turn_to(at(19, 5, day=4))
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "step-up"


def test_a_reading_that_was_taken_back_holds_the_plan_again(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    clinic.now += timedelta(minutes=1)
    resolve(clinic, patient, AlertKind.UNCLEAR_REPLY)
    assert clinic.plans(patient)[-1].rule == "step-up"
    clinic.now += timedelta(minutes=1)
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        newest = undo.undoable_act(Batch(session, clinic.now).case(enrolment.id))
        assert newest is not None
        undo.take_back(session, enrolment.id, newest.act.id, "user:t", clinic.now)
    assert unread_of(clinic, patient) == ["2 both. thinking about the trailer"]
    assert "unclear_reply" in clinic.alerts(patient)
    clinic.turn_to(at(9, day=4))
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks of 5 min")


def test_of_two_evenings_both_count_once_both_are_read(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for day in (1, 2):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, f"2 both. thinking about the trailer {day * '!'}")
        assert clinic.plans(patient)[-1].rule == "unread"
    clinic.turn_to(at(19, 5, day=3))
    clinic.text(patient, "2 2")
    resolve(clinic, patient, AlertKind.UNCLEAR_REPLY)
    assert clinic.plans(patient)[-1].rule == "step-up"


def test_of_two_days_with_words_both_credits_count_in_whatever_order_they_are_read(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for day, told in ((1, "can I swim instead?"), (2, "they started me on gabapentin")):
        clinic.turn_to(at(12, day=day))
        clinic.text(patient, told)
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "2 2")
    clinic.turn_to(at(10, day=3))
    resolve(clinic, patient, AlertKind.UNCLEAR_REPLY)
    clinic.text(patient, "why?")
    assert clinic.bodies(patient)[-1] == "Today's plan: We read your text first, so the same."
    resolve(clinic, patient, AlertKind.MEDICINE_TOLD)
    assert clinic.plans(patient)[-1].minutes == 10, "a told plan stays"
    clinic.text(patient, "why?")
    assert "1 more day with pain 0-3 and the walks done" in clinic.bodies(patient)[-1]
    clinic.turn_to(at(19, 5, day=3))
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "step-up"


def test_while_older_words_wait_a_plain_score_raises_nothing_and_counts_once_they_are_read(
    clinic: ClinicInTests,
) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "6. thinking about the trailer")
    clinic.turn_to(at(19, 5, day=2))
    clinic.text(patient, "2 2")
    eased = clinic.plans(patient)[-2].minutes
    assert (clinic.plans(patient)[-1].rule, clinic.plans(patient)[-1].minutes) == ("unread", eased)
    resolve(clinic, patient, AlertKind.UNCLEAR_REPLY)
    assert clinic.plans(patient)[-1].rule == "green-after-yellow"
    assert clinic.plans(patient)[-1].minutes > eased


def test_silence_while_older_words_wait_is_silence(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "2 both. thinking about the trailer")
    clinic.turn_to(at(9, day=5))
    assert clinic.plans(patient)[-1].rule == "silence"
    assert "silence" in clinic.alerts(patient)


def test_words_that_wait_keep_nobody_resting_after_a_flare_up(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "the trailer is back")
    clinic.text(patient, "8")
    assert clinic.plans(patient)[-1].minutes == 0
    clinic.turn_to(at(19, 5, day=2))
    clinic.text(patient, "3")
    assert "unclear_reply" in clinic.alerts(patient)
    back = clinic.plans(patient)[-1]
    assert 0 < back.minutes < 10
    clinic.turn_to(at(19, 5, day=3))
    clinic.text(patient, "2 2")
    assert (clinic.plans(patient)[-1].rule, clinic.plans(patient)[-1].minutes) == ("unread", back.minutes)
