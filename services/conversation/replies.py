"""What does a text from a patient say? One reading with every number it saw; it never guesses between candidates.

Danger is looked for first, then commands, then a score in a closed grammar: a word beside a number that the grammar
cannot explain means asking back. A pain that is read is never below any number that the text could mean as pain.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind, Tier
from services.conversation import red_flags, words
from services.conversation.red_flags import Danger, Standing
from services.conversation.scores import Score, read_score
from services.conversation.tokens import Speller, letters, plain

MOST_PAUSE_DAYS = 90
_COMMAND_SPELLER = Speller.of(
    word
    for word in {
        *words.STOP_WORDS, *words.SHOES, *words.PAUSE, "ready", "flare", "skipped", "unstop",
        *(word for group in words.COMMANDS.values() for word in group), *words.POLITE, *words.FILLERS,
    }
)  # fmt: skip
_PAUSE = re.compile(
    r"\b(?:pause|pausa|pausar|pausez|away|hold)\b(?: (?:me|for|it|texts|my|walks|por|pendant|de))* ?(\d{1,3})?"
    r" ?(weeks?|semanas?|semaines?)?"
)
_UNTIL = re.compile(
    r"\b(?:until|till|til|hasta(?: el)?|jusqu(?: ?a| ?au)?|back(?: on)?) (?:the )?(?:(\d{1,2})[/.-](\d{1,2})|([a-z]+))"
)


class ReplyDay(StrEnum):
    """Which day a text says it speaks of."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text may answer: the patient's language, the open question, and how many walks that day asked for."""

    language: Language = Language.ENGLISH
    open: OpenQuestion = OpenQuestion.NONE
    planned_walks: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A text once read. pain is 0-10; candidates are all numbers that could be a score; why holds what decided.

    pause_until is "month-day" as written, or "weekday:n" with Monday as 0; the journey knows the calendar.
    third_person_danger: words of danger, denied or of someone else; a person must read them.
    """

    kind: ReplyKind
    pain: int | Absent = Absent.NOT_ASKED
    walks: int | Absent = Absent.NOT_ASKED
    possible_red: bool = False
    tier: Tier | Absent = Absent.NOT_ASKED
    day: ReplyDay = ReplyDay.UNSAID
    candidates: tuple[int, ...] = ()
    pause_days: int | Absent = Absent.NOT_ASKED
    pause_until: str | Absent = Absent.NOT_ASKED
    stopped_early: bool = False
    flare: bool = False
    ranged: bool = False
    third_person_danger: bool = False
    why: str = ""


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as it is stored and shown."""

    def number(value: int | Absent) -> int | None:
        return None if isinstance(value, Absent) else value

    day = None if reading.day is ReplyDay.UNSAID else reading.day.value
    return {
        "kind": reading.kind.value,
        "pain": number(reading.pain),
        "walks": number(reading.walks),
        "possible_red": reading.possible_red,
        "tier": None if isinstance(reading.tier, Absent) else reading.tier.value,
        "day": day,
        "candidates": list(reading.candidates),
        "pause_days": number(reading.pause_days),
        "why": reading.why,
    }


def read(text: str, asked: Asked) -> Reading:
    """Read one text of up to 1,600 characters; longer ones are cut there. It never raises."""
    flat = plain(text)
    spelt = letters(flat)
    tokens = tuple(word for word in spelt.split(" ") if word and word != "|")
    score = read_score(flat, asked.language, asked.open, asked.planned_walks)
    reading = _from_score(score, asked)
    dangers = red_flags.find(spelt)
    if dangers:
        reading = _with_danger(reading, dangers)
    reading = replace(reading, day=_day(tokens))
    if reading.kind is ReplyKind.CRISIS:
        return reading
    righted = tuple(_COMMAND_SPELLER.right(word) for word in tokens)
    command = _command(righted, tokens, text, asked)
    if command is None or (reading.kind is ReplyKind.RED_FLAG and command[0] is not ReplyKind.STOP):
        return _with_body_words(reading, righted)
    return _obey(reading, command, flat)


def _with_danger(reading: Reading, dangers: tuple[Danger, ...]) -> Reading:
    first = dangers[0]
    if first.standing is not Standing.MEANT:
        return replace(reading, third_person_danger=True, why=first.words)
    kind = ReplyKind.CRISIS if first.crisis else ReplyKind.RED_FLAG
    return replace(reading, kind=kind, tier=first.tier, why=first.words)


def _from_score(score: Score, asked: Asked) -> Reading:
    common = {"candidates": score.candidates, "ranged": score.ranged, "why": score.why}
    if score.pain is not None:
        walks = score.walks if score.walks is not None else Absent.NOT_ASKED
        return Reading(ReplyKind.PAIN, pain=score.pain, walks=walks, **common)  # type: ignore[arg-type]
    if score.walks is not None:
        all_of_them = asked.planned_walks > 0 and score.walks >= asked.planned_walks
        kind = ReplyKind.DONE if all_of_them else ReplyKind.WALKS
        return Reading(kind, walks=score.walks, **common)  # type: ignore[arg-type]
    return Reading(ReplyKind.UNCLEAR, possible_red=score.possible_red, **common)  # type: ignore[arg-type]


def _day(tokens: tuple[str, ...]) -> ReplyDay:
    said = set(tokens)
    today, yesterday = said & words.TODAY, said & words.YESTERDAY
    if yesterday and not today:
        return ReplyDay.YESTERDAY
    return ReplyDay.TODAY if today and not yesterday else ReplyDay.UNSAID


def _with_body_words(reading: Reading, tokens: tuple[str, ...]) -> Reading:
    """Sore, flare, stopped early: told beside a score, or alone."""
    joined = " ".join(tokens)
    denied = bool(set(tokens) & words.NOT_WORDS)
    flare = bool(set(tokens) & words.FLARE) and not denied
    stopped = any(phrase in joined for phrase in words.STOPPED_EARLY)
    reading = replace(reading, flare=flare, stopped_early=stopped)
    if reading.kind is not ReplyKind.UNCLEAR or reading.candidates:
        return reading
    if flare:
        return replace(reading, kind=ReplyKind.FLARE, why="flare")
    if stopped or (set(tokens) & words.SORE and not denied):
        return replace(reading, kind=ReplyKind.SORE, stopped_early=True, why=joined[:40])
    return reading


def _command(
    tokens: tuple[str, ...], as_written: tuple[str, ...], text: str, asked: Asked
) -> tuple[ReplyKind, str] | None:
    said = tuple(word for word in tokens if not word.isdigit())
    joined = " ".join(said)
    present = set(said)
    if _is_stop(said, " ".join(as_written)):
        return ReplyKind.STOP, joined[:40]
    if present and present & words.START_WORDS and present <= words.START_WORDS | words.POLITE:
        return ReplyKind.START, joined
    if not said and text.strip() and set(text.strip()) <= words.DONE_EMOJI | set(" \ufe0f🏻🏼🏽🏾🏿!"):
        return ReplyKind.DONE, "thumbs up"
    if asked.planned_walks and joined in {"listo", "lista"}:
        return ReplyKind.DONE, joined
    return _plain_command(said, joined, present)


def _is_stop(said: tuple[str, ...], as_written: str) -> bool:
    if said and set(said) & words.STOP_WORDS and set(said) <= words.STOP_WORDS | words.POLITE:
        return True
    return any(re.search(rf"\b{phrase}", as_written) for phrase in words.STOP_PHRASES)


def _plain_command(said: tuple[str, ...], joined: str, present: set[str]) -> tuple[ReplyKind, str] | None:
    denied = bool(present & words.NOT_WORDS)
    for kind, names in words.COMMANDS.items():
        if present & names and present <= names | words.COMMAND_COMPANY and not denied:
            return kind, joined
    if any(phrase in joined for phrase in words.CALL_PHRASES) and not denied:
        return ReplyKind.CALL, joined[:40]
    if present & words.SHOES and present <= words.SHOES | words.SHOES_COMPANY:
        return ReplyKind.SHOES, joined
    if said and said[0] in words.PAUSE and not denied:
        return ReplyKind.PAUSE, joined[:40]
    for kind, phrases in (
        (ReplyKind.DONE, words.DONE_PHRASES),
        (ReplyKind.PART, words.PART_PHRASES),
        (ReplyKind.SKIP, words.SKIP_PHRASES),
    ):
        if joined in phrases or " ".join(word for word in said if word not in words.POLITE) in phrases:
            return kind, joined
    return None


def _obey(reading: Reading, command: tuple[ReplyKind, str], flat: str) -> Reading:
    kind, why = command
    if kind is ReplyKind.STOP:
        return replace(reading, kind=kind, why=why)
    told = reading.kind in (ReplyKind.PAIN, ReplyKind.WALKS, ReplyKind.DONE)
    if kind in (ReplyKind.DONE, ReplyKind.PART, ReplyKind.SKIP) and (told or reading.candidates):
        return reading
    if kind is ReplyKind.PAUSE:
        return _pause(replace(reading, pain=Absent.NOT_ASKED, candidates=(), possible_red=False), flat, why)
    return replace(reading, kind=kind, why=why)


def _pause(reading: Reading, flat: str, why: str) -> Reading:
    until = _UNTIL.search(flat)
    if until and until.group(1):
        written = f"{int(until.group(1)):02d}-{int(until.group(2)):02d}"
        return replace(reading, kind=ReplyKind.PAUSE, pause_until=written, why=why)
    if until and until.group(3) in words.WEEKDAYS:
        weekday = f"weekday:{words.WEEKDAYS[until.group(3)]}"
        return replace(reading, kind=ReplyKind.PAUSE, pause_until=weekday, why=why)
    days = _PAUSE.search(flat)
    if days and days.group(1):
        count = int(days.group(1)) * (7 if days.group(2) else 1)
        if 1 <= count <= MOST_PAUSE_DAYS:
            return replace(reading, kind=ReplyKind.PAUSE, pause_days=count, why=why)
    return replace(reading, kind=ReplyKind.PAUSE, why=why)
