"""What is said to a phone that is no patient's? One row for each text, made once."""

from datetime import datetime, timedelta

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from schemas.alerts import LineText, LineTextKind, NoticeState
from schemas.people import Clinic

SEND_WITHIN = timedelta(hours=4)


def plan_line_text(
    session: Session,
    *,
    clinic: Clinic | None,
    kind: LineTextKind,
    slot: str,
    phone: str,
    sender: str,
    body: str,
    now: datetime,
) -> None:
    """Queue a text that is due now, unless the phone had one for that slot. clinic None: nobody knows whose."""
    text = LineText(
        clinic_id=clinic.id if clinic else None,
        kind=kind,
        slot=slot,
        phone=phone,
        phone_index=phone,
        sender=sender,
        body=body,
        state=NoticeState.PLANNED,
        due_at=now,
        send_before=now + SEND_WITHIN,
        created_at=now,
    )
    statement = insert(LineText).values(**text.model_dump())
    session.execute(statement.on_conflict_do_nothing(index_elements=["phone_index", "slot"]))
