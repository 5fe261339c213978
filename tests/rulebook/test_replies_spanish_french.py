"""Are Spanish and French replies read as well as English ones? A row of a table is "reading :: text | text"."""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind
from services.conversation.reading.replies import Reading, ReplyContext, ReplyDay, read

SPANISH = ReplyContext(Language.SPANISH, OpenQuestion.PAIN_AND_WALKS, 3)
FRENCH = ReplyContext(Language.FRENCH, OpenQuestion.PAIN_AND_WALKS, 3)

SPANISH_ROWS = """
pain 7 :: 7 | siete | un 7 | dolor 7 | dolor: 7 | 7/10 | siete de diez | 7 sobre 10 | me duele 7 | 7 gracias
pain 7 :: seis y medio | 6,5 | 6.5
pain 7 :: el peor dolor fue 7 | siete de 10 | sietee | hola, 7 | caminé 10 minutos, dolor 7
pain 7 :: dolor de pierna 7
pain 7 today :: 7 hoy | hoy siete
pain 6 range :: 5 o 6 | 5-6
pain 6 :: de 5 a 6 | entre 5 y 6 | como un 6 | no es 9, es 6
pain 8 :: bajó de 8 a 5 | 3 ahora, 8 antes | espalda 3 y pierna 8
pain 0 :: cero | 0 | no tengo dolor | sin dolor | nada de dolor | no me duele
pain 5 yesterday :: ayer 5 | 5 ayer
pain 8 walks 2 :: hice 2 caminatas y el dolor es 8 | dolor 8, 2 caminatas | 8 2 | 8, hice 2 | 8, dos caminatas
pain 4 walks 3 :: 4, hice todas | 4 hecho | 4, todo hecho | hecho, dolor 4
pain 4 walks 0 :: 4, no caminé | 4 no pude caminar
pain 6 stopped :: tuve que parar, dolor 6
unclear :: nada | nada hoy? no | tomé 2 ibuprofenos | mucho mejor | peor | fatal | regular | no | sí
thanks :: gracias
unclear :: ninguno
unclear 9 6 red? :: no 9, 6
unclear red? :: once | 15
done walks 3 :: hecho | ya hice todo | lo hice | listo | terminado | todo hecho | DONE | 3 caminatas
skip walks 0 :: no caminé | no pude caminar | no lo hice
sore stopped :: tuve que parar | no pude terminar | adolorida
flare flare :: brote
stop :: alto | ALTO por favor | STOP | baja | darme de baja | no me manden más mensajes
stop :: no quiero más mensajes
help :: ayuda | AYUDA | ayuda por favor
ready :: estoy lista
shoes :: zapatos | ya tengo zapatos
call :: llámame | me pueden llamar | llámeme por favor | quiero hablar con alguien
pause days=3 :: pausa 3 | pausa tres días
pause until=weekday:4 :: pausa hasta el viernes
pause until=12-03 :: pausa hasta 3/12 | pausa hasta el 3 de diciembre
resume :: reanudar
"""

FRENCH_ROWS = """
pain 7 :: 7 | sept | un 7 | douleur 7 | douleur : 7 | 7/10 | sept sur dix | 7 sur 10 | j'ai mal à 7
pain 7 :: 7 merci | six et demi | 6,5 | 6.5
pain 7 :: la pire douleur était 7 | marché 10 minutes, douleur 7 | bonjour, 7 | dos 5 jambe 7
pain 7 :: douleur de jambe 7
pain 7 today :: 7 aujourd'hui | aujourd’hui sept
pain 6 range :: 5 ou 6 | 5-6
pain 6 :: de 5 à 6 | entre 5 et 6 | environ 6 | pas 9, 6
pain 8 :: descendu de 8 à 5 | 3 maintenant, 8 avant
pain 0 :: zéro | 0 | aucune douleur | pas de douleur | je n'ai pas mal | sans douleur
pain 5 yesterday :: hier 5 | 5 hier
pain 8 walks 2 :: j'ai fait 2 marches et la douleur est à 8 | douleur 8, 2 marches | 8 2 | 8, deux marches
pain 4 walks 3 :: 4, toutes faites | 4 fait | 4, tout fait
pain 4 walks 0 :: 4, pas marché | 4 je n'ai pas marché
pain 6 stopped :: j'ai dû arrêter, douleur 6
unclear :: rien | j'ai pris 2 dolipranes | beaucoup mieux | pire | terrible | non | oui | aucune
thanks :: merci
unclear red? :: onze | 15
done walks 3 :: fait | c'est fait | tout fait | j'ai fini | terminé | DONE | 3 marches
skip walks 0 :: pas marché | je n'ai pas marché | pas pu marcher
sore stopped :: j'ai dû m'arrêter | pas pu finir | courbatures
flare flare :: en crise | poussée
stop :: arrêt | ARRÊT | STOP svp | arrêtez | arrêtez de m'envoyer des messages | me désabonner | plus de SMS
help :: aide | AIDE | aide s'il vous plaît
ready :: prêt | je suis prête | PRET
shoes :: chaussures | j'ai des chaussures
call :: appelez-moi | pouvez-vous me rappeler | je voudrais parler à quelqu'un | rappelez-moi
pause days=3 :: pause 3 | pause trois jours
pause until=weekday:4 :: pause jusqu'à vendredi
pause until=12-03 :: pause jusqu'au 3/12 | pause jusqu'au 3 décembre
resume :: reprendre
part :: la moitié
"""


def rows(table: str) -> list[tuple[str, str]]:
    """The cases of a table."""
    lines = [line.split(" :: ") for line in table.strip().splitlines()]
    return [(expected, text) for expected, texts in lines for text in texts.split(" | ")]


def said(reading: Reading) -> str:
    """A reading in the words of the tables above."""
    parts = [] if reading.kind in (ReplyKind.PAIN, ReplyKind.WALKS) else [reading.kind.value]
    numbers = (("pain", reading.pain), ("walks", reading.walks))
    parts += [f"{name} {value}" for name, value in numbers if not isinstance(value, Absent)]
    if reading.kind is ReplyKind.UNCLEAR:
        parts += map(str, reading.candidates)
    flags = {"red?": reading.possible_red, "range": reading.ranged, "stopped": reading.stopped_early}
    parts += [name for name, is_set in (flags | {"flare": reading.flare}).items() if is_set]
    values = (("days=", reading.pause_days), ("until=", reading.pause_until))
    parts += [f"{name}{value}" for name, value in values if not isinstance(value, Absent)]
    return " ".join([*parts, *([] if reading.day is ReplyDay.UNSAID else [reading.day.value])])


@pytest.mark.parametrize(("expected", "text"), rows(SPANISH_ROWS))
def test_a_spanish_reply_is_read(expected: str, text: str) -> None:
    assert said(read(text, SPANISH)) in (expected, f"{expected} today")


@pytest.mark.parametrize(("expected", "text"), rows(FRENCH_ROWS))
def test_a_french_reply_is_read(expected: str, text: str) -> None:
    assert said(read(text, FRENCH)) in (expected, f"{expected} today")
