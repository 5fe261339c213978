"""How is a text made comparable? Case, accents, digits of all scripts, signatures; then words and marks, one by one."""

import re
import unicodedata

from services.conversation import locales
from services.conversation.reading.phone_marks import without_footer

LONGEST = 1600
BREAK, PAUSE = "|", ","
_DROPPED = dict.fromkeys(map(ord, "\ufe0f\u20e3\u200d\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad"))
_LOOKALIKES = _DROPPED | str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": ".",
     "½": "½", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3", "⁄": "/",
     "🔟": " 10 ", "，": ",", "。": ".", "💯": " 💯 ", "・": " "}
)  # fmt: skip


def _any_of(name: str) -> str:
    return "|".join(sorted(locales.small_words(name)))


# 6½, 6 ½, 6-½, 6 and ½
_HALF_SIGN = re.compile(rf"(?<=\d)(?: ?[-&+]? ?| (?:{_any_of('AND')}) )½", re.IGNORECASE)
_CLOSED_UP = re.compile(rf"'(?=(?:{_any_of('CLOSED_UP')})\b)")
_JOINED = re.compile(rf"(?<=[a-z])-(?=(?:{_any_of('JOINED')})\b)")
_SHORTENED = locales.small_tables("SHORTENED")
# A vertebra ("L5") is one word; elsewhere letters and digits come apart: "10min".
# So is the name of a road or a bus ("M6", "X84"). Slang spells words with digits: "gr8".
_TOKEN = re.compile(
    r"(?<![^\W_])(?:l[1-5]|s[1-5]|t1?[0-9]|c[1-7]|[abdefgjkmnqruvyz]\d{1,3}|x\d\d+)(?![^\W_])|\d+(?:[.,]\d+)?|[^\W\d_]+|\n|[^\s'\"]"
)
_SLANG = locales.small_tables("SLANG")
_SLANG_DIGITS = frozenset(sign for word in _SLANG for sign in word if sign.isdigit())
_IN_SLANG = re.compile(rf"(?<![^\W_])(?:{'|'.join(_SLANG)})(?![^\W_])") if _SLANG else None
_REPEATED = re.compile(r"([^\w\s])\1+")
# "s e v e n", "s.t.o.p": letters with gaps or dots between them.
_SPELLED = re.compile(r"(?<![^\W_])(?:[a-z][ .-]){2,}[a-z](?![^\W_])")
_HARD = frozenset(".;!?\n()[]{}")


def plain(text: str) -> str:
    """Lower case without accents, with ASCII digits and quotes, without a mail signature; at most 1,600 characters."""
    text = text[:LONGEST]
    if not text.isascii():
        text = text.translate(_LOOKALIKES)
        # "half" is among the halves of every language, whatever the patient's own.
        text = _HALF_SIGN.sub(".5", text).replace("½", " half ")
        decomposed = unicodedata.normalize("NFKD", text)[:LONGEST]
        text = "".join([c if c < "\x80" else _comparable(c) for c in decomposed])
    text = text.casefold()[:LONGEST]
    if _SPELLED.search(text):
        text = _SPELLED.sub(lambda match: re.sub(r"[ .-]", "", match.group()), text)
    if _IN_SLANG is not None and any(digit in text for digit in _SLANG_DIGITS):
        text = _IN_SLANG.sub(lambda match: str(_SLANG[match.group()]), text)
    for short, long in _SHORTENED.items():
        text = text.replace(short, str(long))
    return without_footer(text).strip()


def _comparable(character: str) -> str:
    if unicodedata.combining(character):
        return ""
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)


def words(flat: str) -> list[str]:
    """Words, numbers and marks in order. A comma is PAUSE, the end of a sentence or a line is BREAK.

    "can't" is closed up to "cant"; "j'ai" is two words. A number keeps its one decimal mark: "6.5", "6,5".
    """
    flat = _REPEATED.sub(r"\1", flat)
    if "'" in flat:
        flat = _CLOSED_UP.sub("", flat).replace("'", " ")
    if "-" in flat:
        flat = _JOINED.sub(" ", flat)
    return [BREAK if token in _HARD else token for token in _TOKEN.findall(flat)]
