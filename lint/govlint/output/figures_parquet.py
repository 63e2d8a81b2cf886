"""The figures of tables as Parquet: integers, exact decimals and dates, in row groups of some hundred reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from govlint.figures import COLUMNS, FACTS, MOST_DIGITS, MOST_PLACES, REMARKS, exact_number, flat, wide
from govlint.output.figures import CELLS, storable

if TYPE_CHECKING:
    from govlint.figures import FigureColumn

GROUP = 500
"""Reports in a row group of the wide form."""
LONG_GROUP = 50_000
"""Cells in a row group of the long form."""

_INTEGERS = ("year", "page", "line")
_AMOUNT = pa.decimal128(MOST_DIGITS + MOST_PLACES, MOST_PLACES)


def write_wide(path: str, reports: Iterable[Mapping[str, Any]], layout: Mapping[str, FigureColumn]) -> None:
    """Writes one row a report to the file `path`; `cells`, a list, tells of every cell that holds no plain number.
    OSError if it cannot be written.
    """
    told = pa.struct([_field(name) for name in REMARKS[1:]])
    figures = [pa.field(name, pa.int64() if column.is_integer else _AMOUNT) for name, column in layout.items()]
    schema = pa.schema([*map(_field, FACTS), *figures, pa.field(CELLS, pa.list_(told))])

    def rows() -> Iterator[dict[str, Any]]:
        for report in reports:
            line = wide(report, layout)
            remarks = [{name: _stored(remark[name]) for name in REMARKS[1:]} for remark in line.remarks]
            yield {**{name: _stored(value) for name, value in line.facts.items()}, **line.values, CELLS: remarks}

    _write(path, schema, rows(), GROUP)


def write_long(path: str, reports: Iterable[Mapping[str, Any]]) -> None:
    """Writes one row a cell to the file `path`. OSError if it cannot be written."""
    schema = pa.schema([pa.field(name, _AMOUNT) if name == "value" else _field(name) for name in COLUMNS])

    def rows() -> Iterator[dict[str, Any]]:
        for report in reports:
            for line in flat(report):
                value = exact_number(line["value"]) if line["value"] else None
                yield {**{name: _stored(what) for name, what in line.items()}, "value": value}

    _write(path, schema, rows(), LONG_GROUP)


def _field(name: str) -> Any:
    if name == "issue_date":
        return pa.field(name, pa.date32())
    return pa.field(name, pa.int32() if name in _INTEGERS else pa.string())


def _stored(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value


def _write(path: str, schema: Any, rows: Iterator[dict[str, Any]], size: int) -> None:
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(rows, size)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
