"""A rule pack: a package with formats, vocabularies, law and rules. The built-in one has no privileges."""

from __future__ import annotations

import os
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from govlint.datafile import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from govlint.report.formats import Format
    from govlint.rule import Rule

BUILT_IN = "govlint_rules"


class Pack:
    """The data files and the catalogue of one rule pack, each read at first use."""

    def __init__(self, package: str) -> None:
        self.package = package
        module = import_module(package)
        if module.__file__ is None:
            raise ValueError(f"{package} is not a rule pack: it has no files")
        self.folder = os.path.dirname(module.__file__)
        self.words: Mapping[str, dict[str, Any]] = {}
        """The vocabularies that are not as in the package."""
        self._vocabularies: dict[str, dict[str, Any]] = {}
        self._formats: dict[int, Format] = {}

    @property
    def name(self) -> str:
        """How the pack is called where two of them disagree."""
        return self.package

    def rule(self, target: str) -> Rule:
        """The rule that the catalogue calls `target` (`module:class`); its module is imported now."""
        module, _, name = target.partition(":")
        rule: Rule = getattr(import_module(f"{self.package}.{module}"), name)()
        return rule

    def read_toml(self, *parts: str) -> dict[str, Any]:
        """The content of a TOML file of the pack. Raises OSError or TOMLDecodeError."""
        return read_toml(os.path.join(self.folder, *parts))

    def read_text(self, *parts: str) -> str:
        """The content of a text file of the pack (UTF-8)."""
        with open(os.path.join(self.folder, *parts), encoding="utf-8") as file:
            return file.read()

    def vocabulary(self, name: str) -> dict[str, Any]:
        """The word list `name` of the pack's vocabulary/ folder."""
        if name not in self._vocabularies:
            self._vocabularies[name] = self.read_toml("vocabulary", f"{name}.toml")
        return self._vocabularies[name]

    @cached_property
    def format_years(self) -> tuple[int, ...]:
        """The first reporting year of each statutory format, ascending: the names of the files in formats/."""
        names = os.listdir(os.path.join(self.folder, "formats"))
        return tuple(sorted(int(name[:-5]) for name in names if name.endswith(".toml")))

    def format(self, first_year: int) -> Format:
        """The statutory format that came into force for the reports of `first_year`."""
        if first_year not in self._formats:
            from govlint.report.formats import parse_format

            self._formats[first_year] = parse_format(str(first_year), self.read_toml("formats", f"{first_year}.toml"))
        return self._formats[first_year]

    def format_for(self, year: int) -> Format:
        """The statutory format of the reports of `year`; the earliest one for years before it."""
        first = self.format_years[0]
        for candidate in self.format_years:
            if candidate <= year:
                first = candidate
        return self.format(first)

    @cached_property
    def catalogue(self) -> dict[str, Any]:
        """Every code ever used, with its rule's name, module and status."""
        return self.read_toml("catalogue.toml")

    @cached_property
    def law(self) -> dict[str, dict[str, str]]:
        """Every article and document a rule may rest on, by key; none if the pack has no law of its own."""
        found: dict[str, dict[str, str]] = {}
        folder = os.path.join(self.folder, "law")
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            if name.endswith(".toml"):
                found.update(self.read_toml("law", name))
        return found

    @cached_property
    def families(self) -> dict[str, dict[str, str]]:
        """What the rules are about whose codes begin alike, by that beginning; none if the pack does not say."""
        is_there = os.path.isfile(os.path.join(self.folder, "families.toml"))
        return self.read_toml("families.toml") if is_there else {}

    @cached_property
    def vocabulary_names(self) -> tuple[str, ...]:
        """The names of the word lists in vocabulary/."""
        folder = os.path.join(self.folder, "vocabulary")
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        return tuple(name[:-5] for name in names if name.endswith(".toml"))

    @property
    def levels(self) -> Mapping[str, str]:
        """Severities by selector that the pack gives to rules, those of others included."""
        return {}

    @property
    def example_names(self) -> tuple[str, ...]:
        """The names of the clean reports in examples/ that the examples of rules start from."""
        folder = os.path.join(self.folder, "examples")
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        return tuple(name[:-4] for name in names if name.endswith(".txt"))

    def with_words(self, words: Mapping[str, dict[str, Any]]) -> Pack:
        """The same pack with other vocabularies in place of its own, by name."""
        other = Pack(self.package)
        other.words = words
        other._vocabularies.update(words)
        return other


def load_pack(package: str = BUILT_IN) -> Pack:
    """The rule pack of that package name; read once a process."""
    return _load(package)


@cache
def _load(package: str) -> Pack:
    return Pack(package)
