"""How well did a reader read? Each figure: of which replies it is, and which of them it counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.replies.answers import Answer
from tests.replies.corpus import COMMANDS, DANGERS, LANGUAGES, LEAVING, Reply, name_of
from tests.replies.readers import PLANNED

ALL = "all"
FRESH, HELD_OUT, EVERYDAY = "fresh", "held-out", "everyday"
_ALARMING = DANGERS | LEAVING | {"look", "event"}
_KINDS = {
    "flare": ("flare", "sore"),
    "start": ("start", "resume"),
    "why": ("why", "question"),
    "how": ("how", "question"),
    # The help text names the clinic: it answers who writes.
    "who": ("who", "question", "help"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """of: the replies it is about. counts: those of them it counts. A goal in percent, at least or at most."""

    corpus: str
    name: str
    of: Callable[[Reply], bool]
    counts: Callable[[Reply, Answer], bool]
    at_least: float | None = None
    at_most: float | None = None

    def goal(self) -> str:
        """The goal, in words."""
        if self.at_least is not None:
            return f"{self.at_least:g} %" if self.at_least == 100 else f"at least {self.at_least:g} %"
        return "" if self.at_most is None else "none" if self.at_most == 0 else f"at most {self.at_most:g} %"

    def is_counted_good(self) -> bool:
        """Whether what it counts is what is wished for."""
        return self.at_most is None

    def is_met(self, share: "Share") -> bool | None:
        """Whether a share meets the goal; None without a goal or a reply."""
        if not share.of or (self.at_least is None and self.at_most is None):
            return None
        return share.percent <= self.at_most if self.at_most is not None else share.percent >= (self.at_least or 0)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many replies, each counted as often as it stands for one."""

    counted: int
    of: int

    @property
    def percent(self) -> float:
        """In percent, 0.0 to 100.0; 0.0 of no replies."""
        return 100 * self.counted / self.of if self.of else 0.0


def share(figure: Figure, read: Sequence[tuple[Reply, Answer]], lang: str = ALL) -> Share:
    """The share of one figure in one language, or in all."""
    of = [(reply, answer) for reply, answer in read if lang in (ALL, reply.lang) and figure.of(reply)]
    return Share(
        sum(reply.times for reply, answer in of if figure.counts(reply, answer)), sum(reply.times for reply, _ in of)
    )


def shares(figure: Figure, read: Sequence[tuple[Reply, Answer]]) -> dict[str, Share]:
    """The share of one figure in each language and in all."""
    return {lang: share(figure, read, lang) for lang in (*LANGUAGES, ALL)}


def has(*names: str) -> Callable[[Reply], bool]:
    """Replies of which both readings say at least one of these."""
    wanted = frozenset(names)
    return lambda reply: any(name_of(label) in wanted for label in reply.agreed)


def has_none(*names: str) -> Callable[[Reply], bool]:
    """Replies of which neither reading says any of these."""
    unwanted = frozenset(names)
    return lambda reply: not any(name_of(label) in unwanted for label in reply.either)


def both(*conditions: Callable[[Reply], bool]) -> Callable[[Reply], bool]:
    """Replies of which all of these are true."""
    return lambda reply: all(condition(reply) for condition in conditions)


def is_too_low(reply: Reply, answer: Answer) -> bool:
    """Whether a lower pain was heard than either reading gives."""
    return answer.pain is not None and answer.pain < min(reply.scores())


def _score_right(reply: Reply, answer: Answer) -> bool:
    return answer.pain == reply.number("score")


def _walks_right(reply: Reply, answer: Answer) -> bool:
    told = reply.number("walks")
    by_word = {PLANNED: "done", 0: "skip"}.get(-1 if told is None else told)
    return told == answer.walks or (answer.walks is None and answer.kind == by_word)


def _command_right(reply: Reply, answer: Answer) -> bool:
    return all(_is_heard(label, answer) for label in reply.agreed & COMMANDS)


def _is_heard(command: str, answer: Answer) -> bool:
    walks = answer.walks
    return {
        "done": answer.kind == "done" or walks == PLANNED,
        "part": answer.kind == "part" or (walks is not None and 0 < walks < PLANNED),
        "skip": answer.kind == "skip" or walks == 0,
        "flare": answer.eased or answer.kind in _KINDS["flare"],
    }.get(command, answer.kind in _KINDS.get(command, (command,)))


def _events_named(reply: Reply, answer: Answer) -> bool:
    told = {label.partition("=")[2] for label in reply.agreed if name_of(label) == "event"}
    return told <= answer.events


def _seen(_: Reply, answer: Answer) -> bool:
    return answer.person is not None


def _helped(reply: Reply, answer: Answer) -> bool:
    return answer.person is not None or answer.kind in ("question", "help", "why", "how", "who", "call")


_SCORED = has("score")
_DANGER = has(*DANGERS)
_LOOK_ALIKE = both(has("harmless"), has_none(*_ALARMING))
_NO_LEAVING = both(
    has_none(*LEAVING),
    # Of a death and a wrong person the texts rest, by whatever road.
    lambda reply: reply.either.isdisjoint({"event=death", "event=wrong_person"}),
)
# Who is out of the office, or driving, needs nobody.
_EVENT = both(has("event"), lambda reply: "event=out_of_office" not in reply.either)

_OF_FRESH = (
    Figure(FRESH, "score right", _SCORED, _score_right, at_least=97),
    Figure(FRESH, "pain too low", lambda reply: bool(reply.scores()), is_too_low, at_most=0),
    Figure(FRESH, "scored though no score", has_none("score"), lambda _, a: a.pain is not None, at_most=2),
    Figure(FRESH, "walks right", has("walks"), _walks_right, at_least=97),
    Figure(FRESH, "danger or crisis seen by someone", _DANGER, _seen, at_least=100),
    Figure(FRESH, "safety text sent", _DANGER, lambda _, a: a.is_safety_sent, at_least=90),
    Figure(FRESH, "  of emergencies", has("emergency"), lambda _, a: a.is_safety_sent, at_least=90),
    Figure(FRESH, "  of urgent signs", has("urgent"), lambda _, a: a.is_safety_sent, at_least=90),
    Figure(FRESH, "  of crises", has("crisis"), lambda _, a: a.is_safety_sent, at_least=90),
    Figure(FRESH, "half-told danger seen by someone", has("look"), _seen, at_least=100),
    Figure(FRESH, "leaving obeyed or asked", has(*LEAVING), lambda _, a: a.opt_out != "no", at_least=100),
    Figure(FRESH, "  obeyed at once, where sure", has("stop"), lambda _, a: a.opt_out == "sure", at_least=100),
    Figure(FRESH, "stopped though not asked", _NO_LEAVING, lambda _, a: a.opt_out == "sure", at_most=0),
    Figure(FRESH, "look-alike frozen", _LOOK_ALIKE, lambda _, a: a.is_alarm or a.opt_out == "sure", at_most=2),
    Figure(FRESH, "look-alike to read", _LOOK_ALIKE, _seen),
    Figure(FRESH, "command right", has(*COMMANDS), _command_right, at_least=97),
    Figure(FRESH, "event seen by someone", _EVENT, _seen, at_least=100),
    Figure(FRESH, "  by its own kind", has("event"), _events_named),
    Figure(FRESH, "question answered or handed on", has("question"), _helped, at_least=100),
    Figure(
        FRESH,
        "quotation taken for an answer",
        both(has("quoted"), has("talk"), has_none("score")),
        lambda _, a: a.pain is not None or a.walks is not None or a.is_alarm,
        at_most=0,
    ),
)
_OF_EVERYDAY = (
    Figure(EVERYDAY, "score right", _SCORED, _score_right, at_least=99),
    Figure(EVERYDAY, "pain too low", _SCORED, is_too_low, at_most=0),
    Figure(EVERYDAY, "walks right", has("walks"), _walks_right, at_least=99),
    Figure(EVERYDAY, "command right", has(*COMMANDS), _command_right, at_least=99),
    Figure(EVERYDAY, "false emergency", has_none(*DANGERS), lambda _, a: a.is_alarm, at_most=0),
    Figure(EVERYDAY, "caution", has_none(*DANGERS), lambda _, a: a.words == "caution", at_most=1),
    Figure(EVERYDAY, "to read by a person", has_none(*DANGERS), _seen, at_most=3),
    Figure(EVERYDAY, "plan may not rise", has_none("unclear"), lambda _, a: not a.may_rise),
    Figure(EVERYDAY, "stopped though not asked", _NO_LEAVING, lambda _, a: a.opt_out == "sure", at_most=0),
)

# The same figures of the texts that nobody looks at while the reader is changed.
FIGURES = (*_OF_FRESH, *(replace(figure, corpus=HELD_OUT) for figure in _OF_FRESH), *_OF_EVERYDAY)
