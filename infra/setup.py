"""Installs everything that a fresh machine needs: one virtual environment from pinned, hashed packages.

`setup.py run` installs what running needs, `test` adds what the tests need, `check` all the rest (linters, types,
documentation). Standard library only: it runs before anything is installed. Safe to run again, and twice at once.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "infra" / "locks"
# Each group includes the one before it.
GROUPS = {"run": LOCKS / "run.lock", "test": LOCKS / "test.lock", "check": ROOT / "requirements.lock"}
INSTALLER = LOCKS / "installer.lock"
OLDEST = (3, 11)
_COLOUR = sys.stdout.isatty() and "NO_COLOR" not in os.environ
_STARTED = time.monotonic()


def say(line: str) -> None:
    """Print one step, with the seconds since the start."""
    stamp = f"{time.monotonic() - _STARTED:5.1f} s"
    print(f"\033[2m{stamp}\033[0m  {line}" if _COLOUR else f"{stamp}  {line}", flush=True)


def fail(sentence: str, details: str = "") -> None:
    """Say what to do, and stop."""
    if details:
        print(details, file=sys.stderr)
    print(f"Set-up stopped: {sentence}", file=sys.stderr)
    sys.exit(1)


def fitting_python() -> str:
    """A Python that is new enough: this one, or another on the PATH."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        found = shutil.which(name)
        if found:
            return found
    fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Install a newer one.")
    return ""


def fingerprint(group: str) -> str:
    """What the environment was made from; another fingerprint means making it again."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (GROUPS[group], ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def stamp(group: str) -> Path:
    """The file that records that a group is installed."""
    return VENV / f"amble-{group}"


def installed(group: str) -> bool:
    """Whether this group is installed, by itself or within a larger one."""
    larger = list(GROUPS)[list(GROUPS).index(group) :]
    return any(stamp(name).exists() and stamp(name).read_text() == fingerprint(name) for name in larger)


def attempt(what: str, *command: str, count: str = "") -> list[str]:
    """Run one long step, with progress on a terminal; returns its last output if it failed, nothing if it went well."""
    say(what)
    lines: list[str] = []
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    seen = 0
    for line in process.stdout or ():
        lines.append(line)
        if count and line.startswith(count):
            seen += 1
            if _COLOUR:
                print(f"\r         {seen} packages", end="", flush=True)
    if _COLOUR and seen:
        print("\r" + " " * 30 + "\r", end="", flush=True)
    return [*lines[-15:], f"exit code {process.returncode}\n"] if process.wait() else []


def run(what: str, *command: str, count: str = "") -> None:
    """Run one step that must succeed."""
    failed = attempt(what, *command, count=count)
    if failed:
        fail(
            "a step did not succeed. Is the package index reachable? Try `make setup` again; "
            "`make clean` first starts from nothing.",
            "".join(failed),
        )


def pip(*arguments: str) -> tuple[str, ...]:
    """A pip command in the environment."""
    return (str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments)


def addresses_of_pip() -> str:
    """pip's settings, from files and the environment: uv reads none of them."""
    return subprocess.run(pip("config", "list"), capture_output=True, text=True, check=False).stdout


def in_words_of_uv(told: str) -> list[str]:
    """The package addresses among pip's settings (as `pip config list` prints them) as uv's options."""
    names = {"index-url": "--default-index", "extra-index-url": "--index", "find-links": "--find-links"}
    found: list[str] = []
    for line in told.splitlines():
        key, _, value = line.partition("=")
        option = names.get(key.rpartition(".")[2])
        # pip lists several addresses in one value, separated by blanks or line ends.
        for address in value.strip("'\"").replace("\\n", " ").split() if option else ():
            found += [str(option), address]
    return found


def install(lock: Path) -> None:
    """Install every package of a lock, each checked by its hash: quickly with uv, or else with pip."""
    failed = (
        []
        if has_uv()
        else attempt("Fetching the quick installer", *pip("install", "--require-hashes", "-r", str(INSTALLER)))
    )
    if not failed:
        failed = attempt(
            "Installing pinned packages, each checked by its hash",
            str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON), "--require-hashes",
            "--index-strategy", "unsafe-best-match", "--native-tls", *in_words_of_uv(addresses_of_pip()),
            "-r", str(lock),
        )  # fmt: skip
    if failed:
        run(
            "The quick installer (uv) cannot be had here; pip does the same in some minutes",
            *pip("install", "--require-hashes", "-r", str(lock)),
            count="Collecting",
        )


def has_uv() -> bool:
    """Whether the environment has the quick installer, in the version that we pinned."""
    told = subprocess.run([PYTHON, "-m", "uv", "--version"], capture_output=True, text=True, check=False).stdout
    return f"uv=={told.split()[1]} " in INSTALLER.read_text() if told.startswith("uv ") else False


def make(group: str) -> None:
    """Create the environment, repair a half-made one, or add what the group lacks."""
    if not PYTHON.exists() or subprocess.run(pip("--version"), capture_output=True, check=False).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        run("Making a virtual environment in .venv", fitting_python(), "-m", "venv", str(VENV))
    install(GROUPS[group])
    run("Installing Amble itself", *pip("install", "-q", "--no-deps", "--no-build-isolation", "-e", "."))
    stamp(group).write_text(fingerprint(group))
    say("Ready.")


def main(group: str) -> None:
    """Install a group unless it is installed; a second run at the same time waits for the first."""
    if installed(group):
        return
    with (ROOT / ".setup-lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running here; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        if not installed(group):
            make(group)


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] not in GROUPS:
        fail(f"there is no group {sys.argv[1]!r}; the groups are {', '.join(GROUPS)}.")
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "check")
    except KeyboardInterrupt:
        fail("stopped by you; the same command goes on from here.")
