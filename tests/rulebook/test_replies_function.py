"""Is "F6" how well a patient can do what matters, in every language, and never a pain?"""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind, Tier
from services.conversation import locales
from services.conversation.reading.replies import Reading, ReplyContext, read

LANGUAGES = {"en": Language.ENGLISH, "es": Language.SPANISH, "fr": Language.FRENCH}


def heard(text: str, language: str = "en", question: OpenQuestion = OpenQuestion.PAIN) -> Reading:
    return read(text, ReplyContext(LANGUAGES[language], question, 2))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", OpenQuestion)
@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("F6", 6), ("f6", 6), ("F 6", 6), ("6F", 6), ("6 F", 6), ("6F.", 6), ("F: 6", 6), ("F-6", 6), ("F = 6", 6),
        ("F6/10", 6), ("F0", 0), ("F10", 10), ("f 10!", 10), ("F6 F6", 6), ("F６", 6),
    ],
)  # fmt: skip
def test_f_and_a_number_is_function_whatever_was_asked(
    text: str, function: int, language: str, question: OpenQuestion
) -> None:
    reading = heard(text, language, question)
    assert (reading.kind, reading.function, reading.pain) == (ReplyKind.FUNCTION, function, Absent.NOT_ASKED)
    assert (reading.possible_red, reading.unread, reading.walks) == (False, (), Absent.NOT_ASKED)


@pytest.mark.parametrize(
    ("language", "text", "function"),
    [("en", "F six", 6), ("es", "f seis", 6), ("fr", "F sept", 7), ("en", "6F today", 6)],
)
def test_the_number_may_be_a_word_of_the_language(language: str, text: str, function: int) -> None:
    assert heard(text, language).function == function


@pytest.mark.parametrize("text", ["103 F", "F11", "104F", "temp 101 F", "6f'ing awful", "6 f-ing hours", "fine", "F"])
def test_a_temperature_a_road_or_a_word_is_no_function(text: str) -> None:
    assert heard(text).function is Absent.NOT_ASKED


@pytest.mark.parametrize(
    ("text", "candidates", "red"),
    [
        ("F6 4", (4,), False),
        ("4 F6", (4,), False),
        ("F6 8", (8,), True),
        ("F6 4 2", (4, 2), False),
        ("F6, 7", (7,), True),
    ],
)
def test_a_bare_number_beside_it_is_asked_back(text: str, candidates: tuple[int, ...], red: bool) -> None:
    reading = heard(text)
    assert (reading.kind, reading.why) == (ReplyKind.UNCLEAR, "asked back")
    assert (reading.candidates, reading.possible_red) == (candidates, red)
    assert (reading.pain, reading.function) == (Absent.NOT_ASKED, Absent.NOT_ASKED)


def test_a_pain_that_is_called_one_stands_beside_it() -> None:
    for language, text in (("en", "pain 4, F6"), ("es", "dolor 4 F6"), ("fr", "douleur 4, F6"), ("en", "F6 pain is 8")):
        reading = heard(text, language)
        assert (reading.kind, reading.function) == (ReplyKind.PAIN, 6)
        assert reading.pain in (4, 8)


def test_what_else_is_said_beside_it_is_read_as_ever() -> None:
    assert (heard("F6 done").kind, heard("F6 done").function) == (ReplyKind.DONE, 6)
    assert heard("F6 and my foot is numb").unread
    danger = heard("F6 but I can't pee")
    assert (danger.tier, danger.function) == (Tier.EMERGENCY, 6)
    assert heard("stop F6").kind is ReplyKind.STOP
    assert heard("F6 thanks").kind is ReplyKind.FUNCTION


@pytest.mark.parametrize("text", ["F6 or F7", "F6 F7", "F6-F7"])
def test_two_of_them_are_asked_back(text: str) -> None:
    reading = heard(text)
    assert (reading.kind, reading.function) == (ReplyKind.UNCLEAR, Absent.NOT_ASKED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_question_sent_back_is_no_answer(language: str) -> None:
    said = locales.SAID[LANGUAGES[language]]
    for name in ("function_question", "function_thanks", "function_again"):
        reading = heard(said.SENTENCES[name].format(activity=said.ACTIVITY, tonight=said.TONIGHT["asked"]), language)
        assert (reading.function, reading.pain) == (Absent.NOT_ASKED, Absent.NOT_ASKED)


@pytest.mark.parametrize(("text", "red"), [("4", False), ("8", True), ("six", True), ("4 2", False)])
def test_where_f_was_asked_a_bare_number_is_neither(text: str, red: bool) -> None:
    reading = heard(text, question=OpenQuestion.FUNCTION)
    assert (reading.kind, reading.possible_red) == (ReplyKind.UNCLEAR, red)
    assert (reading.pain, reading.function) == (Absent.NOT_ASKED, Absent.NOT_ASKED)
    assert heard("my pain is 4", question=OpenQuestion.FUNCTION).pain == 4
    assert heard("done", question=OpenQuestion.FUNCTION).kind is ReplyKind.DONE
