"""`--add-ignore`: findings become entries of the configuration, and the same check has nothing more to say."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.gitignore import is_named
from govlint.ignoring import insertion_into, pattern_of, tables_of
from tests.support.documents import docx_of
from tests.support.process import Ran, run_process
from tests.support.texts import EXAMPLES

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Run = Callable[..., Ran]

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
OURS = '# of the whole county\nrules = ["ours.toml"]   # our own\nselect = ["SC", "GL004"]\nlang = "en"\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ours.toml").write_text(RULES, encoding="utf-8")
    Path("govlint.toml").write_text(OURS, encoding="utf-8")


def write(name: str, *paragraphs: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    lines = (HEAD, "一、总体情况", *paragraphs, "二、主动公开政府信息情况\n")
    Path(name).write_text("\n".join(lines), encoding="utf-8")


def entries(name: str = "govlint.toml") -> list[dict[str, str]]:
    data = tomllib.loads(Path(name).read_bytes().decode("utf-8-sig"))
    found: list[dict[str, str]] = (data["tool"]["govlint"] if name == "pyproject.toml" else data)["ignore"]
    return found


def test_the_findings_become_entries_with_path_code_quotation_and_reason(run: Run) -> None:
    write("a.txt", "本年水利信息公开。", "本年的后来有工程。")
    before = Path("a.txt").read_bytes()
    ran = run("a.txt", "--add-ignore", "  agreed with\nthe bureau ")
    assert ran.status == 0
    assert "2 suppressed" in ran.text
    assert ran.err == "govlint: govlint.toml: 2 new entries [[ignore]]\n"
    assert Path("a.txt").read_bytes() == before
    assert Path("govlint.toml").read_text(encoding="utf-8") == OURS + (
        '\n[[ignore]]\npath = "/a.txt"\ncode = "SC001"\nquote = "本年水利信息公开。"\n'
        'reason = "agreed with the bureau"\n'
        '\n[[ignore]]\npath = "/a.txt"\ncode = "SC002"\nquote = "本年的后来有工程。"\n'
        'reason = "agreed with the bureau"\n'
    )
    assert run("a.txt").status == 0


def test_what_is_there_already_is_not_written_again(run: Run) -> None:
    write("a.txt", "本年水利信息公开,水利信息公开。")
    run("a.txt", "--add-ignore", "agreed")
    written = Path("govlint.toml").read_bytes()
    ran = run("a.txt", "--add-ignore", "again")
    assert (ran.status, Path("govlint.toml").read_bytes()) == (0, written)
    assert "nothing to ignore" in ran.err


def test_an_entry_that_no_longer_applies_is_told(run: Run) -> None:
    write("a.txt", "本年水利信息公开。")
    run("a.txt", "--add-ignore", "agreed")
    write("a.txt", "本年信息公开。")
    ran = run("a.txt", "-f", "concise")
    assert ran.status == 1
    assert "GL004" in ran.text
    write("a.txt", "本年信息公开。", "另一处也有水利信息。")
    assert {item["code"] for item in json.loads(run("a.txt", "-f", "json").text)["diagnostics"]} == {"GL004", "SC001"}


def test_only_the_findings_shown_are_written(run: Run) -> None:
    write("a.txt", "本年水利信息公开和工程。")
    run("a.txt", "--select", "SC002", "--add-ignore", "agreed")
    assert [item["code"] for item in entries()] == ["SC002"]
    run("a.txt", "--severity", "SC001=info", "--min-severity", "warning", "--add-ignore", "agreed")
    assert [item["code"] for item in entries()] == ["SC002"]


@pytest.mark.parametrize(
    "name", ["report.txt", "report.md", "deep/er/[报告] 1.txt", "!old/a.txt", "#1.txt", "#1/x.txt"]
)
def test_every_finding_of_a_faulty_report_is_suppressed_and_no_other_file(run: Run, name: str) -> None:
    Path("govlint.toml").unlink()
    text = Path(EXAMPLES, "report.txt").read_bytes()
    for path in (name, os.path.join("other", os.path.basename(name))):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(text)
    assert run(name).status == 1
    assert run(name, "--add-ignore", "旧的").status == 0
    assert run(name).status == 0
    assert {item["reason"] for item in entries()} == {"旧的"}
    assert all(item.get("quote") for item in entries())
    assert run("other").status == 1
    assert Path(name).read_bytes() == text


def test_word_files_too(run: Run) -> None:
    texts = (HEAD, "一、总体情况", "前面。本年水利(信息)公开。", "二、主动公开政府信息情况")
    Path("a.docx").write_bytes(docx_of("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)))
    before = Path("a.docx").read_bytes()
    assert run("a.docx", "--add-ignore", "agreed").status == 0
    assert run("a.docx").status == 0
    assert Path("a.docx").read_bytes() == before


# -- which file, and how it is written -----------------------------------------------------------------------------


def test_each_report_has_its_entries_in_the_nearest_configuration(run: Run) -> None:
    write("a.txt", "本年水利信息公开。")
    write("towns/b.txt", "本年水利信息公开。")
    Path("towns/.govlint.toml").write_text('extend = "../govlint.toml"\n', encoding="utf-8")
    assert run(".", "--add-ignore", "agreed").status == 0
    assert [item["path"] for item in entries()] == ["/a.txt"]
    assert [item["path"] for item in entries("towns/.govlint.toml")] == ["/b.txt"]
    assert run(".").status == 0


def test_without_a_configuration_there_is_a_new_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("govlint.toml").unlink()
    options = ("--rules", "ours.toml", "--select", "SC")
    write("reports/a.txt", "本年水利信息公开。")
    assert run("reports", *options, "--add-ignore", "agreed").status == 0
    assert [item["path"] for item in entries()] == ["reports/a.txt"], "in the current folder, which the report is in"
    Path("govlint.toml").unlink()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert run("../reports/a.txt", "--rules", "../ours.toml", "--select", "SC", "--add-ignore", "agreed").status == 0
    assert [item["path"] for item in entries("../reports/govlint.toml")] == ["/a.txt"]
    assert os.listdir() == []


def test_a_configuration_that_is_named_is_the_one(run: Run) -> None:
    write("a.txt", "本年水利信息公开。")
    Path("named.toml").write_text(OURS, encoding="utf-8")
    assert run("a.txt", "--config", "named.toml", "--add-ignore", "agreed").status == 0
    assert len(entries("named.toml")) == 1
    assert Path("govlint.toml").read_text(encoding="utf-8") == OURS
    Path("away").mkdir()
    Path("away/far.toml").write_text(OURS.replace("ours", "../ours"), encoding="utf-8")
    ran = run("a.txt", "--config", "away/far.toml", "--add-ignore", "agreed", "--lang", "en")
    assert ran.status == 2
    assert "a.txt is not in the folder of the configuration away/far.toml" in ran.err


def test_the_table_of_a_project_takes_entries(run: Run) -> None:
    Path("govlint.toml").unlink()
    project = f'[project]\nname = "x"\n\n[tool.govlint]\n{OURS}\n[tool.other]\nx = 1\n'
    Path("pyproject.toml").write_text(project, encoding="utf-8")
    write("a.txt", "本年水利信息公开。")
    assert run("a.txt", "--add-ignore", "agreed").status == 0
    assert Path("pyproject.toml").read_text(encoding="utf-8").startswith(f"{project}\n[[tool.govlint.ignore]]\n")
    assert [item["code"] for item in entries("pyproject.toml")] == ["SC001"]
    assert run("a.txt").status == 0


def test_a_list_of_rules_takes_entries_among_them(run: Run) -> None:
    Path("govlint.toml").write_text(OURS + 'ignore = [\n    "SC002",  # not ours [yet]\n]\n', encoding="utf-8")
    write("a.txt", "本年水利信息公开和工程。", "水利又一次出现在另一段里。")
    assert run("a.txt", "--add-ignore", "agreed").status == 0
    text = Path("govlint.toml").read_text(encoding="utf-8")
    assert text.startswith(OURS + 'ignore = [\n    "SC002",  # not ours [yet]\n')
    assert [item if isinstance(item, str) else item["code"] for item in entries()] == ["SC002", "SC001", "SC001"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_layout_of_the_file_stays(run: Run, mark: bytes, line_end: str) -> None:
    before = mark + OURS.replace("\n", line_end).encode().removesuffix(line_end.encode())
    Path("govlint.toml").write_bytes(before)
    write("a.txt", "本年水利信息公开。")
    assert run("a.txt", "--add-ignore", "agreed").status == 0
    after = Path("govlint.toml").read_bytes()
    assert after.startswith(before + (line_end * 2 + "[[ignore]]" + line_end).encode())
    assert after.count(b"\r") == (after.count(b"\n") if line_end == "\r\n" else 0)
    assert run("a.txt").status == 0


def test_a_file_that_cannot_take_entries_is_left_alone_and_so_are_the_others(run: Run) -> None:
    write("a.txt", "本年水利信息公开。")
    write("towns/b.txt", "本年水利信息公开。")
    inline = '[tool]\ngovlint = { rules = ["../ours.toml"], select = ["SC"] }\n'
    Path("towns/pyproject.toml").write_text(inline, encoding="utf-8")
    ran = run(".", "--add-ignore", "agreed", "--lang", "en")
    assert (ran.status, ran.out) == (2, b"")
    assert "cannot be added to towns/pyproject.toml" in ran.err
    assert Path("govlint.toml").read_text(encoding="utf-8") == OURS
    assert Path("towns/pyproject.toml").read_text(encoding="utf-8") == inline


def test_the_file_is_replaced_as_a_whole_or_not_at_all(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "in use")

    write("a.txt", "本年水利信息公开。")
    monkeypatch.setattr(os, "replace", fail)
    ran = run("a.txt", "--add-ignore", "agreed")
    assert (ran.status, ran.out) == (2, b"")
    assert "cannot write govlint.toml: in use" in ran.err
    assert Path("govlint.toml").read_text(encoding="utf-8") == OURS
    assert sorted(os.listdir()) == ["a.txt", "govlint.toml", "ours.toml"]


def test_a_read_only_file_stays(run: Run) -> None:
    write("a.txt", "本年水利信息公开。")
    Path("govlint.toml").chmod(0o444)
    ran = run("a.txt", "--add-ignore", "agreed")
    assert ran.status == 2
    assert "cannot write govlint.toml: it is read-only" in ran.err
    assert Path("govlint.toml").read_text(encoding="utf-8") == OURS


# -- what cannot be done -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--add-ignore", " "], "--add-ignore needs a reason"),
        (["--add-ignore", ""], "--add-ignore needs a reason"),
        (["--add-ignore="], "--add-ignore needs a reason"),
        (["--add-ignore", "x", "--audit"], "does not go together with --audit"),
        (["--add-ignore", "x", "--isolated"], "does not go together with --isolated"),
        (["--add-ignore", "x", "--show-files"], "does not go together with --show-files"),
        (["--add-ignore", "x", "--watch"], "does not go together with --add-ignore"),
        (["--add-ignore", "x", "-"], "does not work on standard input"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_checked(run: Run, args: list[str], said: str) -> None:
    write("a.txt", "本年水利信息公开。")
    ran = run("a.txt", *args, "--lang", "en", stdin=HEAD.encode())
    assert (ran.status, ran.out) == (2, b"")
    assert said in ran.err
    assert Path("govlint.toml").read_text(encoding="utf-8") == OURS


def test_findings_of_the_run_itself_are_told_and_stay(run: Run) -> None:
    Path("a.md").write_text(f"# {HEAD}\n\n一、总体情况\n\n水利。<!-- govlint: ignore SC002 x -->\n", encoding="utf-8")
    Path("b.txt").write_bytes(b"")
    ran = run("a.md", "b.txt", "--add-ignore", "agreed", "-f", "json")
    assert ran.status == 2
    assert "2 findings of the run itself" in ran.err
    assert [item["code"] for item in entries()] == ["SC001"]
    left = [item["code"] for item in json.loads(ran.text)["diagnostics"] if not item["suppressed"]]
    assert len(left) == 2
    assert "SC001" not in left


def test_other_commands_do_not_know_it(run: Run) -> None:
    assert run("fix", "a.txt", "--add-ignore", "x").status == 2
    assert run("baseline", "create", "a.txt", "--add-ignore", "x").status == 2


def test_a_process_of_its_own_does_it_from_a_list_of_files(tmp_path: Path) -> None:
    write("a.txt", "本年水利信息公开。")
    ran = run_process("--files-from", "-", "--add-ignore", "agreed", cwd=str(tmp_path), stdin=b"a.txt\n")
    assert ran.status == 0
    assert run_process("a.txt", cwd=str(tmp_path)).status == 0


# -- the text of entries -------------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1).filter(
    lambda name: name not in (".", "..")))  # fmt: skip
def test_a_pattern_names_its_file_whatever_it_is_called(name: str) -> None:
    for path in (f"/reports/{name}", f"/reports/{name}/a.txt"):
        assert is_named(path, "/reports", (pattern_of(path, "/reports"),))
    assert not is_named(f"/reports/x{name}", "/reports", (pattern_of(f"/reports/{name}", "/reports"),))


@given(st.text(st.characters(exclude_categories=("Cs",))), st.text(st.characters(exclude_categories=("Cs",))))
def test_what_is_written_is_read_as_it_was_meant(quote: str, reason: str) -> None:
    facts = {"code": "GL601", "quote": quote, "reason": reason}
    assert tomllib.loads(tables_of([facts, facts])) == {"ignore": [facts, facts]}
    text = "a = [1]\nignore = [ 'GL8' ] # b\n[c]\nd = ']'\n"
    found = insertion_into(text, (), [facts])
    assert found is not None
    changed = tomllib.loads(text[: found.offset] + found.text + text[found.offset :])
    assert changed == {"a": [1], "ignore": ["GL8", facts], "c": {"d": "]"}}


@pytest.mark.parametrize("text", ["ignore = 1\n", "[broken", "ignore = { a = [] }\n"])
def test_nothing_is_put_where_it_would_change_something_else(text: str) -> None:
    assert insertion_into(text, (), [{"code": "GL601"}]) is None
