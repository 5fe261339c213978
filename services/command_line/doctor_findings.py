"""What does `amble doctor` say of a part? Whether it is well, and a sentence that says what would be right."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, whether it is well, and a sentence: what was found, and if it is not well, what to do.

    warning: it works, and an operator should know all the same.
    """

    part: str
    well: bool
    sentence: str
    warning: bool = False

    def as_json(self) -> dict[str, Any]:
        """For a machine."""
        return asdict(self)


def well(part: str, sentence: str) -> Finding:
    """Nothing to do."""
    return Finding(part, True, sentence)


def warn(part: str, sentence: str) -> Finding:
    """It works; the sentence says why that may not do."""
    return Finding(part, True, sentence, warning=True)


def mend(part: str, sentence: str) -> Finding:
    """It does not work until somebody does what the sentence says."""
    return Finding(part, False, sentence)
