"""Which small French words join, deny, answer or qualify others? See en_small_words."""

DECIMAL_COMMA = True
NO_NUMBERS = "dos tres four once"
NUMBER_ENDINGS = ""
AND = "et"
POINT = "virgule"
PLUS = "plus"
OVER = ""
ONE_TIME = ""
FROM_OR_OF = "de"
SCALES = "echelle"
ALL_OF = ""
THOSE = "les"
ROUGHLY = "environ les"
NO_OR_NOT = "non"

YES = "oui"
ANSWERS = "non oui"
ANSWERS_NO = "non aucun aucune"
BESIDE_PAIR = "et oui"
OPENERS = "mais et"
QUESTION_OPENERS = "et euh dites dis alors bon une question pardon excusez moi docteur au fait"
SURE_DOUBTS = "blague"
MENU_COMPANY = "c est le la ou"
PLEASE_PATTERNS = ("svp",)

DENY_THE_NEXT = "rien"
DENY_COMPANY = "faire"
OR = "ou ni"
BUT = "mais"
# "Rien d'endormi": between a denial and what it denies.
ELIDED_OF = "d de"
PROXY = "ecris"
I_HAVE: dict[str, tuple[str, ...]] = {}
MENTION_PATTERNS = (
    r"(?:engourdi|suicid)\w*", r"n en peux plus",
    r"(?:pris|prendre|avale|avaler) (?:trop de|toutes (?:les|mes)|tous (?:les|mes)) (?:pilules|cachets|comprimes|medicaments)",
)  # fmt: skip
NOT_BLADDER_ALONE = ""
MOURNER_WORDS = "suis est ici"
SURELY_DIED = "quitte quittes"
HE_OR_SHE = ""

PAUSE_NAMES = "pause pausez"
A_DAY = ""
TOMORROW = ""
BACK = ""
WHY_BEGINS = "pourquoi"
READY_OR_DONE = ""
STRONG_STOPS = "resilier resiliez desabonner desabonnez arretez stoppez stoppe"
NO_BARE_STOPS = ""
HIGH = ""
STOP_COMPANY = "tout de suite immediatement oui donc"
NO_STOP_COMPANY = "les te s"
PLEASE_STOP = ""
SUBJECTS = "je j nous merci"
BETWEEN_DENIAL = "me vous de pas"
BEFORE_STOP = "pourquoi"
NO_WISH = ""
NO_MORE = "tout plus"

HARMLESS_QUOTED = "douleur jambe dos pire mal"
QUOTED_DENIALS = "plus"

CLOSED_UP = ""
# "Laissez-moi": a verb and its pronoun; elsewhere a hyphen may be a range.
JOINED = "moi vous nous la le les il elle tu je ce y en t"
SHORTENED: dict[str, str] = {}

REACTION_PATTERNS = (
    r"a (?:aimé|aime|adoré|adore|ri de|ri à|ri|souligné|souligne|questionné|questionne|remis en question"
    r"|mis en (?:évidence|evidence|valeur)|mis l['’]accent sur)",
    r"n['’]a pas (?:aimé|aime)",
    r"a (?:réagi|reagi) (?:avec |par )?[^\w\s\"“«]{1,8} (?:à|a)",
    r"a (?:retiré|retire|supprimé|supprime) (?:un |une )?[^\"“«]{1,20} (?:de|à)",
)
REACTED_TO = "a à"
YOUR = "votre"
YOUR_THINGS = "message"
ARTICLE_PATTERNS = ("une?",)
THING_PATTERNS = ("image", "photo", r"pi[eè]ce jointe", "message audio")
SENT_WITH_PATTERNS = ("envoye avec",)
EFFECT_BEGINS_PATTERNS = ("l'effet ",)
EFFECT_PATTERNS = (
    "impact", "doux", "encre invisible", "projecteur", "ballons", "confettis", "feux d'artifice",
)  # fmt: skip
SENT_FROM_PATTERNS = (r"envoye (?:de|depuis|a partir d[e'])", "obtenez", "telecharger")
MY_PATTERNS = ("mon ", "l'appli ")
DEVICES = "courrier telephone"
DEVICE_COMPANY = "pour en"
FOOTER_SIGNS = ("env", "obten", "telecharger")

# See en_small_words.
BESIDE_A_PAIR = "un une de d fait juste"
THOSE_WALKS = "les"
BY_THE_CLOCK = "vers"
AND_SO = "et"
BY_ME = "moi"
OTHERS_TOO = ""
I_SAY = "dis dirais"
FOR_YOU = ""
THANKED = "merci"
WHO_SPEAKS = "moi"
TWO = "deux"
ASKS = ""
EVEN_OR_UNTIL = ""
SINCE = "depuis"
HEARD_AS_NUMBERS: dict[str, str] = {}
OUT_OF_TEN_PATTERNS: tuple[str, ...] = ()
SHORT_WORDS = "fait fini tout"
SLANG: dict[str, str] = {}
A_WHOLE = "une la toute cette"
SOME_DAYS = {"quelques": "3", "quinzaine": "15"}
DURING = "pendant"
ONLY_ASKED = "comment etre"
DENY_AFTER = "pas jamais"
BEFORE_DENIED = "ne n"
WRITERS = "suis ici"
WRITER_PATTERNS = (
    r"(?:je )?suis (?:sa|son|la|le) (?:femme|mari|fille|fils|mere|pere|soeur|frere|petite fille|petit fils|compagne|compagnon|aidante|voisine)",
    r"(?:sa|son) (?:femme|mari|fille|fils|mere|pere|soeur|frere|compagne|compagnon|aidante|voisine) ici",
)
OF_A_PLAN = "marche marches de min minutes x"
YES_BEGINS_PATTERNS = ("oui", "ouais")
DENIES_YES_PATTERNS: tuple[str, ...] = ()
TO_TRAVEL_BY = ""
SO_OFTEN: dict[str, str] = {}
