"""From a report to the facts that a set of reports keeps of it, and from facts to rows of tables and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from govlint.batch.signature import parts_of
from govlint.batch.tables import COLUMNS, SET_FACTS
from govlint.locate import TEXT, span_of
from govlint.sets.facts import PARTS, WHOLE, Figure, Part, Piece, SectionText, SetMember, Spot

if TYPE_CHECKING:
    from govlint.report.flow import Passage
    from govlint.report.model import Report

_LONGEST_MATCH = 60
_NOT_SAID = re.compile("[^\u4e00-\u9fff0-9]+")
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_COVERS = (
    r"全(?:省|市|州|盟|县|区|旗)(?:各级|行政机关|政府系统|各部门|各乡镇|各单位)*[^。;\n]{0,16}?"
    r"(?:收到|受理|新收|接收|办理)[^。;\n]{0,16}?申请",
    r"(?:报告|数据|统计)[^。;\n]{0,30}?(?:汇总|涵盖|包含|覆盖|包括)[^。;\n]{0,30}?(?:部门|乡镇|街道|各县|各区|行政机关)",
    r"由[^。;\n]{0,30}?(?:各部门|各乡镇|政府部门|乡镇|街道)[^。;\n]{0,30}?(?:汇总|汇编)",
)
"""How a government says that its figures are those of its whole area."""


def member_of(report: Report, *, path: str = "", content: str = "") -> SetMember:
    """The facts of a report. `path` is the file as it is printed (the document's own if not given), `content` a hash of
    its bytes.
    """
    organ, year, issued = report.organ, report.year, report.issue_date
    numbers: dict[int | None, int] = {}
    places: dict[int, int] = {}
    for passage in report.passages:
        numbers[passage.section] = places[id(passage)] = numbers.get(passage.section, 0) + 1

    def spot(passage: Passage) -> Spot:
        start, end = passage.range(0, len(passage.text))
        return spot_of(report, start, end, passage.section, TEXT, places[id(passage)])

    return SetMember(
        path or report.document.path,
        content,
        report.document.kind,
        "".join(organ.name.split()) if organ else "",
        organ.kind if organ else "",
        year.value if year else None,
        report.format.name,
        issued.value.isoformat() if issued and issued.value else "",
        spot_of(report, organ.start, organ.end) if organ else Spot(),
        _covers(report),
        tuple(_figures(report)),
        parts_of(report, spot),
        _sections(report),
    )


def spot_of(
    report: Report, start: int, end: int, section: int | None = None, region: str = "", passage: int | None = None
) -> Spot:
    """The place of the range `start`–`end` of the report's text."""
    span = span_of(report, start, end)
    first, last = span.first, span.last
    match = report.document.text[span.start : min(span.end, span.start + _LONGEST_MATCH)].partition("\n")[0]
    return Spot(
        first.line,
        first.column,
        last.line,
        last.column,
        first.page,
        first.paragraph,
        first.grid,
        section,
        region,
        passage,
        match.rstrip("\r"),
        span.start,
        span.end,
    )


def _figures(report: Report) -> Iterable[Figure]:
    sections = {"disclosure": 2, "applications": 3, "review": 4}
    for table in report.tables:
        if not table.is_read:
            continue
        for row, column, cell in table.all_cells():
            if cell.start < 0:
                continue
            yield Figure(
                table.kind,
                row.id,
                column.id,
                row.label,
                column.label,
                cell.kind,
                cell.raw,
                None if cell.value is None else str(cell.value),
                cell.unit,
                spot_of(report, cell.start, cell.end, sections.get(table.kind)),
            )


@lru_cache(maxsize=1)
def _cover_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _COVERS))


def _covers(report: Report) -> Spot | None:
    for passage in report.passages:
        if "申请" in passage.text or "汇" in passage.text or "部门" in passage.text:
            for pattern in _cover_patterns():
                found = pattern.search(passage.text)
                if found:
                    return spot_of(report, *passage.range(*found.span()), passage.section, TEXT)
    return None


def _sections(report: Report) -> tuple[SectionText, ...]:
    texts: dict[int, list[str]] = {}
    for passage in report.passages:
        if passage.section is not None:
            texts.setdefault(passage.section, []).append(passage.text)
    found = []
    for number, pieces in sorted(texts.items()):
        text = "".join(pieces)
        said = _NOT_SAID.sub("", text)
        found.append(
            SectionText(number, crc32(said.encode("utf-8", "surrogatepass")), " ".join(_FIGURES.findall(text)))
        )
    return tuple(found)


# -- rows ----------------------------------------------------------------------------------------------------------

FACT_COLUMNS: Mapping[str, str] = {
    column.name: column.type for column in COLUMNS[SET_FACTS] if column.name not in ("content_hash", "judged_by")
}
"""The columns of a row of facts with their types, as Arrow calls them. Places and what has places are JSON."""


def rows_of(member: SetMember) -> dict[str, Any]:
    """The facts of a report as a row of a table: the columns of `FACT_COLUMNS`. Whose they are (path and content) is
    told by other columns.
    """
    row: dict[str, Any] = {name: getattr(member, name) for name in list(FACT_COLUMNS)[:6]}
    row["organ_spot"] = _as_json(member.organ_spot)
    row["covers"] = None if member.covers is None else _as_json(member.covers)
    row["figures"] = _as_json(member.figures)
    row["sections"] = _as_json(member.sections)
    row["pieces"] = _as_json({part.name: part.pieces for part in member.parts})
    for part in member.parts:
        row[f"{part.name}_text"] = part.text
        if part.name != WHOLE:
            row[f"{part.name}_sketch"] = part.sketch
    return row


def fact_rows(report: Report) -> Iterable[Mapping[str, Any]]:
    """The facts of a report as the one row that a table has of it."""
    yield rows_of(member_of(report))


def member_from(row: Mapping[str, Any], *, path: str, content: str = "") -> SetMember:
    """The facts of a report from the row that `rows_of` made of them, wherever it was kept. Figures that were not
    fetched are none.
    """
    pieces = json.loads(row["pieces"])
    plain = {name: row[name] for name in list(FACT_COLUMNS)[:6]}
    return SetMember(
        path=path,
        content=content,
        **plain,
        organ_spot=_spot_from(json.loads(row["organ_spot"])),
        covers=None if row["covers"] is None else _spot_from(json.loads(row["covers"])),
        figures=figures_in(row["figures"]),
        parts=tuple(
            Part(
                name,
                row[f"{name}_text"],
                tuple(Piece(start, end, _spot_from(spot)) for start, end, spot in pieces[name]),
                bytes(row.get(f"{name}_sketch") or b""),
            )
            for name in PARTS
        ),
        sections=tuple(SectionText(*entry) for entry in json.loads(row["sections"])),
    )


def figures_in(text: str | None) -> tuple[Figure, ...]:
    """The figures in that column of a row."""
    return tuple(map(_figure_from, json.loads(text or "[]")))


def _figure_from(entry: list[Any]) -> Figure:
    *facts, spot = entry
    return Figure(*[*facts, _spot_from(spot)])


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _spot_from(entry: list[Any]) -> Spot:
    spot = Spot(*entry)
    if spot.grid is None:
        return spot
    table, row, cell = spot.grid
    return spot._replace(grid=(table, row, cell))
