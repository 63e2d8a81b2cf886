"""GL401–GL404, GL406, GL407: what the narrative says of applications, against the table of applications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.report.formats import APPLICATIONS, REVIEW
from govlint.rule import ERROR, WARNING, Finding, NotApplicable, Related, Rule, Text, Verdict, change
from govlint_rules.claims import Claim, claims_of
from govlint_rules.narrative import (
    CELL_MESSAGE,
    NARRATIVE_BASIS,
    RECEIVED_KINDS,
    TOTAL,
    Comparison,
    Figure,
    NarrativeRule,
    Unread,
    figure_of,
)

if TYPE_CHECKING:
    from govlint.report.model import Report

_NEW = ("received", TOTAL)
_CARRIED_IN = ("carried-in", TOTAL)
_DONE = ("results-total", TOTAL)
_GRANTED = ("granted", TOTAL)
_PARTIAL = ("partial", TOTAL)
_CARRIED_OUT = ("carried-out", TOTAL)
_LEGAL_COLUMNS = ("enterprise", "research", "welfare", "legal-service", "other-applicant")

_REQUESTS_2023 = "全年收到政府信息公开申请8件,上年结转1件,办结8件,结转下年度继续办理1件。"


class ApplicationsReceived(NarrativeRule):
    """The number of applications received, or handled."""

    code = "GL401"
    name = "applications-received"
    severity = ERROR
    title = Text("正文的收件数与申请情况表一致", "The number of applications in the text is that of the table")
    explain = Text(
        "正文写收到、受理、办理多少件政府信息公开申请的,应与申请情况表的“本年新收”总计相符;把上年结转的一并算入的,应与"
        "新收、上年结转之和相符。比较其他年份、约数、分渠道的数字和别的单位的数字,不在此列。",
        "How many applications the text says were received must be the total of 本年新收 in the table, "
        "or that plus what "
        "was carried in. Figures of other years, of one channel, of other organs, and approximations do not count.",
    )
    messages = {
        "default": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "either": Text(
            "正文写“{quote}”,与{table}的{sum}不符,也不是{other}",
            "the text says “{quote}”, which is neither {sum} nor {other} of {table_en}",
        ),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "对照申请台账核对正文和表格,改正错的一处;正文的数字包括上年结转的,写明。",
        "Check text and table against the register and correct the wrong one; say so where "
        "carried-in ones are included.",
    )
    basis = NARRATIVE_BASIS
    related = ("GL402", "GL403", "GL407")
    kinds = RECEIVED_KINDS
    bad = (
        change(("收到政府信息公开申请8件", "收到政府信息公开申请⟦7件⟧")),
        change(("收到申请2件", "收到申请⟦三件⟧"), base="town-2023"),
        change(("全县新收政府信息公开申请87件", "全县新收政府信息公开申请⟦91件⟧"), base="government-2023"),
        change((_REQUESTS_2023, "全年共办理政府信息公开申请⟦12件⟧,办结8件。")),
    )
    good = (
        change(),
        change((_REQUESTS_2023, "全年共受理政府信息公开申请9件(含上年结转1件)。")),
        change((_REQUESTS_2023, "收到政府信息公开申请8件,比2022年的11件减少3件,其中网上申请5件、信函申请3件。")),
        change((_REQUESTS_2023, "2022年收到政府信息公开申请11件。全市教育系统收到政府信息公开申请46件。")),
        change((_REQUESTS_2023, "收到政府信息公开申请近10件。办理县长信箱留言35件,受理行政许可申请46件。")),
        change(("收到申请2件", "依申请公开办理2件"), base="town-2023"),
    )

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """新收 is row one; 收到 may include row two, 办理 what was answered, and 依申请公开8件 what was granted."""
        if claim.value == 0:
            return None
        if claim.kind == "new":
            return Comparison(APPLICATIONS, ((_NEW,),))
        readings: tuple[tuple[tuple[str, str], ...], ...] = ((_NEW,), (_NEW, _CARRIED_IN))
        if claim.kind in ("handled", "counted"):
            readings = (*readings, (_DONE,))
        if claim.kind == "counted":
            readings = (*readings, (_GRANTED,), (_GRANTED, _PARTIAL))
        return Comparison(APPLICATIONS, readings)


class NoneClaimed(NarrativeRule):
    """The text says that nothing was received, or that there was no review or suit."""

    code = "GL402"
    name = "none-claimed"
    severity = ERROR
    title = Text("正文说没有的,表里也为零", "What the text says there was none of is 0 in the tables")
    explain = Text(
        "正文写未收到申请、无依申请公开事项、收到0件,或者写没有因政府信息公开引起的行政复议、行政诉讼的,表中相应的总计应为0。"
        "限定了原因、渠道或者范围的(未因答复不当引发复议),不在此列。",
        "Where the text says that no application was received, or that there was no review or suit "
        "over disclosure, the "
        "totals of the table must be 0. Statements limited to a reason, a channel or a part do not count.",
    )
    messages = {
        "none": Text("正文写“{quote}”,而{table}中{sum}", "the text says “{quote}”, while {table_en} has {sum}"),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "对照台账核对正文和表格,改正错的一处。", "Check text and table against the register and correct the wrong one."
    )
    basis = NARRATIVE_BASIS
    related = ("GL401", "GL408")
    kinds = (*RECEIVED_KINDS, "none-received", "review", "suit", "review-or-suit")
    bad = (
        change(
            (_REQUESTS_2023, "⟦全年未收到政府信息公开申请⟧。"),
            ("新收申请中,自然人提出5件,法人或其他组织提出3件。", ""),
        ),
        change(("收到申请2件,均为自然人提出,已在法定期限内答复", "⟦本年度无依申请公开事项⟧"), base="town-2023"),
        change((_REQUESTS_2023, f"{_REQUESTS_2023}被申请政府信息公开行政复议⟦0件⟧。")),
    )
    good = (
        change(),
        change(base="institution-2021"),
        change((_REQUESTS_2023, f"{_REQUESTS_2023}未因答复不当引发行政复议或行政诉讼,未收到投诉举报。")),
        change((_REQUESTS_2023, f"{_REQUESTS_2023}全年未收到当面提出的申请,未收到超期答复的申请。")),
        change((_REQUESTS_2023, f"{_REQUESTS_2023}2022年未收到政府信息公开申请,直属学校未收到政府信息公开申请。")),
        change(("没有其他需要报告的事项。", "上半年未收到政府信息公开申请。申请人对答复不服的,可以依法申请行政复议。")),
    )

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """Row one, or the totals of reviews and suits."""
        if claim.value:
            return None
        if claim.kind == "review":
            return Comparison(REVIEW, ((("review", TOTAL),),))
        suits = (("direct-suit", TOTAL), ("suit-after-review", TOTAL))
        if claim.kind == "suit":
            return Comparison(REVIEW, (suits,), "行政诉讼")
        if claim.kind == "review-or-suit":
            return Comparison(REVIEW, ((("review", TOTAL), *suits),))
        return Comparison(APPLICATIONS, ((_NEW,),))


class ApplicationsProcessed(NarrativeRule):
    """The number of applications closed or answered."""

    code = "GL403"
    name = "applications-processed"
    severity = ERROR
    title = Text("正文的办结数与申请情况表一致", "The number of applications closed in the text is that of the table")
    explain = Text(
        "正文写办结、答复多少件的,应与申请情况表“(七)总计”的总计相符;写“均已办结”的,表中“结转下年度继续办理”应为0。",
        "How many applications the text says were closed or answered must be the total of (七)总计; "
        "where it says that "
        "all were closed, nothing may be carried out in the table.",
    )
    messages = {
        "default": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "none": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "对照申请台账核对办结数和结转数,改正错的一处。",
        "Check what was closed and what was carried out against the register, and correct the wrong one.",
    )
    basis = NARRATIVE_BASIS
    related = ("GL401", "GL404", "GL407")
    kinds = ("processed", "all-processed")
    bad = (
        change(("办结8件", "办结⟦9件⟧")),
        change(("共办结86件", "答复⟦84件⟧"), base="government-2023"),
        change((_REQUESTS_2023, "全年收到政府信息公开申请8件,⟦均已按期办结⟧。")),
    )
    good = (
        change(),
        change(("办结8件,结转下年度继续办理1件。", "均已按时答复。")),
        change(("办结8件", "办结8件,其中当场答复2件")),
        change((_REQUESTS_2023, f"{_REQUESTS_2023}承办建议提案35件,均已办结;办理留言21件,答复21件。")),
        change(("收到申请2件,均为自然人提出", "收到申请2件,均已办结,均为自然人提出"), base="town-2023"),
    )

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """(七)总计; nothing carried out where all were closed."""
        return Comparison(APPLICATIONS, ((_CARRIED_OUT,),) if claim.kind == "all-processed" else ((_DONE,),))

    def is_excused(self, report: Report, claim: Claim, figures: Sequence[Figure]) -> bool:
        """Some of what was closed came from the year before and is not told of; or the sentence gives the same wrong
        figure for what was received, which is told already.
        """
        others = [other for other in claims_of(report) if other.statement == claim.statement]
        if claim.kind == "all-processed":
            return any(other.kind == "carried-out" and other.value for other in claims_of(report))
        if any(
            other.kind in RECEIVED_KINDS and other.value == claim.value and is_told(report, other) for other in others
        ):
            return True
        carried = figure_of(report, APPLICATIONS, (_CARRIED_IN,))
        if isinstance(carried, Unread) or not carried.value:
            return False
        is_open = claim.is_within or not any(other.kind == "carried-in" for other in others)
        return is_open and claim.value == figures[0].value - carried.value


class ApplicationsCarried(NarrativeRule):
    """What was carried in from the year before, and out to the next."""

    code = "GL404"
    name = "applications-carried"
    severity = ERROR
    title = Text("正文的结转数与申请情况表一致", "What the text says was carried in and out is in the table")
    explain = Text(
        "正文写上年结转、结转下年度多少件(或者没有)的,应与申请情况表第二项、第四项的总计相符。",
        "How many applications the text says were carried in from the year before, or out to the next, must be the "
        "totals of the second and fourth items of the table.",
    )
    messages = {
        "default": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "none": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "对照申请台账核对结转数,改正错的一处;上年结转数还应与上一年度报告的结转下年度数一致。",
        "Check the figure against the register; what was carried in must also be what last year's report carried out.",
    )
    basis = NARRATIVE_BASIS
    related = ("GL401", "GL403", "GL407")
    kinds = ("carried-in", "carried-out")
    bad = (
        change(("结转下年度继续办理1件", "结转下年度继续办理⟦2件⟧")),
        change(("上年结转4件", "上年结转⟦3件⟧"), base="government-2023"),
        change(("结转下年度继续办理1件", "⟦没有结转下年度继续办理的申请⟧")),
        change(("结转下年度继续办理1件", "另有⟦3件⟧顺延至2024年办理")),
    )
    good = (
        change(),
        change(("上年结转1件", "2022年结转1件")),
        change(("结转下年度继续办理1件", "1件结转至2024年继续办理")),
        change((_REQUESTS_2023, f"{_REQUESTS_2023}上年结转的预算资金项目3项。")),
        change((_REQUESTS_2023, f"{_REQUESTS_2023}2023年转来信访件4件,结转案件由信访科办理。")),
    )

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """The second or the fourth item."""
        return Comparison(APPLICATIONS, ((_CARRIED_IN if claim.kind == "carried-in" else _CARRIED_OUT,),))


class ApplicantKinds(NarrativeRule):
    """Who applied: natural persons, or legal persons and other organisations."""

    code = "GL406"
    name = "applicant-kinds"
    severity = WARNING
    title = Text("正文的申请人情况与申请情况表一致", "Who applied is the same in text and table")
    explain = Text(
        "正文写自然人、法人或其他组织各提出多少件,或者写申请人全部为自然人的,应与申请情况表新收一行的各列相符。",
        "How many applications the text ascribes to natural persons, and to legal persons and other "
        "organisations, must "
        "be what the row 本年新收 of the table says.",
    )
    messages = {
        "default": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "none": Text("正文写“{quote}”,与{table}的{sum}不符", "the text says “{quote}”, but {table_en} has {sum}"),
        "cell": CELL_MESSAGE,
    }
    help = Text(
        "对照申请台账核对申请人类别,改正错的一处。",
        "Check the applicants against the register and correct the wrong one.",
    )
    basis = NARRATIVE_BASIS
    related = ("GL401", "GL405")
    kinds = ("natural", "legal", "all-natural", "all-legal")
    bad = (
        change(("自然人提出5件", "自然人提出⟦6件⟧")),
        change(
            ("新收申请中,自然人提出5件,法人或其他组织提出3件。", "⟦申请人均为自然人⟧。"),
        ),
        change(("其中自然人4件、商业企业7件", "其中自然人⟦5件⟧、商业企业7件"), base="committee-2024"),
    )
    good = (
        change(),
        change(base="town-2023"),
        change(
            ("新收申请中,自然人提出5件,法人或其他组织提出3件。", "予以公开的申请中自然人3件。申请人以自然人为主。"),
        ),
        change(("新收申请中,自然人提出5件", "包括上年结转在内,自然人提出6件")),
        change(
            (
                "新收申请中,自然人提出5件,法人或其他组织提出3件。",
                "收到的申请中,公民、法人或其他组织通过网络提出的8件。约5件由自然人提出。",
            )
        ),
    )

    def comparison(self, report: Report, claim: Claim) -> Comparison | None:
        """The columns of the row of what was received, alone or with what was carried in."""
        natural = ("natural-person",)
        columns = natural if claim.kind in ("natural", "all-legal") else _LEGAL_COLUMNS
        new = tuple(("received", column) for column in columns)
        if claim.kind in ("all-natural", "all-legal"):
            return Comparison(APPLICATIONS, (new,))
        label = "自然人" if columns is natural else "法人或其他组织"
        if "新收" in report.statements[claim.statement].text:
            return Comparison(APPLICATIONS, (new,), label)
        return Comparison(APPLICATIONS, (new, (*new, *(("carried-in", column) for column in columns))), label)


_JUDGES: tuple[type[NarrativeRule], ...] = (ApplicationsReceived, ApplicationsCarried, ApplicationsProcessed)


@lru_cache(maxsize=len(_JUDGES))
def _told_by(judge: int, report: Report) -> frozenset[tuple[int, int]]:
    """The ranges of the claims that the rule of that index finds wrong."""
    verdicts = _JUDGES[judge]().check(report)
    return frozenset((verdict.start, verdict.end) for verdict in verdicts if isinstance(verdict, Finding))


def is_told(report: Report, claim: Claim) -> bool:
    """Whether one of the rules on applications finds that claim wrong."""
    place = claim.start, claim.end
    return any(place in _told_by(index, report) for index, rule in enumerate(_JUDGES) if claim.kind in rule.kinds)


class NarrativeBalance(Rule):
    """One sentence gives all four figures, and they do not balance."""

    code = "GL407"
    name = "narrative-balance"
    severity = WARNING
    title = Text("同一句话里的收、结、转各数相互平衡", "The figures of one sentence balance")
    explain = Text(
        "一句话里写全了新收、上年结转、办结和结转下年度四个数的,前两个之和应等于后两个之和。写的是别的单位或者往年的情况,"
        "没有表可对的,也要平衡;其中有数字与本报告的表不一致的,由相应的规则指出,这里不再重复。",
        "Where one sentence gives what was received, carried in, closed and carried out, the first "
        "two together equal the "
        "last two. A figure that differs from the report's own table is told by its own rule, and not again here.",
    )
    messages = {
        "default": Text(
            "这句话里的数字不平衡:收到{came}件、上年结转{carried}件,办结{done}件、结转下年{out}件,{came}+{carried}≠"
            "{done}+{out}",
            "the figures of this sentence do not balance: {came} received and {carried} carried in, "
            "{done} closed and "
            "{out} carried out; {came}+{carried}≠{done}+{out}",
        ),
        "figure": Text("这里写{figure}", "here {figure}"),
    }
    help = Text(
        "对照申请台账核对这四个数,改正错的那一个。",
        "Check the four figures against the register and correct the wrong one.",
    )
    basis = ("TBL", *NARRATIVE_BASIS)
    related = ("GL303", "GL401", "GL403", "GL404")
    bad = (
        change(
            (
                "申请内容集中在",
                "县政府办公室新收政府信息公开申请16件,上年结转1件,办结15件,结转下年度⟦1件⟧。申请内容集中在",
            ),
            base="government-2023",
        ),
        change(
            (
                _REQUESTS_2023,
                f"{_REQUESTS_2023}局属各单位共收到政府信息公开申请23件,上年结转2件,办结22件,结转下年度继续办理⟦2件⟧。",
            )
        ),
    )
    good = (
        change(),
        change(base="government-2023"),
        change(
            (
                "申请内容集中在",
                "县政府办公室新收政府信息公开申请16件,上年结转1件,办结16件,结转下年度1件。申请内容集中在",
            ),
            base="government-2023",
        ),
        change(
            (
                _REQUESTS_2023,
                f"{_REQUESTS_2023}局属各单位共受理政府信息公开申请24件(含上年结转2件),办结22件,结转下年度继续办理2件。",
            )
        ),
        change((_REQUESTS_2023, f"{_REQUESTS_2023}局属各单位共收到政府信息公开申请23件,办结22件,上年结转2件。")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the last of the four figures of each sentence that does not balance."""
        judged = False
        for four in _sentences_with_all(claims_of(report)):
            judged = True
            came, carried, done, out = four
            includes = came.kind == "handled" or carried.is_within or (came.kind == "received" and "受理" in came.quote)
            if came.value == done.value + out.value - carried.value or (
                includes and came.value == done.value + out.value
            ):
                continue
            if any(claim.is_comparable for claim in four) and (
                all(self._agrees(report, claim) for claim in four) or any(is_told(report, claim) for claim in four)
            ):
                continue
            last = max(four, key=lambda claim: claim.start)
            yield self.finding(
                last.start,
                last.end,
                args={"came": came.value, "carried": carried.value, "done": done.value, "out": out.value},
                expected=str(came.value + carried.value),
                actual=str(done.value + out.value),
                related=tuple(
                    Related(claim.start, claim.end, "figure", {"figure": claim.quote})
                    for claim in four
                    if claim is not last
                ),
            )
        if not judged:
            yield NotApplicable()

    def _agrees(self, report: Report, claim: Claim) -> bool:
        """Whether the claim is of this report's table, and the table says the same."""
        cell = {"carried-in": _CARRIED_IN, "carried-out": _CARRIED_OUT, "processed": _DONE}.get(claim.kind, _NEW)
        figure = figure_of(report, APPLICATIONS, (cell,))
        return claim.is_comparable and not isinstance(figure, Unread) and figure.value == claim.value


def _sentences_with_all(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim, Claim, Claim]]:
    """For each sentence that gives each of the four figures once: received, carried in, closed, carried out."""
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.statement, []).append(claim)
    for told in by_sentence.values():
        groups = [
            [claim for claim in told if claim.kind in kinds]
            for kinds in (RECEIVED_KINDS, ("carried-in",), ("processed",), ("carried-out",))
        ]
        if all(len(group) == 1 for group in groups):
            came, carried, done, out = (group[0] for group in groups)
            yield came, carried, done, out
