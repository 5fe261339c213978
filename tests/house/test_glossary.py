"""Is the glossary of docs/developers.md honest: is each of its words used in the code, and each retired word gone?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs" / "developers.md"
# What is frozen or not ours to name: migrations keep the names of their day, the emulator those of the carrier.
NOT_READ = {"versions", "carrier_emulator"}
SOURCES = [
    path
    for folder in ("schemas", "services", "workers", "infra")
    for path in (ROOT / folder).rglob("*.py")
    if not NOT_READ & set(path.parts)
]


def _rows(page: str) -> Iterator[tuple[list[str], str, list[str]]]:
    """Each row of the glossary: the words for a concept as code writes them, what they mean, and the retired words."""
    glossary = page.split("\n## Glossary\n")[1].split("\n## ", maxsplit=1)[0]
    for line in glossary.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and cells[0] != "Word":
            used, meaning, retired = cells
            yield re.findall(r"`(\w+)`", used), meaning, re.findall(r"`(\w+)`", retired)


def parts_of(identifier: str) -> tuple[str, ...]:
    """The words of an identifier in lower case: PlanDay, plan_day and PLAN_DAY are ("plan", "day")."""
    apart = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3_\2\4", identifier)
    return tuple(part.lower() for part in apart.split("_") if part)


def _names(tree: ast.AST) -> Iterator[str]:
    """Every name that our code gives or uses."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.alias(name=module):
                yield from module.split(".")


def _identifiers(paths: list[Path]) -> dict[tuple[str, ...], str]:
    """The parts of every identifier, with one place where it occurs; names of files among them."""
    found: dict[tuple[str, ...], str] = {}
    for path in paths:
        place = str(path.relative_to(ROOT))
        for name in (path.stem, *_names(ast.parse(path.read_text()))):
            found.setdefault(parts_of(name), f"{name} in {place}")
    return found


def _holds(identifier: tuple[str, ...], word: str) -> bool:
    parts = parts_of(word)
    return any(identifier[at : at + len(parts)] == parts for at in range(len(identifier)))


def uses(identifiers: dict[tuple[str, ...], str], word: str) -> str:
    """An identifier that holds the word, and where; empty if there is none."""
    return next((place for identifier, place in identifiers.items() if _holds(identifier, word)), "")


ROWS = list(_rows(GLOSSARY.read_text()))
IDENTIFIERS = _identifiers(SOURCES)


def test_the_glossary_is_read() -> None:
    assert len(ROWS) > 30
    for used, meaning, _ in ROWS:
        assert used, meaning
        assert meaning.endswith("."), meaning


@pytest.mark.parametrize("word", [word for used, _, _ in ROWS for word in used])
def test_the_code_uses_each_word_of_the_glossary(word: str) -> None:
    assert uses(IDENTIFIERS, word)


@pytest.mark.parametrize("word", [word for _, _, retired in ROWS for word in retired])
def test_no_identifier_has_a_retired_word(word: str) -> None:
    assert not uses(IDENTIFIERS, word), "this word has been replaced: see the glossary in docs/developers.md"


def test_no_word_has_two_rows() -> None:
    words = [word for used, _, retired in ROWS for word in (*used, *retired)]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("identifier", "parts"),
    [
        ("PlanDay", ("plan", "day")),
        ("plan_day", ("plan", "day")),
        ("_PLAN_DAY", ("plan", "day")),
        ("APIKey", ("api", "key")),
        ("overdue", ("overdue",)),
    ],
)
def test_an_identifier_is_taken_apart(identifier: str, parts: tuple[str, ...]) -> None:
    assert parts_of(identifier) == parts


def test_a_retired_word_is_found_as_a_part_of_a_name_and_not_within_a_word() -> None:
    identifiers = {parts_of(name): name for name in ("show_glance", "take_back", "backward", "TakenBack")}
    assert uses(identifiers, "glance") == "show_glance"
    assert uses(identifiers, "take_back") == "take_back"
    assert not uses(identifiers, "ward")
