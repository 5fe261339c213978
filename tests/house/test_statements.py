"""Does SQL by hand stand where it is found by name, with the enums' words, and never put together from strings?"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import schemas
from schemas.statements import statement
from schemas.tables.messages import TextState

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path
    for folder in ("schemas", "services", "workers", "infra")
    for path in (ROOT / folder).rglob("*.py")
    if "versions" not in path.parts
]
QUERIES = ROOT / "services" / "storage" / "queries"
STORAGE = ROOT / "services" / "storage"
_SQL = re.compile(
    r"\b(SELECT|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+(\s+AS\s+\w+)?\s+SET|WITH\s+\w+\s+AS|CASE\s+[\w.]+\s+WHEN|WHERE"
    r"|(CREATE|DROP|ALTER)\s+(TABLE|POLICY|DATABASE|ROLE|INDEX)|GRANT|REVOKE)\b"
)
# A comparison, an assignment or a branch with a quoted word, as in an index's condition.
_QUOTES = re.compile(r"(?:=|<>|\bIN\s*\(|\bWHEN|\bTHEN|\bELSE)\s*'", re.I)
_OF_A_TABLE = re.compile(r"\b(FROM|INTO|JOIN)\s+\w|\bUPDATE\s+\w+\s+(AS\s+\w+\s+)?SET\b")
# What is compared with a word of an enum in Python, by attribute, by key or by name.
_STANDS = re.compile(r"(\b|_)(state|status|outcome|role|light|severity)\b")
_WORD = re.compile(r"'(\w[\w.]*)'")
# What names a field of a document is no word of an enum, and neither is what names the rows of a union.
_NAME = re.compile(
    r"->>?\s*'\w+'|[-?]\s*'\w+'|jsonb_build_object\((?:[^()]|\([^()]*\))*\)"
    r"|\bSELECT\s+'\w+'(?=\s*,|\s+AS\b)|'\w+'(?=,\s*[\w.]*id::text)"
)


def _words() -> set[str]:
    """Every word of every enum that the schemas hold."""
    modules = [importlib.import_module(module.name) for module in pkgutil.walk_packages(schemas.__path__, "schemas.")]
    enums = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    return {member.value for enum in enums if issubclass(enum, StrEnum) for member in enum}


WORDS = _words()


def _strings(source: str) -> Iterator[tuple[int, str]]:
    """Every string of a file that is no docstring."""
    tree = ast.parse(source)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def _typed_words(source: str) -> Iterator[tuple[int, str]]:
    """Words of the enums that are typed out in SQL, or compared with in Python."""
    for line, text in _strings(source):
        if _SQL.search(text) or _QUOTES.search(text):
            yield from ((line, word) for word in _WORD.findall(_NAME.sub("", text)) if word in WORDS)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and _STANDS.search(ast.unparse(node.left)):
            told = [
                value.value for side in node.comparators for value in ast.walk(side) if isinstance(value, ast.Constant)
            ]
            yield from ((node.lineno, word) for word in told if word in WORDS)


def _put_together(source: str) -> Iterator[int]:
    """SQL that is made of strings and values: by an f-string, by %, by replacing, or by adding."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            fixed = "".join(str(value.value) for value in node.values if isinstance(value, ast.Constant))
            if len(node.values) > 1 and _SQL.search(fixed):
                yield node.lineno
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add):
            sides = (node.left, node.right)
            if any(isinstance(side, ast.Constant) and _SQL.search(str(side.value)) for side in sides):
                yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called, on = node.func.attr, node.func.value
            if called in ("format", "replace", "join") and isinstance(on, ast.Constant) and _SQL.search(str(on.value)):
                yield node.lineno


def _found(check: object, paths: list[Path]) -> dict[str, list[object]]:
    found = {str(path.relative_to(ROOT)): list(check(path.read_text())) for path in paths}  # type: ignore[operator]
    return {path: places for path, places in found.items() if places}


def test_no_word_of_an_enum_is_typed_out() -> None:
    ours = [path for path in SOURCES if ROOT / "services" / "carrier" not in path.parents and "local" not in path.parts]
    assert not _found(_typed_words, ours), "say it as :name, and give statement() the member of the enum"


@pytest.mark.parametrize(
    "source",
    [
        "A = \"SELECT 1 FROM outbound_text WHERE state = 'planned'\"",
        "A = sa.text(\"state in ('claimed', 'sending')\")",
        "A = \"UPDATE line_text SET state = CASE WHEN tries > 3 THEN 'given_up' ELSE state END\"",
        "A = \"INSERT INTO hook_delivery (id, state) SELECT id, 'planned' FROM event\"",
        "if text.state == 'planned': pass",
        "if enrolment.status.value in ('active', 'paused'): pass",
        "if row['outcome'] == 'refused': pass",
        "if user['role'] != 'therapist': pass",
        "if status == 'discharged': pass",
    ],
)
def test_a_typed_word_is_found(source: str) -> None:
    assert list(_typed_words(source))


def test_no_sql_is_put_together_from_strings() -> None:
    assert not _found(_put_together, SOURCES)
    silenced = [path for path in SOURCES if "noqa: S608" in path.read_text()]
    assert not silenced


@pytest.mark.parametrize(
    "source",
    [
        'A = f"SELECT id FROM {table}"',
        'A = "SELECT id FROM %s" % table',
        'A = "SELECT id FROM " + table',
        'A = "SELECT id FROM TABLE".replace("TABLE", table)',
        'A = "GRANT {} TO {}".format(right, role)',
        "A = f'CREATE DATABASE \"{name}\"'",
    ],
)
def test_sql_that_is_put_together_is_found(source: str) -> None:
    assert list(_put_together(source))


def test_sql_about_tables_stands_in_storage_and_among_the_queries() -> None:
    def about_tables(source: str) -> list[int]:
        return [line for line, text in _strings(source) if _SQL.search(text) and _OF_A_TABLE.search(text)]

    elsewhere = [
        path
        for path in SOURCES
        if STORAGE not in path.parents and QUERIES not in path.parents and path.is_relative_to(ROOT / "services")
    ]
    workers = list((ROOT / "workers").rglob("*.py"))
    assert not _found(about_tables, [*elsewhere, *workers])


def test_every_query_has_its_sentence() -> None:
    for path in [*QUERIES.glob("*.py"), ROOT / "services" / "intake" / "request" / "queries.py"]:
        lines = path.read_text().splitlines()
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Assign):
                assert lines[node.lineno - 2].startswith("# "), (path.name, ast.unparse(node.targets[0]))
            if isinstance(node, ast.FunctionDef):
                assert ast.get_docstring(node), (path.name, node.name)


def test_the_queries_know_nothing_of_their_room() -> None:
    for path in QUERIES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [
                name
                for name in named
                if name.startswith("services.") and not name.startswith("services.storage.queries")
            ]


def test_a_statement_says_words_as_they_are_and_binds_the_rest() -> None:
    part = statement("SELECT id FROM outbound_text WHERE state IN :open", open=(TextState.PLANNED, TextState.CLAIMED))
    whole = statement("SELECT :state::text FROM (:part) AS part WHERE due_at <= :now", part=part)
    assert whole.text == (
        "SELECT :state::text FROM (SELECT id FROM outbound_text WHERE state IN ('planned', 'claimed')) AS part "
        "WHERE due_at <= :now"
    )
    assert set(whole.compile().params) == {"now"}


def test_a_name_that_a_statement_lacks_is_refused() -> None:
    with pytest.raises(LookupError, match="no :stat"):
        statement("SELECT id FROM outbound_text WHERE state = :state", stat=TextState.PLANNED)


# What a function does that acts: it writes rows, changes a state, or takes patients in hand.
_ACTS = {
    "save",
    "add",
    "add_all",
    "move",
    "move_back",
    "delete",
    "close",
    "reopen",
    "in_hand",
    "happened",
    "decide",
    "tell",
}


def _asks_and_acts(source: str) -> Iterator[str]:
    """Functions that build a query and act on what it answers: the query has no name there."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            called = {ast.unparse(call.func).split(".")[-1] for call in ast.walk(node) if isinstance(call, ast.Call)}
            sets = any(
                isinstance(target, ast.Attribute)
                for assign in ast.walk(node)
                if isinstance(assign, ast.Assign)
                for target in assign.targets
            )
            if "select" in called and (sets or called & _ACTS):
                yield node.name


def test_who_acts_asks_by_name() -> None:
    acting = [
        path
        for room in ("journey", "operations", "accounts", "views")
        for path in (ROOT / "services" / room).rglob("*.py")
    ]
    assert not _found(_asks_and_acts, acting), "a query that an act needs has its name in services/storage/queries"


def test_no_door_builds_a_query() -> None:
    doors = [
        path
        for folder in ("services/intake", "services/console", "services/command_line", "services/wiring", "workers")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "queries.py"
    ]
    assert not _found(lambda source: [m[0] for m in re.finditer(r"\bselect\(", source)], doors)


def test_an_act_with_a_query_in_it_is_found() -> None:
    assert list(
        _asks_and_acts("def end(session):\n    for row in session.exec(select(Row)):\n        row.ended_at = now\n")
    )
    assert not list(_asks_and_acts("def due(session):\n    return session.exec(select(Row)).all()\n"))


def test_a_batch_that_is_locked_is_made_once() -> None:
    """PostgreSQL may run a subquery after IN again for each row, and each time it would skip what it has locked."""
    again = re.compile(r"\bIN\s*\(\s*SELECT\b(?:[^()]|\([^()]*\))*\bSKIP\s+LOCKED", re.I)
    assert again.search(
        "DELETE FROM a WHERE id IN (SELECT id FROM a WHERE b < least(c, d) LIMIT 1 FOR UPDATE SKIP LOCKED)"
    )
    for path in SOURCES:
        for line, text in _strings(path.read_text()):
            assert not again.search(text), f"{path.name}:{line}: make it an array, or a WITH"
