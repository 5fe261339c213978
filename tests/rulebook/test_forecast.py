"""Are the simulated times those of the policy, and does what-if ask the same days of other settings?"""

import json
import random
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from schemas.settings import PRESETS, STANDARD, ProgressionSettings
from schemas.vocabulary import Absent
from services.command_line.main import app
from services.progression.forecast import (
    TYPICAL,
    Future,
    Mix,
    Sample,
    band,
    futures,
    learnt_mix,
    summary,
    what_if,
)
from tests.rulebook.histories import after, began, told

ALL_GREEN = Mix(1, 0, 0, 1)
# Section 6 of the policy: weeks to 30 minutes a day, to 60, and to three brisk miles.
WEEKS = {
    ("standard", ALL_GREEN): (5, 13, 18),
    ("standard", TYPICAL): (12, 32, 49),
    ("quick", ALL_GREEN): (None, 8, None),
    ("quick", TYPICAL): (None, 16, None),
}
REACHED = ("days_to_milestone", "days_to_goal_minutes", "days_to_goal")


def drawn(settings: ProgressionSettings, mix: Mix, patients: int, days: int, seed: int = 1) -> list[Future]:
    draw = random.Random(seed).random
    return list(futures(began(settings), settings, mix, Sample(patients, days, draw)))


@pytest.mark.parametrize(("preset", "mix"), WEEKS)
def test_the_policys_simulated_weeks_are_reproduced_within_fifteen_percent(preset: str, mix: Mix) -> None:
    found = summary(drawn(PRESETS[preset], mix, patients=1 if mix is ALL_GREEN else 150, days=460))
    for name, weeks in zip(REACHED, WEEKS[preset, mix], strict=True):
        median = found[name]["p50"]
        assert weeks is None or (median is not None and abs(median / 7 / weeks - 1) <= 0.15), (name, median)


def test_the_same_seed_draws_the_same_futures_and_another_others() -> None:
    once, again, other = (drawn(STANDARD, TYPICAL, 5, 60, seed) for seed in (7, 7, 8))
    assert once == again
    assert once != other


def test_a_percentile_that_few_patients_reach_is_null() -> None:
    found = summary(drawn(STANDARD, TYPICAL, 20, 30))
    assert found["days_to_goal"] == {"p10": None, "p50": None, "p90": None}


def test_the_band_has_an_entry_for_each_day_and_never_turns_over() -> None:
    days = band(drawn(STANDARD, TYPICAL, 20, 30))
    assert len(days) == 30
    assert all(day["p10"] <= day["p50"] <= day["p90"] for day in days)  # type: ignore[operator]


def test_the_mix_is_learnt_from_the_last_weeks() -> None:
    calm, sore, quiet = (learnt_mix(after(*pains).course) for pains in ([1] * 28, [5] * 28, [1] * 4 + [None] * 9))
    assert calm.green > 0.9 > sore.green
    assert sore.yellow > 0.8
    assert quiet.replies < 0.6
    for mix in (calm, sore, quiet):
        mix.check()


def test_learning_from_nothing_is_the_typical_patient() -> None:
    assert learnt_mix(began().course) == TYPICAL


@pytest.mark.parametrize("mix", [Mix(0.5, 0.1, 0.1, 1), Mix(1.1, -0.1, 0, 1), Mix(1, 0, 0, 1.2)])
def test_a_mix_that_is_none_is_refused(mix: Mix) -> None:
    with pytest.raises(ValueError, match=r"chance|add up"):
        drawn(STANDARD, mix, 1, 1)


def history() -> Iterator[float | None]:
    yield from (1, 5, 8, 2, 2, 2, 2, 1, None, 1, 1)


def test_what_if_asks_the_same_days_of_other_settings() -> None:
    stricter = ProgressionSettings(red_min=5)
    day, reports = began().day, []
    for pain in history():
        reports.append(told(day, pain))
        day = day.fromordinal(day.toordinal() + 1)
    real, other = (what_if(began(settings), reports, settings) for settings in (STANDARD, stricter))
    assert [decision.day for decision in real] == [decision.day for decision in other]
    assert (real[1].rule, other[1].rule) == ("yellow", "red")
    assert real[-1] == after(*history())


def test_days_that_do_not_follow_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be decided upon"):
        what_if(began(), [told(began().day, 1), told(began().day, 1)], STANDARD)


def test_forecast_on_the_command_line() -> None:
    runner = CliRunner()
    arguments = ["forecast", "--patients", "10", "--days", "60", "--seed", "3", "--preset", "quick", "--json"]
    once, again = (runner.invoke(app, arguments) for _ in range(2))
    assert once.exit_code == 0
    assert once.stdout == again.stdout
    found = json.loads(once.stdout)
    assert (found["patients"], found["preset"]) == (10, "quick")
    assert set(found["percentiles"]) >= set(REACHED) | {"red_days", "rest_days"}
    for wrong in (["--mix", "1/2"], ["--mix", "90/20/5/80"], ["--preset", "brave"]):
        refused = runner.invoke(app, ["forecast", *wrong])
        assert refused.exit_code == 2
        assert "Traceback" not in refused.output


def test_a_future_without_a_word_stops() -> None:
    (future,) = drawn(STANDARD, Mix(1, 0, 0, 0), 1, 40)
    assert future.rest_days > 0
    assert isinstance(future.days_to_goal, Absent)
