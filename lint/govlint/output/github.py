"""For GitHub Actions: workflow commands that become annotations of the files.

GitHub shows a limited number of annotations of each level a step, so the most severe come first, and the last line says
how many are to be found in the log only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govlint.messages import fill
from govlint.output import View, wording
from govlint.output.terminal import escaped, marks_for
from govlint.result import Diagnostic, FileResult, Result
from govlint.rule import ERROR, INFO, SEVERITIES, WARNING, Text

LIMIT = 10
"""Annotations of one level that GitHub shows for a step."""
_LEVELS = {ERROR: "error", WARNING: "warning", INFO: "notice"}
_BEYOND = Text(
    "GitHub 每一步每一级别只显示 {limit} 条批注,另外 {number} 条只在这里:{counts}",
    "GitHub shows {limit} annotations of a level for each step; {number} more are only here: {counts}",
)


def render(result: Result, view: View) -> str:
    """The findings as workflow commands."""
    ordered = sorted(result.diagnostics, key=lambda found: SEVERITIES.index(found[1].severity))
    lines = [_command(result, file, diagnostic, view.lang) for file, diagnostic in ordered]
    counted = Counter(_LEVELS[diagnostic.severity] for _, diagnostic in ordered)
    beyond = {level: number - LIMIT for level, number in counted.items() if number > LIMIT}
    if beyond:
        counts = ", ".join(f"{level} {number}" for level, number in beyond.items())
        lines.append(fill(_BEYOND, view.lang, {"limit": LIMIT, "number": sum(beyond.values()), "counts": counts}))
    return "".join(f"{line}\n" for line in lines)


def _command(result: Result, file: FileResult, diagnostic: Diagnostic, lang: str) -> str:
    words = result.rules[diagnostic.code]
    properties = {"title": f"{words.code} {words.name}", "file": file.path, **_region(diagnostic)}
    told = ",".join(f"{name}={_property(escaped(str(value)))}" for name, value in properties.items())
    message = "\n".join(escaped(line) for line in _lines(result, diagnostic, lang) if line)
    return f"::{_LEVELS[diagnostic.severity]} {told}::{_data(message)}"


def _region(diagnostic: Diagnostic) -> dict[str, int | None]:
    """Where the file has lines: lines and, within one line, columns. GitHub takes no columns across lines."""
    if diagnostic.line is None or diagnostic.page is not None:
        return {}
    if diagnostic.end_line not in (None, diagnostic.line):
        return {"line": diagnostic.line, "endLine": diagnostic.end_line}
    return {
        "line": diagnostic.line,
        "col": diagnostic.column,
        "endLine": diagnostic.line,
        "endColumn": diagnostic.end_column,
    }


def _lines(result: Result, diagnostic: Diagnostic, lang: str) -> Iterator[str]:
    position = "" if _region(diagnostic) else wording.position(diagnostic, lang)
    place = wording.place(diagnostic, lang, marks_for("utf-8"))
    yield wording.message(result, diagnostic, lang) + wording.parenthesis([position, place], lang)
    yield wording.expectation(diagnostic, lang)
    yield from wording.elsewhere(result, diagnostic, lang)
    yield wording.advice(result, diagnostic, lang)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
