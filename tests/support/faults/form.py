"""Faults of form: titles, sections, tables, sums, dates, signature, copies and what a web page leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from random import Random

from tests.support.faults.registry import CELLS, HEADS, TAIL, TITLE, VISIBLE, WORDING, fault
from tests.support.reports import (
    GROUPS,
    LABELS,
    ORDINALS,
    SENIOR,
    Generated,
    Paragraph,
    Part,
    Row,
    Section,
    make_disclosure_2019,
    make_disclosure_2021,
    print_date,
)

SUMS = frozenset({"GL301", "GL302", "GL303", "GL304", "GL308"})
NARRATIVE = frozenset(f"GL4{number:02}" for number in range(1, 27) if number != 21)
"""The narrative no longer agrees with a table that was changed."""


def _bump(cells: list[str], column: int, by: int = 1) -> None:
    cells[column] = str(int(cells[column]) + by)


def _has_nested_list(report: Generated) -> bool:
    """Whether section one numbers its paragraphs 一、二、…, so that taking a heading away leaves another candidate."""
    return "aspects-nested" in report.tags


# -- title ---------------------------------------------------------------------------------------------------------


@fault("title missing", "GL101", needs=TITLE, also=["GL102"])
def _title_missing(report: Generated, rng: Random) -> bool:
    report.title = []
    return True


def _retitle(name: str, template: str, codes: str = "GL102", least: str = "warning") -> None:
    @fault(f"title {name}", codes, needs=TITLE, least=least)
    def change(report: Generated, rng: Random) -> bool:
        report.title = [template.format(organ=report.organ, year=report.year)]
        return True


_retitle("without 政府", "{organ}{year}年信息公开工作年度报告")
_retitle("without 工作", "{organ}{year}年政府信息公开年度报告", least="info")
_retitle("without organ", "{year}年政府信息公开工作年度报告")
_retitle("without year", "{organ}政府信息公开工作年度报告")
_retitle("of another kind", "{organ}{year}年政务公开工作报告", "GL102 GL101")
_retitle("of a work summary", "{organ}{year}年政务公开工作总结", "GL102 GL101")
_retitle("misspelt", "{organ}{year}年政府信息公开工作告年度报", "GL102 GL101")


@fault("second title of another year", "GL103", needs=TITLE, also=["GL506"], least="warning")
def _two_titles_year(report: Generated, rng: Random) -> bool:
    other = f"{report.organ}{report.year - 1}年政府信息公开工作年度报告"
    report.title = [other, "".join(report.title).replace(" ", "")]
    return True


@fault("second title of another organ", "GL103", needs=TITLE, also=["GL512"], least="warning")
def _two_titles_organ(report: Generated, rng: Random) -> bool:
    one = f"{report.organ}{report.year}年政府信息公开工作年度报告"
    other = "蘅澧" + report.organ[2:]
    report.title = [f"{other}{report.year}年政府信息公开工作年度报告", one]
    return report.organ != other and not report.organ.startswith("国家")


@fault("second title of another kind", "GL103", needs=TITLE, also=["GL102"], least="warning")
def _two_titles_kind(report: Generated, rng: Random) -> bool:
    one = f"{report.organ}{report.year}年政府信息公开工作年度报告"
    report.title = [one, f"{report.organ}{report.year}年政务公开工作总结"]
    return True


# -- sections ------------------------------------------------------------------------------------------------------


def _without_section(number: int) -> None:
    @fault(
        f"section {number} missing",
        "GL104",
        also=["GL114", "GL112", "GL113", *(["GL421"] if number == 6 else [])],
        least="warning" if number == 1 else "error",
        once=True,
    )
    def change(report: Generated, rng: Random) -> bool:
        report.sections = [section for section in report.sections if section.number != number]
        return not _has_nested_list(report)


for _number in range(1, 7):
    _without_section(_number)


def _swapped_sections(first: int) -> None:
    @fault(f"sections {first} and {first + 1} swapped", "GL105", also=["GL114"], least="warning", once=True)
    def change(report: Generated, rng: Random) -> bool:
        sections = report.sections
        sections[first - 1], sections[first] = sections[first], sections[first - 1]
        return not _has_nested_list(report)


for _number in range(2, 6):
    _swapped_sections(_number)


@fault("sections 5 and 6 swapped and renumbered", "GL105 GL107", also=["GL107", "GL114"], least="warning")
def _swapped_renumbered(report: Generated, rng: Random) -> bool:
    five, six = report.section(5), report.section(6)
    five.ordinal, six.ordinal = "六", "五"
    report.sections[4:6] = [six, five]
    return True


def _doubled_heading(number: int) -> None:
    @fault(f"heading {number} twice", "GL106", also=["GL114"], needs=TITLE, least="warning", once=True)
    def change(report: Generated, rng: Random) -> bool:
        section = report.section(number)
        if number in (2, 3, 4):
            again = Section(number, section.title, [])
            report.sections.insert(report.sections.index(section), again)
        else:
            if len(section.body) < 2:
                return False
            half = len(section.body) // 2
            again = Section(number, section.title, section.body[half:])
            section.body = section.body[:half]
            report.sections.insert(report.sections.index(section) + 1, again)
        return not _has_nested_list(report)


for _number in (1, 2, 3, 4, 5):
    _doubled_heading(_number)


def _wrong_ordinal(number: int, ordinal: str) -> None:
    @fault(f"section {number} numbered {ordinal}", "GL107", also=["GL114"], least="warning", once=True)
    def change(report: Generated, rng: Random) -> bool:
        report.section(number).ordinal = ordinal
        return not _has_nested_list(report)


for _number, _ordinal in ((2, "一"), (3, "二"), (4, "三"), (4, "五"), (5, "六"), (5, "四"), (6, "五"), (6, "七")):
    _wrong_ordinal(_number, _ordinal)


def _altered_title(number: int, title: str, codes: str = "GL108", least: str = "warning") -> None:
    @fault(f"section {number} called {title}", codes, also=["GL114", "GL111"], least=least, once=True)
    def change(report: Generated, rng: Random) -> bool:
        report.section(number).title = title
        return not _has_nested_list(report)


_altered_title(5, "存在问题及改进情况")
_altered_title(5, "存在的问题及改进情况")
_altered_title(5, "当前存在的主要问题及下步改进措施")
_altered_title(5, "存在的主要问题和下一步打算")
_altered_title(6, "其他事项")
_altered_title(6, "需要报告的其他事项")
_altered_title(6, "其他需要报告的事项情况", least="info")
_altered_title(1, "总体工作情况", "GL108 GL111")
_altered_title(1, "概述", "GL108 GL111")
_altered_title(2, "主动公开信息的有关情况")
_altered_title(3, "收到和办理信息公开申请情况")
_altered_title(4, "行政复议和诉讼情况")


def _emptied(number: int, text: str, least: str = "error") -> None:
    also = {"GL112", "GL113", "GL613"} | ({"GL421"} if number == 6 else set()) | ({"GL612"} if number == 5 else set())

    @fault(f"section {number} holds only “{text}”", "GL109", also=also, least=least)
    def change(report: Generated, rng: Random) -> bool:
        report.section(number).body = [Paragraph(text)] if text else []
        return not (number == 1 and _has_nested_list(report))


_emptied(1, "")
_emptied(1, "无。")
_emptied(5, "")
_emptied(5, "无。")
_emptied(5, "无")
_emptied(5, "暂无问题。")
_emptied(6, "", "warning")


@fault("seventh section", "GL110", also=["GL114"], least="warning", once=True)
def _seventh(report: Generated, rng: Random) -> bool:
    title = rng.choice(("下一步工作打算", "建议提案办理情况", "工作经费保障情况", "名词解释"))
    text = "继续按照有关规定做好相关工作,确保各项任务如期完成并取得实效。"
    report.sections.append(Section(7, title, [Paragraph(text)]))
    return True


@fault("extra section in the middle", "GL110", also=["GL107", "GL114", "GL111"], least="warning")
def _extra_inside(report: Generated, rng: Random) -> bool:
    text = "承办人大代表建议和政协委员提案若干件,均已在规定时间内答复代表委员。"
    report.sections.insert(5, Section(6, "建议提案办理情况", [Paragraph(text)]))
    report.sections[6].ordinal = "七"
    return not _has_nested_list(report)


OLD_SECTIONS = (
    ("概述", "根据有关规定编制本报告,全文由概述等部分组成,数据统计范围为全年。"),
    ("主动公开情况", "全年通过多种渠道主动公开各类信息316条,公开形式以网站为主。"),
    ("依申请公开情况", "全年未收到公民、法人和其他组织提出的申请。"),
    ("咨询处理情况", "全年接待来电来访咨询42人次,均予以耐心解答。"),
    ("收费及减免情况", "全年未就提供信息收取任何费用,也没有减免情况。"),
    ("因政府信息公开申请行政复议、提起行政诉讼情况", "全年未发生相关案件,没有需要说明的情况。"),
    ("存在的主要问题和改进措施", "公开内容还需充实,队伍业务能力有待提高。今后将加强培训、完善制度。"),
)


@fault(
    "structure of before 2019",
    "GL111",
    also=["GL104", "GL105", "GL107", "GL108", "GL109", "GL112", "GL113", "GL114", "GL201", "GL421", "GL521", "GL426"],
    least="error",
)
def _old_structure(report: Generated, rng: Random) -> bool:
    report.preamble = []
    report.sections = [
        Section(
            number,
            title,
            [Paragraph(f"{report.year}年,{report.words['we']}按要求开展工作。{text}" if number == 1 else text)],
        )
        for number, (title, text) in enumerate(OLD_SECTIONS, 1)
    ]
    return True


# -- which format --------------------------------------------------------------------------------------------------


def _one_row_for_other(report: Generated) -> None:
    """Prints (六)其他处理 as one row, as the format of 2019 has it."""
    table = report.applications
    three = [row for row in table.rows if row.group == "other"]
    cells = [str(sum(int(row.cells[column] or 0) for row in three)) for column in range(7)]
    at = table.rows.index(three[0])
    table.rows = [row for row in table.rows if row.group != "other"]
    table.rows.insert(at, Row("r21", GROUPS["other"], cells))
    table.groups.pop("other", None)
    table.subtotals.pop("other", None)


def _three_rows_for_other(report: Generated) -> None:
    """Prints (六)其他处理 as three rows, as the format of 2021 has it."""
    table = report.applications
    single = table.row("r21")
    at = table.rows.index(single)
    table.rows[at : at + 1] = [
        Row("r21", LABELS["r21"], ["0"] * 7, "other"),
        Row("r22", LABELS["r22"], ["0"] * 7, "other"),
        Row("r23", LABELS["r23"], single.cells, "other"),
    ]
    table.groups["other"] = GROUPS["other"]
    table.subtotals.clear()


def _since_2021(report: Generated) -> bool:
    return report.year >= 2021


def _replace_disclosure(report: Generated, rng: Random, year: int) -> None:
    made = make_disclosure_2019(rng, report.kind) if year == 2019 else make_disclosure_2021(rng, report.kind)
    report.disclosure.parts[:] = made.parts


@fault("table 1 of 2019 after 2021", "GL121", also={"GL123", *NARRATIVE}, least="error")
def _superseded_one(report: Generated, rng: Random) -> bool:
    _replace_disclosure(report, rng, 2019)
    return _since_2021(report)


@fault("all tables of 2019 after 2021", "GL121", also={"GL124", *NARRATIVE}, least="error")
def _superseded_all(report: Generated, rng: Random) -> bool:
    if not _since_2021(report):
        return False
    _replace_disclosure(report, rng, 2019)
    _one_row_for_other(report)
    return True


@fault("table 1 of 2021 before 2021", "GL122", also={"GL123", *NARRATIVE}, least="warning")
def _premature_one(report: Generated, rng: Random) -> bool:
    _replace_disclosure(report, rng, 2021)
    return not _since_2021(report)


@fault("all tables of 2021 before 2021", "GL122", also={"GL124", *NARRATIVE}, least="warning")
def _premature_all(report: Generated, rng: Random) -> bool:
    if _since_2021(report):
        return False
    _replace_disclosure(report, rng, 2021)
    _three_rows_for_other(report)
    return True


@fault("first item of 2019, rest of 2021", "GL123", also={"GL121", "GL206", *NARRATIVE}, needs=HEADS, least="error")
def _hybrid_first(report: Generated, rng: Random) -> bool:
    report.disclosure.parts[0] = make_disclosure_2019(rng, "town").parts[0]
    return _since_2021(report)


@fault("item nine in a table of 2021", "GL123", also=["GL121", "GL126"], needs=HEADS, least="error")
def _hybrid_nine(report: Generated, rng: Random) -> bool:
    report.disclosure.parts.append(
        Part("第二十条第(九)项", ["采购项目数量", "采购总金额"], [Row("purchases", "政府集中采购", ["3", "18.6万元"])])
    )
    return _since_2021(report)


@fault("one row for (六) after 2021", "GL124", least="warning", once=True)
def _single_other(report: Generated, rng: Random) -> bool:
    if not _since_2021(report):
        return False
    _one_row_for_other(report)
    return True


@fault("three rows for (六) before 2021", "GL124", least="warning", once=True)
def _triple_other(report: Generated, rng: Random) -> bool:
    if _since_2021(report):
        return False
    _three_rows_for_other(report)
    return True


@fault("row of 2019 in a table of 2021", "GL126", needs=WORDING, also=["GL121", "GL123"], least="warning")
def _old_row(report: Generated, rng: Random) -> bool:
    report.disclosure.parts[1].rows.append(Row("matters", "其他对外管理服务事项", [str(rng.randint(0, 40))]))
    return _since_2021(report)


@fault("local row", "GL126", needs=WORDING)
def _local_row(report: Generated, rng: Random) -> bool:
    if any(row.key == "other-documents" for row in report.disclosure.rows()):
        return False
    report.disclosure.parts[0].rows.append(Row("other-documents", "其他主动公开文件", ["5", "4", "31"]))
    return True


# -- tables --------------------------------------------------------------------------------------------------------


def _without_table(number: int) -> None:
    @fault(f"table of section {number} missing", "GL201", least="error", once=True)
    def change(report: Generated, rng: Random) -> bool:
        section = report.section(number)
        section.body = list(section.paragraphs)
        return True

    @fault(f"table of section {number} as an image", "GL202", least="warning", once=True)
    def replace_by_image(report: Generated, rng: Random) -> bool:
        picture = rng.choice(("![](附表{}.png)", "![统计表](images/table{}.jpg)", '<img src="table{}.png">', "[图片]"))
        report.section(number).body = [Paragraph(picture.format(number))]
        return True

    @fault(f"table of section {number} without figures", "GL203", needs=CELLS, least="error", once=True, blanks=True)
    def empty(report: Generated, rng: Random) -> bool:
        if number == 2:
            rows = report.disclosure.rows()
        elif number == 3:
            rows = report.applications.rows
            report.applications.subtotals.clear()
        else:
            report.review.cells = [""] * 15
            return True
        for row in rows:
            row.cells = [""] * len(row.cells)
        return True


for _number in (2, 3, 4):
    _without_table(_number)


def _without_row(key: str) -> None:
    table = "table 2" if key[0] == "r" and key[1].isdigit() else "table 1"

    @fault(f"row {key} of {table} missing", "GL204", needs=CELLS, also=NARRATIVE, least="error", once=True)
    def change(report: Generated, rng: Random) -> bool:
        if table == "table 2":
            rows = report.applications.rows
            if key in ("r22", "r23") and not _since_2021(report):
                return False
            report.applications.subtotals.clear()
            rows.remove(report.applications.row(key))
            return True
        for part in report.disclosure.parts:
            found = [row for row in part.rows if row.key == key]
            if found and len(part.rows) > 1:
                part.rows.remove(found[0])
                return True
        return False


for _key in ("rules", "normative", "penalty", "coercion", "matters", *LABELS):
    _without_row(_key)


def _swapped_rows(first: str, second: str) -> None:
    @fault(f"rows {first} and {second} swapped", "GL205", needs=WORDING, least="warning", once=True)
    def change(report: Generated, rng: Random) -> bool:
        for rows in (report.applications.rows, *(part.rows for part in report.disclosure.parts)):
            keys = [row.key for row in rows]
            if first in keys and second in keys:
                one, other = keys.index(first), keys.index(second)
                rows[one], rows[other] = rows[other], rows[one]
                return rows[one].group == rows[other].group
        return False


for _first, _second in (
    ("r1", "r2"),
    ("r3", "r4"),
    ("r5", "r6"),
    ("r7", "r9"),
    ("r10", "r11"),
    ("r13", "r14"),
    ("r16", "r17"),
    ("r19", "r20"),
    ("r21", "r22"),
    ("rules", "normative"),
    ("penalty", "coercion"),
):
    _swapped_rows(_first, _second)


def _altered_label(key: str, label: str, least: str = "warning") -> None:
    @fault(f"label {key} printed as {label}", "GL206", needs=WORDING, least=least, once=True)
    def change(report: Generated, rng: Random) -> bool:
        for row in (*report.applications.rows, *report.disclosure.rows()):
            if row.key == key and row.label == LABELS.get(key, row.label):
                row.label = label
                return True
        return False


_altered_label("r9", "5.属于四类内部事务信息", "error")
_altered_label("r10", "6.属于三类过程性信息", "error")
_altered_label("r5", "1.属于国家机密")
_altered_label("r7", "3.危及“三安全一安定”")
_altered_label("r8", "4.保护第三人合法权益")
_altered_label("r11", "7.属于行政执法档案")
_altered_label("r12", "8.属于行政咨询事项")
_altered_label("r13", "1.本机关不掌握有关政府信息")
_altered_label("r14", "2.没有现成信息需要重新制作")
_altered_label("r15", "3.补正后申请内容仍不清楚")
_altered_label("r16", "1.信访举报投拆类申请")
_altered_label("r18", "3.要求提供公开的出版物")
_altered_label("r20", "5.要求行政机关确认或重新出具已取得信息")
_altered_label("r25", "四、结转下一年度继续办理")
_altered_label("r1", "一、本年新增政府信息公开申请数量")
_altered_label("charges", "行政事业型收费")


def _columns_changed(name: str, change_columns: Callable[[list[str]], None]) -> None:
    @fault(f"table 2: {name}", "GL207", needs=HEADS, least="warning", once=True)
    def change(report: Generated, rng: Random) -> bool:
        change_columns(report.applications.columns)
        return True


def _swap(first: int, second: int) -> Callable[[list[str]], None]:
    def change(columns: list[str]) -> None:
        columns[first], columns[second] = columns[second], columns[first]

    return change


def _rename(place: int, name: str) -> Callable[[list[str]], None]:
    def change(columns: list[str]) -> None:
        columns[place] = name

    return change


_columns_changed("法律服务机构 not printed", lambda columns: columns.remove("法律服务机构"))
_columns_changed("科研机构 not printed", lambda columns: columns.remove("科研机构"))
_columns_changed("法律服务机构 renamed", _rename(4, "律师事务所"))
_columns_changed("社会公益组织 renamed", _rename(3, "社会团体"))
_columns_changed("商业企业 and 科研机构 swapped", _swap(1, 2))
_columns_changed("社会公益组织 and 法律服务机构 swapped", _swap(3, 4))


@fault("table 1: head renamed", "GL207", needs=HEADS, least="warning", once=True)
def _head_renamed(report: Generated, rng: Random) -> bool:
    heads = report.disclosure.parts[0].heads
    if report.year < 2021:
        heads[2] = "历年公开总数量"
    else:
        heads[rng.choice((0, 1))] = rng.choice(("本年发布文件数", "历年累计件数"))
    return "aliases" not in report.tags


@fault("table 1: heads swapped", "GL207", needs=HEADS, least="warning", once=True)
def _heads_swapped(report: Generated, rng: Random) -> bool:
    heads = report.disclosure.parts[0].heads
    first, second = (0, 1) if report.year >= 2021 else (1, 2)
    heads[first], heads[second] = heads[second], heads[first]
    return "aliases" not in report.tags


@fault("table 3: heads swapped", "GL207", needs=HEADS, least="warning", once=True)
def _outcomes_swapped(report: Generated, rng: Random) -> bool:
    start = rng.choice((0, 5, 10))
    columns = report.review.columns
    columns[start], columns[start + 1] = columns[start + 1], columns[start]
    return True


@fault("table 3: head not printed", "GL207", needs=HEADS, least="warning", once=True)
def _outcome_missing(report: Generated, rng: Random) -> bool:
    columns = report.review.columns
    columns.pop(rng.choice((6, 7, 11, 12)))
    return True


# -- cells ---------------------------------------------------------------------------------------------------------


def _random_row(report: Generated, rng: Random) -> Row:
    return rng.choice(report.applications.rows)


@fault("value missing in table 2", "GL208 GL209", needs=CELLS, also=SUMS, least="warning")
def _value_missing(report: Generated, rng: Random) -> bool:
    row = _random_row(report, rng)
    del row.cells[rng.randrange(6)]
    return True


@fault("surplus value in table 2", "GL208", needs=CELLS, also=SUMS, least="error")
def _value_surplus(report: Generated, rng: Random) -> bool:
    _random_row(report, rng).cells.insert(rng.randrange(6), "0")
    return True


@fault("value missing in table 3", "GL208 GL209", needs=CELLS, also={"GL305"}, least="warning")
def _value_missing_review(report: Generated, rng: Random) -> bool:
    del report.review.cells[rng.randrange(15)]
    return True


@fault("surplus value in table 3", "GL208", needs=CELLS, also={"GL305"}, least="error")
def _value_surplus_review(report: Generated, rng: Random) -> bool:
    report.review.cells.insert(rng.randrange(15), "0")
    return True


@fault("value missing in table 1", "GL208 GL209", needs=CELLS, also={"GL306"}, least="warning")
def _value_missing_disclosure(report: Generated, rng: Random) -> bool:
    rows = [row for row in report.disclosure.rows() if len(row.cells) > 1 and row.key != "other-documents"]
    del rng.choice(rows).cells[-1]
    return True


@fault("surplus value in table 1", "GL208", needs=CELLS, also={"GL306"}, least="error")
def _value_surplus_disclosure(report: Generated, rng: Random) -> bool:
    row = report.disclosure.row(rng.choice(("rules", "normative", "licence", "penalty", "coercion")))
    row.cells.append("0")
    return True


def _blank(report: Generated, rng: Random, place: str) -> bool:
    if place == "total":
        _random_row(report, rng).cells[6] = ""
    elif place == "received":
        report.applications.row("r1").cells[rng.randrange(6)] = ""
    elif place == "sum":
        report.applications.row("r24").cells[rng.randrange(7)] = ""
    elif place == "leaf":
        rows = [row for row in report.applications.rows if row.key not in ("r1", "r2", "r24", "r25")]
        rng.choice(rows).cells[rng.randrange(6)] = ""
    elif place == "review":
        report.review.cells[rng.randrange(15)] = ""
    else:
        row = rng.choice(report.disclosure.rows())
        if row.key == "other-documents":
            return False
        row.cells[rng.randrange(len(row.cells))] = ""
    return True


def _blank_cell(place: str, least: str) -> None:
    codes = "GL208 GL209" if place in ("total", "review") else "GL209"

    @fault(f"blank cell: {place}", codes, needs=VISIBLE, least=least, once=True)
    def visible(report: Generated, rng: Random) -> bool:
        return _blank(report, rng, place)

    @fault(f"vanished cell: {place}", "GL208 GL209", needs=CELLS, lacks={"blanks"}, also=SUMS, least="warning")
    def vanished(report: Generated, rng: Random) -> bool:
        return _blank(report, rng, place)


_blank_cell("total", "error")
_blank_cell("received", "error")
_blank_cell("sum", "error")
_blank_cell("leaf", "warning")
_blank_cell("review", "warning")
_blank_cell("table 1", "warning")


def _some_cell(report: Generated, rng: Random, table: int) -> tuple[list[str], int]:
    """The cells of a random row of a table, and a random place in them, that hold a count: not 本年增/减, and not
    the row 规章, on which another rule has a say.
    """
    if table == 1:
        keys = ("normative", "licence", "penalty", "coercion")
        cells = report.disclosure.row(rng.choice(keys)).cells
        changes = {1} if report.year < 2021 and cells is not report.disclosure.row("normative").cells else set()
        places = [n for n, cell in enumerate(cells) if cell.isdigit() and n not in changes]
        return cells, rng.choice(places)
    cells = _random_row(report, rng).cells if table == 2 else report.review.cells
    return cells, rng.randrange(len(cells))


def _print_as(
    name: str, codes: str, make: Callable[[str, Random], str], *, least: str, needs: Iterable[str] = CELLS
) -> None:
    """A fault in what a cell of each table prints."""
    for table in (1, 2, 3):

        @fault(f"{name} in table {table}", codes, needs=needs, least=least)
        def change(report: Generated, rng: Random, table: int = table) -> bool:
            cells, at = _some_cell(report, rng, table)
            cells[at] = make(cells[at], rng)
            return True


def _placeholder(mark: str) -> None:
    _print_as(f"placeholder {mark}", "GL210", lambda cell, rng: mark, least="warning")


for _mark in ("/", "-", "—", "无", "空", "×", "不适用"):
    _placeholder(_mark)
_print_as("decimal", "GL211", lambda cell, rng: f"{cell}.{rng.randint(1, 9)}", least="error")
_print_as("text", "GL211", lambda cell, rng: rng.choice(("若干", "约三", "待统计")), least="error", needs=VISIBLE)
_print_as("negative", "GL212", lambda cell, rng: f"-{int(cell) + rng.randint(1, 3)}", least="error")
_print_as("unit 件", "GL213", lambda cell, rng: cell + rng.choice(("件", "条", "个", "宗")), least="warning")
_print_as(
    "full-width digits",
    "GL215",
    lambda cell, rng: cell.translate({n + 48: n + 0xFF10 for n in range(10)}),
    least="info",
)
_print_as("leading zeros", "GL215", lambda cell, rng: "0" + cell, least="info")


@fault("unit in the charges", "GL213", needs=CELLS, also={"GL423"}, least="warning")
def _charges_unit(report: Generated, rng: Random) -> bool:
    report.disclosure.row("charges").cells[0] = rng.choice(("12.5万元", "0万元", "3.08万元", "900元"))
    return _since_2021(report)


@fault("charges in yuan", "GL214", needs=CELLS)
def _charges_yuan(report: Generated, rng: Random) -> bool:
    report.disclosure.row("charges").cells[0] = rng.choice(("3568000", "128460", "25310.00"))
    is_local = report.level in ("county", "town") and report.kind in ("town", "county", "department")
    return _since_2021(report) and is_local and report.words["place"][-1] in "县区旗"


@fault("thousands separator", "GL215", needs=VISIBLE, also=NARRATIVE)
def _separator(report: Generated, rng: Random) -> bool:
    row = report.disclosure.row("licence")
    row.cells[-1] = f"{rng.randint(1000, 9999):,}"
    return True


@fault("blank inside a number", "GL215", needs=VISIBLE, also=NARRATIVE)
def _inner_blank(report: Generated, rng: Random) -> bool:
    row = report.disclosure.row("licence")
    row.cells[-1] = f"{rng.randint(1, 9)} {rng.randint(1, 9)}"
    return True


@fault("note of the table head missing", "GL216", needs=WORDING)
def _note_missing(report: Generated, rng: Random) -> bool:
    report.applications.note = ""
    return True


@fault("every figure zero", "GL217", needs=CELLS)
def _all_zero(report: Generated, rng: Random) -> bool:
    figures = report.figures
    if report.kind not in ("department", "county", "city", "office") or figures.new or figures.carried:
        return False
    for item in report.section(1).paragraphs:
        item.text = re.sub("全年(?:制发|作出)[^。]*。", "", item.text)
    for row in report.disclosure.rows():
        row.cells = ["0"] * len(row.cells)
    return not figures.reviews and not figures.suits


@fault("one value in three cells", "GL218", needs=CELLS, also=NARRATIVE)
def _repeated(report: Generated, rng: Random) -> bool:
    report.disclosure.row("normative").cells[:] = [str(rng.randint(11, 98))] * 3
    return True


# -- arithmetic ----------------------------------------------------------------------------------------------------


@fault("+1 in any cell of table 2", " ".join(SUMS), needs=CELLS, also=NARRATIVE, least="error", once=True)
def _plus_one(report: Generated, rng: Random) -> bool:
    _bump(_random_row(report, rng).cells, rng.randrange(7))
    return True


@fault("-1 in a cell of table 2", " ".join(SUMS), needs=CELLS, also=NARRATIVE, least="error", once=True)
def _minus_one(report: Generated, rng: Random) -> bool:
    places = [(row, n) for row in report.applications.rows for n in range(7) if row.cells[n] != "0"]
    if not places:
        return False
    row, column = rng.choice(places)
    _bump(row.cells, column, -1)
    return True


@fault("digits of a cell reversed", " ".join(SUMS), needs=CELLS, also=NARRATIVE, least="error", once=True)
def _reversed_digits(report: Generated, rng: Random) -> bool:
    places = [
        (row, n)
        for row in report.applications.rows
        for n in range(7)
        if len(row.cells[n]) > 1 and row.cells[n][::-1] != row.cells[n] and row.cells[n][-1] != "0"
    ]
    if not places:
        return False
    row, column = rng.choice(places)
    row.cells[column] = row.cells[column][::-1]
    return True


@fault("wrong total of a row", "GL301 GL308 GL302 GL303", needs=CELLS, also=NARRATIVE, least="error", once=True)
def _row_total(report: Generated, rng: Random) -> bool:
    _bump(_random_row(report, rng).cells, 6, rng.choice((1, 2, 10)))
    return True


@fault("totals wrong in three rows that agree", "GL301", needs=CELLS, also={*NARRATIVE}, least="error")
def _row_totals(report: Generated, rng: Random) -> bool:
    for key in ("r1", "r3", "r24"):
        _bump(report.applications.row(key).cells, 6, 2)
    report.applications.subtotals.clear()
    return True


@fault("results do not add up", "GL302", needs=CELLS, also=NARRATIVE, least="error", once=True)
def _results(report: Generated, rng: Random) -> bool:
    column = rng.randrange(6)
    for key in ("r1", "r24"):
        cells = report.applications.row(key).cells
        _bump(cells, column)
        _bump(cells, 6)
    return True


@fault("result counted in another column", "GL302", needs=CELLS, least="error")
def _result_moved(report: Generated, rng: Random) -> bool:
    rows = [
        row for row in report.applications.rows if row.key not in ("r1", "r2", "r24", "r25") and row.cells[6] != "0"
    ]
    if not rows:
        return False
    row = rng.choice(rows)
    source = next(n for n in range(6) if row.cells[n] != "0")
    target = rng.choice([n for n in range(6) if n != source])
    _bump(row.cells, source, -1)
    _bump(row.cells, target, 1)
    report.applications.subtotals.clear()
    return True


def _unbalanced(key: str) -> None:
    @fault(f"{key} too large in a column and in total", "GL303", needs=CELLS, also=NARRATIVE, least="error", once=True)
    def change(report: Generated, rng: Random) -> bool:
        cells = report.applications.row(key).cells
        by = rng.choice((1, 3))
        _bump(cells, rng.randrange(6), by)
        _bump(cells, 6, by)
        return True


for _key in ("r1", "r2", "r25"):
    _unbalanced(_key)


@fault("applicant of another kind", "GL303", needs=CELLS, also=NARRATIVE, least="error")
def _applicant_moved(report: Generated, rng: Random) -> bool:
    cells = report.applications.row("r1").cells
    filled = [n for n in range(6) if cells[n] != "0"]
    if not filled:
        return False
    source = rng.choice(filled)
    _bump(cells, source, -1)
    _bump(cells, rng.choice([n for n in range(6) if n != source]), 1)
    return True


@fault("shifted cells", " ".join(SUMS), needs=CELLS, also=NARRATIVE, least="error", once=True)
def _shifted(report: Generated, rng: Random) -> bool:
    rows = [
        row
        for row in report.applications.rows
        if row.cells[0] != "0" and row.cells[1] not in ("0", row.cells[0]) and row.cells[5] == "0"
    ]
    if not rows:
        return False
    row = rng.choice(rows)
    total = row.cells[6]
    row.cells[:] = ["0", *row.cells[:5], total]
    return True


@fault("split cell", " ".join(SUMS), needs=CELLS, also=NARRATIVE, least="error", once=True)
def _split(report: Generated, rng: Random) -> bool:
    rows = [row for row in report.applications.rows if row.cells[0].isdigit() and 10 < int(row.cells[0]) < 100]
    rows = [row for row in rows if row.cells[1] == "0"]
    if not rows:
        return False
    row = rng.choice(rows)
    row.cells[0], row.cells[1] = row.cells[0][0], row.cells[0][1]
    return True


@fault("split cell that lengthens its row", "GL208 GL308", needs=CELLS, also={*SUMS, *NARRATIVE}, least="error")
def _split_longer(report: Generated, rng: Random) -> bool:
    rows = [row for row in report.applications.rows if len(row.cells[0]) == 2]
    if not rows:
        return False
    row = rng.choice(rows)
    row.cells[0:1] = [row.cells[0][0], row.cells[0][1]]
    return True


@fault("a result larger than all results, others blank", "GL304 GL302", needs=VISIBLE, also={"GL209", *NARRATIVE})
def _bound_leaf(report: Generated, rng: Random) -> bool:
    table = report.applications
    table.subtotals.clear()
    cells = table.row("r3").cells
    more = table.value("r24", 0) + 3 - int(cells[0])
    _bump(cells, 0, more)
    _bump(cells, 6, more)
    table.row("r12").cells[0] = ""
    return True


@fault("more results than applications, carry-over blank", "GL304 GL303", needs=VISIBLE, also={"GL209", *NARRATIVE})
def _bound_total(report: Generated, rng: Random) -> bool:
    table = report.applications
    table.subtotals.clear()
    for key in ("r3", "r24"):
        _bump(table.row(key).cells, 0, 2 + table.value("r25", 0))
        _bump(table.row(key).cells, 6, 2 + table.value("r25", 0))
    table.row("r25").cells[:] = [""] * 7
    return True


@fault("wrong subtotal of a group", "GL307", needs=WORDING, least="error")
def _subtotal(report: Generated, rng: Random) -> bool:
    table = report.applications
    for group in table.groups:
        rows = [row for row in table.rows if row.group == group]
        table.subtotals[group] = [str(sum(int(row.cells[n] or 0) for row in rows)) for n in range(7)]
    cells = table.subtotals[rng.choice(list(table.groups))]
    for column in (rng.randrange(6), 6):
        _bump(cells, column)
    return True


def _wrong_review(name: str, places: tuple[int, ...]) -> None:
    @fault(f"table 3: {name}", "GL305", needs=CELLS, also=NARRATIVE, least="error", once=True)
    def change(report: Generated, rng: Random) -> bool:
        _bump(report.review.cells, rng.choice(places), rng.choice((1, 1, 3)))
        return True


_wrong_review("wrong total of reviews", (4,))
_wrong_review("wrong total of direct suits", (9,))
_wrong_review("wrong total of suits after review", (14,))
_wrong_review("wrong outcome", (0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13))


@fault("table 3: totals zero though parts are not", "GL305", needs=CELLS, also=NARRATIVE, least="error")
def _zero_totals(report: Generated, rng: Random) -> bool:
    report.review.cells[:5] = ["10", "1", "0", "0", "0"]
    return True


@fault("fewer documents in force than made", "GL306", needs=CELLS, also=NARRATIVE, least="error", once=True)
def _stock(report: Generated, rng: Random) -> bool:
    row = report.disclosure.row("normative")
    if report.year >= 2021:
        row.cells[:] = ["7", "0", str(rng.randint(1, 6))]
    else:
        row.cells[:] = ["7", "6", str(rng.randint(1, 5))]
    return True


@fault("more items dropped than there were", "GL306", needs=CELLS, least="error", once=True)
def _items(report: Generated, rng: Random) -> bool:
    if _since_2021(report):
        return False
    row = report.disclosure.row(rng.choice(("licence", "matters", "penalty", "coercion", "charges")))
    row.cells[:2] = ["4", rng.choice(("减9", "-9"))]
    return True


# -- section six, dates, signature ---------------------------------------------------------------------------------


@fault("no fee statement", "GL421", least="warning", once=True)
def _no_fee(report: Generated, rng: Random) -> bool:
    text = rng.choice(
        ("无其他需要报告的事项。", "本年度没有其他需要报告的事项。", "除上述情况外,无其他需要报告的事项。")
    )
    report.section(6).body = [Paragraph(text)]
    return _since_2021(report)


@fault("section six only 无。", "GL421", also=["GL109"], least="warning")
def _six_nothing(report: Generated, rng: Random) -> bool:
    report.section(6).body = [Paragraph("无。")]
    return _since_2021(report)


@fault("no date", "GL501", needs=TAIL, least="warning", once=True)
def _no_date(report: Generated, rng: Random) -> bool:
    report.issued = ""
    return True


def _dated(name: str, make: Callable[[Generated, Random], str]) -> None:
    @fault(f"date {name}", "GL502", also=["GL503"], needs={"bare-page", "tail"}, least="error")
    def change(report: Generated, rng: Random) -> bool:
        report.issued = make(report, rng)
        return True


_dated(
    "before the end of the year",
    lambda report, rng: f"{report.year}年{rng.choice((6, 11, 12))}月{rng.randint(1, 30)}日",
)
_dated("of the reporting year's January", lambda report, rng: f"{report.year}年1月{rng.randint(5, 28)}日")
_dated("two years later", lambda report, rng: f"{report.year + 2}年1月{rng.randint(5, 28)}日")
_dated(
    "that does not exist",
    lambda report, rng: f"{report.year + 1}年{rng.choice(('2月30日', '4月31日', '1月32日', '13月5日'))}",
)


@fault("date after publication", "GL502", also=["GL503"], needs={"tail", "title", "bare-page"}, least="error")
def _after_publication(report: Generated, rng: Random) -> bool:
    key = rng.choice(("发布日期", "公开日期", "发布时间"))
    report.title = [*report.title, f"{key}:{report.published.isoformat()}"]
    report.issued = print_date(report.published + timedelta(days=rng.randint(3, 20)))
    return True


@fault("late", "GL503", needs=TAIL, least="warning", once=True)
def _late(report: Generated, rng: Random) -> bool:
    limit = (4, 2) if report.kind in SENIOR else (2, 2)
    day = report.issue_date.replace(month=limit[0], day=limit[1]) + timedelta(days=rng.randint(0, 40))
    report.issued = print_date(day)
    report.issue_date, report.published = day, day + timedelta(days=1)
    return True


@fault("date only at the end of section one", "GL504", also=["GL501"], needs=TAIL, least="warning")
def _misplaced(report: Generated, rng: Random) -> bool:
    report.section(1).body.append(Paragraph(report.issued))
    report.issued = ""
    return True


@fault("second date before section two", "GL504", needs=TAIL, least="warning", once=True)
def _misplaced_twice(report: Generated, rng: Random) -> bool:
    report.section(1).body.append(Paragraph(report.issued))
    return True


def _chinese(number: int) -> str:
    if number < 10:
        return ORDINALS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else ORDINALS[tens]) + "十" + (ORDINALS[ones] if ones else "")


def _odd_date(name: str, make: Callable[[Generated], str]) -> None:
    @fault(f"date {name}", "GL505", needs={"lines", "tail"})
    def change(report: Generated, rng: Random) -> bool:
        report.issued = make(report)
        return "元月" not in report.issued or report.issue_date.month == 1


_odd_date("with dots", lambda report: f"{report.issue_date.year}.{report.issue_date.month}.{report.issue_date.day}")
_odd_date("with dashes", lambda report: report.issue_date.isoformat())
_odd_date("with blanks", lambda report: re.sub(r"(\d+)", r" \1 ", report.issued).strip())
_odd_date("of 元月", lambda report: f"{report.issue_date.year}年元月{report.issue_date.day}日")


def _chinese_date(zero: str) -> None:
    def make(report: Generated) -> str:
        day = report.issue_date
        year = "".join((zero + "一二三四五六七八九")[int(digit)] for digit in str(day.year))
        return f"{year}年{_chinese(day.month)}月{_chinese(day.day)}日"

    _odd_date(f"in Chinese numerals with {zero}", make)


_chinese_date("〇")
_chinese_date("○")


@fault("period of another year", "GL506", also=["GL507"], needs={"lines", "title", "period"}, least="error")
def _period(report: Generated, rng: Random) -> bool:
    year, other = str(report.year), str(report.year + rng.choice((-1, -2)))
    text = f"本报告所列数据的统计期限自{year}年1月1日起,至{year}年12月31日止。".replace(year, other)
    report.preamble = [text]
    return True


@fault("title of another year", "GL506", also=["GL502", "GL503", "GL508"], needs=TITLE, least="error")
def _title_year(report: Generated, rng: Random) -> bool:
    report.title = [line.replace(str(report.year), str(report.year - 1)) for line in report.title]
    overview = "".join(item.text for item in report.section(1).paragraphs)
    return overview.count(str(report.year)) > 2 and report.year != 2021


@fault("overview of another year", "GL506", also=["GL508", "GL522"], needs=TITLE, least="error")
def _overview_year(report: Generated, rng: Random) -> bool:
    overview = "".join(item.text for item in report.section(1).paragraphs)
    for item in report.section(1).paragraphs:
        item.text = item.text.replace(str(report.year - 1), str(report.year - 2)).replace(
            str(report.year), str(report.year - 1)
        )
    return overview.count(str(report.year)) > 2


@fault("no signatory", "GL511", needs=TAIL, least="warning", once=True)
def _unsigned(report: Generated, rng: Random) -> bool:
    report.signatory = ""
    return True


@fault("neither signatory nor date", "GL511", also=["GL501"], needs=TAIL, least="warning")
def _no_tail(report: Generated, rng: Random) -> bool:
    report.signatory = report.issued = ""
    return True


@fault("rules made by an organ that cannot", "GL516", needs=CELLS, least="error", once=True)
def _rules(report: Generated, rng: Random) -> bool:
    count = rng.randint(1, 8)
    report.disclosure.row("rules").cells[:] = [str(count), "0" if report.year >= 2021 else str(count), str(count + 1)]
    return report.kind in ("town", "subdistrict", "department", "institution", "county") and report.level != "city"


# -- repetition ----------------------------------------------------------------------------------------------------

_SENTENCE = re.compile(r"[^。]{16,}。")
_FORMULA = re.compile("未|无|没有|0件|0元|零|本报告|年度报告")
"""What a report may well say in two places: that nothing happened, or something of itself."""


def _sentences(report: Generated) -> list[tuple[Paragraph, str]]:
    """Sentences of paragraphs that hold others, too, without those that open a list or name an item."""
    found = []
    for number in (1, 5):
        for item in report.section(number).paragraphs:
            if item.text.count("。") < 2 or "是" in item.text[:3]:
                continue
            found += [
                (item, match)
                for match in _SENTENCE.findall(item.text)
                if not re.search(r"[一二三四]是|[:(;]|^\d|^[一二三四五]、", match)
            ]
    return found


@fault("sentence pasted twice", "GL601", needs={"lines"}, also=NARRATIVE, least="error", once=True, blanks=True)
def _pasted(report: Generated, rng: Random) -> bool:
    found = _sentences(report)
    if not found:
        return False
    item, sentence = rng.choice(found)
    item.text = item.text.replace(sentence, sentence * 2, 1)
    return True


@fault("sentence pasted twice over wrapped lines", "GL601", lacks={"lines"}, also=NARRATIVE, least="error", blanks=True)
def _pasted_wrapped(report: Generated, rng: Random) -> bool:
    return _pasted(report, rng)


@fault("sentence repeated far away", "GL601", needs={"lines"}, also=NARRATIVE, least="warning", once=True, blanks=True)
def _repeated_far(report: Generated, rng: Random) -> bool:
    found = [(item, sentence) for item, sentence in _sentences(report) if not _FORMULA.search(sentence)]
    if not found:
        return False
    item, sentence = rng.choice(found)
    others = [other for other, _ in found if other is not item]
    if not others:
        return False
    rng.choice(others).text += sentence
    return True


def _near_copy(text: str, rng: Random) -> str:
    """`text` with a character or two changed."""
    for old, new in rng.sample([("开展", "组织"), ("加强", "强化"), ("及时", "按时"), ("信息", "内容")], 4):
        if old in text:
            return text.replace(old, new, 1)
    return text


def _copyable(report: Generated) -> list[Paragraph]:
    return [item for item in report.section(1).paragraphs if len(item.text) >= 90]


@fault("paragraph pasted twice", "GL602 GL601", needs={"lines"}, also={"GL601", *NARRATIVE}, least="error", blanks=True)
def _copied(report: Generated, rng: Random) -> bool:
    items = _copyable(report)
    if not items:
        return False
    body = report.section(1).body
    item = rng.choice(items)
    body.append(Paragraph(item.text))
    return not _has_nested_list(report)


@fault(
    "paragraph pasted twice and touched up",
    "GL602",
    needs={"lines"},
    also={"GL601", *NARRATIVE},
    least="error",
    blanks=True,
)
def _touched_up(report: Generated, rng: Random) -> bool:
    items = _copyable(report)
    if not items:
        return False
    item = rng.choice(items)
    copy = _near_copy(item.text, rng)
    report.section(1).body.append(Paragraph(copy))
    return copy != item.text and not _has_nested_list(report)


# -- residue -------------------------------------------------------------------------------------------------------


def _residue(line: str, where: str) -> None:
    @fault(f"“{line}” {where}", "GL811", needs={"bare-page", "lines", "tail", "title"}, least="warning", blanks=True)
    def change(report: Generated, rng: Random) -> bool:
        if where == "at the end":
            report.issued = f"{report.issued}\n{line}"
        else:
            report.title = [*report.title, line]
        return True


for _line in (
    "扫一扫在手机打开当前页",
    "扫一扫在手机打开当前页面",
    "分享到:",
    "打印",
    "【打印】 【关闭】",
    "相关链接",
    "附件下载",
    "上一篇:没有了",
    "下一篇:关于开展年度培训的通知",
):
    _residue(_line, "at the end")
for _line in ("浏览次数:", "浏览量:315", "点击数:", "字号: 大 中 小", "来源:本站", "视力保护色"):
    _residue(_line, "under the title")


@fault("metadata block", "GL812", needs={"bare-page", "lines", "title"}, also=["GL811"])
def _metadata(report: Generated, rng: Random) -> bool:
    day = report.published.isoformat()
    block = ["索引号:01463288X/2024-00031", f"发布机构:{report.organ}", f"生成日期:{day}", "公开方式:主动公开"]
    report.title = [*block, *report.title]
    return True


# -- the year unknown ----------------------------------------------------------------------------------------------


@fault(
    "no year anywhere",
    "GL005",
    needs={"bare-page", "title", "cells", "tail"},
    also=["GL101", "GL102", "GL501"],
    least="warning",
)
def _no_year(report: Generated, rng: Random) -> bool:
    def strip(text: str) -> str:
        return re.sub(r"20\d\d年?度?,?", "", text)

    report.title = [re.sub(r"20\d\d年度?", "", line) for line in report.title]
    report.title = [line for line in report.title if line.strip()]
    report.preamble = []
    report.issued = ""
    for section in report.sections:
        for item in section.paragraphs:
            item.text = strip(item.text)
    for part in report.disclosure.parts:
        part.heads = [strip(head).replace("()", "") for head in part.heads]
    return True


# -- files that are no reports -------------------------------------------------------------------------------------

NOT_REPORTS = (
    "关于召开年度工作会议的通知\n各科室:\n定于下周三上午九时在三楼会议室召开工作会议,请准时参加。\n办公室\n2024年3月6日\n",
    "春日郊游\n昨天我们去河边散步,柳树已经发芽,孩子们放起了风筝。回家的路上下起了小雨。\n",
    "姓名,部门,电话\n甲,一科,0300-6111111\n乙,二科,0300-6222222\n",
    "Quarterly sales were up in all regions. The board met twice and approved the budget for next year.\n",
    "政府采购公告\n一、项目名称:办公家具采购\n二、预算金额:12万元\n三、投标截止时间:2024年5月6日\n四、联系人:采购科\n",
)

_TEXT = "澧坞县水利局2023年政府信息公开工作年度报告\n一、总体情况\n"

UNREADABLE: dict[str, tuple[bytes, frozenset[str]]] = {
    "empty file": (b"", frozenset({"GL001", "GL003"})),
    "blank file": (" \n\u3000\n\n".encode(), frozenset({"GL001", "GL003"})),
    "random bytes": (bytes(Random(7).randrange(256) for _ in range(4000)), frozenset({"GL001", "GL002", "GL003"})),
    "zero bytes": (b"\0" * 2000, frozenset({"GL001", "GL002"})),
    "bytes of no encoding": (_TEXT.encode() + b"\xff\xfe\xff\x80\x81\xff" * 20, frozenset({"GL001"})),
    "UTF-16 cut in the middle": (("\ufeff" + _TEXT).encode("utf-16-le")[:-1] + b"", frozenset({"GL001", "GL003"})),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", frozenset({"GL001", "GL002"})),
    "Word document": (
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + b"word/document.xml" * 9,
        frozenset({"GL001", "GL002"}),
    ),
    "old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, frozenset({"GL001", "GL002"})),
    "PNG image": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64), frozenset({"GL001", "GL002"})),
}
"""Files that cannot be judged: their bytes, and the codes that say so."""
