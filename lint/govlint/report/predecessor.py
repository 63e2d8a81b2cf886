"""Whether one report can be compared with another as an earlier one of the same organ.

Organs are renamed, and one report names the county where the other does not; a report of quite another organ, or of no
earlier year, is not what the user meant to give.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govlint.patterns import compiled

if TYPE_CHECKING:
    from govlint.report.model import Report

NOT_EARLIER, OTHER_ORGAN, YEAR_UNKNOWN, OWN_YEAR_UNKNOWN = (
    "previous-not-earlier",
    "previous-other-organ",
    "previous-year-unknown",
    "year-unknown",
)
"""Reason keys: why two reports cannot be compared."""

_LEVELS = "省市县区旗州盟镇乡"
_EVERYDAY = (
    r"人民政府|办公[厅室]|街道办事处|街道|委员会|管委会|中心|管理|监督|服务|综合|事务|工作|行政|国家|总局|自治|"
    r"[省市县区旗州盟镇乡局委厅办站所处]"
)
"""What names of organs are made of that says little of which organ it is."""
_FEWEST_SHARED = 2
_OFFICES = ("office",)
_GOVERNMENTS = ("province", "city", "county", "town", "subdistrict")
_TOWNS = frozenset(("town", "subdistrict"))


def why_not(report: Report, earlier: Report) -> tuple[str, dict[str, str | int]] | None:
    """Why `earlier` cannot serve as an earlier report of the organ of `report`: a reason key with its arguments; None
    if it can. An organ that one of the two does not name is taken for the same.
    """
    if report.organ is not None and earlier.organ is not None and not names_same_organ(report, earlier):
        return OTHER_ORGAN, {"organ": report.organ.name, "other": earlier.organ.name}
    year, before = _year_of(report), _year_of(earlier)
    if year is None:
        return OWN_YEAR_UNKNOWN, {}
    if before is None:
        return YEAR_UNKNOWN, {}
    return (NOT_EARLIER, {"year": year, "other": before}) if before >= year else None


def _year_of(report: Report) -> int | None:
    """The year reported on; None where it had to be guessed from the tables."""
    return None if report.year is None or report.year.source == "tables" else report.year.value


def names_same_organ(report: Report, earlier: Report) -> bool:
    """Whether both reports can be of one organ: its name is the same, shorter, or changed as reforms change names."""
    if report.organ is None or earlier.organ is None:
        return True
    kinds = {report.organ.kind, earlier.organ.kind}
    if kinds.intersection(_OFFICES) and kinds.intersection(_GOVERNMENTS):
        return False  # 某县人民政府 and 某县人民政府办公室 both report
    if len(kinds) > 1 and kinds.issubset(_GOVERNMENTS) and kinds != _TOWNS:
        return False  # 某县人民政府 and 某县某镇人民政府
    name, other = _bare(report.organ.name), _bare(earlier.organ.name)
    if _is_within(name, other) or _is_within(other, name):
        return True
    own, others = _core(name, other), _core(other, name)
    return _longest_shared(own, others) >= _FEWEST_SHARED


def has_same_name(report: Report, earlier: Report) -> bool:
    """Whether both reports name the same organ by the same or a shorter name, so that nothing speaks for a reform."""
    if report.organ is None or earlier.organ is None:
        return True
    name, other = _bare(report.organ.name), _bare(earlier.organ.name)
    return name.endswith(other) or other.endswith(name)


def _bare(name: str) -> str:
    return compiled(r"[\s()]").sub("", name)


def _is_within(short: str, long: str) -> bool:
    """Whether `short` is `long` with characters left out, and ends in the same way."""
    rest = iter(long)
    return short[-1:] == long[-1:] and all(char in rest for char in short)


def _core(name: str, other: str) -> str:
    """What tells the organ from others of its place: its name without the place that both names begin with, and without
    the words that many organs share.
    """
    shared = 0
    while shared < min(len(name), len(other)) and name[shared] == other[shared]:
        shared += 1
    place = max(name.rfind(level, 0, shared) for level in _LEVELS) + 1
    return re.sub(compiled(_EVERYDAY), "", name[place:])


def _longest_shared(one: str, other: str) -> int:
    """The length of the longest run of characters that stands in both."""
    for length in range(min(len(one), len(other)), 0, -1):
        if any(one[start : start + length] in other for start in range(len(one) - length + 1)):
            return length
    return 0
