"""Regular expressions, compiled at first use.

A class of Han characters takes up to a millisecond to compile, and most patterns are needed for few reports only. So a
pattern stands in its module as text, and is compiled once, where a cheap test of the text has said that it may match.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled pattern; the same object at every call."""
    return re.compile(pattern)
