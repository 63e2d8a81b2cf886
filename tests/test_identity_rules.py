"""What the organ calls itself, who signs, and what the report cites: GL125, GL512–GL517, GL521–GL526.

Each case puts one phrase into an otherwise right report; the rule's own examples are tested in `test_rules.py`.
"""

from __future__ import annotations

import time
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.pack import load_pack
from govlint.readers.contract import read_document
from govlint.registry import load_registry
from govlint.report.model import Report
from govlint.rule import ERROR, INFO, WARNING, Finding, NotAssessable, Verdict
from govlint.source.read import read_stream
from govlint_rules.citation_facts import citations, core_of, distance, documents_of
from govlint_rules.organ import same_organ

CODES = ("GL125", *(f"GL{number}" for number in (512, 513, 514, 515, 517, 521, 522, 523, 524, 525, 526)))
N30 = "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
N60 = "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
LAW = "《中华人民共和国政府信息公开条例》"


def report_of(text: str) -> Report:
    return Report(read_document(read_stream(text.encode(), "report.txt")), load_pack())


def written(
    body: str = "全年主动公开信息312条。",
    *,
    organ: str = "青石县教育局",
    year: int = 2023,
    basis: str = "",
    signature: str = "",
) -> Report:
    """A short report of `organ` with `body` in section one; the basis fits the year unless another is given."""
    basis = basis or f"{LAW}和" + (
        f"{N30}(国办公开办函〔2021〕30号)" if year >= 2021 else f"{N60}(国办公开办函〔2019〕60号)"
    )
    return report_of(
        f"{organ}{year}年政府信息公开工作年度报告\n本报告根据{basis}编制。\n一、总体情况\n{body}\n"
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
        "五、存在的主要问题及改进情况\n部分栏目更新不及时。已经明确更新时限。\n"
        f"六、其他需要报告的事项\n没有收取信息处理费。\n{signature or organ}\n{year + 1}年1月15日\n"
    )


def spoken(code: str, report: Report) -> list[Verdict]:
    return list(load_registry().rule(code).check(report) or ())


def findings(code: str, report: Report) -> list[Finding]:
    return [verdict for verdict in spoken(code, report) if isinstance(verdict, Finding)]


def said(code: str, report: Report) -> list[tuple[str, str]]:
    """Severity and text of every finding."""
    return [(f.severity, "".join(report.text[f.start : f.end].split())) for f in findings(code, report)]


# -- GL513: self-names -----------------------------------------------------------------------------------------------

RIGHT_NAMES = [
    ("青石县教育局", "我局"),
    ("青石县教育局", "本局"),
    ("青石县发展和改革局", "我委"),
    ("青石县卫生健康委员会", "我委"),
    ("青石县档案馆", "我局"),
    ("青石县行政审批服务局", "我中心"),
    ("澄川省水利厅", "我厅"),
    ("澄川省人民政府办公厅", "我厅"),
    ("澄川市人民政府办公室", "我办"),
    ("青石县国防动员办公室", "我办"),
    ("澄川市望江区柳堤街道办事处", "我街道"),
    ("澄川市望江区柳堤街道办事处", "我街"),
    ("澄川市望江区柳堤街道办事处", "我办"),
    ("澄川市望江区柳堤街道办事处", "我办事处"),
    ("云岭县禾坪镇人民政府", "我镇"),
    ("云岭县禾坪乡人民政府", "我乡"),
    ("云岭县禾坪镇人民政府", "我县"),
    ("云岭县禾坪镇人民政府", "我市"),
    ("青石县教育局", "我县"),
    ("青石县人民政府", "我县"),
    ("澄川市人民政府", "我市"),
    ("望江区人民政府", "我区"),
    ("澄川高新技术产业开发区管理委员会", "我委"),
    ("澄川高新技术产业开发区管理委员会", "我管委会"),
    ("澄川高新技术产业开发区(石桥镇)市政服务中心", "我镇"),
    ("澄川市生态环境局望江区分局", "我局"),
    ("国家税务总局青石县税务局", "我局"),
    ("青石县供销合作社联合社", "我社"),
    ("澄川市建设投资集团有限公司", "我公司"),
    ("澄川职业技术学院", "我院"),
    ("澄川职业技术学院", "我校"),
    ("青石县残疾人联合会", "我会"),
]

WRONG_NAMES = [
    ("青石县政务和金融服务所", "我镇"),
    ("青石县教育局", "我镇"),
    ("青石县教育局", "我街道"),
    ("青石县教育局", "我中心"),
    ("青石县教育局", "我委"),
    ("青石县教育局", "我办"),
    ("青石县机关事务服务中心", "我局"),
    ("青石县机关事务服务中心", "我办"),
    ("云岭县禾坪镇人民政府", "我局"),
    ("云岭县禾坪镇人民政府", "我办"),
    ("云岭县禾坪镇人民政府", "我乡"),
    ("云岭县禾坪乡人民政府", "我镇"),
    ("云岭县禾坪镇人民政府", "我街道"),
    ("澄川市望江区柳堤街道办事处", "我局"),
    ("澄川市望江区柳堤街道办事处", "我镇"),
    ("澄川市望江区柳堤街道办事处", "我乡"),
    ("澄川市人民政府办公室", "我局"),
    ("青石县人民政府", "我局"),
    ("青石县人民政府", "我镇"),
    ("澄川市人民政府", "我县"),
    ("望江区人民政府", "我县"),
    ("澄川高新技术产业开发区管理委员会", "我局"),
    ("澄川省水利厅", "我局"),
]


@pytest.mark.parametrize(("organ", "own"), RIGHT_NAMES)
def test_an_organ_may_call_itself_what_it_is(organ: str, own: str) -> None:
    assert not said("GL513", written(f"2023年,{own}公开信息312条,{own}面向社会征求意见。", organ=organ))


@pytest.mark.parametrize(("organ", "own"), WRONG_NAMES)
@pytest.mark.parametrize(
    "sentence", ["2023年,{own}公开信息312条。", "群众可以向{own}反映。", "(二)申请。{own}未收到申请。"]
)
def test_a_self_name_of_another_class_is_told(organ: str, own: str, sentence: str) -> None:
    assert said("GL513", written(sentence.format(own=own), organ=organ)) == [(ERROR, own)]


@pytest.mark.parametrize(
    "text",
    [
        "克服自我局限,主动公开信息。",
        "“我局无此信息”的答复不够具体。",
        "坚持‘我镇我家’理念。",
        "办理《关于我镇饮水安全的建议》。",
        "我国政务公开取得进展。",
        "群众反映“感谢我办理窗口的同志”,满意度提高。",
        "不断提高自我办事能力。",
        "我委托第三方开展评议。",
        "我镇定应对舆情。",
        "我乡村干部常年在岗。",
        "我院校合作项目已经公开。",
        "我社会工作者队伍不断壮大。",
        "我队伍建设得到加强。",
        "围绕我中心工作做好公开。",
        "各单位分别明确本局、本办的联络员。",
        "所在单位应当公布本局电话。",
        "根据基本局面安排工作。",
        "日本局部地区的做法值得借鉴。",
    ],
)
def test_what_only_looks_like_a_self_name_is_left_alone(text: str) -> None:
    assert not said("GL513", written(text, organ="青石县公证所"))


@pytest.mark.parametrize(
    "text",
    [
        "我办公开信息312条。",
        "我办完善制度。",
        "我局面向社会征求意见。",
        "我局促进公开。",
        "我镇定期更新。",
        "我中心组织培训。",
    ],
)
def test_a_verb_behind_a_self_name_is_not_taken_for_part_of_another_word(text: str) -> None:
    assert len(said("GL513", written(text, organ="澄川职业技术学院"))) == 1


def test_a_self_name_is_read_over_the_end_of_a_line() -> None:
    assert said("GL513", written("2023年,我\n局未收到申请。", organ="云岭县禾坪镇人民政府")) == [(ERROR, "我局")]
    assert not said("GL513", written("群众感谢我办\n理窗口。各方自\n我局限减少。", organ="云岭县禾坪镇人民政府"))


def test_quoted_words_stay_quoted_over_the_end_of_a_line() -> None:
    assert not said("GL513", written("群众说:“到了大厅,\n我局促得很。”全年公开信息。", organ="云岭县禾坪镇人民政府"))


def test_a_wrong_self_name_is_told_once_with_its_other_places() -> None:
    report = written("我局公开信息。我局答复申请。我局开展培训。", organ="云岭县禾坪镇人民政府")
    (found,) = findings("GL513", report)
    assert len(found.related) == 2


def test_the_right_self_name_is_given_where_the_report_has_it() -> None:
    (found,) = findings("GL513", written("我镇公开信息。我镇开展培训。我局未收到申请。", organ="云岭县禾坪镇人民政府"))
    assert found.expected == "我镇"


def test_the_office_of_a_government_that_writes_its_report_is_a_note() -> None:
    assert said("GL513", written("2023年,我办收到申请3件。", organ="青石县人民政府")) == [(INFO, "我办")]


def test_an_organ_of_the_page_only_is_no_measure() -> None:
    report = report_of(
        "发布机构:青石县教育局\n发布日期:2024-01-18\n一、总体情况\n2023年,我镇公开信息312条。\n二、主动公开政府信息情况\n"
        "三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n无。\n"
        "六、其他需要报告的事项\n无。\n"
    )
    assert spoken("GL513", report) == [NotAssessable("organ-unknown")]


def test_a_signature_that_contradicts_the_title_leaves_its_self_name_alone() -> None:
    report = written("我局公开信息312条。", organ="云岭县禾坪镇人民政府", signature="云岭县民政局")
    assert not said("GL513", report)
    assert said("GL512", report) == [(WARNING, "云岭县民政局")]


def test_three_self_names_are_noted() -> None:
    assert said("GL514", written("我局公开信息。我们开展培训。我单位答复申请。")) == [(INFO, "我单位")]
    assert not said("GL514", written("我局公开信息。本机关、我县、我市均有部署。我们开展培训。"))


# -- GL515: leaders --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("organ", "text", "phrase"),
    [
        ("云岭县禾坪镇人民政府", "办领导高度重视政务公开工作。", "办领导"),
        ("云岭县禾坪镇人民政府", "一是局领导亲自部署。", "局领导"),
        ("云岭县禾坪镇人民政府", "在局领导的重视下,工作有序。", "局领导"),
        ("云岭县禾坪镇人民政府", "校领导十分重视公开工作。", "校领导"),
        ("云岭县禾坪乡人民政府", "镇领导班子多次研究。", "镇领导"),
        ("青石县教育局", "由办领导带队检查。", "办领导"),
        ("青石县教育局", "委领导始终把公开工作放在重要位置。", "委领导"),
        ("澄川市望江区柳堤街道办事处", "镇领导高度重视。", "镇领导"),
        ("澄川市人民政府办公室", "局领导高度重视。", "局领导"),
        ("青石县人民政府", "院领导高度重视。", "院领导"),
    ],
)
def test_leaders_of_another_class_are_told(organ: str, text: str, phrase: str) -> None:
    assert (WARNING, phrase) in said("GL515", written(text, organ=organ))


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        ("青石县教育局", "局领导高度重视。"),
        ("青石县教育局", "校领导高度重视的学校,公开效果好。由校领导签字。"),
        ("青石县教育局", "县委领导、县政府办领导到会指导。"),
        ("青石县教育局", "成立局领导小组,两办领导督办。"),
        ("云岭县禾坪镇人民政府", "县民政局派员指导,局领导对做法给予肯定。"),
        ("云岭县禾坪镇人民政府", "由县教育\n局领导带队检查。"),
        ("云岭县禾坪镇人民政府", "各单位由局领导负责。"),
        ("云岭县禾坪镇人民政府", "镇领导、县领导多次调研。各站所领导参加。"),
        ("青石县人民政府", "各部门由局领导负责,办领导高度重视。"),
        ("青石县机关事务服务中心", "在局领导的关心下,按时完成任务。"),
        ("澄川市望江区柳堤街道办事处", "办领导高度重视,街道领导亲自部署。"),
    ],
)
def test_leaders_that_may_be_others_are_left_alone(organ: str, text: str) -> None:
    assert not said("GL515", written(text, organ=organ))


# -- GL512: one organ ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云岭县禾坪镇人民政府", "禾坪镇"),
        ("云岭县禾坪镇人民政府", "禾坪镇党政办公室"),
        ("云岭县禾坪镇人民政府", "云岭县禾坪镇党政综合办公室"),
        ("青石县人民政府", "青石县人民政府办公室"),
        ("青石县人力资源和社会保障局", "青石县人社局"),
        ("青石县市场监督管理局", "澄川市青石县市监局"),
        ("澄川高新技术产业开发区管理委员会", "澄川高新区管委会"),
        ("酉溪土家族苗族自治县清泉乡人民政府", "澄川市酉溪县清泉乡人民政府"),
        ("青石县教育局", "青石县教育体育局"),
        ("澄川市公安局望江区分局", "望江区公安分局"),
    ],
)
def test_short_and_long_names_are_one_organ(one: str, other: str) -> None:
    assert same_organ(one, other)
    assert same_organ(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云岭县禾坪镇人民政府", "云岭县石桥镇人民政府"),
        ("云岭县禾坪镇人民政府", "石桥镇人民政府"),
        ("青石县教育局", "青石县民政局"),
        ("青石县教育局", "云岭县教育局"),
        ("澄川市青石县水利局", "云岭县水利局"),
        ("云岭县禾坪镇人民政府", "云岭县禾坪街道办事处"),
    ],
)
def test_other_places_and_other_bodies_are_other_organs(one: str, other: str) -> None:
    assert not same_organ(one, other)


@given(st.text("县市镇乡局教育民政青石云岭", min_size=3, max_size=12))
def test_a_name_is_its_own_and_that_of_its_short_forms(name: str) -> None:
    assert same_organ(name, name)
    assert same_organ(name, name[1:])


@pytest.mark.parametrize("signature", ["青石县教育局", "教育局", "青石县教体局\n青石县教育局"])
def test_a_right_signature_is_left_alone(signature: str) -> None:
    assert not said("GL512", written(signature=signature))


def test_a_joint_signature_needs_one_right_name() -> None:
    assert not said("GL512", written(signature="青石县民政局\n青石县教育局"))


# -- GL125 and GL522: notices ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "basis", "severity"),
    [
        (2023, f"{LAW}和{N60}(国办公开办函〔2019〕60号)", WARNING),
        (2021, f"{LAW}和{N60}(国办公开办函[2019]60号)", WARNING),
        (2022, f"{LAW}、国办公开办函(2019)60号", WARNING),
        (2022, f"{LAW}、国办公开办函【2019】60号", WARNING),
        (2024, f"{LAW}和《关于政府信息公开工作年度报告有关事项的通知》", WARNING),
        (2020, f"{LAW}和{N30}(国办公开办函〔2021〕30号)", ERROR),
        (2019, f"{LAW}、国办公开办函〔2021〕30号", ERROR),
    ],
)
def test_the_notice_of_another_format_is_told(year: int, basis: str, severity: str) -> None:
    report = written(year=year, basis=basis)
    assert [found for found, _ in said("GL125", report)] == [severity]
    assert not said("GL522", report)


@pytest.mark.parametrize(
    ("year", "basis"),
    [
        (2023, f"{LAW}和{N30}(国办公开办函〔2021〕30号)"),
        (2020, f"{LAW}和{N60}(国办公开办函〔2019〕60号)"),
        (2023, LAW),
        (2023, f"{N30}(国办公开办函〔2021〕30号),不再执行国办公开办函〔2019〕60号"),
        (2023, f"{N60}(国办公开办函〔201960号)和{N30}"),
        (2023, "国办公开办函〔2019〕61号"),
        (2018, f"{LAW}、国办公开办函〔2021〕30号"),
        (2023, f"{LAW}和《关于政府信息公开工作年度报告有关事项的通知》(青政办函〔2024〕1号)"),
        (2023, f"{LAW}和县政府办公室《关于政府信息公开工作年度报告有关事项的通知》"),
    ],
)
def test_the_notice_of_the_year_is_left_alone(year: int, basis: str) -> None:
    assert not said("GL125", written(year=year, basis=basis))


def test_an_old_notice_in_the_narrative_is_history() -> None:
    body = "组织学习国办公开办函〔2019〕60号等文件。"
    assert not said("GL125", written(body, basis=LAW))


WRONG_PAIRS = [
    f"{N60}(国办公开办函〔2021〕30号)",
    f"{N30}(国办公开办函〔2019〕60号)",
    "《政府信息公开工作年度报告格式(试行)》(国办公开办函〔2021〕30号)",
    "《中华人民共和国政府信息年度报告格式》(国办公开办函〔2021〕30号)",
    "《国务院办公厅政府信息与政务公开办公室关于印发<中华人民共和国政府信息公开年度报告格式>的通知》(国办公开办函〔2021〕30号)",
    f"{N30}(国办公开办函〔2021〕13号)",
    f"{N30}(国办公开办函〔2020〕30号)",
    f"{N30}(国办公开函〔2021〕30号)",
    f"{N60}(国办公开办函〔2019〕51号)",
    f"{LAW}(国务院令第771号)",
    f"{LAW}(以下简称《条例》)(中华人民共和国国务院令第771号)",
    f"{LAW}(国务院第714号令)",
    "《政信息公开条例》(国务院令第711号)",
    "《中华人民共和国政府信息公条例》",
    "《关于规范政府信息公开平台有关事项的通知》(国办公开办函〔2019〕60号)",
    "《政府信息公开信息处理费管理办法》(国办函〔2020〕190号)",
    "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知(国办公开办函〔2021〕30号)",
    "《2019年政务公开工作要点》(国办发〔2020〕17号)",
]


@pytest.mark.parametrize("cited", WRONG_PAIRS)
def test_number_and_title_that_do_not_belong_together_are_told(cited: str) -> None:
    report = written(f"工作中落实{cited}。", basis="有关规定")
    assert [severity for severity, _ in said("GL522", report)] == [ERROR]


def test_a_document_known_by_heart_only_is_a_note() -> None:
    report = written("落实《2022年政务公开工作要点》(国办发〔2022〕18号)。")
    assert [severity for severity, _ in said("GL522", report)] == [INFO]


RIGHT_PAIRS = [
    f"{N30}(国办公开办函〔2021〕30号)",
    "《关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知》(国办公开办函〔2021〕30号)",
    "《中华人民共和国政府信息公开工作年度报告格式》的通知(国办公开办函〔2021〕30 号)",
    "《关于印发中华人民共和国政府信息公开工作年度报告格式的通知》(国办公开办函[2021]30号)",
    "国务院办公厅政府信息与政务公开办公室关于印发《政府信息公开工作年度报告格式》的通知(国办公开办函〔2021〕30号,以下简称《格式》)",
    "《政府信息公开工作年度报告》(国办公开办函〔2021〕30号)",
    "《政府信息公开工作年度报告格式(2021年版)》(国办公开办函〔2021〕30号)",
    "《政府信息公开年报格式》(国办公开办函〔2021〕30号)",
    f"{LAW}国办公开办函〔2021〕30号",
    f"{LAW}、国办公开办函〔2021〕30号",
    f"{N60[:-1]}\n》(国办公开办函〔2019〕60号)",
    "《政府信息公开工作年度报告格式(试行)》(国办公开办函〔2019〕60号)",
    f"{LAW}(国务院令第711号)",
    f"{LAW}(中华人民共和国国务院令第711号,以下简称《条例》)",
    f"{LAW}(2007年国务院令第492号公布,2019年国务院令第711号修订)",
    "《政府信息公开条例(2019年修订)》(国务院令第711号)",
    "《重大行政决策程序暂行条例》(国务院令第713号)",
    "《青石县政府信息公开条例实施细则》(青政发〔2021〕30号)",
    "《青石县2022年政务公开工作要点》(青政办函〔2022〕8号)",
    "《关于全面推进政务公开工作的意见》实施细则(国办发〔2016〕80号)",
    "《关于做好有关工作的通知》(国办公开办函〔2021〕30号)",
    "《中华人民共和国政府信息公开工作年度报告格式》(国办公开办函〔202130号)",
    "《中华人民共和国政府采购法实施条例》",
    "《中华人民共和国政府信息公开工作年\n- 3 -\n度报告格式》(国办公开办函〔2021〕30号)",
]


@pytest.mark.parametrize("cited", RIGHT_PAIRS)
def test_other_ways_of_citing_rightly_are_left_alone(cited: str) -> None:
    assert not said("GL522", written(f"工作中落实{cited}。", basis="有关规定"))


def test_one_wrong_pair_is_told_once() -> None:
    wrong = f"{N60}(国办公开办函〔2021〕30号)"
    report = written(f"落实{wrong}。", basis=f"{LAW}和{wrong}")
    assert len(said("GL522", report)) == 1
    assert not said("GL125", report)


@given(st.text("政府信息公开年度", max_size=9), st.text("政府信息公开年度", max_size=9))
def test_the_distance_of_titles_is_one(one: str, other: str) -> None:
    assert distance(one, one) == 0
    assert distance(one, other) == distance(other, one)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


def test_every_document_is_known_by_its_own_number_and_title() -> None:
    documents = documents_of(load_pack())
    for document in documents.by_key.values():
        for title in document.titles:
            assert core_of(documents, f"国务院办公厅关于印发{title}的通知") == title
            (cited,) = citations(report_of(f"落实《{title}》({document.number})"))
            assert (cited.document, cited.verdict) == (document.key, "right")


# -- GL521, GL523–GL526 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "basis",
    [
        f"{LAW}(国务院令第492号)",
        f"{LAW}(中华人民共和国国务院令 第492号)",
        "国务院第492号令",
        f"{LAW}第三十二条规定",
        f"{LAW}(以下简称《条例》)第三十一条、第三十二条",
        f"{LAW}第31条",
        f"2007年4月5日公布的{LAW}",
        f"{LAW}(2008年5月1日起施行)",
    ],
)
def test_the_old_regulation_is_told(basis: str) -> None:
    report = written(basis=basis)
    assert [severity for severity, _ in said("GL521", report)] == [ERROR]
    assert not said("GL521", written(basis=basis, year=2018))


@pytest.mark.parametrize(
    ("body", "basis"),
    [
        ("2007年4月5日国务院令第492号公布的条例,已于2019年4月3日修订。", LAW),
        ("对第三方的征求意见按照《条例》第三十二条办理。", LAW),
        ("条例自2008年5月1日起施行以来,公开工作不断深化。", LAW),
        ("全年公开信息312条。", f"{LAW}和《青石县政府信息公开规定》第三十二条"),
        ("全年公开信息312条。", f"{LAW}第五十条"),
        ("档案编号为QS-492号,存放地点为县档案馆。", LAW),
    ],
)
def test_the_history_of_the_regulation_is_left_alone(body: str, basis: str) -> None:
    assert not said("GL521", written(body, basis=basis))


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("国办发[2022]8号", "国办发〔2022〕8号"),
        ("国办发(2022)8号", "国办发〔2022〕8号"),
        ("国办发【2022】8号", "国办发〔2022〕8号"),
        ("国办发〔2022〕第8号", "国办发〔2022〕8号"),
        ("国办发〔2022〕08号", "国办发〔2022〕8号"),
        ("青政办函[2022]18号", "青政办函〔2022〕18号"),
        ("国办发〔2022年〕8号", "国办发〔2022〕8号"),
    ],
)
def test_a_number_out_of_form_is_noted(number: str, right: str) -> None:
    (found,) = findings("GL523", written(f"按照{number}文件要求开展工作。"))
    assert (found.severity, found.expected, found.actual) == (INFO, right, number)


@pytest.mark.parametrize(
    "number", ["国办发〔2022〕8号", "青政复决字(2022)8号", "(2022)云01行初8号", "第(2022)8号", "[2022]8号"]
)
def test_a_number_in_form_and_the_number_of_a_case_are_left_alone(number: str) -> None:
    assert not said("GL523", written(f"{number}已经送达。"))


@pytest.mark.parametrize(
    "phrase",
    [
        "公开为原则,不公开为例外",
        "公开为原则、不公开为例外",
        "以公开为原则,以不公开为例外",
        "公开是原则,不公开是例外",
        "公开为\n原则,不公开为例外",
        "“公开为原则”“不公开为例外”",
    ],
)
def test_the_old_principle_is_told(phrase: str) -> None:
    report = written(f"坚持{phrase}的要求。")
    assert [severity for severity, _ in said("GL524", report)] == [WARNING]
    assert not said("GL524", written(f"坚持{phrase}的要求。", year=2018))


@pytest.mark.parametrize(
    "text",
    [
        "坚持以公开为常态、不公开为例外。",
        "由公开为原则、不公开为例外转变为以公开为常态、不公开为例外。",
        "改变过去公开为原则,不公开为例外的提法。",
        "公开为原则性要求,没有例外。",
    ],
)
def test_the_principle_in_force_and_the_history_of_it_are_left_alone(text: str) -> None:
    assert not said("GL524", written(text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("依照条例第二十条第(六)项公开行政许可信息。", 1),
        ("依照条例第二十条第六项公开行政许可信息。", 1),
        ("依照条例第20条第(五)项公开行政处罚信息。", 1),
        ("依照条例第二十条第(五)项公开行政许可信息。", 0),
        ("依照条例第二十条第(五)、(六)项公开行政许可、行政处罚信息。", 0),
        ("依照条例第二十条第(六)项公开行政处罚和行政许可信息。", 0),
        ("依照条例第二十条第(十)项公开重大项目。", 0),
    ],
)
def test_items_of_article_20(text: str, count: int) -> None:
    assert len(said("GL525", written(text))) == count


@pytest.mark.parametrize(
    ("text", "year", "count"),
    [
        ("贯彻党的十九大精神。", 2023, 1),
        ("贯彻党的十九大精神。", 2022, 0),
        ("贯彻党的十九大、二十大精神。", 2023, 0),
        ("贯彻党的十九大和二十届二中全会精神。", 2023, 0),
        ("贯彻党的二十届三中全会精神。", 2023, 1),
        ("贯彻党的二十届三中全会精神。", 2024, 0),
        ("喜迎党的二十大。", 2021, 0),
        ("贯彻党的二十大精神。", 2021, 1),
    ],
)
def test_congresses(text: str, year: int, count: int) -> None:
    assert len(said("GL526", written(text, year=year))) == count


# -- cost ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def hostile() -> tuple[str, ...]:
    return (
        "我局",
        "本局,",
        "局领导高度重视。",
        "《",
        "《政府信息",
        "《政府信息》(国办",
        "国办公开办函〔2021〕",
        "国办",
        "国务院令",
        "国务院令第492号",
        "第三十一条",
        "公开为原则,",
        "例外",
        "第二十条第(六)项",
        "[2022]8号",
        "由青石县教育局",
        "修订《青石县",
        "二十届",
        "2008年5月1日",
    )


@pytest.mark.parametrize("unit", hostile())
def test_monotonous_text_costs_little(unit: str) -> None:
    report = written(unit * (200_000 // len(unit)))
    assert report.paragraphs
    assert report.organ is not None
    assert report.year is not None
    start = time.process_time()
    for code in CODES:
        spoken(code, report)
    assert time.process_time() - start < 4  # anything not linear takes minutes
