"""Is danger seen as people write it: hurried, ashamed, misspelt? And is a hard day left a hard day?"""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind, Tier
from services.conversation.reading.replies import Reading, ReplyContext, read
from tests.rulebook.told_dangers import EMERGENCIES, URGENCIES
from tests.rulebook.told_hardship import CRISES, HARD_DAYS


def lines(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, line.strip()) for language, block in texts.items() for line in block.strip().splitlines()]


def heard(language: str, text: str) -> Reading:
    return read(text, ReplyContext(Language(language), OpenQuestion.PAIN, 3))


@pytest.mark.parametrize(("language", "text"), lines(EMERGENCIES))
def test_an_emergency_is_seen_however_it_is_said(language: str, text: str) -> None:
    reading = heard(language, text)
    assert (reading.kind, reading.tier) == (ReplyKind.RED_FLAG, Tier.EMERGENCY)


@pytest.mark.parametrize(("language", "text"), lines(URGENCIES))
def test_an_urgent_sign_is_seen_however_it_is_said(language: str, text: str) -> None:
    reading = heard(language, text)
    assert (reading.kind, reading.tier) == (ReplyKind.RED_FLAG, Tier.URGENT)


@pytest.mark.parametrize(("language", "text"), lines(CRISES))
def test_a_crisis_is_seen_however_it_is_said(language: str, text: str) -> None:
    assert heard(language, text).kind is ReplyKind.CRISIS


@pytest.mark.parametrize(("language", "text"), lines(HARD_DAYS))
def test_a_hard_day_is_no_emergency(language: str, text: str) -> None:
    reading = heard(language, text)
    assert reading.tier is Absent.NOT_ASKED
    assert reading.kind not in (ReplyKind.RED_FLAG, ReplyKind.CRISIS)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "I feel hopeless"), ("en", "my shins feel dead"), ("en", "weird tingle round the heel"), ("en", "wet through and no idea why, pee maybe"),
     ("en", "took too many pills"), ("es", "talón dormido y raro"), ("es", "estoy desesperada"), ("fr", "orteils endormis, étrange"), ("fr", "ma vessie, je ne sais pas")],
)  # fmt: skip
def test_what_nobody_understood_and_may_be_danger_is_read_within_the_hour(language: str, text: str) -> None:
    reading = heard(language, text)
    heard_as_danger = reading.kind in (ReplyKind.RED_FLAG, ReplyKind.CRISIS)
    assert reading.third_person_danger or heard_as_danger
    assert reading.unread or heard_as_danger


def test_constant_pain_that_lets_nobody_lie_is_urgent() -> None:
    assert heard("en", "can't sleep lying down, the pain is constant").tier is Tier.URGENT


def test_a_number_beside_the_danger_never_hides_it() -> None:
    for language, text in lines(EMERGENCIES):
        for said in (f"5 {text}", f"{text}, 3", f"pain 2. {text}", text.upper()):
            assert heard(language, said).kind is ReplyKind.RED_FLAG, said
