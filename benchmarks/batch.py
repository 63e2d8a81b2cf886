"""`govlint batch` over generated reports: time a report, memory of the parent and of its largest worker, disk.

    python -m benchmarks.batch [--engine local|daft] [--jobs N] [--keep FOLDER] [REPORTS …]

Run from the root of the checkout with govlint[batch] installed in the same environment (Linux only: memory is read
from /proc). 1000 and 10000 reports unless given. The reports are written by as many processes as there are.

    python -m benchmarks.batch compare [REPORTS]

judges the same reports with the local engine, with embedded Daft, and with Daft on a Ray of this machine, and compares
the rows (needs govlint[daft] and ray).
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from random import Random

from benchmarks.startup import environment
from tests.support.dialects import DIALECTS
from tests.support.reports import generate

IN_A_FOLDER = 1000
INTERVAL = 0.1
"""Seconds between two looks at the memory."""


def write_report(folder: str, number: int) -> int:
    """Writes report `number`; returns its bytes."""
    rng = Random(number)
    dialects = list(DIALECTS.values())
    dialect = dialects[number % len(dialects)]
    data = dialect.encode(dialect.render(generate(rng), rng))
    with open(os.path.join(folder, str(number // IN_A_FOLDER), f"{number}.txt"), "wb") as file:
        file.write(data)
    return len(data)


def write_reports(folder: str, first: int, last: int) -> int:
    """Writes reports `first` to `last`; returns how many bytes they have."""
    for number in range(first // IN_A_FOLDER, (last - 1) // IN_A_FOLDER + 1):
        os.makedirs(os.path.join(folder, str(number)), exist_ok=True)
    with ProcessPoolExecutor() as executor:
        return sum(executor.map(partial(write_report, folder), range(first, last), chunksize=100))


def memory_of(pid: int) -> int:
    """Bytes of a process that are in memory; 0 if it is gone."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def descendants(pid: int) -> Iterator[int]:
    """The processes that a process has started, and those that these have started."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            children = [int(child) for child in file.read().split()]
    except OSError:
        return
    for child in children:
        yield child
        yield from descendants(child)


def run(folder: str, store: str, options: list[str], env: dict[str, str]) -> tuple[float, float, int, int, int]:
    """Seconds of one run, by the clock and of processors; peaks of the memory of the parent, of one worker, and of all
    processes together.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "govlint", "batch", folder, "--store", store, "--fail-on", "never", *options]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    parent = worker = together = 0
    while process.poll() is None:
        own, others = memory_of(process.pid), [memory_of(pid) for pid in descendants(process.pid)]
        parent, worker = max(parent, own), max(worker, *others, 0)
        together = max(together, own + sum(others))
        time.sleep(INTERVAL)
    taken = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processors = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken, processors, parent, worker, together


def disk_of(folder: str) -> int:
    """Bytes of all files in a folder."""
    return sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names)


def measure(counts: list[int], options: list[str], keep: str) -> None:
    """Prints the table for those numbers of reports."""
    mebi = 1024 * 1024
    heads = ("reports", "run", "seconds", "CPU ms each", "parent MiB", "worker MiB", "all MiB", "store B each")
    print(f"{os.cpu_count()} cores; options {options}")
    print(("{:>9}" + "{:>16}" + "{:>13}" * 6).format(*heads))
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryDirectory() as cache:
        reports, env, written = keep or temporary, environment(cache), 0
        for count in sorted(counts):
            size = write_reports(reports, written, count) if count > written else 0
            store = os.path.join(temporary, f"store-{count}")
            for name in ("first", "again", "one in 100 new"):
                if name.startswith("one"):
                    for number in range(0, count, 100):
                        path = os.path.join(reports, str(number // IN_A_FOLDER), f"{number}.txt")
                        with open(path, "ab") as file:
                            file.write(b"\n")
                seconds, processors, *peaks = run(reports, store, options, env)
                figures = [f"{seconds:.1f}", f"{processors / count * 1000:.2f}"]
                figures += [f"{peak / mebi:.0f}" for peak in peaks]
                each = f"{disk_of(store) / count:.0f}"
                print(f"{count:>9}{name:>16}" + "".join(f"{figure:>13}" for figure in [*figures, each]), flush=True)
            print(f"{'':>9}{size / max(1, count - written):>16.0f} bytes of a report")
            written = count
            shutil.rmtree(store)


def compare(count: int) -> None:
    """Prints how long each engine takes for the same reports, and whether the rows are the same."""
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryDirectory() as cache:
        reports, env = os.path.join(temporary, "reports"), environment(cache)
        write_reports(reports, 0, count)
        told = {}
        for name, engine, further in (
            ("local", "local", {}),
            ("daft", "daft", {"DAFT_RUNNER": "native"}),
            ("daft on ray", "daft", {"DAFT_RUNNER": "ray"}),
        ):
            store = os.path.join(temporary, name.replace(" ", "-"))
            seconds, *_ = run(reports, store, ["--engine", engine, "-f", "jsonl"], {**env, **further})
            told[name] = rows_of(store)
            print(f"{name:<12}{seconds:>8.1f} s  {count / seconds:>7.1f} reports a second", flush=True)
        print("the same rows" if len(set(told.values())) == 1 else f"different rows: {told}")


def rows_of(store: str) -> str:
    """A digest of all rows of a store, in order."""
    from hashlib import sha256

    import duckdb

    digest = sha256()
    for table in ("reports", "findings", "figures", "set_facts"):
        pattern = os.path.join(store, "parts", "*", f"{table}.parquet")
        rows = duckdb.connect().execute(f"SELECT * FROM read_parquet('{pattern}') ORDER BY ALL").fetchall()
        digest.update(repr(rows).encode())
    return digest.hexdigest()


def main(arguments: list[str]) -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch")
    parser.add_argument("words", nargs="*", help="numbers of reports, or `compare` and one number")
    parser.add_argument("--engine", default="local")
    parser.add_argument("--jobs", default="")
    parser.add_argument("--keep", default="", help="folder that the reports are written to, and stay in")
    given = parser.parse_args(arguments)
    if given.words[:1] == ["compare"]:
        compare(int(given.words[1]) if given.words[1:] else 1000)
    else:
        options = ["--engine", given.engine, *(["--jobs", given.jobs] if given.jobs else [])]
        measure([int(word) for word in given.words] or [1000, 10_000], options, given.keep)


if __name__ == "__main__":
    main(sys.argv[1:])
