"""Replays what happened between a backup and now, from the carrier's list, before anything else runs.

Days end, replies are heard and texts count as sent, each at its own time. So nobody is texted twice, no score falls on
the wrong day, and no danger is lost.
"""

import uuid
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from schemas.tables.events import Event
from schemas.tables.messages import InboundText, OutboundText, TextState
from schemas.transitions import IN_DOUBT, NOT_YET_GONE
from services.carrier.forms import PROVIDER
from services.carrier.port import Accepted, ListedText
from services.conversation.reading.reading import Ear
from services.journey.caring import discharge, erasures
from services.journey.caring.erasures import Erased
from services.journey.deciding import decide
from services.journey.hearing import hear, outcome
from services.journey.hearing.whose_record import same_text
from services.journey.texting import send
from services.operations import repair
from services.operations.overdue import missing_texts
from services.storage import records, text_states
from services.storage.case import happened, in_hand
from services.storage.database import Database
from services.storage.events import AMBLE
from services.storage.queries import texts

# Allows for units of work that were open during the backup, and for clocks that differ.
_EARLIER = timedelta(minutes=10)
_CLOCKS_DIFFER = timedelta(minutes=1)
_TOGETHER = 50
_PERHAPS_LEFT = (*NOT_YET_GONE, *IN_DOUBT)


@dataclass(slots=True)
class Replayed:
    """Counts of texts recorded as sent, replies heard, texts given up because they may have left, and erasures."""

    sent: int = 0
    heard: int = 0
    let_go: int = 0
    erased: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """What is known of the time since a backup: the carrier's list, newest first, and the erasures.

    erased has erasures of any time. Each is repeated at its own time, so that later texts are again a stranger's.
    """

    listed: Sequence[ListedText]
    erased: Sequence[Erased]
    now: datetime


class _NotThisOne(Exception):
    """This row is not the text that the carrier lists."""


def known_until(session: Session) -> datetime | None:
    """The moment up to which the restored record is surely complete; None for an empty record."""
    newest = session.exec(select(Event.at).order_by(col(Event.id).desc()).limit(1)).first()
    return newest - _EARLIER if newest else None


def replay_gap(database: Database, gap: Gap, ear: Ear, progress: Callable[[datetime], None]) -> Replayed:
    """Replay the time between a backup and now. Nothing else may run meanwhile."""
    replayed, now = Replayed(), gap.now
    with database.unit_of_work() as session:
        to_erase = deque(erasures.find(session, gap.erased))
    # The list comes newest first, in whole seconds; entries of the same second keep their order.
    in_order = list(reversed(gap.listed))
    in_order.sort(key=lambda text: text.at)
    for text in in_order:
        progress(text.at)
        replayed.erased += _erase_again(database, to_erase, text.at)
        _close_days(database, text.at)
        if text.inbound:
            replayed.heard += _hear(database, text, ear)
        else:
            replayed.sent += _count_as_sent(database, text)
    replayed.erased += _erase_again(database, to_erase, now)
    _close_days(database, now)
    _make_missing_texts(database, now)
    while let_go := _let_go_what_was_due(database, now):
        replayed.let_go += let_go
    return replayed


def _make_missing_texts(database: Database, now: datetime) -> None:
    made: list[uuid.UUID] = []
    while True:
        with database.unit_of_work() as session:
            unmade = missing_texts(session, now, _TOGETHER, made)
            repair.make_missing_texts(session, unmade, now)
        if not unmade:
            return
        made.extend(unmade)


def _erase_again(database: Database, to_erase: deque[tuple[datetime, uuid.UUID]], until: datetime) -> int:
    """Repeat the erasures whose time has come. Until then days end and texts are heard."""
    count = 0
    while to_erase and to_erase[0][0] <= until:
        at, enrolment_id = to_erase.popleft()
        _close_days(database, at)
        with database.unit_of_work() as session:
            discharge.erase(session, enrolment_id, AMBLE, at)
        count += 1
    return count


def _close_days(database: Database, now: datetime) -> None:
    while True:
        with database.unit_of_work() as session:
            due = records.enrolments_at_boundary(session, now, limit=_TOGETHER)
            decide.close_days_of(session, due, now)
        if not due:
            return


def _hear(database: Database, text: ListedText, ear: Ear) -> int:
    with database.unit_of_work() as session:
        if texts.is_stored(session, text.sid):
            return 0
        inbound = InboundText(
            provider=PROVIDER,
            sid=text.sid,
            from_phone=text.phone,
            from_index=text.phone,
            to_phone=text.sender,
            body=text.body,
            raw="",
            received_at=text.at,
        )
        session.add(inbound)
    # Texts that waited unheard in the backup come first.
    while _hear_next(database, text, ear):
        pass
    return 1


def _hear_next(database: Database, text: ListedText, ear: Ear) -> bool:
    with database.unit_of_work() as session:
        return bool(hear.hear_next(session, [text.phone], text.at, ear))


def _count_as_sent(database: Database, text: ListedText) -> int:
    with database.unit_of_work() as session:
        if texts.is_known_as_sent(session, text.sid):
            return 0
        patients = [patient.id for _, patient in records.enrolments_of_phone(session, text.phone)]
        candidates = texts.due_to(session, patients, _PERHAPS_LEFT, text.at + _CLOCKS_DIFFER)
    for text_id in candidates:
        try:
            with database.unit_of_work() as session:
                _accept(session, session.get_one(OutboundText, text_id), text)
        except _NotThisOne:
            continue
        return 1
    return 0


def _accept(session: Session, row: OutboundText, text: ListedText) -> None:
    """Record that this row left as the listed text, at its time. Raises _NotThisOne if its words would differ."""
    with in_hand(session, text.at) as batch:
        row, case = batch.text(row.id)
        if row.state in IN_DOUBT:
            if not same_text(text.body, row.body or ""):
                raise _NotThisOne
            outcome.accepted(case, row, text.sid, text.status)
            return
        text_states.move(case, row, TextState.CLAIMED, case.happened("text.claimed"), lease_until=text.at + send.LEASE)
    ready = send.make_ready(session, [row.id], text.at)
    if not ready or not same_text(text.body, ready[0].outgoing.body):
        raise _NotThisOne
    call = outcome.Called(row.id, ready[0].outgoing.attempt, Accepted(text.sid, text.status))
    outcome.settle_calls(session, [call], text.at)


def _let_go_what_was_due(database: Database, now: datetime) -> int:
    """Give up texts that were due before now and are not listed: they may be on their way all the same.

    Safety texts are sent: twice is better than never. Returns how many of the next batch were given up.
    """
    with database.unit_of_work() as session, in_hand(session, now) as batch:
        due = texts.lock_due_in_states(session, _PERHAPS_LEFT, now, _TOGETHER)
        for text, enrolment in due:
            event = happened("text.expired", enrolment, now, restored=True)
            text_states.move(batch, text, TextState.EXPIRED, event)
    return len(due)
