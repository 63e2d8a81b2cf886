"""The numbered series of a report: 一是…二是…, 首先…其次…, 一要…二要…, 第一,…, (一)(二), 1. 2., (1)(2).

Reports number on several levels at once, start the count again for every list, and set the items of one list in one
paragraph or in many. So the ordinals of a section are read in order with a stack of the series that are open: an
ordinal that goes on with one of them belongs to it, a one opens a series (inside the item before it, or in place of
the series before it), and only an ordinal that fits nowhere breaks the count of a series.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.numerals import NUMERALS, numeral_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govlint.pack import Pack
    from govlint.report.flow import Flow
    from govlint.report.model import Report

COUNTED_SECTIONS = (1, 5, 6)
"""The sections with running text; between the tables of the others nothing is numbered."""
IS, DEMAND, NTH, WHICH, ORDER = "is", "demand", "nth", "which", "order"
CHINESE, BRACKET, ARABIC, ROUND, HALF = "chinese", "bracket", "arabic", "round", "half"
HEADINGS = (CHINESE, BRACKET, ARABIC, ROUND, HALF)
"""The styles that number headings and paragraphs; the others are words in a sentence."""

_NUMERAL = "[一二三四五六七八九十]"
_FIRST = r"[一二三四五六七八九十第其首再最(0-9][一二三四五六七八九十先次后0-9是要、.) ]"
"""What an ordinal may start with: few places of a text are looked at more closely."""
_ORDINAL = (
    rf"(?P<is>{_NUMERAL}{{1,3}}) ?是"
    rf"|(?P<demand>{_NUMERAL}{{1,3}})要"
    rf"|第(?P<nth>{_NUMERAL}{{1,2}})(?:是|[,:]|、(?!第))"
    rf"|其(?P<which>{_NUMERAL}{{1,2}})(?:是|[,:、])"
    r"|(?P<order>首先|其次|再次|最后)(?=[,:是要])"
    rf"|\((?P<bracket>{_NUMERAL}{{1,3}})\)[、.]?"
    r"|\((?P<round>[0-9]{1,2})\)[、.]?"
    r"|(?P<arabic>[0-9]{1,2})[.、](?:(?![0-9])|(?=20[0-9][0-9]年|12345))"
    rf"|(?P<torn>{_NUMERAL}{{1,3}}|[0-9]{{1,2}})\)"
    rf"|(?P<chinese>{_NUMERAL}{{1,3}})[、.]"
)
_ORDERS = {"首先": 1, "其次": 2, "再次": 3, "最后": 0}
LAST = 0
"""The ordinal of 最后: the end of a series, however many items it has."""
_OF_ARTICLES = tuple("第条款项和与至、")
"""What stands before the number of an item of an article."""
_MARKS = frozenset("。;:!?,、…”’)】》〉>|—")
"""What may stand before an ordinal."""
_STOPS = frozenset("。;:!?")
_DAMAGE = ("□", "�", "??", "……")
_TABLE_WORDS = (
    "勾稽关系",
    "复议后起诉",
    "未经复议直接起诉",
    "本年制发件数",
    "现行有效件数",
    "对外公开总数量",
    "本年处理决定数量",
)
_FEWEST_WORDS = 2
"""So many words of the forms tell a table from text that speaks of it."""
_FARTHEST = 1500
"""Characters between two items of a series at most, where the second is doubtful."""
_LONGEST_HEAD = 25
"""Characters of a clause that heads a list."""
_SHORTEST_LEAD = 8
_LONGEST_ITEM = 400
_LONGEST_QUOTED = 60
_LONGEST_BRACKETED = 120
_LARGEST_GAP = 4
_LARGEST = 30
_DEEPEST = 8
_MOST_NUMERALS, _MOST_ITEMS = 20_000, 1000
"""No section has so many numerals, and so many items; what is beyond them is not looked at."""
_MOST_CLOSED = 4
"""So many series that were closed may go on."""


class Item(NamedTuple):
    """One ordinal."""

    start: int
    end: int
    """The range of the ordinal in `Report.text`: 一是, (二), 3."""
    ordinal: int
    """Its number; `LAST` for 最后."""
    style: str
    text: str
    """The ordinal as printed, folded."""
    flow: int
    """Index in `Report.flows`."""
    at: int
    """Where it stands in the text of its flow."""
    until: int
    """Where it ends there."""
    opens_line: bool
    glued: bool
    """Whether a Han character stands right before it."""


class Break(NamedTuple):
    """A place where the count of a series is broken."""

    kind: str
    """"gap" (numbers are missing), "repeat" (the number before stands again), "back" (a smaller number), "wrong" (one
    number in place of another), "swapped" (two numbers changed places), "start" (the series does not start with
    one), "mixed" (another style goes on with the count)."""
    item: Item
    expected: int
    """The number that should stand there."""
    before: Item | None
    """The item before it in the series."""


class Series(NamedTuple):
    """Items that are counted together."""

    style: str
    items: tuple[Item, ...]
    breaks: tuple[Break, ...]
    level: int
    """How many series are open around it."""
    parent: Item | None
    """The item inside which it stands, or None."""
    nested: bool
    """Whether it certainly stands inside an item of a series of its own style."""
    certain: bool
    """Whether no item could as well belong to another series."""
    section: int


class Words:
    """The words of vocabulary/series.toml that series are read by."""

    __slots__ = ("behind_demand", "between", "connected", "opening", "turn", "word")

    def __init__(self, vocabulary: dict[str, Any]) -> None:
        words = vocabulary["word"]
        self.word = {n: (*words["any"], *words.get(n, ()), *NUMERALS) for n in NUMERALS}
        """What a numeral belongs to, by numeral."""
        self.connected = tuple(vocabulary["connected"]["words"])
        self.behind_demand = frozenset(vocabulary["demand"]["behind"])
        self.turn: list[str] = vocabulary["turn"]["words"]
        self.opening: list[str] = vocabulary["opening"]["words"]
        self.between: list[str] = vocabulary["between"]["words"]


@lru_cache(maxsize=4)
def _words_of(pack: Pack) -> Words:
    return Words(pack.vocabulary("series"))


def read_series(report: Report) -> tuple[Series, ...]:
    """Every series of sections one, five and six."""
    found: list[Series] = []
    words = _words_of(report.pack)
    for number, flow in enumerate(report.flows):
        if flow.section in COUNTED_SECTIONS:
            items = _read_items(flow, number, words)
            if items and _holds_table(report, flow.section):
                items = [item for item in items if item.style not in HEADINGS]
            if items:
                found += _Reader(report, flow, items, words).read()
    return tuple(found)


def _holds_table(report: Report, number: int) -> bool:
    """Whether a statutory table has got into the section, as where the heading between them is lost."""
    section = report.section(number)
    if section is None:
        return False
    found = sum(report.text.find(word, section.start, section.end) >= 0 for word in _TABLE_WORDS)
    return found >= _FEWEST_WORDS


# -- ordinals ------------------------------------------------------------------------------------------------------


def _read_items(flow: Flow, number: int, words: Words) -> list[Item]:
    """The ordinals of a flow in order. Of those with a Han character before them, the ones that the count needs."""
    text = flow.text
    found: list[Item] = []
    behind = 0
    read = compiled(_ORDINAL).match
    for first in islice(compiled(_FIRST).finditer(text), _MOST_NUMERALS):
        start = first.start()
        match = read(text, start) if start >= behind else None
        if match is not None:
            behind = match.end()
            item = _read_item(flow, number, words, match, text)
            if item is not None:
                found.append(item)
                if len(found) == _MOST_ITEMS:
                    break
    if any(item.glued for item in found):
        found = _needed(found)
    return found


def _read_item(flow: Flow, number: int, words: Words, match: re.Match[str], text: str) -> Item | None:
    """The ordinal of a match, or None if its place or its company shows that it numbers nothing."""
    style = match.lastgroup or ""
    numeral = match[style]
    start, end = match.span()
    bare = start
    while bare and text[bare - 1] == " ":
        bare -= 1
    before = text[bare - 1] if bare else "\n"
    opens_line = before == "\n"
    glued = False
    if style == "torn":
        if not opens_line:
            return None
        style = HALF if numeral.isdecimal() else BRACKET
    if style in HEADINGS:
        is_first = before == "," and numeral == "1"
        if not opens_line and ((before not in _STOPS and not is_first) or style == CHINESE):
            return None
        if style == BRACKET and not _is_heading_number(text, bare, end):
            return None
    elif not opens_line and before not in _MARKS:
        if style != IS or not "一" <= before <= "鿿" or text.endswith(words.word[numeral[0]], 0, bare):
            return None
        glued = not text.endswith(words.connected, 0, bare)
    behind = text[end : end + 1]
    if style == IS and behind == numeral[0]:
        return None  # 一是一, 二是二
    if style == DEMAND and behind and behind in words.behind_demand:
        return None
    ordinal = _ORDERS[numeral] if style == ORDER else numeral_value(numeral)
    if style != ORDER and not 1 <= ordinal <= _LARGEST:
        return None
    if style not in HEADINGS and _is_enclosed(text, start):
        return None
    first, last = flow.range(start, end)
    return Item(first, last, ordinal, style, text[start:end], number, start, end, opens_line, glued)


def _is_heading_number(text: str, start: int, end: int) -> bool:
    """Whether (一) numbers what follows, and is no item of an article: 第二十条第(一)项."""
    if text[end : end + 1] in ("项", "款", "("):
        return False
    return text[max(0, start - _LONGEST_HEAD) : start].rstrip("\n ")[-1:] not in _OF_ARTICLES


def _is_enclosed(text: str, place: int) -> bool:
    """Whether a place is inside quotation marks, a title or brackets that are closed."""
    for opening, closing, longest in (
        ("“", "”", _LONGEST_QUOTED),
        ("《", "》", _LONGEST_QUOTED),
        ("(", ")", _LONGEST_BRACKETED),
    ):
        first = text.rfind(opening, max(0, place - 2 * longest), place)
        if first < 0 or text.find(closing, first, place) >= 0:
            continue
        last = text.find(closing, place, place + longest)
        if last >= 0 and text.find(opening, place, last) < 0:
            return True
    return False


def _needed(items: Sequence[Item]) -> list[Item]:
    """The items without those glued to a word that the count of the others does not ask for."""
    following: list[Item | None] = []
    upcoming: Item | None = None
    for item in reversed(items):
        following.append(upcoming)
        if item.style == IS and not item.glued:
            upcoming = item
    kept: list[Item] = []
    previous: Item | None = None
    for item, after in zip(items, reversed(following), strict=True):
        if item.glued and not _is_needed(item, previous, after):
            continue
        if item.style == IS:
            previous = item
        kept.append(item)
    return kept


def _is_needed(item: Item, previous: Item | None, after: Item | None) -> bool:
    """Whether an ordinal glued to a word counts, judged by the ordinals before and after it."""
    follows = after.ordinal if after is not None and after.at - item.at <= _FARTHEST else -1
    if previous is not None and item.at - previous.at > _FARTHEST:
        previous = None
    if item.ordinal == 1:
        return follows == 2 and (previous is None or previous.ordinal != 1)
    if previous is None:
        return False
    if item.ordinal == 2:
        return previous.ordinal == 1 and follows != 2
    return abs(previous.ordinal - item.ordinal) <= 1 or follows == item.ordinal + 1


# -- series --------------------------------------------------------------------------------------------------------


class _Open:
    """A series that is being read."""

    __slots__ = ("breaks", "certain", "is_nested", "items", "level", "next", "opens_lines", "parent", "style", "then")

    def __init__(self, item: Item, parent: Item | None, level: int) -> None:
        self.style = item.style
        self.items = [item]
        self.next = item.ordinal + 1
        """The number that is due."""
        self.then = 0
        """The number that is due after it, where that is not the next; 0 where it is."""
        self.opens_lines = item.opens_line
        self.parent = parent
        self.level = level
        self.breaks: list[Break] = []
        self.certain = True
        self.is_nested = False

    @property
    def last(self) -> Item:
        return self.items[-1]

    def to_series(self, section: int) -> Series:
        return Series(
            self.style,
            tuple(self.items),
            tuple(self.breaks),
            self.level,
            self.parent,
            self.is_nested,
            self.certain,
            section,
        )


class _Reader:
    """Reads the items of one flow into series."""

    def __init__(self, report: Report, flow: Flow, items: Sequence[Item], words: Words) -> None:
        self.report = report
        self.text = flow.text
        self.section = flow.section or 0
        self.items = items
        self.words = words
        self.all: list[_Open] = []
        self.stack: list[_Open] = []
        """The series that are open, the outermost first."""
        self.closed: list[_Open] = []
        """Series of words that the last heading closed, or that another series took the place of."""
        self.index = 0

    def read(self) -> list[Series]:
        """Every series, in the order of their first items."""
        upcoming = _upcoming(self.items)
        while self.index < len(self.items):
            item, ahead = self.items[self.index], upcoming[self.index]
            if item.style in HEADINGS:
                self._read_heading(item, ahead)
            elif item.style == ORDER:
                self._read_order(item)
            else:
                self._read_word(item, ahead)
            self.index += 1
        return [series.to_series(self.section) for series in self.all]

    # -- headings and numbered paragraphs --------------------------------------------------------------------------

    def _read_heading(self, item: Item, ahead: tuple[int, ...]) -> None:
        same = [series for series in self.stack if series.style == item.style]
        if item.opens_line:
            self._close_words()
        alike = [series for series in same if series.opens_lines == item.opens_line]
        for series in (*reversed(alike), *reversed(same)):
            if series.next == item.ordinal:
                self._go_on(series, item)
                return
        if item.ordinal == 1:
            if not alike:
                self._open(item)
            elif self._is_wrong_one(alike[-1], item, ahead):
                self._pop_to(alike[-1])
                self._add_wrong_one(alike[-1], item, ahead)
            else:
                self._close(alike[-1])
                self._open(item)
        elif alike:
            if item.ordinal <= alike[-1].next + _LARGEST_GAP:
                self._pop_to(alike[-1])
                self._mismatch(alike[-1], item, ahead)
        elif not same:
            for series in self.all[: -_MOST_CLOSED - 1 : -1]:
                if series.style == item.style and series.next == item.ordinal:
                    self._go_on(series, item)
                    return
            if item.ordinal == 2 and item.opens_line and item.style != CHINESE and ahead[:1] == (3,):
                self._open(item, is_late=not self._is_opened_before(item))

    def _is_wrong_one(self, series: _Open, item: Item, ahead: tuple[int, ...]) -> bool:
        """Whether a one stands in place of the number that is due, and opens no list of its own."""
        if series.next > 2:
            return ahead[:1] == (series.next + 1,)
        return ahead[:1] == (3,) or self._goes_straight_on(series.last, item)

    def _add_wrong_one(self, series: _Open, item: Item, ahead: tuple[int, ...]) -> None:
        due = series.next
        self._break(series, item, "repeat" if due == 2 else "wrong")
        series.next = due + 1 if ahead[:1] == (due + 1,) else due

    def _goes_straight_on(self, before: Item, item: Item) -> bool:
        """Whether nothing between two items opens a new list."""
        between = self.text[before.until : item.at]
        if len(between) > _FARTHEST or self._turns(between) or between.rstrip().endswith(":"):
            return False
        return between.count("\n") <= (3 if item.style == BRACKET else 1)

    # -- words in sentences ----------------------------------------------------------------------------------------

    def _read_word(self, item: Item, ahead: tuple[int, ...]) -> None:
        same = [series for series in self.stack if series.style == item.style]
        series = same[-1] if same else None
        if item.ordinal == 1:
            self._read_one(item, series, ahead)
            return
        if series is not None and series.next == item.ordinal:
            for rival in same[:-1]:
                if rival.next == item.ordinal:
                    series.certain = rival.certain = False
            self._go_on(series, item)
            return
        for outer in reversed(same[:-1]):
            if outer.next == item.ordinal:
                self._go_on_outside(outer, item, same[same.index(outer) + 1 :])
                return
        for outer in self.closed[: -_MOST_CLOSED - 1 : -1]:
            if outer.style != item.style or outer.next != item.ordinal:
                continue
            if series is None:
                self._go_on(outer, item)
                return
            if outer.opens_lines and item.opens_line and not series.opens_lines:
                self._go_on_outside(outer, item, [series])
                return
        if series is None:
            self._start_late(item, ahead)
        elif item.ordinal < series.next and self._opens_list(series.last, item):
            self._close(series)
            self._start_late(item, ahead)
        elif item.ordinal <= series.next + _LARGEST_GAP:
            self._mismatch(series, item, ahead)

    def _read_one(self, item: Item, series: _Open | None, ahead: tuple[int, ...]) -> None:
        """Opens a series inside the item before, or in place of the series before; or the one is wrong."""
        if series is None:
            self._open(item)
            return
        is_inside = self._is_inside(series.last, item)
        both_open_lines = series.opens_lines and item.opens_line
        if is_inside or (both_open_lines and self._goes_straight_on(series.last, item)):
            if ahead[:1] == (series.next + 1,) and ahead[:1] != (2,):
                self._add_wrong_one(series, item, ahead)
                return
            is_head = self.text[series.last.until : item.at].rstrip().endswith(":")
            if series.next == 2 and not is_head and ahead != (2, 2):
                self._add_wrong_one(series, item, ahead)
                return
            if series.next > 2 and ahead[:1] in ((), (1,)) and is_inside and self._follows_item(item):
                self._break(series, item, "back")
                return
        if not is_inside or len(self.stack) >= _DEEPEST:
            self._close(series)
            self.closed.append(series)
            self._open(item)
            return
        self._open(item)
        self.stack[-1].is_nested = _is_head(self.text[series.last.until : item.at].rstrip())

    def _follows_item(self, item: Item) -> bool:
        """Whether the sentence before an ordinal is over, and is none that leads to a list."""
        return self.text[max(0, item.at - _LONGEST_HEAD) : item.at].rstrip().endswith(("。", ";"))

    def _go_on_outside(self, outer: _Open, item: Item, inside: Sequence[_Open]) -> None:
        """Goes on with a series around others: those stand inside its last item."""
        for series in inside:
            series.is_nested = True
            series.certain = not series.breaks
            self._close(series)
        outer.certain = not outer.breaks
        self._go_on(outer, item)

    def _is_inside(self, before: Item, item: Item) -> bool:
        """Whether an ordinal stands in the text of the item before it: in its paragraph, and no new list is opened."""
        if item.at - before.until > _LONGEST_ITEM:
            return False
        head = self.text[before.until : item.at].rstrip()
        return not self._opens_list(before, item) or (head.endswith(":") and _is_head(head) and not self._turns(head))

    def _opens_list(self, before: Item, item: Item) -> bool:
        between = self.text[before.until : min(item.at, before.until + _FARTHEST)]
        return "\n" in between or self._turns(between)

    def _turns(self, between: str) -> bool:
        return any(word in between for word in self.words.turn)

    def _start_late(self, item: Item, ahead: tuple[int, ...]) -> None:
        """A series that does not start with one: a break, unless other words stand for the number before."""
        if item.style != IS or item.glued or item.ordinal > 1 + _LARGEST_GAP:
            return
        before = self.text[max(0, item.at - _LONGEST_HEAD) : item.at].rstrip(" ")
        for series in self.all[: -_MOST_CLOSED - 1 : -1]:
            if series.style in HEADINGS and before.endswith(":"):
                continue
            if series.style != IS and series.last.ordinal == item.ordinal - 1 and item.at - series.last.at <= _FARTHEST:
                if series.style not in HEADINGS:
                    series.breaks.append(Break("mixed", item, item.ordinal, series.last))
                self._open(item)
                return
        is_first = before.endswith(":") or (item.opens_line and before.rstrip("\n ").endswith((":", "。")))
        if is_first or ahead[:1] == (item.ordinal + 1,):
            stands_apart = item.opens_line or before[-1:] in _STOPS or _is_short_lead(before)
            self._open(item, is_late=stands_apart and not self._is_opened_before(item))

    def _is_opened_before(self, item: Item) -> bool:
        """Whether something before an item stands for the first of its series, or the text there is damaged.

        The first of a list of words stands in its paragraph, that of headings anywhere before.
        """
        if item.style in HEADINGS:
            section = self.report.section(self.section)
            start = self.report.flows[item.flow].place(0) if section is None else section.start
            between = self.report.text[start : item.start]
            return any(mark in between for mark in _DAMAGE) or _stands(1, between, item.style)
        start = max(0, item.at - _LONGEST_ITEM)
        start = max(start, self.text.rfind("\n", start, max(start, item.at - 1)) + 1)
        between = self.text[start : item.at]
        words = (*self.words.opening, *_DAMAGE)
        return not between.strip() or any(word in between for word in words) or _stands(1, between, item.style)

    def _read_order(self, item: Item) -> None:
        """首先, 其次, 再次, 最后: only what goes backwards breaks their order."""
        same = [series for series in self.stack if series.style == ORDER]
        if item.ordinal == 1:
            if same:
                self._close(same[-1])
            self._open(item)
        elif same and not self._turns(self.text[same[-1].last.until : item.at][:_FARTHEST]):
            last = same[-1].last
            if item.ordinal != LAST and (last.ordinal == LAST or item.ordinal < last.ordinal):
                same[-1].breaks.append(Break("back", item, 0, last))
            same[-1].items.append(item)

    # -- the stack -------------------------------------------------------------------------------------------------

    def _open(self, item: Item, *, is_late: bool = False) -> None:
        parent = self.stack[-1].last if self.stack else None
        series = _Open(item, parent, len(self.stack))
        if item.ordinal != 1:
            series.certain = False
        if is_late:
            series.breaks.append(Break("start", item, 1, None))
        self.stack.append(series)
        self.all.append(series)

    def _go_on(self, series: _Open, item: Item) -> None:
        """Adds the item that is due; the series inside the item before it end, and a closed series is open again."""
        if series in self.stack:
            self._pop_to(series)
        else:
            self.stack = [*(other for other in self.stack if other.level < series.level), series]
        series.items.append(item)
        series.next = series.then or item.ordinal + 1
        series.then = 0

    def _pop_to(self, series: _Open) -> None:
        while self.stack[-1] is not series:
            self.stack.pop()

    def _close(self, series: _Open) -> None:
        """Ends a series and those inside it."""
        if series in self.stack:
            self._pop_to(series)
            self.stack.pop()

    def _close_words(self) -> None:
        """A heading ends the series in the sentences before it; they may go on behind it."""
        closing = [series for series in self.stack if series.style not in HEADINGS or not series.opens_lines]
        if closing:
            self.closed = closing
            self.stack = [series for series in self.stack if series not in closing]

    # -- breaks ----------------------------------------------------------------------------------------------------

    def _break(self, series: _Open, item: Item, kind: str) -> None:
        series.breaks.append(Break(kind, item, series.next, series.last))
        series.items.append(item)
        series.certain = False

    def _mismatch(self, series: _Open, item: Item, ahead: tuple[int, ...]) -> None:
        """Adds an ordinal that is not the one due, and says how the count is broken."""
        due, ordinal = series.next, item.ordinal
        following = ahead[0] if ahead else -1
        series.then = 0
        if ordinal == due + 1 and following == due:
            self._break(series, item, "swapped")
            series.then = due + 2
        elif following == due + 1:
            self._break(series, item, "repeat" if ordinal == due - 1 else "wrong")
            series.next = due + 1
        elif ordinal < due:
            self._break(series, item, "repeat" if ordinal == due - 1 else "back")
            series.next = due if following == due else ordinal + 1
        else:
            if self._is_filled(series, item):
                if item.style not in HEADINGS:
                    series.breaks.append(Break("mixed", item, due, series.last))
            elif not self._is_damaged(series.last, item):
                series.breaks.append(Break("gap", item, due, series.last))
            series.items.append(item)
            series.certain = False
            series.next = ordinal + 1

    def _is_filled(self, series: _Open, item: Item) -> bool:
        """Whether something stands for the missing numbers: a number in another style, or a word.

        Headings are looked for in all of the report's text: a number on a line of its own may be taken for a figure.
        """
        if item.style in HEADINGS:
            between = self.report.text[series.last.end : item.start]
        else:
            between = self.text[series.last.until : item.at]
            if any(word in between for word in self.words.between):
                return True
        return any(_stands(number, between, item.style) for number in range(series.next, item.ordinal))

    def _is_damaged(self, before: Item, item: Item) -> bool:
        """Whether the text between two items is visibly not what was written."""
        between = self.text[before.until : item.at]
        if any(mark in between for mark in _DAMAGE):
            return True
        if item.style in HEADINGS:
            return False
        return any(part[-1:].isalnum() and len(part) > 2 * _LONGEST_HEAD for part in between.split("\n")[:-1])


_NUMERALS = "零一二三四五六七八九十"
_BEHIND_NUMERALS = ("是", " 是", "要", "、", ",", ".")


def _stands(number: int, text: str, style: str) -> bool:
    """Whether a number that could number an item stands in `text`, in whatever style."""
    numeral = _NUMERALS[number] if number < len(_NUMERALS) else str(number)
    if style not in HEADINGS:
        marks = [f"({numeral}", f"{numeral})"]
        marks += [numeral + mark for mark in _BEHIND_NUMERALS]
        marks += [f"{before}{numeral}{mark}" for before in "第其" for mark in ",是:、"]
        if any(mark in text for mark in marks):
            return True
    opens = rf"(?:^|[\n。;:!?|]) {{0,40}}\(?(?:{numeral}|{number})[.、)]"
    return compiled(rf"{opens}|(?<![0-9]){number}[.、)](?![0-9])").search(text) is not None


def _is_short_lead(text: str) -> bool:
    """Whether a text ends in a few words that lead to a list: 在此基础上,."""
    if not text.endswith(","):
        return False
    lead = text[:-1]
    for mark in "。;:,\n":
        lead = lead.rpartition(mark)[2]
    return len(lead) <= _SHORTEST_LEAD


def _is_head(text: str) -> bool:
    """Whether an item says no more than what the list inside it is about."""
    if set(text[:-1]) & _STOPS:
        return False
    return len(text) <= (2 * _LONGEST_HEAD if text.endswith(":") else _LONGEST_HEAD)


def _upcoming(items: Sequence[Item]) -> list[tuple[int, ...]]:
    """For each item the numbers of the next two items of its style."""
    following: dict[tuple[str, bool], tuple[int, ...]] = {}
    found: list[tuple[int, ...]] = [()] * len(items)
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        key = (item.style, item.opens_line and item.style in HEADINGS)
        ahead = following.get(key, ())
        found[index] = ahead
        following[key] = (item.ordinal, *ahead[:1])
    return found
