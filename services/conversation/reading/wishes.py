"""Do the words of a clause, in whatever order, wish for no more texts? Surely, or perhaps, so that it is asked.

Frames as for danger (part_tables.py). Sure is only what can mean nothing else: an end and texts, a number to
be deleted, nothing more wanted of the program. A clause that speaks of a walk, of pain or of a day wishes nothing so.
"""

from collections.abc import Sequence

from services.conversation import locales
from services.conversation.reading.part_tables import PartTable, Rules

_TABLE = PartTable([module.WISH for module in locales.parts("leaving")])
_SURE = _TABLE.rules([
    "CUT + MSG ! DONT|NOT_OF_TEXTS|UNSURE",
    "WIPE + DATA ! DONT|NOT_OF_TEXTS|UNSURE",
    "ERASE + MINE + LIST ! DONT|NOT_OF_TEXTS|UNSURE",
    "NO_LONGER + WANT + MSG|LIST ! NOT_OF_TEXTS|UNSURE",
    "DONT + WANT + GO_ON + MSG|LIST ! NOT_OF_TEXTS|UNSURE",
    "ENOUGH + MSG ! DONT|NOT_OF_TEXTS|UNSURE",
])  # fmt: skip
_MAY_BE = _TABLE.rules([
    "BE + ALONE ! DONT|NOT_OF_TEXTS",
    "CUT|ENOUGH|ERASE + MSG|LIST ! NOT_OF_TEXTS",
    "ENOUGH|OUT + THIS ! NOT_OF_TEXTS|DONT",
    "ERASE + MINE ! NOT_OF_TEXTS",
    "DONT|NO_LONGER + WANT + THIS|MSG|LIST|GO_ON ! NOT_OF_TEXTS",
    "DONT + SEND ! NOT_OF_TEXTS",
    "UNSURE + OUT ! NOT_OF_TEXTS|DONT",
    "UNSURE + WANT + THIS|MSG|LIST|GO_ON ! NOT_OF_TEXTS",
    "OUT + LIST|MSG ! NOT_OF_TEXTS|DONT",
])  # fmt: skip


def sure(tokens: Sequence[str], clauses: Sequence[range]) -> range | None:
    """The clause that surely wishes for no more texts, if one does."""
    return _fitting(_SURE, tokens, clauses)


def may_be(tokens: Sequence[str], clauses: Sequence[range]) -> bool:
    """Whether a clause perhaps wishes for no more texts."""
    return _fitting(_MAY_BE, tokens, clauses) is not None


def _fitting(rules: Rules, tokens: Sequence[str], clauses: Sequence[range]) -> range | None:
    if not rules.may_fit(frozenset(tokens)):
        return None
    masks = _TABLE.masks(tokens)
    for clause in clauses:
        if rules.fit(masks, clause) and not any(tokens[i][0].isdigit() for i in clause):
            return clause
    return None
