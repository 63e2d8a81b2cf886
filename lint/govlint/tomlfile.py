"""TOML files that users write: read with the line of every key, and taken apart with a word about whatever is wrong.

A `Block` is one table of the file. It hands out values of the type that is asked for; whatever is not of that type,
and every key that nobody knows, raises a `UserFileError` that names the file, the line, the rule and the key.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govlint.nearest import nearest_of
from govlint.problems import UserFileError
from govlint.rule import Arg, Text

Path = tuple[str | int, ...]
"""The way to a value: keys, and positions in arrays of tables."""

_UNREADABLE = Text("读不了:{problem}", "cannot be read: {problem}")
_ENCODING = Text("不是 UTF-8 编码,请另存为 UTF-8", "is not UTF-8; save it as UTF-8")
_SYNTAX = Text("不是正确的 TOML:{problem}", "is no valid TOML: {problem}")
_TOO_DEEP = Text("不是正确的 TOML:嵌套太深", "is no valid TOML: nested too deeply")
_UNKNOWN = Text("没有 {key} 这个键", "there is no key {key}")
_MISSING = Text("缺少这个键", "this key is missing")
_TYPES = {
    "text": Text("应为非空字符串", "should be a string that is not empty"),
    "texts": Text('应为字符串的列表,如 ["甲", "乙"]', 'should be a list of strings, such as ["a", "b"]'),
    "both": Text('应为字符串,或 {{zh = "…", en = "…"}}', 'should be a string, or {{zh = "…", en = "…"}}'),
    "number": Text("应为 {low} 到 {high} 的整数", "should be a whole number from {low} to {high}"),
    "flag": Text("应为 true 或 false", "should be true or false"),
    "table": Text("应为表", "should be a table"),
    "tables": Text("应为表的数组,写作 [[{key}]]", "should be an array of tables, written [[{key}]]"),
}
_NO_CHOICE = Text("不能是 {value},应为 {choices} 之一", "cannot be {value}; it is one of {choices}")

_LEVEL = Text("{selector} 的级别应为 {levels} 之一", "the level of {selector} is one of {levels}")

_HEADER = re.compile(r"""\s*(\[\[?)\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*\]""")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_AT_LINE = re.compile(r"\(at line (\d+)")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[][{}#]')


class TomlFile:
    """A file as it was read: its content, and its text for the lines of its keys."""

    def __init__(self, path: str, text: str, data: dict[str, Any]) -> None:
        self.path = path
        self.data = data
        self._text = text
        self._lines: dict[Path, int] | None = None

    def line(self, path: Path) -> int | None:
        """The line of the value at `path`, or of the nearest table around it; None for the file as a whole."""
        if self._lines is None:
            self._lines = _lines_of(self._text)
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path)


def read_toml_file(path: str) -> TomlFile:
    """The TOML file at `path`. UserFileError if it cannot be read, or is no TOML."""
    try:
        with open(path, "rb") as file:
            return parse_toml(path, file.read())
    except OSError as problem:
        raise UserFileError(path, _UNREADABLE, {"problem": problem.strerror or str(problem)}) from None


def parse_toml(path: str, content: bytes) -> TomlFile:
    """The TOML file with that content. UserFileError if it is no TOML."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        text = content.decode("utf-8-sig")  # editors on Windows put a byte order mark before it
    except UnicodeDecodeError:
        raise UserFileError(path, _ENCODING) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        found = _AT_LINE.search(str(problem))
        line = int(found[1]) if found else None
        raise UserFileError(path, _SYNTAX, {"problem": str(problem)}, line=line) from None
    except RecursionError:
        raise UserFileError(path, _TOO_DEEP) from None
    return TomlFile(path, text, data)


class Block:
    """One table of a user's file."""

    def __init__(self, file: TomlFile, data: Mapping[str, Any], path: Path = (), rule: str = "") -> None:
        self.file = file
        self.data = data
        self.path = path
        self.rule = rule
        """How the rule that the table belongs to is called in problems; "" outside rules."""

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def problem(self, key: str, text: Text, nearest: str = "", /, **args: Arg) -> UserFileError:
        """A problem with the value of `key`, to be raised."""
        path = (*self.path, key) if key else self.path
        return UserFileError(
            self.file.path, text, args, line=self.file.line(path), rule=self.rule, key=key, nearest=nearest
        )

    def only(self, known: Iterable[str]) -> None:
        """UserFileError if the table has a key that is not one of `known`."""
        names = tuple(known)
        for key in self.data:
            if key not in names:
                raise self.problem(key, _UNKNOWN, nearest_of(key, names), key=key)

    def require(self, *keys: str) -> None:
        """UserFileError if the table lacks one of `keys`."""
        for key in keys:
            if key not in self.data:
                raise self.problem(key, _MISSING)

    def text(self, key: str, default: str = "") -> str:
        """A string that is not blank."""
        if key not in self.data:
            return default
        value = self.data[key]
        if not isinstance(value, str) or not value.strip():
            raise self.problem(key, _TYPES["text"])
        return value

    def texts(self, key: str, *, may_be_empty: bool = False) -> list[str]:
        """A list of strings that are not blank; none if the key is not there."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.problem(key, _TYPES["texts"])
        if key in self.data and not value and not may_be_empty:
            raise self.problem(key, _TYPES["texts"])
        return list(value)

    def both(self, key: str) -> Text | None:
        """A text in both languages: one string for both, or a table with `zh` and `en`. None if it is not there."""
        if key not in self.data:
            return None
        value = as_text(self.data[key])
        if value is None:
            raise self.problem(key, _TYPES["both"])
        return value

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """One of `choices`."""
        if key not in self.data:
            return default
        value = self.data[key]
        if value not in choices:
            nearest = nearest_of(value, choices) if isinstance(value, str) else ""
            raise self.problem(key, _NO_CHOICE, nearest, value=str(value), choices=" ".join(choices))
        return str(value)

    def choices(self, key: str, choices: Sequence[str]) -> list[str]:
        """A list of some of `choices`."""
        values = self.texts(key)
        for value in values:
            if value not in choices:
                raise self.problem(key, _NO_CHOICE, nearest_of(value, choices), value=value, choices=" ".join(choices))
        return values

    def number(self, key: str, low: int, high: int) -> int | None:
        """A whole number within limits, or None if it is not there."""
        if key not in self.data:
            return None
        value = self.data[key]
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.problem(key, _TYPES["number"], low=low, high=high)
        return value

    def flag(self, key: str) -> bool:
        """True or false; false if it is not there."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.problem(key, _TYPES["flag"])
        return value

    def levels(self, known: Sequence[str]) -> dict[str, str]:
        """The whole table as levels of severity by selector, each one of `known`."""
        for selector, level in self.data.items():
            if level not in known:
                nearest = nearest_of(level, known) if isinstance(level, str) else ""
                raise self.problem(selector, _LEVEL, nearest, selector=selector, levels=" ".join(known))
        return dict(self.data)

    def table(self, key: str) -> Block:
        """The table of that name; an empty one if it is not there."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.problem(key, _TYPES["table"])
        return Block(self.file, value, (*self.path, key), self.rule)

    def tables(self, key: str) -> list[Block]:
        """The tables of the array of that name."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.problem(key, _TYPES["tables"], key=key)
        return [Block(self.file, item, (*self.path, key, index), self.rule) for index, item in enumerate(value)]


def as_text(value: object) -> Text | None:
    """A string, or a table with `zh` and `en`, as a text in both languages; None if it is neither."""
    if isinstance(value, str) and value.strip():
        return Text(value, value)
    if isinstance(value, dict) and value and set(value) <= {"zh", "en"}:
        texts = [value.get(lang) or value.get(other) for lang, other in (("zh", "en"), ("en", "zh"))]
        if all(isinstance(text, str) and text.strip() for text in texts):
            return Text(str(texts[0]), str(texts[1]))
    return None


def _lines_of(text: str) -> dict[Path, int]:
    """The line of every header and key of a valid TOML file. (The parser of the standard library keeps no places.)"""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    prefix: Path = ()
    depth, quote = 0, ""
    for number, printed in enumerate(text.split("\n"), 1):
        line = printed
        if not quote and not depth:
            header = _HEADER.match(line)
            key = None if header else _KEY.match(line)
            if header:
                prefix = _resolved(_parts(header[2]), counts, is_array=header[1] == "[[")
                lines.setdefault(prefix, number)
                continue
            if key:
                path = (*prefix, *_parts(key[1]))
                for length in range(len(prefix) + 1, len(path) + 1):
                    lines.setdefault(path[:length], number)
                line = line[key.end() :]
        depth, quote = _state_after(line, depth, quote)
    return lines


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


def _resolved(parts: Sequence[str], counts: dict[Path, int], *, is_array: bool) -> Path:
    """The path that a header stands for: in the last table of each array on its way."""
    path: Path = ()
    for index, part in enumerate(parts, 1):
        path = (*path, part)
        if index == len(parts) and is_array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _state_after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """How many brackets are open behind `line`, and which marks of a string over several lines."""
    place = 0
    while place < len(line):
        if quote:
            end = line.find(quote, place)
            if end < 0:
                return depth, quote
            place, quote = end + len(quote), ""
            continue
        found = _TOKEN.search(line, place)
        if found is None or found[0] == "#":
            break
        place = found.end()
        if found[0] in ('"""', "'''"):
            quote = found[0]
        elif found[0] in "[{":
            depth += 1
        elif found[0] in "]}":
            depth -= 1
    return max(depth, 0), quote
