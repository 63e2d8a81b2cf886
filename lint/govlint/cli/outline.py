"""`govlint outline`: shows how a document was understood."""

from __future__ import annotations

import os
import sys
from typing import Any

from govlint.cli.rule import view_for
from govlint.cli.streams import write_bytes, write_note, write_text
from govlint.config.resolve import resolved
from govlint.discover import shown
from govlint.messages import fill
from govlint.outline import outline_of
from govlint.output.outline import outline_as_json, outline_as_text
from govlint.output.terminal import escaped
from govlint.registry import load_registry
from govlint.result import CLEAN_STATUS, FAILURE_STATUS
from govlint.run import STDIN, Input, read_report
from govlint.source.read import SourceProblem


def run_outline(path: str, **options: Any) -> int:
    """Writes the outline of the report at `path`."""
    options, _ = resolved(options, [path])
    view = view_for(options)
    if path == STDIN:
        name = options["stdin_filename"] or STDIN
        item = Input(name.replace(os.sep, "/"), name, sys.stdin.buffer.read())
    else:
        item = Input(shown(path), path)
    try:
        outline = outline_of(
            read_report(item, year=options["year"], organ_kind=options["organ_kind"], rules=options["rules"])
        )
    except SourceProblem as problem:
        write_note(f"govlint: {escaped(f'{item.name}: {sentence_of(problem, view.lang)}')}")
        return FAILURE_STATUS
    if options["format"].lower() == "json":
        write_bytes(outline_as_json(outline))
    else:
        write_text(outline_as_text(outline, view), color=view.color)
    return CLEAN_STATUS


def sentence_of(problem: SourceProblem, lang: str) -> str:
    """What the rule for the problem says of it."""
    rule = load_registry().rule_for(problem.event)
    if rule is None:
        return problem.reason
    text = rule.messages.get(problem.reason) or rule.messages["default"]
    return fill(text, lang, {**problem.details, "reason": problem.reason})
