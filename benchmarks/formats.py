"""Whole processes by kind of file: CPU time as a ratio to that of the same report as text, and a PDF of ten pages.

    python -m benchmarks.formats [ROUNDS]

Run from the root of the checkout with govlint installed in the same environment. The PDF is made with LibreOffice, and
left out where that is not installed.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from random import Random

from benchmarks.startup import environment
from tests.support.dialects import DIALECTS
from tests.support.documents import converted, libreoffice, to_docx, to_html
from tests.support.reports import Generated, Paragraph, generate

MOST = 2.5
"""The ratio not to exceed."""
PAGE_BYTES = 100_000
PAGES = 10
MOST_SECONDS = 3.0


def cpu(command: list[str], env: dict[str, str]) -> float:
    """Seconds of CPU that a process takes; its output is thrown away."""
    with open(os.devnull, "wb") as nothing:
        pid = os.posix_spawn(
            command[0],
            command,
            env,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, nothing.fileno(), 1),
                (os.POSIX_SPAWN_DUP2, nothing.fileno(), 2),
            ],
        )
        _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime


def long_report() -> Generated:
    """A report whose printed form has ten pages and more."""
    report = generate(Random(7), kind="county", year=2023)
    section = report.section(1)
    texts = [item for item in section.body if isinstance(item, Paragraph) and len(item.text) > 60]
    section.body += [Paragraph(f"{text.text}") for text in texts * 4]
    return report


def files(folder: str) -> dict[str, str]:
    """The files to measure, by name."""
    rng = Random(20)
    report = generate(rng, kind="county", year=2023)
    page = to_html(report, Random(3))
    links = "".join(f'<li><a href="/art/{n}.html" title="x"><span>某项工作的通知</span></a></li>\n' for n in range(400))
    page = page.replace(b"</body>", f"<div class=side><ul>{links}</ul></div></body>".encode())
    scripts = b"<script>" + b"var a = 1; // \n" * ((PAGE_BYTES - len(page)) // 15) + b"</script></body>"
    made: dict[str, bytes] = {
        "text": DIALECTS["bare-lines"].render(report, rng).encode(),
        "html": page.replace(b"</body>", scripts),
        "docx": to_docx(report, Random(3)),
    }
    if libreoffice() is not None:
        made["pdf"] = converted(to_docx(long_report(), Random(3), plain=True), "docx", "pdf")
    paths = {}
    for name, data in made.items():
        paths[name] = os.path.join(folder, f"report.{'txt' if name == 'text' else name}")
        with open(paths[name], "wb") as file:
            file.write(data)
    return paths


def main(arguments: list[str]) -> None:
    """Measures every kind against text, pair by pair."""
    rounds = int(arguments[0]) if arguments else 15
    with tempfile.TemporaryDirectory() as folder:
        env = environment(os.path.join(folder, "cache"))
        govlint = [sys.executable, "-m", "govlint", "--format", "json", "--fail-on", "never"]
        paths = files(folder)
        for path in paths.values():
            cpu([*govlint, path], env)
        ratios: dict[str, list[float]] = {name: [] for name in paths}
        seconds: dict[str, list[float]] = {name: [] for name in paths}
        for _ in range(rounds):
            for name, path in paths.items():
                base = cpu([*govlint, paths["text"]], env)
                took = cpu([*govlint, path], env)
                ratios[name].append(took / base)
                seconds[name].append(took)
        print(f"{'file':<8}{'kB':>8}{'ratio':>8}{'target':>8}{'seconds':>9}{'target':>8}")
        for name, path in paths.items():
            most, longest = ("", MOST_SECONDS) if name == "pdf" else (MOST, "")
            print(
                f"{name:<8}{os.path.getsize(path) / 1000:>8.0f}{statistics.median(ratios[name]):>8.2f}"
                f"{most:>8}{statistics.median(seconds[name]):>9.2f}{longest:>8}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
