"""What may the next months bring, and what would the past months have brought under other settings?

Nothing here is a promise: futures are drawn from how the patient answered lately, or from a mix that is given.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from schemas.decisions import Course, Decision
from schemas.settings import ProgressionSettings
from schemas.value import value
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Light, State, Walked
from services.progression import engine
from services.progression.check_in import is_asked
from services.progression.facts import HELD
from services.progression.titration import is_at_goal

FIRST_MILESTONE_MINUTES = 30
DAYS_UNTIL_CLEARED = 2
PERCENTILES = (10, 50, 90)
_PRIOR_DAYS = 7
_ALL_DONE = Walked(1.0)


@value
class Mix:
    """How a patient answers: the chance of each light on a day that is answered, and the chance of an answer, 0-1."""

    green: float
    yellow: float
    red: float
    replies: float

    def check(self) -> None:
        """Raises ValueError with a sentence when the chances are not chances."""
        if any(not 0 <= part <= 1 for part in (self.green, self.yellow, self.red, self.replies)):
            raise ValueError("each part of a mix is a chance from 0 to 1")
        if abs(self.green + self.yellow + self.red - 1) > 1e-6:
            raise ValueError("green, yellow and red of a mix must add up to 1")


# Section 6 of the policy simulates these two.
TYPICAL = Mix(0.75, 0.20, 0.05, 0.82)


@dataclass(slots=True)
class Future:
    """What became of one simulated patient; days are counted from the first, absent when never reached."""

    days_to_milestone: int | Absent = Absent.NOT_ASKED
    days_to_goal_minutes: int | Absent = Absent.NOT_ASKED
    days_to_goal: int | Absent = Absent.NOT_ASKED
    red_days: int = 0
    rest_days: int = 0
    held_days: int = 0
    minutes: list[int] = field(default_factory=list)


def learnt_mix(course: Course) -> Mix:
    """How this patient answered in the last four weeks, mixed with a week of the typical patient."""
    lights = [mark.light for mark in course.marks]
    answered = sum(isinstance(light, Light) for light in lights)

    def chance(light: Light, usual: float) -> float:
        return (lights.count(light) + usual * _PRIOR_DAYS) / (answered + _PRIOR_DAYS)

    return Mix(
        chance(Light.GREEN, TYPICAL.green),
        chance(Light.YELLOW, TYPICAL.yellow),
        chance(Light.RED, TYPICAL.red),
        (answered + TYPICAL.replies * _PRIOR_DAYS) / (len(lights) + _PRIOR_DAYS),
    )


@dataclass(frozen=True, slots=True)
class Sample:
    """How many patients are simulated, and for how many days; draw gives a chance from 0 to 1, seeded by who asks."""

    patients: int
    days: int
    draw: Callable[[], float]


def futures(start: Decision, settings: ProgressionSettings, mix: Mix, sample: Sample) -> Iterator[Future]:
    """Simulated futures from a decision, one after another.

    In them a hold is cleared on its second day, and a pause for silence ends the day after.
    """
    mix.check()
    for _ in range(sample.patients):
        yield _one_future(start, settings, mix, sample)


def _one_future(start: Decision, settings: ProgressionSettings, mix: Mix, sample: Sample) -> Future:
    draw = sample.draw
    scores = (float(settings.green_max), float(settings.green_max + 1), float(settings.red_min))
    future, decision, held = Future(), start, 0
    next_day, answers = engine.next_day, mix.replies
    to_yellow, to_red = mix.green, mix.green + mix.yellow
    for number in range(1, sample.days + 1):
        held = held + 1 if decision.state in HELD else 0
        acts: tuple[ClinicianAct, ...] = ()
        if held >= DAYS_UNTIL_CLEARED:
            acts = (ClinicianAct.CLEAR,)
        elif decision.state is State.PAUSED:
            acts = (ClinicianAct.RESUME,)
        if not is_asked(decision.course, settings):
            report = DayReport(decision.day, acts=acts)
        elif draw() < answers:
            place = draw()
            pain = scores[0] if place < to_yellow else scores[1] if place < to_red else scores[2]
            report = DayReport(decision.day, pain, completed=_ALL_DONE, acts=acts)
        else:
            report = DayReport(decision.day, Absent.NO_REPLY, completed=Absent.NO_REPLY, acts=acts)
        decision = next_day(decision.course, settings, report)
        _count(future, decision, settings, number, held=held > 0)
    return future


def _count(future: Future, decision: Decision, settings: ProgressionSettings, number: int, *, held: bool) -> None:
    earned = decision.course.dose.minutes
    future.minutes.append(decision.prescription.minutes)
    future.red_days += decision.light is Light.RED
    future.held_days += held
    future.rest_days += not decision.prescription.walks
    if isinstance(future.days_to_milestone, Absent) and earned >= min(FIRST_MILESTONE_MINUTES, settings.goal_minutes):
        future.days_to_milestone = number
    if isinstance(future.days_to_goal_minutes, Absent) and earned >= settings.goal_minutes:
        future.days_to_goal_minutes = number
    if isinstance(future.days_to_goal, Absent) and is_at_goal(decision.course.dose, settings):
        future.days_to_goal = number


Summary = dict[str, dict[str, int | None]]


def summary(found: Sequence[Future]) -> Summary:
    """Percentiles over simulated futures; null where fewer patients than that got there."""
    counted = ("days_to_milestone", "days_to_goal_minutes", "days_to_goal", "red_days", "rest_days", "held_days")
    return {name: _percentiles([getattr(future, name) for future in found]) for name in counted}


def band(found: Sequence[Future]) -> list[dict[str, int | None]]:
    """Percentiles of the minutes prescribed on each simulated day."""
    return [_percentiles([future.minutes[day] for future in found]) for day in range(len(found[0].minutes))]


def _percentiles(counted: Iterable[int | Absent]) -> dict[str, int | None]:
    values = list(counted)
    known = sorted(entry for entry in values if not isinstance(entry, Absent))

    def at(percent: int) -> int | None:
        place = max(0, -(-percent * len(values) // 100) - 1)
        return known[place] if place < len(known) else None

    return {f"p{percent}": at(percent) for percent in PERCENTILES}


def what_if(first: Decision, reports: Iterable[DayReport], settings: ProgressionSettings) -> list[Decision]:
    """The same real days under other settings: what would have been decided after each report.

    The patient's words stay as they were, although other walks might have changed them; first is the course's first
    day, or any decision from which to begin anew. Raises ValueError when the reports are not day upon day.
    """
    decisions, decision = [], first
    for report in reports:
        decision = engine.next_day(decision.course, settings, report)
        decisions.append(decision)
    return decisions
