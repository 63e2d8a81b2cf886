"""Which findings come back as new after an edit, and which new ones pass for old: python benchmarks/fingerprints.py [N]

The reports are those of the tests, so this runs in a checkout: PYTHONPATH=. python benchmarks/fingerprints.py 500
"""

from __future__ import annotations

import sys

from tests.support.edits import simulate


def main() -> None:
    """Prints a table for reports that keep their lines, and for reports wrapped anew."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    for rewrap in (False, True):
        print(f"{number} reports, {'lines broken elsewhere' if rewrap else 'lines as they were'}")
        for name, tally in simulate(number, rewrap=rewrap).items():
            strange, hidden = tally.strange / (tally.kept or 1), tally.hidden / (tally.new or 1)
            print(f"  {name:28} old ones told as new {strange:6.1%}   new ones hidden {hidden:6.1%}")
        print(f"  ({tally.kept} old findings, {tally.new} new ones)")


if __name__ == "__main__":
    main()
