"""What would put the findings of each rule right: made without asking, suggested, or neither."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from govlint.examples import MarkError, marked
from govlint.pack import BUILT_IN
from govlint.registry import load_registry
from govlint.result import Diagnostic
from govlint.run import Input, check, settings_for
from tests.support.fixing import fixed

REGISTRY = load_registry(BUILT_IN)
TITLE = "青石县教育局2023年政府信息公开工作年度报告\n"
ENTRANCE = "方便家长按住址查找对应学校。"


class Case(NamedTuple):
    """A change in a clean report, and what is in its place afterwards: what stood there before, if "" is given."""

    code: str
    old: str
    new: str
    after: str = ""
    base: str = "department-2023"

    @property
    def reports(self) -> tuple[str, str]:
        """The report with the change, and as it is to be afterwards."""
        clean = REGISTRY.example_report(self.code, self.base)
        assert self.old in clean
        return clean.replace(self.old, self.new, 1), clean.replace(self.old, self.after or self.old, 1)


MADE = (
    Case(
        "GL107", "四、政府信息公开行政复议、行政诉讼情况\n行政复议", "三、政府信息公开行政复议、行政诉讼情况\n行政复议"
    ),
    Case("GL215", "行政许可 | 46", "行政许可 | ４６"),
    Case("GL215", "行政许可 | 46", "行政许可 | 1,046", "行政许可 | 1046"),
    Case("GL505", "2024年1月18日", "2024年 1 月 18 日"),
    Case("GL523", "〔2021〕30号", "[2021]30号"),
    Case("GL523", "〔2021〕30号", "〔2021〕第30号"),
    Case("GL601", ENTRANCE, f"{ENTRANCE}门户网站教育专栏增设学区查询入口,{ENTRANCE}"),
    Case(
        "GL705",
        "局党组两次听取信息公开工作汇报",
        "分两类:\n(一)、听取汇报情况。\n(二)、培训人员情况。\n局党组两次听取信息公开工作汇报",
        "分两类:\n(一)听取汇报情况。\n(二)培训人员情况。\n局党组两次听取信息公开工作汇报",
    ),
    Case("GL722", ENTRANCE, ENTRANCE + "。"),
    Case("GL722", ENTRANCE, "方便家长，，按住址查找对应学校。", "方便家长，按住址查找对应学校。"),
    Case("GL724", "没有其他需要报告的事项。", "没有其他需要报告的事项."),
    Case("GL724", "没有其他需要报告的事项。", "没有其他需要报告的事项,."),
    Case("GL811", TITLE, f"扫一扫在手机打开当前页\n{TITLE}"),
    Case("GL811", "2024年1月18日\n", "2024年1月18日\n分享到:\n打印本页\n"),
    Case("GL812", TITLE, f"索引号:QS0017-2024-00003\n发布机构:青石县教育局\n{TITLE}"),
    Case("GL813", "做好政府信息公开各项工作", "做好政 府信\u00a0息公  开各项工作"),
    Case("GL813", "做好政府信息公开各项工作", "做好政府信 息 公 开各项工作"),
    Case("GL814", "(一)主动公开。全年", "(一)主动公开。&nbsp;全年"),
    Case("GL814", "培训各科室", "培\u200b训各\u200b科室"),
    Case("GL814", "报告的事项。\n青石", "报告的事项,详见R&amp;D栏目。\n青石", "报告的事项,详见R&D栏目。\n青石"),
)

LEFT = (
    Case("GL215", "行政处罚 | 5", "行政处罚 | 05"),
    Case("GL215", "行政处罚 | 5 |", "行政处罚 | 1 5 |"),
    Case("GL505", "2024年1月18日", "2024.1.18"),
    Case("GL523", "所列数据", "《转发国办发[2021]30号文件的通知》印发后,所列数据"),
    Case("GL601", ENTRANCE, f"{ENTRANCE}另行公示。{ENTRANCE}"),
    Case("GL705", ENTRANCE, "主要有:1、方便家长查找学校;2、方便群众办理业务。"),
    Case("GL722", ENTRANCE, "方便家长、,按住址查找对应学校。"),
    Case("GL722", ENTRANCE, "方便家长查找,参见《学校名录。。》。"),
    Case("GL722", ENTRANCE, "方便家长按住址查找对应学校。。。"),
    Case("GL724", ENTRANCE, "方便家长按住址查找对应学校,网址www.example.cn."),
    Case("GL811", "本报告根据", "浏览次数:\n本报告根据"),
    Case("GL812", "本报告根据", "发布日期:2024-01-18 09:30\n本报告根据"),
    Case("GL813", ENTRANCE, "由王 芳、李 小 明、赵 刚三人协助家长查找对应学校。"),
    Case("GL814", "(五)监督保障。", "(五)锟斤拷监督保障。"),
    Case("GL814", "(一)主动公开。全年", "(一)主动公开。<br>全年"),
)

SUGGESTED = (
    Case("GL108", "五、存在的主要问题及改进情况\n", "五、存在的问题及打算\n"),
    Case("GL206", "5.属于三类内部事务信息", "5.属于四类内部事务信息"),
    Case("GL213", "行政处罚 | 5 |", "行政处罚 | 5件 |"),
    Case("GL505", "2024年1月18日", "2024.1.18"),
    Case("GL509", "逐件清理2018年", "今年6月,逐件清理2018年", "2023年6月,逐件清理2018年"),
    Case("GL513", "局党组两次听取", "我局开会,我镇认真研究,局党组两次听取", "我局开会,我局认真研究,局党组两次听取"),
    Case(
        "GL524", "依法做好", "坚持公开为原则,不公开为例外,依法做好", "坚持以公开为常态、不公开为例外,依法做好"
    ),
    Case("GL603", "依法做好政府", "依法依法做好政府"),
    Case("GL701", ENTRANCE, "一是方便登记,二是方便审核,五是方便答复,四是方便归档。",
         "一是方便登记,二是方便审核,三是方便答复,四是方便归档。"),
    Case("GL705", ENTRANCE, "主要有:1、方便查找学校;2、方便群众办事。", "主要有:1.方便查找学校;2.方便群众办事。"),
    Case("GL711", "《中华人民共和国政府信息公开条例》", "《中华人民共合国政府信息公开条例》"),
    Case("GL712", "围绕群众关心", "以习近平新时代中国特社会主义思想为指导,围绕群众关心",
         "以习近平新时代中国特色社会主义思想为指导,围绕群众关心"),
    Case("GL713", "办理提醒台账", "办理提醒台帐"),
    Case("GL715", "收到政府信息公开申请8件", "收到政务信息公开申请8件"),
    Case("GL722", ENTRANCE, f"{ENTRANCE[:-1]},。"),
    Case("GL811", "本报告根据", "浏览次数:\n本报告根据"),
)  # fmt: skip


def diagnostics(text: str, code: str) -> list[Diagnostic]:
    """What one rule finds in a text."""
    settings, _ = settings_for(select=[code])
    (file,) = check([Input("report.txt", "report.txt", text.encode())], settings).files
    return [item for item in file.diagnostics if item.code == code]


@pytest.mark.parametrize("case", MADE, ids=lambda case: f"{case.code} {case.new[:16]!r}")
def test_what_is_beyond_doubt_is_put_right(case: Case) -> None:
    text, after = case.reports
    done = fixed("report.txt", text.encode())
    assert done.after.decode() == after
    assert case.code in {item.code for item in done.fixed}
    assert not done.held_back
    assert fixed("report.txt", done.after).after == done.after


@pytest.mark.parametrize("case", LEFT, ids=lambda case: f"{case.code} {case.new[:16]!r}")
def test_what_is_in_doubt_is_left(case: Case) -> None:
    text, _ = case.reports
    done = fixed("report.txt", text.encode())
    assert done.after.decode() == text
    assert not any(item.is_fixable for item in done.result.diagnostics)


@pytest.mark.parametrize("case", SUGGESTED, ids=lambda case: f"{case.code} {case.new[:16]!r}")
def test_a_suggestion_is_exactly_right_and_never_taken(case: Case) -> None:
    text, after = case.reports
    assert fixed("report.txt", text.encode(), select=[case.code]).after.decode() == text
    (found,) = diagnostics(text, case.code)
    assert found.fix is not None
    assert not found.fix.is_safe
    for edit in reversed(found.fix.edits):
        assert text[edit.start : edit.end] == edit.old
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert text == after
    assert not diagnostics(text, case.code)


def test_every_rule_that_says_it_can_be_fixed_is_shown_to_be() -> None:
    made = {rule.code for rule in map(REGISTRY.rule, REGISTRY.codes) if rule.fix == "yes" and not rule.event}
    assert made == {case.code for case in MADE}


@pytest.mark.parametrize("code", REGISTRY.codes)
def test_a_rule_says_of_itself_what_its_findings_say(code: str) -> None:
    rule = REGISTRY.rule(code)
    assert rule.fix in ("", "yes", "suggest")
    for example in rule.bad if not rule.event else ():
        try:
            text, _ = marked(REGISTRY, code, example)
        except MarkError:
            continue
        for found in diagnostics(text, code):
            if found.fix is not None:
                assert rule.fix == "yes" if found.fix.is_safe else rule.fix in ("yes", "suggest")
