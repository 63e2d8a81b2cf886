"""Dates of issue: every form in use, where they stand, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.report.dates import parse_date_line
from tests.support.parts import ORGAN, SECTIONS, TITLE, compose, read

DAY = date(2024, 1, 5)


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("2024年1月5日", "standard"),
        ("(2024年1月5日)", "standard"),
        ("【2024年1月5日】", "standard"),
        ("2024年1月5日。", "standard"),
        ("日期:2024年1月5日", "standard"),
        ("2024年 1 月 5 日", "spaced"),
        ("2024 年1月5日", "spaced"),
        ("2024年01月05日", "padded"),
        ("2024年1月05日", "padded"),
        ("2024.1.5", "dotted"),
        ("2024.01.05", "dotted"),
        ("2024-01-05", "dashed"),
        ("2024/1/5", "dashed"),
        ("二〇二四年一月五日", "chinese"),
        ("二○二四年一月五日", "chinese"),
        ("二零二四年一月五日", "chinese"),
        ("二O二四年一月五日", "chinese"),
        ("二〇二四年元月五日", "first-month"),
        ("2024年元月5日", "first-month"),
    ],
)
def test_a_date_line_is_read_in_every_form(line: str, form: str) -> None:
    (found,) = read(compose(end=f"{ORGAN}\n{line}")).dates
    assert (found.value, found.form, found.position) == (DAY, form, "end")
    assert (found.year, found.month, found.day) == (2024, 1, 5)
    assert found.raw in line


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("二〇二四年十月十日", date(2024, 10, 10)),
        ("二〇二四年十一月二十一日", date(2024, 11, 21)),
        ("二〇二四年十二月三十一日", date(2024, 12, 31)),
        ("二〇二四年二月廿九日", date(2024, 2, 29)),
        ("二〇二四年三月二十日", date(2024, 3, 20)),
    ],
)
def test_chinese_numerals_are_counted(line: str, day: date) -> None:
    found = parse_date_line(line)
    assert found is not None
    assert found.value == day


@pytest.mark.parametrize(
    "line", ["2024年2月30日", "2024年13月5日", "2023.2.29", "2024年1月0日", "二〇二四年二月三十日"]
)
def test_a_day_that_does_not_exist_has_no_value(line: str) -> None:
    (found,) = read(compose(end=line)).dates
    assert found.value is None


@pytest.mark.parametrize(
    "line",
    [
        "20201月1日",
        "202011日",
        "(20201231日)",
        "2024年1月",
        "2024年",
        "1月5日",
        "2024年1月5日起",
        "2024年1月5日,我局召开会议",
        "2024.1.5.6",
        "12024年1月5日",
        "2024-01-05-1",
        "2024年1月5日至2024年2月5日",
    ],
)
def test_damaged_dates_and_other_text_are_no_date(line: str) -> None:
    assert parse_date_line(line) is None


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_form(day: date) -> None:
    for pattern in (
        "{0}年{1}月{2}日",
        "{0}.{1}.{2}",
        "{0}-{1:02}-{2:02}",
        "{0}/{1}/{2}",
        "{0}年 {1} 月 {2} 日",
        "({0}年{1:02}月{2:02}日)",
    ):
        found = parse_date_line(pattern.format(day.year, day.month, day.day))
        assert found is not None
        assert found.value == day


@given(st.text(alphabet="0123456789二〇年月日.-/() 元一十", max_size=20))
def test_whatever_looks_like_a_date_is_read_without_error(text: str) -> None:
    found = parse_date_line(text)
    assert found is None or text[found.start : found.end].strip() == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (compose(title=f"{TITLE}\n(2024年1月5日)", end=ORGAN), "title"),
        (compose(title=f"{TITLE}\n2024年1月5日", end=ORGAN), "title"),
        (compose(title=f"{TITLE} ( 2024年1月5日 )", end=ORGAN), "title"),
        (compose(title=f"{TITLE}\n浏览次数:3\n2024年1月5日", preamble="", end=ORGAN), "title"),
        (compose(preamble="根据规定编制本报告。\n2024年1月5日", end=ORGAN), "inside"),
        (compose(changes={1: f"{SECTIONS[0]}\n2024年1月5日"}, end=ORGAN), "inside"),
        (compose(changes={5: f"{SECTIONS[4]}\n2024年1月5日"}, end=ORGAN), "inside"),
        (compose(end="2024年1月5日"), "end"),
        (compose(end=f"{ORGAN} 2024年1月5日"), "end"),
        (compose(end=f"{ORGAN}\n2024年1月5日\n扫一扫在手机打开当前页\n- 6 -"), "end"),
        (compose(changes={6: ""}, end="2024年1月5日"), "end"),
    ],
)
def test_the_place_of_a_date_is_told(text: str, position: str) -> None:
    (found,) = read(text).dates
    assert (found.value, found.position) == (DAY, position)


def test_the_date_of_issue_is_that_of_the_end() -> None:
    report = read(compose(title=f"{TITLE}\n(2024年1月5日)", changes={1: f"{SECTIONS[0]}\n2023年7月1日"}))
    assert [found.position for found in report.dates] == ["title", "inside", "end"]
    assert report.issue_date is report.dates[2]


@pytest.mark.parametrize(
    "text",
    [
        compose(title=f"2024年1月5日\n{TITLE}", end=ORGAN),
        compose(title=f"2024年1月5日 星期五\n{TITLE}", end=ORGAN),
        compose(title=f"{TITLE}\n发布日期:2024-01-05", end=ORGAN),
        compose(title=f"{TITLE}\n2024-01-05 16:24", end=ORGAN),
        compose(end=f"{ORGAN}\n发布时间:2024年1月5日"),
        compose(preamble="本报告所列数据的统计期限自2023年1月1日起至\n2023年12月31日\n止。", end=ORGAN),
        compose(end="2024年1月5日,我局公布本报告。"),
    ],
)
def test_dates_of_the_page_and_pieces_of_sentences_are_no_dates_of_issue(text: str) -> None:
    assert read(text).dates == ()
