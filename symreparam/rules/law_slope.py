"""How the law of a random variable moves with a parameter: the score of an exponential family."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Symbol, cancel, expand, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.real import slope, smooth
from symreparam.decide.sign import holds, sign
from symreparam.families.family import Family
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError
from symreparam.rules.rule import Setting, require, settled
from symreparam.terms.law import Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, variable

CODE = "equation-pathwise.score"


@dataclass(frozen=True, slots=True)
class Score:
    """`body`: the derivative of the variable's log-density in the parameter. `statistic`: the T in
    log p = eta T + A + B, where eta and A do not depend on the variable, nor T and B on the law's
    argument that moves."""

    body: Expr
    statistic: Expr


def score_of(
    setting: Setting, symbol: Symbol, named: Named, parameter: Symbol, moments: bool
) -> Score:
    """The score of the variable's law in a parameter of the scope, on which one argument of the
    law depends. Raises RuleError unless the laws with other values of that argument, from all of
    the family's domain, are an exponential family on one support in which eta is strictly
    monotone, each with moments of all orders if `moments`.

    Then the mean of each b with |b| <= C (1 + |x|)^d, or bounded where `moments` is false, is a
    smooth function of the argument, with derivatives taken under the integral sign: the values of
    eta are an interval, and E b is finite at each (Lehmann & Romano 2005, theorem 2.7.1).
    """
    moving = [i for i, argument in enumerate(named.arguments) if argument.has(parameter)]
    require(len(moving) == 1, CODE, "several arguments of the law move")
    [index] = moving
    record, argument = record_of(named), named.arguments[index]
    letter, place = _free(setting, symbol)
    body, over = _log_density(setting, named, record, index, (letter, place))
    there = Context(setting.scope, over)
    settled(smooth(body, letter, there), CODE)
    settled(smooth(argument, parameter, Context(setting.scope)), CODE)
    pace, statistic = _apart(expand(slope(body, letter)), letter, place)
    strict = any(isinstance(sign(pace, want, there), Proved) for want in ("+", "-"))
    require(strict, CODE, (pace, "may", "vanish"))
    if moments:
        _require_moments(setting, named, record, index, letter, there)
    here = {letter: argument, place: symbol}
    chain = slope(argument, parameter)
    return Score(slope(body, letter).xreplace(here) * chain, statistic.xreplace({place: symbol}))


def _free(setting: Setting, symbol: Symbol) -> tuple[Symbol, Symbol]:
    """Letters for the argument that moves and for the variable."""
    used = {s.name for s in (*setting.scope.names, *setting.claim.variables, symbol)}
    names = [name for k in range(1, 100) if (name := f"p_{k}") not in used]
    return variable(names[0]), variable(names[1])


def _log_density(
    setting: Setting, named: Named, record: Family, index: int, letters: tuple[Symbol, Symbol]
) -> tuple[Expr, Region]:
    """The log-density with a letter for the argument that moves, and where both letters range."""
    letter, place = letters
    own, domain = record.parameters[index].symbol, record.parameters[index].domain
    plain = len(record.pieces) == 1 and not record.atoms and record.lattice is None
    require(plain and not record.variants, CODE, (record.name, "has", "no", "one", "density"))
    tied = any(c.left.has(own) or c.right.has(own) for c in record.conditions)
    require(not tied, CODE, (own, "is", "tied"))
    open_ends = not (domain.lower_closed or domain.upper_closed or domain.integer)
    require(open_ends, CODE, "the argument may lie at an end")
    pairs = zip(record.parameters, named.arguments, strict=True)
    swap: dict[Expr, Expr] = {each.symbol: argument for each, argument in pairs}
    others = [each for each in swap.values() if each.has(*setting.claim.variables)]
    require(not others, CODE, "the law depends on another variable")
    swap |= {own: letter, record.variable: place}
    _, low, high = record.pieces[0].region.bounds[0]
    require(not (low.has(own) or high.has(own)), CODE, "the support moves")
    ends = (low.xreplace(swap), high.xreplace(swap))
    over = Region(((letter, domain.lower, domain.upper), (place, *ends)))
    return record.log_density[0].xreplace(swap), over


def log_density(named: Named, symbol: Symbol) -> Expr:
    """The logarithm of the only density of a member, at the symbol."""
    record = record_of(named)
    require(len(record.log_density) == 1, CODE, (record.name, "has", "no", "one", "density"))
    pairs = zip(record.parameters, named.arguments, strict=True)
    swap: dict[Expr, Expr] = {each.symbol: argument for each, argument in pairs}
    return record.log_density[0].xreplace({**swap, record.variable: symbol})


def _apart(score: Expr, letter: Symbol, place: Symbol) -> tuple[Expr, Expr]:
    """(eta', T) where the score is eta' T plus a term without the variable."""
    paces: list[Expr] = []
    shares: list[Expr] = []
    for term in Add.make_args(score):
        if not term.has(place):
            continue
        factors = Mul.make_args(term)
        rest = Mul(*(factor for factor in factors if factor.has(place)))
        require(not rest.has(letter), CODE, (rest, "is", "not", "apart"))
        paces.append(Mul(*(factor for factor in factors if not factor.has(place))))
        shares.append(rest)
    require(bool(paces), CODE, "the law does not move")
    ratios = [cancel(pace / paces[0]) for pace in paces]
    require(not any(r.has(letter) for r in ratios), CODE, (score, "is", "not", "apart"))
    return paces[0], Add(*(ratio * rest for ratio, rest in zip(ratios, shares, strict=True)))


def _require_moments(
    setting: Setting, named: Named, record: Family, index: int, letter: Symbol, there: Context
) -> None:
    """A bounded support, or a moment generating function about 0, at each value of the letter."""
    [(_, low, high)] = record.pieces[0].region.bounds
    if low != -oo and high != oo:
        return
    require(record.mgf_range is not None, "equation-pathwise.moments", record.name)
    assert record.mgf_range is not None
    pairs = zip(record.parameters, named.arguments, strict=True)
    swap: dict[Expr, Expr] = {each.symbol: argument for each, argument in pairs}
    swap[record.parameters[index].symbol] = letter
    start, stop = (end.xreplace(swap) for end in record.mgf_range)
    for relation in (Relation(start, "<", Integer(0)), Relation(Integer(0), "<", stop)):
        known = isinstance(holds(relation, there), Proved)
        require(known, "equation-pathwise.moments", record.name)


def statistics(setting: Setting, symbol: Symbol, named: Named) -> tuple[Expr, ...]:
    """Terms T such that T^j b has a finite mean for all j and each bounded b, or b of polynomial
    growth where the law has moments of all orders at all values of its arguments: those of the
    arguments in which the laws are an exponential family."""
    found = []
    record = record_of(named)
    for index in range(len(record.parameters)):
        try:
            letter, place = _free(setting, symbol)
            body, over = _log_density(setting, named, record, index, (letter, place))
            there = Context(setting.scope, over)
            settled(smooth(body, letter, there), CODE)
            pace, statistic = _apart(expand(slope(body, letter)), letter, place)
            _require_moments(setting, named, record, index, letter, there)
        except RuleError:
            continue
        if any(isinstance(sign(pace, want, there), Proved) for want in ("+", "-")):
            found.append(statistic.xreplace({place: symbol}))
    return tuple(found)
