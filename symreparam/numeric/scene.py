"""A claim's term and the laws around it as numbers, at the exact point of the claim's scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from sympy import Symbol

from symreparam.logic.claim import Claim
from symreparam.numeric.evaluate import Function, function, parameter_values
from symreparam.numeric.laws import NumericLaw, placed, spelled_out, terms_of
from symreparam.numeric.profile import Profile, profile
from symreparam.numeric.workspace import FUEL, NoNumber, Real, Workspace, digits_for
from symreparam.terms.law import AnyLaw
from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Scene:
    """The goal's term in random `variables` with their laws `given`, and the `law` it may have.

    `values` are the parameters. With one random variable, `g` is the term as a function of it,
    and `source` its law with a profile for each piece; otherwise these are None and empty.
    """

    claim: Claim
    variables: tuple[Symbol, ...]
    given: tuple[AnyLaw, ...]
    law: AnyLaw
    values: Mapping[Symbol, Real]
    work: Workspace
    g: Function | None
    source: NumericLaw | None
    profiles: tuple[Profile, ...]
    derived: NumericLaw


def scene_of(claim: Claim, law: AnyLaw, *, fuel: int = FUEL, times: int = 1) -> Scene:
    """The scene at the scope's point, with `times` the usual digits.

    Raises NoNumber where something has no value there.
    """
    scope = claim.scope
    if len(scope.point) != len(scope.symbols):
        raise NoNumber("no parameter values are known")
    body = claim.law_goal.subject
    used = tuple(symbol for symbol in claim.variables if body.has(symbol))
    laws = {hypothesis.subject: hypothesis.law for hypothesis in claim.hypotheses}
    given = tuple(laws[symbol] for symbol in used)
    terms = chain((body,), (v for _, v in scope.point), *(terms_of(one) for one in (law, *given)))
    work = Workspace(times * digits_for(terms), fuel)
    values = parameter_values(dict(scope.point), work)
    g: Function | None = None
    source: NumericLaw | None = None
    profiles: tuple[Profile, ...] = ()
    if len(used) == 1:
        g = function(body, used[0], values, work)
        source = placed(spelled_out(given[0]), values, work)
        profiles = tuple(profile(piece, work) for piece in source.pieces)
    derived = placed(spelled_out(law), values, work)
    return Scene(claim, used, given, law, values, work, g, source, profiles, derived)


def in_doubles(scene: Scene) -> Scene:
    """The same law and parameters in doubles, for what need not be exact. Raises NoNumber,
    OverflowError."""
    work = Workspace(0, scene.work.fuel)
    values = {symbol: float(value) for symbol, value in scene.values.items()}
    derived = placed(spelled_out(scene.law), values, work)
    return replace(
        scene, values=values, work=work, g=None, source=None, profiles=(), derived=derived
    )
