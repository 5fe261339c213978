"""Days lived one after the other, and the decision after each."""

from datetime import timedelta
from typing import Any

from schemas.decisions import Decision
from tests.rulebook.histories import began, decide

ONE_DAY = timedelta(days=1)


def walked(pains: list[float | None], start: Decision | None = None, done: float | None = 1.0) -> list[Decision]:
    """The decision after each of these days."""
    found, decision = [], start or began()
    for pain in pains:
        decision = decide(decision.course, pain, done=done)
        found.append(decision)
    return found


def minutes(pains: list[float | None], **more: Any) -> list[int]:
    return [decision.prescription.minutes for decision in walked(pains, **more)]
