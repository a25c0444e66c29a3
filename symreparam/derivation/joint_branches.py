"""A joint law pushed through a map that folds finitely often: cuts, and an inverse on each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice

from sympy import Abs, Add, Expr, Integer, Max, Min, Pow, Symbol, diff, factor, oo

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.points import Point, sample
from symreparam.derivation.builder import Builder
from symreparam.derivation.joint_inverse import inverses, plain
from symreparam.derivation.joint_neat import neat
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, Equal, HasJointLaw, Holds, Judgement
from symreparam.rules.determinants import jacobian
from symreparam.rules.joint import existence, within
from symreparam.rules.joint_stages import Branch, cut, cut_obligations
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region

MOST_CELLS = 8
MOST_CUTS = 3
MOST_CHOICES = 16
POINTS = 3
Cuts = tuple[tuple[Expr, ...], ...]
Known = dict[tuple[Region, Region], Branch | None]


@dataclass(frozen=True, slots=True)
class Stage:
    """A vector with known joint law, and another as a map of it with a region for its law."""

    builder: Builder
    given: int
    images: tuple[Expr, ...]
    goal: HasJointLaw

    @property
    def law(self) -> HasJointLaw:
        """The joint law that is given."""
        known = self.builder.conclusion(self.given)
        assert isinstance(known, HasJointLaw)
        return known


def pushed(stage: Stage) -> int:
    """A step with the goal's subjects and region, and the density of the map. Raises RuleError."""
    error: RuleError | None = None
    known: Known = {}
    for source, target in islice(_cut_choices(stage), MOST_CHOICES):
        try:
            return _on_cells(stage, source, target, known)
        except RuleError as failed:
            error = error or failed
    raise error or RuleError("joint.branches", "no cells were found")


def _on_cells(stage: Stage, source: Cuts, target: Cuts, known: Known) -> int:
    """The steps for one choice of cuts."""
    builder, given, goal = stage.builder, stage.law, stage.goal
    parts = cut(given.law.region, source)
    homes = cut(goal.law.region, target)
    branches = tuple(_branch(stage, part, homes, known) for part in parts)
    premises = [stage.given]
    for region, cuts in ((given.law.region, source), (goal.law.region, target)):
        for index, marks in enumerate(cuts):
            needed = cut_obligations(region, index, marks, "joint.cut")
            premises += [judged(builder, one) for one in needed]
    sums: list[list[Expr]] = [[] for _ in homes]
    free: list[list[Expr]] = [[] for _ in homes]
    for index, branch in branches:
        premises += [judged(builder, one) for one in branch.obligations()]
        slope = branch.slope()
        step = sign_step(builder, slope, branch.target)
        premises.append(step)
        sums[index].append(branch.density(given.law.density, (builder.conclusion(step),)))
        density = given.law.density.xreplace(branch.there)
        free[index].append(density * Abs(slope))
    first = Add(*(sums if len(homes) == 1 else free)[0])
    # a density that is even in the letters at whose zeros the target is cut
    cut_letters = [x for x, marks in zip(goal.law.region.variables, target, strict=True) if marks]
    even = Add(*sums[-1]).xreplace({letter: Abs(letter) for letter in cut_letters})
    proposals = [goal.law.density, neat(first, goal.law.region), first, even]
    arguments = tuple((index, branch.inverse) for index, branch in branches)
    error: RuleError | None = None
    for density in dict.fromkeys(proposals):
        true = HasJointLaw(goal.subjects, replace(goal.law, density=density, factors=()))
        try:
            equations = [
                builder.equal(density, Add(*found), home)
                for found, home in zip(sums, homes, strict=True)
            ]
            everything = tuple(dict.fromkeys((*premises, *equations)))
            args = (true, stage.images, source, target, arguments)
            return builder.add("pushforward-branches", everything, args)
        except RuleError as failed:
            error = error or failed
    raise error or RuleError("joint.branches", "no density")


def sign_step(builder: Builder, slope: Expr, over: Region) -> int:
    """A step for the strict sign of a determinant, or that it vanishes nowhere: the sign may be
    that of a parameter."""
    try:
        return builder.sign(slope, over)
    except RuleError as error:
        try:
            return builder.sign_is(slope, "!=", over)
        except RuleError:
            raise error from None


def judged(builder: Builder, needed: Judgement) -> int:
    """A step for an equality, a relation or definedness."""
    match needed:
        case Equal(left, right, over):
            return builder.equal(left, right, over)
        case Holds(relation, over):
            return builder.holds(relation, over)
        case Defined(expr, over):
            return builder.add("defined", (), (expr, over))
    raise RuleError("joint.obligation", type(needed).__name__)


def existence_steps(builder: Builder, goal: HasJointLaw) -> list[int]:
    """The conditions for the claimed factors to be laws."""
    return [builder.holds(condition) for condition in existence(goal)]


# one cell ---------------------------------------------------------------------------------------
def _branch(
    stage: Stage, part: Region, homes: Sequence[Region], known: Known
) -> tuple[int, Branch]:
    """The cell that a cell goes to, and the inverse there; `known` are those found already."""
    variables = stage.goal.law.variables
    points = sample(Context(stage.builder.setting.scope, part), POINTS)
    if not points:
        raise RuleError("joint.cell", "no point of a cell was found")
    back = dict(zip(variables, stage.images, strict=True))
    index = _home(homes, back, points[0])
    home = homes[index]
    if (part, home) not in known:
        known[part, home] = _inverse(stage, part, home, points)
    branch = known[part, home]
    if branch is None:
        raise RuleError("joint.inverse", "no inverse was found in closed form")
    return index, branch


def _inverse(stage: Stage, part: Region, home: Region, points: Sequence[Point]) -> Branch | None:
    """The inverse from one cell to the other, tried at sample points."""
    letters, variables = stage.law.law.variables, stage.goal.law.variables
    images = [plain(image, points[0]) for image in stage.images]
    # `inverses` gives the letters in the region's order, a law may list them in another
    order = part.variables
    for found in inverses(images, variables, part, home, points):
        there = dict(zip(order, found, strict=True))
        inverse = tuple(there[letter] for letter in letters)
        return Branch(letters, stage.images, part, variables, home, inverse)
    return None


def _home(homes: Sequence[Region], back: dict[Symbol, Expr], point: Mapping[Symbol, Expr]) -> int:
    for index, home in enumerate(homes):
        gaps = [relation.right - relation.left for relation in within(home, back)]
        balls = [enclose(gap.xreplace(dict(point)), {}) for gap in gaps]
        if all(ball is not None and ball > 0 for ball in balls):
            return index
    raise RuleError("joint.cell", "a cell leads out of the region")


# cuts -------------------------------------------------------------------------------------------
def _cut_choices(stage: Stage) -> Iterator[tuple[Cuts, Cuts]]:
    """No cut at all, then few cuts, of the source alone and then of the target too."""
    marks = _marks(stage)
    source, target = stage.law.law.region, stage.goal.law.region
    nothing = _cuts(source, {}), _cuts(target, {})
    yield nothing
    zeros = {x: Integer(0) for x, low, high in target.bounds if _inside(low, high)}
    for number in range(1, min(len(marks), MOST_CUTS) + 1):
        for chosen in combinations(marks.items(), number):
            cuts = _cuts(source, dict(chosen))
            if len(cut(source, cuts)) > MOST_CELLS:
                continue
            sides = _sides(stage, cut(source, cuts), tuple(zeros))
            if sides:
                yield cuts, _cuts(target, {letter: zeros[letter] for letter in sides})
            yield cuts, nothing[1]


def _sides(stage: Stage, parts: Sequence[Region], letters: Sequence[Symbol]) -> list[Symbol]:
    """The letters that have one sign on each cell, and not the same on all: sample points say."""
    back = dict(zip(stage.goal.law.variables, stage.images, strict=True))
    found = []
    for letter in letters:
        signs = []
        for part in parts:
            points = sample(Context(stage.builder.setting.scope, part), POINTS)
            balls = [enclose(back[letter].xreplace(point), {}) for point in points]
            signs.append({1 if b > 0 else -1 if b < 0 else 0 for b in balls if b is not None})
        if all(len(each) == 1 for each in signs) and len(set().union(*signs)) == 2:
            found.append(letter)
    return found


def _cuts(region: Region, marks: dict[Symbol, Expr]) -> Cuts:
    return tuple((marks[letter],) if letter in marks else () for letter in region.variables)


def _marks(stage: Stage) -> dict[Symbol, Expr]:
    """Where the map folds: a zero of what stands under an even power or an absolute value, a tie
    of two terms that are compared, a zero of the Jacobian determinant; else zero itself, where it
    lies in an interval."""
    region = stage.law.law.region
    letters = region.variables
    found: dict[Symbol, Expr] = {}
    folds = [term for image in stage.images for term in _folds(image)]
    for term in (*_critical(stage.images, letters), *folds):
        own = [letter for letter in letters if term.has(letter)]
        if not own:
            continue
        letter = own[-1]
        slope = diff(term, letter)
        if slope != 0 and not slope.has(*letters):
            found.setdefault(letter, -term.xreplace({letter: Integer(0)}) / slope)
    for letter, low, high in region.bounds:
        if _inside(low, high):
            found.setdefault(letter, Integer(0))
    return found


def _critical(images: Sequence[Expr], letters: Sequence[Symbol]) -> tuple[Expr, ...]:
    """The factors of the Jacobian determinant of a polynomial map: x - y for (x + y, x y)."""
    if len(images) != len(letters) or not all(image.is_polynomial(*letters) for image in images):
        return ()
    return tuple(factor(jacobian(images, letters)).as_powers_dict())


def _folds(image: Expr) -> Iterator[Expr]:
    for head in sorted(image.atoms(Abs, Max, Min, Pow), key=str):
        if isinstance(head, Abs):
            yield head.args[0]
        elif isinstance(head, Pow):
            if head.exp.is_Integer and int(head.exp) % 2 == 0:
                yield head.base
        elif len(head.args) == 2:
            yield head.args[0] - head.args[1]


def _inside(low: Expr, high: Expr) -> bool:
    """Whether zero is seen to lie inside of the interval."""
    below = low == -oo or bool(low.is_number and low.is_negative)
    above = high == oo or bool(high.is_number and high.is_positive)
    return below and above
