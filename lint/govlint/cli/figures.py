"""`govlint figures`: the figures of the three tables as read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from govlint.cli.check import NOT_WRITTEN, refuse_no_place, refuse_to_write_over
from govlint.cli.exits import UsageProblem
from govlint.cli.streams import replace_by, write_bytes, write_note
from govlint.cli.targets import find_inputs
from govlint.collect import Asked, Collected, Trouble, collect
from govlint.config.resolve import resolved
from govlint.figures import layout_of
from govlint.messages import fill, language
from govlint.output.figures import figures_as_csv, figures_as_json, figures_as_wide_csv
from govlint.output.terminal import escaped
from govlint.registry import load_registry
from govlint.result import FAILURE_STATUS
from govlint.rule import Text

JSON, CSV, XLSX, PARQUET = "json", "csv", "xlsx", "parquet"
WIDE, LONG = "wide", "long"
_LIBRARIES = {XLSX: "xlsxwriter", PARQUET: "pyarrow"}
_NO_FORMAT = Text(
    "看不出 {path} 要用什么格式,请用 --format 指定", "the suffix of {path} names no format; say which with --format"
)
_NEEDS_FILE = Text("{format} 要写到文件:请加 -o 文件名", "{format} is written to a file: add -o FILE")
_NEEDS_LIBRARY = Text(
    "写 {format} 需要另外安装:pip install 'govlint[{format}]'",
    "writing {format} needs: pip install 'govlint[{format}]'",
)
_NO_SHAPE = Text("json 没有 --shape:它按报告、表、行分层", "json takes no --shape: it nests reports, tables and rows")
_CUT = Text(
    "{path}:{number} 处文字超过一格能放的 32767 个字符,已经截断",
    "{path}: {number} texts longer than a cell holds were cut",
)
_FAILED = Text("读取时程序出错({reason})", "reading it failed ({reason})")


def run_figures(paths: tuple[str, ...], **options: Any) -> int:
    """Writes the figures of the reports at `paths`. What cannot be read is said on standard error."""
    options, _ = resolved(options, paths)
    lang = language(options["lang"].lower(), os.environ)
    path = options["output"]
    form = _form(options["figures_format"], path, lang)
    shape = _shape(options["shape"], form, lang)
    found = find_inputs(paths, options, lang)
    if path:
        refuse_no_place(path, lang)
        refuse_to_write_over(found.inputs, [path], lang)
    asked = Asked(options["year"], options["organ_kind"], tuple(options["rules"]))
    load_registry(further=asked.rules)  # what is wrong with rules is said once, before anything is read
    reading = _Reading(lang)
    figures = reading.figures(collect(found.inputs, asked, options["jobs"]))
    if not path:
        for piece in _text(form, shape, figures, asked):
            write_bytes(piece)
        return max(found.status, reading.status)
    try:
        replace_by(path, lambda place: _write(place, form, shape, figures, asked, lang, path))
    except OSError as problem:
        facts = {"path": path, "problem": problem.strerror or problem}
        write_note("govlint: " + escaped(fill(NOT_WRITTEN, lang, facts)))
        return FAILURE_STATUS
    return max(found.status, reading.status)


def _form(given: str | None, path: str | None, lang: str) -> str:
    """The format that is asked for, by name or by the suffix of the file. UsageProblem if it cannot be written."""
    form = given.lower() if given else JSON
    if path and not given:
        form = os.path.splitext(path)[1].lower().removeprefix(".")
        if form not in (JSON, CSV, XLSX, PARQUET):
            raise UsageProblem(fill(_NO_FORMAT, lang, {"path": path}))
    library = _LIBRARIES.get(form)
    if library and not path:
        raise UsageProblem(fill(_NEEDS_FILE, lang, {"format": form}))
    if library and find_spec(library) is None:
        raise UsageProblem(fill(_NEEDS_LIBRARY, lang, {"format": form}))
    return form


def _shape(given: str | None, form: str, lang: str) -> str:
    if form == JSON and given:
        raise UsageProblem(fill(_NO_SHAPE, lang, {}))
    return given.lower() if given else WIDE if form in _LIBRARIES else LONG


class _Reading:
    """The figures as they are read, and what became of the files that have none."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.status = 0
        """0, or 2 once a file was not read as a report."""

    def figures(self, collected: Iterator[Collected]) -> Iterator[dict[str, Any]]:
        """The figures of each file; standard error says why there are none."""
        for figures, trouble in collected:
            if trouble:
                self.status = FAILURE_STATUS
                said = f"{figures['path']}: {_sentence(trouble, self._lang)}"
                write_note(f"govlint: {escaped(said)}")
            yield figures


def _sentence(trouble: Trouble, lang: str) -> str:
    """What the rule for the trouble says of it."""
    rule = load_registry().rule_for(trouble.event) if trouble.event else None
    if rule is None:
        return fill(_FAILED, lang, {"reason": trouble.reason})
    text = rule.messages.get(trouble.reason) or rule.messages["default"]
    return fill(text, lang, {**trouble.details, "reason": trouble.reason})


def _text(form: str, shape: str, figures: Iterator[dict[str, Any]], asked: Asked) -> Iterator[str]:
    if form == JSON:
        return figures_as_json(figures)
    if shape == LONG:
        return figures_as_csv(figures)
    return figures_as_wide_csv(figures, layout_of(load_registry(further=asked.rules).pack))


def _write(
    place: str, form: str, shape: str, figures: Iterator[dict[str, Any]], asked: Asked, lang: str, path: str
) -> None:
    """Writes the figures to the file `place`, which is to be `path`. OSError if it cannot be written."""
    if form not in _LIBRARIES:
        with open(place, "wb") as file:
            for piece in _text(form, shape, figures, asked):
                file.write(piece.encode("utf-8", "backslashreplace"))
        return
    layout = layout_of(load_registry(further=asked.rules).pack)
    if form == PARQUET:
        from govlint.output import figures_parquet

        if shape == WIDE:
            figures_parquet.write_wide(place, figures, layout)
        else:
            figures_parquet.write_long(place, figures)
        return
    from govlint.output import figures_xlsx

    if shape == WIDE:
        cut = figures_xlsx.write_wide(place, figures, layout, lang)
    else:
        cut = figures_xlsx.write_long(place, figures, lang)
    if cut:
        write_note("govlint: " + escaped(fill(_CUT, lang, {"path": path, "number": cut})))
