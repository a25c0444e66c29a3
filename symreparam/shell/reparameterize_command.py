"""`symreparam reparameterize "Gamma(3, theta)" --let "theta > 0"`: the proved routes, or code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_reparameterize(command: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    command.add_argument("target", nargs="?", help='a law, for example "Gamma(3, theta)"')
    command.add_argument("--let", action="append", default=[], metavar="LET")
    command.add_argument(
        "--map",
        metavar="EXPRESSION",
        help="instead of a law: this map of the noise that --let introduces, its law derived",
    )
    command.add_argument("--proofs", action="store_true", help="print the proof of each route")
    command.add_argument(
        "--emit", choices=("numpy", "torch"), help="print source code of the best route"
    )
    command.add_argument(
        "--route", type=int, metavar="N", help="with --emit: the route with this number"
    )
    command.add_argument(
        "--output", type=Path, metavar="FILE", help="with --emit: write to a new file"
    )


def run_reparameterize(arguments: argparse.Namespace) -> int:
    """0 when a route was proved, 1 when none was, 2 when the target is no law or a file is in the
    way."""
    from symreparam.logic.errors import ClaimError, Unsupported
    from symreparam.render.text import outcome_text
    from symreparam.studies.emit_terms import NoCode
    from symreparam.studies.reparameterize_text import reparameterization_text

    try:
        _consistent(arguments)
        found = _found(arguments)
        if arguments.emit is not None:
            return _write(found, arguments)
    except (ClaimError, Unsupported, NoCode) as error:
        print(f"symreparam: {error}", file=sys.stderr)
        return 2
    print(reparameterization_text(found), end="")
    if arguments.proofs:
        for route in found.routes:
            for outcome in (route.outcome, *route.more):
                print("\n" + outcome_text(outcome), end="")
    return 0 if found.routes else 1


def _consistent(arguments: argparse.Namespace) -> None:
    from symreparam.logic.errors import ClaimError

    if (arguments.target is None) == (arguments.map is None):
        raise ClaimError('give a law, as in "Gamma(3, theta)", or a map by --map')
    if arguments.emit is None and (arguments.output is not None or arguments.route is not None):
        raise ClaimError("--output and --route say where code comes from and goes: add --emit")
    if arguments.output is not None and arguments.output.exists():
        raise ClaimError(f"{arguments.output} exists: give the name of a new file")


def _found(arguments: argparse.Namespace):  # type: ignore[no-untyped-def]
    if arguments.map is not None:
        from symreparam.studies.given_map import given_map

        return given_map(arguments.map, arguments.let)
    from symreparam.studies.reparameterize import reparameterize

    return reparameterize(arguments.target, arguments.let)


def _write(found, arguments: argparse.Namespace) -> int:  # type: ignore[no-untyped-def]
    """Source code on standard output or in the file. Raises ClaimError when it can't be made."""
    from symreparam.logic.errors import ClaimError
    from symreparam.studies.emit import source_code

    text = source_code(found, arguments.emit, route=arguments.route)
    if arguments.output is None:
        print(text, end="")
        return 0
    try:
        with arguments.output.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise ClaimError(f"{arguments.output} can't be written: {error.strerror}") from error
    return 0
