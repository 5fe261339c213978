"""The words that all rooms share about a patient's text once it is read. Import them from the vocabulary."""

from schemas.value import Word


class ReplyKind(Word):
    """What a text from a patient is, once read."""

    PAIN = "pain"
    WALKS = "walks"
    DONE = "done"
    PART = "part"
    SKIP = "skip"
    SORE = "sore"
    FLARE = "flare"
    READY = "ready"
    SHOES = "shoes"
    STOP = "stop"
    START = "start"
    HELP = "help"
    PAUSE = "pause"
    RESUME = "resume"
    RED_FLAG = "red_flag"
    CRISIS = "crisis"
    CALL = "call"
    WRONG_PERSON = "wrong_person"
    DEATH = "death"
    REACTION = "reaction"
    AUTO_REPLY = "auto_reply"
    THANKS = "thanks"
    QUESTION = "question"
    WHY = "why"
    HOW = "how"
    FUNCTION = "function"
    UNCLEAR = "unclear"


class WordsVerdict(Word):
    """What the words of a text that are not part of its score or command amount to; each value outweighs the one
    before.

    everyday: whole clauses of a closed list. unread: something else. caution: it may report danger.
    """

    NOTHING = "nothing"
    EVERYDAY = "everyday"
    UNREAD = "unread"
    CAUTION = "caution"
    DANGER = "danger"
    CRISIS = "crisis"


class OptOut(Word):
    """Whether a text asks for no more texts: surely, likely (then the patient is asked once), or not."""

    SURE = "sure"
    LIKELY = "likely"
    NO = "no"


class ToRead(Word):
    """How soon a person must read a text: at once, within the hour, or the same day."""

    NOW = "now"
    HOUR = "hour"
    SAME_DAY = "same_day"


class ToldEvent(Word):
    """What a text reports that is neither a score nor a command, and that a person must know; the gravest first."""

    DEATH = "death"
    WRONG_PERSON = "wrong_person"
    HOSPITAL = "hospital"
    INJECTION_TODAY = "injection_today"
    PREGNANCY = "pregnancy"
    NEW_MEDICINE = "new_medicine"
    MOVED_AWAY = "moved_away"
    NEW_NUMBER = "new_number"
    OUT_OF_OFFICE = "out_of_office"
