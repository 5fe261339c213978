"""Does a text that nobody understood name a place of danger, whatever it says of it?"""

from collections.abc import Sequence

from services.conversation import locales
from services.conversation.reading import frames, said, words

_ROLES = words.by_role("DANGER")
_BLADDER = frozenset(
    entry for role in ("BLADDER", "WET", "LEAK", "INCONTINENT") for entry in _ROLES[role] if " " not in entry
) - locales.small_words("NOT_BLADDER_ALONE")
_CHANGES = frozenset(entry for role in ("NUMB", "WEAK", "DEAD") for entry in _ROLES[role] if " " not in entry)
_BELOW_WAIST = said.joined("BELOW_WAIST") | frozenset(
    entry for role in ("LEG", "LEGS", "SADDLE", "CALF") for entry in _ROLES[role] if " " not in entry
)


def may_be_danger(tokens: Sequence[str]) -> bool:
    """Whether a text that nobody understood names bladder or bowel, or a body part below the waist beside a change."""
    if not _names_danger(frozenset(tokens)):
        return False
    idioms = frames.idiom_places(tokens)
    return not idioms or _names_danger(frozenset(token for i, token in enumerate(tokens) if i not in idioms))


def _names_danger(present: frozenset[str]) -> bool:
    if not _BLADDER.isdisjoint(present):
        return True
    return not _CHANGES.isdisjoint(present) and not _BELOW_WAIST.isdisjoint(present)
