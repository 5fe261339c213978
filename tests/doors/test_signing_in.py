"""Does a person come in with password and second factor together, and with nothing less?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pyotp
import pytest
import redis

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from schemas.api.requests import NewClinic
from schemas.tables.clinics import Clinic
from schemas.tables.identity import Role
from services.accounts import clinics, sign_in
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.doors.serving import PUBLIC, serve
from tests.people import accepted, invited, made_a_person

PASSWORD = "correct horse battery"
COOKIE = "__Host-amble"


@pytest.fixture
def person(api: httpx2.Client, clinic: ClinicInTests, servers: EmbeddedServers) -> dict[str, Any]:
    """The clinic's therapist, invited and with an authenticator; nobody has guessed yet."""
    with redis.Redis.from_url(servers.redis_url) as counters:
        counters.flushdb()
    token = invited(clinic.database, made_a_person(clinic.database, clinic.therapist), clinic.now)
    looked = api.post("/v1/invitations/look", json={"token": token}).raise_for_status().json()
    secret = parse_qs(urlsplit(looked["authenticator"]).query)["secret"][0]
    return {"email": looked["email"], "token": token, "totp": pyotp.TOTP(secret)}


def _accept(api: httpx2.Client, clinic: ClinicInTests, person: dict[str, Any], **changes: str) -> httpx2.Response:
    body = {"token": person["token"], "password": PASSWORD, "code": person["totp"].at(clinic.now)}
    return api.post("/v1/invitations/accept", json=body | changes)


def _sign_in(api: httpx2.Client, clinic: ClinicInTests, person: dict[str, Any], **changes: str) -> httpx2.Response:
    body = {"email": person["email"], "password": PASSWORD, "code": person["totp"].at(clinic.now)}
    return api.post("/v1/sessions", json=body | changes)


def _later(clinic: ClinicInTests, **by: int) -> None:
    clinic.now += timedelta(**by)
    clinic.turn_the_databases_clock()


@pytest.fixture
def cookie(api: httpx2.Client, clinic: ClinicInTests, person: dict[str, Any]) -> dict[str, str]:
    """A signed-in browser's headers."""
    _accept(api, clinic, person).raise_for_status()
    _later(clinic, minutes=1)
    answer = _sign_in(api, clinic, person).raise_for_status()
    told = answer.headers["set-cookie"]
    assert told.startswith(f"{COOKIE}=")
    for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert part in told
    return {"Cookie": told.split(";")[0], "Sec-Fetch-Site": "same-origin"}


def test_an_invitation_sets_password_and_second_factor_once(
    api: httpx2.Client, clinic: ClinicInTests, person: dict[str, Any]
) -> None:
    assert _accept(api, clinic, person, code="000000").json()["type"].endswith("code-is-wrong")
    assert _accept(api, clinic, person).json()["email"] == "t@b.co"
    again = _accept(api, clinic, person)
    assert (again.status_code, again.json()["type"]) == (404, "urn:amble:problem:invitation-is-over")


@pytest.mark.parametrize("weak", ["short", "passwordpassword", "qwertyuiop12"])
def test_a_password_that_would_be_guessed_is_refused_and_never_repeated(
    api: httpx2.Client, clinic: ClinicInTests, person: dict[str, Any], weak: str
) -> None:
    answer = _accept(api, clinic, person, password=weak)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:amble:problem:password-is-weak")
    assert weak not in answer.text


def test_a_password_without_bound_is_refused_with_a_sentence(
    api: httpx2.Client, clinic: ClinicInTests, person: dict[str, Any]
) -> None:
    answer = _accept(api, clinic, person, password=("seven purple lanterns " * 50)[:1000])
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "password", "detail": "must have 1 to 128 characters"}]


def test_an_invitation_ends_after_three_days(api: httpx2.Client, clinic: ClinicInTests, person: dict[str, Any]) -> None:
    _later(clinic, days=3, minutes=1)
    assert _accept(api, clinic, person).status_code == 404


def test_a_newer_invitation_ends_the_older(api: httpx2.Client, clinic: ClinicInTests, person: dict[str, Any]) -> None:
    invited(clinic.database, clinic.therapist, clinic.now)
    assert _accept(api, clinic, person).status_code == 404


def test_a_signed_in_browser_does_what_its_user_may(
    api: httpx2.Client, cookie: dict[str, str], clinic: ClinicInTests
) -> None:
    assert api.get("/v1/me", headers=cookie).json()["role"] == "therapist"
    assert api.get("/v1/worklist", headers=cookie).status_code == 200
    assert api.get("/v1/users", headers={"Cookie": f"{COOKIE}=forged"}).status_code == 401


@pytest.mark.parametrize(
    "origin",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {}],
)
def test_another_sites_page_changes_nothing_with_our_cookie(
    api: httpx2.Client, cookie: dict[str, str], clinic: ClinicInTests, origin: dict[str, str]
) -> None:
    headers = {"Cookie": cookie["Cookie"], **origin}
    refused = api.delete("/v1/sessions/current", headers=headers)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:amble:problem:foreign-origin")
    assert api.get("/v1/me", headers=cookie).status_code == 200
    own = {"Cookie": cookie["Cookie"], "Origin": PUBLIC}
    assert api.delete("/v1/sessions/current", headers=own).status_code == 204


def test_a_session_ends_by_signing_out_idleness_and_age(
    api: httpx2.Client, cookie: dict[str, str], clinic: ClinicInTests, person: dict[str, Any]
) -> None:
    for _ in range(25):
        _later(clinic, minutes=28)
        assert api.get("/v1/me", headers=cookie).status_code == 200
    _later(clinic, minutes=28)
    assert api.get("/v1/me", headers=cookie).status_code == 401, "twelve hours old"
    second = _sign_in(api, clinic, person).headers["set-cookie"].split(";")[0]
    _later(clinic, minutes=31)
    assert api.get("/v1/me", headers={"Cookie": second}).status_code == 401, "idle"
    third = {"Cookie": _sign_in(api, clinic, person).headers["set-cookie"].split(";")[0], "Sec-Fetch-Site": "none"}
    assert api.delete("/v1/sessions/current", headers=third).status_code == 204
    assert api.get("/v1/me", headers=third).status_code == 401, "signed out"


def test_a_code_counts_once_and_wrong_ones_say_only_that_they_were_wrong(
    api: httpx2.Client, cookie: dict[str, str], clinic: ClinicInTests, person: dict[str, Any]
) -> None:
    replayed = _sign_in(api, clinic, person)
    assert replayed.status_code == 401, "the code of this half minute was used already"
    _later(clinic, minutes=2)
    told = {
        _sign_in(api, clinic, person, **wrong).text
        for wrong in ({"password": "x" * 12}, {"code": "123456"}, {"email": "nobody@b.co"})
    }
    assert len(told) == 1
    assert _sign_in(api, clinic, person).status_code == 201


def test_guessing_locks_out_the_network_and_not_the_account(
    api: httpx2.Client, cookie: dict[str, str], clinic: ClinicInTests, person: dict[str, Any]
) -> None:
    owners_own = dict(api.cookies)
    api.cookies.clear()
    answers = [_sign_in(api, clinic, person, password="wrong password " + str(n)).status_code for n in range(12)]
    assert answers == [401] * 10 + [429] * 2
    assert api.get("/v1/me", headers=cookie).status_code == 200, "who is in stays in"
    _later(clinic, minutes=2)
    assert _sign_in(api, clinic, person).status_code == 429, "a stranger from that network, whatever they know"
    api.cookies.update(owners_own)
    assert _sign_in(api, clinic, person).status_code == 201, "the device on which they signed in before"


def test_who_has_left_comes_in_no_more(
    api: httpx2.Client, cookie: dict[str, str], clinic: ClinicInTests, person: dict[str, Any]
) -> None:
    key = {"Authorization": f"Bearer {clinic.admin_key}"}
    path = f"/v1/users/{clinic.therapist.id}/deactivate"
    clinic.enrol()
    refused = api.post(path, headers=key)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:therapist-has-patients")
    with clinic.database.unit_of_work() as session:
        colleague, _ = clinics.add_program(
            session,
            session.get_one(Clinic, clinic.id),
            clinics.Newcomer("U", "u@b.co", Role.THERAPIST),
            by="test",
            now=clinic.now,
        )
    handed = api.post(f"/v1/users/{clinic.therapist.id}/hand-over", headers=key, json={"to": str(colleague.id)})
    assert handed.json() == {"patients": 1}
    assert api.post(path, headers=key).json()["deactivated_at"] is not None
    _later(clinic, minutes=1)
    assert api.get("/v1/me", headers=cookie).status_code == 401
    assert api.get("/v1/me", headers={"Authorization": f"Bearer {clinic.therapist_key}"}).status_code == 401
    assert _sign_in(api, clinic, person).status_code == 401


def test_a_key_does_only_what_its_scopes_say(api: httpx2.Client, clinic: ClinicInTests) -> None:
    key = {"Authorization": f"Bearer {clinic.admin_key}"}
    path = f"/v1/users/{clinic.admin.id}/keys"
    made = api.post(path, headers=key, json={"scopes": ["read", "enrol"]}).json()["api_key"]
    limited = {"Authorization": f"Bearer {made}"}
    assert api.get("/v1/patients", headers=limited).status_code == 200
    assert api.post("/v1/patients", headers=limited, json={}).status_code == 422, "it may enrol"
    refused = api.post(path, headers=limited, json={})
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:amble:problem:not-in-scope")
    assert next(listed["scopes"] for listed in api.get(path, headers=key).json()) == ["enrol", "read"]


@pytest.fixture
def slow_api(
    servers: EmbeddedServers, database_url: str, clinic: ClinicInTests, tmp_path: Path
) -> Iterator[httpx2.Client]:
    """An API that takes ten requests a minute from each key."""
    with (
        Children(tmp_path) as children,
        serve(children, servers, database_url, API_REQUESTS_PER_MINUTE="10") as client,
    ):
        yield client


def test_who_asks_too_often_is_told_when_to_go_on(slow_api: httpx2.Client, clinic: ClinicInTests) -> None:
    key = {"Authorization": f"Bearer {clinic.admin_key}"}
    answers = [slow_api.get("/v1/me", headers=key) for _ in range(11)]
    if answers[-1].status_code == 200:  # The minute turned meanwhile.
        answers = [slow_api.get("/v1/me", headers=key) for _ in range(11)]
    last = answers[-1]
    assert (last.status_code, last.json()["type"]) == (429, "urn:amble:problem:too-many-requests")
    assert 1 <= int(last.headers["retry-after"]) <= 60
    assert (last.headers["ratelimit-limit"], last.headers["ratelimit-remaining"]) == ("10", "0")
    other = {"Authorization": f"Bearer {clinic.therapist_key}"}
    assert slow_api.get("/v1/me", headers=other).headers["ratelimit-remaining"] == "9"


def test_one_address_in_two_clinics_names_the_clinic(database: Database, clinic: ClinicInTests) -> None:
    at = clinic.now
    with database.unit_of_work() as session:
        other = clinics.open_clinic(session, NewClinic(name="B", phone="+12025550101", country="US"), by="test", now=at)
        twin = clinics.new_user(session, other, clinics.Newcomer("T", "t@b.co", Role.VIEWER), by="test", now=at)
    people = (made_a_person(database, clinic.therapist), twin)
    totps = [accepted(database, user, at, PASSWORD) for user in people]
    later = at + timedelta(minutes=1)
    with database.unit_of_work() as session:
        proof = sign_in.Proof("t@b.co", PASSWORD, totps[1].at(later))
        right = sign_in.matching(PASSWORD, sign_in.candidates_of(session, proof))
        user, _ = sign_in.sign_in(session, proof, right, later)
        assert user.clinic_id == other.id, "the code tells whose it is"


def test_where_no_mail_leaves_nobody_but_the_operator_has_the_invitation(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    key = {"Authorization": f"Bearer {clinic.admin_key}"}
    added = api.post("/v1/users", json={"name": "N", "email": "n@b.co", "role": "viewer"}, headers=key).json()
    assert set(added) == {"user", "invitation"}
    assert added["invitation"] is None
    refused = api.post(f"/v1/users/{added['user']['id']}/invitations", headers=key)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:no-mail")


def test_signing_out_takes_the_cookie_away_as_it_was_given(
    api: httpx2.Client, cookie: dict[str, str], clinic: ClinicInTests
) -> None:
    told = api.delete("/v1/sessions/current", headers=cookie).headers["set-cookie"]
    for part in (f'{COOKIE}=""', "Max-Age=0", "Path=/", "HttpOnly", "Secure", "SameSite=lax"):
        assert part in told


def test_nobody_is_signed_in_from_another_sites_page(
    api: httpx2.Client, clinic: ClinicInTests, person: dict[str, Any]
) -> None:
    for foreign in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        body = {"email": "t@b.co", "password": PASSWORD, "code": "000000"}
        refused = api.post("/v1/sessions", json=body, headers=foreign)
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:amble:problem:foreign-origin")
        form = api.post("/console/sign-in", data=body, headers=foreign)
        assert form.status_code == 403
    assert api.post("/console/sign-in", data={"email": "t@b.co"}).status_code == 403, "who says nothing, on a page"
