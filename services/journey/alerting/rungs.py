"""Who is told at each rung of a ladder, and which rung comes next? Pure."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from schemas.alert_kinds import Severity
from schemas.ladder import Ladder


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
