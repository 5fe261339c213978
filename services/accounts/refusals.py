"""Every refusal about clinics, users, keys and signing in, with the code and status that a caller gets.

A docstring here says what the caller can do about it; docs/errors.md prints it. Codes and statuses never change.
"""

from collections.abc import Sequence
from uuid import UUID

from services.journey.refusals import REFUSALS, Refusal

# The journey is imported first: whoever takes REFUSALS from here has every refusal.
__all__ = ["REFUSALS", "Refusal"]

# Clinics, users and keys.


class ClinicHasChanged(Refusal, code="clinic-has-changed", status=412):
    """GET the clinic again, look, and send its new ETag."""


class ClinicIsUnknown(Refusal, code="clinic-is-unknown", status=409):
    """Take the id from the response that opened the clinic."""


class CountryIsUnknown(Refusal, code="country-is-unknown", status=409):
    """Amble has no emergency number for that country; a clinic cannot open there yet."""


class SenderIsTaken(Refusal, code="sender-is-taken", status=409):
    """Give each clinic a sender of its own, or none."""


class EmailIsTaken(Refusal, code="email-is-taken", status=409):
    """Within a clinic each user needs an address of their own."""


class LastAdmin(Refusal, code="last-admin", status=409):
    """Let another admin sign in first."""


class TherapistHasPatients(Refusal, code="therapist-has-patients", status=409):
    """Give the patients to a colleague first."""


class KeysAreForPrograms(Refusal, code="keys-are-for-programs", status=409):
    """People sign in after an invitation. Add a program (kind: program) and give the key to it."""


class NotYoursToGive(Refusal, code="not-yours-to-give", status=403):
    """You can give only rights that you have yourself; ask somebody who has them."""


# Signing in.


class SignInRefused(Refusal, code="sign-in-refused", status=401):
    """Address, password and code do not match; which of them is wrong is not disclosed."""


class CodeIsWrong(Refusal, code="code-is-wrong", status=422):
    """The authenticator's clock is wrong, or the code is another account's."""

    def __init__(self) -> None:
        super().__init__("The code is not the one that the authenticator shows now. Nothing was written.")
        self.errors = [("code", str(self))]


class WhichClinic(Refusal, code="which-clinic", status=409):
    """Send clinic_id: this address belongs to users of several clinics."""

    def __init__(self, clinic_ids: Sequence[UUID]) -> None:
        super().__init__("This address belongs to several clinics; name the clinic to sign in to as clinic_id.")
        self.errors = [("clinic_id", str(clinic_id)) for clinic_id in clinic_ids]


class InvitationIsOver(Refusal, code="invitation-is-over", status=404):
    """Ask an admin of the clinic for a new invitation."""


class InvitationsAreForPeople(Refusal, code="invitations-are-for-people", status=409):
    """A program signs in with a key: POST /v1/users/{user_id}/keys."""


class PasswordIsWeak(Refusal, code="password-is-weak", status=422):
    """Use 12 to 128 characters that are on no list of common passwords: four or five words do well."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.errors = [("password", sentence)]
