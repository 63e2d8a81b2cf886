"""A configuration file, read and checked: every key is an option; what is wrong is named with file, line and key."""

from __future__ import annotations

import os
from typing import Any

from govlint.config.resolve import PYPROJECT
from govlint.config.settings import CHOICE, LIST, NUMBER, OPTIONS, PATHS, SWITCH, Option
from govlint.problems import UserFileError
from govlint.rule import SEVERITIES, Arg, Text
from govlint.tomlfile import Block, read_toml_file

_LEVEL = Text("{selector} 的级别应为 {levels} 之一", "the level of {selector} is one of {levels}")
_NO_TABLE = Text("没有 [tool.govlint] 这张表", "there is no table [tool.govlint]")
_NOT_TRUSTED = Text(
    "规则包 {name} 是程序,这个配置文件不在当前文件夹或上级,不会自动运行;确认可信后请用 --config {path}",
    "the rule pack {name} is a program, and this configuration lies neither in the current folder nor above it; if you "
    "trust it, say --config {path}",
)
_NO_MOST = 10**9


class Configuration:
    """The options that a file sets, by their names."""

    def __init__(self, block: Block, *, may_run: bool) -> None:
        self._block = block
        self.path = block.file.path
        self.values: dict[str, Any] = {}
        self.used: set[str] = set()
        """The options whose value in the file holds, because nothing else gives one."""
        options = {key_of(option): option for option in OPTIONS if option.in_file}
        block.only(options)
        for key, option in options.items():
            if key in block:
                self.values[option.name] = _value(block, key, option)
        packs = [name for name in self.values.get("rules", ()) if not name.endswith(".toml")]
        if packs and not may_run:
            raise block.problem("rules", _NOT_TRUSTED, name=packs[0], path=self.path)

    def take(self, name: str) -> Any:
        """The value of the option in the file, which holds from now on; None if the file does not set it."""
        if name in self.values:
            self.used.add(name)
        return self.values.get(name)

    def problem(self, name: str, text: Text, nearest: str = "", /, **args: Arg) -> UserFileError:
        """A problem with the value of an option, to be raised."""
        return self._block.problem(name.replace("_", "-"), text, nearest, **args)


def key_of(option: Option) -> str:
    """How an option is called in a file: `extend-select`."""
    return option.name.replace("_", "-")


def load_configuration(path: str, *, may_run: bool = True) -> Configuration:
    """The configuration in the file at `path`. UserFileError where something is wrong with it, or where it names a rule
    pack, which is a program, and may not run one.
    """
    file = read_toml_file(path)
    top = Block(file, file.data)
    if os.path.basename(path) != PYPROJECT:
        return Configuration(top, may_run=may_run)
    tool = top.table("tool")
    if "govlint" not in tool:
        raise UserFileError(path, _NO_TABLE)
    return Configuration(tool.table("govlint"), may_run=may_run)


def _value(block: Block, key: str, option: Option) -> Any:
    if option.name == "severity":
        return _severities(block.table(key))
    if option.name == "rules":
        folder = os.path.dirname(block.file.path)
        return tuple(_beside(folder, name) for name in block.texts(key, may_be_empty=True))
    if option.kind in (LIST, PATHS):
        return tuple(block.texts(key, may_be_empty=True))
    if option.kind == CHOICE:
        return block.choice(key, option.choices, "")
    if option.kind == NUMBER:
        least, most = option.limits
        return block.number(key, least, _NO_MOST if most is None else most)
    return block.flag(key) if option.kind == SWITCH else block.text(key)


def _severities(block: Block) -> tuple[str, ...]:
    """A table of levels by selector, as the command line writes it."""
    for selector, level in block.data.items():
        if level not in SEVERITIES:
            raise block.problem(selector, _LEVEL, selector=selector, levels=" ".join(SEVERITIES))
    return tuple(f"{selector}={level}" for selector, level in block.data.items())


def _beside(folder: str, name: str) -> str:
    """The path of a file of rules or of a pack's folder, from the folder of the configuration; or a module's name."""
    is_path = name.endswith(".toml") or "/" in name or os.sep in name
    return os.path.normpath(os.path.join(folder, name)) if folder and is_path else name
