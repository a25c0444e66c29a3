"""One piece of work in a child process with limits of wall time and memory.

The child is forked before SymPy is imported, so it costs a few milliseconds, and it is killed from
outside: no signal handler and no thread of Python runs while a C library computes.
"""

from __future__ import annotations

import gc
import os
import resource
import select
import signal
import sys
from collections.abc import Callable
from typing import Final

_MEBIBYTE: Final = 1 << 20
_ENGINE: Final = 1024  # MiB of address space that the engine itself takes


def run_limited(work: Callable[[], int], timeout: float, memory: int) -> int:
    """The exit status of `work()`, run in a child; 1 with a message on standard error when it
    takes more than `timeout` seconds or `memory` MiB, or dies. Without `fork`: run here."""
    if not hasattr(os, "fork"):
        return work()
    sys.stdout.flush()
    sys.stderr.flush()
    alive, held = os.pipe()  # the child alone holds the end that is written: it closes as it ends
    child = os.fork()
    if child == 0:
        os.close(alive)
        _work(work, memory)
    os.close(held)
    try:
        return _status(child, alive, timeout, memory)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    finally:
        os.close(alive)


def _work(work: Callable[[], int], memory: int) -> None:
    """Run in the child; never returns."""
    status = 1
    gc.set_threshold(100_000)  # importing makes many lasting objects; looking for cycles is a tenth
    try:
        most = (memory + _ENGINE) * _MEBIBYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        status = work()
        sys.stdout.flush()
    except MemoryError:
        print(f"symreparam: error: stopped: over {memory} MiB of memory", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
    except BaseException as error:  # a child must not return into its parent's code
        print(f"symreparam: internal error: {type(error).__name__}: {error}", file=sys.stderr)
    finally:
        os._exit(status)


def _status(child: int, alive: int, timeout: float, memory: int) -> int:
    ended, _, _ = select.select([alive], [], [], timeout)
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print(f"symreparam: error: stopped after {timeout:g} s", file=sys.stderr)
        return 1
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    # a library that can't get memory may abort rather than raise
    print(
        f"symreparam: error: the engine died with signal {os.WTERMSIG(status)}; "
        f"its limit was {memory} MiB of memory",
        file=sys.stderr,
    )
    return 1
