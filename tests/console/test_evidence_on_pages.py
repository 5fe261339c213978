"""Does whoever looks read why an alert stands, where it stands, and does each press land where they were?"""

import re

from playwright.sync_api import Page, expect
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.people import Enrolment
from services.journey.alerting.alerts import raise_alert
from services.storage.case import in_hand
from tests.console.conftest import Lived, come_in


def _today(page: Page, lived: Lived) -> None:
    page.goto(f"{lived.url}/console/")


def _patient(page: Page, lived: Lived, name: str) -> None:
    page.goto(f"{lived.url}/console/patients/{lived.patients[name].id}")


def _raise(lived: Lived, name: str, kind: AlertKind) -> None:
    with lived.clinic.database.unit_of_work() as session:
        of_patient = col(Enrolment.patient_id) == lived.patients[name].id
        with in_hand(session, lived.clinic.now) as batch:
            raise_alert(batch.case(session.exec(select(Enrolment).where(of_patient)).one().id), kind)


def test_today_quotes_the_words_with_their_time_and_the_scores_with_their_days(page: Page, lived: Lived) -> None:
    _raise(lived, "Ben", AlertKind.SEVERE_PAIN)
    _today(page, lived)
    eva = page.locator(".worklist > li", has_text="Eva")
    expect(eva.locator("q")).to_have_text("I cannot feel my groin")
    expect(eva.locator(".told time")).to_have_text(re.compile(r"^\d\d Mar, \d\d:\d\d$"))
    ben = page.locator(".worklist > li", has_text="Ben")
    expect(ben.locator(".told").first.locator(".score")).to_have_count(3)
    expect(ben.locator(".told").first).to_contain_text(re.compile(r"pain \d on \d+ Mar,"))
    reported = ben.locator(".why > li").filter(has_text="Reported")
    assert all("pain" in said for said in reported.all_inner_texts()), "each says why where it stands"
    expect(page.locator(".worklist > li", has_text="Denis").locator(".told")).to_contain_text("Nothing since")
    _patient(page, lived, "Eva")
    expect(page.locator("section.alert.now q")).to_have_text("I cannot feel my groin")
    _patient(page, lived, "Ben")
    severe = page.locator("section.alert", has_text="very severe pain")
    expect(severe.locator(".score")).to_have_count(7)


def test_as_many_stand_in_the_list_as_are_counted(page: Page, lived: Lived) -> None:
    _raise(lived, "Eva", AlertKind.CALL_REQUESTED)
    _today(page, lived)
    counted = page.locator(".counts b").all_inner_texts()
    assert sum(map(int, counted)) == page.locator(".worklist > li").count()


def test_what_was_never_sent_is_one_line_that_opens(page: Page, lived: Lived) -> None:
    lived.clinic.turn_to(lived.clinic.now.replace(hour=23))
    come_in(page, lived)
    _patient(page, lived, "Eva")
    line = page.locator("details.unsent")
    expect(line.locator("summary")).to_have_text(re.compile(r"^(1 text was|\d+ texts were) held back since \d+ Mar$"))
    hidden = line.locator("li").first
    expect(hidden).to_be_hidden()
    line.locator("summary").click()
    expect(hidden).to_be_visible()
    expect(page.locator("#texts > .thread")).not_to_contain_text("not sent")


def test_a_strangers_words_stand_on_today_with_their_number_until_somebody_settled_it(page: Page, lived: Lived) -> None:
    lived.clinic.text_from("+12025550999", "I want to kill myself")
    _today(page, lived)
    item = page.locator(".clinics-own > li")
    expect(item.locator("q")).to_have_text("I want to kill myself")
    expect(item.get_by_role("link", name="+12025550999")).to_have_attribute("href", "tel:+12025550999")
    item.get_by_role("button", name="I have seen it").click()
    expect(page.get_by_role("status").first).to_have_text("Acknowledged.")
    expect(item).to_contain_text("seen")
    expect(item.get_by_role("button", name="I have seen it")).to_have_count(0)
    item.locator("summary").click()
    item.get_by_label("What was done").fill("Rang the number; help is there.")
    item.get_by_role("button", name="Settled").click()
    expect(page.get_by_role("status").first).to_have_text("Resolved.")
    expect(page.locator(".clinics-own")).to_have_count(0)


def test_an_alert_is_seen_and_words_with_nothing_in_them_are_settled_in_one_press(page: Page, lived: Lived) -> None:
    _raise(lived, "Ana", AlertKind.UNCLEAR_REPLY)
    _patient(page, lived, "Ana")
    words = page.locator("section.alert", has_text="nobody has read yet")
    words.get_by_role("button", name="I have seen it").click()
    expect(page.get_by_role("status")).to_have_text("Acknowledged.")
    expect(words).to_contain_text("seen")
    expect(words.get_by_role("button", name="I have seen it")).to_have_count(0)
    words.get_by_role("button", name="Nothing in it").click()
    expect(page.get_by_role("status")).to_have_text("Resolved.")
    expect(words).to_have_count(0)
    expect(page.locator(".notes")).to_contain_text("Nothing in it.")


def test_a_look_and_a_refusal_land_where_the_person_was(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Eva")
    page.get_by_role("button", name="What would they read?").first.click()
    expect(page.locator("#act-clear .would-read")).to_be_in_viewport()
    assert page.url.endswith("#act-clear")
    page.get_by_label("What you found").fill("Called.")
    page.get_by_label("Minutes a day").fill("999")
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.locator("#act-clear").get_by_role("alert")).to_be_in_viewport()
    expect(page.get_by_label("What you found")).to_have_value("Called.")
    _patient(page, lived, "Carla")
    page.get_by_text("Write to Carla").click()
    page.get_by_label("Words; the clinic's name").fill("We call you on Monday.")
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#write .phone")).to_be_in_viewport()
    page.get_by_label("Words; the clinic's name").fill("Please walk 30 minutes")
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#write").get_by_role("alert")).to_be_in_viewport()
    put_off = page.locator("section.alert", has_text="Asks to be called")
    put_off.locator("summary", has_text="Put off").click()
    put_off.locator("input[type=date]").fill("2027-01-01")
    put_off.get_by_label("What was done, or why").last.fill("Later.")
    put_off.get_by_role("button", name="Put off").click()
    expect(put_off.get_by_role("alert")).to_be_in_viewport()
    put_off.locator("summary", has_text="I called").click()
    put_off.get_by_label("What was done, or why").first.fill("Rang, no answer.")
    put_off.get_by_role("button", name="I called, no answer").click()
    expect(page.get_by_role("status")).to_be_in_viewport()
    assert page.url.endswith("#said")


def test_who_is_held_before_the_first_walk_gets_a_first_dose(page: Page, lived: Lived) -> None:
    new = lived.clinic.begin(phone="+12025550171", first_name="Hal", baseline_minutes=2)
    page.goto(f"{lived.url}/console/patients/{new.id}")
    form = page.locator("#act-clear")
    form.get_by_label("What you found").fill("Walks to the gate and back.")
    form.get_by_label("Minutes a day", exact=True).fill("2")
    form.get_by_role("button", name="Choose a first dose").click()
    expect(page.get_by_role("status")).to_have_text("The hold is cleared.")
    expect(page.locator("section.alert", has_text="test walk was short")).to_have_count(0)


def test_who_has_shoes_begins_by_a_press_and_who_died_is_texted_no_more(page: Page, lived: Lived) -> None:
    new = lived.clinic.begin(phone="+12025550172", first_name="Ida", shoes_confirmed=False)
    page.goto(f"{lived.url}/console/patients/{new.id}")
    page.locator("summary", has_text="They have shoes").click()
    page.get_by_label("How you know").fill("Seen at the desk.")
    page.get_by_role("button", name="They have shoes").click()
    expect(page.get_by_role("status")).to_have_text("The course begins tomorrow; one text tells the patient.")
    expect(page.locator(".stands")).to_contain_text("In the program")
    expect(page.locator("summary", has_text="They have shoes")).to_have_count(0)
    page.locator("summary", has_text="Discharge").click()
    form = page.locator("#act-discharge")
    expect(form).to_contain_text("then nobody is texted any more")
    form.get_by_label("Reason").select_option(label="Died")
    form.get_by_label("Note").fill("Told by the family.")
    form.get_by_role("button", name="Discharge").click()
    expect(page.locator(".stands")).to_contain_text("Discharged")
