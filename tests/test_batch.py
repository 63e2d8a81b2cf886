"""Batches: every content is judged once, nothing is lost however a run ends, and outputs say what `check` says."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

from govlint.batch.codec import decode, encode, file_of, file_row, finding_of, finding_row
from govlint.batch.engine import engine_named
from govlint.batch.many import FIRST_OF_MANY, judge_pairs, judge_set
from govlint.batch.results import StoredResult
from govlint.batch.rows import Problem, rows_of
from govlint.batch.run import judge_files
from govlint.batch.store import open_store
from govlint.batch.summary import count, text_of
from govlint.batch.tables import COLUMNS, SCHEMA
from govlint.batch.views import open_views
from govlint.batch.work import Judge, Task, Unkept
from govlint.output.terminal import width_of
from govlint.pool import Stream
from govlint.report.organ import organ_region
from govlint.result import Counts
from govlint.run import Input, check_input, settings_for
from tests.support.batch_judges import broken, organs, two_years
from tests.support.batches import Here, Quiet, audit, begin, judging, query, rows
from tests.support.dialects import DIALECTS
from tests.support.our_pack import build_our_pack
from tests.support.process import Ran, clean_environment, run_process
from tests.support.reports import generate
from tests.support.texts import example

Run = Callable[..., Ran]

DOCS = Path(__file__).parent.parent / "docs"
DEADLY = "这句话会让程序退出"
ENDLESS = "这句话永远读不完"

DANGEROUS_RULE = f'''\
"""A rule that takes its process down, or never ends."""

import os

from govlint.rule import WARNING, Rule, Text


class Danger(Rule):
    """Some texts are dangerous."""

    code = "DP101"
    name = "danger"
    severity = WARNING
    title = explain = help = Text("危险", "danger")
    messages = {{"default": Text("危险", "danger")}}

    def check(self, report):
        if "{DEADLY}" in report.document.text:
            os._exit(7)
        while "{ENDLESS}" in report.document.text:
            pass
        yield from ()
'''
CATALOGUE = 'DP101 = ["danger", "words:Danger", "stable", "1.0"]\n'


def generated(number: int) -> bytes:
    """A report that is always the same for one number."""
    rng = Random(f"batch {number}")
    dialect = list(DIALECTS.values())[number % len(DIALECTS)]
    return dialect.encode(dialect.render(generate(rng), rng))


def write_reports(folder: Path, number: int) -> None:
    folder.mkdir(exist_ok=True)
    for index in range(number):
        (folder / f"{index:03}.txt").write_bytes(generated(index))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a few reports, one of them twice, and files that are none."""
    folder = tmp_path / "reports"
    (folder / "far").mkdir(parents=True)
    for name, source in (("clean.txt", "clean.txt"), ("faulty.txt", "report.txt"), ("far/copy.txt", "report.txt")):
        (folder / name).write_text(example(source), encoding="utf-8")
    (folder / "letter.txt").write_text("你好", encoding="utf-8")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02")
    monkeypatch.chdir(tmp_path)


# -- rows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(0, 60, 7))
def test_a_result_comes_back_from_its_rows_as_it_was(number: int) -> None:
    settings, _ = settings_for()
    result = check_input(Input("a.txt", "a.txt", generated(number) + "关于关于〔2023年〕".encode()), [settings])
    every = [*result.diagnostics, *result.suppressed]
    found = [
        finding_of({**finding_row(item, index), "args": encode(dict(item.args))}) for index, item in enumerate(every)
    ]
    assert found == every
    assert file_of({**file_row(result), "path": "a.txt"}, found, settings.codes, Counts()) == result


def test_json_keeps_every_kind_of_value() -> None:
    value = {"a": (1, None, "文", True, 2.5), "b": {"c": (), "bytes": b"\x00\xff"}, "text": "<!--"}
    assert decode(encode(value)) == value
    with pytest.raises(ValueError, match="no part of a result"):
        decode('{"=":"Popen","args":"x"}')


def test_the_rows_depend_on_nothing_but_bytes_settings_and_the_end_of_the_name() -> None:
    data = example("report.txt").encode()
    by = judging()
    assert rows_of("a.txt", data, by) == rows_of("folder/other", data, by) == rows_of("b.docx", data, by)
    assert rows_of("a.md", data, by)["reports"][0]["judged_by"] != by.judged_by("a.txt")
    assert by.judged_by("A.HTM") == by.judged_by("b.html")


def test_what_changes_a_verdict_changes_the_mark_and_nothing_else_does(tmp_path: Path) -> None:
    rules = tmp_path / "ours.toml"
    rules.write_text('schema = 1\n[[rule]]\ncode = "SC001"\nname = "a"\nkind = "forbidden-term"\nterms = ["甲"]\n')
    by = {"rules": [str(rules)]}
    marks = [judging(**asked).mark for asked in ({}, {"select": ["GL3"]}, {"year": 2023}, by, {"is_audit": True})]
    rules.write_text(rules.read_text().replace("甲", "乙"))
    os.utime(rules, ns=(1, 1))
    from govlint.batch.rows import _digest_of

    _digest_of.cache_clear()  # what it remembers holds for one run
    marks.append(judging(**by).mark)
    assert len(set(marks)) == len(marks)
    assert judging(least="error", timing=True, words=True, day="2026-01-01").mark == judging().mark


def test_a_reading_that_fails_where_no_rule_looks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from govlint.batch.producers import Producer

    def fail(_report: object) -> Iterator[dict[str, str]]:
        raise ZeroDivisionError("in the figures")

    monkeypatch.setattr("govlint.batch.rows.PRODUCERS", (Producer("figures", fail),))
    found = rows_of("a.txt", example("clean.txt").encode(), judging())
    assert found["reports"][0]["crashed"]
    assert [row["code"] for row in found["findings"]] == ["GL009"]


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("澧坞县水利局", "澧坞县"),
        ("澧坞县市场监督管理局", "澧坞县"),
        ("某湖省某江市人民政府办公室", "某湖省某江市"),
        ("某江市城市管理局", "某江市"),
        ("某江市某阳区某街街道办事处", "某江市某阳区"),
        ("某江市经济技术开发区管理委员会", "某江市"),
        ("某某族自治州某市财政局", "某某族自治州某市"),
        ("国家税务总局某某县税务局", "某某县"),
        ("某某盟行政公署", "某某盟"),
        ("某镇人民政府", ""),
        ("市场监督管理局", ""),
        ("水利部", ""),
        ("", ""),
    ],
)
def test_the_place_in_the_name_of_an_organ(name: str, region: str) -> None:
    assert organ_region(name) == region


# -- what is judged, and what counts -------------------------------------------------------------------------------


def test_a_content_is_judged_once_however_many_files_have_it() -> None:
    assert audit("store", "reports").judged == ["reports/binary.txt", "reports/clean.txt", "reports/far/copy.txt",
                                                "reports/letter.txt"]  # fmt: skip
    assert query("store", "SELECT count(*), count(DISTINCT content_hash) FROM files") == [(5, 4)]
    found = query("store", "SELECT path, count(*) FROM found GROUP BY 1 ORDER BY 1")
    assert dict(found)["reports/far/copy.txt"] == dict(found)["reports/faulty.txt"] > 0


def test_only_what_is_new_or_changed_is_judged() -> None:
    audit("store", "reports")
    parts = sorted(os.listdir("store/parts"))
    assert audit("store", "reports").judged == []
    assert sorted(os.listdir("store/parts")) == parts
    Path("reports/new.txt").write_bytes(generated(1))
    Path("reports/clean.txt").write_bytes(generated(2))
    assert audit("store", "reports").judged == ["reports/clean.txt", "reports/new.txt"]


def test_the_rows_of_what_a_file_was_before_do_not_count() -> None:
    audit("store", "reports/faulty.txt")
    before = query("store", "SELECT count(*) FROM found")[0][0]
    text = example("clean.txt")
    Path("reports/faulty.txt").write_text(text, encoding="utf-8")
    audit("store", "reports/faulty.txt")
    assert query("store", "SELECT count(*) FROM found")[0][0] < before
    assert query("store", "SELECT count(*) FROM reports") == [(1,)]
    assert len(rows("store", "reports")) == 2
    Path("reports/faulty.txt").write_text(example("report.txt"), encoding="utf-8")
    assert audit("store", "reports/faulty.txt").judged == [], "what was judged once is known for good"
    assert query("store", "SELECT count(*) FROM found") == [(before,)]


def test_other_settings_judge_anew_and_the_former_are_remembered() -> None:
    audit("store", "reports")
    assert len(audit("store", "reports", select=["GL3"]).judged) == 4
    codes = {code for (code,) in query("store", "SELECT DISTINCT code FROM found")}
    assert "GL301" in codes
    assert {code[:3] for code in codes} == {"GL0", "GL3"}
    assert audit("store", "reports").judged == []
    assert len(query("store", "SELECT DISTINCT code FROM found")) > 3


def test_a_file_that_changes_while_it_is_read_is_looked_at_again() -> None:
    changed = []

    def change(task: Task) -> None:
        if task.name == "reports/clean.txt" and not changed:
            changed.append(task)
            Path(task.path).write_bytes(generated(5))

    engine = audit("store", "reports", engine=Here(change))
    assert engine.judged.count("reports/clean.txt") == 2
    content = query("store", "SELECT content_hash FROM files WHERE path = 'reports/clean.txt'")
    assert content == [(rows_of("a.txt", generated(5), judging())["reports"][0]["content_hash"],)]
    assert query("store", "SELECT count(*) FROM files ANTI JOIN reports USING (content_hash)") == [(0,)]


def test_a_file_that_goes_while_it_is_read_is_a_finding() -> None:
    def remove(task: Task) -> None:
        if task.name == "reports/clean.txt" and os.path.exists(task.path):
            os.unlink(task.path)

    audit("store", "reports", engine=Here(remove))
    told = "SELECT status, why FROM files JOIN reports USING (content_hash) WHERE path = 'reports/clean.txt'"
    assert query("store", told) == [("unreadable", "missing")]


def test_a_file_that_never_stands_still_is_known_to_be_unjudged() -> None:
    ticks = iter(range(100))

    def change(task: Task) -> None:
        if task.name == "reports/clean.txt":
            Path(task.path).write_text(f"{next(ticks)}", encoding="utf-8")

    audit("store", "reports", engine=Here(change))
    with open_store("store") as store, open_views(store) as connection:
        whole = count(connection)
        assert (whole.unjudged, whole.is_judged) == (1, False)
        assert "还没有检查 1 个" in text_of(connection, whole, judging().settings.registry, "zh")


def test_a_suppression_that_ends_is_judged_by_the_day() -> None:
    text = example("report.txt").replace("\n", "\n<!-- govlint: ignore-file GL301 until=2026-12-31 so be it -->\n", 1)
    Path("reports/faulty.md").write_text(text, encoding="utf-8")
    sums = "SELECT suppressed FROM found WHERE code = 'GL301' AND path LIKE '%.md'"
    audit("store", "reports", day="2026-11-01")
    assert query("store", sums) == [(True,)]
    assert audit("store", "reports", day="2026-11-01").judged == ["reports/faulty.md"]
    assert audit("store", "reports", day="2027-01-01").judged == ["reports/faulty.md"] * 2
    assert query("store", sums) == [(False,)]
    assert len(rows("store", "reports")) == len(set(rows("store", "reports")))


def test_a_file_named_twice_is_there_once() -> None:
    audit("store", "reports", "./reports/clean.txt", os.path.abspath("reports/far"), "reports/*.txt")
    assert query("store", "SELECT count(*) FROM files") == [(5,)]


def test_paths_are_streamed_and_workers_are_never_far_ahead() -> None:
    taken = []

    def chunks() -> Iterator[Sequence[int]]:
        for number in range(60):
            taken.append(number)
            yield [number]

    outcomes = Stream(sum, 2, lambda item: -item).outcomes(chunks())
    for number in range(60):
        assert next(outcomes) == number
        assert len(taken) <= number + 1 + 2 * 3
    assert list(outcomes) == []


# -- the store -----------------------------------------------------------------------------------------------------


def test_a_folder_with_other_things_in_it_is_left_alone(run: Run) -> None:
    ran = run("batch", "reports", "--store", "reports", "--lang", "en")
    assert (ran.status, ran.out) == (2, b"")
    assert "reports: this folder holds other things and is no store of govlint" in ran.err
    assert sorted(os.listdir("reports")) == ["binary.txt", "clean.txt", "far", "faulty.txt", "letter.txt"]
    for content in ("{}", "[1]", "no JSON", '{"govlint-store": "x"}'):
        Path("odd").mkdir(exist_ok=True)
        Path("odd/store.json").write_text(content)
        assert "odd: " in run("batch", "reports", "--store", "odd").err
    Path("file").write_text("")
    assert run("batch", "reports", "--store", "file").status == 2


def test_a_store_of_a_later_version_is_left_alone(run: Run) -> None:
    audit("store", "reports")
    identity = Path("store/store.json")
    identity.write_text(json.dumps({"govlint-store": SCHEMA + 1, "version": "9.9"}))
    ran = run("batch", "reports", "--store", "store", "--lang", "en")
    assert ran.status == 2
    assert "this store was made by govlint 9.9, which is newer" in ran.err
    assert "9.9" in identity.read_text()


def test_a_store_in_use_is_left_alone() -> None:
    with open_store("store"):
        ran = run_process("batch", "reports", "--store", "store", "--lang", "en")
    assert (ran.status, ran.out) == (2, b"")
    assert "another govlint is using this store" in ran.err


def test_what_was_half_written_is_swept_away_and_an_interrupted_making_goes_on() -> None:
    os.makedirs("store/tmp/part")
    os.makedirs("store/parts")
    Path("store/tmp/part/reports.parquet").write_text("half")
    audit("store", "reports")
    assert not os.path.exists("store/tmp")
    assert query("store", "SELECT count(*) FROM reports") == [(4,)]


def test_an_empty_search_leaves_the_store_as_it_is(run: Run) -> None:
    audit("store", "reports")
    os.mkdir("empty")
    assert run("batch", "empty", "--store", "store").status == 2
    assert query("store", "SELECT count(*) FROM files") == [(5,)]
    assert run("batch", "empty", "--store", "store", "--allow-empty", "--fail-on", "never").status == 0
    assert query("store", "SELECT count(*) FROM files") == [(0,)]


@pytest.mark.parametrize("name", ["batch.md", "batch.zh.md"])
def test_the_columns_are_documented_as_they_are(name: str) -> None:
    import pyarrow.parquet as pq

    audit("store", "reports")
    text = (DOCS / name).read_text(encoding="utf-8")
    lang = 0 if ".zh" in name else 1
    for table, columns in COLUMNS.items():
        section = text.partition(f"\n### `{table}`")[2].partition("\n#")[0]
        told = re.findall(r"^\| `(\w+)` \| ([\w<>]+) \| (.+) \|$", section, re.MULTILINE)
        assert told == [(column.name, column.type, column.meaning[lang]) for column in columns], table
        path = next(path for path in Path("store").rglob(f"{table}.parquet"))
        schema = pq.read_schema(path)
        assert schema.metadata[b"govlint-store"] == str(SCHEMA).encode()
        real = [(field.name, str(field.type).replace("element: ", "").replace("item: ", "")) for field in schema]
        assert real == [(column.name, column.type) for column in columns]


# -- engines and processes -----------------------------------------------------------------------------------------


def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    write_reports(tmp_path / "many", 24)
    told = [run_process("batch", "many", "--store", f"s{jobs}", "--jobs", jobs, "-f", "jsonl") for jobs in ("1", "4")]
    assert told[0] == told[1]
    assert sorted(os.listdir("s1/parts")) == sorted(os.listdir("s4/parts"))
    for table in ("reports", "findings", "figures"):
        assert rows("s1", table) == rows("s4", table)


@pytest.mark.skipif(find_spec("daft") is None, reason="needs the extra daft")
def test_daft_comes_to_the_same(tmp_path: Path) -> None:
    write_reports(tmp_path / "many", 20)
    for store, engine in (("here", "local"), ("there", "daft")):
        command = ["batch", "many", "reports", "--store", store, "--engine", engine, "--jobs", "2"]
        ran = subprocess.run(  # Daft leaves files to the collector, which is a warning
            [sys.executable, "-m", "govlint", *command], env=clean_environment(), capture_output=True, check=False
        )
        assert (ran.returncode, ran.stderr) == (2, b"")
    for table in ("reports", "findings", "figures"):
        assert rows("here", table) == rows("there", table)


def danger() -> str:
    """A pack whose rule is dangerous, and reports that show it."""
    build_our_pack(".", "danger", words_py=DANGEROUS_RULE, catalogue_toml=CATALOGUE, law_ours_toml="")
    text = example("clean.txt")
    for name, sentence in (("deadly.txt", DEADLY), ("endless.txt", ENDLESS)):
        Path("reports", name).write_text(text.replace("一、总体情况", f"一、总体情况\n{sentence}。"), encoding="utf-8")
    return "./danger"


def test_a_report_that_kills_or_keeps_its_process_is_a_finding_and_all_others_are_judged() -> None:
    rules = danger()
    options = ("--rules", rules, "--store", "store", "--jobs", "2", "--timeout", "4", "--lang", "en")
    ran = run_process("batch", "reports", *options, "-f", "jsonl")
    assert ran.status == 2
    lines = [json.loads(line) for line in ran.text.splitlines()]
    told = {line["path"]: line["message"] for line in lines if line.get("code") == "GL009"}
    assert set(told) == {"reports/deadly.txt", "reports/endless.txt"}
    assert "the process ended" in told["reports/deadly.txt"]
    assert "not done after 4 s" in told["reports/endless.txt"]
    assert {file["path"] for file in lines[-1]["files"]} == {
        "reports/binary.txt", "reports/clean.txt", "reports/deadly.txt", "reports/endless.txt", "reports/far/copy.txt",
        "reports/faulty.txt", "reports/letter.txt",
    }  # fmt: skip
    os.unlink("reports/endless.txt")
    Path("reports/deadly.txt").rename("reports/renamed.txt")
    again = run_process("batch", "reports", *options, "-f", "concise")
    assert again.status == 2
    assert "reports/renamed.txt: GL009" in again.text, "what failed is tried again, and fails again"


@pytest.mark.skipif(find_spec("daft") is None, reason="needs the extra daft")
def test_what_daft_gives_up_this_machine_does() -> None:
    rules = danger()
    command = ["batch", "reports", "--rules", rules, "--store", "s", "--timeout", "2", "--lang", "en", "-f", "concise"]
    ran = subprocess.run(
        [sys.executable, "-m", "govlint", *command, "--engine", "daft"],
        env=clean_environment(), capture_output=True, check=False, timeout=100,
    )  # fmt: skip
    assert b"daft gave up some work" in ran.stderr
    assert b"reports/deadly.txt: GL009" in ran.stdout
    assert b"reports/faulty.txt:" in ran.stdout


DRIVER = """
import signal
import govlint.batch.run as run
run.PART_REPORTS, run.CHUNK = 4, 2
from govlint.cli.app import main
signal.signal(signal.SIGINT, signal.default_int_handler)
if __name__ == "__main__":
    raise SystemExit(main())
"""


def started(store: str) -> subprocess.Popen[bytes]:
    """A run that writes small parts, in a process of its own."""
    Path("driver.py").write_text(DRIVER)
    command = [sys.executable, "driver.py", "batch", "many", "--store", store, "--jobs", "2", "-f", "jsonl"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean_environment())


@pytest.mark.skipif(os.name == "nt", reason="signals are different there")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_anywhere_goes_on_where_it_was(number: int, tmp_path: Path) -> None:
    write_reports(tmp_path / "many", 32)
    whole, _ = started("whole").communicate(timeout=100)
    rng = random.Random(number)
    known = -1
    for _ in range(3):
        process = started("store")
        begun = len(os.listdir("store/parts")) if os.path.exists("store/parts") else 0
        deadline = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < deadline:
            if os.path.exists("store/parts") and len(os.listdir("store/parts")) > begun + rng.randrange(3):
                break
            time.sleep(0.01)
        time.sleep(rng.random() * 0.2)
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)  # also waits for the workers, which have the same pipes
        if number == signal.SIGINT and process.returncode == 130:
            assert b"Traceback" not in errors
            assert b"store" in errors
        reports = rows("store", "reports")
        assert len(reports) > known or process.returncode >= 0, "something was kept"
        known = len(reports)
        assert len({row[:2] for row in reports}) == len(reports), "nothing was judged twice"
    process = started("store")
    told, _ = process.communicate(timeout=100)
    assert told == whole
    for table in ("reports", "findings", "figures"):
        assert rows("store", table) == rows("whole", table)


# -- the command ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form", ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checklist"]
)
def test_every_output_says_what_it_says_of_a_check(run: Run, form: str) -> None:
    audit("store", "reports", ignore=["GL9"])
    for further in (("--verbose",), ("--min-severity", "error", "--lang", "en", "--statistics")):
        options = ("--ignore", "GL9", *further)  # a check never looks at several reports together
        batch = run("batch", "reports", "--store", "store", "-f", form, *options)
        check = run("reports", "-f", form, *options)
        assert batch.text == check.text
        assert batch.status == check.status == 2


def test_results_are_written_to_files(run: Run) -> None:
    run("batch", "reports", "--store", "store", "-o", "a.jsonl", "-o", "b.md", "-q", "--jobs", "1", "--ignore", "GL9")
    run("reports", "-o", "c.jsonl", "-o", "d.md", "-q", "--ignore", "GL9")
    assert Path("a.jsonl").read_bytes() == Path("c.jsonl").read_bytes()
    assert Path("b.md").read_bytes() == Path("d.md").read_bytes()
    ran = run("batch", "reports", "--store", "store", "-o", "a.html", "--lang", "en")
    assert ran.status == 2
    assert "html shows the report itself" in ran.err


@pytest.mark.parametrize(
    ("paths", "options", "status"),
    [
        (["reports/clean.txt"], [], 0),
        (["reports/faulty.txt"], [], 1),
        (["reports/faulty.txt"], ["--fail-on", "never"], 0),
        (["reports/faulty.txt", "reports/letter.txt"], [], 2),
        (["reports/missing.txt"], [], 2),
        (["reports/far"], ["--ignore", "ALL"], 2),
    ],
)
def test_the_exit_status_is_that_of_a_check(run: Run, paths: list[str], options: list[str], status: int) -> None:
    assert run("batch", *paths, "--store", "store", "--jobs", "1", *options).status == status
    assert run(*paths, *options).status == status


def test_what_cannot_be_asked_for_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for args, word in (
        (["reports"], "--store"),
        (["--store", "s"], "no file"),
        (["-", "--store", "s"], "standard input"),
        (["reports", "--store", "s", "--files-from", "missing"], "cannot read missing"),
        (["reports", "--store", "s", "--exclude", "reports\\far"], "no backslash"),
        (["reports", "--store", "s", "--select", "GL999"], "GL999"),
        (["reports", "--store", "s", "--engine", "spark"], "--engine"),
        (["reports", "--store", "s", "-f", "html"], "--format"),
    ):
        ran = run("batch", *args, "--lang", "en")
        assert (ran.status, ran.out) == (2, b""), args
        assert word in ran.err
    monkeypatch.setattr("govlint.cli.batch.find_spec", lambda name: None if name == "duckdb" else name)
    ran = run("batch", "reports", "--store", "s", "--lang", "en")
    assert ran.status == 2
    assert "pip install 'govlint[batch]'" in ran.err


def test_daft_that_is_not_installed_is_said_to_be(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "daft", None)
    ran = run("batch", "reports", "--store", "s", "--engine", "daft")
    assert ran.status == 2
    assert "pip install 'govlint[daft]'" in ran.err


def test_paths_come_from_patterns_and_lists(run: Run) -> None:
    audit("store", "reports")
    Path("list").write_bytes("\ufeffreports/clean.txt\r\n\r\nreports/far\n".encode())
    Path("nul").write_bytes(b"reports/clean.txt\0reports/far/copy.txt\0")
    Path("wide").write_bytes("reports/clean.txt\r\nreports/far/copy.txt\r\n".encode("utf-16"))
    lists = [["--files-from", name] for name in ("list", "nul", "wide")]
    for args in (*lists, ["reports/cl*.txt", "reports/**/copy.txt"]):
        ran = run("batch", *args, "--store", "store", "-f", "json", "--fail-on", "never")
        assert [file["path"] for file in json.loads(ran.text)["files"]] == ["reports/clean.txt", "reports/far/copy.txt"]


def test_one_configuration_holds_and_what_it_says_of_some_files_does_not(run: Run) -> None:
    Path("govlint.toml").write_text(
        'select = ["GL301"]\n[[ignore]]\ncode = "GL301"\nreason = "x"\npath = ["reports/far/"]\n'
    )
    Path("reports/far/govlint.toml").write_text('select = ["GL8"]\n')
    ran = run(
        "batch", "reports/clean.txt", "reports/far/copy.txt", "reports/faulty.txt", "--store", "store", "-f", "json"
    )
    found = [(item["path"], item["code"], item["suppressed"]) for item in json.loads(ran.text)["diagnostics"]]
    assert found == [("reports/far/copy.txt", "GL301", False), ("reports/faulty.txt", "GL301", False)]
    assert "govlint.toml" in ran.err


def test_documents_that_are_not_read_are_counted_and_named_on_request(run: Run) -> None:
    audit("store", "reports")
    Path("reports/old.ofd").write_bytes(b"x")
    assert "1 documents of kinds" in run("batch", "reports", "--store", "store", "--lang", "en").err
    assert "reports/old.ofd" in run("batch", "reports", "--store", "store", "--verbose").err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_summary_counts_by_kind_region_year_and_rule_in_columns(lang: str, tmp_path: Path) -> None:
    write_reports(tmp_path / "many", 24)
    audit("store", "reports", "many")
    with open_store("store") as store, open_views(store) as connection:
        whole = count(connection)
        text = text_of(connection, whole, judging().settings.registry, lang)
        result = StoredResult(connection, store, judging().settings, "info", names_rules=False)
        assert (whole.files, whole.checked, whole.counts) == (29, 27, result.counts)
        kinds = connection.execute("SELECT count(DISTINCT organ_kind) FROM reports WHERE status = 'checked'").fetchall()
    head, *tables = text.split("\n\n")
    assert ("29 files, 27 reports" if lang == "en" else "文件 29 个,报告 27 份") in head
    assert len(tables) == 5
    for table in tables:
        lines = [line for line in table.splitlines() if "--verbose" not in line]
        assert len({width_of(line) for line in lines}) == 1, table
    assert len(tables[1].splitlines()) - 1 == kinds[0][0]
    assert sum(int(line.split()[-6]) for line in tables[3].splitlines()[1:]) == 27


def test_text_from_reports_and_paths_is_harmless_in_the_summary(run: Run) -> None:
    text = example("clean.txt")
    organ = re.match(r".*?县", text)
    assert organ is not None
    Path("reports/clean.txt").write_text(text.replace(organ[0], "[red]\x1b[31m某县"), encoding="utf-8")
    assert "\x1b" not in run("batch", "reports", "--store", "store", "--jobs", "1").text


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    audit("store", "reports")
    assert run("batch", "reports", "--store", "store").err == ""
    monkeypatch.setattr("govlint.cli.batch.is_terminal", lambda _stream: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    Path("reports/new.txt").write_bytes(generated(3))
    assert "1/1" in run("batch", "reports", "--store", "store", "--jobs", "1").err
    assert run("batch", "reports", "--store", "store", "--quiet").err == ""


# -- several reports together --------------------------------------------------------------------------------------


def two_years_of(name: str) -> None:
    """The reports of one organ for two years."""
    text = example("clean.txt")
    year = int(re.findall(r"20\d\d", text)[0])
    earlier = re.sub(r"20\d\d", lambda found: str(int(found[0]) - 1), text)
    Path(name).mkdir()
    Path(name, "now.txt").write_text(text, encoding="utf-8")
    Path(name, "before.txt").write_text(earlier, encoding="utf-8")
    assert audit("store", name).judged == [f"{name}/before.txt", f"{name}/now.txt"]
    assert query("store", "SELECT year FROM reports ORDER BY 1") == [(year - 1,), (year,)]


def compare(engine: object = None, judge: object = two_years) -> int:
    with open_store("store") as store:
        return judge_pairs(store, judging(), engine or Here(), Quiet(), judge)  # type: ignore[arg-type]


def test_a_report_is_judged_beside_that_of_the_year_before_once() -> None:
    two_years_of("pair")
    engine = Here()
    assert compare(engine) == 0
    assert [(task.name, task.previous_name) for task in engine.tasks] == [("pair/now.txt", "pair/before.txt")]
    found = query("store", f"SELECT path, actual, expected FROM found WHERE number >= {FIRST_OF_MANY}")
    assert [(path, previous) for path, _, previous in found] == [("pair/now.txt", "pair/before.txt")]
    assert re.fullmatch(r"(20\d\d) after 20\d\d", found[0][1])
    again = Here()
    compare(again)
    assert again.tasks == []
    with open_store("store") as store, open_views(store) as connection:
        result = StoredResult(connection, store, judging().settings, "info", names_rules=False)
        assert any(item.actual == found[0][1] for _, item in result.diagnostics)
        assert result.counts == count(connection).counts


def test_a_pair_that_is_no_more_does_not_count() -> None:
    two_years_of("pair")
    compare()
    Path("pair/other.txt").write_text(Path("pair/before.txt").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    audit("store", "pair")
    engine = Here()
    assert compare(engine) == 0
    assert engine.tasks == [], "of two reports of the year before, none is the one"
    assert query("store", "SELECT count(*) FROM pair_findings") == [(0,)]
    os.unlink("pair/other.txt")
    audit("store", "pair")
    assert query("store", "SELECT count(*) FROM pair_findings") == [(1,)]


def test_a_pair_that_cannot_be_judged_is_counted_and_tried_again() -> None:
    two_years_of("pair")
    assert compare(judge=broken) == 1
    assert compare() == 0


def test_pairs_are_judged_in_processes_too() -> None:
    two_years_of("pair")
    assert compare(engine_named("local", 1, lambda _: None)) == 0
    assert query("store", "SELECT count(*) FROM pair_findings") == [(1,)]


def test_all_reports_are_judged_together_by_queries() -> None:
    two_years_of("pair")
    with open_store("store") as store:
        judge_set(store, judging(), (organs,))
        with open_views(store) as connection:
            result = StoredResult(connection, store, judging().settings, "info", names_rules=False)
            whole = count(connection)
            told = [(file.path, item.expected) for file, item in result.diagnostics if item.fingerprint]
            assert result.counts == whole.counts
    assert ("pair/now.txt", "2") in told
    assert ("pair/before.txt", "2") in told
    assert ("organs.csv", None) in told
    with open_store("store") as store:
        begin(store, "pair")
    assert query("store", "SELECT count(*) FROM set_findings") == [(0,)], "they belong to the run that found them"


# -- odds and ends -------------------------------------------------------------------------------------------------


def test_problems_have_keys_of_their_own() -> None:
    problems = [Problem("", "a"), Problem("unreadable", "missing"), Problem("unreadable", "too-large", {"size": 60})]
    assert len({problem.key for problem in problems}) == 3
    assert [Problem.from_json(problem.as_json()) for problem in problems] == problems


def test_a_content_that_may_be_read_another_time_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from govlint.source.read import UNCONVERTED, UNREADABLE, SourceProblem

    def fail(_source: object) -> None:
        raise SourceProblem(UNREADABLE, UNCONVERTED)

    monkeypatch.setattr("govlint.batch.rows.read_document", fail)
    path = Path("reports/clean.txt")
    by = judging()
    key = rows_of("a.txt", path.read_bytes(), by)["reports"][0]["content_hash"]
    outcome = Judge(by, 0)([Task(str(path), "a.txt", key, by.mark, "")])
    assert outcome.judged == 0
    assert [type(item) for item in outcome.unkept] == [Unkept]
    audit("store", "reports/clean.txt")
    assert query("store", "SELECT status, why FROM reports") == [("unreadable", UNCONVERTED)]
    monkeypatch.undo()
    os.chdir(path.absolute().parent.parent)


def test_judge_files_does_nothing_where_nothing_is_to_do() -> None:
    audit("store", "reports")
    with open_store("store") as store:
        judge_files(store, judging(), Here(), Quiet())
    shutil.rmtree("store")
