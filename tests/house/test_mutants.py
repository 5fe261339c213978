"""Does each mutant of the fault suite and of the rule still change the program? One that changes nothing proves nothing."""

import ast
from pathlib import Path

from services.progression.rules import RULES
from tests.faults.harm import HARMS
from tests.faults.mutants import MUTANTS
from tests.rulebook import mutants as of_the_rule

ROOT = Path(__file__).resolve().parents[2]


def test_what_a_mutant_replaces_stands_in_the_code_once() -> None:
    stale = [
        f"{mutant.name}: {name}"
        for mutant in MUTANTS
        for name, old, new in mutant.changes
        if old == new or (ROOT / name).read_text().count(old) != 1
    ]
    assert not stale


def test_a_mutant_names_harms_that_there_are() -> None:
    assert not {harm for mutant in MUTANTS for harm in mutant.harms} - set(HARMS)


def test_a_mutant_of_the_rule_is_python_and_means_something_else() -> None:
    made = of_the_rule.mutants()
    sources = {mutant.file: (ROOT / mutant.file).read_text() for mutant in made}
    meant = {file: ast.dump(ast.parse(source)) for file, source in sources.items()}
    for mutant in made:
        assert ast.dump(ast.parse(mutant.of(sources[mutant.file]))) != meant[mutant.file], mutant.name


def test_every_row_of_the_table_is_dropped_once_and_turned_round_once() -> None:
    names = [mutant.name for mutant in of_the_rule.mutants()]
    for row in RULES:
        assert names.count(f"row {row.id} is dropped") == names.count(f"row {row.id} asks the opposite") == 1


def test_what_the_mutants_of_the_rule_are_tried_with_is_there() -> None:
    assert all((ROOT / test).exists() for test in of_the_rule.TESTS)
    assert all((ROOT / of_the_rule.RULE / f"{name}.py").exists() for name in of_the_rule.DECIDE_NOTHING)
