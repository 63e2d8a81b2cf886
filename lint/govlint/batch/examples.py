"""The examples of rules about sets, tried: each is a handful of small reports, and perhaps a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.batch.judge import judge_set
from govlint.batch.members import member_of
from govlint.batch.registers import parse_register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from govlint.registry import Registry
    from govlint.report.model import Report
    from govlint.result import Diagnostic
    from govlint.rule import Example

REGISTER = "register.csv"
_LETTERS = 25
Range = tuple[int, int]


def reports_in(example: Example) -> list[Example]:
    """The reports of the example of a set rule, each as an example of its own."""
    return [example._replace(others=(), register=""), *example.others]


def file_name(number: int) -> str:
    """What report `number` (from 0) of an example is called."""
    return f"{chr(ord('a') + number)}.txt" if number < _LETTERS else f"z{number}.txt"


def judged(
    registry: Registry, codes: Sequence[str], reports: Sequence[Report], register: str
) -> list[tuple[str, Diagnostic]]:
    """What the set rules with those codes find in the reports of an example, by the name of the file."""
    members = [member_of(report, path=file_name(number), content=str(number)) for number, report in enumerate(reports)]
    known = parse_register(register.encode(), REGISTER, registry.pack) if register else None
    return judge_set(members, known, registry=registry, codes=codes)


def marked_places(
    example: Example,
    marked: Callable[[Example], tuple[str, list[Range]]],
    unmark: Callable[[str], tuple[str, list[Range]]],
) -> tuple[list[str], str, list[tuple[str, Range]]]:
    """The texts of the reports, the register, and the ranges marked in them by the name of the file; in the register
    a mark stands for its line.
    """
    texts: list[str] = []
    places: list[tuple[str, Range]] = []
    for number, each in enumerate(reports_in(example)):
        text, ranges = marked(each)
        texts.append(text)
        places += [(file_name(number), found) for found in ranges]
    register, ranges = unmark(example.register)
    lines = [register.count("\n", 0, start) + 1 for start, _ in ranges]
    return texts, register, [*places, *((REGISTER, (line, line)) for line in lines)]
