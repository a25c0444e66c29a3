"""Means given a term, `E(X given Y) = r*Y`: at each of its values, a new parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sympy import Dummy, Expr, Integer, Symbol, diff, expand, oo

from symreparam.documents.meaning_needs import Meaningless
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.families.members import UnknownFamily, WrongArguments, unfold
from symreparam.logic.claim import Claim
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import ValueMean
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.scope import Domain, Relation, parameter

Known = dict[Symbol, tuple[Domain, tuple[Relation, ...]]]


def at_values(
    sides: tuple[Expr, Expr], reader: Reader, random: Mapping[Symbol, AnyLaw], node: Node
) -> tuple[tuple[Expr, Expr], Known]:
    """The sides of an equation at the values of the terms conditioned on, with what is known of
    the parameters that stand for these. The letters of the reader are rewritten."""
    found: Known = {}
    assert reader.means is not None
    for given, place in reader.fixed.items():
        low, high = spread(given, random)
        ends = [end if end.is_Rational or end in (oo, -oo) else None for end in (low, high)]
        domain = Domain(
            -oo if ends[0] is None else ends[0], oo if ends[1] is None else ends[1]
        )
        letter = parameter(place.name, domain)
        pairs = ((low, letter, ends[0]), (letter, high, ends[1]))
        relations = tuple(Relation(a, "<", b) for a, b, known in pairs if known is None)
        found[letter] = (domain, relations)
        pivot = _pivot(given, random)
        left, right = (_in_value(side, given, letter, pivot) for side in sides)
        sides = (left, right)
        reader.means[:] = [
            replace(mean, at=letter) if isinstance(mean, ValueMean) and mean.at == place else mean
            for mean in reader.means
        ]
    if any(side.has(*random) for side in sides):
        shown = ", ".join(str(given) for given in reader.fixed)
        message = f"the other side is no function of {shown} alone"
        raise Meaningless(message, "", node.span)
    return sides, found


def with_values(claim: Claim, values: Known) -> Claim:
    """The claim with the parameters that stand for values."""
    domains = tuple((symbol, domain) for symbol, (domain, _) in values.items())
    relations = tuple(one for _, known in values.values() for one in known)
    scope = claim.scope
    symbols = (*scope.symbols, *domains)
    scope = replace(scope, symbols=symbols, relations=(*scope.relations, *relations))
    return replace(claim, scope=scope)


def _pivot(given: Expr, random: Mapping[Symbol, AnyLaw]) -> Symbol:
    """The first random variable in which the term is linear: a parameter beside it may be zero."""
    own = sorted(given.free_symbols & set(random), key=str)
    return next(symbol for symbol in own if _slope(given, symbol) is not None)


def _in_value(term: Expr, given: Expr, letter: Symbol, symbol: Symbol) -> Expr:
    """The term, a function of a linear one in the symbol, in the value of that."""
    slope = diff(given, symbol)
    rest = expand(given - slope * symbol)
    own = Dummy("own", real=True)
    return expand(term.xreplace({symbol: (own - rest) / slope})).xreplace({own: letter})


def _slope(given: Expr, symbol: Symbol) -> Expr | None:
    slope = diff(given, symbol)
    return None if slope == 0 or slope.has(symbol) else slope


def _positive_product(given: Expr, random: Mapping[Symbol, AnyLaw]) -> bool:
    """A product of powers of different variables that live on the positive numbers."""
    if not given.is_Mul:
        return False
    bases = [factor.as_base_exp()[0] for factor in given.args if factor.has(*random)]
    rest = given.as_independent(*random, as_Add=False)[0]
    half = (Integer(0), oo)
    return bool(rest.is_positive) and all(
        base in random and _support(base, random) == half for base in bases
    )


def _support(symbol: Symbol, random: Mapping[Symbol, AnyLaw]) -> tuple[Expr, Expr]:
    law = random[symbol]
    try:
        explicit = unfold(law, symbol) if isinstance(law, Named) else law
    except (UnknownFamily, WrongArguments) as error:
        raise Unsupported(f"the value of a term in {symbol}") from error
    if len(explicit.pieces) != 1 or explicit.atoms or explicit.lattices:
        raise Unsupported("a mean given a term in a variable without one density")
    _, low, high = explicit.pieces[0].region.bounds[0]
    return low, high


def spread(given: Expr, random: Mapping[Symbol, AnyLaw]) -> tuple[Expr, Expr]:
    """The ends of the support of a linear term in independent variables with densities, or of a
    product of positive ones. Raises Unsupported."""
    used = [v for v in random if given.has(v)]
    if _positive_product(given, random):
        return Integer(0), oo
    low = high = expand(given.xreplace(dict.fromkeys(used, Integer(0))))
    for symbol in used:
        slope = _slope(given, symbol)
        if slope is None or slope.has(*used):
            raise Unsupported("a mean given a term that is not linear in continuous variables")
        start, end = _support(symbol, random)
        if not slope.is_positive:
            start, end = end, start
        if not (slope.is_positive or slope.is_negative) and (start, end) != (oo, -oo):
            raise Unsupported(f"a mean given a term in which the sign of {slope} is open")
        if (start, end) in ((oo, -oo), (-oo, oo)):
            low, high = -oo, oo
            continue
        low, high = low + slope * start, high + slope * end
    return low, high
