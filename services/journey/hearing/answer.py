"""A reading takes effect: danger first, then consent, then what it tells about a day; one answer goes out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from schemas.alert_kinds import AlertKind
from schemas.limits import LONGEST_PAUSE
from schemas.tables.messages import Suppression
from schemas.tables.people import EnrolmentStatus
from schemas.tables.plans import Cause
from schemas.text_kinds import facts_of
from schemas.transitions import IN_THE_LOOP
from schemas.vocabulary import Absent, OptOut, ReplyKind, TextKind, Tier
from services.carrier import opt_outs
from services.conversation.reading.replies import Reading
from services.journey.deciding.decide import decide, lower_today
from services.journey.hearing import (
    beginning,
    consent_replies,
    contradictions,
    foot,
    reported_day,
    unread,
    waiting,
    why,
    wrong_person,
)
from services.journey.hearing.reply import Heard, Turn
from services.journey.texting.queue import answer_text, revoke
from services.storage import history
from services.storage.case import Case

_DANGERS = (ReplyKind.RED_FLAG, ReplyKind.CRISIS)
_OF_NO_COURSE = (ReplyKind.QUESTION, ReplyKind.RESUME, ReplyKind.PAUSE)
# A phone's reaction is nobody's answer.
_ANSWERED_ALREADY = (*_DANGERS, ReplyKind.REACTION)
_ONE_DAY = timedelta(days=1)


def answer(case: Case, sharing: Sequence[Case], heard: Heard) -> None:
    """Let one reading take effect. sharing are all who have this phone number: STOP counts for all of them."""
    turn = Turn(case, heard)
    if foot.says_same(turn):
        turn = replace(turn, to_read=True)
        foot.keep_same(turn)
    elif foot.may_be_known(turn):
        foot.ask(turn)
        return
    else:
        turn = _as_danger(turn) if foot.is_asked(turn) else turn
        turn = replace(turn, to_read=unread.must_be_read(turn.heard.reading) and not _is_understood(turn))
        unread.hand_on(turn)
        _take_effect(turn, sharing)
    reported_day.note_words(turn)
    contradictions.look(turn)


def _as_danger(turn: Turn) -> Turn:
    """Asked about their foot, they wrote something else than "same": it is the emergency that it might be."""
    turn.case.enrolment.foot_asked_at = None
    reading = replace(turn.heard.reading, tier=Tier.EMERGENCY)
    return replace(turn, heard=replace(turn.heard, reading=reading))


def _is_understood(turn: Turn) -> bool:
    """ "Yesterday" alone is no score; after we asked which day it is an answer. The carrier knows commands."""
    reading = turn.heard.reading
    if reading.kind is not ReplyKind.UNCLEAR or reading.unread or reading.third_person_danger:
        return False
    if turn.heard.inbound.opt_out_type:
        return True
    return reported_day.was_asked_which_day(turn) is not None and reported_day.names_the_day(turn)


def _take_effect(turn: Turn, sharing: Sequence[Case]) -> None:
    heard, enrolment = turn.heard, turn.case.enrolment
    reading, notice = heard.reading, (heard.inbound.opt_out_type or "").upper()
    if reading.tier is not Absent.NOT_ASKED or reading.kind is ReplyKind.CRISIS:
        _danger(turn)
    if wrong_person.is_told(reading):
        wrong_person.hear(turn, answered=reading.kind in _DANGERS)
    if reading.kind is ReplyKind.STOP or reading.opt_out is OptOut.SURE or notice == opt_outs.STOP:
        reported_day.keep_score(turn)
        consent_replies.opt_out(turn, sharing)
    elif reading.kind in _ANSWERED_ALREADY or wrong_person.is_told(reading) or _is_a_danger_only(reading):
        return
    elif turn.case.opted_out:
        if reading.kind is ReplyKind.START or notice == opt_outs.START:
            consent_replies.opt_in(turn, sharing, told_by_carrier=bool(notice))
    elif notice != opt_outs.HELP and not _is_no_answer(turn):
        _after_leaving(turn) if enrolment.status is EnrolmentStatus.DISCHARGED else _ordinary(turn)


def _is_a_danger_only(reading: Reading) -> bool:
    """Whether a text has a danger and no command: of that the safety text is the whole answer."""
    return reading.tier is not Absent.NOT_ASKED and reading.kind not in _COMMANDS


def _is_no_answer(turn: Turn) -> bool:
    """Bare thanks ask for nothing; of who waits for READY, "ok" is most likely meant to begin."""
    return turn.heard.reading.kind is ReplyKind.THANKS and not turn.to_read and not waiting.is_waiting(turn)


def _ordinary(turn: Turn) -> None:
    if turn.case.is_wrong_person:
        wrong_person.hear_more(turn)
        return
    command = None if _is_heard_by_who_waits(turn) else _COMMANDS.get(turn.heard.reading.kind)
    if command is not None:
        command(turn)
    elif waiting.is_waiting(turn):
        waiting.hear(turn)
    else:
        reported_day.tell(turn)


def _is_heard_by_who_waits(turn: Turn) -> bool:
    """Whether something is of a course that has not begun: there is nothing to pause yet."""
    return waiting.is_waiting(turn) and turn.heard.reading.kind in _OF_NO_COURSE


def _after_leaving(turn: Turn) -> None:
    """Nothing is planned for whoever has left, but they learn, once a day, whom to call; a call asked for is made."""
    if wrong_person.nobody_to_text(turn.case.enrolment):
        return
    match turn.heard.reading.kind:
        case ReplyKind.AUTO_REPLY:
            return
        case ReplyKind.CALL:
            _call(turn)
        case ReplyKind.HELP:
            turn.reply(TextKind.HELP)
        case _:
            slot = f"left:{turn.heard.today.isoformat()}"
            answer_text(turn.case, TextKind.FAREWELL, slot)


def _danger(turn: Turn) -> None:
    """Look at this person now: alert, stop all walking texts, answer with the fixed safety text."""
    crisis = turn.heard.reading.kind is ReplyKind.CRISIS
    emergency = crisis or turn.heard.reading.tier is Tier.EMERGENCY
    tier = Tier.EMERGENCY if emergency else Tier.URGENT
    # A course that begins tomorrow begins held.
    day = max(turn.heard.today, turn.case.enrolment.course_first_day or turn.heard.today)
    reported_day.note(turn, day=day, flag=tier.value, pain=reported_day.pain_of(turn))
    revoke(turn.case, Suppression.RED_FLAG)
    if crisis:
        turn.alert(AlertKind.CRISIS)
    else:
        turn.alert(AlertKind.RED_FLAG_EMERGENCY if emergency else AlertKind.RED_FLAG_URGENT)
    lower_today(turn.case, Cause.RED_FLAG, day)
    decide(turn.case, day, Cause.RED_FLAG)
    # Danger is answered after a STOP, too: once a day, for a person calls.
    if wrong_person.is_out(turn) and _was_answered_today(turn):
        return
    kind = TextKind.SAFETY_EMERGENCY if emergency else TextKind.SAFETY_URGENT
    turn.reply(TextKind.SAFETY_CRISIS if crisis else kind)


def _thanks(turn: Turn) -> None:
    """Thanks in words that may be a farewell: a person reads them."""
    if turn.to_read:
        turn.reply(TextKind.NOTED_UNREAD)
    else:
        waiting.ask_to_begin(turn)


def _question(turn: Turn) -> None:
    """A person answers it."""
    turn.reply(TextKind.UNCLEAR_HANDED_ON)


def _automatic(turn: Turn) -> None:
    """A machine is asked to begin once, and is told nothing of a running course."""
    turn.alert(AlertKind.AUTO_REPLY)
    if turn.case.enrolment.status is not EnrolmentStatus.AWAITING_CONSENT:
        return
    texts = history.all_texts(turn.case)
    if not any(text.kind is TextKind.CONSENT and text.inbound_id is not None for text in texts):
        turn.reply(TextKind.CONSENT)


def _was_answered_today(turn: Turn) -> bool:
    texts = history.all_texts(turn.case)
    return any(facts_of(text.kind).answers_danger and text.local_date == turn.heard.today for text in texts)


def _help(turn: Turn) -> None:
    reported_day.keep_score(turn)
    turn.reply(TextKind.HELP)


def _call(turn: Turn) -> None:
    reported_day.keep_score(turn)
    turn.alert(AlertKind.CALL_REQUESTED)
    turn.reply(TextKind.CALL_BACK)


def _pause(turn: Turn) -> None:
    until = _pause_end(turn)
    in_the_loop = turn.case.enrolment.status in IN_THE_LOOP
    if not in_the_loop or until is None or not turn.heard.today < until <= turn.heard.today + LONGEST_PAUSE:
        in_doubt = replace(turn, to_read=True)
        unread.hand_on(in_doubt)
        reported_day.unclear(in_doubt)
        reported_day.note_words(in_doubt)
        return
    consent_replies.pause(turn, until)


def _pause_end(turn: Turn) -> date | None:
    """The first day back, as the patient said it, resolved against their calendar."""
    reading, today = turn.heard.reading, turn.heard.today
    if isinstance(reading.pause_days, int):
        return today + timedelta(days=reading.pause_days + 1)
    written = reading.pause_until
    if isinstance(written, Absent):
        return None
    if written.startswith("weekday:"):
        ahead = (int(written.removeprefix("weekday:")) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    month, day = map(int, written.split("-"))
    for year in (today.year, today.year + 1):
        try:
            wanted = date(year, month, day)
        except ValueError:
            return None
        if wanted > today:
            return wanted
    return None


_COMMANDS: dict[ReplyKind, Callable[[Turn], None]] = {
    ReplyKind.READY: beginning.ready,
    ReplyKind.SHOES: beginning.shoes,
    ReplyKind.START: beginning.start,
    ReplyKind.RESUME: beginning.resume,
    ReplyKind.PAUSE: _pause,
    ReplyKind.HELP: _help,
    ReplyKind.CALL: _call,
    ReplyKind.THANKS: _thanks,
    ReplyKind.QUESTION: _question,
    ReplyKind.WHY: why.tell,
    ReplyKind.HOW: _question,
    ReplyKind.AUTO_REPLY: _automatic,
}
