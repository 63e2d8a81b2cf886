"""A set of reports as rules see it, and what a rule about a set is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from govlint.named import NamedTuple
from govlint.rule import Arg, Rule
from govlint.sets.facts import SetMember, Spot
from govlint.sets.register import Entry, Register, level_of, places_in, plain_name

SET = "set"
"""What a rule of this kind needs."""


class Alike(NamedTuple):
    """Two reports that say nearly the same in one part; both by their number in the set, the smaller first."""

    first: int
    second: int
    part: str
    likeness: float
    """0–1, of the masked texts."""


def stars(pairs: Iterable[Alike]) -> Iterator[tuple[list[int], float]]:
    """The groups that pairs of members form, each member in one at most, with the least likeness in each.

    A chain of texts, each a little different from the next, is no group: all members of one are alike its centre.
    """
    near: dict[int, dict[int, float]] = {}
    for first, second, _, alike in pairs:
        for one, other in ((first, second), (second, first)):
            near.setdefault(one, {})[other] = max(alike, near.get(one, {}).get(other, 0.0))
    free = set(near)
    for centre in sorted(near, key=lambda number: (-len(near[number]), number)):
        others = [number for number in near[centre] if number in free] if centre in free else []
        if others:
            free.difference_update(others, (centre,))
            yield sorted([centre, *others]), min(near[centre][other] for other in others)


class SetFinding:
    """One thing that a set shows of one file: of a report, or of the register."""

    __slots__ = (
        "actual",
        "args",
        "cell",
        "code",
        "expected",
        "key",
        "path",
        "row",
        "severity",
        "spot",
        "table",
        "variant",
    )

    def __init__(
        self,
        code: str,
        severity: str,
        path: str,
        spot: Spot,
        *,
        variant: str = "default",
        args: Mapping[str, Arg] | None = None,
        table: str | None = None,
        row: str | None = None,
        cell: str | None = None,
        expected: str | None = None,
        actual: str | None = None,
        key: tuple[str, ...] = (),
    ) -> None:
        self.code = code
        self.severity = severity
        self.path = path
        self.spot = spot
        self.variant = variant
        self.args: Mapping[str, Arg] = args or {}
        self.table = table
        self.row = row
        self.cell = cell
        """Row and column label as in the statutory format."""
        self.expected = expected
        self.actual = actual
        self.key = key
        """What tells the finding from others of its rule in the same file, and stays when paths and lines change."""

    def __repr__(self) -> str:
        return f"<{self.code} {self.severity} {self.path} {self.variant} {dict(self.args)!r}>"


class SetRule(Rule):
    """Base of the rules that look at a set of reports; they are never asked about a single one."""

    needs = SET

    def check_set(self, group: ReportSet) -> Iterable[SetFinding]:
        """What the rule has to say of the set."""
        raise NotImplementedError

    def of_set(self, path: str, spot: Spot, *, severity: str | None = None, **facts: Any) -> SetFinding:
        """A finding of this rule; `facts` are the keyword arguments of `SetFinding`."""
        return SetFinding(self.code, severity or self.severity, path, spot, **facts)


class ReportSet:
    """The reports that are judged together. Members are in the order of their paths; they may be more than fit into
    memory, and are read anew then whenever they are asked for: a rule holds no more of them than it needs at a time.
    """

    def __init__(
        self,
        members: Sequence[SetMember],
        register: Register | None = None,
        *,
        likeness: Callable[[str, str], float],
        alike: Callable[[Sequence[SetMember]], Sequence[Alike]],
        year: int | None = None,
    ) -> None:
        self.members = members
        self.register = register
        self.likeness = likeness
        """How alike two texts are, 0–1."""
        self._alike = alike
        self._year = year

    @cached_property
    def alike(self) -> Sequence[Alike]:
        """The pairs of reports that say nearly the same in a part."""
        return self._alike(self.members)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that are judged: the one asked for, or those with at least half as many reports as that with most;
        a few reports of another year do not mean that all others are missing.
        """
        if self._year is not None:
            return (self._year,)
        counts = Counter(member.year for member in self.members if member.year is not None)
        return tuple(sorted(year for year in counts if 2 * counts[year] >= max(counts.values())))

    @cached_property
    def entries(self) -> tuple[Entry | None, ...]:
        """For each member the organ of the register that it is the report of, or None."""
        if self.register is None:
            return (None,) * len(self.members)
        found = [self.register.match(member.organ) for member in self.members]
        wider: dict[str, dict[str, set[str]]] = {}
        for member, entry in zip(self.members, found, strict=True):
            if entry is not None:
                named = wider.setdefault(entry.name, {})
                for place in places_in(member.organ):
                    named.setdefault(level_of(place), set()).add(place)
        # 甲市鼓楼区 and 乙市鼓楼区 cannot both be the 鼓楼区 of the register, and which of them is it does not tell.
        unsure = {name for name, places in wider.items() if any(len(each) > 1 for each in places.values())}
        return tuple(None if entry is not None and entry.name in unsure else entry for entry in found)

    @cached_property
    def reports_of(self) -> dict[tuple[str, int], tuple[int, ...]]:
        """The numbers of the members by organ of the register and year."""
        found: dict[tuple[str, int], tuple[int, ...]] = {}
        for number, (member, entry) in enumerate(zip(self.members, self.entries, strict=True)):
            if entry is not None and member.year is not None:
                found[entry.name, member.year] = (*found.get((entry.name, member.year), ()), number)
        return found

    def is_same_organ(self, first: int, second: int) -> bool:
        """Whether two members are reports of one organ; without a register the one name may be short for the other."""
        one, other = self.entries[first], self.entries[second]
        if one is not None or other is not None:
            return one is other
        names = [plain_name(self.members[number].organ) for number in (first, second)]
        return names[0].endswith(names[1]) or names[1].endswith(names[0])

    def unmatched(self) -> Iterator[SetMember]:
        """The members that the register cannot be said to have."""
        for member, entry in zip(self.members, self.entries, strict=True):
            if entry is None:
                yield member
