"""govlint audits Chinese government information-disclosure annual reports before they are published.

`lint` is the Python API; the command line does the same by the same way.

    >>> import govlint
    >>> result = govlint.lint(["report.txt"])
    >>> for file, diagnostic in result.diagnostics:
    ...     print(file.path, diagnostic.line, diagnostic.code, govlint.message(result, diagnostic, "en"))
    >>> result.exit_status()
    0

What this module exports (`__all__`) is public: names, parameters and attributes that have a docstring stay from 1.0 on,
new ones are added behind those that are there, and what goes is named in CHANGELOG.md one version before. Everything
else is the machine, which may change at any time.
"""

from __future__ import annotations

from govlint.version import __version__

TYPE_CHECKING = False  # known to type checkers; importing govlint must not import `typing`
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    from govlint.config.parameters import BadParameterError
    from govlint.config.select import NoRulesError, UnknownSelectorError
    from govlint.plan import BadLevelError
    from govlint.problems import UserFileError
    from govlint.result import (
        Check,
        Compared,
        Counts,
        Diagnostic,
        FileResult,
        RelatedPlace,
        Relations,
        Result,
        Skipped,
        Suppressed,
        Tally,
        Unassessed,
        Window,
        Words,
    )
    from govlint.rule import Text, Value
    from govlint.run import Input

__all__ = [
    "BadLevelError",
    "BadParameterError",
    "Check",
    "Compared",
    "Counts",
    "Diagnostic",
    "FileResult",
    "NoRulesError",
    "RelatedPlace",
    "Relations",
    "Result",
    "Skipped",
    "Suppressed",
    "Tally",
    "Text",
    "Unassessed",
    "UnknownSelectorError",
    "UserFileError",
    "Window",
    "Words",
    "__version__",
    "advice",
    "basis",
    "lint",
    "message",
    "place",
    "render",
]

_HOMES = {
    "BadLevelError": "plan",
    "BadParameterError": "config.parameters",
    "NoRulesError": "config.select",
    "UnknownSelectorError": "config.select",
    "UserFileError": "problems",
    "Text": "rule",
}
"""Where the public classes are that are not in `govlint.result`."""


def __getattr__(name: str) -> object:
    """The public class of that name, imported now."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'result')}"), name)


def lint(
    paths: Iterable[str | PathLike[str]] = (),
    *,
    text: str | None = None,
    data: bytes | None = None,
    name: str = "-",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    severities: Iterable[tuple[str, str]] = (),
    year: int | None = None,
    organ_kind: str | None = None,
    jobs: int | None = 1,
    pack: str = "govlint_rules",
    rules: Iterable[str | PathLike[str]] = (),
    min_severity: str | None = None,
    baseline: str | PathLike[str] | None = None,
    exclude: Iterable[str] = (),
    config: str | PathLike[str] | None = None,
    isolated: bool = True,
    audit: bool = False,
    require_reason: bool = False,
    pages: bool = False,
    parameters: Mapping[str, Mapping[str, Value]] | None = None,
    previous: str | PathLike[str] | Mapping[str | PathLike[str], str | PathLike[str]] | None = None,
) -> Result:
    """Checks reports, and returns what was found.

    `paths` are files and folders as on the command line; `text` is the text of one more report, or `data` the bytes of
    a file in any format, called `name` in the result. `select`, `ignore` and `extend_select` name rules by code,
    beginning of a code, or name; `severities` are pairs of such a selector and "error", "warning" or "info". `year` and
    `organ_kind` are used instead of what the reports say. `jobs` is the number of processes, None for as many as pay.
    `pack` is the package that holds the rules, `rules` are files of further rules (TOML) and further packs.

    `min_severity` is the least severe kind of finding that the result holds; others are only counted
    (`Result.hidden`). `baseline` is a file of accepted findings, `exclude` are patterns as in .gitignore of what
    searching folders leaves out. `config` is a configuration file; without one, none is looked for unless `isolated`
    is false: then each report is checked by the nearest one above it, as on the command line. What is given here
    counts for more than what a configuration says. `audit` and `require_reason` are as the options of these names.
    `pages` has the result hold the reports laid out for reading, which `render` needs for "html". `parameters` are
    settings of rules by code or name: `{"GL601": {"min-length": 20}}`. `previous` is the file of the same organ's
    report for the year before, with which the one report is compared; of several reports, those files by the paths (or
    `name`) of the reports.

    A file that cannot be read, or is missing, is part of the result (`FileResult.status`, and a finding), and so is a
    previous report that is of no use (`FileResult.compared`).
    All of these are ValueErrors: `UnknownSelectorError`, where a selector names no rule; `BadLevelError`, where
    something else than a severity is given for one; `NoRulesError`, where no rule is left; `BadParameterError`, where
    a rule has no such parameter, or not with that value; `UserFileError`, where a configuration, a file of rules or a
    baseline is wrong or missing. So is a `previous` of no report that is checked, or one file of several reports.
    """
    import os

    from govlint.config.parameters import written
    from govlint.config.resolve import Configurations, unset
    from govlint.discover import discover
    from govlint.plan import exclusion_of, exclusions_in_audit, options_of_run, plan_job
    from govlint.run import Input, inputs_for

    named = [os.fspath(path) for path in paths]
    given = {
        **unset(),
        "select": tuple(select),
        "ignore": tuple(ignore),
        "extend_select": tuple(extend_select),
        "severity": tuple(f"{selector}={level}" for selector, level in severities),
        "year": year,
        "organ_kind": organ_kind,
        "rules": tuple(os.fspath(path) for path in rules),
        "min_severity": min_severity,
        "baseline": None if baseline is None else os.fspath(baseline),
        "exclude": tuple(exclude),
        "config": () if config is None else (os.fspath(config),),
        "isolated": isolated and config is None,
        "audit": audit,
        "parameters": tuple(
            written(rule, parameter, list(value) if isinstance(value, tuple) else value)
            for rule, own in (parameters or {}).items()
            for parameter, value in own.items()
        ),
        "require_reason": require_reason,
    }
    configurations = Configurations(given)
    options, deciding = options_of_run(given, configurations, named)
    found = discover(named, exclusion_of(given["exclude"], deciding))
    inputs = inputs_for(found.files)
    if text is not None:
        data = text.encode("utf-8", "surrogatepass")
    if data is not None:
        inputs.append(Input(name, name, data))
    if previous is not None:
        inputs = _with_previous(inputs, previous)
    excluded = exclusions_in_audit(named, found.files, given, configurations)
    job = plan_job(
        inputs, given, configurations, options, named, pages=pages, words=True, package=pack, excluded=excluded
    )
    return job.run(jobs=jobs, skipped=found.skipped)


def _with_previous(
    inputs: list[Input], previous: str | PathLike[str] | Mapping[str | PathLike[str], str | PathLike[str]]
) -> list[Input]:
    """The inputs with their previous reports. ValueError where it is not clear whose one is, or nobody's."""
    import os
    from collections.abc import Mapping

    from govlint.run import inputs_for

    if not isinstance(previous, Mapping):
        if len(inputs) != 1:
            raise ValueError(
                f"previous is the report before one report, and there are {len(inputs)}: give a mapping of them"
            )
        return [inputs[0].replace(previous=inputs_for([os.fspath(previous)])[0])]
    before = {os.path.abspath(os.fspath(report)): os.fspath(path) for report, path in previous.items()}
    unknown = before.keys() - {os.path.abspath(item.path) for item in inputs}
    if unknown:
        raise ValueError(f"previous names {min(unknown)!r}, which is not checked")
    found = [(item, before.get(os.path.abspath(item.path))) for item in inputs]
    return [item if path is None else item.replace(previous=inputs_for([path])[0]) for item, path in found]


def render(
    result: Result,
    form: str = "full",
    *,
    lang: str = "zh",
    width: int = 80,
    color: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    statistics: Iterable[str] = (),
    sort: str = "count",
) -> str:
    """The result as the command line writes it in that format ("full", "json", "sarif", …), in "zh" or "en".

    `width` is the number of columns of a screen, `color` asks for the codes of colours (of "full" and "concise"),
    `statistics` for counts by "rule", "file" and "family" in the order `sort`. ValueError if there is no such format,
    or the result was made without the `pages` that "html" needs.
    """
    from govlint.output import FORMATS, View
    from govlint.output import render as rendered
    from govlint.result import CHECKED

    if form not in FORMATS:
        raise ValueError(f"there is no format {form!r}; the formats are {', '.join(FORMATS)}")
    if FORMATS[form].shows_report and any(file.page is None and file.status == CHECKED for file in result.files):
        raise ValueError(f"{form} shows the reports themselves: lint(…, pages=True)")
    return rendered(form, result, View(lang, color, width, "utf-8", quiet, verbose, tuple(statistics), sort))


def message(result: Result, diagnostic: Diagnostic, lang: str = "zh") -> str:
    """The sentence that tells a finding of the result, in "zh" or "en"."""
    from govlint.output import wording

    return wording.message(result, diagnostic, lang)


def advice(result: Result, diagnostic: Diagnostic, lang: str = "zh") -> str:
    """What to do about a finding of the result, in "zh" or "en"."""
    from govlint.output import wording

    return wording.advice(result, diagnostic, lang)


def basis(result: Result, diagnostic: Diagnostic, lang: str = "zh") -> list[str]:
    """The articles and documents that the rule of a finding rests on, in "zh" or "en"."""
    from govlint.output import wording

    return wording.basis(result, diagnostic, lang)


def place(diagnostic: Diagnostic, lang: str = "zh") -> str:
    """Where a person finds a finding, in "zh" or "en": `40:22 表二(申请) › (二)部分公开 › 总计`; "" if it is about the
    file as a whole.
    """
    from govlint.output import wording
    from govlint.output.terminal import marks_for

    parts = (wording.position(diagnostic, lang), wording.place(diagnostic, lang, marks_for("utf-8")))
    return " ".join(part for part in parts if part)
