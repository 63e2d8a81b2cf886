"""The command line as a person or a script meets it."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govlint.cli import targets
from govlint.cli.app import COMMANDS, main
from govlint.cli.arguments import parse_check
from govlint.cli.commands import find_command
from govlint.cli.streams import screen_width, wants_color, write_file
from govlint.config.settings import OPTIONS
from govlint.discover import discover
from govlint.gitignore import IgnoreFile, is_ignored, parse_pattern
from govlint.output.terminal import width_of
from govlint.registry import load_registry
from govlint.version import __version__
from tests.support.process import Ran, clean_environment, run_process
from tests.support.texts import example

Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a clean and a faulty report."""
    for name, source in (("clean.txt", "clean.txt"), ("faulty.txt", "report.txt")):
        (tmp_path / name).write_text(example(source), encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def codes(ran: Ran) -> set[str]:
    return {item["code"] for item in json.loads(ran.text)["diagnostics"]}


# -- commands ------------------------------------------------------------------------------------------------------


def test_check_is_the_default_command(run: Run) -> None:
    assert run("faulty.txt") == run("check", "faulty.txt")
    assert run("--format", "json", "faulty.txt") == run("check", "--format", "json", "faulty.txt")


def test_the_program_runs_as_a_module_too() -> None:
    assert run_process("--version").text == f"govlint {__version__}\n"


def test_every_command_is_declared_and_listed_in_the_help(run: Run) -> None:
    overview = run("--help").text
    for name in COMMANDS:
        command = find_command(name)
        assert command.name == name
        assert f"  {name} " in overview


def test_a_path_that_is_called_like_a_command_can_be_checked(run: Run) -> None:
    for name in COMMANDS:
        shutil.copy("faulty.txt", name)
        assert f"{name}:" in run("check", name, "--format", "concise").text
    assert "rules:" not in run("rules").text


def test_a_misspelt_command_is_met_with_the_right_one(run: Run) -> None:
    for wrong, right in (("chek", "check"), ("outlin", "outline"), ("Rules", "rules")):
        ran = run(wrong, "faulty.txt")
        assert ran.status == 2
        assert f"govlint {right}" in ran.err
        assert ran.out == b""


def test_a_command_that_does_not_come_first_is_told_so(run: Run) -> None:
    ran = run("--lang", "en", "rules")
    assert ran.status == 2
    assert "the command comes first: govlint rules" in ran.err


def test_a_missing_file_that_is_like_no_command_is_a_finding(run: Run) -> None:
    assert codes(run("清单", "--format", "json")) == {"GL001"}
    assert codes(run("check.txt", "--format", "json")) == {"GL001"}


# -- arguments -----------------------------------------------------------------------------------------------------

ARGUMENT = st.one_of(
    st.sampled_from([flag for option in OPTIONS for flag in option.flags]),
    st.sampled_from(
        ["json", "full", "concise", "error", "zh", "2023", "1999", "2", "0", "-1", "town", "GL301,GL3", "a=b"]
    ),
    st.sampled_from(
        ["x.txt", "-", "--", "", "-qv", "-vf", "-fjson", "-j2", "-ojson=x", "--year=2020", "--lang=", "-x"]
    ),
    st.sampled_from(["--format=json", "--select=GL3", "--quiet=1", "--help", "-h", "--version", "JSON", "--sel"]),
    st.text(max_size=3),
)
VARIABLE = st.sampled_from([variable for option in OPTIONS for variable in option.variables])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    args=st.lists(ARGUMENT, max_size=5),
    environment=st.dictionaries(VARIABLE, st.sampled_from(["", "1", "json", "x"]), max_size=2),
)
def test_plain_arguments_are_read_as_click_reads_them(args: list[str], environment: dict[str, str]) -> None:
    plain = parse_check(args, environment)
    if plain is not None:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            assert find_command("check").make_context("check", list(args)).params == plain


@pytest.mark.parametrize(
    "args",
    [
        ["report.txt"],
        ["a.txt", "b.txt", "--format", "json"],
        ["-f", "concise", "reports"],
        ["--select", "GL3", "--select=GL6", "-o", "out.json", "-o", "json=x", "x.txt"],
        ["-qv", "x.txt", "--year", "2023", "-j2"],
        ["-", "--stdin-filename", "x.txt"],
        ["--", "-x.txt"],
    ],
)
def test_usual_command_lines_need_no_click(args: list[str]) -> None:
    assert parse_check(args, {}) is not None


# -- help ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_full_help_names_every_option_and_the_short_one_only_common_ones(
    run: Run, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("GOVLINT_LANG", lang)
    long, short = run("--help").text, run("-h").text
    for option in OPTIONS:
        assert all(flag in long for flag in option.flags)
        assert option.help.fill(lang, {})[:8] in long
        assert (option.flags[-1] in short) == option.is_common
    assert len(short) < len(long)


def test_help_fits_the_screen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (60, 80, 140):
        monkeypatch.setenv("COLUMNS", str(columns))
        for args in (["--help"], ["check", "--help"], ["outline", "-h"], ["rule", "--help"]):
            for line in run(*args).text.splitlines():
                assert width_of(line) <= columns or line.startswith("  -") or "govlint" in line


def test_options_of_later_versions_are_not_offered(run: Run) -> None:
    text = run("--help").text
    for later in ("--fix",):
        assert later not in text


def test_usage_errors_are_in_the_language_of_the_user(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有 --selct 这个选项,是不是" in run("--selct", "x").err
    assert "there is no option --selct; did you mean" in run("--selct", "x", "--lang", "en").err
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "it takes one of full concise json" in run("faulty.txt", "--format", "xml").err
    assert "应为 full concise json " in run("faulty.txt", "--lang=zh", "--format", "xml").err


# -- rule, rules, outline ------------------------------------------------------------------------------------------


def test_a_rule_is_explained_by_code_and_by_name_in_both_languages(run: Run) -> None:
    assert run("rule", "GL301") == run("rule", "row-total") == run("rule", "gl301")
    text = run("rule", "GL301").text
    for part in ("检查什么", "依据", "错误示例", "正确示例", "怎么办", "--ignore GL301", "相关规则", "GL302"):
        assert part in text
    assert "What it checks" in run("rule", "GL301", "--lang", "en").text


def test_every_rule_can_be_explained_in_every_format(run: Run) -> None:
    for code in load_registry().codes:
        for form in ("text", "md"):
            for lang in ("zh", "en"):
                assert code in run("rule", code, "--format", form, "--lang", lang).text
        page = json.loads(run("rule", code, "--format", "json").text)
        assert (page["code"], set(page["title"])) == (code, {"zh", "en"})


def test_an_unknown_rule_names_the_nearest(run: Run) -> None:
    ran = run("rule", "row-totals")
    assert ran.status == 2
    assert "是不是 row-total?" in ran.err


def test_the_rules_are_listed_as_text_markdown_and_json(run: Run) -> None:
    listed = load_registry().codes
    assert [line[:5] for line in run("rules").text.splitlines() if line.startswith("GL")] == list(listed)
    assert run("rules", "--format", "md").text.count("\n| GL") == len(listed)
    assert [page["code"] for page in json.loads(run("rules", "--format", "json").text)] == list(listed)


def test_the_outline_shows_how_a_report_was_understood(run: Run) -> None:
    outline = json.loads(run("outline", "faulty.txt", "--format", "json").text)
    assert outline["organ"]["name"] == "临汐县水利局"
    assert outline["year"] == {"value": 2023, "source": "title"}
    assert [section["number"] for section in outline["sections"]] == [1, 2, 3, 4, 5, 6]
    assert [table["state"] for table in outline["tables"]] == ["read", "read", "read"]
    assert [cell["value"] for cell in outline["tables"][1]["rows"][0]["cells"]][-1] == "8"
    assert outline["furniture"][0]["text"] == "扫一扫在手机打开当前页"
    text = run("outline", "faulty.txt").text
    for part in ("临汐县水利局", "一、本年新收政府信息公开申请数量: 5 | 2 | 0 | 0 | 0 | 1 | 8", "扫一扫", "utf-8"):
        assert part in text


def test_the_outline_takes_year_kind_and_standard_input(run: Run) -> None:
    args = ("outline", "-", "--format", "json", "--year", "2020", "--organ-kind", "town")
    outline = json.loads(run(*args, stdin=example("clean.txt").encode()).text)
    assert (outline["year"]["value"], outline["year"]["source"], outline["format"]) == (2020, "option", "2019")
    assert outline["organ"]["kind"] == "town"


def test_the_outline_of_a_text_that_is_no_report_is_no_failure(run: Run) -> None:
    assert run("outline", "-", stdin="随便一行字".encode()).status == 0


def test_the_outline_of_a_file_that_cannot_be_read_says_why(run: Run) -> None:
    assert "找不到" in run("outline", "none.txt").err
    assert "no such file" in run("outline", "none.txt", "--lang", "en").err


# -- what is checked -----------------------------------------------------------------------------------------------


def test_standard_input_has_the_name_it_is_given(run: Run) -> None:
    text = example("report.txt").encode()
    assert json.loads(run("-", "--format", "json", stdin=text).text)["files"][0]["path"] == "-"
    ran = run("-", "--stdin-filename", "x/y.txt", "--format", "json", stdin=text)
    assert json.loads(ran.text)["files"][0]["path"] == "x/y.txt"
    assert run("-", "faulty.txt", "--format", "concise", stdin=text).text.count("GL601") == 2


def test_paths_come_from_a_list_one_a_line_or_separated_by_nul(run: Run) -> None:
    for listed in (b"clean.txt\nfaulty.txt\n", b"\xef\xbb\xbfclean.txt\r\n\r\nfaulty.txt", b"clean.txt\0faulty.txt\0"):
        Path("list").write_bytes(listed)
        for ran in (
            run("--files-from", "list", "--show-files"),
            run("--files-from", "-", "--show-files", stdin=listed),
        ):
            assert ran.text.splitlines() == ["clean.txt", "faulty.txt"]
    assert run("--files-from", "-", "-").status == 2


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 4096])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\0"])
def test_a_list_is_the_same_in_whatever_pieces_it_is_read(
    piece: int, end: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["报告 2.docx", "a.txt", "in/b.md"]
    (tmp_path / "list").write_bytes(end.join([*(name.encode() for name in names), b"", b""]))
    first = 20 if end == b"\0" else 0  # the first piece holds a path, and so tells what ends them
    monkeypatch.setattr(targets, "_PIECE", first + piece)
    assert list(targets.paths_in_list(str(tmp_path / "list"), "en")) == names


def make_tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(example("clean.txt"), encoding="utf-8")


def test_a_folder_is_searched_for_what_can_be_read(run: Run, tmp_path: Path) -> None:
    make_tree(tmp_path / "in", "b.txt", "a/deep/c.TXT", ".hidden/x.txt", ".dot.txt", "d.ofd", "e.py", "f")
    assert run("in", "--show-files").text.splitlines() == ["in/a/deep/c.TXT", "in/b.txt"]
    ran = run("in", "--verbose")
    for left_out in ("in/.hidden(隐藏)", "in/.dot.txt(隐藏)", "in/d.ofd(这种格式还不能读)", "in/e.py(不是文档)"):
        assert f"略过 {left_out}" in ran.err
    assert "另有 1 个文档的格式还不能读" in ran.text
    assert run("in/.dot.txt", "in/f", "--show-files").text.splitlines() == ["in/.dot.txt", "in/f"], "named files count"


@pytest.mark.parametrize("name", ["checklist.md", "findings.html"])
def test_what_an_earlier_run_wrote_into_a_folder_is_not_checked(name: str, run: Run, tmp_path: Path) -> None:
    make_tree(tmp_path / "in", "a.txt")
    for _ in range(2):
        ran = run("in", "-o", f"in/{name}", "-f", "json")
        assert [file["path"] for file in json.loads(ran.text)["files"]] == ["in/a.txt"]


@pytest.mark.parametrize("checked", ["in/a.md", "in"])
def test_a_report_is_never_written_over(checked: str, run: Run, tmp_path: Path) -> None:
    make_tree(tmp_path / "in", "a.md")
    before = (tmp_path / "in" / "a.md").read_bytes()
    ran = run(checked, "-o", "in/a.md")
    assert ran.status == 2
    assert "in/a.md" in ran.err
    assert (tmp_path / "in" / "a.md").read_bytes() == before


def test_a_folder_reached_through_a_link_is_not_searched_twice(run: Run, tmp_path: Path) -> None:
    make_tree(tmp_path / "in", "a/x.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    assert run("in", "--show-files").text.splitlines() == ["in/a/x.txt"]


def test_a_folder_that_cannot_be_opened_is_a_failure(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    make_tree(tmp_path / "in", "closed/x.txt", "y.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ran = run("in")
    assert ran.status == 2
    assert "in/closed" in ran.err


def test_what_git_ignores_is_left_out_of_folders_and_checked_when_named(run: Run, tmp_path: Path) -> None:
    make_tree(tmp_path / "in", "a.txt", "draft-b.txt", "build/c.txt", "keep/draft-d.txt", "keep/e.txt")
    (tmp_path / "in" / ".git").mkdir()
    (tmp_path / "in" / ".gitignore").write_text("draft-*\nbuild/\n# note\n", encoding="utf-8")
    (tmp_path / "in" / "keep" / ".gitignore").write_text("!draft-d.txt\n/e.txt\n", encoding="utf-8")
    assert run("in", "--show-files").text.splitlines() == ["in/a.txt", "in/keep/draft-d.txt"]
    assert run("in/keep", "--show-files").text.splitlines() == ["in/keep/draft-d.txt"]
    assert run("in/build/c.txt", "--show-files").text.splitlines() == ["in/build/c.txt"]
    assert "in/build(被 git 忽略)" in run("in", "--verbose").err


PATTERN = (
    st.lists(
        st.sampled_from(["a", "b", ".txt", "*", "**", "/", "?", "[ab]", "[!a]", "!", "\\", " ", "#", "x.txt"]),
        max_size=6,
    )
    .map("".join)
    # What two asterisks mean beside anything but a slash depends on the version of git.
    .filter(lambda pattern: not re.search(r"(?<!/)(?<!^)(?<!^!)\*\*|\*\*(?!/|$)", pattern))
    # Nobody escapes a slash: it separates folders either way, and git is of two minds about it.
    .filter(lambda pattern: "\\/" not in pattern)
)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is the oracle")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(patterns=st.lists(PATTERN, min_size=1, max_size=3))
def test_git_and_govlint_ignore_the_same_files(tmp_path_factory: pytest.TempPathFactory, patterns: list[str]) -> None:
    root = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    names = ["a.txt", "b.txt", "ab.txt", "a/x.txt", "a/b/x.txt", "b/a.txt", "a/b/a/b.txt", "x.txt"]
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")
    (root / ".gitignore").write_text("\n".join(patterns) + "\n", encoding="utf-8")
    listing = ["git", "-c", "core.excludesFile=", "ls-files", "--others", "--exclude-standard"]
    expected = subprocess.run(listing, cwd=root, capture_output=True, check=True, text=True).stdout.splitlines()
    found = [os.path.relpath(file, root) for file in discover([str(root)]).files]
    assert sorted(found) == sorted(name for name in expected if name != ".gitignore")


def test_a_broken_pattern_ignores_nothing() -> None:
    for line in ("", "   ", "# note", "/", "!"):
        assert parse_pattern(line) is None
    pattern = parse_pattern("*.txt")
    assert pattern is not None
    assert is_ignored("/r/a/b.txt", False, (IgnoreFile("/r", (pattern,)),))


def test_a_documents_folder_with_nothing_readable_says_what_is_in_it(run: Run, tmp_path: Path) -> None:
    make_tree(tmp_path / "in", "a.doc", "b.ofd")
    ran = run("in")
    assert ran.status == 2
    assert "有 2 个文档的格式还不能读" in ran.err


# -- selection and severities --------------------------------------------------------------------------------------


def test_rules_are_selected_ignored_and_added(run: Run) -> None:
    everything = codes(run("faulty.txt", "--format", "json"))
    assert {"GL301", "GL601", "GL811"} <= everything
    assert codes(run("faulty.txt", "--format", "json", "--select", "GL3")) == {c for c in everything if c[:3] == "GL3"}
    assert codes(run("faulty.txt", "--format", "json", "--select", "repeated-sentence")) == {"GL601"}
    assert codes(run("faulty.txt", "--format", "json", "--ignore", "GL3,GL6")) == {
        code for code in everything if code[:3] not in ("GL3", "GL6")
    }
    args = ("--select", "GL601", "--extend-select", "page-furniture")
    assert codes(run("faulty.txt", "--format", "json", *args)) == {"GL601", "GL811"}


def test_less_severe_findings_can_be_hidden_and_the_summary_says_so(run: Run) -> None:
    ran = run("faulty.txt", "--min-severity", "error")
    assert "GL811" not in ran.text
    assert "未显示" in ran.text
    printed = json.loads(run("faulty.txt", "--min-severity", "error", "--format", "json").text)
    assert printed["summary"]["warnings"] == 0
    assert printed["summary"]["hidden"] > 0


def test_the_year_and_the_kind_of_organ_can_be_given(run: Run) -> None:
    (file,) = json.loads(run("clean.txt", "--year", "2020", "--organ-kind", "town", "--format", "json").text)["files"]
    assert (file["year"], file["organ_kind"], file["statutory_format"]) == (2020, "town", "2019")


def test_every_option_works_as_an_environment_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVLINT_OUTPUT_FORMAT", "json")
    monkeypatch.setenv("GOVLINT_SELECT", "GL601 GL811")
    monkeypatch.setenv("GOVLINT_FAIL_ON", "never")
    ran = run("faulty.txt")
    assert (ran.status, codes(ran)) == (0, {"GL601", "GL811"})
    assert run("faulty.txt", "--fail-on", "error").status == 1, "the command line wins"
    monkeypatch.setenv("GOVLINT_FAIL_ON", "fatal")
    assert run("faulty.txt").status == 2


# -- output --------------------------------------------------------------------------------------------------------


def test_statistics_count_the_findings_of_each_rule(run: Run) -> None:
    lines = run("faulty.txt", "--statistics", "--quiet", "--lang", "en").text.splitlines()
    counted = {line.split()[2]: int(line.split()[0]) for line in lines}
    found = [item["code"] for item in json.loads(run("faulty.txt", "--format", "json").text)["diagnostics"]]
    assert counted == {code: found.count(code) for code in found}
    with_json = json.loads(run("faulty.txt", "--statistics", "--format", "json").text)
    assert {entry["code"]: entry["findings"] for entry in with_json["statistics"]} == counted
    assert len(with_json["diagnostics"]) == len(found)


def test_quiet_leaves_only_findings(run: Run) -> None:
    assert run("clean.txt", "--quiet").out == b""
    assert run("clean.txt", "--quiet", "--format", "concise").err == ""
    assert "勾稽关系" not in run("faulty.txt", "--quiet").text.splitlines()[-1]


def test_a_clean_report_is_one_reassuring_line(run: Run) -> None:
    assert run("clean.txt").text == "clean.txt:没有发现问题,勾稽关系 42 条全部成立\n"
    assert run("clean.txt", "--lang", "en").text == "clean.txt: no findings, all 42 relations between figures hold\n"


def test_machine_formats_own_standard_output(run: Run) -> None:
    ran = run("faulty.txt", "--format", "json", "--verbose", "--timing")
    json.loads(ran.text)
    assert "GL301" in ran.err, "timings are on standard error"
    concise = run("faulty.txt", "--format", "concise")
    assert all(line.startswith("faulty.txt:") for line in concise.text.splitlines())
    assert "勾稽关系" in concise.err


def test_timing_names_rules_and_reading(run: Run) -> None:
    err = run("faulty.txt", "--timing").err
    assert "reading" in err
    assert "GL601" in err


def test_results_are_written_to_files_beside_standard_output(run: Run, tmp_path: Path) -> None:
    ran = run("faulty.txt", "-o", "out.json", "-o", "page.txt", "-o", "concise=lines.lst", "--format", "concise")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["summary"]["files"] == 1
    assert "依据" in Path("page.txt").read_text(encoding="utf-8")
    assert Path("lines.lst").read_text(encoding="utf-8") == ran.text
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["clean.txt", "faulty.txt", "out.json", "page.txt", "lines.lst"]
    )


def test_a_file_is_replaced_as_a_whole_and_keeps_its_mode_and_links(tmp_path: Path) -> None:
    target = tmp_path / "real.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(target)
    write_file(str(link), "new")
    assert link.is_symlink()
    assert (target.read_text(encoding="utf-8"), target.stat().st_mode & 0o777) == ("new", 0o640)


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="I/O error"):
        write_file(str(target), "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".tmp"]


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="needs a device")
def test_a_device_is_written_to_and_not_replaced() -> None:
    write_file("/dev/null", "text")
    assert not os.path.isfile("/dev/null")


# -- colours, width, encodings -------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


PIPE = io.StringIO()


@pytest.mark.parametrize(
    ("asked", "environment", "stream", "expected"),
    [
        ("always", {"NO_COLOR": "1"}, PIPE, True),
        ("never", {"FORCE_COLOR": "1"}, Terminal(), False),
        ("auto", {}, Terminal(), True),
        ("auto", {}, PIPE, False),
        ("auto", {}, None, False),
        ("auto", {"NO_COLOR": "1"}, Terminal(), False),
        ("auto", {"NO_COLOR": ""}, Terminal(), True),
        ("auto", {"FORCE_COLOR": "1"}, PIPE, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, Terminal(), False),
        ("auto", {"TERM": "dumb"}, Terminal(), False),
    ],
)
def test_when_there_are_colours(
    asked: str, environment: dict[str, str], stream: io.StringIO | None, expected: bool
) -> None:
    assert wants_color(asked, environment, stream) is expected


def test_colours_can_be_forced_and_refused(run: Run) -> None:
    assert "\x1b[" in run("faulty.txt", "--color", "always").text
    assert "\x1b[" not in run("faulty.txt", "--color", "never").text
    assert "\x1b[" not in run("faulty.txt").text
    assert "\x1b[" not in run("faulty.txt", "--color", "always", "--format", "json").text


def test_the_width_is_that_of_the_terminal_or_80() -> None:
    assert screen_width({"COLUMNS": "100"}) == 100
    assert screen_width({"COLUMNS": "3"}) == 40
    assert screen_width({"COLUMNS": "wide"}) == screen_width({})


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "ascii", "cp1252"])
@pytest.mark.parametrize("form", ["full", "concise"])
def test_a_console_without_every_character_is_no_problem(encoding: str, form: str) -> None:
    text = example("report.txt").replace("临汐县", "𠮷汐县")
    Path("rare.txt").write_text(text, encoding="utf-8")
    environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    ran = run_process("rare.txt", "--format", form, environment=environment)
    assert ran.status == 1
    assert "Traceback" not in ran.err
    if encoding.startswith("gb"):
        assert "错误" in ran.out.decode(encoding)
    if encoding == "gbk" and form == "full":
        assert "【" in ran.out.decode(encoding)
        assert "\\U00020bb7" in ran.out.decode(encoding)


# -- ends ----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="pipes are closed differently there")
@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_a_reader_that_goes_away_is_no_error(form: str) -> None:
    Path("many").mkdir()
    for number in range(60):
        shutil.copy("faulty.txt", f"many/{number}.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "govlint", "many", "--format", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) == 1
    assert "Traceback" not in err
    assert "Broken" not in err


HEARING = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("govlint", run_name="__main__", alter_sys=True)
"""
"""A shell makes what it runs in the background deaf to interrupts, and the tests may be run so."""


@pytest.mark.skipif(os.name == "nt", reason="signals are different there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_quietly_with_130(jobs: str) -> None:
    Path("many").mkdir()
    for number in range(3000):
        os.link("faulty.txt", f"many/{number}.txt")
    process = subprocess.Popen(
        [sys.executable, "-c", HEARING, "many", "--jobs", jobs, "--format", "concise"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
    )
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_a_closed_standard_output_is_a_failure_with_a_sentence() -> None:
    command = f'"{sys.executable}" -m govlint faulty.txt >&-'
    ran = subprocess.run(command, shell=True, capture_output=True, check=False, env=clean_environment())
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


def test_a_fault_of_the_program_itself_ends_with_a_sentence_and_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("unthinkable")

    monkeypatch.setattr("govlint.plan.check", fail)
    ran = run("faulty.txt", "--lang", "en")
    assert ran.status == 2
    assert "govlint itself failed (AssertionError: unthinkable" in ran.err
    assert "Traceback" not in ran.err


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(st.sampled_from(["--select", "-f", "-o", "--", "-", "check", "rule", "="]), st.text()), max_size=4
    )
)
def test_no_arguments_make_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], args: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
    assert main(args) in (0, 1, 2)
    assert "Traceback" not in capsys.readouterr().err
