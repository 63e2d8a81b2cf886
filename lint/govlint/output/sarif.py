"""For code scanning: SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/.

Every rule of the run is described, every file is an artifact. Where a file has lines, a finding has a region in code
points of the file; where it has none (Word, PDF), page, paragraph and cell are among the properties of its place.
Readers find their way by the logical location: section, table, row, cell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from govlint.messages import SECTIONS, STATUSES, TABLES, fill, word
from govlint.output import View, wording
from govlint.output.paths import uri
from govlint.output.rules import plain
from govlint.output.terminal import escaped, marks_for
from govlint.result import (
    BASELINE,
    CHECKED,
    COMMENT,
    FAILURE_STATUS,
    OWN_FILE,
    Compared,
    Diagnostic,
    FileResult,
    RelatedPlace,
    Repair,
    Result,
    Words,
)
from govlint.rule import ERROR, INFO, WARNING, Text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"
FINGERPRINT = "govlint/v1"
"""The name of the fingerprint among those that other tools add."""
_LEVELS = {ERROR: "error", WARNING: "warning", INFO: "note"}
_PROBLEM_SEVERITIES = {ERROR: "error", WARNING: "warning", INFO: "recommendation"}
"""What GitHub calls the severity of a rule that is about no security."""
_PRECISIONS = {ERROR: "very-high", WARNING: "high", INFO: "medium"}
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_BASIS = Text("依据", "Legal basis")
_IN_PART = Text("检查时程序出错,有的规则没有检查", "checked only in part (internal error)")
_SAFE = Text("可以用 govlint fix 自动修正", "can be put right by govlint fix")
_SUGGESTED = Text("建议这样改,改前请核对", "a suggestion, to be checked before it is taken")
_TAG = "government-disclosure"
_LINK = re.compile(r"[\[\]\\]")


def render(result: Result, view: View) -> str:
    """The result as a SARIF log of one run."""
    log = {"$schema": SCHEMA, "version": VERSION, "runs": [_Run(result, view).run()]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


class _Run:
    """The run, and the numbers of its rules and files."""

    def __init__(self, result: Result, view: View) -> None:
        self._result = result
        self._view = view
        self._lang = view.lang
        self._rule_index = {code: index for index, code in enumerate(sorted(result.rules))}
        paths = [file.path for file in result.spoken_of]
        self._compared = [file.compared for file in result.files if file.compared and file.compared.path not in paths]
        """The previous reports, which are not checked themselves."""
        paths += dict.fromkeys(compared.path for compared in self._compared)
        self._file_index = {path: index for index, path in enumerate(paths)}

    def run(self) -> dict[str, Any]:
        """The run."""
        result = self._result
        return {
            "tool": {
                "driver": {
                    "name": "govlint",
                    "version": result.version,
                    "semanticVersion": result.version,
                    "language": _LANGUAGES[self._lang],
                    "rules": [self._rule(result.rules[code]) for code in self._rule_index],
                }
            },
            "language": _LANGUAGES[self._lang],
            "columnKind": "unicodeCodePoints",
            "invocations": [self._invocation()],
            "artifacts": [
                *(self._artifact(file) for file in result.spoken_of),
                *(_artifact_of({compared.path: compared for compared in self._compared})),
            ],
            "results": [
                self._finding(file, diagnostic)
                for file in result.spoken_of
                for diagnostic in (*file.diagnostics, *file.suppressed)
            ],
        }

    # -- the rules -----------------------------------------------------------------------------------------------

    def _rule(self, words: Words) -> dict[str, Any]:
        lang = self._lang
        title, explain = (fill(text, lang, {}) for text in (words.title, words.explain))
        advice = wording.template(words.help, lang)
        basis = [fill(text, lang, {}) for text in words.basis]
        family = [name.en for start, name in self._result.families.items() if words.code.startswith(start)]
        return {
            "id": words.code,
            "name": words.name,
            "shortDescription": {"text": title},
            "fullDescription": {"text": explain or title},
            "help": {
                "text": "\n".join([advice, *basis]).strip() or title,
                "markdown": self._markdown(advice, basis) or plain(title),
            },
            "defaultConfiguration": {"level": _LEVELS[words.severity]},
            "properties": {
                "tags": [_TAG, *family],
                "precision": _PRECISIONS[words.severity],
                "problem.severity": _PROBLEM_SEVERITIES[words.severity],
            },
        }

    def _markdown(self, advice: str, basis: list[str]) -> str:
        articles = "\n".join(f"- {plain(article)}" for article in basis)
        lawful = f"**{fill(_BASIS, self._lang, {})}**\n\n{articles}" if basis else ""
        return "\n\n".join(filter(None, (plain(advice), lawful)))

    # -- the run itself ------------------------------------------------------------------------------------------

    def _invocation(self) -> dict[str, Any]:
        status = self._result.exit_status() if self._view.status is None else self._view.status
        return {
            "executionSuccessful": status != FAILURE_STATUS,
            "exitCode": status,
            "toolExecutionNotifications": [
                notification for file in self._result.files for notification in self._notifications(file)
            ],
        }

    def _notifications(self, file: FileResult) -> Iterator[dict[str, Any]]:
        """Why a file could not be judged, or not by every rule."""
        if file.is_judged:
            return
        place = {"physicalLocation": {"artifactLocation": self._artifact_location(file.path)}}
        told = [diagnostic for diagnostic in file.diagnostics if self._result.rules[diagnostic.code].event]
        for diagnostic in told:
            yield {
                "level": "error",
                "message": {"text": _plain_text(wording.message(self._result, diagnostic, self._lang))},
                "locations": [place],
                "associatedRule": {"id": diagnostic.code, "index": self._rule_index[diagnostic.code]},
            }
        if not told:
            status = word(STATUSES, file.status, self._lang)
            text = fill(_IN_PART, self._lang, {}) if file.status == CHECKED else status
            yield {"level": "error", "message": {"text": text}, "locations": [place]}

    def _artifact(self, file: FileResult) -> dict[str, Any]:
        facts = {
            "status": file.status,
            "organ": file.organ,
            "organ_kind": file.organ_kind,
            "year": file.year,
            "statutory_format": file.statutory_format,
            "issue_date": file.issue_date,
            "relations": file.relations.fields(),
        }
        return {"location": {"uri": uri(file.path)}, "roles": ["analysisTarget"], "properties": _known(facts)}

    def _artifact_location(self, path: str) -> dict[str, Any]:
        return {"uri": uri(path), "index": self._file_index[path]}

    # -- the findings --------------------------------------------------------------------------------------------

    def _finding(self, file: FileResult, diagnostic: Diagnostic) -> dict[str, Any]:
        location = self._location(file, diagnostic)
        logical = self._logical(diagnostic)
        if logical:
            location["logicalLocations"] = [logical]
        found: dict[str, Any] = {
            "ruleId": diagnostic.code,
            "ruleIndex": self._rule_index[diagnostic.code],
            "level": _LEVELS[diagnostic.severity],
            "message": {"text": _plain_text(wording.message(self._result, diagnostic, self._lang))},
            "locations": [location],
            "partialFingerprints": {FINGERPRINT: diagnostic.fingerprint},
        }
        suppressed = diagnostic.suppressed
        if suppressed is not None and suppressed.holds:
            says = {"justification": suppressed.reason} if suppressed.reason else {}
            found["suppressions"] = [{"kind": "inSource" if suppressed.how == COMMENT else "external", **says}]
        if self._result.baseline and file.status != OWN_FILE:
            is_known = suppressed is not None and suppressed.how == BASELINE
            found["baselineState"] = "unchanged" if is_known else "new"
        if diagnostic.related:
            found["relatedLocations"] = [
                {"id": number, **self._location(file, related), "message": self._of_related(diagnostic, related)}
                for number, related in enumerate(diagnostic.related, 1)
            ]
        fix = diagnostic.fix
        if fix is not None and all(edit.line is not None for edit in fix.edits):
            found["fixes"] = [self._fix(file, fix)]
        facts = {
            "expected": diagnostic.expected,
            "actual": diagnostic.actual,
            "excerpt": diagnostic.window.text or None,
            "advice": wording.advice(self._result, diagnostic, self._lang),
        }
        found["properties"] = _known(facts)
        return found

    def _fix(self, file: FileResult, fix: Repair) -> dict[str, Any]:
        replacements = []
        for edit in fix.edits:
            region = {
                "startLine": edit.line,
                "startColumn": edit.column,
                "endLine": edit.end_line,
                "endColumn": edit.end_column,
            }
            replacements.append({"deletedRegion": region, "insertedContent": {"text": edit.text}})
        return {
            "description": {"text": fill(_SAFE if fix.is_safe else _SUGGESTED, self._lang, {})},
            "artifactChanges": [{"artifactLocation": self._artifact_location(file.path), "replacements": replacements}],
        }

    def _of_related(self, diagnostic: Diagnostic, related: RelatedPlace) -> dict[str, str]:
        return {"text": _plain_text(wording.related_message(self._result, diagnostic, related, self._lang))}

    def _location(self, file: FileResult, place: Diagnostic | RelatedPlace) -> dict[str, Any]:
        """The place in the file: a region of lines, or what takes its place in files that have none."""
        path = (place.path if isinstance(place, RelatedPlace) else "") or file.path
        physical: dict[str, Any] = {"artifactLocation": self._artifact_location(path)}
        location: dict[str, Any] = {"physicalLocation": physical}
        if place.line is not None and place.page is None:
            physical["region"] = _region(place)
            return location
        facts: dict[str, Any] = {"page": place.page, "line": place.line, "paragraph": place.paragraph}
        if place.grid is not None:
            table, row, cell = place.grid
            facts["grid"] = {"table": table, "row": row, "cell": cell}
        known = _known(facts)
        if known:
            location["properties"] = known
        return location

    def _logical(self, diagnostic: Diagnostic) -> dict[str, Any]:
        """The place in the report, as its readers call it; empty if it is unknown."""
        marks = marks_for("utf-8")
        place = wording.place(diagnostic, self._lang, marks)
        if not place:
            return {}
        step = f" {marks.step} "
        if diagnostic.table:
            section = word(SECTIONS, diagnostic.section, self._lang) if diagnostic.section else ""
            steps = [word(TABLES, diagnostic.table, self._lang), diagnostic.row or "", diagnostic.cell or ""]
            name = [text for text in steps if text][-1]
            kind = "cell" if diagnostic.cell else "row" if diagnostic.row else "table"
            place = step.join(filter(None, (section, place)))
        else:
            name = place.rpartition(step)[2]
            kind = "paragraph" if diagnostic.passage else "section" if diagnostic.section else "part"
        return {"name": escaped(name), "fullyQualifiedName": escaped(place), "kind": kind}


def _artifact_of(compared: Mapping[str, Compared]) -> Iterator[dict[str, Any]]:
    """The previous reports as artifacts."""
    for path, report in compared.items():
        facts = {"organ": report.organ, "year": report.year}
        yield {"location": {"uri": uri(path)}, "roles": ["referencedOnCommandLine"], "properties": _known(facts)}


def _region(place: Diagnostic | RelatedPlace) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    if isinstance(place, Diagnostic):
        region.update(endLine=place.end_line, endColumn=place.end_column)
    return _known(region)


def _plain_text(text: str) -> str:
    """`text` on one line, so that no viewer takes a part of it for a link."""
    text = escaped(text)
    return _LINK.sub(lambda found: f"\\{found.group()}", text) if "](" in text else text


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}
