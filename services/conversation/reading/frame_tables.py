"""Which parts make a frame, and which words play them? Tables, made once from the words of all languages."""

from collections.abc import Sequence

from schemas.vocabulary import Tier
from services.conversation import locales
from services.conversation.locales import common
from services.conversation.reading import words
from services.conversation.reading.lattice import Lattice

# "A|B + C": one of A and B, and C, in one clause. "! D": and no D there.
# Of these each part may stand in a clause of its own: "I am a burden. Tonight it ends."
CRISIS_OF_CLAUSES = (
    "DESPAIR + WITHOUT_ME|WEAPON|GOODBYE",
    "GOODBYE + WITHOUT_ME|DIE",
    "DESPAIR|WITHOUT_ME|GOODBYE + PILLS + HAVE|MANY",
)
CRISIS = (
    *CRISIS_OF_CLAUSES,
    "WANT + VANISH ! ACHE|FUNNY",
    "SURELY_DIE ! FUNNY",
    "WANT + DIE ! FUNNY",
    "NOT + POINT + LIVE ! FUNNY|WAY",
    "BETTER + WITHOUT_ME",
    "TAKE + MANY + PILLS",
    "WANT + TAKE + TOTAL + PILLS",
    "HAVE + WEAPON ! FUNNY|HOUSE",
)
EMERGENCY = (
    "SADDLE + NUMB|ODD",
    "FUNCTION + CANT ! WAY|HOUSE",
    "FUNCTION + TROUBLE|ACCIDENT ! WAY|HOUSE",
    "FUNCTION + LEAK ! HOUSE",
    "FUNCTION + NUMB ! LEG",
    "FUNCTION + ODD ! HOUSE",
    "LEAK + SELF|TRIGGER|NUMB|ACCIDENT ! HOUSE",
    "SIT + UNREAL",
    "WET + SELF ! RAIN",
    "NOT + GONE ! NEED|FINE|FUNNY|HOUSE",
    "LEG + MOTOR",
    "LEG + CANT + MOVE ! ACHE",
    "LEG + TRIP + OWN",
    "SIDES + ACHE|NUMB|MOTOR ! BACK",
    "CHEST + PRESS",
    "BREATH + SHORT",
    "CALF + CLOT",
    "BLOOD + BRINGS",
    "FACE + STROKE",
)
URGENT = (
    "FEVER ! FUNNY|RAIN",
    "FALL ! PILLS|FUNNY",
    "FAINT",
    "CRASH + VEHICLE",
    "LOST + WEIGHT ! DIET",
    "THEY_FELL",
    "TEMP + HOT",
    "WOUND + SMELL",
)
# Half a frame that is never small talk: a person reads it within the hour.
SURE_HALF = ("SADDLE", "LEAK ! HOUSE", "DIE", "DESPAIR", "STUPID", "WITHOUT_ME", "FAINT", "PILLS + MANY")
# Half a frame of ordinary words: so it is if other words of its clause are unread.
HALF = (
    "FUNCTION ! FINE|HOUSE", "SIDES ! FINE", "CHEST", "CRASH", "STROKE", "BLOOD", "LEG + CANT", "TAKE + TOTAL + PILLS",
    "GOODBYE + FOREVER", "MEANS + WANT|NOT|LOOK", "WAKES + NIGHT", "HAPPEN", "BREATH + CANT|NOT", "CALF + NUMB|ODD",
    "LEG + ODD", "LOST + WEIGHT", "GOODBYE", "WEAPON", "TEMP",
)  # fmt: skip
# Of these halves the crisis text is the answer, where the second ear makes danger of them.
CRISIS_HALF = (
    "DIE", "DESPAIR", "STUPID", "WITHOUT_ME", "PILLS + MANY", "TAKE + TOTAL + PILLS", "GOODBYE",
    "MEANS + WANT|NOT|LOOK", "WEAPON",
)  # fmt: skip
MODULES = locales.parts("frames")
_NAMES = sorted({name for module in MODULES for name in module.CONCEPTS} | {"FUNNY", "HOT"})
_BIT = {name: 1 << i for i, name in enumerate(_NAMES)}
_WIDTH = len(_NAMES)
ONE_LANGUAGE = (1 << _WIDTH) - 1
SHIFTS = tuple(i * _WIDTH for i in range(len(MODULES)))
# What a denial before it takes away; "cannot" and "never" are parts of danger themselves.
DENIABLE = sum(
    _BIT[name] << shift
    for name in (
        "NUMB", "ODD", "TROUBLE", "LEAK", "ACCIDENT", "MOTOR", "ACHE", "FEVER", "FALL", "CRASH", "FAINT", "CLOT",
        "STROKE", "DIET", "WANT", "DIE", "SURELY_DIE", "WET", "TRIP", "PRESS", "HAPPEN", "DESPAIR", "LOST", "SHORT",
    )
    for shift in SHIFTS
)  # fmt: skip
OF_DYING, OF_THE_BODY = (
    sum(_BIT[name] << shift for name in names.split() for shift in SHIFTS)
    for names in (
        "WANT DIE LIVE POINT WITHOUT_ME DESPAIR GOODBYE PILLS WEAPON MEANS STUPID VANISH",
        "SADDLE FUNCTION LEG LEAK WET CHEST CALF FEVER FALL BREATH SIDES NUMB MOTOR SIT UNREAL TEMP ACHE WEIGHT LOST "
        "BLOOD FAINT CRASH WOUND FACE STROKE ACCIDENT",
    )
)
# "No fever" is no word of a temperature either.
FEVER, TEMP = (sum(_BIT[name] << shift for shift in SHIFTS) for name in ("FEVER", "TEMP"))
# Four masks of which a clause must hold one bit each (all bits where fewer are asked), what it must not hold, the name.
Frame = tuple[int, int, int, int, int, str]
_ANY_PART = -1


def _frames(told: Sequence[str]) -> list[Frame]:
    def mask(names: str) -> int:
        return sum(_BIT[name] for name in names.split("|"))

    found = []
    for rule in told:
        needs, _, without = rule.partition(" ! ")
        masks = [*map(mask, needs.split(" + ")), _ANY_PART, _ANY_PART, _ANY_PART]
        found.append((masks[0], masks[1], masks[2], masks[3], mask(without) if without else 0, rule))
    return found


FULL_FRAMES: tuple[tuple[Frame, Tier, bool], ...] = (
    *((frame, Tier.EMERGENCY, True) for frame in _frames(CRISIS)),
    *((frame, Tier.EMERGENCY, False) for frame in _frames(EMERGENCY)),
    *((frame, Tier.URGENT, False) for frame in _frames(URGENT)),
)
OF_CLAUSES = frozenset(CRISIS_OF_CLAUSES)
HALF_FRAMES, SURE_HALF_FRAMES, CRISIS_HALF_FRAMES = _frames(HALF), _frames(SURE_HALF), _frames(CRISIS_HALF)


_Runs = dict[tuple[str, str], tuple[tuple[tuple[str, ...], int], ...]]


def _tables() -> tuple[dict[str, int], _Runs]:
    """The parts of single words, and runs of words by their first two."""
    single: dict[str, int] = {}
    runs: dict[tuple[str, ...], int] = {}
    for module, shift in zip(MODULES, SHIFTS, strict=True):
        for name, told in {**module.CONCEPTS, "FUNNY": module.FUNNY}.items():
            for entry in told.split():
                run = tuple(entry.split("_"))
                if len(run) == 1:
                    single[entry] = single.get(entry, 0) | _BIT[name] << shift
                else:
                    runs[run] = runs.get(run, 0) | _BIT[name] << shift
    by_start: dict[tuple[str, str], list[tuple[tuple[str, ...], int]]] = {}
    for run, mask in runs.items():
        by_start.setdefault((run[0], run[1]), []).append((run, mask))
    return single, {start: tuple(entries) for start, entries in by_start.items()}


SINGLE, RUNS = _tables()
HOT = sum(_BIT["HOT"] << shift for shift in SHIFTS)
# No word of a frame as it stands: a misspelling, or any other word.
UNHEARD = -1
ECHOES: dict[str, str] = {word: meant for module in MODULES for word, meant in module.ECHOES.items()}
LATTICE = Lattice.of({*SINGLE, *(word for entries in RUNS.values() for run, _ in entries for word in run)})
RIGHT = words.SPELLER.known | frozenset(common.WORDS.split())
