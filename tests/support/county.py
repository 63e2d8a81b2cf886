"""A county that reports: its government, the government's office, departments and towns, with figures that add up.

`make_county` gives the structure, `written` the files, in dialects and kinds of files drawn at random.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from tests.support.dialects import DIALECTS, Dialect
from tests.support.documents import to_docx, to_html, to_markdown
from tests.support.pages import PAGES
from tests.support.reports import (
    DEPARTMENTS,
    Applications,
    Disclosure,
    Generated,
    Paragraph,
    Review,
    generate,
    named_organ,
)

TOWNS = ("栎浦镇", "澄埠镇", "霁陵乡", "岚塬镇", "汀岭乡", "蓼坪镇", "芷湾镇", "槐渚乡", "杞泽镇", "柘峪镇")
ANOTHER = "鹭屏县"
"""A county beside it, which the register has for its places only."""
COVERS = "全县共收到政府信息公开申请{count}件,由县政府各部门和乡镇分别办理。"


@dataclass
class County:
    """The reports of a county by what their organs are called in it, and the register."""

    name: str
    year: int
    reports: dict[str, Generated]
    lines: list[str] = field(default_factory=list)
    """The lines of the register, its head first."""

    @property
    def register(self) -> bytes:
        return ("\n".join(self.lines) + "\n").encode()

    @property
    def government(self) -> Generated:
        return self.reports["政府"]


def make_county(rng: Random, *, year: int = 2023, departments: int = 7, towns: int = 5, name: str = "漪墩县") -> County:
    """A county in which everything is right."""
    government = f"{name}人民政府"
    county = County(name, year, {}, ["机关名称,别名,类别,上级,地区,起始年度,截止年度,是否编报"])
    county.lines.append(f"{government},{name},县,,,,,")

    def add(key: str, suffix: str, kind: str, we: str) -> None:
        named = named_organ(name, suffix, kind, we)
        county.reports[key] = generate(rng, kind=kind, year=year, blanks=False, plain=True, named=named)
        words = {"department": "部门", "office": "办公室", "town": "乡镇"}
        county.lines.append(f"{named[0]},,{words[kind]},{government},,,,")

    add("办公室", "人民政府办公室", "office", "我办")
    for suffix, we in rng.sample(DEPARTMENTS, departments):
        add(suffix, suffix, "department", we)
    for town in rng.sample(TOWNS, towns):
        add(town, f"{town}人民政府", "town", f"我{town[-1]}")
    named = named_organ(name, "人民政府", "county", "我县")
    _add_government(county, rng, kind="county", year=year, named=named)
    county.lines += [f"{ANOTHER}人民政府,,县,,,,,否", f"{ANOTHER}砚洲镇人民政府,,乡镇,{ANOTHER}人民政府,,,,否"]
    county.lines.append(f"{name}粮食局,,部门,{government},,,{year - 1},")  # merged into another a year before
    return county


def year_after(county: County, rng: Random) -> County:
    """The same county a year later, with the same register."""
    reports = {
        key: generate(rng, earlier=report, blanks=False, plain=True)
        for key, report in county.reports.items()
        if report is not county.government
    }
    later = County(county.name, county.year + 1, reports, county.lines)
    _add_government(later, rng, earlier=county.government)
    return later


def _add_government(county: County, rng: Random, **facts: Any) -> None:
    """Adds the report of the government, with the figures of all others together."""
    tables = _together(list(county.reports.values()))
    made = generate(rng, blanks=False, plain=True, tables=tables, **facts)
    first = next(item for item in made.section(1).body if isinstance(item, Paragraph))
    first.text += COVERS.format(count=tables[1].value("r1"))
    county.reports["政府"] = made


def _together(reports: list[Generated]) -> tuple[Disclosure, Applications, Review]:
    """The tables of all reports in one."""
    disclosure = deepcopy(reports[0].disclosure)
    for row in disclosure.rows():
        rows = [report.disclosure.row(row.key) for report in reports]
        row.cells = [str(sum(_number(each.cells[at]) for each in rows)) for at in range(len(row.cells))]
    applications = deepcopy(reports[0].applications)
    for line in applications.rows:
        lines = [report.applications.row(line.key) for report in reports]
        line.cells = [str(sum(int(each.cells[at]) for each in lines)) for at in range(len(line.cells))]
    review = deepcopy(reports[0].review)
    review.cells = [str(sum(int(report.review.cells[at]) for report in reports)) for at in range(15)]
    return disclosure, applications, review


def _number(cell: str) -> Decimal:
    """What a cell says; amounts in ten thousand yuan."""
    bare = cell.replace("增", "").replace("减", "-").lstrip("+")
    if bare.endswith("万元"):
        return Decimal(bare[:-2])
    return Decimal(bare[:-1]) / 10000 if bare.endswith("元") else Decimal(bare)


# -- files ---------------------------------------------------------------------------------------------------------


def _suits(dialect: Dialect) -> bool:
    """Whether every figure and the title survive in it."""
    return {"cells", "title"} <= dialect.keeps


def _as_text(report: Generated, rng: Random) -> tuple[bytes, str]:
    dialect = rng.choice([dialect for dialect in DIALECTS.values() if _suits(dialect)])
    return dialect.encode(dialect.render(report, rng)), ".txt"


MAKERS: tuple[Callable[[Generated, Random], tuple[bytes, str]], ...] = (
    _as_text,
    _as_text,
    _as_text,
    lambda report, rng: (to_markdown(report, rng), ".md"),
    lambda report, rng: (to_html(report, rng), ".html"),
    lambda report, rng: (PAGES["content system"](report, rng).encode(), ".html"),
    lambda report, rng: (PAGES["nested tables"](report, rng).encode(), ".html"),
    lambda report, rng: (to_docx(report, rng), ".docx"),
)


def written(county: County, folder: Path, rng: Random) -> dict[str, str]:
    """Writes every report into a file of its own, and gives the paths by the keys of the county."""
    paths = {}
    for number, (key, report) in enumerate(county.reports.items()):
        data, suffix = rng.choice(MAKERS)(report, rng)
        path = folder / f"{number:02d}{suffix}"
        path.write_bytes(data)
        paths[key] = str(path)
    return paths
