"""A couple with one phone: whose answer is it, and is danger seen for both?"""

import pytest

from schemas.people import Patient
from schemas.vocabulary import State
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.test_loop import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def couple(clinic: ClinicInTests, database: Database, *names: str | None) -> tuple[ClinicInTests, list[Patient]]:
    other = ClinicInTests(database, clinic.now)
    one = clinic.begin(first_name=names[0])
    two = other.enrol(first_name=names[1])
    other.run()
    other.text(two, "READY")
    return other, [one, two]


def evening(clinic: ClinicInTests, other: ClinicInTests) -> None:
    clinic.turn_to(at(19, 1, day=1))
    other.turn_to(at(19, 1, day=1))


def test_with_two_check_ins_open_we_ask_whose_it_is_and_believe_the_letter(
    clinic: ClinicInTests, database: Database
) -> None:
    other, (maria, tom) = couple(clinic, database, "Maria", "Tom")
    evening(clinic, other)
    other.text(tom, "a 7 today")
    assert other.bodies(tom)[-1].startswith("Two of you share this number.")
    assert "M or T" in other.bodies(tom)[-1]
    assert (clinic.plans(maria)[-1].rule, other.plans(tom)[-1].rule) == ("start", "start")
    other.text(tom, "M 2")
    assert (clinic.plans(maria)[-1].light, other.plans(tom)[-1].rule) == ("green", "start")
    other.text(tom, "t: 8")
    assert other.plans(tom)[-1].state is State.RED_REST


def test_where_no_letter_tells_them_apart_a_person_asks(clinic: ClinicInTests, database: Database) -> None:
    other, (one, two) = couple(clinic, database, None, "Tom")
    evening(clinic, other)
    other.text(two, "5")
    assert "unclear_reply" in clinic.alerts(one) | other.alerts(two)
    assert (clinic.plans(one)[-1].rule, other.plans(two)[-1].rule) == ("start", "start")


def test_danger_from_a_shared_phone_is_told_to_both_care_teams(clinic: ClinicInTests, database: Database) -> None:
    other, (maria, tom) = couple(clinic, database, "Maria", "Tom")
    evening(clinic, other)
    other.text(tom, "I can't feel my groin")
    alerts = [clinic.alerts(maria), other.alerts(tom)]
    assert any("red_flag_emergency" in raised for raised in alerts)
    assert any("possible_danger" in raised for raised in alerts)
