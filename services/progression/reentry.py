"""How does the way back from a flare-up go on? A step with each green day, and a way out for whoever lives at yellow.

Each few days told without red raise what is asked for from a step's share towards the yellow plan (18-6). How many
were told does not hang on their scores, so that more pain never brings more walking.
"""

from schemas.settings import ProgressionSettings
from schemas.vocabulary import Prescription, Task
from services.progression import dose
from services.progression.dose import Earned
from services.progression.facts import Changes, Day


def plan_of_step(earned: Earned, settings: ProgressionSettings, step: int, told: int) -> Prescription:
    """What a step asks for after so many days told without red: its share, or what the way out has come to."""
    steps = settings.reentry_steps
    step = min(step, len(steps) - 1)
    own = dose.share(earned, settings, steps[step])
    out = told // settings.reentry_out_days
    if out <= step:
        return own
    farther = dose.eased(earned, settings)
    if farther.minutes <= own.minutes:
        return own
    if out < len(steps):
        farther = dose.lower_of(farther, dose.share(earned, settings, steps[out]))
    return farther if farther.minutes > own.minutes else own


def told_by_now(day: Day) -> int:
    return day.course.reentry_told + 1


def last_green(day: Day) -> bool:
    """Whether a green day ends the way back. From the yellow plan itself it takes one more: never straight to all."""
    return day.qualifies and ends_with(day)


def ends_with(day: Day) -> bool:
    needed = day.settings.reentry_greens_per_step + _above_the_last_share(day)
    return day.course.reentry_greens + 1 >= needed and day.course.reentry + 1 >= len(day.settings.reentry_steps)


def _above_the_last_share(day: Day) -> bool:
    steps = day.settings.reentry_steps
    return told_by_now(day) // day.settings.reentry_out_days >= len(steps) and _yellow(day.settings) > steps[-1]


def _yellow(settings: ProgressionSettings) -> float:
    """Percent of the earned dose that the yellow plan is, but for rounding."""
    return settings.yellow_factor * 100


def to_first(_: Day) -> Changes:
    return {"reentry": 0, "reentry_greens": 0, "reentry_backs": 0, "reentry_told": 0, "credits": ()}


def back_a_step(day: Day) -> Changes:
    back = max(0, day.course.reentry - 1)
    backs = day.course.reentry_backs + 1
    return {"reentry": back, "reentry_greens": 0, "reentry_backs": backs, "reentry_told": told_by_now(day)}


def stay(day: Day) -> Changes:
    return {"reentry_told": told_by_now(day)}


def forward(day: Day) -> Changes:
    told, greens = told_by_now(day), day.course.reentry_greens + 1
    last = len(day.settings.reentry_steps) - 1
    if greens < day.settings.reentry_greens_per_step or day.course.reentry >= last:
        return {"reentry_greens": greens, "reentry_told": told}
    return {"reentry": min(_stands_on(day) + 1, last), "reentry_greens": 0, "reentry_told": told}


def _stands_on(day: Day) -> int:
    """The step whose share the plan has reached, be it by green days or by the way out."""
    settings, step = day.settings, day.course.reentry
    out = min(told_by_now(day) // settings.reentry_out_days, len(settings.reentry_steps) - 1)
    reached = (at for at in range(out, step, -1) if settings.reentry_steps[at] <= _yellow(settings))
    return next(reached, step)


def stuck_tasks(day: Day) -> tuple[Task, ...]:
    """Asked after some yellow days on the way back, and again after more of them."""
    since = day.course.reentry_backs + 1 - day.settings.reentry_stuck_after
    return (Task.REENTRY_STUCK,) if since >= 0 and since % day.settings.reentry_asked_again == 0 else ()
