"""Do the tests ask less than they did? `make census ARGS=COMMIT` compares these with those of another commit.

Compared are the id of each test, the examples that Hypothesis draws for it, the skips, the examples of the fuzz and the
sleeps. Ends with 1 where something is less; a test that was renamed stands in tests/renamed.txt, its old id and its new
one on a line; a tab parts them where an id has spaces.
"""

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RENAMED = ROOT / "tests" / "renamed.txt"
_FILE = "AMBLE_CENSUS_FILE"
# Itself: what it looks for stands in it.
_NOT_COUNTED = {"census.py", "test_census.py"}
_SKIP, _SLEEP = re.compile(r"pytest\.skip\(|mark\.skip"), re.compile(r"\btime\.sleep\(")
_FUZZ = re.compile(r"examples[= ](\d+)")


@dataclass(frozen=True)
class Census:
    """What is asked: how many examples each test draws (1 where Hypothesis draws none), and what is counted once."""

    examples: dict[str, int]
    skips: int
    sleeps: int
    fuzz: int


def less(before: Census, after: Census, renamed: dict[str, str]) -> Iterator[str]:
    """What is asked no more, as sentences."""
    for name, examples in before.examples.items():
        now = after.examples.get(renamed.get(name, name))
        if now is None:
            yield f"{name} is gone"
        elif now < examples:
            yield f"{name} draws {now} examples, no more {examples}"
    if after.skips > before.skips:
        yield f"{after.skips} skips, {before.skips} before"
    if after.sleeps > before.sleeps:
        yield f"{after.sleeps} sleeps, {before.sleeps} before"
    if after.fuzz < before.fuzz:
        yield f"the fuzz draws {after.fuzz} examples, no more {before.fuzz}"


def take(root: Path, tests: str = "tests") -> Census:
    """The census of a tree, of one folder of its tests. Raises RuntimeError with what pytest said where its tests cannot be collected."""
    with tempfile.TemporaryDirectory() as folder:
        # The tree may be from before this file: pytest is given a copy, by another name than that of the tree's tests.
        Path(folder, "amble_census.py").write_text(Path(__file__).read_text())
        file = Path(folder, "examples.json")
        environment = {**os.environ, _FILE: str(file), "PYTHONPATH": os.pathsep.join([folder, str(root)])}
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "amble_census", tests]
        run = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        if run.returncode:
            raise RuntimeError(f"The tests of {root} cannot be collected:\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
        examples = json.loads(file.read_text())
    sources = [path.read_text() for path in root.glob("tests/**/*.py") if path.name not in _NOT_COUNTED]
    fuzzed = [root / ".ci" / "run", root / "tests" / "contract" / "test_contract.py"]
    return Census(
        examples,
        skips=sum(len(_SKIP.findall(source)) for source in sources),
        sleeps=sum(len(_SLEEP.findall(source)) for source in sources),
        fuzz=sum(int(number) for path in fuzzed for number in _FUZZ.findall(path.read_text())),
    )


def pytest_collection_finish(session: Any) -> None:
    """As pytest's plugin: write down each test, and how many examples are drawn for it."""
    examples = {}
    for item in session.items:
        settings = getattr(item.obj, "_hypothesis_internal_use_settings", None)
        examples[item.nodeid] = settings.max_examples if settings else 1
    Path(os.environ[_FILE]).write_text(json.dumps(examples))


def main(commit: str) -> int:
    """Compare with a commit; answers the exit code."""
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=False)
    if archive.returncode:
        print(f"There is no commit {commit!r} here: name one as git does, for instance HEAD~1.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        before = take(Path(folder))
    after = take(ROOT)
    renamed = (
        dict(line.split("\t" if "\t" in line else None) for line in RENAMED.read_text().splitlines())
        if RENAMED.exists()
        else {}
    )
    found = list(less(before, after, renamed))
    for sentence in found:
        print(sentence)
    print(f"{len(before.examples)} tests before, {len(after.examples)} now; {len(found)} ask less.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "HEAD"))
