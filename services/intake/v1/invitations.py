"""How does an invitation leave this door? To the invited person's own address, after the answer, and to nobody else."""

from datetime import datetime

from fastapi import BackgroundTasks
from sqlmodel import Session

from schemas.api.sign_in import InvitedOut
from schemas.tables.clinics import Clinic
from schemas.tables.identity import User
from services import wiring
from services.accounts import sign_in
from services.carrier.invitation_mail import InvitationMail, Invited


def invite(session: Session, tasks: BackgroundTasks, user: User, by: str, now: datetime) -> InvitedOut | None:
    """Make an invitation and mail it once it is kept; None, and nothing made, where no mail leaves here."""
    mail = wiring.invitation_mail()
    if mail is None:
        return None
    token = sign_in.invite(session, user, by=by, now=now)
    clinic = session.get_one(Clinic, user.clinic_id)
    ends = now + sign_in.INVITATION_STANDS
    tasks.add_task(_post, mail, Invited(user.email, clinic.name, ends, sign_in.comes_in(user)), token, now)
    return InvitedOut(sent_to=user.email, expires_at=ends)


def _post(mail: InvitationMail, invited: Invited, token: str, now: datetime) -> None:
    """With no connection held. The token is kept nowhere: whoever stops this process stops the mail, and sees it."""
    try:
        left = mail.invite(invited, token, now)
    except Exception as error:
        # Python's own writer of mails fails in many ways.
        wiring.fault("invitation.not_mailed", error)
        left = False
    with wiring.database().unit_of_work() as session:
        sign_in.note_mailed(session, token, left=left, now=now)
