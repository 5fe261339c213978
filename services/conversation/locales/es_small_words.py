"""Which small Spanish words join, deny, answer or qualify others? See en_small_words."""

DECIMAL_COMMA = True
NO_NUMBERS = "ten once"
NUMBER_ENDINGS = ""
AND = "y con"
POINT = "punto coma"
PLUS = ""
OVER = ""
ONE_TIME = ""
FROM_OR_OF = "de"
SCALES = "escala"
ALL_OF = ""
THOSE = "las los"
ROUGHLY = "unas unos como"
NO_OR_NOT = "no"

YES = "si"
ANSWERS = "no si"
ANSWERS_NO = "no ninguno ninguna nada"
BESIDE_PAIR = "y si"
OPENERS = "pero y"
QUESTION_OPENERS = "y"
SURE_DOUBTS = "broma"
MENU_COMPANY = "el la es o"
PLEASE_PATTERNS = ("por favor",)

DENY_THE_NEXT = "nada"
DENY_COMPANY = "hacer haciendo"
OR = "o ni"
BUT = "pero aunque"
ELIDED_OF = ""
PROXY = "escribo escribiendo"
# "He perdido": this "he" is the writer.
I_HAVE = {"he": ("ado", "ido")}
MENTION_PATTERNS = (
    r"(?:entumec|adormec|suicid|desesper)\w*", r"sin esperanza", r"no aguanto mas",
    r"(?:tome|tomarme|tomar|tomado) (?:demasiadas|todas las|muchas) (?:pastillas|pildoras)",
)  # fmt: skip
NOT_BLADDER_ALONE = "sale escapa escape"
MOURNER_WORDS = "soy"
SURELY_DIED = "fallecio murio fallecido fallecida muerto"
HE_OR_SHE = ""

PAUSE_NAMES = "pausa pausar"
A_DAY = ""
TOMORROW = ""
BACK = ""
WHY_BEGINS = "por"
# One word says that a patient is ready, and that they are done.
READY_OR_DONE = "listo lista"
STRONG_STOPS = "desuscribir desuscribirme"
NO_BARE_STOPS = "baja parar alto"
# "Alto, 8" may be a high 8.
HIGH = "alto"
STOP_COMPANY = "si pues entonces x fabor xfa porfa porfavor"
NO_STOP_COMPANY = "los te"
PLEASE_STOP = ""
SUBJECTS = "yo ya estoy gracias"
BETWEEN_DENIAL = "que quiero me dejen"
BEFORE_STOP = ""
NO_WISH = ""
NO_MORE = "todo no"

HARMLESS_QUOTED = "dolor pierna espalda peor mal hoy"
QUOTED_DENIALS = ""

CLOSED_UP = ""
JOINED = ""
SHORTENED: dict[str, str] = {}

REACTION_PATTERNS = (
    r"(?:no )?le (?:ha )?(?:gust(?:ó|o|ado)|encant(?:ó|o|ado)|dio risa)",
    r"(?:enfatizó|enfatizo|destacó|destaco|cuestionó|cuestiono|se (?:rió|rio) (?:con|de))",
    r"(?:ha )?reaccion(?:ó|o|ado) (?:con )?[^\w\s\"“«]{1,8} (?:a|al mensaje)",
    r"(?:quitó|quito|eliminó|elimino) (?:un |una )?[^\"“«]{1,20} (?:de|a)",
)
REACTED_TO = "a"
YOUR = "tu su"
YOUR_THINGS = "mensaje"
ARTICLE_PATTERNS = ("una?",)
THING_PATTERNS = ("imagen", "foto", "archivo adjunto", "mensaje de audio")
SENT_WITH_PATTERNS = ("enviado con",)
EFFECT_BEGINS_PATTERNS = ("el efecto ",)
EFFECT_PATTERNS = (
    "golpe", "fuerte", "suave", "tinta invisible", "eco", "foco", "globos", "amor", "laser", "fuegos artificiales",
    "celebracion",
)  # fmt: skip
SENT_FROM_PATTERNS = (r"enviado (?:desde|de)", "obtener")
MY_PATTERNS = ("mi ",)
DEVICES = "correo telefono movil celular"
DEVICE_COMPANY = "para en"
FOOTER_SIGNS = ("env", "obten")
