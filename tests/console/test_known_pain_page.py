"""Can a therapist say on a patient's page which red days are known, read who said so, and be told again (18-11)?"""

from playwright.sync_api import Page, expect

from tests.console.conftest import Lived


def test_red_days_that_are_known_are_said_to_be_and_told_again(page: Page, lived: Lived) -> None:
    page.goto(f"{lived.url}/console/patients/{lived.patients['Carla'].id}")
    page.get_by_text("Known: tell me only above", exact=True).click()
    form = page.locator("#act-known-pain")
    latest = form.get_by_label("Until, at the latest").get_attribute("max")
    assert latest is not None
    form.get_by_label("Known up to pain, 7 to 8").fill("6")
    form.get_by_label("Until, at the latest").fill(latest)
    form.get_by_label("Why", exact=True).fill("Has had these for years.")
    form.get_by_role("button", name="It is known").click()
    expect(form.get_by_role("alert")).to_contain_text("must be from 7 to 8")
    expect(form.get_by_label("Why", exact=True)).to_have_value("Has had these for years.")
    form.get_by_label("Known up to pain, 7 to 8").fill("7")
    form.get_by_role("button", name="It is known").click()
    expect(page.get_by_role("status")).to_contain_text("you are told above it alone")
    expect(page.locator("#known")).to_contain_text("Red days up to 7 are known until")
    expect(page.locator("#last-act")).to_contain_text("Red days said to be known by")
    page.get_by_text("Tell me every red day again", exact=True).click()
    form = page.locator("#act-end-known-pain")
    form.get_by_label("Why", exact=True).fill("They have changed.")
    form.get_by_role("button", name="Tell me again").click()
    expect(page.get_by_role("status")).to_have_text("Ended: every red day is told again.")
    expect(page.locator("#known")).to_have_count(0)
