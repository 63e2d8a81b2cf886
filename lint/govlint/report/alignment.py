"""Alignment: from the text of a table, in whatever shape extraction left it, to rows and cells of a statutory format.

One way serves every dialect. The row labels of the format are looked for in their order, by their Han characters alone
(`chain`); what stands between a label and the next is the row (`region`); its values get their columns by their number
and by the separators between them (`layout`). Nothing is guessed: what has no place is lost, and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from govlint.report.cells import TableCell
from govlint.report.chain import best_chain, in_sequence, most_like, with_leftovers, word_behind
from govlint.report.formats import APPLICATIONS, DISCLOSURE, REVIEW, Column, DisclosureBlock, Format, Row, han
from govlint.report.layout import Figures, Layout, share_is_complete, unfold
from govlint.report.region import Anchor, Region, Stretch
from govlint.report.tables import (
    IMAGE,
    MISSING,
    NO_FIGURES,
    READ,
    UNREADABLE,
    ExtraRow,
    FormatMarker,
    Table,
    TableRow,
    Tables,
)
from govlint.report.tokens import PROSE, TEXT, VALUE, Token, starts_line

if TYPE_CHECKING:
    from govlint.report.model import Report

_ORDINALS = "一二三四五六七八九十"
_LONGEST_WORD = 6
"""A text longer than this, in Han characters, is no content of a cell of figures."""
_FEWEST_LABELS = 3
"""With fewer labels of table 2 than this, the words are taken for running text."""
_REVIEW_HEAD_TOKENS = 120
"""The heads of table 3 have 18 words; split into single characters they are fewer pieces than this."""
_REVIEW_CELLS_LOST = 3
"""With more cells of table 3 missing than this, blanks have vanished; with fewer, the row is wrong."""


def align(report: Report) -> Tables:
    """The three tables of `report`, each aligned to the format whose labels it shows."""
    pack = report.pack
    formats = [pack.format(year) for year in pack.format_years]
    own = pack.format_for(report.year.value) if report.year is not None else formats[-1]
    formats.sort(key=lambda f: f is not own)
    disclosure, markers = _align_disclosure(report, formats)
    applications = _align_applications(report, formats)
    review = _align_review(report, applications.format)
    votes = Counter(marker.format for marker in markers).most_common()
    if votes and (len(votes) == 1 or votes[0][1] > votes[1][1]):
        printed = next(f for f in formats if f.name == votes[0][0])
    else:
        printed = applications.format
    return Tables(disclosure, applications, review, markers, printed)


def _bounds(report: Report, number: int) -> tuple[int, int]:
    """Where the table of section `number` is to be looked for: in its body, or, where its heading is lost, in what
    lies between the neighbouring headings.
    """
    bodies = [section for section in report.sections if section.number == number]
    if bodies:
        longest = max(bodies, key=lambda section: section.end - section.start)
        return longest.start, longest.end
    start = max((section.start for section in report.sections if section.number < number), default=report.preamble[0])
    end = min(
        (s.heading.start for s in report.sections if s.number > number and s.heading.start >= start),
        default=max(start, report.body_end),
    )
    return start, end


# -- rows --------------------------------------------------------------------------------------------------------------


def _row(region: Region, anchor: Anchor, columns: tuple[Column, ...], figures: Figures) -> TableRow:
    """The row of `anchor`, whose values have their places or the reason why not."""
    row = anchor.row
    assert row is not None
    values, why = figures
    cells: dict[str, TableCell] = {}
    if not why:
        cells = dict(zip((column.id for column in columns), values, strict=True))
    elif why == "cells-lost" and len(values) == 1 and columns[-1].id == "total":
        # Blank cells vanish in this text, and a total is what no row is printed without.
        cells = {"total": values[0]}
    return TableRow(
        row.id,
        row.kind,
        row.label,
        columns,
        start=region.tokens[anchor.first].start,
        end=region.tokens[anchor.last].end,
        printed=region.letters[anchor.start : anchor.end],
        match=anchor.match,
        values=tuple(value for value in values if value.raw),
        cells=cells,
        why=why,
    )


def _with_text_cells(region: Region, stretches: Sequence[Stretch], width: int) -> list[Stretch]:
    """Short texts among the values of a row go back to that row, as cells that hold text, where they complete it."""
    result: list[Stretch] = []
    number = 0
    while number < len(stretches):
        stretch = stretches[number]
        number += 1
        joined = stretch
        taken = 0
        for stranger in stretches[number : number + width]:
            anchor = stranger.anchor
            if stretch.anchor.row is None or anchor.row is not None or anchor.end - anchor.start > _LONGEST_WORD:
                break
            text = region.tokens[anchor.first : anchor.last + 1]
            joined = stretch._replace(contents=(*joined.contents, *text, *stranger.contents), end=stranger.end)
            taken += 1
            if len(joined.contents) >= width:
                break
        if taken and len(joined.contents) == width:
            result.append(joined)
            number += taken
        else:
            result.append(stretch)
    return result


def _values_to_leaf(stretches: Sequence[Stretch], width: int) -> list[Stretch]:
    """Where a group label is printed between a row label and its values (a tall cell in a page's text), the values
    belong to the row.
    """
    result = list(stretches)
    for number in range(len(result) - 1):
        leaf, group = result[number], result[number + 1]
        if (
            leaf.anchor.row is not None
            and leaf.anchor.row.kind != "group"
            and not leaf.has_values
            and group.anchor.row is not None
            and group.anchor.row.kind == "group"
            and len(group.contents) == width
        ):
            result[number] = leaf._replace(contents=group.contents, label_end=group.label_end, end=group.end)
            result[number + 1] = group._replace(contents=())
    return result


def _values_to_namesake(region: Region, stretches: Sequence[Stretch]) -> list[Stretch]:
    """A row label without values, and the same label with values before the next row: the first is no row but a column
    head (总计), printed once more above a part of the table.
    """
    result = list(stretches)
    for number, stretch in enumerate(stretches):
        row = stretch.anchor.row
        if row is None or stretch.has_values or row.kind == "group":
            continue
        for place in range(number + 1, len(stretches)):
            other = stretches[place].anchor
            if other.row is not None:
                break
            name = region.letters[other.start : other.end].lstrip(_ORDINALS)
            if stretches[place].has_values and name in row.words:
                result[number] = stretch._replace(anchor=stretch.anchor._replace(row=None))
                result[place] = stretches[place]._replace(anchor=other._replace(row=row, match="exact"))
                break
    return result


def _extra(region: Region, stretches: Sequence[Stretch]) -> tuple[ExtraRow, ...]:
    """The strangers with figures."""
    found: list[ExtraRow] = []
    for stretch in stretches:
        if stretch.anchor.row is None and stretch.has_values:
            start = region.tokens[stretch.anchor.first].start
            end = region.tokens[stretch.anchor.last].end
            values = Layout(region.report.text, (), len(stretch.contents)).figures(stretch)[0]
            found.append(ExtraRow(start, end, region.report.text[start:end], values, ""))
    return tuple(found)


# -- table 2 -----------------------------------------------------------------------------------------------------------


def _align_applications(report: Report, formats: Sequence[Format]) -> Table:
    own = formats[0]
    region = Region(report, *_bounds(report, 3), {word for row in own.rows for word in row.words})
    anchors = in_sequence(region, own.rows)
    if anchors is not None:
        return _build_applications(region, own, [*anchors, *word_behind(region, anchors[-1])], ())
    best: tuple[int, Format, list[Anchor], tuple[str, ...]] | None = None
    for format_ in formats:
        chain, moved = best_chain(region, format_.rows)
        anchors = with_leftovers(region, format_.rows, chain)
        found = sum(anchor.row is not None for anchor in anchors)
        strangers = sum(s.anchor.row is None and s.has_values for s in region.stretches(anchors))
        score = 2 * found - len(format_.rows) - strangers
        if best is None or score > best[0]:
            best = (score, format_, anchors, moved)
    assert best is not None
    _, format_, anchors, moved = best
    if sum(anchor.row is not None and anchor.end - anchor.start >= 4 for anchor in anchors) < _FEWEST_LABELS:
        state = IMAGE if region.has_image() else MISSING
        if region.values >= 3 * len(own.columns):
            state = UNREADABLE
        return Table(APPLICATIONS, state, own, start=region.start, end=region.end, why="table-unreadable")
    return _build_applications(region, format_, anchors, moved)


def _build_applications(region: Region, format_: Format, anchors: Sequence[Anchor], moved: tuple[str, ...]) -> Table:
    columns = format_.columns
    width = len(columns)
    stretches = _values_to_namesake(region, region.stretches(anchors))
    stretches = _values_to_leaf(_with_text_cells(region, stretches, width), width)
    data = [s for s in stretches if s.anchor.row is not None and s.anchor.row.kind != "group"]
    wanted = [row for row in format_.rows if row.kind != "group"]
    present = {s.anchor.row.id for s in data if s.anchor.row is not None}
    missing = [row.id for row in wanted if row.id not in present]
    if moved and _are_in_order(data, wanted):
        moved = ()  # the label of a group stands behind its first row, as in a torn table; no row is out of its place
    header = region.header(anchors[0].first)
    start = header[0].start if header else region.tokens[anchors[0].first].start
    end = max(token.end for s in stretches for token in (region.tokens[s.anchor.last], *s.contents))
    rows: dict[str, TableRow] = {}

    if not any(s.has_values for s in data[:-1]):
        state, why = NO_FIGURES, ""
        if region.values >= width:
            state, why = UNREADABLE, "column-major"
            grid = None if missing or moved else unfold(region, anchors[-1].last + 1, len(wanted), width)
            if grid is not None:
                state, why = READ, ""
                for s, figures in zip(data, grid, strict=True):
                    row = _row(region, s.anchor, columns, figures)
                    rows[row.id] = row
                end = grid[-1][0][-1].end
        return Table(
            APPLICATIONS,
            state,
            format_,
            start=start,
            end=end,
            rows=rows,
            header=header,
            missing=tuple(missing),
            why=why,
        )

    layout = Layout(region.report.text, data, width)
    for s in data:
        figures = layout.figures(s)
        row = _row(region, s.anchor, columns, figures)
        lost = _lost_labels(format_, row.id, missing, len(s.contents)) if figures[1] else []
        if lost:
            row = _row(region, s.anchor, columns, (figures[0][:width], ""))
        rows[row.id] = row
        for number, spec in enumerate(lost, start=1):
            part = figures[0][number * width : (number + 1) * width]
            missing.remove(spec.id)
            rows[spec.id] = _unlabelled(spec, columns, part)
    groups = [s for s in stretches if s.anchor.row is not None and s.anchor.row.kind == "group" and s.has_values]
    subtotals = [_row(region, s.anchor, columns, layout.figures(s)) for s in groups]
    return Table(
        APPLICATIONS,
        READ,
        format_,
        start=start,
        end=end,
        rows=rows,
        subtotals={row.id: row for row in subtotals},
        extra=_extra(region, stretches),
        missing=tuple(missing),
        moved=moved,
        header=header,
    )


def _are_in_order(data: Sequence[Stretch], wanted: Sequence[Row]) -> bool:
    order = {row.id: index for index, row in enumerate(wanted)}
    places = [order[s.anchor.row.id] for s in data if s.anchor.row is not None]
    return places == sorted(places)


def _lost_labels(format_: Format, row_id: str, missing: Sequence[str], count: int) -> list[Row]:
    """The rows right behind `row_id` whose figures follow without a label: there are just as many too many values."""
    wanted = [row for row in format_.rows if row.kind != "group"]
    index = next(i for i, row in enumerate(wanted) if row.id == row_id)
    lost: list[Row] = []
    for row in wanted[index + 1 :]:
        if row.id not in missing:
            break
        lost.append(row)
    return lost if count == len(format_.columns) * (len(lost) + 1) else []


def _unlabelled(spec: Row, columns: tuple[Column, ...], values: tuple[TableCell, ...]) -> TableRow:
    return TableRow(
        spec.id,
        spec.kind,
        spec.label,
        columns,
        start=values[0].start,
        end=values[0].start,
        printed="",
        match="lost",
        values=values,
        cells=dict(zip((column.id for column in columns), values, strict=True)),
    )


# -- table 1 -----------------------------------------------------------------------------------------------------------


def _align_disclosure(report: Report, formats: Sequence[Format]) -> tuple[Table, tuple[FormatMarker, ...]]:
    own = formats[0]
    specs = _disclosure_rows(formats)
    region = Region(report, *_bounds(report, 2), {word for row in specs for word in row.words})
    caption = _first_caption(region, formats)
    anchors, moved = _disclosure_anchors(region, specs, max(caption, 0))
    if len(anchors) < 2:
        state = IMAGE if region.has_image() else MISSING
        if caption >= 0 and region.values:
            state = UNREADABLE
        return Table(DISCLOSURE, state, own, start=region.start, end=region.end, why="table-unreadable"), ()
    header_start = caption if caption >= 0 else anchors[0].start
    markers = _markers(region, formats, header_start)
    votes = Counter(marker.format for marker in markers)
    heads = ["信息内容"]
    for format_ in formats:
        for block in format_.blocks:
            heads.append(han(block.item))
            heads.extend(word for column in block.columns for word in column.words)
    stretches = _disclosure_stretches(region, anchors, heads)
    block_of, printed = _blocks(region, formats, anchors, stretches, votes)
    wanted = {row.id: row for block in block_of.values() for row in block.rows}
    columns = {row.id: block.columns for block in block_of.values() for row in block.rows}
    labels = [region.tokens[anchor.first].start for anchor in anchors]
    start = min(region.text(header_start, header_start + 1)[0], *labels)
    end = max(token.end for s in stretches for token in (region.tokens[s.anchor.last], *s.contents))
    missing = [row_id for row_id in wanted if all(a.row is None or a.row.id != row_id for a in anchors)]
    stretches, missing = _altered_rows(region, stretches, [wanted[row_id] for row_id in missing])
    data = [s for s in stretches if s.anchor.row is not None and s.anchor.row.id in wanted]
    facts = {"start": start, "end": end, "header": region.header(anchors[0].first)}

    if not any(s.has_values for s in data):
        return Table(DISCLOSURE, NO_FIGURES, printed, **facts), markers  # type: ignore[arg-type]
    if len(data) > 2 and not any(s.has_values for s in data[:-1]):
        return Table(DISCLOSURE, UNREADABLE, printed, why="column-major", **facts), markers  # type: ignore[arg-type]
    is_complete = share_is_complete((s, len(columns[s.anchor.row.id])) for s in data if s.anchor.row is not None)
    layouts: dict[int, Layout] = {}
    for width in {len(columns[row_id]) for row_id in wanted}:
        same = [s for s in data if s.anchor.row is not None and len(columns[s.anchor.row.id]) == width]
        layouts[width] = Layout(region.report.text, same, width, is_complete=is_complete)
    rows: dict[str, TableRow] = {}
    for s in data:
        assert s.anchor.row is not None
        spec = s.anchor.row
        width = len(columns[spec.id])
        joined = _with_text_cells(region, [s, *_strangers_behind(stretches, s)], width)[0]
        anchor = Anchor(wanted[spec.id], *s.anchor[1:])
        rows[spec.id] = _row(region, anchor, columns[spec.id], layouts[width].figures(joined))
    cells = {(cell.start, cell.end) for row in rows.values() for cell in row.values}
    extra = [e for e in _extra(region, stretches) if (e.start, e.end) not in cells]
    extra += [
        ExtraRow(
            region.tokens[s.anchor.first].start,
            region.tokens[s.anchor.last].end,
            s.anchor.row.label,
            Layout(region.report.text, (), len(s.contents)).figures(s)[0],
            next(f.name for f in formats if any(row.id == s.anchor.row.id for b in f.blocks for row in b.rows)),
        )
        for s in stretches
        if s.anchor.row is not None and s.anchor.row.id not in wanted and s.has_values
    ]
    table = Table(
        DISCLOSURE,
        READ,
        printed,
        rows=rows,
        extra=tuple(sorted(extra)),
        missing=tuple(missing),
        moved=moved,
        **facts,  # type: ignore[arg-type]
    )
    return table, markers


def _first_caption(region: Region, formats: Sequence[Format]) -> int:
    """Where table 1 opens in `letters`: its first caption (with or without 第 before the item) or first head; -1 if
    neither is there.
    """
    captions = {han(block.item) for format_ in formats for block in format_.blocks}
    words = {"信息内容", *captions, *(word.replace("条第", "条") for word in captions)}
    return min((at for at in map(region.letters.find, words) if at >= 0), default=-1)


def _disclosure_rows(formats: Sequence[Format]) -> list[Row]:
    """The rows of table 1 of all formats, in the order of the form; what two formats share stands once, with the words
    of both.
    """
    merged: dict[str, Row] = {}
    order: list[tuple[str, int, str]] = []
    for format_ in formats:
        for block in format_.blocks:
            for index, row in enumerate(block.rows):
                if row.id in merged:
                    words = tuple(dict.fromkeys((*merged[row.id].words, *row.words)))
                    merged[row.id] = merged[row.id]._replace(words=words)
                else:
                    merged[row.id] = row
                    order.append((block.item, index, row.id))
    items = list(dict.fromkeys(block.item for format_ in formats for block in format_.blocks))
    order.sort(key=lambda entry: (items.index(entry[0]), entry[1]))
    return [merged[row_id] for _, _, row_id in order]


def _disclosure_anchors(region: Region, rows: Sequence[Row], start: int) -> tuple[list[Anchor], tuple[str, ...]]:
    """The row labels behind the first caption, each in the first place where it begins a cell; labels out of their
    order are found in a second pass.
    """
    position = start
    found: list[Anchor] = []
    rest: list[Row] = []
    for row in rows:
        place = _find_label(region, row, position)
        if place is None:
            rest.append(row)
        else:
            found.append(region.anchor(row, *place, "exact"))
            position = place[1]
    moved: list[str] = []
    for row in rest:
        place = _find_label(region, row, start)
        if place is not None and not any(a.start < place[1] and place[0] < a.end for a in found):
            found.append(region.anchor(row, *place, "exact"))
            moved.append(row.id)
    found.sort(key=lambda anchor: anchor.start)
    return found, tuple(moved)


def _find_label(region: Region, row: Row, position: int) -> tuple[int, int] | None:
    """The first range of `letters` from `position` on where a word of `row` begins a cell."""
    best: tuple[int, int] | None = None
    for word in row.words:
        at = region.letters.find(word, position)
        while at >= 0 and not region.starts_token(at):
            at = region.letters.find(word, at + 1)
        if at >= 0 and (best is None or at < best[0]):
            best = (at, at + len(word))
    return best


def _disclosure_stretches(region: Region, anchors: Sequence[Anchor], heads: Sequence[str]) -> list[Stretch]:
    """What stands behind each label up to the next text; the texts between are strangers. A short text that is no
    part of `heads` (captions and column heads) is one by itself: it may be a cell.
    """
    with_strangers: list[Anchor] = []
    for number, anchor in enumerate(anchors):
        with_strangers.append(anchor)
        until = anchors[number + 1].start if number + 1 < len(anchors) else len(region.letters)
        for start, end in region.runs(_behind_notes(region, anchor), until):
            word_end = min(end, start + len(region.tokens[region.owner(start)].word))
            word = region.letters[start:word_end]
            is_cell = len(word) <= _LONGEST_WORD and not any(word in head for head in heads)
            parts = [(start, word_end), (word_end, end)] if is_cell else [(start, end)]
            with_strangers.extend(region.anchor(None, *part, "stranger") for part in parts if part[0] < part[1])
            if number + 1 == len(anchors):
                break
    return region.stretches(with_strangers)


def _behind_notes(region: Region, anchor: Anchor) -> int:
    """Where, in `letters`, the label of `anchor` ends with its note (设区的市填报), which may have lines of its own."""
    depth = 0
    position = anchor.end
    for index in range(anchor.first, len(region.tokens)):
        token = region.tokens[index]
        if index > anchor.last and (token.kind != TEXT or not (depth > 0 or token.text[0] == "(")):
            break
        depth += token.text.count("(") - token.text.count(")")
        if index >= anchor.last:
            while not region.ends_token(position) or region.owner(position - 1) < index:
                position += 1
    return position


def _strangers_behind(stretches: Sequence[Stretch], stretch: Stretch) -> list[Stretch]:
    """The strangers right behind a row."""
    index = next(i for i, s in enumerate(stretches) if s is stretch)
    found: list[Stretch] = []
    for other in stretches[index + 1 :]:
        if other.anchor.row is not None:
            break
        found.append(other)
    return found


def _altered_rows(
    region: Region, stretches: Sequence[Stretch], missing: Sequence[Row]
) -> tuple[list[Stretch], list[str]]:
    """Strangers with values that are like a missing row's label are that row, altered."""
    left = list(missing)
    result: list[Stretch] = []
    for stretch in stretches:
        anchor = stretch.anchor
        if anchor.row is None and stretch.has_values and left:
            token = region.tokens[anchor.last]
            row = most_like(token.word, left)
            if row is not None:
                left.remove(row)
                word = token.word
                anchor = Anchor(row, anchor.last, anchor.last, anchor.end - len(word), anchor.end, "altered")
                result.append(stretch._replace(anchor=anchor))
                continue
        result.append(stretch)
    return result, [row.id for row in left]


def _markers(region: Region, formats: Sequence[Format], start: int) -> tuple[FormatMarker, ...]:
    """The captions, column heads and row labels of table 1 that only one of the formats has."""
    unique: dict[tuple[str, str], FormatMarker] = {}
    for name, label, words in _own_words(tuple(formats)):
        for word in words:
            at = region.letters.find(word, start)
            if at >= 0:
                unique.setdefault((name, label), FormatMarker(*region.text(at, at + len(word)), name, label))
                break
    return tuple(sorted(unique.values()))


@lru_cache(maxsize=8)
def _own_words(formats: tuple[Format, ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """For each caption, column and row of table 1: the format, the label, and those of its words that neither stand in
    another format nor are part of a word there.
    """
    parts: list[tuple[str, str, tuple[str, ...]]] = []
    for format_ in formats:
        for block in format_.blocks:
            parts.append((format_.name, block.item, (han(block.item),)))
            parts.extend((format_.name, column.label, column.words) for column in block.columns)
            parts.extend((format_.name, row.label, row.words) for row in block.rows)
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for name, label, words in parts:
        others = [word for other, _, theirs in parts if other != name for word in theirs]
        own = tuple(word for word in words if not any(word in other for other in others))
        if own:
            found.append((name, label, own))
    return tuple(found)


def _blocks(
    region: Region,
    formats: Sequence[Format],
    anchors: Sequence[Anchor],
    stretches: Sequence[Stretch],
    votes: Counter[str],
) -> tuple[dict[str, DisclosureBlock], Format]:
    """For each item of article 20, the block of the format that its heads show; and the format most heads show."""
    own = formats[0]
    counts = {s.anchor.row.id: len(s.contents) for s in stretches if s.anchor.row is not None}
    printed = max(formats, key=lambda f: (votes[f.name], f is own))
    if not votes:
        printed = max(
            formats,
            key=lambda f: (sum(counts.get(r.id) == len(b.columns) for b in f.blocks for r in b.rows), f is own),
        )
    chosen = {block.item: block for block in printed.blocks}
    if len([name for name in votes if votes[name]]) < 2:
        return chosen, printed
    for format_ in formats:
        for block in format_.blocks:
            rows = {row.id for row in block.rows}
            first = next((a for a in anchors if a.row is not None and a.row.id in rows), None)
            if first is None or format_ is printed:
                continue
            before = max((a.end for a in anchors if a.end <= first.start), default=0)
            heads = region.letters[before : first.start]
            rival = chosen.get(block.item)
            if _heads_found(block, heads) > (_heads_found(rival, heads) if rival is not None else 0):
                chosen[block.item] = block
    # an item that the year does not ask for and the table does not show is not missing from a mixed table
    shown = {a.row.id for a in anchors if a.row is not None}
    asked = {block.item for block in own.blocks}
    return {
        item: block for item, block in chosen.items() if item in asked or any(row.id in shown for row in block.rows)
    }, printed


def _heads_found(block: DisclosureBlock, heads: str) -> float:
    """The share of the block's column heads that stand in `heads`."""
    return sum(column.words[0] in heads for column in block.columns) / len(block.columns)


# -- table 3 -----------------------------------------------------------------------------------------------------------


def _align_review(report: Report, format_: Format) -> Table:
    region = Region(report, *_bounds(report, 4), ())
    columns = format_.review_columns
    words = [word for column in columns for word in column.words] + [han(head) for _, head in format_.review_groups]
    first = min((at for at in (region.letters.find(word) for word in words[:4]) if at >= 0), default=-1)
    hits = sum(region.letters.count(word) > 0 for word in words)
    width = len(columns) * len(format_.review_groups)
    if first < 0 or hits < 4:
        state = IMAGE if region.has_image() else MISSING
        if region.values >= width:
            state = UNREADABLE
        return Table(REVIEW, state, format_, start=region.start, end=region.end, why="table-unreadable")
    opening = region.owner(first)
    heads = sorted({*words, *map(han, format_.review_heads), format_.review_row}, key=len, reverse=True)
    stretch = _review_stretch(region, opening, heads, width)
    header = region.header(len(region.tokens))
    start = min((cell.start for cell in header), default=region.tokens[opening].start)
    end = stretch.contents[-1].end if stretch.contents else stretch.label_end
    if not stretch.has_values:
        return Table(REVIEW, NO_FIGURES, format_, start=start, end=end, header=header)
    if _is_transposed(region, columns, len(format_.review_groups)):
        return Table(REVIEW, UNREADABLE, format_, start=start, end=end, header=header, why="table-unreadable")
    lead = 1 if _has_border(region, opening) else 0
    values, why = Layout(region.report.text, [stretch], width, lead=lead).figures(stretch)
    if why:
        why = "cells-lost" if width - len(values) > _REVIEW_CELLS_LOST else "cell-count"
    rows: dict[str, TableRow] = {}
    for number, (group_id, label) in enumerate(format_.review_groups):
        part = () if why else values[number * len(columns) : (number + 1) * len(columns)]
        place = region.letters.find(han(label))
        label_start, label_end = region.text(place, place + len(han(label))) if place >= 0 else (start, start)
        rows[group_id] = TableRow(
            group_id,
            "data",
            label,
            columns,
            start=label_start,
            end=label_end,
            printed=han(label) if place >= 0 else "",
            match="exact",
            values=values if why and number == 0 else part,
            cells=dict(zip((column.id for column in columns), part, strict=False)),
            why=why,
        )
    return Table(REVIEW, READ, format_, start=start, end=end, rows=rows, header=header)


def _review_stretch(region: Region, opening: int, words: Sequence[str], width: int) -> Stretch:
    """The values behind the heads, in document order: one row of fifteen, or three tables of five. Texts that are
    neither heads nor parts of heads are cells where they are short, and end the table where they are not.
    """
    contents: list[Token] = []
    head = region.tokens[opening]
    end = region.end
    for index in range(opening, len(region.tokens)):
        token = region.tokens[index]
        if token.kind == VALUE:
            contents.append(token)
            continue
        if not contents and index - opening > _REVIEW_HEAD_TOKENS:
            break
        word = token.word
        if word and _is_head(word, words):
            head = token if not contents else head
        elif token.kind == PROSE or len(word) > _LONGEST_WORD:
            if contents:
                end = token.start
                break
        elif contents or (index + 1 < len(region.tokens) and region.tokens[index + 1].kind == VALUE):
            contents.append(token)
    while len(contents) > width and contents[-1].kind == TEXT:
        end = contents.pop().start
    anchor = Anchor(None, opening, opening, 0, 0, "exact")
    start = _row_start(region, contents, head.end) if contents else head.end
    return Stretch(anchor, tuple(contents), start, end)


def _row_start(region: Region, contents: Sequence[Token], head_end: int) -> int:
    """Where the row of values starts. The pipes that close the lines of the heads are no cells; where the values share
    a line, those before them on that line are.
    """
    text = region.report.text
    first = contents[0].start
    if len(contents) < 2 or starts_line(text, contents[1].start):
        return first
    return max(text.rfind("\n", 0, first) + 1, text.rfind("\r", 0, first) + 1, head_end)


def _has_border(region: Region, opening: int) -> bool:
    """Whether the rows of the table open with a separator: the line of its first head does."""
    text = region.report.text
    start = region.tokens[opening].start
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return text[line:start].strip(" ")[:1] == "|"


def _is_head(text: str, words: Sequence[str]) -> bool:
    """Whether `text` consists of heads and parts of heads (尚未, 审结总计); `words` are the heads, longest first."""
    rest = text
    for word in words:
        rest = rest.replace(word, "")
    return not rest or any(rest in word for word in words)


def _is_transposed(region: Region, columns: Sequence[Column], groups: int) -> bool:
    """Whether the table stands on its side: each result once, with a value for each group behind it."""
    first, second = columns[0].words[0], columns[1].words[0]
    if region.letters.count(first) != 1 or region.letters.count(second) != 1:
        return False
    here, there = region.owner(region.letters.find(first)), region.owner(region.letters.find(second))
    between = region.tokens[here + 1 : there]
    return sum(token.kind == VALUE for token in between) == groups
