"""Code and name → rule. A rule's module is imported when the rule is first asked for.

Rules come from the built-in pack, and from what a configuration names beside it: files of rules, and other packs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from govlint.pack import BUILT_IN, load_pack
from govlint.records import Record
from govlint.result import Words
from govlint.rule import ERROR, Rule, Text

if TYPE_CHECKING:
    from typing import Any, Protocol

    from govlint.pack import Pack

    class Source(Protocol):
        """Where rules come from: a rule pack, or a file of rules."""

        @property
        def name(self) -> str:
            """How it is called where two of them disagree."""

        @property
        def catalogue(self) -> Mapping[str, Any]:
            """Each code with its rule's name, target, status and version."""

        @property
        def law(self) -> Mapping[str, Mapping[str, str]]:
            """What its rules rest on, by key."""

        @property
        def levels(self) -> Mapping[str, str]:
            """Severities by selector."""

        @property
        def example_names(self) -> tuple[str, ...]:
            """The clean reports it has."""

        def rule(self, target: str) -> Rule:
            """The rule with that target in the catalogue."""

        def read_text(self, *parts: str) -> str:
            """A text file of it."""


RETIRED = "retired"

Stamp = tuple[str, int, int]
"""Path, time and size of a file."""
_NO_TEXT = Text("", "")
_NOT_LOADED = Text("{target} 读不进来:{problem}", "{target} cannot be loaded: {problem}")


class Entry(Record):
    """One line of a pack's catalogue."""

    code: str
    name: str
    target: str
    """`module:class` in the pack; for a retired rule the code of its successor, or ""."""
    status: str
    since: str
    needs: str = ""
    """As `govlint.rule.Rule.needs`."""

    @property
    def is_retired(self) -> bool:
        """Whether the rule is only kept so that its code is never used again."""
        return self.status == RETIRED


class Registry:
    """The rules of a pack and of further sources, by code and by name. No two sources give the same code or name;
    `govlint.userrules.load` sees to that.
    """

    def __init__(self, pack: Pack, further: Mapping[str, Source] | None = None) -> None:
        self.pack = pack
        """The pack that has the formats and vocabularies, and the rules of the run itself."""
        self._source_named: Mapping[str, Source] = further or {}
        self.sources: tuple[Source, ...] = (pack, *dict.fromkeys(self._source_named.values()))
        self._source_of: dict[str, Source] = {}
        self._rules: dict[str, Rule] = {}
        self._events: dict[str, Rule | None] = {}
        entries: dict[str, Entry] = {}
        self.names: dict[str, str] = {}
        for source in self.sources:
            for code, fields in source.catalogue.items():
                entries[code] = Entry(code, *fields[:5])
                self._source_of[code] = source
                self.names[entries[code].name] = code
        self.entries: Mapping[str, Entry] = {code: entries[code] for code in sorted(entries)}

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of every rule that is not retired, ascending."""
        return tuple(code for code, entry in self.entries.items() if not entry.is_retired)

    def source(self, code: str) -> Source:
        """Where the rule with that code comes from."""
        return self._source_of[code]

    def source_named(self, name: str) -> Source:
        """The source that the configuration calls `name`. KeyError if there is none."""
        return self._source_named[name]

    def rule(self, code: str) -> Rule:
        """The rule with that code. KeyError if there is no such rule, or it is retired."""
        if code not in self._rules:
            entry = self.entries[code]
            if entry.is_retired:
                raise KeyError(code)
            self._rules[code] = self._load(code, entry.target)
        return self._rules[code]

    def _load(self, code: str, target: str) -> Rule:
        """The rule from its source. UserFileError where a pack beside the built-in one fails in giving it."""
        source = self._source_of[code]
        try:
            return source.rule(target)
        except Exception as problem:  # whatever the module of a stranger does
            if source is self.pack:
                raise
            from govlint.problems import UserFileError

            facts = {"target": target, "problem": f"{type(problem).__name__}: {problem}"}
            raise UserFileError(source.name, _NOT_LOADED, facts, rule=code) from problem

    def rule_for(self, event: str) -> Rule | None:
        """The rule that puts `event` of the machine into words, or None if the pack has none.

        The catalogue lists the rules of the run itself first, so that this imports little.
        """
        if event not in self._events:
            own = (code for code in self.codes if self._source_of[code] is self.pack)
            self._events[event] = next((rule for rule in map(self.rule, own) if rule.event == event), None)
        return self._events[event]

    def words(self, codes: Iterable[str]) -> dict[str, Words]:
        """What the rules with those codes say, law included. Of a rule that cannot be loaded there is only the name."""
        return {code: self._words(code) for code in sorted(set(codes))}

    def _words(self, code: str) -> Words:
        try:
            rule = self.rule(code)
        except Exception:  # whatever its module does wrong, the result of each file tells it
            name = self.entries[code].name
            return Words(code, name, Text(name, name), {}, _NO_TEXT, (), _NO_TEXT, ERROR)
        return Words(
            code,
            rule.name,
            rule.title,
            rule.messages,
            rule.help,
            self.basis(rule),
            rule.explain,
            rule.severity,
            rule.event,
        )

    @property
    def families(self) -> dict[str, Text]:
        """What the rules of the pack are about whose codes begin alike, by that beginning."""
        return {start: Text(name["zh"], name["en"]) for start, name in self.pack.families.items()}

    def basis(self, rule: Rule) -> tuple[Text, ...]:
        """The articles and documents that a rule rests on, as sentences; where its source and the pack do not know
        one, its key.
        """
        return tuple(self._article(self._source_of[rule.code], key) for key in rule.basis)

    def _article(self, source: Source, key: str) -> Text:
        article = source.law.get(key) or self.pack.law.get(key, {})
        zh = article.get("zh", key)
        return Text(zh, article.get("en", zh))

    def example_report(self, code: str, name: str) -> str:
        """The clean report of that name that an example of the rule `code` starts from: that of the rule's source, of
        the pack, or of the built-in pack. FileNotFoundError if none of them has it.
        """
        for source in (self._source_of[code], self.pack, load_pack()):
            if name in source.example_names:
                return source.read_text("examples", f"{name}.txt")
        raise FileNotFoundError(f"there is no clean report {name}")


def load_registry(
    package: str = BUILT_IN, further: tuple[str, ...] = (), stamps: tuple[Stamp, ...] | None = None
) -> Registry:
    """The registry of the rule pack of that package name and of `further` files of rules and packs, named as in a
    configuration; made once a process for files that do not change: `stamps` are theirs at the beginning of a run,
    and those of now if not given. UserFileError if one of these is wrong.
    """
    return _load(package, further, stamps_of(further) if stamps is None else stamps)


def stamps_of(names: Iterable[str]) -> tuple[Stamp, ...]:
    """What tells each file from others, and from what it was before."""
    return tuple(map(_stamp, names))


def _stamp(name: str) -> Stamp:
    path = os.path.abspath(name)
    try:
        status = os.stat(path)
    except OSError:
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size


@cache
def _load(package: str, further: tuple[str, ...], _stamps: tuple[Stamp, ...]) -> Registry:
    if not further:
        return Registry(load_pack(package))
    from govlint.userrules.load import load_further

    pack, sources = load_further(load_pack(package), further)
    return Registry(pack, sources)
