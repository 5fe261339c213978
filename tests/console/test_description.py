"""Is the API's description a page that a browser shows under its policy, and that everybody can use?"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from tests.console.conftest import Lived, chromium_for_tests


def test_the_description_shows_its_style_breaks_no_policy_and_is_accessible(
    context: BrowserContext, lived: Lived
) -> None:
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{lived.url}/docs")
    page.get_by_role("link", name="patients", exact=True).click()
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "960px"
    for told in page.locator("details").all()[:5]:
        told.locator("summary").click()
    # axe is put into the page by the browser itself, which no policy of the page's holds back.
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert said == []
    assert {url.partition("#")[0] for url in asked} == {f"{lived.url}/docs"}


def test_where_a_browser_is_required_its_tests_are_never_skipped() -> None:
    with pytest.raises(pytest.skip.Exception, match="NOT tested in a browser"):
        chromium_for_tests({"PATH": "/nowhere"})
    with pytest.raises(pytest.fail.Exception, match="NOT tested in a browser"):
        chromium_for_tests({"PATH": "/nowhere", "AMBLE_TEST_BROWSER": "required"})
