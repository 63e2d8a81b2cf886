"""GL511, GL512, GL516 and GL517: who signs, whether every name is the same organ's, and what that organ can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.formats import DISCLOSURE
from govlint.report.furniture import published_by
from govlint.report.organ import is_organ_name, organ_kind
from govlint.report.relations import column_label, table_reason
from govlint.report.tables import READ
from govlint.rule import (
    ERROR,
    INFO,
    WARNING,
    NotApplicable,
    NotAssessable,
    Parameter,
    Related,
    Rule,
    Text,
    Verdict,
    change,
)
from govlint_rules.report_facts import breaks_off, is_short_for

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.parts import Organ


class SignatoryMissing(Rule):
    """No organ signs the report."""

    code = "GL511"
    name = "signatory-missing"
    severity = WARNING
    title = Text("报告末尾有落款机关", "The report is signed by its organ")
    explain = Text(
        "公文应当有发文机关署名。第六部分之后没有机关名称,脱离网页就看不出是谁的报告。标题下已经注明日期的报告,"
        "署名以标题为准。",
        "An official paper is signed by its organ. Without a name after section six, nobody can tell whose report it "
        "is once it has left its page. A report dated under its title counts as signed there.",
    )
    messages = {
        "default": Text("报告末尾没有落款机关", "No organ signs the report at its end"),
    }
    help = Text(
        "在第六部分之后另起一行写机关全称,下一行写成文日期。",
        "Put the organ's full name on a line of its own after section six, and the date of issue below it.",
    )
    basis = ("DOCUMENTS-9", "PRACTICE")
    related = ("GL501",)
    bad = (
        change(("没有其他需要报告的事项。\n青石县教育局\n2024", "没有其他需要报告的事项。\n⟦⟧2024")),
        change(("信息处理费。\n\n云岭县禾坪镇人民政府\n\n2024", "信息处理费。\n\n⟦⟧2024"), base="town-2023"),
    )
    good = (
        change(),
        change(("青石县教育局\n2024年1月18日", "青石县教育局 2024年1月18日")),
        change(("青石县教育局\n2024年1月18日", "2024年1月18日\n青石县教育局")),
        change(
            ("年度报告\n本报告", "年度报告\n(2024年1月18日)\n本报告"),
            ("没有其他需要报告的事项。\n青石县教育局\n2024年1月18日", "没有其他需要报告的事项。"),
        ),
        change(("2024年1月18日\n", "2024年1月18日\n扫一扫在手机打开当前页\n")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding where the signature should stand."""
        if breaks_off(report):
            yield NotApplicable()
            return
        issued = report.issue_date
        if report.signatory is not None or (issued is not None and issued.position == "title"):
            return
        place = issued.start if issued is not None and issued.position == "end" else report.body_end
        yield self.finding(place, place)


_WRITTEN_BY = (
    r"由(?P<name>[^。,;:《》\s]{4,40}?)(?:组织|负责|牵头|汇总)?"
    r"(?:编制|制作|撰写|编写|根据|按照?|依据|依照)",
    r"(?:公布|发布|编制|形成)《?(?P<name>[^。,;:《》\s]{4,40}?)\s?20\d\d年度?政府信息公开",
)
_GUIDE = r"(?:编制|修订|更新|完善|公布|发布|制定)了?《(?P<name>[^。,;:《》\s]{3,40})信息公开指南"
_CENTRAL = frozenset(("province", "city", "county", "office"))
"""Kinds of organ on whose site others publish: their name at the foot of a page says nothing of the report."""
_PUBLISHERS = frozenset(("town", "subdistrict"))
_WHOLE = frozenset(("", "人民政府", "政府", "办事处", "管理委员会", "管委会", "人民政府办公室", "政府办公室", "办公室"))
"""What is left of a name behind its place where it names no particular body."""
_COMMON = ("人民政府", "办事处", "办公室", "委员会", "管理", "服务", "中心", "街道")
"""Parts of names that many organs share."""
_LONGEST_PREAMBLE = 3000
_MOST_GUIDES = 20
_MOST_SIGNERS = 2
_MOST_RELATED = 5


class _Named(NamedTuple):
    """A place of the report that names its organ."""

    start: int
    end: int
    name: str
    where: str
    """Variant of the message: "signature", "preamble", "guide" or "publisher"."""


class OrganMismatch(Rule):
    """The report names different organs as its own."""

    code = "GL512"
    name = "organ-mismatch"
    severity = WARNING
    title = Text("标题、前言、落款是同一个机关", "Title, preamble and signature name the same organ")
    explain = Text(
        "标题、前言的编制单位、公开指南、落款应当是同一个机关。名称不同,多半是套用了别的单位的报告。简称、略去上级地名、"
        "政府与其办公室、集中代为发布的网站都不算;两个标题互相矛盾由GL103提示。",
        "Title, preamble, disclosure guide and signature must name the same organ. A different name was probably left "
        "over from another organ's report. Short forms, names without the superior place, a government and its office, "
        "and sites that publish for others are fine; titles that contradict each other are told by GL103.",
    )
    messages = {
        "signature": Text("标题是{organ},落款却是{name}", "The title names {organ}, the signature {name}"),
        "preamble": Text("报告机关是{organ},前言写的却是{name}", "The report is {organ}'s, the preamble names {name}"),
        "guide": Text("报告机关是{organ},引用的却是{name}的公开指南", "The report is {organ}'s, the guide is {name}'s"),
        "publisher": Text("标题是{organ},网页的发布机构却是{name}", "The title names {organ}, the page {name}"),
        "another": Text("这里也写了{name}", "{name} here, too"),
    }
    help = Text("核对报告是哪个机关的,统一机关名称。", "Check whose report it is, and use one name.")
    basis = ("PRACTICE", "DOCUMENTS-9")
    related = ("GL103", "GL511", "GL513")
    bad = (
        change(("报告的事项。\n青石县教育局\n2024", "报告的事项。\n⟦青石县民政局⟧\n2024")),
        change(("信息处理费。\n\n云岭县禾坪镇人民政府", "信息处理费。\n\n⟦云岭县石桥镇人民政府⟧"), base="town-2023"),
        change(("本报告由澄川市人民政府办公室", "本报告由⟦临溪市人民政府办公室⟧"), base="office-2023"),
        change(("通过县政府门户", "修订《⟦云岭县石桥镇人民政府⟧信息公开指南》,通过县政府门户"), base="town-2023"),
    )
    good = (
        change(),
        change(
            ("青石县教育局2023年政府", "青石县教育体育局2023年政府"), ("事项。\n青石县教育局", "事项。\n青石县教体局")
        ),
        change(("信息处理费。\n\n云岭县禾坪镇人民政府", "信息处理费。\n\n禾坪镇党政综合办公室"), base="town-2023"),
        change(("\n临溪县人民政府\n2021", "\n临溪县人民政府办公室\n2021"), base="government-2020"),
        change(("青石县教育局2023年政府", "发布机构:青石县政务服务局\n青石县教育局2023年政府")),
        change(("通过县政府门户", "参照《云岭县石桥镇人民政府信息公开指南》的体例,通过县政府门户"), base="town-2023"),
        change(("报告的事项。\n青石县教育局\n2024", "报告的事项。\n澄川市青石县教育局\n2024")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each foreign name, at its first place."""
        places = list(_named(report))
        names = [title.organ for title in report.titles if title.organ]
        if not names:
            if not places:
                yield NotAssessable("organ-unknown")
                return
            names = [places[0].name]
        kinds = {organ_kind(report.pack, name) for name in names}
        foreign: dict[str, list[_Named]] = {}
        own = {place.where for place in places if any(same_organ(name, place.name) for name in names)}
        for place in places:
            if place.where not in own and not _may_differ(report, place, kinds):
                foreign.setdefault(place.name, []).append(place)
        for name, found in foreign.items():
            first = found[0]
            yield self.finding(
                first.start,
                first.end,
                variant=first.where,
                args={"organ": names[-1], "name": name},
                expected=names[-1],
                actual=name,
                related=[Related(o.start, o.end, "another", {"name": name}) for o in found[1 : 1 + _MOST_RELATED]],
            )


def _named(report: Report) -> Iterator[_Named]:
    """Every place besides the titles that names the organ, in the order in which they are to be trusted."""
    signatory, issued = report.signatory, report.issue_date
    if signatory is not None and issued is not None and issued.position == "end":
        # without a date, or in a long list, the names may be links at the foot of the page
        names = signatory.name.split("、")
        if len(names) <= _MOST_SIGNERS:
            yield from (_Named(signatory.start, signatory.end, name, "signature") for name in names)
    text = report.text
    start, end = report.preamble
    end = min(end, start + _LONGEST_PREAMBLE)
    for pattern in _WRITTEN_BY if end > start else ():
        for match in compiled(pattern).finditer(text, start, end):
            if is_organ_name(report.pack, match["name"]):
                yield _Named(*match.span("name"), match["name"], "preamble")
    if "公开指南" in text:
        for count, match in enumerate(compiled(_GUIDE).finditer(text)):
            if count == _MOST_GUIDES:
                break
            for name in (match["name"], match["name"].removesuffix("政府")):
                if is_organ_name(report.pack, name):
                    yield _Named(match.start("name"), match.start("name") + len(name), name, "guide")
                    break
    publisher = published_by(report)
    if publisher is not None:
        name = "".join(publisher.value.split())
        if is_organ_name(report.pack, name):
            place = text.find(publisher.value, publisher.start, publisher.end)
            if place >= 0:
                yield _Named(place, place + len(publisher.value), name, "publisher")


def _may_differ(report: Report, place: _Named, kinds: set[str]) -> bool:
    """Whether the place may name another organ than the title's, whose kinds are `kinds`."""
    kind = organ_kind(report.pack, place.name)
    if not kind or "" in kinds:
        return True
    if place.where == "signature":
        return (kind in _CENTRAL) != any(own in _CENTRAL for own in kinds)
    return kind not in kinds or (place.where == "publisher" and kind not in _PUBLISHERS)


def same_organ(one: str, other: str) -> bool:
    """Whether two names may be those of one organ: equal, one short for the other, or different only in how its
    place or its body is named.
    """
    one, other = _bare(one), _bare(other)
    if is_short_for(one, other) or is_short_for(other, one):
        return True
    first = 0
    while one[first : first + 1] == other[first : first + 1]:
        first += 1
    one, other = one[first:], other[first:]
    if first > 1 and (one in _WHOLE or other in _WHOLE):
        return True
    last = 0
    while last < min(len(one), len(other)) and one[-1 - last] == other[-1 - last]:
        last += 1
    one, other = one[: len(one) - last], other[: len(other) - last]
    for common in _COMMON:
        one, other = one.replace(common, " "), other.replace(common, "\n")
    return any(one[place : place + 2] in other for place in range(len(one) - 1))


def _bare(name: str) -> str:
    return "".join(char for char in name if char not in "()·〇○")


_CANNOT_MAKE_RULES = frozenset(("town", "subdistrict", "county", "office", "department", "committee", "institution"))


class RulesPower(Rule):
    """An organ that cannot make rules reports having made some."""

    code = "GL516"
    name = "rules-power"
    severity = ERROR
    title = Text("没有规章制定权的机关,“规章”填0", "Only organs that may make rules report rules")
    explain = Text(
        "规章由国务院部门和省级、设区的市、自治州人民政府制定。县级以下政府、街道、地方部门和事业单位的“规章”只能是0;"
        "非0的数字通常是把规范性文件或者内部制度填了进去。",
        "Rules (规章) are made by departments of the State Council and by governments of provinces, cities with "
        "districts and autonomous prefectures. All others have none: a figure there usually counts normative "
        "documents or house rules.",
    )
    messages = {
        "default": Text(
            "{organ}没有规章制定权,“规章”一行却填了{values}",
            "{organ} cannot make rules, but its row 规章 says {values}",
        ),
        "ask": Text(
            "请确认{organ}有规章制定权:“规章”一行填了{values}",
            "Please confirm that {organ} may make rules: its row 规章 says {values}",
        ),
    }
    help = Text(
        "把规范性文件填到“行政规范性文件”一行,“规章”填0;内部制度不统计。",
        "Count normative documents in their own row and put 0 for 规章; house rules are not counted.",
    )
    basis = ("LEGISLATION-93", "LEGISLATION-91", "LAW-20")
    bad = (
        change(("规章 | 0 | 0 | 0 |", "规章 | ⟦3⟧ | 0 | 8 |")),
        change(("规章\n\n0\n\n0\n\n0", "规章\n\n0\n\n0\n\n⟦6⟧"), base="town-2023"),
        change(("规章\t0\t0\t0", "规章\t⟦2⟧\t0\t2"), base="office-2023"),
    )
    good = (
        change(),
        change(
            ("澄川市人民政府2022", "澄川省人民政府2022"), ("澄川市人民政府\n", "澄川省人民政府\n"), base="city-2022"
        ),
        change(("规章 | 0 | 0 | 0 |", "规章 | / | / | / |")),
        change(("行政规范性文件 | 3 | 1 | 12 |", "行政规范性文件 | 30 | 10 | 120 |")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the first figure above 0 in the row 规章."""
        organ = report.organ
        table = report.tables.disclosure
        row = table.rows.get("rules") if table.state == READ else None
        if row is None or organ is None:
            yield NotApplicable() if table.state == READ else NotAssessable(table_reason(table))
            return
        figures = [value for value in row.values if value.value is not None]
        first = next((value for value in figures if value.value), None)
        if first is None or _makes_rules(organ):
            return
        is_certain = organ.kind in _CANNOT_MAKE_RULES or organ.level == "county"
        column = next((column for column in row.columns if row.cell(column.id) is first), None)
        yield self.finding(
            first.start,
            first.end,
            severity=ERROR if is_certain else INFO,
            variant="default" if is_certain else "ask",
            args={"organ": organ.name, "values": "、".join(value.raw for value in figures)},
            table=DISCLOSURE,
            row=row.label,
            cell=column_label(table, column.id) if column is not None else None,
            expected="0" if is_certain else None,
            actual=first.raw,
        )


def _makes_rules(organ: Organ) -> bool:
    """Whether the organ certainly may make rules."""
    if organ.kind == "province" or organ.level == "central":
        return True
    return organ.kind == "city" and organ.level != "county" and organ.name.endswith(("自治州人民政府", "自治州"))


_NO_POWERS = (
    "公司", "集团", "档案馆", "图书馆", "博物馆", "文化馆", "纪念馆", "党史馆", "方志馆", "学校", "大学", "学院",
    "中学", "小学", "幼儿园", "协会", "学会", "联合会", "商会", "基金会", "报社", "电视台", "银行", "研究院", "研究所",
)  # fmt: skip
"""Endings of the names of bodies to which no law gives powers over others."""
_POWERS = ("licences", "penalties", "coercion")
_MANY_DOCUMENTS = 100
"""More normative documents in force than a township can have made."""


class PowerPlausibility(Rule):
    """An organ reports figures that one like it hardly can have."""

    code = "GL517"
    name = "power-plausibility"
    severity = INFO
    title = Text("表一的数字与机关的职权相称", "The figures of table 1 fit the powers of the organ")
    explain = Text(
        "集团公司、档案馆、学校等一般没有行政许可、行政处罚、行政强制权;一个乡镇、街道也不会有上百件现行有效的行政规范性文件,"
        "往往是把普通公文算了进去。程序只请人核对。",
        "Companies, archives, schools and the like usually license, punish and coerce nobody, and a township does not "
        "have hundreds of normative documents in force: ordinary papers were probably counted. A person should look.",
    )
    messages = {
        "default": Text(
            "请核对:{organ}一般没有{row}权,这一行却填了{value}",
            "Please check: {organ} hardly has the power of {row}, but its row says {value}",
        ),
        "many": Text(
            "请核对:{organ}的行政规范性文件填了{value}件,是否把普通公文计入",
            "Please check: {organ} reports {value} normative documents; are ordinary papers among them?",
        ),
    }
    help = Text(
        "依照法律、法规的授权核对;没有职权的填0,普通公文不计入行政规范性文件。",
        "Check by what the laws grant; put 0 where there is no power, and leave ordinary papers out.",
    )
    basis = ("LAW-20", "PRACTICE")
    related = ("GL516",)
    bad = (
        change(
            ("澄川市不动产登记中心2021", "澄川市档案馆2021"),
            ("澄川市不动产登记中心\n2022", "澄川市档案馆\n2022"),
            ("| 行政处罚 |\n0", "| 行政处罚 |\n⟦6⟧"),
            base="institution-2021",
        ),
        change(("行政规范性文件\n\n0\n\n0\n\n2", "行政规范性文件\n\n0\n\n0\n\n⟦412⟧"), base="town-2023"),
    )
    good = (
        change(),
        change(base="town-2023"),
        change(base="institution-2021"),
        change(("行政规范性文件 | 3 | 1 | 12 |", "行政规范性文件 | 30 | 1 | 412 |")),
        change(("| 行政许可 |\n0", "| 行政许可 |\n35"), base="institution-2021"),
        change(("行政规范性文件\n\n0\n\n0\n\n2", "行政规范性文件\n\n2\n\n1\n\n38"), base="town-2023"),
    )

    parameters = (
        Parameter(
            "many-documents",
            _MANY_DOCUMENTS,
            Text(
                "街道等机关一年的行政规范性文件从这个数起提示",
                "from how many normative documents a year on an office that rarely makes them is told",
            ),
            1,
            100000,
        ),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each row, at its first figure that is too large."""
        organ = report.organ
        if organ is None or not (organ.name.endswith(_NO_POWERS) or organ.kind in _PUBLISHERS):
            yield NotApplicable() if organ is not None else NotAssessable("organ-unknown")
            return
        table = report.tables.disclosure
        if table.state != READ:
            yield NotAssessable(table_reason(table))
            return
        is_small = organ.kind in _PUBLISHERS
        for key in ("normative",) if is_small else _POWERS:
            row = table.rows.get(key)
            least = self.number("many-documents") if is_small else 1
            value = next((v for v in row.values if v.value is not None and v.value >= least), None) if row else None
            if row is not None and value is not None:
                yield self.finding(
                    value.start,
                    value.end,
                    variant="many" if is_small else "default",
                    args={"organ": organ.name, "row": row.label, "value": value.raw},
                    table=DISCLOSURE,
                    row=row.label,
                    actual=value.raw,
                )
