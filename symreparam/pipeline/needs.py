"""What a goal needs to mean something: that its terms are defined, that its laws exist."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, product

from flint import arb
from sympy import (
    Abs,
    Basic,
    Expr,
    Integer,
    Pow,
    Symbol,
    cos,
    cosh,
    exp,
    oo,
    pi,
    sin,
    sinh,
    tan,
    tanh,
)

from symreparam.decide.answer import Context, Proved, Refuted, context_over
from symreparam.decide.ball import enclose
from symreparam.decide.points import number_relation
from symreparam.decide.sign import holds, sign
from symreparam.derivation.instances import Values, instances
from symreparam.documents.meaning_needs import Need, NeedKind
from symreparam.families.members import record_of, unfold
from symreparam.logic.claim import Claim
from symreparam.terms.draws import Quantile
from symreparam.terms.law import Lattice, Named
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation, Scope, whole

Bound = tuple[Symbol, Expr, Expr]
Place = Bound | tuple[Symbol, Expr] | tuple[Symbol, Expr, Symbol, Expr, Expr]
# combinations of pieces and atoms that are looked at
MOST = 400
_ENTIRE = (sin, cos, tan, exp, sinh, cosh, tanh)
_WANT = {"nonzero": "!=", "positive": "+", "nonnegative": ">="}


def _contexts(need: Need, claim: Claim) -> list[tuple[Context, Expr]]:
    """The need's term on each product of pieces of the supports of the random variables in it."""
    if need.over != NUMBERS:
        return [(context_over(claim.scope, need.over), need.term)]
    term, scope = _without_draws(need.term, claim.scope)
    need, claim = replace(need, term=term), replace(claim, scope=scope)
    rows: list[list[Place]] = []
    for variable, given in zip(claim.variables, claim.hypotheses, strict=True):
        if need.term.has(variable):
            law = unfold(given.law, variable) if isinstance(given.law, Named) else given.law
            places: list[Place] = [p.region.bounds[0] for p in law.pieces]
            places += [(variable, atom.point) for atom in law.atoms]
            rows.append([*places, *(_on_lattice(variable, each) for each in law.lattices)])
    return [_context(need.term, claim, parts) for parts in islice(product(*rows), MOST + 1)]


def _without_draws(term: Expr, scope: Scope) -> tuple[Expr, Scope]:
    """Each draw of a hierarchical model is a whole number of its family's range: a symbol."""
    drawn: list[Quantile] = []
    pending: list[Basic] = [term]
    while pending:
        part = pending.pop(0)
        if isinstance(part, Quantile):
            drawn.append(part)
        else:
            pending += part.args
    swap = {}
    for place, one in enumerate(dict.fromkeys(drawn)):
        lattice = record_of(Named(one.family, one.args[:-1])).lattice
        assert lattice is not None
        swap[one] = whole(f"k__{place}")
        scope = scope.with_symbol(swap[one], lattice.lower, oo)
    return term.xreplace(swap), scope


def _on_lattice(variable: Symbol, each: Lattice) -> Place:
    """The points of a lattice, by an index of its own for each variable."""
    own = whole(f"k_{variable.name}")
    moved = each.moved({each.index: own})
    return variable, moved.point, own, moved.lower, moved.upper


def _context(term: Expr, claim: Claim, parts: tuple[Place, ...]) -> tuple[Context, Expr]:
    """The term with the values of atoms put in, over the intervals of the other variables; the
    indices of lattices are symbols of the scope."""
    fixed = {part[0]: part[1] for part in parts if len(part) != 3}
    bounds = tuple(part for part in parts if len(part) == 3)
    scope = claim.scope
    for part in parts:
        if len(part) == 5:
            scope = scope.with_symbol(*part[2:])
    return Context(scope, Region(bounds)), term.xreplace(fixed)


def met(need: Need, claim: Claim) -> bool:
    if need.relation is not None:
        return isinstance(holds(need.relation, Context(claim.scope)), Proved)
    if need.kind == "never":
        from symreparam.pipeline.events import never

        return never(claim, need.term, ())
    contexts = _contexts(need, claim)
    if len(contexts) > MOST:
        return False
    if need.kind == "nonzero":
        # elsewhere a null set at most, or a pole that the derivation itself has to exclude
        contexts = [(context, term) for context, term in contexts if context.over == NUMBERS]
    return all(_met(term, need.kind, context) for context, term in contexts)


def _met(term: Expr, kind: NeedKind, context: Context) -> bool:
    if isinstance(sign(term, _WANT[kind], context), Proved):
        return True
    if kind != "nonzero" and _on_both_sides(term, kind, context):
        return True
    # log(X^2) with X normal: undefined on a null set alone
    return (
        kind == "positive"
        and len(context.over.bounds) == 1
        and (_even(term) or isinstance(sign(term, ">=", context), Proved))
        and _null_zeros(term, context)
    )


def _even(term: Expr) -> bool:
    """An absolute value or an even power: nowhere negative, also where it has poles inside."""
    return isinstance(term, Abs) or (isinstance(term, Pow) and term.exp.is_even is True)


def _on_both_sides(term: Expr, kind: NeedKind, context: Context) -> bool:
    """Whether the term has the sign wanted everywhere but at 0, where 1/z^2 has its pole, say."""
    if len(context.over.bounds) != 1 or context.over.bounds[0][1:] != (-oo, oo):
        return False
    variable = context.over.variables[0]
    zero: Expr = Integer(0)
    halves = (interval(variable, -oo, zero), interval(variable, zero, oo))
    found = [sign(term, _WANT[kind], replace(context, over=half)) for half in halves]
    return all(isinstance(answer, Proved) for answer in found)


def _null_zeros(term: Expr, context: Context) -> bool:
    """Zeros are isolated: a power or absolute value of a term that is not constant and analytic."""
    if isinstance(term, Abs) or (isinstance(term, Pow) and term.exp.is_positive):
        return _null_zeros(term.args[0], context)
    variable = context.over.variables[0]
    polynomial = term.as_poly(variable) if term.is_polynomial(variable) else None
    if polynomial is None:
        return term.free_symbols == {variable} and _meromorphic(term) and _nonzero_somewhere(term)
    if polynomial.degree() < 1:
        return False
    return isinstance(sign(polynomial.LC(), "!=", Context(context.scope)), Proved)


def _meromorphic(term: Expr) -> bool:
    """A rational expression in entire functions of polynomials: the zeros of one that is not zero
    everywhere are isolated (Rudin 1987, theorem 10.18)."""
    if isinstance(term, _ENTIRE):
        (inner,) = term.args
        return bool(inner.is_polynomial(*inner.free_symbols))
    if term.is_Add or term.is_Mul:
        return all(_meromorphic(arg) for arg in term.args)
    if isinstance(term, Pow):
        return bool(term.exp.is_Integer) and _meromorphic(term.base)
    return bool(term.is_Symbol or term.is_Rational or term == pi)


def _nonzero_somewhere(term: Expr) -> bool:
    (variable,) = term.free_symbols
    balls = (enclose(term, {variable: arb(k) / 7}, 96) for k in (1, 3, -5))
    return any(ball is not None and not ball.contains(0) for ball in balls)


def unmet(need: Need, claim: Claim) -> str | None:
    """Where the need certainly fails, in words; None when it is not certain that it does."""
    if need.relation is not None:
        if met(need, claim):  # the answer is remembered, and most needs are met
            return None
        return _relation_fails(need.relation, claim)
    if need.kind == "never":
        from symreparam.pipeline.events import happens

        return happens(claim, need.term)
    for context, term in _contexts(need, claim):
        if need.kind == "nonzero":
            if context.over == NUMBERS:
                found = _relation_fails(Relation(term, "!=", term * 0), claim)
                answer = sign(term, "!=", context) if context.scope != claim.scope else None
                if isinstance(answer, Refuted):
                    return _values(answer.witness)
                if found is not None:
                    return found
            continue
        answer = sign(term, _WANT[need.kind], context)
        if isinstance(answer, Refuted):
            return _values(answer.witness)
        if context.over == NUMBERS and need.kind == "positive":
            found = _relation_fails(Relation(term * 0, "<", term), claim)
            if found is not None:
                return found
    return None


def _relation_fails(relation: Relation, claim: Claim) -> str | None:
    for values in instances(claim):
        swap = dict(values)
        placed = Relation(
            relation.left.xreplace(swap), relation.sign, relation.right.xreplace(swap)
        )
        if isinstance(number_relation(placed), Refuted):
            return _values(values) or "always"
    return None


def _values(values: Values) -> str:
    return ", ".join(f"{symbol} = {value}" for symbol, value in values)
