"""A statutory format: the tables an annual report must hold, their labels, and the relations between their cells.

Formats are data (`formats/*.toml` of a rule pack); this module only gives that data names. Labels are compared by
their Han characters alone, so that blanks, brackets, quotation marks and points, which extraction changes freely, do
not decide whether a label is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govlint.named import NamedTuple

DISCLOSURE = "disclosure"
APPLICATIONS = "applications"
REVIEW = "review"
TABLES = (DISCLOSURE, APPLICATIONS, REVIEW)
SECTION_OF_TABLE = {DISCLOSURE: 2, APPLICATIONS: 3, REVIEW: 4}
LEAVES = "leaves"

HAN_NUMERALS = "一二三四五六七八九十"


class _Han(dict[int, int | None]):
    """A table for `str.translate` that leaves Han characters and drops the rest; filled as characters are met. (A
    pattern with a range of Han characters takes a millisecond to compile; this takes nothing.)
    """

    def __missing__(self, code: int) -> int | None:
        kept = self[code] = code if 0x4E00 <= code <= 0x9FFF else None
        return kept


_HAN = _Han()


def han(text: str) -> str:
    """The Han characters of `text`, in their order: what a label is recognised by."""
    return text.translate(_HAN)


def split_ordinal(label: str) -> tuple[str, str]:
    """The ordinal of a label (一、 or (一) or 1. or nothing), and the rest."""
    for length, shape in ((2, "一、"), (2, "1."), (3, "(一)")):
        head = label[:length]
        if len(head) == length and all(
            mark in HAN_NUMERALS if form == "一" else mark.isdecimal() if form == "1" else mark == form
            for mark, form in zip(head, shape, strict=True)
        ):
            return head, label[length:]
    return "", label


class Column(NamedTuple):
    """A column of a statutory table."""

    id: str
    label: str
    kind: str
    """"count" (integer from 0), "signed" (integer, 增/减), "amount" (decimal from 0) or "money" (amount with unit)."""
    words: tuple[str, ...]
    """The Han characters of the label and of each alias."""


class Row(NamedTuple):
    """A row of a statutory table."""

    id: str
    kind: str
    """"data", "leaf" (an outcome), "total" or "group" (a label that has no figures of its own)."""
    label: str
    words: tuple[str, ...]
    """The Han characters of the label and of each alias, without their ordinals; the statutory label first."""
    group: str | None
    """Id of the group row above, for leaves."""

    @property
    def ordinal(self) -> str:
        """The ordinal of the label: 一、 or (一) or 1. or nothing."""
        return split_ordinal(self.label)[0]


class DisclosureBlock(NamedTuple):
    """One block of table 1: the item of article 20 it answers to, its columns and rows."""

    item: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class RelationSpec(NamedTuple):
    """An equation between cells: the sum of `left` equals the sum of `right`, once for each of `over`."""

    id: str
    table: str
    over: str
    left: tuple[str, ...]
    right: tuple[str, ...]


class BoundSpec(NamedTuple):
    """An inequality between cells: the sum of `small` is at most the sum of `large`."""

    id: str
    table: str
    over: str
    small: tuple[str, ...]
    large: tuple[str, ...]
    rows: tuple[str, ...]


class Format:
    """One statutory format, as its file says."""

    __slots__ = (
        "blocks",
        "bounds",
        "columns",
        "first_year",
        "groups",
        "heads",
        "leaves",
        "name",
        "note",
        "notice",
        "relations",
        "review_columns",
        "review_groups",
        "review_heads",
        "review_row",
        "rows",
    )

    def __init__(self, first_year: int, data: Mapping[str, Any]) -> None:
        self.first_year = first_year
        self.name: str = data["name"]
        self.notice: str = data["notice"]
        """Law key of the notice that issued the format."""
        self.blocks = tuple(_block(block) for block in data["disclosure"])
        applications = data["applications"]
        self.note: str = applications["note"]
        self.heads: tuple[str, ...] = tuple(applications["heads"])
        self.columns = tuple(_column([entry[0], entry[1], "count", *entry[2:]]) for entry in applications["columns"])
        self.rows = _rows(applications["rows"])
        self.groups = tuple(row for row in self.rows if row.kind == "group")
        self.leaves = tuple(row.id for row in self.rows if row.kind == "leaf")
        review = data["review"]
        self.review_heads: tuple[str, ...] = tuple(review["heads"])
        self.review_groups: tuple[tuple[str, str], ...] = tuple((entry[0], entry[1]) for entry in review["groups"])
        self.review_columns = tuple(_column([entry[0], entry[1], "count", *entry[2:]]) for entry in review["columns"])
        self.review_row: str = data["review-row"]
        """What the single row of table 3 counts; the form gives it no label."""
        self.relations = tuple(
            RelationSpec(r["id"], r["table"], r["over"], tuple(r["left"]), tuple(r["right"])) for r in data["relations"]
        )
        self.bounds = tuple(
            BoundSpec(b["id"], b["table"], b["over"], tuple(b["small"]), tuple(b["large"]), tuple(b.get("rows", ())))
            for b in data["bounds"]
        )

    def row(self, row_id: str) -> Row:
        """The row of table 2 with that id; KeyError if the format has none."""
        for row in self.rows:
            if row.id == row_id:
                return row
        raise KeyError(row_id)


def parse_format(first_year: str, data: Mapping[str, Any]) -> Format:
    """The format described by the content of a formats/*.toml file; KeyError names what is missing."""
    return Format(int(first_year), data)


def _column(entry: Sequence[str]) -> Column:
    column_id, label, kind, *aliases = entry
    return Column(column_id, label, kind, tuple(han(text) for text in (label, *aliases)))


def _block(data: Mapping[str, Any]) -> DisclosureBlock:
    rows = tuple(
        Row(row_id, "data", label, tuple(han(text) for text in (label, *aliases)), None)
        for row_id, label, *aliases in data["rows"]
    )
    return DisclosureBlock(data["item"], tuple(_column(entry) for entry in data["columns"]), rows)


def _rows(entries: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    rows: list[Row] = []
    group: str | None = None
    for row_id, kind, label, *aliases in entries:
        words = tuple(dict.fromkeys(han(split_ordinal(text)[1]) for text in (label, *aliases)))
        rows.append(Row(row_id, kind, label, words, group if kind == "leaf" and label[0].isdigit() else None))
        if kind == "group":
            group = row_id
    return tuple(rows)
