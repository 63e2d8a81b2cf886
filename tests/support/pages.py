"""Saved pages of government sites: one report in the markup that content systems and editors make of it.

All names are invented; the ways are real: Word's own HTML, editors that set every run in a span, line breaks instead of
paragraphs, text set in advance, tables around everything, panes of which one is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from random import Random

from tests.support.dialects import BREAK, grid_of
from tests.support.documents import tail_of, titles_of
from tests.support.reports import Generated, Paragraph, Section, Table

Page = Callable[[Generated, Random], str]
PAGES: dict[str, Page] = {}
OTHER = "政府信息公开工作年度报告"


def page(name: str) -> Callable[[Page], Page]:
    """Registers a way to make a page of a report."""

    def register(make: Page) -> Page:
        PAGES[name] = make
        return make

    return register


def body_of(
    report: Generated,
    paragraph: Callable[[str], str],
    heading: Callable[[Section], str],
    table: Callable[[Table], str],
) -> str:
    """The report without its title."""
    parts = [paragraph(text) for text in report.preamble]
    for section in report.sections:
        parts.append(heading(section))
        parts += [paragraph(item.text) if isinstance(item, Paragraph) else table(item) for item in section.body]
    return "\n".join([*parts, *(paragraph(text) for text in tail_of(report))])


def rows_of(table: Table, cell: Callable[[str], str], first: str = "") -> str:
    rows = []
    for number, row in enumerate(grid_of(table)[0]):
        cells = "".join(f"<td colspan='{td.across}' rowspan='{td.down}' nowrap>{cell(td.text)}</td>" for td in row)
        rows.append(f"<tr{first if number == 0 else ''}>{cells}</tr>")
    return "\n".join(rows)


def broken(text: str) -> str:
    return "<br/>".join(escape(part) for part in text.split(BREAK))


def bare(report: Generated) -> str:
    """The report in paragraphs, headings in bold."""
    return body_of(
        report,
        lambda text: f"<p>{escape(text)}</p>",
        lambda section: f"<p><b>{escape(section.heading)}</b></p>",
        lambda item: f"<table>{rows_of(item, broken)}</table>",
    )


def framed(
    report: Generated, content: str, *, title: bool = True, head: str = "", info: bool = True, name: str = "h1"
) -> str:
    """What a site puts around the content of a page."""
    links = "".join(
        f'<li><a href="/{year}.html" title="x">{year}年{OTHER}</a><span>{year + 1}-01-2{year % 9}</span></li>'
        for year in range(2018, 2024)
    )
    day = report.published.isoformat()
    data = (
        f'<div class="info"><span>发布日期：{day} 16:24</span> <span>来源：{report.signatory or report.organ}</span> '
        "<span>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</span> <span>浏览次数：<i id=hits>128</i></span></div>"
        if info
        else ""
    )
    shown = "".join(f"<{name}>{escape(line)}</{name}>" for line in titles_of(report)) if title else ""
    full = escape("".join(titles_of(report)))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{full}_门户网站</title>'
        f'<meta name="ArticleTitle" content="{full}"><meta name="PubDate" content="{day}">{head}</head><body>'
        '<div class="top"><a href="/">首页</a> | <a href="/zwgk">政务公开</a> | <a href="/hd">互动交流</a></div>'
        '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a>政务公开</a> &gt; <a>政府信息公开年报</a></div>'
        f'<div class="side"><h3>政府信息公开年报</h3><ul>{links}</ul></div>\n<div class="main">{shown}{data}'
        f'<div class="content">{content}</div><div class="after"><p>扫一扫在手机打开当前页</p>'
        '<p><a href="javascript:print()">【打印】</a> <a href="#">【关闭】</a></p><p>分享到：</p></div></div>'
        '<div class="foot"><p>主办单位：某某人民政府办公室 ICP备案号：某ICP备00000000号</p>'
        "<p>网站标识码：0000000000</p></div></body></html>"
    )


@page("Word")
def of_word(report: Generated, rng: Random) -> str:
    def paragraph(text: str) -> str:
        cut = rng.randint(1, max(1, len(text) - 1))
        pieces = "".join(
            f"<span lang=EN-US style='font-size:16.0pt'>{escape(p)}</span>" for p in (text[:cut], text[cut:])
        )
        return f"<p class=MsoNormal style='text-indent:32.0pt'>{pieces}<span lang=EN-US><o:p></o:p></span></p>"

    def heading(section: Section) -> str:
        return (
            "<p class=MsoNormal style='mso-outline-level:1'><![if !supportLists]><b>"
            f"<span style='mso-list:Ignore'>{section.ordinal}、</span></b><![endif]><b>{escape(section.title)}"
            "<o:p></o:p></b></p>"
        )

    def table(item: Table) -> str:
        cells = rows_of(
            item, lambda text: f"<p class=MsoNormal><span lang=EN-US>{broken(text) or '&nbsp;'}<o:p></o:p></span></p>"
        )
        return f"<table class=MsoNormalTable border=1>{cells}</table><p class=MsoNormal><o:p>&nbsp;</o:p></p>"

    head = (
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
        "<style><!-- /* Font Definitions */ @font-face {font-family:宋体;} p.MsoNormal {margin:0cm;} --></style>"
    )
    return framed(report, body_of(report, paragraph, heading, table), head=head)


@page("content system")
def of_content_system(report: Generated, rng: Random) -> str:
    blank = rng.choice(("&emsp;&emsp;", "　　", "&nbsp;&nbsp;&nbsp;&nbsp;", "&ensp;&ensp;"))
    content = body_of(
        report,
        lambda text: f'<p align="justify">{blank}{escape(text)}</p>',
        lambda section: f"<p><strong><span>{blank}{escape(section.heading)}</span></strong></p>",
        lambda item: (
            f"<table border=1><colgroup><col width=72></colgroup><tbody>{rows_of(item, broken)}</tbody></table>"
        ),
    )
    return framed(
        report, f'<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{margin:0}}</style>{content}</div>'
    )


@page("editor")
def of_editor(report: Generated, rng: Random) -> str:
    def cell(text: str) -> str:
        return f'<p style="text-align:center"><span style="font-family:宋体">{broken(text)}\u200b</span></p>'

    content = body_of(
        report,
        lambda text: f'<p style="text-indent:2em;line-height:2em"><span>\u200b{escape(text)}</span></p>',
        lambda section: f'<p><span style="font-family:黑体"><strong>{escape(section.heading)}</strong></span><br/></p>',
        lambda item: f"<table><tbody>{rows_of(item, cell, ' class=firstRow')}</tbody></table><p><br/></p>",
    )
    return framed(report, f'<section id="zoom">{content}</section>', name="h2")


@page("line breaks")
def of_line_breaks(report: Generated, rng: Random) -> str:
    content = body_of(
        report,
        lambda text: f"　　{escape(text)}<br>",
        lambda section: f"<b>　　{escape(section.heading)}</b><br/>",
        lambda item: f"<br><table border=1>{rows_of(item, broken)}</table><br>",
    )
    return framed(report, f"<div id=zoom>{content}</div>")


@page("preformatted")
def of_preformatted(report: Generated, rng: Random) -> str:
    content = body_of(
        report,
        lambda text: f"    {escape(text)}",
        lambda section: f"    {escape(section.heading)}",
        lambda item: f"<table border=1>{rows_of(item, broken)}</table>",
    )
    return framed(report, f"<pre>\n{content}\n</pre>")


@page("nested tables")
def of_nested_tables(report: Generated, rng: Random) -> str:
    content = body_of(
        report,
        lambda text: f"<tr><td><p>{escape(text)}</p></td></tr>",
        lambda section: f"<tr><td height=30><b>{escape(section.heading)}</b></td></tr>",
        lambda item: f"<tr><td align=center><table border=1>{rows_of(item, broken)}</table></td></tr>",
    )
    around = f"<table width=980><tr><td width=200>&nbsp;</td><td><table width=100%>{content}</table></td></tr></table>"
    return framed(report, around)


@page("heads and captions")
def of_heads_and_captions(report: Generated, rng: Random) -> str:
    def table(item: Table) -> str:
        rows = rows_of(item, broken).replace("<td", "<th", 1).replace("</td>", "</th>", 1).split("\n")
        return (
            f"<figure><table><colgroup span=9></colgroup><thead>{rows[0]}</thead><tbody>{''.join(rows[1:])}</tbody>"
            "</table></figure>"
        )

    content = body_of(
        report,
        lambda text: f"<div><div>{escape(text)}</div></div>",
        lambda section: f"<h3><a name=s{section.number}></a>{escape(section.heading)}</h3>",
        table,
    )
    return framed(report, f"<article>{content}</article>")


@page("panes")
def of_panes(report: Generated, rng: Random) -> str:
    content = bare(report)
    other = "<p>一、总体情况</p><p>往年内容。</p><p>二、主动公开政府信息情况</p>"
    return framed(
        report,
        f"<ul class=tabs><li>文字版</li><li>图解版</li></ul><div class=pane>{content}</div>"
        f'<div class=pane style="display: none">{other}</div>',
    )


@page("hidden until a script shows it")
def of_hidden(report: Generated, rng: Random) -> str:
    content = bare(report)
    return framed(report, f'<div id=content style="display:none">{content}</div>')


@page("title in the head only")
def of_head_title(report: Generated, rng: Random) -> str:
    content = body_of(
        report,
        lambda text: f"<p>{escape(text)}</p>",
        lambda section: f"<p>{escape(section.heading)}</p>",
        lambda item: f"<table border=1>{rows_of(item, broken)}</table>",
    )
    return framed(report, content, title=False, info=False)
