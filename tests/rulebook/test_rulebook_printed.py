"""Is the printed rulebook the table, and nothing else?"""

from pathlib import Path

from schemas.settings import ProgressionSettings
from services.progression.first_day import START_RULES
from services.progression.rulebook import render_rulebook
from services.progression.rules import RULES

PRINTED = Path(__file__).parents[2] / "docs" / "rulebook.md"


def test_the_printed_rulebook_is_the_table() -> None:
    assert PRINTED.read_text(encoding="utf-8") == render_rulebook()


def test_it_prints_every_rule_and_every_setting() -> None:
    text = render_rulebook()
    assert [row.id for row in RULES if f"| `{row.id}` |" not in text] == []
    assert [name for name in ProgressionSettings.model_fields if f"| `{name}` |" not in text] == []


def test_the_diagram_draws_every_change_of_state() -> None:
    text = render_rulebook()
    drawn = {line.strip().split(":")[0] for line in text.splitlines() if "-->" in line}
    moves = {f"{before.value} --> {row.to.value}" for row in RULES if row.to for before in row.states - {row.to}}
    assert moves <= drawn
    begins = {f"[*] --> {state.value}" for _, state, _ in START_RULES.values()}
    assert drawn == moves | begins
