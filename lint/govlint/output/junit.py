"""For Jenkins, GitLab and others that show tests: a suite a file, and in it a case for every rule of the run, so that
the page of the build is the checklist. What no rule could judge is skipped, a file that could not be judged an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape

from govlint.messages import SEVERITIES, VERDICTS, fill, word
from govlint.output import View, wording
from govlint.output.terminal import escaped, marks_for
from govlint.result import (
    FAILED,
    NOT_APPLICABLE,
    NOT_ASSESSABLE,
    OWN_FILE,
    PASSED,
    Check,
    Diagnostic,
    FileResult,
    Result,
)
from govlint.rule import SEVERITIES as SEVERITY_ORDER
from govlint.rule import Text

_NOT_SHOWN = Text("有问题,但级别低于 --min-severity,没有显示", "has findings below --min-severity, which are not shown")
_MORE = Text("{message}(共 {number} 处)", "{message} ({number} places)")
_FAILURE, _ERROR, _SKIPPED = "failure", "error", "skipped"
_COUNTS = {_FAILURE: "failures", _ERROR: "errors", _SKIPPED: "skipped"}


def render(result: Result, view: View) -> str:
    """The result as JUnit XML."""
    suites = [_suite(result, file, view.lang) for file in result.spoken_of]
    totals: Counter[str] = sum((counts for _, counts in suites), Counter())
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            _tag("testsuites", {"name": "govlint", **_numbers(totals)}),
            "\n",
            *(text for text, _ in suites),
            "</testsuites>\n",
        ]
    )


def _suite(result: Result, file: FileResult, lang: str) -> tuple[str, Counter[str]]:
    """The element for a file, and the number of its cases by what came of them."""
    checks = {check.code: check for check in file.checks}
    found: dict[str, list[Diagnostic]] = {}
    for diagnostic in file.diagnostics:
        found.setdefault(diagnostic.code, []).append(diagnostic)
    counts: Counter[str] = Counter()
    cases = []
    asked = () if file.status == OWN_FILE else result.codes
    for code in sorted({*asked, *checks}):
        check = checks.get(code) or Check(code, PASSED)
        kind, outcome = _outcome(result, check, found.get(code, []), lang)
        counts.update(("tests", kind) if kind else ("tests",))
        case = {
            "classname": file.path.replace(".", "_"),
            "name": f"{code} {wording.name(result, code)}",
            "file": file.path,
        }
        cases.append(f"{_tag('testcase', case)}{outcome}</testcase>\n")
    suite = {"name": file.path, **_numbers(counts)}
    return "".join([_tag("testsuite", suite), "\n", *_properties(file), *cases, "</testsuite>\n"]), counts


def _outcome(result: Result, check: Check, found: list[Diagnostic], lang: str) -> tuple[str, str]:
    """What came of a case ("" if it passed), and the element that tells it."""
    if check.verdict in (NOT_APPLICABLE, NOT_ASSESSABLE):
        reason, colon = wording.reason(check, lang), ":" if lang == "zh" else ": "
        return _skipped(colon.join(filter(None, (word(VERDICTS, check.verdict, lang), reason))))
    if check.verdict != FAILED:
        return "", ""
    if not found:
        return _skipped(fill(_NOT_SHOWN, lang, {}))
    kind = _ERROR if result.rules[check.code].event else _FAILURE
    message = wording.message(result, found[0], lang)
    if len(found) > 1:
        message = fill(_MORE, lang, {"message": message, "number": len(found)})
    severity = min((diagnostic.severity for diagnostic in found), key=SEVERITY_ORDER.index)
    text = "\n".join(_safe(line) for diagnostic in found for line in _told(result, diagnostic, lang))
    return kind, f"{_tag(kind, {'message': message, 'type': severity})}{text}</{kind}>"


def _skipped(message: str) -> tuple[str, str]:
    return _SKIPPED, f"{_tag(_SKIPPED, {'message': message})}</{_SKIPPED}>"


def _told(result: Result, diagnostic: Diagnostic, lang: str) -> Iterable[str]:
    severity = word(SEVERITIES, diagnostic.severity, lang)
    marks, window = marks_for("utf-8"), diagnostic.window
    places = (wording.position(diagnostic, lang), wording.place(diagnostic, lang, marks))
    yield "  ".join(filter(None, (severity, *places)))
    yield f"  {wording.message(result, diagnostic, lang)}"
    if window.text:
        yield f"  {window.before.lstrip()}{marks.opening}{window.match}{marks.closing}{window.after.rstrip()}"
    yield from (f"  {line}" for line in wording.elsewhere(result, diagnostic, lang))
    yield f"  {wording.advice(result, diagnostic, lang)}"


def _properties(file: FileResult) -> Iterable[str]:
    """What the report says of itself, and the relations between its figures."""
    facts = {
        "status": file.status,
        "organ": file.organ,
        "year": file.year,
        "statutory_format": file.statutory_format,
        **{f"relations_{name}": number for name, number in file.relations.fields().items()},
    }
    yield "<properties>"
    for name, value in facts.items():
        if value is not None:
            yield _tag("property", {"name": name, "value": value}, "/>")
    yield "</properties>\n"


def _numbers(counts: Mapping[str, int]) -> dict[str, int]:
    return {"tests": counts.get("tests", 0), **{name: counts.get(kind, 0) for kind, name in _COUNTS.items()}}


def _tag(name: str, attributes: Mapping[str, object], end: str = ">") -> str:
    facts = "".join(f' {key}="{_safe(str(value))}"' for key, value in attributes.items())
    return f"<{name}{facts}{end}"


def _safe(text: str) -> str:
    """`text` on one line, without characters that XML cannot carry, and escaped."""
    return escape(escaped(text, marks_for("utf-8").line_end).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff"))
