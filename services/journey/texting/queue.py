"""Which texts are due, and which leave no more? One row each, found once by its key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from schemas.tables.messages import InboundText, OutboundText, Suppression, TextState, Urgency
from schemas.text_kinds import TEXT_KINDS, TextKind, facts_of, texts_that
from services.progression import calendar
from services.storage import history, text_states
from services.storage.case import Case
from services.storage.history import TextKey
from services.storage.queries import texts

ANSWER_WINDOW = timedelta(minutes=30)
NIGHT_WINDOW = timedelta(hours=4)
# Asking whether STOP was meant is the law's matter of five minutes (47 CFR 64.1200).
MINUTES_WINDOW = timedelta(minutes=5)

# An answering machine is not answered for ever; a person who texts this often in a day has been told, and is looked at.
MOST_ANSWERS = 20
# Long enough for the staff to see a slip and take it back, short enough for somebody who waits.
KEPT_BACK = timedelta(minutes=1)

_FOR_GOOD = frozenset({Suppression.OPTED_OUT, Suppression.DISCHARGED, Suppression.WRONG_PERSON})


@dataclass(frozen=True, slots=True)
class Due:
    """One text that is due: its key, its window in UTC, and what its sentence needs besides the plan."""

    kind: TextKind
    local_date: date
    slot: str
    due_at: datetime
    send_before: datetime
    details: dict[str, Any] = field(default_factory=dict)
    suppression: Suppression | None = None

    @property
    def key(self) -> TextKey:
        """By which it is told from the patient's other texts."""
        return self.kind, self.local_date, self.slot


def leaves_at_night(kind: TextKind, details: Mapping[str, Any]) -> bool:
    """Whether a text leaves in quiet hours, too: a net, and what is an answer within minutes or none."""
    return is_net(kind, details) or facts_of(kind).at_once


def answer_text(case: Case, kind: TextKind, cause: InboundText | str, **details: Any) -> OutboundText | None:
    """Queue one text that is due now: an answer to an inbound text, or, with a slot's name, one of our own accord.

    In quiet hours a safety text goes at once, what keeps waits for the morning, and the rest is written down as
    suppressed; so is an answer beyond the day's most. keep_back: it waits a minute, for the staff to take back what
    they did, unless it would not leave then. Answers None when this very text exists already.
    """
    keep_back = bool(details.pop("keep_back", False))
    slot = cause if isinstance(cause, str) else f"inbound:{cause.id}"
    at_once = leaves_at_night(kind, details)
    due_at, send_before, suppression = _window(case, kind, case.now + KEPT_BACK * keep_back, at_once=at_once)
    if keep_back and suppression:
        due_at, send_before, suppression = _window(case, kind, case.now, at_once=at_once)
    today = calendar.plan_day(case.now, case.patient.zone)
    if not isinstance(cause, str) and _answers_of_day(case, kind, today) >= MOST_ANSWERS:
        suppression = Suppression.DAILY_MAXIMUM
    due = Due(kind, today, slot, due_at, send_before, dict(details), suppression=suppression)
    if due.key in history.keys_of_texts(case, [today]):
        return None
    return insert(case, [due], None if isinstance(cause, str) else cause.id)[0]


def _answers_of_day(case: Case, kind: TextKind, day: date) -> int:
    """Answers queued this day: of a safety text the same ones, of any other all but the safety texts."""
    return sum(
        text.inbound_id is not None
        and text.local_date == day
        and text.state is not TextState.SUPPRESSED
        and (text.kind is kind if facts_of(kind).safety else not facts_of(text.kind).safety)
        for text in history.all_texts(case)
    )


def _window(
    case: Case, kind: TextKind, at: datetime, *, at_once: bool
) -> tuple[datetime, datetime, Suppression | None]:
    if at_once:
        return at, at + (MINUTES_WINDOW if facts_of(kind).at_once else NIGHT_WINDOW), None
    if not quiet_at(case, at):
        return at, at + ANSWER_WINDOW, None
    # Every other answer speaks of "tomorrow", and the morning text replaces it.
    if facts_of(kind).keeps_overnight:
        morning = calendar.quiet_hours_end(at, case.patient.zone, case.settings.quiet_hours_end)
        return morning, morning + NIGHT_WINDOW, None
    return at, at + ANSWER_WINDOW, Suppression.QUIET_HOURS


def quiet_at(case: Case, at: datetime) -> bool:
    """Whether nothing but a safety text may leave at a moment."""
    settings = case.settings
    return calendar.is_quiet(at, case.patient.zone, settings.quiet_hours_start, settings.quiet_hours_end)


def quiet_now(case: Case) -> bool:
    """Whether nothing but a safety text may leave now."""
    return quiet_at(case, case.now)


def _urgency(kind: TextKind, inbound_id: int | None) -> Urgency:
    facts = TEXT_KINDS[kind]
    if facts.safety:
        return Urgency.SAFETY
    if inbound_id is not None:
        return Urgency.ANSWER
    return Urgency.BULK if facts.waits_for_nobody else Urgency.PROMPT


def insert(case: Case, texts: Iterable[Due], inbound_id: int | None = None) -> list[OutboundText]:
    """Write down texts whose keys were not there yet."""
    # The unique key stands behind this: without the enrolment's lock the second of two would fail and begin again.
    fresh = [
        OutboundText(
            clinic_id=case.enrolment.clinic_id,
            patient_id=case.patient.id,
            enrolment_id=case.enrolment.id,
            kind=due.kind,
            local_date=due.local_date,
            slot=due.slot,
            zone=case.patient.zone,
            due_at=due.due_at,
            send_before=due.send_before,
            urgency=_urgency(due.kind, inbound_id).value,
            state=TextState.SUPPRESSED if due.suppression else TextState.PLANNED,
            suppression=due.suppression,
            inbound_id=inbound_id,
            details=due.details,
            created_at=case.now,
        )
        for due in texts
    ]
    for text in fresh:
        case.add(text, event=case.happened("text.planned", text=str(text.id), kind=text.kind.value))
    return fresh


def revoke(case: Case, why: Suppression) -> None:
    """Take back every text that has not gone, except the safety texts.

    What a person wrote to the patient stays, unless the patient is to be texted no more.
    """
    stays = texts_that(lambda kind: kind.safety or (kind.by_hand and why not in _FOR_GOOD))
    waiting = texts.lock_waiting_besides(case.session, case.enrolment.id, stays)
    text_states.move(case, waiting, why, case.happened("text.suppressed", why=why.value))


def take_back_question(case: Case) -> None:
    """We need not ask any more which day was meant."""
    waiting = texts.lock_waiting_of_kind(case.session, case.enrolment.id, TextKind.UNCLEAR_QUESTION)
    asking = [text for text in waiting if asks_which_day(text.details)]
    event = case.happened("text.suppressed", why=Suppression.SUPERSEDED.value)
    text_states.move(case, asking, Suppression.SUPERSEDED, event)


def asks_which_day(details: Mapping[str, Any]) -> bool:
    """Whether a question only asks for the day of a score."""
    return details.get("asks") == "day"


def is_net(kind: TextKind, details: Mapping[str, Any]) -> bool:
    """Whether a text says whom to call in danger: it leaves at night, too."""
    facts = facts_of(kind)
    return facts.safety or "net" in details or (facts.net and not asks_which_day(details))
