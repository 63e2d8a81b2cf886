"""The exit status, cell by cell: 0 clean, 1 findings at the chosen level, 2 could not judge. Nothing is green by
accident.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from govlint.registry import load_registry
from tests.support.process import Ran, run_process
from tests.support.texts import example

Run = Callable[..., Ran]

CLEAN, FINDINGS, COULD_NOT_JUDGE = 0, 1, 2


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a file of every sort."""
    clean = example("clean.txt")
    files = {
        "clean.txt": clean.encode(),
        "faulty.txt": example("report.txt").encode(),
        "residue.txt": f"{clean}扫一扫在手机打开当前页\n".encode(),
        "letter.txt": "关于召开会议的通知\n各科室:定于周五开会。\n".encode(),
        "empty.txt": b"",
        "blank.txt": b" \n\n\t",
        "binary.txt": bytes(range(256)) * 20,
        "page.html": b"<!DOCTYPE html><html><body>x</body></html>",
        "scan.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
        "report.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "list.txt": b"clean.txt\nfaulty.txt\n",
        "empty-list.txt": b"\n",
        "docs/report.docx": b"PK\x03\x04 word/document.xml",
        "clean/one.txt": clean.encode(),
        "clean/two.txt": clean.encode(),
        "mixed/one.txt": clean.encode(),
        "mixed/two.txt": b"",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "nothing").mkdir()
    monkeypatch.chdir(tmp_path)


CASES = [
    # what was found
    ("a clean report", "clean.txt", CLEAN),
    ("a clean folder", "clean", CLEAN),
    ("errors", "faulty.txt", FINDINGS),
    ("a warning", "residue.txt", FINDINGS),
    ("a clean and a faulty report", "clean.txt faulty.txt", FINDINGS),
    # the level that counts
    ("a warning where only errors count", "residue.txt --fail-on error", CLEAN),
    ("errors where only errors count", "faulty.txt --fail-on error", FINDINGS),
    ("an info where warnings count", "residue.txt --severity GL811=info", CLEAN),
    ("an info where infos count", "residue.txt --severity GL811=info --fail-on info", FINDINGS),
    ("a warning made an error", "residue.txt --severity GL811=error --fail-on error", FINDINGS),
    ("errors where nothing counts", "faulty.txt --fail-on never", CLEAN),
    ("a warning that is not shown still counts", "residue.txt --min-severity error", FINDINGS),
    ("a finding of a rule that is ignored", "residue.txt --ignore GL811", CLEAN),
    ("a finding of a rule that is not selected", "residue.txt --select GL3", CLEAN),
    # unknown rules: never a silent green
    ("an unknown rule selected", "clean.txt --select GL999", COULD_NOT_JUDGE),
    ("an unknown name selected", "clean.txt --select row-totals", COULD_NOT_JUDGE),
    ("an unknown rule among known ones", "clean.txt --select GL301,GL999", COULD_NOT_JUDGE),
    ("an unknown rule ignored", "clean.txt --ignore GL999", COULD_NOT_JUDGE),
    ("an unknown rule added", "clean.txt --extend-select GL999", COULD_NOT_JUDGE),
    ("an unknown rule given a severity", "clean.txt --severity GL999=info", COULD_NOT_JUDGE),
    ("everything ignored", "clean.txt --ignore ALL", COULD_NOT_JUDGE),
    # nothing to check: never a silent green
    ("no path", "", COULD_NOT_JUDGE),
    ("no path, said to be fine", "--allow-empty", CLEAN),
    ("an empty folder", "nothing", COULD_NOT_JUDGE),
    ("an empty folder, said to be fine", "nothing --allow-empty", CLEAN),
    ("a folder of kinds that are not read", "docs", COULD_NOT_JUDGE),
    ("an empty list of paths", "--files-from empty-list.txt", COULD_NOT_JUDGE),
    ("an empty list of paths, said to be fine", "--files-from empty-list.txt --allow-empty", CLEAN),
    ("only listing, with nothing to list", "nothing --show-files", COULD_NOT_JUDGE),
    # a path that does not exist: never a silent green
    ("a missing file", "missing.txt", COULD_NOT_JUDGE),
    ("a missing folder", "missing/", COULD_NOT_JUDGE),
    ("a missing file beside a clean one", "clean.txt missing.txt", COULD_NOT_JUDGE),
    ("a missing file where nothing counts", "missing.txt --fail-on never", COULD_NOT_JUDGE),
    ("a missing file where empty is fine", "missing.txt --allow-empty", COULD_NOT_JUDGE),
    ("a missing list of paths", "--files-from missing.txt", COULD_NOT_JUDGE),
    ("only listing a missing file", "missing.txt --show-files", COULD_NOT_JUDGE),
    # files that cannot be judged
    ("an empty file", "empty.txt", COULD_NOT_JUDGE),
    ("a blank file", "blank.txt", COULD_NOT_JUDGE),
    ("a binary file", "binary.txt", COULD_NOT_JUDGE),
    ("a kind that is not read", "scan.png", COULD_NOT_JUDGE),
    ("a damaged file of another kind", "report.pdf", COULD_NOT_JUDGE),
    ("a text that is no report", "letter.txt", COULD_NOT_JUDGE),
    ("an unreadable file beside findings", "faulty.txt empty.txt", COULD_NOT_JUDGE),
    ("an unreadable file in a folder", "mixed", COULD_NOT_JUDGE),
    ("an unreadable file where nothing counts", "empty.txt --fail-on never", COULD_NOT_JUDGE),
    ("an unreadable file whose rule is not selected", "empty.txt --select GL301", COULD_NOT_JUDGE),
    ("an unreadable file whose rule is ignored", "empty.txt --ignore GL001", COULD_NOT_JUDGE),
    ("no report, with one rule selected", "letter.txt --select GL811", COULD_NOT_JUDGE),
    # usage
    ("an unknown option", "clean.txt --nope", COULD_NOT_JUDGE),
    ("an option without its value", "clean.txt --select", COULD_NOT_JUDGE),
    ("a format that does not exist", "clean.txt --format xml", COULD_NOT_JUDGE),
    ("a level that does not exist", "clean.txt --fail-on fatal", COULD_NOT_JUDGE),
    ("a severity without a level", "clean.txt --severity GL811", COULD_NOT_JUDGE),
    ("a year that is no year", "clean.txt --year abc", COULD_NOT_JUDGE),
    ("a year before the regulations", "clean.txt --year 1999", COULD_NOT_JUDGE),
    ("a kind of organ that does not exist", "clean.txt --organ-kind club", COULD_NOT_JUDGE),
    ("no processes", "clean.txt --jobs 0", COULD_NOT_JUDGE),
    ("a misspelt command", "chek clean.txt", COULD_NOT_JUDGE),
    ("an unknown rule explained", "rule GL999", COULD_NOT_JUDGE),
    ("no rule explained", "rule", COULD_NOT_JUDGE),
    ("the outline of a missing file", "outline missing.txt", COULD_NOT_JUDGE),
    ("the outline of an unreadable file", "outline empty.txt", COULD_NOT_JUDGE),
    # output that cannot be written
    ("a file in a folder that does not exist", "clean.txt -o missing/out.json", COULD_NOT_JUDGE),
    ("a folder to write to", "clean.txt -o json=nothing", COULD_NOT_JUDGE),
    ("a file whose format is not known", "clean.txt -o out.xyz", COULD_NOT_JUDGE),
    # everything else
    ("the version", "--version", CLEAN),
    ("the version, asked of a command", "check --version", CLEAN),
    ("the short help", "-h", CLEAN),
    ("the help", "--help", CLEAN),
    ("the help of a command", "check --help", CLEAN),
    ("the list of rules", "rules", CLEAN),
    ("a rule explained", "rule row-total", CLEAN),
    ("an outline", "outline faulty.txt", CLEAN),
    ("only listing the files", "faulty.txt clean --show-files", CLEAN),
    ("a list of paths", "--files-from list.txt", FINDINGS),
    ("a written file", "clean.txt -o out.json", CLEAN),
]


@pytest.mark.parametrize(("args", "status"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_exit_status(run: Run, args: str, status: int) -> None:
    ran = run(*args.split())
    assert ran.status == status, ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("args", "word"),
    [
        ("--select GL901", "--previous"),
        ("--select GL901,GL921", "--previous"),
        ("--select GL921", "govlint batch"),
        ("--select GL921 --previous clean.txt", "govlint batch"),
    ],
)
def test_rules_that_cannot_be_asked_of_a_report_alone_are_no_clean_verdict(run: Run, args: str, word: str) -> None:
    ran = run("clean.txt", *args.split())
    assert (ran.status, ran.out) == (COULD_NOT_JUDGE, b"")
    assert word in ran.err


@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_the_format_does_not_change_the_status(run: Run, form: str) -> None:
    statuses = [run(name, "--format", form).status for name in ("clean.txt", "faulty.txt", "empty.txt")]
    assert statuses == [CLEAN, FINDINGS, COULD_NOT_JUDGE]


def test_a_usage_error_prints_nothing_on_standard_output(run: Run) -> None:
    ran = run("clean.txt", "--format", "json", "--select", "GL999")
    assert ran.out == b""
    assert "GL999" in ran.err


def test_a_file_that_could_not_be_judged_is_also_a_finding(run: Run) -> None:
    for name, code in (
        ("missing.txt", "GL001"),
        ("empty.txt", "GL001"),
        ("scan.png", "GL002"),
        ("report.pdf", "GL001"),
        ("page.html", "GL003"),
        ("letter.txt", "GL003"),
    ):
        assert re.match(rf"{name}[:\d]*: {code} ", run(name, "--format", "concise").out.decode())


def test_standard_input_is_judged_like_a_file(run: Run) -> None:
    assert run("-", stdin=example("clean.txt").encode()).status == CLEAN
    assert run("-", stdin=example("report.txt").encode()).status == FINDINGS
    assert run("-", stdin=b"").status == COULD_NOT_JUDGE


def test_a_rule_that_crashes_is_a_failure_and_the_others_still_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(report: object) -> None:
        raise ZeroDivisionError("over the edge")

    monkeypatch.setattr(load_registry().rule("GL301"), "check", crash)
    ran = run("faulty.txt", "--format", "concise", "--lang", "en")
    assert ran.status == COULD_NOT_JUDGE
    assert "GL009" in ran.text
    assert "ZeroDivisionError: over the edge" in ran.text
    assert "GL601" in ran.text


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_a_failure() -> None:
    with open("/dev/full", "wb") as full:
        import subprocess
        import sys

        ran = subprocess.run(
            [sys.executable, "-m", "govlint", "clean.txt"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode == COULD_NOT_JUDGE
    assert b"Traceback" not in ran.stderr


def test_a_folder_that_cannot_be_written_is_a_failure(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("govlint.cli.check.write_file", refuse)
    ran = run("clean.txt", "-o", "out.json")
    assert ran.status == COULD_NOT_JUDGE
    assert "out.json" in ran.err


def test_the_process_has_the_same_status_as_the_function(tmp_path: Path) -> None:
    cases = (("clean.txt", CLEAN), ("faulty.txt", FINDINGS), ("empty.txt", COULD_NOT_JUDGE))
    assert [run_process(name, cwd=str(tmp_path)).status for name, _ in cases] == [status for _, status in cases]
