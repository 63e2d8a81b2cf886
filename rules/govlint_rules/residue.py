"""GL811–GL815: what a web page and conversion left in the text of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.furniture import metadata_entries
from govlint.report.numerals import ordinal_end
from govlint.report.organ import is_organ_name, organ_kind
from govlint.rule import INFO, WARNING, Edit, Fix, Related, Rule, Text, Verdict, change, deleting
from govlint_rules.fixes import is_cited
from govlint_rules.places import (
    MOST_PLACES,
    is_han,
    is_head_or_tail,
    is_quoted,
    line_at,
    matches,
    occurrences,
    paragraph_at,
    word_list,
)
from govlint_rules.report_facts import is_short_for

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.parts import Paragraph


def _in_report(report: Report, kind: str) -> list[int]:
    """The lines of furniture of that kind that a reader would take for the report's own. In a web page, what stands
    above the first section or below the last paragraph is the page's, and is where it should be.
    """
    furniture = report.furniture
    lines = sorted(index for index, piece in furniture.items() if piece.kind == kind)
    if not lines or report.document.kind != "html":
        return lines
    headings, paragraphs = report.headings, report.paragraphs
    if not headings or not paragraphs:
        return []
    top, bottom = headings[0].start, paragraphs[-1].end
    return [index for index in lines if top < furniture[index].start < bottom]


class PageFurniture(Rule):
    """A line of the web page in the text."""

    code = "GL811"
    name = "page-furniture"
    severity = WARNING
    fix = "yes"
    title = Text("正文里没有网页部件", "No buttons, counters or links of the page in the text")
    explain = Text(
        "“扫一扫”“分享到”“浏览次数”“打印”等是网页的部件,不是报告的内容,复制网页时常常带进来。整行都是网页部件时才提示。",
        "Share buttons, counters, QR hints and the like belong to the web page, not to the report; they come along "
        "when a page is copied. Only whole lines are named.",
    )
    messages = {
        "default": Text(
            "这一行是网页部件(“{key}”),不是报告内容", "This line belongs to the web page ({key}), not to the report"
        ),
    }
    help = Text("发布前删去这一行。", "Delete the line before publishing.")
    basis = ("PRACTICE",)
    related = ("GL812",)
    bad = (
        change(("2024年1月18日\n", "2024年1月18日\n⟦扫一扫在手机打开当前页⟧\n")),
        change(("年度报告\n本报告根据", "年度报告\n⟦浏览次数:⟧\n本报告根据")),
        change(("年度报告\n本报告根据", "年度报告\n⟦字号:[ 大 中 小 ]⟧\n本报告根据")),
    )
    good = (
        change(),
        change(("配备自助查询终端。", "配备自助查询终端,群众扫一扫二维码即可打开页面。")),
        change(("2024年1月18日\n", "2024年1月18日\n- 4 -\n")),
        change(("门户网站教育专栏增设", "门户网站教育专栏浏览次数:31640次。专栏增设")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a line; the same line printed over and over is one."""
        lines, furniture = report.lines, report.furniture
        residue = [furniture[line] for line in _in_report(report, "residue")]
        place = 0
        while place < len(residue):
            first = last = residue[place]
            place += 1
            while (
                place < len(residue)
                and residue[place].line == last.line + 1
                and (lines[residue[place].line].text == lines[last.line].text)
            ):
                last = residue[place]
                place += 1
            same = [piece for piece in residue if first.line <= piece.line <= last.line]
            ranges = [(piece.start, piece.end) for piece in same]
            is_outside = _is_before_title(report, last.end) or _is_behind_date(report, first.start)
            fix = deleting(ranges, is_safe=is_outside)
            yield self.finding(first.start, last.end, args={"key": first.key}, fix=fix)


def _is_before_title(report: Report, end: int) -> bool:
    """Whether what ends there stands before the title of the report."""
    return report.title is not None and end <= report.title.start


def _is_behind_date(report: Report, start: int) -> bool:
    """Whether what starts there stands behind the date at the end of the report."""
    dates = [found for found in report.dates if found.position == "end"]
    return bool(dates) and start >= dates[-1].end


class MetadataBlock(Rule):
    """The data block of the page in the text."""

    code = "GL812"
    name = "metadata-block"
    severity = INFO
    fix = "yes"
    title = Text("正文里没有网页的信息栏", "The page's data block is not part of the text")
    explain = Text(
        "索引号、发布机构、发布日期等信息栏属于网页。程序从中读取发布日期,但它不是报告的内容,"
        "存档或者另行印发时应当去掉。",
        "Index number, publisher, date of publication and the like belong to the web page. The date is read from "
        "there, but none of it is part of the report.",
    )
    messages = {
        "default": Text(
            "这里是网页的信息栏({keys}),不是报告内容", "This is the page's data block ({keys}), not the report"
        ),
    }
    help = Text("另行印发或者存档时删去。", "Leave it out when the report is printed or archived.")
    basis = ("PRACTICE",)
    related = ("GL503", "GL811")
    bad = (
        change(
            (
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
                "⟦索引号:QS0017-2024-00003\n发布机构:青石县教育局\n发布日期:2024-01-18⟧\n"
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
            )
        ),
        change(("报告\n本报告根据", "报告\n⟦发布日期:2024-01-18 09:30⟧\n本报告根据")),
    )
    good = (
        change(),
        change(("(一)主动公开。全年", "(一)主动公开。公开指南列明索引号、发布机构、生成日期等要素。全年")),
        change(("配备自助查询终端。", "配备自助查询终端。服务时间:工作日上午8时30分至12时。")),
        change(("(四)政府信息公开平台建设。", "(四)政府信息公开平台建设。统一规范发布机构、发布日期的填写。")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each run of neighbouring lines of the data block."""
        furniture = report.furniture
        lines = _in_report(report, "metadata")
        block: list[int] = []
        for index in [*lines, None]:
            if block and (index is None or any(between not in furniture for between in range(block[-1] + 1, index))):
                keys = "、".join(dict.fromkeys(furniture[line].key for line in block))
                first, last = furniture[block[0]], furniture[block[-1]]
                ranges = [(furniture[line].start, furniture[line].end) for line in block]
                is_leading = _is_before_title(report, last.end) and report.issue_date is not None
                fix = deleting(ranges, is_safe=is_leading)
                yield self.finding(first.start, last.end, args={"keys": keys}, fix=fix)
                block = []
            if index is not None:
                block.append(index)


# -- blanks inside words -------------------------------------------------------------------------------------------

_SHOWN = 4
_WIDEST = 3
"""More blanks than this are layout."""
_LONGEST_HEAD = 24
_COUNTERS = "年月日号条件次份篇项期个场元"
"""Before these a figure is missing: GL731 and GL733 tell that."""
_SENTENCE_MARKS = "。,;"
_STOPS = "。;:,、!?)》”"
_FEWEST_LOOSE = 2
"""So many blanks behind 的 or before 们 are no chance; one could stand where a figure was lost."""


class _Blank(NamedTuple):
    """Blanks between two Chinese characters: the range of both characters, and what it proves."""

    start: int
    end: int
    proof: str
    """"word" (a word is torn), "loose" (a clause cannot end or begin there) or "" (it may be meant to part)."""


class InnerSpace(Rule):
    """Blanks inside words."""

    code = "GL813"
    name = "inner-space"
    severity = WARNING
    fix = "yes"
    title = Text("汉字之间没有多余的空格", "No blanks between the characters of a sentence")
    explain = Text(
        "正文的词语中间夹着空格(“公 开”“的 指导”),多半是从网页或者 PDF 复制时带进来的,会影响检索。小标题后面、"
        "并列短语之间用来分隔的空格,表格栏目、落款和全角缩进不算。全文只提示一次。",
        "Blanks inside words come from copying a page or a PDF, and spoil searching. Blanks that part a heading or "
        "parallel phrases, spaced labels, signatures and indents do not count. Told once a report.",
    )
    messages = {
        "default": Text(
            "词语中间有多余的空格(“{text}”),全文共有{count}处",
            "A blank stands inside a word ({text}), one of {count} places",
        ),
        "possible": Text(
            "句子中间有空格(“{text}”),全文共有{count}处,请确认是否多余",
            "A blank stands inside a sentence ({text}), one of {count} places; is it meant?",
        ),
        "related": Text("这里也有多余的空格", "here, too"),
    }
    help = Text("删去汉字之间的空格。", "Delete the blanks between the characters.")
    basis = ("PRACTICE",)
    related = ("GL814",)
    bad = (
        change(("依法做好政府信息公开各项工作。", "依法做好政府信息⟦公 开⟧各项工作。")),
        change(
            ("由专人引导群众查阅。", "由专人引导⟦群 众⟧查阅。"),
            base="town-2023",
        ),
        change(
            ("围绕企业全生命周期服务,扎实推进政府信息公开。", "围绕企业的全生命周期⟦服  务⟧,扎实推 进政府信 息公开。"),
            base="committee-2024",
        ),
        change(("依法做好政府信息公开各项工作。", "依法做好⟦政\u00a0府⟧信息公开各项工作。")),
    )
    good = (
        change(),
        change(("(一)主动公开。全年", "(一)主动公开 全年")),
        change(("青石县教育局\n2024年1月18日", "青 石 县 教 育 局\n2024年1月18日")),
        change(("第二十条第(一)项 |", "第二十条 第(一)项 |"), ("自然人 |", "自 然 人 |")),
        change(("\n一、总体情况\n", "\n一、总体情况\n目  录\n")),
        change(("(一)主动公开。全年", "(一)主动公开。2023 年全年 12 个月都有更新,全年")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first place that proves it."""
        blanks = [blank for paragraph in report.paragraphs for blank in _blanks(report, paragraph)]
        if not blanks:
            return
        torn = [blank for blank in blanks if blank.proof == "word"]
        loose = [blank for blank in blanks if blank.proof == "loose"]
        is_certain = bool(torn) or len(loose) >= _FEWEST_LOOSE
        first = min(torn or loose or blanks)
        others = [blank for blank in blanks if blank is not first][:_SHOWN]
        yield self.finding(
            first.start,
            first.end,
            severity=WARNING if is_certain else INFO,
            variant="default" if is_certain else "possible",
            args={"text": report.text[first.start : first.end], "count": len(blanks)},
            related=[Related(blank.start, blank.end, "related", {}) for blank in others],
            fix=_closed(report, torn),
        )


def _closed(report: Report, torn: Sequence[_Blank]) -> Fix | None:
    """The blanks taken out of the words that they tear. Outside the statutory tables and quotations that is beyond
    doubt where the two characters are a word, or the blank stands between two such: of other spaced characters, a name
    may be meant.
    """
    if not torn:
        return None
    text, common = report.text, _common_words(report.pack)
    in_word = [text[blank.start] + text[blank.end - 1] in common for blank in torn]
    certain = [
        blank
        for number, blank in enumerate(torn)
        if in_word[number]
        or (
            0 < number < len(torn) - 1
            and in_word[number - 1]
            and in_word[number + 1]
            and torn[number - 1].end - 1 == blank.start
            and torn[number + 1].start + 1 == blank.end
        )
    ]
    own = [blank for blank in certain if not is_cited(report, blank.start, blank.end) and _is_prose(report, blank)]
    return deleting([(blank.start + 1, blank.end - 1) for blank in own], is_safe=True) if own else None


def _is_prose(report: Report, blank: _Blank) -> bool:
    paragraph = paragraph_at(report, blank.start)
    return paragraph is not None and paragraph.section not in (2, 3, 4) and "|" not in paragraph.text


def _blanks(report: Report, paragraph: Paragraph) -> Iterator[_Blank]:
    """The blanks between Chinese characters of a paragraph, save those that part a heading from what follows."""
    text, base = paragraph.text, paragraph.start
    if " " not in text or not any(mark in text for mark in _SENTENCE_MARKS):
        return  # without them it is a heading or a row of labels, whose characters may be spaced
    places: list[tuple[int, int]] = []
    at = text.find(" ")
    while at >= 0 and len(places) < MOST_PLACES:
        end = at
        while text[end] == " ":
            end += 1
        if is_han(text[at - 1]) and is_han(text[end]) and end - at <= _WIDEST:
            places.append((at, end))
        at = text.find(" ", end)
    wide = "\u3000" in report.characters
    for number, (at, end) in enumerate(places):
        if wide and "\u3000" in report.raw(base + at, base + end):
            continue
        proof = _proof(report.pack, text, at, end)
        if not proof and _spaced_letters(text, places, number):
            proof = "word"
        if proof == "word" or not (_is_counter(report.pack, text, end) or _parts_a_heading(text, at)):
            yield _Blank(base + at - 1, base + end + 1, proof)


def _proof(pack: Pack, text: str, at: int, end: int) -> str:
    """What the characters around a blank prove, as `_Blank.proof` has it."""
    common = _common_words(pack)
    left, right = text[at - 1], text[end]
    before, behind = text[max(0, at - 2) : at], text[end : end + 2]
    if left + right in common and before not in common and behind not in common:
        is_label = at == 1 and (len(behind) < 2 or behind[1] in ":|")
        return "" if is_label else "word"
    if left in word_list(pack, "residue", "words", "open-ended"):
        return "" if before in word_list(pack, "residue", "words", "open-ended-not") else "loose"
    if right in word_list(pack, "residue", "words", "dangling"):
        return "" if behind in word_list(pack, "residue", "words", "dangling-not") else "loose"
    return ""


@lru_cache(maxsize=4)
def _common_words(pack: Pack) -> frozenset[str]:
    return frozenset(word_list(pack, "residue", "words", "common"))


def _spaced_letters(text: str, places: list[tuple[int, int]], number: int) -> bool:
    """Whether the blank is one of two or more with one character between: 公 开 工 作."""
    at, end = places[number]
    if text[at - 1] in _COUNTERS or text[end] in _COUNTERS:
        return False
    joins_before = number > 0 and places[number - 1][1] == at - 1
    joins_behind = number + 1 < len(places) and places[number + 1][0] == end + 1
    return joins_before or joins_behind


def _is_counter(pack: Pack, text: str, at: int) -> bool:
    """Whether a counter stands at `at` that is not the beginning of a word: 条, not 条例."""
    return text[at] in _COUNTERS and text[at : at + 2] not in _common_words(pack)


def _parts_a_heading(text: str, at: int) -> bool:
    """Whether what stands before the blank is a numbered heading, or a short phrase that opens the paragraph."""
    floor = max(0, at - _LONGEST_HEAD - 1)
    start = max(floor - 1, *(text.rfind(stop, floor, at) for stop in _STOPS)) + 1
    if at - start > _LONGEST_HEAD:
        return False
    sentence = text[max(floor, text.rfind("。", floor, at) + 1) : at]
    return start == 0 or text[start - 1] == ")" or ordinal_end(sentence) > 0


# -- entities and mojibake -----------------------------------------------------------------------------------------

_ENTITY = r"&(?:[a-zA-Z]{2,8}|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5})(?:;|(?<=&nbsp))"
_HIDDEN_ADDRESS = "[email protected]"
"""What a page shows to programs in the place of an address."""
_ESCAPE = r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\r\\n|\\n(?![A-Za-z])"
_TAG = r"</?(?:p|br|span|div|font|strong|b|o:p|u|em|li|ul|a)(?:\s[^<>\n]{0,160})?/?>"
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\ufeff\u00ad"
_LATIN = frozenset(chr(code) for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7))
_LATIN_RUN = "[\u00a1-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{4,}"
_TONES = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")
_PINYIN = r"\([a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,4}\)"
_QUESTIONS = r"\?{2,}"
_FEWEST_READINGS = 3


class EntityOrMojibake(Rule):
    """Characters as HTML or a program writes them, invisible characters, and text read in the wrong encoding."""

    code = "GL814"
    name = "entity-or-mojibake"
    severity = WARNING
    fix = "yes"
    title = Text("没有网页代码、隐形字符和乱码", "No HTML codes, invisible characters or mojibake")
    explain = Text(
        "“&nbsp;”“<br>”一类的网页代码、看不见的零宽字符、编码读错形成的乱码,以及镜像网页插入的拼音,都不是报告的文字。"
        "每一类全文只提示一次。行首用“????”代替空格的,只作提示。",
        "Codes such as &nbsp;, characters without width, text that was read in the wrong encoding and pinyin that a "
        "mirror put in are none of the report's. Told once a report and kind. Question marks in the place of an indent "
        "are only noted.",
    )
    messages = {
        "default": Text(
            "文字里留着网页代码“{mark}”,全文共有{count}处",
            "A code of the page, “{mark}”, is in the text, one of {count}",
        ),
        "unseen": Text(
            "“{text}”中间夹着看不见的字符({mark}),全文共有{count}处",
            "An invisible character ({mark}) stands inside “{text}”, one of {count}",
        ),
        "mojibake": Text("这里是乱码“{mark}”,全文共有{count}处", "This is mojibake, “{mark}”, one of {count} places"),
        "reading": Text(
            "汉字后面夹着拼音“{mark}”,全文共有{count}处,像是从镜像网页复制的",
            "Pinyin, “{mark}”, is put behind characters in {count} places, as mirrors of a page do",
        ),
        "lost": Text("这里的文字变成了问号“{mark}”", "Characters have become question marks here, “{mark}”"),
    }
    help = Text("对照原稿更正,或者从原稿重新导出。", "Correct it by the original, or export it anew.")
    basis = ("LAW-6", "PRACTICE")
    related = ("GL813", "GL733")
    bad = (
        change(("(一)主动公开。全年", "(一)主动公开。⟦&nbsp;⟧全年")),
        change(("张贴公示272张。", "张贴公示27⟦2\u200b张⟧。"), base="town-2023"),
        change(("举办政策宣讲会27场", "⟦锟斤拷⟧锟斤拷举办政策宣讲会27场"), base="committee-2024"),
        change(("(五)监督保障。", "(五)⟦ç›‘ç£ä¿éšœ⟧。")),
        change(("张贴公示272张。", "张贴公示272张。⟦<br>⟧"), base="town-2023"),
    )
    good = (
        change(),
        change(
            (
                "(一)主动公开。全年",
                "(一)主动公开。R&D投入和B&B民宿信息也已公开,网址http://www.qs.example/a?b=1&c=2。全年",
            )
        ),
        change(("(一)主动公开。全年", "(一)主动公开。专栏名为Café读书角,读音为lǜ的字已加注。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。回答“怎么办?找谁办?”两个问题。全年")),
        change(
            ("县教育局2023年政府信息公开工作年度报告\n本报告", "县教育局2023年政府信息公开工作年度报告\u200b\n本报告")
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a kind."""
        text, characters = report.text, report.characters
        for variant, places in (
            ("default", _codes(report)),
            ("mojibake", _mojibake(report)),
            ("reading", _readings(text) if not characters.isdisjoint(_TONES) else []),
        ):
            if places:
                start, end = places[0]
                args = {"mark": text[start:end], "count": len(places)}
                fix = _decoded(report, places) if variant == "default" else None
                yield self.finding(start, end, variant=variant, args=args, fix=fix)
        if not characters.isdisjoint(_UNSEEN):
            yield from self._unseen(report)
        if "??" in text:
            yield from self._questions(report)

    def _unseen(self, report: Report) -> Iterator[Verdict]:
        """Characters without width between two that are seen."""
        pattern = f"(?<=[^\\s{_UNSEEN}])[{_UNSEEN}]+(?=[^\\s{_UNSEEN}])"
        found = [(match.start(), match[0][0]) for match in compiled(pattern).finditer(report.document.text)]
        for source, char in found[:MOST_PLACES]:
            offset = _view_offset(report, source)
            if paragraph_at(report, offset) is not None or is_head_or_tail(report, offset):
                yield self.finding(
                    offset - 1,
                    offset + 1,
                    variant="unseen",
                    args={
                        "text": report.text[offset - 1 : offset + 1],
                        "mark": f"U+{ord(char):04X}",
                        "count": len(found),
                    },
                    fix=_without_unseen(report, [_view_offset(report, place) for place, _ in found[:MOST_PLACES]]),
                )
                return

    def _questions(self, report: Report) -> Iterator[Verdict]:
        """Question marks where characters were: between Chinese characters, or in the place of an indent."""
        text = report.text
        for match in matches(_QUESTIONS, text):
            start, end = match.span()
            left, right = text[start - 1 : start], text[end : end + 1]
            inside = bool(left and right) and is_han(left) and is_han(right)
            indent = end - start > 2 and (not start or left == "\n")
            if (inside or indent) and not is_quoted(text, start):
                severity = WARNING if inside else INFO
                yield self.finding(start, end, severity=severity, variant="lost", args={"mark": match[0]})
                return


def _codes(report: Report) -> list[tuple[int, int]]:
    """The ranges of entities, escapes and tags."""
    text, characters = report.text, report.characters
    found: list[tuple[int, int]] = []
    if "&" in characters:
        names = word_list(report.pack, "residue", "mojibake", "entities")
        for match in matches(_ENTITY, text):
            name = match[0][1:].rstrip(";")
            if name[0] == "#" or name in names:
                found.append(match.span())
    if _HIDDEN_ADDRESS in text:
        found += [(at, at + len(_HIDDEN_ADDRESS)) for at in occurrences(text, _HIDDEN_ADDRESS)]
    if "\\" in characters:
        found += [match.span() for match in matches(_ESCAPE, text)]
    if "<" in characters and report.document.kind != "markdown":
        for match in matches(_TAG, text):
            line = line_at(report, match.start())
            if line is not None and "|" not in line.text and paragraph_at(report, match.start()) is not None:
                found.append(match.span())
    return sorted(found)


def _decoded(report: Report, places: Sequence[tuple[int, int]]) -> Fix | None:
    """The characters that entities stand for; a blank between two characters of a sentence is none. Other codes (tags,
    escapes) stand for nothing that can be told.
    """
    from html import unescape

    text = report.text
    edits = []
    for number, (start, end) in enumerate(places):
        char = unescape(text[start:end]) if text[start] == "&" else ""
        if len(char) == 1 and report.raw(start, end) == text[start:end]:
            if char.isspace():
                beside = text[start - 1 : start], text[end : end + 1]
                char = "" if any(is_han(side) for side in beside if side) else " "
            if char.isprintable():
                edits.append(Edit(start, end, char))
                continue
        if not number:
            return None
    return Fix(tuple(edits), True)


def _without_unseen(report: Report, offsets: Sequence[int]) -> Fix | None:
    """The characters on both sides without what is not seen between them; between two digits it is left."""
    edits: list[Edit] = []
    for offset in offsets:
        raw = report.raw(offset - 1, offset + 1)
        new = "".join(char for char in raw if char not in _UNSEEN)
        between_digits = report.text[offset - 1].isdigit() and report.text[offset].isdigit()
        if new != raw and not between_digits and (not edits or edits[-1].end <= offset - 1):
            edits.append(Edit(offset - 1, offset + 1, new))
    return Fix(tuple(edits), True) if edits else None


def _mojibake(report: Report) -> list[tuple[int, int]]:
    """The ranges of text that was read in the wrong encoding."""
    text, characters = report.text, report.characters
    found: list[tuple[int, int]] = []
    for piece in word_list(report.pack, "residue", "mojibake", "pieces"):
        if characters.issuperset(piece):
            found += [(at, at + len(piece)) for at in occurrences(text, piece)]
    if not characters.isdisjoint(_LATIN):
        for match in compiled(_LATIN_RUN).finditer(text):
            if sum(char in _LATIN for char in match[0]) > 1:
                found.append(match.span())
    return sorted(found)


def _readings(text: str) -> list[tuple[int, int]]:
    """The ranges of pinyin in brackets, if there are so many that nobody wrote them."""
    found = [match.span() for match in matches(_PINYIN, text) if is_han(text[match.start() - 1])]
    return found if len(found) >= _FEWEST_READINGS else []


def _view_offset(report: Report, source: int) -> int:
    """The first offset of the view that stands for a character behind offset `source` of the document."""
    low, high = 0, len(report.text)
    while low < high:
        middle = (low + high) // 2
        if report.source(middle) <= source:
            low = middle + 1
        else:
            high = middle
    return low


# -- the page's data against the report ----------------------------------------------------------------------------

_NUMBER_KEYS = ("文号", "发文字号", "文件字号", "发文文号", "文件编号")
_TITLE_KEYS = ("标题", "信息标题", "信息名称", "文件名称", "名称")
_BRACKETED_YEAR = r"[〔\[(【](20[0-9]{2})[〕\])】]"
_YEAR = r"(20[0-9]{2})年"
_PARENTS = ("office", "county", "city", "province", "town")


class MetadataConflict(Rule):
    """The page's data block contradicts the report."""

    code = "GL815"
    name = "metadata-conflict"
    severity = INFO
    title = Text("网页信息栏与报告一致", "The page's data block agrees with the report")
    explain = Text(
        "网页信息栏里的发布机构、文号、标题应当与报告对得上。由政府办公室统一发布很常见,不提示;其他机构名称不同的、"
        "文号栏里写的不是文号的、年份对不上的,提示核对。",
        "Publisher, document number and title in the page's data block should agree with the report. That a government "
        "or its office publishes for others is common and not told; another name, a number that is none, or another "
        "year is.",
    )
    messages = {
        "default": Text(
            "网页信息栏的发布机构是“{value}”,报告的编制机关是“{organ}”",
            "The page names “{value}” as publisher, the report is by “{organ}”",
        ),
        "number": Text("文号栏里的“{value}”不是文号", "“{value}” is no document number"),
        "number-year": Text(
            "文号“{value}”的年份与{year}年度报告对不上", "The year of “{value}” does not fit a report on {year}"
        ),
        "title": Text(
            "网页标题“{value}”的年份与{year}年度报告对不上", "The page's title “{value}” is of another year than {year}"
        ),
    }
    help = Text("核对网页信息栏,改正填错的一项。", "Check the page's data, and correct what is wrong there.")
    basis = ("LAW-6", "PRACTICE")
    related = ("GL812",)
    bad = (
        change(
            (
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
                "索引号:QS0017-2024-00003\n发布机构:⟦青石县水利局⟧\n青石县教育局2023年政府信息公开工作年度报告\n本报告",
            )
        ),
        change(("索引号:CC0042-2025-00017", "索引号:CC0042-2025-00017\n文号:⟦2024年度报告号⟧"), base="committee-2024"),
        change(
            (
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
                "信息名称:⟦青石县教育局2021年政府信息公开工作年度报告⟧\n发布日期:2024-01-18\n"
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
            )
        ),
    )
    good = (
        change(base="committee-2024"),
        change(
            (
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
                "索引号:QS0017-2024-00003\n发布机构:青石县人民政府办公室\n文号:无\n"
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
            )
        ),
        change(
            (
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
                "发布机构:县教育局\n文号:青教发〔2024〕3号\n青石县教育局2023年政府信息公开工作年度报告\n本报告",
            )
        ),
        change(
            (
                "青石县教育局2023年政府信息公开工作年度报告\n本报告",
                "索引号:QS0017-2021-00003\n生成日期:2024-01-18\n青石县教育局2023年政府信息公开工作年度报告\n本报告",
            )
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding an entry."""
        entries = list(metadata_entries(report))
        if not entries:
            return
        publisher = report.pack.vocabulary("furniture")["metadata"]["publisher"]
        year = report.year.value if report.year is not None and report.year.source != "metadata" else None
        for key, start, end in entries:
            value = "".join(report.text[start:end].split())
            if key in publisher:
                organ = report.organ
                if (
                    organ is not None
                    and organ.source in ("title", "signature")
                    and _is_other(report, value, organ.name)
                ):
                    yield self.finding(start, end, args={"value": value, "organ": organ.name})
            elif key in _NUMBER_KEYS:
                found = compiled(_BRACKETED_YEAR).search(value)
                if "年度报告" in value or "年报" in value:
                    yield self.finding(start, end, variant="number", args={"value": value})
                elif found and year is not None and int(found[1]) not in (year, year + 1):
                    yield self.finding(start, end, variant="number-year", args={"value": value, "year": year})
            elif key in _TITLE_KEYS and year is not None and "报告" in value:
                years = {int(found) for found in compiled(_YEAR).findall(value)}
                if years and year not in years:
                    yield self.finding(start, end, variant="title", args={"value": value, "year": year})


def _is_other(report: Report, publisher: str, organ: str) -> bool:
    """Whether the publisher is another organ than the one that reports, and no government or office above it."""
    if not is_organ_name(report.pack, publisher) or organ_kind(report.pack, publisher) in _PARENTS:
        return False
    short, long = sorted((publisher, organ), key=len)
    return not is_short_for(short, long)
