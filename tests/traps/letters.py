"""What can one day bring, and what is a steady way of answering? Days as letters, ways as words that repeat."""

from dataclasses import dataclass
from typing import Any

from schemas.settings import ProgressionSettings

Report = dict[str, Any]
_SILENT: Report = {
    "pain_worst": "no_reply",
    "pain_morning": "not_asked",
    "completed": "no_reply",
    "stopped_early": False,
    "flare": False,
    "flag": "not_asked",
    "extra_minutes": 0,
    "acts": [],
    "clear_minutes": "not_asked",
}
_ALL, _PART, _NONE = {"walked": 1.0}, {"walked": 0.67}, {"walked": 0.0}
_FAR_ABOVE_THE_PLAN = 60


def letters(settings: ProgressionSettings) -> dict[str, Report]:
    """Every kind of day, by its letter, without its date: what is told, what is done, and what a clinician does."""
    green, red = float(settings.green_max), float(settings.red_min)
    scores = {"G": green, "Y": green + 1, "H": red - 1, "R": red}
    days = {letter: _SILENT | {"pain_worst": score, "completed": _ALL} for letter, score in scores.items()}
    days |= {
        "0": days["G"] | {"pain_worst": 0.0},
        "u": days["G"] | {"completed": "no_reply"},
        "p": days["G"] | {"completed": _PART},
        "n": days["G"] | {"completed": _NONE},
        "o": days["G"] | {"extra_minutes": _FAR_ABOVE_THE_PLAN},
        "v": days["Y"] | {"completed": "no_reply"},
        "s": dict(_SILENT),
        "w": _SILENT | {"unread": True},
        "C": _SILENT | {"acts": ["clear"]},
        "P": _SILENT | {"acts": ["pause"]},
        "B": _SILENT | {"acts": ["resume"]},
        "A": days["G"] | {"acts": ["start_over"]},
        "L": _SILENT | {"acts": ["hold"]},
        "U": _SILENT | {"flag": "urgent"},
    }
    return days


@dataclass(frozen=True, slots=True)
class Way:
    """A steady way of answering: letters that repeat, a week at most."""

    name: str
    days: str


WAYS = (
    Way("green, all walks told and done", "G"),
    Way("no pain at all, all walks done", "0"),
    Way("green, the walks never told", "u"),
    Way("green, two of three walks done", "p"),
    Way("green, no walks done", "n"),
    Way("green, far more walked than planned", "o"),
    Way("low yellow, all walks done", "Y"),
    Way("high yellow, all walks done", "H"),
    Way("yellow, the walks never told", "v"),
    Way("red each day", "R"),
    Way("silence", "s"),
    Way("words that nobody reads", "w"),
    Way("answers at weekends alone", "sssssGG"),
    Way("answers on Mondays and Thursdays", "GssGsss"),
    Way("answers every second day", "Gs"),
    Way("green and yellow in turns", "GY"),
    Way("two green, one yellow", "GGY"),
    Way("a red day each week", "GGGGGGR"),
    Way("a red day each week, yellow besides", "YYYYYYR"),
)
