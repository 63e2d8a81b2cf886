"""Findings counted instead of shown: by rule, by file, by family of rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import govlint
from govlint.output.terminal import width_of
from tests.support.process import Ran
from tests.support.texts import EXAMPLES

Run = Callable[..., Ran]
SCHEMA = Path(govlint.__file__).parent / "output" / "schema" / "result.schema.json"
CLEAN = Path(EXAMPLES, "clean.txt").read_text(encoding="utf-8")
FAULTY = Path(EXAMPLES, "report.txt").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    Path("reports/好的.txt").write_text(CLEAN, encoding="utf-8")
    Path("reports/faulty.txt").write_text(FAULTY, encoding="utf-8")
    Path("reports/another.txt").write_text(FAULTY.replace("打印本页", ""), encoding="utf-8")


def counted(run: Run, *args: str) -> dict[str, list[dict[str, object]]]:
    printed = json.loads(run("reports", "-f", "json", *args).text)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(printed)
    return {key: value for key, value in printed.items() if key.startswith("statistics")} | {"all": printed}


def test_alone_it_counts_by_rule_and_takes_no_path_for_its_value(run: Run) -> None:
    ran = run("--statistics", "reports", "-q", "--lang", "en")
    first = ran.text.splitlines()[0].split()
    assert (first[0], first[2], len(first)) == ("2", "GL108", 7)
    assert run("reports", "--statistics=rule", "-q", "--lang", "en") == ran
    assert run("--statistics", "--stat", "reports").status == 2, "an option that there is not is still told"


def test_each_way_of_counting_comes_to_the_same_number(run: Run) -> None:
    found = counted(run, "--statistics=rule,file", "--statistics=family")
    number = len(found["all"]["diagnostics"])  # type: ignore[call-overload]
    for key in ("statistics", "statistics_by_file", "statistics_by_family"):
        assert sum(entry["findings"] for entry in found[key]) == number, key  # type: ignore[misc]
        for entry in found[key]:
            assert entry["errors"] + entry["warnings"] + entry["infos"] == entry["findings"]  # type: ignore[operator]
    assert [entry["path"] for entry in found["statistics_by_file"]] == ["reports/another.txt", "reports/faulty.txt"]
    families = {entry["code"]: entry for entry in found["statistics_by_family"]}
    assert families["GL3"]["name"] == "勾稽关系"
    assert families["GL3"]["rules"] == 4
    assert families["GL3"]["share"] == round(2 / 3, 4)


def test_without_the_option_json_has_no_counts(run: Run) -> None:
    assert set(counted(run)) == {"all"}
    assert set(counted(run, "--statistics=file")) == {"statistics", "statistics_by_file", "all"}


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("code", lambda entry: entry["code"]),
        ("name", lambda entry: entry["name"]),
        ("count", lambda entry: (-entry["findings"], entry["code"])),
        ("severity", lambda entry: (-entry["errors"], -entry["warnings"], -entry["infos"], entry["code"])),
    ],
)
def test_the_order_is_the_one_asked_for(run: Run, sort: str, key: Callable[[dict[str, object]], object]) -> None:
    found = counted(run, "--statistics", "--sort", sort)["statistics"]
    assert found == sorted(found, key=key)  # type: ignore[arg-type,type-var]
    assert len(found) > 5


def test_columns_are_aligned_where_characters_are_wide(run: Run) -> None:
    Path("reports/宁河区俵口镇.txt").write_text(FAULTY, encoding="utf-8")
    for lang, head in (("zh", "可修正"), ("en", "fixable")):
        lines = run("reports", "--statistics=file", "--lang", lang).text.splitlines()
        table = lines[: lines.index("")]
        assert len(table) == 4
        ends = {width_of(line) for line in table}
        assert len(ends) == 1, table
        assert table[0].endswith(head)
        assert any("宁河区俵口镇" in line for line in table)


def test_a_baseline_tells_what_is_new_from_what_is_known(run: Run) -> None:
    assert run("baseline", "create", "reports/faulty.txt").status == 0
    found = counted(run, "--statistics=rule,file", "--baseline", "govlint-baseline.json")
    assert [entry["path"] for entry in found["statistics_by_file"]] == ["reports/another.txt"]
    assert {entry["known"] for entry in found["statistics"]} == {1}
    lines = run("reports", "--statistics", "--baseline", "govlint-baseline.json", "--lang", "en").text.splitlines()
    assert lines[0].split() == ["new", "severity", "code", "name", "files", "fixable", "known"]


def test_the_environment_and_the_configuration_ask_for_it_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    by_family = run("reports", "--statistics=family").text
    assert "GL3" in by_family
    assert "GL301" not in by_family
    Path("govlint.toml").write_text('statistics = ["family"]\nsort = "count"\n', encoding="utf-8")
    assert run("reports").text == by_family
    monkeypatch.setenv("GOVLINT_STATISTICS", "1")
    assert "GL301" in run("reports").text
    monkeypatch.setenv("GOVLINT_STATISTICS", "family,file")
    assert "GL301" not in run("reports").text
    assert "reports/faulty.txt" in run("reports").text
    monkeypatch.setenv("GOVLINT_STATISTICS", "week")
    assert run("reports").status == 2
    monkeypatch.delenv("GOVLINT_STATISTICS")
    Path("govlint.toml").write_text("statistics = true\n", encoding="utf-8")
    assert "GL301" in run("reports").text
    Path("govlint.toml").write_text('statistics = ["fil"]\n', encoding="utf-8")
    refused = run("reports", "--lang", "en")
    assert refused.status == 2
    assert "govlint.toml:1" in refused.err
    assert "did you mean file" in refused.err


def test_what_it_cannot_count_by_is_an_error_that_names_what_it_can(run: Run) -> None:
    refused = run("reports", "--statistics=files", "--lang", "en")
    assert refused.status == 2
    assert "rule file family" in refused.err


def test_nothing_found_is_an_empty_count(run: Run) -> None:
    assert run("reports/好的.txt", "--statistics=rule,family", "-q").text.strip() == ""
    printed = json.loads(run("reports/好的.txt", "--statistics", "-f", "json").text)
    assert printed["statistics"] == []
