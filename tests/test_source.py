"""From a path to a kind of file and to text: what is read, and what is refused with a reason."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.source import read
from govlint.source.encoding import decode
from govlint.source.limits import MAX_BYTES
from govlint.source.read import SourceProblem, read_path, read_stream

REPORT = "临川镇人民政府2023年政府信息公开工作年度报告\r\n一、总体情况\r\n全年收到申请3件，均已办结。\r\n"


def problem_of(path: str) -> SourceProblem:
    with pytest.raises(SourceProblem) as caught:
        read_path(path)
    return caught.value


def zip_with(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 100)
    return packed.getvalue()


class TestReadingAPath:
    def test_a_file_is_its_bytes_and_its_path_as_given(self, tmp_path: Path) -> None:
        file = tmp_path / "报告.txt"
        file.write_bytes(REPORT.encode())
        source = read_path(str(file))
        assert source.data == REPORT.encode()
        assert source.path == str(file).replace(os.sep, "/")
        assert source.kind == "text"

    def test_a_link_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"1")
        try:
            (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
        except OSError:
            pytest.skip("no symbolic links here")
        assert read_path(str(tmp_path / "b.txt")).data == b"1"

    @pytest.mark.parametrize("name", ["nothing.txt", "a.txt/b.txt", "nul\0.txt", "lone\ud800.txt"])
    def test_a_path_without_a_file_is_missing(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "a.txt").write_bytes(b"1")
        problem = problem_of(f"{tmp_path}/{name}")
        assert (problem.event, problem.reason) == ("unreadable", "missing")

    def test_a_folder_is_named_as_one(self, tmp_path: Path) -> None:
        assert problem_of(str(tmp_path)).reason == "is-directory"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_a_pipe_is_refused_without_waiting_for_a_writer(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert problem_of(str(tmp_path / "pipe")).reason == "special-file"

    @pytest.mark.skipif(sys.platform == "win32", reason="no /dev here")
    def test_a_device_is_refused(self) -> None:
        assert problem_of("/dev/null").reason == "special-file"

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything is permitted here")
    def test_a_forbidden_file_is_named_as_one(self, tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes(b"1")
        file.chmod(0)
        assert problem_of(str(file)).reason == "permission"

    def test_a_refusal_of_the_system_is_a_permission_problem(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(path: str) -> os.stat_result:
            raise PermissionError(13, "Permission denied", path)

        monkeypatch.setattr(os, "stat", refuse)
        assert problem_of(str(tmp_path / "a.txt")).reason == "permission"

    def test_any_other_failure_says_what_the_system_says(self) -> None:
        problem = problem_of("x" * 5000)
        assert problem.reason == "io-error"
        assert problem.details["detail"]

    def test_a_file_beyond_the_limit_is_refused_before_it_is_read(self, tmp_path: Path) -> None:
        file = tmp_path / "large.txt"
        with file.open("wb") as sparse:
            sparse.truncate(MAX_BYTES + 1)
        problem = problem_of(str(file))
        assert problem.reason == "too-large"
        assert problem.details == {"size": 51, "limit": 50}

    def test_standard_input_has_the_same_limit(self) -> None:
        with pytest.raises(SourceProblem) as caught:
            read_stream(bytes(MAX_BYTES + 1), "-")
        assert caught.value.reason == "too-large"


class TestKinds:
    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "pdf"),
            (b"\xef\xbb\xbf\r\n%PDF-1.4", "pdf"),
            (zip_with("[Content_Types].xml", "word/document.xml"), "word"),
            (zip_with("xl/workbook.xml"), "spreadsheet"),
            (zip_with("ppt/presentation.xml"), "presentation"),
            (zip_with("OFD.xml", "Doc_0/Document.xml"), "ofd"),
            (zip_with("report.txt"), "archive"),
            (zip_with(), "archive"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "legacy-office"),
            (b"{\\rtf1\\ansi", "rtf"),
            (b"\x89PNG\r\n\x1a\n" + bytes(8), "image"),
            (b"\xff\xd8\xff\xe0" + bytes(8), "image"),
            (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image"),
            (b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00", "image"),
            (b"\x1f\x8b\x08\x00", "archive"),
            (b"<!DOCTYPE html>\n<html>", "html"),
            ("\ufeff\r\n<HTML lang=zh>".encode(), "html"),
            ("<html><body>年度报告".encode("utf-16"), "html"),
            (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
            (b"<!-- saved from a page -->\n<html>", "html"),
            ("<div class='t'><p>年度报告</p></div>".encode("gb18030"), "html"),
            (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "xml"),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x", "web-archive"),
            (REPORT.encode(), "text"),
            (REPORT.encode("gb18030"), "text"),
            (REPORT.encode("utf-16"), "text"),
            ("# 年度报告\n\n| 规章 | 0 |\n".encode(), "text"),
            ("<临川镇>年度报告".encode(), "text"),
            ("BMW 100台".encode(), "text"),
            (b"", "text"),
            (b"\x00\x01\x02", "text"),
        ],
    )
    @pytest.mark.parametrize("name", ["a.txt", "a.doc", "a"])
    def test_the_bytes_say_what_a_file_is(self, data: bytes, kind: str, name: str) -> None:
        assert read_stream(data, name).kind == kind

    def test_a_page_may_begin_with_text_if_its_name_says_that_it_is_one(self) -> None:
        page = "年度报告<br>一、总体情况".encode()
        assert read_stream(page, "a.HTM").kind == "html"
        assert read_stream(page, "a.txt").kind == "text"

    def test_a_text_called_a_page_is_text(self) -> None:
        assert read_stream(REPORT.encode(), "a.html").kind == "text"

    def test_a_word_file_with_a_password_is_unreadable(self) -> None:
        wrapped = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
        with pytest.raises(SourceProblem) as caught:
            read_stream(wrapped, "a.docx")
        assert (caught.value.event, caught.value.reason) == ("unreadable", "encrypted")

    @given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "-"]))
    def test_any_bytes_have_a_kind(self, data: bytes, name: str) -> None:
        kinds = {value for key, value in vars(read).items() if key.isupper() and isinstance(value, str)}
        assert read_stream(data, name).kind in kinds


class TestEncodings:
    @pytest.mark.parametrize(
        ("encoded", "encoding"),
        [
            (REPORT.encode(), "utf-8"),
            (REPORT.encode("utf-8-sig"), "utf-8"),
            (b"\xff\xfe" + REPORT.encode("utf-16-le"), "utf-16-le"),
            (b"\xfe\xff" + REPORT.encode("utf-16-be"), "utf-16-be"),
            (REPORT.encode("utf-16-le"), "utf-16-le"),
            (REPORT.encode("utf-16-be"), "utf-16-be"),
            (b"\xff\xfe\0\0" + REPORT.encode("utf-32-le"), "utf-32-le"),
            (b"\0\0\xfe\xff" + REPORT.encode("utf-32-be"), "utf-32-be"),
            (REPORT.encode("gb2312"), "gb18030"),
            (REPORT.encode("gbk"), "gb18030"),
            (REPORT.encode("gb18030"), "gb18030"),
            (b"\x84\x31\x95\x33" + REPORT.encode("gb18030"), "gb18030"),
        ],
    )
    def test_a_report_reads_the_same_in_every_encoding(self, encoded: bytes, encoding: str) -> None:
        assert decode(encoded) == (REPORT, encoding)

    def test_traditional_script_reads_in_gb18030(self) -> None:
        text = "總體情況：主動公開政府信息，處理政府信息公開申請數量。"
        assert decode(text.encode("gb18030")) == (text, "gb18030")

    @pytest.mark.parametrize(
        ("code", "char"),
        [
            ("a6d9", "\ufe10"),
            ("a6da", "\ufe12"),
            ("a6db", "\ufe11"),
            ("a6dc", "\ufe13"),
            ("a6dd", "\ufe14"),
            ("a6de", "\ufe15"),
            ("a6df", "\ufe16"),
            ("a6ec", "\ufe17"),
            ("a6ed", "\ufe18"),
            ("a6f3", "\ufe19"),
            ("fe59", "\u9fb4"),
            ("fe61", "\u9fb5"),
            ("fe66", "\u9fb6"),
            ("fe67", "\u9fb7"),
            ("fe6d", "\u9fb8"),
            ("fe7e", "\u9fb9"),
            ("fe90", "\u9fba"),
            ("fea0", "\u9fbb"),
            ("a8bc", "\u1e3f"),
        ],
    )
    def test_codes_that_lately_left_private_use_are_standard_characters(self, code: str, char: str) -> None:
        assert decode("公开".encode("gb18030") + bytes.fromhex(code)) == (f"公开{char}", "gb18030")

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
    )
    def test_a_text_cut_inside_its_last_character_is_read_and_shows_the_cut(self, encoding: str) -> None:
        decoded = decode("临川镇报告，一、总体情况".encode(encoding)[:-1])
        assert decoded is not None
        assert decoded[0] == "临川镇报告，一、总体情\ufffd"

    @given(st.integers(20, len(REPORT.encode()) - 1))
    def test_a_text_cut_anywhere_loses_nothing_but_its_end(self, length: int) -> None:
        decoded = decode(REPORT.encode()[:length])
        assert decoded is not None
        assert decoded[1] == "utf-8"
        assert REPORT.startswith(decoded[0].removesuffix("\ufffd"))

    @pytest.mark.parametrize(
        "data",
        [
            "Été à Genève, où l'élève est arrivé.".encode("latin-1"),
            "公开".encode() + b"\xff" + "信息公开工作年度报告".encode(),
            b"\xef\xbb\xbf" + REPORT.encode("gb18030"),
            b"\xff\xfe" + "公开".encode("utf-16-le") + b"\x00\xd8" + "公开".encode("utf-16-le"),
            b"ends in a stray byte \xe4",
            bytes(range(128, 256)) * 4,
        ],
        ids=["latin", "damaged", "wrong mark", "lone surrogate", "stray byte", "high bytes"],
    )
    def test_what_is_in_no_known_encoding_is_not_guessed(self, data: bytes) -> None:
        assert decode(data) is None

    @pytest.mark.parametrize(
        "data",
        [
            bytes(100),
            b"\x7fELF\x02\x01\x01" + bytes(57),
            "公开\0信息".encode(),
            "公开\0信息".encode("gb18030"),
            "公开\0信息".encode("utf-8-sig"),
            b"\x01\x00\x02\x00\x03\x00",
            b"error\0failed\0missing\0unknown value\0",
        ],
    )
    def test_bytes_with_nul_that_are_not_utf16_are_no_text(self, data: bytes) -> None:
        assert decode(data) is None

    @given(st.text())
    def test_utf8_is_read_as_it_stands(self, text: str) -> None:
        if "\0" not in text and not text.startswith("\ufeff"):
            assert decode(text.encode()) == (text, "utf-8")

    @given(st.binary(max_size=300))
    def test_any_bytes_decode_or_do_not_and_never_to_lone_surrogates(self, data: bytes) -> None:
        decoded = decode(data)
        if decoded is not None:
            decoded[0].encode()
