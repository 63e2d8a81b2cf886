"""`govlint figures` for programs and spreadsheets: a report a row or a cell a row, read back by what people read it
with.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.figures import exact_number, layout_of, region_of, wide
from govlint.output import figures_xlsx
from govlint.pack import load_pack
from tests.support.process import Ran, run_process
from tests.support.texts import example

Run = Callable[..., Ran]

LAYOUT = layout_of(load_pack())
OF_2019 = "department-2020.txt"


def built_in(name: str) -> str:
    return load_pack().read_text("examples", name)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of each format, one with cells that are no numbers, one with a row lost, and two files that are none."""
    folder = tmp_path_factory.mktemp("reports")
    odd = example("clean.txt").replace("46 |", "46(其中变更3件) |", 1)
    for name, text in {
        "a2021.txt": example("clean.txt"),
        "b2019.txt": built_in(OF_2019),
        "c-odd.txt": odd,
        "d-letter.txt": "各位同事:\n明天上午九点开会。\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "e.pdf").write_bytes(b"%PDF-1.7\n")
    return folder


class Written:
    """What one run wrote."""

    def __init__(self, reports: Path, path: Path, *args: str) -> None:
        self.path = path
        self.ran = run_process("figures", "a2021.txt", "b2019.txt", "c-odd.txt", "d-letter.txt", "e.pdf", "-o",
                               str(path), "--lang", "en", *args, cwd=str(reports))  # fmt: skip

    def sheets(self) -> dict[str, list[list[Any]]]:
        book = openpyxl.load_workbook(self.path)
        return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}

    def rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = pq.read_table(self.path).to_pylist()
        return rows


@pytest.fixture(scope="module")
def workbook(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return Written(reports, tmp_path_factory.mktemp("xlsx") / "figures.xlsx")


@pytest.fixture(scope="module")
def parquet(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return Written(reports, tmp_path_factory.mktemp("parquet") / "figures.parquet")


# -- the columns ---------------------------------------------------------------------------------------------------


def test_every_cell_of_both_formats_has_a_column() -> None:
    by_format = {name: [c for c in LAYOUT.values() if name in c.formats] for name in ("2019", "2021")}
    assert len(by_format["2021"]) == 10 + 25 * 7 + 15
    assert len(by_format["2019"]) == 22 + 23 * 7 + 15
    both = LAYOUT["applications.granted.natural-person"]
    assert both.formats == ("2021", "2019")
    assert LAYOUT["disclosure.fees.charges"].formats == ("2021",)
    assert LAYOUT["disclosure.procurement.amount"].formats == ("2019",)
    assert LAYOUT["applications.unpaid.total"].formats == ("2021",)
    assert not LAYOUT["disclosure.fees.charges"].is_integer
    assert LAYOUT["disclosure.fees.change"].is_integer


def test_the_documents_name_the_columns() -> None:
    root = Path(__file__).parent.parent
    for name in ("figures.md", "figures.zh.md"):
        text = (root / "docs" / name).read_text(encoding="utf-8")
        for column in LAYOUT.values():
            assert f"`{column.row}`" in text, f"{name}: {column.row}"
            assert f"`{column.column}`" in text, f"{name}: {column.column}"


@pytest.mark.parametrize(
    ("organ", "region"),
    [
        ("青石县人民政府", "青石县"),
        ("菱州市市场监督管理局", "菱州市"),
        ("岚皋市住房和城乡建设局", "岚皋市"),
        ("澧冈省菱州市青石县水务局", "澧冈省菱州市青石县"),
        ("菱州市澧坪区人民政府办公室", "菱州市澧坪区"),
        ("延岭朝鲜族自治州教育局", "延岭朝鲜族自治州"),
        ("国家税务总局芦坪旗税务局", "芦坪旗"),
        ("榆冈市杉塬镇人民政府", "榆冈市杉塬镇"),
        ("市场监督管理局", None),
        ("城市管理局", None),
        ("桃源县城镇管理局", "桃源县"),
        ("红旗街道办事处", None),
        ("高新技术产业开发区管理委员会", None),
        ("杉渚生态旅游度假区管理委员会", None),
        ("生态环境部", None),
    ],
)
def test_the_region_is_the_place_that_the_name_begins_with(organ: str, region: str | None) -> None:
    assert region_of(organ) == region


# -- a report a row ------------------------------------------------------------------------------------------------


def test_a_workbook_has_a_row_for_every_file(workbook: Written, reports: Path) -> None:
    assert workbook.ran.status == 2, "two files are no reports"
    assert "d-letter.txt" in workbook.ran.err
    assert "e.pdf" in workbook.ran.err
    assert not workbook.ran.out
    head, *rows = workbook.sheets()["reports"]
    assert head[:12] == ["file", "SHA-256 of the file", "status", "organ", "kind of organ", "region", "year",
                         "statutory format", "date of issue", "table 1", "table 2", "table 3"]  # fmt: skip
    assert [row[0] for row in rows] == ["a2021.txt", "b2019.txt", "c-odd.txt", "d-letter.txt", "e.pdf"]
    assert [row[2] for row in rows] == ["read", "read", "read", "not-a-report", "unreadable"]
    assert rows[0][1] == sha256((reports / "a2021.txt").read_bytes()).hexdigest()
    assert rows[0][6] == 2023
    assert isinstance(rows[0][8], datetime)
    assert all(value is None for value in rows[3][3:])


def test_a_workbook_has_numbers_where_the_report_prints_numbers(workbook: Written, reports: Path) -> None:
    sheets = workbook.sheets()
    columns = [row[1] for row in sheets["columns"][1:]]
    names = columns[: columns.index("review.suit-after-review.total") + 1]
    head, *rows = sheets["reports"]
    assert len(names) == len(head)
    table = [dict(zip(names, row, strict=True)) for row in rows]
    whole = json.loads(run_process("figures", "a2021.txt", cwd=str(reports)).out)["reports"][0]
    for printed in whole["tables"]:
        for row in printed["rows"]:
            for cell in row["cells"]:
                value = table[0][f"{printed['kind']}.{row['id']}.{cell['column']}"]
                assert value == (None if cell["value"] is None else float(cell["value"]))
    assert table[0]["disclosure.procurement.amount"] is None, "the format of 2021 has no such cell"
    assert table[1]["disclosure.fees.charges"] is None, "the format of 2019 has no such cell"
    assert table[1]["disclosure.procurement.projects"] is not None


def test_what_is_no_number_is_empty_and_told_beside(workbook: Written, parquet: Written) -> None:
    _, *told = workbook.sheets()["cells"]
    odd = [row for row in told if row[0] == "c-odd.txt"]
    assert [row[6:8] for row in odd if row[6] == "annotated"] == [["annotated", "46(其中变更3件)"]]
    (remark,) = [cell for cell in parquet.rows()[2]["cells"] if cell["kind"] == "annotated"]
    assert remark["raw"] == "46(其中变更3件)"
    assert remark["line"]
    name = f"{remark['table']}.{remark['row_id']}.{remark['column_id']}"
    assert parquet.rows()[2][name] is None
    assert parquet.rows()[0][name] == 46


def test_parquet_has_integers_exact_decimals_and_dates(parquet: Written, reports: Path) -> None:
    schema = pq.read_schema(parquet.path)
    assert str(schema.field("issue_date").type) == "date32[day]"
    assert str(schema.field("applications.received.total").type) == "int64"
    assert str(schema.field("disclosure.fees.charges").type) == "decimal128(21, 6)"
    rows = parquet.rows()
    (whole, *_) = json.loads(run_process("figures", "a2021.txt", cwd=str(reports)).out)["reports"]
    assert rows[0]["issue_date"] == date.fromisoformat(whole["issue_date"])
    assert isinstance(rows[0]["disclosure.fees.charges"], Decimal)
    assert [row["status"] for row in rows] == ["read", "read", "read", "not-a-report", "unreadable"]
    assert rows[3]["applications.received.total"] is None


def test_a_wide_csv_says_the_same(reports: Path, parquet: Written, tmp_path: Path) -> None:
    written = Written(reports, tmp_path / "figures.csv", "--shape", "wide")
    lines = list(csv.DictReader(io.StringIO(written.path.read_text(encoding="utf-8-sig"))))
    for line, row in zip(lines, parquet.rows(), strict=True):
        for name, column in LAYOUT.items():
            assert (Decimal(line[name]) if line[name] else None) == row[name], (name, column)
        assert [cell["raw"] for cell in json.loads(line["cells"] or "[]")] == [cell["raw"] for cell in row["cells"]]


@pytest.mark.parametrize("suffix", ["xlsx", "parquet"])
def test_a_cell_a_row(reports: Path, tmp_path: Path, suffix: str) -> None:
    written = Written(reports, tmp_path / f"figures.{suffix}", "--shape", "long")
    flat = run_process("figures", "a2021.txt", "b2019.txt", "c-odd.txt", "d-letter.txt", "e.pdf", "-f", "csv",
                       cwd=str(reports)).text  # fmt: skip
    lines = list(csv.DictReader(io.StringIO(flat.removeprefix("\ufeff"))))
    rows = [list(row.values()) for row in written.rows()] if suffix == "parquet" else written.sheets()["figures"][1:]
    assert len(rows) == len(lines)
    value = list(lines[0]).index("value")
    for row, line in zip(rows, lines, strict=True):
        assert (None if row[value] is None else float(row[value])) == (float(line["value"]) if line["value"] else None)
        assert (row[0], row[4] or "", row[5] or "") == (line["path"], line["table"], line["row_id"])


@pytest.mark.parametrize("suffix", ["xlsx", "parquet", "csv", "json"])
def test_the_same_reports_make_the_same_bytes_whatever_the_number_of_processes(
    reports: Path, tmp_path: Path, suffix: str
) -> None:
    one = Written(reports, tmp_path / f"one.{suffix}", "--jobs", "1")
    two = Written(reports, tmp_path / f"two.{suffix}", "--jobs", "2")
    assert one.path.read_bytes() == two.path.read_bytes()


# -- numbers that are no number of the column ----------------------------------------------------------------------


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_number_is_exact_in_a_spreadsheet_or_none(number: Decimal) -> None:
    exact = exact_number(str(number))
    assert exact == number
    assert Decimal(repr(float(f"{float(number):.16G}"))) == number, "as the workbook writes it, and it is read"


@pytest.mark.parametrize("text", ["1234567890123456", "0.1234567", "12345678901234.56"])
def test_a_number_that_no_spreadsheet_holds_is_none(text: str) -> None:
    assert exact_number(text) is None


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("applications.received.total", {"kind": "number", "value": "3", "unit": None}, 3),
        ("applications.received.total", {"kind": "number", "value": "3.5", "unit": None}, None),
        ("applications.received.total", {"kind": "number", "value": "3", "unit": "件"}, None),
        ("applications.received.total", {"kind": "annotated", "value": "3", "unit": None}, None),
        ("applications.received.total", {"kind": "blank", "value": None, "unit": None}, None),
        ("disclosure.fees.charges", {"kind": "number", "value": "3.50", "unit": "万元"}, Decimal("3.50")),
        ("disclosure.fees.charges", {"kind": "number", "value": "35000", "unit": "元"}, None),
        ("disclosure.fees.change", {"kind": "number", "value": "-8", "unit": None}, -8),
    ],
)
def test_a_column_holds_only_what_it_counts(column: str, cell: dict[str, Any], value: object) -> None:
    place = LAYOUT[column]
    row = {"id": place.row, "label": "", "line": 1, "page": None, "why": None, "values": [],
           "cells": [{"column": place.column, "label": "", "raw": "x", **cell}]}  # fmt: skip
    table = {"kind": place.table, "state": "read", "rows": [row], "subtotals": [], "extra_rows": [], "missing_rows": []}
    figures = {"path": "a", "status": "read", "issue_date": None, "tables": [table]}
    line = wide(figures, LAYOUT)
    assert line.values == ({} if value is None else {column: value})
    assert len(line.remarks) == (value is None)


# -- hostile text --------------------------------------------------------------------------------------------------

HOSTILE = ['=HYPERLINK("http://x","y")', "+1", "-2+3", "@SUM(A1)", "\t=1", "http://x.example", "\x00\x01\x0b\x1b",
           "\ufffe", "_x0041_", "<b>&", "\ud800", "💡" * 4, "1e9", "=" * 40_000, ""]  # fmt: skip


def hostile_figures() -> list[dict[str, Any]]:
    """A report for each text, wherever a text can be."""
    made = []
    for text in HOSTILE:
        cell = {"column": "total", "label": text, "kind": "text", "raw": text, "value": None, "unit": None}
        row = {"id": "received", "label": text, "line": 1, "page": None, "why": None, "values": [text], "cells": [cell]}
        table = {"kind": "applications", "state": "read", "rows": [row], "subtotals": [], "extra_rows": [row],
                 "missing_rows": []}  # fmt: skip
        made.append({"path": text, "sha256": None, "status": "read", "organ": text, "organ_kind": None, "region": text,
                     "year": None, "statutory_format": "2021", "issue_date": None, "tables": [table]})  # fmt: skip
    return made


def test_no_text_of_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    cut = figures_xlsx.write_wide(str(path), hostile_figures(), LAYOUT, "zh")
    assert cut == 3 + 4 + 3, "path, organ and region; of a cell path, row, column and text; of a row all but the column"
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet:
            for cell in row:
                assert cell.data_type in ("s", "n", "d", "inlineStr"), cell.value
                assert cell.hyperlink is None
                assert len(str(cell.value or "")) <= 32_767
    paths = [row[0].value for row in list(book["报告"])[1:]]
    assert paths[:4] == HOSTILE[:4]


def test_text_of_parquet_is_as_it_is(tmp_path: Path) -> None:
    from govlint.output import figures_parquet

    figures_parquet.write_wide(str(tmp_path / "x.parquet"), hostile_figures(), LAYOUT)
    rows = pq.read_table(tmp_path / "x.parquet").to_pylist()
    assert [row["organ"] for row in rows] == [text.replace("\ud800", "\\ud800") for text in HOSTILE]


def test_a_list_that_fills_a_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_xlsx, "MOST_ROWS", 6)
    path = tmp_path / "x.xlsx"
    figures_xlsx.write_wide(str(path), hostile_figures()[:12], LAYOUT, "en")
    book = openpyxl.load_workbook(path)
    assert [title for title in book.sheetnames if title.startswith("reports")] == ["reports", "reports 2", "reports 3"]
    assert [book[title].max_row for title in ("reports", "reports 2", "reports 3")] == [6, 6, 3]
    assert book["reports 2"]["A1"].value == "file"
    assert book["reports"].freeze_panes == "E2"
    assert book["reports"].auto_filter.ref.startswith("A1:")


# -- what cannot be done -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["-f", "xlsx"], "-o FILE"),
        (["-o", "x.bin"], "names no format"),
        (["-f", "json", "--shape", "wide"], "takes no --shape"),
        (["-o", "none/x.csv"], "no folder"),
        (["-o", "a2021.txt", "-f", "csv"], "not written over"),
    ],
)
def test_what_cannot_be_written_is_said_first(reports: Path, args: list[str], said: str) -> None:
    before = (reports / "a2021.txt").read_bytes()
    ran = run_process("figures", "a2021.txt", "--lang", "en", *args, cwd=str(reports))
    assert (ran.status, ran.out) == (2, b"")
    assert said in ran.err
    assert (reports / "a2021.txt").read_bytes() == before


@pytest.mark.parametrize(("library", "extra"), [("xlsxwriter", "xlsx"), ("pyarrow", "parquet")])
def test_a_missing_library_is_named(
    run: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    ran = run("figures", str(reports / "a2021.txt"), "-o", str(tmp_path / f"x.{extra}"), "--lang", "en")
    assert ran.status == 2
    assert f"pip install 'govlint[{extra}]'" in ran.err
    assert not list(tmp_path.glob("x.*"))


def test_a_run_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    from govlint.cli.streams import replace_by

    path = tmp_path / "x.xlsx"
    path.write_bytes(b"before")

    def write(place: str) -> None:
        Path(place).write_bytes(b"half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        replace_by(str(path), write)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
