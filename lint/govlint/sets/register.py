"""The register of organs: who has to report, and who belongs to whom; and whose report a report is, by its name.

Names are matched tolerantly, and never guessed: full and short forms of a name are made from the register itself
(甲市乙县水利局, 乙县水利局, 县水利局), and a name that fits two organs fits none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from govlint.named import NamedTuple

VERTICAL = "vertical"
"""The kind of an organ that is led by its own system (taxes, customs) and not by the government of its place."""
GOVERNMENT_KINDS = ("province", "city", "county", "town", "subdistrict")
"""Kinds of organs that stand for a place, the highest first."""
KINDS = (*GOVERNMENT_KINDS, "department", "office", "committee", "institution", VERTICAL)

_GOVERNMENT = ("人民政府", "政府", "街道办事处", "办事处", "行政公署")
_LEVELS = "省市州盟县区旗镇乡"
"""What the name of a place ends with, apart from 街道 and 苏木."""
_SHORTEST = {"市": 3, "镇": 3, "乡": 3, "省": 3}
"""Characters of the shortest names by their end; 城市 and 城镇 are no places."""
_LONGEST = 16
_NOT_BEFORE = {
    "市": r"市(?![场民政容直])|区(?!域)",
    "州": r"[市县区镇乡街]",
    "县": r"级|域",
    "区": r"域|划|块",
    "旗": r"[镇乡街]",
    "镇": r"[市村]",
    "乡": r"[市县村镇族建规管居统]",
}
"""What follows the character where it belongs to a longer name or word: 郑州市, 景德镇市, 城乡建设."""
_NOT_BEHIND = {"区": "社园校景库片灾专辖", "盟": "联"}
_OF_ORGANS = "局委厅"
"""What no name of a place holds."""
_OFFICES = (("人民政府办公厅", "政府办公厅"), ("人民政府办公室", "政府办公室"), ("人民政府", "政府"))


class Entry(NamedTuple):
    """One organ of the register."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    """One of `KINDS`, or "" if neither the register nor the name tells."""
    parent: str = ""
    """The name of the organ above it, or ""."""
    region: str = ""
    since: int | None = None
    until: int | None = None
    """The first and the last year it reports on, or None."""
    line: int = 0
    """Where the register names it."""
    is_reporting: bool = True
    """Whether it has to report at all; some organs are named only because others are under them."""

    def reports_on(self, year: int) -> bool:
        """Whether it has to report on that year."""
        has_begun = self.since is None or self.since <= year
        return self.is_reporting and has_begun and (self.until is None or year <= self.until)


def plain_name(name: str) -> str:
    """A name without blanks and with one width of letters and brackets."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def place_of(name: str) -> str:
    """The place that a government's name names, without the word for its government; "" if it is no government's."""
    bare = plain_name(name)
    for ending in _GOVERNMENT:
        if bare.endswith(ending) and len(bare) > len(ending):
            place = bare[: -len(ending)]
            return place + "街道" if ending in ("街道办事处",) else place
    return bare if "".join(places_in(bare)) == bare else ""


def places_in(name: str) -> list[str]:
    """The places that a name begins with, the widest first: 甲市, 乙县 of 甲市乙县水利局."""
    found: list[str] = []
    at = 0
    bare = plain_name(name)
    while end := _place_end(bare, at):
        found.append(bare[at:end])
        at = end
    return found


def _place_end(bare: str, start: int) -> int:
    """Where the place ends that a name has at `start`; 0 if it has none there."""
    for end in range(start + 2, min(len(bare), start + _LONGEST) + 1):
        last = bare[end - 1]
        if last in _OF_ORGANS:
            return 0
        if bare.endswith(("街道", "苏木"), start, end):
            return end if end - start > 2 else 0
        if last in _LEVELS and end - start >= _SHORTEST.get(last, 2):
            is_inside = last in _NOT_BEFORE and re.match(_NOT_BEFORE[last], bare[end:]) is not None
            if not is_inside and bare[end - 2] not in _NOT_BEHIND.get(last, ""):
                return end
    return 0


def level_of(place: str) -> str:
    """What a place is by the end of its name: 市, 县, 街道 …"""
    return place[-2:] if place.endswith(("街道", "苏木")) else place[-1:]


class Register:
    """The organs of a region. Entries are in the order of the file."""

    def __init__(self, entries: tuple[Entry, ...], path: str = "") -> None:
        self.entries = entries
        self.path = path
        """The file, as it is printed."""
        self._by_name = {plain_name(entry.name): entry for entry in entries}

    def __repr__(self) -> str:
        return f"<Register of {len(self.entries)} organs>"

    def entry(self, name: str) -> Entry | None:
        """The organ of exactly that name, or None."""
        return self._by_name.get(plain_name(name))

    def parent(self, entry: Entry) -> Entry | None:
        """The organ above it, if the register has it."""
        return self.entry(entry.parent) if entry.parent else None

    def above(self, entry: Entry) -> list[Entry]:
        """The organs above it, the nearest first."""
        found: list[Entry] = []
        above = self.parent(entry)
        while above is not None and above not in found and above is not entry:
            found.append(above)
            above = self.parent(above)
        return found

    def below(self, entry: Entry) -> list[Entry]:
        """The organs that the register puts directly under it."""
        return self._children.get(plain_name(entry.name), [])

    @cached_property
    def _children(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.parent:
                found.setdefault(plain_name(entry.parent), []).append(entry)
        return found

    def seat(self, entry: Entry) -> Entry | None:
        """The government whose place the organ belongs to: itself, or the nearest above it."""
        return next((each for each in (entry, *self.above(entry)) if each.kind in GOVERNMENT_KINDS), None)

    def places(self, entry: Entry) -> list[str]:
        """The places that the organ lies in, the widest first, as far as the register and its name tell."""
        found: list[str] = []
        for each in reversed([entry, *self.above(entry)]):
            own = place_of(each.name) if each.kind in GOVERNMENT_KINDS else ""
            for place in places_in(own or each.name):
                if place not in found:
                    found.append(place)
        return found

    def all_below(self, entry: Entry) -> list[Entry]:
        """The organs under it, and under those."""
        found: list[Entry] = []
        for child in self.below(entry):
            found += [child, *self.all_below(child)]
        return found

    # -- names -------------------------------------------------------------------------------------------------

    def match(self, name: str) -> Entry | None:
        """The organ that a report names `name`; None if there is none, or more than one could be meant."""
        bare = plain_name(name)
        if not bare:
            return None
        found = self._forms.get(bare)
        if found is None:
            found = self._longer(bare)
        return found[0] if len(found) == 1 else None

    @cached_property
    def _forms(self) -> dict[str, tuple[Entry, ...]]:
        """Every form of a name, with the organs it may stand for."""
        found: dict[str, tuple[Entry, ...]] = {}
        exact: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            for name in (entry.name, *entry.aliases):
                bare = plain_name(name)
                if entry not in exact.get(bare, ()):
                    exact[bare] = (*exact.get(bare, ()), entry)
            for form in self._forms_of(entry):
                if entry not in found.get(form, ()):
                    found[form] = (*found.get(form, ()), entry)
        return {**found, **exact}  # what the register itself calls an organ counts for more than what is made of it

    def _forms_of(self, entry: Entry) -> set[str]:
        forms: set[str] = set()
        for name in (entry.name, *entry.aliases):
            bare = plain_name(name)
            own = places_in(bare)
            rest = bare[sum(map(len, own)) :]
            places = self.places(entry) if not own or own[0] in self.places(entry) else own
            if own and rest and not places_in(rest):
                chain = places[: places.index(own[-1]) + 1] if own[-1] in places else own
            else:
                chain = [place for place in places if place not in own] + own
            for at in range(len(chain)):
                forms.add("".join(chain[at:]) + rest)
            if chain and rest and entry.kind not in GOVERNMENT_KINDS:
                forms |= {rest, level_of(chain[-1]) + rest}
        for full, short in _OFFICES:
            forms |= {form[: -len(full)] + short for form in forms if form.endswith(full)}
        return forms

    def _longer(self, bare: str) -> tuple[Entry, ...]:
        """The organs whose full name stands at the end of a longer one, behind further places."""
        for at in range(2, len(bare) - 3):
            found = self._forms.get(bare[at:])
            if found is None or not places_in(bare[at:]):
                continue
            before = places_in(bare[:at])
            if "".join(before) == bare[:at] and all(not self._contradicts(entry, before) for entry in found):
                return found
        return ()

    def _contradicts(self, entry: Entry, before: list[str]) -> bool:
        """Whether the register puts the organ into a place other than those named before it."""
        known = [place for place in (*self.places(entry), *places_in(entry.region)) if place not in before]
        return bool(before) and any(level_of(place) == level_of(other) for place in known for other in before)
