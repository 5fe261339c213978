"""Does each fact about a text, an alert or a state stand once, and does every change of state go through its door?"""

import ast
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import pytest
import sqlalchemy as sa

from schemas import alert_kinds, text_kinds, transitions
from schemas.alert_kinds import AlertKind
from schemas.tables.messages import TextState
from schemas.tables.people import EnrolmentStatus
from schemas.text_kinds import TextKind
from schemas.vocabulary import State
from services.progression import facts
from services.storage import text_states

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [p for folder in ("schemas", "services", "workers") for p in (ROOT / folder).rglob("*.py")]
TABLES = {ROOT / "schemas" / name for name in ("text_kinds.py", "alert_kinds.py", "transitions.py", "vocabulary.py")}
# Sentences of a language, by the name of the text: they are what a new kind of text brings along.
SENTENCES = ROOT / "services" / "conversation" / "locales"
KINDS = {"TextKind": {str(kind) for kind in TextKind}, "AlertKind": {str(kind) for kind in AlertKind}}
# The column that holds a state: its table, its class, and the one file that may write it.
DOORS = {
    "state": ("outbound_text", "OutboundText", "text_states.py"),
    "status": ("enrolment", "Enrolment", "enrolment_states.py"),
    "closed_at": ("alert", "Alert", "alert_states.py"),
}
# Rows of other tables have a state, too: notices, texts to no patient, and webhooks of ours.
OTHER_STATES = {"NoticeState", "HookState"}
LITERALS = (ast.Set, ast.Tuple, ast.List, ast.Dict)
_UPDATED = re.compile(
    r"UPDATE\s+(\w+)(?:\s+AS\s+\w+)?\s+SET\s+(.*?)(?=\bWHERE\b|\bFROM\b|\bRETURNING\b|$)", re.I | re.S
)


def _members(node: ast.AST, enum: str) -> set[str]:
    """The members of an enum, or their words, that stand in an expression."""
    names = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute) and ast.unparse(n.value) == enum}
    words = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {name.lower() for name in names} | (words & KINDS.get(enum, set()))


def _lists_kinds(source: str) -> Iterator[str]:
    """Where three kinds or more are listed in one literal, in a union of some, or in a condition of SQL."""
    for node in ast.walk(ast.parse(source)):
        for enum, words in KINDS.items():
            if isinstance(node, LITERALS) or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.Add)):
                if len(_members(node, enum)) >= 3:
                    yield f"line {node.lineno}: {enum}"
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                for listed in re.findall(r"\bIN\s*\(([^()]*)\)", node.value, re.I):
                    if len(set(re.findall(r"'(\w+)'", listed)) & words) >= 3:
                        yield f"line {node.lineno}: {enum} in SQL"


def _sets_a_state(source: str) -> Iterator[tuple[str, str]]:
    """Each column of a state that is written, and where: by assignment, by name, by SQL or by a built statement."""
    for node in ast.walk(ast.parse(source)):
        for column in _written(node):
            if column in DOORS:
                yield column, f"line {getattr(node, 'lineno', 0)}"


def _written(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.Assign):
        return [column for target in node.targets for column in _assigned(target, node.value)]
    if isinstance(node, ast.AugAssign | ast.AnnAssign) and node.value is not None:
        return _assigned(node.target, node.value)
    if isinstance(node, ast.For):
        return _assigned(node.target, node.iter)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _updated(node.value)
    if isinstance(node, ast.Call):
        return _called(node)
    return ()


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Tuple | ast.List):
        values = value.elts if isinstance(value, ast.Tuple | ast.List) else [value] * len(target.elts)
        for one, its_value in zip(target.elts, values, strict=False):
            yield from _assigned(one, its_value)
    elif isinstance(target, ast.Attribute):
        own = isinstance(target.value, ast.Name) and target.value.id == "self"
        other = isinstance(value, ast.Attribute) and ast.unparse(value.value) in OTHER_STATES
        if not own and not other:
            yield target.attr


def _updated(sql: str) -> Iterator[str]:
    for table, columns in _UPDATED.findall(sql):
        for column, (of, _, _) in DOORS.items():
            if table.lower() == of and re.search(rf"(?<![.\w]){column}\s*=", columns, re.I):
                yield column


def _called(call: ast.Call) -> Iterator[str]:
    """`setattr` and its like, and statements that are built: `update(Enrolment).values(...)`, `set_={...}`."""
    name = ast.unparse(call.func).rsplit(".", 1)[-1]
    if name in {"setattr", "set_committed_value", "set_attribute"} and isinstance(call.args[1], ast.Constant):
        yield str(call.args[1].value)
    written = ast.unparse(call)
    for column, (_, of, _) in DOORS.items():
        if name == "values" and re.search(rf"\b(update|insert)\({of}\)", written):
            yield from (column for keyword in call.keywords if keyword.arg == column)
            yield from (column for given in call.args if re.search(rf"['.]{column}\b", ast.unparse(given)))
    for keyword in call.keywords:
        if keyword.arg == "set_" and isinstance(keyword.value, ast.Dict):
            yield from (str(key.value) for key in keyword.value.keys if isinstance(key, ast.Constant))


@pytest.mark.parametrize(
    ("rows", "by_kind", "kinds"),
    [
        (text_kinds._ROWS, text_kinds.TEXT_KINDS, TextKind),
        (alert_kinds._ROWS, alert_kinds.ALERT_KINDS, AlertKind),
    ],
)
def test_every_kind_has_one_row(rows: tuple[object, ...], by_kind: dict[StrEnum, object], kinds: type[StrEnum]) -> None:
    assert len(rows) == len(by_kind) == len(kinds)
    assert set(by_kind) == set(kinds)


def test_no_fact_of_a_kind_stands_elsewhere() -> None:
    found = {
        str(path.relative_to(ROOT)): lists
        for path in SOURCES
        if path not in TABLES and SENTENCES not in path.parents and (lists := list(_lists_kinds(path.read_text())))
    }
    assert not found, "a fact about kinds of texts or alerts belongs into its table"


@pytest.mark.parametrize(
    "source",
    [
        "A = frozenset({TextKind.HELP, TextKind.CONSENT, TextKind.WELCOME})",
        "A = (AlertKind.CRISIS, AlertKind.SILENCE, AlertKind.PAUSED)",
        "A = {'crisis': 'Call', 'silence': 'Call', 'red_day': 'Look'}",
        "A = {TextKind.HELP, TextKind.CONSENT} | {TextKind.WELCOME}",
        "A = \"SELECT 1 FROM alert WHERE kind IN ('crisis', 'silence', 'red_day')\"",
    ],
)
def test_a_list_of_kinds_is_found(source: str) -> None:
    assert list(_lists_kinds(source))


def test_a_state_is_set_by_its_door_alone() -> None:
    storage = ROOT / "services" / "storage"
    found = [
        (str(path.relative_to(ROOT)), column, where)
        for path in SOURCES
        for column, where in _sets_a_state(path.read_text())
        if path != storage / DOORS[column][2]
    ]
    assert not found, "a state is set by its door in services/storage, which asks the table and writes the event"


@pytest.mark.parametrize(
    "source",
    [
        "text.state = TextState.SENT",
        "text.sid, text.state = sid, state",
        "enrolment.status = EnrolmentStatus(word)",
        "alert.closed_at = alert.updated_at = now",
        "setattr(text, 'state', state)",
        "set_committed_value(text, 'state', TextState.SENT)",
        "session.execute(sa.update(Enrolment).where(mine).values(status='active'))",
        "session.execute(update(Alert).values({'closed_at': now}))",
        "insert(Alert).on_conflict_do_update(set_={'closed_at': None})",
        "sa.text('UPDATE outbound_text AS text SET lease_until = NULL, state = :state FROM due')",
        "sa.text('UPDATE alert SET closed_at = :now WHERE id = :id')",
    ],
)
def test_a_state_that_is_set_elsewhere_is_found(source: str) -> None:
    assert list(_sets_a_state(source))


@pytest.mark.parametrize(
    "source",
    [
        "notice.state, notice.sent_at = NoticeState.SENT, now",
        "self.problem, self.status = problem, status",
        "sa.text('UPDATE outbound_text SET body = NULL WHERE state = :state')",
        "sa.update(Enrolment).where(col(Enrolment.status) == status).values(line='')",
    ],
)
def test_what_is_no_state_of_ours_is_left_alone(source: str) -> None:
    assert not list(_sets_a_state(source))


def test_every_state_says_what_may_follow_it() -> None:
    assert set(transitions.TEXT) == set(TextState)
    assert set(transitions.ENROLMENT) == set(EnrolmentStatus)
    assert set(transitions.ALERT) == set(transitions.AlertState)
    for table in (transitions.TEXT, transitions.ENROLMENT, transitions.ALERT):
        assert frozenset[StrEnum]().union(*table.values()) == set(table), "a state that nothing leads to"


def test_statements_for_a_batch_go_only_where_the_table_lets_them() -> None:
    updating = {
        name
        for name, value in vars(text_states).items()
        if isinstance(value, sa.TextClause) and "UPDATE outbound_text" in value.text
    }
    assert updating == set(text_states.BY_STATEMENT)
    for name, ways in text_states.BY_STATEMENT.items():
        sql = getattr(text_states, name).text
        (to,) = re.findall(r"UPDATE outbound_text.*? SET state = ('?[\w.]+)", sql)
        for before, after in ways.items():
            assert after <= transitions.TEXT[before]
            assert to == "open.state" or {to.strip("'")} == after


def test_a_group_of_states_that_has_a_name_is_not_written_again() -> None:
    named: dict[str, list[frozenset[StrEnum]]] = {
        "TextState": [frozenset(group) for group in _groups(transitions, TextState)],
        "EnrolmentStatus": [frozenset(group) for group in _groups(transitions, EnrolmentStatus)],
        "State": [frozenset(group) for group in _groups(facts, State)],
    }
    home = {ROOT / "schemas" / "transitions.py", ROOT / "services" / "progression" / "facts.py"}
    again = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())) if path not in home else ():
            for enum, groups in named.items():
                if isinstance(node, ast.Set | ast.Tuple | ast.List):
                    members = {name for element in node.elts for name in _members(element, enum)}
                    words = {frozenset(member.name.lower() for member in group) for group in groups}
                    if len(members) == len(node.elts) and frozenset(members) in words:
                        again.append((str(path.relative_to(ROOT)), node.lineno, enum, sorted(members)))
    assert not again


def _groups(module: object, enum: type[StrEnum]) -> Iterator[Iterable[StrEnum]]:
    for group in vars(module).values():
        if isinstance(group, tuple | frozenset) and len(group) > 1 and all(isinstance(word, enum) for word in group):
            yield group
