"""GL501–GL506: the date of issue, the time of publication, and the years a report names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.rule import (
    ERROR,
    INFO,
    WARNING,
    Fix,
    NotApplicable,
    Related,
    Rule,
    Text,
    Verdict,
    change,
    deleting,
    replacing,
)
from govlint_rules.report_facts import YEAR_UNKNOWN, breaks_off, year_of

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.parts import IssueDate, PageDate

_DAMAGED_DATE = r"[(]?(?:19|20)\d\d(?=.{2})[\d年月.\-/ ]*[日号月]?[)]?"
"""A line that was a date before characters next to its figures were lost: 202415日, 2024115, 2024年115日."""


def _written(day: date) -> str:
    """The date in the form reports use: 2024年1月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _misplaced(report: Report) -> list[IssueDate]:
    """Date lines inside the report that can only be its date of issue in the wrong place.

    Several of them are dates of something else (a list of documents, meetings).
    """
    inside = [found for found in report.dates if found.position == "inside"]
    return inside if len(inside) <= 2 else []


def _has_damaged_date(report: Report) -> bool:
    """Whether a line behind the report's body, or under its title, is a date that lost characters."""
    title = report.title
    until = report.preamble[0]
    for line in report.lines:
        at_title = title is not None and title.end <= line.start < until
        if (at_title or line.start >= report.body_end) and compiled(_DAMAGED_DATE).fullmatch(line.text):
            return True
    return False


class IssueDateMissing(Rule):
    """The report bears no date."""

    code = "GL501"
    name = "issue-date-missing"
    severity = ERROR
    title = Text("报告有成文日期", "The report bears its date of issue")
    explain = Text(
        "公文应当有成文日期,也只有凭日期才能判断是否在法定期限内公布。标题下括号里的日期也算。"
        "网页信息栏里有发布日期的,只作警告。",
        "An official paper bears its date, and only a date shows whether the report was published in time. A date in "
        "brackets under the title counts. Where the page's data block gives a date, this is a warning.",
    )
    messages = {
        "default": Text("报告没有成文日期", "The report bears no date of issue"),
        "page-only": Text(
            "报告没有成文日期,只有网页信息栏里的日期({date})",
            "The report bears no date of issue; only the page gives one ({date})",
        ),
        "page-date": Text("网页信息栏里的日期", "the date that the page gives"),
    }
    help = Text(
        "在落款机关下一行写成文日期,例如“2024年1月18日”。",
        "Put the date of issue below the signing organ, as in 2024年1月18日.",
    )
    basis = ("DOCUMENTS-9", "LAW-49")
    related = ("GL504", "GL511")
    bad = (
        change(("青石县教育局\n2024年1月18日", "青石县教育局⟦⟧")),
        change(
            ("报告\n本报告根据", "报告\n发布日期:2024-01-18\n本报告根据"),
            ("青石县教育局\n2024年1月18日", "青石县教育局⟦⟧"),
        ),
    )
    good = (
        change(),
        change(("青石县教育局\n2024年1月18日", "青石县教育局 二〇二四年一月十八日")),
        change(
            ("年度报告\n本报告", "年度报告\n(2024年1月18日)\n本报告"),
            ("青石县教育局\n2024年1月18日", "青石县教育局"),
        ),
        change(("青石县教育局\n2024年1月18日", "青石县教育局\n202418日")),
        change(("青石县教育局\n2024年1月18日", "青石县教育局\n2024.1.18")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding where the date should stand."""
        if breaks_off(report):
            yield NotApplicable()
            return
        if report.issue_date is not None or _misplaced(report) or _has_damaged_date(report):
            return
        place = report.signatory.end if report.signatory is not None else report.body_end
        if not report.page_dates:
            yield self.finding(place, place)
            return
        page_date = report.page_dates[0]
        yield self.finding(
            place,
            place,
            severity=WARNING,
            variant="page-only",
            args={"date": _written(page_date.value)},
            related=(Related(page_date.start, page_date.end, "page-date", {}),),
        )


class IssueDateImpossible(Rule):
    """The date of issue cannot be right."""

    code = "GL502"
    name = "issue-date-impossible"
    severity = ERROR
    title = Text("成文日期确有这一天,先后也合情理", "The date of issue is possible")
    explain = Text(
        "年度报告只能在报告年度结束以后写成,通常在第二年年内;日期不能是不存在的一天,也不能晚于公布的日期。",
        "A report on a year is written after that year ends, and as a rule within the next; its date is a day that "
        "exists, and not later than its publication.",
    )
    messages = {
        "no-such-day": Text("没有“{date}”这一天", "There is no such day as {date}"),
        "too-early": Text(
            "成文日期是{date},{year}年还没有结束", "The report is dated {date}, before the year {year} was over"
        ),
        "too-late": Text(
            "成文日期是{date},{year}年度报告应当在{next}年写成",
            "The report is dated {date}; a report on {year} is written in {next}",
        ),
        "after-publication": Text(
            "成文日期{date}晚于公布日期{published}",
            "The report is dated {date}, later than its publication on {published}",
        ),
        "publication": Text("网页上的公布日期", "the date of publication on the page"),
    }
    help = Text(
        "核对并改正成文日期;如果错在标题的年度,改标题。",
        "Check the date and correct it; if the year in the title is wrong, correct that.",
    )
    basis = ("LAW-49", "PRACTICE")
    related = ("GL503", "GL506")
    bad = (
        change(("2024年1月18日", "⟦2023年12月20日⟧")),
        change(("2024年1月18日", "⟦2025年1月18日⟧")),
        change(("2024年1月18日", "⟦2024年1月32日⟧")),
        change(("2024年1月18日", "⟦2024年1月28日⟧"), ("报告\n本报告根据", "报告\n发布日期:2024-01-19\n本报告根据")),
    )
    good = (
        change(),
        change(("2024年1月18日", "2024年1月1日")),
        change(("2024年1月18日", "202418日")),
        change(("报告\n本报告根据", "报告\n生成日期:2024-01-15\n本报告根据")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the date of issue."""
        issued = report.issue_date
        if issued is None:
            yield NotApplicable()
            return
        if issued.value is None:
            yield self.finding(issued.start, issued.end, variant="no-such-day", args={"date": issued.raw})
            return
        year = year_of(report)
        if year is not None and issued.value.year != year + 1 and not _fits_another_year(report, issued.value):
            yield self.finding(
                issued.start,
                issued.end,
                variant="too-early" if issued.value.year <= year else "too-late",
                args={"date": issued.raw, "year": year, "next": year + 1},
            )
            return
        published = [found for found in report.page_dates if found.is_publication]
        last = max(published, key=lambda found: found.value, default=None)
        if last is not None and issued.value > last.value:
            yield self.finding(
                issued.start,
                issued.end,
                variant="after-publication",
                args={"date": issued.raw, "published": _written(last.value)},
                related=(Related(last.start, last.end, "publication", {}),),
            )


def _fits_another_year(report: Report, issued: date) -> bool:
    """Whether the date is right for the period stated, or for the year the overview speaks of, and the title's year is
    what is wrong (GL506 says so).
    """
    title = report.title
    if title is None or title.year is None or title.year == issued.year - 1:
        return False
    if _period_year(report) == issued.year - 1:
        return True
    found = _other_year_of_overview(report, title.year)
    return found is not None and found[2] == issued.year - 1


_ONE_MONTH = frozenset(("department", "office"))
_THREE_MONTHS = frozenset(("province", "city", "county"))
_CUSTOMARY = frozenset(("town", "subdistrict", "committee", "institution"))


class PublishedLate(Rule):
    """The report came out after the legal deadline."""

    code = "GL503"
    name = "published-late"
    severity = ERROR
    title = Text("在法定期限内公布", "The report is published in time")
    explain = Text(
        "政府部门应当在1月31日前、县级以上地方政府应当在3月31日前公布上一年度报告。条例没有写明乡镇、街道和受委托、"
        "授权的组织,通例是1月31日前,最迟不晚于3月31日。公布日期取自网页;没有网页日期时按成文日期判断,只作警告。",
        "Departments publish by 31 January, governments from county level up by 31 March. The regulation does not "
        "name towns, sub-districts and authorised bodies; by custom they publish by 31 January, and by 31 March at "
        "the latest. The date of publication is that of the page; without one the date of issue is taken, and the "
        "finding is a warning.",
    )
    messages = {
        "default": Text(
            "公布日期是{date},期限是{deadline}", "The report was published on {date}; the deadline was {deadline}"
        ),
        "signed": Text(
            "成文日期是{date},已经超过公布期限{deadline}",
            "The report is dated {date}, after the deadline for its publication, {deadline}",
        ),
        "page": Text(
            "成文日期在期限以内,但网页的发布日期是{date},晚于{deadline}",
            "The date of issue is in time, but the page was published on {date}, after {deadline}",
        ),
        "issue-date": Text("成文日期", "the date of issue"),
    }
    help = Text(
        "期限已过的,尽快公布并说明原因;网页是后来迁移或者更正的,保留最初的公布日期。",
        "If the deadline has passed, publish at once and say why; where a page was moved or corrected later, keep its "
        "first date.",
    )
    basis = ("LAW-49",)
    related = ("GL501", "GL502")
    bad = (
        change(("2024年1月18日", "⟦2024年2月20日⟧")),
        change(("2024年1月18日", "2024年2月20日"), ("报告\n本报告根据", "报告\n发布日期:⟦2024-02-21⟧\n本报告根据")),
        change(("报告\n本报告根据", "报告\n发布日期:⟦2024-02-21⟧\n本报告根据")),
        change(("2024年1月12日", "⟦2024年4月2日⟧"), base="town-2023"),
        change(("2024年3月12日", "⟦2024年4月9日⟧"), base="government-2023"),
    )
    good = (
        change(),
        change(base="government-2023"),
        change(("2024年1月18日", "2024年1月31日")),
        change(("2024年3月12日", "2024年3月31日"), base="government-2023"),
        change(("报告\n本报告根据", "报告\n生成日期:2024-02-21\n本报告根据")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the date of publication, or at the date of issue where the page gives none."""
        year = year_of(report)
        kind = report.organ.kind if report.organ is not None else ""
        if year is None or not kind:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        issued = report.issue_date
        signed = issued.value if issued is not None else None
        published: PageDate | None = min(
            (found for found in report.page_dates if found.is_publication), key=lambda found: found.value, default=None
        )
        if signed is not None and signed.year > year + 1:
            return  # GL502 says that this date cannot be
        if published is None:
            level = None if signed is None else _lateness(kind, signed, year)
            if issued is not None and signed is not None and level is not None:
                yield self.finding(
                    issued.start,
                    issued.end,
                    severity=WARNING,
                    variant="signed",
                    args={"date": _written(signed), "deadline": _written(_deadline(kind, year))},
                )
            return
        level = _lateness(kind, published.value, year)
        if level is None:
            return
        in_time = signed is not None and _lateness(kind, signed, year) is None
        is_republished = published.value.year > year + 1
        if in_time:
            level = INFO if is_republished else WARNING
        elif is_republished and signed is None:
            level = WARNING
        yield self.finding(
            published.start,
            published.end,
            severity=level,
            variant="page" if in_time else "default",
            args={"date": _written(published.value), "deadline": _written(_deadline(kind, year))},
            related=() if issued is None else (Related(issued.start, issued.end, "issue-date", {}),),
        )


def _deadline(kind: str, year: int) -> date:
    """The last day on which an organ of that kind publishes its report on `year`."""
    return date(year + 1, 3, 31) if kind in _THREE_MONTHS else date(year + 1, 1, 31)


def _lateness(kind: str, day: date, year: int) -> str | None:
    """How grave it is to publish a report on `year` on `day`, or None if that is in time."""
    if day <= _deadline(kind, year):
        return None
    return WARNING if kind in _CUSTOMARY and day <= date(year + 1, 3, 31) else ERROR


class DateFormat(Rule):
    """The date of issue is not written as official papers do."""

    code = "GL505"
    name = "date-format"
    severity = INFO
    fix = "yes"
    title = Text("成文日期的写法规范", "The date of issue is written in form")
    explain = Text(
        "成文日期用阿拉伯数字写全年、月、日,月、日不编虚位,中间不空格。",
        "The date of issue gives year, month and day in Arabic digits, without padding zeros and without blanks.",
    )
    messages = {
        "default": Text("成文日期应写作“{expected}”", "The date of issue should be written {expected}"),
    }
    help = Text("改成“2024年1月18日”这样的写法。", "Write it as in 2024年1月18日.")
    basis = ("GB-9704",)
    related = ("GL501", "GL502")
    bad = (
        change(("2024年1月18日", "⟦2024年 1 月 18 日⟧")),
        change(("2024年1月18日", "⟦2024.1.18⟧")),
        change(("2024年1月18日", "⟦二〇二四年一月十八日⟧")),
        change(("2024年1月18日", "⟦2024年01月18日⟧")),
    )
    good = (
        change(),
        change(("2024年1月18日", "2024年1月8日")),
        change(("报告\n本报告根据", "报告\n发布日期:2024-01-18\n本报告根据")),
        change(("2024年1月18日", "2024年1月10日")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the date of issue."""
        issued = report.issue_date
        if issued is None:
            yield NotApplicable()
            return
        if issued.form != "standard" and issued.value is not None:
            expected = _written(issued.value)
            yield self.finding(
                issued.start,
                issued.end,
                args={"expected": expected},
                expected=expected,
                actual=issued.raw,
                fix=_in_form(report, issued, expected),
            )


def _in_form(report: Report, issued: IssueDate, expected: str) -> Fix | None:
    """The date without its blanks, if they are all that is wrong with it; any other form is only shown."""
    printed = report.text[issued.start : issued.end]
    if "".join(printed.split()) == expected and "\n" not in printed:
        blanks = compiled(r" +").finditer(printed)
        spans = [(issued.start + match.start(), issued.start + match.end()) for match in blanks]
        return deleting(spans, is_safe=True)
    return replacing(issued.start, issued.end, expected) if printed == issued.raw else None


class IssueDateMisplaced(Rule):
    """A date line stands in the middle of the report."""

    code = "GL504"
    name = "issue-date-misplaced"
    severity = WARNING
    title = Text("成文日期在报告末尾", "The date of issue stands at the end")
    explain = Text(
        "成文日期写在末尾落款机关之下,或者在标题下用括号注明。单独成行的日期夹在正文中间,多半是粘贴时留下的旧稿结尾。",
        "The date of issue stands below the signing organ at the end, or in brackets under the title. A date on a "
        "line of its own inside the text usually is the end of an older paper that was pasted in.",
    )
    messages = {
        "default": Text(
            "单独一行的日期“{date}”夹在正文中间", "A date on a line of its own, {date}, stands inside the text"
        ),
    }
    help = Text(
        "把成文日期移到末尾;如果是旧稿留下的,连同旧稿一起删去。",
        "Move the date to the end; if it came with an older paper, delete both.",
    )
    basis = ("DOCUMENTS-9",)
    related = ("GL501", "GL505")
    bad = (
        change(
            ("二、主动公开政府信息情况\n", "⟦2024年1月18日⟧\n二、主动公开政府信息情况\n"),
            ("青石县教育局\n2024年1月18日", "青石县教育局"),
        ),
        change(("六、其他需要报告的事项\n", "⟦2023年 1 月 20 日⟧\n六、其他需要报告的事项\n")),
    )
    good = (
        change(),
        change(
            ("年度报告\n本报告", "年度报告\n(2024年1月18日)\n本报告"), ("青石县教育局\n2024年1月18日", "青石县教育局")
        ),
        change(("青石县教育局\n2024年1月18日", "2024年1月18日\n青石县教育局")),
        change(("全年通过县政府门户网站", "2023年12月20日,全年最后一批信息上网。全年通过县政府门户网站")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at each date line inside the report."""
        for found in _misplaced(report):
            yield self.finding(found.start, found.end, args={"date": found.raw})


_YEAR = r"(?<!\d)(20\d\d)\s?年(?!代)"
_YEAR_AS_SUBJECT = (
    r"(?:^|(?<=[。;!?:]))(?:\s|[一二三四五六七八九十]是|\([一二三四五六七八九十]\))*"
    r"((?P<year>20\d\d)\s?年)度?(?:以来|全年)?,"
)
"""A year that opens a sentence: what follows was done in it."""
_CHINESE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FEWEST_MENTIONS = 2


def _period_year(report: Report) -> int | None:
    """The year that the stated statistics period covers, or None if it is damaged or spans several years."""
    period = report.period
    if period is None or period.first is None or period.last is None:
        return None
    first, last = period.first, period.last
    if first.year == last.year or (last.year == first.year + 1 and (last.month, last.day) == (1, 1)):
        return first.year
    return None


class YearConflict(Rule):
    """Title, period and overview speak of different years."""

    code = "GL506"
    name = "year-conflict"
    severity = ERROR
    title = Text("标题、统计期限和正文是同一年", "Title, period and text are about one year")
    explain = Text(
        "标题的年度应当与统计期限一致,也应当是“总体情况”所讲的年度。不一致时,多半是沿用上年稿子没有改全。"
        "正文提到其他年份(上年结转、上年决算、下一步打算)不算。",
        "The year of the title is that of the statistics period, and the one the overview speaks of. Where they "
        "differ, last year's paper was most likely reused. Other years named in passing (carried over, last year's "
        "accounts, plans) are fine.",
    )
    messages = {
        "default": Text(
            "统计期限是{actual}年,标题写的是{expected}年", "The period is in {actual}, but the title says {expected}"
        ),
        "overview": Text(
            "“总体情况”讲的是{actual}年的工作,标题写的是{expected}年",
            "The overview speaks of the work of {actual}, but the title says {expected}",
        ),
        "title": Text("标题的年度", "the year in the title"),
    }
    help = Text(
        "确定报告的是哪一年,再统一标题、统计期限和正文;正文如果是上一年的,应当重写。",
        "Settle which year the report is about and make title, period and text agree; a text of last year has to be "
        "rewritten.",
    )
    basis = ("LAW-49", "LAW-6")
    related = ("GL005", "GL103", "GL502")
    bad = (
        change(("自2023年1月1日起至2023年12月31日", "自⟦2022年1月1日起至2022年12月31日⟧")),
        change(
            ("2023年,禾坪镇人民政府按照", "⟦2022年⟧,禾坪镇人民政府按照"),
            ("(三)政府信息管理情况。落实", "(三)政府信息管理情况。2022年,落实"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(("自2023年1月1日起至2023年12月31日", "自20231月1日起至202312月31日")),
        change(
            ("2023年,禾坪镇人民政府按照", "2022年,禾坪镇人民政府按照"),
            ("(三)政府信息管理情况。落实", "(三)政府信息管理情况。2023年,落实"),
            base="town-2023",
        ),
        change(
            ("2023年,禾坪镇人民政府按照", "2023,禾坪镇人民政府按照"),
            ("(三)政府信息管理情况。落实", "(三)政府信息管理情况。2022年,在全县评比中名列第二。2022年,受到表扬。落实"),
            base="town-2023",
        ),
        change(("全年通过县政府门户网站", "公开2022年度部门决算,2024年将继续扩大公开范围。全年通过县政府门户网站")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding, at the period or at the first mention of the other year."""
        title = report.title
        if title is None or title.year is None:
            yield NotApplicable()
            return
        if any(other.year not in (None, title.year) for other in report.titles):
            return  # the titles contradict each other: GL103
        related = (Related(title.start, title.end, "title", {}),)
        year = title.year
        period = report.period
        period_year = _period_year(report)
        if period is not None and period_year is not None and period_year != year:
            yield self.finding(
                period.start,
                period.end,
                args={"expected": year, "actual": period_year},
                expected=str(year),
                actual=str(period_year),
                related=related,
            )
            return
        found = _other_year_of_overview(report, year)
        if found is not None:
            start, end, other = found
            yield self.finding(
                start,
                end,
                variant="overview",
                args={"expected": year, "actual": other},
                section=1,
                expected=str(year),
                actual=str(other),
                related=related,
            )


def _other_year_of_overview(report: Report, year: int) -> tuple[int, int, int] | None:
    """The range where section one first makes another year its subject, and that year.

    None unless section one never names `year`; or names it only in passing, while the date of issue fits the other.
    """
    section = report.section(1)
    if section is None:
        return None
    text = report.text[section.start : section.end]
    issued = report.issue_date
    is_named = str(year) in text or str(year).translate(_CHINESE_DIGITS) in text.replace("○", "〇").replace("零", "〇")
    if is_named and (issued is None or issued.year == year + 1):
        return None
    mentions = Counter(int(found[1]) for found in compiled(_YEAR).finditer(text))
    if max(mentions.values(), default=0) < _FEWEST_MENTIONS:
        return None
    subjects: dict[int, tuple[int, int]] = {}
    for paragraph in report.paragraphs:
        if paragraph.section == 1:
            for found in compiled(_YEAR_AS_SUBJECT).finditer(paragraph.text):
                subjects.setdefault(
                    int(found["year"]), (paragraph.start + found.start(1), paragraph.start + found.end(1))
                )
    if year in subjects:
        return None
    for other, (start, end) in subjects.items():
        fits_the_date = issued is not None and issued.year == other + 1 and mentions[other] > mentions[year]
        if mentions[other] >= _FEWEST_MENTIONS and (fits_the_date or not is_named):
            return start, end, other
    return None
