"""Which files git ignores, by the `.gitignore` files above and beside them (see gitignore(5)).

Only patterns in the tree count: those of a user's own git configuration say nothing about a folder of reports.
"""

from __future__ import annotations

import os
import re
from functools import cache

from govlint.records import Record

IGNORE_FILE = ".gitignore"
_EXCLUDE_FILE = os.path.join(".git", "info", "exclude")


class Pattern(Record):
    """One line of an ignore file."""

    regex: re.Pattern[str]
    """Matches the path relative to the folder of the ignore file, with `/`."""
    includes: bool
    """Whether the pattern takes back what an earlier one ignored (`!`)."""
    folders_only: bool


class IgnoreFile(Record):
    """The patterns of one ignore file, and the folder they are relative to."""

    folder: str
    patterns: tuple[Pattern, ...]


def is_ignored(path: str, is_folder: bool, files: tuple[IgnoreFile, ...]) -> bool:
    """Whether the last pattern of `files` (outermost first) that matches the absolute `path` ignores it. The folders
    above it are not looked at: what is in an ignored folder is never reached.
    """
    for file in reversed(files):
        relative = os.path.relpath(path, file.folder).replace(os.sep, "/")
        for pattern in reversed(file.patterns):
            if (is_folder or not pattern.folders_only) and pattern.regex.fullmatch(relative):
                return not pattern.includes
    return False


def files_above(folder: str) -> tuple[IgnoreFile, ...]:
    """The ignore files that govern the absolute path `folder` from above it, outermost first: those of the git
    repository it lies in, if any. Its own is not among them.
    """
    chain = []
    current = folder
    while not os.path.exists(os.path.join(current, ".git")):
        parent = os.path.dirname(current)
        if parent == current:
            return ()
        current = parent
        chain.append(current)
    exclude = read_ignore_file(current, _EXCLUDE_FILE)
    found = [read_ignore_file(above) for above in reversed(chain)]
    return tuple(file for file in (exclude, *found) if file.patterns)


def read_ignore_file(folder: str, name: str = IGNORE_FILE) -> IgnoreFile:
    """The patterns of the ignore file in `folder`; none if there is no such file."""
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        lines = []
    patterns = (parse_pattern(line) for line in lines)
    return IgnoreFile(folder, tuple(pattern for pattern in patterns if pattern is not None))


def parse_pattern(line: str) -> Pattern | None:
    """The pattern that a line of an ignore file states, or None for blank lines, comments and broken patterns."""
    text = re.sub(r"(?<!\\)[ \t]+$", "", line)
    if not text or text.startswith("#"):
        return None
    includes = text.startswith("!")
    text = text.removeprefix("!")
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    anchored = "/" in text
    text = text.removeprefix("/")
    if not text:
        return None
    try:
        regex = re.compile(_translate(text if anchored else f"**/{text}"), re.DOTALL)
    except re.error:
        return None
    return Pattern(regex, includes, folders_only)


def _translate(pattern: str) -> str:
    """The regular expression for a pattern relative to its folder."""
    parts = pattern.split("/")
    translated = ""
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            translated += ".+" if last else "(?:[^/]+/)*"
        else:
            translated += _translate_name(part) + ("" if last else "/")
    return translated


def _translate_name(part: str) -> str:
    translated, index = "", 0
    while index < len(part):
        char = part[index]
        index += 1
        if char == "*":
            translated += "[^/]*"
        elif char == "?":
            translated += "[^/]"
        elif char == "\\" and index < len(part):
            translated += re.escape(part[index])
            index += 1
        elif char == "[" and (end := part.find("]", index + 2 if part[index : index + 1] in "!^" else index + 1)) > 0:
            body = part[index:end].replace("\\", "\\\\").replace("[", "\\[")
            translated += f"[^/{body[1:]}]" if body[0] in "!^" else f"[{body}]"
            index = end + 1
        else:
            translated += re.escape(char)
    return translated.replace("[^/]*[^/]*", "[^/]*")


def is_named(path: str, folder: str, patterns: tuple[str, ...], *, is_folder: bool = False) -> bool:
    """Whether the last of `patterns` (as in an ignore file in `folder`) that matches the absolute `path`, or a folder
    above it, names it.
    """
    try:
        parts = os.path.relpath(path, folder).split(os.sep)
    except ValueError:  # on different drives
        return False
    if parts[0] == os.pardir:
        return False
    file = IgnoreFile(folder, tuple(filter(None, map(_parsed, patterns))))
    return any(
        is_ignored(os.path.join(folder, *parts[:length]), is_folder or length < len(parts), (file,))
        for length in range(1, len(parts) + 1)
    )


def parts_by_backslash(pattern: str) -> bool:
    """Whether a pattern has backslashes where folders end, as paths have on Windows: in patterns they only take the
    meaning from the character behind, and before a letter that is never meant.
    """
    return re.search(r"(?<!\\)(?:\\\\)*\\\w", pattern) is not None


_parsed = cache(parse_pattern)
