"""GL416 and GL701–GL706: the numbers of lists and headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.numerals import DIGITS
from govlint.report.series import ARABIC, CHINESE, COUNTED_SECTIONS, DEMAND, HEADINGS, IS, ORDER, WHICH
from govlint.rule import ERROR, INFO, WARNING, Edit, Fix, Related, Rule, Text, Verdict, change, replacing

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.flow import Flow
    from govlint.report.model import Report
    from govlint.report.series import Break, Item, Series

_COPIED, _MARK = 40, 4
"""So many characters of an item are compared with one before it, in pieces of so many."""
_MOST_COMPARED = 40
_NUMERALS = "零一二三四五六七八九十"
_BREAKS = {
    "gap": Text("“{before}”之后是“{text}”,缺少{missing}", "“{text}” follows “{before}”: {missing} is missing"),
    "repeat": Text("“{text}”重复,应当是“{due}”", "“{text}” stands a second time; “{due}” is due"),
    "back": Text("数到“{before}”又退回“{text}”,应当是“{due}”", "“{text}” goes back behind “{before}”; “{due}” is due"),
    "wrong": Text(
        "“{before}”之后应当是“{due}”,写成了“{text}”", "“{due}” is due after “{before}”, and it says “{text}”"
    ),
    "swapped": Text("“{text}”与“{due}”的次序颠倒", "“{text}” and “{due}” have changed places"),
    "start": Text("从“{text}”数起,前面没有“{due}”", "The list starts with “{text}”, and “{due}” is nowhere before it"),
    "before": Text("前一项在这里", "the item before"),
    "again": Text("后面的序号在这里也不连续", "the numbers break here as well"),
}


def _printed(item: Item, number: int) -> str:
    """The ordinal of another number in the form of `item`: 三是 for 二是, (四) for (二)."""
    numeral = _NUMERALS[number] if 0 < number < len(_NUMERALS) else str(number)
    old = item.text.strip("()第其 .、,:是要")
    return item.text.replace(old, str(number) if old.isdecimal() else numeral).rstrip(",、: ")


def _break_args(found: Break) -> dict[str, Any]:
    item, due = found.item, found.expected
    args: dict[str, Any] = {"text": item.text.rstrip(",、: ")}
    if found.kind != "start":
        args["before"] = found.before.text.rstrip(",、: ") if found.before is not None else ""
    if item.style == ORDER:
        return args
    if found.kind == "gap":
        missing = [_printed(item, number) for number in range(due, item.ordinal)]
        args["missing"] = "、".join(f"“{text}”" for text in missing)
    else:
        args["due"] = _printed(item, due)
    return args


def _is_copy(found: Break, series: Series, flow: Flow) -> bool:
    """Whether the item at a break is pasted from an item before it: then the repetition is told, not the number."""
    item = found.item
    words = flow.text[item.until : item.until + _COPIED].partition("\n")[0]
    marks = {words[at : at + _MARK] for at in range(len(words) - _MARK + 1)}
    for other in series.items[:_MOST_COMPARED]:
        if other.ordinal == item.ordinal and other.at < item.at:
            original = flow.text[other.until : min(other.until + _COPIED, item.at)]
            if original.startswith(words):
                return True
            if len(words) > _COPIED // 2 and 2 * sum(mark in original for mark in marks) > len(marks):
                return True
    return False


def _told(rule: Rule, series: Series, report: Report) -> Iterator[Verdict]:
    """One finding where the count of a series first breaks."""
    flow = report.flows[series.items[0].flow]
    breaks = [found for found in series.breaks[:_MOST_COMPARED] if found.kind != "mixed"]
    breaks = [found for found in breaks if not _is_copy(found, series, flow)]
    if not breaks:
        return
    first = breaks[0]
    related = [Related(other.item.start, other.item.end, "again", {}) for other in breaks[1:4]]
    if first.before is not None:
        related.insert(0, Related(first.before.start, first.before.end, "before", {}))
    is_order = series.style == ORDER
    yield rule.finding(
        first.item.start,
        first.item.end,
        severity=WARNING if is_order else None,
        variant="order" if is_order else first.kind,
        args=_break_args(first),
        related=related,
        fix=_right_number(report, first) if first.kind == "wrong" and len(breaks) == 1 else None,
    )


def _right_number(report: Report, found: Break) -> Fix | None:
    """The one number that stands in the place of another."""
    item = found.item
    numbers = [str(number) for number in (item.ordinal, found.expected)]
    if numbers[0] not in item.text:
        if not 0 < min(item.ordinal, found.expected) <= max(item.ordinal, found.expected) < len(_NUMERALS):
            return None
        numbers = [_NUMERALS[item.ordinal], _NUMERALS[found.expected]]
    printed, right = numbers
    at = report.text.find(printed, item.start, item.end) if item.text.count(printed) == 1 else -1
    return replacing(at, at + len(printed), right) if at >= 0 else None


class OrdinalSeries(Rule):
    """一是…二是… do not count 1, 2, 3."""

    code = "GL701"
    name = "ordinal-series"
    severity = ERROR
    fix = "suggest"
    title = Text("“一是、二是、三是”依次编号", "一是, 二是, 三是 count one after the other")
    explain = Text(
        "同一层次的“一是…二是…”“第一…第二…”“一要…二要…”应当从一数起,不跳号、不重号、不倒退。编号断开,"
        "多半是增删内容以后没有重新编号,或者漏粘了一项。另起一个列举、写在另一项里面的列举,各自从一数起。",
        "Within one level 一是…二是…, 第一…第二…, 一要…二要… start with one and neither skip, repeat nor go back. "
        "Where they do, items were added or deleted without numbering anew, or one was lost in pasting. A new list, "
        "and a list inside an item, each start with one.",
    )
    messages = _BREAKS | {
        "order": Text("“{before}”之后又写“{text}”,次序颠倒", "“{text}” comes after “{before}”: the order is reversed"),
    }
    help = Text(
        "核对各项内容,补上漏掉的一项,或者重新编号。",
        "Check the items: put back the one that is missing, or number anew.",
    )
    basis = ("PRACTICE",)
    related = ("GL702", "GL703", "GL704")
    bad = (
        change(("二是个别经办人员", "⟦三是⟧个别经办人员")),
        change(("二是建立申请办理提醒台账", "⟦一是⟧建立申请办理提醒台账,落实到人")),
        change(
            ("二是依申请公开的答复质量", "⟦三是⟧依申请公开的答复质量"),
            ("三是历史信息的清理", "二是历史信息的清理"),
            base="city-2022",
        ),
        change(
            ("存在的问题:一是部门之间公开进度不一;二是", "存在的问题:⟦二是⟧部门之间公开进度不一;三是"),
            base="government-2020",
        ),
    )
    good = (
        change(),
        change(base="city-2022"),
        change(
            (
                "二是个别经办人员对答复时限把握不准。",
                "二是个别经办人员对答复时限把握不准,线上线下的口径统一是当前的难点,百分之三是超期件。",
            ),
        ),
        change(
            ("一是部分学校公开", "认真落实“一是一、二是二”的要求。首先,部分学校公开"),
            ("二是个别经办", "二是个别经办"),
        ),
        change(
            ("改进情况:一是邀请", "改进情况:一是每季度评选《一是公开,三是服务》征文;二是邀请"),
            ("二是实行答复书", "三是实行答复书"),
            base="office-2023",
        ),
        change(
            (
                "一是部分学校公开的内容偏重活动报道,收费和采购信息更新较慢。二是",
                "一是部分学校公开的内容偏重活动报道,收费和采购信息更新较慢。\n二是",
            ),
            ("把握不准。\n", "把握不准。\n三是少数乡镇学校没有专职人员。\n"),
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a series, where its count first breaks."""
        for series in report.series:
            if series.style not in HEADINGS and series.breaks:
                yield from _told(self, series, report)


class LoneOrdinal(Rule):
    """一是 without 二是."""

    code = "GL702"
    name = "lone-ordinal"
    severity = INFO
    title = Text("有“一是”就有“二是”", "一是 is followed by 二是")
    explain = Text(
        "只有“一是”而没有“二是”,说明后面的内容漏写了,或者只有一项,不必编号。",
        "一是 without 二是 means that what should follow was left out, or that there is one item only, which needs no "
        "number.",
    )
    messages = {"default": Text("有“{text}”,后面没有“{due}”", "“{text}” is not followed by “{due}”")}
    help = Text("补写漏掉的内容;只有一项的,删去“一是”。", "Add what is missing, or drop the number.")
    basis = ("PRACTICE",)
    related = ("GL701",)
    bad = (
        change(("二是个别经办人员对答复时限把握不准。", ""), ("一是部分学校", "⟦一是⟧部分学校")),
        change(
            ("一是邀请利益相关方", "⟦一是⟧邀请利益相关方"),
            ("二是实行答复书法制审核,全年审核22份", "实行答复书法制审核,全年审核22份"),
            base="office-2023",
        ),
    )
    good = (
        change(),
        change(("二是个别经办人员对答复", "另一方面,个别经办人员对答复")),
        change(("二是实行答复书", "其次是实行答复书"), base="office-2023"),
        change(("信息公开纳入科室", "公开数据与统计口径统一是考核的重点。信息公开纳入科室")),
        change(("信息公开纳入科室", "坚持一是一、二是二。信息公开纳入科室")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at each ordinal that stands alone."""
        for series in report.series:
            if len(series.items) > 1 or series.style not in (IS, WHICH, DEMAND) or series.breaks:
                continue
            item = series.items[0]
            if item.ordinal == 1 and not _goes_on(report.flows[item.flow], item):
                args = {"text": item.text.rstrip(",、: "), "due": _printed(item, 2)}
                yield self.finding(item.start, item.end, args=args)


_GOES_ON = (
    "二是",
    "二要",
    "二、",
    "其二",
    "第二",
    "其次",
    "另一",
    "另外",
    "此外",
    "同时",
    "再者",
    "2.",
    "2、",
    "(2)",
    "(二)",
)


def _goes_on(flow: Flow, item: Item) -> bool:
    """Whether something in the paragraph of an ordinal takes the place of the next."""
    rest = _rest(flow.text, item.until)
    return any(word in rest for word in _GOES_ON)


class HeadingSeries(Rule):
    """Numbered headings or paragraphs do not count 1, 2, 3."""

    code = "GL703"
    name = "heading-series"
    severity = ERROR
    fix = "suggest"
    title = Text("小标题和分条依次编号", "Numbered headings and paragraphs count one after the other")
    explain = Text(
        "同一标题之下的“(一)(二)(三)”“1. 2. 3.”应当依次编号。跳号说明少了一部分,重号说明增删以后没有重新编号。"
        "表格栏目的编号、另起的列举不在此列。",
        "(一)(二)(三) and 1. 2. 3. under one heading are numbered one after the other. A gap shows that a part is "
        "missing, a repeated number that parts were added without numbering anew. Labels of tables and new lists are "
        "left alone.",
    )
    messages = _BREAKS
    help = Text("补上缺少的部分,或者重新编号。", "Put in the part that is missing, or number anew.")
    basis = ("GB-9704", "PRACTICE")
    related = ("GL107", "GL701")
    bad = (
        change(
            ("(三)政府信息管理。", "⟦(四)⟧政府信息管理。"),
            ("(四)政府信息公开平台", "(五)政府信息公开平台"),
            ("(五)监督", "(六)监督"),
        ),
        change(("(五)监督保障情况", "⟦(四)⟧监督保障情况"), base="town-2023"),
        change(
            (
                "主要问题:公开栏内容更换不够及时;镇村两级公开的口径有时不一致。",
                "主要问题:1.公开栏内容更换不够及时;2.镇村两级公开的口径有时不一致;⟦4.⟧上墙资料不够醒目。",
            ),
            base="town-2023",
        ),
        change(
            ("(二)依申请公开情况。", "⟦(三)⟧依申请公开情况。"),
            ("(三)信息管理情况。", "(二)信息管理情况。"),
            base="subdistrict-2024",
        ),
    )
    good = (
        change(),
        change(("(二)依申请公开。全年收到", "二)依申请公开。全年收到")),
        change(("(二)依申请公开。全年", "(二)\n依申请公开\n全年")),
        change(("配发了解读材料。\n(二)依申请公开。", "配发了解读材料。(二)依申请公开。\n")),
        change(
            (
                "一是制定学校信息公开事项清单,按季度核对更新情况;二是建立申请办理提醒台账,在第十个工作日提示承办科室。",
                "\n1.制定学校信息公开事项清单,按季度核对更新情况,更新率提高2.5个百分点。\n2.建立申请办理提醒台账。",
            ),
            (
                "一是部分学校公开的内容偏重活动报道,收费和采购信息更新较慢。二是",
                "\n1.部分学校公开的内容偏重活动报道。\n2.收费信息更新较慢。\n3.",
            ),
        ),
        change(
            ("查询终端。", "查询终端。落实《条例》第二十条第(五)项要求,公开许可事项。"),
            base="department-2023",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a series, where its count first breaks."""
        for series in report.series:
            if series.breaks and series.style in HEADINGS and series.style != CHINESE:
                yield from _told(self, series, report)


class NestedOrdinals(Rule):
    """一是…二是… inside an item of 一是…二是…."""

    code = "GL704"
    name = "nested-ordinals"
    severity = WARNING
    title = Text("“一是…二是…”里面不再套“一是…二是…”", "No 一是…二是… inside an item of 一是…二是…")
    explain = Text(
        "在“一是…二是…”的一项里面再用“一是…二是…”,两层编号混在一起,读者分不清哪一项属于哪一层。"
        "里面一层可以用“1. 2.”或者“(1)(2)”,也可以不编号。",
        "With 一是…二是… inside an item of 一是…二是… two levels look the same, and readers cannot tell which item "
        "belongs where. Number the inner one 1. 2. or (1) (2), or not at all.",
    )
    messages = {
        "default": Text(
            "“{outer}”这一项里又套了一层“{text}”", "Inside the item “{outer}” there is another list with “{text}”"
        ),
        "outer": Text("外层的这一项", "the item around it"),
    }
    help = Text(
        "里面一层改用“1. 2.”或者“(1)(2)”,或者拆成短句。", "Number the inner list 1. 2. or (1) (2), or break it up."
    )
    basis = ("GB-9704", "PRACTICE")
    related = ("GL701", "GL705")
    bad = (
        change(
            (
                "一是部分学校公开的内容偏重活动报道,收费和采购信息更新较慢。二是",
                "一是部分学校公开不规范:⟦一是⟧内容偏重活动报道;二是收费和采购信息更新较慢。二是",
            )
        ),
        change(
            (
                "二是对被纠错案件逐案剖析,编发典型案例;",
                "二是提高答复质量。⟦一是⟧对被纠错案件逐案剖析;二是编发典型案例;",
            ),
            base="city-2022",
        ),
    )
    good = (
        change(),
        change(
            (
                "一是部分学校公开的内容偏重活动报道,收费和采购信息更新较慢。二是",
                "一是部分学校公开不规范:(1)内容偏重活动报道;(2)收费和采购信息更新较慢。二是",
            )
        ),
        change(
            (
                "二是依申请公开的答复质量有待提高,被复议机关纠错9件。三是历史信息的清理归集进度偏慢。",
                "二是依申请公开的答复质量有待提高,被复议机关纠错9件。三是历史信息的清理归集进度偏慢。对此,"
                "一是加强培训;二是压实责任。",
            ),
            base="city-2022",
        ),
        change(
            ("一是河湖管护信息专业术语多", "第一,人员方面。一是河湖管护信息专业术语多"),
            ("查找耗时较长。", "查找耗时较长。第二,经费方面。一是网站维护费用不足;二是资料印制费用不足。"),
            base="department-2020",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first ordinal of each inner series."""
        for series in report.series:
            outer = series.parent
            if series.nested and outer is not None and len(series.items) > 1 and outer.style == series.style:
                first = series.items[0]
                yield self.finding(
                    first.start,
                    first.end,
                    args={"text": first.text, "outer": outer.text},
                    related=(Related(outer.start, outer.end, "outer", {}),),
                )


class NumberingStyle(Rule):
    """Numbers in another form than the standard's, or in two forms in one list."""

    code = "GL705"
    name = "numbering-style"
    severity = INFO
    fix = "yes"
    title = Text("层次序数写法规范、前后一致", "Numbers are written as the standard has them, in one form throughout")
    explain = Text(
        "层次序数依次写作“一、”“(一)”“1.”“(1)”:带括号的序数后面不加顿号,阿拉伯数字后面用点。一个列举里不混用“一是”和“2.”。",
        "Levels are numbered 一、 (一) 1. (1): no 、 behind brackets, a point behind Arabic digits. One list does not "
        "mix 一是 with 2.",
    )
    messages = {
        "comma": Text("“{text}”一般写作“{right}”", "“{text}” is usually written “{right}”"),
        "bracket": Text("“{text}”后面的顿号多余,写作“{right}”", "No 、 behind “{right}”: it says “{text}”"),
        "point": Text("“{text}”应当写作“{right}”", "“{text}” is written “{right}”"),
        "mixed": Text(
            "这个列举前面用“{before}”,到“{text}”换了写法",
            "The list began with “{before}” and goes on in another form at “{text}”",
        ),
    }
    help = Text("按“一、”“(一)”“1.”“(1)”的写法统一编号。", "Number 一、 (一) 1. (1) throughout.")
    basis = ("GB-9704",)
    related = ("GL701", "GL703")
    bad = (
        change(
            ("(一)主动公开情况。", "⟦(一)、⟧主动公开情况。"),
            ("(二)依申请", "(二)、依申请"),
            ("(三)政府", "(三)、政府"),
            ("(四)公开", "(四)、公开"),
            ("(五)监督", "(五)、监督"),
            base="town-2023",
        ),
        change(
            ("主要问题:公开栏内容更换不够及时;镇村", "主要问题:⟦1、⟧公开栏内容更换不够及时;2、镇村"),
            base="town-2023",
        ),
        change(("一是登记资料", "其一,登记资料"), ("二是公众号", "⟦二是⟧公众号"), base="institution-2021"),
    )
    good = (
        change(),
        change(("主要问题:公开栏内容更换不够及时;镇村", "主要问题:1.公开栏内容更换不够及时;2.镇村"), base="town-2023"),
        change(("主要问题:公开栏内容更换不够及时;镇村", "主要问题:①公开栏内容更换不够及时;②镇村"), base="town-2023"),
        change(("张贴公告96份", "在1、2号楼和3、4号楼张贴公告96份"), base="subdistrict-2024"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each form that is unusual, where it first stands."""
        told: set[str] = set()
        for series in report.series:
            for variant, item, args in _odd_forms(series):
                if variant not in told:
                    told.add(variant)
                    fix = _styled(report, series, variant)
                    yield self.finding(item.start, item.end, variant=variant, args=args, fix=fix)


def _styled(report: Report, series: Series, variant: str) -> Fix | None:
    """The marks behind the numbers as the standard has them, in the whole series. Only that none belongs behind
    brackets is beyond doubt.
    """
    new = {"comma": ".", "point": "、", "bracket": ""}.get(variant)
    mark = "." if variant == "point" else "、"
    items = [item for item in series.items if item.text.endswith(mark)]
    if new is None or any(report.text[item.end - 1] != mark for item in items):
        return None
    edits = tuple(Edit(item.end - 1, item.end, new) for item in items)
    return Fix(edits, variant == "bracket") if edits else None


def _odd_forms(series: Series) -> Iterator[tuple[str, Item, dict[str, str]]]:
    """What is unusual in the form of a series: the variant that tells it, where, and its values."""
    first = series.items[0]
    for found in series.breaks:
        if found.kind == "mixed" and found.before is not None:
            texts = {"before": found.before.text.rstrip(",、: "), "text": found.item.text}
            yield "mixed", found.item, texts
    if len(series.items) < 2 or series.style not in HEADINGS:
        return
    bare = first.text.rstrip("、.")
    if series.style == ARABIC and first.text.endswith("、"):
        yield "comma", first, {"text": first.text, "right": bare + "."}
    elif series.style == CHINESE and first.text.endswith("."):
        yield "point", first, {"text": first.text, "right": bare + "、"}
    elif series.style not in (ARABIC, CHINESE) and first.text != bare:
        yield "bracket", first, {"text": first.text, "right": bare}


class OrdinalPunctuation(Rule):
    """No mark before 一是."""

    code = "GL706"
    name = "ordinal-punctuation"
    severity = WARNING
    title = Text("“一是”前面有标点", "There is a mark before 一是")
    explain = Text(
        "“一是”“二是”紧跟在前面的字后面,中间没有标点,句子连在一起:第一项前面一般用冒号,其他各项前面用句号或者分号。"
        "“统一是”“之一是”这样的词不在此列。",
        "一是 and 二是 right behind a word, without a mark, run two sentences together: a colon belongs before the "
        "first item, a full stop or semicolon before the others. Words like 统一是 and 之一是 are left alone.",
    )
    messages = {
        "default": Text("“{word}”与“{text}”之间缺少标点", "A mark is missing between “{word}” and “{text}”"),
    }
    help = Text(
        "第一项前面加冒号,其他各项前面加句号或者分号。",
        "Put a colon before the first item, a full stop or semicolon before others.",
    )
    basis = ("PRACTICE",)
    related = ("GL701",)
    bad = (
        change(("还存在以下不足:一是", "还存在以下不足⟦一是⟧"), base="department-2020"),
        change(("收费和采购信息更新较慢。二是", "收费和采购信息更新较慢⟦二是⟧")),
        change(("被复议机关纠错9件。三是", "被复议机关纠错⟦三是⟧"), base="city-2022"),
    )
    good = (
        change(),
        change(("还存在以下不足:一是", "还存在以下不足:\n一是"), base="department-2020"),
        change(
            ("还存在以下不足:一是", "还存在以下不足,其中一是"),
            base="department-2020",
        ),
        change(
            ("二是个别经办人员对答复时限把握不准。", "二是个别经办人员对答复时限把握不准,口径不统一是主要原因之一。")
        ),
        change(("二是个别经办人员", "二是周三是集中接访日,个别经办人员")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at each ordinal glued to the word before it."""
        for series in report.series:
            if series.style != IS:
                continue
            for item in series.items:
                if item.glued and report.text[item.start - 1] != " ":
                    word = report.flows[item.flow].text[max(0, item.at - 2) : item.at]
                    yield self.finding(item.start, item.end, args={"word": word, "text": item.text})


# -- announced counts ----------------------------------------------------------------------------------------------


class _Announcing(NamedTuple):
    """The words of vocabulary/series.toml on announced counts, and the pattern made of them."""

    pattern: str
    leads: tuple[str, ...]
    never: tuple[str, ...]
    added: tuple[str, ...]


@lru_cache(maxsize=4)
def _announcing(pack: Pack) -> _Announcing:
    words = pack.vocabulary("series")["announcement"]
    units = "|".join(sorted(words["units"], key=len, reverse=True))
    count = rf"(?P<count>[两二三四五六七八九]|[2-9])(?:[个大项点条类]大?(?:{units})?|{units})"
    pattern = count + r"(?P<rest>[^。;:,\n]{0,14})(?P<mark>[:。,])\s{0,40}"
    return _Announcing(pattern, tuple(words["leads"]), tuple(words["never"]), tuple(words["added"]))


_LONGEST_LEAD = 24
_LONGEST_REST = 2000


class AnnouncedCount(Rule):
    """“以下三个方面”, and not three items follow."""

    code = "GL416"
    name = "announced-count"
    severity = WARNING
    title = Text("说有几个方面,就写几个方面", "As many items follow as were announced")
    explain = Text(
        "“主要存在以下三个方面的问题”“从两个方面改进”之后列出的项数应当与所说的数目相同。项数不能确定的"
        "(没有编号,编号已经断开,或者套着别的列举)不作判断。",
        "As many items follow “in the following three respects” as were announced. Where they cannot be counted for "
        "certain (no numbers, broken numbers, lists inside lists) nothing is said.",
    )
    messages = {
        "default": Text(
            "前面说“{announced}”,后面列了{count}项", "It announces “{announced}”, and {count} items follow"
        ),
        "first": Text("第一项在这里", "the first item"),
    }
    help = Text("补上漏写的一项,或者改正所说的数目。", "Add the item that is missing, or correct the number.")
    basis = ("LAW-6", "PRACTICE")
    related = ("GL701",)
    bad = (
        change(("下一步将从两个方面改进:一是", "下一步将从⟦三个方面⟧改进:一是")),
        change(("下一步重点做好三项工作:一是", "下一步重点做好⟦两项工作⟧:一是"), base="city-2022"),
        change(
            (
                "主要问题:公开栏内容更换不够及时;镇村两级公开的口径有时不一致。",
                "主要存在以下⟦三个问题⟧:公开栏内容更换不够及时;镇村两级公开的口径有时不一致。",
            ),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(base="city-2022"),
        change(("下一步将从两个方面改进:一是", "针对以上三个问题,下一步将从两个方面改进:一是")),
        change(("下一步将从两个方面改进:一是", "下一步将从几个方面改进:一是")),
        change(
            ("下一步将从两个方面改进:一是", "下一步将从三个方面改进:一是"),
            ("提示承办科室。\n", "提示承办科室。此外,每半年组织一次案例研讨。\n"),
        ),
        change(
            ("企业回答五个问题即可得到结论", "企业可以从五个方面查询:行业、规模、地区、税种、用工"),
            base="committee-2024",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the announced number."""
        words = _announcing(report.pack)
        firsts = {(s.items[0].flow, s.items[0].at): s for s in report.series}
        for number, flow in enumerate(report.flows):
            if flow.section not in COUNTED_SECTIONS:
                continue
            for match in compiled(words.pattern).finditer(flow.text):
                if not _announces(flow.text, match.start("count"), words):
                    continue
                if match["mark"] != ":" and "\n" in match[0]:
                    continue  # the sentence is over
                announced = DIGITS.get(match["count"]) or (2 if match["count"] == "两" else int(match["count"]))
                series = firsts.get((number, match.end()))
                if series is not None:
                    count = _count_items(flow, series, words)
                elif match["mark"] == ":" and _says_below(flow.text, match.start("count")):
                    count = _count_clauses(flow.text, match.end(), words)
                else:
                    continue
                if count and count != announced:
                    start, end = flow.range(match.start("count"), match.start("rest"))
                    args = {"announced": report.text[start:end], "count": count}
                    first = (
                        () if series is None else (Related(series.items[0].start, series.items[0].end, "first", {}),)
                    )
                    yield self.finding(start, end, args=args, related=first)


def _announces(text: str, place: int, words: _Announcing) -> bool:
    """Whether a number counts what follows, judged by the words before it in its clause."""
    lead = text[max(0, place - _LONGEST_LEAD) : place]
    for mark in "。;:,\n“《(":
        lead = lead.rpartition(mark)[2]
    if "、" in lead:
        return False  # what is counted stands before the number: 便民、利企两方面
    return any(word in lead for word in words.leads) and not any(word in lead for word in words.never)


def _says_below(text: str, place: int) -> bool:
    """Whether the sentence before a place says that what it counts comes below."""
    lead = text[max(0, place - _LONGEST_LEAD) : place].rpartition("。")[2]
    return any(word in lead for word in ("以下", "下列", "如下"))


def _count_items(flow: Flow, series: Series, words: _Announcing) -> int:
    """How many items a series has; 0 if that is not certain."""
    if not series.certain or series.breaks or series.style == ORDER or len(series.items) < 2:
        return 0
    last = series.items[-1]
    return 0 if any(word in _rest(flow.text, last.until) for word in words.added) else len(series.items)


def _count_clauses(text: str, place: int, words: _Announcing) -> int:
    """How many clauses stand from `place` to the end of its paragraph, apart by semicolons; 0 if that is uncertain."""
    rest = _rest(text, place)
    if (
        rest.find("。") != len(rest) - 1
        or ":" in rest
        or any(word in rest for word in (*words.added, *_GOES_ON, "一是"))
    ):
        return 0
    count = rest.count(";") + 1
    return count if count > 1 else 0


def _rest(text: str, place: int) -> str:
    """The rest of the paragraph, as far as it matters."""
    end = text.find("\n", place)
    return text[place : end if 0 <= end < place + _LONGEST_REST else place + _LONGEST_REST]
