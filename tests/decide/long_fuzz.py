"""A long fuzz of the normal form as a command: `python tests/decide/long_fuzz.py [COUNT] [SEED]`.

Exit status 1 when one random term's normal form disagrees with its direct ball evaluation.
"""

from __future__ import annotations

import sys

from zero_fuzz import fuzz


def main() -> int:
    """Run COUNT random terms (default 2000) from SEED (default 1)."""
    count, seed = [int(text) for text in [*sys.argv[1:], "2000", "1"][:2]]
    report = fuzz(count, seed)
    print(report)
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
