"""A finding of `amble doctor`: whether a part is well, and a sentence that says what to do if it is not."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, whether it is well, and a sentence that says what was found and, if it is not well, what to do.

    warning: it works, but an operator should know about it.
    """

    part: str
    well: bool
    sentence: str
    warning: bool = False

    def as_json(self) -> dict[str, Any]:
        """The finding as JSON."""
        return asdict(self)


def well(part: str, sentence: str) -> Finding:
    """A finding that needs no action."""
    return Finding(part, True, sentence)


def warn(part: str, sentence: str) -> Finding:
    """A finding that works; the sentence says why it may not be enough."""
    return Finding(part, True, sentence, warning=True)


def fail(part: str, sentence: str) -> Finding:
    """A finding that does not work until somebody does what the sentence says."""
    return Finding(part, False, sentence)
