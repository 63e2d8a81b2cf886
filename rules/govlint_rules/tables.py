"""Rules on the three tables as wholes: present, filled in, with the rows and row labels of the statutory format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govlint.report.formats import APPLICATIONS, DISCLOSURE, SECTION_OF_TABLE
from govlint.report.tables import IMAGE, MISSING, NO_FIGURES
from govlint.rule import ERROR, INFO, WARNING, Finding, NotApplicable, Related, Rule, Text, Verdict, change
from govlint_rules.fixes import suggestion
from govlint_rules.table_facts import (
    FORM_BASIS,
    MAX_RELATED,
    printed_label,
    read_tables,
    row_end,
    short_label,
    table_heading,
    table_words,
    unread_tables,
)

if TYPE_CHECKING:
    from govlint.report.formats import Row
    from govlint.report.model import Report
    from govlint.report.tables import Table, TableRow

_NUMERALS = frozenset("一二两三四五六七八九十")
_DENIALS = frozenset("不未无非")

_REVIEW_HEADING = "四、政府信息公开行政复议、行政诉讼情况"
_REVIEW_HEADS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
_REVIEW_TABLE = (
    "行政复议 | 行政诉讼 | |||||||||||||\n"
    f"{_REVIEW_HEADS} | 未经复议直接起诉 | 复议后起诉 | ||||||||\n"
    f"{_REVIEW_HEADS} | {_REVIEW_HEADS} | |||||\n"
    "1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1 |\n"
)
"""Section four of the clean report that the examples are made from."""


class TableMissing(Rule):
    """Section two, three or four without its table."""

    code = "GL201"
    name = "table-missing"
    severity = ERROR
    title = Text("第二、三、四部分都有规定的表格", "Sections two, three and four hold their tables")
    explain = Text(
        "年度报告的第二、三、四部分须按统一格式以表格列出数据。有标题而没有表格,等于没有报告法定内容。",
        "Sections two, three and four of the report consist of tables in the uniform format. A heading without its "
        "table leaves out content that the law demands.",
    )
    messages = {
        "default": Text("这一部分没有“{table}”", "this section lacks {table_en}"),
    }
    help = Text(
        "补上统一格式的表格;没有发生的事项填“0”。如果原页面有表格,请检查提取文本时是否丢失。",
        "Add the table of the uniform format, with 0 where nothing happened. If the page does show the table, check "
        "whether it was lost when the text was taken from it.",
    )
    basis = FORM_BASIS
    related = ("GL104", "GL202", "GL203")
    bad = (
        change(
            (
                f"{_REVIEW_HEADING}\n{_REVIEW_TABLE}",
                f"⟦{_REVIEW_HEADING}⟧\n",
            )
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(
            (
                "三、收到和处理政府信息公开申请情况\n(本列",
                "三、收到和处理政府信息公开申请情况\n2023年收到申请8件,具体情况见下表:\n(本列",
            )
        ),
        change(
            (
                "四、政府信息公开行政复议、行政诉讼情况\n行政复议",
                "四、政府信息公开行政复议、行政诉讼情况\n(单位:件)\n行政复议",
            )
        ),
        change(("二、主动公开政府信息情况\n第二十条", "二、主动公开政府信息情况\n表1\n第二十条")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each table that is missing below the heading of its section."""
        for table in report.tables[:3]:
            section = report.section(SECTION_OF_TABLE[table.kind])
            if table.state == MISSING and section is not None and section.standing != "old":
                start, end = table_heading(report, table)
                yield self.finding(start, end, table=table.kind, args=table_words(table))


class TableAsImage(Rule):
    """A picture where a table of text should stand."""

    code = "GL202"
    name = "table-as-image"
    severity = WARNING
    title = Text("表格是文字,不是图片", "Tables are text, not pictures")
    explain = Text(
        "政府信息公开平台应当便于检索、查阅、下载。用图片代替表格,其中的数据无法检索,也无法核对。",
        "The disclosure platform must let people search, consult and download. Figures in a picture can be neither "
        "searched nor checked.",
    )
    messages = {
        "default": Text(
            "“{table}”是一张图片,其中的数据无法检索和核对",
            "a picture stands in place of {table_en}: its figures can be neither searched nor checked",
        ),
    }
    help = Text("把图片换成文字表格。", "Replace the picture by a table of text.")
    basis = ("LAW-24", *FORM_BASIS)
    related = ("GL201",)
    bad = (
        change(
            (
                f"{_REVIEW_HEADING}\n{_REVIEW_TABLE}",
                f"⟦{_REVIEW_HEADING}⟧\n![复议诉讼情况表](images/review.png)\n",
            )
        ),
    )
    good = (
        change(),
        change(("(五)监督保障。", "![查阅点](images/place.jpg)\n(五)监督保障。")),
        change(("(四)政府信息公开平台建设。", "(四)政府信息公开平台建设。制作图片解读材料12期。")),
        change(("配备自助查询终端。", "配备自助查询终端(点击图片可放大)。")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each table that is a picture."""
        for table in report.tables[:3]:
            if table.state == IMAGE:
                start, end = table_heading(report, table)
                yield self.finding(start, end, table=table.kind, args=table_words(table))


class TableWithoutFigures(Rule):
    """All the labels of a table, but not one figure."""

    code = "GL203"
    name = "table-without-figures"
    severity = ERROR
    title = Text("表格填有数据", "Tables hold figures")
    explain = Text(
        "表格只有行列名称而没有一个数字,不能说明法定事项。没有发生的事项应当填“0”,而不是留空。",
        "A table of labels without a single figure reports nothing. Where nothing happened, 0 is to be printed.",
    )
    messages = {
        "default": Text("“{table}”没有填写任何数据", "there is not one figure in {table_en}"),
    }
    help = Text(
        "按台账填写各项数据;确实没有发生的填“0”。",
        "Fill in the figures from the register; print 0 where nothing happened.",
    )
    basis = FORM_BASIS
    related = ("GL201", "GL209")
    bad = (
        change(
            ("四、政府信息公开行政复议、行政诉讼情况", "⟦四、政府信息公开行政复议、行政诉讼情况⟧"),
            ("1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1 |\n", ""),
        ),
    )
    good = (
        change(),
        change(base="town-2023"),
        change(("行政许可 | 46 |||", "行政许可 | 0 |||")),
        change(("规章 | 0 | 0 | 0 |", "规章 | / | / | / |")),
        change(("2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "2.重复申请 | | | | | | | 0 |")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each table that shows its labels alone."""
        for table in report.tables[:3]:
            if table.state == NO_FIGURES:
                start, end = table_heading(report, table)
                yield self.finding(start, end, table=table.kind, args=table_words(table))


class RowMissing(Rule):
    """A row of the statutory format that the table does not show."""

    code = "GL204"
    name = "row-missing"
    severity = ERROR
    title = Text("表格的行完整", "Tables have every row of the format")
    explain = Text(
        "统一格式的每一行都须列出,没有发生的填“0”。缺行后总计无法核对,也不能与其他机关汇总。",
        "Every row of the uniform format must be there, with 0 where nothing happened. Without it the totals cannot be "
        "checked, nor the figures added to those of other organs.",
    )
    messages = {
        "default": Text("“{table}”缺少“{rows}”一行", "in {table_en} the row “{rows}” is missing"),
        "several": Text("“{table}”缺少{count}行:{rows}", "in {table_en} {count} rows are missing: {rows}"),
        "label-lost": Text(
            "这一行只有数据,没有行名;按顺序应为“{rows}”",
            "this row has figures but no label; by its place it should be “{rows}”",
        ),
        "here": Text("“{row}”应在此处", "“{row}” should stand here"),
    }
    help = Text(
        "按统一格式补上缺少的行(或行名),没有发生的填“0”。",
        "Add the missing row (or its label) as in the uniform format, with 0 where nothing happened.",
    )
    basis = FORM_BASIS
    related = ("GL124", "GL205", "GL206")
    bad = (
        change(("7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||\n8.", "⟦⟧8.")),
        change(
            (
                "第二十条第(六)项 | |||\n信息内容 | 本年处理决定数量 |||\n行政处罚 | 5 |||\n行政强制 | 0 |||\n",
                "第二十条第(六)项 | |||\n信息内容 | 本年处理决定数量 |||\n行政处罚 | 5⟦⟧ |||\n",
            )
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("4.保护第三方合法权益", "4. 保护第三方合法权益")),
        change(("确认或重新出具已获取信息", "确认或者重新出具已获取信息")),
        change(("(七)总计", "(七)合计")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a table for all missing rows, and one for each row whose label is lost."""
        yield from unread_tables(report.tables[:3])
        for table in read_tables(report.tables[:3]):
            if table.missing:
                yield self._missing(table)
            for row in table.rows.values():
                if row.match == "lost":
                    yield self.finding(
                        row.start,
                        row.end,
                        variant="label-lost",
                        table=table.kind,
                        row=row.label,
                        args={**table_words(table), "rows": short_label(row.label)},
                        expected=row.label,
                    )

    def _missing(self, table: Table) -> Finding:
        labels = dict(_format_rows(table))
        points = [(_point(table, row_id), row_id) for row_id in table.missing]
        first = points[0][0]
        names = "、".join(short_label(labels[row_id]) for row_id in table.missing)
        further = tuple(
            Related(point, point, "here", {"row": short_label(labels[row_id])})
            for point, row_id in points[1 : 1 + MAX_RELATED]
        )
        single = len(points) == 1
        return self.finding(
            first,
            first,
            variant="default" if single else "several",
            table=table.kind,
            row=labels[table.missing[0]] if single else None,
            args={**table_words(table), "rows": names, "count": len(points)},
            expected=labels[table.missing[0]] if single else None,
            related=further,
        )


class RowOrder(Rule):
    """Rows that stand out of the order of the statutory format."""

    code = "GL205"
    name = "row-order"
    severity = WARNING
    title = Text("表格的行按规定顺序排列", "Rows stand in the order of the format")
    explain = Text(
        "统一格式规定了行的顺序。顺序颠倒,读者和汇总程序容易把数据对到别的行上。",
        "The uniform format fixes the order of the rows. Where it is changed, readers and programs take figures for "
        "those of another row.",
    )
    messages = {
        "default": Text(
            "“{row}”不在规定的位置,应在“{after}”之后", "“{row}” is out of place: it belongs behind “{after}”"
        ),
        "several": Text(
            "“{table}”有{count}行不在规定的位置:{rows};其中“{row}”应在“{after}”之后",
            "in {table_en} {count} rows are out of place: {rows}; “{row}” belongs behind “{after}”",
        ),
        "first": Text("“{row}”不在规定的位置,应是第一行", "“{row}” is out of place: it should be the first row"),
        "here": Text("“{row}”也不在规定的位置", "“{row}” is out of place too"),
    }
    help = Text(
        "按统一格式的顺序排列各行,连同数据一起移动。", "Put the rows in the order of the format, figures and all."
    )
    basis = FORM_BASIS
    related = ("GL204",)
    bad = (
        change(
            (
                "6.属于四类过程性信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||\n"
                "7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||\n",
                "⟦7.属于行政执法案卷⟧ | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||\n"
                "6.属于四类过程性信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||\n",
            )
        ),
    )
    good = (
        change(),
        change(base="department-2020"),
        change(("1.信访举报投诉类申请", "1.信访、举报、投诉类申请")),
        change(("(六)其他处理 | 1.", "(六)其他 | 1.")),
        change(("全年收到政府信息公开申请8件,上年结转1件", "上年结转1件,全年收到政府信息公开申请8件")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding a table."""
        yield from unread_tables(report.tables[:3])
        for table in read_tables(report.tables[:3]):
            moved = [table.rows[row_id] for row_id in table.moved if row_id in table.rows]
            if moved:
                yield self._moved(table, sorted(moved, key=lambda row: row.start))

    def _moved(self, table: Table, moved: list[TableRow]) -> Finding:
        first = moved[0]
        order = [row_id for row_id, _ in _format_rows(table)]
        labels = dict(_format_rows(table))
        before = order[: order.index(first.id)]
        variant = "several" if len(moved) > 1 else "default" if before else "first"
        return self.finding(
            first.start,
            first.end,
            variant=variant,
            table=table.kind,
            row=first.label,
            args={
                **table_words(table),
                "row": short_label(first.label),
                "after": short_label(labels[before[-1]]) if before else short_label(first.label),
                "count": len(moved),
                "rows": "、".join(short_label(row.label) for row in moved),
            },
            related=tuple(
                Related(row.start, row.end, "here", {"row": short_label(row.label)})
                for row in moved[1 : 1 + MAX_RELATED]
            ),
        )


class LabelAltered(Rule):
    """A row label that is not the one of the statutory format."""

    code = "GL206"
    name = "label-altered"
    severity = WARNING
    fix = "suggest"
    title = Text("行名与统一格式一致", "Row labels are those of the format")
    explain = Text(
        "行名是统计口径:“三类内部事务信息”与“四类过程性信息”一字之差,所指就不同。改动数字或否定词为错误,其他改动为警告"
        "。",
        "A row label says what is counted: one numeral parts the “three kinds of internal affairs” from the “four "
        "kinds of process information”. A changed numeral or negation is an error, any other change a warning.",
    )
    messages = {
        "default": Text("行名“{printed}”与统一格式不一致,应为“{row}”", "the row label “{printed}” should be “{row}”"),
        "meaning": Text(
            "行名“{printed}”改变了统计口径,应为“{row}”",
            "the row label “{printed}” changes what is counted; it should be “{row}”",
        ),
    }
    help = Text(
        "改为统一格式的行名;如果数据也是按改动后的口径统计的,请重新核对数据。",
        "Restore the label of the format; if the figures were counted by the altered label, count again.",
    )
    basis = ("LAW-16", *FORM_BASIS)
    related = ("GL204", "GL207")
    bad = (
        change(("5.属于三类内部事务信息", "⟦5.属于四类内部事务信息⟧")),
        change(("3.要求提供公开出版物", "⟦3.请求给予公开出版物⟧")),
    )
    good = (
        change(),
        change(("2.其他法律行政法规禁止公开", "2.其他法律、行政法规禁止公开"), ("7.属于", "7、属于")),
        change(("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", "(二)部分公开")),
        change(("3.危及“三安全一稳定”", '3.危及"三安全一稳定"')),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for each altered label."""
        yield from unread_tables(report.tables[:3])
        for table in read_tables(report.tables[:3]):
            for row in table.rows.values():
                if row.match == "altered":
                    grave = _changes_meaning(row.printed, _row_words(table, row.id))
                    printed = printed_label(report, row)
                    yield self.finding(
                        row.start,
                        row.end,
                        severity=ERROR if grave else WARNING,
                        variant="meaning" if grave else "default",
                        table=table.kind,
                        row=row.label,
                        args={"printed": printed, "row": row.label},
                        expected=row.label,
                        actual=printed,
                        fix=suggestion(report, row.start, row.end, printed, row.label),
                    )


class RelationNoteMissing(Rule):
    """The note on the balance of the columns, which the head of table 2 carries."""

    code = "GL216"
    name = "relation-note-missing"
    severity = INFO
    title = Text(
        "申请情况表的表头注明勾稽关系", "The head of the table of applications carries the note on its balance"
    )
    explain = Text(
        "统一格式在申请情况表的左上角注明:第一项加第二项之和,等于第三项加第四项之和。",
        "In its upper left corner the table of applications says that the first and second items together equal the "
        "third and fourth.",
    )
    messages = {
        "default": Text("表头缺少“{note}”的说明", "the head of the table lacks the note “{note}”"),
    }
    help = Text("按统一格式在表头补上这一说明。", "Add the note to the head of the table, as in the uniform format.")
    basis = FORM_BASIS
    related = ("GL303",)
    bad = (
        change(
            (
                "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | 申请人情况 | ||||||||",
                " | ⟦申请人情况⟧ | ||||||||",
            )
        ),
    )
    good = (
        change(),
        change(("勾稽", "钩稽")),
        change(("等于第三项加第四项之和)", "等于第三项加第四项之和。)")),
        change(("(本列数据的勾稽关系为:第一项加第二项之和,等于", "(本列数据的勾稽关系为:\n第一项加第二项之和,等于")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """Silent where the head itself is lost: then the note may be lost with it."""
        table = report.tables.applications
        if not table.is_read and table.state != NO_FIGURES:
            yield from unread_tables([table])
            return
        head = [cell for cell in table.header if "申请人情况" in cell.text]
        if not head:
            yield NotApplicable()
            return
        words = "".join(cell.text for cell in table.header)
        section = report.section(SECTION_OF_TABLE[APPLICATIONS])
        if section is not None:  # a note broken over two lines stands partly before the table
            words += report.text[section.start : head[0].start]
        if "稽" in words or "第一项加" in words:
            return
        yield self.finding(
            head[0].start, head[0].end, table=APPLICATIONS, args={"note": table.format.note}, expected=table.format.note
        )


def _format_rows(table: Table) -> Iterator[tuple[str, str]]:
    """Id and label of every row with figures that the table's format has, in its order."""
    if table.kind == APPLICATIONS:
        for row in table.format.rows:
            if row.kind != "group":
                yield row.id, row.label
    elif table.kind == DISCLOSURE:
        for block in table.format.blocks:
            for row in block.rows:
                yield row.id, row.label
    else:
        yield from table.format.review_groups


def _row_words(table: Table, row_id: str) -> tuple[str, ...]:
    """The Han characters of the row's label and aliases."""
    rows: list[Row] = list(table.format.rows)
    if table.kind == DISCLOSURE:
        rows = [row for block in table.format.blocks for row in block.rows]
    for row in rows:
        if row.id == row_id:
            return row.words
    return (dict(table.format.review_groups)[row_id],)


def _point(table: Table, row_id: str) -> int:
    """Where a missing row should stand: behind the row before it or in front of the row after it, whichever belongs to
    the same group, so that the point does not fall on the other side of a group's label.
    """
    order = [found for found, _ in _format_rows(table)]
    at = order.index(row_id)
    before = next((table.rows[found] for found in reversed(order[:at]) if found in table.rows), None)
    after = next((table.rows[found] for found in order[at + 1 :] if found in table.rows), None)
    if after is not None and (before is None or _group(table, after.id) == _group(table, row_id)):
        return after.start
    return row_end(before) if before is not None else table.start


def _group(table: Table, row_id: str) -> str | None:
    """What a row shares with its neighbours: the group in table 2, the block in table 1."""
    if table.kind == APPLICATIONS:
        return table.format.row(row_id).group
    for block in table.format.blocks:
        if any(row.id == row_id for row in block.rows):
            return block.item
    return None


def _changes_meaning(printed: str, words: Iterable[str]) -> bool:
    """Whether the one place where `printed` differs from the nearest of `words` holds another numeral, or gains or
    loses a negation. Labels that differ in several places are judged by their look alone.
    """
    # The printed label may carry its ordinal (一、 or (一)), which the words do not have.
    candidates = (printed, printed[1:]) if printed[:1] in _NUMERALS else (printed,)
    there, here = min(
        (_difference(candidate, word) for candidate in candidates for word in words),
        key=lambda pair: sum(map(len, pair)),
    )
    if len(there) > 2 or len(here) > 2:
        return False
    if _NUMERALS.intersection(there) and _NUMERALS.intersection(here):
        return True
    return bool(_DENIALS.intersection(there)) != bool(_DENIALS.intersection(here))


def _difference(printed: str, word: str) -> tuple[str, str]:
    """What is left of both texts without the beginning and the end they share."""
    start = 0
    while start < min(len(printed), len(word)) and printed[start] == word[start]:
        start += 1
    end = 0
    while end < min(len(printed), len(word)) - start and printed[-1 - end] == word[-1 - end]:
        end += 1
    return printed[start : len(printed) - end], word[start : len(word) - end]
