"""The engine that needs nothing else: processes of this machine."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import TypeVar

from govlint.pool import Stream

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class LocalEngine:
    """A number of processes."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def map(
        self,
        work: Callable[[Sequence[Item]], Outcome],
        chunks: Iterable[Sequence[Item]],
        lost: Callable[[Item], Outcome],
    ) -> Generator[Outcome, None, None]:
        """See `Engine`. The outcomes are in the order of the chunks."""
        return Stream(work, self._workers, lost).outcomes(chunks)
