"""Printed pages: from characters and drawn lines to paragraphs, and tables whose figures are right or not read."""

from __future__ import annotations

import io
from importlib.util import find_spec
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.document.model import Document
from govlint.readers.contract import read_document
from govlint.readers.pdf_columns import loose_tables
from govlint.readers.pdf_joining import GrowingTable, printed_rows
from govlint.readers.pdf_layout import Box, DrawnTable, Glyph, GridCell, TextLine, drawn_tables, text_lines
from govlint.readers.pdf_paragraphs import is_continued, setting_of
from govlint.readers.pdf_running import running_lines
from govlint.source.read import read_stream
from tests.support.documents import converted, libreoffice, to_docx
from tests.support.reports import generate

HEIGHT = 800.0


def glyphs(text: str, left: float, bottom: float, size: float = 10) -> list[Glyph]:
    return [
        Glyph(c, left + n * size, bottom, left + (n + 1) * size, bottom + size)
        for n, c in enumerate(text)
        if c != "\u3000"
    ]


def lines(*rows: tuple[float, float, str]) -> list[TextLine]:
    return text_lines([glyph for left, bottom, text in rows for glyph in glyphs(text, left, bottom)])


def grid(xs: list[float], ys: list[float]) -> list[Box]:
    across = [Box(xs[0], y - 0.5, xs[-1], y + 0.5) for y in ys]
    return across + [Box(x - 0.5, ys[0], x + 0.5, ys[-1]) for x in xs]


def texts(table: DrawnTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


# -- lines and drawn tables ----------------------------------------------------------------------------------------


def test_characters_on_one_height_are_a_line() -> None:
    found = text_lines([*glyphs("下一行", 10, 100), *glyphs("上一行", 10, 120), *glyphs("3", 60, 120)])
    assert [line.text for line in found] == ["上一行 3", "下一行"]


def test_drawn_lines_make_a_table() -> None:
    content = [*glyphs("规章", 5, 25), *glyphs("3", 110, 25), *glyphs("许可", 5, 5), *glyphs("表外", 5, 60)]
    (table,), outside = drawn_tables(grid([0, 100, 150], [0, 20, 40]), content)
    assert texts(table) == [["规章", "3"], ["许可", ""]]
    assert "".join(glyph.text for glyph in outside) == "表外"


@pytest.mark.parametrize(("dash", "gap"), [(2.0, 1.0), (1.0, 2.0), (9.0, 5.0)])
def test_dashes_and_dots_are_lines(dash: float, gap: float) -> None:
    def broken(box: Box) -> list[Box]:
        left, bottom, right, top = box
        if right - left > top - bottom:
            count = int((right - left) / (dash + gap)) + 1
            return [Box(left + n * (dash + gap), bottom, left + n * (dash + gap) + dash, top) for n in range(count)]
        count = int((top - bottom) / (dash + gap)) + 1
        return [Box(left, bottom + n * (dash + gap), right, bottom + n * (dash + gap) + dash) for n in range(count)]

    boxes = [piece for box in grid([0, 100, 160], [0, 30, 60]) for piece in broken(box)]
    (table,), _ = drawn_tables(boxes, [*glyphs("规章", 5, 40), *glyphs("3", 120, 40), *glyphs("7", 120, 10)])
    assert texts(table) == [["规章", "3"], ["", "7"]]


def test_double_lines_are_one_border() -> None:
    boxes = [*grid([0, 100, 150], [0, 20, 40]), *grid([3, 103, 147], [3, 23, 37])]
    (table,), _ = drawn_tables(boxes, [*glyphs("规章", 6, 26, 8), *glyphs("3", 120, 26, 8)])
    assert texts(table) == [["规章", "3"], ["", ""]]


def test_a_line_under_words_is_no_border() -> None:
    boxes = [*grid([0, 100, 150], [0, 40]), Box(5, 20, 45, 20.5)]
    (table,), _ = drawn_tables(boxes, [*glyphs("上面", 5, 22), *glyphs("下面", 5, 5), *glyphs("7", 110, 15)])
    assert texts(table) == [["上面下面", "7"]]


def test_underlines_and_boxes_around_paragraphs_are_no_tables() -> None:
    content = glyphs("框里的一段话", 5, 25) + glyphs("第二段", 5, 5)
    assert drawn_tables([Box(0, 0, 150, 40)], content) == ([], content)
    assert drawn_tables(grid([0, 150], [0, 20, 40]), content) == ([], content)
    assert drawn_tables([Box(5, 23, 65, 23.5), Box(5, 30, 65, 30.5)], content) == ([], content)


def test_fields_that_no_line_parts_are_one_cell() -> None:
    boxes = [Box(0, y - 0.5, 200, y + 0.5) for y in (0, 40)]
    boxes += [Box(50, 20, 200, 20.5)] + [Box(x - 0.5, 0, x + 0.5, 40) for x in (0, 50, 120, 200)]
    content = [
        *glyphs("组", 5, 15),
        *glyphs("甲", 60, 25),
        *glyphs("1", 130, 25),
        *glyphs("乙", 60, 5),
        *glyphs("2", 130, 5),
    ]
    (table,), _ = drawn_tables(boxes, content)
    assert texts(table) == [["组", "甲", "1"], ["乙", "2"]]


def test_a_row_open_to_the_end_of_the_page_is_one() -> None:
    boxes = [Box(0, y - 0.5, 150, y + 0.5) for y in (20, 40)] + [Box(x - 0.5, 0, x + 0.5, 40) for x in (0, 100, 150)]
    (table,), _ = drawn_tables(boxes, [*glyphs("规章", 5, 25), *glyphs("许可", 5, 5), *glyphs("3", 110, 5)])
    assert texts(table) == [["规章", ""], ["许可", "3"]]


def test_figures_that_stand_apart_are_never_one_figure() -> None:
    content = [*glyphs("1", 105, 25), *glyphs("2", 135, 25), *glyphs("0", 120, 12), *glyphs("4", 120, 1)]
    (table,), _ = drawn_tables(grid([0, 100, 150], [0, 24, 44]), content)
    assert texts(table) == [["", "1 2"], ["", "0 4"]]


def test_a_long_figure_wrapped_in_a_narrow_cell_is_one() -> None:
    content = [*glyphs("11398", 102, 14), *glyphs("889", 102, 2)]
    (table,), _ = drawn_tables(grid([0, 100, 155], [0, 28]), content)
    assert texts(table) == [["", "11398889"]]


@given(st.lists(st.integers(min_value=0, max_value=99999), min_size=4, max_size=12))
def test_every_figure_stays_in_its_cell(values: list[int]) -> None:
    columns = 3
    rows = [values[at : at + columns] for at in range(0, len(values), columns)]
    xs, ys = [0.0, 60.0, 120.0, 180.0], [float(20 * n) for n in range(len(rows) + 1)]
    content = [
        glyph
        for y, row in enumerate(rows)
        for x, value in enumerate(row)
        for glyph in glyphs(str(value), xs[x] + 5, ys[len(rows) - 1 - y] + 5, 8)
    ]
    (table,), outside = drawn_tables(grid(xs, ys), content)
    assert not outside
    assert [[text for text in row if text] for row in texts(table)] == [[str(value) for value in row] for row in rows]


# -- tables over pages ---------------------------------------------------------------------------------------------


def page_of(*rows: list[tuple[str, int, bool]], first: int = 0) -> DrawnTable:
    """A table whose cells are given as text, number of rows spanned, and whether the text fills its cell."""
    top = 100.0
    made = []
    for number, row in enumerate(rows):
        cells = []
        left = first if number == 0 or len(row) == len(rows[0]) else first + (len(rows[0]) - len(row)) * 50
        for text, down, is_full in row:
            y = top - 20 * number
            cells.append(GridCell(float(left), y, text, left + 50.0, y - 20 * down, is_full))
            left += 50
        made.append(tuple(cells))
    return DrawnTable(top, top - 20 * len(rows), tuple(made))


def joined(*pages: DrawnTable) -> list[list[str]]:
    table = GrowingTable(printed_rows(pages[0], 1, 1))
    for number, page in enumerate(pages[1:], start=2):
        assert table.goes_on(page)
        table.add_page(printed_rows(page, number, 1))
    return [[cell.text for cell in row.cells] for row in table.rows]


def plain(*items: str, full: bool = False) -> list[tuple[str, int, bool]]:
    return [(text, 1, full and not text.isdecimal()) for text in items]


def test_a_row_cut_by_a_page_is_put_together() -> None:
    above = page_of(plain("甲", "1", "2"), plain("1.本机关不掌握相关", "3", "0", full=True))
    assert joined(above, page_of(plain("政府信息", "", ""), plain("2.没有现成信息", "5", "6"))) == [
        ["甲", "1", "2"],
        ["1.本机关不掌握相关政府信息", "3", "0"],
        ["2.没有现成信息", "5", "6"],
    ]
    assert joined(page_of(plain("1.", "3", "0")), page_of(plain("信访举报投诉类申请", "", ""))) == [
        ["1.信访举报投诉类申请", "3", "0"]
    ]
    assert joined(page_of(plain("1.信访举报投诉类申请", "", "")), page_of(plain("", "3", "0"))) == [
        ["1.信访举报投诉类申请", "3", "0"]
    ]


@pytest.mark.parametrize(
    "below",
    [plain("2.没有现成信息", "", ""), plain("政府信息", "4", "0"), plain("自然人", "总计", "其他")],
)
def test_a_row_of_its_own_is_never_joined(below: list[tuple[str, int, bool]]) -> None:
    above = plain("1.本机关不掌握相关", "3", "0", full=True)
    assert len(joined(page_of(above), page_of(below))) == 2


def test_a_label_with_room_left_is_no_cut_one() -> None:
    assert joined(page_of(plain("规章", "", "")), page_of(plain("行政规范性文件", "3", "5"))) == [
        ["规章", "", ""],
        ["行政规范性文件", "3", "5"],
    ]


def test_the_label_of_a_group_goes_on_beside_a_row_of_its_own() -> None:
    above = page_of([("三、本年度办理", 1, True), ("(一)予以公开", 1, True), ("3", 1, False)])
    below = page_of([("结果", 2, True), ("(二)部分公开", 1, True), ("4", 1, False)], plain("(三)不予公开", "5"))
    assert joined(above, below) == [
        ["三、本年度办理结果", "(一)予以公开", "3"],
        ["(二)部分公开", "4"],
        ["(三)不予公开", "5"],
    ]


def test_heads_printed_on_every_page_are_left_out() -> None:
    heads = plain("信息内容", "制发", "废止")
    pages = [page_of(heads, plain(label, "1", "2")) for label in ("1.甲", "2.乙", "3.丙")]
    assert joined(*pages) == [["信息内容", "制发", "废止"], ["1.甲", "1", "2"], ["2.乙", "1", "2"], ["3.丙", "1", "2"]]


# -- tables without lines ------------------------------------------------------------------------------------------


def labelled(label: str, *figures: str, bottom: float) -> list[tuple[float, float, str]]:
    cells = [(200.0 + 40 * n, bottom, text) for n, text in enumerate(figures) if text]
    return [(10.0, bottom, label), *cells] if label else cells


def test_figures_in_columns_are_a_table_and_blanks_stay() -> None:
    page = lines(
        *labelled("1.甲", *"1234567", bottom=700),
        *labelled("2.乙", "1", "", "3", "4", "", "6", "7", bottom=680),
        *labelled("3.丙", *"7654321", bottom=660),
    )
    (table,) = loose_tables(page)
    assert [cells for _, cells in table.rows] == [
        ("1.甲", *"1234567"),
        ("2.乙", "1", "", "3", "4", "", "6", "7"),
        ("3.丙", *"7654321"),
    ]


def test_labels_of_several_lines_are_told_by_their_numbers() -> None:
    page = lines(
        (10, 705, "1.其他法律行政"),
        *labelled("", *"1234567", bottom=700 - 6),
        (10, 683, "法规禁止公开"),
        *labelled("2.乙", *"7654321", bottom=660),
    )
    (table,) = loose_tables(page)
    assert [cells[0] for _, cells in table.rows] == ["1.其他法律行政法规禁止公开", "2.乙"]


def test_where_labels_and_figures_do_not_pair_nothing_is_read() -> None:
    page = lines(*labelled("1.甲", *"1234567", bottom=700), *labelled("", *"1234567", bottom=680))
    (table,) = loose_tables(page)
    assert not table.rows


def test_a_wide_table_of_blanks_without_lines_is_not_read() -> None:
    page = lines(
        (10, 700, "一、本年新收政府信息公开申请数量"), (440, 700, "3"), (10, 680, "(一)予以公开"), (440, 680, "2")
    )
    tables = loose_tables(page)
    assert tables
    assert not any(table.rows for table in tables)


def test_running_text_is_no_table() -> None:
    page = lines((10, 700, "全年主动公开信息301条,办结申请41件"), (10, 680, "2024年1月"), (10, 660, "一二三四"))
    assert loose_tables(page) == []


# -- running lines -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["- {} -", "— {} —", "第{}页", "第{}页共9页", "{}/9", "{}", "·{}·"])
def test_page_numbers_are_no_text(form: str) -> None:
    pages = [lines((10, 400, "正文"), (280, 30, form.format(number))) for number in range(3, 6)]
    assert [[line.text for line in found] for found in running_lines(pages, [HEIGHT] * 3)] == [
        [page[-1].text] for page in pages
    ]


def test_a_bare_number_that_counts_no_pages_is_a_figure() -> None:
    pages = [lines((10, 400, "正文"), (280, 30, figure)) for figure in ("7", "0", "3")]
    assert running_lines(pages, [HEIGHT] * 3) == [set(), set(), set()]


def test_a_head_on_most_pages_is_no_text() -> None:
    pages = [lines((200, 770, "年度报告"), (10, 400, f"正文{number}"), (10, 90, "落款")) for number in range(4)]
    assert [[line.text for line in found] for found in running_lines(pages, [HEIGHT] * 4)] == [["年度报告"]] * 4


# -- paragraphs ----------------------------------------------------------------------------------------------------

FULL = "这一行写满了整整一行的字数没有剩下地方"


def paragraphs(*rows: tuple[float, float, str]) -> list[str]:
    page = lines(*rows)
    setting = setting_of([page])
    found: list[list[TextLine]] = []
    for line in page:
        if found and is_continued(setting, found[-1][-1], line, is_first=len(found[-1]) == 1, on_one_page=True):
            found[-1].append(line)
        else:
            found.append([line])
    return ["".join(line.text for line in lines) for lines in found]


def test_indents_begin_paragraphs() -> None:
    short = FULL[:16] + "。"
    assert paragraphs(
        (30, 700, FULL[2:] + "。"), (10, 680, FULL), (10, 660, "一是完"), (30, 640, FULL[2:]), (10, 620, short)
    ) == [FULL[2:] + "。" + FULL + "一是完", FULL[2:] + short]


def test_a_word_that_did_not_fit_leaves_its_line_short() -> None:
    short, address = FULL[:-4], "http://x"
    assert paragraphs((30, 700, FULL[2:]), (10, 680, short), (10, 660, address + "获取")) == [
        FULL[2:] + short + address + "获取"
    ]


def test_headings_and_dates_stay_lines_of_their_own() -> None:
    assert paragraphs(
        (10, 720, "一、总体情况"), (30, 700, FULL[2:]), (10, 680, "完。"), (10, 660, "二、主动公开"),
        (150, 640, "某局"),
        (140, 620, "2024年1月2日"),
    ) == ["一、总体情况", FULL[2:] + "完。", "二、主动公开", "某局", "2024年1月2日"]  # fmt: skip


def test_a_title_of_two_lines_is_one_if_the_first_is_full() -> None:
    title = text_lines(
        [*glyphs("某某县人民政府二〇二三年政", 10, 740, 15), *glyphs("府信息公开工作年度报告", 25, 715, 15)]
    )
    body = lines((30, 680, FULL[2:]), (10, 660, FULL))
    setting = setting_of([[*title, *body]])
    assert is_continued(setting, *title, is_first=True, on_one_page=True)
    assert not is_continued(setting, title[1], body[0], is_first=False, on_one_page=True)


# -- whole files ---------------------------------------------------------------------------------------------------


def read(data: bytes) -> Document:
    return read_document(read_stream(data, "report.pdf"))


@pytest.mark.skipif(libreoffice() is None or find_spec("pypdfium2") is None, reason="no LibreOffice, or no PDFium")
def test_turned_pages_and_pages_inside_forms_read_the_same() -> None:
    import pypdfium2

    data = converted(to_docx(generate(Random(4)), Random(4), plain=True), "docx", "pdf")
    upright = read(data).text
    for angle in (0, 90, 180, 270):
        source, turned = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
        for index in range(len(source)):
            width, height = source[index].get_size()
            page = turned.new_page(width, height) if angle in (0, 180) else turned.new_page(height, width)
            form = source.page_as_xobject(index, turned).as_pageobject()
            # rotate() turns clockwise; the page is moved back to where it can be seen
            shift = {0: (0, 0), 90: (0, width), 180: (width, height), 270: (height, 0)}[angle]
            form.set_matrix(pypdfium2.PdfMatrix().rotate(angle).translate(*shift))
            page.insert_obj(form)
            page.gen_content()
        out = io.BytesIO()
        turned.save(out)
        assert read(out.getvalue()).text == upright, angle
