"""What a report gives to the store beside its verdict: one entry a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from govlint.batch.members import fact_rows
from govlint.batch.tables import FIGURES, SET_FACTS
from govlint.figures import figures_of, flat
from govlint.named import NamedTuple

if TYPE_CHECKING:
    from govlint.report.model import Report


class Producer(NamedTuple):
    """Makes the rows of one table from a report."""

    table: str
    """Declared in `govlint.batch.tables`."""
    rows: Callable[[Report], Iterable[Mapping[str, Any]]]
    """The rows without the two columns that say whose they are. Called for reports that could be judged."""


def figure_rows(report: Report) -> Iterable[Mapping[str, Any]]:
    """Every cell of the three tables as read, and a row for a table that was not."""
    return flat(figures_of(report, ""))


PRODUCERS = (Producer(FIGURES, figure_rows), Producer(SET_FACTS, fact_rows))
