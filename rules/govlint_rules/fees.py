"""GL421–GL426: the statement on the information-processing fee, and fees that the law has ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.formats import APPLICATIONS, DISCLOSURE
from govlint.report.relations import VIOLATED, table_reason
from govlint.rule import (
    ERROR,
    INFO,
    WARNING,
    Finding,
    NotApplicable,
    NotAssessable,
    Related,
    Rule,
    Text,
    Verdict,
    change,
)
from govlint_rules.fee_facts import FeeFacts, fee_facts
from govlint_rules.report_facts import (
    FIRST_FEE_YEAR,
    FIRST_FORMAT_YEAR,
    YEAR_UNKNOWN,
    last_section_end,
    sentences_of,
    year_of,
)
from govlint_rules.table_facts import Place

if TYPE_CHECKING:
    from decimal import Decimal

    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.statements import Statement

    Number = int | Decimal

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


class FeeFigures(Rule):
    """A fee was charged, and not all that belongs to it is told."""

    code = "GL422"
    name = "fee-figures"
    severity = INFO
    title = Text(
        "收取了信息处理费的,写明通知件数、通知金额和实收金额",
        "A fee that was charged is told in full: notices, their total, sum collected",
    )
    explain = Text(
        "收取了信息处理费的机关,要在第六部分写明发出收费通知的件数、总金额,以及实际收取的总金额。只写其中一项,"
        "看不出有没有通知后未缴费的情形,也无法与表二核对。",
        "An organ that charged the information-processing fee states in section six how many notices it issued, what "
        "they add up to, and what was collected. One of the three alone does not show whether notices stayed unpaid, "
        "and cannot be compared with table 2.",
    )
    messages = {
        "default": Text(
            "这里写了信息处理费{raw},没有写明{missing}",
            "Here a processing fee of {raw} is stated, but not {missing_en}",
        ),
        "denied": Text(
            "这里写了信息处理费{raw},却又说没有发出收费通知",
            "Here a processing fee of {raw} is stated, yet no notice is said to have been issued",
        ),
        "denial": Text("这里说没有发出收费通知", "here it says that no notice was issued"),
    }
    help = Text(
        "对照收费台账补齐:发出收费通知几件、总金额多少、实际收取多少。",
        "Complete it from the register: notices issued, their total, and the sum collected.",
    )
    basis = ("N109", "N30")
    related = ("GL421", "GL423")
    bad = (
        change(
            (
                "2023年度未发出信息处理费收费通知,未收取信息处理费。",
                "2023年度向1名申请人收取信息处理费⟦380元⟧。",
            )
        ),
        change(
            ("行政事业性收费\n|\n0", "行政事业性收费\n|\n0.05"),
            ("本年度街道没有产生信息处理费。", "街道发出收费通知1件,收到信息处理费⟦500元⟧。"),
            base="subdistrict-2024",
        ),
        change(
            ("全市发出信息处理费收费通知3件,总金额5400元,实际收取2件、4200元。1件", "全市应收信息处理费⟦5400元⟧。1件"),
            base="city-2022",
        ),
        change(
            ("行政事业性收费 | 0", "行政事业性收费 | 0.02"),
            ("没有收取信息处理费。", "收取信息处理费⟦200元⟧。"),
            base="committee-2024",
        ),
    )
    good = (
        change(),
        change(base="city-2022"),
        change(base="government-2023"),
        change(("中心无信息处理费收取事项。", "中心发出收费通知1件,共200元,已全部收取。"), base="institution-2021"),
        change(
            ("中心无信息处理费收取事项。", "发出收费通知书2份,应收信息处理费300元,实际收取0元。"),
            base="institution-2021",
        ),
        change(
            (
                "2023年度未发出信息处理费收费通知,",
                "对一个自然月内申请超过10件的,按每件100元的标准收取信息处理费。2023年度未发出收费通知,",
            )
        ),
        change(("未收取信息处理费。", "未收取信息处理费。2022年收取信息处理费200元。")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """At most one finding, at the first amount above zero."""
        if (year := year_of(report)) is None or year < FIRST_FEE_YEAR:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        facts = fee_facts(report)
        if not facts.positive:
            return
        first = facts.positive[0]
        if facts.denies_notices is not None and not facts.notices:
            denial = Related(*facts.denies_notices, "denial", {})
            yield self.finding(
                first.start, first.end, variant="denied", args={"raw": first.quantity.raw}, related=[denial]
            )
            return
        missing = list(_missing(facts))
        if missing:
            words = {
                "raw": first.quantity.raw,
                "missing": "、".join(word.zh for word in missing),
                "missing_en": " and ".join(word.en for word in missing),
            }
            yield self.finding(first.start, first.end, args=words)


def _missing(facts: FeeFacts) -> Iterator[Text]:
    """What the statement leaves out of the three figures."""
    if facts.notices is None:
        yield Text("发出收费通知的件数", "the number of notices")
    if not any(amount.is_asked for amount in facts.amounts):
        yield Text("通知的总金额", "the total of the notices")
    if not facts.all_collected and not any(amount.is_collected for amount in facts.amounts):
        yield Text("实际收取的金额", "the sum collected")


class FeeExceedsCharges(Rule):
    """More fee than table 1 has charges."""

    code = "GL423"
    name = "fee-exceeds-charges"
    severity = WARNING
    title = Text(
        "信息处理费计入表一的行政事业性收费", "The processing fee is part of the administrative charges in table 1"
    )
    explain = Text(
        "信息处理费属于行政事业性收费,实际收取的应当计入表一第二十条第(八)项,所以表一的金额(万元)不会小于信息处理费。"
        "反过来不成立:表一的行政事业性收费大多是别的收费,第六部分不必与它相等。",
        "The information-processing fee is an administrative charge, so what was collected is contained in table 1, "
        "item (8), in ten thousands of yuan. The reverse does not hold: most administrative charges are others, and "
        "need no word in section six.",
    )
    messages = {
        "default": Text(
            "收取信息处理费{raw}(即{amount}万元),表一的行政事业性收费却只有{charges}万元",
            "A processing fee of {raw} ({amount} in ten thousands) was collected, but table 1 has only {charges}",
        ),
        "charges": Text("表一填的是{charges}", "table 1 has {charges}"),
    }
    help = Text(
        "核对两处:收取的信息处理费折算成万元后计入表一,保留到能看出数额的小数位。",
        "Check both: the fee belongs into table 1 in ten thousands of yuan, with as many decimals as it needs.",
    )
    basis = ("N109", "LAW-11")
    related = ("GL214", "GL422")
    bad = (
        change(
            ("行政事业性收费 | 12.6", "行政事业性收费 | 0"),
            (
                "2023年度未发出信息处理费收费通知,未收取信息处理费。",
                "2023年度发出收费通知1件,金额380元,实际收取信息处理费⟦380元⟧。",
            ),
        ),
        change(
            ("实际收取260元", "实际收取⟦1.3万元⟧"),
            ("行政事业性收费 | 4308.27", "行政事业性收费 | 1.1"),
            base="government-2023",
        ),
    )
    good = (
        change(),
        change(base="city-2022"),
        change(
            ("行政事业性收费 | 12.6", "行政事业性收费 | 0.038"),
            (
                "2023年度未发出信息处理费收费通知,未收取信息处理费。",
                "2023年度发出收费通知1件,金额380元,实际收取信息处理费380元。",
            ),
        ),
        change(
            ("行政事业性收费 | 12.6", "行政事业性收费 | 0.03"),
            (
                "2023年度未发出信息处理费收费通知,未收取信息处理费。",
                "2023年度发出收费通知1件,金额380元,实际收取信息处理费380元。",
            ),
        ),
        change(
            ("行政事业性收费 | 12.6", "行政事业性收费 | 0"),
            (
                "2023年度未发出信息处理费收费通知,未收取信息处理费。",
                "2023年度发出收费通知1件,金额380元,申请人撤回申请,实际收取信息处理费0元。",
            ),
        ),
        change(("行政事业性收费 | 12.6", "行政事业性收费 | 0")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """At most one finding, at the largest sum collected."""
        if (year := year_of(report)) is None or year < FIRST_FEE_YEAR:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        facts = fee_facts(report)
        collected = [amount for amount in facts.positive if amount.is_collected and amount.is_certain]
        if not collected or facts.is_beyond_table(report):
            return
        table = report.tables.disclosure
        reason = table_reason(table)
        row = table.rows.get("fees")
        if reason or row is None or "charges" not in row.cells:
            yield NotAssessable(reason or "row-missing", {"row": "行政事业性收费"})
            return
        place = Place(row, row.columns[0], row.cell("charges"))
        charges = _in_ten_thousands(place.cell.value, place.cell.unit)
        if charges is None:
            yield NotAssessable(place.cell.kind if place.cell.kind != "lost" else "cells-lost")
            return
        most = max(collected, key=lambda amount: amount.value)
        from decimal import Decimal

        fee = Decimal(most.value) / 10_000
        if fee <= charges or (charges and fee < charges + _last_digit(charges)):
            return
        words = {"raw": most.quantity.raw, "amount": f"{fee.normalize():f}", "charges": place.cell.raw}
        yield self.finding(
            most.start,
            most.end,
            args=words,
            table=DISCLOSURE,
            row=row.label,
            cell=place.column.label,
            related=[Related(place.start, place.end, "charges", {"charges": place.cell.raw})],
        )


def _in_ten_thousands(value: Number | None, unit: str) -> Decimal | None:
    """The charges of table 1 in 万元, whichever unit is printed in the cell."""
    if value is None:
        return None
    from decimal import Decimal

    return Decimal(value) * {"元": Decimal("0.0001"), "亿元": Decimal(10_000)}.get(unit, Decimal(1))


def _last_digit(value: Decimal) -> Decimal:
    """One unit of the last digit printed: what rounding or cutting off can have cost."""
    from decimal import Decimal

    exponent = value.as_tuple().exponent
    return Decimal((0, (1,), exponent if isinstance(exponent, int) else 0))


_UNPAID = "逾期未缴纳费用"
_ONE_UNPAID = (
    (
        "缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
        "缴纳费用、行政机关不再处理其政府信息公开申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
    ),
    ("不掌握相关政府信息 | 1 | 0 | 0 | 0 | 0 | 1 | 2", "不掌握相关政府信息 | 0 | 0 | 0 | 0 | 0 | 1 | 1"),
)
"""Changes of the example report: one application dropped for an unpaid fee, and the table balances."""


class FeeUnpaidRow(Rule):
    """Table 2 has applications dropped for an unpaid fee, and the text has no notice."""

    code = "GL424"
    name = "fee-unpaid-row"
    severity = WARNING
    title = Text(
        "没有发出收费通知的,表二“逾期未按收费通知要求缴纳费用”一行为零",
        "Without a fee notice, no application in table 2 was dropped for an unpaid one",
    )
    explain = Text(
        "表二(六)其他处理第2项统计申请人逾期未按收费通知缴费、不再处理的申请。没有发出收费通知,就不会有这样的申请;"
        "反过来,有这样的申请而没有收到钱,也要在第六部分写明发出了几件通知。",
        "Item 2 of (6) in table 2 counts applications dropped because the fee asked for in a notice was not paid. "
        "Where no notice was issued there can be none; and where there is one, section six has to state the notices "
        "even if nothing was collected.",
    )
    messages = {
        "default": Text(
            "这里说没有发出收费通知,表二却有{count}件申请因逾期未按收费通知缴费而不再处理",
            "No fee notice is said to have been issued, but table 2 has {count} applications dropped for an unpaid one",
        ),
        "untold": Text(
            "表二有{count}件申请因逾期未缴费而不再处理,说明发出过收费通知,这里只说没有收费,没有写明通知的件数和金额",
            "Table 2 has {count} applications dropped for an unpaid fee, so notices were issued, but only that nothing "
            "was charged is stated, not the notices",
        ),
        "row": Text("表二这一行填的是{count}", "table 2 has {count} here"),
    }
    help = Text(
        "对照收费台账:确实发过通知的,在第六部分写明件数和金额;没有发过的,改正表二。",
        "Check the register: state the notices in section six if there were any, else correct table 2.",
    )
    basis = ("N109", "LAW-11")
    related = ("GL421", "GL422")
    bad = (
        change(
            *_ONE_UNPAID,
            ("2023年度未发出信息处理费收费通知,", "2023年度⟦未发出信息处理费收费通知⟧,"),
        ),
        change(
            *_ONE_UNPAID,
            ("2023年度未发出信息处理费收费通知,未收取信息处理费。", "2023年度发出收费通知⟦0件⟧,收取信息处理费0元。"),
        ),
        change(
            *_ONE_UNPAID,
            ("2023年度未发出信息处理费收费通知,未收取信息处理费。", "2023年度⟦未收取信息处理费⟧。"),
        ),
    )
    good = (
        change(),
        change(("2023年度未发出信息处理费收费通知,", "2023年度未向申请人发出过收费通知,")),
        change(base="city-2022"),
        change(base="government-2020"),
        change(
            *_ONE_UNPAID,
            (
                "2023年度未发出信息处理费收费通知,未收取信息处理费。",
                "2023年度发出收费通知1件,金额100元,申请人逾期未按收费通知要求缴费,未收取信息处理费。",
            ),
        ),
        change(
            ("缴纳费用、行政机关不再处理其政府信息公开申请 | 0", "缴纳费用、行政机关不再处理其政府信息公开申请 | 1"),
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """At most one finding. Figures of the row that do not balance are another fault, told elsewhere."""
        if (year := year_of(report)) is None or year < FIRST_FEE_YEAR:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        facts = fee_facts(report)
        table = report.tables.applications
        reason = table_reason(table)
        row = table.rows.get("unpaid")
        if reason or row is None or row.why:
            if facts.denies_notices is not None:
                yield NotAssessable(reason or (row.why if row is not None else "row-missing"), {"row": _UNPAID})
            return
        count = row.cell("total").value
        if not count or facts.notices or facts.positive:
            return
        denial = facts.denies_notices or facts.denies_charges
        if denial is None or facts.is_beyond_table(report) or not _balances(report, "unpaid"):
            return
        place = Place(row, row.columns[-1], row.cell("total"))
        is_denied = facts.denies_notices is not None
        yield self.finding(
            *denial,
            severity=None if is_denied else INFO,
            variant="default" if is_denied else "untold",
            args={"count": str(count)},
            table=APPLICATIONS,
            row=row.label,
            cell=place.column.label,
            related=[Related(place.start, place.end, "row", {"count": place.cell.raw})],
        )


def _balances(report: Report, row_id: str) -> bool:
    """Whether no relation of table 2 with cells of that row is violated."""
    return not any(
        outcome.state == VIOLATED and any(operand.row == row_id for operand in outcome.operands)
        for outcome in report.outcomes
        if outcome.table == APPLICATIONS
    )


class FeeTariff(Rule):
    """An amount that the tariff of the fee cannot yield."""

    code = "GL425"
    name = "fee-tariff"
    severity = INFO
    title = Text("信息处理费是10元的整数倍", "The processing fee is a multiple of ten yuan")
    explain = Text(
        "信息处理费按件计收的每件100元起、每档增加100元,按量计收的每页10元、20元或者40元,所以每一件和合计的金额都是10元的整数倍。",
        "The information-processing fee is charged by piece (100 yuan and multiples of it) or by page (10, 20 or 40 "
        "yuan), so that every amount and every total is a multiple of ten yuan.",
    )
    messages = {
        "default": Text(
            "信息处理费{raw}不是10元的整数倍,按收费标准算不出这个数",
            "A processing fee of {raw} is no multiple of ten yuan; the tariff does not yield it",
        ),
        "also": Text("这里也是", "here again"),
    }
    help = Text(
        "对照收费通知核对金额;是别的收费的,不要写成信息处理费。",
        "Check it against the notices; another charge should not be called a processing fee.",
    )
    basis = ("N109",)
    related = ("GL422", "GL423")
    bad = (
        change(
            (
                "2023年度未发出信息处理费收费通知,未收取信息处理费。",
                "2023年度发出收费通知1件,总金额⟦385元⟧,实际收取信息处理费385元。",
            )
        ),
        change(("总金额5400元,实际收取2件、4200元", "总金额5400元,实际收取2件、⟦4205.5元⟧"), base="city-2022"),
    )
    good = (
        change(),
        change(base="city-2022"),
        change(base="government-2023"),
        change(("金额260元，实际收取260元", "金额0.026万元，实际收取0.026万元"), base="government-2023"),
        change(("没有其他需要报告的事项。", "印制公开宣传册支出1365元。没有其他需要报告的事项。")),
        change(("未收取信息处理费。", "未收取信息处理费。行政事业性收费为126035元。")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for all amounts of the statement."""
        if (year := year_of(report)) is None or year < FIRST_FEE_YEAR:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        odd = [amount for amount in fee_facts(report).positive if amount.is_certain and amount.value % 10]
        if odd:
            first, *others = odd
            yield self.finding(
                first.start,
                first.end,
                args={"raw": first.quantity.raw},
                related=[Related(amount.start, amount.end, "also", {}) for amount in others[:8]],
            )


class _OldFees(NamedTuple):
    """The vocabulary of the fees that ended in 2019."""

    names: str
    """Pattern of their names, several in a list included."""
    charged: tuple[str, ...]
    excuses: tuple[str, ...]
    """What a sentence says that reports no charge."""
    allowed: tuple[str, ...]
    """What a sentence says that tells what may be charged."""
    denied: tuple[str, ...]
    elsewhere: tuple[str, ...]
    """What a sentence speaks of where the same words name other charges."""
    other_names: tuple[str, ...]
    """Names that mean these fees only where the sentence speaks of applications."""
    other_relief: tuple[str, ...]


@lru_cache(maxsize=4)
def _old_fees(pack: Pack) -> _OldFees:
    words = pack.vocabulary("fees")
    services = "|".join(words["old-services"])
    names = "|".join(words["old-names"])
    listed = f"(?:{services})(?:费用?)?(?:[、和及与]?(?:{services}|等|的|成本|工本|信息|资料|材料)(?:费用?)?){{0,8}}"
    return _OldFees(
        f"(?:{listed})(?<=费|用)|(?:{listed})费用?|(?:{names})",
        tuple(words["charged"]),
        (*words["spent"], *words["abolished"]),
        tuple(words["allowed"]),
        tuple(words["denied"]),
        tuple(words["elsewhere"]),
        tuple(words["old-names"]),
        tuple(words["other-relief"]),
    )


_ON_INFORMATION = ("申请", "政府信息", "信息公开")
_CLAUSE = r"(?:[^,;。:!?()]|:(?=\d))+"


class ObsoleteFee(Rule):
    """A fee for searching, copying or posting was charged, or waived."""

    code = "GL426"
    name = "obsolete-fee"
    severity = ERROR
    title = Text("不再收取检索费、复制费、邮寄费", "Fees for searching, copying and posting are no longer charged")
    explain = Text(
        "2019年修订的条例第四十二条规定,依申请提供政府信息不收取费用,只有申请数量、频次明显超过合理范围时可以收取信息处理费。"
        "检索费、复制费、邮寄费和对它们的减免随旧条例一起取消。说明没有收取的,以及机关自己承担的邮寄支出,不在此列。",
        "Article 42 of the regulation as revised in 2019 lets information be given free of charge, save for the "
        "processing fee. The fees for searching, copying and posting, and relief from them, ended with the old text. "
        "Saying that none was charged is right, and postage that the organ paid is no fee.",
    )
    messages = {
        "default": Text(
            "这里写收取了“{fee}”,这项收费2019年起已经取消",
            "Here “{fee}” is said to have been charged; this fee ended in 2019",
        ),
        "relief": Text(
            "这里写减免了依申请公开的收费,而依申请提供信息本来就不收费,收费减免2019年起已经取消",
            "Relief from fees for applications is reported here, but information has been free of charge since 2019",
        ),
    }
    help = Text(
        "核实:没有收取的,改为“未收取信息处理费”;确实收取的,应当退还并更正。",
        "Find out: if nothing was charged, say that no processing fee was; if it was, it has to be paid back.",
    )
    basis = ("LAW-42", "N109")
    related = ("GL111", "GL421")
    bad = (
        change(
            ("没有其他需要报告的事项。", "依申请提供政府信息⟦收取复制费50元⟧。没有其他需要报告的事项。"),
        ),
        change(
            ("已在法定期限内答复。", "已在法定期限内答复,向申请人⟦收取检索、复制、邮寄等成本费用共计36元⟧。"),
            base="town-2023",
        ),
        change(
            ("没有需要报告的其他事项。", "依申请公开共⟦减免收费12.5元⟧。没有需要报告的其他事项。"),
            base="government-2020",
        ),
        change(
            ("没有其他需要报告的事项。", "按照规定向申请人⟦收取检索费、复制费、邮寄费⟧。没有其他需要报告的事项。"),
        ),
    )
    good = (
        change(),
        change(("未收取信息处理费。", "未收取信息处理费,也未收取检索费、复制费、邮寄费。")),
        change(("未收取信息处理费。", "未收取信息处理费。检索费、复制费、邮寄费等均为0元。")),
        change(("已在法定期限内答复。", "已在法定期限内答复,邮寄费36元由镇政府承担。"), base="town-2023"),
        change(
            ("没有需要报告的其他事项。", "按照修订后的条例,检索费、复制费、邮寄费已经取消。收费减免0元。"),
            base="government-2020",
        ),
        change(
            (
                "没有其他需要报告的事项。",
                "公开减税降费和收费减免政策信息26条,为企业减免收费310万元。没有其他需要报告的事项。",
            )
        ),
        change(("没有其他需要报告的事项。", "收取信息处理费的,不再另行收取复制费、邮寄费。没有其他需要报告的事项。")),
        change(
            ("无其他需要报告的事项。", "2018年收取复制费、邮寄费45元。无其他需要报告的事项。"),
            base="department-2020",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each sentence that reports such a fee."""
        if (year := year_of(report)) is None or year < FIRST_FORMAT_YEAR:
            yield NotApplicable() if year is not None else YEAR_UNKNOWN
            return
        if "费" not in report.text:
            return
        fees = _old_fees(report.pack)
        for _, statement in sentences_of(report):
            text = statement.text
            if "费" not in text or not _is_on_applications(statement):
                continue
            if any(word in text for word in (*fees.excuses, *fees.elsewhere)) or _is_before(text, year):
                continue
            yield from self._charges(statement, fees)

    def _charges(self, statement: Statement, fees: _OldFees) -> Iterator[Finding]:
        clauses = [found.span() for found in compiled(_CLAUSE).finditer(statement.text)]
        for number, (start, end) in enumerate(clauses):
            clause = statement.text[start:end]
            name = compiled(fees.names).search(clause)
            if "减免" in clause:
                yield from self._relief(statement, start, end, () if name else fees.other_relief)
            if name is None or any(word in clause for word in fees.denied):
                continue
            amount = _amount_within(statement, start, clauses[number : number + 2])
            verb = min((at for at in map(clause.find, fees.charged) if 0 <= at < name.start()), default=-1)
            if amount == 0 or (amount is None and verb < 0):
                continue
            if name[0] in fees.other_names and not any(word in statement.text for word in _ON_INFORMATION):
                continue
            if (amount is None or verb < 0) and any(word in statement.text for word in fees.allowed):
                continue
            first = start + (verb if verb >= 0 else name.start())
            last = amount or start + name.end()
            yield self.finding(*statement.range(first, last), args={"fee": name[0]})
            return

    def _relief(self, statement: Statement, start: int, end: int, others: tuple[str, ...]) -> Iterator[Finding]:
        """The finding for relief in the clause, where it is counted, and from none of the `others`."""
        if "费" not in statement.text[start:end] or any(word in statement.text for word in others):
            return
        first = statement.text.find("减免", start, end)
        if any(word in statement.text[start:first] for word in ("未", "没", "无", "不")):
            return
        for quantity in statement.quantities:
            if (
                first < quantity.start < end
                and quantity.value > 0
                and quantity.unit in ("元", "件", "人", "人次", "次")
            ):
                yield self.finding(*statement.range(first, quantity.end), variant="relief")
                return


def _is_on_applications(statement: Statement) -> bool:
    """Whether the sentence can speak of fees for information: it says so, or stands where nothing else is charged."""
    return statement.section in (3, 6) or any(word in statement.text for word in _ON_INFORMATION)


def _is_before(text: str, year: int) -> bool:
    """Whether the sentence speaks of a year before `year`, or of the months before the law changed."""
    if any(int(found[1]) < year for found in compiled(r"(20[0-3]\d)年").finditer(text)):
        return True
    return any(word in text for word in ("上年", "去年", "上半年", "5月15日", "施行前", "实施前"))


def _amount_within(statement: Statement, start: int, clauses: list[tuple[int, int]]) -> int | None:
    """Where the amount behind a fee's name ends: in its clause, or as a sum in the next. 0 if the amount is zero, None
    if there is none.
    """
    for at, (first, last) in enumerate(clauses):
        for quantity in statement.quantities:
            if quantity.unit != "元" or not max(first, start) <= quantity.start < last:
                continue
            before = statement.text[first : quantity.start]
            if "每" in before or statement.text[quantity.end : quantity.end + 1] == "/":
                continue
            if at and not compiled("共|合计|总|计").search(before):
                continue
            return quantity.end if quantity.value > 0 else 0
    return None
