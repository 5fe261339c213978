"""Is every part of a decision as reviewed, not only what its own test looks at? One line for each case.

AMBLE_UPDATE_DECISIONS=1 rewrites the file; its diff is then the review.
"""

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from schemas.decisions import Course, Decision
from schemas.settings import PRESETS, STANDARD, ProgressionSettings
from schemas.vocabulary import (
    Absent,
    CareProfile,
    ClinicianAct,
    DayReport,
    Diagnosis,
    Dose,
    Prescription,
    Stage,
    State,
    Tier,
)
from services.progression import dose, engine, replay, titration
from services.progression.dose import Earned
from services.progression.forecast import TYPICAL, Mix, Sample, band, futures, learnt_mix, summary
from services.progression.liveness import check_liveness
from services.progression.transition import on_the_day_of_change
from tests.rulebook.adherence import adherence
from tests.rulebook.histories import FIRST_DAY, ONE_DAY, PROFILE, after, began, decide, told
from tests.rulebook.test_table import EMERGENCY, HELD, REACHED, TWO_RESTS, kept_goal, paused, planned_rest

REVIEWED = Path(__file__).with_name("decisions_reviewed.txt")
Case = tuple[str, Any]
DOSES = {
    "A2x5": Earned(Dose(10, 5, 0, Stage.FREQUENCY), 2),
    "A1x7": Earned(Dose(7, 7, 0, Stage.FREQUENCY), 1),
    "B3x5": Earned(Dose(15, 5, 0, Stage.DURATION), 3),
    "B29": Earned(Dose(29, 10, 0, Stage.DURATION), 3),
    "B1x3": Earned(Dose(3, 3, 0, Stage.DURATION), 1),
    "C30": Earned(Dose(30, 12, 0, Stage.CONSOLIDATION), 3),
    "C45": Earned(Dose(45, 20, 0, Stage.CONSOLIDATION), 3),
    "C31": Earned(Dose(31, 30, 0, Stage.CONSOLIDATION), 2),
    "D60": Earned(Dose(60, 30, 35, Stage.PACE), 2),
}
LOWERED = {
    "standard": STANDARD,
    "20 in 12s": ProgressionSettings(goal_longest_walk=12, goal_cap_minutes=20, max_walks_per_day=3),
    "no pace": ProgressionSettings(pace_stage_enabled=False),
    "two walks": ProgressionSettings(max_walks_per_day=2, frequency_walks=2),
    "long": ProgressionSettings(min_walk_minutes=8, start_minutes=8, goal_longest_walk=15),
    "goal 44": ProgressionSettings(goal_cap_minutes=44, duration_goal=20),
}


def plan_in_short(plan: Prescription) -> str:
    walks = "+".join(map(str, plan.walks)) or "rest"
    return f"{walks} {plan.pace.value} brisk {plan.brisk_minutes} incline {plan.incline_percent}"


def dose_in_short(earned: Dose, walks: int) -> str:
    return f"{earned.stage.value}{earned.minutes} longest {earned.longest} brisk {earned.brisk} in {walks}"


def brief(decision: Decision | None) -> str:
    """All of a decision but its profile, in short; days are counted from the first, of the memory only the last day."""
    if decision is None:
        return "-"
    course = decision.course
    days = {
        "day": decision.day,
        "course day": course.day,
        "first": course.first_day,
        "step": course.last_step,
        "goal": course.goal_reached,
    }
    counted = {
        name: getattr(course, name)
        for name in (
            "reentry",
            "reentry_greens",
            "reentry_backs",
            "rest_days",
            "silent_days",
            "yellow_days",
            "away_days",
        )
    }
    parts = [
        f"{decision.state} {decision.light} {plan_in_short(decision.prescription)} by {decision.rule} {decision.reason}",
        f"course {course.state} {plan_in_short(course.prescription)} rests {course.planned_rest}",
        dose_in_short(course.dose, course.walks),
        f"was {course.state_before_pause} credits {[number(day) for day in course.credits]}",
        " ".join(f"{name} {number(day)}" for name, day in days.items()),
        " ".join(f"{name} {count}" for name, count in counted.items() if count != 0),
        " ".join(task.value for task in decision.tasks),
        f"{len(course.marks)} marks {[replay.to_record(mark) for mark in course.marks[-1:]]}",
    ]
    return " | ".join(parts)


def number(day: date | Absent) -> int | str:
    return day.value if isinstance(day, Absent) else (day - FIRST_DAY).days


def rows() -> Iterator[Case]:
    for name, reach in REACHED.items():
        yield f"row {name}", brief(reach())


def standings() -> dict[str, tuple[Decision, ProgressionSettings]]:
    gentle = ProgressionSettings(silence_ease_day=5, silence_ease_percent=50, yellow_factor=0.9)
    return {
        "active": (after(1, 1), STANDARD),
        "grown": (after(*[1] * 38), STANDARD),
        "yellow": (after(1, 5), STANDARD),
        "red": (after(1, 8), STANDARD),
        "reentry": (after(8, 1, 1), STANDARD),
        "silent": (after(1, None), STANDARD),
        "eased": (after(1, *[None] * 5, settings=gentle), gentle),
        "planned rest": (planned_rest(), TWO_RESTS),
        "maintenance": (after(1, start=kept_goal()), STANDARD),
        "held": (decide(HELD, None), STANDARD),
        "emergency": (decide(EMERGENCY, None), STANDARD),
        "paused": (decide(after(1).course, 1, acts=(ClinicianAct.PAUSE,)), STANDARD),
        "first": (began(), STANDARD),
    }


NEWS: dict[str, dict[str, Any]] = {
    "morning 5": {"pain_morning": 5.0},
    "morning 8": {"pain_morning": 8.0},
    "pain 2": {"pain_worst": 2.0},
    "pain 5": {"pain_worst": 5.0},
    "pain 8": {"pain_worst": 8.0},
    "flare": {"flare": True},
    "stopped": {"stopped_early": True},
    "emergency": {"flag": Tier.EMERGENCY},
    "urgent": {"flag": Tier.URGENT},
    "nothing": {},
}


def lowered() -> Iterator[Case]:
    for (name, (assertion, settings)), (news, said) in product(standings().items(), NEWS.items()):
        for when, day in (("today", assertion.day), ("late", assertion.day - ONE_DAY)):
            yield (
                f"lower {name} by {news} {when}",
                brief(engine.lower_today(assertion, settings, DayReport(day=day, **said))),
            )


def amended() -> Iterator[Case]:
    courses: dict[str, Course] = {
        "active": after(1, 1).course,
        "yellow": after(1, 5).course,
        "red": after(1, 8).course,
        "reentry": after(8, 1).course,
        "grown": after(*[1] * 38).course,
    }
    for (name, course), told_first, (news, said) in product(courses.items(), (None, 1, 5, 8), NEWS.items()):
        assertion = decide(course, told_first)
        report = DayReport(day=course.day, **({"pain_worst": Absent.NO_REPLY} | said))
        yield f"amend {name} told {told_first} by {news}", brief(engine.amend(course, STANDARD, report, assertion))


def in_short(found: Any) -> Any:
    if isinstance(found, Earned):
        return dose_in_short(found.dose, found.walks)
    return plan_in_short(found) if isinstance(found, Prescription) else found


def doses() -> Iterator[Case]:
    for (name, earned), (kind, settings) in product(DOSES.items(), LOWERED.items()):
        fitted = dose.fitted(earned, settings)
        parts: dict[str, Any] = {
            "fits": dose.fits(earned, settings),
            "fitted": fitted,
            "whole": dose.whole(fitted, settings),
            "eased": dose.eased(fitted, settings),
            **{
                f"share {percent}": dose.share(fitted, settings, percent).walks for percent in (25, 50, 70, 85, 95, 100)
            },
            **{f"after {percent}": dose.after_gap(fitted, settings, percent) for percent in (30, 60, 61, 80)},
            **{
                f"of {minutes}": dose.of_minutes(minutes, fitted, settings) for minutes in (2, 3, 7, 16, 29, 30, 45, 90)
            },
        }
        said = {part: in_short(found) for part, found in parts.items()}
        yield f"dose {name}, {kind}", " | ".join(f"{part}: {found}" for part, found in said.items())
    for a, b in pairwise([dose.whole(earned, STANDARD) for earned in DOSES.values()]):
        same = dose.is_not_above(a, a)
        yield (
            f"compare {a.walks} {b.walks}",
            [dose.is_not_above(a, b), dose.is_not_above(b, a), same, dose.lower_of(a, b).walks],
        )
    for uphill, flat in ((5, 3), (3, 5)):
        a, b = (replace(dose.whole(DOSES["D60"], STANDARD), incline_percent=percent) for percent in (uphill, flat))
        yield f"compare uphill {uphill} {flat}", [dose.is_not_above(a, b), plan_in_short(dose.lower_of(a, b))]


def starts() -> Iterator[Case]:
    for baseline, (kind, settings) in product((None, 2, 3, 4, 7, 12, 40), LOWERED.items()):
        profile = CareProfile(Diagnosis.DDD, frozenset(), Absent.NOT_ASKED if baseline is None else baseline)
        first = engine.first_day(profile, settings, FIRST_DAY)
        yield f"start {baseline}, {kind}", f"{brief(first)} | {dict(first.numbers)} | rules {first.rules_version}"


def ways() -> Iterator[Case]:
    """How the earned dose grows while all is green, and after a cut."""
    kinds = {
        **LOWERED,
        **PRESETS,
        "tiny caps": ProgressionSettings(weekly_cap_percent=0, weekly_cap_minutes=3),
        "wide caps": ProgressionSettings(weekly_cap_percent=20, weekly_cap_minutes=10, longest_step_percent=20,
                                         longest_step_minutes=5, credits_to_step=2, min_days_between_steps=2),
        "one walk": ProgressionSettings(start_walks=1, frequency_walks=1, max_walks_per_day=1, goal_longest_walk=60),
        "six walks": ProgressionSettings(start_walks=4, frequency_walks=6, max_walks_per_day=6, start_minutes=3,
                                         min_walk_minutes=3),
        "slow longest": ProgressionSettings(longest_step_percent=0, longest_step_minutes=1, brisk_step=7),
    }  # fmt: skip
    for kind, settings in kinds.items():
        decision, seen = began(settings), list[str]()
        for day in range(150):
            before = decision
            decision = decide(decision.course, 8 if day == 70 else 1, settings)
            if (decision.course.dose, decision.prescription) != (before.course.dose, before.prescription):
                earned = dose_in_short(decision.course.dose, decision.course.walks)
                seen.append(f"{day}: {earned}, {plan_in_short(decision.prescription)}")
        yield f"way {kind}", " | ".join(seen)


def flares() -> Iterator[Case]:
    """Ways back from flare-ups that take more than one green a step, with falls on the way."""
    slow = ProgressionSettings(reentry_greens_per_step=2, reentry_steps=(30, 60, 90))
    told_days = (2, 2, 2, 8, 2, 2, 2, 5, 2, 2, 9, 3, 2, 5, 5, 5, 2, 2, 2, 2, 2, 2, 2, 7, 6, 2, 2, 2)
    decision = began(slow)
    for number_of_day, pain in enumerate(told_days):
        decision = decide(decision.course, pain, slow)
        yield f"flare day {number_of_day}, {pain}", brief(decision)
    reports: tuple[dict[str, Any], ...] = (
        {"pain_worst": 9.0},
        {"pain_worst": 9.0, "extra_minutes": 20},
        {"pain_worst": 2.0, "extra_minutes": 20},
    )
    for report in reports:
        for length in (73, 74, 88, 89):
            course = replace(after(*[1] * 20).course, first_day=FIRST_DAY - ONE_DAY * (length - 20))
            day = DayReport(course.day, **report)
            yield f"tasks on day {length} of {report}", brief(engine.next_day(course, STANDARD, day))
    reached = replace(paused(1, 1, days=20), goal_reached=FIRST_DAY)
    yield "the goal is forgotten after a gap", brief(decide(reached, 2, acts=(ClinicianAct.RESUME,)))
    for minutes in (5, 12, 60):
        held = replace(HELD, goal_reached=FIRST_DAY, credits=(FIRST_DAY,))
        opened = decide(held, 2, acts=(ClinicianAct.CLEAR,), clear_minutes=minutes)
        yield f"the goal is forgotten when a dose is set to {minutes}", brief(opened)


def caps() -> Iterator[Case]:
    kinds = [(10, 5), (0, 3), (20, 10), (20, 0), (0, 10), (15, 7), (5, 0)]
    for percent, minutes in kinds:
        settings = ProgressionSettings(weekly_cap_percent=percent, weekly_cap_minutes=minutes)
        grown = [titration.grown(total, settings) for total in (3, 10, 24, 29, 30, 33, 34, 50, 57, 60)]
        yield f"caps {percent} % {minutes} min", grown
    for percent, minutes in ((10, 2), (20, 0), (0, 5), (0, 0)):
        settings = ProgressionSettings(longest_step_percent=percent, longest_step_minutes=minutes)
        courses = [began(settings).course, after(1, 1).course, decide(after(1).course, 1, done=0.5).course]
        courses.append(replace(began(settings).course, dose=Dose(20, 10, 0, Stage.DURATION)))
        courses.append(replace(after(1).course, marks=(replace(after(1).course.marks[0], longest=26),)))
        yield f"longest {percent} % {minutes} min", [titration.cap_on_longest(course, settings) for course in courses]
    course = after(*[1] * 20).course
    for earned in (10, 15, 40):
        marks = tuple(replace(mark, earned=earned + i) for i, mark in enumerate(course.marks))
        moved = replace(course, marks=marks)
        yield (
            f"cap from {earned}",
            [
                titration.cap_on_total(replace(moved, dose=Dose(minutes, 10, 0, Stage.DURATION)), STANDARD, course.day)
                for minutes in (15, 30, 55)
            ],
        )


def looking_ahead() -> Iterator[Case]:
    for name, mix in (("typical", TYPICAL), ("hard", Mix(0.4, 0.3, 0.3, 0.6))):
        found = list(futures(began(), STANDARD, mix, Sample(12, 80, random.Random(5).random)))
        yield f"forecast {name}", summary(found)
        yield f"forecast band {name}", band(found)[::10]
    yield "forecast learnt", learnt_mix(after(1, 1, 5, None, 8, 1).course)
    for name, settings in {**PRESETS, **LOWERED}.items():
        yield f"days to the goal, {name}", check_liveness(settings)


def returns() -> Iterator[Case]:
    resume = (ClinicianAct.RESUME,)
    for days, by, then in product((1, 6, 7, 13, 14, 27, 28), (1, 5, 8), (None, 2, 5, 8)):
        course = paused(1, 1, 1, 1, days=days - 1, by=by)
        yield f"resume after {days}, paused at {by}, then {then}", brief(decide(course, then, acts=resume))
    for state in (State.YELLOW, State.REENTRY, State.RED_REST, State.MAINTENANCE):
        course = replace(paused(1, 1, days=3), state_before_pause=state)
        for then in (None, 2, 5, 8):
            yield f"resume to {state.value}, then {then}", brief(decide(course, then, acts=resume))
            yield f"stay paused from {state.value}, then {then}", brief(decide(course, then))
    for minutes in (3, 8, 12, 45, 90):
        cleared = decide(HELD, 2, acts=(ClinicianAct.CLEAR,), clear_minutes=minutes)
        yield f"clear with {minutes}", brief(cleared)


def changes() -> Iterator[Case]:
    bands = [(3, 7), (3, 6), (1, 5), (2, 7), (3, 8)]
    for before, then in product(bands, bands):
        was, now = (
            ProgressionSettings(green_max=green, red_min=red, red_min_reason="signed" if red == 8 else "")
            for green, red in (before, then)
        )
        judged = on_the_day_of_change(was, now)
        yield f"bands {before} to {then}", [judged.green_max, judged.red_min]


def counted() -> Iterator[Case]:
    for name, shares in {
        "none": [],
        "half": [0.5] * 6,
        "less": [0.49] * 8,
        "mixed": [1.0, 0.0, 0.3, 1.0, 0.2, 0.1, 0.4],
    }.items():
        decision = began()
        for share in shares:
            decision = engine.next_day(decision.course, STANDARD, told(decision.day, 1, share))
        found = adherence(decision.course.marks)
        yield (
            f"done {name}",
            [list(decision.tasks), found.asked_days, found.known_days, found.unknown_days, found.share],
        )
    silent = engine.next_day(began().course, STANDARD, told(FIRST_DAY, None))
    rest = engine.next_day(after(8).course, STANDARD, told(after(8).day, 2))
    for name, decision in (("silent", silent), ("rest", rest)):
        found = adherence(decision.course.marks)
        yield f"done {name}", [found.asked_days, found.known_days, found.unknown_days, found.share]


def cases() -> dict[str, Any]:
    return dict(
        [
            *rows(),
            *lowered(),
            *amended(),
            *doses(),
            *starts(),
            *ways(),
            *returns(),
            *changes(),
            *counted(),
            *flares(),
            *caps(),
            *looking_ahead(),
        ]
    )


def test_every_whole_decision_is_as_reviewed() -> None:
    assert began().course.profile == PROFILE
    happened = [f"{name}: {found}" for name, found in cases().items()]
    if os.environ.get("AMBLE_UPDATE_DECISIONS"):
        REVIEWED.write_text("\n".join(happened) + "\n", encoding="utf-8")
    reviewed = REVIEWED.read_text(encoding="utf-8").splitlines()
    differing = [(was, now) for was, now in zip(reviewed, happened, strict=False) if was != now]
    assert differing[:1] == []
    assert len(reviewed) == len(happened)
