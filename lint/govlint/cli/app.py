"""The entry point: a group of commands, each imported when it is called. `check` is the one meant by default.

Nothing but click is imported here, so that `--version` answers as fast as click can.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from govlint.version import __version__

PROGRAM = "govlint"
DEFAULT = "check"
COMMANDS = {
    "check": "govlint.cli.check",
    "rule": "govlint.cli.rule",
    "rules": "govlint.cli.rules",
    "outline": "govlint.cli.outline",
}
"""The module of each command; it holds the command as `command`."""

OWN_FLAGS = ("--version", "-h", "--help")


class Govlint(click.Group):
    """The group. What does not begin with a command, or with an option of the group, is meant for `check`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the default command in where none is named."""
        if not args or (args[0] not in COMMANDS and args[0] not in OWN_FLAGS):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command


def _show_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"{PROGRAM} {__version__}")
        ctx.exit()


def _show_help(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked:
        from govlint.cli.help import overview

        click.echo(overview(is_short=param.name == "short_help"), nl=False)
        ctx.exit()


group = Govlint(
    PROGRAM,
    params=[
        click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version),
        click.Option(["short_help", "-h"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help),
        click.Option(["--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help),
    ],
    add_help_option=False,
)


def main(args: list[str] | None = None) -> int:
    """Runs the command line, and returns the exit status. `args` are those of the process if not given."""
    try:
        status: int | None = group.main(args, prog_name=PROGRAM, standalone_mode=False)
    except Exception as problem:  # a run that fails ends with a sentence and its own status, never with a traceback
        from govlint.cli.exits import status_of_problem

        return status_of_problem(problem, sys.argv[1:] if args is None else args)
    return status or 0
