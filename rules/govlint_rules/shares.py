"""GL414: percentages that the figures beside them do not yield."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.rule import INFO, Finding, NotApplicable, Rule, Text, Verdict, change
from govlint_rules.report_facts import sentences_of

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.quantities import Quantity
    from govlint.report.statements import Statement

_PERCENT = "%"
_RATES = frozenset(("%", "百分点", "倍"))
_NEAR = 18
"""How near the words that name a figure stand to it."""
_LONGEST_OBJECT = 16
_SHARE = r"占(?:到|了)?"
_BESIDE = r"[^,;、()0-9]{0,8}[,(、]?(?:分别|约)?"
"""What may stand between a figure and 占: the noun counted; a noun behind the comma would be another subject."""
_PLAIN_OBJECT = (
    r"比例|比重|比|总数|总量|总|全部|全年|年度|数量|件数|条数|的|为|达到|达|是|约|近|到|了|:|本年|当年|其中|数"
)
"""What the object of 占 is made of where it is only the whole, and no noun."""
_OTHER_SCOPE = r"全(?:省|市|县|区|州|旗|盟|镇|乡|国|系统)|上年|去年|同类|同期|各|20\d\d年|人口|群众"
_TOTAL = r"(?:共|总|全年|累计)[^,;。、0-9]{0,16}$"
_GROWTH = r"(?:增长|增加|上升|提高|提升|增幅|增速|涨幅|下降|减少|降低|降幅)(?:率|幅度)?(?:为|了|达到|达)?$"
_FROM = r"(?:由|从)[^,;。0-9]{0,10}(?:20\d\d年[^,;。0-9]{0,8})?$"
_TO = (
    r"^[^,;。0-9]{0,10}(?:增|上升|提高|提升|升|扩|减|下降|降)[^,;。0-9]{0,4}(?:至|到|为)(?:20\d\d年)?[^,;。0-9]{0,10}$"
)
_AGAINST = r"^[^,;。0-9]{0,8}[,(]?(?:比|较|同比)(?:上年|去年|上一年|上年度|20\d\d年)?[^,;。0-9]{0,10}$"


class _Check(NamedTuple):
    """A percentage, and what it is worth by the figures it is about."""

    percent: Quantity
    part: int
    whole: int
    origins: tuple[Quantity, Quantity]
    """The two figures in the same statement that it was worked out from; for a whole elsewhere, the part twice."""
    is_growth: bool


class Percentage(Rule):
    """A percentage does not fit its part and its whole."""

    code = "GL414"
    name = "percentage"
    severity = "warning"
    title = Text("百分比与数字相符", "A percentage fits the figures it is about")
    explain = Text(
        "文中写了部分和总数,又写了“占百分之几”的,按数字重新计算,与写出的百分比相差超过末位半个单位就是算错或者写错;"
        "“由A件增至B件,增长x%”同样可以核对。只有百分比、总数不在文中或者范围不同的,不作判断;只差在末位进位的,仅作提示。",
        "Where a text gives a part, its whole and its share in percent, the share is worked out again and must agree "
        "to half a unit of its last digit; so must the growth from one figure to another. A share of a whole that the "
        "text does not give is not judged, and one that is only rounded the wrong way is merely pointed out.",
    )
    messages = {
        "default": Text(
            "{part}占{whole}的{value}%,这里写的是{raw}",
            "{part} of {whole} are {value}%, but {raw} is written here",
        ),
        "growth": Text(
            "{whole}到{part},变化的幅度是{value}%,这里写的是{raw}",
            "From {whole} to {part} is a change of {value}%, but {raw} is written here",
        ),
        "rounding": Text(
            "{part}与{whole}相比,四舍五入是{value}%,这里写的是{raw}",
            "{part} against {whole} is {value}% if rounded, but {raw} is written here",
        ),
    }
    help = Text(
        "核对部分、总数和百分比,改正其中写错的一个。",
        "Check the part, the whole and the percentage, and correct the wrong one.",
    )
    basis = ("LAW-6", "LAW-11")
    related = ("GL413",)
    bad = (
        change(("其中招生入学类86条、", "其中招生入学类86条(占⟦37.6%⟧)、")),
        change(("公开信息143条,", "公开信息143条,其中惠农补贴类36条,占⟦35.2%⟧,"), base="town-2023"),
        change(
            ("培训各科室和直属学校经办人员76人次。", "培训经办人员由上年的50人次增至76人次,增长⟦26%⟧。"),
        ),
        change(
            ("公开信息143条,", "公开信息143条,其中政策类36条、动态类107条,占比分别为⟦52.2%⟧、74.8%,"), base="town-2023"
        ),
    )
    good = (
        change(),
        change(("其中招生入学类86条、", "其中招生入学类86条(占27.6%)、")),
        change(("公开信息143条,", "公开信息143条,其中惠农补贴类36条,占25%,"), base="town-2023"),
        change(("公开信息143条,", "公开信息143条,占全县公开总量的5.2%,"), base="town-2023"),
        change(("公开信息143条,", "公开信息143条,其中解读材料12条,占文件总数的80%,"), base="town-2023"),
        change(("公开信息143条,", "公开信息143条,同比增长36.5%,其中原创信息占50%以上,"), base="town-2023"),
        change(
            ("公开信息143条,", "公开信息143条,其中政策类36条、动态类80条,两类合计占81.1%,"),
            base="town-2023",
        ),
        change(
            ("培训各科室和直属学校经办人员76人次。", "培训经办人员76人次,比上年的50人次增长52%。"),
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each percentage that does not fit."""
        found_any = False
        for index, statement in sentences_of(report):
            text = statement.text
            if _PERCENT not in text and "百分之" not in text:
                continue
            for check in _checks(report, index, statement):
                found_any = True
                finding = self._judge(statement, check)
                if finding is not None:
                    yield finding
        if not found_any:
            yield NotApplicable()

    def _judge(self, statement: Statement, check: _Check) -> Finding | None:
        percent = check.percent
        scale = 10**percent.decimals
        change_by = abs(check.part - check.whole) if check.is_growth else check.part
        distance = abs(100 * change_by * scale - int(percent.value * scale) * check.whole)
        if 2 * distance <= check.whole:
            return None
        is_rounding = distance <= check.whole
        value = (200 * change_by * scale + check.whole) // (2 * check.whole)
        digits = str(value).rjust(percent.decimals + 1, "0")
        if percent.decimals:
            digits = f"{digits[: -percent.decimals]}.{digits[-percent.decimals :]}"
        start, end = statement.range(percent.start, percent.end)
        unit = check.origins[0].unit
        return self.finding(
            start,
            end,
            severity=INFO if is_rounding else None,
            variant="rounding" if is_rounding else "growth" if check.is_growth else "default",
            args={
                "part": f"{check.part}{unit}",
                "whole": f"{check.whole}{unit}",
                "value": digits,
                "raw": percent.raw,
            },
            expected=f"{digits}%",
            actual=percent.raw,
        )


def _checks(report: Report, index: int, statement: Statement) -> Iterator[_Check]:
    """The percentages of the statement whose part and whole are known."""
    quantities = statement.quantities
    done = -1
    for place, percent in enumerate(quantities):
        if percent.unit != _PERCENT or not percent.is_exact or place <= done:
            continue
        if not place or quantities[place - 1].unit in _RATES:
            continue  # no figure of its own stands before it
        before = [q for q in quantities[:place] if q.unit not in _RATES]
        lead = statement.text[quantities[place - 1].end : percent.start]
        growth = _growth(statement, before, lead, percent)
        if growth is not None:
            yield growth
            continue
        run = _run(statement, place) if "分别" in lead else 1
        done = place + run - 1
        if len(before) <= run and run > 1:
            continue
        for number in range(run):
            part = before[len(before) - run + number]
            check = _share(
                report, index, statement, part, quantities[place + number], lead, before[: len(before) - run]
            )
            if check is not None:
                yield check


def _run(statement: Statement, place: int) -> int:
    """How many percentages follow one another from the one at `place`: 20%、30%和50%."""
    quantities = statement.quantities
    count = 1
    while (
        place + count < len(quantities)
        and quantities[place + count].unit == _PERCENT
        and statement.text[quantities[place + count - 1].end : quantities[place + count].start]
        in ("、", ",", "和", "及")
    ):
        count += 1
    return count


def _growth(statement: Statement, before: list[Quantity], lead: str, percent: Quantity) -> _Check | None:
    """The change from one figure to another: 由50件增至76件,增长52%; 76件,比上年的50件增长52%."""
    text = statement.text
    if len(before) < 2 or not compiled(_GROWTH).search(lead) or len(lead) > _LONGEST_OBJECT:
        return None
    first, second = before[-2:]
    if not (first.is_exact and second.is_exact and first.unit == second.unit):
        return None
    between = text[first.end : second.start]
    if compiled(_FROM).search(text[max(0, first.start - 24) : first.start]) and compiled(_TO).search(between):
        old, new = first, second
    elif compiled(_AGAINST).search(between) and "," not in lead:
        old, new = second, first
    else:
        return None
    if not (isinstance(old.value, int) and isinstance(new.value, int) and old.value > 0):
        return None
    return _Check(percent, new.value, old.value, (new, old), True)


def _share(
    report: Report,
    index: int,
    statement: Statement,
    part: Quantity,
    percent: Quantity,
    lead: str,
    before: list[Quantity],
) -> _Check | None:
    """The share that `part` has of its whole, if the text leaves no doubt which whole that is."""
    text = statement.text
    if not part.is_exact or not isinstance(part.value, int):
        return None
    in_bracket = lead == "(" and text[percent.end : percent.end + 1] == ")"
    share = compiled(_SHARE).search(lead)
    if share is None and not in_bracket:
        return None
    object_words = "" if share is None else lead[share.end() :]
    if share is not None and (
        len(object_words) > _LONGEST_OBJECT
        or compiled(_OTHER_SCOPE).search(object_words)
        or not compiled(_BESIDE).fullmatch(lead[: share.start()])
    ):
        return None
    noun = compiled(f"{_PLAIN_OBJECT}|分别|[,、]").sub("", object_words)
    wholes = [
        q
        for q in before
        if q is not part and _can_be_whole(statement, q, part, noun) and (noun or _is_linked(text, q, part))
    ]
    wholes += [q for q in statement.quantities if _is_in_bracket(text, percent, q) and q.unit == part.unit]
    if not wholes and index and statement.text.startswith(("其中", ",其中")):
        above = report.statements[index - 1]
        if above.paragraph == statement.paragraph:
            wholes = [q for q in above.quantities if _can_be_whole(above, q, part, noun)]
    if not wholes:
        return None
    if len(wholes) > 1:
        marked = [q for q in wholes if compiled(_TOTAL).search(text[max(0, q.start - _NEAR) : q.start])]
        if len(marked) != 1 or marked[0] is not wholes[0]:
            return None
    if _fits_otherwise(report, index, statement, part, percent):
        return None
    whole = wholes[0]
    return _Check(percent, part.value, int(whole.value), (part, whole), False)


def _can_be_whole(statement: Statement, whole: Quantity, part: Quantity, noun: str) -> bool:
    """Whether `whole` is a count of the same things, not smaller, and no part with a share of its own."""
    text = statement.text
    if whole.unit != part.unit or not whole.is_exact or not isinstance(whole.value, int) or whole.value < part.value:
        return False
    if compiled(r"[,(]?占").match(text, whole.end) or not whole.value:
        return False
    ahead = compiled("[,;()]").split(text[max(0, whole.start - _NEAR) : whole.start])[-1]
    behind = compiled("[,;()、]").split(text[whole.end : whole.end + _NEAR])[0]
    if any(word in ahead for word in ("上年", "去年", "历年", "累计")):
        return False
    return noun in ahead or noun in behind


def _is_linked(text: str, whole: Quantity, part: Quantity) -> bool:
    """Whether `part` is said to be one of `whole`: by 其中 and the like, or because both are applications."""
    between = text[whole.end : part.start]
    return (
        any(word in between for word in ("其中", "包括", "含", "(", ":"))
        or "申请" in text[max(0, whole.start - _NEAR) : whole.end + _NEAR]
    )


def _is_in_bracket(text: str, percent: Quantity, whole: Quantity) -> bool:
    """Whether `whole` stands in a bracket right behind the percentage: 占32%(共805件)."""
    between = text[percent.end : whole.start]
    return between.startswith(("(共", "(总", "(全")) and len(between) <= _NEAR and whole.value > 0


def _fits_otherwise(report: Report, index: int, statement: Statement, part: Quantity, percent: Quantity) -> bool:
    """Whether the percentage is right for another part or whole nearby: then that is what was meant."""
    scale = 10**percent.decimals
    printed = int(percent.value * scale)
    figures = [q for q in statement.quantities if q.unit == part.unit and isinstance(q.value, int)]
    wholes = {int(q.value) for q in figures}
    for other in report.statements[max(0, index - 6) : index]:
        if other.paragraph == statement.paragraph:
            wholes |= {int(q.value) for q in other.quantities if q.unit == part.unit and isinstance(q.value, int)}
    parts = [int(q.value) for q in figures if q.end <= percent.start]
    sums = {sum(parts[at:]) for at in range(max(0, len(parts) - 6), len(parts))}
    return any(
        2 * abs(100 * value * scale - printed * whole) <= whole
        for whole in wholes
        if whole > 0
        for value in sums
        if value
    )
