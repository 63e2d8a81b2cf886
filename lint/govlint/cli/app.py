"""The entry point.

Loading click takes longer than checking a report. So a plain command line is read by `arguments`, and click, which
knows the same options from the same table, takes over for everything else: other commands, help, shell completion, and
whatever is wrong with the arguments.
"""

from __future__ import annotations

import gc
import os
import sys

from govlint.version import __version__

PROGRAM = "govlint"
DEFAULT = "check"
COMMANDS = (
    "check",
    "fix",
    "rule",
    "rules",
    "figures",
    "outline",
    "baseline",
    "batch",
    "config",
    "init",
    "server",
    "completion",
)

_VERSION = "--version"
COMPLETION = "_GOVLINT_COMPLETE"
"""Set while a shell asks click how a command line may go on."""


def main(args: list[str] | None = None) -> int:
    """Runs the command line, and returns the exit status. `args` are those of the process if not given."""
    gc.set_threshold(100_000)  # a run makes little garbage, and looking for it often costs a tenth of the time
    given = sys.argv[1:] if args is None else args
    try:
        return _run(given)
    except KeyboardInterrupt:
        return 130
    except Exception as problem:  # a run that fails ends with a sentence and its own status, never with a traceback
        from govlint.cli.exits import status_of_problem

        return status_of_problem(problem, given)


def _run(args: list[str]) -> int:
    if COMPLETION not in os.environ:
        if args == [_VERSION]:
            from govlint.cli.streams import write_text

            write_text(f"{PROGRAM} {__version__}\n", color=False)
            return 0
        if args and args[0] not in COMMANDS[1:]:
            from govlint.cli.arguments import parse_check

            plain = parse_check(args[1:] if args[0] == DEFAULT else args, os.environ)
            if plain is not None:
                from govlint.cli.check import run_check
                from govlint.patterns import keep_compiled

                status = run_check(**plain)
                keep_compiled()
                return status
    from govlint.cli.group import run_group

    return run_group(args)
