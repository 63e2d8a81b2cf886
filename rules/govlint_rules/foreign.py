"""GL912, GL913: what belongs to another place, or to another field, than the organ's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from govlint.named import NamedTuple
from govlint.rule import ERROR, Example, Text, change
from govlint.sets.facts import WHOLE, Piece, SetMember
from govlint.sets.group import ReportSet, SetFinding, SetRule
from govlint.sets.register import GOVERNMENT_KINDS, Entry, Register, place_of, places_in, plain_name

# -- GL912 ---------------------------------------------------------------------------------------------------------

_MASKED_NAME = "〇"
"""What stands for a name, or for the word for a government, in a masked text."""
_OPENINGS = "。;,:!?\n"
"""What a clause begins behind."""
_TIMES = ("0年", "0年度", "年度", "一年来", "近年来")
"""What may stand before the actor of a clause."""
_OFFICES = ("党委政府", "党委", _MASKED_NAME)
_ACTS = (
    "认真", "严格", "积极", "坚持", "主动", "全面", "深入", "持续", "进一步", "高度重视", "不断", "切实",
    "始终", "共收到", "共公开", "全年", "收到", "公开", "制定", "印发", "建立", "完善", "强化", "加强", "健全",
    "深化", "通过", "按照", "围绕", "结合", "扎实", "着力", "及时", "依法", "未收到", "没有收到", "将进一步",
    "将继续",
)  # fmt: skip
"""How what an organ did begins."""
_LONGEST_PLACE = 16
_SHORTEST_PLACE = 3

_REGISTER = (
    "机关名称,上级,是否编报\n云岭县人民政府,,否\n云岭县禾坪镇人民政府,云岭县人民政府,否\n云岭县高桥乡人民政府,云岭县人民政府,否\n"
    "云岭县水利局,云岭县人民政府,否\n临溪县人民政府,,否\n临溪县平口镇人民政府,临溪县人民政府,否\n"
)
_HEADS = "(四)公开平台情况。镇便民服务中心公开专区配备电脑2台、宣传折页12种,由专人引导群众查阅。"


def _town(line: str, old: str = _HEADS) -> Example:
    """The report of a town with a line put into section one."""
    return change((old, f"{line}\n{old}"), base="town-2023")._replace(register=_REGISTER)


class _Place(NamedTuple):
    """A place of the register under one of its names."""

    name: str
    entry: Entry


class ForeignPlace(SetRule):
    """Another place acts in the report."""

    code = "GL912"
    name = "foreign-place"
    severity = ERROR
    title = Text(
        "报告里做事的是本机关,不是别的地方", "What the report tells was done by its own organ, not by another place"
    )
    explain = Text(
        "报告里出现“某某镇严格落实……”,而某某镇既不是本机关所在的地方,也不是它的上级或者下级,说明文字是从别处抄来的,"
        "忘了改名。地名取自登记册;只看作为句子主语、后面跟着工作内容的同级或者下级地名,学习考察、地址、名单里的不算。",
        "Where a report says that some other town did this and that, and that town is neither the organ's own place "
        "nor above or below it, the text was copied and the name forgotten. The names come from the register; only "
        "those of the same or a lower level count, and only as the subject of what was done, never in addresses, "
        "lists or visits.",
    )
    messages = {
        "default": Text(
            "这里说的是{place}的工作,而本报告是{organ}的",
            "This tells what {place} did, while the report is that of {organ}",
        ),
    }
    help = Text(
        "核对这一段是不是从别处抄来的,改写成本机关自己的情况。",
        "See whether the paragraph was copied, and write what the organ itself did.",
    )
    basis = ("LAW-6", "PRACTICE")
    related = ("GL512", "GL911")

    bad = (
        _town("⟦2023年,平口镇严格落实保密审查制度,发布信息前逐条核对。⟧"),
        _town("⟦安排专人值守。高桥乡政府坚持每季度公布一次惠农资金。⟧"),
        _town("⟦一年来,临溪县平口镇党委坚持每月通报公开情况。⟧"),
    )
    good = (
        _town("组织人员到平口镇学习,平口镇的做法值得借鉴。"),
        _town("云岭县严格落实考核制度,禾坪镇严格落实保密审查制度。"),
        _town("在平口镇、高桥乡、禾坪镇三地交界处设公开栏,三个乡镇轮流更新。"),
        change(
            ("青石县教育局2023年政府", "云岭县水利局2023年政府"),
            ("(五)监督保障。", "禾坪镇严格落实水库信息公开制度,高桥乡坚持按月公布水费。\n(五)监督保障。"),
        )._replace(register=_REGISTER),
    )

    def check_set(self, group: ReportSet) -> Iterable[SetFinding]:
        """One finding for each foreign place in a report, at the first paragraph where it acts."""
        register = group.register
        if register is None:
            return
        gazetteer = _gazetteer(register)
        for member, entry in zip(group.members, group.entries, strict=True):
            seat = register.seat(entry) if entry is not None else None
            if entry is None or seat is None:
                continue
            own = _own_places(register, entry, seat)
            told: set[str] = set()
            for piece, place in _acting(member, gazetteer):
                name = place_of(place.entry.name)
                if (
                    name not in told
                    and own.isdisjoint((place.name, name, *places_in(name)[-1:]))
                    and GOVERNMENT_KINDS.index(place.entry.kind) >= GOVERNMENT_KINDS.index(seat.kind)
                    and (member.year is None or place.entry.until is None or member.year <= place.entry.until)
                ):
                    told.add(name)
                    args = {"place": name, "organ": member.organ}
                    yield self.of_set(member.path, piece.spot, args=args, key=(name,))


def _gazetteer(register: Register) -> dict[str, _Place]:
    """The places of the register by every form in which a masked text may have their names. A form that two places
    have is none.
    """
    found: dict[str, _Place] = {}
    doubled: set[str] = set()
    for entry in register.entries:
        if entry.kind not in GOVERNMENT_KINDS:
            continue
        places = places_in(place_of(entry.name))
        for at in range(len(places)):
            name = "".join(places[at:])
            forms = [name] if len(name) >= _SHORTEST_PLACE else []
            ending = 2 if name.endswith(("街道", "苏木")) else 1
            if len(name) - ending >= _SHORTEST_PLACE - 1:
                forms.append(name[:-ending] + _MASKED_NAME)  # the word for a government takes its level along
            for form in forms:
                if form in found and found[form].entry is not entry:
                    doubled.add(form)
                found.setdefault(form, _Place(name, entry))
    return {form: place for form, place in found.items() if form not in doubled}


def _own_places(register: Register, entry: Entry, seat: Entry) -> set[str]:
    """The names of all places that the organ may speak of as its own, above it, or under it."""
    found: set[str] = set(register.places(entry))
    for each in (entry, seat, *register.above(seat), *register.all_below(seat)):
        for name in (each.name, *each.aliases):
            place = place_of(name) if each.kind in GOVERNMENT_KINDS else ""
            found.update((place, *places_in(plain_name(name))))
    found.discard("")
    return found


def _acting(member: SetMember, gazetteer: Mapping[str, _Place]) -> Iterator[tuple[Piece, _Place]]:
    """The places of the gazetteer that act in the running text of a report."""
    whole = member.part(WHOLE)
    for piece in whole.pieces:
        text = whole.text[piece.start : piece.end]
        for start in _clause_starts(text):
            for end in range(min(len(text), start + _LONGEST_PLACE), start + _SHORTEST_PLACE - 1, -1):
                place = gazetteer.get(text[start:end])
                if place is not None:
                    office = next((word for word in _OFFICES if text.startswith(word, end)), "")
                    if text.startswith(_ACTS, end + len(office)):
                        yield piece, place
                    break


def _clause_starts(text: str) -> Iterator[int]:
    """Where the actor of a clause may stand: at its beginning, or behind a time."""
    starts = [0, *(at + 1 for at, char in enumerate(text) if char in _OPENINGS)]
    for start in starts:
        yield start
        for time in _TIMES:
            if text.startswith(time, start):
                yield start + len(time)
