"""Can a therapist do the round in a real browser: come in, see who needs a call and why, act, and go?"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.console.conftest import Lived, fetched, sign_in_as_therapist

NO_SCRIPTS = {"java_script_enabled": False}


def _patient(page: Page, lived: Lived, name: str) -> None:
    page.goto(f"{lived.url}/console/patients/{lived.patients[name].id}")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_the_most_urgent_stands_first_with_reason_light_and_pain(page: Page) -> None:
    first = page.locator(".worklist > li").first
    expect(first.get_by_role("link", name="Eva")).to_be_visible()
    expect(first).to_contain_text("Now")
    expect(first.locator(".light")).to_have_count(14)
    expect(page.locator(".worklist > li")).to_have_count(4)
    page.get_by_label("Urgency", exact=True).select_option("now")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".worklist > li")).to_have_count(1)
    assert "severity=now" in page.url


def test_a_danger_is_looked_at_and_cleared(page: Page, lived: Lived) -> None:
    page.get_by_role("link", name="Eva").click()
    expect(page.locator(".stands")).to_contain_text("Emergency: no walking")
    expect(page.locator(".thread").first).to_contain_text("I cannot feel my groin")
    page.get_by_label("What you found").fill("Seen in the emergency room, all clear.")
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("The hold is cleared.")
    expect(page.locator(".stands")).to_contain_text("Coming back step by step")
    expect(page.locator(".notes")).to_contain_text("Seen in the emergency room")
    page.goto(f"{lived.url}/console/")
    expect(page.get_by_role("link", name="Eva")).to_have_count(0)


def test_the_chart_tells_each_day_and_the_table_the_same(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Ben")
    points = page.locator("svg.chart .point")
    assert points.count() >= 20
    expect(page.locator("svg.chart .point.red")).to_have_count(2)
    assert page.locator("svg.chart .rests").count() >= 2
    page.get_by_text("As a table").click()
    rows = page.get_by_role("region", name="Days").locator("tbody tr")
    assert rows.count() == page.locator("svg.chart g").count()
    page.get_by_text("Why this plan?").click()
    why = page.locator("details p", has_text=re.compile(r"^Rule [a-z-]+: .*green to 3, red from 7"))
    expect(why).to_be_visible()


def test_what_was_tried_is_written_down_and_the_matter_is_settled(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Carla")
    page.get_by_text("I tried to reach them").first.click()
    page.get_by_label("What was done, or why").first.fill("Rang twice, no answer.")
    page.locator("form[action$=tried] button").first.click()
    expect(page.get_by_role("status")).to_have_text("Written down.")
    page.goto(f"{lived.url}/console/")
    expect(page.locator(".worklist")).to_contain_text("Rang twice, no answer.")


def test_what_the_api_refuses_is_said_beside_what_was_there(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Ana")
    page.get_by_text("Order one day").click()
    page.get_by_label("Minutes of each walk").fill("2 2")
    page.get_by_label("Why", exact=True).first.fill("as agreed")
    page.get_by_role("button", name="Order").click()
    expect(page.get_by_role("alert")).to_contain_text("each walk must be")
    page.get_by_text("Order one day").click()
    page.get_by_label("Minutes of each walk").fill("6")
    page.get_by_label("Why", exact=True).first.fill("as agreed")
    page.get_by_role("button", name="Order").click()
    expect(page.get_by_role("status")).to_have_text("The day is ordered.")


def test_a_patient_is_found_by_name_and_number_and_neither_stands_in_the_address(page: Page) -> None:
    page.get_by_role("link", name="Patients").click()
    expect(page.locator("tbody tr")).to_have_count(5)
    for words in ("Den", "+12025550183"):
        page.get_by_label("First name").fill(words)
        page.get_by_role("button", name="Find").click()
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(page.get_by_role("link", name="Denis")).to_be_visible()
        assert words.strip("+") not in page.url


def test_a_number_is_looked_at_before_it_is_kept_and_what_is_refused_is_said_at_its_field(
    page: Page, lived: Lived
) -> None:
    _patient(page, lived, "Ben")
    page.get_by_role("link", name="Settings").last.click()
    expect(page.get_by_role("heading", name="Settings of Ben")).to_be_visible()
    field = page.locator("#f-green_max")
    field.fill("9")
    page.get_by_role("button", name="Look what it would do").click()
    expect(page.locator("#d-green_max .wrong")).to_be_visible()
    field.fill("2")
    page.get_by_role("button", name="Look what it would do").click()
    ahead = page.locator("section", has=page.get_by_role("heading", name="What it would do"))
    expect(ahead).to_contain_text("green_max: 3 → 2")
    expect(ahead).to_contain_text(re.compile(r"[1-9]\d* of 2\d days would have had another plan"))
    expect(ahead.locator("tbody tr")).to_have_count(14)
    page.get_by_label("Why (kept with the version)").fill("he hurts at three")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status")).to_contain_text("Kept")
    expect(page.locator(".notes")).to_contain_text("he hurts at three")
    expect(page.locator("#f-green_max")).to_have_value("2")


def test_of_two_who_change_numbers_at_once_the_second_is_told(page: Page, lived: Lived) -> None:
    page.goto(f"{lived.url}/console/settings")
    other = page.context.new_page()
    other.goto(f"{lived.url}/console/settings")
    for opened, value in ((other, "4"), (page, "5")):
        opened.locator("#f-silence_task_day").fill(value)
        opened.get_by_label("Why (kept with the version)").fill("as we agreed")
        opened.get_by_role("button", name="Keep").click()
    expect(other.get_by_role("status")).to_contain_text("Kept")
    expect(page.get_by_role("alert")).to_contain_text("Look at it, then save again")


def test_a_wrong_sign_in_says_so_and_signing_out_ends_the_session(page: Page, lived: Lived) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(f"{lived.url}/console/patients")
    assert "/console/sign-in?to=" in page.url
    page.get_by_label("E-mail address").fill("t@b.co")
    page.get_by_label("Password").fill("not the password")
    page.get_by_label("The six digits").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("not right")


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
        sign_in_as_therapist(page, lived)
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
    assert "script-src" not in policy
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    assert len(fetched(f"{lived.url}/console/static/console.css").content) < 20_000
    elsewhere = fetched(f"{lived.url}/console/?to=//evil.example")
    assert elsewhere.headers["location"] == "/console/sign-in?to=/console/"
