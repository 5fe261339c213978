"""Who is behind, and will this patient be texted? The operator's and the therapist's view of delivery."""

from dataclasses import asdict

from fastapi import APIRouter

from schemas.answers import BehindOut, MessagingOut
from services.intake.clinics import PROBLEMS
from services.intake.once import OnceRoute
from services.intake.patients import PatientId, found, text_out
from services.intake.session import AsAnyone, AsReader, Work
from services.journey.behind import behind, messaging

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["operations"], responses=PROBLEMS)


@router.get("/ops/behind")
def list_behind(session: Work, caller: AsAnyone) -> list[BehindOut]:
    """Who should have had something and did not, the longest waiting first; ids only. An operator sees all clinics."""
    found_behind = behind(session, caller.now, clinic_id=caller.user.clinic_id)
    return [BehindOut(**asdict(item)) for item in found_behind]


@router.get("/patients/{patient_id}/messaging")
def show_messaging(patient_id: PatientId, session: Work, caller: AsReader) -> MessagingOut:
    """Whether this patient will be texted, what is next and when, every reason why not, and what became of the last."""
    patient, enrolment = found(session, caller, patient_id)
    stands = messaging(session, enrolment, patient, caller.now)
    return MessagingOut(
        will_be_texted=stands.will_be_texted,
        reasons=list(stands.reasons),
        next_text=text_out(stands.next_text) if stands.next_text else None,
        last_texts=[text_out(text) for text in stands.last_texts],
    )
