"""The options and output of `amble forecast`: a preset, a mix in percent, a progress bar, percentiles."""

import random
import sys
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.progress import track

from schemas.settings import PRESETS
from schemas.vocabulary import CareProfile, Diagnosis
from services.command_line.courses import SOME_DAY
from services.progression import engine
from services.progression.forecast import Mix, Sample, futures, summary


def look_ahead(*, patients: int, days: int, seed: int, preset: str, mix: str) -> dict[str, Any]:
    """Percentiles over simulated patients. Raises ValueError, with a sentence, for a wrong preset or mix."""
    if preset not in PRESETS:
        raise ValueError(f"the preset must be one of {', '.join(PRESETS)}")
    settings, chances = PRESETS[preset], _mix(mix)
    chance = random.Random(seed)  # noqa: S311  (a simulation, no secret)
    start = engine.first_day(CareProfile(Diagnosis.DDD, frozenset()), settings, SOME_DAY)
    drawn = futures(start, settings, chances, Sample(patients, days, chance.random))
    console = Console(stderr=True)
    found = list(track(drawn, "Simulating", total=patients, console=console, disable=not sys.stderr.isatty()))
    return {
        "patients": patients,
        "days": days,
        "seed": seed,
        "preset": preset,
        "mix": asdict(chances),
        "goal_minutes": settings.goal_minutes,
        "percentiles": summary(found),
    }


def _mix(given: str) -> Mix:
    try:
        green, yellow, red, replies = (float(part) / 100 for part in given.split("/"))
    except ValueError:
        raise ValueError("the mix must be four percentages: green/yellow/red/answered, such as 75/20/5/82") from None
    mix = Mix(green, yellow, red, replies)
    mix.check()
    return mix
