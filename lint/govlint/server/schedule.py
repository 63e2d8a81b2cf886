"""When documents are checked: a moment after the last change, beside everything else, and the newest version wins.

Each check runs in a thread of its own, one at a time for a document. What was begun cannot be stopped, but if the
document has changed by the time it ends, nobody hears of it. Everything here but the work is done in the event loop.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

from govlint.server.checking import Verdict
from govlint.server.documents import Snapshot

_AT_ONCE = 4
"""How many documents are checked at the same time; more would not be faster."""
_STACK = 16 * 1024 * 1024
"""Bytes of stack: threads have less than programs on some systems, and documents may be nested deeply."""
_LOG = logging.getLogger(__name__)


class _Task:
    """The newest state of one document, and who waits for its verdict."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.timer: asyncio.TimerHandle | None = None
        self.verdict: Verdict | None = None
        self.last: Verdict | None = None
        """That on the state before, as long as there is none on this one."""
        self.waiting: list[asyncio.Future[Verdict]] = []


class Schedule:
    """The checks that are to come, and the verdicts there are."""

    def __init__(self, work: Callable[[Snapshot], Verdict], deliver: Callable[[Verdict], None]) -> None:
        """`work` is called in threads; `deliver` in the event loop, with verdicts on what is still the newest."""
        self._work = work
        self._deliver = deliver
        self._tasks: dict[str, _Task] = {}
        self._running: set[str] = set()
        self._places = threading.Semaphore(_AT_ONCE)
        threading.stack_size(_STACK)

    def request(self, snapshot: Snapshot, delay: float) -> None:
        """Has the document checked `delay` seconds from now, unless something newer comes before."""
        task = _Task(snapshot)
        before = self._tasks.get(snapshot.uri)
        if before is not None:
            task.waiting, before.waiting = before.waiting, []
            task.last = before.verdict or before.last
            if before.timer:
                before.timer.cancel()
        self._tasks[snapshot.uri] = task
        task.timer = asyncio.get_running_loop().call_later(delay, self._start, snapshot.uri)

    def forget(self, uri: str) -> None:
        """The document is closed: nothing more is said of it."""
        task = self._tasks.pop(uri, None)
        if task is not None:
            if task.timer:
                task.timer.cancel()
            for future in task.waiting:
                future.cancel()

    def verdicts(self) -> list[Verdict]:
        """The newest verdict there is on each document, be it on an earlier state."""
        newest = (task.verdict or task.last for task in self._tasks.values())
        return [verdict for verdict in newest if verdict]

    async def verdict(self, uri: str) -> Verdict | None:
        """The verdict on the document as it is now; None if it is not open."""
        task = self._tasks.get(uri)
        if task is None or task.verdict is not None:
            return task.verdict if task else None
        future: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
        task.waiting.append(future)
        if task.timer:
            self._start(uri)  # somebody asks: no use waiting for the next key
        try:
            return await future
        except asyncio.CancelledError:
            if uri not in self._tasks:
                return None
            raise

    def _start(self, uri: str) -> None:
        task = self._tasks[uri]
        if task.timer:
            task.timer.cancel()
            task.timer = None
        if uri not in self._running:
            self._running.add(uri)
            loop = asyncio.get_running_loop()
            threading.Thread(target=self._run, args=(task, loop), daemon=True).start()

    def _run(self, task: _Task, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread."""
        verdict = Verdict(task.snapshot)
        try:
            with self._places:
                verdict = self._work(task.snapshot)
        except Exception:  # whatever goes wrong with one document must not end the server
            _LOG.exception("the check of %s failed", task.snapshot.uri)
        try:
            loop.call_soon_threadsafe(self._end, task, verdict)
        except RuntimeError:  # the server has ended meanwhile
            return

    def _end(self, task: _Task, verdict: Verdict) -> None:
        uri = task.snapshot.uri
        self._running.discard(uri)
        newest = self._tasks.get(uri)
        if newest is not task:
            if newest is not None and newest.timer is None:
                self._start(uri)  # its time came while this one ran
            return
        task.verdict = verdict
        self._deliver(verdict)
        for future in task.waiting:
            if not future.done():
                future.set_result(verdict)
        task.waiting = []
