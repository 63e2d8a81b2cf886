"""Faults of aspects, results, preamble, periods and years."""

from __future__ import annotations

import re
from random import Random

from tests.support.faults.registry import fault
from tests.support.reports import ASPECTS, GOVERNMENTS, Generated, Paragraph

LINES = frozenset({"lines"})
FIGURES = frozenset(f"GL4{number:02}" for number in range(1, 20))
"""Facts that a sentence put in may contradict."""


def _prose(report: Generated, number: int) -> list[Paragraph]:
    """The paragraphs of a section that are no sub-headings."""
    return [item for item in report.section(number).paragraphs if item.kind == "text"]


def _add(report: Generated, number: int, text: str, rng: Random) -> None:
    """Puts a sentence behind a paragraph of a section."""
    rng.choice(_prose(report, number)).text += text


# -- section one ---------------------------------------------------------------------------------------------------

ONE_TOPIC = (
    "县里把网站升级改造列为重点任务,完成栏目调整和页面优化,新增语音播报功能,打通移动端入口,系统运行平稳。"
    "对老年群体和残障人士的使用习惯作了专门调研,调整字号和配色,减少操作步骤,平均打开时间缩短一半。",
    "围绕惠民政策制作图解和短视频,在集市、车站、学校门口发放宣传折页,解答群众提问,村村响广播每天早晚播送。"
    "宣讲队伍走遍所有村组,讲解补贴申领条件和所需材料,群众对政策的知晓程度明显提高。",
)


@fault("overview on one topic only", "GL112", also={"GL113", "GL614", *FIGURES}, least="warning", once=True)
def _one_topic(report: Generated, rng: Random) -> bool:
    text = rng.choice(ONE_TOPIC)
    rest = (
        "工作中坚持问需于民,定期走访企业和群众,收集意见后逐条研究,能够马上办的马上办,一时办不了的说明原因。",
        "全年先后接待外地同行来访交流,介绍做法和体会,也从中学到不少经验,并结合实际加以运用,取得良好效果。",
        "夏季遇到强降雨天气,值守人员昼夜在岗,遇有险情第一时间提醒沿线群众转移,没有发生人员伤亡。",
        "年末对照任务清单逐项盘点,各项工作都按进度完成,没有遗留事项,为下一年度开好局打下了扎实的基础。",
    )
    opening = f"{report.year}年,{report.words['we']}的主要做法如下。"
    report.section(1).body = [Paragraph(opening), Paragraph(text + rest[0]), Paragraph("".join(rest[1:]))]
    return report.year >= 2021 and report.kind not in GOVERNMENTS


def _without_aspect(number: int, name: str) -> None:
    @fault(
        f"overview without {name}",
        "GL112",
        needs={"title"},
        also={"GL113", "GL703", "GL701", "GL705"} | FIGURES,
        least="info",
        once=True,
    )
    def change(report: Generated, rng: Random) -> bool:
        body = report.section(1).body
        headed = [item for item in report.section(1).paragraphs if item.kind == "sub-heading"]
        heads = [
            item for item in headed if any(item.text.endswith((n, n + "方面", n + "情况")) for n in ASPECTS[number])
        ]
        if report.year < 2021 or len(headed) != 5 or len(heads) != 1:
            return False
        at = body.index(heads[0])
        del body[at : at + 2]
        words = (
            ("申请", "答复书")
            if number == 1
            else ("考核", "培训", "评议", "通报", "检查", "监督", "领导小组", "牵头", "追究", "第三方", "督")
        )
        for item in report.section(1).paragraphs:
            if item.kind == "text":
                item.text = re.sub(rf"(?<=。)[^。]*(?:{'|'.join(words)})[^。]*。", "", item.text)
        for place, item in enumerate((item for item in headed if item is not heads[0]), 1):
            item.text = re.sub(r"^\([一二三四五]\)", f"({'零一二三四五'[place]})", item.text)
            item.text = re.sub(r"^(\(?)\d([).])", rf"\g<1>{place}\2", item.text)
        text = "".join(item.text for item in report.section(1).paragraphs)
        return len(text) >= 300 and not any(word in text for word in words)


_without_aspect(1, "applications")
_without_aspect(4, "supervision")


def _without_results(name: str, pattern: str, least: str) -> None:
    @fault(f"government without {name}", "GL113", also={"GL112", "GL614", "GL701"}, least=least, once=True, blanks=True)
    def change(report: Generated, rng: Random) -> bool:
        if report.kind not in GOVERNMENTS:
            return False
        for section in report.sections:
            for item in section.paragraphs:
                if re.search(pattern, item.text):
                    item.text = re.sub(rf"[^。]*(?:{pattern})[^。]*。", "", item.text)
        report.section(1).paragraphs[-1].text += "公开工作有专人负责,按月检查,全年运转正常。"
        whole = "".join(item.text for section in report.sections for item in section.paragraphs)
        return all(item.text for section in report.sections for item in section.paragraphs) and not re.search(
            pattern, whole
        )


_without_results("accountability", "追究|追责|问责|通报", "warning")
_without_results("evaluation", "评议|满意|问卷|测评|打分|评价|第三方", "warning")
_without_results(
    "any of the three results", "考核|评议|追究|追责|问责|满意|问卷|测评|绩效|打分|评价|通报|第三方|评先", "error"
)


PROBLEMS_TOLD = (
    "回顾全年工作,政府信息公开仍存在一些问题和不足,主要是公开内容不够全面,少数栏目更新偏慢,互动回应也不够及时。"
    "今后将充实经办力量,明确更新时限,按月核对栏目内容,把群众关心的事项及时公开出来。",
    "与群众期待相比,公开工作还有差距,主要表现在解读形式单一、查阅场所偏少。下一步将增加图文解读,"
    "在便民场所增设查阅设备,安排人员引导,并根据群众的反馈不断调整,让公开更有温度。",
)


@fault("problems and plans in section one", "GL115", also={"GL509", "GL508"})
def _problems_in_overview(report: Generated, rng: Random) -> bool:
    report.section(1).body.append(Paragraph(rng.choice(PROBLEMS_TOLD)))
    return not report.blanks


OTHER_BUSINESS = (
    "建立机关内部政务公开制度,对干部任免、招考录用、财务资金开支和领导干部廉洁自律情况及时公布。",
    "同步推进党务公开、招商引资和信访维稳工作,做到同部署、同落实。",
    "把主题党日、干部选拔、职工福利等事项一并列入公开内容。",
)


@fault("other business", "GL117")
def _other_business(report: Generated, rng: Random) -> bool:
    _add(report, rng.choice((1, 5)), rng.choice(OTHER_BUSINESS), rng)
    return True


# -- preamble ------------------------------------------------------------------------------------------------------


def _list(report: Generated, names: list[str], form: str, number: str) -> None:
    lead = f"本报告由{report.organ}编制。"
    report.preamble = [lead + form.format(names=",".join(names), number=number)]


FORMS = ("全文包括{names},共{number}个部分。", "本报告由{names}{number}部分组成。", "报告分为{names}等{number}个部分。")
OTHER_NAMES = (
    (5, "存在问题及改进措施"),
    (5, "存在的问题及改进情况"),
    (2, "主动公开情况"),
    (3, "依申请公开情况"),
    (6, "其他事项"),
    (1, "概述"),
)


def _other_name(number: int, name: str) -> None:
    @fault(f"preamble calls section {number} {name}", "GL114", needs={"title"}, least="warning", once=True)
    def change(report: Generated, rng: Random) -> bool:
        names = [section.title for section in report.sections]
        names[number - 1] = name
        _list(report, names, rng.choice(FORMS), "六")
        return "accepted-title" not in report.tags and "aspects-nested" not in report.tags


for _number, _name in OTHER_NAMES:
    _other_name(_number, _name)


@fault("preamble lists five sections", "GL114", needs={"title"}, least="warning", once=True)
def _five_listed(report: Generated, rng: Random) -> bool:
    names = [section.title for section in report.sections]
    del names[rng.choice((1, 2, 3, 4))]
    _list(report, names, rng.choice(("全文由{names}{number}个部分组成。", "报告内容包括{names}。")), "五")
    return "aspects-nested" not in report.tags


@fault("preamble announces another number of parts", "GL114", needs={"title"}, least="warning", once=True)
def _other_number(report: Generated, rng: Random) -> bool:
    number = rng.choice("四五七八")
    form = rng.choice(
        ("全文由{names}{number}个部分组成。", "本报告共分{number}个部分。", "报告包括{names}等{number}部分内容。")
    )
    _list(report, [section.title for section in report.sections], form, number)
    return "aspects-nested" not in report.tags


@fault("preamble lists a section that is not there", "GL114", needs={"title"}, least="warning", once=True)
def _surplus_name(report: Generated, rng: Random) -> bool:
    names = [section.title for section in report.sections]
    names.insert(5, rng.choice(("建议提案办理情况", "政务新媒体发展情况", "人员和经费保障")))
    _list(report, names, "全文包括{names},共{number}个部分。", "七")
    return "aspects-nested" not in report.tags


# -- paragraphs ----------------------------------------------------------------------------------------------------


@fault("paragraph broken in mid-sentence", "GL116", needs=LINES, also=FIGURES, least="warning", once=True, blanks=True)
def _broken(report: Generated, rng: Random) -> bool:
    number = rng.choice((1, 1, 5))
    body = report.section(number).body
    long = [item for item in _prose(report, number) if len(item.text) > 90]
    if not long:
        return False
    item = rng.choice(long)
    text = item.text
    places = [
        at
        for at in range(52, len(text) - 20)
        if text[at - 6 : at + 6].isalpha()
        and not set(text[at - 14 : at]) & set("。;:!?")
        and text[at] not in "一二三四五六"
    ]
    if not places:
        return False
    at = rng.choice(places)
    place = body.index(item)
    body[place : place + 1] = [Paragraph(text[:at]), Paragraph(text[at:])]
    return "aspects-nested" not in report.tags


@fault("paragraph broken at a comma", "GL116", needs=LINES, also=FIGURES, least="warning", once=True, blanks=True)
def _broken_at_comma(report: Generated, rng: Random) -> bool:
    body = report.section(1).body
    long = [item for item in _prose(report, 1) if len(item.text) > 120]
    places = [at for at in range(52, len(long[0].text) - 30) if long[0].text[at - 1] == ","] if long else []
    if not places:
        return False
    at = rng.choice(places)
    place = body.index(long[0])
    body[place : place + 1] = [Paragraph(long[0].text[:at]), Paragraph(long[0].text[at:])]
    return "aspects-nested" not in report.tags


# -- period and years ----------------------------------------------------------------------------------------------

PERIODS = (
    "本报告所列数据的统计期限自{year}年1月1日起,至{year}年11月30日止。",
    "所列数据统计期限为{year}年1月1日至{next}年1月1日。",
    "报告中所列数据的统计期限为{year}年2月1日至12月31日。",
    "数据统计期限从{last}年12月1日起到{year}年11月30日止。",
    "本报告中的数据统计时间为{year}年1月1日-12月30日。",
    "本报告统计期限为{year}年1月1日至{year}年11月31日。",
)


@fault(
    "period that is not the year", "GL507", needs={"title", "period", "lines"}, least="error", once=True, blanks=True
)
def _short_period(report: Generated, rng: Random) -> bool:
    year = report.year
    report.preamble = [rng.choice(PERIODS).format(year=year, last=year - 1, next=year + 1)]
    return True


@fault("preamble without a period", "GL507", needs={"title"}, blanks=True)
def _no_period(report: Generated, rng: Random) -> bool:
    report.preamble = [
        f"按照《中华人民共和国政府信息公开条例》第五十条规定,现公布{report.organ}政府信息公开工作年度报告,欢迎社会各界监督。"
    ]
    text = "".join(item.text for item in report.section(1).paragraphs)
    return not any(word in text for word in ("统计", "截至", "期限", "时限", "月31日", "1月至", "1月1日"))


def _year_slip(name: str, number: int, templates: tuple[str, ...], years: tuple[int, ...] = (-1,)) -> None:
    @fault(
        f"{name} of another year", "GL508", also={"GL613", "GL415", *FIGURES}, least="warning", once=True, blanks=True
    )
    def change(report: Generated, rng: Random) -> bool:
        other = report.year + rng.choice(years)
        text = rng.choice(templates).format(year=other, **report.words)
        item = rng.choice(_prose(report, number))
        item.text = text + item.text if item.text[:1] not in "(一二三四五六第123456" else item.text + text
        overview = "".join(item.text for item in report.section(1).paragraphs)
        neighbours = any(f"{report.year}年" in part for part in item.text.split("。"))
        return overview.count(f"{report.year}年") > 1 and not neighbours


_year_slip(
    "disclosure",
    1,
    (
        "{year}年,{we}通过各类渠道主动公开政府信息319条。",
        "{year}年,{we}举办政府信息公开业务培训4期,参训人员86人次。",
        "{we}{year}年通过公众号推送政策信息127篇。",
        "{year}年度,{we}制作政策解读材料18篇。",
    ),
    (-1, 1),
)
_year_slip(
    "no applications", 1, ("{year}年,没有发生因政府信息公开引起的行政诉讼。", "{year}年度,{we}未发生失泄密事件。")
)
_year_slip("fees", 6, ("{year}年,{we}未收取信息处理费。", "{we}{year}年度没有收取政府信息公开信息处理费。"), (-1, 1))


@fault("opening of another year", "GL508", also={"GL506"}, needs={"title"}, least="warning", once=True, blanks=True)
def _opening_year(report: Generated, rng: Random) -> bool:
    first = report.section(1).paragraphs[0]
    if not first.text.startswith(f"{report.year}年,{report.words['we']}"):
        return False
    first.text = f"{report.year - 1}年" + first.text[5:]
    overview = "".join(item.text for item in report.section(1).paragraphs)
    return f"{report.year}年" not in first.text and overview.count(f"{report.year}年") > 1


@fault("problems of another year", "GL508", needs={"title"}, also=["GL611"], least="warning", once=True, blanks=True)
def _problems_year(report: Generated, rng: Random) -> bool:
    first = report.section(5).paragraphs[0]
    if not first.text.startswith(f"{report.year}年,{report.words['we']}政府信息公开工作取得"):
        return False
    first.text = f"{report.year - 1}年" + first.text[5:]
    return True


DEICTIC = (
    "今年以来,{we}不断拓宽公开渠道,群众获取信息更加方便。",
    "今年{we}共编发公开简报6期。",
    "今年8月,{we}对公开专栏作了一次集中检查。",
    "公开专栏今年新增便民问答,累计回复群众提问。",
)


@fault("this year for the reporting year", "GL509", also=FIGURES, least="warning", once=True, blanks=True)
def _this_year(report: Generated, rng: Random) -> bool:
    number = rng.choice((1, 1, 5))
    text = rng.choice(DEICTIC).format(**report.words)
    place = report.section(number).paragraphs[0]
    if place.kind == "text":
        place.text = text + place.text
    else:
        _prose(report, number)[0].text = text + _prose(report, number)[0].text
    return True
