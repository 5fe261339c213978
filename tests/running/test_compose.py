"""Does docker-compose.yml hold what it says? Its own commands, environment and health checks, as plain processes.

The file is exercised where no container engine is: each service of ours runs as the file says, on real servers, with
the rehearsal's settings. Addresses are the only thing that is changed. `make compose-test` runs the same in containers
of the image, with AMBLE_TEST_ENGINE.
"""

import gzip
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from infra.local.processes import Child, Children, Program, free_port
from infra.local.servers import EmbeddedServers
from services import VERSION
from services.storage.sealing import KeyRing
from tests.clinic import SCREEN
from tests.house.test_compose_file import interpolated, settings_of

ROOT = Path(__file__).resolve().parents[2]
PHONE = "+12025550143"


class Composed:
    """The services of the file, on this machine's addresses."""

    def __init__(self, servers: EmbeddedServers, children: Children, collector: str, collected: list[bytes]) -> None:
        self.collector, self.collected = collector, collected
        self.settings = settings_of(ROOT / "infra" / "rehearsal.env")
        self.file = interpolated((ROOT / "docker-compose.yml").read_text(), self.settings)
        self.children = children
        self.engine = os.environ.get("AMBLE_TEST_ENGINE", "").split()
        self.ports = {"8000": str(free_port()), "8700": str(free_port()), "9464": str(free_port())}
        program, owner = self.settings["AMBLE_PROGRAM_PASSWORD"], self.settings["AMBLE_OWNER_PASSWORD"]
        self._addresses = {
            f"postgresql://amble:{program}@postgres:5432/amble": servers.database_url.replace("+psycopg", ""),
            f"postgresql://amble_owner:{owner}@postgres:5432/amble": servers.owner_url.replace("+psycopg", ""),
            f"redis://:{self.settings['REDIS_PASSWORD']}@redis:6379/0": servers.redis_url,
            "http://intake:8000": f"http://127.0.0.1:{self.ports['8000']}",
            "http://carrier:8700": f"http://127.0.0.1:{self.ports['8700']}",
            "0.0.0.0": "127.0.0.1",
        }
        if not self.engine:
            self._addresses |= {
                "/var/spool/amble": str(children.directory / "spool"),
                "/tmp/": f"{children.directory}/",
            }
        self._keys = KeyRing.fresh().as_settings()

    def here(self, text: str) -> str:
        """A word of the file with this machine's addresses in it."""
        for address, instead in self._addresses.items():
            text = text.replace(address, instead)
        return self.ports.get(text, text)

    def spans(self) -> dict[str, set[str]]:
        """The names of the traced steps, by trace."""
        found: dict[str, set[str]] = {}
        for body in self.collected:
            told = ExportTraceServiceRequest.FromString(body)
            for resource in told.resource_spans:
                for scope in resource.scope_spans:
                    for span in scope.spans:
                        found.setdefault(span.trace_id.hex(), set()).add(span.name)
        return found

    def environment(self, service: str) -> dict[str, str]:
        """What the service would find in its container."""
        named = {**self.settings, **self.file["services"][service].get("environment", {})}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        given = {name: self.here(str(value)) for name, value in named.items()}
        own = {
            "AMBLE_TICK_SECONDS": "1",
            "AMBLE_WORKER_GRACE_SECONDS": "2",
            "OTEL_EXPORTER_OTLP_ENDPOINT": self.collector,
        }
        return {"PATH": path, "PYTHONPATH": str(ROOT), **own, **given, **self._keys}

    def start(self, service: str, name: str = "") -> Child:
        """As `docker compose up SERVICE`."""
        command = self._command(service, self.file["services"][service]["command"], name or service)
        return self.children.start(Program(name or service, command, self.environment(service), grace_seconds=30))

    def _command(self, service: str, words: Sequence[str], name: str = "") -> list[str]:
        """The words as they are, or in a container of the image, kept as the file keeps it."""
        here = [self.here(word) for word in words]
        if not self.engine:
            return here
        given = [f"--env={name}" for name in self.environment(service) if name not in ("PATH", "PYTHONPATH")]
        kept = [
            "--rm",
            "--network=host",
            "--read-only",
            "--tmpfs=/tmp",
            f"--volume={self._container('spool')}:/var/spool/amble",
            f"--volume={ROOT}/infra/secrets:/run/secrets/amble:ro",
            "--cap-drop=ALL",
        ]
        named = [f"--name={self._container(service)}", "--replace"] if name else []
        image = f"amble:{VERSION}-rehearsal"
        return [*self.engine, "run", *os.environ.get("AMBLE_TEST_RUN", "").split(), *kept, *named, *given, image, *here]

    def _container(self, service: str) -> str:
        return f"amble-test-{service}-{self.ports['8000']}"

    def run(self, service: str, *command: str) -> str:
        """As `docker compose run SERVICE COMMAND`."""
        done = subprocess.run(
            self._command(service, command or self.file["services"][service]["command"]),
            env=self.environment(service),
            cwd=self.children.directory,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def is_well(self, service: str) -> bool:
        """The service's own health check."""
        kind, *command = self.file["services"][service]["healthcheck"]["test"]
        assert kind == "CMD"
        command += ["--port", self.ports["8000"]] if service == "intake" else []
        if self.engine:
            command = [*self.engine, "exec", self._container(service), *command]
        done = subprocess.run(command, env=self.environment(service), capture_output=True, check=False)
        return done.returncode == 0

    def forget(self) -> None:
        """Nothing of the containers stays."""
        if self.engine:
            subprocess.run([*self.engine, "volume", "rm", self._container("spool")], capture_output=True, check=False)

    def url(self, port: str) -> str:
        """Where a service listens on this machine."""
        return f"http://127.0.0.1:{self.ports[port]}"


def _until(holds: Callable[[], Any], seconds: float = 40) -> Any:
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
    return found


@pytest.fixture
def collected() -> Iterator[tuple[str, list[bytes]]]:
    """A collector of traces at the wire: its address, and what it was brought."""
    brought: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            brought.append(gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", brought
        server.shutdown()


@pytest.fixture
def composed(tmp_path: Path, collected: tuple[str, list[bytes]]) -> Iterator[Composed]:
    with EmbeddedServers(durable=False) as servers, Children(tmp_path) as children:
        composed = Composed(servers, children, *collected)
        assert "up to date" in composed.run("migrate")
        yield composed
    composed.forget()


def _bodies(composed: Composed) -> list[str]:
    texts = httpx2.get(f"{composed.url('8700')}/emulator/phones/{PHONE}/texts").json()
    return [text["body"] for text in texts if text["direction"] != "from_patient"]


def _enrol(composed: Composed) -> None:
    operator = composed.run("intake", "amble", "operator-key")
    with httpx2.Client(base_url=composed.url("8000"), headers={"Authorization": f"Bearer {operator}"}) as api:
        _enrol_with(api)


def _enrol_with(api: httpx2.Client) -> None:
    clinic = {"name": "Harbor", "phone": "+12025550100", "country": "US", "admin_name": "A", "admin_email": "a@b.co"}
    opened = api.post("/v1/clinics", json=clinic).raise_for_status().json()["clinic"]["id"]
    wanted = {"clinic_id": opened, "role": "admin"}
    admin = api.post("/rehearsal/programs", json=wanted).raise_for_status().json()["api_key"]
    api.headers["Authorization"] = f"Bearer {admin}"
    person = {"name": "T", "email": "t@b.co", "role": "therapist"}
    therapist = api.post("/v1/users", json=person).raise_for_status().json()["user"]["id"]
    patient = {
        "phone": PHONE, "zone": "Atlantic/Reykjavik", "therapist_id": therapist, "diagnosis": "piriformis",
        "baseline_pain": {"worst": 6, "average": 4, "now": 3}, "onset_date": "2027-01-15",
        "clearance": {"by": "Dr. Cole", "at": "2027-02-20T15:00:00Z"},
        "red_flag_screen": SCREEN | {"at": "2027-02-20T15:00:00Z"}, "shoes_confirmed": True,
    }  # fmt: skip
    api.post("/v1/patients", json=patient).raise_for_status()


def test_the_loop_runs_as_the_file_says_and_goes_on_while_a_version_is_rolled(composed: Composed) -> None:
    intake, _ = composed.start("intake"), composed.start("carrier")
    worker, _ = composed.start("worker"), composed.start("beat")
    _until(lambda: composed.is_well("intake"))
    _until(lambda: "worker.ready" in worker.log.read_text())
    assert composed.is_well("worker")
    assert composed.is_well("beat")
    # Daytime, so that texts may leave.
    clock = f"{composed.url('8000')}/rehearsal/clock"
    httpx2.post(clock, json={"to": "2027-03-02T15:00:00Z"}, timeout=90).raise_for_status()
    _enrol(composed)
    _until(lambda: any("reply READY" in body for body in _bodies(composed)))
    httpx2.post(f"{composed.url('8700')}/emulator/phones/{PHONE}/texts", json={"body": "READY"})
    _until(lambda: any("you are in" in body for body in _bodies(composed)))
    # A new version: the old worker ends by itself, the new API takes the old one's place.
    worker.process.terminate()
    _until(lambda: not worker.is_running())
    assert worker.process.returncode == 0, worker.tail()
    composed.start("worker", "worker-new")
    intake.process.terminate()
    _until(lambda: not intake.is_running())
    composed.start("intake", "intake-new")
    _until(lambda: composed.is_well("intake"))
    httpx2.post(f"{composed.url('8700')}/emulator/phones/{PHONE}/texts", json={"body": "HELP"})
    _until(lambda: any("Questions? Call" in body for body in _bodies(composed)))
    composed.start("metrics")
    told = _until(lambda: _scraped(f"{composed.url('9464')}/metrics"))
    assert 'amble_patients{status="active"} 1.0' in told
    assert len(set(_bodies(composed))) == len(_bodies(composed)), "nobody is texted twice"
    # One reply is one trace, from the door through the queue to the plan; a text another, to its receipt.
    _until(lambda: {"reply.stored", "reply.heard"} in composed.spans().values())
    _until(lambda: {"text.left", "receipt.stored"} in composed.spans().values())
    private = (PHONE.encode(), b"READY", b"HELP", b"Questions?")
    assert not [word for word in private for body in composed.collected if word in body]


def _scraped(address: str) -> str:
    try:
        return httpx2.get(address).text
    except httpx2.HTTPError:
        return ""


def test_the_images_own_health_check_and_command_are_those_of_the_file() -> None:
    file = interpolated((ROOT / "docker-compose.yml").read_text(), settings_of(ROOT / "infra" / "rehearsal.env"))
    dockerfile = (ROOT / "infra" / "Dockerfile").read_text()
    check = re.search(r"HEALTHCHECK .*CMD (\[.*\])", dockerfile)
    assert check is not None
    assert ["CMD", *yaml.safe_load(check[1])] == file["services"]["intake"]["healthcheck"]["test"]
    assert "USER 10001" in dockerfile
