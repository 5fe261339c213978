"""Is a text that answers nothing heard as what it is: a phone's reaction, a stranger, a mourner, a machine, thanks?"""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, OptOut, ReplyKind, Tier
from services.conversation.reading.replies import Reading, ReplyContext, read
from tests.rulebook.test_replies_leaving import texts

OURS = (
    "Today: 3 walks of 10 min, easy pace. Turn back after 5 min. Text DONE after.",
    "Worst leg or back pain today, 0-10? And how many of the 2 walks? Two numbers: pain, then walks.",
    "This can be serious. Please do not walk. Call 911 or go to the emergency room now. Then call Oak Clinic: 555-0100.",
    "Amble: Reply READY to begin. Reply STOP to end, HELP for help.",
    "Pain 8 and I can't feel my groin",
)


def heard(text: str, language: str = "en", question: str = "pain_and_walks", planned: int = 2) -> Reading:
    return read(text, ReplyContext(Language(language), OpenQuestion(question), planned))


FRAMES = """
Liked “{}” | Loved “{}” | Laughed at “{}” | Emphasized “{}” | Emphasised “{}” | Questioned “{}” | Disliked “{}” | Liked "{}"
Reacted 👍 to “{}” | Reacted ❤️ to "{}" | 👍 to “ {} ” | 😂 to “{}” | Removed a like from “{}” | Removed a heart from “{}”
Removed an exclamation from “{}” | Removed a question mark from “{}” | Removed 👍 from “{}” | Liked “{} | Loved "{}
Le gustó “{}” | Le encantó «{}» | Reaccionó con 👍 a “{}” | Reaccionó con ❤️ a «{}» | Le dio risa “{}” | No le gustó “{}” | Enfatizó “{}”
Quitó un me gusta de “{}” | 👍 a “{}”
A aimé « {} » | A adoré « {} » | A réagi avec 👍 à « {} » | A ri de « {} » | N’a pas aimé « {} » | A mis en évidence « {} » | 👍 à « {} »
A retiré un J’aime de « {} » | A aimé “{}” | A aimé « {}
"""
THINGS = """
Liked an image | Loved a photo | Laughed at a video | Emphasized an attachment | Disliked an audio message | Reacted 😂 to a photo
Removed a like from an image | Le gustó una imagen | Le encantó una foto | A aimé une image | A adoré une photo
"""


def every(table: str) -> list[str]:
    return [text for line in table.strip().splitlines() for text in line.split(" | ")]


@pytest.mark.parametrize("frame", every(FRAMES))
@pytest.mark.parametrize("language", Language)
def test_a_reaction_is_nobodys_answer(frame: str, language: Language) -> None:
    for quoted in OURS:
        reading = heard(frame.format(quoted), language.value)
        assert reading == Reading(ReplyKind.REACTION, quoted=True, why="a phone's reaction"), quoted


@pytest.mark.parametrize("text", every(THINGS))
def test_a_reaction_to_a_picture_is_nobodys_answer(text: str) -> None:
    assert heard(text).kind is ReplyKind.REACTION


@pytest.mark.parametrize("frame", [frame for frame in every(FRAMES) if frame[-1] in '”"»'])
def test_what_stands_beside_a_reaction_is_the_patients_own(frame: str) -> None:
    reacted = frame.format("Worst leg or back pain today, 0-10?")
    assert heard(f"{reacted} 8").pain == 8
    assert heard(f"{reacted}\nmy groin is numb").tier is Tier.EMERGENCY
    assert heard(f"{reacted} STOP").opt_out is OptOut.SURE


@pytest.mark.parametrize(
    "text", ["liked it 3", "Loved the walk, 3", "I liked today, 3", "Questioned my knee, 3", "to 3", "👍 3"]
)
def test_only_the_frames_of_phones_are_reactions(text: str) -> None:
    assert heard(text, question="pain").pain == 3 or heard(text, question="pain").candidates == (3,)


@pytest.mark.parametrize(
    "footer",
    ["Sent from Yahoo Mail on Android", "Sent from Mail for Windows 10", "Sent from my iPhone 12", "Sent from my Galaxy S9",
     "Get Outlook for iOS", "Sent from Outlook for Android", "Enviado desde mi iPhone", "Enviado desde Yahoo Mail para Android",
     "Envoyé de mon iPhone", "Envoyé depuis mon téléphone", "Envoyé à partir de Outlook pour Android", "(Sent with Slam)",
     "(Sent with Balloons)", "(Sent with Invisible Ink)", "(Sent with Fireworks)", "(Sent with Echo)", "(Sent with Love)"],
)  # fmt: skip
def test_the_answer_above_a_footer_is_read(footer: str) -> None:
    reading = heard(f"3\n\n{footer}", question="pain")
    assert (reading.kind, reading.pain, reading.unread) == (ReplyKind.PAIN, 3, ())
    assert heard(f"STOP\n{footer}").kind is ReplyKind.STOP


def test_a_footer_takes_no_words_of_the_patient() -> None:
    assert heard("3\nSent from my iPhone\nmy groin is numb").tier is Tier.EMERGENCY
    assert heard("3 sent from my sickbed").unread
    assert heard("3\n-- \nzebras").unread == ("zebras",)
    assert heard("3 (Sent with despair)").unread


STRANGERS = {
    "en": """
        Wrong number here | wrong number!! | You have the wrong lady | this phone belongs to somebody else | who is Ann? wrong number
        you've got the wrong number | I told you, wrong number | wrong guy | This isn't my number | I am not the patient | never heard of you
        she no longer has this number | nobody here by that name | I just got this number | this is someone else's phone | Sorry wrong number
    """,
    "es": "Es un número equivocado | se equivoca de número | se equivocó de persona | este número ya no es de Ana | no soy esa persona | persona equivocada",
    "fr": """
        Mauvais numéro | vous vous trompez de numéro | vous faites erreur | ce numéro n'est plus le sien | ce n'est pas mon numéro
        erreur de numéro | vous vous êtes trompé de numéro | je ne suis pas cette personne
    """,
}
PATIENTS_SLIPS = [
    "2. oops wrong number",
    "sorry I put the wrong number",
    "I typed the wrong number, 4",
    "gave you the wrong number",
    "me equivoqué, 5",
    "je me suis trompé, 5",
]
DEATHS = {
    "en": """
        She passed away at Easter. This is her brother. | Ruth died in March | he died | Mr Brown has passed away | this is her son, she is dead
        He is no longer with us | she has died, sorry | Passed away yesterday | Mary is deceased | I am sorry to say she passed away
    """,
    "es": "falleció el domingo | Ana murió ayer | ella ha muerto | soy su hija, ella falleció | el señor López falleció | soy su esposo, está muerta",
    "fr": "elle est décédée | Jean est mort hier | il est mort | est décédé dimanche | je suis son mari, elle est morte | Madame Petit nous a quittés",
}
NOT_THEIR_DEATH = [
    "my mum died",
    "our neighbour passed away",
    "my dog died",
    "battery died sorry",
    "the phone died",
    "I nearly died laughing",
    "mi mamá murió",
    "se murió la batería",
    "mon mari est mort",
    "ma batterie est morte",
    "I almost died on that hill",
]
MACHINES = {
    "en": """
        I'm driving right now - I'll get back to you later. | I'm driving with Focus turned on. I'll see your message when I get where I'm going.
        I am driving and can't text. Will call at 5. | Auto reply: our office is closed until 8. In an emergency call 911. Text STOP to end.
        Automatic reply: I am out of the office until March 3 | This is an automated message. Mailbox is not monitored. | I'm driving
        Out of office, back on the 8th | AUTO MESSAGE: number not valid, resend to a 10 digit number | (Auto-reply) We open at 9
    """,
    "es": "Respuesta automática: estoy fuera de la oficina hasta el 8 | Estoy conduciendo, te llamo luego | Mensaje automático. Urgencias: 112 | estoy manejando",
    "fr": "Réponse automatique : je suis absente du bureau jusqu'au 8 | Je conduis, je vous rappelle plus tard | Message automatique. En cas d'urgence, 112 | je suis au volant",
}


@pytest.mark.parametrize(("language", "text"), texts(STRANGERS))
def test_a_stranger_is_heard(language: str, text: str) -> None:
    reading = heard(text, language)
    assert (reading.kind, reading.wrong_person, reading.opt_out) == (ReplyKind.WRONG_PERSON, True, OptOut.NO)
    assert isinstance(reading.pain, Absent)


@pytest.mark.parametrize("text", PATIENTS_SLIPS)
def test_a_wrong_number_typed_is_no_stranger(text: str) -> None:
    assert not heard(text).wrong_person


@pytest.mark.parametrize(("language", "text"), texts(DEATHS))
def test_a_death_is_heard(language: str, text: str) -> None:
    reading = heard(text, language)
    assert (reading.kind, reading.died) == (ReplyKind.DEATH, True)
    assert isinstance(reading.tier, Absent)


@pytest.mark.parametrize("text", NOT_THEIR_DEATH)
@pytest.mark.parametrize("language", Language)
def test_the_death_of_another_is_for_a_person_to_read(text: str, language: Language) -> None:
    reading = heard(text, language.value)
    assert not reading.died
    assert reading.unread or reading.events or not isinstance(reading.tier, Absent)


@pytest.mark.parametrize(("language", "text"), texts(MACHINES))
def test_a_machine_answers_nothing(language: str, text: str) -> None:
    reading = heard(text, language)
    assert reading.kind is ReplyKind.AUTO_REPLY
    assert reading.pain is reading.walks is reading.tier is Absent.NOT_ASKED
    assert (reading.candidates, reading.possible_red, reading.opt_out) == ((), False, OptOut.NO)
    assert bool(reading.unread) == any(word in text for word in ("911", "112"))


@pytest.mark.parametrize(
    "text", ["6, I'm driving tomorrow", "I'm driving less, 6", "not an automatic reply, 6", "driving hurt, 6"]
)
def test_a_patient_who_drives_is_a_patient(text: str) -> None:
    reading = heard(text, question="pain")
    assert reading.pain == 6 or reading.candidates == (6,)


def test_a_patient_who_drives_to_hospital_is_heard() -> None:
    reading = heard("I'm driving to the ER, my groin is numb")
    assert reading.kind is ReplyKind.RED_FLAG


THANKS = "Thanks! | thank you so much | ok | OK thanks | Hello | good morning | have a great day, thanks | 🙏 | ❤️ | gracias | muchas gracias doctora | buenas noches | merci beaucoup | bonne soirée | d'accord merci"
QUESTIONS = {
    "en": "Is it ok if I take the dog with me? | can I swim instead | should I walk in the rain? | what does yellow mean | how long will this take? | why does the plan come so early | may I use a stick?",
    "es": "¿puedo nadar? | puedo llevar al perro | cuándo puedo correr? | por qué llega tan temprano",
    "fr": "est-ce que je peux nager | puis-je prendre le chien ? | pourquoi pas de marche ? | comment ça marche",
}


@pytest.mark.parametrize("text", THANKS.split(" | "))
@pytest.mark.parametrize("question", OpenQuestion)
def test_thanks_are_thanks_whatever_was_asked(text: str, question: OpenQuestion) -> None:
    reading = heard(text, question=question.value)
    assert (reading.kind, reading.unread, reading.possible_red) == (ReplyKind.THANKS, (), False)


@pytest.mark.parametrize(("language", "text"), texts(QUESTIONS))
def test_a_question_is_a_question(language: str, text: str) -> None:
    assert heard(text, language).kind is ReplyKind.QUESTION


def test_a_score_with_a_question_mark_is_a_score() -> None:
    assert heard("7?", question="pain").pain == 7
    assert heard("is 7 bad?", question="pain").candidates == (7,)


@pytest.mark.parametrize("text", ["who is this?", "Who are you", "quién es?", "c'est qui ?", "how do I stop this?"])
def test_who_writes_is_what_help_answers(text: str) -> None:
    assert heard(text, question="none").kind is ReplyKind.HELP


@pytest.mark.parametrize(
    ("text", "menu"),
    [("NEW", "new"), ("Worse.", "worse"), ("same", "same"), ("the same", "same"), ("same, thanks", "same"), ("nuevo", "new"),
     ("PEOR", "worse"), ("igual", "same"), ("Nouveau", "new"), ("pire", "worse"), ("pareil", "same")],
)  # fmt: skip
def test_a_word_of_the_menu_alone_is_told(text: str, menu: str) -> None:
    reading = heard(text)
    assert (reading.menu, reading.unread) == (menu, ())


@pytest.mark.parametrize(
    "text", ["worse pain", "new shoes", "same old story", "3 worse", "no new", "worse worse 8", "not the same"]
)
def test_a_word_of_the_menu_among_others_is_not(text: str) -> None:
    assert heard(text).menu == ""


BARE_FOOT = {
    "en": "my foot drags | foot drop | my foot keeps dragging | foot is dropping | I can't lift my foot | can't lift my toes | 3, my foot drags | tripping over my foot | my foot slaps the ground",
    "es": "el pie se me arrastra | se me cae el pie | no puedo levantar el pie",
    "fr": "mon pied tombe | mon pied traine | je ne peux pas lever le pied",
}
MORE_THAN_A_FOOT = {
    "en": """
        my foot drags more | my foot drags now | my other foot drags | both feet drag | my foot drags since Monday | suddenly my foot drags
        my foot drags and my leg is weak | my foot drags and I can't pee | new foot drop | my leg drags | I can't move my foot | worse, foot drags today
        my foot drags and it frightens me | my foot drags, 3, also numb | I can't lift my leg
    """,
    "es": "ahora se me cae el pie | se me cae el otro pie | no puedo mover el pie",
    "fr": "je ne peux plus lever le pied | mon pied tombe depuis hier | je ne peux pas bouger le pied",
}


@pytest.mark.parametrize(("language", "text"), texts(BARE_FOOT))
def test_a_bare_word_of_the_foot_says_so(language: str, text: str) -> None:
    reading = heard(text, language)
    assert (reading.kind, reading.tier, reading.foot_only) == (ReplyKind.RED_FLAG, Tier.EMERGENCY, True)


@pytest.mark.parametrize(("language", "text"), texts(MORE_THAN_A_FOOT))
def test_a_foot_that_is_new_worse_or_not_alone_is_no_bare_word(language: str, text: str) -> None:
    reading = heard(text, language)
    assert (reading.kind, reading.foot_only) == (ReplyKind.RED_FLAG, False)
