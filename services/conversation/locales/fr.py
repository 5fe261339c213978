"""What does Amble say in French? Without circumflexes and cedillas: they are not in GSM-7."""

SENTENCES = {
    "consent": "{clinic} : Amble vous envoie chaque matin un plan de petites marches et demande votre douleur le soir, "
    "3 SMS par jour au plus. Pas pour les urgences. Pour commencer, répondez PRET. STOP pour finir, AIDE pour l'aide.",
    "welcome": "{hello}Bravo, c'est parti. Demain : {plan}. Restez près de chez vous. Notre SMS arrive le matin.",
    "welcome_plain": "{hello}Bravo, c'est parti. Votre premier plan arrive par SMS le matin.",
    "shoes_question": "Avant de commencer : portez des chaussures qui tiennent bien. Ecrivez CHAUSSURES quand c'est bon.",
    "morning_walk": "{hello}Ce jour : {plan}. {turn}.{why} {stop} Puis écrivez FAIT.",
    "morning_rest": "{hello}Ce jour : repos, sans marche.{why} Changez de position. Couché, pliez hanches et genoux.",
    "morning_held": "{hello}Ce jour : repos, sans marche, avant l'appel de votre équipe. Couché, pliez hanches et genoux.",
    "evening_pain": "{notice}Votre pire douleur de jambe ou de dos ce jour, 0-10 ?",
    "evening_walks": "{notice}Votre pire douleur de jambe ou de dos ce jour, 0-10 ? Et sur {walks} marches ? Exemple : 4 2",
    "evening_walk_one": "{notice}Votre pire douleur de jambe ou de dos ce jour, 0-10 ? Et la marche, faite ? Exemple : 4 1",
    "reminder": "{notice}Toujours là ? Votre pire douleur du jour, 0-10, décide du plan de demain.",
    "morning_brisk": "{hello}Ce jour : {plan}. {turn}.{why} {stop}",
    "thanks_walk": "Merci.{light} Demain : {plan}.{why}",
    "thanks_rest": "Merci.{light} Demain : repos, sans marche.{why} Changez souvent de position.",
    "thanks_held": "Merci.{light} Demain : repos, sans marche, avant l'appel de votre équipe.",
    "day_thanks": "Merci, c'est noté. Chaque marche compte. Ce soir nous demandons votre douleur.",
    "day_eased": "Merci de le dire. Ne marchez plus ce jour, reposez-vous. Ce soir nous demandons votre douleur.",
    "corrected_walk": "Nouveau pour ce jour : {plan}. {turn}.{why}",
    "corrected_rest": "Nouveau pour ce jour : repos, sans marche.{why} Changez souvent de position.",
    "corrected_held": "Nouveau pour ce jour : repos, sans marche, avant l'appel de votre équipe.",
    "unclear": "Pardon, pas compris. Votre pire douleur de jambe ou de dos, 0-10 ? Un chiffre suffit.",
    "unclear_day": "C'est pour aujourd'hui ou hier ? Exemple : aujourd'hui 5",
    "whose": "Vous etes deux sur ce numéro. De qui vient la réponse ? Commencez par la lettre, {initials}. Exemple : {initial} 5",
    "handed_on": "Merci. Une personne de {clinic} va lire votre SMS. Urgent ? Appelez le {emergency}.",
    "pause": "D'accord : ni marche ni SMS avant le {until}. Pour revenir avant, écrivez REPRENDRE.",
    "pause_open": "D'accord : ni marche ni SMS pour le moment. Pour revenir, écrivez REPRENDRE.",
    "resume": "Bon retour. On reprend doucement : le plan arrive le matin.",
    "opt_out": "{clinic} : plus de SMS pour vous. Envie de revenir ? Appelez le {phone}. Urgent ? Appelez le {emergency}.",
    "opt_in": "{clinic} : les SMS reprennent. Le plan arrive le matin.",
    "help": "{clinic}, SMS de marche. Questions ? Appelez le {phone}. Urgence ? Appelez le {emergency}. 3 SMS par jour "
    "au plus. STOP pour finir.",
    "call_back": "Merci. {clinic} va vous appeler. Urgent ? Appelez le {emergency}.",
    "farewell": "{clinic} : vos SMS de marche sont finis. Questions ? Appelez le {phone}. Urgent ? Appelez le {emergency}.",
    "care_message": "{clinic} : {message}",
    "safety_emergency": "Cela peut etre grave. Ne marchez plus. Appelez le {emergency} ou allez aux urgences maintenant. "
    "Puis {clinic} : {phone}. Plus de marches pour le moment, votre équipe est prévenue.",
    "safety_urgent": "Ne marchez pas pour le moment. Appelez {clinic} ce jour : {phone}. Si c'est pire, appelez le "
    "{emergency}. Votre équipe est prévenue.",
    "safety_crisis": "Vous comptez, et on est là pour vous. Appelez le {emergency}{crisis}. Ne restez pas dans la solitude. "
    "{clinic} est au courant et vous appelle : {phone}.",
}
# Ready-made words for a therapist's own text.
MESSAGES = {
    "tried": "Nous vous avons appelé. Rappelez quand vous pouvez.",
    "call": "Appelez pour parler de votre plan.",
    "praise": "Vous faites bien. Continuez en douceur.",
    "visit": "Apportez vos chaussures de marche au rendez-vous.",
}
WALK_COUNT = {"one": "1 marche de {minutes} min", "many": "{count} marches de {minutes} min"}
UNEQUAL = "marches de {minutes} min"
EASY, BRISK = "{plan}, doucement", "{plan}, dont {brisk} min d'un bon pas"
TURN = "Demi-tour à {minutes} min"
TURN_SOME = "Demi-tour à la moitié"
NOTICE = "Nos SMS ne sont pas lus nuit et jour. Urgent ? {emergency}. "
LIGHTS = {"green": " Feu vert.", "yellow": " Feu orange.", "red": " Feu rouge."}
DAY = "{day} {month}"
MONTHS = "janvier février mars avril mai juin juillet aout sept oct nov déc"
OR = "ou"
CRISIS_LINES = {"911": "le 988", "999": "Samaritans 116 123", "112": "le 3114", "000": "Lifeline 13 11 14",
                "111": "le 1737"}  # fmt: skip
# By the therapist's stop rule, the rise of leg pain within a walk at which to rest.
STOP_RULES = {
    "any_rise": "Si la jambe fait mal, repos.",
    "rise_1": "Si le mal monte de 1, repos.",
    "rise_2": "Si le mal monte de 2, repos.",
}
REASONS = {
    "start": "On commence petit",
    "steady": "Régulier, c'est bien",
    "step_up": "Vos bons jours comptent",
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
    "paused": "Vous etes en pause",
    "return": "Bon retour",
    "return_after_gap": "Après la pause, un peu moins",
    "restart": "Après la pause, on appelle",
    "trend_hold": "Semaine dure : pas plus",
    "undone_hold": "Pareil, à votre rythme",
    "maintenance": "But atteint, gardez-le",
    "eased_today": "Plus mal : moins ce jour",
    "planned_rest": "Repos prévu",
    "ordered": "Plan choisi par votre équipe",
}
