"""Which exercise is never allowed to whom (invariant 18, section 3)?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import MUST_BE_TAUGHT, Absent, CareFlag, CareProfile, Diagnosis, Extra, ExtraOrder, Light
from services.progression.lines import Terrain, extra_lines, walk_lines
from services.progression.modality import Modality, Permission, incline_allowed, permission
from tests.rulebook.histories import FIRST_DAY, after, began

EVERYTHING = ProgressionSettings(
    incline_max_percent=5, treadmill_allowed=True, pool_on_yellow=True, bike_allowed=True, swim_allowed=True
)
STENOSIS = CareProfile(Diagnosis.STENOSIS_FLEXION_RELIEF, frozenset())
EXTRAS = {
    Modality.TREADMILL: Extra.TREADMILL,
    Modality.BIKE: Extra.BIKE,
    Modality.POOL: Extra.POOL_WALK,
    Modality.SWIM: Extra.SWIM,
    Modality.HAMSTRING: Extra.HAMSTRING_STRETCH,
    Modality.BIRD_DOG: Extra.BIRD_DOG,
}
TOLD = {Light.GREEN: 1, Light.YELLOW: 5, Light.RED: 8, Absent.NO_REPLY: None}


def may_do(
    profile: CareProfile, settings: ProgressionSettings, modality: Modality, light: Light | Absent, day_number: int
) -> bool:
    """Whether the plan of a day offers a kind of exercise, after days of green and one of this light.

    The therapist has taught and ordered what the matrix leaves to them; what needs an opt-in waits for the setting.
    """
    ordered = [
        extra
        for kind, extra in EXTRAS.items()
        if extra in MUST_BE_TAUGHT or permission(profile, kind) is Permission.ALLOWED
    ]
    orders = tuple(ExtraOrder(extra, FIRST_DAY, "M. Sato, PT") for extra in ordered)
    start = began(settings, replace(profile, orders=orders)).course
    decision = after(*[1] * (day_number - 2), TOLD[light], settings=settings, start=start)
    assert decision.day == FIRST_DAY + timedelta(days=day_number - 1)
    if modality is Modality.FLAT_WALK:
        return bool(decision.prescription.walks)
    if modality is Modality.INCLINE:
        return any(line.terrain is Terrain.INCLINE for line in walk_lines(decision))
    return EXTRAS[modality] in {line.extra for line in extra_lines(decision, settings)}


@pytest.mark.parametrize("flag", [CareFlag.FALL_RISK, CareFlag.FOOT_DROP])
@pytest.mark.parametrize("diagnosis", Diagnosis)
def test_fall_risk_and_foot_drop_rule_out_the_treadmill(diagnosis: Diagnosis, flag: CareFlag) -> None:
    assert permission(CareProfile(diagnosis, frozenset({flag})), Modality.TREADMILL) is Permission.BLOCKED


@pytest.mark.parametrize("diagnosis", Diagnosis)
def test_a_shoulder_injury_rules_out_swimming_but_not_the_pool(diagnosis: Diagnosis) -> None:
    profile = CareProfile(diagnosis, frozenset({CareFlag.SHOULDER_INJURY}))
    assert not may_do(profile, EVERYTHING, Modality.SWIM, Light.GREEN, 30)
    assert may_do(profile, EVERYTHING, Modality.POOL, Light.GREEN, 30)


@pytest.mark.parametrize("diagnosis", Diagnosis)
def test_only_stenosis_may_go_uphill_and_never_with_a_flexion_intolerant_disc(diagnosis: Diagnosis) -> None:
    stenosis = diagnosis is Diagnosis.STENOSIS_FLEXION_RELIEF
    intolerant = CareProfile(diagnosis, frozenset({CareFlag.FLEXION_INTOLERANT}))
    assert incline_allowed(CareProfile(diagnosis, frozenset()), EVERYTHING) == (5 if stenosis else 0)
    assert incline_allowed(intolerant, EVERYTHING) == 0


@pytest.mark.parametrize("modality", Modality)
def test_nothing_at_all_on_a_red_day(modality: Modality) -> None:
    assert not may_do(STENOSIS, EVERYTHING, modality, Light.RED, 30)


@pytest.mark.parametrize("light", [Light.YELLOW, Absent.NO_REPLY])
def test_no_strength_and_no_stretch_unless_the_day_is_green(light: Light | Absent) -> None:
    allowed = {modality for modality in Modality if may_do(STENOSIS, EVERYTHING, modality, light, 30)}
    assert allowed == {Modality.FLAT_WALK, Modality.POOL}
    assert not may_do(STENOSIS, STANDARD, Modality.POOL, light, 30)


def test_hamstring_stretches_wait_for_the_third_week() -> None:
    assert not may_do(STENOSIS, STANDARD, Modality.HAMSTRING, Light.GREEN, 14)
    assert may_do(STENOSIS, STANDARD, Modality.HAMSTRING, Light.GREEN, 15)


def test_the_treadmill_is_off_until_the_therapist_opts_in_and_the_bike_is_not_for_stenosis() -> None:
    assert not may_do(STENOSIS, STANDARD, Modality.TREADMILL, Light.GREEN, 30)
    assert may_do(STENOSIS, EVERYTHING, Modality.TREADMILL, Light.GREEN, 30)
    assert may_do(STENOSIS, STANDARD, Modality.BIKE, Light.GREEN, 30)
