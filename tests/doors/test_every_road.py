"""Can an admin become a therapist? Every route is walked with what an admin has, what it makes is followed, and in the
end nothing of it may do a clinical act.

Nothing here names the roads: whatever an answer holds is tried as a key, as a session and as an invitation.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlmodel import col, select

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from schemas.api.sign_in import NewKey
from schemas.tables.clinics import Clinic
from schemas.tables.identity import Kind, Role, Scope, User
from services.accounts import clinics, keys, sign_in
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.doors.bodies import bodies
from tests.doors.mailbox import open_mailbox
from tests.doors.serving import serve
from tests.doors.test_apart import MATRIX, METHODS
from tests.people import accepted, made_a_person

PASSWORD = "seven lanterns hum twice"
_FILLED = re.compile(r"{(\w+)}")
_COULD_BE_A_SECRET = re.compile(r"[A-Za-z0-9._~+/=-]{16,200}")
# Ids, times and codes in lower-case words.
_IS_NONE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d.*|[a-z_.-]+")
# What ends the walker's own way in, or what it walks on, is asked last.
_ENDS = ("/deactivate", "/erase", "/discharge", "DELETE ", "/hand-over")
Headers = dict[str, str]


@dataclass
class Walk:
    """What is known so far: ids by name, and whom one can be."""

    api: httpx2.Client
    ids: dict[str, list[str]] = field(default_factory=dict)
    callers: list[Headers] = field(default_factory=list)
    walkers: dict[tuple[object, ...], Headers] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)

    def learn(self, answer: httpx2.Response) -> None:
        """Keep every id that is told, and try whatever could be a secret. `id` at `/v1/users` is a `user_id`."""
        words = [part for part in answer.request.url.path.split("/") if part.isalpha()]
        own = f"{words[-1].removesuffix('s')}_id" if words else "id"
        for told in answer.headers.get_list("set-cookie"):
            self._try(told.split(";")[0].partition("=")[2])
        documents = ("application/json", "application/fhir+json")
        if answer.content and answer.headers.get("content-type", "").split(";")[0] in documents:
            for name, value in _leaves(answer.json()):
                key = own if name == "id" else name
                if key.endswith("_id") and value not in self.ids.setdefault(key, []):
                    # Those of before, and the newest: what was just made is followed.
                    self.ids[key] = [*self.ids[key][:4], *self.ids[key][4:][-3:], value]
                self._try(value)

    def _try(self, value: str) -> None:
        if value in self.tried or not _COULD_BE_A_SECRET.fullmatch(value) or _IS_NONE.fullmatch(value):
            return
        self.tried.add(value)
        for headers in ({"Authorization": f"Bearer {value}"}, _session(value)):
            if self.api.get("/v1/me", headers=headers).status_code == 200:
                self.found(headers)
        looked = self.api.post("/v1/invitations/look", json={"token": value[:100].ljust(20, "-")})
        assert looked.status_code == 404, "an invitation can be read by somebody else"

    def found(self, headers: Headers) -> None:
        """Somebody whom one can be; of those who may do the same, one walks."""
        told = self.api.get("/v1/me", headers=headers).json()
        read, manage = (self.api.get(f"/v1/{path}", headers=headers).status_code for path in ("patients", "webhooks"))
        enrol = self.api.post("/v1/patients", json={}, headers=headers).status_code
        self.callers.append(headers)
        self.walkers.setdefault((told["role"], read, manage, enrol), headers)

    def filled(self, path: str) -> Iterator[str]:
        """The path with every id that is known."""
        names = _FILLED.findall(path)
        for chosen in itertools.product(*(self._known(name) for name in names)):
            yield path.format(**dict(zip(names, chosen, strict=True)))

    def _known(self, name: str) -> list[str]:
        fixed = {"language": ["en"], "name": ["help"]}
        some = self.ids.get({"subscription_id": "webhook_id"}.get(name, name), [])
        # Of users everybody: each may be given something.
        return fixed.get(name) or (some if name == "user_id" else some[:2]) or ["0" * 16]


def _session(token: str) -> Headers:
    return {"Cookie": f"__Host-amble={token}", "Sec-Fetch-Site": "same-origin"}


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, key)
    elif isinstance(value, list):
        for inner in value[:20]:
            yield from _leaves(inner, name)
    elif isinstance(value, str):
        yield name, value


def _variants(route: str, right: dict[str, Any]) -> list[Any]:
    """Every body worth sending there."""
    if route == "POST /v1/users":
        pairs = itertools.product(("admin", "therapist", "viewer", "operator"), ("person", "program"))
        return [
            {"name": "N", "email": f"{role}.{kind}@own.example", "role": role, "kind": kind, "may_raise_red": True}
            for role, kind in pairs
        ]
    if route.endswith("/keys"):
        some = [list(chosen) for size in range(5) for chosen in itertools.combinations([s.value for s in Scope], size)]
        return [{"scopes": chosen} for chosen in some]
    return [right.get(route, {})]


def _clinical() -> list[tuple[str, str]]:
    """What therapists alone may ask, by the reviewed list of roles."""
    lines = [line.split() for line in MATRIX.read_text().splitlines()]
    return [(line[0], line[1]) for line in lines if line[2:] == ["therapist"]]


@pytest.fixture
def api(servers: EmbeddedServers, database_url: str, clinic: ClinicInTests, tmp_path: Path) -> Iterator[httpx2.Client]:
    with Children(tmp_path) as children:
        box = open_mailbox(children, tmp_path)
        settings = {"SMTP_URL": box.url, "API_REQUESTS_PER_MINUTE": "1000000"}
        with serve(children, servers, database_url, **settings) as client:
            clinic.turn_the_databases_clock()
            yield client


@pytest.fixture
def admins(database: Database, clinic: ClinicInTests) -> dict[str, Headers]:
    """An admin's session, and keys that an admin may have: with all scopes, and with `manage` alone."""
    with database.unit_of_work() as session:
        row = session.get_one(Clinic, clinic.id)
        person = clinics.new_user(
            session, row, clinics.Newcomer("Ada", "ada@b.co", Role.ADMIN), by="test", now=clinic.now
        )
        manager, _ = clinics.add_program(
            session, row, clinics.Newcomer("M", "m@b.co", Role.ADMIN), by="test", now=clinic.now
        )
        giver = keys.Giver("test", frozenset(Scope))
        manage = keys.issue_key(session, manager, giver, clinic.now, NewKey(scopes=[Scope.MANAGE]))
    accepted(database, person, clinic.now, PASSWORD)
    with database.unit_of_work() as session:
        token = sign_in.begin_session(session, session.merge(person), clinic.now)
    return {
        "session": _session(token),
        "key": {"Authorization": f"Bearer {clinic.admin_key}"},
        "manage": {"Authorization": f"Bearer {manage}"},
    }


def _routes(api: httpx2.Client) -> list[tuple[str, str]]:
    paths = api.get("/openapi.json").json()["paths"]
    found = [(method.upper(), path) for path, methods in paths.items() for method in METHODS if method in methods]
    return sorted(found, key=lambda route: any(end in " ".join(route) for end in _ENDS))


def _ask(api: httpx2.Client, headers: Headers, method: str, path: str, body: Any) -> httpx2.Response:
    sent: dict[str, Any] = {"json": body} if method in ("POST", "PUT", "PATCH") else {}
    if isinstance(body, bytes):
        sent, headers = {"content": body}, headers | {"Content-Type": "text/csv"}
    return api.request(method, path, headers=headers, **sent)


def test_no_road_leads_an_admin_to_a_clinical_act(
    api: httpx2.Client, database: Database, clinic: ClinicInTests, admins: dict[str, Headers]
) -> None:
    patient = clinic.begin(first_name="Marguerite")
    clinic.text(patient, "my groin went numb")
    therapist = made_a_person(database, clinic.therapist)
    walk = Walk(api)
    for beginning in admins.values():
        walk.found(beginning)
    # Ids are no secrets: the walker knows everybody's.
    with database.unit_of_work() as session:
        everybody = session.exec(select(User.id).where(col(User.clinic_id) == clinic.id)).all()
    walk.ids = {"patient_id": [str(patient.id)], "user_id": [str(one) for one in everybody]}
    right = bodies(clinic, {"patient_id": str(patient.id), "user_id": str(therapist.id), "other": str(clinic.id)})
    asked, walked = 0, 0
    ending = False
    # Whoever is found on the way walks too; what ends anything comes when nobody new is found any more.
    while walked < len(walk.walkers) or not ending:
        ending = walked >= len(walk.walkers)
        callers = list(admins.values()) if ending else [list(walk.walkers.values())[walked]]
        for (method, path), caller in itertools.product(_routes(api), callers):
            route = f"{method} {path}"
            if ending != any(end in route for end in _ENDS):
                continue
            for filled, body in itertools.product(walk.filled(path), _variants(route, right)):
                answer = _ask(api, caller, method, filled, body)
                asked += 1
                assert answer.status_code < 500, (route, body, answer.text)
                walk.learn(answer)
        if not ending:
            _acts_are_refused(walk, right, callers[0], everywhere=True)
            walked += 1
    for caller in walk.callers:
        _acts_are_refused(walk, right, caller)
    assert asked > 100
    assert len(walk.callers) > len(admins), "keys were found on the way, and followed"
    with database.unit_of_work() as session:
        assert session.get_one(User, therapist.id).kind is Kind.PERSON
    assert clinic.events("course.clear") == 0


def _acts_are_refused(walk: Walk, right: dict[str, Any], caller: Headers, *, everywhere: bool = False) -> None:
    """On the first patient and alert that are known, or everywhere."""
    for method, path in _clinical():
        for filled in itertools.islice(walk.filled(path), None if everywhere else 1):
            answer = _ask(walk.api, caller, method, filled, right.get(f"{method} {path}", {}))
            # 429: what was tried as a key was none, as many before.
            assert answer.status_code in (401, 403, 429), (method, filled, answer.text)


def test_a_key_and_on_whose_behalf_it_acts_stand_in_the_trail(
    api: httpx2.Client, admins: dict[str, Headers], clinic: ClinicInTests
) -> None:
    me = api.get("/v1/me", headers=admins["session"]).json()["id"]
    program = {"name": "Records", "email": "r@b.co", "role": "admin", "kind": "program"}
    records = api.post("/v1/users", json=program, headers=admins["session"]).raise_for_status().json()["user"]["id"]
    key = api.post(f"/v1/users/{records}/keys", json={}, headers=admins["session"]).raise_for_status().json()["api_key"]
    as_program = {"Authorization": f"Bearer {key}"}
    patient = clinic.begin()
    api.get(f"/v1/patients/{patient.id}", headers=as_program).raise_for_status()
    trail = api.get("/v1/audit", params={"name": "patient.read"}, headers=admins["session"]).json()["items"]
    assert [(one["actor"], one["key_id"], one["on_behalf_of"]) for one in trail] == [
        (f"user:{records}", key.split("_")[1], f"user:{me}")
    ]
    issued = api.get("/v1/audit", params={"name": "key.issued"}, headers=admins["session"]).json()["items"][0]
    assert (issued["actor"], issued["key_id"], issued["subject"]) == (f"user:{me}", None, f"key:{key.split('_')[1]}")


def test_a_key_gives_no_more_and_no_longer_than_it_has(
    api: httpx2.Client, admins: dict[str, Headers], clinic: ClinicInTests
) -> None:
    path = f"/v1/users/{clinic.admin.id}/keys"
    short = api.post(path, json={"days": 2, "scopes": ["manage"]}, headers=admins["session"]).json()["api_key"]
    limited = {"Authorization": f"Bearer {short}"}
    more = api.post(path, json={"scopes": ["read"]}, headers=limited)
    assert (more.status_code, more.json()["type"]) == (403, "urn:amble:problem:not-yours-to-give")
    next_key = api.post(path, json={"days": 700}, headers=limited).raise_for_status().json()["api_key"]
    listed = api.get(path, headers=admins["session"]).json()
    ends = {one["id"]: (one["scopes"], one["expires_at"]) for one in listed}
    assert ends[next_key.split("_")[1]] == (["manage"], ends[short.split("_")[1]][1])
    for wanted in ({"role": "viewer", "kind": "person"}, {"role": "viewer", "kind": "program"}):
        refused = api.post("/v1/users", json={"name": "N", "email": "n@own.example"} | wanted, headers=limited)
        assert refused.status_code == 403, wanted
    assert api.post(f"/v1/users/{clinic.admin.id}/invitations", headers=limited).status_code == 403
