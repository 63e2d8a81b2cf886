"""A folder of generated reports in all dialects: reports a second, as whole processes.

    python -m benchmarks.folder [REPORTS]

Run from the root of the checkout with govlint installed in the same environment. 400 reports unless given.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from random import Random

from benchmarks.startup import environment
from tests.support.dialects import DIALECTS
from tests.support.reports import generate

TARGET = 500
"""Reports a second on two cores."""

ROUNDS = 5


def write_reports(folder: str, count: int) -> int:
    """Writes `count` reports in turn of the dialects; returns how many characters they have."""
    characters = 0
    dialects = list(DIALECTS.values())
    for number in range(count):
        rng = Random(number)
        dialect = dialects[number % len(dialects)]
        text = dialect.render(generate(rng), rng)
        characters += len(text)
        with open(os.path.join(folder, f"{number:04}.txt"), "wb") as file:
            file.write(dialect.encode(text))
    return characters


def run(folder: str, options: list[str], env: dict[str, str]) -> float:
    """Seconds of one run over the folder."""
    command = [sys.executable, "-m", "govlint", *options, "--fail-on", "never", folder]
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, env=env)
    return time.perf_counter() - start


def main(arguments: list[str]) -> None:
    """Prints reports a second with one process, two, and as many as govlint takes by itself."""
    count = int(arguments[0]) if arguments else 400
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        env = environment(cache)
        characters = write_reports(folder, count)
        run(folder, [], env)
        print(f"{count} reports, {characters / count:.0f} characters each; {os.cpu_count()} cores; {ROUNDS} rounds")
        print(f"{'options':<34}{'seconds':>9}{'reports/s':>11}{'target':>8}")
        for jobs in (["--jobs", "1"], ["--jobs", "2"], []):
            for form in ("json", "concise"):
                options = [*jobs, "--format", form]
                seconds = statistics.median(run(folder, options, env) for _ in range(ROUNDS))
                target = "" if jobs == ["--jobs", "1"] else str(TARGET)
                print(f"{' '.join(options):<34}{seconds:>9.2f}{count / seconds:>11.0f}{target:>8}")


if __name__ == "__main__":
    main(sys.argv[1:])
