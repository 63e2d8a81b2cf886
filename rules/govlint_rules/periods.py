"""GL507–GL509: the statistics period, and years that belong to another report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.numerals import ordinal_end
from govlint.rule import (
    ERROR,
    INFO,
    WARNING,
    Finding,
    NotApplicable,
    NotAssessable,
    Related,
    Rule,
    Text,
    Verdict,
    change,
)
from govlint_rules.dates import YearConflict
from govlint_rules.fixes import suggestions
from govlint_rules.report_facts import FIRST_FORMAT_YEAR, YEAR_UNKNOWN, year_of

if TYPE_CHECKING:
    from govlint.report.flow import Passage
    from govlint.report.model import Report
    from govlint.report.parts import Period

_CLOSE = 25
"""How far before a range of days the word stands that makes it the statistics period."""
_LEAST_PREAMBLE = 40
_MOST_PLACES = 6
"""So many places are named in one finding."""
_SPLIT_NUMBER = r"\d\s+\d"
_MONTH = r"(\d{1,2})月"
_MIDNIGHT = ("0时", "零时", "0点", "零点", "0:00")


class PeriodWrong(Rule):
    """The statistics period is not the reporting year."""

    code = "GL507"
    name = "period-wrong"
    severity = ERROR
    title = Text(
        "统计期限是报告年度的1月1日至12月31日", "The figures cover 1 January to 31 December of the reporting year"
    )
    explain = Text(
        "年度报告的统计期限是报告年度的1月1日至12月31日。前言没有写统计期限的,只作提示;日期残缺、认不全的,不判断。"
        "年度与标题不一致的,由 GL506 提示。",
        "The figures of an annual report cover the whole reporting year. A preamble that states no period gets a note, "
        "and a date that lost characters is not judged. A period of another year than the title's is told by GL506.",
    )
    messages = {
        "default": Text(
            "统计期限写的是{actual},应当是{expected}", "The period stated is {actual}; it should be {expected}"
        ),
        "no-day": Text(
            "统计期限里有不存在的日期({actual}),应当是{expected}",
            "The period stated has a day that does not exist ({actual}); it should be {expected}",
        ),
        "founded": Text(
            "统计期限写的是{actual},不是全年,请确认机关是不是年内成立或者合并的",
            "The period stated is {actual}, not the whole year; please confirm that the organ was founded or merged "
            "within the year",
        ),
        "absent": Text("前言没有写明统计期限", "The preamble does not state the period of the figures"),
    }
    help = Text(
        "写明“统计期限为某年1月1日至12月31日”,并核对数据是不是全年的。",
        "State 1 January to 31 December of the year, and check that the figures cover all of it.",
    )
    basis = ("DB51", "LAW-49")
    related = ("GL506",)
    bad = (
        change(("自2023年1月1日起至2023年12月31日", "自⟦2023年1月1日起至2023年11月30日⟧")),
        change(
            ("数据统计时间为2023年1月1日至12月31日", "数据统计时间为⟦2023年1月10日至12月31日⟧"), base="government-2023"
        ),
        change(
            ("统计期限为2022年1月1日至2022年12月31日", "统计期限为⟦2021年12月1日至2022年11月30日⟧"), base="city-2022"
        ),
        change(("自2024年1月1日起至2024年12月31日", "自⟦2024年1月1日起至2025年1月1日⟧"), base="committee-2024"),
        change(("自2023年1月1日起至2023年12月31日", "自⟦2023年1月1日起至2023年11月31日⟧")),
        change(
            ("所列数据的统计期限自2023年1月1日起至2023年12月31日止。", ""), ("0000-5550123)。", "0000-5550123)。⟦⟧")
        ),
    )
    good = (
        change(),
        change(base="town-2023"),
        change(("自2023年1月1日起至2023年12月31日", "自20231月1日起至202311月30日")),
        change(("自2023年1月1日起至2023年12月31日", "自2023年1月1日起至2023年1 2月3 1日")),
        change(("自2023年1月1日起至2023年12月31日", "自2022年1月1日起至2022年12月31日")),
        change(("自2024年1月1日起至2024年12月31日", "自2024年1月1日0时起至2025年1月1日0时"), base="committee-2024"),
        change(("统计时间为2023年1月1日至12月31日", "统计时间为2023年1月至12月"), base="government-2023"),
        change(("召开新闻发布会11场", "2023年3月1日至5月31日开展专项检查，召开新闻发布会11场"), base="government-2023"),
        change(("全年通过县政府", "统计数据显示,2023年3月1日至6月30日发布招生信息86条。全年通过县政府")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the period, or where the preamble should state it."""
        year = year_of(report)
        if year is None or year < FIRST_FORMAT_YEAR:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        words = report.pack.vocabulary("years")["period"]
        period = report.period
        if period is None:
            yield from self._absent(report, words)
            return
        around = report.text[max(0, period.start - 2) : period.end + 3]
        if (period.first is None and period.last is None) or compiled(_SPLIT_NUMBER).search(around):
            yield NotAssessable("period-unreadable")
            return
        variant = _what_is_wrong(report, period, year, words)
        if variant is not None:
            actual = "".join(report.text[period.start : period.end].split())
            expected = f"{year}年1月1日至12月31日"
            yield self.finding(
                period.start,
                period.end,
                severity=INFO if variant == "founded" else ERROR,
                variant=variant,
                args={"actual": actual, "expected": expected},
                expected=expected,
                actual=actual,
            )

    def _absent(self, report: Report, words: dict[str, list[str]]) -> Iterator[Verdict]:
        """A note behind a preamble that states no period in any form."""
        start, end = report.preamble
        lines = [line for line in report.paragraphs if line.section is None and start <= line.start < end]
        overview = report.section(1)
        if not lines or overview is None or sum(len(line.text) for line in lines) < _LEAST_PREAMBLE:
            return
        said = report.text[start:end] + report.text[overview.start : overview.end]
        if not any(word in said for word in words["stated"]):
            yield self.finding(lines[-1].end, lines[-1].end, severity=INFO, variant="absent")


def _what_is_wrong(report: Report, period: Period, year: int, words: dict[str, list[str]]) -> str | None:
    """The message for a period that is not the year, or None."""
    first, last = period.first, period.last
    sentence_start = report.text.rfind("。", 0, period.start) + 1
    sentence_end = report.text.find("。", period.end)
    sentence = report.text[sentence_start : sentence_end if sentence_end >= 0 else len(report.text)]
    before = "".join(report.text[sentence_start : period.start].split())[-_CLOSE:]
    if not any(word in before for word in words["nouns"]) or any(word in sentence for word in words["others"]):
        return None
    if first is None:  # a cut-off date
        return None if last is None or last.year != year or last == date(year, 12, 31) else "default"
    if first.year != year and (last is None or last.year == first.year):
        return None if report.title is not None and report.title.year is not None else "default"
    if last is None:
        return "no-day"
    if first == date(year, 1, 1) and last == date(year, 12, 31):
        return None
    stated = report.text[period.start : period.end + 4]
    if last == date(year + 1, 1, 1) and any(word in stated for word in _MIDNIGHT):
        return None
    return "founded" if any(word in said for said in _founding(report) for word in words["founded"]) else "default"


def _founding(report: Report) -> Iterator[str]:
    """What the preamble and the opening of section one say, where the founding of the organ would be told."""
    yield report.text[slice(*report.preamble)]
    overview = report.section(1)
    if overview is not None:
        yield report.text[overview.start : overview.start + 300]


_OWN_FIGURES = r"(?:上一?年度?|下一?年度?)?(?:继续)?结转(?:上一?年度?|下一?年度?|到)?|(?:组织|开展)(?:工作)?考核"
"""What a sentence on the year's work may say though it sounds like another year's, or another organ's."""
_FAR = 24
"""How far behind the year a sentence shows that it opens a section."""


class _Slip(NamedTuple):
    """A place where another year stands for the reporting year."""

    start: int
    end: int
    year: int


class YearSlip(Rule):
    """A sentence on the year's work names another year."""

    code = "GL508"
    name = "year-slip"
    severity = WARNING
    title = Text("叙述本年度工作时不写成别的年份", "The work of the year is not dated in another")
    explain = Text(
        "沿用上年稿子时,常有一两处年份没有改。程序只看“某年,我局……”这样讲本机关当年工作的句子;"
        "对比、结转、预决算、上级文件名称、历年情况、下一步打算里的其他年份不算。",
        "Where last year's paper was reused, a year or two often stay unchanged. Only sentences that tell of the "
        "organ's own work in a year are looked at; comparisons, carried-over cases, budgets, titles of documents, "
        "history and plans name other years rightly.",
    )
    messages = {
        "default": Text(
            "这里讲本机关的工作,年份写成了{actual}年,报告年度是{expected}年",
            "This tells of the organ's work in {actual}, but the report is on {expected}",
        ),
        "other": Text("这里也写成了{actual}年", "here too the year is {actual}"),
    }
    help = Text(
        "确认这是哪一年的工作:写错年份的改过来;确实是别的年份的,移出本年度报告或者写明是对比。",
        "Find out which year's work it is: correct the year, or, if it is another year's, leave it out or say that it "
        "is a comparison.",
    )
    basis = ("LAW-49", "LAW-6")
    related = ("GL506", "GL509")
    bad = (
        change(("2023年,禾坪镇人民政府按照", "⟦2022年⟧,禾坪镇人民政府按照"), base="town-2023"),
        change(("本机关2023年没有收取", "本机关⟦2022年⟧没有收取"), base="town-2023"),
        change(("(二)依申请公开。全年收到", "(二)依申请公开。⟦2022年⟧,我局收到")),
        change(("(二)依申请公开。新收申请", "(二)依申请公开。⟦2024年⟧,我办新收申请"), base="office-2023"),
    )
    good = (
        change(),
        change(base="city-2022"),
        change(("全年收到政府信息公开申请8件", "2023年收到政府信息公开申请8件,2022年收到11件")),
        change(("全年收到政府信息公开申请8件", "全年收到政府信息公开申请8件,比2022年减少3件")),
        change(("全年通过县政府门户网站", "2022年度部门决算和2023年度部门预算按时公开。全年通过县政府门户网站")),
        change(("全年通过县政府门户网站", "2022年,我局政务公开工作在全县考核中名列第二。全年通过县政府门户网站")),
        change(("下一步将从两个方面改进", "2024年,我局将从两个方面改进")),
        change(
            ("全年通过县政府门户网站", "按时公布《青石县教育局2022年政府信息公开工作年度报告》。全年通过县政府门户网站")
        ),
        change(("(一)主动公开。全年通过", "(一)主动公开。2022年,专栏公开信息208条。2023年,通过")),
        change(("二是个别经办人员", "二是2022年以前的信息未按新栏目归类,个别经办人员")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first slip; the others are named beside it."""
        year = year_of(report)
        if year is None or year < FIRST_FORMAT_YEAR:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        others = (f"{year - 1}年", f"{year + 1}年")
        if not any(other in report.text for other in others) and " 年" not in report.text:
            return
        words = report.pack.vocabulary("years")
        found = report.passages
        places = (
            _Slip(*passage.range(*place), slip)
            for index, passage in enumerate(found)
            if passage.section is not None and any(other in passage.text for other in others)
            for place, slip in _slips(report, passage, year, words, is_first=_opens_section(found, index))
        )
        slips = list(islice(places, _MOST_PLACES))
        if not slips or not _is_settled(report, year, len(slips)):
            return
        first, *more = slips
        yield self.finding(
            first.start,
            first.end,
            args={"actual": first.year, "expected": year},
            expected=f"{year}年",
            actual=f"{first.year}年",
            related=[Related(slip.start, slip.end, "other", {"actual": slip.year}) for slip in more],
        )


def _opens_section(found: Sequence[Passage], index: int) -> bool:
    """Whether a passage is the first of its section, or the second: a preamble may stand before the opening."""
    return index < 2 or found[index - 2].section != found[index].section


def _is_settled(report: Report, year: int, slips: int) -> bool:
    """Whether nothing but the `slips` themselves speaks for another reporting year, and no other rule tells of it."""
    issued = report.issue_date
    if issued is not None and issued.year != year + 1:
        return False
    if report.year is None or report.year.source in ("issue-date", "metadata"):
        return False
    if report.year.source == "overview" and report.text.count(f"{year}年") < 2 * slips:
        return False
    if any(title.year not in (None, year) for title in report.titles):
        return False
    period = report.period
    if period is not None and period.last is not None and period.last.year != year:
        return False
    return not any(isinstance(verdict, Finding) for verdict in YearConflict().check(report))


def _slips(
    report: Report, passage: Passage, year: int, words: dict[str, Any], *, is_first: bool
) -> Iterator[tuple[tuple[int, int], int]]:
    """The places of a passage where a year beside the reporting year is the subject of the organ's work."""
    text = passage.text
    ranges = list(passage.sentences())
    for index, (start, end) in enumerate(ranges):
        sentence = text[start:end]
        for other in (year - 1, year + 1):
            place = sentence.find(f"{other}年")
            if place < 0 or str(year) in sentence or sentence[place - 1 : place].isdigit():
                continue
            before, behind = sentence[:place], sentence[place + 5 :].removeprefix("度")
            if not _is_subject(before, words["self"], is_cut_off=behind.startswith("12月31日,")) or _is_quoted(before):
                continue
            opens = is_first and index == 0
            told = sentence if place > sentence.find(":") else sentence[: sentence.find(":")]
            if not _tells_work(report, told, behind, other < year, opens, passage.section or 0, words):
                continue
            if index and _compares(sentence, text[slice(*ranges[index - 1])], year, words):
                continue
            if index + 1 < len(ranges):
                following = text[slice(*ranges[index + 1])]
                if _compares(sentence, following, year, words) or _continues(sentence, following, year, words):
                    continue
            yield (start + place, start + place + 5), other


def _is_subject(before: str, words: dict[str, list[str]], *, is_cut_off: bool = False) -> bool:
    """Whether a year behind these words is the time of what the sentence tells: nothing stands before it but the
    organ, an ordinal or a clause that has ended; 截至 only before the last day of the year.
    """
    clause = before[max(map(before.rfind, ",:;")) + 1 :]
    clause = clause[ordinal_end(clause) :].removesuffix("在").removesuffix("于")
    if not clause or clause in words["nouns"]:
        return True
    if clause in ("截至", "截止"):
        return is_cut_off
    return clause[0] in "我本全" and clause[1:] in words["names"]


def _is_quoted(before: str) -> bool:
    return before.rfind("《") > before.rfind("》") or before.rfind("“") > before.rfind("”")


def _tells_work(
    report: Report, sentence: str, behind: str, is_past: bool, opens: bool, section: int, words: dict[str, Any]
) -> bool:
    """Whether the sentence tells what the organ itself did in the year that it names."""
    slip = words["slip"]
    told = behind.removeprefix("1月1日至").removeprefix("12月31日").lstrip(",")
    sentence = sentence.removeprefix("截至").removeprefix("截止")
    if told.startswith(tuple(slip["behind"])) or (told[:1].isdigit() and "月" in told[:3]):
        return False
    plain = compiled(_OWN_FIGURES).sub("", sentence) if "结转" in sentence or "考核" in sentence else sentence
    if any(word in plain for word in slip["looks_back"]):
        return False
    if not is_past and any(word in sentence for word in slip["plans"]):
        return False
    has_self = _names_itself(report, sentence, told, words["self"])
    if section == 5:
        if not (opens and is_past and has_self and any(word in sentence for word in slip["problems"])):
            return False
        return not any(word in sentence for word in slip["answered"])
    if any(word in sentence for word in slip["nothing"]):
        return True
    works = any(word in sentence for word in slip["work"])
    if works and _has_figure(sentence, slip["units"]):
        return True
    return opens and has_self and any(word in told[:_FAR] for word in slip["opens"])


def _names_itself(report: Report, sentence: str, told: str, words: dict[str, list[str]]) -> bool:
    """Whether the sentence has the organ for its subject."""
    if any(f"{mark}{name}" in sentence for mark in "我本" for name in words["names"]):
        return True
    if any(noun in told[:_FAR] for noun in words["nouns"]):
        return True
    organ = report.organ
    return organ is not None and len(told) > 1 and told[:2] in organ.name


def _has_figure(sentence: str, units: Iterable[str]) -> bool:
    return compiled(rf"(?<![第\d])\d+余?(?:{'|'.join(units)})").search(sentence) is not None


def _compares(sentence: str, beside: str, year: int, words: dict[str, Any]) -> bool:
    """Whether the sentence beside tells the same of the reporting year."""
    place = beside.find(f"{year}年")
    if place < 0 or not _is_subject(beside[:place], words["self"]):
        return False
    return any(word in sentence and word in beside for word in words["slip"]["compared"])


def _continues(sentence: str, following: str, year: int, words: dict[str, Any]) -> bool:
    """Whether the figures of the sentence are followed by those of the reporting year."""
    place = following.find(f"{year}年")
    if place < 0 or not _is_subject(following[:place], words["self"]):
        return False
    units = words["slip"]["units"]
    return _has_figure(sentence, units) and _has_figure(following, units)


class DeicticYear(Rule):
    """今年 stands for the year before the one in which the report is dated."""

    code = "GL509"
    name = "deictic-year"
    severity = WARNING
    fix = "suggest"
    title = Text("报告年度不写成“今年”", "The reporting year is not called “this year”")
    explain = Text(
        "年度报告在第二年公布,文中的“今年”“今年以来”在读者看来是公布的那一年。讲下一步打算时说的“今年”不算;"
        "看不出成文日期的,只作提示。",
        "An annual report comes out in the year after, so that “this year” in it means the wrong one. In speaking of "
        "plans it is right; where the date of issue is unknown, this is a note.",
    )
    messages = {
        "default": Text(
            "“{word}”指的是{year}年,报告却是{issued}年成文的,应当写明年份",
            "{word} means {year}, but the report is dated {issued}; name the year",
        ),
        "undated": Text(
            "“{word}”指的是{year}年,报告在第二年公布,应当写明年份",
            "{word} means {year}, but the report comes out the year after; name the year",
        ),
        "other": Text("这里也是", "here too"),
    }
    help = Text("把“今年”改成具体年份,例如“2023年”。", "Write the year, as in 2023年.")
    basis = ("PRACTICE", "LAW-49")
    related = ("GL508",)
    bad = (
        change(("(一)主动公开。全年通过", "(一)主动公开。⟦今年以来⟧,通过")),
        change(("市政府公报全年出刊12期", "市政府公报⟦今年⟧已出刊12期"), base="office-2023"),
        change(("逐件清理2018年以来的行政规范性文件", "⟦今年⟧6月,逐件清理2018年以来的行政规范性文件")),
        change(("村(社区)公开工作列入年度考核", "⟦今年⟧共组织培训3次,村(社区)公开工作列入年度考核"), base="town-2023"),
    )
    good = (
        change(),
        change(("下一步将从两个方面改进", "今年,我局将从两个方面改进")),
        change(("下一步将从两个方面改进", "下一步将从两个方面改进,并在今年上半年完成")),
        change(("方便家长按住址查找对应学校。", "方便家长按住址查找对应学校。专栏“今年我上学”问答累计浏览三万余次。")),
        change(("(三)政府信息管理。修订", "(三)政府信息管理。目前已建成文件库。修订")),
        change(("(三)政府信息管理。修订", "(三)政府信息管理。今年1月起执行新的审核办法。修订")),
        change(
            ("方便家长按住址查找对应学校。", "方便家长按住址查找对应学校。转载解读《今年就业政策有哪些新变化》等文章。")
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first place; the others are named beside it."""
        year = year_of(report)
        if year is None or year < FIRST_FORMAT_YEAR:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        dated = _date_of_writing(report)
        if dated is not None and dated.year <= year:
            return  # GL502 says that this date cannot be
        words = report.pack.vocabulary("years")["deictic"]
        found = (
            passage.range(*place)
            for passage in (report.passages if "今" in report.text else ())
            if passage.section is not None and "今年" in passage.text
            for place in _this_years(passage, dated, words)
        )
        places = list(islice(found, _MOST_PLACES))
        if not places:
            return
        start, end = places[0]
        yield self.finding(
            start,
            end,
            severity=WARNING if dated is not None else INFO,
            variant="default" if dated is not None else "undated",
            args={"word": "".join(report.text[start:end].split()), "year": year}
            | ({"issued": dated.year} if dated is not None else {}),
            related=[Related(*place, "other", {}) for place in places[1:]],
            fix=suggestions(report, places, "今年", f"{year}年"),
        )


def _date_of_writing(report: Report) -> date | None:
    """The date of issue, else the one on which the page was published."""
    issued = report.issue_date
    if issued is not None and issued.value is not None:
        return issued.value
    return min((found.value for found in report.page_dates if found.is_publication), default=None)


def _this_years(passage: Passage, dated: date | None, words: dict[str, list[str]]) -> Iterator[tuple[int, int]]:
    """The places of a passage where 今年 is the reporting year."""
    text = passage.text
    plans = min((place for place in map(text.find, words["before"]) if place >= 0), default=len(text))
    for start, end in passage.sentences():
        sentence = text[start:end]
        place = sentence.find("今年")
        if place < 0 or _is_quoted(sentence[:place]):
            continue
        behind = sentence[place + 2 :]
        if behind.startswith("以来"):
            yield start + place, start + place + 4
            continue
        if start + place > plans or behind.startswith(tuple(words["beginning"])):
            continue
        if any(word in behind for word in words["plans"]):
            continue
        # section one tells of the year's work; elsewhere only what was done is certain to be of it
        is_certain = passage.section == 1 and not behind.startswith("是")
        if not is_certain and not any(word in behind for word in words["done"]):
            continue
        month = compiled(_MONTH).match(behind)
        is_whole_year = behind.startswith("1月1日") and "12月" in behind
        if month is not None and not is_whole_year and (dated is None or int(month[1]) <= dated.month):
            continue
        yield start + place, start + place + 2
