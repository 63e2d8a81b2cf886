"""Which row labels a region holds, in which order, and what stands between them that is no label."""

from __future__ import annotations

from collections.abc import Sequence

from govlint.report.formats import HAN_NUMERALS, Row
from govlint.report.region import Anchor, Region
from govlint.report.tokens import VALUE

_ALTERED_LIKENESS = 60.0
"""Least likeness (0–100) of a text to a label, in its place, to be taken for that label altered."""
_LONGEST_LABEL = 40
"""In Han characters; the longest label has 34."""
_SHORT = 4
"""Labels with fewer Han characters than this are words that also stand elsewhere (其他, 总计): they count only as
whole cells."""


def in_sequence(region: Region, rows: Sequence[Row]) -> list[Anchor] | None:
    """Every label of `rows` one after the other with nothing but ordinals between, or None."""
    letters = region.letters
    position = 0
    anchors: list[Anchor] = []
    for index, row in enumerate(rows):
        start = end = -1
        for word in row.words:
            if index == 0:
                start = letters.find(word)
            elif letters.startswith(word, position):
                start = position
            elif letters[position : position + 1] in HAN_NUMERALS and letters.startswith(word, position + 1):
                start = position + 1
            if start >= 0:
                end = start + len(word)
                break
        if start < 0:
            return None
        anchors.append(region.anchor(row, start, end, "exact"))
        position = end
    return anchors


def best_chain(region: Region, rows: Sequence[Row]) -> tuple[list[Anchor], tuple[str, ...]]:
    """The labels found, in document order, and the ids of those that stand out of the format's order. The heaviest
    series in the right order (by the length of its labels) is what the others are out of order with.
    """
    candidates = _candidates(region, rows)
    weights: list[int] = []
    previous: list[int] = []
    best_at: list[int] = [-1] * len(rows)
    for number, (start, end, index) in enumerate(candidates):
        ahead = -1
        for other in best_at[:index]:
            if other >= 0 and (ahead < 0 or weights[other] > weights[ahead]):
                ahead = other
        weights.append(end - start + (weights[ahead] if ahead >= 0 else 0))
        previous.append(ahead)
        if best_at[index] < 0 or weights[number] > weights[best_at[index]]:
            best_at[index] = number
    at = max((number for number in best_at if number >= 0), key=lambda number: weights[number], default=-1)
    picked: list[tuple[int, int, int]] = []
    while at >= 0:
        picked.append(candidates[at])
        at = previous[at]
    used = {index for _, _, index in picked}
    low = min((start for start, _, _ in picked), default=0)
    moved: list[str] = []
    for candidate in candidates:
        start, end, index = candidate
        in_table = start >= low or (_starts_cell(region, start) and region.ends_token(end))
        if index not in used and in_table and end - start >= _SHORT and rows[index].kind != "group":
            used.add(index)
            picked.append(candidate)
            moved.append(rows[index].id)
    return [region.anchor(rows[index], start, end, "exact") for start, end, index in sorted(picked)], tuple(moved)


def _starts_cell(region: Region, position: int) -> bool:
    """Whether a label that starts at `position` begins its cell, its ordinal apart."""
    return region.starts_token(position) or (
        position > 0 and region.letters[position - 1] in HAN_NUMERALS and region.starts_token(position - 1)
    )


def _candidates(region: Region, rows: Sequence[Row]) -> list[tuple[int, int, int]]:
    """Every place (start, end, index of the row) where a label could stand, without those inside a longer one."""
    letters = region.letters
    found: list[tuple[int, int, int]] = []
    for index, row in enumerate(rows):
        for word in row.words:
            start = letters.find(word)
            while start >= 0:
                end = start + len(word)
                numbered = row.kind == "total" and letters[start - 1 : start] == "七"
                if len(word) >= _SHORT or numbered or (region.starts_token(start) and region.ends_token(end)):
                    found.append((start, end, index))
                start = letters.find(word, end)
    kept: list[tuple[int, int, int]] = []
    for start, end, index in sorted(found, key=lambda c: (c[0], c[0] - c[1], c[2])):
        while kept and kept[-1][1] > start and end - start > kept[-1][1] - kept[-1][0]:
            kept.pop()
        if not kept or kept[-1][1] <= start or kept[-1][:2] == (start, end):
            kept.append((start, end, index))
    return kept


def with_leftovers(region: Region, rows: Sequence[Row], anchors: Sequence[Anchor]) -> list[Anchor]:
    """The anchors, and between them the texts that are no label: taken for an altered label where they are like the
    one missing there, left as strangers (row None) otherwise. Fragments of group labels are dropped.
    """
    groups = [word for row in rows if row.kind == "group" for word in row.words]
    order = {row.id: index for index, row in enumerate(rows)}
    found = {anchor.row.id for anchor in anchors if anchor.row is not None}
    result: list[Anchor] = _altered_opening(region, rows, anchors, found)
    for number, anchor in enumerate(anchors):
        result.append(anchor)
        following = anchors[number + 1] if number + 1 < len(anchors) else None
        low = order[anchor.row.id] + 1 if anchor.row is not None else 0
        high = order[following.row.id] if following is not None and following.row is not None else len(rows)
        wanted = [row for row in rows[low:high] if row.id not in found and row.kind != "group"]
        for start, end in region.runs(anchor.end, following.start if following is not None else len(region.letters)):
            text = region.letters[start:end]
            stripped = text.lstrip(HAN_NUMERALS)
            if not stripped or any(text in word or stripped in word for word in groups):
                continue
            row = most_like(stripped, wanted)
            if row is not None:
                wanted = wanted[wanted.index(row) + 1 :]
                found.add(row.id)
                cut = row.words[0].startswith(stripped)
                result.append(region.anchor(row, end - len(stripped), end, "exact" if cut else "altered"))
            elif following is not None:
                result.append(region.anchor(None, start, end, "stranger"))
            else:
                break
    return [*result, *word_behind(region, result[-1])] if result else []


def word_behind(region: Region, last: Anchor) -> list[Anchor]:
    """A short text right behind the last label with values after it, as a stranger: it may be a cell of that row."""
    for start, end in region.runs(last.end, len(region.letters)):
        anchor = region.anchor(None, start, end, "stranger")
        following = region.tokens[anchor.last + 1 : anchor.last + 2]
        is_word = end - start <= _SHORT and (not following or following[0].kind == VALUE)
        return [anchor] if is_word else []
    return []


def _altered_opening(region: Region, rows: Sequence[Row], anchors: Sequence[Anchor], found: set[str]) -> list[Anchor]:
    """An altered label before the first one found: the last texts before the values there, read as one."""
    if not anchors or anchors[0].row is None:
        return []
    index = next(i for i, row in enumerate(rows) if row.id == anchors[0].row.id)
    wanted = [row for row in rows[:index] if row.kind != "group" and row.id not in found]
    if not wanted:
        return []
    result: list[Anchor] = []
    *runs, (last_start, last_end) = [(0, 0), *region.runs(0, anchors[0].start)]
    if any(token.kind == VALUE for token in region.tokens[region.owner(last_end - 1) : anchors[0].first]):
        runs.append((last_start, last_end))
    for start, end in runs[1:]:
        places = [at for at in range(max(start, end - _LONGEST_LABEL), end) if region.starts_token(at)]
        for at in places:
            row = most_like(region.letters[at:end].lstrip(HAN_NUMERALS), wanted)
            if row is not None:
                wanted.remove(row)
                found.add(row.id)
                result.append(region.anchor(row, at, end, "altered"))
                break
    return result


def most_like(text: str, rows: Sequence[Row]) -> Row | None:
    """The row whose label `text` is a cut or altered form of, or None."""
    if not rows or len(text) < 2:
        return None
    for row in rows:
        if len(text) >= 3 and row.words[0].startswith(text):
            return row
    from rapidfuzz import fuzz

    best: tuple[float, Row] | None = None
    for row in rows:
        for word in row.words:
            likeness = fuzz.ratio(text, word)
            if likeness >= _ALTERED_LIKENESS and (best is None or likeness > best[0]):
                best = (likeness, row)
    return best[1] if best is not None else None
