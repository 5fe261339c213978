"""Is everybody told in order, nobody who cannot be, and is the time to see an alert what the policy says?"""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.alert_kinds import ALERT_KINDS, AlertKind, Severity, facts_of
from schemas.ladder import Ladder
from services.journey.alerting import rungs
from services.journey.alerting.rungs import Rung, Team, Whom
from services.progression import ladder
from services.progression.ladder import Terms
from services.progression.opening_hours import Opening
from tests.properties.test_opening_hours import LENGTHS, MOMENTS, openings

PEOPLE = [uuid.UUID(int=number) for number in range(8)]
TERMS = Terms(Ladder(), Opening.of(Ladder(), "America/New_York"))
KINDS = st.sampled_from(sorted(ALERT_KINDS))


@st.composite
def teams(draw: st.DrawFn) -> Team:
    return Team(
        in_hand=draw(st.none() | st.sampled_from(PEOPLE)),
        working=frozenset(draw(st.sets(st.sampled_from(PEOPLE)))),
        has_admins=draw(st.booleans()),
        has_phones=draw(st.booleans()),
    )


@given(st.lists(st.sampled_from(PEOPLE), max_size=8), st.sampled_from(Severity), teams())
def test_therapist_rota_admins_phones_in_this_order_and_nobody_twice(
    rota: list[uuid.UUID], severity: Severity, team: Team
) -> None:
    whole = rungs.rungs(Ladder(rota=tuple(rota)), severity, team)
    order = [list(Whom).index(rung.whom) for rung in whole]
    assert order == sorted(order)
    people = [rung.user_id for rung in whole if rung.user_id is not None]
    assert len(people) == len(set(people))
    assert set(people) <= set(team.working)
    assert set(rota) & set(team.working) <= set(people), "everybody of the rota who works here is told"
    assert (Rung(Whom.ADMINS) in whole) is team.has_admins
    assert (Rung(Whom.PHONES) in whole) is (team.has_phones and severity is not Severity.ROUTINE)
    if team.in_hand in team.working:
        assert whole[0] == Rung(Whom.THERAPIST, team.in_hand)


@given(st.lists(st.sampled_from(PEOPLE), max_size=8), st.sampled_from(Severity), teams())
def test_each_rung_is_told_once_and_then_the_last_for_ever(
    rota: list[uuid.UUID], severity: Severity, team: Team
) -> None:
    whole, last, told = rungs.rungs(Ladder(rota=tuple(rota)), severity, team), 0, []
    for _ in range(len(whole) + 3):
        last = rungs.next_rung(whole, last)
        told.append(last)
    assert told == [*range(1, len(whole) + 1), *[len(whole)] * 3]
    fewer = whole[:-1]
    assert rungs.next_rung(fewer, len(whole)) == len(fewer), "a rung that is gone is not waited for"


@given(openings(), KINDS, MOMENTS, LENGTHS)
def test_what_comes_later_need_not_be_seen_earlier_and_every_step_is_later(
    opening: Opening, kind: AlertKind, since: datetime, later_by: timedelta
) -> None:
    terms, severity = Terms(Ladder(), opening), facts_of(kind).severity
    due = ladder.seen_by(terms, kind, severity, since)
    assert since < due <= since + ladder.LONGEST_ROUTINE
    assert due <= ladder.seen_by(terms, kind, severity, since + later_by)
    assert due < ladder.step_from(terms, kind, severity, due) <= due + ladder.LONGEST_ROUTINE
    back = ladder.comes_back(terms, kind, since)
    assert back is None or since < back <= since + timedelta(days=4)


@given(openings(), MOMENTS)
def test_words_reach_the_admins_within_two_days(opening: Opening, since: datetime) -> None:
    due = ladder.seen_by(Terms(Ladder(), opening), AlertKind.UNCLEAR_REPLY, Severity.SAME_DAY, since)
    assert due + ladder.WORDS_REACH_ADMINS <= since + timedelta(hours=48, minutes=30)


@pytest.mark.parametrize(
    ("kind", "hours"),
    [
        (AlertKind.CRISIS, 0.25),
        (AlertKind.POSSIBLE_DANGER, 1),
        (AlertKind.SEVERE_PAIN, 37),  # Monday at noon, four hours after the clinic opens
        (AlertKind.UNCLEAR_REPLY, 10.5),
    ],
)
def test_a_saturday_night(kind: AlertKind, hours: float) -> None:
    saturday = datetime(2026, 3, 15, 3, tzinfo=UTC)  # 23:00 in New York
    assert ladder.seen_by(TERMS, kind, facts_of(kind).severity, saturday) == saturday + timedelta(hours=hours)


def test_a_danger_that_was_seen_comes_back_in_four_hours_and_a_question_does_not() -> None:
    noon = datetime(2026, 3, 16, 16, tzinfo=UTC)
    assert ladder.comes_back(TERMS, AlertKind.RED_REST_USED_UP, noon) == noon + timedelta(hours=4)
    assert ladder.comes_back(TERMS, AlertKind.HELD_BY_STAFF, noon) == noon + timedelta(days=1)
    assert ladder.comes_back(TERMS, AlertKind.CALL_REQUESTED, noon) is None
