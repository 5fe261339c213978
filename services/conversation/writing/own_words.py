"""May a clinic say it in these words? The same rules that Amble's own sentences keep, with the reason for each no."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from string import Formatter

from schemas.decisions import Earns, NextStep, Reason
from schemas.names import LONGEST_ACTIVITY
from schemas.settings import StopRule
from schemas.text_kinds import TEXT_KINDS, TextKind, facts_of
from schemas.vocabulary import Absent, Language, Light, Pace, Prescription, Tonight
from services.conversation.locales import SAID
from services.conversation.writing import reading_ease, segments
from services.conversation.writing.texts import TextValues, catalogue, render, sentence_name

ONE_SEGMENT, TWO_SEGMENTS = 160, 320
SAFETY_NAMES = frozenset(row.sentence for row in TEXT_KINDS.values() if row.answers_danger)
# Said in every language as it stands: the carriers' words and our own commands.
_RESERVED = frozenset("stop stopall unsubscribe cancel end quit revoke optout start yes unstop help info".split())
_DRUGS = "ibuprofen|ibuprof|paracetamol|acetaminophen|aspirin|naprox|gabapentin|tramadol|opioid"
_NOT_OURS_TO_SAY = re.compile(
    "|".join((_DRUGS, *(no for said in SAID.values() for no in said.NOT_TO_SAY))), re.IGNORECASE
)
_UNITS = "|".join(unit for said in SAID.values() for unit in said.DOSE_UNITS)
_DOSE = re.compile(rf"\d+\s*(?:{_UNITS})\b", re.IGNORECASE)
_LINK = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|org|net|io|co|link|ly)\b", re.IGNORECASE)
_PLAIN, _BRISK, _REST = (
    (Prescription((12, 12, 10, 10), Pace.EASY), Prescription((15, 15, 15, 15), Pace.EASY)),
    (Prescription((20, 15, 15, 10), Pace.BRISK, brisk_minutes=15), Prescription((20, 20, 20), Pace.BRISK, 15)),
    (Prescription((), Pace.EASY),),
)
# The longest of everything a sentence may hold; the clinic's name and number at the length that enrolment allows.
LONGEST = TextValues(
    clinic_name="Riverside Spine and Joint Ctr.",
    clinic_phone="+44 20 7946 0123",
    emergency_number="911",
    until=date(2026, 9, 30),
    weekly_notice=True,
    walks_asked=4,
    light=Light.YELLOW,
    stop_rule=StopRule.RISE_2,
    message="We tried to call you. Please call us.",
    activity="W" * LONGEST_ACTIVITY,
    with_net=True,
    tonight=Tonight.ASKED,
)


def names(language: Language) -> Mapping[str, str]:
    """Every text that can be worded anew, by its name, as Amble says it."""
    sentences: Mapping[str, str] = catalogue(language).SENTENCES
    return sentences


def places(sentence: str) -> list[str]:
    """The places of a sentence that are filled in when it is sent, in order."""
    return list(dict.fromkeys(name for _, name, _, _ in Formatter().parse(sentence) if name is not None))


@dataclass(frozen=True, slots=True)
class OfClinic:
    """What a text says of a clinic; by default the longest that it may be."""

    name: str = LONGEST.clinic_name
    phone: str = LONGEST.clinic_phone
    emergency_number: str = LONGEST.emergency_number


LONGEST_CLINIC = OfClinic()


def longest(name: str, language: Language, words: str, clinic: OfClinic = LONGEST_CLINIC) -> str:
    """The longest text that these words can become, in the longest or in a certain clinic."""

    def here(values: TextValues) -> TextValues:
        return replace(
            values, clinic_name=clinic.name, clinic_phone=clinic.phone, emergency_number=clinic.emergency_number
        )

    texts = (render(kind, language, here(values), {name: words}) for kind, values in _trials(name))
    return max(texts, key=lambda text: segments.count(text).units)


def kinds_of(name: str) -> list[TextKind]:
    """The kinds of text that a name is said in."""
    return list(dict.fromkeys(kind for kind, _ in _trials(name)))


def faults(name: str, language: Language, words: str) -> list[str]:
    """Every reason why these words may not be sent, each as a sentence that says what would be right."""
    own = names(language)[name]
    broken = _broken_places(own, words)
    if broken:
        return broken
    found = [*_missing(own, words), *_unwanted(name, own, words)]
    text = longest(name, language, words)
    counted = segments.count(text)
    room = TWO_SEGMENTS if any(facts_of(kind).segments > 1 for kind in kinds_of(name)) else ONE_SEGMENT
    if counted.encoding != segments.GSM_7:
        strange = dict.fromkeys(sign for sign in words if segments.count(sign).encoding != segments.GSM_7)
        found.append(f"These characters halve the room of a text and are not sent: {''.join(strange)}")
    elif counted.units > room:
        found.append(f"With the longest plan it takes {counted.units} characters; {room} are allowed.")
    plain = [(kind, replace(values, clinic_name="the clinic")) for kind, values in _trials(name)]
    said = (render(kind, language, values, {name: words}) for kind, values in plain)
    if max(reading_ease.hardness(text, language) for text in said) > reading_ease.HARDEST[language]:
        found.append("It is too hard to read: use shorter sentences and shorter words.")
    return found


def ready_made(language: Language) -> Mapping[str, str]:
    """Words for a therapist's own text to begin from, by name."""
    messages: Mapping[str, str] = catalogue(language).MESSAGES
    return messages


def activity_faults(words: str) -> list[str]:
    """Every reason why what matters to a patient may not be said in these words."""
    found = message_faults(words, words)
    if re.search(r"\d", words):
        found.append("No number: patients answer with one.")
    return found


def message_faults(words: str, body: str) -> list[str]:
    """Every reason why a therapist's own words may not be sent; body is the whole text that they become."""
    found = []
    counted = segments.count(body)
    if any(segments.count(sign).encoding != segments.GSM_7 for sign in words):
        strange = dict.fromkeys(sign for sign in words if segments.count(sign).encoding != segments.GSM_7)
        found.append(f"These characters halve the room of a text and are not sent: {''.join(strange)}")
    if counted.units > TWO_SEGMENTS:
        found.append(f"With the clinic's name it takes {counted.units} characters; {TWO_SEGMENTS} are allowed.")
    said = _NOT_OURS_TO_SAY.search(words)
    if said:
        found.append(f"Texts name no diagnosis and no drug, and never scold: {said.group()!r}.")
    if _DOSE.search(words):
        found.append("How long to walk is said by the plan alone: order the day instead.")
    if _LINK.search(words):
        found.append("Carriers hold back texts with links, and patients should not have to trust them: leave it out.")
    commands = [word for word in re.findall(r"\b[A-Z]{3,}\b", words) if word.casefold() in _RESERVED]
    if commands:
        found.append(f"The carrier acts on these words when a patient repeats them: {', '.join(commands)}.")
    if re.search(r"\s\s|[\r\n\t]", words):
        found.append("Single spaces only, and no new lines.")
    return found


def _broken_places(own: str, words: str) -> list[str]:
    try:
        parsed = list(Formatter().parse(words))
    except ValueError:
        return ["A brace stands alone: a place is written like {plan}."]
    allowed = places(own)
    wrong = [
        f"{{{name}}} is not a place of this text; it has {_listed(allowed)}."
        for _, name, spec, conversion in parsed
        if name is not None and (name not in allowed or spec or conversion)
    ]
    absent = [name for name in allowed if name not in ("hello", "er") and name not in places(words)]
    return wrong + [f"{{{name}}} must stand in it: patients need it there." for name in absent]


def _listed(allowed: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in allowed) or "none"


def _missing(own: str, words: str) -> Iterator[str]:
    bare_own, bare = _bare(own), _bare(words)
    for command in dict.fromkeys(re.findall(r"\b[A-Z]{3,}\b", bare_own)):
        if not re.search(rf"\b{command}\b", bare):
            yield f"The word {command} must stand in it, in capitals: patients answer with it."
    for number in dict.fromkeys(re.findall(r"\d[\d-]*(?: \d)?", bare_own)):
        if number not in bare:
            yield f"{number!r} must stand in it as it is."


def _unwanted(name: str, own: str, words: str) -> Iterator[str]:
    bare_own, bare = _bare(own), _bare(words)
    reserved = _words(bare) & _RESERVED - _words(bare_own)
    if reserved:
        yield f"The carrier acts on these words when a patient repeats them: {', '.join(sorted(reserved))}."
    if name not in SAFETY_NAMES:
        numbers = set(re.findall(r"\d+", bare)) - set(re.findall(r"\d+", bare_own))
        if numbers:
            yield f"A number of its own ({', '.join(sorted(numbers))}) could disagree with the plan; use the places."
    said = _NOT_OURS_TO_SAY.search(bare)
    if said:
        yield f"Texts name no diagnosis and no drug, and never scold: {said.group()!r}."
    if bare.count("?") > max(1, bare_own.count("?")):
        yield "One question a text is enough."
    if re.search(r"\s\s|[\r\n\t]", words) or words != words.strip():
        yield "Single spaces only, and none at the ends."


def _bare(words: str) -> str:
    return re.sub(r"\{\w+\}", "", words)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.casefold()))


def _trials(name: str) -> Iterator[tuple[TextKind, TextValues]]:
    """Kinds and values that are said under this name: plans, reasons and rules that are long in some language."""
    for kind in TextKind:
        for values in _shapes():
            if sentence_name(kind, values) == name:
                yield kind, values


def _shapes() -> Iterator[TextValues]:
    for plan in (*_PLAIN, *_BRISK, *_REST):
        for held in (False, True):
            for reason in (Reason.STEP_UP, Reason.RED_REST, Reason.RESTART, Reason.UNDONE_HOLD):
                yield replace(LONGEST, prescription=plan, held=held, reason=reason)
    plain = replace(LONGEST, prescription=_PLAIN[0])
    yield replace(plain, walks_asked=0)
    yield replace(plain, walks_asked=1)
    yield replace(plain, eased=True)
    yield replace(plain, kept_back=True)
    yield replace(plain, asks_day=True)
    yield replace(plain, until=Absent.NOT_ASKED)
    for earns in Earns:
        for of_tomorrow in (False, True):
            step = NextStep(earns, 10, green_max=3, red_min=7)
            yield replace(plain, reason=Reason.RESTART, next_step=step, of_tomorrow=of_tomorrow)
