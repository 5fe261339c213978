"""Are opening hours counted right in every zone, over every change of the clocks, whatever a clinic's week is?"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from services.progression.opening_hours import EVERY_DAY, Opening, after_open, after_open_days

ZONES = sorted(available_timezones())
MOMENTS = st.integers(0, 8 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
LENGTHS = st.integers(0, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))
DAYS = st.lists(st.dates(date(2024, 1, 1), date(2032, 1, 1)), max_size=30).map(frozenset)
MIDNIGHT, LAST = time(0, 0), time.max


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    first = draw(st.integers(0, 23 * 60 - 1))
    last = draw(st.integers(first + 60, 24 * 60 - 1))
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    hours = [time(minute // 60, minute % 60) for minute in (first, last)]
    return Opening(draw(st.sampled_from(ZONES)), hours[0], hours[1], tuple(sorted(weekdays)), draw(DAYS))


@settings(max_examples=300, deadline=None)
@given(openings(), MOMENTS, LENGTHS)
def test_it_is_never_earlier_and_lands_while_the_clinic_is_open(
    opening: Opening, since: datetime, length: timedelta
) -> None:
    found = after_open(opening, since, length)
    assert found >= since + length
    if length:
        begins, ends = next(span for span in opening.spans(found - timedelta(microseconds=1)))
        assert begins <= found <= ends


@settings(max_examples=200, deadline=None)
@given(openings(), MOMENTS, st.integers(0, 90 * 24 * 60), LENGTHS)
def test_who_writes_later_is_never_due_earlier(
    opening: Opening, since: datetime, later_by: int, length: timedelta
) -> None:
    later = since + timedelta(minutes=later_by)
    assert after_open(opening, since, length) <= after_open(opening, later, length)
    more = length + timedelta(minutes=later_by % (60 * 60))
    assert after_open(opening, since, length) <= after_open(opening, since, more)


@settings(max_examples=200, deadline=None)
@given(openings(), MOMENTS, LENGTHS, LENGTHS.filter(bool))
def test_two_stretches_are_as_long_as_both_together(
    opening: Opening, since: datetime, first: timedelta, second: timedelta
) -> None:
    assert after_open(opening, after_open(opening, since, first), second) == after_open(opening, since, first + second)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ZONES), MOMENTS, LENGTHS)
def test_a_clinic_that_never_closes_counts_as_a_clock_does(zone: str, since: datetime, length: timedelta) -> None:
    always = Opening(zone, MIDNIGHT, LAST, EVERY_DAY)
    assert timedelta(0) <= after_open(always, since, length) - (since + length) < timedelta(milliseconds=1)


@settings(max_examples=300, deadline=None)
@given(openings(), MOMENTS, st.integers(1, 7), st.integers(0, 9 * 24 * 60))
def test_days_are_opening_days_and_the_hour_is_kept_within_the_hours(
    opening: Opening, since: datetime, days: int, later_by: int
) -> None:
    found = after_open_days(opening, since, days)
    zone = ZoneInfo(opening.zone)
    local = found.astimezone(zone)
    assert found > since
    assert opening.is_open_on(local.date()) or local.hour <= 2  # where clocks skip a closing time at midnight
    between = (local.date() - since.astimezone(zone).date()).days
    assert sum(opening.is_open_on(local.date() - timedelta(days=n)) for n in range(between)) == days
    assert found <= after_open_days(opening, since + timedelta(minutes=later_by), days)


def test_four_hours_of_a_friday_afternoon_end_on_monday() -> None:
    week = Opening("America/New_York", time(8), time(18), (0, 1, 2, 3, 4))
    friday = datetime(2026, 3, 6, 21, 30, tzinfo=UTC)  # 16:30 there; on Sunday the clocks go forward
    assert after_open(week, friday, timedelta(hours=4)) == datetime(2026, 3, 9, 14, 30, tzinfo=UTC)
    assert after_open_days(week, friday, 3) == datetime(2026, 3, 11, 20, 30, tzinfo=UTC)
    closed = Opening("America/New_York", time(8), time(18), (0, 1, 2, 3, 4), frozenset({date(2026, 3, 9)}))
    assert after_open(closed, friday, timedelta(hours=4)) == datetime(2026, 3, 10, 14, 30, tzinfo=UTC)
