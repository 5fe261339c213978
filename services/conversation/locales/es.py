"""What does Amble say in Spanish? Without a, i, o, u with an accent where it can be helped: they are not in GSM-7."""

SENTENCES = {
    "consent": "{clinic}: Amble le manda cada mañana un plan de caminatas cortas y cada noche pregunta por su dolor, "
    "hasta 3 textos al dia. No es para emergencias. Para empezar responda LISTO. STOP para salir, AYUDA para ayuda.",
    "welcome": "{hello}Muy bien. Mañana: {plan}. Vaya despacio, cerca de casa. Le escribimos por la mañana.",
    "shoes_question": "Antes de empezar: use zapatos firmes para caminar. Escriba ZAPATOS cuando los tenga.",
    "morning_walk": "{hello}Hoy: {plan}, despacio. {turn}. {reason}. Si duele la pierna, pare. Al final escriba HECHO.",
    "morning_brisk": "{hello}Hoy: {plan}, {brisk} min a buen paso. {turn}. {reason}. Si duele la pierna, pare.",
    "morning_rest": "{hello}Hoy: descanso, sin caminar. {reason}. Cambie de postura; acuestese con rodillas dobladas.",
    "morning_held": "{hello}Hoy: descanso, sin caminar, hasta hablar con su equipo. Cambie de postura a menudo.",
    "evening_pain": "El peor dolor de pierna o espalda de hoy, 0-10?",
    "evening_walks": "El peor dolor de pierna o espalda de hoy, 0-10? Y de las {walks} caminatas? Ejemplo: 4 2",
    "evening_walk_one": "El peor dolor de pierna o espalda de hoy, 0-10? Y hizo la caminata? Ejemplo: 4 1",
    "reminder": "Sigue por ahi? Su peor dolor de hoy, 0-10, decide el plan de mañana.",
    "thanks_walk": "Gracias. {light}. Mañana: {plan}, despacio. {reason}.",
    "thanks_rest": "Gracias. {light}. Mañana: descanso, sin caminar. {reason}.",
    "thanks_held": "Gracias. {light}. Mañana: descanso, hasta hablar con su equipo.",
    "day_thanks": "Gracias, anotado. Cada caminata cuenta. Esta noche le preguntamos por el dolor.",
    "day_eased": "Gracias por avisar. Por hoy no camine y descanse. Esta noche le preguntamos por el dolor.",
    "corrected_walk": "Cambio para hoy: {plan}, despacio. {turn}. {reason}.",
    "corrected_rest": "Cambio para hoy: descanso, sin caminar. {reason}. Cambie de postura a menudo.",
    "unclear": "Perdone, no entendimos. Su peor dolor de pierna o espalda, 0-10? Basta un numero.",
    "unclear_day": "Es de hoy o de ayer? Responda por ejemplo: hoy 5",
    "handed_on": "Gracias. Una persona de {clinic} va a leer su texto. Urgente? Llame al {emergency}.",
    "pause": "De acuerdo: sin caminatas ni textos hasta {until}. Para volver antes escriba REANUDAR.",
    "resume": "Bienvenido de nuevo. Seguimos poco a poco: su plan llega por la mañana.",
    "opt_out": "{clinic}: no recibe mas textos. Responda START para volver. Urgente? Llame al {emergency}.",
    "opt_in": "{clinic}: recibe textos otra vez. Su plan llega por la mañana. STOP para salir, AYUDA para ayuda.",
    "help": "{clinic}, textos para caminar. Preguntas? Llame al {phone}. Emergencia? Llame al {emergency}. Hasta 3 "
    "textos al dia. STOP para salir.",
    "call_back": "Gracias. {clinic} le va a llamar. Urgente? Llame al {emergency}.",
    "safety_emergency": "Esto puede ser grave. No camine. Llame al {emergency} o vaya a urgencias ahora. Luego llame a "
    "{clinic}: {phone}. Sus caminatas paran y su equipo ya lo sabe.",
    "safety_urgent": "Por ahora no camine. Llame hoy a {clinic}: {phone}. Si empeora, llame al {emergency}. "
    "Sus caminatas paran y su equipo ya lo sabe.",
    "safety_crisis": "Usted importa y hay ayuda ahora. Llame al {emergency}, o {crisis}. No se quede a solas. "
    "{clinic} lo sabe y le va a llamar: {phone}.",
}
WALK_COUNT = {"one": "1 caminata de {minutes} min", "many": "{count} caminatas de {minutes} min"}
UNEQUAL = "caminatas de {minutes} min"
TURN = "Vuelva a los {minutes} min"
TURN_SOME = "Vuelva a la mitad"
LIGHTS = {"green": "Verde", "yellow": "Amarillo", "red": "Rojo", "": "Anotado"}
CRISIS_LINES = {"911": "llame o escriba al 988", "999": "Samaritans 116 123", "112": "024", "000": "Lifeline 13 11 14",
                "111": "1737"}  # fmt: skip
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
    "silence_ease": "Le echamos de menos: algo menos",
    "silence_stop": "Le echamos de menos: pausa",
    "held_for_call": "Primero le llama su equipo",
    "emergency_stop": "Paramos por seguridad",
    "urgent_stop": "Paramos por seguridad",
    "paused": "Usted hizo una pausa",
    "return": "Bienvenido de nuevo",
    "return_after_gap": "Tras la pausa, algo menos",
    "restart": "Tras la pausa, primero llamamos",
    "trend_hold": "Semana dura: todavia no mas",
    "undone_hold": "Lo mismo, a su ritmo",
    "maintenance": "Meta lograda: siga asi",
    "eased_today": "Mas dolor: hoy menos",
}
