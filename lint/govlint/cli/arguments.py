"""Reads the arguments of `check` where they are plain, without loading click.

The options are those of `config.settings`, the rules those of click: long options with the value behind them or behind
`=`, short ones that may stand together, `--`, options and paths in any order, values from the environment. What is not
plainly right is left to click, which says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govlint.config.settings import CHOICE, LIST, NUMBER, OPTIONS, PATHS, SWITCH, WAYS, Option, ways_in

_BY_FLAG = {flag: option for option in OPTIONS for flag in option.flags}
_REPEATED = (LIST, PATHS)


class _NotPlainError(ValueError):
    """Something that click must look at."""


def parse_check(args: Sequence[str], environment: Mapping[str, str]) -> dict[str, Any] | None:
    """The parameters of `run_check` that `args` and `environment` give; None if click must look at them."""
    try:
        return _parse(list(args), environment)
    except _NotPlainError:
        return None


def _parse(args: list[str], environment: Mapping[str, str]) -> dict[str, Any]:
    paths: list[str] = []
    values: dict[str, Any] = {}
    args.reverse()
    while args:
        arg = args.pop()
        if arg == "--":
            paths += reversed(args)
            break
        if arg.startswith("--"):
            name, equals, value = arg.partition("=")
            _take(_option(name), value if equals else None, args, values)
        elif arg.startswith("-") and len(arg) > 1:
            _take_short(arg, args, values)
        else:
            paths.append(arg)
    for option in OPTIONS:
        if option.name not in values:
            values[option.name] = _otherwise(option, environment)
    return {"paths": tuple(paths), **values}


def _take_short(arg: str, args: list[str], values: dict[str, Any]) -> None:
    """Takes `-v`, `-qv`, `-f json` or `-fjson`."""
    for index, letter in enumerate(arg[1:], 1):
        option = _option(f"-{letter}")
        if option.kind != SWITCH:
            _take(option, arg[index + 1 :] or None, args, values)
            return
        values[option.name] = True


def _take(option: Option, value: str | None, args: list[str], values: dict[str, Any]) -> None:
    """Puts the value of `option` into `values`; where none came with it, it is the next of `args`."""
    if option.kind == SWITCH:
        if value is not None:
            raise _NotPlainError
        values[option.name] = True
        return
    if option.kind == WAYS:
        named = _ways(option, option.choices[0] if value is None else value)
        values[option.name] = tuple(dict.fromkeys((*values.get(option.name, ()), *named)))
        return
    if value is None:
        if not args or _BY_FLAG.get(args[-1]) is not None:
            raise _NotPlainError
        value = args.pop()
    if option.kind in _REPEATED:
        values[option.name] = (*values.get(option.name, ()), value)
    else:
        values[option.name] = _converted(option, value)


def _otherwise(option: Option, environment: Mapping[str, str]) -> Any:
    """The value of an option that the arguments do not give: that of the environment, or the default."""
    for variable in option.variables:
        if environment.get(variable):
            if option.kind in (SWITCH, WAYS, *_REPEATED):
                raise _NotPlainError
            return _converted(option, environment[variable])
    if option.kind == SWITCH:
        return False
    return () if option.kind in (WAYS, *_REPEATED) else None if option.in_file else option.default


def _ways(option: Option, value: str) -> tuple[str, ...]:
    found = ways_in(option, value)
    if found is None:
        raise _NotPlainError
    return found


def _converted(option: Option, value: str) -> str | int:
    if option.kind == CHOICE and value not in option.choices:
        raise _NotPlainError
    if option.kind == NUMBER:
        least, most = option.limits
        if not (value.isascii() and value.isdecimal() and len(value) < 10):
            raise _NotPlainError
        number = int(value)
        if number < least or (most is not None and number > most):
            raise _NotPlainError
        return number
    return value


def _option(flag: str) -> Option:
    if flag not in _BY_FLAG:
        raise _NotPlainError
    return _BY_FLAG[flag]
