"""A folder that remembers what was judged.

    store.json            the version of the tables; what has no such file, or one of a later version, is left alone
    parts/<name>/…        the rows of some thousand reports, one Parquet file a table; a part is whole or not there
    pairs/<name>/…        the same for reports and those of the year before
    run/files.parquet     which files the run at hand is about, and which content each has
    run/<table>.parquet   what was found by looking at many reports of that run together
    tmp/                  what is being written

Parts are only ever added, each by renaming a folder, and are named by the reports in them. Which of their rows count
is decided by the files of the run: a report that was changed has another hash, and the rows of the old one are of no
file any more.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any

from govlint.batch.arrow import joined, schema_of, table_of, unpacked
from govlint.batch.tables import FILES, PAIR_TABLES, PAIRS, REPORTS, RUN_TABLES, SCHEMA, SET_FACTS, kept_tables
from govlint.problems import UserFileError
from govlint.rule import Text
from govlint.version import __version__

if TYPE_CHECKING:
    import pyarrow as pa

IDENTITY = "store.json"
_KIND = "govlint-store"
_PARTS, _PAIRS, _RUN, _TMP, _LOCK = "parts", "pairs", "run", "tmp", "lock"
_OWN = frozenset((_PARTS, _PAIRS, _RUN, _TMP, _LOCK))
"""What may be there of a store whose making was interrupted."""
_NAME_LENGTH = 32
_KEYS = ("content_hash", "judged_by", "previous_hash", "previous_judged_by")
_ROWS_AT_ONCE = 10_000
_IN_A_GROUP = {SET_FACTS: 64}
"""Rows that are read together; of large rows that are asked for one by one few."""

_FOREIGN = Text(
    "这个文件夹里有别的东西,不是 govlint 的库:请另给一个", "this folder holds other things and is no store of govlint"
)
_NEWER = Text(
    "这个库由更新的 govlint {version} 所建:请升级 govlint,或者另给一个文件夹",
    "this store was made by govlint {version}, which is newer: upgrade govlint, or name another folder",
)
_NO_STORE = Text("没有这个库", "there is no such store")
_NO_FOLDER = Text("建不了文件夹:{problem}", "the folder cannot be made: {problem}")
_BUSY = Text("另一个 govlint 正在使用这个库", "another govlint is using this store")


class Store:
    """An open store, which no other process writes to. UserFileError from `open_store` where it cannot be had."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def path(self, *parts: str) -> str:
        """A path in the store."""
        return os.path.join(self.folder, *parts)

    def glob(self, table: str) -> str:
        """The files that hold the rows of a table, as a pattern."""
        return self.path(_PAIRS if table in PAIR_TABLES else _PARTS, "*", f"{table}.parquet")

    @property
    def files(self) -> str:
        """The files of the run."""
        return self.run_table(FILES)

    def run_table(self, table: str) -> str:
        """The file with the rows of a table that belong to the run as a whole."""
        return self.path(_RUN, f"{table}.parquet")

    def temporary(self, name: str) -> str:
        """A path for something that is not to stay."""
        return self.path(_TMP, name)

    def add_part(self, tables: Mapping[str, pa.Table], folder: str, keys: str) -> None:
        """Adds rows to one of the two folders of parts; they are all there afterwards, or none is. Parts with the same
        rows of the table `keys`, which say what the part is about, are the same.
        """
        import pyarrow.parquet as pq

        name = _name_of(tables[keys])
        place = self.path(folder, name)
        if os.path.exists(place):
            return
        temporary = self.temporary(name)
        shutil.rmtree(temporary, ignore_errors=True)
        os.mkdir(temporary)
        for table in tables:
            path = os.path.join(temporary, f"{table}.parquet")
            pq.write_table(tables[table], path, compression="zstd", row_group_size=_IN_A_GROUP.get(table))
            _to_disk(path)
        os.rename(temporary, place)
        _to_disk(self.path(folder))

    def write_run_table(self, table: str, batches: Iterable[Sequence[Mapping[str, Any]]]) -> None:
        """Replaces the rows of a table that belong to the run, given in batches."""
        import pyarrow.parquet as pq

        temporary = self.temporary(f"{table}.parquet")
        with pq.ParquetWriter(temporary, schema_of(table), compression="zstd") as writer:
            for rows in batches:
                writer.write_table(table_of(table, rows))
        self.take_run_table(table, temporary)

    def take_run_table(self, table: str, temporary: str) -> None:
        """Makes the file `temporary` that of a table of the run."""
        _to_disk(temporary)
        os.replace(temporary, self.run_table(table))


@contextmanager
def open_store(folder: str, *, is_made: bool = True) -> Iterator[Store]:
    """The store in `folder`, which is made if need be and wanted. UserFileError if it is no store, of a later version,
    or another process uses it.
    """
    _refuse_strangers(folder, is_made)
    try:
        for name in ("", _PARTS, _PAIRS, _RUN):
            os.makedirs(os.path.join(folder, name), exist_ok=True)
    except OSError as problem:
        raise UserFileError(folder, _NO_FOLDER, {"problem": problem.strerror}) from None
    with open(os.path.join(folder, _LOCK), "ab") as lock:
        if not _is_ours(lock):
            raise UserFileError(folder, _BUSY, {})
        identity = os.path.join(folder, IDENTITY)
        temporary = os.path.join(folder, _TMP)
        shutil.rmtree(temporary, ignore_errors=True)  # what an interrupted run had begun to write
        os.mkdir(temporary)
        store = Store(folder)
        made_by = {_KIND: SCHEMA, "version": __version__}
        if not os.path.exists(identity) or _identity(identity) != made_by:
            path = store.temporary(IDENTITY)
            with open(path, "w", encoding="utf-8") as file:
                json.dump(made_by, file)
            os.replace(path, identity)
        for gathering in (Part(store), Part(store, pairs=True)):
            gathering.write_nothing()  # so that no pattern names no file
        for table in RUN_TABLES:
            if not os.path.exists(store.run_table(table)):
                store.write_run_table(table, [])
        yield store
        shutil.rmtree(temporary, ignore_errors=True)


class Part:
    """Rows that are gathered for a part of the store."""

    def __init__(self, store: Store, *, pairs: bool = False) -> None:
        self._store = store
        self._folder, self._keys = (_PAIRS, PAIRS) if pairs else (_PARTS, REPORTS)
        self._tables = PAIR_TABLES if pairs else kept_tables()
        self._gathered: list[dict[str, pa.Table]] = []
        self.size = 0
        """How many reports, or pairs of them, there are."""

    def add(self, packed: Mapping[str, bytes]) -> None:
        """Takes the rows of some reports."""
        tables = {name: unpacked(data) for name, data in packed.items()}
        self._gathered.append(tables)
        self.size += tables[self._keys].num_rows

    def write(self) -> None:
        """Adds what was gathered to the store."""
        if self.size:
            tables = {name: joined(tables[name] for tables in self._gathered) for name in self._tables}
            self._store.add_part(tables, self._folder, self._keys)
        self._gathered.clear()
        self.size = 0

    def write_nothing(self) -> None:
        """Adds a part without rows."""
        self._store.add_part({name: table_of(name, []) for name in self._tables}, self._folder, self._keys)


def batched(rows: Iterable[Mapping[str, Any]], size: int = _ROWS_AT_ONCE) -> Iterator[list[Mapping[str, Any]]]:
    """The rows in lists of up to `size`."""
    batch: list[Mapping[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def rows_in(path: str, size: int = _ROWS_AT_ONCE) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, of which no more than a batch is in memory."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=size):
            yield from batch.to_pylist()


def _name_of(rows: pa.Table) -> str:
    named = [name for name in rows.column_names if name in _KEYS]
    keys = sorted(zip(*(rows.column(name).to_pylist() for name in named), strict=True))
    return sha256("\n".join(map("/".join, keys)).encode()).hexdigest()[:_NAME_LENGTH]


def _refuse_strangers(folder: str, is_made: bool) -> None:
    identity = os.path.join(folder, IDENTITY)
    if os.path.exists(identity):
        known = _identity(identity)
        version = known.get(_KIND) if isinstance(known, dict) else None
        if not isinstance(version, int):
            raise UserFileError(folder, _FOREIGN, {})
        if version > SCHEMA:
            raise UserFileError(folder, _NEWER, {"version": str(known.get("version"))})
    elif not is_made:
        raise UserFileError(folder, _NO_STORE, {})
    elif os.path.lexists(folder) and not (os.path.isdir(folder) and _OWN.issuperset(os.listdir(folder))):
        raise UserFileError(folder, _FOREIGN, {})


def _identity(path: str) -> Any:
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def _to_disk(path: str) -> None:
    """Waits until what was written is on the disk: of a rename, nothing else may be left after a power failure."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_ours(lock: IO[bytes]) -> bool:
    """Whether no other process holds the lock, which the system takes back when this process ends, however it does."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
