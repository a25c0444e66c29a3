"""`symreparam prove` on the classic claim, whole process, against `python -c "import sympy"`.

Both start from compiled modules, as an installed package does: the first run of each is not
counted, and it may write bytecode.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

RUNS = 9
LETS = ("mu real", "sigma > 0", "eps ~ Normal(0, 1)")
CLASSIC = [sys.executable, "-m", "symreparam", "prove", "mu + sigma*eps ~ Normal(mu, sigma)"]
CLASSIC += [word for let in LETS for word in ("--let", let)]
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
FLOOR = [sys.executable, "-c", "import sympy"]


def run(command: list[str]) -> tuple[float, int]:
    """(wall seconds, peak KiB) of one process and its children."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{command} failed with status {child.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss


def main() -> None:
    """Medians of runs that alternate, and their ratios."""
    run(FLOOR), run(CLASSIC)
    rows = [(run(FLOOR), run(CLASSIC)) for _ in range(RUNS)]
    floor, classic = ([row[i] for row in rows] for i in (0, 1))
    wall = [statistics.median(t for t, _ in side) for side in (floor, classic)]
    peak = [statistics.median(m for _, m in side) for side in (floor, classic)]
    print(f"import sympy:      {wall[0]:.3f} s  {peak[0] / 1024:.0f} MiB")
    print(f"symreparam prove:  {wall[1]:.3f} s  {peak[1] / 1024:.0f} MiB")
    print(f"ratio:             {wall[1] / wall[0]:.2f}     {peak[1] / peak[0]:.2f}")


if __name__ == "__main__":
    main()
