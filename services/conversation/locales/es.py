"""What does Amble say in Spanish? Without a, i, o, u with an accent: they are not in GSM-7."""

NAME = "Español"
# No school grade is agreed upon: the negative of reading ease (Fernandez Huerta), from 100 (easy) to 0; plain language begins at 65.
READING_EASE = {"dictionary": "es", "constant": -206.84, "a_sentence": 1.02, "a_word": 60.0, "hardest": -65.0}
# What no text may say: a diagnosis, a drug's shape, a reproach. And the units that would make a number a dose.
NOT_TO_SAY = ("ciatica", "ciática", "estenosis", "hernia", "pastilla", "falló")
DOSE_UNITS = ("minutos?", "millas?", r"kilom\w+", "caminatas?")
SENTENCES = {
    "consent": "{clinic}: Amble le manda cada mañana un plan de caminatas cortas y cada noche pregunta por su dolor, 3 mensajes por jornada como mucho. No es para emergencias. Para empezar responda LISTO. STOP para salir, AYUDA para ayuda.",
    "welcome": "{hello}Muy bien. Mañana: {plan}. Vaya despacio, cerca de casa. Le escribimos por la mañana.",
    "welcome_plain": "{hello}Muy bien. Su primer plan llega por la mañana.",
    "shoes_question": "Antes de empezar: use zapatos firmes para caminar. Escriba ZAPATOS cuando los tenga y empezamos.",
    "morning_walk": "{hello}Hoy: {plan}. {turn}.{why} {stop} Al final escriba HECHO.",
    "morning_rest": "{hello}Hoy: descanso, sin caminar.{why} Cambie de postura. Acuéstese con rodillas y caderas dobladas.",
    "morning_held": "{hello}Descanso, sin caminar, hasta que su equipo le llame. O llame al {phone}. Acuéstese con las rodillas dobladas.",
    "morning_net": "{hello}Por ahora no camine: primero una persona lee su mensaje. ¿Zona entre las piernas dormida, problemas para orinar o ir al baño, una pierna sin fuerza? Llame ya al {emergency}. O llame a {clinic}: {phone}.",
    "evening_pain": "{notice}¿El peor dolor de pierna o espalda de hoy, 0-10?",
    "evening_walks": "{notice}¿El peor dolor de pierna o espalda de hoy, 0-10? ¿Y de las {walks} caminatas? Primero el dolor, luego las caminatas.",
    "evening_walk_one": "{notice}¿El peor dolor de pierna o espalda de hoy, 0-10? ¿Y hizo la caminata? Primero el dolor, luego 1 o 0.",
    "reminder": "{notice}Un recordatorio: su peor dolor de hoy, 0-10, decide el plan de mañana.",
    "morning_brisk": "{hello}Hoy: {plan}. {turn}.{why} {stop}",
    "thanks_walk": "Gracias.{light} Mañana: {plan}.{why}",
    "thanks_rest": "Gracias.{light} Mañana: descanso, sin caminar.{why} Cambie de postura a menudo.",
    "thanks_held": "Gracias.{light} Descanso, sin caminar, hasta que su equipo le llame. O llame al {phone}.",
    "thanks_kept": "Gracias. Por ahora no camine: primero una persona lee su mensaje. O llame al {phone}.",
    "day_thanks": "Gracias, anotado.{tonight}",
    "day_eased": "Gracias por avisar. Por hoy no camine y descanse.{tonight}",
    "corrected_walk": "Cambio para hoy: {plan}. {turn}.{why}",
    "corrected_rest": "Cambio para hoy: descanso, sin caminar.{why} Cambie de postura a menudo.",
    "corrected_held": "Cambio para hoy: descanso, sin caminar, hasta que su equipo le llame. O llame al {phone}.",
    "unclear": "Perdone, no entendimos todo. Una persona lo va a leer. ¿Zona entre las piernas dormida, problemas para orinar o ir al baño, una pierna sin fuerza? Llame ya al {emergency}. Si no, mande su peor dolor, 0-10.",
    "unclear_day": "¿Es de hoy o de ayer? Responda por ejemplo: hoy 5",
    "whose": "Dos personas usan este teléfono. ¿De quién es la respuesta? Empiece con la letra, {initials}. Ejemplo: {initial} 5",
    "handed_on": "Gracias. Una persona de {clinic} va a leer su mensaje. ¿Urgente? Llame al {emergency}.",
    "noted_unread": "Gracias, anotado. Una persona va a leer sus palabras. ¿Zona entre las piernas dormida, problemas para orinar o ir al baño, una pierna sin fuerza? Llame ya al {emergency}.",
    "foot_question": "Sobre su pie: ¿es NUEVO, PEOR o IGUAL que lo que sabe su equipo? Responda una palabra. No camine hasta saberlo. ¿Zona entre las piernas dormida, problemas para orinar o ir al baño? Llame ya al {emergency}.",
    "caution_question": "Gracias por avisar. Una persona lo va a leer. ¿Es A: nuevo o peor, o B: igual que lo que sabe su equipo? Responda A o B. No camine hasta saberlo. ¿Zona entre las piernas dormida, problemas para orinar o ir al baño, una pierna sin fuerza, o se siente en peligro? Llame ya al {emergency}.",
    "stop_question": "¿Ya no quiere mensajes? Responda STOP. Para seguir responda SEGUIR. Sin respuesta, mañana a esta hora paramos.",
    "loss_noted": "Lo sentimos mucho. {clinic} le va a llamar. Hasta entonces no hay mensajes. ¿Se siente mal o en peligro? Llame ya al {emergency}.{net}",
    "hospital_noted": "Gracias por avisar. Por ahora no camine: primero le llama {clinic}. O llame al {phone}.{net}",
    "injection_noted": "Gracias por avisar. Si le inyectaron, primero descanse: no camine hasta que {clinic} vea su plan. O llame al {phone}.{net}",
    "pregnancy_noted": "Gracias por avisar. {clinic} va a ver su plan. Hasta entonces no le sumamos nada. ¿Preguntas? Llame al {phone}.{net}",
    "medicine_noted": "Gracias. {clinic} lo va a ver. Hasta entonces su plan no aumenta. ¿Mareo o mucho sueño? No camine y llame al {phone}.{net}",
    "move_noted": "Gracias por avisar. {clinic} le va a preguntar por la mudanza. Hasta entonces su plan no aumenta. O llame al {phone}.{net}",
    "number_noted": "Gracias. {clinic} le va a preguntar por el otro teléfono. Hasta entonces escribimos a este. ¿Preguntas? Llame al {phone}.{net}",
    "wrong_person": "Perdone la molestia. No vamos a escribir a este teléfono mientras una persona lo revisa.",
    "condolence": "Lo sentimos mucho. No va a recibir otros mensajes como estos.",
    "why": "{day}:{why}{next}",
    "how": "Camine en llano, a un paso con el que pueda hablar. {stop} Si empeora, dé la vuelta. ¿Preguntas? Llame al {phone}.",
    "function_question": "¿Puede {activity} ahora? De F0, apenas, a F10, como antes. Responda F y la cifra.",
    "function_thanks": "Gracias, anotado lo que puede hacer.{tonight}",
    "function_again": "¿Es lo que puede hacer ahora? Responda F y la cifra. ¿Es su dolor? Descanse por ahora. Por la noche le preguntamos por el dolor.",
    "pause": "De acuerdo: sin caminatas ni mensajes hasta el {until}. Para volver antes escriba REANUDAR.",
    "pause_open": "De acuerdo: sin caminatas ni mensajes por ahora. Para volver escriba REANUDAR.",
    "resume": "Le damos la bienvenida. Seguimos poco a poco: su plan llega por la mañana.",
    "opt_out": "{clinic}: ya no recibe mensajes. ¿Quiere volver? Llame al {phone}. ¿Urgente? Llame al {emergency}.",
    "opt_in": "{clinic}: recibe mensajes otra vez. Su plan llega por la mañana.",
    "help": "{clinic}, mensajes para caminar. ¿Preguntas? Llame al {phone}. ¿Emergencia? Llame al {emergency}. 3 mensajes por jornada como mucho. STOP para salir.",
    "call_back": "Gracias. {clinic} le va a llamar. ¿Urgente? Llame al {emergency}.",
    "farewell": "{clinic}: sus mensajes para caminar han acabado. ¿Preguntas? Llame al {phone}. ¿Urgente? Llame al {emergency}.",
    "care_message": "{clinic}: {message}",
    "safety_emergency": "Esto puede ser grave. No camine. Llame al {emergency} o vaya a {er} ahora. Luego llame a {clinic}: {phone}. Ya no hay caminatas. Hemos avisado a su equipo. No nos espere.",
    "safety_urgent": "Por ahora no camine. Llame hoy a {clinic}: {phone}. Si empeora, llame al {emergency}. Ya no hay caminatas. Hemos avisado a su equipo. No nos espere.",
    "safety_crisis": "Su vida importa. Hay quien puede ayudarle ahora. Llame al {emergency}{crisis}. No se quede a solas. Hemos avisado a {clinic}. También puede llamar: {phone}. No nos espere.",
}
# What a stranger in danger reads where nobody knows which clinic was meant.
NOBODYS_NET = {
    "known": "Si usted u otra persona corre peligro, llame al {emergency} ahora{crisis}. No nos espere.",
    "unknown": "Si usted u otra persona corre peligro, llame a emergencias ahora. No nos espere.",
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
TURN = "Tras {minutes} min dé la vuelta"
TURN_SOME = "A mitad dé la vuelta"
# Stands in a text where a net is needed: whom to call in danger.
NET = "¿Zona entre las piernas dormida, problemas para orinar o ir al baño, una pierna sin fuerza? Llame ya al {emergency}."
# What matters to a patient of whom nobody has said what it is.
ACTIVITY = "hacer sus tareas diarias"
NOTICE = "No leemos a todas horas. ¿Urgente? Llame al {emergency}. "
LIGHTS = {"green": " Luz verde.", "yellow": " Luz amarilla.", "red": " Sentimos que duela tanto. Luz roja."}
DAY = "{day} de {month}"
MONTHS = "enero febrero marzo abril mayo junio julio agosto sept oct nov dic"
OR = "o"
CRISIS_LINES = {"911": "al 988", "999": "a Samaritans, 116 123", "112": "al teléfono de ayuda 024", "000": "a Lifeline, 13 11 14",
                "111": "al 1737"}  # fmt: skip
# Where people of each country go in danger, by their emergency number.
EMERGENCY_ROOMS = dict.fromkeys(("911", "999", "112", "000", "111"), "urgencias")
# By the therapist's stop rule, the rise of leg pain within a walk at which to rest.
STOP_RULES = {
    "any_rise": "Si duele la pierna, descanse.",
    "rise_1": "Si el dolor sube 1, descanse.",
    "rise_2": "Si el dolor sube 2, descanse.",
}
REASONS = {
    "start": "Empezamos con poco",
    "steady": "Vamos bien, igual",
    "step_up": "Su constancia suma un poco",
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
    "trend_hold": "Semana dura: por ahora, igual",
    "undone_hold": "Lo mismo, a su ritmo",
    "trend_ease": "Semana dura: menos tiempo",
    "untold": "Sin dato de caminatas: igual",
    "part_done": "Falta una parte: igual",
    "over_walked": "Camina de sobra: igual",
    "usual_steady": "Su dolor habitual: igual",
    "usual_step": "Va estable, suma un poco",
    "maintenance": "Meta lograda: a mantenerla",
    "eased_today": "Sube el dolor: hoy menos",
    "planned_rest": "Hoy toca descanso",
    "unread_hold": "Primero leemos su mensaje",
    "ordered": "Plan de su equipo para hoy",
    "dose_set": "Plan nuevo de su equipo",
    "not_asked": "El mismo plan que antes",
}
# Stands in the place of the reason that words wait to be read, once they were.
WORDS_READ = "Su mensaje ya fue visto"
# What is still to say of tonight's question: it comes, it was asked, its answer is known.
TONIGHT = {
    "comes": " Esta noche le preguntamos por el dolor.",
    "asked": " ¿Y su peor dolor de pierna o espalda de hoy, 0-10?",
    "known": " Buenas noches.",
}
# Whose reason is told to whoever asks why, and what the plan waits for.
WHOSE_PLAN = {"today": "Plan de hoy", "tomorrow": "Plan de mañana"}
NEXT_STEPS = {
    "days": "Con {days} jornadas buenas, dolor 0-{green} y caminatas hechas, puede crecer un poco.",
    "one_day": "Con 1 jornada buena, dolor 0-{green} y caminatas hechas, puede crecer un poco.",
    "green_day": "Con dolor 0-{green} vuelve el plan completo.",
    "below_red": "Con dolor menor de {red} vuelve a caminar.",
    "way_back": "Con dolor 0-{green} y las caminatas hechas vuelve paso a paso.",
    "goal": "Meta lograda. Siga con calma.",
    "team": "Su equipo decide si crece.",
    "read": "Primero leemos su mensaje; luego puede crecer.",
    "call": "Primero le llama su equipo. O llame al {phone}.",
    "pause_over": "Sigue tras la pausa.",
}
