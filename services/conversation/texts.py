"""Every sentence a patient can receive: which one fits, and how is its plan said? No diagnosis, drugs or scolding."""

from dataclasses import dataclass
from types import ModuleType

from schemas.decisions import Reason
from schemas.vocabulary import Absent, Language, Light, Pace, Prescription, TextKind
from services.conversation.locales import en, es, fr

_CATALOGUES: dict[Language, ModuleType] = {Language.ENGLISH: en, Language.SPANISH: es, Language.FRENCH: fr}
_FIXED = {
    TextKind.CONSENT: "consent",
    TextKind.SHOES_QUESTION: "shoes_question",
    TextKind.EVENING_REMINDER: "reminder",
    TextKind.UNCLEAR_HANDED_ON: "handed_on",
    TextKind.PAUSE_CONFIRMATION: "pause",
    TextKind.RESUME_CONFIRMATION: "resume",
    TextKind.OPT_OUT_CONFIRMATION: "opt_out",
    TextKind.OPT_IN_CONFIRMATION: "opt_in",
    TextKind.HELP: "help",
    TextKind.CALL_BACK: "call_back",
    TextKind.SAFETY_EMERGENCY: "safety_emergency",
    TextKind.SAFETY_URGENT: "safety_urgent",
    TextKind.SAFETY_CRISIS: "safety_crisis",
    TextKind.WELCOME: "welcome",
}


_NO_WALKS = Prescription((), Pace.EASY)


@dataclass(frozen=True, slots=True)
class TextValues:
    """What a sentence may need. prescription is the plan it speaks of; until is a date as the patient would say it.

    held: the plan waits for a person. eased: the patient told of a flare or an early stop. asks_day: two check-ins
    are open. walks_asked: how many walks the evening asks about, 0 for pain alone.
    """

    clinic_name: str
    clinic_phone: str
    emergency_number: str
    prescription: Prescription | Absent = Absent.NOT_ASKED
    light: Light | Absent = Absent.NOT_ASKED
    reason: Reason = Reason.STEADY
    walks_asked: int = 0
    held: bool = False
    eased: bool = False
    asks_day: bool = False
    first_name: str = ""
    until: str = ""


def render(kind: TextKind, language: Language, values: TextValues) -> str:
    """One text, ready to send. Raises KeyError only for a sentence that a catalogue lacks, which a test rules out."""
    catalogue = _CATALOGUES[language]
    plan = values.prescription if isinstance(values.prescription, Prescription) else _NO_WALKS
    sentence: str = catalogue.SENTENCES[_sentence(kind, values, plan)]
    return sentence.format(
        clinic=values.clinic_name,
        phone=values.clinic_phone,
        emergency=values.emergency_number,
        crisis=catalogue.CRISIS_LINES.get(values.emergency_number, values.emergency_number),
        hello=f"{values.first_name}: " if values.first_name else "",
        plan=_walks(plan, catalogue),
        brisk=plan.brisk_minutes,
        turn=_turn(plan, catalogue),
        reason=catalogue.REASONS[values.reason.value],
        light=catalogue.LIGHTS["" if isinstance(values.light, Absent) else values.light.value],
        walks=values.walks_asked,
        until=values.until,
    )


def _sentence(kind: TextKind, values: TextValues, plan: Prescription) -> str:
    if kind in _FIXED:
        return _FIXED[kind]
    rest = "held" if values.held else "rest"
    match kind:
        case TextKind.MORNING_PLAN:
            walk = "brisk" if plan.brisk_minutes else "walk"
            return f"morning_{walk if plan.walks else rest}"
        case TextKind.REPLY_THANKS:
            return f"thanks_{'walk' if plan.walks else rest}"
        case TextKind.CORRECTED_PLAN:
            return "corrected_walk" if plan.walks else "corrected_rest"
        case TextKind.EVENING_QUESTION:
            asked = {0: "evening_pain", 1: "evening_walk_one"}
            return asked.get(values.walks_asked, "evening_walks")
        case TextKind.UNCLEAR_QUESTION:
            return "unclear_day" if values.asks_day else "unclear"
        case _:
            return "day_eased" if values.eased else "day_thanks"


def _walks(plan: Prescription, catalogue: ModuleType) -> str:
    lengths = set(plan.walks)
    if len(lengths) == 1:
        form: str = catalogue.WALK_COUNT["one" if len(plan.walks) == 1 else "many"]
        return form.format(count=len(plan.walks), minutes=plan.walks[0])
    unequal: str = catalogue.UNEQUAL
    return unequal.format(minutes=" + ".join(map(str, plan.walks)))


def _turn(plan: Prescription, catalogue: ModuleType) -> str:
    """The outbound leg is only half the walk (rule 0-5): rounded down, so that the way back is never the longer."""
    lengths = set(plan.walks)
    if len(lengths) != 1:
        some: str = catalogue.TURN_SOME
        return some
    turn: str = catalogue.TURN
    return turn.format(minutes=plan.walks[0] // 2)
