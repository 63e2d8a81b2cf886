"""GL731–GL733: places that were left empty, that a form wants filled in, or that lost their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.numerals import ordinal_end
from govlint.rule import ERROR, INFO, WARNING, Related, Rule, Text, Verdict, change
from govlint_rules.places import (
    MOST_PLACES,
    is_han,
    is_head_or_tail,
    is_quoted,
    is_titled,
    line_at,
    matches,
    occurrences,
    paragraph_at,
    sentence_around,
    unwrapped,
    word_list,
)

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.parts import Paragraph


def _words(pack: Pack, table: str, key: str) -> tuple[str, ...]:
    return word_list(pack, "slots", table, key)


class _Slot(NamedTuple):
    """A place that something is missing from; `kind` is the variant that tells it."""

    start: int
    end: int
    kind: str
    label: str = ""


def _first_of_each_line(report: Report, slots: Iterable[_Slot]) -> Iterator[_Slot]:
    """The slots in order, of those on one line the first: a line that was not finished is one thing to do."""
    last = -1
    for slot in sorted(slots):
        line = line_at(report, slot.start)
        if line is not None and line.index != last:
            last = line.index
            yield slot


# -- empty places --------------------------------------------------------------------------------------------------

_SIGN = r"[(“《〔‘〈「为是][ \t]*[)”》〕’〉」,。;]"
"""Marks with nothing between, and where a value is missing behind 电话为."""
_PAIRS = ("()", "“”", "《》", "〔〕", "‘’", "〈〉", "「」")
_NAMES_OF_MARKS = ("括号", "引号", "书名号", "符号", "标点")
_CHOICES = "是否有无男女"
_LINE = r"_{2,}"
_DATE = r"[年 _](?:(?<=年)[ \t_]*[ _][ \t_]*月[ \t_]*[ _][ \t_]*日|(?<=[ _])[ _]+月[ _]{2,}日)"
_YEAR_OF_DATE = r"(?:20[0-9]{0,2})?[ \t_]*$"
_LONGEST_YEAR = 24
_FIGURE = r" {2,}"
_ENDS = ",。;、)"


class EmptySlot(Rule):
    """A place that was left empty."""

    code = "GL731"
    name = "empty-slot"
    severity = WARNING
    title = Text("没有空着的括号、引号和栏目", "No brackets, quotation marks or labels without content")
    explain = Text(
        "“可在网站下载()”“联系电话:。”“收到申请____件”一类的空位,多半是网址丢失或者模板没有填完。只看正文里的句子和"
        "落款日期,表格、另起一行填写的栏目和网页部件不算。",
        "Empty brackets, a label without a value or a line to be filled in mean that an address was lost or a form not "
        "finished. Only the sentences and the date count, not tables, labels with their value on the next line, or "
        "what belongs to the page.",
    )
    messages = {
        "default": Text("这里的“{mark}”里没有内容", "There is nothing inside “{mark}” here"),
        "label": Text("“{label}”后面没有内容", "Nothing follows “{label}”"),
        "line": Text("这里的横线没有填写", "The line here was not filled in"),
        "date": Text("这里的年月日没有填写", "The date here was not filled in"),
        "figure": Text("“{label}”前面的数字没有填写", "The figure before “{label}” was not filled in"),
    }
    help = Text("补上内容,或者把空着的括号、栏目删去。", "Fill it in, or take the empty place out.")
    basis = ("LAW-6", "PRACTICE")
    related = ("GL732", "GL811")
    bad = (
        change(("张贴公示272张。", "张贴公示272张,电子版可在县政府网站下载⟦()⟧。"), base="town-2023"),
        change(("电话:0000-5550123)", "⟦电话:⟧)")),
        change(("全部在法定期限内答复。", "全部在法定期限内答复。经办科室登记补正⟦__⟧次。"), base="committee-2024"),
        change(("公布办事指南41项", "公布⟦《》⟧和办事指南41项"), base="institution-2021"),
        change(("青石县教育局\n2024年1月18日", "青石县教育局\n2024年1月18日\n(二次修订:⟦2024年  月  日⟧)")),
    )
    good = (
        change(),
        change(("电话:0000-5550123)。", "电话:\n0000-5550123)。")),
        change(("2024年1月18日\n", "2024年1月18日\n附件:\n1.公开目录(2023年版)\n")),
        change(("(一)主动公开。全年", "(一)主动公开。邮箱为qs__jyj@qs.example,电话:0000-5550123。全年")),
        change(("2024年1月18日\n", "2024年1月18日\n浏览次数:\n")),
        change(("(一)主动公开。全年", "(一)主动公开。逐篇核对“”、《》等标点符号是否成对。全年")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a line."""
        text = report.text
        for slot in _first_of_each_line(report, _empty_slots(report)):
            args = {"mark": "".join(text[slot.start : slot.end].split())} if slot.kind == "default" else {}
            if slot.label:
                args = {"label": slot.label}
            yield self.finding(slot.start, slot.end, variant=slot.kind, args=args)


def _empty_slots(report: Report) -> Iterator[_Slot]:
    """The empty places in sentences, and an empty date at the end."""
    text = report.text
    for match in matches(_SIGN, text):
        start, end = match.span()
        if text[start] in "为是":
            if end > start + 2 or text[end - 1] not in _ENDS:
                continue
            label = _label_before(report.pack, text, start)
            if label and paragraph_at(report, start) is not None:
                yield _Slot(start - len(label), start + 1, "label", label + text[start])
        elif text[start] + text[end - 1] in _PAIRS and _is_empty_pair(report, start, end):
            yield _Slot(start, end, "default")
    for paragraph in report.paragraphs:
        yield from _slots_of_paragraph(report, paragraph)
    if any(sign in text for sign in ("年 ", "年_", "月  ", "月__")):
        for match in matches(_DATE, text):
            start = match.start()
            if text[start] == "年":
                year = compiled(_YEAR_OF_DATE).search(text, max(0, start - _LONGEST_YEAR), start)
                start = year.start() if year else start
            start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip())
            if _is_in_text(report, start):
                yield _Slot(start, match.end(), "date")


def _is_empty_pair(report: Report, start: int, end: int) -> bool:
    """Whether a pair of marks with nothing between stands in a sentence that does not speak of the marks."""
    text = report.text
    paragraph = paragraph_at(report, start)
    if paragraph is None or start == paragraph.start or text[start - 1] in _CHOICES:
        return False  # at the beginning of a line, the number of a heading was lost in extraction
    first, last = sentence_around(text, start, end)
    return not any(word in text[first:last] for word in _NAMES_OF_MARKS)


def _is_in_text(report: Report, start: int) -> bool:
    """Whether a place is in the running text, or in the lines before and after it that are not the page's."""
    line = line_at(report, start)
    if line is None or line.index in report.furniture or "|" in line.text or "\t" in line.text:
        return False
    if paragraph_at(report, start) is not None or is_head_or_tail(report, start):
        return True
    return any(heading.line == line.index for heading in report.headings)


def _slots_of_paragraph(report: Report, paragraph: Paragraph) -> Iterator[_Slot]:
    text, start = paragraph.text, paragraph.start
    if "__" in text and text.strip("_ "):
        for match in compiled(_LINE).finditer(text):
            neighbours = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            if not any(char.isascii() and char.isalnum() for char in neighbours):
                yield _Slot(start + match.start(), start + match.end(), "line")
    if ":" in text:
        for colon in occurrences(text, ":"):
            behind = text[colon + 1 : colon + 4].lstrip()
            if behind and behind[0] not in _ENDS:
                continue
            label = _label_before(report.pack, text, colon - (text[colon - 1 : colon] in ("为", "是")))
            if label and (behind or _is_last(report, paragraph, label)):
                yield _Slot(start + text.rindex(label, 0, colon), start + colon + 1, "label", label + ":")
    if "  " in text:
        units = _words(report.pack, "labels", "units")
        for match in compiled(_FIGURE).finditer(text):
            unit = max((unit for unit in units if text.startswith(unit, match.end())), key=len, default="")
            behind = text[match.end() + len(unit) : match.end() + len(unit) + 1]
            if unit and match.start() and is_han(text[match.start() - 1]) and (not behind or behind in _ENDS):
                yield _Slot(start + match.start(), start + match.end() + len(unit), "figure", unit)


def _label_before(pack: Pack, text: str, colon: int) -> str:
    """The label that ends at `colon`, or ""."""
    before = text[max(0, colon - 8) : colon].rstrip()
    for key in ("contact", "counters"):
        for label in _words(pack, "labels", key):
            if before.endswith(label) and len(before) == len(text[max(0, colon - 8) : colon]):
                return label
    return ""


def _is_last(report: Report, paragraph: Paragraph, label: str) -> bool:
    """Whether no value can follow on the next line: the label ends a sentence, and a heading or the end comes next."""
    if len(paragraph.text) <= len(label) + 2:
        return False
    line = line_at(report, paragraph.start)
    if line is None:
        return False
    following = report.lines[line.index + 1 : line.index + 2]
    if not following or following[0].start >= report.body_end:
        return True
    return any(heading.line == following[0].index for heading in report.headings) or (
        following[0].text[0] == "(" and ordinal_end(following[0].text) > 0
    )


# -- places of a form ----------------------------------------------------------------------------------------------

_CROSSES = "[Xx×✕*○〇△◯]+"
_YEAR_BEFORE = "20[0-9]?$"
_SINGLE = r"(?<![A-Za-z0-9×])X(?=[年月日县市镇乡局件条](?![A-Za-z]))|×(?=年|月×日|县×|市×|镇×)|\*(?=月\*日)"
_SOMEBODY = r"某某|某年某月|某月某日"
_BRACKETS = r"[(【\[<〔{][(【\[<〔{]?([^()【】\[\]<>〔〕{}\n]{0,40})[)】\]>〕}]"
_CODE = r"\{\{[^{}\n]{1,30}\}\}|\$\{[^{}\n]{1,30}\}"
_TITLES = "《[^《》]*》?|〈[^〈〉]*〉?"
_ADDRESS = "./-_@\\"
_DIVIDERS = r"[、,;/和与及]"
_SURE_BRACKETS = "【[<〔{"
_REQUEST_SIGNS = ("此处", "在此", "填写本", "请替换")
"""Every request without brackets holds one of these."""
_SAMPLE_LINES = ("示例:", "样例:", "范例:", "模板:")
_COUNTED = frozenset(["件", "条", "篇", "份", "%", "万元", "元", "项", "期", "场", "月"])
"""Units that no person's name stands before."""
_CHINESE_DIGITS = "一二三四五六七八九十零"


class TemplateSlot(Rule):
    """A place of a form that was not filled in."""

    code = "GL732"
    name = "template-slot"
    severity = ERROR
    title = Text("没有模板里没填的内容", "Nothing left of a form that was not filled in")
    explain = Text(
        "“XX镇”“20XX年”“收到申请××件”“(请填写)”“【单位名称】”一类的内容是模板的占位符。引号里举的例子、"
        "“张某某”一类的化名、加星号遮住的号码,以及说明格式的句子不算。",
        "XX, 20XX, ×× or “please fill in” are what a form holds before it is filled in. Quoted samples, masked names "
        "and numbers, and sentences that explain a format do not count.",
    )
    messages = {
        "default": Text("这里是模板的占位符“{mark}”,没有填写", "“{mark}” of the form was not filled in here"),
        "instruction": Text("这里留着模板的填写说明“{mark}”", "The form's instruction “{mark}” was left in here"),
        "aspects": Text(
            "“{mark}”像是模板的写作提示,没有换成实际内容",
            "“{mark}” looks like the form's hint on what to write, not like content",
        ),
        "draft": Text("标题里写着“{mark}”,这是模板而不是报告", "The title says “{mark}”: this is a form, not a report"),
    }
    help = Text(
        "换成本机关的实际名称、数字和内容,或者删去。", "Put the organ's own names and figures there, or delete it."
    )
    basis = ("LAW-6", "PRACTICE")
    related = ("GL731",)
    bad = (
        change(("(一)主动公开。全年", "(一)主动公开。⟦XX县⟧全年")),
        change(("(二)依申请公开情况。收到", "(二)依申请公开情况。⟦20XX年⟧收到"), base="town-2023"),
        change(("举办政策宣讲会27场", "举办政策宣讲会⟦××场⟧"), base="committee-2024"),
        change(("(四)公开平台建设。", "(四)公开平台建设⟦(请填写本单位平台情况)⟧。"), base="institution-2021"),
        change(("(五)监督保障。", "(五)监督保障。⟦【单位名称】⟧定期通报。")),
        change(("(五)监督保障方面。", "(五)监督保障方面⟦(安排部署、做法成效)⟧。"), base="department-2020"),
    )
    good = (
        change(),
        change(("(一)主动公开。全年", "(一)主动公开。标题统一为“XX县XX局关于XX的公告”的格式。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。补贴名册中的姓名写作张某某、李XX,号码写作138****5678。全年")),
        change(("(一)主动公开。全年", "(一)主动公开。查阅点面积为3×5米,印发《申请表填写示例》。全年")),
        change(("(一)主动公开。全年", "(一)**主动公开**。全年")),
        change(
            ("(五)监督保障。", "(五)监督保障。利用【回应关切】【在线访谈】栏目答复群众(单位:件),某某同志被评为先进。")
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a line."""
        for slot in _first_of_each_line(report, _template_slots(report)):
            severity = WARNING if slot.kind == "aspects" else ERROR
            mark = report.text[slot.start : slot.end]
            yield self.finding(slot.start, slot.end, severity=severity, variant=slot.kind, args={"mark": mark})


def _template_slots(report: Report) -> Iterator[_Slot]:
    """The places of a form, outside tables and the page's lines."""
    text, characters = report.text, report.characters
    found: list[_Slot] = []
    if not characters.isdisjoint("Xx×✕*○〇△◯"):
        found += _crosses(report)
    if "某" in characters:
        found += _somebody(report)
    found += _bracketed(report)
    if any(sign in text for sign in _REQUEST_SIGNS):
        for match in matches("|".join(_words(report.pack, "templates", "requests")), text):
            sentence = text[slice(*sentence_around(text, *match.span()))]
            if not _is_sample(report, match.start()) and "申请" not in sentence:
                found.append(_Slot(*match.span(), "instruction"))
    if "例:" in text or "模板:" in text:
        found += [
            _Slot(line.start, line.start + 3, "instruction")
            for line in report.lines
            if line.text.startswith(_SAMPLE_LINES) and paragraph_at(report, line.start) is not None
        ]
    return (slot for slot in found if _is_in_text(report, slot.start))


def _somebody(report: Report) -> Iterator[_Slot]:
    """某某 in the place of an organ's name, 某年某月 in that of a date."""
    text, pack = report.text, report.pack
    organs = _words(pack, "templates", "organs")
    for match in matches(_SOMEBODY, text):
        start, end = match.span()
        organ = _longest(organs, text, end) if match[0] == "某某" else ""
        if (organ or match[0] != "某某") and not _is_surname(pack, text, start) and not _is_sample(report, start):
            yield _Slot(start, end + len(organ), "default")


def _crosses(report: Report) -> Iterator[_Slot]:
    """Runs of crosses, stars or circles in the place of a name or a figure."""
    text, pack = report.text, report.pack
    for match in matches(_CROSSES, text):
        start, end = match.span()
        year = compiled(_YEAR_BEFORE).search(text, max(0, start - 3), start)
        if end - start == 1 and not (year and text[start - 3 : start - 1] == "20" and text[end : end + 1] == "年"):
            yield from _single_cross(report, start)
            continue
        start = year.start() if year else start
        left, right = text[start - 1 : start], text[end : end + 1]
        if any(char and (char in _ADDRESS or (char.isascii() and char.isalnum())) for char in (left, right)):
            continue
        if _is_sample(report, start):
            continue
        unit = _longest(_words(pack, "templates", "units"), text, end)
        noun = unit or _noun_behind(pack, text, end)
        sign = match[0][-1]
        if (
            (sign == "*" and (not noun or _is_emphasis(text, start, end, noun)))
            or (sign in "○〇△◯" and (not noun or (left and left in _CHINESE_DIGITS) or unit))
            or (noun not in _COUNTED and _is_surname(pack, text, start) and not _is_organ(pack, text, end, noun))
        ):
            continue
        in_brackets = left in ("〔", "[", "(") and right in ("〕", "]", ")")
        if noun or in_brackets or year or left in ("第", ":"):
            yield _Slot(start, end + len(noun), "default")


def _single_cross(report: Report, at: int) -> Iterator[_Slot]:
    """A single cross or star before 年, 县, 件 and the like."""
    text = report.text
    if compiled(_SINGLE).match(text, at) is None or _is_sample(report, at):
        return
    if not text.startswith(("市场", "条件", "件数", "年级"), at + 1):
        yield _Slot(at, at + 2, "default")


def _is_organ(pack: Pack, text: str, at: int, noun: str) -> bool:
    """Whether the noun at `at` is an organ's and not the office of a person: 局, not 局长."""
    return noun in _words(pack, "templates", "organs") and text[at + len(noun) : at + len(noun) + 1] != "长"


def _longest(words: Sequence[str], text: str, at: int) -> str:
    """The longest of the words that stands at `at`, or ""."""
    return max((word for word in words if text.startswith(word, at)), key=len, default="")


def _noun_behind(pack: Pack, text: str, at: int) -> str:
    """The organ, person or thing that a form names at `at`, or ""."""
    return _longest(_words(pack, "templates", "organs") + _words(pack, "templates", "nouns"), text, at)


def _is_surname(pack: Pack, text: str, at: int) -> bool:
    """Whether a surname stands before `at`: what follows hides somebody's name."""
    return text[at - 1 : at] in word_list(pack, "privacy", "names", "surnames") if at else False


def _is_emphasis(text: str, start: int, end: int, noun: str) -> bool:
    """Whether stars are the marks of bold text: others of as many stand on the line, and not around the noun alone."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    stars = text[start:end]
    if line.count(stars) < 2:
        return False
    return not text.startswith(noun + stars, end) and not text.startswith(noun[0] + stars, end)


def _is_sample(report: Report, at: int) -> bool:
    """Whether the place is a sample: quoted, or in a sentence that tells of a format."""
    text = report.text
    if is_quoted(text, at):
        return True
    first, last = sentence_around(text, at, at)
    sentence = text[first:last]
    outside = unwrapped(compiled(_TITLES).sub("", sentence))
    return any(word in outside for word in _words(report.pack, "templates", "telling"))


def _is_draft(report: Report, at: int, content: str) -> bool:
    """Whether the bracket at `at` says behind the title that this is a form."""
    text = report.text
    return (
        content in _words(report.pack, "templates", "drafts")
        and "报告" in text[max(0, at - 12) : at]
        and is_head_or_tail(report, at)
        and not is_titled(text, at)
    )


def _bracketed(report: Report) -> Iterator[_Slot]:
    """Brackets that hold a request to write something, or nothing where a form has brackets for that."""
    text, pack = report.text, report.pack
    contents = _words(pack, "templates", "contents")
    earnest = _words(pack, "templates", "earnest")
    openings = _words(pack, "templates", "openings")
    endings = _words(pack, "templates", "endings")
    for match in matches(_BRACKETS, text):
        content = match[1].strip()
        if len(content) == 1:
            continue
        kind = ""
        if not content:
            kind = "default" if match[0][0] == "【" else ""
        elif _is_draft(report, match.start(), content):
            kind = "draft"
        elif content in contents:
            kind = "default" if match[0][0] in _SURE_BRACKETS or content not in earnest else ""
        elif (content.startswith(openings) or content.endswith(endings)) and "申请" not in content:
            kind = "instruction"
        elif "、" in content and len(content) >= 8:
            aspects = _words(pack, "templates", "aspects")
            kind = "aspects" if all(item in aspects for item in compiled(_DIVIDERS).split(content)) else ""
        if kind and not is_quoted(text, match.start()):
            yield _Slot(match.start(), match.end(), kind)
    if "{" in report.characters:
        for match in matches(_CODE, text):
            yield _Slot(match.start(), match.end(), "default")


# -- lost text -----------------------------------------------------------------------------------------------------

_SHOWN = 3
_SIGN_OF_LOSS = "[0-9件篇条](?:[,。;、]| ?条)"
"""A figure without its counter, a counter perhaps without its figure, or a figure that counts perhaps a fragment."""
_WITHOUT_FIGURE = (
    r"(?:共|收到|受理|主动公开|发布|办结|答复|累计公开|制发|新收)(?:政府信息|信息|申请|文件)?[ ]?(?:条|件|篇)[,。;]"
)
_LONGEST_FIGURE = 6
_FIGURES_BEFORE = tuple("0123456789余多几数百千万两一二三四五六七八九十")
_ODD = frozenset(["\ufffd", "□", *map(chr, range(0xE000, 0xF900))])
"""The replacement character, the empty box, and characters that only one font has."""


class MissingGlyph(Rule):
    """Text that seems to have lost characters."""

    code = "GL733"
    name = "missing-glyph"
    severity = INFO
    title = Text("没有丢字", "No characters are lost")
    explain = Text(
        "“等信 97 条”“主动公开条”“发布信息340,”这样的片段,以及句子中间的空框、乱码符号,多半是转换或者复制时丢了字。"
        "只作提示,请对照原稿。",
        "A fragment of a noun before a figure, a counter without its figure, a figure without its counter, or an empty "
        "box inside a sentence mostly mean that characters were lost in conversion. Please compare with the original.",
    )
    messages = {
        "default": Text(
            "这里像是丢了字(“{text}”),全文这样的地方有{count}处",
            "Characters seem to be lost here ({text}), one of {count} such places",
        ),
        "related": Text("这里也像丢了字", "here, too"),
    }
    help = Text("对照原稿补上丢失的字词。", "Compare with the original, and put back what is lost.")
    basis = ("LAW-6", "PRACTICE")
    related = ("GL731", "GL814")
    bad = (
        change(("其他153条。", "其他153条。公开政务服务等⟦信 97 条⟧。")),
        change(("编制惠企政策汇编3册", "⟦主动公开条,⟧编制惠企政策汇编3册"), base="committee-2024"),
        change(("张贴公示272张。", "张贴公示272张,接受群众监⟦□⟧督。"), base="town-2023"),
    )
    good = (
        change(),
        change(("其他153条。", "其他153条。办理群众来信97件、短信12条、微信8条、信访3件。")),
        change(("其他153条。", "其他153条。申请表上设有□邮寄 □自取两个选项。")),
        change(("其他153条。", "其他153条。按照《条例》公开条目,发布条款解读。")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first place; the next ones are named beside it."""
        places = sorted({place for place in _lost(report) if _is_in_text(report, place[0])})
        if not places:
            return
        text = report.text
        start, end = places[0]
        yield self.finding(
            start,
            end,
            args={"text": text[max(0, start - 4) : end + 2].strip(), "count": len(places)},
            related=[Related(first, last, "related", {}) for first, last in places[1 : 1 + _SHOWN]],
        )


def _lost(report: Report) -> Iterator[tuple[int, int]]:
    """The places in sentences where characters seem to be lost."""
    text = report.text
    for char in report.characters & _ODD:
        for at in islice(occurrences(text, char), MOST_PLACES):
            if is_han(text[at - 1 : at] or " ") and is_han(text[at + 1 : at + 2] or " "):
                first, last = sentence_around(text, at, at + 1)
                if text.count("□", first, last) < 2:
                    yield at, at + 1
    nouns = _words(report.pack, "glyphs", "nouns")
    before_fragment = _words(report.pack, "glyphs", "before")
    for sign in matches(_SIGN_OF_LOSS, text):
        at, end = sign.span()
        if not text[at].isdecimal():
            if text[at - 1 : at] not in _FIGURES_BEFORE:
                match = compiled(_WITHOUT_FIGURE).search(text, max(0, at - 12), end)
                if match is not None:
                    yield match.span()
            continue
        before = text[max(0, at - _LONGEST_FIGURE - 6) : at + 1].rstrip("0123456789").rstrip(" ")
        if text[end - 1] != "条":
            if before.endswith(nouns) and not text[end : end + 1].isdecimal():
                yield at, end
        elif before.endswith(("信", "息")) and before[:-1].endswith(before_fragment):
            yield text.rindex(before[-1], 0, at), end
