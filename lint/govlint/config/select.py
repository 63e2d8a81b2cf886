"""From what the user selects and ignores to the codes of the rules that run.

A selector is a code (GL301), the beginning of codes (GL3), a name (row-total) or ALL; case does not matter. The more
precise selector wins, and between equally precise ones the one that ignores: `--select GL301 --ignore GL3` runs GL301.
A retired rule stands for its successor, with a warning. An unknown selector is an error, because a rule that silently
does not run looks like a report without faults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govlint.records import Record
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.registry import Registry

ALL = "ALL"
NO_RULE = Text("没有 {selector} 这条规则", "there is no rule {selector}")
NO_RULES = Text("选来选去一条规则也没有剩下", "no rule is left to run")
_EXACT = 1000
"""More precise than the beginning of a code, however long."""


class UnknownSelectorError(ValueError):
    """A selector that no code or name answers to. `nearest` is the most similar valid one, or ""."""

    def __init__(self, selector: str, nearest: str) -> None:
        super().__init__(f"unknown rule {selector!r}" + (f"; did you mean {nearest!r}?" if nearest else ""))
        self.selector = selector
        self.nearest = nearest


class NoRulesError(ValueError):
    """Everything that was selected is also ignored, or retired: nothing would be checked."""

    def __init__(self) -> None:
        super().__init__("no rule is selected")


class Retired(Record):
    """A retired rule that a selector names."""

    selector: str
    code: str
    successor: str
    """Code of the rule that took its place, or ""."""
    version: str
    """Version that retired it."""


class Selection(Record):
    """The rules that run."""

    codes: tuple[str, ...]
    """Ascending."""
    ignored: frozenset[str]
    """Codes that were ignored, rather than left unselected: what the machine has to say of the run itself, such as a
    file that cannot be read, is said unless it is ignored."""
    retired: tuple[Retired, ...]


def select_rules(
    registry: Registry,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend: Iterable[str] = (),
) -> Selection:
    """The rules that run when those selectors are given; no `select` stands for all rules. Each selector may hold
    several, separated by commas. UnknownSelectorError if one names nothing.
    """
    retired: dict[str, Retired] = {}
    wanted = _precision(registry, [*(split(select) or [ALL]), *split(extend)], retired)
    unwanted = _precision(registry, split(ignore), retired)
    ignored = frozenset(code for code, precision in unwanted.items() if precision >= wanted.get(code, 0))
    codes = tuple(code for code in registry.codes if code in wanted and code not in ignored)
    return Selection(codes, ignored, tuple(retired.values()))


def select_levels(registry: Registry, levels: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The severity for each code that one of the (selector, severity) pairs names; the more precise selector wins,
    and the later one between equals. UnknownSelectorError if a selector names nothing.
    """
    found: dict[str, tuple[int, str]] = {}
    for selector, level in levels:
        for code, precision in _precision(registry, [selector], {}).items():
            if precision >= found.get(code, (0, ""))[0]:
                found[code] = (precision, level)
    return {code: level for code, (_, level) in found.items()}


def source_levels(registry: Registry) -> dict[str, str]:
    """The severity for each code that one of the registry's files of rules gives to it; later files win. UserFileError
    if one names no rule.
    """
    found: dict[str, str] = {}
    for source in registry.sources:
        try:
            found.update(select_levels(registry, source.levels.items()))
        except UnknownSelectorError as problem:
            from govlint.userrules.load import level_problem

            raise level_problem(source, problem.selector, problem.nearest) from None
    return found


def find_rule(registry: Registry, selector: str) -> str:
    """The code of the one rule that `selector` names by code or name, retired ones included."""
    code = registry.names.get(selector.lower(), selector.upper())
    if code not in registry.entries:
        raise UnknownSelectorError(selector, nearest(registry, selector))
    return code


def codes_of(registry: Registry, selector: str) -> frozenset[str]:
    """The codes that `selector` names. UnknownSelectorError if it names none."""
    return frozenset(code for code, _ in _codes(registry, selector, {}))


def is_known(registry: Registry, selector: str) -> bool:
    """Whether `selector` names a rule."""
    try:
        return bool(codes_of(registry, selector))
    except UnknownSelectorError:
        return False


def split(selectors: Iterable[str]) -> list[str]:
    """The single selectors of a list in which each may hold several, separated by commas."""
    return [part.strip() for selector in selectors for part in selector.split(",") if part.strip()]


def nearest(registry: Registry, selector: str) -> str:
    """The code or name most similar to `selector`, or "" if none is similar."""
    from govlint.nearest import nearest_of

    names = (registry.entries[code].name for code in registry.codes)
    return nearest_of(selector, (*registry.codes, *names, ALL))


def _precision(registry: Registry, selectors: Iterable[str], retired: dict[str, Retired]) -> dict[str, int]:
    """How precisely the most precise of `selectors` names each code. Retired rules that are named are added to
    `retired`.
    """
    found: dict[str, int] = {}
    for selector in selectors:
        for code, precision in _codes(registry, selector, retired):
            found[code] = max(precision, found.get(code, 0))
    return found


def _codes(registry: Registry, selector: str, retired: dict[str, Retired]) -> Iterator[tuple[str, int]]:
    folded = selector.upper()
    code = registry.names.get(selector.lower(), folded)
    entry = registry.entries.get(code)
    if entry is not None and entry.is_retired:
        retired[code] = Retired(selector, code, entry.target, entry.since)
        if entry.target:
            yield entry.target, _EXACT
    elif entry is not None:
        yield code, _EXACT
    elif folded == ALL:
        yield from ((code, 0) for code in registry.codes)
    else:
        begun = [code for code in registry.codes if code.startswith(folded)]
        if not begun:
            raise UnknownSelectorError(selector, nearest(registry, selector))
        yield from ((code, len(folded)) for code in begun)
