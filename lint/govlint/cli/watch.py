"""`govlint check --watch`: checks again what is saved, until it is interrupted.

Files are looked at by their time, size and number in the file system a few times a second, less often where looking
takes long. What has changed is left alone until it stays as it is: editors write a file in pieces, or take it away and
put another in its place. Only reports that changed, or whose settings did, are checked again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import monotonic, sleep, strftime
from typing import Any

from govlint.cli.check import Plan, plan_check, show_left_out, write_result
from govlint.cli.exits import UsageProblem
from govlint.cli.streams import is_read, is_terminal, write_note, write_text
from govlint.cli.targets import exclusion_by, search
from govlint.config.resolve import NAMES, STDIN
from govlint.engine import Settings
from govlint.messages import fill
from govlint.output import FORMATS, wording
from govlint.output.terminal import escaped
from govlint.problems import UserFileError
from govlint.result import CLEAN_STATUS, FileResult
from govlint.rule import Text

Stamp = tuple[int, int, int] | None
"""Time, size and number of a file; None where there is none."""
Seen = Mapping[str, Stamp]

_POLL = 0.4
"""In seconds: how long to wait before looking again, ..."""
_REST = 10
"""... or so many times as long as looking takes."""
_SETTLE = 0.15
"""How long something that changed must stay as it is, ..."""
_GONE = 0.8
"""... something that was there before and is gone, ..."""
_LONGEST = 10.0
"""... and how long that is waited for."""
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"

_NOT_STDIN = Text("--watch 不能用于标准输入", "--watch does not work on standard input")
_NOT_MACHINE = Text(
    "--watch 的屏幕输出只能是 full、concise 或 checklist;{format} 请用 -o 写到文件",
    "with --watch the screen shows full, concise or checklist; write {format} to a file with -o",
)
_NOT_ADDED = Text("--watch 不能和 --add-ignore 一起用", "--watch does not go together with --add-ignore")
_NOT_LISTED = Text("--watch 不能和 --show-files 一起用", "--watch does not go together with --show-files")
_WATCHING = Text(
    "[{time}] 正在监视 {files},这次检查了 {checked} 个;Ctrl-C 结束",
    "[{time}] watching {files}, {checked} checked this time; Ctrl-C ends",
)
_STILL_WATCHING = Text(
    "[{time}] 改好后会再检查;Ctrl-C 结束", "[{time}] checked again when that is put right; Ctrl-C ends"
)


class _Kept:
    """The result of a file, and what it was checked by."""

    __slots__ = ("result", "settings", "stamp")

    def __init__(self, stamp: Stamp, settings: Settings, result: FileResult) -> None:
        self.stamp = stamp
        self.settings = settings
        self.result = result


def run_watch(paths: Sequence[str], given: dict[str, Any]) -> int:
    """Checks what `paths` and the options `given` name, and again whenever something of it changes. Ends by the
    KeyboardInterrupt of the user, or if nobody reads standard output any more. What is wrong at the beginning is an
    error as in any check; what goes wrong later is told, and waited for.
    """
    plan = plan_check(paths, given)
    _refuse(plan, paths)
    kept: dict[str, _Kept] = {}
    seen: Seen = {}
    while is_read():
        seen = _same(seen, _look(plan, paths, given))
        before = {item.name: kept[item.name].result
                  for item in plan.inputs if _holds(kept.get(item.name), seen.get(item.path),
                                                    plan.settings[item.group])}  # fmt: skip
        result = plan.job.run(jobs=plan.options["jobs"], skipped=plan.skipped, before=before)
        by_name = {file.path: file for file in result.files}
        kept = {
            item.name: _Kept(seen.get(item.path), plan.settings[item.group], by_name[item.name]) for item in plan.inputs
        }
        _clear()
        show_left_out(plan)
        write_result(plan, result)
        checked = {"files": wording.files(len(plan.inputs), plan.lang), "checked": len(plan.inputs) - len(before)}
        _say(_WATCHING, plan.lang, checked)
        plan, seen = _next_plan(plan, paths, given, seen)
    return CLEAN_STATUS


def _same(earlier: Seen, now: Seen) -> Seen:
    """What is seen now, but as gone what changed since `earlier`, while the check was being planned: so that it counts
    as changed when it is looked at next.
    """
    return {path: stamp if earlier.get(path, stamp) == stamp else None for path, stamp in now.items()}


def _refuse(plan: Plan, paths: Sequence[str]) -> None:
    """UsageProblem where there is nothing to look at again, or nobody who looks."""
    options, lang = plan.options, plan.lang
    if STDIN in paths or options["files_from"] == STDIN or any(item.data is not None for item in plan.inputs):
        raise UsageProblem(fill(_NOT_STDIN, lang, {}))
    form = FORMATS[options["format"].lower()]
    if form.is_machine:
        raise UsageProblem(fill(_NOT_MACHINE, lang, {"format": form.name}))
    if options["show_files"]:
        raise UsageProblem(fill(_NOT_LISTED, lang, {}))
    if options["add_ignore"] is not None:
        raise UsageProblem(fill(_NOT_ADDED, lang, {}))


def _holds(kept: _Kept | None, stamp: Stamp, settings: Settings) -> bool:
    """Whether a result is still that of the file."""
    return kept is not None and stamp is not None and kept.stamp == stamp and kept.settings == settings


def _next_plan(plan: Plan, paths: Sequence[str], given: dict[str, Any], seen: Seen) -> tuple[Plan, Seen]:
    """What is to be checked after the next change, and what was seen before it was planned. A change that leaves
    nothing to be checked is told, and the next one waited for.
    """
    while True:
        seen = _changed(lambda: _look(plan, paths, given), seen)
        try:
            return plan_check(paths, given), seen
        except UsageProblem as problem:
            told = str(problem)
        except UserFileError as problem:
            told = problem.sentence(plan.lang)
        _clear()
        write_note(f"govlint: {escaped(told)}")
        _say(_STILL_WATCHING, plan.lang, {})


def _changed(look: Callable[[], Seen], before: Seen) -> Seen:
    """What there is to see once it is no longer what it was `before`, and has settled."""
    while True:
        started = monotonic()
        now = look()
        if now != before:
            break
        sleep(max(_POLL, _REST * (monotonic() - started)))
    last = monotonic() + _LONGEST
    while monotonic() < last:
        is_gone = any(stamp is not None and now.get(path) is None for path, stamp in before.items())
        sleep(_GONE if is_gone else _SETTLE)
        again = look()
        if again == now:
            break
        now = again
    return now


def _look(plan: Plan, paths: Sequence[str], given: dict[str, Any]) -> Seen:
    """The stamp of every file that the result hangs on."""
    configurations = None if given["audit"] and not plan.configurations.is_named else plan.configurations
    outputs = [destination.path for destination in plan.destinations]
    try:
        found = search(
            paths, plan.options, plan.lang, exclusion_by(given["exclude"], configurations, plan.lang, outputs)
        )
        files: Sequence[str] = found.files
    except UsageProblem:  # the list of files is gone; its stamp tells
        files = ()
    return {path: _stamp(path) for path in (*files, *dict.fromkeys(_consulted(plan, paths, given, files)))}


def _consulted(plan: Plan, paths: Sequence[str], given: dict[str, Any], files: Sequence[str]) -> Iterator[str]:
    """The files that say how reports are checked, and those that would say so if they were there."""
    if plan.options["files_from"]:
        yield plan.options["files_from"]
    if plan.options["baseline"]:
        yield plan.options["baseline"]
    yield from (name for settings in plan.settings for name in settings.rules if name.endswith(".toml"))
    yield from plan.configurations.files
    if given["isolated"]:
        return
    folders = {os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path) or os.curdir) for path in paths}
    folders.update(os.path.dirname(os.path.abspath(path)) for path in files)
    around = {above for folder in folders for above in _with_those_above(folder)}
    yield from (os.path.join(folder, name) for folder in sorted(around) for name in NAMES)


def _with_those_above(folder: str) -> Iterator[str]:
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _stamp(path: str) -> Stamp:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _clear() -> None:
    """Makes the screen empty, if it is one."""
    if is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb":
        write_text(_CLEAR, color=True)


def _say(text: Text, lang: str, facts: Mapping[str, Any]) -> None:
    write_note(fill(text, lang, {"time": strftime("%H:%M:%S"), **facts}))
