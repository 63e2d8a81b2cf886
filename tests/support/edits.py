"""What becomes of a report between two checks: it is edited, wrapped anew, put right here and spoilt there.

The simulation compares ways to tell which findings were there before. Each report has four faults. Then three
paragraphs are put in, one is taken out, two are reworded, the lines are broken elsewhere, two of the faults are put
right, and a new one is made, half of the time one of the same rule as an old one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import NamedTuple

import govlint
from govlint.result import Diagnostic
from tests.support.dialects import DIALECTS, render
from tests.support.faults import FAULTS, Fault
from tests.support.reports import Generated, Paragraph, generate

WRAPS = (0, 0, 24, 33, 40)
_STYLE = DIALECTS["pipe-rows"].style

Keys = Callable[[str, list[Diagnostic]], list[Hashable]]
"""What tells the findings of a text from others."""


def by_line(_text: str, found: list[Diagnostic]) -> list[Hashable]:
    """The number of the line."""
    return [(item.code, item.line) for item in found]


def by_count(_text: str, found: list[Diagnostic]) -> list[Hashable]:
    """How many findings of the rule came before."""
    seen: Counter[str] = Counter()
    keys: list[Hashable] = []
    for item in found:
        seen[item.code] += 1
        keys.append((item.code, seen[item.code]))
    return keys


def by_line_text(text: str, found: list[Diagnostic]) -> list[Hashable]:
    """The text of the line."""
    lines = text.split("\n")
    return [(item.code, "".join(lines[item.line - 1].split()) if item.line else "") for item in found]


def by_fingerprint(_text: str, found: list[Diagnostic]) -> list[Hashable]:
    """The fingerprint."""
    return [item.fingerprint for item in found]


SCHEMES: dict[str, Keys] = {
    "code + line number": by_line,
    "code + count (as eslint)": by_count,
    "code + text of the line": by_line_text,
    "fingerprint": by_fingerprint,
}


class Tally(NamedTuple):
    """What a scheme came to."""

    kept: int
    """Old findings that are still there, ..."""
    strange: int
    """... and how many of them come back as new."""
    new: int
    """New findings, ..."""
    hidden: int
    """... and how many of them pass for old ones."""


def simulate(number: int, *, rewrap: bool = True, seed: str = "edits") -> dict[str, Tally]:
    """What each scheme comes to over `number` reports."""
    totals = {name: Tally(0, 0, 0, 0) for name in SCHEMES}
    for index in range(number):
        for name, tally in _trial(Random(f"{seed} {index}"), rewrap=rewrap).items():
            totals[name] = Tally(*(a + b for a, b in zip(totals[name], tally, strict=True)))
    return totals


def _trial(rng: Random, *, rewrap: bool) -> dict[str, Tally]:
    stays, lasting = _with_faults(generate(rng, blanks=False), 2, set(), rng)
    old, _ = _with_faults(stays, 2, lasting, rng)
    edited = _edited(stays, rng)
    again = [fault for fault in FAULTS.values() if fault.codes & lasting]
    new = _with_one(edited, again if rng.random() < 0.5 else list(FAULTS.values()), rng)
    wraps = rng.sample(WRAPS, 2) if rewrap else (0, 0)
    texts = [
        render(report, replace(_STYLE, wrap=wrap), Random(0))
        for report, wrap in ((old, wraps[0]), (edited, wraps[1]), (new, wraps[1]))
    ]
    found = [list(govlint.lint(text=text).files[0].diagnostics) for text in texts]
    then, _, _ = (Counter(map(_truth, items)) for items in found)
    tallies = {}
    for name, keys in SCHEMES.items():
        known = set(keys(texts[0], found[0]))
        unknown = [[key not in known for key in keys(text, items)] for text, items in zip(texts, found, strict=True)]
        kept = [index for index, item in enumerate(found[1]) if then[_truth(item)]]
        grown = max(0, len(found[2]) - len(found[1]))
        told = min(grown, max(0, sum(unknown[2]) - sum(unknown[1])))
        tallies[name] = Tally(len(kept), sum(unknown[1][index] for index in kept), grown, grown - told)
    return tallies


def _truth(item: Diagnostic) -> tuple[str, str, str | None, str | None]:
    return item.code, "".join(item.window.match.split()), item.row, item.cell


def _with_faults(report: Generated, number: int, without: set[str], rng: Random) -> tuple[Generated, set[str]]:
    """The report with that many faults more, of rules not among `without`; and all of these rules."""
    codes = set(without)
    while number:
        fault: Fault = rng.choice(list(FAULTS.values()))
        spoilt = None if fault.codes & codes else _spoilt(fault, report, rng)
        if spoilt is not None:
            report, number = spoilt, number - 1
            codes |= fault.codes
    return report, codes


def _spoilt(fault: Fault, report: Generated, rng: Random) -> Generated | None:
    """The report with the fault, or None where it cannot be made. Faults are made for clean reports: in one that lacks
    a section already, they may not find what they look for.
    """
    try:
        return fault.apply(report, rng)
    except (StopIteration, IndexError, ValueError, KeyError):
        return None


def _with_one(report: Generated, faults: list[Fault], rng: Random) -> Generated:
    for _ in range(50):
        spoilt = _spoilt(rng.choice(faults), report, rng)
        if spoilt is not None:
            return spoilt
    return report


def _edited(report: Generated, rng: Random) -> Generated:
    edited = deepcopy(report)
    texts = [section for section in edited.sections if section.paragraphs]
    other = [paragraph for section in generate(rng).sections for paragraph in section.paragraphs]
    for paragraph in rng.sample(other, min(3, len(other))):
        section = rng.choice(texts)
        section.body.insert(rng.randint(0, len(section.body)), deepcopy(paragraph))
    section = rng.choice(texts)
    section.body.remove(rng.choice(section.paragraphs))
    prose = [item for section in texts for item in section.paragraphs if item.kind == "text" and "," in item.text]
    for paragraph in rng.sample(prose, min(2, len(prose))):
        _reword(paragraph)
    return edited


def _reword(paragraph: Paragraph) -> None:
    head, comma, rest = paragraph.text.rpartition(",")
    paragraph.text = f"{head}{comma}按照统一安排,{rest}"
