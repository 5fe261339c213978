"""The form to change settings: each with unit, range, default and source; a preview; saved with a reason."""

from typing import Any
from urllib.parse import quote

from starlette.datastructures import FormData

from services.console.api_client import Api, Refused

# In the order in which a clinician thinks of them; settings named nowhere come last.
GROUPS = {
    "Lights": "green_max red_min red_min_reason severe_pain severe_week_mean morning_rise stop_rule",
    "Start": "start_walks start_minutes baseline_factor",
    "Progress": "frequency_walks max_walks_per_day min_walk_minutes duration_goal credits_to_step credit_window_days "
    "min_days_between_steps completion_min low_completion_share over_walking_percent part_done_days "
    "above_plan_days weekly_cap_percent "
    "weekly_cap_minutes longest_step_percent longest_step_minutes trend_hold trend_alert no_step_days",
    "Usual pain": "own_usual usual_told_days usual_done_share usual_asked_again lane_credits lane_days_between "
    "lane_step_percent lane_exit_days",
    "Flare-up and return": "yellow_factor yellow_review_days second_red_days max_auto_rest_days reentry_steps "
    "reentry_greens_per_step reentry_out_days reentry_stuck_after reentry_asked_again planned_rest_days "
    "planned_rest_weekdays",
    "Silence and gaps": "silence_task_day silence_ease_day silence_ease_percent silence_stop_day short_gap_percent "
    "middle_gap_percent",
    "Goal": "goal_distance_miles goal_pace_mph goal_cap_minutes goal_longest_walk pace_stage_enabled brisk_step "
    "maintenance_after_days maintenance_checks early_review_days goal_review_days "
    "review_notice_days review_day function_every_days",
    "Extras": "incline_max_percent incline_after_greens hamstring_from_day plank_after_greens treadmill_allowed "
    "pool_on_yellow bike_allowed swim_allowed",
    "Times and texts": "morning_prompt_time evening_prompt_time quiet_hours_start quiet_hours_end check_in_days "
    "daily_text_max reminder_minutes taper_after_days prompt_spread",
}
_PREFIX = "set."
_SOURCES = {"S": "from the source articles", "V": "checked elsewhere", "I": "judgement"}


def grouped(fields: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The settings by group."""
    by_name = {field["name"]: field for field in fields}
    groups = {
        group: [by_name.pop(name) for name in names.split() if name in by_name] for group, names in GROUPS.items()
    }
    return groups | ({"More": list(by_name.values())} if by_name else {})


def shown(value: Any) -> str:
    """A value as its field shows it."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def source(letters: str) -> str:
    """The source of a setting, in words."""
    return ", ".join(_SOURCES.get(letter.strip(), letter.strip()) for letter in letters.split(","))


def changes(form: FormData, values: dict[str, Any]) -> dict[str, Any]:
    """The values that differ from the settings in force; the API checks them."""
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
    """The API's address of a patient's settings, or of the clinic's."""
    return f"/patients/{quote(patient_id)}/settings" if patient_id else "/settings"


async def looked_ahead(api: Api, patient_id: str | None, changed: dict[str, Any]) -> dict[str, Any]:
    """The preview of a change."""
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
    """Save the change as a new version. Raises Refused, also if somebody else has saved one meanwhile."""
    body = {"changes": changed, "reason": reason}
    if not changed:
        raise Refused({"detail": "Nothing was changed."}, 422)
    await api.ask("PUT", path_of(patient_id), json=body, headers={"If-Match": etag})
