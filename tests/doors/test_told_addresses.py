"""Does every door refuse an address to which nothing can be sent, or that leads inside?"""

from typing import Any

import httpx2
import pytest
from sqlmodel import col, select

from schemas.tables.identity import Role, User
from schemas.tables.webhooks import Subscription
from services.accounts import clinics
from tests.clinic import ClinicInTests

ODD_WEB = (
    "https://" + "a" * 70 + ".example/", "https://ä..x/", "https://[x", "https://ehr.example.org:99999/",
    "https://user:secret@ehr.example.org/", "https://127.0.0.1:8000/", "https://2130706433/",
    "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://localhost/", "http://ehr.example.org/",
)  # fmt: skip
ODD_MAIL = ("a:;@b.co", "().@b.co", "a@b.,<", "a@b.co,c@b.co", "a@" + "b" * 70 + ".co")


@pytest.fixture
def admin(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    api.headers["Authorization"] = f"Bearer {clinic.admin_key}"
    return api


def _refused(answer: httpx2.Response, field: str) -> None:
    assert answer.status_code == 422, answer.text
    assert [error["field"].rpartition(".")[2] for error in answer.json()["errors"]] == [field]


def test_odd_addresses_do_not_come_in(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    etag = admin.get("/v1/clinic").headers["etag"]
    for odd in ODD_WEB:
        _refused(admin.patch("/v1/clinic", json={"notify_webhook": odd}, headers={"If-Match": etag}), "notify_webhook")
        _refused(admin.post("/v1/webhooks", json={"url": odd, "types": ["plan.changed"]}), "url")
    for odd in ODD_MAIL:
        _refused(admin.post("/v1/users", json={"name": "N", "email": odd, "role": "viewer"}), "email")
    with clinic.database.unit_of_work() as session:
        assert session.exec(select(Subscription)).all() == []
        assert set(session.exec(select(User.email).order_by(col(User.email))).all()) == {"a@b.co", "t@b.co"}


def test_nor_with_a_new_clinic(api: httpx2.Client, clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session:
        _, key = clinics.add_program(
            session, None, clinics.Newcomer("O", "o@localhost", Role.OPERATOR), by="test", now=clinic.now
        )
    api.headers["Authorization"] = f"Bearer {key}"
    wanted: dict[str, Any] = {
        "name": "New",
        "phone": "+12025550100",
        "country": "US",
        "admin_name": "A",
        "admin_email": "x@b.co",
    }
    for odd in ODD_WEB:
        _refused(api.post("/v1/clinics", json=wanted | {"notify_webhook": odd}), "notify_webhook")
    for odd in ODD_MAIL:
        _refused(api.post("/v1/clinics", json=wanted | {"admin_email": odd}), "admin_email")
    opened = api.post("/v1/clinics", json=wanted | {"notify_webhook": "https://EHR.example.org"})
    assert opened.status_code == 201
    assert opened.json()["clinic"]["notify_webhook"] == "https://ehr.example.org/"
