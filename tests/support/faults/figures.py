"""Faults of the narrative against the tables: what section one says is not what the tables count."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.support.faults.registry import VISIBLE, fault
from tests.support.reports import Generated

CONSISTENCY = frozenset({"GL413", "GL415", "GL417"})
"""Rules on the narrative alone, which a changed sentence may concern as well."""
_TOLD = re.compile("申请|结转|办结|复议|诉讼|自然人|办理结果|答复情况|规范性文件|许可|处罚|强制|予以公开")

_HEAD = re.compile(r"(?:\([一二三四五\d]\)|第[一二三四五],|[一二三四五六]是|[一二三四五]、|\d[.、])[^。,]{2,18}。\Z")
"""The heading, or the item of a series, that a sentence opens with: without it a number would be missing."""

Tell = Callable[[Generated, Random], str | None]


def _retell(report: Generated, sentence: str) -> bool:
    """Takes every sentence on what the tables count out of section one, and puts `sentence` in their place."""
    place = None
    for item in report.section(1).paragraphs:
        if item.kind != "text":
            continue
        sentences = re.findall("[^。]+。?", item.text)
        kept = [text for text in sentences if _HEAD.match(text) or not _TOLD.search(text)]
        if len(kept) < len(sentences):
            place = place or item
            item.text = "".join(kept) or "各项工作有序推进。"
    if place is None:
        return False
    place.text += sentence
    return True


def _told(name: str, code: str, *, least: str = "error", needs: frozenset[str] = VISIBLE) -> Callable[[Tell], Tell]:
    """Registers a fault that is one sentence, made from the figures of the report; None where it cannot be made."""

    def register(tell: Tell) -> Tell:
        @fault(name, code, needs=needs, also=CONSISTENCY, least=least, once=True)
        def change(report: Generated, rng: Random) -> bool:
            sentence = tell(report, rng)
            return sentence is not None and _retell(report, sentence.format_map(_words(report)))

        return tell

    return register


def _words(report: Generated) -> dict[str, str]:
    return {**report.words, "year": str(report.year), "last": str(report.year - 1), "next": str(report.year + 1)}


def _off(report: Generated, rng: Random) -> int:
    """A number that no figure on applications is."""
    figures = report.figures
    return figures.new + figures.carried + rng.randint(2, 9)


# -- applications --------------------------------------------------------------------------------------------------

_RECEIVED = (
    "{{year}}年,{{we}}共收到政府信息公开申请{n}件,均已依法答复申请人。",
    "全年新收政府信息公开申请{n}件,申请内容较为集中。",
    "{{year}}年度,{{we}}受理政府信息公开申请{n}份。",
    "本年度收到公民、法人或者其他组织提出的政府信息公开申请{n}件,答复及时。",
    "{{year}}年,群众通过网络、信函等渠道提出政府信息公开申请{n}件。",
    "依申请公开方面,全年共接收申请{n}宗。",
    "{{year}}年,{{we}}办理政府信息公开申请{n}件,未出现超期情形。",
    "{{we}}{{year}}年共收到{n}件政府信息公开申请。",
    "{{year}}年共收到依申请公开事项{n}件,比{{last}}年增加3件。",
    "{{year}}年,{{we}}处理依申请公开{n}件。",
)
for _number, _sentence in enumerate(_RECEIVED, 1):

    @_told(f"received {_number}", "GL401")
    def _received(report: Generated, rng: Random, sentence: str = _sentence) -> str:
        return sentence.format(n=_off(report, rng))


@_told("received in Chinese numerals", "GL401")
def _received_chinese(report: Generated, rng: Random) -> str | None:
    if report.figures.new in (12, 0) or report.figures.new + report.figures.carried == 12 or report.figures.done == 12:
        return None
    return "{year}年,{we}收到政府信息公开申请十二件,均由专人办理。"


_NONE = (
    "{year}年,{we}未收到政府信息公开申请。",
    "本年度未接到公民、法人或者其他组织提出的政府信息公开申请。",
    "{year}年,{we}无依申请公开事项。",
    "{year}年,{we}收到政府信息公开申请0件。",
    "{year}年度依申请公开工作实行零报告。",
    "截至{year}年12月31日,{we}没有收到任何形式的政府信息公开申请。",
)
for _number, _sentence in enumerate(_NONE, 1):

    @_told(f"none received {_number}", "GL402")
    def _none(report: Generated, rng: Random, sentence: str = _sentence) -> str | None:
        return sentence if report.figures.new else None


_NO_REVIEWS = (
    "{year}年,{we}未发生因政府信息公开引起的行政复议和行政诉讼。",
    "全年没有因政府信息公开工作被申请行政复议或者被提起行政诉讼。",
    "政府信息公开方面无行政复议、行政诉讼案件发生。",
    "因政府信息公开被申请行政复议、提起行政诉讼的情况均为零。",
)
for _number, _sentence in enumerate(_NO_REVIEWS, 1):

    @_told(f"no reviews {_number}", "GL402")
    def _no_reviews(report: Generated, rng: Random, sentence: str = _sentence) -> str | None:
        return sentence if bool(report.figures.reviews) != bool(report.figures.suits) else None


_PROCESSED = (
    "{{year}}年,{{we}}收到政府信息公开申请{new}件,办结{n}件。",
    "全年新收政府信息公开申请{new}件,依法答复{n}件。",
    "统计期内,接收政府信息公开申请{new}件,办理完毕{n}件。",
    "{{year}}年共答复政府信息公开申请{n}件。",
)
for _number, _sentence in enumerate(_PROCESSED, 1):

    @_told(f"processed {_number}", "GL403")
    def _processed(report: Generated, rng: Random, sentence: str = _sentence) -> str | None:
        figures = report.figures
        return sentence.format(new=figures.new, n=_off(report, rng)) if figures.new else None


@_told("all processed", "GL403")
def _all_processed(report: Generated, rng: Random) -> str | None:
    figures = report.figures
    return f"全年收到政府信息公开申请{figures.new}件,均已按期办结。" if figures.new and figures.out else None


_CARRIED = (
    "{{year}}年,{{we}}新收政府信息公开申请{new}件,上年结转{n}件。",
    "{{year}}年收到政府信息公开申请{new}件,结转上年申请{n}件,均由专人负责。",
    "{{last}}年结转政府信息公开申请{n}件,已在{{year}}年办理。",
    "全年新收政府信息公开申请{new}件,结转下年度继续办理{n}件。",
    "全年新收政府信息公开申请{new}件,另有{n}件结转下年度办理。",
    "{{year}}年新收政府信息公开申请{new}件,结转至{{next}}年办理{n}件。",
)
for _number, _sentence in enumerate(_CARRIED, 1):

    @_told(f"carried {_number}", "GL404")
    def _carried(report: Generated, rng: Random, sentence: str = _sentence) -> str | None:
        figures = report.figures
        return sentence.format(new=figures.new, n=_off(report, rng)) if figures.new else None


@_told("nothing carried out", "GL404")
def _none_carried(report: Generated, rng: Random) -> str | None:
    figures = report.figures
    return f"全年新收政府信息公开申请{figures.new}件,没有结转下年度继续办理的事项。" if figures.out else None


_RESULTS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
for _result in _RESULTS:

    @_told(f"result {_result}", "GL405", needs=VISIBLE | {"lines"})
    def _category(report: Generated, rng: Random, result: str = _result) -> str | None:
        figures = report.figures
        if not figures.done:
            return None
        lead = rng.choice(("从办理结果看,", "按办理结果统计,", "其中,", "办结的申请中,"))
        return f"全年办结政府信息公开申请{figures.done}件。{lead}{result}{_off(report, rng)}件。"


@_told("result before its name", "GL405")
def _category_behind(report: Generated, rng: Random) -> str | None:
    figures = report.figures
    if not figures.done:
        return None
    return f"全年办结政府信息公开申请{figures.done}件,其中{_off(report, rng)}件予以公开。"


_APPLICANTS = (
    "从申请主体看,新收申请中自然人{n}件。",
    "新收申请来自法人或者其他组织{n}件。",
    "按申请人分,自然人提出{n}件。",
)
for _number, _sentence in enumerate(_APPLICANTS, 1):

    @_told(f"applicants {_number}", "GL406", least="warning")
    def _applicants(report: Generated, rng: Random, sentence: str = _sentence) -> str | None:
        figures = report.figures
        if not figures.new:
            return None
        return f"全年新收政府信息公开申请{figures.new}件。{sentence.format(n=_off(report, rng))}"


@_told("all applicants natural", "GL406", least="warning")
def _all_natural(report: Generated, rng: Random) -> str | None:
    figures = report.figures
    if figures.new == figures.people:
        return None
    return f"全年收到政府信息公开申请{figures.new}件,申请人均为自然人。"


@_told("figures of others unbalanced", "GL407", least="warning", needs=frozenset())
def _unbalanced(report: Generated, rng: Random) -> str:
    new, carried, out = rng.randint(12, 40), rng.randint(1, 4), rng.randint(1, 4)
    done = new + carried - out - rng.randint(5, 8)
    return f"下属单位新收政府信息公开申请{new}件,上年结转{carried}件,办结{done}件,结转下年度继续办理{out}件。"


# -- reviews and suits ---------------------------------------------------------------------------------------------


@_told("reviews", "GL408")
def _reviews(report: Generated, rng: Random) -> str:
    return f"因政府信息公开被申请行政复议{report.figures.reviews + rng.randint(1, 5)}件。"


@_told("suits", "GL408")
def _suits(report: Generated, rng: Random) -> str:
    return f"因政府信息公开引起的行政诉讼案件{report.figures.suits + rng.randint(1, 5)}件。"


@_told("outcomes of reviews", "GL408")
def _outcomes(report: Generated, rng: Random) -> str | None:
    figures = report.figures
    if not figures.reviews:
        return None
    kept = int(report.review.cells[0] or 0) + rng.randint(1, 3)
    return f"因政府信息公开被申请行政复议{figures.reviews}件,其中结果维持{kept}件。"


@_told("all upheld", "GL409", least="warning")
def _upheld(report: Generated, rng: Random) -> str | None:
    cells = [int(cell or 0) for cell in report.review.cells]
    if not sum(cells[1:4]):
        return None
    return f"因政府信息公开被申请行政复议{report.figures.reviews}件,{rng.choice(('均获维持', '全部维持'))}。"


@_told("none lost", "GL409", least="warning")
def _none_lost(report: Generated, rng: Random) -> str | None:
    cells = [int(cell or 0) for cell in report.review.cells]
    if not cells[6] + cells[11]:
        return None
    return f"因政府信息公开引起的行政诉讼{report.figures.suits}件,实现零败诉。"


@_told("suits as co-defendant", "GL410", least="info")
def _codefendant(report: Generated, rng: Random) -> str | None:
    if not report.figures.suits:
        return None
    return f"作为复议机关应诉政府信息公开行政诉讼案件{rng.randint(1, 4)}件,已一并计入。"


# -- table 1 -------------------------------------------------------------------------------------------------------


def _number(cell: str) -> int | None:
    return int(cell) if cell.isdigit() else None


_DOCUMENTS = (
    (0, "全年制发行政规范性文件{n}件。"),
    (0, "{{year}}年,{{we}}制定出台规范性文件{n}件。"),
    (1, "全年清理废止行政规范性文件{n}件。"),
    (2, "截至{{year}}年12月31日,现行有效的行政规范性文件{n}件。"),
)
for _index, (_place, _sentence) in enumerate(_DOCUMENTS, 1):

    @_told(f"documents {_index}", "GL411")
    def _documents(report: Generated, rng: Random, place: int = _place, sentence: str = _sentence) -> str | None:
        value = _number(report.disclosure.row("normative").cells[place])
        if value is None or report.year < 2021:
            return None
        return sentence.format(n=value + rng.randint(1, 6))


@_told("no documents made", "GL411")
def _no_documents(report: Generated, rng: Random) -> str | None:
    return "全年未制发行政规范性文件。" if _number(report.disclosure.row("normative").cells[0]) else None


for _row, _noun in (("licence", "行政许可"), ("penalty", "行政处罚"), ("coercion", "行政强制")):

    @_told(f"decisions {_noun}", "GL412", least="warning")
    def _decisions(report: Generated, rng: Random, row: str = _row, noun: str = _noun) -> str | None:
        value = _number(report.disclosure.row(row).cells[0 if report.year >= 2021 else 2])
        if value is None:
            return None
        verb = rng.choice(("作出", "依法作出", "实施"))
        return f"全年{verb}{noun}决定{value + rng.randint(2, 9)}件。"
