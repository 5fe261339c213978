"""Is whoever runs this woken for what matters, and are the numbers that alarms and dashboards ask for really told?"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from services.command_line.metrics import OF_THE_PROCESS
from services.operations.metrics import LATENESS, METRICS

ROOT = Path(__file__).resolve().parents[2]
MONITORING = ROOT / "infra" / "monitoring"


def _asked() -> dict[str, list[str]]:
    """Every expression of the alarms and the dashboard."""
    rules = yaml.safe_load((MONITORING / "alerts.yaml").read_text())["groups"][0]["rules"]
    board = json.loads((MONITORING / "grafana" / "amble.json").read_text())
    return {
        "alarms": [rule["expr"] for rule in rules],
        "dashboard": [target["expr"] for panel in board["panels"] for target in panel["targets"]],
    }


def test_every_number_that_is_asked_for_is_told_and_every_one_that_is_told_is_asked_for() -> None:
    told = {*METRICS, *OF_THE_PROCESS, LATENESS}
    asked = {
        name.removesuffix("_bucket")
        for expressions in _asked().values()
        for expression in expressions
        for name in re.findall(r"\bamble_\w+", expression)
    }
    assert asked == told


def test_every_alarm_has_its_entry_in_the_runbook_and_its_test() -> None:
    rules = yaml.safe_load((MONITORING / "alerts.yaml").read_text())["groups"][0]["rules"]
    names = {rule["alert"] for rule in rules}
    entries = set(re.findall(r"^## (Amble\w+)$", (ROOT / "docs" / "runbook.md").read_text(), re.MULTILINE))
    tests = yaml.safe_load((MONITORING / "alerts_test.yaml").read_text())["tests"]
    fired = {case["alertname"] for test in tests for case in test["alert_rule_test"] if case["exp_alerts"]}
    assert names == entries == fired
    assert {rule["labels"]["severity"] for rule in rules} == {"page", "ticket"}


def test_the_alarms_fire_when_they_must_and_keep_still_when_they_need_not() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("No promtool here: `apt-get install prometheus`. The alarms were NOT tried.")
    for command in (["test", "rules", "alerts_test.yaml"], ["check", "config", "prometheus.yaml"]):
        done = subprocess.run([promtool, *command], cwd=MONITORING, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
