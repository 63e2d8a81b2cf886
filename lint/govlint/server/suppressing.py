"""The edits that suppress a finding: a comment in Markdown and web pages, an entry of the configuration for plain text.

Where a comment may stand differs from place to place: on a line of its own it would tear a table or a paragraph, within
a line it is in the way. So places are tried in order, and one is taken only if the document reads as before and the
comment is about the finding. An entry, likewise, is taken only if the configuration then reads as before but for it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

from pygls.uris import from_fs_path

from govlint.config.resolve import find_configuration, is_around
from govlint.ignoring import NAME, Insertion, facts_of, insertion_into, parents_in, quotes_of, tables_of
from govlint.messages import fill
from govlint.records import Record
from govlint.result import Diagnostic
from govlint.rule import Text
from govlint.server.checking import Verdict, report_of
from govlint.server.documents import Snapshot
from govlint.source.read import HTML, MARKDOWN
from govlint.suppress import HERE, NEXT, is_about

_REASON = Text("原因", "reason")
_LIST_OR_QUOTE = re.compile(r"\s*(?:>|[-+*]\s|\d+[.)]\s)|\s{2,}\S")
"""A line of Markdown before which another one may belong to something else."""
_BLOCK_TAG = re.compile(r"\s*<(?:p|h[1-6]|div|section|ul|ol)\b[^<>]*>", re.IGNORECASE)


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
    target = found or os.path.join(root if is_around(root, path) else os.path.dirname(path), NAME)
    facts = facts_of(path, os.path.dirname(target), diagnostic, quotes_of(diagnostic)[0], fill(_REASON, lang, {}))
    if found is None:
        return Entry(target, Insertion(0, tables_of([facts])), None)
    file = open_at(found) or _on_disk(found, verdict.snapshot.encoding)
    insertion = insertion_into(file.text, parents_in(found), [facts]) if file else None
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
