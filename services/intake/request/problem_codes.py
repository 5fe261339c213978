"""Which stable codes do errors have, and what is a program to do about each?"""

from services.journey.refusals import REFUSALS

# Those that a door finds itself; the domain's stand with their classes.

OWN = {
    "alert-not-found": "Take the id from the worklist or from GET /v1/alerts.",
    "bad-request": "The request cannot be read at all; the detail says why.",
    "cursor-unknown": "Send next_after of the page before, unchanged, to the same address.",
    "database-away": "Nothing was written: send the same again after Retry-After seconds.",
    "delivery-not-found": "Take the id from the webhook's list of deliveries.",
    "fields-missing": "For the carrier: the form lacks what the detail names.",
    "foreign-origin": "A browser sent this from another site's page; sign in and send it from Amble's own.",
    "idempotency-key-reused": "This key stood over another request: make a new key for each thing you do.",
    "invalid-request": "Each of errors names a field and what would be right; nothing was written.",
    "key-not-found": "Take the id from the user's list of keys.",
    "ladder-refused": "Each of errors names a field and what would be right; nothing was written.",
    "method-not-allowed": "The description lists each address with its methods.",
    "no-clinic": "Use a key of a user of the clinic; an operator's key opens clinics only.",
    "no-mail": "The operator sets SMTP_URL, or gives the invitation with `amble admin invite`.",
    "no-text-to-read": "Take the id from GET /v1/to-read.",
    "no-staff-sender": "The operator sets STAFF_FROM_NUMBER, the number that texts to staff come from.",
    "not-a-form": "For the carrier: a webhook is a form in UTF-8.",
    "not-allowed": "The detail names the role that may.",
    "not-confirmed": "Send the patient's id as confirm: erasing cannot be undone.",
    "not-found": "There is nothing at this address.",
    "not-genuine": "For the carrier: check PUBLIC_BASE_URL and TWILIO_AUTH_TOKEN.",
    "not-in-scope": "Issue a key with the scope that the detail names.",
    "not-kept": "For the carrier: bring it again after Retry-After seconds.",
    "not-linked": "An admin of the clinic sends an invitation that links this account.",
    "not-signed-in": "Send a valid key as `Authorization: Bearer amb_...`, or sign in again.",
    "patient-not-found": "Take the id from the answer to the enrolment, or search.",
    "period-refused": "At most two years, the end not before the beginning.",
    "phone-not-found": "Take the id from GET /v1/clinic/phones.",
    "precondition-required": "Send If-Match with the ETag of what you looked at.",
    "rehearsal-is-shut": "This door is open only while AMBLE_MODE is rehearsal.",
    "text-not-found": "GET /v1/wordings/{language} lists the texts by name.",
    "too-large": "Send less at once; the detail names the limit.",
    "too-many-requests": "Wait Retry-After seconds.",
    "too-slow": "The whole request must come within half a minute.",
    "unexpected": "Our fault; it is in the log. The same Idempotency-Key makes it safe to send again.",
    "user-not-found": "Take the id from GET /v1/users.",
    "webhook-has-ended": "Begin a new webhook.",
    "webhook-not-found": "Take the id from GET /v1/webhooks.",
    "wording-has-changed": "GET the wording again, look, and send the new ETag.",
    "wrong-content-type": "Send the body as JSON, with Content-Type: application/json.",
}

CODES = OWN | {refusal.code: refusal.__doc__ or "" for refusal in REFUSALS}
