"""The findings that were accepted once: a file that lists them by their fingerprints.

Each entry has the path of its report (relative to the baseline), the code, the fingerprint, a quotation by which a
person finds it, and, if somebody adds them, a reason and a last day.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govlint.engine import Baseline
from govlint.problems import UserFileError
from govlint.records import Record
from govlint.result import FileResult, Window
from govlint.rule import Text

DEFAULT_NAME = "govlint-baseline.json"
SCHEMA = 1
_LONGEST_QUOTE = 60
_NOT_READ = Text("读不了:{problem}", "cannot be read: {problem}")
_NO_BASELINE = Text("不是 govlint 的基线文件", "is no baseline of govlint")
_NEWER = Text("是更新版本的 govlint 写的基线", "was written by a later version of govlint")
_FIELDS = ("path", "code", "fingerprint", "quote", "reason", "until")


class Accepted(Record):
    """One finding of a baseline."""

    path: str
    """Relative to the folder of the baseline, with `/`."""
    code: str
    fingerprint: str
    quote: str = ""
    reason: str = ""
    until: str = ""
    """The last day on which it is accepted, as YYYY-MM-DD; "" for ever."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others."""
        return self.path, self.fingerprint


def read_entries(path: str) -> list[Accepted]:
    """The entries of the baseline at `path`. UserFileError if it is none."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            content = json.load(file)
    except OSError as problem:
        raise UserFileError(path, _NOT_READ, {"problem": problem.strerror or str(problem)}) from None
    except (ValueError, RecursionError):
        raise UserFileError(path, _NO_BASELINE) from None
    if not isinstance(content, dict) or not isinstance(content.get("schema"), int):
        raise UserFileError(path, _NO_BASELINE)
    if content["schema"] > SCHEMA:
        raise UserFileError(path, _NEWER)
    entries = content.get("findings")
    if not isinstance(entries, list) or not all(map(_is_entry, entries)):
        raise UserFileError(path, _NO_BASELINE)
    return [Accepted(*(str(entry.get(name, "")) for name in _FIELDS)) for entry in entries]


def read_baseline(path: str, today: str) -> Baseline:
    """The findings that the baseline at `path` accepts today. UserFileError if it is none."""
    folder = os.path.dirname(os.path.abspath(path))
    reasons: dict[str, dict[str, str]] = {}
    quotes = {}
    for entry in read_entries(path):
        if not entry.until or entry.until >= today:
            report = os.path.normcase(os.path.normpath(os.path.join(folder, entry.path)))
            reasons.setdefault(report, {})[entry.fingerprint] = entry.reason
            quotes[entry.fingerprint] = (entry.code, entry.quote)
    return Baseline(path.replace(os.sep, "/"), reasons, quotes)


def as_json(entries: Iterable[Accepted]) -> str:
    """The text of a baseline: an entry a line, in an order that changes little from time to time."""
    ordered = sorted(entries, key=lambda entry: (entry.path, entry.code, entry.fingerprint))
    lines = ",\n".join(f"  {json.dumps(_fields(entry), ensure_ascii=False)}" for entry in ordered)
    return f'{{\n"schema": {SCHEMA},\n"findings": [' + (f"\n{lines}\n" if lines else "") + "]\n}\n"


def entries_of(
    files: Sequence[FileResult], paths: Sequence[str], folder: str, without: frozenset[str] = frozenset()
) -> list[Accepted]:
    """What a baseline in `folder` accepts if it accepts everything in the reports `files`, which lie at `paths`, but
    what the rules `without` found.
    """
    return [
        Accepted(relative(path, folder), diagnostic.code, diagnostic.fingerprint, _quote(diagnostic.window))
        for file, path in zip(files, paths, strict=True)
        if file.is_judged
        for diagnostic in file.diagnostics
        if diagnostic.code not in without
    ]


def _quote(window: Window) -> str:
    """The line around a match, as far as it is at hand."""
    line = window.before.rpartition("\n")[2] + window.match + window.after.partition("\n")[0]
    return " ".join(line.split())[:_LONGEST_QUOTE]


def relative(path: str, folder: str) -> str:
    """The path of a report as a baseline in `folder` writes it."""
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # on another drive
        return os.path.abspath(path).replace(os.sep, "/")


def _fields(entry: Accepted) -> Mapping[str, Any]:
    return {name: value for name, value in entry.fields().items() if value or name in ("path", "code", "fingerprint")}


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and all(isinstance(entry.get(name), str) for name in ("path", "code", "fingerprint"))
