"""Means of powers of a draw in a hierarchical model, through the mean given its parameters."""

from __future__ import annotations

from sympy import Basic, Expr, Integer, Symbol, default_sort_key, nan, oo, zoo

from symreparam.families.members import parameter_conditions, record_of
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, Equal, Expectation, HasLaw, Holds, Judgement
from symreparam.rules.draws import UNIFORM
from symreparam.rules.expectation import support
from symreparam.rules.recorded_moments import MOST_MOMENTS, recorded, transform_value
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.draws import Quantile
from symreparam.terms.law import Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, is_whole, variable, whole


def expectation_draw_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    U ~ Uniform(0, 1)    Q is the quantile of F(a) at U    U stands in neither a nor g
    E (m(a) g) = v, where m(a) = M^(k)(0) with the moment generating function M of F(a)
    for almost all values of a: F(a) exists, M is finite around 0 and m(a) is defined
    --------------------------------------------------------------  expectation-draw(Q, k, g)
    E (Q^k g) = v

    Given everything but U, Q follows F(a) (Devroye 1986, theorem II.2.1), and Q >= 0, so that the
    mean of Q^k |g| is that of m(a) |g| (Tonelli: Billingsley 1995, theorem 18.3), which is finite.
    """
    count(args, 3, "expectation-draw.args")
    draw = take(args[0], Quantile, "expectation-draw.args")
    power = take(args[1], int, "expectation-draw.args")
    rest = take(args[2], Expr, "expectation-draw.args")
    require(1 <= power <= MOST_MOMENTS, "expectation-draw.power", power)
    uniform = draw.args[-1]
    require(uniform in setting.claim.variables, "expectation-draw.uniform", uniform)
    shared = rest.has(uniform) or any(a.has(uniform) for a in draw.args[:-1])
    require(not shared, "expectation-draw.shared", uniform)
    require(bool(premises), "expectation-draw.premises", "none")
    known = take(premises[0], Expectation, "expectation-draw.mean")
    value = conditional_moment(draw, power)
    require(known.body == value * rest, "expectation-draw.mean", "of another term")
    for needed in draw_needs(setting, draw, power):
        require(needed in premises, "expectation-draw.need", str(needed))
    return Expectation(draw**power * rest, known.value)


def expectation_polynomial_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E f = a    g = f everywhere, in letters for the draws and random variables in them
    f and g are polynomials in these letters
    ----------------------------------------------------  expectation-polynomial(g, letters)
    E g = a
    """
    count(premises, 2, "expectation-polynomial.premises")
    count(args, 2, "expectation-polynomial.args")
    body = take(args[0], Expr, "expectation-polynomial.args")
    letters = take(args[1], tuple, "expectation-polynomial.args")
    known = take(premises[0], Expectation, "expectation-polynomial.term")
    found = roots(setting, (body, known.body))
    count(letters, len(found), "expectation-polynomial.letters")
    require(len(set(letters)) == len(letters), "expectation-polynomial.letters", "twice the same")
    plain_letters(letters, "expectation-polynomial.letters")
    swap = {r: take(x, Symbol, "expectation-polynomial.letters") for r, x in zip(found, letters)}  # noqa: B905
    here = set(swap.values())
    used = body.free_symbols | known.body.free_symbols
    require(not here & used, "expectation-polynomial.letters", "used already")
    mine, theirs = body.xreplace(swap), known.body.xreplace(swap)
    require(not mine.has(*setting.claim.variables), "expectation-polynomial.random", mine)
    plain = mine.is_polynomial(*here) and theirs.is_polynomial(*here)
    require(plain, "expectation-polynomial.polynomial", body)
    line = Region(tuple((letter, -oo, oo) for letter in swap.values()))
    require(premises[1] == Equal(mine, theirs, line), "expectation-polynomial.equal", body)
    return Expectation(body, known.value)


def conditional_moment(draw: Quantile, power: int) -> Expr:
    """The mean of draw^power given the arguments."""
    named = Named(draw.family, draw.args[:-1])
    recorded(named, "expectation-draw")
    value = transform_value(named, power)
    require(not value.has(nan, zoo, oo, -oo), "expectation-draw.value", value)
    return value


def draw_needs(setting: Setting, draw: Quantile, power: int) -> tuple[Judgement, ...]:
    """What has to hold of the arguments of the draw and of each draw inside of it."""
    found: list[Judgement] = []
    inner = sorted((a for t in draw.args for a in t.atoms(Quantile)), key=default_sort_key)
    for each in (draw, *dict.fromkeys(inner)):
        named = Named(each.family, each.args[:-1])
        require_uniform(setting, each.args[-1], "expectation-draw")
        place = place_of(setting, named.arguments)
        record = record_of(named)
        lattice = record.lattice
        least = lattice is not None and lattice.point == lattice.index
        require(bool(least and lattice.lower.is_nonnegative), "expectation-draw.range", each)  # type: ignore[union-attr]
        for parameter, argument in zip(record.parameters, named.arguments, strict=True):
            count_like = not parameter.domain.integer or is_whole(argument.xreplace(place.swap))
            require(count_like, "expectation-draw.whole", argument)
        for relation in parameter_conditions(named):
            found.append(place.holds(relation))
        if each == draw:
            if record.mgf_range is None:
                raise RuleError("expectation-draw.transform", f"{record.name} has no range of it")
            own = {p.symbol: a for p, a in zip(record.parameters, named.arguments, strict=True)}
            low, high = (end.xreplace(own) for end in record.mgf_range)
            ends = ((low, Integer(0)), (Integer(0), high))
            found += [place.holds(Relation(a, "<", b)) for a, b in ends if a != -oo and b != oo]
            moment = conditional_moment(draw, power)
            found.append(Defined(moment.xreplace(place.swap), place.over))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Place:
    """Letters for what is random in the arguments, and where these live."""

    swap: dict[Expr, Symbol]
    over: Region

    def holds(self, relation: Relation) -> Holds:
        """The relation in the letters."""
        left, right = relation.left.xreplace(self.swap), relation.right.xreplace(self.swap)
        return Holds(Relation(left, relation.sign, right), self.over)


def place_of(setting: Setting, arguments: tuple[Expr, ...]) -> Place:
    """A letter for each outermost draw and each random variable outside of draws."""
    random = set(setting.claim.variables)
    taken = {s.name for s in (*setting.scope.names, *setting.claim.variables)}
    names = (name for k in range(1, 10_000) if (name := f"d_{k}") not in taken)
    swap: dict[Expr, Symbol] = {}
    bounds = []
    for root in roots(setting, arguments):
        letter, low, high = _letter(setting, root, next(names))
        require(not low.has(*random) and not high.has(*random), "expectation-draw.support", root)
        swap[root] = letter
        bounds.append((letter, low, high))
    return Place(swap, Region(tuple(bounds)))


def roots(setting: Setting, terms: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """The outermost draws and the random variables outside of draws, in the order met."""
    random = set(setting.claim.variables)
    found: list[Expr] = []
    pending: list[Basic] = list(terms)
    while pending:
        term = pending.pop(0)
        if isinstance(term, Quantile) or term in random:
            found.append(term)
        else:
            pending += term.args
    return tuple(dict.fromkeys(found))


def _letter(setting: Setting, root: Expr, name: str) -> tuple[Symbol, Expr, Expr]:
    """A letter for a draw or a random variable, and where almost all of its values lie."""
    if isinstance(root, Quantile):
        lattice = record_of(Named(root.family, root.args[:-1])).lattice
        if lattice is None:
            raise RuleError("expectation-draw.range", f"{root} is drawn from no lattice")
        return whole(name), lattice.lower, oo
    known = {given.subject: given.law for given in setting.claim.hypotheses}
    require(root in known, "expectation-draw.support", root)
    law = known[root]
    if isinstance(law, Named):
        record = record_of(law)
        if record.lattice is not None and record.lattice.point == record.lattice.index:
            require(not record.pieces and not record.atoms, "expectation-draw.support", root)
            own = {p.symbol: a for p, a in zip(record.parameters, law.arguments, strict=True)}
            each = record.lattice
            return whole(name), each.lower.xreplace(own), each.upper.xreplace(own)
    letter = variable(name)
    found = support(law, letter)
    if found is None:
        raise RuleError("expectation-draw.support", f"{root} has no density on one interval")
    return letter, *found


def require_uniform(setting: Setting, symbol: Expr, code: str) -> None:
    """Require that the variable is uniform on (0, 1) by hypothesis."""
    law = [given.law for given in setting.claim.hypotheses if given == HasLaw(symbol, UNIFORM)]
    require(len(law) == 1, f"{code}.uniform", symbol)
