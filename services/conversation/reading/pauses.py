"""For how long does a patient want to pause: for some days, or until a day, as they wrote it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.limits import LONGEST_PAUSE
from schemas.vocabulary import Absent, Language
from services.conversation import locales
from services.conversation.reading import orders, words
from services.conversation.reading.tokens import BREAK, PAUSE

_NAMES = words.COMMANDS["pause"]
_COMMAND_NAMES = locales.small_words("PAUSE_NAMES")
_A_DAY, _TOMORROW = locales.small_words("A_DAY"), locales.small_words("TOMORROW")
_UNTIL = words.UNTIL | locales.small_words("BACK")
_SKIPPED = words.joined("PAUSE_COMPANY")
_COMPANY = words.COMPANY | _SKIPPED
_DENIALS = words.joined("DENIALS")
_A_WHOLE = locales.small_words("A_WHOLE")
_SOME = {word: int(str(days)) for word, days in locales.small_tables("SOME_DAYS").items()}


@dataclass(frozen=True, slots=True)
class Pause:
    """A wish to pause, and the tokens that it takes. until is "MM-DD", or "weekday:0" for a Monday."""

    days: int | Absent
    until: str | Absent
    first: int
    last: int


def find(tokens: Sequence[str], language: Language) -> Pause | None:
    """The wish to pause in a text, if there is one. A word like "away" counts only with its days."""
    named = _named(tokens, language)
    if named is not None:
        return named
    clause = orders.holds(tokens)
    if clause is None:
        return None
    until = _until(tokens[clause.start : clause.stop], language) or _until(tokens, language)
    days = Absent.NOT_ASKED if until else _days_of(tokens, clause, language)
    return Pause(days, until or Absent.NOT_ASKED, clause.start, clause.stop)


def _days_of(tokens: Sequence[str], clause: range, language: Language) -> int | Absent:
    """The days that its own clause names, or else any."""
    days = _days(tokens[clause.start : clause.stop], language)
    return _days(tokens, language) if days is Absent.NOT_ASKED else days


def _named(tokens: Sequence[str], language: Language) -> Pause | None:
    """A pause by its name, and what stands behind it in its clause."""
    first = next((i for i, token in enumerate(tokens) if token in _NAMES), None)
    if first is None or not _DENIALS.isdisjoint(tokens[max(0, first - 3) : first]):
        return None
    last = first + 1
    while last < len(tokens) and tokens[last] not in (BREAK, PAUSE):
        last += 1
    tail = tokens[first + 1 : last]
    until = _until(tail, language)
    days = Absent.NOT_ASKED if until is not None else _days(tail, language)
    if until is not None or days is not Absent.NOT_ASKED:
        return Pause(days, until or Absent.NOT_ASKED, first, last)
    others = {token for token in (*tokens[:first], *tail) if token.isalpha()}
    alone = tokens[first] in _COMMAND_NAMES and others <= _COMPANY | _NAMES | words.UNTIL
    return Pause(days, Absent.NOT_ASKED, first, last) if alone else None


def _days(tail: Sequence[str], language: Language) -> int | Absent:
    numbers = words.numbers(language)
    for i, token in enumerate(tail):
        count = int(token) if token.isdigit() and len(token) <= 3 else numbers.get(token)
        if token in _A_WHOLE and any(word in words.DAY_WORDS for word in tail[i + 1 : i + 3]):
            # "A week", "all the week", "toda la semana".
            return next(words.DAY_WORDS[word] for word in tail[i + 1 : i + 3] if word in words.DAY_WORDS)
        if token in _SOME:
            count = _SOME[token]
        if token in _TOMORROW:
            return 1
        if count is not None and not words.UNTIL.isdisjoint(tail[max(0, i - 3) : i]):
            # "Until the 14th": a day of a month that only a person can tell.
            return Absent.NOT_ASKED
        if count is not None:
            following = next((word for word in tail[i + 1 : i + 3] if word in words.DAY_WORDS), "")
            days = count * words.DAY_WORDS.get(following, 1)
            return days if 1 <= days <= LONGEST_PAUSE.days else Absent.NOT_ASKED
    return Absent.NOT_ASKED


def _until(tail: Sequence[str], language: Language) -> str | None:
    start = next((i for i, token in enumerate(tail) if token in _UNTIL), None)
    if start is None:
        return None
    rest = [token for token in tail[start + 1 :] if token not in _SKIPPED]
    if rest and rest[0] in words.WEEKDAYS:
        return f"weekday:{words.WEEKDAYS[rest[0]]}"
    return _named_date(rest) or _numeric_date(rest, language)


def _named_date(rest: Sequence[str]) -> str | None:
    if len(rest) < 2:
        return None
    a, b = rest[:2]
    if a in words.MONTHS and b.isdigit():
        return _date(words.MONTHS[a] + 1, int(b))
    return _date(words.MONTHS[b] + 1, int(a)) if b in words.MONTHS and a.isdigit() else None


def _numeric_date(rest: Sequence[str], language: Language) -> str | None:
    """12/3 is 3 December in English, 12 March in Spanish and French, unless only one order makes a date."""
    digits = [part for token in rest[:5] for part in token.replace(",", ".").split(".") if part.isdigit()]
    if len(digits) < 2 or len(digits[0]) > 2 or len(digits[1]) > 2:
        return None
    first, second = int(digits[0]), int(digits[1])
    month, day = (first, second) if words.MONTH_FIRST[language] else (second, first)
    return _date(month, day) or _date(day, month)


def _date(month: int, day: int) -> str | None:
    return f"{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None
