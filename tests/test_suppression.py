"""Suppressions: comments in a report, entries of the configuration; what they hide, and what is said of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import jsonschema
import pytest

from govlint.document.model import Block, Document
from govlint.readers.contract import read_document
from govlint.registry import load_registry
from govlint.result import Result
from govlint.run import Input, check, settings_for
from govlint.source.read import read_stream
from govlint.suppress import _Scopes, judge
from tests.support.documents import docx_of, pdf_of
from tests.support.process import Ran, run_process
from tests.test_outputs import SCHEMA

Run = Callable[..., Ran]
Lint = Callable[..., Result]

RULES = """schema = 1
[[rule]]
code = "SC001"
name = "no-water"
kind = "forbidden-term"
terms = ["水利"]
[[rule]]
code = "SC002"
name = "no-works"
kind = "forbidden-term"
terms = ["工程"]
"""
HEAD = "青石县教育局2023年政府信息公开工作年度报告"
REST = (
    "## 二、主动公开政府信息情况\n## 三、收到和处理政府信息公开申请情况\n"
    "## 四、政府信息公开行政复议、行政诉讼情况\n## 五、存在的主要问题及改进情况\n## 六、其他需要报告的事项\n"
)
DAY = "2026-06-30"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ours.toml").write_text(RULES, encoding="utf-8")
    Path("govlint.toml").write_text('rules = ["ours.toml"]\nselect = ["SC", "GL004"]\nlang = "en"\n', encoding="utf-8")


def lint(name: str, text: str, **options: Any) -> Result:
    settings, _ = settings_for(select=["SC", "GL004"], rules=["ours.toml"], day=DAY, **options)
    return check([Input(name, name, text.encode())], settings)


def markdown(body: str) -> str:
    return f"# {HEAD}\n\n## 一、总体情况\n\n{body}\n\n{REST}"


def html(body: str) -> str:
    return f"<html><body><h1>{HEAD}</h1><p>一、总体情况</p>{body}<p>二、主动公开政府信息情况</p></body></html>"


def told(result: Result) -> list[str]:
    """The rules that found something that counts, GL004 with its variant."""
    return [
        item.code if item.code != "GL004" else f"{item.code} {item.variant}" for _, item in result.diagnostics
    ]  # fmt: skip


def hidden(result: Result) -> list[tuple[str, str, str]]:
    return [
        (item.code, item.suppressed.how, item.suppressed.reason)
        for file in result.files
        for item in file.suppressed
        if item.suppressed
    ]


# -- comments ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "<!-- govlint: ignore SC001 the name of a bureau -->\n本年水利信息公开。",
        "本年水利信息公开。<!-- govlint: ignore SC001 the name of a bureau -->",
        "本年<!-- govlint: ignore SC001 the name of a bureau -->水利信息公开。",
        "<!--govlint:ignore no-water   the name\nof a bureau-->\n\n本年水利信息公开。",
        "<!-- govlint: ignore-file SC the name of a bureau -->\n\n开头的话。\n\n本年水利信息公开。",
        "本年水利信息公开。\n\n<!-- govlint: ignore-file SC001 the name of a bureau -->",
        "开头的话。<!-- govlint: ignore-next-line SC001 the name of a bureau -->\n\n本年水利信息公开。",
        "<!-- govlint: ignore-next-line SC001 the name of a bureau -->\n本年水利信息公开。",
        "<!-- govlint ignore SC001 until=2026-06-30 the name of a bureau -->\n本年水利信息公开。",
    ],
)
def test_a_comment_suppresses_what_it_names_where_it_stands(body: str) -> None:
    result = lint("a.md", markdown(body))
    assert told(result) == []
    assert hidden(result) == [("SC001", "comment", "the name of a bureau")]
    assert result.exit_status() == 0


@pytest.mark.parametrize(
    "body",
    [
        "<!-- govlint: ignore SC001 x -->\n开头的话。\n\n本年水利信息公开。",
        "本年水利信息公开。\n\n<!-- govlint: ignore SC001 x -->\n结尾的话。",
        "本年水利信息公开。<!-- govlint: ignore-next-line SC001 x -->\n\n结尾的话。",
        "本年水利信息公开。<!-- govlint: ignore SC002 x -->",
    ],
)
def test_a_comment_elsewhere_or_of_another_rule_suppresses_nothing_and_is_told(body: str) -> None:
    result = lint("a.md", markdown(body))
    assert sorted(told(result)) == ["GL004 default", "SC001"]
    assert hidden(result) == []
    assert result.exit_status() == 1


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("<!-- govlint: ignore SC001 x --><p>本年水利信息。</p><p>又有水利。</p>", ["SC001"]),
        ("<p>本年水利信息。<!-- govlint: ignore SC001 x --></p><p>又有水利。</p>", ["SC001"]),
        ("<p>开头。<!-- govlint: ignore-next-line SC001 x --></p><p>又有水利。</p>", []),
        ("<div><!-- govlint: ignore-file SC001 x --></div><p>本年水利信息。</p><p>又有水利。</p>", []),
        ("<p style='display:none'><!-- govlint: ignore-file SC001 x --></p><p>本年水利信息。</p>", ["SC001"]),
    ],
)
def test_comments_in_web_pages(body: str, left: list[str]) -> None:
    assert told(lint("a.html", html(body))) == left


def test_several_rules_may_be_named_and_each_is_judged_for_itself() -> None:
    result = lint("a.md", markdown("本年水利和工程。<!-- govlint: ignore SC001, no-works、SC001 all of them -->"))
    assert told(result) == []
    result = lint("a.md", markdown("本年水利。<!-- govlint: ignore SC001,no-works x -->"))
    assert [item.args["selector"] for _, item in result.diagnostics] == ["no-works"]


@pytest.mark.parametrize(
    ("comment", "variant"),
    [
        ("govlint: ignore SC009 x", "unknown-nearest"),
        ("govlint: ignore XX77 x", "unknown"),
        ("govlint: ignore no-watre x", "unknown-nearest"),
        ("govlint: ignore", "malformed"),
        ("govlint: ignore 水利", "malformed"),
        ("govlint: ignor SC001", "malformed"),
        ("govlint: disable SC001", "malformed"),
        ("govlint: ignore SC001 until=2026-06-29 x", "expired"),
    ],
)
def test_a_comment_that_cannot_be_followed_is_told_at_its_place(comment: str, variant: str) -> None:
    result = lint("a.md", markdown(f"本年水利信息公开。\n\n<!-- {comment} -->"))
    assert told(result) == ["SC001", f"GL004 {variant}"]
    fault = next(item for _, item in result.diagnostics if item.code == "GL004")
    assert (fault.line, fault.column) == (7, 1)
    assert comment in fault.window.match


@pytest.mark.parametrize("comment", ["see govlint", "govlint is a tool", "TODO", "more"])
def test_other_comments_are_nobodys_business(comment: str) -> None:
    assert told(lint("a.md", markdown(f"本年信息公开。\n\n<!-- {comment} -->"))) == []


def test_a_reason_can_be_required() -> None:
    text = markdown("本年水利信息公开。<!-- govlint: ignore SC001 -->")
    assert told(lint("a.md", text)) == []
    assert sorted(told(lint("a.md", text, needs_reason=True))) == ["GL004 no-reason", "SC001"]
    assert told(lint("a.md", text.replace("SC001 -->", "SC001 agreed -->"), needs_reason=True)) == []


def test_what_was_not_asked_for_is_not_said_to_be_unused() -> None:
    text = markdown("本年信息公开。<!-- govlint: ignore SC002 x -->")
    only_first, _ = settings_for(select=["SC001", "GL004"], rules=["ours.toml"], day=DAY)
    without, _ = settings_for(select=["SC"], rules=["ours.toml"], day=DAY)
    for settings in (only_first, without):
        assert told(check([Input("a.md", "a.md", text.encode())], settings)) == []


# -- comments are no text ------------------------------------------------------------------------------------------


def read(name: str, text: str) -> Document:
    return read_document(read_stream(text.encode(), name))


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.md", "甲甲 <!-- govlint: c --> 乙乙", "甲甲 乙乙"),
        ("a.md", "甲甲 <!-- govlint: c 乙乙 -->\n\n乙乙", "甲甲\n乙乙"),
        ("a.md", "甲 <!-- govlint: 乙 --> 乙", "甲 乙"),
        ("a.md", "| 甲 | 1 <!-- govlint: c --> |\n|---|---|\n| 乙 | 2 | <!-- govlint: a|b -->", "甲 | 1 |\n乙 | 2 |"),
        ("a.md", "短<!-- govlint: a long comment, longer than any line -->\n又短", "短\n又短"),
        ("a.html", "<p>甲<!-- govlint: c -->乙</p>", "甲乙"),
        ("a.html", "<table><tr><td>甲<!-- govlint: c --></td><td>1</td></tr></table>", "甲 | 1 |"),
        ("a.html", "<table><!-- govlint: c --><tr><td>甲</td></tr></table>", "甲 |"),
    ],
)
def test_a_comment_never_becomes_text(name: str, before: str, after: str) -> None:
    document = read(name, before)
    assert document.text == after + "\n"
    assert "govlint" not in document.text
    assert all(0 <= comment.offset <= len(document.text) for comment in document.comments)


def test_comments_know_their_places() -> None:
    (comment,) = read("a.html", "<p>甲</p>\n  <!-- govlint: c -->\n<p>乙</p>").comments
    assert (comment.place.line, comment.place.column, comment.text) == (2, 3, " govlint: c ")
    document = read("a.md", "甲\n\n> 乙 <!-- govlint: c -->\n")
    assert [(item.place.line, item.place.column) for item in document.comments] == [(3, 5)]


def test_comments_move_with_their_blocks_when_a_page_loses_others() -> None:
    page = "<p>甲</p><p>乙<!-- govlint: 1 --></p><!-- govlint: 2 --><p>丙<!-- govlint: 3 --></p><!-- govlint: 4 -->"
    document = read("a.html", page)
    left = document.without([document.blocks[1]])
    assert left.text == "甲\n丙\n"
    assert [comment.offset for comment in left.comments] == [-1, 2, 3, 4]


def scope(body: str, comment_in: str) -> list[str]:
    """The rows that a comment in a table, or before it, is about."""
    document = read("a.html", body)
    (comment,) = document.comments
    assert comment_in in comment.text
    rows = [document.text[block.start : block.end] for block in document.blocks]
    found = _Scopes(document).at(comment.offset, is_next=False)
    return [row for row, block in zip(rows, document.blocks, strict=True) if found[0] <= block.start < found[1]]


def test_a_comment_before_a_table_is_about_the_table_and_one_in_it_about_its_row() -> None:
    rows = "<tr><td>甲</td></tr>{}<tr><td>乙{}</td></tr><tr><td>丙</td></tr>"
    note = "<!-- govlint: ignore SC001 -->"
    assert scope(f"{note}<table>{rows.format('', '')}</table>", "SC001") == ["甲 |", "乙 |", "丙 |"]
    assert scope(f"<table>{rows.format(note, '')}</table>", "SC001") == ["乙 |"]
    assert scope(f"<table>{rows.format('', note)}</table>", "SC001") == ["乙 |"]
    assert scope(f"<table><tr><td>{note}甲</td></tr>{rows.format('', '')}</table>", "SC001") == ["甲 |"]


# -- entries of the configuration ----------------------------------------------------------------------------------


def configure(entries: str) -> None:
    with open("govlint.toml", "a", encoding="utf-8") as file:
        file.write(entries)


def codes(ran: Ran) -> list[tuple[str, str, bool]]:
    return [(item["path"], item["code"], item["suppressed"]) for item in json.loads(ran.text)["diagnostics"]]


def report(*paragraphs: str) -> str:
    return "\n".join((HEAD, "一、总体情况", *paragraphs, "二、主动公开政府信息情况\n"))


def write(name: str, *paragraphs: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(report(*paragraphs), encoding="utf-8")


ENTRY = '[[ignore]]\npath = "a.*"\ncode = "SC001"\nquote = "本年 水利(信息)"\nreason = "agreed"\nuntil = 2099-12-31\n'


def test_an_entry_finds_its_place_by_quotation_wherever_it_moves(run: Run) -> None:
    configure(ENTRY)
    for paragraphs in (
        ("本年水利(信息)公开。",),
        ("新的一段。", "另一段。", "在前面。本年水利（信息） 公开。"),
    ):
        write("a.txt", *paragraphs)
        assert codes(run("a.txt", "-f", "json")) == [("a.txt", "SC001", True)]
        assert run("a.txt").status == 0
    write("a.txt", "本年水利(信息)公开。又是水利。")
    assert codes(run("a.txt", "-f", "json")) == [("a.txt", "SC001", True), ("a.txt", "SC001", False)]
    shown = json.loads(run("a.txt", "-f", "json").text)
    assert shown["summary"]["suppressed"] == 1
    assert shown["diagnostics"][0]["suppression"] == {
        "how": "ignore",
        "reason": "agreed",
        "path": "govlint.toml",
        "line": 4,
    }


def word_file(*paragraphs: str) -> bytes:
    texts = (HEAD, "一、总体情况", *paragraphs, "二、主动公开政府信息情况")
    return docx_of("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts))


FILLER = (
    "全局深入贯彻落实政务公开工作部署,围绕群众关心的教育热点,及时准确公布各类信息,不断扩大公开范围,细化公开内容,健全公开机制,提升公开质效。"
    * 2
)


def pdf_file(*paragraphs: str) -> bytes:
    """Printed in lines of 34 characters, the paragraphs indented, behind one that fills several lines."""
    lines = [HEAD, "", "一、总体情况"]
    for text in (FILLER, *paragraphs):
        printed = f"\u3000\u3000{text}"
        lines += [printed[start : start + 34] for start in range(0, len(printed), 34)]
    return pdf_of(lines, ["二、主动公开政府信息情况"])


BEFORE = "前面的话正好有这么长,使得要找的字句在印出来的纸面上断成两行。"
"""So many characters that in print the next ones begin on one line and end on another."""


@pytest.fixture(params=["docx", "pdf"])
def office(request: pytest.FixtureRequest) -> tuple[str, Callable[..., bytes]]:
    """A kind of file without comments for us: its suffix, and what makes one with those paragraphs."""
    if request.param == "pdf":
        pytest.importorskip("pypdfium2")
        return "pdf", pdf_file
    return "docx", word_file


def test_entries_work_for_files_that_have_no_comments_for_us(
    run: Run, office: tuple[str, Callable[..., bytes]]
) -> None:
    suffix, made = office
    name = f"a.{suffix}"
    configure(ENTRY)
    Path(name).write_bytes(made(f"{BEFORE}本年水利(信息)公开。"))
    assert codes(run(name, "-f", "json")) == [(name, "SC001", True)]
    Path(name).write_bytes(made("另外加上的一段。", "本年水利（信息）公开,在另一页,另有一处水利。"))
    assert codes(run(name, "-f", "json")) == [(name, "SC001", True), (name, "SC001", False)]
    Path(name).write_bytes(made("本年信息公开。"))
    assert codes(run(name, "-f", "json")) == [("govlint.toml", "GL004", False)], "it applies no more"


def test_entries_for_such_files_can_be_written_for_you(run: Run, office: tuple[str, Callable[..., bytes]]) -> None:
    suffix, made = office
    name = f"a.{suffix}"
    Path(name).write_bytes(made(f"{BEFORE}本年水利(信息)公开。", "又一段话,说的是工程。"))
    assert run(name, "--add-ignore", "agreed").status == 0
    assert codes(run(name, "-f", "json")) == [(name, "SC001", True), (name, "SC002", True)]
    Path(name).write_bytes(made("又一段话,说的是工程。", "另一段话。", f"{BEFORE}本年水利(信息)公开。"))
    assert codes(run(name, "-f", "json")) == [(name, "SC002", True), (name, "SC001", True)], "they have moved"


def test_an_entry_of_no_use_is_told_once_at_its_line(run: Run) -> None:
    configure(ENTRY)
    write("a.txt", "别的话。")
    write("a.md", "别的话。")
    printed = json.loads(run("a.txt", "a.md", "-f", "json").text)["diagnostics"]
    assert [(item["path"], item["line"], item["variant"]) for item in printed] == [("govlint.toml", 4, "unused-entry")]
    assert run("a.txt").status == 1
    assert "govlint.toml:4:1: GL004" in run("a.txt", "-f", "concise").text
    assert run("a.txt", "--ignore", "GL004").status == 0
    write("a.md", "本年水利(信息)公开。")
    assert codes(run("a.txt", "a.md", "-f", "json")) == [("a.md", "SC001", True)], "one of its files is enough"


def test_an_entry_is_only_judged_by_the_files_it_is_about(run: Run) -> None:
    configure(ENTRY)
    write("b.txt", "本年水利(信息)公开。")
    assert codes(run("b.txt", "-f", "json")) == [("b.txt", "SC001", False)]
    configure('[[ignore]]\ncode = ["SC002", "SC001"]\npath = "deep/"\n')
    write("deep/er/c.txt", "水利工程。")
    assert codes(run("deep", "-f", "json")) == [("deep/er/c.txt", "SC001", True), ("deep/er/c.txt", "SC002", True)]


def test_an_entry_that_has_ended_is_told_and_does_nothing(run: Run) -> None:
    configure(ENTRY.replace("2099-12-31", '"2020-02-29"'))
    write("a.txt", "本年水利(信息)公开。")
    assert codes(run("a.txt", "-f", "json")) == [("a.txt", "SC001", False), ("govlint.toml", "GL004", False)]
    assert "ended on 2020-02-29" in run("a.txt").text


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        ('[[ignore]]\nquote = "x"\n', "govlint.toml:4: code: this key is missing"),
        ('[[ignore]]\ncode = "SC9"\n', "govlint.toml:5: code: there is no rule SC9"),
        ('[[ignore]]\ncode = "no-wter"\n', "did you mean no-water?"),
        ('[[ignore]]\ncode = "SC001"\nquot = "x"\n', "govlint.toml:6: quot: there is no key quot; did you mean quote?"),
        ('[[ignore]]\ncode = "SC001"\nuntil = "soon"\n', "govlint.toml:6: until: should be a date"),
        ('[[ignore]]\ncode = "SC001"\nuntil = 2026-13-01\n', "is no valid TOML"),
        ("[[ignore]]\ncode = []\n", "govlint.toml:5: code: should be a string"),
        ('require-reason = true\n[[ignore]]\ncode = "SC001"\n', "reason: this key is missing"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_with_its_line(run: Run, entry: str, where: str) -> None:
    configure(entry)
    write("a.txt", "话。")
    ran = run("a.txt", "--lang", "en")
    assert (ran.status, ran.out) == (2, b"")
    assert where in ran.err


def test_entries_stand_beside_selectors_in_one_list(run: Run) -> None:
    configure('ignore = ["SC002", { code = "SC001", path = "a.txt" }]\n')
    for name in ("a.txt", "b.txt"):
        write(name, "水利工程。")
    assert codes(run("a.txt", "b.txt", "-f", "json")) == [("a.txt", "SC001", True), ("b.txt", "SC001", False)]


# -- what is shown -------------------------------------------------------------------------------------------------


def test_what_is_suppressed_is_counted_and_shown_when_asked_for(run: Run) -> None:
    configure(ENTRY)
    write("a.txt", "本年水利(信息)公开。")
    assert "1 suppressed (1 by the configuration)" in run("a.txt").text
    assert "SC001" not in run("a.txt").text
    shown = run("a.txt", "--verbose").text
    assert "findings that do not count (a.txt)" in shown
    assert "the configuration (govlint.toml:4): agreed" in shown
    assert "1 suppressed" in run("a.txt", "-f", "concise").err


def test_every_format_tells_of_the_configuration_too(run: Run) -> None:
    configure(ENTRY)
    write("a.txt", "别的话。")
    for form in ("full", "concise", "json", "jsonl", "html", "sarif", "junit", "github", "gitlab", "checklist"):
        ran = run("a.txt", "-f", form)
        assert ran.status == 1
        assert "govlint.toml" in ran.text
        assert "SC001" in ran.text


def test_the_checklist_has_a_sheet_for_a_configuration_that_there_is_something_to_say_of(run: Run) -> None:
    configure(ENTRY)
    write("a.txt", "别的话。")
    page = run("a.txt", "-f", "checklist").text
    told = page[page.index("## govlint.toml") :]
    assert "This is no report" in told
    assert "- 4:1 GL004 warning: the entry suppresses SC001" in told
    assert page.index("## a.txt") < page.index("## govlint.toml")
    write("a.txt", "本年水利(信息)公开。")
    assert "govlint.toml" not in run("a.txt", "-f", "checklist").text
    write("a.txt", "别的话。")
    assert "## govlint.toml" not in run("a.txt", "-f", "checklist", "--min-severity", "error").text


def test_the_program_does_it_as_a_process_of_its_own(tmp_path: Path) -> None:
    configure(ENTRY)
    write("a.txt", "本年水利(信息)公开。又有水利。")
    assert run_process("a.txt", cwd=str(tmp_path)).status == 1
    assert run_process("baseline", "create", "a.txt", cwd=str(tmp_path)).status == 0
    ran = run_process("a.txt", "--baseline", "govlint-baseline.json", cwd=str(tmp_path))
    assert (ran.status, "2 suppressed (1 in the baseline, 1 by the configuration)" in ran.text) == (0, True)
    assert run_process("a.txt", "--audit", "--rules", "ours.toml", "--select", "SC", cwd=str(tmp_path)).status == 1


def test_machine_formats_say_what_is_suppressed_and_why(run: Run) -> None:
    configure(ENTRY)
    write("a.txt", "本年水利(信息)公开。")
    (found,) = json.loads(run("a.txt", "-f", "sarif").text)["runs"][0]["results"]
    assert found["suppressions"] == [{"kind": "external", "justification": "agreed"}]
    assert "<failure" not in run("a.txt", "-f", "junit").text
    assert json.loads(run("a.txt", "-f", "gitlab").text) == []
    checks = {check["code"]: check for check in json.loads(run("a.txt", "-f", "json").text)["checks"]}
    assert (checks["SC001"]["passed"], checks["SC001"]["failed"]) == (1, 0)


# -- audit ---------------------------------------------------------------------------------------------------------


def test_an_audit_disregards_what_the_audited_wrote_and_says_what_it_would_have_hidden(run: Run) -> None:
    configure('ignore = ["SC002", { code = "SC001", quote = "本年水利", reason = "agreed" }]\nfail-on = "never"\n')
    Path("a.md").write_text(
        markdown("<!-- govlint: ignore SC001 ours -->\n又水利。\n\n本年水利。\n\n有工程。"), encoding="utf-8"
    )
    assert run("a.md").status == 0
    args = ("a.md", "--audit", "--rules", "ours.toml", "--select", "SC,GL004", "--lang", "en")
    ran = run(*args)
    assert ran.status == 1
    page = " ".join(ran.text.split())
    assert "would have been suppressed: a comment in the report (line 5): ours" in page
    assert "would have been suppressed: the configuration (govlint.toml:4): agreed" in page
    assert "would have been suppressed: the configuration does not run this rule (govlint.toml)" in page
    assert "3 of them would have been suppressed" in page
    printed = json.loads(run(*args, "-f", "json").text)
    assert [(item["code"], item["suppressed"]) for item in printed["diagnostics"]] == [
        ("SC001", False),
        ("SC001", False),
        ("SC002", False),
    ]
    assert [item["suppression"]["how"] for item in printed["diagnostics"]] == ["comment", "ignore", "selection"]


def test_an_audit_says_which_findings_would_have_had_a_lower_severity(run: Run) -> None:
    severity = '[severity]\nSC = "info"\nno-works = "error"\nNO9 = "info"\n'
    configure(severity + '[[per-file]]\npath = "b.txt"\nseverity = { SC002 = "info" }\n')
    write("a.txt", "本年水利信息公开。", "本年工程信息公开。")
    write("b.txt", "本年工程信息公开。")
    args = ("a.txt", "b.txt", "--audit", "--rules", "ours.toml", "--select", "SC", "--lang", "en")
    ran = run(*args)
    assert ran.status == 1
    page = " ".join(ran.text.split())
    says = "would have had a lower severity: the configuration makes this rule info (govlint.toml)"
    assert page.count(says) == 2
    assert "2 of them would have had a lower severity, were this no audit" in page
    assert "would have been suppressed" not in page
    whole = json.loads(run(*args, "-f", "json").text)
    jsonschema.validate(whole, json.loads(SCHEMA.read_text(encoding="utf-8")))
    printed = whole["diagnostics"]
    assert [(item["path"], item["code"], item["severity"], item.get("suppression")) for item in printed] == [
        ("a.txt", "SC001", "warning", {"how": "severity", "reason": None, "path": "govlint.toml", "line": None,
                                       "severity": "info"}),
        ("a.txt", "SC002", "warning", None),
        ("b.txt", "SC002", "warning", {"how": "severity", "reason": None, "path": "govlint.toml", "line": None,
                                       "severity": "info"}),
    ]  # fmt: skip


def test_what_would_not_count_at_all_is_not_also_said_to_be_lowered(run: Run) -> None:
    configure('ignore = [{ code = "SC001", reason = "agreed" }]\n[severity]\nSC001 = "info"\n')
    write("a.txt", "本年水利信息公开。")
    args = ("a.txt", "--audit", "--rules", "ours.toml", "--select", "SC", "-f", "json")
    (found,) = json.loads(run(*args).text)["diagnostics"]
    assert found["suppression"]["how"] == "ignore"


def test_a_severity_that_the_auditor_gives_is_nobodys_lowering(run: Run) -> None:
    configure('[severity]\nSC001 = "info"\n')
    write("a.txt", "本年水利信息公开。")
    args = ("a.txt", "--audit", "--rules", "ours.toml", "--select", "SC", "-f", "json")
    for level in ("error", "info"):
        (found,) = json.loads(run(*args, "--severity", f"SC001={level}").text)["diagnostics"]
        assert (found["severity"], "suppression" in found) == (level, False)


def test_an_audit_checks_what_the_audited_leave_out_and_says_so(run: Run) -> None:
    Path("reports/old").mkdir(parents=True)
    Path("reports/govlint.toml").write_text('exclude = ["old/", "*.draft.txt"]\n', encoding="utf-8")
    for name in ("a.txt", "b.draft.txt", "old/c.txt"):
        write(f"reports/{name}", "本年水利信息公开。")
    write("reports/old/clean.txt", "本年信息公开。")
    args = ("reports", "--rules", "ours.toml", "--select", "SC", "--lang", "en")
    assert {item["path"] for item in json.loads(run(*args, "-f", "json").text)["files"]} == {"reports/a.txt"}
    printed = json.loads(run(*args, "--audit", "-f", "json").text)
    jsonschema.validate(printed, json.loads(SCHEMA.read_text(encoding="utf-8")))
    by = "reports/govlint.toml"
    assert [(item["path"], item.get("excluded_by")) for item in printed["files"]] == [
        ("reports/a.txt", None),
        ("reports/b.draft.txt", by),
        ("reports/old/c.txt", by),
        ("reports/old/clean.txt", by),
    ]
    told = [(item["path"], item.get("suppression", {}).get("how")) for item in printed["diagnostics"]]
    assert told == [("reports/a.txt", None), ("reports/b.draft.txt", "exclude"), ("reports/old/c.txt", "exclude")]
    page = " ".join(run(*args, "--audit").text.split())
    assert "would have been suppressed: the configuration leaves this file out (reports/govlint.toml)" in page
    left_out = "(reports/b.draft.txt, reports/old/c.txt, reports/old/clean.txt)"
    assert f"3 files would have been left out, were this no audit {left_out}" in page
    assert "3 files would have been left out" in run(*args, "--audit", "-f", "concise").err


def test_an_audit_says_nothing_of_files_that_were_named_or_that_the_auditor_leaves_out(run: Run) -> None:
    configure('exclude = ["a.txt"]\n')
    write("a.txt", "本年水利信息公开。")
    options = ("--audit", "--rules", "ours.toml", "--select", "SC", "-f", "json")
    for args in (("a.txt",), (".", "--exclude", "b.txt")):
        printed = json.loads(run(*args, *options).text)
        assert [item["path"] for item in printed["files"] if "excluded_by" in item] == []
        assert [item["code"] for item in printed["diagnostics"]] == ["SC001"]
    Path("govlint.toml").write_text('exclude = ["a.txt"]\nselct = 1\n', encoding="utf-8")
    assert "excluded_by" not in json.loads(run(".", *options).text)["files"][0], "what cannot be followed"


def test_an_audit_follows_the_configuration_that_it_is_given(run: Run) -> None:
    write("a.txt", "本年水利(信息)公开。")
    Path("auditor.toml").write_text(
        'rules = ["ours.toml"]\nselect = ["SC"]\n' + ENTRY.replace("a.*", "a.txt"), encoding="utf-8"
    )
    Path("govlint.toml").write_text("selct = 1", encoding="utf-8")
    assert codes(run("a.txt", "--audit", "--config", "auditor.toml", "-f", "json")) == [("a.txt", "SC001", True)]


def test_a_broken_configuration_of_the_audited_does_not_stop_an_audit(run: Run) -> None:
    write("a.txt", "本年水利(信息)公开。")
    for content in ("selct = 1", 'rules = ["./evil"]', '[[ignore]]\ncode = "NO1"', 'select = ["NO1"]'):
        Path("govlint.toml").write_text(content, encoding="utf-8")
        ran = run("a.txt", "--audit", "--rules", "ours.toml", "--select", "SC", "-f", "json")
        assert codes(ran) == [("a.txt", "SC001", False)], content
    assert ran.status == 1


# -- machinery -----------------------------------------------------------------------------------------------------


def test_judging_without_suppressions_says_nothing() -> None:
    document = Document("a.txt", "text", "甲\n", [Block("paragraph", 0, 1)])
    judgement = judge(
        document, "甲\n", [], [], registry=load_registry(), codes=["GL601"], ignores=(), today=DAY
    )  # fmt: skip
    assert (judgement.marks, judgement.faults, judgement.tried) == ([], [], ())


def test_many_comments_in_a_long_report_take_no_long_time() -> None:
    body = "\n\n".join(f"第{number}段水利。<!-- govlint: ignore SC001 x -->" for number in range(400))
    result = lint("a.md", markdown(body))
    assert told(result) == []
    assert len(hidden(result)) == 400


def test_hostile_reports_full_of_comments_take_no_long_time() -> None:
    note = "<!-- govlint: ignore SC001 -->"
    started = process_time()
    lint("a.html", html(f"<p>水利{note}</p>" * 4000))
    lint("a.html", html(note * 4000 + "<table>" + "<tr><td>水利</td></tr>" * 4000 + "</table>"))
    lint("a.md", markdown("\n\n".join([f"水利。{note}"] * 2000)))
    assert process_time() - started < 15
