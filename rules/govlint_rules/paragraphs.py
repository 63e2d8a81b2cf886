"""GL116: paragraphs that are broken off."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from govlint.report.flow import CLOSED, opens_item
from govlint.report.numerals import ordinal_end
from govlint.rule import WARNING, NotApplicable, NotAssessable, Parameter, Related, Rule, Text, Verdict, change
from govlint_rules.report_facts import before_uniform_format

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.parts import Paragraph

_COMMAS = ",、"
_MARKS = ",、。;:"
"""What no line starts with but the second half of a broken one."""
_STOPS = "。!?;:"
_SHORTEST = 20
"""A shorter line is a heading, a label or an entry of a list."""
_LONGEST_HEADING = 45
"""A line of one sentence that is no longer may be a heading."""
_SHORTEST_TAIL = 13
"""What stands behind the last stop, if shorter, may be a sub-heading that got onto the line above."""
_FEWEST_LAYOUT = 4
"""So many broken lines of about one length are the layout of the page."""
_MOST_BREAKS = 10
"""No paragraph is broken so often by mistake."""
_MOST_RELATED = 4
_EXCERPT = 12
_LONGEST_LABEL = 8
_WIDEST_PAGE = 50
"""No page has lines of more characters."""


class BrokenParagraph(Rule):
    """A paragraph ends in the middle of a sentence."""

    code = "GL116"
    name = "broken-paragraph"
    severity = WARNING
    title = Text("段落完整,没有从句中断开", "No paragraph is broken off in the middle of a sentence")
    explain = Text(
        "段落末尾没有句号一类的标点,下一段又不是标题或者列举的下一项,说明这一段没有写完,或者被换页、粘贴从句中断开。"
        "整篇按固定宽度换行的文本不算。",
        "Where a paragraph ends without a stop and the next one is neither a heading nor an item of a list, it was "
        "never finished, or a page break or pasting cut it in the middle of a sentence. A text whose lines are all "
        "wrapped at one width is not meant.",
    )
    messages = {
        "default": Text("这一段到“{text}”就断了,没有写完", "The paragraph breaks off at {text}"),
        "next": Text("下一段接着写的是这里", "it goes on here"),
        "other": Text("这里也断开了", "another breaks off here"),
    }
    help = Text(
        "把断开的两段连起来;如果原文就没有写完,补写完整并加上句号。",
        "Join the two pieces; if the text was never finished, complete it and add the full stop.",
    )
    basis = ("PRACTICE",)
    related = ("GL601",)
    bad = (
        change(("承办科室坚持先沟通、后答复,", "⟦承办科室坚持先沟通、后答复,⟧\n")),
        change(
            (
                "门户网站教育专栏增设学区查询入口,方便家长按住址查找对",
                "⟦门户网站教育专栏增设学区查询入口,方便家长按住址查找对⟧\n",
            )
        ),
        change(
            ("信息公开纳入科室年度考核,全年未发生", "⟦信息公开纳入科室年度考核,全年未⟧\n发生"),
            ("逐件清理2018年以来的", "逐件清理2018\n年以来的"),
        ),
        change(
            (
                "二是个别经办人员对答复时限把握不准。",
                "⟦二是个别经办人员对答复时限把握还不是特别准⟧\n平时的业务培训也不够系统。",
            ),
        ),
        change(
            (
                "已将原先的三张表合并为一张。二是公众号推送不规律,今后",
                "已将原先的三张表合并为一张。⟦二是公众号推送不规律,今⟧\n后",
            ),
            base="institution-2021",
        ),
    )
    good = (
        change(),
        change(base="town-2023"),
        change(base="office-2023"),
        change(("(二)依申请公开。全年收到", "(二)依申请公开\n全年收到")),
        change(("(二)依申请公开。全年收到", "坚持以群众需求为导向,着力提升依申请公开答复质量和效率\n全年收到")),
        change(("一次性告知需要补正的内容。\n(三)政府信息管理。", "一次性告知需要补正的内容。(三)政府信息管理\n")),
        change(("一次性告知需要补正的内容。", "一次性告知需要补正的内容")),
        change(
            (
                "招生入学类86条、财政资金类54条、规划计划类19条、其他153条。",
                "如下:\n招生入学类86条\n财政资金类54条\n规划计划类19条\n其他153条\n",
            )
        ),
        change(("地址:青石县书院路16号,电话:0000-5550123)。", "\n地址:青石县书院路16号\n电话:0000-5550123\n")),
        change(
            (
                "(一)主动公开。全年通过县政府门户网站发布教育信息312条,其中招生入学类86条、财政资金类54条、规划计划类19条、"
                "其他153条。新印发的行政规范性文件全部配发了解读材料。",
                "(一)主动公开。全年通过县政府门户网站发布教\n育信息312条,其中招生入学类86条、财政资金类\n54条、规划计划类19条、其他153条。"
                "新印发的\n行政规范性文件全部配发了解读材料。各学校的招\n生计划和收费标准同步公开。",
            )
        ),
    )

    parameters = (
        Parameter(
            "min-length",
            _SHORTEST,
            Text("不到这么多字的行不算断开的段落", "lines count as broken off from so many characters on"),
            5,
            200,
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first break; the others are named beside it."""
        if before_uniform_format(report):
            yield NotApplicable()
            return
        paragraphs = report.paragraphs
        shortest = self.number("min-length")
        breaks = list(_breaks(paragraphs, report.pack.vocabulary("headings"), shortest))
        if not breaks:
            return
        if _is_layout(paragraphs, shortest):
            yield NotAssessable("lines-wrapped")
            return
        first, start = breaks[0]
        line, below = paragraphs[first], paragraphs[first + 1]
        others = [Related(place, paragraphs[index].end, "other", {}) for index, place in breaks[1 : 1 + _MOST_RELATED]]
        yield self.finding(
            start,
            line.end,
            args={"text": "".join(line.text[start - line.start :].split())[-_EXCERPT:]},
            related=[Related(below.start, min(below.end, below.start + _EXCERPT), "next", {}), *others],
        )


def _breaks(paragraphs: Sequence[Paragraph], words: dict[str, list[str]], shortest: int) -> Iterator[tuple[int, int]]:
    """The index of each paragraph that is broken off, and where its unfinished sentence starts."""
    labels = tuple(words["labels"])
    for index, line in enumerate(paragraphs[:-1]):
        text = line.text
        last = text[-1]
        if last in CLOSED or len(text) < shortest or (last not in _COMMAS and (last.isascii() or not last.isalpha())):
            continue
        below = paragraphs[index + 1]
        if line.section != below.section or below.text.startswith(labels) or not _is_prose(below.text):
            continue
        stop = max(map(text.rfind, _STOPS)) + 1
        tail = text[stop:].lstrip()
        is_sure = last in _COMMAS or below.text[0] in _MARKS
        if is_sure or not _may_be_heading(tail, words["ends"], is_whole=not stop):
            yield index, line.end - len(tail)


def _is_prose(text: str) -> bool:
    """Whether a line is running text: no heading, no item of a list, no label with its value."""
    if text[0] in _MARKS:
        return True
    if opens_item(text) or not text[0].isalnum() or "a" <= text[0].lower() <= "z":
        return False
    return "。" in text or (":" not in text[:_LONGEST_LABEL] and ("," in text or ";" in text))


def _may_be_heading(tail: str, heading_ends: Container[str], *, is_whole: bool) -> bool:
    """Whether the words behind the last stop of a line, or the whole line, may be a heading or an item that is written
    without a stop.
    """
    if tail.endswith("如下"):
        return True
    if is_whole and tail[4:5] == "年" and tail[:4].isdecimal():
        return False
    ordinal = ordinal_end(tail)
    if is_whole or (ordinal and tail[ordinal - 1] != "是"):
        return len(tail) <= _LONGEST_HEADING
    return len(tail) < _SHORTEST_TAIL and tail[-2:] in heading_ends


def _is_layout(paragraphs: Sequence[Paragraph], shortest: int) -> bool:
    """Whether the lines of this text end where the page does."""
    broken = sorted(len(line.text) for line in paragraphs if line.text[-1] not in CLOSED and len(line.text) >= shortest)
    longest = max(len(line.text) for line in paragraphs)
    middle = broken[len(broken) // 2]
    if len(broken) >= _FEWEST_LAYOUT and (broken[-1] * 4 <= broken[0] * 5 or longest * 2 <= middle * 3):
        return True
    return len(broken) >= _MOST_BREAKS or (middle <= _WIDEST_PAGE and longest * 4 <= middle * 5)
