"""The lemmas by which a claim about indices 1, .., n is proved or refuted: claims of their own.

Nothing here is proved. The search proves these claims, and the checker builds them again and
compares: a lemma that says something else is rejected.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Add, Expr, Integer, Max, Min, Mul, Piecewise, Rational, Symbol, exp, log, oo
from sympy.core.relational import StrictGreaterThan, StrictLessThan
from sympy.logic.boolalg import And

from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Equation,
    FoldEquation,
    FoldLaw,
    FoldName,
    HasLaw,
    LargestAt,
    Mean,
    MedianOf,
    Total,
)
from symreparam.rules.instance import law_at
from symreparam.terms.law import AnyLaw, Atom, Law, Named
from symreparam.terms.record import dataclass
from symreparam.terms.scope import COUNT, Domain, Relation, Scope, parameter, variable

SIZES = 6
Swap = dict[Symbol, Expr]
Folded = FoldLaw | LargestAt | FoldEquation


@dataclass(frozen=True, slots=True)
class Partial:
    """The fold over the first `count` indices, called `letter`, and its law.

    The law is written in the count and in the letters of the goal's totals, which then stand for
    the totals over these indices.
    """

    letter: Symbol
    count: Symbol
    law: Named


def moved(goal: FoldLaw, sign: int, shift: Expr) -> FoldLaw:
    """The same claim with the bodies `sign*B + shift` (a shift for sums alone), sign 1 or -1; for a
    product with sign 2 or -2 about the sum of log(B) or of -log(B).

    S' = sign*S + n*shift, so that S = sign*(S' - n*shift); -max(B) = min(-B). That log(B) has a law
    means that B is positive with probability 1, and then the product is exp(S'). Raises RuleError.
    """
    mirrored: dict[FoldName, FoldName] = {"sum": "sum", "max": "min", "min": "max"}
    if goal.kind == "prod" and sign in (2, -2) and shift == 0:
        half = Integer(sign // 2)
        subject = goal.subject.xreplace({goal.letter: exp(Mul(half, goal.letter))})
        return replace(goal, kind="sum", body=Mul(half, log(goal.body)), subject=subject)
    if sign not in (1, -1) or (goal.kind != "sum" and shift != 0):
        raise RuleError("indices.moved", f"{sign}, {shift}")
    if goal.kind not in mirrored:
        raise RuleError("indices.moved", goal.kind)
    if shift.free_symbols & {*goal.indexed, goal.letter, *(t.letter for t in goal.totals)}:
        raise RuleError("indices.moved", f"{shift} is not the same at every index")
    kind = goal.kind if sign == 1 else mirrored[goal.kind]
    letter = Mul(Integer(sign), Add(goal.letter, Mul(Integer(-1), goal.size, shift)))
    subject = goal.subject.xreplace({goal.letter: letter})
    return replace(goal, kind=kind, body=Add(Mul(Integer(sign), goal.body), shift), subject=subject)


def size_of(size: Expr) -> tuple[Symbol, int]:
    """The symbol n and the number k of a size n + k. Raises RuleError for another size."""
    more, symbol = size.as_coeff_Add()
    if not isinstance(symbol, Symbol) or not more.is_Integer:
        raise RuleError("indices.size", f"{size} is no letter, perhaps with a number")
    return symbol, int(more)


def _shared(claim: Claim, goal: Folded) -> tuple[HasLaw, ...]:
    """The laws of the random variables that are the same at every index."""
    return tuple(given for given in claim.hypotheses if given.subject not in goal.indexed)


def joined(kind: FoldName, terms: tuple[Expr, ...]) -> Expr:
    """The sum, product, maximum or minimum of the terms."""
    heads = {"sum": Add, "prod": Mul, "max": Max, "min": Min}
    found: Expr = heads[kind](*terms)
    return found


def first_claim(claim: Claim, kind: FoldName, body: Expr, part: Partial) -> Claim:
    """For one index: the body has the law for count 1."""
    swap = {t.letter: t.term for t in _totals(claim)} | {part.count: Integer(1)}
    return replace(_of_index(claim), goal=HasLaw(body, law_at(part.law, swap)))


def next_claim(claim: Claim, kind: FoldName, body: Expr, part: Partial) -> Claim:
    """For one index more: S and the body at the next index, S with the law for count m."""
    given = HasLaw(part.letter, part.law)
    swap = {t.letter: joined(t.kind, (t.letter, t.term)) for t in _totals(claim)}
    law = law_at(part.law, swap | {part.count: part.count + 1})
    goal = HasLaw(joined(kind, (part.letter, body)), law)
    own = _of_index(claim)
    return Claim(
        wider(claim.scope, _totals(claim), part.count),
        (part.letter, *own.variables),
        (given, *own.hypotheses),
        goal,
        claim.source,
    )


def _of_index(claim: Claim) -> Claim:
    """The claim with the random variables of one index alone."""
    goal = claim.goal
    assert isinstance(goal, FoldLaw | LargestAt)
    own = [given for given in claim.hypotheses if given.subject in goal.indexed]
    variables = tuple(v for v in claim.variables if v in goal.indexed)
    return replace(claim, variables=variables, hypotheses=tuple(own))


def whole_claim(claim: Claim, goal: FoldLaw, part: Partial) -> Claim:
    """The goal's subject, as a function of the whole fold and of other random variables."""
    given = HasLaw(part.letter, whole_law(goal, part))
    others = _shared(claim, goal)
    random = tuple(v for v in claim.variables if v not in goal.indexed)
    subject = goal.subject.xreplace({goal.letter: part.letter})
    scope = wider(claim.scope, goal.totals)
    goal_here = HasLaw(subject, goal.law)
    return Claim(scope, (part.letter, *random), (given, *others), goal_here, claim.source)


def whole_law(goal: FoldLaw, part: Partial) -> AnyLaw:
    """The law of the fold over all indices."""
    return law_at(part.law, {part.count: goal.size})


def race_claim(claim: Claim, goal: LargestAt, kind: FoldName, body: Expr, part: Partial) -> Claim:
    """One index against all others: S is the largest (least) body of the m others."""
    swap = {t.letter: joined(t.kind, (t.letter, t.term)) for t in goal.totals}
    mass = goal.mass.xreplace({**swap, goal.size: part.count + 1})
    won = StrictGreaterThan if kind == "max" else StrictLessThan
    subject = Piecewise((Integer(1), won(body, part.letter)), (Integer(0), True))
    return Claim(
        wider(claim.scope, goal.totals, part.count),
        (part.letter, *claim.variables),
        (HasLaw(part.letter, part.law), *claim.hypotheses),
        HasLaw(subject, Named("Bernoulli", (mass,))),
        claim.source,
    )


def alone(goal: LargestAt) -> Expr:
    """The claimed mass at the only index, when there is one."""
    swap = {total.letter: total.term for total in goal.totals}
    return goal.mass.xreplace({**swap, goal.size: Integer(1)})


def wider(scope: Scope, totals: tuple[Total, ...], count: Symbol | None = None) -> Scope:
    """The scope with the letters of totals, and the count, as parameters."""
    more = [(total.letter, total.domain) for total in totals]
    more += [] if count is None else [(count, COUNT)]
    point = scope.point
    if point or not scope.symbols:
        point = (*point, *((symbol, _inner(domain)) for symbol, domain in more))
    return replace(scope, symbols=(*scope.symbols, *more), point=point)


def _inner(domain: Domain) -> Expr:
    """A value of the domain of a total: these are half-lines from 0 or 1, (0, 1), or all."""
    inside = Rational(1, 2) if domain.upper == 1 else Integer(1)
    return inside


def _totals(claim: Claim) -> tuple[Total, ...]:
    goal = claim.goal
    assert isinstance(goal, FoldLaw | LargestAt)
    return goal.totals


def sized_claim(claim: Claim, goal: Folded, size: int) -> Claim:
    """The claim for this number of indices, each parameter and variable with indices `size` times.

    Raises RuleError where a name that is needed is taken, or the goal is none of this kind.
    """
    count, more = size_of(goal.size)
    first = 1 - min(more, 0)  # of n - 1 indices one other is called 1
    if not 1 <= size <= SIZES:
        raise RuleError("indices.size", f"{goal.size}, {size}")
    number: Swap = {count: Integer(size - more)}
    own = dict(claim.scope.symbols)
    taken = {s.name for s in (*own, *claim.variables)}
    copies: list[dict[Symbol, Expr]] = [{} for _ in range(size)]
    symbols: list[tuple[Symbol, Domain]] = []
    for symbol, domain in claim.scope.symbols:
        if symbol == count:
            continue
        if symbol not in goal.indexed:
            symbols.append((symbol, domain))
            continue
        for place in range(size):
            new = parameter(_named(symbol, place + first, taken), domain)
            copies[place][symbol] = new
            symbols.append((new, domain))
    others = _shared(claim, goal)
    variables = [v for v in claim.variables if v not in goal.indexed]
    hypotheses = [replace(given, law=law_at(given.law, number)) for given in others]
    for place in range(size):
        for given in claim.hypotheses:
            if given in others:
                continue
            assert isinstance(given.subject, Symbol)
            each = variable(_named(given.subject, place + first, taken))
            law = law_at(given.law, {**copies[place], **number})
            copies[place][given.subject] = each
            variables.append(each)
            hypotheses.append(HasLaw(each, law))
    swaps = [{**each, **number} for each in copies]
    relations = dict.fromkeys(
        Relation(r.left.xreplace(swap), r.sign, r.right.xreplace(swap))
        for r in claim.scope.relations
        for swap in swaps
    )
    scope = Scope(tuple(symbols), tuple(relations))
    one = _written_out(goal, swaps, number)
    return Claim(scope, tuple(variables), tuple(hypotheses), one, claim.source)


def _written_out(goal: Folded, swaps: list[Swap], number: Swap) -> HasLaw | Equation:
    """The goal with the terms of every index in place of folds and totals."""
    totals: Swap = {
        total.letter: joined(total.kind, tuple(total.term.xreplace(swap) for swap in swaps))
        for total in goal.totals
    }
    if isinstance(goal, FoldEquation):
        return _equation_out(goal, swaps, {**totals, **number})
    bodies = tuple(goal.body.xreplace(swap) for swap in swaps)
    if isinstance(goal, FoldLaw):
        fold = {goal.letter: joined(goal.kind, bodies)}
        subject = goal.subject.xreplace({**totals, **number}).xreplace(fold)
        return HasLaw(subject, law_at(goal.law, {**totals, **number}))
    if len(bodies) == 1:
        raise RuleError("indices.size", "the place of the largest of one")
    masses = (goal.mass.xreplace({**totals, **swap}) for swap in swaps)
    atoms = tuple(Atom(Integer(k), mass) for k, mass in enumerate(masses, start=1))
    choices = [
        (Integer(k + 1), And(*(x > y for y in bodies[:k]), *(x >= y for y in bodies[k + 1 :])))
        for k, x in enumerate(bodies)
    ]
    subject = Piecewise(*choices[:-1], (Integer(len(bodies)), True))
    return HasLaw(subject, Law(variable("z"), (), atoms))


def _equation_out(goal: FoldEquation, swaps: list[Swap], number: Swap) -> Equation:
    folds: Swap = {
        fold.letter: joined(fold.kind, tuple(fold.body.xreplace(swap) for swap in swaps))
        for fold in goal.folds
    }

    def out(term: Expr) -> Expr:
        found: Expr = term.xreplace(number).xreplace(folds)
        return found

    means = tuple(
        MedianOf(each.letter, out(each.subject))
        if isinstance(each, MedianOf)
        else Mean(each.letter, out(each.body))
        for each in goal.means
    )
    return Equation(goal.left.xreplace(number), goal.right.xreplace(number), means)


def _named(symbol: Symbol, place: int, taken: set[str]) -> str:
    """`X_1` for `X_i`; it must be new."""
    name = f"{symbol.name.removesuffix('_i')}_{place}"
    if name in taken:
        raise RuleError("indices.name", f"the name {name} is taken")
    taken.add(name)
    return name


def allowed(scope: Scope, size: Expr, number: int) -> bool:
    """Whether the size may be the number by the domain of its symbol; relations stay with the
    lemma."""
    try:
        symbol, more = size_of(size)
    except RuleError:
        return False
    domain, number = scope.domain(symbol), number - more
    if domain is None or not domain.integer:
        return False
    low, high = domain.lower, domain.upper
    above = low == -oo or bool(low < number) or (low == number and domain.lower_closed)
    below = high == oo or bool(high > number) or (high == number and domain.upper_closed)
    return above and below
