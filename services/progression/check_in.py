"""On which days is a patient asked how the day was, and how does a day count on which nobody asked?

A therapist chooses the weekdays for one patient; the other days are neither silent nor green. Where a day may be the
first of something worse, every day is asked: in yellow, in the rest after red and on the way back from it, and while
somebody with a signed usual takes no step after red or a rising week.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from schemas.decisions import Course, DayMark, Number
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, Light, State, Task
from services.progression.facts import MEMORY_DAYS, STOPPED, Day, is_out_of_the_lane

WEEK = 7
EVERY_DAY = tuple(range(WEEK))
_MAY_BE_LEFT_OUT = frozenset({State.ACTIVE, State.MAINTENANCE})
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# Of four weeks, a weekday with at least three answers of four is one on which a patient usually answers; one of four at
# most, seldom.
_OFTEN, _SELDOM = 0.75, 0.25
_LEAST_ASKED = 3


def is_asked(course: Course, settings: ProgressionSettings) -> bool:
    """Whether a patient is asked how the day was that the course stands before.

    At the goal it is some of their days only, spread evenly (section 13).
    """
    if course.state not in _MAY_BE_LEFT_OUT or is_out_of_the_lane(course, settings, course.day):
        return True
    days = settings.check_in_days
    if course.state is State.MAINTENANCE:
        checks, several = settings.maintenance_checks, len(days)
        days = tuple(day for number, day in enumerate(days) if number * checks % several < checks)
    return course.day.weekday() in days


def was_left_out(day: Day) -> bool:
    """Whether nothing was told of a day that is no check-in day: it says nothing, and nothing follows from it."""
    return day.light is Absent.NOT_ASKED and not is_asked(day.course, day.settings)


def unanswered(day: Day) -> int:
    """Days in a row that were asked about and not answered, today included; those left out are passed over."""
    course = day.course
    if day.settings.check_in_days == EVERY_DAY or course.state is State.MAINTENANCE:
        return course.silent_days + 1
    since = course.marks[-course.silent_days :] if course.silent_days else ()
    return 1 + sum(not _is_left_out(mark, day.settings) for mark in since)


def _is_left_out(mark: DayMark, settings: ProgressionSettings) -> bool:
    return mark.light is Absent.NOT_ASKED and mark.day.weekday() not in settings.check_in_days


def window_begins(last: date, settings: ProgressionSettings) -> date:
    """The first day of the window of credits that ends on a day: it holds credit_window_days check-in days.

    Never longer ago than a course remembers.
    """
    days, first = settings.check_in_days, last
    if days == EVERY_DAY:
        return last - timedelta(days=settings.credit_window_days - 1)
    counted = 0
    for back in range(MEMORY_DAYS):
        first = last - timedelta(days=back)
        counted += first.weekday() in days
        if counted >= settings.credit_window_days:
            break
    return first


def most_in_window(settings: ProgressionSettings) -> int:
    """The most check-ins that a window of credits holds, 5 to 14."""
    return min(settings.credit_window_days, len(settings.check_in_days) * MEMORY_DAYS // WEEK)


def proposal(day: Day) -> tuple[tuple[Task, ...], tuple[tuple[str, Number], ...]]:
    """Every four weeks, where a patient usually answers on the same few weekdays: that a therapist looks at them.

    The task, and the days among the numbers of the decision. Nothing is learnt by itself: people skip bad days, too.
    """
    passed = (day.tomorrow - day.course.first_day).days
    if passed % MEMORY_DAYS or day.settings.check_in_days != EVERY_DAY or day.course.state in STOPPED:
        return (), ()
    days = usual_days((*day.course.marks[1 - MEMORY_DAYS :], day.mark))
    return ((Task.CHECK_IN_DAYS,), (("answers_on", in_words(days)),)) if days else ((), ())


def usual_days(marks: Sequence[DayMark]) -> tuple[int, ...]:
    """The weekdays on which a patient answers, where the others are hardly ever answered; else none.

    At least two, and not all: 0 is Monday.
    """
    often = []
    for weekday in EVERY_DAY:
        asked = [mark.light for mark in marks if mark.day.weekday() == weekday and mark.light is not Absent.NOT_ASKED]
        if len(asked) < _LEAST_ASKED:
            return ()
        share = sum(isinstance(light, Light) for light in asked) / len(asked)
        if share >= _OFTEN:
            often.append(weekday)
        elif share > _SELDOM:
            return ()
    return tuple(often) if 1 < len(often) < WEEK else ()


def in_words(days: Sequence[int]) -> str:
    """Weekdays in short English, for the staff: "Sat, Sun"."""
    return ", ".join(_NAMES[day] for day in days)
