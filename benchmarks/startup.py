"""Whole processes against `python -c pass`: time as a ratio, pair by pair, and peak memory.

    python -m benchmarks.startup [ROUNDS] [REPORT]

Run from the root of the checkout with govlint installed in the same environment. Without REPORT, a generated report
is used. Ratios of one run can be compared between machines; milliseconds cannot.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from random import Random

from tests.support.dialects import DIALECTS
from tests.support.reports import generate

TARGETS = {"--version": 4.5, "json": 6.5, "full": 8.0}
"""The ratios not to exceed."""

TARGET_MIB = 45


def environment(cache: str) -> dict[str, str]:
    """The environment with compiled modules kept in the folder `cache`, as in an installed package."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": cache}


def run(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds of wall clock and peak memory in MiB of one process; its output is thrown away."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss / scale


def measure(report: str, rounds: int, env: dict[str, str]) -> None:
    """Prints the table for one report."""
    script = os.path.join(os.path.dirname(sys.executable), "govlint")
    govlint = [script] if os.path.exists(script) else [sys.executable, "-m", "govlint"]
    commands = {
        "--version": [*govlint, "--version"],
        "json": [*govlint, "--format", "json", "--fail-on", "never", report],
        "concise": [*govlint, "--format", "concise", "--fail-on", "never", report],
        "full": [*govlint, "--format", "full", "--fail-on", "never", report],
    }
    bare = [sys.executable, "-c", "pass"]
    ratios: dict[str, list[float]] = {name: [] for name in commands}
    memory = dict.fromkeys(commands, 0.0)
    bare_times = []
    for command in commands.values():
        run(command, env)
    for _ in range(rounds):
        for name, command in commands.items():
            base, _ = run(bare, env)
            seconds, peak = run(command, env)
            bare_times.append(base)
            ratios[name].append(seconds / base)
            memory[name] = max(memory[name], peak)
    print(f"python -c pass: {statistics.median(bare_times) * 1000:.1f} ms; {rounds} rounds; {' '.join(govlint)}")
    print(f"{'command':<12}{'ratio':>8}{'quartiles':>16}{'target':>9}{'MiB':>8}{'target':>9}")
    for name, values in ratios.items():
        low, middle, high = statistics.quantiles(values, n=4)
        target = TARGETS.get(name)
        print(
            f"{name:<12}{middle:>8.2f}{f'{low:.2f}–{high:.2f}':>16}"
            f"{f'{target:.1f}' if target else '':>9}{memory[name]:>8.1f}{TARGET_MIB:>9}"
        )


def main(arguments: list[str]) -> None:
    """Measures the report named, or a generated one."""
    rounds = int(arguments[0]) if arguments else 31
    with tempfile.TemporaryDirectory() as folder:
        path = arguments[1] if len(arguments) > 1 else os.path.join(folder, "report.txt")
        if len(arguments) < 2:
            rng = Random(20)
            with open(path, "w", encoding="utf-8") as file:
                file.write(DIALECTS["bare-lines"].render(generate(rng, kind="department", year=2023), rng))
        measure(path, rounds, environment(os.path.join(folder, "cache")))


if __name__ == "__main__":
    main(sys.argv[1:])
