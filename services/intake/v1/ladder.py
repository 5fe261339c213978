"""Who is told of an alert that nobody has seen, and on which phones? A clinic's ladder and its staff phones."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response
from sqlalchemy.exc import IntegrityError

from schemas.alert_kinds import AlertKind
from schemas.api.ladder import LadderOut, LadderState, NewStaffPhone, StaffPhoneOut, StaffPhoneState
from schemas.edit import Edit
from schemas.ladder import Ladder
from schemas.tables.alerts import StaffPhone
from schemas.tables.clinics import Clinic
from schemas.tables.events import Fact
from services import wiring
from services.accounts import clinic_ladder
from services.intake.request.caller import AsAdmin, AsReader, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.problems import ProblemError
from services.intake.request.route import PROBLEMS, BothVersions, Versions
from services.journey import refusals
from services.journey.alerting import staff_phones
from services.journey.alerting.alerts import raise_for_operator
from services.storage import ladders
from services.storage.case import in_hand
from services.storage.database import note_key

router = APIRouter(route_class=OnceRoute, prefix="/v1/clinic", tags=["ladder"], responses=PROBLEMS)
PhoneId = Annotated[UUID, Path(description="The staff phone's id")]


def _answer(session: Work, clinic: Clinic, versions: Versions) -> LadderOut:
    ladder = ladders.ladder_of(clinic)
    versions.answer(clinic_ladder.mark(clinic))
    return LadderOut(**ladder.model_dump(), zone_in_force=ladders.zone_of(session, clinic, ladder))


@router.get("/ladder")
def show_ladder(response: Response, session: Work, caller: AsReader) -> LadderOut:
    """The clinic's ladder; the ETag goes into If-Match when it is changed."""
    return _answer(session, session.get_one(Clinic, caller.clinic_id), Versions(response, None))


@router.put("/ladder")
def change_ladder(wanted: Ladder, session: Work, caller: AsAdmin, versions: BothVersions) -> LadderOut:
    """Let another ladder stand, whole; what is left out becomes the default. It counts from the next rung on."""
    wrong = clinic_ladder.faults(session, caller.clinic_id, wanted)
    if wrong:
        fields = [{"field": field, "detail": sentence} for field, sentence in wrong]
        names = ", ".join(dict.fromkeys(field for field, _ in wrong))
        raise ProblemError(422, "ladder-refused", f"This ladder is refused: {names}. Nothing was written.", fields)
    edit = Edit(wanted, versions.expected)
    clinic = clinic_ladder.change(session, caller.clinic_id, edit, f"user:{caller.user.id}", caller.now)
    return _answer(session, clinic, versions)


@router.get("/ladder/state")
def show_ladder_state(session: Work, caller: AsReader) -> LadderState:
    """Whether each rung leads to somebody: rota, admins, phones, and the number that texts to staff come from."""
    has_sender = bool(wiring.configuration().staff_from_number)
    state = clinic_ladder.state(session, caller.clinic_id, has_sender=has_sender)
    return LadderState(
        has_rota=state.has_rota, has_phone=state.has_phone, has_sender=state.has_sender, dead=list(state.dead)
    )


def _phone_out(phone: StaffPhone) -> StaffPhoneOut:
    state = StaffPhoneState.GETS_TEXTS if ladders.gets_texts(phone) else StaffPhoneState.WAITS_FOR_READY
    if phone.stopped_at is not None:
        state = StaffPhoneState.STOPPED
    return StaffPhoneOut(id=phone.id, label=phone.label, phone=phone.phone, state=state, created_at=phone.created_at)


@router.get("/phones")
def list_phones(session: Work, caller: AsAdmin) -> list[StaffPhoneOut]:
    """Phones that get a text when an urgent item waits: waits for READY, gets texts, or stopped."""
    return [_phone_out(phone) for phone in ladders.phones_in_use(session, caller.clinic_id)]


@router.post("/phones", status_code=201)
def add_phone(wanted: NewStaffPhone, session: Work, caller: AsAdmin) -> StaffPhoneOut:
    """Add a phone. It is asked once, and gets urgent texts only after READY has come back from it."""
    sender = wiring.configuration().staff_from_number
    if not sender:
        detail = "No number is set that texts to staff come from: the operator sets STAFF_FROM_NUMBER."
        raise ProblemError(409, "no-staff-sender", detail)
    by = f"user:{caller.user.id}"
    try:
        with session.begin_nested(), in_hand(session, caller.now) as batch:
            phone = staff_phones.add(batch, caller.clinic_id, wanted, sender, by)
    except (refusals.PhoneCannotBeUsed, IntegrityError):
        _tell_the_operator(caller)
        raise refusals.PhoneCannotBeUsed from None
    return _phone_out(phone)


def _tell_the_operator(caller: Caller) -> None:
    """In a unit of work of its own: the refusal undoes the caller's."""
    event = Fact(
        at=caller.now, name="staff_phone.refused", actor=f"user:{caller.user.id}", clinic_id=caller.clinic_id,
        subject=f"clinic:{caller.clinic_id}", detail={},
    )  # fmt: skip
    with wiring.database().unit_of_work() as session:
        note_key(session, caller.by_key)
        with in_hand(session, caller.now) as batch:
            raise_for_operator(batch, AlertKind.LINE_IS_TAKEN)
            batch.save(event=event)


@router.delete("/phones/{phone_id}", status_code=204)
def remove_phone(phone_id: PhoneId, session: Work, caller: AsAdmin) -> None:
    """This phone gets no more texts."""
    phone = session.get(StaffPhone, phone_id, with_for_update=True)
    if phone is None or phone.clinic_id != caller.clinic_id:
        raise ProblemError(404, "phone-not-found", "No phone of this clinic has that id.")
    staff_phones.remove(session, phone, f"user:{caller.user.id}", caller.now)
