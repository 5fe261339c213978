"""Can a therapist read what patients wrote, in a real browser: by buttons, by one key, and without scripts?"""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.console.conftest import ADMIN, Lived, come_in


def _write(lived: Lived, *texts: tuple[str, str]) -> None:
    for name, body in texts:
        lived.clinic.text(lived.patients[name], body)
    lived.clinic.turn_the_databases_clock()


def _open(page: Page, lived: Lived) -> None:
    page.goto(f"{lived.url}/console/to-read")
    expect(page.get_by_role("heading", name="To read", exact=True)).to_be_visible()


def test_words_are_marked_and_one_key_answers_each_text(page: Page, lived: Lived) -> None:
    _write(
        lived,
        ("Ana", "3, thinking about the trailer"),
        ("Ben", "the trailer again"),
        ("Carla", "2 2, not sure about numbness"),
    )
    _open(page, lived)
    items = page.locator("#to-read > li")
    expect(items).to_have_count(3)
    expect(items.first).to_contain_text("Carla")
    expect(items.first).to_contain_text("Within the hour")
    expect(items.nth(1).locator("mark", has_text="trailer")).to_have_count(1)
    expect(items.nth(1)).to_contain_text("Read as pain 3")
    expect(items.first).to_have_class(re.compile("framed"))
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_have_text("Call them. The plan waits until you close the alert.")
    expect(items).to_have_count(2)
    page.keyboard.press("j")
    expect(items.nth(1)).to_have_class(re.compile("framed"))
    page.keyboard.press("7")
    expect(page.get_by_role("status")).to_contain_text("The score is saved.")
    expect(items).to_have_count(1)
    page.keyboard.press("t")
    page.keyboard.type("Take an aspirin nightly")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("no drug")
    expect(page.get_by_label("Your text")).to_have_value("Take an aspirin nightly")
    page.get_by_label("Your text").fill("Good to hear. Go on gently.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".empty")).to_have_text("Nothing waits to be read.")
    expect(page.locator("main")).to_contain_text("Answered with a text, by")
    assert Axe().run(page).response["violations"] == []


def test_two_therapists_never_answer_one_text_and_the_second_reads_who_was_first(
    browser: Browser, page: Page, lived: Lived
) -> None:
    _write(lived, ("Ana", "my neighbour has the trailer"))
    _open(page, lived)
    with browser.new_context() as other:
        colleague = other.new_page()
        come_in(colleague, lived)
        _open(colleague, lived)
        colleague.get_by_role("button", name="Nothing in it").first.click()
        expect(colleague.locator(".empty")).to_be_visible()
    page.get_by_role("button", name="Call", exact=False).first.click()
    expect(page.get_by_role("alert")).to_contain_text("has read this text at")
    expect(page.get_by_role("alert")).to_contain_text("nothing in it")


def test_what_a_text_tells_of_stands_beside_it(page: Page, lived: Lived) -> None:
    _write(lived, ("Ben", "I'm in hospital"))
    _open(page, lived)
    item = page.locator("#to-read > li", has_text="Ben")
    expect(item).to_contain_text("Told of a hospital stay or an operation. No walks until you have looked.")
    expect(item).to_contain_text("Within the hour")
    item.get_by_role("button", name="Nothing in it").click()
    expect(page.get_by_role("status")).to_contain_text("Read: nothing in it.")


def test_without_scripts_every_answer_is_a_form(browser: Browser, lived: Lived) -> None:
    _write(lived, ("Ana", "the trailer once more"))
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        come_in(page, lived)
        _open(page, lived)
        page.get_by_label("The score is").fill("4")
        page.get_by_role("button", name="Note it").click()
        expect(page.get_by_role("status")).to_contain_text("The score is saved.")
        expect(page.locator("main")).to_contain_text("The score is 4, by")


def test_an_admin_reads_and_answers_nothing(browser: Browser, lived: Lived) -> None:
    _write(lived, ("Ben", "the trailer is back"))
    with browser.new_context() as of_admin:
        page = of_admin.new_page()
        come_in(page, lived, ADMIN)
        _open(page, lived)
        expect(page.locator("#to-read > li")).to_have_count(1)
        expect(page.get_by_role("button", name="Nothing in it")).to_have_count(0)
