"""What a text tells about a day takes effect: a score, walks, a flare are written down, decided upon and answered."""

from datetime import date, timedelta
from typing import Any

from schemas.alert_kinds import AlertKind
from schemas.tables.plans import Cause, DayNote, PlanDay
from schemas.vocabulary import OpenQuestion, ReplyKind, TextKind
from services.conversation.reading.replies import ReplyDay
from services.journey.deciding.decide import decide, lower_today
from services.journey.hearing import unread
from services.journey.hearing.reply import Turn
from services.journey.texting.queue import take_back_question
from services.progression import calendar, facts
from services.storage import history
from services.storage.events import PATIENT

_ONE_DAY = timedelta(days=1)


def tell(turn: Turn) -> None:
    """A score, walks, a flare: written down, decided upon, answered."""
    reading, heard = turn.heard.reading, turn.heard
    asked_about = was_asked_which_day(turn)
    if asked_about is not None and names_the_day(turn):
        _settle_day(turn, asked_about)
        return
    if reading.kind is ReplyKind.UNCLEAR:
        unclear(turn)
        return
    if heard.whose:
        _ask_whose(turn)
        return
    pain = pain_of(turn)
    if pain is not None and heard.ambiguous and asked_about is None and reading.day is ReplyDay.UNSAID:
        _ask_which_day(turn, pain)
        return
    early = heard.question is OpenQuestion.NONE and _before_evening(turn)
    score = {"pain_morning": pain} if early else {"pain": pain}
    note(turn, day=heard.day, **score, **_walks(turn))
    eased = reading.flare or reading.stopped_early
    if heard.day == heard.today and (eased or early):
        lower_today(turn.case, Cause.REPLY)
    late = heard.day < heard.today
    plan = None
    if (pain is not None and not early) or late or _pain_is_known(turn):
        plan = decide_of(turn, heard.day)
    thanks_with_plan = plan is not None and pain is not None and not late
    corrected = late and plan is not None and history.corrected_now(turn.case)
    # A corrected plan is the answer; what nobody has read yet needs its net beside it.
    if not corrected or turn.to_read:
        turn.reply(TextKind.REPLY_THANKS if thanks_with_plan else TextKind.DAY_THANKS, **_told(turn))


def decide_of(turn: Turn, day: date) -> PlanDay | None:
    """Decide the day after one that was told about; of a past day also the one after, where it is planned already."""
    late = day < turn.heard.today
    cause = Cause.LATE_REPLY if late else Cause.REPLY
    plan = decide(turn.case, day, cause)
    if late and history.plan_of(turn.case, turn.heard.today + _ONE_DAY) is not None:
        decide(turn.case, turn.heard.today, cause)
    return plan


def unclear(turn: Turn) -> None:
    """A person reads it. One question an evening, then once that a person reads; a third only to words of danger."""
    asked, handed_on = unread.answered_lately(turn)
    if not asked:
        turn.reply(TextKind.UNCLEAR_QUESTION)
    elif not handed_on or turn.heard.reading.third_person_danger:
        turn.reply(TextKind.UNCLEAR_HANDED_ON)


def _ask_which_day(turn: Turn, pain: int) -> None:
    """Two check-ins are open. Until we hear which is meant, the score counts for today; its walks earn nothing."""
    told = {"flare": _walks(turn)["flare"], "stopped_early": _walks(turn)["stopped_early"]}
    note(turn, day=turn.heard.today, pain=pain, undated=True, possible_red=True, **told)
    decide(turn.case, turn.heard.today, Cause.REPLY)
    if turn.to_read:
        turn.reply(TextKind.NOTED_UNREAD)
    else:
        turn.reply(TextKind.UNCLEAR_QUESTION, asks="day")


def was_asked_which_day(turn: Turn) -> DayNote | None:
    """The score of which we asked the day: told today, or in the night, where this text names a day."""
    asked = history.undated_note(turn.case, turn.heard.today)
    if asked is None and turn.heard.reading.day is not ReplyDay.UNSAID:
        return history.undated_note(turn.case, turn.heard.today - _ONE_DAY)
    return asked


def names_the_day(turn: Turn) -> bool:
    """ "Yesterday", or "today 5", after we asked; a score once more without a day is of today."""
    reading = turn.heard.reading
    told_again = isinstance(reading.pain, int)
    return told_again or (reading.kind is ReplyKind.UNCLEAR and reading.day is not ReplyDay.UNSAID)


def _settle_day(turn: Turn, undated: DayNote) -> None:
    """The score gets its day; today is decided anew with it, or without it."""
    reading, heard = turn.heard.reading, turn.heard
    late = reading.day is ReplyDay.YESTERDAY
    day = heard.today - _ONE_DAY if late else heard.today
    pain = pain_of(turn)
    told = {"pain": undated.pain if pain is None else pain, **_walks(turn)}
    told |= {"flare": told["flare"] or undated.flare, "stopped_early": told["stopped_early"] or undated.stopped_early}
    note(turn, day=day, settles=undated.id, **told)
    take_back_question(turn.case)
    if late:
        decide(turn.case, day, Cause.LATE_REPLY)
    if not late or undated.day == heard.today:
        decide(turn.case, heard.today, Cause.REPLY)
    if turn.to_read or not history.corrected_now(turn.case):
        turn.reply(TextKind.DAY_THANKS if late else TextKind.REPLY_THANKS)


def _ask_whose(turn: Turn) -> None:
    """Two check-ins of two people are open on one phone: whose answer is it? Where no letter tells, a person asks."""
    if all(letter.isalpha() for letter in turn.heard.whose):
        turn.reply(TextKind.WHOSE_QUESTION, initials="".join(turn.heard.whose))
        return
    turn.alert(AlertKind.UNCLEAR_REPLY)
    turn.reply(TextKind.UNCLEAR_HANDED_ON)


def _before_evening(turn: Turn) -> bool:
    return calendar.local_time(turn.case.now, turn.case.patient.zone) < turn.case.enrolment.evening_time


def _pain_is_known(turn: Turn) -> bool:
    notes = history.notes_of(turn.case, turn.heard.day)
    return any(told.pain is not None for told in notes)


def _told(turn: Turn) -> dict[str, str]:
    reading = turn.heard.reading
    return {"eased": "yes"} if reading.flare or reading.stopped_early else {}


def _walks(turn: Turn) -> dict[str, Any]:
    reading = turn.heard.reading
    return {
        "walks_done": reading.walks if isinstance(reading.walks, int) else None,
        "all_done": reading.kind is ReplyKind.DONE,
        "none_done": reading.kind is ReplyKind.SKIP,
        "stopped_early": reading.stopped_early or reading.kind is ReplyKind.SORE,
        "flare": reading.flare or reading.kind is ReplyKind.FLARE,
        "possible_red": reading.possible_red,
    }


def keep_score(turn: Turn) -> None:
    """A score beside a command is of its day all the same."""
    pain = pain_of(turn)
    if pain is not None:
        note(turn, day=turn.heard.day, pain=pain)


def pain_of(turn: Turn) -> int | None:
    """The score. Of "1 3" the second is the walks; where stricter bands would make it another light, it counts."""
    pain, walks = turn.heard.reading.pain, turn.heard.reading.walks
    if not isinstance(pain, int):
        return None
    if not isinstance(walks, int) or walks not in turn.heard.reading.candidates:
        return pain
    other_light = facts.band(walks, turn.case.settings) is not facts.band(pain, turn.case.settings)
    return max(pain, walks) if other_light else pain


def note_words(turn: Turn) -> None:
    """Where nothing else of a text was written down, its unread words are: they hold the plan of their day."""
    if not turn.to_read:
        return
    day = _day_of_words(turn)
    is_new = note(turn, day=day, possible_red=turn.heard.reading.possible_red)
    if is_new and history.plan_of(turn.case, day + _ONE_DAY) is not None:
        decide_of(turn, day)


def _day_of_words(turn: Turn) -> date:
    """While today's plan is not told yet, words hold it: they count for the day that it follows from."""
    heard = turn.heard
    if heard.day != heard.today or heard.reading.day is not ReplyDay.UNSAID:
        return heard.day
    yesterday = heard.today - _ONE_DAY
    told = history.text_is_under_way(turn.case, TextKind.MORNING_PLAN, heard.today)
    planned = history.plan_of(turn.case, yesterday) is not None
    return yesterday if planned and not told and _before_evening(turn) else heard.today


def note(turn: Turn, *, day: date, **facts: Any) -> bool:
    """One note a text: what was told is kept beside what was told before, never over it. Answers whether it is new."""
    existing = history.note_of_text(turn.case, turn.heard.inbound)
    if existing is not None:
        return False
    if turn.heard.inbound.id is None:
        raise ValueError("A note belongs to a stored text.")
    told = DayNote(
        enrolment_id=turn.case.enrolment.id,
        day=day,
        inbound_id=turn.heard.inbound.id,
        unread=turn.to_read,
        at=turn.case.now,
        **facts,
    )
    event = turn.case.happened("day.noted", actor=PATIENT, day=day.isoformat())
    turn.case.add(told, event=event)
    return True
