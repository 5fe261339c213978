"""The kinds of text and their table, one row each: a new kind is a name and a row here, its sentences, a migration."""

from collections.abc import Callable

from schemas.value import Word, value
from schemas.vocabulary import ReplyKind, ToldEvent


class TextKind(Word):
    """Every kind of text a patient can receive. Each is one sentence set of services/conversation/writing/texts.py."""

    CONSENT = "consent"
    WELCOME = "welcome"
    SHOES_QUESTION = "shoes_question"
    MORNING_PLAN = "morning_plan"
    MORNING_NET = "morning_net"
    EVENING_QUESTION = "evening_question"
    EVENING_REMINDER = "evening_reminder"
    REPLY_THANKS = "reply_thanks"
    DAY_THANKS = "day_thanks"
    CORRECTED_PLAN = "corrected_plan"
    UNCLEAR_QUESTION = "unclear_question"
    UNCLEAR_HANDED_ON = "unclear_handed_on"
    NOTED_UNREAD = "noted_unread"
    FOOT_QUESTION = "foot_question"
    CAUTION_QUESTION = "caution_question"
    WRONG_PERSON = "wrong_person"
    CONDOLENCE = "condolence"
    WHOSE_QUESTION = "whose_question"
    STOP_QUESTION = "stop_question"
    LOSS_NOTED = "loss_noted"
    HOSPITAL_NOTED = "hospital_noted"
    INJECTION_NOTED = "injection_noted"
    PREGNANCY_NOTED = "pregnancy_noted"
    MEDICINE_NOTED = "medicine_noted"
    MOVE_NOTED = "move_noted"
    NUMBER_NOTED = "number_noted"
    WHY = "why"
    HOW = "how"
    FUNCTION_QUESTION = "function_question"
    FUNCTION_THANKS = "function_thanks"
    FUNCTION_AGAIN = "function_again"
    PAUSE_CONFIRMATION = "pause_confirmation"
    RESUME_CONFIRMATION = "resume_confirmation"
    OPT_OUT_CONFIRMATION = "opt_out_confirmation"
    OPT_IN_CONFIRMATION = "opt_in_confirmation"
    HELP = "help"
    CALL_BACK = "call_back"
    FAREWELL = "farewell"
    CARE_MESSAGE = "care_message"
    SAFETY_EMERGENCY = "safety_emergency"
    SAFETY_URGENT = "safety_urgent"
    SAFETY_CRISIS = "safety_crisis"


@value
class TextFacts:
    """Everything that is true of one kind of text.

    sentence: the name of its sentence in the catalogue; "" if that depends on the occasion. tells_plan: its sentence
    depends on what the plan asks for: walks, rest, or a hold. segments: the most that it may take, 1 or 2. safety:
    nothing keeps it back, it leaves at night, and before all others. answers_danger: it tells somebody in danger what
    to do; if it cannot reach them, a person must phone. net: it says whom to call in danger, and leaves at night too,
    unless it only asks for a day. at_once: it answers within minutes or never, at night too. automatic: it comes
    unasked. daily: it is one of a day's texts, each at its hour. optional: it gives way to all that is more important,
    so that at most one leaves a day. lowers_today: it is never counted among the day's texts, and never dropped for
    them. day_by_day: it is about tonight or comes unasked, so a hold keeps it back. walking: it proposes the walks of
    its own day. tells_to_walk: whoever reads it may set out. evening: it asks how the day was. thanks: it says that all
    was understood. by_hand: a person wrote it. keeps_overnight: it means the same in the morning; a text that does not,
    and waits at night, is never sent. follows_stop: it may follow an opt-out. to_somebody_else: the one answer to
    whoever has the phone now. waits_for_nobody: when it comes unasked it leaves after all others, because nobody waits
    for it. answers: the replies that it answers, if they ask for one thing and report no danger. event: what it answers
    when a text tells of it. hands_on: it says that a person reads the text, or looks at what it tells.
    """

    kind: TextKind
    sentence: str = ""
    tells_plan: bool = False
    segments: int = 1
    safety: bool = False
    answers_danger: bool = False
    net: bool = False
    at_once: bool = False
    automatic: bool = False
    daily: bool = False
    optional: bool = False
    lowers_today: bool = False
    day_by_day: bool = False
    walking: bool = False
    tells_to_walk: bool = False
    evening: bool = False
    thanks: bool = False
    hands_on: bool = False
    answers: tuple[ReplyKind, ...] = ()
    event: ToldEvent | None = None
    by_hand: bool = False
    keeps_overnight: bool = False
    follows_stop: bool = False
    to_somebody_else: bool = False
    waits_for_nobody: bool = False


_ROWS = (
    TextFacts(
        TextKind.CONSENT, "consent", segments=2, keeps_overnight=True, waits_for_nobody=True,
    ),
    TextFacts(TextKind.WELCOME, tells_to_walk=True, keeps_overnight=True),
    TextFacts(TextKind.SHOES_QUESTION, "shoes_question", keeps_overnight=True),
    TextFacts(
        TextKind.MORNING_PLAN, "morning", tells_plan=True, automatic=True, daily=True, day_by_day=True, walking=True,
        tells_to_walk=True,
    ),
    TextFacts(TextKind.MORNING_NET, "morning_net", segments=2, net=True),
    TextFacts(TextKind.EVENING_QUESTION, automatic=True, daily=True, day_by_day=True, evening=True),
    TextFacts(TextKind.EVENING_REMINDER, "reminder", automatic=True, daily=True, day_by_day=True, evening=True),
    TextFacts(TextKind.REPLY_THANKS, "thanks", tells_plan=True, tells_to_walk=True, thanks=True),
    TextFacts(TextKind.DAY_THANKS, day_by_day=True, thanks=True),
    TextFacts(
        TextKind.CORRECTED_PLAN, "corrected", tells_plan=True, automatic=True, lowers_today=True, day_by_day=True,
        walking=True, tells_to_walk=True,
    ),
    TextFacts(
        TextKind.UNCLEAR_QUESTION, segments=2, net=True, keeps_overnight=True, hands_on=True,
        answers=(ReplyKind.UNCLEAR,),
    ),
    TextFacts(
        TextKind.UNCLEAR_HANDED_ON, "handed_on", keeps_overnight=True, hands_on=True,
        answers=(ReplyKind.QUESTION,),
    ),
    TextFacts(TextKind.NOTED_UNREAD, "noted_unread", segments=2, net=True, hands_on=True),
    TextFacts(TextKind.FOOT_QUESTION, "foot_question", segments=2, net=True),
    TextFacts(TextKind.CAUTION_QUESTION, "caution_question", segments=2, net=True),
    TextFacts(
        TextKind.WRONG_PERSON, "wrong_person", keeps_overnight=True, to_somebody_else=True,
        answers=(ReplyKind.WRONG_PERSON,), event=ToldEvent.WRONG_PERSON,
    ),
    TextFacts(
        TextKind.CONDOLENCE, "condolence", keeps_overnight=True, to_somebody_else=True, follows_stop=True,
        answers=(ReplyKind.DEATH,), event=ToldEvent.DEATH,
    ),
    TextFacts(TextKind.WHOSE_QUESTION, "whose"),
    TextFacts(TextKind.STOP_QUESTION, "stop_question", at_once=True),
    TextFacts(
        TextKind.LOSS_NOTED, "loss_noted", segments=2, keeps_overnight=True, hands_on=True, to_somebody_else=True,
    ),
    TextFacts(
        TextKind.HOSPITAL_NOTED, "hospital_noted", segments=2, keeps_overnight=True, hands_on=True,
        event=ToldEvent.HOSPITAL,
    ),
    TextFacts(
        TextKind.INJECTION_NOTED, "injection_noted", segments=2, keeps_overnight=True, hands_on=True,
        event=ToldEvent.INJECTION_TODAY,
    ),
    TextFacts(
        TextKind.PREGNANCY_NOTED, "pregnancy_noted", segments=2, keeps_overnight=True, hands_on=True,
        event=ToldEvent.PREGNANCY,
    ),
    TextFacts(
        TextKind.MEDICINE_NOTED, "medicine_noted", segments=2, keeps_overnight=True, hands_on=True,
        event=ToldEvent.NEW_MEDICINE,
    ),
    TextFacts(
        TextKind.MOVE_NOTED, "move_noted", segments=2, keeps_overnight=True, hands_on=True,
        event=ToldEvent.MOVED_AWAY,
    ),
    TextFacts(
        TextKind.NUMBER_NOTED, "number_noted", segments=2, keeps_overnight=True, hands_on=True,
        event=ToldEvent.NEW_NUMBER,
    ),
    TextFacts(TextKind.WHY, "why", answers=(ReplyKind.WHY,)),
    TextFacts(TextKind.HOW, "how", tells_to_walk=True, answers=(ReplyKind.HOW,)),
    TextFacts(
        TextKind.FUNCTION_QUESTION, "function_question", automatic=True, daily=True, optional=True, day_by_day=True,
    ),
    TextFacts(TextKind.FUNCTION_THANKS, "function_thanks", thanks=True, answers=(ReplyKind.FUNCTION,)),
    TextFacts(TextKind.FUNCTION_AGAIN, "function_again"),
    TextFacts(TextKind.PAUSE_CONFIRMATION, keeps_overnight=True, answers=(ReplyKind.PAUSE,)),
    TextFacts(TextKind.RESUME_CONFIRMATION, "resume", keeps_overnight=True, answers=(ReplyKind.RESUME,)),
    TextFacts(TextKind.OPT_OUT_CONFIRMATION, "opt_out", follows_stop=True, answers=(ReplyKind.STOP,)),
    TextFacts(TextKind.OPT_IN_CONFIRMATION, "opt_in", keeps_overnight=True, answers=(ReplyKind.START,)),
    TextFacts(TextKind.HELP, "help", segments=2, safety=True, answers=(ReplyKind.HELP,)),
    TextFacts(TextKind.CALL_BACK, "call_back", keeps_overnight=True, answers=(ReplyKind.CALL,)),
    TextFacts(TextKind.FAREWELL, "farewell", keeps_overnight=True),
    TextFacts(TextKind.CARE_MESSAGE, "care_message", segments=2, by_hand=True, keeps_overnight=True),
    TextFacts(TextKind.SAFETY_EMERGENCY, "safety_emergency", segments=2, safety=True, answers_danger=True),
    TextFacts(TextKind.SAFETY_URGENT, "safety_urgent", segments=2, safety=True, answers_danger=True),
    TextFacts(TextKind.SAFETY_CRISIS, "safety_crisis", segments=2, safety=True, answers_danger=True),
)  # fmt: skip
TEXT_KINDS = {row.kind: row for row in _ROWS}
# The answer to a reply that asks for one thing and is not about danger.
ANSWERS = {reply: row.kind for row in _ROWS for reply in row.answers}
ANSWER_TO_EVENT = {row.event: row.kind for row in _ROWS if row.event is not None}


def facts_of(kind: TextKind) -> TextFacts:
    """The row of a kind of text."""
    return TEXT_KINDS[kind]


def texts_that(are: Callable[[TextFacts], bool]) -> frozenset[TextKind]:
    """The kinds of text for which a column of the table is true, for queries that must name them."""
    return frozenset(row.kind for row in _ROWS if are(row))
