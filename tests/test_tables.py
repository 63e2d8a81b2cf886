"""How the three tables are read from text: what is read, what is said to be lost, and what is not guessed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govlint.report.model import Report
from tests.tables import (
    DISCLOSURE,
    FORMAT,
    HEAD,
    REVIEW_HEAD,
    ROWS,
    Grid,
    applications,
    bare_row,
    pipe_row,
    report,
    sample,
)


def printed(read: Report) -> Grid:
    """The raw cells of table 2 as read."""
    return {row.id: [row.cell(c.id).raw for c in row.columns] for row in read.tables.applications.rows.values()}


def leading_pipe(label: str, cells: Sequence[str]) -> str:
    return "| " + " | ".join((label, *cells)) + " | | "


def unpadded(label: str, cells: Sequence[str]) -> str:
    return "|".join((label, *cells)) + "|"


def cell_a_line(label: str, cells: Sequence[str]) -> str:
    return f"| {label} |\n" + "".join(f"{cell} |\n" for cell in cells) + "|||"


def pipes_alone(label: str, cells: Sequence[str]) -> str:
    return "\n|\n".join((label, *cells)) + "\n|"


def bare_with_blank_lines(label: str, cells: Sequence[str]) -> str:
    return "\n \n".join((label, *(f" {cell}\u00a0" for cell in cells)))


def tabs(label: str, cells: Sequence[str]) -> str:
    return "\t".join((label, *cells))


def blanks(label: str, cells: Sequence[str]) -> str:
    return " ".join((label, *cells))


def broken(label: str, cells: Sequence[str]) -> str:
    return pipe_row(label, cells[:-1]).rstrip("|") + f"|\n{cells[-1]} | |"


def wrapped_label(label: str, cells: Sequence[str]) -> str:
    return "\n".join((label[:7], label[7:], *cells) if len(label) > 9 else (label, *cells))


def spaced_label(label: str, cells: Sequence[str]) -> str:
    return pipe_row(" ".join(label) if len(label) < 12 else label, cells)


@pytest.mark.parametrize(
    "row",
    [
        pipe_row,
        leading_pipe,
        unpadded,
        cell_a_line,
        pipes_alone,
        bare_row,
        bare_with_blank_lines,
        tabs,
        blanks,
        broken,
        wrapped_label,
        spaced_label,
    ],
)
def test_every_shape_of_row_reads_to_the_same_cells(row: object) -> None:
    assert printed(report(applications(sample(), row))) == sample()  # type: ignore[arg-type]


def test_page_numbers_inside_a_table_are_no_cells() -> None:
    text = applications(sample(), bare_row).replace("(四)无法提供 |", "(四)无\n- 5 -\n法提供")
    assert printed(report(text)) == sample()


def test_a_group_label_between_a_row_label_and_its_values_takes_nothing_away() -> None:
    text = applications(sample(), bare_row).replace("(三)不予公开 |\n", "")
    text = text.replace("1.属于国家秘密\n", "1.属于国家秘密\n(三)不予公开\n")
    assert printed(report(text)) == sample()


def test_heads_cut_or_lost_do_not_matter() -> None:
    for head in ("商业 | 科研 | 社会 | 法律 |", "申请人情况", "自 然 人 | 总 计 |"):
        assert printed(report(applications(sample(), head=head))) == sample()


def test_a_blank_between_pipes_keeps_its_place() -> None:
    table = sample()
    table["granted"][2] = ""
    table["received"][6] = ""
    read = report(applications(table))
    assert printed(read) == table
    assert read.tables.applications.cell("granted", "research").kind == "blank"
    assert read.tables.applications.cell("received", "total").kind == "blank"


def test_blank_columns_between_pipes_keep_their_places_in_every_row() -> None:
    table = {row: [cells[0], "", "", "", "", "", cells[6]] for row, cells in sample().items()}
    assert printed(report(applications(table))) == table
    assert printed(report(applications(table, leading_pipe))) == table


def test_blanks_that_vanish_leave_cells_lost_not_shifted() -> None:
    def vanishing(label: str, cells: Sequence[str]) -> str:
        return bare_row(label, [cell for cell in cells if cell])

    table = {row: [cells[0], "", "", "", "", "", cells[6]] for row, cells in sample().items()}
    read = report(applications(table, vanishing))
    row = read.tables.applications.rows["received"]
    assert (row.why, [value.raw for value in row.values]) == ("cells-lost", ["5", "8"])
    assert row.cell("natural-person").kind == "lost"


def test_a_single_value_is_the_total_where_blanks_vanish() -> None:
    def only_total(label: str, cells: Sequence[str]) -> str:
        return bare_row(label, cells[6:])

    read = report(applications(sample(), only_total))
    assert read.tables.applications.cell("received", "total").value == 8
    assert read.tables.applications.cell("received", "natural-person").kind == "lost"


def test_a_row_one_value_short_among_complete_rows_has_a_wrong_cell_count() -> None:
    text = applications(sample(), bare_row).replace("(一)予以公开\n3\n", "(一)予以公开\n")
    row = report(text).tables.applications.rows["granted"]
    assert (row.why, len(row.values)) == ("cell-count", 6)


def test_a_blank_inside_digits_is_one_cell() -> None:
    table = sample()
    table["received"][0] = "1 5"
    cell = report(applications(table)).tables.applications.cell("received", "natural-person")
    assert (cell.raw, cell.value) == ("1 5", 15)


def test_a_word_in_place_of_a_figure_is_a_cell_with_text() -> None:
    table = sample()
    table["granted"][1] = "若干"
    cell = report(applications(table)).tables.applications.cell("granted", "enterprise")
    assert (cell.kind, cell.raw) == ("text", "若干")


@pytest.mark.parametrize("row", [pipe_row, bare_row])
def test_a_missing_row_is_missing_and_nothing_else(row: object) -> None:
    text = applications(sample(), row)  # type: ignore[arg-type]
    start = text.index("7.属于行政执法案卷")
    text = text[:start] + text[text.index("8.属于行政查询事项") :]
    table = report(text).tables.applications
    assert table.missing == ("case-files",)
    assert len(table.rows) == 24


def test_figures_without_a_label_are_the_row_that_is_missing_there() -> None:
    text = applications(sample()).replace("7.属于行政执法案卷 | ", "")
    row = report(text).tables.applications.rows["case-files"]
    assert (row.match, row.cell("total").value) == ("lost", 0)


def test_rows_out_of_order_are_read_where_they_stand() -> None:
    text = applications(sample())
    lines = text.split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("1.属于国家秘密"))
    second = next(i for i, line in enumerate(lines) if line.startswith("5.属于三类"))
    lines[first], lines[second] = lines[second], lines[first]
    table = report("\n".join(lines)).tables.applications
    assert set(table.moved) <= {"secret", "internal"}
    assert table.moved
    assert table.cell("internal", "legal-service").value == 1
    assert not table.missing


def test_an_altered_label_is_recognised_and_said_to_be_altered() -> None:
    text = applications(sample()).replace("5.属于三类内部事务信息", "5.属于四类内部事务信息")
    row = report(text).tables.applications.rows["internal"]
    assert (row.match, row.printed, row.cell("total").value) == ("altered", "属于四类内部事务信息", 1)


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正"),
        ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "2.逾期不缴费"),
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开数量"),
        ("(六)其他处理", "（六）其他"),
    ],
)
def test_short_forms_in_use_are_no_alterations(label: str, short: str) -> None:
    table = report(applications(sample()).replace(label, short)).tables.applications
    assert not table.missing
    assert all(row.match == "exact" for row in table.rows.values())


def test_one_row_for_other_handling_is_the_shape_of_the_older_format() -> None:
    lines = applications(sample()).split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("(六)其他处理"))
    lines[start : start + 4] = [pipe_row("(六)其他处理", ["0"] * 7)]
    table = report("\n".join(lines)).tables.applications
    assert (table.format.name, table.missing) == ("2019", ())


def test_figures_on_a_group_row_are_subtotals_and_no_outcome() -> None:
    text = applications(sample()).replace("(三)不予公开 |", pipe_row("(三)不予公开", list("0000101")))
    table = report(text).tables.applications
    assert table.subtotals["refused"].cell("total").value == 1
    assert "refused" not in table.rows


def test_labels_without_figures_are_a_table_without_figures() -> None:
    text = applications(sample(), lambda label, cells: label)
    assert report(text).tables.applications.state == "no-figures"


def test_no_labels_and_no_figures_is_no_table() -> None:
    read = report("本部分以附件形式报告。", table_1="", table_3="见附件。")
    assert [table.state for table in read.tables] == ["missing"] * 3


def test_a_picture_in_place_of_a_table_is_said() -> None:
    assert report("![申请情况表](images/table2.png)").tables.applications.state == "image"


def column_major(with_heads: bool) -> str:
    labels = [row.label for row in FORMAT.rows]
    parts = ["\n".join(labels)]
    for number, column in enumerate(FORMAT.columns):
        if with_heads:
            parts.append(column.label)
        parts.extend(sample()[row.id][number] for row in ROWS)
    return "\n".join(parts)


def test_values_column_by_column_are_read_where_heads_part_them() -> None:
    assert printed(report(column_major(with_heads=True))) == sample()


def test_values_column_by_column_are_read_where_only_one_order_adds_up() -> None:
    assert printed(report(column_major(with_heads=False))) == sample()


def test_values_in_no_order_that_can_be_told_are_unreadable() -> None:
    text = column_major(with_heads=False).rsplit("\n", 3)[0]
    table = report(text).tables.applications
    assert (table.state, table.why) == ("unreadable", "column-major")
    assert all(outcome.why == "column-major" for outcome in report(text).outcomes if outcome.table == "applications")


def test_table_one_reads_each_block_with_its_own_columns() -> None:
    table = report(applications(sample())).tables.disclosure
    assert {row: [cell.raw for cell in r.cells.values()] for row, r in table.rows.items()} == {
        "rules": ["0", "0", "0"],
        "normative": ["2", "1", "9"],
        "licences": ["15"],
        "penalties": ["3"],
        "coercion": ["0"],
        "fees": ["12.5"],
    }


def test_remarks_stay_with_their_figures() -> None:
    text = DISCLOSURE.replace("| 2 | 1 | 9 |", "| 22(其中修订 16 件) | 1 | 55(含自然失效29件) |")
    cell = report(applications(sample()), table_1=text).tables.disclosure.cell("normative", "valid")
    assert (cell.kind, cell.value) == ("annotated", 55)


def test_a_row_of_another_format_is_an_extra_row() -> None:
    text = DISCLOSURE.replace("行政许可 | 15 |", "行政许可 | 15 |\n其他对外管理服务事项 | 7 |")
    extra = report(applications(sample()), table_1=text).tables.disclosure.extra
    assert [(row.label, row.format, row.values[0].value) for row in extra] == [("其他对外管理服务事项", "2019", 7)]


def test_a_local_row_belongs_to_no_format() -> None:
    text = DISCLOSURE.replace("第二十条第(五)项", "其他主动公开文件 | 4 | 0 | 31 |\n第二十条第(五)项")
    extra = report(applications(sample()), table_1=text).tables.disclosure.extra
    assert [(row.label, row.format) for row in extra] == [("其他主动公开文件", "")]


@pytest.mark.parametrize(
    "body",
    [
        "1 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 |",
        "| 1 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | |",
        "\n".join("100120000001001"),
        "1 0 0 1 2 0 0 0 0 0 0 1 0 0 1",
        "件数\n" + "\n|\n".join("100120000001001"),
    ],
)
def test_table_three_reads_its_fifteen_cells(body: str) -> None:
    table = report(applications(sample()), table_3=f"{REVIEW_HEAD}\n{body}").tables.review
    raw = [cell.raw for row in table.rows.values() for cell in row.cells.values()]
    assert raw == list("100120000001001")


def test_table_three_as_three_small_tables() -> None:
    heads = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"
    rows = {
        "行政复议": "1 | 0 | 0 | 1 | 2 |",
        "未经复议直接起诉": "0 | 0 | 0 | 0 | 0 |",
        "复议后起诉": "0 | 1 | 0 | 0 | 1 |",
    }
    text = "\n".join(f"{group}\n{heads}\n{row}" for group, row in rows.items())
    table = report(applications(sample()), table_3=text).tables.review
    assert [cell.raw for row in table.rows.values() for cell in row.cells.values()] == list("100120000001001")


def test_table_three_standing_on_its_side_is_not_guessed_at() -> None:
    text = "行政复议 | 未经复议直接起诉 | 复议后起诉 |\n" + "\n".join(
        f"{label} | {a} | {b} | {c} |"
        for label, a, b, c in zip(
            ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"), "10012", "00000", "01001", strict=True
        )
    )
    assert report(applications(sample()), table_3=text).tables.review.state == "unreadable"


def test_a_footnote_under_table_three_is_no_cell() -> None:
    body = f"{REVIEW_HEAD}\n{' | '.join('100120000001001')} |\n注:行政复议、行政诉讼数量含上年度结转数量2件。"
    table = report(applications(sample()), table_3=body).tables.review
    assert table.cell("suit-after-review", "total").value == 1
    assert not any(row.why for row in table.rows.values())


def test_a_lost_heading_does_not_lose_the_table() -> None:
    whole = report(applications(sample())).text
    for heading in ("三、收到和处理政府信息公开申请情况\n", "四、政府信息公开行政复议、行政诉讼情况\n"):
        read = Report(report("").document, report("").pack)
        text = whole.replace(heading, "")
        from govlint.readers.text import read_text
        from govlint.source.read import read_stream

        read = Report(read_text(read_stream(text.encode(), "report.txt")), read.pack)
        assert [table.state for table in read.tables] == ["read"] * 3
        assert printed(read) == sample()


@settings(max_examples=60, deadline=None)
@given(st.text("0123456789|/ \t\n.-(一二三四五六七)、予以公开总计其他处理规章行政许可复议结果维持", max_size=400))
def test_any_text_in_place_of_the_tables_is_read_or_said_to_be_unreadable(text: str) -> None:
    read = report(text, table_1=text, table_3=text)
    for table in read.tables:
        assert table.state in {"read", "missing", "image", "no-figures", "unreadable"}
        for row in table.rows.values():
            assert row.why or len(row.cells) == len(row.columns)
    assert len(read.outcomes) in {40, 42}


def test_the_header_is_what_stands_before_the_first_row() -> None:
    header = [cell.text for cell in report(applications(sample())).tables.applications.header]
    assert header[0].startswith("本列数据的勾稽关系")
    assert "法律服务机构" in header
    assert HEAD.split(" | ", maxsplit=1)[0]
