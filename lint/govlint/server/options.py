"""The settings of the client: those of the command line, and two of the editor alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from govlint.config.resolve import unset
from govlint.config.settings import CHOICE, LIST, NUMBER, OPTIONS, PATHS, SWITCH, Option
from govlint.nearest import nearest_of
from govlint.records import Record
from govlint.rule import Text

_NAMES = (
    "select", "ignore", "extend_select", "severity", "min_severity", "year", "organ_kind", "rules", "baseline",
    "require_reason", "exclude", "lang", "config", "isolated",
)  # fmt: skip
"""The options of a check that mean something in an editor."""
_KNOWN = {option.name: option for option in OPTIONS if option.name in _NAMES}
_SHOW_NOT_REPORTS, _RUN_PACKS = "show_not_reports", "run_packs"
_OWN = (_SHOW_NOT_REPORTS, _RUN_PACKS)
_OF_CLIENTS = ("path", "trace")
"""What the parts of editors that start the server keep under the same name: where it is, how much they log."""
_UNKNOWN = Text("没有 {key} 这一项设置", "there is no setting {key}")
_NEAREST = Text("没有 {key} 这一项设置,是不是 {nearest}?", "there is no setting {key}; did you mean {nearest}?")
_WRONG = Text("设置 {key} 的值不对", "the setting {key} cannot have that value")

Complaint = tuple[Text, Mapping[str, str]]


class Options(Record):
    """What the client asked for."""

    given: dict[str, Any]
    """As `govlint.config.groups.groups_of` takes them."""
    shows_not_reports: bool = False
    """Whether it is said of a file that it is no report."""
    runs_packs: bool = False
    """Whether rule packs, which are programs, run if a configuration that was found names them."""
    complaints: tuple[Complaint, ...] = ()
    """What is wrong with the settings; what is wrong does not hold."""


def options_of(settings: object, root: str) -> Options:
    """The options in the client's `settings` (by their names as in a configuration, or in camel case; perhaps under
    "govlint" or "settings"). Paths are relative to the folder `root`.
    """
    given = unset()
    own = dict.fromkeys(_OWN, False)
    complaints: list[Complaint] = []
    for key, value in _flat(settings).items():
        name = "".join(f"_{char.lower()}" if char.isupper() else char for char in key).replace("-", "_")
        if value is None or name in _OF_CLIENTS:
            continue
        if name in _OWN and isinstance(value, bool):
            own[name] = value
        elif name in _KNOWN:
            read = _value(_KNOWN[name], value, root)
            if read is None:
                complaints.append((_WRONG, {"key": key}))
            else:
                given[name] = read
        elif name in _OWN:
            complaints.append((_WRONG, {"key": key}))
        else:
            nearest = nearest_of(name, (*_KNOWN, *_OWN))
            complaints.append((_NEAREST if nearest else _UNKNOWN, {"key": key, "nearest": _camel(nearest)}))
    return Options(given, own[_SHOW_NOT_REPORTS], own[_RUN_PACKS], tuple(complaints))


def _flat(settings: object) -> Mapping[str, Any]:
    while isinstance(settings, dict):
        inner = next((settings[name] for name in ("govlint", "settings") if name in settings), None)
        if inner is None:
            return {key: value for key, value in settings.items() if key not in ("govlint", "settings")}
        settings = inner
    return {}


def _value(option: Option, value: object, root: str) -> Any:
    """The value as the command line would have it; None if it is none for that option."""
    if option.name == "severity" and isinstance(value, dict):
        value = [f"{selector}={level}" for selector, level in value.items()]
    if option.kind in (LIST, PATHS):
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(item, str) and item for item in listed):
            return None
        return tuple(_at(option, item, root) for item in listed)
    if option.kind == SWITCH:
        return value if isinstance(value, bool) else None
    if option.kind == NUMBER:
        least, most = option.limits
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and least <= int(str(value)) <= (most or int(str(value))) else None
    if not isinstance(value, str) or not value:
        return None
    if option.kind == CHOICE:
        return value.lower() if value.lower() in option.choices else None
    return _at(option, value, root)


def _at(option: Option, value: str, root: str) -> str:
    """A path from `root`, where the value is one."""
    is_path = option.name == "baseline" or (option.name == "config" and "=" not in value)
    if option.name == "rules":
        is_path = value.endswith(".toml") or "/" in value or os.sep in value
    return os.path.join(root, os.path.expanduser(value)) if is_path else value


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))
