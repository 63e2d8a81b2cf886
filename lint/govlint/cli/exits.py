"""How a run that could not be done ends: a sentence on standard error, and the exit status.

0: every file was read, and nothing at or above `--fail-on` was found; 1: findings at or above it; 2: could not judge.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from govlint.cli.streams import write_note
from govlint.messages import LANGUAGES, fill, language
from govlint.output.terminal import escaped
from govlint.result import FAILURE_STATUS
from govlint.rule import Text

INTERRUPTED_STATUS = 130

_SEE_HELP = Text("用法见 govlint --help。", "See govlint --help.")
_NO_OPTION = Text("没有 {option} 这个选项", "there is no option {option}")
_DID_YOU_MEAN = Text(",是不是 {likely}?", "; did you mean {likely}?")
_BAD_CHOICE = Text("{option} 的值不对,应为 {choices} 之一", "invalid value for {option}: it takes one of {choices}")
_BAD_RANGE = Text("{option} 的值不对,应为整数({limits})", "invalid value for {option}: it takes a number ({limits})")
_BAD_VALUE = Text("{option} 的值不对:{problem}", "invalid value for {option}: {problem}")
_OPTION_USE = Text("选项 {option} 用得不对:{problem}", "option {option}: {problem}")
_MISSING = Text("缺少 {what}", "missing {what}")
_CANNOT_WRITE = Text("写不出去:{problem}", "cannot write: {problem}")
_INTERNAL = Text(
    "govlint 自身出错({problem},{place})。请把命令和这句话报告给维护者。",
    "govlint itself failed ({problem} at {place}). Please report the command and this line.",
)


def language_of(args: Sequence[str]) -> str:
    """The language asked for by these arguments of the command line, the environment, or the locale."""
    asked = os.environ.get("GOVLINT_LANG", "auto").lower()
    for index, arg in enumerate(args):
        name, _, value = arg.partition("=")
        if name == "--lang":
            asked = (value or "".join(args[index + 1 : index + 2])).lower()
    return language(asked if asked in LANGUAGES else "auto", os.environ)


def status_of_problem(problem: Exception, args: Sequence[str]) -> int:
    """Says what went wrong, and returns the exit status for it."""
    if isinstance(problem, click.Abort):
        return INTERRUPTED_STATUS
    lang = language_of(args)
    if isinstance(problem, click.UsageError):
        write_note(f"govlint: {escaped(_usage_sentence(problem, lang))}\n{_SEE_HELP.fill(lang, {})}")
    elif isinstance(problem, click.ClickException):
        write_note(f"govlint: {escaped(problem.format_message())}")
    elif isinstance(problem, OSError):
        write_note("govlint: " + escaped(fill(_CANNOT_WRITE, lang, {"problem": problem.strerror or problem})))
    else:
        from govlint.engine import crash_of

        text, place = crash_of(problem)
        write_note("govlint: " + escaped(fill(_INTERNAL, lang, {"problem": text, "place": place})))
    return FAILURE_STATUS


def _usage_sentence(problem: click.UsageError, lang: str) -> str:
    if isinstance(problem, click.NoSuchOption):
        sentence = fill(_NO_OPTION, lang, {"option": problem.option_name})
        if problem.possibilities:
            sentence += fill(_DID_YOU_MEAN, lang, {"likely": " ".join(sorted(problem.possibilities))})
        return sentence
    if isinstance(problem, click.MissingParameter):
        return fill(_MISSING, lang, {"what": _name(problem.param)})
    if isinstance(problem, click.BadParameter) and problem.param is not None:
        return _bad_value(problem, problem.param, lang)
    if isinstance(problem, click.BadOptionUsage):
        return fill(_OPTION_USE, lang, {"option": problem.option_name, "problem": problem.message})
    return problem.format_message()


def _bad_value(problem: click.BadParameter, param: click.Parameter, lang: str) -> str:
    if isinstance(param.type, click.Choice):
        return fill(_BAD_CHOICE, lang, {"option": _name(param), "choices": " ".join(map(str, param.type.choices))})
    if isinstance(param.type, click.IntRange):
        limits = f"{param.type.min}–{param.type.max or ''}"
        return fill(_BAD_RANGE, lang, {"option": _name(param), "limits": limits})
    return fill(_BAD_VALUE, lang, {"option": _name(param), "problem": problem.message})


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    return param.opts[-1] if isinstance(param, click.Option) else (param.metavar or param.name or "").upper()
