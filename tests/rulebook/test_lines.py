"""Does a day's plan say all that it should, line by line, and nothing that a patient must not do?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import (
    MUST_BE_TAUGHT,
    Absent,
    CareFlag,
    CareProfile,
    Diagnosis,
    Extra,
    ExtraOrder,
    Light,
    Pace,
    State,
)
from services.progression.facts import STOPPED
from services.progression.lines import ExtraLine, Terrain, When, extra_lines, walk_lines
from services.progression.rulebook import render_rulebook
from services.progression.rules import RULES
from services.progression.seeds import SEED_RULES
from tests.rulebook.histories import after, began, days_told, holds_for, legal_settings, lived, profiles

ROOT = Path(__file__).resolve().parents[2]
ALL = tuple(ExtraOrder(extra, date(2025, 2, 1), "M. Sato, PT") for extra in Extra)
EVERYTHING = ProgressionSettings(pool_on_yellow=True, bike_allowed=True, swim_allowed=True, treadmill_allowed=True)
DDD = CareProfile(Diagnosis.DDD, frozenset(), Absent.NOT_ASKED, ALL)


def offered(*pains: float | None, profile: CareProfile = DDD, settings: ProgressionSettings = EVERYTHING) -> set[Extra]:
    decision = after(*pains, settings=settings, start=began(settings, profile).course)
    return {line.extra for line in extra_lines(decision, settings)}


def test_each_walk_says_its_minutes_pace_ground_and_where_to_turn() -> None:
    first, second = walk_lines(after(1))
    assert (first.minutes, first.turn_around_minutes, first.terrain, first.pace) == (5, 2, Terrain.FLAT, Pace.EASY)
    assert second == first


def test_brisk_minutes_go_to_the_first_walks() -> None:
    decision = after(1)
    brisk = replace(
        decision, prescription=replace(decision.prescription, walks=(30, 30), pace=Pace.BRISK, brisk_minutes=35)
    )
    assert [(line.brisk_minutes, line.pace) for line in walk_lines(brisk)] == [(30, Pace.BRISK), (5, Pace.BRISK)]


def test_breaks_are_always_allowed() -> None:
    assert all(line.breaks_allowed for line in walk_lines(after(1)))


def test_comfort_is_offered_on_a_day_of_rest() -> None:
    assert offered(8) == {Extra.POSTURE_BREAK, Extra.HEAT_OR_COLD}


def test_nothing_is_offered_while_a_person_must_look_first() -> None:
    assert offered(8, 8, 8) == set()


def test_yellow_leaves_ice_comfort_and_where_the_therapist_opted_in_the_pool() -> None:
    calm = {Extra.POSTURE_BREAK, Extra.HEAT_OR_COLD, Extra.ICE}
    assert offered(5) == calm | {Extra.POOL_WALK, Extra.DEEP_WATER_BELT}
    assert offered(5, settings=STANDARD) == calm


def test_silence_leads_to_no_stretch_and_no_strength() -> None:
    assert not offered(None) & MUST_BE_TAUGHT


def test_green_offers_all_that_was_ordered_but_what_needs_time() -> None:
    assert set(Extra) - offered(1) == {Extra.HAMSTRING_STRETCH, Extra.BIRD_DOG_PLANK}
    assert offered(*[1] * 14) == set(Extra)


def test_fourteen_green_days_before_the_plank() -> None:
    assert Extra.BIRD_DOG_PLANK not in offered(*[1] * 13)


def test_what_was_not_ordered_is_not_offered() -> None:
    bare = CareProfile(Diagnosis.DDD, frozenset())
    assert offered(1, profile=bare, settings=STANDARD) == set()


@pytest.mark.parametrize("extra", sorted(MUST_BE_TAUGHT))
def test_an_order_without_its_teacher_counts_for_nothing(extra: Extra) -> None:
    for order in (ExtraOrder(extra), ExtraOrder(extra, date(2025, 2, 1)), ExtraOrder(extra, taught_by="M. Sato")):
        assert offered(*[1] * 20, profile=replace(DDD, orders=(order,)), settings=STANDARD) == set()


def test_a_substitute_counts_minute_for_minute() -> None:
    stenosis = CareProfile(Diagnosis.STENOSIS_FLEXION_RELIEF, frozenset())
    decision = after(1, settings=EVERYTHING, start=began(EVERYTHING, stenosis).course)
    lines = extra_lines(decision, EVERYTHING)
    assert ExtraLine(Extra.BIKE, When.IN_PLACE_OF_A_WALK, 5) in lines
    assert ExtraLine(Extra.SWIM, When.IN_PLACE_OF_A_WALK, 5) in lines


def test_running_and_jumping_cannot_be_ordered() -> None:
    assert not {"run", "running", "jump", "jumping", "jog"} & {extra.value for extra in Extra}


@holds_for(legal_settings(), profiles(), days_told())
def test_18_contraindications_hold_on_every_day_of_every_history(
    settings: ProgressionSettings, profile: CareProfile, history: list[dict[str, object]]
) -> None:
    profile = replace(profile, orders=ALL)
    for _, _, decision in lived(settings, profile, history):
        extras = {line.extra for line in extra_lines(decision, settings)}
        if {CareFlag.FALL_RISK, CareFlag.FOOT_DROP} & profile.flags:
            assert Extra.TREADMILL not in extras
        if CareFlag.SHOULDER_INJURY in profile.flags:
            assert Extra.SWIM not in extras
        if decision.light is not Light.GREEN or decision.state in (State.YELLOW, State.RED_REST, State.REENTRY):
            assert not extras & MUST_BE_TAUGHT
        if decision.state in STOPPED:
            assert not extras
        if decision.light is Light.RED:
            assert extras <= {Extra.POSTURE_BREAK, Extra.HEAT_OR_COLD}


@given(st.integers(2, 60))
def test_29_the_way_out_is_never_more_than_half_of_the_line(minutes: int) -> None:
    decision = after(1)
    (line,) = walk_lines(replace(decision, prescription=replace(decision.prescription, walks=(minutes,))))
    assert line.turn_around_minutes * 2 <= line.minutes


# What became of the sources' rules.


def test_every_rule_of_the_sources_is_acted_on_or_declined_with_a_reason() -> None:
    counted = {"0": 32, "1": 14, "2": 13, "3": 22, "4": 15}
    assert [rule.id for rule in SEED_RULES] == [
        f"{source}-{n}" for source, last in counted.items() for n in range(1, last + 1)
    ]
    for rule in SEED_RULES:
        assert bool(rule.declined) != bool(rule.acted_on and rule.proof), rule.id


def test_every_row_file_and_test_that_the_rules_of_the_sources_name_exists() -> None:
    rows = {row.id for row in RULES}
    for rule in SEED_RULES:
        for place in rule.acted_on:
            assert place.removeprefix("row:") in rows if place.startswith("row:") else (ROOT / place).is_file(), place
        if rule.proof:
            file, _, name = rule.proof.partition("::")
            assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), rule.id


def test_every_rule_id_that_a_row_names_is_one_of_the_sources() -> None:
    known = {rule.id for rule in SEED_RULES}
    named = {source for row in RULES for source in row.sources if source[0].isdigit()}
    assert named <= known
    assert all(f"| {rule.id} |" in render_rulebook() for rule in SEED_RULES)
