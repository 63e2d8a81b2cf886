"""govlint as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import NamedTuple

SETTINGS = ("LANG", "LANGUAGE", "LC_", "GOVLINT_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "PYTHONIOENCODING")


class Ran(NamedTuple):
    """What came of a run."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode()


def clean_environment(**further: str) -> dict[str, str]:
    """The environment without anything that changes what govlint prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    return {**kept, "PYTHONUTF8": "1", **further}


def run_process(
    *args: str, stdin: bytes = b"", cwd: str | None = None, environment: Mapping[str, str] | None = None
) -> Ran:
    """Runs `python -m govlint` with those arguments."""
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-m", "govlint", *args],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=clean_environment(**(environment or {})),
        check=False,
        timeout=60,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr.decode(errors="replace"))
