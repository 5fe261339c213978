"""Which number is meant: misspelt, of another day, a scale, a time? And never one that is lower than it may be."""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, ToRead
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
    pain = heard(text, lang).pain
    assert isinstance(pain, Absent) or pain >= highest


@pytest.mark.parametrize(
    ("lang", "text", "pain"),
    [("es", "sietecito", 7), ("es", "un ochito", 8), ("es", "diecito", 10), ("en", "for out of ten", 4), ("en", "0 to 10? 6", 6),
     ("es", "del 0 al 10, un 6", 6), ("en", "5. took 2 pills at 8", 5), ("en", "I'm 71 and it's a 6", 6),
     ("es", "9 y las dos piernas cansadas", 9), ("en", "she says 9 but I say 6", 6), ("en", "Six\nPeter Quill, floor 23", 6),
     ("en", "7 because I stood through a long mass", 7), ("en", "4 and the bus was later than I thought", 4),
     ("en", "probably 6 if I'm honest", 6), ("en", "thank god, 2", 2), ("en", "8 and the boss wants more", 8),
     ("es", "sin dolor desde el martes", 0), ("fr", "aucune douleur depuis trois jours", 0), ("fr", "5 non pardon 6", 6)],
)  # fmt: skip
def test_what_is_no_score_leaves_the_score(lang: str, text: str, pain: int) -> None:
    assert heard(text, lang).pain == pain


@pytest.mark.parametrize(
    ("lang", "text", "least"),
    [("en", "5, more when I walk", 5), ("en", "3 but worse when sitting", 3), ("es", "3, más cuando camino", 3),
     ("fr", "4 mais plus quand je marche", 4), ("en", "no pain when sitting", 1), ("en", "no pain lying down", 1),
     ("es", "sin dolor cuando descanso", 1), ("fr", "pas de douleur assise", 1), ("en", "went from 0 to 10, now 4", 10),
     ("en", "took 2 pills, at 8 now", 8), ("en", "3. 15 when I walk", 11), ("en", "no pain since noon", 1)],
)  # fmt: skip
def test_what_may_be_more_is_not_read_as_less(lang: str, text: str, least: int) -> None:
    pain = heard(text, lang).pain
    assert isinstance(pain, Absent) or pain > least or (pain == least and least >= 7)


@pytest.mark.parametrize(
    ("lang", "text", "pain"),
    [("en", "4, is that good?", 4), ("es", "5 ¿camino igual mañana?", 5), ("fr", "6, c'est normal ?", 6)],
)
def test_a_question_beside_a_score_is_handed_on(lang: str, text: str, pain: int) -> None:
    reading = heard(text, lang)
    assert (reading.pain, reading.person) == (pain, ToRead.SAME_DAY)
    assert not reading.may_rise
