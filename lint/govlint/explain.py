"""What there is to know of one rule, gathered from its class, its pack's catalogue and its law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from govlint.records import Record
from govlint.rule import Example, Text

if TYPE_CHECKING:
    from govlint.registry import Registry


class RulePage(Record):
    """One rule, explained."""

    code: str
    name: str
    status: str
    since: str
    severity: str
    title: Text
    explain: Text
    messages: Mapping[str, Text]
    help: Text
    basis: tuple[Text, ...]
    related: tuple[tuple[str, str], ...]
    """Code and name of each rule near this one."""
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


def page_of(registry: Registry, code: str) -> RulePage:
    """The page of the rule with that code. KeyError if the pack has no such rule, or it is retired."""
    rule = registry.rule(code)
    entry = registry.entries[code]
    return RulePage(
        code,
        rule.name,
        entry.status,
        entry.since,
        rule.severity,
        rule.title,
        rule.explain,
        rule.messages,
        rule.help,
        tuple(registry.basis(key) for key in rule.basis),
        tuple((near, registry.entries[near].name) for near in rule.related if near in registry.entries),
        tuple(rule.bad),
        tuple(rule.good),
    )
