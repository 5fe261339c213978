"""What becomes of a day's plan when a therapist orders that one day? Theirs is asked for; the course goes on as it was.

A stopped course and the rest after a red day stand: they are opened by clearing, resuming or waiting, not by an order.
"""

from collections.abc import Sequence
from dataclasses import replace

from schemas.decisions import Decision, Reason
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Pace, Prescription, State
from services.progression.facts import STOPPED

RULE = "therapist-orders"


def order_errors(walks: Sequence[int], settings: ProgressionSettings) -> list[str]:
    """What is wrong with an order, as sentences; walks are minutes each, none is a day of rest.

    Within the therapist's own settings: number and length of walks, and the goal's minutes a day.
    """
    wrong = []
    if len(walks) > settings.max_walks_per_day:
        wrong.append(f"must be at most {settings.max_walks_per_day} walks (max_walks_per_day)")
    if any(not settings.min_walk_minutes <= walk <= settings.goal_longest_walk for walk in walks):
        wrong.append(
            f"each walk must be {settings.min_walk_minutes} to {settings.goal_longest_walk} minutes "
            "(min_walk_minutes, goal_longest_walk)"
        )
    if sum(walks) > settings.goal_minutes:
        wrong.append(f"must be at most {settings.goal_minutes} minutes together (goal_minutes)")
    return wrong


def as_ordered(decision: Decision, walks: Sequence[int]) -> Decision | None:
    """The decision with a therapist's walks in place of its own, easy; None where the engine's own plan stands."""
    if decision.state in STOPPED or decision.state is State.RED_REST:
        return None
    ordered = Prescription(tuple(walks), Pace.EASY)
    course = decision.course
    if walks:
        course = replace(course, prescription=ordered, planned_rest=False, rest_days=0)
    elif not course.planned_rest:
        # As on a planned day of rest, the course remembers what the day would have asked for.
        course = replace(course, planned_rest=True, rest_days=course.rest_days + 1)
    return replace(decision, prescription=ordered, course=course, rule=RULE, reason=Reason.ORDERED)
