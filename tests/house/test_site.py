"""Do the documents become pages, with every link leading somewhere and nothing fetched from afar?"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_pages_are_built_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "-f",
        "infra/mkdocs.yml",
        "-d",
        str(tmp_path),
    ]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = re.compile(r'(?:src|href)="(https?://[^"]*\.(?:js|css|woff2))"')
    for page in tmp_path.rglob("*.html"):
        assert not loaded.findall(page.read_text()), page
