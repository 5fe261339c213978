"""Does the census see what is asked no more?"""

from dataclasses import replace

import pytest

from tests.census import ROOT, Census, less, take

BEFORE = Census({"tests/a.py::test_x": 1, "tests/a.py::test_y[1]": 300}, skips=2, sleeps=1, fuzz=5)


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (replace(BEFORE, examples={"tests/a.py::test_y[1]": 300}), "tests/a.py::test_x is gone"),
        (
            replace(BEFORE, examples={"tests/a.py::test_x": 1, "tests/a.py::test_y[1]": 299}),
            "tests/a.py::test_y[1] draws 299 examples, no more 300",
        ),
        (replace(BEFORE, skips=3), "3 skips, 2 before"),
        (replace(BEFORE, sleeps=2), "2 sleeps, 1 before"),
        (replace(BEFORE, fuzz=4), "the fuzz draws 4 examples, no more 5"),
    ],
)
def test_what_is_less_is_said(after: Census, sentence: str) -> None:
    assert list(less(BEFORE, after, {})) == [sentence]


def test_more_is_no_less_and_a_new_name_is_no_loss() -> None:
    more = Census({"tests/b.py::test_x": 2, "tests/a.py::test_y[1]": 301}, skips=0, sleeps=0, fuzz=6)
    assert list(less(BEFORE, more, {"tests/a.py::test_x": "tests/b.py::test_x"})) == []


def test_the_census_of_this_tree_holds_each_test_and_how_many_examples_it_draws() -> None:
    census = take(ROOT, "tests/properties")
    assert (
        census.examples[
            "tests/properties/test_passwords.py::test_what_a_guesser_would_try_is_refused_and_never_repeated[short]"
        ]
        == 1
    )
    assert max(census.examples.values()) >= 600
    assert census.fuzz > 1
