"""What the rules on aspects, results, preamble, paragraphs, periods and years decide, beyond their own examples."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.pack import load_pack
from govlint.report.flow import Passage
from govlint.report.parts import Paragraph
from govlint.rule import ERROR, INFO, WARNING, NotAssessable
from tests.test_rule_judgements import say, severities
from tests.test_rules import REGISTRY, findings, report_on

CODES = ("GL112", "GL113", "GL114", "GL115", "GL116", "GL117", "GL507", "GL508", "GL509")


def changed(*changes: tuple[str, str], base: str = "department-2023") -> str:
    text = load_pack().read_text("examples", f"{base}.txt")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def told(code: str, text: str) -> list[str]:
    """What the findings point at."""
    report = report_on(text)
    return [report.text[finding.start : finding.end] for finding in findings(REGISTRY.rule(code), report)]


# -- GL112: the aspects of section one -----------------------------------------------------------------------------

APPLICATIONS = (
    "全年收到政府信息公开申请8件,上年结转1件,办结8件,结转下年度继续办理1件。新收申请中,自然人提出5件,法人或其他组织提出3件。"
    "承办科室坚持先沟通、后答复,一次性告知需要补正的内容。"
)
SUPERVISION = (
    "局党组两次听取信息公开工作汇报,培训各科室和直属学校经办人员76人次。"
    "信息公开纳入科室年度考核,全年未发生需要追究责任的情形。"
)


def with_applications(sentence: str) -> str:
    return changed(("(二)依申请公开。" + APPLICATIONS, "(二)政策解读。" + sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "全年没有收到政府信息公开申请。",
        "本年度未接到群众要求公开的信息。",
        "通过信函、网络等方式提出的依申请公开事项为零。",
        "答复申请人时一次性告知需要补正的内容。",
    ],
)
def test_a_word_on_applications_is_enough_wherever_it_stands(sentence: str) -> None:
    assert not say("GL112", with_applications(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新印发的文件在三个工作日内配发解读,全年制作图文解读18篇。", [WARNING]),
        ("公文起草时同步确定主动公开、依申请公开、不予公开三种属性。", [WARNING]),
        ("在大厅划出查询、咨询、申请三个功能区域。", [INFO]),
    ],
)
def test_the_attribute_of_a_document_or_an_area_of_a_hall_is_no_word_on_applications(
    sentence: str, expected: list[str]
) -> None:
    assert severities("GL112", with_applications(sentence)) == expected


def test_where_sub_headings_do_not_divide_by_aspect_a_passing_word_leaves_a_doubt() -> None:
    text = with_applications("在大厅划出查询、咨询、申请三个功能区域。")
    for number, head in enumerate(("主动公开", "政策解读", "政府信息管理", "政府信息公开平台建设", "监督保障")):
        text = text.replace(f"({'一二三四五'[number]}){head}。", "")
    assert severities("GL112", text) == [INFO]


def test_a_tiny_overview_gets_a_note() -> None:
    text = changed(base="institution-2021")
    start, end = text.index("(二)依申请"), text.index("二、主动公开政府信息情况")
    assert severities("GL112", text[:start] + text[end:]) == [INFO]


@pytest.mark.parametrize(
    "supervision",
    [
        "成立由局长任组长的领导小组,每月调度一次。",
        "聘请8名家长代表担任监督员,主动接受社会监督。",
        "对更新不及时的单位予以通报。",
        "组织业务培训2期。",
    ],
)
def test_supervision_has_many_forms(supervision: str) -> None:
    assert not say("GL112", changed(("(五)监督保障。" + SUPERVISION, supervision)))


def test_the_aspects_are_not_asked_of_a_report_before_2021_nor_of_a_section_that_was_not_read_whole() -> None:
    removed = ("(二)依申请公开方面。收到申请4件,均按时答复。其中予以公开2件、部分公开1件、本机关不掌握1件。\n", "")
    assert not say("GL112", changed(removed, base="department-2020"))
    text = with_applications("新印发的文件配发解读。")
    assert not say("GL112", text.replace("二、主动公开政府信息情况\n", ""))
    assert not say("GL112", text[: text.index("二、主动公开政府信息情况\n")])


# -- GL113: what a government reports ------------------------------------------------------------------------------

RESULTS = (
    "村(社区)公开工作列入年度考核,考核结果在镇政府公开栏公布。邀请人大代表和村民代表开展社会评议1次,提出的6条意见全部办结。"
    "全年没有发生责任追究。"
)


def of_town(sentence: str, *more: tuple[str, str]) -> str:
    return changed((RESULTS, sentence), *more, base="town-2023")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("年终考评得分居全县前列,群众满意度为97%,全年无人被问责。", []),
        ("政务公开纳入绩效管理,发放调查问卷,未启动追责程序。", []),
        ("政务公开纳入绩效管理,第三方评估得分较高,对1名责任人进行约谈。", []),
        ("政务公开纳入年度考核,群众满意度为97%。", [WARNING]),
        ("政务公开纳入年度考核。", [WARNING]),
        ("全年没有发生责任追究。", [WARNING]),
        ("组织业务培训2次,每季度检查一次公开栏。", [ERROR]),
    ],
)
def test_a_government_states_all_three_results(sentence: str, expected: list[str]) -> None:
    assert severities("GL113", of_town(sentence)) == expected


def test_the_results_may_stand_anywhere_in_the_text_but_a_label_of_a_table_is_none() -> None:
    plain = "组织业务培训2次。"
    assert not say("GL113", of_town(plain, ("本机关2023年没有收取", RESULTS + "本机关2023年没有收取")))
    assert severities("GL113", of_town(plain)) == [ERROR]  # table 2 has 保护第三方合法权益


@pytest.mark.parametrize("base", ["department-2023", "office-2023", "subdistrict-2024", "committee-2024"])
def test_nobody_but_a_government_is_asked_for_results(base: str) -> None:
    text = changed(base=base)
    for word in ("考核", "评议", "追究", "绩效"):
        text = text.replace(word, "检查")
    assert not say("GL113", text)


def test_a_text_that_breaks_off_is_not_asked_for_results() -> None:
    text = of_town("组织业务培训2次。")
    assert not say("GL113", text[: text.index("五、存在")])


# -- GL114: the list in the preamble -------------------------------------------------------------------------------

LISTED = (
    "全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
    "存在的主要问题及改进情况、其他需要报告的事项六个部分组成。"
)


@pytest.mark.parametrize(
    "sentence",
    [
        LISTED.replace("、", ","),
        LISTED.replace("六个部分组成", "等六个部分"),
        LISTED.replace("六个部分组成", "共6个部分"),
        LISTED.replace("全文由", "本报告的内容包括:").replace("六个部分组成", ""),
        LISTED.replace("、主动公开", "和主动公开", 1).replace("、其他", "以及其他"),
        LISTED.replace("政府信息公开行政复议、行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        LISTED.replace("政府信息公开行政复议、行政诉讼情况", "政府信息公开行政复议及行政诉讼情况"),
        LISTED.replace("由总体", "由青石县教育局政府信息公开总体").replace("、主动公开", "、行政机关主动公开"),
        "全文由“总体情况”“主动公开政府信息情况”“收到和处理政府信息公开申请情况”“政府信息公开行政复议、行政诉讼情况”"
        "“存在的主要问题及改进情况”“其他需要报告的事项”六个部分组成。",
        LISTED.replace("收到和处理", "收到处理").replace("六个部分组成", "六大部分内容"),
        "本报告由六部分组成:一、总体情况;二、主动公开政府信息情况;三、收到和处理政府信息公开申请情况;"
        "四、政府信息公开行政复议、行政诉讼情况;五、存在的主要问题及改进情况;六、其他需要报告的事项。",
        "报告内容包括:(一)总体情况;(二)主动公开政府信息情况;(三)收到和处理政府信息公开申请情况;"
        "(四)政府信息公开行政复议、行政诉讼情况;(五)存在的主要问题及改进情况;(六)其他需要报告的事项。",
        LISTED.replace("六个部分", "以及附件七个部分"),
        "报告包括总体情况、主动公开情况、存在问题等内容。",
        "报告从主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面反映工作情况。",
        "报告附表由直属学校填报的三部分数据汇总而成。",
        "本报告第三部分以表格形式公布,一部分数据由直属学校报送。",
    ],
)
def test_a_preamble_may_list_the_sections_in_many_ways(sentence: str) -> None:
    assert not say("GL114", changed((LISTED, sentence)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (LISTED.replace("存在的主要问题及改进情况", "存在的问题及改进情况"), "存在的问题及改进情况"),
        (LISTED.replace("其他需要报告的事项", "其他事项"), "其他事项"),
        (LISTED.replace("总体情况", "概述"), "概述"),
        (LISTED.replace("收到和处理政府信息公开申请情况", "依申请公开情况"), "依申请公开情况"),
        (LISTED.replace("六个部分", "五个部分"), "五个部分"),
        (LISTED.replace("六个部分", "7部分"), "7部分"),
        (LISTED.replace("、存在的主要问题及改进情况", ""), "其他需要报告的事项"),
        (LISTED.replace("、其他", "、建议提案办理情况、其他"), "建议提案办理情况"),
        ("本报告共分四个部分。", "四个部分"),
        (
            "本报告由六部分组成:总体情况;主动公开政府信息情况;收到和处理政府信息公开申请情况;"
            "政府信息公开行政复议、行政诉讼情况;存在的问题和整改措施;其他需要报告的事项。",
            "存在的问题和整改措施",
        ),
    ],
)
def test_a_preamble_that_lists_other_sections_is_told_once(sentence: str, expected: str) -> None:
    assert told("GL114", changed((LISTED, sentence))) == [expected]


def test_what_another_rule_tells_of_a_heading_is_not_told_of_the_preamble() -> None:
    assert not say("GL114", changed(("五、存在的主要问题及改进情况", "五、存在问题及改进措施")))
    text = changed()
    start, end = text.index("五、存在"), text.index("六、其他需要")
    assert not say("GL114", text[:start] + text[end:])


def test_a_list_over_wrapped_lines_is_read_as_one() -> None:
    text = changed((LISTED, LISTED.replace("存在的主要问题及", "存在的问题及")))
    lines = [line[at : at + 30] for line in text.split("\n") for at in range(0, max(len(line), 1), 30)]
    assert len(say("GL114", "\n".join(lines))) == 1


# -- GL115, GL117 --------------------------------------------------------------------------------------------------


def test_problems_of_others_and_short_remarks_are_no_problems_told() -> None:
    end = "全年未发生需要追究责任的情形。"
    for sentence in (
        "针对栏目更新存在的突出问题,逐项明确责任科室和完成时限,安排专人跟踪,年内全部整改到位,群众反映良好,今后将坚持这一做法,"
        "每季度对照检查一次,结果在例会上反馈。",
        "工作中还存在一些不足,今后将不断改进。",
    ):
        assert not say("GL115", changed((end, end + sentence)))


def test_two_kinds_of_other_business_are_an_example_and_three_are_a_cluster() -> None:
    place = "(三)政府信息管理。"
    assert not say("GL117", changed((place, place + "公开干部任免信息和招商引资政策。")))
    cluster = "抓好党务公开、干部任免公开和招商引资。"
    (finding,) = say("GL117", changed((place, place + cluster)))
    assert finding.severity == INFO


# -- GL116: broken paragraphs --------------------------------------------------------------------------------------

PLACE = "承办科室坚持先沟通、后答复,一次性告知需要补正的内容。"


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ("承办科室坚持先沟通、后答\n复,一次性告知需要补正的内容。", 1),
        ("承办科室坚持先沟通、后答复,\n一次性告知需要补正的内容。", 1),
        ("承办科室坚持先沟通、\n后答复,一次性告知需要补正的内容。", 1),
        ("承办科室坚持先沟通\n、后答复,一次性告知需要补正的内容。", 1),
        ("承办科室坚持先沟通、后答复。\n一次性告知需要补正的内容。", 0),
        ("承办科室坚持先沟通、后答复;\n一次性告知需要补正的内容。", 0),
        ("承办科室的做法如下:\n一次性告知需要补正的内容。", 0),
        ("承办科室坚持“先沟通、后答复”\n一次性告知需要补正的内容。", 0),
        ("承办科室坚持先沟通、后答复,一次性告知\n1.补正的内容;\n2.补正的期限。", 0),
        ("承办科室坚持先沟通、后答复。答复办理情况\n一次性告知需要补正的内容。", 0),
        ("承办科室坚持先沟通、后答复。\n规范办理流程\n一次性告知需要补正的内容。", 0),
        ("咨询电话0000-5550123\n一次性告知需要补正的内容。", 0),
        ("申请人需要当面咨询的,请到县教育局办公室\n地址:青石县书院路16号,电话:0000-5550123。", 0),
        ("承办科室办理申请的各个环节和具体做法分别介绍如下\n一次性告知需要补正的内容。", 0),
    ],
)
def test_a_paragraph_ends_with_a_stop_unless_a_heading_or_a_list_follows(broken: str, expected: int) -> None:
    assert len(say("GL116", changed((PLACE, broken)))) == expected


def test_several_breaks_are_one_finding() -> None:
    text = changed(
        (PLACE, "承办科室坚持先沟通、后答\n复,一次性告知需要补正的内容。"),
        ("方便家长按住址查找对应学校。", "方便家长按住址查\n找对应学校,群众反映良好。"),
    )
    (finding,) = say("GL116", text)
    assert [related.text for related in finding.related] == ["next", "other"]


@pytest.mark.parametrize("width", [22, 28, 36, 44, 60])
def test_a_text_wrapped_at_one_width_is_not_broken(width: int) -> None:
    lines = [
        line[at : at + width] if "|" not in line else line
        for line in changed().split("\n")
        for at in range(0, max(len(line), 1) if "|" not in line else 1, width)
    ]
    report = report_on("\n".join(lines))
    verdicts = list(REGISTRY.rule("GL116").check(report))
    assert verdicts == [NotAssessable("lines-wrapped")]


# -- GL507: the period ---------------------------------------------------------------------------------------------

PERIOD = "自2023年1月1日起至2023年12月31日"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("自2023年1月1日至12月31日", []),
        ("自2023年1月1日零时起至2023年12月31日24时", []),
        ("自2023年1月至2023年12月", []),
        ("为2023.1.1-2023.12.31", []),
        ("自2023年01月01日起到2023年12月31日", []),
        ("自2023 年 1 月 1 日起至2023 年 12 月 31 日", []),
        ("自202311日起至2023年12月30日", []),
        ("自2023年1月1日起至2023年1 2月31日", []),
        ("自2023年1月1日起至2023年12月3 1日", []),
        ("自2023年1月1日起至2023年12月30日", [ERROR]),
        ("自2023年1月1日起至2023年9月30日", [ERROR]),
        ("自2023年1月2日起至2023年12月31日", [ERROR]),
        ("自2022年12月1日起至2023年11月30日", [ERROR]),
        ("自2023年1月1日起至2024年1月1日", [ERROR]),
        ("自2023年1月1日起至2023年11月31日", [ERROR]),
        ("自2022年1月1日起至2022年12月31日", []),  # another year than the title's: GL506
    ],
)
def test_the_period_is_the_whole_year(period: str, expected: list[str]) -> None:
    assert severities("GL507", changed((PERIOD, period))) == expected


def test_a_period_of_another_year_is_told_where_no_title_contradicts_it() -> None:
    title = ("青石县教育局2023年政府信息公开工作年度报告\n本报告", "本报告")
    overview = ("(一)主动公开。全年通过", "(一)主动公开。2023年,通过")
    other = (PERIOD, "自2022年1月1日起至2022年12月31日")
    assert severities("GL507", changed(title, overview, other)) == [ERROR]


def test_an_organ_founded_within_the_year_is_asked_about_its_period() -> None:
    text = changed((PERIOD, "自2023年4月1日起至2023年12月31日"), ("对报告内容", "本局于2023年4月1日组建。对报告内容"))
    assert severities("GL507", text) == [INFO]


def test_other_ranges_of_days_are_no_period() -> None:
    sentence = "统计数据显示,2023年3月1日至6月30日咨询量最大。本报告于2024年1月5日至1月10日征求意见。"
    text = changed(("所列数据的统计期限" + PERIOD + "止。", sentence))
    assert not say("GL507", text)


# -- GL508: years that slipped -------------------------------------------------------------------------------------


def with_sentence(sentence: str) -> str:
    return changed(("逐件清理2018年以来的行政规范性文件", sentence + "逐件清理2018年以来的行政规范性文件"))


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年,我局主动公开政府信息312条。",
        "我局2022年举办业务培训4期。",
        "2022年度,本单位制作政策解读18篇。",
        "2022年,未收到政府信息公开申请。",
        "2022年,青石县教育局发布信息312条。",
        "据系统记录,2022年,我局推送信息312条。",
        "2024年,我局收到政府信息公开申请3件。",
        "2022 年,我局主动公开政府信息312条。",
        "截至2022年12月31日,我局未收到政府信息公开申请。",
        "2022年1月1日至12月31日,我局未收取信息处理费。",
    ],
)
def test_work_dated_in_another_year_is_a_slip(sentence: str) -> None:
    assert severities("GL508", with_sentence(sentence)) == [WARNING]


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年,我局主动公开政府信息312条。",
        "2022年,我局主动公开政府信息298条,2023年为312条。",
        "2022年收到申请5件。2023年收到申请8件。",
        "比2022年多公开14条。",
        "与2022年相比,我局公开信息增加14条。",
        "2022年结转申请1件已经办结。",
        "2022年度部门决算按时公开。",
        "2022年,我局政务公开工作在全县考核中名列第二。",
        "2022年以来,我局发布信息512条。",
        "2022年底,我局发布文件汇编1册。",
        "2022年12月,我局发布文件汇编1册。",
        "2022年版公开指南继续有效,全年下载126次。",
        "2022年制定的审核办法继续执行,全年审核信息312条。",
        "《青石县2022年教育事业统计公报》全年浏览512次。",
        "2024年,我局将公开信息400条以上。",
        "2024年,我局计划举办培训4期。",
        "2024年度部门预算已经公开,共3项。",
        "针对2022年查找出的问题,我局整改3项。",
        "自2022年起,我局按季度公开收费信息,全年4次。",
        "2021年,我局建成查询系统,全年更新信息20条。",
        "2022年,我县公布实施公开办法,其中第12条规定按季度更新。",
    ],
)
def test_other_years_that_belong_there_are_no_slips(sentence: str) -> None:
    assert not say("GL508", with_sentence(sentence))


def test_the_problems_of_another_year_open_section_five() -> None:
    place = "(一)存在的主要问题。一是"
    slip = "2022年,我局政府信息公开工作取得一定进展,但仍有不足。一是"
    assert severities("GL508", changed((place, slip))) == [WARNING]
    answered = "2022年,我局年度报告提出的问题已经整改,但仍有不足。一是"
    assert not say("GL508", changed((place, answered)))


def test_where_the_year_itself_is_in_doubt_nothing_is_called_a_slip() -> None:
    sentence = "2022年,我局主动公开政府信息312条。"
    assert not say("GL508", with_sentence(sentence).replace("2024年1月18日", "2023年1月18日"))
    assert not say("GL508", with_sentence(sentence).replace(PERIOD, "自2022年1月1日起至2022年12月31日"))


def test_several_slips_are_one_finding() -> None:
    text = with_sentence("2022年,我局公开信息312条。").replace("2023年度未发出", "2022年度未发出")
    (finding,) = say("GL508", text)
    assert len(finding.related) == 1


# -- GL509: this year ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("今年以来,我局公开信息312条。", [WARNING]),
        ("今年共公开信息312条。", [WARNING]),
        ("专栏今年已更新40次。", [WARNING]),
        ("今年9月,我局组织了培训。", [WARNING]),
        ("今年,我局坚持公开与业务同部署、同检查。", [WARNING]),
        ("今年是“十四五”规划的重要一年。", []),
        ("今年1月,我局公开了上年工作总结。", []),
        ("今年,我局将公开学校收费信息。", []),
        ("今年年初公布了公开目录。", []),
        ("“今年我上学”专题更新了40次。", []),
        ("家长来信说:“问题解决得很快。”专题“今年我上学”更新了40次。", []),
        ("转载《今年政策有哪些变化》等文章12篇,群众反映了意见。", []),
        ("目前已建成文件库。", []),
    ],
)
def test_this_year_is_the_year_of_the_date_of_issue(sentence: str, expected: list[str]) -> None:
    assert severities("GL509", with_sentence(sentence)) == expected


def test_without_any_date_it_is_a_note_and_a_date_in_the_year_itself_leaves_no_doubt() -> None:
    text = with_sentence("今年以来,我局公开信息312条。")
    assert severities("GL509", text.replace("青石县教育局\n2024年1月18日", "青石县教育局")) == [INFO]
    assert severities("GL509", text.replace("2024年1月18日", "2023年12月18日")) == []
    page = "年度报告\n发布日期:2024-01-18\n本报告"
    dated = text.replace("青石县教育局\n2024年1月18日", "青石县教育局").replace("年度报告\n本报告", page, 1)
    assert severities("GL509", dated) == [WARNING]


def test_plans_behind_a_next_step_are_right() -> None:
    text = changed(("二是建立申请办理提醒台账", "二是在今年开展全员培训,建立申请办理提醒台账"))
    assert not say("GL509", text)


# -- passages ------------------------------------------------------------------------------------------------------


@given(st.lists(st.text(alphabet="公开 \u3000今年,。2", min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_a_passage_leads_back_to_every_character(texts: list[str]) -> None:
    text = "\n".join(texts)
    lines, start = [], 0
    for line in texts:
        bare = line.strip()
        first = start + line.index(bare[0])
        lines.append(Paragraph(first, first + len(bare), bare, 1))
        start += len(line) + 1
    passage = Passage(lines)
    assert passage.text.replace(" ", "") == "".join(text.split())
    assert re.sub("(?<=2) (?=2)", "", passage.text) == passage.text.replace(" ", "")
    assert "".join(text[passage.place(offset)] for offset in range(len(passage.text))).split() == passage.text.split()


# -- hostile text --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "piece",
    [
        "一是",
        "今年已。",
        "2022年,",
        "2022年,我局公开1条。",
        "《《《",
        "存在一些问题。",
        "报告包括总体情况、",
        "五个部分",
        "考核,\n",
        "1,1,1",
        "统计期限为2023年1月1日至",
    ],
)
def test_a_long_monotonous_text_costs_little(code: str, piece: str) -> None:
    body = piece * (200_000 // len(piece))
    text = changed(("(三)政府信息管理。", body + "\n(三)政府信息管理。"), ("本报告根据", body + "\n本报告根据"))
    report = report_on(text)
    assert report.paragraphs
    assert report.year is not None
    assert report.organ is not None
    start = time.process_time()
    list(REGISTRY.rule(code).check(report))
    assert time.process_time() - start < 4  # anything not linear takes minutes
