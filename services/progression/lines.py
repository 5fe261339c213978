"""What does a day's plan say, line by line? The walks, and the extras that a therapist enabled and the day allows."""

from enum import StrEnum

from schemas.decisions import Decision
from schemas.settings import ProgressionSettings
from schemas.value import value
from schemas.vocabulary import MUST_BE_TAUGHT, Absent, Extra, ExtraOrder, Light, Pace, State
from services.progression.dose import turnaround_minutes
from services.progression.facts import STOPPED
from services.progression.modality import Modality, Permission, permission


class Terrain(StrEnum):
    """Flat always; hills only where a therapist gave an incline (rules 0-10, 1-5, 1-12)."""

    FLAT = "flat"
    INCLINE = "incline"


class When(StrEnum):
    """When in the day an extra is done."""

    BEFORE_WALK = "before_walk"
    AFTER_WALK = "after_walk"
    THROUGH_THE_DAY = "through_the_day"
    IN_PLACE_OF_A_WALK = "in_place_of_a_walk"
    ONCE = "once"


@value
class WalkLine:
    """One walk: whole minutes, those of them brisk, after how many to turn round. Breaks never make it less done."""

    minutes: int
    brisk_minutes: int
    pace: Pace
    terrain: Terrain
    incline_percent: int
    turn_around_minutes: int
    breaks_allowed: bool = True


@value
class ExtraLine:
    """One extra. minutes are those of the walk that it may take the place of, one for one; 0 where it takes none."""

    extra: Extra
    when: When
    minutes: int = 0


_IN_WATER = frozenset({Extra.POOL_WALK, Extra.DEEP_WATER_BELT})
# Comfort, never exercise: also on a day of rest.
_COMFORT = frozenset({Extra.HEAT_OR_COLD, Extra.POSTURE_BREAK})
_MODALITY = {
    Extra.WARM_UP_STRETCH: Modality.HAMSTRING,
    Extra.COOL_DOWN_STRETCH: Modality.HAMSTRING,
    Extra.HAMSTRING_STRETCH: Modality.HAMSTRING,
    Extra.BIRD_DOG: Modality.BIRD_DOG,
    Extra.BIRD_DOG_PLANK: Modality.BIRD_DOG,
    Extra.POOL_WALK: Modality.POOL,
    Extra.DEEP_WATER_BELT: Modality.POOL,
    Extra.SWIM: Modality.SWIM,
    Extra.BIKE: Modality.BIKE,
    Extra.TREADMILL: Modality.TREADMILL,
}
_WHEN = {
    Extra.WARM_UP_STRETCH: When.BEFORE_WALK,
    Extra.COOL_DOWN_STRETCH: When.AFTER_WALK,
    Extra.ICE: When.AFTER_WALK,
    Extra.HEAT_OR_COLD: When.THROUGH_THE_DAY,
    Extra.POSTURE_BREAK: When.THROUGH_THE_DAY,
    Extra.HAMSTRING_STRETCH: When.ONCE,
    Extra.BIRD_DOG: When.ONCE,
    Extra.BIRD_DOG_PLANK: When.ONCE,
}


def walk_lines(decision: Decision) -> tuple[WalkLine, ...]:
    """The walks in their order. Brisk minutes go to the first walks, as far as they reach."""
    plan, lines, brisk = decision.prescription, [], decision.prescription.brisk_minutes
    for minutes in plan.walks:
        here = min(minutes, brisk)
        brisk -= here
        terrain = Terrain.INCLINE if plan.incline_percent else Terrain.FLAT
        pace = Pace.BRISK if here else Pace.EASY
        lines.append(WalkLine(minutes, here, pace, terrain, plan.incline_percent, turnaround_minutes(minutes)))
    return tuple(lines)


def extra_lines(decision: Decision, settings: ProgressionSettings) -> tuple[ExtraLine, ...]:
    """The extras of the day, each behind its order, what was taught, diagnosis, flags and light (sections 1 and 3)."""
    if decision.state in STOPPED:
        return ()
    ordered = {order.extra: order for order in decision.course.profile.orders}
    offered = (extra for extra in Extra if _is_enabled(extra, ordered, settings))
    return tuple(_line(extra, decision) for extra in offered if _fits_the_day(extra, decision, settings))


def _line(extra: Extra, decision: Decision) -> ExtraLine:
    when = _WHEN.get(extra, When.IN_PLACE_OF_A_WALK)
    return ExtraLine(extra, when, max(decision.prescription.walks) if when is When.IN_PLACE_OF_A_WALK else 0)


def _is_enabled(extra: Extra, ordered: dict[Extra, ExtraOrder], settings: ProgressionSettings) -> bool:
    order = ordered.get(extra)
    if extra in MUST_BE_TAUGHT:
        return order is not None and not isinstance(order.taught_at, Absent) and bool(order.taught_by)
    opted_in = {
        Extra.BIKE: settings.bike_allowed,
        Extra.SWIM: settings.swim_allowed,
        Extra.TREADMILL: settings.treadmill_allowed,
        Extra.POOL_WALK: settings.pool_on_yellow,
    }
    return order is not None or opted_in.get(extra, False)


def _fits_the_day(extra: Extra, decision: Decision, settings: ProgressionSettings) -> bool:
    modality = _MODALITY.get(extra)
    if modality is not None and permission(decision.course.profile, modality) is Permission.BLOCKED:
        return False
    if extra in _COMFORT:
        return True
    if not decision.prescription.walks:
        return False
    if not _is_green_day(decision):
        return extra is Extra.ICE or (extra in _IN_WATER and settings.pool_on_yellow)
    if extra is Extra.HAMSTRING_STRETCH:
        return (decision.day - decision.course.first_day).days + 1 >= settings.hamstring_from_day
    if extra is Extra.BIRD_DOG_PLANK:
        return sum(mark.light is Light.GREEN for mark in decision.course.marks) >= settings.plank_after_greens
    return True


def _is_green_day(decision: Decision) -> bool:
    """A day that a green reply led to, outside a flare-up: without a word nobody is sent to stretch or lift."""
    return decision.light is Light.GREEN and decision.state in (State.ACTIVE, State.MAINTENANCE)
