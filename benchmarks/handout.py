"""Lessons to HTML against the verification of their claims alone, in CPU time of one run.

The ratio is (read + verify + write)/verify; it should stay under 3, and the page under 400 kB.
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from typing import Any, Final

from symreparam.handouts.build import build
from symreparam.handouts.lessons import lesson_text
from symreparam.handouts.source import read
from symreparam.shell.forked import outcomes_of
from symreparam.shell.tasks import Limits

LESSONS: Final = ("elbo", "why-not-another", "change-of-variables")
LIMITS: Final = Limits(60, 2048)


def spent(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives, and the CPU seconds of this process and its children."""
    before = _seconds()
    found = work()
    return found, _seconds() - before


def _seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """A line a lesson."""
    for name in LESSONS:
        handout, reading = spent(lambda name=name: read(name, lesson_text(name)))
        outcomes, verifying = spent(
            lambda handout=handout: outcomes_of(handout.questions(), LIMITS, 2, handout.methods())
        )
        page, writing = spent(
            lambda handout=handout, outcomes=outcomes: build(handout, outcomes, "html", version="0")
        )
        ratio = (reading + verifying + writing) / verifying
        print(
            f"{name}: {len(outcomes)} goals, verified in {verifying:.1f} s, {ratio:.2f}x to HTML, "
            f"{len(page.text.encode()) // 1000} kB"
        )


if __name__ == "__main__":
    main()
