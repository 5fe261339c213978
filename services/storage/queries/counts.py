"""Counts, sums and durations for patients, for clinics and for the program, each with what it counts."""

import sqlalchemy as sa

from schemas.statements import statement
from schemas.tables.alerts import LineTextKind, NoticeState
from schemas.tables.messages import TextState
from schemas.text_kinds import TextKind
from schemas.transitions import REACHED_THE_CARRIER, UNDER_A_LEASE

# How each of a clinic's patients does in a period. A day's light is found on the plan of the next day, because the
# day's report decides that plan.
HOW_PATIENTS_DO = statement(
    """
    WITH chosen AS (
        SELECT id, patient_id, therapist_id, baseline_pain_worst FROM enrolment
        WHERE clinic_id = :clinic AND course_first_day IS NOT NULL
            AND (CAST(:enrolment AS uuid) IS NULL OR id = :enrolment)
            AND (CAST(:therapist AS uuid) IS NULL OR therapist_id = :therapist)
    ), plans AS (
        SELECT DISTINCT ON (plan.enrolment_id, plan.day) plan.enrolment_id, plan.day, plan.minutes, plan.light,
            jsonb_array_length(plan.walks) AS walks
        FROM plan_day AS plan JOIN chosen ON chosen.id = plan.enrolment_id
        WHERE plan.day BETWEEN :since AND CAST(:until AS date) + 1
        ORDER BY plan.enrolment_id, plan.day, plan.revision DESC
    ), notes AS (
        SELECT note.* FROM day_note AS note JOIN chosen ON chosen.id = note.enrolment_id
        WHERE note.day BETWEEN :since AND :until
            AND NOT EXISTS (SELECT 1 FROM day_note AS later WHERE later.settles = note.id)
    ), walked AS (
        SELECT DISTINCT ON (enrolment_id, day) enrolment_id, day, all_done, none_done, walks_done FROM notes
        WHERE all_done OR none_done OR walks_done IS NOT NULL ORDER BY enrolment_id, day, id DESC
    ), pains AS (
        SELECT enrolment_id, day, max(pain) AS pain FROM notes WHERE pain IS NOT NULL GROUP BY enrolment_id, day
    ), asked AS (
        SELECT DISTINCT text.enrolment_id, text.local_date AS day
        FROM outbound_text AS text JOIN chosen ON chosen.id = text.enrolment_id
        WHERE text.local_date BETWEEN :since AND :until AND text.kind = :evening_question
            AND text.state IN :reached
    ), days AS (
        SELECT plans.enrolment_id, plans.minutes,
            CASE WHEN walked.all_done THEN 1.0 WHEN walked.none_done THEN 0.0
                WHEN walked.walks_done IS NOT NULL THEN least(1.0, walked.walks_done::numeric / plans.walks)
            END AS share
        FROM plans LEFT JOIN walked USING (enrolment_id, day)
        WHERE plans.walks > 0 AND plans.day <= :until
    ), adherence AS (
        SELECT enrolment_id, count(*) AS days_asked, count(share) AS days_known,
            count(*) FILTER (WHERE share >= :done) AS days_done,
            coalesce(sum(minutes) FILTER (WHERE share IS NOT NULL), 0) AS minutes_asked,
            coalesce(round(sum(minutes * share)), 0) AS minutes_done
        FROM days GROUP BY enrolment_id
    ), lights AS (
        SELECT enrolment_id, jsonb_object_agg(light, days) AS lights FROM (
            SELECT enrolment_id, light, count(*) AS days FROM plans WHERE day > :since GROUP BY enrolment_id, light
        ) AS counted GROUP BY enrolment_id
    ), replies AS (
        SELECT asked.enrolment_id, count(*) AS asked, count(pains.pain) AS answered
        FROM asked LEFT JOIN pains USING (enrolment_id, day) GROUP BY asked.enrolment_id
    ), week AS (
        SELECT enrolment_id, avg(pain) AS mean FROM pains WHERE day > CAST(:until AS date) - 7
        GROUP BY enrolment_id HAVING count(*) >= 3
    )
    SELECT chosen.patient_id, chosen.therapist_id, chosen.baseline_pain_worst AS baseline, adherence.*, lights.lights,
        replies.asked, replies.answered, week.mean, newest.state, newest.stage, ears.score
    FROM chosen
    LEFT JOIN adherence ON adherence.enrolment_id = chosen.id
    LEFT JOIN lights ON lights.enrolment_id = chosen.id
    LEFT JOIN replies ON replies.enrolment_id = chosen.id
    LEFT JOIN week ON week.enrolment_id = chosen.id
    LEFT JOIN LATERAL (
        SELECT state, decision->'course'->'dose'->>'stage' AS stage FROM plan_day
        WHERE enrolment_id = chosen.id AND day <= CAST(:until AS date) + 1 ORDER BY day DESC, revision DESC LIMIT 1
    ) AS newest ON true
    LEFT JOIN LATERAL (
        SELECT score FROM ears_score WHERE enrolment_id = chosen.id AND day <= :until ORDER BY day DESC, id DESC LIMIT 1
    ) AS ears ON true
    """,
    evening_question=TextKind.EVENING_QUESTION,
    reached=REACHED_THE_CARRIER,
)
# Clinics that have at least :large patients.
LARGE_CLINICS = sa.text("SELECT clinic_id FROM enrolment GROUP BY clinic_id HAVING count(*) >= :large ORDER BY 1")
# Whether a clinic has at least :large patients.
IS_LARGE = sa.text(
    "SELECT count(*) >= :large FROM (SELECT FROM enrolment WHERE clinic_id = :clinic LIMIT :large) AS counted"
)
# Whether this unit of work is the only one that counts a clinic.
COUNTED_BY_US = sa.text("SELECT pg_try_advisory_xact_lock(hashtextextended(:clinic, 2))")
# Texts that are due and not yet claimed, by urgency.
TEXTS_DUE = statement(
    "SELECT urgency, count(*) AS number, min(due_at) AS oldest FROM outbound_text "
    "WHERE state = :planned AND due_at <= :now GROUP BY urgency",
    planned=TextState.PLANNED,
)
# Texts that are claimed, being sent, or of unknown outcome, by state.
TEXTS_UNDER_WAY = statement(
    "SELECT state, count(*) AS number FROM outbound_text WHERE state IN :leased GROUP BY state",
    leased=UNDER_A_LEASE,
)
# Inbound texts that nobody has heard, and since when the oldest waits.
REPLIES_UNHEARD = sa.text(
    "SELECT count(*) AS number, min(received_at) AS oldest FROM inbound_text WHERE heard_at IS NULL"
)
# Entries that wait on the disks of the API processes, since when, and how many were put aside there.
SPOOLS = sa.text(
    "SELECT coalesce(sum(waiting), 0) AS waiting, min(waiting_since) AS oldest, coalesce(sum(refused), 0) AS refused "
    "FROM spool"
)
# Open alerts by urgency: how many, since when the oldest unacknowledged one, and how many are overdue.
ALERTS_OPEN = sa.text(
    "SELECT severity, count(*) AS number, min(opened_at) FILTER (WHERE acknowledged_at IS NULL) AS oldest, "
    "count(*) FILTER (WHERE acknowledged_at IS NULL AND due_at < :now "
    "AND (snoozed_until IS NULL OR snoozed_until < :now)) AS overdue FROM alert "
    "WHERE closed_at IS NULL GROUP BY severity"
)
# Notices to care teams that were given up since a moment.
NOTICES_GIVEN_UP = statement(
    "SELECT channel, count(*) AS number FROM notice WHERE state = :given_up AND due_at > :since GROUP BY channel",
    given_up=NoticeState.GIVEN_UP,
)
# Texts to phones that are not patients', given up since a moment. Without phones that sent STOP, were removed from the
# list or are refused: the clinic's admins learn of those.
LINE_TEXTS_GIVEN_UP = statement(
    "SELECT kind, count(*) AS number FROM line_text WHERE state = :given_up AND due_at > :since "
    "AND (kind = :stranger_safety OR EXISTS (SELECT FROM staff_phone AS phone "
    "WHERE phone.phone_index = line_text.phone_index AND removed_at IS NULL AND stopped_at IS NULL)) GROUP BY kind",
    given_up=NoticeState.GIVEN_UP,
    stranger_safety=LineTextKind.STRANGER_SAFETY,
)
# Patients by status.
PATIENTS = sa.text("SELECT status, count(*) AS number FROM enrolment GROUP BY status")
# The newest event's id.
LATEST_EVENT = sa.text("SELECT coalesce(max(id), 0) FROM event")
# The events after a given one, and how late the texts among them left.
EVENTS_SINCE = sa.text(
    """
    SELECT event.id, event.name, event.detail ->> 'rule' AS rule, event.detail ->> 'why' AS why,
        event.detail ->> 'answer' AS answer, event.detail ->> 'code' AS code,
        text.urgency, text.sent_at - text.due_at AS late
    FROM event LEFT JOIN outbound_text AS text
        ON event.name = 'text.accepted' AND text.id = CAST(event.detail ->> 'text' AS uuid)
    WHERE event.id > :after AND event.at < :settled ORDER BY event.id LIMIT :limit
    """
)
