"""Do a forge, git's hooks and a person run one and the same: the commands of the Makefile?"""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
WORKFLOWS = ROOT / ".github" / "workflows"


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def _commands(target: str) -> list[str]:
    """What a target of the Makefile runs, line by line."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert found is not None, target
    return [line.strip().lstrip("@").replace("$(PYTHON)", ".venv/bin/python") for line in found[1].splitlines()]


def _steps(workflow: str) -> list[dict[str, Any]]:
    return [step for job in _read(WORKFLOWS / workflow)["jobs"].values() for step in job["steps"]]


def test_the_hooks_of_git_are_the_commands_of_make_check() -> None:
    hooks = [hook for repo in _read(ROOT / ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    assert [hook["entry"] for hook in hooks] == _commands("check")
    assert all(hook["language"] == "system" and not hook["pass_filenames"] for hook in hooks)


def test_the_forge_runs_what_must_pass_on_every_python_from_the_oldest() -> None:
    assert [step["run"] for step in _steps("check.yml") if "run" in step] == [".ci/run"]
    (job,) = _read(WORKFLOWS / "check.yml")["jobs"].values()
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert job["env"] == {"AMBLE_TEST_BROWSER": "required"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == ">=3.11"


def test_the_forge_asks_weekly_for_weaknesses_in_what_is_pinned() -> None:
    workflow = _read(WORKFLOWS / "audit.yml")
    # YAML 1.1 reads the key `on` as true.
    assert set(workflow[True]) == {"schedule", "push", "workflow_dispatch"}
    assert [step["run"] for step in _steps("audit.yml") if "run" in step] == ["make audit"]
    assert all("pip_audit" in command and "||" not in command for command in _commands("audit"))


def test_a_forge_may_read_and_nothing_else_and_leaves_no_password_behind() -> None:
    for path in WORKFLOWS.iterdir():
        workflow = _read(path)
        assert workflow["permissions"] == {"contents": "read"}
        for step in _steps(path.name):
            assert "actions/checkout" not in step.get("uses", "") or step["with"]["persist-credentials"] is False


def test_what_must_pass_is_a_script_of_commands_that_the_makefile_has() -> None:
    script = ROOT / ".ci" / "run"
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    targets = re.findall(r"^make ([a-z-]+)", script.read_text(), re.MULTILINE)
    assert targets == ["check", "test", "cohort", "faults", "fuzz"]
    assert all(_commands(target) for target in targets)
