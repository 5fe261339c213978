"""Reads texts for `amble hear`: one at a time, or many as JSON lines."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.text_kinds import ANSWER_TO_EVENT, ANSWERS, TextKind, facts_of
from schemas.vocabulary import Absent, Language, OpenQuestion, OptOut, ReplyKind, Tier, ToldEvent, WordsVerdict
from services import wiring
from services.conversation.reading import replies
from services.conversation.reading.accounts import Account


class WrongReading(Exception):
    """The request cannot be read; the sentence says why, for a batch with the line number."""


class _Text(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=10_000)
    lang: Language = Language.ENGLISH
    open: OpenQuestion = OpenQuestion.PAIN
    planned: int = Field(default=3, ge=0, le=6)


def read_one(given: Any) -> dict[str, Any]:
    """The reading of one text, as `amble hear --json` prints it. Raises WrongReading."""
    text, asked = _answer(given)
    return _shown(replies.read(text, asked, wiring.ear()))


def explain_one(given: Any) -> list[tuple[str, Account]]:
    """Each word of one text, and what it was taken for. Raises WrongReading."""
    return [(told.word, told.account) for told in replies.explain(*_answer(given))]


def _answer(given: Any) -> tuple[str, replies.ReplyContext]:
    if not isinstance(given, dict):
        raise WrongReading('must be a JSON object, such as {"text": "7"}')
    try:
        asked = _Text.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise WrongReading(f"{where}: {first['msg'][0].lower()}{first['msg'][1:]}") from None
    return asked.text, replies.ReplyContext(asked.lang, asked.open, asked.planned)


def _shown(reading: replies.Reading) -> dict[str, Any]:
    """The reading as it is stored, and the unread words, which are never stored but shown to whoever asked."""
    sends = sends_of(reading)
    return {
        **{"why" if name == "rule" else name: value for name, value in replies.as_json(reading).items()},
        "unread": list(reading.unread),
        "pause_until": None if isinstance(reading.pause_until, Absent) else reading.pause_until,
        "opt_out": reading.opt_out.value,
        "third_person_danger": reading.third_person_danger,
        "denied": reading.denied,
        "asks_whether_new": reading.asks_whether_new,
        "stopped_early": reading.stopped_early,
        "flare": reading.flare,
        "foot_only": reading.foot_only,
        "menu": reading.menu or None,
        "wrong_person": reading.wrong_person,
        "died": reading.died,
        "words": reading.words.value,
        "quoted": reading.quoted,
        "person": None if isinstance(reading.person, Absent) else reading.person.value,
        "sends": None if sends is None else sends.value,
        "may_rise": reading.may_rise,
        "minutes": None if isinstance(reading.minutes, Absent) else reading.minutes,
        "miles": None if isinstance(reading.miles, Absent) else reading.miles,
        "events": [event.value for event in reading.events],
        "reader": reading.reader,
        "ear": None if isinstance(reading.ear, Absent) else list(reading.ear),
    }


_SILENT = (ReplyKind.REACTION, ReplyKind.AUTO_REPLY, ReplyKind.THANKS)
_TO_READ = (WordsVerdict.UNREAD, WordsVerdict.CAUTION)


def sends_of(reading: replies.Reading) -> TextKind | None:
    """The kind of text that answers this in a running course; none if there is no answer."""
    if reading.kind is ReplyKind.CRISIS:
        return TextKind.SAFETY_CRISIS
    if reading.tier is not Absent.NOT_ASKED:
        return TextKind.SAFETY_EMERGENCY if reading.tier is Tier.EMERGENCY else TextKind.SAFETY_URGENT
    return _OF_LEAVING.get(reading.opt_out) or _of_no_danger(reading)


_OF_LEAVING = {OptOut.SURE: TextKind.OPT_OUT_CONFIRMATION, OptOut.LIKELY: TextKind.STOP_QUESTION}


def _of_no_danger(reading: replies.Reading) -> TextKind | None:
    if ToldEvent.DEATH in reading.events and not reading.died:
        return TextKind.LOSS_NOTED
    answer = ANSWERS.get(reading.kind)
    if reading.asks_whether_new and answer in (None, TextKind.UNCLEAR_QUESTION, TextKind.UNCLEAR_HANDED_ON):
        return TextKind.CAUTION_QUESTION
    told = next((ANSWER_TO_EVENT[event] for event in reading.events if event in ANSWER_TO_EVENT), None)
    told = None if reading.flare or reading.stopped_early else told
    if told is not None and (answer is None or facts_of(answer).hands_on):
        return told
    if answer is not None:
        return answer
    if reading.words in _TO_READ and reading.kind is not ReplyKind.AUTO_REPLY:
        return TextKind.NOTED_UNREAD
    if reading.kind in _SILENT:
        return None
    return TextKind.REPLY_THANKS if reading.kind is ReplyKind.PAIN else TextKind.DAY_THANKS


def in_lines(reading: dict[str, Any]) -> dict[str, str]:
    """A reading as lines of text; what it does not say has no line."""
    said: dict[str, str] = {}
    for name, value in reading.items():
        if value in (None, False, "", []):
            continue
        said[name] = "yes" if value is True else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return said


def read_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One reading for each line that is not empty. Raises WrongReading at the first wrong line."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield read_one(json.loads(line))
        except json.JSONDecodeError as error:
            raise WrongReading(f"line {number}: this is not JSON: {error.msg}") from None
        except WrongReading as error:
            raise WrongReading(f"line {number}: {error}") from None
