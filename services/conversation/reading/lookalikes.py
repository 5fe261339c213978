"""Do letters stand for digits in a text: 1O, l0, O? Then the number is in doubt, and all that it may be is asked."""

import re

from schemas.limits import WORST_PAIN

# The letters that stand for digits on a hurried thumb: 1O, l0, O.
_LOOKALIKE = re.compile(r"(?<![a-z0-9.,])(?:[li]0|[0-9]*[0-9]o|[0-9]*o[0-9]+|[0-9]+[li][0-9o]*)(?![a-z0-9'])|\Ao\W*\Z")
_DIGIT_MEANT = str.maketrans("oli", "011")


def stand_in(flat: str) -> bool:
    """Whether letters stand for digits in a text in comparable letters."""
    return _LOOKALIKE.search(flat) is not None


def numbers(flat: str) -> tuple[int, ...]:
    """What the letters may stand for: 1O may be 10, or 1."""
    found = []
    for match in _LOOKALIKE.finditer(flat):
        as_digits = match.group().translate(_DIGIT_MEANT)
        for digits in (re.sub(r"\D", "", as_digits), re.sub(r"\D", "", match.group())):
            if digits and len(digits) <= 2 and int(digits) <= WORST_PAIN:
                found.append(int(digits))
    return tuple(dict.fromkeys(found))
