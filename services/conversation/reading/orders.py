"""Does a text order something of the program in words of its own: all done, not today, a pause, back again, a call?

Frames as for danger (part_tables.py), but here doubt orders nothing: a clause must hold all parts of one order, none
that may change it, and beside them only small words. What else stands in the text is read as words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.vocabulary import ReplyKind
from services.conversation.reading import said, words
from services.conversation.reading.part_tables import PartTable, Rules
from services.conversation.reading.tokens import BREAK, PAUSE

_MODULES = words.ORDERS
_TABLE = PartTable([module.ORDERS for module in _MODULES])
_MARKS = frozenset({BREAK, PAUSE})
# What a reading gives as its reason where an order was said in no words of ours.
IN_THEIR_WORDS = "in their words"
_SMALL = frozenset(word for module in _MODULES for word in module.ORDER_COMPANY.split()) | words.POLITE
# All words of the clause must be parts or small words.
_CLOSED: tuple[tuple[ReplyKind, Rules], ...] = (
    (ReplyKind.PART, _TABLE.rules(["SOME + DID|WALK|FULL|DAY ! NOT|NIL|LEFT|NO_ORDER|TURNED|HOLD|COUNT"])),
    (ReplyKind.DONE, _TABLE.rules([
        "DID + FULL ! NOT|NIL|NEARLY|LEFT|NO_ORDER|PASS",
        "DID + PLURAL ! NOT|NIL|NEARLY|LEFT|NO_ORDER|PASS|COUNT|HOLD",
        "CHECK + WALK|DID ! NOT|NIL|NEARLY|LEFT|NO_ORDER|PASS",
        "DID + TASK ! NOT|NIL|NEARLY|LEFT|NO_ORDER|PASS",
        "FULL + WALK ! NOT|NIL|NEARLY|LEFT|NO_ORDER|PASS|HOLD",
        "SURELY ! NOT|NIL|NEARLY|LEFT|NO_ORDER",
    ])),
    (ReplyKind.SKIP, _TABLE.rules([
        "NOT + DAY ! DID|NO_ORDER|NEARLY|TURNED|HOLD|NIL", "NOT + GO ! NO_ORDER|NEARLY|TURNED|HOLD|LEFT|NIL",
        "PASS + DAY ! NO_ORDER|NEARLY|HOLD|NOT|ANOTHER_DAY", "ALONE ! NO_ORDER|NEARLY|HOLD|NOT|ANOTHER_DAY",
    ])),
)  # fmt: skip
# All words of the text must be.
_ALONE = _TABLE.rules(
    [
        "BACK ! NOT|NO_ORDER|HURT|TURNED|AWAY",
        "AGAIN ! NOT|NO_ORDER|HURT|TURNED|AWAY",
        "BACK_FROM + AWAY ! NOT|NO_ORDER|HURT|TURNED",
        "ANEW + TEXTS ! NOT|NO_ORDER|HURT|TURNED|AWAY",
    ]
)
_INFO = _TABLE.rules(["INFO ! NOT|NO_ORDER|HURT"])
# Any other words may stand beside these: a person reads them.
_CALL = _TABLE.rules(["CALL + ME + ASK ! NOT|PAST", "CALL|TALK + PERSON + ASK ! NOT|PAST"])
_HOLD = _TABLE.rules(
    ["HOLD + TEXTS|TIME ! NOT|NO_ORDER|PAST", "AWAY + TIME ! NOT|NO_ORDER|PAST", "HALT + TIME ! NO_ORDER|PAST"]
)
_HOLD_ALONE = _TABLE.rules(["HOLD ! NOT|NO_ORDER|PAST"])
_TURNED_AT, _ANY_TURN = _TABLE.rules(["TURNED_AT ! NOT|LEFT"]), _TABLE.rules(["TURNED|TURNED_AT ! NOT|LEFT"])
_HURT = _TABLE.of("HURT")
_HOLDS = _TABLE.rules(["HOLD", "AWAY + TIME", "HALT + TIME"])
_ALL = (_ALONE, _INFO, *(rules for _, rules in _CLOSED))


# Words of a wish to pause, which need nobody to read them.
OF_A_PAUSE = frozenset(
    word
    for module in _MODULES
    for name in ("HOLD", "AWAY", "TIME", "TEXTS")
    for run in module.ORDERS.get(name, "").split()
    for word in run.split("_")
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is ordered, and the places of the words that say so."""

    kind: ReplyKind
    taken: frozenset[int]


def call(tokens: Sequence[str]) -> Order | None:
    """The order to be called."""
    if not _CALL.may_fit(frozenset(tokens)):
        return None
    masks = _TABLE.masks(tokens)
    clause = next((clause for clause in said.clauses(tokens, _MARKS) if _CALL.fit(masks, clause)), None)
    return None if clause is None else Order(ReplyKind.CALL, frozenset(clause))


def find(tokens: Sequence[str]) -> Order | None:
    """The one order of a text: of a day's walks, to come back, for a call or for information."""
    called = call(tokens)
    present = frozenset(tokens)
    if called is not None or not any(rules.may_fit(present) for rules in _ALL):
        return called
    masks = _TABLE.masks(tokens)
    clauses = said.clauses(tokens, _MARKS)
    everything = range(len(tokens))
    if _is_closed(tokens, masks, everything) and not any(token[0].isdigit() for token in tokens):
        for kind, rules in ((ReplyKind.RESUME, _ALONE), (ReplyKind.HELP, _INFO)):
            if any(rules.fit(masks, clause) for clause in clauses):
                return Order(kind, frozenset(everything))
    found = {kind: clause for clause in clauses for kind in _of_clause(tokens, masks, clause)}
    if len(found) != 1:
        return None
    kind, clause = found.popitem()
    return Order(kind, frozenset(clause))


def holds(tokens: Sequence[str]) -> range | None:
    """The clause that asks for a pause, in whatever words."""
    if not _HOLDS.may_fit(frozenset(tokens)):
        return None
    masks = _TABLE.masks(tokens)
    for clause in said.clauses(tokens, _MARKS):
        if _HOLD.fit(masks, clause) or (_HOLD_ALONE.fit(masks, clause) and _is_closed(tokens, masks, clause)):
            return clause
    return None


def turned_back(tokens: Sequence[str]) -> bool:
    """Whether a walk was cut short because of pain: "turned round, calf was on fire"."""
    if not _ANY_TURN.may_fit(frozenset(tokens)):
        return False
    masks = _TABLE.masks(tokens)
    rules = _ANY_TURN if any(mask & _HURT for mask in masks) else _TURNED_AT
    return any(rules.fit(masks, clause) for clause in said.clauses(tokens, _MARKS))


def _of_clause(tokens: Sequence[str], masks: Sequence[int], clause: range) -> list[ReplyKind]:
    if not _is_closed(tokens, masks, clause):
        return []
    return [kind for kind, rules in _CLOSED if rules.fit(masks, clause)][:1]


def _is_closed(tokens: Sequence[str], masks: Sequence[int], clause: range) -> bool:
    return all(masks[i] or tokens[i] in _SMALL or not tokens[i].isalnum() for i in clause)
