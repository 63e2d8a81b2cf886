"""What the rules on figures of the narrative among themselves, and on charges, decide case by case."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.pack import load_pack
from govlint.rule import ERROR, INFO, WARNING
from tests.test_rule_judgements import say, severities
from tests.test_rules import REGISTRY, findings, report_on

OVERVIEW = "方便家长按住址查找对应学校。"
MATTERS = "2023年度未发出信息处理费收费通知,未收取信息处理费。没有其他需要报告的事项。"
UNPAID = (
    (
        "缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
        "缴纳费用、行政机关不再处理其政府信息公开申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
    ),
    ("不掌握相关政府信息 | 1 | 0 | 0 | 0 | 0 | 1 | 2", "不掌握相关政府信息 | 0 | 0 | 0 | 0 | 0 | 1 | 1"),
)


def changed(*changes: tuple[str, str], base: str = "department-2023") -> str:
    text = load_pack().read_text("examples", f"{base}.txt")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def in_overview(sentence: str) -> str:
    """The clean report with a sentence more in section one."""
    return changed((OVERVIEW, OVERVIEW + sentence))


def in_matters(sentence: str, charges: str = "12.6", year: int = 2023) -> str:
    """The clean report with another section six, and charges in table 1."""
    text = changed((MATTERS, sentence), ("行政事业性收费 | 12.6", f"行政事业性收费 | {charges}"))
    return text if year == 2023 else text.replace("2023", str(year))


# -- parts and wholes (GL413) ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "全年公开信息40条,其中20条、15条。",
        "全年公开信息40条,其中政策文件20条、工作动态15条。",
        "全年公开信息40条,其中:政策文件20条,工作动态25条。",
        "全年公开信息100条,其中政策60条、动态45条,发布解读30条,其中图解20条、视频10条。",
        "全年公开信息100条,其中政策60条、动态40条,发布解读30条,其中图解20条、视频8条。",
        "全年公开信息100条,其中政策60条(占60%)、动态30条(占40%)。",
        "全年公开信息430条,完成年度目标任务。其中重点工作186条,文化体育5条,安全生产67条,其他信息91条。",
        "全年公开信息总数181条:基层公开124条,工作动态34条,预算决算4条,政策文件5条,其他信息4条。",
        "修订制度15项(含新制定5项,修改4项,废止4项)。",
        "全年更新信息99条,按内容分,政策类50条,动态类46条。",
        "全年更新信息99条。按内容分类,政策类50条,动态类46条。",
        "受理咨询5次,分别为电话咨询1次、现场咨询2次。",
        "教育信息20条、医疗信息15条,合计36条。",
        "网站发布120条、公众号发布90条,共计发布220条。",
        "全年公开信息96条,包括:机构职能12条;政策文件30条;财政信息24条;其他信息20条。",
        "全年公开信息一百条,其中政策六十条、动态三十条、其他五条。",
        "全年公开130条。其中,1月至6月公开50条,7月至12月公开70条。",
        "推送信息130条(原创80条、转载40条),阅读量3000次。",
        "全年印发文件12份,其中内部通知15份。",
        "全年公开信息1,240条,其中政策类240条、动态类900条。",
        "全年公开信息120条,其中网站60条、公众号30条、其他渠道20条。",
    ],
)
def test_parts_of_a_closed_list_that_do_not_make_up_the_whole_are_told_once(sentence: str) -> None:
    assert severities("GL413", in_overview(sentence)) == [WARNING]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年公开信息40条,其中政策文件25条、工作动态15条。",
        "全年公开信息40条,其中政策文件20条、工作动态15条等。",
        "全年公开信息40余条,其中政策文件20条、工作动态15条。",
        "全年公开信息1.2万条,其中政策8000条、动态3000条。",
        "全年公开信息40条,其中政策文件约20条、工作动态15条。",
        "全年公开信息40条,其中重点领域信息20条。",
        "全年公开信息40条,其中重点领域20条、首次公开15条。",
        "全年公开信息40条,其中政策文件20条、工作动态15条,其余为通知公告。",
        "全年公开信息40条,其中政策文件20条、工作动态15条。此外还有通知公告5条。",
        "全年公开信息40条,其中网站30条、公众号25条。",
        "全年公开信息40条,同步在多个渠道发布,其中网页30条、展板25条、海报10条。",
        "全年公开信息40条,其中政策文件20条、解读材料15件。",
        "全年公开信息100条,其中政策60条、动态40条,发布解读30条,其中图解20条、视频10条。",
        "全年公开信息100条,较上年增长10%,其中机构职能、政策文件类60条,通知公告、部门动态类40条。",
        "公开信息88条,比上年的80条增长10%,其中政策类40条、动态类40条。",
        "教育信息20条、医疗信息15条,其中原创30条。",
        "教育信息20条、医疗信息15条,合计35条,其中原创30条、转载4条。",
        "新增账号1个,注销3个,目前共计6个,其中甲类3个,乙类2个,丙类1个。",
        "发布政策解读12篇、图解5篇,共计公开各类材料312篇。",
        "设公开栏12个,各村明确专人负责,其中中心村5个、一般村8个。",
        "接待群众30批次120人次,其中初访20批次80人次,重访10批次40人次。",
        "培训76人次,其中女性46人、党员40人。",
        "公开信息127条,其中公开目录4条、公开指南1条、综合信息102条、审计公告4公开制度1条、公开年报1",
        "公开信息127条,其中公开目录4条、公开指南1条、综合信息112条、公开年报1。",
        "按3个方面开展工作:制度类2个、平台类4个。",
        "收到申请8件,其中自然人5件、法人2件。",
        "政府信息公开行政复议1件,其中结果维持2件、结果纠正1件。",
    ],
)
def test_open_lists_approximations_and_overlaps_are_no_sums(sentence: str) -> None:
    assert not [level for level in severities("GL413", in_overview(sentence)) if level != INFO]


@pytest.mark.parametrize(
    "sentence",
    ["答复来信143封,其中咨询类60封、投诉类20封。", "全年公开信息40条,其中网站20条、公众号15条。"],
)
def test_a_list_that_may_leave_something_out_is_only_pointed_out(sentence: str) -> None:
    assert severities("GL413", in_overview(sentence)) == [INFO]


def test_a_list_is_read_across_wrapped_lines_and_blanks() -> None:
    text = in_overview("门户网站栏目内容全年更新。全年公开信息 40 条,其中政策文\n件 20 条、工作动 态15条。")
    assert severities("GL413", text) == [WARNING]


@given(st.lists(st.integers(1, 400), min_size=2, max_size=6), st.integers(-30, 30))
def test_a_list_is_blamed_exactly_when_it_does_not_add_up(parts: list[int], slip: int) -> None:
    whole = sum(parts) + slip
    listed = "、".join(f"{'甲乙丙丁戊己'[at]}类{part}册" for at, part in enumerate(parts))
    found = severities("GL413", in_overview(f"全年发放资料{whole}册,其中{listed}、其他0册。"))
    if slip == 0:
        assert not found
    elif whole >= max(parts):
        assert found == [WARNING] or whole in [sum(parts[:at]) for at in range(1, len(parts))]


# -- percentages (GL414) ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("共收到申请805件,同意公开265件,占32.9%;不存在258件,占33.9%。", "32.0%"),
        ("共收到申请805件,其中同意公开265件(39.2%),不予公开158件(19.6%)。", "32.9%"),
        ("共收到申请805件,自然人265件,占申请总数的23.9%。", "32.9%"),
        ("同意公开258件,占33.9%(共收到申请805件)。", "32.0%"),
        ("收到申请3件,其中自然人2件,占比76%。", "67%"),
        ("发放资料312册,比上年的280册增长14.4%。", "11.4%"),
        ("发放资料由2022年的280册增加到312册,同比增长21.4%。", "11.4%"),
        ("发放资料由上年的312册减少到280册,下降20%。", "10%"),
        ("发放资料312册,其中甲类200册、乙类112册,占比分别为64.1%和45.9%。", "35.9%"),
        ("发放资料312册。其中甲类156册,占比百分之四十。", "50%"),
        ("发放资料312册,其中甲类1册,占1.32%。", "0.32%"),
    ],
)
def test_a_percentage_is_worked_out_again(sentence: str, expected: str) -> None:
    (finding,) = say("GL414", in_overview(sentence))
    assert (finding.severity, finding.expected) == (WARNING, expected)


def test_a_percentage_rounded_the_wrong_way_is_only_pointed_out() -> None:
    assert severities("GL414", in_overview("发放资料3册,其中甲类2册,占66.6%。")) == [INFO]
    assert severities("GL414", in_overview("发放资料3册,其中甲类2册,占66.8%。")) == [WARNING]


@pytest.mark.parametrize(
    "sentence",
    [
        "共收到申请805件,同意公开265件,占32.9%;不予公开158件,占19.6%;不存在258件,占32.0%。",
        "全年发放资料1000册。其中甲类400册,合订本200册,占20%。",
        "全年公开信息312条。制作解读20条,占文件总数的50%。",
        "全年公开信息312条,制作解读40条,占比20%。",
        "发放资料312册,其中甲类20册、乙类15册,共占11.2%。",
        "发放资料312册,占全县发放总量的5%。",
        "发放资料312册,占全系统的5%,其中甲类20册。",
        "累计发放资料3120册,其中本年312册,占5%。",
        "发放资料312册,其中甲类约100册,占30%。",
        "发放资料312册,其中甲类占58.5%、乙类占7.3%。",
        "共收到资料1541册,发放1527册,其中甲类占58.5%、乙类占28.9%。",
        "发放资料312册,较上年增长11.4%,其中甲类占50%以上。",
        "回收问卷200份,其中满意180份,满意率85%。",
        "发放资料由280册增至312册,增长约12%。",
        "发放资料312册,同比增长11%,比上年多280册。",
    ],
)
def test_a_share_of_a_whole_that_is_not_certain_is_not_judged(sentence: str) -> None:
    assert not say("GL414", in_overview(sentence))


@given(st.integers(1, 2000), st.integers(1, 2000), st.integers(0, 2))
def test_a_share_rounded_half_up_is_right(part: int, rest: int, decimals: int) -> None:
    whole, scale = part + rest, 10**decimals
    value = (200 * part * scale + whole) // (2 * whole)
    digits = str(value).rjust(decimals + 1, "0")
    printed = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    assert not say("GL414", in_overview(f"发放资料{whole}册,其中甲类{part}册,占{printed}%。"))
    wrong = value + 3
    digits = str(wrong).rjust(decimals + 1, "0")
    printed = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    assert severities("GL414", in_overview(f"发放资料{whole}册,其中甲类{part}册,占{printed}%。")) in ([WARNING], [])


# -- one quantity twice (GL415) --------------------------------------------------------------------------------------


def twice(first: str, second: str) -> list[str]:
    text = changed(
        ("2023年,青石县教育局围绕", f"{first}2023年,青石县教育局围绕"),
        ("(一)存在的主要问题。", f"{second}(一)存在的主要问题。"),
    )
    return severities("GL415", text)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("门户网站公开信息20条。", "门户网站公开信息16条。", WARNING),
        ("2023年,通过门户网站公开信息20条。", "我局全年在门户网站上公开信息16条。", WARNING),
        ("全年主动公开政府信息120条。", "2023年,青石县教育局主动公开政府信息112条。", WARNING),
        ("按照条例规定,微信公众号共发布文章20篇。", "微信公众号发布了文章26篇。", WARNING),
        ("门户网站公开信息20条。", "县政府门户网站发布政府信息16条。", INFO),
    ],
)
def test_the_same_words_with_two_figures(first: str, second: str, expected: str) -> None:
    assert twice(first, second) == [expected]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("门户网站公开信息20条。", "门户网站公开信息20条。"),
        ("门户网站公开信息20条。", "微信公众号公开信息16条。"),
        ("门户网站公开信息20条。", "门户网站公开解读16条。"),
        ("门户网站公开信息20条。", "门户网站公开信息16篇。"),
        ("门户网站公开信息20条。", "上年度门户网站公开信息16条。"),
        ("门户网站公开信息20条。", "全县门户网站公开信息160条。"),
        ("门户网站公开信息20条。", "围绕招生入学,门户网站公开信息6条。"),
        ("门户网站公开信息20条。", "门户网站累计公开信息160条。"),
        ("门户网站公开信息20条。", "门户网站公开信息近20条。"),
        ("门户网站公开信息20条。", "其中门户网站公开信息16条。"),
        ("门户网站公开信息20条。", "12月门户网站公开信息3条。"),
        ("全年主动公开政府信息11960条。", "加强管理,累计发布各类政务信息4243条。"),
    ],
)
def test_another_channel_time_scope_or_subject_is_another_quantity(first: str, second: str) -> None:
    assert not twice(first, second)


def test_under_a_heading_of_its_own_a_figure_is_about_the_heading() -> None:
    text = changed(
        ("2023年,青石县教育局围绕", "门户网站公开信息20条。2023年,青石县教育局围绕"),
        ("(三)政府信息管理。", "(三)招生信息公开。门户网站公开信息12条。"),
    )
    assert not say("GL415", text)


# -- measure words (GL417) -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("全年共制发公文52个。", "公文"),
        ("印制了12个文件。", "文件"),
        ("专栏访问量达85613个,同比上升。", "访问量"),
        ("全年依申请公开政府信息1条。", "依申请公开政府信息"),
        ("召开专题会议3个。", "专题会议"),
    ],
)
def test_an_unusual_measure_word_is_pointed_out(sentence: str, noun: str) -> None:
    (finding,) = say("GL417", in_overview(sentence))
    assert (finding.severity, finding.args["noun"]) == (INFO, noun)


@pytest.mark.parametrize(
    "sentence",
    [
        "全年共制发公文52件。",
        "配备文件柜3个、公文箱2个。",
        "设3个申请窗口、2个文件柜。",
        "受理申请3个工作日内答复。",
        "发布信息31条,涉及信息12个栏目。",
        "专栏访问量31640人次。",
        "行政复议0次。",
    ],
)
def test_a_measure_word_of_another_noun_is_left_alone(sentence: str) -> None:
    assert not say("GL417", in_overview(sentence))


# -- the processing fee (GL422–GL425) --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("2023年收取信息处理费380元。", "发出收费通知的件数、通知的总金额"),
        ("2023年有1件申请收取信息处理费380元。", "发出收费通知的件数、通知的总金额"),
        ("发出收费通知1件,收到信息处理费380元。", "通知的总金额"),
        ("发出收费通知2份,总金额600元。", "实际收取的金额"),
        ("全年应收信息处理费四百元。", "发出收费通知的件数、实际收取的金额"),
    ],
)
def test_what_the_statement_on_a_fee_leaves_out(sentence: str, missing: str) -> None:
    (finding,) = say("GL422", in_matters(sentence))
    assert (finding.severity, finding.args["missing"]) == (INFO, missing)


@pytest.mark.parametrize(
    "sentence",
    [
        "发出信息处理费收费通知2份,总金额600元,实际收取600元。",
        "发出信息处理费收费通知2份。总金额600元。实际收取总金额0.06万元。",
        "发出收费通知1件、380元,实收380元。",
        "发出收费通知书3件,涉及金额800元,其中1件因逾期未缴费不再处理,实收500元。",
        "发出收费通知1件,信息处理费200元,已全部缴纳。",
        "发出收费通知0件,总金额0元,实际收取0元。",
        "发出收取信息处理费的通知1件、380元,申请人未缴纳,实际收取0元。",
        "未收取信息处理费。2022年收取信息处理费200元。",
        "按每件100元的标准计收信息处理费,2023年未发出收费通知。",
        "未收取信息处理费,行政事业性收费12.6万元。",
    ],
)
def test_a_complete_statement_or_none_is_left_alone(sentence: str) -> None:
    for code in ("GL422", "GL423", "GL424", "GL425"):
        assert not say(code, in_matters(sentence))


def test_a_fee_without_a_notice_contradicts_itself() -> None:
    (finding,) = say("GL422", in_matters("未发出收费通知,收取信息处理费380元。"))
    assert finding.variant == "denied"


@pytest.mark.parametrize(
    ("amount", "charges", "is_told"),
    [
        ("380元", "0", True),
        ("380元", "0.038", False),
        ("380元", "0.04", False),
        ("380元", "0.03", False),
        ("380元", "0.01", True),
        ("1.38万元", "1.38", False),
        ("1.38万元", "1.0", True),
        ("380元", "12.6", False),
        ("380元", "380元", False),
        ("380元", "200元", True),
        ("约380元", "0", False),
        ("0元", "0", False),
    ],
)
def test_the_fee_is_part_of_the_charges_in_ten_thousands(amount: str, charges: str, is_told: bool) -> None:
    text = in_matters(f"发出收费通知1件,总金额{amount},实际收取信息处理费{amount}。", charges)
    assert severities("GL423", text) == ([WARNING] if is_told else [])


def test_a_fee_asked_for_but_not_collected_is_no_charge() -> None:
    assert not say("GL423", in_matters("发出收费通知1件,总金额380元,实际收取0元。", "0"))


def test_a_fee_of_the_whole_area_is_not_compared_with_the_table_of_a_department() -> None:
    assert not say("GL423", in_matters("全县发出收费通知1件,总金额380元,实际收取380元。", "0"))


@pytest.mark.parametrize(
    "sentence", ["收取信息处理费385元。", "实际收取信息处理费0.0385万元。", "应收信息处理费12.5元。"]
)
def test_a_fee_off_the_tariff(sentence: str) -> None:
    assert severities("GL425", in_matters(sentence)) == [INFO]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("未发出收费通知,未收取信息处理费。", [WARNING]),
        ("本年度收费通知0件,信息处理费0元。", [WARNING]),
        ("没有产生政府信息公开信息处理费。", [WARNING]),
        ("信息处理费应收0元、实收0元。", [WARNING]),
        ("未收取信息处理费。", [INFO]),
        ("发出收费通知1件,总金额100元,申请人逾期未缴纳,未收取信息处理费。", []),
        ("1名申请人未按收费通知要求缴费,收取信息处理费0元。", [INFO]),
    ],
)
def test_an_application_dropped_for_an_unpaid_fee_needs_a_notice(sentence: str, expected: list[str]) -> None:
    assert severities("GL424", changed(*UNPAID, (MATTERS, sentence))) == expected


def test_a_row_that_does_not_balance_is_told_as_that_alone() -> None:
    assert not say("GL424", changed(UNPAID[0]))


# -- fees that ended in 2019 (GL426) ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "收取检索费、复制费、邮寄费合计36元。",
        "全年收取检索费10元、复制费20元、邮寄费30元。",
        "检索费:10元;复制费:20元;邮寄费:0元。",
        "依申请公开收取复印费5.5元。",
        "依申请公开收费总额为32元,其中复制费20元、邮寄费12元。",
        "依申请公开信息复制费、邮寄费共计收取56元。",
        "按标准向申请人收取检索、复制、邮寄等成本费用36元。",
        "对申请人减免检索、复制、邮寄费用86元。",
        "依申请公开减免收费3人次。",
        "按规定收取检索费、复制费和邮寄费。",
        "收费及减免情况:共收取复制费三十元。",
    ],
)
@pytest.mark.parametrize("year", [2020, 2023, 2025])
def test_a_charge_for_searching_copying_or_posting_is_against_the_law(sentence: str, year: int) -> None:
    assert severities("GL426", in_matters(sentence, year=year)) == [ERROR]


@pytest.mark.parametrize(
    "sentence",
    [
        "未收取检索费、复制费、邮寄费。",
        "没有收取任何检索、复制、邮寄等费用,收费减免0元。",
        "检索费0元,复制费0元,邮寄费0元。",
        "检索费、复制费、邮寄费均为零。",
        "检索费、复制费、邮寄费已经取消。",
        "不再收取检索费、复制费、邮寄费。",
        "依法免收检索费、复制费、邮寄费。",
        "免费提供复印服务,邮寄费用列入部门预算。",
        "支付答复文书邮寄费365元。",
        "邮寄费36元由本机关承担。",
        "对违规收取检索费、复制费的问题开展自查。",
        "修订前的条例规定可以收取检索费、复制费、邮寄费。",
        "公开了复制费每页0.5元的收费标准。",
        "2018年收取复制费12元。",
        "公开减税降费和收费减免政策26项,为企业减免收费310万元。",
        "全年行政事业性收费12.6万元。",
    ],
)
def test_a_fee_that_was_not_charged_is_no_charge(sentence: str) -> None:
    assert not say("GL426", in_matters(sentence))


def test_in_the_year_of_the_change_a_charge_of_the_first_months_may_be_lawful() -> None:
    sentence = "收取复制费12元。"
    assert severities("GL426", in_matters(sentence, year=2019)) == [ERROR]
    assert not say("GL426", in_matters("条例修订施行前收取复制费12元。", year=2019))


# -- hostile text ----------------------------------------------------------------------------------------------------

CODES = ("GL413", "GL414", "GL415", "GL417", "GL422", "GL423", "GL424", "GL425", "GL426")


@pytest.mark.parametrize(
    "piece",
    [
        "其中1条、",
        "1条,",
        "占1%、",
        "1条,占1%,",
        "门户网站公开信息1条。",
        "收取信息处理费1元,",
        "复制费1元、",
        "公文1个,",
        "(",
        ":1条",
        "合计1条,",
    ],
)
def test_the_time_grows_with_the_text(piece: str) -> None:
    text = in_overview(piece * (100_000 // len(piece))) + piece * (100_000 // len(piece))
    report = report_on(text)
    for statement in report.statements:
        assert statement.quantities is not None
    started = time.process_time()
    for code in CODES:
        findings(REGISTRY.rule(code), report)
    assert time.process_time() - started < 5  # anything not linear takes minutes
