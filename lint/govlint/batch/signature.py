"""The signature of a report: what is left of its text when all that reports share is taken out, and a sketch of that.

Masked are the names of the organ itself and of those above it, years, dates and figures; titles of documents, document
numbers and statutory phrases are taken out. Two reports that one hand wrote for two organs then have one text.

The sketch is a MinHash by one permutation: every five characters in a row are hashed once, the range of the hash is cut
into 64 bins, and of each bin the smallest hashes are kept. How often a shingle occurs in the corpus need not be known
then: as a bin keeps its three smallest, `keys` can leave out those that turn out to be frequent, and still has the
smallest of the others. Everything is a function of the text alone: the same in every process, on every machine.
"""

from __future__ import annotations

import re
from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING
from zlib import crc32

from govlint.sets.facts import OVERVIEW, PROBLEMS, WHOLE, Part, Piece
from govlint.sets.register import places_in, plain_name

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from govlint.pack import Pack
    from govlint.report.flow import Passage
    from govlint.report.model import Report
    from govlint.sets.facts import Spot

SHINGLE = 5
"""Characters of a shingle."""
BINS = 64
DEPTH = 3
"""Hashes that are kept of each bin."""
BANDS = 16
"""Groups of bins; two texts that agree in all bins of one of them are compared."""
SHORTEST = 80
"""A masked text with fewer characters is not compared with others: short ones are alike by chance."""

_LAYOUT = Struct(f"<{BINS * DEPTH}I")
_EMPTY = 0xFFFFFFFF
_ODD = 0x9E3779B1
"""Spreads the bits of a checksum, which is linear, over the whole range."""
_SHIFT = 32 - BINS.bit_length() + 1
_FEWEST_BINS = 16
"""A text of which fewer bins are left without its frequent shingles is made of those: it is compared by them."""
_BORROWED = 0x01000193
_BAND = Struct(f"<{BINS // BANDS}I")

NAME = "〇"
"""What stands for a name in a masked text."""
GAP = " "
"""What stands for a title or phrase that was taken out."""
_TITLES = r"《[^》\n]{1,80}》|\([^()\n]{0,20}〔\d{4}〕[^()\n]{0,12}号\)|[\u4e00-\u9fff]{2,8}〔\d{4}〕\d+号"
_FIGURES = r"\d[\d.,]*\d|\d"
_SELF = r"(?<![自主])(?:我|本)(?:局|办|委|厅|馆|站|所|院|中心|街道|镇|乡|县|市|区|省|旗|州|盟|单位|机关|部门|管委会|社)"
_OWN_GOVERNMENT = r"(?:省|市|州|盟|县|区|旗|镇|乡|街道)(?:人民政府|政府|党委|办事处|委)"


def parts_of(report: Report, spot: Callable[[Passage], Spot]) -> tuple[Part, ...]:
    """The texts of `report` that reports are compared by. `spot` gives the place of a paragraph in the file. Where
    section one is not found, its part is all of the running text.
    """
    mask = _masker(report)
    masked = [(passage.section, mask(passage.text), passage) for passage in report.passages]
    has_overview = any(section == 1 for section, _, _ in masked)
    spots: dict[int, Spot] = {}

    def place(passage: Passage) -> Spot:
        key = id(passage)
        if key not in spots:
            spots[key] = spot(passage)
        return spots[key]

    def part(name: str, sections: Container[int | None] | None) -> Part:
        pieces, texts, length = [], [], 0
        for section, text, passage in masked:
            if text and (sections is None or section in sections):
                pieces.append(Piece(length, length + len(text), place(passage)))
                texts.append(text)
                length += len(text) + 1
        whole = "\n".join(texts)
        return Part(name, whole, tuple(pieces), sketch(whole) if name != WHOLE else b"")

    return (part(OVERVIEW, (1,) if has_overview else None), part(PROBLEMS, (5,)), part(WHOLE, None))


def _masker(report: Report) -> Callable[[str], str]:
    """What masks a paragraph of the report."""
    organ = report.organ
    names = _names(organ.name) if organ else []
    own = re.compile("|".join(map(re.escape, names))).sub if names else None
    phrases = _phrases(report.pack).sub
    titles, figures, selves, governments = map(_compiled, (_TITLES, _FIGURES, _SELF, _OWN_GOVERNMENT))

    def mask(text: str) -> str:
        if "《" in text or "〔" in text:
            text = titles.sub(GAP, text)
        text = phrases(GAP, text)
        if own is not None:
            text = own(NAME, text)
        return figures.sub("0", governments.sub(NAME, selves.sub(NAME, text)))

    return mask


def _names(organ: str) -> list[str]:
    """The names by which a report may call its organ and the places it lies in, the longest first."""
    bare = plain_name(organ)
    places = places_in(bare)
    rest = bare[sum(map(len, places)) :]
    found = {bare, *places}
    for at in range(len(places)):
        chain = "".join(places[at:])
        found |= {chain, chain + rest}
        stem = _stem(places[at])
        if len(stem) >= 2:
            found.add(stem)
    if len(rest) >= 3:
        found.add(rest)
    return sorted(found, key=lambda name: (-len(name), name))


def _stem(place: str) -> str:
    """The name of a place without what it is."""
    return re.sub(
        r"(?:[\u4e00-\u9fff]族)*(?:自治[区州县旗]|特别行政区|街道|苏木|地区|[省市州盟县区旗镇乡])$", "", place
    )


@lru_cache(maxsize=4)
def _phrases(pack: Pack) -> re.Pattern[str]:
    """The statutory phrases, the longest first."""
    words = sorted(pack.vocabulary("copies")["statutory"], key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# -- sketches ------------------------------------------------------------------------------------------------------


def shingles(text: str) -> set[int]:
    """A number for each different run of five characters."""
    data = text.encode("utf-16-le", "surrogatepass")
    return {crc32(data[at : at + 2 * SHINGLE]) for at in range(0, len(data) - 2 * SHINGLE + 2, 2)}


def sketch(text: str) -> bytes:
    """The smallest hashes of each bin, as unsigned numbers of four bytes, the lowest byte first; empty for a text that
    is too short.
    """
    if len(text) < SHORTEST:
        return b""
    kept = [_EMPTY] * (BINS * DEPTH)
    filled = [0] * BINS
    for value in sorted([(number * _ODD) & 0xFFFFFFFF for number in shingles(text)]):
        number = value >> _SHIFT
        place = filled[number]
        if place < DEPTH:
            kept[number * DEPTH + place] = value
            filled[number] = place + 1
    return _LAYOUT.pack(*kept)


def hashes_of(sketched: bytes) -> Sequence[int]:
    """The hashes of a sketch."""
    return [value for value in _LAYOUT.unpack(sketched) if value != _EMPTY] if sketched else ()


def keys(sketched: bytes, frequent: Container[int] = frozenset()) -> list[int]:
    """One number of 63 bits for each band of a sketch, without the hashes in `frequent`. Texts that have one in common
    are worth comparing. None for a text that was too short.
    """
    if not sketched:
        return []
    values = _LAYOUT.unpack(sketched)
    smallest = list(_smallest(values, frequent))
    if BINS - smallest.count(_EMPTY) < _FEWEST_BINS:
        smallest = list(values[::DEPTH])
    if _EMPTY in smallest:
        _borrow(smallest)
    width = BINS // BANDS
    found = []
    for band in range(BANDS):
        group = smallest[band * width : (band + 1) * width]
        # The checksum has 32 bits, and the number of the band and one of the hashes make chance meetings rare.
        found.append(crc32(_BAND.pack(*group)) << 31 | band << 26 | (group[0] ^ group[-1] >> 6) & 0x3FFFFFF)
    return found


def _smallest(values: Sequence[int], frequent: Container[int]) -> Iterator[int]:
    """The smallest hash of each bin that is not frequent."""
    for first in range(0, BINS * DEPTH, DEPTH):
        value = values[first]
        if value in frequent:
            value = next((each for each in values[first + 1 : first + DEPTH] if each not in frequent), _EMPTY)
        yield value


def _borrow(smallest: list[int]) -> None:
    """Fills empty bins from the next one that is not, so that texts with few shingles have every bin too."""
    full = [number for number in range(BINS) if smallest[number] != _EMPTY]
    if not full:
        return
    for number in range(BINS):
        if smallest[number] == _EMPTY:
            lender = next((each for each in full if each > number), full[0])
            smallest[number] = (smallest[lender] + _BORROWED * (lender - number)) & 0x7FFFFFFF
