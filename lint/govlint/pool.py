"""The same work on many items in several processes: results in order, and no item takes the others down."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

_CHUNKS_A_WORKER = 8
"""Small enough chunks that no worker waits long for the last one; large enough that sending them costs nothing."""
_LARGEST_CHUNK = 32
GARBAGE = 100_000
"""Objects after which a process looks for garbage: reports make little, and looking often costs a tenth of the time."""
_AHEAD = 3
"""How many chunks a worker that streams has waiting: none is idle, and memory does not grow with the work."""
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
    executor = _executor(min(_possible(workers), len(chunks)))
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


# -- streams -------------------------------------------------------------------------------------------------------


class Stream(Generic[Item, Outcome]):
    """Work on chunks of items that come and go: no more of them are held than the processes need to be busy.

    The processes are started anew, because whoever runs for hours has threads, and copies of a process with threads may
    stand still. They end with this one, however it ends.
    """

    def __init__(
        self, work: Callable[[Sequence[Item]], Outcome], workers: int, lost: Callable[[Item], Outcome]
    ) -> None:
        self._work = work
        self._workers = workers
        self._lost = lost
        self._executor: ProcessPoolExecutor | None = None
        self._waiting: deque[tuple[Sequence[Item], Future[Outcome]]] = deque()

    def outcomes(self, chunks: Iterable[Sequence[Item]]) -> Generator[Outcome, None, None]:
        """The work of each chunk, in their order. Where a process dies, each item of its chunk gets a process of its
        own; the outcome of one that kills this too is `lost` of it.
        """
        is_done = False
        try:
            for chunk in chunks:
                self._submit(chunk)
                if len(self._waiting) >= self._workers * _AHEAD:
                    yield from self._next()
            while self._waiting:
                yield from self._next()
            is_done = True
        finally:
            self._end(at_once=not is_done)

    def _submit(self, chunk: Sequence[Item]) -> None:
        from concurrent.futures.process import BrokenProcessPool

        for _ in range(2):
            if self._executor is None:
                self._executor = _new_executor(self._workers)
            try:
                with _interrupts_held():
                    self._waiting.append((chunk, self._executor.submit(self._work, chunk)))
                return
            except BrokenProcessPool:
                self._restart()
        raise OSError("no process can be started")

    def _next(self) -> Iterator[Outcome]:
        from concurrent.futures.process import BrokenProcessPool

        chunk, future = self._waiting.popleft()
        try:
            yield future.result()
        except BrokenProcessPool:
            yield from self._alone(chunk)
            self._restart()

    def _alone(self, chunk: Sequence[Item]) -> Iterator[Outcome]:
        from concurrent.futures.process import BrokenProcessPool

        executor = None
        try:
            for item in chunk:
                executor = executor or _new_executor(1)
                try:
                    with _interrupts_held():
                        future = executor.submit(self._work, [item])
                    yield future.result()
                except BrokenProcessPool:
                    executor.shutdown(wait=True)
                    executor = None
                    yield self._lost(item)
        finally:
            if executor is not None:
                executor.shutdown(wait=True, cancel_futures=True)

    def _restart(self) -> None:
        """New processes in place of those that died, with the work that died with them."""
        self._end()
        waiting, self._waiting = self._waiting, deque()
        for chunk, future in waiting:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._waiting.append((chunk, future))
            else:
                self._submit(chunk)

    def _end(self, *, at_once: bool = False) -> None:
        """Ends the processes when they are done, or whatever they are doing: nobody waits for that any more."""
        if self._executor is not None:
            if at_once:
                for process in list((getattr(self._executor, "_processes", None) or {}).values()):
                    process.terminate()
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def _new_executor(workers: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(_possible(workers), mp_context=context, initializer=_begin_worker)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes started within are deaf to the interrupts of the terminal from their first moment."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _begin_worker() -> None:
    import gc
    import threading

    gc.set_threshold(GARBAGE)
    _leave_interrupts_to_parent()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Waits for the death of the process that started this one, which nothing else would tell it of."""
    import multiprocessing
    import os
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _possible(workers: int) -> int:
    """As many processes as asked for, but no more than the system can wait for."""
    return min(workers, _MOST_ON_WINDOWS) if sys.platform == "win32" else workers
