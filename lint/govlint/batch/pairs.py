"""A report beside that of the year before: what only both together show."""

from __future__ import annotations

from govlint.engine import Settings
from govlint.result import FileResult
from govlint.rule import PREVIOUS
from govlint.run import Input, check_input


def pair_codes(settings: Settings) -> tuple[str, ...]:
    """The selected rules that compare a report with the previous one."""
    entries = settings.registry.entries
    return tuple(code for code in settings.codes if entries[code].needs == PREVIOUS)


def judge_pair(one: Input, previous: Input, settings: Settings) -> FileResult:
    """The verdict of those rules, and of no others, on a report whose previous one is given."""
    asked = settings.replace(codes=pair_codes(settings))
    return check_input(one.replace(previous=previous), [asked])
