"""For programs that read line by line: what ran, then a line a finding, then the whole in numbers. The keys are those
of `json`, and each line says of what `type` it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from govlint.output import View, wording
from govlint.output.json import SCHEMA, baseline, diagnostics, files, skipped, summary, tool
from govlint.result import Result


def render(result: Result, view: View) -> str:
    """The result as lines of JSON."""
    return "".join(pieces(result, view))


def pieces(result: Result, view: View) -> Iterator[str]:
    """The lines one by one."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    return (f"{encode(line)}\n" for line in _lines(result, view))


def _lines(result: Result, view: View) -> Iterator[dict[str, Any]]:
    yield {"type": "run", "schema": SCHEMA, "tool": tool(result)}
    for diagnostic in diagnostics(result, view.lang):
        yield {"type": "diagnostic", **diagnostic}
    last: dict[str, Any] = {
        "type": "summary",
        "summary": summary(result),
        "files": list(files(result, view.lang)),
        "checks": [tally.fields() for tally in result.checks],
    }
    left_out = skipped(result)
    if left_out:
        last["skipped"] = left_out
    if result.baseline:
        last["baseline"] = baseline(result)
    if view.statistics:
        last["statistics"] = [entry.fields() for entry in wording.statistics(result)]
    yield last
