"""What may be asked with success on every route that takes a body? One right body each, for whoever owns the ids."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.clinic import ClinicInTests, application

_ROSTER = Path(__file__).resolve().parents[2] / "docs" / "roster.csv"
_NOTE = {"note": "Called, all is well."}


def bodies(clinic: ClinicInTests, ids: dict[str, str]) -> dict[str, Any]:
    """Bodies by method and path."""
    body = application(clinic.therapist.id, clinic.now)
    again = ("baseline_pain", "clearance", "red_flag_screen", "shoes_confirmed")
    tomorrow = (clinic.now + timedelta(days=1)).date().isoformat()
    patient, alert = "/v1/patients/{patient_id}", "/v1/alerts/{alert_id}"
    return {
        "POST /v1/clinics": {
            "name": "C", "phone": "+12025550102", "country": "US", "admin_name": "A", "admin_email": "a@c.co",
        },
        "PUT /v1/clinics/{clinic_id}/sender": {"sender": None},
        "PATCH /v1/clinic": {"name": "New name"},
        "PUT /v1/clinic/ladder": {"rota": [ids["user_id"]]},
        "POST /v1/clinic/phones": {"label": "Desk", "phone": "+12025550177"},
        "POST /v1/users": {"name": "N", "email": "n@b.co", "role": "viewer"},
        "POST /v1/users/{user_id}/keys": {},
        "POST /v1/patients": body,
        "POST /v1/patients/search": {"phone": body["phone"]},
        f"PATCH {patient}": {"first_name": "New"},
        f"POST {patient}/texts": {"words": "Please call us today."},
        f"POST {patient}/pause": {"until": tomorrow, **_NOTE},
        f"POST {patient}/resume": _NOTE,
        f"POST {patient}/shoes": _NOTE,
        f"POST {patient}/consent": {"evidence": "Asked by phone."},
        f"POST {patient}/clear": _NOTE,
        f"POST {patient}/hold": _NOTE,
        f"POST {patient}/start-over": _NOTE,
        f"POST {patient}/order": {"day": tomorrow, "walks": [5], **_NOTE},
        f"POST {patient}/own-usual": {"usual": 5, **_NOTE},
        f"POST {patient}/own-usual/refuse": _NOTE,
        f"POST {patient}/own-usual/end": _NOTE,
        f"POST {patient}/known-pain": {"up_to": 7, "until": tomorrow, **_NOTE},
        f"POST {patient}/known-pain/end": _NOTE,
        f"POST {patient}/dose": {"minutes": 10, "walks_per_day": 2, **_NOTE},
        f"POST {patient}/discharge": {"reason": "other", **_NOTE},
        f"POST {patient}/readmit": {name: body[name] for name in again},
        f"POST {patient}/erase": {"confirm": ids["patient_id"]},
        f"POST {patient}/would-read": {"act": "hold"},
        f"POST {patient}/last-act/take-back": {"id": ids["other"]},
        f"POST {patient}/preview": {"kind": "help"},
        f"PUT {patient}/settings": {"changes": {"green_max": 2}, "reason": "As agreed."},
        f"POST {patient}/settings/preview": {"changes": {"green_max": 2}},
        f"POST {patient}/ears": {"day": clinic.now.date().isoformat(), "score": 10},
        "POST /v1/users/{user_id}/hand-over": {"to": ids["user_id"]},
        "PUT /v1/wordings/{language}/{name}": {"words": None, "reason": "As before."},
        "POST /v1/wordings/{language}/{name}/preview": {"words": "Call us."},
        "PUT /v1/settings": {"changes": {"green_max": 2}, "reason": "As agreed."},
        "POST /v1/settings/preview": {"changes": {"green_max": 2}},
        "POST /v1/roster": _ROSTER.read_bytes(),
        f"POST {alert}/tried": _NOTE,
        f"POST {alert}/resolve": _NOTE,
        f"POST {alert}/assign": {"user_id": None},
        f"POST {alert}/snooze": {"until": (clinic.now + timedelta(days=1)).isoformat(), **_NOTE},
        "POST /v1/to-read/{inbound_id}/answer": {"answer": "nothing"},
        "PUT /v1/clinic/ear-consent": {"agreed": False, "person": "Dr. Cole", "agreed_on": "2026-01-15"},
        "POST /v1/ops/alerts/{alert_id}/resolve": _NOTE,
        "POST /v1/webhooks": {"url": "https://clinic.example/", "types": ["alert.opened"]},
    }  # fmt: skip
