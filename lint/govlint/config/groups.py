"""Which options hold for which file: files are grouped by their configuration, and by what it says of their paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govlint.config.resolve import Configurations, completed
from govlint.records import Record

if TYPE_CHECKING:
    from govlint.config.entries import Ignore, PerFile
    from govlint.config.load import Configuration
    from govlint.problems import UserFileError

_ADDED = ("ignore", "extend_select", "severity", "parameters")
"""What is said of some files comes on top of what is said of all."""


class Group(Record):
    """Files for which the same options hold."""

    options: dict[str, Any]
    configuration: Configuration | None = None
    per_file: tuple[PerFile, ...] = ()
    """The entries of the configuration that are about these files."""
    is_audited: bool = False
    """Whether the configuration is the audited party's: then its options do not hold, and are only told."""
    problem: UserFileError | None = None
    """What is wrong with it, if that must not end an audit."""

    @property
    def ignores(self) -> tuple[Ignore, ...]:
        """What the configuration suppresses."""
        entries = self.configuration.ignores if self.configuration else ()
        return tuple(entry.replace(is_audited=True) for entry in entries) if self.is_audited else entries

    @property
    def audited_options(self) -> dict[str, Any]:
        """The options that would hold if this were no audit."""
        return _with_per_file(completed({**self.options, **_NOTHING}, self.configuration), _NOTHING, self.per_file)


_NOTHING: Mapping[str, Any] = {"select": (), "ignore": (), "extend_select": ()}


def groups_of(
    paths: Sequence[str], options: Mapping[str, Any], configurations: Configurations
) -> tuple[list[Group], list[int]]:
    """The groups of the files at `paths`, and for each path the number of its group. `options` are what the user gave.
    UserFileError where a configuration is wrong.
    """
    is_audited = bool(options.get("audit")) and not configurations.is_named
    groups: list[Group] = []
    numbers: list[int] = []
    known: dict[tuple[object, ...], int] = {}
    for path in paths:
        configuration, problem = None, None
        try:
            configuration = configurations.of_file(path)
        except ValueError as found:
            if not is_audited or not isinstance(found, _user_file_error()):
                raise
            problem = found
        entries = configuration.per_file if configuration else ()
        per_file = tuple(entry for entry in entries if entry.covers(path)) if entries else ()
        key = (id(configuration), str(problem), *(entry.key for entry in per_file))
        if key not in known:
            known[key] = len(groups)
            holding = None if is_audited else configuration
            filled = completed(options, holding)
            if not is_audited:
                filled = _with_per_file(filled, options, per_file)
            groups.append(Group(filled, configuration, per_file, is_audited, problem))
        numbers.append(known[key])
    return groups, numbers


def _user_file_error() -> type[UserFileError]:
    from govlint.problems import UserFileError

    return UserFileError


def _with_per_file(filled: dict[str, Any], given: Mapping[str, Any], entries: Sequence[PerFile]) -> dict[str, Any]:
    """The options with what entries say of some files: the later entry counts for more, and what the user gave with
    the command for most.
    """
    changed = dict(filled)
    for entry in entries:
        for name, value in entry.values.items():
            if name in _ADDED:
                changed[name] = (*changed.get(name, ()), *value)
            elif not given.get(name):
                changed[name] = value
    return changed
