"""Is danger seen in every language, misspelt or not, and what is denied or another's left to a person to read?"""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, OptOut, ReplyKind, Tier
from services.conversation.reading.replies import ReplyContext, read

EMERGENCIES = """
I can't feel my groin | groin is numb | numbness between my legs | numb down there | numb in my private parts
wet myself | peed myself
cant feel when I wipe | feels strange when I wipe | my bottom is numb | no feeling in my groin
inner thighs are numb
can't control my bladder | cant contrl my blader | lost control of my bowels | I can't pee | unable to urinate
trouble peeing
I keep leaking urine | I'm incontinent | wet the bed last night | soiled myself | bladder problems since today
can't hold my pee
leg gave way | my leg gave out | my knee buckled | leg keeps giving way | foot keeps dragging
my foot is dragging | drop foot
I'm dragging my foot | can't lift my foot | can't move my leg | my leg won't move | leg weakness
my legs are weak | left leg is weaker
both legs numb | pain in both legs | both my legs hurt | both feet tingling | numbness is spreading
numbness getting worse
legs went numb both of them | my other leg is numb too | j'ai mal à la poitrine | mal au deux jambes
chest pain | my chest hurts | tightness in my chest | can't breathe | cant breath | short of breath
hard to breathe
my calf is swollen | swollen calf | i can't feel my leg | can't feel my feet at all | lost feeling in my leg
erection problems
not sure I can control my bladder | feeling in my groin is gone
numbness gone but back again in my groin, worse
no siento la ingle | no siento la entrepierna | no puedo controlar la vejiga | no puedo orinar | me oriné encima
me hice pipí
se me dobló la pierna | la pierna me falla | arrastro el pie | las dos piernas dormidas | dolor en el pecho
no puedo respirar
me falta el aire | debilidad en la pierna | genitales entumecidos | incontinencia | no tengo fuerza en la pierna
nalgas dormidas
je ne sens plus mon entrejambe | entrejambe engourdi | je ne peux plus uriner | je n'arrive pas à uriner
j'ai uriné sur moi
ma jambe a lâché | ma jambe me lâche | mon pied traîne | mon pied tombe | les deux jambes engourdies
douleur à la poitrine
je n'arrive plus à respirer | fuites urinaires | faiblesse dans la jambe | je ne peux plus me retenir
essoufflée
"""
URGENCIES = """
fever and back pain | I have a fever | fevr since last night | chills | fell down the stairs | I fell
had a fall | I tripped
lost weight without trying | losing weight | weight loss | car accident | I have an infection | passed out
I fainted | cancer
pain wakes me every night | fiebre | tengo fiebre | me caí | escalofríos | he perdido peso | tuve un accidente
infección
fièvre | j'ai de la fièvre | je suis tombé | je suis tombée | frissons | j'ai perdu du poids | un accident
infection
"""
CRISES = """
I want to die | i wanna die | want to kill myself | killing myself | suicidal | I'd be better off dead
I don't want to live
dont want to be here anymore | no reason to live | I want to end it all | end my life | wish i was dead
thinking of suicide
quiero morir | me quiero morir | quiero matarme | no quiero vivir | quitarme la vida | suicidio
je veux mourir | envie de mourir | plus envie de vivre | je veux en finir | me suicider | je veux me tuer
"""
FOR_A_PERSON = """
no numbness | numbness is gone | my mum fell | no fever | no fever or chills | my husband has chest pain
she fell yesterday
the numbness in my groin has gone | not incontinent | I never had numbness | without fever | my dad has cancer
a bit numb
I don't want to die | no chest pain | my dog can't breathe | my mother wants to die | haven't fallen
I can't go on | cant take this anymore | no aguanto más | je n'en peux plus
no tengo fiebre | sin fiebre | mi mamá se cayó | mi esposo tiene fiebre | no quiero morir
pas de fièvre | ma mère est tombée | mon mari a de la fièvre | aucune fièvre
"""
HARMLESS = """
I don't feel like walking my leg hurts | can't feel my leg pain anymore | this pain is killing me
did both walks legs hurt
fell asleep on the sofa | my leg hurts | pain in my groin | back pain | I can't walk today | cancel
need new shoes
mal au dos et à la jambe | mal au dos et aux jambes | me duele la pierna | j'ai mal aux jambes
las piernas cansadas
trouble sleeping | sat on the couch | hold on | I feel better | feeling weak | great day | weak signal here
leg is better
walked to the store | out of milk | went for a walk in the park | watching the game | no puedo dormir
je suis fatiguée
"""


def texts(table: str) -> list[str]:
    """The texts of a table."""
    return [text for line in table.strip().splitlines() for text in line.split(" | ")]


@pytest.mark.parametrize("text", texts(EMERGENCIES))
def test_an_emergency_is_seen(text: str) -> None:
    for asked in (ReplyContext(), ReplyContext(Language.FRENCH, OpenQuestion.PAIN_AND_WALKS, 2)):
        reading = read(text, asked)
        assert (reading.kind, reading.tier) == (ReplyKind.RED_FLAG, Tier.EMERGENCY)


@pytest.mark.parametrize("text", texts(URGENCIES))
def test_an_urgency_is_seen(text: str) -> None:
    reading = read(text, ReplyContext(Language.SPANISH))
    assert (reading.kind, reading.tier) == (ReplyKind.RED_FLAG, Tier.URGENT)


@pytest.mark.parametrize("text", texts(CRISES))
def test_a_crisis_is_seen(text: str) -> None:
    assert read(text, ReplyContext()).kind is ReplyKind.CRISIS


@pytest.mark.parametrize("text", texts(FOR_A_PERSON))
def test_what_is_denied_or_another_s_is_left_to_a_person(text: str) -> None:
    reading = read(text, ReplyContext())
    assert reading.third_person_danger
    assert reading.tier is Absent.NOT_ASKED
    assert reading.kind not in (ReplyKind.RED_FLAG, ReplyKind.CRISIS)


@pytest.mark.parametrize("text", texts(HARMLESS))
def test_everyday_words_are_no_danger(text: str) -> None:
    reading = read(text, ReplyContext())
    assert reading.tier is Absent.NOT_ASKED
    assert not reading.third_person_danger


def test_the_score_beside_a_danger_is_kept() -> None:
    reading = read("pain 6 and I wet myself", ReplyContext(open=OpenQuestion.PAIN))
    assert (reading.kind, reading.tier) == (ReplyKind.RED_FLAG, Tier.EMERGENCY)
    assert max((reading.pain if isinstance(reading.pain, int) else 0, *reading.candidates)) == 6
    assert read("4. leg gave way", ReplyContext(open=OpenQuestion.PAIN)).pain == 4


def test_an_opt_out_beside_danger_is_kept() -> None:
    reading = read("stop texting me, I can't feel my groin", ReplyContext())
    assert (reading.kind, reading.tier, reading.opt_out) == (ReplyKind.STOP, Tier.EMERGENCY, OptOut.SURE)
    crisis = read("stop texting me I want to die", ReplyContext())
    assert (crisis.kind, crisis.opt_out) == (ReplyKind.CRISIS, OptOut.SURE)
