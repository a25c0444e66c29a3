"""Gradients searched for, and equations for every test function by integration by parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, permutations

from sympy import Add, Expr, Integer, Poly, Symbol, cancel, diff, expand, factor, oo

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.merge import merged_step
from symreparam.derivation.prove import conclude
from symreparam.derivation.recognise import candidates
from symreparam.derivation.transport import Letters, letters
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Equation, HasLaw, Letter, Mean, SlopeOf
from symreparam.rules.every_function import by_parts_term, density_of, integrand_of
from symreparam.terms.functions import applications, applied, name_and_order
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

MOST_ORDERS, MOST_NAMES = 8, 4
POWERS = (1, 2, 3, 4)


def has_functions(goal: Equation) -> bool:
    """Whether test functions stand in the equation."""
    return any(applications(body) for letter in goal.means for body in bodies_of(letter))


def bodies_of(letter: Letter) -> list[Expr]:
    """The terms whose means the letter stands for, those under derivatives too."""
    if isinstance(letter, Mean):
        return [letter.body]
    if isinstance(letter, SlopeOf):
        return [body for inner in letter.means for body in bodies_of(inner)]
    return []


def for_functions_step(builder: Builder, goal: Equation) -> int:
    """A step that concludes the goal for every test function. Raises RuleError."""
    try:
        return _same_law(builder, goal)
    except (RuleError, NoInverse, Unsupported):
        pass
    try:
        return builder.add("equation-for-functions", (), (goal,))
    except RuleError:  # integration by parts is needed
        pass
    total = integrand_of(builder.setting, goal)
    random = [v for v in builder.claim.variables if total.has(v)]
    error: RuleError | None = None
    for order in permutations(random):
        try:
            witnesses = _witnesses(builder, total, order)
            return builder.add("equation-for-functions", (), (goal, *witnesses))
        except RuleError as failed:
            error = error or failed
    raise error or RuleError("gradients.random", "no random variable")


def _witnesses(
    builder: Builder, total: Expr, order: tuple[Symbol, ...]
) -> tuple[tuple[Symbol, Expr], ...]:
    """Terms h that lower the highest derivative of a test function, one after the other."""
    found: list[tuple[Symbol, Expr]] = []
    rest = expand(total)
    for _ in range(MOST_ORDERS):
        high = _highest(rest)
        if high is None:
            break
        place, name, primes = high
        symbol, inner = _direction(builder, place.args[0], order)
        letter = variable("f_0")
        slope = diff(rest.xreplace({place: letter}), letter)
        if slope.has(letter):
            raise RuleError("gradients.linear", str(place))
        body = _integral(slope / inner, applied(name, primes - 1, place.args[0]))
        found.append((symbol, body))
        rest = expand(rest - by_parts_term(builder.setting, symbol, body))
    return tuple(found)


def _integral(slope: Expr, below: Expr) -> Expr:
    """An antiderivative in the function below, of which the slope is a polynomial."""
    letter = variable("f_1")
    moved = cancel(slope).xreplace({below: letter})
    if not moved.has(letter):
        return factor(moved) * below
    if not moved.is_polynomial(letter):
        raise RuleError("gradients.polynomial", str(below))
    powers = Poly(moved, letter).terms()
    return Add(*(expand(c) * below ** (k + 1) / (k + 1) for (k,), c in powers))


def _highest(term: Expr) -> tuple[Expr, str, int] | None:
    """The place with the highest derivative that still stands in the term, if any has one."""
    best: tuple[Expr, str, int] | None = None
    for place in applications(term):
        name, order = name_and_order(place)
        if order > (best[2] if best else 0):
            best = (place, name, order)
    return best


def _direction(builder: Builder, argument: Expr, order: tuple[Symbol, ...]) -> tuple[Symbol, Expr]:
    """A variable in which the argument moves, one on the line first, with its derivative."""
    moving = [symbol for symbol in order if diff(argument, symbol) != 0]
    ends = {s: density_of(builder.setting, s).region.bounds[0][1:] for s in moving}
    for symbol in (*(s for s in moving if ends[s] == (-oo, oo)), *moving):
        return symbol, diff(argument, symbol)
    raise RuleError("gradients.direction", str(argument))


def _same_law(builder: Builder, goal: Equation) -> int:
    """E F(S) = E F(T) where S and T follow one member of a family."""
    if len(goal.means) != 2 or (goal.left, goal.right) != tuple(m.letter for m in goal.means):
        raise RuleError("gradients.same", "not two means")
    first, second = goal.means
    if not isinstance(first, Mean) or not isinstance(second, Mean):
        raise RuleError("gradients.same", "not two means")
    names = letters(builder)
    for one, two in ((first, second), (second, first)):
        found = _common(builder, one.body, two.body, names)
        if found is not None:
            given, known, mapping = found
            premises = (given, known) if one is first else (known, given)
            return builder.add("equation-same-law", premises, (goal, mapping))
    raise RuleError("gradients.same", "no common law")


def _common(
    builder: Builder, first: Expr, second: Expr, names: Letters
) -> tuple[int, int, Map] | None:
    """Steps S ~ L and T ~ L, and F, for terms first = F(S) and second = F(T)."""
    letter = variable("u_0")
    for term in dict.fromkeys(place.args[0] for place in applications(first)):
        body = first.xreplace({term: letter})
        other = _matching(body, second, letter)
        if other is None or body.has(*builder.claim.variables):
            continue
        derived = merged_step(builder, law_of(builder, other, names))
        explicit = law_step(builder, derived).law
        assert isinstance(explicit, Law)
        for law, given in _laws(builder, term, names):
            try:
                known = conclude(builder, derived, explicit, HasLaw(other, law))
            except (RuleError, NoInverse):
                continue
            return given, known, Map(letter, body, interval(letter, -oo, oo))
    return None


def _laws(builder: Builder, term: Expr, names: Letters) -> Iterator[tuple[Law | Named, int]]:
    """Members of families that the term follows, and its law, with the steps that show it."""
    if term in builder.claim.variables:
        index = builder.claim.variables.index(term)
        law = builder.claim.hypotheses[index].law
        if isinstance(law, Named):
            yield law, builder.add("hypothesis", (), (index,))
            return
    derived = merged_step(builder, law_of(builder, term, names))
    explicit = law_step(builder, derived).law
    assert isinstance(explicit, Law)
    for named in islice(candidates(explicit), MOST_NAMES):
        try:
            yield named, conclude(builder, derived, explicit, HasLaw(term, named))
        except (RuleError, NoInverse):
            continue
    yield explicit, derived


def _matching(body: Expr, other: Expr, letter: Symbol) -> Expr | None:
    """The term T with body(T) = other, read off the argument of a test function."""
    for place in applications(body):
        if place.args[0] != letter:
            continue
        for image in applications(other):
            if type(image).__name__ == type(place).__name__:
                term: Expr = image.args[0]
                if body.xreplace({letter: term}) == other:
                    return term
    return None


def polynomials(goal: Equation) -> list[dict[str, Map]]:
    """Choices of polynomials for the test functions of the goal."""
    bodies = [body for letter in goal.means for body in bodies_of(letter)]
    places = [p for body in (*bodies, goal.left, goal.right) for p in applications(body)]
    return polynomials_for(sorted({name_and_order(place)[0] for place in places}))


def polynomials_for(names: Sequence[str]) -> list[dict[str, Map]]:
    """Choices of polynomials for these functions; the empty one where there are none."""
    if not names:
        return [{}]
    letter = variable("t_0")
    line = interval(letter, -oo, oo)
    choices = [*(letter**power for power in POWERS), 1 + letter, Integer(1)]
    return [{name: Map(letter, body, line) for name in names} for body in choices]
