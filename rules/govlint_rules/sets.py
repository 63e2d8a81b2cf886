"""GL921, GL922, GL924: whether a set of reports is complete, adds up, and has one text for each organ and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from govlint.named import NamedTuple
from govlint.rule import ERROR, INFO, WARNING, Example, Text, change
from govlint.sets.facts import WHOLE, Figure, SetMember, Spot
from govlint.sets.group import ReportSet, SetFinding, SetRule
from govlint.sets.register import GOVERNMENT_KINDS, VERTICAL, Entry, Register, places_in, plain_name

_COUNTY = (
    "机关名称,类别,上级\n"
    "临溪县人民政府,县,\n"
    "临溪县教育局,部门,临溪县人民政府\n"
    "临溪县政务服务局,{kind},临溪县人民政府\n"
    "临溪县禾坪镇人民政府,乡镇,临溪县人民政府\n"
)
_TITLE = "青石县教育局2023年政府"
_RECEIVED = "一、本年新收政府信息公开申请数量 | 5 | 2 | 0 | 0 | 0 | 1 | 8 |"


def _county(received: str, kind: str = "部门", service: int = 18) -> Example:
    """The reports of a county, the number of applications from persons that its government gives, and that of one of
    the three organs under it, which is of that kind.
    """
    return change(
        ("申请数量 | 71 |", f"申请数量 | {received} |"),
        ("保护第三方合法权益 | 2 | 0 |", "保护第三方合法权益 | 2 | 1 |"),
        ("不掌握相关政府信息 | 11 | 2 | 0 | 0 | 1 | 0 |", "不掌握相关政府信息 | 11 | 2 | 0 | 1 | 1 | 1 |"),
        ("已获取信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "已获取信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"),
        base="government-2023",
    )._replace(
        others=(
            change((_TITLE, "临溪县教育局2023年政府")),
            change(
                ("澄川市人民政府办公室2023年政府", "临溪县政务服务局2023年政府"),
                ("申请数量\t18\t", f"申请数量\t{service}\t"),
                base="office-2023",
            ),
            change(("云岭县禾坪镇人民政府2023年政府", "临溪县禾坪镇人民政府2023年政府"), base="town-2023"),
        ),
        register=_COUNTY.format(kind=kind),
    )


def _latest(group: ReportSet, numbers: Sequence[int]) -> SetMember:
    """Of several reports of one organ and year the one issued last."""
    return max((group.members[number] for number in numbers), key=lambda member: (member.issue_date, member.path))


# -- GL921 ---------------------------------------------------------------------------------------------------------

_POOLS = (("applications", "review"), ("disclosure",))
"""Tables that a government sums up together, or not at all."""
_TOTALS = ("total", "results-total")
_SIGNED = "change"
_FEWEST_AGREEING = 3
"""So many figures must be sums before one that is not counts as a slip."""


class _Misfit(NamedTuple):
    """A figure of a government that does not fit those of the organs under it."""

    figure: Figure
    state: str
    """"exceeded" (an organ under it has more), "below" or "above" (the sum)."""
    total: Decimal
    """The sum, or where it is exceeded the figure of that organ."""
    difference: Decimal
    """To the sum."""
    organ: str = ""
    """The organ that has more, or ""."""


class ParentSum(SetRule):
    """A government's figures are those of the organs under it, together."""

    code = "GL921"
    name = "parent-sum"
    severity = WARNING
    title = Text("政府报告的数据与所属机关的合计一致", "A government's figures are the sum of those under it")
    explain = Text(
        "县级以上政府的报告汇总本地区各机关的数据。按登记册找出所属机关,逐格核对:所属机关的报告齐全(包括政府办公室)时,"
        "政府报告应当等于各机关之和;不齐全时,不应小于已有各机关之和。垂直管理机关计入或者不计入都可以。"
        "某个机关的数字比政府的还大,就一定有一份报告错了。大部分数字都不是合计的,说明报告没有汇总,不作判断。",
        "The report of a government from county level up adds up what the organs of its area report. By the register, "
        "each cell is compared: where all organs under the government have reported, its general office among them, "
        "the cell is their sum; where some are missing, it is at least the sum of the others. Organs led by their own "
        "system may be counted or not. Where one organ has more than its government, one of the two reports is wrong. "
        "If most figures are no sums, the report does not add up at all, and nothing is said.",
    )
    messages = {
        "exceeded": Text(
            "{row}·{column}为{actual},比所属的{organ}({expected})还小",
            "{row}, {column}: {actual} is less than {organ} under it has ({expected})",
        ),
        "below": Text(
            "{row}·{column}为{actual},小于所属{count}个机关之和{expected}",
            "{row}, {column}: {actual} is less than the {count} organs under it have together ({expected})",
        ),
        "above": Text(
            "{row}·{column}为{actual},所属{count}个机关之和为{expected}",
            "{row}, {column}: {actual}, while the {count} organs under it have {expected} together",
        ),
        "many": Text(
            "报告说数据汇总了全地区的情况,但有{cells}处与所属机关之和不符,例如{row}·{column}为{actual},应为{expected}",
            "The report says that it covers its whole area, but {cells} figures do not fit the organs under it, such "
            "as {row}, {column}: {actual} instead of {expected}",
        ),
    }
    help = Text(
        "与所属机关的报告逐格核对,弄清是汇总时漏计、重计,还是某个机关的报告有误,然后更正。",
        "Compare cell by cell with the reports of the organs, find out which is wrong, and correct it.",
    )
    basis = ("LAW-6", "TBL", "PRACTICE")
    related = ("GL303", "GL922")

    bad = (_county("⟦17⟧"), _county("⟦24⟧"), _county("⟦1⟧", kind="垂直管理"))
    good = (
        _county("71"),
        _county("25"),
        _county("24", service=17),
        _county("7", kind="垂直管理"),
        change()._replace(register=_COUNTY.format(kind="部门").replace("临溪", "青石")),
    )

    def check_set(self, group: ReportSet) -> Iterable[SetFinding]:
        """One finding for each cause: figures that are off by the same number in one row or column have one."""
        register = group.register
        if register is None:
            return
        years: dict[str, list[int]] = {}
        for name, year in sorted(group.reports_of):
            years.setdefault(name, []).append(year)
        for entry in register.entries:
            for year in years.get(entry.name, ()):
                below = [child for child in register.below(entry) if child.reports_on(year)]
                if entry.kind in GOVERNMENT_KINDS and below:
                    member = _latest(group, group.reports_of[entry.name, year])
                    yield from self._judge(group, member, below, year)

    def _judge(self, group: ReportSet, member: SetMember, below: Sequence[Entry], year: int) -> Iterator[SetFinding]:
        reports = {
            child: _latest(group, group.reports_of[child.name, year])
            for child in below
            if (child.name, year) in group.reports_of
        }
        for tables in _POOLS:
            sums, larger, misfits = _compared([f for f in member.figures if f.table in tables], below, reports)
            if not misfits:
                continue
            causes = _causes(misfits)
            # What is larger than the sum says nothing unless the report itself says that it covers its area.
            if sums + (larger if member.covers else 0) >= max(_FEWEST_AGREEING, 2 * len(causes)):
                for cause in causes:
                    yield self._told(member, _telling(cause), len(reports))
            elif member.covers:
                yield self._told(member, _telling(misfits), len(reports), cells=len(misfits))

    def _told(self, member: SetMember, misfit: _Misfit, count: int, cells: int = 0) -> SetFinding:
        figure = misfit.figure
        return self.of_set(
            member.path,
            figure.spot,
            severity=ERROR if misfit.state == "exceeded" and not cells else WARNING,
            variant="many" if cells else misfit.state,
            args={
                "row": figure.row_label,
                "column": figure.column_label,
                "actual": figure.raw,
                "expected": str(misfit.total),
                "organ": misfit.organ,
                "count": count,
                "cells": cells,
            },
            table=figure.table,
            row=figure.row_label,
            cell=figure.column_label,
            expected=str(misfit.total),
            actual=figure.raw,
            key=figure.key,
        )


def _compared(
    figures: Sequence[Figure], below: Sequence[Entry], reports: dict[Entry, SetMember]
) -> tuple[int, int, list[_Misfit]]:
    """How many figures are those of the organs below together, how many are larger, neither being nought; and those
    that cannot be right.
    """
    sums = larger = 0
    misfits: list[_Misfit] = []
    has_office = any(child.kind == "office" for child in below)
    for figure in figures:
        if figure.value is None or figure.column == _SIGNED:
            continue
        own = Decimal(figure.value)
        known: dict[Entry, Decimal] = {}
        units = {figure.unit}
        for child, report in reports.items():
            found = report.figure_at.get(figure.key)
            if found is not None and found.value is not None:
                units.add(found.unit)
                known[child] = Decimal(found.value)
        if not known or len(units) > 1 or own < 0 or min(known.values()) < 0:
            continue
        led = {child: value for child, value in known.items() if child.kind != VERTICAL}
        least, most = sum(led.values(), Decimal(0)), sum(known.values(), Decimal(0))
        slack = sum((_half_unit(value) for value in (own, *known.values())), Decimal(0))
        highest = max(led, key=lambda child: led[child], default=None)
        if highest is not None and led[highest] > own:
            misfits.append(_Misfit(figure, "exceeded", led[highest], own - least, highest.name))
        elif own < least - slack:
            misfits.append(_Misfit(figure, "below", least, own - least))
        elif own > most + slack and has_office and len(known) == len(below):
            misfits.append(_Misfit(figure, "above", most, own - most))
        elif least > 0:
            is_sum = own <= most + slack
            sums += is_sum
            larger += not is_sum
    return sums, larger, misfits


def _half_unit(value: Decimal) -> Decimal:
    """By how much a printed decimal may be off because it was rounded; nothing for a whole number."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal(0)


def _causes(misfits: Sequence[_Misfit]) -> list[list[_Misfit]]:
    """The misfits by what they come from: a wrong figure pulls the totals of its row and column along."""
    causes: list[list[_Misfit]] = []
    for misfit in misfits:
        joined = [cause for cause in causes if any(_follows(misfit, other) for other in cause)]
        merged = [each for cause in joined for each in cause] + [misfit]
        causes = [cause for cause in causes if cause not in joined] + [merged]
    return causes


def _follows(one: _Misfit, other: _Misfit) -> bool:
    figure, second = one.figure, other.figure
    is_in_line = figure.row == second.row or figure.column == second.column
    return figure.table == second.table and is_in_line and one.difference == other.difference


def _telling(cause: Sequence[_Misfit]) -> _Misfit:
    """The misfit of a cause that says most: one that an organ exceeds, and no total."""
    return min(
        cause,
        key=lambda misfit: (
            misfit.state != "exceeded",
            misfit.figure.column in _TOTALS,
            misfit.figure.row in _TOTALS,
        ),
    )


# -- GL922 ---------------------------------------------------------------------------------------------------------

_SIMILAR = 0.7
"""How alike a name must be to the missing one that its report may be the one that is missing."""


class MissingReporter(SetRule):
    """An organ of the register has no report."""

    code = "GL922"
    name = "missing-reporter"
    severity = ERROR
    title = Text("登记册里的机关都有年度报告", "Every organ of the register has a report")
    explain = Text(
        "登记册列出应当编制年度报告的机关,以及从哪一年起、到哪一年止。对这批报告所属的每个年度,逐个核对有没有报告;"
        "撤销、合并的机关按截止年度处理。机关名称的全称、简称都认得,但绝不猜:有报告的机关看不出来、"
        "或者名称相近时,只作警告。",
        "The register lists the organs that have to report, and from which year to which. For each year that the "
        "reports are about, every one of them is looked for; organs dissolved or merged are done with their last year. "
        "Full and short names are known, and nothing is guessed: where a report may be the missing one, this is a "
        "warning.",
    )
    messages = {
        "default": Text("{organ}没有{year}年度的报告", "{organ} has no report for {year}"),
        "unsure": Text(
            "{organ}没有{year}年度的报告,除非是“{other}”({path})",
            "{organ} has no report for {year}, unless it is that of “{other}” ({path})",
        ),
    }
    help = Text(
        "补齐这个机关的报告;机关已经撤销、合并的,在登记册里写明截止年度;名称不同的,在登记册里写上别名。",
        "Add its report; if the organ is no more, give it a last year in the register; if it goes by another name, "
        "give it an alias.",
    )
    basis = ("LAW-49", "PRACTICE")
    related = ("GL924",)

    bad = (
        change()._replace(
            register="机关名称,是否编报,上级\n青石县人民政府,否,\n青石县教育局,是,青石县人民政府\n"
            "⟦青石县水利局,是,青石县人民政府⟧\n"
        ),
        change()._replace(
            others=(change(("云岭县禾坪镇人民政府2023年政府", "水利水务局2023年政府"), base="town-2023"),),
            register="机关名称,别名\n青石县教育局,\n⟦青石县水利局,青石县水务局⟧\n",
        ),
    )
    good = (
        change()._replace(register="机关名称,截止年度\n青石县教育局,\n青石县水利局,2022\n"),
        change((_TITLE, "县教育局2023年政府"))._replace(
            register="机关名称,上级,编报\n青石县教育局,青石县人民政府,是\n青石县人民政府,,否\n"
        ),
        change((_TITLE, "澄川市青石县教育局2023年政府"))._replace(register="机关名称\n青石县教育局\n"),
        change((_TITLE, "青石县教体局2023年政府"))._replace(
            register="机关名称,别名\n青石县教育和体育局,青石县教体局\n"
        ),
    )

    def check_set(self, group: ReportSet) -> Iterable[SetFinding]:
        """One finding for each organ without a report and year, at its line of the register."""
        register = group.register
        if register is not None:
            for year in group.years:
                yield from self._missing(group, register, year)

    def _missing(self, group: ReportSet, register: Register, year: int) -> Iterator[SetFinding]:
        strangers = [member for member in group.unmatched() if member.year in (year, None)]
        for entry in register.entries:
            if not entry.reports_on(year) or (entry.name, year) in group.reports_of:
                continue
            other = next((member for member in strangers if _may_be(group, member, entry)), None)
            args = {"organ": entry.name, "year": year}
            if other is not None:
                args |= {"other": other.organ or "?", "path": other.path}
            yield self.of_set(
                register.path,
                Spot(entry.line, 1, entry.line, 1, match=entry.name, start=entry.line, end=entry.line),
                severity=ERROR if other is None else WARNING,
                variant="default" if other is None else "unsure",
                args=args,
                key=(entry.name, str(year)),
            )


def _may_be(group: ReportSet, member: SetMember, entry: Entry) -> bool:
    """Whether a report that fits no organ of the register may be that of `entry`."""
    if not member.organ:
        return True
    name = plain_name(member.organ)
    return any(
        form.endswith(name) or name.endswith(form) or group.likeness(name, form) >= _SIMILAR
        for form in map(plain_name, (entry.name, *entry.aliases))
    )


# -- GL924 ---------------------------------------------------------------------------------------------------------

_SAME_WORDS = 0.97
"""Likeness of two texts that differ in a word or two."""
_SAME_ORGAN = 0.5
"""How alike two reports of equal, ambiguous names must be to be those of one organ."""
_COMPARED = (1, 5, 6)
"""The sections with running text."""
_MOST_NAMED = 3
_TEXT_KINDS = 2
_WIDE = ("省", "自治区", "市", "自治州", "州", "盟", "县", "旗")


class TwoVersions(SetRule):
    """One organ has two reports for one year, and they differ."""

    code = "GL924"
    name = "two-versions"
    severity = WARNING
    title = Text("同一机关同一年度只有一个版本", "One organ has one report for a year")
    explain = Text(
        "同一机关、同一年度有两份内容不同的报告,读者不知道以哪份为准。逐格比较数字,逐部分比较文字;"
        "内容相同、只是文件格式不同的不算。只差几个字的作提示。",
        "If an organ has two reports for one year that differ, nobody can tell which one holds. The figures are "
        "compared cell by cell and the text section by section; the same report in another kind of file is no second "
        "version. Where only a few words differ, this is a note.",
    )
    messages = {
        "figures": Text(
            "与{path}是同一年度的两个版本,{count}处数字不同:{cells}",
            "{path} is another version for the same year; {count} figures differ: {cells}",
        ),
        "both": Text(
            "与{path}是同一年度的两个版本,{count}处数字不同({cells}),第{sections}部分的文字也不同",
            "{path} is another version for the same year; {count} figures differ ({cells}), and the text of section "
            "{sections}",
        ),
        "text": Text(
            "与{path}是同一年度的两个版本,第{sections}部分的文字不同",
            "{path} is another version for the same year; the text of section {sections} differs",
        ),
        "slight": Text(
            "与{path}是同一年度的两个版本,第{sections}部分有个别文字不同",
            "{path} is another version for the same year; a few words of section {sections} differ",
        ),
    }
    help = Text(
        "保留一个版本,撤下另一个;内容更正过的,在公布的版本里说明。",
        "Keep one version and withdraw the other; if something was corrected, say so in the one that stays.",
    )
    basis = ("LAW-6", "PRACTICE")
    related = ("GL922",)

    bad = (
        change()._replace(
            others=(change((_RECEIVED, "一、本年新收政府信息公开申请数量 | ⟦6⟧ | 2 | 0 | 0 | 0 | 1 | 9 |")),),
        ),
        change()._replace(
            others=(
                change(
                    (
                        "(一)主动公开。全年通过县政府门户网站发布教育信息312条,其中招生入学类86条、财政资金类54条、规划计划类19条、"
                        "其他153条。新印发的行政规范性文件全部配发了解读材料。",
                        "(一)主动公开。全年发布各类信息若干条。",
                    ),
                    ("2023年,青石县教育局围绕", "⟦2023年,青石县教育局围绕"),
                    ("依法做好政府信息公开各项工作。", "依法做好政府信息公开各项工作。⟧"),
                ),
            ),
        ),
    )
    good = (
        change()._replace(others=(change(),)),
        change()._replace(others=(change((_TITLE, "青石县教育局2022年政府"), ("312", "313")),)),
        change()._replace(others=(change((_TITLE, "青石县水利局2023年政府"), ("312", "313")),)),
        change((_TITLE, "教育局2023年政府"))._replace(
            others=(
                Example(
                    text="教育局2023年政府信息公开工作年度报告\n一、总体情况\n公开招生信息,收到申请2件。\n"
                    "三、收到和处理政府信息公开申请情况\n"
                    "一、本年新收政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
                ),
            ),
        ),
    )

    def check_set(self, group: ReportSet) -> Iterable[SetFinding]:
        """One finding for each version beside the first, in the later file."""
        for numbers in _by_organ_and_year(group):
            members = sorted(
                (group.members[number] for number in numbers), key=lambda member: (member.issue_date, member.path)
            )
            kept = [members[0]]
            for member in members[1:]:
                found = [self._differing(group, other, member) for other in kept]
                if all(finding is not None for finding in found):
                    kept.append(member)
                    yield next(finding for finding in found if finding is not None)

    def _differing(self, group: ReportSet, first: SetMember, second: SetMember) -> SetFinding | None:
        """What tells how `second` differs from `first`; None if it does not."""
        if first.content and first.content == second.content:
            return None
        cells = _different_cells(first, second)
        sections, is_slight = _different_sections(group, first, second)
        if not cells and not sections:
            return None
        if cells:
            variant, spot = ("both" if sections else "figures"), cells[0][1].spot
        else:
            variant, spot = ("slight" if is_slight else "text"), _section_spot(second, sections[0])
        named = [f"{new.row_label}·{new.column_label} {old.raw}→{new.raw}" for old, new in cells[:_MOST_NAMED]]
        return self.of_set(
            second.path,
            spot,
            severity=INFO if variant == "slight" else WARNING,
            variant=variant,
            args={
                "path": first.path,
                "count": len(cells),
                "cells": ";".join(named) + ("…" if len(cells) > _MOST_NAMED else ""),
                "sections": "、".join(map(str, sections)),
            },
            key=(second.organ, str(second.year)),
        )


def _by_organ_and_year(group: ReportSet) -> Iterator[Sequence[int]]:
    """The members that are reports of one organ for one year, where there are several."""
    found: dict[tuple[str, str, int], list[int]] = {}
    for number, (member, entry) in enumerate(zip(group.members, group.entries, strict=True)):
        if member.year is not None and (entry is not None or member.organ):
            key = ("entry", entry.name, member.year) if entry else ("name", plain_name(member.organ), member.year)
            found.setdefault(key, []).append(number)
    for (by, name, _), numbers in sorted(found.items()):
        if len(numbers) < _TEXT_KINDS:
            continue
        if by == "entry" or _is_one_place(name):
            yield numbers
            continue
        first = group.members[numbers[0]].part(WHOLE).text
        near = [n for n in numbers[1:] if group.likeness(first, group.members[n].part(WHOLE).text) >= _SAME_ORGAN]
        if near:
            yield [numbers[0], *near]


def _is_one_place(name: str) -> bool:
    """Whether a name can hardly be that of two organs: it names a place wider than a town or a district of a city."""
    places = places_in(name)
    return any(place.endswith(_WIDE) for place in places)


def _different_cells(first: SetMember, second: SetMember) -> list[tuple[Figure, Figure]]:
    """The cells with another figure in the second report."""
    return [
        (first.figure_at[key], figure)
        for key, figure in second.figure_at.items()
        if key in first.figure_at and _differ(first.figure_at[key].value, figure.value)
    ]


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and Decimal(one) != Decimal(other)


def _different_sections(group: ReportSet, first: SetMember, second: SetMember) -> tuple[list[int], bool]:
    """The numbers of the sections whose text differs, and whether they differ in a few words only. Between two kinds of
    files that much comes of reading them.
    """
    other = {section.number: section for section in first.sections}
    found, is_slight = [], True
    for section in second.sections:
        before = other.get(section.number)
        if section.number not in _COMPARED or before is None or before.digest == section.digest:
            continue
        alike = group.likeness(_section_text(first, section.number), _section_text(second, section.number))
        has_same_words = alike >= _SAME_WORDS and before.numbers == section.numbers
        if has_same_words and first.kind != second.kind:
            continue
        found.append(section.number)
        is_slight = is_slight and has_same_words
    return found, is_slight


def _section_text(member: SetMember, number: int) -> str:
    whole = member.part(WHOLE)
    return "\n".join(whole.text[piece.start : piece.end] for piece in whole.pieces if piece.spot.section == number)


def _section_spot(member: SetMember, number: int) -> Spot:
    pieces = member.part(WHOLE).pieces
    return next((piece.spot for piece in pieces if piece.spot.section == number), member.organ_spot)
