"""The language server, as an editor meets it: a process that is spoken to over its standard input and output."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.editor import EVERYTHING, PULLING, WAIT, Editor, applied, edits_of, text_in, whole
from tests.support.our_pack import build_our_pack
from tests.support.process import clean_environment, run_process
from tests.support.texts import example

pytest.importorskip("pygls")

from govlint.server.options import options_of
from govlint.server.positions import Lines

REPORT = example("report.txt")
CLEAN = example("clean.txt")
TWICE = "承办股室坚持先沟通、后答复,一次性告知需要补正的内容。"
"""A sentence that stands twice in REPORT: GL601."""
README = "# Notes\n\nThis folder holds the annual reports of our county.\n"

CATALOGUE = 'OP101 = ["words", "words:Words", "stable", "1"]\n'
FIXING = '''
from govlint.rule import ERROR, Edit, Finding, Fix, Rule, Text


class Words(Rule):
    """Words that are put right: 甲甲 safely, 乙乙 not."""

    code = "OP101"
    name = "words"
    severity = ERROR
    title = Text("用词", "words")
    explain = Text("用词*规则*。", "A rule about *words*.")
    messages = {"default": Text("错:{word}", "wrong: {word}")}
    help = Text("改正。", "Put it right.")

    def check(self, report):
        for word, safe in (("甲甲", True), ("乙乙", False), ("甲乙", True)):
            start = report.text.find(word)
            while start >= 0:
                yield Finding(
                    self.code, self.severity, start, start + 2, args={"word": word},
                    fix=Fix((Edit(start, start + 2, word[-1]),), safe),
                )
                start = report.text.find(word, start + 1)
'''


@pytest.fixture
def editor() -> Iterator[Editor]:
    found = Editor()
    yield found
    found.close_all()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Editor, Path]]:
    """One session for all that leaves nothing behind, and the folder that it is about."""
    root = tmp_path_factory.mktemp("reports")
    found = Editor(cwd=root)
    found.start(root)
    yield found, root
    assert found.end() == 0, found.stderr.decode()
    found.close_all()
    assert not found.stderr, "nothing went wrong that was only logged"


Started = tuple[Editor, Path]


def codes(diagnostics: list[dict[str, Any]]) -> list[str]:
    return [item["code"] for item in diagnostics]


def command_line(path: Path, *options: str) -> list[tuple[str, int]]:
    ran = run_process(str(path), "--format", "json", *options)
    return [(item["code"], item["line"]) for item in json.loads(ran.out)["diagnostics"]]


# -- the session ---------------------------------------------------------------------------------------------------


def test_a_session_from_beginning_to_end(editor: Editor, tmp_path: Path) -> None:
    can = editor.start(tmp_path)["capabilities"]
    assert can["hoverProvider"] is True
    assert can["textDocumentSync"] == {"openClose": True, "change": 2, "save": True}
    assert can["codeActionProvider"]["codeActionKinds"] == ["quickfix", "source.fixAll.govlint"]
    assert "diagnosticProvider" not in can
    assert editor.end() == 0
    editor.close_all()
    assert editor.stderr == b""


def test_a_server_that_is_told_to_exit_without_notice_says_1(editor: Editor, tmp_path: Path) -> None:
    editor.start(tmp_path)
    editor.notify("exit")
    assert editor.process.wait(WAIT) == 1


def test_a_server_ends_with_its_client(editor: Editor, tmp_path: Path) -> None:
    editor.start(tmp_path)
    assert editor.process.stdin
    editor.process.stdin.close()
    assert editor.process.wait(WAIT) == 1


def test_requests_at_the_wrong_time_are_refused(editor: Editor, tmp_path: Path) -> None:
    early = editor.answer(editor.ask("textDocument/hover", {"textDocument": {"uri": "file:///a"}, "position": {}}))
    assert early["error"]["code"] == -32602, "it could not even be read"
    position = {"textDocument": {"uri": "file:///a.txt"}, "position": {"line": 0, "character": 0}}
    assert editor.answer(editor.ask("textDocument/hover", position))["error"]["code"] == -32002
    editor.start(tmp_path)
    assert editor.answer(editor.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}}))["error"]
    assert editor.request("textDocument/hover", position) is None, "a document that is not open has nothing to say"
    assert editor.answer(editor.ask("no/such", {}))["error"]["code"] == -32601
    editor.request("shutdown")
    assert editor.answer(editor.ask("textDocument/hover", position))["error"]["code"] == -32600
    editor.notify("exit")
    assert editor.process.wait(WAIT) == 0


def test_nothing_that_is_no_message_ends_the_session(editor: Editor, tmp_path: Path) -> None:
    editor.start(tmp_path)
    for body in (b"{", b"[]", b"5", b"\xff\xfe", b'{"jsonrpc": "2.0"}', b'{"jsonrpc": "1.0", "id": 1}'):
        editor.send_bytes(body)
    gone = {"uri": "file:///x.txt", "version": 3}
    editor.notify("textDocument/didOpen", {"textDocument": {"uri": 5}})
    editor.notify("textDocument/didChange", {"textDocument": gone, "contentChanges": []})
    editor.notify("textDocument/didClose", {"textDocument": gone})
    uri = (tmp_path / "a.txt").as_uri()
    editor.open(uri, REPORT)
    assert editor.published(uri)
    assert not editor.shown_messages(), "faults of clients are for the log"
    assert editor.end() == 0


def test_the_server_speaks_over_tcp_too(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "govlint", "server", "--tcp", f"127.0.0.1:{port}"],
        stderr=subprocess.PIPE,
        env=clean_environment(),
    )
    try:
        for _ in range(WAIT * 20):
            try:
                connection = socket.create_connection(("127.0.0.1", port), timeout=WAIT)
                break
            except OSError:
                assert process.poll() is None
                try:
                    process.wait(0.05)
                except subprocess.TimeoutExpired:
                    continue
        with connection, connection.makefile("rb") as stream:
            for number, method in enumerate(("initialize", "shutdown"), 1):
                params = {"processId": None, "rootUri": None, "capabilities": {}} if number == 1 else None
                body = json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode()
                connection.sendall(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
                length = int(stream.readline().partition(b":")[2])
                while stream.readline().strip():
                    pass
                assert json.loads(stream.read(length))["id"] == number
            connection.sendall(b'Content-Length: 33\r\n\r\n{"jsonrpc":"2.0","method":"exit"}')
            assert process.wait(WAIT) == 0
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("value", ["here", "host:", ":80", "host:99999", "host:x"])
def test_an_address_must_be_one(value: str) -> None:
    ran = run_process("server", "--tcp", value, "--lang", "en")
    assert (ran.status, ran.out) == (2, b"")
    assert "HOST:PORT" in ran.err


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ImportError\n", encoding="utf-8")
    code = "import sys; from govlint.cli.app import main; sys.exit(main(['server', '--lang', 'en']))"
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"],
        capture_output=True,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"pip install 'govlint[lsp]'" in ran.stderr


# -- findings ------------------------------------------------------------------------------------------------------


def test_what_is_shown_is_what_the_command_line_finds(started: Started, tmp_path: Path) -> None:
    editor, root = started
    path = tmp_path / "same.txt"
    path.write_text(REPORT, encoding="utf-8")
    uri = (root / "same.txt").as_uri()
    editor.open(uri, REPORT)
    found = editor.published(uri, 1)
    assert [(item["code"], item["range"]["start"]["line"] + 1) for item in found] == command_line(path)
    twice = next(item for item in found if item["code"] == "GL601")
    assert text_in(REPORT, twice["range"]) == TWICE
    assert (twice["severity"], twice["source"]) == (1, "govlint")
    assert text_in(REPORT, twice["relatedInformation"][0]["location"]["range"]) == TWICE
    assert set(twice["data"]) == {"fingerprint", "fix"}
    assert "codeDescription" not in twice, "rules have no page on the web to lead to"


def test_findings_go_with_their_document(started: Started) -> None:
    editor, root = started
    uri = (root / "closed.txt").as_uri()
    editor.open(uri, REPORT)
    assert editor.published(uri, 1)
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert editor.published(uri) == []


def test_the_text_of_the_editor_counts_not_that_of_the_disk(started: Started) -> None:
    editor, root = started
    path = root / "edited.txt"
    path.write_text(CLEAN, encoding="utf-8")
    editor.open(path.as_uri(), CLEAN)
    assert "GL601" not in codes(editor.published(path.as_uri(), 1))
    version = editor.replace(path.as_uri(), REPORT)
    assert "GL601" in codes(editor.published(path.as_uri(), version))
    path.unlink()
    editor.notify("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
    assert "GL601" in codes(editor.published(path.as_uri()))


@pytest.mark.parametrize(("language", "name"), [("plaintext", "Untitled-1"), ("markdown", "Untitled-2")])
def test_documents_that_were_never_saved_are_checked(started: Started, language: str, name: str) -> None:
    editor, _ = started
    editor.open(f"untitled:{name}", REPORT, language)
    assert "GL601" in codes(editor.published(f"untitled:{name}", 1))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", README),
        ("notes.txt", "买牛奶\n"),
        ("empty.txt", ""),
        ("page.html", "<p>hello</p>"),
        ("a.py", REPORT),
    ],
)
def test_nothing_is_said_of_what_is_no_report(started: Started, name: str, text: str) -> None:
    editor, root = started
    uri = (root / name).as_uri()
    editor.open(uri, text, "python" if name == "a.py" else "plaintext")
    assert editor.published(uri, 1) == []


def test_it_is_said_of_what_is_no_report_where_that_is_asked_for(editor: Editor, tmp_path: Path) -> None:
    editor.start(tmp_path, initializationOptions={"showNotReports": True})
    uri = (tmp_path / "README.md").as_uri()
    editor.open(uri, README, "markdown")
    assert codes(editor.published(uri, 1)) == ["GL003"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_columns_are_in_the_units_that_were_agreed_on(editor: Editor, tmp_path: Path, encoding: str) -> None:
    general = {"positionEncodings": ["x-unknown", encoding, "utf-16"]}
    can = editor.start(tmp_path, {**EVERYTHING, "general": general})["capabilities"]
    assert can["positionEncoding"] == encoding
    rare = "𠮷𡈽𠂉村。"  # three characters beyond the first 65,536
    text = REPORT.replace(TWICE, f"{rare}{TWICE}", 1).replace("\n", "\r\n")
    uri = (tmp_path / "a.txt").as_uri()
    editor.open(uri, text)
    found = next(item for item in editor.published(uri, 1) if item["code"] == "GL601")
    line = text.split("\r\n")[found["range"]["start"]["line"]]
    codec, unit = ("utf-8", 1) if encoding == "utf-8" else ("utf-16-le", 2)
    first, last = found["range"]["start"]["character"], found["range"]["end"]["character"]
    assert line.encode(codec)[unit * first : unit * last] == TWICE.encode(codec)


@given(
    st.text(st.sampled_from("a中𠮷\n\r\x0c\u2028\x85é")),
    st.sampled_from([("utf-8", "utf-8", 1), ("utf-16", "utf-16-le", 2), ("utf-32", "utf-32-le", 4)]),
)
def test_every_offset_has_a_position_and_leads_back(text: str, encoding: tuple[str, str, int]) -> None:
    name, codec, unit = encoding
    lines = Lines(text, name)
    printed = re.split("\r\n|\r|\n", text)
    assert [lines.line(number) for number in range(lines.count)] == printed
    for offset in range(len(text) + 1):
        position = lines.position(offset)
        before = text[lines.start(position.line) : offset]
        assert position.character == len(before.encode(codec)) // unit
        if len(before) <= len(printed[position.line]):
            assert lines.offset(position) == offset
            assert lines.offset_of(position.line + 1, len(before) + 1) == offset


def test_a_byte_order_mark_is_no_column() -> None:
    lines = Lines("\ufeff甲乙\n丙", "utf-16")
    assert lines.offset_of(1, 2) == 2
    assert lines.offset_of(2, 1) == 4


def test_edits_count_in_those_units_and_lines_end_where_editors_end_them(started: Started) -> None:
    editor, root = started
    uri = (root / "units.txt").as_uri()
    text = f"𠮷𠮷\x0c\u2028\x85后\r{CLEAN}"
    editor.open(uri, text)
    assert "GL601" not in codes(editor.published(uri, 1))
    # the first line is up to CR; the character behind two rare ones and three others is at 7
    place = {"line": 0, "character": 7}
    lines = REPORT[: REPORT.index(TWICE)].count("\n")
    assert CLEAN.split("\n")[lines]
    sentence = "我单位严格落实信息发布审核的各项工作要求,做到先审后发。"
    version = editor.change(
        uri,
        {"range": {"start": place, "end": {"line": 0, "character": 8}}, "text": ""},
        {
            "range": {"start": {"line": lines + 1, "character": 0}, "end": {"line": lines + 1, "character": 0}},
            "text": sentence * 2,
        },
    )
    found = [item for item in editor.published(uri, version) if item["code"] == "GL601"]
    assert [item["range"]["start"] for item in found] == [{"line": lines + 1, "character": len(sentence)}]


def test_of_a_hundred_quick_edits_the_last_counts(started: Started) -> None:
    editor, root = started
    uri = (root / "quick.txt").as_uri()
    editor.open(uri, CLEAN)
    for number in range(99):
        editor.change(uri, {"text": CLEAN if number % 2 else REPORT})
    version = editor.change(uri, {"text": REPORT})
    assert "GL601" in codes(editor.published(uri, version))
    told = [item["params"] for item in editor.notifications if item["params"].get("uri") == uri]
    assert len(told) < 10, "what was typed over was not checked"
    assert not [item for item in told if item.get("version", 0) > version]


def test_many_documents_at_once_are_checked_as_one_by_one(editor: Editor, tmp_path: Path) -> None:
    texts = {"a.txt": REPORT, "b.md": markdown(REPORT), "c.html": page(REPORT), "d.txt": CLEAN}
    alone = {}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        alone[name] = command_line(tmp_path / name)
    editor.start(tmp_path)
    folder = tmp_path / "open"
    for number in range(3):  # nothing is loaded yet, and every check wants everything
        for name, text in texts.items():
            editor.open((folder / f"{number}-{name}").as_uri(), text)
    for number in range(3):
        for name in texts:
            found = editor.published((folder / f"{number}-{name}").as_uri(), 1)
            assert [(item["code"], item["range"]["start"]["line"] + 1) for item in found] == alone[name]


def test_a_huge_document_holds_nothing_up(started: Started) -> None:
    editor, root = started
    huge, small = (root / "huge.txt").as_uri(), (root / "small.txt").as_uri()
    editor.open(huge, REPORT + "".join(f"第{n}项工作已经完成,共办理{n}件。\n" for n in range(20_000)))
    editor.open(small, REPORT)
    editor.published(small, 1)
    told = [item["params"]["uri"] for item in editor.notifications if "uri" in item["params"]]
    assert huge not in told, "it is still being checked"
    editor.notify("textDocument/didClose", {"textDocument": {"uri": huge}})


def test_a_rule_that_fails_is_told_and_the_others_go_on(editor: Editor, tmp_path: Path) -> None:
    failing = FIXING.replace("for word, safe", "print('on standard output')\n        1 / 0\n        for word, safe")
    build_our_pack(str(tmp_path), "ours", words_py=failing, catalogue_toml=CATALOGUE)
    editor.start(tmp_path, initializationOptions={"rules": ["./ours"]})
    uri = (tmp_path / "a.txt").as_uri()
    editor.open(uri, REPORT)
    found = codes(editor.published(uri, 1))
    assert "GL009" in found
    assert "GL601" in found


# -- pulled ------------------------------------------------------------------------------------------------------


def test_a_client_that_pulls_is_not_pushed_to(editor: Editor, tmp_path: Path) -> None:
    can = editor.start(tmp_path, PULLING)["capabilities"]
    assert can["diagnosticProvider"]["workspaceDiagnostics"] is False
    uri = (tmp_path / "a.txt").as_uri()
    editor.open(uri, REPORT)
    document = {"textDocument": {"uri": uri}}
    first = editor.request("textDocument/diagnostic", document)
    assert first["kind"] == "full"
    assert "GL601" in codes(first["items"])
    again = editor.request("textDocument/diagnostic", {**document, "previousResultId": first["resultId"]})
    assert again == {"kind": "unchanged", "resultId": first["resultId"]}
    editor.replace(uri, CLEAN)
    then = editor.request("textDocument/diagnostic", {**document, "previousResultId": first["resultId"]})
    assert then["kind"] == "full"
    assert "GL601" not in codes(then["items"])
    assert not editor.notifications
    assert editor.request("textDocument/diagnostic", {"textDocument": {"uri": "file:///not-open.txt"}})["items"] == []
    (tmp_path / "govlint.toml").write_text('select = ["GL3"]\n', encoding="utf-8")
    change = {"uri": (tmp_path / "govlint.toml").as_uri(), "type": 1}
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [change]})
    editor.wait_for(lambda: any(item["method"] == "workspace/diagnostic/refresh" for item in editor.requests))


def test_a_request_that_is_not_wanted_any_more_is_answered_so(editor: Editor, tmp_path: Path) -> None:
    editor.start(tmp_path, PULLING)
    uri = (tmp_path / "huge.txt").as_uri()
    editor.open(uri, REPORT + "".join(f"第{n}项工作已经完成,共办理{n}件。\n" for n in range(20_000)))
    number = editor.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    editor.notify("$/cancelRequest", {"id": number})
    assert editor.answer(number)["error"]["code"] == -32800
    assert editor.end() == 0, "what is still being checked does not hold the end up"


# -- hover -------------------------------------------------------------------------------------------------------


def test_hover_tells_a_finding_and_its_rule(started: Started) -> None:
    editor, root = started
    uri = (root / "hover.txt").as_uri()
    editor.open(uri, REPORT)
    found = next(item for item in editor.published(uri, 1) if item["code"] == "GL301")
    start = found["range"]["start"]
    said = editor.hover(uri, start["line"], start["character"])
    assert "**GL301** `row-total` (error)" in said
    assert "expected 0, found 1" in said
    assert "0 + 0 + 1 + 0 + 0 + 0 = 1 ≠ 0" in said
    assert "art. 50" in said
    assert "**What to do**" in said
    assert editor.hover(uri, 0, 0) == ""
    assert editor.hover(uri, 9999, 9999) == ""


def test_what_a_report_says_is_no_markdown(started: Started) -> None:
    editor, root = started
    uri = (root / "hostile.txt").as_uri()
    sentence = "我局[点这里](http://x)坚持<b>先沟通</b>、*后答复*,`一次性`告知&amp;需要补正的内容。"
    text = REPORT.replace(TWICE, sentence)
    editor.open(uri, text)
    found = next(item for item in editor.published(uri, 1) if item["code"] == "GL601")
    said = editor.hover(uri, found["range"]["start"]["line"], found["range"]["start"]["character"])
    assert "\\[点这里\\](http" in said
    assert "<b" not in said.replace("\\<b", "")
    assert "*后" not in said.replace("\\*后", "")


def test_hover_explains_the_rule_that_a_comment_names(started: Started) -> None:
    editor, root = started
    uri = (root / "comment.md").as_uri()
    text = f"<!-- govlint: ignore-file GL601, row-total GL8 -->\n{REPORT}"
    editor.open(uri, text, "markdown")
    editor.published(uri, 1)
    assert "repeated-sentence" in editor.hover(uri, 0, text.index("GL601") + 2)
    assert "GL301" in editor.hover(uri, 0, text.index("row-total"))
    assert editor.hover(uri, 0, text.index("ignore")) == ""
    assert editor.hover(uri, 0, text.index("GL8")) == "", "it is the reason, not a rule"


# -- what can be done ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def fixing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A session with rules that say what would put their findings right."""
    root = tmp_path_factory.mktemp("fixing")
    build_our_pack(str(root), "ours", words_py=FIXING, catalogue_toml=CATALOGUE)
    found = Editor()
    found.start(root, initializationOptions={"rules": ["./ours"], "select": ["OP101"]})
    yield found, root
    found.close_all()


def test_a_safe_fix_is_preferred_and_a_suggestion_is_not(fixing: Started) -> None:
    editor, root = fixing
    uri = (root / "a.txt").as_uri()
    text = CLEAN.replace("一、总体情况", "一、总体情况\n𠮷甲甲到此。乙乙到此。", 1)
    editor.open(uri, text)
    safe, unsafe = editor.published(uri, 1)
    assert (safe["data"]["fix"]["safe"], unsafe["data"]["fix"]["safe"]) == (True, False)
    assert applied(text, safe["data"]["fix"]["edits"]) == text.replace("甲甲", "甲")
    for found, old, new in ((safe, "甲甲", "甲"), (unsafe, "乙乙", "乙")):
        fix, *others = editor.actions(uri, found["range"], ["quickfix"])
        assert fix["kind"] == "quickfix"
        assert fix["isPreferred"] is (found is safe)
        assert fix["diagnostics"] == [found]
        assert fix["edit"]["documentChanges"][0]["textDocument"] == {"uri": uri, "version": 1}
        assert applied(text, edits_of(fix, uri)) == text.replace(old, new)
        assert all("ignore" in json.dumps(other["edit"]) for other in others)
    (all_of_them,) = editor.actions(uri, whole(text), ["source.fixAll"])
    assert all_of_them["kind"] == "source.fixAll.govlint"
    after = applied(text, edits_of(all_of_them, uri))
    assert after == text.replace("甲甲", "甲"), "what is only suggested is not made"
    version = editor.replace(uri, after)
    assert [item["message"] for item in editor.published(uri, version)] == ["wrong: 乙乙"]
    assert editor.actions(uri, whole(after), ["source.fixAll.govlint"]) == []
    assert editor.actions(uri, whole(after), ["refactor"]) == []


def test_fixes_of_one_place_are_made_one_after_the_other(fixing: Started) -> None:
    editor, root = fixing
    uri = (root / "a.txt").as_uri()
    text = CLEAN.replace("一、总体情况", "一、总体情况\n甲甲甲乙到此,甲甲到此。", 1)
    editor.open(uri, text)
    version = 1
    for _ in range(10):
        editor.published(uri, version)
        actions = editor.actions(uri, whole(text), ["source.fixAll.govlint"])
        if not actions:
            break
        text = applied(text, edits_of(actions[0], uri))
        version = editor.replace(uri, text)
    assert "甲甲" not in text
    assert "甲乙" not in text


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("a.html", "<p>甲&#30002;到此。</p>"),
        ("a.md", "写到这里的这一行文字已经足够长了所以它是因为长度而被截断的甲\n甲到此。"),
    ],
)
def test_a_fix_that_the_source_has_no_words_for_is_not_offered(fixing: Started, name: str, lead: str) -> None:
    editor, root = fixing
    uri = (root / name).as_uri()
    lines = CLEAN.split("\n")
    at = lines.index("一、总体情况") + 1
    if name.endswith("html"):
        text = "<html><body>" + "".join(f"<p>{line}</p>\n" for line in lines[:at]) + lead
        text += "".join(f"<p>{line}</p>\n" for line in lines[at:])
    else:
        text = "\n\n".join([*lines[:at], lead, *lines[at:]])
    editor.open(uri, text, "html" if name.endswith("html") else "markdown")
    (found,) = editor.published(uri, 1)
    assert found["data"]["fix"] is None
    assert editor.actions(uri, found["range"], ["source.fixAll.govlint"]) == []


def markdown(text: str) -> str:
    """A report as Markdown: paragraphs apart, tables as tables."""
    lines = []
    for line in text.split("\n"):
        lines += [line] if line.count("|") > 2 else ["", line, ""]
    return "\n".join(lines)


def page(text: str) -> str:
    """A report as a web page."""
    found = ["<html>", "<body>", "<div>"]
    in_table = False
    for line in text.split("\n"):
        if line.count("|") > 2:
            if not in_table:
                found.append("<table>")
            found.append("<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in line.split("|")[:-1]) + "</tr>")
        else:
            if in_table:
                found.append("</table>")
            found.append(f"  <p>{line}</p>" if line else "")
        in_table = line.count("|") > 2
    return "\n".join([*found, "</div></body></html>"])


@pytest.mark.parametrize("kind", ["md", "html"])
def test_every_finding_can_be_suppressed_by_a_comment(started: Started, kind: str) -> None:
    editor, root = started
    text = markdown(REPORT) if kind == "md" else page(REPORT)
    language = "markdown" if kind == "md" else "html"
    uri = (root / f"suppressed.{kind}").as_uri()
    editor.open(uri, text, language)
    version = 1
    found = editor.published(uri, version)
    assert {"GL301", "GL601"} <= set(codes(found)), "in a table and in running text"
    for _ in range(len(found)):
        if not found:
            break
        first = found[0]
        actions = editor.actions(uri, first["range"], ["quickfix"])
        (edit,) = next(
            edits_of(item, uri)
            for item in actions
            if item["diagnostics"] == [first] and "govlint: ignore" in edits_of(item, uri)[0]["newText"]
        )
        text = applied(text, [edit])
        version = editor.replace(uri, text)
        left = editor.published(uri, version)
        assert len(left) < len(found)
        assert "GL004" not in codes(left)
        found = left
    assert found == []
    if kind == "md":
        assert all(line.endswith("|") for line in text.split("\n") if line.count("|") > 2), "rows of tables stay rows"


def test_a_comment_stands_within_what_a_line_of_its_own_would_tear(started: Started) -> None:
    editor, root = started
    uri = (root / "quote.md").as_uri()
    text = markdown(REPORT).replace(TWICE, "", 1).replace(TWICE, f"\n\n> {TWICE}{TWICE}\n\n")
    editor.open(uri, text, "markdown")
    found = next(item for item in editor.published(uri, 1) if item["code"] == "GL601")
    offered = [item for item in editor.actions(uri, found["range"], ["quickfix"]) if item["diagnostics"] == [found]]
    (edit,) = next(edits for item in offered if "govlint: ignore" in (edits := edits_of(item, uri))[0]["newText"])
    assert edit["newText"].startswith(" <!-- govlint: ignore GL601")
    version = editor.replace(uri, applied(text, [edit]))
    assert "GL601" not in codes(editor.published(uri, version))


@pytest.mark.parametrize(
    "written",
    [
        "",
        'year = 2023\n\n[severity]\nGL304 = "info"',
        '[[ignore]]\ncode = "GL802"\n',
        'ignore = ["GL802"] # [a comment]\n[severity]\nGL304 = "info"\n',
        'ignore = [\n  "GL802",\n  { code = "GL803", quote = "a]b" },\n]\n',
        "ignore = []\n",
    ],
)
def test_text_is_suppressed_by_an_entry_of_the_configuration(started: Started, written: str) -> None:
    editor, root = started
    home = root / f"configured-{len(list(root.iterdir()))}"
    folder = home / "towns [1]"
    folder.mkdir(parents=True)
    configuration = home / "govlint.toml"
    configuration.write_text(written, encoding="utf-8")
    entry_holds(editor, folder / "报告.txt", configuration, written)


def test_the_configuration_is_made_where_there_is_none(editor: Editor, tmp_path: Path) -> None:
    makes_files = {"workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]}}  # as Neovim has it
    editor.start(tmp_path, {"workspace": makes_files})
    (tmp_path / "towns").mkdir()
    entry_holds(editor, tmp_path / "towns" / "a.txt", tmp_path / "govlint.toml", None)


def entry_holds(editor: Editor, report: Path, configuration: Path, written: str | None) -> None:
    """The action for a finding of the report writes an entry that suppresses that finding and no other."""
    told = len(editor.shown_messages())
    uri = report.as_uri()
    editor.open(uri, REPORT)
    before = editor.published(uri, 1)
    found = next(item for item in before if item["code"] == "GL301")
    action = next(item for item in editor.actions(uri, found["range"]) if item["diagnostics"] == [found])
    changes = action["edit"]["documentChanges"]
    assert [item.get("kind") for item in changes] == (["create", None] if written is None else [None])
    text = applied(written or "", edits_of(action, configuration.as_uri()))
    configuration.write_text(text, encoding="utf-8")
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": configuration.as_uri(), "type": 2}]})
    after = editor.published(uri)
    assert [item for item in before if item not in after] == [found]
    assert len(editor.shown_messages()) == told
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


def test_no_file_is_made_for_a_client_that_makes_none(editor: Editor, tmp_path: Path) -> None:
    editor.start(tmp_path, {})
    uri = (tmp_path / "a.txt").as_uri()
    editor.open(uri, REPORT)
    editor.published(uri, 1)
    assert not any("Suppress" in item["title"] for item in editor.actions(uri, whole(REPORT)))
    (tmp_path / "govlint.toml").write_text("", encoding="utf-8")
    (action, *_) = [item for item in editor.actions(uri, whole(REPORT)) if "Suppress" in item["title"]]
    assert list(action["edit"]) == ["changes"]


# -- settings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrap", [lambda given: given, lambda given: {"settings": given}, lambda given: {"govlint": {"settings": given}}]
)
def test_settings_may_come_in_any_of_the_usual_covers(wrap: Any) -> None:
    root = os.path.abspath("reports")
    settings = {
        "select": "GL3",
        "extend-select": ["GL6"],
        "organKind": "Town",
        "year": 2023,
        "rules": ["a.toml", "pack"],
    }
    options = options_of(wrap({**settings, "config": ["own.toml", "year = 2022"], "isolated": None}), root)
    assert not options.complaints
    held = {name: value for name, value in options.given.items() if value}
    assert {name: held[name] for name in ("select", "extend_select", "organ_kind", "year")} == {
        "select": ("GL3",),
        "extend_select": ("GL6",),
        "organ_kind": "town",
        "year": 2023,
    }
    assert held["rules"] == (os.path.join(root, "a.toml"), "pack")
    assert held["config"] == (os.path.join(root, "own.toml"), "year = 2022")


def test_settings_of_the_client_are_those_of_the_command_line(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    editor.start(tmp_path, initializationOptions={"settings": {"select": ["GL3"], "lang": "zh"}})
    editor.open(path.as_uri(), REPORT)
    found = editor.published(path.as_uri(), 1)
    assert [(item["code"], item["range"]["start"]["line"] + 1) for item in found] == command_line(
        path, "--select", "GL3"
    )
    assert "应为" in found[0]["message"]
    editor.notify(
        "workspace/didChangeConfiguration",
        {"settings": {"govlint": {"minSeverity": "error", "severity": {"GL6": "error", "GL3": "info"}}}},
    )
    levels = {item["code"]: item["severity"] for item in editor.published(path.as_uri())}
    assert set(levels.values()) == {1}
    assert "GL601" in levels
    assert "GL301" not in levels


def test_the_language_is_the_clients(editor: Editor, tmp_path: Path) -> None:
    editor.start(tmp_path, locale="zh-CN")
    uri = (tmp_path / "a.txt").as_uri()
    editor.open(uri, REPORT)
    assert any("应为" in item["message"] for item in editor.published(uri, 1))


def test_a_client_is_asked_for_its_settings(editor: Editor, tmp_path: Path) -> None:
    editor.settings = {"select": ["GL6"]}
    workspace = {
        **EVERYTHING["workspace"],
        "configuration": True,
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    }
    editor.start(tmp_path, {**EVERYTHING, "workspace": workspace})
    editor.wait_for(lambda: len(editor.requests) >= 2)
    assert {item["method"] for item in editor.requests} == {"workspace/configuration", "client/registerCapability"}
    uri = (tmp_path / "a.txt").as_uri()
    editor.open(uri, REPORT)
    assert set(codes(editor.published(uri, 1))) == {"GL601"}
    editor.settings = {"select": ["GL3"]}
    editor.notify("workspace/didChangeConfiguration", {"settings": None})
    assert "GL301" in codes(editor.published(uri))


def test_wrong_settings_are_named_and_do_not_hold(editor: Editor, tmp_path: Path) -> None:
    editor.start(tmp_path, initializationOptions={"selct": ["GL3"], "year": "2023", "organKind": "town"})
    uri = (tmp_path / "a.txt").as_uri()
    editor.open(uri, REPORT)
    editor.published(uri, 1)
    assert sorted(editor.shown_messages()) == [
        "govlint: the setting year cannot have that value",
        "govlint: there is no setting selct; did you mean select?",
    ]
    editor.notify("workspace/didChangeConfiguration", {"settings": {"select": ["GL9999"]}})
    assert editor.published(uri) == []
    editor.wait_for(lambda: any("GL9999" in message for message in editor.shown_messages()))


# -- configurations ----------------------------------------------------------------------------------------------


def test_each_file_has_its_own_configuration(started: Started, tmp_path: Path) -> None:
    editor, _ = started
    for name, content in (("a", 'select = ["GL3"]\n'), ("b", 'select = ["GL6"]\nexclude = ["old/"]\n')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "govlint.toml").write_text(content, encoding="utf-8")
    found = {}
    for name in ("a/r.txt", "b/r.txt", "b/old/r.txt"):
        editor.open((tmp_path / name).as_uri(), REPORT)
        found[name] = {code[:3] for code in codes(editor.published((tmp_path / name).as_uri(), 1))}
    assert found == {"a/r.txt": {"GL3"}, "b/r.txt": {"GL6"}, "b/old/r.txt": set()}


def test_a_broken_configuration_is_shown_where_it_is_broken(started: Started, tmp_path: Path) -> None:
    editor, _ = started
    told = len(editor.shown_messages())
    path = tmp_path / "govlint.toml"
    path.write_text('year = 2023\nselct = ["GL3"]\n', encoding="utf-8")
    uri = (tmp_path / "a.txt").as_uri()
    editor.open(uri, REPORT)
    assert editor.published(uri, 1) == [], "nothing can be said"
    (problem,) = editor.published(path.as_uri())
    assert (problem["range"]["start"]["line"], problem["severity"]) == (1, 1)
    assert "did you mean select?" in problem["message"]
    version = editor.replace(uri, CLEAN)
    editor.published(uri, version)
    editor.published(uri, editor.replace(uri, REPORT))
    assert len(editor.shown_messages()) == told + 1, "it is said once"
    path.write_text('year = 2023\nselect = ["GL3"]\n', encoding="utf-8")
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]})
    assert editor.published(path.as_uri()) == []


def test_a_baseline_counts_and_its_changes_too(started: Started, tmp_path: Path) -> None:
    editor, _ = started
    report = tmp_path / "a.txt"
    report.write_text(REPORT, encoding="utf-8")
    assert run_process("baseline", "create", "a.txt", cwd=str(tmp_path)).status == 0
    (tmp_path / "govlint.toml").write_text('baseline = "govlint-baseline.json"\n', encoding="utf-8")
    editor.open(report.as_uri(), REPORT)
    assert editor.published(report.as_uri(), 1) == []
    baseline = tmp_path / "govlint-baseline.json"
    baseline.write_text('{"schema": 1, "findings": []}', encoding="utf-8")
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": baseline.as_uri(), "type": 2}]})
    assert editor.published(report.as_uri())
    baseline.write_text("{", encoding="utf-8")
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": baseline.as_uri(), "type": 2}]})
    assert len(editor.published(baseline.as_uri())) == 1
    editor.notify("textDocument/didClose", {"textDocument": {"uri": report.as_uri()}})


def test_opening_a_folder_runs_no_program_in_it(editor: Editor, tmp_path: Path) -> None:
    build_our_pack(str(tmp_path), "ours", words_py=FIXING, catalogue_toml=CATALOGUE)
    (tmp_path / "govlint.toml").write_text('rules = ["./ours"]\nselect = ["OP101"]\n', encoding="utf-8")
    editor.start(tmp_path)
    uri = (tmp_path / "a.txt").as_uri()
    editor.open(uri, REPORT + "甲甲")
    assert editor.published(uri, 1) == []
    editor.wait_for(editor.shown_messages)
    assert "--config" in editor.shown_messages()[0]
    editor.notify("workspace/didChangeConfiguration", {"settings": {"govlint": {"runPacks": True}}})
    assert codes(editor.published(uri)) == ["OP101"]


def test_a_configuration_is_judged_as_it_is_typed(started: Started, tmp_path: Path) -> None:
    editor, _ = started
    path = tmp_path / "govlint.toml"
    path.write_text("", encoding="utf-8")
    uri = path.as_uri()
    editor.open(uri, 'select = ["GL301"]\n  lagn = "zh"\n', "toml")
    (problem,) = editor.published(uri)
    assert problem["range"] == {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 13}}
    editor.replace(uri, 'select = ["row-total"]\n')
    assert editor.published(uri) == []
    editor.replace(uri, 'year = 2023\nignore = ["GL309"]\n')
    (problem,) = editor.published(uri)
    assert problem["range"]["start"]["line"] == 1
    editor.replace(uri, "year = \n")
    assert len(editor.published(uri)) == 1
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert editor.published(uri) == []


def test_a_configuration_explains_its_rules_and_keys(started: Started) -> None:
    editor, root = started
    uri = (root / "sub" / "govlint.toml").as_uri()
    text = 'select = ["GL301",\n  "GL6"]\nyear = 2023\n[severity]\nrow-total = "info"\n'
    text += '[[ignore]]\ncode = "GL601"\nquote = "GL301"\n'
    editor.open(uri, text, "toml")
    assert "# GL301 `row-total`" in editor.hover(uri, 0, 13)
    assert "GL601" in editor.hover(uri, 1, 4)
    assert "`year`" in editor.hover(uri, 2, 1)
    assert "GL301" in editor.hover(uri, 4, 3)
    assert "repeated-sentence" in editor.hover(uri, 6, 10)
    assert editor.hover(uri, 7, 10) == "", "it is a quotation"


def test_a_configuration_knows_how_to_go_on(started: Started) -> None:
    editor, root = started
    uri = (root / "typed" / "govlint.toml").as_uri()
    editor.open(uri, 'sel\nselect = ["GL3"]\n[[ignore]]\nq\nquote = "GL3"\n', "toml")

    def labels(line: int, character: int) -> list[str]:
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        found = editor.request("textDocument/completion", place)
        return [item["label"] for item in found]

    assert {"select", "year", "extend"} <= set(labels(0, 3))
    assert "GL301" in labels(1, 14)
    assert "quote" in labels(3, 1)
    assert labels(4, 12) == []


def test_a_pyproject_of_others_is_left_alone(started: Started) -> None:
    editor, root = started
    uri = (root / "pyproject.toml").as_uri()
    editor.open(uri, '[tool.ruff]\nselect = ["E"]\n', "toml")
    assert editor.hover(uri, 1, 2) == ""
    editor.replace(uri, '[tool.govlint]\nselect = ["E"]\n')
    (problem,) = editor.published(uri)
    assert problem["range"]["start"]["line"] == 1
    assert "`select`" in editor.hover(uri, 1, 2)
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
