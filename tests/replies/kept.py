"""What did the run before this one find? Kept beside other local data, never in the repository."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.replies.figures import Figure, Share

KEPT = Path(__file__).resolve().parents[2] / ".amble" / "replies.json"


class Kept:
    """The figures of the last whole run of each reader. Another reader, or a part of the texts, replaces nothing."""

    def __init__(self, path: Path = KEPT) -> None:
        """Raises ValueError with a sentence where the file is there and is not ours."""
        self._path = path
        self._kept: dict[str, dict[str, list[int]]] = {}
        if not path.exists():
            return
        try:
            self._kept = json.loads(path.read_text())
            if not all(_is_share(share) for of in self._kept.values() for share in of.values()):
                raise TypeError
        except (ValueError, TypeError, AttributeError):
            raise ValueError(f"{path} does not hold figures of readers; remove it and run again.") from None

    def before(self, reader: str, figure: Figure, lang: str) -> Share | None:
        """What that reader reached the last time, if it was asked before."""
        counted = self._kept.get(reader, {}).get(_name(figure, lang))
        return Share(*counted) if counted else None

    def keep(self, reader: str, found: Mapping[tuple[Figure, str], Share]) -> None:
        """Put the figures of a whole run in place of those before."""
        self._kept[reader] = {_name(figure, lang): [s.counted, s.of] for (figure, lang), s in found.items()}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps(self._kept, indent=1, sort_keys=True) + "\n")
        beside.replace(self._path)


def change(now: Share, before: Share | None) -> str:
    """What has changed since the run before, in percent."""
    if before is None:
        return "first run"
    return "the same" if now == before else f"was {before.percent:.1f}"


def _name(figure: Figure, lang: str) -> str:
    return f"{figure.corpus}: {figure.name.strip()}: {lang}"


def _is_share(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(count, int) for count in value)
