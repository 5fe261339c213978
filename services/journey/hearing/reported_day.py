"""What a text tells about a day takes effect: a score, walks, a flare are written down, decided upon and answered."""

from datetime import date, timedelta
from typing import Any

from schemas.alert_kinds import AlertKind
from schemas.tables.plans import Cause, DayNote, PlanDay
from schemas.text_kinds import TextKind
from schemas.transitions import NOT_YET_GONE
from schemas.vocabulary import OpenQuestion, ReplyKind, Tonight, WordsVerdict
from services.conversation.reading.replies import ReplyDay
from services.journey.deciding.decide import decide, lower_today
from services.journey.hearing import unread
from services.journey.hearing.reply import Reply
from services.journey.texting.queue import take_back_question
from services.progression import calendar, facts
from services.storage import history
from services.storage.events import PATIENT

_ONE_DAY = timedelta(days=1)
# While none of these stands open, what is told of pain is told before its evening.
OF_PAIN = frozenset({OpenQuestion.PAIN, OpenQuestion.WALKS, OpenQuestion.PAIN_AND_WALKS})


def tell(reply: Reply) -> None:
    """A score, walks, a flare: written down, decided upon, answered."""
    reading, heard = reply.heard.reading, reply.heard
    asked_about = was_asked_which_day(reply)
    if asked_about is not None and names_the_day(reply):
        _settle_day(reply, asked_about)
        return
    if reading.kind is ReplyKind.UNCLEAR:
        unclear(reply)
        return
    if heard.whose:
        _ask_whose(reply)
        return
    pain = pain_of(reply)
    if pain is not None and heard.ambiguous and asked_about is None and reading.day is ReplyDay.UNSAID:
        _ask_which_day(reply, pain)
        return
    early = heard.question not in OF_PAIN and _before_evening(reply)
    score = {"pain_morning": pain} if early else {"pain": pain}
    note(reply, day=heard.day, **score, **_walks(reply))
    eased = reading.flare or reading.stopped_early
    if heard.day == heard.today and (eased or early):
        lower_today(reply.case, Cause.REPLY)
    late = heard.day < heard.today
    plan = None
    if (pain is not None and not early) or late or _pain_is_known(reply):
        plan = decide_of(reply, heard.day)
    eases_only = pain is None and eased
    thanks_with_plan = plan is not None and not late and not eases_only
    corrected = late and plan is not None and history.corrected_now(reply.case)
    # A corrected plan is the answer; what nobody has read yet needs its net beside it.
    if not corrected or reply.to_read:
        if thanks_with_plan:
            reply.answer(TextKind.REPLY_THANKS, **_told(reply))
        else:
            thank_for_the_day(reply)


def thank_for_the_day(reply: Reply) -> None:
    """Noted, without a plan; and what is still to say of tonight's question."""
    reply.answer(TextKind.DAY_THANKS, tonight=tonight(reply).value, **_told(reply))


def tonight(reply: Reply) -> Tonight:
    """What is still to say of tonight's question: that it comes, the question itself, or nothing."""
    today = reply.heard.today
    if any(note.pain is not None for note in history.notes_of(reply.case, today)):
        return Tonight.KNOWN
    texts = (text for text in history.all_texts(reply.case) if text.local_date == today)
    comes = any(text.kind is TextKind.EVENING_QUESTION and text.state in NOT_YET_GONE for text in texts)
    return Tonight.COMES if comes or _before_evening(reply) else Tonight.ASKED


def decide_of(reply: Reply, day: date) -> PlanDay | None:
    """Decide the day after one that was told about; of a past day also the one after, where it is planned already."""
    late = day < reply.heard.today
    cause = Cause.LATE_REPLY if late else Cause.REPLY
    plan = decide(reply.case, day, cause)
    if late and history.plan_of(reply.case, reply.heard.today + _ONE_DAY) is not None:
        decide(reply.case, reply.heard.today, cause)
    return plan


def unclear(reply: Reply) -> None:
    """A person reads it. One question an evening, then once that a person reads; a third only to words of danger.

    What stands in the place of these is always said.
    """
    asked, handed_on = unread.answered_lately(reply)
    if not asked or reply.instead is not None:
        reply.answer(TextKind.UNCLEAR_QUESTION)
    elif not handed_on or reply.heard.reading.words is WordsVerdict.CAUTION:
        reply.answer(TextKind.UNCLEAR_HANDED_ON)


def _ask_which_day(reply: Reply, pain: int) -> None:
    """Two check-ins are open. Until we hear which is meant, the score counts for today; its walks earn nothing."""
    told = {"flare": _walks(reply)["flare"], "stopped_early": _walks(reply)["stopped_early"]}
    note(reply, day=reply.heard.today, pain=pain, undated=True, possible_red=True, **told)
    decide(reply.case, reply.heard.today, Cause.REPLY)
    if reply.to_read:
        reply.answer(TextKind.NOTED_UNREAD)
    else:
        reply.answer(TextKind.UNCLEAR_QUESTION, asks="day")


def was_asked_which_day(reply: Reply) -> DayNote | None:
    """The score of which we asked the day: told today, or in the night, where this text names a day."""
    asked = history.undated_note(reply.case, reply.heard.today)
    if asked is None and reply.heard.reading.day is not ReplyDay.UNSAID:
        return history.undated_note(reply.case, reply.heard.today - _ONE_DAY)
    return asked


def names_the_day(reply: Reply) -> bool:
    """ "Yesterday", or "today 5", after we asked; a score once more without a day is of today."""
    reading = reply.heard.reading
    told_again = isinstance(reading.pain, int)
    return told_again or (reading.kind is ReplyKind.UNCLEAR and reading.day is not ReplyDay.UNSAID)


def _settle_day(reply: Reply, undated: DayNote) -> None:
    """The score gets its day; today is decided anew with it, or without it."""
    reading, heard = reply.heard.reading, reply.heard
    late = reading.day is ReplyDay.YESTERDAY
    day = heard.today - _ONE_DAY if late else heard.today
    pain = pain_of(reply)
    told = {"pain": undated.pain if pain is None else pain, **_walks(reply)}
    told |= {"flare": told["flare"] or undated.flare, "stopped_early": told["stopped_early"] or undated.stopped_early}
    note(reply, day=day, settles=undated.id, **told)
    take_back_question(reply.case)
    if late:
        decide(reply.case, day, Cause.LATE_REPLY)
    if not late or undated.day == heard.today:
        decide(reply.case, heard.today, Cause.REPLY)
    if reply.to_read or not history.corrected_now(reply.case):
        if late:
            thank_for_the_day(reply)
        else:
            reply.answer(TextKind.REPLY_THANKS)


def _ask_whose(reply: Reply) -> None:
    """Two check-ins of two people are open on one phone: whose answer is it? Where no letter tells, a person asks."""
    if all(letter.isalpha() for letter in reply.heard.whose):
        reply.answer(TextKind.WHOSE_QUESTION, initials="".join(reply.heard.whose))
        return
    reply.alert(AlertKind.UNCLEAR_REPLY)
    reply.answer(TextKind.UNCLEAR_HANDED_ON)


def _before_evening(reply: Reply) -> bool:
    return calendar.local_time(reply.case.now, reply.case.patient.zone) < reply.case.enrolment.evening_time


def _pain_is_known(reply: Reply) -> bool:
    notes = history.notes_of(reply.case, reply.heard.day)
    return any(told.pain is not None for told in notes)


def _told(reply: Reply) -> dict[str, str]:
    reading = reply.heard.reading
    return {"eased": "yes"} if reading.flare or reading.stopped_early else {}


def _walks(reply: Reply) -> dict[str, Any]:
    reading = reply.heard.reading
    return {
        "walks_done": reading.walks if isinstance(reading.walks, int) else None,
        "all_done": reading.kind is ReplyKind.DONE,
        "none_done": reading.kind is ReplyKind.SKIP,
        "stopped_early": reading.stopped_early or reading.kind is ReplyKind.SORE,
        "flare": reading.flare or reading.kind is ReplyKind.FLARE,
        "possible_red": reading.possible_red,
    }


def keep_score(reply: Reply) -> None:
    """A score beside a command is of its day all the same."""
    pain = pain_of(reply)
    if pain is not None:
        note(reply, day=reply.heard.day, pain=pain)


def pain_of(reply: Reply) -> int | None:
    """The score. Of "1 3" the second is the walks; where stricter bands would make it another light, it counts."""
    pain, walks = reply.heard.reading.pain, reply.heard.reading.walks
    if not isinstance(pain, int):
        return None
    if not isinstance(walks, int) or walks not in reply.heard.reading.candidates:
        return pain
    other_light = facts.band(walks, reply.case.settings) is not facts.band(pain, reply.case.settings)
    return max(pain, walks) if other_light else pain


def note_words(reply: Reply) -> None:
    """Where nothing else of a text was written down, its unread words are: they hold the plan of their day."""
    if not reply.to_read:
        return
    day = _day_of_words(reply)
    is_new = note(reply, day=day, possible_red=reply.heard.reading.possible_red)
    if is_new and history.plan_of(reply.case, day + _ONE_DAY) is not None:
        decide_of(reply, day)


def _day_of_words(reply: Reply) -> date:
    """While today's plan is not told yet, words hold it: they count for the day that it follows from."""
    heard = reply.heard
    if heard.day != heard.today or heard.reading.day is not ReplyDay.UNSAID:
        return heard.day
    yesterday = heard.today - _ONE_DAY
    told = history.text_is_under_way(reply.case, TextKind.MORNING_PLAN, heard.today)
    planned = history.plan_of(reply.case, yesterday) is not None
    return yesterday if planned and not told and _before_evening(reply) else heard.today


def note(reply: Reply, *, day: date, **facts: Any) -> bool:
    """One note a text: what was told is kept beside what was told before, never over it. Answers whether it is new."""
    existing = history.note_of_text(reply.case, reply.heard.inbound)
    if existing is not None:
        return False
    if reply.heard.inbound.id is None:
        raise ValueError("A note belongs to a stored text.")
    function = reply.heard.reading.function
    told = DayNote(
        enrolment_id=reply.case.enrolment.id,
        day=day,
        inbound_id=reply.heard.inbound.id,
        unread=reply.to_read,
        function=function if isinstance(function, int) else None,
        at=reply.case.now,
        **facts,
    )
    event = reply.case.happened("day.noted", actor=PATIENT, day=day.isoformat())
    reply.case.add(told, event=event)
    return True
