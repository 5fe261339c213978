"""Which small everyday words say much together: "it is all too much", "woke up wet", "one foot is slow"?

Every word of such a sentence is everyday, and nothing else would hand it to a person.
"""

from collections.abc import Sequence

from services.conversation.reading import said, words
from services.conversation.reading.part_tables import PartTable
from services.conversation.reading.tokens import BREAK, PAUSE

_MARKS = frozenset({BREAK, PAUSE})
_SENTENCES = said.Sentences.of(said.patterns("HEAVY"), said.joined("HEAVY_WORDS"))
_TABLE = PartTable([module.HEAVY_PARTS for module in words.ASIDES if hasattr(module, "HEAVY_PARTS")])
_FRAMES = _TABLE.rules([
    "LIMB + SLOW ! NOT_SLOW",
    "LIMB + GONE ! AWAY",
    "WET + WOKE ! OUTSIDE",
    "HOT + COLD ! OUTSIDE",
    "FEEL + POORLY ! OUTSIDE",
    "GOD + TAKES ! BLESSED",
    "WEARY",
    "FOREVER ! TOOK",
    "NO_PAIN + SOON ! HOPE",
])  # fmt: skip


def places(tokens: Sequence[str]) -> frozenset[int]:
    """The places of the words of such sentences; of a frame, those of its own words."""
    present = frozenset(tokens)
    line = " ".join(tokens)
    found = {i for match in _SENTENCES.every(present, line) for i in said.places(line, match)}
    if _FRAMES.may_fit(present):
        masks = _TABLE.masks(tokens)
        for clause in said.clauses(tokens, _MARKS):
            if _FRAMES.fit(masks, clause):
                found.update(i for i in clause if masks[i])
    return frozenset(found)
