"""From what a user asks for to the settings of each file: the one way that the command line and the Python API share.

Options are looked up for each file in what the user gave, its configuration and the defaults, and turned into settings
of the engine. Whatever is wrong with them is an exception that says so as data: what a sentence to the user makes of
it, and in which language, is the caller's.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from time import strftime
from typing import TYPE_CHECKING, Any

from govlint.config.groups import Group, groups_of
from govlint.config.resolve import Configurations, completed
from govlint.config.select import (
    NO_RULE,
    Retired,
    UnknownSelectorError,
    codes_of,
    is_known,
    select_levels,
    select_rules,
    split,
)
from govlint.discover import discover
from govlint.pack import BUILT_IN
from govlint.records import Record
from govlint.result import SELECTION, SEVERITY, Suppressed
from govlint.rule import SEVERITIES
from govlint.run import Input, check, settings_for

if TYPE_CHECKING:
    from govlint.config.entries import PerFile
    from govlint.config.load import Configuration
    from govlint.engine import Baseline, Settings
    from govlint.problems import UserFileError
    from govlint.registry import Registry
    from govlint.result import FileResult, Result, Skipped

_SELECTING = ("select", "ignore", "extend_select", "severity")
"""The options that name rules."""


class BadLevelError(ValueError):
    """A change of severity that does not read RULE=LEVEL."""

    def __init__(self, value: str) -> None:
        super().__init__(f"{value!r} should read RULE=LEVEL, where LEVEL is one of {' '.join(SEVERITIES)}")
        self.value = value


class Remarks(Record):
    """What there is to say of the options that ends nothing."""

    retired: tuple[Retired, ...] = ()
    """Retired rules that they name."""
    problem: UserFileError | None = None
    """What is wrong with an audited party's configuration, which an audit can do without."""


class Job(Record):
    """What is to be checked, and how."""

    inputs: list[Input]
    settings: list[Settings]
    """One for each group of inputs."""
    remarks: tuple[Remarks, ...] = ()
    """What there is to say of each of them."""

    def run(
        self,
        *,
        jobs: int | None,
        skipped: tuple[Skipped, ...] = (),
        progress: Callable[[int], None] | None = None,
        before: Mapping[str, FileResult] | None = None,
    ) -> Result:
        """The result. `before` are results of inputs that have not changed since, by name; `jobs`, `skipped` and
        `progress` as for `govlint.run.check`.
        """
        return check(self.inputs, *self.settings, jobs=jobs, skipped=skipped, progress=progress, before=before)


def plan_job(
    inputs: Sequence[Input],
    given: Mapping[str, Any],
    configurations: Configurations,
    options: dict[str, Any],
    paths: Sequence[str] = (),
    *,
    pages: bool = False,
    words: bool = False,
    package: str = BUILT_IN,
    has_baseline: bool = True,
    excluded: Mapping[str, str] = {},
) -> Job:
    """How `inputs` are checked where the user gave those options (by their names in `govlint.config.settings`) and
    `options` are those of the run as a whole, in which `paths` are checked. `pages` and `words` are what the outputs
    need, `package` is the rule pack; `has_baseline` is whether findings that were accepted are left aside; `excluded`
    is what `exclusions_in_audit` says of the inputs.

    UserFileError where a configuration, a file of rules or a baseline is wrong; UnknownSelectorError, NoRulesError,
    BadLevelError and BadParameterError where `given` is.
    """
    groups, numbers = groups_of([item.path for item in inputs], given, configurations)
    made = [settings_of(group, pages=pages, words=words, package=package) for group in groups or [Group(options)]]
    known = baseline_of(options, given, configurations, paths) if has_baseline else None
    listed = [settings.replace(known=known) for settings, _ in made]
    if excluded:
        numbers = _divided(listed, numbers, [excluded.get(item.path, "") for item in inputs])
    return Job(
        [item.replace(group=number) for item, number in zip(inputs, numbers, strict=True)],
        listed,
        tuple(remarks for _, remarks in made),
    )


def settings_of(
    group: Group, *, pages: bool = False, words: bool = False, package: str = BUILT_IN
) -> tuple[Settings, Remarks]:
    """The settings of a group of files, and what there is to say of its options. Errors as for `plan_job`."""
    options, configuration = group.options, group.configuration
    try:
        settings, retired = settings_for(
            select=options["select"],
            ignore=options["ignore"],
            extend_select=options["extend_select"],
            severities=[_level(value) for value in options["severity"]],
            least=options["min_severity"].lower(),
            year=options["year"],
            organ_kind=options["organ_kind"],
            package=package,
            timing=options["timing"],
            pages=pages,
            rules=options["rules"],
            ignores=group.ignores,
            needs_reason=options["require_reason"],
            is_audit=options["audit"],
            words=words,
            parameters=options["parameters"],
        )
    except UnknownSelectorError as problem:
        if configuration is not None and not group.is_audited:
            _blame(configuration, group.per_file, problem)
        raise
    except ValueError as problem:
        if configuration is not None and not group.is_audited:
            _blame_parameter(configuration, group.per_file, problem)
        raise
    if group.is_audited:
        settings = _with_audited(group, settings)
    else:
        _check_entries(group, settings)
    return settings, Remarks(retired, group.problem)


def baseline_of(
    options: Mapping[str, Any], given: Mapping[str, Any], configurations: Configurations, paths: Sequence[str]
) -> Baseline | None:
    """The findings that were accepted. In an audit, the baseline that the audited party's configuration names accepts
    nothing, and is only told.
    """
    path = options["baseline"]
    is_audited = not path and given["audit"] and not configurations.is_named
    if not path and not is_audited:
        return None
    from govlint.baseline import read_baseline

    if not is_audited:
        return read_baseline(path, strftime("%Y-%m-%d"))
    from govlint.problems import UserFileError

    try:
        configuration = configurations.of_run(paths)
        path = configuration.values.get("baseline") if configuration else None
        return read_baseline(path, strftime("%Y-%m-%d")).replace(holds=False) if path else None
    except UserFileError:  # what cannot be followed hides nothing
        return None


def exclusion_of(
    patterns: Sequence[str], configurations: Configurations | None, folder: str = ""
) -> Callable[[str, bool], bool]:
    """What tells whether a file or folder (by its absolute path) that a search comes upon is left out: by `patterns`,
    or where there are none by those of the configuration that holds for it. The `patterns` are relative to `folder`,
    the working folder if not given.
    """
    here = folder or os.getcwd()

    def is_excluded(path: str, is_folder: bool) -> bool:
        configuration = configurations.of_file(path) if configurations and not patterns else None
        named = patterns or (configuration.values.get("exclude", ()) if configuration else ())
        if not named:
            return False
        from govlint.gitignore import is_named

        return is_named(
            path, configuration.exclude_folder if configuration else here, tuple(named), is_folder=is_folder
        )

    return is_excluded


def exclusions_in_audit(
    paths: Sequence[str], files: Iterable[str], given: Mapping[str, Any], configurations: Configurations
) -> dict[str, str]:
    """Of the `files` that a search of `paths` came to, those that it would not have come to but for an audit, each with
    the configuration that leaves it out.
    """
    if not given["audit"] or configurations.is_named or given["exclude"]:
        return {}
    by: dict[str, str] = {}
    is_excluded = partial(_excludes, configurations=configurations, by=by)
    kept = {os.path.abspath(file) for file in discover(paths, is_excluded).files}
    left_out = {file: os.path.abspath(file) for file in files if os.path.abspath(file) not in kept}
    return {file: next((by[above] for above in _and_above(path) if above in by), "") for file, path in left_out.items()}


def options_of_run(
    given: Mapping[str, Any], configurations: Configurations, paths: Sequence[str]
) -> tuple[dict[str, Any], Configurations | None]:
    """The options of a run as a whole in which `paths` are checked, and the configurations that decide on them: none in
    an audit, unless the user named some.
    """
    is_audited = given["audit"] and not configurations.is_named
    configuration = None if is_audited else configurations.of_run(paths)
    return completed(given, configuration), None if is_audited else configurations


def _level(value: str) -> tuple[str, str]:
    selector, _, level = value.rpartition("=")
    if not selector or level.lower() not in SEVERITIES:
        raise BadLevelError(value)
    return selector.strip(), level.lower()


def _blame(configuration: Configuration, entries: Sequence[PerFile], problem: UnknownSelectorError) -> None:
    """UserFileError if it is the configuration that names the unknown rule."""
    for entry in entries:
        for name in _SELECTING:
            if problem.selector in _selectors(entry.values.get(name, ())):
                key = name.replace("_", "-")
                raise configuration.problem_of_entry(entry, key, NO_RULE, problem.nearest, selector=problem.selector)
    for name in _SELECTING:
        if name in configuration.used and problem.selector in _selectors(configuration.values[name]):
            raise configuration.problem(name, NO_RULE, problem.nearest, selector=problem.selector) from None


def _blame_parameter(configuration: Configuration, entries: Sequence[PerFile], problem: ValueError) -> None:
    """UserFileError if it is the configuration that sets a parameter wrong."""
    from govlint.config.parameters import BadParameterError

    if not isinstance(problem, BadParameterError):
        return
    said = (problem.setting, problem.text, problem.arguments, problem.nearest)
    for entry in entries:
        if problem.setting in entry.values.get("parameters", ()):
            raise configuration.problem_of_parameter(entry, *said) from None
    if "parameters" in configuration.used and problem.setting in configuration.values["parameters"]:
        raise configuration.problem_of_parameter(None, *said) from None


def _check_entries(group: Group, settings: Settings) -> None:
    """UserFileError if an entry of the configuration names an unknown rule."""
    for entry in group.ignores:
        for selector in entry.selectors:
            try:
                codes_of(settings.registry, selector)
            except UnknownSelectorError as problem:
                assert group.configuration is not None, "entries come from configurations"
                facts = {"selector": selector}
                raise group.configuration.problem_of_entry(entry, "code", NO_RULE, problem.nearest, **facts) from None


def _with_audited(group: Group, settings: Settings) -> Settings:
    """The settings of an audit with what the audited party's configuration would have hidden, as far as it can be
    followed.
    """
    registry, configuration = settings.registry, group.configuration
    if configuration is None:
        return settings
    ignores = tuple(entry for entry in group.ignores if all(is_known(registry, name) for name in entry.selectors))
    options = group.audited_options
    chosen = {
        name: [word for word in split(options[name]) if is_known(registry, word)]
        for name in ("select", "ignore", "extend_select")
    }
    selection = select_rules(registry, chosen["select"], chosen["ignore"], chosen["extend_select"])
    says = Suppressed(SELECTION, "", configuration.path, None, False)
    left_out = {code: says for code in settings.codes if code not in selection.codes}
    lowered = {
        code: Suppressed(SEVERITY, "", configuration.path, None, False, level)
        for code, level in _levels(registry, options["severity"]).items()
    }
    return settings.replace(ignores=ignores, left_out=left_out, lowered=lowered)


def _levels(registry: Registry, values: Sequence[str]) -> dict[str, str]:
    """The severities that an audited party's configuration sets, as far as it can be followed."""
    pairs = (value.rpartition("=") for value in values)
    return select_levels(registry, [(name, level) for name, _, level in pairs if is_known(registry, name)])


def _divided(settings: list[Settings], numbers: Sequence[int], excluded: Sequence[str]) -> list[int]:
    """The numbers of the groups, those of files that would have been left out apart; their settings are added."""
    apart: dict[tuple[int, str], int] = {}
    divided = []
    for number, path in zip(numbers, excluded, strict=True):
        if path and (number, path) not in apart:
            apart[number, path] = len(settings)
            settings.append(settings[number].replace(excluded_by=path))
        divided.append(apart[number, path] if path else number)
    return divided


def _excludes(path: str, is_folder: bool, *, configurations: Configurations, by: dict[str, str]) -> bool:
    """Whether a configuration leaves out the file or folder; in `by` is noted which."""
    from govlint.problems import UserFileError

    try:
        configuration = configurations.of_file(path)
    except UserFileError:  # what cannot be followed leaves nothing out
        return False
    patterns = configuration.values.get("exclude", ()) if configuration else ()
    if configuration is None or not patterns:
        return False
    from govlint.gitignore import is_named

    if not is_named(path, configuration.exclude_folder, tuple(patterns), is_folder=is_folder):
        return False
    by[path] = configuration.path
    return True


def _and_above(path: str) -> Iterator[str]:
    """The path, and the folders above it."""
    yield path
    while os.path.dirname(path) != path:
        path = os.path.dirname(path)
        yield path


def _selectors(values: Sequence[str]) -> list[str]:
    return [selector.partition("=")[0].strip() for selector in split(values)]
