"""Entries of a configuration that hold for some files only."""

from __future__ import annotations

import os
from typing import Any

from govlint.gitignore import is_named
from govlint.records import Record


class Ignore(Record):
    """One entry of the configuration: these findings do not count. Travels to worker processes."""

    key: str
    """Tells it from the other entries of the run."""
    source: str
    """The configuration file, ..."""
    line: int | None
    """... and where in it the entry stands."""
    folder: str
    """What `paths` are relative to: an absolute path."""
    selectors: tuple[str, ...]
    paths: tuple[str, ...] = ()
    """Patterns as in .gitignore; none stands for every file."""
    quote: str = ""
    reason: str = ""
    until: str = ""
    """The last day on which it holds, as YYYY-MM-DD; "" for ever."""
    is_audited: bool = False
    """Whether the audited party wrote it: in an audit it holds no finding back."""

    def covers(self, path: str) -> bool:
        """Whether the entry is about the file at `path`."""
        return not self.paths or is_named(os.path.abspath(path), self.folder, self.paths)


class PerFile(Record):
    """Options that hold for the files of some paths."""

    key: str
    """Tells it from the other entries of the run."""
    folder: str
    """What `paths` are relative to: an absolute path."""
    paths: tuple[str, ...]
    """Patterns as in .gitignore."""
    values: dict[str, Any]
    """The options by their names."""

    def covers(self, path: str) -> bool:
        """Whether the entry is about the file at `path`."""
        return is_named(os.path.abspath(path), self.folder, self.paths)
