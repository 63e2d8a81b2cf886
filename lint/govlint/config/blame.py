"""Which line of a configuration names a rule that there is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govlint.config.select import UnknownSelectorError, codes_of, split
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.config.groups import Group
    from govlint.problems import UserFileError
    from govlint.registry import Registry

_SELECTING = ("select", "ignore", "extend_select", "severity")
"""The options that name rules."""
_NO_RULE = Text("没有 {selector} 这条规则", "there is no rule {selector}")


def blamed(group: Group, problem: UnknownSelectorError) -> UserFileError | None:
    """The problem as one of the configuration, if it is the configuration that names the unknown rule."""
    configuration = group.configuration
    if configuration is None:
        return None
    facts = {"selector": problem.selector}
    for entry in group.per_file:
        for name in _SELECTING:
            if problem.selector in _selectors(entry.values.get(name, ())):
                key = name.replace("_", "-")
                return configuration.problem_of_entry(entry, key, _NO_RULE, problem.nearest, **facts)
    for name in _SELECTING:
        if name in configuration.used and problem.selector in _selectors(configuration.values[name]):
            return configuration.problem(name, _NO_RULE, problem.nearest, **facts)
    return None


def check_entries(group: Group, registry: Registry) -> None:
    """UserFileError if an entry of the configuration names an unknown rule."""
    for entry in group.ignores:
        for selector in entry.selectors:
            try:
                codes_of(registry, selector)
            except UnknownSelectorError as problem:
                assert group.configuration is not None, "entries come from configurations"
                facts = {"selector": selector}
                raise group.configuration.problem_of_entry(entry, "code", _NO_RULE, problem.nearest, **facts) from None


def _selectors(values: Sequence[str]) -> list[str]:
    return [selector.partition("=")[0].strip() for selector in split(values)]
