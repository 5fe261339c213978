"""Is a text nothing but thanks, a question, or one word of the menu "new, worse, same"?"""

import re
from collections.abc import Sequence

from services.conversation import locales
from services.conversation.reading import said, words

_THANKS, _THANKS_NEEDS = said.joined("THANKS"), said.joined("THANKS_NEEDS")
_THANKS_EMOJI = frozenset("🙏❤💕💖💗💙💚💛🧡💜🌹💐🤗☺😊😘🥰👏")
_KNOWN_EMOJI = frozenset(said.patterns("EMOJI")[0])
_HARMLESS_MARKS = frozenset("|,.-:'\"()&+*~_=#/@¡¿“”„«»‘’·•\\ ")
_BEFORE = "|".join(sorted(words.POLITE | locales.small_words("QUESTION_OPENERS")))
_PLEASE = "|".join(locales.small_patterns("PLEASE_PATTERNS"))
_OPENING = re.compile(rf"\A(?:(?:{_BEFORE}) |[|,] )*(?:{'|'.join(said.patterns('QUESTION'))})")
_WHO_IS_THIS = re.compile(rf"(?:{'|'.join(said.patterns('WHO_IS_THIS'))})(?: (?:[|,]|{_PLEASE}))*\Z")
_HOW_TO_STOP = re.compile(rf"(?:{'|'.join(said.patterns('HOW_TO_STOP'))})(?: (?:[|,]|{_PLEASE}))*\Z")
_MENU = {
    word: name for menu in said.told("MENU") for name, listed in menu.items() for word in listed.split()
}  # fmt: skip
_WHY, _WHY_COMPANY = said.joined("WHY"), said.joined("WHY_COMPANY")
_HOW, _HOW_COMPANY = said.joined("HOW"), said.joined("HOW_COMPANY")
_LETTERS = {"a": ("new", "worse"), "b": ("same",), "worse": ("new",)}
_MENU_COMPANY = words.POLITE | locales.small_words("MENU_COMPANY")


def is_thanks(tokens: Sequence[str]) -> bool:
    """Nothing but thanks, greetings, "ok", and signs of these."""
    thanked, before = False, ""
    for token in tokens:
        if token.isalpha():
            if token not in _THANKS:
                return False
            thanked = thanked or token in _THANKS_NEEDS or f"{before}_{token}" in _THANKS_NEEDS
            before = token
        elif token in _THANKS_EMOJI:
            thanked = True
        elif token not in _HARMLESS_MARKS and token not in _KNOWN_EMOJI:
            return False
    return thanked


def is_question(text: str, line: str) -> bool:
    """Whether a text ends in a question mark or opens as a question; "what?" alone is only not understood."""
    if sum(word.isalpha() for word in line.split()) < 2:
        return False
    asks = text.rstrip(" \n\t\"'”»)!.").endswith(("?", "？")) or "¿" in text
    return asks or _OPENING.match(f"{line} ") is not None


# What stands before a question mark, back to the mark or the number before it.
_LETTERS_ONLY = re.compile(r"[^\W\d_]+")
_ASKED = re.compile(r"([^.!?¿;:,\n\d]+)[?？]")


def asked_beside(text: str) -> list[str]:
    """The words of a question that stands beside a score: "4, is that good?"; one word alone asks nothing."""
    found = [_LETTERS_ONLY.findall(match[1]) for match in _ASKED.finditer(text)]
    return next((asked for asked in found if len(asked) > 1), [])


def asks_for_help(line: str) -> bool:
    """ "Who is this?" and "how do I stop this?": the help text answers both."""
    return _WHO_IS_THIS.match(line) is not None or _HOW_TO_STOP.match(line) is not None


def is_why(tokens: Sequence[str]) -> bool:
    """ "Why?", "why so little today": a question about the plan, and no other word in it."""
    return _asks_only(tokens, _WHY, _WHY_COMPANY)


def is_how(tokens: Sequence[str]) -> bool:
    """ "How?", "how do I do it"."""
    return _asks_only(tokens, _HOW, _HOW_COMPANY)


def _asks_only(tokens: Sequence[str], names: frozenset[str], company: frozenset[str]) -> bool:
    spoken = [token for token in tokens if token not in _HARMLESS_MARKS]
    for place, token in enumerate(spoken):
        pair = "_".join(spoken[place : place + 2])
        if token in names or pair in names:
            asked = set(pair.split("_")) if pair in names else {token}
            return asked.union(names, company, words.POLITE, "?").issuperset(spoken)
        # Politeness may stand before it; Spanish "por" is a part of both.
        if token not in words.POLITE:
            return False
    return False


def menu_word(tokens: Sequence[str]) -> str:
    """One word of a menu ("new", "same", "keep" ...) if the whole text is that, politeness apart; else nothing."""
    spoken = [token for token in tokens if token not in _HARMLESS_MARKS and token not in _MENU_COMPANY]
    named = {_MENU.get(word, "") for word in spoken}
    if len(spoken) == 1:
        return str(named.pop())
    # "A, it is worse" and "B same" say one thing twice.
    return next((letter for letter, says in _LETTERS.items() if letter in named and named <= {letter, *says}), "")


def is_harmless_sign(token: str) -> bool:
    """Whether a mark or a sign that is no word says nothing: punctuation, a smile, a tired face."""
    return token in _HARMLESS_MARKS or token in _KNOWN_EMOJI or token in _THANKS_EMOJI
