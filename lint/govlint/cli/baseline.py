"""`govlint baseline`: the findings that are accepted, so that a check tells new ones only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from govlint.baseline import DEFAULT_NAME, Accepted, as_json, entries_of, read_entries, relative
from govlint.cli.check import plan_check, refuse_previous
from govlint.cli.exits import UsageProblem
from govlint.cli.streams import replace_file, write_note, write_text
from govlint.config.resolve import unset
from govlint.config.settings import AUTO
from govlint.engine import RULE_CRASHED, UNUSED_SUPPRESSION
from govlint.messages import fill, language
from govlint.output.terminal import escaped
from govlint.result import CLEAN_STATUS, FAILURE_STATUS
from govlint.rule import INFO, Text
from govlint.run import check, in_order

_CREATE, _UPDATE, _PRUNE = _WAYS = ("create", "update", "prune")
_WORDS = Text("用法:govlint baseline create|update|prune 文件", "usage: govlint baseline create|update|prune PATH…")
_EXISTS = Text(
    "{path} 已经存在;更新用 govlint baseline update", "{path} is there already; govlint baseline update writes it anew"
)
_NONE = Text("没有 {path};新建用 govlint baseline create", "there is no {path}; govlint baseline create makes it")
_WRITTEN = Text(
    "{path}:共 {number},新记入 {new},删去 {gone}", "{path}: {number} findings, {new} newly accepted, {gone} dropped"
)
_NOT_JUDGED = Text(
    "{path} 没能检查,它在基线中的条目没有动", "{path} could not be judged; its entries in the baseline stay as they are"
)


def run_baseline(words: Sequence[str] = (), **options: Any) -> int:
    """Writes the baseline of the reports that `words` name, behind what is to be done. Returns 2 if some of them could
    not be judged.
    """
    if not words or words[0] not in _WAYS:
        raise UsageProblem(fill(_WORDS, language(options["lang"] or AUTO, os.environ), {}))
    way, paths = words[0], words[1:]
    plan = plan_check(paths, {**unset(), **options}, has_baseline=False)
    lang = plan.lang
    path = plan.options["baseline"] or DEFAULT_NAME
    is_there = os.path.exists(path)
    if way == _CREATE and is_there:
        raise UsageProblem(fill(_EXISTS, lang, {"path": path}))
    if way != _CREATE and not is_there:
        raise UsageProblem(fill(_NONE, lang, {"path": path}))
    before = {} if way == _CREATE else {entry.key: entry for entry in read_entries(path)}
    settings = [group.replace(least=INFO) for group in plan.settings]
    result = check(plan.inputs, *settings, jobs=plan.options["jobs"], skipped=plan.skipped)
    for file in result.files:
        refuse_previous(file, lang)
    ordered = in_order(plan.inputs)
    folder = os.path.dirname(os.path.abspath(path))
    rules = (group.registry.rule_for(event) for group in settings for event in (RULE_CRASHED, UNUSED_SUPPRESSION))
    own = frozenset(rule.code for rule in rules if rule is not None)
    found = {entry.key: entry for entry in entries_of(result.files, [item.path for item in ordered], folder, own)}
    judged = set()
    unasked = {(relative(item.path, folder), code) for file, item in zip(result.files, ordered, strict=True)
               for code in file.unasked}  # fmt: skip
    for file, item in zip(result.files, ordered, strict=True):
        if file.is_judged:
            judged.add(relative(item.path, folder))
        else:
            write_note("govlint: " + escaped(fill(_NOT_JUDGED, lang, {"path": item.name})))
    asked = {code for group in settings for code in group.codes}
    kept = {
        key: entry
        for key, entry in before.items()
        if key in found
        or not (
            _is_gone(entry, folder)
            or (entry.path in judged and entry.code in asked and (entry.path, entry.code) not in unasked)
        )
    }
    new = {} if way == _PRUNE else {key: entry for key, entry in found.items() if key not in before}
    replace_file(path, as_json([*kept.values(), *new.values()]).encode())
    dropped = [entry for key, entry in before.items() if key not in kept]
    lines = [*(_line("+", entry) for entry in new.values()), *(_line("-", entry) for entry in dropped)]
    if way != _CREATE:
        write_text("".join(f"{escaped(line)}\n" for line in lines), color=False)
    facts = {"path": path, "number": len(kept) + len(new), "new": len(new), "gone": len(dropped)}
    write_note(escaped(fill(_WRITTEN, lang, facts)))
    return max(plan.status, CLEAN_STATUS if all(file.is_judged for file in result.files) else FAILURE_STATUS)


def _is_gone(entry: Accepted, folder: str) -> bool:
    """Whether the report of the entry is there no more."""
    return not os.path.exists(os.path.join(folder, entry.path))


def _line(sign: str, entry: Accepted) -> str:
    return f"{sign} {entry.path}: {entry.code} {' '.join(entry.quote.split())}"
