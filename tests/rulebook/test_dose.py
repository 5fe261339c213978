"""How are minutes laid out as walks, and what does a reduction leave of them (section 17, invariant 29)?"""

import pytest

from schemas.settings import STANDARD, ProgressionSettings
from schemas.vocabulary import Dose, Stage
from services.progression import dose
from services.progression.dose import Earned
from tests.rulebook.histories import after


def earned(*walks: int) -> Earned:
    """Equal walks of stage B."""
    return Earned(Dose(sum(walks), max(walks), 0, Stage.DURATION), len(walks))


@pytest.mark.parametrize("walk", range(1, 61))
def test_the_turn_around_comes_no_later_than_half_way(walk: int) -> None:
    """Invariant 29."""
    assert dose.turnaround_minutes(walk) <= walk / 2
    assert walk - dose.turnaround_minutes(walk) <= walk / 2 + 1


@pytest.mark.parametrize(
    ("walks", "left"),
    [((5, 5), (3, 3)), ((10, 10, 10), (7, 7, 7)), ((3,), (2,)), ((2, 2), (2,)), ((2,), (1,)), ((1,), (1,))],
)
def test_a_reduction_rounds_down_drops_a_walk_and_ends_at_one_minute(
    walks: tuple[int, ...], left: tuple[int, ...]
) -> None:
    assert dose.eased(earned(*walks), STANDARD).walks == left


@pytest.mark.parametrize(
    ("percent", "left"), [(50, (5, 5, 5)), (70, (7, 7, 7)), (85, (9, 8, 8)), (25, (3, 2, 2)), (15, (2, 2))]
)
def test_a_share_is_spread_over_the_same_walks_while_they_are_walks(percent: int, left: tuple[int, ...]) -> None:
    assert dose.share(earned(10, 10, 10), STANDARD, percent).walks == left


@pytest.mark.parametrize(
    ("total", "longest", "walks"),
    [(32, 12, (12, 10, 10)), (36, 18, (18, 18)), (37, 20, (20, 17)), (60, 30, (30, 30)), (30, 30, (30,))],
)
def test_stage_c_has_one_longest_walk_and_as_few_others_as_may_be(
    total: int, longest: int, walks: tuple[int, ...]
) -> None:
    assert dose.lay_out(Earned(Dose(total, longest, 0, Stage.CONSOLIDATION), 3), STANDARD) == walks


def test_a_total_is_settled_where_a_further_walk_would_be_too_short() -> None:
    assert dose.settled(33, 30, STANDARD) == 30
    assert dose.settled(35, 30, STANDARD) == 35
    assert dose.settled(60, 10, ProgressionSettings(max_walks_per_day=3)) == 30


def test_red_after_a_silent_week_also_costs_a_share_of_the_earned_dose() -> None:
    red = after(*[1] * 38, *[None] * 8, 8)
    assert (red.prescription.walks, red.course.dose.minutes) == ((), 24)
