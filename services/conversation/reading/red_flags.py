"""Does a text mean: look at this person now? Danger in every language, whatever the patient's own (section 11).

Words play parts (the lists in locales/*_heard.py); a rule says which parts in which order are danger. In doubt it is
danger: only a denial or another person right before the words, or "is gone" right after, leaves it for a human to read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.vocabulary import Tier
from services.conversation import locales
from services.conversation.reading import frames, said, words
from services.conversation.reading.danger import Assertion, Danger
from services.conversation.reading.frame_tables import ECHOES
from services.conversation.reading.tokens import BREAK, PAUSE, plain
from services.conversation.reading.tokens import words as split

# PART PART: one right after the other. "A 3 B": up to three other words between. "~3": only small words (my, the, of).
# "3x": no word of pain between. "3n": no denial and no comma between. "!PAIN": not followed by pain. "$": clause ends.
_LEGS = "LEG|LEGS|OTHER_LEG"
_BAD = "NUMB|PAIN|WEAK"
CRISIS_RULES = (
    "WANT|LIKE 3 DIE",
    "KILL SELF",
    "SUICIDE",
    "END ~1 LIFE",
    "NO 3 WANT 2 LIVE",
    "NO 3 REASON 3 LIVE",
    "DIE ~1 EVERY",
    "WANT 3 PAIN SELF",
    "WANT 3 DO TROUBLE",
)
EMERGENCY_RULES = (
    # Cauda equina: saddle numbness, bladder and bowel, both legs.
    "NUMB 6 SADDLE", "SADDLE 5 NUMB", f"NUMB 4 INNER {_LEGS}", f"INNER {_LEGS} 4 NUMB", "NUMB 4 BETWEEN ~2 LEGS",
    "BETWEEN ~2 LEGS 4 NUMB", "CANNOT 1 FEEL 5 SADDLE|BLADDER", "NO ~1 FEEL 5 BLADDER", "CANNOT 1 FEEL ~3 INNER|BETWEEN", "NO ~1 FEEL ~3 INNER|BETWEEN",
    f"CANNOT 1 FEEL ~4 {_LEGS} !PAIN", f"NO ~1 FEEL ~4 SADDLE|{_LEGS} !PAIN", f"FEEL ~1 NO ~4 SADDLE|{_LEGS} !PAIN",
    f"LOST ~2 FEEL ~4 SADDLE|{_LEGS}", f"FEEL ~4 SADDLE|{_LEGS} 2 GONE|LOST", "STRANGE 3 SADDLE", "SADDLE 3 STRANGE",
    "WET 3 SELF", "BLADDER 2 SELF", "ACCIDENT 3 SELF", "LEAK 3 BLADDER", "BLADDER 3 LEAK", "INCONTINENT",
    "CANNOT 4 BLADDER", "LOST|LOSE|TROUBLE 4 BLADDER", "NO ~1 HOLD 3 BLADDER", "NO 2n CAN ~1 HOLD ~3 BLADDER", "BLADDER 2 TROUBLE|ACCIDENT|CANT",
    "BLADDER HOLD 3 LOST|TROUBLE|WEAK|GONE|WORSE|NO", "NUMB 5 BLADDER", "SEXUAL", "BLADDER ~2 NO MOVE",
    "TROUBLE 4 TOILET", "CANNOT 1 GOES 3 TOILET",
    f"BOTH ~2 LEGS 3n {_BAD}", f"{_BAD} 3n BOTH ~2 LEGS", f"BOTH_LEGS 3n {_BAD}", f"{_BAD} 3n BOTH_LEGS",
    f"{_BAD} 4n OTHER_LEG", "OTHER_LEG 3n NUMB|WEAK", "LEGS 2n NUMB", "NUMB 2n LEGS", "NUMB 4n WORSE", "WORSE 3n NUMB",
    "NO ~1 FEEL 3 SADDLE", "WEAK 2n BLADDER", "BLADDER 3n WEAK", "OTHER_LEG 3n PAIN",
    # Motor: giving way, weakness.
    f"{_LEGS} 3x GIVE ~1 AWAY", "GIVE AWAY", f"{_LEGS} 1 GIVE $", f"{_LEGS} 4x BUCKLE",
    f"BUCKLE ~2 {_LEGS}", f"{_LEGS} 1 GOES ~1 DEAD|AWAY", f"{_LEGS} ~1 DEAD", f"{_LEGS} 2n DEAD", f"{_LEGS} 2 NUMB 2 DRAG",
    f"{_LEGS} 1 CANNOT MOVE|HOLD", f"WEAK 4x {_LEGS}",
    f"{_LEGS} 4x WEAK", f"NO|LOST 2n STRENGTH 3 {_LEGS}", f"{_LEGS} 3 NO ~1 STRENGTH",
    # Vascular and other.
    "CHEST 3n PAIN|TIGHT", "PAIN|TIGHT|TROUBLE 3n CHEST", "CANNOT|TROUBLE 2 BREATH", "LOST 2 BREATH", "SHORT ~1 BREATH",
    "BREATH 2n SHORT|TROUBLE", "BREATHLESS", "FACE 3n DROOP|NUMB", "AMBULANCE", "CALF 4 SWELL", "SWELL 4 CALF", "PULSE 4 BELLY", "BELLY 4 PULSE",
)  # fmt: skip
# A foot that drags, drops or cannot be lifted: danger as well, but known of many a patient for years.
FOOT_RULES = (
    f"{_LEGS} 2x DRAG", f"DRAG ~2 {_LEGS}", f"{_LEGS} ~1 DROPS", f"CANNOT 1 MOVE|HOLD ~2 {_LEGS}", f"TRIP OVER ~3 {_LEGS}",
)  # fmt: skip
URGENT_RULES = (
    "CANNOT ~1 SLEEP 8 CONSTANT", "CONSTANT 6 CANNOT ~1 SLEEP", "URGENT", "ACCIDENT", "FELL", "PAIN SELF", "WAKES 5 EVERY NIGHT", "CANNOT 1 STAND 2 AT_ALL",
)  # fmt: skip
# Sciatica goes with some numbness, and "I can't go on" may only be of the walk: a person shall read these.
_MENTION = re.compile(rf"\b(?:{'|'.join(locales.small_patterns('MENTION_PATTERNS'))})")
_MENTIONED = "a mention"
_DENIALS, _DENIAL_COMPANY = frames.DENIALS, words.joined("DENIAL_COMPANY")
_PERSONS, _FIRST_PERSON = words.joined("PERSONS"), words.joined("FIRST_PERSON")
_AGAIN = words.joined("AGAIN")
_BEFORE_GONE = words.joined("BEFORE_GONE")
_LOOK_BACK = 8


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    needs: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]
    tier: Tier
    crisis: bool
    foot: bool


_ROLES = words.by_role("DANGER")
# One character a role, so that a rule is a pattern over the roles of a text.
_FIRST_LETTER = 0x4E00
_LETTERS = {role: chr(_FIRST_LETTER + i) for i, role in enumerate(sorted(_ROLES))}
_OTHER = "."
_PART: dict[str, str] = {}
for _role, _entries in _ROLES.items():
    for _entry in _entries:
        _PART.setdefault(_entry, _LETTERS[_role])
_STARTS_PAIR = frozenset(entry.split(" ")[0] for entry in _PART if " " in entry)
_FOOT, _LIFT, _NEWS = said.joined("FOOT"), said.joined("LIFT"), said.joined("NEWS")
# Beside the words of a known foot these say nothing new.
KNOWN_FOOT_COMPANY = said.joined("FOOT_COMPANY")
_CANNOT_MOVE = (_ROLES["MOVE"] | _ROLES["HOLD"]) - _LIFT
_ECHOED, _NOTHING = frozenset(ECHOES), frames.Heard((), ())
_QUIET = frozenset({_OTHER, BREAK, PAUSE, _LETTERS["SMALL"], _LETTERS["NO"], _LETTERS["CAN"], _LETTERS["EVERY"]})


def _part(name: str) -> str:
    if name == "CANNOT":
        cant, can, able, no, small = (_LETTERS[part] for part in ("CANT", "CAN", "ABLE", "NO", "SMALL"))
        return f"{cant}|{can}{no}|{no}{small}?[{able}{can}]"
    return _LETTERS[name]


def _compile(rule: str, tier: Tier, *, crisis: bool = False, foot: bool = False) -> _Rule:
    pattern, needs = "", []
    gaps = {"": f"[^{BREAK}]", "x": f"[^{BREAK}{_LETTERS['PAIN']}]", "n": f"[^{BREAK}{PAUSE}{_LETTERS['NO']}]"}
    for word in rule.split(" "):
        if word == "$":
            pattern += rf"(?=[{BREAK}{PAUSE}]|\Z)"
        elif word.startswith("!"):
            pattern += f"(?!{_LETTERS[word[1:]]})"
        elif word.startswith("~"):
            pattern += f"{_LETTERS['SMALL']}{{0,{word[1:]}}}"
        elif word[0].isdigit():
            pattern += f"{gaps[word[1:]]}{{0,{word[0]}}}?"
        else:
            parts = [_part(name) for name in word.split("|")]
            pattern += f"(?:{'|'.join(parts)})"
            needs.append(frozenset(letter for part in parts for letter in part if letter.isalnum()))
    return _Rule(rule, tuple(needs), re.compile(pattern), tier, crisis, foot)


_RULES = (
    *(_compile(rule, Tier.EMERGENCY, crisis=True) for rule in CRISIS_RULES),
    *(_compile(rule, Tier.EMERGENCY) for rule in EMERGENCY_RULES),
    *(_compile(rule, Tier.EMERGENCY, foot=True) for rule in FOOT_RULES),
    *(_compile(rule, Tier.URGENT) for rule in URGENT_RULES),
)


def find(text: str) -> tuple[Danger, ...]:
    """Every danger in a text as it came; for those who do not need a whole reading."""
    raw = split(plain(text))
    return find_in([words.SPELLER.right(token) for token in raw], raw).dangers


def find_in(tokens: Sequence[str], raw: Sequence[str]) -> frames.Heard:
    """Every danger in the words of a text, as righted and as written; the gravest first, what is meant before all."""
    masks, spans = frames.parts_in(tokens, raw)
    parts = _parts(tokens)
    echo = _by_echo(tokens)
    if not any(masks) and set(parts) <= _QUIET:
        return replace(echo, dangers=_mentioned(tokens))
    by_rules, heard = _by_rules(tokens, parts), frames.find(tokens, masks, spans)
    # Only where something was heard is it asked whether it is a way of speaking.
    idioms = frames.idiom_places(tokens) if by_rules or heard.dangers or heard.halves else frozenset()
    if idioms:
        masks = [0 if not idioms.isdisjoint(range(i, i + spans[i])) else mask for i, mask in enumerate(masks)]
        tokens = ["~" if i in idioms else token for i, token in enumerate(tokens)]
        by_rules, heard = _by_rules(tokens, _parts(tokens)), frames.find(tokens, masks, spans)
    if any(d.assertion is Assertion.MEANT and d.tier is Tier.EMERGENCY for d in by_rules):
        # The rule knows more of a leg than its frame: whether it is the foot alone.
        framed = tuple(d for d in heard.dangers if not d.rule.startswith("LEG"))
    else:
        framed = heard.dangers
    found = sorted(
        (*by_rules, *framed),
        key=lambda d: (d.assertion is not Assertion.MEANT, not d.crisis, d.tier is not Tier.EMERGENCY),
    )
    if any(danger.assertion is Assertion.MEANT for danger in found):
        return replace(heard, dangers=tuple(found))
    return replace(
        heard,
        dangers=tuple(found),
        halves=(*heard.halves, *echo.halves),
        in_doubt=heard.in_doubt or echo.in_doubt,
        of_crisis=heard.of_crisis or echo.of_crisis,
    )


def _by_echo(tokens: Sequence[str]) -> frames.Heard:
    """What a text may say whose words were heard as others: "I cannot fill my growing". At most half a frame."""
    if _ECHOED.isdisjoint(tokens):
        return _NOTHING
    meant = [ECHOES.get(token, token) for token in tokens]
    masks, spans = frames.parts_in(meant, meant)
    dangers = [*_by_rules(meant, _parts(meant)), *frames.find(meant, masks, spans).dangers]
    told = [danger for danger in dangers if danger.assertion is Assertion.MEANT]
    if not told:
        return _NOTHING
    return frames.Heard((), (range(len(tokens)),), in_doubt=True, of_crisis=any(danger.crisis for danger in told))


def _by_rules(tokens: Sequence[str], parts: str) -> tuple[Danger, ...]:
    present = set(parts)
    if present <= _QUIET:
        return _mentioned(tokens)
    found: list[Danger] = []
    for rule in _RULES:
        if any(need.isdisjoint(present) for need in rule.needs):
            continue
        for match in rule.pattern.finditer(parts):
            assertion = _assertion(tokens, parts, match)
            told, places = tokens[match.start() : match.end()], range(match.start(), match.end())
            found.append(Danger(rule.tier, rule.crisis, assertion, rule.name, places, rule.foot and _is_foot(told)))
            if assertion is Assertion.MEANT:
                break
    if any(danger.assertion is Assertion.MEANT for danger in found):
        return tuple(found)
    # "No fever but numb": what is denied says nothing of what is only mentioned.
    mentioned = _mentioned(tokens)
    return (
        (*found, *mentioned)
        if not found or (mentioned[:1] and mentioned[0].assertion is not Assertion.DENIED)
        else tuple(found)
    )


def _is_foot(told: Sequence[str]) -> bool:
    """A foot or its toes, and of what it cannot do only lifting."""
    of_foot = not _FOOT.isdisjoint(told)
    return of_foot and (_CANNOT_MOVE.isdisjoint(told) or not _LIFT.isdisjoint(told))


def is_of_known_foot(tokens: Sequence[str], dangers: Sequence[Danger]) -> bool:
    """Whether all danger is a foot that drags, drops or cannot be lifted, and no word says new, worse or another."""
    return (
        bool(dangers) and all(d.foot and d.assertion is Assertion.MEANT for d in dangers) and _NEWS.isdisjoint(tokens)
    )


def _mentioned(tokens: Sequence[str]) -> tuple[Danger, ...]:
    """Every mention must be denied for it to say that all is well."""
    line = " ".join(tokens)
    mentions = [said.places(line, mention) for mention in _MENTION.finditer(line)]
    if not mentions:
        return ()
    denied = all(_is_denied(tokens, places.start) or frames.is_answered_no(tokens, places) for places in mentions)
    assertion = Assertion.DENIED if denied else Assertion.MENTIONED
    return (Danger(Tier.URGENT, False, assertion, _MENTIONED, [i for places in mentions for i in places]),)


def _parts(tokens: Sequence[str]) -> str:
    parts: list[str] = []
    skip = False
    for i, token in enumerate(tokens):
        if skip:
            parts.append(_LETTERS["SMALL"])
            skip = False
            continue
        if token in _STARTS_PAIR and i + 1 < len(tokens):
            pair = _PART.get(f"{token} {tokens[i + 1]}")
            if pair is not None:
                parts.append(pair)
                skip = True
                continue
        parts.append(token if token in (BREAK, PAUSE) else _PART.get(token, _OTHER))
    return "".join(parts)


def _assertion(tokens: Sequence[str], parts: str, match: re.Match[str]) -> Assertion:
    answered = frames.is_answered_no(tokens, range(match.start(), match.end()))
    if answered or _is_denied(tokens, match.start()) or _is_gone(tokens, parts, match):
        return Assertion.DENIED
    return Assertion.OTHER if _is_of_another(tokens, match.start()) else Assertion.MEANT


def _is_denied(tokens: Sequence[str], start: int) -> bool:
    """A denial right before governs its own item; two of them ("not without") leave a doubt, and doubt is danger."""
    for i in range(start - 1, max(-1, start - 1 - _LOOK_BACK), -1):
        if tokens[i] in _DENIALS:
            return not _is_doubled(tokens, i)
        if tokens[i] not in _DENIAL_COMPANY and tokens[i] not in _PART_OF_LISTS:
            return False
    return False


def denied_places(tokens: Sequence[str], dangers: Sequence[Danger]) -> frozenset[int]:
    """The places of the words of denied dangers, each with the denial that governs it and what stands between."""
    found: set[int] = set()
    for danger in dangers:
        if danger.assertion is Assertion.DENIED and danger.places:
            first = min(danger.places)
            back = range(first - 1, max(-1, first - 1 - _LOOK_BACK), -1)
            denial = next((i for i in back if tokens[i] in _DENIALS), first)
            found.update(range(denial, max(danger.places) + 1))
    return frozenset(found)


def _is_doubled(tokens: Sequence[str], denial: int) -> bool:
    for i in range(denial - 1, max(-1, denial - 1 - _LOOK_BACK), -1):
        if tokens[i] in _DENIALS:
            return True
        if tokens[i] not in _DENIAL_COMPANY:
            return False
    return False


# "No fever or chills": what stands between the denial and "or" is itself a word of danger.
_PART_OF_LISTS = frozenset(
    word
    for role in ("NUMB", "URGENT", "WEAK", "PAIN", "FELL", "ACCIDENT")
    for entry in _ROLES[role]
    for word in entry.split(" ")
)


def _is_gone(tokens: Sequence[str], parts: str, match: re.Match[str]) -> bool:
    """ "The numbness is gone", but not "the feeling is gone" and not "gone, but back again"."""
    lost = {_LETTERS["FEEL"], _LETTERS["HOLD"], _LETTERS["STRENGTH"], _LETTERS["GONE"]}
    if not lost.isdisjoint(match.group()):
        return False
    for i in range(match.end(), min(len(tokens), match.end() + 5)):
        if parts[i] == _LETTERS["GONE"]:
            return _AGAIN.isdisjoint(tokens[i + 1 :])
        if tokens[i] not in _BEFORE_GONE and parts[i] not in (_LETTERS["LEG"], _LETTERS["SMALL"], _LETTERS["LEGS"]):
            return False
    return False


def _is_of_another(tokens: Sequence[str], start: int) -> bool:
    """A person before the words, and no I, me or my between; unless that person is the patient, for whom somebody writes."""
    if frames.writes_for_another(tokens):
        return False
    for i in range(start - 1, max(-1, start - 1 - _LOOK_BACK), -1):
        if tokens[i] in _PERSONS and not frames.is_i_have(tokens, i):
            return True
        if tokens[i] in _FIRST_PERSON or tokens[i] in (BREAK, PAUSE):
            return False
    return False
