"""The same work under Daft: embedded in this process, or on a Ray cluster where DAFT_RUNNER=ray says so.

Daft renames its interfaces from version to version, so nothing but this module knows of it. It is given chunks as
opaque bytes and gives outcomes as bytes: what is computed cannot depend on the engine.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import daft

from govlint.batch.local import LocalEngine

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

_WINDOW = 64
"""Chunks a query and worker: enough that starting the workers of a query costs little."""


class DaftEngine:
    """Queries of Daft, one after another, each over a window of the chunks."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def map(
        self,
        work: Callable[[Sequence[Item]], Outcome],
        chunks: Iterable[Sequence[Item]],
        lost: Callable[[Item], Outcome],
    ) -> Generator[Outcome, None, None]:
        """See `Engine`. A window that Daft gives up, because a process died in it, is worked on by this machine."""
        function = _function(work, self._workers)
        following = iter(chunks)
        while window := list(islice(following, _WINDOW * self._workers)):
            try:
                outcomes = [pickle.loads(data) for data in _run(function, window)]
            except Exception:  # whatever Daft or Ray make of the death of a process
                yield from LocalEngine(self._workers).map(work, window, lost)
            else:
                yield from outcomes


def _function(work: Callable[[Any], Any], workers: int) -> Any:
    @daft.cls(use_process=True, max_concurrency=workers)  # a thread would share one interpreter lock with all others
    class Worker:
        def __init__(self, work: Callable[[Any], Any]) -> None:
            self._work = work

        @daft.method(return_dtype=daft.DataType.binary())
        def __call__(self, chunk: bytes) -> bytes:
            return pickle.dumps(self._work(pickle.loads(chunk)))

    return Worker(work)


def _run(function: Any, window: Sequence[Sequence[Any]]) -> Iterator[bytes]:
    frame = daft.from_pydict({"chunk": [pickle.dumps(chunk) for chunk in window]}).into_batches(1)
    return (row["rows"] for row in frame.select(function(frame["chunk"]).alias("rows")).iter_rows())
