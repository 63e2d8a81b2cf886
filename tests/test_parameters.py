"""Thresholds of rules that a user may set: declared by rules, set by configurations, the command line and lint()."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import govlint
from govlint.registry import load_registry
from tests.support.process import Ran
from tests.support.texts import EXAMPLES

Run = Callable[..., Ran]
REGISTRY = load_registry()
TUNABLE = [code for code in REGISTRY.codes if REGISTRY.rule(code).parameters]


@pytest.fixture(autouse=True)
def _report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(Path(EXAMPLES, "report.txt").read_bytes())
    Path("b.txt").write_bytes(Path(EXAMPLES, "report.txt").read_bytes())


def found(run: Run, *args: str) -> set[tuple[str, str]]:
    printed = json.loads(run("a.txt", "b.txt", "--select", "GL601", "-f", "json", *args).text)
    return {(item["path"], item["code"]) for item in printed["diagnostics"]}


def test_enough_rules_have_parameters_and_each_is_used() -> None:
    assert len(TUNABLE) >= 10
    for code in TUNABLE:
        for parameter in REGISTRY.rule(code).parameters:
            assert parameter.low <= int(parameter.default) <= parameter.high  # type: ignore[arg-type]
            assert parameter.about.zh != parameter.about.en


def test_a_parameter_changes_what_its_rule_finds_and_nothing_else(run: Run) -> None:
    both = {("a.txt", "GL601"), ("b.txt", "GL601")}
    assert found(run) == both
    raised = ("--parameter", "GL601.min-length-adjacent=500", "--parameter", "repeated-sentence.min-length=500")
    assert found(run, *raised) == set()
    assert found(run) == both, "the rule itself is as before"
    Path("govlint.toml").write_text(
        "[parameters.repeated-sentence]\nmin-length = 500\nmin-length-adjacent = 500\n", encoding="utf-8"
    )
    assert found(run) == set()
    assert found(run, "--isolated") == both


def test_worker_processes_and_single_files_have_them_too(run: Run) -> None:
    Path("govlint.toml").write_text(
        '[[per-file]]\npath = "a.txt"\n[per-file.parameters.GL601]\nmin-length = 500\nmin-length-adjacent = 500\n',
        encoding="utf-8",
    )
    assert found(run) == {("b.txt", "GL601")}
    assert found(run, "--jobs", "2") == {("b.txt", "GL601")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n[parameters.GL601]\nmin-lenght = 20\n", "govlint.toml:3: min-lenght: rule GL601 has no parameter"),
        ("[parameters.GL601]\nmin-lenght = 20\n", "did you mean min-length?"),
        ("[parameters.row-totals]\nx = 1\n", "did you mean row-total?"),
        ("[parameters.GL601]\nmin-length = 1\n", "from 4 to 500"),
        ("[parameters.GL601]\nmin-length = true\n", "from 4 to 500"),
        ("[parameters.GL301]\nx = 1\n", "rule GL301 has no parameters"),
        ("[parameters]\nGL601 = 1\n", "should be a table"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_the_nearest(run: Run, text: str, told: str) -> None:
    Path("govlint.toml").write_text(text, encoding="utf-8")
    ran = run("a.txt", "--lang", "en")
    assert ran.status == 2
    assert told in ran.err


@pytest.mark.parametrize("setting", ["GL601", "GL601.min-length", "GL601.min-length=x", "GL999.a=1", ".=1"])
def test_what_is_wrong_on_the_command_line_is_a_usage_error(run: Run, setting: str) -> None:
    assert run("a.txt", "--parameter", setting).status == 2


def test_lint_takes_them_and_refuses_wrong_ones() -> None:
    tuned = {"GL601": {"min-length": 500, "min-length-adjacent": 500}}
    assert not list(govlint.lint(["a.txt"], select=["GL601"], parameters=tuned).diagnostics)
    with pytest.raises(govlint.BadParameterError, match="did you mean min-length"):
        govlint.lint(["a.txt"], parameters={"GL601": {"min-lenght": 20}})


def test_they_are_shown_where_a_user_looks(run: Run) -> None:
    assert "[parameters.GL602] similarity = 95" in run("rule", "GL602", "--lang", "en").text
    shown = json.loads(run("rule", "GL602", "-f", "json").text)["parameters"]
    assert [(item["name"], item["default"], item["minimum"], item["maximum"]) for item in shown] == [
        ("min-length", 40, 20, 2000),
        ("similarity", 95, 80, 100),
    ]
    Path("govlint.toml").write_text("[parameters.GL602]\nsimilarity = 90\n", encoding="utf-8")
    assert "GL602.similarity=90" in run("config", "parameters").text
    schema = json.loads(run("config", "-f", "schema").text)
    jsonschema.validate({"parameters": {"GL602": {"similarity": 90}}}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"parameters": {"GL602": {"similarity": 10}}}, schema)
