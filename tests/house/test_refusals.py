"""Does every refusal keep the code and the status that callers know it by?"""

import ast
from pathlib import Path
from uuid import UUID

from fastapi import FastAPI
from fastapi.testclient import TestClient

from services.accounts.refusals import REFUSALS, CodeIsWrong, Refusal, WhichClinic
from services.intake.request import problems
from services.journey import refusals
from services.journey.refusal import OfFields

ROOT = Path(__file__).resolve().parents[2]
# Code and status of every refusal, as callers know them: neither changes, ever.
PINNED = {
    "alert-is-closed": 409,
    "alert-not-found": 404,
    "cannot-be-texted": 409,
    "cannot-begin": 409,
    "cannot-pause": 409,
    "cannot-take-back": 409,
    "clinic-has-changed": 412,
    "clinic-is-unknown": 409,
    "code-is-wrong": 422,
    "consent-refused": 422,
    "country-is-unknown": 409,
    "course-does-not-run": 409,
    "cursor-unknown": 422,
    "danger-is-open": 409,
    "database-away": 503,
    "delivery-not-found": 404,
    "dose-past-caps": 409,
    "dose-refused": 422,
    "email-is-taken": 409,
    "enrolment-is-not-on-hold": 409,
    "enrolment-refused": 422,
    "fields-missing": 422,
    "first-dose-is-missing": 409,
    "foreign-origin": 403,
    "idempotency-key-reused": 422,
    "invalid-request": 422,
    "invitation-is-over": 404,
    "invitations-are-for-people": 409,
    "is-discharged": 409,
    "is-erased": 409,
    "is-not-discharged": 409,
    "key-not-found": 404,
    "keys-are-for-programs": 409,
    "known-pain-refused": 422,
    "ladder-has-changed": 412,
    "ladder-refused": 422,
    "last-admin": 409,
    "may-not-raise-red": 403,
    "no-clinic": 403,
    "no-mail": 409,
    "no-pain-is-known": 409,
    "no-staff-sender": 409,
    "no-text-to-read": 404,
    "no-usual-is-signed": 409,
    "not-a-form": 400,
    "not-a-therapist": 409,
    "not-allowed": 403,
    "not-confirmed": 422,
    "not-genuine": 403,
    "not-in-scope": 403,
    "not-kept": 503,
    "not-linked": 403,
    "not-opted-out": 409,
    "not-paused": 409,
    "not-signed-in": 401,
    "not-yours-to-give": 403,
    "only-clearing-closes-this": 409,
    "order-refused": 422,
    "password-is-weak": 422,
    "patient-has-changed": 412,
    "patient-not-found": 404,
    "period-refused": 422,
    "phone-cannot-be-enrolled": 409,
    "phone-cannot-be-used": 409,
    "phone-is-enrolled-already": 409,
    "phone-not-found": 404,
    "precondition-required": 428,
    "rehearsal-is-shut": 403,
    "roster-unreadable": 422,
    "roster-waits": 503,
    "sender-is-taken": 409,
    "settings-have-changed": 412,
    "settings-refused": 422,
    "sign-in-refused": 401,
    "snooze-is-too-long": 409,
    "stop-was-told-elsewhere": 409,
    "text-has-left": 409,
    "text-is-answered": 409,
    "text-not-found": 404,
    "therapist-has-patients": 409,
    "too-large": 413,
    "too-many-requests": 429,
    "unexpected": 500,
    "user-not-found": 404,
    "usual-is-not-asked": 409,
    "usual-refused": 422,
    "webhook-has-ended": 409,
    "webhook-not-found": 404,
    "which-clinic": 409,
    "wording-has-changed": 412,
    "words-refused": 422,
    "wrong-content-type": 415,
}


def written_at_the_doors() -> set[tuple[int, str]]:
    """Status and code of every problem that a door names itself."""
    pairs = set()
    for path in (ROOT / "services" / "intake").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or len(node.args) < 2:
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            values = [value.value for value in node.args[:2] if isinstance(value, ast.Constant)]
            if called in ("ProblemError", "problem") and len(values) == 2:
                pairs.add((int(str(values[0])), str(values[1])))
    return pairs


def made(kind: type[Refusal]) -> Refusal:
    """One refusal of a kind, as the domain raises it."""
    if kind is refusals.OrderRefused:
        return refusals.OrderRefused("day", "must be right")
    if kind is refusals.WordsRefused:
        return refusals.WordsRefused(["must be right"])
    if issubclass(kind, OfFields):
        return kind([("phone", "must be right")])
    if kind is WhichClinic:
        return WhichClinic([UUID(int=1)])
    if kind in (refusals.PhoneCannotBeEnrolled, refusals.PhoneCannotBeUsed, CodeIsWrong):
        return kind()
    return kind("A sentence.")


def answer_to(error: Refusal) -> tuple[int, str]:
    """Status and code with which a door answers an error that no route catches."""
    app = FastAPI()
    problems.install(app)

    @app.get("/")
    def _refuse() -> None:
        raise error

    answer = TestClient(app).get("/")
    return answer.status_code, answer.json()["type"].removeprefix("urn:amble:problem:")


def test_no_code_and_no_status_changes() -> None:
    answered = written_at_the_doors() | {answer_to(made(kind)) for kind in REFUSALS}
    assert answered == {(status, code) for code, status in PINNED.items()}


def test_refusals_stand_on_two_pages_and_each_code_has_one() -> None:
    codes = [refusal.code for refusal in REFUSALS]
    assert len(codes) == len(set(codes))
    assert {refusal.__module__ for refusal in REFUSALS} == {
        "services.journey.refusals",
        "services.accounts.refusals",
    }
    named = {code for _, code in written_at_the_doors()}
    assert not named & set(codes)
    for refusal in REFUSALS:
        assert refusal.__doc__, refusal


def test_nobody_walks_over_the_names_of_classes() -> None:
    for path in [*(ROOT / "services").rglob("*.py"), *(ROOT / "workers").rglob("*.py")]:
        assert "__subclasses__" not in path.read_text(), path
