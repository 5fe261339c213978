"""A roster as an admin uploads it: one row for each patient to enrol."""

import csv
import io

from services.journey.enrolling.roster import COLUMNS
from tests.console.conftest import Lived


def roster_row(lived: Lived, **changes: str) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "") | {
        "phone": "+12025550191",
        "zone": "America/New_York",
        "first_name": "Fay",
        "therapist_email": "t@b.co",
        "diagnosis": "piriformis",
        "onset_date": "2026-01-10",
        "pain_worst": "6",
        "pain_average": "4",
        "pain_now": "3",
        "cleared_by": "Dr. Cole",
        "cleared_at": "2026-03-01T10:00:00Z",
        "screened_at": "2026-03-01T10:00:00Z",
        "shoes_confirmed": "yes",
    }
    signs = [name for name in COLUMNS[COLUMNS.index("flags") + 1 :] if not row[name] and "confirmed" not in name]
    return row | dict.fromkeys(signs, "no") | changes


def as_csv(*rows: dict[str, str]) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()
