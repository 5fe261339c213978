"""Does the house keep its own rules? What linters cannot see."""

import ast
import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest

import schemas.alert_kinds
import schemas.tables.alerts
import schemas.tables.messages
import schemas.tables.people
import schemas.tables.plans
import schemas.vocabulary
from schemas.alert_kinds import ALERT_KINDS, AlertKind
from schemas.decisions import Reason
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Task
from services.accounts.refusals import REFUSALS
from services.intake.request.problem_codes import CODES
from services.intake.request.problems import TITLES
from services.journey.alerting.alerts import alert_of_task
from services.progression.rules import RULES
from services.wiring import Configuration, Mode, problems

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [p for folder in ("schemas", "services", "workers", "infra") for p in (ROOT / folder).rglob("*.py")]
LONGEST_FILE = 300
# Tables with one row a kind or a setting, and the grammars of the reading, are read as a whole; even these end somewhere.
READ_AS_A_WHOLE = {
    "schemas/alert_kinds.py",
    "schemas/settings.py",
    "services/conversation/reading/frames.py",
    "services/conversation/reading/passes.py",
    "services/conversation/reading/red_flags.py",
    "services/conversation/reading/replies.py",
}
LONGEST_OF_THESE = 330


def test_top_level_is_the_prescribed_one() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    folders = {path.split("/")[0] for path in tracked if "/" in path}
    assert folders <= {"services", "workers", "schemas", "tests", "infra", "docs", ".ci", ".github"}


def test_every_module_says_which_question_it_answers() -> None:
    for path in SOURCES:
        assert ast.get_docstring(ast.parse(path.read_text())), path


def test_files_stay_readable() -> None:
    """A migration that has been released is never cut."""
    for path in (*SOURCES, *(ROOT / "tests").rglob("*.py")):
        name = str(path.relative_to(ROOT))
        longest = LONGEST_OF_THESE if name in READ_AS_A_WHOLE else LONGEST_FILE
        assert len(path.read_text().splitlines()) <= longest or "versions" in path.parts, name


def test_every_task_is_scheduled_or_sent_and_every_schedule_has_its_task() -> None:
    code = (
        "import os; os.environ.update(REDIS_URL='redis://:x@127.0.0.1:1/0', DATABASE_URL='postgresql://x/x')\n"
        "from workers import app, tasks\n"
        "names = {n for n in app.app.tasks if n.startswith('amble.')}\n"
        "sent = {'amble.deliver'}\n"
        "assert set(app.TICKS) | sent == names, (set(app.TICKS) ^ names)\n"
        "used = {queue for queue, _ in app.TICKS.values()} | {app.PROMPT}\n"
        "assert used <= set(app.QUEUES)\n"
        "from services.intake.carrier import wake_up\n"
        "assert app.TICKS['amble.hear_due'][0] == wake_up._QUEUE\n"
        "assert all(app.TICKS[task][0] == queue for task, queue in wake_up._QUEUES.items())\n"
        "order = [app.QUEUES.index(app.TICKS['amble.' + task][0]) for task in ('send_due', 'hear_due', 'read_receipts')]\n"
        "assert order == sorted(set(order)), 'what claims a safety text waits for nothing; receipts wait for replies'\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_only_the_unit_of_work_commits() -> None:
    committing = [p.name for p in SOURCES if re.search(r"\.commit\(\)", p.read_text())]
    assert committing == ["database.py"]


def test_nothing_hides_in_a_session() -> None:
    hiding = re.compile(r"session\.info|\.info\.setdefault|listens_for\(Session|event\.listen\(Session|ContextVar\(")
    assert [str(p.relative_to(ROOT)) for p in SOURCES if hiding.search(p.read_text())] == []


def test_no_function_remembers_what_belongs_to_a_unit_of_work() -> None:
    """A cached function lives as long as the process: what a session, a batch or a patient is may not be in its key."""
    of_work = {"session", "batch", "case", "turn", "enrolment", "patient", "clinic"}
    remembering = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
        and any(re.search(r"\b(lru_)?cache\b", ast.unparse(decorator)) for decorator in node.decorator_list)
        and of_work & {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
    ]
    assert remembering == []


def test_every_unit_of_work_in_a_route_commits_before_the_answer() -> None:
    text = (ROOT / "services" / "intake" / "request" / "caller.py").read_text()
    assert text.count("Depends(") == text.count('scope="function"') == 8


def test_every_kind_of_alert_has_its_words_and_every_task_becomes_one() -> None:
    assert set(ALERT_KINDS) == set(AlertKind)
    for task in Task:
        assert alert_of_task(task) in ALERT_KINDS


def test_every_reason_and_task_is_given_by_a_rule_or_the_engine() -> None:
    text = "".join(p.read_text() for p in (ROOT / "services" / "progression").glob("*.py"))
    for member in (*Reason, *Task):
        assert re.search(rf"\b\w+\.{member.name}\b", text), member
    assert len({row.says for row in RULES}) == len(RULES)


def test_every_word_of_the_tables_is_used() -> None:
    code = "".join(p.read_text() for p in SOURCES)
    for module in (
        schemas.alert_kinds,
        schemas.tables.alerts,
        schemas.tables.messages,
        schemas.tables.people,
        schemas.tables.plans,
    ):
        for words in vars(module).values():
            if isinstance(words, type) and issubclass(words, StrEnum) and words.__module__ == module.__name__:
                for member in words:
                    used = f"{words.__name__}.{member.name}" in code or f"'{member.value}'" in code
                    assert used or words.__name__ == "DayLight", member


def test_every_setting_is_documented() -> None:
    printed = (ROOT / "README.md").read_text()
    example = (ROOT / ".env.example").read_text()
    for field in Configuration.model_fields.values():
        assert field.alias
        assert f"`{field.alias}`" in printed
        assert field.description
    for required in (
        "AMBLE_FIELD_KEYS",
        "AMBLE_PHONE_KEY",
        "DATABASE_URL",
        "REDIS_URL",
        "PUBLIC_BASE_URL",
        "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN",
    ):
        assert required in example
    for field in ProgressionSettings.model_fields.values():
        assert field.description or field.annotation.__name__ == "StopRule"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "DATABASE_URL is not set"),
        ({"TWILIO_ACCOUNT_SID": ""}, "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set"),
        ({"PUBLIC_BASE_URL": "http://plain"}, "must begin with https://"),
        ({"CARRIER_API_BASE_URL": "http://127.0.0.1:9"}, "in production texts go to Twilio only"),
        ({"AMBLE_MODE": Mode.REHEARSAL}, "a rehearsal needs it"),
    ],
)
def test_what_is_wrong_refuses_to_start_with_a_sentence(settings: dict[str, str], sentence: str) -> None:
    assert any(sentence in wrong for wrong in problems(Configuration(_env_file=None, **settings)))  # type: ignore[arg-type]


def test_every_code_of_an_error_is_documented_and_every_documented_one_is_answered() -> None:
    doors = "".join(p.read_text() for p in (ROOT / "services" / "intake").rglob("*.py") if p.name != "problem_codes.py")
    said = set(re.findall(r'(?:ProblemError|problem)\(\s*\d+,\s*"([a-z-]+)"', doors))
    answered = {title.lower().replace(" ", "-") for title in (TITLES[status] for status in (400, 404, 405, 408, 413))}
    assert said | answered | {refusal.code for refusal in REFUSALS} == set(CODES)


def test_the_project_speaks_of_itself_alone() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    forbidden = re.compile(
        "|".join(("p[y]pi[.]org", "python[h]osted", "registry[.]npm[j]s", "[.][.]/sha[r]ed", "/wor[k]/"))
    )
    for name in filter(None, tracked):
        path = ROOT / name
        if path.is_file():
            assert not forbidden.search(path.read_text(errors="ignore")), name
