"""The worklist: its patients, their order and their number. Each statement with what it answers."""

import sqlalchemy as sa

from schemas.alert_kinds import Severity
from schemas.statements import statement

# The rank of each urgency, the most urgent first.
RANK = {Severity.NOW: 0, Severity.HOUR: 1, Severity.SAME_DAY: 2, Severity.ROUTINE: 3}
# An alert's rank by its urgency.
RANKED = sa.case(
    {severity.value: rank for severity, rank in RANK.items()}, value=sa.literal_column("alert.severity", sa.String)
)
# Patients with an open alert: the rank of the most urgent one, and since when the oldest has been open.
LISTED = statement(
    """
    SELECT alert.patient_id, min(:ranked) AS rank, min(alert.opened_at) AS since
    FROM alert
    WHERE alert.clinic_id = :clinic AND alert.closed_at IS NULL AND alert.patient_id IS NOT NULL
        AND (:snoozed OR alert.snoozed_until IS NULL OR alert.snoozed_until <= :now)
        AND (CAST(:therapist AS uuid) IS NULL OR alert.assigned_to = :therapist OR EXISTS (
            SELECT FROM enrolment WHERE enrolment.patient_id = alert.patient_id AND therapist_id = :therapist))
        AND (CAST(:kind AS text) IS NULL OR alert.kind = :kind)
    GROUP BY alert.patient_id
    """,
    ranked=RANKED,
)
# One page of them, the most urgent first, then those who have waited longest.
PAGE = statement(
    "SELECT * FROM (:listed) AS listed "
    "WHERE (rank, since, patient_id) > (:rank, :since, CAST(:patient AS uuid)) "
    "AND (CAST(:only AS integer) IS NULL OR rank = :only) "
    "ORDER BY rank, since, patient_id LIMIT :limit",
    listed=LISTED,
)
# How many patients the whole list has of each rank.
TOTALS = statement("SELECT rank, count(*) AS patients FROM (:listed) AS listed GROUP BY rank", listed=LISTED)
# How many each therapist has of each rank. A patient counts once, at the most urgent rank; an alert about no patient
# counts by itself.
COUNTS = statement(
    """
    SELECT enrolment.therapist_id, standing.rank, count(*) AS patients, max(standing.raised_at) AS raised_at
    FROM (
        SELECT patient_id, CASE WHEN patient_id IS NULL THEN id END AS alert_id, max(updated_at) AS raised_at,
            min(:ranked) AS rank
        FROM alert
        WHERE clinic_id = :clinic AND closed_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= :now)
        GROUP BY 1, 2
    ) AS standing LEFT JOIN enrolment ON enrolment.patient_id = standing.patient_id
    GROUP BY enrolment.therapist_id, standing.rank
    """,
    ranked=RANKED,
)
# The last score that each of many patients reported.
LAST_PAINS = sa.text(
    "SELECT wanted.id, note.pain FROM unnest(CAST(:ids AS uuid[])) AS wanted (id), "
    "LATERAL (SELECT pain FROM day_note "
    "WHERE enrolment_id = wanted.id AND pain IS NOT NULL ORDER BY day DESC, id DESC LIMIT 1) AS note"
)
