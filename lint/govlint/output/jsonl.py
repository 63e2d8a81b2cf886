"""For programs that read line by line: what ran, then a line a finding, then the whole in numbers. The keys are those
of `json`, and each line says of what `type` it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from govlint.output import View
from govlint.output.json import SCHEMA, baseline, diagnostics, files, skipped, summary, tool
from govlint.result import Result


def render(result: Result, view: View) -> str:
    """The result as lines of JSON."""
    return "".join(pieces(result, view))


def pieces(result: Result, view: View) -> Iterator[str]:
    """The lines one by one, and the last one, which names all files, file by file."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    yield f"{encode({'type': 'run', 'schema': SCHEMA, 'tool': tool(result)})}\n"
    for diagnostic in diagnostics(result, view.lang):
        yield f"{encode({'type': 'diagnostic', **diagnostic})}\n"
    yield f'{encode({"type": "summary", "summary": summary(result)})[:-1]}, "files": ['
    separator = ""
    for file in files(result, view.lang):
        yield separator + encode(file)
        separator = ", "
    yield f"], {encode(_end(result, view))[1:]}\n"


def _end(result: Result, view: View) -> dict[str, Any]:
    """What the last line says behind the files."""
    last: dict[str, Any] = {"checks": [tally.fields() for tally in result.checks]}
    left_out = skipped(result)
    if left_out:
        last["skipped"] = left_out
    if result.baseline:
        last["baseline"] = baseline(result)
    if view.statistics:
        from govlint.output.statistics import as_json

        last |= as_json(result, view)
    return last
