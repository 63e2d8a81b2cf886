"""One module a format, each a pure function of the result of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    pages: str = ""
    """The folder, beside the output, that holds its further pages (`Format.has_pages`); "" if they are not written."""


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
    has_pages: bool = False
    """Whether a file of it has further pages beside it that show the reports: the module has `pages(result, view)`,
    which yields names and texts."""


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
        Format("overview", "govlint.output.overview", (".overview.html",), True, names_rules=True, has_pages=True),
    )
}


def format_for(path: str) -> Format | None:
    """The format that the suffix of `path` stands for, or None. Of two suffixes the longer one decides."""
    lowered = path.lower()
    found = [(len(end), entry) for entry in FORMATS.values() for end in entry.suffixes if lowered.endswith(end)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def pages_of(name: str, result: Result, view: View) -> Iterator[tuple[str, str]]:
    """The further pages of a file in the format of that name, with the names of their files."""
    from importlib import import_module

    found: Iterator[tuple[str, str]] = import_module(FORMATS[name].module).pages(result, view)
    return found


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
