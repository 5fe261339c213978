"""How does a therapist change a number? Each setting with unit, range, default, source; a look ahead; kept with why."""

from typing import Any
from urllib.parse import quote

from starlette.datastructures import FormData

from services.console.api_client import Api, Refused

# As a clinician thinks of them; what is named nowhere stands at the end.
GROUPS = {
    "Lights": "green_max red_min red_min_reason severe_pain severe_week_mean morning_rise stop_rule",
    "Start": "start_walks start_minutes baseline_factor",
    "Progress": "frequency_walks max_walks_per_day min_walk_minutes duration_goal credits_to_step credit_window_days "
    "min_days_between_steps completion_min over_walking_percent weekly_cap_percent weekly_cap_minutes "
    "longest_step_percent longest_step_minutes trend_hold trend_alert",
    "Flare-up and return": "yellow_factor max_auto_rest_days reentry_steps reentry_greens_per_step planned_rest_days",
    "Silence and gaps": "silence_task_day silence_ease_day silence_ease_percent silence_stop_day short_gap_percent "
    "middle_gap_percent",
    "Goal": "goal_distance_miles goal_pace_mph goal_cap_minutes goal_longest_walk pace_stage_enabled brisk_step "
    "maintenance_after_days maintenance_checks review_notice_days review_day",
    "Extras": "incline_max_percent treadmill_allowed pool_on_yellow bike_allowed swim_allowed",
    "Times and texts": "morning_prompt_time evening_prompt_time quiet_hours_start quiet_hours_end check_in_days "
    "daily_text_max "
    "prompt_spread",
}
_PREFIX = "set."
_SOURCES = {"S": "from the source articles", "V": "checked elsewhere", "I": "judgement"}


def grouped(fields: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The settings by group, each in its place."""
    by_name = {field["name"]: field for field in fields}
    groups = {
        group: [by_name.pop(name) for name in names.split() if name in by_name] for group, names in GROUPS.items()
    }
    return groups | ({"More": list(by_name.values())} if by_name else {})


def shown(value: Any) -> str:
    """A value as it stands in its field."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def source(letters: str) -> str:
    """Where a number comes from, in words."""
    return ", ".join(_SOURCES.get(letter.strip(), letter.strip()) for letter in letters.split(","))


def changes(form: FormData, values: dict[str, Any]) -> dict[str, Any]:
    """What the form has otherwise than the settings in force; the API says whether it is right."""
    changed: dict[str, Any] = {}
    for name, value in values.items():
        written = form.get(_PREFIX + name)
        if isinstance(written, str) and written.strip() != shown(value):
            changed[name] = _read(written.strip(), value)
    return changed


def _read(written: str, value: Any) -> Any:
    if isinstance(value, list):
        return [part.strip() for part in written.split(",") if part.strip()]
    if isinstance(value, bool):
        return {"yes": True, "no": False}.get(written.casefold(), written)
    return written


def path_of(patient_id: str | None) -> str:
    """Of one patient, or of the clinic."""
    return f"/patients/{quote(patient_id)}/settings" if patient_id else "/settings"


async def looked_ahead(api: Api, patient_id: str | None, changed: dict[str, Any]) -> dict[str, Any]:
    """What the change would do, before it is kept."""
    told: dict[str, Any] = await api.post(f"{path_of(patient_id)}/preview", {"changes": changed})
    if "past" in told:
        past = told["past"]
        told |= {
            "days": len(past),
            "days_changed": sum(
                (day["minutes"], day["state"]) != (day["minutes_under_new"], day["state_under_new"]) for day in past
            ),
            "minutes": sum(day["minutes"] for day in past),
            "minutes_under_new": sum(day["minutes_under_new"] for day in past),
            "rest_days": sum(day["minutes"] == 0 for day in past),
            "rest_days_under_new": sum(day["minutes_under_new"] == 0 for day in past),
        }
    return told


async def keep(api: Api, patient_id: str | None, changed: dict[str, Any], reason: str, etag: str) -> None:
    """Keep the change as a new version. Raises Refused, also where somebody kept another meanwhile."""
    body = {"changes": changed, "reason": reason}
    if not changed:
        raise Refused({"detail": "Nothing was changed."}, 422)
    await api.ask("PUT", path_of(patient_id), json=body, headers={"If-Match": etag})
