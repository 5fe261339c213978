"""Statements and queries about texts that wait for a person, and the answers given, each with what it answers."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.alert_kinds import Severity
from schemas.statements import statement
from schemas.tables.clinics import Clinic
from schemas.tables.identity import User
from schemas.tables.messages import InboundText
from schemas.tables.people import Patient
from schemas.tables.plans import DayNote
from schemas.tables.to_read import EarConsent, ReadAnswer, TextAnswer
from schemas.text_kinds import TextKind
from schemas.transitions import MAY_HAVE_LEFT
from services.storage.queries.worklist import RANK, RANKED

# The urgency if no alert gives one: the same day.
_SAME_DAY = sa.literal(RANK[Severity.SAME_DAY])
# Of `told`, a row of inbound_text: nobody has answered it, or the answer was undone. A text that asks for a call was
# read.
WAITS = statement(
    """told.unread AND told.read_at IS NULL AND coalesce(
        (SELECT answer FROM text_answer WHERE inbound_id = told.id ORDER BY number DESC LIMIT 1), :taken_back
    ) = :taken_back""",
    taken_back=ReadAnswer.TAKEN_BACK,
)
# Of `answer`, a row of text_answer: whether it counts.
STANDS = statement(
    """answer.answer <> :taken_back AND NOT EXISTS (SELECT FROM text_answer AS later
        WHERE later.inbound_id = answer.inbound_id AND later.number > answer.number)""",
    taken_back=ReadAnswer.TAKEN_BACK,
)
# A clinic's texts that wait. The alert about a text gives its urgency; if that is closed, the same day.
LISTED = statement(
    """
    SELECT told.id, told.patient_id, coalesce(raised.rank, :same_day) AS rank, raised.kind
    FROM inbound_text AS told JOIN patient ON patient.id = told.patient_id AND patient.erased_at IS NULL
    LEFT JOIN LATERAL (
        SELECT :ranked AS rank, kind
        FROM alert WHERE alert.clinic_id = told.clinic_id AND alert.patient_id = told.patient_id
            AND closed_at IS NULL AND kind = ANY (:kinds) AND inbound_ids @> to_jsonb(told.id)
        ORDER BY rank LIMIT 1
    ) AS raised ON true
    WHERE told.clinic_id = :clinic AND :waits
    """,
    same_day=_SAME_DAY,
    ranked=RANKED,
    waits=WAITS,
)
# One page of them, the most urgent first, then the oldest.
PAGE = statement(
    "SELECT * FROM (:listed) AS listed WHERE (rank, id) > (:rank, :after) "
    "AND (CAST(:patient AS uuid) IS NULL OR patient_id = :patient) ORDER BY rank, id LIMIT :limit",
    listed=LISTED,
)
# How many wait.
WAITING = statement("SELECT count(*) FROM (:listed) AS listed", listed=LISTED)
# A page of a clinic's answered texts, the most recently answered first.
ANSWERED = statement(
    """
    SELECT answer.inbound_id AS id, answer.patient_id, answer.id AS answer_id, :same_day AS rank, NULL AS kind
    FROM text_answer AS answer
    JOIN patient ON patient.id = answer.patient_id AND patient.erased_at IS NULL
    WHERE answer.clinic_id = :clinic AND answer.id < :before AND :stands
    ORDER BY answer.id DESC LIMIT :limit
    """,
    same_day=_SAME_DAY,
    stands=STANDS,
)
# Since when the oldest of some texts waits.
OLDEST = statement(
    "SELECT min(told.received_at) FROM inbound_text AS told WHERE told.id = ANY (:ids) AND :waits", waits=WAITS
)
# The plan in force that follows from the day of each text, and whether the patient has received it.
PLANS_THAT_FOLLOW = statement(
    """
    SELECT note.inbound_id, plan.day, plan.light, plan.state, plan.minutes, plan.walks, plan.rule, EXISTS (
        SELECT FROM outbound_text AS morning WHERE morning.enrolment_id = plan.enrolment_id
            AND morning.local_date = plan.day AND morning.kind = :morning_plan AND morning.state IN :may_have_left
    ) AS told
    FROM (SELECT DISTINCT ON (inbound_id) * FROM day_note WHERE inbound_id = ANY (:ids) ORDER BY inbound_id, id DESC)
        AS note
    JOIN LATERAL (SELECT * FROM plan_day WHERE enrolment_id = note.enrolment_id AND day = note.day + 1
        ORDER BY revision DESC LIMIT 1) AS plan ON true
    """,
    morning_plan=TextKind.MORNING_PLAN,
    may_have_left=MAY_HAVE_LEFT,
)
# A clinic's answers in a period, by kind: how many texts, and how long each had waited, in seconds.
ANSWERED_IN_PERIOD = statement(
    """
    SELECT answer.answer, count(*) AS texts, array_agg(extract(epoch FROM answer.at - told.received_at)) AS waited
    FROM text_answer AS answer JOIN inbound_text AS told ON told.id = answer.inbound_id
    WHERE answer.clinic_id = :clinic AND answer.at >= :since AND answer.at < :until AND :stands
    GROUP BY answer.answer
    """,
    stands=STANDS,
)
# How many of a clinic's waiting texts had arrived by a moment.
WAITING_SINCE = statement(
    """
    SELECT count(*) FROM inbound_text AS told JOIN patient ON patient.id = told.patient_id
    WHERE told.clinic_id = :clinic AND told.received_at < :until AND patient.erased_at IS NULL AND :waits
    """,
    waits=WAITS,
)
# How many texts of all clinics wait, and since when the oldest.
WAITING_ANYWHERE = statement(
    """
    SELECT count(*) AS number, min(told.received_at) AS oldest FROM inbound_text AS told
    JOIN patient ON patient.id = told.patient_id WHERE patient.erased_at IS NULL AND :waits
    """,
    waits=WAITS,
)


def answers_of(session: Session, texts: Iterable[InboundText]) -> dict[int | None, Sequence[TextAnswer]]:
    """All answers to each of these texts, the oldest first."""
    found: dict[int | None, list[TextAnswer]] = defaultdict(list)
    of_texts = col(TextAnswer.inbound_id).in_([text.id for text in texts])
    for row in session.exec(select(TextAnswer).where(of_texts).order_by(col(TextAnswer.number))):
        found[row.inbound_id].append(row)
    return {text.id: found[text.id] for text in texts}


def last_note(session: Session, text: InboundText, enrolment_id: uuid.UUID) -> DayNote | None:
    """The last note about a patient's days that a text produced."""
    of_text = col(DayNote.inbound_id) == text.id, col(DayNote.enrolment_id) == enrolment_id
    return session.exec(select(DayNote).where(*of_text).order_by(col(DayNote.id).desc())).first()


def consent_in_force(session: Session, clinic_id: uuid.UUID) -> EarConsent | None:
    """A clinic's latest decision on whether its texts may train the ear."""
    decided = select(EarConsent).where(col(EarConsent.clinic_id) == clinic_id)
    return session.exec(decided.order_by(col(EarConsent.id).desc()).limit(1)).first()


def answered_since(session: Session, agreed: EarConsent) -> dict[int | None, tuple[InboundText, Patient, TextAnswer]]:
    """A clinic's answered texts that arrived after it agreed, from patients not erased, each with its last answer."""
    came = (
        select(InboundText, Patient, TextAnswer)
        .join(Patient, col(Patient.id) == col(InboundText.patient_id))
        .join(TextAnswer, col(TextAnswer.inbound_id) == col(InboundText.id))
        .where(col(TextAnswer.clinic_id) == agreed.clinic_id, col(Patient.erased_at).is_(None))
        .where(col(InboundText.received_at) >= agreed.at)
        .order_by(col(TextAnswer.inbound_id), col(TextAnswer.number))
    )
    return {told.id: (told, patient, answer) for told, patient, answer in session.exec(came)}


def names_of_clinic(session: Session, clinic_id: uuid.UUID) -> list[str]:
    """Every name that a clinic is known to have: its own, its staff's, its patients'."""
    patients = session.exec(select(Patient.first_name).where(col(Patient.clinic_id) == clinic_id)).all()
    staff = session.exec(select(User.name).where(col(User.clinic_id) == clinic_id)).all()
    own = session.exec(select(Clinic.name).where(col(Clinic.id) == clinic_id)).all()
    return [name for name in (*patients, *staff, *own) if name]
