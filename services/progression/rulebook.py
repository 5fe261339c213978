"""What does the table say, printed for people? Rules, state diagram and settings, generated and never typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from schemas.settings import ProgressionSettings
from services.progression.first_day import START_RULES
from services.progression.modality import MATRIX, Modality
from services.progression.rules import ANY, RULES, RULES_VERSION, Row
from services.progression.seeds import SEED_RULES

_HEAD = """# The rulebook

Generated from the engine's table by `make docs`; do not edit. Rules version {version}.

Each evening's reply, or silence at 04:00, is read from the top of this table down; the first row that matches the
patient's state and day decides, and its id is stored with the decision. Section numbers are those of the clinical
policy; numbers such as 4-13 are its rule ids (source article - rule). Nothing here is medical advice: the supervising
clinician owns every number.

While words that the patient wrote about a day are unread, no plan is above that day's. A dose of one minute, which only
a clinician chooses, is never made less. The stricter bands judge the day on which settings changed.

A dose that a clinician sets from tomorrow is the earned dose and nothing else: no row, no light. Credits begin anew,
and days are counted as after a step.

A day on which nobody asked, by a patient's check-in days, is neither silent nor green; after yellow or red, and on the
way back, every day is asked. The window of credits holds as many check-ins as it is days long.

After a yellow day no plan is above the yellow one, whichever row decides. Severe pain, walking on a rest day and the
review ask for the care team on any day, beside what the row asks for.

## Rules

| # | Rule | In state | When | Next state | Tomorrow | Reason | Asks of the care team | From |
|--:|---|---|---|---|---|---|---|---|
"""


def render_rulebook() -> str:
    """The whole rulebook as Markdown."""
    return _HEAD.format(version=RULES_VERSION) + _rules() + _diagram() + _matrix() + _seeds() + _settings()


def _rules() -> str:
    return "".join(f"| {' | '.join(_cells(number, row))} |\n" for number, row in enumerate(RULES, start=1))


def _cells(number: int, row: Row) -> tuple[str, ...]:
    states = "any" if row.states == ANY else ", ".join(sorted(state.value for state in row.states))
    tasks = ", ".join((*(task.value for task in row.tasks), *(("by count",) if row.more_tasks else ())))
    following = row.to.value if row.to else "the same"
    sources = ", ".join(row.sources)
    return (
        str(number),
        f"`{row.id}`",
        states,
        row.says,
        following,
        row.plan.value,
        row.reason.value,
        tasks or "-",
        sources,
    )


def _diagram() -> str:
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in RULES:
        for state in sorted(row.states):
            if row.to is not None and state is not row.to:
                arrows.setdefault((state.value, row.to.value), []).append(row.id)
    lines = [f"    {before} --> {after}: {', '.join(ids)}" for (before, after), ids in sorted(arrows.items())]
    starts = [f"    [*] --> {state.value}: {rule}" for rule, (_, state, _) in START_RULES.items()]
    body = "\n".join([*starts, *lines])
    return f"\n## States\n\n```mermaid\nstateDiagram-v2\n{body}\n```\n"


def _matrix() -> str:
    head = "\n## Diagnosis and kind of exercise\n\nA allowed, T needs the therapist's opt-in, X blocked.\n\n"
    columns = "".join(f" {modality.value} |" for modality in Modality)
    rule = "---|" * (len(Modality) + 1)
    rows = [
        f"| {diagnosis.value} |" + "".join(f" {permission.value} |" for permission in row.values())
        for diagnosis, row in MATRIX.items()
    ]
    return head + "\n".join([f"| Diagnosis |{columns}", f"|{rule}", *rows]) + "\n"


def _seeds() -> str:
    lines = [
        "\n## The rules of the sources\n",
        "Each rule of the five source articles: which rows or files act on it and which test proves it, or why it is",
        "declined.\n",
        "| Rule | In short | Acted on by | Proof |",
        "|---|---|---|---|",
    ]
    for rule in SEED_RULES:
        places = ", ".join(f"`{place.removeprefix('row:')}`" for place in rule.acted_on)
        proof = f"`{rule.proof}`" if rule.proof else f"declined: {rule.declined}"
        lines.append(f"| {rule.id} | {rule.says} | {places or '-'} | {proof} |")
    return "\n".join(lines) + "\n"


def _settings() -> str:
    lines = [
        "\n## Settings a therapist may change\n",
        "S stands in a source article, V was checked against a publication, I is a design choice for sign-off.\n",
        "| Setting | Default | Allowed | Unit | Meaning | Hard rule | Source |",
        "|---|---|---|---|---|---|---|",
    ]
    for setting in settings_described():
        default = _said(setting.default)
        cells = (f"`{setting.name}`", default, setting.allowed, setting.unit, setting.meaning, setting.hard_rule or "-")
        lines.append(f"| {' | '.join(cells)} | {setting.source} |")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class SettingDescribed:
    """What one setting means, in words."""

    name: str
    meaning: str
    unit: str
    default: Any
    allowed: str
    hard_rule: str
    source: str


def settings_described() -> Iterator[SettingDescribed]:
    """Every setting that a therapist may change, in the order of the policy."""
    for name, field in ProgressionSettings.model_fields.items():
        about = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        yield SettingDescribed(
            name=name,
            meaning=str(field.description),
            unit=str(about["unit"]),
            default=field.default,
            allowed=" ".join(filter(None, map(_limit, field.metadata))) or "-",
            hard_rule=str(about["hard_rule"]),
            source=str(about["source"]),
        )


def _said(default: Any) -> str:
    if isinstance(default, tuple):
        return ", ".join(map(str, default))
    return str(default) or "(empty)"


def _limit(bound: object) -> str:
    for name, word in (("ge", "from"), ("le", "to")):
        if hasattr(bound, name):
            return f"{word} {getattr(bound, name)}"
    return ""
