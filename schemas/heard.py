"""Which words do all rooms share about a text from a patient, once it is read? Asked for by way of the vocabulary."""

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
    UNCLEAR = "unclear"


class WordsVerdict(Word):
    """What the words of a text come to that its score or command did not use; each weighs more than the one before.

    everyday: whole clauses of a closed list. unread: something else. caution: it may tell of danger.
    """

    NOTHING = "nothing"
    EVERYDAY = "everyday"
    UNREAD = "unread"
    CAUTION = "caution"
    DANGER = "danger"
    CRISIS = "crisis"


class OptOut(Word):
    """Whether a text asks for no more texts: surely, likely (so that it is asked once), or not."""

    SURE = "sure"
    LIKELY = "likely"
    NO = "no"


class ToRead(Word):
    """By when a person must read a text: at once, within the hour, or the same day."""

    NOW = "now"
    HOUR = "hour"
    SAME_DAY = "same_day"


class ToldEvent(Word):
    """What a text tells that is no score and no command, and of which a person must know."""

    DEATH = "death"
    WRONG_PERSON = "wrong_person"
    MOVED_AWAY = "moved_away"
    NEW_NUMBER = "new_number"
    OUT_OF_OFFICE = "out_of_office"
    HOSPITAL = "hospital"
    INJECTION_TODAY = "injection_today"
    PREGNANCY = "pregnancy"
    NEW_MEDICINE = "new_medicine"
