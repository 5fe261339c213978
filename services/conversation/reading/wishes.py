"""Do the words of a clause, in whatever order, wish for no more texts? Surely, or perhaps, so that it is asked.

Frames as for danger (part_tables.py). Sure is only what can mean nothing else: an end and texts, a number to
be deleted, nothing more wanted of the program. A clause that speaks of a walk, of pain or of a day wishes nothing so.
"""

from collections.abc import Sequence

from services.conversation import locales
from services.conversation.reading.part_tables import PartTable, Rules

_TABLE = PartTable([module.WISH for module in locales.parts("leaving")])
_SURE = _TABLE.rules([
    "CUT + MSG ! DONT|LIKED|UNSURE|KEEP",
    "WIPE + DATA ! DONT|NOT_OF_TEXTS|LIKED|UNSURE|KEEP",
    "ERASE + MINE + LIST ! DONT|NOT_OF_TEXTS|LIKED|UNSURE|KEEP",
    "NO_LONGER + WANT|NEED + MSG|LIST ! MISSED|UNSURE",
    "DONT + WANT + GO_ON + MSG|LIST ! LIKED|UNSURE|KEEP",
    "ENOUGH + MSG ! DONT|NOT_OF_TEXTS|LIKED|UNSURE|KEEP",
    "ERASE|OUT + FROM_LIST ! NOT_OF_TEXTS|LIKED|UNSURE|DONT|KEEP",
    "WANT + OUT + LIST ! DONT|NOT_OF_TEXTS|LIKED|UNSURE|KEEP",
    "LEAVE_NOW|QUITS + LIST|MSG ! DONT|NOT_OF_TEXTS|LIKED|UNSURE|KEEP",
    "REFUSE + MSG ! NOT_OF_TEXTS|LIKED|UNSURE|KEEP",
    "TURN + OFF + MSG ! DONT|NOT_OF_TEXTS|LIKED|UNSURE|KEEP",
    "CLOSE + ACCOUNT ! DONT|NOT_OF_TEXTS|LIKED|UNSURE|KEEP",
    "YOU_STOP ! DONT|OTHERS|CANT",
])  # fmt: skip
_MAY_BE = _TABLE.rules([
    "BE + ALONE ! DONT|NOT_OF_TEXTS|LIKED",
    "CUT|ENOUGH|ERASE + MSG|LIST ! LIKED",
    "ENOUGH|OUT + THIS ! NOT_OF_TEXTS|LIKED|DONT",
    "ERASE + MINE ! NOT_OF_TEXTS|LIKED",
    "DONT|NO_LONGER + WANT|NEED + MSG|LIST|GO_ON ! MISSED",
    "DONT|NO_LONGER + WANT|NEED + THIS ! NOT_OF_TEXTS|LIKED",
    "DONT|NO_LONGER + NEED_THIS ! MISSED|NOT_YOU",
    "DONT + SEND ! NOT_OF_TEXTS|LIKED",
    "DONT|NO_LONGER|CANT + DO_THIS ! OTHERS",
    "UNSURE + OUT ! NOT_OF_TEXTS|LIKED|DONT",
    "UNSURE + WANT + THIS|MSG|LIST|GO_ON ! NOT_OF_TEXTS|LIKED",
    "OUT + LIST|MSG ! NOT_OF_TEXTS|LIKED|DONT",
    "SAID + OPEN|CUT|NO_LONGER|OUT ! NOT_YOU",
    "SAID_NO ! NOT_YOU",
    "STILL ! NOT_YOU",
    "INSULT ! OTHERS",
    "ANNOY|TOO_MANY|POINT + MSG ! OTHERS|CANT",
    "LEAVE_NOW + THIS ! OTHERS|DONT|CANT",
    "QUITS ! OTHERS|CANT|KEEP",
    "REFUSE + THIS ! OTHERS",
])  # fmt: skip
_KEEP = _TABLE.rules(["KEEP"])
# Whatever else is said: what could be ended besides the texts is a closed class, and how people put it is not.
_OPEN = _TABLE.rules(["OPEN ! OTHERS"])
_ENDS, _DENIES = _TABLE.of("OPEN"), _TABLE.of("DONT") | _TABLE.of("CANT")
_LOOK_BACK = 4


def sure(tokens: Sequence[str], clauses: Sequence[range]) -> range | None:
    """The clause that surely wishes for no more texts, if one does."""
    return _fitting(_SURE, tokens, clauses)


def may_be(tokens: Sequence[str], clauses: Sequence[range]) -> bool:
    """Whether a clause perhaps wishes for no more texts."""
    return _fitting(_MAY_BE, tokens, clauses) is not None


def ends(tokens: Sequence[str], clauses: Sequence[range]) -> bool:
    """Whether a clause ends something, and speaks of nothing but the texts that could be ended."""
    if not _OPEN.may_fit(frozenset(tokens)):
        return False
    masks = _TABLE.masks(tokens)
    return any(
        masks[i] & _ENDS and not any(masks[k] & _DENIES for k in range(max(clause.start, i - _LOOK_BACK), i))
        for clause in clauses
        if _OPEN.fit(masks, clause)
        for i in clause
    )


def keeps(tokens: Sequence[str], clause: range) -> bool:
    """Whether a clause asks for the very opposite: "please do not stop these"."""
    return _KEEP.may_fit(frozenset(tokens)) and _KEEP.fit(_TABLE.masks(tokens), clause)


def _fitting(rules: Rules, tokens: Sequence[str], clauses: Sequence[range]) -> range | None:
    if not rules.may_fit(frozenset(tokens)):
        return None
    masks = _TABLE.masks(tokens)
    for clause in clauses:
        if rules.fit(masks, clause) and not any(tokens[i][0].isdigit() for i in clause):
            return clause
    return None
