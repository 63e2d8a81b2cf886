"""`govlint figures`: the figures of the three tables as read."""

from __future__ import annotations

import os
from typing import Any

from govlint.cli.outline import sentence_of
from govlint.cli.streams import write_bytes, write_note
from govlint.cli.targets import find_inputs
from govlint.config.resolve import resolved
from govlint.figures import figures_of
from govlint.messages import language
from govlint.output.figures import figures_as_csv, figures_as_json
from govlint.output.terminal import escaped
from govlint.result import FAILURE_STATUS
from govlint.run import read_report
from govlint.source.read import SourceProblem

_RENDERERS = {"json": figures_as_json, "csv": figures_as_csv}


def run_figures(paths: tuple[str, ...], **options: Any) -> int:
    """Writes the figures of the reports at `paths`. What cannot be read is said on standard error."""
    options, _ = resolved(options, paths)
    lang = language(options["lang"].lower(), os.environ)
    found = find_inputs(paths, options, lang)
    status = found.status
    figures = []
    for item in sorted(found.inputs, key=lambda item: (item.name, item.path)):
        try:
            report = read_report(item, year=options["year"], organ_kind=options["organ_kind"], rules=options["rules"])
        except SourceProblem as problem:
            write_note(f"govlint: {escaped(f'{item.name}: {sentence_of(problem, lang)}')}")
            status = FAILURE_STATUS
            continue
        figures.append(figures_of(report, item.name))
    write_bytes(_RENDERERS[options["format"].lower()](figures))
    return status
