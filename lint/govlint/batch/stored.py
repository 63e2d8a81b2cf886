"""The facts of reports that stay in a store: of each a few names in memory, and all else read when a rule asks for it.

A province has a hundred thousand reports, and the facts of one take 180 kB in memory. Rules look at a report or two at
a time, or at those of one government; what they let go of is gone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from govlint.batch.members import FACT_COLUMNS, figures_in, member_from
from govlint.batch.near import ALIKE, SMALL, Pair, candidates_in_duckdb, frequent_among, near_copies, verified
from govlint.batch.signature import SHORTEST, keys
from govlint.named import NamedTuple
from govlint.sets.facts import OVERVIEW, PROBLEMS, SetMember
from govlint.sets.group import Alike

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq

Key = TypeVar("Key")
Value = TypeVar("Value")

_HEADS = """
SELECT files.path AS path, facts.content_hash AS content, facts.kind, facts.organ, facts.organ_kind, facts.year,
    facts.statutory_format, facts.issue_date, facts.filename AS file, facts.file_row_number AS row
FROM files JOIN set_facts AS facts
    ON files.content_hash = facts.content_hash AND files.judged_by = facts.judged_by
ORDER BY files.path
"""
_SKETCHES = """
WITH numbered AS (
    SELECT row_number() OVER (ORDER BY files.path) - 1 AS number, facts.{part}_sketch AS sketch,
        length(facts.{part}_text) AS length
    FROM files JOIN set_facts AS facts
        ON files.content_hash = facts.content_hash AND files.judged_by = facts.judged_by
)
SELECT number, sketch FROM numbered WHERE length >= {shortest} AND octet_length(sketch) > 0 ORDER BY number
"""
_FETCHED = 1000
_FILES, _PIECES, _MEMBERS = 16, 8, 64
"""So many open files, pieces of files, and reports are kept of those that were asked for last."""
_LARGE = "figures"
"""The column that takes most, and is asked for least."""


class _Kept(Generic[Key, Value]):
    """What was asked for last."""

    def __init__(self, make: Callable[[Key], Value], most: int) -> None:
        self._make = make
        self._most = most
        self._known: OrderedDict[Key, Value] = OrderedDict()

    def __call__(self, key: Key) -> Value:
        """What `make` makes of `key`."""
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        value = self._known[key] = self._make(key)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return value


class _Opened(NamedTuple):
    """A Parquet file, and where its row groups begin."""

    file: pq.ParquetFile
    starts: Sequence[int]


class _Rows:
    """Single rows of Parquet files."""

    def __init__(self) -> None:
        self._opened: _Kept[str, _Opened] = _Kept(_open, _FILES)
        self._piece: _Kept[tuple[str, int, bool], pa.Table] = _Kept(self._read, _PIECES)

    def row(self, file: str, number: int, *, is_large: bool = False) -> dict[str, Any]:
        """Row `number` of a file: its large column, or all others."""
        starts = self._opened(file).starts
        group = bisect_right(starts, number) - 1
        row: dict[str, Any] = self._piece((file, group, is_large)).slice(number - starts[group], 1).to_pylist()[0]
        return row

    def _read(self, key: tuple[str, int, bool]) -> pa.Table:
        file, group, is_large = key
        columns = [_LARGE] if is_large else [name for name in FACT_COLUMNS if name != _LARGE]
        return self._opened(file).file.read_row_group(group, columns=columns)


def _open(path: str) -> _Opened:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    sizes = [file.metadata.row_group(number).num_rows for number in range(file.metadata.num_row_groups)]
    return _Opened(file, [0, *accumulate(sizes[:-1])])


class Head(NamedTuple):
    """What is known of a report at all times."""

    path: str
    content: str
    kind: str
    organ: str
    organ_kind: str
    year: int | None
    statutory_format: str
    issue_date: str
    file: str
    row: int


def _read_when_asked(name: str) -> Any:
    return property(lambda member: getattr(member.rest, name))


class StoredMember(SetMember):
    """A report whose facts are read when they are asked for, and last as long as it does."""

    def __init__(self, head: Head, rows: _Rows) -> None:
        self.__dict__.update(zip(SetMember.FIELDS, head[:8], strict=False))
        self.__dict__.update(_head=head, _rows=rows)

    @cached_property
    def rest(self) -> SetMember:
        """The report with all facts but its figures."""
        head: Head = self.__dict__["_head"]
        row = self.__dict__["_rows"].row(head.file, head.row)
        return member_from({**row, _LARGE: None}, path=self.path, content=self.content)

    @cached_property
    def _figures(self) -> Any:
        head: Head = self.__dict__["_head"]
        return figures_in(self.__dict__["_rows"].row(head.file, head.row, is_large=True)[_LARGE])

    organ_spot = _read_when_asked("organ_spot")
    covers = _read_when_asked("covers")
    parts = _read_when_asked("parts")
    sections = _read_when_asked("sections")
    figures = cast(Any, property(lambda member: member._figures))


StoredMember.FIELDS = SetMember.FIELDS


class StoredMembers(Sequence[SetMember]):
    """The reports of a store in order of their paths. `connection` has the tables `files` and `set_facts`, as
    `govlint.batch.views` makes them.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._rows = _Rows()
        self._heads = [Head(*values) for values in _fetched(connection, _HEADS)]
        self._member: _Kept[int, SetMember] = _Kept(self._made, _MEMBERS)

    def _made(self, number: int) -> SetMember:
        return StoredMember(self._heads[number], self._rows)

    def __len__(self) -> int:
        return len(self._heads)

    @overload
    def __getitem__(self, index: int) -> SetMember: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[SetMember]: ...
    def __getitem__(self, index: int | slice) -> SetMember | Sequence[SetMember]:
        if isinstance(index, slice):
            return [self._member(number) for number in range(*index.indices(len(self)))]
        return self._member(range(len(self))[index])

    def __iter__(self) -> Iterator[SetMember]:
        return map(self._made, range(len(self)))  # those that were asked for one by one stay known

    def text(self, number: int, part: str) -> str:
        """One of the texts of a report, by the name of the part."""
        head = self._heads[number]
        return str(self._rows.row(head.file, head.row)[f"{part}_text"])

    def alike(self) -> list[Alike]:
        """The pairs that `govlint.batch.judge.find_alike` finds, without all texts and sketches in memory."""
        return [
            Alike(pair.first, pair.second, part, pair.likeness)
            for part in (OVERVIEW, PROBLEMS)
            for pair in self._pairs(part)
        ]

    def _pairs(self, part: str) -> Sequence[Pair]:
        query = _SKETCHES.format(part=part, shortest=SHORTEST)
        known = self._number(query)
        if known <= SMALL:
            rows = list(_fetched(self._connection, query))
            texts = [self.text(number, part) for number, _ in rows]
            found = near_copies(texts, [bytes(sketch) for _, sketch in rows])
            return [Pair(rows[pair.first][0], rows[pair.second][0], pair.likeness) for pair in found]
        different = f"SELECT DISTINCT sketch FROM ({query}) ORDER BY sketch"
        every = (bytes(sketch) for (sketch,) in _fetched(self._connection, different))
        frequent = frequent_among(every, self._number(different))
        banded = ((number, keys(bytes(sketch), frequent)) for number, sketch in _fetched(self._connection, query))
        candidates = sorted(candidates_in_duckdb(banded, connection=self._connection.cursor()))
        return verified(candidates, lambda number: self.text(number, part), ALIKE)

    def _number(self, query: str) -> int:
        ((number,),) = self._connection.execute(f"SELECT count(*) FROM ({query})").fetchall()
        return int(number)


def _fetched(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer as they are needed."""
    answer = connection.cursor().execute(query)
    while rows := answer.fetchmany(_FETCHED):
        yield from rows
