"""What did a reader answer? The keys of `amble hear --json`, and what a key that is not there means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERDICTS = ("nothing", "everyday", "unread", "caution", "danger", "crisis")
OPT_OUTS = ("sure", "likely", "no")
PERSONS = (None, "now", "hour", "same_day")
# Their words in the corpus, where a reader has another for the same.
_EVENTS = {"injection_today": "injection"}
# A person answers these whatever their words come to.
_FOR_A_PERSON = ("unclear", "question", "call", "wrong_person", "death")


class AnswerIsWrong(Exception):
    """A reader's answer cannot be used; the sentence says which key, and what would be right."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reading as the figures need it: scores 0-10, walks a day, one of the words above for each of the others."""

    kind: str
    pain: int | None
    walks: int | None
    words: str
    opt_out: str
    person: str | None
    sends: str | None
    may_rise: bool
    events: frozenset[str]
    eased: bool
    quoted: bool

    @property
    def is_safety_sent(self) -> bool:
        """Whether the patient gets a safety text: emergency, urgent or crisis."""
        return (self.sends or "").startswith("safety_")

    @property
    def is_alarm(self) -> bool:
        """Whether the course is halted for a danger."""
        return self.is_safety_sent or self.words in ("danger", "crisis")


def answer_of(told: Any) -> Answer:
    """The answer of one JSON object. Raises AnswerIsWrong."""
    if not isinstance(told, Mapping):
        raise AnswerIsWrong('an answer must be a JSON object, such as {"pain": 4}')
    kind = str(told.get("kind") or "")
    words = _one_of(told, "words", VERDICTS, _words(told, kind))
    person = _one_of(told, "person", PERSONS, _person(told, kind, words))
    rises = words in ("nothing", "everyday") and kind != "unclear" and not told.get("possible_red")
    return Answer(
        kind=kind,
        pain=_number(told, "pain", 10),
        walks=_number(told, "walks", 99),
        words=words,
        opt_out=_opt_out(told, kind),
        person=person,
        sends=told["sends"] if "sends" in told else _sends(told, kind),
        may_rise=bool(told.get("may_rise", rises)),
        events=_events(told, kind),
        eased=bool(told.get("flare") or told.get("stopped_early")),
        quoted=bool(told.get("quoted", kind == "reaction")),
    )


def _words(told: Mapping[str, Any], kind: str) -> str:
    if kind == "crisis":
        return "crisis"
    if told.get("tier"):
        return "danger"
    if told.get("third_person_danger"):
        return "caution"
    return "unread" if told.get("unread") else "nothing"


def _person(told: Mapping[str, Any], kind: str, words: str) -> str | None:
    if words in ("danger", "crisis"):
        return "hour" if told.get("tier") == "urgent" else "now"
    if words == "caution":
        return "hour"
    asked = kind in _FOR_A_PERSON or told.get("wrong_person") or told.get("died")
    return "same_day" if asked or words == "unread" else None


def _sends(told: Mapping[str, Any], kind: str) -> str | None:
    if kind == "crisis":
        return "safety_crisis"
    return f"safety_{told['tier']}" if told.get("tier") else None


def _opt_out(told: Mapping[str, Any], kind: str) -> str:
    if isinstance(told.get("opt_out"), bool):
        return "sure" if told["opt_out"] else "no"
    return str(_one_of(told, "opt_out", OPT_OUTS, "sure" if kind == "stop" else "no"))


def _events(told: Mapping[str, Any], kind: str) -> frozenset[str]:
    names = {_EVENTS.get(str(name), str(name)) for name in told.get("events") or ()}
    if told.get("died") or kind == "death":
        names.add("death")
    if told.get("wrong_person") or kind == "wrong_person":
        names.add("wrong_person")
    return frozenset(names | ({"out_of_office"} if kind == "auto_reply" else set()))


def _one_of(told: Mapping[str, Any], key: str, words: tuple[Any, ...], otherwise: Any) -> Any:
    value = told.get(key, otherwise)
    if value not in words:
        raise AnswerIsWrong(
            f"{key} must be one of {', '.join('null' if w is None else w for w in words)}, not {value!r}"
        )
    return value


def _number(told: Mapping[str, Any], key: str, most: int) -> int | None:
    value = told.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise AnswerIsWrong(f"{key} must be null or a whole number from 0 to {most}, not {value!r}")
    return value
