"""A plan becomes the texts of the coming days: one row for each, made ahead, found once by its key."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, datetime, time, timedelta

from schemas.settings import ProgressionSettings
from schemas.tables.messages import OutboundText, Suppression, TextState
from schemas.text_kinds import TextKind, facts_of
from services.journey.texting.queue import Due, insert
from services.progression import calendar
from services.storage import history, text_states
from services.storage.case import Case

MADE_AHEAD = timedelta(hours=48)
MORNING_WINDOW = timedelta(hours=3, minutes=30)
# An optional text leaves around noon, a third of the way from the morning to the evening text, or not at all.
OPTIONAL_WINDOW = timedelta(hours=1)
_WEEK = 7

_RETURNS_WITH_THE_COURSE = (
    Suppression.PAUSED,
    Suppression.OPTED_OUT,
    Suppression.RED_FLAG,
    Suppression.DISCHARGED,
    Suppression.WRONG_PERSON,
)


def plan_texts(case: Case, late: Set[Suppression] = frozenset()) -> None:
    """Make the daily texts of the next 48 hours that are not there yet, and give back those that were only revoked.

    late: what may have kept a morning text away and does so no more, where its day was planned after its hour.
    """
    if case.enrolment.course_first_day is None:
        return
    zone, times = case.patient.zone, _times(case)
    today, last = calendar.plan_day(case.now, zone), calendar.plan_day(case.now + MADE_AHEAD, zone)
    moments = calendar.instants(max(today, case.enrolment.course_first_day), last, times, zone)
    made, suppressed = history.keys_of_texts(case, moments), history.suppressed_texts(case)
    due_ahead = [due for due in _daily_texts(case, moments) if due.send_before > case.now and due.key not in made]
    insert(case, [due for due in due_ahead if not facts_of(due.kind).optional or _is_its_turn(case, due)])
    case.enrolment.texts_until = last
    case.session.add(case.enrolment)
    for text in suppressed:
        if _may_leave_again(case, text, late):
            text_states.move(case, text, TextState.PLANNED, case.happened("text.reinstated"))


def give_back_morning(case: Case, late: Set[Suppression]) -> None:
    """Today's morning text leaves now, while its time lasts, where only one of these reasons kept it away."""
    for text in history.suppressed_texts(case):
        if text.due_at <= case.now and _may_leave_again(case, text, late):
            text_states.move(case, text, TextState.PLANNED, case.happened("text.reinstated"))


def _is_its_turn(case: Case, due: Due) -> bool:
    """Whether it is time to ask how well a patient can do what matters: tried once a week until the text has left.

    Asked from the first day on where somebody has said what that is, else only after as many days as between two.
    """
    first, every = case.enrolment.course_first_day, case.settings.function_every_days
    if first is None or (due.local_date - first).days % _WEEK:
        return False
    last = history.last_text_that_reached(case, (due.kind,))
    if last is None:
        return case.enrolment.activity is not None or (due.local_date - first).days >= every
    return (due.local_date - last.local_date).days >= every


def _times(case: Case) -> tuple[time, time, time]:
    """The local times that a day's texts go by: morning, evening, the quiet hours."""
    return case.enrolment.morning_time, case.enrolment.evening_time, case.settings.quiet_hours_start


def _daily_texts(case: Case, days: Mapping[date, Sequence[datetime]]) -> Iterable[Due]:
    """The texts of each day, from the moments of its times."""
    # Always the same for one patient, so that their texts keep their hour.
    shift = timedelta(seconds=case.enrolment.id.int % (case.settings.prompt_spread * 60 or 1))
    for day, (early, late, quiet) in days.items():
        morning, evening = early + shift, late + min(shift, (quiet - late) / 2)
        yield Due(TextKind.MORNING_PLAN, day, "morning", morning, min(morning + MORNING_WINDOW, evening))
        between = morning + (evening - morning) / 3
        yield Due(TextKind.FUNCTION_QUESTION, day, "noon", between, between + OPTIONAL_WINDOW)
        yield Due(TextKind.EVENING_QUESTION, day, "evening", evening, quiet)
        reminder = evening + timedelta(minutes=case.settings.reminder_minutes)
        if reminder < quiet:
            yield Due(TextKind.EVENING_REMINDER, day, "evening", reminder, quiet)


def daily_window(case: Case, text: OutboundText) -> tuple[datetime, datetime]:
    """When a daily text that is planned already is due where the patient lives now, and until when, in UTC."""
    moments = calendar.instants(text.local_date, text.local_date, _times(case), case.patient.zone)
    daily = {due.kind: due for due in _daily_texts(case, moments)}
    due = daily.get(text.kind)
    return (due.due_at, due.send_before) if due else (text.due_at, text.send_before)


def _may_leave_again(case: Case, text: OutboundText, late: Set[Suppression]) -> bool:
    """What kept a text away does so no more; a morning text that is late leaves now, while its time lasts."""
    if text.due_at > case.now:
        return text.suppression in _RETURNS_WITH_THE_COURSE and facts_of(text.kind).automatic
    is_late = text.kind is TextKind.MORNING_PLAN and text.suppression in late
    return is_late and history.plan_of(case, text.local_date) is not None


def check_prompt_times(morning: time, evening: time, settings: ProgressionSettings) -> list[tuple[str, str]]:
    """What is wrong with a patient's prompt times, as (field, sentence) pairs; nothing is wrong if empty."""
    wrong = []
    opens, closes = settings.quiet_hours_end, settings.quiet_hours_start
    for name, at in (("morning", morning), ("evening", evening)):
        if not opens <= at < closes:
            wrong.append((name, f"must be from {opens:%H:%M} to before {closes:%H:%M}, outside the quiet hours"))
    if not wrong and (evening.hour * 60 + evening.minute) - (morning.hour * 60 + morning.minute) < 4 * 60:
        wrong.append(("evening", "must be at least four hours after the morning time"))
    return wrong
