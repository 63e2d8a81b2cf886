"""Finds words that are nearly, but not quite, one of a list: the index, and the judgement of one candidate.

A phrase is cut into pieces so few that a slip leaves at least one of them whole; only where a piece stands without
the phrase around it is anything compared. In a text that has every phrase right, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from govlint.named import NamedTuple
from govlint.report.flow import pair_key

_FUNCTION_WORDS = frozenset("的地得和与及或等了是在对将并而之、,。;:·“”‘’《》〈〉()\"' \n")
"""What may come and go in a phrase without a slip of the pen."""
_NUMERALS = frozenset("零〇一二三四五六七八九十百千两几0123456789")
_SHORTEST_FREE = 8
"""From this length on, any other character in the middle of a phrase is a slip; in a shorter phrase it may make
another word, and only characters that are mistaken for one another count."""
_SHORTEST_DOUBLE = 7
"""From this length on, a phrase that is certain may have two slips."""


class Phrase(NamedTuple):
    """A phrase with one right wording, as a near miss of it is judged."""

    text: str
    is_certain: bool
    severity: str
    unless: tuple[str, ...]
    """Right texts that a near miss may be part of."""
    is_free: bool
    """Whether any other character counts, not only those that look or sound alike."""


class NearMiss(NamedTuple):
    """Where a text nearly has a phrase."""

    start: int
    end: int
    phrase: Phrase


class Phrases:
    """The phrases of a vocabulary, ready to be searched for near misses."""

    def __init__(self, groups: Iterable[Mapping[str, Any]], lookalikes: Mapping[str, str], severity: str) -> None:
        self._groups = {text: group for group in groups for text in group["phrases"]}
        self._lookalikes = lookalikes
        self._severity = severity
        self._pieces: dict[int, dict[str, list[tuple[str, int]]]] = {}
        self._phrases: dict[str, Phrase] = {}
        for text, group in self._groups.items():
            count = 3 if "certain" in group and len(text) >= _SHORTEST_DOUBLE else 2
            start = 0
            for number in range(1, count + 1):
                end = len(text) * number // count
                piece = text[start:end]
                self._pieces.setdefault(pair_key(piece), {}).setdefault(piece, []).append((text, start))
                start = end
        self._pairs = frozenset(self._pieces)

    def search(self, text: str, pairs: frozenset[int]) -> list[NearMiss]:
        """The near misses in `text`, of which `pairs` are the characters that stand together; they may overlap."""
        found: list[NearMiss] = []
        for pair in self._pairs & pairs:
            for piece, uses in self._pieces[pair].items():
                at = text.find(piece)
                while at >= 0:
                    for whole, offset in uses:
                        if offset <= at and text.startswith(whole, at - offset):
                            break
                    else:
                        found += self._around(text, piece, uses, at)
                    at = text.find(piece, at + 1)
        return found

    def _around(self, text: str, piece: str, uses: Sequence[tuple[str, int]], at: int) -> Iterator[NearMiss]:
        """The near misses around `piece`, which stands at `at`; `uses` are the phrases it is part of, and where."""
        for whole, offset in uses:
            phrase = self._phrases.get(whole)
            if phrase is None:
                phrase = self._phrases[whole] = _phrase(whole, self._groups[whole], self._severity)
            miss = self._judge_place(text, phrase, offset, piece, at)
            if miss is not None:
                yield miss

    def _judge_place(self, text: str, phrase: Phrase, offset: int, piece: str, at: int) -> NearMiss | None:
        """The near miss around a piece of `phrase` that stands whole at `at`."""
        whole = phrase.text
        length = len(whole)
        start = at - offset
        if phrase.is_certain:
            # the first or the last character is the wrong one
            if offset and start >= 0 and text[start] != "\n" and text.startswith(whole[1:], start + 1):
                return self._accept(text, start + 1, start + length, phrase)
            if text.startswith(whole[:-1], start) and text[start + length - 1 : start + length].isalpha():
                return self._accept(text, start, start + length - 1, phrase)
        slips = 2 if phrase.is_certain and length >= _SHORTEST_DOUBLE else 1
        reach = slips + 1
        is_first, is_last = not offset, offset + len(piece) == length
        if not is_first and whole[0] not in text[max(start - reach, 0) : start + reach + 1]:
            return None
        end = start + length
        if not is_last and whole[-1] not in text[max(end - 1 - reach, 0) : end + reach]:
            return None
        starts = [at] if is_first else _near(start, reach)
        ends = [at + len(piece)] if is_last else _near(end, reach)
        for begin in starts:
            if begin < 0 or text[begin : begin + 1] != whole[0]:
                continue
            for end in ends:
                if text[end - 1 : end] == whole[-1] and self._is_slip(phrase, text[begin:end], slips):
                    return self._accept(text, begin, end, phrase)
        return None

    def _accept(self, text: str, start: int, end: int, phrase: Phrase) -> NearMiss | None:
        """The near miss, unless what stands around it makes it right."""
        around = text[max(start - 2, 0) : end + 2]
        if any(right in around for right in phrase.unless):
            return None
        return NearMiss(start, end, phrase)

    def _is_slip(self, phrase: Phrase, printed: str, slips: int) -> bool:
        """Whether `printed`, which starts and ends as the phrase does, can only be a slip of the pen for it."""
        whole = phrase.text
        if printed in self._groups or abs(len(printed) - len(whole)) > 2:
            return False
        first = 0
        while first < len(whole) and first < len(printed) and whole[first] == printed[first]:
            first += 1
        rest = 0
        shortest = min(len(whole), len(printed)) - first
        while rest < shortest and whole[-1 - rest] == printed[-1 - rest]:
            rest += 1
        lost = whole[first : len(whole) - rest]
        added = printed[first : len(printed) - rest]
        changed = set(lost + added)
        if changed & _NUMERALS or any(char.isascii() or not char.isalpha() for char in added):
            return False
        if changed <= _FUNCTION_WORDS and not (phrase.is_certain and not added):
            return False
        if not added:
            return len(lost) <= slips
        if not lost:
            return _is_doubled(printed, first, added) or (len(added) == 1 and phrase.is_certain)
        if len(lost) == 1 and len(added) == 1:
            return phrase.is_free or added in self._lookalikes.get(lost, "")
        if len(lost) == 2 and lost == added[::-1]:
            return True
        return slips == 2 and len(lost) > 2 and _distance(lost, added) <= slips


def _phrase(text: str, group: Mapping[str, Any], severity: str) -> Phrase:
    certain = "certain" in group
    return Phrase(
        text,
        certain,
        group.get("severity", "error" if certain else severity),
        tuple(group.get("unless", ())),
        certain or (len(text) >= _SHORTEST_FREE and "lookalikes-only" not in group),
    )


def _near(place: int, steps: int) -> Sequence[int]:
    """`place` and the places around it, the nearest first."""
    return [place, *(place + sign * step for step in range(1, steps + 1) for sign in (-1, 1))]


def _is_doubled(printed: str, first: int, added: str) -> bool:
    """Whether what was added at `first` only says again what stands before or after it."""
    size = len(added)
    return size <= 2 and added in (printed[max(first - size, 0) : first], printed[first + size : first + 2 * size])


def _distance(one: str, other: str) -> int:
    """How many characters must be changed, lost or added to make `other` of `one`."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other, score_cutoff=2)
