"""What is asked of the care team on any day, whichever row decides?"""

from datetime import date

from schemas.decisions import Number
from schemas.vocabulary import Absent, Light, State, Task
from services.progression import check_in, offers, own_usual, standstill
from services.progression.conditions import was_told
from services.progression.facts import STOPPED, Day

Said = tuple[tuple[str, Number], ...]
Asked = tuple[tuple[Task, ...], Said]


def asked(day: Day, state: State, *, stepped: bool) -> Asked:
    """Severe pain, walking on a rest day, reviews, a standstill, a signature, another dose, days to ask on; and why."""
    proposed, said = check_in.proposal(day)
    tasks = _noted(day, state) + proposed
    still = standstill.days(day)
    if still > 0 and not stepped:
        if standstill.is_due(day, state, still):
            tasks += (Task.NO_STEP,)
            said += (("no_step", standstill.cause((*day.course.marks, day.mark), state, day.settings).value),)
        if state is State.ACTIVE and day.light is Light.GREEN:
            offered, numbers = _offered(day, still)
            tasks, said = tasks + offered, said + numbers
    if day.light is Light.YELLOW and state not in STOPPED and own_usual.asks(day):
        tasks += (Task.OWN_USUAL,)
        said += (("own_usual_proposed", own_usual.proposed(day)),)
    return tasks, said


def _offered(day: Day, still: int) -> Asked:
    """Another dose that a clinician could set, asked about every week or two while the course stands still."""
    settings, marks = day.settings, (*day.course.marks, day.mark)
    asks = (
        (Task.FEWER_WALKS, offers.fewer_walks, settings.part_done_days),
        (Task.STEADY_ABOVE_PLAN, offers.calmly_more, settings.above_plan_days),
    )
    for task, offer, days in asks:
        if still % days:
            continue
        chosen = offer(day.course, settings, marks)
        if not isinstance(chosen, Absent):
            return (task,), (("offered_minutes", chosen.minutes), ("offered_walks", chosen.walks))
    return (), ()


def _noted(day: Day, state: State) -> tuple[Task, ...]:
    tasks: tuple[Task, ...] = ()
    severe = isinstance(day.pain, float) and day.pain >= day.settings.severe_pain
    if severe or (was_told(day) and day.week_mean >= day.settings.severe_week_mean):
        tasks += (Task.SEVERE_PAIN,)
    if day.walked_on_rest and day.course.state is not State.PAUSED:
        tasks += (Task.WALKED_ON_REST_DAY,)
    elif day.over_walked and day.course.state is not State.PAUSED:
        tasks += (Task.WALKED_TOO_MUCH,)
    number = (day.tomorrow - day.course.first_day).days + 1
    if number in day.settings.days_of_review:
        *reviewed, announced = day.settings.days_of_review
        tasks += (Task.REVIEW_SOON,) if number == announced and number not in reviewed else (Task.REVIEW_DUE,)
    elif _is_reviewed(day, state):
        tasks += (Task.REVIEW_DUE,)
    return tasks


def _is_reviewed(day: Day, state: State) -> bool:
    """Whether the complaint is as old as the course's last review, or the goal has been kept for another month."""
    onset, reached, settings = day.course.profile.onset, day.course.goal_reached, day.settings
    if type(onset) is date and (day.tomorrow - onset).days == settings.review_day:
        return True
    if type(reached) is not date or state is not State.MAINTENANCE:
        return False
    days = (day.tomorrow - reached).days
    return days > 0 and days % settings.goal_review_days == 0
