"""What is a refusal: a request that cannot be carried out, with its code, its status, and the fields to blame?"""

from collections.abc import Sequence
from typing import ClassVar

REFUSALS: list[type["Refusal"]] = []


class Refusal(Exception):
    """A request that cannot be carried out; the sentence says why. Nothing was written.

    code is stable, http_status is HTTP's. errors are (field, sentence) pairs, if fields are to blame; detail is the
    sentence that a caller reads; retry_after is in seconds, if the same request may succeed later.
    """

    code: ClassVar[str]
    http_status: ClassVar[int]
    errors: Sequence[tuple[str, str]] = ()
    ending: ClassVar[str] = ""
    retry_after: ClassVar[int | None] = None

    def __init_subclass__(cls, *, code: str, status: int) -> None:
        super().__init_subclass__()
        cls.code = code
        cls.http_status = status
        REFUSALS.append(cls)

    @property
    def detail(self) -> str:
        """The complete sentence for people."""
        return f"{self}{self.ending}"


class OfFields(Exception):
    """A refusal for what stands in fields; refused is the beginning of its sentence."""

    refused: ClassVar[str]

    def __init__(self, errors: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{field} {sentence}" for field, sentence in errors))
        self.errors = errors

    @property
    def detail(self) -> str:
        """The complete sentence for people, without what is said at each field."""
        names = ", ".join(dict.fromkeys(field for field, _ in self.errors))
        return f"{self.refused}: {names}. Nothing was written."
