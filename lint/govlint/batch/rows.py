"""The one function that a batch is made of: the bytes of a file and the settings go in, rows of tables come out.

It knows nothing of disks, engines and order. What else it depends on (the version, the rules, the libraries that read
files, the end of the name where that decides how text is read) is part of the key of its rows.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib import metadata, util
from typing import Any

from govlint.batch.codec import decode, encode, file_row, finding_row
from govlint.batch.producers import PRODUCERS
from govlint.batch.tables import FINDINGS, REPORTS, SCHEMA, kept_tables
from govlint.engine import READING, Settings, check_report, crash_of, result_of_crash, result_of_event
from govlint.output import wording
from govlint.readers.contract import read_document
from govlint.records import Record
from govlint.report.model import Report
from govlint.report.organ import organ_region
from govlint.result import CHECKED, Diagnostic, FileResult, Result
from govlint.rule import INFO, Arg
from govlint.source.read import IO_ERROR, UNCONVERTED, SourceProblem, read_stream
from govlint.version import __version__

Rows = dict[str, list[dict[str, Any]]]
"""By table."""

FLEETING = (IO_ERROR, UNCONVERTED)
"""Reasons for which a file may be read another time."""

_HINTS = {".html": "-html", ".htm": "-html", ".md": "-md", ".markdown": "-md"}
"""The ends of names that decide how a text is read."""
_LIBRARIES = ("pypdfium2", "markdown-it-py")
_CONVERTERS = ("soffice", "libreoffice")
_DIGEST = 16


class Judging(Record):
    """By what all reports of a run are judged. Travels to worker processes."""

    settings: Settings
    mark: str
    """Tells it from every other version, set of rules and settings."""

    def judged_by(self, name: str) -> str:
        """The mark for a file of that name."""
        return self.mark + _HINTS.get(os.path.splitext(name)[1].lower(), "")

    def of_the_day(self, judged_by: str) -> str:
        """The mark of a verdict that holds only today."""
        return f"{judged_by}@{self.settings.today}"


class Problem(Record):
    """Why a file could not be read or judged to the end, apart from what is in it."""

    event: str
    """That of a `SourceProblem`; "" where the machine failed."""
    reason: str
    """That of a `SourceProblem`, or the failure as a sentence."""
    args: Mapping[str, Arg] = {}

    @property
    def key(self) -> str:
        """Stands in place of the hash of the content."""
        return sha256(self.as_json().encode()).hexdigest()

    def as_json(self) -> str:
        """The problem as text."""
        return encode([self.event, self.reason, dict(self.args)])

    @classmethod
    def from_json(cls, text: str) -> Problem:
        """The problem that `as_json` made text of."""
        return cls(*decode(text))


def judging_by(settings: Settings) -> Judging:
    """The judging by those settings, which holds no findings back for what lies outside a report: entries of
    configurations and baselines are about paths, and a verdict here is about a content.
    """
    kept = settings.replace(least=INFO, timing=False, pages=False, words=False, ignores=(), left_out={}, known=None)
    facts = {
        **{name: getattr(kept, name) for name in ("codes", "levels", "parameters", "year", "organ_kind")},
        "package": kept.package,
        "rules": kept.rules,
        "ignored": sorted(kept.ignored),
        "switches": [kept.needs_reason, kept.is_audit],
        "files": [_digest_of(name) for name in kept.rules],
        "versions": [__version__, SCHEMA, *map(_version_of, _LIBRARIES)],
        "converts": any(map(shutil.which, _CONVERTERS)),
    }
    if kept.rules:  # their paths may differ where their contents do not
        facts["rules"] = [os.path.basename(name) for name in kept.rules]
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=list)
    return Judging(kept, sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST])


def rows_of(name: str, data: bytes, judging: Judging) -> Rows:
    """The rows of the file `name` with the bytes `data`. Whatever goes wrong with it is among them."""
    report, result = _judged(name, data, judging.settings)
    key = {"content_hash": sha256(data).hexdigest(), "judged_by": judging.judged_by(name)}
    if report is not None and _has_an_end(report, judging):
        key["judged_by"] = judging.of_the_day(key["judged_by"])
    further: Rows = {}
    if report is not None and result.status == CHECKED:
        try:
            for producer in PRODUCERS:
                further[producer.table] = [{**row, **key} for row in producer.rows(report)]
        except Exception as problem:  # the reading failed where no rule looked
            failed = result_of_crash(result.path, *crash_of(problem), judging.settings)
            result = result.replace(crashed=True, diagnostics=(*failed.diagnostics, *result.diagnostics))
    return _rows(result, report, key, judging.settings, further)


def rows_of_problem(problem: Problem, judging: Judging) -> Rows:
    """The rows that stand for every file with that problem."""
    settings = judging.settings
    if problem.event:
        result = result_of_event("", problem.event, problem.event, problem.reason, problem.args, settings)
    else:
        result = result_of_crash("", problem.reason, READING, settings)
    return _rows(result, None, {"content_hash": problem.key, "judged_by": judging.mark}, settings, {}, problem.reason)


def fleeting_problem(rows: Rows) -> Problem | None:
    """What kept the file of these rows from being read, if another time it may be read."""
    (report,) = rows[REPORTS]
    if report["why"] not in FLEETING:
        return None
    args: Mapping[str, Arg] = next((decode(row["args"]) for row in rows[FINDINGS]), {})
    return Problem(report["status"], report["why"], {name: arg for name, arg in args.items() if name != "reason"})


def _judged(name: str, data: bytes, settings: Settings) -> tuple[Report | None, FileResult]:
    try:
        document = read_document(read_stream(data, name))
        report = Report(document, settings.registry.pack, year=settings.year, organ_kind=settings.organ_kind)
        return report, check_report(report, settings)
    except SourceProblem as problem:
        reason = problem.reason
        result = result_of_event(name, problem.event, problem.event, reason, problem.details, settings)
        return None, result
    except Exception as problem:  # one file must not end the run
        return None, result_of_crash(name, *crash_of(problem), settings)


def _has_an_end(report: Report, judging: Judging) -> bool:
    """Whether the verdict depends on the day: a suppression in the report holds until some day."""
    return bool(judging.settings.today) and any("until=" in comment.text for comment in report.document.comments)


def _rows(
    result: FileResult,
    report: Report | None,
    key: Mapping[str, str],
    settings: Settings,
    further: Rows,
    why: str | None = None,
) -> Rows:
    if why is None and result.status != CHECKED:
        why = next((str(found.args["reason"]) for found in result.diagnostics if "reason" in found.args), None)
    facts = {**file_row(result), **_facts_of(report, result), "why": why, **key}
    return {
        **{table: [] for table in kept_tables()},
        **further,
        REPORTS: [facts],
        FINDINGS: [{**row, **key} for row in finding_rows(_in_order(result), settings)],
    }


def _facts_of(report: Report | None, result: FileResult) -> dict[str, Any]:
    """What the store tells of a report beside the result."""
    if report is None:
        return {}
    facts: dict[str, Any] = {"kind": report.document.kind}
    if result.status == CHECKED and result.organ and report.organ is not None:
        facts["organ_level"] = report.organ.level or None
        facts["region"] = organ_region(result.organ) or None
    return facts


def _in_order(result: FileResult) -> list[Diagnostic]:
    found = [*result.diagnostics, *result.suppressed]
    if result.suppressed:
        found.sort(key=lambda diagnostic: (diagnostic.span[0], diagnostic.code))
    return found


def finding_rows(found: Sequence[Diagnostic], settings: Settings, first: int = 0) -> Iterator[dict[str, Any]]:
    """The rows of findings in their order, numbered from `first`, without the columns that say whose they are."""
    words = settings.registry.words({diagnostic.code for diagnostic in found})
    spoken = Result(__version__, (), settings.codes, words)
    for number, diagnostic in enumerate(found, first):
        yield {
            **finding_row(diagnostic, number),
            "name": words[diagnostic.code].name,
            "message_zh": wording.message(spoken, diagnostic, "zh"),
            "message_en": wording.message(spoken, diagnostic, "en"),
        }


def _version_of(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


@lru_cache(maxsize=64)
def _digest_of(name: str) -> str:
    """A digest of the files of rules or of the pack that a configuration calls `name`."""
    digest = sha256()
    for path in _files_of(name):
        digest.update(os.path.basename(path).encode("utf-8", "surrogateescape"))
        with open(path, "rb") as file:
            digest.update(sha256(file.read()).digest())
    return digest.hexdigest()


def _files_of(name: str) -> Sequence[str]:
    if os.path.isfile(name):
        return [name]
    folder = name
    if not os.path.isdir(folder):
        spec = util.find_spec(name)
        folder = os.path.dirname(spec.origin) if spec and spec.origin else ""
    found = []
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [os.path.join(at, file) for file in sorted(files)]
    return found
