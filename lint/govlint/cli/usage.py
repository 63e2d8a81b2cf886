"""What click finds wrong with arguments, in the language of the user: click itself speaks English."""

from __future__ import annotations

import click

from govlint.messages import fill, with_nearest
from govlint.rule import Text

_NO_OPTION = Text("没有 {option} 这个选项", "there is no option {option}")
_BAD_CHOICE = Text("{option} 的值不对,应为 {choices} 之一", "invalid value for {option}: it takes one of {choices}")
_BAD_RANGE = Text("{option} 的值不对,应为整数({limits})", "invalid value for {option}: it takes a number ({limits})")
_BAD_VALUE = Text("{option} 的值不对:{problem}", "invalid value for {option}: {problem}")
_OPTION_USE = Text("选项 {option} 用得不对:{problem}", "option {option}: {problem}")
_MISSING = Text("缺少 {what}", "missing {what}")


def sentence_of(problem: Exception, lang: str) -> str | None:
    """What click found wrong, in that language; None if it is no complaint of click's."""
    if isinstance(problem, click.NoSuchOption):
        sentence = fill(_NO_OPTION, lang, {"option": problem.option_name})
        return with_nearest(sentence, problem.possibilities[0] if problem.possibilities else "", lang)
    if isinstance(problem, click.MissingParameter):
        return fill(_MISSING, lang, {"what": _name(problem.param)})
    if isinstance(problem, click.BadParameter) and problem.param is not None:
        return _bad_value(problem, problem.param, lang)
    if isinstance(problem, click.BadOptionUsage):
        return fill(_OPTION_USE, lang, {"option": problem.option_name, "problem": problem.message})
    return problem.format_message() if isinstance(problem, click.ClickException) else None


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
    if isinstance(param, click.Option):
        return next((flag for flag in param.opts if flag.startswith("--")), param.opts[0])
    return (param.metavar or param.name or "").upper()
