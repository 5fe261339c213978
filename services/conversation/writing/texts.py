"""Which sentence does a patient receive, and how is the plan said in it? No diagnosis, no drugs, no scolding."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType, ModuleType

from schemas.decisions import Earns, NextStep, Reason
from schemas.settings import StopRule
from schemas.text_kinds import TextKind, facts_of
from schemas.vocabulary import Absent, Language, Light, Pace, Prescription, Tonight
from services.conversation import locales
from services.conversation.writing import segments

_NO_WALKS = Prescription((), Pace.EASY)
_NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TextValues:
    """What a sentence may need. prescription is the plan it speaks of: no walks is a rest day.

    reason is left out of the sentence when absent, and so are light and first_name. until is the day a pause ends, as a
    date or already in the patient's words. held: the plan waits for a person. eased: the patient told of a flare or an
    early stop. asks_day: two check-ins are open. walks_asked: how many walks the evening asks about, 0 for pain alone.
    weekly_notice: an evening text also says that texts are not watched around the clock. stop_rule: when to rest within
    a walk. initials are those of the patients who share a number. message is what a therapist wrote by hand. next_step:
    what the plan waits for; of_tomorrow: the plan that is explained is tomorrow's. with_net: a text that may do without
    says whom to call in danger. kept_back: nobody is to walk before a person has read what the patient wrote.
    words_read: that has happened since the plan was made. tonight: what is still to say of tonight's question.
    activity: what matters to the patient.
    """

    clinic_name: str
    clinic_phone: str
    emergency_number: str
    prescription: Prescription | Absent = Absent.NOT_ASKED
    light: Light | Absent = Absent.NOT_ASKED
    reason: Reason | Absent = Absent.NOT_ASKED
    walks_asked: int = 0
    held: bool = False
    eased: bool = False
    asks_day: bool = False
    weekly_notice: bool = False
    stop_rule: StopRule = StopRule.ANY_RISE
    initials: tuple[str, ...] = ("A", "B")
    first_name: str | Absent = Absent.NOT_ASKED
    until: date | str | Absent = Absent.NOT_ASKED
    message: str = ""
    next_step: NextStep | Absent = Absent.NOT_ASKED
    of_tomorrow: bool = False
    with_net: bool = False
    kept_back: bool = False
    words_read: bool = False
    tonight: Tonight = Tonight.COMES
    activity: str = ""


def catalogue(language: Language) -> ModuleType:
    """Everything that Amble says in a language."""
    return locales.SAID[language]


def sentence_name(kind: TextKind, values: TextValues) -> str:
    """Under which name the sentence of a text stands in the catalogue."""
    return _sentence(kind, values, _plan_of(values))


def render(kind: TextKind, language: Language, values: TextValues, own_words: Mapping[str, str] = _NO_WORDS) -> str:
    """One text, ready to send. own_words are the clinic's, by the sentence's name; found without fault when saved.

    A first name is left out where it would cost a second segment.
    """
    sentences = locales.SAID[language]
    plan = _plan_of(values)
    name = _sentence(kind, values, plan)
    parts = _parts(values, plan, sentences)
    try:
        return _filled(own_words.get(name) or sentences.SENTENCES[name], values, parts)
    except (KeyError, ValueError, IndexError):
        # Words approved when a sentence had other places must never keep a safety text from leaving.
        return _filled(sentences.SENTENCES[name], values, parts)


def nobodys_net(language: Language, emergency_number: str = "") -> str:
    """What somebody in danger reads where no clinic may be named: the emergency number, if one is known to be right."""
    sentences = locales.SAID[language]
    line = sentences.CRISIS_LINES.get(emergency_number)
    crisis = f", {sentences.OR} {line}" if line else ""
    said: str = sentences.NOBODYS_NET["known" if emergency_number else "unknown"]
    return said.format(emergency=emergency_number, crisis=crisis)


def _plan_of(values: TextValues) -> Prescription:
    return values.prescription if isinstance(values.prescription, Prescription) else _NO_WALKS


def _filled(sentence: str, values: TextValues, parts: Mapping[str, str | int]) -> str:
    name = "" if isinstance(values.first_name, Absent) else segments.in_gsm(values.first_name).strip()
    greeted = sentence.format(hello=f"{name}: " if name else "", **parts)
    if name and segments.count(greeted).segments > 1:
        return sentence.format(hello="", **parts)
    return greeted


def _parts(values: TextValues, plan: Prescription, words: ModuleType) -> dict[str, str | int]:
    emergency = segments.in_gsm(values.emergency_number)
    line = words.CRISIS_LINES.get(emergency)
    return {
        "clinic": segments.in_gsm(values.clinic_name),
        "phone": segments.in_gsm(values.clinic_phone),
        "emergency": emergency,
        "er": words.EMERGENCY_ROOMS.get(emergency, words.EMERGENCY_ROOMS["112"]),
        "crisis": f", {words.OR} {line}" if line else "",
        "plan": _plan(plan, words),
        "turn": _turn(plan, words),
        "initials": f" {words.OR} ".join(values.initials),
        "initial": values.initials[0],
        "stop": words.STOP_RULES[values.stop_rule.value],
        "why": _why(values, words),
        "light": "" if isinstance(values.light, Absent) else words.LIGHTS[values.light.value],
        "tonight": words.TONIGHT[values.tonight.value],
        "walks": values.walks_asked,
        "until": _day(values.until, words),
        "activity": segments.in_gsm(values.activity) or words.ACTIVITY,
        "message": segments.in_gsm(values.message),
        "day": words.WHOSE_PLAN["tomorrow" if values.of_tomorrow else "today"],
        "next": _next(values, words),
        "net": " " + words.NET.format(emergency=emergency) if values.with_net else "",
        "notice": words.NOTICE.format(emergency=emergency) if values.weekly_notice else "",
    }


def _sentence(kind: TextKind, values: TextValues, plan: Prescription) -> str:
    facts = facts_of(kind)
    if facts.tells_plan and facts.thanks and plan.walks and values.kept_back:
        return f"{facts.sentence}_kept"
    if facts.tells_plan:
        rest = "held" if values.held else "rest"
        walk = "brisk" if plan.brisk_minutes and kind is TextKind.MORNING_PLAN else "walk"
        return f"{facts.sentence}_{walk if plan.walks else rest}"
    if facts.sentence:
        return facts.sentence
    match kind:
        case TextKind.WELCOME:
            return "welcome" if plan.walks and not values.kept_back else "welcome_plain"
        case TextKind.PAUSE_CONFIRMATION:
            told = isinstance(values.until, date) or values.until not in ("", *Absent)
            return "pause" if told else "pause_open"
        case TextKind.EVENING_QUESTION:
            asked = {0: "evening_pain", 1: "evening_walk_one"}
            return asked.get(values.walks_asked, "evening_walks")
        case TextKind.UNCLEAR_QUESTION:
            return "unclear_day" if values.asks_day else "unclear"
        case _:
            return "day_eased" if values.eased else "day_thanks"


def _plan(plan: Prescription, words: ModuleType) -> str:
    """ "3 walks of 8 min, easy pace", "walks of 8 + 8 + 6 min, 5 min of it brisk"."""
    if len(set(plan.walks)) == 1:
        form: str = words.WALK_COUNT["one" if len(plan.walks) == 1 else "many"]
        said = form.format(count=len(plan.walks), minutes=plan.walks[0])
    else:
        said = words.UNEQUAL.format(minutes=" + ".join(map(str, plan.walks)))
    pace: str = words.BRISK if plan.brisk_minutes else words.EASY
    return pace.format(plan=said, brisk=plan.brisk_minutes)


def _turn(plan: Prescription, words: ModuleType) -> str:
    """The outbound leg is only half the walk (rule 0-5): rounded down, so that the way back is never the longer."""
    if len(set(plan.walks)) != 1 or plan.walks[0] < 2:
        some: str = words.TURN_SOME
        return some
    turn: str = words.TURN
    return turn.format(minutes=plan.walks[0] // 2)


def _why(values: TextValues, words: ModuleType) -> str:
    if isinstance(values.reason, Absent):
        return ""
    over = values.words_read and values.reason is Reason.UNREAD_HOLD
    return f" {words.WORDS_READ if over else words.REASONS[values.reason.value]}."


def _next(values: TextValues, words: ModuleType) -> str:
    """ " 2 more days with pain 0-3 and the walks done can bring a bit more." """
    step = values.next_step
    if isinstance(step, Absent):
        return ""
    name = "one_day" if step.earns is Earns.DAYS and step.days == 1 else step.earns.value
    said: str = words.NEXT_STEPS[name]
    phone = segments.in_gsm(values.clinic_phone)
    return " " + said.format(days=step.days, green=step.green_max, red=step.red_min, phone=phone)


def _day(until: date | str | Absent, words: ModuleType) -> str:
    if not isinstance(until, date):
        return "" if isinstance(until, Absent) else segments.in_gsm(until)
    said: str = words.DAY.format(month=words.MONTHS.split()[until.month - 1], day=until.day)
    return said
