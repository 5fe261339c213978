"""Where are the released versions of the rule, and are they the bytes that were released? The journey opens no file."""

import re
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import module_from_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType, ModuleType
from zipfile import BadZipFile, ZipFile
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


def engine_of(wheel: Path) -> Engine:
    """The engine of any wheel that `make rules` made, released or not. Raises ConfigurationIsWrong where it is none.

    It runs the code of the wheel. A release whose root it shares stays as it is: this one gets a root of its own.
    """
    try:
        data = wheel.read_bytes()
        root = wheel.name.partition("-")[0]
        own = f"{root}_{sha256(data).hexdigest()[:12]}"
        if own not in sys.modules:
            with TemporaryDirectory() as folder:
                _write_under(Path(folder) / wheel.name, data, root, own)
                sys.modules[own] = _root(Path(folder) / wheel.name, own)
                return _asked(own)
        return _asked(own)
    except (OSError, BadZipFile, ImportError, UnicodeDecodeError, SyntaxError, AttributeError):
        raise ConfigurationIsWrong(f"{wheel} is no rule that `make rules` made, or cannot be read.") from None


def _write_under(path: Path, data: bytes, root: str, own: str) -> None:
    """The wheel's modules under another root, as an archive that can be imported from."""
    with ZipFile(BytesIO(data)) as given, ZipFile(path, "w") as written:
        for name in given.namelist():
            if name.startswith(f"{root}/"):
                source = given.read(name).decode()
                written.writestr(own + name.removeprefix(root), re.sub(rf"\b{root}\.", f"{own}.", source))


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
    return _asked(root)


def _asked(root: str) -> Engine:
    asked = import_module(f"{root}.progression.boundary")
    return Engine(asked.VERSIONS, asked.decide, asked.recompute, asked.explain, asked.follow)


def _root(wheel: Path, root: str) -> ModuleType:
    spec = zipimporter(str(wheel)).find_spec(root)
    if spec is None or spec.loader is None:
        raise ConfigurationIsWrong(f"The released rule {wheel} holds no {root}. {_REMEDY}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
