"""Is every word of a text accounted for, or left for a person? And do everyday replies stay out of the way?"""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind, WordsVerdict
from services.conversation.reading.replies import Reading, ReplyContext, as_json, read


def heard(text: str, language: str = "en", question: str = "pain_and_walks", planned: int = 2) -> Reading:
    return read(text, ReplyContext(Language(language), OpenQuestion(question), planned))


# Beside a score or a command, in a sentence of its own: the score is kept, the words are left for a person.
BESIDE = {
    "en": """
        3. been thinking it would be easier not to wake
        2, my backside has no feeling since lunch
        4. trousers were damp and I never noticed
        3; something is off below the belt
        2 - cannot tell if I have been
        1. nobody would miss me
        3. it is all too much now
        4, I have had enough
        5. I feel so low
        3. this is my last evening
        3. thanks for everything, goodbye
        2. sorry for everything
        2. right foot is cold
        3. took all my pills
        did 2 walks. legs went to jelly
        DONE. the toilet is a problem
        STOP. there will be no tomorrow for me
        READY. though my water burns
        4 2. lost the plot on the way home
        3 🔪
        3. ⚰️
        no pain, no sensation
        skip. whats the use
    """,
    "es": """
        3. me mojo sin darme cuenta
        2, mejor no despertar
        4. ya no puedo mas
        3. gracias por todo, adiós
        2. la pierna fría
        hice las 2. pero abajo todo raro
        hecho. se acabó
    """,
    "fr": """
        3. mon slip était mouillé
        2, autant ne pas se réveiller
        4. j'en ai marre de tout
        3. merci pour tout, adieu
        2. la jambe est froide
        fait. plus rien en bas
    """,
}
EVERYDAY = {
    "en": """
        0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 3. | 4! | 2 :) | 5/10 | 3/10 | 6 out of 10 | two | three | Four | 2.5 | 3 or 4 | 3-4
        4 today | 3 thanks | a bit sore 4 | did both, 3 | DONE | done | Done! | done thanks | all done | did it | did both | 👍 | ✅
        4 2 | 3 2 | 2 1 | 5 0 | 0 2 | 3, 2 | 4 and 2 | pain 3 walks 2 | pain 4, did both | 3, did 1 | 2, walked twice | 4 did 1 walk
        no pain | no pain today | none today, did both | pain free | zero | about a 4 | its a 3 | I'd say 5 | maybe 3 | around 6 | like a 2
        3 this evening | 5 this morning, 3 now | back 3 leg 5 | leg 4 | 2 in the leg, 1 in the back | better than yesterday, 3 | worse today, 6
        not bad, 3 | not too bad 2 | 4, tough day at work | 5 after work | 3 and tired | 4 bit stiff | sore 5 | 3, feeling good | 2, all good
        walked 10 min, pain 3 | 4 after the walk | ok 3 | hi, 4 | Hello, 3 | good evening, 2 | thank you, 3 | 3, thanks a lot | 4 thank you
        3 have a good night | 2, good night | SORE | FLARE | skip | skipped today | part | half | 1 walk | both walks | did 1 | 4 🙂 | 6 😩 | 3 👍 | 2 🙏
        thanks | Thank you! | ok | ok thanks | Good morning | 3, rainy today | 4. nice weather | had to stop, 5 | STOP | HELP | READY | SHOES | start
        pause 3 | pause until Friday | call me | please call me | RESUME | same | worse | 4 again | still 3 | 3 same as yesterday | Worst was 5
        5, bad night | 3 lol | 4 - sorry, late | sorry 4 | 7 ouch | 8. very bad | 3, walked in the park | 2, sunny | yes | no | 4, slept badly
    """,
    "es": """
        0 | 2 | 3 | 5 | 7 | tres | un 4 | un 3 hoy | 4 gracias | dolor 3 | me duele 5 | sin dolor | no me duele | hoy 2 | como 4 | 6 de 10
        hecho | listo | hice las dos | hice 2 | 3 2 | 4, hice todas | 3 y 2 | buenas noches, 3 | hola, 4 | gracias | ok | 3, gracias a dios
        3 cansado | 4 mucho trabajo | mejor, 2 | peor, 6 | tuve que parar, 5 | no caminé | pausa 3 | ayuda | alto | 5 ahora, 3 antes | 2, llueve
    """,
    "fr": """
        0 | 2 | 3 | 5 | 7 | trois | un 4 | 3 aujourd'hui | 4 merci | douleur 3 | mal 5 | aucune douleur | pas de douleur | environ 4 | 6 sur 10
        fait | tout fait | j'ai fait 2 marches | 3 2 | 4, toutes faites | 3 et 2 | bonsoir, 3 | bonjour, 4 | merci | ok | 3 merci beaucoup
        3 fatigué | 4 trop de travail | mieux, 2 | pire, 6 | j'ai dû arrêter, 5 | pas marché | pause 3 | aide | arrêt | 5 ce matin, 3 ce soir
    """,
}
MOST_UNREAD = 0.03


def lines(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, text.strip()) for language, block in table.items() for text in block.strip().split("\n")]


def texts(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, text.strip()) for language, line in lines(table) for text in line.split(" | ")]


@pytest.mark.parametrize(("language", "text"), lines(BESIDE))
def test_a_sentence_beside_a_score_or_a_command_is_never_harmless_by_default(language: str, text: str) -> None:
    reading = heard(text, language)
    seen = not isinstance(reading.tier, Absent) or reading.third_person_danger
    assert reading.unread or seen, reading


def test_a_score_beside_a_strange_sentence_is_kept() -> None:
    reading = heard("3. falconry with the cousins")
    assert (reading.kind, reading.pain) == (ReplyKind.PAIN, 3)
    assert reading.unread == ("falconry", "cousins")


def test_a_strange_word_beside_a_number_changes_nothing_of_it_and_is_left_for_a_person() -> None:
    reading = heard("8 zounderkite")
    assert (reading.kind, reading.pain, reading.words) == (ReplyKind.PAIN, 8, WordsVerdict.UNREAD)
    assert (reading.unread, reading.may_rise) == (("zounderkite",), False)


def test_courtesy_and_walking_may_be_a_farewell() -> None:
    assert heard("I won't be walking anymore. Thanks for everything, goodbye").unread


def test_a_text_that_nobody_understood_keeps_its_words() -> None:
    for text in ("my leg it is what it is", "cushion feels missing", "asdf", "привет"):
        reading = heard(text)
        assert (reading.kind, bool(reading.unread)) == (ReplyKind.UNCLEAR, True), text


def test_a_long_text_is_left_for_a_person() -> None:
    assert heard("3 and walked " * 60).unread


def test_an_empty_text_says_nothing_and_an_unknown_sign_something() -> None:
    assert (heard("").kind, heard("").unread) == (ReplyKind.UNCLEAR, ())
    assert heard("🔫").unread == ("🔫",)
    assert heard("🙂").unread == ()


def test_what_is_stored_says_that_words_are_unread_but_not_which() -> None:
    stored = as_json(heard("STOP. zebras everywhere"))
    assert stored["unread"] is True
    assert "zebras" not in str(stored)
    assert "zebras" not in str(as_json(heard("please call me about zebras")))


def test_everyday_replies_are_read_to_the_last_word() -> None:
    replies = texts(EVERYDAY)
    noise = [(language, text, heard(text, language).unread) for language, text in replies]
    unread = [entry for entry in noise if entry[2]]
    assert len(replies) > 200
    assert len(unread) / len(replies) <= MOST_UNREAD, unread


def test_everyday_replies_raise_no_alarm() -> None:
    for language, text in texts(EVERYDAY):
        reading = heard(text, language)
        assert isinstance(reading.tier, Absent), text
        assert not reading.third_person_danger, text
