"""How a document was understood, as text or JSON. The outline is the plain data of `govlint.outline`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govlint.messages import ORGAN_KINDS, REASONS, RELATIONS, SECTIONS, TABLES, word
from govlint.output.terminal import escaped, styled
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.output import View

_DOCUMENT = Text("文件", "Document")
_IDENTITY = Text("报告", "Report")
_FURNITURE = Text("页面杂项", "Page furniture")
_SECTION_LIST = Text("六个部分", "Sections")
_OTHER_HEADINGS = Text("其他一级标题", "Other first-level headings")
_ENDING = Text("落款和日期", "Signature and dates")
_RELATION_LIST = Text("勾稽关系", "Relations between figures")
_NONE = Text("没有", "none")
_UNKNOWN = Text("不明", "unknown")

_STATES = {
    "read": Text("已读出", "read"),
    "missing": Text("没有找到", "missing"),
    "image": Text("是图片", "a picture"),
    "no-figures": Text("没有数字", "without figures"),
    "unreadable": Text("读不出来", "unreadable"),
}
_STANDINGS = {
    "canonical": Text("规范标题", "canonical"),
    "accepted": Text("通行写法", "accepted"),
    "altered": Text("改动过的标题", "altered"),
    "old": Text("旧格式标题", "old"),
}
_SOURCES = {
    "title": Text("标题", "title"),
    "signature": Text("落款", "signature"),
    "preamble": Text("前言", "preamble"),
    "metadata": Text("页面信息", "metadata"),
    "option": Text("命令行", "command line"),
    "period": Text("统计期限", "statistics period"),
    "overview": Text("第一部分", "section one"),
    "issue-date": Text("成文日期", "date of issue"),
    "tables": Text("表格", "tables"),
}
_CELL_KINDS = {
    "blank": Text("空", "blank"),
    "placeholder": Text("占位符", "placeholder"),
    "annotated": Text("带说明", "with a remark"),
    "text": Text("文字", "text"),
    "lost": Text("位置不明", "lost"),
}
_FIELDS = {
    "path": Text("路径", "path"),
    "kind": Text("种类", "kind"),
    "encoding": Text("编码", "encoding"),
    "lines": Text("行数", "lines"),
    "characters": Text("字数", "characters"),
    "paragraphs": Text("段落", "paragraphs"),
    "sentences": Text("句子", "sentences"),
    "title": Text("标题", "title"),
    "organ": Text("机关", "organ"),
    "year": Text("年度", "year"),
    "format": Text("格式", "format"),
    "period": Text("统计期限", "period"),
    "preamble": Text("前言", "preamble"),
    "signatory": Text("落款", "signatory"),
    "date": Text("日期", "date"),
    "page_date": Text("页面日期", "date of the page"),
    "held": Text("成立", "held"),
    "violated": Text("不成立", "violated"),
    "not_assessable": Text("无法核对", "not assessable"),
    "missing_rows": Text("缺行", "missing rows"),
    "moved_rows": Text("错位的行", "rows out of order"),
    "extra_rows": Text("多出的行", "further rows"),
}


def outline_as_json(outline: Mapping[str, Any]) -> str:
    """The outline as JSON."""
    import json

    return json.dumps(outline, ensure_ascii=False, indent=1) + "\n"


def outline_as_text(outline: Mapping[str, Any], view: View) -> str:
    """The outline for a terminal: a heading a part, a line an entry, each with its line in the file."""
    return _Outline(outline, view).text()


class _Outline:
    def __init__(self, outline: Mapping[str, Any], view: View) -> None:
        self._outline = outline
        self._view = view

    def text(self) -> str:
        parts = (
            (_DOCUMENT, self._document()),
            (_FURNITURE, self._furniture()),
            (_IDENTITY, self._identity()),
            (_SECTION_LIST, self._sections()),
            (_OTHER_HEADINGS, self._headings()),
            *((TABLES.get(table["kind"]), self._table(table)) for table in self._outline["tables"]),
            (_ENDING, self._ending()),
            (_RELATION_LIST, self._relations()),
        )
        lines: list[str] = []
        for heading, entries in parts:
            name = self._say(heading) if heading else ""
            lines += [*([""] if lines else []), styled(name, "1", self._view.color)]
            lines += [f"  {escaped(entry)}" for entry in entries] or [f"  {self._say(_NONE)}"]
        return "".join(f"{line}\n" for line in lines)

    def _document(self) -> Iterator[str]:
        document = self._outline["document"]
        names = ("path", "kind", "encoding", "lines", "characters", "paragraphs", "sentences")
        for name in names:
            if document[name] not in ("", None):
                yield self._field(name, document[name])
        for name, value in document["metadata"].items():
            yield f"{name}: {value}"

    def _furniture(self) -> Iterator[str]:
        for item in self._outline["furniture"]:
            yield f"{_at(item)}{item['text']}  [{item['kind']}: {item['key']}]"

    def _identity(self) -> Iterator[str]:
        outline = self._outline
        for title in outline["titles"]:
            mark = "" if title["is_judged"] else "*"
            yield self._field("title", f"{_at(title)}{title['text']}  [{title['kind']}, {title['form']}]{mark}")
        organ, year, period = outline["organ"], outline["year"], outline["period"]
        if organ:
            kind = word(ORGAN_KINDS, organ["kind"], self._view.lang) if organ["kind"] else self._say(_UNKNOWN)
            yield self._field("organ", f"{organ['name']}  [{kind}, {word(_SOURCES, organ['source'], self._view.lang)}]")
        else:
            yield self._field("organ", self._say(_UNKNOWN))
        if year:
            yield self._field("year", f"{year['value']}  [{word(_SOURCES, year['source'], self._view.lang)}]")
        else:
            yield self._field("year", self._say(_UNKNOWN))
        yield self._field("format", outline["format"])
        if period:
            yield self._field("period", f"{_at(period)}{period['first'] or '?'} – {period['last'] or '?'}")
        if outline["preamble"]:
            yield self._field("preamble", f"{outline['preamble']['line']}–{outline['preamble']['end_line']}")

    def _sections(self) -> Iterator[str]:
        for section in self._outline["sections"]:
            standing = word(_STANDINGS, section["standing"], self._view.lang)
            name = word(SECTIONS, section["number"], self._view.lang)
            lines = f"{section['line']}–{section['end_line']}"
            yield f"{lines:>9}  {section['number']}  {section['title']}  [{standing}; {name}]"
        found = {section["number"] for section in self._outline["sections"]}
        for number in SECTIONS:
            if number not in found:
                missing = word(_STATES, "missing", self._view.lang)
                yield f"{'':>9}  {number}  {missing}: {word(SECTIONS, number, self._view.lang)}"

    def _headings(self) -> Iterator[str]:
        for heading in self._outline["other_headings"]:
            yield f"{_at(heading)}{heading['title']}"

    def _table(self, table: Mapping[str, Any]) -> Iterator[str]:
        state = word(_STATES, table["state"], self._view.lang)
        why = f": {word(REASONS, table['why'], self._view.lang)}" if table["why"] else ""
        yield f"{table['line']}–{table['end_line']}  {state}{why}  [{self._say(_FIELDS['format'])} {table['format']}]"
        for row in (*table["rows"], *table["subtotals"]):
            note = f"  [{row['match']}]" if row["match"] != "exact" else ""
            if row["why"]:
                note += f"  [{word(REASONS, row['why'], self._view.lang)}]"
            yield f"{_at(row)}{row['label']}{note}: {' | '.join(map(self._cell, row['cells']))}"
        for row in table["extra_rows"]:
            yield f"{_at(row)}{self._say(_FIELDS['extra_rows'])}: {row['label']}: {' | '.join(row['values'])}"
        for name in ("missing_rows", "moved_rows"):
            if table[name] and table["state"] == "read":
                yield self._field(name, ", ".join(table[name]))

    def _cell(self, cell: Mapping[str, Any]) -> str:
        if cell["kind"] == "number":
            return str(cell["raw"])
        kind = word(_CELL_KINDS, cell["kind"], self._view.lang)
        return f"{cell['raw']}({kind})" if cell["raw"] else f"({kind})"

    def _ending(self) -> Iterator[str]:
        outline = self._outline
        if outline["signatory"]:
            yield self._field("signatory", f"{_at(outline['signatory'])}{outline['signatory']['name']}")
        for date in outline["dates"]:
            mark = "" if date["is_issue_date"] else "*"
            yield self._field("date", f"{_at(date)}{date['text']}  [{date['form']}, {date['position']}]{mark}")
        for date in outline["page_dates"]:
            yield self._field("page_date", f"{_at(date)}{date['date']}  [{date['key']}]")

    def _relations(self) -> Iterator[str]:
        relations = self._outline["relations"]
        yield self._field("held", relations["held"])
        for name in ("violated", "not_assessable"):
            yield self._field(name, len(relations[name]))
        for item in relations["violated"]:
            yield f"{self._relation(item)}: {item['sum']}"
        for item in relations["not_assessable"]:
            yield f"{self._relation(item)}: {word(REASONS, item['reason'], self._view.lang)}"

    def _relation(self, item: Mapping[str, Any]) -> str:
        where = " ".join(part for part in (item["row"], item["column"]) if part)
        relation = word(RELATIONS, item["relation"], self._view.lang)
        return f"{word(TABLES, item['table'], self._view.lang)} {where} ({relation})"

    def _field(self, name: str, value: object) -> str:
        return f"{self._say(_FIELDS[name])}: {value}"

    def _say(self, text: Text) -> str:
        return text.fill(self._view.lang, {})


def _at(item: Mapping[str, Any]) -> str:
    return f"{item['line'] or '':>5}  "
