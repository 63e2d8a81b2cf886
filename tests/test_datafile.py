"""Data files: parsed once, kept beside the byte code, and never believed when they have changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from govlint import datafile
from govlint.datafile import read_toml


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "words.toml"
    file.write_text('words = ["一", "二"]\n[part]\nnumber = 1\n', encoding="utf-8")
    return file


EXPECTED = {"words": ["一", "二"], "part": {"number": 1}}


def kept(path: Path) -> list[Path]:
    return sorted(path.parent.glob("__pycache__/*"))


def refuse(*_: Any) -> None:
    raise AssertionError("parsed again")


def test_a_file_is_parsed_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_toml(str(path)) == EXPECTED
    monkeypatch.setattr(datafile, "_parse", refuse)
    assert read_toml(str(path)) == EXPECTED
    assert len(kept(path)) == 1


def test_a_changed_file_is_parsed_again(path: Path) -> None:
    read_toml(str(path))
    path.write_text("other = true\n", encoding="utf-8")
    assert read_toml(str(path)) == {"other": True}
    path.write_text("other = fals", encoding="utf-8")
    with pytest.raises(ValueError, match=r"line 1"):
        read_toml(str(path))


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"i\x00", b"N"])
def test_what_was_kept_and_is_damaged_is_not_believed(path: Path, damage: bytes) -> None:
    read_toml(str(path))
    kept(path)[0].write_bytes(damage)
    assert read_toml(str(path)) == EXPECTED


def test_nothing_is_kept_where_byte_code_is_not(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read_toml(str(path)) == EXPECTED
    assert kept(path) == []


def test_it_is_kept_where_byte_code_is(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    assert read_toml(str(path)) == EXPECTED
    assert kept(path) == []
    assert len([file for file in (tmp_path / "elsewhere").rglob("*") if file.is_file()]) == 1


def test_a_folder_that_cannot_be_written_is_no_problem(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", fail)
    assert read_toml(str(path)) == EXPECTED
    assert kept(path) == []


def test_a_file_with_a_date_is_read_and_not_kept(path: Path) -> None:
    path.write_text("day = 2024-01-05\n", encoding="utf-8")
    assert read_toml(str(path))["day"].year == 2024
    assert kept(path) == []


def test_a_missing_file_is_an_error(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_toml(str(path.parent / "none.toml"))
