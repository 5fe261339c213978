"""`make rules`: freezes this tree's rule as a wheel with its own root package. The same tree gives the same bytes.

The wheel holds everything that the rule's boundary imports, and needs nothing but Python. Settings become plain values:
their ranges are checked when they are saved, and a frozen rule should outlive every library.
"""

import argparse
import ast
import re
import sys
import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SUMS = "SHA256SUMS"
_BOUNDARY = "services.progression.boundary"
_SETTINGS = "schemas.settings"
# Our rooms, and their names under the new root.
_ROOMS = {"schemas": "schemas", "services.progression": "progression"}
_IMPORT = re.compile(r"^(\s*from )(schemas|services\.progression)\b", re.MULTILINE)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SETTINGS_HEAD = '''"""The numbers that a therapist could change in this release; ranges are checked on saving them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import time
from enum import StrEnum
from functools import cached_property
from typing import Any, get_origin
'''
_SETTINGS_TAIL = '''
def settings_from_record(record: Mapping[str, Any]) -> ProgressionSettings:
    """Settings as they were kept; what another version of the rule knows besides is left out."""
    known = {field.name: field.type for field in fields(ProgressionSettings)}
    return ProgressionSettings(**{name: _read(known[name], said) for name, said in record.items() if name in known})


def _read(kind: Any, said: Any) -> Any:
    if get_origin(kind) is tuple:
        return tuple(said)
    if kind is time:
        return time.fromisoformat(said)
    return kind(said)
'''


class WasReleased(Exception):
    """This version has been released, and other bytes would replace what decided plans."""


def main() -> None:
    """Write the wheel and its hash, and print both."""
    asked = argparse.ArgumentParser(prog="make rules", description=__doc__)
    asked.add_argument("--into", type=Path, default=HERE, metavar="FOLDER", help="where the wheel goes")
    into = asked.parse_args().into
    name, data = made()
    try:
        keep(into, name, data)
    except WasReleased as error:
        sys.exit(str(error))
    sys.stdout.write(f"{sha256(data).hexdigest()}  {into / name}\n")


def keep(into: Path, name: str, data: bytes) -> None:
    """Write a wheel and record its hash. Raises WasReleased if that version exists with other bytes."""
    into.mkdir(parents=True, exist_ok=True)
    if (into / name).exists() and (into / name).read_bytes() != data:
        raise WasReleased(f"{name} was released with other bytes: raise RULES_VERSION, or leave the rule as it was.")
    (into / name).write_bytes(data)
    sums = (into / SUMS).read_text(encoding="ascii").splitlines() if (into / SUMS).exists() else []
    lines = sorted({*sums, f"{sha256(data).hexdigest()}  {name}"}, key=lambda line: line.split()[1])
    (into / SUMS).write_text("".join(f"{line}\n" for line in lines), encoding="ascii")


def made(tree: Path = ROOT) -> tuple[str, bytes]:
    """The wheel's file name and bytes."""
    version = _version(tree)
    root = f"amble_rules_{version.partition('.')[0]}"
    files = {f"{root}/__init__.py": f'"""Version {version} of the rule of Amble, as it was released."""\n'}
    for module, source in sorted(_modules(tree).items()):
        room = next(room for room in _ROOMS if module == room or module.startswith(f"{room}."))
        path = f"{root}/{_ROOMS[room]}{module.removeprefix(room).replace('.', '/')}"
        is_room = module in _ROOMS
        files[f"{path}/__init__.py" if is_room else f"{path}.py"] = _under(root, source)
    return f"{root}-{version}-py3-none-any.whl", _wheel(root, version, files)


def _version(tree: Path) -> str:
    rules = (tree / "services" / "progression" / "rules.py").read_text(encoding="utf-8")
    found = re.search(r'^RULES_VERSION = "([0-9.]+)"$', rules, re.MULTILINE)
    if found is None:
        raise ValueError("RULES_VERSION does not stand in services/progression/rules.py.")
    return found[1]


def _modules(tree: Path) -> dict[str, str]:
    """Every module that the boundary imports, with its source."""
    found: dict[str, str] = {}
    to_read = {_BOUNDARY, *_ROOMS}
    while to_read:
        module = to_read.pop()
        source = _source(tree, module)
        found[module] = _plain_settings(source) if module == _SETTINGS else source
        to_read |= _imported(tree, found[module]) - found.keys()
    return found


def _source(tree: Path, module: str) -> str:
    path = tree.joinpath(*module.split("."))
    return (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text(encoding="utf-8")


def _imported(tree: Path, source: str) -> set[str]:
    """Our own modules that a source imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(tuple(_ROOMS)):
            parts = (f"{node.module}.{alias.name}" for alias in node.names)
            modules = {part for part in parts if tree.joinpath(*part.split(".")).with_suffix(".py").exists()}
            names |= modules or {node.module}
    return names


def _plain_settings(source: str) -> str:
    """The settings without pydantic: names, types, defaults and computed values."""
    blocks = [_SETTINGS_HEAD]
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef):
            continue
        if node.name == "ProgressionSettings":
            blocks.append(_values(source, node))
        elif [ast.unparse(base) for base in node.bases] == ["StrEnum"]:
            blocks.append(f"{ast.get_source_segment(source, node)}\n")
    return "\n\n".join([*blocks, _SETTINGS_TAIL.lstrip("\n")])


def _values(source: str, settings: ast.ClassDef) -> str:
    lines = ["@dataclass(frozen=True)", "class ProgressionSettings:", '    """One immutable set of settings."""', ""]
    for node in settings.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Call(func=ast.Name(id="Field")) as field):
                default = field.args[0] if field.args else field.keywords[0].value
                kind, said = (ast.get_source_segment(source, part) for part in (node.annotation, default))
                lines.append(f"    {name}: {kind} = {said}")
            case ast.FunctionDef() if [ast.unparse(by) for by in node.decorator_list] == ["cached_property"]:
                body = ast.get_source_segment(source, node)
                lines += ["", "    @cached_property", f"    {body}"]
            case _:
                continue
    return "\n".join(lines) + "\n"


def _under(root: str, source: str) -> str:
    return _IMPORT.sub(lambda found: f"{found[1]}{root}.{_ROOMS[found[2]]}", source)


def _wheel(root: str, version: str, files: dict[str, str]) -> bytes:
    about = f"{root}-{version}.dist-info"
    files = files | {
        f"{about}/METADATA": (
            f"Metadata-Version: 2.4\nName: {root.replace('_', '-')}\nVersion: {version}\n"
            "Summary: One released version of the rule of Amble.\nLicense-Expression: Apache-2.0\n"
            "Requires-Python: >=3.11\n"
        ),
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: amble\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text.encode())}\n" for path, text in files.items())
    return _zipped(files | {f"{about}/RECORD": f"{record}{about}/RECORD,,\n"})


def _digest(text: str) -> str:
    return urlsafe_b64encode(sha256(text.encode()).digest()).rstrip(b"=").decode()


def _zipped(files: dict[str, str]) -> bytes:
    """A wheel without compression, because compressed bytes differ from one machine to another."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as wheel:
        for path, text in files.items():
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            wheel.writestr(entry, text.encode())
    return into.getvalue()


if __name__ == "__main__":
    main()
