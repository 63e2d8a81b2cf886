"""The rules that compare the narrative with the tables: what they read from sentences, and what they leave alone.

The clean reports that the sentences are put into have these figures. Department of 2023: 8 applications received and 1
carried in, 8 closed (4 granted, 1 in part, 1 refused, 2 not to be met) and 1 carried out; 5 by natural persons; 1
review upheld and 1 suit after review pending; 3 normative documents made, 1 repealed, 12 in force; 46 licences, 5
penalties.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from govlint.pack import load_pack
from govlint.readers.text import read_text
from govlint.registry import load_registry
from govlint.report.model import Report
from govlint.rule import ERROR, INFO, Finding, NotApplicable, NotAssessable, Verdict
from govlint.source.read import read_stream

REGISTRY = load_registry()
RULES = [REGISTRY.rule(code) for code in REGISTRY.codes if "GL401" <= code <= "GL412"]
DEPARTMENT = "department-2023"
GOVERNMENT = "government-2023"
TOLD = {
    DEPARTMENT: "全年收到政府信息公开申请8件,上年结转1件,办结8件,结转下年度继续办理1件。新收申请中,自然人提出5件,"
    "法人或其他组织提出3件。",
    GOVERNMENT: "全县新收政府信息公开申请87件,上年结转4件,共办结86件,结转下年度继续办理5件。",
}


def report_of(text: str) -> Report:
    return Report(read_text(read_stream(text.encode(), "x.txt")), load_pack())


def telling(sentences: str, base: str = DEPARTMENT) -> Report:
    """The clean report `base` with those sentences in the place of what it says of applications."""
    text = load_pack().read_text("examples", f"{base}.txt").replace("，", ",")
    assert TOLD[base] in text
    return report_of(text.replace(TOLD[base], sentences))


def verdicts(report: Report) -> Iterator[tuple[str, Verdict]]:
    for rule in RULES:
        for verdict in rule.check(report):
            yield rule.code, verdict


def findings(report: Report) -> list[tuple[str, str, str]]:
    """Code, severity and marked text of every finding of these rules."""
    return [
        (code, verdict.severity, report.text[verdict.start : verdict.end])
        for code, verdict in verdicts(report)
        if isinstance(verdict, Finding)
    ]


def codes(report: Report) -> list[tuple[str, str]]:
    return [(code, text) for code, _, text in findings(report)]


@pytest.mark.parametrize(
    ("sentences", "code", "marked"),
    [
        # received
        ("2023年度共收到政府信息公开申请12件,同比增长50%,均已依法答复。", "GL401", "12件"),
        ("2023年,我局收到申请公开政府信息的申请12件。", "GL401", "12件"),
        ("全年共接收依申请公开申请表12份。", "GL401", "12份"),
        ("2023年我局共接到12件政府信息公开申请。", "GL401", "12件"),
        ("全年通过网络、信函、当面等渠道共收到政府信息公开申请12件。", "GL401", "12件"),
        ("2023年新增政府信息公开申请12件。", "GL401", "12件"),
        ("政府信息公开申请总数为12件。", "GL401", "12件"),
        ("2023年依申请公开数量12件。", "GL401", "12件"),
        ("青石县教育局2023年受理政府信息公开申请共十二件。", "GL401", "十二件"),
        ("我局今年收到12条政府信息公开申请,均按规定予以答复。", "GL401", "12条"),
        ("新收政府信息公开申请9件,上年结转1件。", "GL401", "9件"),
        # none
        (
            "2023年,没有收到公民、法人和其他组织的政府信息公开申请。",
            "GL402",
            "没有收到公民、法人和其他组织的政府信息公开申请",
        ),
        ("无依申请公开情况。", "GL402", "无依申请公开情况"),
        ("未收到依申请公开申请。", "GL402", "未收到依申请公开申请"),
        ("没有公民、法人或其他组织申请公开政府信息。", "GL402", "没有公民、法人或其他组织申请公开政府信息"),
        ("本年度零申请,依申请公开工作平稳。", "GL402", "本年度零申请"),
        ("我局共受理政府信息公开申请0件。", "GL402", "0件"),
        ("未因政府信息公开工作被申请行政复议。", "GL402", "未因政府信息公开工作被申请行政复议"),
        ("不存在因政府信息公开引起的行政诉讼。", "GL402", "不存在因政府信息公开引起的行政诉讼"),
        ("全年政府信息公开行政复议0件。", "GL402", "0件"),
        # processed
        ("收到政府信息公开申请8件,已全部办结。", "GL403", "已全部办结"),
        ("收到政府信息公开申请8件,办复10件。", "GL403", "10件"),
        ("已办结政府信息公开申请10件。", "GL403", "10件"),
        ("全年作出政府信息公开申请答复10件。", "GL403", "10件"),
        # carried
        ("收到政府信息公开申请8件,3件转入下年办理。", "GL404", "3件"),
        ("收到政府信息公开申请8件,另有3件申请顺延到下年度继续办理。", "GL404", "3件"),
        ("2022年度结转申请3件,2023年新收8件。", "GL404", "3件"),
        ("收到政府信息公开申请8件,没有上年度结转事项。", "GL404", "没有上年度结转事项"),
        # results
        ("答复结果中,予以公开6件。", "GL405", "6件"),
        ("不予公开3件、无法提供2件、其他处理0件。", "GL405", "3件"),
        ("办结政府信息公开申请8件,其中6件予以公开。", "GL405", "6件"),
        ("办结政府信息公开申请8件,其中属于本机关不掌握的3件。", "GL405", "3件"),
        # applicants
        ("新收政府信息公开申请8件,其中自然人6件。", "GL406", "6件"),
        ("收到政府信息公开申请8件,全部为法人或其他组织提出。", "GL406", "全部为法人或其他组织提出"),
        # reviews and suits
        ("因政府信息公开引发行政复议2件。", "GL408", "2件"),
        ("涉及政府信息公开的行政诉讼案件共2起。", "GL408", "2起"),
        ("涉及政府信息公开的行政复议和行政诉讼共5件。", "GL408", "5件"),
        ("政府信息公开类行政复议1件,其中结果纠正1件。", "GL408", "1件"),
        ("政府信息公开行政诉讼1件,全部结果维持。", "GL409", "全部结果维持"),
        # table 1
        ("2023年制定规范性文件4件。", "GL411", "4件"),
        ("印发行政规范性文件3件,废止2件。", "GL411", "2件"),
        ("现行有效行政规范性文件共15件。", "GL411", "15件"),
        ("我局2023年作出行政许可50件,行政处罚5件。", "GL412", "50件"),
        ("实施行政强制措施3次。", "GL412", "3次"),
    ],
)
def test_a_figure_that_the_table_does_not_have_is_told_at_its_place(sentences: str, code: str, marked: str) -> None:
    assert codes(telling(sentences)) == [(code, marked)]


@pytest.mark.parametrize(
    "sentences",
    [
        # the same figures in other words
        "2023年受理政府信息公开申请9件(含2022年结转1件),已办结8件,1件正在办理中。",
        "2023年度新收8件、结转1件,合计9件;办结8件、结转2024年1件。",
        "收到政府信息公开申请八件,上年结转一件。",
        "办结政府信息公开申请8件,其中予以公开4件,占50%;部分公开1件,占12.5%。",
        "收到政府信息公开申请8件,其中5件为自然人申请,3件为法人或其他组织申请。",
        "政府信息公开行政复议、诉讼均为1件。",
        # parts and channels
        "收到政府信息公开申请8件,其中通过网上申请5件、信函申请3件,均已按期答复。",
        "窗口收到群众递交的申请表12份,其中政府信息公开申请8份。",
        "第四季度收到政府信息公开申请3件。",
        "办结上年结转申请1件、本年新收申请7件。",
        # other years
        "2022年度我局收到政府信息公开申请11件,2023年收到8件,同比下降27%。",
        "2023年收到政府信息公开申请8件,较2022年(11件)减少3件。",
        "自条例施行以来,累计收到政府信息公开申请135件。",
        "2019年以来共收到政府信息公开申请46件。",
        # others
        "直属学校收到政府信息公开申请4件,均已指导答复。",
        "全县教育系统共收到信息公开申请15件。",
        "协助县政府办答复政府信息公开申请3件。",
        "县司法局收到政府信息公开申请6件,办结5件。",
        # other things
        "收到行政复议申请3件,受理2件。",
        "受理行政许可申请52件,办结50件,准予许可46件。",
        "办理省12345平台工单85件,办结85件,答复率100%。",
        "办理留言30件,答复30件。",
        "对依申请公开办理情况开展抽查,抽查答复书20件。",
        "制发公文138件,其中主动公开120件、依申请公开10件、不予公开8件。",
        "公开双公示信息行政许可类45条、行政处罚类4条。",
        "清理规范性文件15件,其中废止1件,修改2件,继续有效12件。",
        "应诉行政诉讼案件4件(其中政府信息公开1件)。",
        "办理行政许可事项46项,行政处罚立案7件。",
        "移交政府信息公开申请1件。",
        "政府信息公开工作有序推进,全年行政复议5件,其中政府信息公开类1件。",
        "行政处罚行政复议4件,均获维持。",
        "收到法院行政诉讼应诉通知2件。",
        "主动公开政府信息312条,依申请公开政府信息4条。",
        "法制审核行政处罚决定8件、行政许可决定52件。",
        "准予行政许可44件,不予行政许可2件。",
        "有效规范性文件清单更新9次,提请县政府废止规范性文件2件。",
        "会同县财政局制定规范性文件1件,围绕优化营商环境,制定规范性文件2件。",
        # parts of another kind
        "平均每月收到政府信息公开申请3件。",
        "同一申请人提出政府信息公开申请5件。",
        "针对学区划分提出的政府信息公开申请5件。",
        "招生期间收到政府信息公开申请5件。",
        "2022年、2023年分别收到政府信息公开申请11件、8件。",
        "聚焦校外培训,作出行政处罚决定3件。",
        "未制定涉及市场主体的规范性文件。",
        # something else between
        "收到政府信息公开申请8件。承办县政府重点工作任务12项,均已办结。",
        "收到政府信息公开申请8件,接待群众来访35批次,办结12件。",
        "收到政府信息公开申请8件。全年共接待群众35人次,办结12件。",
        # approximations and damage
        "收到政府信息公开申请10余件,答复近10件。",
        "收到政府信息公开申请件,办结件。",
        # limited denials
        "未因答复不当引发行政复议或者行政诉讼,未收到申请人的投诉。",
        "没有超期未办结的申请,全年没有延期办理的申请。",
        "未收到公民提出的政府信息更正申请。",
        "未发生依申请公开行政败诉案件。",
        "未收到网上提交的政府信息公开申请。",
    ],
)
def test_other_quantities_and_other_words_are_left_alone(sentences: str) -> None:
    assert findings(telling(sentences)) == []


@pytest.mark.parametrize(
    "sentences",
    [
        "县政府办公室收到政府信息公开申请17件,办结16件,结转下年度1件。",
        "县政府本级收到政府信息公开申请17件。",
        "县直部门收到政府信息公开申请50件,乡镇收到20件。",
        "县政府印发行政规范性文件8件。",
        "县市场监管局作出行政处罚决定321件。",
        "县政府作为复议机关,受理政府信息公开行政复议申请12件,审结10件。",
        "全市共收到政府信息公开申请1482件。",
    ],
)
def test_the_parts_of_a_government_have_figures_of_their_own(sentences: str) -> None:
    assert findings(telling(sentences, GOVERNMENT)) == []


def test_figures_of_the_area_are_only_a_note_unless_the_report_says_that_its_figures_are_the_area_s() -> None:
    declared = telling("全县收到政府信息公开申请90件。", GOVERNMENT)
    assert findings(declared) == [("GL401", ERROR, "90件")]
    silent = declared.document.text.replace("数据范围为县政府及各乡镇、各部门", "")
    assert findings(report_of(silent)) == [("GL401", INFO, "90件")]


def test_what_was_received_may_include_what_was_carried_in_unless_it_is_called_new() -> None:
    assert findings(telling("共受理政府信息公开申请9件。")) == []
    assert codes(telling("共新收政府信息公开申请9件。")) == [("GL401", "9件")]


def test_one_wrong_figure_told_as_received_and_as_answered_is_told_once() -> None:
    assert codes(telling("共收到政府信息公开申请12件,答复12件。")) == [("GL401", "12件")]


def test_a_figure_whose_cell_the_sums_have_found_wrong_is_left_to_the_sums() -> None:
    text = telling("新收政府信息公开申请9件。").document.text
    wrong = text.replace("申请数量 | 5 | 2 | 0 | 0 | 0 | 1 | 8", "申请数量 | 5 | 2 | 0 | 0 | 0 | 1 | 6")
    assert wrong != text
    assert findings(report_of(wrong)) == []


def test_a_table_that_is_not_there_is_not_assessable_and_no_claim_is_not_applicable() -> None:
    text = telling("收到政府信息公开申请12件。").document.text
    start, end = text.index("(本列数据的勾稽关系"), text.index("四、政府信息公开行政复议")
    of = dict(verdicts(report_of(text[:start] + text[end:])))
    assert of["GL401"] == NotAssessable("table-missing")
    assert of["GL403"] == NotApplicable()


def test_a_finding_says_both_figures_and_points_at_the_cell() -> None:
    report = telling("收到政府信息公开申请12件。")
    (finding,) = (verdict for _, verdict in verdicts(report) if isinstance(verdict, Finding))
    assert (finding.expected, finding.actual) == ("8", "12")
    (cell,) = finding.related
    assert report.text[cell.start : cell.end] == "8"
    assert cell.args["row"] == "一、本年新收政府信息公开申请数量"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("局属各单位新收政府信息公开申请16件,上年结转1件,办结15件,结转下年度继续办理1件。", True),
        ("局属各单位新收政府信息公开申请16件,上年结转1件,办结16件,结转下年度继续办理1件。", False),
        ("局属各单位受理政府信息公开申请16件(含上年结转1件),办结15件,结转下年度继续办理1件。", False),
        ("局属各单位新收政府信息公开申请16件,办结15件,结转下年度继续办理2件。", False),
        # where the table tells which figure is wrong, that is told instead
        ("新收政府信息公开申请8件,上年结转1件,办结5件,结转下年度继续办理1件。", False),
    ],
)
def test_figures_of_one_sentence_balance(sentence: str, told: bool) -> None:
    assert ("GL407" in [code for code, _ in codes(telling(sentence))]) == told


@pytest.mark.parametrize(
    "unit",
    [
        "一是",
        "《《《",
        "1,1,1,",
        "收到申请5件,",
        "收到政府信息公开申请5件。",
        "其中予以公开1件、",
        "未收到",
        "行政许可1件、",
    ],
)
def test_hostile_text_costs_little(unit: str) -> None:
    report = telling(f"政府信息公开申请。{unit * (300_000 // len(unit))}")
    _ = report.paragraphs, report.tables, report.outcomes
    start = time.process_time()
    list(verdicts(report))
    assert time.process_time() - start < 4
