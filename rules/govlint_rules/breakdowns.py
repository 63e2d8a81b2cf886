"""GL413: a whole and the parts that the text divides it into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.tables import READ
from govlint.rule import INFO, WARNING, NotApplicable, Rule, Text, Verdict, change
from govlint_rules.report_facts import sentences_of

if TYPE_CHECKING:
    from decimal import Decimal

    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.quantities import Quantity
    from govlint.report.statements import Statement
    from govlint.report.tables import Table

    Number = int | Decimal

_TIME = r"(?:19|20)\d\d年|\d{1,2}月"
_GOES_ON = r"[^,;。、]{0,8}(?:、|[,;][^,;。、0-9]{1,14}[0-9]+(?:[,;。、]|$))"
"""Behind the last part: another without a figure, or with one that has no measure word."""
_GENERIC = frozenset(("个", "次", "项", "家", "名", "人", "位", "户", "处", "场", "人次"))
"""Measure words of so many things that a whole further away may count something else."""
_PEOPLE = frozenset(("名", "人", "位", "户", "家", "人次"))
"""What is counted in these may belong to two parts at once: women and party members."""
_RATES = frozenset(("%", "百分点", "倍"))
_OF_MORE = ("共", "总", "达", "全")
"""In the name of a part they say that it is a figure of something larger."""
_HANDLED = ("申请", "受理", "办结", "办理", "答复", "收到", "新收")
_SUMS = ("合计", "共计", "总计")
_HINTS = ("其中", ":", "(", "包", "含", "分", "具体", "涵盖", "计", "看,")
"""Without one of these a sentence has no list."""
_ANNOUNCING = frozenset(("方面", "类", "种", "点", "项", "个"))
"""Units whose number before a colon may be the number of things that follow: 以下3个方面:"""
_LONGEST_LABEL = 26
_LONGEST_NOUN = 14
"""What may stand between a figure and the mark behind it: 20条政策信息、"""
_LONGEST_ASIDE = 26
"""What may stand between the whole and its parts: 完成年度任务,其中"""
_MOST_PARTS = 40
_SOUND = 0.8
_PLAUSIBLE = 0.5
"""Which share of the whole the parts must make up before a list counts as meant to be complete."""


class _Words(NamedTuple):
    """The vocabulary of lists."""

    openers: str
    """Pattern of what opens the parts of a whole."""
    complete: frozenset[str]
    rest: tuple[str, ...]
    open: tuple[str, ...]
    goes_on: tuple[str, ...]
    channels: tuple[str, ...]
    overlap: tuple[str, ...]
    picked: tuple[str, ...]
    changes: tuple[str, ...]
    outside: tuple[str, ...]
    of_tables: tuple[str, ...]
    other_years: tuple[str, ...]


@lru_cache(maxsize=4)
def _words_of(pack: Pack) -> _Words:
    words = pack.vocabulary("lists")
    fields = (
        "rest",
        "open",
        "goes-on",
        "channels",
        "overlap",
        "picked",
        "changes",
        "outside",
        "of-tables",
        "other-years",
    )
    openers = "|".join(words["openers"])
    by_kind = r"(?:按|从)[^,;:。0-9]{1,12}?(?:分|划分|统计|分类|看|来看),"
    return _Words(
        f"(?:{openers}):?|{by_kind}|[:(]", frozenset(words["complete"]), *(tuple(words[field]) for field in fields)
    )


class _Part(NamedTuple):
    """One part of a list: its figure, and the words that name it."""

    quantity: Quantity
    label: str
    mark: str
    """What separates it from the part before: one of 、 , ; or "" for the first, and for 和."""


class _List(NamedTuple):
    """A whole and its parts."""

    whole: Quantity
    parts: tuple[_Part, ...]
    """Those that are certainly parts: of 甲类20条、乙类15条,解读3条 the first two."""
    sums: frozenset[Number]
    """The sums of the first part, the first two …, those behind a change of mark included."""
    opener: str
    start: int
    end: int
    """The range of `Report.text` from the whole to the last part."""
    is_open: bool
    """Whether the text says that there is more."""
    text: str
    """The sentence with the parts."""
    subject: str
    """The words around the whole that say what it counts."""
    whole_label: str = ""
    """What stands between 合计 and the figure: another noun may count more than the parts."""


class BreakdownSum(Rule):
    """The parts of a list do not make up the whole."""

    code = "GL413"
    name = "breakdown-sum"
    severity = WARNING
    title = Text("分项之和等于总数", "The parts of a list add up to the whole")
    explain = Text(
        "“共N条,其中甲类x条、乙类y条”一类的列举,分项齐全的,加起来应当等于总数。带“等”“余”“约”的、只挑出几项的、"
        "同一信息在多个渠道发布的、单位不同的,不作比较。申请办理、复议诉讼等与表格对应的数字由相应的规则比对。",
        "Where a text divides a number into parts and names them all, the parts add up to it. Lists that say "
        "“and so on”, round their figures, pick out a few parts, name channels that carry the same items, or mix "
        "units are not compared. Figures that the tables have are compared with the tables by other rules.",
    )
    messages = {
        "default": Text(
            "总数是{whole},列出的{count}项相加是{sum}({terms}),相差{difference}",
            "The whole is {whole}, but the {count} parts add up to {sum} ({terms}), a difference of {difference}",
        ),
        "total": Text(
            "合计写的是{whole},前面{count}项相加是{sum}({terms}),相差{difference}",
            "The total is given as {whole}, but the {count} figures before it add up to {sum} ({terms}), "
            "a difference of {difference}",
        ),
        "part": Text(
            "这一部分有{part},比总数{whole}还多",
            "This part has {part}, which is more than its whole of {whole}",
        ),
        "channels": Text(
            "总数是{whole},列出的{count}个渠道相加只有{sum}({terms}),请核对是否漏列",
            "The whole is {whole}, but the {count} channels add up to no more than {sum} ({terms}); "
            "please check whether one is missing",
        ),
        "perhaps": Text(
            "总数是{whole},列出的{count}项相加是{sum}({terms}),请核对是否漏列或者重复",
            "The whole is {whole}, but the {count} parts add up to {sum} ({terms}); please check whether one is "
            "missing or counted twice",
        ),
    }
    help = Text(
        "对照台账改正总数或者分项;列举不全的,写明“等”或者补上“其他”。",
        "Correct the whole or the part from the register; if parts are left out, say so or add the rest.",
    )
    basis = ("LAW-6", "LAW-11")
    related = ()
    bad = (
        change(("312条,其中招生入学类86条", "⟦321条,其中招生入学类86条"), ("其他153条。", "其他153条⟧。")),
        change(("公开信息143条,", "公开信息⟦40条,其中政策文件20条、工作动态15条⟧,"), base="town-2023"),
        change(
            ("培训各科室和直属学校经办人员76人次。", "组织培训⟦6期(集中培训3期、跟班培训2期⟧),共76人次。"),
        ),
        change(
            (
                "通过县政府门户网站禾坪镇专栏公开信息143条,",
                "公开信息总数⟦143条:基层公开领域96条,工作动态31条,预算决算4条,其他信息11条⟧;",
            ),
            base="town-2023",
        ),
        change(
            (
                "通过县政府门户网站禾坪镇专栏公开信息143条,",
                "公开机构信息12条、政策解读25条、通知公告98条,合计⟦143条⟧,",
            ),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(("其中招生入学类86条", "其中重点领域信息86条"), ("规划计划类19条、其他153条", "规划计划类19条等")),
        change(("公开信息143条,", "公开信息143条,其中发布在公开栏80条、微信公众号92条,"), base="town-2023"),
        change(("公开信息143条,", "公开信息140余条,其中政策文件20条、工作动态15条,"), base="town-2023"),
        change(("公开信息143条,", "公开信息143条,其中重点领域信息20条,"), base="town-2023"),
        change(("公开信息143条,", "公开信息143条,其中涉农政策20条、涉农项目15条,"), base="town-2023"),
        change(("公开信息143条,", "公开信息143条,其中政策文件20件、工作动态123条,"), base="town-2023"),
        change(
            (
                "公开信息143条,",
                "公开信息143条,同比增长10%,其中政策类43条(图解13条、问答20条)、动态类100条,制作解读12条,",
            ),
            base="town-2023",
        ),
        change(("公开信息143条,", "公开政策文件20条、工作动态123条,其中原创100条、转载43条,"), base="town-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each list that does not add up."""
        words = _words_of(report.pack)
        found_any = False
        for index, statement in sentences_of(report):
            text = statement.text
            if not (statement.has_digits or "其中" in text):
                continue
            if not any(hint in text for hint in _HINTS):
                continue
            if len(statement.quantities) < 2:
                continue
            for listed in _lists(report, index, words):
                found_any = True
                yield from self._judge(report, listed, words)
            total = _total(statement, words)
            if total is not None:
                found_any = True
                yield from self._judge_total(report, total, words)
        if not found_any:
            yield NotApplicable()

    def _judge(self, report: Report, listed: _List, words: _Words) -> Iterator[Verdict]:
        whole, parts = listed.whole, listed.parts
        if not whole.is_exact or not all(part.quantity.is_exact for part in parts):
            return
        if whole.value in listed.sums or _is_told_elsewhere(report, listed, words):
            return
        labels = [part.label for part in parts]
        if _has(labels, words.outside) or _has(labels, words.other_years):
            return
        largest = max(parts, key=lambda part: part.quantity.value)
        total = sum(part.quantity.value for part in parts)
        if largest.quantity.value > whole.value:
            if listed.opener == "其中" and not _has([largest.label], _OF_MORE):
                yield self.finding(
                    listed.start, listed.end, variant="part", args={"part": largest.quantity.raw, "whole": whole.raw}
                )
            return
        if len(parts) < 2 or listed.is_open or any(word in listed.text for word in words.overlap):
            return
        has_rest = any(label.startswith(words.rest) for label in labels)
        if _has(labels, words.channels):
            if total < whole.value and (has_rest or 2 * total > whole.value):
                level = WARNING if has_rest else INFO
                yield self._finding(listed, total, "default" if has_rest else "channels", level)
            return
        if _has(labels, words.changes):
            return
        if total > whole.value:
            if not _has(labels, words.picked):
                is_sure = has_rest or whole.unit not in _PEOPLE or _are_alike(labels)
                yield self._finding(listed, total, "default" if is_sure else "perhaps", WARNING if is_sure else INFO)
            return
        share = total / whole.value
        if has_rest or listed.opener in words.complete or (listed.opener == ":" and share > _PLAUSIBLE):
            yield self._finding(listed, total, "default", WARNING)
        elif _has(labels, words.picked):
            return
        elif (share >= _SOUND and whole.unit not in _PEOPLE) or (
            share >= _PLAUSIBLE and len(parts) > 2 and _are_alike(labels)
        ):
            yield self._finding(listed, total, "default", WARNING)
        elif share >= _PLAUSIBLE:
            yield self._finding(listed, total, "perhaps", INFO)

    def _judge_total(self, report: Report, listed: _List, words: _Words) -> Iterator[Verdict]:
        tails = _sums(listed.parts[::-1])
        total, written = tails[-1], listed.whole.value
        if written in tails or not total:
            return
        if _is_told_elsewhere(report, listed, words):
            return
        if _SOUND <= written / total <= 1 / _SOUND or (not listed.whole_label and listed.opener == "合计"):
            yield self._finding(listed, total, "total", WARNING)

    def _finding(self, listed: _List, total: Number, variant: str, severity: str) -> Verdict:
        unit = listed.whole.unit
        return self.finding(
            listed.start,
            listed.end,
            severity=severity,
            variant=variant,
            args={
                "whole": listed.whole.raw,
                "count": len(listed.parts),
                "sum": f"{total}{unit}",
                "terms": "+".join(str(part.quantity.value) for part in listed.parts),
                "difference": f"{abs(total - listed.whole.value)}{unit}",
            },
            expected=str(total),
            actual=str(listed.whole.value),
        )


def _has(labels: Iterable[str], words: tuple[str, ...]) -> bool:
    return any(word in label for label in labels for word in words)


def _is_told_elsewhere(report: Report, listed: _List, words: _Words) -> bool:
    """Whether other rules compare these figures with the tables: the parts are rows of a table, or the whole is
    counted there and has another value.
    """
    subject, tables = listed.subject, report.tables
    if "申请" in listed.text and any(word in subject for word in _HANDLED):
        table, column = tables.applications, "total"
    elif "复议" in subject or "诉讼" in subject:
        table, column = tables.review, "total"
    elif "规范性文件" in subject or "规章" in subject:
        table, column = tables.disclosure, ""
    else:
        return False
    if table.state != READ:
        return False
    if column and all(
        any(name in part.label for name in words.of_tables) or part.label.startswith(words.rest)
        for part in listed.parts
    ):
        return True
    return listed.whole.value not in _totals(table, column)


def _subject(text: str, whole: Quantity) -> str:
    """The clause of a figure."""
    ahead = compiled("[,;:。]").split(text[max(0, whole.start - _LONGEST_ASIDE) : whole.start])[-1]
    return ahead + compiled("[,;:。()]").split(text[whole.end : whole.end + _LONGEST_NOUN])[0]


def _totals(table: Table, column: str = "") -> set[Number]:
    """The figures of one column, or all, and the sums of two of them."""
    cells = [cell for row in table.rows.values() for name, cell in row.cells.items() if column in ("", name)]
    values = {cell.value for cell in cells if cell.value is not None}
    return values | {first + second for first in values for second in values} if column else set(values)


def _are_alike(labels: list[str]) -> bool:
    """Whether all labels end alike, as those of a classification do: 政策类, 动态类, 民生类."""
    return len({label[-1:] for label in labels}) == 1 and bool(labels[0])


def _lists(report: Report, index: int, words: _Words) -> Iterator[_List]:
    """The lists that open in statement `index`, in order."""
    statement = report.statements[index]
    text, quantities = statement.text, statement.quantities
    used = 0  # figures of the statement that an earlier list has taken
    for opener in compiled(words.openers).finditer(text):
        place = opener.start()
        parts, is_open = _parts(text, quantities, opener.end(), words)
        if not parts or text[place - 1 : place] in ("不", "未"):
            continue
        kind = opener[0].rstrip(",:") or opener[0]
        unit = parts[0].quantity.unit
        before = [q for q in quantities[used:] if q.end <= place and q.unit not in _RATES]
        owner, whole = statement, before[-1] if before else None
        if whole is None:
            owner = report.statements[index - 1] if index else statement
            if place > _LONGEST_ASIDE or kind == ":" or owner is statement or owner.paragraph != statement.paragraph:
                continue
            whole = _only_whole(owner, unit)
        elif not _opens_here(text, quantities, whole, place) or _has_rivals(text, before, words):
            continue
        if whole is None or whole.unit != unit or (kind == ":" and unit in _ANNOUNCING):
            continue
        sums = _sums(parts)
        for taken, total in enumerate(sums, 1):
            if total == whole.value:
                used = quantities.index(parts[taken - 1].quantity) + 1
        certain = _certain(parts, words)
        last = certain[-1].quantity
        yield _List(
            whole,
            certain,
            frozenset(sums),
            kind,
            owner.range(whole.start, whole.end)[0],
            statement.range(last.start, last.end)[1],
            is_open or _goes_on(report, index, parts[-1].quantity.end, words),
            owner.text + text if owner is not statement else text,
            _subject(owner.text, whole),
        )


def _sums(parts: tuple[_Part, ...]) -> list[Number]:
    """The sums of the first part, the first two, …"""
    total: Number = 0
    sums = []
    for part in parts:
        total += part.quantity.value
        sums.append(total)
    return sums


def _only_whole(statement: Statement, unit: str) -> Quantity | None:
    """The one figure of the statement with that unit, if it is the last figure that is no rate."""
    same = [q for q in statement.quantities if q.unit == unit]
    if same and unit in _GENERIC and len(statement.text) - same[-1].end > _LONGEST_NOUN:
        return None
    last = next((q for q in reversed(statement.quantities) if q.unit not in _RATES), None)
    return last if len(same) == 1 and last is same[0] else None


def _has_rivals(text: str, before: list[Quantity], words: _Words) -> bool:
    """Whether the last figure before an opener may not be the whole: another could be, or it is one of another year."""
    whole = before[-1]
    if any(q.unit == whole.unit and ";" not in text[q.end : whole.start] for q in before[:-1]):
        return True
    return any(word in text[max(0, whole.start - _LONGEST_NOUN) : whole.start] for word in words.other_years)


def _opens_here(text: str, quantities: tuple[Quantity, ...], whole: Quantity, place: int) -> bool:
    """Whether what stands between the whole and the opener at `place` leaves no doubt that the parts are its parts."""
    between = text[whole.end : place]
    for quantity in quantities:
        if whole.end <= quantity.start < place:
            between = between.replace(text[quantity.start : quantity.end], "")
    if "、" in between or ";" in between[:-1]:
        return False
    noun, _, aside = between.partition(",")
    if len(noun) > _LONGEST_NOUN or (aside and whole.unit in _GENERIC):
        return False
    return len(aside) <= _LONGEST_ASIDE and aside.count(",") <= 1


def _parts(text: str, quantities: tuple[Quantity, ...], start: int, words: _Words) -> tuple[tuple[_Part, ...], bool]:
    """The parts that stand behind an opener, and whether the text says that there are more."""
    parts: list[_Part] = []
    at = start
    depth = 0
    for quantity in quantities:
        if quantity.start < start:
            continue
        between = text[at : quantity.start]
        depth += between.count("(") - between.count(")")
        if depth < 0 or len(parts) >= _MOST_PARTS:
            break  # the bracket in which the list stands is closed
        if depth > 0 or quantity.unit in _RATES:
            if not parts or not (depth or _is_share(between)):
                break
            at = quantity.end
            continue
        if compiled("其中|包括|分别").search(between):
            # what stands before it is a whole of its own, or a part with parts
            is_own = len(parts) > 2 and parts[-1].mark != parts[1].mark
            return tuple(parts[:-1] if is_own else parts), not is_own
        if parts and between.startswith(words.open):
            return tuple(parts), True
        named = _named(between.rpartition(")")[2], is_first=not parts)
        if named is None:
            is_open = bool(parts) and quantity.unit == parts[0].quantity.unit and parts[-1].mark != "、"
            return tuple(parts), is_open or between.startswith("、")
        if _has_figure(named[1]):
            return (), True
        if parts and quantity.unit != parts[0].quantity.unit:
            return tuple(parts), named[0] not in (",", ";")
        parts.append(_Part(quantity, named[1], named[0]))
        at = quantity.end
    behind = compiled("[^,;。]{0,12}等?").match(text, at)
    is_open = behind is not None and ("等" in behind[0] or behind[0].startswith(words.open))
    return tuple(parts), is_open or compiled(_GOES_ON).match(text, at) is not None


def _has_figure(label: str) -> bool:
    """Whether a figure stands in a label: one that has lost its measure word, or its part."""
    return compiled("[0-9]").search(compiled(_TIME).sub("", label)) is not None


def _certain(parts: tuple[_Part, ...], words: _Words) -> tuple[_Part, ...]:
    """The parts up to where the marks between them change from 、 to a comma, unless what follows takes in the rest."""
    if len(parts) < 3 or parts[1].mark != "、" or any(part.label.startswith(words.rest) for part in parts):
        return parts
    change = next((at for at, part in enumerate(parts) if part.mark in (",", ";")), len(parts))
    return parts[:change]


def _is_share(between: str) -> bool:
    """Whether a rate belongs to the part before it: ,占 or (占比."""
    return len(between) <= _LONGEST_NOUN and ("占" in between or between in (",", "("))


def _named(between: str, *, is_first: bool) -> tuple[str, str] | None:
    """The mark before a part and the words that name it, from what stands between its figure and the one before; None
    if that is more.
    """
    if is_first:
        label = compiled("[,:(]*(?:是|为|有(?!关))?").sub("", between, count=1)
        return ("", label) if len(label) <= _LONGEST_LABEL and not any(mark in label for mark in ",;") else None
    separator = (
        compiled("[,;]").search(between) or compiled("、").search(between) or compiled("以及|和|及|与").search(between)
    )
    if separator is None:
        return None
    noun, label = between[: separator.start()], between[separator.end() :]
    if len(noun) > _LONGEST_NOUN or len(label) > _LONGEST_LABEL or any(mark in label for mark in ",;"):
        return None
    return separator[0] if separator[0] in "、,;" else "", label


def _goes_on(report: Report, index: int, end: int, words: _Words) -> bool:
    """Whether what follows the last part says that there are more."""
    statement = report.statements[index]
    rest = statement.text[end:]
    if any(word in rest[:30] for word in words.rest):
        return True
    if rest.strip("。;!)"):
        return False
    following = report.statements[index + 1 : index + 2]
    return (
        bool(following)
        and following[0].paragraph == statement.paragraph
        and following[0].text.startswith(words.goes_on)
    )


def _total(statement: Statement, words: _Words) -> _List | None:
    """A list with its total behind it: 甲20条、乙15条,合计35条."""
    text, quantities = statement.text, statement.quantities
    mark = min((at for at in map(text.find, _SUMS) if at > 0), default=-1)
    if mark < 0 or "其中" in text[:mark] or _has([text[:mark]], words.other_years):
        return None
    before = [q for q in quantities if q.end <= mark]
    behind = next((q for q in quantities if q.start >= mark), None)
    if len(before) < 2 or behind is None or text[before[-1].end : mark] not in ("", ",", "、", ";"):
        return None
    if _has([text[:mark]], words.changes):
        return None
    label = compiled("为|是|达|有|了").sub("", text[mark + 2 : behind.start])
    if len(label) > _LONGEST_NOUN or any(sign in label for sign in ",;、") or not behind.is_exact:
        return None
    parts: list[_Part] = []
    for number, quantity in enumerate(before):
        at = before[number - 1].end if number else 0
        named = _named(text[at : quantity.start], is_first=False) if number else ("", "")
        if named is None or quantity.unit != behind.unit or not quantity.is_exact or _has_figure(named[1]):
            return None
        parts.append(_Part(quantity, named[1], named[0]))
    return _List(
        behind,
        tuple(parts),
        frozenset(),
        text[mark : mark + 2],
        *statement.range(behind.start, behind.end),
        False,
        text,
        text[:mark] + label,
        label,
    )
