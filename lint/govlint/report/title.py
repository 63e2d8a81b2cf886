"""The titles of a document: the lines before the first section that name it an annual report, or another kind of text.

A title may stand on one line, on two or three, broken anywhere; it may be printed twice, glued to the page's buttons,
or lack its organ or its year. A line that is a sentence, or part of one, never is a title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.numerals import year_value
from govlint.report.organ import organ_kind
from govlint.report.parts import Title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.parts import Line

_SUBJECTS = {
    "政府信息与政务公开": "report",
    "政府信息和政务公开": "report",
    "政府信息公开": "report",
    "政府信息主动公开": "report",
    "政务信息公开": "no-government",
    "信息公开": "no-government",
    "政府政务公开": "other-kind",
    "政务公开": "other-kind",
    "党务公开": "other-kind",
    "校务公开": "other-kind",
}
"""What the document is about, and what that makes of the title; longer wordings first."""
_TAILS = {
    "工作年度报告": "canonical",
    "年度工作报告": "canonical",
    "年度报告": "no-work",
    "情况年度报告": "no-work",
    "工作情况年度报告": "canonical",
    "工作报告": "no-annual",
    "工作情况报告": "no-annual",
    "情况报告": "no-annual",
    "报告": "no-annual",
    "工作年报": "short",
    "年报": "short",
    "年度年报": "short",
    "工作年度年报": "short",
}
"""How a title ends behind its subject, year and 的 left out."""
_OTHER_KINDS = ("总结", "汇报", "小结", "自查报告", "自评报告", "评估报告", "整改报告", "调研报告", "考核报告")
_LETTERS = frozenset("工作年度报告")
_YEAR = compiled(r"(?<!\d)(?P<year>20\d\d)(?!\d)(?:\W(?:20)?\d\d(?!\d))?(?P<unit>学?年度?)?")
_YEAR_IN_WORDS = r"(?P<year>二[〇○零Oo0][〇○零Oo0一二三四五六七八九]{2})(?P<unit>年度?)"
_BEHIND = r"(?:\([^()]*\)|【[^【】]*】|\[[^][]*\]|20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\d\d:\d\d(?::\d\d)?)?)$"
_BEFORE = (
    r"[#*>|•·●■◆\-—_]+|【[^【】]*】|\[[^][]*\]|字号|字体|大中小|打印|关闭|分享到?|收藏|标题:|名称:"
    r"|关于(?!印发|做好|公布|发布|报送|开展)|[《“\"]|附件\d?:"
)
_BEFORE_STARTS = frozenset('#*>|•·●■◆-—_【[字大打关分收标名《“"附')
_SENTENCE = (
    *"。,;:?!、", "根据", "现将", "依据", "按照", "公布", "发布", "印发", "做好", "要求", "开展", "通知", "如下",
    "我局", "我委", "我办", "我县", "我市", "我区", "我镇", "我乡",
)  # fmt: skip
"""What no name of an organ holds: a line with it is a sentence."""
_PLACE = r"\w{2,7}(?:省|市|县|区|旗|镇|乡|州|盟|街道)"
"""How the name of an organ starts if it is whole."""
_INNER = ",、《"
"""What a sentence has in its midst and a title has not."""
_LEAST_SENTENCE = 15
_LONGEST_LINE = 90
_LONGEST_ORGAN = 45
_MOST_LINES = 300
"""How far down titles are looked for."""


class _Parsed(NamedTuple):
    organ: str
    year: int | None
    kind: str
    form: str
    text: str
    skipped: int
    """How many characters of the text without blanks stand before the title."""


def read_titles(report: Report) -> tuple[Title, ...]:
    """Every title before the first section in document order, repeats included.

    Column names of a page (政府信息公开年报) look like titles without organ and year: they count only if nothing
    better is there.
    """
    lines = _region(report)
    pack = report.pack
    found: list[Title] = []
    place = 0
    while place < len(lines):
        width, parsed = 1, None
        if any("公开" in line.text or "报" in line.text for line in lines[place : place + 3]):
            width, parsed = _title_at(lines, place, pack)
        if parsed is None or _breaks_sentence(report, lines[place]):
            place += width
            continue
        first, last = lines[place], lines[place + width - 1]
        start = first.start + _after(first.text, parsed.skipped)
        found.append(Title(start, last.end, parsed.text, parsed.organ, parsed.year, parsed.kind, parsed.form))
        place += width
    named = [title for title in found if title.organ or title.year is not None]
    return tuple(named or found)


def _region(report: Report) -> list[Line]:
    """The lines among which titles may stand: before the first heading, furniture and long lines left out."""
    headings = report.headings
    lines = report.lines[: min(headings[0].line, _MOST_LINES) if headings else _MOST_LINES]
    region = []
    for line in lines:
        if not headings and "。" in line.text and len(line.text) > 30:
            break
        if line.index not in report.furniture and len(line.text) <= _LONGEST_LINE:
            region.append(line)
    return region


def _breaks_sentence(report: Report, line: Line) -> bool:
    """Whether a line break made the title a line: the line before is a sentence that does not end there."""
    if not line.index or line.index - 1 in report.furniture:
        return False
    before = report.lines[line.index - 1].text
    return len(before) > _LEAST_SENTENCE and before[-1] not in "。!?;:》" and any(mark in before for mark in _INNER)


def _title_at(lines: Sequence[Line], place: int, pack: Pack) -> tuple[int, _Parsed | None]:
    """The title that starts on the line at `place`, and how many lines it takes."""
    texts = [_bare(lines, place + offset, lines[place].index + offset) for offset in range(5)]
    if not texts[0]:
        return 1, None
    alone = parse_title(texts[0])
    if alone is not None and alone.form != "misspelt":
        return _completed(1, alone, texts, pack)
    for width in (2, 3):
        if not all(texts[:width]):
            break
        joined = parse_title("".join(texts[:width]))
        if joined is None or joined.form == "misspelt":
            continue
        rest = parse_title("".join(texts[1:width]))
        if rest is None or rest.form == "misspelt":
            return _completed(width, joined, texts, pack)
        if not rest.organ and (organ_kind(pack, joined.organ) or _YEAR.search(texts[0])):
            return _completed(width, joined, texts, pack)
        broken = rest.organ and compiled(_PLACE).match(rest.organ) is None
        if broken and organ_kind(pack, texts[0]) and organ_kind(pack, joined.organ):
            return _completed(width, joined, texts, pack)
    if alone is None and texts[1] and organ_kind(pack, texts[0]):
        below = parse_title(texts[1])
        if below is not None and below.form == "misspelt" and not below.organ:
            return 2, below._replace(organ=texts[0], text=texts[0] + below.text, skipped=0)
    return 1, alone


def _completed(width: int, title: _Parsed, texts: Sequence[str], pack: Pack) -> tuple[int, _Parsed]:
    """A title of `width` lines, with the year or the organ from the line below if it has none itself."""
    below, further = texts[width], texts[width + 1]
    if not below:
        return width, title
    year = below.strip("([【】])").removesuffix("度").removesuffix("年")
    if title.year is None and len(year) == 4 and year.isdecimal() and year.startswith("20"):
        form = "year-misplaced" if title.form == "no-year" else title.form
        return width + 1, title._replace(year=int(year), form=form, text=title.text + below)
    if not title.organ and len(below) > 3 and organ_kind(pack, below) and not _is_sentence(below):
        opens_another = bool(further) and (parse_title(further) or parse_title(below + further)) is not None
        if not opens_another:
            form = "canonical" if title.form == "no-organ" else title.form
            return width + 1, title._replace(organ=below, form=form, text=title.text + below)
    return width, title


def _bare(lines: Sequence[Line], place: int, index: int) -> str:
    """The line at `place` without blanks, or "" if it is not the line `index`, or is a sentence."""
    if place >= len(lines) or lines[place].index != index:
        return ""
    text = lines[place].text
    if text.endswith((",", ":")) or any(stop in text for stop in "。;?!"):
        return ""
    return "".join(text.split()).rstrip("|*")


def _is_sentence(text: str) -> bool:
    """Whether the text says something, so that it is no name."""
    return any(word in text for word in _SENTENCE) or "编制" in text.replace("机构编制", "")


def parse_title(text: str) -> _Parsed | None:
    """What the title `text` (without blanks) says, or None if it is none."""
    bare = text.rstrip('》”"')
    while bare[-1:] in ")】]日0123456789" and (behind := compiled(_BEHIND).search(bare)) is not None:
        bare = bare[: behind.start()].rstrip('》”"')
    skipped = 0
    while bare[skipped : skipped + 1] in _BEFORE_STARTS:
        before = compiled(_BEFORE).match(bare, skipped)
        if before is None:
            break
        skipped = before.end()
    bare = bare[skipped:]
    if ">" in bare:
        skipped += bare.rindex(">") + 1
        bare = bare[bare.rindex(">") + 1 :]
    split = _split(bare)
    if split is None:
        return None
    before_subject, subject, tail, ending = split
    year, left, right, unit = _year_in(before_subject)
    inner = _YEAR.search(tail) if year is None else None
    organ = left + right
    if len(organ) > _LONGEST_ORGAN or _is_sentence(organ):
        return None
    if inner is not None:
        year = int(inner["year"])
    if subject == "other-kind" or ending == "other-kind":
        form = "other-kind"
    elif ending == "misspelt" or subject == "misspelt":
        form = "misspelt"
    elif not organ:
        form = "no-organ"
    elif year is None:
        form = "no-year"
    elif subject != "report":
        form = subject
    elif ending != "canonical":
        form = ending
    elif inner is not None or (left and right):
        form = "year-misplaced"
    else:
        form = "year-du" if unit == "年度" else "canonical"
    kind = "other" if form == "other-kind" else "report"
    return _Parsed(organ, year, kind, form, bare, skipped)


def _split(text: str) -> tuple[str, str, str, str] | None:
    """What stands before the subject, what that makes of it; what stands behind it, and what that makes of it."""
    public = text.rfind("公开")
    if public >= 0:
        head, tail = text[: public + 2], text[public + 2 :]
        ending = _ending(tail)
        if ending is None:
            return None
        for subject, kind in _SUBJECTS.items():
            if head.endswith(subject):
                before = head[: -len(subject)]
                if subject == "政府信息公开" and before.endswith("人民"):
                    before += "政府"  # X县人民政府信息公开: one 政府 stands for both
                return before, kind, tail, ending
    for tail in ("工作年度报告", "年度报告"):
        if text.endswith(tail) and _is_nearly(text[: -len(tail)][-6:], "政府信息公开"):
            return text[: -len(tail) - 6], "misspelt", tail, "misspelt"
    return None


def _ending(tail: str) -> str | None:
    """What the words behind the subject make of the title; None if they are no title's."""
    bare = _YEAR.sub(lambda year: "年度" if year["unit"] == "年度" else "", tail).replace("的", "")
    found = _TAILS.get(bare)
    if found is not None:
        return found
    if bare.endswith(_OTHER_KINDS) and len(bare) <= 12 and not _is_sentence(bare):
        return "other-kind"
    letters = set(bare) & _LETTERS
    strange = sum(char not in _LETTERS for char in bare)
    if 4 <= len(bare) <= 8 and strange <= (len(bare) > 4) and len(letters) >= 4 and letters & {"报", "告"}:
        return "misspelt"
    return None


def _is_nearly(text: str, wording: str) -> bool:
    """Whether `text` is `wording` with one or two other characters in place."""
    return len(text) == len(wording) and 0 < sum(a != b for a, b in zip(text, wording, strict=True)) <= 2


def _year_in(before: str) -> tuple[int | None, str, str, str]:
    """The year named before the subject, what stands left and right of it, and its unit."""
    match = _YEAR.search(before)
    if match is None and "二" in before:
        match = compiled(_YEAR_IN_WORDS).search(before)
    if match is None:
        return None, before, "", ""
    return year_value(match["year"]), before[: match.start()], before[match.end() :], match["unit"] or ""


def _after(text: str, count: int) -> int:
    """The offset behind the first `count` characters of `text` that are not blank, and the blanks behind them."""
    position = 0
    while position < len(text) and (count or text[position].isspace()):
        count -= not text[position].isspace()
        position += 1
    return position
