"""GL907 and GL910: growth that the narrative tells of, and figures of it that stayed behind, by the previous report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.formats import APPLICATIONS, DISCLOSURE, REVIEW
from govlint.rule import WARNING, NotApplicable, NotAssessable, Related, Text, Verdict, pair
from govlint_rules.claims import OWN, claims_of
from govlint_rules.likeness import own_words
from govlint_rules.narrative import TOTAL, Figure, Unread, figure_of, leaves_of, suspects
from govlint_rules.previous_facts import (
    BEFORE_MESSAGE,
    PREVIOUS_UNREAD,
    ComparingRule,
    cell_before,
    gap,
    previous_of,
    years_of,
)
from govlint_rules.previous_tables import independent_pairs, is_unmoved
from govlint_rules.previous_text import is_overview_copied
from govlint_rules.report_facts import sentences_of
from govlint_rules.restatements import stated_figures

if TYPE_CHECKING:
    import re

    from govlint.report.model import Report
    from govlint.report.quantities import Quantity
    from govlint.report.statements import Statement
    from govlint_rules.claims import Claim

    Cell = tuple[str, str]

_UP = "增长|增加|增多|上升|提高|提升|攀升|多出|多"
_DOWN = "下降|减少|降低|下滑|回落|减|少"
_BASE = r"(?:(?P<base>上一?年度?|去年|20\d\d年度?)(?:的?同期)?|同期)"
_AGAINST = rf"(?:同比|(?:与|同|和|相比|相较|对比|比|较){_BASE}(?:相比)?)"
_CHANGE = (
    rf"{_AGAINST},?(?:数量|总量|总数|件数|条数|申请量|略有|大幅|明显|有所)?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<level>基本持平|持平)|(?P<double>翻了?[一两]番))"
)
_LINK = r"[,、(]?(?:数量|总量|件数|条数)?"
"""What may stand between a figure and the words on its growth."""
_BEHIND = r"(?:了|幅度?为|达到?|率?为)?(?:约|近|超过|超)?"
_ROUGHLY = Fraction(1, 10)
_TIMES, _PERCENT = "倍", "%"


class _Growth(NamedTuple):
    """What a sentence says of how a figure changed."""

    direction: str
    """"up", "down", "level" or "double"."""
    by: Quantity | None
    """By how much; None for words that say it all."""
    start: int
    """Range in the statement's text, from the verb on."""
    end: int
    quote: str
    """The words from the comparison on: 较上年增长20%."""


class _Base(NamedTuple):
    """A figure of the previous report."""

    value: int
    place: Related
    now: int | None = None
    """What this report's tables have for it."""


class GrowthClaim(ComparingRule):
    """A growth that the two reports do not bear out."""

    code = "GL907"
    name = "growth-claim"
    severity = WARNING
    title = Text("“较上年增长”与两年的报告相符", "Growth since last year is what the two reports show")
    explain = Text(
        "正文写“较上年增长x%”“同比减少N件”“与上年持平”“翻一番”的,按两年报告的数字重新计算。"
        "上年的数取自上一年度报告的表格,表格里没有的取自正文中同一说法的数字;写的是别的年份、别的范围,"
        "或者上年的数不能确定的,不作判断。百分比差末位一个单位以内算对。",
        "Where the text says that a figure grew, fell, stayed level or doubled since last year, this is worked out "
        "again from both reports. Last year's figure is that of the previous report's tables, or of the same words in "
        "its text; other years and scopes, and figures that cannot be told for certain, are not judged. A percentage "
        "may be off by one unit of its last digit.",
    )
    messages = {
        "default": Text(
            "正文写“{claim},{quote}”,而{year}年度报告是{before},{before}→{now}是{change}",
            "the text says “{claim},{quote}”, but the report for {year} has {before}, and {before}→{now} is "
            "{change_en}",
        ),
        "direction": Text(
            "正文写“{claim},{quote}”,方向不对:{year}年度报告是{before},{before}→{now}是{change}",
            "the text says “{claim},{quote}”, the wrong way round: the report for {year} has {before}, and "
            "{before}→{now} is {change_en}",
        ),
        "before": BEFORE_MESSAGE,
    }
    help = Text(
        "用上一年度报告公布的数字重新计算;口径与上年报告不同的,写明口径。",
        "Work it out again from the figures published last year; where they count something else, say what.",
    )
    basis = ("LAW-6", "LAW-11")
    related = ("GL401", "GL414")
    bad = (
        pair(("较上年增长25%", "较上年⟦增长20%⟧")),
        pair(("较上年增长25%", "比2023年⟦减少2件⟧")),
        pair(("较上年增长25%", "同比⟦增加3件⟧")),
        pair(("较上年增长25%", "与上年⟦持平⟧")),
        pair(
            (
                "门户网站教育专栏全年更新信息356条,",
                "全年通过县政府门户网站发布教育信息356条,比上年⟦增长24.1%⟧,",
            ),
        ),
        pair(("访问量达到2.4万次。", "访问量达到2.4万次。全年作出行政许可决定51件,较上年⟦下降5件⟧。")),
    )
    good = (
        pair(),
        pair(("较上年增长25%", "比上年增加2件")),
        pair(("较上年增长25%", "较2019年增长400%")),
        pair(("较上年增长25%", "比上年的7件增加3件")),
        pair(("较上年增长25%", "同比增长近三成")),
        pair(("收到政府信息公开申请10件", "收到政府信息公开申请12件")),
        pair(("较上年增长25%", "同比增长25.0%左右")),
        pair(("抽查学校公开栏41处", "抽查学校公开栏41处,较上年增长60%")),
        pair(("访问量达到2.4万次。", "访问量达到2.4万次。作出行政许可决定51件、行政处罚决定4件,同比增长5%。")),
        pair(("较上年增长25%;上年结转1件,办结11件", "较上年增长25%;上年结转1件,办结11件,较上年增长37.5%")),
        pair(
            (
                "门户网站教育专栏全年更新信息356条,",
                "全年通过县政府门户网站发布教育信息356条,比上年增长14%,",
            ),
        ),
        pair(
            (
                "门户网站教育专栏全年更新信息356条,",
                "全县教育系统通过县政府门户网站发布信息1356条,比上年增长50%,",
            ),
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each claim that nothing bears out."""
        unrelated = gap(report)
        if unrelated is not None:
            yield unrelated
            return
        subjects = _Subjects(report)
        is_any = False
        is_unread = False
        for index, statement in sentences_of(report):
            for growth, quantity in _growths(statement, years_of(report)[1]):
                subject = subjects.of(index, statement, quantity)
                if subject is None:
                    continue
                is_any = True
                claim, bases = subject
                if not bases:
                    is_unread = True
                elif not _fits_one(growth, quantity, bases) and not _may_be_of_another(
                    growth, subjects, index, statement, quantity
                ):
                    yield self._told(report, statement, growth, quantity, claim, bases[0])
        if is_unread:
            yield NotAssessable(PREVIOUS_UNREAD)
        elif not is_any:
            yield NotApplicable()

    def _told(
        self, report: Report, statement: Statement, growth: _Growth, quantity: Quantity, claim: str, base: _Base
    ) -> Verdict:
        now, before, unit = int(quantity.value), base.value, quantity.unit
        change = _change(growth, now, before, unit)
        is_wrong_way = (growth.direction == "up" and now < before) or (growth.direction == "down" and now > before)
        return self.finding(
            *statement.range(growth.start, growth.end),
            severity=self.severity_for(report),
            variant="direction" if is_wrong_way else "default",
            args={
                "claim": claim,
                "quote": growth.quote,
                "year": years_of(report)[1],
                "before": f"{before}{unit}",
                "now": f"{now}{unit}",
                "change": change.zh,
                "change_en": change.en,
            },
            expected=change.zh,
            actual=growth.quote,
            related=(base.place,),
        )


def _growths(statement: Statement, last_year: int) -> Iterator[tuple[_Growth, Quantity]]:
    """What the statement says of growth since `last_year`, each with the figure that it is said of."""
    text = statement.text
    quantities = statement.quantities
    if not quantities or not any(word in text for word in ("比", "较", "平")):
        return
    for match in compiled(_CHANGE).finditer(text):
        base = match["base"] or ""
        if base.startswith("20") and base[:4] != str(last_year):
            continue
        subject = next((one for one in reversed(quantities) if one.end <= match.start()), None)
        if subject is None or not compiled(_LINK).fullmatch(text, subject.end, match.start()):
            continue
        if not subject.is_exact or not isinstance(subject.value, int):
            continue
        growth = _growth(text, match, quantities, subject)
        if growth is not None:
            yield growth, subject


def _growth(text: str, match: re.Match[str], quantities: Sequence[Quantity], subject: Quantity) -> _Growth | None:
    """The change that `match` tells; None if it does not say how large it is, or in another unit."""
    direction = next(name for name in ("up", "down", "level", "double") if match[name])
    start = match.start(direction)
    if direction in ("level", "double"):
        return _Growth(direction, None, start, match.end(), match[0])
    by = next((one for one in quantities if one.start >= match.end()), None)
    if by is None or not compiled(_BEHIND).fullmatch(text, match.end(), by.start):
        return None
    if by.unit not in (_PERCENT, _TIMES, subject.unit) or by.exactness == "range":
        return None
    return _Growth(direction, by, start, by.end, text[match.start() : by.end])


def _fits_one(growth: _Growth, quantity: Quantity, bases: Iterable[_Base]) -> bool:
    """Whether that change leads from one of last year's figures to the figure, or to what the tables have in its place:
    a figure that differs from the tables is told by other rules.
    """
    return any(
        _fits(growth, now, base.value) for base in bases for now in (int(quantity.value), base.now) if now is not None
    )


def _may_be_of_another(
    growth: _Growth, subjects: _Subjects, index: int, statement: Statement, quantity: Quantity
) -> bool:
    """Whether the growth may be meant of another figure before it in the sentence: of one that it fits, or of one of
    which nothing is known. 行政许可51件、行政处罚4件,同比增长5% may be said of either, or of both together.
    """
    for other in statement.quantities:
        if other.end > quantity.start:
            return False
        if other.unit == quantity.unit:
            if not compiled("[,;:]").search(statement.text, other.end, quantity.start):
                return True
            subject = subjects.of(index, statement, other)
            if subject is None or not subject[1] or _fits_one(growth, other, subject[1]):
                return True
    return False


def _fits(growth: _Growth, now: int, before: int) -> bool:
    """Whether that change leads from `before` to `now`, as exactly as it is meant."""
    moved = now - before
    if growth.direction == "level":
        return moved == 0 or ("基本" in growth.quote and abs(moved) <= _ROUGHLY * before)
    if growth.direction == "double":
        times = 4 if "两番" in growth.quote else 2
        return Fraction(9, 10) * times * before <= now <= Fraction(23, 20) * times * before
    by = growth.by
    assert by is not None, "it says how much"
    if growth.direction == "down":
        moved = -moved
    if moved < 0 or (moved == 0 and by.value):
        return False
    if not by.is_exact:
        return True  # 近20%, 超过两成: the direction is right
    value = Fraction(str(by.value))
    step = Fraction(1, 10**by.decimals)
    if by.unit == _PERCENT:
        return before > 0 and abs(Fraction(100 * moved, before) - value) <= step
    if by.unit == _TIMES:
        ratio = Fraction(now, before) if before else Fraction(0)
        return any(abs(ratio - times) <= step for times in (value, value + 1))
    return moved == value


def _change(growth: _Growth, now: int, before: int, unit: str) -> Text:
    """How the figure really changed, in the unit in which it is told."""
    moved = abs(now - before)
    if not moved:
        return Text("持平", "no change")
    if growth.by is not None and growth.by.unit not in (_PERCENT, _TIMES):
        word = Text("增加", "an increase") if now > before else Text("减少", "a decrease")
        return Text(f"{word.zh}{moved}{unit}", f"{word.en} of {moved}{unit}")
    word = Text("增长", "a growth") if now > before else Text("下降", "a fall")
    if not before:
        return Text(f"{word.zh}{moved}{unit}(上年为0,没有百分比)", f"{word.en} of {moved}{unit} (no percentage of 0)")
    decimals = growth.by.decimals if growth.by is not None and growth.by.unit == _PERCENT else 1
    scale = 10**decimals
    rounded = (200 * moved * scale + before) // (2 * before)
    digits = str(rounded).rjust(decimals + 1, "0")
    told = f"{digits[:-decimals]}.{digits[-decimals:]}%" if decimals else f"{digits}%"
    return Text(f"{word.zh}{told}", f"{word.en} of {told}")


class _Subjects:
    """What the figures of the narrative are figures of, with what they were last year."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._claims = {(claim.statement, claim.end): claim for claim in claims_of(report) if claim.is_comparable}
        self._stated = {stated.end: stated.key for stated in stated_figures(report)}

    def of(self, index: int, statement: Statement, quantity: Quantity) -> tuple[str, tuple[_Base, ...]] | None:
        """The words of the figure, and the values that it may have had last year; None if it is not certain what it
        counts.
        """
        end = statement.range(quantity.start, quantity.end)[1]
        claim = self._claims.get((index, end))
        if claim is not None:
            readings = _READINGS.get(claim.kind) if claim.scope == OWN else None
            return None if readings is None else (claim.quote, tuple(self._bases(claim, readings)))
        key = self._stated.get(end)
        if key is None:
            return None
        before = [stated for stated in stated_figures(previous_of(self._report)) if stated.key == key]
        if len({stated.quantity.value for stated in before}) != 1:
            return None
        found = before[0]
        if not isinstance(found.quantity.value, int) or not found.quantity.is_exact:
            return None
        place = Related(found.start, found.end, "before", {"figure": found.quantity.raw}, previous_of(self._report))
        words = f"{key[: -len(quantity.unit)]}{quantity.raw}"
        return words, (_Base(found.quantity.value, place),)

    def _bases(self, claim: Claim, readings: Sequence[tuple[Cell, ...]]) -> Iterator[_Base]:
        """What the previous report has in its tables, by the readings that fit the claim (all if none does), and says
        in its text.
        """
        previous = previous_of(self._report)
        own = [self._figure(self._report, claim, cells) for cells in readings]
        fitting = [figure is not None and figure.value == claim.value for figure in own]
        for cells, fits, present in zip(readings, fitting, own, strict=True):
            figure = self._figure(previous, claim, cells) if fits or not any(fitting) else None
            if figure is not None:
                kind = _table_of(claim.kind)
                place = cell_before(self._report, kind, figure.cells[0][0], figure.cells[0][1], figure.value)
                yield _Base(figure.value, place, present.value if present is not None else None)
        for other in claims_of(previous):
            if other.kind == claim.kind and other.is_comparable:
                place = Related(other.start, other.end, "before", {"figure": other.quote}, previous)
                yield _Base(other.value, place)

    def _figure(self, report: Report, claim: Claim, cells: tuple[Cell, ...]) -> Figure | None:
        """The sum of the cells; None if it cannot be read, or is wrong by the sums of the table."""
        kind = _table_of(claim.kind)
        if kind == APPLICATIONS and cells and cells[0][0] in _GROUPS:
            cells = tuple((leaf, TOTAL) for leaf in leaves_of(report, cells[0][0]))
        figure = figure_of(report, kind, cells)
        if isinstance(figure, Unread) or any((kind, *cell) in suspects(report) for cell in cells):
            return None
        return figure


def _total(*rows: str) -> tuple[Cell, ...]:
    return tuple((row, TOTAL) for row in rows)


_GROUPS = ("refused", "unavailable", "not-processed", "other-handling")
_READINGS: dict[str, tuple[tuple[Cell, ...], ...]] = {
    "new": (_total("received"),),
    "received": (_total("received"), _total("received", "carried-in")),
    "handled": (_total("received"), _total("received", "carried-in"), _total("results-total")),
    "processed": (_total("results-total"),),
    "carried-in": (_total("carried-in"),),
    "carried-out": (_total("carried-out"),),
    "granted": (_total("granted"),),
    "partial": (_total("partial"),),
    **{group: (_total(group),) for group in _GROUPS},
    "review": (_total("review"),),
    "suit": (_total("direct-suit", "suit-after-review"),),
    "licences": ((("licences", "decisions"),),),
    "penalties": ((("penalties", "decisions"),),),
    "coercion": ((("coercion", "decisions"),),),
    "normative-made": ((("normative", "made"),),),
    "normative-valid": ((("normative", "valid"),),),
}
"""For each kind of claim the cells that it may stand for."""


def _table_of(kind: str) -> str:
    """The table that counts what claims of that kind are about."""
    if kind in ("review", "suit"):
        return REVIEW
    return DISCLOSURE if kind in ("licences", "penalties", "coercion") or kind.startswith("normative") else APPLICATIONS


# -- figures that stayed behind ------------------------------------------------------------------------------------

_FLOWS = frozenset(("条", "篇", "件", "次", "份", "人次", "条次", "件次", "期", "场", "起", "宗", "封"))
"""Measure words of what happens in a year; what an organ has (台, 个, 处, 名) may well be the same in the next."""
_STOCK_WORDS = (
    "累计",
    "历年",
    "以来",
    "截至",
    "截止",
    "现有",
    "共有",
    "总数",
    "目标",
    "任务",
    "每",
    "不少于",
    "不低于",
)
_SHORTEST_SENTENCE = 10
_LEAST = 100
_CALENDAR = (365, 366)
_ROUND = 50
_FEWEST_MOVED = 2


class StaleNumber(ComparingRule):
    """A sentence has kept last year's figure."""

    code = "GL910"
    name = "stale-number"
    severity = WARNING
    title = Text("正文的数字不是上一年度的", "The figures of the text are not last year's")
    explain = Text(
        "一句话除了年份与上一年度报告相同,其中一百以上的数量也完全相同,而表内的数字已经变了,多半是这一句没有更新。"
        "累计数、设施和人员的数量、计划数、整数(50的倍数)和表内已有的数字不算;整个第一部分都照抄的,由GL908指出。",
        "Where a sentence is last year's but for the year, and so are its figures of a hundred or more, while the "
        "tables moved, that sentence was most likely not brought up to date. Cumulative figures, equipment and staff, "
        "targets, multiples of 50 and what the tables count do not count; a section copied as a whole is told by "
        "GL908.",
    )
    messages = {
        "default": Text(
            "这句话的{figures}与{year}年度报告完全相同,而表内的数字已经变了",
            "{figures} in this sentence is the figure of the report for {year}, while the tables moved",
        ),
        "before": Text("上一年度报告也写{figure}", "{figure} in the previous report as well"),
    }
    help = Text(
        "核对这个数字是不是本年的;是的,可以换个说法写明本年的情况。",
        "Check whether the figure is this year's; if it is, say what happened this year.",
    )
    basis = ("LAW-6", "PRACTICE")
    related = ("GL905", "GL908")
    bad = (
        pair(
            (
                "门户网站教育专栏全年更新信息356条,课后服务收费标准和校外培训机构名单按月公布。",
                "全年通过县政府门户网站发布教育信息⟦312条,其中招生入学类86条、财政资金类54条、规划计划类19条、"
                "其他153条⟧。",
            )
        ),
        pair(
            ("制定信息公开过错登记", "印发便民问答手册和政策解读材料1386份。制定信息公开过错登记"),
            ("材料1386份", "材料⟦1386份⟧"),
            before=(("局党组两次听取", "印发便民问答手册和政策解读材料1386份。局党组两次听取"),),
        ),
    )
    good = (
        pair(),
        pair(
            (
                "门户网站教育专栏全年更新信息356条,课后服务收费标准和校外培训机构名单按月公布。",
                "全年通过县政府门户网站发布教育信息356条,其中招生入学类86条、财政资金类54条、规划计划类19条、"
                "其他197条。",
            )
        ),
        pair(
            ("制定信息公开过错登记", "累计印发便民问答手册和政策解读材料1386份。制定信息公开过错登记"),
            before=(("局党组两次听取", "累计印发便民问答手册和政策解读材料1386份。局党组两次听取"),),
        ),
        pair(
            (
                "制定信息公开过错登记",
                "印发便民问答手册和政策解读材料1500份,设立咨询点112个。制定信息公开过错登记",
            ),
            before=(("局党组两次听取", "印发便民问答手册和政策解读材料1500份,设立咨询点112个。局党组两次听取"),),
        ),
        pair(base="department-2020", previous="department-2019"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each sentence."""
        unrelated = gap(report)
        if unrelated is not None:
            yield unrelated
            return
        by_table = independent_pairs(report)
        pairs = [one for some in by_table.values() for one in some]
        if not pairs:
            yield NotAssessable(PREVIOUS_UNREAD)
            return
        if is_unmoved(pairs) or sum(one.is_moved for one in pairs) < _FEWEST_MOVED:
            yield NotApplicable()
            return
        if is_overview_copied(report):
            return
        earlier: dict[str, Statement | None] = {}
        for words, statement in _telling(previous_of(report)):
            earlier[words] = None if words in earlier else statement
        told = {claim.statement for claim in claims_of(report)}
        for words, statement in _telling(report, told):
            before = earlier.get(words)
            same = [] if before is None else _same_figures(statement, before)
            if before is None or not same:
                continue
            first, last = same[0], same[-1]
            origin = next(one for one in before.quantities if one.value == first.value and one.unit == first.unit)
            place = Related(
                *before.range(origin.start, origin.end), "before", {"figure": origin.raw}, previous_of(report)
            )
            yield self.finding(
                *statement.range(first.start, last.end),
                severity=self.severity_for(report),
                args={"figures": "、".join(one.raw for one in same), "year": years_of(report)[1]},
                related=(place,),
            )


def _telling(report: Report, without: Iterable[int] = ()) -> Iterator[tuple[str, Statement]]:
    """The sentences of section one with figures of what happened in the year, each by its own words."""
    left_out = frozenset(without)
    for index, statement in sentences_of(report):
        if statement.section != 1 or index in left_out or not statement.has_digits:
            continue
        if any(word in statement.text for word in _STOCK_WORDS):
            continue
        words = own_words(report, statement.text)
        if len(words) >= _SHORTEST_SENTENCE:
            yield words, statement


def _same_figures(statement: Statement, before: Statement) -> list[Quantity]:
    """The figures of both sentences that cannot be the same by chance; nothing if one of them moved."""
    own, earlier = statement.quantities, before.quantities
    if [one.value for one in own] != [one.value for one in earlier]:
        return []
    return [
        one
        for one in own
        if one.is_exact
        and one.unit in _FLOWS
        and one.value >= _LEAST
        and one.value not in _CALENDAR
        and one.value % _ROUND
    ]
