"""Does every place that names the version of the program name the same one, and do the changes say what it brought?"""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from services import VERSION

ROOT = Path(__file__).resolve().parents[2]
# In the order of Keep a Changelog.
SECTIONS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]


def test_the_package_is_of_this_version() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_the_api_says_it() -> None:
    assert json.loads((ROOT / "docs/openapi.json").read_text())["info"]["version"] == VERSION


def test_images_are_tagged_with_it() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    ours = {service["image"] for service in compose["services"].values() if service["image"].startswith("amble:")}
    assert ours == {f"amble:{VERSION}-${{AMBLE_TARGET:-production}}"}
    production = yaml.safe_load((ROOT / "infra/k8s/overlays/production/kustomization.yaml").read_text())
    assert [image["newTag"] for image in production["images"] if image["name"] == "amble"] == [VERSION]
    assert not re.findall(r"amble:\d", (ROOT / "Makefile").read_text()), "the Makefile reads it from pyproject.toml"


def test_the_newest_changes_are_those_of_this_version() -> None:
    versions = re.findall(r"^## \[(.+?)\] - (\d{4}-\d{2}-\d{2})$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert versions[0][0] == VERSION
    assert [day for _, day in versions] == sorted((day for _, day in versions), reverse=True)


@pytest.mark.parametrize("part", (ROOT / "CHANGELOG.md").read_text().split("\n## [")[1:])
def test_changes_stand_in_sections(part: str) -> None:
    sections = re.findall(r"^### (.+)$", part, re.MULTILINE)
    assert sections
    assert sections == [section for section in SECTIONS if section in sections]
    for line in part.splitlines()[1:]:
        assert re.match(r"(### |- |  \S|$)", line), f"neither a section nor an entry: {line}"
