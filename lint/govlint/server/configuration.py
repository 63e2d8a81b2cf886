"""A configuration file in the editor: what its rules and keys mean, and how a key or a rule may go on."""

from __future__ import annotations

import os
import re

from lsprotocol import types

from govlint.config.load import EXTEND, IGNORE, IN_FILE, OF_FILES, PER_FILE
from govlint.config.resolve import PYPROJECT
from govlint.messages import fill
from govlint.registry import Registry
from govlint.server.documents import Snapshot
from govlint.server.hover import paragraph, rule_hover

_WORD = re.compile(r"[\w-]+")
_HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_IN_STRING = re.compile(r"(?:[^\"']|\"[^\"]*\"|'[^']*')*[\"']([\w-]*)\Z")
_NAMING_RULES = ("select", "ignore", "extend-select", "code")
"""The keys whose strings are rules."""
_ENTRY_KEYS = ("path", "code", "quote", "reason", "until")
_SEVERITY = "severity"


def configuration_hover(
    snapshot: Snapshot, registry: Registry, position: types.Position, lang: str
) -> types.Hover | None:
    """The rule or setting that is named at a position; None if none is."""
    if position.line >= snapshot.lines.count or _is_elsewhere(snapshot, position.line):
        return None
    line, start = snapshot.lines.line(position.line), snapshot.lines.start(position.line)
    column = snapshot.lines.offset(position) - start
    word = next((match for match in _WORD.finditer(line) if match.start() <= column <= match.end()), None)
    if word is None:
        return None
    range_ = snapshot.lines.range(start + word.start(), start + word.end())
    key = _KEY.match(line)
    is_key = key is not None and key.span(1) == word.span()
    table = _table_at(snapshot, position.line)
    if is_key and table != _SEVERITY:
        option = IN_FILE.get(word[0])
        if option is None:
            return None
        choices = f"\n\n{' '.join(f'`{choice}`' for choice in option.choices)}" if option.choices else ""
        text = f"`{word[0]}`\n\n{paragraph(fill(option.help, lang, {}))}{choices}"
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), range_)
    if is_key or _key_at(snapshot, position.line) in _NAMING_RULES:
        return rule_hover(registry, word[0], range_, lang)
    return None


def completions(
    snapshot: Snapshot, registry: Registry, position: types.Position, lang: str
) -> list[types.CompletionItem]:
    """How the key, or the rule in a string, that is being typed may go on."""
    if position.line >= snapshot.lines.count or _is_elsewhere(snapshot, position.line):
        return []
    start = snapshot.lines.start(position.line)
    before = snapshot.text[start : snapshot.lines.offset(position)]
    table = _table_at(snapshot, position.line)
    string = _IN_STRING.match(before)
    if string:
        if _key_at(snapshot, position.line) not in _NAMING_RULES:
            return []
        return _rules(snapshot, registry, start + string.start(1), start + len(before), lang)
    if not re.fullmatch(r"\s*[\w-]*", before):
        return []
    first = start + len(before) - len(before.lstrip())
    if table == _SEVERITY:
        return _rules(snapshot, registry, first, start + len(before), lang)
    if table == IGNORE:
        keys: tuple[str, ...] = _ENTRY_KEYS
    elif table == PER_FILE:
        keys = ("path", *OF_FILES)
    else:
        keys = (EXTEND, *IN_FILE)
    return [
        types.CompletionItem(
            key,
            kind=types.CompletionItemKind.Property,
            detail=fill(IN_FILE[key].help, lang, {}) if key in IN_FILE else None,
            text_edit=types.TextEdit(snapshot.lines.range(first, start + len(before)), f"{key} = "),
        )
        for key in keys
    ]


def _rules(snapshot: Snapshot, registry: Registry, start: int, end: int, lang: str) -> list[types.CompletionItem]:
    range_ = snapshot.lines.range(start, end)
    return [
        types.CompletionItem(
            code,
            kind=types.CompletionItemKind.EnumMember,
            detail=registry.entries[code].name,
            documentation=fill(words.title, lang, {}),
            filter_text=code,
            text_edit=types.TextEdit(range_, code),
        )
        for code, words in registry.words(registry.codes).items()
    ]


def _is_elsewhere(snapshot: Snapshot, number: int) -> bool:
    """Whether a line is in a part of a pyproject.toml that is about something else."""
    if os.path.basename(snapshot.path or "") != PYPROJECT:
        return False
    return not _header_above(snapshot, number).startswith("tool.govlint")


def _table_at(snapshot: Snapshot, number: int) -> str:
    """The table that a line belongs to: "" outside all of them."""
    return _header_above(snapshot, number).removeprefix("tool.govlint").removeprefix(".")


def _header_above(snapshot: Snapshot, number: int) -> str:
    for index in range(number, -1, -1):
        header = _HEADER.match(snapshot.lines.line(index))
        if header and (index < number or "=" not in snapshot.lines.line(index)):
            return header[1]
    return ""


def _key_at(snapshot: Snapshot, number: int) -> str:
    """The key whose value a line is part of."""
    for index in range(number, -1, -1):
        line = snapshot.lines.line(index)
        key = _KEY.match(line)
        if key:
            return key[1]
        if _HEADER.match(line):
            return ""
    return ""
