"""Is every part of a decision as reviewed, not only what its own test looks at? One line for each case.

AMBLE_UPDATE_DECISIONS=1 rewrites the file; its diff is then the review.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from schemas.decisions import Course, Decision
from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import (
    Absent,
    ClinicianAct,
    DayReport,
    State,
    Tier,
)
from services.progression import engine
from services.progression.transition import on_the_day_of_change
from tests.rulebook.adherence import adherence
from tests.rulebook.histories import FIRST_DAY, ONE_DAY, PROFILE, after, began, decide, told
from tests.rulebook.in_short import brief
from tests.rulebook.test_table import EMERGENCY, HELD, REACHED, TWO_RESTS, kept_goal, paused, planned_rest
from tests.rulebook.whole_doses import Case, caps, doses, looking_ahead, starts, ways

REVIEWED = Path(__file__).with_name("decisions_reviewed.txt")


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
