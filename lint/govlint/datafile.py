"""TOML files, kept ready to use beside Python's own byte code.

Parsing the data of a rule pack takes longer than checking a report with it. So what was parsed is kept as Python keeps
compiled modules: in `__pycache__`, valid for a file of that time and size, written if the folder can be written and
byte code is, and never needed.
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import Any

_VERSION = 1
"""Of what is kept: grows when it changes."""


def read_toml(path: str) -> dict[str, Any]:
    """The content of a TOML file. Raises OSError, or TOMLDecodeError (a ValueError)."""
    status = os.stat(path)
    stamp = (_VERSION, status.st_mtime_ns, status.st_size)
    place = kept_at(path)
    found: dict[str, Any] | None = kept(place, stamp)
    if found is not None:
        return found
    parsed = _parse(path)
    if not sys.dont_write_bytecode:
        keep(place, (stamp, parsed))
    return parsed


def kept(place: str, stamp: tuple[Any, ...]) -> Any:
    """What is kept in the file `place` under that stamp; None if there is nothing, or nothing of use."""
    try:
        with open(place, "rb") as file:
            kept_stamp, data = marshal.loads(file.read())  # `load` reads a file piece by piece: six times slower
        return data if kept_stamp == stamp else None
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _parse(path: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    with open(path, "rb") as file:
        return tomllib.load(file)


def kept_at(path: str) -> str:
    """Where what was made of `path` is kept, by the rules of Python's byte code."""
    folder, name = os.path.split(os.path.abspath(path))
    if sys.pycache_prefix is None:
        folder = os.path.join(folder, "__pycache__")
    else:
        folder = os.path.join(sys.pycache_prefix, os.path.splitdrive(folder)[1].lstrip(os.sep))
    return os.path.join(folder, f"{name}.{sys.implementation.cache_tag}.data")


def keep(path: str, content: tuple[tuple[Any, ...], Any]) -> None:
    """Writes `content`, a stamp and data, to the file `path` as a whole, or not at all: nothing depends on it."""
    temporary = f"{path}.{os.getpid()}"
    try:
        data = marshal.dumps(content)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "xb") as file:
            file.write(data)
        os.replace(temporary, path)
    except (OSError, ValueError):  # a folder that cannot be written, or a date, which marshal does not know
        if os.path.exists(temporary):
            os.unlink(temporary)
