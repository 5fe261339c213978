"""Is every wish for no more texts obeyed, with or without a reason, and nothing else taken for one?"""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, OptOut, ReplyKind, Tier
from services.conversation.reading.replies import Reading, ReplyContext, read


def heard(text: str, language: str = "en", planned: int = 2) -> Reading:
    return read(text, ReplyContext(Language(language), OpenQuestion.PAIN_AND_WALKS, planned))


WISHES = {
    "en": """
        STOP. Thanks for everything | Please stop, I moved away | STOP I got a new therapist | stop, I feel fine now | Stop! Not for me
        STOP - we moved to Ohio | I moved to Ohio. Stop. | got a new job, please stop | stop, not my number | STOP 🙏 | 🛑 | 🛑 please | 5 🛑
        OPT-OUT now | opt out | Opt - out | opt.out | OPT OUT! | I would like to opt out, please | I want to opt out of this | opting out | please opt me out
        REMOVE | remove me | Remove my number please | remove this number | delete my number | lose this number | erase my phone number
        I revoke all consent | I withdraw my consent to be texted | I no longer consent to these | I do not consent to this | withdraw my permission
        I never signed up | I never signed up for all this | I didn't sign up for these texts | never agreed to this | I did not ask for these messages
        do not text this phone | Don't text me again | do not contact this number again | please do not message me | don't text again
        discontinue these messages | Please discontinue your messages to me | cease all texting | stop sending me these | stop the daily texts please
        take me off | take me off your list | get me off this | I'd like off this | I want off of this list | sign me out | take me out of this program
        I no longer wish to take part | I don't want to participate | I do not wish to be part of this | don't want any more messages
        enough with the messages | enough of these texts | no more reminders please | cancel my enrollment | leave me alone | quit texting me
        unsubscribe me from this | stop bothering me | STOP (Sent with Echo) | Stop (Sent with Confetti) | "STOP" | stop.stop.stop | unsubscribe, I am well
        arretez svp | STOP, my husband has died | I am dropping out of the program
    """,
    "es": """
        STOP ya estoy bien | ya no me escriban nada | no me escriban por favor | no me manden nada | dejen de mandarme avisos | deje de escribirme
        borren mi número | borre mi telefono | elimine mis datos | quiten mi número de la lista | denme de baja | quiero salirme de la lista
        no quiero participar | ya no quiero participar en esto | no quiero recibir mensajes | no deseo recibir más avisos | basta de mensajes
        retiro mi consentimiento | revoco el permiso | yo nunca me inscribí | no autorizo estos mensajes | déjenme en paz | Stop, número equivocado
        no quiero que me escriban | no más recordatorios | cancelen los mensajes
    """,
    "fr": """
        STOP je vais mieux | désabonnez-moi vite | je veux me désinscrire | ne m'écrivez plus | ne m'envoyez plus rien | ne me contactez plus
        retirez-moi | retirez mon numéro | effacez mon numéro | supprimez mes coordonnées | je ne souhaite plus participer | je ne veux plus recevoir vos sms
        arrêtez de m'écrire | cessez de m'envoyer ça | arrêtez vos messages | je retire mon consentement | je ne consens plus
        je ne me suis jamais inscrit | je n'ai jamais demandé ça | laissez-moi tranquille | Stop, mauvais numéro | plus de rappels svp
    """,
}
TRAPS = {
    "en": """
        it won't stop hurting | I had to stop walking | stop it hurts | don't stop | can't stop limping | the pain stopped | stopped at 5 | never stop
        I don't want you to stop texting me | please don't stop these texts | why did you stop texting me | did you stop sending messages
        non-stop pain 7 | 7 non stop | next stop, the park | the bus stop is far | make it stop | please make it stop | can the pain please stop
        I want to stop hurting | should I stop walking | stop walking? | they cancelled my scan | the weekend | ended it early, hip hurt | end of day 4
        lost my phone | I wrote down my number | text me later | do not text me before 9 | I do not text much | my doctor stopped my meds
        at the end of the program I felt good | remove the brace? | removed my shoes | took my name tag off | no more pain | no more walks today
        I never signed up for this much pain, 8 | get me off this couch | sent the wrong number, 4 | stop sign at the corner | couldn't stop, 6
        had to stop the walk, 5 | stop and go today, 4 | I quit smoking, 3 | the end of my walk hurt 5 | leave at 5 | I don't want to opt out
        I do not want to stop | you never text me back | quit early, leg hurt 6 | cancel that, pain 4
    """,
    "es": """
        no paren, me sirve | no dejen de escribirme | la pierna no deja de doler | tuve que parar, 5 | y paré | para el lunes está bien | cancelé el médico
        no quiero caminar | ya no quiero seguir así | no me deja dormir | baja el dolor, 3 | dolor alto, 8 | no puedo parar de cojear | no me escribieron hoy
        dejé de caminar | mi número es 5 | no quiero más dolor
    """,
    "fr": """
        le mal ne s'arrête pas | arrêt de travail prolongé, 5 | n'arrêtez pas, ça m'aide | j'ai dû arrêter, 5 | j'ai annulé le kiné | plus de douleur
        je ne veux plus souffrir | je ne veux plus marcher | ça n'arrête pas de faire mal | je me suis arrêté à 5 | plus mal, 6 | je ne peux pas m'arrêter de boiter
        pas d'arrêt, 4 | l'arrêt de bus, 3
    """,
}


def texts(table: dict[str, str]) -> list[tuple[str, str]]:
    lines = [(language, line) for language, block in table.items() for line in block.strip().splitlines()]
    return [(language, text.strip()) for language, line in lines for text in line.split(" | ")]


@pytest.mark.parametrize(("language", "text"), texts(WISHES))
def test_a_wish_for_no_more_texts_is_obeyed(language: str, text: str) -> None:
    for written in (text, text.upper(), f"{text}!!", f"  {text}"):
        reading = heard(written, language)
        assert (reading.kind, reading.opt_out) == (ReplyKind.STOP, OptOut.SURE), written


@pytest.mark.parametrize(("language", "text"), texts(TRAPS))
def test_nothing_else_ends_the_texts(language: str, text: str) -> None:
    for written in (text, text.upper(), f"{text}!!", f"{text}. thanks"):
        reading = heard(written, language)
        assert reading.opt_out is not OptOut.SURE, written
        assert reading.kind is not ReplyKind.STOP, written


def test_a_stop_hides_no_danger_and_no_crisis() -> None:
    reading = heard("STOP. my groin is numb")
    assert (reading.kind, reading.opt_out, reading.tier) == (ReplyKind.STOP, OptOut.SURE, Tier.EMERGENCY)
    reading = heard("take me off your list, I want to die")
    assert (reading.kind, reading.opt_out) == (ReplyKind.CRISIS, OptOut.SURE)


def test_what_stands_beside_a_stop_is_left_for_a_person() -> None:
    assert heard("STOP. nobody will find me on Monday").unread
    assert heard("unsubscribe, I am a burden").unread
    assert heard("STOP please, thank you").unread == ()


def test_a_stop_keeps_who_it_was() -> None:
    reading = heard("Stop! Wrong person")
    assert (reading.kind, reading.wrong_person, reading.died) == (ReplyKind.STOP, True, False)
    reading = heard("she passed away, please stop")
    assert (reading.kind, reading.died) == (ReplyKind.STOP, True)
    assert isinstance(heard("STOP 5").pain, int)
    assert isinstance(reading.pain, Absent)
