"""From the paths that a user names to the files that are checked.

Files named are always checked. Folders are searched for the kinds that govlint reads; hidden files and folders, those
that git ignores, and other kinds are left out, and said to be.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from govlint.records import Record
from govlint.result import Skipped

if TYPE_CHECKING:
    from govlint.gitignore import IgnoreFile

READ_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf")
"""The kinds that a folder is searched for. A file that is named needs no suffix."""
DOCUMENT_SUFFIXES = (
    ".doc", ".wps", ".rtf", ".odt", ".ofd", ".mht", ".xls", ".xlsx", ".et", ".csv",
)  # fmt: skip
"""Kinds that reports come in too: leaving one out unread is worth a word."""

HIDDEN, GIT_IGNORED, EXCLUDED, LINK, OTHER_KIND = "hidden", "git-ignored", "excluded", "link", "other-kind"
UNREAD_KIND, NO_ACCESS = "unread-kind", "no-access"


class Found(Record):
    """What a search came to."""

    files: tuple[str, ...]
    """In order of the paths as shown; no file twice."""
    skipped: tuple[Skipped, ...]
    """What was met and left out, in order of path."""

    @property
    def closed(self) -> tuple[str, ...]:
        """The folders that could not be opened."""
        return tuple(skipped.path for skipped in self.skipped if skipped.why == NO_ACCESS)


def discover(paths: Iterable[str], is_excluded: Callable[[str, bool], bool] | None = None) -> Found:
    """The files that `paths` (files, folders, or names of nothing) stand for. A path that does not exist counts as a
    file, so that reading it says so. `is_excluded` tells of an absolute path, and whether it is a folder, if a search
    leaves it out.
    """
    files: list[str] = []
    skipped: list[Skipped] = []
    for found in search(paths, is_excluded):
        if isinstance(found, Skipped):
            skipped.append(found)
        else:
            files.append(found)
    return Found(_once(files), _named_once(skipped))


def search(paths: Iterable[str], is_excluded: Callable[[str, bool], bool] | None = None) -> Iterator[str | Skipped]:
    """What `discover` gathers, as it is met: a file may come more than once."""
    for path in paths:
        if os.path.isdir(path):
            from govlint.gitignore import files_above

            folder = os.path.abspath(path)
            yield from _search(path, folder, files_above(folder), is_excluded or _never)
        else:
            yield path


def shown(path: str) -> str:
    """The path as it is printed: as given, with `/`, and with � for bytes that are no text."""
    slashes = path.replace(os.sep, "/")
    return slashes.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _named_once(skipped: list[Skipped]) -> tuple[Skipped, ...]:
    return tuple(found for _, found in sorted({item.path: item for item in skipped}.items()))


def _once(files: list[str]) -> tuple[str, ...]:
    """The files by their shown path; of several ways to name one file, the first in that order."""
    by_place: dict[str, str] = {}
    for file in sorted(files, key=lambda file: (shown(file), file)):
        by_place.setdefault(os.path.normcase(os.path.abspath(file)), file)
    return tuple(by_place.values())


def _never(_path: str, _is_folder: bool) -> bool:
    return False


def _search(
    path: str, folder: str, ignore_files: tuple[IgnoreFile, ...], is_excluded: Callable[[str, bool], bool]
) -> Iterator[str | Skipped]:
    """The files in `path` (whose absolute path is `folder`), and what is left out."""
    from govlint.gitignore import is_ignored, read_ignore_file

    try:
        with os.scandir(path) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield Skipped(shown(path), NO_ACCESS)
        return
    own = read_ignore_file(folder)
    if own.patterns:
        ignore_files = (*ignore_files, own)
    for entry in listed:
        is_folder = entry.is_dir(follow_symlinks=False)
        absolute = os.path.join(folder, entry.name)
        if entry.name.startswith((".", "~$")):  # Word puts ~$ before the name of a file that is open
            yield Skipped(shown(entry.path), HIDDEN)
        elif not is_folder and not entry.is_file():
            yield Skipped(shown(entry.path), LINK)
        elif ignore_files and is_ignored(absolute, is_folder, ignore_files):
            yield Skipped(shown(entry.path), GIT_IGNORED)
        elif is_excluded(absolute, is_folder):
            yield Skipped(shown(entry.path), EXCLUDED)
        elif is_folder:
            yield from _search(entry.path, absolute, ignore_files, is_excluded)
        elif entry.name.lower().endswith(READ_SUFFIXES):
            yield entry.path
        else:
            is_document = entry.name.lower().endswith(DOCUMENT_SUFFIXES)
            yield Skipped(shown(entry.path), UNREAD_KIND if is_document else OTHER_KIND)
