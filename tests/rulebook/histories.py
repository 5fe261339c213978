"""Which settings, patients and histories can there be? Strategies and small builders that the engine's tests share."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as asked_how
from hypothesis import strategies as st

from schemas.decisions import Course, Decision
from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import Absent, CareFlag, CareProfile, ClinicianAct, DayReport, Diagnosis, Tier, Walked
from services.progression import engine, replay

FIRST_DAY = date(2025, 3, 3)
ONE_DAY = timedelta(days=1)
PROFILE = CareProfile(Diagnosis.DDD, frozenset())
# The engine is told neither of what was taken back nor that it was.
DONE = [act for act in ClinicianAct if act is not ClinicianAct.TAKEN_BACK]


Test = Callable[..., None]


def holds_for(*drawn: st.SearchStrategy[Any]) -> Callable[[Test], Test]:
    """A property asked of many drawn cases; without a deadline, because a busy machine is not a fault."""

    def ask(test: Test) -> Test:
        return asked_how(deadline=None, suppress_health_check=[HealthCheck.too_slow])(given(*drawn)(test))

    return ask


def began(settings: ProgressionSettings = STANDARD, profile: CareProfile = PROFILE) -> Decision:
    """The decision of the first day."""
    return engine.first_day(profile, settings, FIRST_DAY)


def told(day: date, pain: float | Absent | None, done: float | None = 1.0, **more: Any) -> DayReport:
    """A report in short: None for pain or for what was done means that no reply came."""
    return DayReport(
        day=day,
        pain_worst=Absent.NO_REPLY if pain is None else pain,
        completed=Absent.NO_REPLY if done is None or pain is None else Walked(done),
        **more,
    )


def after(*pains: float | None, settings: ProgressionSettings = STANDARD, start: Course | None = None) -> Decision:
    """The decision after days of these worst pains, all walks done; None is a silent day."""
    decision = began(settings)
    if start is not None:
        decision = replace(decision, course=start, day=start.day)
    for pain in pains:
        decision = engine.next_day(decision.course, settings, told(decision.course.day, pain))
    return decision


def decide(
    course: Course, pain: float | Absent | None, settings: ProgressionSettings = STANDARD, **more: Any
) -> Decision:
    """The decision after one more day."""
    return engine.next_day(course, settings, told(course.day, pain, **more))


def recompute(course: Mapping[str, Any], settings: ProgressionSettings, report: Mapping[str, Any]) -> dict[str, Any]:
    """The decision that the engine takes today from the inputs of a record."""
    decision = engine.next_day(replay.course_from_record(course), settings, replay.report_from_record(report))
    record: dict[str, Any] = replay.to_record(decision)
    return record


@st.composite
def legal_settings(draw: st.DrawFn) -> ProgressionSettings:
    """Settings drawn from the whole legal range: those that hang together first, then each of the others."""
    red_min = draw(st.integers(5, 8))
    together = draw(_start_and_goal()) | {
        "red_min": red_min,
        "green_max": draw(st.integers(1, min(3, red_min - 2))),
        "red_min_reason": "The patient's usual pain is 7; signed." if red_min == 8 else "",
        "reentry_steps": draw(reentry_steps()),
    }
    return ProgressionSettings(**together, **{name: draw(values) for name, values in _ALONE.items()})


@st.composite
def _start_and_goal(draw: st.DrawFn) -> dict[str, Any]:
    most_walks, shortest = draw(st.integers(1, 6)), draw(st.integers(3, 10))
    each, walks = draw(st.integers(shortest, 15)), draw(st.integers(1, min(4, most_walks)))
    pace = draw(st.sampled_from([2.0, 2.5, 3.0, 4.0]))
    miles = draw(st.floats(max(0.5, each * pace / 60 + 0.05), 3.0))
    walks = min(walks, int(60 * miles / pace) // each)
    return {
        "max_walks_per_day": most_walks,
        "min_walk_minutes": shortest,
        "start_minutes": each,
        "start_walks": walks,
        "frequency_walks": draw(st.integers(1, most_walks)),
        "goal_pace_mph": pace,
        "goal_distance_miles": miles,
        "goal_cap_minutes": draw(st.integers(max(10, walks * each), 90)),
        "goal_longest_walk": draw(st.integers(max(10, each), 60)),
    }


_ALONE: dict[str, st.SearchStrategy[Any]] = {
    "baseline_factor": st.floats(0.5, 0.9),
    "duration_goal": st.integers(10, 60),
    "credits_to_step": st.integers(2, 5),
    "credit_window_days": st.integers(5, 14),
    "min_days_between_steps": st.integers(2, 7),
    "completion_min": st.floats(0.6, 1.0),
    "over_walking_percent": st.integers(0, 50),
    "weekly_cap_percent": st.integers(0, 20),
    "weekly_cap_minutes": st.integers(0, 10),
    "longest_step_percent": st.integers(0, 20),
    "longest_step_minutes": st.integers(0, 5),
    "yellow_factor": st.floats(0.3, 0.9),
    "max_auto_rest_days": st.integers(1, 2),
    "reentry_greens_per_step": st.integers(1, 3),
    "reentry_out_days": st.integers(3, 7),
    "lane_credits": st.integers(5, 8),
    "lane_days_between": st.integers(5, 8),
    "lane_step_percent": st.integers(25, 50),
    "second_red_days": st.integers(5, 14),
    "no_step_days": st.integers(14, 28),
    "trend_hold": st.floats(1, 2),
    "trend_alert": st.floats(2, 3),
    "morning_rise": st.integers(1, 3),
    "pace_stage_enabled": st.booleans(),
    "brisk_step": st.integers(2, 10),
    "incline_max_percent": st.integers(0, 5),
    "silence_task_day": st.integers(2, 5),
    "silence_ease_day": st.integers(5, 10),
    "silence_stop_day": st.integers(11, 21),
    "silence_ease_percent": st.integers(50, 80),
    "short_gap_percent": st.integers(60, 80),
    "middle_gap_percent": st.integers(30, 60),
    "maintenance_after_days": st.integers(7, 28),
    "planned_rest_days": st.integers(0, 3),
    "check_in_days": st.one_of(st.just(tuple(range(7))), st.sets(st.integers(0, 6), min_size=2).map(sorted).map(tuple)),
    "bike_allowed": st.booleans(),
    "swim_allowed": st.booleans(),
    "treadmill_allowed": st.booleans(),
    "pool_on_yellow": st.booleans(),
}


@st.composite
def reentry_steps(draw: st.DrawFn) -> tuple[int, ...]:
    """Never falling, 25 to 95 percent, the first at most 70."""
    first = draw(st.integers(25, 70))
    return (first, *sorted(draw(st.lists(st.integers(first, 95), max_size=4))))


def profiles() -> st.SearchStrategy[CareProfile]:
    """Every diagnosis and set of flags, tested or not, with or without what a clinician chose or signed."""
    return st.builds(
        CareProfile,
        st.sampled_from(Diagnosis),
        st.frozensets(st.sampled_from(CareFlag)),
        st.one_of(st.just(Absent.NOT_ASKED), st.integers(2, 60)),
        pain_now=st.one_of(st.just(Absent.NOT_ASKED), st.integers(0, 10)),
        first_minutes=st.one_of(st.just(Absent.NOT_ASKED), st.integers(1, 3), st.integers(1, 90)),
        own_usual=st.one_of(st.just(Absent.NOT_ASKED), st.integers(2, 7)),
    )


def is_at_usual(settings: ProgressionSettings, profile: CareProfile, pain: float | Absent) -> bool:
    """Whether a score is yellow and not above the signed usual."""
    usual = profile.own_usual
    return isinstance(usual, int) and isinstance(pain, float) and settings.green_max < math.ceil(pain) <= usual


def scores() -> st.SearchStrategy[float]:
    """Mostly whole numbers, as patients tell them; reals in between are legal."""
    return st.one_of(st.integers(0, 10).map(float), st.integers(0, 3).map(float), st.floats(0, 10))


@st.composite
def day_told(draw: st.DrawFn) -> dict[str, Any]:
    """What is told of one day, as fields of DayReport without its date. Greens are common, or nothing would grow."""
    kind = draw(st.integers(0, 10))
    done = Walked(draw(st.sampled_from([0.0, 0.34, 0.5, 0.67, 0.8, 1.0])))
    if kind <= 5:
        return {"pain_worst": float(draw(st.integers(0, 3))), "completed": Walked(1.0)}
    if kind == 6:
        untold = {"pain_worst": Absent.NO_REPLY, "completed": draw(st.sampled_from([Absent.NO_REPLY, done]))}
        return untold | {"unread": draw(st.booleans())}
    if kind == 7:
        return {"pain_worst": draw(scores()), "completed": done, "unread": draw(st.booleans())}
    if kind == 8:
        return {
            "pain_worst": draw(st.one_of(scores(), st.just(Absent.NOT_ASKED))),
            "pain_morning": draw(scores()),
            "completed": done,
            "stopped_early": draw(st.booleans()),
            "flare": draw(st.booleans()),
            "extra_minutes": draw(st.integers(0, 30)),
        }
    if kind == 10:
        act = draw(st.sampled_from([ClinicianAct.CLEAR, ClinicianAct.RESUME]))
        return {"pain_worst": float(draw(st.integers(0, 4))), "completed": Walked(1.0), "acts": (act,)}
    return {
        "pain_worst": draw(st.one_of(scores(), st.just(Absent.NO_REPLY))),
        "completed": done,
        "flag": draw(st.sampled_from([Absent.NOT_ASKED, Absent.NOT_ASKED, Tier.URGENT, Tier.EMERGENCY])),
        "acts": draw(st.lists(st.sampled_from(DONE), max_size=2).map(tuple)),
    }


def days_told(longest: int = 60) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A history, day upon day. Runs of the same day make courses that get somewhere."""
    run = st.tuples(day_told(), st.integers(1, 12)).map(lambda pair: [pair[0]] * pair[1])
    return st.lists(run, min_size=1, max_size=12).map(lambda runs: list(chain.from_iterable(runs))[:longest])


def lived(
    settings: ProgressionSettings, profile: CareProfile, history: list[dict[str, Any]]
) -> list[tuple[Course, DayReport, Decision]]:
    """Every day of a history: the course before, the report, the decision."""
    decision = began(settings, profile)
    days = []
    for facts in history:
        course = decision.course
        report = DayReport(day=course.day, **facts)
        decision = engine.next_day(course, settings, report)
        days.append((course, report, decision))
    return days
