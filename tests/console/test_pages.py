"""Can a therapist do the round in a real browser: come in, see who needs a call and why, act, and go?"""

import re

from playwright.sync_api import BrowserContext, Page, expect

from schemas.api.requests import NewClinic
from schemas.tables.identity import Role
from services.accounts import clinics
from tests.console.conftest import PASSWORD, Lived, come_in
from tests.people import accepted, made_a_person


def _patient(page: Page, lived: Lived, name: str) -> None:
    page.goto(f"{lived.url}/console/patients/{lived.patients[name].id}")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_the_most_urgent_stands_first_with_reason_light_and_pain(page: Page) -> None:
    first = page.locator(".worklist > li").first
    expect(first.get_by_role("link", name="Eva", exact=True)).to_be_visible()
    expect(first).to_contain_text("Now")
    expect(first.locator(".light")).to_have_count(14)
    expect(page.locator(".worklist > li")).to_have_count(3)
    page.get_by_label("Urgency", exact=True).select_option("now")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".worklist > li")).to_have_count(1)
    assert "severity=now" in page.url


def test_what_was_done_by_a_slip_is_taken_back_before_the_patient_reads_of_it(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Eva")
    page.get_by_label("What you found").fill("The wrong patient.")
    page.get_by_role("button", name="What would they read?").first.click()
    expect(page.locator(".would-read .bubble")).to_contain_text("Today: ")
    expect(page.get_by_label("What you found")).to_have_value("The wrong patient.")
    page.get_by_role("button", name="Clear", exact=True).click()
    undo = page.locator("#last-act")
    expect(undo).to_contain_text("Hold cleared by")
    expect(undo).to_contain_text("until then it can be taken back")
    undo.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("status")).to_have_text("Undone: everything is as it was before.")
    expect(page.locator(".stands")).to_contain_text("Emergency: no walking")
    expect(page.locator("section.alert.now")).to_be_visible()
    expect(undo).to_have_count(0)
    page.locator("summary", has_text="Discharge").click()
    page.locator("#discharge-note").fill("Moved to another town.")
    page.locator("#act-discharge button").click()
    expect(page.get_by_role("alert")).to_contain_text("danger")


def test_a_danger_is_looked_at_and_cleared(page: Page, lived: Lived) -> None:
    page.get_by_role("link", name="Eva", exact=True).click()
    expect(page.locator(".stands")).to_contain_text("Emergency: no walking")
    expect(page.locator("section.alert.now q")).to_have_text("I cannot feel my groin")
    page.get_by_label("What you found").fill("Seen in the emergency room, all clear.")
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("The hold is cleared.")
    expect(page.locator(".stands")).to_contain_text("Coming back step by step")
    expect(page.locator(".notes")).to_contain_text("Seen in the emergency room")
    page.goto(f"{lived.url}/console/")
    expect(page.get_by_role("link", name="Eva", exact=True)).to_have_count(0)


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
    page.get_by_text("I called, no answer").first.click()
    page.get_by_label("What was done, or why").first.fill("Rang twice, no answer.")
    page.locator("form[action*='/tried'] button").first.click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.goto(f"{lived.url}/console/")
    expect(page.locator(".worklist")).to_contain_text("Rang twice, no answer.")


def test_what_the_api_refuses_is_said_beside_what_was_there(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Ana")
    page.get_by_text("Order one day").click()
    page.get_by_label("Minutes of each walk").fill("2 2")
    page.get_by_label("Why", exact=True).first.fill("as agreed")
    page.get_by_role("button", name="Order", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("each walk must be")
    expect(page.get_by_label("Why", exact=True).first).to_have_value("as agreed")
    page.get_by_label("Minutes of each walk").fill("6")
    page.get_by_role("button", name="Order", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Saved: the day follows your order.")


def test_a_dose_past_the_caps_is_looked_at_twice(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Carla")
    page.get_by_text("Set the dose from tomorrow", exact=True).click()
    form = page.locator("#act-set-dose")
    expect(form).to_contain_text(re.compile(r"Earned now: \d+ minutes a day"))
    form.get_by_label("Minutes a day").fill("60")
    form.get_by_label("Over how many walks").fill("3")
    form.get_by_label("Why", exact=True).fill("Walks an hour with her dog.")
    form.get_by_role("button", name="What would they read?").click()
    expect(form.locator(".would-read .bubble")).to_contain_text("Today: 3 walks of 20 min")
    expect(form.get_by_role("alert")).to_contain_text("times what was earned a week ago")
    form.get_by_role("button", name="Set the dose").click()
    expect(form.get_by_role("alert")).to_contain_text("confirm that it is past the caps")
    expect(form.get_by_label("Why", exact=True)).to_have_value("Walks an hour with her dog.")
    form.get_by_label("Set it past the caps").check()
    form.get_by_role("button", name="Set the dose").click()
    expect(page.get_by_role("status")).to_contain_text("The new dose counts from tomorrow")
    undo = page.locator("#last-act")
    expect(undo).to_contain_text("Dose set from tomorrow by")
    undo.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("status")).to_have_text("Undone: everything is as it was before.")


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
    expect(page.get_by_role("status")).to_contain_text("Saved")
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
    expect(other.get_by_role("status")).to_contain_text("Saved")
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
    expect(page.get_by_role("alert")).to_contain_text("is wrong")


def test_a_text_by_hand_is_looked_at_sent_and_taken_back(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Ben")
    page.get_by_text("Write to Ben").click()
    page.get_by_label("Words; the clinic's name").fill("Please walk 30 minutes")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("alert")).to_contain_text("order the day instead")
    page.get_by_label("Words; the clinic's name").fill("")
    page.get_by_label("Begin from").select_option("tried")
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator(".phone")).to_contain_text("Harbor Spine: We tried to call you.")
    expect(page.locator(".phone")).to_contain_text("1 segment")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("leaves in a minute")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("status")).to_contain_text("Withdrawn")
    expect(page.locator(".waiting")).to_have_count(0)


def test_what_a_button_would_text_stands_beside_it(page: Page, lived: Lived) -> None:
    _patient(page, lived, "Ana")
    page.get_by_text("Discharge").first.click()
    expect(page.locator("#act-discharge .bubble")).to_contain_text("your walking texts are over")


def test_an_older_version_of_the_numbers_is_compared_and_taken_back(page: Page, lived: Lived) -> None:
    page.goto(f"{lived.url}/console/patients/{lived.patients['Denis'].id}/settings")
    for value, reason in (("2", "cautious"), ("3", "as everybody")):
        page.locator("#f-green_max").fill(value)
        page.get_by_label("Why (kept with the version)").fill(reason)
        page.get_by_role("button", name="Keep").click()
        expect(page.get_by_role("status")).to_contain_text("Saved")
    page.get_by_role("link", name="Compare with now").first.click()
    expect(page.get_by_role("status")).to_contain_text("The numbers of version")
    expect(page.locator(".setting.changed")).to_have_count(1)
    expect(page.locator("#d-green_max")).to_contain_text("now 3")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#f-green_max")).to_have_value("2")


def test_the_list_keeps_itself_up_to_date_without_a_reload(page: Page, lived: Lived) -> None:
    before = page.locator(".worklist > li").count()
    with page.expect_response("**/console/pulse"):
        page.reload()
    page.evaluate("window.notReloaded = true")
    lived.clinic.text(lived.patients["Ana"], "please call me")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".worklist > li")).to_have_count(before + 1)
    expect(page.locator("#live-told")).to_have_text("The list has changed.")
    assert page.evaluate("window.notReloaded")


def test_a_clinic_without_patients_says_what_comes_first(context: BrowserContext, lived: Lived) -> None:
    database, now = lived.clinic.database, lived.clinic.now
    with database.unit_of_work() as session:
        new = clinics.open_clinic(
            session, NewClinic(name="New", phone="+12025550102", country="US"), by="test", now=now
        )
        owner, _ = clinics.add_program(
            session, new, clinics.Newcomer("Owner", "o@new.co", Role.ADMIN), by="test", now=now
        )
    lived.totps["o@new.co"] = accepted(database, made_a_person(database, owner), now, PASSWORD)
    page = context.new_page()
    come_in(page, lived, "o@new.co")
    expect(page.get_by_role("heading", name="No patients yet")).to_be_visible()
    for path, sentence in (("overview", "Nobody has walked yet"), ("patients", "No patients yet")):
        page.goto(f"{lived.url}/console/{path}")
        expect(page.locator(".empty").first).to_contain_text(sentence)
    page.goto(f"{lived.url}/console/enrol")
    expect(page.get_by_text("add a therapist")).to_be_visible()


def test_who_opted_out_and_asks_the_staff_is_texted_again(page: Page, lived: Lived) -> None:
    lived.clinic.text(lived.patients["Ana"], "STOP")
    _patient(page, lived, "Ana")
    expect(page.locator(".stands")).to_contain_text("Opted out by STOP")
    page.get_by_text("They want texts again").click()
    page.get_by_label("How and when they asked").fill("Asked at the desk on Friday.")
    page.get_by_role("button", name="Undo the opt-out").click()
    expect(page.get_by_role("status")).to_contain_text("get texts again")
    expect(page.locator(".stands")).not_to_contain_text("Opted out")


def test_a_link_in_a_mail_leads_to_the_patient_and_changes_nothing(page: Page, lived: Lived) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example"}
    address = f"{lived.url}/console/patients/{lived.patients['Ben'].id}"
    assert page.request.get(address, headers=elsewhere).status == 200
    assert page.request.post(f"{address}/acts/hold", headers=elsewhere, form={"note": "not ours"}).status == 403


def test_who_comes_back_is_screened_and_taken_in_again(page: Page, lived: Lived) -> None:
    lived.clinic.begin(phone="+12025550199", first_name="Gil")
    page.goto(f"{lived.url}/console/patients")
    page.get_by_role("link", name="Gil", exact=True).click()
    page.get_by_text("Discharge").first.click()
    page.locator("#discharge-note").fill("Moved to another town.")
    page.get_by_role("button", name="Discharge").click()
    expect(page.get_by_role("status")).to_contain_text("discharged")
    page.locator("summary", has_text="Take in again").click()
    for name, value in (("worst", "5"), ("average", "3"), ("now", "2")):
        page.locator(f"#pain_{name}").fill(value)
    page.get_by_label("Cleared by").fill("Dr. Imani Cole")
    page.get_by_label("Cleared on").fill("2026-03-20")
    page.get_by_label("Asked for warning signs on").fill("2026-03-20")
    for box in page.locator("table.screen input[value=no]").all():
        box.check()
    page.get_by_label("A recent fall or trauma: yes").check()
    page.get_by_role("button", name="Take in again").click()
    expect(page.get_by_role("alert")).to_contain_text("recent_fall_or_trauma")
    expect(page.get_by_label("Cleared by")).to_have_value("Dr. Imani Cole")
    page.get_by_label("A recent fall or trauma: no").check()
    page.get_by_role("button", name="Take in again").click()
    expect(page.get_by_role("status")).to_contain_text("Readmitted")
    expect(page.locator(".stands")).to_contain_text("Waiting for READY")
