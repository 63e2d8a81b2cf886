"""GL601–GL603: text that stands twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.formats import han
from govlint.report.numerals import ordinal_end
from govlint.report.parts import Sentence
from govlint.report.sentences import sentence_key
from govlint.rule import ERROR, WARNING, Fix, Parameter, Related, Rule, Text, Verdict, change, deleting
from govlint_rules.fixes import suggestion
from govlint_rules.places import is_han

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.parts import Paragraph

_SHORTEST_ADJACENT = 12
_SHORTEST_APART = 14
"""Han characters from which a sentence is no formula, pasted side by side and far apart."""
_MOST_SHORT = 3
"""How many short sentences in a row may stand between or beside copied ones and belong to them."""
_EXCERPT = 18

_NOTHING_HAPPENED = (
    r"(?:未|无|没有|不存在|零|[^\d]0[件条元次]).{0,40}(?:申请|复议|诉讼|收费|投诉|举报|费|追究|泄)|为零|均为0"
)
_ABOUT_THE_REPORT = r"统计期限|联系电话|电子版|勾稽|本报告|年度报告"
_BOOK_TITLES = r"《[^《》]*》|\([^()]*号\)"
_LONGEST_SLOGAN = 24
_CLOSING = "。!?;"
"""What ends a sentence."""


class _Copy(NamedTuple):
    """A run of sentences that stands a second time; indices of `Report.sentences`, ends inclusive."""

    first: int
    first_end: int
    second: int
    second_end: int

    @property
    def is_adjacent(self) -> bool:
        return self.first_end + 1 >= self.second


class RepeatedSentence(Rule):
    """A sentence stands twice."""

    code = "GL601"
    name = "repeated-sentence"
    severity = ERROR
    fix = "yes"
    title = Text("同一句话不写两遍", "No sentence stands twice")
    explain = Text(
        "整句话原样出现两次,紧挨着的是粘贴错误,相隔较远的多半是拼凑。表格栏目、法律名称、“未收到申请”一类的零报告、"
        "小标题,以及只是句式相同的排比,都不算重复。",
        "A whole sentence that stands twice was pasted twice if the copies are neighbours, and hints at patchwork if "
        "they are far apart. Labels, names of laws, nil statements, slogans and sentences that only share their "
        "pattern do not count.",
    )
    messages = {
        "default": Text("这里把“{text}”又写了一遍", "Here “{text}” stands a second time in a row"),
        "apart": Text("“{text}”在前面已经写过", "“{text}” has been said before"),
        "original": Text("第一次出现", "where it stands first"),
    }
    help = Text("保留一处,删去重复的句子。", "Keep one, and delete the other.")
    basis = ("LAW-6", "PRACTICE")
    related = ("GL602",)
    bad = (
        change(
            (
                "方便家长按住址查找对应学校。\n",
                "方便家长按住址查找对应学校。⟦门户网站教育专栏增设学区查询入口,方便家长按住址查找对应学校。⟧\n",
            )
        ),
        change(
            (
                "在第十个工作日提示承办科室。\n",
                "在第十个工作日提示承办科室。⟦承办科室坚持先沟通、后答复,一次性告知需要补正的内容。⟧\n",
            )
        ),
        change(
            (
                "方便家长按住址查找对应学校。\n",
                "方便家长按住址查找对应学校。⟦在局机关一楼设立查阅点,配备自助查询终端。"
                "门户网站教育专栏增设学区查询入口,方便家长按住址查找对应学校。⟧\n",
            )
        ),
    )
    good = (
        change(),
        change(
            ("全年未发生需要追究责任的情形。", "全年没有因政府信息公开工作被申请行政复议。"),
            ("没有其他需要报告的事项。", "全年没有因政府信息公开工作被申请行政复议。"),
        ),
        change(
            (
                "一是部分学校",
                "一是部分学校对公开工作的重要性认识不足,存在应付现象。二是部分乡镇对公开工作的重要性认识不足,"
                "存在拖延现象。三是部分学校",
            ),
        ),
        change(
            (
                "2023年,青石县教育局围绕",
                "认真贯彻《中华人民共和国政府信息公开条例》和县委县政府要求。2023年,青石县教育局围绕",
            ),
            ("针对上一年度专栏", "认真贯彻《中华人民共和国政府信息公开条例》和县委县政府要求。针对上一年度专栏"),
        ),
        change(
            ("(三)政府信息管理。", "(三)规范政府信息管理和平台建设各项工作。"),
            ("(二)改进情况。", "(二)规范政府信息管理和平台建设各项工作。"),
        ),
    )

    parameters = (
        Parameter(
            "min-length",
            _SHORTEST_APART,
            Text(
                "隔开的两句,不到这么多个汉字的不算重复",
                "sentences apart from each other count from so many Chinese characters on",
            ),
            4,
            500,
        ),
        Parameter(
            "min-length-adjacent",
            _SHORTEST_ADJACENT,
            Text(
                "相邻的两句,不到这么多个汉字的不算重复",
                "sentences side by side count from so many Chinese characters on",
            ),
            4,
            500,
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the second copy of each sentence, or of each run of sentences copied together."""
        sentences = _whole_sentences(report)
        apart, adjacent = self.number("min-length"), self.number("min-length-adjacent")
        pairs = _equal_pairs(sentences, min(apart, adjacent))
        if not pairs:
            return
        paragraphs = {copy for copy, _, _ in _repeated_paragraphs(report.paragraphs)}
        pairs = [
            (first, second)
            for first, second in pairs
            if sentences[second].paragraph not in paragraphs
            or sentences[first].paragraph == sentences[second].paragraph
        ]
        for copy in _runs(pairs, sentences):
            numbers = range(copy.second, copy.second_end + 1)
            shortest = adjacent if copy.is_adjacent else apart
            first = _first_telling(numbers, copy, sentences, report.paragraphs, shortest)
            if first is None:
                continue
            text = _excerpt(sentences[first].text)
            last = copy.second_end
            if copy.is_adjacent:
                first = copy.second
            else:
                last = _first_telling(numbers[::-1], copy, sentences, report.paragraphs, shortest) or last
            original = sentences[first - copy.second + copy.first]
            original_end = sentences[min(last - copy.second + copy.first, copy.first_end)].end
            yield self.finding(
                sentences[first].start,
                sentences[last].end,
                severity=ERROR if copy.is_adjacent else WARNING,
                variant="default" if copy.is_adjacent else "apart",
                args={"text": text},
                related=(Related(original.start, max(original.end, original_end), "original", {}),),
                fix=_once(report, sentences, copy) if copy.is_adjacent else None,
            )


def _once(report: Report, sentences: Sequence[Sentence], copy: _Copy) -> Fix | None:
    """The copy taken away, if it is the same to the letter and nothing stands between it and the original."""
    first, first_end = sentences[copy.first].start, sentences[copy.first_end].end
    second, second_end = sentences[copy.second].start, sentences[copy.second_end].end
    if report.raw(first, first_end) != report.raw(second, second_end) or report.text[first_end:second].strip():
        return None
    return deleting([(second, second_end)], is_safe=True)


def _first_telling(
    numbers: Iterable[int], copy: _Copy, sentences: Sequence[Sentence], paragraphs: Sequence[Paragraph], shortest: int
) -> int | None:
    """The first of the sentences that would not stand twice by chance: it has at least `shortest` characters."""
    for number in numbers:
        sentence = sentences[number]
        if len(han(sentence.key)) >= shortest and (copy.is_adjacent or not _is_formula(sentence, paragraphs, shortest)):
            return number
    return None


def _whole_sentences(report: Report) -> Sequence[Sentence]:
    """The sentences of the report; where its lines are wrapped, those that run over the end of a line in one piece."""
    passages = report.passages
    if len(passages) == len(report.paragraphs):
        return report.sentences
    opening = {passage.first for passage in passages}
    joined: list[Sentence] = []
    pieces: list[Sentence] = []
    for sentence in report.sentences:
        if pieces and not _runs_on(pieces[-1], sentence, opening):
            joined.append(_joined(pieces))
            pieces = []
        pieces.append(sentence)
    if pieces:
        joined.append(_joined(pieces))
    return joined


def _joined(pieces: Sequence[Sentence]) -> Sentence:
    """The pieces of a sentence as one, in the paragraph of the first."""
    first = pieces[0]
    if len(pieces) == 1:
        return first
    text = "".join(piece.text for piece in pieces)
    return Sentence(first.start, pieces[-1].end, text, sentence_key(text), first.paragraph)


def _runs_on(sentence: Sentence, following: Sentence, opening: Set[int]) -> bool:
    """Whether the last sentence of a line goes on in the first of the line below; `opening` are the lines that open a
    paragraph.
    """
    paragraph = following.paragraph
    return paragraph != sentence.paragraph and paragraph not in opening and sentence.text[-1] not in _CLOSING


def _excerpt(text: str) -> str:
    """The beginning of a text, for a message."""
    text = text.strip().rstrip(_CLOSING)
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"


def _equal_pairs(sentences: Sequence[Sentence], shortest: int) -> list[tuple[int, int]]:
    """Every sentence long enough that equals one before it, with the first such."""
    firsts: dict[str, int] = {}
    pairs = []
    for number, sentence in enumerate(sentences):
        key = sentence.key
        if len(key) >= shortest:
            first = firsts.setdefault(key, number)
            if first != number:
                pairs.append((first, number))
    return pairs


def _runs(pairs: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> Iterator[_Copy]:
    """The pairs joined into runs that were copied together, short sentences between and around them included."""
    start, end, copy_start, copy_end = -1, -1, -1, -1
    for first, second in pairs:
        step = second - copy_end
        if start >= 0 and step == 1 and first in (start, end + 1):
            end, copy_end = max(end, first), second
            continue
        if (
            start >= 0
            and step <= _MOST_SHORT
            and first - end == step
            and all(sentences[end + i].key == sentences[copy_end + i].key for i in range(1, step))
        ):
            end, copy_end = first, second
            continue
        if start >= 0:
            yield _widened(_Copy(start, end, copy_start, copy_end), sentences)
        start, end, copy_start, copy_end = first, first, second, second
    if start >= 0:
        yield _widened(_Copy(start, end, copy_start, copy_end), sentences)


def _widened(run: _Copy, sentences: Sequence[Sentence]) -> _Copy:
    """The run with the equal sentences around it that are too short to count by themselves."""
    first, first_end, second, second_end = run
    for _ in range(_MOST_SHORT):
        if first == 0 or second - 1 <= first_end or sentences[first - 1].key != sentences[second - 1].key:
            break
        first, second = first - 1, second - 1
    for _ in range(_MOST_SHORT):
        behind, copied = first_end + 1, second_end + 1
        if behind >= second or copied >= len(sentences) or sentences[behind].key != sentences[copied].key:
            break
        first_end, second_end = behind, copied
    return _Copy(first, min(first_end, second - 1), second, second_end)


def _is_formula(sentence: Sentence, paragraphs: Sequence[Paragraph], shortest: int) -> bool:
    """Whether reports may well say this sentence in two places: a nil statement, a legal basis, a heading."""
    text = sentence.text
    if compiled(_NOTHING_HAPPENED).search(text) or compiled(_ABOUT_THE_REPORT).search(text) or "|" in text:
        return True
    length = len(han(compiled(_BOOK_TITLES).sub("", text)))
    if length < shortest:
        return True
    paragraph = paragraphs[sentence.paragraph]
    if paragraph.end == sentence.end and text[-1:] not in _CLOSING and length <= _LONGEST_SLOGAN:
        return True
    return length <= _LONGEST_SLOGAN and ordinal_end(text) > 0


# -- paragraphs --------------------------------------------------------------------------------------------------

_SHORTEST_PARAGRAPH = 40
_ALIKE = 95
"""Similarity in percent from which a paragraph is a copy of another."""
_LONGEST_COMPARED = 5000
"""Longer paragraphs are copies only if they are equal."""
_MOST_COMPARED = 2000
"""Behind so many paragraphs, copies are only found if they are equal: no report has as many, and comparing costs."""
_POSTINGS = 6
"""So many originals are kept for one clause; more would only be asked for in a text made of one clause."""
_LONGEST_HEADING = 24
"""Characters of a heading with which a paragraph may open: what is written for one may be pasted under another."""
_FIGURES = r"\d+(?:\.\d+)?"
_CLAUSE_ENDS = str.maketrans("。;:、!?", ",,,,,,")
_MARK = 5
"""Characters at the beginning and at the end of a clause that are looked up."""


class RepeatedParagraph(Rule):
    """A paragraph is a copy of another."""

    code = "GL602"
    name = "repeated-paragraph"
    severity = ERROR
    title = Text("段落不重复", "No paragraph is a copy of another")
    explain = Text(
        "两段文字相同,或者只改了几个字,说明有一段是粘贴来的,本该写的内容没有写。相邻的几段一起重复的,只提示一次。",
        "Two paragraphs that are the same but for a few characters show that one of them was pasted, and what should "
        "stand there was never written. Neighbouring paragraphs copied together are named once.",
    )
    messages = {
        "default": Text("这一段与前面的“{text}”完全相同", "This paragraph is the same as “{text}” before it"),
        "alike": Text(
            "这一段与前面的“{text}”几乎相同(相似度{percent}%)",
            "This paragraph is nearly the same as “{text}” before it ({percent} % alike)",
        ),
        "original": Text("与它相同的段落", "the paragraph that it copies"),
    }
    help = Text(
        "删去重复的一段;如果这里本来应当写别的内容(例如依申请公开情况),补写。",
        "Delete the copy; if something else should stand here, write that.",
    )
    basis = ("LAW-6", "PRACTICE")
    related = ("GL106", "GL601")
    bad = (
        change(
            (
                "(三)政府信息管理。修订信息发布审核办法,明确科室起草、办公室审核、分管负责人签发三道程序。"
                "逐件清理2018年以来的行政规范性文件,废止1件,现行有效12件。",
                "⟦(三)政府信息管理。全年收到政府信息公开申请8件,上年结转1件,办结8件,结转下年度继续办理1件。新收申请中,"
                "自然人提出5件,法人或其他组织提出3件。承办科室坚持先沟通、后答复,一次性告知需要补正的内容。⟧",
            )
        ),
        change(
            (
                "下一步将从两个方面改进:一是制定学校信息公开事项清单,按季度核对更新情况;二是建立申请办理提醒台账,"
                "在第十个工作日提示承办科室。\n",
                "下一步将从两个方面改进:一是制定学校信息公开事项清单,按季度核对更新情况;二是建立申请办理提醒台账,"
                "在第十个工作日提示承办科室。\n⟦(二)改进情况。针对上一年度专栏栏目交叉重复的问题,"
                "已将14个栏目归并为9个。下一步将从两个方面改进:一是制定学校信息公开事项清单,按季度核对更新情况;"
                "二是建立申请办理提醒台账,在第十个工作日提示承办科室。⟧\n",
            )
        ),
    )
    good = (
        change(),
        change(
            (
                "(三)政府信息管理。修订",
                "城区学校全年公开招生、收费、采购信息共计208条,按时更新率为百分之九十九,家长满意度较高。\n"
                "乡镇学校全年公开招生、收费、采购信息共计104条,按时更新率为百分之八十七,家长满意度较高。\n"
                "(三)政府信息管理。修订",
            )
        ),
        change(("没有其他需要报告的事项。\n", "没有其他需要报告的事项。没有其他需要报告的事项。\n")),
        change(base="government-2023"),
        change(("(二)改进情况。针对上", "(二)改进情况。针对上一年度反映的问题,逐项对照整改。针对上")),
    )

    parameters = (
        Parameter(
            "min-length",
            _SHORTEST_PARAGRAPH,
            Text("不到这么多个汉字的段落不算重复", "paragraphs count from so many Chinese characters on"),
            20,
            2000,
        ),
        Parameter(
            "similarity",
            _ALIKE,
            Text(
                "两段相同的部分达到百分之多少算重复", "from how many percent of likeness on two paragraphs are the same"
            ),
            80,
            100,
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each copy, or for each run of neighbouring paragraphs copied together."""
        paragraphs = report.paragraphs
        shortest, least = self.number("min-length"), self.number("similarity")
        run: list[tuple[int, int, float]] = []
        for found in [*_repeated_paragraphs(paragraphs, shortest, least), None]:
            if run and found is not None:
                step = found[0] - run[-1][0]
                if step <= 2 and (found[1] - run[-1][1] == step or (step == 1 and found[1] == run[-1][1])):
                    run.append(found)
                    continue
            if run:
                copy, original, alike = run[0]
                is_equal = all(entry[2] == 100 for entry in run)
                yield self.finding(
                    paragraphs[copy].start,
                    paragraphs[run[-1][0]].end,
                    variant="default" if is_equal else "alike",
                    args={"text": _excerpt(paragraphs[original].text)}
                    | ({} if is_equal else {"percent": int(min(alike, *(entry[2] for entry in run), 99))}),
                    related=(Related(paragraphs[original].start, paragraphs[original].end, "original", {}),),
                )
            run = [found] if found is not None else []


@lru_cache(maxsize=2)
def _repeated_paragraphs(
    paragraphs: tuple[Paragraph, ...], shortest: int = _SHORTEST_PARAGRAPH, least: int = _ALIKE
) -> tuple[tuple[int, int, float], ...]:
    """Every paragraph that is a copy of one before it: its index, that of the first it copies, and the likeness in
    percent.

    The beginnings and ends of clauses are the index: a copy with few changes shares most of them with its original.
    Each paragraph is compared with the two originals that share most, so that the cost is linear in the text.
    """
    equal: dict[str, int] = {}
    index: dict[str, list[int]] = {}
    words_of: dict[int, str] = {}
    found = []
    for number, paragraph in enumerate(paragraphs):
        if len(paragraph.text) < shortest:
            continue
        if len(paragraph.text) > _LONGEST_COMPARED:
            first = equal.setdefault(paragraph.text, number)
            if first != number:
                found.append((number, first, 100.0))
            continue
        words = "".join(filter(str.isalnum, paragraph.text[_heading_end(paragraph.text) :]))
        if len(words) < shortest or len(han(words)) < shortest:
            continue
        first = equal.setdefault(words, number)
        if first != number:
            found.append((number, first, 100.0))
            continue
        if len(words_of) >= _MOST_COMPARED:
            continue
        clauses = [clause for clause in paragraph.text.translate(_CLAUSE_ENDS).split(",") if len(clause) >= _MARK]
        marks = {*(clause[:_MARK] for clause in clauses), *(clause[-_MARK:] for clause in clauses)}
        shared = Counter(original for mark in marks for original in index.get(mark, ()))
        best = 0.0
        for original, count in shared.most_common(2):
            if count >= max(2, len(marks) // 3):
                alike = _likeness(words, words_of[original], least)
                if alike > best:
                    best, first = alike, original
        if best >= least:
            found.append((number, first, best))
            continue
        words_of[number] = words
        for mark in marks:
            postings = index.setdefault(mark, [])
            if len(postings) < _POSTINGS:
                postings.append(number)
    return tuple(found)


def _heading_end(text: str) -> int:
    """Where the number and the heading that open a paragraph end; 0 if no number opens it."""
    start = ordinal_end(text)
    if not start:
        return 0
    ends = (text.find(mark, start, start + _LONGEST_HEADING + 1) for mark in "。:,")
    return min((end + 1 for end in ends if end >= 0), default=min(len(text), start + _LONGEST_HEADING))


def _likeness(words: str, other: str, least: int) -> float:
    """How alike two paragraphs are, in percent; 0 where their figures show that they speak of different things."""
    if abs(len(words) - len(other)) * 10 > max(len(words), len(other)):
        return 0.0
    if _different_figures(words, other):
        return 0.0
    from rapidfuzz import fuzz

    return float(fuzz.ratio(words, other, score_cutoff=least))


def _different_figures(words: str, other: str) -> bool:
    """Whether the figures differ in more than one place: parallel statements on two things, not a copy."""
    one, two = Counter(compiled(_FIGURES).findall(words)), Counter(compiled(_FIGURES).findall(other))
    return sum(((one - two) | (two - one)).values()) > 1


# -- phrases -------------------------------------------------------------------------------------------------------

_SHORTEST_PHRASE, _LONGEST_PHRASE = 2, 8
_SHORTEST_RUN = {3: 2, 4: 2, 5: 3}
"""Equal characters from which a repetition with a character more or less is looked for, by distance."""


@cache
def _zeros() -> re.Pattern[bytes]:
    """One or more zero bytes."""
    return re.compile(rb"\0+")


class _Twice(NamedTuple):
    """The words of vocabulary/repetition.toml."""

    counting: frozenset[str]
    correlative: frozenset[str]
    doubled: frozenset[str]
    joined: frozenset[str]
    heads: tuple[str, ...]
    fillers: frozenset[str]


@lru_cache(maxsize=4)
def _twice(pack: Pack) -> _Twice:
    words = pack.vocabulary("repetition")
    return _Twice(
        frozenset(words["counting"]["first"]),
        frozenset(words["correlative"]["words"]),
        frozenset(words["doubled"]["verbs"]),
        frozenset(words["joined"]["words"]),
        tuple(words["joined"]["heads"]),
        frozenset(words["filler"]["characters"]),
    )


class RepeatedPhrase(Rule):
    """A phrase stands twice in a row."""

    code = "GL603"
    name = "repeated-phrase"
    severity = WARNING
    fix = "suggest"
    title = Text("同一个词不连写两遍", "No phrase stands twice in a row")
    explain = Text(
        "同一个词紧接着又写了一遍(“进一步进一步”“可通过可以通过”),是修改以后没有删净。逐件列举(“一件一件”)、"
        "前一个名称的尾与后一个名称的头相同(“信息公开公开栏”)不算重复。",
        "The same phrase right behind itself (进一步进一步, 可通过可以通过) was left over when the text was changed. "
        "Counting one by one (一件一件) does not count, nor do names of which one ends as the next begins.",
    )
    messages = {"default": Text("“{text}”连写了两遍", "“{text}” stands twice in a row")}
    help = Text("删去重复的词。", "Delete one of the two.")
    basis = ("LAW-6", "PRACTICE")
    related = ("GL601",)
    bad = (
        change(("依法做好政府信息公开", "⟦依法依法⟧做好政府信息公开")),
        change(("群众难以对照核实", "群众⟦难以进一步难以进一步⟧对照核实"), base="government-2023"),
        change(("企业可按行业和规模检索政策", "企业⟦可通过可以通过⟧平台检索政策"), base="committee-2024"),
        change(("通过18个村务公开栏", "⟦通过通过⟧18个村务公开栏"), base="town-2023"),
    )
    good = (
        change(),
        change(("在局机关一楼设立查阅点", "在政府信息公开公开栏和政务服务服务大厅设立查阅点")),
        change(("逐件清理2018年", "一件一件清理、逐条逐条核对、认认真真研究研究2018年")),
        change(("查询终端。", "查询终端,高高兴兴办事、明明白白消费。")),
        change(("查询终端。", "查询终端,做到随到随查、立查立改,发现问题即查即改。")),
        change(("张贴公告96份", "张贴公告96份,答复96件96人"), base="subdistrict-2024"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each repetition."""
        words = _twice(report.pack)
        prose = report.running_text
        behind = 0
        for start, length in sorted(_repetitions(prose.text, words)):
            if start >= behind:
                behind = start + length
                printed = prose.text[start:behind]
                phrase = _phrase(printed)
                first, last = prose.range(start, behind)
                fix = suggestion(report, first, last, printed, phrase) if phrase != printed else None
                yield self.finding(first, last, args={"text": phrase}, fix=fix)


def _phrase(text: str) -> str:
    """The phrase that stands twice in `text`, as it stands first."""
    half = len(text) // 2
    return text[:half] if text[:half] == text[half:] else text


def _repetitions(text: str, words: _Twice) -> Iterator[tuple[int, int]]:
    """Where phrases stand twice in a row, and how long both are together.

    The text is compared with itself, moved by the length of the phrase, as one number: where both are equal the
    difference is zero. Each length costs one pass that Python does not see.
    """
    data = text.encode("utf-16-le")
    width = 2
    if len(data) != 2 * len(text):
        data, width = text.encode("utf-32-le"), 4
    number = int.from_bytes(data, "little")
    for length in range(_SHORTEST_PHRASE, _LONGEST_PHRASE + 1):
        equal = (number ^ (number >> (8 * width * length))).to_bytes(len(data), "little")
        shortest = _SHORTEST_RUN.get(length, length)
        run = b"\0" * (width * shortest)
        place = equal.find(run)
        while place >= 0:
            match = _zeros().match(equal, place)
            end = match.end() if match else place + 1
            start = -(-place // width)
            count = end // width - start
            if count >= length:
                found = _phase(text, start, length, count, words)
                if found >= 0:
                    yield found, 2 * length
            elif count >= shortest:
                yield from _with_filler(text, start, length, count, words)
            place = equal.find(run, end)


def _phase(text: str, start: int, length: int, count: int, words: _Twice) -> int:
    """Where a phrase of `length` stands twice and should stand once; -1 if that is right.

    Of a run of `count` equal characters more than one phrase may be read: 务服务服务 is 务服 or 服务 twice.
    """
    best = start
    for first in range(start, min(start + count - length + 1, start + length)):
        phrase = text[first : first + length]
        if not _is_han(phrase) or phrase[0] in words.counting or phrase in words.doubled or len(set(phrase)) == 1:
            return -1
        if length == _SHORTEST_PHRASE and phrase[1] in words.correlative:
            return -1
        if phrase in words.joined:
            if text.startswith(words.heads, first + 2 * length):
                return -1
            best = first
    return best


def _with_filler(text: str, start: int, length: int, count: int, words: _Twice) -> Iterator[tuple[int, int]]:
    """A phrase of which one copy has a character more: 可通过可以通过, 可以通过可通过.

    At `start` stand `count` characters that are equal to those `length` further on.
    """
    first, tail = start - 1, length - 2
    if 4 <= length <= 5 and count >= tail and first >= 0:
        whole = text[first : first + 2 * length - 1]
        one, other = whole[: length - 1], whole[length - 1 :]
        if len(other) == length and other[0] + other[2:] == one and other[1] in words.fillers and _is_han(whole):
            yield first, len(whole)
            return
    first = start - 2
    if 3 <= length <= 4 and count >= length - 1 and first >= 0:
        whole = text[first : first + 2 * length + 1]
        one, other = whole[: length + 1], whole[length + 1 :]
        if len(other) == length and one[0] + one[2:] == other and one[1] in words.fillers and _is_han(whole):
            yield first, len(whole)


def _is_han(text: str) -> bool:
    return all(map(is_han, text))
