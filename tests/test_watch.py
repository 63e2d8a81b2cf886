"""`--watch`: a process checks again what is saved. Each test starts one, saves something, and reads what it says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.process import Ran, clean_environment
from tests.support.texts import EXAMPLES

CLEAN = Path(EXAMPLES, "clean.txt").read_text(encoding="utf-8")
FAULTY = Path(EXAMPLES, "report.txt").read_text(encoding="utf-8")
PATIENCE = 40.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent as signals")


class Watching:
    """A process that watches, and what it has said on standard error and standard output."""

    def __init__(self, *args: str) -> None:
        code = (
            "import signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "from govlint.cli.app import main\nsys.exit(main(sys.argv[1:]))"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code, "--watch", "--lang", "en", *args],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env=clean_environment(),
        )
        self.out, self.err = b"", b""
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self._threads = [
            threading.Thread(target=self._read, args=(self.process.stdout.fileno(), "out"), daemon=True),
            threading.Thread(target=self._read, args=(self.process.stderr.fileno(), "err"), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _read(self, descriptor: int, name: str) -> None:
        while data := os.read(descriptor, 65536):
            setattr(self, name, getattr(self, name) + data)

    def rounds(self) -> int:
        """How often it has checked, or said why it could not."""
        return self.err.count(b"Ctrl-C ends")

    def wait(self, rounds: int) -> tuple[str, str]:
        """What it says in the round of that number: findings, and the notes on them."""
        until = time.monotonic() + PATIENCE
        while self.rounds() < rounds:
            assert time.monotonic() < until, (self.rounds(), self.out, self.err)
            assert self.process.poll() is None, self.err
            time.sleep(0.02)
        time.sleep(0.05)  # what was written before the note has been read by now
        out, self.out = self.out.decode(), b""
        return out, self.err.decode().splitlines()[-1]

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join(PATIENCE)
        return status

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join(PATIENCE)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Watching]]:
    monkeypatch.chdir(tmp_path)
    started: list[Watching] = []

    def start(*args: str) -> Watching:
        started.append(Watching(*args))
        return started[-1]

    yield start
    for watching in started:
        watching.close()


def test_only_what_is_saved_is_checked_again_until_the_interrupt(watch: Callable[..., Watching]) -> None:
    Path("reports").mkdir()
    Path("reports/a.txt").write_text(FAULTY, encoding="utf-8")
    Path("reports/b.txt").write_text(CLEAN, encoding="utf-8")
    Path("reports/~$b.docx").write_bytes(b"opened by somebody")
    watching = watch("reports", "-f", "concise")
    out, note = watching.wait(1)
    assert "GL601" in out
    assert "watching 2 files, 2 checked" in note
    assert "\x1b" not in out, "only a screen is cleared"

    # As an editor saves: another file takes the name.
    Path("reports/.a.swp").write_text(CLEAN, encoding="utf-8")
    Path("reports/.a.swp").replace("reports/a.txt")
    out, note = watching.wait(2)
    assert out == ""
    assert "watching 2 files, 1 checked" in note

    Path("reports/new").mkdir()
    Path("reports/new/c.txt").write_text(FAULTY, encoding="utf-8")
    out, note = watching.wait(3)
    assert {line.partition(":")[0] for line in out.splitlines()} == {"reports/new/c.txt"}
    assert "watching 3 files, 1 checked" in note

    Path("reports/new/c.txt").unlink()
    out, note = watching.wait(4)
    assert out == ""
    assert "watching 2 files, 0 checked" in note

    assert watching.interrupt() == 130
    assert "Traceback" not in watching.err.decode()
    assert watching.rounds() == 4, "nothing is checked without a reason"


def test_configuration_rules_and_baseline_are_watched_too(watch: Callable[..., Watching]) -> None:
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    watching = watch("a.txt", "-f", "concise")
    assert "GL601" in watching.wait(1)[0]

    Path("govlint.toml").write_text('extend = "base.toml"\n', encoding="utf-8")
    watching.wait(2)
    assert "base.toml" in watching.err.decode(), "what is wrong with the configuration is told"

    Path("base.toml").write_text('ignore = ["GL601"]\n', encoding="utf-8")
    Path("govlint.toml").write_text('extend = "base.toml"\nrules = ["ours.toml"]\n', encoding="utf-8")
    Path("ours.toml").write_text(
        'schema = 1\n[[rule]]\ncode = "SC001"\nname = "word"\nkind = "forbidden-term"\nterms = ["政府"]\n',
        encoding="utf-8",
    )
    out, note = watching.wait(3)
    assert "GL601" not in out
    assert "SC001" in out
    assert "1 checked" in note

    Path("base.toml").write_text('select = ["GL601"]\n', encoding="utf-8")
    out, _ = watching.wait(4)
    assert {line.split()[1] for line in out.splitlines()} == {"GL601"}
    assert watching.interrupt() == 130


def test_a_file_written_in_pieces_is_checked_when_it_is_whole(watch: Callable[..., Watching]) -> None:
    report = Path("a.txt")
    report.write_text(CLEAN, encoding="utf-8")
    watching = watch("a.txt", "-f", "concise")
    watching.wait(1)
    third = len(FAULTY) // 3
    for piece in (FAULTY[:third], FAULTY[: 2 * third], FAULTY):
        report.write_text(piece, encoding="utf-8")
        time.sleep(0.05)
    out, _ = watching.wait(2)
    assert "GL601" in out
    assert "GL104" not in out, "no section is missing from the whole file"


def test_a_watch_that_waits_does_next_to_nothing(watch: Callable[..., Watching]) -> None:
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    watching = watch("a.txt")
    watching.wait(1)
    stat = Path(f"/proc/{watching.process.pid}/stat")
    if not stat.exists():
        pytest.skip("no /proc")

    def ticks() -> int:
        fields = stat.read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    time.sleep(0.5)
    before = ticks()
    time.sleep(2)
    assert (ticks() - before) / os.sysconf("SC_CLK_TCK") < 0.3, "seconds of work in two seconds of waiting"


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("-f", "json"), "-o"),
        (("-f", "sarif"), "-o"),
        (("--show-files",), "--show-files"),
        (("-",), "standard input"),
        (("--files-from", "-"), "standard input"),
    ],
)
def test_what_cannot_be_watched_is_a_usage_error(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    ran = run("a.txt", "--watch", "--lang", "en", *args, stdin=b"a.txt\n")
    assert (ran.status, ran.out) == (2, b"")
    assert word in ran.err


def test_what_is_wrong_from_the_beginning_ends_it(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    assert run("a.txt", "--watch", "--select", "GL999").status == 2
