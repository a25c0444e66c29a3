"""The whole engine loaded, for a process whose forked children each settle a claim: what a claim
needs is imported when it is asked for, and records compile their methods when they are used, and
both are lost with a child."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import Final

import symreparam
from symreparam.terms.record import write_methods

PARTS: Final = (
    *("terms", "logic", "families", "decide", "rules", "checker", "derivation"),
    *("numeric", "documents", "render", "pipeline"),
)


def load_engine() -> None:
    """Import every module between a claim's text and its printed outcome."""
    prefix = f"{symreparam.__name__}."
    for part in PARTS:
        package = import_module(prefix + part)
        for found in walk_packages(package.__path__, f"{prefix}{part}."):
            for each in vars(import_module(found.name)).values():
                if isinstance(each, type):
                    write_methods(each)
