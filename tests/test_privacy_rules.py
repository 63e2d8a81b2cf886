"""What the rules on privacy, empty places and residue decide sentence by sentence, beyond their own examples."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.rule import ERROR, INFO, WARNING
from govlint_rules.privacy import identity_standing, passes_luhn
from tests.support.faults.privacy import make_card_number, make_identity_number
from tests.test_rule_judgements import clean, severities
from tests.test_rules import REGISTRY, findings, report_on

PLACE = "依法做好政府信息公开各项工作。"
"""The end of a paragraph in section one of the clean report."""
CODES = (*("GL731", "GL732", "GL733", "GL801", "GL802", "GL803", "GL804", "GL805", "GL806", "GL813", "GL814", "GL815"),)


def put(sentence: str) -> str:
    return clean("department-2023", (PLACE, PLACE + sentence))


def above(*lines: str) -> str:
    title = "青石县教育局2023年政府信息公开工作年度报告"
    return "\n".join((*lines, clean("department-2023"))) if lines else title


# -- numbers of persons --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("收件人身份证号:11010519491231002X。", ERROR),
        ("收件人身份证号:11010519491231002x。", ERROR),
        ("其中一名自然人(11010519491231002X)到窗口咨询。", ERROR),
        ("登记证件号码110105 19491231 002X。", ERROR),
        ("登记证件号码110105194912310020。", WARNING),
        ("登记证件号码为110105491231002。", ERROR),
        ("11010519491231002X、13800005678均已登记。", ERROR),
    ],
)
def test_an_identity_number_is_told(sentence: str, severity: str) -> None:
    assert severities("GL801", put(sentence)) == [severity]


@pytest.mark.parametrize(
    "sentence",
    [
        "该批数据编号为110105194912310020。",
        "数量为110105491231002。",
        "统一社会信用代码91110105MA00194912的企业名单已公布。",
        "统一社会信用代码11010519491231002X。",
        "索引号:000014349/2023-00001。",
        "索引号110105194912310020/2023。",
        "见http://www.qs.example/art/11010519491231002X/。",
        "附件名为QS11010519491231002X。",
        "总额110105194912310020.5元。",
        "身份证号110105********002X已作遮挡。",
        "电话0000-5550123、0000-5550124、0000-5550125。",
        "身份证号码、手机号码一律不得公开。",
        "登记证件号码110105194913310020。",
        "统一社会信用代码\n11010519491231002X已经核对。",
        "对全县已经公布的统一社会信用代码\n- 3 -\n11010519491231002X重新核对。",
    ],
)
def test_what_only_resembles_an_identity_number_is_not(sentence: str) -> None:
    assert severities("GL801", put(sentence)) == []


@given(st.randoms(use_true_random=False))
def test_a_number_with_its_check_digit_is_valid_and_with_another_it_is_not(rng: object) -> None:
    from random import Random

    assert isinstance(rng, Random)
    number = make_identity_number(rng)
    assert identity_standing(number) == "valid"
    other = number[:17] + ("X" if number[17] != "X" else "0")
    assert identity_standing(other) == "unchecked"
    assert identity_standing("99" + number[2:]) == ""


@given(st.text("0123456789Xx -", max_size=25))
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    assert identity_standing(text) in {"", "valid", "unchecked", "old"}


@given(st.randoms(use_true_random=False), st.sampled_from([16, 18, 19]))
def test_the_check_digit_of_cards(rng: object, length: int) -> None:
    from random import Random

    assert isinstance(rng, Random)
    number = make_card_number(rng, "622202", length)
    assert len(number) == length
    assert passes_luhn(number)
    assert not passes_luhn(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("申请人手机13800005678。", WARNING),
        ("张某(13800005678)到窗口咨询。", WARNING),
        ("张某13800005678到窗口咨询。", WARNING),
        ("回访+8613800005678已登记。", WARNING),
        ("回访138-0000-5678已登记。", WARNING),
        ("回访138 0000 5678已登记。", WARNING),
        ("原告联系方式为13800005678。", WARNING),
        ("经办人员13800005678/13900005678已登记。", WARNING),
        ("联系电话:13800005678。", INFO),
        ("如有疑问请拨打13800005678。", INFO),
        ("监督电话0000-5550123、13800005678。", INFO),
        ("群众可拨打热线13800005678。", INFO),
        ("办公电话:0000-5550123/13800005678。", INFO),
    ],
)
def test_a_mobile_number_is_told(sentence: str, severity: str) -> None:
    told = severities("GL802", put(sentence))
    assert told
    assert set(told) == {severity}


@pytest.mark.parametrize(
    "sentence",
    [
        "访问量达13800005678次。",
        "项目编号13800005678。",
        "发布13800005678.html页面。",
        "文件QS13800005678已归档。",
        "许可证号13800005678。",
        "流水号2023013800005678。",
        "电话0000-5550123。",
        "传真:0000-13800005。",
        "号码写作138****5678。",
        "邮箱13800005678@qs.example。",
        "资金13800005678元。",
        "12345热线受理工单13800件。",
        "信用代码13800005678。",
        "门户网站专栏的累计访问量在年内达到13800005678\n    次。",
    ],
)
def test_other_numbers_are_no_mobile_numbers(sentence: str) -> None:
    assert severities("GL802", put(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("卡号6222020000001234566。", 1),
        ("银行卡:6228 4800 0000 0123 455。", 1),
        ("退回原账户6223090000001239。", 1),
        ("转入6217009876543210981。", 1),
        ("卡号6222020000001234567。", 0),
        ("专户账号6222020000001234566。", 0),
        ("目录编号6222020000001234566。", 0),
        ("索引号6222020000001234566/2023。", 0),
        ("数值4563512345678903。", 0),
        ("卡号4563512345678903。", 1),
        ("银行卡号不得公开。", 0),
        ("卡号6222 **** **** 4566。", 0),
    ],
)
def test_bank_cards(sentence: str, told: int) -> None:
    assert severities("GL803", put(sentence)) == [ERROR] * told


def test_a_number_is_told_by_one_rule_only_and_not_in_full() -> None:
    import govlint

    text = put("身份证号11010519491231002X,手机13800005678,卡号6222020000001234566。")
    told = [d for d in govlint.lint(text=text).files[0].diagnostics if d.code in {"GL801", "GL802", "GL803"}]
    assert [d.code for d in told] == ["GL801", "GL802", "GL803"]
    for found, number in zip(told, ("11010519491231002X", "13800005678", "6222020000001234566"), strict=True):
        assert number not in str(found.args)


# -- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("申请人李建国申请公开招生计划。", WARNING),
        ("申请人李强向我局申请公开招生计划。", WARNING),
        ("申请人为李强,申请内容是招生计划。", WARNING),
        ("申请人:欧阳志远,申请内容是招生计划。", WARNING),
        ("李强不服答复,提起行政诉讼。", WARNING),
        ("全年收到王丽华的申请后,按期答复。", WARNING),
        ("原告张军与我局信息公开一案,法院判决驳回诉讼请求。", WARNING),
        ("陈明辉就学区划分提起行政复议。", WARNING),
        ("居民刘芳信访反映学区划分问题。", WARNING),
        ("2023年5月,周杰申请公开会议纪要。", WARNING),
        ("受理孙志刚、吴晓梅等人的行政复议申请。", WARNING),
        ("张三起诉我局。", WARNING),
        ("申请人王某某(张三)申请公开名单。", WARNING),
        ("申请人张某某申请公开名单。", INFO),
        ("李XX申请公开名单。", INFO),
        ("王某诉我局信息公开一案已审结。", INFO),
        ("张女士向我局申请公开名单。", INFO),
        ("原告王**提起诉讼。", INFO),
    ],
)
def test_somebody_named_as_applicant_or_plaintiff_is_told(sentence: str, severity: str) -> None:
    assert severities("GL804", put(sentence)) == [severity]


@pytest.mark.parametrize(
    "sentence",
    [
        "申请人对答复不服的,可以申请行政复议。",
        "申请人不服答复提起诉讼的,积极应诉。",
        "申请人提供的材料不全的,一次性告知。",
        "申请人员较多,申请内容集中。",
        "原告方撤回起诉。",
        "原告方当庭撤诉。",
        "申请人高度认可答复。",
        "申请人任何时候都可以提出申请。",
        "申请人何时申请均有登记。",
        "申请人向我局提出申请。",
        "申请人于法定期限内补正申请。",
        "申请人应当补正申请。",
        "申请人从未提出复议申请。",
        "申请人常年申请公开。",
        "申请人曾向我局申请公开。",
        "申请人马上提交了申请。",
        "申请人陈述申请理由。",
        "申请人方便时可以到窗口提交申请。",
        "申请人金额较小的申请。",
        "关于征地补偿的申请较多。",
        "方便群众申请公开。",
        "时间安排合理,申请办理顺畅。",
        "副局长李强牵头办理申请。",
        "联系人:李强,负责受理申请。",
        "由李强同志负责受理申请。",
        "学习李强诉某县政府信息公开案等典型案例。",
        "围绕依法答复等内容,组织经办人员集中学习\n李强诉某县政府信息公开案等典型\n案例。",
        "组织召开依申请公开工作会议,由副局长\n王强就申请办理情况作了说明。",
        "邀请律师张伟讲解行政诉讼。",
        "当事人申请、投诉、举报渠道畅通。",
        "当事人双方达成和解,撤回诉讼。",
        "公民、法人或者其他组织申请公开的,依法答复。",
        "公民何种情况下可以申请复议,均有说明。",
        "受理江西籍务工人员申请。",
        "收到黄山村村民申请。",
        "办理林业站转来的申请。",
        "办理高新区居民申请。",
        "收到石桥镇转办信访件。",
        "群众路线教育与信访工作结合。",
        "黄金地段商铺申请登记。",
        "万宁街申请公开。",
        "全年申请量较上年增长。",
        "严格办理申请,严肃追责。",
        "温馨提示申请人保存凭证。",
        "曾经申请过的事项不再重复办理。",
        "自然人申请占多数。",
        "3名自然人申请行政复议。",
        "居民张贴意见,信访数量下降。",
    ],
)
def test_words_that_look_like_names_staff_and_published_cases_are_not(sentence: str) -> None:
    assert severities("GL804", put(sentence)) == []


# -- marks and injected content ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark",
    [
        "秘密★5年", "机密★", "绝密★长期", "机密 ★ 1年", "内部资料 注意保存", "【内部资料 注意保存】",
        "内部文件,不得外传", "(此件不公开)", "密级:机密", "密级:内部", "绝密", "秘密", "内部使用",
    ],
)  # fmt: skip
def test_a_mark_of_secrecy_is_told(mark: str) -> None:
    assert severities("GL805", above(mark)) == [ERROR]
    assert severities("GL805", clean("department-2023", ("2024年1月18日\n", f"2024年1月18日\n{mark}\n"))) == [ERROR]


@pytest.mark.parametrize(
    "sentence",
    [
        "涉及国家秘密、商业秘密的不予公开。",
        "标有“秘密★5年”字样的文件不上网。",
        "按绝密、机密、秘密三个等级管理。",
        "文件标注(此件不公开)的不得上网。",
        "内部资料不得外传,全年未发生失泄密。",
        "建立密级文件台账,密级由定密责任人确定。",
        "保密审查表填写密级、期限等内容。",
        "“内部资料 注意保存”的材料集中销毁。",
    ],
)
def test_what_speaks_of_secrecy_is_no_mark(sentence: str) -> None:
    assert severities("GL805", put(sentence)) == []


def test_a_piece_of_a_label_is_no_mark() -> None:
    text = clean("department-2023", ("1.属于国家秘密 |", "1.属于国家\n秘密\n|"))
    assert severities("GL805", text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "体育投注首选平台。",
        "博彩公司排名。",
        "澳门新葡京官网。",
        "欢迎来到百家乐官网。",
        "乐鱼体育官网登录入口。",
        "开云(中国)官方网站。",
        "欧美日韩一区二区。",
        "市球迷网政务公开。",
        "代开各类发票。",
        "皇冠体育app下载。",
        "【星空体育官网】。",
        "世界杯投注指南。",
        "手机彩票网教育局认真落实要求。",
        "点击https://www.yabo88.example/进入。",
    ],
)
def test_injected_content_is_told_once(sentence: str) -> None:
    assert severities("GL806", put(sentence * 2)) == [ERROR]


@pytest.mark.parametrize(
    "sentence",
    [
        "打击网络赌博,查处赌博网站3个。",
        "扫黄打非行动收缴非法出版物。",
        "整治非法博彩、网络赌球。",
        "体育彩票投注站布局公示。",
        "群众观看世界杯、欧洲杯的公共广场安全信息已公开。",
        "银河广场、江南体育中心免费开放。",
        "半岛体育公园开放时间公布。",
        "九州通医药企业许可信息公开。",
        "视频配有中文字幕。",
        "园区一区二区的招商信息公开。",
        "米兰花园小区改造信息公开。",
        "优化体育彩票投注网点布局。",
        "为小规模纳税人代开发票。",
        "抽检三黄片、牛黄片等药品。",
        "丰富线上娱乐活动,开放百家乐社区活动室。",
        "收缴枪支弹药,侦破网络赌博平台案件。",
        "建议使用火狐浏览器。",
        "视频配有中文字幕。文化站不设老虎机、棋牌游戏等设施。",
        "澳门同胞投资企业名单公开。",
        "开展防范电信诈骗宣传,提醒群众远离网上赌场。",
        "网站http://www.qs.example/alphabet/更新。",
        "整改网站中被植入的色情网站暗链。",
        "每周巡检网站页面和外部链接,未发\n现博彩、色情等暗\n链。",
    ],
)
def test_lawful_mention_is_not_injected(sentence: str) -> None:
    assert severities("GL806", put(sentence)) == []


# -- empty places --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "可在门户网站下载()。",
        "可在门户网站(  )下载。",
        "可在门户网站下载（）。",
        "开设“”专栏。",
        "印发《》。",
        "依据国办发〔〕号文件。",
        "联系电话:。",
        "(地址:,邮编:,电话:)",
        "网址:,欢迎访问。",
        "电子邮箱:;传真:0000-5550124。",
        "咨询电话为。",
        "培训____次。",
        "培训 ___ 次。",
        "受理咨询    件。",
        "浏览次数:。",
    ],
)
def test_an_empty_place_is_told_once(sentence: str) -> None:
    assert severities("GL731", put(sentence)) == [WARNING]


@pytest.mark.parametrize(
    "sentence",
    [
        "电话:0000-5550123。",
        "现将情况报告如下:",
        "主要做法:一是加强学习。",
        "附件:公开目录。",
        "“一网通办”平台(含App)上线。",
        "以《条例》为准,《办法》为补充。",
        "邮箱a__b@qs.example。",
        "规范使用()、“”、《》等标点符号。",
        "是( )否( )",
        "公开条例全文。",
        "公开2 件文件。",
        "工作人员的行为。",
        "要求:职责明确。",
        "地址:青石县书院路。",
        "\n()依申请公开情况。当面申请渠道畅通。",
    ],
)
def test_a_place_that_is_filled_or_no_place_is_not(sentence: str) -> None:
    assert severities("GL731", put(sentence)) == []


def test_a_label_at_the_end_of_a_line_has_its_value_on_the_next() -> None:
    assert severities("GL731", put("如有疑问,请来电。电话:\n0000-5550123")) == []
    assert severities("GL731", put("如有疑问,请来电。电话:\n(一)主动公开的范围。")) == [WARNING]


@pytest.mark.parametrize("date", ["2024年 月 日", "2024年__月__日", "   年   月   日", "20  年  月  日"])
def test_a_date_that_was_not_filled_in_is_told(date: str) -> None:
    assert severities("GL731", clean("department-2023", ("2024年1月18日", date))) == [WARNING]


@pytest.mark.parametrize("date", ["2024年1月18日", "2024年 1 月 18 日", "二〇二四年一月十八日", "年月日"])
def test_a_date_that_is_there_is_not(date: str) -> None:
    assert severities("GL731", clean("department-2023", ("2024年1月18日", date))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "XX县教育局组织培训。",
        "××局组织培训。",
        "xx镇组织培训。",
        "ＸＸ街道组织培训。",
        "20XX年组织培训。",
        "202X年组织培训。",
        "XXXX年组织培训。",
        "依据国办发〔20XX〕XX号文件。",
        "依据国办发〔XXXX〕号文件。",
        "X年X月X日组织培训。",
        "XX月XX日组织培训。",
        "培训XX人次。",
        "培训××期。",
        "发布信息XXX条。",
        "满意率XX%。",
        "到***局学习。",
        "**县**局组织培训。",
        "○○县组织培训。",
        "某某县组织培训。",
        "(请填写培训情况)",
        "(此处填写培训情况)",
        "【培训次数】【填写具体数字】。",
        "【单位名称】组织培训。",
        "[单位名称]组织培训。",
        "<单位名称>组织培训。",
        "{单位名称}组织培训。",
        "{{organ}}组织培训。",
        "${year}年组织培训。",
        "此处填写培训情况。",
        "联系电话:XXXXXXX。",
        "培训【】期。",
        "(示例:培训2期)",
        "(没有则填0)",
        "(由各单位填写)",
    ],
)
def test_a_place_of_a_form_is_told_once(sentence: str) -> None:
    assert severities("GL732", put(sentence)) == [ERROR]


@pytest.mark.parametrize(
    "sentence",
    [
        "张某某、李XX的姓名已作处理。",
        "王××局长参加。",
        "李**同志参加。",
        "号码138****5678。",
        "证件号110105********002X。",
        "标题采用“XX局关于XX的通知”。",
        "标题格式为XX局关于XX的通知。",
        "例如XX镇的做法。",
        "面积3×5米,长×宽为3×5。",
        "**主动公开**情况良好。",
        "**全市**各单位**认真**落实。",
        "***重点***工作完成。",
        "印发填写示例和模板。",
        "申请人请填写申请表。",
        "网站提供《申请表(示例)》。",
        "(单位:件)",
        "【回应关切】栏目更新及时。",
        "(一)(二)(三)各项完成。",
        "采用ISO9001标准,XXL号。",
        "网址http://xxgk.qs.gov.cn/xx/。",
        "邮箱xxgk@qs.example。",
        "二〇二三年,二〇〇八年的文件失效。",
        "某单位更新不及时,已整改。",
        "“XX杯”竞赛和XX杯比赛。",
        "数量×单价计算费用。",
        "“十四五”规划(2021—2025年)。",
        "(详见附件)(以下简称《条例》)",
    ],
)
def test_what_only_resembles_a_place_of_a_form_is_not(sentence: str) -> None:
    assert severities("GL732", put(sentence)) == []


@pytest.mark.parametrize(
    "title",
    [
        "XX县教育局2023年政府信息公开工作年度报告",
        "青石县教育局20XX年政府信息公开工作年度报告",
        "青石县教育局2023年政府信息公开工作年度报告(模板)",
    ],
)
def test_a_title_that_was_not_filled_in_is_told(title: str) -> None:
    text = clean("department-2023", ("青石县教育局2023年政府信息公开工作年度报告\n", title + "\n"))
    assert severities("GL732", text) == [ERROR]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("公开教育、就业等信 97 条。", 1),
        ("公开政务服务等信97条。", 1),
        ("发布各类息 97 条。", 1),
        ("通过专栏主动公开条。", 1),
        ("共收到件,均已答复。", 1),
        ("发布信息340,反响良好。", 1),
        ("政府信□公开。", 1),
        ("政府信\ufffd公开。", 1),
        ("政府信\ue123公开。", 1),
        ("收到来信97件、短信97条、微信97条。", 0),
        ("公开信97件。", 0),
        ("公开条例、公开条目。", 0),
        ("公开信息340条,反响良好。", 0),
        ("方式:□邮寄 □自取。", 0),
        ("其中政府信息1,234条。", 0),
        ("\ue123政府信息公开。", 0),
    ],
)
def test_lost_characters_are_noted(sentence: str, told: int) -> None:
    assert severities("GL733", put(sentence)) == [INFO] * told


# -- residue -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("引导群众查阅政府信 息。", WARNING),
        ("引导群 众查阅政府信息。", WARNING),
        ("引导群众查阅政府信\u00a0息。", WARNING),
        ("引导群众查阅政 府 信 息。", WARNING),
        ("做好日常的 维护,安排专门的 人员。", WARNING),
        ("做好日常的 维护。", INFO),
        ("引导群众在大厅 查阅材料。", INFO),
        ("聚焦主责主业,统筹协调 上下联动。", INFO),
    ],
)
def test_blanks_inside_a_sentence_are_told_once(sentence: str, severity: str) -> None:
    assert severities("GL813", put(sentence)) == [severity]


@pytest.mark.parametrize(
    "sentence",
    [
        "\n(一)主动公开情况 全年更新及时。",
        "\n1.主动公开情况 全年更新及时。",
        "\n加强组织领导 落实工作责任",
        "\n概 述",
        "\n索 引 号 QS0017-2024-00003 公开方式 主动公开",
        "2023 年公开 12 条信息。",
        "公开App 和小程序。",
        "公开《条例》 《办法》。",
        "统筹线上\u3000线下两种方式。",
        "\n组  长:局长",
    ],
)
def test_blanks_that_part_are_not(sentence: str) -> None:
    assert severities("GL813", put(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "设立&nbsp;咨询台。",
        "设立&nbsp咨询台。",
        "印发&lt;规范&gt;。",
        "设立&#65292;咨询台。",
        "设立&#x3000;咨询台。",
        "设立<br>咨询台。",
        '<p style="text-indent:2em">设立咨询台。</p>',
        "设立\\u200b咨询台。",
        "设立\u200b咨询台。",
        "设立\ufeff咨询台。",
        "锟斤拷锟斤拷。",
        "烫烫烫。",
        "ä¸»åŠ¨å…¬å¼€ã€‚",
        "鏀垮簻淇℃伅鍏紑。",
        "?。ㄒ唬┲鲃庸_情况。",
        "设立???咨询台。",
        "电子邮箱:[email\u00a0protected]。",
        "報(bào)告、公(gōng)開(kāi)、工(gōng)作。",
    ],
)
def test_codes_and_mojibake_are_told_once(sentence: str) -> None:
    assert severities("GL814", put(sentence)) == [WARNING]


@pytest.mark.parametrize(
    "sentence",
    [
        "R&D投入;B&B民宿。",
        "http://www.qs.example/?a=1&lt=2&b=3",
        "Café、Zürich等外文名称。",
        "绿(lǜ)色。",
        "怎么办?找谁办?",
        "<中华人民共和国政府信息公开工作年度报告格式>",
        "增长<5%,A>B。",
        "路径C:\\new\\text。",
        "……以下略……",
        "曹锟旧居保护信息公开。",
    ],
)
def test_what_only_resembles_codes_is_not(sentence: str) -> None:
    assert severities("GL814", put(sentence)) == []


def test_question_marks_for_an_indent_are_noted_and_invisible_characters_at_line_ends_are_not() -> None:
    assert severities("GL814", put("\n????引导群众查阅。")) == [INFO]
    assert severities("GL814", put("\n\u200b引导群众查阅。\u200b")) == []


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("发布机构:青石县水利局", 1),
        ("发布机构:青石县教育局", 0),
        ("发布机构:县教育局", 0),
        ("发布机构:青石县人民政府", 0),
        ("发布机构:青石县人民政府办公室", 0),
        ("发布机构:", 0),
        ("文号:青教〔2024〕5号", 0),
        ("文号:青教〔2019〕5号", 1),
        ("文号:无", 0),
        ("文号:教育局年度报告号", 1),
        ("信息名称:青石县教育局2023年政府信息公开工作年度报告", 0),
        ("信息名称:青石县教育局2022年政府信息公开工作年度报告", 1),
    ],
)
def test_the_page_against_the_report(entry: str, told: int) -> None:
    assert severities("GL815", above("索引号:QS0017-2024-00003", entry, "发布日期:2024-01-18")) == [INFO] * told


# -- hostile text --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    ["一是", "《", "()", "1,1,", "138 ", "XX县", "申请人李", "公 ", "某某", "&nbsp;", "“", "信 1条", "秘密★", "博彩",
     "电话:", "_", "*", "申请人李强申请", "a\u200b", "【", "0 1", "年 月 日", "?? ", "某"],
)  # fmt: skip
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    report = report_on(put(piece * (300_000 // len(piece))))
    assert report.sentences
    for code in CODES:
        start = time.process_time()
        findings(REGISTRY.rule(code), report)
        assert time.process_time() - start < 5, code
