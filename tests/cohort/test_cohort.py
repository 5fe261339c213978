"""Is the cohort what it says it is, and does its gate see a rule that has become worse?"""

import json
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from services import wiring
from services.progression.boundary import Asked, Engine, Record
from tests.cohort.__main__ import BASE, QUICK, main, walk
from tests.cohort.answering import WAYS, Manner
from tests.cohort.bodies import IMPROVE, STRATA, Body, Flesh, drawn
from tests.cohort.care_team import CareTeam
from tests.cohort.figures import FIGURES, Lives, compared, differences, figures_of, mean, never_stored, read, store
from tests.cohort.lives import Life, lived

FEW = 12
WEEK = 7


@pytest.fixture(scope="module")
def released() -> Engine:
    return wiring.engines()[BASE]


@pytest.fixture(scope="module")
def bodies() -> list[Body]:
    return [drawn(5, stratum, number) for stratum in STRATA for number in range(FEW)]


def _under(engine: Engine, **settings: Any) -> Engine:
    """The same engine for clinics with these settings."""

    def decide(asked: Asked) -> Record | None:
        return engine.decide({**asked, "settings": {**asked["settings"], **settings}})

    def follow(asked: Asked) -> Record:
        return engine.follow({**asked, "settings": {**asked["settings"], **settings}})

    return replace(engine, decide=decide, follow=follow)


@pytest.fixture(scope="module")
def lives(bodies: list[Body], released: Engine) -> list[Lives]:
    """The released version beside one that never takes a step."""
    return walk(bodies, released, _under(released, weekly_cap_percent=0, weekly_cap_minutes=0))


def test_the_mix_is_that_of_a_spine_clinic() -> None:
    assert sum(stratum.share for stratum in STRATA) == pytest.approx(1)
    assert sum(way.share for way in WAYS) == pytest.approx(1)
    many = [(stratum, drawn(3, stratum, number)) for stratum in STRATA for number in range(250)]
    assert all(stratum.low <= body.start <= stratum.high for stratum, body in many)
    assert sum(stratum.share * body.start / 250 for stratum, body in many) == pytest.approx(6.0, abs=0.15)
    better = sum(body.end < body.start / 2 for _, body in many) / len(many)
    assert better == pytest.approx(IMPROVE, abs=0.05)
    assert {body.way.manner for _, body in many} == set(Manner)


def test_their_first_week_is_half_yellow_and_a_third_red() -> None:
    counts = {"green": 0.0, "yellow": 0.0, "red": 0.0}
    for stratum in STRATA:
        for number in range(150):
            flesh = Flesh(drawn(4, stratum, number))
            for day in range(WEEK):
                pain = flesh.live(day, 10)
                counts["green" if pain <= 3 else "yellow" if pain < 7 else "red"] += stratum.share / 150 / WEEK
    assert counts["green"] == pytest.approx(0.16, abs=0.05)
    assert counts["yellow"] == pytest.approx(0.47, abs=0.06)
    assert counts["red"] == pytest.approx(0.36, abs=0.07)


def test_who_walks_beyond_what_the_body_bears_hurts_more() -> None:
    within: list[float] = []
    beyond: list[float] = []
    for number in range(60):
        for minutes, scores in ((5, within), (60, beyond)):
            flesh = Flesh(drawn(6, STRATA[1], number))
            scores.append(sum(flesh.live(day, minutes) for day in range(60)) / 60)
    assert sum(beyond) / 60 > sum(within) / 60 + 0.5


def test_chance_is_the_same_whatever_the_rule_decides(bodies: list[Body], released: Engine) -> None:
    again = [drawn(5, stratum, number) for stratum in STRATA for number in range(FEW)]
    assert again == bodies
    assert drawn(5, STRATA[0], 1) != drawn(7, STRATA[0], 1)
    assert lived(bodies[0], released) == lived(again[0], released)


def test_the_gate_sees_a_rule_that_has_become_worse(lives: list[Lives], tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    store(figures_of(lives, "base"), {"rules": BASE}, kept)
    assert not any(row.fell_behind for row in compared(figures_of(lives, "base"), read(kept)))
    behind = {row.figure.name for row in compared(figures_of(lives, "tree"), read(kept)) if row.fell_behind}
    assert {"30 minutes by week 26", "minutes in week 26"} <= behind
    assert not any("red days" in name or "rest" in name for name in behind)


def test_the_fewer_the_bodies_the_more_is_left_to_chance(lives: list[Lives], tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    store(figures_of(lives, "base"), {"rules": BASE}, kept)
    half = [one for number, one in enumerate(lives) if number % 2]
    few, many = (compared(figures_of(part, "base"), read(kept))[-1].allowed for part in (half, lives))
    assert few > many * 1.1


def test_a_body_is_compared_with_itself(lives: list[Lives]) -> None:
    same = [replace(one, tree=one.base) for one in lives]
    assert [(one.red, one.bound, one.days_for_a_minute) for one in differences(same)] == [(0, 0, None)] * 5
    hurt = [replace(one, tree=replace(one.base, red=one.base.red + 6)) for one in lives]
    assert all(one.red == one.bound == pytest.approx(1.0, abs=0.01) for one in differences(hurt))


def _life(**counted: Any) -> Lives:
    life = Life(minutes=[0] * 182, **counted)
    return Lives("0-4", "told", False, life, life)


def test_a_mean_of_a_part_leaves_out_the_others_and_knows_how_surely() -> None:
    lives = [replace(_life(), ends_sore=number % 2 == 0) for number in range(400)]
    found = mean([(one, 10.0 * (number % 4 == 0)) for number, one in enumerate(lives)], lambda one: one.ends_sore)
    assert found.value == pytest.approx(5)
    assert found.error == pytest.approx(5 / 200**0.5, rel=0.01)
    assert mean([(one, 1.0) for one in lives], lambda _: False).value == 0


def test_a_stratum_counts_by_its_share_and_not_by_how_many_were_drawn() -> None:
    lives = [_life(), *[replace(_life(), stratum="4-6")] * 9]
    value = mean([(one, float(one.stratum == "0-4")) for one in lives]).value
    assert value == pytest.approx(STRATA[0].share / (STRATA[0].share + STRATA[1].share))


def _asks(team: CareTeam, day: int, *tasks: str, light: str = "yellow", state: str = "yellow") -> None:
    team.hear(day, {"state": state, "light": light, "tasks": tasks}, 5.0, words=False)


def test_an_open_item_is_not_new_again_until_it_is_settled() -> None:
    team = CareTeam(1, Manner.TOLD)
    for day in (1, 2):
        _asks(team, day, "yellow_review")
    assert (team.asked.new, team.asked.repeats, team.asked.same_day) == (1, 1, 0)
    team.acts(4)
    _asks(team, 4, "yellow_review", "severe_pain", "review_soon")
    assert (team.asked.new, team.asked.same_day) == (3, 1)


def test_what_is_over_is_no_longer_open() -> None:
    team = CareTeam(1, Manner.TOLD)
    _asks(team, 1, "yellow_review")
    _asks(team, 2, light="green", state="active")
    _asks(team, 3, "yellow_review")
    assert team.asked.new == 2


def test_a_hold_is_cleared_on_its_second_day() -> None:
    team = CareTeam(1, Manner.TOLD)
    done: Mapping[int, list[str]] = {}
    for day in (1, 2, 3):
        done = {**done, day: team.acts(day)}
        _asks(team, day, light="red", state="hold_escalated")
    assert done == {1: [], 2: [], 3: ["clear"]}


def test_a_usual_is_signed_three_days_after_it_was_asked_for_and_only_then() -> None:
    team = CareTeam(1, Manner.TOLD)
    for day in range(1, 15):
        team.hear(day, {"state": "yellow", "light": "yellow", "tasks": []}, 5.0 + day % 2, words=False)
    assert team.signed is None
    team.on_own_usual(14)
    team.acts(16)
    assert team.signed is None
    team.acts(17)
    assert team.signed == 5


def test_offers_are_taken_three_days_after_they_were_made_and_once() -> None:
    team = CareTeam(1, Manner.WEEKEND)
    said = {"answers_on": "Sat, Sun", "offered_minutes": 12, "offered_walks": 2}
    asked = {"state": "active", "light": "green", "tasks": ["check_in_days", "fewer_walks"], "numbers": said}
    team.hear(28, asked, 2.0, words=False)
    assert (team.accepted("days", 30), team.accepted("dose", 30)) == (None, None)
    assert team.accepted("days", 31) == ("Sat", "Sun")
    assert team.accepted("dose", 31) == {"minutes": 12, "walks": 2}
    assert (team.accepted("days", 32), team.accepted("dose", 32)) == (None, None)


def test_a_flare_up_is_one_matter_for_the_team_too() -> None:
    team = CareTeam(1, Manner.TOLD)
    red = {"state": "red_rest", "light": "red"}
    team.hear(1, red | {"tasks": []}, 7.0, words=False)
    team.hear(2, red | {"tasks": ["second_red_in_week"]}, 8.0, words=False)
    assert (team.asked.new, team.asked.same_day, team.asked.repeats) == (1, 1, 1)
    team.acts(4)
    team.hear(4, red | {"tasks": ["second_red_in_week"]}, 8.0, words=False)
    assert team.asked.new == 1, "it was settled, and hurts no more"
    team.hear(5, red | {"tasks": ["second_red_in_week", "severe_pain"]}, 9.0, words=False)
    assert team.asked.new == 2
    team.hear(6, red | {"tasks": ["red_rest_used_up"]}, 7.0, words=False)
    assert (team.asked.new, team.asked.repeats) == (2, 2), "the open one got graver"


def test_what_is_stored_is_of_every_figure_and_of_bodies_enough() -> None:
    assert never_stored(read()) == []
    assert set(read()["figures"]) == {figure.name for figure in FIGURES}
    assert read()["seed"] == 1
    assert read()["bodies"] >= QUICK


def test_a_short_turn_for_a_machine() -> None:
    out = StringIO()
    code = main(["--bodies", "20", "--json", "--seed", "2"], out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert code == (1 if any(line.get("fell_behind") for line in lines) else 0)
    assert [line["figure"] for line in lines if "figure" in line] == [figure.name for figure in FIGURES]
    assert len([line for line in lines if "difference" in line]) == 1 + len(STRATA)
    assert all(line["met"] is None for line in lines if "difference" in line), "too few bodies to judge"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--rules", "3"], "no released version '3'"),
        (["--bodies", "3"], "20 or more"),
        (["--store", "--seed", "2"], "seed 1"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert said in capsys.readouterr().err
