"""Names proposed for sums and products of independent variables whose family is closed under them.

Proposals only, each to be proved: the derivation of a density by integrals ends in longer terms,
and with many variables in none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sympy import Abs, Add, Expr, Integer, Mul, Poly, PolynomialError, cancel, expand, log, sqrt

from symreparam.logic.claim import Claim
from symreparam.terms.law import Named

Parts = tuple[Expr, tuple[tuple[Expr, Named], ...]]
MOST_DERIVED: Final = 4  # densities of terms in more variables are not sought


def proposals(claim: Claim) -> Iterator[Named]:
    """Members that a term in several variables may follow, by its family's closure."""
    laws = _laws(claim)
    if laws is None or len(laws) < 2:
        return
    for parts, table in ((_sum(claim), _SUMS), (_product(claim), _PRODUCTS)):
        if parts is None:
            continue
        for families, named in table:
            if all(law.family in families for law in laws.values()):
                found = named(parts)
                if found is not None:
                    yield found


def _laws(claim: Claim) -> dict[Expr, Named] | None:
    subject = claim.law_goal.subject
    given = {h.subject: h.law for h in claim.hypotheses if subject.has(h.subject)}
    own = {v: law for v, law in given.items() if isinstance(law, Named)}
    free = not any(
        law.arguments and Add(*law.arguments).has(*claim.variables) for law in own.values()
    )
    return own if len(own) == len(given) and free else None


def _sum(claim: Claim) -> Parts | None:
    """The subject as constant + sum of factor * variable, or None."""
    laws = _laws(claim) or {}
    try:
        poly = Poly(claim.law_goal.subject, *laws)
    except PolynomialError:
        return None
    if poly.total_degree() != 1 or any(poly.coeff_monomial(v).has(*laws) for v in laws):
        return None
    return poly.coeff_monomial(1), tuple((poly.coeff_monomial(v), law) for v, law in laws.items())


def _product(claim: Claim) -> Parts | None:
    """The subject as constant * product of variable^power, or None."""
    laws = _laws(claim) or {}
    constant, rest = claim.law_goal.subject.as_independent(*laws, as_Add=False)
    powers = dict(factor.as_base_exp() for factor in Mul.make_args(rest))
    if set(powers) != set(laws) or any(p.has(*laws) for p in powers.values()):
        return None
    return constant, tuple((powers[v], law) for v, law in laws.items())


def _root(square: Expr) -> Expr:
    """The square root, with the square expanded where that is shorter."""
    return sqrt(min((square, expand(square)), key=lambda each: (int(each.count_ops()), str(each))))


def _normal(parts: Parts) -> Named | None:
    shift, terms = parts
    mean = Add(shift, *(c * law.arguments[0] for c, law in terms))
    return Named("Normal", (mean, _root(Add(*((c * law.arguments[1]) ** 2 for c, law in terms)))))


def _cauchy(parts: Parts) -> Named | None:
    shift, terms = parts
    place = Add(shift, *(c * law.arguments[0] for c, law in terms))
    return Named("Cauchy", (place, Add(*(Abs(c) * law.arguments[1] for c, law in terms))))


def _gamma(parts: Parts) -> Named | None:
    shift, terms = parts
    scales = {cancel(c * _scale(law)) for c, law in terms}
    if shift != 0 or len(scales) != 1:
        return None
    return Named("Gamma", (Add(*(_shape(law) for _, law in terms)), scales.pop()))


def _scale(law: Named) -> Expr:
    if law.family == "ChiSquared":
        return Integer(2)
    return law.arguments[1] if law.family == "Gamma" else 1 / law.arguments[-1]


def _shape(law: Named) -> Expr:
    if law.family == "ChiSquared":
        return law.arguments[0] / 2
    return Integer(1) if law.family == "Exponential" else law.arguments[0]


def _lognormal(parts: Parts) -> Named | None:
    factor, terms = parts
    if not factor.is_positive:
        return None
    mean = Add(log(factor), *(p * law.arguments[0] for p, law in terms))
    spread = _root(Add(*((p * law.arguments[1]) ** 2 for p, law in terms)))
    return Named("LogNormal", (mean, spread))


_Rows = tuple[tuple[frozenset[str], Callable[[Parts], Named | None]], ...]
_SUMS: Final[_Rows] = (
    (frozenset({"Normal"}), _normal),
    (frozenset({"Cauchy"}), _cauchy),
    (frozenset({"Exponential", "Gamma", "Erlang", "ChiSquared"}), _gamma),
)
_PRODUCTS: Final[_Rows] = ((frozenset({"LogNormal"}), _lognormal),)
