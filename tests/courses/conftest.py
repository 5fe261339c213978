"""How are the golden courses rewritten? `pytest tests/courses --update`; the diff is then the clinical review."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Only known when this folder is named on the command line."""
    parser.addoption("--update", action="store_true", default=False, help="rewrite what the golden courses expect")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be rewritten rather than compared."""
    return bool(request.config.getoption("--update", default=False))
