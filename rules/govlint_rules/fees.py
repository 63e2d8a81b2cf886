"""GL421: the statement on the information-processing fee."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govlint.rule import INFO, WARNING, NotApplicable, Related, Rule, Text, Verdict, change
from govlint_rules.report_facts import FIRST_FEE_YEAR, YEAR_UNKNOWN, last_section_end, year_of

if TYPE_CHECKING:
    from govlint.report.model import Report

_SPEAKS_OF_FEES = ("处理费", "收费", "费用", "收取", "缴费")
_FEE_STATEMENT = ("信息处理费", "收费通知")


class FeeStatementMissing(Rule):
    """Section six does not speak of the information-processing fee."""

    code = "GL421"
    name = "fee-statement-missing"
    severity = WARNING
    title = Text("第六部分说明信息处理费收取情况", "Section six says what processing fee was charged")
    explain = Text(
        "信息处理费管理办法自2021年起施行,收取情况要统计并写入年度报告;没有收取的,也应当写明没有收取。"
        "行政事业性收费的数额不能代替这项说明。",
        "The measure on the information-processing fee applies since 2021, and what was charged is to be stated in "
        "the annual report; where nothing was, the report says so. The amount of administrative charges is no "
        "substitute.",
    )
    messages = {
        "default": Text(
            "第六部分没有说明信息处理费的收取情况",
            "Section six does not say what information-processing fee was charged",
        ),
        "elsewhere": Text(
            "信息处理费的收取情况写在别处,应当放在第六部分",
            "What processing fee was charged is stated elsewhere; it belongs into section six",
        ),
        "statement": Text("现在写在这里", "it is stated here"),
    }
    help = Text(
        "核实后写明发出收费通知的件数、金额和实际收取的金额;没有的,写“本年度未收取信息处理费”。",
        "Find out, and state the number of fee notices, their total and the sum collected; or that none was charged.",
    )
    basis = ("N109", "LAW-42", "N30")
    related = ("GL109",)
    bad = (
        change(
            (
                "2023年度未发出信息处理费收费通知,未收取信息处理费。没有其他需要报告的事项。",
                "⟦没有其他需要报告的事项。⟧",
            )
        ),
        change(("本机关2023年没有收取信息处理费。", "⟦无。⟧"), base="town-2023"),
        change(
            ("本机关2023年没有收取信息处理费。", "⟦无。⟧"),
            ("已在法定期限内答复。", "已在法定期限内答复,没有发出收费通知。"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("本机关2023年没有收取信息处理费。", "依申请提供信息未产生任何费用。"), base="town-2023"),
        change(("本机关2023年没有收取信息处理费。", "(一)收费情况:0元。\n(二)其他事项:无。"), base="town-2023"),
        change(
            ("2023年度未发出信息处理费收费通知,未收取信息处理费。", "2023年度发出收费通知3件、金额4200元,已全部缴纳。")
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the text of section six."""
        year = year_of(report)
        section = report.section(6)
        if year is None or year < FIRST_FEE_YEAR or section is None:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        end = last_section_end(report, 6)
        text = "".join(report.text[section.start : end].split())  # lines are wrapped anywhere
        if any(word in text for word in _SPEAKS_OF_FEES):
            return
        paragraphs = [p for p in report.paragraphs if section.start <= p.start < end]
        if not paragraphs:
            return  # an empty section is told by GL109
        places = (p.start + p.text.find(word) for p in report.paragraphs for word in _FEE_STATEMENT if word in p.text)
        statement = next(places, None)
        yield self.finding(
            paragraphs[0].start,
            paragraphs[0].end,
            severity=WARNING if statement is None else INFO,
            variant="default" if statement is None else "elsewhere",
            section=6,
            related=() if statement is None else (Related(statement, statement + 4, "statement", {}),),
        )
