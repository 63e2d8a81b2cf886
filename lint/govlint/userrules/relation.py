"""Relations between cells that users write: `applications.granted.total + … = review.review.total`.

A term is a cell, `table.row.column`, each part by its id in the statutory format or by its label; a row with one column
needs no column. `*` in place of a row or a column stands for each of them, and makes a relation for each. A whole
number is a term too. The arithmetic is that of the built-in relations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.report.formats import APPLICATIONS, DISCLOSURE, REVIEW, TABLES, Format, split_ordinal
from govlint.report.relations import NOT_ASSESSABLE, VIOLATED, judge_cells
from govlint.rule import Judged, NotApplicable, Related, Text, Verdict
from govlint.userrules.kinds import UserRule
from govlint.userrules.places import bare

if TYPE_CHECKING:
    from govlint.report.cells import TableCell
    from govlint.report.model import Report
    from govlint.report.relations import Number
    from govlint.report.tables import Tables
    from govlint.tomlfile import Block

EACH = "*"
SIGNS = ("=", "<=", ">=")
_TABLE_NAMES = {
    **{name: name for name in TABLES},
    "表一": DISCLOSURE,
    "表二": APPLICATIONS,
    "表三": REVIEW,
    "主动公开表": DISCLOSURE,
    "申请表": APPLICATIONS,
    "复议诉讼表": REVIEW,
}
_MOST_NAMED = 6
"""Of a sum of more terms only figures are written, without their names."""
_MOST_RELATED = 6

_NO_TERM = Text("{term} 不是“表.行.列”,也不是整数", "{term} is neither table.row.column nor a whole number")
_NO_TABLE = Text("没有 {name} 这张表,应为 {choices} 之一", "there is no table {name}; it is one of {choices}")
_NO_ROW = Text("{table} 没有 {name} 这一行", "{table} has no row {name}")
_NO_COLUMN = Text("{row} 没有 {name} 这一列", "{row} has no column {name}")
_WHICH_COLUMN = Text("{row} 有几列,请写明是哪一列:{choices}", "{row} has several columns; say which: {choices}")
_NO_CELLS = Text("两边都是数,没有单元格", "there is no cell on either side")


class Term(NamedTuple):
    """One cell of a relation."""

    table: str
    row: str
    """Id of a row, or `*`."""
    column: str
    """Id of a column, or `*`."""


class Side(NamedTuple):
    """One side of a relation: cells, and a number."""

    terms: tuple[Term, ...]
    number: int


class _Line(NamedTuple):
    """A row of a table in one of the formats."""

    id: str
    label: str
    columns: tuple[tuple[str, str], ...]


class CellRelation(UserRule):
    """A relation that must hold between cells of the tables."""

    keys = ("left", "right", "sign")
    placeholders = ("sum", "difference", "left", "right", "row", "column")

    def read(self, block: Block) -> None:
        """Takes the two sides."""
        block.require("left", "right")
        self.sign = block.choice("sign", SIGNS, "=")
        formats = self.formats
        self.left, self.right = (_side(block, key, formats) for key in ("left", "right"))
        self.printed = f"{block.text('left').strip()} {self.sign} {block.text('right').strip()}"
        if not self.left.terms and not self.right.terms:
            raise block.problem("left", _NO_CELLS)

    def __init__(self, formats: Sequence[Format]) -> None:
        self.formats = formats
        """The statutory formats, for the names of rows and columns."""

    def words(self) -> Mapping[str, Text]:
        """What the rule says where its file does not."""
        printed = self.printed.replace("{", "{{").replace("}", "}}")
        return {
            "title": Text(f"表内关系 {printed} 成立", f"The relation {printed} holds"),
            "explain": Text(f"表格中的数据应当满足 {printed}。", f"The figures of the tables must satisfy {printed}."),
            "message": Text("数据不符,相差{difference}:{sum}", "the figures do not agree, by {difference}: {sum}"),
            "help": Text(
                "对照台账核对这几个数据,改正错的那一个。",
                "Check these figures against the register and correct the wrong one.",
            ),
        }

    def more_messages(self) -> Mapping[str, Text]:
        """How the other cells are named."""
        return {"cell": Text("“{row}”的“{column}”为{value}", "“{row}” × “{column}” is {value}")}

    def verdicts(self, report: Report) -> Iterator[Verdict]:
        """Each relation held, violated or not assessable, and a finding for each that is violated."""
        tables = report.tables
        instances = list(_instances(self.left, self.right, tables))
        if not instances:  # the printed form has none of these rows
            yield NotApplicable()
        for left, right in instances:
            yield from self._judge(tables, left, right)

    def _judge(self, tables: Tables, left: Side, right: Side) -> Iterator[Verdict]:
        sides = [[_Cell(tables, term) for term in side.terms] for side in (left, right)]
        state, sums, why = judge_cells(
            [[(cell.table, cell.term.row, cell.term.column) for cell in side] for side in sides],
            (left.number, right.number),
            self.sign,
        )
        # The cell that a finding points at: the only one of its side, and one that differs from instance to instance.
        varies = [any(EACH in term for term in side.terms) for side in (self.left, self.right)]
        is_right = bool(sides[1]) and (
            not sides[0] or (varies[1] if varies[0] != varies[1] else len(sides[0]) > 1 and len(sides[1]) == 1)
        )
        cells = sides[1] if is_right else sides[0]
        first = cells[0]
        for cell, term in zip(cells, (self.right if is_right else self.left).terms, strict=True):
            if EACH in term:
                first = cell
                break
        obstacle = next((cell for side in sides for cell in side if cell.cell.value is None), first)
        yield Judged(
            state, self.name, first.term.table, first.term.row, first.term.column, first.row_label,
            first.column_label, why, obstacle.facts if state == NOT_ASSESSABLE else {},
        )  # fmt: skip
        if state != VIOLATED or sums is None:
            return
        other = sums[0] if is_right else sums[1]
        is_alone = len(cells) == 1 and (right if is_right else left).number == 0
        yield self.finding(
            first.cell.start,
            first.cell.end,
            args={
                "sum": f"{_written(sides[0], left.number, sums[0])} {_SAID[self.sign]} "
                f"{_written(sides[1], right.number, sums[1])}",
                "difference": str(abs(sums[0] - sums[1])),
                "left": str(sums[0]),
                "right": str(sums[1]),
                "row": first.row_label,
                "column": first.column_label,
            },
            table=first.term.table,
            row=first.row_label,
            cell=first.column_label,
            expected=str(other) if is_alone and self.sign == "=" else None,
            actual=first.cell.raw,
            related=[
                Related(cell.cell.start, cell.cell.end, "cell", cell.facts)
                for side in sides
                for cell in side
                if cell is not first and cell.cell.value
            ][:_MOST_RELATED],
        )


_SAID = {"=": "≠", "<=": ">", ">=": "<"}
"""How a relation of that sign is violated."""


class _Cell:
    """One cell of a relation on one report."""

    __slots__ = ("cell", "column_label", "row_label", "table", "term")

    def __init__(self, tables: Tables, term: Term) -> None:
        self.term = term
        self.table = tables.table(term.table)
        self.cell: TableCell = self.table.cell(term.row, term.column)
        line = next(line for line in _lines(self.table.format, term.table) if line.id == term.row)
        self.row_label = _short(line.label)
        self.column_label = dict(line.columns)[term.column]

    @property
    def facts(self) -> dict[str, str]:
        """The arguments of a message about the cell."""
        return {"row": self.row_label, "column": self.column_label, "value": self.cell.raw, "raw": self.cell.raw}


def _written(cells: Sequence[_Cell], number: int, total: Number) -> str:
    """A side with its figures: `5〔…〕 + 7〔…〕 = 12`."""
    counted = [cell for cell in cells if cell.cell.value]
    is_named = len(counted) <= _MOST_NAMED
    pieces = [
        f"{cell.cell.value}〔{cell.row_label}·{cell.column_label}〕" if is_named else str(cell.cell.value)
        for cell in counted
    ]
    if number or not cells:
        pieces.append(str(number))
    if not pieces:
        return str(total)
    joined = " + ".join(pieces)
    return joined if len(pieces) == 1 else f"{joined} = {total}"


def _short(label: str) -> str:
    """A row label without notes in brackets and what follows a comma."""
    for mark in ("(", "、"):
        cut = label.find(mark, 3)
        if cut > 0:
            label = label[:cut]
    return label


# -- the cells of a relation ---------------------------------------------------------------------------------------


def _lines(format_: Format, table: str) -> tuple[_Line, ...]:
    """The rows of a table that have figures."""
    if table == DISCLOSURE:
        return tuple(
            _Line(row.id, row.label, tuple((column.id, column.label) for column in block.columns))
            for block in format_.blocks
            for row in block.rows
        )
    if table == APPLICATIONS:
        columns = tuple((column.id, column.label) for column in format_.columns)
        return tuple(_Line(row.id, row.label, columns) for row in format_.rows if row.kind != "group")
    columns = tuple((column.id, column.label) for column in format_.review_columns)
    return tuple(_Line(row_id, label, columns) for row_id, label in format_.review_groups)


def _instances(left: Side, right: Side, tables: Tables) -> Iterator[tuple[Side, Side]]:
    """The relations that one with `*` stands for; those that name a row which the printed table does not have by its
    format are left out.
    """
    terms = (*left.terms, *right.terms)
    rows: tuple[str, ...] = ("",)
    columns: tuple[str, ...] = ("",)
    for term in terms:
        lines = _lines(tables.table(term.table).format, term.table)
        if term.row == EACH and rows == ("",):
            rows = tuple(line.id for line in lines)
        if term.column == EACH and columns == ("",):
            columns = tuple(
                dict.fromkeys(column for line in lines if term.row in (EACH, line.id) for column, _ in line.columns)
            )
    for row in rows:
        for column in columns:
            sides = [
                Side(
                    tuple(
                        Term(t.table, row if t.row == EACH else t.row, column if t.column == EACH else t.column)
                        for t in side.terms
                    ),
                    side.number,
                )
                for side in (left, right)
            ]
            if all(_has(tables, term) for side in sides for term in side.terms):
                yield sides[0], sides[1]


def _has(tables: Tables, term: Term) -> bool:
    lines = _lines(tables.table(term.table).format, term.table)
    return any(line.id == term.row and term.column in dict(line.columns) for line in lines)


def _side(block: Block, key: str, formats: Sequence[Format]) -> Side:
    terms: list[Term] = []
    number = 0
    for piece in block.text(key).split("+"):
        written = bare(piece)
        if written.lstrip("-").isdecimal() and written.count("-") <= 1:
            number += int(written)
        else:
            terms.append(_term(block, key, written, formats))
    return Side(tuple(terms), number)


def _term(block: Block, key: str, written: str, formats: Sequence[Format]) -> Term:
    name, dot, rest = written.partition(".")
    if not dot or not rest:
        raise block.problem(key, _NO_TERM, term=written or "“”")
    if name not in _TABLE_NAMES:
        raise block.problem(key, _NO_TABLE, _nearest(name, _TABLE_NAMES), name=name, choices=" ".join(TABLES))
    table = _TABLE_NAMES[name]
    lines = [line for format_ in formats for line in _lines(format_, table)]
    if rest == EACH or rest.startswith(f"{EACH}."):
        chosen, found = lines, EACH
        column = rest[2:]
    else:
        chosen, found, column = _row(block, key, name, rest, lines)
    columns = {column_id: label for line in chosen for column_id, label in line.columns}
    if not column:
        only = [line.columns[0][0] for line in chosen if len(line.columns) == 1]
        if not only:
            raise block.problem(key, _WHICH_COLUMN, row=found, choices=" ".join(columns))
        return Term(table, found, only[0])
    for column_id, label in columns.items():
        if column in (column_id, bare(label), EACH):
            return Term(table, found, EACH if column == EACH else column_id)
    raise block.problem(key, _NO_COLUMN, _nearest(column, columns), row=found, name=column)


def _row(block: Block, key: str, table: str, rest: str, lines: Sequence[_Line]) -> tuple[list[_Line], str, str]:
    """The rows that open `rest` in any of the formats, their id, and the name of the column behind it.

    Labels hold points themselves (1.属于国家秘密), so the longest name that fits is the row.
    """
    best, length = "", 0
    for line in lines:
        label = bare(line.label)
        for form in (line.id, label, bare(_short(line.label)), split_ordinal(label)[1]):
            if (rest == form or rest.startswith(f"{form}.")) and len(form) > length:
                best, length = line.id, len(form)
    if not best:
        name = rest.rpartition(".")[0] or rest
        raise block.problem(key, _NO_ROW, _nearest(name, [line.id for line in lines]), table=table, name=name)
    return [line for line in lines if line.id == best], best, rest[length + 1 :]


def _nearest(word: str, choices: Sequence[str] | Mapping[str, str]) -> str:
    from govlint.nearest import nearest_of

    return nearest_of(word, choices)
