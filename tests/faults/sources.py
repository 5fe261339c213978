"""A copy of the program's code with some words changed."""

from collections.abc import Iterable
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def source_with(folder: Path, changes: Iterable[tuple[str, str, str]]) -> Path:
    """A copy of the program's code with some words changed: a mutant."""
    import shutil

    for name in ("schemas", "services", "workers", "infra"):
        shutil.copytree(_ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path, old, new in changes:
        text = (folder / path).read_text()
        if text.count(old) != 1:
            raise ValueError(f"{path} holds {text.count(old)} times: {old!r}")
        (folder / path).write_text(text.replace(old, new))
    return folder
