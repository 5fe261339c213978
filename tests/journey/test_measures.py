"""Do the numbers say what was planned and told, with rest never a miss and the unknown kept apart?"""

from datetime import date, timedelta

import pytest

from schemas.api.measures import Measures, NewEars
from schemas.tables.people import Patient
from schemas.vocabulary import Absent, Walked
from services.journey.caring import ears
from services.journey.deciding.day_report import report_of
from services.storage import records
from services.storage.case import Batch
from services.storage.database import Database
from services.views import measures
from services.views.measures import Period
from tests.clinic import ClinicInTests
from tests.doors.conftest import START

FIRST = date(2026, 3, 3)
DAYS = ["2 2", "3 1", None, "2", "8 0", "3", "4 2", "2 done", "1 2", "2 2"]


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def _live(clinic: ClinicInTests, patient: Patient, days: list[str | None]) -> None:
    for number, told in enumerate(days, start=1):
        clinic.turn_to(START + timedelta(days=number, hours=9, minutes=15))
        if told is not None:
            clinic.text(patient, told)
    clinic.turn_to(START + timedelta(days=len(days) + 1))


def _measured(clinic: ClinicInTests, patient: Patient, days: int, since: date = FIRST) -> Measures:
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        return measures.of_patient(session, enrolment, Period(since, FIRST + timedelta(days=days - 1)))


def test_adherence_counts_what_is_known_and_neither_rest_nor_silence(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    _live(clinic, patient, DAYS)
    found = _measured(clinic, patient, len(DAYS))
    plans = [plan for plan in clinic.plans(patient) if FIRST <= plan.day < FIRST + timedelta(days=len(DAYS))]
    walking = [plan for plan in plans if plan.walks]
    assert len(plans) > len(walking), "there was a day of rest after the red one"
    known, done, asked, walked = 0, 0, 0, 0.0
    with clinic.database.unit_of_work() as session:
        case = Batch(session, clinic.now).case(records.enrolment_of_patient(session, patient.id).id)
        for plan in walking:
            completed = report_of(case, plan).completed
            if isinstance(completed, Walked):
                known, done = known + 1, done + (completed.fraction >= 0.8)
                asked, walked = asked + plan.minutes, walked + plan.minutes * completed.fraction
    adherence = found.adherence
    assert (adherence.days_asked, adherence.days_known, adherence.days_done) == (len(walking), known, done)
    assert adherence.days_unknown == len(walking) - known > 0
    assert (adherence.minutes_asked, adherence.minutes_done) == (asked, round(walked))
    assert adherence.days_share == round(done / known, 3)


def test_replies_pain_lights_and_stage(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    _live(clinic, patient, DAYS)
    found = _measured(clinic, patient, len(DAYS))
    assert (found.replies.asked, found.replies.answered) == (10, 9)
    assert found.lights == {"green": 7, "yellow": 1, "red": 1, "no_reply": 1}
    last_week = [2, 8, 3, 4, 2, 1, 2]
    assert found.pain.baseline == 6
    assert found.pain.last_week == round(sum(last_week) / 7, 2)
    assert (found.pain.by_two_points, found.pain.by_30_percent, found.pain.improved) == (True, True, True)
    assert found.stage is not None
    with clinic.database.unit_of_work() as session:
        case = Batch(session, clinic.now).case(records.enrolment_of_patient(session, patient.id).id)
        for plan in clinic.plans(patient)[:3]:
            assert report_of(case, plan).completed is not Absent.NOT_ASKED


@pytest.mark.parametrize(
    ("worst", "told", "expected"),
    [
        (9, "7", (True, False, False)),
        (3, "2", (False, True, False)),
        (4, "2", (True, True, True)),
        (2, "3", (False, False, False)),
    ],
)
def test_improvement_is_two_points_and_a_third_together(
    clinic: ClinicInTests, worst: int, told: str, expected: tuple[bool, bool, bool]
) -> None:
    patient = clinic.begin(baseline_pain={"worst": worst, "average": 1, "now": 1})
    _live(clinic, patient, [told] * 4)
    pain = _measured(clinic, patient, 4).pain
    assert (pain.by_two_points, pain.by_30_percent, pain.improved) == expected


def test_a_week_with_two_scores_says_nothing_about_pain(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    _live(clinic, patient, ["2", None, None, None, None, None, "1"])
    assert _measured(clinic, patient, 7).pain.improved is None


def test_a_clinic_is_the_sum_of_its_therapists(clinic: ClinicInTests) -> None:
    first, second = clinic.begin(), clinic.begin(phone="+12025550170")
    _live(clinic, first, ["2 2", "3 1"])
    for told in ("1 2", "1 2"):
        clinic.text(second, told)
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, first.id)
        ears.enter_ears(session, enrolment, NewEars(day=FIRST, score=18), "user:x", clinic.now)
        together = measures.of_clinic(session, clinic.id, Period(FIRST, FIRST + timedelta(days=1)))
        nobody = measures.of_clinic(session, clinic.admin.id, Period(FIRST, FIRST))
    alone = [_measured(clinic, patient, 2) for patient in (first, second)]
    assert together.clinic.patients == 2
    assert together.clinic.adherence.days_asked == sum(one.adherence.days_asked for one in alone)
    assert together.clinic == together.therapists[clinic.therapist.id]
    assert (together.clinic.ears_scored, together.clinic.ears_mean) == (1, 18.0)
    assert (nobody.clinic.patients, nobody.clinic.adherence.days_share) == (0, None)
