"""Which small English words join, deny, answer or qualify others, and how do English phones and numbers look?

Words are written without accents, several in a string. Names that end in _PATTERNS hold regular expressions.
"""

# Numbers: is "4,2" one number, which number words of other languages mean something else here, and what may end one.
DECIMAL_COMMA = False
NO_NUMBERS = "once dos set"
NUMBER_ENDINGS = "ish"
AND = "and n"
POINT = "point"
PLUS = "plus"
OVER = "over"
ONE_TIME = "once"
# "9 de 10" is a scale, though "de" can also say where a change began.
FROM_OR_OF = ""
SCALES = "scale"
ALL_OF = "of"
THOSE = ""
ROUGHLY = "about around for like only just maybe almost nearly a the another full approx"
NO_OR_NOT = "no"

# Yes, no, and what stands beside an answer.
YES = "yes yeah yep yup ok okay"
ANSWERS = "no nope nah not yes yeah yep yup ok"
ANSWERS_NO = "no nope none nah"
BESIDE_PAIR = "and yes"
OPENERS = "but and only"
QUESTION_OPENERS = "but so also"
SURE_DOUBTS = "wrong kidding joking joke actually minus"
MENU_COMPANY = "is its or"
PLEASE_PATTERNS = ("please", "pls")

# Danger: what denies it, what a denial reaches, who is spoken of.
DENY_THE_NEXT = "nothing"
DENY_COMPANY = "even trying am im doing being getting"
OR = "or nor"
BUT = "but though although"
ELIDED_OF = ""
# Whoever writes for the patient speaks of the patient.
PROXY = "typing writing texting behalf"
# A word that is a person elsewhere is the writer before these endings.
I_HAVE: dict[str, tuple[str, ...]] = {}
MENTION_PATTERNS = (
    r"(?:numb(?!er)|hopeless|worthless|suicid)\w*", r"no hope", r"cant go on(?! (?:my|the|a)\b)",
    r"cant (?:do|take) (?:this|it) any ?more",
    r"(?:took|taken|take|taking|swallowed) (?:too many|all (?:of )?(?:my|the|these)|\d\d+) (?:pills|tablets|meds)",
)  # fmt: skip
NOT_BLADDER_ALONE = "wet shit"
MOURNER_WORDS = "this"
SURELY_DIED = "deceased"
HE_OR_SHE = "he she"

# Commands.
PAUSE_NAMES = "pause"
A_DAY = "a"
TOMORROW = "tomorrow"
BACK = "back"
WHY_BEGINS = "why"
READY_OR_DONE = ""
STRONG_STOPS = "stop stopp stopall unsubscribe optout revoke remove"
# These are stop words only with more around them.
NO_BARE_STOPS = "end"
HIGH = ""
STOP_COMPANY = "yes can you so then"
NO_STOP_COMPANY = "the it"
PLEASE_STOP = "please plz pls"
SUBJECTS = "i im ive ill we weve were you youre your thanks thank wrong enough never dont forever immediately"
BETWEEN_DENIAL = "want you to ever please need u would wanna going"
BEFORE_STOP = "why did had"
NO_WISH = "it pain this take can could make hurting hurts help would will that"
NO_MORE = "wont longer anymore everything no"

# Our own words, quoted back: harmless though a phrase of danger may hold them; and denials that we use.
HARMLESS_QUOTED = (
    "pain worst leg back walk walks rest walking more your and the all call go less again today text texts is"
)
QUOTED_DENIALS = ""

# Writing: endings that close up to the word before, words that a hyphen joins, and what is written short.
CLOSED_UP = "t s m ve re ll d"
JOINED = ""
SHORTENED = {"w/o ": "without ", "w/ ": "with "}

# What phones write by themselves: reactions, effects, signatures.
REACTION_PATTERNS = (
    r"(?:liked|loved|laughed at|emphasi[sz]ed|questioned|disliked)",
    r"removed (?:an? )?[^\s\"“«]{1,12}(?: mark| reaction| point)? from",
    r"reacted with an? [a-z ]{3,20} to",
    r"reacted (?:with )?[^\w\s\"“«]{1,8} to",
)
REACTED_TO = "to"
YOUR = "your"
YOUR_THINGS = "message text"
ARTICLE_PATTERNS = ("an?",)
THING_PATTERNS = (
    "image", "photo", "picture", "video", "movie", "attachment", "sticker", "audio message", "voice message", "link",
    "contact",
)  # fmt: skip
SENT_WITH_PATTERNS = ("sent with",)
EFFECT_BEGINS_PATTERNS = ("an? ",)
EFFECT_PATTERNS = (
    "slam", "loud", "gentle", "invisible ink", "echo", "spotlight", "balloons?", "confetti", "love", "lasers?",
    "fireworks?", "shooting star", "celebration", "sparkles", "heart",
)  # fmt: skip
SENT_FROM_PATTERNS = (r"sent (?:from|via)", "get")
MY_PATTERNS = ("my ", "the ")
DEVICES = "mail windows mobile phone smartphone"
DEVICE_COMPANY = "on for mail app device phone"
FOOTER_SIGNS = ("sent", "get ")
