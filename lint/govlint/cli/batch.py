"""`govlint batch`: any number of reports, judged once and kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from govlint.cli.check import NOT_WRITTEN, destination_of, left_out, told_settings, view_of
from govlint.cli.exits import UsageProblem
from govlint.cli.streams import (
    is_terminal,
    replace_file,
    write_bytes,
    write_note,
    write_text,
)
from govlint.cli.targets import CLOSED, NO_PATHS, exclusion_by, paths_in_list
from govlint.config.groups import Group
from govlint.config.resolve import Configurations, unset
from govlint.discover import NO_ACCESS, search
from govlint.engine import RULE_CRASHED
from govlint.messages import fill, language
from govlint.output import FORMATS, View, pieces, render
from govlint.output.terminal import escaped
from govlint.plan import options_of_run
from govlint.result import CLEAN_STATUS, FAILURE_STATUS, FINDINGS_STATUS, Skipped
from govlint.rule import Text
from govlint.run import STDIN, processors

if TYPE_CHECKING:
    import duckdb

    from govlint.batch.results import StoredResult
    from govlint.batch.store import Store
    from govlint.batch.summary import Whole
    from govlint.cli.check import Destination
    from govlint.config.load import Configuration
    from govlint.engine import Settings

_SUMMARY = "summary"
_LIBRARIES = ("pyarrow", "duckdb")
_NEEDS = Text(
    "batch 需要另外安装:pip install 'govlint[{extra}]'",
    "batch needs more to be installed: pip install 'govlint[{extra}]'",
)
_NO_STORE = Text("没有说结果存在哪里:--store 文件夹", "say where results are kept: --store FOLDER")
_NOTHING = Text("没有可以检查的文件", "nothing to check")
_NO_PAGES = Text(
    "html 要显示报告本身,batch 写不了;请用 govlint check 检查那份报告",
    "html shows the report itself, which batch does not keep: use govlint check for the report in question",
)
_NO_STDIN = Text("batch 不检查标准输入", "batch does not check standard input")
_UNREAD = Text(
    "有 {number} 个文档的格式还不能读,没有检查", "{number} documents of kinds that are not read were left out"
)
_NOT_HOLDING = Text(
    "{path} 中针对某些文件的设置、忽略和基线在 batch 中不起作用",
    "what {path} says of some files only, its suppressions and its baseline do not count in a batch",
)
_INTERRUPTED = Text(
    "中断了;已经检查的都存在 {store},再用同一条命令就接着做",
    "interrupted; what was judged is kept in {store}, and the same command goes on from there",
)
_LOST_PAIRS = Text(
    "{number} 份报告没能与上一年度的报告比对", "{number} reports could not be compared with those of the year before"
)
_LEFT_OVER = Text(
    "daft 有一批没有做完({why}),由本机接着做",
    "daft gave up some work ({why}); this machine does it",
)
_READING = Text("读取", "reading")
_JUDGING = Text("检查", "judging")
_A_SECOND = Text("份/秒", "a second")


def run_batch(paths: Sequence[str] = (), **given: Any) -> int:
    """Judges the reports that `paths` and the options `given` name, as far as that was not done before, and tells what
    is known of them; returns the exit status.
    """
    given = {**unset(), **given}
    configurations = Configurations(given)
    options, deciding = options_of_run(given, configurations, paths)
    configuration = deciding.of_run(paths) if deciding else None
    lang = language(options["lang"].lower(), os.environ)
    destinations = _destinations(options, lang)
    _refuse(paths, options, lang)
    settings = told_settings(Group(options, configuration), lang)
    _note_what_does_not_hold(configuration, lang)
    exclusion = exclusion_by(given["exclude"], deciding, lang)

    from govlint.batch.engine import MissingEngineError, engine_named
    from govlint.batch.files import NothingFoundError, expanded, write_files
    from govlint.batch.many import judge_pairs, judge_set, pair_judge, set_judges
    from govlint.batch.registers import read_register
    from govlint.batch.rows import judging_by
    from govlint.batch.run import judge_files
    from govlint.batch.store import open_store
    from govlint.batch.summary import count
    from govlint.batch.views import open_views

    workers = options["jobs"] or processors()
    try:
        engine = engine_named(options["engine"].lower(), workers, lambda why: _note_left_over(why, lang))
    except MissingEngineError:
        raise UsageProblem(fill(_NEEDS, lang, {"extra": "daft"})) from None
    judging = judging_by(settings)
    register = read_register(options["register"], settings.registry.pack) if options["register"] else None
    listed = paths_in_list(options["files_from"], lang) if options["files_from"] else ()
    skip = _Skipping(lang, is_verbose=options["verbose"])
    with open_store(options["store"]) as store, _told_where(options["store"], lang), _progress(options, lang) as shown:
        try:
            found = search(_chain(expanded(paths), listed), exclusion)
            write_files(
                store, found, judging, workers, shown.reading, skip, may_be_empty=options["allow_empty"] or skip.closed
            )
        except NothingFoundError:
            raise UsageProblem(fill(_NOTHING, lang, {})) from None
        judge_files(store, judging, engine, shown, limit=options["timeout"])
        judge = pair_judge(judging.settings)
        lost = judge_pairs(store, judging, engine, shown, judge, limit=options["timeout"]) if judge else 0
        judge_set(store, judging, set_judges(judging.settings, register))
        shown.stop()
        if lost:
            write_note("govlint: " + fill(_LOST_PAIRS, lang, {"number": lost}))
        with open_views(store) as connection:
            crash = settings.registry.rule_for(RULE_CRASHED)
            whole = count(connection, crash.code if crash else "")
            status = FAILURE_STATUS if skip.closed or lost else _status(whole, options["fail_on"].lower())
            teller = _Teller(connection, store, judging.settings, options, lang, whole, status)
            written = [teller.write_file(destination) for destination in destinations]
            teller.write(options["format"].lower())
    if skip.unread and not options["quiet"]:
        write_note(fill(_UNREAD, lang, {"number": skip.unread}))
    return status if all(written) else FAILURE_STATUS


class _Skipping:
    """What is left out on the way: told where asked for, else counted."""

    def __init__(self, lang: str, *, is_verbose: bool) -> None:
        self._lang = lang
        self._is_verbose = is_verbose
        self.unread = 0
        self.closed = False

    def __call__(self, skipped: Skipped) -> None:
        """Takes note of something left out."""
        if skipped.why == NO_ACCESS:
            self.closed = True
            write_note(f"govlint: {escaped(fill(CLOSED, self._lang, {'path': skipped.path}))}")
        elif self._is_verbose:
            write_note(left_out(skipped, self._lang))
        self.unread += skipped.why == "unread-kind"


class _Teller:
    """Writes what is known of the reports in any format."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        store: Store,
        settings: Settings,
        options: Mapping[str, Any],
        lang: str,
        whole: Whole,
        status: int,
    ) -> None:
        self._connection = connection
        self._store = store
        self._settings = settings
        self._options = options
        self._whole = whole
        self._results: dict[bool, StoredResult] = {}
        """By whether they have the words of all rules."""
        self._view = view_of(options, lang, status)

    def write(self, name: str) -> None:
        """Writes to standard output."""
        if name == _SUMMARY:
            from govlint.batch.summary import text_of

            registry, view = self._settings.registry, self._view
            text = text_of(self._connection, self._whole, registry, view.lang, is_long=view.verbose)
            write_text(text, color=False)
        elif FORMATS[name].is_machine:
            write_bytes(pieces(name, self._result(name), self._view))
        else:
            write_text(render(name, self._result(name), self._view), color=self._view.color)

    def write_file(self, destination: Destination) -> bool:
        """Whether the file could be written; if not, standard error says why."""
        plain = self._view.replace(color=False, width=View(self._view.lang).width, encoding="utf-8")
        name = destination.format.name
        try:
            told = pieces(name, self._result(name), plain)
            replace_file(destination.path, (piece.encode("utf-8", "backslashreplace") for piece in told))
        except OSError as problem:
            facts = {"path": destination.path, "problem": problem.strerror or problem}
            write_note("govlint: " + escaped(fill(NOT_WRITTEN, self._view.lang, facts)))
            return False
        return True

    def _result(self, name: str) -> StoredResult:
        from govlint.batch.results import StoredResult

        names_rules = FORMATS[name].names_rules
        if names_rules not in self._results:
            least = self._options["min_severity"].lower()
            found = StoredResult(self._connection, self._store, self._settings, least, names_rules=names_rules)
            self._results[names_rules] = found
        return self._results[names_rules]


# -- what was asked for --------------------------------------------------------------------------------------------


def _refuse(paths: Sequence[str], options: Mapping[str, Any], lang: str) -> None:
    """UsageProblem where something is missing."""
    if not all(map(find_spec, _LIBRARIES)):
        raise UsageProblem(fill(_NEEDS, lang, {"extra": "batch"}))
    if not options["store"]:
        raise UsageProblem(fill(_NO_STORE, lang, {}))
    if STDIN in paths:
        raise UsageProblem(fill(_NO_STDIN, lang, {}))
    if not paths and not options["files_from"]:
        raise UsageProblem(fill(NO_PATHS, lang, {}))


def _destinations(options: Mapping[str, Any], lang: str) -> list[Destination]:
    found = [destination_of(value, lang) for value in options["output"]]
    if any(destination.format.shows_report for destination in found):
        raise UsageProblem(fill(_NO_PAGES, lang, {}))
    return found


def _note_what_does_not_hold(configuration: Configuration | None, lang: str) -> None:
    if configuration is not None and (
        configuration.ignores or configuration.per_file or configuration.values.get("baseline")
    ):
        write_note("govlint: " + escaped(fill(_NOT_HOLDING, lang, {"path": configuration.path})))


def _note_left_over(why: str, lang: str) -> None:
    write_note("govlint: " + escaped(fill(_LEFT_OVER, lang, {"why": why})))


def _chain(*series: Iterable[str]) -> Iterator[str]:
    for paths in series:
        yield from paths


def _status(whole: Whole, fail_on: str) -> int:
    if not whole.is_judged:
        return FAILURE_STATUS
    return FINDINGS_STATUS if whole.counts.at_or_above(fail_on) else CLEAN_STATUS


# -- while it goes on ----------------------------------------------------------------------------------------------


@contextmanager
def _told_where(store: str, lang: str) -> Iterator[None]:
    """An interrupt is answered with a word on what is kept."""
    try:
        yield
    except KeyboardInterrupt:
        write_note("govlint: " + escaped(fill(_INTERRUPTED, lang, {"store": store})))
        raise


@contextmanager
def _progress(options: Mapping[str, Any], lang: str) -> Iterator[_Silence]:
    """What shows how far a run is, where a person watches it."""
    shown = _Silence() if options["quiet"] or not is_terminal(sys.stderr) else _OnTerminal(lang)
    try:
        yield shown
    finally:
        shown.stop()


class _Silence:
    """Shows nothing."""

    def reading(self, number: int) -> None:
        """So many files have been read."""

    def begin(self, total: int) -> None:
        """So many contents are to be judged."""

    def advance(self, number: int) -> None:
        """So many more of them are done."""

    def end(self) -> None:
        """All of them are done, or the run is interrupted."""

    def stop(self) -> None:
        """The screen is needed for other things."""


class _OnTerminal(_Silence):
    """Shows the number of files read, then a bar with rate and time left."""

    def __init__(self, lang: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        self._lang = lang
        rate = fill(_A_SECOND, lang, {})
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]} " + rate),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bars.add_task(fill(_READING, lang, {}), total=None, rate="")
        self._bars.start()

    def reading(self, number: int) -> None:
        """So many files have been read."""
        self._bars.update(self._task, completed=number)

    def begin(self, total: int) -> None:
        """So many contents are to be judged."""
        self._bars.remove_task(self._task)
        self._task = self._bars.add_task(fill(_JUDGING, self._lang, {}), total=total, rate="")

    def advance(self, number: int) -> None:
        """So many more of them are done."""
        self._bars.advance(self._task, number)
        speed = self._bars.tasks[0].speed
        self._bars.update(self._task, rate=f"{speed:.1f}" if speed else "")

    def stop(self) -> None:
        """The screen is needed for other things."""
        self._bars.stop()
