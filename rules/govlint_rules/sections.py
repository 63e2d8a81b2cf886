"""GL101–GL111: the title, and the six sections of the uniform format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.formats import SECTION_OF_TABLE
from govlint.report.tables import IMAGE, MISSING, NO_FIGURES, READ
from govlint.rule import ERROR, INFO, WARNING, Edit, Example, Fix, NotApplicable, Related, Rule, Text, Verdict, change
from govlint_rules.fixes import suggestion
from govlint_rules.report_facts import (
    NUMERALS,
    YEAR_UNKNOWN,
    before_uniform_format,
    last_section_end,
    old_headings,
    quoted,
    section_title,
    year_of,
)

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.parts import Heading, Section, Title
    from govlint.report.tables import Table

_TITLES_OF_PAGES = ("articletitle", "title", "og:title")
_LEVELS = r"..+?(?:省|市|县|区|旗|州|盟|镇|乡|街道|苏木)"
"""A name that says where its organ is: a place of two characters or more, and its level."""


class TitleMissing(Rule):
    """No line of the report is its title."""

    code = "GL101"
    name = "title-missing"
    severity = ERROR
    title = Text("报告有标题", "The report has a title")
    explain = Text(
        "标题应当写明机关、年度和“政府信息公开工作年度报告”。从网页复制出来的纯文本常常丢掉标题,"
        "所以纯文本中没有标题只作提示;网页正文没有标题而网页信息里有的,也只作提示。",
        "The title names the organ, the year and the kind of report. Text taken from a web page often comes without "
        "its title, so that a plain text without one only gets a note, and so does a page that has it in its head.",
    )
    messages = {
        "default": Text(
            "“总体情况”之前没有“某某机关某某年政府信息公开工作年度报告”这样的标题",
            "No title (organ, year, 政府信息公开工作年度报告) stands before the first section",
        ),
    }
    help = Text(
        "在正文之前补上完整标题:机关全称、年度、“政府信息公开工作年度报告”。",
        "Add the full title before the text: the full name of the organ, the year, 政府信息公开工作年度报告.",
    )
    basis = ("N30", "DOCUMENTS-9")
    related = ("GL102", "GL103")
    bad = (
        change(("青石县教育局2023年政府信息公开工作年度报告\n本报告", "⟦⟧本报告")),
        change(("云岭县禾坪镇人民政府2023年政府信息公开工作年度报告\n\n一、", "⟦⟧一、"), base="town-2023"),
    )
    good = (
        change(),
        change(base="subdistrict-2024"),
        change(("青石县教育局2023年政府", "青石县教育局\n2023年政府")),
        change(("青石县教育局2023年政府信息公开工作年度报告", "青石县教育局2023年政府信息公开年报")),
        change(
            (
                "青石县教育局2023年政府信息公开工作年度报告\n本",
                "索引号:QS0017-2024-00003\n青石县教育局2023年政府信息公开工作年度报告\n本",
            )
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first line that is not the page's own."""
        if report.titles:
            return
        furniture = report.furniture
        start = next((line.start for line in report.lines if line.index not in furniture), 0)
        is_lost = report.document.kind == "text" or _is_in_head(report)
        severity = INFO if is_lost else ERROR
        yield self.finding(start, start, severity=severity)


def _is_in_head(report: Report) -> bool:
    """Whether the file says what it is outside its text, as a page does whose title a script prints."""
    titles = (report.document.metadata.get(key, "") for key in _TITLES_OF_PAGES)
    return any("公开" in title and ("年度" in title or "年报" in title) for title in titles)


class TitleForm(Rule):
    """The title lacks a part, or is that of another kind of document."""

    code = "GL102"
    name = "title-form"
    severity = WARNING
    title = Text("标题完整、规范", "The title is complete and in form")
    explain = Text(
        "通行的标题是“机关全称+年度+政府信息公开工作年度报告”。缺少机关、年度或者“政府”二字,"
        "读者和检索系统就认不出是谁的、哪一年的、什么报告;“年度”重复、缺“工作”等写法无碍,只作提示。",
        "The title in use is the organ's full name, the year, and 政府信息公开工作年度报告. Without organ, year or "
        "政府 a reader, or a search, cannot tell whose report it is and on what; a doubled 年度 or a missing 工作 "
        "does no harm and gets a note.",
    )
    messages = {
        "year-du": Text("标题里“年度”出现了两次", "The title says 年度 twice"),
        "no-work": Text("标题缺“工作”二字", "The title lacks the word 工作"),
        "no-annual": Text("标题缺“年度”二字", "The title lacks the word 年度 before 报告"),
        "short": Text("标题用了“年报”这个简称", "The title uses the short form 年报"),
        "year-misplaced": Text("标题里年度的位置不合通例", "The year does not stand where it usually does in a title"),
        "no-government": Text("标题缺“政府”二字", "The title lacks the word 政府 (government)"),
        "no-organ": Text("标题没有写明是哪个机关的报告", "The title does not say whose report this is"),
        "no-year": Text("标题没有写明是哪一年的报告", "The title does not say which year the report is about"),
        "misspelt": Text("标题里有错字或者漏字", "A word of the title is misspelt"),
        "other-kind": Text(
            "标题写的是另一种文件,不是政府信息公开工作年度报告",
            "The title names another kind of document, not an annual report on government information disclosure",
        ),
    }
    help = Text(
        "把标题改成“机关全称+年度+政府信息公开工作年度报告”,例如“某某县教育局2023年政府信息公开工作年度报告”。",
        "Write the title as: full name of the organ, year, 政府信息公开工作年度报告.",
    )
    basis = ("N30", "DOCUMENTS-9")
    related = ("GL101", "GL103")
    bad = (
        change(("青石县教育局2023年政府信息公开工作年度报告", "⟦青石县教育局2023年政务公开工作总结⟧")),
        change(("青石县教育局2023年政府信息公开工作年度报告", "⟦青石县教育局2023年信息公开工作年度报告⟧")),
        change(("青石县教育局2023年政府信息公开工作年度报告", "⟦2023年政府信息公开工作年度报告⟧")),
        change(("青石县教育局2023年政府信息公开工作年度报告", "⟦青石县教育局政府信息公开工作年度报告⟧")),
        change(("青石县教育局2023年政府信息公开工作年度报告", "⟦青石县教育局2023年度政府信息公开工作年度报告⟧")),
        change(("青石县教育局2023年政府信息公开工作年度报告", "⟦青石县教育局2023年政府信息公开年度报告⟧")),
    )
    good = (
        change(),
        change(base="subdistrict-2024"),
        change(("青石县教育局2023年政府", "青石县教育局 2023 年政府")),
        change(
            (
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
                "青石县教育局2023年政府信息公开年度报告\n青石县教育局2023年政府信息公开工作年度报告\n本报告",
            )
        ),
        change(("青石县教育局2023年政府", "青石县教育局二〇二三年政府")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the title the report is judged by, unless a title in full form stands beside it."""
        title = report.title
        if title is None or any(other.form == "canonical" for other in report.titles):
            return
        if title.form == "no-year" and year_of(report) is None:
            return  # nothing else tells the year either: GL005
        severity = INFO if title.form in _HARMLESS_FORMS else WARNING
        expected = f"{title.organ}{title.year}年政府信息公开工作年度报告" if title.organ and title.year else None
        yield self.finding(
            title.start, title.end, severity=severity, variant=title.form, expected=expected, actual=title.text
        )


_HARMLESS_FORMS = frozenset(("year-du", "no-work", "no-annual", "short", "year-misplaced"))
"""Forms that ministries and cities use too, and nobody misunderstands."""


class TitleConflict(Rule):
    """Two titles that do not belong to one report."""

    code = "GL103"
    name = "title-conflict"
    severity = ERROR
    title = Text("各处标题一致", "The titles agree")
    explain = Text(
        "页面标题和正文标题应当是同一份报告的标题。机关、年度或者文种不同,多半是沿用了别的稿子。页面标题使用机关简称、"
        "标题重复都不算不一致。",
        "The title of the page and that of the text should be of one report. Where organ, year or kind differ, one of "
        "them most likely comes from another paper. A short form of the organ's name, or the same title twice, is no "
        "conflict.",
    )
    messages = {
        "organ": Text(
            "这个标题的机关是“{here}”,前面的标题是“{there}”",
            "This title names the organ {here}, the one before it {there}",
        ),
        "year": Text(
            "这个标题写的是 {here} 年,前面的标题是 {there} 年",
            "This title is for {here}, the one before it for {there}",
        ),
        "kind": Text(
            "两个标题不是同一种文件:“{here}”和“{there}”",
            "The two titles are of different documents: {here} and {there}",
        ),
        "other-title": Text("前面的标题", "the title before it"),
    }
    help = Text(
        "核对正文是不是这个机关、这一年的年度报告,再把两处标题改成一致。",
        "Check that the text is the report of this organ on this year, then make the titles agree.",
    )
    basis = ("LAW-11", "PRACTICE")
    related = ("GL101", "GL102", "GL506")
    bad = (
        change(("报告\n本报告", "报告\n⟦青石县教育局2022年政府信息公开工作年度报告⟧\n本报告")),
        change(("报告\n本报告", "报告\n⟦青石县教育局2023年政务公开工作总结⟧\n本报告")),
        change(("报告\n本报告", "报告\n⟦白石县水利局2023年政府信息公开工作年度报告⟧\n本报告")),
    )
    good = (
        change(),
        change(("报告\n本报告", "报告\n青石县教育局2023年政府信息公开工作年度报告\n本报告")),
        change(
            (
                "青石县教育局2023年政府信息公开工作年度报告\n",
                "县教育局2023年政府信息公开工作年度报告\n青石县教育局2023年政府信息公开工作年度报告\n",
            )
        ),
        change(
            (
                "澄川市人民政府办公室2023年政府信息公开工作年度报告\n",
                "澄川市政府办2023年政府信息公开工作年度报告\n澄川市人民政府办公室2023年政府信息公开工作年度报告\n",
            ),
            base="office-2023",
        ),
        change(
            (
                "澄川市望江区柳堤街道办事处\n2024年政府信息公开工作年度报告",
                "柳堤街道2024年政府信息公开工作年度报告\n澄川市望江区柳堤街道办事处\n2024年政府信息公开工作年度报告",
            ),
            base="subdistrict-2024",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at each title that contradicts one before it."""
        titles = report.titles
        for index, title in enumerate(titles[1:], 1):
            for other in titles[:index]:
                conflict = _conflict(title, other)
                if conflict is not None:
                    variant, here, there = conflict
                    yield self.finding(
                        title.start,
                        title.end,
                        variant=variant,
                        args={"here": here, "there": there},
                        related=(Related(other.start, other.end, "other-title", {}),),
                    )
                    break


def _conflict(title: Title, other: Title) -> tuple[str, str, str] | None:
    """What the two titles differ in and what each says, where both are clear."""
    if title.kind != other.kind:
        return "kind", title.text, other.text
    if title.year is not None and other.year is not None and title.year != other.year:
        return "year", str(title.year), str(other.year)
    if title.organ and other.organ and not _may_be_one_organ(title.organ, other.organ):
        return "organ", title.organ, other.organ
    return None


def _may_be_one_organ(name: str, other: str) -> bool:
    """Whether one name may be a short form of the other; one that does not say where its organ is may be anybody's."""
    if name == other:
        return True
    one, two = _plain_name(name), _plain_name(other)
    if _is_subsequence(one, two) or _is_subsequence(two, one):
        return True
    return not (compiled(_LEVELS).match(one) and compiled(_LEVELS).match(two))


def _plain_name(name: str) -> str:
    """A name of an organ in the words that its short forms keep: 甲县政府办 for 甲县人民政府办公室, 乙镇 for its
    government.
    """
    plain = re.sub(r"[^\u4e00-\u9fff]", "", name)
    plain = (
        plain.replace("人民政府", "政府")
        .replace("办公厅", "办")
        .replace("办公室", "办")
        .replace("管理委员会", "管委会")
    )
    return re.sub(r"(?<=.)(?:政府|办事处)$", "", plain)


def _is_subsequence(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in their order."""
    characters = iter(long)
    return all(character in characters for character in short)


class SectionMissing(Rule):
    """One of the six sections is absent."""

    code = "GL104"
    name = "section-missing"
    severity = ERROR
    title = Text("六个部分齐全", "All six sections are there")
    explain = Text(
        "年度报告由六个部分组成,缺少任何一个部分都是内容不完整。如果表格或者文字还在,只是标题没有了,"
        "程序会说明只缺标题。",
        "An annual report has six sections, and without any of them it is incomplete. Where the table or the text is "
        "still there and only the heading is gone, the message says so.",
    )
    messages = {
        "default": Text("报告缺少{titles}", "The report lacks {titles}"),
        "heading": Text("内容还在,但缺少标题{titles}", "The content is there, but the heading is missing: {titles}"),
    }
    help = Text(
        "按统一格式补上这一部分的标题和内容;没有发生的事项也要写明。如果原文有,请检查复制或者转换时是否丢失。",
        "Add heading and content of the section as in the uniform format; what did not happen is said, too. If the "
        "published report has it, check whether it was lost in copying or converting.",
    )
    basis = ("LAW-50", "N30", "N60")
    related = ("GL105", "GL109", "GL111", "GL201")
    bad = (
        change(
            (
                "六、其他需要报告的事项\n2023年度未发出信息处理费收费通知,未收取信息处理费。没有其他需要报告的事项。\n"
                "青石县教育局",
                "⟦⟧青石县教育局",
            )
        ),
        change(
            (
                "五、存在的主要问题及改进情况\n一是登记资料查询的告知单内容繁杂,群众填写容易出错,"
                "中心已将原先的三张表合并为一张。二是公众号推送不规律,今后固定在每周二发布。\n",
                "⟦⟧",
            ),
            base="institution-2021",
        ),
        change(("五、存在的主要问题及改进情况\n(一)存在", "⟦⟧(一)存在")),
        change(("三、收到和处理政府信息公开申请情况\n(本列", "⟦⟧(本列")),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("五、存在的主要问题及改进情况", "五、当前存在的主要问题及下步改进措施")),
        change(("一、总体情况\n2023年,青石县教育局围绕", "一、总体情况 2023年,青石县教育局围绕")),
        change(("一、总体情况", "—、总体情况")),
        Example(
            text="青石县教育局2016年政府信息公开工作年度报告\n一、概述\n2016年公开信息一百条。\n二、主动公开情况\n"
            "公开预算。\n"
            "三、依申请公开情况\n没有收到申请。\n青石县教育局\n2017年3月2日\n"
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each stretch of sections that are missing in the same way, where they should start."""
        if before_uniform_format(report) or (old_headings(report) and year_of(report) is not None):
            yield NotApplicable()
            return
        for numbers, place, is_heading_only in _missing_stretches(report):
            yield self.finding(
                place,
                place,
                severity=WARNING if is_heading_only else ERROR,
                variant="heading" if is_heading_only else "default",
                args={"titles": quoted(section_title(report, number) for number in numbers)},
                section=numbers[0],
            )


def _missing_stretches(report: Report) -> Iterator[tuple[list[int], int, bool]]:
    """Runs of neighbouring sections that are missing, where the first of them should start, and whether only their
    headings are.
    """
    found = {section.number for section in report.sections}
    if len(found) == 6:
        return
    stretch: list[int] = []
    place: int | None = None
    for number in range(1, 8):
        content = None
        if number < 7 and number not in found:
            content = _content_without_heading(report, number)
            if stretch and (content is None) == (place is None):
                stretch.append(number)
                continue
        if stretch:
            yield stretch, _place_before(report, stretch[-1]) if place is None else place, place is not None
        stretch, place = ([], None) if number in found or number == 7 else ([number], content)


def _place_before(report: Report, number: int) -> int:
    """Where the section after `number` starts, or the end of the report's body if none follows."""
    following = [section.heading.start for section in report.sections if section.number > number]
    if following:
        return min(following)
    if not report.sections and report.paragraphs:
        return report.paragraphs[0].start
    signed = [part.start for part in (report.signatory, report.issue_date) if part is not None]
    return min((start for start in signed if start >= report.body_end), default=report.body_end)


_CONTENT_WORDS = {
    1: ("主动公开|依申请公开|信息管理|平台建设|监督保障", r"\d+[条件篇]|情况|方面"),
    5: ("问题|不足|短板|薄弱|差距", "改进|整改|下一步|下步|今后|措施|加强"),
    6: ("处理费|收费通知|需要报告", ""),
}
"""What tells the text of a section whose heading is lost: a paragraph with the first, and somewhere the second."""
_ABOUT_THE_REPORT = "本报告|年度报告|统计期限|全文[由包共]|总体情况|六个?部分"
"""What a preamble says, and section one does not."""
_FIRST_WORDS = {2: ("第二十条", "信息内容"), 3: ("勾稽关系", "申请人情况"), 4: ("行政复议",)}
"""What the first line of the table of a section says."""


def _content_without_heading(report: Report, number: int) -> int | None:
    """Where the content of a section starts whose heading is missing; None if there is no sign of it."""
    before = [section for section in report.sections if section.number < number]
    for table in report.tables:
        if SECTION_OF_TABLE[table.kind] == number:
            return _table_line(report, number, table, before)
    if number > 1 and not any(section.number > 1 for section in before):
        # Section one speaks of problems and fees as well.
        return None
    lower = max((section.start for section in before), default=0)
    for table in report.tables:
        if number > 4 and table.state != MISSING and table.end > lower:
            lower = table.end
    upper = _place_before(report, number)
    first, second = _CONTENT_WORDS[number]
    paragraphs = [p for p in report.paragraphs if lower <= p.start < upper]
    if number == 1:
        paragraphs = [p for p in paragraphs if not compiled(_ABOUT_THE_REPORT).search(p.text)]
    if not any(re.search(second, paragraph.text) for paragraph in paragraphs):
        return None
    return next((p.start for p in paragraphs if re.search(first, p.text)), None)


def _table_line(report: Report, number: int, table: Table, before: list[Section]) -> int | None:
    """Where the first line of a table starts whose heading is missing; None if the table is missing as well.

    Without a heading before it, a table is read together with what stands above it, so that the lines have to tell.
    """
    if table.state in (MISSING, IMAGE):
        return None
    start = max((section.start for section in before), default=0)
    end = _place_before(report, number)
    words = _FIRST_WORDS[number]
    lines = (line for line in report.lines if start <= line.start < end)
    found = next((line.start for line in lines if any(word in line.text for word in words)), None)
    return table.start if found is None and table.state in (READ, NO_FIGURES) else found


class SectionOrder(Rule):
    """The sections are not in the order of the format."""

    code = "GL105"
    name = "section-order"
    severity = ERROR
    title = Text("六个部分按规定的顺序排列", "The sections stand in their order")
    explain = Text(
        "统一格式规定了六个部分的先后顺序,检查汇总都按这个顺序读取。程序只指出位置不对的那一部分。",
        "The uniform format fixes the order of the six sections, and those who collect reports read them in that "
        "order. Only the section that is out of its place is named.",
    )
    messages = {
        "default": Text("“{title}”排在了“{other}”的前面", "“{title}” stands before “{other}”"),
        "behind": Text("“{title}”排在了“{other}”的后面", "“{title}” stands behind “{other}”"),
        "other-section": Text("应当在它前面的部分", "the section that should come first"),
        "section-before": Text("应当在它后面的部分", "the section that should come after it"),
    }
    help = Text(
        "把这一部分移到规定的位置,序号随之调整。", "Move the section to its place and number the sections anew."
    )
    basis = ("N30", "N60")
    related = ("GL104", "GL107")
    bad = (
        change(
            (
                "五、存在的主要问题及改进情况\n一是登记资料查询的告知单内容繁杂,群众填写容易出错,"
                "中心已将原先的三张表合并为一张。二是公众号推送不规律,今后固定在每周二发布。\n六、其他需要报告的事项\n"
                "中心无信息处理费收取事项。\n",
                "⟦六、其他需要报告的事项⟧\n中心无信息处理费收取事项。\n五、存在的主要问题及改进情况\n"
                "一是登记资料查询的告知单内容繁杂,群众填写容易出错,中心已将原先的三张表合并为一张。"
                "二是公众号推送不规律,今后固定在每周二发布。\n",
            ),
            base="institution-2021",
        ),
    )
    good = (
        change(),
        change(("四、政府信息公开行政复议", "三、政府信息公开行政复议")),
        change(("(三)政府信息管理。", "一、政府信息管理。")),
        change(
            (
                "主动公开政府信息情况、收到和处理政府信息公开申请情况、",
                "收到和处理政府信息公开申请情况、主动公开政府信息情况、",
            )
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the heading of each section out of its place."""
        sections = _first_of_each(report)
        for section in _out_of_place(sections):
            earlier = [s for s in sections if s.heading.start < section.heading.start and s.number > section.number]
            later = [s for s in sections if s.heading.start > section.heading.start and s.number < section.number]
            other = later[0] if later else earlier[-1]
            yield self.finding(
                section.heading.start,
                section.heading.end,
                variant="default" if later else "behind",
                args={
                    "title": section_title(report, section.number),
                    "other": section_title(report, other.number),
                },
                related=(
                    Related(other.heading.start, other.heading.end, "other-section" if later else "section-before", {}),
                ),
            )


def _first_of_each(report: Report) -> list[Section]:
    """The sections in document order, without second copies."""
    firsts: dict[int, Section] = {}
    for section in report.sections:
        firsts.setdefault(section.number, section)
    return list(firsts.values())


def _out_of_place(sections: list[Section]) -> list[Section]:
    """The fewest sections whose removal leaves the others in ascending order; of equals, those that come too early."""
    numbers = [section.number for section in sections]
    if numbers == sorted(numbers):
        return []
    chains: list[list[Section]] = []
    for section in sections:
        best = max((chain for chain in chains if chain[-1].number < section.number), key=len, default=[])
        chains.append([*best, section])
    longest = max(chains, key=lambda chain: (len(chain), -sum(s.number for s in chain)), default=[])
    return [section for section in sections if section not in longest]


class SectionDuplicate(Rule):
    """A section heading stands twice."""

    code = "GL106"
    name = "section-duplicate"
    severity = WARNING
    title = Text("每个部分只出现一次", "Each section stands once")
    explain = Text(
        "同一个部分的标题出现两次,通常是粘贴了两遍,或者两个版本没有合并。",
        "The heading of a section that stands twice usually means text pasted twice, or two versions never merged.",
    )
    messages = {
        "default": Text("“{title}”出现了两次", "The section “{title}” stands twice"),
        "first": Text("第一次出现", "where it stands first"),
    }
    help = Text("保留一处,删除多余的标题和内容。", "Keep one of them and delete the other, heading and content.")
    basis = ("N30", "PRACTICE")
    related = ("GL105", "GL602")
    bad = (
        change(
            (
                "六、其他需要报告的事项\n2023年度",
                "⟦五、存在的主要问题及改进情况⟧\n同上一部分所述,今后将持续改进各项公开工作。\n六、其他需要报告的事项\n"
                "2023年度",
            )
        ),
    )
    good = (
        change(),
        change(
            (
                "报告\n本报告根据",
                "报告\n目录\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、"
                "政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n本报告根据",
            )
        ),
        change(("(三)政府信息管理。修订", "三、政府信息管理。修订")),
        change(
            ("五、存在的主要问题及改进情况\n(一)", "五、存在的主要问题及改进情况\n存在的主要问题及改进情况如下:\n(一)")
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at each further heading with the wording of one before it."""
        firsts: dict[tuple[int, str], Section] = {}
        for section in report.sections:
            first = firsts.setdefault((section.number, section.heading.title), section)
            if first is not section:
                yield self.finding(
                    section.heading.start,
                    section.heading.end,
                    args={"title": section_title(report, section.number)},
                    related=(Related(first.heading.start, first.heading.end, "first", {}),),
                )


class SectionNumber(Rule):
    """A section has the right title and a wrong number."""

    code = "GL107"
    name = "section-number"
    severity = WARNING
    fix = "yes"
    title = Text("各部分的序号正确", "The sections are numbered correctly")
    explain = Text(
        "标题说明是哪个部分,序号应当与它一致。因为缺少一个部分而顺延的序号,由“缺少部分”的规则指出,这里不再重复。",
        "The wording of a heading tells which section it is, and its number should agree. Numbers that only moved "
        "because a section is missing are left to the rule on missing sections.",
    )
    messages = {
        "default": Text(
            "“{title}”是第{expected}部分,序号写成了“{actual}”",
            "“{title}” is section {expected}, but is numbered {actual}",
        ),
        "also": Text("这里的序号也错开了", "this number is off in the same way"),
    }
    help = Text("按标题改正序号。", "Correct the number; the title is right.")
    basis = ("N30", "N60", "GB-9704")
    related = ("GL105",)
    bad = (
        change(("四、政府信息公开行政复议、行政诉讼情况\n", "⟦三、政府信息公开行政复议、行政诉讼情况⟧\n")),
        change(("六、其他需要报告的事项", "⟦五、其他需要报告的事项⟧"), base="town-2023"),
        change(
            ("二、主动公开政府信息情况\n", "⟦一、主动公开政府信息情况⟧\n"),
            ("三、收到和处理政府信息公开申请情况\n", "二、收到和处理政府信息公开申请情况\n"),
            ("四、政府信息公开行政复议、行政诉讼情况\n", "三、政府信息公开行政复议、行政诉讼情况\n"),
            ("五、存在", "四、存在"),
            ("六、其他", "五、其他"),
        ),
    )
    good = (
        change(),
        change(
            (
                "五、存在的主要问题及改进情况\n一是登记资料查询的告知单内容繁杂,群众填写容易出错,"
                "中心已将原先的三张表合并为一张。二是公众号推送不规律,今后固定在每周二发布。\n六、其他",
                "五、其他",
            ),
            base="institution-2021",
        ),
        change(("一、总体情况", "—、总体情况")),
        change(("一、总体情况", "1、总体情况")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each run of headings whose numbers are off by the same amount, at the first of them."""
        headings = report.headings
        if all(heading.number in (None, heading.ordinal) for heading in headings):
            return
        misplaced = {section.heading.start for section in _out_of_place(_first_of_each(report))}
        runs: list[tuple[int, list[Heading]]] = []
        seen: set[int] = set()
        for position, heading in enumerate(headings, 1):
            number, ordinal = heading.number, heading.ordinal
            is_second = number in seen
            seen.add(number or 0)
            if number is None or ordinal is None or number == ordinal or is_second or heading.start in misplaced:
                runs.append((0, []))
            elif ordinal != position:
                # Numbers in line with the position are right for the sections that are there.
                if runs and runs[-1][0] == number - ordinal:
                    runs[-1][1].append(heading)
                else:
                    runs.append((number - ordinal, [heading]))
        for _, run in runs:
            if run:
                first = run[0]
                yield self.finding(
                    first.start,
                    first.end,
                    args={
                        "title": first.title,
                        "expected": NUMERALS[first.number or 0],
                        "actual": _numeral(first.ordinal or 0),
                    },
                    related=tuple(Related(h.start, h.end, "also", {}) for h in run[1:]),
                    fix=_renumbering(report, run),
                )


def _renumbering(report: Report, run: Sequence[Heading]) -> Fix | None:
    """The numbers that the titles decide. Safe if the first-level headings of the report then count up."""
    edits = []
    for heading in run:
        printed = _numeral(heading.ordinal or 0)
        if not report.text.startswith(printed, heading.start):
            return None
        edits.append(Edit(heading.start, heading.start + len(printed), NUMERALS[heading.number or 0]))
    changed = {heading.start: heading.number for heading in run}
    ordinals = [changed.get(h.start, h.ordinal) for h in report.headings]
    counted = [ordinal for ordinal in ordinals if ordinal is not None]
    return Fix(tuple(edits), counted == sorted(set(counted)))


def _numeral(ordinal: int) -> str:
    """The number of a heading as it is printed: 四 up to 十, then digits."""
    return "零一二三四五六七八九十"[ordinal] if ordinal <= 10 else str(ordinal)


class SectionTitle(Rule):
    """The title of a section is not the one of the format."""

    code = "GL108"
    name = "section-title"
    severity = WARNING
    fix = "suggest"
    title = Text("各部分使用规定的标题", "The sections have the titles of the format")
    explain = Text(
        "统一格式规定了六个部分的标题。改动标题往往改变了内容,例如把“改进情况”写成“改进措施”,就只剩打算,没有做了什么。"
        "通用的写法只作提示。",
        "The uniform format fixes the titles. A changed title often changes the content: 改进措施 instead of 改进情况 "
        "announces plans and drops what was done. Wordings in common use only get a note.",
    )
    messages = {
        "default": Text("第{number}部分的标题应为“{title}”", "Section {number} should be titled “{title}”"),
        "accepted": Text(
            "第{number}部分用的是通行的另一种标题,统一格式的标题是“{title}”",
            "Section {number} has a title in common use; in the uniform format it is “{title}”",
        ),
        "old": Text(
            "第{number}部分用的是2019年以前的标题,现在应为“{title}”",
            "Section {number} has a title from before 2019; it is “{title}” now",
        ),
    }
    help = Text(
        "改用统一格式的标题,并核对内容是否符合这个标题。",
        "Use the title of the format, and check that the content answers to it.",
    )
    basis = ("N30", "N60")
    related = ("GL104", "GL107", "GL111")
    bad = (
        change(("五、存在的主要问题及改进情况\n", "⟦五、当前存在的主要问题及下步改进措施⟧\n")),
        change(("五、存在的主要问题及改进情况\n", "⟦五、存在的问题及打算⟧\n")),
        change(("一、总体情况\n", "⟦一、概述⟧\n")),
        change(
            ("四、政府信息公开行政复议、行政诉讼情况\n", "⟦四、因政府信息公开工作被申请行政复议、提起行政诉讼情况⟧\n")
        ),
    )
    good = (
        change(),
        change(("五、存在的主要问题及改进情况\n", "五、 存在的主要问题及改进情况:\n")),
        change(("四、政府信息公开行政复议、行政诉讼情况\n", "四、政府信息公开行政复议,行政诉讼情况\n")),
        change(("一、总体情况\n", "一、總體情況\n")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at each heading whose title is not the statutory one."""
        if before_uniform_format(report):
            yield NotApplicable()
            return
        if old_headings(report) and year_of(report) is not None:
            return  # one cause: GL111
        for section in report.sections:
            heading = section.heading
            if section.standing == "canonical":
                continue
            if "".join(heading.title.split()).replace(",", "、") == section_title(report, section.number)[2:]:
                continue  # a comma for the mark of enumeration is no other title
            yield self.finding(
                heading.start,
                heading.end,
                severity=INFO if section.standing == "accepted" else WARNING,
                variant=section.standing if section.standing in ("accepted", "old") else "default",
                args={
                    "number": NUMERALS[section.number],
                    "title": section_title(report, section.number),
                },
                expected=section_title(report, section.number),
                actual=heading.title,
                fix=None
                if section.standing == "old"
                else suggestion(
                    report,
                    heading.end - len(heading.title),
                    heading.end,
                    heading.title,
                    section_title(report, section.number)[2:],
                ),
            )


_SHORTEST_TEXT = 10
_PLAINLY_ENOUGH = 40
"""A paragraph of so many characters, marks and figures included, is content."""
_NOT_A_WORD = r"[\W_]+"


class SectionEmpty(Rule):
    """A section with a heading and nothing to say."""

    code = "GL109"
    name = "section-empty"
    severity = ERROR
    title = Text("各部分都有内容", "Every section has content")
    explain = Text(
        "“总体情况”和“存在的主要问题及改进情况”是法定内容,不能空白,也不能只写一个“无”字。"
        "“其他需要报告的事项”没有内容时应当写明没有。",
        "The overview and the problems with their improvements are content that the law demands: they cannot be blank,"
        " nor just say “none”. Where there are no other matters to report, section six says so.",
    )
    messages = {
        "default": Text("“{title}”只有标题,没有内容", "“{title}” has a heading and no content"),
        "short": Text("“{title}”只写了“{text}”", "“{title}” says no more than “{text}”"),
    }
    help = Text(
        "补写这一部分的内容:做了什么,有什么问题,怎样改进。",
        "Write the section: what was done, what the problems are, how they are dealt with.",
    )
    basis = ("LAW-50", "N30")
    related = ("GL104", "GL201", "GL421")
    bad = (
        change(
            (
                "五、存在的主要问题及改进情况\n一是登记资料查询的告知单内容繁杂,群众填写容易出错,"
                "中心已将原先的三张表合并为一张。二是公众号推送不规律,今后固定在每周二发布。\n",
                "⟦五、存在的主要问题及改进情况⟧\n无。\n",
            ),
            base="institution-2021",
        ),
        change(
            (
                "五、存在的主要问题及改进情况\n一是登记资料查询的告知单内容繁杂,群众填写容易出错,"
                "中心已将原先的三张表合并为一张。二是公众号推送不规律,今后固定在每周二发布。\n",
                "⟦五、存在的主要问题及改进情况⟧\n",
            ),
            base="institution-2021",
        ),
        change(
            ("六、其他需要报告的事项\n无其他需要报告的事项。\n", "⟦六、其他需要报告的事项⟧\n"), base="department-2020"
        ),
    )
    good = (
        change(),
        change(("无其他需要报告的事项。", "无。"), base="department-2020"),
        change(("(一)存在的主要问题。", "一、存在的主要问题\n"), ("(二)改进情况。", "二、改进情况\n")),
        change(("一、总体情况\n2023年,青石", "一、总体情况 2023年,青石")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the heading of section one, five or six."""
        plainly_filled = {p.section for p in report.paragraphs if len(p.text) >= _PLAINLY_ENOUGH}
        for number, severity in ((1, ERROR), (5, ERROR), (6, WARNING)):
            section = report.section(number)
            if section is None or number in plainly_filled:
                continue
            text = _words_of_body(report, section)
            if len(text) >= _SHORTEST_TEXT or (number == 6 and text):
                continue
            yield self.finding(
                section.heading.start,
                section.heading.end,
                severity=severity,
                variant="short" if text else "default",
                args={"title": section_title(report, number), "text": text},
            )


def _words_of_body(report: Report, section: Section) -> str:
    """What a section says, without marks, blanks and the page's own lines."""
    end = last_section_end(report, section.number)
    lines = [
        report.text[max(line.start, section.start) : line.end]
        for line in report.lines
        if section.start < line.end and line.start < end and line.index not in report.furniture
    ]
    return compiled(_NOT_A_WORD).sub("", "".join(lines))


class SectionExtra(Rule):
    """A first-level heading beyond the six sections."""

    code = "GL110"
    name = "section-extra"
    severity = WARNING
    title = Text("只有六个部分", "There are six sections and no others")
    explain = Text(
        "统一格式只有六个部分,要求内容不遗漏、不泛化。其他一级标题下的内容应当并入相应部分,"
        "或者放在“其他需要报告的事项”里。",
        "The uniform format has six sections, and nothing is to be left out or widened. What stands under other "
        "first-level headings belongs into one of the six, if need be into section six.",
    )
    messages = {
        "default": Text("“{title}”不是统一格式的部分", "“{title}” is no section of the uniform format"),
    }
    help = Text(
        "把内容并入六个部分中相应的一个;与政府信息公开无关的内容删去。",
        "Move the content into the section it belongs to, and delete what is not about information disclosure.",
    )
    basis = ("N30", "N60")
    related = ("GL104", "GL111")
    bad = (
        change(
            (
                "没有其他需要报告的事项。\n青石县教育局",
                "没有其他需要报告的事项。\n⟦七、下一步工作打算⟧\n2024年继续推进学校信息公开,完善查阅点服务。\n"
                "青石县教育局",
            )
        ),
    )
    good = (
        change(),
        change(
            ("(一)主动公开。", "一、主动公开。"),
            ("(二)依申请公开。", "二、依申请公开。"),
            ("(三)政府信息管理。", "三、政府信息管理。"),
        ),
        change(("(一)存在的主要问题。", "一、存在的主要问题\n"), ("(二)改进情况。", "二、改进情况\n")),
        change(base="town-2023"),
        change(
            ("没有其他需要报告的事项。\n青石", "没有其他需要报告的事项。\n附件:2023年度政府信息公开工作统计表\n青石")
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at each heading that is none of the six."""
        if before_uniform_format(report) or old_headings(report):
            yield NotApplicable()
            return
        for heading in report.headings:
            if heading.number is None:
                yield self.finding(heading.start, heading.end, args={"title": heading.title})


class OldStructure(Rule):
    """The report is built as reports were before 2019."""

    code = "GL111"
    name = "pre-2019-structure"
    severity = ERROR
    title = Text("按现行的六个部分编写", "The report is built of the six sections in force")
    explain = Text(
        "2019年修订的条例改变了年度报告的内容,概述、咨询处理、收费及减免等部分不再使用。沿用旧结构的报告缺少法定内容。",
        "The regulation of 2019 changed the content of the annual report: overview, consultations, charges and the "
        "like are no sections any more. A report built in the old way lacks what the law demands now.",
    )
    messages = {
        "default": Text(
            "{year}年度报告沿用了2019年以前的结构:{titles}",
            "The report on {year} is built as before 2019: {titles}",
        ),
        "another": Text("旧结构的标题", "another heading of the old structure"),
    }
    help = Text(
        "按统一格式的六个部分和三张表重新编写。",
        "Write the report anew, in the six sections and three tables of the format.",
    )
    basis = ("LAW-50", "N30", "N60")
    related = ("GL104", "GL108", "GL110")
    bad = (
        Example(
            text="青石县水利局2020年政府信息公开工作年度报告\n⟦一、概述⟧\n2020年,青石县水利局公开水利信息168条,"
            "办理情况良好。\n"
            "二、主动公开情况\n公开汛期水情、工程招标和饮水安全等方面的信息。\n三、依申请公开情况\n收到申请四件,"
            "均按时答复申请人。\n"
            "四、咨询处理情况\n接待现场咨询二十人次,电话咨询一百余人次。\n五、收费及减免情况\n没有收取任何费用。\n"
            "六、存在的主要问题和改进措施\n公开不够及时,今后安排专人负责更新栏目。\n青石县水利局\n2021年1月20日\n"
        ),
    )
    good = (
        change(),
        change(("一、总体情况\n", "一、概述\n")),
        change(
            (
                "没有其他需要报告的事项。\n青石县教育局",
                "没有其他需要报告的事项。\n七、附表\n统计口径说明见县政府门户网站。\n青石县教育局",
            )
        ),
        Example(
            text="青石县水利局2015年政府信息公开工作年度报告\n一、概述\n2015年公开信息一百条。\n二、主动公开情况\n"
            "公开汛期水情。\n"
            "三、收费及减免情况\n没有收费。\n青石县水利局\n2016年3月20日\n"
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first old heading."""
        year = year_of(report)
        if year is None or before_uniform_format(report):
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        old = old_headings(report)
        if old:
            yield self.finding(
                old[0].start,
                old[0].end,
                args={"year": year, "titles": quoted(heading.title for heading in old[:5])},
                related=tuple(Related(heading.start, heading.end, "another", {}) for heading in old[1:]),
            )
