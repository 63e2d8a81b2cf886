"""Regular expressions, compiled at first use and kept beside Python's own byte code.

A class of Han characters takes up to a millisecond to compile, and most patterns are needed for few reports only. So a
pattern stands in its module as text, and is compiled once, where a cheap test of the text has said that it may match.
Even so, compiling took a quarter of the time of a run on one report. `re` cannot store what it compiled, but the
function underneath takes its program as a list of numbers: those are kept in `__pycache__` for the version of Python
that made them, under the same conditions as byte code. Wherever this does not work out, `re.compile` is asked.
"""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from importlib import import_module

from govlint.datafile import keep, kept, kept_at

_MOST_KEPT = 1000
"""Far more than there are patterns in the code; files of rules bring their own."""
_LONGEST_KEPT = 5000

Program = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
"""What a pattern is compiled to: flags, code, number of groups, their numbers by name, their names by number."""

_new: dict[str, Program] = {}
"""What was compiled in this process and is not kept yet."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, the same object at every call; equal to what `re.compile` returns. Raises re.error."""
    program = _programs().get(pattern)
    try:
        if program is not None:
            return _pattern(pattern, program)
        if len(pattern) <= _LONGEST_KEPT and not sys.dont_write_bytecode:
            program = _program(pattern)
            found = _pattern(pattern, program)
            _new[pattern] = program
            return found
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
        pass  # another Python than this was written for, or a damaged file: nothing depends on it
    return re.compile(pattern)


def keep_compiled() -> None:
    """Keeps what was compiled in this process for those that follow; does nothing if there is nothing new."""
    if _new and not sys.dont_write_bytecode:
        programs = {**_programs(), **_new}
        newest = dict(list(programs.items())[-_MOST_KEPT:])
        keep(kept_at(__file__), (_stamp(), newest))
        _new.clear()


@lru_cache(maxsize=1)
def _programs() -> dict[str, Program]:
    """What is kept, by pattern."""
    found = kept(kept_at(__file__), _stamp())
    return found if isinstance(found, dict) else {}


def _stamp() -> tuple[int, str]:
    """What gives the numbers their meaning: the release of Python that made them."""
    return 1, sys.version


def _program(pattern: str) -> Program:
    """What `re` makes of the pattern. Raises re.error, or what Pythons unlike this one raise."""
    names_of_parts = ("re._parser", "re._compiler") if sys.version_info >= (3, 11) else ("sre_parse", "sre_compile")
    parser, compiler = map(import_module, names_of_parts)
    parsed = parser.parse(pattern, 0)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = [int(part) for part in compiler._code(parsed, 0)]  # named numbers among them, which could not be kept
    return int(state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)


def _pattern(pattern: str, program: Program) -> re.Pattern[str]:
    flags, code, groups, numbers, names = program
    found: re.Pattern[str] = import_module("_sre").compile(pattern, flags, code, groups, numbers, names)
    return found
