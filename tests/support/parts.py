"""A report in parts, so that a test changes one of them and reads the rest as it is."""

from __future__ import annotations

from govlint.document.model import Block, Cell, Document
from govlint.pack import load_pack
from govlint.readers.text import read_text
from govlint.report.model import Report
from govlint.source.read import read_stream

ORGAN = "青禾县民政局"
TITLE = f"{ORGAN}2023年政府信息公开工作年度报告"
PREAMBLE = "根据有关规定编制本报告。本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
SECTIONS = (
    "一、总体情况\n2023年,我局主动公开信息十二条。",
    "二、主动公开政府信息情况\n第二十条第(一)项 | |||\n规章 | 0 | 0 | 0 |\n行政规范性文件 | 1 | 0 | 4 |",
    "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 | 2 | 0 | 2 |\n"
    "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 |\n三、本年度办理结果 | (一)予以公开 | 2 | 0 | 2 |\n"
    "四、结转下年度继续办理 | 0 | 0 | 0 |",
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议 | 行政诉讼 |\n0 | 0 |",
    "五、存在的主要问题及改进情况\n一是栏目更新不够及时。二是培训偏少。下一步将逐项改进。",
    "六、其他需要报告的事项\n本年度未收取信息处理费。",
)
END = f"{ORGAN}\n2024年1月12日"


def read(text: str, *, year: int | None = None, organ_kind: str | None = None) -> Report:
    """The report that the text is."""
    document = read_text(read_stream(text.encode(), "report.txt"))
    return Report(document, load_pack(), year=year, organ_kind=organ_kind)


def compose(
    *, title: str = TITLE, preamble: str = PREAMBLE, end: str = END, changes: dict[int, str] | None = None
) -> str:
    """A whole report, with the sections of `changes` in place of those of their number; "" leaves a part out."""
    sections = [(changes or {}).get(number, section) for number, section in enumerate(SECTIONS, 1)]
    return "\n".join(part for part in (title, preamble, *sections, end) if part)


def with_cells(text: str, cells: list[tuple[int, int]]) -> Report:
    """A report of one block that the file itself marks as a table, with its cells at those ranges."""
    grid = tuple(Cell(start, end, 0, column) for column, (start, end) in enumerate(cells))
    return Report(Document("table.docx", "word", text, [Block("table", 0, len(text), grid)]), load_pack())
