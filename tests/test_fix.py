"""`govlint fix` as people use it: files of every kind, what is told, what is left, and what never happens."""

from __future__ import annotations

import io
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from govlint.output import View
from govlint.output.fixes import would_fix
from govlint.readers.contract import READERS
from govlint.report.model import Report
from govlint.rule import Finding, replacing
from govlint_rules.punctuation import DoubledPunctuation
from tests.support.documents import docx_of
from tests.support.fixing import fixed
from tests.support.process import Ran, clean_environment, run_process
from tests.support.texts import example

CLEAN = example("clean.txt")
SENTENCE = re.search("[^。\n]{20,}。(?=\n二、)", CLEAN)[0]  # type: ignore[index]
"""The last sentence of section one."""
DOUBLED = CLEAN.replace(SENTENCE, SENTENCE + "。", 1)


def fix(*args: str, stdin: bytes = b"", cwd: Path | None = None) -> Ran:
    return run_process("fix", *args, "--lang", "en", stdin=stdin, cwd=str(cwd) if cwd else None)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(DOUBLED, encoding="utf-8", newline="")
    return path


# -- what is told, and the exit status -----------------------------------------------------------------------------


def test_a_file_is_put_right_and_told_of(report: Path) -> None:
    ran = fix("report.txt", cwd=report.parent)
    assert report.read_text(encoding="utf-8") == CLEAN
    assert ran.status == 0, ran
    assert ran.text.startswith("report.txt: 1 fixed\n  GL722 doubled-punctuation (1) ")
    assert "1 fixed in 1 files" in ran.text
    again = fix("report.txt", cwd=report.parent)
    assert again.status == 0
    assert "nothing to fix" in again.text


def test_what_is_left_is_told_and_decides_the_status(report: Path) -> None:
    report.write_text(DOUBLED + "附件:身份证号 11010519491231002X\n", encoding="utf-8")
    ran = fix(str(report))
    assert ran.status == 1
    assert "GL722" in ran.text
    assert re.search(r"^\S+report\.txt:\d+:\d+: GL\d+ ", ran.text, re.MULTILINE)
    assert fix(str(report), "--fail-on", "never").status == 0


def test_a_comparison_changes_nothing(report: Path) -> None:
    before = report.read_bytes()
    ran = fix("--diff", "report.txt", cwd=report.parent)
    assert ran.status == 1
    assert report.read_bytes() == before
    assert ran.text.startswith("--- a/report.txt\n+++ b/report.txt\n@@ ")
    assert "1 would be fixed in 1 files" in ran.err
    patched = subprocess.run(["git", "apply", "-"], input=ran.out, cwd=report.parent, check=False)
    assert patched.returncode == 0
    assert report.read_text(encoding="utf-8") == CLEAN
    clean = fix("--diff", "report.txt", cwd=report.parent)
    assert (clean.status, clean.out) == (0, b"")


def test_a_comparison_on_a_terminal_is_coloured_and_harmless(report: Path) -> None:
    report.write_text(DOUBLED.replace(SENTENCE, "\u202e\x1b[31m" + SENTENCE, 1), encoding="utf-8")
    ran = fix("--diff", str(report), "--color", "always")
    assert "\x1b[32m+" in ran.text
    assert "\x1b[31m\\u202e\\x1b[31m" not in ran.text
    assert "\u202e" not in ran.text


def test_standard_input_becomes_standard_output() -> None:
    for name, data, clean in (
        ("report.txt", DOUBLED.encode("gb18030"), CLEAN.encode("gb18030")),
        ("report.md", DOUBLED.encode(), CLEAN.encode()),
    ):
        ran = fix("-", "--stdin-filename", name, stdin=data)
        assert ran.out == clean
        assert "1 fixed" in ran.err
    untouched = fix("-", stdin=CLEAN.encode())
    assert untouched.out == CLEAN.encode()


def test_there_is_no_way_to_take_what_is_only_suggested(report: Path) -> None:
    assert fix(str(report), "--unsafe").status == 2
    assert fix(str(report), "--unsafe-fixes").status == 2


def test_nothing_to_fix_in_no_files(tmp_path: Path) -> None:
    assert fix(str(tmp_path)).status == 2
    assert fix(str(tmp_path / "none.txt")).status == 2


# -- what is not fixed ---------------------------------------------------------------------------------------------


def test_only_the_rules_selected_are_put_right(report: Path) -> None:
    before = report.read_bytes()
    fix(str(report), "--ignore", "GL722")
    fix(str(report), "--select", "GL3")
    assert report.read_bytes() == before
    fix(str(report), "--select", "doubled-punctuation")
    assert report.read_bytes() == CLEAN.encode()


def test_what_does_not_count_is_not_touched(report: Path) -> None:
    before = report.read_bytes()
    config = report.parent / "govlint.toml"
    config.write_text('[[ignore]]\ncode = "GL722"\nreason = "as published"\n', encoding="utf-8")
    fix(str(report))
    assert report.read_bytes() == before
    config.unlink()
    baseline = report.parent / "known.json"
    assert run_process("baseline", "create", str(report), "--baseline", str(baseline)).status == 0
    fix(str(report), "--baseline", str(baseline))
    assert report.read_bytes() == before
    config.write_text('exclude = ["report.txt"]\n', encoding="utf-8")
    fix(str(report.parent), "--allow-empty")
    assert report.read_bytes() == before


def test_a_comment_in_the_report_keeps_its_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    kept = DOUBLED.replace(SENTENCE, f"{SENTENCE}。<!-- govlint: ignore GL722 quoted -->", 1).replace("。。", "。", 1)
    kept = kept.replace("。<!--", "。。<!--", 1)
    path.write_text(kept, encoding="utf-8")
    fix(str(path))
    assert path.read_text(encoding="utf-8") == kept


def test_comments_that_suppress_nothing_are_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    lines = CLEAN.replace("\n", "\n\n")
    with_comments = lines.replace(
        "\n\n二、", "<!-- govlint: ignore GL601 -->\n\n<!-- govlint: ignore GL722, GL601 -->\n\n二、", 1
    )
    path.write_text(with_comments, encoding="utf-8")
    ran = fix(str(path))
    assert "GL004 unused-suppression (2)" in ran.text
    assert path.read_text(encoding="utf-8").replace("\n\n\n", "\n\n") == lines
    misspelt = lines.replace("\n\n二、", "\n\n<!-- govlint: ignore GL999 -->\n\n二、", 1)
    path.write_text(misspelt, encoding="utf-8")
    fix(str(path))
    assert path.read_text(encoding="utf-8") == misspelt, "what was meant is not known"


def test_kinds_that_are_not_edited_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "pdf", "govlint.readers.text:read_text")
    data = b"%PDF-1.7\n" + DOUBLED.encode()
    done = fixed("report.pdf", data)
    assert done.after == data
    (found,) = [item for item in done.result.diagnostics if item.code == "GL722"]
    assert found.fix is not None, "what would put it right is shown"
    assert not found.is_fixable
    assert "files of this kind (PDF) are not edited" in would_fix([done], View("en"))[0]


# -- fixes that do not hold ----------------------------------------------------------------------------------------


def replaced(old: str, new: str) -> Callable[[DoubledPunctuation, Report], Iterator[Finding]]:
    """What a rule would do that says to put `new` for `old` without asking."""

    def check(self: DoubledPunctuation, report: Report) -> Iterator[Finding]:
        at = report.text.find(old)
        if at >= 0:
            fix = replacing(at, at + len(old), new, is_safe=True)
            yield self.finding(at, at + len(old), variant="same", args={"printed": old}, fix=fix)

    return check


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("208条", "280条", id="a number of the text"),
        pytest.param("208条", "条", id="a number is lost"),
        pytest.param("208条", "20 8条", id="a number is torn"),
        pytest.param("行政许可 | 46", "行政许可 | 64", id="a figure of a table"),
        pytest.param("一、总体情况", "一、总的情况", id="another rule then finds fault"),
        pytest.param("六、其他需要报告的事项", "", id="a line that other rules look for"),
        pytest.param("2024年1月18日", "", id="the date of issue"),
    ],
)
def test_a_fix_that_changes_more_than_it_may_is_not_made(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert old in CLEAN
    monkeypatch.setattr(DoubledPunctuation, "check", replaced(old, new))
    done = fixed("report.txt", CLEAN.encode())
    assert not done.changes
    assert not done.fixed
    assert done.held_back == 1
    assert [item.code for item in done.result.diagnostics if item.is_fixable] == ["GL722"], "the finding stays"


def test_fixes_that_hold_are_made_beside_one_that_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DoubledPunctuation, "check", replaced("208条", "280条"))
    text = CLEAN.replace(SENTENCE, SENTENCE + SENTENCE, 1).replace("做好政府", "做好政 府", 1)
    done = fixed("report.txt", text.encode())
    assert done.after.decode() == CLEAN
    assert {item.code for item in done.fixed} == {"GL601", "GL813"}
    assert done.held_back == 1


def test_two_rules_that_undo_each_other_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(self: DoubledPunctuation, report: Report) -> Iterator[Finding]:
        there = "依法做好" in report.text
        yield from replaced("依法做好" if there else "依规做好", "依规做好" if there else "依法做好")(self, report)

    monkeypatch.setattr(DoubledPunctuation, "check", check)
    once = fixed("report.txt", CLEAN.encode())
    assert once.after == CLEAN.encode()
    assert not once.fixed
    assert fixed("report.txt", once.after).after == once.after


# -- files of every kind -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_bytes_outside_the_edit_stay(encoding: str, newline: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b"\xfe\xff" if encoding == "utf-16-be" else b""
    special = CLEAN.replace(SENTENCE, "龴\U00020000" + SENTENCE, 1)
    clean, spoilt = (
        mark + text.replace("\n", newline).encode(encoding)
        for text in (special, special.replace(SENTENCE, SENTENCE + "。", 1))
    )
    assert fixed("report.txt", spoilt).after == clean


def test_characters_of_gb18030_that_python_writes_otherwise_stay() -> None:
    lead, four_bytes = b"\xa6\xd9\xfe\x59", b"\x81\x35\xf4\x37"
    clean, spoilt = (
        text.encode("gb18030").replace("本报告".encode("gb18030"), "本报告".encode("gb18030") + lead + four_bytes, 1)
        for text in (CLEAN, DOUBLED)
    )
    done = fixed("report.txt", spoilt)
    assert done.changes
    assert done.after == clean


def test_a_web_page_is_edited_between_its_marks() -> None:
    body = "".join(f"<p style='x: \"。。\"'>{line}</p>\n" for line in DOUBLED.splitlines() if "|" not in line)
    head = "<!DOCTYPE html><html><head><script>var a = '。。';</script></head>"
    page = f"{head}<body><!-- 。。 --><div>{body}</div></body></html>"
    spoilt = page.replace("。。</p>", "。<b>。</b></p>").replace("本报告", "本<i>报</i>告")
    done = fixed("report.html", spoilt.encode())
    assert done.after.decode() == spoilt.replace("。<b>。</b></p>", "。<b></b></p>")


def test_a_reference_is_replaced_as_a_whole() -> None:
    text = "".join(f"<p>{line}</p>" for line in CLEAN.splitlines() if "|" not in line)
    spoilt = text.replace("信息公开工作", "信&nbsp;息公开工作", 4).replace("信&nbsp;息公开工作年度", "信息公开工作年度")
    done = fixed("report.html", f"<html><body>{spoilt}</body></html>".encode())
    assert "GL813" in {item.code for item in done.fixed}
    assert done.after.decode() == f"<html><body>{text}</body></html>"


def word(*paragraphs: str) -> bytes:
    return docx_of("".join(paragraphs))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


LINES = [line for line in CLEAN.splitlines() if line and "|" not in line]
AT = LINES.index(next(line for line in LINES if line.endswith(SENTENCE)))


def document(*changed: str) -> bytes:
    """The report as Word has it, with other runs in the paragraph that ends in the sentence."""
    return word(
        *(paragraph(run(line)) for line in LINES[:AT]),
        paragraph(*changed),
        *(paragraph(run(line)) for line in LINES[AT + 1 :]),
    )


def xml_of(data: bytes) -> str:
    with ZipFile(io.BytesIO(data)) as file:
        return file.read("word/document.xml").decode()


def test_word_is_edited_across_runs_and_keeps_its_formats() -> None:
    data = document(run(LINES[AT], "<w:b/>"), run("。", "<w:i/>"))
    done = fixed("report.docx", data)
    assert [item.code for item in done.fixed] == ["GL722"]
    assert xml_of(done.after) == xml_of(data).replace(run("。", "<w:i/>"), run("", "<w:i/>"))


def test_tracked_changes_and_hidden_text_are_left() -> None:
    tracked = f'<w:ins w:id="1" w:author="a">{run("。")}</w:ins>'
    data = document(run(LINES[AT]), tracked)
    done = fixed("report.docx", data)
    assert done.after == data
    assert done.held_back == 1
    hidden = document(run(LINES[AT]), run("。", "<w:vanish/>"))
    assert fixed("report.docx", hidden).after == hidden
    deleted = document(
        run(LINES[AT]), '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>', run("。")
    )
    done = fixed("report.docx", deleted)
    assert "<w:delText>旧</w:delText>" in xml_of(done.after)
    assert done.changes


def test_a_line_of_the_page_goes_with_its_paragraph_in_word() -> None:
    data = word(
        *(paragraph(run(line), properties='<w:jc w:val="left"/>') for line in [*LINES, "扫一扫在手机打开当前页"])
    )
    done = fixed("report.docx", data)
    gone = paragraph(run("扫一扫在手机打开当前页"), properties='<w:jc w:val="left"/>')
    assert xml_of(done.after) == xml_of(data).replace(gone, "")


def test_the_other_members_of_a_word_file_stay_to_the_byte() -> None:
    plain = document(run(LINES[AT]), run("。"))
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(plain)) as source, ZipFile(packed, "w") as target:
        target.comment = b"a comment"
        target.writestr("first.bin", random.Random(1).randbytes(3000), compress_type=ZIP_STORED)
        for item in source.infolist():
            target.writestr(item, source.read(item))
        target.writestr("last.txt", "last" * 1000)
    data = packed.getvalue()
    done = fixed("report.docx", data)
    assert done.changes
    with ZipFile(io.BytesIO(data)) as old, ZipFile(io.BytesIO(done.after)) as new:
        assert new.testzip() is None
        assert new.comment == old.comment
        assert new.namelist() == old.namelist()
        for was, now in zip(old.infolist(), new.infolist(), strict=True):
            assert (was.date_time, was.compress_type, was.external_attr) == (
                now.date_time,
                now.compress_type,
                now.external_attr,
            )
            if was.filename != "word/document.xml":
                raw = [
                    pack[item.header_offset : item.header_offset + 30 + len(item.filename) + item.compress_size]
                    for pack, item in ((data, was), (done.after, now))
                ]
                assert raw[0] == raw[1]


# -- writing -------------------------------------------------------------------------------------------------------


def test_modes_and_links_are_kept(report: Path) -> None:
    report.chmod(0o640)
    link = report.parent / "link.txt"
    link.symlink_to(report)
    fix(str(link))
    assert link.is_symlink()
    assert report.read_bytes() == CLEAN.encode()
    assert report.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in report.parent.iterdir()) == ["link.txt", "report.txt"]


def test_a_read_only_file_is_left(report: Path) -> None:
    report.chmod(0o444)
    ran = fix(str(report))
    assert ran.status == 2
    assert "read-only" in ran.err
    assert report.read_bytes() == DOUBLED.encode()
    assert "GL722" in ran.text, "what is left is what was there"


def test_a_full_disk_leaves_the_original(report: Path) -> None:
    code = (
        "import resource, sys\n"
        "from govlint.cli.app import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", code, "fix", str(report), "--lang", "en"]
    ran = subprocess.run(command, capture_output=True, check=False, env=clean_environment(PYTHONDONTWRITEBYTECODE="1"))
    assert ran.returncode == 2
    assert b"cannot be written" in ran.stderr
    assert report.read_bytes() == DOUBLED.encode()
    assert [path.name for path in report.parent.iterdir()] == ["report.txt"]


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_an_interrupted_run_leaves_every_file_whole(tmp_path: Path) -> None:
    rng = random.Random(7)
    names = [f"{number}.txt" for number in range(12)]
    before, after = DOUBLED.encode(), CLEAN.encode()
    for _ in range(int(os.environ.get("KILLS", "4"))):
        for name in names:
            (tmp_path / name).write_bytes(before)
        command = [sys.executable, "-m", "govlint", "fix", str(tmp_path)]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean_environment()
        ) as process:
            while process.poll() is None and (tmp_path / names[0]).read_bytes() == before:
                time.sleep(0.001)
            time.sleep(rng.random() * 0.5)
            process.send_signal(signal.SIGKILL)
        states = {(tmp_path / name).read_bytes() for name in names}
        assert states <= {before, after}


def test_the_jobs_make_no_difference(tmp_path: Path) -> None:
    told = []
    for jobs in ("1", "2"):
        for number in range(4):
            (tmp_path / f"{number}.txt").write_text(DOUBLED, encoding="utf-8")
        ran = fix(".", "--jobs", jobs, cwd=tmp_path)
        told.append((ran, [(tmp_path / f"{number}.txt").read_bytes() for number in range(4)]))
    assert told[0] == told[1]
    assert told[0][1] == [CLEAN.encode()] * 4
