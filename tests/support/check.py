"""The one place where the generated tests call the program, and what counts as found and as a false alarm."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from random import Random
from typing import NamedTuple

import govlint
from govlint.result import FileResult
from tests.support.dialects import DIALECTS, Dialect, mixed
from tests.support.faults import Fault
from tests.support.reports import Generated, generate

RANK = {"error": 0, "warning": 1, "info": 2}


class Found(NamedTuple):
    """One finding, as far as these tests look at it."""

    code: str
    severity: str
    line: int | None

    @property
    def is_loud(self) -> bool:
        """Whether it is an error or a warning."""
        return self.severity != "info"


def lint(content: str | bytes) -> FileResult:
    """What the program has to say of a text, or of a file with those bytes."""
    if isinstance(content, str):
        return govlint.lint(text=content).files[0]
    handle, path = tempfile.mkstemp(suffix=".txt")
    try:
        os.write(handle, content)
        os.close(handle)
        return govlint.lint([path]).files[0]
    finally:
        os.unlink(path)


def findings(result: FileResult) -> list[Found]:
    """The findings of a file."""
    return [Found(item.code, item.severity, item.line) for item in result.diagnostics]


def check(content: str | bytes) -> list[Found]:
    """The findings in a text, or in a file with those bytes."""
    return findings(lint(content))


# -- verdicts ------------------------------------------------------------------------------------------------------


def find_alarms(report: Generated, dialect: Dialect, found: Iterable[Found]) -> list[Found]:
    """Findings at error or warning level that a clean report should not have.

    A report with blank columns may have them told once a table, as a warning.
    """
    alarms = []
    blanks = 2 if report.blanks else 0
    for item in found:
        if not item.is_loud or item.code in dialect.expects:
            continue
        if item.code == "GL209" and item.severity == "warning" and blanks:
            blanks -= 1
            continue
        alarms.append(item)
    return alarms


class Verdict(NamedTuple):
    """What became of a fault."""

    is_found: bool
    why: str
    """Why it does not count as found, or ""."""
    surplus: list[Found]
    """Findings at error or warning level that have nothing to do with it."""


def judge_fault(fault: Fault, report: Generated, dialect: Dialect, found: list[Found]) -> Verdict:
    """Whether the fault was found, loudly enough and once only, and what was found besides."""
    mine = [item for item in found if item.code in fault.codes]
    surplus = [
        item
        for item in find_alarms(report, dialect, found)
        if item.code not in fault.codes and item.code not in fault.also
    ]
    if not mine:
        return Verdict(False, "not found", surplus)
    if min(RANK[item.severity] for item in mine) > RANK[fault.least]:
        return Verdict(False, f"not at level {fault.least}", surplus)
    if fault.once and sum(item.is_loud for item in mine) > 1:
        return Verdict(False, "told more than once", surplus)
    return Verdict(True, "", surplus)


class Trial(NamedTuple):
    """A report in a dialect, clean or with a fault in it."""

    report: Generated
    dialect: Dialect
    text: str

    @property
    def content(self) -> str | bytes:
        """What the program is given: the text, or the bytes where the dialect has an encoding of its own."""
        return self.text if self.dialect.encoding == "utf-8" else self.dialect.encode(self.text)


def make_clean(dialect: Dialect, seed: int | str) -> Trial:
    """Clean report number `seed` in `dialect`: the same report in every dialect."""
    report = generate(Random(f"report {seed}"))
    return Trial(report, dialect, dialect.render(report, Random(f"{dialect.name} {seed}")))


def make_mixed(seed: int | str) -> Trial:
    """Clean report number `seed` in a dialect put together at random."""
    return make_clean(mixed(Random(f"mixed {seed}")), seed)


def is_readable(trial: Trial) -> bool:
    """Whether every figure of a clean report can be read, so that no relation may stay unjudged."""
    return "cells" in trial.dialect.keeps and not trial.report.blanks


def make_faulty(fault: Fault, seed: int | str) -> Trial:
    """Report number `seed` with the fault in it, in a dialect that shows it: one of the named ones, or a mixed one.

    Reports in which the fault cannot be made are passed over.
    """
    rng = Random(f"{fault.name} {seed}")
    for _ in range(2000):
        dialect = mixed(rng) if rng.random() < 0.3 else rng.choice(list(DIALECTS.values()))
        if not fault.suits(dialect):
            continue
        report = generate(rng)
        faulty = fault.apply(report, rng)
        if faulty is not None:
            return Trial(faulty, dialect, dialect.render(faulty, rng))
    raise AssertionError(f"no report shows the fault {fault.name}")
