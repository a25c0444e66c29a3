"""`symreparam reparameterize "Gamma(3, theta)" --let "theta > 0"`: the proved routes, or code."""

from __future__ import annotations

import argparse
import sys


def add_reparameterize(command: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    command.add_argument("target", help='a law, for example "Gamma(3, theta)"')
    command.add_argument("--let", action="append", default=[], metavar="LET")
    command.add_argument("--proofs", action="store_true", help="print the proof of each route")
    command.add_argument(
        "--emit", choices=("numpy", "torch"), help="print source code of the best route"
    )


def run_reparameterize(arguments: argparse.Namespace) -> int:
    """0 when a route was proved, 1 when none was, 2 when the target is no law."""
    from symreparam.logic.errors import ClaimError, Unsupported
    from symreparam.render.text import outcome_text
    from symreparam.studies.emit import NoCode, source_code
    from symreparam.studies.reparameterize import reparameterize
    from symreparam.studies.reparameterize_text import reparameterization_text

    try:
        found = reparameterize(arguments.target, arguments.let)
        if arguments.emit is not None:
            print(source_code(found, arguments.emit), end="")
            return 0
    except (ClaimError, Unsupported, NoCode) as error:
        print(f"symreparam: {error}", file=sys.stderr)
        return 2
    print(reparameterization_text(found), end="")
    if arguments.proofs:
        for route in found.routes:
            print("\n" + outcome_text(route.outcome), end="")
    return 0 if found.routes else 1
