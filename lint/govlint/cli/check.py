"""`govlint check`: checks reports. From here down, one report is followed to its verdict: run, engine, output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from time import strftime
from typing import TYPE_CHECKING, Any

from govlint.cli.exits import UsageProblem
from govlint.cli.streams import (
    encoding_of,
    is_terminal,
    replace_file,
    screen_width,
    wants_color,
    write_bytes,
    write_file,
    write_note,
    write_text,
)
from govlint.cli.targets import exclusion_by, find_inputs
from govlint.config.groups import Group, groups_of
from govlint.config.resolve import Configurations, completed
from govlint.config.select import NoRulesError, UnknownSelectorError, codes_of, is_known, select_rules, split
from govlint.engine import Settings
from govlint.messages import SKIPPED, fill, language, word
from govlint.output import FORMATS, Format, View, format_for, pages_of, render, wording
from govlint.output.terminal import escaped
from govlint.records import Record
from govlint.result import CHECKED, FAILURE_STATUS, NOT_A_REPORT, SELECTION, Result, Skipped, Suppressed
from govlint.rule import SEVERITIES, Text
from govlint.run import Input, check, settings_for
from govlint.source.read import WORD, SourceProblem, read_path

if TYPE_CHECKING:
    from govlint.config.entries import PerFile
    from govlint.config.load import Configuration
    from govlint.engine import Baseline

_SELECTING = ("select", "ignore", "extend_select", "severity")
"""The options that name rules."""
_NO_RULE = Text("没有 {selector} 这条规则", "there is no rule {selector}")
_NEAREST = Text("{sentence},是不是 {nearest}?", "{sentence}; did you mean {nearest}?")
_NO_RULES = Text("选来选去一条规则也没有剩下", "no rule is left to run")
_RETIRED = Text("规则 {selector} 已于 {version} 版停用", "rule {selector} was retired in version {version}")
_SUCCESSOR = Text("{sentence},由 {successor} 取代", "{sentence}; {successor} took its place")
_BAD_LEVEL = Text(
    "--severity {value} 写得不对,应为“规则=级别”,级别为 {levels} 之一",
    "--severity {value} should read RULE=LEVEL, where LEVEL is one of {levels}",
)
_BAD_FORMAT = Text(
    "看不出 {path} 要用什么格式,请写成“格式={path}”,格式为 {formats} 之一",
    "the suffix of {path} names no format; write FORMAT={path}, where FORMAT is one of {formats}",
)
_NO_FOLDER = Text("{path} 写不了:没有 {folder} 这个文件夹", "cannot write {path}: there is no folder {folder}")
_IS_FOLDER = Text("{path} 写不了:它是文件夹", "cannot write {path}: it is a folder")
NOT_WRITTEN = Text("{path} 写不了:{problem}", "cannot write {path}: {problem}")
_IS_INPUT = Text(
    "{path} 是要检查的文件,不会用结果覆盖它:请换一个文件名",
    "{path} is a file to be checked and is not written over: name another file",
)
_ONE_FILE = Text("--annotate 一次只能用于一个文件", "--annotate takes one file at a time")
_SAME_FILE = Text(
    "--annotate 不会改动原文件:请换一个文件名({path})",
    "--annotate leaves the original alone: name another file than {path}",
)
_NOT_WORD = Text(
    "{path} 不是能读的 Word 文档(.docx),没有写批注",
    "{path} is no Word document (.docx) that can be read; no comments were written",
)
_NEEDS_DOCX = Text(
    "写批注需要另外安装:pip install 'govlint[word]'", "writing comments needs: pip install 'govlint[word]'"
)
_LEFT_OUT = Text("略过 {path}({why})", "left out {path} ({why})")
_TIMES = Text("用时(毫秒)", "time in milliseconds")

_PROGRESS_FILES, _PROGRESS_STEP = 200, 20


class Destination(Record):
    """A file that the result is written to."""

    format: Format
    path: str


class Plan(Record):
    """What is checked, and how."""

    options: dict[str, Any]
    """Those of the run as a whole."""
    lang: str
    inputs: list[Input]
    settings: list[Settings]
    """One for each group of inputs."""
    skipped: tuple[Skipped, ...]
    status: int
    """0, or 2 if something that was asked for could not be found or opened."""
    destinations: list[Destination]
    """The files that the result is written to."""
    configurations: Configurations
    """What the configuration files say."""


def plan_check(paths: Sequence[str], given: dict[str, Any]) -> Plan:
    """What `paths` and the options `given` come to. UsageProblem or UserFileError where they are wrong."""
    configurations = Configurations(given)
    is_audited = given["audit"] and not configurations.is_named
    options = completed(given, None if is_audited else configurations.of_run(paths))
    lang = language(options["lang"].lower(), os.environ)
    destinations = [_destination(value, lang) for value in options["output"]]
    formats = [FORMATS[options["format"].lower()], *(destination.format for destination in destinations)]
    outputs = [destination.path for destination in destinations]
    folders = [pages_folder(destination.path) for destination in destinations if destination.format.has_pages]
    exclusion = exclusion_by(given["exclude"], None if is_audited else configurations, [*outputs, *folders])
    found = find_inputs(paths, options, lang, exclusion)
    refuse_to_write_over(found.inputs, outputs, lang)
    groups, numbers = groups_of([item.path for item in found.inputs], given, configurations)
    pages = bool(folders) or any(chosen.shows_report for chosen in formats)
    words = any(chosen.names_rules for chosen in formats)
    settings = [_settings(group, lang, pages=pages, words=words) for group in groups or [Group(options)]]
    inputs = [item.replace(group=number) for item, number in zip(found.inputs, numbers, strict=True)]
    return Plan(options, lang, inputs, settings, found.skipped, found.status, destinations, configurations)


def run_check(paths: Sequence[str], **given: Any) -> int:
    """Checks what `paths` and the options `given` name, and writes the result; returns the exit status."""
    plan = plan_check(paths, given)
    options, lang = plan.options, plan.lang
    if options["annotate"]:
        _refuse_annotation(options["annotate"], plan.inputs, lang)
    if options["verbose"]:
        for skipped in plan.skipped:
            write_note(_left_out(skipped, lang))
    if options["show_files"]:
        write_text("".join(f"{escaped(item.name)}\n" for item in plan.inputs), color=False)
        return plan.status
    known = _baseline(plan, given, paths)
    result = check(
        plan.inputs,
        *[group.replace(known=known) for group in plan.settings],
        jobs=options["jobs"],
        skipped=plan.skipped,
        progress=_progress(len(plan.inputs), options),
    )
    status = max(result.exit_status(options["fail_on"].lower()), plan.status)
    view = View(
        lang,
        wants_color(options["color"].lower(), os.environ, sys.stdout),
        screen_width(os.environ),
        encoding_of(sys.stdout),
        options["quiet"],
        options["verbose"],
        options["statistics"],
        status,
    )
    written = [_write_file(destination, result, view) for destination in plan.destinations]
    if options["annotate"]:
        written.append(_annotate(options["annotate"], plan.inputs[0], result, lang))
    _write(FORMATS[options["format"].lower()], result, view)
    if options["timing"]:
        write_note(_timing(result, lang))
    return status if all(written) else FAILURE_STATUS


# -- what was asked for --------------------------------------------------------------------------------------------


def _settings(group: Group, lang: str, *, pages: bool, words: bool) -> Settings:
    options, configuration = group.options, group.configuration
    try:
        settings, retired = settings_for(
            select=options["select"],
            ignore=options["ignore"],
            extend_select=options["extend_select"],
            severities=[_level(value, lang) for value in options["severity"]],
            least=options["min_severity"].lower(),
            year=options["year"],
            organ_kind=options["organ_kind"],
            timing=options["timing"],
            pages=pages,
            rules=options["rules"],
            ignores=group.ignores,
            needs_reason=options["require_reason"],
            is_audit=options["audit"],
            words=words,
        )
    except UnknownSelectorError as problem:
        if configuration is not None and not group.is_audited:
            _blame(configuration, group.per_file, problem)
        sentence = fill(_NO_RULE, lang, {"selector": problem.selector})
        if problem.nearest:
            sentence = fill(_NEAREST, lang, {"sentence": sentence, "nearest": problem.nearest})
        raise UsageProblem(sentence) from None
    except NoRulesError:
        raise UsageProblem(fill(_NO_RULES, lang, {})) from None
    if group.problem is not None:
        write_note(f"govlint: {escaped(group.problem.sentence(lang))}")
    if group.is_audited:
        settings = _with_audited(group, settings)
    else:
        _check_entries(group, settings)
    for rule in retired:
        sentence = fill(_RETIRED, lang, rule.fields())
        if rule.successor:
            sentence = fill(_SUCCESSOR, lang, {"sentence": sentence, "successor": rule.successor})
        write_note(f"govlint: {escaped(sentence)}")
    return settings


def _blame(configuration: Configuration, entries: Sequence[PerFile], problem: UnknownSelectorError) -> None:
    """UserFileError if it is the configuration that names the unknown rule."""
    for entry in entries:
        for name in _SELECTING:
            if problem.selector in _selectors(entry.values.get(name, ())):
                key = name.replace("_", "-")
                raise configuration.problem_of_entry(entry, key, _NO_RULE, problem.nearest, selector=problem.selector)
    for name in _SELECTING:
        if name in configuration.used and problem.selector in _selectors(configuration.values[name]):
            raise configuration.problem(name, _NO_RULE, problem.nearest, selector=problem.selector) from None


def _check_entries(group: Group, settings: Settings) -> None:
    """UserFileError if an entry of the configuration names an unknown rule."""
    for entry in group.ignores:
        for selector in entry.selectors:
            try:
                codes_of(settings.registry, selector)
            except UnknownSelectorError as problem:
                assert group.configuration is not None, "entries come from configurations"
                facts = {"selector": selector}
                raise group.configuration.problem_of_entry(entry, "code", _NO_RULE, problem.nearest, **facts) from None


def _with_audited(group: Group, settings: Settings) -> Settings:
    """The settings of an audit with what the audited party's configuration would have hidden, as far as it can be
    followed.
    """
    registry, configuration = settings.registry, group.configuration
    if configuration is None:
        return settings
    ignores = tuple(entry for entry in group.ignores if all(is_known(registry, name) for name in entry.selectors))
    options = group.audited_options
    chosen = {
        name: [word for word in split(options[name]) if is_known(registry, word)]
        for name in ("select", "ignore", "extend_select")
    }
    selection = select_rules(registry, chosen["select"], chosen["ignore"], chosen["extend_select"])
    says = Suppressed(SELECTION, "", configuration.path, None, False)
    left_out = {code: says for code in settings.codes if code not in selection.codes}
    return settings.replace(ignores=ignores, left_out=left_out)


def _selectors(values: Sequence[str]) -> list[str]:
    return [selector.partition("=")[0].strip() for selector in split(values)]


def _baseline(plan: Plan, given: dict[str, Any], paths: Sequence[str]) -> Baseline | None:
    """The findings that were accepted. In an audit, the baseline that the audited party's configuration names accepts
    nothing, and is only told.
    """
    path = plan.options["baseline"]
    is_audited = not path and given["audit"] and not plan.configurations.is_named
    if not path and not is_audited:
        return None
    from govlint.baseline import read_baseline

    if not is_audited:
        return read_baseline(path, strftime("%Y-%m-%d"))
    from govlint.problems import UserFileError

    try:
        configuration = plan.configurations.of_run(paths)
        path = configuration.values.get("baseline") if configuration else None
        return read_baseline(path, strftime("%Y-%m-%d")).replace(holds=False) if path else None
    except UserFileError:  # what cannot be followed hides nothing
        return None


def _level(value: str, lang: str) -> tuple[str, str]:
    selector, _, level = value.rpartition("=")
    if not selector or level.lower() not in SEVERITIES:
        raise UsageProblem(fill(_BAD_LEVEL, lang, {"value": value, "levels": " ".join(SEVERITIES)}))
    return selector.strip(), level.lower()


def _destination(value: str, lang: str) -> Destination:
    """The file and format that a value of `--output` means. UsageProblem if it cannot be written, before anything is
    checked.
    """
    name, _, rest = value.partition("=")
    chosen, path = (FORMATS[name], rest) if rest and name in FORMATS else (format_for(value), value)
    if chosen is None:
        raise UsageProblem(fill(_BAD_FORMAT, lang, {"path": path, "formats": " ".join(FORMATS)}))
    refuse_no_place(path, lang)
    return Destination(chosen, path)


def refuse_no_place(path: str, lang: str) -> None:
    """UsageProblem if no file can be at `path`."""
    folder = os.path.dirname(path)
    if folder and not os.path.isdir(folder):
        raise UsageProblem(fill(_NO_FOLDER, lang, {"path": path, "folder": folder}))
    if os.path.isdir(path):
        raise UsageProblem(fill(_IS_FOLDER, lang, {"path": path}))


def refuse_to_write_over(inputs: Sequence[Input], outputs: Sequence[str], lang: str) -> None:
    """UsageProblem if a result would be written over a file that is checked."""
    checked = {os.path.realpath(item.path) for item in inputs if item.data is None} if outputs else set()
    for path in outputs:
        if os.path.realpath(path) in checked:
            raise UsageProblem(fill(_IS_INPUT, lang, {"path": path}))


# -- what comes of it ----------------------------------------------------------------------------------------------


def _write(chosen: Format, result: Result, view: View) -> None:
    text = render(chosen.name, result, view)
    if chosen.is_machine:
        write_bytes(text)
    else:
        write_text(text, color=view.color)
        if chosen.name == "concise" and not view.quiet:
            write_note(escaped(wording.summary(result, view.lang)))


def _write_file(destination: Destination, result: Result, view: View) -> bool:
    """Whether the file could be written; if not, standard error says why."""
    plain = view.replace(color=False, width=View(view.lang).width, encoding="utf-8")
    try:
        if destination.format.has_pages:
            folder = pages_folder(destination.path)
            _write_pages(folder, destination.format, result, plain)
            plain = plain.replace(pages=os.path.basename(folder))
        write_file(destination.path, render(destination.format.name, result, plain))
    except OSError as problem:
        facts = {"path": destination.path, "problem": problem.strerror or problem}
        write_note("govlint: " + escaped(fill(NOT_WRITTEN, view.lang, facts)))
        return False
    return True


def pages_folder(path: str) -> str:
    """The folder beside the output `path` that holds its further pages: reports/index.html has them in
    reports/index.reports.
    """
    return f"{os.path.splitext(path)[0]}.reports"


def _write_pages(folder: str, chosen: Format, result: Result, view: View) -> None:
    """Writes the further pages of an output into `folder`. OSError if that cannot be done."""
    os.makedirs(folder, exist_ok=True)
    for name, text in pages_of(chosen.name, result, view):
        write_file(os.path.join(folder, name), text)


def _refuse_annotation(path: str, inputs: Sequence[Input], lang: str) -> None:
    """UsageProblem where comments cannot be written, before anything is checked."""
    if len(inputs) != 1 or inputs[0].data is not None:
        raise UsageProblem(fill(_ONE_FILE, lang, {}))
    folder = os.path.dirname(path)
    if folder and not os.path.isdir(folder):
        raise UsageProblem(fill(_NO_FOLDER, lang, {"path": path, "folder": folder}))
    if os.path.exists(path) and os.path.exists(inputs[0].path) and os.path.samefile(path, inputs[0].path):
        raise UsageProblem(fill(_SAME_FILE, lang, {"path": path}))


def _annotate(path: str, item: Input, result: Result, lang: str) -> bool:
    """Whether the copy with comments could be written; if not, standard error says why."""
    from govlint.annotate import MissingLibraryError, annotated

    (file,) = result.files
    try:
        source = read_path(item.path)
        if source.kind != WORD or file.status not in (CHECKED, NOT_A_REPORT):
            raise UsageProblem(fill(_NOT_WORD, lang, {"path": item.name}))
        replace_file(path, annotated(source.data, file, result, lang))
    except MissingLibraryError:
        raise UsageProblem(fill(_NEEDS_DOCX, lang, {})) from None
    except SourceProblem:
        raise UsageProblem(fill(_NOT_WORD, lang, {"path": item.name})) from None
    except OSError as problem:
        facts = {"path": path, "problem": problem.strerror or problem}
        write_note("govlint: " + escaped(fill(NOT_WRITTEN, lang, facts)))
        return False
    return True


def _left_out(skipped: Skipped, lang: str) -> str:
    return escaped(fill(_LEFT_OUT, lang, {"path": skipped.path, "why": word(SKIPPED, skipped.why, lang)}))


def _timing(result: Result, lang: str) -> str:
    total: dict[str, float] = {}
    for file in result.files:
        for what, seconds in file.timing.items():
            total[what] = total.get(what, 0.0) + seconds
    slowest_first = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join((f"{fill(_TIMES, lang, {})}:", *(f"{1000 * time:10.2f}  {what}" for what, time in slowest_first)))


def _progress(total: int, options: dict[str, Any]) -> Callable[[int], None] | None:
    """Counts the files of a long run on standard error, where a person watches it."""
    if total < _PROGRESS_FILES or options["quiet"] or not is_terminal(sys.stderr):
        return None

    def show(done: int) -> None:
        if done == total:
            write_note("\r\x1b[K", end="")
        elif done % _PROGRESS_STEP == 0:
            write_note(f"\r{done}/{total}", end="")

    return show
