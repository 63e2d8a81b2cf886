"""GL604 and GL611–GL615: what the text says, and fails to say, of the organ's own work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govlint.patterns import compiled
from govlint.report.numerals import ordinal_end
from govlint.report.series import COUNTED_SECTIONS, ORDER
from govlint.rule import INFO, WARNING, NotApplicable, Parameter, Related, Rule, Text, Verdict, change
from govlint_rules.places import occurrences

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.flow import Flow
    from govlint.report.model import Report
    from govlint.report.series import Series

_CLAUSE_ENDS = "。;:,!?\n"
_LONGEST_CLAUSE = 120


@lru_cache(maxsize=4)
def _words(pack: Pack) -> dict[str, dict[str, Any]]:
    return pack.vocabulary("substance")


def _flows(report: Report, *sections: int) -> Iterator[Flow]:
    return (flow for flow in report.flows if flow.section in sections)


def _text_of(report: Report, section: int) -> str:
    """The running text of a section; "" where there is none."""
    return "\n".join(flow.text for flow in _flows(report, section))


def _clause(text: str, place: int) -> tuple[int, int]:
    """Where the clause around a place starts and ends."""
    lowest, highest = max(0, place - _LONGEST_CLAUSE), min(len(text), place + _LONGEST_CLAUSE)
    start = max(lowest, *(text.rfind(mark, lowest, place) + 1 for mark in _CLAUSE_ENDS))
    ends = [end for end in (text.find(mark, place, highest) for mark in _CLAUSE_ENDS) if end >= 0]
    return start, min(ends, default=highest)


def _has(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


# -- others as actors ----------------------------------------------------------------------------------------------

_SENIOR_LEVELS = ("central", "province", "city")
_LOCAL_KINDS = ("town", "subdistrict")


class GenericActor(Rule):
    """The report of one organ tells what “some regions” do."""

    code = "GL604"
    name = "generic-actor"
    severity = WARNING
    title = Text("写本机关自己的工作", "The report tells of the organ's own work")
    explain = Text(
        "一个机关的年度报告写的是本机关的工作。“各级政府部门”“部分地区”“多数部门”做了什么,不是本机关做的事,"
        "这样的文字多半是套用的范文。省、市政府和国家机关汇总所属地区的情况,不在此列。",
        "An annual report tells what the organ itself did. What “governments at all levels”, “some regions” or “most "
        "departments” did is not its work; such text was usually taken from a model. Provinces, cities and ministries, "
        "which sum up those under them, are left alone.",
    )
    messages = {
        "default": Text(
            "“{actor}”做的事不是本机关的工作,这样的说法在报告里有{count}处",
            "What “{actor}” did is not the organ's own work; the report says such things {count} times",
        ),
        "another": Text("这里也是", "here too"),
    }
    help = Text("改写成本机关做了什么、有什么结果。", "Say what the organ itself did, and with what result.")
    basis = ("N30", "PRACTICE")
    related = ("GL614",)
    bad = (
        change(
            (
                "在局机关一楼设立查阅点",
                "⟦部分地区⟧还开发了手机应用程序。一些地方运用大数据优化检索。在局机关一楼设立查阅点",
            ),
        ),
        change(
            ("收到申请2件,均为自然人", "⟦各级政府部门⟧不断规范办理流程,多数部门能按时答复。收到申请2件,均为自然人"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(("在局机关一楼设立查阅点", "借鉴部分地区的经验,向各级政府部门征求意见,在局机关一楼设立查阅点")),
        change(
            ("在局机关一楼设立查阅点", "部分地区的群众不便上网,部分地区和学校联合开设查阅点。在局机关一楼设立查阅点")
        ),
        change(
            ("全市各级行政机关公开", "各级政府部门及时公开信息,部分地区建成专区。全市各级行政机关公开"),
            base="city-2022",
        ),
        change(
            ("汛期每日发布水情通报。", "部分地区出现暴雨、部分地区发生内涝时,每日发布水情通报。"),
            base="department-2020",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first such clause, if there are two."""
        organ = report.organ
        if organ is None or not organ.kind or organ.level in _SENIOR_LEVELS or organ.kind in ("province", "city"):
            yield NotApplicable()
            return
        sections = (1, 5, 6) if organ.kind in _LOCAL_KINDS else (1,)
        places = [place for flow in _flows(report, *sections) for place in _actors(flow, _words(report.pack)["actors"])]
        if len(places) >= (3 if organ.kind == "county" else 2):
            start, end = places[0]
            yield self.finding(
                start,
                end,
                args={"actor": report.text[start:end], "count": len(places)},
                related=tuple(Related(*place, "another", {}) for place in places[1:4]),
            )


def _actors(flow: Flow, words: dict[str, list[str]]) -> list[tuple[int, int]]:
    """Where a clause opens with others as the actor."""
    text = flow.text
    found: dict[int, int] = {}
    for place, word in _places(text, words["words"]):
        before = text[max(0, place - 2) : place]
        opens = not before or before[-1] in _CLAUSE_ENDS or before.endswith(tuple(words["before"]))
        if opens and not text.startswith(tuple(words["limits"]), place + len(word)):
            found[place] = max(found.get(place, 0), place + len(word))
    return [flow.range(start, end) for start, end in found.items()]


# -- section five --------------------------------------------------------------------------------------------------


class ProblemMeasureCount(Rule):
    """There are more or fewer measures than problems."""

    code = "GL611"
    name = "problem-measure-count"
    severity = INFO
    title = Text("问题与改进措施一一对应", "Each problem has its measure")
    explain = Text(
        "第五部分列出的问题和改进措施应当一一对应。两个列举的项数不同,说明有的问题没有措施,或者有的措施不针对任何问题。",
        "The problems and the measures of section five should answer each other. Where the two lists differ in length, "
        "some problem has no measure, or some measure answers no problem.",
    )
    messages = {
        "default": Text(
            "列了{problems}个问题、{measures}项措施,请核对是否一一对应",
            "{problems} problems and {measures} measures are listed: check that each problem has its measure",
        ),
        "problems": Text("问题从这里列起", "the problems are listed from here on"),
    }
    help = Text(
        "逐个问题写明改进措施;不针对问题的措施删去或者另写。",
        "Give each problem its measure; leave out what answers none.",
    )
    basis = ("LAW-50", "PRACTICE")
    related = ("GL416", "GL613")
    bad = (
        change(
            ("一是制定学校信息公开事项清单", "⟦一是⟧制定学校信息公开事项清单"),
            ("提示承办科室。\n", "提示承办科室;三是组织学校信息员集中培训。\n"),
            ("下一步将从两个方面改进", "下一步将着力改进"),
        ),
        change(
            ("改进情况:一是邀请", "改进情况:⟦1.⟧邀请"),
            ("二是实行答复书法制审核,全年审核22份。", "2.实行答复书法制审核,全年审核22份;3.修订办事指南。"),
            base="office-2023",
        ),
    )
    good = (
        change(),
        change(base="city-2022"),
        change(base="government-2020"),
        change(
            (
                "存在的主要问题:一是会议公开的形式比较单一,公众参与不足;二是个别",
                "存在的主要问题:会议公开的形式比较单一,公众参与不足;个别",
            ),
            base="office-2023",
        ),
        change(
            ("一是制定学校信息公开事项清单", "制定学校信息公开事项清单"),
            ("二是建立申请办理提醒台账", "建立申请办理提醒台账"),
        ),
        change(("一是部分学校公开", "部分学校公开"), ("二是个别经办人员", "个别经办人员")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the list of measures, if section five has one list of each kind."""
        lists: dict[str, list[Series]] = {"problems": [], "measures": []}
        words = report.pack.vocabulary("series")["kind"]
        end = 0
        for series in report.series:
            if series.section != 5 or series.style == ORDER:
                continue
            first, last = series.items[0], series.items[-1]
            start = end if end <= first.at else 0
            kind = _kind(report.flows[first.flow].text[max(start, first.at - _LONGEST_LEAD) : first.at], words)
            if kind and not series.nested:
                lists[kind].append(series)
                end = last.until
        problems, measures = lists["problems"], lists["measures"]
        if len(problems) != 1 or len(measures) != 1:
            return
        one, other = problems[0], measures[0]
        counts = len(one.items), len(other.items)
        is_certain = one.certain and other.certain and not one.breaks and not other.breaks
        if is_certain and min(counts) > 1 and counts[0] != counts[1]:
            item, first = other.items[0], one.items[0]
            yield self.finding(
                item.start,
                item.end,
                args={"problems": counts[0], "measures": counts[1]},
                related=(Related(first.start, first.end, "problems", {}),),
            )


_LONGEST_LEAD = 200


def _kind(lead: str, words: dict[str, list[str]]) -> str:
    """Whether the words before a list announce problems or measures; "" if they announce neither."""
    found = [
        (place + len(word), len(word), kind)
        for kind in ("problems", "measures")
        for word in words[kind]
        for place in (lead.rfind(word),)
        if place >= 0
    ]
    return max(found)[2] if found else ""


_SHORTEST_SECTION = 10


class NoProblem(Rule):
    """Section five denies that there is any problem."""

    code = "GL612"
    name = "no-problem"
    severity = WARNING
    title = Text("第五部分写明存在的问题", "Section five names the problems")
    explain = Text(
        "条例要求年度报告写明政府信息公开工作存在的主要问题及改进情况。写“不存在问题”“暂无问题”,或者只写成绩,都没有履行这项要求。",
        "The regulation wants the main problems and what is done about them. To say that there are none, or to tell of "
        "successes only, does not answer it.",
    )
    messages = {
        "default": Text("第五部分写“{text}”,没有写存在的问题", "Section five says “{text}” and names no problem"),
        "praise": Text(
            "第五部分只写了成绩,没有写存在的问题和改进情况",
            "Section five tells of successes, and names neither problems nor improvements",
        ),
    }
    help = Text(
        "查找工作中的不足,写明主要问题和改进情况。",
        "Find what falls short, and state the problems and what is done about them.",
    )
    basis = ("LAW-50",)
    related = ("GL109", "GL613")
    bad = (
        change(
            (
                "(一)存在的主要问题。一是部分学校公开的内容偏重活动报道,收费和采购信息更新较慢。二是个别经办人员对答复时限把握不准。",
                "(一)存在的主要问题。经过全面自查,我局政府信息公开工作⟦不存在明显问题⟧。",
            ),
            (
                "针对上一年度专栏栏目交叉重复的问题,已将14个栏目合并为9个。下一步将从两个方面改进:一是制定学校信息公开事项清单,"
                "按季度核对更新情况;二是建立申请办理提醒台账,在第十个工作日提示承办科室。",
                "继续做好信息公开各项工作。",
            ),
        ),
        change(
            (
                "一是登记资料查询的告知单内容繁杂,群众填写容易出错,中心已将原先的三张表合并为一张。二是公众号推送不规律,"
                "今后固定在每周二发布。",
                "⟦2021年中心政府信息公开工作取得显著成效,受到群众好评。⟧",
            ),
            base="institution-2021",
        ),
    )
    good = (
        change(),
        change(("(一)存在的主要问题。一是", "(一)存在的主要问题。总体上没有重大问题,但还存在以下不足。一是")),
        change(("(二)改进情况。针对", "(二)改进情况。全年没有出现超期答复的问题。针对")),
        change(
            (
                "一是登记资料查询的告知单内容繁杂,群众填写容易出错,中心已将原先的三张表合并为一张。二是公众号推送不规律,"
                "今后固定在每周二发布。",
                "公开工作取得较好成效,下一步将进一步加强队伍建设。",
            ),
            base="institution-2021",
        ),
    )

    parameters = (
        Parameter(
            "min-length",
            _SHORTEST_SECTION,
            Text(
                "第五部分不到这么多字的,当作没有写,由别的规则提示",
                "a section five with fewer characters is told as empty by another rule",
            ),
            1,
            200,
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the denial, or at the praise."""
        text = _text_of(report, 5)
        if sum(map(str.isalnum, text[:200])) < self.number("min-length"):
            return  # told as an empty section
        words = _words(report.pack)
        for flow in _flows(report, 5):
            for start, end in _denials(flow.text, words["denial"]):
                clause = flow.text[max(0, start - _LONGEST_LEADING) : end]
                denial = flow.text[start:end]
                rest = text.replace(denial, "")
                if not _has(clause, words["denial"]["never"]) and not _has(rest, words["admission"]["specific"]):
                    first, last = flow.range(start, end)
                    yield self.finding(first, last, args={"text": denial})
                    return
        admission = words["admission"]
        if (
            _has(text, admission["praise"])
            and not _has(text, admission["specific"])
            and not _has(text, admission["general"])
            and not _has(text, admission["plans"])
        ):
            paragraphs = [paragraph for paragraph in report.paragraphs if paragraph.section == 5]
            yield self.finding(paragraphs[0].start, paragraphs[-1].end, variant="praise")


_LONGEST_LEADING = 24
"""Characters before a denial that say what it is about."""


def _denials(text: str, words: dict[str, list[str]]) -> Iterator[tuple[int, int]]:
    """Where a clause ends in “no problems” of no particular kind."""
    kinds, nouns = "|".join(words["kinds"]), "|".join(words["nouns"])
    read = compiled(rf"(?:{kinds}){{0,3}}(?:{nouns})(?=[。;,!\n]|$)").match
    behind = 0
    for place, verb in _places(text, words["verbs"]):
        match = read(text, place + len(verb)) if place >= behind else None
        if match is not None:
            behind = match.end()
            yield place, behind


class NoImprovement(Rule):
    """Section five plans only, and tells nothing of what was done."""

    code = "GL613"
    name = "no-improvement"
    severity = INFO
    title = Text("写明上年问题的改进情况", "What became of last year's problems is told")
    explain = Text(
        "第五部分要写的是“改进情况”:上一年度报告提出的问题,本年做了什么、改得怎样。只写下一步打算,读者看不出改进了没有。",
        "Section five is on improvements: what was done about the problems of last year's report, and with what "
        "result. Where it tells of plans only, nobody can see whether anything improved.",
    )
    messages = {
        "default": Text(
            "第五部分只写了打算,没有写上年问题的改进情况",
            "Section five tells of plans only, and not of what was done about last year's problems",
        ),
    }
    help = Text(
        "补写上一年度问题的整改情况和效果。", "Add what was done about last year's problems, and with what result."
    )
    basis = ("LAW-50",)
    related = ("GL611", "GL612")
    bad = (
        change(
            (
                "(二)改进情况。针对上一年度专栏栏目交叉重复的问题,已将14个栏目合并为9个。下一步将",
                "(二)改进情况。⟦下一步⟧将",
            )
        ),
        change(
            (
                "改进情况:一是邀请利益相关方列席市政府常务会议4次,会后公布意见采纳情况;二是实行答复书法制审核,全年审核22份。"
                "上年度公报赠阅点偏少的问题已经解决,新增赠阅点15处。",
                "改进措施:⟦今后⟧,一是邀请利益相关方列席市政府常务会议;二是实行答复书法制审核。",
            ),
            base="office-2023",
        ),
    )
    good = (
        change(),
        change(base="office-2023"),
        change(base="subdistrict-2024"),
        change(base="government-2020"),
        change(("针对上一年度专栏栏目交叉重复的问题,已将", "对去年查找出的栏目交叉问题作了整改,将")),
        change(("针对上一年度专栏栏目交叉重复的问题,已将14个栏目合并为9个。", "2022年报告指出的两个问题均已解决。")),
        change(("下一步将从两个方面改进:一是", "改进情况如下:一是")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first word of a plan."""
        words = _words(report.pack)["improvement"]
        text = _text_of(report, 5)
        if not text or _has(text, words["done"]):
            return
        if report.year is not None and f"{report.year.value - 1}年" in text:
            return
        for flow in _flows(report, 5):
            places = [(place, word) for word in words["plans"] for place in (flow.text.find(word),) if place >= 0]
            if places:
                place, word = min(places)
                start, end = flow.range(place, place + len(word))
                yield self.finding(start, end)
                return


# -- section one ---------------------------------------------------------------------------------------------------

_NOT_FIGURES = (
    r"《[^《》]*》|“[^“”]*”|\([^()]*\)|(?:19|20)\d\d ?年度?|\d{1,2} ?月|\d{1,2} ?日|〔\d+〕|\d+ ?号"
    r"|(?m:^\d{1,2}[.、])|第[\d一二三四五六七八九十]+"
)
"""Titles, quotations, dates, document numbers and ordinals."""
_FIGURE = r"[0-9] ?[余多]?[条件篇次期份场名项个人]"
_QUANTITY = r"[二两三四五六七八九十百千万][余多]?(?:条|件|篇|次|期|份|场|名|批|户|张|台|处|册|部|人次)"
_LEAST_OVERVIEW = 100


class NoFigures(Rule):
    """Section one has no figures."""

    code = "GL614"
    name = "no-figures"
    severity = INFO
    title = Text("总体情况有数据", "The overview has figures")
    explain = Text(
        "总体情况应当用数据说话:公开了多少条信息,收到多少件申请,办了几期培训。通篇没有一个数字,看不出做了什么。",
        "The overview should tell its story in figures: how much was published, how many applications came, how often "
        "staff was trained. Without a single figure nobody can see what was done.",
    )
    messages = {"default": Text("“总体情况”里没有一个数据", "The overview does not give a single figure")}
    help = Text(
        "补写公开信息、申请办理、培训考核等方面的数据。",
        "Add figures on what was published, handled, trained and assessed.",
    )
    basis = ("PRACTICE",)
    related = ("GL604",)
    bad = (
        change(
            (
                "2024年,柳堤街道办事处把公开作为服务居民的日常工作,围绕老旧小区改造、养老助餐和社会救助公开信息。",
                "⟦2024年,柳堤街道办事处把公开作为服务居民的日常工作,围绕老旧小区改造、养老助餐和社会救助公开信息。⟧",
            ),
            ("发布信息118条,社区公示栏张贴公告96份。", "及时发布信息,社区公示栏定期张贴公告。"),
            ("公开申请1件,由自然人提出", "公开申请一件,由自然人提出"),
            base="subdistrict-2024",
        ),
        change(
            (
                "2021年,中心主动适应登记业务全程网办的新要求,把登记流程、收费标准和办理进度作为公开重点。",
                "⟦2021年,中心主动适应登记业务全程网办的新要求,把登记流程、收费标准和办理进度作为公开重点。⟧",
            ),
            ("公布办事指南41项、公告327期", "公布办事指南和公告"),
            ("登记大厅设置查询机8台", "登记大厅设置查询机"),
            ("聘请社会监督员10名,开展明察暗访2次", "聘请社会监督员,开展明察暗访"),
            base="institution-2021",
        ),
    )
    good = (
        change(),
        change(base="institution-2021"),
        change(("2023年,青石县教育局围绕", "青石县教育局围绕")),
        change(
            ("发布信息118条,社区公示栏张贴公告96份。", "及时发布信息,社区公示栏张贴公告近百份。"),
            base="subdistrict-2024",
        ),
        change(("公布办事指南41项、公告327期", "公布办事指南四十一项和公告"), base="institution-2021"),
    )

    parameters = (
        Parameter(
            "min-length",
            _LEAST_OVERVIEW,
            Text("总体情况不到这么多字的,不要求有数据", "overviews need figures from so many characters on"),
            20,
            5000,
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first paragraph of section one."""
        text = _text_of(report, 1)
        if len(text) < self.number("min-length") or "|" in text:
            return
        if compiled(_FIGURE).search(text):
            return
        bare = compiled(_NOT_FIGURES).sub("", text)
        if any(map(str.isdecimal, bare)) or compiled(_QUANTITY).search(bare):
            return
        first = next(paragraph for paragraph in report.paragraphs if paragraph.section == 1)
        yield self.finding(first.start, first.end)


# -- admissions ----------------------------------------------------------------------------------------------------

_GOVERNMENTS = ("province", "city", "county", "town")
_LONGEST_PASSIVE = 14


class SensitiveAdmission(Rule):
    """The report admits a leak, or a sanction against the organ."""

    code = "GL615"
    name = "sensitive-admission"
    severity = WARNING
    title = Text("涉及泄密、隐私和处分的表述要慎重核实", "What is said of leaks and sanctions is checked with care")
    explain = Text(
        "报告承认泄露了隐私或者秘密,或者机关受到问责、处分、通报批评,而没有说明怎样处理,公开以前应当由负责人核实。"
        "“未发生泄密”“防止泄露”这样的表述不在此列。",
        "The report admits that privacy or secrets leaked, or that the organ was sanctioned. Before that is published, "
        "somebody responsible should check it. Statements that nothing leaked, or must not, are left alone.",
    )
    messages = {
        "default": Text(
            "这里承认有泄露隐私或者秘密的情况:“{text}”", "This admits that privacy or secrets leaked: “{text}”"
        ),
        "possible": Text("这里说有泄露的风险:“{text}”", "This speaks of the risk of a leak: “{text}”"),
        "unmasked": Text(
            "这里承认公开了没有处理的个人信息:“{text}”",
            "This admits that personal data were published as they were: “{text}”",
        ),
        "sanction": Text(
            "这里写了受到追究或者批评的情况:“{text}”", "This tells of a sanction against the organ: “{text}”"
        ),
    }
    help = Text(
        "由负责人核实;属实的,写明已经采取的补救和整改措施,不属实的,改正。",
        "Have it checked; if it is true, say what was done about it, and if not, correct it.",
    )
    basis = ("LAW-14", "LAW-15")
    related = ("GL612",)
    bad = (
        change(("二是个别经办人员对答复时限把握不准。", "二是⟦有时泄露群众隐私信息⟧。")),
        change(("全年没有出现失泄密问题", "⟦全年发生1起泄密事件⟧"), base="town-2023"),
        change(
            ("二是个别经办人员对答复时限把握不准。", "二是⟦公示名单时误将3名家长的身份证号码一并公开⟧。"),
        ),
        change(
            ("二是个别经办人员对答复时限把握不准。", "二是⟦因栏目更新不及时被县政府办公室通报批评⟧。"),
        ),
    )
    good = (
        change(),
        change(base="town-2023"),
        change(("二是个别经办人员对答复时限把握不准。", "二是个别经办人员保密意识不强,需要严防泄露个人隐私。")),
        change(("明确科室起草", "避免出现泄露个人隐私、国家秘密的情况,明确科室起草")),
        change(("全年未发生需要追究责任的情形", "全年没有因信息公开工作被通报批评、被追究责任")),
        change(base="city-2022"),
        change(("二是个别经办人员对答复时限把握不准。", "二是是否存在泄露隐私的情形缺少自查机制。")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each clause that admits something."""
        words = _words(report.pack)
        is_government = report.organ is not None and report.organ.kind in _GOVERNMENTS
        for flow in _flows(report, *COUNTED_SECTIONS):
            told = -1
            for place, variant in _admissions(flow.text, words, is_government):
                if place < told:
                    continue
                start, told = _clause(flow.text, place)
                start += ordinal_end(flow.text[start:place])
                first, last = flow.range(start, told)
                severity = INFO if variant == "possible" else WARNING
                args = {"text": report.text[first:last]}
                yield self.finding(first, last, severity=severity, variant=variant, args=args)


def _admissions(text: str, words: dict[str, dict[str, Any]], is_government: bool) -> list[tuple[int, str]]:
    """Where a clause admits something, and which message tells it, in order."""
    found: list[tuple[int, str]] = []
    leak, unmasked = words["leak"], words["unmasked"]
    if "泄" in text or "失密" in text:
        for place, clause in _clauses_with(text, leak["words"]):
            bare = clause
            for cause in leak["causes"]:
                bare = bare.replace(cause, "")
            if _has(bare, leak["happened"]) and not _has(bare, leak["not_happened"]):
                found.append((place, "possible" if _has(bare, leak["possible"]) else "default"))
    if _has(text, unmasked["signs"]):
        for place, clause in _clauses_with(text, unmasked["happened"]):
            near = clause + text[place : place + 2 * _LONGEST_PASSIVE]
            if _has(near, unmasked["data"]) and not _has(clause, unmasked["not_happened"]):
                found.append((place, "unmasked"))
    found += [(place, "sanction") for place in _sanctions(text, words["sanction"], is_government)]
    return sorted(found)


def _clauses_with(text: str, words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each clause with one of the words in it, and where the first of them stands."""
    behind = 0
    for place, _ in _places(text, words):
        if place >= behind:
            start, behind = _clause(text, place)
            yield place, text[start:behind]


def _sanctions(text: str, words: dict[str, list[str]], is_government: bool) -> Iterator[int]:
    """Where a clause tells that the organ, or one of its people, was sanctioned."""
    for place, _ in _places(text, words["words"]):
        if not _has(text[max(0, place - _LONGEST_PASSIVE) : place + 2], words["passive"]):
            continue
        start, end = _clause(text, place)
        clause = text[start:end]
        sentence = max(text.rfind(mark, max(0, start - _LONGEST_CLAUSE), place) for mark in "。;\n") + 1
        before = text[max(sentence, start - _LONGEST_CLAUSE) : place]
        if (
            _has(clause, words["passive"])
            and not _has(clause, words["not_happened"])
            and not _has(clause, words["others"])
            and _has(before, words["suffering"])
            and (not is_government or _has(clause, words["self"]))
        ):
            yield place


def _places(text: str, words: Sequence[str]) -> list[tuple[int, str]]:
    """Every place where one of the words stands, in order."""
    return sorted((place, word) for word in words for place in occurrences(text, word))
