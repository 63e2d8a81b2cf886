"""How a document is understood: lines, headings, sections, title, organ, year, period, signature, sentences."""

from __future__ import annotations

import os
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govlint.pack import load_pack
from govlint.report.model import Report
from govlint.report.organ import is_organ_name, organ_kind, organ_level
from govlint.report.sentences import sentence_key
from tests.support.parts import END, ORGAN, PREAMBLE, SECTIONS, TITLE, compose, read, with_cells

PARTS = (
    "lines",
    "headings",
    "furniture",
    "page_dates",
    "titles",
    "body_end",
    "signatory",
    "sections",
    "preamble",
    "dates",
    "organ",
    "period",
    "year",
    "paragraphs",
    "sentences",
)
SEEDS = os.path.join(os.path.dirname(__file__), "..", "..", "shared", "seeds")


def numbers(report: Report) -> list[int]:
    return [section.number for section in report.sections]


def bodies(report: Report) -> list[str]:
    return [report.text[section.start : section.end].strip() for section in report.sections]


def headings(report: Report) -> list[tuple[int | None, str]]:
    return [(heading.ordinal, heading.title) for heading in report.headings]


def renumbered(text: str, forms: tuple[str, ...]) -> str:
    """The report with the numbers of its section headings in another form."""
    for number, (section, form) in enumerate(zip(SECTIONS, forms, strict=True)):
        heading = section.split("\n")[0]
        text = text.replace(heading, form + heading.split("、", 1)[1], 1) if number < 6 else text
    return text


# -- lines -------------------------------------------------------------------------------------------------------


def test_lines_are_the_blocks_that_are_not_blank_without_the_blanks_around_them() -> None:
    report = read("  甲 \n\n\t\n\u3000乙\u00a0\n")
    assert [(line.index, line.text) for line in report.lines] == [(0, "甲"), (1, "乙")]
    assert all(report.text[line.start : line.end] == line.text for line in report.lines)


def test_lines_stay_in_place_when_folding_drops_and_widens_characters() -> None:
    report = read("\ufeff\u200b甲\u200b乙\n㈠丙\u200b\n\u200b\n⒈丁\n戊")
    assert [line.text for line in report.lines] == ["甲乙", "(一)丙", "1.丁", "戊"]
    assert [report.raw(line.start, line.end) for line in report.lines] == ["甲\u200b乙", "㈠丙", "⒈丁", "戊"]


def test_a_table_that_the_file_marks_is_a_line_a_cell() -> None:
    report = with_cells("甲乙  丙", [(0, 1), (1, 2), (2, 4), (4, 5)])
    assert [line.text for line in report.lines] == ["甲", "乙", "丙"]


# -- headings and sections ---------------------------------------------------------------------------------------


def test_the_six_sections_are_found_by_number_and_wording_and_rows_of_tables_are_none() -> None:
    report = read(compose())
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert {section.standing for section in report.sections} == {"canonical"}
    assert [heading.ordinal for heading in report.headings] == [1, 2, 3, 4, 5, 6]
    assert bodies(report)[0] == "2023年,我局主动公开信息十二条。"
    assert bodies(report)[2].endswith("四、结转下年度继续办理 | 0 | 0 | 0 |")
    assert bodies(report)[5] == "本年度未收取信息处理费。"


CONTENTS = "\n".join(section.split("\n")[0] for section in SECTIONS)


@pytest.mark.parametrize(
    "preamble",
    [
        "目录\n" + CONTENTS,
        "目 录\n" + "\n".join(f"{line}......{page}" for page, line in enumerate(CONTENTS.split("\n"), 1)),
        "\n".join(f"{line} {page}" for page, line in enumerate(CONTENTS.split("\n"), 1)),
        "本报告由以下六部分组成:\n" + CONTENTS.replace("\n", ";\n") + "。",
        CONTENTS.replace("\n", ","),
        CONTENTS.replace("\n", " "),
        "全文包括总体情况,主动公开政府信息情况,收到和处理政府信息公开申请情况,政府信息公开行政复议、行政诉讼情况,"
        "存在的主要问题及改进情况,\n其他需要报告的事项。",
    ],
    ids=["contents", "dots", "pages", "list", "one line", "blanks", "wrapped"],
)
def test_a_list_of_the_sections_before_section_one_is_no_heading(preamble: str) -> None:
    report = read(compose(preamble=preamble))
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert bodies(report) == bodies(read(compose()))


def test_a_table_of_contents_is_passed_over_where_the_real_headings_were_lost() -> None:
    report = read(TITLE + "\n目录\n" + CONTENTS + "\n2023年,我局主动公开信息十二条。")
    assert report.sections == ()


NESTED = (
    "一、总体情况\n2023年的工作如下。\n一、加强组织领导。成立领导小组。\n二、完善制度。修订制度两项。\n"
    "三、主动公开政府信息情况。公开十二条。\n四、依申请公开情况。收到两件。\n五、平台建设。改版栏目。\n"
    "六、其他需要报告的事项。无。"
)


@pytest.mark.parametrize("break_after", ["。", "\n"], ids=["glued", "alone"])
def test_a_list_inside_section_one_that_reuses_the_numbers_is_no_heading(break_after: str) -> None:
    nested = NESTED
    for title in (
        "加强组织领导",
        "完善制度",
        "主动公开政府信息情况",
        "依申请公开情况",
        "平台建设",
        "其他需要报告的事项",
    ):
        nested = nested.replace(title + "。", title + break_after)
    report = read(compose(changes={1: nested}))
    assert headings(report) == headings(read(compose()))
    assert bodies(report)[0].endswith("无。")


def test_a_list_inside_section_five_is_no_heading() -> None:
    nested = "五、存在的主要问题及改进情况\n一、存在的主要问题\n栏目更新不及时。\n二、改进情况\n已经改进。"
    report = read(compose(changes={5: nested}))
    assert headings(report) == headings(read(compose()))


@pytest.mark.parametrize(
    "heading",
    [
        "—、总体情况",
        "–、总体情况",
        "一 、总体情况",
        "一、 总体情况",
        "一、 总 体 情 况",
        "一.总体情况",
        "一、总体情况、",
        "一、总体情况:",
        "一 总体情况",
        "## 一、总体情况",
        "**一、总体情况**",
        "### **一、总体情况**",
        "| 一、总体情况 | | |",
        "????一、总体情况",
        "● 一、总体情况",
        "第一部分 总体情况",
        "第一部分:总体情况",
        "1.总体情况",
        "1、总体情况",
        "总体情况",
        "## 总体情况",
        "一、\n总体情况",
        "一\n总体情况",
        "一、總體情況",
        "一、总体\n情况",
    ],
)
def test_the_first_heading_is_found_in_many_forms(heading: str) -> None:
    report = read(compose(changes={1: heading + "\n2023年,我局主动公开信息十二条。"}))
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert report.headings[0].title == "总体情况"
    assert report.sections[0].standing == "canonical"
    assert bodies(report)[0] == "2023年,我局主动公开信息十二条。"


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("一、总体情况 2021年,我局公开信息。", "2021年,我局公开信息。"),
        ("一、总体情况。2023年,我局公开信息。", "2023年,我局公开信息。"),
        ("一、总体情况2023年,我局公开信息。", "2023年,我局公开信息。"),
        ("一、总体情况(一)主动公开。公开信息。", "(一)主动公开。公开信息。"),
        ("一、总体情况 一、主动公开。公开信息。", "一、主动公开。公开信息。"),
        ("一、总体情况 3.政府信息管理", "3.政府信息管理"),
    ],
)
def test_text_on_the_line_of_the_heading_belongs_to_the_body(line: str, body: str) -> None:
    report = read(compose(changes={1: line}))
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert report.headings[0].title == "总体情况"
    assert bodies(report)[0] == body
    assert [paragraph.text for paragraph in report.paragraphs if paragraph.section == 1] == [body]


def test_a_section_that_says_nothing_on_its_line_has_that_as_its_body() -> None:
    report = read(compose(changes={6: "六、其他需要报告的事项:无。"}))
    assert bodies(report)[5] == "无。"


@pytest.mark.parametrize(
    "forms",
    [
        ("(一)", "(二)", "(三)", "(四)", "(五)", "(六)"),
        ("1.", "2.", "3.", "4.", "5.", "6."),
        ("1、", "2、", "3、", "4、", "5、", "6、"),
        ("第一部分 ", "第二部分 ", "第三部分 ", "第四部分 ", "第五部分 ", "第六部分 "),
        ("一. ", "二. ", "三. ", "四. ", "五. ", "六. "),
        ("", "", "", "", "", ""),
    ],
)
def test_all_six_may_be_numbered_in_another_way(forms: tuple[str, ...]) -> None:
    assert numbers(read(renumbered(compose(), forms))) == [1, 2, 3, 4, 5, 6]


def test_sub_headings_in_brackets_are_no_sections_beside_numbered_ones() -> None:
    first = "一、总体情况\n(一)主动公开情况\n十二条。\n(二)主动公开政府信息情况\n无。\n(三)依申请公开情况\n两件。"
    report = read(compose(changes={1: first, 2: ""}))
    assert numbers(report) == [1, 3, 4, 5, 6]


def test_a_heading_broken_by_the_page_is_one_heading() -> None:
    broken = "四、政府信息公开行政复议、\n行政诉讼情况\n0 | 0 |"
    report = read(compose(changes={4: broken}))
    assert report.headings[3].title == "政府信息公开行政复议、行政诉讼情况"
    assert bodies(report)[3] == "0 | 0 |"


def test_the_wording_decides_the_section_when_the_number_is_wrong() -> None:
    changes = {
        number: SECTIONS[number - 1].replace("四五六"[number - 4], "三四五"[number - 4], 1) for number in (4, 5, 6)
    }
    report = read(compose(changes=changes))
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert [heading.ordinal for heading in report.headings] == [1, 2, 3, 3, 4, 5]


@pytest.mark.parametrize(
    ("number", "title", "standing"),
    [
        (1, "政府信息公开工作总体情况", "accepted"),
        (1, "总体概述", "altered"),
        (1, "2023年工作开展情况", "altered"),
        (1, "概述", "old"),
        (1, "基本情况", "old"),
        (1, "主要做法", "altered"),
        (2, "主动公开政府信息的情况", "accepted"),
        (2, "主动公开情况", "old"),
        (3, "依申请公开政府信息情况", "old"),
        (3, "公众申请的受理情况", "altered"),
        (4, "政府信息公开行政复议,行政诉讼情况", "accepted"),
        (4, "因政府信息公开工作被申请行政复议、提起行政诉讼情况", "accepted"),
        (4, "复议和诉讼情况", "old"),
        (5, "存在的主要问题和改进情况", "accepted"),
        (5, "问题和打算", "altered"),
        (5, "工作中的短板", "altered"),
        (6, "其它需要报告的事项", "accepted"),
        (6, "需要报告的其他事项", "altered"),
    ],
)
def test_other_wordings_have_a_standing(number: int, title: str, standing: str) -> None:
    lines = SECTIONS[number - 1].split("\n")
    lines[0] = "一二三四五六"[number - 1] + "、" + title
    report = read(compose(changes={number: "\n".join(lines)}))
    assert numbers(report) == [1, 2, 3, 4, 5, 6]
    assert report.sections[number - 1].standing == standing


@pytest.mark.parametrize("number", range(1, 7))
def test_a_missing_section_is_missing_and_the_others_are_found(number: int) -> None:
    report = read(compose(changes={number: ""}))
    assert numbers(report) == [n for n in range(1, 7) if n != number]


def test_headings_whose_tables_were_lost_stay_headings() -> None:
    lost = {number: SECTIONS[number - 1].split("\n")[0] for number in (2, 3, 4)}
    assert numbers(read(compose(changes=lost))) == [1, 2, 3, 4, 5, 6]


def test_sections_out_of_order_are_told_in_document_order() -> None:
    assert numbers(read(compose(changes={4: SECTIONS[4], 5: SECTIONS[3]}))) == [1, 2, 3, 5, 4, 6]


def test_a_section_that_stands_twice_is_there_twice() -> None:
    report = read(compose(changes={5: SECTIONS[1] + "\n" + SECTIONS[4]}))
    assert numbers(report) == [1, 2, 3, 4, 2, 5, 6]


def test_a_glued_section_that_stands_twice_is_there_twice() -> None:
    glued = "一、总体情况 我局主动公开信息。\n(一)主动公开\n十二条。\n一、总体情况 我局收到申请。"
    assert numbers(read(compose(changes={1: glued}))) == [1, 1, 2, 3, 4, 5, 6]


def test_further_first_level_headings_continue_the_numbering() -> None:
    report = read(compose(changes={6: SECTIONS[5] + "\n七、下一步工作打算\n继续努力。\n八、附表\n无"}))
    assert headings(report)[6:] == [(7, "下一步工作打算"), (8, "附表")]
    assert [(heading.number, heading.standing) for heading in report.headings[6:]] == [(None, ""), (None, "old")]
    assert bodies(report)[5] == "本年度未收取信息处理费。"


def test_a_sentence_that_goes_on_with_seven_is_no_heading() -> None:
    report = read(compose(changes={6: SECTIONS[5] + "\n七、我局还将继续努力,把各项工作做好。"}))
    assert len(report.headings) == 6


def test_the_headings_of_an_old_format_are_read_as_old() -> None:
    titles = (
        "概述",
        "主动公开政府信息情况",
        "依申请公开政府信息情况",
        "咨询处理情况",
        "复议、诉讼和申诉情况",
        "收费及减免情况",
        "存在的主要问题和改进措施",
        "附表",
    )
    text = "\n".join(f"{'一二三四五六七八'[place]}、{title}\n如表。" for place, title in enumerate(titles))
    report = read(f"{ORGAN}2015年政府信息公开工作年度报告\n{text}")
    assert [heading.title for heading in report.headings] == list(titles)
    assert sum(heading.standing == "old" for heading in report.headings) == 6
    assert numbers(report) == [1, 2, 3, 4, 5]


def test_labels_of_the_table_cut_by_line_breaks_are_no_headings() -> None:
    cut = (
        "三、收到和处理政府信息公开申请情况\n一、本年新收政府\n信息公开申请数量\n2\n三、本年度\n办理结果\n四、结转\n下年度继续办理\n0\n"
        "### 三、本年度办理结果\n### (一) 予以公开\n三\n、\n本\n年\n度"
    )
    assert headings(read(compose(changes={3: cut}))) == headings(read(compose()))


# -- preamble ----------------------------------------------------------------------------------------------------


def test_the_preamble_stands_between_what_is_under_the_title_and_section_one() -> None:
    report = read(compose(title=f"{TITLE}\n(2024年1月12日)\n来源:青禾县政府 2024-01-15 09:30\n|---|---|"))
    assert report.text[slice(*report.preamble)].strip() == PREAMBLE


def test_a_report_without_preamble_has_an_empty_one() -> None:
    report = read(compose(preamble=""))
    start, end = report.preamble
    assert report.text[start:end].strip() == ""


# -- titles ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "organ", "year", "form"),
    [
        (TITLE, ORGAN, 2023, "canonical"),
        ("青禾县民政局 2023年政府信息公开工作年度报告", ORGAN, 2023, "canonical"),
        ("青禾县民政局\n2023年政府信息公开工作年度报告", ORGAN, 2023, "canonical"),
        ("青禾县民政局2023年\n政府信息公开工作年度报告", ORGAN, 2023, "canonical"),
        ("青禾县民政局2023年政府\n信息公开工作年度报告", ORGAN, 2023, "canonical"),
        ("青禾县民政局2023年政府信息公开\n工作年度报告", ORGAN, 2023, "canonical"),
        ("青禾县民政局2023年政府信息公开工作年\n度报告", ORGAN, 2023, "canonical"),
        ("青禾县\n民政局\n2023年政府信息公开工作年度报告", ORGAN, 2023, "canonical"),
        ("青禾县民政局\n2023年\n政府信息公开工作年度报告", ORGAN, 2023, "canonical"),
        (
            "青禾县经济开发区(青山镇)\n便民服务中心2023年政府信息公开工作年度报告",
            "青禾县经济开发区(青山镇)便民服务中心",
            2023,
            "canonical",
        ),
        ("2023年政府信息公开工作年度报告\n青禾县民政局", ORGAN, 2023, "canonical"),
        ("2023年青禾县民政局政府信息公开工作年度报告", ORGAN, 2023, "canonical"),
        ("2024 年青禾市科委政府信息公开工作年度报告", "青禾市科委", 2024, "canonical"),
        ("二〇二三年青禾县民政局政府信息公开工作年度报告", ORGAN, 2023, "canonical"),
        ("青禾县民政局2023年政府信息公开工作的年度报告", ORGAN, 2023, "canonical"),
        ("青禾镇2023\n政府信息公开工作年度报告", "青禾镇", 2023, "canonical"),
        ("# 青禾县民政局2023年政府信息公开工作年度报告 |", ORGAN, 2023, "canonical"),
        ("大中小青禾县民政局2023年政府信息公开工作年度报告", ORGAN, 2023, "canonical"),
        ("《青禾县民政局2023年政府信息公开工作年度报告》", ORGAN, 2023, "canonical"),
        ("青禾县民政局2023年政府信息公开工作年度报告 ( 2024年01月27日 )", ORGAN, 2023, "canonical"),
        ("青禾县政务公开办公室2023年政府信息公开工作年度报告", "青禾县政务公开办公室", 2023, "canonical"),
        ("青禾县民政局2023年度政府信息公开工作年度报告", ORGAN, 2023, "year-du"),
        ("青禾县民政局2023年政府信息公开年度报告", ORGAN, 2023, "no-work"),
        ("青禾县民政局2023年政府信息公开工作报告", ORGAN, 2023, "no-annual"),
        ("青禾县民政局2023年政府信息公开工作年报", ORGAN, 2023, "short"),
        ("青禾县民政局2023年政府信息公开年报", ORGAN, 2023, "short"),
        ("青禾镇2023年信息公开工作年度报告", "青禾镇", 2023, "no-government"),
        ("青禾县民政局政府信息公开工作年度报告", ORGAN, None, "no-year"),
        ("青禾县青山镇人民政府信息公开年度报告", "青禾县青山镇人民政府", None, "no-year"),
        ("2023年政府信息公开工作年度报告", "", 2023, "no-organ"),
        ("关于2023年政府信息公开工作年度报告", "", 2023, "no-organ"),
        ("青禾县民政局政府信息公开工作2023年度报告", ORGAN, 2023, "year-misplaced"),
        ("青禾市2023年气象局政府信息公开工作年度报告", "青禾市气象局", 2023, "year-misplaced"),
        ("青禾县民政局政府信息公开工作年度报告\n(2023年度)", ORGAN, 2023, "year-misplaced"),
        ("青禾县民政局2023年政府信息公开 工作告年度报", ORGAN, 2023, "misspelt"),
        ("青禾县民政局2023年政府信思公开工作年度报告", ORGAN, 2023, "misspelt"),
        ("青禾镇2023年政务公开工作报告", "青禾镇", 2023, "other-kind"),
        ("青禾镇2023年政府信息公开工作总结", "青禾镇", 2023, "other-kind"),
    ],
)
def test_a_title_is_read_in_every_form(lines: str, organ: str, year: int | None, form: str) -> None:
    (title,) = read(compose(title=lines, preamble="")).titles
    assert (title.organ, title.year, title.form) == (organ, year, form)
    assert title.kind == ("other" if form == "other-kind" else "report")


@pytest.mark.parametrize("second", [TITLE, f"{ORGAN}\n2023年政府信息公开工作年度报告"])
def test_a_title_that_is_printed_twice_is_there_twice(second: str) -> None:
    report = read(compose(title=f"{TITLE}\n来源:青禾县政府 2024-01-15 09:30\n{second}"))
    assert [(title.organ, title.year, title.form) for title in report.titles] == [(ORGAN, 2023, "canonical")] * 2


def test_the_report_is_judged_by_the_title_that_calls_itself_an_annual_report() -> None:
    report = read(compose(title=f"{TITLE}\n民政局2023年政务公开工作报告"))
    assert [title.kind for title in report.titles] == ["report", "other"]
    assert report.title is report.titles[0]


@pytest.mark.parametrize(
    "lines",
    [
        "根据条例要求,现将青禾县民政局2023年政府信息公开工作年度报告公布如下:",
        "现公布青禾县民政局2023年政府信息公开工作年度报告。",
        "青禾县民政局关于印发2023年政府信息公开工作年度报告的通知",
        "索引号:QH001 名称:青禾县民政局2023年政府信息公开工作年度报告",
        "首页 > 政务公开 > 2022年政府信息公开工作年度报告",
        "",
    ],
)
def test_sentences_notices_and_entries_of_the_page_are_no_titles(lines: str) -> None:
    assert read(compose(title=lines)).titles == ()


def test_the_column_of_the_page_is_no_title_beside_a_better_one() -> None:
    report = read(compose(title=f"政府信息公开年报\n{TITLE}"))
    assert [title.organ for title in report.titles] == [ORGAN]


def test_a_piece_of_a_sentence_that_looks_like_a_title_is_none() -> None:
    broken = "按照条例第五十条的规定,现将\n青禾县民政局2022年政府信息公开工作年度报告\n予以公布。"
    assert [title.year for title in read(compose(preamble=broken.replace("将", "向社会公布编制完成的"))).titles] == [
        2023
    ]


def test_a_line_of_the_sections_is_no_title() -> None:
    first = f"一、总体情况\n{TITLE}\n2023年,我局主动公开信息十二条。"
    assert read(compose(title="", preamble="", changes={1: first})).titles == ()


# -- organ -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("青禾省人民政府", "province", "province"),
        ("青禾自治区人民政府", "province", "province"),
        ("上海市人民政府", "province", "province"),
        ("青禾市人民政府", "city", ""),
        ("青河市青禾市人民政府", "city", "county"),
        ("青禾自治州人民政府", "city", "city"),
        ("青禾地区行政公署", "city", "city"),
        ("青河市青禾区人民政府", "county", "county"),
        ("青禾自治县人民政府", "county", "county"),
        ("青禾旗人民政府", "county", "county"),
        ("青禾县政府", "county", "county"),
        ("青禾市二道镇人民政府", "town", "town"),
        ("青禾县青山民族乡人民政府", "town", "town"),
        ("青山镇", "town", "town"),
        ("青禾高新技术产业开发区(青山镇)人民政府", "town", "town"),
        ("青禾县人民政府办公室", "office", "county"),
        ("青禾省人民政府办公厅", "office", "province"),
        ("青禾市政府办", "office", ""),
        ("青禾区东湖街道办事处", "subdistrict", "town"),
        ("东湖街道", "subdistrict", "town"),
        ("青禾县民政局", "department", "county"),
        ("青禾市卫生健康委员会", "department", ""),
        ("青禾市发展和改革委员会", "department", ""),
        ("青禾市国资委", "department", ""),
        ("青禾市人民政府国有资产监督管理委员会", "department", ""),
        ("青禾县行政审批服务局", "department", "county"),
        ("青禾县住房和城乡建设局", "department", "county"),
        ("青禾市人民政府地方志办公室", "department", ""),
        ("青禾县公安局交通警察大队", "department", "county"),
        ("青禾县应急管理局(本级)", "department", "county"),
        ("国家青禾总局", "department", "central"),
        ("青禾资源部", "department", "central"),
        ("国家税务总局青禾市税务局", "department", ""),
        ("北京市青禾局", "department", "province"),
        ("青禾高新技术产业开发区管理委员会", "committee", ""),
        ("青禾新区管委会", "committee", ""),
        ("青禾区市政和金融服务中心", "institution", "county"),
        ("青禾县政务服务中心", "institution", "county"),
        ("青禾市档案馆", "institution", ""),
        ("青禾市残疾人联合会", "institution", ""),
        ("青禾大学", "institution", ""),
        ("青禾集团有限公司", "institution", ""),
        ("青禾县人民法院", "", "county"),
        ("青禾社区", "", ""),
    ],
)
def test_the_kind_and_the_level_of_an_organ_are_told_by_its_name(name: str, kind: str, level: str) -> None:
    pack = load_pack()
    assert (organ_kind(pack, name), organ_level(pack, name, kind)) == (kind, level)


@pytest.mark.parametrize("text", ["无", "本机关", "其他需要报告的事项", "加强领导小组办公室", "各镇人民政府", "我局"])
def test_text_is_no_name_of_an_organ(text: str) -> None:
    assert not is_organ_name(load_pack(), text)


@pytest.mark.parametrize(
    ("changes", "source", "name"),
    [
        ({}, "title", ORGAN),
        ({"title": "2023年政府信息公开工作年度报告"}, "signature", ORGAN),
        ({"title": "", "end": "", "preamble": "本报告由青禾县水利局编制。"}, "preamble", "青禾县水利局"),
        (
            {"title": "", "end": "", "preamble": "现公布青禾县水利局2023年政府信息公开工作年度报告。"},
            "preamble",
            "青禾县水利局",
        ),
        ({"title": "", "end": "", "preamble": "如有疑问,请与青禾县水利局办公室联系。"}, "preamble", "青禾县水利局"),
        ({"title": "青禾县水利局", "end": ""}, "preamble", "青禾县水利局"),
        ({"title": "索引号:QH1\n发布机构:青禾县水利局", "end": ""}, "metadata", "青禾县水利局"),
    ],
)
def test_the_organ_is_named_by_the_first_place_that_names_it(changes: dict[str, str], source: str, name: str) -> None:
    report = read(compose(**changes))
    assert report.organ is not None
    assert (report.organ.source, report.organ.name) == (source, name)
    assert "".join(report.text[report.organ.start : report.organ.end].split()).endswith(name)


def test_the_option_overrides_the_kind_and_not_the_name() -> None:
    organ = read(compose(), organ_kind="institution").organ
    assert organ is not None
    assert (organ.name, organ.kind, organ.source) == (ORGAN, "institution", "title")


def test_a_report_that_names_no_organ_has_none() -> None:
    text = compose(title="", end="")
    assert read(text).organ is None
    organ = read(text, organ_kind="town").organ
    assert organ is not None
    assert (organ.name, organ.kind, organ.source, organ.level) == ("", "town", "option", "town")


# -- year and period ---------------------------------------------------------------------------------------------

NO_YEAR = {1: "一、总体情况\n我局主动公开信息十二条。"}


@pytest.mark.parametrize(
    ("text", "source", "year"),
    [
        (compose(), "title", 2023),
        (compose(title=""), "period", 2023),
        (compose(title="", preamble=""), "overview", 2023),
        (
            compose(title="", preamble="现公布我局2022年政府信息公开工作年度报告。", changes=NO_YEAR, end=""),
            "preamble",
            2022,
        ),
        (compose(title="", preamble="", changes=NO_YEAR), "issue-date", 2023),
        (compose(title="发布日期:2023-02-01", preamble="", changes=NO_YEAR, end=""), "metadata", 2022),
        (compose(title="来源:青禾县政府 2023-02-01 10:00", preamble="", changes=NO_YEAR, end=""), "metadata", 2022),
    ],
)
def test_the_year_comes_from_the_first_source_that_tells(text: str, source: str, year: int) -> None:
    found = read(text).year
    assert found is not None
    assert (found.source, found.value) == (source, year)


def test_the_year_of_the_option_wins() -> None:
    assert read(compose(), year=2020).year == (2020, 0, 0, "option")


@pytest.mark.parametrize(
    "head",
    [
        "首页 > 政府信息公开年报 > 2021",
        "索引号:QH001/2021-2030837",
        "地址:http://www.example.cn/2021/zfxxgk/2021nb.html",
        "青府发〔2021〕2号",
        "根据2019年4月修订的条例和《2021年政务公开工作要点》编制本报告。",
        "(20211231日)",
    ],
)
def test_years_that_do_not_speak_of_the_report_are_passed_over(head: str) -> None:
    found = read(compose(title=head, preamble="")).year
    assert found is not None
    assert (found.value, found.source) == (2023, "overview")


def test_the_year_named_most_often_in_section_one_counts_without_budgets_and_carried_cases() -> None:
    first = "一、总体情况\n2022年结转申请三件,公开2022年度部门决算。2023年,我局公开信息。2023年收到申请两件。"
    found = read(compose(title="", preamble="", changes={1: first})).year
    assert found is not None
    assert found.value == 2023


def test_a_period_that_section_one_and_the_date_of_issue_contradict_does_not_give_the_year() -> None:
    found = read(compose(title="", preamble=PREAMBLE.replace("2023", "2021"))).year
    assert found is not None
    assert (found.value, found.source) == (2023, "overview")


def test_a_text_without_any_year_has_none() -> None:
    assert read("总体情况\n我局公开信息。").year is None


FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("统计期限自2023年1月1日起至2023年12月31日止。", FIRST, LAST),
        ("统计期限自2023年1月1日起,至2023年12月31日止。", FIRST, LAST),
        ("所列数据统计期限为2023年1月1日至12月31日。", FIRST, LAST),
        ("统计数据时间范围为2023年1月1日到12月31日。", FIRST, LAST),
        ("本报告数据时限为2023年1月1日-12月31日。", FIRST, LAST),
        ("统计期限为2023年1月1日至12月31止。", FIRST, LAST),
        ("统计期限为2023年 1 月 1 日至 2023年 12 月 31 日。", FIRST, LAST),
        ("统计期限为2023.1.1-2023.12.31。", FIRST, LAST),
        ("统计期限为2023-01-01至2023-12-31。", FIRST, LAST),
        ("统计时间为2023年1月至12月。", FIRST, LAST),
        ("统计期限为2023年1月1日零时至2023年12月31日24时。", FIRST, LAST),
        ("统计期限为2023年1月1日\n至2023年12月\n31日。", FIRST, LAST),
        ("统计期限为2023年1月1日至11月30日。", FIRST, date(2023, 11, 30)),
        ("统计期限为2023年1月1日至2024年1月1日。", FIRST, date(2024, 1, 1)),
        ("数据核定时间点为2023年12月31日。", None, LAST),
        ("本报告的数据截止日期为2023年12月31日。", None, LAST),
        ("统计期限为20201月1日至202012月31日。", None, None),
        ("所列数据的统计期限自202011日起至20201231日止。", None, None),
        ("统计期限为2023年2月30日至2023年12月31日。", None, LAST),
    ],
)
def test_the_stated_period_is_read_and_damage_is_not_repaired(
    sentence: str, first: date | None, last: date | None
) -> None:
    period = read(compose(preamble=sentence)).period
    assert period is not None
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "sentence",
    [
        "截至2023年12月31日,共公开信息十二条。",
        "2023年5月1日至5月7日开展宣传周。",
        "网站数据显示,2023年1月1日至6月30日访问量增长。",
        "根据2019年5月15日起施行的条例编制。",
    ],
)
def test_dates_of_other_things_are_no_period(sentence: str) -> None:
    assert read(compose(preamble=sentence)).period is None


# -- the end of the report ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("青禾县民政局\n2024年1月12日", ORGAN),
        ("2024年1月12日\n青禾县民政局", ORGAN),
        ("                青禾县民政局\n            2024年1月12日", ORGAN),
        ("青禾县民政局 2024年1月12日", ORGAN),
        ("2024年1月12日 青禾县民政局", ORGAN),
        ("青禾县民政局2024年1月12日", ORGAN),
        ("青禾县民政局(盖章)\n2024年1月12日", ORGAN),
        ("落款:青禾县民政局\n2024年1月12日", ORGAN),
        ("青禾县民政局", ORGAN),
        ("青禾县民政局\n青禾县残疾人联合会\n2024年1月12日", "青禾县民政局、青禾县残疾人联合会"),
        ("- 9 -\n青禾县民政局\n2024年1月12日\n— 10 —", ORGAN),
        ("青禾县民政局\n2024年1月12日\n扫一扫在手机打开当前页\n相关链接\n青禾县人民政府", ORGAN),
        ("附件下载:统计表.xls\n青禾县民政局\n2024年1月12日", ORGAN),
        ("2024年1月12日", None),
        ("扫一扫在手机打开当前页\n相关链接\n青禾县人民政府", None),
        ("主办:青禾县人民政府\n版权所有:青禾县人民政府办公室 青ICP备12345号", None),
        ("", None),
    ],
)
def test_the_signature_and_what_the_page_adds_are_no_part_of_the_body(end: str, name: str | None) -> None:
    report = read(compose(end=end))
    assert (report.signatory.name if report.signatory else None) == name
    assert report.text[: report.body_end].endswith("本年度未收取信息处理费。")
    assert report.sections[-1].end == report.body_end


@pytest.mark.parametrize("last", ["无", "无。", "无其他需要报告的事项", "本机关无收费情况"])
def test_what_section_six_says_is_no_signature(last: str) -> None:
    report = read(compose(changes={6: f"六、其他需要报告的事项\n{last}"}))
    assert report.signatory is not None
    assert report.signatory.name == ORGAN
    assert bodies(report)[5] == last


def test_a_name_on_two_lines_is_put_together_if_it_is_the_titles() -> None:
    organ = "青禾县经济开发区(青山镇)便民服务中心"
    text = compose(
        title=f"{organ}2023年政府信息公开工作年度报告", end="青禾县经济开发区(青山镇)\n便民服务中心\n2024年1月12日"
    )
    signatory = read(text).signatory
    assert signatory is not None
    assert signatory.name == organ


# -- paragraphs and sentences ------------------------------------------------------------------------------------


def test_paragraphs_are_the_running_text_without_tables_headings_title_and_signature() -> None:
    report = read(compose())
    assert [(paragraph.section, paragraph.text) for paragraph in report.paragraphs] == [
        (None, PREAMBLE),
        (1, "2023年,我局主动公开信息十二条。"),
        (5, "一是栏目更新不够及时。二是培训偏少。下一步将逐项改进。"),
        (6, "本年度未收取信息处理费。"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "规章",
        "12",
        "0 | 0",
        "本年制发件数",
        "2.重复申请",
        "第二十条第(一)项",
        "渠道\t数量\t备注",
        "访问量 | 1000 | 次 |",
        "| | |",
        "|---|---|",
    ],
)
def test_cells_of_tables_are_no_text_wherever_they_stand(line: str) -> None:
    report = read(compose(changes={1: f"一、总体情况\n2023年,我局主动公开信息十二条。\n{line}"}))
    assert [paragraph.text for paragraph in report.paragraphs if paragraph.section == 1] == [
        "2023年,我局主动公开信息十二条。"
    ]


def test_sentences_between_the_tables_are_text() -> None:
    note = "注:行政复议、行政诉讼的数量都含有上一年度结转的数量。"
    report = read(compose(changes={4: f"{SECTIONS[3]}\n{note}"}))
    assert [paragraph.text for paragraph in report.paragraphs if paragraph.section == 4] == [note]


def test_a_sentence_ends_with_its_stop_and_the_marks_that_close_behind_it() -> None:
    first = "一、总体情况\n提出“先审后发。”落实制度;完成了吗?完成!(见附表。)其余照旧"
    report = read(compose(changes={1: first}))
    sentences = [sentence for sentence in report.sentences if report.paragraphs[sentence.paragraph].section == 1]
    assert [sentence.text for sentence in sentences] == [
        "提出“先审后发。”",
        "落实制度;",
        "完成了吗?",
        "完成!",
        "(见附表。)",
        "其余照旧",
    ]
    assert all(report.text[sentence.start : sentence.end] == sentence.text for sentence in sentences)


@pytest.mark.parametrize(
    "text",
    [
        "加强领导。",
        "一是加强领导;",
        "(一)加强 领导。",
        "(一)1.加强领导",
        "第一,加强领导!",
        "2、加强领导。”",
        "**一是加强领导。**",
        "首先,加强领导……",
    ],
)
def test_equal_sentences_share_a_key(text: str) -> None:
    assert sentence_key(text) == "加强领导"


def test_figures_are_no_ordinals() -> None:
    assert sentence_key("3.5万条信息。") == "3.5万条信息"
    assert sentence_key("二〇二三年的工作。") == "二〇二三年的工作"


# -- anything at all ---------------------------------------------------------------------------------------------


def everything(report: Report) -> None:
    """Reads every part and checks that it stands where it says."""
    for name in PARTS:
        getattr(report, name)
    length = len(report.text)
    ranges = [(line.start, line.end) for line in report.lines]
    ranges += [(heading.start, heading.end) for heading in report.headings]
    ranges += [(section.start, section.end) for section in report.sections]
    ranges += [(title.start, title.end) for title in report.titles]
    ranges += [(found.start, found.end) for found in report.dates]
    ranges += [(sentence.start, sentence.end) for sentence in report.sentences]
    ranges.append(report.preamble)
    assert all(0 <= start <= end <= length for start, end in ranges)
    assert all(report.text[found.start : found.end] == found.raw for found in report.dates)
    assert all(report.text[found.start : found.end] == found.text for found in report.paragraphs)
    assert [heading.start for heading in report.headings] == sorted(heading.start for heading in report.headings)


PIECES = st.sampled_from(
    [
        *"一二三四五六、.(|)12 \n\n\n:>-—。;年月日",
        "\u200b",
        "㈠",
        TITLE,
        ORGAN,
        END,
        PREAMBLE,
        *CONTENTS.split("\n"),
        "目录\n",
        "2024年1月5日\n",
        "来源:",
        "发布日期:2024-01-05\n",
        "一、本年新收",
        "统计期限",
        "2023年",
        "公开",
        "报告",
        "情况",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join).filter(str.strip))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    everything(read(text))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200).filter(str.strip))
@settings(max_examples=100, deadline=None)
def test_any_characters_can_be_read(text: str) -> None:
    everything(read(text))


@pytest.mark.parametrize("name", ["", TITLE, "\n".join(CONTENTS.split("\n")), "2024年1月5日", "|", "一、"])
def test_a_report_of_one_part_can_be_read(name: str) -> None:
    everything(read(name or "无"))


@pytest.mark.parametrize(
    "unit",
    [
        "|",
        "1",
        "(",
        "一、",
        "一、总体情况",
        "(一)主动公开政府信息情况\n",
        "五、存在的主要问题及改进情况\n一\n",
        "公开",
        "由",
        "2023年",
        "统计期限",
        "1月1日至",
        "来源:",
        "首页 > ",
        "打印 ",
        "我局加强领导。",
        "2024年1月5日",
        "《",
        "”",
        "- ",
        TITLE,
        " ",
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(unit: str) -> None:
    report = read("甲" + unit * (300_000 // len(unit)))
    started = time.process_time()
    everything(report)
    assert time.process_time() - started < 3


# -- real reports, where they are at hand ------------------------------------------------------------------------

KNOWN = {
    "000": ("汾阳市人民政府办公室", "office", 2023, [1, 2, 3, 4, 5, 6], ["2024-01-05 end"], [66]),
    "001": ("遂宁市安居区人民政府", "county", 2020, [1, 2, 3, 4, 5, 6], ["2021-02-10 end"], []),
    "002": ("酉阳土家族苗族自治县清泉乡人民政府", "town", 2024, [1, 2, 3, 4, 5, 6], [], [69, 70]),
    "003": (
        "阿拉善高新技术产业开发区(乌斯太镇)市政和金融服务中心",
        "institution",
        2022,
        [1, 2, 3, 4, 5, 6],
        [],
        [2, 3],
    ),
    "004": ("华容县东山镇人民政府", "town", 2022, [1, 2, 3, 4, 5], ["2023-01-20 inside"], [*range(1, 7), 8, 9, 282]),
}


@pytest.mark.parametrize(
    "name", sorted(name for name in os.listdir(SEEDS) if name.endswith(".txt")) if os.path.isdir(SEEDS) else []
)
def test_real_reports_are_understood(name: str) -> None:
    with open(os.path.join(SEEDS, name), encoding="utf-8", newline="") as file:
        report = read(file.read())
    organ, kind, year, sections, dates, furniture = KNOWN[name[:3]]
    assert report.organ is not None
    assert report.year is not None
    assert (report.organ.name, report.organ.kind, report.year.value, report.year.source) == (organ, kind, year, "title")
    assert numbers(report) == sections
    assert [f"{found.value} {found.position}" for found in report.dates] == dates
    places = [report.document.place(report.source(piece.start)).line for piece in report.furniture.values()]
    assert places == furniture
    everything(report)
