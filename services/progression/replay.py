"""Can a plan that was ever sent be recomputed bit for bit? Plain JSON records of all that went in and came out."""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from schemas.decisions import Course, Decision
from schemas.settings import ProgressionSettings
from schemas.vocabulary import DayReport, Walked
from services.progression import engine

_WALKED = "walked"


def to_record(value: Any) -> Any:
    """A value of the vocabulary as plain JSON, exactly; from_record gives it back."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Walked):
        return {_WALKED: value.fraction}
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_record(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, frozenset):
        return sorted(to_record(item) for item in value)
    if isinstance(value, tuple):
        return [to_record(item) for item in value]
    return value


def course_from_record(record: Mapping[str, Any]) -> Course:
    """The course that was written by to_record."""
    course: Course = _reader(Course)(record)
    return course


def report_from_record(record: Mapping[str, Any]) -> DayReport:
    """The report that was written by to_record."""
    report: DayReport = _reader(DayReport)(record)
    return report


def decision_from_record(record: Mapping[str, Any]) -> Decision:
    """The decision that was written by to_record."""
    decision: Decision = _reader(Decision)(record)
    return decision


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
        make: Any = kind
        hints = typing.get_type_hints(kind)
        readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}
        return lambda record: make(**{name: read(record[name]) for name, read in readers.items()})
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is frozenset:
        read_item = _reader(inner[0])
        return lambda record: frozenset(map(read_item, record))
    if origin is tuple:
        return _tuple_reader(inner)
    if origin in (typing.Union, types.UnionType):
        return _union_reader(inner)
    return lambda record: record


def _tuple_reader(inner: tuple[Any, ...]) -> Callable[[Any], Any]:
    if inner[-1] is Ellipsis:
        read_item = _reader(inner[0])
        return lambda record: tuple(map(read_item, record))
    readers = [_reader(item) for item in inner]
    return lambda record: tuple(read(item) for read, item in zip(readers, record, strict=True))


def _union_reader(options: tuple[Any, ...]) -> Callable[[Any], Any]:
    readers = [_reader(option) for option in options]
    plain = all(option in (int, float, str) for option in options)

    def read(record: Any) -> Any:
        if plain or (isinstance(record, int | float) and any(option in (int, float) for option in options)):
            return record
        for reader, option in zip(readers, options, strict=True):
            if option in (int, float):
                continue
            try:
                return reader(record)
            except (ValueError, TypeError, KeyError):
                continue
        raise ValueError(f"{record!r} is none of {options}")

    return read


def recompute(course: Mapping[str, Any], settings: ProgressionSettings, report: Mapping[str, Any]) -> dict[str, Any]:
    """The decision that the engine takes today from the inputs of the record."""
    record: dict[str, Any] = to_record(
        engine.next_day(course_from_record(course), settings, report_from_record(report))
    )
    return record
