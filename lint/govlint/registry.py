"""Code and name → rule. A rule's module is imported when the rule is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from govlint.pack import BUILT_IN, load_pack
from govlint.records import Record
from govlint.result import Words
from govlint.rule import Rule, Text

if TYPE_CHECKING:
    from govlint.pack import Pack

RETIRED = "retired"


class Entry(Record):
    """One line of a pack's catalogue."""

    code: str
    name: str
    target: str
    """`module:class` in the pack; for a retired rule the code of its successor, or ""."""
    status: str
    since: str

    @property
    def is_retired(self) -> bool:
        """Whether the rule is only kept so that its code is never used again."""
        return self.status == RETIRED


class Registry:
    """The rules of one pack, by code and by name."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.entries: Mapping[str, Entry] = {
            code: Entry(code, *fields[:4]) for code, fields in sorted(pack.catalogue.items())
        }
        self.names: Mapping[str, str] = {entry.name: entry.code for entry in self.entries.values()}
        self._rules: dict[str, Rule] = {}
        self._events: dict[str, Rule | None] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of every rule that is not retired, ascending."""
        return tuple(code for code, entry in self.entries.items() if not entry.is_retired)

    def rule(self, code: str) -> Rule:
        """The rule with that code. KeyError if the pack has no such rule, or it is retired."""
        if code not in self._rules:
            entry = self.entries[code]
            if entry.is_retired:
                raise KeyError(code)
            module, _, name = entry.target.partition(":")
            self._rules[code] = getattr(import_module(f"{self.pack.package}.{module}"), name)()
        return self._rules[code]

    def rule_for(self, event: str) -> Rule | None:
        """The rule that puts `event` of the machine into words, or None if the pack has none.

        The catalogue lists the rules of the run itself first, so that this imports little.
        """
        if event not in self._events:
            self._events[event] = next((rule for rule in map(self.rule, self.codes) if rule.event == event), None)
        return self._events[event]

    def words(self, codes: Iterable[str]) -> dict[str, Words]:
        """What the rules with those codes say, law included."""
        return {code: self._words(self.rule(code)) for code in sorted(set(codes))}

    def _words(self, rule: Rule) -> Words:
        basis = tuple(self.basis(key) for key in rule.basis)
        return Words(rule.code, rule.name, rule.title, rule.messages, rule.help, basis)

    def basis(self, key: str) -> Text:
        """The article or document with that key of the pack's law, as a sentence; the key itself if it is unknown."""
        article = self.pack.law.get(key, {})
        zh = article.get("zh", key)
        return Text(zh, article.get("en", zh))


def load_registry(package: str = BUILT_IN) -> Registry:
    """The registry of the rule pack of that package name; made once a process."""
    return _load(package)


@cache
def _load(package: str) -> Registry:
    return Registry(load_pack(package))
