"""A reading takes effect: danger first, then consent, then what it tells about a day; one answer goes out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from schemas.alert_kinds import AlertKind
from schemas.alert_kinds import facts_of as alert_facts
from schemas.limits import LONGEST_PAUSE
from schemas.tables.messages import Suppression
from schemas.tables.people import EnrolmentStatus
from schemas.tables.plans import Cause
from schemas.text_kinds import TextKind, facts_of
from schemas.transitions import IN_THE_LOOP
from schemas.vocabulary import Absent, ReplyKind, Tier
from services.carrier import opt_outs
from services.conversation.reading.replies import Reading
from services.journey.deciding.decide import decide, lower_today
from services.journey.hearing import (
    beginning,
    caution,
    consent_replies,
    contradictions,
    foot,
    function,
    how,
    reported_day,
    stopping,
    told_events,
    unread,
    waiting,
    why,
    wrong_person,
)
from services.journey.hearing.reply import Heard, Reply
from services.journey.texting.queue import answer_text, revoke
from services.storage import history
from services.storage.case import Case

_DANGERS = (ReplyKind.RED_FLAG, ReplyKind.CRISIS)
_OF_NO_COURSE = (ReplyKind.QUESTION, ReplyKind.RESUME, ReplyKind.PAUSE, ReplyKind.FUNCTION)
# A phone's reaction is nobody's answer.
_ANSWERED_ALREADY = (*_DANGERS, ReplyKind.REACTION)
_ONE_DAY = timedelta(days=1)


def answer(case: Case, sharing: Sequence[Case], heard: Heard) -> None:
    """Let one reading take effect. sharing are all who have this phone number: STOP counts for all of them."""
    reply = Reply(case, heard)
    if foot.says_same(reply):
        reply = replace(reply, to_read=True)
        foot.keep_same(reply)
    elif foot.may_be_known(reply):
        foot.ask(reply)
        return
    elif caution.says_same(reply) and not foot.is_asked(reply):
        caution.keep_same(reply)
    elif stopping.says_keep(reply):
        stopping.keep(reply)
    else:
        reply = _as_danger(reply) if foot.is_asked(reply) or caution.says_worse(reply) else reply
        reply = replace(reply, to_read=unread.must_be_read(reply.heard.reading) and not _is_understood(reply))
        may_leave = stopping.may_be_wished(reply)
        reply = _with_what_stands_instead(reply, may_leave=may_leave)
        unread.hand_on(reply, event=told_events.alert_of(reply.heard.reading), may_leave=may_leave)
        _take_effect(reply, sharing)
        stopping.ask(reply) if may_leave else stopping.hear_answer(reply)
    reported_day.note_words(reply)
    function.keep(reply)
    contradictions.look(reply)


def _with_what_stands_instead(reply: Reply, *, may_leave: bool) -> Reply:
    """What may be danger is asked about before anything else, but nothing is asked of whoever tells of a death.

    Then comes whether texts may go on.
    """
    reading = reply.heard.reading
    if caution.may_be_asked(reply) and not told_events.is_loss(reading):
        return replace(reply, instead=TextKind.CAUTION_QUESTION)
    if may_leave:
        return replace(reply, instead=TextKind.STOP_QUESTION)
    told, with_net = told_events.answer_to(reply)
    return replace(reply, instead=told, with_net=with_net)


def _as_danger(reply: Reply) -> Reply:
    """Asked, they wrote that it is new or worse, or of their foot not that it is the same: it is the emergency."""
    reply.case.enrolment.foot_asked_at = None
    reading = replace(reply.heard.reading, tier=Tier.EMERGENCY)
    return replace(reply, heard=replace(reply.heard, reading=reading))


def _is_understood(reply: Reply) -> bool:
    """ "Yesterday" alone is no score; after we asked which day it is an answer. The carrier knows commands."""
    reading = reply.heard.reading
    if reading.kind is not ReplyKind.UNCLEAR or reading.unread or reading.third_person_danger:
        return False
    if reply.heard.inbound.opt_out_type or function.lacks_its_letter(reply):
        return True
    return reported_day.was_asked_which_day(reply) is not None and reported_day.names_the_day(reply)


def _take_effect(reply: Reply, sharing: Sequence[Case]) -> None:
    heard, enrolment = reply.heard, reply.case.enrolment
    reading, notice = heard.reading, (heard.inbound.opt_out_type or "").upper()
    if reading.tier is not Absent.NOT_ASKED or reading.kind is ReplyKind.CRISIS:
        _danger(reply)
    if wrong_person.is_told(reading):
        wrong_person.hear(reply, answered=reading.kind in _DANGERS)
    if stopping.is_wished(reply) or notice == opt_outs.STOP:
        reported_day.keep_score(reply)
        consent_replies.opt_out(reply, sharing)
    elif reading.kind in _ANSWERED_ALREADY or wrong_person.is_told(reading) or _is_a_danger_only(reading):
        return
    elif reply.case.opted_out:
        if reading.kind is ReplyKind.START or notice == opt_outs.START:
            consent_replies.opt_in(reply, sharing, told_by_carrier=bool(notice))
        elif wrong_person.nobody_to_text(enrolment):
            wrong_person.hear_after_the_end(reply)
    elif notice != opt_outs.HELP and not _is_no_answer(reply):
        _after_leaving(reply) if enrolment.status is EnrolmentStatus.DISCHARGED else _ordinary(reply)


def _is_a_danger_only(reading: Reading) -> bool:
    """Whether a text has a danger and no command: of that the safety text is the whole answer."""
    return reading.tier is not Absent.NOT_ASKED and reading.kind not in _COMMANDS


def _is_no_answer(reply: Reply) -> bool:
    """Bare thanks ask for nothing; of who waits for READY, "ok" is most likely meant to begin."""
    return reply.heard.reading.kind is ReplyKind.THANKS and not reply.to_read and not waiting.is_waiting(reply)


def _ordinary(reply: Reply) -> None:
    if told_events.is_loss(reply.heard.reading):
        told_events.hear_loss(reply)
        return
    if reply.case.is_wrong_person:
        wrong_person.hear_more(reply)
        return
    command = None if _is_heard_by_who_waits(reply) else _COMMANDS.get(reply.heard.reading.kind)
    if command is not None:
        command(reply)
    elif waiting.is_waiting(reply):
        waiting.hear(reply)
    elif function.lacks_its_letter(reply):
        function.ask_for_it(reply)
    else:
        reported_day.tell(reply)


def _is_heard_by_who_waits(reply: Reply) -> bool:
    """Whether something is of a course that has not begun: there is nothing to pause yet."""
    return waiting.is_waiting(reply) and reply.heard.reading.kind in _OF_NO_COURSE


def _after_leaving(reply: Reply) -> None:
    """Nothing is planned for whoever has left, but they learn, once a day, whom to call; a call asked for is made."""
    if wrong_person.nobody_to_text(reply.case.enrolment):
        wrong_person.hear_after_the_end(reply)
        return
    match reply.heard.reading.kind:
        case ReplyKind.AUTO_REPLY:
            return
        case ReplyKind.CALL:
            _call(reply)
        case ReplyKind.HELP:
            reply.answer(TextKind.HELP)
        case _:
            slot = f"left:{reply.heard.today.isoformat()}"
            answer_text(reply.case, TextKind.FAREWELL, slot)


def _danger(reply: Reply) -> None:
    """Look at this person now: alert, stop all walking texts, answer with the fixed safety text."""
    crisis = reply.heard.reading.kind is ReplyKind.CRISIS
    emergency = crisis or reply.heard.reading.tier is Tier.EMERGENCY
    tier = Tier.EMERGENCY if emergency else Tier.URGENT
    kind = AlertKind.RED_FLAG_EMERGENCY if emergency else AlertKind.RED_FLAG_URGENT
    kind = AlertKind.CRISIS if crisis else kind
    # A course that begins tomorrow begins held.
    day = max(reply.heard.today, reply.case.enrolment.course_first_day or reply.heard.today)
    reported_day.note(reply, day=day, flag=tier.value, pain=reported_day.pain_of(reply))
    revoke(reply.case, Suppression.RED_FLAG)
    reply.alert(kind)
    lower_today(reply.case, Cause.RED_FLAG, day)
    decide(reply.case, day, Cause.RED_FLAG)
    # Danger is answered after a STOP, too: once a day, for a person calls.
    if wrong_person.is_out(reply) and _was_answered_today(reply):
        return
    reply.answer(alert_facts(kind).safety_text or TextKind.SAFETY_EMERGENCY)


def _thanks(reply: Reply) -> None:
    """Thanks in words that may be a farewell: a person reads them."""
    if reply.to_read:
        reply.answer(TextKind.NOTED_UNREAD)
    else:
        waiting.ask_to_begin(reply)


def _question(reply: Reply) -> None:
    """A person answers it. Whoever asks while their danger is open is told once more what to do."""
    told = sorted(reply.case.open_alerts, key=lambda alert: alert.updated_at, reverse=True)
    safety = (text for alert in told if (text := alert_facts(alert.kind).safety_text) is not None)
    reply.answer(next(safety, TextKind.UNCLEAR_HANDED_ON))


def _automatic(reply: Reply) -> None:
    """A machine is asked to begin once, and is told nothing of a running course."""
    reply.alert(AlertKind.AUTO_REPLY)
    if reply.case.enrolment.status is not EnrolmentStatus.AWAITING_CONSENT:
        return
    texts = history.all_texts(reply.case)
    if not any(text.kind is TextKind.CONSENT and text.inbound_id is not None for text in texts):
        reply.answer(TextKind.CONSENT)


def _was_answered_today(reply: Reply) -> bool:
    texts = history.all_texts(reply.case)
    return any(facts_of(text.kind).answers_danger and text.local_date == reply.heard.today for text in texts)


def _help(reply: Reply) -> None:
    reported_day.keep_score(reply)
    reply.answer(TextKind.HELP)


def _call(reply: Reply) -> None:
    reported_day.keep_score(reply)
    reply.alert(AlertKind.CALL_REQUESTED)
    reply.answer(TextKind.CALL_BACK)


def _pause(reply: Reply) -> None:
    until = _pause_end(reply)
    in_the_loop = reply.case.enrolment.status in IN_THE_LOOP
    if not in_the_loop or until is None or not reply.heard.today < until <= reply.heard.today + LONGEST_PAUSE:
        in_doubt = replace(reply, to_read=True)
        unread.hand_on(in_doubt)
        reported_day.unclear(in_doubt)
        reported_day.note_words(in_doubt)
        return
    consent_replies.pause(reply, until)


def _pause_end(reply: Reply) -> date | None:
    """The first day back, as the patient said it, resolved against their calendar."""
    reading, today = reply.heard.reading, reply.heard.today
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


_COMMANDS: dict[ReplyKind, Callable[[Reply], None]] = {
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
    ReplyKind.HOW: how.tell,
    ReplyKind.FUNCTION: function.tell,
    ReplyKind.AUTO_REPLY: _automatic,
}
