"""Do the prompts of many patients leave one after the other, each patient's always at the same minute?"""

from datetime import timedelta

import pytest

from schemas.settings import ProgressionSettings
from schemas.tables.clinics import SettingsVersion
from schemas.tables.messages import OutboundText
from schemas.text_kinds import TextKind
from services.storage import records
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def _spread_over(clinic: ClinicInTests, minutes: int) -> None:
    with clinic.database.unit_of_work() as session:
        settings, _ = records.clinic_settings(session, clinic.id)
        values = ProgressionSettings.model_validate(settings.model_dump() | {"prompt_spread": minutes})
        session.add(
            SettingsVersion(
                clinic_id=clinic.id,
                version=2,
                values=values.model_dump(mode="json"),
                author="test",
                reason="Many patients.",
                created_at=clinic.now,
            )
        )


def _due(texts: list[OutboundText], kind: TextKind) -> list[timedelta]:
    hour = at(8, 30) if kind is TextKind.MORNING_PLAN else at(19)
    return [(text.due_at - hour) % timedelta(days=1) for text in texts if text.kind is kind]


def test_prompts_of_several_patients_are_spread_over_the_minutes_chosen(clinic: ClinicInTests) -> None:
    _spread_over(clinic, 20)
    patients = [clinic.begin(phone=f"+1202555{number}") for number in range(1100, 1106)]
    mornings = [_due(clinic.texts(patient), TextKind.MORNING_PLAN) for patient in patients]
    assert all(len(set(shifts)) == 1 for shifts in mornings), "one patient's hour never moves"
    assert len({shifts[0] for shifts in mornings}) > 1
    assert all(timedelta(0) <= shifts[0] < timedelta(minutes=20) for shifts in mornings)


def test_a_late_evening_time_is_never_spread_into_the_quiet_hours(clinic: ClinicInTests) -> None:
    _spread_over(clinic, 30)
    for number in range(1110, 1116):
        times = {"morning": "08:30", "evening": "19:58"}
        for text in clinic.texts(clinic.begin(phone=f"+1202555{number}", prompt_times=times)):
            assert text.due_at < text.send_before
