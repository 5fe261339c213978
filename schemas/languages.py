"""Which languages are there? Those with two modules in services/conversation/locales: what we say and what we hear."""

from pathlib import Path

_LOCALES = Path(__file__).resolve().parents[1] / "services" / "conversation" / "locales"


def codes() -> tuple[str, ...]:
    """The codes of all languages (ISO 639), in order: `en` for `en.py` beside `en_heard.py`."""
    heard = (path.stem.removesuffix("_heard") for path in _LOCALES.glob("*_heard.py"))
    return tuple(sorted(code for code in heard if (_LOCALES / f"{code}.py").exists()))
