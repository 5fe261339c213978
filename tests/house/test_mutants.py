"""Does each mutant of the fault suite still change the program? One that changes nothing proves nothing."""

from pathlib import Path

from tests.faults.mutants import MUTANTS

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
    from tests.faults import carrier_faces, clinics, nights, spooling
    from tests.faults.harm import HARMS

    assert all((carrier_faces, clinics, nights, spooling))
    assert not {harm for mutant in MUTANTS for harm in mutant.harms} - set(HARMS)
