"""Do the tests of the rule see a rule that was made worse? `make rule-mutants`: one change at a time, and the tests run.

make rule-mutants                        every mutant; prints the share that was found, and those that lived
make rule-mutants ARGS="--only red"      those whose name holds a word
make rule-mutants ARGS="--every 10"      one in ten

A row of the table is dropped, or its condition says the opposite; a number of the rule is moved by one. Each mutant is a copy
of this tree with that one change, on which the quick tests of the rule run until one fails. Ends with 1 where fewer are found
than LEAST_FOUND. What lives is printed: a test is missing there, or the number matters to nobody.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from rich.console import Console

ROOT = Path(__file__).resolve().parents[2]
RULE = Path("services") / "progression"
TABLE = RULE / "rules.py"
# What only prints, explains, forecasts or checks settings, and the times of calendar and ladder, decides nothing.
DECIDE_NOTHING = frozenset(
    "__init__ boundary calendar explanation forecast ladder lines liveness next_step opening_hours replay rulebook rules "
    "seeds".split()
)
_COPIED = ("schemas", "services", "infra", "tests", "docs", "pyproject.toml", "README.md", "CHANGELOG.md")
# The quickest finders first. The release that a tree is compared with would find every change and show no missing test.
TESTS = (
    "tests/rulebook/test_whole_decisions.py", "tests/rulebook/test_rules.py", "tests/rulebook/test_first_day.py",
    "tests/rulebook/test_dose.py", "tests/rulebook/test_lowering.py", "tests/rulebook/test_unread.py",
    "tests/rulebook/test_table.py", "tests/rulebook/test_worked_example.py", "tests/courses",
    "tests/properties/test_engine_safety.py", "tests/properties/test_engine_progress.py",
    "tests/properties/test_engine_invariants.py", "tests/properties/test_engine_records.py",
)  # fmt: skip
LEAST_FOUND = 0.85
_LONGEST_SECONDS = 600


@dataclass(frozen=True, slots=True)
class RuleMutant:
    """One change of one file: where it begins and ends in it, and what stands there instead."""

    name: str
    file: Path
    start: int
    end: int
    becomes: str

    def of(self, source: str) -> str:
        """The file with the change."""
        return source[: self.start] + self.becomes + source[self.end :]


def mutants() -> list[RuleMutant]:
    """All of them, by file and place."""
    found = list(_of_rows((ROOT / TABLE).read_text(encoding="utf-8")))
    for path in sorted((ROOT / RULE).glob("*.py")):
        if path.stem not in DECIDE_NOTHING:
            found += _of_numbers(RULE / path.name, path.read_text(encoding="utf-8"))
    return found


def _of_rows(source: str) -> Iterator[RuleMutant]:
    places = _Places(source)
    for row in _rows(ast.parse(source)):
        name = ast.literal_eval(row.args[0])
        start, end = places.of(row)
        comma = source.index(",", end) + 1
        yield RuleMutant(f"row {name} is dropped", TABLE, start, comma, "")
        when = row.args[2]
        begins, ends = places.of(when)
        opposite = f"(lambda day: not {source[begins:ends]}(day))"
        yield RuleMutant(f"row {name} asks the opposite", TABLE, begins, ends, opposite)


def _rows(tree: ast.Module) -> Iterator[ast.Call]:
    for node in tree.body:
        if (
            isinstance(node, ast.AnnAssign)
            and ast.unparse(node.target) == "RULES"
            and isinstance(node.value, ast.Tuple)
        ):
            yield from (row for row in node.value.elts if isinstance(row, ast.Call))


def _of_numbers(file: Path, source: str) -> Iterator[RuleMutant]:
    places = _Places(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            start, end = places.of(node)
            line = source.count("\n", 0, start) + 1
            said = source.splitlines()[line - 1].strip()
            moved: float = node.value + 1 if isinstance(node.value, int) else node.value * 1.5 + 0.01
            yield RuleMutant(
                f"{file.name}:{line} {source[start:end]} becomes {moved}: {said}", file, start, end, str(moved)
            )


class _Places:
    """Where a node stands in its source, in characters."""

    def __init__(self, source: str) -> None:
        self._lines = [0]
        for line in source.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def of(self, node: ast.expr) -> tuple[int, int]:
        """Its first character, and the one after its last. The sources are plain ASCII where numbers and rows stand."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self._lines[node.lineno - 1] + node.col_offset,
            self._lines[node.end_lineno - 1] + node.end_col_offset,
        )


class Copy:
    """A copy of this tree, in which one mutant at a time is tried."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("__pycache__", "*.png", "node_modules")
        for name in _COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=ignored)
            else:
                shutil.copy(source, folder / name)

    def finds(self, mutant: RuleMutant | None, tests: Sequence[str] = TESTS) -> str:
        """The test that fails with a mutant, or nothing where all pass; None is the tree as it is."""
        original = b""
        if mutant is not None:
            original = (ROOT / mutant.file).read_bytes()
            (self.folder / mutant.file).write_text(mutant.of(original.decode()), encoding="utf-8")
        try:
            return self._first_failure([test for test in tests if (self.folder / test).exists()])
        finally:
            if mutant is not None:
                (self.folder / mutant.file).write_bytes(original)

    def _first_failure(self, tests: Sequence[str]) -> str:
        # Without a seed of its own a property may find by chance today what it does not tomorrow.
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:xdist", "--hypothesis-seed=1", *tests]
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False,
                timeout=_LONGEST_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return "it never ends"
        if not done.returncode:
            return ""
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
        return failed[0].split(" - ")[0] if failed else "it does not start"


def main(words: Sequence[str] | None = None) -> int:
    """Try the mutants; answers the exit code."""
    parser = argparse.ArgumentParser(prog="make rule-mutants")
    parser.add_argument("--only", default="", help="mutants whose name holds this")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth")
    options = parser.parse_args(words)
    chosen = [mutant for mutant in mutants() if options.only in mutant.name][:: max(1, options.every)]
    if not chosen:
        parser.error(f"no mutant has {options.only!r} in its name")
    out, workers = Console(highlight=False), os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="amble-rule-mutants-") as folder:
        free: SimpleQueue[Copy] = SimpleQueue()
        for number in range(workers):
            free.put(Copy(Path(folder) / str(number)))
        if wrong := _with(free, None):
            out.print(f"The tree as it is does not pass: {wrong}", markup=False)
            return 2
        with ThreadPoolExecutor(workers) as pool:
            lived = 0
            for mutant, found in zip(chosen, pool.map(lambda one: _with(free, one), chosen), strict=True):
                lived += not found
                out.print(f"{'found' if found else 'LIVED'} {mutant.name}: {found or 'no test failed'}", markup=False)
    share = 1 - lived / len(chosen)
    out.print(f"{len(chosen) - lived} of {len(chosen)} mutants were found ({share:.1%}).", style="bold")
    return 0 if share >= LEAST_FOUND else 1


def _with(free: "SimpleQueue[Copy]", mutant: RuleMutant | None) -> str:
    copy = free.get()
    try:
        return copy.finds(mutant)
    finally:
        free.put(copy)


if __name__ == "__main__":
    sys.exit(main())
