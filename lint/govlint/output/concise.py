"""One line a finding, for editors and grep: `path:line:column: CODE severity message`."""

from __future__ import annotations

from collections.abc import Iterator

from govlint.messages import SEVERITIES, word
from govlint.output import View, wording
from govlint.output.terminal import SEVERITY_STYLES, escaped, styled
from govlint.result import Diagnostic, FileResult, Result


def render(result: Result, view: View) -> str:
    """The result as lines; nothing where nothing was found."""
    lines = _statistics(result, view) if view.statistics else _findings(result, view)
    return "".join(f"{line}\n" for line in lines)


def _findings(result: Result, view: View) -> Iterator[str]:
    for file, diagnostic in result.diagnostics:
        yield f"{_place(file, diagnostic, view)}: {_finding(result, diagnostic, view)}"


def _place(file: FileResult, diagnostic: Diagnostic, view: View) -> str:
    path, position = escaped(file.path), wording.position(diagnostic, view.lang)
    return f"{path}:{position}" if position else path


def _finding(result: Result, diagnostic: Diagnostic, view: View) -> str:
    severity = styled(
        word(SEVERITIES, diagnostic.severity, view.lang), SEVERITY_STYLES[diagnostic.severity], view.color
    )
    code = styled(diagnostic.code, "1", view.color)
    return f"{code} {severity} {escaped(wording.message(result, diagnostic, view.lang))}"


def _statistics(result: Result, view: View) -> Iterator[str]:
    for entry in wording.statistics(result):
        yield f"{entry.findings} {entry.code} {word(SEVERITIES, entry.severity, view.lang)} {entry.name}"
