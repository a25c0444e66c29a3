"""Functions of two normal variables that are a power of the radius times one of the angle.

The radius and the angle are stood for by a function of the one and one of the other variable.
"""

from __future__ import annotations

from sympy import (
    Expr,
    Integer,
    Mul,
    PolynomialError,
    Symbol,
    cancel,
    erf,
    expand,
    expand_mul,
    log,
    oo,
    pi,
    sqrt,
    symbols,
)
from sympy.simplify.fu import TR6, TR8

from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.transport import Letters, transport
from symreparam.derivation.uniqueness import named_step
from symreparam.logic.errors import RuleError
from symreparam.rules.isotropic import in_polar
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region, interval
from symreparam.terms.scope import variable

MOST_OPERATIONS = 40
_P = symbols("p", positive=True)
_A = symbols("a", real=True)


def isotropic_step(builder: Builder, term: Expr, names: Letters) -> int:
    """A step HasLaw(term, a density). RuleError when the term has no such form."""
    # imported here: the law of the product rests on it
    from symreparam.derivation.combine import law_of

    random = tuple(v for v in builder.claim.variables if term.has(v))
    if len(random) != 2 or term.count_ops() > MOST_OPERATIONS:
        raise RuleError("isotropic.variables", str(term))
    one, two = random
    given = [builder.add("hypothesis", (), (builder.claim.variables.index(v),)) for v in random]
    laws = [law_step(builder, step).law for step in given]
    pair = tuple(law for law in laws if isinstance(law, Named) and law.family == "Normal")
    if len(pair) != 2:
        raise RuleError("isotropic.normal", "not both normal")
    spreads = [law.arguments[1] for law in pair]
    scale = spreads[0] if spreads[0] == spreads[1] else Integer(1)
    power, around = _form(in_polar(term, (one, two), pair, scale, (_P, _A)))
    heights = [
        erf((v - m) / (s * sqrt(2)))
        for v, (m, s) in zip((one, two), (law.arguments for law in pair), strict=True)
    ]
    long, turn = scale * sqrt(-2 * log((1 + heights[0]) / 2)), pi * heights[1]
    radius = _named(builder, long, Named("Rayleigh", (scale,)), names)
    angle = _named(builder, turn, Named("Uniform", (-pi, pi)), names)
    letter, fresh = _letters(builder, names)
    mapping = Map(letter, around.xreplace({_A: letter}), interval(letter, -pi, pi))
    _of_the_angle(builder, angle, turn, mapping, names)
    over = Region(((fresh, Integer(0), oo), (letter, -pi, pi)))
    there = in_polar(term, (one, two), pair, scale, (fresh, letter))
    same = builder.equal(there, fresh**power * mapping.body, over)
    product = law_of(builder, long**power * mapping.at(turn), names, 1)
    premises = (*given, radius, angle, product, same)
    return builder.add("isotropic", premises, (term, one, two, fresh, mapping, power))


def _form(there: Expr) -> tuple[int, Expr]:
    """d and g when the term in polar coordinates is r^d g(a)."""
    moved = _flat(there)
    for power in (1, 0, 2, -1, -2):
        try:
            around = cancel(moved / _P**power)
        except (PolynomialError, NotImplementedError):
            break
        if not around.has(_P):
            return power, TR8(expand_mul(around))
    raise RuleError(
        "isotropic.form", f"{there} is no power of the radius times an angle's function"
    )


def _flat(term: Expr) -> Expr:
    """cos^2 + sin^2 put together in every sum."""
    if not term.args:
        return term
    inner = term.func(*(_flat(arg) for arg in term.args))
    return expand(TR6(inner)) if inner.is_Add else inner


def _named(builder: Builder, term: Expr, named: Named, names: Letters) -> int:
    from symreparam.derivation.combine import law_of

    given = law_of(builder, term, names, 1)
    law = law_step(builder, given).law
    assert isinstance(law, Law)
    return named_step(builder, given, law, named)


def _of_the_angle(builder: Builder, angle: int, turn: Expr, mapping: Map, names: Letters) -> None:
    """The law of each factor of g(A), from that of A: it is found again by its term."""
    from symreparam.derivation.unfold import unfold_step

    law = law_step(builder, angle).law
    assert isinstance(law, Named)
    given = builder.add("rewrite-law", (angle, unfold_step(builder, law, names.source)))
    for factor in Mul.make_args(mapping.body):
        if factor.has(mapping.variable):
            transport(builder, given, factor.xreplace({mapping.variable: names.source}), names)


def _letters(builder: Builder, names: Letters) -> tuple[Symbol, Symbol]:
    taken = {s.name for s in (*builder.setting.scope.names, *builder.claim.variables)}
    taken |= {names.source.name, names.target.name}
    free = (n for n in ("t", "r", "s", *(f"t_{k}" for k in range(99))) if n not in taken)
    return variable(next(free)), variable(next(free))
