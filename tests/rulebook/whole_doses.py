"""Cases of doses: what is earned, fitted, eased, capped and foretold, one line each."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

from schemas.settings import PRESETS, STANDARD, ProgressionSettings
from schemas.vocabulary import (
    Absent,
    CareProfile,
    Diagnosis,
    Dose,
    Stage,
)
from services.progression import dose, engine, titration
from services.progression.dose import Earned
from services.progression.forecast import TYPICAL, Mix, Sample, band, futures, learnt_mix, summary
from services.progression.liveness import check_liveness
from tests.rulebook.histories import FIRST_DAY, after, began, decide
from tests.rulebook.in_short import brief, dose_in_short, in_short, plan_in_short

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
