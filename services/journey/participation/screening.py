"""What in a screen, a clearance, a taught exercise or what matters to a patient cannot stand?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from schemas.api.care import ReadmitPatient
from schemas.api.requests import NewPatient, OrderedExtra
from services.conversation.writing import own_words

# Only what cannot be true: how long a clearance counts is the clinic's own to decide, within a year.
_A_YEAR, _FIFTY_YEARS = timedelta(days=366), timedelta(days=18_263)


def screen_errors(application: NewPatient | ReadmitPatient, now: datetime) -> list[tuple[str, str]]:
    """What in the screen and the clearance forbids to walk, as (field, sentence) pairs."""
    screen = application.red_flag_screen.model_dump(exclude={"at"})
    wrong = [
        (f"red_flag_screen.{name}", "is positive: a clinician must look at this person before any walking plan")
        for name, positive in screen.items()
        if positive
    ]
    times = (("clearance.at", application.clearance.at), ("red_flag_screen.at", application.red_flag_screen.at))
    wrong += [(name, "must not be in the future") for name, at in times if at > now]
    return wrong + [
        (name, "is more than a year ago: ask again before a walk") for name, at in times if at < now - _A_YEAR
    ]


def taught_errors(extras: Sequence[OrderedExtra], today: date) -> list[tuple[str, str]]:
    """Which exercises cannot have been taught on the day that is told, as (field, sentence) pairs."""
    return [
        (f"extras.{number}.taught_at", sentence)
        for number, order in enumerate(extras)
        if order.taught_at and (sentence := day_error(order.taught_at, today))
    ]


def activity_errors(activity: str | None) -> list[tuple[str, str]]:
    """Why what matters to a patient may not be said in a text to them, as (field, sentence) pairs."""
    return [("activity", fault) for fault in own_words.activity_faults(activity or "")]


def day_error(day: date, today: date) -> str | None:
    """A day in the patient's own life; a clinic ahead of the patient's zone may name tomorrow."""
    if day > today + timedelta(days=1):
        return "must not be in the future"
    return "is more than fifty years ago: look at the year" if day < today - _FIFTY_YEARS else None
