"""The settings, wordings and opt-outs in force, read by patient; a Case holds them, other callers ask here."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, distinct_on
from sqlmodel import Session, col, select

from schemas.settings import ProgressionSettings
from schemas.tables.clinics import SettingsVersion
from schemas.tables.columns import PhoneIndex, index_of
from schemas.tables.people import Enrolment

InForce = tuple[ProgressionSettings, uuid.UUID]
_MOST_PARSED = 10_000
_parsed: dict[uuid.UUID, ProgressionSettings] = {}

_IDS = sa.any_(sa.bindparam("ids", type_=ARRAY(sa.Uuid)))
_CLINICS = sa.any_(sa.bindparam("clinics", type_=ARRAY(sa.Uuid)))
_FOLLOWS_CLINIC = col(SettingsVersion.values) == sa.cast({}, JSONB)
_OWN_SETTINGS = (
    select(SettingsVersion.enrolment_id, SettingsVersion.id, _FOLLOWS_CLINIC)
    .ext(distinct_on(col(SettingsVersion.enrolment_id)))
    .where(col(SettingsVersion.clinic_id) == _CLINICS, col(SettingsVersion.enrolment_id) == _IDS)
    .order_by(col(SettingsVersion.enrolment_id), col(SettingsVersion.version).desc())
)
_CLINIC_SETTINGS = (
    select(SettingsVersion.clinic_id, SettingsVersion.id)
    .ext(distinct_on(col(SettingsVersion.clinic_id)))
    .where(col(SettingsVersion.clinic_id) == _CLINICS, col(SettingsVersion.enrolment_id).is_(None))
    .order_by(col(SettingsVersion.clinic_id), col(SettingsVersion.version).desc())
)
_HISTORY = (
    select(SettingsVersion.id, SettingsVersion.enrolment_id, SettingsVersion.created_at, _FOLLOWS_CLINIC)
    .where(col(SettingsVersion.clinic_id) == sa.bindparam("clinic", type_=sa.Uuid))
    .where(
        sa.or_(
            col(SettingsVersion.enrolment_id).is_(None),
            col(SettingsVersion.enrolment_id) == sa.bindparam("enrolment", type_=sa.Uuid),
        )
    )
    .order_by(col(SettingsVersion.created_at), col(SettingsVersion.version))
)
_VALUES = select(SettingsVersion.id, SettingsVersion.values).where(col(SettingsVersion.id) == _IDS)
# The database itself reads the ledger, because a door that acts for one clinic sees no other clinic's entries.
_NUMBERS_OUT = (
    sa.text("SELECT phone_index, clinic_id FROM amble_numbers_out(:phones, :clinics)")
    .bindparams(sa.bindparam("phones", type_=ARRAY(PhoneIndex)), sa.bindparam("clinics", type_=ARRAY(sa.Uuid)))
    .columns(phone_index=PhoneIndex, clinic_id=sa.Uuid)
)


def settings_of(session: Session, enrolment: Enrolment) -> InForce:
    """The settings in force for one patient and their version's id, for reading only."""
    return settings_in_force(session, [enrolment])[enrolment.id]


def settings_in_force(session: Session, enrolments: Sequence[Enrolment]) -> dict[uuid.UUID, InForce]:
    """The settings of each enrolment and their version's id: the patient's own, else the clinic's."""
    clinics = list({enrolment.clinic_id for enrolment in enrolments})
    asked = {"ids": [enrolment.id for enrolment in enrolments], "clinics": clinics}
    rows = session.exec(_OWN_SETTINGS, params=asked)
    own = {owner: version for owner, version, follows_clinic in rows if not follows_clinic}
    default = dict(session.exec(_CLINIC_SETTINGS, params={"clinics": clinics}).all())
    in_force = {row.id: own.get(row.id) or default[row.clinic_id] for row in enrolments}
    known = parsed(session, set(in_force.values()))
    return {key: (known[version], version) for key, version in in_force.items()}


def owners_of_changes(session: Session, clinic_id: uuid.UUID, since: datetime) -> set[uuid.UUID | None]:
    """The enrolments whose own settings were changed in a clinic since a moment; None among them: the clinic's own
    were.
    """
    of_clinic = col(SettingsVersion.clinic_id) == clinic_id
    changed = select(SettingsVersion.enrolment_id).where(of_clinic, col(SettingsVersion.created_at) > since)
    return set(session.exec(changed.distinct()).all())


def settings_replaced(session: Session, enrolment: Enrolment, since: datetime) -> list[InForce]:
    """Settings that were in force for a patient at a moment or later and have since been replaced, the oldest first."""
    own: uuid.UUID | None = None
    default: uuid.UUID | None = None
    in_force: list[tuple[datetime, uuid.UUID]] = []
    rows = session.exec(_HISTORY, params={"clinic": enrolment.clinic_id, "enrolment": enrolment.id})
    for version, owner, created_at, follows_clinic in rows:
        if owner is None:
            default = version
        else:
            own = None if follows_clinic else version
        current = own or default
        if current is not None and (not in_force or in_force[-1][1] != current):
            in_force.append((created_at, current))
    ended = [version for (_, version), (end, _) in pairwise(in_force) if end > since]
    replaced = [version for version in dict.fromkeys(ended) if version != in_force[-1][1]]
    known = parsed(session, set(replaced))
    return [(known[version], version) for version in replaced]


def parsed(session: Session, versions: set[uuid.UUID]) -> dict[uuid.UUID, ProgressionSettings]:
    """Settings by version. A version never changes, so each is parsed once in a process."""
    missing = [version for version in versions if version not in _parsed]
    if missing:
        if len(_parsed) + len(missing) > _MOST_PARSED:
            _parsed.clear()
            missing = list(versions)
        for version, values in session.exec(_VALUES, params={"ids": missing}):
            _parsed[version] = ProgressionSettings.model_validate(values)
    return {version: _parsed[version] for version in versions}


def opted_out(session: Session, numbers: Iterable[tuple[str, uuid.UUID]]) -> dict[tuple[str, uuid.UUID], bool]:
    """Whether a phone wants no texts from a clinic, by the ledger, for each pair of a phone and a clinic's id."""
    wanted = list(dict.fromkeys(numbers))
    if not wanted:
        return {}
    asked = {"phones": [phone for phone, _ in wanted], "clinics": [clinic_id for _, clinic_id in wanted]}
    out = {(row.phone_index, row.clinic_id) for row in session.execute(_NUMBERS_OUT, asked)}
    if not out:
        return dict.fromkeys(wanted, False)
    dialect = session.get_bind().dialect
    return {(phone, clinic): (index_of(dialect, phone), clinic) in out for phone, clinic in wanted}
