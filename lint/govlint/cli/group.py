"""The group of commands as click sees it."""

from __future__ import annotations

import os

import click

from govlint.cli.app import COMMANDS, COMPLETION, DEFAULT, PROGRAM
from govlint.cli.commands import find_command, show_version
from govlint.cli.streams import write_text

_OWN_FLAGS = ("--version", "-h", "--help")


class Govlint(click.Group):
    """The group. What does not begin with a command, or with an option of the group, is meant for `check`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the default command in where none is named."""
        if not args or (args[0] not in COMMANDS and args[0] not in _OWN_FLAGS):
            ctx.meta["is_bare"] = not args
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, declared now."""
        return find_command(cmd_name) if cmd_name in COMMANDS else None


def run_group(args: list[str]) -> int:
    """Runs the command line `args`, and returns the exit status. Raises click's exceptions where it is wrong."""
    if COMPLETION in os.environ:
        from govlint.cli.completion import install

        install()
    try:
        status: int | None = group().main(args, prog_name=PROGRAM, standalone_mode=False)
    except click.Abort:
        raise KeyboardInterrupt from None
    return status or 0


def group() -> Govlint:
    """The group of all commands."""
    flags = (("--version", show_version), ("-h", _show_help), ("--help", _show_help))
    params = [
        click.Option([f"flag_{index}", flag], is_flag=True, is_eager=True, expose_value=False, callback=callback)
        for index, (flag, callback) in enumerate(flags)
    ]
    return Govlint(PROGRAM, params=list(params), add_help_option=False)


def _show_help(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked:
        from govlint.cli.help import overview

        write_text(overview(is_short="-h" in param.opts), color=False)
        ctx.exit()
