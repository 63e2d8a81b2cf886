"""Folding makes equal things equal, never alters the text, and always knows the way back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.document.folding import fold

STRANGE = "a1年 \t\r\n（）％㈠⒈①⑴⓫⻓⾧總於\u200b\ufeff\xad\u3000\xa0…⋯︙²½ﷺﬁ´\u2028\x85\f\x1b[é🄀𝟘"
STRANGE_TEXT = st.text(st.sampled_from(STRANGE), max_size=60) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("（一）：，！？；％～", "(一):,!?;%~"),
        ("２０２３年ＡＢ", "2023年AB"),
        ("㈠⒈⑴", "(一)1.(1)"),
        ("⽂⼯⼈⾼", "文工人高"),
        ("⻓⻔⻅⻚⻋⻢⻰⺠", "长门见页车马龙民"),
        ("⾧⾨⾒⼾", "长门见户"),
        ("總體情況", "总体情况"),
        ("主動公開政府信息情況", "主动公开政府信息情况"),
        ("收到和處理政府信息公開申請情況", "收到和处理政府信息公开申请情况"),
        ("政府信息公開行政複議、行政訴訟情況", "政府信息公开行政复议、行政诉讼情况"),
        ("存在的主要問題及改進情況", "存在的主要问题及改进情况"),
        ("其他需要報告的事項", "其他需要报告的事项"),
        ("一、本年新收政府信息公開申請數量", "一、本年新收政府信息公开申请数量"),
        ("四、結轉下年度繼續辦理", "四、结转下年度继续办理"),
        ("5.屬於三類內部事務信息", "5.属于三类内部事务信息"),
        ("3.補正後申請內容仍不明確", "3.补正后申请内容仍不明确"),
        ("尚未審結 總計", "尚未审结 总计"),
    ],
)
def test_the_spellings_of_one_thing_become_one(written: str, folded: str) -> None:
    assert fold(written).text == folded


@pytest.mark.parametrize("kept", list("“”‘’《》〈〉〔〕【】、。—…⋯·\t\n\r"))
def test_marks_that_carry_meaning_stay(kept: str) -> None:
    assert fold(f"年{kept}月").text == f"年{kept}月"


@pytest.mark.parametrize("blank", list("\u3000\xa0\u2002\u2009\u202f\f\v\x1c\x1f\x85\u2028\u2029\u2800"))
def test_every_blank_becomes_one_blank_and_keeps_its_place(blank: str) -> None:
    assert fold(f"规{blank}章").text == "规 章"


def test_a_folded_text_has_no_line_ends_but_those_of_the_text() -> None:
    assert len(fold("一\f二\v三\x1c四\x85五\u2028六").text.splitlines()) == 1


@pytest.mark.parametrize("invisible", list("\u200b\u200c\u200d\u200e\u2060\ufeff\xad\ufe0f\U000e0100"))
def test_characters_without_width_are_dropped(invisible: str) -> None:
    view = fold(f"公{invisible}开")
    assert view.text == "公开"
    assert view.raw(1, 2) == "开"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("①2023年", "(1)2023年"),
        ("⑳❶㊿⓫", "(20)(1)(50)(11)"),
        ("10²平方米", "10²平方米"),
        ("1½年", "1½年"),
        ("𝟐𝟎", "20"),
    ],
)
def test_a_figure_is_never_joined_to_another(written: str, folded: str) -> None:
    assert fold(written).text == folded


@pytest.mark.parametrize("accent", list("´¨¯゛"))
def test_an_accent_does_not_turn_into_a_blank(accent: str) -> None:
    assert fold(accent).text == accent


def test_control_characters_and_escapes_are_data() -> None:
    hostile = "\x1b[31m[bold]红[/bold]\x00\x07\x9b"
    assert fold(hostile).text == hostile


def test_offsets_inside_an_expansion_lead_to_the_expanded_character() -> None:
    view = fold("公㈠\u200b开\ufeff")
    assert view.text == "公(一)开"
    assert [view.source(offset) for offset in range(6)] == [0, 1, 1, 1, 3, 5]
    assert [view.raw(offset, offset + 1) for offset in range(5)] == ["公", "㈠", "㈠", "㈠", "开"]
    assert view.raw(0, 5) == "公㈠\u200b开"
    assert view.span(4, 4) == (3, 3)


@given(st.text(st.characters(max_codepoint=0x7F, exclude_characters="\v\f\x1c\x1d\x1e\x1f")))
def test_ascii_stays_as_it_is(text: str) -> None:
    assert fold(text).text == text


@given(st.text(st.sampled_from("本机关收到政府信息公开申请三件，已办结。").filter(lambda char: char != "，")))
def test_plain_chinese_stays_as_it_is(text: str) -> None:
    view = fold(text)
    assert view.text == text
    assert [view.source(offset) for offset in range(len(text) + 1)] == list(range(len(text) + 1))


@given(STRANGE_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_every_character_folds_to_characters_that_stay() -> None:
    planes_with_foldable_characters = (*range(0x20000), *range(0x2F800, 0x2FA20), *range(0xE0000, 0xE1000))
    once = fold("".join(map(chr, planes_with_foldable_characters))).text
    assert fold(once).text == once


@given(STRANGE_TEXT)
def test_folding_works_character_by_character(text: str) -> None:
    assert fold(text).text == "".join(fold(char).text for char in text)


@given(STRANGE_TEXT)
def test_a_fold_is_at_most_eight_times_as_long(text: str) -> None:
    assert len(fold(text).text) <= 8 * len(text)


@given(STRANGE_TEXT)
def test_the_way_back_never_turns_round(text: str) -> None:
    view = fold(text)
    offsets = [view.source(offset) for offset in range(len(view.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert offsets[0] >= 0


@given(STRANGE_TEXT, st.data())
def test_the_characters_behind_a_range_fold_to_that_range(text: str, data: st.DataObject) -> None:
    view = fold(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    assert view.text[start:end] in fold(view.raw(start, end)).text
    assert fold(view.raw(0, len(view.text))).text == view.text


@pytest.mark.parametrize(
    "text",
    [
        "㈠" * 350_000,
        "\u200b" * 350_000,
        "年" * 350_000,
        "總ﷺ①（\xa0" * 70_000,
        "".join(map(chr, range(0x20, 0xD800))) * 6,
    ],
    ids=["expansions", "nothing visible", "plain", "mixed", "every character"],
)
def test_a_megabyte_of_anything_folds_at_once(text: str) -> None:
    started = time.process_time()
    view = fold(text)
    view.source(len(view.text))
    assert time.process_time() - started < 4  # anything not linear takes minutes
