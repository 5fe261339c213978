"""How are golden courses rewritten? `pytest tests/courses --update`; the difference is the clinical review."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update."""
    parser.addoption("--update", action="store_true", help="rewrite the expectations of golden courses")
