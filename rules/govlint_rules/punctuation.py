"""GL721–GL724: marks that are not closed, doubled, of two widths, or of another script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.flow import pair_key
from govlint.report.numerals import NUMERALS
from govlint.rule import INFO, WARNING, Fix, NotAssessable, Rule, Text, Verdict, change, deleting, replacing
from govlint_rules.fixes import is_cited
from govlint_rules.prose import is_altered_copy

if TYPE_CHECKING:
    from govlint.report.model import Report

_STATUTORY_TABLES = (2, 3, 4)
"""Sections whose text is the form's, not the writer's."""
_PAIRS = {"(": ")", "“": "”", "《": "》", "〔": "〕", "【": "】"}
_OPENINGS = {closing: opening for opening, closing in _PAIRS.items()}
_MARKS = r"[()“”《》〔〕【】]"
_SENTENCE_ENDS = "。!?;"
_ORDINAL_BEFORE = r"(?:^|[^0-9a-zA-Z一二三四五六七八九十])(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[a-zA-Z])$"
_ORDINAL_BEHIND = r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?![0-9年月日件条])"
_LONGEST_ORDINAL = 5
_FARTHEST = 2
"""How many lines on a pair that a page or a line break parts may be closed."""
_NEAREST = 40
"""How near two marks stand that should have been a pair."""
_LOST_BY_DIGITS = r"〔20[0-9]{3}|(?<![0-9])20[0-9]{2}[0-9]{1,2}[月日]|[0-9]{5,}[月日]"
"""What shows that extraction lost characters beside digits: then brackets beside them may be lost, too."""
_MOST_LOOKED_AT = 60
_DEEPEST = 8
"""How many marks may be open at once where the other half is looked for."""
_MOST_FINDINGS = 20
"""A text with more marks out of place than this is not written so: what is told of it is enough."""


class _Mark(NamedTuple):
    """A mark in the prose, and the run of text it stands in."""

    place: int
    char: str
    run: int


class UnbalancedMarks(Rule):
    """A bracket or quotation mark without its other half."""

    code = "GL721"
    name = "unbalanced-marks"
    severity = WARNING
    title = Text("括号、引号、书名号成对", "Brackets, quotation marks and title marks come in pairs")
    explain = Text(
        "左右括号、引号、书名号缺了一半,读者分不清注释、引语和文件名到哪里为止。句子被换行、换页截断的,以及“1)”“(一”一类序号,不算。"
        "书名号里再用书名号应当用〈〉,这一项只作提示。",
        "With half of a pair missing, nobody can tell where a note, a quotation or a title ends. Pairs parted by the "
        "end of a line or page, and ordinals such as 1) do not count. Title marks inside title marks should be 〈〉; "
        "that is only noted.",
    )
    messages = {
        "default": Text("“{mark}”没有配对的“{other}”", "{mark} has no {other}"),
        "again": Text("连着两个“{mark}”,后一个应当是“{other}”", "two {mark} in a row: the second should be {other}"),
        "nested": Text("书名号里的书名号应当用〈〉", "title marks inside title marks should be 〈〉"),
    }
    help = Text("补上或者改正缺的一半。", "Add or correct the half that is missing.")
    basis = ("GB-15834",)
    related = ("GL722",)
    bad = (
        change(("自然人提出5件,法人或其他组织提出3件。", "自然人提出5件⟦(⟧法人或其他组织提出3件。")),
        change(("落实先审查、后公开要求", "落实⟦“⟧先审查、后公开要求"), base="town-2023"),
        change(("落实《条例》规定", "落实⟦《⟧条例规定"), base="government-2023"),
        change(("落实先审查、后公开要求", "落实“先审查、后公开⟦“⟧要求"), base="town-2023"),
        change(("落实《条例》规定", "落实《关于推进⟦《⟧条例》实施的意见》"), base="government-2023"),
    )
    good = (
        change(),
        change(("由专人引导群众查阅", "由专人引导:1)查询;2)申请;三)取件"), base="town-2023"),
        change(("落实先审查、后公开要求", "落实“先审查(含复审)、后公开”要求,见《条例》〔全文〕"), base="town-2023"),
        change(("落实《条例》规定", "落实《关于印发〈条例〉的通知》规定"), base="government-2023"),
        change(("落实先审查、后公开要求,办理", "落实“先审查、\n后公开”要求,办理"), base="town-2023"),
        change(("落实先审查、后公开要求", "落实(国办发〔201912号)先审查、后公开要求"), base="town-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each mark without its other half."""
        if is_altered_copy(report):
            yield NotAssessable("altered-copy")
            return
        prose = report.running_text
        text = prose.text
        if all(_is_even(text, opening, closing) for opening, closing in _PAIRS.items()):
            return
        for place, variant in sorted(_unbalanced(text))[:_MOST_FINDINGS]:
            start, end = prose.range(place, place + 1)
            if report.section_at(start) in _STATUTORY_TABLES:
                continue  # of notes under a table only some lines are text
            mark = text[place]
            other = _PAIRS.get(mark) or _OPENINGS[mark]
            nested = variant == "nested"
            yield self.finding(
                start,
                end,
                severity=INFO if nested else WARNING,
                variant=variant,
                args={} if nested else {"mark": mark, "other": other},
            )


def _is_even(text: str, opening: str, closing: str) -> bool:
    """Whether the marks of one kind take turns: the cheap test for a text that has nothing wrong."""
    before, *pieces = text.split(opening)
    return closing not in before and all(piece.count(closing) == 1 for piece in pieces)


def _unbalanced(text: str) -> Iterator[tuple[int, str]]:
    """Where a mark stands without its other half, with what to say of it."""
    waiting: list[_Mark] = []
    alone: list[_Mark] = []
    nested = False
    start = 0
    for number, line in enumerate(text.split("\n")):
        last = line.rfind("》")
        for match in compiled(_MARKS).finditer(line) if "|" not in line else ():
            char, place = match[0], start + match.start()
            if char in _PAIRS:
                inside = char == "《" and waiting and waiting[-1].char == char and waiting[-1].run == number
                if inside and not nested and match.start() < last:
                    nested = True
                    yield place, "nested"
                waiting.append(_Mark(place, char, number))
                continue
            opening = _OPENINGS[char]
            if not any(mark.char == opening for mark in waiting[-_DEEPEST:]):
                alone.append(_Mark(place, char, number))
                continue
            while waiting[-1].char != opening:
                alone.append(waiting.pop())
            waiting.pop()
        if waiting and number - waiting[0].run >= _FARTHEST:
            kept = [mark for mark in waiting if number - mark.run < _FARTHEST]
            alone += waiting[: len(waiting) - len(kept)]
            waiting = kept
        start += len(line) + 1
    yield from _told(text, _without_speeches(sorted(alone + waiting)[:_MOST_LOOKED_AT]))


def _without_speeches(alone: list[_Mark]) -> list[_Mark]:
    """The marks without those that open and close a quotation of several paragraphs."""
    quotes = [mark for mark in alone if mark.char in "“”"]
    speeches: set[_Mark] = set()
    for number, second in enumerate(quotes[1:]):
        first = quotes[number]
        if first.char == "“" and second.char == "”" and second.run > first.run:
            speeches |= {first, second}
    return [mark for mark in alone if mark not in speeches]


def _told(text: str, alone: list[_Mark]) -> Iterator[tuple[int, str]]:
    """Of the marks that stand alone, those that no extraction explains; one for each pair that went wrong."""
    loses_by_digits = bool(alone) and compiled(_LOST_BY_DIGITS).search(text) is not None
    skipped = -1
    for number, mark in enumerate(alone):
        if number == skipped or _is_explained(text, mark, loses_by_digits):
            continue
        behind = alone[number + 1] if number + 1 < len(alone) else None
        if behind is not None and behind.run == mark.run and behind.place - mark.place <= _NEAREST:
            between = text[mark.place + 1 : behind.place]
            if not any(end in between for end in _SENTENCE_ENDS):
                skipped = number + 1
                if behind.char == mark.char and mark.char in _PAIRS:
                    yield behind.place, "again"
                    continue
        yield mark.place, "default"


def _is_explained(text: str, mark: _Mark, loses_by_digits: bool) -> bool:
    """Whether the other half may have been cut off, lost with characters beside digits, or was never meant to be."""
    place, char, _ = mark
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    before = text[start:place]
    behind = text[place + 1 : end if end >= 0 else len(text)]
    if char in "〔〕" and (behind[:1].isdigit() or before[-1:].isdigit()):
        return True
    if char in _PAIRS:
        if char == "(" and compiled(_ORDINAL_BEHIND).match(behind):
            return True
        if char == "“" and len(before) <= _LONGEST_ORDINAL and text.startswith("“", end + 1):
            return True
        stop = min((at for at in map(behind.find, _SENTENCE_ENDS) if at >= 0), default=-1)
        if char == "“" and '"' in behind[:stop]:
            return True
        return stop < 0 or (loses_by_digits and any(letter.isdigit() for letter in behind[:stop]))
    if char == ")" and compiled(_ORDINAL_BEFORE).search(before[-_LONGEST_ORDINAL:]):
        return True
    sentence = before[max(before.rfind(mark) for mark in _SENTENCE_ENDS) + 1 :]
    if loses_by_digits and any(letter.isdigit() for letter in sentence):
        return True
    is_whole = len(sentence) < len(before) or start == 0 or text[start - 2] in "。!?;:”)"
    return not is_whole


_POINTS = r"[。,、;:!?]{2,}"
_DOUBLES = frozenset(pair_key(one + other) for one in "。,、;:!?" for other in "。,、;:!?")
_EMPTY_ENTRIES = frozenset((":,", ":;", ":。", ":、"))
"""An entry without its value is another rule's."""


class DoubledPunctuation(Rule):
    """Two marks where one belongs."""

    code = "GL722"
    name = "doubled-punctuation"
    severity = WARNING
    fix = "yes"
    title = Text("标点不重复、不连用", "No mark is doubled")
    explain = Text(
        "“。。”“,。”“;。”是删改句子时留下的多余标点。省略号、破折号、“?!”不算,问号常是乱码,也不看;表格和网址不看。",
        "。。 ,。 ;。 are left behind when sentences are edited. Ellipses, dashes and ?! do not count; tables and "
        "addresses are not looked at.",
    )
    messages = {
        "default": Text("“{printed}”两个标点连用,只能留一个", "{printed}: only one of these marks can stay"),
        "same": Text("“{printed}”标点重复", "{printed}: the mark is doubled"),
    }
    help = Text("删去多余的标点。", "Delete the surplus mark.")
    basis = ("GB-15834",)
    related = ("GL721",)
    bad = (
        change(("方便家长按住址查找对应学校。\n", "方便家长按住址查找对应学校⟦。。⟧\n")),
        change(("列入年度考核,考核结果", "列入年度考核⟦,,⟧考核结果"), base="town-2023"),
        change(("专区位置不好找的问题,", "专区位置不好找的问题⟦、,⟧"), base="town-2023"),
        change(("发布政策解读材料64篇，", "发布政策解读材料64篇⟦，。⟧"), base="government-2023"),
    )
    good = (
        change(),
        change(("方便家长按住址查找对应学校。", "方便家长按住址查找对应学校……")),
        change(("方便家长按住址查找对应学校。", "方便家长按住址查找对应学校——还可以打印。")),
        change(("由专人引导", "群众问:“怎么申请?!”由专人引导"), base="town-2023"),
        change(("由专人引导", "(见公开栏。),网址http://example.cn/a::b,由专人引导"), base="town-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each place."""
        prose = report.running_text
        text = prose.text
        told = 0
        if _DOUBLES.isdisjoint(prose.pairs):
            return
        for match in compiled(_POINTS).finditer(text):
            printed = match[0]
            before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            if "?" in printed or set(printed) == {"!"} or printed[:2] in _EMPTY_ENTRIES:
                continue
            if _in_table(text, match.start()):
                continue
            if before.isascii() and behind.isascii() and before.isalnum() and (behind.isalnum() or behind == "/"):
                continue
            start, end = prose.range(*match.span())
            same = len(set(printed)) == 1
            yield self.finding(
                start,
                end,
                variant="same" if same else "default",
                args={"printed": printed},
                expected=printed[0] if same else None,
                actual=printed,
                fix=_single(report, start, end, printed) if len(printed) == 2 else None,
            )
            told += 1
            if told == _MOST_FINDINGS:
                return


def _single(report: Report, start: int, end: int, printed: str) -> Fix | None:
    """Two marks made one: of two that are the same the second goes, outside quotations without asking; before a stop
    that ends the paragraph the other goes. Anything else may be meant in two ways.
    """
    text = report.text
    if text[start:end] != printed:
        return None
    if printed[0] == printed[1]:
        return deleting([(start + 1, end)], is_safe=not is_cited(report, start, end))
    ends_paragraph = end == len(text) or text[end] == "\n"
    return deleting([(start, start + 1)]) if printed[1] == "。" and printed[0] in ",、;" and ends_paragraph else None


def _in_table(text: str, place: int) -> bool:
    """Whether the line of `place` has cells in it."""
    end = text.find("\n", place)
    return "|" in text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]


_FULL = "，（）：；"
_HALF = ",():;"


class WidthMix(Rule):
    """Half-width and full-width marks in one text."""

    code = "GL723"
    name = "width-mix"
    severity = INFO
    title = Text("全文标点统一用全角", "Marks are of one width throughout")
    explain = Text(
        "逗号、括号、冒号、分号一会儿全角、一会儿半角,是几处文字拼在一起的痕迹。全文只用一种宽度的不提示:网页转换成文本时常常统一成半角。",
        "Commas, brackets, colons and semicolons that are now full-width, now half-width show where texts were put "
        "together. A text with one width throughout is never named: conversion to text often makes all of them "
        "half-width.",
    )
    messages = {
        "full": Text(
            "全文标点多用全角({many}处),这里用了半角“{mark}”(共{few}处)",
            "most marks are full-width ({many}), but here is a half-width {mark} ({few} in all)",
        ),
        "half": Text(
            "全文标点多用半角({many}处),这里用了全角“{mark}”(共{few}处)",
            "most marks are half-width ({many}), but here is a full-width {mark} ({few} in all)",
        ),
    }
    help = Text("统一改成全角。", "Make them full-width throughout.")
    basis = ("GB-15834",)
    related = ("GL724",)
    bad = (
        change(("发布会11场。", "发布会11场⟦,⟧反响良好。"), base="government-2023"),
        change(("由专人引导群众查阅", "由专人引导群众查阅⟦，⟧并作登记"), base="town-2023"),
    )
    good = (
        change(),
        change(base="government-2023"),
        change(("发布会11场。", "发布会11场，网址为http://www.example.cn/a(1)，时间为8:30。"), base="government-2023"),
        change(("发布会11场。", "发布会11场，分为A,B,C三组，比例为3:4:4。"), base="government-2023"),
        change(("发布会11场。", "发布会11场(11)，点击1,203次。"), base="government-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a report, at the first mark of the rarer width."""
        original = report.document.text
        if not any(mark in original for mark in _FULL) or not any(mark in original for mark in _HALF):
            return
        widths: dict[str, list[tuple[int, str]]] = {"full": [], "half": []}
        for place in _marks_in_context(report):
            printed = report.raw(place, place + 1)
            widths["full" if printed in _FULL else "half"].append((place, printed))
        full, half = widths["full"], widths["half"]
        if full and half:
            rare, many = (half, full) if len(half) <= len(full) else (full, half)
            place, mark = rare[0]
            yield self.finding(
                place,
                place + 1,
                variant="full" if many is full else "half",
                args={"mark": mark, "many": len(many), "few": len(rare)},
            )


def _marks_in_context(report: Report) -> Iterator[int]:
    """The offsets of marks with Chinese text on both sides, of brackets on the inner one."""
    for paragraph in report.paragraphs:
        if "|" in paragraph.text or paragraph.section in _STATUTORY_TABLES:
            continue
        for match in compiled(r"[^\x00-\x7f][,:;](?=[^\x00-\x7f])|\((?=[^\x00-\x7f])|[^\x00-\x7f]\)").finditer(
            paragraph.text
        ):
            yield paragraph.start + match.end() - 1


_FEWEST_STOPS = 3
"""So many 。 show that the text uses them."""


class LatinStop(Rule):
    """A Latin full stop at the end of a Chinese sentence."""

    code = "GL724"
    name = "latin-stop"
    severity = INFO
    fix = "yes"
    title = Text("中文句子用句号“。”结尾", "Chinese sentences end in 。")
    explain = Text(
        "全文用“。”,个别句子却以“.”结尾,是输入法没有切换。小数、序号、网址和外文缩写不算。",
        "In a text that uses 。 a sentence that ends in a Latin full stop was typed in the wrong mode. Decimals, "
        "ordinals, addresses and abbreviations do not count.",
    )
    messages = {
        "default": Text("句末的“{printed}”应当是“。”", "{printed} at the end of the sentence should be 。"),
    }
    help = Text("改成“。”。", "Make it 。")
    basis = ("GB-15834",)
    related = ("GL723",)
    bad = (
        change(("没有其他需要报告的事项。", "没有其他需要报告的事项⟦.⟧")),
        change(("由专人引导群众查阅。", "由专人引导群众查阅⟦,.⟧"), base="town-2023"),
    )
    good = (
        change(),
        change(("没有其他需要报告的事项。", "没有其他需要报告的事项,网址为www.example.cn。")),
        change(("由专人引导群众查阅。", "满意率为98.5%,分为:1.查询;2.申请。"), base="town-2023"),
        change(("由专人引导群众查阅。", "一.查询,二.申请。"), base="town-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each sentence."""
        prose = report.running_text
        text = prose.text
        if "." not in text or text.count("。") < _FEWEST_STOPS:
            return
        at = text.find(".")
        while at >= 0:
            after_comma = text[at - 1 : at] == ","
            if (after_comma and not text[at + 1 : at + 2].isdigit()) or _ends_a_sentence(text, at):
                first = at - 1 if after_comma else at
                start, end = prose.range(first, at + 1)
                printed = text[first : at + 1]
                whole = report.text[start:end] == printed
                yield self.finding(
                    start,
                    end,
                    args={"printed": printed},
                    expected="。",
                    actual=printed,
                    fix=replacing(start, end, "。", is_safe=not is_cited(report, start, end)) if whole else None,
                )
            at = text.find(".", at + 1)


def _ends_a_sentence(text: str, place: int) -> bool:
    """Whether the stop at `place` has Chinese text before it, and behind it the end of the line or the next item."""
    if text[place - 1 : place].isascii():
        return False
    behind = text[place + 1 : place + 4]
    return not behind or behind[0] == "\n" or (behind[0] in NUMERALS and behind[1:2] == "是")
