"""Is the shipped ear made of what stands beside it, and does the same command make the same bytes?"""

import re
import subprocess
import sys
from pathlib import Path

from infra.ear import corpus
from infra.ear.__main__ import SEED
from services import wiring
from services.wiring.hearing import DIGEST, WEIGHTS

ROOT = Path(__file__).resolve().parents[2]


def _made(folder: Path) -> bytes:
    command = [sys.executable, "-m", "infra.ear", "--share", "0.05", "--into", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Cross-validation" in done.stdout
    return (folder / WEIGHTS).read_bytes()


def test_the_same_command_makes_the_same_bytes(tmp_path: Path) -> None:
    first, second = _made(tmp_path / "one"), _made(tmp_path / "two")
    assert first == second
    assert wiring.hearing.ear(tmp_path / "one").version == wiring.hearing.ear(tmp_path / "two").version


def test_the_shipped_weights_are_of_the_corpus_that_stands_beside_them() -> None:
    assert corpus.digest(corpus.made(SEED)) == wiring.ear().corpus, "run `make ear` and look at infra/ear/figures.txt"


def test_the_figures_beside_the_weights_are_theirs() -> None:
    told = (ROOT / "infra" / "ear" / "figures.txt").read_text()
    assert told.startswith(f"Ear {wiring.ear().version}: ")


def test_the_image_holds_what_the_program_reads() -> None:
    copied = re.findall(r"^COPY (infra/ear/.*) infra/ear/$", (ROOT / "infra" / "Dockerfile").read_text(), re.MULTILINE)
    assert set(copied[0].split()) == {f"infra/ear/{name}" for name in ("__init__.py", WEIGHTS, DIGEST)}
    assert len(copied) == 1
