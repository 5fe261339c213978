"""How much the ear hears, and how often it is wrong: the shares of texts that it flags, by language and class."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.ear.noise import LANGUAGES

HARMLESS = ("ordinary", "talk", "story", "lookalike")


@dataclass(frozen=True, slots=True)
class Heard:
    """One scored text: its language, its class, and whether it was flagged."""

    language: str
    label: str
    flagged: bool


def held_out(path: Path) -> list[tuple[str, str, str]]:
    """Language, class and text of each line of a tab-separated file. Raises ValueError for any other line."""
    told: list[tuple[str, str, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        fields = line.split("\t")
        if len(fields) != 3:
            raise ValueError(f"Line {number} of {path.name} should hold language, class and text, parted by tabs.")
        told.append((fields[0], fields[1], fields[2]))
    return told


def share(heard: Iterable[Heard]) -> float:
    """The share of texts that were flagged, 0 to 1; 0 if there are none."""
    flags = [text.flagged for text in heard]
    return sum(flags) / len(flags) if flags else 0.0


def printed(title: str, heard: Sequence[Heard]) -> str:
    """A table with a line for each class, danger first, and a column for each language: share flagged and number."""
    classes = sorted({text.label for text in heard}, key=lambda label: (label in HARMLESS, label))
    cells: dict[tuple[str, str], list[Heard]] = defaultdict(list)
    for text in heard:
        for language in (text.language, "all"):
            for label in (text.label, "harmless" if text.label in HARMLESS else "danger"):
                cells[label, language].append(text)
    lines = [title, f"  {'flagged, of texts':20}" + "".join(f"{name:>16}" for name in (*LANGUAGES, "all"))]
    for label in (*classes, "danger", "harmless"):
        told = [cells[label, language] for language in (*LANGUAGES, "all")]
        lines.append(f"  {label:20}" + "".join(f"{share(each):8.1%} {len(each):>7}" for each in told))
    return "\n".join(lines) + "\n"
