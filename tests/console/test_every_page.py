"""Is every page valid, light, strict, usable with the keyboard alone and without scripts, and fit to be printed?"""

import re

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.console.conftest import ADMIN, Lived, come_in, fetched

PAGES = ("", "patients", "enrol", "enrol/list", "overview", "settings", "words", "words/en/morning_walk", "clinic",
         "people", "audit")  # fmt: skip


def _go(page: Page, lived: Lived, path: str) -> None:
    page.goto(f"{lived.url}/console/{path}")


@pytest.mark.parametrize(
    "options", [{"viewport": {"width": 360, "height": 740}}, {"color_scheme": "dark"}], ids=["phone", "dark"]
)
def test_no_page_of_an_admin_has_a_fault_and_all_are_valid_and_light(
    lived: Lived, browser: Browser, options: dict[str, object]
) -> None:
    with browser.new_context(**options) as context:  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        page = context.new_page()
        come_in(page, lived, ADMIN)
        for path in PAGES:
            _go(page, lived, path)
            found = Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, path
            sent = page.request.get(page.url).text()
            assert len(sent.encode()) < 200_000, path
            html5lib.HTMLParser(strict=True).parse(sent)


NO_SCRIPTS = {"java_script_enabled": False}


def _patient(page: Page, lived: Lived, name: str) -> None:
    page.goto(f"{lived.url}/console/patients/{lived.patients[name].id}")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


@pytest.mark.parametrize(
    "options",
    [{}, {"viewport": {"width": 360, "height": 740}}, {"color_scheme": "dark"}, NO_SCRIPTS],
    ids=["wide", "phone", "dark", "no scripts"],
)
def test_no_page_has_a_fault_that_axe_finds_nor_needs_scripts_nor_scrolls_sideways(
    lived: Lived, browser: object, options: dict[str, object]
) -> None:
    context: BrowserContext
    with browser.new_context(**options) as context:  # type: ignore[attr-defined]
        context.set_default_timeout(15_000)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        come_in(page, lived)
        ben = lived.patients["Ben"].id
        for path in (
            "",
            "patients",
            f"patients/{ben}",
            f"patients/{ben}/settings",
            "settings",
            "invitation",
            "sign-in",
        ):
            page.goto(f"{lived.url}/console/{path}")
            expect(page.locator("h1")).to_have_count(1)
            if options is not NO_SCRIPTS:
                found = Axe().run(page)
                assert found.violations_count == 0, (path, found.generate_report())
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide <= 0, path
        assert complaints == []


def test_pages_are_kept_by_a_strict_policy_and_are_light(lived: Lived) -> None:
    answer = fetched(f"{lived.url}/console/sign-in")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert re.findall("<script[^>]*>", answer.text) == ['<script src="/console/static/console.js" defer>']
    assert "style=" not in answer.text
    assert len(fetched(f"{lived.url}/console/static/console.css").content) < 20_000
    elsewhere = fetched(f"{lived.url}/console/?to=//evil.example")
    assert elsewhere.headers["location"] == "/console/sign-in?to=/console/"


def test_the_round_is_done_with_the_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the page")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.worklist') !== null"):
            break
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=first, exact=True)).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "I called, no answer":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Left word with a neighbour.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")


def test_pointing_at_a_day_of_the_chart_says_it(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Ben")
    page.locator("svg.chart g").nth(10).dispatch_event("click")
    expect(page.locator("#chart-reading")).to_contain_text(re.compile(r"^2026-03-1\d: .*; pain \d"))


def test_on_paper_there_is_the_patient_and_no_button(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Ben")
    page.emulate_media(media="print")
    expect(page.locator("svg.chart")).to_be_visible()
    for hidden in ("header", ".acts", "#texts form"):
        expect(page.locator(hidden).first).to_be_hidden()
