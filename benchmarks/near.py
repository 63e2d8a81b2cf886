"""Near copies: what is found of planted ones, and time and memory against the number of reports.

    python -m benchmarks.near [SIGNATURES]

Run from the root of the checkout with `govlint[batch]` installed in the same environment. First the time to make the
signature of a report; then recall and precision among 2 000 texts of which 400 are copies with up to 35 % of their
sentences changed, all pairs compared for the truth; then the search in DuckDB, limited to 4 GB, for 1 000 signatures
and ten times as many up to SIGNATURES (100 000 unless given). Those are made by shuffling hashes, not of texts.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random

from tests.support.copies import make_corpus
from tests.support.dialects import DIALECTS
from tests.support.reports import generate

from govlint.batch import near
from govlint.batch.near import ALIKE, candidates_in_duckdb, frequent_hashes, verified
from govlint.batch.signature import BINS, DEPTH, keys, parts_of, sketch
from govlint.pack import load_pack
from govlint.readers.contract import read_document
from govlint.report.model import Report
from govlint.sets.facts import Spot
from govlint.source.read import read_stream

STEPS = (0.8, 0.85, 0.9, 0.95, 1.01)


def measure_signatures(count: int = 200) -> None:
    """Prints the time to make the signature of a report that was read, and its size."""
    reports = []
    for seed in range(count):
        rng = Random(seed)
        text = DIALECTS["pipe-rows"].render(generate(rng), rng)
        report = Report(read_document(read_stream(text.encode(), "report.txt")), load_pack())
        assert report.passages is not None
        assert report.organ is not None
        reports.append(report)
    start = time.perf_counter()
    made = [parts_of(report, lambda _: Spot()) for report in reports]
    each = (time.perf_counter() - start) / count * 1000
    size = sum(len(part.sketch) for parts in made for part in parts) / count
    masked = sum(len(part.text.encode()) for parts in made for part in parts) / count
    print(f"signature {each:.2f} ms a report; sketches {size:.0f} bytes, masked texts {masked:.0f} bytes")


def measure_recall(number: int = 2000, copies: int = 400) -> None:
    """Prints how many of the pairs that are alike have a band in common, by likeness."""
    texts, _ = make_corpus(Random(1), number, copies, 0.35)
    sketches = [sketch(text) for text in texts]
    every = [(first, second) for first in range(number) for second in range(first + 1, number)]
    start = time.perf_counter()
    truth = verified(every, texts.__getitem__, ALIKE)
    print(f"\nall {len(every)} pairs of {number} texts: {time.perf_counter() - start:.1f} s, {len(truth)} alike")
    start = time.perf_counter()
    found = near.candidates(dict(enumerate(sketches)))
    print(f"by bands: {time.perf_counter() - start:.2f} s, {len(found)} candidates")
    for low, high in pairwise(STEPS):
        pairs = [pair for pair in truth if low <= pair.likeness < high]
        got = sum((pair.first, pair.second) in found for pair in pairs)
        print(f"  likeness {low:.2f}-{min(high, 1):.2f}: {got} of {len(pairs)}")


def made_keys(number: int) -> Iterator[tuple[int, Sequence[int]]]:
    """Numbers with the bands of cheap signatures: one in fifty a copy, a third of the bins with frequent hashes."""
    rng = Random(2)
    width = 1 << 26
    standing = [[(place << 26) + rng.randrange(width // 64) for _ in range(4)] for place in range(BINS)]
    made: list[list[int]] = []
    for at in range(number):
        if made and rng.random() < 0.02:
            hashes = list(rng.choice(made))
            for place in rng.sample(range(BINS), rng.randint(0, 12)):
                hashes[place] = (place << 26) + rng.randrange(width)
        else:
            hashes = [
                rng.choice(standing[place]) if rng.random() < 0.3 else (place << 26) + rng.randrange(width)
                for place in range(BINS)
            ]
        if len(made) < 20_000:
            made.append(hashes)
        yield at, keys(packed(hashes))


def packed(hashes: Sequence[int]) -> bytes:
    """A sketch with those smallest hashes, and nothing behind them."""
    rest = (0xFFFFFFFF).to_bytes(4, "little") * (DEPTH - 1)
    return b"".join(value.to_bytes(4, "little") + rest for value in hashes)


def measure_growth(most: int) -> None:
    """Prints time and memory for growing numbers of signatures."""
    print(f"\n{'signatures':>11}{'making s':>10}{'search s':>10}{'candidates':>12}{'peak MiB':>10}")
    number = 1000
    while number <= most:
        making = 0.0

        def timed(banded: Iterator[tuple[int, Sequence[int]]]) -> Iterator[tuple[int, Sequence[int]]]:
            nonlocal making
            start = time.perf_counter()
            for entry in banded:
                making += time.perf_counter() - start
                yield entry
                start = time.perf_counter()

        start = time.perf_counter()
        found = sum(1 for _ in candidates_in_duckdb(timed(made_keys(number)), memory="4GB"))
        search = time.perf_counter() - start - making
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{number:>11}{making:>10.2f}{search:>10.2f}{found:>12}{peak:>10}", flush=True)
        number *= 10


def measure_frequent(number: int = 2000) -> None:
    """Prints what leaving out frequent shingles spares."""
    texts, _ = make_corpus(Random(3), number, 0)
    sketches = [sketch(text) for text in texts]
    for name, frequent in (("all shingles", frozenset()), ("without frequent ones", frequent_hashes(sketches))):
        banded = ((at, keys(sketched, frequent)) for at, sketched in enumerate(sketches))
        print(f"{name}: {sum(1 for _ in candidates_in_duckdb(banded))} candidates among {number} texts, none a copy")


def main(arguments: list[str]) -> None:
    """Prints all tables."""
    measure_signatures()
    measure_recall()
    measure_frequent()
    measure_growth(int(arguments[0]) if arguments else 100_000)


if __name__ == "__main__":
    main(sys.argv[1:])
