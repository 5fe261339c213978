"""How does a fresh machine get everything it needs? One virtual environment from pinned, hashed packages.

Standard library only: it runs before anything is installed. Safe to run again, and twice at once.
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
STAMP = VENV / "amble-setup"
OLDEST = (3, 11)
_COLOUR = sys.stdout.isatty() and "NO_COLOR" not in os.environ
_STARTED = time.monotonic()


def say(line: str) -> None:
    """One step, with the seconds since the start."""
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
    for name in ("python3.13", "python3.12", "python3.11"):
        found = shutil.which(name)
        if found:
            return found
    fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Install a newer one.")
    return ""


def fingerprint() -> str:
    """What the environment was made from; another fingerprint means making it anew."""
    digest = hashlib.sha256(sys.version.encode())
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def run(what: str, *command: str, count: str = "") -> None:
    """Run one long step, with progress on a terminal; its own words are shown only if it fails."""
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
    if process.wait():
        fail(
            "a step did not succeed. Is the package index reachable? Try `make setup` again; "
            "`make clean` first starts from nothing.",
            "".join(lines[-15:]),
        )


def make() -> None:
    """Make the environment from nothing, or mend a half-made one."""
    python = VENV / "bin" / "python"
    if (
        not python.exists()
        or subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode
    ):
        shutil.rmtree(VENV, ignore_errors=True)
        run("Making a virtual environment in .venv", fitting_python(), "-m", "venv", str(VENV))
    pip = (str(python), "-m", "pip", "--disable-pip-version-check")
    run(
        "Installing pinned packages, each checked by its hash (about a minute)",
        *pip, "install", "--require-hashes", "-r", "requirements.lock", count="Collecting",
    )  # fmt: skip
    run("Installing Amble itself", *pip, "install", "--no-deps", "--no-build-isolation", "-e", ".")
    STAMP.write_text(fingerprint())
    say("Ready.")


def main() -> None:
    """Make the environment unless it is there; a second run at once waits for the first."""
    if STAMP.exists() and STAMP.read_text() == fingerprint():
        return
    with (ROOT / ".setup-lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running here; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        if not (STAMP.exists() and STAMP.read_text() == fingerprint()):
            make()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        fail("stopped by you; `make setup` goes on from here.")
