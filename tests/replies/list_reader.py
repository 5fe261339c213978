"""A baseline: lists of words. Number words are scores, words of danger alarm, words for leaving stop.

What is written first when the bare expression is not enough: it hears more, and alarms wherever one of its words stands.
"""

import json
import re
import sys
import unicodedata
from typing import Any

_NUMBERS = {
    "en": "zero one two three four five six seven eight nine ten",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez",
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix",
}
_SCORES = {word: score for words in _NUMBERS.values() for score, word in enumerate(words.split())}
_CRISIS = (
    "suicide|suicidio|kill myself|end my life|want to die|matarme|quiero morir|me tuer|veux mourir|envie de mourir"
)
_DANGER = (
    "numb|bladder|bowel|groin|incontinen|weak|paraly|chest pain|faint|fever|fell|accident|cancer"
    "|entumec|dormid|vejiga|orina|ingle|debil|pecho|desmay|fiebre|caida|me cai"
    "|engourdi|vessie|urine|aine|faible|poitrine|evanoui|fievre|tombe|chute"
)
_STOP = "stop|unsubscribe|quit|cancel|opt out|alto|basta|baja|cancelar|arret|desabonn|desinscri"
_DONE = "done|finished|completed|hecho|listo|fait|termine"
_SKIP = "skip|saltar|sauter"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _has(words: str, text: str) -> bool:
    return re.search(rf"\b(?:{words})", text) is not None


def _scores(text: str) -> list[int]:
    found = (_SCORES.get(word, int(word) if word.isdecimal() else 11) for word in re.findall(r"\w+", text))
    return [score for score in found if score <= 10]


def read(text: str, open_: str = "pain") -> dict[str, Any]:
    """The highest number, and what one word of a list is enough for; where no list has a word, a person must read."""
    plain = _plain(text)
    said = _numbers(_scores(plain), open_)
    if _has(_STOP, plain):
        return said | {"kind": "stop", "opt_out": "sure"}
    if _has(_CRISIS, plain):
        return said | {"kind": "crisis"}
    if _has(_DANGER, plain):
        return said | {"kind": "red_flag", "tier": "emergency"}
    if said:
        return said | {"kind": next(iter(said))}
    return {"kind": "done" if _has(_DONE, plain) else "skip" if _has(_SKIP, plain) else "unclear"}


def _numbers(found: list[int], open_: str) -> dict[str, int]:
    if not found:
        return {}
    if open_ == "walks":
        return {"walks": found[0]}
    if open_ == "pain_and_walks" and len(found) == 2:
        return {"pain": found[0], "walks": found[1]}
    return {"pain": max(found)}


if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(json.dumps(read(asked["text"], asked["open"])) + "\n")
