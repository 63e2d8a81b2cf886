"""GL811–GL812: what a web page left in the text of the report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govlint.rule import INFO, WARNING, Rule, Text, Verdict, change

if TYPE_CHECKING:
    from govlint.report.model import Report


def _in_report(report: Report, kind: str) -> list[int]:
    """The lines of furniture of that kind that a reader would take for the report's own. In a web page, what stands
    above the first section or below the last paragraph is the page's, and is where it should be.
    """
    furniture = report.furniture
    lines = sorted(index for index, piece in furniture.items() if piece.kind == kind)
    if not lines or report.document.kind != "html":
        return lines
    headings, paragraphs = report.headings, report.paragraphs
    if not headings or not paragraphs:
        return []
    top, bottom = headings[0].start, paragraphs[-1].end
    return [index for index in lines if top < furniture[index].start < bottom]


class PageFurniture(Rule):
    """A line of the web page in the text."""

    code = "GL811"
    name = "page-furniture"
    severity = WARNING
    title = Text("正文里没有网页部件", "No buttons, counters or links of the page in the text")
    explain = Text(
        "“扫一扫”“分享到”“浏览次数”“打印”等是网页的部件,不是报告的内容,复制网页时常常带进来。整行都是网页部件时才提示。",
        "Share buttons, counters, QR hints and the like belong to the web page, not to the report; they come along "
        "when a page is copied. Only whole lines are named.",
    )
    messages = {
        "default": Text(
            "这一行是网页部件(“{key}”),不是报告内容", "This line belongs to the web page ({key}), not to the report"
        ),
    }
    help = Text("发布前删去这一行。", "Delete the line before publishing.")
    basis = ("PRACTICE",)
    related = ("GL812",)
    bad = (
        change(("2024年1月18日\n", "2024年1月18日\n⟦扫一扫在手机打开当前页⟧\n")),
        change(("年度报告\n本报告根据", "年度报告\n⟦浏览次数:⟧\n本报告根据")),
        change(("年度报告\n本报告根据", "年度报告\n⟦字号:[ 大 中 小 ]⟧\n本报告根据")),
    )
    good = (
        change(),
        change(("配备自助查询终端。", "配备自助查询终端,群众扫一扫二维码即可打开页面。")),
        change(("2024年1月18日\n", "2024年1月18日\n- 4 -\n")),
        change(("门户网站教育专栏增设", "门户网站教育专栏浏览次数:31640次。专栏增设")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a line; the same line printed over and over is one."""
        lines, furniture = report.lines, report.furniture
        residue = [furniture[line] for line in _in_report(report, "residue")]
        place = 0
        while place < len(residue):
            first = last = residue[place]
            place += 1
            while (
                place < len(residue)
                and residue[place].line == last.line + 1
                and (lines[residue[place].line].text == lines[last.line].text)
            ):
                last = residue[place]
                place += 1
            yield self.finding(first.start, last.end, args={"key": first.key})


class MetadataBlock(Rule):
    """The data block of the page in the text."""

    code = "GL812"
    name = "metadata-block"
    severity = INFO
    title = Text("正文里没有网页的信息栏", "The page's data block is not part of the text")
    explain = Text(
        "索引号、发布机构、发布日期等信息栏属于网页。程序从中读取发布日期,但它不是报告的内容,"
        "存档或者另行印发时应当去掉。",
        "Index number, publisher, date of publication and the like belong to the web page. The date is read from "
        "there, but none of it is part of the report.",
    )
    messages = {
        "default": Text(
            "这里是网页的信息栏({keys}),不是报告内容", "This is the page's data block ({keys}), not the report"
        ),
    }
    help = Text("另行印发或者存档时删去。", "Leave it out when the report is printed or archived.")
    basis = ("PRACTICE",)
    related = ("GL503", "GL811")
    bad = (
        change(
            (
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
                "⟦索引号:QS0017-2024-00003\n发布机构:青石县教育局\n发布日期:2024-01-18⟧\n"
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
            )
        ),
        change(("报告\n本报告根据", "报告\n⟦发布日期:2024-01-18 09:30⟧\n本报告根据")),
    )
    good = (
        change(),
        change(("(一)主动公开。全年", "(一)主动公开。公开指南列明索引号、发布机构、生成日期等要素。全年")),
        change(("配备自助查询终端。", "配备自助查询终端。服务时间:工作日上午8时30分至12时。")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each run of neighbouring lines of the data block."""
        furniture = report.furniture
        lines = _in_report(report, "metadata")
        block: list[int] = []
        for index in [*lines, None]:
            if block and (index is None or any(between not in furniture for between in range(block[-1] + 1, index))):
                keys = "、".join(dict.fromkeys(furniture[line].key for line in block))
                yield self.finding(furniture[block[0]].start, furniture[block[-1]].end, args={"keys": keys})
                block = []
            if index is not None:
                block.append(index)
