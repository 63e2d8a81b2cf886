"""GL908–GL909: text taken over from the previous report of the same organ."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.rule import ERROR, WARNING, NotAssessable, Related, Text, Verdict, pair
from govlint_rules.likeness import likeness, own_words, section_text
from govlint_rules.previous_facts import ComparingRule, previous_of, years_of

if TYPE_CHECKING:
    from govlint.report.model import Report

_SHORTEST_OVERVIEW = 120
"""Characters of its own from which section one can be a copy and not the few words that a tiny organ always has."""
_COPIED, _WHOLLY_COPIED = 85.0, 97.0
_SHORTEST_PART = 36
_PROBLEMS_COPIED = 90.0
_MEASURES = (
    r"改进情况|改进措施|整改措施|整改情况|改进的?(?:打算|方向|举措)|解决措施|下一?步|今后|针对(?:"
    r"以上|上述|这些|存在|此)|对此|为此|为解决|20\d\d年,[^。;]{0,12}(?:将|要)"
)
"""With what the measures of section five begin."""

_OVERVIEW_2024 = (
    (
        "把校外培训治理、课后服务和教师招聘作为公开的重点,家长来电询问政策的次数明显减少。\n(一)主动公开。"
        "门户网站教育专栏全年更新信息356条,课后服务收费标准和校外培训机构名单按月公布。"
        "教师招聘从报名到拟聘用的七个环节全部上网。"
    ),
    (
        "(三)政府信息管理。会同档案室清点建局以来的公文,补录电子目录4300条。行政规范性文件当年废止1件,现行有效13件,"
        "目录随文件同步调整。\n(四)政府信息公开平台建设。课后服务查询页面上线后访问量达到2.4万次。"
        "原有的自助查询终端迁入新落成的教育服务大厅,并增加打印功能。\n(五)监督保障。制定信息公开过错登记制度,"
        "抽查学校公开栏41处,发现的9个问题当场交办。经办人员轮岗前一律参加考试。"
    ),
)
_OVERVIEW_2023 = (
    (
        "围绕群众关心的入学、升学和校园安全等事项,依法做好政府信息公开各项工作。\n(一)主动公开。"
        "全年通过县政府门户网站发布教育信息356条,其中招生入学类91条、财政资金类60条、规划计划类22条、其他183条。"
        "新印发的行政规范性文件全部配发了解读材料。"
    ),
    (
        "(三)政府信息管理。修订信息发布审核办法,明确科室起草、办公室审核、分管负责人签发三道程序。"
        "逐件清理2018年以来的行政规范性文件,废止1件,现行有效13件。\n(四)政府信息公开平台建设。在局机关一楼设立查阅点,"
        "配备自助查询终端。门户网站教育专栏增设学区查询入口,方便家长按住址查找对应学校。\n(五)监督保障。"
        "局党组两次听取信息公开工作汇报,培训各科室和直属学校经办人员81人次。信息公开纳入科室年度考核,"
        "全年未发生需要追究责任的情形。"
    ),
)
"""The two long passages of section one in the report for 2024, and what the one for 2023 had in their place."""
_APPLICATIONS_2024 = (
    "全年收到政府信息公开申请10件,较上年增长25%;上年结转1件,办结11件,年末没有结转下年度继续办理的申请。"
    "申请内容集中在学区调整和民办学校审批两个方面。"
)
_APPLICATIONS_2023 = (
    "全年收到政府信息公开申请10件,上年结转1件,办结11件,年末没有结转下年度继续办理的申请。新收申请中,自然人提出6件,"
    "法人或其他组织提出4件。承办科室坚持先沟通、后答复,一次性告知需要补正的内容。"
)
_PROBLEMS_2024 = (
    "一是课后服务的收费信息分散在各校网页,家长比较起来费时。二是涉及民办学校的申请往往要征求第三方意见,"
    "答复前的等待较长。"
)
_PROBLEMS_2023 = "一是部分学校公开的内容偏重活动报道,收费和采购信息更新较慢。二是个别经办人员对答复时限把握不准。"
_MEASURES_2024 = (
    "2023年报告指出的收费和采购信息更新慢的问题,已通过按季度核对清单解决,抽查及时率达到98%。今后拟做好两件事:"
    "一是汇总各校收费标准,在专栏集中展示;二是与常被征求意见的学校约定回复时限。"
)
_MEASURES_2023 = (
    "针对上一年度专栏栏目交叉重复的问题,已将14个栏目合并为9个。下一步将从两个方面改进:一是制定学校信息公开事项清单,"
    "按季度核对更新情况;二是建立申请办理提醒台账,在第十个工作日提示承办科室。"
)


def _section(overview: tuple[str, str], applications: str) -> str:
    return f"2024年,青石县教育局{overview[0]}\n(二)依申请公开。{applications}\n{overview[1]}"


_SECTION_2024 = _section(_OVERVIEW_2024, _APPLICATIONS_2024)
"""Section one of the clean report for 2024."""


class TextCopied(ComparingRule):
    """Section one is last year's."""

    code = "GL908"
    name = "text-copied"
    severity = WARNING
    title = Text("第一部分不照抄上一年度的报告", "Section one is not last year's")
    explain = Text(
        "去掉年份、数字、法规和机关的名称、栏目和小标题、套话以及“未收到申请”一类的零报告以后,"
        "把第一部分与上一年度报告的第一部分比较。相似度达到85%列为警告,达到97%(只换了年份和数字)列为错误。"
        "文字太短的不作判断;第五部分由GL909比较。",
        "Without years, figures, names of laws and of the organ, labels, headings, set phrases and nil statements, "
        "section one is compared with that of the previous report. From 85 % alike it is a warning, from 97 % (only "
        "years and figures were changed) an error. Short texts are not judged; section five is compared by GL909.",
    )
    messages = {
        "default": Text(
            "第一部分与{year}年度报告的相似度为{percent}%(年份、数字、栏目和套话不计)",
            "section one is {percent} % alike that of the report for {year} (years, figures, labels and set phrases "
            "apart)",
        ),
        "wholly": Text(
            "第一部分与{year}年度报告的相似度为{percent}%,只换了年份和数字",
            "section one is {percent} % alike that of the report for {year}: only years and figures were changed",
        ),
        "before": Text("上一年度报告的第一部分", "section one of the previous report"),
    }
    help = Text(
        "按本年的实际工作重写:做了哪些与上年不同的事,有什么结果。",
        "Write of the year's own work: what was done that was not done before, and with what result.",
    )
    basis = ("LAW-47", "LAW-50", "PRACTICE")
    related = ("GL905", "GL909", "GL910")
    bad = (
        pair((_SECTION_2024, f"⟦{_section(_OVERVIEW_2023, _APPLICATIONS_2023)}⟧")),
        pair((_SECTION_2024, f"⟦{_section(_OVERVIEW_2023, _APPLICATIONS_2024)}⟧")),
    )
    good = (
        pair(),
        pair(base="department-2020", previous="department-2019"),
        pair((_OVERVIEW_2024[1], _OVERVIEW_2023[1])),
        pair((_APPLICATIONS_2024, _APPLICATIONS_2023)),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the text of section one."""
        percent = _overview_likeness(report)
        if percent is None:
            yield NotAssessable("text-too-short")
            return
        now, before = section_text(report, 1), section_text(previous_of(report), 1)
        if percent >= _COPIED and now is not None and before is not None:
            is_whole = percent >= _WHOLLY_COPIED
            yield self.finding(
                *now[1],
                severity=ERROR if is_whole else WARNING,
                variant="wholly" if is_whole else "default",
                args={"percent": int(percent), "year": years_of(report)[1]},
                related=(Related(*before[1], "before", {}, previous_of(report)),),
            )


@lru_cache(maxsize=1)
def _overview_likeness(report: Report) -> float | None:
    """How alike section one is to that of the previous report, in percent; None if one of them is too short to tell."""
    now, before = section_text(report, 1), section_text(previous_of(report), 1)
    if now is None or before is None:
        return None
    own, earlier = own_words(report, now[0]), own_words(previous_of(report), before[0])
    return None if min(len(own), len(earlier)) < _SHORTEST_OVERVIEW else likeness(own, earlier)


def is_overview_copied(report: Report) -> bool:
    """Whether section one is taken over from the previous report."""
    percent = _overview_likeness(report)
    return percent is not None and percent >= _COPIED


class _Part(NamedTuple):
    """Section five, or its problems or measures."""

    text: str
    start: int
    """Offset in the text of the section."""


def _parts(text: str) -> dict[str, _Part]:
    """Section five as a whole, and its problems and its measures where one follows the other."""
    parts = {"both": _Part(text, 0)}
    match = compiled(_MEASURES).search(text)
    if match is not None and match.start():
        end = max(text.rfind(mark, 0, match.start()) for mark in "。;!?") + 1
        parts["problems"] = _Part(text[: end or match.start()], 0)
        parts["measures"] = _Part(text[match.start() :], match.start())
    return parts


class ProblemsCopied(ComparingRule):
    """Section five names last year's problems, or measures, again."""

    code = "GL909"
    name = "problems-copied"
    severity = ERROR
    title = Text("第五部分不照抄上一年度的问题和措施", "Section five does not repeat last year's problems or measures")
    explain = Text(
        "条例要求写存在的问题和改进情况:上年的问题改了没有,本年有什么新问题。去掉年份、数字、栏目和套话以后,第五部分,"
        "或者其中的问题、措施,与上一年度报告有九成以上相同的,说明这一部分没有重写。确实没有解决的问题,要写明做了什么、"
        "为什么没有解决。",
        "The law wants the problems and what became of them. Where section five, its problems or its measures are "
        "nine tenths the same as in the previous report, years, figures, labels and set phrases apart, it was not "
        "written anew. Of a problem that is still there the report must say what was done, and why that was not "
        "enough.",
    )
    messages = {
        "both": Text(
            "第五部分与{year}年度报告的相似度为{percent}%",
            "section five is {percent} % alike that of the report for {year}",
        ),
        "problems": Text(
            "写的问题与{year}年度报告的相似度为{percent}%",
            "the problems are {percent} % alike those of the report for {year}",
        ),
        "measures": Text(
            "写的改进措施与{year}年度报告的相似度为{percent}%",
            "the measures are {percent} % alike those of the report for {year}",
        ),
        "before": Text("上一年度报告写的", "as the previous report has it"),
    }
    help = Text(
        "写明上年问题的改进情况和本年新发现的问题;没有解决的,写明进展和原因。",
        "Say what became of last year's problems and which are new; of those that remain, how far things are and why.",
    )
    basis = ("LAW-50", "LAW-47")
    related = ("GL613", "GL908")
    bad = (
        pair((f"(一)存在的主要问题。{_PROBLEMS_2024}", f"⟦(一)存在的主要问题。{_PROBLEMS_2023}⟧")),
        pair((f"改进情况。{_MEASURES_2024}", f"⟦改进情况。{_MEASURES_2023}⟧")),
        pair(
            (
                f"(一)存在的主要问题。{_PROBLEMS_2024}\n(二)改进情况。{_MEASURES_2024}",
                f"⟦(一)存在的主要问题。{_PROBLEMS_2023}\n(二)改进情况。{_MEASURES_2023}⟧",
            )
        ),
    )
    good = (
        pair(),
        pair(base="department-2020", previous="department-2019"),
        pair((_PROBLEMS_2024, _PROBLEMS_2023.partition("二是")[0] + _PROBLEMS_2024[2:].partition("二是")[2])),
        pair(
            (_PROBLEMS_2024, "公开工作力量不足。"),
            before=((_PROBLEMS_2023, "公开工作力量不足。"),),
        ),
        pair((_MEASURES_2024, "针对上一年度专栏栏目交叉重复的问题,经过一年努力,栏目数量稳定在9个,群众不再反映。")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the part that was taken over."""
        now, before = section_text(report, 5), section_text(previous_of(report), 5)
        if now is None or before is None:
            yield NotAssessable("text-too-short")
            return
        flow = next(flow for flow in report.flows if flow.section == 5 and flow.text)
        earlier = _parts(before[0])
        is_compared = False
        for name, part in _parts(now[0]).items():
            if name not in earlier:
                continue
            own, other = own_words(report, part.text), own_words(previous_of(report), earlier[name].text)
            if min(len(own), len(other)) < _SHORTEST_PART:
                continue
            is_compared = True
            percent = likeness(own, other)
            if percent >= _PROBLEMS_COPIED:
                start, end = now[1] if name == "both" else flow.range(part.start, part.start + len(part.text))
                yield self.finding(
                    start,
                    end,
                    variant=name,
                    args={"percent": int(percent), "year": years_of(report)[1]},
                    related=(Related(*before[1], "before", {}, previous_of(report)),),
                )
                return
        if not is_compared:
            yield NotAssessable("text-too-short")
