"""Which passwords are taken, and how are they kept? As argon2id; what a guesser's lists hold is refused.

Each hash takes 64 MiB and a good part of a second: whoever serves many people bounds how many are made at once.
"""

import secrets
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from zxcvbn import zxcvbn

from schemas.tables.identity import User
from services.journey.refusals import PasswordIsWeak

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
# Of five, 0 to 4: "safely unguessable" at more than a hundred million guesses.
_LEAST_SCORE = 3
# The estimator takes no more; what stands behind can only make a password harder to guess.
_MOST_JUDGED = 72
_passwords = PasswordHash((Argon2Hasher(),))


@cache
def _nobodys_hash() -> str:
    """What a password is compared with where nobody is meant, so that it takes as long; made once it is needed."""
    return _passwords.hash(secrets.token_urlsafe(16))


def check_password(password: str, user: User) -> None:
    """Raises PasswordIsWeak. What everybody knows of the user counts as known to whoever guesses."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PasswordIsWeak(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    known = _known_of(user)
    plain = password.casefold()
    for word in sorted(known, key=len, reverse=True):
        plain = plain.replace(word, "")
    judged = zxcvbn(password[:_MOST_JUDGED], user_inputs=known, max_length=_MOST_JUDGED)
    if judged["score"] < _LEAST_SCORE or len(set(plain)) < SHORTEST_PASSWORD // 2:
        raise PasswordIsWeak(
            "That password would be guessed: it stands in lists of common ones, or is made of a name, a date, a row of "
            "keys or the same few letters. Take four or five words that have nothing to do with one another."
        )


def _known_of(user: User) -> list[str]:
    before, _, domain = user.email.casefold().partition("@")
    names = [*user.name.casefold().split(), before, *domain.split("."), user.name.casefold(), user.email.casefold()]
    return [name for name in {*names, "amble", "password"} if len(name) > 1]


def hashed(password: str) -> str:
    """As it is kept."""
    return _passwords.hash(password)


def verified(password: str, known: str | None) -> bool:
    """Whether this password was kept so; where nothing was, it takes as long to say no."""
    right = _passwords.verify(password, known or _nobodys_hash())
    return right and known is not None
