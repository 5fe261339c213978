"""Does an invitation reach the invited person, and nobody else? Who may leave, and what is kept for a repeat?"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import sqlalchemy as sa

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from schemas.tables.clinics import Clinic
from schemas.tables.idempotency import IdempotencyKey
from schemas.tables.identity import Role
from services.accounts import clinics
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.commands import amble
from tests.doors.mailbox import Mailbox, open_mailbox
from tests.doors.serving import production, serve
from tests.people import accepted, made_a_person

PASSWORD = "seven lanterns hum twice"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Mailbox]:
    with Children(tmp_path) as children:
        yield open_mailbox(children, tmp_path)


@pytest.fixture
def api(
    servers: EmbeddedServers, database_url: str, clinic: ClinicInTests, tmp_path: Path, box: Mailbox
) -> Iterator[httpx2.Client]:
    """As the clinic's admin, with a mail server."""
    with Children(tmp_path) as children, serve(children, servers, database_url, SMTP_URL=box.url) as client:
        clinic.turn_the_databases_clock()
        client.headers["Authorization"] = f"Bearer {clinic.admin_key}"
        yield client


def test_an_invitation_stands_in_the_persons_own_mail_and_nowhere_else(
    api: httpx2.Client, box: Mailbox, clinic: ClinicInTests, database: Database
) -> None:
    person = {"name": "Noor", "email": "noor@b.co", "role": "viewer"}
    told = [api.post("/v1/users", json=person, headers={"Idempotency-Key": "one"}).raise_for_status() for _ in range(2)]
    assert told[0].json() == told[1].json()
    added = told[0].json()
    assert added["invitation"]["sent_to"] == "noor@b.co"
    token = box.newest_token()
    assert "TO:<noor@b.co>" in box.text()
    path = f"/v1/users/{added['user']['id']}/invitations"
    while api.get(path).json()[0]["mailed_at"] is None:
        assert clinic.events("user.invitation_not_mailed") == 0
    shown = [answer.text for answer in (*told, api.get(path), api.get("/v1/audit"), api.get("/v1/users"))]
    assert not [text for text in shown if token in text]
    assert api.post("/v1/invitations/look", json={"token": token}).json()["email"] == "noor@b.co"
    assert box.text().count("put this in") == 1, "a repeat mails nothing"
    assert "a way in already" not in box.text()


def test_whoever_has_a_password_is_told_what_an_invitation_does(
    api: httpx2.Client, box: Mailbox, clinic: ClinicInTests, database: Database
) -> None:
    therapist = made_a_person(database, clinic.therapist)
    accepted(database, therapist, clinic.now, PASSWORD)
    answer = api.post(f"/v1/users/{therapist.id}/invitations").raise_for_status()
    assert set(answer.json()) == {"sent_to", "expires_at"}
    assert "You have a way in already" in box.wait_for("every session of yours ends")
    refused = [api.post(f"/v1/users/{therapist.id}/invitations").status_code for _ in range(10)]
    assert refused == [201] * 9 + [429]


def test_no_key_is_made_for_a_person_and_no_invitation_for_a_program(
    api: httpx2.Client, clinic: ClinicInTests, database: Database
) -> None:
    therapist = made_a_person(database, clinic.therapist)
    refused = api.post(f"/v1/users/{therapist.id}/keys", json={})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:keys-are-for-programs")
    old = {"Authorization": f"Bearer {clinic.therapist_key}"}
    assert api.get("/v1/me", headers=old).status_code == 401, "a key of before, of a person"
    refused = api.post(f"/v1/users/{clinic.admin.id}/invitations")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:invitations-are-for-people")
    steering = {"name": "N", "email": "n@b.co", "role": "therapist", "kind": "program"}
    refused = api.post("/v1/users", json=steering)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:amble:problem:not-yours-to-give")


def test_the_last_admin_who_can_come_in_cannot_leave(
    api: httpx2.Client, clinic: ClinicInTests, database: Database
) -> None:
    with database.unit_of_work() as session:
        row = session.get_one(Clinic, clinic.id)
        newcomers = [clinics.Newcomer(name, f"{name}@b.co", Role.ADMIN) for name in ("ada", "ben")]
        ada, ben = (clinics.new_user(session, row, one, by="test", now=clinic.now) for one in newcomers)
    accepted(database, ada, clinic.now, PASSWORD)
    refused = api.post(f"/v1/users/{ada.id}/deactivate")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:last-admin"), "ben never came in"
    accepted(database, ben, clinic.now, PASSWORD)
    assert api.post(f"/v1/users/{ada.id}/deactivate").status_code == 200
    assert api.post(f"/v1/users/{ben.id}/deactivate").status_code == 409


def test_no_answer_that_is_kept_for_a_repeat_holds_a_secret(
    api: httpx2.Client, clinic: ClinicInTests, database: Database
) -> None:
    hook = {"url": "https://hooks.example.org/amble", "types": ["plan.changed"]}
    once = {"Idempotency-Key": "k"}
    asked = [(f"/v1/users/{clinic.admin.id}/keys", {}, "api_key"), ("/v1/webhooks", hook, "secret")]
    asked.append((f"/v1/webhooks/{api.post('/v1/webhooks', json=hook).json()['id']}/secret", {}, "secret"))
    for path, body, field in asked:
        first, again = (api.post(path, json=body, headers=once).raise_for_status() for _ in range(2))
        assert again.json() == first.json() | {field: None}, path
        with database.unit_of_work() as session:
            kept = [row.answer for row in session.scalars(sa.select(IdempotencyKey))]
        assert first.json()[field] not in json.dumps(kept), path


def test_an_admin_sees_first_whom_erasing_by_age_would_take(api: httpx2.Client, clinic: ClinicInTests) -> None:
    ahead = api.get("/v1/clinic/erasure", params={"days": 30}).raise_for_status().json()
    assert (ahead["patients"], ahead["first"]) == (0, [])
    seen = api.get("/v1/clinic").headers["etag"]
    changed = api.patch("/v1/clinic", json={"erase_after_days": 30}, headers={"If-Match": seen}).json()
    assert changed["erase_from"] > clinic.now.isoformat()


def test_the_operator_gives_an_invitation_by_hand_and_its_owner_is_told(
    box: Mailbox, clinic: ClinicInTests, servers: EmbeddedServers, database: Database
) -> None:
    therapist = made_a_person(database, clinic.therapist)
    accepted(database, therapist, clinic.now, PASSWORD)

    def invite(email: str, **settings: str) -> subprocess.CompletedProcess[str]:
        words = ("admin", "invite", "--clinic", str(clinic.id), "--email", email, "--json")
        return amble(production(servers, database.url) | {"SMTP_URL": box.url} | settings, *words)

    made = invite("t@b.co")
    token = json.loads(made.stdout)["invitation"]
    assert "made an invitation in your name" in box.wait_for("was not sent to you by mail")
    assert token not in box.text()
    for nobody in ("nobody@b.co", "a@b.co"):
        refused = invite(nobody)
        assert refused.returncode == 2, refused.stderr
        assert "No invitation was made." in refused.stderr
