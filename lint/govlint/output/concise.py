"""One line a finding, for editors and grep: `path:line:column: CODE severity message`."""

from __future__ import annotations

from collections.abc import Iterator

from govlint.messages import SEVERITIES, word
from govlint.output import View, wording
from govlint.output.terminal import SEVERITY_STYLES, escaped, styled
from govlint.result import Diagnostic, FileResult, Result


def render(result: Result, view: View) -> str:
    """The result as lines; nothing where nothing was found."""
    return "".join(f"{line}\n" for line in (_counts(result, view) if view.statistics else _findings(result, view)))


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


def _counts(result: Result, view: View) -> Iterator[str]:
    from govlint.output.statistics import plain_lines

    return plain_lines(result, view)
