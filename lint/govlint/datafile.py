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
    kept_at = _kept_at(path)
    try:
        with open(kept_at, "rb") as file:
            kept_stamp, data = marshal.load(file)
        if kept_stamp == stamp:
            found: dict[str, Any] = data
            return found
    except (OSError, ValueError, EOFError, TypeError):
        pass  # nothing kept, or nothing of use
    parsed = _parse(path)
    if not sys.dont_write_bytecode:
        _keep(kept_at, (stamp, parsed))
    return parsed


def _parse(path: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    with open(path, "rb") as file:
        return tomllib.load(file)


def _kept_at(path: str) -> str:
    """Where the content of `path` is kept, by the rules of Python's byte code."""
    folder, name = os.path.split(os.path.abspath(path))
    if sys.pycache_prefix is None:
        folder = os.path.join(folder, "__pycache__")
    else:
        folder = os.path.join(sys.pycache_prefix, os.path.splitdrive(folder)[1].lstrip(os.sep))
    return os.path.join(folder, f"{name}.{sys.implementation.cache_tag}.data")


def _keep(path: str, content: tuple[tuple[int, int, int], dict[str, Any]]) -> None:
    """Writes `content` to the file `path` as a whole, or not at all: the next run can parse again."""
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
