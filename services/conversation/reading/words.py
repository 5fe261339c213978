"""Which words of all languages mean what? The lists of services/conversation/locales, joined once for quick look-up."""

import re
from collections.abc import Mapping

from schemas.limits import WORST_PAIN
from schemas.vocabulary import Language
from services.conversation import locales
from services.conversation.reading.spelling import Speller, swapped_or_doubled

LISTS = locales.HEARD
ASIDES = locales.parts("asides", "leaving")
EVENTS = locales.parts("events")
ORDERS = locales.parts("orders")
NUMBERS = locales.parts("numbers")


def beside_numbers(name: str) -> frozenset[str]:
    """The words of all languages that do one thing to a number beside them."""
    return frozenset(word for module in NUMBERS for word in getattr(module, name))


def of_events(name: str) -> frozenset[str]:
    """The words that all languages have under one name for telling what happened."""
    return frozenset(word for module in EVENTS for word in getattr(module, name).split())


_WORD = re.compile(r"[a-z]{3,}")


def joined(name: str) -> frozenset[str]:
    """The words that all languages have under one name, as single words."""
    return frozenset(word for module in LISTS.values() for word in getattr(module, name).split())


def by_role(name: str) -> dict[str, frozenset[str]]:
    """The words that all languages have for each role of one table, two words in a row as "a b"."""
    roles: dict[str, set[str]] = {}
    for module in LISTS.values():
        for role, words in getattr(module, name).items():
            roles.setdefault(role, set()).update(word.replace("_", " ") for word in words.split())
    return {role: frozenset(words) for role, words in roles.items()}


def roles_of(language: Language, name: str) -> dict[str, frozenset[str]]:
    """The words that one language has for each role of one table."""
    table: dict[str, str] = getattr(LISTS[language], name)
    return {role: frozenset(word.replace("_", " ") for word in told.split()) for role, told in table.items()}


def phrases(meaning: str) -> tuple[str, ...]:
    """All phrases of one meaning in all languages."""
    return tuple(phrase for module in LISTS.values() for phrase in module.PHRASES.get(meaning, "").split("|") if phrase)


def numbered(name: str) -> dict[str, int]:
    """Names that count in order from nought, in rows: weekdays, months."""
    rows = [row.split() for module in LISTS.values() for row in getattr(module, name).split("|")]
    return {word: number for row in rows for number, word in enumerate(row) if word != "_"}


COMMANDS = by_role("COMMANDS")
MEANINGS = tuple(dict.fromkeys(meaning for module in LISTS.values() for meaning in module.PHRASES))
POLITE = joined("POLITE")
COMPANY = POLITE | joined("COMPANY")
UNTIL = joined("UNTIL")
TODAY, YESTERDAY = joined("TODAY"), joined("YESTERDAY")
DAY_WORDS: dict[str, int] = {word: days for module in LISTS.values() for word, days in module.DAY_WORDS.items()}
WEEKDAYS, MONTHS = numbered("WEEKDAYS"), numbered("MONTHS")
NO_PHRASES: dict[Language, frozenset[str]] = {
    language: frozenset(module.NO_PHRASES.split()) for language, module in LISTS.items()
}
MONTH_FIRST: dict[Language, bool] = {language: module.MONTH_FIRST for language, module in LISTS.items()}


# The highest number that is a score.
HIGHEST = WORST_PAIN


def numbers(language: Language) -> dict[str, int]:
    """Number words for a patient of this language: their own, and of the others what can be nothing else.

    French "dos" is the back, French "tres" is very, Spanish "ten" is have, English "once" is no number: a clash is
    settled by the patient's own language.
    """
    own: dict[str, int] = LISTS[language].NUMBERS | locales.part(language, "numbers").SMALL_NAMES
    shy = joined("SHY_NUMBERS")
    no_numbers = frozenset(locales.part(language, "small_words").NO_NUMBERS.split())
    found = {
        word: value
        for other, module in LISTS.items()
        if other is not language
        for word, value in module.NUMBERS.items()
        if word not in shy and word not in no_numbers
    }
    return found | own


def value_of(token: str, numbers_known: Mapping[str, int]) -> float | None:
    """The number that one word is: "45", "1.5", "1,5", "two"; None for any other word."""
    if token[:1].isdigit():
        digits = token.replace(",", ".")
        return float(digits) if len(digits) <= 6 and digits.replace(".", "", 1).isdigit() else None
    return numbers_known.get(token)


SHY_NUMBERS = joined("SHY_NUMBERS")
REAL_NEAR_NUMBERS: dict[Language, frozenset[str]] = {
    language: frozenset(locales.part(language, "numbers").REAL_WORDS.split()) for language in LISTS
}


def _everything() -> set[str]:
    found = {word for module in LISTS.values() for word in module.NUMBERS}
    for table in ("DANGER", "SCORE", "COMMANDS"):
        found |= {word for words in by_role(table).values() for entry in words for word in entry.split()}
    for name in (
        "EVERYDAY",
        "PERSONS",
        "POLITE",
        "COMPANY",
        "DENIALS",
        "DENIAL_COMPANY",
        "TODAY",
        "YESTERDAY",
        "UNTIL",
    ):
        found |= joined(name)
    found |= {word for meaning in MEANINGS for phrase in phrases(meaning) for word in phrase.split()}
    return found | set(DAY_WORDS) | set(WEEKDAYS) | set(MONTHS)


def _asides() -> set[str]:
    """The words of asides (strangers, mourners, thanks, events): right as they stand, but nobody's misspelling."""
    told = (value for module in ASIDES for name, value in vars(module).items() if not name.startswith("__"))
    lists = [_written_out(value) for value in told]
    lists += [
        " ".join((*module.NEEDS.values(), *(" ".join(part) for part in module.PARTS.values()))) for module in EVENTS
    ]
    return {word for text in lists for word in _WORD.findall(text)}


def _written_out(value: object) -> str:
    """All words of a list, a tuple or a table, keys and entries."""
    if isinstance(value, dict):
        return " ".join(str(word) for entry in value.items() for word in entry).replace("_", " ")
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _of_numbers() -> set[str]:
    """The words of the tables about numbers: right as they stand."""
    tables = (value for module in NUMBERS for name, value in vars(module).items() if not name.startswith("__"))
    lists = (value for value in tables if isinstance(value, (str, dict, set, frozenset, tuple)))
    words = (word for table in lists for word in (table.split() if isinstance(table, str) else table))
    return {word for word in words if isinstance(word, str)}


def _of_orders() -> set[str]:
    lists = (told for module in ORDERS for told in (*module.ORDERS.values(), module.ORDER_COMPANY))
    return {word for told in lists for word in told.replace("_", " ").split()}


SPELLER = Speller.of(_everything()).knowing(_asides() | _of_numbers() | _of_orders())
# Common words of one language that are nobody's misspelling for a patient of this language.
COMMON = {language: frozenset(locales.part(language, "words").WORDS.split()) for language in LISTS}
SHORT_SLIPS = {
    slip: word
    for word in locales.small_words("SHORT_WORDS")
    for slip in swapped_or_doubled(word)
    if slip not in SPELLER.known and all(slip not in common for common in COMMON.values())
}
