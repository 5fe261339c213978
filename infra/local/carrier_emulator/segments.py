"""Counts the segments of a text, independently of the program's own count, which it checks."""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
# Units that fit: alone, and in each part of several. An extension character takes two units, and so does an emoji.
_GSM, _UCS2 = (160, 153), (70, 67)


def count(body: str) -> int:
    """Segments of a body, 1 or more: 7-bit units if all its characters have them, else 16-bit ones."""
    if set(body) <= _BASIC | _EXTENSION:
        return _parts([2 if character in _EXTENSION else 1 for character in body], *_GSM)
    return _parts([1 if ord(character) <= 0xFFFF else 2 for character in body], *_UCS2)


def _parts(units: list[int], single: int, several: int) -> int:
    """A character of two units is never split: if it does not fit, it begins the next part."""
    if sum(units) <= single:
        return 1
    parts, room = 1, several
    for unit in units:
        if unit > room:
            parts, room = parts + 1, several
        room -= unit
    return parts
