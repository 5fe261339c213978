"""A reading takes effect: danger first, then consent, then what it tells about a day; one answer goes out."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from schemas.alerts import AlertKind
from schemas.messages import Suppression
from schemas.people import Enrolment, EnrolmentStatus, Patient
from schemas.plans import Cause, DayNote
from schemas.vocabulary import Absent, OpenQuestion, ReplyKind, TextKind, Tier
from services.conversation.replies import ReplyDay
from services.journey import consent, local_time
from services.journey.advance import decide, lower_today
from services.journey.escalate import raise_alert
from services.journey.prompt import answer_text, revoke
from services.journey.turn import Heard, Turn
from services.progression import facts
from services.storage import history, records
from services.storage.database import save
from services.storage.events import PATIENT, happened

LONGEST_PAUSE = timedelta(days=90)
_ONE_DAY = timedelta(days=1)


def answer(
    session: Session,
    sharing: Sequence[uuid.UUID],
    enrolment: Enrolment,
    patient: Patient,
    heard: Heard,
    now: datetime,
) -> None:
    """Let one reading take effect. sharing are the enrolments on this phone number: STOP counts for all of them."""
    settings, _ = records.settings_of(session, enrolment)
    turn = Turn(session, enrolment, patient, settings, heard, now)
    reading, notice = heard.reading, (heard.inbound.opt_out_type or "").upper()
    if reading.tier is not Absent.NOT_ASKED or reading.kind is ReplyKind.CRISIS:
        _danger(turn)
    if reading.kind is ReplyKind.STOP or reading.opt_out or notice == "STOP":
        _keep_score(turn)
        consent.opt_out(turn, sharing)
    elif reading.kind in (ReplyKind.RED_FLAG, ReplyKind.CRISIS):
        return
    elif records.has_opted_out(session, patient.phone):
        if reading.kind is ReplyKind.START or notice == "START":
            consent.opt_in(turn, sharing, told_by_carrier=bool(notice))
    elif notice != "HELP":
        _after_leaving(turn) if enrolment.status is EnrolmentStatus.DISCHARGED else _ordinary(turn)


def _ordinary(turn: Turn) -> None:
    if turn.heard.reading.third_person_danger:
        turn.alert(AlertKind.POSSIBLE_DANGER)
    command = _COMMANDS.get(turn.heard.reading.kind)
    if command is not None:
        command(turn)
    elif turn.enrolment.status is EnrolmentStatus.AWAITING_CONSENT:
        turn.reply(TextKind.CONSENT)
    elif turn.enrolment.status is EnrolmentStatus.AWAITING_SHOES:
        turn.reply(TextKind.SHOES_QUESTION)
    else:
        _told_about_day(turn)


def _after_leaving(turn: Turn) -> None:
    """Nothing is planned for whoever has left, but they learn, once a day, whom to call; a call asked for is made."""
    if turn.heard.reading.third_person_danger:
        turn.alert(AlertKind.POSSIBLE_DANGER)
    match turn.heard.reading.kind:
        case ReplyKind.CALL:
            _call(turn)
        case ReplyKind.HELP:
            turn.reply(TextKind.HELP)
        case _:
            slot = f"left:{turn.heard.today.isoformat()}"
            answer_text(
                turn.session, turn.enrolment, turn.patient, TextKind.FAREWELL, slot, turn.now, settings=turn.settings
            )


def _danger(turn: Turn) -> None:
    """Look at this person now: alert, stop all walking texts, answer with the fixed safety text."""
    crisis = turn.heard.reading.kind is ReplyKind.CRISIS
    emergency = crisis or turn.heard.reading.tier is Tier.EMERGENCY
    tier = Tier.EMERGENCY if emergency else Tier.URGENT
    # A course that begins tomorrow begins held.
    day = max(turn.heard.today, turn.enrolment.course_first_day or turn.heard.today)
    _note(turn, day=day, flag=tier.value, pain=_pain(turn))
    revoke(turn.session, turn.enrolment, Suppression.RED_FLAG, turn.now)
    for enrolment in turn.others_on_this_phone():
        raise_alert(turn.session, AlertKind.POSSIBLE_DANGER, enrolment, turn.now)
    if crisis:
        turn.alert(AlertKind.CRISIS)
    else:
        turn.alert(AlertKind.RED_FLAG_EMERGENCY if emergency else AlertKind.RED_FLAG_URGENT)
    lower_today(turn.session, turn.enrolment, turn.patient, Cause.RED_FLAG, turn.now, day)
    decide(turn.session, turn.enrolment, turn.patient, day, Cause.RED_FLAG, turn.now)
    if records.has_opted_out(turn.session, turn.patient.phone):
        return
    kind = TextKind.SAFETY_EMERGENCY if emergency else TextKind.SAFETY_URGENT
    turn.reply(TextKind.SAFETY_CRISIS if crisis else kind)


def _help(turn: Turn) -> None:
    _keep_score(turn)
    turn.reply(TextKind.HELP)


def _call(turn: Turn) -> None:
    _keep_score(turn)
    turn.alert(AlertKind.CALL_REQUESTED)
    turn.reply(TextKind.CALL_BACK)


def _unclear(turn: Turn) -> None:
    """A person reads it, and one friendly question goes out; never a third in a row."""
    if turn.heard.reading.possible_red:
        _note(turn, day=turn.heard.day, possible_red=True)
    earlier = records.unclear_in_a_row(turn.session, turn.patient.id, turn.heard.inbound)
    if turn.heard.reading.third_person_danger:
        turn.reply(TextKind.UNCLEAR_HANDED_ON)
    else:
        # From the first one on: what nobody understood may be a danger.
        turn.alert(AlertKind.UNCLEAR_REPLY)
        if earlier <= 1:
            turn.reply(TextKind.UNCLEAR_HANDED_ON if earlier else TextKind.UNCLEAR_QUESTION)


def _pause(turn: Turn) -> None:
    until = _pause_end(turn)
    in_the_loop = turn.enrolment.status in (EnrolmentStatus.ACTIVE, EnrolmentStatus.PAUSED)
    if not in_the_loop or until is None or not turn.heard.today < until <= turn.heard.today + LONGEST_PAUSE:
        _unclear(turn)
        return
    consent.pause(turn, until)


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


def _told_about_day(turn: Turn) -> None:
    """A score, walks, a flare: written down, decided upon, answered."""
    reading, heard = turn.heard.reading, turn.heard
    asked_about = history.undated_note(turn.session, turn.enrolment, heard.today)
    if asked_about is not None and _names_the_day(turn):
        _settle_day(turn, asked_about)
        return
    if reading.kind is ReplyKind.UNCLEAR:
        _unclear(turn)
        return
    if heard.whose:
        _ask_whose(turn)
        return
    pain = _pain(turn)
    if pain is not None and heard.ambiguous and asked_about is None and reading.day is ReplyDay.UNSAID:
        _ask_which_day(turn, pain)
        return
    early = heard.question is OpenQuestion.NONE and _before_evening(turn)
    score = {"pain_morning": pain} if early else {"pain": pain}
    _note(turn, day=heard.day, **score, **_walks(turn))
    eased = reading.flare or reading.stopped_early
    if heard.day == heard.today and (eased or early):
        lower_today(turn.session, turn.enrolment, turn.patient, Cause.REPLY, turn.now)
    late = heard.day < heard.today
    plan = None
    if (pain is not None and not early) or late or _pain_is_known(turn):
        cause = Cause.LATE_REPLY if late else Cause.REPLY
        plan = decide(turn.session, turn.enrolment, turn.patient, heard.day, cause, turn.now)
        if late and history.plan_of(turn.session, turn.enrolment, heard.today + _ONE_DAY) is not None:
            decide(turn.session, turn.enrolment, turn.patient, heard.today, cause, turn.now)
    thanks_with_plan = plan is not None and pain is not None and not late
    if late and plan is not None and history.corrected_now(turn.session, turn.enrolment, turn.now):
        return  # The corrected plan is the answer.
    turn.reply(TextKind.REPLY_THANKS if thanks_with_plan else TextKind.DAY_THANKS, **_told(turn))


def _ask_which_day(turn: Turn, pain: int) -> None:
    """Two check-ins are open. Until we hear which is meant, the score counts for today; its walks earn nothing."""
    told = {"flare": _walks(turn)["flare"], "stopped_early": _walks(turn)["stopped_early"]}
    _note(turn, day=turn.heard.today, pain=pain, undated=True, possible_red=True, **told)
    decide(turn.session, turn.enrolment, turn.patient, turn.heard.today, Cause.REPLY, turn.now)
    turn.reply(TextKind.UNCLEAR_QUESTION, asks="day")


def _names_the_day(turn: Turn) -> bool:
    """ "Yesterday", or "today 5", after we asked; a score once more without a day is of today."""
    reading = turn.heard.reading
    told_again = isinstance(reading.pain, int)
    return told_again or (reading.kind is ReplyKind.UNCLEAR and reading.day is not ReplyDay.UNSAID)


def _settle_day(turn: Turn, undated: DayNote) -> None:
    """The score gets its day; today is decided anew with it, or without it."""
    reading, heard = turn.heard.reading, turn.heard
    late = reading.day is ReplyDay.YESTERDAY
    day = heard.today - _ONE_DAY if late else heard.today
    pain = _pain(turn)
    told = {"pain": undated.pain if pain is None else pain, **_walks(turn)}
    told |= {"flare": told["flare"] or undated.flare, "stopped_early": told["stopped_early"] or undated.stopped_early}
    _note(turn, day=day, settles=undated.id, **told)
    if late:
        decide(turn.session, turn.enrolment, turn.patient, day, Cause.LATE_REPLY, turn.now)
    decide(turn.session, turn.enrolment, turn.patient, heard.today, Cause.REPLY, turn.now)
    if not history.corrected_now(turn.session, turn.enrolment, turn.now):
        turn.reply(TextKind.DAY_THANKS if late else TextKind.REPLY_THANKS)


def _ask_whose(turn: Turn) -> None:
    """Two check-ins of two people are open on one phone: whose answer is it? Where no letter tells, a person asks."""
    if all(letter.isalpha() for letter in turn.heard.whose):
        turn.reply(TextKind.WHOSE_QUESTION, initials="".join(turn.heard.whose))
        return
    turn.alert(AlertKind.UNCLEAR_REPLY)
    turn.reply(TextKind.UNCLEAR_HANDED_ON)


def _before_evening(turn: Turn) -> bool:
    return local_time.local_time(turn.now, turn.patient.zone) < turn.enrolment.evening_time


def _pain_is_known(turn: Turn) -> bool:
    notes = history.notes_of(turn.session, turn.enrolment, turn.heard.day)
    return any(note.pain is not None for note in notes)


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


def _keep_score(turn: Turn) -> None:
    pain = _pain(turn)
    if pain is not None:
        _note(turn, day=turn.heard.day, pain=pain)


def _pain(turn: Turn) -> int | None:
    """The score. Of "1 3" the second is the walks; where stricter bands would make it another light, it counts."""
    pain, walks = turn.heard.reading.pain, turn.heard.reading.walks
    if not isinstance(pain, int):
        return None
    if not isinstance(walks, int) or walks not in turn.heard.reading.candidates:
        return pain
    other_light = facts.band(walks, turn.settings) is not facts.band(pain, turn.settings)
    return max(pain, walks) if other_light else pain


def _note(turn: Turn, *, day: date, **facts: Any) -> None:
    """One note a text: what was told is kept beside what was told before, never over it."""
    existing = history.note_of_text(turn.session, turn.enrolment, turn.heard.inbound)
    if existing is not None:
        return
    if turn.heard.inbound.id is None:
        raise ValueError("A note belongs to a stored text.")
    note = DayNote(enrolment_id=turn.enrolment.id, day=day, inbound_id=turn.heard.inbound.id, at=turn.now, **facts)
    event = happened("day.noted", turn.enrolment, turn.now, actor=PATIENT, day=day.isoformat())
    save(turn.session, note, event=event)


_COMMANDS: dict[ReplyKind, Callable[[Turn], None]] = {
    ReplyKind.READY: consent.ready,
    ReplyKind.SHOES: consent.shoes,
    ReplyKind.START: consent.start,
    ReplyKind.RESUME: consent.resume,
    ReplyKind.PAUSE: _pause,
    ReplyKind.HELP: _help,
    ReplyKind.CALL: _call,
}
