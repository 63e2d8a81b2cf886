"""`govlint check --add-ignore REASON`: writes the findings shown into the configuration, as entries that suppress them.

Which words an entry quotes is tried out before anything is written: the most precise quotation that does suppress the
finding is taken. Then every configuration is written as a whole or not at all, and the check is done once more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from govlint.cli.check import NOT_WRITTEN, Plan, job_of
from govlint.cli.exits import UsageProblem
from govlint.cli.streams import is_read_only, replace_file, write_note
from govlint.config.entries import Ignore
from govlint.config.resolve import Configurations, is_around
from govlint.discover import shown
from govlint.ignoring import NAME, facts_of, insertion_into, parents_in, quotes_of, tables_of
from govlint.messages import fill
from govlint.output.terminal import escaped
from govlint.records import Record
from govlint.result import CHECKED, Diagnostic, FileResult, Result
from govlint.rule import Text
from govlint.run import Input, check

_NO_REASON = Text("--add-ignore 后面要写理由", "--add-ignore needs a reason")
_NOT_WITH = Text("--add-ignore 不能和 {option} 一起用", "--add-ignore does not go together with {option}")
_NOT_STDIN = Text("--add-ignore 不能用于标准输入", "--add-ignore does not work on standard input")
_ELSEWHERE = Text(
    "{path} 不在配置文件 {config} 的文件夹里,那里的条目指不到它;没有写入任何条目",
    "{path} is not in the folder of the configuration {config}, whose entries cannot name it; no entry was written",
)
_BY_HAND = Text(
    "{path} 的写法里加不进 [[ignore]] 条目,请手工添加;没有写入任何条目",
    "entries [[ignore]] cannot be added to {path} as it is written: add them by hand; no entry was written",
)
_READ_ONLY = Text("它是只读的", "it is read-only")
_ADDED = Text("{path} 新增 {number} 条 [[ignore]]", "{path}: {number} new {entries} [[ignore]]")
_NOTHING = Text("没有可以忽略的问题,没有写入条目", "there is nothing to ignore; no entry was written")
_NOT_FOR_ENTRIES = Text(
    "{number} 个问题说的是运行本身(读不了的文件、没有用的忽略等),不能用 [[ignore]] 忽略",
    "{number} {findings} of the run itself (files that cannot be read, suppressions of no use) cannot be ignored",
)

Facts = dict[str, str]


class _Case(Record):
    """A finding that is to be suppressed."""

    path: str
    """Of the report, as it is printed."""
    target: str
    """The configuration that the entry goes into."""
    diagnostic: Diagnostic

    @property
    def key(self) -> tuple[str, str, str]:
        """Tells it from the other findings of the run."""
        return self.path, self.diagnostic.code, self.diagnostic.fingerprint


def refuse_adding(plan: Plan) -> None:
    """UsageProblem where entries cannot be written, or would not hold, before anything is checked."""
    options, lang = plan.options, plan.lang
    if not options["add_ignore"].strip():
        raise UsageProblem(fill(_NO_REASON, lang, {}))
    for name in ("audit", "isolated", "show_files"):
        if options[name]:
            raise UsageProblem(fill(_NOT_WITH, lang, {"option": f"--{name.replace('_', '-')}"}))
    if any(item.data is not None for item in plan.inputs):
        raise UsageProblem(fill(_NOT_STDIN, lang, {}))


def add_ignores(plan: Plan, paths: Sequence[str], given: dict[str, Any], result: Result) -> Result:
    """Writes entries for the findings of `result`, and returns the result of the same check with them. UsageProblem
    where they cannot be written.
    """
    lang = plan.lang
    reason = " ".join(plan.options["add_ignore"].split())
    entries = _entries(plan, list(_cases(plan, result)), reason)
    for path, data in _contents(entries, lang).items():
        try:
            if is_read_only(path):
                raise UsageProblem(
                    fill(NOT_WRITTEN, lang, {"path": shown(path), "problem": fill(_READ_ONLY, lang, {})})
                )
            replace_file(path, data)
        except OSError as problem:
            facts = {"path": shown(path), "problem": problem.strerror or problem}
            raise UsageProblem(fill(NOT_WRITTEN, lang, facts)) from None
        number = len(entries[path])
        added = {"path": shown(path), "number": number, "entries": "entry" if number == 1 else "entries"}
        write_note(f"govlint: {escaped(fill(_ADDED, lang, added))}")
    if not entries:
        write_note(f"govlint: {fill(_NOTHING, lang, {})}")
    left = sum(not _can_be_ignored(result, file, item) for file, item in result.diagnostics)
    if left:
        told = {"number": left, "findings": "finding" if left == 1 else "findings"}
        write_note(f"govlint: {fill(_NOT_FOR_ENTRIES, lang, told)}")
    if not entries:
        return result
    job = job_of(plan.inputs, given, Configurations(given), plan.options, paths, plan.destinations, lang)
    return job.run(jobs=plan.options["jobs"], skipped=plan.skipped)


def _can_be_ignored(result: Result, file: FileResult, diagnostic: Diagnostic) -> bool:
    return file.status == CHECKED and not result.rules[diagnostic.code].event


def _cases(plan: Plan, result: Result) -> Iterator[_Case]:
    """The findings that entries can suppress, with the configurations that those belong into. UsageProblem if one of
    them cannot name its file.
    """
    targets = _targets(plan)
    for file, diagnostic in result.diagnostics:
        if not _can_be_ignored(result, file, diagnostic):
            continue
        item, target = targets[file.path]
        if not is_around(_folder_of(target), os.path.abspath(item.path)):
            raise UsageProblem(fill(_ELSEWHERE, plan.lang, {"path": item.name, "config": shown(target)}))
        yield _Case(file.path, target, diagnostic)


def _targets(plan: Plan) -> dict[str, tuple[Input, str]]:
    """The inputs by their names, with the configuration that holds for each, or the one that will."""
    found: dict[str, tuple[Input, str]] = {}
    homeless = []
    for item in plan.inputs:
        configuration = plan.configurations.of_file(item.path)
        if configuration is not None and configuration.files:
            found[item.name] = item, configuration.files[-1]
        else:
            homeless.append(item)
    folder = _home(homeless)
    return found | {item.name: (item, os.path.join(folder, NAME)) for item in homeless}


def _home(inputs: Sequence[Input]) -> str:
    """The folder for a new configuration: the current one if the files are in it, else the one they all lie in."""
    here = os.getcwd()
    if all(is_around(here, os.path.abspath(item.path)) for item in inputs):
        return ""
    try:
        return os.path.commonpath([os.path.dirname(os.path.abspath(item.path)) for item in inputs])
    except ValueError:  # on different drives
        return ""


def _folder_of(target: str) -> str:
    return os.path.dirname(os.path.abspath(target))


def _entries(plan: Plan, cases: Sequence[_Case], reason: str) -> dict[str, list[Facts]]:
    """The entries by the configuration they go into: of each finding one with the most precise quotation by which it is
    suppressed, and none twice.
    """
    inputs = {item.name: item for item in plan.inputs}
    taken: dict[str, list[Facts]] = {}
    open_cases, level = list(cases), 0
    while open_cases:
        tried: dict[str, tuple[str, Facts]] = {}
        for case in open_cases:
            quotes = quotes_of(case.diagnostic)
            quote = quotes[min(level, len(quotes) - 1)]
            facts = facts_of(inputs[case.path].path, _folder_of(case.target), case.diagnostic, quote, reason)
            tried.setdefault(repr((case.target, facts)), (case.target, facts))
        left, used = _after(plan, [inputs[path] for path in dict.fromkeys(case.path for case in open_cases)], tried)
        for key, (target, facts) in tried.items():
            if key in used:
                taken.setdefault(target, []).append(facts)
        is_last = all(level >= len(quotes_of(case.diagnostic)) - 1 for case in open_cases)
        open_cases = [] if is_last else [case for case in open_cases if case.key in left]
        level += 1
    return taken


def _after(
    plan: Plan, inputs: Sequence[Input], tried: Mapping[str, tuple[str, Facts]]
) -> tuple[set[tuple[str, str, str]], set[str]]:
    """The findings that are left in the inputs with those entries, and the keys of the entries that do something."""
    new = tuple(
        Ignore(key, target, None, _folder_of(target), (facts["code"],), (facts["path"],), facts.get("quote", ""))
        for key, (target, facts) in tried.items()
    )
    groups = [settings.replace(ignores=(*settings.ignores, *new), needs_reason=False) for settings in plan.settings]
    result = check(inputs, *groups, jobs=plan.options["jobs"])
    left = {(file.path, item.code, item.fingerprint) for file, item in result.diagnostics}
    return left, {key for file in result.files for key, _ in file.used}


def _contents(entries: Mapping[str, Sequence[Facts]], lang: str) -> dict[str, bytes]:
    """What the configurations are to hold, by their paths. UsageProblem if one cannot take its entries."""
    contents = {}
    for path, listed in entries.items():
        if not os.path.exists(path):
            contents[path] = tables_of(listed).encode()
            continue
        try:
            with open(path, "rb") as file:
                data = file.read()
            text = data.decode("utf-8-sig")
        except (OSError, ValueError) as problem:
            raise UsageProblem(fill(NOT_WRITTEN, lang, {"path": shown(path), "problem": problem})) from None
        insertion = insertion_into(text, parents_in(path), listed)
        if insertion is None:
            raise UsageProblem(fill(_BY_HAND, lang, {"path": shown(path)}))
        mark = data[: len(data) - len(text.encode())]
        before, after = text[: insertion.offset], text[insertion.offset :]
        contents[path] = mark + f"{before}{insertion.text}{after}".encode()
    return contents
