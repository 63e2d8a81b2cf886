"""The rules about several reports together: time and peak memory against the number of reports in the store.

    python -m benchmarks.sets [REPORTS …]

Run from the root of the checkout with `govlint[batch]` installed in the same environment. 1000 and 10000 reports unless
given. The stores hold facts that no report was read for: counties of fourteen organs whose figures add up, each with a
text of its own, one in a hundred with that of another.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from random import Random

from tests.support.copies import make_text
from tests.support.county import make_county
from tests.support.documents import to_markdown

from govlint.batch.arrow import packed
from govlint.batch.judge import judge_store
from govlint.batch.members import FACT_COLUMNS, member_of, rows_of
from govlint.batch.registers import parse_register
from govlint.batch.signature import sketch
from govlint.batch.store import Part, batched, open_store
from govlint.batch.tables import FILES, REPORTS, SET_FACTS
from govlint.batch.views import open_views
from govlint.pack import load_pack
from govlint.readers.contract import read_document
from govlint.report.model import Report
from govlint.run import settings_for
from govlint.source.read import read_stream

_MARK = "benchmark"
_FIRST, _SECOND = "栎澄霁岚汀蓼芷槐杞柘澹漪珩璟沅洹", "浦溪埠陵塬湾渚汀坪岭川泽峪渡桥泊"
_PART = 500


def names() -> Iterator[str]:
    """Names of counties, every one another."""
    for prefix in ("", *(first + second for first in _SECOND for second in _FIRST)):
        yield from (f"{prefix}{first}{second}县" for first in _FIRST for second in _SECOND)


def counties(number: int) -> Iterator[tuple[list[dict[str, object]], list[str]]]:
    """The rows of facts and the lines of the register, county by county, until there are so many rows."""
    model = make_county(Random(1))
    base = [
        rows_of(member_of(Report(read_document(read_stream(to_markdown(report, Random(1)), "a.md")), load_pack())))
        for report in model.reports.values()
    ]
    rng = Random(2)
    text = ""
    for count, name in enumerate(names()):
        rows: list[dict[str, object]] = []
        for row in base[: number - count * len(base)]:
            if not text or rng.random() > 0.01:
                text = "".join(make_text(rng))
            spot = json.loads(row["organ_spot"])
            pieces = {part: [[0, len(text), spot]] for part in ("overview", "problems", "whole")}
            said: dict[str, object] = {f"{part}_text": text if part != "problems" else text[:60] for part in pieces}
            rows.append({
                **row, **said, "pieces": json.dumps(pieces), "organ": row["organ"].replace(model.name, name),
                "overview_sketch": sketch(text), "problems_sketch": b"",
            })  # fmt: skip
        lines = [line.replace(model.name, name) for line in model.lines[1:] if "鹭屏县" not in line]
        yield rows, [model.lines[0], *lines] if not count else lines
        if (count + 1) * len(base) >= number:
            return


def write_store(folder: str, register: str, number: int) -> None:
    """A store with the facts of so many reports."""
    files = []
    with open_store(folder) as store, open(register, "w", encoding="utf-8") as file:
        part = Part(store)
        for rows, lines in counties(number):
            file.write("\n".join(lines) + "\n")
            keys = [{"content_hash": f"{len(files) + at:09}", "judged_by": _MARK} for at in range(len(rows))]
            files += [{"path": f"{key['content_hash']}.txt", "file": b"", "size": 0, **key} for key in keys]
            assert {*rows[0]} == {*FACT_COLUMNS}
            facts = [{**row, **key} for row, key in zip(rows, keys, strict=True)]
            made = {table: [] for table in ("findings", "figures")}
            part.add(packed({**made, REPORTS: keys, SET_FACTS: facts}))
            if part.size >= _PART:
                part.write()
        part.write()
        store.write_run_table(FILES, batched(files))


def judge(folder: str, register: str) -> None:
    """Judges the store, and prints how many findings there are."""
    with open(register, "rb") as file:
        known = parse_register(file.read(), "register.csv", load_pack())
    settings, _ = settings_for()
    with open_store(folder) as store, open_views(store) as connection:
        print(sum(1 for _ in judge_store(connection, settings, register=known)))


def main(arguments: list[str]) -> None:
    """Runs what the arguments ask for."""
    if arguments[:1] == ["judge"]:
        judge(*arguments[1:])
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    print(f"{'reports':>9}{'seconds':>10}{'peak MiB':>10}{'findings':>10}{'store B each':>14}")
    for number in [int(word) for word in arguments] or [1000, 10_000]:
        with tempfile.TemporaryDirectory() as temporary:
            store, register = os.path.join(temporary, "store"), os.path.join(temporary, "register.csv")
            write_store(store, register, number)
            size = sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(store) for name in names)
            start = time.perf_counter()
            command = [sys.executable, "-m", "benchmarks.sets", "judge", store, register]
            told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
            taken = time.perf_counter() - start
            print(f"{number:>9}{taken:>10.1f}{told[1]:>10}{told[0]:>10}{size / number:>14.0f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
