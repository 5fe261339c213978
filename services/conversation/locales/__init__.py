"""The languages: each has a module of what we say, such as `en`, and one of what we hear, `en_heard`.

What is heard may be spread over further modules whose names begin alike, such as `en_frames`. Nothing outside this folder
knows a language: a new one is two modules here.
"""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from schemas.vocabulary import Language

_MODULES = frozenset(module.name for module in iter_modules(__path__))


def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")


SAID: dict[Language, ModuleType] = {language: _module(language.value) for language in Language}
HEARD: dict[Language, ModuleType] = {language: _module(f"{language.value}_heard") for language in Language}
# What each language calls itself, by its code.
NAMES: dict[str, str] = {language.value: module.NAME for language, module in SAID.items()}


def part(language: Language, name: str) -> ModuleType:
    """One part of what is heard in a language, such as its "frames": a module of its own, or else `heard` itself."""
    own = f"{language.value}_{name}"
    return _module(own) if own in _MODULES else HEARD[language]


def parts(*names: str) -> tuple[ModuleType, ...]:
    """These parts of every language, each module once."""
    return tuple(dict.fromkeys(part(language, name) for language in Language for name in names))


_SMALL_WORDS = parts("small_words")


def small_words(name: str) -> frozenset[str]:
    """The small words that all languages have under one name."""
    return frozenset(word for module in _SMALL_WORDS for word in getattr(module, name).split())


def small_patterns(name: str) -> tuple[str, ...]:
    """The patterns that all languages have under one name, in the order of the languages."""
    return tuple(pattern for module in _SMALL_WORDS for pattern in getattr(module, name))


def small_tables(name: str) -> dict[str, tuple[str, ...] | str]:
    """The entries of one small table of all languages."""
    return {key: value for module in _SMALL_WORDS for key, value in getattr(module, name).items()}
