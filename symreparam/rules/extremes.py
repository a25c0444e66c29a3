"""The law of the largest or least of n independent terms alike in law, by its cdf."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Pow

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Derivative, Distribution, FoldLaw, Holds, Judgement
from symreparam.rules.rule import Args, Premises, Setting, require, take
from symreparam.terms.law import Law, Piece
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation
from symreparam.terms.symbols import symbols_of

CODE = "extreme-law"


def extreme_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    P(B <= t) = F_k(t) on neighbouring intervals    F_k' = f_k    1 <= n
    B_1, .., B_n are alike in law and independent
    ------------------------------------------------------------  extreme-law(M ~ L)
    M = max(B_1, .., B_n) has the density n f_k F_k^(n - 1), their minimum n f_k (1 - F_k)^(n - 1)

    P(M <= t) = F(t)^n, and 1 - (1 - F(t))^n for the minimum (Casella & Berger 2002, theorem 5.4.4).
    F is absolutely continuous, as B has a density, and so are these. Premises: the distribution
    function, the Derivative on each interval, and the number of indices.
    """
    require(len(args) == 1 and len(premises) >= 3, f"{CODE}.premises", str(len(premises)))
    goal = take(args[0], FoldLaw, f"{CODE}.args")
    known = take(premises[0], Distribution, f"{CODE}.distribution")
    require(goal.kind in ("max", "min"), f"{CODE}.kind", goal.kind)
    require(goal.subject == goal.letter and not goal.totals, f"{CODE}.subject", goal.subject)
    require(known.subject == goal.body, f"{CODE}.distribution", "of another term")
    enough = Holds(Relation(Integer(1), "<=", goal.size), NUMBERS)
    require(premises[-1] == enough, f"{CODE}.size", (goal.size, ">=", 1))
    require(bool(goal.size.is_integer), f"{CODE}.whole", goal.size)
    _alike(setting.claim, goal)
    slopes = premises[1:-1]
    require(len(slopes) == len(known.parts), f"{CODE}.derivative", "one for each interval")
    pieces: list[Piece] = []
    variable = known.parts[0].variable
    for part, slope in zip(known.parts, slopes, strict=True):
        found = take(slope, Derivative, f"{CODE}.derivative")
        require(found.map == part, f"{CODE}.derivative", "of another function")
        require(part.variable == variable, f"{CODE}.variable", part.variable)
        density = _density(goal, part.body, found.derivative)
        if density != 0:
            pieces.append(Piece(part.source, density))
    require(goal.law == Law(variable, tuple(pieces)), f"{CODE}.law", "it is another one")
    return goal


def _density(goal: FoldLaw, below: Expr, slope: Expr) -> Expr:
    """The derivative of F^n, or of 1 - (1 - F)^n."""
    base = below if goal.kind == "max" else Add(Integer(1), Mul(Integer(-1), below))
    found: Expr = Mul(goal.size, slope, Pow(base, Add(goal.size, Integer(-1))))
    return found


def extreme_law(goal: FoldLaw, known: Distribution, slopes: tuple[Expr, ...]) -> Law:
    """The law that the rule concludes."""
    pieces = tuple(
        Piece(part.source, _density(goal, part.body, slope))
        for part, slope in zip(known.parts, slopes, strict=True)
        if _density(goal, part.body, slope) != 0
    )
    return Law(known.parts[0].variable, pieces)


def _alike(claim: Claim, goal: FoldLaw) -> None:
    """No parameter with a value of its own at an index, and no variable without an index, stands in
    the term or in the laws of its variables."""
    random = set(claim.variables)
    own = set(goal.indexed) - random
    indexed = random & set(goal.indexed)
    shared = goal.body.free_symbols & random - indexed
    require(not shared, f"{CODE}.shared", ", ".join(sorted(map(str, shared))))
    reached = set(goal.body.free_symbols) | goal.size.free_symbols
    for given in claim.hypotheses:
        if given.subject in indexed:
            others = symbols_of(given.law) & random
            require(not others, f"{CODE}.shared", ", ".join(sorted(map(str, others))))
            reached |= symbols_of(given.law)
    require(not reached & own, f"{CODE}.alike", ", ".join(sorted(map(str, reached & own))))
