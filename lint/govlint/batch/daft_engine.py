"""The same work under Daft: embedded in this process, or on a Ray cluster where DAFT_RUNNER=ray says so.

Daft renames its interfaces from version to version, so nothing but this module knows of it. It is given chunks as
opaque bytes and gives outcomes as bytes: what is computed cannot depend on the engine.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from govlint.batch.local import LocalEngine
from govlint.pool import GARBAGE

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

_WINDOW = 64
"""Chunks a query and worker: enough that starting the workers of a query costs little."""
_QUIET = {"DAFT_ANALYTICS_ENABLED": "0", "SCARF_NO_ANALYTICS": "true", "RAY_USAGE_STATS_ENABLED": "0"}
"""Unless the user says otherwise, Daft and Ray tell nobody that they are used: govlint uses no network."""


class DaftEngine:
    """Queries of Daft, one after another, each over a window of the chunks. ImportError if Daft is not installed."""

    def __init__(self, workers: int, tell: Callable[[str], None]) -> None:
        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)
        import daft

        self._daft = daft
        self._workers = workers
        self._tell = tell

    def map(
        self,
        work: Callable[[Sequence[Item]], Outcome],
        chunks: Iterable[Sequence[Item]],
        lost: Callable[[Item], Outcome],
    ) -> Generator[Outcome, None, None]:
        """See `Engine`. A window that Daft gives up, because a process died in it, is worked on by this machine."""
        function = self._function(work)
        following = iter(chunks)
        while window := list(islice(following, _WINDOW * self._workers)):
            try:
                outcomes: list[Outcome] = [pickle.loads(data) for data in self._answers(function, window)]
            except Exception as problem:  # whatever Daft or Ray make of the death of a process
                self._tell(f"{type(problem).__name__}: {problem}".partition("\n")[0])
                yield from LocalEngine(self._workers).map(work, window, lost)
            else:
                yield from outcomes

    def _function(self, work: Callable[[Any], Any]) -> Any:
        daft: Any = self._daft

        @daft.cls(use_process=True, max_concurrency=self._workers)  # threads would share one interpreter lock
        class Worker:
            def __init__(self, work: Callable[[Any], Any]) -> None:
                gc.set_threshold(GARBAGE)
                self._work = work

            @daft.method(return_dtype=daft.DataType.binary())  # type: ignore[untyped-decorator]
            def __call__(self, chunk: bytes) -> bytes:
                return pickle.dumps(self._work(pickle.loads(chunk)))

        return Worker(work)

    def _answers(self, function: Any, window: Sequence[Sequence[Any]]) -> Iterator[bytes]:
        frame = self._daft.from_pydict({"chunk": [pickle.dumps(chunk) for chunk in window]}).into_batches(1)
        return (row["rows"] for row in frame.select(function(frame["chunk"]).alias("rows")).iter_rows())
