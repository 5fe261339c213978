"""What does this very text say to this very patient? The rows of a text, turned into the values of its sentence."""

from datetime import date

from schemas.messages import OutboundText
from schemas.people import Clinic, Patient
from schemas.plans import PlanDay
from schemas.vocabulary import Absent, Language, Light, State
from services.conversation.texts import TextValues, render
from services.progression import replay

_HELD = frozenset({State.EMERGENCY, State.HOLD_CLINICAL, State.HOLD_ESCALATED})
_MONTHS = {
    Language.ENGLISH: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    Language.SPANISH: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "sept",
        "oct",
        "nov",
        "dic",
    ],
    Language.FRENCH: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "sept",
        "oct",
        "nov",
        "déc",
    ],
}


def body(text: OutboundText, clinic: Clinic, patient: Patient, plan: PlanDay | None) -> str:
    """The body of a text, from the plan that it speaks of."""
    decision = replay.decision_from_record(plan.decision) if plan else None
    values = TextValues(
        clinic_name=clinic.name,
        clinic_phone=clinic.phone,
        emergency_number=clinic.emergency_number,
        prescription=decision.prescription if decision else Absent.NOT_ASKED,
        light=decision.light if decision and isinstance(decision.light, Light) else Absent.NOT_ASKED,
        **({"reason": decision.reason} if decision else {}),
        walks_asked=text.details.get("walks_asked", 0),
        held=decision is not None and decision.state in _HELD,
        eased="eased" in text.details,
        asks_day=text.details.get("asks") == "day",
        until=_said(text.details.get("until"), patient.language),
    )
    return render(text.kind, patient.language, values)


def _said(iso: str | None, language: Language) -> str:
    if iso is None:
        return ""
    day = date.fromisoformat(iso)
    month = _MONTHS[language][day.month - 1]
    return f"{month} {day.day}" if language is Language.ENGLISH else f"{day.day} {month}"
