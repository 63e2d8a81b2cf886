"""Reports spoilt at random in every kind of file: `fix` changes what it tells of, and nothing else.

`FIXES=1000 pytest tests/test_fix_at_random.py` tries a thousand files.
"""

from __future__ import annotations

import os

import pytest

from tests.support.fixing import fixed, is_restored, problems_of, spoilt

FIXES = int(os.environ.get("FIXES", "60"))
STEP = 10


@pytest.mark.parametrize("first", range(0, FIXES, STEP))
def test_nothing_changes_but_what_is_told(first: int) -> None:
    restored = 0
    for seed in range(first, first + STEP):
        file = spoilt(seed)
        done = fixed(file.name, file.data)
        problems = list(problems_of(file, done))
        assert not problems, f"{seed}: {file.kind} {file.encoding} {file.newline!r} {file.damages}: {problems}"
        assert not fixed(file.name, file.clean).changes, f"{seed}: the clean report is changed"
        restored += is_restored(file, done)
    assert restored >= STEP // 2, "most damages are put right"
