"""On which line of a course's file does something stand that is wrong, and in which words?"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import yaml
from pydantic import ValidationError


def twice(node: yaml.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, below in node.value:
            if key.value in seen:
                yield key.start_mark.line + 1, key.value
            seen.add(key.value)
            yield from twice(below)
    elif isinstance(node, yaml.SequenceNode):
        yield from chain.from_iterable(map(twice, node.value))


def sentences(error: ValidationError, tree: yaml.Node, place: tuple[str | int, ...]) -> list[str]:
    found = [(_line_of(tree, (*place, *problem["loc"])), _sentence(problem)) for problem in error.errors()]
    return [f"line {line}: {sentence}" for line, sentence in sorted(set(found))]


def _sentence(problem: Any) -> str:
    name = next((str(part) for part in reversed(problem["loc"]) if isinstance(part, str)), "course")
    if problem["type"] == "extra_forbidden":
        return f"`{name}` is not known here"
    if problem["type"] == "settings_rule":
        return str(problem["msg"])
    return f"`{name}`: {problem['msg'][0].lower()}{problem['msg'][1:]}"


def _line_of(node: yaml.Node, place: tuple[str | int, ...]) -> int:
    """The line of the deepest part of a place that stands in the file."""
    line = node.start_mark.line + 1
    for part in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            for key, below in node.value:
                if key.value == part:
                    node, line = below, key.start_mark.line + 1
                    break
    return line
