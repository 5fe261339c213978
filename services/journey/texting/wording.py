"""What does this very text say to this very patient? The rows of a text, turned into the values of its sentence."""

from datetime import date

from schemas.decisions import Earns, NextStep, Reason
from schemas.tables.messages import OutboundText
from schemas.tables.plans import PlanDay
from schemas.text_kinds import TextKind
from schemas.vocabulary import Absent, Light, Tonight
from services.conversation.writing import own_words
from services.conversation.writing.texts import TextValues, render
from services.journey.refusals import WordsRefused
from services.progression import replay
from services.progression.facts import HELD
from services.storage.case import Case

# Once a week a text says that nobody watches them around the clock: on Sundays, when no clinic is open.
NOTICE_WEEKDAY = 6


def body(case: Case, text: OutboundText, plan: PlanDay | None) -> str:
    """The body of a text, from the plan that it speaks of, in the clinic's own words where it has some.

    What a therapist wrote by hand was worded then.
    """
    if text.kind is TextKind.CARE_MESSAGE and text.body is not None:
        return text.body
    return render(text.kind, case.patient.language, values_of(case, text, plan), case.own_words)


def values_of(case: Case, text: OutboundText, plan: PlanDay | None) -> TextValues:
    """What the sentence of a text needs."""
    clinic, patient = case.clinic, case.patient
    # The plan of a day that has come by the time this is read.
    plan = None if "plain" in text.details else plan
    light = plan.light.value if plan else None
    return TextValues(
        clinic_name=clinic.name,
        clinic_phone=clinic.phone,
        emergency_number=clinic.emergency_number,
        prescription=replay.prescription_from_record(plan.decision) if plan else Absent.NOT_ASKED,
        light=Light(light) if light in set(Light) else Absent.NOT_ASKED,
        reason=_reason(text, plan),
        walks_asked=text.details.get("walks_asked", 0),
        held=plan is not None and plan.state in HELD,
        eased="eased" in text.details,
        asks_day=text.details.get("asks") == "day",
        stop_rule=case.settings.stop_rule,
        initials=tuple(text.details.get("initials", "AB")),
        weekly_notice=text.kind is TextKind.EVENING_QUESTION and text.local_date.weekday() == NOTICE_WEEKDAY,
        until=date.fromisoformat(text.details["until"]) if "until" in text.details else Absent.NOT_ASKED,
        next_step=_next_step(text),
        of_tomorrow=bool(text.details.get("of_tomorrow")),
        with_net="net" in text.details,
        kept_back=case.caution_waits,
        words_read=not case.words_wait,
        tonight=Tonight(text.details.get("tonight", Tonight.COMES)),
        activity=case.enrolment.activity or "",
        first_name=patient.first_name if clinic.greets_by_name and patient.first_name else Absent.NOT_ASKED,
    )


def _reason(text: OutboundText, plan: PlanDay | None) -> Reason | Absent:
    """The plan's, or, of a text that tells it, the one that stood when it was asked for."""
    reason = text.details.get("reason") or (plan.reason if plan else None)
    return Reason(reason) if reason else Absent.NOT_ASKED


def _next_step(text: OutboundText) -> NextStep | Absent:
    told = text.details
    if "earns" not in told:
        return Absent.NOT_ASKED
    return NextStep(Earns(told["earns"]), told["days"], told["green_max"], told["red_min"])


def body_of(case: Case, words: str) -> str:
    """The text as the patient would read it. Raises WordsRefused."""
    clinic = case.clinic
    values = TextValues(clinic.name, clinic.phone, clinic.emergency_number, message=words.strip())
    frame = case.own_words
    body = render(TextKind.CARE_MESSAGE, case.patient.language, values, frame)
    faults = own_words.message_faults(words.strip(), body)
    if faults:
        raise WordsRefused(faults)
    return body
