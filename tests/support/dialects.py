"""The dialects that annual reports come in as plain text, one renderer each.

`DIALECTS` maps names to `Dialect`s. `dialect.render(report, rng)` makes the text, `dialect.encode(text)` the bytes of
a file. Every dialect says what it legitimately triggers at error or warning level (`expects`) and what of the report
survives in it (`keeps`), so that the assertion "a clean report is quiet" is exact and a fault is only put where it can
be seen:

cells    each figure can be given to its row and column
blanks   a blank cell stays visible in its place
headers  column heads are printed in full
labels   row labels are printed in full and in one piece
title    the title and the headings are printed as the report has them, each on lines of its own
lines    a paragraph is one line
period   the statistics period in the preamble can be read
tail     signature and date stand at the end, on lines of their own
bare-page  no metadata of the page (dates, publisher) surround the report
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import NamedTuple

from tests.support.reports import (
    RESULTS,
    Applications,
    Disclosure,
    Generated,
    Paragraph,
    Review,
    Section,
    Table,
)

ALL = frozenset({"cells", "blanks", "headers", "labels", "title", "lines", "period", "tail", "bare-page", "half-width"})

BREAK = "\v"
"""Stands in a column head where the page broke the line."""


# -- tables as grids -----------------------------------------------------------------------------------------------


class Td(NamedTuple):
    """A printed cell that spans `across` columns and `down` rows."""

    text: str
    across: int = 1
    down: int = 1
    is_value: bool = False


Grid = list[list[Td]]


def _broken(head: str) -> str:
    """A column head with a mark where pages break it."""
    for whole, at in (
        ("商业企业", 2),
        ("科研机构", 2),
        ("社会公益组织", 2),
        ("法律服务机构", 2),
        ("结果维持", 2),
        ("结果纠正", 2),
        ("其他结果", 2),
        ("尚未审结", 2),
        ("本年新制作数量", 3),
        ("本年新公开数量", 3),
    ):
        if head == whole:
            return head[:at] + BREAK + head[at:]
    return head


def _values(cells: list[str]) -> list[Td]:
    return [Td(cell, is_value=True) for cell in cells]


def _disclosure_grid(table: Disclosure) -> tuple[Grid, int]:
    grid: Grid = []
    for part in table.parts:
        grid.append([Td(part.caption, across=4)])
        heads = [Td(_broken(head)) for head in part.heads]
        grid.append([Td(part.first_head), *heads[:-1], heads[-1]._replace(across=4 - len(heads))] if heads else [])
        for row in part.rows:
            cells = _values(row.cells)
            if cells:
                cells[-1] = cells[-1]._replace(across=max(1, 4 - len(cells)))
            grid.append([Td(row.label), *cells])
    return [row for row in grid if row], 4


def _applications_grid(table: Applications) -> tuple[Grid, int]:
    columns = [Td(_broken(name)) for name in table.columns]
    grid: Grid = [[Td(table.note, 3, 3), Td("申请人情况", 7)]]
    people, total = columns[:1], columns[-1:] if table.columns[-1:] == ["总计"] else []
    others = columns[1 : len(columns) - len(total)]
    grid.append(
        [*(td._replace(down=2) for td in people), Td("法人或其他组织", 5), *(td._replace(down=2) for td in total)]
    )
    grid.append(others)
    inside = [row.key for row in table.rows if row.key not in ("r1", "r2", "r25")]
    first_inside = inside[0] if inside else ""
    seen: set[str] = set()
    extra = len(table.subtotals)
    for row in table.rows:
        cells = _values(row.cells)
        if row.key in ("r1", "r2", "r25"):
            grid.append([Td(row.label, 3), *cells])
            continue
        lead = [Td(RESULTS, down=len(inside) + extra)] if row.key == first_inside else []
        if not row.group:
            grid.append([*lead, Td(row.label, 2), *cells])
            continue
        if row.group not in seen and row.group in table.groups:
            size = sum(other.group == row.group for other in table.rows)
            if row.group in table.subtotals:
                grid.append([*lead, Td(table.groups[row.group], 2), *_values(table.subtotals[row.group])])
                lead = []
            else:
                lead.append(Td(table.groups[row.group], down=size))
        seen.add(row.group)
        span = 2 if row.group in table.subtotals else 1
        grid.append([*lead, Td(row.label, span), *cells])
    return grid, 10


def _review_grid(table: Review) -> tuple[Grid, int]:
    names = [Td(_broken(name)) for name in table.columns]
    return [
        [Td("行政复议", 5), Td("行政诉讼", 10)],
        [*(td._replace(down=2) for td in names[:5]), Td("未经复议直接起诉", 5), Td("复议后起诉", 5)],
        names[5:],
        _values(table.cells),
    ], 15


def grid_of(table: Table) -> tuple[Grid, int]:
    """The table as printed cells with their spans, and how many columns they fill."""
    if isinstance(table, Disclosure):
        return _disclosure_grid(table)
    if isinstance(table, Applications):
        return _applications_grid(table)
    return _review_grid(table)


def _matrix(grid: Grid, width: int) -> list[list[str]]:
    """Every track of the grid, with empty strings where a cell of another row or column reaches."""
    covered: dict[tuple[int, int], bool] = {}
    rows = []
    for y, row in enumerate(grid):
        line, x = [""] * width, 0
        for td in row:
            while (y, x) in covered:
                x += 1
            if x < width:
                line[x] = td.text
            else:
                line.append(td.text)
            for down in range(td.down):
                for across in range(td.across):
                    covered[y + down, x + across] = True
            x += td.across
        rows.append(line)
    return rows


# -- layouts: a table to lines -------------------------------------------------------------------------------------

Layout = Callable[[Grid, int, Random], list[str]]


def _pipe_line(cells: list[str], *, leading: bool = False, tight: bool = False, trailing: str = "") -> str:
    if tight:
        return ("|" if leading else "") + "|".join(cells) + "|"
    out = "| " if leading else ""
    for number, cell in enumerate(cells):
        if cell:
            out += cell + " | "
        else:
            out += "| " if any(cells[number:]) else "|"
    return out.rstrip() + trailing


def _padded(row: list[Td], width: int) -> list[str]:
    """The printed cells of a row, then one empty cell a column that they leave over."""
    texts = [td.text for td in row]
    return texts + [""] * (width - len(texts))


def pipes(grid: Grid, width: int, rng: Random) -> list[str]:
    """One row a line, `cell | cell | ||`: colspans as trailing pipes; the last row keeps one pipe only."""
    lines = [_pipe_line(_padded(row, width)) for row in grid]
    lines[-1] = lines[-1].rstrip("| ") + " |"
    return lines


def pipes_leading(grid: Grid, width: int, rng: Random) -> list[str]:
    """As `pipes`, with a leading pipe and a trailing blank."""
    return [_pipe_line(_padded(row, width), leading=True, trailing=" ") for row in grid]


def pipes_surplus(grid: Grid, width: int, rng: Random) -> list[str]:
    """One surplus empty column in every row."""
    return [_pipe_line([*_padded(row, width), ""]).rstrip("|").rstrip() + " | |" for row in grid]


def pipes_unpadded(grid: Grid, width: int, rng: Random) -> list[str]:
    """Only the cells that are there: `行政许可 | 12 |`."""
    return [_pipe_line([td.text for td in row]) for row in grid]


def pipes_tight(grid: Grid, width: int, rng: Random) -> list[str]:
    """No blanks around pipes."""
    return [_pipe_line([td.text for td in row], leading=True, tight=True) for row in grid]


def pipes_placeholders(grid: Grid, width: int, rng: Random) -> list[str]:
    """Every track printed: empty cells where a label spans rows or columns, and an empty last row."""
    lines = [_pipe_line(row, leading=True) for row in _matrix(grid, width)]
    return [*lines, "|" + " |" * width] if rng.random() < 0.3 else lines


def pipes_broken(grid: Grid, width: int, rng: Random) -> list[str]:
    """As `pipes`, with a few rows broken in the middle."""
    lines: list[str] = []
    for row in grid:
        texts = _padded(row, width)
        values = [number for number, td in enumerate(row) if td.is_value]
        if len(values) > 3 and rng.random() < 0.25:
            cut = rng.choice(values[1:])
            lines += [_pipe_line(texts[:cut]), _pipe_line(texts[cut:])]
        else:
            lines.append(_pipe_line(texts))
    return lines


def _cell_lines(row: list[Td], form: str) -> list[str]:
    """A row as one cell a line with pipes, in one of the forms a–f."""
    texts = [td.text for td in row]
    if form == "a":
        return [("| " if number == 0 else "") + (text + " |" if text else "|") for number, text in enumerate(texts)]
    if form == "b":
        return [text + " |" if text else "|" for text in texts]
    if form == "c":
        return [line for text in texts for line in ((text, "|") if text else ("|",))]
    if form == "d":
        return ["|", *(text + " |" if text else "|" for text in texts)]
    if form == "e":
        return ["| ", *(f" {text}  | " for text in texts)]
    return ["| " + texts[0], *(line for text in texts[1:] for line in ("|", text) if line), "|"]


def _cells(form: str, closing: bool) -> Layout:
    def lay(grid: Grid, width: int, rng: Random) -> list[str]:
        lines: list[str] = []
        for row in grid:
            lines += _cell_lines(row, form)
            if closing and len(row) < width:
                lines.append("|" * (width - len(row)))
        return lines

    return lay


def cells_captions_glued(grid: Grid, width: int, rng: Random) -> list[str]:
    """One cell a line with pipes; a row of one cell keeps its trailing pipes on its line."""
    lines: list[str] = []
    for row in grid:
        if len(row) == 1:
            lines.append(_pipe_line(_padded(row, width)))
        else:
            lines += _cell_lines(row, "b")
    return lines


def _bare(form: str) -> Layout:
    """One cell a line without marks. Blank cells vanish, or with "kept" stay as empty lines."""

    def lay(grid: Grid, width: int, rng: Random) -> list[str]:
        lines: list[str] = []
        for row in grid:
            for td in row:
                if td.text:
                    text = td.text
                    if td.is_value and form == "ragged":
                        text = rng.choice((" {}", "{} ", "\u00a0{}", "{}", " {} ", "{}\u00a0")).format(text)
                    lines.append(text)
                elif td.is_value and form == "kept":
                    lines.append("")
        return lines

    return lay


def tabs(grid: Grid, width: int, rng: Random) -> list[str]:
    """One row a line, cells apart by tabs."""
    return ["\t".join(td.text for td in row) for row in grid]


def tabs_matrix(grid: Grid, width: int, rng: Random) -> list[str]:
    """One row a line, every track printed, apart by tabs."""
    return ["\t".join(row) for row in _matrix(grid, width)]


def spaces(grid: Grid, width: int, rng: Random) -> list[str]:
    """One row a line, cells apart by one or two blanks; blank cells vanish."""
    gap = rng.choice((" ", "  "))
    return [gap.join(td.text for td in row if td.text) for row in grid]


def _cut(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)] or [""]


def pdf(grid: Grid, width: int, rng: Random) -> list[str]:
    """One cell a line, long labels cut by the width of their column, vertical labels, 尚未 / 审结总计 glued."""
    lines: list[str] = []
    vertical = rng.random() < 0.3
    column = rng.randint(10, 16)
    for row in grid:
        heads = [part for td in row if not td.is_value for part in td.text.split(BREAK)]
        if "审结" in heads and "总计" in heads and rng.random() < 0.5:
            glued: list[str] = []
            for head in heads:
                if head == "总计" and glued[-1:] == ["审结"]:
                    glued[-1] += head
                else:
                    glued.append(head)
            lines += glued
            continue
        for td in row:
            if td.is_value:
                lines += [td.text + rng.choice(("", " "))] if td.text else []
            elif td.text == RESULTS and vertical:
                lines += list(td.text)
            else:
                lines += [piece for part in td.text.split(BREAK) for piece in _cut(part, column)]
    return lines


def column_major(grid: Grid, width: int, rng: Random) -> list[str]:
    """All labels first, then the figures column by column."""
    labels = [td.text for row in grid for td in row if not td.is_value and td.text]
    columns: dict[int, list[str]] = {}
    for row in grid:
        for number, td in enumerate(td for td in row if td.is_value):
            columns.setdefault(number, []).append(td.text)
    return labels + [text for number in sorted(columns) for text in columns[number] if text]


# -- styles --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How a page prints a report."""

    layout: Layout = pipes
    heads: str = "space"
    """Where a page breaks a column head: "join", "space", "line" (two lines), "lose" (the second half is gone),
    "clip" (the last character is gone)."""
    gap: str = ""
    """What stands between two lines: "" nothing, else the content of an empty line."""
    indent: str = ""
    title: str = "as-is"
    """"as-is", "missing", "doubled", "two-lines" or "glued" (page buttons on the same line)."""
    headings: str = "plain"
    """"plain", "ragged" (blanks and marks around the number), "glued" (text on the heading's line)."""
    furniture: str = ""
    """Any of "above", "below" separated by a blank."""
    wrap: int = 0
    pages: bool = False
    spaced_numbers: bool = False
    full_width: bool = False
    radicals: bool = False
    blanks: str = " "
    """What plain blanks inside lines become."""
    font_loss: bool = False
    tail: str = "plain"
    """"plain", "indented" (blanks before signature and date), "padded" (2024年01月05日), "spaced", "one-line"
    (signature and date on one line), "under-title" (the date in brackets under the title)."""
    spaced_labels: bool = False
    """Whether labels have blanks between their characters here and there: 自 然 人."""
    captions: bool = False
    """Whether lines stand around the tables: captions, units, notes."""
    torn: bool = False
    """Whether sub-headings are torn from their number, or hang on the paragraph before."""


@dataclass(frozen=True)
class Dialect:
    """A way of printing, and what may be asked of it."""

    name: str
    style: Style
    keeps: frozenset[str] = ALL
    expects: frozenset[str] = field(default_factory=frozenset)
    """Codes that may be found at error or warning level in a clean report."""
    newline: str = "\n"
    encoding: str = "utf-8"

    def render(self, report: Generated, rng: Random) -> str:
        """The text of `report`, lines ended as the dialect ends them."""
        return render(report, self.style, rng).replace("\n", self.newline)

    def encode(self, text: str) -> bytes:
        """The bytes of a file with that text."""
        if self.encoding.startswith("utf-16-"):
            return ("\ufeff" + text).encode(self.encoding)
        return text.encode(self.encoding)


# -- prose ---------------------------------------------------------------------------------------------------------

_FULL_WIDTH = str.maketrans({",": "，", "(": "（", ")": "）", ":": "：", ";": "；"})
_PROTECTED = re.compile(r"https?://[\w./-]+|\d[:,]\d+|!\[.*?\]\(.*?\)")

_RADICALS = str.maketrans(
    "工一人力高大文日月立自非目生用心手水火土木子小二八十口山石示金面音首行长门见页风青龙",
    "⼯⼀⼈⼒⾼⼤⽂⽇⽉⽴⾃⾮⽬⽣⽤⼼⼿⽔⽕⼟⽊⼦⼩⼆⼋⼗⼝⼭⽯⽰⾦⾯⾳⾸⾏⻓⻔⻅⻚⻛⻘⻰",
)


def widen(text: str) -> str:
    """`text` with full-width punctuation, addresses and times of day left alone."""
    out, at = [], 0
    for match in _PROTECTED.finditer(text):
        out += [text[at : match.start()].translate(_FULL_WIDTH), match.group()]
        at = match.end()
    return "".join([*out, text[at:].translate(_FULL_WIDTH)])


def _ragged(heading: str, number: int, rng: Random) -> str:
    ordinal, _, title = heading.partition("、")
    forms = [f"{ordinal}、 {title}", f"{ordinal} 、{title}", f"{ordinal}、{title}", f"{ordinal}、{title} "]
    if number == 1:
        forms += [f"—、{title}", f"{ordinal}、{title}、"]
    if number == 4:
        forms += [f"{ordinal}、{title.replace('、', '')}", f"{ordinal}、{title.replace('、', ' ')}"]
    return rng.choice(forms)


def _furniture_above(report: Generated, rng: Random) -> list[str]:
    day = report.published.isoformat()
    number = f"{rng.randint(10**8, 10**9)}/{report.year + 1}-{rng.randint(10000, 99999)}"
    block = [
        ("索引号", number),
        ("发布机构", report.organ),
        ("生成日期", day),
        ("公开日期", day),
        ("公开方式", "政府网站"),
        ("公开范围", "面向社会"),
        ("组配分类", "政府信息公开年报"),
    ]
    block = block[: rng.randint(3, len(block))]
    form = rng.choice(("bullets", "plain", "pipes", "spaced"))
    if form == "bullets":
        lines = [f"• {key}:{value}" for key, value in block]
    elif form == "plain":
        lines = [f"{key}:{value}" for key, value in block]
    elif form == "pipes":
        lines = [
            " | ".join(f"{key}: | {value}" for key, value in block[at : at + 2]) + " |"
            for at in range(0, len(block), 2)
        ]
    else:
        lines = [f"{'  '.join(key) if len(key) == 3 else key}: {value}" for key, value in block]
    if rng.random() < 0.4:
        lines.insert(0, f"首页 > 政务公开 > 政府信息公开年报 > {report.year + rng.choice((0, 1))}")
    if rng.random() < 0.15:
        lines.insert(
            0, f"今天是:{report.year + 2}年{rng.randint(3, 12)}月{rng.randint(1, 28)}日 星期{rng.choice('一二三四五')}"
        )
    if rng.random() < 0.3:
        lines.insert(0, rng.choice(("登录 | 注册", "无障碍 | 长者版", "无障碍浏览")))
    return lines


def _furniture_under_title(report: Generated, rng: Random) -> list[str]:
    day = report.published.isoformat()
    lines = [
        f"来源:{report.organ} {day} {rng.randint(8, 18):02}:{rng.randint(0, 59):02}",
        f"发布日期:{day}",
        "浏览次数:",
        f"浏览量:{rng.randint(1, 999)} | | | |",
        "字号: 大 中 小",
        "【打印】",
        "分享到:",
        "字体:[ ]",
    ]
    return sorted(rng.sample(lines, rng.randint(1, 4)), key=lines.index)


def _furniture_below(report: Generated, rng: Random) -> list[str]:
    lines = ["扫一扫在手机打开当前页", "相关链接", "分享:", "【关闭】", "- 扫一扫在手机打开当前页面", "上一篇:没有了"]
    return sorted(rng.sample(lines, rng.randint(1, 3)), key=lines.index)


def _title(report: Generated, style: Style, rng: Random) -> list[str]:
    if style.title == "missing":
        return []
    if style.title == "doubled":
        return report.title * 2
    if style.title == "two-lines":
        whole = "".join(report.title)
        at = rng.choice((whole.find("政府信息公开工作") + 4, whole.find("年度报告"), whole.find("工作年度")))
        return [whole[:at], whole[at:]]
    if style.title == "glued":
        return ["大中小" + report.title[0], *report.title[1:]]
    return list(report.title)


def _space_numbers(text: str, rng: Random) -> str:
    """Blanks around digits, as PDF text has them: `2024 年`, `第 711 号`."""
    text = re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)", lambda _: rng.choice(("", " ")), text)
    return re.sub(r"(?<=\d)(?=[\u4e00-\u9fff])", lambda _: rng.choice(("", " ")), text)


def _prose(text: str, style: Style, rng: Random) -> list[str]:
    """One paragraph as lines."""
    if style.spaced_numbers:
        text = _space_numbers(text, rng)
    if style.full_width:
        text = widen(text)
    text = style.indent + text
    return _wrap(text, style.wrap) if style.wrap else [text]


def _wrap(text: str, width: int) -> list[str]:
    """`text` in lines as typesetting breaks them: never inside a number, no closing mark at the start of a line."""
    lines = []
    while len(text) > width:
        at = width
        while (
            at > 1 and text[at - 1].isascii() and text[at - 1].isalnum() and text[at].isascii() and text[at].isalnum()
        ):
            at -= 1
        while at < len(text) and text[at] in ",。、;:)》”〕，；：）":
            at += 1
        lines.append(text[:at])
        text = text[at:]
    return [*lines, text] if text else lines


def _space_label(text: str, rng: Random) -> str:
    """A short label with blanks between its characters, as pages print it to fill a column."""
    if text in ("自然人", "总计", "结果维持", "规章", "其他", "三、本年度办理结果") and rng.random() < 0.6:
        return " ".join(text)
    if text[:3] in ("(三)", "(四)", "(五)", "(六)") and rng.random() < 0.6:
        return rng.choice((f"{text[:3]} {' '.join(text[3:])}", f"{text[:3]} {text[3:]}"))
    return text


def _caption(table: Table, report: Generated, rng: Random) -> tuple[list[str], list[str]]:
    """Lines above and below a table that belong to neither rows nor prose."""
    if isinstance(table, Disclosure):
        above = rng.choice(([], [f"单位:{report.organ} {report.year}年度"], ["表1 主动公开政府信息情况统计表"]))
        return above, []
    if isinstance(table, Applications):
        return rng.choice(([], ["表2 政府信息公开申请情况统计表"], ["该部分以表格形式报告。表格如下:"])), []
    return [], rng.choice(([], ["注:行政复议、行政诉讼数量含上年度结转数量。"]))


def _table(table: Table, style: Style, rng: Random) -> list[str]:
    grid, width = grid_of(table)
    shown: Grid = []
    for row in grid:
        cells = []
        for td in row:
            text = td.text
            if not td.is_value:
                text = _head(_space_label(text, rng) if style.spaced_labels else text, style.heads)
                if style.full_width:
                    text = widen(text)
            cells.append(td._replace(text=text))
        shown.append(cells)
    lines = style.layout(shown, width, rng)
    joint = {"space": " ", "line": "\n"}.get(style.heads, "")
    return [piece for line in lines for piece in line.replace(BREAK, joint).split("\n")]


def _head(text: str, way: str) -> str:
    if way == "lose" and BREAK in text and text.partition(BREAK)[0] in ("本年新", "商业", "科研", "社会", "法律"):
        return text.partition(BREAK)[0]
    if way == "clip" and text in ("现行有效件数", "本年增/减"):
        return text[:-1]
    return text


def _torn(lines: list[str], told: list[str], rng: Random) -> list[str]:
    """The lines of a sub-heading, its number on a line of its own, without its opening bracket, or glued to the end
    of the paragraph before (then `lines` is changed).
    """
    head = told[0]
    way = rng.choice(("number", "bracket", "glued", "whole"))
    match = re.match(r"\((\S+?)\)(.+)", head)
    if not match or way == "whole":
        return told
    if way == "number":
        return [f"({match[1]})", match[2]]
    if way == "bracket":
        return [head[1:]]
    if lines[-1].endswith("。"):
        lines[-1] += head
        return []
    return told


def _section(report: Generated, section: Section, style: Style, rng: Random) -> list[str]:
    heading = section.heading
    if style.headings == "ragged":
        heading = _ragged(heading, section.number, rng)
    if style.spaced_numbers:
        heading = _space_numbers(heading, rng)
    if style.full_width:
        heading = widen(heading)
    lines = [style.indent + heading]
    for number, item in enumerate(section.body):
        if isinstance(item, Paragraph):
            told = _prose(item.text, style, rng)
            if style.headings == "glued" and number == 0 and section.number == 1:
                lines[0] += " " + told[0].lstrip()
                told = told[1:]
            if style.torn and item.kind == "sub-heading":
                told = _torn(lines, told, rng)
            lines += told
        else:
            above, below = _caption(item, report, rng) if style.captions else ([], [])
            lines += [*above, *_table(item, style, rng), *below]
    return lines


def _tail(report: Generated, style: Style, rng: Random) -> list[str]:
    issued = report.issued
    if style.tail == "padded":
        issued = re.sub(r"(?<=[年月])(\d)(?=[月日])", r"0\1", issued)
    if style.tail == "spaced" or style.spaced_numbers:
        issued = re.sub(r"(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)", " ", issued)
    if style.tail == "one-line" and report.signatory and issued:
        return [f"{report.signatory}{rng.choice((' ', '  ', '　'))}{issued}"]
    if style.tail == "under-title":
        issued = ""
    before = rng.choice(("\u3000" * 12, " " * 30, "\u00a0" * 60)) if style.tail == "indented" else ""
    return [before + line for line in (report.signatory, issued) if line]


def _number_pages(lines: list[str], rng: Random) -> list[str]:
    """A page number every so many lines, wherever the page happens to end."""
    form = rng.choice(("- {} -", "— {} —", "-{}-"))
    height, page, out = rng.randint(24, 40), 1, []
    for number, line in enumerate(lines, 1):
        out.append(line)
        if number % height == 0:
            out.append(form.format(page))
            page += 1
    return out


def render(report: Generated, style: Style, rng: Random) -> str:
    """The text of `report` in `style`."""
    above: list[str] = []
    if "above" in style.furniture:
        above += _furniture_above(report, rng)
    above += _title(report, style, rng)
    if style.tail == "under-title":
        above.append(f"({report.issued})")
    if "above" in style.furniture:
        above += _furniture_under_title(report, rng)
    lines: list[str] = []
    for text in report.preamble:
        lines += _prose(re.sub(r"(?<=\d)[年月](?=\d)", "", text) if style.font_loss else text, style, rng)
    for section in report.sections:
        lines += _section(report, section, style, rng)
    lines += _tail(report, style, rng)
    if "below" in style.furniture:
        lines += _furniture_below(report, rng)
    if style.full_width:
        above = [widen(line) for line in above]
    lines = above + lines
    if style.pages:
        lines = _number_pages(lines, rng)
    text = ("\n" + style.gap + "\n").join(lines) if style.gap else "\n".join(lines)
    if style.gap == "-":
        text = "\n\n".join(lines)
    if style.radicals:
        text = text.translate(_RADICALS)
    if style.blanks != " ":
        text = text.replace(" ", style.blanks)
    return text + rng.choice(("\n", ""))


# -- the dialects --------------------------------------------------------------------------------------------------

_S0 = Style()
_PAGE = frozenset({"GL811"})


def _all_dialects() -> list[Dialect]:
    no_blanks = ALL - {"blanks"}
    bare = Style(layout=_bare("plain"), heads="join", gap=" ")
    dense = replace(bare, gap="")
    pdf_style = Style(
        layout=pdf,
        heads="line",
        indent="    ",
        wrap=36,
        pages=True,
        spaced_numbers=True,
        full_width=True,
        title="two-lines",
    )
    pdf_keeps = ALL - {"blanks", "labels", "lines", "title"}
    cells_a = Style(layout=_cells("a", True), heads="join")
    return [
        Dialect("pipe-rows", _S0),
        Dialect("pipe-rows-leading", replace(_S0, layout=pipes_leading)),
        Dialect("pipe-rows-surplus", replace(_S0, layout=pipes_surplus), ALL - {"blanks"}),
        Dialect("pipe-rows-unpadded", replace(_S0, layout=pipes_unpadded, heads="join")),
        Dialect("pipe-rows-tight", replace(_S0, layout=pipes_tight, heads="join")),
        Dialect("pipe-rows-placeholders", replace(_S0, layout=pipes_placeholders)),
        Dialect("pipe-rows-broken", replace(_S0, layout=pipes_broken), no_blanks),
        Dialect("cells-a", cells_a, no_blanks),
        Dialect("cells-b", replace(cells_a, layout=_cells("b", False)), no_blanks),
        Dialect("cells-b-closed", replace(cells_a, layout=_cells("b", True)), no_blanks),
        Dialect("cells-c", replace(cells_a, layout=_cells("c", False)), no_blanks),
        Dialect("cells-d", replace(cells_a, layout=_cells("d", True)), no_blanks),
        Dialect("cells-e", replace(cells_a, layout=_cells("e", False)), no_blanks),
        Dialect("cells-f", replace(cells_a, layout=_cells("f", False)), no_blanks),
        Dialect("cells-g", replace(cells_a, layout=cells_captions_glued), no_blanks),
        Dialect("bare-lines", bare, no_blanks),
        Dialect("bare-lines-dense", replace(dense, layout=_bare("ragged")), no_blanks),
        Dialect("bare-lines-kept", replace(dense, layout=_bare("kept")), no_blanks),
        Dialect("bare-lines-split", replace(dense, heads="line"), no_blanks),
        Dialect("tabs", replace(_S0, layout=tabs, heads="join")),
        Dialect("tabs-matrix", replace(_S0, layout=tabs_matrix, heads="join")),
        Dialect("spaces", replace(_S0, layout=spaces, heads="join"), no_blanks),
        Dialect("pdf", pdf_style, pdf_keeps),
        Dialect("pdf-narrow", replace(pdf_style, wrap=22, full_width=False, indent="", title="as-is"), pdf_keeps),
        Dialect(
            "pdf-rows",
            replace(pdf_style, layout=spaces, heads="join", indent="\u3000\u3000", wrap=40),
            ALL - {"blanks", "lines", "title"},
        ),
        Dialect("column-major", replace(dense, layout=column_major), ALL - {"cells", "blanks", "labels"}),
        Dialect("heads-lost", replace(cells_a, heads="lose"), no_blanks - {"headers"}),
        Dialect("heads-lost-pipes", replace(_S0, heads="lose"), ALL - {"headers"}),
        Dialect("heads-clipped", replace(bare, heads="clip"), no_blanks - {"headers"}),
        Dialect("full-width", replace(_S0, full_width=True, indent="\u3000\u3000")),
        Dialect("full-width-bare", replace(bare, full_width=True, indent="\u3000\u3000"), no_blanks),
        Dialect("radicals", replace(_S0, radicals=True)),
        Dialect("radicals-bare", replace(dense, radicals=True, full_width=True), no_blanks),
        Dialect("nbsp", replace(_S0, blanks="\u00a0", indent="\u00a0\u00a0\u00a0\u00a0")),
        Dialect("ideographic-blanks", replace(_S0, layout=pipes_leading, indent="\u3000\u3000", blanks="\u3000")),
        Dialect("indented", replace(_S0, indent="\t\t\t\t\t", tail="indented", gap=" ")),
        Dialect("ragged-headings", replace(_S0, headings="ragged"), ALL - {"title"}),
        Dialect("glued-heading", replace(_S0, headings="glued", layout=pipes_leading), ALL - {"title"}),
        Dialect("font-loss", replace(_S0, font_loss=True), ALL - {"period"}),
        Dialect("tail-one-line", replace(_S0, tail="one-line"), ALL - {"tail"}),
        Dialect("date-under-title", replace(_S0, tail="under-title"), ALL - {"tail", "title"}),
        Dialect("spaced-labels", replace(_S0, spaced_labels=True), ALL - {"labels", "headers"}),
        Dialect("spaced-labels-cells", replace(cells_a, spaced_labels=True), no_blanks - {"labels", "headers"}),
        Dialect("captions", replace(_S0, captions=True)),
        Dialect("captions-bare", replace(dense, captions=True), no_blanks),
        Dialect("torn-sub-headings", replace(_S0, torn=True), ALL - {"lines"}),
        Dialect("padded-date", replace(_S0, tail="padded")),
        Dialect("spaced-date", replace(bare, tail="spaced"), no_blanks),
        Dialect("title-missing", replace(_S0, title="missing"), ALL - {"title"}),
        Dialect("title-two-lines", replace(_S0, title="two-lines"), ALL - {"title"}),
        Dialect("title-doubled", replace(_S0, title="doubled"), ALL - {"title"}),
        Dialect("furniture-above", replace(_S0, furniture="above"), ALL - {"bare-page"}, _PAGE),
        Dialect("furniture-below", replace(_S0, furniture="below"), ALL - {"bare-page"}, _PAGE),
        Dialect(
            "furniture-doubled",
            replace(bare, furniture="above below", title="doubled"),
            no_blanks - {"bare-page", "title"},
            _PAGE,
        ),
        Dialect(
            "furniture-cells",
            replace(cells_a, furniture="above below"),
            no_blanks - {"bare-page"},
            _PAGE,
        ),
        Dialect("crlf", _S0, newline="\r\n"),
        Dialect("cr", replace(bare), no_blanks, newline="\r"),
        Dialect("utf-8-bom", _S0, encoding="utf-8-sig", newline="\r\n"),
        Dialect("utf-16-le", replace(_S0, layout=pipes_leading), encoding="utf-16-le", newline="\r\n"),
        Dialect("utf-16-be", _S0, encoding="utf-16-be"),
        Dialect("gb18030", replace(_S0, full_width=True), encoding="gb18030", newline="\r\n"),
    ]


DIALECTS = {
    dialect.name: replace(dialect, keeps=dialect.keeps - {"half-width"}) if dialect.style.full_width else dialect
    for dialect in _all_dialects()
}

_LAYOUTS: tuple[tuple[Layout, bool], ...] = (
    (pipes, True),
    (pipes_leading, True),
    (pipes_unpadded, True),
    (pipes_tight, True),
    (pipes_placeholders, True),
    (pipes_surplus, False),
    (pipes_broken, False),
    (_cells("a", True), False),
    (_cells("b", False), False),
    (_cells("c", False), False),
    (_cells("d", True), False),
    (_cells("e", False), False),
    (_cells("f", False), False),
    (cells_captions_glued, False),
    (_bare("plain"), False),
    (_bare("ragged"), False),
    (_bare("kept"), False),
    (tabs, True),
    (tabs_matrix, True),
    (spaces, False),
    (pdf, False),
)
"""Layouts that keep the figures, and whether blank cells stay visible in them."""


def mixed(rng: Random) -> Dialect:
    """A dialect put together at random from everything that pages do."""
    layout, keeps_blanks = rng.choice(_LAYOUTS)
    in_rows = layout not in (pdf, pipes_tight, tabs, tabs_matrix, spaces)
    heads = rng.choice(("join", "space", "line", "lose", "clip") if in_rows else ("join",))
    lost: set[str] = set() if keeps_blanks else {"blanks"}
    if layout is pdf:
        lost |= {"labels"}
        heads = "line"
    if heads in ("lose", "clip"):
        lost |= {"headers"}
    if heads == "line" and layout in (
        pipes,
        pipes_leading,
        pipes_unpadded,
        pipes_placeholders,
        pipes_surplus,
        pipes_broken,
    ):
        heads = "space"
    wrap = rng.choice((0, 0, 0, 24, 33, 40))
    style = Style(
        layout=layout,
        heads=heads,
        gap="" if wrap else rng.choice(("", "", "", " ", "-")),
        indent=rng.choice(("", "", "\u3000\u3000", "    ", "\u00a0\u00a0")),
        title=rng.choice(("as-is", "as-is", "as-is", "missing", "doubled", "two-lines")),
        headings=rng.choice(("plain", "plain", "ragged", "glued")),
        furniture=rng.choice(("", "", "above", "below", "above below")),
        wrap=wrap,
        pages=rng.random() < 0.15,
        spaced_numbers=rng.random() < 0.15,
        full_width=rng.random() < 0.3,
        radicals=rng.random() < 0.1,
        blanks=rng.choice((" ", " ", " ", "\u00a0")) if layout is not spaces else " ",
        tail=rng.choice(("plain", "plain", "indented", "padded", "spaced", "one-line")),
        spaced_labels=rng.random() < 0.15,
        captions=rng.random() < 0.2,
        torn=rng.random() < 0.15,
    )
    if style.title != "as-is" or style.headings != "plain" or style.wrap:
        lost |= {"title"}
    if style.wrap or style.torn:
        lost |= {"lines"}
    if style.tail == "one-line":
        lost |= {"tail"}
    if style.furniture:
        lost |= {"bare-page"}
    if style.full_width:
        lost |= {"half-width"}
    if style.spaced_labels:
        lost |= {"labels", "headers"}
    return Dialect(
        "mixed",
        style,
        ALL - lost,
        _PAGE if style.furniture else frozenset(),
        newline=rng.choice(("\n", "\n", "\r\n", "\r")),
        encoding=rng.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16-le")),
    )
