"""The rule on column heads.

Extraction maims heads more than anything else in a table: cut to their first characters, split over rows, or lost. So
the rule speaks only where all heads of a table but one or two are printed in full, and takes any piece of a head for
the head itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.report.formats import APPLICATIONS, DISCLOSURE, han
from govlint.rule import WARNING, Finding, Rule, Text, Verdict, change
from govlint_rules.table_facts import FORM_BASIS, read_tables, row_end, table_words, unread_tables

if TYPE_CHECKING:
    from govlint.report.formats import Column
    from govlint.report.model import Report
    from govlint.report.tables import Table

_PIECE = r"[^|│┃\t\r\n]+"
_OTHER_HEADS = (
    r"申请人情况|法人[或和及与]?其他组织|法人或其他|信息内容|第二十条第?.?项|"
    r"(?:未经复议直接|复议后)起诉|行政复议|行政诉讼"
)
"""What stands among the column heads and is none."""
_MOST_ABSENT = 2
_LONGEST_HEAD = 12
"""A longer text among the heads is a note."""
_ERASED = "\0"


class _Piece(NamedTuple):
    """One printed piece of the head; its Han characters start at `at` in the string of all pieces."""

    start: int
    end: int
    text: str
    at: int


class _Head:
    """The head of a table, or of one block of table 1: what is printed, and the columns it should name in order."""

    def __init__(self, report: Report, start: int, end: int, columns: Sequence[Column], place: str) -> None:
        self.start = start
        self.columns = columns
        self.place = place
        """The item of article 20 that a block answers to, or ""."""
        pieces: list[_Piece] = []
        at = 0
        for found in re.compile(_PIECE).finditer(report.text, start, end):
            text = han(found.group()).replace("它", "他")
            if text:
                raw = found.group()
                left = found.start() + len(raw) - len(raw.lstrip())
                pieces.append(_Piece(left, left + len(raw.strip()), text, at))
                at += len(text)
        self.pieces = pieces
        letters = "".join(piece.text for piece in pieces)
        self._letters = re.sub(_OTHER_HEADS, lambda match: _ERASED * len(match.group()), letters)
        self.found: dict[int, tuple[int, int]] = {}
        """By index of the column: the positions of its head, as printed in full."""
        self.cut: set[int] = set()
        """Indices of the columns of which a piece is printed."""
        self._find_whole()
        self._find_pieces()

    def _find_whole(self) -> None:
        for index, column in sorted(enumerate(self.columns), key=lambda pair: -max(map(len, pair[1].words))):
            for word in column.words:
                start = self._letters.find(word)
                if start >= 0:
                    end = start + len(word)
                    self.found[index] = (start, end)
                    self._letters = f"{self._letters[:start]}{_ERASED * len(word)}{self._letters[end:]}"
                    break

    def _find_pieces(self) -> None:
        left = self._unexplained()
        for index, column in enumerate(self.columns):
            if index in self.found:
                continue
            for piece in left:
                if any(piece.text in word for word in column.words):
                    self.cut.add(index)
                    left.remove(piece)
                    break

    def _unexplained(self) -> list[_Piece]:
        """The pieces of two to twelve characters of which no part has been recognised."""
        return [
            piece
            for piece in self.pieces
            if 2 <= len(piece.text) <= _LONGEST_HEAD and self._letters.startswith(piece.text, piece.at)
        ]

    @property
    def absent(self) -> list[int]:
        """Indices of the columns of which nothing is printed."""
        return [index for index in range(len(self.columns)) if index not in self.found and index not in self.cut]

    def place_of(self, position: int, *, end: bool) -> int:
        """The offset of the report's text for a position among the Han characters."""
        character = position - 1 if end else position
        piece = next(piece for piece in self.pieces if piece.at + len(piece.text) > character)
        return piece.end if end else piece.start

    def rename(self, column: Column) -> _Piece | None:
        """The one unexplained piece that shares a character with the label of `column`, or None."""
        alike = [piece for piece in self._unexplained() if set(piece.text) & set(column.label)]
        alike = [
            piece for piece in alike if not any(piece.text in c.label or "之和" in piece.text for c in self.columns)
        ]
        return alike[0] if len(alike) == 1 else None


class ColumnHeader(Rule):
    """A column head that is missing, renamed, or in the place of another."""

    code = "GL207"
    name = "column-header"
    severity = WARNING
    title = Text("列名与统一格式一致", "Column heads are those of the format")
    explain = Text(
        "列名缺失、改动或次序颠倒,数据就可能被当成另一类申请人或另一种结果。只在表头其余部分完整时检查。",
        "Where a column head is missing, renamed or out of order, figures are taken for another kind of applicant or "
        "result. Checked only where the rest of the head is complete.",
    )
    messages = {
        "missing": Text(
            "“{table}”{item}的表头缺少“{column}”", "the head of {table_en}{item_en} lacks the column “{column}”"
        ),
        "renamed": Text("列名“{printed}”应为“{column}”", "the column head “{printed}” should be “{column}”"),
        "swapped": Text(
            "列名“{printed}”与“{other}”的次序颠倒:按统一格式,“{column}”在前",
            "the column heads “{printed}” and “{other}” are in the wrong order: “{column}” comes first in the format",
        ),
    }
    help = Text(
        "改为统一格式的列名和次序,并核对数据是否仍在各自的列中。",
        "Restore heads and order of the format, and check that the figures still stand in their own columns.",
    )
    basis = FORM_BASIS
    related = ("GL206",)
    bad = (
        change(("社会公益组织 | 法律服务机构 | 其他", "社会公益组织 | ⟦律师服务组织⟧ | 其他")),
        change(("科研机构 | 社会公益组织 | 法律服务机构", "⟦社会公益组织⟧ | 科研机构 | 法律服务机构")),
        change(("本年制发件数 | 本年废止件数 | 现行有效件数", "本年制发件数 | ⟦本年修改数量⟧ | 现行有效件数")),
        change(("商业企业 | 科研机构 | 社会公益组织", "商业企业⟦⟧ | 社会公益组织")),
    )
    good = (
        change(),
        change(("商业企业 | 科研机构 | 社会公益组织 | 法律服务机构", "商业 | 科研 | 社会 | 法律")),
        change(
            ("现行有效件数", "现行有效件"), ("自然人", "自 然 人"), ("尚未审结 | 总计 | 未经", "尚未审结总计 | 未经")
        ),
        change(("本年收费金额(单位:万元)", "本年收费金额(万元)")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each head that is absent, and one for two that are exchanged."""
        yield from unread_tables(report.tables[:3])
        for table in read_tables(report.tables[:3]):
            regions = list(_regions(table))
            odd = [region for region in regions if not _is_standard(report, *region[:3])]
            if not odd:
                continue
            if any(m.format != table.format.name and table.start <= m.start < table.end for m in report.tables.markers):
                continue
            columns = sum(len(region[2]) for region in regions)
            standard = columns - sum(len(region[2]) for region in odd)
            yield from self._judge(table, [_Head(report, *region) for region in odd], columns, standard)

    def _judge(self, table: Table, heads: Sequence[_Head], columns: int, standard: int) -> Iterator[Finding]:
        """`columns` is how many the table has, `standard` how many of them stand in heads without fault."""
        absent = [(head, index) for head in heads for index in head.absent]
        whole = standard + sum(len(head.found) for head in heads)
        if len(absent) > _MOST_ABSENT or whole < max(columns - _MOST_ABSENT, columns / 2):
            return
        for head, index in absent:
            yield self._absent(table, head, index)
        for head in heads:
            if len(head.found) == len(head.columns):
                yield from self._swapped(table, head)

    def _absent(self, table: Table, head: _Head, index: int) -> Finding:
        column = head.columns[index]
        renamed = head.rename(column)
        start, end = (renamed.start, renamed.end) if renamed is not None else (_gap(head, index),) * 2
        return self.finding(
            start,
            end,
            variant="renamed" if renamed is not None else "missing",
            table=table.kind,
            cell=column.label,
            args={
                **table_words(table),
                "column": column.label,
                "printed": renamed.text if renamed is not None else None,
                "item": head.place,
                "item_en": f", {head.place}," if head.place else "",
            },
            expected=column.label,
            actual=renamed.text if renamed is not None else None,
        )

    def _swapped(self, table: Table, head: _Head) -> Iterator[Finding]:
        wanted = _text_order(head)
        printed = sorted(wanted, key=lambda index: head.found[index][0])
        labels = [head.columns[index].label for index in wanted]
        shown = [head.columns[index].label for index in printed]
        off = [place for place, (label, other) in enumerate(zip(labels, shown, strict=True)) if label != other]
        if len(off) != 2 or labels[off[0]] != shown[off[1]] or labels[off[1]] != shown[off[0]]:
            return
        first = head.found[printed[off[0]]]
        yield self.finding(
            head.place_of(first[0], end=False),
            head.place_of(first[1], end=True),
            variant="swapped",
            table=table.kind,
            cell=labels[off[0]],
            args={"printed": shown[off[0]], "other": shown[off[1]], "column": labels[off[0]]},
            expected=labels[off[0]],
            actual=shown[off[0]],
        )


def _regions(table: Table) -> Iterator[tuple[int, int, Sequence[Column], str]]:
    """Where the heads of the table stand (one range a block for table 1), their columns, and the block's item."""
    if table.kind != DISCLOSURE:
        first = min((row.start for row in table.rows.values()), default=table.start)
        columns: Sequence[Column] = table.format.columns
        if table.kind != APPLICATIONS:
            starts = [row.values[0].start for row in table.rows.values() if row.values]
            first = min(starts, default=table.start)
            columns = table.format.review_columns * len(table.format.review_groups)
        if first > table.start:
            yield table.start, first, columns, ""
        return
    start = table.start
    for block in table.format.blocks:
        rows = [table.rows[row.id] for row in block.rows if row.id in table.rows]
        if not rows:
            continue
        first = min(row.start for row in rows)
        if first > start:
            yield start, first, block.columns, block.item
        start = max(row_end(row) for row in rows)


def _is_standard(report: Report, start: int, end: int, columns: Sequence[Column]) -> bool:
    """Whether the statutory heads stand there in full and in order: the usual case, told at little cost."""
    letters = han(report.text[start:end])
    labels = [column.words[0] for column in columns]
    if len(labels) < 5:
        return "".join(labels) in letters
    if len(labels) == 7:
        return "".join(labels[1:-1]) in letters and labels[0] in letters and labels[-1] in letters
    repeated = Counter(labels)
    series = "".join(list(repeated)[:-1])
    return letters.count(series) == repeated[labels[0]] and letters.count(labels[-1]) == repeated[labels[-1]]


def _text_order(head: _Head) -> list[int]:
    """The indices of the columns in the order of a text that runs over the head line by line. The total of table 2
    spans two lines of heads and may come before or after those it sums up.
    """
    order = list(range(len(head.columns)))
    if len(order) == 7:
        order.pop()
    return order


def _gap(head: _Head, index: int) -> int:
    """Where a head that is not printed should stand: behind the one before it, else in front of the one after it."""
    labels = [head.columns[i].label for i in range(len(head.columns))]
    shown = sorted(head.found.values())
    if len(set(labels)) < len(labels):
        # Table 3 repeats its heads: the first place where the series breaks is where one is missing.
        by_place = {span: head.columns[i].label for i, span in head.found.items()}
        at = next((n for n, span in enumerate(shown) if by_place[span] != labels[n]), len(shown))
        return head.place_of(shown[at - 1][1], end=True) if at else head.pieces[0].start
    before = [i for i in head.found if i < index]
    if before:
        return head.place_of(head.found[max(before)][1], end=True)
    after = [i for i in head.found if i > index]
    return head.place_of(head.found[min(after)][0], end=False) if after else head.start
