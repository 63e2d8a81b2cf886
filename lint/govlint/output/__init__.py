"""One module a format, each a pure function of the result of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govlint.result import Result


class View(Record):
    """How a result is to be shown."""

    lang: str
    """"zh" or "en"."""
    color: bool = False
    width: int = 80
    """Columns of the screen."""
    encoding: str = "utf-8"
    """What the text will be written in: marks that it lacks are replaced by others."""
    quiet: bool = False
    verbose: bool = False
    statistics: tuple[str, ...] = ()
    """Where findings are counted rather than shown, by what: "rule", "file", "family"."""
    sort: str = "count"
    """The order of the counts."""
    status: int | None = None
    """The exit status of the run, where an output is to tell it; None for that of the result alone."""


class Format(Record):
    """One output format."""

    name: str
    module: str
    """Has `render(result, view) -> str`."""
    suffixes: tuple[str, ...]
    is_machine: bool
    """Whether programs read it: then it owns standard output, always in UTF-8."""
    shows_report: bool = False
    """Whether it shows the report itself, which the result must then hold."""
    names_rules: bool = False
    """Whether it shows every rule of the run, of which the result must then hold the words."""


FORMATS = {
    entry.name: entry
    for entry in (
        Format("full", "govlint.output.full", (".txt", ".log"), False),
        Format("concise", "govlint.output.concise", (), False),
        Format("json", "govlint.output.json", (".json",), True),
        Format("jsonl", "govlint.output.jsonl", (".jsonl", ".ndjson"), True),
        Format("sarif", "govlint.output.sarif", (".sarif", ".sarif.json"), True, names_rules=True),
        Format("github", "govlint.output.github", (), True),
        Format("gitlab", "govlint.output.gitlab", (), True),
        Format("junit", "govlint.output.junit", (".xml",), True, names_rules=True),
        Format("checklist", "govlint.output.checklist", (".md",), False, names_rules=True),
        Format("html", "govlint.output.html", (".html", ".htm"), True, shows_report=True),
    )
}


def format_for(path: str) -> Format | None:
    """The format that the suffix of `path` stands for, or None. Of two suffixes the longer one decides."""
    lowered = path.lower()
    found = [(len(end), entry) for entry in FORMATS.values() for end in entry.suffixes if lowered.endswith(end)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def render(name: str, result: Result, view: View) -> str:
    """`result` in the format of that name."""
    from importlib import import_module

    text: str = import_module(FORMATS[name].module).render(result, view)
    return text


def pieces(name: str, result: Result, view: View) -> Iterable[str]:
    """The text of `render` bit by bit, where the format can be written so."""
    from importlib import import_module

    module = import_module(FORMATS[name].module)
    found: Iterable[str] = module.pieces(result, view) if hasattr(module, "pieces") else [module.render(result, view)]
    return found
