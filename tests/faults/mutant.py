"""A mutant: the program, made worse in one place."""

from dataclasses import dataclass

Change = tuple[str, str, str]


@dataclass(frozen=True)
class Mutant:
    """What is made worse: words of the code (file, old, new), a statement on the database, the harms, the check."""

    name: str
    changes: tuple[Change, ...]
    harms: tuple[str, ...]
    found_by: str
    statement: str = ""
