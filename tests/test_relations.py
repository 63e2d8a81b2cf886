"""What must hold between the cells, and what is said where it does not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govlint.report.causes import find_causes
from govlint.report.model import Report
from govlint.report.relations import evaluate_bounds
from tests.tables import DISCLOSURE, FORMAT, REVIEW, ROWS, Grid, applications, grid, report, sample

COLUMNS = tuple(column.id for column in FORMAT.columns)


def states(read: Report) -> Counter[str]:
    return Counter(outcome.state for outcome in read.outcomes)


def with_cell(table: Grid, row: str, column: str, value: str) -> Grid:
    changed = {name: list(cells) for name, cells in table.items()}
    changed[row][COLUMNS.index(column)] = value
    return changed


@st.composite
def balanced_tables(draw: st.DrawFn) -> Grid:
    """Tables of any organ that balance in every row and column."""
    figures = st.lists(st.integers(0, 40), min_size=6, max_size=6)
    chosen = draw(st.sets(st.sampled_from(FORMAT.leaves), max_size=6))
    leaves = {leaf.replace("-", "_"): draw(figures) for leaf in chosen}
    results = [sum(column) for column in zip(*leaves.values(), strict=True)] if leaves else [0] * 6
    carried_out = draw(figures)
    total = [a + b for a, b in zip(results, carried_out, strict=True)]
    carried_in = [draw(st.integers(0, value)) for value in total]
    received = [a - b for a, b in zip(total, carried_in, strict=True)]
    return grid(received=received, carried_in=carried_in, carried_out=carried_out, **leaves)


def test_a_report_of_the_newer_format_has_42_relations() -> None:
    assert states(report(applications(sample()))) == {"held": 42}


@settings(max_examples=40, deadline=None)
@given(balanced_tables())
def test_every_balanced_table_holds(table: Grid) -> None:
    assert states(report(applications(table))) == {"held": 42}


@settings(max_examples=60, deadline=None)
@given(balanced_tables(), st.sampled_from([row.id for row in ROWS]), st.sampled_from(COLUMNS), st.integers(-9, 9))
def test_one_wrong_cell_is_one_cause_and_is_named_with_the_figure_that_fits(
    table: Grid, row: str, column: str, change: int
) -> None:
    right = int(table[row][COLUMNS.index(column)])
    assume(change and right + change >= 0)
    read = report(applications(with_cell(table, row, column, str(right + change))))
    causes = find_causes(read.outcomes)
    assert [(cause.kind, cause.row, cause.column, cause.value) for cause in causes] == [("cell", row, column, right)]
    assert {outcome.key for outcome in causes[0].explained} == {
        outcome.key for outcome in read.outcomes if outcome.state == "violated"
    }


@pytest.mark.parametrize(
    ("row", "column", "relation"),
    [
        ("granted", "total", "row-total"),
        ("granted", "enterprise", "row-total"),
        ("results-total", "enterprise", "results-total"),
        ("results-total", "total", "results-total"),
        ("received", "natural-person", "balance"),
        ("received", "total", "row-total"),
        ("carried-out", "enterprise", "balance"),
    ],
)
def test_the_finding_speaks_of_the_relation_a_reader_looks_for_first(row: str, column: str, relation: str) -> None:
    wrong = str(int(sample()[row][COLUMNS.index(column)]) + 1)
    causes = find_causes(report(applications(with_cell(sample(), row, column, wrong))).outcomes)
    assert [cause.primary.relation for cause in causes] == [relation]


def test_a_figure_and_its_total_wrong_together_are_one_cause() -> None:
    table = with_cell(with_cell(sample(), "granted", "enterprise", "2"), "granted", "total", "5")
    causes = find_causes(report(applications(table)).outcomes)
    assert [(cause.kind, cause.primary.relation, cause.primary.column) for cause in causes] == [
        ("column-pair", "results-total", "enterprise")
    ]
    assert len(causes[0].explained) == 2


def test_the_total_of_results_wrong_with_its_row_sum_is_one_cause() -> None:
    table = with_cell(with_cell(sample(), "results-total", "enterprise", "3"), "results-total", "total", "9")
    causes = find_causes(report(applications(table)).outcomes)
    assert [(cause.row, cause.column, cause.value) for cause in causes] == [("results-total", "enterprise", 1)]


def test_two_cells_of_a_row_exchanged_are_one_cause() -> None:
    table = sample()
    table["internal"] = ["0", "0", "1", "0", "0", "0", "1"]
    causes = find_causes(report(applications(table)).outcomes)
    assert [(cause.kind, cause.row, {cause.column, cause.other_column}) for cause in causes] == [
        ("swapped", "internal", {"research", "legal-service"})
    ]


def test_a_row_shifted_by_a_column_is_one_cause() -> None:
    table = grid(received=[5, 2, 3, 0, 1, 0], granted=[5, 2, 3, 0, 1, 0])
    table["granted"] = ["0", "5", "2", "3", "0", "1", "11"]
    causes = find_causes(report(applications(table)).outcomes)
    assert [(cause.kind, cause.row) for cause in causes] == [("shifted", "granted")]


def test_two_wrong_cells_are_two_causes() -> None:
    table = with_cell(with_cell(sample(), "granted", "enterprise", "4"), "carried-in", "research", "2")
    causes = find_causes(report(applications(table)).outcomes)
    assert {(cause.row, cause.column, cause.value) for cause in causes} == {
        ("granted", "enterprise", 1),
        ("carried-in", "research", 0),
    }


def test_a_blank_where_a_zero_belongs_changes_no_outcome() -> None:
    read = report(applications(with_cell(sample(), "granted", "research", "")))
    assert states(read) == {"held": 42}


def test_a_blank_where_a_figure_belongs_is_not_assessable_and_no_violation() -> None:
    read = report(applications(with_cell(sample(), "granted", "enterprise", "")))
    assert states(read) == {"held": 40, "not-assessable": 2}
    (row, column) = (outcome for outcome in read.outcomes if outcome.state == "not-assessable")
    assert (row.relation, row.why, column.relation, column.why) == ("row-total", "blank", "results-total", "blank")
    assert row.why_args["column"] == "商业企业"


def test_text_in_a_cell_is_not_assessable() -> None:
    read = report(applications(with_cell(sample(), "granted", "enterprise", "若干")))
    assert {outcome.why for outcome in read.outcomes if outcome.state == "not-assessable"} == {"text"}


def test_a_missing_row_mutes_the_sums_over_it_and_only_those() -> None:
    text = "\n".join(line for line in applications(sample()).split("\n") if not line.startswith("7.属于"))
    assert Counter((o.relation, o.state, o.why) for o in report(text).outcomes if o.state != "held") == {
        ("row-total", "not-assessable", "row-missing"): 1,
        ("results-total", "not-assessable", "row-missing"): 7,
    }


def test_totals_of_nought_over_parts_in_table_three_are_violated() -> None:
    read = report(applications(sample()), table_3=REVIEW.replace("1 | 0 | 0 | 1 | 2 |", "1 | 0 | 0 | 1 | 0 |", 1))
    violated = [outcome for outcome in read.outcomes if outcome.state == "violated"]
    assert [(o.relation, o.row, o.left, o.right) for o in violated] == [("review-total", "review", 0, 2)]
    assert violated[0].difference == -2
    assert violated[0].written_out() == "0 ≠ 2 = 1 + 0 + 0 + 1"


def test_documents_in_force_cannot_be_fewer_than_made_less_repealed() -> None:
    def broken(table_1: str) -> list[tuple[str, str | None]]:
        bounds = evaluate_bounds(report(applications(sample()), table_1=table_1).tables)
        return [(bound.bound, bound.row) for bound in bounds if bound.state == "violated"]

    assert broken(DISCLOSURE) == []
    assert broken(DISCLOSURE.replace("| 2 | 1 | 9 |", "| 4 | 0 | 3 |")) == [("implied-stock", "normative")]
    assert broken(DISCLOSURE.replace("| 2 | 1 | 9 |", "| 4 | 1 | 3 |")) == []


def test_bounds_hold_in_every_balanced_table() -> None:
    assert {bound.state for bound in evaluate_bounds(report(applications(sample())).tables)} == {"held"}


def test_a_number_of_two_digits_split_over_two_cells_is_one_cause() -> None:
    table = grid(received=[12, 0, 3, 0, 0, 0], granted=[12, 0, 0, 0, 0, 0], not_held=[0, 0, 3, 0, 0, 0])
    table["granted"][:2] = ["1", "2"]
    causes = find_causes(report(applications(table)).outcomes)
    assert [(cause.kind, cause.row) for cause in causes] == [("row", "granted")]
    assert len(causes[0].explained) == 3
