"""Joint laws in stages: independent terms side by side, a map in branches, a density rewritten.

A stage starts from the joint law of any vector, not from the variables of the claim alone, so that
a map is taken apart as in a textbook: first the independent blocks, then polar coordinates, say.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from sympy import Add, Expr, Mul, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.real import smooth
from symreparam.logic.judgement import (
    Defined,
    Equal,
    HasJointLaw,
    HasLaw,
    Holds,
    Independent,
    Judgement,
)
from symreparam.rules.determinants import jacobian, size_of
from symreparam.rules.joint import existence, within
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    count,
    no_common_variable,
    require,
    settled,
    take,
)
from symreparam.terms.law import JointLaw, Law
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation

MOST = 4


def joint_product_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    Y_1 has density f_1 on S_1, .., Y_n has density f_n on S_n
    no two of the Y_i have a random variable in common
    ------------------------------------------------------------  joint-product(y)
    (Y_1, .., Y_n) has joint density f_1(y_1) .. f_n(y_n) on S_1 x .. x S_n

    Billingsley 1995, section 20, equation 20.25.
    """
    count(args, 1, "joint-product.args")
    letters = take(args[0], tuple, "joint-product.letters")
    require(0 < len(letters) == len(premises) <= MOST, "joint-product.letters", str(len(letters)))
    require(len(set(letters)) == len(letters), "joint-product.letters", "a letter stands twice")
    subjects: list[Expr] = []
    bounds: list[tuple[Symbol, Expr, Expr]] = []
    density: list[Expr] = []
    for letter, premise in zip(letters, premises, strict=True):
        take(letter, Symbol, "joint-product.letters")
        given = take(premise, HasLaw, "joint-product.law")
        law = take(given.law, Law, "joint-product.law")
        plain = len(law.pieces) == 1 and not law.atoms and not law.lattices
        require(plain, "joint-product.law", "one piece is needed")
        subjects.append(given.subject)
        bounds.append((letter, *law.pieces[0].region.bounds[0][1:]))
        density.append(law.pieces[0].density.xreplace({law.variable: letter}))
    no_common_variable(setting, [(subject,) for subject in subjects], "joint-product.shared")
    law_of_all = JointLaw(tuple(letters), Region(tuple(bounds)), Mul(*density))
    return HasJointLaw(tuple(subjects), law_of_all)


def rewrite_joint_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    Z has joint density p on T    q = p almost everywhere on T
    each factor of the claimed law is a law
    ------------------------------------------------------------  rewrite-joint(goal)
    Z has joint density q on T
    """
    count(args, 1, "rewrite-joint.args")
    goal = take(args[0], HasJointLaw, "rewrite-joint.args")
    require(bool(premises), "rewrite-joint.premises", "none")
    given = take(premises[0], HasJointLaw, "rewrite-joint.given")
    require(given.subjects == goal.subjects, "rewrite-joint.subjects")
    same = (given.law.variables, given.law.region) == (goal.law.variables, goal.law.region)
    require(same, "rewrite-joint.region", "another region")
    wanted = Equal(goal.law.density, given.law.density, goal.law.region)
    known = goal.law.density == given.law.density or wanted in premises
    require(known, "rewrite-joint.density", given.law.density)
    for condition in existence(goal):
        require(Holds(condition) in premises, "rewrite-joint.existence", condition)
    return goal


def pushforward_branches_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    W has joint density f, in letters x on S    Z = g(W)
    S is cut into cells S_1, .., S_k and T into cells T_1, .., T_m by hyperplanes and graphs
    for each cell S_i there are a cell T_j and a map h_i with
        h_i(g(x)) = x almost everywhere on S_i    g(S_i) in T_j
        g(h_i(z)) = z almost everywhere on T_j    h_i(T_j) in S_i
        h_i is differentiable on T_j    det h_i' has a strict sign on T_j, or vanishes nowhere
    on each T_j, q = sum of f(h_i(z)) |det h_i'(z)| over the cells that go there
    ------------------------------------------  pushforward-branches(goal, g, cuts, cuts, branches)
    Z has joint density q on T

    Change of variables on each of finitely many pieces (Rudin 1987, theorem 7.26; Casella & Berger
    2002, section 4.6). The cells leave out null sets. `cuts` are the terms at which each interval
    of a region is cut, in its order; a branch is the number of its T_j and h_i. The first premise
    is the law of W.
    """
    count(args, 5, "pushforward-branches.args")
    goal = take(args[0], HasJointLaw, "pushforward-branches.args")
    require(bool(premises), "pushforward-branches.premises", "none")
    given = take(premises[0], HasJointLaw, "pushforward-branches.given")
    letters = given.law.variables
    images = terms(args[1], len(letters), "pushforward-branches.images")
    require(len(goal.subjects) == len(letters), "pushforward-branches.dimension")
    swap = dict(zip(letters, given.subjects, strict=True))
    for image, subject in zip(images, goal.subjects, strict=True):
        require(image.xreplace(swap) == subject, "pushforward-branches.images", image)
    sources = cells(given.law.region, args[2], premises, "pushforward-branches.source-cut")
    targets = cells(goal.law.region, args[3], premises, "pushforward-branches.target-cut")
    branches = take(args[4], tuple, "pushforward-branches.branches")
    count(branches, len(sources), "pushforward-branches.branches")
    sums: list[list[Expr]] = [[] for _ in targets]
    for source, branch in zip(sources, branches, strict=True):
        pair = take(branch, tuple, "pushforward-branches.branches")
        count(pair, 2, "pushforward-branches.branches")
        index = take(pair[0], int, "pushforward-branches.branches")
        require(0 <= index < len(targets), "pushforward-branches.branches", index)
        inverse = terms(pair[1], len(letters), "pushforward-branches.inverse")
        part = Branch(letters, images, source, goal.law.variables, targets[index], inverse)
        for needed in part.obligations():
            require(needed in premises, "pushforward-branches.missing", needed)
        part.require_smooth(setting)
        sums[index].append(part.density(given.law.density, premises))
    for target, found in zip(targets, sums, strict=True):
        wanted = Equal(goal.law.density, Add(*found), target)
        require(wanted in premises, "pushforward-branches.density", wanted.right)
    for condition in existence(goal):
        require(Holds(condition) in premises, "pushforward-branches.existence", condition)
    return goal


class Branch:
    """g on one cell of S, in the letters x, and its inverse h on one cell of T, in letters z."""

    def __init__(
        self,
        letters: Sequence[Symbol],
        images: Sequence[Expr],
        source: Region,
        variables: Sequence[Symbol],
        target: Region,
        inverse: Sequence[Expr],
    ) -> None:
        self.letters, self.images, self.source = letters, images, source
        self.variables, self.target, self.inverse = variables, target, inverse
        self.there = dict(zip(letters, inverse, strict=True))
        self.back = dict(zip(variables, images, strict=True))

    def obligations(self) -> tuple[Judgement, ...]:
        """That h is the inverse of g from the cell of S onto the cell of T."""
        found: list[Judgement] = []
        for term, letter in zip(self.inverse, self.letters, strict=True):
            found.append(Equal(term.xreplace(self.back), letter, self.source))
        for image, letter in zip(self.images, self.variables, strict=True):
            found.append(Equal(image.xreplace(self.there), letter, self.target))
        found += [Holds(r, self.target) for r in within(self.source, self.there)]
        found += [Holds(r, self.source) for r in within(self.target, self.back)]
        return tuple(found)

    def require_smooth(self, setting: Setting) -> None:
        """Every component of h has its partial derivatives on the cell of T."""
        context = Context(setting.scope, self.target)
        for term in self.inverse:
            for letter in self.variables:
                settled(smooth(term, letter, context), "pushforward-branches.smooth")

    def slope(self) -> Expr:
        """det h'."""
        return jacobian(self.inverse, self.variables)

    def density(self, density: Expr, premises: Premises) -> Expr:
        """f(h) |det h'|, with the sign of the determinant from the premises."""
        slope = self.slope()
        size = size_of(slope, self.target, premises, "pushforward-branches.jacobian")
        return density.xreplace(self.there) * size


def cells(region: Region, cuts: object, premises: Premises, code: str) -> tuple[Region, ...]:
    """The cells of a region whose intervals are cut at these terms; each must lie inside, in order.

    A cut may use the parameters and the variables before it; the premises say that it is defined
    and in which order the cuts and the ends stand.
    """
    given = take(cuts, tuple, code)
    count(given, len(region.bounds), code)
    for index, marks in enumerate(given):
        for needed in cut_obligations(region, index, take(marks, tuple, code), code):
            require(needed in premises, code, needed)
    return cut(region, given)


def cut_obligations(
    region: Region, index: int, marks: tuple[object, ...], code: str
) -> tuple[Judgement, ...]:
    """What must hold for the marks to cut the interval of this index."""
    before = Region(region.bounds[:index])
    later = set(region.variables[index:])
    found: list[Judgement] = []
    points = tuple(take(mark, Expr, code) for mark in marks)
    for point in points:
        require(not point.free_symbols & later, code, point)
        require(not point.has(oo, -oo), code, point)
        if not point.is_Rational:
            found.append(Defined(point, before))
    _, low, high = region.bounds[index]
    for left, right in pairwise((low, *points, high)):
        if points and left != -oo and right != oo:
            found.append(Holds(Relation(left, "<", right), before))
    return tuple(found)


def cut(region: Region, cuts: Sequence[Sequence[Expr]]) -> tuple[Region, ...]:
    """The products of the intervals between the cuts, the last interval varying fastest."""
    parts = []
    for (letter, low, high), marks in zip(region.bounds, cuts, strict=True):
        parts.append([(letter, a, b) for a, b in pairwise((low, *marks, high))])
    return tuple(Region(tuple(choice)) for choice in product(*parts))


def terms(value: object, number: int, code: str) -> tuple[Expr, ...]:
    """A tuple of that many terms."""
    given = take(value, tuple, code)
    count(given, number, code)
    return tuple(take(term, Expr, code) for term in given)


def independent_factors_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    (Z_1, .., Z_n) has joint density q on a product of intervals
    q = f_1(z_1) .. f_n(z_n) almost everywhere there
    ------------------------------------------------------------  independent-factors(f)
    Z_1, .., Z_n are mutually independent

    Each marginal density is a constant times |f_i|, and the constants multiply to 1 (Casella &
    Berger 2002, lemma 4.2.7).
    """
    count(premises, 2, "independent-factors.premises")
    count(args, 1, "independent-factors.args")
    given = take(premises[0], HasJointLaw, "independent-factors.law")
    law = given.law
    factors = terms(args[0], len(law.variables), "independent-factors.factors")
    for _, low, high in law.region.bounds:
        fixed = not low.has(*law.variables) and not high.has(*law.variables)
        require(fixed, "independent-factors.region", f"({low}, {high})")
    for letter, factor in zip(law.variables, factors, strict=True):
        others = factor.free_symbols & (set(law.variables) - {letter})
        require(not others, "independent-factors.factor", factor)
    wanted = Equal(law.density, Mul(*factors), law.region)
    require(premises[1] == wanted, "independent-factors.density", wanted.right)
    return Independent(given.subjects)
