"""GL114: the list of sections in the preamble."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.numerals import numeral_value, ordinal_end
from govlint.report.sections import titles_of
from govlint.rule import WARNING, NotApplicable, Related, Rule, Text, Verdict, change
from govlint_rules.report_facts import before_uniform_format, old_headings

if TYPE_CHECKING:
    from govlint.report.flow import Passage
    from govlint.report.model import Report
    from govlint.report.sections import Titles

_COUNT = r"(?<![第一二三四五六七八九十\d大])(?P<count>[三四五六七八九十]|\d{1,2})\s?(?:个|大|项)?部分"
_SEPARATORS = (
    r"[,、;:“”《》()。]|(?=[包组构内主分由以等共三四五六七八九十\d])(?:包括|包含|组成|构成|(?:主要)?内容(?:包括|有|为|是)?|"
    r"分为|分别[为是]|由|以及|等?(?:共计?)?(?:[三四五六七八九十]|\d{1,2})(?:个|大|项)?部分)"
)
"""What stands between the names of a list, before its first and behind its last."""
_COUNT_ALONE = (
    r"(?:全文|报告|年报)(?:内容)?[^,。;:]{0,6}?(?<![第一二三四五六七八九十\d])(?P<count>[三四五六七八九十]|\d{1,2})"
    r"\s?(?:个|大|项)?部分(?:内容)?(?:组成|构成|[,。;:]|$)"
)
"""A number of parts without their names."""
_ABOUT = ("报告", "全文", "年报", "本文")
_LEADS = ("包括", "包含", "组成", "构成", "分为", "内容", "由", "分别", "共")
_JOINTS = "和及与"
_PARTICLES = str.maketrans(dict.fromkeys("和及与、的,"))
_NUMERALS = "一二三四五六七八九十0123456789"
_OTHER_PARTS = ("应当", "附件", "附表", "附录")
"""What a sentence says that quotes the law, or counts annexes as parts."""
_LEAST_NAMES = 4
"""So many names of sections make a list of them."""
_LEAST_SECTIONS = 4
"""With fewer sections found, the text is not whole enough to compare."""
_IN_USE = ("canonical", "accepted")
_SHORTEST = 4
"""No shorter wording is looked for behind other words."""
_MOST_PASSAGES = 40
_LONGEST = 3000
"""No preamble has more passages, or characters in one."""


class _Name(NamedTuple):
    """A name of the list: its range in the passage, and the section it names."""

    start: int
    end: int
    text: str
    number: int
    """1–6, or 0 if it names none of them."""
    standing: str


class _List(NamedTuple):
    """What a preamble says of the parts of its report."""

    names: tuple[_Name, ...]
    is_open: bool
    """Whether it says 等 or 主要, and need not name every part."""
    parts: int
    """How many parts it announces, or 0."""
    start: int
    """Where the number stands in the passage."""
    end: int


class _Difference(NamedTuple):
    """Something that the preamble has otherwise than the report: a range of the passage, and the message for it."""

    start: int
    end: int
    variant: str
    section: int
    """The section whose heading differs, or 0."""
    args: dict[str, str | int]


class PreambleMismatch(Rule):
    """The preamble announces other sections than the report has."""

    code = "GL114"
    name = "preamble-mismatch"
    severity = WARNING
    title = Text("前言列出的各部分与正文一致", "The preamble lists the sections that the report has")
    explain = Text(
        "前言说明全文由哪几部分组成时,名称和数目应当与正文的标题一致;通行的不同写法(例如“行政复议和行政诉讼”)不算。"
        "正文缺少的部分另有提示。",
        "Where the preamble says what the report consists of, names and number should be those of its headings; "
        "wordings that are in use beside each other count as equal. A section that the report lacks is told elsewhere.",
    )
    messages = {
        "name": Text(
            "前言里写的是“{name}”,正文的标题是“{heading}”", "The preamble says {name}, but the heading is {heading}"
        ),
        "count": Text(
            "前言说全文有{announced}个部分,正文有{found}个部分",
            "The preamble announces {announced} parts, but the report has {found}",
        ),
        "listed": Text(
            "前言说有{announced}个部分,列出的却是{found}个",
            "The preamble announces {announced} parts and lists {found}",
        ),
        "lacking": Text("前言没有列出“{heading}”", "The preamble does not list {heading}"),
        "unknown": Text("前言列出的“{name}”,正文里没有", "The preamble lists {name}, which the report has not"),
        "heading": Text("正文的标题", "the heading"),
    }
    help = Text("按正文的六个标题改写前言。", "Rewrite the preamble after the six headings of the report.")
    basis = ("PRACTICE", "N30")
    related = ("GL104", "GL108")
    bad = (
        change(("、存在的主要问题及改进情况、", "、⟦存在的问题及改进措施⟧、")),
        change(("六个部分组成", "⟦五个部分⟧组成")),
        change(("其他需要报告的事项六部分内容", "其他需要报告的事项⟦七部分⟧内容"), base="government-2023"),
        change(
            ("(国办公开办函〔2021〕30号)编制,", "(国办公开办函〔2021〕30号)编制,全文共⟦五个部分⟧,"), base="city-2022"
        ),
        change(
            (
                "主动公开政府信息情况、收到和处理政府信息公开申请情况、",
                "⟦主动公开情况⟧、收到和处理政府信息公开申请情况、",
            )
        ),
    )
    good = (
        change(),
        change(base="government-2023"),
        change(
            (
                "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成",
                "因政府信息公开工作被申请行政复议和提起行政诉讼情况、政府信息公开工作存在的主要问题及改进情况"
                "以及其他需要报告的事项等6部分构成",
            )
        ),
        change(("全文由总体情况", "全文由青石县教育局政府信息公开工作总体情况")),
        change(
            (
                "全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
                "存在的主要问题及改进情况、其他需要报告的事项六个部分组成。",
                "报告内容包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。",
            )
        ),
        change(("六个部分组成。", "六个部分组成,其中第三部分以表格形式公布,一部分数据由直属学校报送。")),
        change(("全文由总体情况", "报告主要包括总体情况"), ("、其他需要报告的事项六个部分组成", "等内容")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first difference; the others are named beside it."""
        found = {section.number: section for section in report.sections}
        if before_uniform_format(report) or old_headings(report) or len(found) < _LEAST_SECTIONS:
            yield NotApplicable()
            return
        titles = titles_of(report.pack)
        for passage in report.passages[:_MOST_PASSAGES]:
            if passage.section not in (None, 1):
                break
            if "部分" not in passage.text and "总体情况" not in passage.text:
                continue
            listed = _read_list(passage, titles)
            if listed is not None:
                yield from self._compare(report, passage, listed)
                return

    def _compare(self, report: Report, passage: Passage, listed: _List) -> Iterator[Verdict]:
        differences = sorted(_differences(report, titles_of(report.pack), listed), key=lambda found: found[:2])
        if not differences:
            return
        first, *others = differences
        section = report.section(first.section)
        related = [] if section is None else [Related(section.heading.start, section.heading.end, "heading", {})]
        related += [Related(*passage.range(other.start, other.end), other.variant, other.args) for other in others]
        yield self.finding(
            *passage.range(first.start, first.end), variant=first.variant, args=first.args, related=related
        )


def _differences(report: Report, titles: Titles, listed: _List) -> Iterator[_Difference]:
    """Everything that the preamble has otherwise than the report."""
    found = {section.number: section for section in report.sections}
    headings = {heading.title for heading in report.headings}
    names, parts = listed.names, listed.parts
    counted = len(report.headings)
    is_whole = len(found) == 6
    if parts and is_whole and parts not in (6, counted):
        yield _Difference(listed.start, listed.end, "count", 0, {"announced": parts, "found": counted})
    elif parts and names and not listed.is_open and len(names) > parts:
        yield _Difference(listed.start, listed.end, "listed", 0, {"announced": parts, "found": len(names)})
    elif names and not listed.is_open and is_whole:
        lacking = next((number for number in range(1, 7) if all(name.number != number for name in names)), 0)
        unknown = any(not name.number for name in names)
        if lacking and not unknown:
            args: dict[str, str | int] = {"heading": titles.six[lacking]}
            yield _Difference(names[-1].start, names[-1].end, "lacking", lacking, args)
    for name in names:
        if not name.number:
            if name.text not in headings and not listed.is_open:
                yield _Difference(name.start, name.end, "unknown", 0, {"name": name.text})
            continue
        section = found.get(name.number)
        if section is None or section.standing not in _IN_USE or name.standing in _IN_USE:
            continue
        if name.text != section.heading.title and not listed.is_open:
            args = {"name": name.text, "heading": section.heading.title}
            yield _Difference(name.start, name.end, "name", name.number, args)


def _read_list(passage: Passage, titles: Titles) -> _List | None:
    """What the passage says of the parts of the report, if it does."""
    text = passage.text[:_LONGEST]
    end = -1
    while end + 1 < len(text):
        start = end + 1
        end = text.find("。", start)
        end = len(text) if end < 0 else end
        sentence = text[start:end]
        if not any(word in sentence for word in _ABOUT) or not any(word in sentence for word in _LEADS):
            continue
        if any(word in sentence for word in _OTHER_PARTS):
            continue
        count = compiled(_COUNT).search(text, start, end) if "部分" in sentence else None
        names = _list_of_sections(text, start, count.start() if count else end, titles)
        if count and not names:
            names = _list_of_sections(text, count.end(), end, titles)
        if not names:
            count = compiled(_COUNT_ALONE).search(text, start, min(end + 1, len(text))) if count else None
        if not names and count is None:
            continue
        parts = numeral_value(count["count"]) if count else 0
        is_cut = count is None and end == len(text)
        is_open = is_cut or (
            bool(names) and ("主要" in text[start : names[0].start] or text.startswith("等", names[-1].end))
        )
        at = (count.start("count"), text.index("部分", count.start("count")) + 2) if count else (start, end)
        return _List(names, is_open and len(names) != parts, parts, *at)
    return None


def _list_of_sections(text: str, start: int, end: int, titles: Titles) -> tuple[_Name, ...]:
    """The names in a range, if there are enough of sections to make a list of them."""
    names = tuple(_names(text, start, end, titles))
    return names if len({name.number for name in names if name.number}) >= _LEAST_NAMES else ()


def _names(text: str, start: int, end: int, titles: Titles) -> list[_Name]:
    """The names of sections in a range, and what stands between them."""
    pieces = list(_pieces(text, start, end))
    found: list[_Name] = []
    place = 0
    while place < len(pieces):
        # 、 stands inside some names: the longest that is known counts
        for last in (place + 2, place + 1, place):
            name = _known(text, pieces[place][0], pieces[last][1], titles) if last < len(pieces) else None
            if name is not None:
                found.append(name)
                break
        else:
            last = place
            found += _read_piece(text, *pieces[place], titles)
        place = last + 1
    # what a likely word alone makes a name may be the sentence around the list
    sure = [index for index, name in enumerate(found) if name.number and name.standing != "keyword"]
    last = next((index for index, name in enumerate(found) if name.number == 6), sure[-1] if sure else 0)
    return found[sure[0] : last + 1] if sure else []


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges between separators, without numbers and 及 before them and 等 behind."""
    at = start
    for separator in [*compiled(_SEPARATORS).finditer(text, start, end), None]:
        until = separator.start() if separator else end
        first, last = at, until
        at = separator.end() if separator else end
        first += ordinal_end(text[first:last])
        while first < last and text[first] in _JOINTS:
            first += 1
        while first < last and text[last - 1] in "等共":
            last -= 1
        if first < last and text[first:last].strip(_NUMERALS):
            yield first, last


def _known(text: str, start: int, end: int, titles: Titles) -> _Name | None:
    """The name that a range is, if its wording is known."""
    name = text[start:end]
    number, standing = titles.look_up(name)
    if standing not in _IN_USE and name.translate(_PARTICLES) in _plain_titles(titles):
        number, standing = _plain_titles(titles)[name.translate(_PARTICLES)], "accepted"
    return _named(start, end, name, number, standing) if standing else None


@lru_cache(maxsize=4)
def _plain_titles(titles: Titles) -> dict[str, int]:
    """The wordings in use without 和, 及, 的 and the like, and the section of each."""
    return {
        wording.translate(_PARTICLES): number
        for wording, (number, standing) in titles.wordings.items()
        if number is not None and standing in _IN_USE
    }


def _named(start: int, end: int, name: str, number: int | None, standing: str) -> _Name:
    """A name. Of the review section every mixture of the law's wording and the format's is in use, and so are all
    words for what else is to be reported.
    """
    if "复议" in name and "诉讼" in name:
        number, standing = 4, "accepted"
    if number == 6 and standing == "altered" and "报告" in name:
        standing = "accepted"
    return _Name(start, end, name, number or 0, standing)


def _with_words_before(text: str, start: int, end: int, titles: Titles) -> _Name | None:
    """The name that a range ends in; the organ, 行政机关 and the like may stand before it."""
    name = text[start:end]
    if not name.endswith(titles.printed):
        return None
    wording = next((known for known in titles.printed if len(known) >= _SHORTEST and name.endswith(known)), "")
    return _named(start, end, name, *titles.wordings[wording]) if wording else None


def _read_piece(text: str, start: int, end: int, titles: Titles) -> list[_Name]:
    """Two names that 和 or 及 joins, or the one name that a range must be, known or not."""
    for joint in range(start + 1, end - 1):
        if text[joint] in _JOINTS:
            right = _known(text, joint + 1, end, titles)
            left = _with_words_before(text, start, joint, titles) if right is not None else None
            if left is not None and right is not None:
                return [left, right]
    name = text[start:end]
    known = _with_words_before(text, start, end, titles)
    return [known or _named(start, end, name, titles.by_keyword(name, None), "keyword")]
