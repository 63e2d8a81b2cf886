"""How alike two texts are, without what reports share whoever wrote them.

Two unrelated reports have the form, the law and many phrases in common, and a text that was taken over has other years
and figures in it. So all of these are taken out before texts are compared; what is left is what somebody wrote.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.formats import han
from govlint.report.numerals import ordinal_end
from govlint.report.quantities import read_quantities

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from govlint.pack import Pack
    from govlint.report.model import Report

_SENTENCE = r"[^。!?;\n]*[。!?;\n]|[^。!?;\n]+"
_CITED = r"《[^《》\n]{0,80}》|\([^()\n]{0,40}号\)|[^\d\W]{0,6}〔\d{4}〕\d{1,3}号"
_TIME = r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|[上本今去当]年度?|全年|年度"
_LONGEST_HEADING = 14
_LONGEST = 20_000
"""Nobody writes more in a section; of what is longer only so much is compared."""


class _Words:
    """The vocabulary as patterns."""

    def __init__(self, vocabulary: dict[str, list[str]]) -> None:
        shared = [word for key in ("form", "legal", "standing") for word in vocabulary[key]]
        longest_first = sorted(set(shared), key=lambda word: (-len(word), word))
        self.shared: re.Pattern[str] = compiled("|".join(longest_first))
        self.nil: re.Pattern[str] = compiled("|".join(vocabulary["nil"]))


@lru_cache(maxsize=4)
def _words_of(pack: Pack) -> _Words:
    return _Words(pack.vocabulary("likeness"))


def own_words(report: Report, text: str) -> str:
    """The Han characters of `text` (running text of `report`) that its author chose: without years, figures, titles of
    laws, the name of the organ, labels of the form, set phrases, headings and nil statements.
    """
    words = _words_of(report.pack)
    names = _names(report)
    pieces = []
    for match in compiled(_SENTENCE).finditer(text[:_LONGEST]):
        sentence = match[0].strip()
        start = ordinal_end(sentence)
        if start and sentence[start - 1] != "是" and len(sentence) - start <= _LONGEST_HEADING:
            continue  # a heading of its own
        if words.nil.search(sentence):
            continue
        pieces.append(_bare(sentence[start:], words, names))
    return "".join(pieces)


def _bare(sentence: str, words: _Words, names: Iterable[str]) -> str:
    sentence = compiled(_CITED).sub("", sentence)
    for name in names:
        sentence = sentence.replace(name, "")
    sentence = compiled(_TIME).sub("", sentence)
    for quantity in reversed(read_quantities(sentence)):
        sentence = sentence[: quantity.start] + sentence[quantity.end :]
    return han(words.shared.sub("", sentence))


@lru_cache(maxsize=4)
def _names(report: Report) -> tuple[str, ...]:
    """How the report calls its organ: in full, and by what is left without the places above it."""
    organ = report.organ
    if organ is None or not organ.name:
        return ()
    name = organ.name
    shorter = [name[name.index(level) + 1 :] for level in "省市县区旗州" if level in name[:-3]]
    return (name, *sorted({short for short in shorter if len(short) > 3}, key=len, reverse=True))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, in percent: 100 for equal ones; twice the characters that stand in both in the same
    order by those of both together.
    """
    from rapidfuzz import fuzz

    return float(fuzz.ratio(one, other))


def section_text(report: Report, section: int) -> tuple[str, tuple[int, int]] | None:
    """The running text of a section and its range in `Report.text`; None if it has none."""
    flows = [flow for flow in report.flows if flow.section == section and flow.text]
    if not flows:
        return None
    start, end = flows[0].place(0), flows[-1].range(0, len(flows[-1].text))[1]
    return "\n".join(flow.text for flow in flows), (start, end)
