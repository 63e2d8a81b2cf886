"""Passages: which wrapped lines make one paragraph, its text without blanks, and the way back to the report."""

from __future__ import annotations

import pytest

from govlint.pack import load_pack
from govlint.readers.text import read_text
from govlint.report.flow import RunningText, bare_text, chained, pair_key
from govlint.report.model import Report
from govlint.source.read import read_stream

HEAD = "甲县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
TAIL = "\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n公开的内容还不够全面。\n"
WRAPPED = (
    "2023年,全局认真贯彻落实政府信息公开条例,不断完善工\n"
    "作机制,加强学习培训,规范公开程序,提高公开质量,全\n"
    "年通过各种渠道公开信息,方便群众查阅,得到社会各界好\n"
    "评,并按要求报送。\n"
)
"""Lines that end where the page does, so that the usual width is known."""


def report_on(text: str) -> Report:
    return Report(read_text(read_stream((HEAD + text + TAIL).encode(), "x.txt")), load_pack())


def passages(text: str) -> list[str]:
    return [passage.text for passage in report_on(text).passages if passage.section == 1]


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("全年通过门户网站公开各类政府信息", "共计120条。"),
        ("(一)主动公开。全年通过门户网站公开各类政府", "信息120条。"),
        ("按照要求(", "依申请公开除外)公开。"),
        ("全年收到政府信息公开申请12件,共计\n- 4 -", "20件次。"),
    ],
)
def test_a_line_that_is_broken_off_goes_on_in_the_next(line: str, below: str) -> None:
    (text,) = passages(f"{line}\n{below}")
    assert text == line.removesuffix("\n- 4 -") + below


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("全年通过门户网站公开各类政府信息。", "另有要求的从其规定。"),
        ("加强组织领导", "全年召开会议两次。"),
        ("全年通过门户网站公开各类政府信息", "(二)依申请公开。全年收到申请2件。"),
        ("全年通过门户网站公开各类政府信息", "二)依申请公开。全年收到申请2件。"),
        ("全年通过门户网站公开各类政府信息", "三是加强培训。"),
        ("(一)切实加强对政府信息公开工作的组织领导和统筹", "全年召开会议两次。"),
        ("工作中采取了以下几个方面的有力措施:", "加强培训。"),
        ("全年公开信息20条。(二)依申请公开情况", "收到申请2件。"),
    ],
)
def test_a_line_that_ends_or_before_one_that_opens_something_stands_alone(line: str, below: str) -> None:
    assert passages(f"{line}\n{below}") == [line, below]


def test_a_bracket_at_the_end_of_a_full_line_ends_no_paragraph() -> None:
    full = "报送县政府办公室《政府信息公开目录》和《公开指南》"
    assert passages(f"{WRAPPED}{full}\n各一份。")[-1] == f"{full}各一份。"


def test_a_line_much_shorter_than_the_wrapped_ones_is_a_heading() -> None:
    heading = "加强组织领导健全政府信息公开机制"
    assert passages(f"{WRAPPED}{heading}\n全年召开会议两次。")[-2:] == [heading, "全年召开会议两次。"]


def test_blanks_stay_between_letters_and_digits_only() -> None:
    assert passages("公 开 信 息 12 条,使用 App Store 下载,共 3 4 次。") == ["公开信息12条,使用App Store下载,共3 4次。"]


def test_flow_and_running_text_lead_back_to_the_report() -> None:
    report = report_on(f"{WRAPPED}公 开 信息120条。")
    assert [flow.section for flow in report.flows] == [1, 5]
    for text in (*report.flows, report.running_text, *report.passages):
        for offset, char in enumerate(text.text):
            if char not in " \n":
                assert report.text[text.place(offset)] == char
    at = report.running_text.text.index("公开信息120条")
    start, end = report.running_text.range(at, at + 8)
    assert report.text[start:end] == "公 开 信息120条"


def test_pairs_are_those_of_the_text() -> None:
    text = chained([bare_text(0, "公 开"), bare_text(9, "信息\U00020000。")])
    assert {pair_key("公开"), pair_key("信息")} <= text.pairs
    assert pair_key("开公") not in text.pairs
    assert not RunningText("", (), ()).pairs
    assert not bare_text(0, "公").pairs
