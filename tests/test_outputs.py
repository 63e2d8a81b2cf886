"""What is printed: golden files for a small pack that says everything a rule can say, the JSON Schema on real output,
and hostile text.

To write the golden files anew after a change that is meant: `GOLDEN=write pytest tests/test_outputs.py`, and read the
difference.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govlint
from govlint.output import FORMATS, View, format_for, render
from govlint.output.terminal import escaped, marks_for, width_of
from govlint.output.wrap import line_starts, wrapped
from govlint.result import Result
from govlint.version import __version__
from tests.support.process import Ran, run_process
from tests.support.texts import EXAMPLES, REPORT, example

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(govlint.__file__).parent / "output" / "schema" / "result.schema.json"
SHARED_SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

Run = Callable[..., Ran]

CLEAN = "青石县水务局2023年政府信息公开工作年度报告\n一、总体情况\n都好。\n"


@pytest.fixture
def results(test_pack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Result]:
    """Runs with everything in them, by name."""
    monkeypatch.chdir(tmp_path)
    files = {
        "report.txt": REPORT,
        "clean.txt": CLEAN,
        "broken.txt": f"{CLEAN}崩溃\n",
        "letter.txt": "这不是报告\n",
        "reports/doubt.txt": f"{CLEAN}看不清\n",
    }
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    Path("reports/annex.ofd").write_bytes(b"")
    runs: dict[str, dict[str, Any]] = {
        "one": {"paths": ["report.txt"]},
        "clean": {"paths": ["clean.txt"]},
        "all": {"paths": [*files, "missing.txt", "reports"]},
        "none": {},
    }
    return {name: govlint.lint(pack=test_pack, **run) for name, run in runs.items()}


VIEWS = {
    "zh": View("zh"),
    "en": View("en", width=120),
    "color": View("zh", color=True),
    "gbk": View("zh", encoding="gbk"),
    "ascii": View("en", encoding="ascii"),
    "verbose": View("zh", verbose=True),
    "quiet": View("zh", quiet=True),
    "statistics": View("zh", statistics=("rule",)),
}

CASES = [
    *(("full", "one", view) for view in ("zh", "en", "color", "gbk", "ascii", "quiet")),
    *(("full", "all", view) for view in ("zh", "verbose", "quiet", "statistics")),
    *(("full", "clean", view) for view in ("zh", "en")),
    *(("concise", "all", view) for view in ("zh", "en", "color", "statistics")),
    *(("json", "all", view) for view in ("zh", "en", "statistics")),
    *(("jsonl", "one", view) for view in ("zh", "statistics")),
    *((form, "all", view) for form in ("sarif", "github", "gitlab", "junit", "checklist") for view in ("zh", "en")),
    *((form, "none", "zh") for form in ("jsonl", "sarif", "github", "gitlab", "junit", "checklist")),
]


@pytest.mark.parametrize(("form", "name", "view"), CASES, ids=["-".join(case) for case in CASES])
def test_output_is_as_recorded(results: dict[str, Result], form: str, name: str, view: str) -> None:
    text = render(form, results[name], VIEWS[view])
    text = re.sub(r"pack_rules\.py:\d+", "pack_rules.py:LINE", text)
    text = re.sub(rf'(?<=")({re.escape(__version__)})(?=")|(?<=govlint ){re.escape(__version__)}', "VERSION", text)
    golden = GOLDEN / f"{form}-{name}-{view}.txt"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


# -- json ----------------------------------------------------------------------------------------------------------


def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def real_reports() -> list[str]:
    folders = (Path(EXAMPLES), SHARED_SEEDS)
    return [str(path) for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.txt"))]


@pytest.mark.parametrize("view", ["zh", "en", "statistics"])
def test_json_is_as_its_schema_says(results: dict[str, Result], view: str) -> None:
    for result in results.values():
        validator().validate(json.loads(render("json", result, VIEWS[view])))


@pytest.mark.parametrize("path", real_reports(), ids=lambda path: Path(path).name[:8])
def test_json_of_real_reports_is_as_the_schema_says(run: Run, path: str) -> None:
    validator().validate(json.loads(run(path, "--format", "json").text))


def test_json_without_any_file_is_as_the_schema_says(run: Run) -> None:
    printed = json.loads(run("--allow-empty", "--format", "json").text)
    validator().validate(printed)
    assert (printed["files"], printed["diagnostics"], printed["summary"]["files"]) == ([], [], 0)


def test_the_schema_refuses_what_is_not_a_result() -> None:
    with pytest.raises(jsonschema.ValidationError):
        validator().validate({"schema": 1})


def test_the_summary_of_json_agrees_with_its_lists(run: Run) -> None:
    printed = json.loads(run(*real_reports(), "--format", "json").text)
    severities = [item["severity"] for item in printed["diagnostics"]]
    summary = printed["summary"]
    assert summary["files"] == len(printed["files"])
    assert [summary["errors"], summary["warnings"], summary["infos"]] == [
        severities.count(level) for level in ("error", "warning", "info")
    ]
    for state in ("held", "violated", "not_assessable"):
        assert summary["relations"][state] == sum(file["relations"][state] for file in printed["files"])
    for file in printed["files"]:
        assert len(file["not_assessable"]) == file["relations"]["not_assessable"]
    failed = {check["code"]: check["failed"] for check in printed["checks"]}
    for code, number in failed.items():
        assert number == len({item["path"] for item in printed["diagnostics"] if item["code"] == code})


def test_positions_of_json_lead_to_the_matched_characters(run: Run) -> None:
    lines = example("report.txt").split("\n")
    for item in json.loads(run(os.path.join(EXAMPLES, "report.txt"), "--format", "json").text)["diagnostics"]:
        if item["line"] == item["end_line"]:
            assert lines[item["line"] - 1][item["column"] - 1 : item["end_column"] - 1] in item["excerpt"]


def test_json_is_utf_8_whatever_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(example("report.txt"), encoding="utf-8")
    for encoding in ("gbk", "ascii", "utf-16"):
        environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        ran = run_process("报告.txt", "--format", "json", cwd=str(tmp_path), environment=environment)
        assert json.loads(ran.out.decode("utf-8"))["files"][0]["path"] == "报告.txt"


# -- the same bytes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", list(FORMATS))
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    for number in range(12):
        name = "report.txt" if number % 2 else "clean.txt"
        (tmp_path / f"{number}.txt").write_text(example(name), encoding="utf-8")
    names = [f"{number}.txt" for number in range(12)]
    runs = ((names, "1", "0"), (names[::-1], "2", "1"), (names[6:] + names[:6], "8", "2"))
    outputs = {
        run_process(
            *order, "--format", form, "--jobs", jobs, cwd=str(tmp_path), environment={"PYTHONHASHSEED": seed}
        ).out
        for order, jobs, seed in runs
    }
    assert len(outputs) == 1


def test_paths_are_printed_as_given(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(example("clean.txt"), encoding="utf-8")
    for given_path, shown in (
        ("a", "a/x.txt"),
        ("./a", "./a/x.txt"),
        ("a/x.txt", "a/x.txt"),
        (str(tmp_path), f"{tmp_path}/a/x.txt"),
    ):
        assert json.loads(run(given_path, "--format", "json").text)["files"][0]["path"] == shown


# -- hostile text --------------------------------------------------------------------------------------------------

HOSTILE = (
    "\x1b[31m红\x1b[0m \x1b]8;;http://evil\x07链\x1b]8;;\x07 \x07\x08 \x9b2J "
    "[bold red]粗[/] [link=x]y[/link] :smile: \u202e反\u202c \u2066隔\u2069 \u200b\u2028\u2029 \U000e0041"
)
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0041]"
)
OWN_COLORS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("form", ["full", "concise"])
@pytest.mark.parametrize("color", [False, True])
def test_nothing_from_a_report_reaches_the_terminal_as_a_command(test_pack: str, form: str, color: bool) -> None:
    result = govlint.lint(text=f"{HOSTILE}「{HOSTILE}」{HOSTILE}\n", name=f"{HOSTILE}.txt", pack=test_pack)
    assert result.files[0].status == "checked"
    text = render(form, result, View("zh", color=color))
    if color:
        text = OWN_COLORS.sub("", text)
    assert FORBIDDEN.search(text) is None
    assert "\x1b" not in text
    assert "[bold red]粗[/]" in text.replace("\n    ", "")
    assert ":smile:" in text.replace("\n    ", "")
    assert "\\x1b[31m" in text.replace("\n    ", "")


@given(st.text())
def test_escaped_text_is_one_printable_line(text: str) -> None:
    shown = escaped(text)
    assert FORBIDDEN.search(shown) is None
    assert "\n" not in shown
    assert "\x1b" not in shown
    shown.encode()


def test_harmless_text_is_not_changed_by_escaping() -> None:
    harmless = "《政府信息公开条例》第五十条:“报告”…… 2024年1月18日 café naïve 𠮷"
    assert escaped(harmless) == harmless


def test_json_carries_hostile_text_unharmed(test_pack: str) -> None:
    result = govlint.lint(text=f"「{HOSTILE}」", pack=test_pack)
    (found,) = json.loads(render("json", result, View("zh")))["diagnostics"]
    assert found["args"]["said"].startswith("\x1b[31m红")


# -- width and marks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_of_full_fit_the_screen_and_lose_nothing(test_pack: str, width: int) -> None:
    result = govlint.lint(text=REPORT, pack=test_pack)
    narrow, wide = (render("full", result, View("zh", width=columns)) for columns in (width, 100_000))
    assert max(map(width_of, narrow.splitlines())) <= width
    assert "".join(narrow.split()) == "".join(wide.split())


@given(st.text(alphabet=st.sampled_from("字a1,。()“”《》 、;:")), st.integers(8, 60))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    starts = line_starts(text, width)
    assert starts == sorted(set(starts))
    pieces = [text[begin:end] for begin, end in zip([0, *starts], [*starts, len(text)], strict=True)]
    assert "".join(pieces) == text
    assert "".join(wrapped(text, width).split()) == "".join(text.split())


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    text = (
        "国务院办公厅政府信息与政务公开办公室关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知(国办公开办函〔2021〕30号),请遵照执行。"
        * 3
    )
    for width in range(20, 60):
        lines = wrapped(text, width).split("\n")
        assert not any(line[0] in "》),。〕" for line in lines)
        assert not any(line[-1] in "《(〔" for line in lines)


def test_words_and_numbers_are_not_broken() -> None:
    assert wrapped("参见 report.txt:12:3 和 --fail-on 以及 1,234.56", 12).split("\n") == [
        "参见",
        "report.txt:12:3",
        "和 --fail-on",
        "以及",
        "1,234.56",
    ]


def test_marks_are_such_as_the_terminal_has() -> None:
    assert (marks_for("utf-8").opening, marks_for("gb18030").opening) == ("⟦", "⟦")
    assert (marks_for("gbk").opening, marks_for("cp936").opening) == ("【", "【")
    assert (marks_for("ascii").opening, marks_for("no-such-encoding").opening) == ("[[", "[[")


def test_every_format_says_what_suffixes_it_has() -> None:
    found = {path: format_for(path) for path in ("a.json", "a.JSON", "a.txt", "a.log", "a.xyz", "json")}
    assert [entry.name if entry else None for entry in found.values()] == ["json", "json", "full", "full", None, None]


# -- concise -------------------------------------------------------------------------------------------------------


def test_concise_is_one_line_a_finding_that_grep_can_read(results: dict[str, Result]) -> None:
    result = results["all"]
    lines = render("concise", result, View("en")).splitlines()
    assert len(lines) == len(list(result.diagnostics))
    for line in lines:
        assert re.fullmatch(r"[^:]+(:\d+:\d+)?: TP\d{3} (error|warning|info) .+", line)
