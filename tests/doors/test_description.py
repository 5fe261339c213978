"""Can a person read what the API can do, on a page that runs nothing and asks nobody, and can it be shut?"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import html5lib
import httpx2

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from services.intake.app import openapi
from services.intake.description import bounds, draw, kinds
from tests.doors.serving import serve


def test_every_operation_and_every_schema_is_on_the_page_and_each_link_leads_there() -> None:
    described = openapi()
    page = draw(described)
    html5lib.HTMLParser(strict=True).parse(page)
    stand = re.findall(r' id="([^"]+)"', page)
    assert len(stand) == len(set(stand))
    operations = {told["operationId"] for methods in described["paths"].values() for told in methods.values()}
    assert operations | set(described["components"]["schemas"]) <= set(stand)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(stand)


def test_the_page_runs_nothing_and_asks_nobody(api: httpx2.Client) -> None:
    answer = api.get("/docs")
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style is not None
    known = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{known}'; ")
    assert "unsafe" not in policy
    assert not re.search(r"<(?:script|img|link|iframe|form)|(?:src|href)=\"(?!#|/openapi\.json\")", answer.text)
    assert "text/html" in answer.headers["content-type"]
    assert api.get("/redoc").status_code == 404


def test_what_a_description_says_is_text_never_markup() -> None:
    odd = "<script>alert(1)</script>"
    told = {"operationId": "x", "tags": ["t"], "summary": odd, "description": odd, "responses": {}}
    page = draw(
        {
            "openapi": "3.1.0",
            "info": {"title": odd, "version": "1", "description": odd},
            "paths": {"/x": {"get": told}},
            "components": {"securitySchemes": {}, "schemas": {"One": {"description": odd}}},
        }
    )
    assert odd not in page


def test_a_value_and_its_limits_are_said_in_words() -> None:
    either = {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 120}, {"type": "null"}], "default": None}
    assert [kind["says"] for kind in kinds(either)] == ["integer", "null"]
    assert bounds(either) == "at least 1, at most 120, nothing if it is left out"
    listed = {"type": "array", "items": {"$ref": "#/components/schemas/Extra"}, "maxItems": 13, "default": []}
    assert kinds(listed) == [{"says": "list of", "of": "Extra"}]
    assert bounds(listed) == "at most 13 of them, nothing if it is left out"


def test_an_operator_can_keep_the_description_to_themselves(
    servers: EmbeddedServers, database_url: str, tmp_path: Path
) -> None:
    with Children(tmp_path) as children, serve(children, servers, database_url, AMBLE_API_DESCRIPTION="false") as api:
        assert [api.get(path).status_code for path in ("/docs", "/openapi.json", "/healthz")] == [404, 404, 200]
