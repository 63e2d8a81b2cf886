"""One contract for every reader, and what each kind of file has of its own."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from importlib.util import find_spec
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.document.model import Document, Place
from govlint.readers.contract import READERS, read_document
from govlint.readers.word_numbering import chinese, printed
from govlint.source.read import SourceProblem, read_path, read_stream
from tests.support.documents import converted, docx_of, libreoffice, to_docx, to_html, to_markdown
from tests.support.reports import generate

REAL = os.path.join(os.path.dirname(__file__), "..", "..", "shared", "real", "huaian-2024.pdf")


def read(data: bytes | str, name: str) -> Document:
    return read_document(read_stream(data.encode() if isinstance(data, str) else data, name))


def html(body: str) -> Document:
    return read(f"<html><body>{body}</body></html>", "page.html")


def markdown(text: str) -> Document:
    return read(text, "report.md")


def word(body: str) -> Document:
    return read(docx_of(body), "report.docx")


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def blocks(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def place_of(document: Document, text: str) -> Place:
    return document.place(document.text.index(text))


# -- the contract --------------------------------------------------------------------------------------------------

SAMPLES = {
    "text": "一、总体情况\n2023年,公开信息3条。\n".encode,
    "markdown": lambda: to_markdown(generate(Random(4)), Random(4)),
    "html": lambda: to_html(generate(Random(4)), Random(4)),
    "word": lambda: to_docx(generate(Random(4)), Random(4)),
}
NAMES = {"text": "a.txt", "markdown": "a.md", "html": "a.html", "word": "a.docx"}


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_reader_keeps_the_contract(kind: str) -> None:
    document = read(SAMPLES[kind](), NAMES[kind])
    assert document.kind == kind
    assert document.text
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        assert "\n" not in document.text[block.start : block.end]
        last = block.end
        place = document.place(block.start)
        assert (place.line is None) == (place.column is None)
        assert place.line or place.page or place.paragraph or place.grid


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_places_are_those_of_the_file(kind: str) -> None:
    data = SAMPLES[kind]()
    document = read(data, NAMES[kind])
    lines = re.split("\r\n?|\n", data.decode())
    for offset in range(0, len(document.text), 7):
        char = document.text[offset]
        place = document.place(offset)
        if "一" <= char <= "鿿":
            assert place.line is not None
            assert place.column is not None
            assert lines[place.line - 1][place.column - 1] == char, (offset, place)


def test_every_kind_of_file_that_people_have_has_a_reader() -> None:
    assert set(READERS) == {"text", "markdown", "html", "word", "pdf", "legacy-office", "rtf", "opendocument"}


@given(st.binary(max_size=300), st.sampled_from(["a.html", "a.md", "a.docx", "a.pdf", "a.txt"]))
def test_no_bytes_make_a_reader_fail(data: bytes, name: str) -> None:
    for start in (b"", b"<html>", b"PK\x03\x04", b"# "):
        # bytes that look like an old office file would start LibreOffice
        with suppress(SourceProblem), patch("govlint.readers.office.find_program", return_value=None):
            read(start + data, name)


@given(st.text(alphabet=list("<>/&;=\"' ptdrab表年\n|!-#*`[]()1"), max_size=200))
def test_no_markup_makes_a_reader_fail(text: str) -> None:
    for name in ("a.html", "a.md"):
        try:
            document = read(f"<html>{text}" if name == "a.html" else text, name)
        except SourceProblem:
            continue
        assert all(document.place(offset).line for offset in range(len(document.text)) if document.text[offset] != "\n")


# -- web pages -----------------------------------------------------------------------------------------------------


def test_what_a_page_does_not_show_is_not_read() -> None:
    unseen = "<script>var a='<p>脚本</p>'</script><style>p{}</style><p hidden>藏</p><p style='display: none'>起</p>"
    assert blocks(html(unseen + "<p>见</p>")) == ["见"]


def test_runs_in_tags_of_their_own_are_one_text() -> None:
    assert blocks(html("<p><font>20</font><span><b>23</b></span>年<o:p></o:p></p>")) == ["2023年"]


def test_blanks_are_those_that_a_browser_shows() -> None:
    assert blocks(html("<p>\n  依法  公开\n   信息 &nbsp;3\n条 </p>")) == ["依法 公开信息 \xa03 条"]


def test_line_breaks_and_blocks_end_a_paragraph() -> None:
    assert blocks(html("甲<br>乙<div>丙<p>丁</p>戊</div>己")) == ["甲", "乙", "丙", "丁", "戊", "己"]


def test_a_heading_inside_a_paragraph_stands_for_itself() -> None:
    assert blocks(html("<p><br/>四、政府信息公开行政复议、行政诉讼情况</p>")) == [
        "四、政府信息公开行政复议、行政诉讼情况"
    ]


def test_a_table_has_a_row_a_line_and_keeps_its_blanks() -> None:
    document = html("<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>&nbsp;<td>3</table>")
    assert blocks(document) == ["甲 | 乙 |", "\xa0 | 3 |"]


def test_a_table_that_only_lays_out_the_page_is_none() -> None:
    text = "这是一段很长的正文,其中有句号。" * 12
    assert blocks(html(f"<table><tr><td><p>{text}</p><p>又一段。</p></td></tr></table>")) == [text, "又一段。"]
    assert blocks(html("<table><tr><td>外<table><tr><td>内</td><td>1</td></tr></table></td></tr></table>")) == [
        "外",
        "内 | 1 |",
    ]


def test_what_a_page_says_of_itself_is_metadata() -> None:
    page = "<head><title> 年报 </title><meta name='PubDate' content='2024-01-19'></head><p>文</p>"
    assert dict(html(page).metadata) == {"title": "年报", "pubdate": "2024-01-19"}


def test_a_picture_leaves_a_mark() -> None:
    document = html("<p>二、主动公开政府信息情况</p><p><img src='table.png' width=600></p><img src=icon.gif width=16>")
    assert [block.kind for block in document.blocks] == ["paragraph", "image"]


def test_the_report_is_found_among_the_boxes_of_a_page() -> None:
    import govlint

    report = generate(Random(11))
    for seed in range(6):
        file = govlint.lint(data=to_html(report, Random(seed)), name="a.html").files[0]
        assert file.organ == report.organ
        assert not [d for d in file.diagnostics if d.code == "GL811"]


# -- Markdown ------------------------------------------------------------------------------------------------------


def test_marks_are_no_text() -> None:
    document = markdown("## 一、总体情况\n\n**2023年**,我局[公开](http://x.cn)信息`3`条,*其中*…\\*。\n")
    assert blocks(document) == ["一、总体情况", "2023年,我局公开信息3条,其中…*。"]
    assert place_of(document, "公开") == Place(line=3, column=14)


def test_rows_are_read_as_printed_whatever_the_head_says() -> None:
    document = markdown("| 甲 | 乙 |\n|---|---|\n| 行 | 1 | 2 | 3 |\n| 短 |\n")
    assert blocks(document) == ["甲 | 乙 |", "行 | 1 | 2 | 3 |", "短 |"]


def test_blank_cells_stay_in_their_places() -> None:
    assert blocks(markdown("| a | b | c |\n|--|--|--|\n| 规章 | | 3 |\n"))[1] == "规章 |  | 3 |"


def test_front_matter_is_metadata() -> None:
    document = markdown('---\ntitle: "年报"\nyear: 2023\n---\n# 标题\n')
    assert blocks(document) == ["标题"]
    assert document.metadata["title"] == "年报"


def test_html_in_markdown_is_read_like_a_page() -> None:
    document = markdown("前文\n\n<table>\n<tr><td>规章</td>\n\n<td>3</td></tr>\n</table>\n\n后文\n")
    assert blocks(document) == ["前文", "规章 | 3 |", "后文"]
    assert place_of(document, "3").line == 6


def test_numbers_of_lists_are_text() -> None:
    assert blocks(markdown("1. 第一项\n2. 第二项\n\n- 点\n")) == ["1.第一项", "2.第二项", "点"]


def test_a_wrapped_paragraph_is_one_and_short_lines_stand_alone() -> None:
    long = "这一行写得很长很长,足有二十五个字以上,所以是为了排版才"
    assert blocks(markdown(f"{long}\n折到下一行。\n\n规章\n0\n1\n")) == [f"{long}折到下一行。", "规章", "0", "1"]


# -- Word ----------------------------------------------------------------------------------------------------------


def test_numbers_that_a_list_makes_are_read() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    document = word(paragraph("总体情况", numbered) + paragraph("文") + paragraph("主动公开政府信息情况", numbered))
    assert blocks(document) == ["一、总体情况", "文", "二、主动公开政府信息情况"]


def test_deleted_hidden_and_moved_text_is_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>公开</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>信息</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>"
    )
    assert blocks(word(body)) == ["公开信息"]


def test_merged_cells_are_one() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    first = cell("组", '<w:vMerge w:val="restart"/>') + cell("行", '<w:gridSpan w:val="2"/>') + cell("1")
    second = cell("", "<w:vMerge/>") + cell("甲") + cell("") + cell("2")
    document = word(f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>")
    assert blocks(document) == ["组 | 行 | 1 |", "甲 |  | 2 |"]
    assert place_of(document, "2") == Place(grid=(1, 2, 4))


def test_a_place_in_a_word_file_is_a_paragraph_or_a_cell() -> None:
    document = word(paragraph("甲") + paragraph("") + paragraph("乙"))
    assert place_of(document, "乙") == Place(paragraph=3)


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>文</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='x'><mc:Choice>"
        f"{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert blocks(word(body)) == ["文", "框"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1, "chineseCounting", "一"), (12, "chineseCountingThousand", "十二"), (20, "japaneseCounting", "二十"),
        (3, "decimal", "3"), (3, "lowerLetter", "c"), (27, "upperLetter", "AA"), (2, "decimalEnclosedCircle", "②"),
        (105, "chineseCounting", "一百零五"), (4, "chineseLegalSimplified", "肆"),
    ],
)  # fmt: skip
def test_counters_are_printed_as_their_form_says(value: int, form: str, text: str) -> None:
    assert printed(value, form) == text


@given(st.integers(min_value=1, max_value=99))
def test_chinese_counters_read_back(value: int) -> None:
    from govlint.report.numerals import numeral_value

    assert numeral_value(chinese(value)) == value


# -- PDF -----------------------------------------------------------------------------------------------------------


def test_without_its_library_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(SourceProblem) as caught:
        read(b"%PDF-1.7\n", "a.pdf")
    assert (caught.value.event, caught.value.reason) == ("unsupported", "pdf-library")


def test_without_libreoffice_an_old_file_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govlint.readers.office.find_program", lambda: None)
    with pytest.raises(SourceProblem) as caught:
        read(b"{\\rtf1 x}", "a.rtf")
    assert (caught.value.event, caught.value.reason) == ("unsupported", "rtf")


@pytest.mark.skipif(libreoffice() is None, reason="LibreOffice is not installed")
def test_a_printed_report_has_pages_and_lines() -> None:
    document = read(converted(to_docx(generate(Random(4)), Random(4), plain=True), "docx", "pdf"), "a.pdf")
    pages = [document.place(block.start).page for block in document.blocks]
    assert pages[0] == 1
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert pages[-1] == max(page or 0 for page in pages)


def test_a_real_printed_report_is_read_whole() -> None:
    if not os.path.exists(REAL) or find_spec("pypdfium2") is None:
        return
    import govlint

    assert read_path(REAL).kind == "pdf"
    (file,) = govlint.lint([REAL]).files
    assert (file.year, file.organ, file.relations.held) == (2024, "淮安市人民政府", 42)
    assert file.relations.total == 42
