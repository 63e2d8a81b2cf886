"""One report, whatever file it comes in: the same verdict at the same place of the report.

Reports and faults are generated; `tests.support.documents` makes web pages, Word files and Markdown of them.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

import govlint
from govlint.result import Diagnostic, FileResult
from tests.support.check import find_alarms, findings
from tests.support.dialects import DIALECTS
from tests.support.documents import (
    converted,
    libreoffice,
    to_docx,
    to_html,
    to_markdown,
    to_scanned_markdown,
    to_torn_markdown,
)
from tests.support.faults import FAULTS
from tests.support.reports import Generated, generate

MAKERS = {"markdown": (to_markdown, "md"), "web page": (to_html, "html"), "Word": (to_docx, "docx")}
PLAIN = DIALECTS["pipe-rows"]
FRAME = {"GL811", "GL812", "GL813", "GL815"}
"""What a page prints around a report is no part of it in a web page, and is left out."""
MEANT_IN_MARKDOWN = {
    name
    for name in FAULTS
    if name.startswith("mojibake")
    and name.endswith(("a blank as code", "brackets as code", "a character by number", "a tag"))
}
"""In Markdown these characters are no remains: they are how a blank, a bracket or a mark-up is written."""
UNREAD = {"GL202"}
"""What says that a table cannot be read."""
SAME = {"GL208": "GL209"}
"""Where a cell is not there at all, a file with a grid shows that the row is short; text with pipes shows a blank."""


def verdict(data: bytes, suffix: str) -> FileResult:
    (file,) = govlint.lint(data=data, name=f"report.{suffix}").files
    assert file.status == "checked", file.status
    assert not file.crashed
    return file


def place(diagnostic: Diagnostic) -> tuple[object, ...]:
    """Code and logical place. How sure a missing title is depends on the kind of file."""
    code = SAME.get(diagnostic.code, diagnostic.code)
    severity = "" if code in {"GL101", "GL209"} else diagnostic.severity
    cell = None if code == "GL209" else diagnostic.cell
    row = None if code == "GL209" else diagnostic.row
    return code, severity, diagnostic.section, diagnostic.table, row, cell


def places(file: FileResult) -> set[tuple[object, ...]]:
    return {place(diagnostic) for diagnostic in file.diagnostics if diagnostic.code not in FRAME}


def plain(report: Generated) -> FileResult:
    return verdict(PLAIN.encode(PLAIN.render(report, Random(1))), "txt")


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("seed", range(25))
def test_a_clean_report_is_clean_in_every_kind_of_file(kind: str, seed: int) -> None:
    report = generate(Random(f"formats {seed}"))
    make, suffix = MAKERS[kind]
    file = verdict(make(report, Random(seed)), suffix)
    assert not find_alarms(report, PLAIN, findings(file))
    assert file.relations == plain(report).relations
    assert (file.year, file.organ, file.issue_date) == (report.year, report.organ, report.issue_date.isoformat())


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_at_the_same_place_in_every_kind_of_file(name: str) -> None:
    fault = FAULTS[name]
    for seed in range(400):
        rng = Random(f"{name} {seed}")
        report = fault.apply(generate(rng), rng)
        if report is not None:
            break
    else:
        pytest.fail(f"{name} could not be made")
    expected = places(plain(report))
    for make, suffix in MAKERS.values():
        if suffix == "md" and name in MEANT_IN_MARKDOWN:
            continue
        assert places(verdict(make(report, Random(seed)), suffix)) == expected, suffix


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_web_page_is_read_in_every_encoding(encoding: str) -> None:
    report = generate(Random("encoding"))
    file = verdict(to_html(report, Random(3), encoding=encoding), "html")
    assert file.relations == plain(report).relations
    assert file.organ == report.organ


@pytest.mark.skipif(libreoffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("target", ["pdf", "odt", "doc", "html"])
def test_what_libreoffice_makes_of_a_word_file_gets_its_verdict(target: str) -> None:
    for name in ("clean", "one result too many", "received off by one"):
        rng = Random(f"office {name}")
        report = generate(rng, plain=True, blanks=False)
        if name in FAULTS:
            report = FAULTS[name].apply(report, rng) or report
        data = to_docx(report, Random(1), plain=True)
        file = verdict(converted(data, "docx", target), target)
        assert places(file) == places(verdict(data, "docx"))
        assert file.relations == verdict(data, "docx").relations


@pytest.mark.skipif(libreoffice() is None, reason="LibreOffice is not installed")
def test_rich_text_is_read_through_libreoffice() -> None:
    report = generate(Random("rich text"), plain=True, blanks=False)
    lines = PLAIN.render(report, Random(1)).splitlines()
    body = "".join("".join(f"\\u{ord(char)}?" for char in line) + "\\par\n" for line in lines)
    data = ("{\\rtf1\\ansi\\uc1 " + body + "}").encode()
    assert places(verdict(data, "rtf")) == places(plain(report))


@pytest.mark.parametrize("make", [to_torn_markdown, to_scanned_markdown])
@pytest.mark.parametrize("seed", range(20))
def test_markdown_of_printed_pages_and_of_scans_is_read_right_or_not_at_all(
    make: Callable[[Generated, Random], bytes], seed: int
) -> None:
    report = generate(Random(f"damaged {seed}"), blanks=False)
    file = verdict(make(report, Random(seed)), "md")
    assert not [alarm for alarm in find_alarms(report, PLAIN, findings(file)) if alarm.code not in UNREAD]
    assert not file.relations.violated
    assert (file.year, file.organ, file.issue_date) == (report.year, report.organ, report.issue_date.isoformat())
