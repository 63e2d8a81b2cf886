"""Reading a register of organs: CSV as spreadsheets save it, or TOML.

A column for the name and, if wanted, for aliases, kind, parent, region, and the first and last year, headed in Chinese
or English. What is wrong with a line is said with its number.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from govlint.nearest import nearest_of
from govlint.problems import UserFileError
from govlint.report.organ import organ_kind
from govlint.rule import Text
from govlint.sets.register import KINDS, VERTICAL, Entry, Register, plain_name
from govlint.source.encoding import decode
from govlint.tomlfile import Block, parse_toml

if TYPE_CHECKING:
    from govlint.pack import Pack

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "organ", "机关名称", "机关", "名称", "单位名称", "单位"),
    "aliases": ("aliases", "alias", "别名", "简称", "曾用名"),
    "kind": ("kind", "类别", "机关类别", "类型"),
    "parent": ("parent", "上级", "上级机关", "隶属", "主管机关"),
    "region": ("region", "地区", "区域", "行政区划"),
    "since": ("since", "起始年度", "首报年度", "自"),
    "until": ("until", "截止年度", "末报年度", "至"),
    "reports": ("reports", "是否编报", "编报"),
}
"""The columns of a register, each with the words that may head it."""
KIND_WORDS = {
    "province": ("省级政府", "省"),
    "city": ("市级政府", "市", "地级市"),
    "county": ("县级政府", "县", "区县"),
    "town": ("乡镇政府", "乡镇", "镇", "乡"),
    "subdistrict": ("街道办事处", "街道"),
    "department": ("政府部门", "部门"),
    "office": ("政府办公厅(室)", "办公室", "办公厅"),
    "committee": ("管委会",),
    "institution": ("企事业单位", "事业单位", "机构"),
    VERTICAL: ("垂直管理", "垂直管理机关", "垂管", "垂直"),
}
FIRST_YEAR, LAST_YEAR = 2008, 2099
_BETWEEN_ALIASES = ";；、|/"

_UNREADABLE = Text("读不了:{problem}", "cannot be read: {problem}")
_UNDECODABLE = Text("编码既不是 UTF-8 也不是 GB18030", "is neither UTF-8 nor GB18030")
_NO_HEADER = Text(
    "第一行应是列名,其中要有“机关名称”(name)", "the first line should name the columns, 机关名称 (name) among them"
)
_UNKNOWN_COLUMN = Text("没有“{column}”这一列", "there is no column {column}")
_TWICE_COLUMN = Text("“{column}”这一列出现了两次", "the column {column} stands twice")
_TOO_MANY = Text("这一行比列名多", "the line has more cells than there are columns")
_NO_NAME = Text("没有写机关名称", "the organ has no name")
_TWICE = Text("“{name}”在第{line}行已经有了", "{name} stands in line {line} already")
_KIND = Text("不认得类别“{value}”", "{value} is no kind of organ")
_YEAR = Text("“{value}”不是年度", "{value} is no year")
_FLAG = Text("“{value}”应为“是”或“否”", "{value} should be yes or no")
_YEARS = Text("截止年度早于起始年度", "the last year is before the first")
_PARENT = Text("登记册里没有上级机关“{value}”", "the register does not have the parent {value}")
_CIRCLE = Text("“{value}”的上级关系绕成了圈", "the parents of {value} form a circle")
_EMPTY = Text("里面没有机关", "names no organ")


def read_register(path: str, pack: Pack) -> Register:
    """The register in the file at `path`, TOML by its suffix, CSV otherwise. UserFileError says what is wrong, and in
    which line.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as problem:
        raise UserFileError(path, _UNREADABLE, {"problem": problem.strerror or str(problem)}) from None
    return parse_register(data, path if os.sep == "/" else path.replace(os.sep, "/"), pack)


def parse_register(data: bytes, path: str, pack: Pack) -> Register:
    """The register with that content."""
    rows = _toml_rows(data, path) if path.lower().endswith(".toml") else _csv_rows(data, path)
    entries = tuple(_entry(row, line, path, pack) for line, row in rows)
    if not entries:
        raise UserFileError(path, _EMPTY)
    _check(entries, path)
    return Register(entries, path)


def _csv_rows(data: bytes, path: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows by the columns' own names, each with its line."""
    decoded = decode(data)
    if decoded is None:
        raise UserFileError(path, _UNDECODABLE)
    text = decoded[0]
    head = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max("\t;,", key=head.count) if any(mark in head for mark in "\t;,") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            at, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _header(cells, path, at)
                continue
            if any(cell.strip() for cell in cells[len(columns) :]):
                raise UserFileError(path, _TOO_MANY, line=at)
            yield at, dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    except csv.Error as problem:
        raise UserFileError(path, _UNREADABLE, {"problem": str(problem)}, line=line) from None
    if columns is None:
        raise UserFileError(path, _NO_HEADER)


def _header(cells: Iterable[str], path: str, line: int) -> list[str]:
    names = {word: column for column, words in COLUMNS.items() for word in words}
    found: list[str] = []
    for cell in cells:
        word = plain_name(cell).lower()
        column = names.get(word, "")
        if not column:
            if not word:
                found.append("")
                continue
            if not found:  # the first cell is no column's name: there is no line of names
                raise UserFileError(path, _NO_HEADER, line=line)
            raise UserFileError(
                path, _UNKNOWN_COLUMN, {"column": cell.strip()}, line=line, nearest=nearest_of(word, names)
            )
        if column in found:
            raise UserFileError(path, _TWICE_COLUMN, {"column": cell.strip()}, line=line)
        found.append(column)
    if "name" not in found:
        raise UserFileError(path, _NO_HEADER, line=line)
    return found


def _toml_rows(data: bytes, path: str) -> Iterator[tuple[int, dict[str, str]]]:
    file = parse_toml(path, data)
    top = Block(file, file.data)
    top.only(("schema", "organ"))
    top.number("schema", 1, 1)
    for block in top.tables("organ"):
        block.only(COLUMNS)
        block.require("name")
        row = {key: block.text(key) for key in ("name", "kind", "parent", "region")}
        row["aliases"] = "|".join(block.texts("aliases"))
        for key in ("since", "until"):
            year = block.number(key, FIRST_YEAR, LAST_YEAR)
            row[key] = "" if year is None else str(year)
        row["reports"] = "yes" if "reports" not in block or block.flag("reports") else "no"
        yield file.line(block.path) or 0, row


def _entry(row: Mapping[str, str], line: int, path: str, pack: Pack) -> Entry:
    name = plain_name(row.get("name", ""))
    if not name:
        raise UserFileError(path, _NO_NAME, line=line)
    aliases = row.get("aliases", "")
    for mark in _BETWEEN_ALIASES:
        aliases = aliases.replace(mark, "|")
    since, until = (_year(row.get(key, ""), path, line) for key in ("since", "until"))
    if since is not None and until is not None and until < since:
        raise UserFileError(path, _YEARS, line=line)
    return Entry(
        name,
        tuple(dict.fromkeys(alias for part in aliases.split("|") if (alias := plain_name(part)))),
        _kind(row.get("kind", ""), path, line) or organ_kind(pack, name),
        plain_name(row.get("parent", "")),
        plain_name(row.get("region", "")),
        since,
        until,
        line,
        _flag(row.get("reports", ""), path, line),
    )


def _kind(value: str, path: str, line: int) -> str:
    word = plain_name(value)
    if not word or word in KINDS:
        return word
    known = {plain_name(each): kind for kind, words in KIND_WORDS.items() for each in words}
    if word not in known:
        raise UserFileError(path, _KIND, {"value": value}, line=line, nearest=nearest_of(word, (*KINDS, *known)))
    return known[word]


def _year(value: str, path: str, line: int) -> int | None:
    digits = plain_name(value).removesuffix("年度").removesuffix("年")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal() and FIRST_YEAR <= int(digits) <= LAST_YEAR):
        raise UserFileError(path, _YEAR, {"value": value}, line=line)
    return int(digits)


def _flag(value: str, path: str, line: int) -> bool:
    word = plain_name(value).lower()
    if word not in ("", "yes", "no", "是", "否"):
        raise UserFileError(path, _FLAG, {"value": value}, line=line)
    return word not in ("no", "否")


def _check(entries: tuple[Entry, ...], path: str) -> None:
    """UserFileError where two entries have one name, or a parent is unknown or its own."""
    lines: dict[str, int] = {}
    for entry in entries:
        if entry.name in lines:
            raise UserFileError(path, _TWICE, {"name": entry.name, "line": lines[entry.name]}, line=entry.line)
        lines[entry.name] = entry.line
    parents = {entry.name: entry.parent for entry in entries}
    for entry in entries:
        if entry.parent and entry.parent not in lines:
            nearest = nearest_of(entry.parent, lines)
            raise UserFileError(path, _PARENT, {"value": entry.parent}, line=entry.line, nearest=nearest)
        seen, at = {entry.name}, entry.parent
        while at:
            if at in seen:
                raise UserFileError(path, _CIRCLE, {"value": entry.name}, line=entry.line)
            seen.add(at)
            at = parents[at]
