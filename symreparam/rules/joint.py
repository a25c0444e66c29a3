"""Joint laws: the change of variables by a bijection of n variables, and what tells laws apart."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Max, Min, Mul, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.real import smooth
from symreparam.families.members import form_condition, parameter_conditions
from symreparam.logic.judgement import (
    Equal,
    Fails,
    HasJointLaw,
    HasLaw,
    Holds,
    Judgement,
    Sign,
)
from symreparam.rules.determinants import jacobian, size_of
from symreparam.rules.refutation import negation
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    count,
    plain_letters,
    require,
    settled,
    take,
)
from symreparam.terms.law import Law
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation


@dataclass(frozen=True, slots=True)
class Source:
    """The joint density of the random variables in letters, and where it lives."""

    letters: tuple[Symbol, ...]
    region: Region
    density: Expr
    images: tuple[Expr, ...]


def pushforward_joint_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_1, .., X_n independent with densities f_i, in letters x on S
    h(g(x)) = x almost everywhere on S    g(S) in T    g(h(z)) = z almost everywhere on T
    h(T) in S    h is differentiable on T    det h' has a strict sign on T, or vanishes nowhere
    q(z) = f(h(z)) |det h'(z)| almost everywhere on T
    --------------------------------------------------------------  pushforward-joint(goal, x, h)
    (g_1(X), .., g_n(X)) has joint density q on T

    Change of variables in n dimensions (Rudin 1987, theorem 7.26; Billingsley 1995, theorem 17.2).
    The relations are premises, one for each finite end of S and of T, and each condition for the
    factors of a claimed product to be laws.
    """
    count(args, 3, "pushforward-joint.args")
    goal = take(args[0], HasJointLaw, "pushforward-joint.args")
    source = source_of(setting, premises, goal, args[1], "pushforward-joint")
    inverse = _terms(args[2], len(source.letters), "pushforward-joint.inverse")
    target = goal.law.region
    needed: list[Judgement] = list(returns(goal, source, inverse))
    needed += [Holds(condition) for condition in existence(goal)]
    there = dict(zip(source.letters, inverse, strict=True))
    for image, letter in zip(source.images, goal.law.variables, strict=True):
        needed.append(Equal(image.xreplace(there), letter, target))
    needed += [Holds(relation, target) for relation in within(source.region, there)]
    back = dict(zip(goal.law.variables, source.images, strict=True))
    needed += [Holds(relation, source.region) for relation in within(target, back)]
    for premise in needed:
        require(premise in premises, "pushforward-joint.missing", premise)
    for term in inverse:
        for letter in goal.law.variables:
            context = Context(setting.scope, target)
            settled(smooth(term, letter, context), "pushforward-joint.smooth")
    slope = jacobian(inverse, goal.law.variables)
    size = size_of(slope, target, premises, "pushforward-joint.jacobian")
    density = Equal(goal.law.density, source.density.xreplace(there) * size, target)
    require(density in premises, "pushforward-joint.density", density.right)
    return goal


def joint_no_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    a condition on the arguments of one of the claimed factors fails
    ------------------------------------------------------------------  joint-no-law(goal)
    the vector does not have the claimed law, which does not exist
    """
    count(premises, 1, "joint-no-law.premises")
    count(args, 1, "joint-no-law.args")
    goal = take(args[0], HasJointLaw, "joint-no-law.args")
    known = take(premises[0], Holds, "joint-no-law.condition")
    # where the form of a member is another one the law exists
    forms = [form_condition(named) for named in goal.law.factors]
    needed = [condition for condition in existence(goal) if condition not in forms]
    failing = [Holds(negation(condition)) for condition in needed]
    require(known in failing, "joint-no-law.condition", known.relation)
    return Fails(goal)


def joint_fails_density_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the vector has joint density q on T    the claimed density is p on T
    a box in T on which q - p has a strict sign
    ---------------------------------------------  joint-fails-density(goal, box)
    the vector does not have the claimed law
    """
    goal, box = with_box(args, "joint-fails-density")
    require(bool(premises), "joint-fails-density.premises", "none")
    true = take(premises[0], HasJointLaw, "joint-fails-density.law")
    require(true.subjects == goal.subjects, "joint-fails-density.subjects")
    same = (true.law.variables, true.law.region) == (goal.law.variables, goal.law.region)
    require(same, "joint-fails-density.region", "another region")
    box_inside(premises, goal, box, "joint-fails-density")
    gap = Add(true.law.density, -goal.law.density)
    apart = any(Sign(gap, sign, box) in premises for sign in ("+", "-"))
    require(apart, "joint-fails-density.gap", gap)
    return Fails(goal)


def joint_fails_inside_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    h(g(x)) = x almost everywhere on S    a box in the claimed region with positive density
    on the box, one component of h(z) lies beyond an end of S
    ---------------------------------------------------  joint-fails-inside(goal, box, x, h)
    the vector does not have the claimed law

    Almost surely g(X) is not in the box, to which the claimed law gives positive probability.
    """
    count(args, 4, "joint-fails-inside.args")
    goal, box = with_box(args[:2], "joint-fails-inside")
    source = source_of(setting, premises, goal, args[2], "joint-fails-inside")
    inverse = _terms(args[3], len(source.letters), "joint-fails-inside.inverse")
    for premise in returns(goal, source, inverse):
        require(premise in premises, "joint-fails-inside.inverse", premise)
    box_inside(premises, goal, box, "joint-fails-inside")
    known = Sign(goal.law.density, "+", box) in premises
    require(known, "joint-fails-inside.positive", goal.law.density)
    there = dict(zip(source.letters, inverse, strict=True))
    beyond = [
        Holds(Relation(relation.right, "<=", relation.left), box)
        for relation in within(source.region, there)
    ]
    require(any(b in premises for b in beyond), "joint-fails-inside.beyond")
    return Fails(goal)


def joint_fails_range_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    c < g_j(x) on S (or g_j(x) < c)    a box in the claimed region with positive density
    on the box, z_j <= c (or z_j >= c)
    -------------------------------------------------  joint-fails-range(goal, box, x, j, c)
    the vector does not have the claimed law
    """
    count(args, 5, "joint-fails-range.args")
    goal, box = with_box(args[:2], "joint-fails-range")
    source = source_of(setting, premises, goal, args[2], "joint-fails-range", False)
    index, end = take(args[3], int, "joint-fails-range.args"), take(args[4], Expr, "args")
    require(0 <= index < len(source.images) and end.is_Rational, "joint-fails-range.args")
    box_inside(premises, goal, box, "joint-fails-range")
    known = Sign(goal.law.density, "+", box) in premises
    require(known, "joint-fails-range.positive", goal.law.density)
    letter = goal.law.variables[index]
    [(low, high)] = [(low, high) for name, low, high in box.bounds if name == letter]
    above = Holds(Relation(end, "<", source.images[index]), source.region) in premises
    below = Holds(Relation(source.images[index], "<", end), source.region) in premises
    apart = (above and bool(high <= end)) or (below and bool(low >= end))
    require(apart, "joint-fails-range.apart", source.images[index])
    return Fails(goal)


def joint_fails_outside_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    a box in S on which the density of X is positive
    on the box, one component of g(x) lies beyond an end of the claimed region
    -------------------------------------------------  joint-fails-outside(goal, box, x)
    the vector does not have the claimed law

    With positive probability g(X) is outside of the claimed region.
    """
    count(args, 3, "joint-fails-outside.args")
    goal, box = with_box(args[:2], "joint-fails-outside", own=False)
    source = source_of(setting, premises, goal, args[2], "joint-fails-outside", False)
    require(box.variables == source.letters, "joint-fails-outside.box")
    for relation in weak_within(source.region):
        known = Holds(relation, box) in premises
        require(known, "joint-fails-outside.box", (relation.left, "<=", relation.right))
    positive = Sign(source.density, "+", box) in premises
    require(positive, "joint-fails-outside.positive", source.density)
    back = dict(zip(goal.law.variables, source.images, strict=True))
    beyond = [
        Holds(Relation(relation.right, "<=", relation.left), box)
        for relation in within(goal.law.region, back)
    ]
    require(any(b in premises for b in beyond), "joint-fails-outside.beyond")
    return Fails(goal)


# what the rules share ---------------------------------------------------------------------------
MOST: int = 4


def source_of(
    setting: Setting,
    premises: Premises,
    goal: HasJointLaw,
    letters: object,
    code: str,
    square: bool = True,
) -> Source:
    """The independent variables of the claim in letters; with `square`, as many as components."""
    random = setting.claim.variables
    names = take(letters, tuple, f"{code}.letters")
    plain_letters(names, f"{code}.letters")
    fresh = tuple(take(name, Symbol, f"{code}.letters") for name in names)
    require(len(set(fresh)) == len(fresh) == len(random), f"{code}.letters", str(len(fresh)))
    fits = not square or len(goal.subjects) == len(random)
    require(fits and len(random) <= MOST, f"{code}.dimension", str(len(random)))
    bounds: list[tuple[Symbol, Expr, Expr]] = []
    density: list[Expr] = []
    for variable, letter in zip(random, fresh, strict=True):
        given = next(
            (
                p.law
                for p in premises
                if isinstance(p, HasLaw) and p.subject == variable and isinstance(p.law, Law)
            ),
            None,
        )
        law = take(given, Law, f"{code}.law")
        plain = len(law.pieces) == 1 and not law.atoms and not law.lattices
        require(plain, f"{code}.law", "one piece is needed")
        _, low, high = law.pieces[0].region.bounds[0]
        bounds.append((letter, low, high))
        density.append(law.pieces[0].density.xreplace({law.variable: letter}))
    swap = dict(zip(random, fresh, strict=True))
    images = tuple(subject.xreplace(swap) for subject in goal.subjects)
    return Source(fresh, Region(tuple(bounds)), Mul(*density), images)


def existence(goal: HasJointLaw) -> tuple[Relation, ...]:
    """What must hold for the factors of a claimed product to be laws."""
    return tuple(c for named in goal.law.factors for c in parameter_conditions(named))


def returns(goal: HasJointLaw, source: Source, inverse: Sequence[Expr]) -> tuple[Equal, ...]:
    """h(g(x)) = x on S, component by component."""
    back = dict(zip(goal.law.variables, source.images, strict=True))
    return tuple(
        Equal(term.xreplace(back), letter, source.region)
        for term, letter in zip(inverse, source.letters, strict=True)
    )


def within(region: Region, place: dict[Symbol, Expr]) -> tuple[Relation, ...]:
    """Relations: the place lies in the region. A maximum as a lower end counts term by term."""
    found = []
    for letter, low, high in region.bounds:
        if low != -oo:
            ends = low.args if isinstance(low, Max) else (low,)
            found += [Relation(end.xreplace(place), "<", place[letter]) for end in ends]
        if high != oo:
            ends = high.args if isinstance(high, Min) else (high,)
            found += [Relation(place[letter], "<", end.xreplace(place)) for end in ends]
    return tuple(found)


def weak_within(region: Region) -> tuple[Relation, ...]:
    """The same with `<=`, for the region's own letters: enough for an open box."""
    place: dict[Symbol, Expr] = {letter: letter for letter in region.variables}
    return tuple(Relation(r.left, "<=", r.right) for r in within(region, place))


def _terms(value: object, number: int, code: str) -> tuple[Expr, ...]:
    given = take(value, tuple, code)
    count(given, number, code)
    return tuple(take(term, Expr, code) for term in given)


def with_box(args: Args, code: str, own: bool = True) -> tuple[HasJointLaw, Region]:
    """The goal and a box with rational ends in the letters of its law."""
    count(args, 2, f"{code}.args")
    goal, box = take(args[0], HasJointLaw, f"{code}.args"), take(args[1], Region, f"{code}.box")
    for _, low, high in box.bounds:
        require(low.is_Rational and high.is_Rational, f"{code}.box", "rational ends")
        require(bool(low < high), f"{code}.box", "an empty box")
    if own:
        require(set(box.variables) == set(goal.law.variables), f"{code}.box", "other letters")
    return goal, box


def box_inside(premises: Premises, goal: HasJointLaw, box: Region, code: str) -> None:
    for relation in weak_within(goal.law.region):
        known = Holds(relation, box) in premises
        require(known, f"{code}.inside", (relation.left, "<=", relation.right))
