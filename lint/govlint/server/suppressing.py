"""The edits that suppress a finding: a comment in Markdown and web pages, an entry of the configuration for plain text.

Where a comment may stand differs from place to place: on a line of its own it would tear a table or a paragraph, within
a line it is in the way. So places are tried in order, and one is taken only if the document reads as before and the
comment is about the finding. An entry, likewise, is taken only if the configuration then reads as before but for it.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

from pygls.uris import from_fs_path

from govlint.config.resolve import PYPROJECT, find_configuration
from govlint.messages import fill
from govlint.records import Record
from govlint.result import Diagnostic
from govlint.rule import Text
from govlint.server.checking import Verdict, report_of
from govlint.server.documents import Snapshot
from govlint.source.read import HTML, MARKDOWN
from govlint.suppress import HERE, NEXT, is_about

_REASON = Text("原因", "reason")
_NAME = "govlint.toml"
_ELLIPSIS = "…"
_LIST_OR_QUOTE = re.compile(r"\s*(?:>|[-+*]\s|\d+[.)]\s)|\s{2,}\S")
"""A line of Markdown before which another one may belong to something else."""
_BLOCK_TAG = re.compile(r"\s*<(?:p|h[1-6]|div|section|ul|ol)\b[^<>]*>", re.IGNORECASE)
_SPECIAL = re.compile(r"([\\*?\[\]])")
_MOST_BRACKETS = 200


class Insertion(Record):
    """Text that is put into a document."""

    offset: int
    text: str


class Entry(Record):
    """Text that is put into a configuration file, or is a new one."""

    path: str
    insertion: Insertion
    file: Snapshot | None
    """The file as it is; None if there is none yet."""


def comment_for(verdict: Verdict, diagnostic: Diagnostic, root: str, lang: str) -> Insertion | None:
    """The comment that suppresses a finding; None if there is no place for one."""
    snapshot = verdict.snapshot
    before = report_of(verdict, snapshot.text, root)
    if before is None or before.document.kind not in (MARKDOWN, HTML) or diagnostic.line is None:
        return None
    reason = fill(_REASON, lang, {})
    ways = _in_markdown if before.document.kind == MARKDOWN else _in_html
    for offset, verb, lead, tail in ways(verdict, diagnostic):
        text = f"{lead}<!-- govlint: {verb} {diagnostic.code} {reason} -->{tail}"
        after = report_of(verdict, snapshot.text[:offset] + text + snapshot.text[offset:], root)
        if after is None or after.document.text != before.document.text:
            continue
        old = {comment.text for comment in before.document.comments}
        added = [comment for comment in after.document.comments if comment.text not in old]
        if any(is_about(after.document, comment, diagnostic.span) for comment in added or after.document.comments):
            return Insertion(offset, text)
    return None


def entry_for(
    verdict: Verdict, diagnostic: Diagnostic, root: str, lang: str, open_at: Callable[[str], Snapshot | None]
) -> Entry | None:
    """The entry of the nearest configuration (of a new one in the folder `root`, if there is none) that suppresses a
    finding; None if it cannot be written. `open_at` gives the document that the editor has open at a path.
    """
    path = verdict.snapshot.path
    if path is None:
        return None
    found = find_configuration(os.path.dirname(path))
    target = found or os.path.join(root if _is_in(root, path) else os.path.dirname(path), _NAME)
    facts = {"path": _pattern(path, os.path.dirname(target)), "code": diagnostic.code}
    quote = _quote(diagnostic)
    if quote:
        facts["quote"] = quote
    facts["reason"] = fill(_REASON, lang, {})
    if found is None:
        return Entry(target, Insertion(0, _table("ignore", facts, "\n")), None)
    file = open_at(found) or _on_disk(found, verdict.snapshot.encoding)
    parents = ("tool", "govlint") if os.path.basename(found) == PYPROJECT else ()
    insertion = _insertion(file.text, parents, facts) if file else None
    return Entry(found, insertion, file) if insertion else None


def _on_disk(path: str, encoding: str) -> Snapshot | None:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            return Snapshot(from_fs_path(path) or "", "toml", None, file.read(), encoding)
    except (OSError, ValueError):
        return None


# -- comments ------------------------------------------------------------------------------------------------------

_Way = tuple[int, str, str, str]
"""Where a comment is put, what it says, and what stands before and behind it."""


def _in_markdown(verdict: Verdict, diagnostic: Diagnostic) -> Iterator[_Way]:
    lines = verdict.snapshot.lines
    number = (diagnostic.line or 1) - 1
    line, start = lines.line(number), lines.start(number)
    width = len(line.rstrip())
    in_line: _Way = (start + width, HERE, " ", "")
    if line.rstrip().endswith("|"):
        yield start + width - 1, HERE, "" if line[width - 2 : width - 1] == " " else " ", " "
    if _LIST_OR_QUOTE.match(line):
        yield in_line
    yield start, NEXT, line[: len(line) - len(line.lstrip())], _line_end(verdict)
    yield in_line
    yield lines.offset_of(diagnostic.line, diagnostic.column), HERE, "", ""


def _in_html(verdict: Verdict, diagnostic: Diagnostic) -> Iterator[_Way]:
    lines = verdict.snapshot.lines
    number = (diagnostic.line or 1) - 1
    line, start = lines.line(number), lines.start(number)
    if _BLOCK_TAG.match(line):
        yield start, NEXT, line[: len(line) - len(line.lstrip())], _line_end(verdict)
    yield lines.offset_of(diagnostic.line, diagnostic.column), HERE, "", ""
    yield lines.offset_of(diagnostic.end_line, diagnostic.end_column), HERE, "", ""


def _line_end(verdict: Verdict) -> str:
    return "\r\n" if "\r\n" in verdict.snapshot.text else "\n"


# -- entries -------------------------------------------------------------------------------------------------------


def _quote(diagnostic: Diagnostic) -> str:
    """The words at a finding, as an entry quotes them: those of its line nearby, as far as the text has them so."""
    window = diagnostic.window
    match = window.match.partition(_ELLIPSIS)[0]
    before = window.before.rpartition("\n")[2]
    after = window.after.partition("\n")[0] if match == window.match else ""
    return " ".join(f"{before}{match}{after}".split())


def _pattern(path: str, folder: str) -> str:
    relative = os.path.relpath(path, folder).replace(os.sep, "/")
    return "/" + _SPECIAL.sub(r"\\\1", relative) if "/" not in relative else _SPECIAL.sub(r"\\\1", relative)


def _insertion(text: str, parents: tuple[str, ...], facts: dict[str, str]) -> Insertion | None:
    """Where in a configuration an entry goes: a table at the end, or an item of the list that there is."""
    before = _parsed(text)
    if before is None:
        return None
    listed = _at(before, parents).get("ignore", [])
    if not isinstance(listed, list):
        return None
    wanted = [*listed, facts]
    line_end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else line_end if text.endswith("\n") else line_end * 2
    tables = Insertion(len(text), gap + _table(".".join((*parents, "ignore")), facts, line_end))
    inline = "{ " + ", ".join(f"{key} = {_string(value)}" for key, value in facts.items()) + " }"
    brackets = [match.start() for match in re.finditer("]", text)][:_MOST_BRACKETS]
    items = [Insertion(at, f"{comma}{inline}") for at in brackets for comma in ("", ", ")]
    for insertion in (tables, *items):
        after = _parsed(text[: insertion.offset] + insertion.text + text[insertion.offset :])
        if after is None or _at(after, parents).get("ignore") != wanted:
            continue
        _at(after, parents).pop("ignore")
        rest = _parsed(text) or {}
        _at(rest, parents).pop("ignore", None)
        if after == rest:
            return insertion
    return None


def _table(name: str, facts: dict[str, str], line_end: str) -> str:
    return line_end.join([f"[[{name}]]", *(f"{key} = {_string(value)}" for key, value in facts.items()), ""])


def _string(value: str) -> str:
    """A string of TOML: those of JSON are, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _parsed(text: str) -> dict[str, Any] | None:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _at(data: dict[str, Any], parents: tuple[str, ...]) -> dict[str, Any]:
    for name in parents:
        inner = data.get(name)
        data = inner if isinstance(inner, dict) else {}
    return data


def _is_in(folder: str, path: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(folder, ""))
