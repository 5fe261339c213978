"""What is due, and when is anything due next? Asked by a rehearsal's clock, and by whoever wonders what is behind."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel import Session

from services.storage.queries.due import DUE_NOW, NEXT


@dataclass(frozen=True, slots=True)
class Due:
    """How many of each kind wait at this moment. Leaving ones are with a worker and not late."""

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
        """Whether all work due by now has settled."""
        return not any(asdict(self).values())


def due_now(session: Session, now: datetime) -> Due:
    """Everything that somebody should be doing at this moment."""
    return Due(*session.execute(DUE_NOW, {"now": now}).one())


def next_due_at(session: Session) -> datetime | None:
    """The next moment at which anything is due; in the past when something is behind; None when nothing is planned."""
    moment: datetime | None = session.execute(NEXT).scalar_one()
    return moment
