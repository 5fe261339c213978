"""What does Amble say in Spanish? Without a, i, o, u with an accent: they are not in GSM-7."""

SENTENCES = {
    "consent": "{clinic}: Amble le manda cada mañana un plan de caminatas cortas y cada noche pregunta por su dolor, "
    "3 textos al dia como mucho. No es para emergencias. Para empezar responda LISTO. STOP para salir, AYUDA para ayuda.",
    "welcome": "{hello}Muy bien. Mañana: {plan}. Vaya despacio, cerca de casa. Le escribimos por la mañana.",
    "welcome_plain": "{hello}Muy bien. Su primer plan llega por la mañana.",
    "shoes_question": "Antes de empezar: use zapatos firmes para caminar. Escriba ZAPATOS cuando los tenga y empezamos.",
    "morning_walk": "{hello}Hoy: {plan}. {turn}.{why} {stop} Al final escriba HECHO.",
    "morning_rest": "{hello}Hoy: descanso, sin caminar.{why} Cambie de postura. Acuéstese con rodillas y caderas dobladas.",
    "morning_held": "{hello}Hoy: descanso, sin caminar, hasta que llame su equipo. Acuéstese con las rodillas dobladas.",
    "evening_pain": "{notice}¿El peor dolor de pierna o espalda de hoy, 0-10?",
    "evening_walks": "{notice}¿El peor dolor de pierna o espalda de hoy, 0-10? ¿Y de las {walks} caminatas? Ejemplo: 4 2",
    "evening_walk_one": "{notice}¿El peor dolor de pierna o espalda de hoy, 0-10? ¿Y hizo la caminata? Ejemplo: 4 1",
    "reminder": "{notice}¿Sigue por ahi? Su peor dolor de hoy, 0-10, decide el plan de mañana.",
    "morning_brisk": "{hello}Hoy: {plan}. {turn}.{why} {stop}",
    "thanks_walk": "Gracias.{light} Mañana: {plan}.{why}",
    "thanks_rest": "Gracias.{light} Mañana: descanso, sin caminar.{why} Cambie de postura a menudo.",
    "thanks_held": "Gracias.{light} Mañana: descanso, sin caminar, hasta que llame su equipo.",
    "day_thanks": "Gracias, anotado. Cada caminata cuenta. Esta noche le preguntamos por el dolor.",
    "day_eased": "Gracias por avisar. Por hoy no camine y descanse. Esta noche le preguntamos por el dolor.",
    "corrected_walk": "Cambio para hoy: {plan}. {turn}.{why}",
    "corrected_rest": "Cambio para hoy: descanso, sin caminar.{why} Cambie de postura a menudo.",
    "corrected_held": "Cambio para hoy: descanso, sin caminar, hasta que llame su equipo.",
    "unclear": "Perdone, no entendimos. ¿Su peor dolor de pierna o espalda, 0-10? Basta un numero.",
    "unclear_day": "¿Es de hoy o de ayer? Responda por ejemplo: hoy 5",
    "whose": "Dos personas usan este numero. ¿De quién es la respuesta? Empiece con la letra, {initials}. Ejemplo: {initial} 5",
    "handed_on": "Gracias. Una persona de {clinic} va a leer su texto. ¿Urgente? Llame al {emergency}.",
    "pause": "De acuerdo: sin caminatas ni textos hasta el {until}. Para volver antes escriba REANUDAR.",
    "pause_open": "De acuerdo: sin caminatas ni textos por ahora. Para volver escriba REANUDAR.",
    "resume": "Le damos la bienvenida. Seguimos poco a poco: su plan llega por la mañana.",
    "opt_out": "{clinic}: no recibe mas textos. ¿Quiere volver? Llame al {phone}. ¿Urgente? Llame al {emergency}.",
    "opt_in": "{clinic}: recibe textos otra vez. Su plan llega por la mañana.",
    "help": "{clinic}, textos para caminar. ¿Preguntas? Llame al {phone}. ¿Emergencia? Llame al {emergency}. 3 textos al "
    "dia como mucho. STOP para salir.",
    "call_back": "Gracias. {clinic} le va a llamar. ¿Urgente? Llame al {emergency}.",
    "farewell": "{clinic}: sus textos para caminar han acabado. ¿Preguntas? Llame al {phone}. ¿Urgente? Llame al {emergency}.",
    "care_message": "{clinic}: {message}",
    "safety_emergency": "Esto puede ser grave. No camine. Llame al {emergency} o vaya a urgencias ahora. Luego llame a "
    "{clinic}: {phone}. Ya no hay caminatas y su equipo lo sabe.",
    "safety_urgent": "Por ahora no camine. Llame hoy a {clinic}: {phone}. Si empeora, llame al {emergency}. "
    "Ya no hay caminatas y su equipo lo sabe.",
    "safety_crisis": "Usted importa y hay personas para usted ahora. Llame al {emergency}{crisis}. No se quede a solas. "
    "{clinic} lo sabe y le va a llamar: {phone}.",
}
# Ready-made words for a therapist's own text.
MESSAGES = {
    "tried": "Le hemos llamado. Llame cuando pueda.",
    "call": "Por favor, llame para hablar de su plan.",
    "praise": "Lo hace muy bien. Siga con calma.",
    "visit": "Traiga sus zapatos de caminar a su cita.",
}
WALK_COUNT = {"one": "1 caminata de {minutes} min", "many": "{count} caminatas de {minutes} min"}
UNEQUAL = "caminatas de {minutes} min"
EASY, BRISK = "{plan}, despacio", "{plan}, {brisk} min a buen paso"
TURN = "Vuelva tras {minutes} min"
TURN_SOME = "Vuelva a la mitad"
NOTICE = "No leemos dia y noche. ¿Urgente? Llame al {emergency}. "
LIGHTS = {"green": " Luz verde.", "yellow": " Luz amarilla.", "red": " Luz roja."}
DAY = "{day} de {month}"
MONTHS = "enero febrero marzo abril mayo junio julio agosto sept oct nov dic"
OR = "o"
CRISIS_LINES = {"911": "al 988", "999": "a Samaritans, 116 123", "112": "al 024", "000": "a Lifeline, 13 11 14",
                "111": "al 1737"}  # fmt: skip
# By the therapist's stop rule, the rise of leg pain within a walk at which to rest.
STOP_RULES = {
    "any_rise": "Si duele la pierna, descanse.",
    "rise_1": "Si el dolor sube 1, descanse.",
    "rise_2": "Si el dolor sube 2, descanse.",
}
REASONS = {
    "start": "Empezamos con poco",
    "steady": "Vamos bien, igual",
    "step_up": "Sus dias buenos suman",
    "yellow_ease": "Algo de dolor: menos tiempo",
    "red_rest": "Mucho dolor: toca descansar",
    "reentry": "Volvemos poco a poco",
    "reentry_back": "Algo de dolor: un paso menos",
    "reentry_done": "De nuevo el plan completo",
    "silence_hold": "Sin respuesta: igual",
    "silence_ease": "Sin noticias: algo menos",
    "silence_stop": "Sin noticias: una pausa",
    "held_for_call": "Primero le llama su equipo",
    "emergency_stop": "Paramos por seguridad",
    "urgent_stop": "Paramos por seguridad",
    "paused": "Usted hizo una pausa",
    "return": "De vuelta, poco a poco",
    "return_after_gap": "Tras la pausa, algo menos",
    "restart": "Tras la pausa, primero llamamos",
    "trend_hold": "Semana dura: todavia no mas",
    "undone_hold": "Lo mismo, a su ritmo",
    "maintenance": "Meta lograda: siga asi",
    "eased_today": "Mas dolor: hoy menos",
    "planned_rest": "Hoy toca descanso",
    "ordered": "Su equipo eligio este plan",
}
