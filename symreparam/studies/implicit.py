"""Implicit reparameterization against the explicit one: -(dF/dc)/f is the derivative of the map.

Where F(z) = u has the closed solution z = Q(u), differentiating F(Q(u)) = u in a parameter c at a
fixed u gives dF/dc + f dQ/dc = 0 (Figurnov, Mohamed & Mnih 2018, equation 5). Here both sides are
written at the sample z and compared for each parameter, as a claim of the claim language.
"""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Abs, Expr, Integer, Symbol, diff, oo, sign

from symreparam.families.members import record_of, unfold
from symreparam.logic.errors import ClaimError
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import check_text
from symreparam.render.terms_text import term_text
from symreparam.studies.asking import QUIET
from symreparam.studies.reparameterize import claim_of
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

SAMPLE = "z_0"


def implicit_agreement(target: str, lets: Sequence[str] = ()) -> tuple[Outcome, ...]:
    """That the implicit derivative is that of the quantile, one outcome for each real parameter,
    and where the density has a kink (Laplace), one on each side: the kink has probability 0.

    Raises ClaimError for a law with masses, and where the distribution function or its inverse
    has no closed form: then there is no explicit derivative to agree with.

    >>> [outcome.verdict for outcome in implicit_agreement("Exponential(lam)", ["lam > 0"])]
    ['proved']
    """
    claim = claim_of(target, lets)
    law = claim.law_goal.law
    assert isinstance(law, Named)
    record = record_of(law)
    explicit = unfold(law, variable(SAMPLE))
    one = len(explicit.pieces) == 1 and len(record.cdf) == 1 and not explicit.atoms
    if record.quantile is None or not one:
        raise ClaimError(f"{target} has no closed quantile on one interval: no explicit derivative")
    pairs = zip(record.parameters, law.arguments, strict=True)
    swap: dict[Expr, Expr] = {parameter.symbol: argument for parameter, argument in pairs}
    sample = variable(SAMPLE)
    below = record.cdf[0].xreplace({**swap, record.variable: sample})
    quantile = record.quantile.xreplace(swap)
    _, low, high = explicit.pieces[0].region.bounds[0]
    density = explicit.pieces[0].density
    kink = _kink(below, sample)
    if kink is not None and (low, high) != (-oo, oo):
        raise ClaimError(f"{target} has a kink on a part of the line: no explicit derivative")
    found: list[Outcome] = []
    for way, first, last in [(0, low, high)] if kink is None else [(1, kink, oo), (-1, -oo, kink)]:
        here = _on_side(below, sample, way)
        names = f"cdf({target}, {SAMPLE})", f"pdf({target}, {SAMPLE})"
        if way or low not in (0, -oo) or high != oo:  # as formulas: elsewhere they are others
            names = f"({term_text(here)})", f"({term_text(_on_side(density, sample, way))})"
        head = [*(f"let {line}" for line in lets), f"let {_range(first, last)}"]
        for symbol, domain in claim.scope.symbols:
            if domain.integer or not any(argument.has(symbol) for argument in law.arguments):
                continue
            inverse = _on_side(quantile, record.probability, way)
            slope = diff(inverse, symbol).xreplace({record.probability: here})
            left = f"-grad({symbol.name}, {names[0]})/{names[1]}"
            text = "\n".join([*head, f"prove {left} = {term_text(slope)}"])
            found += check_text(text, options=QUIET)
    return tuple(found)


def _kink(term: Expr, letter: Symbol) -> Expr | None:
    """The one place where an absolute value or a sign in the term changes its branch, if any."""
    places = set()
    for atom in term.atoms(Abs, sign):
        (inside,) = atom.args
        slope = diff(inside, letter)
        if not inside.has(letter):
            continue
        if not slope.is_Rational or slope == 0:
            raise ClaimError(f"the branches of {term_text(atom)} are not known")
        places.add(-inside.xreplace({letter: Integer(0)}) / slope)
    if len(places) > 1:
        raise ClaimError("the distribution function has several kinks")
    return next(iter(places), None)


def _on_side(term: Expr, letter: Symbol, way: int) -> Expr:
    """The term above (way 1) or below (-1) its kink; a claim then says so of each side."""
    swap: dict[Expr, Expr] = {}
    for atom in term.atoms(Abs, sign) if way else ():
        (inside,) = atom.args
        if inside.has(letter):
            side = way if diff(inside, letter) > 0 else -way
            swap[atom] = side * inside if isinstance(atom, Abs) else Integer(side)
    return term.xreplace(swap)


def _range(low: Expr, high: Expr) -> str:
    if high != oo and low != -oo:
        return f"{term_text(low)} < {SAMPLE} < {term_text(high)}"
    if low != -oo:
        return f"{SAMPLE} > {term_text(low)}"
    return f"{SAMPLE} < {term_text(high)}" if high != oo else f"{SAMPLE} real"
