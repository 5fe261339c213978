"""Is each released rule the one that was released, is a release the same bytes each time, and does the image hold it?"""

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra.rules import freeze
from services.wiring import ConfigurationIsWrong, released_rules

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "infra" / "rules"


def _made(folder: Path) -> bytes:
    command = [sys.executable, "-m", "infra.rules.freeze", "--into", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert (folder / freeze.SUMS).read_text() == f"{digest}  {wheel.name}\n"
    assert done.stdout == f"{digest}  {wheel}\n"
    return wheel.read_bytes()


def test_the_same_tree_makes_the_same_bytes(tmp_path: Path) -> None:
    assert _made(tmp_path / "one") == _made(tmp_path / "two") == freeze.made()[1]


def test_a_release_needs_nothing_but_python_and_hides_nothing_of_ours(tmp_path: Path) -> None:
    name, data = freeze.made()
    freeze.keep(tmp_path, name, data)
    root = name.partition("-")[0]
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path / name)!r})\n"
        f"from {root}.progression import boundary\n"
        "asked = {'taken': 'first_day', 'settings': {}, 'day': '2026-03-02', 'profile': {'diagnosis': 'ddd', 'flags': [],"
        " 'baseline_minutes': 'not_asked', 'orders': []}}\n"
        "assert boundary.decide(asked)['prescription']['walks'] == [5, 5]\n"
        "strangers = {name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names\n"
        f"assert strangers <= {{{root!r}, '__main__', 'sitecustomize', 'usercustomize'}}, strangers\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_release_is_a_wheel_whose_record_is_true() -> None:
    for wheel in SHIPPED.glob("*.whl"):
        with zipfile.ZipFile(wheel) as held:
            (record,) = (name for name in held.namelist() if name.endswith("/RECORD"))
            lines = dict(line.split(",", 1) for line in held.read(record).decode().splitlines())
            assert set(lines) == set(held.namelist())
            for name in set(lines) - {record}:
                text = held.read(name).decode()
                assert lines[name] == f"sha256={freeze._digest(text)},{len(text.encode())}", name


def test_what_was_released_is_never_made_anew(tmp_path: Path) -> None:
    name, data = freeze.made()
    freeze.keep(tmp_path, name, data)
    freeze.keep(tmp_path, name, data)
    with pytest.raises(freeze.WasReleased, match="raise RULES_VERSION"):
        freeze.keep(tmp_path, name, data + b"more")
    assert (tmp_path / name).read_bytes() == data


def test_every_release_is_noted_and_is_the_one_that_was_released() -> None:
    assert {wheel.name for wheel in released_rules.check(SHIPPED)} == {wheel.name for wheel in SHIPPED.glob("*.whl")}


@pytest.mark.parametrize(
    ("name", "becomes", "said"),
    [
        ("*.whl", b"another", "is not the one that was released"),
        ("*.whl", None, "is missing"),
        (freeze.SUMS, None, "is missing or cannot be read"),
        (freeze.SUMS, b"?", "is missing or cannot be read"),
    ],
)
def test_a_release_that_is_not_whole_refuses_to_start(
    tmp_path: Path, name: str, becomes: bytes | None, said: str
) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(SHIPPED, folder)
    harmed = min(folder.glob(name))
    if becomes is None:
        harmed.unlink()
    else:
        harmed.write_bytes(becomes)
    with pytest.raises(ConfigurationIsWrong, match=said):
        released_rules.engines(folder)


def test_the_image_holds_the_releases() -> None:
    copied = re.findall(
        r"^COPY (infra/rules/.*) infra/rules/$", (ROOT / "infra" / "Dockerfile").read_text(), re.MULTILINE
    )
    assert [set(names.split()) for names in copied] == [
        {"infra/rules/__init__.py", "infra/rules/*.whl", f"infra/rules/{freeze.SUMS}"}
    ]
