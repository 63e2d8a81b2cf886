"""What a process of a batch does with a chunk of files: reads each, judges it, and makes bytes of the rows."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

from govlint.batch.arrow import packed
from govlint.batch.rows import Judging, Problem, Rows, fleeting_problem, rows_of, rows_of_problem
from govlint.batch.tables import REPORTS, kept_tables
from govlint.named import NamedTuple
from govlint.records import Record
from govlint.source.read import SourceProblem, read_bytes


class Task(NamedTuple):
    """A content to judge."""

    path: str
    """One of the files that have it, as an absolute path."""
    name: str
    content_hash: str
    judged_by: str
    problem: str
    """Why it cannot be read, as JSON; "" if it can."""


class Unkept(Record):
    """A content of which no rows were made, and what stands for its files from now on."""

    content_hash: str
    judged_by: str
    path: str = ""
    """The one file that is meant; "" for all that have the content."""
    problem: Problem | None = None
    """Why it could not be judged; None if its file must be looked at again."""
    mark: str = ""
    """The mark that its rows will have, where that is another; "" if it is the same."""


class Outcome(Record):
    """What came of a chunk."""

    rows: dict[str, bytes]
    """The rows of the contents that were judged, by table."""
    judged: int
    unkept: tuple[Unkept, ...] = ()

    @property
    def size(self) -> int:
        """How many contents there were."""
        return self.judged + len(self.unkept)


class TooSlow(BaseException):
    """A report took longer than it may."""


class Judge(Record):
    """The work on a chunk. Travels to worker processes."""

    judging: Judging
    limit: float
    """Seconds that a report may take; 0 for any number."""

    def __call__(self, tasks: Sequence[Task]) -> Outcome:
        """Judges the contents of a chunk."""
        rows: Rows = {table: [] for table in kept_tables()}
        unkept = []
        for task in tasks:
            found = self._judged(task)
            if isinstance(found, Unkept):
                unkept.append(found)
            else:
                for table, further in found.items():
                    rows[table] += further
        return Outcome(packed(rows), len(tasks) - len(unkept), tuple(unkept))

    def _judged(self, task: Task) -> Rows | Unkept:
        if task.problem:
            return rows_of_problem(Problem.from_json(task.problem), self.judging)
        try:
            data = read_bytes(task.path)
        except SourceProblem:
            return Unkept(task.content_hash, task.judged_by, task.path)
        if sha256(data).hexdigest() != task.content_hash:
            return Unkept(task.content_hash, task.judged_by, task.path)
        try:
            with at_most(self.limit):
                rows = rows_of(task.name, data, self.judging)
        except TooSlow:
            return too_slow(task, self.limit)
        problem = fleeting_problem(rows)
        if problem is not None:
            return Unkept(task.content_hash, task.judged_by, problem=problem)
        mark = rows[REPORTS][0]["judged_by"]
        if mark != task.judged_by:
            return Unkept(task.content_hash, task.judged_by, mark=mark)
        return rows


class Lost(Record):
    """What becomes of a content whose process died."""

    def __call__(self, task: Task) -> Outcome:
        """The outcome for it."""
        problem = Problem("", "the process ended")
        return Outcome({}, 0, (Unkept(task.content_hash, task.judged_by, problem=problem),))


def too_slow(task: Task, limit: float) -> Unkept:
    """What becomes of a content that takes longer than it may."""
    return Unkept(task.content_hash, task.judged_by, problem=Problem("", f"not done after {limit:g} s"))


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Ends what is within with TooSlow when that time is over, where the system has an alarm for that."""
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise TooSlow

    try:
        before: Callable[..., object] | int | None = signal.signal(signal.SIGALRM, ring)
    except ValueError:  # not in the first thread of the process
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
