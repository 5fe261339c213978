"""Is a number read unless a word can change it, is what is ours taken away, and is a wish to leave heard or asked?"""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, OptOut, ReplyKind, ToldEvent, ToRead, WordsVerdict
from services.conversation.reading.replies import Reading, ReplyContext, read


def heard(text: str, language: str = "en", question: str = "pain", planned: int = 3) -> Reading:
    return read(text, ReplyContext(Language(language), OpenQuestion(question), planned))


@pytest.mark.parametrize(
    ("language", "text", "pain"),
    [
        ("en", "gosh, 6 mister", 6), ("en", "six point five", 7), ("en", "s e v e n", 7), ("en", "never above 4", 4),
        ("en", "4 and the kettle is on", 4), ("es", "un 5 doctorcito", 5),
        ("fr", "bah, 4 docteure", 4), ("en", "it hovers around 5 since tea", 5), ("es", "no paso de 3", 3),
    ],
)  # fmt: skip
def test_a_number_is_read_unless_a_word_can_change_it(language: str, text: str, pain: int) -> None:
    assert heard(text, language).pain == pain


@pytest.mark.parametrize(
    "text",
    ["more than 4", "5 if I sit", "not 4", "4 loads", "supper at 6", "stress 8", "8 over the weekend", "no, not 5"],
)
def test_a_word_that_can_change_a_number_means_asking(text: str) -> None:
    assert isinstance(heard(text).pain, Absent), text


def test_what_is_ours_is_no_answer_and_what_stands_beside_it_is() -> None:
    ours = "Today: 3 walks of 10 min, easy pace. Turn back after 5 min."
    assert (heard(ours).kind, heard(ours).quoted) == (ReplyKind.REACTION, True)
    reading = heard("Worst leg or back pain today, 0-10? 4")
    assert (reading.pain, reading.quoted) == (4, True)
    asked = heard("Liked “New numbness between the legs?” yes, there")
    assert (asked.words, asked.person) == (WordsVerdict.DANGER, ToRead.NOW)
    unsure = heard("Liked “New numbness between the legs?” hm")
    assert (unsure.words, unsure.person) == (WordsVerdict.CAUTION, ToRead.HOUR)


@pytest.mark.parametrize("text", ["cancel everything please", "leave me be", "fewer of your messages"])
def test_a_wish_to_leave_that_is_open_is_asked_about_and_told(text: str) -> None:
    reading = heard(text, question="none")
    assert (reading.opt_out, reading.person) == (OptOut.LIKELY, ToRead.SAME_DAY)


@pytest.mark.parametrize("text", ["🛑 texting me", "stooop", "S T O P", "STOP. off to a new clinic"])
def test_a_clear_wish_to_leave_is_obeyed(text: str) -> None:
    assert heard(text, question="none").opt_out is OptOut.SURE


@pytest.mark.parametrize(
    "text", ["it won't stop hurting", "had to stop at the gate, 5", "when does it end?", "3, no fever"]
)
def test_no_wish_to_leave_is_invented(text: str) -> None:
    assert heard(text).opt_out is OptOut.NO


def test_events_are_told_apart() -> None:
    for text, event in (
        ("we moved to Leeds", ToldEvent.MOVED_AWAY),
        ("I'm pregnant", ToldEvent.PREGNANCY),
        ("they started me on gabapentin", ToldEvent.NEW_MEDICINE),
        ("my new number is on file", ToldEvent.NEW_NUMBER),
        ("I'm in hospital", ToldEvent.HOSPITAL),
    ):
        reading = heard(text, question="none")
        assert event in reading.events, text
        assert not reading.may_rise


def test_why_and_how_are_words_of_their_own() -> None:
    for text, kind in (("WHY", ReplyKind.WHY), ("why so little today?", ReplyKind.WHY), ("HOW", ReplyKind.HOW)):
        assert heard(text, question="none").kind is kind
    assert heard("¿por qué?", "es").kind is ReplyKind.WHY
    assert heard("comment ?", "fr").kind is ReplyKind.HOW


def test_everyday_talk_is_let_stand_and_a_farewell_is_not() -> None:
    reading = heard("lovely walk by the sea", question="none")
    assert (reading.kind, reading.words) == (ReplyKind.THANKS, WordsVerdict.EVERYDAY)
    farewell = heard("I won't be walking anymore. Thanks for everything, goodbye", question="none")
    assert farewell.words in (WordsVerdict.UNREAD, WordsVerdict.CAUTION, WordsVerdict.CRISIS)
    assert not isinstance(farewell.person, Absent)
