"""Slips of the pen by vocabulary: forms that are always wrong, near misses of phrases, and forms wrong in a context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.flow import pair_key
from govlint_rules.near_misses import Phrases
from govlint_rules.places import occurrences
from govlint_rules.prose import names_and_headings

if TYPE_CHECKING:
    from govlint.pack import Pack
    from govlint.report.flow import RunningText
    from govlint.report.model import Report

STATE = "state_names"
STANDING = "standing_phrases"
GENERAL = "confusions"
_SEVERITIES = {STATE: ("error", "error"), STANDING: ("error", "warning"), GENERAL: ("warning", "warning")}
"""The vocabularies, the gravest first, with the severity of their words and of entries of other kinds that give
none."""
_LONGEST_NUMBER = 30
"""How far behind the title of a document its number may stand."""


class Slip(NamedTuple):
    """One slip of the pen, as a range of `Report.text`."""

    start: int
    end: int
    printed: str
    right: str
    severity: str


class _Context(NamedTuple):
    """A form that is wrong where the pattern matches."""

    anchor: str
    within: str
    """A right text that holds the anchor; where all anchors stand in it, there is nothing to look at."""
    pattern: str
    right: str
    severity: str

    def is_possible(self, text: str) -> bool:
        """Whether the pattern may match."""
        anchors = text.count(self.anchor)
        return anchors > (text.count(self.within) if self.within else 0)


class _Found(NamedTuple):
    """A slip as a range of the prose."""

    start: int
    end: int
    right: str
    severity: str


class _Vocabulary:
    """The slips of one vocabulary, ready to be searched for."""

    def __init__(
        self, data: Mapping[str, Any], lookalikes: Mapping[str, str], word_severity: str, severity: str
    ) -> None:
        self._words: dict[str, list[str]] = {}
        for words in data.get("words", {}).values():
            shared = {pair: self._words[pair] + words[pair] for pair in self._words.keys() & words.keys()}
            self._words.update(words)
            self._words.update(shared)
        self._word_severity = word_severity
        self._contexts: dict[str, list[_Context]] = {}
        for entry in data.get("patterns", ()):
            context = _Context(
                entry["anchor"],
                entry.get("within", ""),
                entry["pattern"],
                entry["right"],
                entry.get("severity", severity),
            )
            self._contexts.setdefault(context.anchor[:2], []).append(context)
        self._single = tuple(anchor for anchor in self._contexts if len(anchor) == 1)
        self._by_pair = {pair_key(pair): pair for pair in (*self._words, *self._contexts) if len(pair) > 1}
        self._pairs = frozenset(self._by_pair)
        particles = data.get("particles", {})
        self._adverbs: tuple[str, ...] = tuple(particles.get("adverbs", ()))
        self._verbs = frozenset(particles.get("verbs", ()))
        self._severity = severity
        self._phrases = Phrases(data.get("phrases", ()), lookalikes, severity)

    def search(self, prose: RunningText) -> Iterator[_Found]:
        """Every slip in the text, in no order; some may overlap."""
        text, pairs = prose.text, prose.pairs
        for pair in (*self._single, *map(self._by_pair.__getitem__, self._pairs & pairs)):
            for entry in self._words.get(pair, ()):
                yield from self._occurrences(text, *entry.split(" "))
            for context in self._contexts.get(pair, ()):
                if context.is_possible(text):
                    for match in compiled(context.pattern).finditer(text):
                        start, end = match.span(match.lastindex or 0)
                        yield _Found(start, end, context.right, context.severity)
        for adverb in self._adverbs:
            if pair_key(adverb[-1] + "的") in pairs:
                yield from self._wrong_particles(text, adverb + "的")
        for miss in self._phrases.search(text, pairs):
            yield _Found(miss.start, miss.end, miss.phrase.text, miss.phrase.severity)

    def _wrong_particles(self, text: str, adverb: str) -> Iterator[_Found]:
        """Where `adverb` with 的 stands before a verb in 了 that something follows, so that it can be no noun."""
        for at in occurrences(text, adverb):
            end = at + len(adverb)
            behind = text[end + 3 : end + 4]
            is_verb = text[end : end + 2] in self._verbs and text.startswith("了", end + 2)
            if is_verb and behind.isalpha() and behind != "解":
                yield _Found(end - 1, end, "地", self._severity)

    def _occurrences(self, text: str, wrong: str, right: str, *unless: str) -> Iterator[_Found]:
        """Where `wrong` stands in `text`, but for right texts that hold it."""
        for at in occurrences(text, wrong):
            places = ((other, at - other.index(wrong)) for other in unless)
            if not any(place >= 0 and text.startswith(other, place) for other, place in places):
                yield _Found(at, at + len(wrong), right, self._word_severity)


@lru_cache(maxsize=8)
def _vocabulary(pack: Pack, name: str) -> _Vocabulary:
    lookalikes = {entry[0]: entry[2:] for entry in pack.vocabulary(GENERAL)["lookalikes"]}
    return _Vocabulary(pack.vocabulary(name), lookalikes, *_SEVERITIES[name])


@lru_cache(maxsize=2)
def misprints(report: Report) -> Mapping[str, tuple[Slip, ...]]:
    """The slips in the report by vocabulary, each told by one of them only."""
    prose = report.running_text
    taken: set[int] = set()
    found: dict[str, tuple[Slip, ...]] = {}
    for name in _SEVERITIES:
        vocabulary = _vocabulary(report.pack, name)
        slips = _apart(vocabulary.search(prose), taken)
        if name == GENERAL:
            slips = [slip for slip in slips if not _is_of_numbered_document(prose.text, slip)]
        named = [_slip(slip, prose) for slip in slips]
        if name == STATE:
            heads = names_and_headings(report)
            named += [_slip(slip, heads) for slip in _apart(vocabulary.search(heads), set())]
        found[name] = tuple(sorted(named))
    return found


def _apart(slips: Iterable[_Found], taken: set[int]) -> list[_Found]:
    """The slips without those that overlap a longer one or what is taken already; their places are then taken."""
    kept = []
    for slip in sorted(slips, key=lambda slip: (slip.start - slip.end, slip.start)):
        places = range(slip.start, slip.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(slip)
    return kept


def _slip(found: _Found, prose: RunningText) -> Slip:
    start, end = prose.range(found.start, found.end)
    return Slip(start, end, prose.text[found.start : found.end], found.right, found.severity)


def _is_of_numbered_document(text: str, slip: _Found) -> bool:
    """Whether the slip is in the full title of a law, or of a document that its number follows: that title is judged as
    a whole elsewhere.
    """
    opening = text.rfind("《", max(slip.start - 80, 0), slip.start)
    if opening < 0 or "》" in text[opening : slip.start]:
        return False
    closing = text.find("》", slip.end, slip.end + 80)
    is_law = text.startswith("中华人民共和国", opening + 1)
    return closing > 0 and (is_law or "〔" in text[closing : closing + _LONGEST_NUMBER])
