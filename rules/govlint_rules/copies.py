"""GL911, GL923: reports of different organs with one text."""

from __future__ import annotations

from collections.abc import Iterable

from govlint.rule import INFO, WARNING, Example, Text, change
from govlint.sets.facts import OVERVIEW, PROBLEMS, SetMember, Spot
from govlint.sets.group import Alike, ReportSet, SetFinding, SetRule, stars
from govlint.sets.register import places_in, plain_name

_COPIED = {OVERVIEW: 0.8, PROBLEMS: 0.9}
"""Likeness from which a part is a copy: what stands in section five is shorter, and alike more easily."""
_SHORTEST = {OVERVIEW: 200, PROBLEMS: 250}
"""Characters of a masked text from which likeness is no chance."""
_TEMPLATE = 4
"""So many organs of one superior with one text were given it."""
_SECTIONS = {OVERVIEW: 1, PROBLEMS: 5}
_MOST_NAMED = 5

_TITLE = "青石县教育局2023年政府"


def _of(organ: str, *changes: tuple[str, str]) -> Example:
    """The text of the bureau's report under the name of another organ."""
    return change((_TITLE, f"{organ}2023年政府"), *changes)


def _copies(group: ReportSet) -> list[Alike]:
    """The pairs of members that are reports of two organs with one text."""
    members = group.members
    return [
        pair
        for pair in group.alike
        if pair.likeness >= _COPIED[pair.part]
        and min(len(members[number].part(pair.part).text) for number in pair[:2]) >= _SHORTEST[pair.part]
        and all(members[number].organ for number in pair[:2])
        and not group.is_same_organ(pair.first, pair.second)
    ]


def _templates(group: ReportSet) -> list[tuple[tuple[int, ...], float]]:
    """The groups of members of one year and one superior that share a text, with their least likeness."""
    found = []
    years = sorted({member.year for member in group.members if member.year is not None})
    copies = _copies(group)
    for year in years:
        pairs = [pair for pair in copies if all(group.members[number].year == year for number in pair[:2])]
        for members, least in stars(pairs):
            superiors: dict[str, list[int]] = {}
            for number in members:
                superiors.setdefault(_superior(group, number), []).append(number)
            found += [(tuple(numbers), least) for numbers in superiors.values() if len(numbers) >= _TEMPLATE]
    return found


def _superior(group: ReportSet, number: int) -> str:
    """What tells which organ a member is under: by the register, else by the places that its name begins with."""
    entry = group.entries[number]
    if entry is not None:
        return entry.parent
    member = group.members[number]
    places = places_in(member.organ)
    if member.organ_kind in ("town", "subdistrict", "county", "city", "province"):
        places = places[:-1]
    return "".join(places[-1:])


class CopiedFromOtherOrgan(SetRule):
    """A part of the report is the text of another organ's."""

    code = "GL911"
    name = "copied-from-other-organ"
    severity = WARNING
    title = Text("报告不照抄其他机关的报告", "The report is no copy of another organ's")
    explain = Text(
        "遮去机关名称、年份和数字以后,总体情况(相似度80%以上)或者存在问题部分(90%以上)与另一机关的报告相同,说明是照抄的。"
        "法定用语和固定栏目不参加比较,太短的文字不比较。同一上级的多个机关用同一文本的,多半是上级下发的模板,见 GL923。",
        "With names, years and figures masked, section one (80 % alike or more) or section five (90 %) is the text of "
        "another organ's report: it was copied. Statutory phrases and standing headings do not count, nor do short "
        "texts. One text in many organs under the same superior is a template; see GL923.",
    )
    messages = {
        "default": Text(
            "第{section}部分与{organ}的报告({path})有{percent}%相同",
            "Section {section} is the text of the report of {organ} ({path}): {percent} % alike",
        ),
        "several": Text(
            "第{section}部分与{organ}的报告({path})有{percent}%相同,另有{more}份报告也是这样",
            "Section {section} is the text of the report of {organ} ({path}): {percent} % alike, as are {more} more",
        ),
    }
    help = Text("根据本机关的实际情况重写。", "Write what the organ itself did, found and will do.")
    basis = ("LAW-6", "PRACTICE")
    related = ("GL923",)

    bad = (
        change(
            ("(二)依申请公开。全年收到", "⟦(二)依申请公开。全年收到"), ("需要补正的内容。\n", "需要补正的内容。⟧\n")
        )._replace(
            others=(
                _of(
                    "青石县水利局",
                    ("(二)依申请公开。全年收到", "⟦(二)依申请公开。全年收到"),
                    ("需要补正的内容。\n", "需要补正的内容。⟧\n"),
                ),
            ),
        ),
        change(
            ("(二)依申请公开。全年收到", "⟦(二)依申请公开。全年收到"), ("需要补正的内容。\n", "需要补正的内容。⟧\n")
        )._replace(
            others=(change((_TITLE, "云岭县民政局2022年政府"), ("312", "288"), ("2023年,青石县", "2022年,云岭县")),),
        ),
    )
    good = (
        change()._replace(others=(change(base="town-2023"), change(base="office-2023"))),
        change()._replace(others=(_of("澄川市青石县教育局"),)),
        change()._replace(others=(_of("青石县水利局"), _of("青石县民政局"), _of("青石县司法局"))),
        change((_TITLE, "教育局2023年政府"))._replace(others=(change((_TITLE, "教育局2022年政府")),)),
    )

    def check_set(self, group: ReportSet) -> Iterable[SetFinding]:
        """One finding in each report that shares a part with another organ's, at the first paragraph shared; where one
        of the two is of an earlier year, in the other only.
        """
        given = [frozenset(numbers) for numbers, _ in _templates(group)]
        near: dict[int, list[tuple[float, str, int]]] = {}
        for pair in _copies(group):
            if any(pair.first in numbers and pair.second in numbers for numbers in given):
                continue
            for own, other in ((pair.first, pair.second), (pair.second, pair.first)):
                if (group.members[own].year or 0) >= (group.members[other].year or 0):
                    near.setdefault(own, []).append((pair.likeness, pair.part, other))
        for own, found in sorted(near.items()):
            alike, part, other = max(found, key=lambda each: (each[0], each[1] == OVERVIEW, -each[2]))
            others = {number for _, _, number in found}
            member, model = group.members[own], group.members[other]
            yield self.of_set(
                member.path,
                _shared(group, member, model, part),
                variant="several" if len(others) > 1 else "default",
                args={
                    "section": _SECTIONS[part],
                    "organ": model.organ,
                    "path": model.path,
                    "percent": int(alike * 100),
                    "more": len(others) - 1,
                },
                key=(part, model.organ),
            )


def _shared(group: ReportSet, member: SetMember, model: SetMember, name: str) -> Spot:
    """The place of the longest paragraph of a part that the other report has too."""
    part, other = member.part(name), model.part(name)
    theirs = [other.text[piece.start : piece.end] for piece in other.pieces]
    best, length = part.pieces[0].spot, 0
    for piece in part.pieces:
        text = part.text[piece.start : piece.end]
        if len(text) > length and any(group.likeness(text, each) >= _COPIED[OVERVIEW] for each in theirs):
            best, length = piece.spot, len(text)
    return best


class NearIdenticalGroup(SetRule):
    """Many organs of one superior have one text."""

    code = "GL923"
    name = "near-identical-group"
    severity = INFO
    title = Text("下级机关的报告不千篇一律", "The organs under one superior do not share one text")
    explain = Text(
        "同一上级的四个以上机关,同一年度的报告除了名称和数字几乎一样,多半是照着一个模板填的。一组只提示一次。",
        "Four or more organs under one superior have reports for a year that are the same but for names and figures: "
        "a template was filled in. A group is named once.",
    )
    messages = {
        "default": Text(
            "{count}个机关的报告几乎相同(相似度{percent}%以上):{organs}",
            "The reports of {count} organs are nearly the same ({percent} % alike or more): {organs}",
        ),
    }
    help = Text(
        "模板只宜规定结构;各机关应当写自己的情况。",
        "A template should give the structure only; what is said is each organ's own.",
    )
    basis = ("LAW-6", "PRACTICE")
    related = ("GL911",)

    bad = (
        change(
            ("2023年,青石县教育局围绕", "⟦2023年,青石县教育局围绕"),
            ("依法做好政府信息公开各项工作。", "依法做好政府信息公开各项工作。⟧"),
        )._replace(others=(_of("青石县水利局"), _of("青石县民政局"), _of("青石县司法局"))),
    )
    good = (
        change()._replace(others=(_of("青石县水利局"), _of("青石县民政局"))),
        change()._replace(others=(_of("云岭县教育局"), _of("临溪县教育局"), _of("禾川县教育局"))),
        change()._replace(others=tuple(change((_TITLE, f"青石县教育局{year}年政府")) for year in (2020, 2021, 2022))),
    )

    def check_set(self, group: ReportSet) -> Iterable[SetFinding]:
        """One finding for each group, in the first of its reports."""
        for numbers, least in _templates(group):
            members = [group.members[number] for number in numbers]
            first = members[0]
            named = [member.organ for member in members[:_MOST_NAMED]]
            pieces = first.part(OVERVIEW).pieces
            yield self.of_set(
                first.path,
                pieces[0].spot if pieces else first.organ_spot,
                args={
                    "count": len(members),
                    "percent": int(least * 100),
                    "organs": "、".join(named) + ("…" if len(members) > _MOST_NAMED else ""),
                },
                key=tuple(sorted(plain_name(member.organ) for member in members)),
            )
