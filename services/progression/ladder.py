"""By when must an alert be seen, and when does a seen one come back? Pure.

The times are those of the clinical policy, section 18 ("The ladder"); a clinic may change most of them.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from schemas.alert_kinds import AlertKind, Return, Severity, facts_of
from schemas.ladder import Ladder
from services.progression import calendar
from services.progression.opening_hours import Opening, after_open, after_open_days

ONE_DAY, ONE_HOUR = timedelta(days=1), timedelta(hours=1)
WORDS_SEEN_BY = time(9, 30)
# However long a clinic is closed: what cannot wait for long is told all the same.
LONGEST_CLOSED, LONGEST_ROUTINE = timedelta(days=4), timedelta(days=14)
# Words are due within 31 hours of their plan day, the longest day of a year included: so the admins learn of them
# within 48 hours, however long the rota is.
WORDS_REACH_ADMINS = timedelta(hours=17)
# Seen, put off or not: what nobody has read for so long is the admins' from then on.
UNREAD_FOR_LONG = timedelta(hours=48)
HALT_NOW, HALT_OTHERS = timedelta(minutes=30), timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Terms:
    """A clinic's ladder and when it is open."""

    ladder: Ladder
    opening: Opening


def seen_by(terms: Terms, kind: AlertKind, severity: Severity, since: datetime) -> datetime:
    """By when somebody must have seen what was raised at a moment."""
    ladder, opening = terms.ladder, terms.opening
    if severity is Severity.NOW:
        return since + timedelta(minutes=ladder.now_minutes)
    if severity is Severity.HOUR:
        return since + timedelta(minutes=ladder.hour_minutes)
    if severity is Severity.ROUTINE:
        return min(after_open_days(opening, since, ladder.routine_days), since + LONGEST_ROUTINE)
    by_hours = min(after_open(opening, since, timedelta(hours=ladder.same_day_hours)), since + LONGEST_CLOSED)
    if not facts_of(kind).about_words:
        return by_hours
    # What was written after midnight belongs to the evening before.
    tomorrow = calendar.plan_day(since, opening.zone) + ONE_DAY
    return min(by_hours, calendar.instant(tomorrow, WORDS_SEEN_BY, opening.zone))


def step_from(terms: Terms, kind: AlertKind, severity: Severity, at: datetime) -> datetime:
    """When the rung after one that was due at a moment is due. Always later."""
    if severity is Severity.NOW:
        return at + timedelta(minutes=terms.ladder.now_step_minutes)
    if severity is Severity.HOUR:
        return at + timedelta(minutes=terms.ladder.hour_step_minutes)
    if severity is Severity.ROUTINE:
        return min(after_open_days(terms.opening, at, 1), at + LONGEST_ROUTINE)
    opening = terms.opening.on_every_day() if facts_of(kind).about_words else terms.opening
    return min(after_open(opening, at, ONE_HOUR), at + LONGEST_CLOSED)


def comes_back(terms: Terms, kind: AlertKind, seen_at: datetime) -> datetime | None:
    """When what was seen and is not settled is told again; None: being seen ends it."""
    returns = facts_of(kind).returns
    if returns is Return.DAY_AND_NIGHT:
        return seen_at + timedelta(hours=terms.ladder.danger_again_hours)
    if returns is Return.EVERY_OPENING_DAY:
        return min(after_open_days(terms.opening, seen_at, 1), seen_at + LONGEST_CLOSED)
    return None


def halt(severity: Severity) -> timedelta:
    """For how long SEEN from a staff phone halts the ladder."""
    return HALT_NOW if severity is Severity.NOW else HALT_OTHERS
