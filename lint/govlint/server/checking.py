"""One document checked, by the same functions as on the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from time import strftime
from typing import TYPE_CHECKING

from govlint.baseline import read_baseline
from govlint.config.groups import groups_of
from govlint.config.load import load_configuration
from govlint.config.parameters import BadParameterError
from govlint.config.resolve import Configurations, completed, unset
from govlint.config.select import NO_RULE, NO_RULES, NoRulesError, UnknownSelectorError
from govlint.pack import BUILT_IN
from govlint.plan import BadLevelError, exclusion_of, settings_of
from govlint.problems import UserFileError
from govlint.records import Record
from govlint.registry import load_registry
from govlint.result import CHECKED, NOT_A_REPORT, FileResult, Repair, Result
from govlint.rule import SEVERITIES, Text
from govlint.run import Input, check_input, read_report
from govlint.source.read import SourceProblem
from govlint.version import __version__

if TYPE_CHECKING:
    from govlint.config.load import Configuration
    from govlint.engine import Settings
    from govlint.registry import Registry
    from govlint.report.model import Report
    from govlint.result import Diagnostic
    from govlint.server.documents import Snapshot
    from govlint.server.options import Complaint, Options

_NEAREST = Text("没有 {selector} 这条规则,是不是 {nearest}?", "there is no rule {selector}; did you mean {nearest}?")
_BAD_LEVEL = Text("级别 {value} 写得不对,应为 {levels} 之一", "{value} is no severity: one of {levels}")


class Verdict(Record):
    """What there is to say of one document."""

    snapshot: Snapshot
    file: FileResult | None = None
    """None if the document was not checked, or is none to speak of."""
    result: Result | None = None
    """The same with the words of its rules."""
    settings: Settings | None = None
    registry: Registry | None = None
    lang: str = ""
    """The language that the settings ask for: "zh", "en" or "auto"."""
    problem: UserFileError | None = None
    """What is wrong with a configuration, file of rules or baseline."""
    complaint: Complaint | None = None
    """What is wrong with the settings of the client."""
    sources: frozenset[str] = frozenset()
    """The absolute paths of the files that the verdict depends on."""
    repairs: Mapping[str, Repair] = {}
    """By fingerprint, the fixes that can be made in the text as it is."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings that count."""
        return self.file.diagnostics if self.file else ()


def check_snapshot(snapshot: Snapshot, options: Options, root: str) -> Verdict:
    """The verdict on a document of an editor whose folder is `root`. Whatever is wrong is part of it."""
    if snapshot.is_configuration:
        return Verdict(snapshot, problem=problem_in(snapshot, options))
    if not snapshot.is_text:
        return Verdict(snapshot)
    try:
        return _checked(snapshot, options, root)
    except UserFileError as problem:
        return Verdict(snapshot, problem=problem)
    except UnknownSelectorError as problem:
        text = _NEAREST if problem.nearest else NO_RULE
        return Verdict(snapshot, complaint=(text, {"selector": problem.selector, "nearest": problem.nearest}))
    except BadLevelError as problem:
        return Verdict(snapshot, complaint=(_BAD_LEVEL, {"value": problem.value, "levels": " ".join(SEVERITIES)}))
    except BadParameterError as problem:
        return Verdict(
            snapshot, complaint=(problem.text, {key: str(value) for key, value in problem.arguments.items()})
        )
    except NoRulesError:
        return Verdict(snapshot, complaint=(NO_RULES, {}))


def problem_in(snapshot: Snapshot, options: Options) -> UserFileError | None:
    """What is wrong with a configuration file as the editor has it."""
    try:
        configuration_in(snapshot, options)
    except UserFileError as problem:
        return problem
    except (BadLevelError, BadParameterError, NoRulesError, UnknownSelectorError):
        return None  # not the file's fault
    return None


def configuration_in(snapshot: Snapshot, options: Options) -> tuple[Configuration, Registry] | None:
    """The configuration in a file as the editor has it, and the rules it brings along; None for a pyproject.toml that
    says nothing of the program. UserFileError where it is wrong.
    """
    from govlint.config.groups import Group

    path = snapshot.path or ""
    if os.path.basename(path) == "pyproject.toml" and "govlint" not in snapshot.text:
        return None
    configuration = load_configuration(path, may_run=options.runs_packs, content=snapshot.text.encode())
    filled = completed(unset(), configuration)
    settings, _ = settings_of(Group(filled, configuration, configuration.per_file))
    if filled["baseline"]:
        read_baseline(filled["baseline"], strftime("%Y-%m-%d"))
    return configuration, settings.registry


def registry_for(snapshot: Snapshot, options: Options) -> Registry:
    """The rules that a configuration file knows; the built-in ones while it is wrong."""
    try:
        found = configuration_in(snapshot, options)
    except (UserFileError, BadLevelError, BadParameterError, NoRulesError, UnknownSelectorError):
        found = None
    return found[1] if found else load_registry(BUILT_IN)


def input_of(snapshot: Snapshot, path: str) -> Input:
    """The document as something to check."""
    return Input(path.replace(os.sep, "/"), path, snapshot.text.encode())


def fixed_text(verdict: Verdict, root: str) -> str:
    """The text of the verdict's document with all put right that can be put right without asking, as `govlint fix`
    does it: every fix is looked at again, and kept only if it holds.
    """
    from govlint.fix import fix_input

    if verdict.settings is None or not any(fix.is_safe for fix in verdict.repairs.values()):
        return verdict.snapshot.text
    item = input_of(verdict.snapshot, verdict.snapshot.path_in(root))
    fixed = fix_input(item, [verdict.settings])
    return fixed.after.decode() if fixed.changes else verdict.snapshot.text


def report_of(verdict: Verdict, text: str, root: str) -> Report | None:
    """The report in a text in place of that of the verdict's document; None if it cannot be read."""
    path = verdict.snapshot.path_in(root)
    try:
        return read_report(Input(path.replace(os.sep, "/"), path, text.encode()))
    except SourceProblem:
        return None


def _checked(snapshot: Snapshot, options: Options, root: str) -> Verdict:
    path = snapshot.path_in(root)
    configurations = Configurations(options.given, runs_packs=options.runs_packs)
    if exclusion_of(options.given["exclude"], configurations, root)(os.path.abspath(path), False):
        return Verdict(snapshot)
    (group,), _ = groups_of([path], options.given, configurations)
    settings, _ = settings_of(group)
    baseline = group.options["baseline"]
    if baseline:
        settings = settings.replace(known=read_baseline(baseline, strftime("%Y-%m-%d")))
    file = check_input(input_of(snapshot, path), [settings])
    sources = [*group.options["rules"], *([baseline] if baseline else [])]
    facts = {
        "settings": settings,
        "registry": settings.registry,
        "lang": group.options["lang"],
        "sources": frozenset(map(os.path.abspath, sources)),
    }
    if file.status != CHECKED and not (file.status == NOT_A_REPORT and options.shows_not_reports):
        return Verdict(snapshot, **facts)
    said = {item.code for item in (*file.diagnostics, *file.suppressed)}
    result = Result(__version__, (file,), settings.codes, settings.registry.words(said))
    verdict = Verdict(snapshot, file, result, **facts)
    return verdict.replace(repairs=_repairs(verdict, root))


def _repairs(verdict: Verdict, root: str) -> dict[str, Repair]:
    """The fixes whose every edit finds in the text what it replaces. (A character written as a reference, or a line end
    that the reader took away, is not there as such.)
    """
    fixable = [diagnostic for diagnostic in verdict.diagnostics if diagnostic.fix]
    report = report_of(verdict, verdict.snapshot.text, root) if fixable else None
    if report is None:
        return {}
    text, lines, original = verdict.snapshot.text, verdict.snapshot.lines, report.document.text
    found = {}
    for diagnostic in fixable:
        assert diagnostic.fix is not None, "it is among those with a fix"
        ranges = [
            (lines.offset_of(edit.line, edit.column), lines.offset_of(edit.end_line, edit.end_column), edit)
            for edit in diagnostic.fix.edits
        ]
        if all(text[start:end] == original[edit.start : edit.end] for start, end, edit in ranges):
            found[diagnostic.fingerprint] = diagnostic.fix
    return found
