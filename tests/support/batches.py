"""Batches in this process, without workers: what was judged is seen, and anything can happen in between."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Any

from govlint.batch.files import expanded, write_files
from govlint.batch.rows import Judging, judging_by
from govlint.batch.run import judge_files
from govlint.batch.store import Store, open_store
from govlint.batch.views import open_views
from govlint.discover import search
from govlint.run import settings_for


class Here:
    """An engine without processes."""

    def __init__(self, before: Callable[[Any], None] | None = None) -> None:
        self.tasks: list[Any] = []
        """What there was to do."""
        self._before = before

    def map(
        self, work: Callable[[Sequence[Any]], Any], chunks: Iterable[Sequence[Any]], lost: Callable[[Any], Any]
    ) -> Generator[Any, None, None]:
        for chunk in chunks:
            self.tasks += chunk
            for task in chunk:
                if self._before is not None:
                    self._before(task)
            yield work(chunk)

    @property
    def judged(self) -> list[str]:
        """The names of the files that were judged, one for each content."""
        return [task.name for task in self.tasks]


class Quiet:
    """Progress that nobody sees."""

    def begin(self, total: int) -> None: ...
    def advance(self, number: int) -> None: ...
    def end(self) -> None: ...


def judging(**asked: Any) -> Judging:
    """What the options of `settings_for` come to."""
    return judging_by(settings_for(**asked)[0])


def audit(store: str, *paths: str, engine: Here | None = None, **asked: Any) -> Here:
    """A run; returns the engine, which knows what was judged."""
    used = engine or Here()
    with open_store(store) as opened:
        begin(opened, *paths, **asked)
        judge_files(opened, judging(**asked), used, Quiet())
    return used


def begin(store: Store, *paths: str, **asked: Any) -> None:
    """Writes down the files of a run."""
    write_files(store, search(expanded(paths)), judging(**asked), 2, lambda _: None, lambda _: None)


def query(store: str, text: str) -> list[tuple[Any, ...]]:
    """The answer to a query over the views of a store."""
    with open_store(store, is_made=False) as opened, open_views(opened) as connection:
        return list(connection.execute(text).fetchall())


def rows(store: str, table: str) -> list[tuple[Any, ...]]:
    """All rows of a table of a store, those that do not count among them, in order."""
    import duckdb

    pattern = os.path.join(store, "p*", "*", f"{table}.parquet")
    with duckdb.connect() as connection:
        return list(connection.execute(f"SELECT * FROM read_parquet('{pattern}') ORDER BY ALL").fetchall())
