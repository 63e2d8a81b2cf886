"""What a report says of the information-processing fee: notices, amounts, and that there were none.

Section six says it, in one sentence or several. An amount is read with the part it plays: what the notices asked for,
or what was collected. Figures of other years and prices of a tariff are left out.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.quantities import EXACT, ROUNDED
from govlint_rules.report_facts import FIRST_FEE_YEAR, sentences_of, year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from govlint.report.model import Report
    from govlint.report.quantities import Quantity
    from govlint.report.statements import Statement

    Number = int | Decimal

_GOES_ON = ("金额", "实收", "收取", "缴纳", "应收", "收到", "入库")
"""What a sentence that goes on with the fee speaks of, where it does not name it again."""
_CLAUSE = r"[^,;。!?()]+"
_NOTICE = r"(?:收费|缴费|处理费|收取|收缴|缴纳)的?通知"
_NOTICE_UNITS = frozenset("件份次个张封起宗项例笔单")
_COLLECTED = ("实收", "实际", "收取", "收到", "收缴", "缴纳", "交纳", "征收", "入库", "到账", "上缴", "缴清")
_OWED = ("应收", "应缴", "应当收", "应交", "需缴", "拟收", "待收")
_WAIVED = ("未收", "未缴", "免", "退", "欠", "减")
_ALL_COLLECTED = r"(?:全部|均|全额|足额|已|如数)[^,;。]{0,6}(?:收取|收缴|缴纳|交纳|缴清|收讫|入库|到账|上缴|征收)"
_NO_NOTICE = (
    r"(?:未|没有|没|无)(?:向[^,;。]{1,12}?)?(?:发出|发送|发放|开出|开具|出具|下达|制发|制作|送达|产生|印发|作出|发|涉及)?过?"
    r"(?:任何|政府信息公开|依申请公开|信息处理费|信息处理|的)*" + _NOTICE
)
_NOTHING_ASKED = (
    r"(?:未|没有|没|无)(?:产生|发生|形成)(?:过|任何|政府信息公开|依申请公开|的)*信息处理费(?:用)?(?!用?(?:收|缴|的?减))"
    r"|(?:没有|无)需要?收取[^,;。]{0,12}申请|应收0(?:\.0+)?元"
)
_NOTHING_TAKEN = (
    r"(?:未|没有|没|无)(?:向[^,;。]{1,12}?)?(?:收取|产生|发生)[^,;。]{0,12}费|均未收费|无收费|未收费"
    r"|处理费[^,;。]{0,12}?(?:为|是|共|总额|金额|计)?(?:0元|零)"
)
_OTHER_CHARGES = "行政事业性"
_OLD_FEES = ("检索", "复制", "复印", "邮寄")
_OTHER_YEAR = ("上年", "去年", "上一年", "往年", "历年", "累计")
_OWN_SCOPE = ("province", "city", "county", "town", "")
_AREA = r"全(?:省|市|县|区|州|旗|盟|镇|乡|系统)|各(?:地|级|县|区|市|部门|单位)"


class FeeAmount(NamedTuple):
    """An amount in yuan that the statement on the fee names."""

    start: int
    end: int
    """Offsets of `Report.text`."""
    quantity: Quantity
    is_asked: bool
    """Whether notices asked for it."""
    is_collected: bool
    """Whether it was collected."""

    @property
    def value(self) -> Number:
        """The amount in yuan."""
        return self.quantity.value

    @property
    def is_certain(self) -> bool:
        """Whether the figure is meant as printed, not 约 or 余."""
        return self.quantity.exactness in (EXACT, ROUNDED)


class FeeFacts:
    """The statement on the information-processing fee, each fact read when it is asked for."""

    def __init__(self, statements: tuple[Statement, ...], year: int) -> None:
        self._statements = statements
        self._year = year

    @cached_property
    def amounts(self) -> tuple[FeeAmount, ...]:
        """Amounts for the reporting year, in order, zero included."""
        return _amounts(self._statements, self._year)

    @property
    def positive(self) -> tuple[FeeAmount, ...]:
        """The amounts above zero."""
        return tuple(amount for amount in self.amounts if amount.value > 0)

    @cached_property
    def _counts(self) -> tuple[tuple[Statement, Quantity], ...]:
        """The numbers of notices, with the sentences that give them."""
        counts = ((statement, _notices(statement)) for statement in self._statements)
        return tuple((statement, count) for statement, count in counts if count is not None)

    @property
    def notices(self) -> int | None:
        """How many notices were issued, or None if the text gives no number."""
        return int(self._counts[0][1].value) if self._counts else None

    @cached_property
    def denies_notices(self) -> tuple[int, int] | None:
        """Where it says that no notice was issued, or that there was nothing to charge."""
        for statement, count in self._counts:
            if not count.value:
                return statement.range(count.start, count.end)
        return self._first(_NO_NOTICE) or self._first(_NOTHING_ASKED)

    @cached_property
    def denies_charges(self) -> tuple[int, int] | None:
        """Where it says that nothing was collected."""
        return self._first(_NOTHING_TAKEN)

    @property
    def all_collected(self) -> bool:
        """Whether it says that what was asked for was collected."""
        return self._first(_ALL_COLLECTED) is not None

    def is_beyond_table(self, report: Report) -> bool:
        """Whether it speaks of more than the organ's own tables cover."""
        organ = report.organ
        return organ is not None and organ.kind not in _OWN_SCOPE and self._first(_AREA) is not None

    def _first(self, pattern: str) -> tuple[int, int] | None:
        """The range of the first match."""
        for statement in self._statements:
            found = compiled(pattern).search(statement.text)
            if found is not None:
                return statement.range(*found.span())
        return None


@lru_cache(maxsize=2)
def fee_facts(report: Report) -> FeeFacts:
    """What `report` says of the fee; nothing for years without it."""
    year = year_of(report)
    if year is None or year < FIRST_FEE_YEAR:
        return FeeFacts((), 0)
    return FeeFacts(tuple(_fee_statements(report)), year)


def _fee_statements(report: Report) -> Iterator[Statement]:
    """The sentences on the fee: those that name it, and in section six those that go on with it."""
    goes_on = False
    for _, statement in sentences_of(report):
        text = statement.text
        if "处理费" in text or "费通知" in text:
            goes_on = statement.section == 6
            yield statement
        elif goes_on:
            goes_on = "元" in text and any(word in text for word in _GOES_ON)
            if goes_on:
                yield statement


def _notices(statement: Statement) -> Quantity | None:
    """The number of notices that `statement` gives."""
    if "通知" not in statement.text:
        return None
    for notice in compiled(_NOTICE).finditer(statement.text):
        for quantity in statement.quantities:
            if quantity.unit not in _NOTICE_UNITS:
                continue
            if quantity.start >= notice.end():
                between = statement.text[notice.end() : quantity.start]
            else:
                between = statement.text[quantity.end : notice.start()]
            if len(between) <= 12 and not any(mark in between for mark in ",;。元"):
                return quantity
    return None


def _amounts(statements: Iterable[Statement], year: int) -> tuple[FeeAmount, ...]:
    """The amounts in `statements`."""
    found: list[FeeAmount] = []
    of_notice = False
    for statement in statements:
        if "元" in statement.text:
            found += _amounts_in(statement, year, of_notice)
        of_notice = of_notice or "通知" in statement.text
    return tuple(found)


def _amounts_in(statement: Statement, year: int, of_notice: bool) -> Iterator[FeeAmount]:
    """The amounts in `statement` with the part that the words around them give them. `of_notice` says whether notices
    were spoken of before.
    """
    text = statement.text
    has_other_fees = any(word in text for word in _OLD_FEES)
    money = [quantity for quantity in statement.quantities if quantity.unit == "元"]
    for clause in compiled(_CLAUSE).finditer(text):
        words = clause[0]
        if has_other_fees and "处理费" not in words and "费通知" not in words:
            continue
        of_notice = of_notice or "通知" in words
        for quantity in money:
            if not clause.start() <= quantity.start < clause.end():
                continue
            before = text[clause.start() : quantity.start]
            if text[quantity.end : quantity.end + 1] == "/" or "每" in before[-12:] or "标准" in before:
                continue
            if _OTHER_CHARGES in before or _is_of_other_year(before, year) or any(word in before for word in _WAIVED):
                continue
            owed = "通知" in before or any(word in before for word in _OWED)
            beside = before.rpartition("通知")[2] + text[quantity.end : clause.end()]
            taken = any(word in beside for word in ("实收", "实际")) or (
                not any(word in before for word in _OWED) and any(word in beside for word in _COLLECTED)
            )
            start, end = statement.range(quantity.start, quantity.end)
            yield FeeAmount(start, end, quantity, owed or (of_notice and not taken), taken)


def _is_of_other_year(text: str, year: int) -> bool:
    """Whether `text` speaks of a year that is not `year`."""
    if any(word in text for word in _OTHER_YEAR):
        return True
    return any(int(found[1]) != year for found in compiled(r"(20\d\d)年").finditer(text))
