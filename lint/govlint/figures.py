"""The figures of the three tables as read, blanks and remarks included: what govlint saw, before any rule spoke.

They come in three forms, all of plain data: `figures_of` is a report with its tables, `flat` a cell a line, `wide` a
report a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.outline import table_outline
from govlint.patterns import compiled
from govlint.report.cells import NUMBER
from govlint.report.formats import APPLICATIONS, DISCLOSURE, REVIEW, TABLES
from govlint.report.tables import READ

if TYPE_CHECKING:
    from decimal import Decimal

    from govlint.pack import Pack
    from govlint.report.formats import Format
    from govlint.report.model import Report

COLUMNS = (
    "path", "organ", "organ_kind", "year", "table", "row_id", "row", "column_id", "column", "kind", "raw", "value",
    "page", "line",
)  # fmt: skip
"""What one line of the flat form holds, a cell a line."""
FACTS = (
    "path", "sha256", "status", "organ", "organ_kind", "region", "year", "statutory_format", "issue_date",
    "disclosure", "applications", "review",
)  # fmt: skip
"""What one line of the wide form begins with; the last three say what became of each table."""
REMARKS = ("path", "table", "row_id", "row", "column_id", "column", "kind", "raw", "page", "line")
"""What is told of a cell that holds no plain number."""

COUNT, SIGNED = "count", "signed"
MOST_DIGITS, MOST_PLACES = 15, 6
"""Numbers with more digits, or more decimal places, are none that a spreadsheet holds exactly. No table has any."""
EXTRA_ROW, MISSING_ROW, SUBTOTAL = "extra-row", "missing-row", "subtotal"
"""What is told besides single cells: a row that the form has not, one that the table lacks, and figures on a row that
has none by the form."""

_TEN_THOUSAND_YUAN = "万元"
_SEVERAL = " | "
"""Between the values of a row whose cells are not known."""
_REGION = compiled(
    r"(?:国家[^省市县区旗]{1,6}?总局)?(?P<place>"
    r"(?:[^省市县区旗]{2,8}(?:省|(?<=自治)区|特别行政区))?"
    r"(?:[^省市县区旗]{1,9}?(?:自治州|地区|盟|(?<![城都])市(?![场政容民委直])))?"
    r"(?:[^省市县区旗]{1,10}?(?:自治县|自治旗|县(?!级)|旗(?![街镇乡路])|(?<![治社发园景新库矿校小片街灾专假护])区(?![域划])|(?<![城都])市(?![场政容民委直])))?"
    r"(?:[^省市县区旗镇乡]{1,8}?(?:街道|(?<!城)镇(?!区)|(?<!城)乡(?!村)|苏木))?)"
)
_NO_GOVERNMENT = ("人民政府", "政府")


class FigureColumn(NamedTuple):
    """A column of the wide form that holds the figures of one cell of the statutory tables."""

    name: str
    """`table.row.column`, by their ids."""
    table: str
    row: str
    column: str
    kind: str
    """"count", "signed" (integers), "amount" or "money" (decimals)."""
    row_label: str
    """As in the latest format that has the cell, as is `column_label`."""
    column_label: str
    formats: tuple[str, ...]
    """The formats that have the cell, the latest first."""

    @property
    def is_integer(self) -> bool:
        """Whether it counts things."""
        return self.kind in (COUNT, SIGNED)


class Wide(NamedTuple):
    """One report as one line."""

    facts: dict[str, Any]
    """By the names of `FACTS`; `issue_date` is a date."""
    values: dict[str, int | Decimal]
    """By the names of columns: the plain numbers, and nothing else."""
    remarks: list[dict[str, Any]]
    """Every other cell, by the names of `REMARKS`, and every row that is not as in the form."""


def figures_of(report: Report, path: str) -> dict[str, Any]:
    """The tables of one report as plain data."""
    organ, year, issued = report.organ, report.year, report.issue_date
    return {
        "path": path,
        "sha256": None,
        "status": READ,
        "organ": organ.name if organ else None,
        "organ_kind": (organ.kind or None) if organ else None,
        "region": region_of(organ.name) if organ else None,
        "year": year.value if year else None,
        "statutory_format": report.format.name,
        "issue_date": issued.value.isoformat() if issued and issued.value else None,
        "tables": [table_outline(report, table) for table in report.tables],
    }


def no_figures(path: str, status: str) -> dict[str, Any]:
    """What stands for a file that was not read as a report."""
    return {**dict.fromkeys(FACTS[: -len(TABLES)]), "path": path, "status": status, "tables": []}


def region_of(name: str) -> str | None:
    """The place that the name of an organ begins with (甲省乙市丙县水务局 → 甲省乙市丙县); None if it shows none."""
    for ending in _NO_GOVERNMENT:
        place, found, _ = name.partition(ending)
        if found:
            return place or None
    match = _REGION.match(name)
    return (match["place"] if match else "") or None


def flat(figures: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The cells of `figures` one by one, with the names of `COLUMNS`. A table that was not read has one line, whose
    kind says what became of it; so has a file.
    """
    facts = {name: figures[name] for name in ("path", "organ", "organ_kind", "year")}
    if figures["status"] != READ:
        yield {**dict.fromkeys(COLUMNS), **facts, "kind": figures["status"]}
    for table in figures["tables"]:
        if table["state"] != READ:
            yield {**dict.fromkeys(COLUMNS), **facts, "table": table["kind"], "kind": table["state"]}
        for row in [*table["rows"], *table["subtotals"]]:
            for cell in row["cells"]:
                yield {
                    **facts,
                    "table": table["kind"],
                    "row_id": row["id"],
                    "row": row["label"],
                    "column_id": cell["column"],
                    "column": cell["label"],
                    "kind": cell["kind"],
                    "raw": cell["raw"],
                    "value": cell["value"],
                    "page": row["page"],
                    "line": row["line"],
                }


def layout_of(pack: Pack) -> dict[str, FigureColumn]:
    """The cells of every statutory format of `pack` by the names of their columns: table by table, the latest format
    first, then what only earlier ones have.
    """
    found: dict[str, FigureColumn] = {}
    formats = [pack.format(year) for year in reversed(pack.format_years)]
    for table in TABLES:
        for form in formats:
            for column in _cells_of(form, table):
                known = found.setdefault(column.name, column)
                if known is not column:
                    found[column.name] = known._replace(formats=(*known.formats, form.name))
    return found


def _cells_of(form: Format, table: str) -> Iterator[FigureColumn]:
    rows: list[tuple[str, str, tuple[Any, ...]]] = []
    if table == DISCLOSURE:
        rows = [(row.id, row.label, block.columns) for block in form.blocks for row in block.rows]
    elif table == APPLICATIONS:
        rows = [(row.id, row.label, form.columns) for row in form.rows if row.kind != "group"]
    elif table == REVIEW:
        rows = [(group, label, form.review_columns) for group, label in form.review_groups]
    for row_id, row_label, columns in rows:
        for column in columns:
            name = f"{table}.{row_id}.{column.id}"
            yield FigureColumn(name, table, row_id, column.id, column.kind, row_label, column.label, (form.name,))


def wide(figures: Mapping[str, Any], layout: Mapping[str, FigureColumn]) -> Wide:
    """`figures` as one line with the columns of `layout`."""
    issued = figures["issue_date"]
    facts = {name: figures.get(name) for name in FACTS}
    facts["issue_date"] = date.fromisoformat(issued) if issued else None
    values: dict[str, int | Decimal] = {}
    remarks: list[dict[str, Any]] = []

    def remark(kind: str, raw: str, row: Mapping[str, Any], cell: Mapping[str, Any]) -> None:
        remarks.append(
            {
                "path": figures["path"],
                "table": table["kind"],
                "row_id": row.get("id"),
                "row": row.get("label"),
                "column_id": cell.get("column"),
                "column": cell.get("label"),
                "kind": kind,
                "raw": raw,
                "page": row.get("page"),
                "line": row.get("line"),
            }
        )

    for table in figures["tables"]:
        facts[table["kind"]] = table["state"]
        for row in table["rows"]:
            if row["why"]:
                remark(row["why"], _SEVERAL.join(row["values"]), row, {})
                continue
            for cell in row["cells"]:
                name = f"{table['kind']}.{row['id']}.{cell['column']}"
                value = plain_number(cell, layout[name]) if name in layout else None
                if value is None:
                    remark(cell["kind"], cell["raw"], row, cell)
                else:
                    values[name] = value
        for row in table["subtotals"]:
            remark(SUBTOTAL, _SEVERAL.join(row["values"]), row, {})
        for row in table["extra_rows"]:
            remark(EXTRA_ROW, _SEVERAL.join(row["values"]), row, {})
        for row_id in table["missing_rows"]:
            remark(MISSING_ROW, "", {"id": row_id}, {})
    return Wide(facts, values, remarks)


def plain_number(cell: Mapping[str, Any], column: FigureColumn) -> int | Decimal | None:
    """The number in a cell that holds one and nothing else, and of the kind that `column` has; else None. The form
    counts money by ten thousand yuan, and where it does not print the unit, the cells may.
    """
    if cell["kind"] != NUMBER or cell["unit"] not in (None, *(() if column.is_integer else (_TEN_THOUSAND_YUAN,))):
        return None
    text: str = cell["value"]
    if column.is_integer and "." in text:
        return None
    return exact_number(text)


def exact_number(text: str) -> int | Decimal | None:
    """The number that `text` prints; None if a spreadsheet could not hold it exactly."""
    from decimal import Decimal

    places = len(text.partition(".")[2])
    digits = len(text.replace(".", "").lstrip("-0"))
    if digits > MOST_DIGITS or places > MOST_PLACES:
        return None
    return Decimal(text) if "." in text else int(text)
