"""The organ that reports: its name, its kind, and the level of government it belongs to.

Names of organs end in what they are (…局, …人民政府, …街道办事处); the endings are in vocabulary/organs.toml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govlint.patterns import compiled
from govlint.report.parts import Organ

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.model import Report

_SHORTEST, _LONGEST = 3, 45
_NAME_MARKS = str.maketrans(dict.fromkeys("〇○()·"))
_PREAMBLE = (
    r"由(?P<name>[^。,;:《》]{3,45}?)(?:组织|负责|牵头)?(?:编制|制作|撰写|编写)",
    r"(?:编制|公布|公开|发布|现将|制作|撰写|形成|编写)《?(?P<name>[^。,;:《》]{3,45}?)\s*(?:20\d\d|本)\s*年度?(?:政府信息|信息公开|政务)",
    r"请?(?:与|联系)(?P<name>[^。,;:《》]{3,45}?)(?:办公室)?(?:联系|\(地址|,地址)",
)
_LOCAL = r"省|自治区|自治州|市(?!场)|县(?!级)|旗|盟"
_SECOND_CITY = r".(?:[市州盟]|地区).+市$"
_TOWN = r"[县区市旗]\w{2,6}(?:镇|乡|街道|苏木)(?!建设|村|镇|规划)"
_REGION = (
    r"(?:[^省市县区旗]{2,6}(?:省|自治区|特别行政区))?"
    r"(?:[^省市县区旗]{1,8}?(?:(?<![城超门夜])市(?![场域市区])|自治州|地区(?!域)|盟(?=.)))?"
    r"(?:[^省市县区旗]{1,8}?(?:县(?!级)|(?<![治社发园景新库矿税验作控术产商街校片灾专小])区(?![域划])|旗|(?<![城超门夜])市(?![场域区])))?"
)
_OF_STATE = r"^(?:国家[^省市县区旗]{1,6}总局|中国人民银行|国家统计局)"
_TOWN_SIGNS = ("镇", "乡", "街道", "苏木")
_NO_DISTRICT = frozenset("治社发园景新库矿")
"""What stands before 区 where that is no district: 自治区, 社区, 开发区 …"""
_LONGEST_PREAMBLE = 3000


class _Kinds:
    """The endings of names, made ready for look-up."""

    __slots__ = ("central", "kinds", "ministries", "municipalities", "never", "places")

    def __init__(self, vocabulary: dict[str, Any]) -> None:
        def endings(table: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
            return [(e["kind"], tuple(e["endings"]), tuple(e.get("except", ()))) for e in vocabulary[table]]

        self.kinds = endings("kind")
        self.places = endings("place")
        self.municipalities = tuple(vocabulary["municipalities"])
        self.central = tuple(vocabulary["central"])
        self.ministries: str = vocabulary["ministries"]
        self.never: list[str] = vocabulary["never"]

    def of_place(self, place: str) -> str:
        """The kind of the government of a place; "" if the name is none of a place."""
        if place.endswith(self.municipalities):
            return "province"
        return _by_ending(place, self.places)

    def of(self, name: str) -> str:
        """The kind of the organ of that name; "" if its ending is not known."""
        bare = name[: name.rfind("(")] if name.endswith(")") and "(" in name[1:] else name
        for government in ("人民政府", "政府"):
            if bare.endswith(government):
                return self.of_place(bare[: -len(government)].rstrip(")"))
        return _by_ending(bare, self.kinds) or self.of_place(bare)


def _by_ending(name: str, endings: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> str:
    for kind, ends, exceptions in endings:
        if name.endswith(ends) and not name.endswith(exceptions):
            return kind
    return ""


@lru_cache(maxsize=4)
def _kinds_of(pack: Pack) -> _Kinds:
    return _Kinds(pack.vocabulary("organs"))


@lru_cache(maxsize=1024)
def organ_kind(pack: Pack, name: str) -> str:
    """The kind of the organ of that name (glossary: organ kind); "" if the name does not tell."""
    return _kinds_of(pack).of(name)


def is_organ_name(pack: Pack, name: str) -> bool:
    """Whether `name`, without blanks, is the name of an organ and nothing more."""
    if not _SHORTEST <= len(name) <= _LONGEST or name.isascii() or not name.translate(_NAME_MARKS).isalpha():
        return False
    return bool(organ_kind(pack, name)) and not any(word in name for word in _kinds_of(pack).never)


def organ_level(pack: Pack, name: str, kind: str) -> str:
    """central, province, city, county, town; "" if the name does not tell.

    X市 alone does not: it may be a city with districts or one of the rank of a county.
    """
    kinds = _kinds_of(pack)
    if kind in ("province", "county", "town"):
        return kind
    if kind == "subdistrict" or (any(sign in name for sign in _TOWN_SIGNS) and re.search(_TOWN, name)):
        return "town"
    of_state = name.startswith(kinds.central) or (kind == "department" and name.endswith(kinds.ministries))
    if of_state and re.search(_LOCAL, name) is None and not _names_county(name):
        return "central"
    if kind == "city":
        if re.search(_SECOND_CITY, name.replace("人民政府", "")):
            return "county"
        return "" if name.replace("人民政府", "").endswith("市") else "city"
    if _names_county(name):
        return "county"
    if name.startswith(kinds.municipalities):
        return "province"
    if "自治州" in name or "地区" in name or "盟" in name:
        return "" if "市" in name else "city"
    return "province" if ("省" in name or "自治区" in name) and "市" not in name else ""


def _names_county(name: str) -> bool:
    """Whether a county, a banner or a district of a city is named; 新区, 园区, 区域 and the like are none."""
    if "县" in name.replace("县级", "") or "旗" in name:
        return True
    place = name.find("区")
    while place >= 0:
        if name[place - 1 : place] not in _NO_DISTRICT and name[place + 1 : place + 2] not in ("域", "划"):
            return True
        place = name.find("区", place + 1)
    return False


def organ_region(name: str) -> str:
    """The place in the name of an organ, down to the county; "" if there is none at its beginning, or behind the name
    of an office of the State.

    The first of several ends of a place counts only where a name of a place can stand before it: 市场, 城市, 社区 and
    开发区 are no places.
    """
    bare = re.sub(_OF_STATE, "", "".join(name.split()))
    region = re.match(_REGION, bare)
    return region.group() if region else ""


def read_organ(report: Report) -> Organ | None:
    """The organ that reports: the title names it, else the signature, the preamble, the page's data block."""
    found = _from_title(report) or _from_signature(report) or _from_preamble(report) or _from_metadata(report)
    kind = report.organ_kind_option
    if found is None:
        return Organ(0, 0, "", kind, "option", organ_level(report.pack, "", kind)) if kind else None
    start, end, name, source = found
    kind = kind or organ_kind(report.pack, name)
    return Organ(start, end, name, kind, source, organ_level(report.pack, name, kind))


def _from_title(report: Report) -> tuple[int, int, str, str] | None:
    named = [title for title in (report.title, *reversed(report.titles)) if title is not None and title.organ]
    if not named:
        return None
    title = named[0]
    place = report.text.find(title.organ, title.start, title.end)
    if place < 0:
        return title.start, title.end, title.organ, "title"
    return place, place + len(title.organ), title.organ, "title"


def _from_signature(report: Report) -> tuple[int, int, str, str] | None:
    signatory = report.signatory
    return None if signatory is None else (signatory.start, signatory.end, signatory.name, "signature")


def _from_preamble(report: Report) -> tuple[int, int, str, str] | None:
    """The organ that stands alone on a line above section one, or that the preamble's sentences name."""
    start, end = report.preamble
    end = min(end, start + _LONGEST_PREAMBLE)
    for line in report.lines[: report.headings[0].line] if report.headings else ():
        name = "".join(line.text.split())
        if line.start >= start and line.index not in report.furniture and is_organ_name(report.pack, name):
            return line.start, line.end, name, "preamble"
    for pattern in _PREAMBLE if end > start else ():
        for match in compiled(pattern).finditer(report.text, start, end):
            name = "".join(match["name"].split())
            if is_organ_name(report.pack, name):
                return match.start("name"), match.end("name"), name, "preamble"
    return None


def _from_metadata(report: Report) -> tuple[int, int, str, str] | None:
    from govlint.report.furniture import published_by

    piece = published_by(report)
    if piece is None:
        return None
    name = "".join(piece.value.split())
    return (piece.start, piece.end, name, "metadata") if is_organ_name(report.pack, name) else None
