"""What differs on Windows, as far as it can be tried elsewhere: encodings of consoles, paths, files that are open.

A stream is given the encoding of a Chinese or Western console; paths are taken as `ntpath` takes them.
"""

from __future__ import annotations

import errno
import io
import json
import ntpath
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govlint import gitignore, ignoring
from govlint.baseline import read_baseline
from govlint.cli import streams
from govlint.cli.streams import replace_file, write_bytes, write_text
from govlint.config.resolve import is_around
from govlint.discover import shown
from govlint.output import FORMATS
from govlint.output.paths import uri
from govlint.run import processors
from tests.support.process import Ran, run_process
from tests.support.texts import EXAMPLES

Run = Callable[..., Ran]

CONSOLES = [("gbk", "0"), ("gbk", "1"), ("cp1252", "0"), ("cp1252", "1"), ("cp437", "0")]
"""Encodings of standard output, with and without Python's UTF-8 mode."""
COMMANDS = [
    ("--help",),
    ("-h",),
    ("--version",),
    ("fix", "--help"),
    ("rule", "GL301"),
    ("rules",),
    ("config",),
    ("figures", "faulty.txt", "-f", "csv"),
    ("outline", "faulty.txt"),
    ("fix", "faulty.txt", "--diff"),
    ("faulty.txt", "--statistics=rule,file,family"),
    ("faulty.txt", "-f", "checklist"),
    ("faulty.txt", "--color", "always"),
]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = Path(EXAMPLES, "report.txt").read_text(encoding="utf-8")
    Path("faulty.txt").write_text(text.replace("临汐县", "𠮷汐县"), encoding="utf-8")


@pytest.fixture
def run_as(monkeypatch: pytest.MonkeyPatch, run: Run) -> Callable[..., tuple[int, bytes]]:
    """Runs the command line with a standard output in that encoding."""

    def call(encoding: str, *args: str) -> tuple[int, bytes]:
        out = io.BytesIO()
        stream = io.TextIOWrapper(out, encoding=encoding)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", stream)
            patch.setattr(sys, "argv", ["govlint", *args])
            from govlint.cli.app import main

            status = main(list(args))
            stream.flush()
        return status, out.getvalue()

    return call


# -- encodings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "cp437"])
@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_no_command_fails_for_want_of_a_character(
    run_as: Callable[..., tuple[int, bytes]], args: tuple[str, ...], encoding: str, lang: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("GOVLINT_LANG", lang)
    expected = run_as("utf-8", *args)
    status, out = run_as(encoding, *args)
    assert status == expected[0]
    assert out
    machine = "--diff" in args or args[0] == "figures"
    assert out.decode("utf-8" if machine else encoding)


@pytest.mark.parametrize("form", sorted(name for name, form in FORMATS.items() if form.is_machine))
def test_formats_for_programs_are_utf_8_on_every_console(run_as: Callable[..., tuple[int, bytes]], form: str) -> None:
    expected = run_as("utf-8", "faulty.txt", "-f", form)
    assert any("一" <= char <= "龥" for char in expected[1].decode("utf-8"))
    for encoding in ("gbk", "cp1252"):
        assert run_as(encoding, "faulty.txt", "-f", form) == expected


@pytest.mark.parametrize(("encoding", "mode"), CONSOLES)
def test_a_process_of_its_own_writes_the_same(encoding: str, mode: str, tmp_path: Path) -> None:
    environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": mode, "LC_ALL": "C"}
    ran = run_process("faulty.txt", "-f", "json", "-o", "out.txt", environment=environment, cwd=str(tmp_path))
    assert (ran.status, ran.err) == (1, "")
    assert json.loads(ran.out.decode("utf-8"))["summary"]["errors"] == 5
    assert "错误" in (tmp_path / "out.txt").read_text(encoding="utf-8"), "a file is UTF-8, whatever the console"
    ran = run_process("--help", environment=environment)
    assert (ran.status, ran.err) == (0, "")
    ran = run_process("missing.txt", environment=environment)
    assert (ran.status, "Error" in ran.err) == (2, False)


def test_a_list_of_files_may_be_what_power_shell_writes(run: Run) -> None:
    for encoding in ("utf-16", "utf-8-sig", "utf-8"):
        Path("list").write_bytes("faulty.txt\r\n\r\n".encode(encoding))
        assert run("--files-from", "list", "--show-files").text == "faulty.txt\n"


# -- paths ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def nt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths as on Windows, for what only computes with them."""
    for name in ("sep", "pardir", "curdir"):
        monkeypatch.setattr(os, name, getattr(ntpath, name))
    monkeypatch.setattr(os, "path", ntpath)


@pytest.mark.usefixtures("nt")
def test_paths_are_printed_with_slashes() -> None:
    assert shown("reports\\old\\a.txt") == "reports/old/a.txt"
    assert uri("C:/reports/报告 1.txt") == "file:///C:/reports/%E6%8A%A5%E5%91%8A%201.txt"


@pytest.mark.usefixtures("nt")
def test_patterns_name_files_below_their_folder_and_none_on_another_drive() -> None:
    for pattern in ("old/*.txt", "/old/", "a.txt"):
        assert gitignore.is_named("C:\\reports\\old\\a.txt", "C:\\reports", (pattern,))
        assert not gitignore.is_named("D:\\reports\\old\\a.txt", "C:\\reports", (pattern,))
        assert not gitignore.is_named("C:\\other\\old\\a.txt", "C:\\reports", (pattern,))
    assert ignoring.pattern_of("C:\\reports\\old\\a.txt", "C:\\reports") == "old/a.txt"


@pytest.mark.usefixtures("nt")
def test_the_case_of_a_path_does_not_matter() -> None:
    assert is_around("c:\\reports", "C:\\Reports\\a.txt")
    assert not is_around("c:\\reports", "C:\\reports-2\\a.txt")


def test_a_name_that_begins_with_dots_lies_in_its_folder() -> None:
    assert gitignore.is_named("/reports/..a.txt", "/reports", ("*.txt",))
    assert not gitignore.is_named("/a.txt", "/reports", ("*.txt",))


def test_a_baseline_may_name_a_report_on_another_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"path": "D:/reports/a.txt", "code": "GL301", "fingerprint": "f", "quote": ""}
    near = {**entry, "path": "../town/b.txt"}
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps({"schema": 1, "findings": [entry, near]}), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(ntpath, "abspath", lambda _: "C:\\work\\baseline.json")
        patch.setattr(os, "path", ntpath)
        found = read_baseline(str(path), "2026-01-01")
    assert set(found.reasons) == {"d:\\reports\\a.txt", "c:\\town\\b.txt"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("exclude = ['old\\drafts']\n", "govlint.toml:1: exclude: old\\drafts: write / between folders"),
        ("[[ignore]]\ncode = 'GL601'\npath = 'old\\a.txt'\n", "govlint.toml:3: path: old\\a.txt: write /"),
        ("[[per-file]]\npath = ['old\\a.txt']\nyear = 2023\n", "govlint.toml:2: path: old\\a.txt: write /"),
    ],
)
def test_a_pattern_with_backslashes_is_refused_rather_than_never_met(run: Run, text: str, told: str) -> None:
    Path("govlint.toml").write_text(text, encoding="utf-8")
    ran = run("faulty.txt", "--lang", "en")
    assert (ran.status, ran.out) == (2, b"")
    assert told in ran.err


def test_so_is_one_on_the_command_line_but_not_a_character_without_its_meaning(run: Run) -> None:
    ran = run(".", "--exclude", "old\\drafts", "--lang", "en")
    assert (ran.status, "write / between folders" in ran.err) == (2, True)
    Path("[a].txt").write_bytes(Path("faulty.txt").read_bytes())
    assert run(".", "--exclude", "\\[a\\].txt", "--show-files").text == "./faulty.txt\n"


@pytest.mark.skipif(os.name == "nt", reason="no name has a backslash there")
def test_a_name_with_a_backslash_in_it_can_still_be_meant(run: Run) -> None:
    Path("old\\a.txt").write_bytes(Path("faulty.txt").read_bytes())
    assert run("old\\a.txt", "--add-ignore", "agreed").status == 0
    assert run("old\\a.txt").status == 0


# -- what the system lacks, or does otherwise ----------------------------------------------------------------------


def test_processors_are_counted_without_affinity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert processors() == 3


def test_no_more_processes_are_started_than_windows_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import concurrent.futures.process  # noqa: F401 - it looks at the platform when it is imported

    from govlint import pool

    asked: list[int] = []

    def executor(workers: int) -> None:
        asked.append(workers)
        raise InterruptedError

    monkeypatch.setattr(pool, "_executor", executor)
    for platform in ("win32", "linux"):
        monkeypatch.setattr(sys, "platform", platform)
        with pytest.raises(InterruptedError):
            list(pool.in_processes(str, range(2000), 80, str))
    assert asked == [61, 80]


def test_a_file_that_is_open_for_a_moment_is_replaced_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    really, failures = os.replace, [PermissionError(13, "in use")] * 2

    def replace(source: str, target: str) -> None:
        if failures:
            raise failures.pop()
        really(source, target)

    monkeypatch.setattr(streams, "_IS_WINDOWS", True)
    monkeypatch.setattr(streams, "_PAUSE", 0)
    monkeypatch.setattr(os, "replace", replace)
    replace_file("faulty.txt", b"new")
    assert Path("faulty.txt").read_bytes() == b"new"
    failures += [PermissionError(13, "in use")] * 99
    with pytest.raises(PermissionError):
        replace_file("faulty.txt", b"newer")
    assert Path("faulty.txt").read_bytes() == b"new"
    assert os.listdir() == ["faulty.txt"]


@pytest.mark.parametrize("write", [lambda: write_text("x", color=False), lambda: write_bytes("x")])
def test_a_reader_that_goes_away_is_no_error_there_either(
    monkeypatch: pytest.MonkeyPatch, write: Callable[[], None]
) -> None:
    class Gone(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.EINVAL, "Invalid argument")

        def flush(self) -> None:
            raise OSError(errno.EINVAL, "Invalid argument")

    forgotten: list[bool] = []

    class Stream:
        buffer = Gone()
        write = buffer.write
        flush = buffer.flush

        def fileno(self) -> int:
            return -1

    monkeypatch.setattr(sys, "stdout", Stream())
    monkeypatch.setattr(os, "dup2", lambda *_: forgotten.append(True))
    monkeypatch.setattr(streams, "_gone", [])
    with pytest.raises(OSError, match="Invalid argument"):
        write()
    monkeypatch.setattr(streams, "_IS_WINDOWS", True)
    write()
    assert forgotten == [True]
