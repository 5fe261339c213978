"""Is half a frame of danger answered as danger where the second ear hears it, and never by the ear alone?"""

from dataclasses import dataclass

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind, Tier, ToRead, WordsVerdict
from services.conversation.reading.judging import HEARD_ALONE, HEARD_BESIDE_AN_ANSWER, HEARD_BESIDE_HALF
from services.conversation.reading.replies import Reading, ReplyContext, read


@dataclass(frozen=True)
class Hears:
    """A second ear that gives every text one score."""

    likely: float
    version: str = "hand-made"

    def score(self, _: str) -> float:
        return self.likely


def heard(text: str, likely: float, lang: str = "en") -> Reading:
    return read(text, ReplyContext(Language(lang), OpenQuestion.PAIN, 3), Hears(likely))


HALVES = [
    ("en", "the toilet was quibbled"), ("en", "my bladder has gone quibbled"), ("es", "la vejiga me anda zarandeada"),
    ("fr", "ma vessie est toute chamboulee"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), HALVES)
def test_half_a_frame_that_the_ear_hears_too_is_an_emergency(lang: str, text: str) -> None:
    reading = heard(text, HEARD_BESIDE_HALF, lang)
    assert (reading.kind, reading.tier, reading.person) == (ReplyKind.RED_FLAG, Tier.EMERGENCY, ToRead.NOW)
    assert reading.words is WordsVerdict.DANGER
    assert not reading.may_rise


@pytest.mark.parametrize(("lang", "text"), HALVES)
def test_half_a_frame_that_the_ear_does_not_hear_is_caution(lang: str, text: str) -> None:
    reading = heard(text, HEARD_BESIDE_HALF - 0.01, lang)
    assert reading.tier is Absent.NOT_ASKED
    assert (reading.words, reading.person) == (WordsVerdict.CAUTION, ToRead.HOUR)


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "I am such a burden"), ("es", "soy un estorbo"), ("fr", "je suis un fardeau")]
)
def test_half_a_frame_of_dying_is_a_crisis(lang: str, text: str) -> None:
    assert heard(text, 1.0, lang).kind is ReplyKind.CRISIS


def test_a_stop_beside_it_is_obeyed_and_answered_as_danger() -> None:
    reading = heard("STOP. my bladder has gone quibbled", 1.0)
    assert (reading.kind, reading.tier) == (ReplyKind.STOP, Tier.EMERGENCY)


@pytest.mark.parametrize("text", ["the foot is quibbled of late", "quibbled when my knees"])
def test_what_the_ear_hears_for_sure_where_nothing_else_was_understood_is_danger(text: str) -> None:
    assert heard(text, HEARD_ALONE).tier is Tier.EMERGENCY
    assert heard(text, HEARD_ALONE - 0.01).tier is Absent.NOT_ASKED
    # A score, an order or a wish to leave beside it was understood.
    for understood in (f"{text}, 4", f"DONE. {text}", f"4. {text}", f"thinking of leaving the list. {text}"):
        assert heard(understood, HEARD_ALONE).tier is Absent.NOT_ASKED, understood


@pytest.mark.parametrize(
    "text",
    ["quibbled zarandered", "4", "done", "thanks", "no numbness, no trouble with my bladder, 3", "my dog wet the bed, 3",
     "4 mate", "walked to the quibbled shop"],
)  # fmt: skip
def test_the_ear_alone_sends_no_safety_text(text: str) -> None:
    assert heard(text, 1.0).tier is Absent.NOT_ASKED


@pytest.mark.parametrize("text", ["4 it will be soon", "4 and i can have it now", "my walk was in the sun and warm 3"])
def test_small_words_beside_an_answer_are_unread_where_the_ear_hears_them(text: str) -> None:
    reading = heard(text, HEARD_BESIDE_AN_ANSWER)
    assert (reading.words, reading.person, reading.may_rise) == (WordsVerdict.UNREAD, ToRead.SAME_DAY, False)
    assert heard(text, HEARD_BESIDE_AN_ANSWER - 0.01).words is WordsVerdict.NOTHING


@pytest.mark.parametrize("text", ["4", "done", "4 2", "no pain", "une partie", "walks done"])
def test_of_an_answer_alone_the_ear_is_not_asked(text: str) -> None:
    assert heard(text, 1.0).ear is Absent.NOT_ASKED


@pytest.mark.parametrize(
    "text", ["4", "6, sat in the car", "all done", "my bladder has gone quibbled", "cannot feel my groin, 7"]
)
def test_the_ear_lowers_nothing(text: str) -> None:
    asked = ReplyContext(Language.ENGLISH, OpenQuestion.PAIN, 3)
    without, weights = read(text, asked), list(WordsVerdict)
    for likely in (0.0, 0.2, 0.5, 0.9):
        reading = heard(text, likely)
        assert weights.index(reading.words) >= weights.index(without.words)
        assert (reading.pain, reading.walks, reading.candidates) == (without.pain, without.walks, without.candidates)
        assert reading.tier is without.tier or reading.tier is Tier.EMERGENCY
        assert without.may_rise or not reading.may_rise
