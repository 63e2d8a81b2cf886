"""What holds in a run: the command line, else the environment, else the configuration file, else the default.

The configuration of a file is the nearest `.govlint.toml`, `govlint.toml` or `pyproject.toml` with a table
`[tool.govlint]`, looked for upward from it. Nothing is merged but what a file explicitly extends. What concerns the run
as a whole (its output, its exit status) is taken from the configuration of the folder that everything lies in.

A rule pack is a program, and a folder of reports may come from anybody: packs are taken from a configuration that is
named, or lies in the current folder or above it, and from no other.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govlint.config.settings import LIST, OPTIONS, PATHS, SWITCH, WAYS, Option

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
    configuration = Configurations(options).of_run(paths)
    return completed(options, configuration), configuration


def completed(options: Mapping[str, Any], configuration: Configuration | None) -> dict[str, Any]:
    """The options with every value that was not given taken from the configuration, or the default."""
    filled = dict(options)
    for option in OPTIONS:
        if option.in_file and option.name in options:
            given = options[option.name]
            if option.name == "rules":  # further rules add up
                filled["rules"] = (*(configuration.take("rules") or () if configuration else ()), *given)
            elif not given:
                taken = configuration.take(option.name) if configuration else None
                filled[option.name] = default_of(option) if taken is None else taken
    return filled


class Configurations:
    """The configurations of a run: each is read once."""

    def __init__(self, options: Mapping[str, Any], *, runs_packs: bool | None = None) -> None:
        """`runs_packs` is whether rule packs that a configuration names may run, if it was looked for; if not given,
        where it lies says so.
        """
        self._runs_packs = runs_packs
        self._is_isolated = bool(options.get("isolated"))
        self._stdin_filename: str | None = options.get("stdin_filename")
        given = options.get("config") or ()
        self._settings = [value for value in given if "=" in value and not os.path.exists(value)]
        self._files = [value for value in given if value not in self._settings]
        self._loaded: dict[tuple[str, ...], Configuration | None] = {}
        self._found: dict[str, str | None] = {}

    @property
    def is_named(self) -> bool:
        """Whether the user named what holds, so that nothing is looked for."""
        return self._is_isolated or bool(self._files)

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that was read: the configurations, and those that they extend."""
        loaded = (configuration.files for configuration in self._loaded.values() if configuration)
        return tuple(dict.fromkeys((*self._files, *(path for files in loaded for path in files))))

    def of_run(self, paths: Sequence[str]) -> Configuration | None:
        """The configuration of the run as a whole, in which `paths` are checked: that of the folder they all lie in."""
        return self._of_folder(_folder_of(paths, self._stdin_filename))

    def of_file(self, path: str) -> Configuration | None:
        """The configuration that holds for the file at `path`."""
        return self._of_folder(os.path.dirname(os.path.abspath(path)))

    def _of_folder(self, folder: str) -> Configuration | None:
        files: tuple[str, ...] = ()
        if self._files:
            files = tuple(self._files)
        elif not self._is_isolated:
            if folder not in self._found:
                self._found[folder] = find_configuration(folder)
            found = self._found[folder]
            files = (found,) if found else ()
        if files not in self._loaded:
            self._loaded[files] = self._load(files)
        return self._loaded[files]

    def _load(self, files: tuple[str, ...]) -> Configuration | None:
        if not files and not self._settings:
            return None
        from govlint.config.load import inline_configuration, load_configuration

        configuration = None
        for path in files:
            may_run, shown = True, path
            if not self._files:
                is_above = is_around(os.path.dirname(path), os.getcwd())
                may_run = is_above if self._runs_packs is None else self._runs_packs
                shown = os.path.relpath(path) if is_around(os.getcwd(), path) else path
            configuration = load_configuration(shown, may_run=may_run, base=configuration)
        for setting in self._settings:
            configuration = inline_configuration(setting, configuration)
        return configuration


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


def is_around(folder: str, path: str) -> bool:
    """Whether `path` is `folder`, or in it; both are absolute."""
    inner, outer = (os.path.normcase(os.path.join(each, "")) for each in (path, folder))
    return inner.startswith(outer)


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


def unset() -> dict[str, Any]:
    """Every option of a check as if nothing were given."""
    return {option.name: None if option.in_file and option.kind not in (LIST, PATHS, WAYS) else default_of(option)
            for option in OPTIONS}  # fmt: skip


def default_of(option: Option) -> Any:
    """The value of an option that nothing sets."""
    return False if option.kind == SWITCH else () if option.kind in (LIST, PATHS, WAYS) else option.default
