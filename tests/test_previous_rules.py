"""A report against the previous one: generated pairs are quiet, each fault between two years is found by its rule, and
what only looks like one is left alone.

`tests.support.successors` makes the pairs: the reports of one organ for two years that follow on each other, in any two
dialects and kinds of file.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from itertools import combinations
from random import Random

import pytest

from govlint.pack import load_pack
from govlint.registry import load_registry
from govlint.report.model import Report
from govlint.rule import PREVIOUS
from govlint.run import Input, read_report
from govlint_rules.likeness import likeness, own_words, section_text
from govlint_rules.previous_text import _parts
from tests.support.dialects import DIALECTS
from tests.support.reports import Generated, Paragraph, generate
from tests.support.successors import (
    FAULTS,
    FIRST_YEARS,
    Printed,
    across,
    compared,
    describe,
    loud,
    make_faulty,
    make_pair,
    printed,
)

NEEDING = [code for code, entry in load_registry().entries.items() if entry.needs == PREVIOUS]
EXAMPLES = load_pack().example_names
FURTHEST = 70
"""Texts that nobody copied are less alike than this, in percent: the thresholds stand well above."""


def as_text(report: Generated, name: str = "report.txt") -> Printed:
    """The report in the plainest dialect."""
    return Printed(name, DIALECTS["pipe-rows"].render(report, Random(name)).encode())


@pytest.mark.parametrize("seed", range(40))
def test_two_years_that_follow_on_each_other_are_quiet_at_error_and_warning_level(seed: int) -> None:
    rng = Random(f"pair {seed}")
    earlier, report = make_pair(rng)
    before, now = printed(earlier, rng, "old"), printed(report, rng, "new")
    result = compared(now, before)
    assert result.compared is not None
    assert not result.compared.why, describe(before, now, result)
    assert not loud(result), describe(before, now, result)


@pytest.mark.parametrize("first", FIRST_YEARS)
def test_a_chain_of_years_is_quiet_from_link_to_link(first: int) -> None:
    rng = Random(f"chain {first}")
    report = generate(rng, year=first)
    while report.year < 2025:
        following = generate(rng, earlier=report)
        before, now = as_text(report, "old.txt"), as_text(following, "new.txt")
        result = compared(now, before)
        assert not loud(result), describe(before, now, result)
        report = following


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_between_two_years_is_found_once_by_its_rule_and_nothing_else_is_told(name: str) -> None:
    code, level, _ = FAULTS[name]
    for seed in range(2):
        earlier, report = make_faulty(name, seed)
        rng = Random(f"{name} {seed}")
        before, now = printed(earlier, rng, "old"), printed(report, rng, "new")
        result = compared(now, before)
        told = across(result)
        assert (code, level) in told, describe(before, now, result)
        assert loud(result) == ([code] if level != "info" else []), describe(before, now, result)


def test_there_is_a_fault_for_every_rule_that_needs_the_previous_report() -> None:
    assert {code for code, _, _ in FAULTS.values()} == set(NEEDING)
    assert len(NEEDING) == 10


# -- what only looks like a fault ----------------------------------------------------------------------------------


def with_sentences(report: Generated, *sentences: str) -> Generated:
    changed = deepcopy(report)
    changed.section(1).body.insert(0, Paragraph("".join(sentences)))
    return changed


def pair_with(now: str, before: str = "", seed: str = "near") -> list[str]:
    """What is found at error and warning level where section one of both years ends in these sentences."""
    earlier, report = make_pair(Random(seed), 2022, kind="department", blanks=False, plain=True)
    facts = {
        "new": report.figures.new,
        "old": earlier.figures.new,
        "done": report.figures.done,
        "olddone": earlier.figures.done,
    }
    first, second = (text.format_map(facts) for text in (before, now))
    result = compared(
        as_text(with_sentences(report, second), "new.txt"), as_text(with_sentences(earlier, first), "old.txt")
    )
    return loud(result)


@pytest.fixture(scope="module")
def busy() -> str:
    """The seed of a pair with 19 applications and fewer the year before, so that a growth can be told."""
    for number in range(400):
        earlier, report = make_pair(Random(f"busy {number}"), 2022, kind="department", blanks=False, plain=True)
        if 10 < earlier.figures.new < report.figures.new - 3 < 100:
            return f"busy {number}"
    raise AssertionError("no pair is busy enough")


@pytest.mark.parametrize(
    "sentence",
    [
        "全年新收政府信息公开申请{new}件,较2019年增长900%。",
        "全年新收政府信息公开申请{new}件,比上年度有所增加。",
        "全年新收政府信息公开申请{new}件,较上半年增长90%。",
        "全年新收政府信息公开申请{new}件,较上季度减少90%。",
        "全年新收政府信息公开申请{new}件,同比增长率在全县居前。",
        "全年新收政府信息公开申请{new}件,占全县的12%。",
        "全县新收政府信息公开申请{new}件,同比下降90%。",
        "2022年收到政府信息公开申请{old}件,同比下降90%。",
        "受理来电{new}件,同比下降90%。",
        "组织培训5期,参训人员同比下降90%。",
        "全年新收政府信息公开申请{new}件,答复满意率较上年提高2个百分点。",
        "办结群众来信90件,新收政府信息公开申请{new}件,同比下降90%。",
        "工作力量比上年增加2人。",
    ],
)
def test_a_growth_of_something_else_is_not_judged(sentence: str, busy: str) -> None:
    assert pair_with(sentence, seed=busy) == []


@pytest.mark.parametrize(
    ("sentence", "is_right"),
    [
        ("较上年增加{more}件", True),
        ("同比增长{percent}%", True),
        ("比2022年增加了{more}件", True),
        ("与上年相比增长{percent}%", True),
        ("较上年度同期增长{percent}%左右", True),
        ("同比增长近{percent}%", True),
        ("较上年减少{more}件", False),
        ("较上年增加{wrong}件", False),
        ("同比增长{over}%", False),
        ("同比下降{percent}%", False),
        ("与上年持平", False),
        ("与去年同期基本持平", False),
    ],
)
def test_a_growth_follows_from_both_reports_or_is_told(sentence: str, is_right: bool, busy: str) -> None:
    earlier, report = make_pair(Random(busy), 2022, kind="department", blanks=False, plain=True)
    more, old = report.figures.new - earlier.figures.new, earlier.figures.new
    facts = {"more": more, "percent": round(100 * more / old), "wrong": more + 2, "over": round(100 * more / old) + 9}
    told = "全年新收政府信息公开申请{new}件," + sentence.format_map(facts) + "。"
    assert pair_with(told, seed=busy) == ([] if is_right else ["GL907"])


def test_a_growth_is_measured_against_the_text_where_the_tables_do_not_count_it(busy: str) -> None:
    before = "全年通过政府网站公开信息280条。"
    assert pair_with("全年通过政府网站公开信息350条,较上年增长25%。", before, busy) == []
    assert pair_with("全年通过政府网站公开信息350条,较上年增长45%。", before, busy) == ["GL907"]
    assert pair_with("全年通过政务微信公开信息350条,较上年增长45%。", before, busy) == []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (
            "编印公开工作动态和典型案例387份,分送各联系单位参考。",
            "编印公开工作动态和典型案例412份,分送各联系单位参考。",
        ),
        ("累计编印公开工作动态和典型案例387份。", "累计编印公开工作动态和典型案例387份。"),
        ("编印公开工作动态和典型案例400份,分送参考。", "编印公开工作动态和典型案例400份,分送参考。"),
        ("编印公开工作动态和典型案例12份,分送各单位参考。", "编印公开工作动态和典型案例12份,分送各单位参考。"),
        ("设置公开栏和查询点位共387个,分布在各村和社区。", "设置公开栏和查询点位共387个,分布在各村和社区。"),
        ("坚持每日更新,全年推送民生短信和办事提醒365条。", "坚持每日更新,全年推送民生短信和办事提醒365条。"),
    ],
)
def test_a_figure_that_may_well_be_the_same_is_not_stale(before: str, now: str, busy: str) -> None:
    assert pair_with(now, before, busy) == []


def test_unchanged_small_figures_of_a_quiet_organ_are_no_copy() -> None:
    rng = Random("quiet")
    for kind in ("institution", "subdistrict", "town"):
        for _ in range(12):
            earlier, report = make_pair(rng, 2022, kind=kind)
            result = compared(as_text(report, "new.txt"), as_text(earlier, "old.txt"))
            assert "GL905" not in loud(result)


def test_the_forms_share_of_two_reports_is_no_likeness() -> None:
    """Headings, laws, nil statements and set phrases are all that these two have in common."""
    shared = (
        "{year}年,本局以习近平新时代中国特色社会主义思想为指导,认真贯彻落实《中华人民共和国政府信息公开条例》,"
        "坚持以公开为常态、不公开为例外。"
        "全年未收到政府信息公开申请,未发生行政复议、行政诉讼。"
    )
    pack = load_pack()
    first = read_report(Input("a.txt", "a.txt", pack.read_text("examples", "department-2023.txt").encode()))
    assert len(own_words(first, shared.format(year=2023))) < 5


# -- thresholds stand on a margin ----------------------------------------------------------------------------------


def spread(reports: list[Report], words: Callable[[Report], str | None], shortest: int) -> list[float]:
    texts = [text for text in map(words, reports) if text and len(text) >= shortest]
    return [likeness(one, other) for one, other in combinations(texts, 2)]


def test_reports_that_nobody_copied_are_far_from_the_thresholds() -> None:
    pack = load_pack()
    ours = [pack.read_text("examples", f"{name}.txt").encode() for name in EXAMPLES]
    rng = Random("margin")
    made = [as_text(generate(rng)).data for _ in range(25)]
    for texts, limit in ((ours, 40), (made, FURTHEST)):
        reports = [read_report(Input("x.txt", "x.txt", data)) for data in texts]

        def overview(report: Report) -> str | None:
            text = section_text(report, 1)
            return own_words(report, text[0]) if text else None

        def section_five(report: Report) -> str | None:
            text = section_text(report, 5)
            return own_words(report, _parts(text[0])["both"].text) if text else None

        assert max(spread(reports, overview, 120)) < limit
        assert max(spread(reports, section_five, 36)) < limit


# -- every column, in either direction -----------------------------------------------------------------------------


@pytest.mark.parametrize("column", range(6))
@pytest.mark.parametrize("more", [1, 4])
def test_each_column_that_is_carried_over_is_compared(column: int, more: int) -> None:
    """In the previous report one column carries more out, and so does its total; all sums hold there."""
    earlier, report = make_pair(Random("columns"), 2022, kind="department", blanks=False, plain=True)
    for key in ("r1", "r25"):
        cells = earlier.applications.row(key).cells
        for place in (column, 6):
            cells[place] = str(int(cells[place]) + more)
    result = compared(as_text(report, "new.txt"), as_text(earlier, "old.txt"))
    (finding,) = [item for item in result.diagnostics if item.code == "GL901"]
    assert (finding.severity, finding.cell, finding.variant) == ("error", "总计", "default")
    assert int(str(finding.expected)) - int(str(finding.actual)) == more
    assert [near.path for near in finding.related] == ["old.txt", "old.txt"]


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_stocks_are_compared_from_the_second_year_of_their_format_on(year: int) -> None:
    earlier = generate(Random(f"stock {year}"), year=year - 1, kind="county", plain=True)
    report = generate(Random("next"), earlier=earlier)
    cells = report.disclosure.row("normative").cells
    cells[2] = str(int(cells[2]) + 1)
    found = loud(compared(as_text(report, "new.txt"), as_text(earlier, "old.txt")))
    assert found == (["GL902"] if year > 2021 else [])
