"""Are orders heard in any ordinary words, and only where nothing else can be meant?"""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, OptOut, ReplyKind
from services.conversation.reading.replies import Reading, ReplyContext, read

LANGUAGES = {"en": Language.ENGLISH, "es": Language.SPANISH, "fr": Language.FRENCH}


def heard(text: str, lang: str = "en", question: OpenQuestion = OpenQuestion.NONE, planned: int = 3) -> Reading:
    return read(text, ReplyContext(LANGUAGES[lang], question, planned))


def texts(table: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (lang, text.strip())
        for lang, rows in table.items()
        for text in rows.replace("\n", "|").split("|")
        if text.strip()
    ]


DONE = {
    "en": "every walk ticked off | all walks completed | the lot is done | homework done | ✅ walks | knocked out all the walks | done all of them, boss",
    "es": "todas completadas | ya hice todas | tarea cumplida | hechas las tres | las 3 terminadas | ✅ caminatas",
    "fr": "tout est bouclé | toutes terminées | mission remplie, tout fait | les trois sont faites | ✅ marches",
}
SKIP = {
    "en": "not tonight | giving today a miss | taking a rest day | couldn't make it out today | skipping today",
    "es": "hoy no alcancé a salir | hoy descanso | imposible hoy | hoy no camino",
    "fr": "pas ce soir | je passe mon tour | impossible aujourd'hui | je n'ai pas pu aujourd'hui",
}
RESUME = {
    "en": "I'm back, carry on | home again, start up please | back from holiday, resume | turn them back on",
    "es": "ya volví, retomamos | de vuelta, seguimos | ya regresé, sigamos",
    "fr": "de retour, on reprend | me revoilà, c'est reparti | je suis rentrée, on continue",
}
CALL = {
    "en": "can the physio give me a ring | please have somebody phone me | could I get a call from the nurse",
    "es": "que me llame la doctora por favor | me pueden marcar por favor",
    "fr": "vous pouvez me rappeler | j'aimerais un appel du kiné | je voudrais parler à quelqu'un",
}


@pytest.mark.parametrize(
    ("kind", "table"),
    [(ReplyKind.DONE, DONE), (ReplyKind.SKIP, SKIP), (ReplyKind.RESUME, RESUME), (ReplyKind.CALL, CALL)],
)
def test_an_order_is_heard_in_other_words(kind: ReplyKind, table: dict[str, str]) -> None:
    assert dict.fromkeys(texts(table), kind) == {(lang, text): heard(text, lang).kind for lang, text in texts(table)}


@pytest.mark.parametrize(
    ("lang", "text", "days", "until"),
    [("en", "please hold the messages for ten days", 10, None), ("en", "off to the coast for a fortnight", 14, None),
     ("en", "put it on hold till Friday", None, "weekday:4"), ("es", "salgo de viaje una semana", 7, None),
     ("es", "estaré fuera tres días, pausa", 3, None), ("fr", "en déplacement deux semaines", 14, None),
     ("fr", "mettez en pause jusqu'à lundi", None, "weekday:0"), ("en", "away until the 14th", None, None)],
)  # fmt: skip
def test_a_pause_is_heard_in_other_words(lang: str, text: str, days: int | None, until: str | None) -> None:
    reading = heard(text, lang)
    assert reading.kind is ReplyKind.PAUSE
    assert reading.pause_days == (Absent.NOT_ASKED if days is None else days)
    assert reading.pause_until == (until or Absent.NOT_ASKED)


NO_ORDER = {
    "en": """nothing today | not bad today | not sure today | all right today | got all wet | all my walks hurt | can't go | did all the dishes hurt
        we were on holiday last week | hold my bladder | don't pause | why only 2 walks? | I might do all of them | almost all of it | never again
        my back is back | nearly all done | all day in bed""",
    "es": "nada hoy | no muy bien hoy | casi todas | todo el día en cama | tal vez haga todas | me duele todo | no paren",
    "fr": "rien aujourd'hui | pas mal aujourd'hui | presque tout | toute la journée au lit | tout me fait mal | demain je saute",
}


@pytest.mark.parametrize(("lang", "text"), texts(NO_ORDER))
def test_what_may_be_something_else_orders_nothing(lang: str, text: str) -> None:
    reading = heard(text, lang, OpenQuestion.PAIN)
    assert reading.kind not in (ReplyKind.DONE, ReplyKind.SKIP, ReplyKind.RESUME, ReplyKind.PAUSE, ReplyKind.CALL)
    assert reading.walks is Absent.NOT_ASKED


@pytest.mark.parametrize(
    ("lang", "question", "text", "pain", "walks"),
    [("en", OpenQuestion.PAIN_AND_WALKS, "5, walked 2 times", 5, 2), ("en", OpenQuestion.PAIN_AND_WALKS, "4 and one walk", 4, 1),
     ("en", OpenQuestion.WALKS, "just the evening one", None, 1), ("en", OpenQuestion.WALKS, "none, storm all day", None, 0),
     ("en", OpenQuestion.WALKS, "a couple", None, 2), ("en", OpenQuestion.NONE, "two down, one to go", None, 2),
     ("en", OpenQuestion.PAIN_AND_WALKS, "3 2, sat all day", 3, 2), ("es", OpenQuestion.PAIN_AND_WALKS, "3, las tres", 3, 3),
     ("es", OpenQuestion.PAIN_AND_WALKS, "6, solo una vuelta", 6, 1), ("es", OpenQuestion.WALKS, "1 de 3", None, 1),
     ("es", OpenQuestion.PAIN_AND_WALKS, "salí con 2 de dolor", 2, None), ("fr", OpenQuestion.PAIN_AND_WALKS, "toutes, et 5", 5, 3),
     ("fr", OpenQuestion.PAIN_AND_WALKS, "4, zéro sortie", 4, 0), ("fr", OpenQuestion.WALKS, "celle du matin et celle du soir", None, 2),
     ("fr", OpenQuestion.PAIN, "le bébé a fait ses dents, 3", 3, None), ("en", OpenQuestion.PAIN, "2 walks of 10 min, pain 5", 5, 2)],
)  # fmt: skip
def test_walks_are_told_in_many_ways(
    lang: str, question: OpenQuestion, text: str, pain: int | None, walks: int | None
) -> None:
    reading = heard(text, lang, question)
    assert reading.pain == (Absent.NOT_ASKED if pain is None else pain)
    assert reading.walks == (Absent.NOT_ASKED if walks is None else walks)


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "turned round halfway, hip was on fire"), ("en", "had to head home, my leg seized"), ("en", "7, stopped at the second"),
     ("es", "me devolví por el dolor"), ("es", "6, paré en la segunda"), ("fr", "demi-tour, le mollet brûlait")],
)  # fmt: skip
def test_a_walk_cut_short_is_told(lang: str, text: str) -> None:
    reading = heard(text, lang, OpenQuestion.PAIN)
    assert reading.stopped_early
    assert reading.tier is Absent.NOT_ASKED


WISHES = {
    "en": "erase all my info from your system | fed up with your messages | no more of these reminders | enough with the texting",
    "es": "bórrenme del sistema ya | harta de sus mensajes | ya no quiero recibir sus avisos | basta de textos",
    "fr": "virez mon numéro de la liste | marre de vos sms | je ne veux plus de vos messages | assez de textos",
}
OPEN = {
    "en": "not that keen on these anymore | how can I get off this thing | thinking of dropping out | maybe no more of these | leave me be",
    "es": "no sé si seguir con esto | creo que ya no voy a continuar con los mensajes | cómo me salgo de esto",
    "fr": "je ne sais pas si je veux continuer | comment on se désabonne de ça | peut-être arrêter les messages",
}
STAYS = {
    "en": "please never stop these | never stop please | don't stop the messages | the texts help, thanks | I stopped halfway | no more walks today",
    "es": "no dejen de mandar mensajes | me gustan los mensajes | la pierna no deja de doler | tuve que parar",
    "fr": "n'arrêtez pas les messages | j'aime vos messages | j'ai arrêté de fumer | la douleur ne s'arrête pas",
}


@pytest.mark.parametrize(("lang", "text"), texts(WISHES))
def test_a_clear_wish_in_any_words_is_obeyed_or_asked(lang: str, text: str) -> None:
    assert heard(text, lang).opt_out is not OptOut.NO


@pytest.mark.parametrize(("lang", "text"), texts(OPEN))
def test_an_open_wish_is_asked_about(lang: str, text: str) -> None:
    assert heard(text, lang).opt_out is OptOut.LIKELY


@pytest.mark.parametrize(("lang", "text"), texts(STAYS))
def test_who_wants_to_stay_is_not_taken_off(lang: str, text: str) -> None:
    assert heard(text, lang).opt_out is not OptOut.SURE
