"""GL415: one quantity stated twice with two figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.numerals import ordinal_end
from govlint.rule import INFO, WARNING, NotApplicable, Related, Rule, Text, Verdict, change
from govlint_rules.report_facts import sentences_of

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.quantities import Quantity
    from govlint.report.statements import Statement

_UNITS = frozenset(("条", "篇", "件", "期", "次", "份", "条次"))
_LONGEST_HEADING = 28
_LONGEST_NOUN = 10
_SHORTEST_KEY = 4
_SECTIONS = frozenset((1, 5, 6))


class _Words(NamedTuple):
    """The vocabulary of statements on what was published."""

    fillers: str
    synonyms: tuple[tuple[str, str], ...]
    channels: tuple[str, ...]
    parts: tuple[str, ...]
    headings: tuple[str, ...]
    leads: tuple[str, ...]
    neutral: tuple[str, ...]
    topical: tuple[str, ...]


@lru_cache(maxsize=4)
def _words_of(pack: Pack) -> _Words:
    words = pack.vocabulary("restatements")
    return _Words(
        "|".join(words["fillers"]),
        tuple((pattern, meaning) for pattern, meaning in words["synonyms"]),
        *(tuple(words[field]) for field in ("channels", "parts", "headings", "leads", "neutral", "topical")),
    )


class Stated(NamedTuple):
    """A figure, and what it is a figure of."""

    key: str
    """Channel, verb and noun as written, without fillers, and the measure word."""
    start: int
    end: int
    """The range of the figure in `Report.text`."""
    quantity: Quantity


class SameQuantity(Rule):
    """The same quantity with two values."""

    code = "GL415"
    name = "same-quantity"
    severity = WARNING
    title = Text("同一个数前后一致", "A quantity stated twice is the same both times")
    explain = Text(
        "同一年度、同一渠道、同一说法的数量在报告里出现两次,应当是同一个数。说法、渠道、时间、范围有任何不同的,以及在“其中”、"
        "分领域小标题之下说的,可能是另一个数,不作比较;只是换了近义词的,仅提示核对口径。",
        "A quantity of the same year, channel and wording that stands twice in a report has one value. Where wording, "
        "channel, time or scope differ in any way, or the sentence is about a part or the subject of its heading, it "
        "may be another quantity and is not compared; where only synonyms differ, a check is suggested.",
    )
    messages = {
        "default": Text(
            "这里“{what}”是{raw},前面写的是{other}",
            "Here the figure for “{what}” is {raw}, but {other} is stated before",
        ),
        "alike": Text(
            "这里“{what}”是{raw},前面相近的说法是{other},请核对是否同一口径",
            "Here the figure for “{what}” is {raw}, and {other} is stated before in similar words; "
            "please check whether both count the same",
        ),
        "before": Text("前面写的是{other}", "stated before as {other}"),
    }
    help = Text(
        "核对后统一为同一个数;确实不是一回事的,写明各自的时间、渠道和范围。",
        "Use one figure; if two things are counted, name the time, channel or scope of each.",
    )
    basis = ("LAW-6", "LAW-11")
    related = ("GL413",)
    bad = (
        change(
            ("主要问题:公开栏内容", "2023年,通过县政府门户网站禾坪镇专栏公开信息⟦134条⟧。主要问题:公开栏内容"),
            base="town-2023",
        ),
        change(
            ("全年通过县政府门户网站发布教育信息312条", "全年通过县政府门户网站发布教育信息312条"),
            (
                "在局机关一楼设立查阅点,",
                "县政府门户网站共发布教育信息⟦302条⟧。在局机关一楼设立查阅点,",
            ),
        ),
    )
    good = (
        change(),
        change(
            ("主要问题:公开栏内容", "2023年,通过县政府门户网站禾坪镇专栏公开信息143条。主要问题:公开栏内容"),
            base="town-2023",
        ),
        change(
            ("主要问题:公开栏内容", "围绕惠农补贴,通过县政府门户网站禾坪镇专栏公开信息26条。主要问题:公开栏内容"),
            base="town-2023",
        ),
        change(
            ("主要问题:公开栏内容", "上年度通过县政府门户网站禾坪镇专栏公开信息126条。主要问题:公开栏内容"),
            base="town-2023",
        ),
        change(
            ("主要问题:公开栏内容", "通过微信公众号公开信息126条。主要问题:公开栏内容"),
            base="town-2023",
        ),
        change(
            ("主要问题:公开栏内容", "全县门户网站禾坪镇专栏公开信息1260条。主要问题:公开栏内容"),
            base="town-2023",
        ),
        change(
            ("(三)政府信息管理情况。", "(三)乡村建设信息公开。通过县政府门户网站禾坪镇专栏公开信息14条。"),
            base="town-2023",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each later figure that differs from the first of its key."""
        words = _words_of(report.pack)
        exact: dict[str, Stated] = {}
        alike: dict[str, Stated] = {}
        for stated in _stated(report, words):
            general = stated.key
            for pattern, meaning in words.synonyms:
                general = compiled(pattern).sub(meaning, general)
            first = exact.setdefault(stated.key, stated)
            similar = alike.setdefault(general, stated)
            if first is not stated and first.quantity.value != stated.quantity.value:
                yield self._finding(stated, first, "default", WARNING)
            elif first is stated and similar is not stated and similar.quantity.value != stated.quantity.value:
                yield self._finding(stated, similar, "alike", INFO)
        if not exact:
            yield NotApplicable()

    def _finding(self, stated: Stated, first: Stated, variant: str, severity: str) -> Verdict:
        other = first.quantity.raw
        return self.finding(
            stated.start,
            stated.end,
            severity=severity,
            variant=variant,
            args={"what": stated.key[: -len(stated.quantity.unit)], "raw": stated.quantity.raw, "other": other},
            related=[Related(first.start, first.end, "before", {"other": other})],
        )


@lru_cache(maxsize=2)
def stated_figures(report: Report) -> tuple[Stated, ...]:
    """The figures on what was published that are said of the whole organ, in order."""
    return tuple(_stated(report, _words_of(report.pack)))


def _stated(report: Report, words: _Words) -> Iterator[Stated]:
    """The figures of sections one, five and six that are said of the whole organ, in order."""
    heading = ""
    organ = report.organ
    name = organ.name if organ is not None else ""
    section = None
    for _, statement in sentences_of(report):
        if statement.section not in _SECTIONS:
            continue
        if statement.section != section:
            section, heading = statement.section, ""
        text = statement.text
        ordinal = ordinal_end(text)
        if ordinal:
            heading = text[ordinal : ordinal + _LONGEST_HEADING]
        if not statement.has_digits or not any(channel in text for channel in words.channels):
            continue
        if heading and not any(word in heading for word in words.headings):
            continue
        stated = _first_stated(statement, ordinal, name, words)
        if stated is not None:
            yield stated


def _first_stated(statement: Statement, ordinal: int, organ: str, words: _Words) -> Stated | None:
    """The first figure of the statement, if nothing before it narrows what it is a figure of."""
    text = statement.text
    quantity = next(iter(statement.quantities), None)
    if quantity is None or quantity.unit not in _UNITS or not quantity.is_exact:
        return None
    ahead = text[ordinal : quantity.start]
    clauses = compiled("[,;:]").split(ahead)
    *leading, clause = clauses
    if not all(_only_leads_up(lead, organ, words) for lead in leading):
        return None
    noun = compiled(r"[,;。!?:()、]").split(text[quantity.end :], maxsplit=1)[0]
    if len(noun) > _LONGEST_NOUN:
        return None
    wording = clause.replace(organ, "") if organ else clause
    if any(part in wording or part in noun for part in words.parts):
        return None
    key = compiled(words.fillers).sub("", wording) + noun
    if (
        len(key) < _SHORTEST_KEY
        or compiled("[0-9]").search(key)
        or not any(channel in key for channel in words.channels)
    ):
        return None
    return Stated(key + quantity.unit, *statement.range(quantity.start, quantity.end), quantity)


def _only_leads_up(clause: str, organ: str, words: _Words) -> bool:
    """Whether a clause says no more than when, who, and by which rules."""
    if clause == organ or not compiled(words.fillers).sub("", clause):
        return True
    if any(word in clause for word in words.topical):
        return False
    return clause.startswith(words.leads) or any(word in clause for word in words.neutral)
