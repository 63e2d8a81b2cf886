"""Real reports, where they are at hand: what each must yield, may yield as a note, and must never yield.

The list names a code, with @ and a line where it matters; `GL3*` is every code that starts so. Codes of rules that do
not exist yet are passed over; an error that the list does not know is a false alarm.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Any

import pytest

import govlint
from govlint.registry import load_registry
from govlint.result import CHECKED, FileResult

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SHARED = os.path.join(os.path.dirname(__file__), "..", "..", "shared")


def expectations() -> dict[str, dict[str, list[str]]]:
    try:
        with open(os.path.join(SHARED, "spec", "seeds.toml"), "rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        return {}


EXPECTED = expectations()


@cache
def verdict(name: str) -> FileResult:
    (file,) = govlint.lint([os.path.join(SHARED, "seeds", name)]).files
    return file


def found(name: str) -> set[tuple[str, int | None]]:
    return {(diagnostic.code, diagnostic.line) for diagnostic in verdict(name).diagnostics}


def codes_of(entry: str) -> list[str]:
    """The codes that the catalogue has for an entry of the list, without its line."""
    code, star, _ = entry.partition("@")[0].partition("*")
    return [known for known in load_registry().codes if (known.startswith(code) if star else known == code)]


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(name, entry, id=f"{name[:3]}-{entry}")
        for name, expected in EXPECTED.items()
        for entry in expected[kind]
        if codes_of(entry)
    ]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_report_is_read_as_one(name: str) -> None:
    assert verdict(name).status == CHECKED
    assert not verdict(name).crashed


@pytest.mark.parametrize(("name", "entry"), cases("must"))
def test_what_is_wrong_with_a_real_report_is_found_where_it_is(name: str, entry: str) -> None:
    code, _, line = entry.partition("@")
    if line:
        assert (code, int(line)) in found(name)
    else:
        assert code in {spoken for spoken, _ in found(name)}


@pytest.mark.parametrize(("name", "entry"), cases("silent"))
def test_what_is_right_with_a_real_report_stays_unnamed(name: str, entry: str) -> None:
    code, _, line = entry.partition("@")
    assert not [(spoken, at) for spoken, at in found(name) if spoken in codes_of(code) and line in ("", str(at))]


@pytest.mark.parametrize("name", EXPECTED)
def test_errors_are_only_those_that_the_list_knows(name: str) -> None:
    known = {code for kind in ("must", "may") for entry in EXPECTED[name][kind] for code in codes_of(entry)}
    assert not [d for d in verdict(name).diagnostics if d.severity == "error" and d.code not in known]
