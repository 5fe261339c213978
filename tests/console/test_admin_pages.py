"""Can an admin take patients in, choose words, look after people, and see how the clinic does, in a real browser?"""

import re
from urllib.parse import unquote

import pyotp
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from schemas.tables.identity import User
from tests.console.conftest import PASSWORD, Lived, come_in
from tests.console.roster_file import as_csv, roster_row
from tests.people import invited


def _go(page: Page, lived: Lived, path: str) -> None:
    page.goto(f"{lived.url}/console/{path}")


def test_a_list_is_looked_at_row_by_row_and_only_then_enrolled(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "enrol/list")
    content = as_csv(
        roster_row(lived),
        roster_row(lived, phone="+12025550192", zone="Mars/Base"),
        roster_row(lived, phone="+12025550180", first_name="Ana"),
    )
    admin.get_by_label("A CSV in UTF-8").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": content}
    )
    admin.get_by_role("button", name="Look at it first").click()
    expect(admin.locator(".counts")).to_have_text(re.compile(r"1 right\s*1 enrolled already\s*1 not right"))
    expect(admin.get_by_role("row", name=re.compile("^3 refused zone"))).to_be_visible()
    assert "+1202" not in admin.url
    admin.get_by_role("button", name="Enrol the 1 that is right").click()
    expect(admin.get_by_role("heading", name="Enrolled", exact=True)).to_be_visible()
    admin.get_by_role("link", name="enrolled", exact=True).click()
    expect(admin.get_by_role("heading", name="Fay")).to_be_visible()
    expect(admin.locator(".stands")).to_contain_text("Waiting for READY")


def test_what_is_no_list_is_refused_with_a_sentence(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "enrol/list")
    admin.get_by_label("A CSV in UTF-8").set_input_files(
        {"name": "x.csv", "mimeType": "text/csv", "buffer": b"\xff\xfe\x00"}
    )
    admin.get_by_role("button", name="Look at it first").click()
    expect(admin.get_by_role("alert")).to_contain_text("must be a CSV file in UTF-8")


def test_one_patient_is_enrolled_and_what_is_wrong_is_said_at_its_field(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "enrol")
    for label, value in {
        "Mobile number": "202 555",
        "First name": "Gus",
        "Time zone": "America/New_York",
        "Since when": "2026-02-01",
        "Worst pain, 0-10": "6",
        "Usual pain, 0-10": "4",
        "Pain now, 0-10": "3",
        "Cleared by": "Dr. Cole",
        "Cleared on": "2026-03-01",
        "Asked for warning signs on": "2026-03-01",
    }.items():
        admin.get_by_label(label).fill(value)
    for sign in admin.locator("input[type=radio][value=no]").all():
        sign.check()
    admin.get_by_label("Numbness in the saddle area: yes").check()
    admin.get_by_role("button", name="Enrol").click()
    expect(admin.locator("#phone-more .wrong")).to_be_visible()
    admin.get_by_label("Mobile number").fill("+14365550193")
    admin.get_by_role("button", name="Enrol").click()
    expect(admin.locator("#phone-more .wrong")).to_contain_text("say how in “How the number was checked”")
    admin.get_by_label("How the number was checked").fill("Read back to me")
    admin.get_by_role("button", name="Enrol").click()
    expect(admin.locator(".screen .wrong")).to_contain_text("a clinician must look at this person")
    admin.get_by_label("Numbness in the saddle area: no").check()
    admin.get_by_role("button", name="Enrol").click()
    expect(admin.get_by_role("status")).to_contain_text("Enrolled")
    expect(admin.get_by_role("heading", name="Gus")).to_be_visible()


def test_words_are_tried_on_a_phone_and_then_kept(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "words")
    admin.get_by_role("link", name="thanks rest").click()
    admin.get_by_label("Words").fill("Take ibuprofen.{light}{why}")
    admin.get_by_role("button", name="Look at it").click()
    expect(admin.get_by_role("alert")).to_contain_text("no drug")
    admin.get_by_label("Words").fill("Thank you.{light} No walks tomorrow.{why}")
    admin.get_by_role("button", name="Look at it").click()
    expect(admin.locator(".phone")).to_contain_text("Thank you. Yellow light. No walks tomorrow.")
    expect(admin.locator(".phone")).to_contain_text("1 segment")
    admin.get_by_label("Why").fill("Our own tone")
    admin.get_by_role("button", name="Keep").click()
    expect(admin.get_by_role("row", name=re.compile("^thanks rest yours Thank you"))).to_be_visible()
    admin.get_by_role("link", name="thanks rest").click()
    admin.get_by_label("Why").fill("As it was")
    admin.get_by_role("button", name="Back to Amble's own words").click()
    expect(admin.locator(".tag")).to_have_count(0)


def test_somebody_new_is_invited_sets_both_factors_and_comes_in(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "people")
    admin.get_by_label("Name").fill("Noor Haddad")
    admin.get_by_label("E-mail address").fill("noor@b.co")
    admin.get_by_role("button", name="Add").click()
    expect(admin.get_by_role("status")).to_contain_text("ask whoever runs Amble to give Noor Haddad an invitation")
    admin.get_by_role("link", name="Noor Haddad", exact=True).click()
    admin.get_by_role("button", name="Mail an invitation").click()
    expect(admin.get_by_role("alert")).to_contain_text("No mail leaves here")
    with lived.clinic.database.unit_of_work() as session:
        noor = session.exec(select(User).where(col(User.email) == "noor@b.co")).one()
    token = invited(lived.clinic.database, noor, lived.clinic.now)
    admin.get_by_role("button", name="Sign out").click()
    _go(admin, lived, "invitation")
    admin.get_by_label("The invitation").fill(token)
    admin.get_by_role("button", name="Go on").click()
    totp = pyotp.parse_uri(unquote(admin.locator("details p").text_content() or ""))
    assert isinstance(totp, pyotp.TOTP)
    lived.totps["noor@b.co"] = totp
    admin.get_by_label("A password").fill(PASSWORD)
    admin.get_by_label("The six digits").fill(totp.at(lived.clinic.now))
    admin.get_by_role("button", name="Set both").click()
    expect(admin.get_by_role("heading", name="Sign in")).to_be_visible()
    come_in(admin, lived, "noor@b.co")
    expect(admin.locator("header")).to_contain_text("Noor Haddad")
    expect(admin.get_by_role("link", name="Audit")).to_have_count(0)


def test_keys_are_shown_once_and_revoked_and_a_caseload_is_given_over(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "people")
    admin.get_by_label("Name").fill("Records system")
    admin.get_by_label("E-mail address").fill("records@b.co")
    admin.get_by_label("Role").select_option("admin")
    admin.get_by_label("Who comes in").select_option("program")
    admin.get_by_role("button", name="Add").click()
    admin.get_by_role("link", name="Give Records system a key").click()
    admin.get_by_label("read", exact=True).check()
    admin.get_by_role("button", name="Issue").click()
    expect(admin.locator("section[role=status] code")).to_contain_text("amb_")
    admin.get_by_role("button", name="Revoke").first.click()
    expect(admin.get_by_role("status")).to_contain_text("no longer works")
    _go(admin, lived, "people")
    admin.get_by_label("Name").fill("Rae Leaver")
    admin.get_by_label("E-mail address").fill("rae@b.co")
    admin.get_by_label("Role").select_option("therapist")
    admin.get_by_role("button", name="Add").click()
    admin.get_by_role("link", name="Rae Leaver", exact=True).click()
    expect(admin.get_by_text("A further key")).to_have_count(0)
    admin.get_by_role("button", name="Give over").click()
    expect(admin.get_by_role("status")).to_contain_text("0 patients were handed over")
    admin.get_by_label("comes in no more").check()
    admin.get_by_role("button", name="End it").click()
    expect(admin.get_by_role("status")).to_contain_text("This user can no longer sign in")


def test_a_patient_is_changed_and_at_last_erased(admin: Page, lived: Lived) -> None:
    _go(admin, lived, f"patients/{lived.patients['Denis'].id}")
    admin.locator("summary", has_text="Change").click()
    admin.get_by_label("Evening question at").fill("21:30")
    admin.get_by_role("button", name="Change").click()
    expect(admin.get_by_role("alert")).to_contain_text("quiet hours")
    expect(admin.get_by_role("alert")).to_be_in_viewport()
    expect(admin.get_by_label("Evening question at")).to_have_value("21:30")
    admin.get_by_label("Evening question at").fill("19:00")
    admin.get_by_label("First name").fill("Dennis")
    admin.get_by_role("button", name="Change").click()
    expect(admin.get_by_role("status")).to_contain_text("Saved")
    expect(admin.get_by_role("heading", name="Dennis", exact=True)).to_be_visible()
    admin.locator("summary", has_text="Erase").click()
    admin.get_by_label("Type erase").fill("yes")
    admin.get_by_role("button", name="Erase for ever").click()
    expect(admin.get_by_role("alert")).to_contain_text("cannot be undone")
    admin.get_by_label("Type erase").fill("erase")
    admin.get_by_role("button", name="Erase for ever").click()
    expect(admin.get_by_role("status")).to_contain_text("Erased")
    expect(admin.get_by_role("heading", name="Patient without a name")).to_be_visible()


def test_the_clinics_number_is_changed_and_what_is_wrong_is_refused(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "clinic")
    admin.get_by_label("Number that patients call").fill("call us")
    admin.get_by_role("button", name="Keep").click()
    expect(admin.get_by_role("alert")).to_contain_text("phone")
    admin.get_by_label("Number that patients call").fill("+12025550101")
    admin.get_by_role("button", name="Keep").click()
    expect(admin.get_by_role("status")).to_have_text("Saved.")


def test_who_is_told_and_when_the_clinic_is_open_is_set_from_the_first_page(admin: Page, lived: Lived) -> None:
    expect(admin.locator(".gap")).to_contain_text("no rota and no phone yet")
    admin.get_by_role("link", name="Set it").click()
    expect(admin.get_by_role("heading", name="Who is told of what nobody has seen")).to_be_in_viewport()
    ladder = admin.locator("#ladder")
    ladder.get_by_label("Told next").select_option(label="T")
    ladder.get_by_label("Time zone of the clinic").fill("Mars/Base")
    ladder.get_by_label("Saturday").check()
    ladder.get_by_label("Closed on these days").fill("2026-12-25, 2027-01-01")
    ladder.get_by_label("Today: opening hours").fill("3")
    ladder.get_by_role("button", name="Save who is told").click()
    expect(ladder.get_by_role("alert")).to_contain_text("zone")
    expect(ladder.get_by_role("alert")).to_be_in_viewport()
    expect(ladder.get_by_label("Saturday")).to_be_checked()
    ladder.get_by_label("Time zone of the clinic").fill("America/Chicago")
    ladder.get_by_role("button", name="Save who is told").click()
    expect(admin.get_by_role("status")).to_contain_text("from the next escalation on")
    expect(ladder.get_by_label("Told next")).to_have_value(str(lived.clinic.therapist.id))
    expect(ladder.get_by_label("Saturday")).to_be_checked()
    expect(ladder.get_by_label("Sunday")).not_to_be_checked()
    expect(ladder.get_by_label("Closed on these days")).to_have_value("2026-12-25, 2027-01-01")
    expect(ladder.get_by_label("Today: opening hours")).to_have_value("3")
    _go(admin, lived, "")
    expect(admin.locator(".gap")).to_contain_text("No phone of the clinic gets texts")


def test_a_phone_is_asked_and_taken_off_the_list(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "clinic")
    phones = admin.locator("#phones")
    phones.get_by_label("Name of a further phone").fill("On-call phone")
    phones.get_by_label("Its number").fill("+12025550180")
    phones.get_by_role("button", name="Ask this phone").click()
    expect(phones.get_by_role("alert")).to_contain_text("cannot be used here")
    phones.get_by_label("Its number").fill("+12025550177")
    phones.get_by_role("button", name="Ask this phone").click()
    expect(admin.get_by_role("status")).to_contain_text("asks this phone to reply READY")
    expect(phones).to_contain_text("On-call phone +12025550177: has not replied READY yet")
    phones.get_by_role("button", name="Remove On-call phone").click()
    expect(admin.get_by_role("status")).to_contain_text("gets no more texts")
    expect(phones).to_contain_text("No phones yet")


def test_the_clinic_agrees_that_its_texts_teach_the_ear_and_takes_that_back(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "clinic")
    ear = admin.locator("#ear")
    expect(ear).to_contain_text("Nobody has decided yet: nothing leaves.")
    ear.get_by_label("Who decided it for the clinic").fill("Dr. Imani Okafor")
    ear.get_by_label("On which day").fill("2031-01-01")
    ear.get_by_role("button", name="We agree", exact=True).click()
    expect(ear.get_by_role("alert")).to_contain_text("must be the date of the decision, not one in the future")
    expect(ear.get_by_label("Who decided it for the clinic")).to_have_value("Dr. Imani Okafor")
    ear.get_by_label("On which day").fill("2026-01-15")
    ear.get_by_role("button", name="We agree", exact=True).click()
    expect(admin.get_by_role("status")).to_contain_text("may teach the second ear")
    expect(ear).to_contain_text("Your clinic agrees: Dr. Imani Okafor")
    ear.get_by_label("Who decided it for the clinic").fill("Dr. Imani Okafor")
    ear.get_by_label("On which day").fill("2026-01-16")
    ear.get_by_role("button", name="We do not agree").click()
    expect(admin.get_by_role("status")).to_contain_text("no text leaves any more")
    expect(ear).to_contain_text("Your clinic does not agree")


def test_how_many_texts_were_read_and_how_long_they_waited_stands_on_the_overview(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "overview")
    section = admin.locator("#to-read")
    expect(section.get_by_role("heading")).to_have_text("Texts that a person had to read: 1")
    expect(section).to_contain_text("Half were read within 42 min, the last after 42 min. 0 wait.")
    expect(section).to_contain_text("1 nothing in it")


def test_how_the_clinic_does_stands_beside_each_therapist(admin: Page, lived: Lived) -> None:
    _go(admin, lived, "overview")
    expect(admin.get_by_role("heading", name=re.compile(r"^The clinic: \d+ patients"))).to_be_visible()
    answered = admin.get_by_role("img", name=re.compile("^Evenings answered by week: .*100%"))
    expect(answered.first).to_be_visible()


def test_who_looked_at_a_patient_stands_in_the_audit(admin: Page, lived: Lived) -> None:
    _go(admin, lived, f"patients/{lived.patients['Ana'].id}")
    _go(admin, lived, f"audit?patient_id={lived.patients['Ana'].id}&name=patient.read")
    assert admin.locator("tbody tr").count() >= 1
    expect(admin.locator("tbody tr").first).to_contain_text("A")
