"""For the code quality widget of GitLab merge requests: a list of findings in the form that GitLab takes from Code
Climate. https://docs.gitlab.com/ci/testing/code_quality/
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from govlint.output import View, wording
from govlint.output.paths import from_root
from govlint.output.terminal import escaped, marks_for
from govlint.result import Diagnostic, FileResult, Result
from govlint.rule import ERROR, INFO, WARNING

_SEVERITIES = {ERROR: "critical", WARNING: "major", INFO: "info"}
_UNJUDGED = "blocker"
"""Of what a rule says of the run itself: the file was not judged, or not by every rule."""


def render(result: Result, view: View) -> str:
    """The findings as a JSON list."""
    lines = ",\n".join(
        json.dumps(_issue(result, file, diagnostic, view.lang), ensure_ascii=False)
        for file, diagnostic in result.diagnostics
    )
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _issue(result: Result, file: FileResult, diagnostic: Diagnostic, lang: str) -> dict[str, Any]:
    words = result.rules[diagnostic.code]
    path = from_root(file.path)
    return {
        "description": _description(result, diagnostic, lang),
        "check_name": diagnostic.code,
        "fingerprint": sha256(f"{path}\x1f{diagnostic.fingerprint}".encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": _UNJUDGED if words.event else _SEVERITIES[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": _line(diagnostic)}},
    }


def _description(result: Result, diagnostic: Diagnostic, lang: str) -> str:
    """Code, message and place: GitLab shows neither the name of the check nor anything but a line."""
    message = f"{diagnostic.code} {wording.message(result, diagnostic, lang)}"
    return escaped(message + wording.parenthesis(_places(result, diagnostic, lang), lang))


def _places(result: Result, diagnostic: Diagnostic, lang: str) -> list[str]:
    position = "" if _has_line(diagnostic) else wording.position(diagnostic, lang)
    return [position, wording.place(diagnostic, lang, marks_for("utf-8")), *wording.elsewhere(result, diagnostic, lang)]


def _has_line(diagnostic: Diagnostic) -> bool:
    """Whether the finding has a line of the file, and not of a page."""
    return diagnostic.line is not None and diagnostic.page is None


def _line(diagnostic: Diagnostic) -> int:
    return diagnostic.line if diagnostic.line is not None and _has_line(diagnostic) else 1
