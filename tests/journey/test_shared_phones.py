"""Two courses on one phone and one sender, as they may stand since before that was refused: who is meant?"""

import pytest
import sqlalchemy as sa

from schemas.tables.people import EnrolmentStatus, Patient
from schemas.vocabulary import State
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def as_of_before(database: Database) -> None:
    """Enrolments that no unique index holds yet."""
    with database.unit_of_work() as session:
        session.execute(sa.text("UPDATE enrolment SET running_phone = NULL"))


def couple(clinic: ClinicInTests, database: Database, *names: str | None) -> tuple[ClinicInTests, list[Patient]]:
    other = ClinicInTests(database, clinic.now)
    one = clinic.begin(first_name=names[0])
    as_of_before(database)
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
    assert any("danger_elsewhere" in raised for raised in alerts)
    assert {clinic.plans(maria)[-1].state, other.plans(tom)[-1].state} == {State.EMERGENCY, State.HOLD_CLINICAL}


@pytest.mark.parametrize("words", ["2", "2, and I slept badly", "I can't feel my groin", "PAUSE 3", "SHOES", "8"])
def test_only_what_is_about_consent_goes_to_who_has_not_consented(
    clinic: ClinicInTests, database: Database, words: str
) -> None:
    mine = clinic.begin()
    clinic.turn_to(at(19, 1, day=1))
    as_of_before(database)
    other = ClinicInTests(database, clinic.now)
    theirs = other.enrol()
    other.run()
    asked = len(other.texts(theirs))
    other.text(mine, words)
    assert _whose_was_heard(database) == mine.id
    assert len(other.texts(theirs)) == asked, "no answer of a clinic to which nobody has consented"


@pytest.mark.parametrize("words", ["READY", "HELP"])
def test_what_is_about_consent_may_be_of_who_was_asked_last(
    clinic: ClinicInTests, database: Database, words: str
) -> None:
    clinic.begin()
    clinic.turn_to(at(19, 1, day=1))
    as_of_before(database)
    other = ClinicInTests(database, clinic.now)
    theirs = other.enrol()
    other.run()
    other.text(theirs, words)
    assert _whose_was_heard(database) == theirs.id
    assert (other.enrolment(theirs).status is EnrolmentStatus.ACTIVE) == (words == "READY")


def _whose_was_heard(database: Database) -> object:
    with database.unit_of_work() as session:
        return session.execute(sa.text("SELECT patient_id FROM inbound_text ORDER BY id DESC LIMIT 1")).scalar_one()
