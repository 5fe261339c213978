"""The words that play each part in a danger phrase, copied from the word lists and kept beside the weights.

The lists of services/conversation change often. The ear is trained on a copy, so that its bytes can be made again;
`make ear ARGS=--frames` updates the copy.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.ear.noise import LANGUAGES

KEPT = Path(__file__).with_name("frames.json")


@dataclass(frozen=True, slots=True)
class Frame:
    """A danger phrase as a row of parts: the words that may play each part; no words if any others may come there."""

    language: str
    name: str
    parts: tuple[tuple[str, ...], ...]


def kept() -> dict[str, Any]:
    """The word lists and rules that the ear was trained on."""
    taken: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return taken


def take_anew() -> None:
    """Copy the present word lists and rules."""
    from services.conversation.reading import red_flags, words

    taken = {
        "rules": {
            "crisis": list(red_flags.CRISIS_RULES),
            "emergency": [*red_flags.EMERGENCY_RULES, *red_flags.FOOT_RULES],
        },
        "words": {
            language.value: {
                role: [entry.replace("_", " ") for entry in told.split()] for role, told in module.DANGER.items()
            }
            for language, module in words.LISTS.items()
            if language in LANGUAGES
        },
    }
    KEPT.write_text(json.dumps(taken, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def all_frames() -> tuple[Frame, ...]:
    """Every rule in every language that has words for all its parts."""
    taken = kept()
    return tuple(
        frame
        for language, roles in sorted(taken["words"].items())
        for name, rules in sorted(taken["rules"].items())
        for rule in rules
        if (frame := _frame(language, name, rule, roles)) is not None
    )


def _frame(language: str, name: str, rule: str, roles: dict[str, list[str]]) -> Frame | None:
    parts: list[tuple[str, ...]] = []
    for piece in rule.split(" "):
        if piece[0] in "!$":
            continue
        if piece[0] == "~" or piece[0].isdigit():
            parts.append(())
            continue
        played = tuple(word for role in piece.split("|") for word in _played(role, roles))
        if not played:
            return None
        parts.append(played)
    return Frame(language, name, tuple(parts))


def _played(role: str, roles: dict[str, list[str]]) -> list[str]:
    if role != "CANNOT":
        return roles.get(role, [])
    denials, able = roles.get("NO", []), [*roles.get("CAN", []), *roles.get("ABLE", [])]
    return [*roles.get("CANT", []), *[f"{denial} {can}" for denial in denials[:2] for can in able]]
