"""Patterns: compiled once a process, kept for the next one, and as `re` would have them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint import patterns
from govlint.datafile import keep, kept_at
from govlint.patterns import compiled, keep_compiled
from tests.support.process import clean_environment
from tests.support.texts import EXAMPLES

REPORT = os.path.join(EXAMPLES, "report.txt")


def forget() -> None:
    """As in a new process."""
    compiled.cache_clear()
    patterns._programs.cache_clear()
    patterns._new.clear()


@pytest.fixture
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    forget()
    yield
    forget()


def refuse(*_: Any) -> None:
    raise AssertionError("compiled again")


NAMED = r"(?<!\\d)(?P<year>20\d\d)(?!\d)(?:\W(?:20)?\d\d(?!\d))?(?P<unit>学?年度?)?"


@pytest.mark.usefixtures("_cache")
@pytest.mark.parametrize(
    "pattern", ["[一二三四五六七八九十]{1,3}[、.]", NAMED, "", "(a)|(?P<b>b)\\2", "(?i)Word(?s:.)"]
)
def test_what_was_kept_is_what_re_makes(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compiled(pattern)
    keep_compiled()
    forget()
    monkeypatch.setattr(patterns, "_program", refuse)
    again = compiled(pattern)
    expected = re.compile(pattern)
    assert first == again == expected  # flags, program and text
    assert (again.groups, again.groupindex) == (expected.groups, expected.groupindex)


@given(st.text("年度一二三0189.*+?|()", max_size=12))
def test_any_pattern_is_what_re_makes_or_refuses(pattern: str) -> None:
    compiled.cache_clear()
    try:
        expected = re.compile(pattern)
    except (re.error, RecursionError) as problem:
        with pytest.raises(type(problem)):
            compiled(pattern)
    else:
        assert compiled(pattern) == expected


@pytest.mark.usefixtures("_cache")
@pytest.mark.parametrize(
    "damage", [None, 7, {"a+": None}, {"a+": (0, [], 0, {})}, {"a+": (32, [999, 1], 0, {}, (None,))}]
)
def test_what_was_kept_and_is_damaged_is_not_believed(damage: Any) -> None:
    keep(kept_at(patterns.__file__), (patterns._stamp(), damage))
    assert compiled("a+") == re.compile("a+")


@pytest.mark.usefixtures("_cache")
def test_what_another_release_kept_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(kept_at(patterns.__file__), ((1, "3.9.0"), {"a+": patterns._program("b+")}))
    assert compiled("a+").match("b") is None


@pytest.mark.usefixtures("_cache")
def test_an_engine_of_another_shape_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise AttributeError("_code")

    monkeypatch.setattr(patterns, "_program", fail)
    assert compiled("a+") == re.compile("a+")


@pytest.mark.usefixtures("_cache")
def test_nothing_is_kept_where_byte_code_is_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled("a+")
    keep_compiled()
    assert not list(tmp_path.rglob("*.data"))


def test_a_second_run_compiles_nothing(tmp_path: Path) -> None:
    code = (
        "import re, sys\n"
        "from govlint import patterns\n"
        "from govlint.cli.app import main\n"
        "made = []\n"
        "program = patterns._program\n"
        "patterns._program = lambda pattern: made.append(pattern) or program(pattern)\n"
        "main(sys.argv[1:])\n"
        "print(len(made), file=sys.stderr)\n"
    )
    environment = {**clean_environment(), "PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    made = []
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", code, REPORT], capture_output=True, env=environment, check=True, timeout=60
        )
        made.append(int(ran.stderr.split()[-1]))
    assert made[0] > 20
    assert made[1] == 0
