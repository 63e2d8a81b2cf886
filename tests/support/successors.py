"""Reports of two years that follow on each other, in any two kinds of file, and faults between them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import NamedTuple

from govlint.result import FileResult
from govlint.run import Input, check, settings_for
from tests.support.dialects import DIALECTS, mixed
from tests.support.documents import to_docx, to_html, to_markdown
from tests.support.reports import Generated, Paragraph, change_in, count_in, generate

FIRST_YEARS = range(2019, 2025)
SETTINGS, _ = settings_for(day="2026-01-01")


class Printed(NamedTuple):
    """A report as a file."""

    name: str
    data: bytes

    def input(self, previous: Printed | None = None) -> Input:
        """What the program is given."""
        return Input(self.name, self.name, self.data, previous=None if previous is None else previous.input())


def printed(report: Generated, rng: Random, name: str) -> Printed:
    """The report in a kind of file and a dialect drawn from `rng`."""
    kind = rng.choice(("txt", "txt", "txt", "md", "html", "docx"))
    path = f"{name}.{kind}"
    if kind == "md":
        return Printed(path, to_markdown(report, rng))
    if kind == "html":
        return Printed(path, to_html(report, rng))
    if kind == "docx":
        return Printed(path, to_docx(report, rng))
    readable = [dialect for dialect in DIALECTS.values() if "cells" in dialect.keeps]
    dialect = mixed(rng) if rng.random() < 0.3 else rng.choice(readable)
    return Printed(path, dialect.encode(dialect.render(report, rng)))


def compared(report: Printed, previous: Printed) -> FileResult:
    """What the program says of a report, compared with the previous one."""
    return check([report.input(previous)], SETTINGS, jobs=1).files[0]


def across(result: FileResult) -> list[tuple[str, str]]:
    """The findings of the rules that compare two reports, with their severities."""
    return [(item.code, item.severity) for item in result.diagnostics if item.code.startswith("GL9")]


def loud(result: FileResult) -> list[str]:
    """Their codes at error and warning level."""
    return [code for code, severity in across(result) if severity != "info"]


def make_pair(rng: Random, year: int | None = None, **facts: object) -> tuple[Generated, Generated]:
    """A report and that of the year after."""
    earlier = generate(rng, year=year or rng.choice(FIRST_YEARS), **facts)  # type: ignore[arg-type]
    return earlier, generate(rng, earlier=earlier)


# -- faults --------------------------------------------------------------------------------------------------------

Fault = Callable[[Generated, Random], "Generated | None"]
"""Makes of an earlier report the one for the year after with a fault in it; None where it cannot be made."""
FAULTS: dict[str, tuple[str, str, Fault]] = {}
"""By name the code that finds the fault, at which level, and what makes it."""


def fault(code: str, level: str = "warning") -> Callable[[Fault], Fault]:
    """Registers a fault that the rule with that code finds at that level."""

    def register(make: Fault) -> Fault:
        FAULTS[make.__name__] = (code, level, make)
        return make

    return register


def _after(earlier: Generated, rng: Random, change: Callable[[Generated], None]) -> Generated:
    """The report that follows on `earlier` as `change` has changed it."""
    other = deepcopy(earlier)
    change(other)
    return generate(rng, earlier=other)


@fault("GL901", "error")
def one_more_carried_in(earlier: Generated, rng: Random) -> Generated | None:
    """Everything is consistent within the report, but starts from one application more."""

    def change(other: Generated) -> None:
        cells = other.applications.row("r25").cells
        cells[0], cells[6] = (str(int(cells[column] or 0) + 1) for column in (0, 6))

    return _after(earlier, rng, change)


@fault("GL901")
def carried_in_as_another_applicant(earlier: Generated, rng: Random) -> Generated | None:
    """A natural person has become an enterprise."""
    if not earlier.applications.value("r25", 0):
        return None

    def change(other: Generated) -> None:
        cells = other.applications.row("r25").cells
        cells[0], cells[1] = str(int(cells[0]) - 1), str(int(cells[1] or 0) + 1)

    return _after(earlier, rng, change)


@fault("GL902")
def three_documents_too_many(earlier: Generated, rng: Random) -> Generated | None:
    if earlier.year < 2021:
        return None

    def change(other: Generated) -> None:
        cells = other.disclosure.row("normative").cells
        cells[2] = str(count_in(cells[2]) + 3)

    return _after(earlier, rng, change)


@fault("GL903")
def two_items_too_many(earlier: Generated, rng: Random) -> Generated | None:
    if earlier.year != 2019:
        return None
    row = earlier.disclosure.row(rng.choice(("licence", "matters", "penalty", "coercion", "charges")))
    if row.cells[1].isdecimal() and change_in(row.cells[1]) == 1:
        return None  # a change without a sign may be either, and one more and one less are two apart

    def change(other: Generated) -> None:
        cells = other.disclosure.row(row.key).cells
        cells[0] = str(int(cells[0]) + 2)

    return _after(earlier, rng, change)


@fault("GL904", "info")
def pending_cases_gone(earlier: Generated, rng: Random) -> Generated | None:
    pending = int(earlier.review.cells[3] or 0)
    made = generate(rng, earlier=earlier)
    if not pending or "" in made.review.cells:
        return None
    made.review.cells[:5] = ["0"] * 5
    return made


@fault("GL906", "info")
def a_licence_figure_in_another_unit(earlier: Generated, rng: Random) -> Generated | None:
    made = generate(rng, earlier=earlier)
    if made.format_year != earlier.format_year or made.format_year != 2021:
        return None
    before = int(earlier.disclosure.row("licence").cells[0])
    made.disclosure.row("licence").cells[0] = str(before * 100)
    return made if before else None


@fault("GL905")
def last_years_tables(earlier: Generated, rng: Random) -> Generated | None:
    """All three tables are last year's, which happen to fit: nothing was carried over."""
    made = generate(rng, earlier=earlier)
    if made.format_year != earlier.format_year or earlier.applications.value("r25"):
        return None
    stocks = [earlier.disclosure.row(key).cells for key in ("rules", "normative")]
    busy = [cell for row in earlier.disclosure.rows() for cell in row.cells if cell.strip("0.")]
    if made.format_year != 2021 or len(busy) < 4 or any(cells[0] != cells[1] for cells in stocks):
        return None
    if earlier.figures.new < 40:
        return None
    if earlier.applications.value("r2") or any(int(earlier.review.cells[at] or 0) for at in (3, 8, 13)):
        return None
    made.section(2).body, made.section(3).body, made.section(4).body = (
        deepcopy(earlier.section(number).body) for number in (2, 3, 4)
    )
    return made


def _next_year(text: str, year: int) -> str:
    """The text with every year one later."""
    return re.sub(r"20\d\d(?=年|—|-)", lambda match: str(int(match[0]) + 1), text)


def _taken_over(made: Generated, earlier: Generated, number: int) -> None:
    body = deepcopy(earlier.section(number).body)
    for item in body:
        if isinstance(item, Paragraph):
            item.text = _next_year(item.text, earlier.year)
    made.section(number).body = body


@fault("GL908", "error")
def overview_with_another_year(earlier: Generated, rng: Random) -> Generated | None:
    if sum(len(item.text) for item in earlier.section(1).paragraphs) < 500:
        return None
    made = generate(rng, earlier=earlier)
    _taken_over(made, earlier, 1)
    return made


@fault("GL909", "error")
def problems_with_another_year(earlier: Generated, rng: Random) -> Generated | None:
    made = generate(rng, earlier=earlier)
    _taken_over(made, earlier, 5)
    return made


def _with_sentence(made: Generated, rng: Random, sentence: str) -> None:
    """Puts a sentence at the end of a paragraph of section one."""
    rng.choice([item for item in made.section(1).paragraphs if item.kind == "text"]).text += sentence


@fault("GL907")
def growth_the_wrong_way(earlier: Generated, rng: Random) -> Generated | None:
    made = generate(rng, earlier=earlier)
    now, before = made.figures.new, earlier.figures.new
    if not now or now == before:
        return None
    word = "减少" if now > before else "增加"
    _with_sentence(made, rng, f"{made.year}年新收政府信息公开申请{now}件,较上年{word}{abs(now - before)}件。")
    return made


@fault("GL907")
def growth_of_the_wrong_size(earlier: Generated, rng: Random) -> Generated | None:
    made = generate(rng, earlier=earlier)
    now, before = made.figures.new, earlier.figures.new
    if not before or now <= before:
        return None
    percent = round(100 * (now - before) / before) + rng.choice((7, 15, 40))
    base = rng.choice(("较上年", "同比", f"比{earlier.year}年", "与上年相比"))
    _with_sentence(made, rng, f"{made.year}年新收政府信息公开申请{now}件,{base}增长{percent}%。")
    return made


@fault("GL910")
def a_number_left_behind(earlier: Generated, rng: Random) -> Generated | None:
    made = generate(rng, earlier=earlier)
    figures = [int(cell or 0) for report in (earlier, made) for cell in report.applications.row("r1").cells]
    if sum(one != other for one, other in zip(figures[:7], figures[7:], strict=True)) < 3:
        return None
    sentence = f"编印公开工作动态和典型案例{rng.choice((203, 487, 1386, 9142))}份,分送各联系单位参考。"
    _with_sentence(earlier, rng, sentence)
    _with_sentence(made, rng, sentence)
    return made


def make_faulty(name: str, seed: object) -> tuple[Generated, Generated]:
    """An earlier report and the one after it with the fault in it. Pairs in which it cannot be made are passed over."""
    rng = Random(f"{name} {seed}")
    make = FAULTS[name][2]
    for _ in range(3000):
        earlier = generate(rng, year=rng.choice(FIRST_YEARS))
        made = make(earlier, rng)
        if made is not None:
            return earlier, made
    raise AssertionError(f"no pair of reports shows the fault {name}")


def describe(earlier: Printed, report: Printed, result: FileResult) -> str:
    """What a person needs to see why a trial failed."""
    told = [(item.code, item.severity, item.line, dict(item.args)) for item in result.diagnostics if item.code > "GL9"]
    texts = [os.linesep.join((one.name, one.data.decode("utf-8", "replace")[:6000])) for one in (earlier, report)]
    return f"{told}\n{texts[0]}\n{texts[1]}"
