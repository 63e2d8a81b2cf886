"""What holds in a run: the command line, else the environment, else the configuration file, else the default.

The configuration is the nearest `.govlint.toml`, `govlint.toml` or `pyproject.toml` with a table `[tool.govlint]`,
looked for upward from the folder that everything to be checked lies in. One file holds for a run; nothing is merged.

A rule pack is a program, and a folder of reports may come from anybody: packs are taken from a configuration that is
named, or lies in the current folder or above it, and from no other.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govlint.config.settings import LIST, OPTIONS, PATHS, SWITCH, Option

if TYPE_CHECKING:
    from govlint.config.load import Configuration

PYPROJECT = "pyproject.toml"
NAMES = (".govlint.toml", "govlint.toml", PYPROJECT)
"""In a folder with several, the first counts."""
STDIN = "-"


def resolved(options: Mapping[str, Any], paths: Sequence[str] = ()) -> tuple[dict[str, Any], Configuration | None]:
    """The options of a command with every value that was not given filled in, and the configuration some of them come
    from. `paths` are what is to be checked. UserFileError where the configuration is wrong.
    """
    configuration = _configuration(options, paths)
    completed = dict(options)
    for option in OPTIONS:
        if option.in_file and option.name in options:
            given = options[option.name]
            if option.name == "rules":  # further rules add up
                completed["rules"] = (*(configuration.take("rules") or () if configuration else ()), *given)
            elif not given:
                taken = configuration.take(option.name) if configuration else None
                completed[option.name] = _default(option) if taken is None else taken
    return completed, configuration


def find_configuration(folder: str) -> str | None:
    """The configuration file that holds in `folder`: in it, or in the nearest folder above that has one."""
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name != PYPROJECT or _has_table(path)):
                return path
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _configuration(options: Mapping[str, Any], paths: Sequence[str]) -> Configuration | None:
    if options.get("isolated"):
        return None
    path, may_run = options.get("config"), True
    if not path:
        path = find_configuration(_folder_of(paths, options.get("stdin_filename")))
        if path is None:
            return None
        may_run = _is_around(os.path.dirname(path), os.getcwd())
        near = os.path.relpath(path) if _is_around(os.getcwd(), path) else path
        path = near
    from govlint.config.load import load_configuration

    return load_configuration(path, may_run=may_run)


def _is_around(folder: str, path: str) -> bool:
    """Whether `path` is `folder`, or in it."""
    return os.path.join(path, "").startswith(os.path.join(folder, ""))


def _folder_of(paths: Sequence[str], stdin_filename: str | None) -> str:
    """The folder that all of `paths` lie in; the current one where there are none, and for standard input."""
    files = [stdin_filename or os.path.join(os.curdir, STDIN) if path == STDIN else path for path in paths]
    folders = {os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path) or os.curdir) for path in files}
    try:
        return os.path.commonpath(folders) if folders else os.getcwd()
    except ValueError:  # on different drives
        return os.getcwd()


def _has_table(path: str) -> bool:
    """Whether a pyproject.toml speaks of govlint: told without parsing it, which every other run would pay for."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return False
    bare = content.translate(None, b" \t\"'")
    return b"tool.govlint" in bare or (b"[tool]" in bare and b"govlint" in bare)


def _default(option: Option) -> Any:
    return False if option.kind == SWITCH else () if option.kind in (LIST, PATHS) else option.default
