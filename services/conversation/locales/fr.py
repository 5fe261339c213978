"""What does Amble say in French? Without circumflexes and cedillas: they are not in GSM-7."""

NAME = "Français"
# No school grade is agreed upon: the negative of reading ease (Kandel and Moles), from 100 (easy) to 0; plain language begins at 65.
READING_EASE = {"dictionary": "fr", "constant": -207.0, "a_sentence": 1.015, "a_word": 73.6, "hardest": -65.0}
# What no text may say: a diagnosis, a drug's shape, a reproach. And the units that would make a number a dose.
NOT_TO_SAY = ("sciatique", "sténose", "hernie", "disque", "comprimé", "raté")
DOSE_UNITS = ("marches?",)
SENTENCES = {
    "consent": "{clinic} : Amble vous envoie chaque matin un plan de petites marches et demande votre douleur le soir, "
    "3 SMS par jour au plus. Pas pour les urgences. Pour commencer, répondez PRET. STOP pour finir, AIDE pour l'aide.",
    "welcome": "{hello}Bravo, c'est parti. Demain : {plan}. Restez près de chez vous. Notre SMS arrive le matin.",
    "welcome_plain": "{hello}Bravo, c'est parti. Votre premier plan arrive par SMS le matin.",
    "shoes_question": "Avant de commencer : portez des chaussures qui tiennent bien. Ecrivez CHAUSSURES quand c'est bon.",
    "morning_walk": "{hello}Aujourd'hui : {plan}. {turn}.{why} {stop} Puis écrivez FAIT.",
    "morning_rest": "{hello}Aujourd'hui : repos, sans marche.{why} Changez de position. Au lit, pliez hanches et genoux.",
    "morning_held": "{hello}Repos, sans marche, jusqu'à l'appel de votre équipe. Ou appelez le {phone}. Au lit, pliez hanches et genoux.",
    "morning_net": "{hello}Ne marchez pas encore : une personne lit d'abord votre SMS. Engourdi entre les jambes, du mal à uriner ou à aller à la selle, une jambe faible ? Appelez le {emergency} tout de suite. Ou {clinic} : {phone}.",
    "evening_pain": "{notice}Votre pire douleur de jambe ou de dos aujourd'hui, 0-10 ?",
    "evening_walks": "{notice}Pire douleur de jambe ou de dos aujourd'hui, 0-10 ? Et combien des {walks} marches ? La douleur, puis les marches.",
    "evening_walk_one": "{notice}Pire douleur de jambe ou de dos aujourd'hui, 0-10 ? Et la marche, faite ? La douleur, puis 1 ou 0.",
    "reminder": "{notice}Petit rappel : votre pire douleur du jour, 0-10, décide du plan de demain.",
    "morning_brisk": "{hello}Aujourd'hui : {plan}. {turn}.{why} {stop}",
    "thanks_walk": "Merci.{light} Demain : {plan}.{why}",
    "thanks_rest": "Merci.{light} Demain : repos, sans marche.{why} Changez souvent de position.",
    "thanks_held": "Merci.{light} Repos, sans marche, jusqu'à l'appel de votre équipe. Ou appelez le {phone}.",
    "thanks_kept": "Merci. Ne marchez pas encore : une personne lit d'abord votre SMS. Ou appelez le {phone}.",
    "day_thanks": "Merci, c'est noté.{tonight}",
    "day_eased": "Merci de le dire. Ne marchez plus aujourd'hui, reposez-vous.{tonight}",
    "corrected_walk": "Nouveau pour aujourd'hui : {plan}. {turn}.{why}",
    "corrected_rest": "Nouveau pour aujourd'hui : repos, sans marche.{why} Changez souvent de position.",
    "corrected_held": "Nouveau pour aujourd'hui : repos, sans marche, jusqu'à l'appel de votre équipe. Ou appelez le {phone}.",
    "unclear": "Désolé, nous n'avons pas tout compris. Une personne va le lire. Engourdi entre les jambes, du mal à uriner ou à aller à la selle, une jambe faible ? Appelez le {emergency}. Sinon, votre pire douleur, 0-10 ?",
    "unclear_day": "C'est pour aujourd'hui ou hier ? Exemple : aujourd'hui 5",
    "whose": "Vous partagez ce numéro à deux. De qui vient la réponse ? Commencez par la lettre, {initials}. Exemple : {initial} 5",
    "handed_on": "Merci. Une personne de {clinic} va lire votre SMS. Urgent ? Appelez le {emergency}.",
    "noted_unread": "Merci, c'est noté. Une personne va lire vos mots. Engourdi entre les jambes, du mal à uriner ou à aller à la selle, une jambe faible ? Appelez le {emergency} tout de suite.",
    "foot_question": "Votre pied : est-ce NOUVEAU, PIRE ou PAREIL que ce que votre équipe connait ? Répondez un mot. Ne marchez pas en attendant. Engourdi entre les jambes, du mal à uriner ? Appelez le {emergency} tout de suite.",
    "caution_question": "Merci de nous le dire. Une personne va le lire. Est-ce A : nouveau ou pire, ou B : pareil, et connu de votre équipe ? Répondez A ou B. Ne marchez pas avant. Engourdi entre les jambes, du mal à uriner ou à aller à la selle, une jambe faible, ou en danger ? Appelez le {emergency} tout de suite.",
    "stop_question": "Vous ne voulez pas d'autres SMS ? Répondez STOP. Pour continuer, répondez CONTINUER. Sans réponse demain à cette heure, nous cessons.",
    "loss_noted": "Nous sommes vraiment désolés. {clinic} va vous appeler. D'ici là, nos SMS cessent. Très mal, ou en danger ? Appelez le {emergency}.{net}",
    "hospital_noted": "Merci de nous le dire. Ne marchez pas pour le moment : {clinic} vous appelle d'abord. Ou appelez le {phone}.{net}",
    "injection_noted": "Merci. Après l'injection, repos d'abord : ne marchez pas avant que {clinic} ait vu votre plan. Ou appelez le {phone}.{net}",
    "pregnancy_noted": "Merci de nous le dire. {clinic} va regarder votre plan. D'ici là il n'augmente pas. Questions ? Appelez le {phone}.{net}",
    "medicine_noted": "Merci. {clinic} va regarder. D'ici là votre plan n'augmente pas. Vertiges ou trop sommeil ? Ne marchez pas, appelez le {phone}.{net}",
    "move_noted": "Merci de nous le dire. {clinic} va en parler avec vous. D'ici là votre plan n'augmente pas. Ou appelez le {phone}.{net}",
    "number_noted": "Merci. {clinic} va vérifier l'autre numéro avec vous. D'ici là nous écrivons à celui-ci. Questions ? Appelez le {phone}.{net}",
    "wrong_person": "Désolé du dérangement. Une personne vérifie ce numéro. D'ici là, nous n'écrivons plus.",
    "condolence": "Nous sommes vraiment désolés. Vous ne recevrez plus ces SMS.",
    "why": "{day} :{why}{next}",
    "how": "Marchez sur du plat, à une allure où vous pouvez parler. {stop} Si c'est pire, demi-tour. Questions ? Appelez le {phone}.",
    "function_question": "Arrivez-vous à {activity} ? De F0, très peu, à F10, comme avant. Répondez F et le chiffre.",
    "function_thanks": "Merci, c'est noté : ce que vous pouvez faire.{tonight}",
    "function_again": "Est-ce ce que vous pouvez faire ? Répondez F et le chiffre. Est-ce la douleur ? Repos pour le moment. Ce soir, on vous demande la douleur.",
    "pause": "D'accord : ni marche ni SMS avant le {until}. Pour revenir avant, écrivez REPRENDRE.",
    "pause_open": "D'accord : ni marche ni SMS pour le moment. Pour revenir, écrivez REPRENDRE.",
    "resume": "Heureux de vous revoir. On reprend doucement : le plan arrive le matin.",
    "opt_out": "{clinic} : vous ne recevrez plus de SMS. Envie de revenir ? Appelez le {phone}. Urgent ? Appelez le {emergency}.",
    "opt_in": "{clinic} : les SMS reprennent. Le plan arrive le matin.",
    "help": "{clinic}, SMS de marche. Questions ? Appelez le {phone}. Urgence ? Appelez le {emergency}. 3 SMS par jour "
    "au plus. STOP pour finir.",
    "call_back": "Merci. {clinic} va vous appeler. Urgent ? Appelez le {emergency}.",
    "farewell": "{clinic} : vos SMS de marche sont finis. Questions ? Appelez le {phone}. Urgent ? Appelez le {emergency}.",
    "care_message": "{clinic} : {message}",
    "safety_emergency": "Signe possible d'un problème grave. Ne marchez plus pour le moment. Appelez le {emergency} ou allez {er} tout de suite. Puis {clinic} : {phone}. Votre équipe est alertée. Ne nous attendez pas.",
    "safety_urgent": "Ne marchez plus pour le moment. Appelez {clinic} aujourd'hui : {phone}. Si c'est pire, appelez le {emergency}. Votre équipe est alertée. Ne nous attendez pas.",
    "safety_crisis": "Vous comptez, et on peut vous aider tout de suite. Appelez le {emergency}{crisis}. Restez avec quelqu'un. {clinic} est alertée. Vous pouvez aussi appeler : {phone}. Ne nous attendez pas.",
}
# What a stranger in danger reads where nobody knows which clinic was meant.
NOBODYS_NET = {
    "known": "En cas de danger, pour vous ou quelqu'un d'autre : appelez le {emergency} tout de suite{crisis}. Ne nous attendez pas.",
    "unknown": "En cas de danger, pour vous ou quelqu'un d'autre : appelez les secours tout de suite. Ne nous attendez pas.",
}
# Ready-made words for a therapist's own text.
MESSAGES = {
    "tried": "Nous vous avons appelé. Rappelez quand vous pouvez.",
    "call": "Appelez pour parler de votre plan.",
    "praise": "C'est très bien. Continuez en douceur.",
    "visit": "Apportez vos chaussures de marche au rendez-vous.",
}
WALK_COUNT = {"one": "1 marche de {minutes} min", "many": "{count} marches de {minutes} min"}
UNEQUAL = "marches de {minutes} min"
EASY, BRISK = "{plan}, doucement", "{plan}, dont {brisk} min d'un bon pas"
TURN = "Demi-tour à {minutes} min"
TURN_SOME = "Demi-tour à la moitié"
# Stands in a text where a net is needed: whom to call in danger.
NET = "Engourdi entre les jambes, du mal à uriner ou à aller à la selle, une jambe faible ? Appelez le {emergency} tout de suite."
# What matters to a patient of whom nobody has said what it is.
ACTIVITY = "faire vos gestes du jour"
NOTICE = "Personne ne lit vos SMS jour et nuit. Urgent ? {emergency}. "
LIGHTS = {"green": " Feu vert.", "yellow": " Feu orange.", "red": " Désolé pour cette douleur. Feu rouge."}
DAY = "{day} {month}"
MONTHS = "janvier février mars avril mai juin juillet aout sept oct nov déc"
OR = "ou"
CRISIS_LINES = {"911": "le 988", "999": "Samaritans 116 123", "112": "le 3114, écoute jour et nuit", "000": "Lifeline 13 11 14",
                "111": "le 1737"}  # fmt: skip
# Where people of each country go in danger, by their emergency number.
EMERGENCY_ROOMS = dict.fromkeys(("911", "999", "112", "000", "111"), "aux urgences")
# By the therapist's stop rule, the rise of leg pain within a walk at which to rest.
STOP_RULES = {
    "any_rise": "Mal à la jambe ? Repos.",
    "rise_1": "Mal +1 point : repos.",
    "rise_2": "Mal +2 points : repos.",
}
REASONS = {
    "start": "Un premier petit pas",
    "steady": "Régulier, c'est bien",
    "step_up": "Vous tenez bon : un peu plus",
    "yellow_ease": "Un peu mal : plus court",
    "red_rest": "Très mal : du repos",
    "reentry": "On revient pas à pas",
    "reentry_back": "Un peu mal : un pas de moins",
    "reentry_done": "Le plan entier de nouveau",
    "silence_hold": "Sans réponse : pareil",
    "silence_ease": "Sans nouvelles : un peu moins",
    "silence_stop": "Sans nouvelles : pause",
    "held_for_call": "Votre équipe appelle avant",
    "emergency_stop": "Repos pour votre sécurité",
    "urgent_stop": "Repos pour votre sécurité",
    "paused": "Pause en cours",
    "return": "Heureux de vous revoir",
    "return_after_gap": "Après la pause, un peu moins",
    "restart": "Après la pause, on appelle",
    "trend_hold": "Semaine dure : pas plus",
    "undone_hold": "Pareil, à votre rythme",
    "trend_ease": "Semaine dure : moins",
    "untold": "Marches non précisées : pareil",
    "part_done": "Pas tout fait : pareil",
    "over_walked": "Plus que prévu : pareil",
    "usual_steady": "Votre mal habituel : pareil",
    "usual_step": "Jours stables : un peu plus",
    "maintenance": "Objectif atteint, on continue",
    "eased_today": "Douleur plus forte : on fait moins",
    "planned_rest": "Repos prévu",
    "unread_hold": "On lit d'abord votre SMS",
    "ordered": "Plan choisi par votre équipe",
    "dose_set": "Nouveau plan de votre équipe",
    "not_asked": "Le plan ne change pas",
}
# Stands in the place of the reason that words wait to be read, once they were.
WORDS_READ = "Nous avons lu votre SMS"
# What is still to say of tonight's question: it comes, it was asked, its answer is known.
TONIGHT = {
    "comes": " Ce soir nous demandons votre douleur.",
    "asked": " Et votre pire douleur de jambe ou de dos aujourd'hui, 0-10 ?",
    "known": " Bonne soirée.",
}
# Whose reason is told to whoever asks why, and what the plan waits for.
WHOSE_PLAN = {"today": "Plan du jour", "tomorrow": "Plan de demain"}
NEXT_STEPS = {
    "days": "Encore {days} jours avec douleur 0-{green} et marches faites : un peu plus.",
    "one_day": "Encore 1 jour avec douleur 0-{green} et marches faites : un peu plus.",
    "green_day": "Un jour avec douleur 0-{green} : le plan entier revient.",
    "below_red": "Un jour avec douleur sous {red} : on marche de nouveau.",
    "way_back": "Douleur 0-{green} et marches faites : on revient pas à pas.",
    "goal": "Objectif atteint, on continue.",
    "team": "Votre équipe dit quand faire plus.",
    "read": "On lit d'abord votre SMS, puis on verra.",
    "call": "Votre équipe appelle d'abord. Ou appelez le {phone}.",
    "pause_over": "On reprend après la pause.",
}
