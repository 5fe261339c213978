"""Which exercise is never allowed to whom (invariant 18, section 3)?"""

import pytest

from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import Absent, CareFlag, CareProfile, Diagnosis, Light
from services.progression.modality import Modality, Permission, incline_allowed, may_do, permission

EVERYTHING = ProgressionSettings(
    incline_max_percent=5, treadmill_allowed=True, pool_on_yellow=True, bike_allowed=True, swim_allowed=True
)
STENOSIS = CareProfile(Diagnosis.STENOSIS_FLEXION_RELIEF, frozenset())


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
