"""What the rules on numbered series, repeated phrases and substance decide, sentence by sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.rule import INFO, WARNING, Finding
from tests.test_rule_judgements import clean, say
from tests.test_rules import report_on

SERIES = ("GL416", "GL701", "GL703", "GL704", "GL706")
"""The rules on numbers that speak at error or warning level."""
OVERVIEW = "2023年,青石县教育局围绕群众关心的入学、升学和校园安全等事项,依法做好政府信息公开各项工作。"
PROBLEMS = (
    "(一)存在的主要问题。一是部分学校公开的内容偏重活动报道,收费和采购信息更新较慢。二是个别经办人员对答复时限把握不准。\n"
    "(二)改进情况。针对上一年度专栏栏目交叉重复的问题,已将14个栏目合并为9个。下一步将从两个方面改进:一是制定学校信息公开事项清单,"
    "按季度核对更新情况;二是建立申请办理提醒台账,在第十个工作日提示承办科室。"
)


def with_problems(text: str) -> str:
    """A clean report whose section five says `text`."""
    return clean("department-2023", (PROBLEMS, text))


def with_overview(text: str) -> str:
    """A clean report whose section one starts with `text`."""
    return clean("department-2023", (OVERVIEW, text))


def told(code: str, text: str) -> list[str]:
    """What the findings of a rule point at."""
    report = report_on(text)
    return [report.text[finding.start : finding.end] for finding in say(code, text)]


def spoken(text: str) -> dict[str, list[str]]:
    """What the rules on numbers say, by code."""
    return {code: places for code in SERIES for places in (told(code, text),) if places}


# -- the count of a list ---------------------------------------------------------------------------------------------

COMPLETE = [
    "一是公开不及时。二是解读不深入。三是人手不足。",
    "一是公开不及时;二是解读不深入;三是人手不足。",
    "一是公开不及时,二是解读不深入,三是人手不足。",
    "一是公开不及时、二是解读不深入。",
    "一是公开不及时。\n二是解读不深入。\n三是人手不足。",
    "一是公开不及时。部分栏目长期不更新。\n\n二是解读不深入。形式单一。\n三是人手不足。",
    "第一,公开不及时。第二,解读不深入。第三,人手不足。",
    "第一是公开不及时;第二是解读不深入。",
    "其一,公开不及时;其二,解读不深入。",
    "一要公开及时,二要解读深入,三要充实人手。",
    "首先,公开不及时;其次,解读不深入;再次,渠道不宽;最后,人手不足。",
    "首先,公开不及时;其次,解读不深入;其次,渠道不宽。",
    "1.公开不及时。\n2.解读不深入。\n3.人手不足。",
    "1、公开不及时;2、解读不深入;3、人手不足。",
    "(1)公开不及时;(2)解读不深入。",
    "①公开不及时;②解读不深入。",
    "1、2022年的文件没有清理。\n2、解读不深入。\n3、人手不足。",
    "1.公开不及时。\n2.12345热线办理不规范。\n3.人手不足。",
    "主要有以下四个问题:\n1.公开不及时。\n2.渠道少:1.网站;2.专栏。\n3.解读少:1.图解;2.问答。\n4.人手不足。",
    "主要问题是公开不及时,二是解读不深入,三是人手不足。",
    "首先是公开不及时。二是解读不深入。三是人手不足。",
    "一方面是公开不及时;二是解读不深入;三是人手不足。",
    "一是公开不及时。其次,解读不深入。三是人手不足。",
    "一是公开不及时。二、解读不深入。三是人手不足。",
]

LISTS_AFTER_LISTS = [
    "问题:一是公开不及时。二是解读不深入。下一步,一是加强督促;二是丰富形式;三是充实人手。",
    "问题:一是公开不及时。二是解读不深入。\n一是加强督促;二是丰富形式;三是充实人手。",
    "问题:一是公开不及时。二是解读不深入。对此,一是加强督促。二是丰富形式。",
    "一是公开不及时。\n二是解读不深入。\n针对上述问题,采取以下措施:\n一是加强督促。\n二是丰富形式。\n三是充实人手。",
    "1.公开不及时。\n2.解读不深入。\n改进措施:\n1.加强督促。\n2.丰富形式。\n3.充实人手。",
    "(一)问题\n1.公开不及时。\n2.解读不深入。\n(二)措施\n1.加强督促。\n2.丰富形式。",
    "(一)问题\n1.公开不及时。\n2.解读不深入。\n(二)措施\n3.加强督促。\n4.丰富形式。",
    "(一)问题\n一是公开不及时。\n(二)措施\n一是加强督促。二是丰富形式。",
    "第一,人员方面。一是人手少;二是变动多。第二,经费方面。一是总量少;二是拨付慢。",
    "一是人员方面。\n1.人手少。\n2.变动多。\n二是经费方面。\n1.总量少。\n2.拨付慢。",
    "一是人员方面:(1)人手少;(2)变动多。二是经费方面:(1)总量少;(2)拨付慢。三是制度方面。",
    "一、存在问题\n(一)公开不及时。\n(二)解读不深入。\n二、改进措施\n(一)加强督促。\n(二)丰富形式。",
]

WORDS_WITH_NUMERALS = [
    "口径统一是前提。",
    "时效不一是主要表现。",
    "原因之一是人手不足,原因之二是经费紧张。",
    "坚持一是一、二是二。",
    "每周三是接访日,每月初一是例会。",
    "第十一是上限。",
    "占三分之二是历史文件。",
    "内容、时限、格式三要素不全。",
    "按照统一要求报送,第一要务是及时。",
    "版本1.2、1.3均已停用,2.5版正在测试。",
    "落实《条例》第二十条第(五)项和第(一)项。",
    "答复“一是已经公开,三是不予公开”的表述不规范。",
    "参考《一是公开二是服务》一书。",
    "在1、2、3号窗口受理。",
    "名列全市第一,第二名是邻县。",
    "2023年5月1、2日放假。",
    "附件:(1)号文件另发。",
]


@pytest.mark.parametrize("text", COMPLETE + LISTS_AFTER_LISTS + WORDS_WITH_NUMERALS)
def test_a_right_list_is_left_alone(text: str) -> None:
    assert not spoken(with_problems("工作中存在差距。\n" + text))
    assert not spoken(with_overview("2023年工作如下。" + text))


@pytest.mark.parametrize("text", [PROBLEMS + other for other in WORDS_WITH_NUMERALS])
def test_numerals_in_words_do_not_disturb_the_lists_around_them(text: str) -> None:
    assert not spoken(with_problems(text))


BROKEN = [
    ("问题有:一是公开不及时。三是人手不足。", "三是"),
    ("问题有:一是公开不及时。二是解读不深入。四是人手不足。五是渠道少。", "四是"),
    ("问题有:一是公开不及时,更新慢。一是解读不深入。", "一是"),
    ("问题有:一是公开不及时。一是解读不深入。三是人手不足。", "一是"),
    ("问题有:一是公开不及时。二是解读不深入。二是人手不足。", "二是"),
    ("问题有:一是公开不及时。二是解读不深入。二是人手不足。三是渠道少。", "二是"),
    ("问题有:一是公开不及时。二是解读不深入。一是人手不足。", "一是"),
    ("问题有:一是公开不及时。二是解读不深入。三是渠道少。二是人手不足。", "二是"),
    ("问题有:一是公开不及时。三是解读不深入。二是人手不足。四是渠道少。", "三是"),
    ("问题有:一是公开不及时。二是解读不深入。五是人手不足。四是渠道少。", "五是"),
    ("问题有:二是公开不及时。三是解读不深入。", "二是"),
    ("下一步,二是加强督促;三是丰富形式。", "二是"),
    ("一是公开不及时。\n二是解读不深入。\n四是人手不足。", "四是"),
    ("一是公开不及时。\n三是解读不深入。", "三是"),
    ("一是公开不及时。\n一是解读不深入。\n三是人手不足。", "一是"),
    ("第一,公开不及时。第三,解读不深入。", "第三,"),
    ("第一是公开不及时;第二是解读不深入;第四是人手不足。", "第四是"),
    ("其一,公开不及时;其三,解读不深入。", "其三,"),
    ("一要公开及时,三要解读深入。", "三要"),
    ("问题:一是公开不及时。二是解读不深入。下一步,一是加强督促;三是丰富形式;四是充实人手。", "三是"),
    ("(一)问题\n一是公开不及时。二是解读不深入。\n(二)措施\n二是加强督促;三是丰富形式。", "二是"),
    ("按照统一要求,一是公开不及时。三是人手不足。", "三是"),
    ("第一,人员方面。一是人手少;三是变动多。第二,经费方面。一是总量少;二是拨付慢。", "三是"),
]


@pytest.mark.parametrize(("text", "place"), BROKEN)
def test_a_broken_count_is_told_once_where_it_breaks(text: str, place: str) -> None:
    assert spoken(with_problems("工作中存在差距。\n" + text)) == {"GL701": [place]}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("(一)主动公开。\n(三)信息管理。\n(四)平台建设。", ["(三)"]),
        ("(一)主动公开。\n(二)依申请公开。\n(二)信息管理。\n(四)平台建设。", ["(二)"]),
        ("(一)主动公开。\n(二)依申请公开。\n(二)信息管理。\n(三)平台建设。", ["(二)"]),
        ("(一)主动公开。\n(一)依申请公开。\n(二)信息管理。", ["(一)"]),
        ("(一)主动公开。\n(三)信息管理。\n(二)依申请公开。\n(四)平台建设。", ["(三)"]),
        ("(二)主动公开。\n(三)信息管理。\n(四)平台建设。", ["(二)"]),
        ("1.主动公开。\n2.依申请公开。\n4.平台建设。", ["4."]),
        ("(1)主动公开。\n(2)依申请公开。\n(4)平台建设。", ["(4)"]),
        ("(一)主动公开。\n1.网站。\n3.新媒体。\n(二)依申请公开。\n1.登记。\n2.答复。", ["3."]),
        ("主要做法:1.建台账;2.强督促;4.严考核。", ["4."]),
        ("(一)主动公开。\n(二)\n依申请公开\n(四)平台建设。", ["(四)"]),
        ("(一)主动公开。\n二)依申请公开。\n(四)平台建设。", ["(四)"]),
    ],
)
def test_headings_that_do_not_follow_each_other(text: str, places: list[str]) -> None:
    report = with_overview("2023年工作如下。\n" + text)
    report = report[: report.index("(一)主动公开。全年")] + report[report.index("二、主动公开政府") :]
    assert told("GL703", report) == places


@pytest.mark.parametrize(
    "text",
    [
        "(一)主动公开。发布1039条。(二)依申请公开\n收到2件。\n(三)信息管理。",
        "(一)主动公开。\n(二)\n依申请公开\n(三)信息管理。",
        "(一)主动公开。\n二)依申请公开\n(三)信息管理。",
        "(1)主动公开\n(2)\n依申请公开\n(3)信息管理",
        "(一)主动公开。\n1.网站。\n2.新媒体。\n(二)依申请公开。\n1.登记。\n2.答复。",
        "(一)主动公开。占比1.5%,\n2.5倍增长。\n(二)依申请公开。",
        "1.主动公开。\n(1)网站。\n(2)新媒体。\n2.依申请公开。\n(1)登记。\n(2)答复。",
    ],
)
def test_headings_torn_by_extraction_are_found_before_one_is_missed(text: str) -> None:
    assert not told("GL703", with_overview("2023年工作如下。\n" + text))


def test_labels_of_a_table_that_got_into_section_one_are_no_headings() -> None:
    assert not told("GL703", clean("town-2023", ("二、主动公开政府信息情况\n", "")))
    assert not told("GL703", clean("department-2023", ("三、收到和处理政府信息公开申请情况\n", "")))


# -- lists inside lists, marks, forms --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "一是健全机制:一是明确分工;二是完善台账。二是强化督促。",
        "一是强化督促。二是健全机制。一是明确分工;二是完善台账。三是严格考核。",
        "一是强化督促。二是健全机制,从三个层面推进。一是明确分工;二是完善台账;三是按月会商。三是严格考核。四是加强培训。",
        "一是健全机制。一是明确分工;二是完善台账。二是强化督促。一是按月提醒;二是按季通报。三是严格考核。",
    ],
)
def test_a_list_inside_an_item_of_the_same_form_is_told_as_such(text: str) -> None:
    told_by_code = spoken(with_problems("工作要点:\n" + text))
    assert set(told_by_code) == {"GL704"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("存在一些不足一是公开不及时。二是解读不深入。", ["一是"]),
        ("问题:一是公开不及时二是解读不深入。", ["二是"]),
        ("问题:一是公开不及时;二是解读不深入三是人手不足四是渠道少。", ["三是", "四是"]),
        ("着力健全工作机制一是明确分工。二是完善台账。三是严格考核。", ["一是"]),
    ],
)
def test_an_ordinal_without_a_mark_before_it(text: str, places: list[str]) -> None:
    assert spoken(with_problems("工作中存在差距。\n" + text)) == {"GL706": places}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一是公开不及时。", 1),
        ("一是公开不及时。同时,解读不深入。", 0),
        ("其一,公开不及时。", 1),
        ("口径统一是前提。", 0),
    ],
)
def test_an_ordinal_that_stands_alone(text: str, count: int) -> None:
    findings = say("GL702", with_problems("工作中存在差距:" + text))
    assert [finding.severity for finding in findings] == [INFO] * count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("存在以下三个方面的问题:一是公开不及时。二是解读不深入。", ["三个方面"]),
        ("主要有两点不足:一是公开不及时;二是解读不深入;三是人手不足。", ["两点不足"]),
        ("将从两方面改进。一是加强督促。二是丰富形式。三是充实人手。", ["两方面"]),
        ("采取以下4项措施:\n1.加强督促。\n2.丰富形式。\n3.充实人手。", ["4项措施"]),
        ("主要表现在以下三个方面:\n(1)公开不及时。\n(2)解读不深入。", ["三个方面"]),
        ("存在以下三个问题:公开不及时;解读不深入。", ["三个问题"]),
        ("存在以下三个问题:公开不及时;解读不深入;人手不足。", []),
        ("从以下两方面改进:一是加强督促。二是丰富形式。", []),
        ("存在以下三个方面的问题:一是公开不及时。二是解读不深入。此外,人手不足。", []),
        ("针对以上三个问题,从两个方面改进:一是加强督促。二是丰富形式。", []),
        ("针对这三个问题:一是加强督促。二是丰富形式。", []),
        ("从公开内容、公开形式两个方面改进:一是加强督促。二是丰富形式。三是充实人手。", []),
        ("从制度和人员两方面着手。\n1.加强督促。\n2.丰富形式。\n3.充实人手。", []),
        ("落实“五个方面”要求:一是加强督促。二是丰富形式。", []),
        ("存在以下三个方面的问题:一是公开不及时。三是人手不足。", []),
        ("存在以下三方面问题:一是公开不及时。二是健全机制:一是分工不明;二是台账不全。三是人手不足。", []),
        ("存在以下几个方面的问题:一是公开不及时。二是解读不深入。", []),
        ("第三方面的问题:一是公开不及时。二是解读不深入。", []),
    ],
)
def test_as_many_items_as_announced(text: str, expected: list[str]) -> None:
    assert told("GL416", with_problems("工作中存在差距。\n" + text)) == expected


@given(st.integers(2, 9), st.integers(2, 9), st.sampled_from(["{}是", "第{},", "其{},", "{}要"]))
def test_a_list_that_counts_right_is_never_broken_and_is_counted(items: int, announced: int, form: str) -> None:
    from tests.support.reports import ORDINALS

    clauses = [form.format(ORDINALS[n]) + f"第{n}类栏目更新需要提速" for n in range(1, items + 1)]
    count = "两" if announced == 2 else ORDINALS[announced]
    text = with_problems(f"存在以下{count}个方面的问题:{';'.join(clauses)}。")
    assert not told("GL701", text)
    assert bool(told("GL416", text)) == (items != announced)


# -- phrases that stand twice ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("进一步进一步规范工作。", ["进一步进一步"]),
        ("主动公开公开政府信息。", ["公开公开"]),
        ("专项资金资金使用情况。", ["资金资金"]),
        ("群众可通过可以通过网站查询。", ["可通过可以通过"]),
        ("群众可以通过可通过网站查询。", ["可以通过可通过"]),
        ("政府信息公开政府信息公开工作有序开展。", ["政府信息公开政府信息公开"]),
        ("做好信息公开公开。", ["公开公开"]),
        ("政府信息公开公开栏。", []),
        ("主动公开公开目录。", []),
        ("政务服务服务大厅。", []),
        ("党组党组成员。", []),
        ("一件一件核对,逐条逐条登记。", []),
        ("高高兴兴、认认真真、明明白白。", []),
        ("共同研究研究。", []),
        ("公开、公开、再公开。", []),
        ("网站栏目公开\n公开目录更新。", []),
        ("电话5550555,编号20232023。", []),
    ],
)
def test_a_phrase_right_behind_itself(text: str, expected: list[str]) -> None:
    assert told("GL603", with_overview("2023年工作如下。" + text)) == expected


# -- substance -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("经自查,我局暂无突出问题,将继续保持。", ["default"]),
        ("2023年没有发现需要整改的问题,各项工作正常开展。", ["default"]),
        ("我局政府信息公开工作不存在问题和不足。", ["default"]),
        ("(一)存在的主要问题:无明显问题。\n(二)改进情况:继续做好工作。", ["default"]),
        ("一年来公开工作成效显著,受到群众好评。", ["praise"]),
        ("无。", []),
        ("没有大的问题,但公开的深度还不够。", []),
        ("全年没有发生超期答复的问题,下一步将丰富解读形式,更新速度有待提高。", []),
        ("是否不存在问题,要由群众评价,解读形式单一。", []),
        ("公开工作取得较好成效,下一步将加强培训。", []),
        ("公开内容不够全面。", []),
        ("所有网页链接均已测试,无问题。", []),
    ],
)
def test_section_five_names_problems(text: str, variants: list[str]) -> None:
    assert [finding.variant for finding in say("GL612", with_problems(text))] == variants


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("有时存在泄露群众隐私信息情况。", [WARNING]),
        ("曾出现个人信息外泄现象。", [WARNING]),
        ("因审核不严,造成工作秘密泄露。", [WARNING]),
        ("公示时误将身份证号码公开。", [WARNING]),
        ("部分名单未作脱敏处理,公开了银行账号。", [WARNING]),
        ("因更新不及时被通报批评。", [WARNING]),
        ("一名人员受到政务处分。", [WARNING]),
        ("可能存在泄露个人隐私的风险。", [INFO]),
        ("未发生泄密事件。", []),
        ("没有出现泄露个人隐私的情况。", []),
        ("严防泄露国家秘密。", []),
        ("防止造成个人隐私泄露。", []),
        ("避免因审核不严造成泄密。", []),
        ("对是否存在泄露隐私的情形开展自查。", []),
        ("如发生信息泄露,立即启动预案。", []),
        ("学习泄密典型案例。", []),
        ("没有人员被问责。", []),
        ("未因信息公开被通报批评。", []),
        ("对被通报批评的单位跟踪督办。", []),
        ("接受社会监督和群众举报。", []),
        ("未脱敏的信息不得公开,个人信息一律审查。", []),
        ("受到上级通报表扬。", []),
        ("我局公示被投诉较多的企业名单。", []),
        ("及时公开被查处的违法案件12件。", []),
        ("我局定期曝光被立案调查的涉事单位。", []),
        ("我局因网站更新慢,被上级约谈。", [WARNING]),
        ("对可能造成泄密的内容逐条核查。", []),
    ],
)
def test_what_is_admitted(text: str, severities: list[str]) -> None:
    assert [finding.severity for finding in say("GL615", with_problems("工作中存在差距。" + text))] == severities


def test_a_government_tells_of_sanctions_as_a_duty() -> None:
    sentence = ("县政府没有其他需要报告的事项", "3个单位因更新不及时被通报批评。县政府没有其他需要报告的事项")
    assert not say("GL615", clean("government-2023", sentence))


@pytest.mark.parametrize(
    ("base", "count"), [("department-2023", 1), ("town-2023", 1), ("city-2022", 0), ("government-2023", 0)]
)
def test_only_an_organ_with_nobody_under_it_is_told_of_others_as_actors(base: str, count: int) -> None:
    text = clean(base)
    at = text.index("一、总体情况") + len("一、总体情况\n")
    text = text[:at] + "部分地区开发了应用程序。多数部门能按时答复。\n" + text[at:]
    assert len(say("GL604", text)) == count


@pytest.mark.parametrize(
    ("problems", "measures", "count"),
    [
        ("一是公开不及时。二是解读不深入。", "一是加强督促。二是丰富形式。三是充实人手。", 1),
        ("一是公开不及时。二是解读不深入。", "1.加强督促。2.丰富形式。3.充实人手。4.严格考核。", 1),
        ("一是公开不及时。二是解读不深入。", "一是加强督促。二是丰富形式。", 0),
        ("公开不及时,解读不深入。", "一是加强督促。二是丰富形式。三是充实人手。", 0),
        ("一是公开不及时。三是解读不深入。", "一是加强督促。二是丰富形式。三是充实人手。", 0),
    ],
)
def test_problems_and_measures_are_counted(problems: str, measures: str, count: int) -> None:
    text = with_problems(f"工作中主要有以下不足:{problems}\n针对上述问题,下一步将:{measures}")
    assert len(say("GL611", text)) == count


# -- texts made to be slow -------------------------------------------------------------------------------------------

MINE = (*SERIES, "GL603", "GL604", "GL611", "GL612", "GL613", "GL614", "GL615", "GL702", "GL705")


def all_of(text: str) -> list[Finding]:
    return [finding for code in MINE for finding in say(code, text)]


@pytest.mark.parametrize(
    "piece",
    [
        "一是",
        "一是。",
        "一是加强:",
        "一是加强领导。二是完善制度。三是强化监督。",
        "一是加强领导。三是强化监督。",
        "一是加强领导。\n三是强化监督。\n",
        "不足一是",
        "1.加强。",
        "(1)加强;",
        "(一)加强\n",
        "(二)加强\n",
        "公开",
        "公开政府信息",
        "存在以下三个方面的问题:",
        "被",
        "泄露",
        "不存在问题",
        "部分地区",
        "“(《",
        "首先,",
        "其次,",
    ],
)
def test_the_time_grows_with_the_length(piece: str) -> None:
    times = []
    for size in (60_000, 240_000):
        filled = piece * (size // len(piece))
        text = with_problems(filled)
        best = 9.0
        for _ in range(2):
            report_on.cache_clear()
            started = time.process_time()
            all_of(text)
            best = min(best, time.process_time() - started)
        times.append(best)
    assert times[1] < max(9 * times[0], 1.0), times
