"""Rows as Arrow tables: with the types that `tables` declares, and small enough to travel between processes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govlint.batch.tables import COLUMNS, NUMBERS, SCHEMA

if TYPE_CHECKING:
    import pyarrow as pa

METADATA_KEY = b"govlint-store"
"""Where the metadata of every Parquet file of a store holds the version of its tables."""

Row = Mapping[str, Any]


def schema_of(table: str) -> pa.Schema:
    """The Arrow schema of a table."""
    import pyarrow as pa

    types = {NUMBERS: pa.list_(pa.uint32())}
    fields = [pa.field(column.name, types.get(column.type) or column.type) for column in COLUMNS[table]]
    return pa.schema(fields, metadata={METADATA_KEY: str(SCHEMA).encode()})


def table_of(name: str, rows: Sequence[Row]) -> pa.Table:
    """The rows as the Arrow table of that name; columns that a row lacks are null in it."""
    import pyarrow as pa

    schema = schema_of(name)
    columns = [[row.get(field.name) for row in rows] for field in schema]
    try:
        arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    except UnicodeEncodeError:  # half of a surrogate pair, which no text in Parquet can hold
        arrays = [pa.array(map(_sound, column), field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.table(arrays, schema=schema)


def packed(tables: Mapping[str, Sequence[Row]]) -> dict[str, bytes]:
    """The rows of several tables as bytes."""
    import pyarrow as pa

    found = {}
    for name, rows in tables.items():
        table = table_of(name, rows)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        found[name] = sink.getvalue().to_pybytes()
    return found


def unpacked(data: bytes) -> pa.Table:
    """The table that `packed` made bytes of."""
    import pyarrow as pa

    with pa.ipc.open_stream(data) as reader:
        return reader.read_all()


def joined(tables: Iterable[pa.Table]) -> pa.Table:
    """The rows of tables of one schema in one."""
    import pyarrow as pa

    return pa.concat_tables(tables).combine_chunks()


def _sound(value: Any) -> Any:
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
