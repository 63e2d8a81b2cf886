"""Faults of numbered series, and substance."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.support.faults.registry import fault
from tests.support.reports import GOVERNMENTS, ORDINALS, Generated, Paragraph

# -- lists in a sentence -------------------------------------------------------------------------------------------


def _lists(report: Generated, least: int) -> list[Paragraph]:
    """The paragraphs of section five that hold one list 一是…二是… of at least so many items."""
    found = []
    for paragraph in report.section(5).paragraphs:
        _, items = _items(paragraph.text)
        if len(items) >= least and [item[:2] for item in items] == [
            f"{ORDINALS[n]}是" for n in range(1, len(items) + 1)
        ]:
            found.append(paragraph)
    return found


def _items(text: str) -> tuple[str, list[str]]:
    """What stands before a list, and its items, each with its ordinal and the mark behind it."""
    lead, *items = re.split(r"(?<=[。;:,])(?=[一二三四五六]是)", text)
    return lead, items


def _renumber(items: list[str], numbers: list[int], form: str = "{}是") -> list[str]:
    return [
        form.format(ORDINALS[number]) + item.partition("是")[2] for number, item in zip(numbers, items, strict=True)
    ]


def _numbers_changed(name: str, change_numbers: Callable[[int], list[int]], least: int, form: str = "{}是") -> None:
    @fault(f"{name} in {form}", "GL701", least="error", once=True)
    def change(report: Generated, rng: Random) -> bool:
        places = _lists(report, least)
        if not places:
            return False
        place = rng.choice(places)
        lead, items = _items(place.text)
        place.text = lead + "".join(_renumber(items, change_numbers(len(items)), form))
        return True


for _form in ("{}是", "{}要", "第{},", "其{},", "第{}是"):
    _numbers_changed("a number skipped", lambda n: [1, *range(3, n + 2)], 2, _form)
    _numbers_changed("the second number repeats the first", lambda n: [1, 1, *range(3, n + 1)], 3, _form)
_numbers_changed("last number skipped", lambda n: [*range(1, n), n + 1], 3)
_numbers_changed("numbers swapped", lambda n: [1, 3, 2, *range(4, n + 1)], 3)
_numbers_changed("last number repeats the one before", lambda n: [*range(1, n), n - 1], 3)
_numbers_changed("list starts with 二是", lambda n: list(range(2, n + 2)), 2)


@fault("the last goes back to 一是", "GL701", needs=["lines"], least="error", once=True)
def _back_to_one(report: Generated, rng: Random) -> bool:
    places = _lists(report, 3)
    if not places:
        return False
    place = rng.choice(places)
    lead, items = _items(place.text)
    place.text = lead + "".join(_renumber(items, [*range(1, len(items)), 1]))
    return True


@fault("an item deleted and the rest not numbered anew", "GL701", also=["GL416"], least="error", once=True)
def _item_deleted(report: Generated, rng: Random) -> bool:
    places = _lists(report, 3)
    if not places:
        return False
    place = rng.choice(places)
    lead, items = _items(place.text)
    del items[rng.randrange(len(items) - 1)]
    place.text = lead + "".join(items)
    return True


@fault("items in paragraphs of their own, a number skipped", "GL701", least="error", once=True)
def _paragraphs_skip(report: Generated, rng: Random) -> bool:
    places = _lists(report, 3)
    if not places:
        return False
    place = rng.choice(places)
    lead, items = _items(place.text)
    items = _renumber([item.rstrip("。;") + "。" for item in items], [1, 2, *range(4, len(items) + 2)])
    body = report.section(5).body
    at = body.index(place)
    body[at : at + 1] = [Paragraph(lead), *(Paragraph(item) for item in items)]
    return True


@fault("首先 and 其次 reversed", "GL701", least="warning", once=True)
def _order_reversed(report: Generated, rng: Random) -> bool:
    places = _lists(report, 3)
    if not places:
        return False
    place = rng.choice(places)
    lead, items = _items(place.text)
    words = ["首先,", "再次,", "其次,", "最后,"]
    place.text = lead + "".join(w + item.partition("是")[2] for w, item in zip(words, items, strict=False))
    return True


@fault("一是 alone", "GL702", also=["GL416"])
def _alone(report: Generated, rng: Random) -> bool:
    places = _lists(report, 2)
    if not places:
        return False
    place = rng.choice(places)
    lead, items = _items(place.text)
    place.text = lead + items[0].rstrip(";。") + "。"
    return True


@fault("a list inside an item of the same kind", "GL704", least="warning", once=True)
def _nested(report: Generated, rng: Random) -> bool:
    places = _lists(report, 2)
    if not places:
        return False
    place = rng.choice(places)
    lead, items = _items(place.text)
    number = rng.randrange(len(items) - 1) if rng.random() < 0.7 else len(items) - 1
    head = rng.choice(("健全公开机制", "提升公开质量", "压实各方责任"))
    inner = rng.choice(("一是明确分工;二是完善台账。", "一是定期会商研究;二是逐月核对进度;三是及时通报情况。"))
    items[number] = f"{ORDINALS[number + 1]}是{head}:{inner}"
    place.text = lead + "".join(items)
    return True


# -- marks before ordinals, forms of numbers -----------------------------------------------------------------------


def _no_mark(number: int) -> None:
    @fault(f"no mark before {ORDINALS[number]}是", "GL706", least="warning", once=True)
    def change(report: Generated, rng: Random) -> bool:
        ordinal = f"{ORDINALS[number]}是"
        places = [p for p in _lists(report, 2) if re.search(rf"[\u4e00-\u9fff][:;。,]{ordinal}", p.text)]
        if not places:
            return False
        place = rng.choice(places)
        place.text = re.sub(rf"([\u4e00-\u9fff])[:;。,](?={ordinal})", r"\1", place.text, count=1)
        return f"将{ordinal}" not in place.text


_no_mark(1)
_no_mark(2)
_no_mark(3)


@fault("a comma behind a number in brackets", "GL705")
def _bracket_comma(report: Generated, rng: Random) -> bool:
    heads = [p for p in report.section(1).paragraphs if re.match(r"\([一二三四五]\)", p.text)]
    for head in heads:
        head.text = head.text.replace(")", ")、", 1)
    return len(heads) > 1


@fault("a comma behind an Arabic number", "GL705")
def _arabic_comma(report: Generated, rng: Random) -> bool:
    heads = [p for p in report.section(5).paragraphs if re.match(r"\d\.", p.text)]
    for head in heads:
        head.text = head.text.replace(".", "、", 1)
    return len(heads) > 1


@fault("二是 after 其一", "GL705")
def _mixed_forms(report: Generated, rng: Random) -> bool:
    places = _lists(report, 2)
    if not places:
        return False
    place = rng.choice(places)
    place.text = place.text.replace("一是", rng.choice(("其一,", "第一,", "一要")), 1)
    return True


# -- headings ------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"\((?P<han>[一二三四五六])\)|\((?P<round>\d)\)|(?P<arabic>\d)[.、]")


def _numbered(report: Generated, section: int) -> list[Paragraph]:
    """The paragraphs of a section that open with a number."""
    return [p for p in report.section(section).paragraphs if _NUMBER.match(p.text)]


def _renumbered(text: str, number: int) -> str:
    match = _NUMBER.match(text)
    assert match
    kind = match.lastgroup or ""
    printed = ORDINALS[number] if kind == "han" else str(number)
    return text[: match.start(kind)] + printed + text[match.end(kind) :]


def _headings(name: str, section: int, change_numbers: Callable[[int], list[int]]) -> None:
    @fault(f"headings of section {section}: {name}", "GL703", needs=["lines"], least="error", once=True)
    def change(report: Generated, rng: Random) -> bool:
        heads = _numbered(report, section)
        if section == 5 and "problems-lines" in report.tags | {
            "problems-lines" if "problems-commas" in report.tags else ""
        }:
            heads = heads[: len(heads) // 2]
        if len(heads) < 3 or any("(2)" in head.text[4:] for head in heads):
            return False  # another list may hold the number that is missing
        for head, number in zip(heads, change_numbers(len(heads)), strict=True):
            head.text = _renumbered(head.text, number)
        return True


for _section in (1, 5):
    _headings("one skipped", _section, lambda n: [1, 2, *range(4, n + 2)])
    _headings("second skipped", _section, lambda n: [1, *range(3, n + 2)])
    _headings("one repeated", _section, lambda n: [1, 2, 2, *range(4, n + 1)])
    _headings("one repeated and counted on", _section, lambda n: [1, 2, 2, *range(3, n)])
    _headings("swapped", _section, lambda n: [1, 3, 2, *range(4, n + 1)])
    _headings("first repeated", _section, lambda n: [1, 1, *range(3, n + 1)])
    _headings("start with two", _section, lambda n: list(range(2, n + 2)))


@fault("a numbered list in a sentence skips", "GL703", least="error", once=True)
def _inline_skips(report: Generated, rng: Random) -> bool:
    places = _lists(report, 3)
    if not places:
        return False
    place = rng.choice(places)
    lead, items = _items(place.text)
    form = rng.choice(("{}.", "({})", "{}、"))
    numbers = [1, 2, *range(4, len(items) + 2)]
    place.text = lead + "".join(
        form.format(n) + item.partition("是")[2].rstrip("。;") + ";" for n, item in zip(numbers, items, strict=True)
    )
    place.text = place.text.rstrip(";") + "。"
    return True


# -- announced counts ----------------------------------------------------------------------------------------------


def _announced(name: str, template: str) -> None:
    @fault(f"announced count: {name}", "GL416", also=["GL613"], least="warning", once=True)
    def change(report: Generated, rng: Random) -> bool:
        places = _lists(report, 2)
        if not places or report.tags & {"problems-brackets", "problems-paired"}:
            return False
        place = places[-1]
        if _NUMBER.match(place.text):
            return False
        _, items = _items(place.text)
        if any(word in items[-1] for word in ("还", "此外", "同时,", "最后")):
            return False  # what has no number may be one of those announced
        wrong = len(items) + rng.choice((-1, 1) if len(items) > 2 else (1,))
        count = "两" if wrong == 2 and "{两}" in template else ORDINALS[wrong]
        if wrong == 2 and "{两}" not in template:
            return False
        lead = template.replace("{两}", "{count}").format(count=count, we=report.words["we"])
        place.text = lead + "".join(items)
        return True


_announced("以下N个方面", "下一步,{we}将从以下{两}个方面加以改进:")
_announced("从N方面", "对此,{we}将从{两}方面着手改进:")
_announced("N项工作", "今后,{we}将重点抓好{两}项工作:")
_announced("N点措施", "针对上述问题,{we}采取以下{两}点措施:")
_announced("N个环节", "{we}将抓住{两}个环节推进整改。")


@fault("announced count of numbered paragraphs", "GL416", least="warning", once=True)
def _announced_paragraphs(report: Generated, rng: Random) -> bool:
    if "problems-lines" not in report.tags:
        return False
    heads = _numbered(report, 5)
    count = len(heads) // 2
    body = report.section(5).body
    lead = body[body.index(heads[0]) - 1]
    assert isinstance(lead, Paragraph)
    lead.text = f"{report.words['we']}的政府信息公开工作主要存在以下{ORDINALS[count + 1]}个方面的问题:"
    return True


# -- repeated phrases ----------------------------------------------------------------------------------------------


def _doubled(phrase: str, twice: str = "") -> None:
    @fault(f"{twice or phrase * 2}", "GL603", needs=["lines"], also=["GL114"], least="warning", once=True)
    def change(report: Generated, rng: Random) -> bool:
        places = [p for s in (1, 5) for p in report.section(s).paragraphs if p.kind == "text" and phrase in p.text]
        places = [p for p in places if not re.search(rf"{phrase}{phrase[0]}", p.text)]
        if not places:
            return False
        place = rng.choice(places)
        at = place.text.index(phrase)
        before = place.text[at - 1 : at]
        place.text = place.text.replace(phrase, twice or phrase * 2, 1)
        return before != phrase[-1]


for _phrase in ("公开政府信息", "及时", "开展", "加强", "信息公开", "工作人员", "通过", "进一步", "落实", "对照"):
    _doubled(_phrase)
_doubled("通过", "可通过可以通过")


# -- substance -----------------------------------------------------------------------------------------------------

ACTORS = (
    "各级政府部门通过网站、新媒体等渠道积极公布信息。",
    "部分地区还开发了手机应用程序。",
    "一些地方运用大数据技术优化检索功能。",
    "多数部门能在法定期限内作出答复。",
    "同时,不少地方建立了会商机制。",
    "在平台建设方面,有的地区整合了各类栏目。",
)


@fault("others as actors", "GL604", least="warning", once=True)
def _others(report: Generated, rng: Random) -> bool:
    if report.level not in ("county", "town") or report.kind in ("county", "committee"):
        return False
    places = [p for p in report.section(1).paragraphs if p.kind == "text"]
    for sentence in rng.sample(ACTORS, rng.randint(2, 4)):
        rng.choice(places).text += sentence
    return True


@fault("a measure less than problems", "GL611")
def _measure_missing(report: Generated, rng: Random) -> bool:
    places = _lists(report, 3)
    if len(places) != 2:
        return False
    lead, items = _items(places[1].text)
    places[1].text = lead + "".join(items[:-1]).rstrip(";。") + "。"
    others = re.search(r"第一,|\(1\)|一是编好", "".join(p.text for p in report.section(5).paragraphs))
    return "以下" not in places[0].text and not others


def _section_five(name: str, codes: str, *paragraphs: str, least: str = "warning") -> None:
    @fault(name, codes, least=least, once=True)
    def change(report: Generated, rng: Random) -> bool:
        fields = {"we": report.words["we"], "year": report.year}
        report.section(5).body = [Paragraph(text.format_map(fields)) for text in paragraphs]
        return True


_section_five("no problem at all", "GL612", "{year}年,{we}政府信息公开工作开展有序,没有发现明显问题。")
_section_five(
    "no problem under its heading", "GL612", "(一)存在的主要问题。经自查,{we}暂无突出问题。", "(二)改进情况。继续保持。"
)
_section_five("no problem and no shortcoming", "GL612", "{we}在政府信息公开工作中不存在问题和不足,将继续做好各项工作。")
_section_five("successes only", "GL612", "{year}年,{we}政府信息公开工作成效显著,各项任务圆满完成,受到群众一致好评。")
_section_five("successes only, in two paragraphs", "GL612", "{we}信息发布及时有序,得到上级充分肯定。", "群众满意。")
_section_five(
    "plans only",
    "GL613",
    "{we}还存在公开内容不够全面、解读形式较为单一的问题。",
    "下一步,{we}将充实公开内容,丰富解读形式。",
    least="info",
)


@fault("no figure in section one", "GL614")
def _no_figure(report: Generated, rng: Random) -> bool:
    if report.kind in GOVERNMENTS:
        return False
    we = report.words["we"]
    text = (
        f"{report.year}年,{we}把政府信息公开与业务工作同部署、同落实。主动公开方面,及时发布政策文件和办事指南;"
        "依申请公开方面,规范登记、审核、答复各个环节;信息管理方面,严格执行先审查、后公开的要求;平台建设方面,"
        "优化栏目设置,方便群众查询;监督保障方面,把公开工作纳入考核,定期组织人员培训。"
    )
    report.section(1).body = [Paragraph(text)]
    return True


ADMISSIONS = (
    "个别工作人员曾泄露群众个人隐私。",
    "有时存在泄露服务对象信息的情况。",
    "{year}年发生1起泄密事件,目前正在调查。",
    "公示补助名单时误将群众身份证号码一并公布。",
    "部分公示名单未作脱敏处理,公开了群众的银行账号。",
    "因信息更新不及时被上级主管部门通报批评。",
    "因审核把关不严,导致个人隐私外泄。",
    "一名经办人员因泄露工作秘密受到政务处分。",
)


def _admission(number: int, sentence: str) -> None:
    @fault(f"admission {number}", "GL615", least="warning", once=True)
    def change(report: Generated, rng: Random) -> bool:
        if report.kind in GOVERNMENTS and "通报批评" in sentence:
            return False
        places = [p for s in (1, 5) for p in report.section(s).paragraphs if p.kind == "text" and p.text.endswith("。")]
        rng.choice(places).text += sentence.format(year=report.year)
        return True


for _number, _sentence in enumerate(ADMISSIONS, 1):
    _admission(_number, _sentence)
