"""GL711–GL716: names of the state, standing phrases, slips of the pen, clumsy predicates, terms and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.flow import pair_key
from govlint.rule import ERROR, INFO, WARNING, NotAssessable, Related, Rule, Text, Verdict, change
from govlint_rules.fixes import suggestions
from govlint_rules.misprints import GENERAL, STANDING, STATE, Slip, misprints
from govlint_rules.places import occurrences
from govlint_rules.prose import is_altered_copy, names_and_headings

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.flow import RunningText
    from govlint.report.model import Report

_ALTERED_COPY = NotAssessable("altered-copy")
_MOST_RELATED = 8
"""How many further places of one slip are named."""
_TELLING = 3
"""A slip shorter than this says nothing without the words around it."""
_AROUND = 3


def _tell_slips(rule: Rule, report: Report, slips: Sequence[Slip], text: str = "") -> Iterator[Verdict]:
    """One finding for each different slip, at its first place; the others are named with it. A slip of a character or
    two is told with the words around it, where `text` (of the report) is given: alone it says nothing.
    """
    places: dict[tuple[str, str], list[Slip]] = {}
    for slip in slips:
        places.setdefault((slip.printed, slip.right), []).append(slip)
    for (printed, right), same in places.items():
        first = same[0]
        around = _words_around(text, first.start, first.end) if text and len(printed) < _TELLING else printed
        yield rule.finding(
            first.start,
            first.end,
            severity=first.severity,
            variant="default" if around == printed else "inside",
            args={"printed": printed, "right": right} | ({"around": around} if around != printed else {}),
            expected=right,
            actual=printed,
            related=[Related(other.start, other.end, "again", {}) for other in same[1 : _MOST_RELATED + 1]],
            fix=suggestions(report, [(slip.start, slip.end) for slip in same], printed, right),
        )


def _words_around(text: str, start: int, end: int) -> str:
    """The range with up to three Han characters on either side."""
    first, last = start, end
    while first > max(0, start - _AROUND) and "一" <= text[first - 1] <= "鿿":
        first -= 1
    while last < min(len(text), end + _AROUND) and "一" <= text[last] <= "鿿":
        last += 1
    return text[first:last]


class StateName(Rule):
    """The name of the state, the party or one of their organs is misspelt."""

    code = "GL711"
    name = "state-name"
    severity = ERROR
    fix = "suggest"
    title = Text("国名和党政机关名称没有错别字", "Names of the state, the party and their organs are spelt right")
    explain = Text(
        "国名、党和国家机关的名称写错一个字,在政府网站检查中属于严重表述错误,实行单项否决。程序把正文、标题和落款同名称表对照,"
        "差一两个字的和常见的错法都指出来。",
        "A wrong character in the name of the state or of an organ of party or state is a serious wrong expression, "
        "for which a government website fails its check. Text, titles and signature are compared with a list of names; "
        "near misses and known misspellings are named.",
    )
    messages = {
        "default": Text("“{printed}”应当是“{right}”", "“{printed}” should read “{right}”"),
        "again": Text("这里也写错了", "here as well"),
    }
    help = Text("改正后再核对全文其他地方。", "Correct it, and look through the rest of the text.")
    basis = ("CONSTITUTION", "SITE-CHECK")
    related = ("GL712", "GL713")
    bad = (
        change(("根据《中华人民共和国政府信息公开条例》", "根据《⟦中华人民共合国⟧政府信息公开条例》")),
        change(("根据《中华人民共和国政府信息公开条例》", "根据《⟦中共人民共和国⟧政府信息公开条例》")),
        change(("县政府统一部署", "县人大和县⟦攻府⟧统一部署"), base="town-2023"),
        change(("临溪县人民政府落实", "临溪⟦县人民致府⟧落实"), base="government-2023"),
    )
    good = (
        change(),
        change(("办公室审核", "参照国务院办公厅和省人民政府办公厅的做法,由办公室审核")),
        change(("办公室审核", "邀请其中共产党员身份的监督员参加,由办公室审核")),
        change(("镇政府公开栏", "镇人民政府和居民政府服务站的公开栏"), base="town-2023"),
        change(
            ("落实《条例》规定", "落实全国人民代表大会常务委员会和中国人民政治协商会议有关要求"), base="government-2023"
        ),
        change(("办公室审核", "学习最高人民法院、最高人民检察院的典型案例,由办公室审核")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each different misspelling."""
        return [_ALTERED_COPY] if is_altered_copy(report) else _tell_slips(self, report, misprints(report)[STATE])


class StandingPhrase(Rule):
    """A standing political phrase or the name of a leader is misspelt."""

    code = "GL712"
    name = "standing-phrase"
    severity = WARNING
    fix = "suggest"
    title = Text("固定政治表述和领导人姓名没有错漏", "Standing phrases and the names of leaders are quoted exactly")
    explain = Text(
        "固定表述和领导人姓名少字、多字、错字,属于严重表述错误。程序只指出与固定表述差一两个字、又不是另一个正确表述的写法;"
        "换了一个词的不同说法不在此列。",
        "A standing phrase or a leader's name with a character lost, added or wrong is a serious wrong expression. "
        "Only forms one or two characters away from the phrase that are no other right phrase are named; different "
        "wording is not.",
    )
    messages = {
        "default": Text("“{printed}”与固定表述“{right}”不一致", "“{printed}” is not the standing phrase “{right}”"),
        "again": Text("这里也写错了", "here as well"),
    }
    help = Text("照公开发布的文本改正。", "Correct it after the published text.")
    basis = ("CPC-CONSTITUTION", "CPC-20", "SITE-CHECK")
    related = ("GL711", "GL713")
    bad = (
        change(("青石县教育局围绕", "青石县教育局以⟦习近平新时代中国特社会主义思想⟧为指导,围绕")),
        change(("青石县教育局围绕", "青石县教育局深入学习⟦习进平总书记重要讲话精神⟧,围绕")),
        change(("统一部署", "统一部署和⟦扫黑险恶专项斗争⟧要求"), base="town-2023"),
        change(("青石县教育局围绕", "青石县教育局坚持⟦以人民为中的发展思想⟧,围绕")),
    )
    good = (
        change(),
        change(("青石县教育局围绕", "青石县教育局坚持以习近平新时代中国特色社会主义思想为指导,围绕")),
        change(("青石县教育局围绕", "青石县教育局学习习近平新时代中国特色社会主义经济思想和习近平文化思想,围绕")),
        change(("青石县教育局围绕", "青石县教育局学习党的十九大和二十届三中全会精神,围绕")),
        change(("青石县教育局围绕", "青石县教育局坚持以群众为中心的发展思路,围绕")),
        change(("青石县教育局围绕", "青石县教育局学习近年来的文件,增强四个意识、坚定四个自信,围绕")),
        change(("统一部署", "统一部署,引起社会注意,推进社会治理体系和治理能力现代化"), base="town-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each different slip."""
        return [_ALTERED_COPY] if is_altered_copy(report) else _tell_slips(self, report, misprints(report)[STANDING])


class Misspelling(Rule):
    """A slip of the pen."""

    code = "GL713"
    name = "misspelling"
    severity = WARNING
    fix = "suggest"
    title = Text("没有常见错别字", "No frequent slips of the pen")
    explain = Text(
        "程序收录年度报告和机关公文中常见的错别字、漏字和同音误用,只收在这类文章里一定错的写法;要看上下文的(“截止”“反应”“登陆”等)"
        "只在上下文能够断定时指出。",
        "Frequent slips in annual reports and official papers: wrong, lost and doubled characters and words mistaken "
        "for others that sound alike. Only forms are listed that are wrong in any such text, and where it depends on "
        "the context, only contexts that leave no doubt.",
    )
    messages = {
        "default": Text("“{printed}”应当是“{right}”", "“{printed}” should read “{right}”"),
        "inside": Text("“{around}”中的“{printed}”应当是“{right}”", "“{printed}” in “{around}” should read “{right}”"),
        "again": Text("这里也是", "here as well"),
    }
    help = Text("按现代汉语规范词形改正。", "Correct it to the standard form.")
    basis = ("DICTIONARY", "PRACTICE")
    related = ("GL711", "GL712")
    bad = (
        change(("建立申请办理提醒台账", "建立申请办理提醒台⟦帐⟧")),
        change(("一是制定学校", "一是⟦进步⟧加强培训,制定学校")),
        change(("局党组两次听取", "⟦截止⟧2023年12月31日,局党组两次听取")),
        change(("由专人引导", "较好⟦的⟧满足了需要,由专人引导"), base="town-2023"),
        change(("全县在政府信息公开专栏", "全县在⟦政府信思公开⟧专栏"), base="government-2023"),
        change(("办理保密审查143次", "对⟦涉秘⟧内容办理保密审查143次"), base="town-2023"),
    )
    good = (
        change(),
        change(("局党组两次听取", "截止日期前,局党组两次听取")),
        change(("局党组两次听取", "技术进步提升了公开效率,群众反应良好,局党组两次听取")),
        change(("局党组两次听取", "把公开叫做为群众解难事,局党组两次听取")),
        change(("局党组两次听取", "既使家长满意,又使学校受益,局党组两次听取")),
        change(("由专人引导", "提供更好的服务,应急反应及时,台风登陆前由专人引导"), base="town-2023"),
        change(("新增无障碍浏览", "推行行政信息公开和财政信息公开,新增无障碍浏览"), base="government-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each different slip."""
        return (
            [_ALTERED_COPY]
            if is_altered_copy(report)
            else _tell_slips(self, report, misprints(report)[GENERAL], report.text)
        )


_SENTENCE_ENDS = "。;!?\n"
_BLOCKING = ("并", "对", "后", "再", "同时", "将", "把", "还", "又", "及时", "分别", "按")
"""What between two equal predicates starts a second statement."""
_LONGEST_SENTENCE = 120
_EMPTY_VERBS = (
    "进行开展", "进行了开展", "进行做好", "进行了做好", "进行了实施了", "开展了进行", "予以进行", "加以进行",
)  # fmt: skip
_NO_SUBJECT = r"通过[^。;!?\n]{2,60},(使得)"


class DoublePredicate(Rule):
    """A sentence with one predicate too many."""

    code = "GL714"
    name = "double-predicate"
    severity = INFO
    title = Text("一句话只有一套谓语", "A sentence says its predicate once")
    explain = Text(
        "“公开了……进行公开”“进行了开展”之类,是改句子时把旧的谓语留了下来;“通过……,使得……”则把主语改没了。这些都是语病,请核对。",
        "公开了……进行公开 or 进行了开展 is what remains when a sentence is rewritten and the old predicate stays; "
        "通过……,使得…… loses its subject. Please look at the sentence again.",
    )
    messages = {
        "default": Text("这一句前面已经有“{verb}了”,后面又说“进行{verb}”", "This sentence says “{verb}” twice"),
        "empty": Text("“{verb}”重复了动词,留一个就够", "“{verb}” is one verb too many"),
        "subject": Text("“通过……,使得……”没有主语", "通过……,使得…… has no subject"),
    }
    help = Text("删去多余的谓语,或者改写成两句。", "Drop the predicate that is one too many, or make two sentences.")
    basis = ("PRACTICE",)
    related = ("GL713",)
    bad = (
        change(
            ("门户网站教育专栏增设学区查询入口", "门户网站⟦公开了2022年决算信息及说明、2023年预算信息及说明进行公开⟧")
        ),
        change(("由专人引导", "⟦进行了开展⟧宣传,由专人引导"), base="town-2023"),
        change(("由专人引导", "通过设置专区,⟦使得⟧群众满意,由专人引导"), base="town-2023"),
    )
    good = (
        change(),
        change(("由专人引导", "梳理了目录并对内容进行梳理,由专人引导"), base="town-2023"),
        change(("由专人引导", "公开了办事指南,对公开内容进行更新,由专人引导"), base="town-2023"),
        change(("由专人引导", "通过设置专区,群众办事更方便,由专人引导"), base="town-2023"),
        change(("新增无障碍浏览", "进行开放式讨论,开展进社区活动,新增无障碍浏览"), base="government-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each predicate too many; of empty verbs, for the first of each."""
        if is_altered_copy(report):
            yield _ALTERED_COPY
            return
        prose = report.running_text
        text = prose.text
        if "进行" in text:
            for start, end in _said_twice(text):
                yield self._at(prose, (start, end), "default", text[end - 2 : end])
            for verb in _EMPTY_VERBS:
                at = text.find(verb)
                if at >= 0:
                    yield self._at(prose, (at, at + len(verb)), "empty", verb)
        if "使得" in text:
            for match in compiled(_NO_SUBJECT).finditer(text):
                yield self._at(prose, match.span(1), "subject", match[1])

    def _at(self, prose: RunningText, span: tuple[int, int], variant: str, verb: str) -> Verdict:
        start, end = prose.range(*span)
        return self.finding(start, end, variant=variant, args={"verb": verb})


def _said_twice(text: str) -> Iterator[tuple[int, int]]:
    """The ranges from a predicate to where “进行” says it again."""
    for at in occurrences(text, "进行"):
        verb = at + (3 if text.startswith("了", at + 2) else 2)
        end = verb + 2
        said = text[verb:end] + "了"
        if text[end : end + 1] in ",。;、\n" and said.isalpha():
            start = max(text.rfind(mark, max(at - _LONGEST_SENTENCE, 0), at) for mark in _SENTENCE_ENDS) + 1
            first = text.rfind(said, start, at)
            if first >= 0 and not any(word in text[first + 3 : at] for word in _BLOCKING):
                yield first, end


_DRIFTED = ("政务信息公开", "政务公开申请", "政府政务公开申请")
_NAMES_BEHIND = ("办公室", "科", "股", "处", "中心", "网", "》", "”", "条例")


class TermDrift(Rule):
    """Another term for the statutory one."""

    code = "GL715"
    name = "term-drift"
    severity = INFO
    fix = "suggest"
    title = Text("法定名称前后一致:政府信息公开", "The statutory term is used throughout: 政府信息公开")
    explain = Text(
        "条例说的是“政府信息公开”。年度报告里写成“政务信息公开”“政务公开申请”,说的就不是条例规定的事项了。机构、栏目、文件名称里的用法不在此列。",
        "The regulation speaks of 政府信息公开. Where a report says 政务信息公开 or 政务公开申请, it no longer speaks "
        "of what the regulation asks for. Names of bodies, columns and documents are left alone.",
    )
    messages = {
        "default": Text(
            "“{printed}”不是条例的用语,应为“{right}”(全文{count}处)",
            "“{printed}” is not the regulation's term; it says “{right}” ({count} in the text)",
        ),
        "again": Text("这里也是", "here as well"),
    }
    help = Text("统一用“政府信息公开”。", "Say 政府信息公开 throughout.")
    basis = ("LAW-2",)
    related = ("GL713",)
    bad = (
        change(("全年收到政府信息公开申请8件", "全年收到⟦政务信息公开⟧申请8件")),
        change(("镇村两级公开的口径", "镇村两级⟦政务信息公开⟧的口径"), base="town-2023"),
        change(("收到申请2件", "收到⟦政务公开申请⟧2件"), base="town-2023"),
    )
    good = (
        change(),
        change(("局党组两次听取", "局党组围绕政务公开工作要点两次听取")),
        change(("局党组两次听取", "县政务信息公开办公室到会指导,局党组两次听取")),
        change(("镇村两级公开的口径", "“政务信息公开”栏目和政务公开专区的口径"), base="town-2023"),
        change(("镇村两级公开的口径", "政府信息与政务公开的口径"), base="town-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each term, at its first place."""
        if is_altered_copy(report):
            yield _ALTERED_COPY
            return
        for printed in _DRIFTED:
            right = "政府信息公开申请" if printed.endswith("申请") else "政府信息公开"
            places = [
                prose.range(at, at + len(printed))
                for prose in (names_and_headings(report), report.running_text)
                for at in _uses(prose.text, printed)
            ]
            if places:
                places.sort()
                yield self.finding(
                    *places[0],
                    args={"printed": printed, "right": right, "count": len(places)},
                    expected=right,
                    actual=printed,
                    related=[Related(start, end, "again", {}) for start, end in places[1 : _MOST_RELATED + 1]],
                    fix=suggestions(report, places, printed, right),
                )


def _uses(text: str, term: str) -> Iterator[int]:
    """Where `term` is used in `text`, names that hold it left out."""
    return (at for at in occurrences(text, term) if not text.startswith(_NAMES_BEHIND, at + len(term)))


class ListSeparator(Rule):
    """Two items of a list without a mark between them."""

    code = "GL716"
    name = "list-separator"
    severity = INFO
    title = Text("并列的事项之间有顿号", "Items side by side have a mark between them")
    explain = Text(
        "“严重表述错误无效链接”这样两个事项连写,读起来成了一件事。程序只认词表里互不修饰的事项。",
        "Two items run together read as one. Only items of a word list are looked at, of which none says more closely "
        "what another is.",
    )
    messages = {
        "default": Text("“{first}”和“{second}”之间少了顿号", "There is no mark between “{first}” and “{second}”"),
    }
    help = Text("在两项之间加顿号。", "Put 、 between the two.")
    basis = ("GB-15834",)
    related = ("GL722",)
    bad = (
        change(("镇村两级公开的口径", "及时改正⟦严重表述错误无效链接⟧,镇村两级公开的口径"), base="town-2023"),
        change(("全年通过县政府门户网站发布", "依托⟦微信公众号今日头条⟧发布信息,全年通过县政府门户网站发布")),
    )
    good = (
        change(),
        change(("镇村两级公开的口径", "及时改正严重表述错误、无效链接,镇村两级公开的口径"), base="town-2023"),
        change(("镇村两级公开的口径", "公开行政许可和行政处罚,镇村两级公开的口径"), base="town-2023"),
        change(("镇村两级公开的口径", "图书馆政务公开专区和保密审查责任追究制度的口径"), base="town-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each place where two items meet."""
        if is_altered_copy(report):
            yield _ALTERED_COPY
            return
        prose = report.running_text
        text, pairs = prose.text, prose.pairs
        for items in _list_items(report.pack):
            present = [item for item in items if pair_key(item) in pairs and item in text]
            for first in present if len(present) > 1 else ():
                at = text.find(first)
                while at >= 0:
                    end = at + len(first)
                    second = next((item for item in present if text.startswith(item, end) and item != first), None)
                    if second is not None:
                        start, stop = prose.range(at, end + len(second))
                        yield self.finding(start, stop, args={"first": first, "second": second})
                    at = text.find(first, end)


@lru_cache(maxsize=4)
def _list_items(pack: Pack) -> tuple[tuple[str, ...], ...]:
    """The items of each group."""
    return tuple(tuple(group["items"]) for group in pack.vocabulary("list_items")["groups"])
