"""Faults, one at a time, each put into a clean report.

A `Fault` names the codes of which one must be found, what a dialect has to keep for it to show, and how it is made:
on the structure of the report wherever possible (so that every dialect carries it), else on the text or the bytes.
`also` holds codes that may be found besides: consequences that a reader would not call a false alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from random import Random

from tests.support.dialects import Dialect
from tests.support.reports import Generated

Change = Callable[[Generated, Random], bool]
"""Changes a report in place; False where the fault cannot be made in it."""


@dataclass(frozen=True)
class Fault:
    """One fault."""

    name: str
    codes: frozenset[str]
    """Any of these counts as found."""
    change: Change
    needs: frozenset[str] = frozenset()
    """What the dialect must keep."""
    lacks: frozenset[str] = frozenset()
    """What the dialect must not keep."""
    also: frozenset[str] = frozenset()
    least: str = "info"
    """The severity that the finding must at least have."""
    once: bool = False
    """Whether the fault is one cause that may be told only once at error or warning level (by any of `codes`)."""
    blanks: bool = False
    """Whether it shows in reports with blank columns, too."""

    def suits(self, dialect: Dialect) -> bool:
        """Whether the fault shows in `dialect`."""
        return self.needs <= dialect.keeps and not self.lacks & dialect.keeps

    def apply(self, report: Generated, rng: Random) -> Generated | None:
        """A copy of `report` with the fault in it, or None where it cannot be made."""
        if report.blanks and not self.blanks:
            return None
        copy = deepcopy(report)
        return copy if self.change(copy, rng) else None


FAULTS: dict[str, Fault] = {}

CELLS = frozenset({"cells"})
VISIBLE = frozenset({"cells", "blanks"})
WORDING = frozenset({"cells", "labels"})
HEADS = frozenset({"cells", "headers", "labels"})
TITLE = frozenset({"title"})
TAIL = frozenset({"tail"})


def fault(
    name: str,
    codes: str,
    *,
    needs: Iterable[str] = (),
    lacks: Iterable[str] = (),
    also: Iterable[str] = (),
    least: str = "info",
    once: bool = False,
    blanks: bool = False,
) -> Callable[[Change], Change]:
    """Registers a change as a fault; `codes` are separated by blanks."""

    def register(change: Change) -> Change:
        assert name not in FAULTS, name
        FAULTS[name] = Fault(
            name,
            frozenset(codes.split()),
            change,
            frozenset(needs),
            frozenset(lacks),
            frozenset(also),
            least,
            once,
            blanks,
        )
        return change

    return register


def insert_sentence(report: Generated, rng: Random, sentence: str, section: int = 1) -> bool:
    """Adds a sentence to the end of a paragraph that ends in 。."""
    places = [item for item in report.section(section).paragraphs if item.kind == "text" and item.text.endswith("。")]
    if not places:
        return False
    rng.choice(places).text += sentence
    return True
