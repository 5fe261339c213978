"""Is no clinical number written twice? Limits stand in schemas/limits.py, settings in schemas/settings.py."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from schemas import limits

ROOT = Path(__file__).resolve().parents[2]
HOMES = {ROOT / "schemas" / "limits.py", ROOT / "schemas" / "settings.py"}
SOURCES = [
    path
    for folder in ("schemas", "services", "workers")
    for path in (ROOT / folder).rglob("*.py")
    if path not in HOMES and "locales" not in path.parts
]
# By which words beside the number a limit would be told again.
WORDS = {
    "WORST_PAIN": r"pain|worst|score|top\b",
    "LOWEST_RED": r"\bred\b|_red\b",
    "MOST_MINUTES": r"\bminutes\b|first_minutes",
    "MOST_TOLERATED_MINUTES": r"baseline|tolerated",
    "MOST_PLANNED_MINUTES": r"\bminutes\b",
    "MOST_WALKS": r"walks",
    "LONGEST_PAUSE": r"pause|days",
    "MOST_KNOWN": r"known",
    "LONGEST_KNOWN": r"known",
    "FOOT_ANSWERED_WITHIN": r"foot|answered",
    "STOP_ANSWERED_WITHIN": r"stop_asked|stop_answered",
    "BEGUN_WITHIN": r"begun|waits?_since",
    "BEST_EARS": r"\bears\b|score",
    "BEST_FUNCTION": r"function",
}
# A bound, a comparison, a constant, or a length: not an index, a default or a coordinate.
_BOUND = r"(?:\b(?:le|lt|ge|gt|max_length|maximum)\s*=\s*|[<>]=?\s*|\bbetween \d+ and |\bBETWEEN \d+ AND |\b[A-Z_]+ = |interval ')"


def _number(limit: object) -> set[str]:
    """How a limit would be written as a number: a time by its days, hours, minutes or seconds."""
    if isinstance(limit, timedelta):
        units = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
        whole = {unit: limit.total_seconds() / size for unit, size in units.items()}
        return {rf"timedelta\({unit}={int(n)}\)" for unit, n in whole.items() if n == int(n)} | {
            rf"{int(n)} {unit}" for unit, n in whole.items() if n == int(n)
        }
    return {rf"{limit}\b(?!\.)"}


def _again(source: str) -> Iterator[tuple[int, str]]:
    """Each line of code that says a limit as a number beside its word."""
    docs = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    for number, line in enumerate(source.splitlines(), 1):
        code = line.split("  #")[0]
        if number in docs or code.lstrip().startswith("#"):
            continue
        for name, words in WORDS.items():
            written = "|".join(_number(getattr(limits, name)))
            if re.search(words, code, re.I) and re.search(rf"{_BOUND}(?:{written})", code):
                yield number, name


def test_every_limit_is_looked_for() -> None:
    assert set(WORDS) == {name for name in vars(limits) if name.isupper()}


def test_no_limit_is_written_as_a_number_again() -> None:
    found = {str(path.relative_to(ROOT)): list(_again(path.read_text())) for path in SOURCES}
    assert not {path: lines for path, lines in found.items() if lines}


@pytest.mark.parametrize(
    "source",
    [
        "pain: int = Field(ge=0, le=10)",
        'sa.CheckConstraint("pain between 0 and 10")',
        "LONGEST_PAUSE = timedelta(days=90)",
        "red = any(value >= 5 for value in red_found)",
        "baseline_minutes: int | None = Field(default=None, ge=1, le=120)",
        "minutes: int = Field(ge=1, le=90)",
        "A = \"SELECT id, foot_asked_at + interval '60 minutes' FROM enrolment\"",
        "score: int = Field(ge=0, le=24)",
        "_WORST = 10",
    ],
)
def test_a_limit_that_is_written_again_is_found(source: str) -> None:
    assert list(_again(source))


def test_no_constant_stands_in_two_files_with_the_same_name_and_value() -> None:
    clinical = re.compile(
        r"PAIN|RED\b|GREEN|YELLOW|DOSE|WALK|MINUTES\b|MILES|PAUSE|REST|ORDER|FOOT|HOLD|SILEN|PACE|FLARE|GAP"
    )
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in [*SOURCES, *HOMES]:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Assign) and not isinstance(node.value, ast.Name | ast.Attribute):
                for target in node.targets:
                    name = ast.unparse(target).strip("_")
                    if clinical.search(name) and any(isinstance(n, ast.Constant) for n in ast.walk(node.value)):
                        homes[name, ast.unparse(node.value)].add(str(path.relative_to(ROOT)))
    assert not {what: where for what, where in homes.items() if len(where) > 1}
