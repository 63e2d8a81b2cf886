"""From the declarations of options to click's commands, with help in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from govlint.config.settings import CHOICE, LIST, NUMBER, PATHS, SWITCH, Option
from govlint.rule import Text


class Command(click.Command):
    """A command that knows its own help."""

    def __init__(
        self,
        name: str,
        callback: Callable[..., int],
        *,
        usage: str,
        summary: Text,
        arguments: Sequence[click.Argument],
        options: Sequence[Option],
        examples: Sequence[tuple[str, Text]] = (),
        notes: Text | None = None,
    ) -> None:
        flags: list[click.Parameter] = [
            click.Option(["short_help_flag", "-h"], is_flag=True, is_eager=True, expose_value=False, callback=_help),
            click.Option(["help_flag", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=_help),
        ]
        super().__init__(
            name,
            callback=callback,
            params=[*arguments, *map(_click_option, options), *flags],
            add_help_option=False,
        )
        self.usage_line = usage
        self.summary = summary
        self.options = tuple(options)
        self.examples = tuple(examples)
        self.notes = notes


def _click_option(option: Option) -> click.Option:
    given: dict[str, Any] = {"envvar": list(option.variables), "default": option.default}
    if option.kind == SWITCH:
        given |= {"is_flag": True, "default": False}
    elif option.kind in (LIST, PATHS):
        given |= {"multiple": True, "default": ()}
        if option.kind == PATHS:
            given["type"] = click.Path()
    elif option.kind == CHOICE:
        given["type"] = click.Choice(option.choices, case_sensitive=False)
    elif option.kind == NUMBER:
        given["type"] = click.IntRange(*option.limits)
    return click.Option([option.name, *option.flags], metavar=option.metavar or None, **given)


def _help(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked and isinstance(ctx.command, Command):
        from govlint.cli.help import help_of

        click.echo(help_of(ctx.command, is_short=param.name == "short_help_flag"), nl=False)
        ctx.exit()
