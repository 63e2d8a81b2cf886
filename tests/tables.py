"""Small reports for tests of tables: the three tables as figures, printed the way a test wants them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from govlint.pack import load_pack
from govlint.readers.text import read_text
from govlint.report.model import Report
from govlint.source.read import read_stream

WIDTH = 7
FORMAT = load_pack().format(2021)
ROWS = tuple(row for row in FORMAT.rows if row.kind != "group")
LEAVES = FORMAT.leaves
Grid = dict[str, list[str]]


def grid(**rows: Sequence[int]) -> Grid:
    """Table 2 with zeros, and the rows given as six figures (hyphens as underscores); totals are worked out."""
    given = {name.replace("_", "-"): list(figures) for name, figures in rows.items()}
    table = {row.id: given.get(row.id, [0] * 6) for row in ROWS}
    table["results-total"] = [sum(table[leaf][column] for leaf in LEAVES) for column in range(6)]
    return {row: [str(value) for value in (*figures, sum(figures))] for row, figures in table.items()}


def sample() -> Grid:
    """A table that balances, with figures in several rows and columns."""
    return grid(
        received=[5, 2, 0, 0, 1, 0],
        carried_in=[1, 0, 0, 0, 0, 0],
        granted=[3, 1, 0, 0, 0, 0],
        internal=[0, 0, 0, 0, 1, 0],
        not_held=[2, 0, 0, 0, 0, 0],
        carried_out=[1, 1, 0, 0, 0, 0],
    )


def pipe_row(label: str, cells: Sequence[str]) -> str:
    return " | ".join((label, *cells)) + " |"


def bare_row(label: str, cells: Sequence[str]) -> str:
    return "\n".join((label, *cells))


HEAD = """(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | 申请人情况 |
自然人 | 法人或其他组织 | 总计 |
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |"""


def applications(table: Grid, row: Callable[[str, Sequence[str]], str] = pipe_row, head: str = HEAD) -> str:
    """Table 2 as text, a row by `row`; group labels stand before their first row."""
    lines = [head]
    for spec in FORMAT.rows:
        lines.append(spec.label + " |" if spec.kind == "group" else row(spec.label, table[spec.id]))
    return "\n".join(lines)


DISCLOSURE = """第二十条第(一)项 |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 2 | 1 | 9 |
第二十条第(五)项 |
信息内容 | 本年处理决定数量 |
行政许可 | 15 |
第二十条第(六)项 |
信息内容 | 本年处理决定数量 |
行政处罚 | 3 |
行政强制 | 0 |
第二十条第(八)项 |
信息内容 | 本年收费金额(单位:万元) |
行政事业性收费 | 12.5 |"""

REVIEW_HEAD = """行政复议 | 行政诉讼 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"""
REVIEW = REVIEW_HEAD + "\n1 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 |"


def report(table_2: str, *, table_1: str = DISCLOSURE, table_3: str = REVIEW, year: int = 2023) -> Report:
    """A report around three tables."""
    text = f"""青芜县水利局{year}年政府信息公开工作年度报告
一、总体情况
{year}年,我局按照条例要求公开政府信息。
二、主动公开政府信息情况
{table_1}
三、收到和处理政府信息公开申请情况
{table_2}
四、政府信息公开行政复议、行政诉讼情况
{table_3}
五、存在的主要问题及改进情况
栏目更新不够及时。已经指定专人负责。
六、其他需要报告的事项
本年度未收取信息处理费。
青芜县水利局
{year + 1}年1月12日
"""
    return Report(read_text(read_stream(text.encode(), "report.txt")), load_pack())
