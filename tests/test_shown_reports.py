"""Outputs that show the report itself: the page for people, comments in a Word file, the figures as read."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import govlint
from govlint.output.figures import safe
from tests.support.documents import docx_of, to_docx
from tests.support.process import Ran
from tests.support.reports import generate
from tests.support.texts import example

Run = Callable[..., Ran]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A Word file with a sum that is wrong and no date."""
    rng = Random("shown")
    report = generate(rng, kind="department", year=2023, plain=True, blanks=False)
    cells = report.applications.row("r1").cells
    cells[-1] = str(int(cells[-1]) + 1)
    report.issued = ""
    path = tmp_path / "report.docx"
    path.write_bytes(to_docx(report, rng))
    return path


# -- the page ------------------------------------------------------------------------------------------------------


def page(run: Run, *args: str) -> str:
    ran = run(*args, "--format", "html")
    return ran.out.decode()


def test_the_page_holds_the_report_and_a_card_for_each_finding(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(example("report.txt"), encoding="utf-8")
    text = page(run, str(path))
    findings = govlint.lint([path]).files[0].diagnostics
    assert len(re.findall(r'<div class="card ', text)) == len(findings)
    for sentence in example("report.txt").splitlines()[1:6]:
        plain = html.unescape(re.sub("<[^>]+>", "", text))
        assert sentence in plain
    anchors = set(re.findall(r"id=([mc]\d+-\d+)", text))
    links = set(re.findall(r'href="#([^"]+)"', text))
    assert links <= anchors, "every link leads somewhere"
    assert len(re.findall(r"id=(m\d+-\d+)", text)) == len(set(re.findall(r"id=(m\d+-\d+)", text)))


def test_the_wrong_cell_is_marked_where_it_stands(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(example("report.txt"), encoding="utf-8")
    text = page(run, str(path))
    row = re.search(r"<tr><th scope=row>8\.属于行政查询事项</th>(.*?)</tr>", text, re.DOTALL)
    assert row
    cells = re.findall(r"<td[^>]*>.*?</td>", row[1], re.DOTALL)
    assert [("mark error" in cell) for cell in cells] == [False, False, True, False, False, False, False]
    assert "0 + 0 + 1 + 0 + 0 + 0" in cells[2], "the sum is shown"


def test_the_page_loads_nothing_and_runs_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;"
    path.write_text(example("report.txt").replace("2023年,", f"2023年,{hostile}", 1), encoding="utf-8")
    text = page(run, str(path), "--lang", "en")
    assert "<script" not in text
    assert "<img" not in text
    assert not re.search(r"""<[^>]*(?:src|href)=["']?(?!#)[a-z]""", text)
    assert "default-src 'none'" in text
    assert hostile in html.unescape(re.sub(r"<[^>]+>", "", text)), "escaped, though a part of it is marked"


def test_a_file_that_is_no_report_has_its_finding_and_no_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("各位同事:明天开会。\n", encoding="utf-8")
    text = page(run, str(path))
    assert "GL003" in text
    assert "没有读成报告" in text


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(chromium() is None, reason="no browser is installed")
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_the_screen(width: int, run: Run, tmp_path: Path) -> None:
    program = chromium()
    assert program is not None
    path = tmp_path / "report.txt"
    path.write_text(example("report.txt"), encoding="utf-8")
    # a frame of that width, because a window is never so narrow; the policy of the page would stop the measuring
    inner = re.sub(r"<meta http-equiv[^>]*>", "", page(run, str(path)))
    outer = (
        f'<iframe id=f width={width} height=900 srcdoc="{html.escape(inner)}"></iframe><script>'
        "f.onload = () => { const d = f.contentDocument, e = d.documentElement;"
        "document.title = [e.scrollWidth, e.clientWidth, d.querySelectorAll('.card').length,"
        "getComputedStyle(d.querySelector('nav')).position].join(' ') }</script>"
    )
    frame = tmp_path / "frame.html"
    frame.write_text(outer, encoding="utf-8")
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--dump-dom"]
    ran = subprocess.run([*command, frame.as_uri()], capture_output=True, timeout=120, check=True)
    title = re.search(r"<title>(.*?)</title>", ran.stdout.decode())
    assert title
    scroll, client, cards, position = title[1].split()
    assert int(scroll) <= int(client), "nothing stands out to the right"
    assert int(cards) > 3
    assert position == ("static" if width < 800 else "sticky")


# -- comments in Word ----------------------------------------------------------------------------------------------


def test_each_finding_is_a_comment_in_the_copy(faulty: Path, tmp_path: Path, run: Run) -> None:
    from docx import Document

    before = faulty.read_bytes()
    copy = tmp_path / "copy.docx"
    ran = run(str(faulty), "--annotate", str(copy), "--lang", "zh")
    assert ran.status == 1
    assert faulty.read_bytes() == before
    comments = [comment.text for comment in Document(str(copy)).comments]
    findings = govlint.lint([faulty]).files[0].diagnostics
    assert len(comments) == len(findings)
    for diagnostic, text in zip(findings, comments, strict=True):
        assert diagnostic.code in text.splitlines()[0]
        assert "办法" in text
    again = govlint.lint([copy]).files[0].diagnostics
    assert [(d.code, d.paragraph, d.grid) for d in again] == [(d.code, d.paragraph, d.grid) for d in findings]


def test_a_comment_hangs_on_its_cell(faulty: Path, tmp_path: Path, run: Run) -> None:
    from docx import Document

    copy = tmp_path / "copy.docx"
    run(str(faulty), "--annotate", str(copy))
    cells = [d for d in govlint.lint([faulty]).files[0].diagnostics if d.grid]
    assert cells
    table, row, _ = cells[0].grid or (0, 0, 0)
    xml = Document(str(copy)).tables[table - 1].rows[row - 1]._tr.xml
    assert "commentRangeStart" in xml


def test_the_original_is_never_overwritten(faulty: Path, run: Run) -> None:
    before = faulty.read_bytes()
    assert run(str(faulty), "--annotate", str(faulty)).status == 2
    assert faulty.read_bytes() == before


def test_only_word_files_get_comments(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(example("report.txt"), encoding="utf-8")
    ran = run(str(path), "--annotate", str(tmp_path / "copy.docx"))
    assert ran.status == 2
    assert "report.txt" in ran.err
    assert not (tmp_path / "copy.docx").exists()


def test_an_empty_paragraph_can_carry_a_comment(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "bare.docx"
    path.write_bytes(
        docx_of(
            "<w:p/><w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p><w:p><w:r><w:t>二、主动公开政府信息情况</w:t></w:r></w:p>"
        )
    )
    run(str(path), "--annotate", str(tmp_path / "copy.docx"))
    assert (tmp_path / "copy.docx").exists()


# -- figures -------------------------------------------------------------------------------------------------------


def test_figures_are_those_that_are_printed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(example("clean.txt").replace("46 |", "46(其中变更3件) |", 1), encoding="utf-8")
    (report,) = json.loads(run("figures", str(path)).out)["reports"]
    cells = {
        (row["id"], cell["column"]): cell
        for table in report["tables"]
        for row in table["rows"]
        for cell in row["cells"]
    }
    assert len(cells) == 10 + 175 + 15
    annotated = [cell for cell in cells.values() if cell["kind"] == "annotated"]
    assert [(cell["raw"], cell["value"]) for cell in annotated] == [("46(其中变更3件)", "46")]


def test_the_csv_has_a_line_a_cell_and_opens_in_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "=cmd()report.txt"
    path.write_text(example("clean.txt"), encoding="utf-8")
    out = run("figures", str(path), "-f", "csv").out.decode()
    assert out.startswith("\ufeff")
    lines = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(lines) == 200
    assert {line["table"] for line in lines} == {"disclosure", "applications", "review"}
    assert all(not line["path"].startswith("=") for line in lines)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-8", "-8"),
        ("+43", "+43"),
        ("-8%", "'-8%"),
        (None, ""),
        (3, "3"),
        ("\tx", "'\tx"),
    ],
)
def test_no_cell_is_a_formula(value: object, shown: str) -> None:
    assert safe(value) == shown


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(example("clean.txt"), encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\n")
    ran = run("figures", str(tmp_path))
    assert ran.status == 2
    assert "b.pdf" in ran.err
    assert [report["status"] for report in json.loads(ran.out)["reports"]] == ["read", "unreadable"]
