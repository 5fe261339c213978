"""What does a test of the pages stand on? A clinic that has lived for weeks, served as `amble serve` does, and Chromium."""

import os
import random
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx2
import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from schemas.tables.people import Patient
from schemas.tables.to_read import ReadAnswer
from services.storage.database import Database
from tests.clinic import STAFF_SENDER, ClinicInTests
from tests.doors.conftest import START
from tests.doors.serving import serve
from tests.journey.test_answers_to_read import give
from tests.people import accepted, made_a_person

PASSWORD = "correct horse battery"
NAMES = ("Ana", "Ben", "Carla", "Denis", "Eva")
THERAPIST, ADMIN = "t@b.co", "a@b.co"


@dataclass
class Lived:
    """A clinic after 24 days: Ben has had red days, Carla asked for a call, Denis fell silent, Eva told of danger."""

    clinic: ClinicInTests
    patients: dict[str, Patient]
    totps: dict[str, pyotp.TOTP]
    url: str


@contextmanager
def living(servers: EmbeddedServers, url: str, folder: Path) -> Iterator[Lived]:
    """That clinic in a migrated database, and its pages served."""
    database = Database(url, servers.keys)
    clinic = ClinicInTests(database, START)
    patients = {name: clinic.begin(phone=f"+1202555018{number}", first_name=name) for number, name in enumerate(NAMES)}
    _live(clinic, patients)
    staff = [made_a_person(database, user) for user in (clinic.therapist, clinic.admin)]
    totps = {user.email: accepted(database, user, clinic.now, PASSWORD) for user in staff}
    settings = {
        "AMBLE_MODE": "rehearsal",
        "CARRIER_API_BASE_URL": "http://127.0.0.1:9",
        "STAFF_FROM_NUMBER": STAFF_SENDER,
    }
    with Children(folder) as children, serve(children, servers, url, **settings) as api:
        yield Lived(clinic, patients, totps, str(api.base_url).rstrip("/"))
    database.close()


@pytest.fixture(scope="module")
def lived(servers: EmbeddedServers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    url = servers.create_database(f"console_{random.getrandbits(32)}", template="template_migrated")
    with living(servers, url, tmp_path_factory.mktemp("console")) as lived:
        yield lived


def _live(clinic: ClinicInTests, patients: dict[str, Patient]) -> None:
    draw = random.Random(4)
    for day in range(1, 25):
        clinic.turn_to(START + timedelta(days=day, hours=9, minutes=30))
        for name, patient in patients.items():
            score = 8 if name == "Ben" and day in (9, 10) else draw.choice([1, 2, 2, 3, 3, 2, 1, 5])
            if not (name == "Denis" and day > 18) and not (name == "Eva" and day == 24):
                clinic.text(patient, f"{score}, all")
        if day == 20:
            clinic.text(patients["Ana"], "my neighbour has a trailer now")
            clinic.turn_to(clinic.now + timedelta(minutes=42))
            give(clinic, ReadAnswer.NOTHING)
    clinic.text(patients["Carla"], "please call me")
    clinic.text(patients["Eva"], "I cannot feel my groin")


def chromium(environment: Mapping[str, str] = os.environ) -> str | None:
    """The system's Chromium; where there is none, `apt-get install chromium` brings it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = (shutil.which(name, path=environment.get("PATH", "")) for name in names)
    return next(filter(None, found), None)


def chromium_for_tests(environment: Mapping[str, str] = os.environ) -> str:
    """Without one the test is skipped, or fails where AMBLE_TEST_BROWSER is `required`."""
    found = chromium(environment)
    if found is not None:
        return found
    sentence = "No Chromium here: `apt-get install chromium`. The pages were NOT tested in a browser."
    if environment.get("AMBLE_TEST_BROWSER") == "required":
        pytest.fail(sentence)
    pytest.skip(sentence)


@contextmanager
def browsing(executable: str) -> Iterator[Browser]:
    """A headless browser that asks nobody else for anything."""
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        with playwright.chromium.launch(executable_path=executable, args=options) as started:
            yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing(chromium_for_tests()) as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as opened:
        opened.set_default_timeout(15_000)
        yield opened


def come_in(page: Page, lived: Lived, email: str = THERAPIST) -> None:
    """Through the form, with the authenticator's code of a new half minute."""
    lived.clinic.now += timedelta(minutes=1)
    lived.clinic.turn_the_databases_clock()
    page.goto(f"{lived.url}/console/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("The six digits").fill(lived.totps[email].at(lived.clinic.now))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Who needs you").wait_for()


@pytest.fixture
def page(context: BrowserContext, lived: Lived) -> Page:
    """The therapist's browser, signed in."""
    opened = context.new_page()
    come_in(opened, lived)
    return opened


@pytest.fixture
def admin(context: BrowserContext, lived: Lived) -> Page:
    """The admin's browser, signed in."""
    opened = context.new_page()
    come_in(opened, lived, ADMIN)
    return opened


def fetched(url: str) -> httpx2.Response:
    """A page as a program gets it."""
    return httpx2.get(url, follow_redirects=False)
