"""An engine whose claims misbehave on command, to test that a run survives them."""

from __future__ import annotations

from pathlib import Path

BOOT = """
import json, sys; sys.path[:] = json.loads(sys.argv[1])
import ctypes, os, signal, time
import symreparam.shell.settle as settle
from symreparam.shell.engine import serve
from symreparam.shell.tasks import Result

def spin():
    while True:
        pass

def eat():
    held = []
    while True:
        held.append(bytearray(1 << 22))

deeds = {
    "spin": spin,
    "block": lambda: ctypes.CDLL(None).pause(),
    "eat": eat,
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "abort": os.abort,
    "exit": lambda: os._exit(3),
    "leave": lambda: sys.exit(0),
    "raise": lambda: 1 / 0,
    "deep": lambda: deeds["deep"](),
    "print": lambda: print("{}" * 1000, flush=True),
    "stop": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "murder": lambda: os.kill(os.getppid(), signal.SIGKILL),
}

def settled(task, options=None):
    words = task.claim.split()
    if words[1] in deeds:
        deeds[words[1]]()
    elif words[1] == "sleep":
        time.sleep(float(words[2]))
    elif words[1] == "touch":
        open(words[2], "w").close()
    fields = (task.path, task.goal_line, task.goal_column, task.name, task.goal, task.claim)
    return ((Result(*fields, "proved", True, message=f"pid {os.getpid()}"), None),)

settle.settle_task = settled
serve()
"""


def block(*deeds: str) -> str:
    """A claim block with one goal for each deed."""
    return "\n".join(f"prove {deed}" for deed in deeds)


def page(folder: Path, *deeds: str) -> Path:
    """A document with that block."""
    path = folder / "page.md"
    path.write_text(f"```claim evil\n{block(*deeds)}\n```\n", encoding="utf-8")
    return path


def alive(group: int) -> list[int]:
    """The processes of a process group that still run (Linux)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(stat[2]) == group and stat[0] != "Z":
                found.append(int(entry.name))
    return found
