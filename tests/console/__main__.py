"""What do the pages look like? `make pictures` lets a clinic live for weeks and writes docs/pictures."""

import sys
import tempfile
from pathlib import Path

from infra.local.servers import EmbeddedServers
from services.storage.migrations import migrate_at
from tests.console.conftest import ADMIN, THERAPIST, Lived, browsing, chromium, come_in, living

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
_WIDE, _PHONE = {"width": 1000, "height": 760}, {"width": 380, "height": 760}


def _shown(lived: Lived) -> list[tuple[str, str, str, dict[str, int], bool]]:
    """File, who looks, where, how wide, and whether the whole page is taken."""
    ben = lived.patients["Ben"].id
    return [
        ("today.png", THERAPIST, "", _WIDE, False),
        ("patient.png", THERAPIST, f"patients/{ben}", _WIDE, True),
        ("today-phone.png", THERAPIST, "", _PHONE, False),
        ("numbers.png", THERAPIST, f"patients/{ben}/settings", _WIDE, False),
        ("overview.png", ADMIN, "overview", _WIDE, False),
        ("words.png", ADMIN, "words/en/morning_walk", _WIDE, False),
    ]


def main() -> int:
    """Write every picture; 1 where there is no browser."""
    found = chromium()
    if found is None:
        print("No Chromium here: `apt-get install chromium`, then again.", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with EmbeddedServers(durable=False) as servers, tempfile.TemporaryDirectory() as folder:
        migrate_at(servers.owner_url)
        with living(servers, servers.database_url, Path(folder)) as lived, browsing(found) as browser:
            for name, who, path, size, whole in _shown(lived):
                with browser.new_context(viewport=size) as context:  # type: ignore[arg-type]
                    page = context.new_page()
                    come_in(page, lived, who)
                    page.goto(f"{lived.url}/console/{path}")
                    page.screenshot(path=PICTURES / name, full_page=whole)
                print(f"docs/pictures/{name}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
