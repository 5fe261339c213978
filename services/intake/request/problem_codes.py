"""The stable codes of errors, and what a program should do about each."""

from services.accounts.refusals import REFUSALS

# Errors that the API detects itself; those of the domain are with their classes, in journey/refusals.py and
# accounts/refusals.py.

OWN = {
    "alert-not-found": "Take the id from the worklist or from GET /v1/alerts.",
    "bad-request": "The request cannot be read at all; the detail says why.",
    "cursor-unknown": "Send next_after of the previous page, unchanged, to the same address.",
    "database-away": "Nothing was saved: send the same request again after Retry-After seconds.",
    "delivery-not-found": "Take the id from the webhook's list of deliveries.",
    "fields-missing": "For the carrier: the form lacks what the detail names.",
    "foreign-origin": "A browser sent this from another site's page: sign in and send it from Amble's own page.",
    "idempotency-key-reused": "This key was used for another request: use a new key for each request.",
    "invalid-request": "Each entry of errors names a field and what would be right. Nothing was saved.",
    "key-not-found": "Take the id from the user's list of keys.",
    "ladder-refused": "Each entry of errors names a field and what would be right. Nothing was saved.",
    "method-not-allowed": "The API's description lists the methods of each address.",
    "no-clinic": "Use a key of the clinic; an operator's key only opens clinics.",
    "no-mail": "The operator must set SMTP_URL, or create the invitation with `amble admin invite` and hand it over.",
    "no-text-to-read": "Take the id from GET /v1/to-read.",
    "no-staff-sender": "The operator must set STAFF_FROM_NUMBER, the number that texts to staff come from.",
    "not-a-form": "For the carrier: a webhook must be a form in UTF-8.",
    "not-allowed": "The detail names the role that may do this.",
    "not-confirmed": "Send the patient's id as confirm: erasing cannot be undone.",
    "not-found": "There is nothing at this address.",
    "not-genuine": "For the carrier: check PUBLIC_BASE_URL and TWILIO_AUTH_TOKEN.",
    "not-in-scope": "Issue a key with the scope that the detail names.",
    "not-kept": "For the carrier: deliver it again after Retry-After seconds.",
    "not-linked": "Ask an admin of the clinic for an invitation that links this account.",
    "not-signed-in": "Send a valid key as `Authorization: Bearer amb_...`, or sign in again.",
    "patient-not-found": "Take the id from the response to the enrolment, or search.",
    "period-refused": "A period is at most two years, and its end is not before its beginning.",
    "phone-not-found": "Take the id from GET /v1/clinic/phones.",
    "precondition-required": "Send If-Match with the ETag of the version you read.",
    "rehearsal-is-shut": "This address works only while AMBLE_MODE is rehearsal.",
    "text-not-found": "GET /v1/wordings/{language} lists the texts by name.",
    "too-large": "Send less in one request; the detail names the limit.",
    "too-many-requests": "Wait Retry-After seconds.",
    "too-slow": "The whole request must arrive within half a minute.",
    "unexpected": "An error in Amble, recorded in its log. With the same Idempotency-Key it is safe to send again.",
    "user-not-found": "Take the id from GET /v1/users.",
    "webhook-has-ended": "Create a new webhook.",
    "webhook-not-found": "Take the id from GET /v1/webhooks.",
    "wording-has-changed": "GET the wording again, compare, and send the new ETag.",
    "wrong-content-type": "Send the body as JSON, with Content-Type: application/json.",
}

CODES = OWN | {refusal.code: refusal.__doc__ or "" for refusal in REFUSALS}
