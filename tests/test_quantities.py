"""Quantities and statements: what figures in running text say, and sentences as they were before lines were wrapped."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.pack import load_pack
from govlint.readers.text import read_text
from govlint.report.model import Report
from govlint.report.quantities import ABOUT, EXACT, LEAST, MOST, RANGE, ROUNDED, Quantity, read_quantities
from govlint.report.statements import Statement
from govlint.source.read import read_stream

MILLION = 1_000_000


def read(text: str) -> list[tuple[int | Decimal, str]]:
    return [(quantity.value, quantity.unit) for quantity in read_quantities(text)]


def one(text: str) -> Quantity:
    (quantity,) = read_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("收到申请8件", 8, "件"),
        ("公开信息1,234条", 1234, "条"),
        ("公开信息11,398,889条", 11398889, "条"),
        ("收到 23 件", 23, "件"),
        ("采购金额12.6万元", 126000, "元"),
        ("采购金额1.5亿元", 150000000, "元"),
        ("采购金额3940元", 3940, "元"),
        ("培训2000人次", 2000, "人次"),
        ("占33.9%", Decimal("33.9"), "%"),
        ("占百分之三十三点五", Decimal("33.5"), "%"),
        ("达到百分之百", 100, "%"),
        ("下降3.5个百分点", Decimal("3.5"), "百分点"),
        ("申请一件", 1, "件"),
        ("共十件", 10, "件"),
        ("共十二件", 12, "件"),
        ("共二十件", 20, "件"),
        ("共一百二十三件", 123, "件"),
        ("共两千零五件", 2005, "件"),
        ("共三万五千条", 35000, "条"),
        ("主要体现在以下三个方面", 3, "个"),
        ("存在以下两方面不足", 2, "方面"),
        ("收到政府信息公开申请零件", 0, "件"),
        ("全年发生一起", 1, "起"),
    ],
)
def test_a_figure_is_read_with_its_measure_word(text: str, value: int | Decimal, unit: str) -> None:
    quantity = one(text)
    assert (quantity.value, quantity.high, quantity.unit) == (value, value, unit)
    assert type(quantity.value) is type(value)
    assert text[quantity.start : quantity.end] == quantity.raw


@pytest.mark.parametrize(
    ("text", "exactness", "value", "high"),
    [
        ("共8件", EXACT, 8, 8),
        ("近5000条", ABOUT, 5000, 5000),
        ("约8件", ABOUT, 8, 8),
        ("100余条", ABOUT, 100, 100),
        ("18万余条", ABOUT, 180000, 180000),
        ("300余万元", ABOUT, 3000000, 3000000),
        ("8件左右", ABOUT, 8, 8),
        ("十余件", ABOUT, 10, 10),
        ("几十件", ABOUT, 10, 10),
        ("近百条", ABOUT, 100, 100),
        ("三五件", ABOUT, 3, 3),
        ("1.2万条", ROUNDED, 12000, 12000),
        ("超过20件", LEAST, 20, 20),
        ("20件以上", LEAST, 20, 20),
        ("不少于3次", LEAST, 3, 3),
        ("不足5件", MOST, 5, 5),
        ("不超过3件", MOST, 3, 3),
        ("3至5件", RANGE, 3, 5),
        ("3—5件", RANGE, 3, 5),
        ("三到五件", RANGE, 3, 5),
    ],
)
def test_a_figure_says_how_exactly_it_is_meant(text: str, exactness: str, value: int, high: int) -> None:
    quantity = one(text)
    assert (quantity.exactness, quantity.value, quantity.high) == (exactness, value, high)
    assert quantity.is_exact == (exactness == EXACT)


@pytest.mark.parametrize(
    "text",
    [
        "国办公开办函〔2021〕30号",
        "国务院令第711号",
        "条例第二十条、二十一条和第三十六条",
        "第20条及第21条",
        "《条例》二十条规定",
        "第3次会议",
        "2023年1月1日至12月31日",
        "二〇二三年",
        "十四五期间",
        "一次性告知",
        "推行一件事一次办",
        "机械零件加工",
        "统一条目",
        "千家万户",
        "每3件抽查",
        "前三项",
        "一件一档",
        "一起研究",
        "另一方面",
        "书院路16号",
        "电话0483-8185087",
        "2 3件",
        "拨打12345热线",
        "万一件数有误",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_several_figures_of_one_sentence_are_read_in_order() -> None:
    text = "发布信息3403条,其中概况类一百零五条、动态类3,298条,占96.9%。"
    assert read(text) == [(3403, "条"), (105, "条"), (3298, "条"), (Decimal("96.9"), "%")]


def chinese(number: int) -> str:
    """A number below ten thousand in Chinese numerals, as it is read aloud."""
    digits = "零一二三四五六七八九"
    text, zero = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            text += ("零" if zero else "") + digits[digit] + name
            zero = False
        else:
            zero = bool(text)
    return text.removeprefix("一") if 10 <= number < 20 else text


@given(st.integers(2, 9999), st.sampled_from(["件", "条", "份", "项"]))
def test_chinese_numerals_are_read_as_the_digits_they_stand_for(number: int, unit: str) -> None:
    assert read(f"共{chinese(number)}{unit}") == [(number, unit)]
    assert read(f"共{number}{unit}") == read(f"共{number:,}{unit}") == [(number, unit)]


@given(st.text(alphabet="0123456789,.一二十百千万亿几余多近第至—件条%元 。", max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    for quantity in read_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.raw
        assert quantity.value <= quantity.high


@pytest.mark.parametrize("unit", ["一是", "1,1,1,", "111,", "百", "第一、", "1 ", "1万", "9", "《《《", "十件"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (MILLION // len(unit))
    start = time.process_time()
    read_quantities(text)
    assert time.process_time() - start < 6


# -- statements ----------------------------------------------------------------------------------------------------

HEAD = "甲县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
TAIL = "\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n六、其他需要报告的事项\n无其他事项需要报告。\n"


def statements(text: str) -> tuple[Report, list[Statement]]:
    report = Report(read_text(read_stream((HEAD + text + TAIL).encode(), "x.txt")), load_pack())
    return report, [statement for statement in report.statements if statement.section == 1]


def test_a_sentence_wrapped_over_lines_and_pages_is_one_statement() -> None:
    report, found = statements("2023年,全局认真执行条例,共收到政府信息公 开申请12\n- 4 -\n件,均已按期答复。另有要求。")
    assert [statement.text for statement in found] == [
        "2023年,全局认真执行条例,共收到政府信息公开申请12件,均已按期答复。",
        "另有要求。",
    ]
    (quantity,) = found[0].quantities
    start, end = found[0].range(quantity.start, quantity.end)
    assert report.text[start] == "1"
    assert report.text[end - 1] == "件"


def test_lines_that_end_or_open_something_are_statements_of_their_own() -> None:
    _, found = statements(
        "(二)依申请公开情况\n收到申请2件,已在法定期限内答复申请人。\n(三)平台建设情况\n平台运行平稳。"
    )
    assert [statement.text for statement in found] == [
        "(二)依申请公开情况",
        "收到申请2件,已在法定期限内答复申请人。",
        "(三)平台建设情况",
        "平台运行平稳。",
    ]


@given(st.lists(st.sampled_from(["收到", "申请", "8", " ", "\t", "件", ",", "。", "\n", "公", "开"]), max_size=60))
def test_every_place_of_a_statement_leads_back_to_the_report(pieces: list[str]) -> None:
    report, found = statements("".join(pieces))
    for statement in found:
        for offset, char in enumerate(statement.text):
            if char != " ":
                assert report.text[statement.source(offset)] == char
