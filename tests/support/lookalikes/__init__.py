"""Right sentences that look like faults, by topic: clean reports carry some of them.

Each module lists templates (placeholders as in `tests.support.sentences`) for section one (OVERVIEW), section five
(PROBLEMS) and section six (MATTERS). A sentence must be right in the report of any organ for any year from 2019 on.
"""

from __future__ import annotations

from tests.support.lookalikes import figures, identity, language, privacy, series, structure, sums_in_text

_TOPICS = (figures, identity, language, privacy, series, structure, sums_in_text)

OVERVIEW: tuple[str, ...] = tuple(text for topic in _TOPICS for text in topic.OVERVIEW)
PROBLEMS: tuple[str, ...] = tuple(text for topic in _TOPICS for text in topic.PROBLEMS)
MATTERS: tuple[str, ...] = tuple(text for topic in _TOPICS for text in topic.MATTERS)
