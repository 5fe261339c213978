"""A second, independent set of what people really write: is it read as it was meant?"""

from typing import Any

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind
from services.conversation.reading import replies
from services.conversation.reading.replies import Reading, ReplyContext, ReplyDay


def read(text: str, language: str = "en", question: str = "pain", planned: int = 3) -> Reading:
    return replies.read(text, ReplyContext(Language(language), OpenQuestion(question), planned))


PAIN: dict[str, int] = {
    "7": 7, "7.": 7, "7!!": 7, "7/10": 7, "7 out of 10": 7, "about 7": 7, "seven": 7, "Siete": 7, "sept": 7, "7️⃣": 7,
    "a 7 today": 7, "6.5": 7, "5-6": 6, "5 or 6": 6, "6 to 7": 7, "0": 0, "no pain": 0, "none": 0, "zero": 0, "cero": 0,
    "sin dolor": 0, "three and a half": 4, "tres y medio": 4, "5 this morning, 3 now": 5, "down from 8 to 5": 8,
    "10+": 10, "10!!!": 10, "walked 10 min, pain 7": 7, "I did 2 walks and pain is 8": 8, "pain 3, was 8 this morning": 8,
    "not 9, 6": 6, "5\nSent from my iPhone 12": 5, "yesterday 5": 5, "٧": 7, "۷": 7, "९": 9, " 4 ": 4, "4 ": 4, "(4)": 4,
    "maybe a 4": 4, "its a 4": 4, "It's a 4 I think": 4, "around 3": 3, "3ish": 3, "like a 5": 5, "I'd say 6": 6,
    "id say 6 today": 6, "pain is 2": 2, "Pain 2": 2, "pain: 2": 2, "2 today": 2, "2 thanks": 2, "Hi, 2": 2, "ok 3": 3,
    "3 please": 3, "worst was 6": 6, "worst 6": 6, "6 at worst": 6, "back 3 leg 6": 6, "leg 5, back 2": 5, "Eight": 8,
    "nine out of ten": 9, "four": 4, "FIVE": 5, "2.0": 2, "8/10 today": 8, "pain free": 0, "Painfree today": 0,
    "no pain today": 0, "zero pain": 0, "3 or 4": 4, "3-4": 4, "between 3 and 5": 5, "2, maybe 3": 3, "3 to 4 maybe": 4,
    "6 after the walk": 6, "just a 2": 2, "only 1": 1, "1": 1, "10": 10, "10/10": 10, "ten": 10, "still 4": 4,
    "4 again": 4, "4.": 4, "4 :)": 4, "7 😢": 7, "six": 6, "4 this evening": 4, "was 5 now 4": 5, "now 3": 3,
}  # fmt: skip
ASK_BACK = (
    "nothing", "nothing today", "nada", "rien", "I took 2 ibuprofen", "did 2 sets of 10", "someone is coming at 9", "11",
    "15", "100", "-3", "1O", "l0", "O", "3 miles", "20 mins", "1200 steps", "2pm", "terrible", "much worse", "better",
    "", "😀", "???", "ok", "yes", "no", "what?", "who is this", "my dog ate 3 shoes", "see you at 5", "call 5551234 at 3",
    "it won't stop hurting", "pain 4 today and 8 yesterday maybe 99", "5 stars!", "took 800 mg", "asdf", "7th",
    "i weigh 80 kg", "I am 70 years old", "9:30", "at 10:15", "3 kids", "1/2", "no idea", "dunno", "same",
)  # fmt: skip


@pytest.mark.parametrize("text", PAIN)
def test_a_score_is_read(text: str) -> None:
    reading = read(text)
    assert (reading.kind, reading.pain) == (ReplyKind.PAIN, PAIN[text]), reading


@pytest.mark.parametrize("text", ASK_BACK)
def test_what_is_not_a_score_is_asked_back(text: str) -> None:
    reading = read(text)
    assert reading.pain is Absent.NOT_ASKED, reading
    no_score = (ReplyKind.UNCLEAR, ReplyKind.SKIP, ReplyKind.THANKS, ReplyKind.QUESTION, ReplyKind.HELP)
    assert reading.kind in no_score, reading


SPANISH: dict[str, int] = {
    "7": 7, "siete": 7, "un 5": 5, "como 4": 4, "6 de 10": 6, "cuatro": 4, "diez": 10, "tres y medio": 4, "cinco hoy": 5,
    "un 8 por la pierna": 8, "5 o 6": 6, "de 3 a 5": 5, "dolor 4": 4, "me duele 7": 7, "creo que 3": 3, "sin dolor": 0,
    "no tengo dolor": 0, "hoy 2": 2, "ayer 6": 6, "2 gracias": 2, "fue 4": 4, "nueve": 9, "ocho": 8, "Un tres": 3,
    "hice 2 caminatas y dolor 5": 5, "6,5": 7, "ahora 3": 3, "peor 7": 7, "más o menos 4": 4, "casi 5": 5,
}  # fmt: skip
FRENCH: dict[str, int] = {
    "7": 7, "sept": 7, "un 5": 5, "environ 4": 4, "6 sur 10": 6, "quatre": 4, "dix": 10, "trois et demi": 4, "5 ou 6": 6,
    "de 3 à 5": 5, "douleur 4": 4, "peut-être 3": 3, "aucune douleur": 0, "pas de douleur": 0, "aujourd'hui 2": 2,
    "hier 6": 6, "2 merci": 2, "c'est 4": 4, "neuf": 9, "huit": 8, "j'ai 3": 3, "6,5": 7, "maintenant 3": 3, "à peu près 4": 4,
    "cinq ce soir": 5, "presque 5": 5, "zéro": 0, "mon dos 6": 6, "sans douleur": 0, "deux": 2,
}  # fmt: skip


@pytest.mark.parametrize("text", SPANISH)
def test_a_score_is_read_in_spanish(text: str) -> None:
    assert read(text, "es").pain == SPANISH[text]


@pytest.mark.parametrize("text", FRENCH)
def test_a_score_is_read_in_french(text: str) -> None:
    assert read(text, "fr").pain == FRENCH[text]


KINDS: dict[str, ReplyKind] = {
    **dict.fromkeys(
        (
            "STOP",
            "stop.",
            "Stop",
            "Stop please",
            "please stop texting me",
            "unsubscribe",
            "QUIT",
            "cancel",
            "end",
            "REVOKE",
            "opt out",
            "alto",
            "arrêt",
            "STOP!!!",
            "stop now",
            "stop all",
            "STOPALL",
            "OPTOUT",
            "please stop",
            "no more texts",
            "don't text me",
            "leave me alone",
            "take me off this list",
            "unsubscibe",
            "remove me please",
            "no me manden mas textos",
            "quiero darme de baja",
            "arrêtez de m'envoyer des sms",
            "je veux me désabonner",
            "stop sending these",
            "Stop 5",
        ),
        ReplyKind.STOP,
    ),
    **dict.fromkeys(("START", "start", "unstop", "Start please"), ReplyKind.START),
    **dict.fromkeys(("HELP", "info", "ayuda", "aide", "help please"), ReplyKind.HELP),
    **dict.fromkeys(("PAUSE 3", "pause until Friday", "away till 12/3", "pausa 4", "pause 2 weeks"), ReplyKind.PAUSE),
    **dict.fromkeys(
        ("DONE", "did it", "all done", "hecho", "👍", "done!", "Did them all", "c'est fait"), ReplyKind.DONE
    ),
    **dict.fromkeys(("READY", "ready", "I'm ready", "Ready!", "yes ready", "prêt", "PRETE"), ReplyKind.READY),
    **dict.fromkeys(("SHOES", "got my shoes", "zapatos", "chaussures"), ReplyKind.SHOES),
    **dict.fromkeys(("call me", "please call me", "llámeme", "rappelez-moi"), ReplyKind.CALL),
    **dict.fromkeys(("skip", "didn't walk", "no walks today"), ReplyKind.SKIP),
    **dict.fromkeys(("half", "some of them", "part"), ReplyKind.PART),
    **dict.fromkeys(("SORE", "had to stop, leg hurt", "I had to stop walking", "stopped early"), ReplyKind.SORE),
    **dict.fromkeys(("FLARE", "flare up today", "flared"), ReplyKind.FLARE),
    "yes": ReplyKind.UNCLEAR,
    "don't call me": ReplyKind.UNCLEAR,
    "it won't stop hurting": ReplyKind.UNCLEAR,
}


@pytest.mark.parametrize("text", KINDS)
def test_words_and_phrases_are_heard(text: str) -> None:
    assert read(text).kind is KINDS[text], read(text)


EMERGENCIES = (
    "I can't feel my groin", "wet myself", "can't control my bladder", "leg gave way", "foot keeps dragging",
    "both legs numb", "chest pain", "can't breathe", "numb between my legs", "my privates are numb", "I wet my self",
    "peed myself 3", "cant contol my blader", "no feeling in my groin", "numbness in my inner thighs", "I can't pee",
    "lost control of my bowels", "my leg just collapsed", "drop foot", "I cannot lift my foot", "my legs are weak",
    "pain in both legs", "no siento la ingle", "me oriné encima", "no puedo orinar", "se me dobla la pierna",
    "las dos piernas dormidas", "dolor en el pecho", "no puedo respirar", "je ne sens plus mon entrejambe",
    "j'ai fait pipi sur moi", "je ne peux plus uriner", "ma jambe a lâché", "les deux jambes engourdies",
    "douleur dans la poitrine", "je n'arrive plus à respirer", "NUMB GROIN!!!", "2 and I wet myself",
    "no, I wet myself", "not sure if I wet myself", "short of breath", "my calf is swollen and hurts",
)  # fmt: skip


@pytest.mark.parametrize("text", EMERGENCIES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_emergency_is_never_missed(text: str, language: str) -> None:
    reading = read(text, language)
    assert (reading.kind, reading.tier) == (ReplyKind.RED_FLAG, "emergency"), reading


@pytest.mark.parametrize(
    "text",
    ["fever and back pain", "fell down the stairs", "lost weight without trying", "I fell", "tengo fiebre", "je suis tombé",
     "car accident yesterday", "I have chills", "he perdido peso"],
)  # fmt: skip
def test_an_urgent_sign_is_never_missed(text: str) -> None:
    assert read(text).tier == "urgent"


@pytest.mark.parametrize(
    "text", ["I want to die", "I don't want to live", "kill myself", "quiero morir", "envie de mourir", "end my life"]
)
def test_words_of_wanting_to_die_are_a_crisis(text: str) -> None:
    assert read(text).kind is ReplyKind.CRISIS


@pytest.mark.parametrize(
    "text", ["no numbness", "numbness is gone", "my mum fell", "I didn't wet myself", "no chest pain 3"]
)
def test_denied_or_somebody_elses_danger_goes_to_a_person_without_an_emergency_text(text: str) -> None:
    reading = read(text)
    assert reading.third_person_danger
    assert reading.tier is Absent.NOT_ASKED


@pytest.mark.parametrize(
    "text",
    ["feeling great today 3", "went to bed early", "did 2 walks", "no pain in my legs", "I fell asleep", "cancel", "4"],
)
def test_everyday_words_are_not_danger(text: str) -> None:
    reading = read(text)
    assert reading.tier is Absent.NOT_ASKED
    assert not reading.third_person_danger


@pytest.mark.parametrize(
    ("text", "planned", "pain", "walks"),
    [
        ("4 2", 3, 4, 2),
        ("pain 4 walks 2", 3, 4, 2),
        ("4, did both", 2, 4, 2),
        ("4, did both", 3, 4, None),
        ("I did 2 walks and pain is 8", 3, 8, 2),
        ("2 3", 3, 2, 3),
        ("1 2", 3, 1, 2),
        ("0 3", 3, 0, 3),
        ("3 4", 4, None, None),
        ("3 out of 10. Walked twice.", 3, 3, 2),
        ("2, walked once", 2, 2, 1),
        ("hurt twice today", 3, None, None),
        ("sorry I meant 6", 3, 6, None),
        ("oops 6 not 4", 3, 6, None),
        ("7 oops 6", 3, 7, None),
        ("3, all done", 3, 3, 3),
        ("no pain, 2 walks", 3, 0, 2),
    ],
)
def test_pain_and_walks_together(text: str, planned: int, pain: int | None, walks: int | None) -> None:
    said: dict[str, Any] = replies.as_json(read(text, question="pain_and_walks", planned=planned))
    assert (said["pain"], said["walks"]) == (pain, walks)


@pytest.mark.parametrize(
    "text",
    ["more than 6", "over 6", "at least 6", "6 or more", "6 plus", "6 and up", "six and a bit", "6 or worse"],
)
def test_at_least_so_much_is_asked_back(text: str) -> None:
    reading = read(text, question="pain")
    assert reading.kind is ReplyKind.UNCLEAR
    assert reading.possible_red


@pytest.mark.parametrize("text", ["only one", "just one", "only 2", "did two and a half"])
def test_what_may_be_the_walks_is_no_score(text: str) -> None:
    assert read(text, question="pain_and_walks", planned=3).pain is Absent.NOT_ASKED


def test_what_may_be_red_holds_until_it_is_answered() -> None:
    assert read("1O").possible_red
    assert read("15").possible_red
    assert read("5-6").ranged
    assert not read("nothing").possible_red


def test_a_stop_keeps_the_score_beside_it() -> None:
    reading = read("STOP 5")
    assert (reading.kind, reading.pain) == (ReplyKind.STOP, 5)


def test_a_danger_keeps_the_score_beside_it() -> None:
    reading = read("8 and chest pain")
    assert reading.kind is ReplyKind.RED_FLAG
    assert reading.candidates == (8,)


def test_the_named_day_is_heard() -> None:
    assert read("yesterday 5").day is ReplyDay.YESTERDAY
    assert read("today 5").day is ReplyDay.TODAY
    assert read("ayer 6", "es").day is ReplyDay.YESTERDAY


def test_pauses_say_how_long() -> None:
    assert read("PAUSE 3").pause_days == 3
    assert read("pause 2 weeks").pause_days == 14
    assert read("pause until Friday").pause_until == "weekday:4"
    assert read("away till 12/3").pause_until == "12-03"
