"""GL912, GL913: what belongs to another place, or to another field, than the organ's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from govlint.named import NamedTuple
from govlint.rule import ERROR, WARNING, Example, Text, change
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


# -- GL913 ---------------------------------------------------------------------------------------------------------

_GRAM = 4
"""Characters in a row that are looked at; a term is made of those that overlap."""
_FEWEST_OF_FIELD = 10
_FEWEST_OTHERS = 60
"""So many organs of a field, and of others, tell what is typical of the field."""
_MOST_COUNTED = 400
"""So many organs of one field are counted."""
_TYPICAL = 0.4
"""Share of the organs of a field that use what is typical of it, ..."""
_FOREIGN = 0.005
"""... and share of all others that may use it."""
_FEWEST_TERMS = 4
"""So many terms of another field are no chance."""
_MOST_TERMS = 4
_JUDGED = ("town", "subdistrict", "office", "department")
"""Kinds of organs that are judged; governments from county level up speak of every field."""
_FIELD_ENDINGS = ("委员会", "办公室", "管理局", "服务局", "局", "委", "厅", "中心")
_HAN_RUNS = re.compile("[\u4e00-\u9fff]+")


_SCHOOLS = "公布义务教育招生入学划片范围,公开中小学学区调整办法,核验民办幼儿园办园资质,发布校外培训机构黑白名单。"
_COUNTIES = "栎澄霁岚汀蓼芷槐杞柘澹漪"
_STREAMS = "溪河浦湾塘"


def _short(organ: str, text: str) -> Example:
    """A report that says no more than that."""
    return Example(
        text=f"{organ}2023年政府信息公开工作年度报告\n一、总体情况\n{text}\n五、存在的主要问题及改进情况\n公开不够及时,今后按月更新。\n"
    )


def _corpus(first: Example, bureaus: int = 12) -> Example:
    """That report, those of some education bureaus and of sixty towns."""
    schools = [_short(f"{name}山县教育局", _SCHOOLS) for name in _COUNTIES[:bureaus]]
    towns = [
        _short(f"{name}山县{name}{stream}镇人民政府", "公布惠农补贴发放结果,村务公开栏按月更新。")
        for name in _COUNTIES
        for stream in _STREAMS
    ]
    return first._replace(others=(*schools, *towns))


class DomainVocabulary(SetRule):
    """The report uses terms of another department's field."""

    code = "GL913"
    name = "domain-vocabulary"
    severity = WARNING
    title = Text("报告写的是本机关的业务", "The report speaks of its own organ's field")
    explain = Text(
        "某类部门的报告里常用、其他机关几乎不用的词语(例如“双软认证”),在另一类机关的报告里成片出现,说明文字是从那类部门抄来的。"
        "哪些词语是某一类特有的,由这批报告自己说明:一类至少十个机关、其他至少六十个机关才作判断,相同的文本只算一份;"
        "出现四个以上这样的词语才指出。",
        "Terms that the departments of one field use and hardly any other organ does, found together in the report of "
        "an organ of another field, show where its text came from. What is typical of a field the reports themselves "
        "tell: ten organs of the field and sixty others are needed, equal texts count once, and four terms are found.",
    )
    messages = {
        "default": Text(
            "{terms}等{count}个词语是{field}部门的,{organ}的报告里不应成片出现",
            "{count} terms of the field of {field} ({terms}) stand in the report of {organ}",
        ),
    }
    help = Text(
        "核对这些内容是不是从别的部门抄来的,改写成本机关自己的工作。",
        "See whether the text was copied, and write of the organ's own work.",
    )
    basis = ("LAW-6", "N30", "PRACTICE")
    related = ("GL117", "GL911")
    bad = (_corpus(_short("鹭山县鹭洲镇人民政府", f"⟦{_SCHOOLS}⟧")),)
    good = (
        _corpus(_short("鹭山县鹭洲镇人民政府", "公布义务教育招生入学划片范围。")),
        _corpus(_short("鹭山县教育和体育局", _SCHOOLS)),
        _corpus(_short("鹭山县鹭洲镇人民政府", _SCHOOLS), bureaus=8),
        _corpus(_short("鹭山县人民政府", _SCHOOLS)),
    )

    def check_set(self, group: ReportSet) -> Iterable[SetFinding]:
        """One finding for each report that uses another field's terms, at the first paragraph with one."""
        fields = [_field(member) for member in group.members]
        typical = _typical_grams(group, fields)
        if not typical:
            return
        for member, own in zip(group.members, fields, strict=True):
            if member.organ_kind not in _JUDGED or (member.organ_kind == "department" and not own):
                continue
            found: dict[str, list[tuple[str, Piece]]] = {}
            for piece, term, field in _terms(member, typical):
                if not _are_near(field, own) and all(term != other for other, _ in found.get(field, ())):
                    found.setdefault(field, []).append((term, piece))
            for field, terms in sorted(found.items()):
                if len(terms) >= _FEWEST_TERMS:
                    yield self.of_set(
                        member.path,
                        terms[0][1].spot,
                        args={
                            "terms": "、".join(term for term, _ in terms[:_MOST_TERMS]),
                            "count": len(terms),
                            "field": field,
                            "organ": member.organ,
                        },
                        key=(field,),
                    )


def _field(member: SetMember) -> str:
    """What a department is for, by its name: 教育 of 云岭县教育局; "" for other organs."""
    if member.organ_kind != "department":
        return ""
    name = plain_name(member.organ)
    rest = name[sum(map(len, places_in(name))) :]
    ending = next((each for each in _FIELD_ENDINGS if rest.endswith(each) and len(rest) > len(each) + 1), "")
    return rest[: -len(ending)] if ending else ""


def _are_near(field: str, other: str) -> bool:
    """Whether two fields share a word: organs are merged and divided, and their terms with them."""
    return any(other[at : at + 2] in field for at in range(len(other) - 1))


def _grams(text: str) -> set[str]:
    return {run[at : at + _GRAM] for run in _HAN_RUNS.findall(text) for at in range(len(run) - _GRAM + 1)}


def _typical_grams(group: ReportSet, fields: Sequence[str]) -> dict[str, str]:
    """The runs of characters that are typical of one field, with it. One report of each organ is counted, and one of
    reports that are alike.
    """
    copies = {pair.second for pair in group.alike if fields[pair.first] == fields[pair.second]}
    counted: dict[str, list[int]] = {}
    seen: set[str] = set()
    for number, (member, field) in enumerate(zip(group.members, fields, strict=True)):
        name = plain_name(member.organ)
        numbers = counted.setdefault(field, [])
        if number not in copies and name and name not in seen and len(numbers) < _MOST_COUNTED:
            seen.add(name)
            numbers.append(number)
    total = sum(map(len, counted.values()))
    # Most runs of characters are rare: only those that are frequent in a field are counted in all reports.
    frequent: dict[str, dict[str, int]] = {}
    for field, numbers in counted.items():
        if field and len(numbers) >= _FEWEST_OF_FIELD and total - len(numbers) >= _FEWEST_OTHERS:
            grams: Counter[str] = Counter()
            for number in numbers:
                grams.update(_grams(group.members[number].part(WHOLE).text))
            frequent[field] = {gram: count for gram, count in grams.items() if count >= _TYPICAL * len(numbers)}
    used = dict.fromkeys((gram for found in frequent.values() for gram in found), 0)
    for numbers in counted.values() if used else ():
        for number in numbers:
            for gram in _grams(group.members[number].part(WHOLE).text):
                if gram in used:
                    used[gram] += 1
    typical: dict[str, str] = {}
    for field, found in frequent.items():
        others = total - len(counted[field])
        for gram, count in found.items():
            # A report that copied from the field is one of the others, and must not hide what it copied.
            if used[gram] - count <= max(1, _FOREIGN * others):
                typical[gram] = field
    return typical


def _terms(member: SetMember, typical: Mapping[str, str]) -> Iterator[tuple[Piece, str, str]]:
    """The terms in a report that are typical of a field, with the paragraph and the field."""
    whole = member.part(WHOLE)
    for piece in whole.pieces:
        for run in _HAN_RUNS.findall(whole.text[piece.start : piece.end]):
            at = 0
            while at + _GRAM <= len(run):
                field = typical.get(run[at : at + _GRAM])
                if field is None:
                    at += 1
                    continue
                end = at + _GRAM
                while end < len(run) and typical.get(run[end - _GRAM + 1 : end + 1]) == field:
                    end += 1
                yield piece, run[at:end], field
                at = end
