"""GL405, GL408–GL410: results of applications, reviews and suits in the narrative, against tables 2 and 3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from govlint.report.formats import APPLICATIONS, REVIEW
from govlint.report.relations import row_label
from govlint.rule import ERROR, INFO, WARNING, NotApplicable, NotAssessable, Rule, Text, Verdict, change
from govlint_rules.claims import Claim, claims_of
from govlint_rules.narrative import (
    CELL_MESSAGE,
    NARRATIVE_BASIS,
    TOTAL,
    Comparison,
    Figure,
    NarrativeRule,
    Unread,
    figure_of,
    leaves_of,
    related_cell,
    table_of,
)

if TYPE_CHECKING:
    from govlint.report.model import Report

_ROWS = {
    "granted": "granted",
    "partial": "partial",
    "refused": "refused",
    "unavailable": "unavailable",
    "not-processed": "not-processed",
    "other-handling": "other-handling",
    "not-held": "not-held",
}
"""Kinds of claims on results, and the rows they are sums of."""
_SUITS = ("direct-suit", "suit-after-review")
_GROUPS = {"review": ("review",), "suit": _SUITS, "both": ("review", *_SUITS)}
_OUTCOMES = ("upheld", "corrected", "other-result", "pending")

_REQUESTS = "结转下年度继续办理1件。"


class ResultCategories(NarrativeRule):
    """How many applications ended in each way."""

    code = "GL405"
    name = "result-categories"
    severity = ERROR
    title = Text("正文的办理结果与申请情况表一致", "The results of applications are the same in text and table")
    explain = Text(
        "正文写予以公开、部分公开、不予公开、无法提供、不予处理、其他处理各多少件的,应与申请情况表相应各项的总计相符(有小项的"
        "为各小项之和);写本机关不掌握、信息不存在多少件的,不应多于表中“本机关不掌握相关政府信息”的件数。",
        "How many applications the text says were granted, granted in part, refused, could not be met, were not "
        "processed or handled otherwise must be what the table says; those for information not held may not be more.",
    )
    messages = {
        "default": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "对照申请台账核对这一类结果的件数,改正错的一处。",
        "Check the number of that result against the register and correct the wrong one.",
    )
    basis = ("LAW-36", *NARRATIVE_BASIS)
    related = ("GL403", "GL406")
    kinds = tuple(_ROWS)
    bad = (
        change((_REQUESTS, f"{_REQUESTS}从办理结果看,予以公开⟦5件⟧、部分公开1件、不予公开1件。")),
        change((_REQUESTS, f"{_REQUESTS}办结的申请中,不予公开⟦2件⟧,无法提供2件。")),
        change(("其中予以公开2件、部分公开1件", "其中予以公开2件、部分公开⟦2件⟧"), base="department-2020"),
        change((_REQUESTS, f"{_REQUESTS}答复申请人本机关不掌握⟦3件⟧。")),
    )
    good = (
        change(),
        change(base="department-2020"),
        change((_REQUESTS, f"{_REQUESTS}予以公开4件、部分公开1件、不予公开1件、无法提供2件。")),
        change((_REQUESTS, f"{_REQUESTS}制发公文138件,其中主动公开120件、依申请公开10件、不予公开8件。")),
        change((_REQUESTS, f"{_REQUESTS}予以公开或部分公开5件,信息不存在1件。")),
        change((_REQUESTS, f"{_REQUESTS}2022年予以公开7件、不予公开3件。网上申请5件,予以公开3件。")),
    )

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """The row of that result, or the sum of the rows of its group."""
        rows = leaves_of(report, _ROWS[claim.kind])
        if not rows:
            return None
        readings = [tuple((row, TOTAL) for row in rows)]
        if claim.kind == "other-handling" and len(rows) > 1:
            # a text that names 逾期不补正 beside 其他处理 counts it apart
            readings += [tuple((row, TOTAL) for row in rows[first:]) for first in range(1, len(rows))]
        label = row_label(table_of(report, APPLICATIONS), _ROWS[claim.kind]) if len(rows) > 1 else ""
        return Comparison(APPLICATIONS, tuple(readings), label, at_most=claim.kind == "not-held")

    def is_excused(self, report: Report, claim: Claim, figures: Sequence[Figure]) -> bool:
        """The sentence tells of the new applications only, while the table counts those carried in as well."""
        population = next(
            (
                other.kind
                for other in reversed(claims_of(report))
                if other.start < claim.start and other.kind in ("new", "received", "handled", "counted", "processed")
            ),
            "",
        )
        if population not in ("new", "received"):
            return False
        carried = figure_of(report, APPLICATIONS, (("carried-in", TOTAL),))
        return isinstance(carried, Unread) or bool(carried.value)


class ReviewLitigation(NarrativeRule):
    """How many reviews and suits there were, and how they ended."""

    code = "GL408"
    name = "review-litigation"
    severity = ERROR
    title = Text("正文的复议、诉讼件数与复议诉讼表一致", "Reviews and suits are the same in text and table")
    explain = Text(
        "正文写因政府信息公开被申请行政复议、提起行政诉讼多少件及其结果的,应与复议诉讼表相符;行政诉讼为未经复议直接起诉和复议后"
        "起诉之和。作为复议机关办理的案件、备案的案件和其他事项的复议诉讼,不在此列。",
        "How many reviews and suits over disclosure the text gives, and their outcomes, must be what "
        "the table says; suits "
        "are direct suits and suits after review together. Cases that the organ decides itself, or "
        "that are only filed "
        "with it, do not count.",
    )
    messages = {
        "default": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "对照案件台账核对件数和结果,改正错的一处。",
        "Check the cases and outcomes against the register and correct the wrong one.",
    )
    basis = ("N201", *NARRATIVE_BASIS)
    related = ("GL402", "GL409", "GL410")
    kinds = (
        "review",
        "suit",
        "review-or-suit",
        *_SUITS,
        *(f"{noun}-{outcome}" for noun in ("review", "suit") for outcome in _OUTCOMES),
    )
    bad = (
        change((_REQUESTS, f"{_REQUESTS}因政府信息公开被申请行政复议⟦2件⟧,被提起行政诉讼1件。")),
        change((_REQUESTS, f"{_REQUESTS}因政府信息公开引起的行政复议1件,行政诉讼⟦3件⟧。")),
        change(
            ("共办结86件", "共办结86件;政府信息公开行政复议案件9件,其中结果维持⟦5件⟧、结果纠正1件、尚未审结2件"),
            base="government-2023",
        ),
    )
    good = (
        change(),
        change((_REQUESTS, f"{_REQUESTS}因政府信息公开被申请行政复议1件,结果维持;被提起行政诉讼1件,尚未审结。")),
        change((_REQUESTS, f"{_REQUESTS}涉及政府信息公开的行政复议和行政诉讼各1件。")),
        change(("共办结86件", "作为复议机关受理政府信息公开行政复议申请31件,共办结86件"), base="government-2023"),
        change((_REQUESTS, f"{_REQUESTS}报市政府备案的政府信息公开行政复议案件5件。开展行政复议法培训3次。")),
        change(("(五)监督保障。", "(五)监督保障。全年办理教育行政处罚行政复议4件、行政诉讼2件。")),
    )

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """The totals, or the outcomes, of the groups the claim speaks of."""
        noun, _, outcome = claim.kind.partition("-")
        if claim.kind in _SUITS:
            groups: tuple[str, ...] = (claim.kind,)
            outcome = ""
        elif claim.kind == "review-or-suit":
            groups, outcome = _GROUPS["both"], ""
        else:
            groups = _GROUPS[noun]
        if not outcome and claim.value == 0:
            return None
        return Comparison(
            REVIEW,
            (tuple((group, outcome or TOTAL) for group in groups),),
            "行政诉讼" if groups == _SUITS and not outcome else "",
        )


class OutcomeClaim(NarrativeRule):
    """The text says that all were upheld, or that no case was lost."""

    code = "GL409"
    name = "outcome-claim"
    severity = WARNING
    title = Text("“均获维持”“零败诉”与复议诉讼表相符", "That all were upheld, or none was lost, is so in the table")
    explain = Text(
        "正文写复议、诉讼均获维持的,表中不应有结果纠正、其他结果和尚未审结的案件(写明“已审结的”除外);写零败诉、未被纠错的,"
        "表中结果纠正应为0。",
        "Where the text says that all reviews or suits were upheld, the table may show none "
        "corrected, none with another "
        "result and none pending (unless it says “of those closed”); where it says none was lost, "
        "none may be corrected.",
    )
    messages = {
        "none": Text("正文写“{quote}”,而{table}中{sum}", "the text says “{quote}”, while {table_en} has {sum}"),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "对照案件台账核对;有未审结的,写“已审结的均获维持,另有几件尚未审结”。",
        "Check the cases; where some are pending, say that those closed were upheld and how many are open.",
    )
    basis = NARRATIVE_BASIS
    related = ("GL408",)
    kinds = tuple(
        f"{claim}-{noun}"
        for claim in ("upheld", "upheld-closed", "none-corrected", "none-corrected-closed")
        for noun in ("review", "suit", "both")
    )
    bad = (
        change((_REQUESTS, f"{_REQUESTS}政府信息公开行政复议1件、行政诉讼1件,⟦均获维持⟧。")),
        change(("共办结86件", "共办结86件,因政府信息公开引起的行政复议、行政诉讼⟦零败诉⟧"), base="government-2023"),
    )
    good = (
        change(),
        change((_REQUESTS, f"{_REQUESTS}政府信息公开行政复议1件,均获维持。")),
        change((_REQUESTS, f"{_REQUESTS}政府信息公开行政复议1件、行政诉讼1件,已审结的均获维持。")),
        change((_REQUESTS, f"{_REQUESTS}政府信息公开行政复议、行政诉讼案件无一败诉。")),
        change(("(五)监督保障。", "(五)监督保障。教师申诉处理决定均获维持。")),
    )

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """The outcomes that may not be there."""
        group, _, noun = claim.kind.rpartition("-")
        outcomes: tuple[str, ...] = ("corrected",)
        if group.startswith("upheld"):
            outcomes = (
                ("corrected", "other-result") if group.endswith("closed") else ("corrected", "other-result", "pending")
            )
        return Comparison(REVIEW, (tuple((row, outcome) for row in _GROUPS[noun] for outcome in outcomes),))


class Codefendant(Rule):
    """The text counts suits in which the organ was sued as the body that decided the review."""

    code = "GL410"
    name = "codefendant"
    severity = INFO
    title = Text("作为共同被告的诉讼不计入本机关", "Suits as co-defendant are not counted by the review body")
    explain = Text(
        "复议机关作为共同被告的政府信息公开诉讼,只计入原行政行为机关的年度报告。正文写有这类案件而复议诉讼表又有行政诉讼的,"
        "请核实表中没有把它们算进去。",
        "A suit over disclosure in which the review body is co-defendant counts only in the report "
        "of the organ that acted "
        "first. Where the text tells of such suits and the table has suits, please see that they are not among them.",
    )
    messages = {
        "default": Text(
            "正文写“{quote}”,请核实表中的行政诉讼{suits}件没有把这类案件算进去",
            "the text says “{quote}”; see that the {suits} suits of the table do not include them",
        ),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "从表中减去作为共同被告的案件;不在其中的,在正文里写明不计入。",
        "Take suits as co-defendant out of the table; where they are not in it, say so in the text.",
    )
    basis = ("N201",)
    related = ("GL408",)
    bad = (
        change(("共办结86件", "共办结86件;作为复议机关应诉政府信息公开行政诉讼⟦3件⟧"), base="government-2023"),
        change(("共办结86件", "共办结86件;涉及信息公开的行政诉讼中,县政府作为共同被告的⟦2件⟧"), base="government-2023"),
    )
    good = (
        change(),
        change(
            ("共办结86件", "共办结86件;作为复议机关应诉政府信息公开行政诉讼3件,不计入本报告"), base="government-2023"
        ),
        change((_REQUESTS, f"{_REQUESTS}政府信息公开行政诉讼1件,尚未审结。")),
        change(("共办结86件", "共办结86件;县政府没有作为共同被告的政府信息公开案件"), base="government-2023"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at each such figure, if the table has suits at all."""
        claims = [claim for claim in claims_of(report) if claim.kind == "codefendant"]
        if not claims:
            yield NotApplicable()
            return
        suits = figure_of(report, REVIEW, tuple((row, TOTAL) for row in _SUITS))
        if isinstance(suits, Unread):
            yield NotAssessable(suits.why)
        elif suits.value:
            table = table_of(report, REVIEW)
            for claim in claims:
                yield self.finding(
                    claim.start,
                    claim.end,
                    args={"quote": claim.quote, "suits": suits.value},
                    related=tuple(related_cell(table, *cell) for cell in suits.cells),
                )
