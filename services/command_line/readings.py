"""How is a text read, asked from the command line: one at a time, or many as JSON lines?"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.vocabulary import Language, OpenQuestion
from services.conversation import replies


class WrongReading(Exception):
    """What was asked for is no text to read; the sentence says why, for a batch with its line."""


class _Text(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=10_000)
    lang: Language = Language.ENGLISH
    open: OpenQuestion = OpenQuestion.PAIN
    planned: int = Field(default=3, ge=0, le=6)


def read_one(given: Any) -> dict[str, Any]:
    """The reading of one text, as `amble hear --json` prints it. Raises WrongReading."""
    if not isinstance(given, dict):
        raise WrongReading('must be a JSON object, such as {"text": "7"}')
    try:
        asked = _Text.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise WrongReading(f"{where}: {first['msg'][0].lower()}{first['msg'][1:]}") from None
    return _shown(replies.read(asked.text, replies.Asked(asked.lang, asked.open, asked.planned)))


def _shown(reading: replies.Reading) -> dict[str, Any]:
    """The reading as it is stored, and what is never stored: the unread words, for whoever asked about this text."""
    return {
        **{"why" if name == "rule" else name: value for name, value in replies.as_json(reading).items()},
        "unread": list(reading.unread),
        "opt_out": reading.opt_out.value,
        "third_person_danger": reading.third_person_danger,
        "stopped_early": reading.stopped_early,
        "flare": reading.flare,
        "foot_only": reading.foot_only,
        "menu": reading.menu or None,
        "wrong_person": reading.wrong_person,
        "died": reading.died,
    }


def in_lines(reading: dict[str, Any]) -> dict[str, str]:
    """What a reading says, for a person: what it does not say has no line."""
    said: dict[str, str] = {}
    for name, value in reading.items():
        if value in (None, False, "", []):
            continue
        said[name] = "yes" if value is True else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return said


def read_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One reading for each line that is not empty. Raises WrongReading at the first that is wrong."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield read_one(json.loads(line))
        except json.JSONDecodeError as error:
            raise WrongReading(f"line {number}: this is not JSON: {error.msg}") from None
        except WrongReading as error:
            raise WrongReading(f"line {number}: {error}") from None
