"""How does a person read what the API can do? `/docs`: one page of our own, drawn from the description itself.

No script, no picture and nothing of anybody else's: it stands on the origin where therapists are signed in.
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
# As it stands within the page, which the policy knows it by.
_STYLE = _pages.get_template("description.css").render()
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
# What bounds a value, in the description's words and in a reader's.
_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} of them",
    "maxItems": "at most {} of them",
    "default": "{} where it is left out",
}

Schema = dict[str, Any]


def add_to(app: FastAPI) -> None:
    """Give an app its page, drawn when somebody first asks."""

    @cache
    def drawn() -> str:
        return draw(app.openapi())

    @app.get(PATH, include_in_schema=False)
    def description() -> HTMLResponse:
        """What the API can do, for a person."""
        return HTMLResponse(drawn(), headers={"Content-Security-Policy": _POLICY})


def draw(described: Schema) -> str:
    """A whole page from a description as OpenAPI 3.1 has it."""
    return _pages.get_template("description.html").render(
        described=described,
        groups=_by_tag(described),
        schemas=described.get("components", {}).get("schemas", {}),
        kinds=kinds,
        bounds=bounds,
        name_of=name_of,
    )


def name_of(schema: Schema) -> str:
    """The name of the schema that is referred to; empty where it stands here itself."""
    return str(schema.get("$ref", "")).rpartition("/")[2]


def kinds(schema: Schema) -> list[Schema]:
    """What a value may be, one of these: each with `says`, and `of` where a schema of that name tells more."""
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
    """The limits of a value in words, as `at least 1, at most 120`; of any kind that it may be."""
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
