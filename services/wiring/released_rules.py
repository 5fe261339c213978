"""Where are the released versions of the rule, and are they the bytes that were released? The journey opens no file."""

import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import module_from_spec
from pathlib import Path
from types import MappingProxyType, ModuleType
from zipimport import zipimporter

from services.progression import boundary
from services.progression.boundary import Engine, Engines
from services.wiring.configuration import ConfigurationIsWrong

SHIPPED = Path(__file__).resolve().parents[2] / "infra" / "rules"
SUMS = "SHA256SUMS"
_REMEDY = (
    "Install this version of Amble anew, wheel or image; in a checkout, `git checkout -- infra/rules` brings it back."
)


@cache
def engines(folder: Path = SHIPPED) -> Engines:
    """The engine of each version whose decisions can be taken again, the one in force among them; loaded once.

    Raises ConfigurationIsWrong where a released wheel is missing or another.
    """
    released = [_engine(wheel) for wheel in check(folder)]
    by_version = {version: engine for engine in (boundary.HERE, *released) for version in engine.versions}
    return MappingProxyType(by_version)


def check(folder: Path = SHIPPED) -> list[Path]:
    """The released wheels, each the one that was released. Raises ConfigurationIsWrong with a sentence where not."""
    return [_checked(folder / name, digest) for name, digest in _sums(folder).items()]


def _sums(folder: Path) -> Mapping[str, str]:
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
        return {name: digest for digest, name in (line.split() for line in lines)}
    except (OSError, ValueError):
        raise ConfigurationIsWrong(f"{folder / SUMS} is missing or cannot be read. {_REMEDY}") from None


def _checked(wheel: Path, digest: str) -> Path:
    try:
        data = wheel.read_bytes()
    except OSError:
        raise ConfigurationIsWrong(f"The released rule {wheel} is missing. {_REMEDY}") from None
    if sha256(data).hexdigest() != digest:
        raise ConfigurationIsWrong(f"The released rule {wheel} is not the one that was released. {_REMEDY}")
    return wheel


def _engine(wheel: Path) -> Engine:
    """What a wheel offers. Its modules stand under a root of their own, so that versions live side by side."""
    root = wheel.name.partition("-")[0]
    if root not in sys.modules:
        sys.modules[root] = _root(wheel, root)
    asked = import_module(f"{root}.progression.boundary")
    return Engine(asked.VERSIONS, asked.decide, asked.recompute, asked.explain, asked.follow)


def _root(wheel: Path, root: str) -> ModuleType:
    spec = zipimporter(str(wheel)).find_spec(root)
    if spec is None or spec.loader is None:
        raise ConfigurationIsWrong(f"The released rule {wheel} holds no {root}. {_REMEDY}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
