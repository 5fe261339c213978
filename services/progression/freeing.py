"""Which smallest single change of the settings would have let a course grow that stood still (18-9)?

The past days are decided again under each change, assuming the same pain and the same walks. What keeps a patient safe
is never offered: the bands, the trend, the stop rule and the limits of rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from schemas.decisions import Course, Number
from schemas.settings import ProgressionSettings
from schemas.vocabulary import DayReport
from services.progression import engine
from services.progression.own_usual import steady_usual

LOOKED_BACK_DAYS = 60
SIGNED_USUAL = "own_usual"
# Each setting that may be loosened, in which direction, and by how much at a time.
_STEPS: dict[str, float] = {
    "completion_min": -0.05,
    "over_walking_percent": 5,
    "credits_to_step": -1,
    "credit_window_days": 1,
    "min_days_between_steps": -1,
    "weekly_cap_minutes": 1,
    "weekly_cap_percent": 1,
    "longest_step_minutes": 1,
    "longest_step_percent": 1,
    "planned_rest_days": -1,
    "reentry_greens_per_step": -1,
    "yellow_factor": 0.05,
    "silence_ease_percent": 5,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change, from which value to which; earned is the dose, minutes a day, that the last of the days would have.

    name is that of a setting, or own_usual for a usual pain that a clinician signs: before is then 0.
    """

    name: str
    before: Number
    after: Number
    earned: int


def smallest_change(course: Course, reports: Sequence[DayReport], settings: ProgressionSettings) -> Change | None:
    """The smallest change under which the days would have led to a higher dose than they did; None where none would.

    course stands before the first of the reports, which are day upon day. Of several the one that moves its setting by
    the smallest part of what may be chosen; a signature is looked at last.
    """
    stands = _earned(course, reports, settings)
    for _, change in sorted(_changes(settings), key=lambda pair: pair[0]):
        changed = _with(settings, change)
        earned = stands if changed is None else _earned(course, reports, changed)
        if earned > stands:
            return replace(change, earned=earned)
    signed = _signed(course, reports, settings)
    return signed if signed is not None and signed.earned > stands else None


def _changes(settings: ProgressionSettings) -> Iterator[tuple[float, Change]]:
    """Every change of one setting, with the part of its range that it moves over."""
    for name, by in _STEPS.items():
        bounds = ProgressionSettings.model_fields[name].metadata
        low, high = (next(getattr(bound, kind) for bound in bounds if hasattr(bound, kind)) for kind in ("ge", "le"))
        before = getattr(settings, name)
        after = round(before + by, 2)
        while low <= after <= high:
            yield abs(after - before) / (high - low), Change(name, before, after, 0)
            after = round(after + by, 2)


def _with(settings: ProgressionSettings, change: Change) -> ProgressionSettings | None:
    """The settings with a change; None where it would contradict another of them."""
    try:
        return ProgressionSettings.model_validate(settings.model_dump() | {change.name: change.after})
    except ValidationError:
        return None


def _signed(course: Course, reports: Sequence[DayReport], settings: ProgressionSettings) -> Change | None:
    """What a signed usual would have brought, where the days propose one and none is signed."""
    profile = course.profile
    usual = steady_usual(_lived(course, reports, settings).marks, settings)
    if isinstance(profile.own_usual, int) or not isinstance(usual, int):
        return None
    as_signed = replace(course, profile=replace(profile, own_usual=usual))
    return Change(SIGNED_USUAL, 0, usual, _earned(as_signed, reports, settings))


def _earned(course: Course, reports: Sequence[DayReport], settings: ProgressionSettings) -> int:
    return _lived(course, reports, settings).dose.minutes


def _lived(course: Course, reports: Sequence[DayReport], settings: ProgressionSettings) -> Course:
    for report in reports:
        course = engine.next_day(course, settings, report).course
    return course
