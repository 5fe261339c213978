"""Which words mean what in a reply? Commands of all languages are always understood, number words by language first."""

from schemas.vocabulary import Language, ReplyKind

NUMBERS = {
    Language.ENGLISH: {
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    },
    Language.SPANISH: {
        "cero": 0, "uno": 1, "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
        "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
    },
    Language.FRENCH: {
        "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
        "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
    },
}  # fmt: skip
# Of the other languages only what can hardly be anything else.
NUMBERS_ANYWHERE = {
    word: value
    for numbers in NUMBERS.values()
    for word, value in numbers.items()
    if word not in {"one", "un", "una", "une", "uno", "once", "ten"}
}

STOP_WORDS = frozenset(
    "stop stopall unsubscribe quit cancel end revoke optout alto parar pare cancelar baja arret arrete arreter "
    "arretez".split()
)
START_WORDS = frozenset({"start", "unstop"})
POLITE = frozenset(
    "please pls plz now all thanks thank you ok okay hi hello hey sorry just the these this texts text messages msgs "
    "sms por favor gracias hola svp s il vous plait merci bonjour ya sil".split()
)
COMMANDS = {
    ReplyKind.HELP: frozenset({"help", "info", "ayuda", "aide"}),
    ReplyKind.READY: frozenset({"ready", "pret", "prete", "listo", "lista"}),
    ReplyKind.RESUME: frozenset({"resume", "unpause", "reanudar", "reprendre"}),
    ReplyKind.CALL: frozenset({"call", "llamar", "llamada", "appeler", "appel"}),
}
COMMAND_COMPANY = POLITE | frozenset(
    "i am im me yes yeah yep to go begin my i'm estoy si je suis oui for walks let s lets start walking".split()
)
SHOES = frozenset("shoes shoe sneakers trainers zapatos zapatillas tenis chaussures baskets".split())
SHOES_COMPANY = COMMAND_COMPANY | frozenset(
    "got have i've ive bought new good walking supportive them tengo mis los las nuevos unos ai j mes les des on".split()
)
DONE_PHRASES = frozenset(
    (
        "done", "all done", "did it", "did it all", "did them", "did them all", "did all", "did all of them", "i did it",
        "i did them", "i did them all", "i did all of them", "finished", "all finished", "complete", "completed",
        "all complete", "walked", "walks done", "all walks done", "yes done", "yes did it", "yes all done", "yes all",
        "did all walks", "did all my walks", "did my walks", "i walked", "hecho", "todo hecho", "ya hecho", "lo hice",
        "los hice", "hice todo", "hice todos", "hice todas", "terminado", "termine", "fait", "c est fait", "cest fait",
        "tout fait", "fini", "j ai fini", "jai fini", "je l ai fait", "termine tout", "done thanks", "done thank you",
    )
)  # fmt: skip
DONE_EMOJI = frozenset("👍✅✔☑💪")
BOTH = frozenset({"both", "ambos", "ambas", "les deux", "los dos", "las dos"})
PART_PHRASES = frozenset(
    (
        "part", "partly", "some", "some of it", "some of them", "half", "half of it", "not all", "did some", "did half",
        "did part", "parte", "una parte", "la mitad", "algo", "partie", "une partie", "la moitie", "en partie", "pas tout",
    )
)  # fmt: skip
SKIP_PHRASES = frozenset(
    (
        "skip", "skipped", "skipped it", "skipped today", "no walk", "no walks", "no walk today", "no walks today",
        "didnt walk", "did not walk", "i didnt walk", "didnt go", "not done", "didnt do it", "did not do it",
        "didnt do any", "none done", "no camine", "no lo hice", "hoy no", "no pude", "pas marche", "pas fait",
        "je n ai pas marche", "rate", "missed it", "missed today",
    )
)  # fmt: skip
SORE = frozenset("sore soreness dolorido dolorida adolorido adolorida courbature courbatures".split())
FLARE = frozenset("flare flared flareup flares flaring brote crisis poussee".split())
STOPPED_EARLY = (
    "had to stop", "stopped early", "stop walking", "stopped walking", "stop early", "cut it short", "cut short",
    "couldnt finish", "could not finish", "had to quit", "turned back early", "tuve que parar", "pare antes",
    "no pude terminar", "du arreter", "du m arreter", "du marreter", "pas pu finir", "arrete avant",
)  # fmt: skip
STOP_PHRASES = (
    "stop texting", "stop sending", "stop messaging", "stop contacting", "stop bothering", "stop these", "stop the texts",
    "stop all texts", "stop the messages", "stop my texts", "quit texting", "no more texts", "no more messages",
    "dont text me", "do not text me", "dont contact me", "do not contact me", "dont message me", "leave me alone",
    "remove me", "take me off", "unsubscribe", "opt out", "opt me out", "want to opt out", "delete my number",
    "no me mandes mas", "no me manden mas", "no me envien mas", "no me escriban mas", "no mas mensajes", "no mas textos",
    "dejen de enviar", "deje de enviar", "dejen de mandar", "deja de enviar", "dejen de escribir", "darme de baja",
    "quiero la baja", "arretez de m", "arrete de m", "arretez les messages", "plus de messages", "ne m envoyez plus",
    "ne m ecrivez plus", "desabonner", "desabonnez", "desinscrire", "me desinscrire",
)  # fmt: skip
CALL_PHRASES = (
    "call me", "someone call", "somebody call", "give me a call", "ring me", "phone me", "speak to someone",
    "talk to someone", "talk to my therapist", "need to talk", "llameme", "llamame", "me llamen", "me pueden llamar",
    "quiero hablar", "appelez moi", "rappelez moi", "appeler moi", "me rappeler", "m appeler",
)  # fmt: skip
NOT_WORDS = frozenset("not no dont don't never nor without ne pas sin ni".split())

ZERO_PHRASES = (
    "no pain", "pain free", "painfree", "zero pain", "without pain", "sin dolor", "no dolor", "ningun dolor",
    "nada de dolor", "no tengo dolor", "aucune douleur", "pas de douleur", "sans douleur", "pas mal du tout",
)  # fmt: skip
NONE_WORDS = frozenset({"none", "ninguno", "ninguna", "aucune", "aucun"})
TODAY = frozenset({"today", "tonight", "hoy", "aujourd", "aujourdhui", "hui"})
YESTERDAY = frozenset({"yesterday", "ayer", "hier"})
# Words that may stand beside a score and change nothing: everything else beside one means asking back.
FILLERS = frozenset(
    (
        "a an about around approx approximately roughly maybe perhaps like probably almost nearly just only still so "
        "i im i'm id i'd ill am is was were are be been it its it's that thats my me mine the of in at on and but "
        "pain pains painful score scored level number worst max maximum peak leg legs back hip calf foot sciatica nerve "
        "lower today tonight now right currently say would call give rate rating guess think feel feels feeling felt "
        "had have has hurt hurts hurting ache aches aching got getting out this morning afternoon evening night earlier "
        "before later then down up from hi hello hey dear thanks thank you please ok okay yes yeah yep good sorry well "
        "day all between again o u ou aujourdhui overall average most mostly bad not too pretty quite walk walks walked walking did do done both times "
        "sore flare flared flareup up had to stop stopped early with for after during to ish x "
        "de del dolor dolores un una el la es fue era hoy ayer mi me duele como unos casi mas menos ahora peor nivel "
        "puntos y pero esta manana tarde noche pierna espalda creo que diria tengo tuve solo gracias hola por favor si "
        "caminatas caminata paseos paseo hice ambas todo todos todas "
        "douleur douleurs je j ai mon ma mes c est ce matin soir environ presque peut etre a peu pres pire jambe dos "
        "aujourd hui hier maintenant niveau sur et mais merci bonjour svp oui plus marches marche promenades promenade "
        "fait les deux d un une le au moment jai cest"
    ).split()
)
UNITS = frozenset(
    (
        "min mins minute minutes minutos minuto hour hours hr hrs hora horas heure heures h m km kms k mile miles mi millas "
        "milles step steps pasos pas pm am a.m p.m oclock o'clock lb lbs kg mg ml ibuprofen pills pill tablets tablet "
        "advil tylenol aleve sets set reps rep blocks block laps lap days dias jours weeks week times veces fois years yo "
        "am pct percent feet ft meters metres yards sec secs seconds th st nd rd"
    ).split()
)
WALKS = frozenset("walk walks caminata caminatas paseo paseos marche marches promenade promenades".split())
OUT_OF = frozenset({"of", "sobre", "sur", "de", "over", "outof"})
RANGE_JOINERS = frozenset({"-", "to", "or", "ou", "o", "u", "a", "à"})
HALF_AFTER = (("and", "a", "half"), ("and", "half"), ("y", "medio"), ("y", "media"), ("et", "demi"), ("et", "demie"))
NOTHING = frozenset({"nothing", "nada", "rien", "nope", "no", "non"})
PAUSE = frozenset({"pause", "pausa", "pausar", "pausez", "away", "vacation", "vacaciones", "vacances", "hold"})
UNTIL = frozenset({"until", "till", "til", "hasta", "jusqu", "jusqua", "through", "back"})
WEEKS = frozenset({"week", "weeks", "semana", "semanas", "semaine", "semaines"})
DAYS = frozenset({"day", "days", "dia", "dias", "jour", "jours"})
WEEKDAYS = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
        "lunes martes miercoles jueves viernes sabado domingo",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for number, name in enumerate(names.split())
}
