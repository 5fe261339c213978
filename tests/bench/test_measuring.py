"""Does the bench judge by ratios alone, refuse what it cannot judge, and remember what it measured?"""

import json
from pathlib import Path

import pytest

from tests.bench.__main__ import BENCHES, main
from tests.bench.measure import Measure, Round, Verdict, against, in_turns, judged, spread
from tests.bench.results import Results, change

STEADY = (100.0, 101.0, 99.0, 100.0, 102.0)
UNSTEADY = (100.0, 30.0, 170.0, 60.0, 150.0)


def rounds(bases: tuple[float, ...], times: float) -> list[Round]:
    return [(base, base * times) for base in bases]


@pytest.mark.parametrize("slower", [1, 3, 20])
def test_the_same_program_on_a_slower_machine_gets_the_same_verdict(slower: int) -> None:
    bases = tuple(base / slower for base in STEADY)
    assert against("a rate", rounds(bases, 0.9), least=0.8).verdict is Verdict.HELD
    assert against("a rate", rounds(bases, 0.7), least=0.8).verdict is Verdict.MISSED
    assert against("a time", rounds(bases, 1.9), most=2).verdict is Verdict.HELD
    assert against("a time", rounds(bases, 2.1), most=2).verdict is Verdict.MISSED


@pytest.mark.parametrize("times", [0.1, 0.9])
def test_where_the_reference_is_not_steady_nothing_is_judged(times: float) -> None:
    refused = against("a rate", rounds(UNSTEADY, times), least=0.8)
    assert (refused.verdict, "too far apart" in refused.detail) == (Verdict.REFUSED, True)
    assert against("a rate", rounds(UNSTEADY, times)).verdict is Verdict.SHOWN, "what has no bar is shown"


def test_one_odd_round_changes_nothing() -> None:
    measured = against("a rate", [*rounds(STEADY, 0.9), (100.0, 1.0)], least=0.8)
    assert (measured.value, measured.verdict) == (0.9, Verdict.HELD)


def test_an_unsteady_reference_is_measured_anew() -> None:
    bases = iter((1.0, *UNSTEADY, 1.0, *STEADY))
    made = in_turns(lambda: next(bases), lambda: 50.0, rounds=5)
    assert made == [(base, 50.0) for base in STEADY]
    assert spread(base for base, _ in made) < 0.25


def test_counts_and_bytes_keep_a_bar_of_their_own() -> None:
    assert judged("memory", 99, "MiB", most=100).verdict is Verdict.HELD
    assert judged("memory", 101, "MiB", most=100).verdict is Verdict.MISSED
    assert judged("memory", 101, "MiB").verdict is Verdict.SHOWN


def test_a_lateness_beside_an_unsteady_reference_is_not_judged() -> None:
    assert judged("lateness", 9.5, "ticks", most=2, beside=UNSTEADY).verdict is Verdict.REFUSED
    assert judged("lateness", 9.5, "ticks", most=2, beside=STEADY).verdict is Verdict.MISSED


def test_another_size_is_shown_and_not_judged() -> None:
    missed, refused = (against("a rate", rounds(bases, 0.1), least=0.8).unjudged() for bases in (STEADY, UNSTEADY))
    assert (missed.verdict, missed.bar) == (Verdict.SHOWN, "(of another size)")
    assert refused.verdict is Verdict.REFUSED


def test_the_next_run_is_told_what_the_last_one_measured(tmp_path: Path) -> None:
    path = tmp_path / "local" / "bench.json"
    first = against("a rate", rounds(STEADY, 0.8), least=0.5)
    assert Results(path).before("loop", first, 200) is None
    Results(path).keep("loop", first, 200)
    again = Results(path)
    assert again.before("loop", first, 200) == 0.8
    assert again.before("loop", first, 2000) is None, "another size is another measure"
    assert again.before("night", first, 200) is None
    again.keep("loop", against("a rate", rounds(UNSTEADY, 0.2), least=0.5), 200)
    assert Results(path).before("loop", first, 200) == 0.8, "what was refused replaces nothing"
    assert not list(tmp_path.rglob("*.new"))


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [(1.1, 1.0, "was 1, +10 %"), (0.5, 1.0, "was 1, -50 %"), (1.0, 1.0, "was 1, the same"), (1.0, None, "first run"),
     (3.0, 0.0, "was 0")],
)  # fmt: skip
def test_the_change_is_said_in_words(now: float, before: float | None, said: str) -> None:
    assert change(now, before) == said


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"a": 1}', '{"a": {"value": "x", "size": 1}}', '{"a": {"value": 1}}']
)
def test_a_file_that_is_not_ours_is_named(tmp_path: Path, content: str) -> None:
    (path := tmp_path / "bench.json").write_text(content)
    with pytest.raises(ValueError, match="remove it and measure again"):
        Results(path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("walking", "there is no bench walking; there are: engine,"),
        ("--size 200", "--size goes with one bench that has a size: webhook,"),
        ("engine --size 200", "--size goes with one bench that has a size: webhook,"),
        ("loop night --size 200", "--size goes with one bench that has a size: webhook,"),
        ("loop --size 3", "loop tells nothing with fewer than 50; --size 50 is the smallest"),
        ("loop --size many", "invalid int value: 'many'"),
    ],
)
def test_what_cannot_be_measured_is_said(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words.split())
    assert (ended.value.code, said in capsys.readouterr().err) == (2, True)


def test_every_usual_size_is_one_that_tells() -> None:
    assert all(bench.size is None or (bench.size >= bench.least and bench.counted) for bench in BENCHES.values())


def test_what_is_kept_is_plain(tmp_path: Path) -> None:
    Results(path := tmp_path / "bench.json").keep("engine", Measure("a", 1.5, "x", "", Verdict.HELD, ""), None)
    assert json.loads(path.read_text()) == {"engine: a": {"value": 1.5, "unit": "x", "size": None}}
