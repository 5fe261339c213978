"""May programs of two versions run beside each other while one replaces the other?"""

import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from services.storage.database import Database
from services.storage.migrations import is_current
from tests.faults.__main__ import run
from tests.faults.harm import morning, replies
from tests.faults.world import World

ROOT = Path(__file__).resolve().parents[2]


def _stand_at(owner: sa.Engine, revision: str) -> None:
    with owner.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_a_newer_shape_is_good_enough_and_an_older_one_is_not(database: Database, owner: sa.Engine) -> None:
    assert is_current(database.engine)
    _stand_at(owner, "0999")
    assert is_current(database.engine), "the programs of before go on while the new ones come up"
    _stand_at(owner, "0001")
    assert not is_current(database.engine)


def test_a_migration_of_an_outbound_table_only_widens_what_is_allowed(database: Database) -> None:
    with database.engine.connect() as connection:
        allowed = connection.execute(
            sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_outbound_text_textkind'")
        ).scalar_one()
    assert "farewell" in allowed
    assert "care_message" in allowed


@pytest.fixture(scope="module")
def of_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it was before the newest migration."""
    newest = sorted((ROOT / "infra" / "migrations" / "versions").glob("0*.py"))[-1].relative_to(ROOT)
    since = _git("log", "--first-parent", "-m", "--diff-filter=A", "--format=%H", "-n1", "--", str(newest)).strip()
    before = f"{since}^" if since else "HEAD"
    folder = tmp_path_factory.mktemp("before")
    archive = subprocess.run(
        ["git", "archive", before, "schemas", "services", "workers", "infra"], cwd=ROOT, capture_output=True, check=True
    )
    subprocess.run(["tar", "x", "-C", str(folder)], input=archive.stdout, check=True)
    assert not (folder / newest).exists()
    _bring_libraries(before, folder)
    return folder


def _bring_libraries(before: str, folder: Path) -> None:
    """Put beside the older code, at its versions, the libraries that it was pinned to and the newest is not."""
    now = _pinned((ROOT / "requirements.lock").read_text("utf-8"))
    others = [entry for pin, entry in _pinned(_git("show", f"{before}:requirements.lock")).items() if pin not in now]
    if others:
        asked = folder / "libraries.lock"
        asked.write_text("".join(others), "utf-8")
        install = ["pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target", str(folder)]
        subprocess.run([sys.executable, "-m", "uv", *install, "--python", sys.executable, "-r", str(asked)], check=True)


def _pinned(lock: str) -> dict[str, str]:
    """Each entry of a lock with its hashes, by its name and version."""
    return {m[1]: m[0] for m in re.finditer(r"^(\S+==\S+).*\n(?:[ \t]+--hash.*\n)+", lock, re.MULTILINE)}


def _git(*asked: str) -> str:
    try:
        return subprocess.run(["git", *asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("No history of the code here. Whether the version before runs on this schema was NOT tried.")


def test_the_version_before_goes_on_with_the_newest_shape(of_before: Path) -> None:
    with World(patients=4, source=of_before) as world:
        assert run(world, _a_day_goes_by, 1) == []
        kept = world.ask("SELECT version_num FROM alembic_version")
        assert not list(of_before.glob(f"infra/migrations/versions/{kept}_*")), "the shape is newer than the program"


def _a_day_goes_by(world: World, random: Random) -> None:
    morning(world)
    world.settle()
    world.at(19, 0, 1)
    world.settle()
    replies(world, random)
