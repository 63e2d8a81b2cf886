"""The examples that stand beside a user's rule, as examples of any rule.

A string is a line put into the clean report, at the beginning of the part where the rule looks. A table says more:
`text` is a whole report, `change` replaces pieces of the clean report `base`, `add` puts a line into the part `to`.
⟦…⟧ marks where the rule must speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.messages import ORGAN_KINDS
from govlint.report.formats import HAN_NUMERALS
from govlint.rule import Example, Text
from govlint.userrules.places import PREAMBLE, SECTION_NAMES

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.tomlfile import Block

DEFAULT_BASE = "department-2023"
KEYS = ("text", "change", "add", "to", "base", "year", "organ-kind")
FIRST_YEAR, LAST_YEAR = 2008, 2099
"""The years a report can be about."""

_OF_EXAMPLES = Text("应为字符串或表的列表", "should be a list of strings or tables")
_ONE_OF = Text("text、change 和 add 只能用一个", "only one of text, change and add can be used")
_OF_CHANGES = Text('应为 [["原文", "改为"]] 这样的列表', 'should be a list such as [["old text", "new text"]]')
_NOT_IN_BASE = Text("示例报告 {base} 中没有“{old}”", "“{old}” does not stand in the clean report {base}")
_NO_PLACE = Text(
    "这条规则没有能插入一行的部分,请用 to 写明,或者用 change",
    "there is no part into which a line could be put; say with to, or use change",
)
_MARKS = Text("⟦ 和 ⟧ 要成对", "each ⟦ needs its ⟧")


def read_examples(pack: Pack, block: Block, key: str, where: frozenset[str]) -> tuple[Example, ...]:
    """The examples under `key` of a rule that looks at the parts `where`. UserFileError where one is wrong."""
    from govlint.tomlfile import Block as Table

    entries = block.data.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, (str, dict)) for entry in entries):
        raise block.problem(key, _OF_EXAMPLES)
    found = []
    for index, entry in enumerate(entries):
        data = {"add": entry} if isinstance(entry, str) else entry
        found.append(_example(pack, Table(block.file, data, (*block.path, key, index), block.rule), key, where))
    return tuple(found)


def _example(pack: Pack, block: Block, key: str, where: frozenset[str]) -> Example:
    block.only(KEYS)
    if sum(name in block for name in ("text", "change", "add")) > 1:
        raise block.problem(key, _ONE_OF)
    base = block.choice("base", pack.example_names, DEFAULT_BASE)
    year = block.number("year", FIRST_YEAR, LAST_YEAR)
    kind = block.choice("organ-kind", tuple(ORGAN_KINDS), "") or None
    text = block.text("text")
    changes = _changes(block)
    if "add" in block:
        changes = (_addition(pack, block, key, where),)
    for piece in (text, *(new for _, new in changes)):
        _check_marks(block, key, piece)
    report = pack.read_text("examples", f"{base}.txt")
    for old, new in changes:
        if old not in report:
            raise block.problem(key, _NOT_IN_BASE, base=base, old=old.strip())
        report = report.replace(old, new, 1)
    return Example(changes, base, text, kind, year)


def _changes(block: Block) -> tuple[tuple[str, str], ...]:
    value = block.data.get("change", [])
    if (
        not isinstance(value, list)
        or not all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(p, str) for p in pair) for pair in value
        )
        or not all(old for old, _ in value)
    ):
        raise block.problem("change", _OF_CHANGES)
    return tuple((old, new) for old, new in value)


def _addition(pack: Pack, block: Block, key: str, where: frozenset[str]) -> tuple[str, str]:
    """The change that puts a line into a part: behind the heading of a section, or at the end of the preamble."""
    titles = [section["title"] for section in pack.vocabulary("sections")["section"]]
    line = block.text("add").strip("\n")
    parts = (PREAMBLE, *SECTION_NAMES)
    to = block.choice("to", parts, "")
    if not to:
        to = next((part for part in parts if part in where), "" if where else SECTION_NAMES[0])
    if not to:
        raise block.problem(key, _NO_PLACE)
    if to == PREAMBLE:
        heading = f"一、{titles[0]}"
        return f"\n{heading}\n", f"\n{line}\n{heading}\n"
    number = SECTION_NAMES.index(to)
    heading = f"{HAN_NUMERALS[number]}、{titles[number]}"
    return f"\n{heading}\n", f"\n{heading}\n{line}\n"


def _check_marks(block: Block, key: str, text: str) -> None:
    is_open = False
    for char in text:
        if char in "⟦⟧":
            if is_open == (char == "⟦"):
                raise block.problem(key, _MARKS)
            is_open = not is_open
    if is_open:
        raise block.problem(key, _MARKS)
