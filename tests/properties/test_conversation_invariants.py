"""Does no text, however odd, slip past what keeps patients safe?"""

import string
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind
from services.conversation import replies, segments
from services.conversation.replies import Asked
from tests.rulebook.test_replies import EMERGENCIES

asked = st.builds(Asked, st.sampled_from(Language), st.sampled_from(OpenQuestion), st.integers(0, 4))
CASES = st.sampled_from([str.upper, str.lower, str.title, str.swapcase])
PADDING = st.text(alphabet=" .!,-\n😢", max_size=8)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=1600), asked)
def test_no_text_raises(text: str, context: Asked) -> None:
    replies.as_json(replies.read(text, context))


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(EMERGENCIES),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    PADDING,
    PADDING,
    asked,
)
def test_a_danger_phrase_is_flagged_in_any_casing_and_padding(
    phrase: str, case: Any, before: str, after: str, context: Asked
) -> None:
    reading = replies.read(f"{before} {case(phrase)} {after}", context)
    assert reading.tier == "emergency"


NUMBERS = st.integers(0, 10)
GLUE = st.sampled_from([" ", ", ", " now ", " then ", " and ", "-", " or ", " today, ", " this morning ", "/", " to "])


@settings(max_examples=500, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=4), st.lists(GLUE, min_size=4, max_size=4), asked)
def test_28_a_pain_is_never_below_any_number_that_could_be_one(
    numbers: list[int], glue: list[str], context: Asked
) -> None:
    text = "".join(f"{number}{joint}" for number, joint in zip(numbers, glue, strict=False))
    reading = replies.read(text, context)
    if isinstance(reading.pain, int):
        scale = 10 if "/10" in text.replace(" ", "") else None
        possible = [number for number in numbers if number != scale or numbers.count(10) > 1]
        assert reading.pain >= max(possible, default=0)


WORDS = st.lists(
    st.sampled_from(
        [
            "yes",
            "start",
            "unstop",
            "begin",
            "go",
            "ok",
            "please",
            "me",
            "now",
            "restart",
            "starting",
            "again",
            "join",
            "5",
        ]
    ),
    max_size=5,
)


@settings(max_examples=300, deadline=None)
@given(WORDS, asked)
def test_nothing_but_a_start_word_subscribes_again(words: list[str], context: Asked) -> None:
    reading = replies.read(" ".join(words), context)
    if reading.kind is ReplyKind.START:
        assert {"start", "unstop"} & set(words)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=string.printable + "éñü¿¡àèìòù€😀漢", max_size=400))
def test_segments_are_counted_as_the_carrier_counts(text: str) -> None:
    import smsutil

    counted = segments.count(text)
    assert counted.encoding in (segments.GSM_7, segments.UCS_2)
    if "\x0c" not in text and "ç" not in text:
        split = smsutil.split(text)
        if text:
            assert counted.segments == len(split.parts)


def test_an_absent_pain_is_not_a_number() -> None:
    assert replies.read("terrible", Asked()).pain is Absent.NOT_ASKED
