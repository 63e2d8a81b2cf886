"""GL417: measure words that do not go with what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.rule import INFO, Finding, Rule, Text, Verdict, change
from govlint_rules.report_facts import sentences_of

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.quantities import Quantity
    from govlint.report.statements import Statement

_FILLERS = r"(?:共计|总计|合计|总数|数量|总量|共|为|达到|达|有|是|:|约|近)+$"
"""What may stand between a noun and its figure: 公文共52个."""
_MARKS = frozenset(("", *",。;:、)!?(”》"))


class _Noun(NamedTuple):
    """A noun and its measure words."""

    fit: tuple[str, ...]
    odd: frozenset[str]


class _Nouns(NamedTuple):
    """The vocabulary of nouns."""

    by_name: Mapping[str, _Noun]
    names: tuple[str, ...]
    """The longest first."""
    odd: frozenset[str]
    """Every measure word that goes badly with some noun."""


@lru_cache(maxsize=4)
def _nouns_of(pack: Pack) -> _Nouns:
    found = {
        name: _Noun(tuple(entry["fit"]), frozenset(entry["odd"]))
        for entry in pack.vocabulary("measure-words")["nouns"]
        for name in entry["words"]
    }
    names = tuple(sorted(found, key=len, reverse=True))
    return _Nouns(found, names, frozenset().union(*(noun.odd for noun in found.values())))


class MeasureWord(Rule):
    """A measure word that is unusual for what is counted."""

    code = "GL417"
    name = "measure-word"
    severity = INFO
    title = Text("量词与所数的事物搭配", "The measure word goes with what is counted")
    explain = Text(
        "公文论件,申请论件,访问量论次。量词用错不改变数字,但读来不规范,也让人分不清数的是申请还是信息。"
        "只看数字紧挨着的名词,可用可不用的量词不提示。",
        "Documents and applications are counted in 件, visits in 次. A wrong measure word changes no figure, but reads "
        "badly and blurs what was counted. Only a noun right beside the figure is looked at, and measure words that "
        "are merely less common are left alone.",
    )
    messages = {
        "default": Text(
            "“{noun}”一般不用量词“{unit}”,通常用“{fit}”",
            "{noun} is not usually counted in {unit}; the measure word in use is {fit_en}",
        ),
    }
    help = Text(
        "换用通常的量词;若数的是别的事物,把它写清楚。", "Use the common measure word, or say what else was counted."
    )
    basis = ("PRACTICE",)
    bad = (
        change(("逐件清理2018年以来的行政规范性文件,", "全年制发公文⟦52个⟧,逐件清理2018年以来的行政规范性文件,")),
        change(("配备自助查询终端。", "配备自助查询终端,专栏访问量共⟦31640个⟧。")),
        change(("收到申请2件,均为自然人提出", "收到申请⟦2条⟧,均为自然人提出"), base="town-2023"),
        change(("修订信息发布审核办法,", "修订信息发布审核办法,全年共印发⟦12个文件⟧,")),
    )
    good = (
        change(),
        change(base="town-2023"),
        change(("逐件清理2018年以来的行政规范性文件,", "全年制发公文52件,逐件清理2018年以来的行政规范性文件,")),
        change(("配备自助查询终端。", "配备自助查询终端,访问量31640人次,设3个申请受理点、2个文件柜。")),
        change(("收到申请2件,均为自然人提出", "收到申请2件,设申请窗口2个,均为自然人提出"), base="town-2023"),
        change(("公开信息143条,", "公开信息143件,涉及信息12个栏目,"), base="town-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each figure."""
        nouns = _nouns_of(report.pack)
        for _, statement in sentences_of(report):
            if not statement.has_digits:
                continue
            for quantity in statement.quantities:
                if quantity.unit in nouns.odd and quantity.value > 0:
                    finding = self._judge(statement, quantity, nouns)
                    if finding is not None:
                        yield finding

    def _judge(self, statement: Statement, quantity: Quantity, nouns: _Nouns) -> Finding | None:
        text = statement.text
        start, end = quantity.start, quantity.end
        ahead = compiled(_FILLERS).sub("", text[max(0, start - 20) : start])
        behind = text[end : end + 12]
        if ahead.endswith(nouns.names) and behind[:1] in _MARKS:
            name = next(name for name in nouns.names if ahead.endswith(name))
        elif behind.startswith(nouns.names):
            name = next(name for name in nouns.names if behind.startswith(name))
            end += len(name)
            if behind[len(name) : len(name) + 1] not in _MARKS:
                return None
        else:
            return None
        noun = nouns.by_name[name]
        if quantity.unit not in noun.odd:
            return None
        fit = noun.fit[:2]
        words = {"noun": name, "unit": quantity.unit, "fit": "”“".join(fit), "fit_en": " or ".join(fit)}
        return self.finding(*statement.range(start, end), args=words, expected=noun.fit[0], actual=quantity.unit)
