"""What a command line may go on with: rules with what they demand, formats, settings, files. Click asks for it when a
shell does, and knows the shells; which values there are is said here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from govlint.cli.app import COMMANDS, COMPLETION, DEFAULT, PROGRAM
from govlint.cli.exits import UsageProblem
from govlint.cli.streams import write_text
from govlint.config.resolve import Configurations
from govlint.config.select import ALL
from govlint.config.settings import AUTO, OPTIONS, WAYS
from govlint.messages import fill, language
from govlint.pack import BUILT_IN
from govlint.registry import load_registry
from govlint.rule import SEVERITIES, Text

if TYPE_CHECKING:
    from govlint.cli.commands import Command
    from govlint.registry import Registry

Items = list[CompletionItem]

SHELLS = ("bash", "zsh", "fish")
_SELECTORS = ("select", "ignore", "extend_select", "selector")
_FILES = ("paths", "path", "words", "config", "rules", "baseline", "files_from", "output", "annotate", "for_path")
_FIRST_WORDS = {"baseline": ("create", "update", "prune"), "rules": ("test",)}
_NO_SHELL = Text(
    "不支持 {shell} 的补全,可用的有 {shells};PowerShell 和 cmd 没有支持",
    "there is no completion for {shell}; there is for {shells}, and none for PowerShell and cmd",
)
_WHICH_SHELL = Text("请写明是哪种 shell:{shells}", "name the shell: {shells}")


def run_completion(shell: str | None = None, **options: Any) -> int:
    """Writes the script that teaches a shell to complete; that of $SHELL where none is named."""
    lang = language(options["lang"] or AUTO, os.environ)
    named = (shell or os.path.basename(os.environ.get("SHELL", ""))).lower()
    shells = " ".join(SHELLS)
    if named not in SHELLS:
        text = _NO_SHELL if shell else _WHICH_SHELL
        raise UsageProblem(fill(text, lang, {"shell": shell, "shells": shells}))
    from govlint.cli.group import group

    write_text(_CLASSES[named](group(), {}, PROGRAM, COMPLETION).source().strip() + "\n", color=False)
    return 0


def install() -> None:
    """Tells click how the shells are answered."""
    for shell in _CLASSES.values():
        add_completion_class(shell)


# -- the shells ----------------------------------------------------------------------------------------------------


class _Answering(ShellComplete):
    """What all shells have in common: a value behind `=`, switches that may have one, and words behind commas."""

    def get_completions(self, args: list[str], incomplete: str) -> Items:
        """What may stand in place of `incomplete`, as the shell wants it."""
        words, word, cut = self.joined(args, incomplete)
        kept = ""
        if word.startswith("--") and "=" in word:
            kept = word.partition("=")[0] + "="
        found = super().get_completions(_without_switches(words), word)
        for item in found:
            if item.type == "plain":
                item.value = (kept + item.value)[cut:]
        return found

    def joined(self, args: list[str], incomplete: str) -> tuple[list[str], str, int]:
        """The complete words, the one to be completed, and how many of its characters the shell takes for another."""
        return list(args), incomplete, 0


class _Bash(_Answering, BashComplete):
    """Bash cuts words at `=`, and puts a completion in place of what follows it."""

    def joined(self, args: list[str], incomplete: str) -> tuple[list[str], str, int]:
        """The words as they were written."""
        words = [*args, incomplete]
        index = len(words) - 1
        if words[index] == "=" and index:
            words[index - 1 :] = [f"{words[index - 1]}="]
        elif index > 1 and words[index - 1] == "=":
            words[index - 2 :] = ["".join(words[index - 2 :])]
        else:
            return words[:-1], words[-1], 0
        return words[:-1], words[-1], words[-1].index("=") + 1


class _Zsh(_Answering, ZshComplete):
    """Zsh puts a completion in place of the whole word."""


class _Fish(_Answering, FishComplete):
    """Fish puts a completion in place of the whole word."""


_CLASSES: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def _without_switches(args: list[str]) -> list[str]:
    """The words without switches at their end that may have a value, which click takes for options that lack it."""
    alone = {flag for option in OPTIONS if option.kind == WAYS for flag in option.flags}
    while args and args[-1] in alone:
        args = args[:-1]
    return args


# -- the values ----------------------------------------------------------------------------------------------------


def options_of(command: Command, incomplete: str) -> Items:
    """The options of a command that begin like that, with what they do."""
    lang = language(AUTO, os.environ)
    return [
        CompletionItem(flag, help=_line(option.help.fill(lang, {})))
        for option in command.options
        for flag in option.flags
        if flag.startswith(incomplete) and (flag.startswith("--") or incomplete == "-")
    ]


def values_of(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """What may stand for the value of an argument or option of the command at hand."""
    name = param.name or ""
    if name in _SELECTORS or name == "severity":
        return _last_of_list(incomplete, lambda word: _rules(ctx, word, name))
    if name == "key":
        from govlint.config.load import IN_FILE

        lang = language(AUTO, os.environ)
        return [
            CompletionItem(key, help=_line(option.help.fill(lang, {})))
            for key, option in IN_FILE.items()
            if key.startswith(incomplete)
        ]
    if name == "shell":
        return [CompletionItem(shell) for shell in SHELLS if shell.startswith(incomplete)]
    files: Items = [CompletionItem(incomplete, type="file")] if name in _FILES else []
    return [*files, *_first_words(ctx, name, incomplete)]


def _first_words(ctx: click.Context, name: str, incomplete: str) -> Iterator[CompletionItem]:
    """The commands, where none is named yet; what may follow some of them."""
    lang = language(AUTO, os.environ)
    if name == "paths" and ctx.info_name == DEFAULT and not ctx.params.get("paths") and _is_first(ctx):
        from govlint.cli.commands import find_command

        for command in COMMANDS:
            if command.startswith(incomplete):
                yield CompletionItem(command, help=_line(find_command(command).summary.fill(lang, {})))
    elif name == "words" and not ctx.params.get("words"):
        for word in _FIRST_WORDS.get(ctx.info_name or "", ()):
            if word.startswith(incomplete):
                yield CompletionItem(word)


def _is_first(ctx: click.Context) -> bool:
    """Whether nothing was written yet but the name of the program."""
    return ctx.parent is not None and bool(ctx.parent.meta.get("is_bare"))


def _last_of_list(incomplete: str, complete: Callable[[str], Items]) -> Items:
    """Completions of the last of several words that are separated by commas; the others stay before it."""
    before, comma, word = incomplete.rpartition(",")
    found = complete(word)
    for item in found:
        item.value = before + comma + item.value
    return found


def _rules(ctx: click.Context, word: str, name: str) -> Items:
    """Codes, beginnings of codes and names that begin like that; behind `=` the levels of severity."""
    if name == "severity" and "=" in word:
        selector, _, level = word.partition("=")
        return [CompletionItem(f"{selector}={item}") for item in SEVERITIES if item.startswith(level.lower())]
    registry = _registry(ctx)
    lang = language(AUTO, os.environ)
    items: Items = []
    folded = word.upper()
    if name != "selector":
        families = {ALL: Text("全部规则", "all rules"), **registry.families}
        items += [CompletionItem(start, help=_line(text.fill(lang, {})))
                  for start, text in families.items() if start.startswith(folded)]  # fmt: skip
    chosen = [code for code in registry.codes if code.startswith(folded)]
    named = [registry.entries[code].name for code in registry.codes] if word else []
    names = {item: registry.names[item] for item in named if item.startswith(word.lower())}
    words = registry.words([*chosen, *names.values()])
    items += [CompletionItem(code, help=_line(words[code].title.fill(lang, {}))) for code in chosen]
    items += [CompletionItem(item, help=_line(words[code].title.fill(lang, {}))) for item, code in names.items()]
    return items


def _registry(ctx: click.Context) -> Registry:
    """The rules of the command line and of the configuration in force, or the built-in ones if something is wrong."""
    try:
        configuration = Configurations(ctx.params).of_run(())
        further = (configuration.values.get("rules") or ()) if configuration else ()
        return load_registry(BUILT_IN, (*further, *(ctx.params.get("rules") or ())))
    except ValueError:  # the command itself will say so
        return load_registry()


def _line(text: str) -> str:
    """`text` on one line, without what zsh takes for the end of a word."""
    return " ".join(text.split()).replace(":", ":")
