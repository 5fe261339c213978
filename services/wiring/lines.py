"""Turns what libraries log into our lines: one JSON object each, without the message of any error.

A message may hold what was sent, or a row of the database: only the error's name and where it was raised are written. A
library's message is written as it is in its code, without the values it would fill in.
"""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import structlog

_LONGEST = 200


class JsonLine(logging.Formatter):
    """Formats a record of the standard library as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line: dict[str, Any] = {
            **structlog.contextvars.get_contextvars(),
            "logger": record.name,
            "event": _said(record.msg),
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
        }
        context = record.__dict__.get("data")
        if isinstance(context, dict) and "id" in context:
            # Celery logs about a task after it has ended.
            line |= {"task": str(context["id"]), "work": str(context.get("name"))}
        if record.exc_info and record.exc_info[1] is not None:
            line |= {"error": type(record.exc_info[1]).__name__, "where": where(record.exc_info[1])}
        return json.dumps(line)


def _said(message: object) -> str:
    """The first line of a library's message template; for an error only its name."""
    if isinstance(message, BaseException):
        return type(message).__name__
    return (str(message).strip() or "said nothing").splitlines()[0][:_LONGEST]


def where(error: BaseException) -> str:
    """The place in the code where it was raised: `file.py:12`."""
    frames = traceback.extract_tb(error.__traceback__)
    return "/".join(frames[-1].filename.split("/")[-3:]) + f":{frames[-1].lineno}" if frames else ""


def install() -> None:
    """Make every logger, and the hooks for an ending process or thread, write such lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    sys.excepthook = _ended
    threading.excepthook = _thread_ended


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        logging.getLogger("amble").error("process.failed", exc_info=(kind, error, trace))


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        told = (ended.exc_type, ended.exc_value, ended.exc_traceback)
        logging.getLogger("amble").error("thread.failed", exc_info=told)
