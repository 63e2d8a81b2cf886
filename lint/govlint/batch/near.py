"""Near copies among many texts: candidates by bands of their sketches, verified on the texts themselves.

All pairs of a few texts are compared. Of many, only those are that have a band in common; the bands of one sketch are
made by `govlint.batch.signature.keys` in every case, so that the search in memory and the one in DuckDB find the same
pairs. What is frequent is counted over the sketches, those of equal texts once: statutory phrases, and nothing that
many copies of one report share.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from govlint.batch.signature import SHORTEST, hashes_of, keys
from govlint.named import NamedTuple

if TYPE_CHECKING:
    import duckdb

ALIKE = 0.8
"""Likeness from which one text is a copy of another."""
SMALL = 400
"""So many texts are compared each with each."""
IN_MEMORY = 50_000
"""So many sketches are searched without DuckDB."""
FREQUENT = 0.05
"""What more than this share of the texts has is no sign of a copy."""
_FEWEST_FREQUENT = 50
_SAMPLE = 20_000
"""So many sketches tell what is frequent."""
_COMMON = 0.2
"""Share of the hashes of one of two texts that both have, if they are alike at all."""
_BUCKET = 40
"""Of a band that more texts share, each is compared with the first and with its neighbours only."""
_BATCH = 100_000


class Pair(NamedTuple):
    """Two texts by their numbers, the smaller first, and how alike they are (0–1)."""

    first: int
    second: int
    likeness: float


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """How alike two texts are: 1 for equal ones, 0 where they are less alike than `least`."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(one, other, score_cutoff=least))


def near_copies(
    texts: Sequence[str], sketches: Sequence[bytes], *, least: float = ALIKE, shortest: int = SHORTEST
) -> list[Pair]:
    """The pairs of `texts` that are at least as alike as `least`, in order; texts with fewer than `shortest` characters
    are like none. `sketches` are those of the texts. Beyond `SMALL` texts, pairs little above `least` may be missed.
    """
    known = [number for number, text in enumerate(texts) if len(text) >= shortest and sketches[number]]
    if len(known) <= SMALL:
        found: Iterable[tuple[int, int]] = _likely(known, [frozenset(hashes_of(sketches[number])) for number in known])
    else:
        found = sorted(candidates({number: sketches[number] for number in known}))
    return verified(found, texts.__getitem__, least)


def _likely(numbers: Sequence[int], hashes: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """The pairs of `numbers` but for those whose sketches have next to nothing in common: hardly any of those is left
    out that are alike at all.
    """
    for at, (first, own) in enumerate(zip(numbers, hashes, strict=True)):
        few = len(own) * _COMMON
        for place in range(at + 1, len(numbers)):
            if len(own & hashes[place]) >= min(few, len(hashes[place]) * _COMMON):
                yield first, numbers[place]


def verified(pairs: Iterable[tuple[int, int]], text: Callable[[int], str], least: float) -> list[Pair]:
    """Those of the pairs that are at least as alike as `least`; `text` gives the texts by their numbers."""
    from rapidfuzz.distance import Indel

    similarity = Indel.normalized_similarity
    found = []
    for first, second in pairs:
        one, other = text(first), text(second)
        shorter, longer = sorted((len(one), len(other)))
        if 2 * shorter >= least * (shorter + longer):
            alike = similarity(one, other, score_cutoff=least)
            if alike >= least:
                found.append(Pair(first, second, alike))
    return found


def candidates(sketches: Mapping[int, bytes], *, engine: str = "") -> set[tuple[int, int]]:
    """The pairs of sketches, by their numbers, that have a band in common. `engine` is "memory" or "duckdb"; by itself
    DuckDB is used for many sketches.
    """
    frequent = frequent_hashes(list(sketches.values()))
    banded = ((number, keys(sketched, frequent)) for number, sketched in sketches.items())
    if engine == "duckdb" or (not engine and len(sketches) > IN_MEMORY):
        return set(candidates_in_duckdb(banded))
    buckets: defaultdict[int, list[int]] = defaultdict(list)
    for number, found in banded:
        for key in found:
            buckets[key].append(number)
    return {pair for bucket in buckets.values() if len(bucket) > 1 for pair in _pairs(sorted(bucket))}


def frequent_hashes(sketches: Sequence[bytes], share: float = FREQUENT) -> frozenset[int]:
    """The hashes that more than `share` of the different sketches have; of very many a sample tells."""
    different = sorted(set(sketches))
    return frequent_among(different, len(different), share)


def frequent_among(different: Iterable[bytes], number: int, share: float = FREQUENT) -> frozenset[int]:
    """The same for sketches of which no two are equal, in ascending order; `number` is how many there are."""
    sample = None if number <= _SAMPLE else frozenset(random.Random(number).sample(range(number), _SAMPLE))
    counts: Counter[int] = Counter()
    for at, sketched in enumerate(different):
        if sample is None or at in sample:
            counts.update(hashes_of(sketched))
    most = max(_FEWEST_FREQUENT, share * min(number, _SAMPLE))
    return frozenset(value for value, count in counts.items() if count > most)


def _pairs(bucket: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of a bucket, in order of numbers: each with each, or of a large one with the first and the next."""
    if len(bucket) <= _BUCKET:
        yield from ((first, second) for at, first in enumerate(bucket) for second in bucket[at + 1 :])
        return
    for at, second in enumerate(bucket[1:]):
        yield bucket[0], second
        if at:
            yield bucket[at], second


_CANDIDATES = f"""
    WITH ranked AS (
        SELECT band, number,
            row_number() OVER (PARTITION BY band ORDER BY number) AS rank, count(*) OVER (PARTITION BY band) AS size
        FROM (SELECT band, number FROM bands QUALIFY count(*) OVER (PARTITION BY band) > 1)
    )
    SELECT DISTINCT a.number, b.number
    FROM ranked a JOIN ranked b ON a.band = b.band AND a.rank < b.rank
    WHERE a.size <= {_BUCKET}
    UNION
    SELECT DISTINCT a.number, b.number
    FROM ranked a JOIN ranked b ON a.band = b.band AND a.rank = b.rank - 1
    WHERE a.size > {_BUCKET}
    UNION
    SELECT DISTINCT a.number, b.number
    FROM ranked a JOIN ranked b ON a.band = b.band AND a.rank = 1 AND b.rank > 1
    WHERE a.size > {_BUCKET}
"""


def candidates_in_duckdb(
    banded: Iterable[tuple[int, Sequence[int]]],
    *,
    memory: str = "4GB",
    connection: duckdb.DuckDBPyConnection | None = None,
) -> Iterator[tuple[int, int]]:
    """The same pairs as in memory, from numbers with their bands, found by DuckDB within `memory` (or on a connection
    that is already there, where tables of the name `bands` are replaced). Needs the extra `batch`.
    """
    import duckdb
    import pyarrow

    if connection is None:
        connection = duckdb.connect(config={"memory_limit": memory})
    connection.execute("CREATE OR REPLACE TEMP TABLE bands (band BIGINT, number INTEGER)")
    numbers: list[int] = []
    bands: list[int] = []

    def store() -> None:
        batch = pyarrow.table(  # noqa: F841 - DuckDB reads it by its name
            {"band": pyarrow.array(bands, pyarrow.int64()), "number": pyarrow.array(numbers, pyarrow.int32())}
        )
        connection.execute("INSERT INTO bands SELECT band, number FROM batch")
        numbers.clear()
        bands.clear()

    for number, found in banded:
        numbers.extend([number] * len(found))
        bands.extend(found)
        if len(bands) >= _BATCH * 16:
            store()
    store()
    reader = connection.execute(_CANDIDATES)
    while rows := reader.fetchmany(_BATCH):
        yield from rows
    connection.execute("DROP TABLE bands")
