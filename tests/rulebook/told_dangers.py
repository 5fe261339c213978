"""Texts in which people told of a danger, as they write them."""

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
