"""What is asked of the care team on any day, whichever row decides?"""

from schemas.decisions import Number
from schemas.vocabulary import Light, State, Task
from services.progression import own_usual, standstill
from services.progression.conditions import was_told
from services.progression.facts import STOPPED, Day

Asked = tuple[tuple[Task, ...], tuple[tuple[str, Number], ...]]


def asked(day: Day, state: State) -> Asked:
    """Severe pain, walking on a rest day, the review, a standstill, a signature; with the numbers that explain them."""
    tasks = _noted(day)
    said: tuple[tuple[str, Number], ...] = ()
    if standstill.is_due(day, state):
        tasks += (Task.NO_STEP,)
        said = (("no_step", standstill.cause(day, state).value),)
    if day.light is Light.YELLOW and state not in STOPPED and own_usual.asks(day):
        tasks += (Task.OWN_USUAL,)
        said += (("own_usual_proposed", own_usual.proposed(day)),)
    return tasks, said


def _noted(day: Day) -> tuple[Task, ...]:
    tasks: tuple[Task, ...] = ()
    severe = isinstance(day.pain, float) and day.pain >= day.settings.severe_pain
    if severe or (was_told(day) and day.week_mean >= day.settings.severe_week_mean):
        tasks += (Task.SEVERE_PAIN,)
    if day.walked_on_rest and day.course.state is not State.PAUSED:
        tasks += (Task.WALKED_ON_REST_DAY,)
    elif day.over_walked and day.course.state is not State.PAUSED:
        tasks += (Task.WALKED_TOO_MUCH,)
    until_review = day.settings.review_day - (day.tomorrow - day.course.first_day).days - 1
    if until_review == 0:
        tasks += (Task.REVIEW_DUE,)
    elif until_review == day.settings.review_notice_days:
        tasks += (Task.REVIEW_SOON,)
    return tasks
