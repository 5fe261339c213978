"""Do the words of a clause, in whatever order, wish for no more texts? Surely, or perhaps, so that it is asked.

Frames as for danger (part_tables.py). Sure is only what can mean nothing else: an end and texts, a number to
be deleted, nothing more wanted of the program. A clause that speaks of a walk, of pain or of a day wishes nothing so.
"""

from collections.abc import Sequence

from services.conversation.locales import en_leaving, es_leaving, fr_leaving
from services.conversation.reading.part_tables import PartTable

_TABLE = PartTable([module.WISH for module in (en_leaving, es_leaving, fr_leaving)])
_SURE = _TABLE.rules([
    "CUT + MSG ! DONT|NOT_OF_TEXTS|UNSURE",
    "ERASE + MINE + LIST ! DONT|NOT_OF_TEXTS|UNSURE",
    "NO_LONGER + WANT + MSG|LIST ! NOT_OF_TEXTS|UNSURE",
    "DONT + WANT + GO_ON + MSG|LIST ! NOT_OF_TEXTS|UNSURE",
    "ENOUGH + MSG ! DONT|NOT_OF_TEXTS|UNSURE",
    "BE + ALONE ! DONT|NOT_OF_TEXTS",
])  # fmt: skip
_MAY_BE = _TABLE.rules([
    "CUT|ENOUGH|ERASE + MSG|LIST ! NOT_OF_TEXTS",
    "ENOUGH|OUT + THIS ! NOT_OF_TEXTS|DONT",
    "ERASE + MINE ! NOT_OF_TEXTS",
    "DONT|NO_LONGER + WANT + THIS|MSG|LIST|GO_ON ! NOT_OF_TEXTS",
    "DONT + SEND ! NOT_OF_TEXTS",
    "UNSURE + OUT ! NOT_OF_TEXTS|DONT",
    "UNSURE + WANT + THIS|MSG|LIST|GO_ON ! NOT_OF_TEXTS",
    "OUT + LIST|MSG ! NOT_OF_TEXTS|DONT",
])  # fmt: skip


def find(tokens: Sequence[str], clauses: Sequence[range]) -> tuple[range | None, bool]:
    """The clause that surely wishes for no more texts, if one does; and whether any perhaps does."""
    if _TABLE.starts.isdisjoint(tokens):
        return None, False
    masks = _TABLE.masks(tokens)
    may_be = False
    for clause in clauses:
        if any(tokens[i][0].isdigit() for i in clause):
            continue
        if _TABLE.fits_any(_SURE, masks, clause):
            return clause, True
        may_be = may_be or _TABLE.fits_any(_MAY_BE, masks, clause)
    return None, may_be
