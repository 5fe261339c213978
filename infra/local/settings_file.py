"""How do programs learn their settings that were started before there were any?"""

import json
from pathlib import Path


def tell(file: Path, settings: dict[str, str]) -> None:
    """Let those go on that wait for this file; nobody but their own user can read it."""
    half = file.with_suffix(".half")
    half.touch(mode=0o600)
    half.write_text(json.dumps(settings))
    half.rename(file)
