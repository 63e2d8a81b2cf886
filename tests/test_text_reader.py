"""Plain text as a document: the text as it is, a paragraph a line, and every place as an editor shows it."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.document.model import Block, Document, Place
from govlint.readers.contract import READERS, read_document
from govlint.readers.text import read_text
from govlint.source import read
from govlint.source.read import SourceProblem, read_stream


def document(data: bytes | str) -> Document:
    return read_document(read_stream(data.encode() if isinstance(data, str) else data, "report.txt"))


def problem_of(data: bytes, name: str = "report.txt") -> SourceProblem:
    with pytest.raises(SourceProblem) as caught:
        read_document(read_stream(data, name))
    return caught.value


def test_the_text_is_kept_as_it_is() -> None:
    text = "  年度报告\r\n\r\n一、总体情况\f \n"
    read_one = document(text)
    assert read_one.text == text
    assert (read_one.path, read_one.kind, read_one.encoding) == ("report.txt", "text", "utf-8")


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert document("\ufeff年度报告".encode()).text == "年度报告"


def test_every_line_that_holds_something_is_a_paragraph_without_its_end() -> None:
    assert document("甲\n\n \u3000\n乙 \n").blocks == [Block("paragraph", 0, 1), Block("paragraph", 6, 8)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count(end: str) -> None:
    read_one = document(f"甲{end}{end}乙丙{end}丁")
    assert [read_one.text[block.start : block.end] for block in read_one.blocks] == ["甲", "乙丙", "丁"]
    assert read_one.place(read_one.text.index("丙")) == Place(line=3, column=2)
    assert read_one.place(read_one.text.index("丁")) == Place(line=4, column=1)


def test_line_ends_may_be_mixed() -> None:
    read_one = document("甲\n乙\r\n丙\r丁\n\r戊")
    assert [read_one.place(read_one.text.index(char)).line for char in "甲乙丙丁戊"] == [1, 2, 3, 4, 6]


@pytest.mark.parametrize("other", list("\f\v\x1c\x85\u2028\u2029"))
def test_nothing_else_ends_a_line(other: str) -> None:
    read_one = document(f"甲{other}乙")
    assert read_one.place(2) == Place(line=1, column=3)
    assert len(read_one.blocks) == 1


def test_columns_count_code_points() -> None:
    assert document("😀é年").place(2) == Place(line=1, column=3)


@given(st.text(st.sampled_from("甲1 \t\r\n\f|")).filter(lambda text: not (not text or text.isspace())))
def test_blocks_and_lines_cover_the_text_and_nothing_twice(text: str) -> None:
    read_one = document(text)
    assert read_one.line_starts == [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]
    end = 0
    for block in read_one.blocks:
        assert not text[end : block.start].strip()
        assert text[block.start : block.end].strip()
        assert not {"\r", "\n"} & set(text[block.start : block.end])
        end = block.end
    assert not text[end:].strip()


def test_hostile_text_survives_as_data() -> None:
    hostile = "\x1b]0;x\x07\x1b[2J[red]年[/red]\x08\x7f::error::<script>\n=1+1"
    assert document(hostile).text == hostile


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff".encode(), "\u3000\xa0\n".encode(), "\n".encode("utf-16")])
def test_a_file_with_nothing_in_it_is_empty(data: bytes) -> None:
    problem = problem_of(data)
    assert (problem.event, problem.reason) == ("unreadable", "empty")


@pytest.mark.parametrize(
    ("data", "reason"),
    [(bytes(64), "binary"), (b"\x7fELF\0\0", "binary"), (b"\xff\x80\xfe\x81" * 9, "undecodable")],
)
def test_what_is_no_text_is_unreadable(data: bytes, reason: str) -> None:
    problem = problem_of(data)
    assert (problem.event, problem.reason) == ("unreadable", reason)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"<?xml version='1.0'?><x/>", "xml"), (b"\xff\xd8\xff", "image"), (b"PK\x05\x06", "archive")],
)
def test_a_kind_without_a_reader_is_unsupported_and_named(data: bytes, kind: str) -> None:
    problem = problem_of(data)
    assert (problem.event, problem.reason) == ("unsupported", kind)


def test_every_reader_is_for_a_kind_that_files_can_have() -> None:
    kinds = {value for key, value in vars(read).items() if key.isupper() and isinstance(value, str)}
    assert set(READERS) <= kinds


@given(st.binary(max_size=300))
def test_any_bytes_become_a_document_or_a_problem_with_a_reason(data: bytes) -> None:
    outcome: Document | SourceProblem
    try:
        outcome = document(data)
    except SourceProblem as problem:
        outcome = problem
    assert outcome.blocks if isinstance(outcome, Document) else outcome.reason


@pytest.mark.parametrize(
    "text",
    [
        "年" * 350_000,
        "1" * 1_000_000,
        " " * 999_999 + "年",
        "\n" * 999_999 + "年",
        "\r" * 999_999 + "年",
        "|\n" * 500_000,
        "|\r\n" * 330_000,
    ],
    ids=["one line", "digits", "blanks", "empty lines", "carriage returns", "short lines", "short lines in CRLF"],
)
def test_a_megabyte_is_read_at_once(text: str) -> None:
    started = time.process_time()
    document(text)
    assert time.process_time() - started < 4  # anything not linear takes minutes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_file_cut_inside_a_character_is_not_judged(encoding: str) -> None:
    whole = "临川镇人民政府2023年政府信息公开工作年度报告\n一、总体情况".encode(encoding)
    with pytest.raises(SourceProblem) as problem:
        read_text(read_stream(whole[:-1], "report.txt"))
    assert problem.value.reason == "truncated"


def test_a_replacement_character_at_the_end_of_a_text_is_a_character() -> None:
    assert read_text(read_stream("一、总体情况\ufffd".encode(), "report.txt")).text.endswith("\ufffd")
