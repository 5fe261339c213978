"""Commands that were renamed: each keeps its old name for one version, and its help says the new one."""

OLD_NAMES = "Old names"
_ENDS_WITH = "0.4"


def old_name_of(command: str) -> str:
    """The help of an old name."""
    return f"The old name of `amble {command}`. It ends with version {_ENDS_WITH}."
