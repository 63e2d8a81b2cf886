"""The valid word that a wrong one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

_SIMILAR = 0.8
"""From which likeness on (1 is equal) a valid word is worth naming."""


def nearest_of(word: str, choices: Iterable[str]) -> str:
    """The one of `choices` most similar to `word`, case aside, or "" if none is similar."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    folded = {choice: choice.casefold() for choice in choices}
    found = process.extractOne(word.casefold(), folded, scorer=JaroWinkler.normalized_similarity, score_cutoff=_SIMILAR)
    return found[2] if found else ""
