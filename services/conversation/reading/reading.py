"""What is a text from a patient, once it is read, and in what form is that stored?"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from schemas.vocabulary import (
    Absent,
    Language,
    OpenQuestion,
    OptOut,
    ReplyKind,
    Tier,
    ToldEvent,
    ToRead,
    WordsVerdict,
)

# The reader that made a reading: it stands with each, so that it can be told later who read a text.
READER = "3"


class Ear(Protocol):
    """A second ear: it hears likely danger that no frame names. What it says may only raise a reading."""

    @property
    def version(self) -> str:
        """The name of these weights; it stands with every reading that they were asked about."""
        ...

    def score(self, text: str) -> float:
        """How likely a text, as it came, tells of danger: 0.0 to 1.0."""
        ...


class ReplyDay(StrEnum):
    """Which day a text says it speaks of."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class ReplyContext:
    """What a text may answer: the patient's language, the open question, and how many walks that day asked for."""

    language: Language = Language.ENGLISH
    open: OpenQuestion = OpenQuestion.NONE
    planned_walks: int = 0


@dataclass(frozen=True)
class Reading:
    """A text once read. pain is 0-10; candidates are all numbers that could be a score; why names what decided.

    why holds names of ours only, a rule's or a kind's, and never words of the text: it is stored unsealed.

    tier is set with every danger that is meant, whatever the kind: a STOP may carry one. opt_out says of every text,
    whatever its kind, whether it asks for no more texts: a CRISIS may. pause_until is "MM-DD" as written, or
    "weekday:n" with Monday as 0; the journey knows the calendar. possible_red: an unclear number that may be a red day.
    third_person_danger: words of danger, denied or of someone else; a person must read them. denied: all of them are
    denied, each by its own denial. of_another: all are of someone else, or of a crisis that is denied. unread: the
    words that nothing accounted for; a person must read those, too. foot_only: the danger is a foot that drags or
    drops, and nothing says that it is new, worse or another. menu: the text is one word of a menu of ours and no more.
    wrong_person and died are set whenever the words say so, whatever the kind: a STOP may carry them.

    words is what all words come to that no number or command used. quoted: words were taken away that a phone or we
    ourselves wrote. asks_whether_new: it may tell of danger, and who wrote it can say whether that is new. person: by
    when a person must read it. may_rise: whether the plan may rise on this text. minutes and miles are told amounts of
    walking. events are told besides, each for a person to know. function, 0-10, is how well they can do what matters.
    reader is the version of the reader; ear is the version of the second ear and its score (0.0 to 1.0), where it was
    asked.
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
    denied: bool = False
    of_another: bool = False
    opt_out: OptOut = OptOut.NO
    unread: tuple[str, ...] = ()
    foot_only: bool = False
    menu: str = ""
    wrong_person: bool = False
    died: bool = False
    words: WordsVerdict = WordsVerdict.NOTHING
    quoted: bool = False
    asks_whether_new: bool = False
    person: ToRead | Absent = Absent.NOT_ASKED
    may_rise: bool = True
    minutes: int | Absent = Absent.NOT_ASKED
    miles: float | Absent = Absent.NOT_ASKED
    events: tuple[ToldEvent, ...] = ()
    function: int | Absent = Absent.NOT_ASKED
    reader: str = READER
    ear: tuple[str, float] | Absent = Absent.NOT_ASKED
    why: str = ""

    def but(self, **changes: Any) -> "Reading":
        """This reading with some fields changed: dataclasses.replace, for the steps that every text goes through."""
        changed = object.__new__(Reading)
        changed.__dict__.update(self.__dict__, **changes)
        return changed


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as it is stored and shown."""

    def number(value: int | Absent) -> int | None:
        return None if isinstance(value, Absent) else value

    return {
        "kind": reading.kind.value,
        "pain": number(reading.pain),
        "walks": number(reading.walks),
        "possible_red": reading.possible_red,
        "tier": None if isinstance(reading.tier, Absent) else reading.tier.value,
        "day": None if reading.day is ReplyDay.UNSAID else reading.day.value,
        "candidates": list(reading.candidates),
        "function": number(reading.function),
        "pause_days": number(reading.pause_days),
        "unread": bool(reading.unread),
        "words": reading.words.value,
        "reader": reading.reader,
        "ear": None if isinstance(reading.ear, Absent) else list(reading.ear),
        # Not "why": so programs of before named words of the text, which are forgotten wherever they stand.
        "rule": reading.why,
    }
