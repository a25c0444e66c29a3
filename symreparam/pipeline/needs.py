"""What a goal needs to mean something: that its terms are defined, that its laws exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from sympy import Abs, Basic, Eq, Expr, Integer, Pow, Symbol, oo
from sympy.logic.boolalg import Boolean

from symreparam.decide.answer import Context, Proved, Refuted, context_over
from symreparam.decide.points import member, number_relation
from symreparam.decide.sign import holds, sign
from symreparam.derivation.instances import Values, instances
from symreparam.documents.meaning_needs import Need, NeedKind
from symreparam.families.members import record_of, unfold
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.terms.draws import Quantile
from symreparam.terms.events import JUMPS, indicator
from symreparam.terms.functions import applications
from symreparam.terms.law import Lattice, Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import REALS, Relation, Scope, parameter, whole

Bound = tuple[Symbol, Expr, Expr]
Place = Bound | tuple[Symbol, Expr] | tuple[Symbol, Expr, Symbol, Expr, Expr]
# combinations of pieces and atoms that are looked at
MOST = 400
TRIALS = 24
_WANT = {"nonzero": "!=", "positive": "+", "nonnegative": ">="}


@dataclass(frozen=True, slots=True)
class _Case:
    """A need's term over one product of pieces of supports; `fixed` are the values of variables at
    atoms, and on lattices by an index that is a symbol of the scope."""

    context: Context
    term: Expr
    fixed: tuple[tuple[Symbol, Expr], ...] = ()


def _cases(need: Need, claim: Claim) -> list[_Case]:
    """The need's term on each product of pieces of the supports of the random variables in it."""
    if need.over != NUMBERS:
        regions = [need.over] if need.where is None else _parts_where(need.over, need.where, claim)
        return [_Case(context_over(claim.scope, region), need.term) for region in regions]
    term, scope = _without_draws(need.term, claim.scope)
    need, claim = replace(need, term=term), replace(claim, scope=scope)
    rows: list[list[Place]] = []
    for variable, given in zip(claim.variables, claim.hypotheses, strict=True):
        if need.term.has(variable):
            law = unfold(given.law, variable) if isinstance(given.law, Named) else given.law
            places: list[Place] = [p.region.bounds[0] for p in law.pieces]
            places += [(variable, atom.point) for atom in law.atoms]
            rows.append([*places, *(_on_lattice(variable, each) for each in law.lattices)])
    return [_case(need.term, claim, parts) for parts in islice(product(*rows), MOST + 1)]


def _parts_where(over: Region, condition: Boolean, claim: Claim) -> list[Region]:
    """The intervals of the region in which the condition holds; all of the region where it can't
    be cut into such intervals."""
    if len(over.bounds) != 1 or over.variables[0].is_integer:
        return [over]
    from symreparam.derivation.branch import NoInverse
    from symreparam.derivation.cells import cells

    letter, low, high = over.bounds[0]
    try:
        found = cells(indicator(condition), letter, low, high, Context(claim.scope))
    except (NoInverse, RuleError):
        return [over]
    if any(cell.body not in (0, 1) for cell in found):
        return [over]
    return [interval(letter, cell.lower, cell.upper) for cell in found if cell.body == 1]


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


def _case(term: Expr, claim: Claim, parts: tuple[Place, ...]) -> _Case:
    """The term with the values of atoms put in, over the intervals of the other variables; the
    indices of lattices are symbols of the scope."""
    fixed = {part[0]: part[1] for part in parts if len(part) != 3}
    bounds = tuple(part for part in parts if len(part) == 3)
    scope = claim.scope
    for part in parts:
        if len(part) == 5:
            scope = scope.with_symbol(*part[2:])
    return _Case(Context(scope, Region(bounds)), term.xreplace(fixed), tuple(fixed.items()))


def met(need: Need, claim: Claim) -> bool:
    if need.unless is not None and met(need.unless, claim):
        return True
    if need.relation is not None:
        return isinstance(holds(need.relation, Context(claim.scope)), Proved)
    if need.kind == "never":
        from symreparam.pipeline.events import never

        return never(claim, need.term, ())
    if applications(need.term) and _met_for_functions(need, claim):
        return True
    cases = _cases(need, claim)
    if len(cases) > MOST:
        return False
    if need.kind == "nonzero":
        moving = [case for case in cases if case.context.over != NUMBERS]
        if not all(_divides(case, need, claim) for case in moving):
            return False
        cases = [case for case in cases if case.context.over == NUMBERS]
    return all(_met(case.term, need.kind, case.context) for case in cases)


def _met_for_functions(need: Need, claim: Claim) -> bool:
    """Whether the term has its sign whatever the values of the test functions in it are."""
    swap: dict[Expr, Symbol] = {}
    scope = claim.scope
    for place in applications(need.term):
        swap[place] = parameter(f"f__{len(swap)}", REALS)
        scope = scope.with_symbol(swap[place], -oo, oo)
    moved = replace(need, term=need.term.xreplace(swap))
    cases = _cases(moved, replace(claim, scope=scope))
    few = len(cases) <= MOST
    want = _WANT[need.kind]
    return few and all(isinstance(sign(c.term, want, c.context), Proved) for c in cases)


def _divides(case: _Case, need: Need, claim: Claim) -> bool:
    # imported here: few claims have a denominator with a random variable
    from symreparam.pipeline.denominators import nonzero_almost_surely

    return nonzero_almost_surely(case.term, need.term, case.context, claim)


def _met(term: Expr, kind: NeedKind, context: Context) -> bool:
    if isinstance(sign(term, _WANT[kind], context), Proved):
        return True
    if kind != "nonzero" and _on_both_sides(term, kind, context):
        return True
    # log(X^2) with X normal: undefined on a null set alone
    if kind != "positive" or context.over == NUMBERS:
        return False
    if not (_even(term) or isinstance(sign(term, ">=", context), Proved)):
        return False
    from symreparam.pipeline.denominators import null_zeros

    return null_zeros(term, context)


def _even(term: Expr) -> bool:
    """An absolute value or an even power, or a product of such: nowhere negative, also where it
    has poles inside."""
    if term.is_Mul:
        return all(_even(factor) for factor in term.args)
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


def unmet(need: Need, claim: Claim) -> str | None:
    """Where the need certainly fails, in words; None when it is not certain that it does."""
    if need.relation is not None:
        if met(need, claim):  # the answer is remembered, and most needs are met
            return None
        return _relation_fails(need.relation, claim)
    if need.unless is not None and met(need.unless, claim):
        return None
    if need.kind == "never":
        from symreparam.pipeline.events import happens

        return happens(claim, need.term)
    for case in _cases(need, claim):
        found = _fails_in(case, need, claim)
        if found is not None:
            return found
    return None


def _fails_in(case: _Case, need: Need, claim: Claim) -> str | None:
    """Where the need certainly fails in this case, in words."""
    term, context = case.term, case.context
    if need.kind == "nonzero":
        if context.over != NUMBERS:
            return _zero_on_a_set(need.term, claim, case)
        answer = sign(term, "!=", context) if context.scope != claim.scope else None
        if isinstance(answer, Refuted):
            return _values(_used(answer.witness, term, case.fixed), case.fixed)
        return _relation_fails(Relation(term, "!=", term * 0), claim, case.fixed)
    want = _WANT[need.kind]
    if need.kind == "positive" and context.over != NUMBERS:
        want = ">="  # 0 at one value of a random variable is a null set
    answer = sign(term, want, context)
    if isinstance(answer, Refuted):
        return _values(_used(answer.witness, term, case.fixed), case.fixed)
    if want == ">=" and need.kind == "positive":
        return _zero_on_a_set(need.term, claim, case)
    if context.over == NUMBERS and need.kind == "positive":
        return _relation_fails(Relation(term * 0, "<", term), claim, case.fixed)
    return None


def _zero_on_a_set(term: Expr, claim: Claim, case: _Case) -> str | None:
    """Whether the term is 0 with positive probability: as `a*X` at a = 0, or floor(X)."""
    from symreparam.pipeline.flat import flat_somewhere

    if (flat := flat_somewhere(case.term, case.context)) is not None:
        shown = _values(_used(flat, case.term, case.fixed), case.fixed)
        return f"with positive probability, as around {shown}"
    for values in islice(instances(claim), TRIALS):
        if term.xreplace(dict(values)).expand() == 0:
            return _values(_used(values, term)) or "it is always 0"
    if not term.has(*JUMPS):
        return None
    from symreparam.pipeline.events import happens

    found = happens(claim, indicator(Eq(term, 0)))
    return None if found is None else found or "with positive probability"


def _relation_fails(
    relation: Relation, claim: Claim, fixed: tuple[tuple[Symbol, Expr], ...] = ()
) -> str | None:
    roots = _roots(relation, claim) if relation.sign == "!=" else ()
    for values in (*instances(claim), *roots):
        swap = dict(values)
        placed = Relation(
            relation.left.xreplace(swap), relation.sign, relation.right.xreplace(swap)
        )
        if isinstance(number_relation(placed), Refuted):
            return _values(_used(values, relation.right - relation.left, fixed), fixed)
    return None


def _roots(relation: Relation, claim: Claim) -> Iterator[Values]:
    """Values of the scope at which both sides are equal, where the gap is linear in a parameter."""
    gap = relation.right - relation.left
    for values in islice(instances(claim), 2):
        for symbol in sorted(gap.free_symbols, key=str):
            others = {name: value for name, value in values if name != symbol}
            line = gap.xreplace(others)
            slope = line.diff(symbol)
            if slope == 0 or slope.free_symbols:
                continue
            swap = {**dict(values), symbol: -line.xreplace({symbol: Integer(0)}) / slope}
            if isinstance(member(swap, claim.scope), Proved):
                yield tuple((name, swap[name]) for name, _ in values)


def _used(
    values: Values, term: Expr, fixed: tuple[tuple[Symbol, Expr], ...] = ()
) -> Values:
    """The values of what the term, and the points of the variables, speak of."""
    names = set(term.free_symbols).union(*(point.free_symbols for _, point in fixed))
    return tuple(pair for pair in values if pair[0] in names)


def _values(values: Values, fixed: tuple[tuple[Symbol, Expr], ...] = ()) -> str:
    """`X = 0, a = 1/2`: a variable on a lattice by its own value, not by its index."""
    swap = dict(values)
    known = {symbol: value.xreplace(swap) for symbol, value in fixed}
    inside = {s for _, value in fixed for s in value.free_symbols if str(s.name).startswith("k_")}
    inside |= {s for s, _ in values if str(s.name).startswith("k__")}  # of draws
    known |= {symbol: value for symbol, value in values if symbol not in inside}
    return ", ".join(f"{symbol} = {value}" for symbol, value in known.items())
