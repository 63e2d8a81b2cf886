"""Many documents: reading them, spreading the work, and gathering the result in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from time import strftime
from typing import TYPE_CHECKING, TypeVar

from govlint.config.select import NoRulesError, Retired, select_levels, select_rules, source_levels
from govlint.discover import shown
from govlint.engine import READING, Settings, check_document, crash_of, result_of_crash, result_of_event, with_exclusion
from govlint.pack import BUILT_IN
from govlint.readers.contract import read_document
from govlint.records import Record
from govlint.registry import load_registry, stamps_of
from govlint.report.model import Report
from govlint.result import FileResult, Result, Skipped
from govlint.rule import INFO
from govlint.source.read import SourceProblem, read_path, read_stream
from govlint.version import __version__

if TYPE_CHECKING:
    from govlint.comparison import Given
    from govlint.config.entries import Ignore
    from govlint.document.model import Document
    from govlint.result import Words
    from govlint.rule import Text, Value

Outcome = TypeVar("Outcome")

POOL_BYTES = 400_000
"""Less text than this is checked faster in one process than processes are started."""

STDIN = "-"


class Input(Record):
    """Something to check: a file, or bytes that were read already."""

    name: str
    """As it is printed."""
    path: str
    data: bytes | None = None
    group: int = 0
    """Which of the settings of the run hold for it."""
    previous: Input | None = None
    """The previous report of the same organ, which it is compared with; what that one's own `previous` and `group` say
    does not count.
    """

    @property
    def size(self) -> int:
        """Bytes, as far as that can be told without reading."""
        before = 0 if self.previous is None else self.previous.size
        if self.data is not None:
            return before + len(self.data)
        try:
            return before + os.stat(self.path).st_size
        except OSError:
            return before


def settings_for(
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    severities: Iterable[tuple[str, str]] = (),
    least: str = INFO,
    year: int | None = None,
    organ_kind: str | None = None,
    package: str = BUILT_IN,
    timing: bool = False,
    pages: bool = False,
    rules: Iterable[str] = (),
    words: bool = False,
    ignores: Iterable[Ignore] = (),
    needs_reason: bool = False,
    is_audit: bool = False,
    parameters: Iterable[str] = (),
    day: str = "",
) -> tuple[Settings, tuple[Retired, ...]]:
    """The settings that a user's words come to, and the retired rules among them. `rules` are files of rules and
    packs beside `package`: UserFileError where one of them is wrong. UnknownSelectorError where a selector names no
    rule; NoRulesError where no rule is left to run. `parameters` are settings of rules (`GL601.min-length=20`):
    BadParameterError where one is wrong. `ignores` are the suppressions of a configuration; `day` (YYYY-MM-DD) is the
    date by which those that end are judged, today if not given.
    """
    further = tuple(rules)
    stamps = stamps_of(further)
    registry = load_registry(package, further, stamps)
    selection = select_rules(registry, select, ignore, extend_select)
    if not selection.codes:
        raise NoRulesError
    # What the user says of a run counts for more than what a file of rules says.
    levels = {
        **source_levels(registry),
        **select_levels(registry, severities),
    }
    tuned: dict[str, dict[str, Value]] = {}
    named = tuple(parameters)
    if named:
        from govlint.config.parameters import parameters_for

        tuned = parameters_for(registry, named)
    settings = Settings(
        selection.codes,
        selection.ignored,
        levels,
        least,
        year,
        organ_kind,
        package,
        timing,
        pages,
        further,
        stamps,
        tuned,
        words,
        tuple(ignores),
        today=day or strftime("%Y-%m-%d"),
        needs_reason=needs_reason,
        is_audit=is_audit,
    )
    return settings, selection.retired


def inputs_for(files: Iterable[str]) -> list[Input]:
    """The inputs for the paths of files."""
    return [Input(shown(file), file) for file in files]


def check(
    inputs: Sequence[Input],
    *groups: Settings,
    jobs: int | None = None,
    skipped: tuple[Skipped, ...] = (),
    progress: Callable[[int], None] | None = None,
    before: Mapping[str, FileResult] | None = None,
) -> Result:
    """The result of checking `inputs`, in order of their names, with up to `jobs` processes (None: as many as pay).
    Each input is checked by the settings of its group. `progress` is told after each file how many are done.
    Inputs whose names are in `before` have the results there and are not checked again.
    """
    ordered = in_order(inputs)
    known = before or {}
    due = [item for item in ordered if item.name not in known] if known else ordered
    fresh = []
    for result in spread(partial(check_input, groups=groups), partial(_lost, groups=groups), due, jobs):
        fresh.append(result)
        if progress is not None:
            progress(len(fresh))
    rest = iter(fresh)
    files = [known[item.name] if item.name in known else next(rest) for item in ordered] if known else fresh
    return gathered(files, ordered, groups, skipped)


def in_order(inputs: Iterable[Input]) -> list[Input]:
    """The inputs in order of their names, which is that of results."""
    return sorted(inputs, key=lambda item: (item.name, item.path))


def gathered(
    files: Sequence[FileResult],
    ordered: Sequence[Input],
    groups: Sequence[Settings],
    skipped: tuple[Skipped, ...] = (),
) -> Result:
    """The result of a run from those of its files, which are in the order of the inputs."""
    notes: tuple[FileResult, ...] = ()
    if any(group.ignores or group.known for group in groups):
        from govlint.notes import notes_on

        notes = notes_on(files, [groups[item.group] for item in ordered])
    words: dict[str, Words] = {}
    families: dict[str, Text] = {}
    for number, group in enumerate(groups):
        own = [file for file, item in zip(files, ordered, strict=True) if item.group == number]
        said = {item.code for file in (*own, *notes) for item in (*file.diagnostics, *file.suppressed)}
        if group.words:
            said.update(group.codes, (check.code for file in own for check in file.checks))
            families.update(group.registry.families)
        words.update(group.registry.words(said - words.keys()))
    codes = groups[0].codes if len(groups) == 1 else tuple(sorted({code for group in groups for code in group.codes}))
    baseline = next((group.known.path for group in groups if group.known), "")
    return Result(__version__, tuple(files), codes, words, skipped, families, notes, baseline)


def check_input(item: Input, groups: Sequence[Settings]) -> FileResult:
    """The result of one file. Whatever goes wrong with it is part of the result."""
    settings = groups[item.group]
    try:
        document = _document(item)
        previous = None if item.previous is None else _given(item.previous)
        result = check_document(document, settings, previous)
    except SourceProblem as problem:
        result = result_of_event(item.name, problem.event, problem.event, problem.reason, problem.details, settings)
    except Exception as problem:  # one file must not end the run
        result = result_of_crash(item.name, *crash_of(problem), settings)
    result = result.replace(path=item.name, codes=settings.codes)
    return with_exclusion(result, settings.excluded_by) if settings.excluded_by else result


def read_report(
    item: Input,
    *,
    year: int | None = None,
    organ_kind: str | None = None,
    package: str = BUILT_IN,
    rules: tuple[str, ...] = (),
) -> Report:
    """The report in one file, without any verdict. Raises SourceProblem if it cannot be read."""
    return Report(_document(item), load_registry(package, rules).pack, year=year, organ_kind=organ_kind)


def _document(item: Input) -> Document:
    return read_document(read_path(item.path) if item.data is None else read_stream(item.data, item.name))


def _given(item: Input) -> Given:
    """The file given as the previous report, read if it can be."""
    from govlint.comparison import Given

    try:
        return Given(item.name, _document(item))
    except SourceProblem as problem:
        return Given(item.name, None, problem.event, problem.reason, problem.details)


def spread(
    work: Callable[[Input], Outcome], lost: Callable[[Input], Outcome], ordered: Sequence[Input], jobs: int | None
) -> Iterator[Outcome]:
    """`work` of each input, in their order, done by up to `jobs` processes (None: as many as pay); `lost` of an input
    whose process died.
    """
    workers = workers_for(ordered, jobs)
    if workers < 2:
        yield from map(work, ordered)
        return
    from govlint.pool import in_processes

    # What the first file makes this process import and compile, the processes that follow have from the start.
    yield work(ordered[0])
    yield from in_processes(work, ordered[1:], workers, lost)


def _lost(item: Input, groups: Sequence[Settings]) -> FileResult:
    settings = groups[item.group]
    return result_of_crash(item.name, "the process ended", READING, settings).replace(codes=settings.codes)


def workers_for(ordered: Sequence[Input], jobs: int | None) -> int:
    """How many processes the work is spread over: as many as asked for, but no more than there are files; without a
    word from the user one for each processor, and only where there is enough to do.
    """
    if jobs is None:
        if len(ordered) < 3 or sum(item.size for item in ordered) < POOL_BYTES:
            return 1
        jobs = processors()
    return min(jobs, len(ordered) - 1)


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and macOS
        return os.cpu_count() or 1
