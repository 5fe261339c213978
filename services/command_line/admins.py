"""How does an operator create a clinic's first admin, and hand out invitations where no mail leaves?

`amble admin create` asks on a terminal, or prints an invitation; `amble admin invite` prints one for any person.
"""

import json
import sys
from contextlib import ExitStack
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from sqlmodel import Session

from schemas.tables.clinics import Clinic
from schemas.tables.identity import Role, User
from services import wiring
from services.accounts import clinics, passwords, refusals, sign_in
from services.carrier.invitation_mail import Invited
from services.command_line.servers import with_servers
from services.storage.database import now
from services.storage.queries import people

admins = typer.Typer(help="Create a clinic's first admin, and hand out invitations.", no_args_is_help=True)
_BY = "command-line"
_out, _err = Console(highlight=False), Console(stderr=True, highlight=False)
ClinicId = Annotated[
    UUID | None, typer.Option("--clinic", help="The id of an existing clinic; without it a new clinic is opened")
]


@admins.command("create")
def create(
    email: Annotated[str, typer.Option(help="The admin's email address, with which they sign in")],
    name: Annotated[str, typer.Option(help="The admin's name")],
    clinic: ClinicId = None,
    clinic_name: Annotated[str, typer.Option(help="The new clinic's name, at most 30 characters")] = "",
    phone: Annotated[str, typer.Option(help="The number that patients call, such as +12025550100")] = "",
    country: Annotated[str, typer.Option(help="The country's two letters; they decide the emergency number")] = "US",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with the token of an invitation")] = False,
) -> None:
    """Create an admin. On a terminal the password and the second factor are set at once."""
    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        with wiring.database().unit_of_work() as session:
            user = _admin(session, clinic, (clinic_name, phone, country), name, email)
            token = sign_in.invite(session, user, by=_BY, now=now(session))
        told = {"clinic_id": str(user.clinic_id), "user_id": str(user.id), "invitation": token}
        if as_json or not sys.stdin.isatty():
            typer.echo(json.dumps(told) if as_json else "\n".join(f"{key}: {value}" for key, value in told.items()))
            return
        _set_up(token)
    _out.print(f"[green]{email} may sign in.[/] The clinic's id is {user.clinic_id}.")


@admins.command("invite")
def invite(
    clinic: Annotated[UUID, typer.Option("--clinic", help="The clinic's id")],
    email: Annotated[str, typer.Option(help="The email address of a user of that clinic")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Print an invitation for a user of a clinic. Hand it over in a way that only this person can read.

    A user who can sign in already gets a mail, if mail leaves, that says an invitation was made in their name.
    """
    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        with wiring.database().unit_of_work() as session:
            user = people.user_with_address(session, clinic, email.casefold())
            if user is None:
                raise wiring.ConfigurationIsWrong("No invitation was made. No user of that clinic has this address.")
            at = now(session)
            try:
                token = sign_in.invite(session, user, by=_BY, now=at)
            except refusals.InvitationsAreForPeople as error:
                raise wiring.ConfigurationIsWrong(f"No invitation was made. {error}") from None
            named = session.get_one(Clinic, clinic).name
        ends = at + sign_in.INVITATION_STANDS
        mail = wiring.invitation_mail() if sign_in.comes_in(user) else None
        if mail is not None and not mail.warn(Invited(user.email, named, ends, renews=True), at):
            _err.print("[red]The mail about it could not be sent:[/] tell the person yourself.")
    told = {"invitation": token, "until": ends.isoformat()}
    typer.echo(json.dumps(told) if as_json else "\n".join(f"{key}: {value}" for key, value in told.items()))


def _admin(session: Session, clinic_id: UUID | None, opened: tuple[str, str, str], name: str, email: str) -> User:
    from pydantic import ValidationError

    from schemas.api.requests import NewClinic, NewUser

    try:
        admin = NewUser(name=name, email=email, role=Role.ADMIN)
        wanted = None if clinic_id else NewClinic(name=opened[0], phone=opened[1], country=opened[2])
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise wiring.ConfigurationIsWrong(f"No admin was created. {wrong}.") from None
    if wanted is None:
        row = session.get(Clinic, clinic_id)
        if row is None:
            raise wiring.ConfigurationIsWrong("No admin was created. There is no clinic with that id.")
    else:
        row = clinics.open_clinic(session, wanted, by=_BY, now=now(session))
    try:
        newcomer = clinics.Newcomer(admin.name, admin.email, Role.ADMIN)
        return clinics.new_user(session, row, newcomer, by=_BY, now=now(session))
    except refusals.Refusal as error:
        raise wiring.ConfigurationIsWrong(f"No admin was created. {error}") from None


def _set_up(token: str) -> None:
    import segno

    with wiring.database().unit_of_work() as session:
        user, uri = sign_in.look_at(session, token, now(session))
    _out.print("Scan this with an authenticator app:")
    segno.make(uri).terminal(compact=True)
    _out.print(f"or type it in: {uri}", soft_wrap=True)
    while True:
        password = typer.prompt("A password, at least twelve characters", hide_input=True, confirmation_prompt=True)
        code = typer.prompt("The six digits that the authenticator shows")
        try:
            passwords.check_password(password, user)
            kept = passwords.hashed(password)
            with wiring.database().unit_of_work() as session:
                sign_in.accept(session, token, kept, code.strip(), now(session))
            return
        except refusals.Refusal as error:
            _err.print(f"[red]{error}[/]")
