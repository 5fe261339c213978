"""Does the search for silent traps find those that there are, and does it know every course that there can be?"""

import json
from dataclasses import replace
from io import StringIO
from random import Random

import pytest

from schemas.settings import STANDARD, ProgressionSettings
from services import wiring
from services.progression.boundary import Asked, Engine, Record
from services.progression.facts import STOPPED
from services.progression.liveness import check_liveness
from tests.traps.__main__ import main
from tests.traps.abstraction import MONDAY, key, moved
from tests.traps.explore import (
    Explored,
    Trap,
    Walk,
    Walker,
    World,
    checked,
    explored,
    happens,
    keeps_the_goal,
    settle,
    trap,
    traps,
)
from tests.traps.grid import GRID
from tests.traps.letters import WAYS, Way

# The days of an ordinary course: no acts and no flags, so that little is to be explored.
ORDINARY = "G0YHRusp"
# What version 4.1 does to whoever answers so: decided plans that stay for ever, and nobody is asked.
KNOWN_IN_4_1 = {
    "green, the walks never told",
    "green, two of three walks done",
    "low yellow, all walks done",
    "high yellow, all walks done",
    "yellow, the walks never told",
    "silence",
    "answers at weekends alone",
    "green and yellow in turns",
}


@pytest.fixture(scope="module")
def walker() -> Walker:
    return Walker(World(wiring.engines()["4.1"], STANDARD))


@pytest.fixture(scope="module")
def found(walker: Walker) -> Explored:
    return explored(walker, ORDINARY)


@pytest.fixture(scope="module")
def stuck(walker: Walker, found: Explored) -> list[Trap]:
    return list(traps(walker, found))


def test_the_traps_of_version_4_1_are_found(stuck: list[Trap]) -> None:
    assert {one.way.name for one in stuck} >= KNOWN_IN_4_1
    # A pause for silence, and a hold, last until somebody thinks of them.
    assert {one.state for one in stuck} >= {"active", "yellow", "reentry", "paused", "hold_escalated"}


def test_whoever_tells_green_days_with_all_walks_is_stuck_only_where_nobody_walks(stuck: list[Trap]) -> None:
    walking = {one.way.name for one in stuck if one.state not in STOPPED}
    assert not walking & {
        "green, all walks told and done",
        "no pain at all, all walks done",
        "answers every second day",
    }


def test_random_days_find_nobody_stuck_whose_class_was_not(walker: Walker, found: Explored, stuck: list[Trap]) -> None:
    known, ways = Explored(dict(found.courses)), {(one.way.name, one.key) for one in stuck}
    settle(walker, known, ways, Walk(Random(3), 1000, ORDINARY))
    told = checked(walker, known, ways, Walk(Random(4), 1000, ORDINARY))
    assert told.missed == 0
    # A class is told by one course of it, so some are reached by chance alone; these are explored then.
    assert told.unknown * 100 <= told.days


def _that_asks_on(light: str, engine: Engine) -> Engine:
    """A version that asks a person on every day of that light."""

    def follow(asked: Asked) -> Record:
        followed = engine.follow(asked)
        days = [
            day | {"tasks": [*day["tasks"], "no_step"]} if day["light"] == light else day for day in followed["days"]
        ]
        return followed | {"days": days}

    return replace(engine, follow=follow)


def test_where_somebody_is_asked_there_is_no_trap(walker: Walker, found: Explored) -> None:
    asking = Walker(World(_that_asks_on("yellow", wiring.engines()["4.1"]), STANDARD))
    ways = [way for way in WAYS if way.name in ("low yellow, all walks done", "high yellow, all walks done")]
    assert list(traps(walker, found, ways))
    assert not list(traps(asking, found, ways))


def test_a_rule_that_never_steps_is_found_from_the_best_of_days(walker: Walker, found: Explored) -> None:
    engine = wiring.engines()["4.1"]

    def follow(asked: Asked) -> Record:
        return engine.follow({**asked, "settings": {"weekly_cap_percent": 0, "weekly_cap_minutes": 0}})

    never = Walker(World(replace(engine, follow=follow), STANDARD))
    assert list(traps(never, found, [Way("green, all walks told and done", "G")]))


def test_who_keeps_the_goal_and_who_rests_by_choice_is_not_stuck(walker: Walker) -> None:
    kept = next(course for course in walker.starts() if keeps_the_goal(course))
    assert trap(walker, kept, Way("", "G")) is None
    paused, _ = walker.live(next(walker.starts()), "P")
    assert paused["state"] == "paused"
    assert trap(walker, paused, Way("", "s")) is None


def test_a_class_does_not_hang_on_the_date(walker: Walker) -> None:
    course, _ = walker.live(next(walker.starts()), "GGYGsRG")
    later = {**course, "day": "2031-01-06"}
    assert moved(course)["day"] == MONDAY.isoformat() == "2026-06-01"
    assert moved(later)["day"] == MONDAY.isoformat()
    assert key(moved(course), STANDARD) == key(course, STANDARD)


def test_a_step_a_task_and_the_goal_are_what_happens() -> None:
    course = {"day": "2026-06-08", "last_step": "2026-06-01", "goal_reached": "not_asked", "state": "active"}
    nothing: Record = {"tasks": []}
    week = [nothing] * 7
    assert not happens(course, week)
    assert not happens(course, [*week[1:], {"tasks": ["review_due"]}])
    assert happens(course, [*week[1:], {"tasks": ["yellow_review"]}])
    assert happens(course | {"last_step": "2026-06-02"}, week)
    assert happens(course | {"goal_reached": "2026-05-01"}, week)
    assert not happens(course | {"goal_reached": "2026-05-01", "state": "yellow"}, week)


@pytest.mark.parametrize("settings", [settings for settings in GRID.values() if not settings.is_frozen])
def test_every_set_of_settings_could_be_saved(settings: ProgressionSettings) -> None:
    assert check_liveness(settings)


def test_a_version_or_settings_that_are_none_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for words, said in ((["--rules", "3"], "no released version '3'"), (["--settings", "odd"], "no settings 'odd'")):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2
        assert said in capsys.readouterr().err


def test_a_short_turn_for_a_machine() -> None:
    out = StringIO()
    assert (
        main(["--rules", "4.1", "--settings", "one short walk", "--kinds", "Gu", "--random", "50", "--json"], out) == 1
    )
    (line,) = [json.loads(line) for line in out.getvalue().splitlines()]
    assert line["settings"] == "one short walk"
    assert not line["holds"]
    assert line["classes"] > 5
    assert {one["way"] for one in line["traps"]} >= {"green, the walks never told"}
