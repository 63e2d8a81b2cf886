"""Texts for the tests of the machine."""

from __future__ import annotations

import os

EXAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "examples")

REPORT = """青石县水务局2023年政府信息公开工作年度报告
本报告由青石县水务局编制。
一、总体情况
全年公开信息312条。这里有一个错字,那里还有一个错字。
我局继续完善制度。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
(一)予以公开 | 5 | 7 | 和差 |
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
缺尾和「[bold]红字[/bold]」都在这里。
六、其他需要报告的事项
本年度未收取信息处理费。
青石县水务局
2024年1月18日
"""
"""For the rules of `tests.support.pack_rules`."""


def example(name: str) -> str:
    """The text of a report in examples/."""
    with open(os.path.join(EXAMPLES, name), encoding="utf-8") as file:
        return file.read()
