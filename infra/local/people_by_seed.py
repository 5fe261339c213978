"""The patients of a full clinic and their texts: made-up people on test numbers, the same for a seed. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

FEWEST, MOST = 1, 200
SHORTEST_WEEKS, LONGEST_WEEKS = 1, 12
_DIAGNOSES = ("disc_extension_relief", "ddd", "stenosis_flexion_relief", "piriformis", "si_joint", "spondylolisthesis")
_AREA_CODES = ("202", "212", "215", "305", "404")  # all in Eastern time; 555-0101 to 555-0199 belong to nobody
_ON_A_CODE = 98


class Course(StrEnum):
    """How a patient fares, in the table's words."""

    RECOVERS = "recovers"
    LIVES_IN_YELLOW = "lives in yellow"
    FLARES = "flares up once"
    FALLS_SILENT = "falls silent"
    WRITES_SELDOM = "writes every other day"
    TELLS_A_DANGER = "tells of a danger"
    STOPS = "wants no more texts"
    ASKS = "asks to be called"
    AWAITS_CONSENT = "awaits consent"


# Twenty courses in the order of joining: with few patients one still sees the most different ones.
_MIX = (
    Course.RECOVERS, Course.LIVES_IN_YELLOW, Course.TELLS_A_DANGER, Course.FLARES, Course.FALLS_SILENT, Course.STOPS,
    Course.AWAITS_CONSENT, Course.RECOVERS, Course.ASKS, Course.RECOVERS, Course.LIVES_IN_YELLOW, Course.WRITES_SELDOM,
    Course.RECOVERS, Course.FLARES, Course.RECOVERS, Course.LIVES_IN_YELLOW, Course.FALLS_SILENT, Course.RECOVERS,
    Course.WRITES_SELDOM, Course.LIVES_IN_YELLOW,
)  # fmt: skip


@dataclass(frozen=True)
class _Words:
    """The texts of one language; {} is the score."""

    names: tuple[str, ...]
    ready: str
    all_done: str
    danger: str
    call: str


_WORDS = {
    "en": _Words(
        ("Ana", "Ben", "Cora", "Dev", "Elsie", "Frank", "Grace", "Hank", "Ida", "Jonas", "Kim", "Lou", "Mabel", "Ned",
         "Olive", "Pete", "Quinn", "Rosa", "Stan", "Tess", "Uma", "Vince", "Wanda", "Yusuf", "Zoe", "Abe", "Bea",
         "Clem", "Dot", "Ezra", "Fay", "Gus", "Hope", "Ike", "June", "Kit", "Leo", "May", "Nell", "Otto"),
        "READY", "{}, all done", "{} and I can't feel my groin", "can someone call me?",
    ),
    "es": _Words(
        ("Carmen", "Diego", "Elena", "Hugo", "Luz", "Marta", "Nico", "Pilar"),
        "LISTO", "{}, hice todo", "{} y no siento la ingle", "¿me pueden llamar?",
    ),
    "fr": _Words(
        ("Denis", "Lucie", "Marcel", "Odile", "Rémi", "Solène"),
        "PRÊT", "{}, tout fait", "{} et je ne sens plus l'entrejambe", "pouvez-vous m'appeler ?",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A patient of the clinic. joins: the day on which they are enrolled, from 0. says: their evenings' texts, by day.

    They consent on the day they are enrolled, and their first walks are on the next. ready: "" if they never consent.
    """

    name: str
    phone: str
    zone: str
    language: str
    diagnosis: str
    course: Course
    joins: int
    ready: str
    says: Mapping[int, str]


def people(patients: int, weeks: int, seed: int) -> list[Person]:
    """Patients over a number of weeks, FEWEST to MOST and SHORTEST_WEEKS to LONGEST_WEEKS."""
    chance = Random(seed)  # noqa: S311  (a story, no secret)
    return [_person(number, patients, 7 * weeks, chance) for number in range(patients)]


def _language(number: int) -> str:
    return "es" if number % 5 == 1 else "fr" if number % 7 == 4 else "en"


def _person(number: int, patients: int, days: int, chance: Random) -> Person:
    course = _MIX[number % len(_MIX)]
    language = _language(number)
    words, before = _WORDS[language], sum(_language(earlier) == language for earlier in range(number))
    joins = _joins(course, number / patients, days)
    says = {} if course is Course.AWAITS_CONSENT else _says(course, words, joins, days, chance)
    code, place = divmod(number, _ON_A_CODE)
    return Person(
        name=words.names[before % len(words.names)],
        phone=f"+1{_AREA_CODES[code]}555{101 + place:04}",
        zone="America/New_York",
        language=language,
        diagnosis=_DIAGNOSES[number % len(_DIAGNOSES)],
        course=course,
        joins=joins,
        ready="" if course is Course.AWAITS_CONSENT else words.ready,
        says=says,
    )


def _joins(course: Course, share: float, days: int) -> int:
    """A clinic fills over weeks; patients who await consent joined in the last days, some long enough ago."""
    if course is Course.AWAITS_CONSENT:
        return max(0, days - 1 - (4 if share < 0.5 else 1))
    return int(share * days * 0.6)


def _says(course: Course, words: _Words, joins: int, days: int, chance: Random) -> dict[int, str]:
    pain, answers = _BODIES[course](days - 1 - joins, chance), _ANSWERS.get(course, 0.93)
    own = range(days - 1 - joins)
    says = {joins + 1 + day: words.all_done.format(pain(day)) for day in own if chance.random() < answers}
    last = days - 1
    match course:
        case Course.FALLS_SILENT:
            silent = joins + 1 + max(2, len(own) // 2)
            says = {day: body for day, body in says.items() if day < silent}
        case Course.STOPS:
            gone = joins + 1 + max(1, 2 * len(own) // 3)
            says = {day: body for day, body in says.items() if day < gone} | {gone: "STOP"}
        case Course.TELLS_A_DANGER:
            # The first such patient reports it last, so that the alert is open when somebody looks.
            says[last if joins < days // 4 else max(joins + 1, last - 8)] = words.danger.format(4)
        case Course.ASKS:
            says[last] = words.call
    return says


Body = Callable[[int], int]


def _recovering(_: int, chance: Random) -> Body:
    """Pain of about 4 that falls to about 1 over four weeks, however many days are played."""

    def pain(day: int) -> int:
        return _score(4 - 3 * min(1.0, day / 28) + chance.gauss(0, 0.7))

    return pain


def _in_yellow(_: int, chance: Random) -> Body:
    def pain(_day: int) -> int:
        return min(6, _score(4.6 + chance.gauss(0, 0.9)))

    return pain


def _flaring(days: int, chance: Random) -> Body:
    """Like one who recovers, except for some days that begin at 8: past the middle, or late enough to last."""
    late, usual = chance.random() < 0.5, _recovering(days, chance)
    begins = max(1, days - 3 if late else days * 11 // 20)
    flare = dict(enumerate((8, 7, 5, 5, 4), begins))

    def pain(day: int) -> int:
        return flare.get(day) or usual(day)

    return pain


def _score(pain: float) -> int:
    return max(0, min(10, round(pain)))


_BODIES: dict[Course, Callable[[int, Random], Body]] = dict.fromkeys(Course, _recovering) | {
    Course.LIVES_IN_YELLOW: _in_yellow,
    Course.FLARES: _flaring,
}
_ANSWERS = {Course.WRITES_SELDOM: 0.5, Course.LIVES_IN_YELLOW: 0.88}
