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
QUESTION_OPENERS = "but so also and well um just quick question one thing excuse me tell wondering"
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
STRONG_STOPS = "stahp stawp unsub discontinue desist stop stopp stopall unsubscribe optout revoke remove"
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

# Walks told beside a number, and numbers that are no score.
BESIDE_A_PAIR = "a of the managed did only just"
THOSE_WALKS = "all the"
BY_THE_CLOCK = ""
AND_SO = "and"
BY_ME = "id"
OTHERS_TOO = "hubby"
I_SAY = ""
FOR_YOU = "u you me us asking checking"
THANKED = "thanks thank thx ty tx cheers good ta"
WHO_SPEAKS = "i"
TWO = "two"
ASKS = "should can could shall may do does is will am are"
EVEN_OR_UNTIL = ""
SINCE = "since"
HEARD_AS_NUMBERS = {
    "for": "4",
    "fore": "4",
    "to": "2",
    "too": "2",
    "ate": "8",
    "won": "1",
    "sex": "6",
    "sicks": "6",
    "tree": "3",
    "free": "3",
    "tin": "10",
}
OUT_OF_TEN_PATTERNS = ("out of ten", "out of 10")
SHORT_WORDS = "pain done walk walks half both skip help stop quit"
SLANG = {
    "gr8": "great", "l8": "late", "l8r": "later", "m8": "mate", "w8": "wait", "h8": "hate", "b4": "before",
    "str8": "straight", "2day": "today", "2nite": "tonight", "2night": "tonight", "2moro": "tomorrow",
    "2morrow": "tomorrow", "4get": "forget", "some1": "someone", "sum1": "someone", "any1": "anyone",
    "every1": "everyone", "no1": "nobody",
}  # fmt: skip

# For how long: "all the week", "a couple of days"; and what only asks about leaving.
A_WHOLE = "a an the all this whole"
SOME_DAYS = {"couple": "2", "few": "3", "fortnight": "14"}
DURING = "for during"
ONLY_ASKED = "how maybe perhaps might"

# A denial behind its verb, whoever writes for the patient, and words of a plan that a patient may make their own.
DENY_AFTER = ""
BEFORE_DENIED = ""
WRITERS = "this here patient"
WRITER_PATTERNS = (
    r"this is (?:his|her|the|their|\w+ s) (?:wife|husband|partner|daughter|son|mother|mom|mum|father|dad|sister|brother|granddaughter|grandson|carer|caregiver|neighbou?r|friend)",
    r"(?:his|her|the) (?:wife|husband|partner|daughter|son|mother|mom|mum|father|dad|sister|brother|carer|caregiver) here",
    r"patient is my \w+",
)
OF_A_PLAN = "walk walks of min mins minutes easy pace x"
YES_BEGINS_PATTERNS = ("yes", "yep", "yeah", "yea")
DENIES_YES_PATTERNS = (r"no\b", r"not\b")
TO_TRAVEL_BY = "train"
SO_OFTEN = {"once": "1", "twice": "2"}
