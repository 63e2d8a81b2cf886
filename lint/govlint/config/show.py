"""Every setting of a configuration, its value, and where that comes from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from govlint.config.entries import PerFile
from govlint.config.load import IN_FILE, Configuration
from govlint.config.resolve import default_of
from govlint.config.settings import LIST, PATHS, WAYS, Option, ways_in
from govlint.records import Record
from govlint.rule import Text

DEFAULT = Text("默认", "default")
ENVIRONMENT = Text("环境变量 {name}", "environment variable {name}")
FOR_FILES = Text("{path} 的 [[per-file]]", "[[per-file]] of {path}")


class Setting(Record):
    """One setting as it holds."""

    key: str
    value: Any
    origin: Text
    args: Mapping[str, str]
    option: Option


def settings_in(configuration: Configuration | None, environment: Mapping[str, str], path: str = "") -> list[Setting]:
    """Every setting that a configuration can set, as it holds for the file at `path` where nothing is given with the
    command.
    """
    entries = [entry for entry in configuration.per_file if path and entry.covers(path)] if configuration else []
    return [_setting(key, option, configuration, environment, entries) for key, option in IN_FILE.items()]


def as_toml(value: Any) -> str:
    """A value as a configuration file has it; "" where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(as_toml, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _setting(
    key: str,
    option: Option,
    configuration: Configuration | None,
    environment: Mapping[str, str],
    entries: list[PerFile],
) -> Setting:
    for variable in option.variables:
        if environment.get(variable):
            value = environment[variable]
            shown: Any = (value,) if option.kind in (LIST, PATHS) else value
            if option.kind == WAYS:
                shown = ways_in(option, value)
            return Setting(key, shown, ENVIRONMENT, {"name": variable}, option)
    for entry in reversed(entries):
        if option.name in entry.values:
            assert configuration is not None, "entries come from configurations"
            return Setting(key, entry.values[option.name], FOR_FILES, {"path": configuration.path}, option)
    if configuration is not None and option.name in configuration.values:
        origin = configuration.origin(option.name)
        return Setting(key, configuration.values[option.name], Text("{path}", "{path}"), {"path": origin}, option)
    return Setting(key, default_of(option), DEFAULT, {}, option)
