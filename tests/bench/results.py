"""What was measured last time, and what has changed since? Kept beside other local data, never in the repository."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.measure import Measure, Verdict

KEPT = Path(__file__).resolve().parents[2] / ".amble" / "bench.json"


class Results:
    """The last value of each measure of each bench. A measure that was refused replaces nothing."""

    def __init__(self, path: Path = KEPT) -> None:
        """Raises ValueError with a sentence where the file is there and is not ours."""
        self._path = path
        self._kept: dict[str, dict[str, Any]] = {}
        if not path.exists():
            return
        try:
            self._kept = json.loads(path.read_text())
            if not all(isinstance(of["value"], int | float) and "size" in of for of in self._kept.values()):
                raise TypeError
        except (ValueError, TypeError, KeyError, AttributeError):
            raise ValueError(f"{path} does not hold results of the bench; remove it and measure again.") from None

    def before(self, bench: str, measure: Measure, size: int | None) -> float | None:
        """The value of the last run of the same size, if there was one."""
        kept: Mapping[str, Any] = self._kept.get(f"{bench}: {measure.name}", {})
        return kept["value"] if kept and kept["size"] == size and kept["unit"] == measure.unit else None

    def keep(self, bench: str, measure: Measure, size: int | None) -> None:
        """Write it down at once: a run that is stopped keeps what it has measured."""
        if measure.verdict is Verdict.REFUSED:
            return
        self._kept[f"{bench}: {measure.name}"] = {"value": measure.value, "unit": measure.unit, "size": size}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps(self._kept, indent=1, sort_keys=True) + "\n")
        beside.replace(self._path)


def change(now: float, before: float | None) -> str:
    """What has changed since the last run, in words."""
    if before is None:
        return "first run"
    if not before:
        return f"was {before:g}"
    percent = round((now / before - 1) * 100)
    return f"was {before:g}" + (f", {percent:+d} %" if percent else ", the same")
