"""`symreparam check` on documents with known truth: verdicts, tags, times, and two workers."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent / "tests" / "corpus"
PARTS = ("one", "several", "vector", "discrete-mixed", "traps")
RIGHT = {"true": "proved", "false": "refuted", "error": "error"}


def checked(path: Path, jobs: int) -> tuple[list[dict[str, Any]], float]:
    """The objects of `--json`, and the wall time."""
    command = [sys.executable, "-m", "symreparam", "check", str(path), "--json", "--quiet"]
    command += ["--jobs", str(jobs), "--timeout", "20"]
    started = time.perf_counter()
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return [json.loads(line) for line in found.stdout.splitlines()], time.perf_counter() - started


def truth_word(value: object) -> str:
    """true, false, error or not-proved."""
    return value if isinstance(value, str) else str(value).lower()


def report(part: str, goals: list[dict[str, Any]], truth: dict[str, Any]) -> None:
    """Verdict counts against the truth, wrong verdicts, tags below 80 %, times."""
    counts: Counter[tuple[str, str]] = Counter()
    tags: dict[tuple[str, str], list[bool]] = {}
    wrong = []
    for goal in goals:
        known = truth[goal["name"]]
        word, verdict = truth_word(known["truth"]), goal["verdict"]
        counts[word, verdict] += 1
        if (verdict, word) in (("proved", "false"), ("refuted", "true"), ("proved", "not-proved")):
            wrong.append(goal["name"])
        for tag in known.get("tags", ()):
            tags.setdefault((tag, word), []).append(verdict == RIGHT.get(word))
    print(f"{part}: " + ", ".join(f"{w} {v} {n}" for (w, v), n in sorted(counts.items())))
    print(f"  wrong verdicts: {', '.join(wrong) or 'none'}")
    for (tag, word), oks in sorted(tags.items()):
        if sum(oks) < 0.8 * len(oks):
            print(f"  tag {tag}, {word}: {sum(oks)} of {len(oks)}")
    times = sorted(goal["seconds"] for goal in goals)
    late = times[int(0.95 * (len(times) - 1))]
    print(f"  seconds a claim: median {statistics.median(times):.3f}, 95th percentile {late:.3f}")


def main() -> None:
    """Every part, or those named."""
    truth = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))
    for part in sys.argv[1:] or PARTS:
        path = HERE / f"{part}.md"
        goals, two = checked(path, 2)
        report(part, goals, truth)
        _, one = checked(path, 1)
        print(f"  one worker {one:.1f} s, two workers {two:.1f} s: {one / two:.2f}x")


if __name__ == "__main__":
    main()
