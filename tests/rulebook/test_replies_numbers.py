"""Which number is meant: misspelt, of another day, a scale, a time? And never one that is lower than it may be."""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion
from services.conversation.reading.replies import Reading, ReplyContext, ReplyDay, read

LANGUAGES = {"en": Language.ENGLISH, "es": Language.SPANISH, "fr": Language.FRENCH}


def heard(text: str, lang: str = "en", question: OpenQuestion = OpenQuestion.PAIN) -> Reading:
    return read(text, ReplyContext(LANGUAGES[lang], question, 3))


def asks_back(reading: Reading) -> bool:
    return isinstance(reading.pain, Absent)


@pytest.mark.parametrize(
    ("lang", "text", "pain"),
    [("en", "fuor", 4), ("en", "sevenn", 7), ("en", "nime", 9), ("en", "eigth", 8), ("en", "pain is thrwe", 3),
     ("es", "zeis", 6), ("es", "kuatro", 4), ("es", "nuebe", 9), ("es", "oxo", 8), ("es", "un sinko", 5),
     ("fr", "katr", 4), ("fr", "huitt", 8), ("fr", "sink", 5), ("fr", "une neuff", 9)],
)  # fmt: skip
def test_a_misspelt_number_that_can_be_no_other_word_is_the_number(lang: str, text: str, pain: int) -> None:
    assert heard(text, lang).pain == pain


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "tour"), ("en", "fire"), ("en", "tent"), ("en", "sight"), ("en", "the tree"), ("es", "nieve"), ("es", "cerro"),
     ("fr", "nuit"), ("fr", "cet"), ("en", "foru or fvie"), ("en", "quolls foru"), ("fr", "sinko"), ("en", "katre")],
)  # fmt: skip
def test_what_may_be_another_word_is_asked_about(lang: str, text: str) -> None:
    assert asks_back(heard(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "pain"),
    [("en", "Monday was an 8, tonight 5", 5), ("en", "today 6, yesterday was 2", 6), ("en", "4, down from last week's 7", 4),
     ("en", "less than Sunday's 9: 6", 6), ("es", "el martes 8, hoy 5", 5), ("es", "mejor que el 7 del lunes: 4", 4),
     ("fr", "lundi 8, ce soir 5", 5), ("fr", "moins que le 7 de mardi : 4", 4)],
)  # fmt: skip
def test_the_number_of_another_day_is_passed_over_where_today_has_its_own(lang: str, text: str, pain: int) -> None:
    reading = heard(text, lang)
    assert reading.pain == pain
    assert reading.day is not ReplyDay.YESTERDAY


@pytest.mark.parametrize(
    ("lang", "text", "highest"),
    [("en", "yesterday 8, 3", 8), ("en", "8 yesterday 3 today", 8), ("en", "last night 9, today 3", 9), ("en", "8 then 3 now", 8),
     ("es", "anoche 9, hoy 3", 9), ("fr", "la nuit 9, ce soir 3", 9), ("en", "8, 3 on monday", 8), ("es", "de 8 a 3 hoy", 8)],
)  # fmt: skip
def test_what_may_be_of_today_counts(lang: str, text: str, highest: int) -> None:
    reading = heard(text, lang)
    assert asks_back(reading) or (isinstance(reading.pain, int) and reading.pain >= highest)
