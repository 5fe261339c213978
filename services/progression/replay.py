"""Can a plan that was ever sent be recomputed bit for bit? Plain JSON records of all that went in and came out."""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from schemas.decisions import Course, DayMark, Decision
from schemas.vocabulary import Absent, CareProfile, DayReport, Prescription, Walked

_WALKED = "walked"
# Fields that records of before do not have. Where one says nothing, it is left out, and reads as what it is without.
_ADDED: dict[Any, dict[str, Any]] = {
    CareProfile: dict.fromkeys(("pain_now", "first_minutes", "own_usual", "onset"), Absent.NOT_ASKED),
    DayReport: {"unread": False, "chosen_dose": Absent.NOT_ASKED},
    DayMark: {"above": 0, "at_usual": False},
    Course: {"reentry_told": 0, "lane_credits": ()}
    | dict.fromkeys(("still_since", "lane_left", "usual_asked"), Absent.NOT_ASKED),
}
_PLAIN = frozenset({int, float, str, bool, type(None), dict, list})


def to_record(value: Any) -> Any:
    """A value of the vocabulary as plain JSON, exactly; from_record gives it back."""
    kind: Any = type(value)
    return value if kind in _PLAIN else _writer(kind)(value)


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    """How a value of a type is written; made once for each type."""
    if issubclass(kind, Enum):
        return attrgetter("value")
    if kind is Walked:
        return lambda value: {_WALKED: value.fraction}
    if kind is date:
        return date.isoformat
    if dataclasses.is_dataclass(kind):
        names, added = [field.name for field in dataclasses.fields(kind)], _ADDED.get(kind, {})
        if added:
            return lambda value: _without_what_says_nothing(value, names, added)
        return lambda value: {name: to_record(getattr(value, name)) for name in names}
    if kind is frozenset:
        return lambda value: sorted(map(to_record, value))
    if kind is tuple:
        return lambda value: [to_record(item) for item in value]
    raise TypeError(f"A {kind.__name__} cannot be kept in a record.")


def _without_what_says_nothing(value: Any, names: list[str], added: Mapping[str, Any]) -> dict[str, Any]:
    told = ((name, getattr(value, name)) for name in names)
    return {name: to_record(said) for name, said in told if name not in added or said != added[name]}


def course_from_record(record: Mapping[str, Any]) -> Course:
    """The course that was written by to_record."""
    course: Course = _reader(Course)(record)
    return course


def profile_from_record(record: Mapping[str, Any]) -> CareProfile:
    """The profile that was written by to_record."""
    profile: CareProfile = _reader(CareProfile)(record)
    return profile


def report_from_record(record: Mapping[str, Any]) -> DayReport:
    """The report that was written by to_record."""
    report: DayReport = _reader(DayReport)(record)
    return report


def decision_from_record(record: Mapping[str, Any]) -> Decision:
    """The decision that was written by to_record."""
    decision: Decision = _reader(Decision)(record)
    return decision


def prescription_from_record(decision: Mapping[str, Any]) -> Prescription:
    """What a decision that was written by to_record prescribes."""
    prescription: Prescription = _reader(Prescription)(decision["prescription"])
    return prescription


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """How a value of a declared type is read back; made once for each type."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is Walked:
        return lambda record: Walked(record[_WALKED])
    if kind is date:
        return date.fromisoformat
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        readers = [(field.name, _reader(hints[field.name])) for field in dataclasses.fields(kind)]
        return _value_reader(kind, readers)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is frozenset:
        read_item = _reader(inner[0])
        return lambda record: frozenset(map(read_item, record))
    if origin is tuple:
        return _tuple_reader(inner)
    if origin in (typing.Union, types.UnionType):
        return _union_reader(inner)
    return lambda record: record


def _value_reader(make: Any, readers: list[tuple[str, Callable[[Any], Any]]]) -> Callable[[Any], Any]:
    added = _ADDED.get(make, {})
    if not added:
        return lambda record: make(*[read(record[name]) for name, read in readers])
    return lambda record: make(
        *[read(record[name]) if name in record or name not in added else added[name] for name, read in readers]
    )


def _tuple_reader(inner: tuple[Any, ...]) -> Callable[[Any], Any]:
    if inner[-1] is Ellipsis:
        read_item = _reader(inner[0])
        return lambda record: tuple(map(read_item, record))
    readers = [_reader(item) for item in inner]
    return lambda record: tuple(read(item) for read, item in zip(readers, record, strict=True))


def _union_reader(options: tuple[Any, ...]) -> Callable[[Any], Any]:
    words = {member.value: member for option in options if issubclass(option, Enum) for member in option}
    others = [option for option in options if not issubclass(option, Enum)]
    if not others:

        def read_word(record: Any) -> Any:
            if record not in words:
                raise ValueError(f"{record!r} is none of {', '.join(words)}.")
            return words[record]

        return read_word
    if all(option in _PLAIN for option in others):
        return lambda record: words.get(record, record)
    if len(others) > 1:
        raise TypeError(f"Which of {options} a record holds could not be told.")
    read_other = _reader(others[0])
    return lambda record: words[record] if isinstance(record, str) and record in words else read_other(record)
