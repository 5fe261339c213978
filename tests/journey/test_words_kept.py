"""Do a patient's words stand sealed only, does an erasure leave none, and is everything kept no longer than it should?"""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from infra.local.servers import EmbeddedServers
from schemas.api.care import DischargePatient
from schemas.tables.columns import PhoneIndex, Sealed, SealedDocument
from schemas.tables.people import DischargeReason, Patient
from services import wiring
from services.carrier.port import ListedText
from services.journey.caring import discharge, erasures
from services.operations import restore, retention
from services.storage import records
from services.storage.database import METADATA, Database
from tests.clinic import SHARED, ClinicInTests
from tests.doors.conftest import START
from tests.one_database import OneDatabase

DAY = timedelta(days=1)
TOLD = (
    "4 and my niece Leocadia walked beside me",
    "please do not stop these nice letters",
    "my husband can not feel his groin at all",
    "can you call me about my orange pills",
    "pause me for three days, Leocadia marries",
    "I do not want to live like that any more",
    "my groin went completely numb on the stairs",
    "leave me alone, stop texting me",
    "8 then 6 then who knows, it burns like lava",
)
_copies = count(1)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def _plain(database: Database) -> Iterator[tuple[str, str]]:
    """Every value that the database can show as it stands, with where."""
    with database.engine.connect() as connection:
        for table in METADATA.sorted_tables:
            for column in table.columns:
                if not isinstance(column.type, Sealed | SealedDocument | PhoneIndex):
                    statement = f'SELECT "{column.name}"::text FROM "{table.name}" WHERE "{column.name}" IS NOT NULL'
                    for value in connection.execute(sa.text(statement)).scalars():
                        yield f"{table.name}.{column.name}", value


def _opened(database: Database) -> Iterator[tuple[str, str]]:
    """Every value that is sealed, opened."""
    with database.engine.connect() as connection:
        for table in METADATA.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, Sealed | SealedDocument):
                    for value in connection.execute(sa.select(column).where(column.is_not(None))).scalars():
                        yield f"{table.name}.{column.name}", str(value)


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"[\w']+", text.casefold())) + " "


def _runs(texts: tuple[str, ...], length: int = 3) -> set[str]:
    said = [_words(text).split() for text in texts]
    return {" ".join(words[i : i + length]) for words in said for i in range(len(words) - length + 1)}


def _quoted(values: Iterator[tuple[str, str]], runs: set[str]) -> set[tuple[str, str]]:
    found = ((where, _words(value)) for where, value in values)
    return {(where, run) for where, value in found for run in runs if f" {run} " in value}


def _live(clinic: ClinicInTests) -> Patient:
    clinic.text_from("+12025550143", "hello I am Leocadia, is this the clinic")
    patient = clinic.begin(first_name="Wilhelmina")
    for day, body in enumerate(TOLD, start=1):
        clinic.turn_to(START + day * DAY + timedelta(hours=9))
        clinic.text(patient, body)
    clinic.turn_to(START + 12 * DAY)
    return patient


def _erase(clinic: ClinicInTests, patient: Patient) -> None:
    with clinic.database.unit_of_work() as session:
        discharge.erase(session, records.enrolment_of_patient(session, patient.id).id, "user:x", clinic.now)


def test_no_plain_column_holds_three_words_of_a_patient_and_no_column_those_of_the_erased(
    clinic: ClinicInTests,
) -> None:
    patient = _live(clinic)
    assert patient.phone == "+12025550143", "the stranger of before is this patient"
    runs = _runs((*TOLD, "hello I am Leocadia, is this the clinic"))
    assert _quoted(_opened(clinic.database), runs), "the search sees what is sealed"
    assert _quoted(_plain(clinic.database), runs) == set()
    _erase(clinic, patient)
    clinic.run()
    everything = [*_plain(clinic.database), *_opened(clinic.database)]
    assert _quoted(iter(everything), runs) == set()
    personal = ("Leocadia", "Wilhelmina", "2025550143")
    assert {(where, word) for where, value in everything for word in personal if word in value} == set()


def test_what_a_program_of_before_quoted_is_forgotten_by_an_erasure_and_by_the_sweep(clinic: ClinicInTests) -> None:
    patients = [clinic.begin(), clinic.begin(phone="+12025550144")]
    for patient in patients:
        clinic.text(patient, "my groin went completely numb")
    quote = """UPDATE inbound_text SET reading = reading || '{"why": "groin went completely numb"}'"""
    with clinic.database.unit_of_work() as session:
        session.execute(sa.text(quote))
    runs = _runs(("groin went completely numb",))
    _erase(clinic, patients[0])
    assert len([where for where, value in _plain(clinic.database) if "completely" in value]) == 2
    assert _sweep(clinic, limit=1) == 2, "READY and what followed, batch by batch"
    assert _quoted(_plain(clinic.database), runs) == set()


def _sweep(clinic: ClinicInTests, limit: int = 1000) -> int:
    swept = 0
    for kept in retention.RETENTION_RULES:
        ended = limit
        while ended == limit:
            with clinic.database.unit_of_work() as session:
                ended = retention.sweep(session, kept, clinic.now, limit)
            assert ended <= limit, kept
            swept += ended
    return swept


def _rows(clinic: ClinicInTests, statement: str) -> int:
    with clinic.database.unit_of_work() as session:
        return int(session.execute(sa.text(statement)).scalar_one())


def test_a_strangers_words_are_forgotten_once_a_person_has_seen_them_and_the_time_is_over(
    clinic: ClinicInTests,
) -> None:
    for number in range(5):
        clinic.text_from(f"+1202555019{number}", f"my leg is heavy, Xanthippe {number}")
    clinic.now += 31 * DAY
    assert _sweep(clinic, limit=2) == 0, "nobody has looked at them yet"
    with clinic.database.unit_of_work() as session:
        session.execute(sa.text("UPDATE alert SET closed_at = opened_at"))
    clinic.now -= 2 * DAY
    assert _sweep(clinic, limit=2) == 0
    clinic.now += 2 * DAY
    assert _sweep(clinic, limit=2) == 5
    assert [value for _, value in _opened(clinic.database) if "Xanthippe" in value or "+1202555019" in value] == []
    assert _sweep(clinic, limit=2) == 0


ENDING = {
    "idempotency_key": (
        "INSERT INTO idempotency_key (user_id, route, key, body_hash, created_at) "
        "SELECT id, 'POST /v1/x', 'k' || n, 'h', :at FROM app_user, generate_series(1, 3) AS n WHERE email = 'a@b.co'",
        2,
    ),
    "delivery_receipt": (
        "INSERT INTO delivery_receipt (sid, status, raw, received_at, read_at) "
        "SELECT 'SM' || n, 'sent', ''::bytea, :at, :at FROM generate_series(1, 3) AS n",
        90,
    ),
    "browser_session": (
        "INSERT INTO browser_session (id, user_id, created_at, seen_at, expires_at, ended_at) SELECT 's' || n, id, :at, "
        ":at, CAST(:at AS timestamptz) + interval '1 day', :at FROM app_user, generate_series(1, 3) AS n WHERE email = 'a@b.co'",
        30,
    ),
    "invitation": (
        "INSERT INTO invitation (id, user_id, totp_secret, created_at, expires_at) SELECT 'i' || n, id, ''::bytea, :at, "
        ":at FROM app_user, generate_series(1, 3) AS n WHERE email = 'a@b.co'",
        30,
    ),
}


@pytest.mark.parametrize("table", ENDING)
def test_what_is_kept_for_a_time_ends_with_it_batch_by_batch(clinic: ClinicInTests, table: str) -> None:
    statement, days = ENDING[table]
    with clinic.database.unit_of_work() as session:
        session.execute(sa.text(statement), {"at": clinic.now})
    clinic.now += days * DAY - timedelta(seconds=1)
    _sweep(clinic)
    assert _rows(clinic, f"SELECT count(*) FROM {table}") == 3
    clinic.now += timedelta(seconds=2)
    assert _sweep(clinic, limit=2) == 3
    assert _rows(clinic, f"SELECT count(*) FROM {table}") == 0


def test_a_delivery_to_a_system_ends_and_one_that_waits_does_not(clinic: ClinicInTests) -> None:
    make = (
        "WITH sub AS (INSERT INTO subscription (id, clinic_id, url, types, secret, seen_up_to, created_at) "
        "SELECT gen_random_uuid(), id, 'https://x.org', '[]', ''::bytea, 9, :at FROM clinic RETURNING id, clinic_id) "
        "INSERT INTO hook_delivery (id, clinic_id, subscription_id, event_id, type, payload, state, attempts, due_at, "
        "created_at) SELECT gen_random_uuid(), clinic_id, id, n, 'plan.changed', '{}', "
        "(ARRAY['planned', 'sent', 'given_up'])[n], 0, :at, :at FROM sub, generate_series(1, 3) AS n"
    )
    with clinic.database.unit_of_work() as session:
        session.execute(sa.text(make), {"at": clinic.now})
    clinic.now += 31 * DAY
    assert _sweep(clinic) == 2
    assert _rows(clinic, "SELECT count(*) FROM hook_delivery WHERE state = 'planned'") == 1


def test_who_was_erased_after_a_backup_is_erased_again_when_it_is_restored(
    clinic: ClinicInTests, servers: EmbeddedServers, one_database: OneDatabase
) -> None:
    erased, stays = clinic.begin(first_name="Wilhelmina"), clinic.begin(phone="+12025550144", first_name="Ottilie")
    clinic.turn_to(START + 2 * DAY)
    clinic.text(erased, "4 and Leocadia walked with me")
    backup = one_database.copied_to(f"older_backup_{next(_copies)}")
    texted, clinic.now = clinic.now + timedelta(hours=1), clinic.now + timedelta(hours=2)
    _erase(clinic, erased)
    with clinic.database.unit_of_work() as session:
        lines = list(erasures.lines(session))
    assert len(lines) == 1
    assert not any(word in lines[0] for word in (str(erased.id), erased.phone[1:], "Wilhelmina"))
    listed = [
        ListedText("SM2", True, erased.phone, SHARED, "I can't feel my groin, Leocadia", "received", clinic.now + DAY),
        ListedText("SM1", True, erased.phone, SHARED, "5 said Leocadia", "received", texted),
    ]
    opened = Database(backup, servers.keys)
    for again in (1, 0):
        gap = restore.Gap(listed, erasures.read(lines), clinic.now + 2 * DAY)
        replayed = restore.replay_gap(opened, gap, wiring.ear(), lambda _: None)
        assert replayed.erased == again
    with opened.unit_of_work() as session:
        assert session.get_one(Patient, erased.id).erased_at == clinic.now
        assert session.get_one(Patient, stays.id).first_name == "Ottilie"
        kept = list(erasures.lines(session))
    assert [line.split('"patient"')[1] for line in kept] == [line.split('"patient"')[1] for line in lines]
    values = [value for _, value in _opened(opened)]
    assert [value for value in values if "Wilhelmina" in value or "5 said" in value or "walked" in value] == []
    assert [value for value in values if "groin" in value], "what came after the erasure is a stranger's, and is read"
    opened.close()


@pytest.mark.parametrize("line", ["{", '{"id": 1}', "[]", '{"patient": "x"}'])
def test_a_list_that_cannot_be_read_says_which_line(line: str) -> None:
    with pytest.raises(erasures.ListIsWrong, match="Line 2 of the list"):
        erasures.read(["", line])


def test_a_discharge_of_before_does_not_keep_an_erasure_from_being_done_again(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        discharge.discharge(
            session,
            enrolment.id,
            DischargePatient(reason=DischargeReason.GOAL_REACHED, note="well"),
            "user:x",
            clinic.now,
        )
    clinic.run()
    _erase(clinic, patient)
    with clinic.database.unit_of_work() as session:
        listed = erasures.read(erasures.lines(session))
        assert erasures.find(session, listed) == [], "nobody is erased twice"


def test_the_page_about_security_tells_how_long_everything_is_kept() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "security.md").read_text()
    for kept in retention.RETENTION_RULES:
        days = f"{kept.days} days" if kept.days else "at once"
        assert f"| {kept.name} | {days} | {kept.since} |" in page
