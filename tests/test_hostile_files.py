"""Files made to hurt: a clear finding in bounded time and memory, and nothing read or written elsewhere."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import govlint
from govlint.result import FileResult
from tests.support.documents import docx_of

SECONDS = 10
MEBIBYTES = 500
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def judged(data: bytes, name: str) -> FileResult:
    """The result, which must come in time. (Time of the processor: other work on the machine does not count.)"""
    start = time.process_time()
    (file,) = govlint.lint(data=data, name=name).files
    assert time.process_time() - start < SECONDS
    assert not file.crashed, [d.args for d in file.diagnostics]
    return file


def reason(file: FileResult) -> str:
    assert file.status in {"unreadable", "unsupported"}
    return str(file.diagnostics[0].args["reason"])


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def word_xml(body: bytes) -> bytes:
    return b"<w:document " + W.encode() + b"><w:body>" + body + b"</w:body></w:document>"


PAGES = {
    "nested boxes": b"<div>" * 20_000,
    "nested tables": b"<table><tr><td>" * 8_000,
    "opened and never closed": b"<td>1" * 60_000,
    "a cell over everything": b"<table>"
    + b"<tr><td rowspan=999999999 colspan=999999999>1</td></tr>" * 2_000
    + b"</table>",
    "less-than signs": b"<" * 500_000,
    "tags that never end": b"<a " * 200_000,
    "comments that never end": b"<!--" * 200_000,
    "quotes that never end": b'<p title="' * 100_000,
    "ampersands": b"&" * 300_000,
    "references": b"&#20844;" * 60_000,
    "end tags": b"</div>" * 100_000,
    "lists": b"<ul><li>" * 20_000,
    "scripts": b"<script>" * 60_000,
    "one long word": "公".encode() * 300_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_ends_in_time(name: str) -> None:
    judged(b"<html><body>" + PAGES[name], "page.html")


def test_a_zip_bomb_is_refused() -> None:
    bomb = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * (200 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    assert reason(judged(bomb, "report.docx")) == "too-large"


def test_entities_are_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % ((97 + n + 1,) + (97 + n,) * 4) for n in range(20)
    )
    data = zipped({"word/document.xml": laughs + b"]>" + word_xml(b"<w:p><w:r><w:t>&u;</w:t></w:r></w:p>")})
    assert reason(judged(data, "report.docx")) == "damaged"


def test_external_entities_read_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    kind = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    data = zipped({"word/document.xml": kind + word_xml(b"<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")})
    assert reason(judged(data, "report.docx")) == "damaged"


def test_members_that_climb_out_are_written_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    data = zipped({"../../outside.txt": b"x", "word/document.xml": word_xml(b"<w:p/>"), "/etc/govlint-test": b"x"})
    assert reason(judged(data, "report.docx")) == "empty"
    assert sorted(os.listdir(tmp_path)) == ["a"]
    assert os.listdir(inner) == []


_WIDE_ROW = b"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc></w:tr>"


@pytest.mark.parametrize(
    "body",
    [
        b"<w:p>" * 15_000 + b"</w:p>" * 15_000,
        b"<w:tbl><w:tr><w:tc>" * 5_000 + b"</w:tc></w:tr></w:tbl>" * 5_000,
        b"<w:sdt>" * 15_000 + b"</w:sdt>" * 15_000,
        b"<w:p><w:r><w:t>1</w:t></w:r></w:p>" * 60_000,
        b"<w:tbl>" + _WIDE_ROW * 5_000 + b"</w:tbl>",
    ],
    ids=["paragraphs in paragraphs", "tables in tables", "controls in controls", "many paragraphs", "wide cells"],
)
def test_a_hostile_word_file_ends_in_time(body: bytes) -> None:
    judged(docx_of(body.decode()), "report.docx")


def test_a_truncated_word_file_is_damaged() -> None:
    whole = docx_of("<w:p><w:r><w:t>年度报告</w:t></w:r></w:p>")
    for length in range(4, len(whole), 97):
        assert judged(whole[:length], "report.docx").status in {"unreadable", "unsupported", "not-a-report"}


def test_a_zip_file_that_only_calls_itself_word_is_refused() -> None:
    assert judged(zipped({"word/document.xml": b"not xml"}), "report.docx").status == "unreadable"
    assert judged(zipped({"word/document.xml.rels": b"<x/>"}), "report.docx").status == "unreadable"


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report.html", "report.md", "report.txt"])
def test_bytes_that_are_not_what_the_suffix_says_are_no_crash(name: str) -> None:
    for data in (b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + bytes(200), b"<html>", bytes(range(256)) * 40, b"\xff\xfe" * 50):
        judged(data, name)


def test_a_pdf_without_text_is_never_an_empty_pass() -> None:
    page = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    assert reason(judged(page, "scan.pdf")) == "scanned"


_IN_BOUNDS = """\
import resource, sys
limit = int(sys.argv[1]) * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from govlint.cli.app import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
@pytest.mark.parametrize("name", ["opened and never closed", "references", "less-than signs"])
def test_a_hostile_page_fits_into_the_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<html><body>" + PAGES[name] * 4)
    command = [sys.executable, "-c", _IN_BOUNDS, str(MEBIBYTES), str(path), "--format", "concise"]
    ran = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in ran.stderr, ran.stderr
    assert ran.returncode in {1, 2}
