"""Can every decision be read back from its record exactly, and said in one plain sentence?"""

import json

import pytest

from schemas.decisions import Course, Decision
from schemas.settings import STANDARD
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Tier, Walked
from services.progression import engine, replay
from services.progression.explanation import why
from tests.rulebook.histories import after, began, decide
from tests.rulebook.test_table import REACHED

FULL_REPORT = DayReport(
    day=began().day,
    pain_worst=2.5,
    pain_morning=1,
    completed=Walked(0.67),
    stopped_early=True,
    flare=True,
    flag=Tier.URGENT,
    extra_minutes=7,
    acts=(ClinicianAct.CLEAR, ClinicianAct.PAUSE),
)


@pytest.fixture(autouse=True)
def fresh_readers() -> None:
    """Readers are made once for each type; here each test makes its own, or it would prove nothing of their making."""
    replay._reader.cache_clear()


@pytest.mark.parametrize("rule", REACHED)
def test_a_decision_comes_back_from_its_record_exactly(rule: str) -> None:
    decision = REACHED[rule]()
    record = json.loads(json.dumps(replay.to_record(decision)))
    back = replay.decision_from_record(record)
    assert back == decision
    assert replay.to_record(back) == record
    assert isinstance(back, Decision)
    assert isinstance(replay.course_from_record(record["course"]), Course)


@pytest.mark.parametrize(
    "report", [FULL_REPORT, DayReport(FULL_REPORT.day), DayReport(FULL_REPORT.day, Absent.NO_REPLY)]
)
def test_a_report_comes_back_from_its_record_exactly(report: DayReport) -> None:
    record = json.loads(json.dumps(replay.to_record(report)))
    assert replay.report_from_record(record) == report


def test_a_record_that_is_none_of_its_kinds_is_refused() -> None:
    record = replay.to_record(FULL_REPORT)
    with pytest.raises(ValueError, match="'purple' is none of"):
        replay.report_from_record(record | {"flag": "purple"})


def test_a_plan_that_was_sent_can_be_recomputed_from_its_record() -> None:
    course = after(1, 5, 8).course
    report = DayReport(course.day, 2.0, completed=Walked(1.0))
    sent = replay.to_record(engine.next_day(course, STANDARD, report))
    again = replay.recompute(replay.to_record(course), STANDARD, replay.to_record(report))
    assert again == sent


@pytest.mark.parametrize("rule", REACHED)
def test_every_decision_says_why_in_one_plain_sentence(rule: str) -> None:
    said = why(REACHED[rule]()).therapist
    assert said.startswith(f"Rule {rule}: ")
    assert said.endswith(".")
    assert len(said) < 400


def test_the_sentence_names_the_numbers_that_were_compared() -> None:
    said = why(decide(after(1, 1).course, 5)).therapist
    assert "pain 5.0 (green to 3, red from 7)" in said
    assert "2 walks, 6 minutes" in said


def test_a_course_does_not_grow_with_the_days() -> None:
    sizes = {len(json.dumps(replay.to_record(after(*[1] * days).course))) for days in (200, 250, 300)}
    assert len(sizes) == 1
