"""Hands settings to programs that were started before the settings existed."""

import json
from pathlib import Path


def tell(file: Path, settings: dict[str, str]) -> None:
    """Release the programs that wait for this file; nobody but their own user can read it."""
    half = file.with_suffix(".half")
    half.touch(mode=0o600)
    half.write_text(json.dumps(settings))
    half.rename(file)
