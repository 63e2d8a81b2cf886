"""The figures of many reports: read in several processes, in order, one after the other.

No more than a batch of them is held at a time, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from govlint.engine import crash_of
from govlint.figures import figures_of, no_figures
from govlint.named import NamedTuple
from govlint.readers.contract import read_document
from govlint.registry import load_registry
from govlint.report.model import Report
from govlint.result import NOT_A_REPORT, UNREADABLE
from govlint.rule import Finding
from govlint.run import Input, in_order, workers_for
from govlint.source.read import SourceProblem, read_path, read_stream

if TYPE_CHECKING:
    from govlint.rule import Arg

BATCH = 256
"""So many reports are read between two looks at what is kept."""


class Trouble(NamedTuple):
    """Why a file was not read as a report."""

    event: str
    """What a rule speaks of; "" if the program failed."""
    reason: str
    """Key of the rule's messages, or what the program says of its failure."""
    details: dict[str, Arg]


class Collected(NamedTuple):
    """What came of one file."""

    figures: dict[str, Any]
    trouble: Trouble | None


class Asked(NamedTuple):
    """What is to be read into the reports."""

    year: int | None
    organ_kind: str | None
    rules: tuple[str, ...]


def collect(inputs: Sequence[Input], asked: Asked, jobs: int | None) -> Iterator[Collected]:
    """What came of each of `inputs`, in order of their names, read by up to `jobs` processes (None: as many as pay)."""
    ordered = in_order(inputs)
    work = partial(_read, asked=asked)
    workers = workers_for(ordered, jobs)
    if workers < 2:
        yield from map(work, ordered)
        return
    from govlint.pool import in_processes

    yield work(ordered[0])  # so that the processes that follow have what it imports from the start
    for start in range(1, len(ordered), BATCH):
        yield from in_processes(work, ordered[start : start + BATCH], workers, _lost)


def _read(item: Input, asked: Asked) -> Collected:
    from hashlib import sha256

    digest = None
    try:
        source = read_path(item.path) if item.data is None else read_stream(item.data, item.name)
        digest = sha256(source.data).hexdigest()
        registry = load_registry(further=asked.rules)
        report = Report(read_document(source), registry.pack, year=asked.year, organ_kind=asked.organ_kind)
        rule = registry.rule_for(NOT_A_REPORT)
        found = [said for said in rule.check(report) or () if isinstance(said, Finding)] if rule else []
        if found:
            trouble = Trouble(NOT_A_REPORT, found[0].variant, dict(found[0].args))
            return Collected({**no_figures(item.name, NOT_A_REPORT), "sha256": digest}, trouble)
        return Collected({**figures_of(report, item.name), "sha256": digest}, None)
    except SourceProblem as problem:
        figures = {**no_figures(item.name, problem.event), "sha256": digest}
        return Collected(figures, Trouble(problem.event, problem.reason, dict(problem.details)))
    except Exception as problem:  # one file must not end the run
        figures = {**no_figures(item.name, UNREADABLE), "sha256": digest}
        return Collected(figures, Trouble("", " · ".join(crash_of(problem)), {}))


def _lost(item: Input) -> Collected:
    return Collected(no_figures(item.name, UNREADABLE), Trouble("", "the process ended", {}))
