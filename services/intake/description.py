"""`/docs`: one page that shows the API's description to people.

It has no script, no picture and no third-party content, because therapists are signed in on the same origin.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

PATH = "/docs"
_METHODS = ("get", "post", "put", "patch", "delete")
_pages = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
# Exactly as in the page: the policy identifies it by its hash.
_STYLE = _pages.get_template("description.css").render()
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
# The limits of a value: the description's keyword, and its words for a reader.
_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} of them",
    "maxItems": "at most {} of them",
    "default": "{} if it is left out",
}

Schema = dict[str, Any]


def add_to(app: FastAPI) -> None:
    """Add the page to an app; it is drawn at the first request."""

    @cache
    def drawn() -> str:
        return draw(app.openapi())

    @app.get(PATH, include_in_schema=False)
    def description() -> HTMLResponse:
        """The page."""
        return HTMLResponse(drawn(), headers={"Content-Security-Policy": _POLICY})


def draw(described: Schema) -> str:
    """A page from an OpenAPI 3.1 description."""
    return _pages.get_template("description.html").render(
        described=described,
        groups=_by_tag(described),
        schemas=described.get("components", {}).get("schemas", {}),
        kinds=kinds,
        bounds=bounds,
        name_of=name_of,
    )


def name_of(schema: Schema) -> str:
    """The name of the schema that is referred to; empty for an inline schema."""
    return str(schema.get("$ref", "")).rpartition("/")[2]


def kinds(schema: Schema) -> list[Schema]:
    """The types that a value may have: `says` is the type in words, `of` the schema that describes it, if any."""
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        return [kind for one in several for kind in kinds(one)]
    if "$ref" in schema:
        return [{"says": "", "of": name_of(schema)}]
    if schema.get("type") == "array":
        return [{**kind, "says": f"list of {kind['says']}".rstrip()} for kind in kinds(schema.get("items", {}))]
    if "enum" in schema:
        return [{"says": ", ".join(f'"{value}"' for value in schema["enum"])}]
    if "const" in schema:
        return [{"says": f'"{schema["const"]}"'}]
    form = schema.get("format")
    return [{"says": f"{schema.get('type', 'anything')}{f' ({form})' if form else ''}"}]


def bounds(schema: Schema) -> str:
    """The limits of a value in words, such as `at least 1, at most 120`, for any type that it may have."""
    parts = [schema, *schema.get("anyOf", []), *schema.get("oneOf", [])]
    return ", ".join(
        words.format("nothing" if part[key] in ("", None, []) else part[key])
        for key, words in _BOUNDS.items()
        for part in parts
        if key in part
    )


def _by_tag(described: Schema) -> dict[str, list[Schema]]:
    groups: dict[str, list[Schema]] = {tag["name"]: [] for tag in described.get("tags", [])}
    for path, methods in described["paths"].items():
        for method in _METHODS:
            if method in methods:
                told = methods[method]
                for tag in told.get("tags", ["others"]):
                    groups.setdefault(tag, []).append({**told, "method": method.upper(), "path": path})
    return groups
