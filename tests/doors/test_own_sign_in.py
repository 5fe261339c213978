"""Does a person come in by the clinic's own sign-in, and only whom an invitation has linked?"""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from infra.local.processes import LOOPBACK, Children, Program, free_port
from infra.local.servers import EmbeddedServers
from schemas.tables.clinics import Clinic
from schemas.tables.identity import Role
from services.accounts import clinics, sign_in
from tests.clinic import ClinicInTests
from tests.doors.serving import PUBLIC, serve
from tests.people import invited, made_a_person


@pytest.fixture
def api(servers: EmbeddedServers, database_url: str, clinic: ClinicInTests, tmp_path: Path) -> Iterator[httpx2.Client]:
    """A rehearsing API whose clinic signs in at a provider on this machine."""
    port = free_port()
    with Children(tmp_path) as children:
        command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "-n", "true"]
        provider = children.start(Program("provider", command))
        issuer = f"http://127.0.0.1:{port}"

        def answers() -> bool:
            try:
                return httpx2.get(f"{issuer}/.well-known/openid-configuration", verify=LOOPBACK).is_success
            except httpx2.HTTPError:
                return False

        provider.wait_until(answers, seconds=30)
        settings = {
            "AMBLE_MODE": "rehearsal",
            "CARRIER_API_BASE_URL": "http://127.0.0.1:9",
            "OIDC_ISSUER": issuer,
            "OIDC_CLIENT_ID": "amble",
            "OIDC_CLIENT_SECRET": "secret",
        }
        with serve(children, servers, database_url, **settings) as client:
            clinic.turn_the_databases_clock()
            yield client


def _come_in(api: httpx2.Client, subject: str, invitation: str | None = None) -> httpx2.Response:
    """Off to the provider, sign in there as somebody, and back."""
    form = {"invitation": invitation} if invitation else None
    own = {"Origin": PUBLIC}
    off = api.post("/v1/oidc/start", data=form, headers=own) if form else api.get("/v1/oidc/start")
    assert off.status_code == 302, off.text
    asked = parse_qs(urlsplit(off.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["nonce"]
    back = httpx2.post(off.headers["location"], data={"sub": subject}).headers["location"]
    assert back.startswith(f"{PUBLIC}/v1/oidc/callback?")
    return api.get(back.removeprefix(PUBLIC))


def _invited(clinic: ClinicInTests) -> str:
    return invited(clinic.database, made_a_person(clinic.database, clinic.therapist), clinic.now)


def test_an_invited_therapist_is_linked_once_and_comes_in_ever_after(api: httpx2.Client, clinic: ClinicInTests) -> None:
    invitation = _invited(clinic)
    first = _come_in(api, "t-42", invitation)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert api.get("/v1/me").json()["email"] == "t@b.co"
    api.cookies.clear()
    assert api.get("/v1/me").status_code == 401
    assert _come_in(api, "t-42").status_code == 303
    assert api.get("/v1/me").json()["role"] == "therapist"
    api.cookies.clear()
    again = _come_in(api, "somebody-else", invitation)
    assert (again.status_code, again.json()["type"]) == (404, "urn:amble:problem:invitation-is-over")


def test_who_left_and_comes_back_is_linked_anew(api: httpx2.Client, clinic: ClinicInTests) -> None:
    assert _come_in(api, "t-42", _invited(clinic)).status_code == 303
    api.cookies.clear()
    with clinic.database.unit_of_work() as session:
        clinics.deactivate(session, session.merge(clinic.therapist), by="test", now=clinic.now)
        tess = clinics.Newcomer("Tess", "tess@b.co", Role.THERAPIST)
        again = clinics.new_user(session, session.get_one(Clinic, clinic.id), tess, by="test", now=clinic.now)
        invitation = sign_in.invite(session, again, by="test", now=clinic.now)
    assert _come_in(api, "t-42").status_code == 403
    assert _come_in(api, "t-42", invitation).status_code == 303
    assert api.get("/v1/me").json()["email"] == "tess@b.co"


def test_who_is_not_linked_stays_outside_whatever_their_address(api: httpx2.Client, clinic: ClinicInTests) -> None:
    refused = _come_in(api, "t@b.co")
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:amble:problem:not-linked")
    assert api.get("/v1/me").status_code == 401


def test_a_return_that_nobody_began_is_refused(api: httpx2.Client) -> None:
    refused = api.get("/v1/oidc/callback", params={"code": "x", "state": "y"})
    assert (refused.status_code, refused.json()["type"]) == (401, "urn:amble:problem:sign-in-refused")
