"""How is a reader asked? As a command that reads one JSON object a line and answers each with one."""

import json
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.replies.answers import Answer, AnswerIsWrong, answer_of
from tests.replies.corpus import Reply

OURS = "amble"
READERS = {
    OURS: [sys.executable, "-m", "services.command_line", "hear", "--batch", "--json"],
    "regex": [sys.executable, "-m", "tests.replies.regex_reader"],
    "list": [sys.executable, "-m", "tests.replies.list_reader"],
}
PLANNED = 3
_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 600


class ReaderFailed(Exception):
    """A reader could not be asked, or did not answer as it must; the sentence says what it did."""


def command_of(reader: str) -> list[str]:
    """The command of a reader: one of ours by its name, or anything that can be started. Raises ReaderFailed."""
    try:
        command = READERS.get(reader) or shlex.split(reader)
    except ValueError as error:
        raise ReaderFailed(f"{reader!r} is no command: {error}") from None
    if not command:
        raise ReaderFailed(f"A reader is one of {', '.join(READERS)}, or a command in quotes.")
    return command


def ask(reader: str, replies: Sequence[Reply]) -> list[Answer]:
    """The reader's answers, one for each reply, in their order. Raises ReaderFailed."""
    asked = "".join(
        json.dumps({"text": reply.text, "lang": reply.lang, "open": reply.open, "planned": PLANNED}) + "\n"
        for reply in replies
    )
    lines = _run(reader, asked)
    if len(lines) != len(replies):
        raise ReaderFailed(f"{reader} answered {len(lines)} lines to {len(replies)} texts; it must answer one to each.")
    answers = []
    for number, line in enumerate(lines, start=1):
        try:
            answers.append(answer_of(json.loads(line)))
        except json.JSONDecodeError as error:
            raise ReaderFailed(f"{reader}, line {number} of its answer: this is not JSON: {error.msg}.") from None
        except AnswerIsWrong as error:
            raise ReaderFailed(f"{reader}, line {number} of its answer: {error}.") from None
    return answers


def _run(reader: str, asked: str) -> list[str]:
    command = command_of(reader)
    try:
        run = subprocess.run(
            command,
            input=asked,
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
            cwd=_ROOT if reader in READERS else None,
        )
    except OSError as error:
        raise ReaderFailed(f"{command[0]} cannot be started: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ReaderFailed(f"{reader} must answer in UTF-8.") from None
    except subprocess.TimeoutExpired:
        raise ReaderFailed(f"{reader} had not answered after {_SECONDS} seconds.") from None
    if run.returncode:
        raise ReaderFailed(f"{reader} ended with {run.returncode}: {run.stderr.strip()[-500:] or 'it said nothing'}")
    return [line for line in run.stdout.split("\n") if line.strip()]
