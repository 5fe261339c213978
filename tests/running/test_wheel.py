"""Does the wheel hold a working `amble`, and is it the same from the same source?"""

import hashlib
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _built(folder: Path) -> Path:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}, check=True, capture_output=True)
    return next(folder.glob("amble-*.whl"))


def test_the_wheel_is_reproducible_and_gives_a_working_amble(tmp_path: Path) -> None:
    first, second = _built(tmp_path / "one"), _built(tmp_path / "two")
    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()
    installed = tmp_path / "installed"
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(installed), str(first)]
    subprocess.run(command, check=True, capture_output=True)
    for needed in (
        "services/console/templates/today.html",
        "services/console/static/console.css",
        "infra/migrations/versions/0001_first_tables.py",
        "infra/migrations/script.py.mako",
        "infra/ear/weights.bin",
        "infra/ear/weights.sha256",
        "infra/rules/SHA256SUMS",
        "infra/rules/amble_rules_4-4.1-py3-none-any.whl",
    ):
        assert (installed / needed).exists(), needed
    path = os.pathsep.join([str(installed), sysconfig.get_path("purelib")])
    script = "import services, sys; assert services.__file__.startswith(sys.argv[1]), services.__file__"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": path}
    for words in (["-c", script, str(installed)], ["-m", "services.command_line", "hear", "a 4, did 2"]):
        done = subprocess.run(
            [sys.executable, "-S", *words], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert "4" in done.stdout
    _refuses_to_start_without_its_ear(installed, environment)


def _refuses_to_start_without_its_ear(installed: Path, environment: dict[str, str]) -> None:
    """Without its weights, or with others, the program ends and says what to do."""
    start = [sys.executable, "-S", "-m", "services.command_line", "serve"]
    settings = {
        **environment,
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x",
        "REDIS_URL": "redis://:x@127.0.0.1:1/0",
    }
    weights = installed / "infra" / "ear" / "weights.bin"
    for harm, sentence in (
        (lambda: weights.write_bytes(weights.read_bytes()[:-1]), "are not the ones that were made"),
        (weights.unlink, "The weights of the second ear are missing"),
    ):
        harm()
        done = subprocess.run(start, cwd=installed, env=settings, capture_output=True, text=True, check=False)
        told = " ".join(done.stderr.split())
        assert done.returncode == 2
        assert sentence in told
        assert "Reinstall this version of Amble" in told
