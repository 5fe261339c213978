"""Texts of people in despair, and of people who only had a hard day."""

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
