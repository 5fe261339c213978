"""Which kind of exercise may a patient do on a day, by diagnosis, flags, settings and light (section 3)?"""

from enum import StrEnum

from schemas.settings import ProgressionSettings
from schemas.vocabulary import CareFlag, CareProfile, Diagnosis


class Modality(StrEnum):
    """The kinds of exercise that the sources name. Running and jumping are not among them (rule 3-19)."""

    FLAT_WALK = "flat_walk"
    INCLINE = "incline"
    TREADMILL = "treadmill"
    BIKE = "bike"
    POOL = "pool"
    SWIM = "swim"
    HAMSTRING = "hamstring_stretch"
    BIRD_DOG = "bird_dog"


class Permission(StrEnum):
    """A of the matrix is allowed, T needs the therapist's opt-in, X is blocked."""

    ALLOWED = "A"
    OPT_IN = "T"
    BLOCKED = "X"


_COLUMNS = tuple(Modality)
_COMMON = "AXTTTTTT"
_ROWS = {
    Diagnosis.DISC_EXTENSION_RELIEF: _COMMON,
    Diagnosis.STENOSIS_FLEXION_RELIEF: "ATTATTTT",
    Diagnosis.DDD: _COMMON,
    Diagnosis.SPONDYLOLISTHESIS: _COMMON,
    Diagnosis.PIRIFORMIS: _COMMON,
    Diagnosis.SI_JOINT: _COMMON,
    Diagnosis.UNSPECIFIED: "TXXXTXXX",
}
MATRIX = {diagnosis: dict(zip(_COLUMNS, map(Permission, letters), strict=True)) for diagnosis, letters in _ROWS.items()}
_FORBIDDEN_BY = {
    CareFlag.FALL_RISK: frozenset({Modality.TREADMILL, Modality.INCLINE}),
    CareFlag.FOOT_DROP: frozenset({Modality.TREADMILL, Modality.INCLINE}),
    CareFlag.SHOULDER_INJURY: frozenset({Modality.SWIM}),
    CareFlag.FLEXION_INTOLERANT: frozenset({Modality.INCLINE, Modality.BIKE}),
}


def permission(profile: CareProfile, modality: Modality) -> Permission:
    """What the matrix and the patient's flags say (rules 1-5, 1-7, 1-12, 2-5)."""
    if any(modality in _FORBIDDEN_BY[flag] for flag in profile.flags):
        return Permission.BLOCKED
    return MATRIX[profile.diagnosis][modality]


def incline_allowed(profile: CareProfile, settings: ProgressionSettings) -> int:
    """The incline, percent, that diagnosis, flags and therapist leave: stenosis only (rules 1-5, 1-12, C3)."""
    if permission(profile, Modality.INCLINE) is Permission.BLOCKED:
        return 0
    return settings.incline_max_percent
