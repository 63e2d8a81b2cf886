"""Configuration files: where they are looked for, what they set, what wins over them, and what is wrong with them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from govlint.config.load import key_of, load_configuration
from govlint.config.resolve import NAMES, find_configuration, resolved
from govlint.config.settings import OPTIONS
from govlint.problems import UserFileError
from tests.support.process import Ran
from tests.support.texts import example

Run = Callable[..., Ran]

RULES = 'schema = 1\n[[rule]]\ncode = "SC001"\nname = "ours"\nkind = "forbidden-term"\nterms = ["水利"]\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, source in (("clean.txt", "clean.txt"), ("in/faulty.txt", "report.txt"), ("in/deep/x.txt", "report.txt")):
        write(tmp_path / name, example(source))
    monkeypatch.chdir(tmp_path)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def codes(ran: Ran) -> set[str]:
    return {item["code"] for item in json.loads(ran.text)["diagnostics"]}


# -- where it is looked for ----------------------------------------------------------------------------------------


def test_the_nearest_file_upward_from_what_is_checked_holds(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "govlint.toml", 'select = ["GL601"]')
    assert codes(run("in/deep/x.txt", "-f", "json")) == {"GL601"}
    write(tmp_path / "in/govlint.toml", 'select = ["GL811"]')
    assert codes(run("in/deep/x.txt", "-f", "json")) == {"GL811"}, "nothing is merged"
    assert codes(run("in", "-f", "json")) == {"GL811"}
    assert codes(run("in/faulty.txt", "in/deep/x.txt", "-f", "json")) == {"GL811"}
    assert codes(run("in/faulty.txt", "clean.txt", "-f", "json")) == {"GL811"}, "each file has its own"
    write(tmp_path / "other.txt", example("report.txt"))
    assert codes(run(".", "-f", "json")) == {"GL811", "GL601"}


def test_files_are_found_from_anywhere(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in/govlint.toml", 'select = ["GL811"]')
    monkeypatch.chdir(tmp_path / "in" / "deep")
    assert codes(run(str(tmp_path / "in/faulty.txt"), "-f", "json")) == {"GL811"}
    assert codes(run("x.txt", "-f", "json")) == {"GL811"}
    write(tmp_path / "in/govlint.toml", 'select = ["GL999"]')
    assert f"{tmp_path / 'in/govlint.toml'}:1: select:" in run("x.txt").err


def test_standard_input_is_looked_for_from_the_current_folder_or_its_name(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "govlint.toml", 'select = ["GL601"]')
    write(tmp_path / "in/govlint.toml", 'select = ["GL811"]')
    text = example("report.txt").encode()
    assert codes(run("-", "-f", "json", stdin=text)) == {"GL601"}
    assert codes(run("-", "--stdin-filename", "in/y.txt", "-f", "json", stdin=text)) == {"GL811"}


def test_of_several_files_in_a_folder_the_first_name_counts(tmp_path: Path) -> None:
    for name in reversed(NAMES):
        write(tmp_path / name, "[tool.govlint]\n" if name == "pyproject.toml" else "")
        assert find_configuration(str(tmp_path)) == str(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "counts"),
    [
        ('[tool.govlint]\nselect = ["GL601"]', True),
        ('[ tool . "govlint" ]\nselect = ["GL601"]', True),
        ('[tool]\ngovlint = { select = ["GL601"] }', True),
        ('tool.govlint.select = ["GL601"]', True),
        ('[project]\nname = "govlint"\n[tool.ruff]\nline-length = 120', False),
        ("not toml [", False),
    ],
)
def test_a_pyproject_counts_if_it_has_our_table(run: Run, tmp_path: Path, content: str, counts: bool) -> None:
    write(tmp_path / "pyproject.toml", content)
    found = codes(run("in/faulty.txt", "-f", "json"))
    assert (found == {"GL601"}) is counts
    assert len(found) > 1 or counts


def test_config_names_another_file_and_isolated_uses_none(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "govlint.toml", 'select = ["GL601"]')
    write(tmp_path / "other.toml", 'select = ["GL811"]')
    args = ("in/faulty.txt", "-f", "json")
    assert codes(run(*args, "--config", "other.toml")) == {"GL811"}
    assert len(codes(run(*args, "--isolated"))) > 1
    monkeypatch.setenv("GOVLINT_CONFIG", "other.toml")
    assert codes(run(*args)) == {"GL811"}
    assert run("in/faulty.txt", "--config", "missing.toml").status == 2
    write(tmp_path / "pyproject.toml", "")
    assert "[tool.govlint]" in run("clean.txt", "--config", "pyproject.toml").err


# -- what it sets, and what wins -----------------------------------------------------------------------------------


def test_every_option_of_a_file_takes_effect(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "govlint.toml",
        'select = ["GL8", "GL6"]\nignore = ["GL811"]\nextend-select = ["GL301"]\nrules = []\nyear = 2023\n'
        'organ-kind = "town"\nformat = "json"\nmin-severity = "error"\nfail-on = "never"\nlang = "en"\n'
        'color = "never"\njobs = 1\nallow-empty = true\n[severity]\nGL6 = "warning"\nGL301 = "info"\n',
    )
    ran = run("in/faulty.txt")
    printed = json.loads(ran.text)
    assert ran.status == 0
    assert printed["diagnostics"] == []
    assert printed["summary"]["hidden"] > 0
    assert printed["files"][0]["organ_kind"] == "town"
    asked = {check["code"] for check in printed["checks"]}
    assert {code[:3] for code in asked - {"GL301"}} == {"GL6", "GL8"}
    assert "GL811" not in asked
    shown = json.loads(run("in/faulty.txt", "--min-severity", "info").text)["diagnostics"]
    assert {(item["code"], item["severity"]) for item in shown} >= {("GL301", "info"), ("GL601", "warning")}
    assert shown[0]["message"].isascii() is False
    assert "the columns of" in next(item["message"] for item in shown if item["code"] == "GL301")
    assert run().status == 0, "nothing to check is fine"


def test_every_option_that_a_file_can_set_is_one_of_the_command_line(tmp_path: Path) -> None:
    for option in OPTIONS:
        if not option.in_file:
            write(tmp_path / "x.toml", f"{key_of(option)} = 1")
            with pytest.raises(UserFileError, match=f"there is no key {key_of(option)}"):
                load_configuration("x.toml")


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "govlint.toml", 'fail-on = "never"\nformat = "json"\nselect = ["GL601"]')
    assert run("in/faulty.txt").status == 0
    monkeypatch.setenv("GOVLINT_FAIL_ON", "error")
    assert run("in/faulty.txt").status == 1
    assert run("in/faulty.txt", "--fail-on", "never").status == 0
    assert codes(run("in/faulty.txt", "--select", "GL811")) == {"GL811"}
    monkeypatch.setenv("GOVLINT_SELECT", "GL812")
    assert codes(run("in/faulty.txt")) == set()


def test_values_that_nothing_sets_are_the_defaults() -> None:
    options = {option.name: None for option in OPTIONS}
    completed, configuration = resolved({**options, "rules": (), "isolated": True})
    assert configuration is None
    assert (completed["format"], completed["fail_on"], completed["lang"]) == ("full", "warning", "auto")
    assert (completed["select"], completed["allow_empty"], completed["jobs"]) == ((), False, None)


def test_rules_are_beside_the_file_that_names_them_and_add_up(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "conf/ours.toml", RULES)
    write(tmp_path / "more.toml", RULES.replace("SC001", "SC002").replace("ours", "more"))
    write(tmp_path / "conf/govlint.toml", 'rules = ["ours.toml"]\nselect = ["SC"]')
    assert codes(run("in/faulty.txt", "--config", "conf/govlint.toml", "-f", "json")) == {"SC001"}
    both = run("in/faulty.txt", "--config", "conf/govlint.toml", "--rules", "more.toml", "-f", "json")
    assert codes(both) == {"SC001", "SC002"}


def test_other_commands_know_the_rules_and_the_language_of_the_file(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "ours.toml", RULES + '[vocabulary.furniture]\nbuttons = ["看一看"]\n')
    write(tmp_path / "govlint.toml", 'rules = ["ours.toml"]\nlang = "en"\nformat = "json"')
    assert "from ours.toml" in run("rule", "SC001").text
    assert "SC001" in run("rules").text
    assert run("rule", "SC001", "--isolated").status == 2
    write(tmp_path / "in/y.txt", example("clean.txt") + "看一看\n")
    assert "看一看" in json.dumps(
        json.loads(run("outline", "in/y.txt", "-f", "json").text)["furniture"], ensure_ascii=False
    )


# -- what is wrong with it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('selct = ["GL601"]', "govlint.toml:1: selct: there is no key selct; did you mean select?"),
        ("\nyear = 1999", "govlint.toml:2: year: should be a whole number from 2008 to 2099"),
        ("year = true", "govlint.toml:1: year: should be a whole number"),
        ('select = "GL601"', "govlint.toml:1: select: should be a list of strings"),
        ('select = ["GL301", "GL999"]', "govlint.toml:1: select: there is no rule GL999"),
        ('ignore = ["row-totals"]', "govlint.toml:1: ignore: there is no rule row-totals; did you mean row-total?"),
        ('[severity]\nGL999 = "info"', "govlint.toml:1: severity: there is no rule GL999"),
        ('[severity]\nGL811 = "fatal"', "govlint.toml:2: GL811: the level of GL811 is one of error warning info"),
        ("severity = 3", "govlint.toml:1: severity: should be a table"),
        ('fail-on = "errors"', "govlint.toml:1: fail-on: cannot be errors; it is one of error warning info never"),
        ("allow-empty = 1", "govlint.toml:1: allow-empty: should be true or false"),
        ('rules = ["missing.toml"]', "missing.toml: cannot be read"),
        ('rules = ["no_such_module"]', "no_such_module: there is no such rule pack"),
        ("config = 'x'", "there is no key config"),
        ("x", "is no valid TOML"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_key(run: Run, tmp_path: Path, content: str, told: str) -> None:
    write(tmp_path / "govlint.toml", content)
    ran = run("clean.txt", "--lang", "en")
    assert (ran.status, ran.out) == (2, b"")
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert run("clean.txt", "--isolated").status == 0


def test_a_wrong_selector_of_the_command_line_is_not_blamed_on_the_file(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "govlint.toml", 'select = ["GL999"]')
    assert "govlint.toml" not in run("clean.txt", "--select", "GL999").err


def test_a_configuration_that_cannot_be_opened_is_told(run: Run, tmp_path: Path) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("permissions do not hold here")
    write(tmp_path / "govlint.toml", "")
    (tmp_path / "govlint.toml").chmod(0)
    assert run("clean.txt").status == 2


# -- some files only -----------------------------------------------------------------------------------------------


def test_what_is_said_of_some_files_comes_on_top(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "govlint.toml",
        'select = ["GL601", "GL811"]\n[[per-file]]\npath = "in/deep/"\nignore = ["GL811"]\nextend-select = ["GL301"]\n'
        'year = 2022\norgan-kind = "town"\nseverity = { GL601 = "info" }\n',
    )
    printed = json.loads(run("in", "-f", "json").text)
    found = {(item["path"], item["code"], item["severity"]) for item in printed["diagnostics"]}
    assert {(path, code) for path, code, _ in found} >= {("in/faulty.txt", "GL811"), ("in/deep/x.txt", "GL601")}
    assert ("in/deep/x.txt", "GL811") not in {(path, code) for path, code, _ in found}
    assert {level for path, code, level in found if path == "in/deep/x.txt" and code == "GL601"} == {"info"}
    kinds = {file["path"]: (file["year"], file["organ_kind"]) for file in printed["files"]}
    assert kinds["in/deep/x.txt"] == (2022, "town")
    assert kinds["in/faulty.txt"] != (2022, "town")
    tallies = {check["code"]: check for check in printed["checks"]}
    assert tallies["GL301"]["not_applicable"] == 1, "it was not asked of the other file"
    assert sum(value for key, value in tallies["GL811"].items() if key != "code") == 2
    given = json.loads(run("in/deep", "-f", "json", "--year", "2023", "--select", "GL601").text)
    assert given["files"][0]["year"] == 2023, "the command line wins"


def test_the_result_is_the_same_for_any_number_of_processes_and_order(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "govlint.toml", 'select = ["GL6"]\n[[per-file]]\npath = "*1.txt"\nselect = ["GL8"]\n')
    write(tmp_path / "many/sub/govlint.toml", 'select = ["GL3"]\n')
    for number in range(12):
        write(tmp_path / f"many/{'sub/' if number % 3 else ''}{number}.txt", example("report.txt"))
    one = run("many", "-f", "json", "--jobs", "1").out
    assert run("many", "-f", "json", "--jobs", "3").out == one
    names = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "many").rglob("*.txt"))
    assert run(*reversed(names), "-f", "json", "--jobs", "2").out == one


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[[per-file]]\nyear = 2023", "path: this key is missing"),
        ('[[per-file]]\npath = "a"\nyera = 2023', "govlint.toml:3: yera: there is no key yera; did you mean year?"),
        ('[[per-file]]\npath = "*"\nignore = ["GL999"]', "govlint.toml:3: ignore: there is no rule GL999"),
        ('[[per-file]]\npath = "*"\nformat = "json"', "there is no key format"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told(run: Run, tmp_path: Path, content: str, told: str) -> None:
    write(tmp_path / "govlint.toml", content)
    ran = run("clean.txt", "--lang", "en")
    assert (ran.status, told in ran.err) == (2, True), ran.err


# -- leaving files out ---------------------------------------------------------------------------------------------


def shown(ran: Ran) -> list[str]:
    return ran.text.split()


def test_searches_leave_out_what_is_excluded(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "govlint.toml", 'exclude = ["deep/", "*.old.txt"]\n')
    write(tmp_path / "in/a.old.txt", "x")
    assert shown(run("in", "--show-files")) == ["in/faulty.txt"]
    assert shown(run("in", "in/a.old.txt", "--show-files")) == ["in/a.old.txt", "in/faulty.txt"], "named is named"
    assert "in/deep (excluded)" in run("in", "--verbose", "--lang", "en").err
    assert shown(run("in", "--show-files", "--exclude", "faulty*")) == ["in/a.old.txt", "in/deep/x.txt"]
    assert len(shown(run("in", "--show-files", "--isolated"))) == 3
    assert len(shown(run("in", "--show-files", "--audit"))) == 3
    assert {item["reason"] for item in json.loads(run("in", "-f", "json").text)["skipped"]} == {"excluded"}


def test_patterns_are_relative_to_their_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "govlint.toml", 'exclude = ["/in/deep/x.txt"]\n')
    monkeypatch.chdir(tmp_path / "in")
    assert shown(run(".", "--show-files")) == ["./faulty.txt"]


# -- extending, and settings on the command line -------------------------------------------------------------------


def test_a_file_may_extend_another(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "base/base.toml", 'rules = ["ours.toml"]\nselect = ["GL601", "SC"]\nfail-on = "never"\n')
    write(tmp_path / "base/ours.toml", RULES)
    write(tmp_path / "govlint.toml", 'extend = "base/base.toml"\nselect = ["SC"]\n[[ignore]]\ncode = "SC001"\n')
    ran = run("in/faulty.txt", "-f", "json")
    assert {(item["code"], item["suppressed"]) for item in json.loads(ran.text)["diagnostics"]} == {("SC001", True)}
    write(tmp_path / "govlint.toml", 'extend = "base/base.toml"\n')
    assert codes(run("in/faulty.txt", "-f", "json")) == {"GL601", "SC001"}
    write(tmp_path / "base/base.toml", 'extend = "../govlint.toml"\n')
    assert "extend leads back to" in run("clean.txt", "--lang", "en").err
    write(tmp_path / "govlint.toml", 'extend = "nowhere.toml"\n')
    assert "nowhere.toml: cannot be read" in run("clean.txt", "--lang", "en").err


def test_a_setting_can_be_given_on_the_command_line(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "govlint.toml", 'select = ["GL601"]\nfail-on = "never"\n')
    args = ("in/faulty.txt", "-f", "json")
    assert codes(run(*args, "--config", 'select = ["GL811"]')) == {"GL811"}
    assert run(*args, "--config", 'select = ["GL811"]').status == 0, "the rest holds"
    assert run(*args, "--config", 'fail-on = "warning"').status == 1
    assert codes(run(*args, "--isolated", "--config", 'select = ["GL811"]')) == {"GL811"}
    assert "--config:1: selct: there is no key selct" in run(*args, "--config", "selct = 1", "--lang", "en").err
    assert run(*args, "--config", "year =").status == 2


# -- asking --------------------------------------------------------------------------------------------------------


def test_config_says_what_holds_and_where_it_comes_from(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        tmp_path / "govlint.toml",
        'lang = "en"\nselect = ["GL601"]\n[[per-file]]\npath = "in/"\nyear = 2022\n[[ignore]]\ncode = "GL1"\n',
    )
    monkeypatch.setenv("GOVLINT_FAIL_ON", "error")
    lines = run("config").text.splitlines()
    assert lines[0] == "# configuration: govlint.toml"
    assert 'select = ["GL601"]  # govlint.toml:2' in lines
    assert 'fail-on = "error"  # environment variable GOVLINT_FAIL_ON' in lines
    assert 'format = "full"  # default' in lines
    assert "# year =  # default" in lines
    assert lines[-1] == "# and 1 [[ignore]], 1 [[per-file]]"
    assert run("config", "year", "--for", "in/faulty.txt").text.startswith(
        "year = 2022  # [[per-file]] of govlint.toml\n# the reporting year"
    )
    facts = json.loads(run("config", "-f", "json").text)
    assert {item["key"] for item in facts["settings"]} == {key_of(option) for option in OPTIONS if option.in_file}
    ran = run("config", "slect")
    assert (ran.status, "there is no setting slect; did you mean select?" in ran.err) == (2, True)
    assert "there is no configuration file" in run("config", "--isolated", "--lang", "en").text


def test_init_writes_a_file_in_which_every_setting_can_be_switched_on(run: Run, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        path = tmp_path / lang / "govlint.toml"
        path.parent.mkdir()
        assert run("init", str(path), "--lang", lang).status == 0
        assert load_configuration(str(path)).values == {}
        assert (run("init", str(path)).status, run("init", str(path), "--lang", "en").out) == (2, b"")
        lines = path.read_text(encoding="utf-8").split("\n")
        is_setting = re.compile(r"# ((?:[a-z-]+|GL811) = \S.*|\[.*\])\Z").match
        settings = [found[1] for found in map(is_setting, lines) if found]
        switched_on = "\n".join(line for line in settings if not line.startswith("ignore ="))  # or [[ignore]]
        write(path, switched_on)
        loaded = load_configuration(str(path))
        assert loaded.values.keys() == {option.name for option in OPTIONS if option.in_file} - {"ignore"}
        assert (len(loaded.ignores), len(loaded.per_file)) == (1, 1)


def test_the_schema_for_editors_takes_what_the_program_takes(run: Run, tmp_path: Path) -> None:
    schema = json.loads(run("config", "-f", "schema").text)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    good = {
        "select": ["ALL"],
        "severity": {"GL811": "info"},
        "year": 2023,
        "ignore": ["GL8", {"code": ["GL601"], "path": "a", "quote": "x", "reason": "y", "until": "2026-01-01"}],
        "per-file": [{"path": ["a", "b"], "organ-kind": "town", "ignore": ["GL1"]}],
        "extend": "base.toml",
    }
    validator.validate(good)
    for bad in ({"selct": []}, {"year": 1999}, {"ignore": [{"path": "a"}]}, {"severity": {"GL1": "fatal"}}):
        assert not validator.is_valid(bad)
    assert set(schema["properties"]) == {
        "extend",
        "per-file",
        *(key_of(option) for option in OPTIONS if option.in_file),
    }
