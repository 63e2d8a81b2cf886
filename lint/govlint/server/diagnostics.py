"""Findings as the protocol has them."""

from __future__ import annotations

import os
from typing import Any

from lsprotocol import types

from govlint.engine import UNUSED_SUPPRESSION
from govlint.output import wording
from govlint.output.terminal import escaped
from govlint.problems import UserFileError
from govlint.records import Record
from govlint.result import Diagnostic, RelatedPlace, Repair
from govlint.rule import ERROR, INFO, WARNING
from govlint.server.checking import Verdict
from govlint.server.documents import Snapshot

SOURCE = "govlint"
_SEVERITIES = {
    ERROR: types.DiagnosticSeverity.Error,
    WARNING: types.DiagnosticSeverity.Warning,
    INFO: types.DiagnosticSeverity.Information,
}
_COMMENT, _COMMENT_END = "<!--", "-->"
_ELLIPSIS = "…"


class Abilities(Record):
    """What the client can show of a finding."""

    related: bool = False
    tags: bool = False


def diagnostics_of(verdict: Verdict, lang: str, abilities: Abilities) -> list[types.Diagnostic]:
    """The findings that count."""
    return [diagnostic_of(verdict, diagnostic, lang, abilities) for diagnostic in verdict.diagnostics]


def diagnostic_of(verdict: Verdict, diagnostic: Diagnostic, lang: str, abilities: Abilities) -> types.Diagnostic:
    """One finding."""
    assert verdict.result is not None, "there are findings"
    result = verdict.result
    message = wording.message(result, diagnostic, lang)
    expectation = wording.expectation(diagnostic, lang)
    is_unused = result.rules[diagnostic.code].event == UNUSED_SUPPRESSION
    found = types.Diagnostic(
        range_of(verdict.snapshot, diagnostic, is_comment=is_unused),
        escaped(message) + (f"\n{escaped(expectation)}" if expectation else ""),
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        source=SOURCE,
        data={"fingerprint": diagnostic.fingerprint, "fix": _fix(verdict, diagnostic)},
    )
    if abilities.related and diagnostic.related:
        found.related_information = [
            types.DiagnosticRelatedInformation(
                types.Location(verdict.snapshot.uri, _related_range(verdict.snapshot, related)),
                escaped(wording.related_message(result, diagnostic, related, lang)),
            )
            for related in diagnostic.related
        ]
    if abilities.tags and is_unused:
        found.tags = [types.DiagnosticTag.Unnecessary]
    return found


def range_of(snapshot: Snapshot, diagnostic: Diagnostic, *, is_comment: bool = False) -> types.Range:
    """Where a finding stands; at the beginning if it concerns the document as a whole. One about a comment reaches over
    all of it.
    """
    lines = snapshot.lines
    start = lines.offset_of(diagnostic.line, diagnostic.column)
    end = max(start, lines.offset_of(diagnostic.end_line, diagnostic.end_column))
    if is_comment and snapshot.text.startswith(_COMMENT, start):
        closed = snapshot.text.find(_COMMENT_END, start)
        end = closed + len(_COMMENT_END) if closed >= 0 else end
    return lines.range(start, end)


def edits_of(snapshot: Snapshot, repair: Repair) -> list[types.TextEdit]:
    """The edits of a fix."""
    lines = snapshot.lines
    return [
        types.TextEdit(
            lines.range(lines.offset_of(edit.line, edit.column), lines.offset_of(edit.end_line, edit.end_column)),
            edit.text,
        )
        for edit in repair.edits
    ]


def problem_diagnostic(problem: UserFileError, snapshot: Snapshot | None, lang: str) -> types.Diagnostic:
    """What is wrong with a file of the user's, on its line; `snapshot` is the file, if the editor has it open."""
    number = max(0, (problem.line or 1) - 1)
    range_ = types.Range(types.Position(number, 0), types.Position(number + 1, 0))
    if snapshot is not None and number < snapshot.lines.count:
        line = snapshot.lines.line(number)
        start = snapshot.lines.start(number)
        indent = len(line) - len(line.lstrip())
        range_ = snapshot.lines.range(start + indent, start + len(line.rstrip()))
    return types.Diagnostic(range_, escaped(problem.told(lang)), severity=types.DiagnosticSeverity.Error, source=SOURCE)


def path_of(problem: UserFileError) -> str:
    """The absolute path of the file that is wrong."""
    return os.path.abspath(problem.path)


def _fix(verdict: Verdict, diagnostic: Diagnostic) -> dict[str, Any] | None:
    repair = verdict.repairs.get(diagnostic.fingerprint)
    if repair is None:
        return None
    edits = [
        {
            "range": {
                "start": {"line": edit.range.start.line, "character": edit.range.start.character},
                "end": {"line": edit.range.end.line, "character": edit.range.end.character},
            },
            "newText": edit.new_text,
        }
        for edit in edits_of(verdict.snapshot, repair)
    ]
    return {"safe": repair.is_safe, "edits": edits}


def _related_range(snapshot: Snapshot, related: RelatedPlace) -> types.Range:
    start = snapshot.lines.offset_of(related.line, related.column)
    match = related.window.match
    end = start + len(match)
    is_whole = _ELLIPSIS not in match and snapshot.text[start:end] == match
    return snapshot.lines.range(start, end if is_whole else start)
