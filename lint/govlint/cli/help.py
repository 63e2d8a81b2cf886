"""The help of the program and of each command, in the user's language. `-h` is short, `--help` complete."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from govlint.cli.app import COMMANDS, DEFAULT, PROGRAM
from govlint.cli.commands import Command, find_command
from govlint.cli.exits import language_of
from govlint.cli.streams import screen_width
from govlint.config.settings import GROUPS, Option
from govlint.output.terminal import width_of
from govlint.output.wrap import wrapped
from govlint.rule import Text

_ABOUT = Text(
    "发布前检查政府信息公开工作年度报告:结构、表格、勾稽关系、日期、重复与残留。",
    "Audits Chinese government information-disclosure annual reports before they are published.",
)
_USAGE = Text("用法", "Usage")
_COMMANDS = Text("命令", "Commands")
_EXAMPLES = Text("示例", "Examples")
_MORE = Text("全部选项:{program} --help", "All options: {program} --help")
_CHOICES = Text("可选 ", "one of ")
_DEFAULT = Text("默认 ", "default ")
_COMMAND_HELP = Text("每个命令的用法:govlint 命令 --help", "Help of a command: govlint COMMAND --help")
_VERSION = Text("显示版本", "show the version")
_HELP = Text("简短的帮助;--help 为完整的帮助", "short help; --help for all of it")

_COLUMN = 26
_WIDEST = 100


def overview(*, is_short: bool) -> str:
    """The help of the program: its commands, and the options of the default one."""
    lang = language_of(sys.argv[1:])
    commands = {name: find_command(name) for name in COMMANDS}
    default = commands[DEFAULT]
    parts = [
        f"{_in(_USAGE, lang)}: {PROGRAM} [{DEFAULT}] PATH…\n       {PROGRAM} COMMAND …\n",
        wrapped(_in(_ABOUT, lang), _width()) + "\n",
        _section(_in(_COMMANDS, lang), [(name, _in(command.summary, lang)) for name, command in commands.items()]),
        *_options(default.options, lang, is_short),
        _section("", [("--version", _in(_VERSION, lang)), ("-h, --help", _in(_HELP, lang))]),
    ]
    if is_short:
        parts.append(_MORE.fill(lang, {"program": PROGRAM}) + "\n")
    else:
        parts += [_examples(default, lang), _notes(default, lang), wrapped(_in(_COMMAND_HELP, lang), _width()) + "\n"]
    return "\n".join(part for part in parts if part)


def help_of(command: Command, *, is_short: bool) -> str:
    """The help of one command."""
    lang = language_of(sys.argv[1:])
    parts = [
        f"{_in(_USAGE, lang)}: {PROGRAM} {command.usage_line}\n",
        wrapped(_in(command.summary, lang), _width()) + "\n",
        *_options(command.options, lang, is_short),
        _section("", [("-h, --help", _in(_HELP, lang))]),
    ]
    if is_short:
        parts.append(_MORE.fill(lang, {"program": f"{PROGRAM} {command.name}"}) + "\n")
    else:
        parts += [_examples(command, lang), _notes(command, lang)]
    return "\n".join(part for part in parts if part)


def _options(options: Sequence[Option], lang: str, is_short: bool) -> list[str]:
    sections = []
    for name, heading in GROUPS.items():
        rows = [
            (_flags(option), _explanation(option, lang))
            for option in options
            if option.group == name and (option.is_common or not is_short)
        ]
        if rows:
            sections.append(_section(_in(heading, lang), rows))
    return sections


def _flags(option: Option) -> str:
    gap = "" if option.metavar.startswith("[=") else " "
    return ", ".join(option.flags) + (f"{gap}{option.metavar}" if option.metavar else "")


def _explanation(option: Option, lang: str) -> str:
    facts = []
    if option.choices:
        facts.append(_in(_CHOICES, lang) + " ".join(option.choices))
    if option.default is not None:
        facts.append(_in(_DEFAULT, lang) + str(option.default))
    text = _in(option.help, lang)
    return f"{text} [{'; '.join(facts)}]" if facts else text


def _examples(command: Command, lang: str) -> str:
    if not command.examples:
        return ""
    lines = [f"  {example}\n      {wrapped(_in(what, lang), _width(), ' ' * 6)}" for example, what in command.examples]
    return f"{_in(_EXAMPLES, lang)}:\n" + "\n".join(lines) + "\n"


def _notes(command: Command, lang: str) -> str:
    if command.notes is None:
        return ""
    return "\n".join(wrapped(line, _width(), "  ") for line in _in(command.notes, lang).splitlines()) + "\n"


def _section(heading: str, rows: Sequence[tuple[str, str]]) -> str:
    lines = [f"{heading}:"] if heading else []
    indent = " " * _COLUMN
    for left, right in rows:
        explained = wrapped(right, _width() - _COLUMN).split("\n")
        gap = _COLUMN - 2 - width_of(left)
        if gap < 2:
            lines += [f"  {left}", f"{indent}{explained[0]}"]
        else:
            lines.append(f"  {left}{' ' * gap}{explained[0]}")
        lines += [indent + line for line in explained[1:]]
    return "\n".join(lines) + "\n"


def _in(text: Text, lang: str) -> str:
    return text.fill(lang, {})


def _width() -> int:
    return min(screen_width(os.environ), _WIDEST)
