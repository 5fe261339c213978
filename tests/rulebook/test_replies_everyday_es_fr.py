"""Are everyday Spanish and French read: dictation, thumbs, politeness, anger? A row is "reading :: text | text"."""

import pytest

from services.conversation.reading.replies import ReplyContext, read
from tests.rulebook.test_replies_spanish_french import FRENCH, SPANISH, rows, said

SPANISH_EVERYDAY = """
call :: puede llamarme alguien? | necesito hablar con la doctora | que me llamen
done walks 3 :: hecho todo | termine las caminatas | caminé las 3 veces | ya camine
flare flare :: me dio un brote
flare flare today :: crisis hoy
pain 0 :: 0 dolor | cero dolor | ya no me duele
pain 0 today :: hoy nada de dolor, 0
pain 1 :: casi nada, un 1 | casi no me duele, 1
pain 10 :: dolor insoportable 10
pain 2 walks 3 :: hice las tres, dolor 2
pain 3 :: buenos dias doctora, un 3 | 3 bendiciones | menos de 3 | 2,5
pain 4 :: como 4 mas o menos | cuatro | cuatroo | un cuatro diria yo | entre 3 y 4
pain 4 range :: 3-4
pain 4 today :: pues un 4 hoy | hoy fue un 4
pain 4 walks 2 :: 4 2 | 4 y 2 | dolor 4 y 2 caminatas
pain 5 :: 5 gracias a dios
pain 5 today :: buenas noches, hoy 5 | Hola soy Maria, hoy tengo un 5
pain 6 stopped :: tuve que parar a la mitad, 6
pain 6 yesterday :: ayer fue 6 | lo de ayer fue 6
pain 7 :: fue 7 en la mañana y ahora 4 | esta mañana 7, ahora 4 | siet | sete | 7 pero mejor
pain 7 :: un 7 de dolor en la pierna derecha | pierna 7 espalda 4 | espalda 4 pierna 7
pain 8 :: por la noche llegó a 8 | me subio a 8 | mucho dolor, 8
pain 8 flare :: tengo una crisis de dolor, 8
part :: hice la mitad
pause :: pausa
pause days=10 :: me voy de viaje, pausa 10
pause days=5 :: pausa 5 dias
pause until=weekday:0 :: pausa hasta el lunes
ready :: listo para empezar
resume :: reanudar por favor
skip walks 0 :: no salí
sore stopped :: me dolió y paré
stop :: deja de molestar | ya no me escriban mas | no me escribas mas por favor | quitenme de la lista
stop :: dejen de mandar mensajes | cancelar | baja por favor
unclear :: nada | me duele la pierna | me duele mucho | mejor que ayer | igual que ayer
unclear :: hice dos y media | solo una | camine 20 minutos | tome 1 pastilla | tengo 65 años | jajaja | 😀
unclear :: asdfgh | volver | quiero volver a empezar | no entiendo | si
help :: que es esto | quien es
thanks :: ok | gracias
unclear :: mañana voy al doctor | me siento bien | echo | a medias
pain 10 :: 10!!! no aguanto
unclear 3 :: tres y pico
unclear 3 4 :: 3/4
unclear 5 red? :: voy a las 5 al medico
pain 6 :: el dolor un 6 y solo pude 1
unclear 7 red? :: mi cita es el 7 | mas de 7
unclear red? :: peso 80 kilos
unclear today :: no caminé hoy porque llovía
skip walks 0 today :: hoy no pude
pain 4 walks 2 :: 4 e hice las 2
"""

FRENCH_EVERYDAY = """
call :: quelqu'un peut m'appeler ? | je dois parler au docteur | qu'on me rappelle
done walks 3 :: tout est fait | j'ai marché 3 fois | marches terminées
flare flare today :: crise aujourd'hui
pain 0 :: 0 douleur | zéro douleur
pain 0 today :: pas mal du tout aujourd'hui, 0
pain 1 :: presque rien, 1 | presque pas mal, 1
pain 10 :: douleur insupportable 10
pain 2 walks 3 :: fait les trois, douleur 2
pain 3 :: bonjour docteur, un 3 | deux et demie | moins de 3 | 2,5
pain 4 :: alors 4 ce soir | 4 environ | a peu près 4 | quatre | quatr | je dirais un quatre | entre 3 et 4
pain 4 range :: 3-4
pain 4 today :: aujourd'hui c'était 4
pain 4 walks 2 :: 4 2 | 4 et 2 | douleur 4 et 2 marches | 4 et j'ai fait les 2
pain 5 :: Bonjour c'est Marie, 5 ce soir | 5 merci beaucoup
pain 5 today :: bonsoir, 5 aujourd'hui
pain 6 yesterday :: hier c'était 6 | pour hier 6
pain 7 :: 7 ce matin et 4 maintenant | ce matin 7, là 4 | 7 mais mieux | un 7 de douleur dans la jambe droite
pain 7 :: jambe 7 dos 4 | dos 4 jambe 7
pain 8 :: c'est monté à 8 | très mal, 8
pain 8 flare :: une crise de douleur, 8
pause :: pause
pause days=10 :: je pars en voyage, pause 10
pause days=5 :: pause 5 jours
pause until=weekday:0 :: pause jusqu'à lundi
ready :: prête à commencer
resume :: reprendre svp | je veux reprendre
skip walks 0 :: pas sorti
stop :: laissez-moi tranquille | ne m'écrivez plus | arrêtez les messages svp | retirez-moi de la liste
stop :: annuler | stop merci
unclear :: rien | j'ai mal à la jambe | j'ai très mal | mieux qu'hier | comme hier | je n'ai plus mal
unclear :: une seule | marché 20 minutes | pris 1 comprimé
unclear :: j'ai 65 ans | mdr | 😀 | azerty | je ne comprends pas | oui
help :: c'est quoi | qui est-ce
thanks :: ok | merci
unclear :: set | demain je vois le médecin | je me sens bien | fais | j'ai marché
skip walks 0 :: pas marché à cause de la pluie
part :: la moitié seulement
unclear :: à moitié | j'ai eu mal et j'ai arrêté
pain 10 :: 10!!! je n'en peux plus
unclear 3 :: trois et quelques
unclear 3 4 :: 3/4
unclear 5 red? :: je vais chez le médecin à 5h
pain 6 :: douleur 6 et seulement 1
pain 6 stopped :: dû m'arrêter à mi-chemin, 6
unclear 7 red? :: mon rdv est le 7 | plus de 7
unclear 8 red? :: jusqu'à 8 cette nuit
unclear red? :: je pèse 80 kilos
skip walks 0 today :: pas pu aujourd'hui
"""

CASES = [(SPANISH, *row) for row in rows(SPANISH_EVERYDAY)] + [(FRENCH, *row) for row in rows(FRENCH_EVERYDAY)]


@pytest.mark.parametrize(("asked", "expected", "text"), CASES)
def test_an_everyday_reply_is_read(asked: ReplyContext, expected: str, text: str) -> None:
    assert said(read(text, asked)) == expected
