"""What of a text did the phone write, and not the patient: a reaction's frame, a signature, the name of an effect?

Only the forms that phones themselves use count, and only their own words are taken off: what stands beside is read.
"""

import re
import unicodedata

from services.conversation import locales

_OPENING, _CLOSING = '“„«"', '”»"“'


def _any_of(*names: str) -> str:
    return "|".join(pattern for name in names for pattern in locales.small_patterns(name))


def _any_word(name: str) -> str:
    return "|".join(sorted(locales.small_words(name), key=lambda word: (-len(word), word)))


_THINGS = (
    rf"(?:(?:{_any_word('YOUR')}) (?:{_any_word('YOUR_THINGS')})"
    rf"|(?:{_any_of('ARTICLE_PATTERNS')}) (?:{_any_of('THING_PATTERNS')}))"
)
_FRAMES = "|".join((
    *locales.small_patterns("REACTION_PATTERNS"), rf"[^\x00-\x7f\w“„«]{{1,8}} (?:{_any_word('REACTED_TO')})"
))  # fmt: skip
_SPACE = r"[\s\u200a\u200b\u200e\u200f\ufeff]*"
_REACTION = re.compile(rf"\A{_SPACE}(?:{_FRAMES}):?{_SPACE}(?=[{_OPENING}])", re.IGNORECASE)
_OF_A_THING = re.compile(rf"\A{_SPACE}(?:{_FRAMES}) {_THINGS}{_SPACE}\Z", re.IGNORECASE)
# A straight mark closes only behind a word and before a gap: say "7" now.
_CLOSES_STRAIGHT = re.compile(r"(?<=\S)\"(?=\W|\Z)")

_EFFECTS = re.compile(
    rf"\((?:{_any_of('SENT_WITH_PATTERNS')}) (?:{_any_of('EFFECT_BEGINS_PATTERNS')})?"
    rf"(?:{_any_of('EFFECT_PATTERNS')}) ?(?:effect)?\)"
)
_DEVICE = (
    r"(?:i ?phone|i ?pad|apple watch|android|samsung|galaxy|pixel|motorola|nokia|blackberry|huawei|xiaomi|yahoo|aol"
    rf"|gmail|outlook|proton ?mail|ios|{_any_word('DEVICES')})"
)
_SIGNATURE = re.compile(
    rf"\b(?:{_any_of('SENT_FROM_PATTERNS')}) ?(?:{_any_of('MY_PATTERNS')})?{_DEVICE}"
    rf"(?:[ ,]+(?:{_DEVICE}|{_any_word('DEVICE_COMPANY')}|5g|4g|pro|max|mini|plus|se|\d{{1,4}}|[a-z]\d{{1,2}}))*"
    r"\.?[ \t]*(?=\n|\Z)"
)
_FOOTER_SIGNS = locales.small_patterns("FOOTER_SIGNS")


def without_reaction(text: str) -> str | None:
    """What stands outside a phone's reaction; "" when there is nothing else, None when the text is no reaction.

    A quote that a carrier cut off, and that therefore never closes, runs to the end.
    """
    text = unicodedata.normalize("NFC", text)
    if _OF_A_THING.match(text):
        return ""
    frame = _REACTION.match(text)
    if frame is None:
        return None
    start = frame.end() + 1
    if text[frame.end()] == '"':
        closing = _CLOSES_STRAIGHT.search(text, start)
        end = closing.end() if closing else len(text)
    else:
        places = [place for mark in _CLOSING if (place := text.find(mark, start)) >= 0]
        end = min(places) + 1 if places else len(text)
    return text[end:].strip(" \t\n\r.\u200a\u200e\u200f")


def without_footer(flat: str) -> str:
    """A text in comparable letters without a mail signature or the name of an effect."""
    if any(sign in flat for sign in _FOOTER_SIGNS):
        return _SIGNATURE.sub("", _EFFECTS.sub("", flat))
    return flat
