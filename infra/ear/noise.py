"""Ways in which people write the same thing: typing, dictation and sound slips, short forms, regional words."""

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHARE_OF_CLEAN, _SHARE_OF_LIGHT = 0.45, 0.85


@cache
def habits() -> dict[str, Any]:
    """By language: short forms, regional words, dictation slips, what stands before, after and between words."""
    told: dict[str, Any] = json.loads((Path(__file__).parent / "phrases" / "noise.json").read_text(encoding="utf-8"))
    return told


# The languages that the ear is trained in: they have habits here, and a file of phrases.
LANGUAGES = tuple(habits())


def written(text: str, language: str, random: Random) -> str:
    """The text as one person may have written it; in nearly half of all cases it is unchanged."""
    of_language = habits()[language]
    told = [_swapped(word, of_language["regional"], 0.3, random) for word in text.split()]
    draw = random.random()
    if draw < _SHARE_OF_CLEAN:
        return " ".join(told)
    often = 0.08 if draw < _SHARE_OF_LIGHT else 0.25
    told = [_swapped(word, of_language["short"], 3 * often, random) for word in told]
    told = [_swapped(word, of_language["sounds"], 2 * often, random) for word in told]
    told = [_mistyped(word, random) if random.random() < often else word for word in told]
    return _run_together(told, often / 4, random)


def _swapped(word: str, table: dict[str, list[str]], often: float, random: Random) -> str:
    others = table.get(word.lower())
    return random.choice(others) if others and random.random() < often else word


def _mistyped(word: str, random: Random) -> str:
    if len(word) < 3 or not word.isalpha():
        return word
    at = random.randrange(1, len(word))
    letter = word[at]
    match random.randrange(6):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + letter + word[at:]
        case 2:
            return word[: at - 1] + letter + word[at - 1] + word[at + 1 :]
        case 3:
            return word[:at] + _beside(letter, random) + word[at + 1 :]
        case 4:
            return word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiou") or word
        case _:
            return word[:at] + _beside(letter, random) + word[at:]


def _beside(letter: str, random: Random) -> str:
    for row in _ROWS:
        at = row.find(letter)
        if at >= 0:
            return row[at + random.choice((-1, 1))] if 0 < at < len(row) - 1 else row[1 if at == 0 else at - 1]
    return letter


def _run_together(told: list[str], often: float, random: Random) -> str:
    """Words, with a space lost here and there, or one too many inside a word."""
    text = ""
    for word in told:
        parted = len(word) > 5 and random.random() < often
        apart = text and random.random() >= often
        text += (" " if apart else "") + (f"{word[:3]} {word[3:]}" if parted else word)
    return text
