"""Which passwords are taken? Those that no guesser's list holds, whatever their length."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.tables.identity import Role, User
from services.accounts.passwords import LONGEST_PASSWORD, check_password
from services.accounts.refusals import PasswordIsWeak

SAM = User(name="Sam Therapist", email="sam@harbor.example", role=Role.THERAPIST)
WORDS = "seven purple lanterns hum beneath old harbor bells "


@pytest.mark.parametrize(
    "weak",
    [
        "123456789012", "qwertyuiop12", "letmein12345", "iloveyou1234", "passwordpassword", "aaaaaaaaaaaaaaaa", "short",
        "sam@harbor.example", "sam therapist harbor", "amble sam amble sam", "x" * 73, "ab" * 64, (WORDS * 20)[:1000], "",
    ],
)  # fmt: skip
def test_what_a_guesser_would_try_is_refused_and_never_repeated(weak: str) -> None:
    with pytest.raises(PasswordIsWeak) as refused:
        check_password(weak, SAM)
    assert not weak or weak not in str(refused.value)


@pytest.mark.parametrize("strong", [WORDS[:30], (WORDS * 2)[:72], (WORDS * 2)[:73], (WORDS * 3)[:LONGEST_PASSWORD]])
def test_words_that_nobody_expects_together_are_taken_at_any_length(strong: str) -> None:
    check_password(strong, SAM)


@given(st.text(max_size=200))
def test_no_password_makes_the_check_fail_otherwise(password: str) -> None:
    with suppress(PasswordIsWeak):
        check_password(password, SAM)
