"""The rules on tables and sums, on whole reports: what they say, where, how often, and when they keep silent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import pytest

from govlint.pack import load_pack
from govlint.readers.text import read_text
from govlint.registry import load_registry
from govlint.report.causes import Cause
from govlint.report.model import Report
from govlint.rule import ERROR, INFO, WARNING, Finding, NotApplicable, NotAssessable, Verdict
from govlint.source.read import read_stream
from tests.tables import DISCLOSURE, FORMAT, HEAD, REVIEW, REVIEW_HEAD, ROWS, Grid, applications, grid, report, sample

REGISTRY = load_registry()
TABLE_CODES = tuple(code for code in REGISTRY.codes if code.startswith(("GL20", "GL21", "GL30")))
SUM_CODES = ("GL301", "GL302", "GL303", "GL304", "GL305", "GL306", "GL307")
COLUMNS = tuple(column.label for column in FORMAT.columns)
LABELS = {row.id: row.label for row in ROWS}

Layout = Callable[[str], str]


def bare(text: str) -> str:
    """One cell a line, without marks."""
    return "\n".join(cell for cell in (piece.strip() for piece in re.split(r"[|\n]", text)) if cell)


def cells(text: str) -> str:
    """One cell a line, each with a pipe."""
    return "\n".join(f"{cell} |" for cell in bare(text).split("\n"))


def tabs(text: str) -> str:
    """One row a line, cells apart by tabs."""
    rows = (line.removesuffix(" |").split("|") for line in text.split("\n"))
    return "\n".join("\t".join(piece.strip() for piece in row) for row in rows)


def spaces(text: str) -> str:
    """One row a line, cells apart by blanks."""
    return tabs(text).replace("\t", " ")


LAYOUTS: dict[str, Layout] = {"pipes": str, "bare": bare, "cells": cells, "tabs": tabs, "spaces": spaces}
layouts = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def report_of(
    table: Grid, layout: Layout = str, *, head: str = HEAD, table_1: str = DISCLOSURE, table_3: str = REVIEW
) -> Report:
    """A report with that table 2 in that layout."""
    return report(layout(applications(table, head=head)), table_1=layout(table_1), table_3=layout(table_3))


def example(name: str, *changes: tuple[str, str], organ_kind: str | None = None) -> Report:
    """One of the pack's clean reports, changed."""
    text = load_pack().read_text("examples", f"{name}.txt")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return Report(read_text(read_stream(text.encode(), "report.txt")), load_pack(), organ_kind=organ_kind)


def verdicts(of: Report, *codes: str) -> Iterator[tuple[str, Verdict]]:
    for code in codes or TABLE_CODES:
        rule = REGISTRY.rule(code)
        for verdict in rule.check(of):
            if isinstance(verdict, Finding):
                for lang in ("zh", "en"):
                    assert "{" not in rule.messages[verdict.variant].fill(lang, verdict.args)
                    for related in verdict.related:
                        assert "{" not in rule.messages[related.text].fill(lang, related.args)
            yield code, verdict


def findings(of: Report, *codes: str) -> list[Finding]:
    """What the rules with those codes (all rules on tables) found."""
    return [verdict for _, verdict in verdicts(of, *codes) if isinstance(verdict, Finding)]


def loud(of: Report, *codes: str) -> list[Finding]:
    """The errors and warnings among them."""
    return [finding for finding in findings(of, *codes) if finding.severity != INFO]


def only(of: Report, code: str) -> Finding:
    """The one error or warning of a report, which must be of that code."""
    found = loud(of)
    assert [finding.code for finding in found] == [code]
    return found[0]


def marked(of: Report, finding: Finding) -> str:
    return of.text[finding.start : finding.end]


def message(finding: Finding, lang: str = "zh") -> str:
    return REGISTRY.rule(finding.code).messages[finding.variant].fill(lang, finding.args)


def reasons(of: Report, code: str) -> set[str]:
    """Why the rule could not judge."""
    return {verdict.why for _, verdict in verdicts(of, code) if isinstance(verdict, NotAssessable)}


# -- clean reports -------------------------------------------------------------------------------------------------


@layouts
def test_a_clean_table_is_quiet_in_every_layout(layout: Layout) -> None:
    assert findings(report_of(sample(), layout)) == []


@pytest.mark.parametrize("name", ["department-2020", "department-2023", "government-2020", "town-2023", "city-2022"])
def test_clean_reports_of_both_formats_are_quiet(name: str) -> None:
    assert findings(example(name)) == []


# -- sums ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", range(7), ids=COLUMNS)
def test_one_wrong_cell_is_one_finding_at_that_cell_and_the_figure_that_fits_is_named(column: int) -> None:
    for row in ROWS:
        table = sample()
        right = table[row.id][column]
        table[row.id][column] = str(int(right) + 3)
        of = report_of(table)
        found = loud(of)
        assert len(found) == 1, (row.id, found)
        assert found[0].code in SUM_CODES
        assert found[0].severity == ERROR
        (note,) = findings(of, "GL308")
        for finding in (found[0], note):
            assert (finding.table, finding.row, finding.cell) == ("applications", row.label, COLUMNS[column])
            assert (finding.expected, finding.actual) == (right, table[row.id][column])
            assert marked(of, finding) == table[row.id][column]
        assert right in message(note)


@layouts
def test_the_likely_cell_is_found_in_every_layout(layout: Layout) -> None:
    table = sample()
    table["not-held"][0] = "4"
    finding = only(report_of(table, layout), "GL301")
    assert (finding.row, finding.cell, finding.expected) == (LABELS["not-held"], "自然人", "2")


def test_a_finding_writes_the_sum_out_and_names_every_other_relation_it_explains() -> None:
    table = sample()
    table["results-total"][0] = "6"
    of = report_of(table)
    finding = only(of, "GL302")
    assert finding.args["sum"] == "3〔(一)予以公开〕 + 2〔1.本机关不掌握相关政府信息〕 = 5 ≠ 6"
    assert finding.args["difference"] == "1"
    assert {related.text for related in finding.related} == {"also-row-total", "also-balance"}
    assert len(finding.related) == sum(outcome.state == "violated" for outcome in of.outcomes) - 1


def test_the_balance_is_written_with_both_sums() -> None:
    table = sample()
    table["carried-out"] = ["3", "1", "0", "0", "0", "0", "4"]
    finding = only(report_of(table), "GL303")
    assert finding.args["sum"] == "5 + 1 = 6 ≠ 8 = 5 + 3"


def test_a_row_total_is_written_with_every_column() -> None:
    table = sample()
    table["granted"][6] = "5"
    assert only(report_of(table), "GL301").args["sum"] == "3 + 1 + 0 + 0 + 0 + 0 = 4 ≠ 5"


def test_a_sum_of_many_terms_is_written_without_names() -> None:
    leaves = {leaf.replace("-", "_"): [1, 0, 0, 0, 0, 0] for leaf in FORMAT.leaves}
    table = grid(received=[21, 0, 0, 0, 0, 0], **leaves)
    table["results-total"][0] = "20"
    assert only(report_of(table), "GL302").args["sum"] == " + ".join(["1"] * 21) + " = 21 ≠ 20"


def test_two_cells_exchanged_are_one_finding_and_a_note() -> None:
    table = sample()
    table["results-total"][:2] = ["1", "5"]
    of = report_of(table)
    only(of, "GL302")
    (note,) = findings(of, "GL308")
    assert note.variant == "swapped"
    assert (note.args["actual"], note.args["value"]) == ("1", "5")


def test_a_column_off_together_with_its_total_names_no_cell() -> None:
    table = sample()
    table["granted"][0], table["granted"][6] = "4", "5"
    of = report_of(table)
    only(of, "GL302")
    assert findings(of, "GL308") == []


def test_several_wrong_figures_of_a_row_are_named_together() -> None:
    table = grid(received=[12, 0, 0, 0, 0, 0], granted=[12, 0, 0, 0, 0, 0])
    table["granted"] = ["1", "2", "0", "0", "0", "0", "12"]
    of = report_of(table)
    broken = tuple(outcome for outcome in of.outcomes if outcome.state == "violated")
    of.__dict__["causes"] = (Cause("row", broken[0], broken, "granted"),)
    finding = only(of, "GL301")
    assert (finding.row, finding.cell) == ("(一)予以公开", "总计")
    (note,) = findings(of, "GL308")
    assert (note.expected, note.actual) == ("12 0 0 0 0 0 12", "1 2 0 0 0 0 12")


@pytest.mark.parametrize("cell", range(15))
def test_each_cell_of_table_3_counts(cell: int) -> None:
    figures = [1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]
    figures[cell] += 2
    of = report_of(sample(), table_3=f"{REVIEW_HEAD}\n" + " | ".join(map(str, figures)) + " |")
    finding = only(of, "GL305")
    assert finding.row == ("行政复议", "未经复议直接起诉", "复议后起诉")[cell // 5]
    assert finding.cell == "总计"


@pytest.mark.parametrize(("figure", "code"), [("3.5", "GL211"), ("-3", "GL212")])
def test_a_figure_that_no_count_can_be_is_told_as_such_and_not_as_a_wrong_sum(figure: str, code: str) -> None:
    table = sample()
    table["repeated"][1] = figure
    of = report_of(table)
    assert only(of, code).actual == figure
    assert "text" in reasons(of, "GL301")


def test_a_bound_speaks_where_the_sum_of_its_column_cannot_be_judged() -> None:
    table = sample()
    table["granted"][:2] = ["6", "0"]
    table["granted"][6] = "6"
    table["repeated"][0] = table["repeated"][6] = "未统计"
    (finding,) = findings(report_of(table), "GL304")
    assert (finding.row, finding.cell, finding.expected, finding.actual) == ("(一)予以公开", "自然人", "≤5", "6")


def test_a_bound_keeps_silent_where_the_sum_speaks() -> None:
    table = sample()
    table["granted"][0] = "60"
    assert findings(report_of(table), "GL304") == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("3 | 1 | 9", []), ("10 | 1 | 9", []), ("11 | 1 | 9", ["≥10"]), ("11 | | 9", [])],
)
def test_documents_in_force_and_repealed_are_no_fewer_than_those_made(printed: str, expected: list[str]) -> None:
    of = report_of(sample(), table_1=DISCLOSURE.replace("2 | 1 | 9", printed))
    assert [finding.expected for finding in findings(of, "GL306")] == expected
    assert reasons(of, "GL306") == ({"blank"} if "| |" in printed else set())


def test_subtotals_that_add_up_are_quiet_and_one_that_does_not_is_told_once_a_row() -> None:
    def with_subtotal(figures: str, **changes: list[str]) -> Report:
        table = sample()
        for row, printed in changes.items():
            table[row] = printed
        text = applications(table).replace("(四)无法提供 |", f"(四)无法提供 | {figures} |")
        return report(text)

    assert findings(with_subtotal("2 | 0 | 0 | 0 | 0 | 0 | 2")) == []
    finding = only(with_subtotal("2 | 1 | 0 | 0 | 0 | 0 | 3"), "GL307")
    assert (finding.row, finding.cell, finding.expected, finding.actual) == ("(四)无法提供", "总计", "2", "3")
    assert [related.args["column"] for related in finding.related] == ["商业企业"]


def test_a_wrong_row_below_a_right_subtotal_is_told_at_the_row_alone() -> None:
    table = sample()
    table["unclear"][0] = "1"
    text = applications(table).replace("(四)无法提供 |", "(四)无法提供 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |")
    assert only(report(text), "GL301").row == LABELS["unclear"]


# -- blanks --------------------------------------------------------------------------------------------------------


def blank_columns(table: Grid, columns: Sequence[int]) -> Grid:
    for row in table.values():
        for column in columns:
            row[column] = ""
    return table


def test_columns_left_blank_throughout_are_one_note() -> None:
    of = report_of(blank_columns(sample(), [2, 3, 5]), tabs)
    (finding,) = findings(of)
    assert (finding.code, finding.severity, finding.variant) == ("GL209", INFO, "habit-several")
    assert finding.args["count"] == 75
    assert len(finding.related) <= 8


def test_zeros_left_blank_throughout_are_one_note() -> None:
    table = {row: [figure if figure != "0" else "" for figure in figures] for row, figures in sample().items()}
    (finding,) = findings(report_of(table, tabs))
    assert (finding.code, finding.severity) == ("GL209", INFO)


def test_a_blank_among_zeros_is_a_warning_and_a_blank_total_an_error() -> None:
    table = sample()
    table["repeated"][2] = ""
    assert only(report_of(table, tabs), "GL209").severity == WARNING
    for row, column in (("repeated", 6), ("received", 3), ("carried-out", 3), ("results-total", 3)):
        table = sample()
        table[row][column] = ""
        finding = only(report_of(table, tabs), "GL209")
        assert (finding.severity, finding.row, finding.cell) == (ERROR, LABELS[row], COLUMNS[column])


@pytest.mark.parametrize(("row", "column"), [("granted", 0), ("not-held", 6), ("results-total", 1), ("received", 4)])
def test_a_blank_for_which_sums_fail_is_named_with_the_figure_it_lacks(row: str, column: int) -> None:
    table = sample()
    right, table[row][column] = table[row][column], ""
    finding = only(report_of(table, tabs), "GL209")
    assert (finding.severity, finding.variant, finding.expected) == (ERROR, "needed", right)
    assert (finding.row, finding.cell) == (LABELS[row], COLUMNS[column])


def test_blanks_of_one_table_and_severity_are_one_finding() -> None:
    table = sample()
    for row in ("secret", "forbidden", "securities"):
        table[row][2] = ""
    finding = only(report_of(table, tabs), "GL209")
    assert finding.args["count"] == 3
    assert len(finding.related) == 2


def test_blanks_that_vanished_are_not_judged() -> None:
    table = sample()
    for row in FORMAT.leaves[4:]:
        table[row] = [figure for figure in table[row][:6] if figure != "0"] + table[row][6:]
    of = report_of(table, bare)
    assert loud(of) == []
    assert reasons(of, "GL209") == {"cells-lost"}


def test_a_group_of_table_3_that_prints_its_total_alone_is_a_note() -> None:
    of = report_of(sample(), tabs, table_3=f"{REVIEW_HEAD}\n1 | 0 | 0 | 1 | 2 | | | | | 0 | 0 | 1 | 0 | 0 | 1 |")
    (finding,) = findings(of)
    assert (finding.code, finding.severity) == ("GL209", INFO)


# -- cells ---------------------------------------------------------------------------------------------------------


def test_placeholders_are_one_finding_a_table() -> None:
    table = sample()
    table["petitions"][:3] = ["/", "-", "无"]
    finding = only(report_of(table), "GL210")
    assert (finding.severity, finding.args["count"], finding.actual) == (WARNING, 3, "/")


def test_a_placeholder_in_the_place_of_a_figure_is_named_with_that_figure() -> None:
    table = sample()
    table["granted"][0] = "-"
    finding = only(report_of(table), "GL210")
    assert (finding.variant, finding.expected) == ("needed", "3")


@pytest.mark.parametrize("printed", ["22(其中修订16件)", "22（含自然失效2件）"])
def test_a_remark_beside_a_number_is_no_fault(printed: str) -> None:
    assert findings(report_of(sample(), table_1=DISCLOSURE.replace("2 | 1 | 9", f"2 | 1 | {printed}"))) == []


def test_a_row_short_of_figures_lists_what_is_there() -> None:
    table = sample()
    del table["internal"][2]
    finding = only(report_of(table, bare), "GL208")
    assert (finding.row, finding.expected, finding.actual) == (LABELS["internal"], "7", "6")
    assert finding.args["values"] == "0 0 0 1 0 1"


def test_many_rows_with_the_same_wrong_number_of_figures_are_one_finding() -> None:
    table = sample()
    for row in FORMAT.leaves[5:10]:
        del table[row][2]
    finding = only(report_of(table, bare), "GL208")
    assert (finding.variant, finding.args["rows"]) == ("several", 5)


def test_a_number_split_over_two_cells_is_put_together_where_every_sum_then_fits() -> None:
    table = grid(received=[12, 3, 0, 0, 0, 0], granted=[12, 3, 0, 0, 0, 0])
    table["granted"] = ["1", "2", "3", "0", "0", "0", "0", "15"]
    of = report_of(table, bare)
    assert only(of, "GL208").variant == "split"
    (note,) = findings(of, "GL308")
    assert (note.row, note.cell, note.expected) == ("(一)予以公开", "自然人", "12")
    assert marked(of, note) == "1\n2"


def test_units_are_one_finding_a_table_and_belong_to_the_purchases_of_2019() -> None:
    table = sample()
    table["received"] = [f"{figure}件" for figure in table["received"]]
    finding = only(report_of(table), "GL213")
    assert (finding.severity, finding.args["count"], finding.expected) == (WARNING, 7, "5")
    assert findings(example("department-2020", ("86.35万元", "86.35亿元")), "GL213") == []


@pytest.mark.parametrize(
    ("printed", "value"), [("１２", "12"), ("1,512", "1512"), ("012", "12"), ("1 2", "12"), ("15", None), ("0", None)]
)
def test_odd_ways_to_write_a_number_are_a_note(printed: str, value: str | None) -> None:
    of = report_of(sample(), table_1=DISCLOSURE.replace("行政许可 | 15", f"行政许可 | {printed}"))
    found = findings(of, "GL215")
    assert [finding.expected for finding in found] == ([value] if value else [])
    assert all(finding.args["printed"] == printed for finding in found)


@pytest.mark.parametrize(
    ("printed", "organ_kind", "expected"),
    [
        ("12.5", None, []),
        ("9999", None, []),
        ("10000", None, ["1"]),
        ("125000", "city", []),
        ("1250000", "city", ["125"]),
    ],
)
def test_charges_out_of_all_proportion_are_a_note(printed: str, organ_kind: str | None, expected: list[str]) -> None:
    name = "department-2023" if organ_kind is None else "city-2022"
    base = example(name)
    place = base.tables.disclosure.rows["fees"].cell("charges")
    text = base.text[: place.start] + printed + base.text[place.end :]
    of = Report(read_text(read_stream(text.encode(), "report.txt")), load_pack())
    assert [finding.expected for finding in findings(of, "GL214")] == expected


def test_three_equal_figures_of_a_row_are_a_note() -> None:
    of = example("department-2020", ("行政处罚 | 64 | +2 | 11", "行政处罚 | 97 | 增97 | 97"))
    (finding,) = findings(of, "GL218")
    assert (finding.severity, finding.row) == (INFO, "行政处罚")


@pytest.mark.parametrize("name", ["department-2023", "office-2023", "town-2023", "institution-2021"])
def test_tables_of_nothing_but_zeros_are_a_note_for_governments_and_departments(name: str) -> None:
    base = example(name)
    text = base.text
    figures = [cell for table in base.tables[:3] for _, _, cell in table.all_cells() if cell.value]
    for cell in sorted(figures, reverse=True):
        text = text[: cell.start] + "0" + text[cell.end :]
    of = Report(read_text(read_stream(text.encode(), "report.txt")), load_pack())
    expected = [] if name.startswith(("town", "institution")) else [INFO]
    assert [finding.severity for finding in findings(of, "GL217")] == expected


# -- rows and labels -----------------------------------------------------------------------------------------------


@layouts
def test_missing_rows_are_one_finding_a_table_where_they_should_stand(layout: Layout) -> None:
    lines = applications(sample()).split("\n")
    text = "\n".join(line for line in lines if not line.startswith(("7.属于行政执法案卷", "2.重复申请")))
    of = report(layout(text), table_1=layout(DISCLOSURE), table_3=layout(REVIEW))
    finding = only(of, "GL204")
    assert finding.start == finding.end
    assert of.text[finding.start :].startswith("8.属于行政查询事项")
    assert finding.args["rows"] == "7.属于行政执法案卷、2.重复申请"
    (second,) = finding.related
    assert of.text[second.start :].startswith("3.要求提供公开出版物")


def test_the_last_row_of_a_group_is_missed_behind_the_one_before_it() -> None:
    text = re.sub(r"8\.属于行政查询事项 [^\n]*\n", "", applications(sample()))
    of = report(text)
    finding = only(of, "GL204")
    assert finding.row == "8.属于行政查询事项"
    assert of.text[: finding.start].endswith("7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0")


@layouts
def test_rows_out_of_order_are_told_with_the_place_they_belong_to(layout: Layout) -> None:
    lines = applications(sample()).split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("6.属于四类"))
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    of = report(layout("\n".join(lines)), table_1=layout(DISCLOSURE), table_3=layout(REVIEW))
    finding = only(of, "GL205")
    assert finding.args["after"] in {"6.属于四类过程性信息", "5.属于三类内部事务信息"}


@pytest.mark.parametrize(
    ("label", "printed", "severity"),
    [
        ("5.属于三类内部事务信息", "5.属于四类内部事务信息", ERROR),
        ("6.属于四类过程性信息", "6.属于三类过程性信息", ERROR),
        ("1.本机关不掌握相关政府信息", "1.本机关掌握相关政府信息", ERROR),
        ("5.属于三类内部事务信息", "5.属于内部事务类信息", WARNING),
        ("4.保护第三方合法权益", "4.保护第三人合法权益", WARNING),
        ("3.危及“三安全一稳定”", "3.危及“三安全一安定”", WARNING),
        ("四、结转下年度继续办理", "四、结转下一年度继续办理", WARNING),
    ],
)
@layouts
def test_an_altered_label_is_a_warning_and_an_error_where_it_counts_something_else(
    layout: Layout, label: str, printed: str, severity: str
) -> None:
    text = applications(sample()).replace(label, printed)
    finding = only(report(layout(text), table_1=layout(DISCLOSURE), table_3=layout(REVIEW)), "GL206")
    assert (finding.severity, finding.row, finding.expected) == (severity, label, label)


# -- heads ---------------------------------------------------------------------------------------------------------

HEADS_WITHOUT_FAULT = {
    "cut to two characters": ("商业企业 | 科研机构 | 社会公益组织 | 法律服务机构", "商业 | 科研 | 社会 | 法律"),
    "split over two rows": (
        "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |",
        "商业 | 科研 | 社会公 | 法律服 | 其他 |\n企业 | 机构 | 益组织 | 务机构 |",
    ),
    "split inside a cell": ("商业企业 | 科研机构", "商业 企业 | 科研 机构"),
    "blanks between characters": ("自然人 | 法人或其他组织 | 总计", "自 然 人 | 法人或其他组织 | 总 计"),
    "an alias": ("总计 |\n商业", "合计 |\n商业"),
    "a variant character": ("法律服务机构 | 其他", "法律服务机构 | 其它"),
    "the group head lost": ("自然人 | 法人或其他组织 | 总计", "自然人 | 总计"),
    "most heads lost": ("商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |", ""),
}


@pytest.mark.parametrize(("old", "new"), HEADS_WITHOUT_FAULT.values(), ids=HEADS_WITHOUT_FAULT)
def test_a_head_maimed_by_extraction_is_no_fault(old: str, new: str) -> None:
    assert old in HEAD
    assert findings(report_of(sample(), head=HEAD.replace(old, new))) == []


HEADS_WITH_FAULT = {
    "missing": ("科研机构 | 社会公益组织 | ", "社会公益组织 | ", "missing", "科研机构"),
    "renamed": ("法律服务机构", "律师事务所", "renamed", "法律服务机构"),
    "replaced": ("自然人", "公众", "missing", "自然人"),
    "exchanged": ("商业企业 | 科研机构", "科研机构 | 商业企业", "swapped", "商业企业"),
    "the first missing": ("自然人 | ", "", "missing", "自然人"),
    "the other applicants missing": ("法律服务机构 | 其他", "法律服务机构", "missing", "其他"),
}


@pytest.mark.parametrize(("old", "new", "variant", "column"), HEADS_WITH_FAULT.values(), ids=HEADS_WITH_FAULT)
@layouts
def test_a_head_that_is_missing_renamed_or_exchanged_is_told(
    layout: Layout, old: str, new: str, variant: str, column: str
) -> None:
    assert old in HEAD
    finding = only(report_of(sample(), layout, head=HEAD.replace(old, new, 1)), "GL207")
    assert finding.cell == column
    if layout is str:
        assert finding.variant == variant


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("本年制发件数 | 本年废止件数", "本年制发件数 | 历年累计件数", "本年废止件数"),
        ("本年制发件数 | 本年废止件数", "本年废止件数 | 本年制发件数", "本年制发件数"),
        ("信息内容 | 本年收费金额(单位:万元)", "信息内容 |", "本年收费金额(单位:万元)"),
    ],
)
@layouts
def test_the_heads_of_each_block_of_table_1_are_checked(layout: Layout, old: str, new: str, column: str) -> None:
    of = report_of(sample(), layout, table_1=DISCLOSURE.replace(old, new))
    assert only(of, "GL207").cell == column


def test_heads_of_table_1_cut_by_extraction_are_no_fault() -> None:
    of = example(
        "department-2020",
        ("本年新制作数量 | 本年新公开数量", "本年新 | 本年新"),
        ("上一年项目数量 | 本年增/减 | 处理决定数量", "上一年项目数量 | 本年增/ | 处理决定数量"),
    )
    assert findings(of) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经",
            "结果纠正 | 结果维持 | 其他结果 | 尚未审结 | 总计 | 未经",
            1,
        ),
        ("尚未审结 | 总计 | 结果维持", "总计 | 结果维持", 1),
        ("结果维持 | 结果纠正", "结果 维持 | 结果 纠正", 0),
        ("尚未审结 | 总计 | 未经", "尚未审结总计 | 未经", 0),
    ],
)
@layouts
def test_the_heads_of_table_3_are_checked_group_by_group(layout: Layout, old: str, new: str, found: int) -> None:
    assert old in REVIEW
    of = report_of(sample(), layout, table_3=REVIEW.replace(old, new, 1))
    assert [finding.code for finding in loud(of)] == ["GL207"] * found


def test_the_note_of_the_head_is_missed_only_where_the_head_is_there() -> None:
    note = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | "
    (finding,) = findings(report_of(sample(), head=HEAD.replace(note, "")))
    assert (finding.code, finding.severity) == ("GL216", INFO)
    assert findings(report_of(sample(), head=HEAD.replace("(本列", "本列").replace("四项之和)", "四项之和"))) == []


# -- tables that are not there -------------------------------------------------------------------------------------


def test_a_missing_table_is_one_error_and_everything_on_it_not_assessable() -> None:
    of = report("我局未收到政府信息公开申请。")
    finding = only(of, "GL201")
    assert marked(of, finding) == "三、收到和处理政府信息公开申请情况"
    for code in ("GL204", "GL209", "GL301", "GL302", "GL303", "GL304", "GL307"):
        assert reasons(of, code) == {"table-missing"}


def test_a_section_that_is_missing_with_its_table_is_not_told_twice() -> None:
    text = report_of(sample()).text
    start, end = text.index("三、收到和处理"), text.index("四、政府信息公开行政复议")
    of = Report(read_text(read_stream((text[:start] + text[end:]).encode(), "report.txt")), load_pack())
    assert findings(of, "GL201") == []


def test_a_table_of_labels_alone_is_one_error() -> None:
    table = {row: [""] * 7 for row in sample()}
    of = report_of(table, bare)
    assert only(of, "GL203").table == "applications"
    assert reasons(of, "GL301") == {"no-figures"}


def test_a_table_that_cannot_be_read_is_not_judged() -> None:
    labels = [row.label for row in FORMAT.rows]
    figures = [str(number % 7) for number in range(100)]
    of = report(bare(HEAD) + "\n" + "\n".join(labels + figures))
    assert of.tables.applications.state == "unreadable"
    assert findings(of) == []
    for code in ("GL204", "GL205", "GL206", "GL207", "GL208", "GL209", "GL301", "GL302", "GL303"):
        assert reasons(of, code) == {of.tables.applications.why}


def test_rules_without_anything_to_look_at_say_so() -> None:
    of = report_of(sample())
    assert any(isinstance(verdict, NotApplicable) for _, verdict in verdicts(of, "GL307"))
    assert any(isinstance(verdict, NotApplicable) for _, verdict in verdicts(example("department-2020"), "GL214"))
