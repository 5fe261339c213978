"""How a text that must be read is shown: its unread words marked, and how long it has waited."""

from typing import Any


def marked(text: dict[str, Any]) -> list[tuple[str, bool]]:
    """The parts of a text, each with whether its words are unread."""
    body, parts, at = text["body"], [], 0
    for mark in text["marks"]:
        parts += [(body[at : mark["first"]], False), (body[mark["first"] : mark["last"]], True)]
        at = mark["last"]
    return [(words, is_marked) for words, is_marked in [*parts, (body[at:], False)] if words]


def waited(minutes: int) -> str:
    """How long a text has waited: "25 min", "3 h", "2 days"."""
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"
