"""What must hold for every text whatever it says: no crash, no pain below what is told, danger in any padding."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabulary import Absent, Language, OpenQuestion, OptOut, ReplyKind, Tier
from services.conversation.reading import words
from services.conversation.reading.replies import ReplyContext, as_json, read
from services.conversation.reading.tokens import LONGEST

ASKED = st.builds(ReplyContext, st.sampled_from(Language), st.sampled_from(OpenQuestion), st.integers(0, 4))
# Words that the grammar knows, numbers and marks: far likelier to be read as something than random letters.
KNOWN = sorted(
    word
    for table in (words.by_role("SCORE"), words.by_role("DANGER"), words.COMMANDS)
    for entries in table.values()
    for word in entries
)
PIECES = st.one_of(
    st.sampled_from(KNOWN),
    st.integers(0, 12).map(str),
    st.sampled_from([",", ".", "-", "/", "+", "!", "?", "\n", "no", "not", "7/10", "5-6", "to", "walks", "min", "six"]),
)
SENTENCES = st.lists(PIECES, max_size=9).map(" ".join)
PADDING = st.sampled_from(["", " ", "\n", "...", "!!! ", "🙂 ", "hi, ", "ok. ", "\t", "— "])
AFTER = st.sampled_from(["", " ", "\n", "...", "!!! ", " 🙂", ", please", " ok."])
EMERGENCIES = st.sampled_from(
    ["I can't feel my groin", "wet myself", "can't control my bladder", "leg gave way", "foot keeps dragging",
     "both legs numb", "chest pain", "can't breathe", "no puedo orinar", "no siento la entrepierna", "me oriné encima",
     "je ne sens plus mon entrejambe", "ma jambe a lâché", "je n'arrive pas à uriner"]
)  # fmt: skip

# The costliest texts of 1,600 characters that we know: time `read` over these to see that it stays linear.
LONG_TEXTS = tuple(
    (piece * LONGEST)[:LONGEST]
    for piece in (
        "a", "a ", "7 ", "7-", "no ", "cant feel my ", "legs numb both ", "foot ", "lost ", ",", "- ", "1", "🙂",
        "ا", "é", "\ufdfa", "no fever or ", "walkimg walksa ", "pain was bad this morning but better in the evening ",
    )
)  # fmt: skip


@given(st.text(max_size=LONGEST), ASKED)
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_reader(text: str, asked: ReplyContext) -> None:
    as_json(read(text, asked))


def test_the_longest_texts_are_read() -> None:
    for text in LONG_TEXTS:
        assert read(text, ReplyContext()).kind in ReplyKind


@given(SENTENCES, ASKED)
@settings(max_examples=300, deadline=None)
def test_a_reading_keeps_its_promises(text: str, asked: ReplyContext) -> None:
    reading = read(text, asked)
    assert all(0 <= candidate <= 10 for candidate in reading.candidates)
    if not isinstance(reading.pain, Absent):
        assert 0 <= reading.pain <= 10
        assert reading.pain >= max(reading.candidates, default=0) or reading.walks in reading.candidates
    if not isinstance(reading.walks, Absent) and asked.planned_walks:
        assert 0 <= reading.walks <= max(asked.planned_walks, 1)
    if reading.kind in (ReplyKind.RED_FLAG, ReplyKind.CRISIS):
        assert reading.tier is not Absent.NOT_ASKED


@given(st.lists(st.integers(0, 10), min_size=1, max_size=4), st.data())
@settings(max_examples=300, deadline=None)
def test_28_pain_is_never_below_a_number_that_may_be_pain(numbers: list[int], data: st.DataObject) -> None:
    """No number here is explained as anything else: the pain is at least the highest, or it is asked back."""
    joiner = st.sampled_from([", ", " ", " then ", " now ", " or ", " to ", " - ", ". ", " and ", "; was "])
    text = str(numbers[0])
    for number in numbers[1:]:
        text += data.draw(joiner) + str(number)
    reading = read(text, ReplyContext(Language.ENGLISH, OpenQuestion.PAIN))
    assert isinstance(reading.pain, Absent) or reading.pain >= max(numbers)
    assert not isinstance(reading.pain, Absent) or reading.kind is not ReplyKind.PAIN


@given(st.floats(0, 10, allow_nan=False), st.sampled_from([Language.SPANISH, Language.FRENCH]))
@settings(max_examples=100, deadline=None)
def test_a_decimal_is_rounded_up_or_asked_back(value: float, language: Language) -> None:
    for mark in ".,":
        reading = read(f"{value:.1f}".replace(".", mark), ReplyContext(language, OpenQuestion.PAIN))
        assert isinstance(reading.pain, Absent) or reading.pain >= math.ceil(round(value, 1))


@given(SENTENCES, ASKED)
@settings(max_examples=300, deadline=None)
def test_nothing_but_a_start_word_opts_back_in(text: str, asked: ReplyContext) -> None:
    said = text.casefold().split()
    if read(text, asked).kind is ReplyKind.START:
        assert "start" in said or "unstop" in said


@given(EMERGENCIES, PADDING, AFTER, st.integers(0, 10), ASKED, st.sampled_from([str, str.upper, str.title]))
@settings(max_examples=200, deadline=None)
def test_danger_is_seen_in_any_padding(
    phrase: str, before: str, after: str, score: int, asked: ReplyContext, casing: type[str]
) -> None:
    for text in (f"{before}{phrase}{after}", f"{score}. {before}{phrase}", f"{phrase}\n{score}{after}"):
        reading = read(casing(text), asked)
        assert (reading.kind, reading.tier) == (ReplyKind.RED_FLAG, Tier.EMERGENCY), text


@given(st.text(max_size=200), EMERGENCIES)
@settings(max_examples=150, deadline=None)
def test_danger_is_seen_behind_any_line(noise: str, phrase: str) -> None:
    """Whatever stands in the lines above, save a mail signature, which ends a text."""
    if "sent" in noise.casefold() or "get" in noise.casefold() or "--" in noise or "env" in noise.casefold():
        return
    reading = read(f"{noise}\n{phrase}", ReplyContext())
    assert reading.tier is Tier.EMERGENCY


@given(st.sampled_from([module.COMMANDS["stop"] for module in words.LISTS.values()]), AFTER, st.data())
@settings(max_examples=100, deadline=None)
def test_a_stop_word_opts_out_in_any_padding(names: str, after: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(names.split()))
    asked = data.draw(ASKED)
    reading = read(f" {word.upper()}{after}", asked)
    assert (reading.kind, reading.opt_out) == (ReplyKind.STOP, OptOut.SURE)
