"""GL513–GL515: what the organ calls itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.report.numerals import ordinal_end
from govlint.rule import ERROR, INFO, WARNING, NotAssessable, Related, Rule, Text, Verdict, change
from govlint_rules.fixes import suggestions

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.parts import Organ, Paragraph

ORGAN_UNKNOWN = NotAssessable("organ-unknown")
"""What a rule says where nothing but the page's data block tells the organ."""
_GOVERNMENTS = frozenset(("province", "city", "county"))
_PLACES = _GOVERNMENTS | {"town"}
_LONGEST_PREAMBLE = 1500
_NOT_UNDER_AN_OFFICE = frozenset(("province", "city", "county", "town", "subdistrict", "committee"))
"""Kinds of organ above which no bureau, office, school or company stands."""
_OFFICES = frozenset("局厅委办")
_AGENTS = {
    "town": _OFFICES | {"镇", "乡", "街道"},
    "subdistrict": _OFFICES | {"镇", "乡"},
    "department": _OFFICES,
    "office": _OFFICES,
    "institution": frozenset("办"),
}
"""By kind of organ, the classes whose leaders it never speaks of as of others without naming their organ."""
_SUPERVISED = frozenset(("校", "院", "馆", "中心", "公司"))
"""Bodies that departments supervise and speak of without naming each."""
_BEFORE_SELF = frozenset("自大小忘无敌你")
"""Before 我 where it is part of another word or pair: 自我, 忘我, 你我."""
_ENDS_SENTENCE = "。;:!?"
_ENDS_QUOTATION = ("。”", "!”", "?”", "。」", "。’", "。)")
_ENDS_CLAUSE = _ENDS_SENTENCE + ",、"
_DISTRIBUTIVE = ("各", "每", "所在", "该", "哪", "分别")
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("《", "》"), ("〈", "〉"))
_QUOTED_WITHIN = 160
"""How far before a place its opening quotation mark is looked for."""
_OTHER_ORGAN_WITHIN = 80
_LONGEST_NAME = 14
"""How much text behind a pronoun is looked at, blanks and ends of lines included."""
_LONGEST_HEAD = 24
_ENDS_HEAD = "况面开理设障作项施题制导督育"
"""What headings end in: 情况, 方面, 管理, 措施 …"""
_MOST_PLACES = 2000
"""How many places of a report are looked at: a text that says 我 more often is none."""
_MOST_RELATED = 5
_ENOUGH_NAMES = 3


class _Word(NamedTuple):
    """A word for a class of organ, as the vocabulary gives it."""

    word: str
    signs: tuple[str, ...]
    ignore: tuple[str, ...]
    kinds: tuple[str, ...]
    not_before: tuple[str, ...]
    save_before: tuple[str, ...]
    is_place: bool

    def suits(self, name: str) -> bool:
        """Whether an organ of that name may call itself so."""
        for ignored in self.ignore:
            name = name.replace(ignored, "")
        return any(sign in name for sign in self.signs)


class _Vocabulary:
    """The words, made ready for look-up."""

    __slots__ = ("below", "by_first", "firsts", "leader_words", "leaders", "neutral", "words")

    def __init__(self, vocabulary: dict[str, Any]) -> None:
        self.words = {entry["word"]: _word(entry) for entry in vocabulary["word"]}
        self.below = {
            entry["word"]: (tuple(entry["ends"]), tuple(entry["not-before"])) for entry in vocabulary["below"]
        }
        self.neutral: tuple[str, ...] = tuple(vocabulary["neutral"]["words"])
        self.leaders: dict[str, tuple[str, ...]] = {
            key: tuple(vocabulary["leaders"][key]) for key in ("strong", "openings", "not-before", "innocent")
        }
        self.leader_words = sorted(vocabulary["leaders"]["words"], key=len, reverse=True)
        self.by_first: dict[str, list[str]] = {}
        """Words by their first character, the longest first."""
        for word in sorted(self.words, key=len, reverse=True):
            self.by_first.setdefault(word[0], []).append(word)
        self.firsts = frozenset(self.by_first).union(self.below, (word[1] for word in self.neutral))
        """What may stand behind the pronoun."""


def _word(entry: dict[str, Any]) -> _Word:
    return _Word(
        entry["word"],
        tuple(entry["signs"]),
        tuple(entry.get("ignore", ())),
        tuple(entry.get("kinds", ())),
        tuple(entry.get("not-before", ())),
        tuple(entry.get("save-before", ())),
        entry.get("place", False),
    )


@lru_cache(maxsize=4)
def _vocabulary_of(pack: Pack) -> _Vocabulary:
    return _Vocabulary(pack.vocabulary("self_reference"))


class SelfName(NamedTuple):
    """A place where the text names the organ by its class: 我局, 本镇, 办领导."""

    start: int
    end: int
    text: str
    word: str
    """The word for the class, or the neutral name."""
    is_right: bool
    is_leader: bool = False


@lru_cache(maxsize=2)
def _self_names(
    pack: Pack, text: str, paragraphs: tuple[Paragraph, ...], names: tuple[str, ...], kind: str
) -> tuple[SelfName, ...]:
    """Every self-name in the running text, in its order; `names` are the names the organ goes by."""
    vocabulary = _vocabulary_of(pack)
    found: list[SelfName] = []
    looked_at = 0
    for paragraph in paragraphs:
        for pronoun in "我本":
            place = text.find(pronoun, paragraph.start, paragraph.end)
            while place >= 0 and looked_at < _MOST_PLACES:
                looked_at += 1
                after = text[place + 1 : place + 1 + _LONGEST_NAME]
                bare = "".join(after.split())
                if bare[:1] in vocabulary.firsts:
                    name = _name_at(vocabulary, text, place, bare, names, kind)
                    if name is not None and not _is_quoted(text, place):
                        length, word, is_right = name
                        end = place + 1 + _width(after, length)
                        found.append(SelfName(place, end, pronoun + bare[:length], word, is_right))
                place = text.find(pronoun, place + 1, paragraph.end)
    return tuple(sorted(found))


def _name_at(
    vocabulary: _Vocabulary, text: str, place: int, after: str, names: tuple[str, ...], kind: str
) -> tuple[int, str, bool] | None:
    """The self-name at `place`, where 我 or 本 stands and `after`, without blanks, follows: the length of what belongs
    to it behind the pronoun, its word, and whether it is right. None if there is no self-name.
    """
    pronoun = text[place]
    own = pronoun == "我"
    if own and text[max(0, place - 4) : place].rstrip()[-1:] in _BEFORE_SELF:
        return None
    for neutral in vocabulary.neutral:
        if neutral[0] == pronoun and after.startswith(neutral[1:]):
            return (len(neutral) - 1, neutral, True) if own or _opens_clause(text, place) else None
    for word in vocabulary.by_first.get(after[0], ()):
        if after.startswith(word):
            entry = vocabulary.words[word]
            rest = after[len(word) :]
            if rest.startswith(entry.not_before) and not (entry.save_before and rest.startswith(entry.save_before)):
                return None
            is_right = kind in entry.kinds or any(entry.suits(name) for name in names)
            if not own and not (_opens_clause(text, place) and (is_right or not entry.is_place)):
                return None
            return len(word), word, is_right
    if own and after[0] in vocabulary.below:
        ends, not_before = vocabulary.below[after[0]]
        if kind in _GOVERNMENTS and not after[1:].startswith(not_before):
            bare = [name.removesuffix("人民政府") for name in names]
            if all(name.endswith(ends) and after[0] not in name for name in bare):
                return 1, after[0], False
    return None


def _width(text: str, count: int) -> int:
    """How long the beginning of `text` is that holds `count` characters besides blanks."""
    for place, char in enumerate(text, 1):
        count -= not char.isspace()
        if not count:
            return place
    return len(text)


def _opens_clause(text: str, place: int) -> bool:
    """Whether what stands at `place` opens a clause, and nothing before it in the sentence speaks of several organs."""
    before = text[max(0, place - _OTHER_ORGAN_WITHIN) : place]
    bare = before.rstrip()
    if not (bare.endswith(("年", "年度")) or bare[-1:] in _ENDS_CLAUSE or _opens_sentence(before)):
        return False
    return not any(word in _last_sentence(before) for word in _DISTRIBUTIVE)


def _last_sentence(before: str) -> str:
    """What stands behind the last end of a sentence; the end of a line is none, a paragraph may be wrapped there."""
    return before[max(before.rfind(stop) for stop in _ENDS_SENTENCE) + 1 :]


def _is_quoted(text: str, place: int) -> bool:
    """Whether `place` is inside quotation or book marks."""
    first = max(0, place - _QUOTED_WITHIN)
    for opening, closing in _QUOTES:
        if text.rfind(opening, first, place) > text.rfind(closing, first, place):
            return True
    return text.count('"', first, place) % 2 == 1


def _names_of(report: Report) -> tuple[str, ...]:
    """The names the organ goes by: in every title, in the text, at the end; nothing if only the page's data block or
    an option tells it, or its kind is unknown.
    """
    organ = report.organ
    if organ is None or not organ.kind or not organ.name or organ.source in ("metadata", "option"):
        return ()
    names = [organ.name, *(title.organ for title in report.titles if title.organ)]
    if report.signatory is not None:
        names.append(report.signatory.name)
    if organ.kind in _PLACES and not organ.name.endswith("政府"):
        # a title that only names the place: the organ itself may stand in the preamble
        start, end = report.preamble
        names.append(report.text[start : min(end, start + _LONGEST_PREAMBLE)])
    return tuple(dict.fromkeys(names))


def _text_of(report: Report) -> tuple[Paragraph, ...]:
    """The running text that is the report's own: from its title on."""
    first = report.titles[0].start if report.titles else 0
    paragraphs = report.paragraphs
    return paragraphs if not paragraphs or paragraphs[0].start >= first else _from(paragraphs, first)


@lru_cache(maxsize=2)
def _from(paragraphs: tuple[Paragraph, ...], first: int) -> tuple[Paragraph, ...]:
    return tuple(paragraph for paragraph in paragraphs if paragraph.start >= first)


def _leaders(report: Report, names: tuple[str, ...], kind: str) -> Iterator[tuple[SelfName, bool]]:
    """Every “局领导” and the like that names leaders of another class of organ; for each, whether it is the subject of
    a sentence.
    """
    if "领导" not in report.text:
        return
    vocabulary = _vocabulary_of(report.pack)
    text = report.text
    looked_at = 0
    for paragraph in _text_of(report):
        place = text.find("领导", paragraph.start, paragraph.end)
        while place >= 0 and looked_at < _MOST_PLACES:
            looked_at += 1
            start = max(0, place - _OTHER_ORGAN_WITHIN)
            before = text[start:place].rstrip()
            word = next((word for word in vocabulary.leader_words if before.endswith(word)), "")
            if word and not any(vocabulary.words[word].suits(name) for name in names):
                start += len(before) - len(word)
                before = before[: -len(word)]
                standing = _standing(vocabulary, before, text[place + 2 : place + 10], word, kind)
                if standing and not _speaks_of(vocabulary, before, word) and not _is_quoted(text, start):
                    name = "".join(text[start : place + 2].split())
                    yield SelfName(start, place + 2, name, word, False, True), standing == "subject"
            place = text.find("领导", place + 2, paragraph.end)


def _standing(vocabulary: _Vocabulary, before: str, after: str, word: str, kind: str) -> str:
    """How the phrase stands in its sentence: as its "subject", as an "agent" (由局领导 …), or "" where it may be part
    of another word or speak of others. Organs that have such bodies under them may well speak of their leaders.
    """
    words = vocabulary.leaders
    after = "".join(after.split())
    if after.startswith(words["not-before"]):
        return ""
    is_strong = after.startswith(words["strong"])
    if is_strong and _opens_sentence(before) and not (kind == "department" and word in _SUPERVISED):
        return "subject"
    own = _AGENTS.get(kind, frozenset())
    before = before.rstrip()
    if any(sign in _last_sentence(before) for sign in _DISTRIBUTIVE):
        return ""
    if word in own and ((is_strong and before.endswith(",")) or before.endswith(words["openings"])):
        return "agent"
    return ""


def _opens_sentence(before: str) -> bool:
    """Whether a sentence starts behind `before`: behind the end of another, an ordinal, or a heading on a line of its
    own. The end of a line alone is no sign, lines may be wrapped in mid-word.
    """
    bare = before.rstrip()
    if not bare or bare[-1] in _ENDS_SENTENCE or bare[-2:] in _ENDS_QUOTATION:
        return True
    sentence = _last_sentence(bare)
    sentence = sentence[sentence.rfind("\n") + 1 :].lstrip()
    if sentence and ordinal_end(sentence) == len(sentence):
        return True
    if "\n" not in before[len(bare) :]:
        return False
    line = bare[bare.rfind("\n") + 1 :].lstrip()
    return len(line) <= _LONGEST_HEAD and ordinal_end(line) > 0 and line[-1] in _ENDS_HEAD and "," not in line


def _speaks_of(vocabulary: _Vocabulary, before: str, word: str) -> bool:
    """Whether the text before names another organ of the class, whose leaders the phrase may mean."""
    if word not in before:
        return False
    for innocent in vocabulary.leaders["innocent"]:
        before = before.replace(innocent, "")
    return word in before


def _own_name(report: Report, organ: Organ, names: tuple[str, ...]) -> str | None:
    """How the organ calls itself where it does so rightly, by its class; None if it nowhere does."""
    right = [name.text for name in _all_names(report, names, organ.kind) if name.is_right and name.word != name.text]
    return max(dict.fromkeys(right), key=right.count) if right else None


def _all_names(report: Report, names: tuple[str, ...], kind: str) -> tuple[SelfName, ...]:
    return _self_names(report.pack, report.text, _text_of(report), names, kind)


def _related(places: Iterable[SelfName], text: str) -> tuple[Related, ...]:
    return tuple(Related(place.start, place.end, text, {"name": place.text}) for place in places)[:_MOST_RELATED]


class SelfReference(Rule):
    """The organ calls itself by the name of another class of organ."""

    code = "GL513"
    name = "self-reference"
    severity = ERROR
    fix = "suggest"
    title = Text("自称与报告机关一致", "The organ calls itself what it is")
    explain = Text(
        "“我局”“我办”“我镇”等自称应当与标题中的机关相符。中心的报告里出现“我局”,镇的报告里出现“办领导高度重视”,多半是从"
        "别的单位抄来的文字,或者机构改名后没有改。引用他人的话、“我县”“我市”等所在地区的说法不算。",
        "我局, 我办, 我镇 and the like must fit the organ of the title. 我局 in the report of a centre, or a sentence "
        "on the leaders of an office in that of a town, was copied from another organ or never changed when the organ "
        "was renamed. Quoted words, and names for the area an organ lies in, are not looked at.",
    )
    messages = {
        "default": Text(
            "报告机关是{organ},文中却自称“{name}”", "The report is {organ}'s, but the text calls its author {name}"
        ),
        "leader": Text(
            "报告机关是{organ},文中却以“{name}”为本机关领导",
            "The report is {organ}'s, but the text calls its leaders {name}",
        ),
        "ask": Text(
            "请核对自称“{name}”:报告机关是{organ},办公室只是编写单位",
            "Please check {name}: the report is {organ}'s, its office only wrote it",
        ),
        "another": Text("这里也用了“{name}”", "{name} here, too"),
    }
    help = Text(
        "核对这一段是不是本机关的内容;是的话把自称改成与标题相符的说法,或者写“本机关”。",
        "Check that the passage is about this organ; if it is, use the name that fits the title, or 本机关.",
    )
    basis = ("PRACTICE", "LAW-11")
    related = ("GL512", "GL514", "GL515")
    bad = (
        change(
            ("2021年,中心主动适应", "2021年,⟦我局⟧主动适应"),
            ("中心无信息处理费", "我局无信息处理费"),
            base="institution-2021",
        ),
        change(("收到申请2件", "⟦我办⟧收到申请2件"), base="town-2023"),
        change(("全年收到政府信息公开申请8件", "⟦我镇⟧全年收到政府信息公开申请8件")),
        change(("本年度街道没有", "⟦本局⟧没有"), base="subdistrict-2024"),
        change(("全县公开政府信息", "⟦我局⟧公开政府信息"), base="government-2020"),
    )
    good = (
        change(),
        change(("全年收到政府信息公开申请8件", "我局全年收到政府信息公开申请8件")),
        change(("局党组两次听取", "我县将公开工作纳入考核,我局无专职人员,由办公室兼办。局党组两次听取")),
        change(("方便家长按住址", "开展“我镇我家”宣传,方便家长按住址")),
        change(("收到申请2件", "自我局限于纸质渠道的现象已经改变,我乡镇干部常年在岗,收到申请2件"), base="town-2023"),
        change(("2021年,中心主动", "2021年,我中心克服自我局限,主动"), base="institution-2021"),
        change(
            ("2023年,市政府办公室在", "2023年,我办做好表率,我市各级机关同步推进。市政府办公室在"),
            base="office-2023",
        ),
        change(("制作经办手册", "我街道制作经办手册,办事处逐户发放。我办编印经办手册"), base="subdistrict-2024"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each wrong word, at its first place."""
        names = _names_of(report)
        organ = report.organ
        if not names or organ is None:
            yield ORGAN_UNKNOWN
            return
        wrong: dict[str, list[SelfName]] = {}
        for name in _all_names(report, names, organ.kind):
            if not name.is_right:
                wrong.setdefault(name.word, []).append(name)
        if organ.kind in _NOT_UNDER_AN_OFFICE:
            for leader, is_subject in _leaders(report, names, organ.kind):
                if is_subject and not _is_of_its_office(organ, leader.word):
                    wrong.setdefault(leader.word, []).append(leader)
        for word, places in wrong.items():
            places.sort()
            first = places[0]
            asks = _is_of_its_office(organ, word)
            own = None if first.is_leader else _own_name(report, organ, names)
            ranges = [(name.start, name.end) for name in places]
            told_alike = not asks and all(name.text == first.text and not name.is_leader for name in places)
            yield self.finding(
                first.start,
                first.end,
                severity=INFO if asks else ERROR,
                variant="ask" if asks else "leader" if first.is_leader else "default",
                args={"organ": organ.name, "name": first.text},
                expected=own,
                actual=first.text,
                related=_related(places[1:], "another"),
                fix=suggestions(report, ranges, first.text, own) if own and told_alike else None,
            )


def _is_of_its_office(organ: Organ, word: str) -> bool:
    """Whether the word is for the office of that government, which writes its report."""
    return organ.kind in _GOVERNMENTS and word == "办"


class SelfReferenceDrift(Rule):
    """The organ calls itself now this, now that."""

    code = "GL514"
    name = "self-reference-drift"
    severity = INFO
    title = Text("自称前后一致", "The organ calls itself one thing throughout")
    explain = Text(
        "同一份报告里交替使用“我局”“我们”“我单位”“本单位”等三种以上的自称,读起来像是几份材料拼成的。“本机关”是法定用语,"
        "“我县”“我市”指所在地区,都不计入。",
        "我局, 我们, 我单位, 本单位 in turn make a report read as if it were put together from several. 本机关 is the "
        "law's word, and 我县, 我市 mean the area: neither is counted.",
    )
    messages = {
        "default": Text("自称不统一:{names}", "The report calls its author by several names: {names}"),
        "another": Text("另一种自称“{name}”", "another name, {name}"),
    }
    help = Text("全文统一用一种自称。", "Choose one and keep to it.")
    basis = ("PRACTICE",)
    related = ("GL513",)
    bad = (
        change(
            ("全年收到政府信息公开申请8件", "我局全年收到政府信息公开申请8件"),
            ("逐件清理2018年以来", "我单位逐件清理2018年以来"),
            ("个别经办人员", "⟦我们⟧的个别经办人员"),
        ),
        change(
            ("收到申请2件", "我镇收到申请2件"),
            ("办理保密审查143次", "本单位办理保密审查143次"),
            ("每月10日前由镇公开办", "⟦我们⟧每月10日前由镇公开办"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(("全年收到政府信息公开申请8件", "我局全年收到政府信息公开申请8件"), ("逐件清理", "我们逐件清理")),
        change(("全年收到政府信息公开申请8件", "我局全年收到本机关政府信息公开申请8件"), ("逐件清理", "我县逐件清理")),
        change(("收到申请2件", "我镇收到申请2件,“我们的节日”“我单位的故事”宣传同步开展"), base="town-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding, at the first place of the third name."""
        names = _names_of(report)
        organ = report.organ
        if not names or organ is None:
            yield ORGAN_UNKNOWN
            return
        first: dict[str, SelfName] = {}
        for name in _all_names(report, names, organ.kind):
            if name.is_right:
                first.setdefault(name.text, name)
        if len(first) >= _ENOUGH_NAMES:
            places = list(first.values())
            third = places[_ENOUGH_NAMES - 1]
            others = [place for place in places if place is not third]
            yield self.finding(
                third.start,
                third.end,
                args={"names": "、".join(first)},
                related=_related(others, "another"),
            )


class LeaderPhrase(Rule):
    """The report speaks of leaders of another class of organ."""

    code = "GL515"
    name = "leader-phrase"
    severity = WARNING
    title = Text("“×领导”与报告机关相符", "Leaders are called after their own organ")
    explain = Text(
        "写“局领导”“办领导”“镇领导”时,前面的字应当与报告机关相符。只看作为本机关领导的说法,“县教育局领导”“党委领导”"
        "“领导小组”等不算。",
        "局领导, 办领导, 镇领导 must be named after the reporting organ. Only phrases for the organ's own leaders "
        "count, not leaders of an organ named in full, of the party committee, or leading groups.",
    )
    messages = {
        "default": Text("报告机关是{organ},文中却写“{name}”", "The report is {organ}'s, but the text says {name}"),
        "another": Text("这里也写了“{name}”", "{name} here, too"),
    }
    help = Text(
        "核对这一段是不是本机关的内容;是的话改成与本机关相符的称呼。",
        "Check that the passage is about this organ; if it is, name the leaders after it.",
    )
    basis = ("PRACTICE",)
    related = ("GL513",)
    bad = (
        change(("(一)主动公开。全年", "(一)主动公开。⟦办领导⟧多次研究公开工作。全年")),
        change(("培训各科室", "由⟦委领导⟧带队检查,培训各科室")),
        change(("主动公开情况。通过", "主动公开情况。在⟦局领导⟧的重视下,通过"), base="town-2023"),
    )
    good = (
        change(),
        change(("局党组两次听取", "局领导高度重视,局党组两次听取")),
        change(("局党组两次听取", "县委领导多次调研,县政府办领导到会指导,局党组两次听取")),
        change(("监督保障情况。村", "监督保障情况。镇领导十分重视,县教育局领导到场指导。村"), base="town-2023"),
        change(("监督保障情况。村", "监督保障情况。成立镇领导小组,党政办领导班子分工明确。村"), base="town-2023"),
        change(
            ("监督保障情况。村", "监督保障情况。县审计局抽查台账,局领导对做法表示肯定。村"),
            base="town-2023",
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each phrase, at its first place."""
        names = _names_of(report)
        organ = report.organ
        if not names or organ is None:
            yield ORGAN_UNKNOWN
            return
        wrong: dict[str, list[SelfName]] = {}
        for leader, _ in _leaders(report, names, organ.kind):
            if not _is_of_its_office(organ, leader.word):
                wrong.setdefault(leader.text, []).append(leader)
        for places in wrong.values():
            first = places[0]
            yield self.finding(
                first.start,
                first.end,
                args={"organ": organ.name, "name": first.text},
                actual=first.text,
                related=_related(places[1:], "another"),
            )
