"""After four calm weeks, is a patient asked once an evening only, and twice again after a hard day?"""

import pytest

from schemas.tables.messages import Suppression
from schemas.text_kinds import TextKind
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def test_reminders_end_after_four_calm_weeks_and_come_back_after_yellow(clinic: ClinicInTests) -> None:
    patient = clinic.begin(prompt_times={"morning": "08:30", "evening": "18:00"})
    silent = (3, 31, 34)
    for day in range(1, 36):
        clinic.turn_to(at(18, 5, day=day))
        if day not in silent:
            clinic.text(patient, "today 5" if day == 32 else "today 2")
    clinic.turn_to(at(5, day=36))
    reminders = {text.local_date: text for text in clinic.texts(patient, kind=TextKind.EVENING_REMINDER)}
    by_day = [reminders[at(12, day=day).date()] for day in silent]
    assert [text.sent_at is not None for text in by_day] == [True, False, True]
    assert by_day[1].suppression is Suppression.TAPERED
