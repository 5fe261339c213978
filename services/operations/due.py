"""What is due now, and when is anything due next? A rehearsal's clock asks this."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel import Session

from services.storage.queries.due import DUE_NOW, NEXT


@dataclass(frozen=True, slots=True)
class Due:
    """Counts of the work that is due, by kind. Texts that are leaving are with a worker and not late."""

    replies: int
    receipts: int
    texts: int
    leaving: int
    lost: int
    days: int
    notices: int
    rungs: int
    lines: int
    sweeps: int

    @property
    def nothing(self) -> bool:
        """Whether nothing is due."""
        return not any(asdict(self).values())


def due_now(session: Session, now: datetime) -> Due:
    """Counts of all work due now."""
    return Due(*session.execute(DUE_NOW, {"now": now}).one())


def next_due_at(session: Session) -> datetime | None:
    """The next moment at which anything is due; in the past if something is overdue; None if nothing is planned."""
    moment: datetime | None = session.execute(NEXT).scalar_one()
    return moment
