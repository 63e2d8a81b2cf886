"""Root causes: which cell, row or column explains the relations that are violated.

One wrong cell of table 2 breaks up to three relations. This module finds, before any finding is made, the fewest
causes that explain all violated relations, so that a reader is told once: a single cell, two cells of a row exchanged,
a row shifted by a column, a cell with the total of its row, or a relation that no cell alone explains.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.report.formats import APPLICATIONS
from govlint.report.relations import HELD, NOT_ASSESSABLE, VIOLATED, Outcome

if TYPE_CHECKING:
    from govlint.report.relations import Number

_TOTAL = "total"
_RESULTS = "results-total"
_BALANCE = "balance"
_ROW = "row-total"


class Cause(NamedTuple):
    """One thing that is wrong in a table, and the violated relations it explains."""

    kind: str
    """"cell" (one figure differs; `value` would fit), "column-pair" (the figures of a column and the totals of their
    rows differ by the same amount), "swapped" (two cells of a row are exchanged), "shifted" (the figures of a row stand
    one column off), "row" (several figures of a row differ), "relation" (no cell and no row explains it)."""
    primary: Outcome
    """The relation that the finding speaks of."""
    explained: tuple[Outcome, ...]
    """Every violated relation this cause explains, the primary one included."""
    row: str | None = None
    """Row id of the likely cell, or None."""
    column: str | None = None
    value: Number | None = None
    """The figure that would make all of `explained` hold, or None."""
    other_column: str | None = None
    """For "swapped", the second column."""


def find_causes(outcomes: Sequence[Outcome]) -> tuple[Cause, ...]:
    """The causes behind the violated ones of `outcomes`, in the order of their primary relations."""
    violated = [outcome for outcome in outcomes if outcome.state == VIOLATED]
    if not violated:
        return ()
    applications = [outcome for outcome in outcomes if outcome.table == APPLICATIONS]
    causes = [Cause("relation", o, (o,)) for o in violated if o.table != APPLICATIONS]
    broken = [outcome for outcome in violated if outcome.table == APPLICATIONS]
    causes.extend(_application_causes(applications, broken))
    order = {outcome.key: number for number, outcome in enumerate(outcomes)}
    return tuple(sorted(causes, key=lambda cause: order[cause.primary.key]))


def _application_causes(outcomes: Sequence[Outcome], broken: list[Outcome]) -> list[Cause]:
    cells = _single_cells(outcomes, broken)
    explained = {outcome.key for cause in cells for outcome in cause.explained}
    if len(cells) > 1 or (broken and len(explained) < len(broken)):
        row = _one_row(outcomes, broken)
        if row is not None:
            return [row]
    rest = [outcome for outcome in broken if outcome.key not in explained]
    return cells + _columns(rest)


def _single_cells(outcomes: Sequence[Outcome], broken: Sequence[Outcome]) -> list[Cause]:
    """Cells whose change alone makes two or more violated relations hold and disturbs none; those that explain most
    come first, and a relation is explained once.
    """
    excess: dict[tuple[str, str], list[tuple[Number, Outcome]]] = {}
    for outcome in broken:
        difference = outcome.difference
        assert difference is not None
        for operand in outcome.operands:
            too_much = difference if operand.side == "left" else -difference
            excess.setdefault((operand.row, operand.column), []).append((too_much, outcome))
    steady = {
        (operand.row, operand.column) for outcome in outcomes if outcome.state == HELD for operand in outcome.operands
    }
    candidates = [
        (len(entries), place, entries)
        for place, entries in excess.items()
        if len(entries) > 1 and place not in steady and len({amount for amount, _ in entries}) == 1
    ]
    candidates.sort(key=lambda candidate: -candidate[0])
    causes: list[Cause] = []
    taken: set[tuple[str, str | None, str | None]] = set()
    for _, (row, column), entries in candidates:
        explained = tuple(outcome for _, outcome in entries)
        if any(outcome.key in taken for outcome in explained):
            continue
        value = _value(explained[0], row, column)
        if value is None or value - entries[0][0] < 0:
            continue
        taken.update(outcome.key for outcome in explained)
        causes.append(Cause("cell", _primary(row, column, explained), explained, row, column, value - entries[0][0]))
    return causes


def _value(outcome: Outcome, row: str, column: str) -> Number | None:
    for operand in outcome.operands:
        if (operand.row, operand.column) == (row, column):
            return operand.cell.value
    return None


def _primary(row: str, column: str, explained: Iterable[Outcome]) -> Outcome:
    """The relation a reader looks for first: the sum over the results for the total of results, the balance for what
    came in and went out, the sum of the row for everything else and for totals of rows.
    """
    preferred = _ROW
    if row == _RESULTS:
        preferred = _RESULTS
    elif column != _TOTAL and any(outcome.relation == _BALANCE for outcome in explained):
        preferred = _BALANCE
    return min(explained, key=lambda outcome: (outcome.relation != preferred, outcome.relation != _ROW))


class _Row:
    """The figures of one row of table 2, and the assessable relations it has cells in."""

    __slots__ = ("figures", "relations")

    def __init__(self) -> None:
        self.figures: dict[str, Number] = {}
        self.relations: list[tuple[Outcome, dict[str, int]]] = []
        """Each with the sign (left plus, right minus) of the row's cells in it, by column."""

    def all_hold(self, changed: dict[str, Number]) -> bool:
        """Whether the relations of the row would hold with other figures in it."""
        for outcome, signs in self.relations:
            moved = sum(sign * (changed[column] - self.figures[column]) for column, sign in signs.items())
            if (outcome.difference or 0) + moved:
                return False
        return True


def _rows(outcomes: Iterable[Outcome]) -> dict[str, _Row]:
    """The rows by id. Cells that hold no figure are in no row."""
    rows: dict[str, _Row] = {}
    for outcome in outcomes:
        if outcome.state == NOT_ASSESSABLE:
            continue
        signs: dict[str, dict[str, int]] = {}
        for operand in outcome.operands:
            if operand.cell.value is not None:
                rows.setdefault(operand.row, _Row()).figures[operand.column] = operand.cell.value
                signs.setdefault(operand.row, {})[operand.column] = 1 if operand.side == "left" else -1
        for row, columns in signs.items():
            rows[row].relations.append((outcome, columns))
    return rows


def _one_row(outcomes: Sequence[Outcome], broken: Sequence[Outcome]) -> Cause | None:
    """The one row in which other figures make every violated relation hold: two cells exchanged, all of them moved by
    one column, or, where it does not add up, whatever its columns lack. None unless there is just one such row.
    """
    rows = {
        row_id: row
        for row_id, row in _rows(outcomes).items()
        if sum(outcome.state == VIOLATED for outcome, _ in row.relations) == len(broken) and _TOTAL in row.figures
    }
    found: list[Cause] = []
    for row_id, row in rows.items():
        columns = [column for column in row.figures if column != _TOTAL]
        primary = next((outcome for outcome in broken if outcome.row == row_id), broken[0])
        found.extend(
            Cause(kind, primary, tuple(broken), row_id, one, None, other)
            for kind, one, other, changed in _rearranged(row.figures, columns)
            if row.all_hold(changed)
        )
    if not found:
        found = [cause for row_id, row in rows.items() if (cause := _whole_row(row_id, row, broken)) is not None]
    return found[0] if len(found) == 1 else None


def _whole_row(row_id: str, row: _Row, broken: Sequence[Outcome]) -> Cause | None:
    """The row whose own sum fails and whose cells, each changed by what its column lacks, make everything hold (a
    number of two digits split over two cells, figures of another row copied in); None if that is not so.
    """
    primary = next((outcome for outcome in broken if outcome.row == row_id), None)
    if primary is None:
        return None
    changed = dict(row.figures)
    for outcome, signs in row.relations:
        if outcome.column in signs and outcome.difference:
            changed[outcome.column] = row.figures[outcome.column] - signs[outcome.column] * outcome.difference
    if min(changed.values()) < 0 or not row.all_hold(changed):
        return None
    return Cause("row", primary, tuple(broken), row_id)


def _rearranged(
    values: dict[str, Number], columns: Sequence[str]
) -> Iterable[tuple[str, str, str | None, dict[str, Number]]]:
    """The row with any two of its cells exchanged, and with all of them moved one column on or back."""
    for one, other in combinations(columns, 2):
        if values[one] != values[other]:
            yield "swapped", one, other, {**values, one: values[other], other: values[one]}
    series = [values[column] for column in columns]
    for moved in (series[1:] + series[:1], series[-1:] + series[:-1]):
        changed = dict(zip(columns, moved, strict=True))
        if sum(series[i] != moved[i] for i in range(len(series))) > 2:
            yield "shifted", columns[0], None, {**values, **changed}


def _columns(rest: Sequence[Outcome]) -> list[Cause]:
    """Causes for what no single cell and no row explains. Where the rows add up, the total column is off by just what
    the other columns are off by, and says nothing new.
    """
    causes: list[Cause] = []
    totals = [outcome for outcome in rest if outcome.column == _TOTAL]
    by_column: dict[str, list[Outcome]] = {}
    for outcome in rest:
        if outcome.column is None:
            causes.append(Cause("relation", outcome, (outcome,)))
        elif outcome.column != _TOTAL:
            by_column.setdefault(outcome.column, []).append(outcome)
    followers: list[Outcome] = []
    for total in totals:
        parts = [o for entries in by_column.values() for o in entries if o.relation == total.relation]
        if parts and sum(o.difference or 0 for o in parts) == total.difference:
            followers.append(total)
    own_totals = [total for total in totals if total not in followers]
    groups = list(by_column.values()) + ([own_totals] if own_totals else [])
    for entries in groups:
        first = entries[0]
        follow = [total for total in followers if any(o.relation == total.relation for o in entries)]
        followers = [total for total in followers if total not in follow]
        kind = "column-pair" if follow else "relation"
        results = next((o for o in entries if o.relation == _RESULTS), None)
        balance = next((o for o in entries if o.relation == _BALANCE), None)
        if results is not None and balance is not None and results.difference != -(balance.difference or 0):
            causes.append(Cause(kind, results, (results, *(t for t in follow if t.relation == _RESULTS))))
            causes.append(Cause(kind, balance, (balance, *(t for t in follow if t.relation == _BALANCE))))
        elif results is not None and balance is not None and results.difference is not None:
            column = results.column or _TOTAL
            printed = _value(results, _RESULTS, column)
            value = None if printed is None else printed - results.difference
            causes.append(Cause(kind, results, (*entries, *follow), _RESULTS, column, value))
        else:
            causes.append(Cause(kind, first, (*entries, *follow)))
    return causes
