"""Does nobody gain by telling less pain, or more? One told score is raised, and the plans after it are compared.

The clinical policy aims at one plan in 2,000 that rises weeks later, and by a minute at most. The rule is not there:
a higher score also raises what later days are compared with. What it reaches is held here, so that it may only improve.
"""

from collections import Counter

import pytest

from tests.properties.incentives import FOLLOWED, Pair, Why, pairs

HISTORIES = 120
# As it is: one plan in 450, by nine minutes at most.
RISES_ONE_IN, RISES_BY_MINUTES = 300, 10


@pytest.fixture(scope="module")
def compared() -> list[Pair]:
    return list(pairs(1, HISTORIES))


def test_4_the_plan_that_is_decided_from_the_day_never_rises(compared: list[Pair]) -> None:
    assert len(compared) > HISTORIES * 5
    assert not [pair for pair in compared if pair.rises()[0]]


def test_more_pain_once_lowers_far_more_than_it_raises(compared: list[Pair]) -> None:
    lower = sum(
        a.prescription.minutes > b.prescription.minutes
        for pair in compared
        for a, b in zip(pair.told, pair.raised, strict=True)
    )
    higher = sum(rise > 0 for pair in compared for rise in pair.rises())
    assert lower > 50 * higher


def test_later_plans_rise_rarely_little_and_never_without_a_known_reason(compared: list[Pair]) -> None:
    later = [rise for pair in compared for rise in pair.rises()[1:]]
    why = Counter(pair.why() for pair in compared if any(pair.rises()))
    assert len(later) == len(compared) * FOLLOWED
    assert sum(rise > 0 for rise in later) * RISES_ONE_IN <= len(later), why
    assert max(later) <= RISES_BY_MINUTES, why
    assert Why.NOT_KNOWN not in why
