"""Is the patient in hand the patient of the tables? However few days are loaded first, each answer is the same."""

import uuid
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlmodel import Session, col, select

from schemas.tables.events import Event
from schemas.tables.messages import OutboundText
from schemas.tables.people import Enrolment
from schemas.tables.plans import PlanDay
from schemas.text_kinds import TextKind
from schemas.vocabulary import State
from services.storage import history, records
from services.storage.case import Batch, happened, in_hand
from services.storage.database import ByKey, Database, note_key, save
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
FIRST = date(2026, 3, 3)
DAYS = 12
PHONES = ("+12025550111", "+12025550112", "+12025550113")


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def _with_plans(clinic: ClinicInTests, session: Session, phone: str, chance: Random) -> Enrolment:
    """A patient whose later days have a plan up to three times, or none; written in no order."""
    enrolment = records.enrolment_of_patient(session, clinic.begin(phone=phone).id)
    stands = session.exec(select(PlanDay).where(col(PlanDay.enrolment_id) == enrolment.id)).all()
    same = stands[-1].model_dump(exclude={"id", "day", "revision", "state"})
    begins = max(plan.day for plan in stands) + timedelta(days=1)
    rows = [(day, revision) for day in range(DAYS) for revision in range(1, chance.randint(0, 3) + 1)]
    for day, revision in chance.sample(rows, len(rows)):
        state = chance.choice(list(State))
        session.add(PlanDay(**same, day=begins + timedelta(days=day), revision=revision, state=state))
    enrolment.next_boundary_at = START + timedelta(days=chance.randint(0, DAYS + 5))
    session.flush()
    return enrolment


@pytest.mark.parametrize("seed", range(12))
def test_the_newest_plan_in_hand_is_that_of_the_tables(clinic: ClinicInTests, seed: int) -> None:
    with clinic.database.unit_of_work() as session:
        enrolments = [_with_plans(clinic, session, phone, Random(f"{seed}{phone}")) for phone in PHONES]
        cases = Batch(session, clinic.now).cases(enrolment.id for enrolment in enrolments)
        states = history.newest_states(session, enrolments)
        for enrolment in enrolments:
            newest = history.newest_plan(cases[enrolment.id])
            assert newest is history.newest_plan_of(session, enrolment)
            assert states.get(enrolment.id) is (newest.state if newest else None)


def test_a_day_before_the_known_ones_is_read_when_it_is_asked_for(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for number in range(1, DAYS):
        clinic.turn_to(START + timedelta(days=number, hours=9))
        clinic.text(patient, "3 1" if number % 3 else "2, one hurt a bit")
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        everything = Batch(session, clinic.now).cases([enrolment.id], since=date.min)[enrolment.id]
        for offset in range(-2, DAYS + 3):
            day = FIRST + timedelta(days=offset)
            case = Batch(session, clinic.now).cases([enrolment.id], ahead=False)[enrolment.id]
            assert history.plan_of(case, day) is history.plan_of(everything, day)
            assert history.revisions_of(case, day) == history.revisions_of(everything, day)
            assert history.notes_of(case, day) == history.notes_of(everything, day)
            assert history.acts_of(case, day) == history.acts_of(everything, day)
            for kind in TextKind:
                assert history.text_is_under_way(case, kind, day) == history.text_is_under_way(everything, kind, day)
                assert history.text_that_reached(case, [kind], day) is history.text_that_reached(
                    everything, [kind], day
                )
        made = session.exec(select(OutboundText).where(col(OutboundText.enrolment_id) == enrolment.id)).all()
        assert {text.id for text in history.all_texts(everything)} == {text.id for text in made}


def _fail(session: Session, enrolment_id: uuid.UUID, now: datetime) -> None:
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        case.save(case.enrolment, event=case.happened("done.never"))
        raise ZeroDivisionError


def test_a_batch_writes_its_events_at_its_end_and_none_where_it_failed(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    with clinic.database.unit_of_work() as session:
        enrolment_id = records.enrolment_of_patient(session, patient.id).id
        with in_hand(session, clinic.now) as batch:
            case = batch.case(enrolment_id)
            case.save(case.enrolment, event=case.happened("done.first"))
            case.save(case.enrolment, event=case.happened("done.second"))
            assert not session.exec(select(Event).where(col(Event.name) == "done.first")).all()
        with pytest.raises(ZeroDivisionError):
            _fail(session, enrolment_id, clinic.now)
    with clinic.database.unit_of_work() as session:
        done = session.exec(select(Event.name).where(col(Event.name).startswith("done.")).order_by(col(Event.id)))
        assert list(done) == ["done.first", "done.second"]


def test_the_key_of_one_unit_of_work_is_not_the_next_ones(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for number in range(2):
        with clinic.database.unit_of_work() as session:
            if number == 0:
                note_key(session, ByKey("user:one", "key-1", None))
            enrolment = records.enrolment_of_patient(session, patient.id)
            for actor in ("user:one", "user:other"):
                save(session, event=happened("asked.by", enrolment, clinic.now, actor=actor))
    with clinic.database.unit_of_work() as session:
        asked = session.exec(select(Event).where(col(Event.name) == "asked.by").order_by(col(Event.id))).all()
        keys = [(event.actor, event.key_id, event.on_behalf_of) for event in asked]
    assert keys[0] == ("user:one", "key-1", None)
    assert [key for _, key, _ in keys[1:]] == [None, None, None]
