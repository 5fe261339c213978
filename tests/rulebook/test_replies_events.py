"""Is it heard what happened to a patient, in whatever order of words, and is nothing heard that did not happen?

told_events.tsv: language, what is told ("-": nothing, though it sounds like it), text. It was written by people's ways of
saying it, before the parts of the frames were.
"""

import csv
from pathlib import Path

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind, ToldEvent, ToRead, WordsVerdict
from services.conversation.reading.replies import Reading, ReplyContext, read

FILE = Path(__file__).with_name("told_events.tsv")
RESTS_ALL = {ToldEvent.DEATH, ToldEvent.WRONG_PERSON}


def rows() -> list[tuple[Language, str, str]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(Language(row["lang"]), row["told"], row["text"]) for row in table]


def heard(text: str, language: Language = Language.ENGLISH, question: OpenQuestion = OpenQuestion.PAIN) -> Reading:
    return read(text, ReplyContext(language, question, 2))


@pytest.mark.parametrize("event", ToldEvent)
def test_what_happened_is_heard(event: ToldEvent) -> None:
    texts = [(language, text) for language, told, text in rows() if told == event.value]
    missed = [text for language, text in texts if event not in heard(text, language).events]
    assert len(missed) <= len(texts) // 10, missed


@pytest.mark.parametrize("question", [OpenQuestion.PAIN, OpenQuestion.NONE])
def test_what_did_not_happen_is_not(question: OpenQuestion) -> None:
    told = [(text, heard(text, language, question).events) for language, told, text in rows() if told == "-"]
    invented = [(text, events) for text, events in told if events]
    assert len(invented) <= len(told) // 50, invented
    assert not [text for text, events in invented if RESTS_ALL.intersection(events)]


@pytest.mark.parametrize("told", [text for _, told, text in rows() if told != "-"])
def test_a_person_reads_it_and_the_plan_does_not_rise_on_it(told: str) -> None:
    reading = heard(told)
    machine = reading.kind is ReplyKind.AUTO_REPLY
    known = reading.kind in (ReplyKind.DEATH, ReplyKind.WRONG_PERSON, ReplyKind.STOP)
    assert machine or known or not isinstance(reading.person, Absent)
    assert machine or not reading.may_rise


def test_its_own_words_are_accounted_for_and_others_are_not() -> None:
    assert heard("I'm pregnant").unread == ()
    assert heard("they started me on gabapentin").words is not WordsVerdict.CAUTION
    assert heard("I'm pregnant, falconry").unread == ("falconry",)
    assert "falconry" in heard("prescribed falconry").unread
    assert "falconry" in heard("we live in falconry now").unread


def test_a_slip_of_the_thumb_hides_nothing() -> None:
    for text, event in (("in hopsital since monday", ToldEvent.HOSPITAL), ("im pregnent", ToldEvent.PREGNANCY)):
        assert event in heard(text).events
    assert heard("walked round the patio, 2", Language.SPANISH).events == ()


@pytest.mark.parametrize(
    "text", ["I am not pregnant, 3", "no new meds", "not in hospital", "no estoy embarazada", "je ne suis pas enceinte"]
)
def test_what_is_denied_did_not_happen(text: str) -> None:
    assert heard(text).events == ()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("my brother is in hospital", None), ("my wife drove me to hospital", ToldEvent.HOSPITAL),
        ("my mum fell, she's in hospital", None), ("this is his wife, he is in hospital", ToldEvent.HOSPITAL),
        ("my daughter is pregnant", None), ("mi hermana está embarazada", None),
    ],
)  # fmt: skip
def test_of_somebody_else_nothing_is_told(text: str, event: ToldEvent | None) -> None:
    assert heard(text).events == ((event,) if event else ())


@pytest.mark.parametrize(
    ("text", "died"),
    [
        ("my husband died", False), ("My husband died. This was his phone", True), ("mum passed away on sunday", False),
        ("I am Ruth's daughter. Ruth passed away", True), ("we buried him on friday", False),
        ("mi esposo murió", False), ("soy su viuda, murió en abril", True), ("mon mari est mort", False),
        ("Ma femme est morte. C'était son portable", True), ("patient deceased 4/12", True),
    ],
)  # fmt: skip
def test_whose_death_it_is_must_be_said(text: str, died: bool) -> None:
    reading = heard(text)
    assert ToldEvent.DEATH in reading.events
    assert reading.died is died


@pytest.mark.parametrize(
    "text", ["my husband died three years ago", "my dog died", "my phone died", "dead tired, 4", "se murió la batería"]
)
def test_a_death_long_ago_or_of_no_person_is_none(text: str) -> None:
    assert heard(text).events == ()


def test_a_danger_is_heard_whatever_happened() -> None:
    reading = heard("My left leg feels like it belongs to someone else")
    assert not reading.wrong_person
    reading = heard("had my injection today and my groin is numb")
    assert (reading.kind, reading.person) == (ReplyKind.RED_FLAG, ToRead.NOW)
