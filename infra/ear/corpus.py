"""The made-up texts that the ear is trained on: phrases and frames, joined, decorated, and written as people write."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from infra.ear import noise
from infra.ear.frames import Frame, all_frames
from services.conversation.reading.ear import WINDOW, words

LANGUAGES = noise.LANGUAGES
FOLDS = 5
_PHRASES = Path(__file__).parent / "phrases"
_CHOICE = re.compile(r"\(([^()]*)\)")
# How many texts each template gives; bare numbers and DONE are most of what people send.
EACH = {"frame": 5, "ordinary": 60, "talk": 26, "lookalike": 34, "story": 60}
_OF_DANGER = 30
# Labels of what people write around what they mean.
_BESIDE = ("talk", "story")


@dataclass(frozen=True, slots=True)
class Template:
    """One way to say a thing, with choices. fold: the part of the corpus that all its texts belong to."""

    language: str
    label: str
    danger: bool
    says: str
    fold: int


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the corpus, with the template's language, class, verdict and fold."""

    language: str
    label: str
    danger: bool
    fold: int
    text: str


def templates() -> tuple[Template, ...]:
    """Every template of every language, in the order of the files."""
    return tuple(template for language in LANGUAGES for template in _read(language))


def _read(language: str) -> Iterator[Template]:
    label, danger, number = "", False, 0
    for line in (_PHRASES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(("> ", "= ")):
            label, danger = line[2:], line[0] == ">"
        elif line and not line.startswith("#"):
            yield Template(language, label, danger, line, number % FOLDS)
            number += 1


def made(seed: int, share: float = 1.0) -> tuple[Text, ...]:
    """The corpus: the same texts for the same seed. share: the part of each template's texts to make, at least one."""
    told = templates()
    plain = {
        (language, fold): [t for t in told if (t.language, t.fold) == (language, fold) and t.label in _BESIDE]
        for language in LANGUAGES
        for fold in range(FOLDS)
    }
    texts: dict[str, Text] = {}
    for number, template in enumerate(told):
        random = Random(f"{seed} {number}")
        beside = plain[template.language, template.fold]
        for _ in range(max(1, round(share * EACH.get(template.label, _OF_DANGER)))):
            text = _decorated(template, _chosen(template.says, random), beside, random)
            texts.setdefault(text, Text(template.language, template.label, template.danger, template.fold, text))
    for number, frame in enumerate(all_frames()):
        random = Random(f"{seed} frame {number}")
        for _ in range(max(1, round(share * EACH["frame"]))):
            text = _prefixed(_of_frame(frame, random), frame.language, random)
            texts.setdefault(text, Text(frame.language, "frame", danger=True, fold=number % FOLDS, text=text))
    return tuple(text for text in texts.values() if 0 < len(words(text.text)) <= WINDOW)


def digest(texts: Sequence[Text]) -> str:
    """The digest of a corpus: the SHA-256 of its lines, in hexadecimal."""
    lines = (f"{t.language}\t{t.label}\t{int(t.danger)}\t{t.fold}\t{t.text}\n" for t in texts)
    return sha256("".join(lines).encode()).hexdigest()


def _chosen(says: str, random: Random) -> str:
    return " ".join(_CHOICE.sub(lambda match: random.choice(match[1].split("|")), says).split())


def _of_frame(frame: Frame, random: Random) -> str:
    told: list[str] = []
    for part in frame.parts:
        if part:
            told.append(random.choice(part))
        elif random.random() < 0.5:
            told.append(random.choice(noise.habits()[frame.language]["between"]))
    return " ".join(told)


def _decorated(template: Template, text: str, beside: list[Template], random: Random) -> str:
    """A text with a score, a greeting or a harmless clause added, in the habits of one writer."""
    habits = noise.habits()[template.language]
    draw = random.random()
    if draw < 0.22 and template.label != "ordinary":
        text = _joined(text, _chosen(random.choice(beside).says, random), random.choice(habits["joins"]), random)
    if 0.15 < draw < 0.4:
        text = random.choice(habits["openings"]) + text
    if 0.3 < draw < 0.55:
        text += random.choice(habits["endings"])
    text = _prefixed(text, template.language, random)
    return text if template.danger else _stretch(text, random)


def _joined(text: str, other: str, join: str, random: Random) -> str:
    """A text with another clause before or after it, as long as the ear weighs both together."""
    told = other.split()
    beside = max(1, min(len(told), WINDOW - 2 - len(text.split())))
    if random.random() < 0.5:
        return text + join + " ".join(told[:beside])
    return " ".join(told[-beside:]) + join + text


def _stretch(text: str, random: Random) -> str:
    """A stretch of a long text, as long as the ear weighs at once, from anywhere in it."""
    told = text.split()
    first = random.randint(0, max(0, len(told) - WINDOW))
    return " ".join(told[first : first + WINDOW])


def _prefixed(text: str, language: str, random: Random) -> str:
    habits = noise.habits()[language]
    text = noise.written(text, language, random)
    draw = random.random()
    if draw < 0.2:
        return f"{random.choice(habits['scores'])}{text}"
    return f"{text}{random.choice(habits['after'])}" if draw < 0.28 else text
