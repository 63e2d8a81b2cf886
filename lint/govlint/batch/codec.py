"""The machine's results as rows and JSON, and back: what comes out equals what went in.

Fields that a query asks for have a column of their own; all others, those of versions to come among them, are in the
column `rest`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from govlint.records import Record
from govlint.result import Counts, Diagnostic, FileResult, Relations

_CLASS = "="
"""The key under which the class of an object stands; no object of a rule has a key like this."""
_BYTES = "bytes"
_MODULES = ("govlint.result", "govlint.rule")
"""Where the classes are that may be in a result: nothing else is ever made from what a file says."""

_PLAIN = (
    "code", "severity", "variant", "line", "column", "end_line", "end_column", "page", "paragraph", "section", "region",
    "passage", "table", "row", "cell", "expected", "actual", "fingerprint",
)  # fmt: skip
"""The fields of a finding that are columns as they are."""
_OF_FILE = ("status", "crashed", "organ", "organ_kind", "year", "statutory_format", "issue_date")
_ELSEWHERE = ("path", "relations", "diagnostics", "suppressed", "codes", "hidden", "timing", "page", *_OF_FILE)
"""The fields of a file's result that are columns, are in other tables, or depend on how the result is asked for."""


def encode(value: Any) -> str:
    """`value` as JSON."""
    return json.dumps(_packed(value), ensure_ascii=False, separators=(",", ":"))


def decode(text: str | None) -> Any:
    """The value that JSON stands for. Sequences come back as tuples."""
    return None if text is None else _unpacked(json.loads(text))


def finding_row(diagnostic: Diagnostic, number: int) -> dict[str, Any]:
    """The columns of a finding, without those that name its report and its rule's words."""
    row = {name: getattr(diagnostic, name) for name in _PLAIN}
    window = diagnostic.window
    own = vars(diagnostic)
    rest = {name: own[name] for name in diagnostic.FIELDS if name in own and name not in (*_PLAIN, "args")}
    return {
        **row,
        "number": number,
        "suppressed": bool(diagnostic.suppressed and diagnostic.suppressed.holds),
        "excerpt": window.text,
        "args": encode(dict(diagnostic.args)),
        "rest": encode(rest),
    }


def finding_of(row: Mapping[str, Any]) -> Diagnostic:
    """The finding of a row."""
    return Diagnostic(**{name: row[name] for name in _PLAIN}, args=decode(row["args"]), **decode(row["rest"]))


def file_row(result: FileResult) -> dict[str, Any]:
    """The columns of a file's result that come from nothing else."""
    counts = result.counts
    return {
        **{name: getattr(result, name) for name in _OF_FILE},
        **counts.fields(),
        "suppressed": len(result.suppressed),
        **result.relations.fields(),
        "rest": encode({name: getattr(result, name) for name in result.FIELDS if name not in _ELSEWHERE}),
    }


def file_of(
    row: Mapping[str, Any], findings: Iterable[Diagnostic], codes: tuple[str, ...], hidden: Counts
) -> FileResult:
    """The result of a file from its row and findings; `codes` are the rules that were asked, `hidden` the findings that
    are not among `findings`.
    """
    every = tuple(findings)
    return FileResult(
        path=row["path"],
        relations=Relations(row["held"], row["violated"], row["not_assessable"]),
        diagnostics=tuple(item for item in every if not (item.suppressed and item.suppressed.holds)),
        suppressed=tuple(item for item in every if item.suppressed and item.suppressed.holds),
        codes=codes,
        hidden=hidden,
        **{name: row[name] for name in _OF_FILE},
        **decode(row["rest"]),
    )


def _packed(value: Any) -> Any:
    if isinstance(value, Record):
        return {_CLASS: type(value).__name__, **{name: _packed(item) for name, item in vars(value).items()}}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {_CLASS: type(value).__name__, **{name: _packed(item) for name, item in value._asdict().items()}}
    if isinstance(value, (list, tuple)):
        return [_packed(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): _packed(item) for name, item in value.items()}
    if isinstance(value, bytes):
        return {_CLASS: _BYTES, "hex": value.hex()}
    if isinstance(value, (str, int, float)) or value is None:
        return value
    return str(value)


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_unpacked, value))
    if isinstance(value, dict):
        fields = {name: _unpacked(item) for name, item in value.items() if name != _CLASS}
        if value.get(_CLASS) == _BYTES:
            return bytes.fromhex(fields["hex"])
        return _class_named(value[_CLASS])(**fields) if _CLASS in value else fields
    return value


def _class_named(name: str) -> type:
    for module in _MODULES:
        found = getattr(import_module(module), name, None)
        if isinstance(found, type) and (issubclass(found, Record) or hasattr(found, "_fields")):
            return found
    raise ValueError(f"{name} is no part of a result")
