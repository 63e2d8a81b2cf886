"""`govlint check`: checks reports. From here down, one report is followed to its verdict: run, engine, output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
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
from govlint.config.resolve import Configurations
from govlint.config.select import NO_RULE, NO_RULES, NoRulesError, UnknownSelectorError
from govlint.discover import shown
from govlint.messages import REASONS, SKIPPED, fill, language, with_nearest, word
from govlint.output import FORMATS, Format, View, format_for, pages_of, render, wording
from govlint.output.terminal import escaped
from govlint.plan import BadLevelError, Job, Remarks, exclusions_in_audit, options_of_run, plan_job, settings_of
from govlint.records import Record
from govlint.result import CHECKED, FAILURE_STATUS, NOT_A_REPORT, FileResult, Result, Skipped
from govlint.rule import PREVIOUS, SEVERITIES, Text
from govlint.run import Input
from govlint.source.read import WORD, SourceProblem, read_path

if TYPE_CHECKING:
    from govlint.config.groups import Group
    from govlint.engine import Settings

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
_ONE_PREVIOUS = Text(
    "--previous 一次只能用于一份报告,这里有 {number} 份",
    "--previous takes one report at a time, and {number} were given",
)
_PREVIOUS_IS_FOLDER = Text(
    "--previous {path}:它是文件夹,请给出上一年度报告的文件",
    "--previous {path} is a folder: give the file of the previous report",
)
_NO_PREVIOUS = Text("--previous {path}:没有这个文件", "--previous {path}: there is no such file")
_NEED_SET = Text(
    "规则 {codes} 要把多份报告放在一起核对:govlint batch", "{codes} look at several reports together: govlint batch"
)
_NEED_PREVIOUS = Text(
    "选用的规则({codes})要与上一年度的报告比对,请用 --previous 给出",
    "the rules selected ({codes}) compare a report with that of the year before: give it with --previous",
)
_YEAR_WITH = Text("{why},请用 --year 给出", "{why}: give it with --year")
_BAD_PREVIOUS = Text("--previous {path}:{why}", "--previous {path}: {why}")
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
    job: Job
    skipped: tuple[Skipped, ...]
    status: int
    """0, or 2 if something that was asked for could not be found or opened."""
    destinations: list[Destination]
    """The files that the result is written to."""
    configurations: Configurations
    """What the configuration files say."""

    @property
    def inputs(self) -> list[Input]:
        """What is checked."""
        return self.job.inputs

    @property
    def settings(self) -> list[Settings]:
        """How: one for each group of inputs."""
        return self.job.settings


def plan_check(paths: Sequence[str], given: dict[str, Any], *, has_baseline: bool = True) -> Plan:
    """What `paths` and the options `given` come to; without a word on findings that were accepted if not
    `has_baseline`. UsageProblem or UserFileError where they are wrong.
    """
    configurations = Configurations(given)
    options, deciding = options_of_run(given, configurations, paths)
    lang = language(options["lang"].lower(), os.environ)
    destinations = [destination_of(value, lang) for value in options["output"]]
    outputs = [destination.path for destination in destinations]
    folders = [pages_folder(destination.path) for destination in destinations if destination.format.has_pages]
    found = find_inputs(paths, options, lang, exclusion_by(given["exclude"], deciding, lang, [*outputs, *folders]))
    previous = _previous(options["previous"], found.inputs, lang) if options["previous"] else None
    refuse_to_write_over([*found.inputs, *([previous] if previous else [])], outputs, lang)
    inputs = [item.replace(previous=previous) for item in found.inputs] if previous else found.inputs
    job = job_of(
        inputs,
        given,
        configurations,
        options,
        paths,
        destinations,
        lang,
        has_baseline=has_baseline,
        excluded=exclusions_in_audit(found.named, [item.path for item in inputs], given, configurations),
    )
    for remarks in job.remarks:
        _tell(remarks, lang)
    _refuse_unasked(job.settings, lang, has_previous=previous is not None)
    return Plan(options, lang, job, found.skipped, found.status, destinations, configurations)


def job_of(
    inputs: Sequence[Input],
    given: dict[str, Any],
    configurations: Configurations,
    options: dict[str, Any],
    paths: Sequence[str],
    destinations: Sequence[Destination],
    lang: str,
    *,
    has_baseline: bool = True,
    excluded: Mapping[str, str] = {},
) -> Job:
    """How `inputs` are checked, by the options `given` and those of the run as a whole. Errors as for `plan_check`."""
    formats = [FORMATS[options["format"].lower()], *(destination.format for destination in destinations)]
    has_pages = any(chosen.shows_report for chosen in formats) or any(each.format.has_pages for each in destinations)
    try:
        return plan_job(
            inputs,
            given,
            configurations,
            options,
            paths,
            pages=has_pages,
            words="family" in options["statistics"] or any(chosen.names_rules for chosen in formats),
            has_baseline=has_baseline,
            excluded=excluded,
        )
    except ValueError as problem:
        raise UsageProblem(sentence_of(problem, lang)) from None


def run_check(paths: Sequence[str], **given: Any) -> int:
    """Checks what `paths` and the options `given` name, and writes the result; returns the exit status."""
    if given["watch"]:
        from govlint.cli.watch import run_watch

        return run_watch(paths, given)
    plan = plan_check(paths, given)
    options, lang = plan.options, plan.lang
    if options["annotate"]:
        _refuse_annotation(options["annotate"], plan.inputs, lang)
    if options["add_ignore"] is not None:
        from govlint.cli.adding import refuse_adding

        refuse_adding(plan)
    show_left_out(plan)
    if options["show_files"]:
        write_text("".join(f"{escaped(item.name)}\n" for item in plan.inputs), color=False)
        return plan.status
    result = plan.job.run(jobs=options["jobs"], skipped=plan.skipped, progress=_progress(len(plan.inputs), options))
    if options["add_ignore"] is not None:
        from govlint.cli.adding import add_ignores

        result = add_ignores(plan, paths, given, result)
    return write_result(plan, result)


def show_left_out(plan: Plan) -> None:
    """Names what was left out on standard error, where that was asked for."""
    for skipped in plan.skipped if plan.options["verbose"] else ():
        write_note(left_out(skipped, plan.lang))


def write_result(plan: Plan, result: Result) -> int:
    """Writes the result of what was planned, and returns the exit status."""
    options, lang = plan.options, plan.lang
    if options["previous"]:
        refuse_previous(result.files[0], lang)
    status = max(result.exit_status(options["fail_on"].lower()), plan.status)
    view = view_of(options, lang, status)
    written = [_write_file(destination, result, view) for destination in plan.destinations]
    if options["annotate"]:
        written.append(_annotate(options["annotate"], plan.inputs[0], result, lang))
    _write(FORMATS[options["format"].lower()], result, view)
    if options["timing"]:
        write_note(_timing(result, lang))
    return status if all(written) else FAILURE_STATUS


def view_of(options: Mapping[str, Any], lang: str, status: int | None = None) -> View:
    """How standard output is to show a result; `status` is the exit status of the run, where outputs tell it."""
    return View(
        lang,
        wants_color(options["color"].lower(), os.environ, sys.stdout),
        screen_width(os.environ),
        encoding_of(sys.stdout),
        options["quiet"],
        options["verbose"],
        options["statistics"],
        options["sort"].lower(),
        status,
    )


# -- what was asked for --------------------------------------------------------------------------------------------


def told_settings(group: Group, lang: str) -> Settings:
    """The settings that the options of a group come to; what there is to say of them goes to standard error.
    UsageProblem or UserFileError where they are wrong.
    """
    try:
        settings, remarks = settings_of(group)
    except ValueError as problem:
        raise UsageProblem(sentence_of(problem, lang)) from None
    _tell(remarks, lang)
    return settings


def sentence_of(problem: ValueError, lang: str) -> str:
    """What is wrong with the rules that were asked for: an UnknownSelectorError, BadLevelError, NoRulesError
    or BadParameterError; any other problem is raised again.
    """
    if isinstance(problem, UnknownSelectorError):
        return with_nearest(fill(NO_RULE, lang, {"selector": problem.selector}), problem.nearest, lang)
    if isinstance(problem, BadLevelError):
        return fill(_BAD_LEVEL, lang, {"value": problem.value, "levels": " ".join(SEVERITIES)})
    if isinstance(problem, NoRulesError):
        return fill(NO_RULES, lang, {})
    from govlint.config.parameters import BadParameterError

    if isinstance(problem, BadParameterError):
        return with_nearest(fill(problem.text, lang, problem.arguments), problem.nearest, lang)
    raise problem


def _tell(remarks: Remarks, lang: str) -> None:
    """What there is to say of the options, on standard error."""
    if remarks.problem is not None:
        write_note(f"govlint: {escaped(remarks.problem.sentence(lang))}")
    for rule in remarks.retired:
        sentence = fill(_RETIRED, lang, rule.fields())
        if rule.successor:
            sentence = fill(_SUCCESSOR, lang, {"sentence": sentence, "successor": rule.successor})
        write_note(f"govlint: {escaped(sentence)}")


def destination_of(value: str, lang: str) -> Destination:
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
    checked = {_place_of(item.path) for item in inputs if item.data is None} if outputs else set()
    for path in outputs:
        if _place_of(path) in checked:
            raise UsageProblem(fill(_IS_INPUT, lang, {"path": path}))


def _place_of(path: str) -> str:
    """The file that a path means, however it is written."""
    return os.path.normcase(os.path.realpath(path))


def _previous(path: str, inputs: Sequence[Input], lang: str) -> Input:
    """The file given as the previous report. UsageProblem if it cannot be that of the one report that is checked."""
    if len(inputs) != 1:
        raise UsageProblem(fill(_ONE_PREVIOUS, lang, {"number": len(inputs)}))
    if os.path.isdir(path):
        raise UsageProblem(fill(_PREVIOUS_IS_FOLDER, lang, {"path": path}))
    if not os.path.exists(path):
        raise UsageProblem(fill(_NO_PREVIOUS, lang, {"path": path}))
    return Input(shown(path), path)


def _refuse_unasked(settings: Sequence[Settings], lang: str, *, has_previous: bool) -> None:
    """UsageProblem if no rule is left that can be asked of reports one by one: that would look like clean."""
    codes = sorted({code for group in settings for code in group.codes})
    entries = settings[0].registry.entries
    needs = {entries[code].needs if code in entries else "" for code in codes}
    if needs.isdisjoint({"", PREVIOUS} if has_previous else {""}):
        text = _NEED_PREVIOUS if PREVIOUS in needs else _NEED_SET
        raise UsageProblem(fill(text, lang, {"codes": " ".join(codes)}))


def refuse_previous(file: FileResult, lang: str) -> None:
    """UsageProblem if the file given as the previous report could not be compared with the report."""
    compared = file.compared
    if compared is None or not compared.why:
        return
    why = word(REASONS, compared.why, lang, compared.args)
    if compared.why == "year-unknown":
        why = fill(_YEAR_WITH, lang, {"why": why})
    elif "reason" in compared.args:
        from govlint.cli.outline import sentence_of

        details = {name: value for name, value in compared.args.items() if name != "reason" and value is not None}
        event = compared.why.partition("-")[2]
        why = sentence_of(SourceProblem(event, str(compared.args["reason"]), **details), lang)
    raise UsageProblem(fill(_BAD_PREVIOUS, lang, {"path": compared.path, "why": why}))


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
    originals = [
        item.path for item in (inputs[0], inputs[0].previous) if item is not None and os.path.exists(item.path)
    ]
    if os.path.exists(path) and any(os.path.samefile(path, original) for original in originals):
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


def left_out(skipped: Skipped, lang: str) -> str:
    """What was left out on the way, and why."""
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
