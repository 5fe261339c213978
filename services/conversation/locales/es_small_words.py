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
QUESTION_OPENERS = (
    "y oiga oigan oye mire miren disculpe disculpen perdon una pregunta duda digame dime este bueno pues doctor doctora"
)
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
STRONG_STOPS = "desinscribir desinscribirme desuscribir desuscribirme"
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
    r"(?:no )?le (?:ha )?(?:gust(?:ó|o|a|ado)|encant(?:ó|o|a|ado)|dio risa)",
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

# See en_small_words.
BESIDE_A_PAIR = "un una de la hice solo"
THOSE_WALKS = "las los"
BY_THE_CLOCK = "a desde hasta sobre"
AND_SO = "y"
BY_ME = ""
OTHERS_TOO = "mujer"
I_SAY = "digo diria"
FOR_YOU = ""
THANKED = "gracias"
WHO_SPEAKS = "yo"
TWO = "dos"
ASKS = ""
EVEN_OR_UNTIL = "hasta"
SINCE = "desde"
HEARD_AS_NUMBERS: dict[str, str] = {}
OUT_OF_TEN_PATTERNS: tuple[str, ...] = ()
SHORT_WORDS = "dolor hecho hice todas todo"
SLANG: dict[str, str] = {}
A_WHOLE = "una la toda esta"
SOME_DAYS = {"unos": "3", "unas": "3", "par": "2", "quincena": "15"}
DURING = "por durante"
ONLY_ASKED = "como quiza quizas"
DENY_AFTER = ""
BEFORE_DENIED = ""
WRITERS = "soy habla"
WRITER_PATTERNS = (
    r"(?:soy|habla) (?:su|la|el) (?:esposa|esposo|mujer|marido|hija|hijo|madre|mama|padre|papa|hermana|hermano|nieta|nieto|cuidadora|vecina)",
)
OF_A_PLAN = "caminata caminatas paseo paseos de minutos min x"
YES_BEGINS_PATTERNS = ("si",)
DENIES_YES_PATTERNS: tuple[str, ...] = ()
TO_TRAVEL_BY = ""
SO_OFTEN: dict[str, str] = {}
