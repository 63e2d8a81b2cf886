"""First-level headings and the six sections.

A heading of the six is known by its number *and* its wording. Row labels of the statutory tables, lists in the
preamble, tables of contents and numbered lists inside a section look the same line by line; what tells them apart is
their company: so every line that opens like a heading is collected first, the best ascending chain of section titles
is chosen among them, and then the lines around it are judged by their place in the numbering.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.report.numerals import digits_end, numeral_end, numeral_value
from govlint.report.parts import Heading, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.parts import Line

_DASHES = "—–‒―ー─━-"
_LEAD = "#*|>_?•●■◆ \t"
"""Marks before a heading: Markdown, bullets, and the ???? that some pages show for blanks."""
_NUMERALS = frozenset("一二三四五六七八九十第(0123456789" + _DASHES)
_FIRST = _NUMERALS.union(_LEAD)
"""What a line that opens like a heading starts with."""
_SELDOM = frozenset("(|?•●■◆0123456789")
_BEHIND_ORDINAL = "一二三四五六七八九十0123456789)、.,: "
_SHORTEST = 6
"""Length of (一)总体情况, the shortest heading in such a form, and less one."""

_PARTS = ("部分", "章", "节", "篇")
_LEADERS = r"(?:[.…·‥]{2,}|(?:\.\s){2,}|\s)\s*\d{1,3}$|[.…·‥]{2,}$"
"""What stands between a title and its page in a table of contents."""
_LEADER_ENDS = frozenset("0123456789.…·‥")
_NOTE = r"\([^()]{1,12}\)$"
_CONTENTS = ("目录", "目次")
_CLOSING = "。:、,.;"
_TITLE_ENDS = r"[。:;!?]"
_TEXT_STARTS = r"[\s。:.(0-9“]|[一二三四五]是|[我本]|无[。.]?$|暂无"
"""What follows a title that has the section's text on its line."""
_NEXT_ITEM = r"\s*(?:第?[二三四五六][、.,]|\([二三四五六]\)|[2-6][、.])"
_LONGEST_TITLE = 30
_MOST_HEAD = 300
"""How many lines may stand between the top of the page and the first text."""
_MOST_MARKS = 3000
"""No report has so many numbered lines; what is beyond them is not looked at."""

_STANDINGS = {"canonical": 8, "accepted": 7, "altered": 6, "old": 3, "keyword": 2}
_IN_USE = ("canonical", "accepted", "altered")
_SURE = 15
"""The weight of a title in use with the right number, alone on its line, is greater."""


class Titles:
    """The wordings of section titles, made ready for look-up."""

    __slots__ = ("bare", "first", "keywords", "printed", "rows", "six", "wordings")

    def __init__(self, vocabulary: dict[str, Any]) -> None:
        self.wordings: dict[str, tuple[int | None, str]] = dict.fromkeys(vocabulary["old"]["titles"], (None, "old"))
        self.keywords: list[list[str]] = [[]]
        self.six = [""]
        """The title of each section, from index 1."""
        for number, section in enumerate(vocabulary["section"], 1):
            for standing in ("old", "altered", "accepted"):
                self.wordings.update((title, (number, standing)) for title in section[standing])
            self.six.append(section["title"])
            self.wordings[self.six[number]] = (number, "canonical")
            self.keywords.append(section["keywords"])
        self.bare = {title.replace("、", ""): known for title, known in self.wordings.items()}
        """The wordings without marks."""
        self.printed = tuple(sorted(self.wordings, key=len, reverse=True))
        self.first = frozenset(title[0] for title in self.printed)
        """What a title starts with."""
        self.rows = tuple(vocabulary["table"]["rows"])

    def look_up(self, title: str) -> tuple[int | None, str]:
        """Section and standing of a title without blanks; (None, "") if its wording is not known."""
        found = self.wordings.get(title)
        if found is None:
            # extraction turns 、 into a comma, or loses it
            number, standing = self.bare.get(title.replace(",", "").replace("、", ""), (None, ""))
            return number, "accepted" if standing == "canonical" else standing
        return found

    def by_keyword(self, title: str, ordinal: int | None) -> int | None:
        """The section of which `title` has a keyword: the one of its number, else the only one."""
        if ordinal is not None and ordinal < len(self.keywords) and any(w in title for w in self.keywords[ordinal]):
            return ordinal
        named = [n for n, words in enumerate(self.keywords) if any(word in title for word in words)]
        return named[0] if len(named) == 1 else None

    def is_row(self, title: str) -> bool:
        """Whether `title` opens a row of a statutory table, or is what a line break left of such a label."""
        return title.startswith(self.rows) or (len(title) > 1 and any(row.startswith(title) for row in self.rows))


@lru_cache(maxsize=4)
def titles_of(pack: Pack) -> Titles:
    """The section titles of a rule pack (vocabulary/sections.toml)."""
    return Titles(pack.vocabulary("sections"))


class _Opening(NamedTuple):
    """The number that opens a line, with the marks before it and the separator and blanks behind it."""

    start: int
    end: int
    ordinal: int
    style: str
    """"chinese" (一、), "bracket" ((一)), "arabic" (1.), "part" (第一部分) or "item" (第一,)."""


class _Mark:
    """A line that opens like a heading."""

    __slots__ = (
        "alone", "end", "glued", "kept", "last", "line", "number", "ordinal", "standing", "start", "style", "title",
    )  # fmt: skip

    def __init__(self, line: int, start: int, ordinal: int | None, style: str) -> None:
        self.line = line
        self.last = line
        self.start = start
        self.end = start
        self.ordinal = ordinal
        self.style = style
        self.title = ""
        self.number: int | None = None
        self.standing = ""
        self.alone = True
        """Whether nothing but the title stands on the line."""
        self.glued = False
        """Whether text follows the title on the line."""
        self.kept = False

    @property
    def weight(self) -> int:
        """How much speaks for this line being the heading of its section; 0 if too little does."""
        if self.number is None:
            return 0
        weight = _STANDINGS[self.standing]
        right = self.ordinal == self.number
        if self.style == "none":
            return 2 if self.standing in ("canonical", "accepted") else 0
        if self.style in ("bracket", "arabic"):
            return 3 if right and self.alone and self.standing in _IN_USE else 0
        if right:
            return weight + (10 if self.alone else 4)
        if not self.alone:
            return 0
        if self.standing == "keyword":
            # in sections one and two a wrong number and a likely word is an item of a list
            return 1 if self.number > 2 else 0
        return weight

    def heading(self) -> Heading:
        standing = "altered" if self.standing == "keyword" else self.standing
        return Heading(self.start, self.end, self.line, self.ordinal, self.title, self.number, standing)


def read_headings(report: Report) -> tuple[Heading, ...]:
    """All first-level headings of the report, of the six and others, in document order."""
    lines = report.lines
    marks = _without_contents(_read_marks(lines, titles_of(report.pack)), lines)
    if not marks:
        return ()
    marks = _of_one_style(marks)
    _keep_best_chain(marks)
    _keep_strays(marks)
    _keep_unknown(marks)
    return tuple(mark.heading() for mark in marks if mark.kept)


def read_sections(report: Report) -> tuple[Section, ...]:
    """The sections found. A section's body ends at the next first-level heading, the last one's at `body_end`."""
    headings = report.headings
    if not headings:
        return ()
    starts = [heading.start for heading in headings[1:]]
    starts.append(max(report.body_end, headings[-1].end))
    return tuple(
        Section(heading.number, heading, heading.standing, heading.end, end)
        for heading, end in zip(headings, starts, strict=True)
        if heading.number is not None
    )


def read_preamble(report: Report) -> tuple[int, int]:
    """From behind the title and what stands under it (furniture, date, organ) to the first heading.

    Without a heading nobody can tell where a preamble ends: it is empty then.
    """
    from govlint.report.dates import parse_date_line

    headings = report.headings
    titles = report.titles
    after = titles[-1].end if titles else 0
    for line in report.lines[: headings[0].line if headings else _MOST_HEAD]:
        if line.start < after or not line.text.strip("|-: "):
            continue
        if line.index not in report.furniture and parse_date_line(line.text) is None:
            return line.start, headings[0].start if headings else line.start
    end = headings[0].start if headings else after
    return end, end


# -- lines that open like a heading ------------------------------------------------------------------------------


def _read_marks(lines: Sequence[Line], titles: Titles) -> list[_Mark]:
    """Every line that opens like a heading, rows of the statutory tables excepted."""
    wordings = titles.wordings
    marks: list[_Mark] = []
    taken = -1  # the last line that belongs to a mark already
    for line in lines:
        text = line.text
        if text[0] not in _FIRST:
            if 4 <= len(text) <= _LONGEST_TITLE and text in wordings and line.index > taken:
                mark = _Mark(line.index, line.start, None, "none")
                mark.title, mark.end = text, line.end
                mark.number, mark.standing = wordings[text]
                marks.append(mark)
            continue
        if text[0] in _SELDOM:
            # most such lines are cells of tables
            bare = text.lstrip(_LEAD)
            if len(bare) < _SHORTEST or bare[0] not in _NUMERALS:
                continue
            if bare[0] in _SELDOM and bare[1:].lstrip(_BEHIND_ORDINAL)[:1] not in titles.first:
                continue
        if line.index <= taken:
            continue
        opening = _read_opening(text)
        if opening is None:
            found = _without_number(line, titles) if text[0] in "#*" else None
        else:
            found = _read_mark(lines, line, opening, titles)
        if found is not None:
            taken = found.last
            marks.append(found)
            if len(marks) == _MOST_MARKS:
                break
    return marks


def _without_number(line: Line, titles: Titles) -> _Mark | None:
    """A Markdown heading that has the title and no number."""
    title = line.text.strip(_LEAD)
    number, standing = titles.look_up(title)
    if number is None:
        return None
    mark = _Mark(line.index, line.start + line.text.index(title), None, "none")
    mark.title, mark.end = title, mark.start + len(title)
    mark.number, mark.standing = number, standing
    return mark


def _read_opening(text: str) -> _Opening | None:
    """The number that opens a line: 一、 (一) 1. 第一部分, with marks before it; None if there is none.

    A dash with 、 behind it is a 一 that was set in the wrong characters.
    """
    start = len(text) - len(text.lstrip(_LEAD))
    place = start
    style = "chinese"
    if text[place : place + 1] in ("第", "("):
        style = "part" if text[place] == "第" else "bracket"
        place += 1
    end = numeral_end(text, place)
    if end == place and style != "bracket":
        end = digits_end(text, place)
        style = "arabic" if style == "chinese" else style
    ordinal = numeral_value(text[place:end])
    if end == place and style == "arabic":
        end += len(text[place : place + 2]) - len(text[place : place + 2].lstrip(_DASHES))
        ordinal = 1
    if end == place:
        return None
    if style == "bracket":
        if text[end : end + 1] != ")":
            return None
        end += 1
    elif style == "part":
        part = next((part for part in _PARTS if text.startswith(part, end)), "")
        style = "part" if part else "item"
        end += len(part)
    rest = text[end:]
    behind = rest.lstrip()
    if style == "arabic" and behind[:1] not in ("、", "."):
        return None
    bare = behind.lstrip("、.,:")
    if style in ("chinese", "item") and rest == bare and rest:
        return None
    if text[place] in _DASHES:
        style = "chinese"
    return _Opening(start, len(text) - len(bare.lstrip()), ordinal, style)


def _read_mark(lines: Sequence[Line], line: Line, opening: _Opening, titles: Titles) -> _Mark | None:
    """What the line says behind its number; None for a row of a table and for a list on one line."""
    counts_items = opening.style == "item"
    style = "chinese" if counts_items else opening.style
    mark = _Mark(line.index, line.start + opening.start, opening.ordinal, style)
    rest = line.text[opening.end :].rstrip(_LEAD)
    mark.end = line.end
    bare = "".join(rest.split())
    if "|" in rest:
        return None
    if not bare:
        return _with_next_line(mark, "", lines, titles)
    title = bare.rstrip(_CLOSING)
    mark.number, mark.standing = titles.look_up(title)
    if mark.standing:
        mark.title = title
        mark.alone = bare[-1] not in ",;"
        return mark
    if style in ("bracket", "arabic"):
        return None
    if _is_entry_of_contents(mark, rest, titles) or _is_glued(mark, rest, line.start + opening.end, titles):
        return mark if mark.title else None
    if titles.is_row(bare) or counts_items:
        return None
    if len(bare) <= _LONGEST_TITLE and _with_next_line(mark, bare, lines, titles) is not None:
        return mark
    _read_unlisted(mark, rest, line.start + opening.end, titles)
    return mark


def _with_next_line(mark: _Mark, bare: str, lines: Sequence[Line], titles: Titles) -> _Mark | None:
    """The mark with a title that stands on the next line, wholly or from a line break on; None if it does not."""
    if mark.line + 1 >= len(lines):
        return None
    following = lines[mark.line + 1]
    if len(following.text) > _LONGEST_TITLE:
        return None
    title = bare + "".join(following.text.rstrip(_LEAD).split()).rstrip(_CLOSING)
    number, standing = titles.look_up(title)
    if number is None or standing == "old":
        return None
    mark.title, mark.number, mark.standing = title, number, standing
    mark.last, mark.end = following.index, following.end
    return mark


def _is_entry_of_contents(mark: _Mark, rest: str, titles: Titles) -> bool:
    """Whether a known title with dots or a page number behind it stands here; such a line never is the heading."""
    leaders = re.search(_LEADERS, rest) if rest[-1] in _LEADER_ENDS else None
    if leaders is None:
        return False
    title = "".join(rest[: leaders.start()].split()).rstrip(_CLOSING)
    number, standing = titles.look_up(title)
    if not standing:
        return False
    mark.title, mark.number, mark.standing, mark.style = title, number, standing, "contents"
    return True


def _is_glued(mark: _Mark, rest: str, start: int, titles: Titles) -> bool:
    """Whether a known title opens `rest` with text behind it. A list of titles leaves `mark.title` empty."""
    bare = "".join(rest.split())
    if not bare.startswith(titles.printed):
        return False
    title = next(title for title in titles.printed if bare.startswith(title))
    position = _after(rest, len(title))
    behind = rest[position:]
    note = re.match(_NOTE, behind.strip()) if behind.strip().endswith(")") else None
    if (note is None and behind[0] in ",、;") or _lists_on(behind, titles):
        return True
    if note is None and re.match(_TEXT_STARTS, behind) is None:
        return False
    mark.title = title
    mark.number, mark.standing = titles.wordings[title]
    if note is not None:
        mark.standing = "accepted" if mark.standing == "canonical" else mark.standing
        return True
    mark.alone, mark.glued = False, True
    if behind[0] in "。:.":
        position += 1
    mark.end = start + position
    return True


def _lists_on(behind: str, titles: Titles) -> bool:
    """Whether what stands behind a title is the next title of a list."""
    item = re.match(_NEXT_ITEM, behind)
    return item is not None and "".join(behind[item.end() : item.end() + _LONGEST_TITLE].split()).startswith(
        titles.printed
    )


def _after(text: str, count: int) -> int:
    """The offset behind the first `count` characters of `text` that are not blank."""
    position = 0
    while count:
        count -= not text[position].isspace()
        position += 1
    return position


def _read_unlisted(mark: _Mark, rest: str, start: int, titles: Titles) -> None:
    """A wording that is on no list: its title is what stands before the first stop, or before a blank."""
    stop = re.search(_TITLE_ENDS, rest)
    title = rest[: stop.start()] if stop else rest
    behind = rest[stop.end() :].strip() if stop else ""
    if len(title) > _LONGEST_TITLE:
        title, _, tail = title.partition(" ")
        behind = behind or tail
    mark.alone = not behind and not rest.endswith(("。", "!", "?", ";", ",")) and len(title) <= _LONGEST_TITLE
    mark.title = "".join(title.split())
    if len(mark.title) <= _LONGEST_TITLE and (mark.alone or "," not in mark.title):
        number = titles.by_keyword(mark.title, mark.ordinal)
        if number is not None:
            mark.number, mark.standing = number, "keyword"
    mark.glued = bool(behind) and not mark.alone
    if mark.glued:
        mark.end = start + len(title) + (stop is not None and stop.start() == len(title))


# -- which of them are headings ----------------------------------------------------------------------------------


def _without_contents(marks: list[_Mark], lines: Sequence[Line]) -> list[_Mark]:
    """The marks without tables of contents: three or more titles line by line that come again, or under 目录."""
    kept: list[_Mark] = []
    last_place: dict[int, int] = {}
    for place, mark in enumerate(marks):
        if mark.number is not None and mark.style != "contents":
            last_place[mark.number] = place
    run: list[_Mark] = []
    for place, mark in enumerate(marks):
        numbered = mark.number is not None and not mark.glued
        if run and numbered and mark.line == run[-1].last + 1 and (mark.number or 0) > (run[-1].number or 0):
            run.append(mark)
            continue
        kept += _judged(run, place, last_place, lines)
        run = [mark] if numbered else []
        if not numbered:
            kept.append(mark)
    kept += _judged(run, len(marks), last_place, lines)
    return [mark for mark in kept if mark.style != "contents"]


def _judged(run: list[_Mark], behind: int, last_place: dict[int, int], lines: Sequence[Line]) -> list[_Mark]:
    """The run of marks that ends before place `behind`, or nothing if it is a table of contents."""
    if len(run) < 3:
        return run
    again = sum(last_place.get(mark.number or 0, -1) >= behind for mark in run)
    before = lines[run[0].line - 1].text.strip(_LEAD) if run[0].line else ""
    if again >= len(run) - 1 or "".join(before.split()) in _CONTENTS:
        return []
    return run


def _of_one_style(marks: list[_Mark]) -> list[_Mark]:
    """Without marks that number the parts of a section: (一) beside 一、, and 1. beside (一).

    A report may number its sections (一) … (六), but only if none is numbered 一、.
    """
    if any(mark.standing in _IN_USE and mark.style in ("chinese", "part") for mark in marks):
        return [mark for mark in marks if mark.style != "bracket"]
    bracketed = {mark.number for mark in marks if mark.style == "bracket" and mark.weight}
    if len(bracketed) < 3:
        return [mark for mark in marks if mark.style != "bracket"]
    return [mark for mark in marks if mark.style != "arabic"]


def _keep_best_chain(marks: list[_Mark]) -> None:
    """Keep the heaviest chain of marks whose section numbers ascend; of equal ones the later.

    A likely word or an old wording counts only for a section whose title stands nowhere else.
    """
    printed = {mark.number for mark in marks if mark.weight > _SURE}
    chains: list[tuple[int, tuple[_Mark, object] | None]] = [(0, None)] * 7
    """By section: weight of the best chain that ends there, and that chain from its end."""
    for mark in marks:
        weight = mark.weight
        if mark.number is None or not weight or (mark.standing not in _IN_USE and mark.number in printed):
            continue
        before = max(chains[: mark.number], key=lambda chain: chain[0])
        if before[0] + weight >= chains[mark.number][0]:
            chains[mark.number] = (before[0] + weight, (mark, before[1]))
    link = max(chains, key=lambda chain: chain[0])[1]
    while link is not None:
        link[0].kept = True
        link = link[1]  # type: ignore[assignment]


def _keep_strays(marks: list[_Mark]) -> None:
    """Keep section titles outside the chain that stand as headings nonetheless: out of order, or a second time."""
    chosen = {mark.number for mark in marks if mark.kept}
    glued = {mark.number for mark in marks if mark.kept and mark.glued}
    strays = []
    for place, mark in enumerate(marks):
        if mark.kept or mark.standing not in _IN_USE or mark.style not in ("chinese", "part"):
            continue
        if not mark.alone and not (mark.glued and mark.number in glued):
            continue
        if mark.ordinal != mark.number and mark.number in chosen:
            continue
        if not _is_item_of_list(marks, place) and (mark.number not in chosen or _has_body(marks, place)):
            strays.append(mark)
    for mark in strays:
        mark.kept = True


def _is_item_of_list(marks: list[_Mark], place: int) -> bool:
    """Whether the line before or behind in the numbering is an item that is no section's title."""
    ordinal = marks[place].ordinal or 0
    for step in (-1, 1):
        beside = place + step
        while 0 <= beside < len(marks) and marks[beside].style not in ("chinese", "part"):
            beside += step
        if 0 <= beside < len(marks):
            other = marks[beside]
            if not other.kept and other.ordinal == ordinal + step and other.standing not in _IN_USE:
                return True
    return False


def _has_body(marks: list[_Mark], place: int) -> bool:
    """Whether something stands between this mark and the next, or the next is the same title once more."""
    if place + 1 == len(marks) or marks[place + 1].line > marks[place].last + 1:
        return True
    return marks[place + 1].number == marks[place].number


def _keep_unknown(marks: list[_Mark]) -> None:
    """Keep headings of any wording that continue the numbering: 七、 behind 六、, or 一、 to 三、 before 四、.

    A run of such lines counts only as a whole: each stands alone on its line, the first follows the heading before
    it, and the heading behind it follows the last.
    """
    numbered = [mark for mark in marks if mark.kept or mark.style in ("chinese", "part")]
    place = 0
    while place < len(numbered):
        first = place
        while place < len(numbered) and not numbered[place].kept:
            place += 1
        run = numbered[first:place]
        before = numbered[first - 1] if first else None
        behind = numbered[place] if place < len(numbered) else None
        if run and _continues(run, before, behind):
            _name_by_place(run, before, behind)
        place += 1


def _continues(run: list[_Mark], before: _Mark | None, behind: _Mark | None) -> bool:
    if before is None and behind is None and len(run) < 3:
        return False
    expected = 1 if before is None else (before.ordinal or 0) + 1
    for ordinal, mark in enumerate(run, expected):
        if mark.ordinal != ordinal or not mark.alone:
            return False
    return behind is None or behind.ordinal == expected + len(run)


def _name_by_place(run: list[_Mark], before: _Mark | None, behind: _Mark | None) -> None:
    """Keep a run of headings. One of unknown wording, right between two sections, is the section missing there."""
    framed = behind is not None and behind.ordinal == behind.number
    framed = framed and (before is None or before.ordinal == before.number)
    for mark in run:
        mark.kept = True
        mark.number = mark.ordinal if framed and not mark.standing else None
        mark.standing = "altered" if mark.number else "old" if mark.standing == "old" else ""
