"""The same work on many items in several processes: results in order, and no item takes the others down."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

_CHUNKS_A_WORKER = 8
"""Small enough chunks that no worker waits long for the last one; large enough that sending them costs nothing."""
_LARGEST_CHUNK = 32
_MOST_ON_WINDOWS = 61
"""Processes that one process can wait for there; more are an error (see ProcessPoolExecutor)."""


def in_processes(
    work: Callable[[Item], Outcome],
    items: Sequence[Item],
    workers: int,
    lost: Callable[[Item], Outcome],
) -> Iterator[Outcome]:
    """`work` of each item, in the order of the items, done by `workers` processes. Where the process of an item dies
    (not: raises, which `work` must contain), its outcome is `lost` of it, and the others go on.
    """
    from concurrent.futures.process import BrokenProcessPool

    chunks = _chunks(items, workers)
    executor = _executor(min(workers, len(chunks), _MOST_ON_WINDOWS if sys.platform == "win32" else workers))
    try:
        futures = [executor.submit(_work_on, work, chunk) for chunk in chunks]
        for chunk, future in zip(chunks, futures, strict=True):
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from _one_by_one(work, chunk, lost)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _one_by_one(
    work: Callable[[Item], Outcome], chunk: Sequence[Item], lost: Callable[[Item], Outcome]
) -> Iterator[Outcome]:
    """The work on a chunk whose process died: again in a process of its own, then each item in one of its own."""
    from concurrent.futures.process import BrokenProcessPool

    with _executor(1) as executor:
        try:
            yield from executor.submit(_work_on, work, chunk).result()
        except BrokenProcessPool:
            if len(chunk) == 1:
                yield lost(chunk[0])
            else:
                for item in chunk:
                    yield from _one_by_one(work, [item], lost)


def _work_on(work: Callable[[Item], Outcome], chunk: Sequence[Item]) -> list[Outcome]:
    return [work(item) for item in chunk]


def _chunks(items: Sequence[Item], workers: int) -> list[Sequence[Item]]:
    size = max(1, min(_LARGEST_CHUNK, len(items) // (workers * _CHUNKS_A_WORKER)))
    return [items[start : start + size] for start in range(0, len(items), size)]


def start_method() -> str:
    """How processes are started: as copies of this one ("fork") where that is safe, else anew ("spawn")."""
    import multiprocessing

    can_fork = sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()
    return "fork" if can_fork else "spawn"


def _executor(workers: int) -> ProcessPoolExecutor:
    """Processes that take over what this one has imported and worked out, where the system lets them."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(start_method())
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts_to_parent)


def _leave_interrupts_to_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
