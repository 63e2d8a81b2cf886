"""Page furniture: lines that belong to the web page or the printed page and not to the report.

Only whole lines are furniture, and a line with the end of a sentence in it never is. Where a line stands matters:
the page's data block is at the head or the foot, and inside the report only what cannot be text is taken for the
page's. The words are in the rule pack's vocabulary/furniture.toml.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.dates import parse_date_line, written_dates
from govlint.report.parts import Furniture, PageDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from govlint.pack import Pack
    from govlint.report.model import Report
    from govlint.report.parts import Line

_BULLETS = "•·●○▪■◆◇▶►➤*-—–|>» \t"
_EDGES = _BULLETS + "[]【】()"
_SEPARATORS = str.maketrans(dict.fromkeys("|[]【】()/:,、·•>«»", " "))
_STOPS = (";", "!", "?")
_FIGURES = "0123456789"
_HOLLOW = _FIGURES + "|[]()【】/:次大中小+- \t"
"""What a value that says nothing is made of: a number, a choice of sizes."""
_TIME = r"\s*[T,]?\s*\d{1,2}:\d{1,2}(?::\d{1,2})?(?:\.\d+)?"
_PAGE = (
    r"[-—–―~]+\s*\d{1,3}\s*[-—–―~]+|第\s*\d{1,3}\s*页(?:\s*[,/|]?\s*共\s*\d{1,3}\s*页)?|[1-9]\d{0,2}\s+/\s+[1-9]\d{0,2}"
    r"|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?|共\s*\d{1,3}\s*页\s*第\s*\d{1,3}\s*页"
)
_PAGE_ENDS = frozenset("页-—–―~" + _FIGURES)
_PAGE_STARTS = frozenset("-—–―~第共Pp")
_MOST_LINES = 300
"""How many lines the head and the foot of a page may have."""
_LONGEST = 200
_LONGEST_FOOT = 160


class _Entry(NamedTuple):
    """`key:value` on a line; offsets are those of the line's text."""

    key: str
    start: int
    end: int


class _Words:
    """The vocabulary, made ready for look-up."""

    __slots__ = (
        "anywhere", "buttons", "every_key", "fillers", "first", "foot", "keys", "lengths", "longest", "metadata",
        "phrases", "publication", "signs", "weak",
    )  # fmt: skip

    def __init__(self, vocabulary: dict[str, Any]) -> None:
        metadata: dict[str, Any] = vocabulary["metadata"]
        self.publication = frozenset(metadata["publication"])
        self.weak = frozenset(metadata["weak"])
        self.metadata = self.publication.union(metadata["dates"], metadata["keys"], self.weak)
        self.keys = frozenset(vocabulary["keys"])
        self.every_key = self.metadata | self.keys
        self.lengths = sorted({len(key) for key in self.every_key}, reverse=True)
        self.buttons = frozenset(vocabulary["buttons"])
        self.anywhere = frozenset(vocabulary["anywhere"])
        self.fillers = frozenset(vocabulary["fillers"])
        self.longest: int = vocabulary["value-length"]
        self.phrases: dict[str, list[tuple[str, str, list[str], int]]] = {}
        """By the first character: key, opening, words of which one must follow, longest line."""
        for key, opening, holds, longest in vocabulary["phrases"]:
            self.phrases.setdefault(opening[0], []).append((key, opening, holds, longest))
        self.foot = frozenset(vocabulary["foot"])
        self.signs: list[str] = vocabulary["foot-signs"]
        self.first = frozenset(word[0] for word in self.keys | self.anywhere).union(self.phrases, _EDGES) - {"|", "("}
        """What a line of furniture inside the report starts with, page numbers apart."""


@lru_cache(maxsize=4)
def _words_of(pack: Pack) -> _Words:
    return _Words(pack.vocabulary("furniture"))


def read_furniture(report: Report) -> dict[int, Furniture]:
    """The lines that belong to the page, by line index."""
    lines = report.lines
    words = _words_of(report.pack)
    head, foot = _head_and_foot(report)
    first = words.first
    found: dict[int, Furniture] = {}
    for line in lines:
        index = line.index
        at_edge = index < head or index >= foot
        text = line.text
        if text[-1] in _PAGE_ENDS and 2 < len(text) <= 20 and _is_page_number(text):
            found[index] = Furniture(index, line.start, line.end, "page-number", "页码", text)
            continue
        if index in found or not (at_edge or text[0] in first):
            continue
        piece = _read_line(line, words, at_edge, index >= foot)
        if piece is None:
            continue
        found[index] = piece
        value = _value_on_next_line(piece, lines, words, head, foot)
        if value is not None:
            found[value.line] = value
    for index in [index for index, piece in found.items() if _is_weak(piece, lines, words)]:
        if found.get(index - 1) is None and found.get(index + 1) is None:
            del found[index]
    return found


def read_page_dates(report: Report) -> tuple[PageDate, ...]:
    """The dates that lines of furniture give, in document order; the date of publication that a web page gives in its
    own metadata where no line gives one.
    """
    words = _words_of(report.pack)
    dates: list[PageDate] = []
    for index in sorted(report.furniture):
        piece = report.furniture[index]
        if piece.kind == "page-number":
            continue
        text = report.lines[index].text
        entries: list[_Entry] | None = None
        for written in written_dates(text):
            value = written.value
            if value is None:
                continue
            entries = _entries(text, words) if entries is None else entries
            keys = [entry.key for entry in entries if entry.start <= written.start < entry.end]
            key = keys[0] if keys else piece.key
            start = piece.start + written.start
            end = piece.start + written.end
            dates.append(PageDate(start, end, key, value, key in words.publication))
    if not any(date.is_publication for date in dates):
        dates += _dates_of_metadata(report)
    return tuple(dates)


def _dates_of_metadata(report: Report) -> list[PageDate]:
    """The first date of publication among the meta elements of a page; it has no place in the text."""
    metadata = report.document.metadata
    for name in report.pack.vocabulary("furniture")["metadata"]["page-publication"] if metadata else ():
        for written in written_dates(metadata.get(name, "")):
            if written.value is not None:
                return [PageDate(0, 0, name, written.value, True)]
    return []


def metadata_entries(report: Report) -> Iterator[tuple[str, int, int]]:
    """Every entry of the page's data block that says something: its key, and the range of its value."""
    words = _words_of(report.pack)
    for index in sorted(report.furniture):
        piece = report.furniture[index]
        if piece.kind != "metadata":
            continue
        text = report.lines[index].text
        entries = _entries(text, words) or [_Entry(piece.key, 0, len(text))]
        for entry in entries:
            value = text[entry.start : entry.end].strip(_EDGES)
            if value and value != entry.key:
                start = piece.start + text.index(value, entry.start)
                yield entry.key, start, start + len(value)


def published_by(report: Report) -> Furniture | None:
    """The entry of the page's data block that names the organ that published, or None."""
    publisher = report.pack.vocabulary("furniture")["metadata"]["publisher"]
    for index in sorted(report.furniture):
        piece = report.furniture[index]
        if piece.key in publisher and piece.value.strip(_HOLLOW):
            return piece
    return None


def _head_and_foot(report: Report) -> tuple[int, int]:
    """Index of the first line that is not the head's, and of the first line behind the last sentence or heading."""
    lines = report.lines
    headings = report.headings
    if headings:
        head = headings[0].line
        foot = headings[-1].line + 1
    else:
        head = next((line.index for line in lines if "。" in line.text), len(lines))
        foot = head
    for line in reversed(lines[foot:]):
        if "。" in line.text and len(line.text) > 10:
            foot = line.index + 1
            break
    return min(head, _MOST_LINES), max(foot, len(lines) - _MOST_LINES)


def _read_line(line: Line, words: _Words, at_edge: bool, at_foot: bool) -> Furniture | None:
    """What the line is, or None. Inside the report only what can be nothing else counts."""
    text = line.text
    if len(text) > _LONGEST or "。" in text:
        return None

    def piece(kind: str, key: str, value: str = "") -> Furniture:
        return Furniture(line.index, line.start, line.end, kind, key, value)

    bare = text.strip(_EDGES)
    if not bare:
        return None
    if at_edge:
        squeezed = "".join(bare.split())
        entries = _entries(text, words)
        if entries and squeezed.startswith(entries[0].key):
            entry = entries[0]
            if at_foot and entry.key == "日期" and parse_date_line(text) is not None:
                return None  # the report's own date, with its label
            kind = "metadata" if entry.key in words.metadata else "residue"
            if not any(stop in text for stop in _STOPS) and entry.end - entry.start <= words.longest:
                return piece(kind, entry.key, text[entry.start : entry.end].strip(_EDGES))
        found = _page_clock(bare, words)
        if found:
            return piece("metadata", "时间", found)
        if text.count(">") >= (1 if bare.startswith("首页") else 2) and "<" not in text:
            return piece("residue", "当前位置", bare)
        if squeezed.rstrip(":") in words.metadata:
            return piece("metadata", squeezed.rstrip(":"))
        if len(text) <= _LONGEST_FOOT and any(sign in text for sign in words.signs):
            return piece("residue", "版权所有", bare)
        if at_foot and bare in words.foot:
            return piece("residue", bare)
    key = _button(bare, words, at_edge)
    if key:
        return piece("residue", key)
    key, colon, value = bare.partition(":")
    if colon and key in words.keys and not value.strip(_HOLLOW):
        return piece("residue", key, value.strip())
    counter = bare.rstrip("次)]】 ")
    key = counter.rstrip(_FIGURES)
    if key != counter and (key := key.rstrip("([【: ")) in words.keys:
        return piece("residue", key, bare[len(key) :].strip())
    for key, opening, holds, longest in words.phrases.get(bare[0], ()):
        if len(bare) <= longest and bare.startswith(opening) and (not holds or any(word in bare for word in holds)):
            return piece("residue", key) if at_edge or "," not in bare else None
    return None


def _entries(text: str, words: _Words) -> list[_Entry]:
    """Every `key:value` and every key in a cell with its value in the next one."""
    entries: list[_Entry] = []
    position = 0
    pending = ""  # a key that filled the cell before
    for cell in text.split("|"):
        bare = cell.strip(_EDGES).rstrip(":")
        key = "".join(bare.split())
        if pending and key and key not in words.metadata:
            entries.append(_Entry(pending, position, position + len(cell)))
            pending = ""
        elif key in words.metadata and "|" in text:
            if pending:
                entries.append(_Entry(pending, position, position))
            pending = key
        elif ":" in cell:
            entries += _entries_of_cell(cell, position, words)
        position += len(cell) + 1
    return entries


def _entries_of_cell(cell: str, offset: int, words: _Words) -> list[_Entry]:
    """Every `key:value` of a cell or of a line without cells: 来源:甲局 发布日期:2024-01-05 浏览次数: …"""
    found: list[_Entry] = []
    colon = cell.find(":")
    while colon >= 0:
        before = cell[max(0, colon - 24) : colon]
        bare = "".join(before.split()).strip(_EDGES)
        key = next((bare[-n:] for n in words.lengths if bare[-n:] in words.every_key), "")
        if key:
            start = _start_of(cell, colon, key)
            if found:
                found[-1] = found[-1]._replace(end=offset + start)
            elif cell[:start].strip(_EDGES):
                return []
            found.append(_Entry(key, offset + colon + 1, offset + len(cell)))
        elif not found:
            return []
        colon = cell.find(":", colon + 1)
    return found


def _start_of(cell: str, colon: int, key: str) -> int:
    """Where `key`, which ends before `colon`, starts; blanks between its characters do not count."""
    left = len(key)
    position = colon
    while left:
        position -= 1
        left -= not cell[position].isspace()
    return position


def _page_clock(bare: str, words: _Words) -> str:
    """The line if it is a date with a time of day or a weekday, or a date with an entry of the page behind it."""
    if bare[0] not in "12":
        return ""
    for written in written_dates(bare, 0, 40):
        if written.start:
            return ""
        time = compiled(_TIME).match(bare, written.end)
        behind = bare[time.end() if time else written.end :].strip(_EDGES)
        if behind.startswith(("星期", "周")) and len(behind) < 4:
            return bare
        if (time and not behind) or (behind and behind.partition(":")[0].strip() in words.every_key):
            return bare
        return ""
    return ""


def _is_page_number(text: str) -> bool:
    """Whether the line is the running number of a printed page; a number without marks may be a cell of a table."""
    if text[0] not in _PAGE_STARTS and " / " not in text:
        return False
    return compiled(_PAGE).fullmatch(text) is not None


def _button(bare: str, words: _Words, at_edge: bool) -> str:
    """The first button if the line is made of nothing but buttons, else ""."""
    if bare in words.buttons:
        return bare if at_edge or bare in words.anywhere else ""
    if len(bare) > 80:
        return ""
    tokens = bare.translate(_SEPARATORS).split()
    buttons = [token for token in tokens if token in words.buttons]
    if len(tokens) < 2 or not all(token in words.buttons or token in words.fillers for token in tokens):
        return "字号" if "".join(tokens) == "大中小" else ""
    if not buttons:
        return "字号" if set(tokens) >= {"大", "中", "小"} else ""
    return buttons[0] if at_edge or len(buttons) > 1 or buttons[0] in words.anywhere else ""


def _value_on_next_line(
    piece: Furniture, lines: Sequence[Line], words: _Words, head: int, foot: int
) -> Furniture | None:
    """The line behind a key that fills its own line, if it is that key's value: a data block with a cell a line."""
    after = piece.line + 1
    if piece.kind != "metadata" or piece.value or piece.key not in words.metadata or after >= len(lines):
        return None
    following = lines[after]
    text = following.text
    if len(text) > words.longest or "。" in text or ("公开" in text and text.endswith(("报告", "年报"))):
        return None
    if piece.line < head <= after or (piece.line < foot <= after) or _entries(text, words):
        return None
    bare = text.strip(_EDGES).rstrip(":")
    if not bare or "".join(bare.split()) in words.metadata or bare in words.buttons:
        return None
    if ":" in lines[piece.line].text:
        beyond = lines[after + 1].text if after + 1 < len(lines) else ""
        if not _entries(beyond, words) and "".join(beyond.strip(_EDGES).split()) not in words.metadata:
            return None
    return Furniture(after, following.start, following.end, "metadata", piece.key, bare)


def _is_weak(piece: Furniture, lines: Sequence[Line], words: _Words) -> bool:
    """Whether the entry counts only beside others: its key is a word that reports use, and no date follows it."""
    if piece.kind != "metadata" or piece.key not in words.weak:
        return False
    text = lines[piece.line].text
    if len(_entries(text, words)) > 1:
        return False
    return piece.key not in ("时间", "日期") or next(written_dates(piece.value), None) is None
