"""Baselines: what is accepted, what is new, what is gone; and that the key survives edits."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govlint.baseline import Accepted, as_json, read_entries
from govlint.fingerprint import sentence_at
from govlint.problems import UserFileError
from tests.support.edits import simulate
from tests.support.process import Ran
from tests.test_suppression import report, write

Run = Callable[..., Ran]

RULES = """schema = 1
[[rule]]
code = "SC001"
name = "no-water"
kind = "forbidden-term"
terms = ["水利"]
"""
CONFIGURATION = 'rules = ["ours.toml"]\nselect = ["SC", "GL004"]\nlang = "en"\nbaseline = "known.json"\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ours.toml").write_text(RULES, encoding="utf-8")
    Path("govlint.toml").write_text(CONFIGURATION, encoding="utf-8")
    write("a.txt", "本年水利信息公开。另外一句。", "又有水利信息。")


def entries(path: str = "known.json") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(Path(path).read_text(encoding="utf-8"))["findings"]
    return found


def summary(run: Run, *args: str) -> tuple[int, int, int, int]:
    """The exit status, and how many findings are known, new, gone."""
    ran = run(*args, "-f", "json")
    told = json.loads(ran.text)["baseline"]
    return ran.status, told["known"], told["new"], len(told["gone"])


def test_what_is_accepted_does_not_count(run: Run) -> None:
    assert run("baseline", "create", "a.txt").status == 0
    assert {entry["path"] for entry in entries()} == {"a.txt"}
    assert {entry["quote"] for entry in entries()} == {"本年水利信息公开。另外一句。", "又有水利信息。"}
    assert summary(run, "a.txt") == (0, 2, 0, 0)
    assert "against the baseline known.json: 2 known, 0 new, 0 gone" in " ".join(run("a.txt").text.split())
    ran = run("a.txt", "-f", "json")
    assert {item["suppression"]["how"] for item in json.loads(ran.text)["diagnostics"]} == {"baseline"}


def test_moving_wrapping_and_edits_elsewhere_keep_it(run: Run) -> None:
    run("baseline", "create", "a.txt")
    for paragraphs in (
        ("新的一段。", "又有水利信息。", "本年水利信息公开。"),
        ("本年水利信息 公开。改过的一句。", "前面的话。又有水利信息。"),
    ):
        write("a.txt", *paragraphs)
        assert summary(run, "a.txt") == (0, 2, 0, 0)
    write("a.txt", "本年水利信息公开。", "又有水利信息。", "还有水利。")
    assert summary(run, "a.txt") == (1, 2, 1, 0)


def test_what_is_gone_is_told_and_pruned(run: Run) -> None:
    run("baseline", "create", "a.txt")
    write("a.txt", "又有水利信息。")
    assert summary(run, "a.txt") == (0, 1, 0, 1)
    shown = " ".join(run("a.txt", "--verbose").text.split())
    assert "1 findings of the baseline are gone" in shown
    assert "findings of the baseline that are gone (a.txt) SC001 本年水利信息公开。" in shown
    assert run("a.txt", "--fail-on", "info").status == 1
    ran = run("baseline", "prune", "a.txt")
    assert (ran.status, ran.text) == (0, "- a.txt: SC001 本年水利信息公开。另外一句。\n")
    assert "1 findings, 0 newly accepted, 1 dropped" in ran.err
    assert summary(run, "a.txt") == (0, 1, 0, 0)


def test_update_says_what_it_newly_accepts_and_keeps_reasons(run: Run) -> None:
    run("baseline", "create", "a.txt")
    listed = entries()
    kept = next(entry for entry in listed if entry["quote"].startswith("又"))
    kept["reason"] = "agreed"
    Path("known.json").write_text(json.dumps({"schema": 1, "findings": listed}), encoding="utf-8")
    write("a.txt", "又有水利信息。", "还有水利。")
    assert run("baseline", "prune", "a.txt").text.startswith("- ")
    ran = run("baseline", "update", "a.txt")
    assert ran.text == "+ a.txt: SC001 还有水利。\n"
    assert {entry.get("reason") for entry in entries()} == {None, "agreed"}
    printed = json.loads(run("a.txt", "-f", "json").text)["diagnostics"]
    assert {item["suppression"]["reason"] for item in printed} == {None, "agreed"}


def test_what_was_accepted_until_a_day_counts_from_then_on(run: Run) -> None:
    run("baseline", "create", "a.txt")
    for until, status in (("2020-01-01", 1), ("2099-01-01", 0)):
        listed = [{**entry, "until": until} for entry in entries()]
        Path("known.json").write_text(json.dumps({"schema": 1, "findings": listed}), encoding="utf-8")
        assert run("a.txt").status == status


def test_reports_that_are_not_checked_keep_their_entries(run: Run) -> None:
    write("b/b.txt", "水利。")
    assert run("baseline", "create", "a.txt", "b").status == 0
    write("a.txt", "别的话。")
    write("b/b.txt", "别的话。")
    run("baseline", "prune", "b")
    assert {entry["path"] for entry in entries()} == {"a.txt"}
    os.unlink("a.txt")
    run("baseline", "prune", "b")
    assert entries() == [], "a report that is there no more has no findings"


def test_paths_are_those_of_the_baseline_wherever_it_is_used_from(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkdir("conf")
    run("baseline", "create", "a.txt", "--baseline", "conf/known.json")
    assert {entry["path"] for entry in entries("conf/known.json")} == {"../a.txt"}
    monkeypatch.chdir("conf")
    assert run("../a.txt", "--baseline", "known.json").status == 0


def test_a_suppressed_finding_is_not_accepted_besides(run: Run) -> None:
    with open("govlint.toml", "a", encoding="utf-8") as file:
        file.write('[[ignore]]\ncode = "SC001"\nquote = "又有水利"\n')
    run("baseline", "create", "a.txt")
    assert [entry["quote"] for entry in entries()] == ["本年水利信息公开。另外一句。"]
    assert "2 suppressed (1 in the baseline, 1 by the configuration)" in run("a.txt").text


def test_reports_that_cannot_be_judged_are_named(run: Run) -> None:
    Path("bad.txt").write_bytes(b"")
    ran = run("baseline", "create", "a.txt", "bad.txt")
    assert ran.status == 2
    assert "bad.txt could not be judged" in ran.err
    assert len(entries()) == 2


def test_it_is_the_same_whatever_is_shown_and_whatever_the_number_of_processes(run: Run) -> None:
    for number in range(8):
        write(f"many/{number}.txt", "本年水利信息公开。" * (number + 1))
    run("baseline", "create", "many", "--jobs", "1")
    one = Path("known.json").read_bytes()
    os.unlink("known.json")
    run("baseline", "create", "many", "--jobs", "3")
    assert Path("known.json").read_bytes() == one
    assert run("many", "--jobs", "3").status == 0
    assert run("many", "--min-severity", "error", "--jobs", "1").status == 0


def test_an_audit_only_tells_what_a_baseline_of_the_audited_accepts(run: Run) -> None:
    run("baseline", "create", "a.txt")
    args = ("a.txt", "--audit", "--rules", "ours.toml", "--select", "SC", "-f", "json")
    ran = run(*args)
    assert ran.status == 1
    assert [item["suppression"]["how"] for item in json.loads(ran.text)["diagnostics"]] == ["baseline"] * 2
    assert run(*args, "--baseline", "known.json").status == 0, "the auditor named it"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "usage: govlint baseline"),
        (("renew", "a.txt"), "usage: govlint baseline"),
        (("create",), "no file to check was given"),
        (("update", "a.txt"), "there is no known.json"),
        (("prune", "a.txt", "--baseline", "other.json"), "there is no other.json"),
    ],
)
def test_wrong_usage_is_told(run: Run, args: tuple[str, ...], told: str) -> None:
    ran = run("baseline", *args, "--lang", "en")
    assert (ran.status, ran.out) == (2, b"")
    assert told in ran.err


def test_a_baseline_is_never_overwritten_by_create(run: Run) -> None:
    run("baseline", "create", "a.txt")
    before = Path("known.json").read_bytes()
    ran = run("baseline", "create", "a.txt")
    assert (ran.status, "is there already" in ran.err) == (2, True)
    assert Path("known.json").read_bytes() == before


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"schema": 1}', '{"schema": 1, "findings": [{"path": "a"}]}', '{"schema": 2, "findings": []}'],
)
def test_what_is_no_baseline_is_told(run: Run, content: str) -> None:
    Path("known.json").write_text(content, encoding="utf-8")
    with pytest.raises(UserFileError):
        read_entries("known.json")
    ran = run("a.txt")
    assert (ran.status, "known.json" in ran.err) == (2, True)


def test_a_baseline_is_written_an_entry_a_line() -> None:
    text = as_json([Accepted("b", "X2", "f2"), Accepted("a", "X1", "f1", "引文", "why", "2030-01-01")])
    assert text.split("\n")[3] == (
        '  {"path": "a", "code": "X1", "fingerprint": "f1", "quote": "引文", "reason": "why", "until": "2030-01-01"},'
    )
    Path("x.json").write_text(text, encoding="utf-8")
    assert [entry.key for entry in read_entries("x.json")] == [("a", "f1"), ("b", "f2")]


# -- the key -------------------------------------------------------------------------------------------------------


def test_a_sentence_is_the_same_however_its_lines_are_broken() -> None:
    sentence = "本年度本机关通过政府网站主动公开各类信息三百一十二条,其中规范性文件两件,均已按期公布。"
    paragraph = f"前面的一句。{sentence}后面的一句。"
    for width in (22, 24, 30, 37, 100):
        lines = [paragraph[start : start + width] for start in range(0, len(paragraph), width)]
        text = "一、总体情况\n" + "\n".join(lines) + "\n二、主动公开政府信息情况\n"
        for char in "度条件":
            assert sentence_at(text, text.index(char), 0, len(text)).replace("\n", "") == sentence


def test_lines_that_stand_for_themselves_are_not_joined() -> None:
    text = "短的一行\n另一行\n" + "长" * 30 + "\n" + "文" * 90
    assert sentence_at(text, text.index("另"), 0, len(text)) == "另一行"
    assert sentence_at(text, text.index("长"), 0, len(text)) == "长" * 30


def test_a_sentence_of_any_length_costs_little() -> None:
    text = "一是" * 500_000
    assert len(sentence_at(text, 400_000, 0, len(text))) == 800


def test_few_old_findings_come_back_as_new_and_few_new_ones_pass_for_old() -> None:
    """The simulation of `benchmarks/fingerprints.py`, smaller: reports edited, wrapped anew, put right and spoilt."""
    tallies = simulate(60)
    ours, by_line = tallies["fingerprint"], tallies["code + line number"]
    assert ours.strange <= 0.05 * ours.kept
    assert ours.hidden <= 0.05 * ours.new
    assert by_line.strange > 0.5 * by_line.kept, "what a line number would come to"


def test_reports_are_the_same_with_the_line_ends_of_any_system(run: Run) -> None:
    long = "本年度本机关通过政府网站公开各类信息三百一十二条,其中水利\n规范性文件两件,均已按期公布在门户网站。"
    write("a.txt", long)
    run("baseline", "create", "a.txt")
    Path("a.txt").write_bytes(report(long).replace("\n", "\r\n").encode())
    assert summary(run, "a.txt") == (0, 1, 0, 0)
