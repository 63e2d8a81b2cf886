"""govlint audits Chinese government information-disclosure annual reports before they are published.

`lint` is the Python API; the command line does the same with more options.

    >>> import govlint
    >>> result = govlint.lint(["report.txt"])
    >>> for file, finding in result.diagnostics:
    ...     print(file.path, finding.line, finding.code, finding.severity)
    >>> result.exit_status()
    0
"""

from __future__ import annotations

from govlint.version import __version__

TYPE_CHECKING = False  # known to type checkers; importing govlint must not import `typing`
if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from govlint.result import Result

__all__ = ["__version__", "lint"]


def lint(
    paths: Iterable[str | PathLike[str]] = (),
    *,
    text: str | None = None,
    data: bytes | None = None,
    name: str = "-",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    severities: Iterable[tuple[str, str]] = (),
    year: int | None = None,
    organ_kind: str | None = None,
    jobs: int | None = 1,
    pack: str = "govlint_rules",
    rules: Iterable[str | PathLike[str]] = (),
) -> Result:
    """Checks reports, and returns what was found.

    `paths` are files and folders as on the command line; `text` is the text of one more report, or `data` the bytes of
    a file in any format, called `name` in the result. `select`, `ignore` and `extend_select` name rules by code,
    beginning of a code, or name; `severities` are pairs of such a selector and "error", "warning" or "info". `year` and
    `organ_kind` are used instead of what the reports say. `jobs` is the number of processes, None for as many as pay.
    `pack` is the package that holds the rules, `rules` are files of further rules (TOML) and further packs.
    Configuration files are not looked for.

    A file that cannot be read, or is missing, is part of the result (`FileResult.status`, and a finding).
    `UnknownSelectorError`, a ValueError, is raised where a selector names no rule, and ValueError where no rule is
    left. `UserFileError`, a ValueError too, is raised where a file of rules is wrong.
    """
    import os

    from govlint.discover import discover
    from govlint.run import Input, check, inputs_for, settings_for

    settings, _ = settings_for(
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        severities=severities,
        year=year,
        organ_kind=organ_kind,
        package=pack,
        rules=[os.fspath(path) for path in rules],
        words=True,
    )
    found = discover(os.fspath(path) for path in paths)
    inputs = inputs_for(found.files)
    if text is not None:
        data = text.encode("utf-8", "surrogatepass")
    if data is not None:
        inputs.append(Input(name, name, data))
    return check(inputs, settings, jobs=jobs, skipped=found.skipped)
