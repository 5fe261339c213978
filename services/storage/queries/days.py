"""Statements about what was planned, reported and done on the days of a course, each with what it answers."""

import sqlalchemy as sa

from schemas.statements import statement
from schemas.tables.messages import TextState
from schemas.vocabulary import ReplyKind

# Of `plan`, a row of plan_day: the reports about its day, without those settled to be about another day.
NOTES = sa.text(
    """day_note AS note WHERE note.enrolment_id = plan.enrolment_id AND note.day = plan.day
    AND NOT EXISTS (SELECT 1 FROM day_note AS later WHERE later.settles = note.id)"""
)
# Of `plan`, too, as columns: the worst score reported for its day, the light it led to, and the walks done.
TOLD = statement(
    """
    (SELECT max(pain) FROM :notes) AS pain,
    (SELECT light FROM plan_day AS next WHERE next.enrolment_id = plan.enrolment_id AND next.day = plan.day + 1
        ORDER BY revision DESC LIMIT 1) AS light,
    (SELECT CASE WHEN all_done THEN jsonb_array_length(plan.walks) WHEN none_done THEN 0 ELSE walks_done END
        FROM :notes AND (all_done OR none_done OR walks_done IS NOT NULL) ORDER BY id DESC LIMIT 1) AS walks_done
    """,
    notes=NOTES,
)
# Each plan day of one patient, the oldest first.
DAYS_OF_PATIENT = statement(
    """
    SELECT DISTINCT ON (plan.day) plan.day, plan.state, plan.walks, plan.minutes, plan.rule, plan.explanation,
        version.version AS settings_version, version.values->'green_max' AS green_max,
        version.values->'red_min' AS red_min, :told,
        EXISTS (SELECT 1 FROM :notes AND note.flag IS NOT NULL) AS red_flag,
        (SELECT function FROM :notes AND function IS NOT NULL ORDER BY id DESC LIMIT 1) AS function
    FROM plan_day AS plan JOIN settings_version AS version ON version.id = plan.settings_id
    WHERE plan.enrolment_id = :enrolment AND plan.day BETWEEN :since AND :until
    ORDER BY plan.day, plan.revision DESC
    """,
    told=TOLD,
    notes=NOTES,
)
# How well one patient could do what matters, as often as they told it, the oldest first.
FUNCTION_TOLD = sa.text(
    """
    SELECT DISTINCT ON (note.day) note.day, note.function FROM day_note AS note
    WHERE note.enrolment_id = :enrolment AND note.function IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM day_note AS later WHERE later.settles = note.id)
    ORDER BY note.day, note.id DESC
    """
)
# Some plan days of all of a clinic's patients, by patient and day.
DAYS_OF_CLINIC = statement(
    """
    SELECT DISTINCT ON (enrolment.patient_id, plan.day) enrolment.patient_id, enrolment.therapist_id, plan.day,
        plan.state, plan.walks, plan.minutes, plan.rule, plan.reason, :told
    FROM plan_day AS plan JOIN enrolment ON enrolment.id = plan.enrolment_id
    WHERE plan.clinic_id = :clinic AND plan.day BETWEEN :since AND :until
        AND (enrolment.patient_id, plan.day) > (CAST(:patient AS uuid), CAST(:day AS date))
    ORDER BY enrolment.patient_id, plan.day, plan.revision DESC
    LIMIT :limit
    """,
    told=TOLD,
)
# Everything that happened with one patient, the newest first. Each source yields at most a page, found by its own
# index; together they are cut to one page.
TIMELINE = statement(
    """
    WITH feed AS (
        (SELECT decided_at AS at, 'plan' AS what, id::text AS id, jsonb_build_object(
            'day', day, 'revision', revision, 'light', light, 'state', state, 'minutes', minutes, 'walks', walks,
            'rule', rule, 'cause', cause, 'explanation', explanation) AS detail
         FROM plan_day WHERE enrolment_id = :enrolment AND decided_at <= :before ORDER BY decided_at DESC LIMIT :most)
        UNION ALL
        (SELECT received_at, 'reply', id::text, jsonb_build_object('body', body, 'reading', reading,
            'heard_at', heard_at)
         FROM inbound_text WHERE patient_id = :patient AND received_at <= :before
         ORDER BY received_at DESC LIMIT :most)
        UNION ALL
        (SELECT coalesce(sent_at, due_at), 'text', id::text, jsonb_build_object('kind', kind, 'state', state,
            'body', body, 'suppression', suppression, 'error_code', error_code, 'attempts', attempts)
         FROM outbound_text WHERE enrolment_id = :enrolment AND state <> :planned
            AND coalesce(sent_at, due_at) <= :before
         ORDER BY coalesce(sent_at, due_at) DESC LIMIT :most)
        UNION ALL
        (SELECT opened_at, 'alert', id::text, jsonb_build_object('kind', kind, 'severity', severity, 'summary', summary,
            'times', times, 'closed_at', closed_at)
         FROM alert WHERE patient_id = :patient AND opened_at <= :before ORDER BY opened_at DESC LIMIT :most)
        UNION ALL
        (SELECT alert_act.at, 'alert_act', alert_act.id::text, jsonb_build_object('act', act, 'by', by, 'note', note,
            'alert', alert_id)
         FROM alert_act JOIN alert ON alert.id = alert_act.alert_id
         WHERE alert.patient_id = :patient AND alert_act.at <= :before ORDER BY alert_act.at DESC LIMIT :most)
        UNION ALL
        (SELECT at, 'act', id::text, jsonb_build_object('act', act, 'by', by, 'note', note, 'day', day,
            'minutes', minutes, 'walks', walks, 'own_usual', own_usual, 'known_up_to', known_up_to,
            'known_until', known_until)
         FROM care_act WHERE enrolment_id = :enrolment AND at <= :before ORDER BY at DESC LIMIT :most)
        UNION ALL
        (SELECT at, 'order', id::text, jsonb_build_object('by', by, 'note', note, 'day', day, 'walks', walks,
            'withdrawn', withdrawn)
         FROM day_order WHERE enrolment_id = :enrolment AND at <= :before ORDER BY at DESC LIMIT :most)
        UNION ALL
        (SELECT created_at, 'settings', id::text, jsonb_build_object('version', version, 'author', author,
            'reason', reason,
            'of', CASE WHEN enrolment_id IS NULL THEN 'clinic' ELSE 'patient' END)
         FROM settings_version WHERE clinic_id = :clinic AND (enrolment_id = :enrolment OR enrolment_id IS NULL)
            AND created_at <= :before AND created_at >= :began ORDER BY created_at DESC LIMIT :most)
        UNION ALL
        (SELECT at, 'consent', id::text, jsonb_build_object('act', act, 'source', source)
         FROM consent_entry WHERE clinic_id = :clinic AND at <= :before
            AND phone_index = (SELECT phone_index FROM patient WHERE id = :patient) ORDER BY at DESC LIMIT :most)
    )
    SELECT at, what, id, detail FROM feed WHERE (at, what, id) < (:before, :what, :id)
    ORDER BY at DESC, what DESC, id DESC LIMIT :limit
    """,
    planned=TextState.PLANNED,
)
# The scores that each of many patients reported between two days, with the light that each day was given.
SCORES_TOLD = sa.text(
    """
    SELECT note.enrolment_id, note.day, max(note.pain) AS pain,
        (SELECT light FROM plan_day AS next WHERE next.enrolment_id = note.enrolment_id AND next.day = note.day + 1
            ORDER BY revision DESC LIMIT 1) AS light
    FROM (
        SELECT enrolment_id, min(first) AS first, max(last) AS last
        FROM unnest(CAST(:enrolments AS uuid[]), CAST(:firsts AS date[]), CAST(:lasts AS date[]))
            AS asked (enrolment_id, first, last)
        GROUP BY enrolment_id
    ) AS wanted
    JOIN day_note AS note ON note.enrolment_id = wanted.enrolment_id AND note.day BETWEEN wanted.first AND wanted.last
    WHERE note.pain IS NOT NULL AND NOT EXISTS (SELECT 1 FROM day_note AS later WHERE later.settles = note.id)
    GROUP BY note.enrolment_id, note.day ORDER BY note.day DESC
    """
)
# When each of many patients last wrote. A phone's reaction, or a machine's text, is not a person's reply.
LAST_TEXTS = statement(
    """
    SELECT wanted.id, newest.received_at FROM unnest(CAST(:patients AS uuid[])) AS wanted (id), LATERAL (
        SELECT received_at FROM inbound_text WHERE patient_id = wanted.id
            AND coalesce(reading->>'kind', '') NOT IN :nobodys
        ORDER BY received_at DESC LIMIT 1
    ) AS newest
    """,
    nobodys=(ReplyKind.REACTION, ReplyKind.AUTO_REPLY),
)
# Enrolments whose newest settings version of their own is missing or has no values: they follow the clinic's default.
FOLLOWS_CLINIC = sa.text(
    """
    coalesce((SELECT own.values = '{}' FROM settings_version AS own
        WHERE own.clinic_id = enrolment.clinic_id AND own.enrolment_id = enrolment.id
        ORDER BY own.version DESC LIMIT 1), true)
    """
)
