"""Entries `[[ignore]]` for findings: the words by which an entry finds its place again, and the text that puts entries
into a configuration without touching anything else in it.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from typing import Any

from govlint.config.resolve import PYPROJECT
from govlint.locate import HEAD, LONGEST_MATCH
from govlint.records import Record
from govlint.result import Diagnostic

NAME = "govlint.toml"
"""What a new configuration is called."""
_SPECIAL = re.compile(r"([\\*?\[\]]|[ \t](?=[ \t]*\Z))")
_MOST_BRACKETS = 200


class Insertion(Record):
    """Text that is put into a document."""

    offset: int
    text: str


def facts_of(path: str, folder: str, diagnostic: Diagnostic, quote: str, reason: str) -> dict[str, str]:
    """What an entry in a configuration of `folder` says to suppress a finding in the file at `path` by a quotation (""
    for none: then it is about the whole file).
    """
    facts = {"path": pattern_of(path, folder), "code": diagnostic.code}
    return {**facts, "quote": quote, "reason": reason} if quote else {**facts, "reason": reason}


def quotes_of(diagnostic: Diagnostic) -> list[str]:
    """The quotations by which an entry may find a finding, the most precise first: the words at it with those of its
    line nearby, those words alone, and "" for none.
    """
    window, (start, end) = diagnostic.window, diagnostic.span
    is_whole = end - start <= LONGEST_MATCH
    match = window.match if is_whole else window.match[:HEAD]
    before = window.before.rpartition("\n")[2]
    after = window.after.partition("\n")[0] if is_whole else ""
    quotes = (" ".join(text.split()) for text in (f"{before}{match}{after}", match))
    return [*dict.fromkeys(quote for quote in quotes if quote.replace("|", "").strip()), ""]


def pattern_of(path: str, folder: str) -> str:
    """The pattern that names the file at `path`, and no other, in a configuration of the folder it is in or below."""
    relative = os.path.relpath(path, folder).replace(os.sep, "/")
    escaped = _SPECIAL.sub(r"\\\1", relative)
    return f"/{escaped}" if "/" not in relative or relative.startswith(("!", "#")) else escaped


def parents_in(path: str) -> tuple[str, ...]:
    """The tables of the configuration file at `path` that its settings stand in."""
    return ("tool", "govlint") if os.path.basename(path) == PYPROJECT else ()


def insertion_into(text: str, parents: tuple[str, ...], entries: Sequence[dict[str, str]]) -> Insertion | None:
    """Where in a configuration entries go: as tables at the end, or as items of the list that there is. None if neither
    leaves the configuration as it is but for them.
    """
    before = _parsed(text)
    if before is None:
        return None
    listed = _at(before, parents).get("ignore", [])
    if not isinstance(listed, list):
        return None
    wanted = [*listed, *entries]
    line_end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else line_end if text.endswith("\n") else line_end * 2
    tables = Insertion(len(text), gap + tables_of(entries, parents, line_end))
    inline = ", ".join(_inline(facts) for facts in entries)
    brackets = [match.start() for match in re.finditer("]", text)][:_MOST_BRACKETS]
    items = [Insertion(at, f"{comma}{inline}") for at in brackets for comma in ("", ", ")]
    for insertion in (tables, *items):
        after = _parsed(text[: insertion.offset] + insertion.text + text[insertion.offset :])
        if after is None or _at(after, parents).get("ignore") != wanted:
            continue
        _at(after, parents).pop("ignore")
        rest = _parsed(text) or {}
        _at(rest, parents).pop("ignore", None)
        if after == rest:
            return insertion
    return None


def tables_of(entries: Sequence[dict[str, str]], parents: tuple[str, ...] = (), line_end: str = "\n") -> str:
    """The entries as tables of TOML, an empty line between them."""
    name = ".".join((*parents, "ignore"))
    return line_end.join(
        line_end.join([f"[[{name}]]", *(f"{key} = {_string(value)}" for key, value in facts.items()), ""])
        for facts in entries
    )


def _inline(facts: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{key} = {_string(value)}" for key, value in facts.items()) + " }"


def _string(value: str) -> str:
    """A string of TOML: those of JSON are, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _parsed(text: str) -> dict[str, Any] | None:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _at(data: dict[str, Any], parents: tuple[str, ...]) -> dict[str, Any]:
    for name in parents:
        inner = data.get(name)
        data = inner if isinstance(inner, dict) else {}
    return data
