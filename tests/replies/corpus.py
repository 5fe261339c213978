"""Which replies are read here, and what does each say by the people who read it?"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

FRESH = Path(__file__).with_name("fresh.tsv")
HELD_OUT = Path(__file__).with_name("held_out.tsv")
EVERYDAY = Path(__file__).with_name("everyday.tsv")
LANGUAGES = ("en", "es", "fr")
QUESTIONS = ("pain", "walks", "pain_and_walks", "none")
DANGERS = frozenset({"emergency", "urgent", "crisis"})
LEAVING = frozenset({"stop", "ask_stop"})
COMMANDS = frozenset({"done", "part", "skip", "flare", "pause", "start", "help", "why", "how", "who"})
OTHERS = frozenset({"look", "harmless", "question", "thanks", "talk", "unclear", "quoted"})
NUMBERS = {"score": range(11), "walks": range(7), "minutes": range(1, 300)}
EVENTS = frozenset(
    "death wrong_person moved_away new_number hospital injection pregnancy new_medicine out_of_office".split()
)
UNITS = ("mi", "km", "steps")
_FRESH = ["lang", "open", "text", "first reading", "second reading", "way of writing"]
_EVERYDAY = ["lang", "open", "text", "reading", "times"]

Labels: TypeAlias = frozenset[str]


class CorpusIsWrong(Exception):
    """A file of texts is not as it must be; the sentence names the line, what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A text, the question that was open when it came, both readings of it, and how often it stands for a reply."""

    lang: str
    open: str
    text: str
    first: Labels
    second: Labels
    way: str = ""
    times: int = 1

    @property
    def agreed(self) -> Labels:
        """What both readings say."""
        return self.first & self.second

    @property
    def either(self) -> Labels:
        """What at least one reading says."""
        return self.first | self.second

    def scores(self) -> set[int]:
        """The pain scores of the readings: none, one, or two where they differ."""
        return {int(label.removeprefix("score=")) for label in self.either if label.startswith("score=")}

    def number(self, name: str) -> int | None:
        """The score, walks or minutes that both readings give."""
        found = [int(label.partition("=")[2]) for label in self.agreed if label.startswith(f"{name}=")]
        return found[0] if found else None


def fresh(path: Path = FRESH) -> list[Reply]:
    """The texts in odd wording. Raises CorpusIsWrong."""
    return [
        Reply(lang, open_, text_of(text), labels_of(first, where), labels_of(second, where), way)
        for where, (lang, open_, text, first, second, way) in lines_of(path, _FRESH)
    ]


def held_out() -> list[Reply]:
    """The texts that are only counted: who changes the reader does not look at which of them it misses. Raises CorpusIsWrong."""
    return fresh(HELD_OUT)


def everyday(path: Path = EVERYDAY) -> list[Reply]:
    """The ordinary replies, each with the number of times it stands among them. Raises CorpusIsWrong."""
    replies = []
    for where, (lang, open_, text, reading, times) in lines_of(path, _EVERYDAY):
        if not times.isdecimal() or not int(times):
            raise CorpusIsWrong(f"{where}: times must be a number from 1, not {times!r}")
        labels = labels_of(reading, where)
        replies.append(Reply(lang, open_, text_of(text), labels, labels, times=int(times)))
    return replies


def name_of(label: str) -> str:
    """What a label says, without its number or kind: score of score=4."""
    return label.partition("=")[0]


def lines_of(path: Path, columns: list[str]) -> list[tuple[str, list[str]]]:
    """The rows of a file of texts, each with its place for a sentence. Raises CorpusIsWrong."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise CorpusIsWrong(f"{path} cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error):
        raise CorpusIsWrong(f"{path} must be text in UTF-8, with tabs between the columns") from None
    if not rows or rows[0] != columns:
        raise CorpusIsWrong(f"{path.name}: the first line must name the columns {', '.join(columns)}")
    told = [(f"{path.name}, line {number}", row) for number, row in enumerate(rows[1:], start=2)]
    for where, row in told:
        if len(row) != len(columns) or not all(row):
            raise CorpusIsWrong(f"{where}: must have {len(columns)} columns, none of them empty, with tabs between")
        if row[0] not in LANGUAGES or row[1] not in QUESTIONS:
            raise CorpusIsWrong(f"{where}: lang must be {', '.join(LANGUAGES)} and open {', '.join(QUESTIONS)}")
    return told


def text_of(cell: str) -> str:
    """The text of a cell; a new line in it is written as a backslash and an n."""
    return cell.replace("\\n", "\n")


def written(text: str) -> str:
    """The cell of a text."""
    return text.replace("\n", "\\n")


def labels_of(cell: str, where: str) -> Labels:
    """What a reading says. Raises CorpusIsWrong."""
    labels = frozenset(cell.split())
    if wrong := sorted(label for label in labels if not _is_label(label)):
        raise CorpusIsWrong(f"{where}: no reading has {', '.join(wrong)}; README.md here lists what there is")
    return labels


def _is_label(label: str) -> bool:
    name, has_value, value = label.partition("=")
    if not has_value:
        return name in DANGERS | LEAVING | COMMANDS | OTHERS
    if name in NUMBERS:
        return value.isdecimal() and int(value) in NUMBERS[name]
    if name == "distance":
        return any(value.endswith(unit) and value.removesuffix(unit).isdecimal() for unit in UNITS)
    return name == "event" and value in EVENTS
