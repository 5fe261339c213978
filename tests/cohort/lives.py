"""What becomes of one body under one version of the rule, day by day for 26 weeks?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from schemas.settings import settings_from_record
from services.progression import replay
from services.progression.boundary import Engine
from services.progression.check_in import is_asked
from tests.cohort.answering import WORDS_ONE_DAY_IN, Manner, answers, walked
from tests.cohort.bodies import DAYS, Body, Flesh
from tests.cohort.care_team import CareTeam

FIRST = date(2026, 3, 2)
STUCK_DAYS = 28
MILESTONE_MINUTES = 30
_HELD = frozenset({"hold_clinical", "hold_escalated", "emergency", "paused"})
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TREND, _WEEK = "trend_rising", 7
# A week that hurts by so many points more, chance left out, has truly risen.
_RISEN = 1.0


@dataclass(slots=True)
class Life:
    """What was counted in one life; days of the course, 1 to 182. reached is the first day with 30 minutes earned."""

    reached: int | None = None
    minutes: list[int] = field(default_factory=list)
    red: int = 0
    rest: int = 0
    held: int = 0
    stuck: int = 0
    unseen: int = 0
    new: int = 0
    same_day: int = 0
    repeats: int = 0
    false_alarms: int = 0


def lived(body: Body, engine: Engine) -> Life:
    """One life. The same body meets the same chances under every engine."""
    life, team, flesh = Life(), CareTeam(body.number, body.way.manner), Flesh(body)
    decided = _first(body, engine)
    course = decided["course"]
    plan = {"walks": decided["prescription"]["walks"]}
    since_step, last_step = 0, course["last_step"]
    team.hear(0, {"state": decided["state"], "light": "none", "tasks": decided["tasks"]}, None, words=False)
    settings: dict[str, Any] = {}
    for day in range(DAYS):
        report, words = _told(body, flesh, team, day, plan["walks"])
        if team.signed is not None:
            course["profile"]["own_usual"] = team.signed
        settings = _take_offers(team, day + 1, course, report) or settings
        if settings and report["pain_worst"] == "no_reply" and not _was_asked(course, settings):
            report["pain_worst"] = report["completed"] = "not_asked"
        followed = engine.follow({"course": course, "settings": settings, "reports": [report]})
        course, plan = followed["course"], followed["days"][0]
        score = report["pain_worst"]
        team.hear(day + 1, plan, score if isinstance(score, float) else None, words=words)
        since_step = 0 if course["last_step"] != last_step or course["goal_reached"] != "not_asked" else since_step + 1
        last_step = course["last_step"]
        _count(life, body, day + 1, plan)
        if since_step >= STUCK_DAYS:
            life.stuck += 1
            life.unseen += not any(on in team.asked.on_days for on in range(day + 2 - STUCK_DAYS, day + 2))
    life.new, life.same_day, life.repeats = team.asked.new, team.asked.same_day, team.asked.repeats
    return life


def _take_offers(team: CareTeam, day: int, course: dict[str, Any], report: dict[str, Any]) -> dict[str, Any] | None:
    """Set a dose that was accepted, if the course is not held; the settings with weekdays that were, or None."""
    dose = team.accepted("dose", day)
    if dose is not None and course["state"] not in _HELD:
        report["chosen_dose"] = dose
        report["acts"] = [*report["acts"], "set_dose"]
    days = team.accepted("days", day)
    return None if days is None else {"check_in_days": [_WEEKDAYS.index(name) for name in days]}


def _was_asked(course: dict[str, Any], settings: dict[str, Any]) -> bool:
    """Only this tree's rule ever proposes weekdays."""
    return is_asked(replay.course_from_record(course), settings_from_record(settings))


def _first(body: Body, engine: Engine) -> dict[str, Any]:
    now = min(10, max(0, round(body.start - 1.5)))
    profile = {"diagnosis": "ddd", "flags": [], "baseline_minutes": "not_asked", "orders": [], "pain_now": now}
    asked = {"taken": "first_day", "settings": {}, "profile": profile, "day": FIRST.isoformat()}
    decided = engine.decide(asked)
    assert decided is not None
    return decided


def _told(body: Body, flesh: Flesh, team: CareTeam, day: int, walks: list[int]) -> tuple[dict[str, Any], bool]:
    """The report of a day, in the words of the boundary; and whether words came with it that a person must read."""
    luck, on = body.days[day], FIRST + timedelta(days=day)
    acts = team.acts(day + 1)
    done = walked(team.manner, walks, flesh.before_walking(day), luck.walks)
    pain = flesh.live(day, sum(done))
    report: dict[str, Any] = {
        "day": on.isoformat(),
        "pain_worst": "no_reply",
        "pain_morning": "not_asked",
        "completed": "no_reply",
        "stopped_early": False,
        "flare": False,
        "flag": "not_asked",
        "extra_minutes": 0,
        "acts": acts,
        "clear_minutes": "not_asked",
    }
    if not answers(body.way, on.weekday(), luck.answers):
        return report, False
    report["pain_worst"] = pain
    if team.manner is not Manner.UNTOLD and walks:
        report["completed"] = {"walked": len(done) / len(walks)}
    return report, luck.writes * WORDS_ONE_DAY_IN < 1


def _count(life: Life, body: Body, day: int, plan: dict[str, Any]) -> None:
    life.minutes.append(sum(plan["walks"]))
    life.red += plan["light"] == "red"
    life.held += plan["state"] in _HELD
    life.rest += not plan["walks"] and plan["state"] not in _HELD
    if life.reached is None and plan["earned"] >= MILESTONE_MINUTES:
        life.reached = day
    if _TREND in plan["tasks"] and not _has_risen(body, day - 1):
        life.false_alarms += 1


def _has_risen(body: Body, day: int) -> bool:
    """Whether the week up to a day truly hurts more than the one before; flares that come by themselves are chance."""
    return _mean(body, day) - _mean(body, day - _WEEK) >= _RISEN


def _mean(body: Body, last: int) -> float:
    week: Iterator[float] = (body.underlying(max(0, day)) for day in range(last - _WEEK + 1, last + 1))
    return sum(week) / _WEEK
