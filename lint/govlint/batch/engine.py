"""What spreads the work of a batch: one small interface, so that engines can be exchanged."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

LOCAL, DAFT = "local", "daft"


class MissingEngineError(ImportError):
    """The library of an engine is not installed."""


class Engine(Protocol):
    """Somewhere to work."""

    def map(
        self,
        work: Callable[[Sequence[Item]], Outcome],
        chunks: Iterable[Sequence[Item]],
        lost: Callable[[Item], Outcome],
    ) -> Generator[Outcome, None, None]:
        """`work` of each chunk, in any order, with as few chunks in memory as keep the engine busy. `work` can be
        pickled. An item whose process dies has the outcome `lost` of it. Closing the iterator ends the work.
        """


def engine_named(name: str, workers: int, tell: Callable[[str], None]) -> Engine:
    """The engine of that name. MissingEngineError if its library is not installed. `tell` is told why an engine leaves
    work to this machine.
    """
    if name == DAFT:
        from govlint.batch.daft_engine import DaftEngine

        try:
            return DaftEngine(workers, tell)
        except ImportError as problem:
            raise MissingEngineError(str(problem)) from problem
    from govlint.batch.local import LocalEngine

    return LocalEngine(workers)
