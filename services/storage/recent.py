"""What is known of the patients in hand? Their last days, read together in a few questions, true until the work ends.

Only for enrolments that this unit of work has locked: whoever changes what is remembered here holds that lock.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, distinct_on
from sqlalchemy.orm import defer
from sqlmodel import Session, SQLModel, col, select

from schemas.alerts import Alert
from schemas.columns import PhoneIndex, index_of
from schemas.messages import OutboundText, WordingVersion
from schemas.people import ConsentEntry, Enrolment, Patient, SettingsVersion
from schemas.plans import CareAct, DayNote, PlanDay
from schemas.settings import ProgressionSettings

# Before the plan day that is open, in every zone; of earlier days the database is asked again, one question at a time.
DAYS_HELD = 1
Answer = TypeVar("Answer")
_LOCKED, _HELD, _LEDGER, _ONCE = "locked", "recent", "ledger", "once"
_MOST_PARSED = 10_000
_parsed: dict[uuid.UUID, ProgressionSettings] = {}

_IDS = sa.any_(sa.bindparam("ids", type_=ARRAY(sa.Uuid)))
_CLINICS = sa.any_(sa.bindparam("clinics", type_=ARRAY(sa.Uuid)))
_SINCE = sa.bindparam("since", type_=sa.Date)
_FRESH = {"populate_existing": True}
_PLANS = (
    select(PlanDay)
    .where(col(PlanDay.enrolment_id) == _IDS, col(PlanDay.day) >= _SINCE)
    .options(defer(PlanDay.course_before), defer(PlanDay.report))  # type: ignore[arg-type]
    .execution_options(**_FRESH)
)
_NOTES = (
    select(DayNote)
    .where(col(DayNote.enrolment_id) == _IDS, col(DayNote.day) >= _SINCE)
    .order_by(col(DayNote.id))
    .execution_options(**_FRESH)
)
_ACTS = (
    select(CareAct)
    .where(col(CareAct.enrolment_id) == _IDS, col(CareAct.day) >= _SINCE)
    .order_by(col(CareAct.id))
    .execution_options(**_FRESH)
)
_TEXTS = (
    select(OutboundText)
    .where(col(OutboundText.enrolment_id) == _IDS)
    .where(col(OutboundText.local_date).between(_SINCE, sa.bindparam("until", type_=sa.Date)))
    .execution_options(**_FRESH)
)
_ALERTS = select(Alert).where(col(Alert.patient_id) == _IDS, col(Alert.closed_at).is_(None)).execution_options(**_FRESH)
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
# The database itself reads the ledger: a door that acts for one clinic sees none of another's entries.
_NUMBERS_OUT = (
    sa.text("SELECT phone_index, clinic_id FROM amble_numbers_out(:phones, :clinics)")
    .bindparams(sa.bindparam("phones", type_=ARRAY(PhoneIndex)), sa.bindparam("clinics", type_=ARRAY(sa.Uuid)))
    .columns(phone_index=PhoneIndex, clinic_id=sa.Uuid)
)
_LISTS: dict[type[SQLModel], str] = {PlanDay: "plans", DayNote: "notes", CareAct: "acts", OutboundText: "texts"}


@dataclass(slots=True)
class Recent:
    """One enrolment's rows from the day `since` on, texts until the day `until`; alerts are the open ones.

    settings None: to be asked when needed.
    """

    since: date
    until: date
    plans: list[PlanDay]
    notes: list[DayNote]
    acts: list[CareAct]
    texts: list[OutboundText]
    alerts: list[Alert]
    settings: tuple[ProgressionSettings, uuid.UUID] | None


def locked(session: Session, pairs: Iterable[tuple[Enrolment, Patient]]) -> None:
    """These are held by this unit of work from now on; what was read of them before the lock counts no more."""
    session.info.pop(_LEDGER, None)
    session.info.setdefault(_LOCKED, {}).update({enrolment.id: (enrolment, patient) for enrolment, patient in pairs})


def if_locked(session: Session, enrolment_id: uuid.UUID) -> tuple[Enrolment, Patient] | None:
    """The enrolment and its patient, where this unit of work holds them already."""
    pair: tuple[Enrolment, Patient] | None = session.info.get(_LOCKED, {}).get(enrolment_id)
    return pair


def is_locked(session: Session, enrolment: Enrolment) -> bool:
    """Whether this unit of work holds the enrolment."""
    return enrolment.id in session.info.get(_LOCKED, {})


def of(session: Session, enrolment: Enrolment, day: date | None = None) -> Recent | None:
    """What is known; None where the enrolment is not locked, or its known days do not reach back to that day."""
    if not is_locked(session, enrolment):
        return None
    found: Recent | None = session.info.get(_HELD, {}).get(enrolment.id)
    if found is None or (day is not None and day > found.until):
        read(session, [enrolment], ahead=True)
        found = session.info[_HELD][enrolment.id]
    return found if found is not None and (day is None or day >= found.since) else None


def read(session: Session, enrolments: Sequence[Enrolment], *, since: date | None = None, ahead: bool = False) -> None:
    """Know the last days of enrolments that are locked: the same few questions for one and for a hundred.

    since: the earliest day that will be asked for, where the caller knows it. ahead: the coming days' texts too.
    """
    windows = defaultdict(list)
    for enrolment in enrolments:
        earliest, until = _window(enrolment, ahead=ahead)
        windows[since or earliest, until].append(enrolment)
    for window, together in windows.items():
        _read(session, together, *window)
    numbers = [(session.info[_LOCKED][enrolment.id][1].phone, enrolment.clinic_id) for enrolment in enrolments]
    opted_out(session, numbers)


def _window(enrolment: Enrolment, *, ahead: bool) -> tuple[date, date]:
    if enrolment.next_boundary_at is None:
        return date.min, date.max
    day = enrolment.next_boundary_at.date()
    return day - timedelta(days=1 + DAYS_HELD), date.max if ahead else day


def _read(session: Session, enrolments: Sequence[Enrolment], since: date, until: date) -> None:
    asked: dict[str, Any] = {"ids": [enrolment.id for enrolment in enrolments], "since": since}
    settings = settings_in_force(session, enrolments)
    known = session.info.setdefault(_HELD, {})
    fresh = {key: Recent(since, until, [], [], [], [], [], settings[key]) for key in asked["ids"]}
    for plan in session.exec(_PLANS, params=asked):
        fresh[plan.enrolment_id].plans.append(plan)
    for note in session.exec(_NOTES, params=asked):
        fresh[note.enrolment_id].notes.append(note)
    for act in session.exec(_ACTS, params=asked):
        fresh[act.enrolment_id].acts.append(act)
    for text in session.exec(_TEXTS, params={**asked, "until": until}):
        fresh[text.enrolment_id].texts.append(text)
    alerts: dict[uuid.UUID | None, list[Alert]] = {enrolment.patient_id: [] for enrolment in enrolments}
    for alert in session.exec(_ALERTS, params={"ids": list(alerts)}):
        alerts[alert.patient_id].append(alert)
    for enrolment in enrolments:
        fresh[enrolment.id].alerts = alerts[enrolment.patient_id]
    known.update(fresh)


def nothing_yet(
    session: Session, enrolments: Iterable[Enrolment], settings: tuple[ProgressionSettings, uuid.UUID]
) -> None:
    """These have just been written down and have no past: nobody needs to be asked about it."""
    known = session.info.setdefault(_HELD, {})
    for enrolment in enrolments:
        known[enrolment.id] = Recent(date.min, date.max, [], [], [], [], [], settings)


def forget(session: Session) -> None:
    """What was known here is true no more: it was done on trial, and undone."""
    for name in (_LOCKED, _HELD, _LEDGER, _ONCE):
        session.info.pop(name, None)


def texts_known(session: Session, enrolment: Enrolment) -> Sequence[OutboundText]:
    """The texts of the known days and of all to come, as this unit of work has them. The enrolment is locked."""
    known = of(session, enrolment, date.max)
    return known.texts if known is not None else []


def opted_out(session: Session, numbers: Iterable[tuple[str, uuid.UUID]]) -> dict[tuple[str, uuid.UUID], bool]:
    """Whether a phone wants no texts of a clinic, by the ledger, for each pair of a phone and a clinic's id."""
    wanted = set(numbers)
    known: dict[tuple[str, uuid.UUID], bool] = session.info.setdefault(_LEDGER, {})
    missing = [number for number in wanted if number not in known]
    if missing:
        asked = {"phones": [phone for phone, _ in missing], "clinics": [clinic_id for _, clinic_id in missing]}
        out = {(row.phone_index, row.clinic_id) for row in session.execute(_NUMBERS_OUT, asked)}
        dialect = session.get_bind().dialect
        known.update({(phone, clinic): (index_of(dialect, phone), clinic) in out for phone, clinic in missing})
    return {number: known[number] for number in wanted}


def once(session: Session, key: tuple[Hashable, ...], ask: Callable[[], Answer]) -> Answer:
    """What is the same for every patient of a unit of work: asked the first time only."""
    answers = session.info.setdefault(_ONCE, {})
    if key not in answers:
        answers[key] = ask()
    answer: Answer = answers[key]
    return answer


def open_alerts(session: Session, enrolment: Enrolment) -> Sequence[Alert]:
    """What a person must still look at."""
    recent = of(session, enrolment)
    if recent is not None:
        return [alert for alert in recent.alerts if alert.closed_at is None]
    return session.exec(_ALERTS, params={"ids": [enrolment.patient_id]}).all()


def open_again(session: Session, enrolment: Enrolment, alert: Alert) -> None:
    """An alert that was closed is open once more."""
    known = of(session, enrolment)
    if known is not None and alert not in known.alerts:
        known.alerts.append(alert)


def settings_in_force(
    session: Session, enrolments: Sequence[Enrolment]
) -> dict[uuid.UUID, tuple[ProgressionSettings, uuid.UUID]]:
    """The settings of each enrolment and their version's id: the patient's own, else the clinic's."""
    clinics = list({enrolment.clinic_id for enrolment in enrolments})
    asked = {"ids": [enrolment.id for enrolment in enrolments], "clinics": clinics}
    rows = session.exec(_OWN_SETTINGS, params=asked)
    own = {owner: version for owner, version, follows_clinic in rows if not follows_clinic}
    default = dict(session.exec(_CLINIC_SETTINGS, params={"clinics": clinics}).all())
    in_force = {row.id: own.get(row.id) or default[row.clinic_id] for row in enrolments}
    known = parsed(session, set(in_force.values()))
    return {key: (known[version], version) for key, version in in_force.items()}


def settings_replaced(
    session: Session, enrolment: Enrolment, since: datetime
) -> list[tuple[ProgressionSettings, uuid.UUID]]:
    """What was in force for a patient at a moment or later and is no more, the oldest first."""
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
    """A version is never changed, so each is read once in a process."""
    missing = [version for version in versions if version not in _parsed]
    if missing:
        if len(_parsed) + len(missing) > _MOST_PARSED:
            _parsed.clear()
            missing = list(versions)
        for version, values in session.exec(_VALUES, params={"ids": missing}):
            _parsed[version] = ProgressionSettings.model_validate(values)
    return {version: _parsed[version] for version in versions}


@sa.event.listens_for(Session, "transient_to_pending")
def _learn(session: Session, row: SQLModel) -> None:
    """What is written in this unit of work is known at once."""
    known: dict[uuid.UUID | None, Recent] = session.info.get(_HELD, {})
    match row:
        case SettingsVersion():
            session.info.pop(_ONCE, None)
            for recent in known.values():
                recent.settings = None
        case WordingVersion():
            session.info.pop(_ONCE, None)
        case ConsentEntry():
            session.info.pop(_LEDGER, None)
        case Alert():
            _learn_alert(session, row)
        case PlanDay() | DayNote() | CareAct() | OutboundText() if row.enrolment_id in known:
            rows: list[Any] = getattr(known[row.enrolment_id], _LISTS[type(row)])
            rows.append(row)


def _learn_alert(session: Session, alert: Alert) -> None:
    for enrolment, _ in session.info.get(_LOCKED, {}).values():
        if enrolment.patient_id == alert.patient_id and enrolment.id in session.info.get(_HELD, {}):
            known: Recent = session.info[_HELD][enrolment.id]
            known.alerts.append(alert)
