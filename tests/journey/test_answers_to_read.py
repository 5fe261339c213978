"""What does each answer to a text do to the plan, the credit and the morning, and may two people give one?"""

import pytest
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.api.care import ClearHold
from schemas.api.to_read import AnswerText
from schemas.tables.alerts import Alert
from schemas.tables.identity import User
from schemas.tables.messages import InboundText, Suppression, TextState
from schemas.tables.people import Patient
from schemas.tables.to_read import ReadAnswer, TextAnswer
from schemas.text_kinds import TextKind
from schemas.vocabulary import State
from services.journey.caring import answering, course, undo
from services.journey.refusals import CannotBeTexted, TextIsAnswered, WordsRefused
from services.storage import records
from services.storage.case import Batch
from services.storage.database import Database
from services.views import to_read
from tests.clinic import ClinicInTests
from tests.journey.moments import at
from tests.journey.unread_words import resolve, second_evening, third_green_with_words, unread_of

TRAILER = "2 both. thinking about the trailer"
CAUTION = "2 2, and the toilet thing again"


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def listed(clinic: ClinicInTests) -> list[to_read.Listed]:
    with clinic.database.unit_of_work() as session:
        return to_read.page(session, clinic.id, clinic.now)


def give(clinic: ClinicInTests, answer: ReadAnswer, *, by: User | None = None, **more: object) -> TextAnswer:
    """Answer the first text of the list."""
    with clinic.database.unit_of_work() as session:
        first = to_read.page(session, clinic.id, clinic.now)[0].text
        text = session.get_one(InboundText, first.id)
        asked = AnswerText.model_validate({"answer": answer, **more})
        return answering.answer(session, text, asked, by or clinic.therapist, clinic.now)


def summary_of(clinic: ClinicInTests, patient: Patient) -> str:
    with clinic.database.unit_of_work() as session:
        of_patient = select(Alert).where(col(Alert.patient_id) == patient.id, col(Alert.closed_at).is_(None))
        return session.exec(of_patient.where(col(Alert.kind) == "unclear_reply")).one().summary


def test_the_list_says_what_was_written_what_was_made_of_it_and_what_it_left(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    (one,) = [entry.text for entry in listed(clinic)]
    assert (one.patient_id, one.body, one.severity) == (patient.id, TRAILER, "same_day")
    assert "trailer" in " ".join(one.body[mark.first : mark.last] for mark in one.marks)
    assert one.body[: one.marks[0].first].startswith("2 both")
    assert (one.reading.kind, one.reading.pain) == ("pain", 2)
    assert one.plan is not None
    assert (one.plan.day, one.plan.light, one.plan.walks, one.plan.rule) == (
        at(9, day=4).date(),
        "green",
        [5, 5],
        "unread",
    )
    assert not one.plan.told
    # Half past nine of the next day comes before four opening hours of the clinic are over.
    assert one.due_at == at(9, 30, day=4)
    clinic.turn_to(at(21, day=3))
    assert listed(clinic)[0].text.waits_minutes == 115


def test_nothing_in_it_lets_the_days_credit_count_from_the_next_unsent_plan(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    assert clinic.plans(patient)[-1].rule == "unread"
    row = give(clinic, ReadAnswer.NOTHING)
    assert (row.answer, row.by, row.number) == (ReadAnswer.NOTHING, f"user:{clinic.therapist.id}", 0)
    assert clinic.plans(patient)[-1].rule == "step-up"
    assert "unclear_reply" not in clinic.alerts(patient)
    assert listed(clinic) == []


def test_after_the_morning_text_todays_plan_never_rises(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    clinic.turn_to(at(9, day=4))
    sent = len(clinic.bodies(patient))
    give(clinic, ReadAnswer.NOTHING)
    clinic.turn_to(at(12, day=4))
    assert (clinic.plans(patient)[-1].minutes, len(clinic.bodies(patient))) == (10, sent)
    clinic.turn_to(at(19, 5, day=4))
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "step-up"


@pytest.mark.parametrize("first", [ReadAnswer.NOTHING, ReadAnswer.CALL, ReadAnswer.DANGER])
def test_two_people_never_answer_one_text(clinic: ClinicInTests, first: ReadAnswer) -> None:
    third_green_with_words(clinic)
    asked = AnswerText(answer=ReadAnswer.NOTHING)
    with clinic.database.unit_of_work() as session:
        text = session.get_one(InboundText, listed(clinic)[0].text.id)
    give(clinic, first)
    with clinic.database.unit_of_work() as session, pytest.raises(TextIsAnswered) as refused:
        answering.answer(session, session.get_one(InboundText, text.id), asked, clinic.admin, clinic.now)
    assert str(refused.value).startswith(f"{clinic.therapist.name} has read this text at ")
    assert answering.SAID[first] in str(refused.value)


def test_a_text_that_was_settled_on_the_worklist_is_answered_too(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    with clinic.database.unit_of_work() as session:
        text = session.get_one(InboundText, listed(clinic)[0].text.id)
    resolve(clinic, patient, AlertKind.UNCLEAR_REPLY)
    asked = AnswerText(answer=ReadAnswer.NOTHING)
    with clinic.database.unit_of_work() as session, pytest.raises(TextIsAnswered, match="settled with its alert"):
        answering.answer(session, session.get_one(InboundText, text.id), asked, clinic.admin, clinic.now)


def test_a_score_that_a_person_read_takes_the_place_of_what_was_heard(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "the trailer got me to about seven i guess or so")
    give(clinic, ReadAnswer.SCORE, pain=9)
    clinic.turn_to(at(9, day=3))
    assert clinic.plans(patient)[-1].rule == "red"
    assert "severe_pain" in clinic.alerts(patient)
    assert clinic.bodies(patient)[-1].startswith("Today: rest")


def test_a_higher_score_counts_at_once_and_a_lower_one_from_the_next_unsent_plan(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "6. thinking about the trailer")
    clinic.turn_to(at(9, day=3))
    eased = clinic.plans(patient)[-1].minutes
    assert eased < 10
    give(clinic, ReadAnswer.SCORE, pain=2)
    assert clinic.plans(patient)[-1].minutes == eased, "it was told"
    clinic.turn_to(at(19, 5, day=3))
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].minutes == 10


def test_a_score_is_taken_back_as_if_it_had_not_been(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    clinic.now = at(19, 10, day=3)
    give(clinic, ReadAnswer.SCORE, pain=9)
    assert clinic.plans(patient)[-1].rule == "red"
    clinic.now = at(19, 11, day=3)
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        newest = undo.undoable_act(Batch(session, clinic.now).case(enrolment.id))
        assert newest is not None
        undo.take_back(session, enrolment.id, newest.act.id, "user:t", clinic.now)
    assert unread_of(clinic, patient) == [TRAILER]
    assert clinic.plans(patient)[-1].rule == "unread"
    give(clinic, ReadAnswer.NOTHING, by=clinic.admin)
    assert clinic.plans(patient)[-1].rule == "step-up", "the score of before counts again"


@pytest.mark.parametrize(
    ("answer", "begins", "alert"),
    [(ReadAnswer.DANGER, "This can be serious", "red_flag_emergency"), (ReadAnswer.CRISIS, "You matter", "crisis")],
)
def test_danger_holds_at_once_and_tells_whom_to_call(
    clinic: ClinicInTests, answer: ReadAnswer, begins: str, alert: str
) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, "the trailer got into everything")
    give(clinic, answer)
    clinic.run()
    assert clinic.bodies(patient)[-1].startswith(begins)
    assert clinic.alerts(patient) == {alert}, "one task an episode"
    assert (clinic.plans(patient)[-1].state, clinic.plans(patient)[-1].walks) == (State.HOLD_CLINICAL, [])
    sent = len(clinic.bodies(patient))
    clinic.turn_to(at(20, day=3))
    assert len(clinic.bodies(patient)) == sent
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        wanted = ClearHold(note="Called: it was the trailer.")
        course.clear_hold(session, enrolment.id, wanted, "user:t", clinic.now)
    assert clinic.alerts(patient) == set()
    assert clinic.plans(patient)[-1].state is State.REENTRY


def test_danger_in_words_before_the_course_keeps_it_from_beginning(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.run()
    clinic.text(patient, "may I take the dog?")
    give(clinic, ReadAnswer.DANGER)
    clinic.run()
    assert clinic.bodies(patient)[-1].startswith("This can be serious")
    assert "red_flag_emergency" in clinic.alerts(patient)


def test_call_leaves_the_list_and_holds_the_plan_until_the_call_was_made(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    give(clinic, ReadAnswer.CALL)
    assert listed(clinic) == []
    assert summary_of(clinic, patient) == answering.CALL_THEM
    assert clinic.plans(patient)[-1].rule == "unread"
    clinic.turn_to(at(19, 5, day=4))
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "unread", "nobody has said what the call brought"
    resolve(clinic, patient, AlertKind.UNCLEAR_REPLY)
    assert clinic.plans(patient)[-1].rule == "step-up"
    clinic.text(patient, "the trailer is sold")
    assert summary_of(clinic, patient) != answering.CALL_THEM


def test_an_answer_by_text_leaves_after_a_minute_and_counts_as_read(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    give(clinic, ReadAnswer.TEXT, words="Good to hear. Go on like this.")
    clinic.turn_to(at(19, 8, day=3))
    assert clinic.bodies(patient)[-1] == "Harbor Spine: Good to hear. Go on like this."
    assert clinic.plans(patient)[-1].rule == "step-up"


def test_a_text_that_may_not_be_sent_is_no_answer(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    with pytest.raises(WordsRefused):
        give(clinic, ReadAnswer.TEXT, words="Take an ibuprofen.")
    clinic.text(patient, "STOP")
    with pytest.raises(CannotBeTexted):
        give(clinic, ReadAnswer.TEXT, words="Good to hear.")
    assert TRAILER in unread_of(clinic, patient)


def test_of_two_texts_the_alert_stands_until_both_are_answered(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    clinic.text(patient, "and about the neighbour")
    assert [entry.text.body for entry in listed(clinic)] == [TRAILER, "and about the neighbour"]
    give(clinic, ReadAnswer.NOTHING)
    assert "unclear_reply" in clinic.alerts(patient)
    assert clinic.plans(patient)[-1].rule == "unread"
    give(clinic, ReadAnswer.NOTHING, by=clinic.admin)
    assert "unclear_reply" not in clinic.alerts(patient)
    assert clinic.plans(patient)[-1].rule == "step-up"


def texts_of_morning(clinic: ClinicInTests, patient: Patient) -> dict[TextKind, TextState]:
    kinds = (TextKind.MORNING_PLAN, TextKind.MORNING_NET)
    day = at(9, day=3).date()
    return {text.kind: text.state for text in clinic.texts(patient) if text.local_date == day and text.kind in kinds}


def test_caution_that_nobody_has_read_brings_a_net_in_the_place_of_the_morning_text(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, CAUTION)
    assert listed(clinic)[0].text.severity == "hour"
    clinic.turn_to(at(9, day=3))
    assert clinic.bodies(patient)[-1].startswith("Please do not walk yet: a person has to read your text first.")
    assert "Call 911 now" in clinic.bodies(patient)[-1]
    assert texts_of_morning(clinic, patient)[TextKind.MORNING_PLAN] is TextState.SUPPRESSED
    clinic.turn_to(at(18, day=3))
    assert not any(body.startswith("Today: ") for body in clinic.bodies(patient)[-3:])
    clinic.turn_to(at(19, 5, day=3))
    assert "how many" not in clinic.bodies(patient)[-1], "nobody asks for walks that were not told"
    assert "possible_danger" in clinic.alerts(patient)


def test_caution_read_within_the_morning_brings_the_plan_that_was_kept_back_and_no_more(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for day in (1, 2):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "2 2")
    clinic.turn_to(at(19, 5, day=3))
    clinic.text(patient, CAUTION)
    clinic.turn_to(at(9, day=4))
    give(clinic, ReadAnswer.NOTHING)
    clinic.turn_to(at(9, 5, day=4))
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks of 5 min")
    clinic.turn_to(at(19, 5, day=4))
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "step-up"


def test_other_unread_words_keep_no_morning_away(clinic: ClinicInTests) -> None:
    patient = second_evening(clinic)
    clinic.text(patient, TRAILER)
    clinic.turn_to(at(9, day=3))
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks of 5 min")
    assert not [text for text in clinic.texts(patient) if text.suppression is Suppression.WORDS_UNREAD]
