"""What a cell of a table says, as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.report.cells import ANNOTATED, BLANK, NUMBER, PLACEHOLDER, TEXT, is_value, read_cell


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0", 0),
        ("11398889", 11398889),
        ("1,234,567", 1234567),
        ("96171.6", Decimal("96171.6")),
        ("0.038", Decimal("0.038")),
        ("+43", 43),
        ("-1942", -1942),
        ("增2", 2),
        ("减11", -11),
        ("减少 11", -11),
        ("2876.4869万元", Decimal("2876.4869")),
        ("3件", 3),
        ("1 2", 12),
        ("007", 7),
    ],
)
def test_a_figure_is_read_as_printed(raw: str, value: int | Decimal) -> None:
    cell = read_cell(5, 5 + len(raw), raw)
    assert (cell.kind, cell.value, cell.raw) == (NUMBER, value, raw)


@pytest.mark.parametrize("raw", ["22(其中修订 16 件)", "55(含自然失效29件)", "3 (注)"])
def test_a_remark_makes_the_cell_annotated_but_leaves_its_figure(raw: str) -> None:
    cell = read_cell(0, len(raw), raw)
    assert cell.kind == ANNOTATED
    assert cell.value == int(raw.split("(", maxsplit=1)[0])


@pytest.mark.parametrize("raw", ["/", "-", "—", "——", "无", "空", "×", "不适用", "N/A"])
def test_a_placeholder_is_no_figure(raw: str) -> None:
    cell = read_cell(0, len(raw), raw)
    assert (cell.kind, cell.value) == (PLACEHOLDER, None)


@pytest.mark.parametrize("raw", ["约5", "若干", "O", "3.5.1", "十二", "5-6", "1/2", "(3)"])
def test_anything_else_is_text(raw: str) -> None:
    assert read_cell(0, len(raw), raw).kind == TEXT


def test_nothing_is_a_blank_and_not_a_zero() -> None:
    assert (read_cell(0, 0, "").kind, read_cell(0, 0, "").value) == (BLANK, None)


def test_unit_and_sign_are_kept() -> None:
    assert read_cell(0, 0, "251000元").unit == "元"
    assert read_cell(0, 0, "减3").sign == "-"
    assert read_cell(0, 0, "+3").sign == "+"


@given(st.integers(min_value=0, max_value=10**12))
def test_every_count_reads_back(number: int) -> None:
    assert read_cell(0, 1, str(number)).value == number
    assert read_cell(0, 1, f"{number:,}").value == number


@given(st.text(max_size=300))
def test_any_text_is_some_kind_of_cell(text: str) -> None:
    cell = read_cell(0, len(text), text)
    assert (cell.value is not None) == (cell.kind in {NUMBER, ANNOTATED})
    if text:
        assert is_value(text) == (cell.kind in {NUMBER, ANNOTATED, PLACEHOLDER})
