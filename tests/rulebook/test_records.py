"""Can every decision be read back from its record exactly, and said in one plain sentence?"""

import json
from dataclasses import replace

import pytest

from schemas.decisions import Course, Decision
from schemas.settings import STANDARD
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Tier, Walked
from services.progression import engine, replay
from services.progression.explanation import why
from tests.rulebook.histories import PROFILE, after, began, decide, recompute
from tests.rulebook.test_table import REACHED, planned_rest

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


def test_a_record_of_before_the_newer_fields_reads_and_is_written_as_it_was() -> None:
    """Where nothing is said by them."""
    decision, report = began(), DayReport(FULL_REPORT.day, 2.0)
    kept = json.dumps([replay.to_record(decision), replay.to_record(report)])
    assert not [name for names in replay._ADDED.values() for name in names if f'"{name}"' in kept]
    stored = json.loads(kept)
    assert (replay.decision_from_record(stored[0]), replay.report_from_record(stored[1])) == (decision, report)
    told = replace(report, unread=True)
    assert replay.report_from_record(json.loads(json.dumps(replay.to_record(told)))) == told
    profile = replace(PROFILE, pain_now=0, first_minutes=2)
    course = began(profile=profile).course
    assert replay.course_from_record(json.loads(json.dumps(replay.to_record(course)))) == course
    with pytest.raises(KeyError):
        replay.report_from_record({name: said for name, said in stored[1].items() if name != "flare"})


def test_a_plan_that_was_sent_can_be_recomputed_from_its_record() -> None:
    course = after(1, 5, 8).course
    report = DayReport(course.day, 2.0, completed=Walked(1.0))
    sent = replay.to_record(engine.next_day(course, STANDARD, report))
    again = recompute(replay.to_record(course), STANDARD, replay.to_record(report))
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


def test_the_explanation_tells_what_was_told_and_leaves_out_what_was_not() -> None:
    decision = after(1)
    full, bare = why(decision, FULL_REPORT), why(decision, DayReport(day=began().day))
    assert full.told == (
        ("pain", 2.5),
        ("morning", 1),
        ("done", 0.67),
        ("stopped_early", True),
        ("flare", True),
        ("flag", "urgent"),
        ("extra_minutes", 7),
        ("clinician", "clear, pause"),
    )
    assert bare.told == (("pain", "not_asked"),)
    silent = why(decision, DayReport(day=began().day, pain_worst=Absent.NO_REPLY, completed=Absent.NO_REPLY))
    assert silent.told == (("pain", "no_reply"), ("done", "no_reply"))
    assert (full.rule, full.says, full.compared) == ("green", "a qualifying green: one credit", decision.numbers)
    assert full.patient == "Your day was green, so we keep the same."
    assert why(began()).told == ()


def test_the_sentences_for_the_therapist_are_as_reviewed() -> None:
    assert why(began()).therapist == "Rule start: the first day; 2 walks, 10 minutes."
    assert why(after(8)).therapist == (
        "Rule red: red: rest tomorrow; pain 8.0 (green to 3, red from 7), done 100% (needs 80%), credits 0 of 3, "
        "earned 10 -> 10 min; so no walks on 2025-03-04."
    )
    assert "no walks (a planned rest day)" in why(planned_rest()).therapist
