"""Has each of the 32 safety invariants (section 15) a test that bears its number? And those that no other file asks."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from hypothesis import given
from hypothesis import strategies as st

from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, CareProfile
from services.progression import calendar
from tests.rulebook.adherence import adherence
from tests.rulebook.histories import days_told, holds_for, legal_settings, lived, profiles

TESTS = Path(__file__).resolve().parents[1]
INVARIANTS = 32


def test_every_invariant_has_a_test_that_bears_its_number() -> None:
    named = set()
    for path in TESTS.rglob("test_*.py"):
        for numbers in re.findall(r"def test_(\d+(?:_and_\d+)*)_", path.read_text(encoding="utf-8")):
            named |= {int(number) for number in numbers.split("_and_")}
    assert set(range(1, INVARIANTS + 1)) - named == set()


@given(
    st.sampled_from(sorted(available_timezones())),
    st.integers(1_704_067_200, 1_893_456_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
)
def test_23_each_local_day_comes_once_in_every_zone_also_when_the_clocks_change(zone: str, now: datetime) -> None:
    day = calendar.plan_day(now, zone)
    ends = calendar.next_boundary(day, zone)
    assert now < ends <= now + timedelta(hours=49)
    following = calendar.plan_day(ends, zone)
    assert day < following <= day + timedelta(days=2)
    assert calendar.plan_day(ends - timedelta(seconds=1), zone) < following


@holds_for(legal_settings(), profiles(), days_told())
def test_30_ordered_rest_is_no_miss_and_what_is_unknown_stands_apart(
    settings: ProgressionSettings, profile: CareProfile, history: list[dict[str, Any]]
) -> None:
    days = lived(settings, profile, history)
    marks = days[-1][2].course.marks
    found = adherence(marks)
    assert isinstance(found.share, Absent) or 0 <= found.share <= 1
    assert found.known_days + found.unknown_days == found.asked_days
    resting = {course.day for course, _, _ in days if not course.prescription.walks or course.planned_rest}
    without_rest = adherence(mark for mark in marks if mark.day not in resting)
    assert without_rest == found
