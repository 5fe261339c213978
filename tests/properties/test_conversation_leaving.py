"""Is a wish for no more texts never missed, however it is put, and is its opposite never taken for one?"""

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabulary import Absent, Language, OpenQuestion, OptOut, ToRead
from services.conversation import locales
from services.conversation.reading.replies import ReplyContext, read
from tests.properties.test_conversation_unread import CASING, UNHEARD_OF

WISH = {language: locales.part(language, "leaving").WISH for language in Language}
ASKED = st.sampled_from([OpenQuestion.NONE, OpenQuestion.PAIN, OpenQuestion.PAIN_AND_WALKS])


def words_of(name: str) -> st.SearchStrategy[tuple[Language, str]]:
    told = [(language, word.replace("_", " ")) for language in Language for word in WISH[language][name].split()]
    return st.sampled_from(told)


def asked(language: Language, question: OpenQuestion) -> ReplyContext:
    return ReplyContext(language, question, 3)


@given(words_of("OPEN"), st.lists(UNHEARD_OF, max_size=4), st.integers(0, 4), CASING, ASKED)
@settings(max_examples=400, deadline=None)
def test_an_end_is_obeyed_or_asked_about_beside_any_words(
    told: tuple[Language, str], strange: list[str], place: int, casing: type[str], question: OpenQuestion
) -> None:
    language, ends = told
    text = casing(" ".join([*strange[:place], ends, *strange[place:]]))
    reading = read(text, asked(language, question))
    # What may be danger is answered as danger, and a person reads it now.
    assert reading.opt_out is not OptOut.NO or reading.person is ToRead.NOW, text


@given(words_of("INSULT"), st.lists(UNHEARD_OF, max_size=2), CASING, ASKED)
@settings(max_examples=100, deadline=None)
def test_whoever_sends_us_away_is_asked(
    told: tuple[Language, str], strange: list[str], casing: type[str], question: OpenQuestion
) -> None:
    language, insult = told
    text = casing(" ".join([insult, *strange]))
    reading = read(text, asked(language, question))
    assert reading.opt_out is not OptOut.NO or reading.person is ToRead.NOW, text


@given(st.sampled_from(list(Language)), st.permutations(["DONT", "WANT", "MSG"]), st.data(), ASKED)
@settings(max_examples=300, deadline=None)
def test_who_does_not_want_the_texts_is_obeyed_or_asked(
    language: Language, order: list[str], data: st.DataObject, question: OpenQuestion
) -> None:
    spoken = {name: data.draw(st.sampled_from(WISH[language][name].split())).replace("_", " ") for name in order}
    text = " ".join(spoken[name] for name in order)
    assert read(text, asked(language, question)).opt_out is not OptOut.NO, text


@given(words_of("KEEP"), st.sampled_from(["", " 5", " xx"]), CASING, ASKED)
@settings(max_examples=200, deadline=None)
def test_whoever_wants_to_stay_is_not_asked_whether_to_go(
    told: tuple[Language, str], after: str, casing: type[str], question: OpenQuestion
) -> None:
    language, keeps = told
    texts = WISH[language]["MSG"].split()[0]
    text = casing(f"{keeps} {texts}{after}")
    assert read(text, asked(language, question)).opt_out is OptOut.NO, text


VERBS = {
    Language.ENGLISH: ["stop", "quit", "cancel", "decline", "block"],
    Language.SPANISH: ["paren", "basta", "cancelar", "bloquear"],
    Language.FRENCH: ["cessez", "annuler", "annulez", "bloquer"],
}


@given(
    st.sampled_from([(language, verb) for language, verbs in VERBS.items() for verb in verbs]), st.data(), CASING, ASKED
)
@settings(max_examples=300, deadline=None)
def test_what_is_ended_besides_the_texts_ends_no_texts(
    told: tuple[Language, str], data: st.DataObject, casing: type[str], question: OpenQuestion
) -> None:
    language, ends = told
    others = [word for word in WISH[language]["OTHERS"].split() if "_" not in word]
    other = data.draw(st.sampled_from(others))
    assert read(casing(f"{ends} {other}"), asked(language, question)).opt_out is not OptOut.SURE


@given(
    st.sampled_from(["cancel that, it was a", "no delete that, it's", "scratch that one:", "sorry ignore that,"]),
    st.integers(0, 10),
)
@settings(max_examples=50, deadline=None)
def test_a_number_taken_back_ends_nothing(taken_back: str, pain: int) -> None:
    reading = read(f"{taken_back} {pain}", asked(Language.ENGLISH, OpenQuestion.PAIN))
    assert reading.opt_out is OptOut.NO
    assert isinstance(reading.pain, Absent) or reading.pain == pain
