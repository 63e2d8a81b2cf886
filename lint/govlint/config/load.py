"""A configuration file, read and checked: every key is an option; what is wrong is named with file, line and key."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from govlint.config.entries import Ignore, PerFile
from govlint.config.resolve import PYPROJECT
from govlint.config.settings import CHOICE, LIST, NUMBER, OPTIONS, PATHS, SWITCH, WAYS, Option
from govlint.problems import UserFileError
from govlint.rule import SEVERITIES, Arg, Text
from govlint.tomlfile import Block, parse_toml, read_toml_file

_NO_VALUE = Text("应为整数、true、false 或字符串的列表", "should be a whole number, true, false, or a list of strings")
_BACKSLASH = Text("{value}:文件夹之间请用 /,不用反斜杠", "{value}: write / between folders, no backslash")
_NO_TABLE = Text("没有 [tool.govlint] 这张表", "there is no table [tool.govlint]")
_NOT_TRUSTED = Text(
    "规则包 {name} 是程序,这个配置文件不在当前文件夹或上级,不会自动运行;确认可信后请用 --config {path}",
    "the rule pack {name} is a program, and this configuration lies neither in the current folder nor above it; if you "
    "trust it, say --config {path}",
)
_CIRCLE = Text("extend 转了一圈又回到 {path}", "extend leads back to {path}")
_NO_DATE = Text("应为日期,如 2026-12-31", "should be a date, such as 2026-12-31")
_TEXT_OR_TEXTS = Text('应为非空字符串,或字符串的列表,如 ["甲", "乙"]', "should be a string, or a list of strings")
_SELECTORS_OR_ENTRIES = Text(
    '应为规则的列表,如 ["GL811"],或 [[ignore]] 表', 'should be a list of rules, such as ["GL811"], or tables [[ignore]]'
)

EXTEND, IGNORE, PER_FILE = "extend", "ignore", "per-file"
INLINE = "--config"
"""The name of a configuration that is written on the command line."""
_NO_MOST = 10**9
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\Z")
OF_FILES = ("select", "ignore", "extend-select", "severity", "parameters", "year", "organ-kind")
"""The options that may be set for some files only."""
IN_FILE = {option.name.replace("_", "-"): option for option in OPTIONS if option.in_file}
"""Every option that a configuration can set, by its key."""


class Configuration:
    """The options that a file sets, by their names; those of the file that it extends are among them."""

    def __init__(self, block: Block, *, may_run: bool, base: Configuration | None = None) -> None:
        self.path = block.file.path
        self.folder = os.path.dirname(os.path.abspath(self.path)) if self.path != INLINE else os.getcwd()
        """What paths and patterns of the file are relative to."""
        self.files: tuple[str, ...] = (*(base.files if base else ()), *(() if self.path == INLINE else (self.path,)))
        """The file, behind those that it extends."""
        self.values: dict[str, Any] = dict(base.values) if base else {}
        self._blocks: dict[str, Block] = dict(base._blocks) if base else {}
        """Where each value was set."""
        self.ignores: tuple[Ignore, ...] = base.ignores if base else ()
        self.per_file: tuple[PerFile, ...] = base.per_file if base else ()
        self._entry_blocks: dict[str, Block] = dict(base._entry_blocks) if base else {}
        self.exclude_folder: str = base.exclude_folder if base else self.folder
        self.used: set[str] = set()
        """The options whose value in the file holds, because nothing else gives one."""
        block.only((EXTEND, PER_FILE, *IN_FILE))
        for key, option in IN_FILE.items():
            if key in block:
                self._take(block, key, option)
        self._entries(block)
        packs = [name for name in self.values.get("rules", ()) if not name.endswith(".toml")]
        if packs and not may_run:
            raise self.problem("rules", _NOT_TRUSTED, name=packs[0], path=self.path)

    def take(self, name: str) -> Any:
        """The value of the option in the file, which holds from now on; None if the file does not set it."""
        if name in self.values:
            self.used.add(name)
        return self.values.get(name)

    def origin(self, name: str) -> str:
        """Where the value of the option is set: `govlint.toml:3`."""
        block = self._blocks[name]
        line = block.file.line((*block.path, _key(name)))
        return block.file.path if line is None else f"{block.file.path}:{line}"

    def problem(self, name: str, text: Text, nearest: str = "", /, **args: Arg) -> UserFileError:
        """A problem with the value of an option, to be raised."""
        return self._blocks[name].problem(_key(name), text, nearest, **args)

    def problem_of_entry(
        self, entry: Ignore | PerFile, key: str, text: Text, nearest: str = "", /, **args: Arg
    ) -> UserFileError:
        """A problem with an entry, to be raised."""
        return self._entry_blocks[entry.key].problem(key, text, nearest, **args)

    def problem_of_parameter(
        self, entry: PerFile | None, setting: str, text: Text, args: Mapping[str, Arg], nearest: str
    ) -> UserFileError:
        """A problem with a setting of a rule's parameter, in an entry for some files or for all, to be raised."""
        from govlint.config.parameters import place_of

        block = self._entry_blocks[entry.key] if entry else self._blocks["parameters"]
        selector, name = place_of(setting)
        return block.table("parameters").table(selector).problem(name, text, nearest, **args)

    def _take(self, block: Block, key: str, option: Option) -> None:
        value = _selectors(block) if key == IGNORE else _value(block, key, option)
        if key == IGNORE and not value and block.data[key]:
            return  # it holds entries only
        self.values[option.name] = value
        self._blocks[option.name] = block
        if key == "exclude":
            self.exclude_folder = self.folder

    def _entries(self, block: Block) -> None:
        listed = block.data.get(IGNORE, [])
        tables = [item for item in listed if isinstance(item, dict)]
        for index, table in enumerate(tables):
            entry = Block(block.file, table, (*block.path, IGNORE, index))
            key = f"{self.path} {IGNORE} {index}"
            self._entry_blocks[key] = entry
            self.ignores += (self._ignore(entry, key),)
        for index, entry in enumerate(block.tables(PER_FILE)):
            key = f"{self.path} {PER_FILE} {index}"
            self._entry_blocks[key] = entry
            self.per_file += (_per_file(entry, key, self.folder),)

    def _ignore(self, entry: Block, key: str) -> Ignore:
        entry.only(("path", "code", "quote", "reason", "until"))
        entry.require("code")
        if self.values.get("require_reason"):
            entry.require("reason")
        return Ignore(
            key,
            entry.file.path,
            entry.file.line(entry.path),
            self.folder,
            _one_or_more(entry, "code"),
            _patterns(entry, "path", _one_or_more(entry, "path")),
            entry.text("quote"),
            entry.text("reason"),
            _date(entry, "until"),
        )


def key_of(option: Option) -> str:
    """How an option is called in a file: `extend-select`."""
    return _key(option.name)


def load_configuration(
    path: str, *, may_run: bool = True, base: Configuration | None = None, content: bytes | None = None
) -> Configuration:
    """The configuration in the file at `path` (with that content, if given), over what `base` sets. UserFileError where
    something is wrong with it, or where it names a rule pack, which is a program, and may not run one.
    """
    return _load(path, (), base, may_run=may_run, content=content)


def inline_configuration(text: str, base: Configuration | None) -> Configuration:
    """What a line of TOML sets, over what `base` sets. UserFileError where something is wrong with it."""
    file = parse_toml(INLINE, text.encode())
    return Configuration(Block(file, file.data), may_run=True, base=base)


def _load(
    path: str, above: tuple[str, ...], base: Configuration | None, *, may_run: bool, content: bytes | None = None
) -> Configuration:
    """`above` are the files that extend this one, as absolute paths."""
    file = read_toml_file(path) if content is None else parse_toml(path, content)
    block = Block(file, file.data)
    if os.path.basename(path) == PYPROJECT:
        tool = block.table("tool")
        if "govlint" not in tool:
            raise UserFileError(path, _NO_TABLE)
        block = tool.table("govlint")
    if EXTEND in block:
        other = _beside(os.path.dirname(path), block.text(EXTEND))
        chain = (*above, os.path.abspath(path))
        if os.path.abspath(other) in chain:
            raise block.problem(EXTEND, _CIRCLE, path=other)
        base = _load(other, chain, base, may_run=may_run)
    return Configuration(block, may_run=may_run, base=base)


def _key(name: str) -> str:
    return name.replace("_", "-")


def _value(block: Block, key: str, option: Option) -> Any:
    if option.name == "severity":
        return _severities(block.table(key))
    if option.name == "parameters":
        return _parameters(block.table(key))
    folder = os.path.dirname(block.file.path)
    if option.name == "rules":
        return tuple(_rules_beside(folder, name) for name in block.texts(key, may_be_empty=True))
    if option.name == "baseline":
        return _beside(folder, block.text(key))
    if option.kind in (LIST, PATHS):
        values = tuple(block.texts(key, may_be_empty=True))
        return _patterns(block, key, values) if option.name == "exclude" else values
    if option.kind == CHOICE:
        return block.choice(key, option.choices, "")
    if option.kind == WAYS:
        if isinstance(block.data[key], bool):
            return option.choices[: block.data[key]]
        return tuple(dict.fromkeys(block.choices(key, option.choices))) if block.data[key] != [] else ()
    if option.kind == NUMBER:
        least, most = option.limits
        return block.number(key, least, _NO_MOST if most is None else most)
    return block.flag(key) if option.kind == SWITCH else block.text(key)


def _selectors(block: Block) -> tuple[str, ...]:
    """The rules in a list that may hold entries as well."""
    listed = block.data[IGNORE]
    if not isinstance(listed, list) or not all(isinstance(item, dict) or _is_text(item) for item in listed):
        raise block.problem(IGNORE, _SELECTORS_OR_ENTRIES)
    return tuple(item for item in listed if isinstance(item, str))


def _per_file(entry: Block, entry_key: str, folder: str) -> PerFile:
    entry.only(("path", *OF_FILES))
    entry.require("path")
    values = {IN_FILE[key].name: _value(entry, key, IN_FILE[key]) for key in OF_FILES if key in entry}
    return PerFile(entry_key, folder, _patterns(entry, "path", _one_or_more(entry, "path")), values)


def _patterns(block: Block, key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Patterns of paths, which part folders as .gitignore does."""
    from govlint.gitignore import parts_by_backslash

    for value in values:
        if parts_by_backslash(value):
            raise block.problem(key, _BACKSLASH, value=value)
    return values


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _one_or_more(block: Block, key: str) -> tuple[str, ...]:
    if key not in block:
        return ()
    value = block.data[key]
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not values or not all(_is_text(item) for item in values):
        raise block.problem(key, _TEXT_OR_TEXTS)
    return tuple(values)


def _date(block: Block, key: str) -> str:
    """A date, as TOML writes dates or as a string; "" if it is not there."""
    if key not in block:
        return ""
    value = str(block.data[key])
    if not _DATE.match(value):
        raise block.problem(key, _NO_DATE)
    return value


def _severities(block: Block) -> tuple[str, ...]:
    """A table of levels by selector, as the command line writes it."""
    return tuple(f"{selector}={level}" for selector, level in block.levels(SEVERITIES).items())


def _parameters(block: Block) -> tuple[str, ...]:
    """A table of parameters by rule, as the command line writes them; which there are is known when rules are."""
    from govlint.config.parameters import written

    return tuple(
        written(selector, name, _plain(block.table(selector), name))
        for selector in block.data
        for name in block.table(selector).data
    )


def _plain(block: Block, name: str) -> Any:
    """A value that a parameter may have."""
    value = block.data[name]
    if not isinstance(value, (int, str)) and not (isinstance(value, list) and all(map(_is_text, value))):
        raise block.problem(name, _NO_VALUE)
    return value


def _beside(folder: str, name: str) -> str:
    """A path that is relative to a folder."""
    return os.path.normpath(os.path.join(folder, name)) if folder else name


def _rules_beside(folder: str, name: str) -> str:
    """The path of a file of rules or of a pack's folder, from the folder of the configuration; or a module's name."""
    is_path = name.endswith(".toml") or "/" in name or os.sep in name
    return _beside(folder, name) if is_path else name
