"""Which passwords are accepted, and how they are stored: as argon2id, and none that a guesser's lists have.

Each hash takes 64 MiB and most of a second, so a server must limit how many it computes at once.
"""

import secrets
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from zxcvbn import zxcvbn

from schemas.tables.identity import User
from services.accounts.refusals import PasswordIsWeak

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
# Of five, 0 to 4: "safely unguessable" at more than a hundred million guesses.
_LEAST_SCORE = 3
# The estimator reads no more; further characters only make a password harder to guess.
_MOST_JUDGED = 72
_passwords = PasswordHash((Argon2Hasher(),))


@cache
def _nobodys_hash() -> str:
    """A hash to compare with if no user matches, so that the answer takes as long; computed on first use."""
    return _passwords.hash(secrets.token_urlsafe(16))


def check_password(password: str, user: User) -> None:
    """Raises PasswordIsWeak. What is public about the user counts as known to a guesser."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PasswordIsWeak(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    known = _known_of(user)
    plain = password.casefold()
    for word in sorted(known, key=len, reverse=True):
        plain = plain.replace(word, "")
    judged = zxcvbn(password[:_MOST_JUDGED], user_inputs=known, max_length=_MOST_JUDGED)
    if judged["score"] < _LEAST_SCORE or len(set(plain)) < SHORTEST_PASSWORD // 2:
        raise PasswordIsWeak(
            "That password can be guessed: it is on a list of common ones, or made of a name, a date, a row of "
            "keys or the same few letters. Use four or five words that have nothing to do with one another."
        )


def _known_of(user: User) -> list[str]:
    before, _, domain = user.email.casefold().partition("@")
    names = [*user.name.casefold().split(), before, *domain.split("."), user.name.casefold(), user.email.casefold()]
    return [name for name in {*names, "amble", "password"} if len(name) > 1]


def hashed(password: str) -> str:
    """The hash of a password, as it is stored."""
    return _passwords.hash(password)


def verified(password: str, known: str | None) -> bool:
    """Whether a password matches a hash; without a hash, the answer no takes as long."""
    right = _passwords.verify(password, known or _nobodys_hash())
    return right and known is not None
