"""The catalogue of the pack: every code ever used, written from the rules themselves.

`python -m govlint_rules.catalogue` writes catalogue.toml anew, and with the name of a package behind it that of another
rule pack. Retired codes have no class any more; their lines are kept as they are: `GL190 = ["old-name", "GL101",
"retired", "0.2.0"]` names the successor ("" if there is none) and the version that retired it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module

from govlint.pack import BUILT_IN, load_pack
from govlint.rule import Rule

HEAD = """\
# Every code ever used: code = [name, module:class, status, since]. A code never changes its meaning and is never used
# again. Written from the rules by `python -m govlint_rules.catalogue`; lines with the status "retired" are kept.
# A fifth field says what a rule needs beside the report.

"""
RETIRED = "retired"


def scan(package: str = BUILT_IN) -> Iterator[tuple[str, type[Rule]]]:
    """Every rule of the pack with the module it stands in, module by module."""
    for name in sorted(os.listdir(load_pack(package).folder)):
        stem, suffix = os.path.splitext(name)
        if suffix != ".py" or stem.startswith("_"):
            continue
        module = import_module(f"{package}.{stem}")
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, Rule)
                and value.__module__ == module.__name__
                and hasattr(value, "code")
            ):
                yield stem, value


def render(package: str = BUILT_IN) -> str:
    """The text of catalogue.toml. Raises ValueError if two rules share a code or a name, if a code or name that was
    used before means something else, or if a rule is gone without being retired.
    """
    entries: dict[str, list[str]] = {}
    for module, rule in scan(package):
        if rule.code in entries:
            raise ValueError(f"{rule.code} is used by {entries[rule.code][1]} and {module}:{rule.__name__}")
        entries[rule.code] = [rule.name, f"{module}:{rule.__name__}", "stable", rule.since]
        if rule.needs:
            entries[rule.code].append(rule.needs)
    pack = load_pack(package)
    if os.path.exists(os.path.join(pack.folder, "catalogue.toml")):
        for code, fields in pack.read_toml("catalogue.toml").items():
            if fields[2] == RETIRED:
                if code in entries:
                    raise ValueError(f"{code} is retired and cannot be used again")
                entries[code] = list(fields)
            elif code not in entries:
                raise ValueError(f"{code} has no rule any more: give its line the status {RETIRED!r}, and a successor")
            elif entries[code][0] != fields[0]:
                raise ValueError(f"{code} was called {fields[0]}; a name never changes")
    names = [fields[0] for fields in entries.values()]
    doubled = {name for name in names if names.count(name) > 1}
    if doubled:
        raise ValueError(f"names used twice: {', '.join(sorted(doubled))}")
    lines = (
        f"{code} = [{', '.join(_quoted(field) for field in fields)}]\n" for code, fields in sorted(entries.items())
    )
    return HEAD + "".join(lines)


def _quoted(field: str) -> str:
    return f'"{field}"'


def main(package: str = BUILT_IN) -> None:
    """Writes catalogue.toml into the pack."""
    text = render(package)
    with open(os.path.join(load_pack(package).folder, "catalogue.toml"), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


if __name__ == "__main__":
    main(*sys.argv[1:2])
