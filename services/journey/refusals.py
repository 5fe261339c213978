"""Every refusal of the domain, with the code and status that a caller gets.

A docstring here says what the caller can do about it; docs/errors.md prints it. Codes and statuses never change.
"""

from collections.abc import Sequence
from uuid import UUID

from services.journey.refusal import REFUSALS, OfFields, Refusal

_NOTHING_WRITTEN = " Nothing was written."
__all__ = ["REFUSALS", "Refusal"]


# Enrolling.


class EnrolmentRefused(OfFields, Refusal, code="enrolment-refused", status=422):
    """Each of errors names a field and what would be right; nothing was written."""

    refused = "The enrolment is refused"


class PhoneIsEnrolledAlready(Refusal, code="phone-is-enrolled-already", status=409):
    """Change that patient instead of enrolling again."""


class PhoneCannotBeEnrolled(Refusal, code="phone-cannot-be-enrolled", status=409):
    """Nothing was written, and the operator has been notified and will say what can be done."""

    def __init__(self) -> None:
        # It must not reveal whether the phone is in use on this sender already or is one of the staff's.
        super().__init__("This phone cannot be enrolled here now; the operator has been told.")


class TableError(Refusal, code="roster-unreadable", status=422):
    """The detail says what the table must be; nothing was written."""

    ending = _NOTHING_WRITTEN


class ReadersAreBusy(Refusal, code="roster-waits", status=503):
    """Other workbooks are being read: send the same again after Retry-After seconds."""

    ending = _NOTHING_WRITTEN
    retry_after = 60


# A patient's details and words.


class PatientHasChanged(Refusal, code="patient-has-changed", status=412):
    """GET the patient again, look, and send the new ETag."""


class CannotBeTexted(Refusal, code="cannot-be-texted", status=409):
    """The detail says why no text may go to this patient."""


class TextHasLeft(Refusal, code="text-has-left", status=409):
    """Only a message by hand that has not been sent yet can be withdrawn."""


class WordsRefused(OfFields, Refusal, code="words-refused", status=422):
    """Each of errors names what may not be sent to patients, and why."""

    refused = "This may not be sent to patients"

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__([("words", fault) for fault in faults])


# A course.


class CannotBegin(Refusal, code="cannot-begin", status=409):
    """The detail says what must be done first."""


class CannotPause(Refusal, code="cannot-pause", status=409):
    """Only a running course can be paused, for at most ninety days."""


class NotPaused(Refusal, code="not-paused", status=409):
    """There is no pause to end: read the patient again."""


class CourseDoesNotRun(Refusal, code="course-does-not-run", status=409):
    """Clear the hold first, or wait until the patient has begun."""


class EnrolmentIsNotOnHold(Refusal, code="enrolment-is-not-on-hold", status=409):
    """There is nothing to clear: read the patient again."""


class FirstDoseIsMissing(Refusal, code="first-dose-is-missing", status=409):
    """Clear with a first dose in minutes a day."""


class OrderRefused(OfFields, Refusal, code="order-refused", status=422):
    """Each of errors names a field and what this patient's settings allow."""

    refused = "The order is refused"

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__([(field, sentence)])


class DoseRefused(OfFields, Refusal, code="dose-refused", status=422):
    """Each of errors names a field and what this patient's settings allow."""

    refused = "The dose is refused"


class UsualRefused(OfFields, Refusal, code="usual-refused", status=422):
    """Each of errors names a field and what this patient's settings allow."""

    refused = "The signature is refused"


class UsualIsNotAsked(Refusal, code="usual-is-not-asked", status=409):
    """There is nothing to refuse: read the patient again."""


class NoUsualIsSigned(Refusal, code="no-usual-is-signed", status=409):
    """There is nothing to end: read the patient again."""


class DosePastCaps(Refusal, code="dose-past-caps", status=409):
    """The detail says how far past which cap. To set it all the same, send past_caps, and the reason as note."""


class CannotTakeBack(Refusal, code="cannot-take-back", status=409):
    """The detail says why the act cannot be undone; correct it with a new one."""


# Leaving, and consent.


class IsDischarged(Refusal, code="is-discharged", status=409):
    """The patient is discharged; POST readmit starts again."""


class IsNotDischarged(Refusal, code="is-not-discharged", status=409):
    """Only a discharged patient can be readmitted."""


class IsErased(Refusal, code="is-erased", status=409):
    """Nothing of this patient is left to change."""


class DangerIsOpen(Refusal, code="danger-is-open", status=409):
    """A clinician must first examine the patient and clear the hold."""


class NotATherapist(Refusal, code="not-a-therapist", status=409):
    """Name a therapist who works in this clinic."""


class NotOptedOut(Refusal, code="not-opted-out", status=409):
    """There is no opt-out to lift."""


class StopWasToldElsewhere(Refusal, code="stop-was-told-elsewhere", status=409):
    """Only START from the phone itself lifts this."""


# The worklist.


class AlertIsClosed(Refusal, code="alert-is-closed", status=409):
    """Somebody closed the alert already: read the worklist again."""


class TextIsAnswered(Refusal, code="text-is-answered", status=409):
    """Somebody answered before you, and their answer counts: the detail names who, when and what. Read the list."""

    ending = " Nothing was written."


class ConsentRefused(OfFields, Refusal, code="consent-refused", status=422):
    """Each of errors names a field and what would be right; nothing was written."""

    refused = "The consent is refused"


class OnlyClearingClosesThis(Refusal, code="only-clearing-closes-this", status=409):
    """It closes when a clinician examines the patient and clears the hold."""


class SnoozeIsTooLong(Refusal, code="snooze-is-too-long", status=409):
    """Snooze for at most a week, and never an alert that cannot wait."""


# Settings and the ladder.


class SettingsRefused(OfFields, Refusal, code="settings-refused", status=422):
    """Each of errors names a setting and why the engine refuses it."""

    refused = "These settings are refused"


class SettingsHaveChanged(Refusal, code="settings-have-changed", status=412):
    """GET the settings again, look at the difference, and send the new ETag."""

    ending = _NOTHING_WRITTEN


class MayNotRaiseRed(Refusal, code="may-not-raise-red", status=403):
    """Only a user with the raise_red right may raise red_min, with a written reason."""

    ending = _NOTHING_WRITTEN


class LadderHasChanged(Refusal, code="ladder-has-changed", status=412):
    """GET the ladder again, look, and send its new ETag."""


class PhoneCannotBeUsed(Refusal, code="phone-cannot-be-used", status=409):
    """Name another phone; the operator has been notified, and the reason is not disclosed."""

    def __init__(self) -> None:
        # It must not reveal whose phone it is.
        super().__init__("This phone cannot be used here now; the operator has been told.")


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
