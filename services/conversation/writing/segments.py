"""How many segments will the carrier count for a text? GSM-7 where every character has a place in it, else UCS-2."""

import unicodedata
from dataclasses import dataclass

_GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION = frozenset("^{}\\[~]|€\f")
GSM_7, UCS_2 = "GSM-7", "UCS-2"
# Units in a single segment, and in each of several (a header takes its part).
_ROOM = {GSM_7: (160, 153), UCS_2: (70, 67)}


@dataclass(frozen=True, slots=True)
class Segments:
    """The encoding, the units used (an extension character or a character outside the BMP takes two), the segments."""

    encoding: str
    units: int
    segments: int


def count(text: str) -> Segments:
    """Count as the carrier does; a character of two units is never split across segments."""
    gsm = all(character in _GSM_BASIC or character in _GSM_EXTENSION for character in text)
    encoding = GSM_7 if gsm else UCS_2
    sizes = [_units(character, gsm=gsm) for character in text]
    single, several = _ROOM[encoding]
    total = sum(sizes)
    if total <= single:
        return Segments(encoding, total, 1)
    segments, left = 1, several
    for size in sizes:
        if size > left:
            segments, left = segments + 1, several
        left -= size
    return Segments(encoding, total, segments)


def _units(character: str, *, gsm: bool) -> int:
    if gsm:
        return 2 if character in _GSM_EXTENSION else 1
    return 2 if ord(character) > 0xFFFF else 1  # the last character of the BMP


def in_gsm(text: str) -> str:
    """The same text in GSM-7: "María" as "Maria". A letter of another script is left out: it would halve the room."""
    return "".join(character if character in _GSM_BASIC else _base(character) for character in text)


def _base(character: str) -> str:
    if character in _GSM_EXTENSION:
        return character
    return "".join(part for part in unicodedata.normalize("NFKD", character) if part in _GSM_BASIC)
