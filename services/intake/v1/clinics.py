"""How does a clinic come to be, and who may use its door? Clinics, users and alerts over the API."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Path, Query, Request, Response

from schemas.addresses import EmailAddress
from schemas.api.clinics import ClinicOut, ErasureAhead, ForgottenOut, UserOut
from schemas.api.requests import ClinicChange, ClinicSender, NewClinic, NewUser
from schemas.api.sign_in import AddedUser, KeyListed, KeyOut, NewKey, OpenedClinic
from schemas.edit import Edit
from schemas.names import ShortText
from schemas.tables.clinics import Clinic
from schemas.tables.identity import SCOPES_OF, ApiKey, Kind, Role, User
from services import wiring
from services.accounts import clinics, erasure_preview, keys, sender
from services.accounts.refusals import NotYoursToGive
from services.intake.request import queries
from services.intake.request.caller import AsAdmin, AsOperator, AsReader, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.problems import ProblemError
from services.intake.request.route import PROBLEMS, BothVersions
from services.intake.v1.invitations import invite
from services.intake.v1.refusing import refusing
from services.storage.audit import note_listed

router = APIRouter(route_class=OnceRoute, prefix="/v1", responses=PROBLEMS)

UserId = Annotated[UUID, Path(description="The user's id")]


class NewClinicWithAdmin(NewClinic):
    """A clinic and its first admin."""

    admin_name: ShortText
    admin_email: EmailAddress


def _clinic_out(clinic: Clinic) -> ClinicOut:
    return ClinicOut(**clinic.model_dump(include=set(ClinicOut.model_fields)))


def user_out(user: User) -> UserOut:
    return UserOut(
        id=user.id,
        name=user.name,
        email=user.email,
        role=user.role,
        kind=user.kind,
        may_raise_red=user.may_raise_red,
        deactivated_at=user.deactivated_at,
    )


@router.post("/clinics", status_code=201, tags=["clinics"])
def open_clinic(request: NewClinicWithAdmin, tasks: BackgroundTasks, session: Work, caller: AsOperator) -> OpenedClinic:
    """Open a clinic with its first admin, who is invited by mail to their own address."""
    by = f"user:{caller.user.id}"
    sender.check_free(session, request.sender, _shared_senders())
    clinic = clinics.open_clinic(session, request, by=by, now=caller.now)
    if request.sender is not None:
        clinic = sender.change(session, clinic.id, request.sender, by, caller.now)
    newcomer = clinics.Newcomer(request.admin_name, request.admin_email, Role.ADMIN)
    admin = clinics.new_user(session, clinic, newcomer, by=by, now=caller.now)
    invitation = invite(session, tasks, admin, by, caller.now)
    return OpenedClinic(clinic=_clinic_out(clinic), admin=user_out(admin), invitation=invitation)


def _shared_senders() -> frozenset[str]:
    settings = wiring.configuration()
    return frozenset((*settings.senders, settings.twilio_messaging_service_sid))


@router.put("/clinics/{clinic_id}/sender", tags=["clinics"])
def change_sender(
    clinic_id: Annotated[UUID, Path(description="The clinic's id")],
    request: ClinicSender,
    session: Work,
    caller: AsOperator,
    http: Request,
) -> ClinicOut:
    """Let a clinic's texts come from a sender of its own (null: a shared one). Replies are then awaited there only.

    Refused as a whole where a phone would take part twice on that sender.
    """
    sender.check_free(session, request.sender, _shared_senders(), clinic_id)
    with refusing(http, caller):
        clinic = sender.change(session, clinic_id, request.sender, f"user:{caller.user.id}", caller.now)
    return _clinic_out(clinic)


@router.get("/clinic", tags=["clinics"])
def show_clinic(response: Response, session: Work, caller: AsReader) -> ClinicOut:
    """The caller's clinic; the ETag goes into If-Match when it is changed."""
    clinic = session.get_one(Clinic, caller.clinic_id)
    response.headers["ETag"] = f'"{clinics.mark(clinic)}"'
    return _clinic_out(clinic)


@router.patch("/clinic", tags=["clinics"])
def change_clinic(change: ClinicChange, session: Work, caller: AsAdmin, versions: BothVersions) -> ClinicOut:
    """Change the clinic's name and number in texts, where alerts go, greeting by name, and when to forget patients."""
    edit = Edit(change, versions.expected)
    clinic = clinics.change(session, caller.clinic_id, edit, f"user:{caller.user.id}", caller.now)
    versions.answer(clinics.mark(clinic))
    return _clinic_out(clinic)


@router.get("/clinic/erasure", tags=["clinics"])
def look_before_erasing_by_age(
    session: Work,
    caller: AsAdmin,
    days: Annotated[int, Query(ge=1, le=36500, description="Erase so many days after a discharge")],
) -> ErasureAhead:
    """Whom erasing by age would take first, and from when on. A new number takes nobody for seven days."""
    clinic = session.get_one(Clinic, caller.clinic_id)
    ahead = erasure_preview.look_ahead(session, clinic, days, caller.now)
    note_listed(session, caller.user, [one.patient_id for one in ahead.shown], caller.operation, caller.now)
    shown = [ForgottenOut(patient_id=one.patient_id, discharged_at=one.discharged_at) for one in ahead.shown]
    return ErasureAhead(starts=ahead.starts, patients=ahead.patients, first=shown)


@router.post("/users", status_code=201, tags=["clinics"])
def add_user(request: NewUser, tasks: BackgroundTasks, session: Work, caller: AsAdmin) -> AddedUser:
    """Add a person, who is invited by mail to their own address, or a program, which comes in by a key given to it."""
    if request.kind is Kind.PROGRAM:
        check_may_appoint(caller, request.role)
    else:
        check_may_invite(caller)
    by = f"user:{caller.user.id}"
    newcomer = clinics.Newcomer(**request.model_dump())
    user = clinics.new_user(session, session.get_one(Clinic, caller.clinic_id), newcomer, by=by, now=caller.now)
    if user.kind is Kind.PROGRAM:
        return AddedUser(user=user_out(user), invitation=None)
    return AddedUser(user=user_out(user), invitation=invite(session, tasks, user, by, caller.now))


def check_may_invite(caller: Caller) -> None:
    """Raises a problem: a key with less than all that an admin may do makes nobody an admin, or anybody else."""
    lacking = SCOPES_OF[Role.ADMIN] - caller.scopes
    if lacking:
        detail = (
            f"Adding and inviting people needs all that an admin may do; this key lacks {', '.join(sorted(lacking))}."
        )
        raise ProblemError(403, "not-in-scope", detail)


def check_may_appoint(caller: Caller, role: Role) -> None:
    """Raises a problem: a program may not do what its giver may not, so no admin makes one that treats patients."""
    lacking = SCOPES_OF[role] - caller.scopes
    if lacking:
        detail = f"A program may do at most what you may: as a {role.value} it could {', '.join(sorted(lacking))}."
        raise NotYoursToGive(detail)


@router.get("/users", tags=["clinics"])
def list_users(session: Work, caller: AsReader) -> list[UserOut]:
    """The clinic's users."""
    return [user_out(user) for user in queries.users_of_clinic(session, caller.clinic_id)]


def user_of_clinic(session: Work, caller: Caller, user_id: UUID) -> User:
    """A user of the caller's clinic; one of another clinic is not found."""
    user = session.get(User, user_id)
    if user is None or user.clinic_id != caller.clinic_id:
        raise ProblemError(404, "user-not-found", "No user of this clinic has that id.")
    return user


@router.post("/users/{user_id}/deactivate", tags=["clinics"])
def deactivate_user(user_id: UserId, session: Work, caller: AsAdmin) -> UserOut:
    """A user comes in no more, by key or by session. Refused for a therapist who has patients still."""
    user = user_of_clinic(session, caller, user_id)
    clinics.deactivate(session, user, by=f"user:{caller.user.id}", now=caller.now)
    return user_out(user)


@router.get("/users/{user_id}/keys", tags=["clinics"])
def list_keys(user_id: UserId, session: Work, caller: AsAdmin) -> list[KeyListed]:
    """A user's keys without their secrets, the newest first."""
    user = user_of_clinic(session, caller, user_id)
    return [KeyListed(**key.model_dump()) for key in queries.keys_of_user(session, user.id)]


@router.post("/users/{user_id}/keys", status_code=201, tags=["clinics"])
def issue_key(user_id: UserId, request: NewKey, session: Work, caller: AsAdmin) -> KeyOut:
    """A key for a program, shown in this answer only: to change keys without a pause, issue first, then revoke.

    It may do what its giver and its program both may, and ends with its giver's own key at the latest.
    """
    program = user_of_clinic(session, caller, user_id)
    return KeyOut(api_key=keys.issue_key(session, program, caller.as_giver, caller.now, request))


@router.delete("/users/{user_id}/keys/{key_id}", status_code=204, tags=["clinics"])
def revoke_key(
    user_id: UserId,
    key_id: Annotated[str, Path(max_length=16, description="The key's id: the middle part of the key")],
    session: Work,
    caller: AsAdmin,
) -> None:
    """A key opens nothing from now on."""
    user = user_of_clinic(session, caller, user_id)
    key = session.get(ApiKey, key_id)
    if key is None or key.user_id != user.id:
        raise ProblemError(404, "key-not-found", "This user has no key with that id.")
    keys.revoke_key(session, key, user, by=f"user:{caller.user.id}", now=caller.now)
