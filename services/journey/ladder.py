"""By when must an alert be seen, who is told next where nobody has, and when does a seen one come back? Pure.

The times are those of the clinical policy, section 18 ("The ladder"); a clinic may change most of them.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from schemas.alert_kinds import AlertKind, Return, Severity, facts_of
from schemas.ladder import Ladder
from services.journey import local_time
from services.journey.opening_hours import Opening, after_open, after_open_days

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


class Whom(StrEnum):
    """Who is told at a rung."""

    THERAPIST = "therapist"
    ROTA = "rota"
    ADMINS = "admins"
    PHONES = "phones"


@dataclass(frozen=True, slots=True)
class Rung:
    """Who is told; user_id for one person."""

    whom: Whom
    user_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """Who can be told of an alert: whoever has it in hand, who works at the clinic still, admins, and phones."""

    in_hand: uuid.UUID | None
    working: Collection[uuid.UUID]
    has_admins: bool
    has_phones: bool


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
    if kind is not AlertKind.UNCLEAR_REPLY:
        return by_hours
    # What was written after midnight belongs to the evening before.
    tomorrow = local_time.plan_day(since, opening.zone) + ONE_DAY
    return min(by_hours, local_time.instant(tomorrow, WORDS_SEEN_BY, opening.zone))


def step_from(terms: Terms, kind: AlertKind, severity: Severity, at: datetime) -> datetime:
    """When the rung after one that was due at a moment is due. Always later."""
    if severity is Severity.NOW:
        return at + timedelta(minutes=terms.ladder.now_step_minutes)
    if severity is Severity.HOUR:
        return at + timedelta(minutes=terms.ladder.hour_step_minutes)
    if severity is Severity.ROUTINE:
        return min(after_open_days(terms.opening, at, 1), at + LONGEST_ROUTINE)
    words = kind is AlertKind.UNCLEAR_REPLY
    opening = terms.opening.on_every_day() if words else terms.opening
    return min(after_open(opening, at, ONE_HOUR), at + LONGEST_CLOSED)


def comes_back(terms: Terms, kind: AlertKind, seen_at: datetime) -> datetime | None:
    """When what was seen and is not settled is told again; None: being seen ends it."""
    returns = facts_of(kind).returns
    if returns is Return.DAY_AND_NIGHT:
        return seen_at + timedelta(hours=terms.ladder.danger_again_hours)
    if returns is Return.EVERY_OPENING_DAY:
        return min(after_open_days(terms.opening, seen_at, 1), seen_at + LONGEST_CLOSED)
    return None


def rungs(ladder: Ladder, severity: Severity, team: Team) -> tuple[Rung, ...]:
    """Every rung, in order; who cannot be told is left out. The texts say "urgent", so routine ends at the admins."""
    whole = [Rung(Whom.THERAPIST, team.in_hand)] if team.in_hand in team.working else []
    rota = [user for user in dict.fromkeys(ladder.rota) if user in team.working and user != team.in_hand]
    whole += [Rung(Whom.ROTA, user) for user in rota]
    whole += [Rung(Whom.ADMINS)] if team.has_admins else []
    whole += [Rung(Whom.PHONES)] if team.has_phones and severity is not Severity.ROUTINE else []
    return tuple(whole)


def next_rung(whole: tuple[Rung, ...], last: int, *, to_admins: bool = False) -> int:
    """The number of the rung to tell after the last that was, from 1; the last of all is told again and again.

    to_admins: not before the admins, because it has waited too long. 0 where there is nobody.
    """
    admins = next((number for number, rung in enumerate(whole, 1) if rung.whom is Whom.ADMINS), 0)
    return min(len(whole), max(last + 1, admins if to_admins else 0))


def halt(severity: Severity) -> timedelta:
    """For how long SEEN from a staff phone halts the ladder."""
    return HALT_NOW if severity is Severity.NOW else HALT_OTHERS
