"""Is danger seen as people write it: hurried, ashamed, misspelt? And is a hard day left a hard day?"""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind, Tier
from services.conversation.reading.replies import Reading, ReplyContext, read

EMERGENCIES = {
    "en": """
        I havent been able to urinate
        not been able to pee all day
        unable to pass urine
        I can't empty my bladder
        having trouble peeing since last night
        trouble going to the bathroom, nothing comes out
        I dont feel when i need to pee
        I leaked urine
        I'm leaking pee
        pee leaks out when I stand
        lost bladder control
        bladder not working
        I had an accident in my pants
        I soiled myself
        I shit myself
        pooped myself
        i have no control of my bowel
        bowel incontinence
        numb between my legs
        numbness between the legs
        my crotch is numb
        genitals feel numb
        my bum is numb
        my butt is numb
        my bottom feels numb when I wipe
        can't feel toilet paper when I wipe
        tingling in my private area
        numb inner thighs
        numb buttocks
        erectile problems since pain started
        can't get an erection
        no feeling in my vagina
        both my legs are numb
        both legs are weak
        pain in both legs now
        pain down both legs
        tingling in both feet
        both feet are numb
        weakness in both legs
        my leg is getting weaker
        my leg gave out
        leg keeps giving way
        leg buckled
        knee buckles when i stand
        can't lift my foot
        I cannot lift my toes
        my foot drags
        my foot is dragging
        foot drop
        foot slaps the ground
        my foot flops
        can't move my leg
        can't move my foot
        my leg is paralyzed
        my leg won't work
        lost strength in my leg
        no strength in leg
        my chest hurts
        tightness in chest
        pressure in my chest
        short of breath
        shortness of breath
        I'm struggling to breathe
        hard to breathe
        calf is swollen and painful
        swollen calf
        my calf is red and swollen
        pulsing in my belly
        call 911
        I need an ambulance
        should I go to the ER
        cant feal my groin
        cant fel my crotch
        wet my self
        i wet the bed
        peed the bed last night
        I pissed myself
        numb groin 3
        3 but my groin is numb
        Pain 5. Can't pee
        face drooping
        can't feel my legs
        i can't feel my leg
        cannot feel my foot
        my legs went numb
        lost feeling in my foot
        no feeling when I wipe myself
        there is no feeling when wiping
        my bladder has been weak
        weak bladder since Monday
        both legs tingle
        my other leg aches as well
        the other foot is dragging
        can't lift my big toe
        tripping over my own foot
        my toes are going dead
        foot is numb and dropping
    """,
    "es": """
        no puedo orinar
        no puedo hacer pipí
        no he podido orinar
        me orino sin querer
        me oriné en la cama
        se me escapa la orina
        se me sale la orina
        se me escapan las heces
        me hice caca encima
        me hice popó
        no controlo el intestino
        perdí el control de la vejiga
        no controlo la vejiga
        entumecida la entrepierna
        no siento la entrepierna
        tengo dormida la ingle
        adormecimiento en los genitales
        no siento mis partes
        no siento las nalgas
        hormigueo entre las piernas
        las dos piernas débiles
        ambas piernas dormidas
        dolor en las dos piernas
        no puedo mover el pie
        no puedo levantar el pie
        se me cae el pie
        el pie se me arrastra
        se me dobla la pierna
        la pierna me falló
        no siento la pierna
        no siento los pies
        no puedo mover la pierna
        la pierna cada vez más débil
        me duele el pecho
        dolor en el pecho
        me falta el aire
        me cuesta respirar
        no puedo respirar bien
        pantorrilla hinchada
        perdí fuerza en la pierna
    """,
    "fr": """
        je n'arrive pas à uriner
        je ne peux plus uriner
        impossible de faire pipi
        j'ai des fuites urinaires
        je perds mes urines
        j'ai perdu le contrôle de ma vessie
        je me suis souillé
        incontinence
        je ne sens plus mes fesses
        engourdi entre les jambes
        parties intimes engourdies
        fourmillements dans les deux jambes
        faiblesse dans les deux jambes
        douleur dans les deux jambes
        ma jambe lâche
        ma jambe a lâché
        je ne peux pas lever le pied
        je n'arrive plus à lever le pied
        mon pied tombe
        je ne sens plus ma jambe
        je ne peux plus bouger la jambe
        ma jambe est paralysée
        jambe de plus en plus faible
        mal à la poitrine
        douleur thoracique
        j'ai du mal à respirer
        essoufflé
        mollet gonflé
    """,
}
URGENCIES = {
    "en": """
        I can't stand up at all
        can't walk at all
        passed out
        I fainted
        I collapsed
        I have a fever
        fever 101
        feverish and achy
        running a temperature
        chills
        shaking chills
        I feel very ill
        I fell
        I fell off a ladder
        had a fall today
        fell on my back
        slipped on ice and fell
        car accident yesterday
        I was in a car crash
        got hit by a car
        lost 15 pounds without trying
        losing weight for no reason
        I have cancer
        history of cancer
        infection in my spine
        night sweats
        pain wakes me every night
        my surgery wound is oozing
        I'm on steroids long term
        hurt myself
    """,
    "es": """
        me desmayé
        tengo fiebre
        fiebre de 39
        calentura
        escalofríos
        me caí
        me caí de la escalera
        tuve un accidente
        choqué el carro
        bajé de peso sin querer
        he perdido peso
        tengo cáncer
        sudores en la noche
    """,
    "fr": """
        je me suis évanoui
        je ne peux plus marcher du tout
        j'ai de la fièvre
        39 de fièvre
        frissons
        je suis tombé
        je suis tombée
        j'ai fait une chute
        accident de voiture
        j'ai perdu du poids sans raison
        j'ai un cancer
        sueurs nocturnes
    """,
}
CRISES = {
    "en": """
        want to die
        I wanna die
        wish I was dead
        I wish I were dead
        kill myself
        killing myself
        ending it all
        end it all
        I don't want to live
        dont want to be here anymore
        no reason to live
        suicide
        thinking of suicide
        I'm going to hurt myself
        self harm
        better off without me
        take my own life
    """,
    "es": """
        me quiero morir
        quiero matarme
        ya no quiero vivir
        no quiero vivir más
        pienso en suicidarme
        suicidio
        quitarme la vida
        mejor muerto
        quiero hacerme daño
    """,
    "fr": """
        je veux mourir
        envie de mourir
        je veux me tuer
        j'ai envie d'en finir
        plus envie de vivre
        je pense au suicide
        me suicider
    """,
}
HARD_DAYS = {
    "en": """
        walked to the bathroom and back, pain 3
        4, legs tired
        legs are tired but ok 2
        my feet hurt a bit 3
        5 sore legs
        pain in my leg 6
        leg hurts 5
        tingling in my toes 4
        my foot tingles 3
        going to the store, 2
        I went to work today 4
        3 hard day at work
        dropped my phone lol 3
        2, face the day!
        I lost 2 minutes
        lost track of time, did 2 walks
        can't walk today
        can't complain 2
        cant do it today
        took the kids to school 3
        all good
        felt good today 2
        I feel better 3
        had a hard time sleeping 5
        worked all day 4
        weak coffee haha 3
        I stopped at 10 minutes
        weight training 2
        dead tired 4
        I'm beat, 5
        not bad 3
        killing me today 8
        this pain is killing me
        my back is killing me 7
        dying for a coffee 2
        died laughing 1
        it's the end of the day 4
        running late, 3
        ran out of time
        it hurts to stand 6
        pain shoots down my leg 6
        numbness same as always 4
        no numbness today 2
        chest of drawers moved 4
        lifted boxes 5
        short walk only 3
        out of breath after the hill 3
        breathing exercises helped 2
        slept bad 5
        my dog fell 3
        temperature is hot today 3
        cold feet 2
        bed rest 5
        in bed all day 7
        pee break lol 2
        drove 2 hours 6
        accidentally skipped
        I'm good
    """,
    "es": """
        fui al baño 3
        me duele la pierna 5
        hoy mejor 2
        dolor 4 en la pierna
        caminé con mi esposa 3
        hice las tres
        cansada 4
        sale el sol, caminé 2
        me cae bien caminar 2
        la cara de la pierna 4
        mucho trabajo 5
        no pude hoy
        un poco de hormigueo 3
        las piernas cansadas 4
    """,
    "fr": """
        mal à la jambe 5
        fatigué 4
        ça va 2
        jambes lourdes 3
        j'ai marché avec ma femme 3
        les toilettes sont loin, 3
        faire les courses 4
        impossible aujourd'hui
        pas mal 3
        un peu de fourmillements 3
        trop de travail 5
    """,
}


def lines(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, line.strip()) for language, block in texts.items() for line in block.strip().splitlines()]


def heard(language: str, text: str) -> Reading:
    return read(text, ReplyContext(Language(language), OpenQuestion.PAIN, 3))


@pytest.mark.parametrize(("language", "text"), lines(EMERGENCIES))
def test_an_emergency_is_seen_however_it_is_said(language: str, text: str) -> None:
    reading = heard(language, text)
    assert (reading.kind, reading.tier) == (ReplyKind.RED_FLAG, Tier.EMERGENCY)


@pytest.mark.parametrize(("language", "text"), lines(URGENCIES))
def test_an_urgent_sign_is_seen_however_it_is_said(language: str, text: str) -> None:
    reading = heard(language, text)
    assert (reading.kind, reading.tier) == (ReplyKind.RED_FLAG, Tier.URGENT)


@pytest.mark.parametrize(("language", "text"), lines(CRISES))
def test_a_crisis_is_seen_however_it_is_said(language: str, text: str) -> None:
    assert heard(language, text).kind is ReplyKind.CRISIS


@pytest.mark.parametrize(("language", "text"), lines(HARD_DAYS))
def test_a_hard_day_is_no_emergency(language: str, text: str) -> None:
    reading = heard(language, text)
    assert reading.tier is Absent.NOT_ASKED
    assert reading.kind not in (ReplyKind.RED_FLAG, ReplyKind.CRISIS)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "I feel hopeless"), ("en", "my shins feel dead"), ("en", "weird tingle round the heel"), ("en", "wet through and no idea why, pee maybe"),
     ("en", "took too many pills"), ("es", "talón dormido y raro"), ("es", "estoy desesperada"), ("fr", "orteils endormis, étrange"), ("fr", "ma vessie, je ne sais pas")],
)  # fmt: skip
def test_what_nobody_understood_and_may_be_danger_is_read_within_the_hour(language: str, text: str) -> None:
    reading = heard(language, text)
    heard_as_danger = reading.kind in (ReplyKind.RED_FLAG, ReplyKind.CRISIS)
    assert reading.third_person_danger or heard_as_danger
    assert reading.unread or heard_as_danger


def test_constant_pain_that_lets_nobody_lie_is_urgent() -> None:
    assert heard("en", "can't sleep lying down, the pain is constant").tier is Tier.URGENT


def test_a_number_beside_the_danger_never_hides_it() -> None:
    for language, text in lines(EMERGENCIES):
        for said in (f"5 {text}", f"{text}, 3", f"pain 2. {text}", text.upper()):
            assert heard(language, said).kind is ReplyKind.RED_FLAG, said
