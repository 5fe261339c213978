"""Every refusal of the domain, with the code and status that a caller gets.

A docstring here says what the caller can do about it; docs/errors.md prints it. Codes and statuses never change.
"""

from collections.abc import Sequence

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


class KnownPainRefused(OfFields, Refusal, code="known-pain-refused", status=422):
    """Each of errors names a field and what this patient's settings allow."""

    refused = "This cannot be known"


class NoPainIsKnown(Refusal, code="no-pain-is-known", status=409):
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
