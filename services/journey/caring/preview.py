"""What would the patient read, and when, if this were done? It is done, read off, and never was."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from schemas.tables.messages import OutboundText, TextState
from schemas.text_kinds import TextKind, facts_of
from services.journey.texting import wording
from services.journey.texting.send import day_spoken_of
from services.storage import history
from services.storage.case import Batch, Case


@dataclass(frozen=True, slots=True)
class WouldRead:
    """One text that would leave, as the patient would read it."""

    kind: TextKind
    due_at: datetime
    body: str


def would_read(session: Session, enrolment_id: uuid.UUID, act: Callable[[], object], now: datetime) -> list[WouldRead]:
    """The texts that an act would send, and the next morning's if it changes that, in order; nothing is kept.

    Whatever the act raises is raised.
    """
    with session.begin_nested() as attempt:
        act()
        case = Batch(session, now).case(enrolment_id)
        texts = sorted(_telling(case), key=lambda text: text.due_at)
        found = [WouldRead(text.kind, text.due_at, _body(case, text)) for text in texts]
        attempt.rollback()
    return found


def _telling(case: Case) -> list[OutboundText]:
    waiting = [text for text in history.all_texts(case) if text.state is TextState.PLANNED]
    own = [text for text in waiting if not facts_of(text.kind).daily and case.now in (text.created_at, text.due_at)]
    mornings = [
        text
        for text in waiting
        if text.kind is TextKind.MORNING_PLAN
        and (plan := history.plan_of(case, text.local_date)) is not None
        and plan.decided_at == case.now
    ]
    return own + sorted(mornings, key=lambda text: text.due_at)[:1]


def _body(case: Case, text: OutboundText) -> str:
    return wording.body(case, text, history.plan_of(case, day_spoken_of(text)))
