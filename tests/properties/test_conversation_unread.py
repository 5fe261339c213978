"""What must hold for every word that nobody thought of: it is left for a person, and it never lowers a pain."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabulary import Absent, Language, OpenQuestion, OptOut, ReplyKind
from services.conversation.locales import en_heard, es_heard, fr_heard
from services.conversation.reading import words
from services.conversation.reading.numerals import MISSPELT
from services.conversation.reading.replies import Reading, ReplyContext, read

ASKED = st.builds(ReplyContext, st.sampled_from(Language), st.sampled_from(OpenQuestion), st.integers(0, 4))
CASING = st.sampled_from([str, str.upper, str.title, str.lower])
BREAKS = st.sampled_from([" ", ". ", ", ", "\n", " - ", "! ", "? ", ": ", "; ", "... ", " (", " / ", " & ", "\t"])
COMMANDS = (
    "DONE", "STOP", "PAUSE 3", "pause until Friday", "READY", "SHOES", "HELP", "START", "RESUME", "call me", "SORE", "FLARE",
    "skip", "part", "worse", "thanks", "ok", "yes", "hecho", "fait", "alto", "arrêt", "did 2 walks", "no pain", "👍", "🛑",
    "wrong number", "she died", "who is this?", "had to stop, 5", "4 2", "all done, 3", "7 this morning, 3 now", "",
)  # fmt: skip


def bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def is_unheard_of(word: str) -> bool:
    """Outside every list, and not so near to a listed word that it is surely a slip of the thumb."""
    flat = bare(word)
    surely_meant = any(misspelt.meant_by(flat) is not None for misspelt in MISSPELT.values())
    return flat.isalpha() and flat not in words.SPELLER.known and words.SPELLER.right(flat) == flat and not surely_meant


UNHEARD_OF = st.text("abcdefghijklmnopqrstuvwxyzáéíñóúüàâçèêëîïôû", min_size=4, max_size=14).filter(is_unheard_of)


def is_seen(reading: Reading) -> bool:
    danger = reading.kind in (ReplyKind.RED_FLAG, ReplyKind.CRISIS) or reading.third_person_danger
    return bool(reading.unread) or danger


@given(UNHEARD_OF, st.one_of(st.integers(0, 12).map(str), st.sampled_from(COMMANDS)), BREAKS, CASING, ASKED, st.data())
@settings(max_examples=600, deadline=None)
def test_33_a_word_that_nothing_accounts_for_is_left_for_a_person(
    word: str, known: str, between: str, casing: type[str], asked: ReplyContext, data: st.DataObject
) -> None:
    """Before, after, on both sides or in the middle of any number or command, in any casing, after any break."""
    word = casing(word)
    orders = [f"{word}{between}{known}", f"{known}{between}{word}", f"{word}{between}{known}{between}{word}"]
    orders.append(f"{known}{between}{word}{between}{known}")
    text = data.draw(st.sampled_from(orders))
    assert is_seen(read(text, asked)), text


@given(UNHEARD_OF, st.integers(0, 10), BREAKS, ASKED, st.booleans())
@settings(max_examples=300, deadline=None)
def test_33_a_strange_word_never_lowers_a_pain(
    word: str, pain: int, between: str, asked: ReplyContext, first: bool
) -> None:
    reading = read(f"{word}{between}{pain}" if first else f"{pain}{between}{word}", asked)
    assert isinstance(reading.pain, Absent) or reading.pain >= pain


@given(st.lists(UNHEARD_OF, min_size=1, max_size=6), ASKED)
@settings(max_examples=150, deadline=None)
def test_33_nobody_is_understood_by_chance(strange: list[str], asked: ReplyContext) -> None:
    assert is_seen(read(" ".join(strange), asked))


UNITS = st.sampled_from([
    (language, unit)
    for language, module in zip(Language, (en_heard, es_heard, fr_heard), strict=True)
    for unit in module.LABELS_TOO.split()
])  # fmt: skip
PLACES = {
    Language.ENGLISH: [
        "AM",
        "PM",
        "calf",
        "hip",
        "stairs",
        "sitting",
        "morning",
        "night",
        "day",
        "back",
        "in the car",
        "left leg",
    ],
    Language.SPANISH: ["mañana", "noche", "pierna", "sentado", "cadera", "día", "escaleras"],
    Language.FRENCH: ["matin", "nuit", "jambe", "assis", "hanche", "jour", "escaliers"],
}
JOINED = st.sampled_from([" ", ", ", ": ", " was ", "\n", " - "])


@given(UNITS, st.integers(1, 10), st.integers(0, 9), JOINED, JOINED, st.sampled_from(OpenQuestion), st.data())
@settings(max_examples=600, deadline=None)
def test_28_a_unit_that_may_be_a_label_hides_no_pain(
    of_language: tuple[Language, str], high: int, low: int, a: str, b: str, question: OpenQuestion, data: st.DataObject
) -> None:
    """ "AM 8 PM 3", "calf 8 feet 2": the highest, or asked about as possibly red."""
    language, unit = of_language
    high, low = max(high, low), min(high, low)
    place = data.draw(st.sampled_from(PLACES[language]))
    text = f"{place}{a}{high} {unit}{b}{low}"
    reading = read(text, ReplyContext(language, question, 2))
    assert isinstance(reading.pain, Absent) or reading.pain >= high, text
    if isinstance(reading.pain, Absent) and high >= 5 and question is not OpenQuestion.WALKS:
        assert reading.possible_red, text


@given(
    st.integers(0, 9),
    st.sampled_from([" ", "-", " and ", " y ", " et ", " & ", " - "]),
    st.sampled_from(["1/2", "1/4", "3/4", "½", "¾", "¼"]),
    ASKED,
)
@settings(max_examples=200, deadline=None)
def test_28_a_mixed_fraction_is_rounded_up(whole: int, between: str, part: str, asked: ReplyContext) -> None:
    reading = read(f"{whole}{between}{part}", asked)
    assert isinstance(reading.pain, Absent) or reading.pain == whole + 1
    assert isinstance(reading.walks, Absent)
    if asked.open is OpenQuestion.PAIN:
        assert reading.pain == whole + 1


@given(
    st.sampled_from(["it", "the pain", "my leg", "I", "we", "this", "the doctor"]),
    st.sampled_from(["won't", "can't", "doesn't", "never", "had to", "could not", "wouldn't", "did not"]),
    st.sampled_from(
        ["hurting", "walking", "limping", "aching", "to rest", "it", "halfway", "at the bench", "yet", "early"]
    ),
    st.sampled_from(["", ", 5", " today", "!", ". thanks", " please"]),
    CASING,
    ASKED,
)
@settings(max_examples=300, deadline=None)
def test_a_stop_that_is_denied_or_has_an_object_ends_no_texts(
    who: str, denied: str, what: str, after: str, casing: type[str], asked: ReplyContext
) -> None:
    assert read(casing(f"{who} {denied} stop {what}{after}"), asked).opt_out is not OptOut.SURE


@given(st.sampled_from(["Liked", "Loved", "Laughed at", "Le gustó", "A aimé", "👍 to"]), st.text(max_size=160), ASKED)
@settings(max_examples=200, deadline=None)
def test_whatever_a_phone_quotes_is_no_answer(frame: str, quoted: str, asked: ReplyContext) -> None:
    quoted = "".join(c for c in quoted if c not in '“”„«»"')
    assert read(f"{frame} “{quoted}”", asked).kind is ReplyKind.REACTION
