"""For programs: one object, described by `schema/result.schema.json`. A file or finding a line, so that diffs read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from govlint.messages import REASONS, word
from govlint.output import View, wording
from govlint.result import BASELINE, Compared, Diagnostic, FileResult, RelatedPlace, Repair, Result, Suppressed

SCHEMA = 1
"""Grows when a key is removed or changes its type; never for a key that is added."""

_WORTH_A_WORD = ("excluded", "git-ignored", "link", "unread-kind", "no-access")
"""Hidden files, and kinds that hold no reports, are left out without one."""


def render(result: Result, view: View) -> str:
    """The result as JSON text."""
    return "".join(pieces(result, view))


def pieces(result: Result, view: View) -> Iterator[str]:
    """The JSON text bit by bit: no more than a file or finding of it is in memory."""
    yield f'{{\n"schema": {SCHEMA},\n"tool": {_encode(tool(result))},\n"summary": {_encode(summary(result))}'
    yield from _list("files", files(result, view.lang))
    yield from _list("diagnostics", diagnostics(result, view.lang))
    yield from _list("checks", (tally.fields() for tally in result.checks))
    left_out = skipped(result)
    if left_out:
        yield from _list("skipped", left_out)
    if result.baseline:
        yield f',\n"baseline": {_encode(baseline(result))}'
    if view.statistics:
        from govlint.output.statistics import as_json

        for key, entries in as_json(result, view).items():
            yield from _list(key, entries)
    yield "\n}\n"


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _list(key: str, entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A key and a list of objects, one a line."""
    yield f',\n"{key}": ['
    separator = "\n  "
    for entry in entries:
        yield separator + _encode(entry)
        separator = ",\n  "
    yield "]" if separator == "\n  " else "\n]"


def tool(result: Result) -> dict[str, Any]:
    """What made the result."""
    return {"name": "govlint", "version": result.version}


def summary(result: Result) -> dict[str, Any]:
    """The run in numbers."""
    return {
        "files": len(result.files),
        **result.counts.fields(),
        "suppressed": sum(result.suppressed.values()),
        "hidden": result.hidden.total,
        "relations": result.relations.fields(),
    }


def files(result: Result, lang: str) -> Iterable[dict[str, Any]]:
    """What was seen of each file."""
    return (_file(file, lang) for file in result.files)


def diagnostics(result: Result, lang: str) -> Iterable[dict[str, Any]]:
    """Every finding, those that do not count among them."""
    for file in result.spoken_of:
        entries = [*file.diagnostics, *file.suppressed]
        if file.suppressed:
            entries.sort(key=lambda diagnostic: (diagnostic.span[0], diagnostic.code))
        for diagnostic in entries:
            yield _diagnostic(result, file, diagnostic, lang)


def skipped(result: Result) -> list[dict[str, Any]]:
    """What was left out, as far as it is worth a word."""
    return [{"path": item.path, "reason": item.why} for item in result.skipped if item.why in _WORTH_A_WORD]


def baseline(result: Result) -> dict[str, Any]:
    """How the findings compare with those that were accepted."""
    return {
        "path": result.baseline,
        "known": result.suppressed.get(BASELINE, 0),
        "new": result.new,
        "gone": [{"path": file.path, **gone.fields()} for file, gone in result.gone],
    }


def _file(file: FileResult, lang: str) -> dict[str, Any]:
    return {
        "path": file.path,
        "status": file.status,
        "organ": file.organ,
        "organ_kind": file.organ_kind,
        "year": file.year,
        "statutory_format": file.statutory_format,
        "issue_date": file.issue_date,
        "relations": file.relations.fields(),
        "not_assessable": [
            {
                "relation": item.relation,
                "table": item.table,
                "row": item.row,
                "column": item.column,
                "reason": item.why,
                "why": word(REASONS, item.why, lang, item.args),
            }
            for item in file.unassessed
        ],
        **({"excluded_by": file.excluded_by} if file.excluded_by else {}),
        **({"previous": _compared(file.compared, lang)} if file.compared else {}),
    }


def _compared(compared: Compared, lang: str) -> dict[str, Any]:
    return {
        "path": compared.path,
        "organ": compared.organ,
        "year": compared.year,
        "reason": compared.why or None,
        "why": word(REASONS, compared.why, lang, compared.args) if compared.why else None,
    }


def _diagnostic(result: Result, file: FileResult, diagnostic: Diagnostic, lang: str) -> dict[str, Any]:
    suppressed = diagnostic.suppressed
    return {
        "code": diagnostic.code,
        "name": result.rules[diagnostic.code].name,
        "severity": diagnostic.severity,
        "variant": diagnostic.variant,
        "message": wording.message(result, diagnostic, lang),
        "args": dict(diagnostic.args),
        "path": file.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "page": diagnostic.page,
        "paragraph": diagnostic.paragraph,
        "grid": diagnostic.grid,
        "section": diagnostic.section,
        "table": diagnostic.table,
        "row": diagnostic.row,
        "cell": diagnostic.cell,
        "expected": diagnostic.expected,
        "actual": diagnostic.actual,
        "excerpt": diagnostic.window.text,
        "help": wording.advice(result, diagnostic, lang),
        "basis": wording.basis(result, diagnostic, lang),
        "related": [_related(result, file, diagnostic, related, lang) for related in diagnostic.related],
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
        "fingerprint": diagnostic.fingerprint,
        "suppressed": suppressed is not None and suppressed.holds,
        **({"suppression": _suppression(suppressed)} if suppressed else {}),
    }


def _fix(fix: Repair) -> dict[str, Any]:
    return {
        "safe": fix.is_safe,
        "edits": [
            {
                "line": edit.line,
                "column": edit.column,
                "end_line": edit.end_line,
                "end_column": edit.end_column,
                "text": edit.text,
            }
            for edit in fix.edits
        ],
    }


def _suppression(suppressed: Suppressed) -> dict[str, Any]:
    return {
        "how": suppressed.how,
        "reason": suppressed.reason or None,
        "path": suppressed.path or None,
        "line": suppressed.line,
        **({"severity": suppressed.level} if suppressed.level else {}),
    }


def _related(
    result: Result, file: FileResult, diagnostic: Diagnostic, related: RelatedPlace, lang: str
) -> dict[str, Any]:
    return {
        "line": related.line,
        "column": related.column,
        "page": related.page,
        "paragraph": related.paragraph,
        "grid": related.grid,
        "path": related.path or file.path,
        "message": wording.related_message(result, diagnostic, related, lang),
        "excerpt": related.window.text,
    }
