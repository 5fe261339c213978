"""In which language does somebody write of whom nothing is known? By the words that only one language has."""

from types import ModuleType

from schemas.vocabulary import Language
from services.conversation.reading import words
from services.conversation.reading.tokens import plain
from services.conversation.reading.tokens import words as split

_TABLES = ("DANGER", "SCORE", "COMMANDS")
_NAMES = ("EVERYDAY", "PERSONS", "FIRST_PERSON", "POLITE", "COMPANY", "DENIALS", "DENIAL_COMPANY", "TODAY", "YESTERDAY")


def _words_of(module: ModuleType) -> frozenset[str]:
    tables = [words_of_role for table in _TABLES for words_of_role in getattr(module, table).values()]
    listed = " ".join([*tables, *(getattr(module, name) for name in _NAMES)])
    return frozenset(listed.replace("_", " ").split())


_KNOWN = {language: _words_of(module) for language, module in words.LISTS.items()}


def language_of(text: str) -> Language:
    """The language that knows most words of a text; English where none knows more than the others."""
    tokens = [words.SPELLER.right(token) for token in split(plain(text))]
    # max keeps the first of equals, and English comes first.
    return max(_KNOWN, key=lambda language: sum(token in _KNOWN[language] for token in tokens))
