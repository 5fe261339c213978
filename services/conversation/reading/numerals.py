"""Which number does a misspelt word stand for? One that it can be, and no other word: a slip, or a spelling by sound.

"foru", "sevn" and "thrwe" are slips of the thumb; "sinco" and "katre" are spelt as they sound. A real word ("fire",
"tour", "nuit") is none. Only a patient's own language counts, and only a word that stands for no second number.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from schemas.limits import WORST_PAIN
from schemas.vocabulary import Language
from services.conversation import locales
from services.conversation.reading import words
from services.conversation.reading.spelling import slips_of

_SHORTEST = 3
_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*told: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), heard) for pattern, heard in told)


_BY_SOUND: dict[Language, _Rules] = {
    language: _rules(*locales.part(language, "numbers").SPELT_AS_HEARD) for language in Language
}
# A shorter sound is that of too many words.
_LEAST_SOUNDS = 3


def _sound(language: Language) -> Callable[[str], str]:
    def of(word: str) -> str:
        for pattern, heard in _BY_SOUND[language]:
            word = pattern.sub(heard, word)
        return word

    return of


class Misspelt:
    """The misspelt numbers of one language, 0 to 10."""

    def __init__(self, language: Language) -> None:
        self._numbers = {
            word: value
            for word, value in words.LISTS[language].NUMBERS.items()
            if value <= WORST_PAIN and len(word) >= _SHORTEST and word not in words.SHY_NUMBERS
        }
        self._real = words.REAL_NEAR_NUMBERS[language]
        self._slips = _one_meaning((slip, value) for word, value in self._numbers.items() for slip in slips_of(word))
        self._sound = _sound(language)
        by_sound = ((self._sound(word), value) for word, value in self._numbers.items())
        self._sounds = _one_meaning(by_sound) if _BY_SOUND[language] else {}

    def meant_by(self, word: str) -> int | None:
        """The number that a word which is none as it stands must mean; None where it may mean anything else."""
        if len(word) < _SHORTEST or not word.isalpha() or word in self._real or word in self._numbers:
            return None
        found = self._slips.get(word)
        if found is None and self._sounds:
            sound = self._sound(word)
            found = self._sounds.get(sound) if len(sound) >= _LEAST_SOUNDS else None
        return found


def _one_meaning(told: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    doubtful: set[str] = set()
    for form, value in told:
        if found.setdefault(form, value) != value:
            doubtful.add(form)
    return {form: value for form, value in found.items() if form not in doubtful}


# What a telephone hears in place of a number, and the scale behind it.
_HEARD_AS = locales.small_tables("HEARD_AS_NUMBERS")
_OUT_OF_TEN = tuple(pattern.split() for pattern in locales.small_patterns("OUT_OF_TEN_PATTERNS"))
_LONGEST_SCALE = max(map(len, _OUT_OF_TEN), default=0)


def dictated(tokens: Sequence[str], place: int) -> int | None:
    """ "For out of ten": the number that was dictated, where the scale behind it leaves no doubt."""
    if tokens[place] not in _HEARD_AS:
        return None
    following = list(tokens[place + 1 : place + 1 + _LONGEST_SCALE])
    return int(str(_HEARD_AS[tokens[place]])) if following in _OUT_OF_TEN else None


MISSPELT = {language: Misspelt(language) for language in Language}
