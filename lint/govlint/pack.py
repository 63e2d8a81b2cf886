"""A rule pack: a package with formats, vocabularies, law and rules. The built-in one has no privileges."""

from __future__ import annotations

import os
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from govlint.datafile import read_toml

if TYPE_CHECKING:
    from govlint.report.formats import Format

BUILT_IN = "govlint_rules"


class Pack:
    """The data files and the catalogue of one rule pack, each read at first use."""

    def __init__(self, package: str) -> None:
        self.package = package
        module = import_module(package)
        if module.__file__ is None:
            raise ValueError(f"{package} is not a rule pack: it has no files")
        self.folder = os.path.dirname(module.__file__)
        self._vocabularies: dict[str, dict[str, Any]] = {}
        self._formats: dict[int, Format] = {}

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
        """Every article and document a rule may rest on, by key."""
        found: dict[str, dict[str, str]] = {}
        for name in sorted(os.listdir(os.path.join(self.folder, "law"))):
            if name.endswith(".toml"):
                found.update(self.read_toml("law", name))
        return found


@cache
def load_pack(package: str = BUILT_IN) -> Pack:
    """The rule pack of that package name; read once a process."""
    return Pack(package)
