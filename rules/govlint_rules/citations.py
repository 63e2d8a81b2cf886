"""GL125 and GL521–GL526: the documents a report cites, and the standing phrases it repeats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.rule import (
    ERROR,
    INFO,
    WARNING,
    Edit,
    Finding,
    Fix,
    NotApplicable,
    Related,
    Rule,
    Text,
    Verdict,
    change,
    replacing,
)
from govlint_rules.citation_facts import (
    GARBLED,
    OTHER,
    RIGHT,
    UNKNOWN,
    WRONG_NUMBER,
    Citation,
    citations,
    documents_of,
    garbled_law,
)
from govlint_rules.fixes import is_cited, suggestion
from govlint_rules.report_facts import FIRST_FEE_YEAR, FIRST_FORMAT_YEAR, YEAR_UNKNOWN, year_of

if TYPE_CHECKING:
    import re

    from govlint.report.model import Report

_N30 = (
    "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
    "(国办公开办函〔2021〕30号)"
)
_N60 = "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》(国办公开办函〔2019〕60号)"
"""The notices as reports cite them, for the examples."""
_MOST_RELATED = 5
_MOST_MATCHES = 400
"""How many places of a report a rule looks at."""


def _sentence(text: str, place: int, reach: int = 200) -> tuple[int, int]:
    """The range of the sentence around `place`, no farther than `reach` on either side."""
    first = max(0, place - reach)
    start = max(text.rfind(stop, first, place) for stop in "。\n")
    end = text.find("。", place, place + reach)
    return (start + 1 if start >= 0 else first), (end + 1 if end >= 0 else min(len(text), place + reach))


def _stated_as_basis(report: Report, place: int) -> bool:
    """Whether what stands at `place` is cited as what the report was written by: in the preamble, or in a sentence of
    section one that says so.
    """
    start, end = report.preamble
    if start <= place < end:
        return True
    overview = report.section(1)
    if overview is None or not overview.start <= place < overview.end:
        return False
    first, last = _sentence(report.text, place)
    sentence = report.text[first:last]
    return any(word in sentence for word in ("编制", "编写", "撰写", "现公布", "现将")) and any(
        word in report.text[first:place] for word in ("根据", "按", "依据", "依照", "遵照", "结合")
    )


# -- the notice of the year ------------------------------------------------------------------------------------------


class SupersededNotice(Rule):
    """The report rests on the notice of another format."""

    code = "GL125"
    name = "superseded-notice"
    severity = WARNING
    title = Text("编制依据是适用于报告年度的格式通知", "The report rests on the notice that applies to its year")
    explain = Text(
        "2019、2020年度报告适用国办公开办函〔2019〕60号,2021年度起适用国办公开办函〔2021〕30号。只引用了另一个通知,说明前言照抄了"
        "旧文,或者报告并不是当年编的。两个通知都提到的,不算。",
        "The reports on 2019 and 2020 follow notice 国办公开办函〔2019〕60号, those on 2021 and later 〔2021〕30号. "
        "Citing only the other one means that the preamble was copied, or that the report was written in another year. "
        "A report that names both is not meant.",
    )
    messages = {
        "default": Text(
            "{year}年度报告的依据应当是国办公开办函〔2021〕30号,这里引用的是已经停用的{cited}",
            "The report on {year} rests on 国办公开办函〔2021〕30号; this is the superseded {cited}",
        ),
        "premature": Text(
            "{year}年度报告不可能依据2021年才印发的{cited}",
            "The report on {year} cannot rest on {cited}, which was issued in 2021",
        ),
        "another": Text("这里也引用了", "cited here, too"),
    }
    help = Text(
        "改成适用于报告年度的通知,并核对表格是不是同一格式。",
        "Cite the notice of the reporting year, and check that the tables follow it as well.",
    )
    basis = ("N30", "N60", "LAW-50")
    related = ("GL121", "GL122", "GL522")
    bad = (
        change(
            (
                _N30,
                f"⟦{_N60}⟧",
            ),
        ),
        change(
            (
                f"和{_N30}",
                "和⟦国办公开办函〔2019〕60号⟧文件",
            ),
            base="committee-2024",
        ),
        change(
            (
                _N60,
                f"⟦{_N30}⟧",
            ),
            base="government-2020",
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(
            ("要求编制。全文由", "要求编制,不再执行国办公开办函〔2019〕60号。全文由"),
        ),
        change(("逐件清理2018年以来", "按照国办公开办函〔2019〕61号规范公开平台栏目,逐件清理2018年以来")),
        change(("(国办公开办函〔2021〕30号)", "(国办公开办函〔202130号)"), base="office-2023"),
        change(
            ("全县公开政府信息7315条", "全县学习贯彻国办公开办函〔2019〕60号,公开政府信息7315条"),
            base="government-2020",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding, at the first place that cites the notice of the other format as basis."""
        year = year_of(report)
        if year is None or year < FIRST_FORMAT_YEAR:
            yield YEAR_UNKNOWN if year is None else NotApplicable()
            return
        if not any(sign in report.text for sign in ("国办公开办函", "年度报告有关事项", "年度报告格式")):
            return
        right, wrong = ("N30", "N60") if year >= FIRST_FEE_YEAR else ("N60", "N30")
        cited = citations(report)
        if any(right in (citation.document, citation.other) for citation in cited):
            return
        places = [
            citation
            for citation in cited
            if citation.document == wrong
            and citation.verdict in (RIGHT, UNKNOWN)
            and (wrong == "N60" or citation.number)
            and _stated_as_basis(report, citation.start)
        ]
        if places:
            first = places[0]
            is_late = wrong == "N30"
            yield self.finding(
                first.start,
                first.end,
                severity=ERROR if is_late else WARNING,
                variant="premature" if is_late else "default",
                args={"year": year, "cited": first.number or first.title},
                expected=documents_of(report.pack).by_key[right].number,
                actual=first.number or first.title,
                related=_also([(place.start, place.end) for place in places]),
            )


def _also(places: Sequence[tuple[int, int]]) -> tuple[Related, ...]:
    """The places behind the first, as related ones."""
    return tuple(Related(*place, "another", {}) for place in places[1 : 1 + _MOST_RELATED])


# -- the regulation --------------------------------------------------------------------------------------------------

_OLD_ORDER = r"国(?:务院)?(?:令\s{0,2}\(?第?|第)\s{0,2}492\s{0,2}号"
_OLD_ARTICLE = (
    r"第\s?(?:三十[一二]|3[12])\s?条(?:第?[一二三四五六(（)）]{0,4}[款项])?[^。;]{0,160}?"
    r"(?:编制|编写|撰写|公布|发布|年度报告|本报告|现将)"
)
_OLD_TEXT = r"(?:2007\s?年\s?4\s?月\s?5\s?日|2008\s?年\s?5\s?月\s?1\s?日)"
_LONGEST_ZONE = 4000
"""How much of the preamble and of section one is searched for what the report was written by."""
_APPLIED = ("根据", "按照", "依据", "依照", "遵照", "贯彻", "落实", "执行", "严格", "学习", "遵循")
"""What a sentence says that takes the text for the one in force."""
_NEW_TEXT = (
    "711",
    "修订",
    "修正",
    "修改",
    "2019年4月",
    "2019年5月",
    "新条例",
    "新《条例》",
    "以来",
    "废止",
    "首次",
    "同时",
)


class ObsoleteLaw(Rule):
    """The regulation is cited as it stood before 2019."""

    code = "GL521"
    name = "obsolete-law"
    severity = ERROR
    fix = "suggest"
    title = Text("2019年度以后引用现行条例", "Reports on 2019 and later cite the regulation in force")
    explain = Text(
        "《政府信息公开条例》2019年4月3日以国务院令第711号修订,5月15日起施行。国务院令第492号是2007年的旧条例,年度报告的内容"
        "也由旧条例第三十一、三十二条改到了第四十九、五十条。讲述条例沿革的不算。",
        "The regulation was revised by State Council Order 711, in force since 15 May 2019. Order 492 is the text of "
        "2007; what it said of annual reports in articles 31 and 32 now stands in articles 49 and 50. Passages on the "
        "history of the regulation are not meant.",
    )
    messages = {
        "default": Text(
            "国务院令第492号是2007年的旧条例,现行条例是国务院令第711号",
            "Order 492 is the regulation of 2007; the one in force is Order 711",
        ),
        "article": Text(
            "年度报告的内容现在由条例第五十条规定,{article}是旧条例的条文号",
            "What an annual report holds is now in article 50; {article} is its number in the text of 2007",
        ),
        "text": Text(
            "这里引用的是2007年公布、2008年施行的旧条例", "This is the regulation as published in 2007, in force 2008"
        ),
    }
    help = Text(
        "改为“《中华人民共和国政府信息公开条例》(国务院令第711号)”和第四十九条、第五十条。",
        "Cite the regulation as Order 711, and articles 49 and 50.",
    )
    basis = ("LAW-50", "LAW-49")
    related = ("GL522", "GL524")
    bad = (
        change(
            ("《中华人民共和国政府信息公开条例》(以下", "《中华人民共和国政府信息公开条例》(⟦国务院令第492号⟧,以下")
        ),
        change(("《条例》)第五十条和", "《条例》)⟦第三十二条⟧和")),
        change(
            (
                "《中华人民共和国政府信息公开条例》和《国务院",
                "自⟦2008年5月1日⟧起施行的《中华人民共和国政府信息公开条例》和《国务院",
            ),
            base="department-2020",
        ),
    )
    good = (
        change(),
        change(("《中华人民共和国政府信息公开条例》(以下", "《中华人民共和国政府信息公开条例》(国务院令第711号,以下")),
        change(
            (
                "《中华人民共和国政府信息公开条例》(以下",
                "《中华人民共和国政府信息公开条例》(2007年国务院令第492号公布,2019年国务院令第711号修订,以下",
            )
        ),
        change(("承办科室坚持先沟通", "对涉及第三方的申请,按照《条例》第三十二条书面征求意见。承办科室坚持先沟通")),
        change(("第四十九条、第五十条", "第四十九条和第五十条"), base="city-2022"),
        change(("逐件清理2018年以来", "条例自2008年5月1日施行以来,历年文件均已编目。逐件清理2018年以来")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each way of citing the old text, at its first place."""
        year = year_of(report)
        if year is None or year < FIRST_FORMAT_YEAR:
            yield YEAR_UNKNOWN if year is None else NotApplicable()
            return
        text = report.text
        if "492" in text:
            is_alone = "711" not in text
            for match in compiled(_OLD_ORDER).finditer(text):
                first, last = _sentence(text, match.start())
                if any(sign in text[first:last] for sign in _NEW_TEXT):
                    continue
                is_applied = is_alone and any(word in text[first:last] for word in _APPLIED)
                if is_applied or _stated_as_basis(report, match.start()):
                    number = match.start() + match[0].index("492")
                    yield self.finding(
                        match.start(),
                        match.end(),
                        expected="国务院令第711号",
                        actual=match[0],
                        fix=replacing(number, number + 3, "711"),
                    )
                    return
        if "三十" in text or "31条" in text or "32条" in text or "第3" in text:
            yield from self._articles(report)
        if "2007" in text or "2008" in text:
            yield from self._edition(report)

    def _articles(self, report: Report) -> Iterator[Verdict]:
        """The old articles, cited as what the report is written by."""
        text = report.text
        start, end = report.preamble
        overview = report.section(1)
        zones = [(start, end)] if overview is None else [(start, end), (overview.start, overview.end)]
        for first, last in zones:
            for match in compiled(_OLD_ARTICLE).finditer(text, first, min(last, first + _LONGEST_ZONE)):
                if _stated_as_basis(report, match.start()) and _is_of_regulation(text, match.start()):
                    end = text.index("条", match.start()) + 1
                    article = "".join(text[match.start() : end].split())
                    yield self.finding(
                        match.start(),
                        end,
                        variant="article",
                        args={"article": article},
                        expected="第五十条",
                        actual=article,
                        fix=suggestion(report, match.start(), end, article, "第五十条"),
                    )
                    return

    def _edition(self, report: Report) -> Iterator[Verdict]:
        """The dates of the old text, named as those of the law in force."""
        text = report.text
        for match in islice(compiled(_OLD_TEXT).finditer(text), _MOST_MATCHES):
            first, last = _sentence(text, match.start())
            sentence = text[first:last]
            near = text[match.end() : match.end() + 12] + text[max(first, match.start() - 30) : match.start()]
            if (
                "政府信息公开条例》" in sentence
                and any(word in near for word in ("施行", "实施", "公布", "颁布", "条例》"))
                and not any(sign in sentence for sign in _NEW_TEXT)
                and _stated_as_basis(report, match.start())
            ):
                yield self.finding(match.start(), match.end(), variant="text", actual=match[0])
                return


def _is_of_regulation(text: str, place: int) -> bool:
    """Whether the article at `place` is one of the State's regulation: that is the last title named before it."""
    end = text.rfind("》", max(0, place - 40), place)
    start = text.rfind("《", max(0, place - 80), end) if end >= 0 else -1
    title = text[start + 1 : end] if start >= 0 else ""
    if title in ("条例", "政府信息公开条例", "中华人民共和国政府信息公开条例"):
        return True
    return end < 0 and text[max(0, place - 2) : place] == "条例"


# -- number and title ------------------------------------------------------------------------------------------------


class CitationTitle(Rule):
    """Number and title of a cited document do not belong together."""

    code = "GL522"
    name = "citation-title"
    severity = ERROR
    fix = "suggest"
    title = Text("引用文件的文号与标题相符", "Number and title of a cited document belong together")
    explain = Text(
        "格式通知、平台通知、信息处理费办法、条例等常被引用的文件,文号和标题是固定的。文号配了别的文件的标题、标题多字少字,"
        "都会让读者找不到文件。只核对已经查证的文件,简称和略去发文机关的写法不算。",
        "The notices on format and platform, the measure on fees and the regulation each have one number and one "
        "title. A number with another document's title, or a title with words missing or put in, cannot be looked up. "
        "Only documents known for certain are judged; short titles and titles without issuer are fine.",
    )
    messages = {
        "default": Text(
            "文号与标题不符:{number}是《{right}》,这里的标题是{title}",
            "Number and title do not belong together: {number} is 《{right}》, the title here is {title}",
        ),
        "bare": Text(
            "文号与标题不符:{number}是《{right}》,前面写的却是《{title}》",
            "Number and title do not belong together: {number} is 《{right}》, but the words before it are 《{title}》",
        ),
        "garbled": Text(
            "标题有误:{number}是《{right}》,这里写成了{title}",
            "The title is wrong: {number} is 《{right}》, here it reads {title}",
        ),
        "number": Text(
            "文号与标题不符:{title}是{right},这里的文号是{number}",
            "Number and title do not belong together: {title} is {right}, the number here is {number}",
        ),
        "garbled-alone": Text("标题有误:{title}应为《{right}》", "The title is wrong: {title} should be 《{right}》"),
    }
    help = Text("对照原文改正文号或者标题。", "Correct the number or the title by the document itself.")
    basis = ("N30", "N60", "LAW-11")
    related = ("GL125", "GL521", "GL523")
    bad = (
        change(
            (
                _N30,
                "⟦《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》(国办公开办函〔2021〕30号)⟧",
            ),
        ),
        change(
            (
                _N30,
                "⟦《中华人民共和国政府信息年度报告格式》(国办公开办函〔2021〕30号)⟧",
            ),
            base="office-2023",
        ),
        change(
            ("《中华人民共和国政府信息公开条例》和", "⟦《中华人民共和国政府信息公开条例》(国务院令第771号)⟧和"),
            base="department-2020",
        ),
        change(
            (
                "有关事项的通知》(国办公开办函〔2019〕60号)",
                "有关事项的通知》(国办公开办函〔2019〕51号)⟧",
            ),
            (
                "《国务院办公厅政府信息与政务公开办公室关于政府信息",
                "⟦《国务院办公厅政府信息与政务公开办公室关于政府信息",
            ),
            base="government-2020",
        ),
    )
    good = (
        change(),
        change(base="government-2020"),
        change(
            (
                _N30,
                "《政府信息公开工作年度报告格式》(国办公开办函〔2021〕30号)",
            ),
        ),
        change(
            (
                _N30,
                "《中华人民共和国政府信息公开条例实施意见》、国办公开办函〔2021〕30号",
            ),
        ),
        change(
            (
                _N30,
                "国务院办公厅政府信息与政务公开办公室关于印发<中华人民共和国政府信息公开工作年度报告格式>的通知(国办公开办函〔2021〕30号)",
            ),
            base="city-2022",
        ),
        change(
            (
                "逐件清理2018年以来",
                "落实《关于规范政府信息公开平台有关事项的通知》(国办公开办函〔2019〕61号),逐件清理2018年以来",
            )
        ),
        change(
            (
                "逐件清理2018年以来",
                "落实《关于做好青石县年度报告编制工作的通知》(青政办函〔2024〕1号),逐件清理2018年以来",
            )
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each wrong pair, at its first place."""
        text = report.text
        if not any(sign in text for sign in ("国办", "国务院令", "国务院第", "中办", "《中华人民共和国政")):
            return
        documents = documents_of(report.pack)
        told: set[tuple[str, str]] = set()
        for citation in citations(report):
            key = (citation.number, "".join(citation.title.split()))
            if citation.verdict in (OTHER, GARBLED, WRONG_NUMBER) and key not in told:
                told.add(key)
                document = documents.by_key[citation.document]
                is_certain = document.is_verified and (
                    not citation.other or documents.by_key[citation.other].is_verified
                )
                yield self._finding(report, citation, ERROR if is_certain else INFO)
        if "《中华人民共和国政" in text:
            for start, end, right in garbled_law(report):
                title = "".join(text[start:end].split())
                if ("", title) not in told:
                    told.add(("", title))
                    yield self.finding(
                        start,
                        end,
                        variant="garbled-alone",
                        args={"title": title, "right": right},
                        expected=f"《{right}》",
                        actual=title,
                        fix=suggestion(report, start, end, title, f"《{right}》"),
                    )

    def _finding(self, report: Report, citation: Citation, severity: str) -> Finding:
        documents = documents_of(report.pack)
        document = documents.by_key[citation.document]
        title = "".join(citation.title.split())
        right, variant = document.titles[0], "default"
        if citation.verdict == WRONG_NUMBER:
            right, variant = document.number, "number"
        elif citation.verdict == GARBLED:
            variant = "garbled"
        elif not title:
            variant, title = "bare", documents.by_key[citation.other].titles[0]
        return self.finding(
            citation.start,
            citation.end,
            severity=severity,
            variant=variant,
            args={"number": citation.number, "title": title, "right": right},
            expected=right,
            actual=citation.number if variant == "number" else title,
            fix=_replaced(report, citation, right) if severity == ERROR else None,
        )


_STATE = "中华人民共和国"


def _replaced(report: Report, citation: Citation, right: str) -> Fix | None:
    """What would put the right title or number in the place of the one that is printed, where it stands in the range in
    one piece. A title keeps the name of the State that it is printed with.
    """
    printed = citation.number
    if citation.verdict != WRONG_NUMBER:
        printed, bare = citation.title, citation.title.strip("《》")
        if not bare or "〈" in bare or "《" in bare:
            return None
        with_state = bare.startswith(_STATE) and not right.startswith(_STATE)
        right = printed.replace(bare, _STATE + right if with_state else right)
    at = report.text.find(printed, citation.start, citation.end)
    return suggestion(report, at, at + len(printed), printed, right) if at >= 0 else None


# -- the form of numbers ---------------------------------------------------------------------------------------------

_NUMBER = (
    r"(?P<open>[〔\[(【])\s?20\d\d\s?(?P<year>年?)\s?(?P<close>[〕\])】])\s?(?P<ordinal>第?)\s?(?P<serial>\d{1,4})\s?号"
)
_CODE_ENDS = frozenset("函发办字文规通电告令政")
"""What the code of an issuer ends in: 国办发, 湘政务函, 川府规."""
_ODD = ("[20", "(20", "【20", "[ 20", "( 20", "〕第", "〕0", "〕 第", "年〕")
"""One of these stands in a text with a number out of form."""
_NO_CODE = ("复", "诉", "裁", "罚", "初", "终", "执", "刑", "民", "赔")
"""In the numbers of cases, which follow rules of their own."""
_BEFORE_CODE = (
    "根据",
    "按照",
    "依据",
    "落实",
    "执行",
    "印发",
    "文件",
    "转发",
    "贯彻",
    "以及",
    "的",
    "和",
    "与",
    "及",
    "照",
)
"""What may stand directly before a code, written in one with it."""
_PAIRS = {"〔": "〕", "[": "]", "(": ")", "【": "】"}


class CitationFormat(Rule):
    """A document number is not in its standard form."""

    code = "GL523"
    name = "citation-format"
    severity = INFO
    fix = "yes"
    title = Text("发文字号按国家标准书写", "Document numbers are in their standard form")
    explain = Text(
        "发文字号的年份用六角括号“〔〕”括起来,序号不加“第”、不编虚位。只看文件的发文字号,案号不算。",
        "The year in a document number stands in 〔〕, and its serial number has neither 第 nor leading zeros. Numbers "
        "of cases are not meant.",
    )
    messages = {
        "default": Text("发文字号宜写作“{right}”", "The number is better written {right}"),
        "another": Text("这里也是", "here, too"),
    }
    help = Text("年份用〔〕,序号直接写数字。", "Put the year in 〔〕 and write the serial number as it is.")
    basis = ("GB-9704",)
    related = ("GL522",)
    bad = (
        change(("(国办公开办函〔2021〕30号)", "(⟦国办公开办函[2021]30号⟧)")),
        change(("(国办公开办函〔2021〕30号)", "(⟦国办公开办函(2021)30号⟧)"), base="city-2022"),
        change(("(国办公开办函〔2019〕60号)", "(⟦国办公开办函〔2019〕第60号⟧)"), base="government-2020"),
    )
    good = (
        change(),
        change(("承办科室坚持先沟通", "行政复议案件青政复(2023)12号已经审结。承办科室坚持先沟通")),
        change(("承办科室坚持先沟通", "涉诉案件(2023)云01行初30号已经判决。承办科室坚持先沟通")),
        change(("承办科室坚持先沟通", "答复书(2023)第8号已经送达。承办科室坚持先沟通")),
        change(("承办科室坚持先沟通", "公告[2023]以来各期编号连续。承办科室坚持先沟通")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each number, at its first place."""
        text = report.text
        if "号" not in text or not any(sign in text for sign in _ODD):
            return
        told: dict[str, list[tuple[int, int]]] = {}
        for match in islice(compiled(_NUMBER).finditer(text), _MOST_MATCHES):
            right = _right_form(match)
            start = _code_start(text, match.start())
            if right and start < match.start():
                told.setdefault(text[start : match.start()] + right, []).append((start, match.end()))
        for number, places in told.items():
            start, end = places[0]
            yield self.finding(
                start,
                end,
                args={"right": number},
                expected=number,
                actual=text[start:end],
                related=_also(places),
                fix=_in_form(report, number, places),
            )


def _in_form(report: Report, number: str, places: Sequence[tuple[int, int]]) -> Fix:
    """The number in form, in each place. A zero before the serial number is not taken away without asking, and nothing
    inside a title or quotation is.
    """
    text = report.text
    code = number[: number.index("〔")]
    edits = tuple(Edit(start + len(code), end, number[len(code) :]) for start, end in places)
    serial = number[number.index("〕") + 1 : -1]
    keeps = all(compiled(rf"(?<!\d){serial}\s?号").search(text, start, end) for start, end in places)
    return Fix(edits, keeps and not any(is_cited(report, start, end) for start, end in places))


def _right_form(match: re.Match[str]) -> str:
    """The standard form of the year and serial number; "" if that is how they stand, or if the brackets do not pair."""
    opening, closing = match["open"], match["close"]
    if _PAIRS[opening] != closing:
        return ""
    if opening == "〔" and not match["year"] and not match["ordinal"] and match["serial"][0] != "0":
        return ""
    year = match[0][match[0].index("20") :][:4]
    return f"〔{year}〕{int(match['serial'])}号"


def _code_start(text: str, end: int) -> int:
    """Where the issuer's code that ends at `end` starts; `end` if none stands there."""
    start = end
    while start and end - start < 12 and "一" <= text[start - 1] <= "鿿":
        start -= 1
    code = text[start:end]
    if len(code) < 2 or code[-1] not in _CODE_ENDS or any(word in code for word in _NO_CODE):
        return end
    for opening in _BEFORE_CODE:
        place = code.rfind(opening)
        if place >= 0 and len(code) - place - len(opening) >= 2:
            start = max(start, end - len(code) + place + len(opening))
    return start


# -- standing phrases ------------------------------------------------------------------------------------------------

_OLD_PRINCIPLE = (
    r"(?:以\s{0,3})?公\s{0,3}开\s{0,3}(?:是|为|作\s{0,3}为)\s{0,3}原\s{0,3}则[\s,、;:“”]{0,6}(?:以\s{0,3})?"
    r"不\s{0,3}公\s{0,3}开\s{0,3}(?:是|为|作\s{0,3}为)\s{0,3}例\s{0,3}外"
)
_LONGEST_PHRASE = 40
_TURNED = (
    "常态",
    "改为",
    "转变",
    "变为",
    "转向",
    "修改",
    "过去",
    "以往",
    "原来",
    "旧条例",
    "原条例",
    "不再",
    "取代",
    "调整为",
    "上升为",
)


class ObsoletePrinciple(Rule):
    """The principle of disclosure is told in the words of before 2019."""

    code = "GL524"
    name = "obsolete-principle"
    severity = WARNING
    fix = "suggest"
    title = Text("公开原则用现行条例的表述", "The principle of disclosure is that of the regulation in force")
    explain = Text(
        "2019年修订的条例第五条规定“以公开为常态、不公开为例外”。“公开为原则,不公开为例外”是修订以前的提法。"
        "讲述提法变化的不算。",
        "Article 5 of the regulation as revised in 2019 says 以公开为常态、不公开为例外. 公开为原则 is the formula of "
        "before. Passages that tell of the change are not meant.",
    )
    messages = {
        "default": Text(
            "“{phrase}”是2019年以前的提法,条例第五条现为“以公开为常态、不公开为例外”",
            "{phrase} is the formula of before 2019; article 5 now says 以公开为常态、不公开为例外",
        ),
        "another": Text("这里也是", "here, too"),
    }
    help = Text("改为“以公开为常态、不公开为例外”。", "Write 以公开为常态、不公开为例外.")
    basis = ("LAW-5",)
    related = ("GL521",)
    bad = (
        change(("依法做好政府信息公开", "坚持“⟦公开为原则,不公开为例外⟧”,依法做好政府信息公开")),
        change(("突出抓好惠农补贴", "按照⟦以公开为原则、不公开为例外⟧的要求,突出抓好惠农补贴"), base="town-2023"),
        change(("信息公开工作围绕", "信息公开工作坚持⟦公开是原则,不公开是例外⟧,围绕"), base="government-2020"),
    )
    good = (
        change(),
        change(("依法做好政府信息公开", "坚持以公开为常态、不公开为例外,依法做好政府信息公开")),
        change(("依法做好政府信息公开", "坚持公开是常态、不公开是例外,依法做好政府信息公开")),
        change(("依法做好政府信息公开", "推动由“公开为原则、不公开为例外”向“公开为常态”转变,依法做好政府信息公开")),
        change(("依法做好政府信息公开", "以公平、公正、便民为原则,依法做好政府信息公开")),
        change(("依法做好政府信息公开", "坚持依法公开为原则、应公开尽公开,依法做好政府信息公开")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding, at the first place."""
        text = report.text
        place = text.find("例外")
        while place >= 0 and "原" not in text[max(0, place - _LONGEST_PHRASE) : place]:
            place = text.find("例外", place + 2)
        if place < 0:
            return
        year = year_of(report)
        if year is None or year < FIRST_FORMAT_YEAR:
            yield YEAR_UNKNOWN if year is None else NotApplicable()
            return
        places = []
        for match in islice(compiled(_OLD_PRINCIPLE).finditer(text), _MOST_MATCHES):
            first, last = _sentence(text, match.start(), 80)
            if not any(word in text[first:last] for word in _TURNED):
                places.append(match)
        if places:
            match = places[0]
            yield self.finding(
                match.start(),
                match.end(),
                args={"phrase": "".join(match[0].split())},
                expected="以公开为常态、不公开为例外",
                actual=match[0],
                related=_also([place.span() for place in places]),
                fix=_with_principle(places),
            )


def _with_principle(places: Sequence[re.Match[str]]) -> Fix | None:
    """The principle in the words of today, where it stands in one piece."""
    if any("\n" in place[0] for place in places):
        return None
    return Fix(tuple(Edit(*place.span(), "以公开为常态、不公开为例外") for place in places), False)


_ITEM = r"第\s?(?:二十|20)条\s?第?\s?\(?(?P<item>[一二三四五六七八九十]{1,3})\)?\s?项(?P<rest>[^。;第、\n]{0,24})"


class Article20Item(Rule):
    """The text ties a topic to the wrong item of article 20."""

    code = "GL525"
    name = "article-20-item"
    severity = INFO
    title = Text("引用条例第二十条时项号与内容相符", "Items of article 20 are cited by their right numbers")
    explain = Text(
        "条例第二十条各项的内容是固定的:(一)规范性文件,(五)行政许可,(六)行政处罚和行政强制,(七)财政预决算,(八)行政事业性收费,"
        "(九)政府集中采购。只看一句话里只引一项、只讲一件事的说法。",
        "Every item of article 20 has its subject: (一) normative documents, (五) licences, (六) penalties and "
        "coercion, (七) budgets, (八) charges, (九) procurement. Only phrases with one item and one subject count.",
    )
    messages = {
        "default": Text(
            "“{topic}”是条例第二十条第({right})项,这里写的是第({item})项",
            "{topic} is item ({right}) of article 20, here it is item ({item})",
        ),
    }
    help = Text("对照条例第二十条改正项号。", "Correct the number by article 20 of the regulation.")
    basis = ("LAW-20",)
    related = ("GL522",)
    bad = (
        change(("(一)主动公开。全年", "(一)主动公开。按照条例⟦第二十条第(六)项⟧公开行政许可信息。全年")),
        change(
            ("(一)主动公开情况。通过", "(一)主动公开情况。依据⟦第二十条第(九)项⟧公示行政事业性收费。通过"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(("(一)主动公开。全年", "(一)主动公开。按照条例第二十条第(五)项公开行政许可信息。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。按照条例第二十条第(五)、(六)项公开行政许可和行政处罚信息。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。对照第二十条第(二)项更新机构职能。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。对照第二十条、第二十一条公开行政许可等信息。全年")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each wrong item in the running text."""
        text = report.text
        if "项" not in text or ("第二十条" not in text and "第20条" not in text):
            return
        items = {item["number"]: tuple(item["topics"]) for item in report.pack.vocabulary("documents")["item"]}
        for paragraph in report.paragraphs:
            if "项" not in paragraph.text or ("二十条" not in paragraph.text and "20条" not in paragraph.text):
                continue
            for match in islice(compiled(_ITEM).finditer(paragraph.text), _MOST_MATCHES):
                named = {number: t for number, topics in items.items() for t in topics if t in match["rest"]}
                if len(named) != 1 or match["item"] in named:
                    continue
                ((right, topic),) = named.items()
                yield self.finding(
                    paragraph.start + match.start(),
                    paragraph.start + match.start("rest"),
                    args={"topic": topic, "right": right, "item": match["item"]},
                    expected=f"第({right})项",
                    actual=f"第({match['item']})项",
                )


class StaleCongress(Rule):
    """The text names a congress that is no longer the last, or a meeting that had not yet been held."""

    code = "GL526"
    name = "stale-congress"
    severity = INFO
    title = Text("提到的党的会议与报告时间相符", "Party congresses named fit the time of the report")
    explain = Text(
        "2023年度以后的报告只提十九大而不提二十大,往往是沿用旧稿。提到报告成文以后才召开的会议,说明日期或者文字有误。",
        "A report on 2023 or later that names the nineteenth congress and not the twentieth was probably copied from "
        "an earlier one. A plenum opened after the report's date means that the date or the text is wrong.",
    )
    messages = {
        "default": Text(
            "{year}年度报告只提“{name}”,没有提“{current}”", "The report on {year} names {name} and not {current}"
        ),
        "later": Text(
            "“{name}”{opened}开幕,晚于报告日期{written}",
            "{name} opened on {opened}, after the report's date, {written}",
        ),
    }
    help = Text("核对是不是沿用了旧稿。", "Check whether the passage was copied from an earlier report.")
    basis = ("PRACTICE",)
    related = ("GL506",)
    bad = (
        change(("围绕群众关心的", "深入贯彻党的⟦十九大⟧精神,围绕群众关心的")),
        change(("按照县政府统一", "学习贯彻⟦二十届三中全会⟧精神,按照县政府统一"), base="town-2023"),
    )
    good = (
        change(),
        change(("围绕群众关心的", "深入贯彻党的二十大和二十届二中全会精神,围绕群众关心的")),
        change(("围绕群众关心的", "贯彻党的十九大、二十大精神,围绕群众关心的")),
        change(("工作围绕疫情", "工作贯彻党的十九大和十九届五中全会精神,围绕疫情"), base="government-2020"),
        change(("围绕企业全", "贯彻党的二十届三中全会精神,围绕企业全"), base="committee-2024"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding of each kind, at its first place."""
        text = report.text
        if not any(sign in text for sign in ("十九大", "二十大", "二十届", "十九届")):
            return
        year = year_of(report)
        if year is None:
            yield YEAR_UNKNOWN
            return
        words = report.pack.vocabulary("congress")
        old, current = words["old"], words["current"]
        if year >= words["current-year"] and old in text and current not in text and "二十届" not in text:
            place = text.index(old)
            args = {"year": year, "name": old, "current": current}
            yield self.finding(place, place + len(old), args=args)
        written = _latest_day(report, year)
        for name, opened in words["opened"].items():
            if opened > written and name in text:
                place = text.index(name)
                before = text[max(0, place - 12) : place].removesuffix("党的")
                if not before.endswith(tuple(words["ahead"])):
                    args = {"name": name, "opened": opened, "written": written}
                    yield self.finding(place, place + len(name), variant="later", args=args)


def _latest_day(report: Report, year: int) -> str:
    """The last day on which the report may have been written: its date, the latest of the page's, or else the end of
    the year in which it is due.
    """
    issued = report.issue_date
    days = [issued.value.isoformat()] if issued is not None and issued.value is not None else []
    days += [day.value.isoformat() for day in report.page_dates]
    return max(days, default=f"{year + 1}-12-31")
