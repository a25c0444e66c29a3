"""The rule `expectation-fixed`: the mean of g(X, Y) from its means at every fixed value of X."""

from __future__ import annotations

from sympy import Add, Expr, Symbol

from symreparam.checker.joined import Joined
from symreparam.logic.judgement import Covers, Expectation, HasLaw, Integral, Judgement
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import Setting, count, require, take
from symreparam.terms.law import Law
from symreparam.terms.region import Region, renamed

_CODE = "expectation-fixed"


def join_fixed_mean(step: Step, proof: Proof, parents: list[int], setting: Setting) -> Judgement:
    """
    X has the law L, without masses on lattices, and is independent of the variables of B
    for x in each part of its support E B = h and E B^2 = k, with finite integrals of h, k against L
    ---------------------------------------------------------------------  expectation-fixed(x, B)
    E (B at x = X) is the integral of h against L

    Fubini's theorem (Billingsley 1995, theorem 18.3): 2 |B| <= 1 + B^2, and the integral of k is
    finite. Premises, in order: the law of X; for each of its pieces Covers and, for each part, the
    two means in a scope where x lies in the part, and the integrals of h and k times the density;
    for each atom c the mean of B at x = c.
    """
    count(step.args, 2, f"{_CODE}.args")
    letter = take(step.args[0], Symbol, f"{_CODE}.args")
    body = take(step.args[1], Expr, f"{_CODE}.args")
    rest = Joined(list(step.premises), step, proof, parents, _CODE)
    given = take(rest.here(), HasLaw, f"{_CODE}.law")
    law = take(given.law, Law, f"{_CODE}.law")
    require(not law.lattices, f"{_CODE}.law", "masses on a lattice")
    random = set(setting.claim.variables)
    own = given.subject.free_symbols & random
    require(bool(own), f"{_CODE}.variable", "the term has no random variable")
    require(not own & body.free_symbols, f"{_CODE}.independent", body)
    taken = letter in random or letter in setting.scope.names
    require(not taken, f"{_CODE}.letter", letter)
    parts: list[Expr] = []
    for piece in law.pieces:
        cover = take(rest.here(), Covers, f"{_CODE}.covers")
        flat = all(len(each.bounds) == 1 for each in (cover.whole, *cover.regions))
        same = flat and cover.whole.bounds[0][1:] == piece.region.bounds[0][1:]
        require(same, f"{_CODE}.covers", "not the piece")
        density = piece.density.xreplace({law.variable: letter})
        parts += [_over(rest, each, letter, body, density) for each in cover.regions]
    for atom in law.atoms:
        there = take(rest.here(), Expectation, f"{_CODE}.atom")
        require(there.body == body.xreplace({letter: atom.point}), f"{_CODE}.atom", there.body)
        parts.append(atom.mass * there.value)
    require(not rest.left, f"{_CODE}.premises", "unused premises")
    return Expectation(body.xreplace({letter: given.subject}), Add(*parts))


def _over(rest: Joined, region: Region, letter: Symbol, body: Expr, density: Expr) -> Expr:
    """The integral of the mean over one part, where that of the second moment is finite too."""
    bound = renamed(region, region.variables[0], letter)
    means = []
    for wanted in (body, body**2):
        known = take(rest.within(bound), Expectation, f"{_CODE}.mean")
        require(known.body == wanted, f"{_CODE}.mean", known.body)
        means.append(known.value)
    totals = []
    for mean in means:
        total = take(rest.here(), Integral, f"{_CODE}.integral")
        same = (total.integrand, total.over) == (mean * density, bound)
        require(same, f"{_CODE}.integral", total.integrand)
        totals.append(total.value)
    return totals[0]
