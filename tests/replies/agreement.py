"""How far do the two readings of the fresh texts agree, beyond what chance would give? Cohen's kappa, class by class."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from tests.replies.corpus import Reply, name_of


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Cohen's kappa of two readers: 1 where they always agree, 0 where no more than by chance. Raises ValueError of none."""
    if not pairs:
        raise ValueError("there is nothing to agree about")
    total = len(pairs)
    observed = sum(first == second for first, second in pairs) / total
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    by_chance = sum(count * seconds[label] for label, count in firsts.items()) / total**2
    return 1.0 if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def classes(replies: Iterable[Reply]) -> list[str]:
    """Every class of which at least one reading speaks."""
    return sorted({name_of(label) for reply in replies for label in reply.either})


def agreement(replies: Sequence[Reply]) -> dict[str, tuple[int, float]]:
    """Of each class the texts in which at least one reading sees it, and kappa; a number agrees with the same number only."""
    found = {}
    for name in classes(replies):
        pairs = [(_said(reply.first, name), _said(reply.second, name)) for reply in replies]
        found[name] = (sum(any(pair) for pair in pairs), kappa(pairs))
    return found


def _said(labels: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(sorted(label for label in labels if name_of(label) == name))
