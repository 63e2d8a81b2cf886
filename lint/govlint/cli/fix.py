"""`govlint fix`: puts right what can be put right without asking, and tells what it did and what is left."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from govlint.cli.check import plan_check, view_of
from govlint.cli.exits import UsageProblem
from govlint.cli.streams import (
    is_read_only,
    is_terminal,
    replace_file,
    write_bytes,
    write_data,
    write_note,
    write_text,
)
from govlint.config.resolve import unset
from govlint.fix import FileFix, fix_input, left_alone, lost
from govlint.messages import fill
from govlint.output import View, fixes
from govlint.output.terminal import escaped
from govlint.result import CLEAN_STATUS, FAILURE_STATUS, FINDINGS_STATUS
from govlint.rule import Text
from govlint.run import gathered, in_order, spread

_NOT_WRITTEN = Text("{path} 没有改动:写不了({problem})", "{path} was left as it is: it cannot be written ({problem})")
_CHANGED = Text("{path} 没有改动:检查期间文件变了", "{path} was left as it is: it changed in the meantime")
_READ_ONLY = Text("{path} 没有改动:它是只读的", "{path} was left as it is: it is read-only")
_STDIN_ALONE = Text("标准输入不能和别的文件一起修正", "standard input cannot be fixed together with files")


def run_fix(paths: Sequence[str] = (), *, diff: bool = False, **options: Any) -> int:
    """Puts right what `paths` name; returns the exit status."""
    given = {**unset(), **options}
    plan = plan_check(paths, given)
    lang, inputs = plan.lang, in_order(plan.inputs)
    from_stdin = any(item.data is not None for item in inputs)
    if from_stdin and len(inputs) > 1:
        raise UsageProblem(fill(_STDIN_ALONE, lang, {}))
    groups = plan.settings
    work, gone = partial(fix_input, groups=groups), partial(lost, groups=groups)
    done: list[FileFix] = []
    status = plan.status
    for file in spread(work, gone, inputs, plan.options["jobs"]):
        problem = "" if diff or from_stdin or not file.changes else _written(file, lang)
        if problem:
            write_note(f"govlint: {escaped(problem)}")
            status = FAILURE_STATUS
        done.append(left_alone(file) if problem else file)
    result = gathered([file.result for file in done], inputs, groups, plan.skipped)
    names = {code: entry.name for group in groups for code, entry in group.registry.entries.items()}
    view = view_of(plan.options, lang).replace(statistics=())
    judged = result.exit_status(plan.options["fail_on"].lower())
    if diff:
        _show_diffs(done, view)
        _note(fixes.would_fix(done, view))
        changes = FINDINGS_STATUS if any(file.changes for file in done) else CLEAN_STATUS
        return max(status, FAILURE_STATUS if judged == FAILURE_STATUS else changes)
    text = fixes.render(done, result, names, view)
    if not from_stdin:
        write_text(text, color=view.color)
        return max(status, judged)
    (file,) = done
    if file.before:
        write_data(file.after)
    _note(fixes.render(done, result, names, view.replace(color=False)).splitlines())
    return max(status, judged)


def _note(lines: Sequence[str]) -> None:
    for line in lines:
        write_note(line)


def _show_diffs(done: Sequence[FileFix], view: View) -> None:
    """The comparisons: for a terminal with its dangers escaped, for a program in UTF-8 as they are."""
    lines: Iterator[str] = (line for file in done for line in fixes.diff(file))
    if view.color or is_terminal(sys.stdout):
        write_text("".join(f"{fixes.shown(line, view.color)}\n" for line in lines), color=view.color)
    else:
        write_bytes("".join(f"{line}\n" for line in lines))


def _written(file: FileFix, lang: str) -> str:
    """Writes the file anew; what kept it from being written, or ""."""
    facts = {"path": file.name}
    try:
        if is_read_only(file.path):
            return fill(_READ_ONLY, lang, facts)
        with open(file.path, "rb") as current:
            if current.read() != file.before:
                return fill(_CHANGED, lang, facts)
        replace_file(file.path, file.after)
    except OSError as problem:
        return fill(_NOT_WRITTEN, lang, {**facts, "problem": problem.strerror or problem})
    return ""
