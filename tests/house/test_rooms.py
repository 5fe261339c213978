"""Does each room keep to what it is for? What the contracts on imports cannot see."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import TextClause

from schemas.tables.messages import TextState
from services.carrier.errors import REMEDIES, STATUS_RANK

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS, VIEWS = ROOT / "schemas", ROOT / "services" / "views"
# What a session does that is no reading, and what writes whoever calls it.
_OF_A_SESSION = {"add", "add_all", "delete", "merge", "flush", "commit", "begin_nested", "bulk_save_objects"}
_WRITING = {
    "save",
    "insert",
    "update",
    "delete",
    "write_events",
    "move",
    "close",
    "reopen",
    "happened",
    "Event",
    "Fact",
}
_LOCKS = {"with_for_update", "in_hand", "lock_enrolments", "lock_text", "lock_texts"}
_CHANGES = re.compile(r"\b(INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+(\s+AS\s+\w+)?\s+SET|FOR\s+(NO\s+KEY\s+)?UPDATE)\b")


def _stored_by(source: str) -> Iterator[tuple[int, str]]:
    """Where a file stores, changes, locks or notes something, by line."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in _WRITING | _LOCKS:
            yield node.lineno, called.id
        if isinstance(called, ast.Attribute):
            owner = ast.unparse(called.value).split(".")[-1]
            of_session = called.attr in _OF_A_SESSION and owner in ("session", "batch", "case")
            of_module = called.attr in _WRITING and owner in ("sa", "database", "batch", "case", "alert_states")
            if of_session or of_module or called.attr in _LOCKS:
                yield node.lineno, f"{owner}.{called.attr}"
        if any(word.arg == "event" for word in node.keywords):
            yield node.lineno, "event="


def _statements_of(source: str) -> Iterator[tuple[str, str]]:
    """Every statement that a file takes from the queries, with its text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("services.storage.queries"):
            module = importlib.import_module(node.module or "")
            for alias in node.names:
                asked = getattr(module, alias.name, None)
                if isinstance(asked, TextClause):
                    yield alias.name, asked.text


def test_a_view_computes_and_stores_nothing() -> None:
    for path in VIEWS.rglob("*.py"):
        source = path.read_text()
        assert not list(_stored_by(source)), path
        for name, text in _statements_of(source):
            assert not _CHANGES.search(text), (path, name)


@pytest.mark.parametrize(
    "source",
    [
        "save(session, row, event=event)",
        "session.add(row)",
        "batch.session.delete(row)",
        "session.execute(insert(Row).values(a=1))",
        "session.execute(sa.delete(Row))",
        "session.get_one(Row, 1).with_for_update()",
        "case.happened('x')",
        "note(session, event=x)",
    ],
)
def test_what_a_view_may_not_do_is_found(source: str) -> None:
    assert list(_stored_by(source))
    assert _CHANGES.search("UPDATE alert SET rung = 1")


def _kinds_of(source: str) -> set[str]:
    """Whether a file makes tables, shapes of the API, or both. What is validated and kept nowhere is a shape."""
    kinds = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            if any(word.arg == "table" for word in node.keywords):
                kinds.add("table")
            elif {ast.unparse(base) for base in node.bases} & {"BaseModel", "RequestBody"}:
                kinds.add("shape")
    return kinds


def test_tables_and_shapes_stand_in_rooms_of_their_own() -> None:
    for path in SCHEMAS.rglob("*.py"):
        kinds, room = _kinds_of(path.read_text()), path.parent.name
        assert kinds <= {"table"} if room == "tables" else kinds <= {"shape"}, path
    assert _kinds_of("class A(SQLModel, table=True): pass\nclass B(BaseModel): pass") == {"table", "shape"}


# Where the carrier's own words may not stand; wiring names its settings, and the command line says what to do there.
_WITHOUT_CARRIER = (
    "journey",
    "views",
    "accounts",
    "operations",
    "intake",
    "console",
    "storage",
    "conversation",
    "progression",
)
_FIELDS = {
    "MessageSid",
    "MessageStatus",
    "AccountSid",
    "MessagingServiceSid",
    "OptOutType",
    "ErrorCode",
    "SmsStatus",
    "NumSegments",
}
# Those that are no words of ours as well.
_STATUSES = set(STATUS_RANK) - {state.value for state in TextState} - {"read"}
# The same word of somebody else: FHIR's.
_OTHERS = {("fhir_plans.py", "scheduled")}


def _of_the_carrier(source: str) -> Iterator[tuple[int, object]]:
    """Fields, status words, codes and the name of the carrier, in the strings and numbers of a file."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in said:
            continue
        word = node.value
        is_code = isinstance(word, int) and not isinstance(word, bool) and word in REMEDIES
        is_word = isinstance(word, str) and (
            word in _FIELDS | _STATUSES or re.search(r"twilio(?!_)", word, re.IGNORECASE)
        )
        # Our own setting is named in capitals where a sentence says what to do.
        if is_code or (is_word and "TWILIO_" not in str(word)):
            yield node.lineno, word


def test_the_carriers_words_stand_in_the_carriers_room() -> None:
    rooms = [path for room in _WITHOUT_CARRIER for path in (ROOT / "services" / room).rglob("*.py")]
    for path in [*rooms, *(ROOT / "workers").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")]:
        told = [(line, word) for line, word in _of_the_carrier(path.read_text()) if (path.name, word) not in _OTHERS]
        assert not told, path


@pytest.mark.parametrize(
    "source",
    [
        'fields["MessageSid"]',
        'status == "queued"',
        "code == 21610",
        'provider = "twilio"',
        'head["X-Twilio-Signature"]',
    ],
)
def test_a_word_of_the_carrier_is_found(source: str) -> None:
    assert list(_of_the_carrier(source))
