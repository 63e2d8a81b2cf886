"""GL411–GL412: normative documents and administrative decisions in the narrative, against table 1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govlint.report.formats import DISCLOSURE
from govlint.rule import ERROR, INFO, WARNING, NotApplicable, Text, Verdict, change
from govlint_rules.claims import Claim, claims_of
from govlint_rules.narrative import (
    CELL_MESSAGE,
    NARRATIVE_BASIS,
    Comparison,
    NarrativeRule,
    Unread,
    figure_of,
    related_cell,
    table_of,
)

if TYPE_CHECKING:
    from govlint.report.model import Report

_CLEANED = "逐件清理2018年以来的行政规范性文件,废止1件,现行有效12件。"


class NormativeDocuments(NarrativeRule):
    """How many normative documents (and rules) were made, repealed, and are in force."""

    code = "GL411"
    name = "normative-documents"
    severity = ERROR
    title = Text("正文的规范性文件件数与主动公开表一致", "Normative documents are the same in text and table")
    explain = Text(
        "正文写制发、废止、现行有效的规章或者行政规范性文件多少件的,应与主动公开政府信息情况表相符。公文、政策文件范围更宽,只在"
        "比规范性文件还少时请人核对;公开、解读、审查、备案的件数是另外的数。",
        "How many rules and normative documents the text says were made, repealed or are in force "
        "must be what the table "
        "says. Official papers at large are more than these: only where there are fewer, a person "
        "should look. Documents "
        "published, explained, reviewed or filed are other quantities.",
    )
    messages = {
        "default": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "none": Text("正文写“{quote}”,而{table}中{sum}", "the text says “{quote}”, while {table_en} has {sum}"),
        "papers": Text(
            "正文写“{quote}”,比{table}的行政规范性文件({figure}件)还少,请核对",
            "the text says “{quote}”, fewer than the {figure} normative documents of {table_en}; please check",
        ),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "对照文件清理目录核对件数,改正错的一处。",
        "Check the number against the list of documents and correct the wrong one.",
    )
    basis = ("LAW-20", *NARRATIVE_BASIS)
    related = ("GL412",)
    kinds = tuple(f"{noun}-{verb}" for noun in ("normative", "rules") for verb in ("made", "repealed", "valid"))
    bad = (
        change(("现行有效12件", "现行有效⟦13件⟧")),
        change((_CLEANED, "全年制发行政规范性文件⟦5件⟧,废止1件,现行有效12件。")),
        change((_CLEANED, "⟦全年未制发行政规范性文件⟧。")),
        change(("制定政府规章2件", "制定政府规章⟦3件⟧"), base="city-2022"),
    )
    good = (
        change(),
        change(base="city-2022"),
        change((_CLEANED, "全年制发公文52件,公开行政规范性文件9件,审查规范性文件21件。")),
        change((_CLEANED, "2022年制发行政规范性文件6件。代县政府起草规范性文件2件,联合印发规范性文件1件。")),
        change((_CLEANED, "印发政策文件14件,其中规范性文件2件。现行有效的规范性文件约10件。")),
        change((_CLEANED, "修订规范性文件4件,废止和宣布失效5件。"), base="department-2023"),
    )

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """The cell of that row and column; the format of 2019 has no column for documents repealed or in force."""
        row, _, column = claim.kind.partition("-")
        block = table_of(report, DISCLOSURE).format.blocks[0]
        if all(known.id != column for known in block.columns):
            return None
        return Comparison(DISCLOSURE, (((row, column),),))

    def check(self, report: Report) -> Iterable[Verdict]:
        """What the table contradicts, and papers fewer than the normative documents among them."""
        papers = [claim for claim in claims_of(report) if claim.kind == "papers-made" and claim.is_comparable]
        made = figure_of(report, DISCLOSURE, (("normative", "made"),)) if papers else Unread("")
        if not isinstance(made, Unread):
            table = table_of(report, DISCLOSURE)
            for claim in papers:
                if claim.value < made.value:
                    yield self.finding(
                        claim.start,
                        claim.end,
                        severity=INFO,
                        variant="papers",
                        args={
                            "quote": claim.quote,
                            "table": "主动公开政府信息情况表",
                            "table_en": "the table of proactive disclosure",
                            "figure": made.value,
                        },
                        actual=str(claim.value),
                        related=(related_cell(table, *made.cells[0]),),
                    )
        for verdict in super().check(report):
            if not (papers and isinstance(verdict, NotApplicable)):
                yield verdict


class EnforcementFigures(NarrativeRule):
    """How many decisions on licences, penalties and coercive measures were made."""

    code = "GL412"
    name = "enforcement-figures"
    severity = WARNING
    title = Text("正文的许可、处罚、强制件数与主动公开表一致", "Decisions on licences, penalties and coercion agree")
    explain = Text(
        "正文写作出行政许可、行政处罚、行政强制决定多少件的,应与主动公开政府信息情况表的处理决定数量相符。公示、公开的信息条数,"
        "受理的申请,立案的案件和事项清单,是另外的数。",
        "How many decisions on licences, penalties and coercive measures the text says were made "
        "must be what the table "
        "says. Items published, applications received, cases opened and lists of matters are other quantities.",
    )
    messages = {
        "default": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "none": Text("正文写“{quote}”,而{table}中{sum}", "the text says “{quote}”, while {table_en} has {sum}"),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "对照执法台账核对决定件数,改正错的一处;正文统计口径不同的,写明。",
        "Check the decisions against the register and correct the wrong one; say so where the text counts otherwise.",
    )
    basis = ("LAW-20", *NARRATIVE_BASIS)
    related = ("GL411",)
    kinds = ("licences", "penalties", "coercion")
    bad = (
        change((_CLEANED, f"{_CLEANED}全年作出行政许可决定46件、行政处罚决定⟦8件⟧。")),
        change(("落实先审查、后公开要求", "全年办理行政许可⟦33件⟧。落实先审查、后公开要求"), base="town-2023"),
    )
    good = (
        change(),
        change((_CLEANED, f"{_CLEANED}全年作出行政许可决定46件、行政处罚决定5件。")),
        change((_CLEANED, f"{_CLEANED}公示行政许可信息52条、行政处罚信息3条。受理行政许可申请61件。")),
        change((_CLEANED, f"{_CLEANED}调整行政许可事项6项。2022年作出行政处罚决定9件。")),
        change((_CLEANED, f"{_CLEANED}作出不予行政许可决定2件,行政处罚案件立案7件,行政许可和行政处罚共近60件。")),
        change(("落实先审查、后公开要求", "县城管局作出行政处罚34件。落实先审查、后公开要求"), base="town-2023"),
    )

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """The number of decisions."""
        return Comparison(DISCLOSURE, (((claim.kind, "decisions"),),))
