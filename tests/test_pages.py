"""Saved pages of government sites: the report is found in whatever markup it stands, and nothing of the site is."""

from __future__ import annotations

from random import Random

import pytest

import govlint
from govlint.result import FileResult
from tests.support.check import find_alarms, findings
from tests.support.dialects import DIALECTS
from tests.support.pages import PAGES
from tests.support.reports import generate

PLAIN = DIALECTS["pipe-rows"]


def verdict(page: str) -> FileResult:
    (file,) = govlint.lint(data=page.encode(), name="page.html").files
    assert not file.crashed
    return file


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", PAGES)
def test_a_clean_report_is_clean_on_every_page(name: str, seed: int) -> None:
    report = generate(Random(f"pages {seed}"))
    file = verdict(PAGES[name](report, Random(seed)))
    plain = govlint.lint(text=PLAIN.render(report, Random(1))).files[0]
    assert not find_alarms(report, PLAIN, findings(file))
    assert not [item for item in file.diagnostics if item.code in {"GL811", "GL812"}]
    assert file.relations == plain.relations
    assert (file.year, file.organ, file.issue_date) == (plain.year, plain.organ, plain.issue_date)


def test_what_stands_inside_the_report_is_told() -> None:
    report = generate(Random("pages 1"))
    page = PAGES["content system"](report, Random(1))
    at = page.index(report.section(2).heading)
    at = page.rindex("<p", 0, at)
    file = verdict(f"{page[:at]}<p>扫一扫在手机打开当前页</p>{page[at:]}")
    assert [item.code for item in file.diagnostics if item.code in {"GL811", "GL812"}] == ["GL811"]


def test_a_page_with_its_title_in_its_head_only_gets_a_note() -> None:
    report = generate(Random("pages 2"))
    page = PAGES["title in the head only"](report, Random(1))
    assert [item.severity for item in verdict(page).diagnostics if item.code == "GL101"] == ["info"]
    start, end = page.index("<title>"), page.index("</title>")
    without = page[:start] + page[end:].replace('name="ArticleTitle"', 'name="x"')
    assert [item.severity for item in verdict(without).diagnostics if item.code == "GL101"] == ["error"]


def test_a_publication_date_of_the_page_is_still_used() -> None:
    report = generate(Random("pages 3"))
    page = PAGES["content system"](report, Random(1))
    day = report.published.isoformat()
    late = page.replace(day, f"{report.year + 2}-11-05")
    assert {item.code for item in verdict(late).diagnostics} & {"GL502", "GL503"}
