"""GL112, GL113, GL115, GL117: what section one has to speak of, and what does not belong there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from govlint.report.flow import opens_item
from govlint.rule import ERROR, INFO, WARNING, NotApplicable, Parameter, Rule, Text, Verdict, change
from govlint_rules.report_facts import (
    FIRST_FEE_YEAR,
    YEAR_UNKNOWN,
    before_uniform_format,
    breaks_off,
    last_section_end,
    old_headings,
    quoted,
    year_of,
)

if TYPE_CHECKING:
    from govlint.report.flow import Passage
    from govlint.report.model import Report
    from govlint.report.parts import Organ

_EMPTY = 10
"""A section with fewer characters is empty, which GL109 says."""
_TINY = 300
"""A section with fewer characters cannot be asked for every aspect."""
_CLAUSE_MARKS = str.maketrans("。:;!?", ",,,,,")
_LONGEST_HEAD = 20
_FEWEST_HEADS = 3
"""Where so many aspects have sub-headings, one without is left out, whatever words the others use in passing."""

TOUCHED, PASSING, MISSING = "touched", "passing", "missing"


def _overview_text(report: Report) -> str | None:
    """Section one without blanks; None unless it was read whole: once, and up to section two."""
    ones = [section for section in report.sections if section.number == 1]
    two = report.section(2)
    if len(ones) != 1 or two is None or last_section_end(report, 1) != two.heading.start or old_headings(report):
        return None
    return "".join(report.text[ones[0].start : two.heading.start].split())


def _standing(aspect: dict[str, Any], text: str) -> str:
    """Whether the text speaks of an aspect, only has words that may mean it, or has none."""
    for phrase in aspect.get("except", ()):
        text = text.replace(phrase, "")
    if any(word in text for word in aspect["words"]) or any(
        word in clause for clause in _clauses_with(aspect.get("objects", ()), text) for word in aspect["work"]
    ):
        return TOUCHED
    return PASSING if any(word in text for word in aspect["passing"]) else MISSING


def _clauses_with(names: Iterable[str], text: str) -> Iterator[str]:
    """The clauses of a text that name one of the things."""
    text = text.translate(_CLAUSE_MARKS)
    for name in names:
        place = text.find(name)
        while place >= 0:
            end = text.find(",", place)
            end = end if end >= 0 else len(text)
            yield text[text.rfind(",", 0, place) + 1 : end]
            place = text.find(name, end)


def _is_headed(report: Report, aspects: Iterable[dict[str, Any]]) -> bool:
    """Whether section one is divided by sub-headings that each name one of the aspects."""
    heads = [
        {number for number, aspect in enumerate(aspects) if any(head in opening for head in aspect["heads"])}
        for opening in (
            "".join(paragraph.text[:_LONGEST_HEAD].split())
            for paragraph in report.paragraphs
            if paragraph.section == 1 and opens_item(paragraph.text)
        )
    ]
    return all(heads) and len(set().union(*heads)) >= _FEWEST_HEADS


class OverviewAspects(Rule):
    """Section one leaves out one of its five aspects."""

    code = "GL112"
    name = "overview-aspects"
    severity = WARNING
    title = Text("“总体情况”写到五个方面", "The overview speaks of all five aspects")
    explain = Text(
        "“总体情况”要概述主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面,没有收到申请的也要写明。"
        "程序看内容,不看小标题;不足300字的只作提示。",
        "The overview sums up proactive disclosure, applications, management of information, platforms, and "
        "supervision; that no application came in is said as well. What counts is what is said, not the headings; an "
        "overview of less than 300 characters gets a note.",
    )
    messages = {
        "default": Text("“总体情况”没有写到{aspects}", "The overview says nothing of: {aspects_en}"),
        "passing": Text("“总体情况”对{aspects}只是带过", "The overview only touches on: {aspects_en}"),
    }
    help = Text(
        "补写缺少的方面:做了什么、数量多少;没有发生的,写明没有发生。",
        "Add what is missing: what was done, and how much; where nothing happened, say so.",
    )
    basis = ("N30", "LAW-50")
    related = ("GL109", "GL113")
    bad = (
        change(
            ("一、总体情况", "⟦一、总体情况⟧"),
            (
                "(二)依申请公开。全年收到政府信息公开申请8件,上年结转1件,办结8件,结转下年度继续办理1件。新收申请中,"
                "自然人提出5件,法人或其他组织提出3件。承办科室坚持先沟通、后答复,一次性告知需要补正的内容。",
                "(二)政策解读。新印发的行政规范性文件在三个工作日内配发解读,全年制作图文解读18篇、短视频解读6个。"
                "招生政策发布以后,连续两周安排专人值守咨询电话,逐一说明报名条件和材料要求。",
            ),
        ),
        change(
            ("一、总体情况", "⟦一、总体情况⟧"),
            (
                "(五)监督保障。局党组两次听取信息公开工作汇报,培训各科室和直属学校经办人员76人次。"
                "信息公开纳入科室年度考核,全年未发生需要追究责任的情形。",
                "(五)政策宣讲。组织招生政策宣讲走进社区21场,发放资料三千余份,现场解答家长提问。",
            ),
        ),
        change(
            ("一、总体情况", "⟦一、总体情况⟧"),
            (
                "(四)公开平台情况。镇便民服务中心公开专区配备电脑2台、宣传折页12种,由专人引导群众查阅。",
                "(四)政策宣传情况。组织宣讲小分队进村入户,讲解惠农补贴和医保缴费办法。",
            ),
            ("通过县政府门户网站禾坪镇专栏公开信息143条,通过18个村务公开栏张贴公示272张。", "全年公开信息143条。"),
            ("考核结果在镇政府公开栏公布", "考核结果在全镇干部会议上公布"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(base="town-2023"),
        change(("(四)平台建设方面。完成局属3个网站向县政府门户网站的整合迁移", "历史信息"), base="department-2020"),
        change(
            ("(二)依申请公开。全年收到政府信息公开申请8件", "(二)其他渠道。全年没有收到政府信息公开申请"),
            ("(四)政府信息公开平台建设。在局机关一楼", "(四)便民措施。在局机关一楼"),
        ),
        change(("(三)政府信息管理。修订", "修订"), ("(五)监督保障。局党组", "局党组")),
        change(("(二)依申请公开。全年未收到政府信息公开申请。\n", ""), base="institution-2021"),
    )

    parameters = (
        Parameter(
            "min-length",
            _TINY,
            Text(
                "总体情况达到这么多字,五个方面没有写全才是警告",
                "from how many characters of section one on a missing aspect is a warning",
            ),
            20,
            10000,
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the heading of section one."""
        year = year_of(report)
        text = _overview_text(report)
        if year is None or year < FIRST_FEE_YEAR or text is None:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        if len(text) < _EMPTY:
            return
        aspects = report.pack.vocabulary("overview")["aspect"]
        standings = [(aspect, _standing(aspect, text)) for aspect in aspects]
        missing = [aspect for aspect, standing in standings if standing == MISSING]
        passing = [aspect for aspect, standing in standings if standing == PASSING]
        if passing and _is_headed(report, aspects):
            missing = [aspect for aspect, standing in standings if standing != TOUCHED]
        told = missing or (passing if len(text) >= self.number("min-length") else [])
        section = report.section(1)
        if not told or section is None:
            return
        yield self.finding(
            section.heading.start,
            section.heading.end,
            severity=WARNING if missing and len(text) >= self.number("min-length") else INFO,
            variant="default" if missing else "passing",
            args={
                "aspects": quoted(aspect["name"] for aspect in told),
                "aspects_en": ", ".join(aspect["name_en"] for aspect in told),
            },
            section=1,
        )


_GOVERNMENTS = frozenset(("province", "city", "county", "town"))


def _is_government(organ: Organ) -> bool:
    """Whether the organ is a people's government. A name in 区 without 政府 may be that of a zone."""
    return organ.kind in _GOVERNMENTS and (not organ.name.endswith("区") or organ.source == "option")


class AccountabilityResults(Rule):
    """A government leaves out the results that article 50 wants of it."""

    code = "GL113"
    name = "accountability-results"
    severity = WARNING
    title = Text(
        "政府的报告写明工作考核、社会评议和责任追究结果",
        "A government reports the results of assessment, public evaluation and accountability",
    )
    explain = Text(
        "各级人民政府的年度报告还应当包括工作考核、社会评议和责任追究结果情况;没有追究责任的,也要写明没有。"
        "部门、办公室和街道办事处不在此列。三项都没有写的是错误。",
        "The annual report of a people's government also states the results of work assessment, public evaluation and "
        "accountability; that nobody was held to account is said as well. Departments, offices and sub-district "
        "offices are exempt. Where none of the three is mentioned, this is an error.",
    )
    messages = {
        "default": Text("全文没有写{results}的结果", "The report does not state the results of: {results_en}"),
        "none": Text(
            "全文没有写工作考核、社会评议和责任追究的结果",
            "The report states no results of assessment, public evaluation or accountability",
        ),
    }
    help = Text(
        "在“监督保障”部分写明考核怎样进行、结果如何,评议由谁参加、满意程度,有没有追究责任。",
        "State under supervision how the work was assessed and with what result, who evaluated it, and whether anybody "
        "was held to account.",
    )
    basis = ("LAW-50", "LAW-46", "N30")
    related = ("GL112",)
    bad = (
        change(
            ("一、总体情况", "⟦一、总体情况⟧"),
            (
                "村(社区)公开工作列入年度考核,考核结果在镇政府公开栏公布。邀请人大代表和村民代表开展社会评议1次,"
                "提出的6条意见全部办结。全年没有发生责任追究。",
                "安排1名专职人员负责公开工作,组织村(社区)经办人员培训2次,每季度检查一次公开栏。",
            ),
            base="town-2023",
        ),
        change(
            ("一、总体情况", "⟦一、总体情况⟧"),
            (
                "委托第三方开展社会评议，发放问卷1200份，满意率为96.5%。全年对3个更新不及时的单位予以提醒督办，"
                "未发生责任追究情形。",
                "全年对3个更新不及时的单位予以提醒督办。",
            ),
            base="government-2023",
        ),
        change(
            ("一、总体情况", "⟦一、总体情况⟧"),
            ("开展年度工作考核,组织社会评议并公布结果,全年没有启动责任追究。", "开展年度工作考核,每月通报更新情况。"),
            base="government-2020",
        ),
    )
    good = (
        change(base="town-2023"),
        change(base="city-2022"),
        change(("科室年度考核,全年未发生需要追究责任的情形", "科室工作计划")),
        change(("社区公开情况纳入年度考核", "社区公开情况按月通报"), base="subdistrict-2024"),
        change((",公开工作纳入科室绩效考核", ""), base="office-2023"),
        change(
            ("村(社区)公开工作列入年度考核,考核结果", "年终考评中本镇得分列全县第三,考评结果"),
            ("开展社会评议1次", "填写调查问卷36份"),
            ("全年没有发生责任追究", "全年无人被问责"),
            base="town-2023",
        ),
        change(
            ("委托第三方开展社会评议，发放问卷1200份，满意率为96.5%。", ""),
            ("下一步，一是统一", "社会评议反映的意见已经整改。下一步，一是统一"),
            base="government-2023",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the heading of section one."""
        organ = report.organ
        section = report.section(1)
        if organ is None or not _is_government(organ) or section is None or breaks_off(report):
            yield NotApplicable()
            return
        if before_uniform_format(report) or old_headings(report):
            yield NotApplicable()
            return
        text = report.running_text.text  # the results may stand anywhere but in a table
        results = report.pack.vocabulary("overview")["result"]
        missing = [result for result in results if not any(word in text for word in result["words"])]
        if not missing or section.end - section.start < _EMPTY:
            return
        is_none = len(missing) == len(results)
        yield self.finding(
            section.heading.start,
            section.heading.end,
            severity=ERROR if is_none and organ.name.endswith("政府") else WARNING,
            variant="none" if is_none else "default",
            args={}
            if is_none
            else {
                "results": quoted(result["name"] for result in missing),
                "results_en": ", ".join(result["name_en"] for result in missing),
            },
            section=1,
        )


_LEAST_PLAN = 80
"""A passage that tells of problems and plans in fewer characters is a turn of phrase."""


class ProblemsMisplaced(Rule):
    """Section one tells of problems and plans."""

    code = "GL115"
    name = "problems-misplaced"
    severity = INFO
    title = Text("问题和打算写在第五部分", "Problems and plans stand in section five")
    explain = Text(
        "存在的问题和下一步打算属于第五部分。写在“总体情况”里,第五部分就只能重复,或者两处说法不一。",
        "Problems and plans belong into section five. Told in the overview, they have to be repeated there, or the two "
        "places disagree.",
    )
    messages = {
        "default": Text(
            "“总体情况”里写了存在的问题和下一步打算,应当放到第五部分",
            "The overview tells of problems and plans, which belong into section five",
        ),
    }
    help = Text("把这一段并入第五部分。", "Move the passage to section five.")
    basis = ("N30", "LAW-50")
    related = ("GL112",)
    bad = (
        change(
            (
                "全年未发生需要追究责任的情形。\n",
                "全年未发生需要追究责任的情形。\n⟦过去一年的公开工作虽有进展,但也存在一些问题和不足,主要是公开内容不够全面,"
                "个别栏目更新不够及时,与群众期待还有距离。⟧今后将充实经办力量,明确更新时限,按月核对各栏目内容,"
                "努力让群众看得到、看得懂、用得上。\n",
            )
        ),
        change(
            (
                "全年没有发生责任追究。\n",
                "全年没有发生责任追究。⟦但与上级要求相比,政府信息公开工作还有差距,公开栏更换不够勤,村级公开的内容还比较单一。"
                "⟧下一步,镇政府将安排专人定期更换公开栏,充实村级公开内容,并把群众关心的补贴发放、工程建设、"
                "集体资产等事项列为公开重点,逐项落实责任人员。\n",
            ),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(("全年未发生需要追究责任的情形。\n", "检查发现的不足已经全部整改,下一步将坚持按月检查。\n")),
        change(
            (
                "全年未发生需要追究责任的情形。\n",
                "针对上年度报告指出的问题,逐项明确整改措施和责任科室,年内全部整改到位,有关栏目的更新周期由一个月缩短为十天,"
                "群众反映良好。今后将坚持这一做法,每年对照检查一次。\n",
            )
        ),
        change(("全年未发生需要追究责任的情形。\n", "工作中存在一些不足。\n")),
        change(base="government-2023"),
    )

    parameters = (
        Parameter(
            "min-length",
            _LEAST_PLAN,
            Text(
                "说问题和打算的话不到这么多字的不提示",
                "passages on problems and plans are told if they are longer than so many characters",
            ),
            10,
            2000,
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first passage of section one that tells of problems, with the plans behind it."""
        if before_uniform_format(report) or report.section(1) is None or report.section(5) is None:
            yield NotApplicable()
            return
        words = report.pack.vocabulary("overview")["problems"]
        for passage in report.passages:
            if passage.section == 1 and any(word in passage.text for word in words["told"]):
                place = _own_problems(passage, words, self.number("min-length"))
                if place is not None:
                    start, end = passage.range(*place)
                    yield self.finding(start, end, section=1)
                    return


def _own_problems(passage: Passage, words: dict[str, list[str]], least: int) -> tuple[int, int] | None:
    """The sentence that owns to problems, if plans follow in it or behind it."""
    text = passage.text
    ranges = list(passage.sentences())
    plans = [place for place in ranges if any(word in text[slice(*place)] for word in words["plans"])]
    for start, end in ranges if plans else ():
        sentence = text[start:end]
        if not any(word in sentence for word in words["told"]) or any(word in sentence for word in words["others"]):
            continue
        if any(word in sentence for word in words["owned"]) and start <= plans[-1][0]:
            if len(text) - start <= least:
                return None
            return start, end
    return None


_FEWEST_KINDS = 3
"""So many kinds of other business in one passage are more than an example."""


class ScopeCreep(Rule):
    """The report is widened into other business."""

    code = "GL117"
    name = "scope-creep"
    severity = INFO
    title = Text("只写政府信息公开工作", "The report keeps to government information disclosure")
    explain = Text(
        "统一格式要求内容不能泛化。党务公开、干部任免、招商引资、机关内部公开、廉政建设等其他工作,一段里提到三类以上的,"
        "请人看一看。",
        "The uniform format asks for nothing beyond the subject. Where one passage speaks of three or more kinds of "
        "other business (party affairs, appointments, investment, internal openness, integrity …), a person should "
        "look.",
    )
    messages = {
        "default": Text(
            "这一段写了政府信息公开以外的工作:{markers}",
            "This passage speaks of business other than disclosure: {markers}",
        ),
    }
    help = Text(
        "删去与政府信息公开无关的内容,或者只写其中属于政府信息公开的部分。",
        "Delete what has nothing to do with government information disclosure, or keep only what has.",
    )
    basis = ("N30",)
    related = ("GL115",)
    bad = (
        change(
            (
                "门户网站教育专栏增设",
                "推进⟦机关内部政务公开,对干部任免、职工福利、公务接待开支和领导干部廉洁自律⟧等情况都及时公布。"
                "门户网站教育专栏增设",
            )
        ),
        change(
            ("(三)政府信息管理情况。落实", "(三)政府信息管理情况。同步抓好⟦党务公开、招商引资、信访维稳⟧等工作。落实"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(("门户网站教育专栏增设", "公开干部任免信息12条、招商引资政策6项。门户网站教育专栏增设")),
        change(
            ("(三)政府信息管理。修订", "招商引资政策集中公开。\n(三)政府信息管理。修订"),
            ("(五)监督保障。局党组", "(五)监督保障。把公开工作列入党风廉政责任制。局党组"),
            ("没有其他需要报告的事项。", "落实党务公开要求的情况另行报告。"),
        ),
        change(("(五)监督保障。局党组", "(五)监督保障。邀请纪检监察人员列席公开工作例会,听取意见。局党组")),
        change(base="government-2023"),
    )

    parameters = (
        Parameter(
            "min-kinds",
            _FEWEST_KINDS,
            Text("一段里提到几类以上其他工作才提示", "so many kinds of other business in one passage are told"),
            2,
            20,
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first passage of section one or five with three kinds of other business."""
        if before_uniform_format(report):
            yield NotApplicable()
            return
        groups = report.pack.vocabulary("overview")["other_business"]["groups"]
        own = [passage for passage in report.passages if passage.section in (1, 5)]
        text = "".join(passage.text for passage in own)
        if sum(any(word in text for word in group) for group in groups) >= self.number("min-kinds"):
            for passage in own:
                places = sorted(_first_places(passage.text, groups))
                if len(places) >= self.number("min-kinds"):
                    last, word = places[-1]
                    start, end = passage.range(places[0][0], last + len(word))
                    markers = "、".join(marker for _, marker in places)
                    yield self.finding(start, end, args={"markers": markers})
                    return


def _first_places(text: str, groups: Iterable[Iterable[str]]) -> Iterator[tuple[int, str]]:
    """The first place and word of each group that the text has a word of."""
    for group in groups:
        found = [(text.find(word), word) for word in group if word in text]
        if found:
            yield min(found, key=lambda place: (place[0], -len(place[1])))
