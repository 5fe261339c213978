"""The keys that seal names, numbers, words and notes at rest, and the index that finds a number without reading it.

AES-256-GCM; a sealed value is the key's number (1 byte), a nonce (12), then the ciphertext, and is valid for its own
column only. A phone number is found by a keyed hash (HMAC-SHA256, 16 bytes) under a key of its own.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from schemas.phones import one_spelling

KEY_BYTES = 32
INDEX_BYTES = 16
_NONCE_BYTES = 12
_MOST_KEYS = 255


class KeysAreWrong(Exception):
    """The keys cannot be used; the sentence says what would be right, and never quotes what was given."""


class CannotUnseal(Exception):
    """A value was sealed with a key that this program does not have, or was changed."""


@dataclass(frozen=True)
class KeyRing:
    """The keys by number: the newest one seals, any of them opens. phone_key indexes numbers and never seals."""

    keys: Mapping[int, bytes] = field(repr=False)
    newest: int
    phone_key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ciphers", {number: AESGCM(key) for number, key in self.keys.items()})

    @classmethod
    def parse(cls, field_keys: str, phone_key: str) -> "KeyRing":
        """Read keys from settings: `2:BASE64,1:BASE64` (the first seals) and `BASE64`. Raises KeysAreWrong."""
        keys: dict[int, bytes] = {}
        for part in (part.strip() for part in field_keys.split(",") if part.strip()):
            number, _, key = part.partition(":")
            if not number.isdecimal() or not 1 <= int(number) <= _MOST_KEYS or int(number) in keys:
                raise KeysAreWrong(f"AMBLE_FIELD_KEYS: each key is `NUMBER:KEY`, numbered 1 to {_MOST_KEYS}, once.")
            keys[int(number)] = _decoded("AMBLE_FIELD_KEYS", key)
        if not keys:
            raise KeysAreWrong("AMBLE_FIELD_KEYS is not set: `amble keys new` prints fresh keys.")
        return cls(keys, next(iter(keys)), _decoded("AMBLE_PHONE_KEY", phone_key))

    @classmethod
    def fresh(cls) -> "KeyRing":
        """New keys, for a new database."""
        return cls({1: secrets.token_bytes(KEY_BYTES)}, 1, secrets.token_bytes(KEY_BYTES))

    def with_new_key(self) -> "KeyRing":
        """The ring with one more key, which seals from now on. Raises KeysAreWrong when all numbers are in use."""
        number = next((n for n in range(1, _MOST_KEYS + 1) if n not in self.keys), None)
        if number is None:
            raise KeysAreWrong("All key numbers are in use: remove keys that no longer seal anything.")
        return KeyRing({number: secrets.token_bytes(KEY_BYTES), **self.keys}, number, self.phone_key)

    def as_settings(self) -> dict[str, str]:
        """These keys as lines of settings."""
        first = [self.newest, *(number for number in self.keys if number != self.newest)]
        listed = ",".join(f"{number}:{base64.urlsafe_b64encode(self.keys[number]).decode()}" for number in first)
        phone_key = base64.urlsafe_b64encode(self.phone_key).decode()
        return {"AMBLE_FIELD_KEYS": listed, "AMBLE_PHONE_KEY": phone_key}

    def seal(self, place: str, plain: str) -> bytes:
        """Seal a text for a place (`table.column`)."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        cipher: AESGCM = self._ciphers[self.newest]  # type: ignore[attr-defined]
        return bytes([self.newest]) + nonce + cipher.encrypt(nonce, plain.encode(), place.encode())

    def open(self, place: str, sealed: bytes) -> str:
        """The plain text of a value sealed for that place. Raises CannotUnseal."""
        cipher: AESGCM | None = self._ciphers.get(sealed[0])  # type: ignore[attr-defined]
        if cipher is None:
            raise CannotUnseal(f"Key {sealed[0]} is missing from AMBLE_FIELD_KEYS: put it back after the newest.")
        nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, ciphertext, place.encode()).decode()
        except InvalidTag:
            raise CannotUnseal(f"A value of {place} is not what was sealed there with key {sealed[0]}.") from None

    def derived(self, purpose: str) -> str:
        """A secret for one purpose of this program, the same in all its processes."""
        return hmac.digest(self.phone_key, f"purpose:{purpose}".encode(), hashlib.sha256).hex()

    def index(self, phone: str) -> bytes:
        """The index (keyed hash) of a phone number, the same for each of its spellings."""
        return hmac.digest(self.phone_key, one_spelling(phone).encode(), hashlib.sha256)[:INDEX_BYTES]


def _decoded(name: str, key: str) -> bytes:
    try:
        decoded = base64.urlsafe_b64decode(key.strip())
    except (binascii.Error, ValueError):
        decoded = b""
    if len(decoded) != KEY_BYTES:
        raise KeysAreWrong(
            f"{name} must hold keys of {KEY_BYTES} bytes in URL-safe base64: `amble keys new` prints some."
        )
    return decoded
