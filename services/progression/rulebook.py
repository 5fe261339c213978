"""What does the table say, printed for people? Rules, state diagram and settings, generated and never typed."""

from schemas.settings import ProgressionSettings
from services.progression.rules import ANY, RULES, RULES_VERSION

_HEAD = """# The rulebook

Generated from the engine's table by `make docs`; do not edit. Rules version {version}.

Each evening's reply, or silence at 04:00, is read from the top of this table down; the first row that matches the
patient's state and day decides, and its id is stored with the decision. Section numbers are those of the clinical
policy; numbers such as 4-13 are its rule ids (source article - rule). Nothing here is medical advice: the supervising
clinician owns every number.

| # | Rule | In state | When | Next state | Tomorrow | Asks of the care team | From |
|--:|---|---|---|---|---|---|---|
"""


def render_rulebook() -> str:
    """The whole rulebook as Markdown."""
    return _HEAD.format(version=RULES_VERSION) + _rules() + _diagram() + _settings()


def _rules() -> str:
    lines = []
    for number, row in enumerate(RULES, start=1):
        states = "any" if row.states == ANY else ", ".join(sorted(state.value for state in row.states))
        following = row.to.value if row.to else "the same"
        tasks = ", ".join(task.value for task in row.tasks) + (" and by count" if row.more_tasks else "")
        cells = (str(number), f"`{row.id}`", states, row.says, following, row.plan.value, tasks, ", ".join(row.sources))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _diagram() -> str:
    arrows = sorted(
        {
            f"    {state.value} --> {row.to.value}"
            for row in RULES
            if row.to is not None and row.states != ANY
            for state in row.states
            if state is not row.to
        }
    )
    anywhere = [f"    [*] --> {row.to.value}: {row.id}" for row in RULES if row.to is not None and row.states == ANY]
    body = "\n".join(["    [*] --> active: start", *anywhere, *arrows])
    return f"\n## States\n\n`[*]` stands for every state.\n\n```mermaid\nstateDiagram-v2\n{body}\n```\n"


def _settings() -> str:
    lines = ["\n## Settings a therapist may change\n", "| Setting | Default | Allowed | Meaning |", "|---|---|---|---|"]
    for name, field in ProgressionSettings.model_fields.items():
        limits = [
            str(limit).replace("Ge(ge=", "from ").replace("Le(le=", "to ").rstrip(")") for limit in field.metadata
        ]
        allowed = " ".join(limit for limit in limits if limit.startswith(("from", "to")))
        lines.append(f"| `{name}` | {field.default} | {allowed} | {field.description or ''} |")
    return "\n".join(lines) + "\n"
