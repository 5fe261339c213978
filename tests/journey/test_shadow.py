"""Does the shadow of another version decide the stored days as they were, say what would differ, and change nothing?"""

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session
from typer.testing import CliRunner

from infra.rules import freeze
from schemas.api.care import ClearHold, OrderDay
from schemas.tables.people import Patient
from services import wiring
from services.command_line.main import app
from services.command_line.shadow import as_record
from services.journey.caring import course
from services.progression import boundary
from services.progression.boundary import Asked as Question
from services.progression.boundary import Engine, Record
from services.storage.database import Database
from services.storage.queries.decided import read_only
from services.views.shadow import Asked, Shadow, in_batches, summed
from tests.clinic import ClinicInTests
from tests.journey.moments import at

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ("+12025550144", "+12025550145", "+12025550146", "+12025550147", "+12025550148", "+12025550149")


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def _under(engine: Engine, **settings: Any) -> Engine:
    """The same version, had every therapist chosen these settings."""

    def decide(asked: Question) -> Record | None:
        return engine.decide({**asked, "settings": {**asked["settings"], **settings}})

    def follow(asked: Question) -> Record:
        return engine.follow({**asked, "settings": {**asked["settings"], **settings}})

    return replace(engine, decide=decide, follow=follow)


def _shadow(clinic: ClinicInTests, other: Engine, **how: Any) -> Shadow:
    with clinic.database.unit_of_work() as session:
        read_only(session)
        _, compared = in_batches(session, Asked(boundary.HERE, other, **how))
        return summed(compared)


def _lived(clinic: ClinicInTests, patient: Patient, days: int, words: Callable[[int], str]) -> None:
    """The course's first days, on which the patient answers at half past seven in the evening."""
    for day in range(1, days + 1):
        clinic.turn_to(at(19, 30, day=day))
        if words(day):
            clinic.text(patient, words(day))


def _rows(session: Session) -> dict[str, int]:
    tables = session.execute(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars()
    return {name: session.execute(sa.text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables}


def test_the_same_rule_would_decide_nothing_otherwise_and_nothing_is_written(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    _lived(clinic, patient, 8, lambda day: ("2 all done", "5 all done", "8", "")[day % 4])
    with clinic.database.unit_of_work() as session:
        before = _rows(session)
    found = _shadow(clinic, _under(boundary.HERE))
    with clinic.database.unit_of_work() as session:
        assert _rows(session) == before
    assert (found.patients, found.days_with_another_plan, found.most_different) == (1, 0, [])
    assert found.days == len({plan.day for plan in clinic.plans(patient)})
    assert found.minutes[0] == found.minutes[1] > 0
    assert not found.lights + found.states + found.rules
    assert found.tasks
    assert all(one == other for one, other in found.tasks.values())


def test_the_database_itself_would_refuse_a_write(clinic: ClinicInTests) -> None:
    def write() -> None:
        with clinic.database.unit_of_work() as session:
            read_only(session)
            session.execute(sa.text("DELETE FROM day_note"))

    with pytest.raises(sa.exc.DBAPIError, match="read-only"):
        write()


def test_what_would_differ_is_told_by_light_plan_minutes_and_task(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    _lived(clinic, patient, 12, lambda day: "5 all done" if day == 3 else "2 all done")
    strict = _shadow(clinic, _under(boundary.HERE, green_max=1))
    assert strict.lights["green", "yellow"] >= 10
    assert strict.plans["fewer minutes"] >= 8
    assert set(strict.plans) <= {"fewer minutes", "other walks, as many minutes"}
    assert strict.minutes[1] < strict.minutes[0]
    assert strict.tasks["yellow_review"] == (0, 2)
    assert [one.patient_id for one in strict.most_different] == [patient.id]
    assert strict.most_different[0].minutes == strict.minutes[0] - strict.minutes[1]
    rest = _shadow(clinic, _under(boundary.HERE, green_max=1, red_min=5))
    assert rest.plans["rest instead of walks"] >= 1


def test_both_go_on_from_what_they_decided_themselves(clinic: ClinicInTests) -> None:
    """A first dose that is larger stays so until the last day; asked of the last days alone, both begin as recorded."""
    patient = clinic.begin()
    _lived(clinic, patient, 8, lambda _: "1 all done")
    larger = _under(boundary.HERE, start_minutes=8)
    found = _shadow(clinic, larger)
    assert found.days == found.plans["more minutes"] == len(clinic.plans(patient))
    kept = _shadow(clinic, larger, after=clinic.plans(patient)[-1].day - timedelta(days=4))
    assert (kept.days, kept.days_with_another_plan) == (4, 0)


def test_orders_holds_and_corrections_are_no_reason_to_differ(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "3 2")
    clinic.turn_to(at(13, day=2))
    clinic.text(patient, "FLARE")
    clinic.turn_to(at(9, day=3))
    clinic.text(patient, "8")
    enrolment = clinic.enrolment(patient).id
    with clinic.database.unit_of_work() as session:
        order = OrderDay(day=at(9, day=4).date(), walks=[6], note="As agreed.")
        course.order_day(session, enrolment, order, "user:t", clinic.now)
    clinic.turn_to(at(20, 30, day=5))
    clinic.text(patient, "I can't feel my groin")
    clinic.turn_to(at(10, day=6))
    with clinic.database.unit_of_work() as session:
        course.clear_hold(session, enrolment, ClearHold(note="Seen.", minutes=8), "user:t", clinic.now)
    clinic.turn_to(at(9, day=9))
    found = _shadow(clinic, _under(boundary.HERE))
    assert found.refused == {}
    assert (found.days, found.days_with_another_plan) == (len({plan.day for plan in clinic.plans(patient)}), 0)


def test_the_five_most_different_come_first_and_only_by_their_ids(clinic: ClinicInTests) -> None:
    patients = [clinic.begin(phone=phone) for phone in OTHERS]
    for day in range(1, 8):
        clinic.turn_to(at(19, 30, day=day))
        for number, patient in enumerate(patients):
            clinic.text(patient, "3 all done" if day <= number + 1 else "1 all done")
    found = _shadow(clinic, _under(boundary.HERE, green_max=2))
    assert len(found.most_different) == 5
    minutes = [one.minutes for one in found.most_different]
    assert minutes == sorted(minutes, reverse=True)
    assert patients[0].id not in {one.patient_id for one in found.most_different}
    told = json.dumps(as_record(found, ("4.1", "other")))
    assert not any(phone in told for phone in OTHERS)


def test_a_version_that_cannot_read_a_record_is_told_and_stops_nobody(clinic: ClinicInTests) -> None:
    lost, well = clinic.begin(), clinic.begin(phone=OTHERS[0], diagnosis="piriformis")
    clinic.turn_to(at(9, day=3))

    def decide(asked: Question) -> Record | None:
        if asked["profile"]["diagnosis"] == "ddd":
            raise ZeroDivisionError
        return boundary.decide(asked)

    found = _shadow(clinic, replace(boundary.HERE, decide=decide))
    assert found.refused == {lost.id: "ZeroDivisionError"}
    assert found.patients == 2
    assert found.days == len({plan.day for plan in clinic.plans(well)})


def test_one_clinic_alone(clinic: ClinicInTests) -> None:
    other = ClinicInTests(clinic.database, clinic.now, name="Elsewhere", sender="+15005550007")
    clinic.begin()
    other.begin(phone=OTHERS[0])
    clinic.turn_to(at(9, day=2))
    assert _shadow(clinic, boundary.HERE).patients == 2
    assert _shadow(clinic, boundary.HERE, clinic_id=other.id).patients == 1
    assert _shadow(clinic, boundary.HERE, clinic_id=uuid.uuid4()).patients == 0


def test_a_wheel_of_any_tree_decides_beside_the_release_of_its_name(tmp_path: Path) -> None:
    name, data = freeze.made()
    (tmp_path / name).write_bytes(data)
    released, mine = wiring.engines()["4.1"], wiring.engine_of(tmp_path / name)
    assert mine.decide.__module__ != released.decide.__module__
    assert wiring.engine_of(tmp_path / name).decide is mine.decide


@pytest.mark.parametrize("content", [b"no archive", None])
def test_what_is_no_rule_is_refused_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    wheel = tmp_path / "amble_rules_9-9-py3-none-any.whl"
    if content is not None:
        wheel.write_bytes(content)
    with pytest.raises(wiring.ConfigurationIsWrong, match="is no rule that `make rules` made"):
        wiring.engine_of(wheel)


def test_a_choice_that_is_none_is_refused_by_name() -> None:
    asked = CliRunner().invoke(app, ["shadow", "--rules", "3.2"])
    assert asked.exit_code == 2
    assert "no such version" in asked.output
